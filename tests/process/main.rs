//! Processes: waits, races, panics.

// | file, in reading order | what it holds |
// |---|---|
// | `support` | what the tests share |
// | `queues` | who is next, who leaves, and who finds no place |
// | `preemption` | units that are taken from one process for another |
// | `claims` | claims to units that others hold |
// | `stops` | units that stop, a capacity that changes |
// | `stock` | stocks and stores |
// | `room` | those who put something in and wait for room |
// | `several` | several resources at once |
// | `sharing` | servers that work on all at once, or serve several together |
// | `waits` | waits joined, conditions, events with a value, traces |
// | `world` | how a world and its processes begin, are told something and end |
// | `deadlocks` | processes that wait for each other |
// | `arriving` | processes that arrive |
// | `draws` | random numbers that handles share |
// | `races` | every wait and every outside wake at one instant |
// | `random` | random programs |
// | `safety` | wake-ups that come too late, and panics |

mod arriving;
mod claims;
mod deadlocks;
mod draws;
mod preemption;
mod queues;
mod races;
mod random;
mod room;
mod safety;
mod several;
mod sharing;
mod stock;
mod stops;
mod support;
mod waits;
mod world;
