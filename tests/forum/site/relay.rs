//! A relay that does what a test tells it: `tests/mail/scripted.py`, a process of its own on a loopback port.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Letter;
use super::database::fresh_folder;

/// Debian's own: its packages are of this Python.
const PYTHON: &str = "/usr/bin/python3";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail/scripted.py");

/// A letter that the relay took.
#[derive(Clone, Debug)]
pub struct Taken {
    pub letter: Letter,
    /// `from`, `to`, `of_sender`, `of_recipient`, `encrypted`.
    pub envelope: Value,
}

pub struct Relay {
    child: Child,
    said: BufReader<ChildStdout>,
    folder: PathBuf,
    is_ours: bool,
    pub port: u16,
}

impl Relay {
    /// Starts one that puts what it takes into a folder of its own. `None` where it cannot run, which is an error in CI.
    pub fn starts(options: &[&str]) -> Option<Self> {
        let mut relay = Self::into(&fresh_folder(), options)?;
        relay.is_ours = true;
        Some(relay)
    }

    /// Starts one that puts what it takes into this folder: the folder in which a [`super::process::Process`] looks for letters.
    pub fn into(folder: &Path, options: &[&str]) -> Option<Self> {
        let knows = Command::new(PYTHON).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        if !knows.is_ok_and(|status| status.success()) {
            let sentence = "aiosmtpd is not here: scripts/need-mail-tools.sh installs it";
            assert!(std::env::var_os("CI").is_none(), "{sentence}");
            eprintln!("skipped: {sentence}");
            return None;
        }
        let mut command = Command::new(PYTHON);
        command.arg(SCRIPT).arg(folder).args(options).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        let mut relay = Self { child, said, folder: folder.to_owned(), is_ours: false, port: 0 };
        relay.port = relay.says("listening ").parse().unwrap();
        Some(relay)
    }

    fn says(&mut self, before: &str) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        let rest = line.trim().strip_prefix(before);
        rest.unwrap_or_else(|| panic!("the scripted relay said {line:?}")).to_owned()
    }

    /// From now on it does this instead.
    pub fn now(&mut self, mode: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{mode}").unwrap();
        assert_eq!(self.says("now "), mode.split(' ').next().unwrap());
    }

    /// For `mail.smtp_url`.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// How many letters it took, copies counted.
    pub fn count(&self) -> usize {
        self.files("json").len()
    }

    /// The letters it took, in their order.
    pub fn taken(&self) -> Vec<Taken> {
        let read = |path: PathBuf| {
            let envelope = serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
            Taken { letter: Letter::read(&std::fs::read(&path).unwrap()), envelope }
        };
        self.files("eml").into_iter().map(read).collect()
    }

    fn files(&self, ending: &str) -> Vec<PathBuf> {
        let files = std::fs::read_dir(&self.folder).unwrap().map(|file| file.unwrap().path());
        let mut paths: Vec<PathBuf> = files.filter(|path| path.extension() == Some(ending.as_ref())).collect();
        paths.sort();
        paths
    }

    /// The commands it heard that name an address: command, address and parameters.
    pub fn heard(&self) -> Vec<Value> {
        let heard = std::fs::read_to_string(self.folder.join("heard")).unwrap_or_default();
        heard.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// How often it was asked to take a letter.
    pub fn tries(&self) -> usize {
        self.heard().iter().filter(|heard| heard["command"] == "RCPT").count()
    }

    /// Waits until it took so many letters; half a minute at most.
    #[track_caller]
    pub fn waits_for(&self, letters: usize) {
        let until = Instant::now() + Duration::from_secs(30);
        while self.count() < letters {
            assert!(Instant::now() < until, "{} of {letters} letters in half a minute", self.count());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        if self.is_ours && !std::thread::panicking() {
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }
}
