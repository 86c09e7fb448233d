//! Sending a letter: judged at this moment, written from this moment's state, handed over.

use actix_web::web;
use lettre::Address;

use super::addresses::{self, Weight};
use super::letters::{
    Addressed, AppealDecided, Called, Decided, DeskWaits, Frame, KnownAddress, Letter, Mailed, ModeratorWrote, NameOpened,
    NoticeDecided, NoticeReceived, Printed, Reader, Receipt, ReportClosed, Reset, SecondAddress, SignInLink, TermsChanged, Test,
    Undone, Unwritten, Verify, Written, print,
};
use super::{Outside, Parcel, Refusal, Unmade, fates};
use crate::accounts;
use crate::accounts::actions::Person;
use crate::accounts::mail_choices;
use crate::app::App;
use crate::clock::{DAY, Moment};
use crate::jobs::Ending;
use crate::notifications::{asked, digest, gather};
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Stored};
use crate::{listening, moderation, outside, replies, terms};

/// A letter that goes out, with the address it goes to; or why it does not.
type Judged = Result<(String, Box<dyn Written>), &'static str>;

/// A letter on its way out.
struct Outgoing {
    to: Address,
    letter: Addressed,
    /// Where an answer by mail goes, if it may be answered so.
    reply_to: Option<Address>,
}

/// Sends a letter if it is still wanted.
///
/// # Errors
/// When the database fails; nothing has left then.
pub async fn send(app: web::Data<App>, letter: Letter, message_id: String) -> Stored<Ending> {
    let (mailer, urgent) = (&app.mailer, letter.is_urgent());
    // Judging a letter that gathers takes what it tells: it is judged once, so its place is waited for before.
    let mut place = match provider(&app, &letter).await? {
        Some(provider) => Some(mailer.pace().enter(&provider).await),
        None => None,
    };
    // Judged after the wait for a turn, as late as can be: what was taken back a moment ago does not leave.
    let mut turn = mailer.turn().await;
    if let Some(until) = mailer.pace().is_down(app.clock.now()) {
        return Ok(Ending::Held { until, why: "relay" });
    }
    let mut found = match judged(&app, &letter, &message_id).await? {
        Ok(found) => found,
        Err(ending) => return Ok(ending),
    };
    place = place.or_else(|| mailer.pace().try_enter(found.to.domain()));
    if place.is_none() {
        // Others need not wait because this provider has its two letters; meanwhile much can happen.
        drop(turn);
        place = Some(mailer.pace().enter(found.to.domain()).await);
        turn = mailer.turn().await;
        found = match judged(&app, &letter, &message_id).await? {
            Ok(found) => found,
            Err(ending) => return Ok(ending),
        };
    }
    // What is gathered was counted when it was judged, and goes on in the next letter that gathers.
    let counts = mailer.pace().is_capped() && !letter.is_essential() && !letter.is_gathered();
    let (capped, now) = (letter.account().filter(|_| counts), app.clock.now());
    if let Some(until) = mailer.pace().is_slow(found.to.domain(), now).filter(|_| !urgent) {
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
        Ok(()) => hand_over(&app, found, message_id).await,
    };
    if let Some(account) = capped.filter(|_| ending != Ending::Done) {
        mailer.pace().had_not(account);
    }
    drop((place, turn));
    Ok(ending)
}

/// The provider of a letter that gathers, before it is judged.
async fn provider(app: &web::Data<App>, letter: &Letter) -> Stored<Option<String>> {
    let Some(account) = letter.account().filter(|_| letter.is_gathered()) else { return Ok(None) };
    let inner = app.clone();
    let address = app.storage.read(move |conn| mail_choices::notice_address(conn, &inner, account)).await?;
    Ok(address.and_then(|address| address.parse::<Address>().ok()).map(|address| address.domain().to_owned()))
}

/// The letter and where it goes; or how its job ends without it. Notices are judged in a transaction that remembers what they
/// tell, all others by reading alone.
async fn judged(app: &web::Data<App>, letter: &Letter, message_id: &str) -> Stored<Result<Outgoing, Ending>> {
    let (inner, letter, id) = (app.clone(), letter.clone(), message_id.to_owned());
    if !letter.is_gathered() {
        return app.storage.read(move |conn| plainly_judged(conn, &inner, letter)).await;
    }
    let work = move |conn: &mut Conn| {
        let judged = match letter {
            Letter::HowAreYou { account, thread } => asked::judge(conn, &inner, account, thread)?,
            Letter::Reply { account, thread, number } => gather::judge(conn, &inner, account, thread, number, &id)?,
            Letter::Digest { account, at } => digest::judge(conn, &inner, account, at, &id)?,
            _ => Err(Ending::Skipped("gone")),
        };
        let notice = match judged {
            Ok(notice) => notice,
            Err(ending) => return Ok(Err(ending)),
        };
        let reply_to = match letter {
            Letter::Reply { account, thread, number } if notice.may_be_answered => {
                replies::address_for(conn, &inner, account, thread, number)?
            }
            _ => None,
        };
        Ok(outgoing(&notice.to, notice.letter, notice.reader, reply_to))
    };
    app.storage.write(work).await
}

fn plainly_judged(conn: &mut Conn, app: &App, letter: Letter) -> Stored<Result<Outgoing, Ending>> {
    let reader = reader(conn, app, &letter)?;
    let weight = Weight::of(&letter);
    let (to, written) = match judge(conn, app, letter)? {
        Ok(judged) => judged,
        Err(why) => return Ok(Err(Ending::Skipped(why))),
    };
    // What is wanted goes out only where letters arrive, and nobody has said that there are too many (E-27).
    Ok(match addresses::obstacle(conn, app, &to, weight)? {
        Some(why) => Err(Ending::Skipped(why)),
        None => outgoing(&to, written, reader, None),
    })
}

fn outgoing(to: &str, letter: Box<dyn Written>, reader: Reader, reply_to: Option<String>) -> Result<Outgoing, Ending> {
    let to = to.parse().map_err(|_| Ending::Failed("address".to_owned()))?;
    let reply_to = reply_to.and_then(|address| address.parse().ok());
    Ok(Outgoing { to, letter: Addressed { letter, reader }, reply_to })
}

async fn hand_over(app: &web::Data<App>, found: Outgoing, message_id: String) -> Ending {
    let (inner, provider, address) = (app.clone(), found.to.domain().to_owned(), found.to.to_string());
    let handed = tokio::task::spawn_blocking(move || match write(&inner, found, message_id) {
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
            if let Some(answer) = refusal.answer.as_ref().filter(|_| refusal.lasting)
                && let Err(failure) = addresses::refused(app, &address, answer).await
            {
                tracing::error!(%failure, "that an address was refused could not be written down");
            }
            if refusal.lasting { Ending::Failed(refusal.reason) } else { Ending::Later(refusal.reason) }
        }
        Err(_) => Ending::Failed("panicked".to_owned()),
    }
}

fn write(app: &App, found: Outgoing, message_id: String) -> Result<Parcel, Unmade> {
    let Outgoing { to, letter, reply_to } = found;
    let frame = Frame::of(&app.config.site).for_reader(letter.reader());
    let bounces_to = app.mailer.bounces_to(&fates::bounce_token(app, &message_id));
    let outside = Outside { message_id, to, reply_to, at: app.clock.now(), frame: &frame };
    Ok(Parcel { from: bounces_to, ..app.mailer.write(&letter, outside)? })
}

/// Who reads a letter: the member; or whoever signs up or has left, as she was.
fn reader(conn: &mut Conn, app: &App, letter: &Letter) -> Stored<Reader> {
    if let Letter::NoticeReceived { notice } | Letter::NoticeDecided { notice } = letter {
        let notice = outside::actions::for_letter(conn, app, *notice)?;
        return Ok(Reader { locale: notice.map_or_else(String::new, |notice| notice.locale), time_zone: None });
    }
    let (account, locale) = match letter {
        Letter::Verify { address, locale, .. } => (accounts::actions::holder(conn, app, address)?, locale.as_str()),
        Letter::Receipt { locale, .. } => (None, locale.as_str()),
        _ => (letter.account(), ""),
    };
    let person = account.map_or(Ok(None), |account| accounts::actions::person(conn, account))?;
    Ok(person.map_or_else(
        || Reader { locale: locale.to_owned(), time_zone: None },
        |person| Reader { locale: person.locale, time_zone: person.time_zone },
    ))
}

fn judge(conn: &mut Conn, app: &App, letter: Letter) -> Stored<Judged> {
    match letter {
        Letter::Verify { address, token, .. } => match accounts::actions::holder(conn, app, &address)? {
            None => Ok(Ok((address, Box::new(Verify { token })))),
            Some(account) => unless_suspended(conn, app, account, |_, _, _| Ok(Ok(Box::new(KnownAddress)))),
        },
        Letter::SignInLink { account, token } => to_whom(conn, app, account, Box::new(SignInLink { token })),
        Letter::Reset { account, token } => to_whom(conn, app, account, Box::new(Reset { token })),
        // Judged by `notifications`, which remembers what it told.
        Letter::Reply { .. } | Letter::Digest { .. } | Letter::HowAreYou { .. } => Ok(Err("gone")),
        Letter::SecondAddress { account, nonce, until } => unless_suspended_to(conn, app, account, |conn, app| {
            let waiting = accounts::second_address::to_prove(conn, app, account, nonce, until)?;
            Ok(waiting.map_or(Err("gone"), |(address, token)| {
                let letter: Box<dyn Written> = Box::new(SecondAddress { token });
                Ok((address, letter))
            }))
        }),
        Letter::Test { account } => unless_suspended_to(conn, app, account, |conn, app| {
            let address = mail_choices::notice_address(conn, app, account)?;
            let letter: Box<dyn Written> = Box::new(Test);
            Ok(address.map_or(Err("gone"), |address| Ok((address, letter))))
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
                rule: decision.rule,
                facts: decision.facts,
                message: decision.message,
                found_by: decision.found_by,
                automatic: decision.automatic,
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
        Letter::ModeratorWrote { account, .. } => {
            unless_suspended(conn, app, account, |_, _, _| Ok(Ok(Box::new(ModeratorWrote))))
        }
        Letter::TermsChanged { account, version } => terms_changed(conn, app, account, version),
        Letter::Called { account, thread } => called(conn, app, account, thread),
        Letter::DeskWaits { account } => {
            let overdue = moderation::desk::calling::overdue(conn, app)?;
            if overdue == 0 {
                return Ok(Err("gone"));
            }
            to_whom(conn, app, account, Box::new(DeskWaits { overdue }))
        }
        Letter::AppealDecided { account, appeal } => {
            let Some(appeal) = moderation::actions::appeal_for_letter(conn, appeal)? else { return Ok(Err("gone")) };
            to_whom(conn, app, account, Box::new(AppealDecided { upheld: appeal.upheld, reason: appeal.reason }))
        }
        // A decision about her: it reaches the suspended too.
        Letter::NameOpened { account, opening } => {
            if !moderation::actions::is_name_opened(conn, opening)? {
                return Ok(Err("gone"));
            }
            to_whom(conn, app, account, Box::new(NameOpened))
        }
        Letter::MailedReply { account, thread, came } => unless_suspended_to(conn, app, account, |conn, app| {
            let address = mail_choices::notice_address(conn, app, account)?;
            let letter: Box<dyn Written> = Box::new(Mailed { thread, came });
            Ok(address.map_or(Err("gone"), |address| Ok((address, letter))))
        }),
        Letter::Receipt { address, code, words_go, done_by, .. } => {
            Ok(Ok((address, Box::new(Receipt { code, words_go, done_by }))))
        }
        Letter::NoticeReceived { notice } => {
            let notice = outside::actions::for_letter(conn, app, notice)?;
            Ok(notice.map_or(Err("gone"), |notice| {
                let letter: Box<dyn Written> = Box::new(NoticeReceived { reference: notice.reference, token: notice.token });
                Ok((notice.address, letter))
            }))
        }
        Letter::NoticeDecided { notice } => {
            let Some(notice) = outside::actions::for_letter(conn, app, notice)? else { return Ok(Err("gone")) };
            let (reference, token, outcomes) = (notice.reference, notice.token, notice.outcomes);
            let letter = NoticeDecided { reference, token, outcomes, answer: notice.answer, automated: notice.automated };
            Ok(Ok((notice.address, Box::new(letter))))
        }
        Letter::ReportClosed { account, report } => unless_suspended(conn, app, account, |conn, _, _| {
            let Some(report) = moderation::actions::report_for_letter(conn, report)? else { return Ok(Err("gone")) };
            Ok(Ok(Box::new(ReportClosed { outcome: report.outcome, bad_faith: report.bad_faith })))
        }),
    }
}

/// Nobody is told of terms that hold already.
fn terms_changed(conn: &mut Conn, app: &App, account: AccountId, version: String) -> Stored<Judged> {
    let coming = terms::announcing::coming(app.clock.now()).filter(|terms| terms.version == version);
    let Some(from) = coming.and_then(|terms| terms::versions::day(&terms.in_force_from)) else { return Ok(Err("gone")) };
    to_whom(conn, app, account, Box::new(TermsChanged { version, from: Moment(i64::from(from.0) * DAY) }))
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
    unless_suspended_to(conn, app, account, |conn, app| match write(conn, app, person)? {
        Ok(letter) => to_whom(conn, app, account, letter),
        Err(why) => Ok(Err(why)),
    })
}

fn called(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<Judged> {
    if !listening::actions::still_waits(conn, app, account, thread)? {
        return Ok(Err("answered"));
    }
    unless_suspended(conn, app, account, |_, _, _| Ok(Ok(Box::new(Called { thread }))))
}

/// As [`unless_suspended`], for letters that know where they go.
fn unless_suspended_to(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    write: impl FnOnce(&mut Conn, &App) -> Stored<Judged>,
) -> Stored<Judged> {
    if accounts::standing::is_suspended(conn, app, account)? { Ok(Err("suspended")) } else { write(conn, app) }
}

/// A letter as it looks, for whoever wants to see one before she gets it.
#[derive(Debug)]
pub struct Look {
    /// The sender, as mail programs show it.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// What lists of letters show beside the subject.
    pub preheader: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// Shows a letter without sending it.
///
/// # Errors
/// When a sentence of it cannot be said.
pub fn look(app: &App, letter: &dyn Written) -> Result<Look, Unwritten> {
    let frame = Frame::of(&app.config.site).for_reader(letter.reader());
    let Printed { subject, preheader, text, html } = print(letter, &frame)?;
    Ok(Look { from: format!("{} <{}>", frame.name, app.mailer.from()), subject, preheader, text, html })
}
