//! A small mail exchange of its own: Debian's postfix, and behind it dovecot with the mailboxes of `inbox.example`.
//!
//! Both listen on loopback alone, keep everything in one folder, ask no DNS, and end when the value is dropped.

use std::fs::Permissions;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::Letter;

/// Where people have their mailboxes.
pub const INBOX: &str = "inbox.example";

/// What somebody needs to run these tests, and how to get it.
const NEEDED: &str = "postfix, dovecot-lmtpd and root (scripts/need-mail-tools.sh installs the two)";

pub struct Exchange {
    folder: PathBuf,
    /// Where postfix takes mail.
    pub port: u16,
}

/// A port nobody listens on now.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Exchange {
    /// Starts both. `routes` says behind which LMTP port a forum's domain is. `None` where they cannot run, which is an error
    /// in CI.
    pub fn starts(routes: &[(&str, u16)]) -> Option<Self> {
        let there = ["/usr/sbin/postfix", "/usr/sbin/dovecot"].iter().all(|path| Path::new(path).exists()) && is_root();
        if !there {
            assert!(std::env::var_os("CI").is_none(), "this needs {NEEDED}");
            eprintln!("skipped: this needs {NEEDED}");
            return None;
        }
        let folder = PathBuf::from(format!("/tmp/goodenough_exchange_{}_{}", std::process::id(), free_port()));
        let exchange = Self { port: free_port(), folder };
        let boxes = free_port();
        for name in ["etc", "spool", "data", "mail", "boxes/run"] {
            std::fs::create_dir_all(exchange.path(name)).unwrap();
        }
        for name in ["", "etc", "spool", "data", "mail", "boxes", "boxes/run"] {
            std::fs::set_permissions(exchange.path(name), Permissions::from_mode(0o755)).unwrap();
        }
        let mut maps = format!("{{{INBOX}=lmtp:inet:127.0.0.1:{boxes}}}");
        let mut domains = INBOX.to_owned();
        for (domain, port) in routes {
            maps = format!("{maps}, {{{domain}=lmtp:inet:127.0.0.1:{port}}}");
            domains = format!("{domains} {domain}");
        }
        exchange.write("etc/main.cf", &exchange.postfix(&domains, &maps));
        exchange.write("etc/master.cf", &services(exchange.port));
        exchange.write("boxes/conf", &exchange.dovecot(boxes));
        exchange.write("boxes/users", "");
        runs("chown", &["postfix", &exchange.text("data")]);
        runs("chown", &["-R", "mail:mail", &exchange.text("mail")]);
        runs("/usr/sbin/dovecot", &["-c", &exchange.text("boxes/conf")]);
        runs("/usr/sbin/postfix", &["-c", &exchange.text("etc"), "start"]);
        answers(boxes);
        answers(exchange.port);
        Some(exchange)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn postfix(&self, domains: &str, maps: &str) -> String {
        let folder = self.folder.display();
        format!(
            "compatibility_level = 3.6\nqueue_directory = {folder}/spool\ndata_directory = {folder}/data\n\
             command_directory = /usr/sbin\ndaemon_directory = /usr/lib/postfix/sbin\nmail_owner = postfix\n\
             setgid_group = postdrop\nmyhostname = mx.example\nmydestination =\ninet_interfaces = 127.0.0.1\n\
             inet_protocols = ipv4\nmynetworks = 127.0.0.0/8\nrelay_domains = {domains}\n\
             smtpd_relay_restrictions = permit_mynetworks, reject\ntransport_maps = inline:{{ {maps} }}\n\
             alias_maps =\nalias_database =\nmaillog_file = {folder}/log\nmaillog_file_prefixes = /tmp\nnotify_classes =\n\
             disable_dns_lookups = yes\nsmtpd_tls_security_level = none\n"
        )
    }

    fn dovecot(&self, port: u16) -> String {
        let folder = self.folder.display();
        format!(
            "base_dir = {folder}/boxes/run\nstate_dir = {folder}/boxes/run\nlog_path = {folder}/boxes/log\nprotocols = lmtp\n\
             ssl = no\ndefault_internal_user = dovecot\ndefault_login_user = dovenull\n\
             mail_location = maildir:{folder}/mail/%n\nfirst_valid_uid = 1\nfirst_valid_gid = 1\n\
             passdb {{\n driver = passwd-file\n args = {folder}/boxes/users\n}}\n\
             userdb {{\n driver = passwd-file\n args = {folder}/boxes/users\n}}\n\
             service lmtp {{\n inet_listener lmtp {{\n  address = 127.0.0.1\n  port = {port}\n }}\n}}\n"
        )
    }

    /// Who has a mailbox from now on; whoever is not named has none.
    pub fn has_mailboxes(&self, names: &[&str]) {
        let line = |name: &&str| format!("{name}@{INBOX}:{{PLAIN}}x:8:8::{}/mail/{name}::\n", self.folder.display());
        self.write("boxes/users", &names.iter().map(line).collect::<String>());
        // dovecot looks at the file's time, in whole seconds.
        std::thread::sleep(Duration::from_millis(1_100));
    }

    /// The letters in somebody's mailbox, with the address bounces go to, oldest first.
    pub fn mailbox(&self, name: &str) -> Vec<(Letter, Vec<u8>)> {
        let Ok(files) = std::fs::read_dir(self.path(&format!("mail/{name}/new"))) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        paths.sort();
        paths.into_iter().map(|path| std::fs::read(path).unwrap()).map(|bytes| (Letter::read(&bytes), bytes)).collect()
    }

    /// Waits until somebody's mailbox holds what is wanted; half a minute at most.
    #[track_caller]
    pub fn waits_for(&self, name: &str, wanted: impl Fn(&Letter) -> bool) -> Letter {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let letters = self.mailbox(name);
            if let Some((letter, _)) = letters.into_iter().find(|(letter, _)| wanted(letter)) {
                return letter;
            }
            assert!(Instant::now() < until, "not in the mailbox of {name} in half a minute; postfix says:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// What postfix did.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    /// Hands a finished message to postfix, as a mail program would.
    pub fn takes(&self, from: &str, to: &str, message: &[u8]) {
        use lettre::Transport as _;
        let envelope = lettre::address::Envelope::new(from.parse().ok(), vec![to.parse().unwrap()]).unwrap();
        let relay = lettre::SmtpTransport::builder_dangerous("127.0.0.1").port(self.port).build();
        relay.send_raw(&envelope, message).unwrap();
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        drop(Command::new("/usr/sbin/postfix").args(["-c", &self.text("etc"), "stop"]).stderr(Stdio::null()).status());
        if let Ok(pid) = std::fs::read_to_string(self.path("boxes/run/master.pid")) {
            drop(Command::new("kill").arg(pid.trim()).status());
        }
        if !std::thread::panicking() {
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }
}

/// Only what takes, queues, hands on and bounces; nothing that could reach out.
fn services(port: u16) -> String {
    let daemons = "cleanup unix n - n - 0 cleanup\nqmgr unix n - n 1 1 qmgr\nrewrite unix - - n - - trivial-rewrite\n\
        bounce unix - - n - 0 bounce\ndefer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\nverify unix - - n - 1 verify\n\
        flush unix n - n 1000? 0 flush\nproxymap unix - - n - - proxymap\nlmtp unix - - n - - lmtp\nerror unix - - n - - error\n\
        retry unix - - n - - error\nanvil unix - - n - 1 anvil\nscache unix - - n - 1 scache\npostlog unix-dgram n - n - 1 postlogd\n";
    format!("127.0.0.1:{port} inet n - n - - smtpd\n{daemons}")
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// What it starts lives on, so nobody may wait for the end of what it says.
fn runs(program: &str, words: &[&str]) {
    let silent = || Stdio::null();
    let status = Command::new(program).args(words).stdin(silent()).stdout(silent()).stderr(silent()).status().unwrap();
    assert!(status.success(), "{program} {words:?}");
}

fn answers(port: u16) {
    let until = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < until, "nothing listens on {port}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
