//! Clusters on the loopback: a scheduler and executors, which are killed, and campaigns whose answers have the bits of one machine.

// | file | what it holds |
// |---|---|
// | `processes` | starts and kills the processes of a cluster |
// | `campaigns` | small campaigns, and what is compared of them |
// | `bits` | one executor, two executors and one machine alone give the same bits |
// | `lost` | executors and schedulers that die in the middle |
// | `mistakes` | what a user may do wrong: a clear message, and nothing is lost |
// | `sql` | the results are open to SQL |

mod bits;
mod campaigns;
mod lost;
mod mistakes;
mod processes;
mod sql;
