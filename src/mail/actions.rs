//! Sending a letter: judged at this moment, written from this moment's state, handed over.

use actix_web::web;
use lettre::Address;

use super::letters::{
    Decided, Frame, KnownAddress, Letter, NameOpened, Receipt, Reply, ReportClosed, Reset, Series, Shown, SignInLink, Undone,
    Verify, Written,
};
use super::message::{self, Outside};
use super::{Parcel, Refusal, fates};
use crate::accounts::{self, actions::Person};
use crate::app::App;
use crate::jobs::Ending;
use crate::notifications::stop;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::{moderation, threads};

/// A letter that goes out, with the address it goes to; or why it does not.
type Judged = Result<(String, Box<dyn Written>), &'static str>;

/// Sends a letter if it is still wanted.
///
/// # Errors
/// When the database fails; nothing has left then.
pub async fn send(app: web::Data<App>, letter: Letter, message_id: String) -> Stored<Ending> {
    let (mailer, urgent) = (&app.mailer, letter.is_urgent());
    // Judged after the wait for a turn, as late as can be: what was taken back a moment ago does not leave.
    let mut turn = mailer.turn().await;
    if let Some(until) = mailer.pace().is_down(app.clock.now()) {
        return Ok(Ending::Held { until, why: "relay" });
    }
    let (mut to, mut written) = match judged(&app, &letter).await? {
        Ok(judged) => judged,
        Err(ending) => return Ok(ending),
    };
    let mut place = mailer.pace().try_enter(to.domain());
    if place.is_none() {
        // Others need not wait because this provider has its two letters; meanwhile much can happen.
        drop(turn);
        place = Some(mailer.pace().enter(to.domain()).await);
        turn = mailer.turn().await;
        (to, written) = match judged(&app, &letter).await? {
            Ok(judged) => judged,
            Err(ending) => return Ok(ending),
        };
    }
    let (capped, now) = (letter.account().filter(|_| !letter.is_essential() && mailer.pace().is_capped()), app.clock.now());
    if let Some(until) = mailer.pace().is_slow(to.domain(), now).filter(|_| !urgent) {
        return Ok(Ending::Held { until, why: "provider" });
    }
    if let Some(account) = capped {
        let inner = app.clone();
        let had = app.storage.read(move |conn| fates::sent_today(conn, &inner, account)).await?;
        if !mailer.pace().may_have(account, now.day(), had) {
            return Ok(Ending::Skipped("cap"));
        }
    }
    let ending = match mailer.pace().leaves(now, urgent) {
        Err(until) => Ending::Held { until, why: "pace" },
        Ok(()) => hand_over(&app, written, to, message_id).await,
    };
    if let Some(account) = capped.filter(|_| ending != Ending::Done) {
        mailer.pace().had_not(account);
    }
    drop((place, turn));
    Ok(ending)
}

/// The letter and its address; or how its job ends without it.
async fn judged(app: &web::Data<App>, letter: &Letter) -> Stored<Result<(Address, Box<dyn Written>), Ending>> {
    let (inner, letter) = (app.clone(), letter.clone());
    Ok(match app.storage.read(move |conn| judge(conn, &inner, letter)).await? {
        Ok((to, letter)) => to.parse().map(|to| (to, letter)).map_err(|_| Ending::Failed("address".to_owned())),
        Err(why) => Err(Ending::Skipped(why)),
    })
}

async fn hand_over(app: &web::Data<App>, letter: Box<dyn Written>, to: Address, message_id: String) -> Ending {
    let (inner, provider) = (app.clone(), to.domain().to_owned());
    let handed = tokio::task::spawn_blocking(move || match write(&inner, letter.as_ref(), to, message_id) {
        Ok(parcel) => inner.mailer.deliver(&parcel),
        Err(error) => {
            tracing::error!(%error, "a letter cannot be written");
            Err(Refusal::lasting("unwritten"))
        }
    });
    let (pace, now) = (app.mailer.pace(), app.clock.now());
    match handed.await {
        Ok(Ok(())) => {
            pace.went_well(&provider);
            Ending::Done
        }
        Ok(Err(refusal)) if refusal.is_of_relay => {
            tracing::error!(reason = refusal.reason, "the relay takes no letters; they wait");
            Ending::Held { until: pace.went_down(now), why: "relay" }
        }
        Ok(Err(refusal)) => {
            if refusal.asks_for_rest() {
                pace.slows(&provider, now);
            }
            if refusal.lasting { Ending::Failed(refusal.reason) } else { Ending::Later(refusal.reason) }
        }
        Err(_) => Ending::Failed("panicked".to_owned()),
    }
}

fn write(app: &App, letter: &dyn Written, to: Address, message_id: String) -> Result<Parcel, message::Unmade> {
    let frame = Frame::of(&app.config.site);
    let bounces_to = app.mailer.bounces_to(&fates::bounce_token(app, &message_id));
    let outside =
        Outside { message_id, from: app.mailer.from(), to, host: app.mailer.host(), at: app.clock.now(), frame: &frame };
    Ok(Parcel { from: bounces_to, ..message::parcel(letter, outside)? })
}

fn judge(conn: &mut Conn, app: &App, letter: Letter) -> Stored<Judged> {
    match letter {
        Letter::Verify { address, token } => match accounts::actions::holder(conn, app, &address)? {
            None => Ok(Ok((address, Box::new(Verify { token })))),
            Some(account) => unless_suspended(conn, app, account, |_, _, _| Ok(Ok(Box::new(KnownAddress)))),
        },
        Letter::SignInLink { account, token } => to_whom(conn, app, account, Box::new(SignInLink { token })),
        Letter::Reset { account, token } => to_whom(conn, app, account, Box::new(Reset { token })),
        Letter::Reply { account, thread, number } => unless_suspended(conn, app, account, |conn, app, person| {
            if person.mail_replies == "off" {
                return Ok(Err("unwanted"));
            }
            let reply = match threads::actions::reply_for_letter(conn, app, account, thread, number)? {
                Ok(reply) => reply,
                Err(why) => return Ok(Err(why)),
            };
            let shown = Shown { title: reply.thread_title, voice: reply.voice_name, excerpt: reply.excerpt };
            Ok(Ok(Box::new(Reply {
                thread,
                number,
                opened_by_her: reply.opened_by_her,
                shown: (!person.mail_discreet).then_some(shown),
                series: series(app, account, thread),
            })))
        }),
        Letter::Decision { account, decision } => {
            let Some(decision) = moderation::actions::decision_for_letter(conn, app, decision, account)? else {
                return Ok(Err("gone"));
            };
            if decision.undone {
                return Ok(Err("undone"));
            }
            let letter = Decided {
                action: decision.action,
                concerns_hers: decision.concerns_hers,
                sanction: decision.sanction,
                rule_title: decision.rule_title,
                facts: decision.facts,
                message: decision.message,
                automatic: false,
                decided_at: decision.decided_at,
            };
            to_whom(conn, app, account, Box::new(letter))
        }
        Letter::Undone { account, decision } => {
            let Some(decision) = moderation::actions::decision_for_letter(conn, app, decision, account)? else {
                return Ok(Err("gone"));
            };
            to_whom(
                conn,
                app,
                account,
                Box::new(Undone { action: decision.action, concerns_hers: decision.concerns_hers, sanction: decision.sanction }),
            )
        }
        // A decision about her: it reaches the suspended too.
        Letter::NameOpened { account, opening } => {
            if !moderation::actions::is_name_opened(conn, opening)? {
                return Ok(Err("gone"));
            }
            to_whom(conn, app, account, Box::new(NameOpened))
        }
        Letter::Receipt { address, code, words_go, done_by } => Ok(Ok((address, Box::new(Receipt { code, words_go, done_by })))),
        Letter::ReportClosed { account, report } => unless_suspended(conn, app, account, |conn, _, _| {
            let Some(report) = moderation::actions::report_for_letter(conn, report)? else { return Ok(Err("gone")) };
            Ok(Ok(Box::new(ReportClosed { outcome: report.outcome })))
        }),
    }
}

fn to_whom(conn: &mut Conn, app: &App, account: AccountId, letter: Box<dyn Written>) -> Stored<Judged> {
    Ok(accounts::actions::address(conn, app, account)?.map_or(Err("gone"), |address| Ok((address, letter))))
}

/// A suspended member gets decisions and the letters of the doors, and nothing else (promise 7).
fn unless_suspended(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    write: impl FnOnce(&mut Conn, &App, Person) -> Stored<Result<Box<dyn Written>, &'static str>>,
) -> Stored<Judged> {
    let Some(person) = accounts::actions::person(conn, account)? else { return Ok(Err("gone")) };
    if accounts::standing::is_suspended(conn, app, account)? {
        return Ok(Err("suspended"));
    }
    match write(conn, app, person)? {
        Ok(letter) => to_whom(conn, app, account, letter),
        Err(why) => Ok(Err(why)),
    }
}

/// Two readers of one thread get roots that cannot be compared, and so do two threads of one reader (E-09).
fn series(app: &App, account: AccountId, thread: ThreadId) -> Series {
    let hash = app.seal.lookup("letter-root", &[account.0, thread.0]);
    let root = format!("t.{}", bs58::encode(hash.get(..16).unwrap_or_default()).into_string());
    let stop = format!("{}{}/letters/stop/{}", app.config.site.url, crate::routes::BASE, stop::token(app, account));
    Series { list: "replies", root, stop }
}
