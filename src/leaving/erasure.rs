//! Going for good: the account goes at once, the rest is promised.

use actix_web::web;

use super::forgetting::{Forgetting, Left, Thing, place, receipt_lookup};
use super::model::{DONE, Erasure, Error, Fate, Given, PATIENCE, Progress, SPREAD};
use super::store::{self, ReceiptRow};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::Moment;
use crate::idempotency::Attempt;
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::storage::{Conn, Stored};
use crate::voices::VoiceKind;
use crate::{moderation, voices};

/// Bytes of a receipt's code.
const CODE: usize = 16;

/// Erases a member, at any hour and without a moderator: nobody can sign in as her once this returns.
///
/// # Errors
/// `Left` when she has left already (a repeat with the same `Idempotency-Key` gets its receipt again), or `LastAdmin`.
pub async fn erase(app: &web::Data<App>, member: Option<Member>, words: Fate, attempt: Attempt) -> Result<Given, Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            attempt.once(conn, |conn| {
                let app = &*inner;
                let member = member.ok_or(Error::Left)?;
                let leaver = accounts::leaving::leaver(conn, app, member.account)?.ok_or(Error::Left)?;
                if leaver.last_admin {
                    return Err(Error::LastAdmin);
                }
                let now = app.clock.now();
                let given = Given {
                    code: bs58::encode(app.chance.bytes::<CODE>()).into_string(),
                    words,
                    asked_at: now.quarter().moment(),
                    done_by: now.plus(DONE).quarter().moment(),
                };
                moderation::actions::release_claims(conn, app, &member)?;
                promise_forgetting(conn, app, &member, &given)?;
                accounts::leaving::go(conn, app, member.account, &leaver)?;
                if let Some(address) = leaver.address {
                    let letter = Letter::Receipt {
                        address,
                        code: given.code.clone(),
                        words_go: words == Fate::Remove,
                        done_by: given.done_by,
                        locale: leaver.locale,
                    };
                    jobs::promise(conn, app, &Job { priority: 0, ..Job::now(Work::Letter(letter), now) })?;
                }
                Ok(given)
            })
        })
        .await
}

/// Promises that each thing of hers will be forgotten, and writes down how many there are.
///
/// Her named voices go at once: her name says already that they belong together, and to leave it standing would serve nobody.
/// An alias goes at a random moment within two days, so that neither its second nor its order tells whose it was; so does what
/// she reported, which stands by thread like it. What she read and gave without a word shows nowhere when it goes.
fn promise_forgetting(conn: &mut Conn, app: &App, member: &Member, given: &Given) -> Stored<()> {
    let account = member.account;
    let mut things = Vec::new();
    for (_, thread) in voices::actions::spoken_in(conn, app, account, None, i64::MAX)? {
        for voice in voices::actions::hers(conn, app, account, thread)? {
            things.push(match voice.kind {
                VoiceKind::Named => (Thing::Named, thread.0),
                VoiceKind::Alias => (Thing::Alias, thread.0),
            });
        }
    }
    let reports = moderation::actions::reports_of(conn, app, account)?;
    things.extend(reports.into_iter().map(|report| (Thing::Report, report.0)));
    let objected = moderation::actions::objected_to(conn, app, account)?;
    things.extend(objected.into_iter().map(|decision| (Thing::Appeal, decision.0)));
    let talked = moderation::actions::talked_about(conn, app, account)?;
    things.extend(talked.into_iter().map(|case| (Thing::Talk, case.0)));
    let left = Left {
        words: given.words,
        asked_at: given.asked_at,
        done_by: given.done_by,
        things: u32::try_from(things.len()).unwrap_or(u32::MAX),
        marks: true,
    };
    things.push((Thing::Marks, 0));
    let receipt = app.chance.id();
    store::insert(
        conn,
        &ReceiptRow {
            id: receipt,
            lookup: receipt_lookup(app, &given.code),
            day: given.asked_at.day(),
            sealed: app.seal.seal(place(&receipt), &left),
        },
    )?;
    let now = app.clock.now();
    for (thing, place) in things {
        let due = if thing.waits() { now.plus(at_random(app, SPREAD)) } else { now };
        let forgetting = Forgetting { receipt, account, place, thing, words_go: given.words == Fate::Remove, due };
        promise(conn, app, forgetting, None)?;
    }
    Ok(())
}

/// So many milliseconds or fewer.
pub(super) fn at_random(app: &App, most: i64) -> i64 {
    let chosen = app.chance.below(usize::try_from(most).unwrap_or(usize::MAX));
    i64::try_from(chosen).unwrap_or(most)
}

/// Promises one job. Each expires at a moment of its own, so that the column joins none.
pub(super) fn promise(conn: &mut Conn, app: &App, forgetting: Forgetting, dedupe: Option<Vec<u8>>) -> Stored<()> {
    let due_at: Moment = forgetting.due;
    let job = Job { work: Work::Forget(forgetting), due_at, expires_at: due_at.plus(PATIENCE), priority: 3, dedupe };
    jobs::promise(conn, app, &job)
}

/// How far an erasure has come, for whoever has its code.
///
/// # Errors
/// `Unknown` when there is no such receipt.
pub async fn progress(app: &web::Data<App>, code: &str) -> Result<Erasure, Error> {
    let lookup = receipt_lookup(app, code);
    let found = app.storage.read(move |conn| store::by_lookup(conn, &lookup)).await?;
    let (id, sealed) = found.ok_or(Error::Unknown)?;
    let left: Left = app.seal.open(place(&id), &sealed).ok_or(Error::Unknown)?;
    Ok(Erasure {
        state: if left.is_over() { Progress::Done } else { Progress::Running },
        words: left.words,
        asked_at: left.asked_at.quarter(),
        done_by: left.done_by.quarter(),
    })
}
