//! How long everything is kept (L-23): one table, applied every night by `jobs::tidy`, shown on the health page, compared by a
//! test with what it says. No network address and no name of a program that somebody uses is stored at all; mails are not kept
//! once they have left, and words that somebody discards are gone at once.

use serde::Serialize;

use crate::app::App;
use crate::storage::{Conn, Stored};
use crate::{accounts, idempotency, jobs, leaving, listening, mail, moderation, outside, screening, transparency};

/// Forgets what is due, in one transaction.
type Forget = fn(&mut Conn, &App) -> Stored<()>;

/// Something that is kept.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = KeptFor)]
pub struct Kept {
    /// What.
    #[schema(value_type = String)]
    pub what: &'static str,
    /// For how long.
    #[schema(value_type = String)]
    pub how_long: &'static str,
    /// Why as long as that.
    #[schema(value_type = String)]
    pub why: &'static str,
    /// What forgets it at night; nothing where it is gone at once or with the account.
    #[serde(skip)]
    pub forget: Option<Forget>,
}

const fn kept(what: &'static str, how_long: &'static str, why: &'static str, forget: Option<Forget>) -> Kept {
    Kept { what, how_long, why, forget }
}

/// Everything that is kept, and for how long.
pub const TABLE: &[Kept] = &[
    kept("network addresses", "never stored", "nothing here needs them; they live in memory while a limit counts", None),
    kept("names of browsers and programs", "never stored", "a session is named by whoever signs in", None),
    kept("failed sign-ins", "never stored", "they are counted in memory for some minutes", None),
    kept("texts of letters", "until they have left", "a letter is written at the moment it is sent", None),
    kept("discarded drafts", "gone at once", "she threw them away", None),
    kept("posts taken back", "gone for others at once; her own words with her account", "they are hers", None),
    kept(
        "sign-ups, mailed links and sessions",
        "until the day they end: a day, an hour, 60 days without use",
        "afterwards nobody can use them",
        Some(accounts::actions::forget_expired),
    ),
    kept(
        "keys of repeated requests",
        "a day",
        "a repeat makes nothing twice",
        Some(|conn, app| {
            idempotency::forget_old(conn, app.clock.now())?;
            Ok(())
        }),
    ),
    kept(
        "receipts of those who left",
        "as long as the erasure runs, and some days",
        "she can look whether it is done",
        Some(|conn, app| {
            leaving::forget_receipts(conn, app.clock.now())?;
            Ok(())
        }),
    ),
    kept(
        "what became of letters",
        "90 days",
        "to answer whether a letter was sent",
        Some(|conn, app| mail::fates::forget_old(conn, app.clock.now())),
    ),
    kept(
        "addresses that mail came back from",
        "as the mail rules say, as keyed hashes",
        "no letters go where none arrive",
        Some(mail::addresses::forget_old),
    ),
    kept("jobs that have ended", "90 days", "they guard against a double", Some(jobs::forget_ended)),
    kept("reports that are closed", "two years", "an objection or a court may ask", Some(moderation::actions::forget_reports)),
    kept(
        "notices from outside",
        "two years after they were answered; who sent them, 180 days",
        "whoever sent one may object as long",
        Some(outside::actions::forget_old),
    ),
    kept(
        "names that were asked for, and why",
        "two years",
        "whoever was behind one can read it",
        Some(moderation::actions::forget_openings),
    ),
    kept(
        "notes about cases, conversations about them, and shifts",
        "two years",
        "as the reports they are about",
        Some(moderation::actions::forget_desk),
    ),
    kept("what checks noticed", "two years", "to know how often a check is wrong", Some(moderation::actions::forget_signals)),
    kept(
        "the words of removed posts",
        "180 days, or until the objection is decided",
        "a removal can be undone as long",
        Some(moderation::actions::forget_removed_words),
    ),
    kept(
        "what posts are like, as numbers",
        "a week",
        "to find the same text again while it is being spread",
        Some(|conn, app| {
            screening::actions::forget_old(conn, app.clock.now())?;
            Ok(())
        }),
    ),
    kept("decisions with their reasons", "as long as the post stands", "whoever they are about can read them", None),
    kept(
        "who was called about which thread, as keyed hashes, and how long first answers took",
        "14 days; the counts, 400 days",
        "nobody is called twice; the forum shows how soon it answers",
        Some(listening::actions::forget_old),
    ),
    kept("the staff log", "two years", "the public numbers are made of it", Some(moderation::actions::forget_lines)),
    kept(
        "what authorities were told",
        "two years after it was settled",
        "for review",
        Some(crate::disclosures::actions::forget_old),
    ),
    kept(
        "the count of members",
        "once a month, as a number in the log",
        "the law asks for an average",
        Some(transparency::actions::count_members),
    ),
];
