//! The command line: what can be done to a forum by whoever runs it.

mod accounts;
mod demo;
mod doctor;
mod keys;
mod letters;
mod load;
mod logs;
mod mail;
mod parts;
mod serve;
mod simulate;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::accounts::Role;
use crate::config::Config;
use crate::keys::Purpose;
use crate::openapi;
use crate::storage::{self, Place};

/// What every command returns; an error is one sentence for the operator.
type Done = Result<(), Box<dyn std::error::Error>>;

/// Goodenough: a peer-support forum for parents.
#[derive(Debug, Parser)]
#[command(name = "goodenough", version)]
struct Cli {
    /// A file of settings; it overrides the defaults, and variables override it.
    #[arg(long, global = true, env = "GOODENOUGH_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring the database up to date, then serve the API until SIGTERM or SIGINT.
    Serve,
    /// Bring the database up to date, and nothing else.
    Migrate,
    /// Make and change accounts; works while the server runs.
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Fill an empty database with a small living forum, and print how to sign in.
    Demo,
    /// Fill an empty database with a large invented forum, for measuring, and print what is in it as one line of JSON.
    Load {
        /// How many members.
        #[arg(long, default_value_t = 1_000)]
        members: usize,
        /// How many threads.
        #[arg(long, default_value_t = 1_000)]
        threads: usize,
        /// How many replies to a thread.
        #[arg(long, default_value_t = 10)]
        replies: usize,
    },
    /// Print the OpenAPI document.
    Openapi,
    /// Say where each setting comes from, and try the database, the keys and the mail.
    Doctor,
    /// Plays a month of an invented forum, with and without calling listeners, and prints how soon threads are answered.
    Simulate {
        /// Another number, another month.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Write every letter in every language into a folder, to be looked at in a browser, with the whole messages as the relay would
    /// get them, signed if there are DKIM keys. Nothing is sent.
    Letters {
        /// The folder; it is made if it is not there.
        #[arg(long, value_name = "DIR", default_value = "letters")]
        folder: PathBuf,
    },
    /// Look after the keys.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Look after mail.
    #[command(subcommand)]
    Mail(MailCommand),
}

#[derive(Debug, Subcommand)]
enum AdminCommand {
    /// Make the account of an admin; a letter lets her choose a password.
    Create {
        /// Her mail address.
        email: String,
    },
    /// Give somebody another role.
    Role {
        /// Her mail address.
        email: String,
        /// The new role.
        #[arg(value_parser = role)]
        role: Role,
    },
    /// After a breach: list the accounts that a session, a token or a time touched. Addresses are printed here and nowhere else.
    Breach {
        /// A session, by its id in the list of sessions.
        #[arg(long, conflicts_with_all = ["family", "since"], required_unless_present_any = ["family", "since"])]
        session: Option<String>,
        /// A token that was found somewhere: its whole family.
        #[arg(long, conflicts_with = "since")]
        family: Option<String>,
        /// The first day, as 2026-03-31.
        #[arg(long, requires = "until")]
        since: Option<String>,
        /// The last day.
        #[arg(long, requires = "since")]
        until: Option<String>,
    },
    /// End every mute and suspension of somebody, at once.
    Lift {
        /// Her mail address.
        email: String,
    },
}

#[derive(Debug, Subcommand)]
enum MailCommand {
    /// Let letters go to an address again, after bounces or a complaint.
    Lift {
        /// The mail address.
        email: String,
        /// Why; it stands in the log.
        #[arg(long)]
        reason: String,
    },
    /// Say what mails that came back mean, one line of JSON a file. Changes nothing.
    Explain {
        /// The mails, each a file.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Add a newer key. A running server uses it within a minute; the older ones stay good for what they signed or sealed.
    /// What is sealed is sealed anew by a job of the server.
    Rotate {
        /// Which key.
        which: Rotated,
    },
    /// Begin to sign letters with the DKIM keys that were made last. Publish them first: `goodenough doctor` prints how.
    UseDkim,
    /// Say how many rows still stand under each key, and which keys may be removed.
    Status,
    /// Throw away the keys of every link between a member and what she wrote. It cannot be undone.
    ForgetLinks {
        /// Yes, for ever.
        #[arg(long)]
        yes: bool,
    },
}

/// The keys that can simply be followed by a newer one.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rotated {
    /// Signs access tokens.
    Signing,
    /// Seals who is behind a voice, and all rows by account.
    Seal,
    /// Seals mail addresses.
    Address,
    /// Seals who is muted or suspended, and until when.
    Standing,
    /// Signs letters. The new pair is not used before `keys use-dkim`.
    Dkim,
}

fn role(word: &str) -> Result<Role, String> {
    let known = || Role::ALL.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ");
    Role::from_word(word).ok_or_else(|| format!("one of {}", known()))
}

/// Reads the command line and runs it.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match carry_out(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("goodenough: {error}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(cli: &Cli) -> Done {
    if let Command::Openapi = cli.command {
        print(&serde_json::to_string_pretty(openapi::document())?);
        return Ok(());
    }
    if let Command::Mail(MailCommand::Explain { files }) = &cli.command {
        return mail::explain(files);
    }
    if let Command::Doctor = cli.command {
        return doctor::examine(cli.config.as_deref());
    }
    let config = Config::read(cli.config.as_deref())?;
    logs::start(&config.log)?;
    match &cli.command {
        Command::Serve => serve::serve(config),
        Command::Migrate => {
            let place = Place::parse(config.database.url.reveal())?;
            storage::prepare(&place)?;
            let ran = storage::migrate::up(&place)?;
            print(&format!("{ran} migrations ran; the database is up to date"));
            Ok(())
        }
        Command::Admin(AdminCommand::Create { email }) => accounts::create_admin(config, email),
        Command::Admin(AdminCommand::Role { email, role }) => accounts::set_role(config, email, *role),
        Command::Admin(AdminCommand::Lift { email }) => accounts::lift(config, email),
        Command::Admin(AdminCommand::Breach { session, family, since, until }) => {
            let days = since.as_deref().zip(until.as_deref());
            accounts::breach(config, session.as_deref(), family.as_deref(), days)
        }
        Command::Demo => demo::fill(config),
        Command::Load { members, threads, replies } => {
            let (members, threads, replies) = (*members, *threads, *replies);
            load::fill(config, crate::load::Size { members, threads, replies })
        }
        Command::Simulate { seed } => simulate::simulate(&config, *seed),
        Command::Letters { folder } => letters::gallery(&config, folder),
        Command::Keys(KeysCommand::Rotate { which: Rotated::Signing }) => keys::rotate_signing(&config),
        Command::Keys(KeysCommand::Rotate { which: Rotated::Seal }) => keys::rotate(config, Purpose::Seal),
        Command::Keys(KeysCommand::Rotate { which: Rotated::Address }) => keys::rotate(config, Purpose::Address),
        Command::Keys(KeysCommand::Rotate { which: Rotated::Standing }) => keys::rotate(config, Purpose::Standing),
        Command::Keys(KeysCommand::Status) => keys::status(config),
        Command::Keys(KeysCommand::Rotate { which: Rotated::Dkim }) => keys::rotate_dkim(&config),
        Command::Keys(KeysCommand::UseDkim) => keys::use_dkim(&config),
        Command::Keys(KeysCommand::ForgetLinks { yes }) => keys::forget_links(config, *yes),
        Command::Mail(MailCommand::Lift { email, reason }) => mail::lift(config, email, reason),
        Command::Mail(MailCommand::Explain { .. }) | Command::Openapi | Command::Doctor => Ok(()),
    }
}

/// One line, or several, for whoever typed the command.
#[expect(clippy::print_stdout, reason = "the answer to a command belongs there; the log goes to stderr")]
fn print(text: &str) {
    println!("{text}");
}
