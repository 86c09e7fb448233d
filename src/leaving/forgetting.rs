//! Forgetting one thing of somebody who has left. Done twice it does no more than once, so a crash in between harms nothing.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::erasure::{at_random, promise};
use super::model::{Fate, LATE, RECEIPT_DAYS, SPREAD};
use super::store;
use crate::app::App;
use crate::clock::{Day, Moment};
use crate::storage::columns::{AccountId, CaseId, DecisionId, ReportId, ThreadId, word_enum};
use crate::storage::{Conn, Stored};
use crate::voices::VoiceKind;
use crate::voices::seal::Row;
use crate::{moderation, reactions, threads, voices};

word_enum! {
    /// A kind of thing that is forgotten.
    Thing {
        /// Her named voice in a thread.
        Named = "named",
        /// Her alias in a thread.
        Alias = "alias",
        /// A report she made.
        Report = "report",
        /// An objection she made.
        Appeal = "appeal",
        /// What she said to the moderators in the conversation about a case.
        Talk = "talk",
        /// What she followed, read and reacted to, in a stretch of all threads.
        Marks = "marks",
    }
}

impl Thing {
    /// Whether it is forgotten at a moment of its own.
    pub(super) const fn waits(self) -> bool {
        matches!(self, Self::Alias | Self::Report | Self::Appeal | Self::Talk)
    }
}

/// One thing to forget. All are sealed to the same length, so that the outbox does not tell one kind from another.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Forgetting {
    /// The receipt it counts for.
    pub(super) receipt: i64,
    /// Whose; there is no such account any more.
    pub(super) account: AccountId,
    /// The thread, the report, the decision she objected to or the case she talked about; for marks the thread after which the stretch begins.
    pub(super) place: i64,
    /// Of which kind.
    pub(super) thing: Thing,
    /// Her words go too.
    pub(super) words_go: bool,
    /// When it was to be done.
    pub(super) due: Moment,
}

/// What is left to forget, sealed into a receipt.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Left {
    pub(super) words: Fate,
    pub(super) asked_at: Moment,
    pub(super) done_by: Moment,
    /// Voices and reports.
    pub(super) things: u32,
    /// What she followed, read and reacted to.
    pub(super) marks: bool,
}

impl Left {
    pub(super) const fn is_over(&self) -> bool {
        self.things == 0 && !self.marks
    }
}

/// Forgets one thing.
///
/// # Errors
/// When the database fails; nothing is forgotten then, and it is tried again.
pub async fn forget(app: web::Data<App>, forgetting: Forgetting) -> Stored<()> {
    let inner = app.clone();
    app.storage.write(move |conn| forget_one(conn, &inner, &forgetting)).await
}

fn forget_one(conn: &mut Conn, app: &App, forgetting: &Forgetting) -> Stored<()> {
    let Forgetting { receipt, account, place, thing, words_go, due } = *forgetting;
    let now = app.clock.now();
    if thing.waits() && now > due.plus(LATE) {
        // The machine stood still, and everything that became due meanwhile would go in one second: another moment, then.
        return promise(conn, app, Forgetting { due: now.plus(at_random(app, SPREAD)), ..*forgetting }, None);
    }
    match thing {
        Thing::Named => forget_voice(conn, app, forgetting, VoiceKind::Named),
        Thing::Alias => forget_voice(conn, app, forgetting, VoiceKind::Alias),
        Thing::Report => {
            let forgotten = moderation::actions::forget_report(conn, app, account, ReportId(place), words_go)?;
            if forgotten { count(conn, app, receipt, one_less) } else { Ok(()) }
        }
        Thing::Appeal => {
            let forgotten = moderation::actions::forget_appeal(conn, app, account, DecisionId(place), words_go)?;
            if forgotten { count(conn, app, receipt, one_less) } else { Ok(()) }
        }
        Thing::Talk => {
            let forgotten = moderation::actions::forget_talk(conn, CaseId(place))?;
            if forgotten { count(conn, app, receipt, one_less) } else { Ok(()) }
        }
        Thing::Marks => {
            let (stretch, next) = threads::leaving::stretch(conn, Some(place))?;
            threads::leaving::forget_reader(conn, app, account, &stretch)?;
            reactions::actions::cut_off(conn, app, account, &stretch)?;
            match next {
                Some(next) => {
                    let dedupe = app.seal.lookup("forget-marks", &[receipt, next]);
                    promise(conn, app, Forgetting { place: next, due: now, ..*forgetting }, Some(dedupe))
                }
                None => count(conn, app, receipt, |left| left.marks = false),
            }
        }
    }
}

fn forget_voice(conn: &mut Conn, app: &App, forgetting: &Forgetting, kind: VoiceKind) -> Stored<()> {
    let thread = ThreadId(forgetting.place);
    let Some(voice) = voices::actions::cut_off(conn, app, forgetting.account, thread, kind)? else { return Ok(()) };
    threads::leaving::forget_words(conn, app, thread, voice, forgetting.words_go)?;
    count(conn, app, forgetting.receipt, one_less)
}

const fn one_less(left: &mut Left) {
    left.things = left.things.saturating_sub(1);
}

/// Writes on a receipt what has been done, in the transaction that did it.
fn count(conn: &mut Conn, app: &App, receipt: i64, done: impl FnOnce(&mut Left)) -> Stored<()> {
    let Some(sealed) = store::held(conn, receipt)? else { return Ok(()) };
    let Some(mut left) = app.seal.open::<Left>(place(&receipt), &sealed) else { return Ok(()) };
    done(&mut left);
    store::change(conn, receipt, &app.seal.seal(place(&receipt), &left))
}

/// Forgets receipts after a year.
///
/// # Errors
/// When the database fails.
pub fn forget_receipts(conn: &mut Conn, now: Moment) -> Stored<usize> {
    store::forget_before(conn, Day(now.day().0.saturating_sub(RECEIPT_DAYS)))
}

pub(super) const fn place(id: &i64) -> Row<'_> {
    Row { table: "receipts", key: std::slice::from_ref(id) }
}

/// Finds a receipt by its code.
pub(super) fn receipt_lookup(app: &App, code: &str) -> Vec<u8> {
    app.seal.lookup_text("receipt", &[], code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::Work;

    #[test]
    fn every_kind_of_forgetting_is_sealed_to_the_same_length() {
        let lengths: Vec<usize> = Thing::ALL
            .iter()
            .flat_map(|thing| [i64::MAX, 1_000_000_000_000_000, 0].map(|place| (*thing, place)))
            .filter(|(thing, place)| *place != 0 || *thing == Thing::Marks)
            .flat_map(|(thing, place)| {
                [(true, i64::MAX), (false, 1_000_000_000_000_000)].map(|(words_go, id)| {
                    let (account, due) = (AccountId(id), Moment(1_795_000_000_000));
                    let work = Work::Forget(Forgetting { receipt: id, account, place, thing, words_go, due });
                    serde_json::to_vec(&work).unwrap().len().next_multiple_of(64)
                })
            })
            .collect();
        assert!(lengths.windows(2).all(|pair| pair[0] == pair[1]), "{lengths:?}");
    }
}
