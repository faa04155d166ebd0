//! Campaigns: a folder with a table of jobs that any number of processes, on any number of machines, work through.
//!
//! A campaign has one or more plans, each run for the same replications of the same seed. Their replications are cut into [`Job`]s; each
//! job gives one part file, which is absent or complete. Whatever runs the jobs, in whatever order and however often one is killed, the
//! answer of a campaign that is done has the bits of [`project`](crate::projection::project) or [`compare`](crate::projection::compare)
//! on one machine. Until then [`Campaign::answer`] rests on the replications that are done, and says so.
//!
//! The folder needs nothing outside it, so it can be copied to another machine:
//!
//! | in the folder | what it holds |
//! |---|---|
//! | `campaign.json` | the plans as text, the seed, the replications, and the jobs |
//! | `parts/00001.part` | the replications of job 1; with `.unfinished` behind it while it is run |
//! | `failed/00001.1.txt` | why the first attempt at job 1 failed |
//! | `again/00001.part` | job 1 computed once more, while it is computed, and kept if it differs |
//! | `pace/00001.json` | how long job 1 took |
//!
//! Processes that share the folder keep apart by locks on the unfinished files. Another engine can carry a job as [text](Job::text),
//! run it anywhere, and hand the bytes to [`Campaign::accept`].
//!
//! # Examples
//!
//! ```
//! use cetak::campaign::{Answer, Campaign};
//! use cetak::experiment::{Control, Settings};
//! use cetak::scenario;
//!
//! let folder = tempfile::tempdir().unwrap();
//! let settings = Settings { replications: 20, ..Settings::default() };
//! let plan = scenario::builtin("bangli-declared")?.plan;
//! let campaign = Campaign::create(folder.path().join("trial"), [plan], &settings, 4)?;
//! assert_eq!(campaign.jobs().len(), 4);
//!
//! let worked = campaign.work(None, &Control::default())?; // so might other processes, at the same time
//! assert_eq!(worked.computed, 4);
//! let Some(Answer::One(answer)) = campaign.answer()? else { panic!("it has one plan") };
//! assert!(answer.complete);
//! # Ok::<(), cetak::Error>(())
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `planned` | a plan as text, from which any machine can run a job of it |
// | `job` | a job: what to run, and the part file it gives |
// | `folder` | the names of the files in the folder |
// | `table` | the table of jobs: created, and opened again |
// | `attempts` | attempts that failed, at most three for a job |
// | `pace` | how long jobs take |
// | `work` | works through the jobs |
// | `accept` | parts that were computed elsewhere, or once more |
// | `status` | how far the jobs are |
// | `answer` | the answer so far |

mod accept;
mod answer;
mod attempts;
mod folder;
mod job;
mod pace;
mod planned;
mod status;
mod table;
mod work;

pub use answer::Answer;
pub use job::Job;
pub use planned::CampaignPlan;
pub use status::{Counts, Differing, FailedJob, PlanStatus, Status};
pub use table::Campaign;
pub use work::{JobEnd, Worked};
