//! Starts and kills the processes of a cluster.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longer than anything takes that goes well.
pub const STUCK: Duration = Duration::from_secs(240);

/// A process that does not outlive the test.
pub struct Process {
    child: Child,
    folder: TempDir,
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Process {
    /// Its temporary files are in a folder of the test, so that a killed one leaves nothing behind.
    fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cetak-ballista"));
        command.args(arguments).env("TMPDIR", folder.path());
        let command = command.stdin(Stdio::null());
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        Self {
            child: command.spawn().expect("it starts"),
            folder,
        }
    }

    /// Takes the place for temporary files from it.
    pub fn lose_folder(&self) {
        fs::remove_dir_all(self.folder.path()).unwrap();
    }

    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// How it ended.
    pub fn ended(&mut self) -> ExitStatus {
        until("the process ends", || self.child.try_wait().unwrap())
    }

    /// What it said aside, once it has ended.
    pub fn said_aside(&mut self) -> String {
        let mut said = String::new();
        let aside = self.child.stderr.as_mut().unwrap();
        aside.read_to_string(&mut said).unwrap();
        said
    }
}

/// Runs a command to its end.
pub fn output(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cetak-ballista"));
    command.args(arguments).output().unwrap()
}

/// Waits until there is something.
pub fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(
            begun.elapsed() < STUCK,
            "it does not come to be that {what}"
        );
        thread::sleep(Duration::from_millis(20));
    }
}

/// Two ports in a row that nobody uses.
pub fn ports() -> u16 {
    loop {
        let first = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = first.local_addr().unwrap().port();
        if port < u16::MAX && TcpListener::bind(("127.0.0.1", port + 1)).is_ok() {
            return port;
        }
    }
}

pub struct Scheduler {
    pub process: Process,
    pub address: String,
}

impl Scheduler {
    pub fn start() -> Self {
        Self::start_at(format!("127.0.0.1:{}", ports()))
    }

    pub fn start_at(address: String) -> Self {
        let process = Process::start(&["scheduler", "--listen", &address]);
        until("the scheduler answers", || {
            TcpStream::connect(&address).ok()
        });
        Self { process, address }
    }

    /// An executor that runs one job at once, and has told its scheduler that it is there.
    pub fn executor(&self) -> Executor {
        let work = tempfile::tempdir().unwrap();
        let (path, port) = (work.path().to_str().unwrap(), ports().to_string());
        let process = Process::start(&[
            "executor",
            "--scheduler",
            &self.address,
            "--port",
            &port,
            "--jobs",
            "1",
            "--work",
            path,
        ]);
        let address = format!("127.0.0.1:{port}");
        until("the executor answers", || TcpStream::connect(&address).ok());
        Executor {
            process,
            address,
            _work: work,
        }
    }

    pub fn run(&self, campaign: &Path, at_once: u32) -> Client {
        let (path, at_once) = (campaign.to_str().unwrap(), at_once.to_string());
        let mut process = Process::start(&[
            "run",
            path,
            "--scheduler",
            &self.address,
            "--at-once",
            &at_once,
        ]);
        let lines = BufReader::new(process.child.stdout.take().unwrap()).lines();
        let (tell, told) = channel();
        thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .for_each(|line| tell.send(line).unwrap_or(()))
        });
        Client { process, told }
    }
}

pub struct Executor {
    pub process: Process,
    pub address: String,
    /// What it sends. Deleted after the process.
    _work: TempDir,
}

pub struct Client {
    pub process: Process,
    told: Receiver<String>,
}

impl Client {
    /// The next job that is done, and the executor that ran it, or nothing at the end.
    pub fn next_done(&self) -> Option<(u32, String)> {
        loop {
            let line = match self.told.recv_timeout(STUCK) {
                Ok(line) => line,
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => panic!("the cluster is stuck"),
            };
            if let Some((job, executor)) = line.split_once(" is done, by ") {
                let number = job.strip_prefix("job ").unwrap().parse().unwrap();
                return Some((number, executor.to_owned()));
            }
        }
    }

    /// The next jobs that are done, at most so many.
    pub fn done(&self, most: u32) -> Vec<(u32, String)> {
        (0..most).map_while(|_| self.next_done()).collect()
    }
}
