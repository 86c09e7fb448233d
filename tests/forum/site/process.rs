//! The real program in a process of its own: for what only that can show, a crash above all.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use super::database::fresh_folder;
use super::member::PASSWORD;
use super::{Caller, Database, Letter};

/// The built program.
const BINARY: &str = env!("CARGO_BIN_EXE_goodenough");

/// A forum's folder and settings, with its server running or not.
pub struct Process {
    pub folder: PathBuf,
    url: String,
    settings: Vec<(String, String)>,
    running: Option<Child>,
    logged: bool,
    /// Where its API is, once it runs.
    pub base: String,
    /// Where its metrics are.
    pub metrics: String,
    /// Where mail comes in.
    pub lmtp: String,
}

impl Process {
    /// A forum on this database that is not started yet.
    pub fn new(database: &Database) -> Self {
        Self {
            folder: fresh_folder(),
            url: database.url(),
            settings: Vec::new(),
            running: None,
            logged: false,
            base: String::new(),
            metrics: String::new(),
            lmtp: String::new(),
        }
    }

    /// With another setting.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With its log in the file `log` of its folder.
    pub fn writes_its_log(mut self) -> Self {
        self.logged = true;
        self
    }

    /// The program with these words, in its folder and with its settings alone.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command.args(words).current_dir(&self.folder).env_clear().env("TZ", "UTC");
        let settings = [
            ("GOODENOUGH_DATABASE__URL", self.url.as_str()),
            ("GOODENOUGH_HTTP__ADDRESS", "127.0.0.1:0"),
            ("GOODENOUGH_HTTP__METRICS_ADDRESS", "127.0.0.1:0"),
            ("GOODENOUGH_MAIL__WAIT", "0"),
            ("GOODENOUGH_LIMITS__ENABLED", "false"),
            ("GOODENOUGH_PASSWORDS__MEMORY_KIB", "8"),
            ("GOODENOUGH_LOG__LEVEL", "warn"),
        ];
        command.envs(settings).envs(self.settings.iter().cloned());
        command
    }

    /// Runs a command to its end.
    pub fn runs(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Starts the server and waits for its line.
    pub fn starts(&mut self) {
        let mut command = self.command(&["serve"]);
        if self.logged {
            command.stderr(std::fs::File::create(self.path("log")).unwrap());
        }
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        self.running = Some(child);
        let mut said = Vec::new();
        for line in out.lines() {
            let line = line.unwrap();
            if let Some(base) = line.strip_prefix("listening on ") {
                base.clone_into(&mut self.base);
                return;
            }
            if let Some(metrics) = line.strip_prefix("metrics at ") {
                metrics.clone_into(&mut self.metrics);
            }
            if let Some(lmtp) = line.strip_prefix("lmtp at ") {
                lmtp.clone_into(&mut self.lmtp);
            }
            said.push(line);
        }
        panic!("the server ended before it listened: {said:?}");
    }

    /// SIGKILL, as a power cut would.
    pub fn is_killed(&mut self) {
        let mut child = self.running.take().expect("a running server");
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// SIGTERM, and how long it took to end, and whether it ended well.
    pub fn is_stopped(&mut self) -> (Duration, bool) {
        let mut child = self.running.take().expect("a running server");
        let begun = Instant::now();
        assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
        let status = child.wait().unwrap();
        (begun.elapsed(), status.success())
    }

    /// A caller without a token.
    pub fn visitor(&self) -> Caller {
        Caller::new(&self.base)
    }

    /// Somebody who signed up by letter and is signed in.
    pub fn member(&self, name: &str) -> Caller {
        let caller = self.visitor();
        let address = format!("{name}@example.org");
        caller.post("/accounts", &json!({"email": address, "password": PASSWORD, "name": name})).is(202);
        let letter = self.waits_for(|letters| letters.values().find(|letter| letter.to == address).cloned());
        let session = caller.post("/accounts/verify", &json!({"token": letter.token()})).is(200);
        caller.set_token(Some(session.string("access_token")));
        caller
    }

    /// Every letter in the mail folder, by its file's name.
    pub fn letters(&self) -> BTreeMap<PathBuf, Letter> {
        let Ok(files) = std::fs::read_dir(self.folder.join("data/mail")) else { return BTreeMap::new() };
        let files = files.map(|file| file.unwrap().path()).filter(|path| path.extension() == Some("eml".as_ref()));
        files.map(|path| (path.clone(), Letter::read(&std::fs::read(&path).unwrap()))).collect()
    }

    /// Looks into the mail folder until it finds what it wants; half a minute at most.
    #[track_caller]
    pub fn waits_for<T>(&self, wanted: impl Fn(&BTreeMap<PathBuf, Letter>) -> Option<T>) -> T {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let letters = self.letters();
            if let Some(found) = wanted(&letters) {
                return found;
            }
            assert!(Instant::now() < until, "not among {} letters in half a minute", letters.len());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A path in its folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(Path::new(name))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(mut child) = self.running.take() {
            drop(child.kill());
            drop(child.wait());
        }
        if !std::thread::panicking() {
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }
}
