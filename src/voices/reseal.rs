//! A newer sealing key: every sealed value is sealed anew by a job, a stretch at a time, while the forum is used.
//!
//! Each value is swapped for the one that was read, so that the job may be cut off, repeated or done by two processes at
//! once. Lookups are not made anew: they are keyed hashes that have to be found again by whoever asks, of pairs of ids that
//! stand nowhere in the clear, so no program could make them from the rows. Their key goes only with all links.

use std::collections::BTreeMap;

use actix_web::web;

use super::seal::Row;
use crate::app::App;
use crate::clock::{DAY, MINUTE};
use crate::jobs::{self, Ending, Job, Work};
use crate::keys::Purpose;
use crate::storage::sealed::{self, SealedColumn, SealedValue};
use crate::storage::{Conn, Failure, Stored};

/// A column of sealed values: under which purpose, and what its seal is bound to.
#[derive(Clone, Copy, Debug)]
pub struct Sealed {
    /// Under which key.
    pub purpose: Purpose,
    /// Where.
    pub column: SealedColumn,
    /// The word of its [`Row`].
    place: &'static str,
    /// How many columns of its key belong to its [`Row`].
    bound: usize,
}

const fn sealed(table: &'static str, column: &'static str, key: &'static [&'static str], bound: usize) -> Sealed {
    Sealed { purpose: Purpose::Seal, column: SealedColumn { table, column, key }, place: table, bound }
}

const fn address(table: &'static str, key: &'static [&'static str]) -> Sealed {
    let column = SealedColumn { table, column: "email_sealed", key };
    Sealed { purpose: Purpose::Address, column, place: "address", bound: 0 }
}

const fn with_place(sealed: Sealed, purpose: Purpose, place: &'static str) -> Sealed {
    Sealed { purpose, place, ..sealed }
}

/// Every column of sealed values. A test compares the list with the catalogue.
pub const ALL: &[Sealed] = &[
    address("accounts", &["id"]),
    address("sign_ups", &[]),
    sealed("sign_ups", "clock", &[], 0),
    sealed("sessions", "clock", &["id"], 1),
    sealed("mailed_tokens", "clock", &["account"], 1),
    sealed("idempotency", "place", &[], 0),
    sealed("voices", "sealed", &["thread", "id"], 2),
    sealed("follows", "sealed", &["thread"], 1),
    sealed("traces", "sealed", &["account", "seq"], 2),
    sealed("notifications", "sealed", &["account", "seq"], 2),
    sealed("mail_series", "sealed", &["account", "seq"], 2),
    sealed("letters", "sealed", &["account", "seq"], 2),
    sealed("drafts", "sealed", &["account"], 1),
    sealed("blocks", "sealed", &["account", "seq"], 2),
    sealed("hidden", "sealed", &["account"], 1),
    sealed("cases", "claim_sealed", &["id"], 1),
    sealed("reports", "sealed", &["id"], 1),
    sealed("decisions", "sealed", &["id"], 1),
    sealed("staff_log", "sealed", &["seq"], 1),
    sealed("jobs", "sealed", &["id"], 1),
    sealed("receipts", "sealed", &["id"], 1),
    sealed("openings", "sealed", &["id"], 1),
    sealed("disclosures", "sealed", &["id"], 1),
    sealed("reply_addresses", "sealed", &[], 0),
    sealed("appeals", "sealed", &["id"], 1),
    sealed("notices", "contact", &["id"], 1),
    sealed("case_notes", "sealed", &["id"], 1),
    sealed("word_erasures", "sealed", &["decision"], 1),
    sealed("shifts", "sealed", &["id"], 1),
    sealed("agreements", "sealed", &["account", "seq"], 2),
    sealed("listeners", "sealed", &["account"], 1),
    sealed("keepsakes", "sealed", &["account"], 1),
    sealed("bios", "sealed", &["account"], 1),
    with_place(sealed("appeals", "decided_sealed", &["id"], 1), Purpose::Seal, "appeal-decider"),
    with_place(sealed("decisions", "sanction", &["id"], 1), Purpose::Seal, "decision-sanction"),
    with_place(sealed("accounts", "standing", &["id"], 1), Purpose::Standing, "standing"),
    with_place(sealed("accounts", "mail", &["id"], 1), Purpose::Standing, "mail"),
];

/// The tables whose rows say nothing to anybody once all links are forgotten. Voices, reactions, reports, decisions and
/// the staff log stay, and the receipts of those who left: what they say in the clear still holds.
const WORTHLESS: &[&str] = &[
    "sessions",
    "mailed_tokens",
    "sign_ups",
    "idempotency",
    "follows",
    "read_marks",
    "traces",
    "notifications",
    "mail_series",
    "letters",
    "drafts",
    "blocks",
    "hidden",
    "jobs",
    "reply_addresses",
    "agreements",
    "listeners",
    "keepsakes",
    "bios",
    "calls",
];

/// Values sealed anew in one transaction: as long as it may keep other writers waiting.
const STRETCH: i64 = 200;
/// When the job comes a second time, in milliseconds: other processes take up the new key within a minute.
const AGAIN: i64 = 10 * MINUTE;
/// How long it may take in all, its retries too.
const LIFE: i64 = 30 * DAY;

/// Promises to seal anew everything that stands under an older key: now, and once more for what another process sealed
/// under the older key before it knew the newer one.
///
/// # Errors
/// When the database fails.
pub async fn promise(app: web::Data<App>, purpose: Purpose) -> Stored<()> {
    let inner = app.clone();
    let promise = move |conn: &mut Conn| {
        let now = inner.clock.now();
        for due_at in [now, now.plus(AGAIN)] {
            let job = Job { due_at, expires_at: now.plus(LIFE), priority: 9, ..Job::now(Work::Reseal { purpose }, now) };
            jobs::promise(conn, &inner, &job)?;
        }
        Ok(())
    };
    app.storage.write(promise).await
}

/// Seals anew what stands under older keys that are still there; what does not open stays as it is.
///
/// # Errors
/// When the database fails; what was done stays done.
pub async fn carry_out(app: web::Data<App>, purpose: Purpose) -> Stored<Ending> {
    let inner = app.clone();
    let reread = tokio::task::spawn_blocking(move || inner.seal.reread_keys()).await;
    if !matches!(reread, Ok(Ok(()))) {
        return Ok(Ending::Later("keys".to_owned()));
    }
    let older = app.seal.older_keys(purpose);
    for place in ALL.iter().filter(|place| place.purpose == purpose) {
        for number in &older {
            stretch_by_stretch(&app, *place, *number).await?;
        }
    }
    Ok(Ending::Done)
}

async fn stretch_by_stretch(app: &web::Data<App>, place: Sealed, number: u8) -> Stored<()> {
    let mut from = [i64::MIN; 2];
    loop {
        let column = place.column;
        let values = app.storage.read(move |conn| sealed::values_under(conn, column, number, from, STRETCH)).await?;
        let (Some(last), count) = (values.last().map(SealedValue::key), values.len()) else { return Ok(()) };
        let inner = app.clone();
        let anew = tokio::task::spawn_blocking(move || anew(&inner, place, values)).await.map_err(|_| Failure::CutOff)?;
        let swap = move |conn: &mut Conn| -> Stored<usize> {
            let mut swapped = 0;
            for (before, after) in &anew {
                swapped += usize::from(sealed::swap(conn, column, before, after)?);
            }
            Ok(swapped)
        };
        let swapped = app.storage.write(swap).await?;
        if i64::try_from(count).unwrap_or(i64::MAX) < STRETCH {
            return Ok(());
        }
        // Several rows may share a key that finds them; those that do not open do not hold up the others.
        from = match (swapped, place.column.key.len()) {
            (0, 0) => return Ok(()),
            (0, 1) => [last[0].saturating_add(1), i64::MIN],
            (0, _) => [last[0], last[1].saturating_add(1)],
            (_, 0 | 1) => [last[0], i64::MIN],
            _ => last,
        };
    }
}

fn anew(app: &App, place: Sealed, values: Vec<SealedValue>) -> Vec<(SealedValue, Vec<u8>)> {
    let renewed = |value: SealedValue| {
        let key = value.key();
        let row = Row { table: place.place, key: key.get(..place.bound)? };
        let after = app.seal.reseal(place.purpose, row, &value.sealed)?;
        Some((value, after))
    };
    values.into_iter().filter_map(renewed).collect()
}

/// How many values stand under each key, by purpose and number.
///
/// # Errors
/// When the database fails.
pub async fn counts(app: &App) -> Stored<BTreeMap<(Purpose, u8), i64>> {
    let count = |conn: &mut Conn| -> Stored<_> {
        let mut counts = BTreeMap::new();
        for place in ALL {
            for (number, rows) in sealed::counts(conn, place.column)? {
                *counts.entry((place.purpose, number)).or_default() += rows;
            }
        }
        Ok(counts)
    };
    app.storage.read(count).await
}

/// Whether members who left still have something here that is to be erased: who that was, only these keys say.
///
/// # Errors
/// When the database fails.
pub async fn is_somebody_leaving(app: &App) -> Stored<bool> {
    app.storage.read(|conn| jobs::is_waiting(conn, "forget")).await
}

/// Throws away the rows that say nothing to anybody once the keys of all links are gone.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App) -> Stored<()> {
    for table in WORTHLESS {
        app.storage.write(move |conn| sealed::empty(conn, table)).await?;
    }
    Ok(())
}
