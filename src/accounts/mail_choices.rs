//! What somebody chose about letters: sealed beside her account, as long for everybody, so that a dump tells neither who
//! wants none nor when somebody sleeps.
//!
//! It stands under the key of the standing, not under the key of the links: whoever stopped letters is not written to again
//! because the operator forgot all links.

use serde::{Deserialize, Serialize};

use super::quiet::{QuietHours, TimeOfDay};
use super::standing;
use super::store::{self, Account};
use crate::app::App;
use crate::clock::{Day, Moment};
use crate::storage::columns::{AccountId, word_enum};
use crate::storage::{Conn, Failure, Stored};

/// Bytes of the value before it is sealed: more than the fullest one has, with an address of 254.
const LENGTH: usize = 1_024;

word_enum! {
    /// How often letters of a kind come.
    Often {
        /// Not at all.
        Off = "off",
        /// Soon after what they tell; what follows is gathered.
        AtOnce = "at_once",
        /// Every hour in which there is something.
        Hourly = "hourly",
        /// Every morning on which there is something.
        Daily = "daily",
        /// On Mondays on which there is something.
        Weekly = "weekly",
    }
}

impl Often {
    /// Whether such letters wait until there is a time for them, and come in one.
    #[must_use]
    pub const fn is_gathered(self) -> bool {
        matches!(self, Self::Hourly | Self::Daily | Self::Weekly)
    }
}

/// A second address of hers, for notices only: nobody signs in with it, and nobody is shown it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondAddress {
    /// As she typed it.
    #[serde(rename = "a")]
    pub address: String,
    /// She has opened the link that was mailed to it.
    #[serde(rename = "c")]
    pub confirmed: bool,
    /// What the link has to name, so that one for an earlier address is worth nothing.
    #[serde(rename = "n")]
    pub nonce: i64,
}

/// What she chose about letters. Short names: the value's length is limited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailChoices {
    /// Replies to her.
    #[serde(rename = "r")]
    pub replies: Often,
    /// Threads that she follows and did not begin.
    #[serde(rename = "f")]
    pub followed: Often,
    /// The whole forum.
    #[serde(rename = "d")]
    pub digest: Often,
    /// No notices at all, until she wants them again.
    #[serde(rename = "x")]
    pub all_stopped: bool,
    /// Letters name nobody and show no words.
    #[serde(rename = "s")]
    pub discreet: bool,
    /// When no notices come.
    #[serde(rename = "q")]
    pub quiet: Option<QuietHours>,
    /// No notices before this moment.
    #[serde(rename = "p")]
    pub pause_until: Option<Moment>,
    /// She said "enough for tonight": nothing calls her before this moment.
    #[serde(rename = "e")]
    pub night_until: Option<Moment>,
    /// She answers by mail.
    #[serde(rename = "m")]
    pub reply_by_mail: bool,
    /// Where notices go instead.
    #[serde(rename = "a")]
    pub second: Option<SecondAddress>,
    /// When she last had a test letter sent.
    #[serde(rename = "t")]
    pub tested_at: Option<Moment>,
    /// The last day on which she is known to have been here.
    #[serde(rename = "h")]
    pub here_on: Option<i32>,
}

impl Default for MailChoices {
    fn default() -> Self {
        Self {
            replies: Often::AtOnce,
            followed: Often::Daily,
            digest: Often::Off,
            all_stopped: false,
            discreet: true,
            quiet: Some(QuietHours::default()),
            pause_until: None,
            night_until: None,
            reply_by_mail: false,
            second: None,
            tested_at: None,
            here_on: None,
        }
    }
}

impl MailChoices {
    /// Of somebody whose choices cannot be opened: she may have stopped everything.
    fn silent() -> Self {
        Self { all_stopped: true, ..Self::default() }
    }

    /// What migration 12 carried over: whether letters about replies were off, and whether they were discreet.
    fn carried_over(off: u8, discreet: u8) -> Self {
        Self { replies: if off == 1 { Often::Off } else { Often::AtOnce }, discreet: discreet != 0, ..Self::default() }
    }

    /// How often letters about replies to her come now.
    #[must_use]
    pub const fn replies(&self) -> Often {
        if self.all_stopped { Often::Off } else { self.replies }
    }

    /// How often letters about threads that she follows come now.
    #[must_use]
    pub const fn followed(&self) -> Often {
        if self.all_stopped { Often::Off } else { self.followed }
    }

    /// How often letters about the whole forum come now.
    #[must_use]
    pub const fn digest(&self) -> Often {
        if self.all_stopped { Often::Off } else { self.digest }
    }

    /// Stops all notices, or lets those come again that came before.
    pub const fn stop_all(&mut self, stopped: bool) {
        self.all_stopped = stopped;
    }

    /// Sets how often letters of some kinds come. To ask for any of them is to want letters again; the other kinds then
    /// stay off, as she saw them.
    pub fn set_often(&mut self, replies: Option<Often>, followed: Option<Often>, digest: Option<Often>) {
        let wanted = [replies, followed, digest].into_iter().flatten().any(|often| often != Often::Off);
        if self.all_stopped && wanted {
            (self.replies, self.followed, self.digest) = (Often::Off, Often::Off, Often::Off);
            self.all_stopped = false;
        }
        self.replies = replies.unwrap_or(self.replies);
        self.followed = followed.unwrap_or(self.followed);
        self.digest = digest.unwrap_or(self.digest);
    }

    /// Whether she paused her letters until some later moment.
    #[must_use]
    pub fn is_paused(&self, now: Moment) -> bool {
        self.pause_until.is_some_and(|until| until > now)
    }

    /// Until when she had enough for tonight, if she said so.
    #[must_use]
    pub fn rests_until(&self, now: Moment) -> Option<Moment> {
        self.night_until.filter(|until| *until > now)
    }

    /// When this moment's quiet hours end, if it lies in them, or the night she called enough; without a time zone there are
    /// no quiet hours.
    #[must_use]
    pub fn quiet_until(&self, time_zone: Option<&str>, now: Moment) -> Option<Moment> {
        let hours = self.quiet.as_ref().zip(time_zone).and_then(|(quiet, zone)| quiet.until(zone, now));
        hours.max(self.rests_until(now))
    }

    /// Sets one end of the quiet hours, or both; the one that was never told is as by default.
    pub fn set_quiet(&mut self, from: Option<Option<TimeOfDay>>, to: Option<Option<TimeOfDay>>) {
        if from == Some(None) || to == Some(None) {
            self.quiet = None;
            return;
        }
        if from.is_some() || to.is_some() {
            let before = self.quiet.unwrap_or_default();
            self.quiet = Some(QuietHours { from: from.flatten().unwrap_or(before.from), to: to.flatten().unwrap_or(before.to) });
        }
    }
}

/// The choices of a new account.
pub(crate) fn fresh(app: &App, account: AccountId) -> Vec<u8> {
    let choices = MailChoices { here_on: Some(app.clock.now().day().0), ..MailChoices::default() };
    sealed(app, account, &choices)
}

/// What the row says. Nobody has filled a value that is empty yet.
pub(crate) fn opened(app: &App, account: AccountId, sealed: &[u8]) -> MailChoices {
    match sealed {
        [] => MailChoices::default(),
        [0, off, discreet] => MailChoices::carried_over(*off, *discreet),
        sealed => app.seal.open_mail_choices(account.0, sealed).unwrap_or_else(MailChoices::silent),
    }
}

fn sealed(app: &App, account: AccountId, choices: &MailChoices) -> Vec<u8> {
    app.seal.seal_mail_choices(account.0, choices, LENGTH)
}

/// What she chose; none when she has left.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<MailChoices>> {
    Ok(store::account(conn, account)?.map(|row| opened(app, row.id, &row.mail)))
}

/// Changes what she chose, and gives what stands then; none when she has left. The account is held until the caller's
/// transaction ends, so that of two changes at once both stand.
///
/// # Errors
/// When the database fails, or what `change` refuses; nothing is changed then.
pub fn change<E: From<Failure>>(
    conn: &mut Conn,
    app: &App,
    account: AccountId,
    change: impl FnOnce(&mut MailChoices) -> Result<(), E>,
) -> Result<Option<MailChoices>, E> {
    store::hold(conn, [account])?;
    let Some(row) = store::account(conn, account)? else { return Ok(None) };
    let mut choices = opened(app, account, &row.mail);
    let before = choices.clone();
    change(&mut choices)?;
    if choices != before {
        store::set_mail(conn, account, &row.mail, &sealed(app, account, &choices))?;
    }
    Ok(Some(choices))
}

/// All that a notice asks of its reader's account, at one look.
#[derive(Debug)]
pub struct Addressee {
    /// What she chose.
    pub choices: MailChoices,
    /// Where notices for her go: her second address once it is proven, and her own until then. Never for the letters of the
    /// doors.
    pub address: Option<String>,
    /// She is out for now.
    pub is_suspended: bool,
    /// The language she reads.
    pub locale: String,
    /// Her time zone, if told.
    pub time_zone: Option<String>,
}

/// Who a notice goes to; none when she has left.
///
/// # Errors
/// When the database fails.
pub fn addressee(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<Addressee>> {
    let Some(row) = store::account(conn, account)? else { return Ok(None) };
    let choices = opened(app, account, &row.mail);
    let second = choices.second.as_ref().filter(|second| second.confirmed).map(|second| second.address.clone());
    Ok(Some(Addressee {
        address: second.or_else(|| app.seal.open_address(&row.email_sealed)),
        is_suspended: standing::of(app, &row).is_suspended(app.clock.now()),
        locale: row.locale,
        time_zone: row.time_zone,
        choices,
    }))
}

/// Where notices for her go.
///
/// # Errors
/// When the database fails.
pub fn notice_address(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Option<String>> {
    Ok(addressee(conn, app, account)?.and_then(|to| to.address))
}

/// Somebody who may get letters that gather.
#[derive(Debug)]
pub struct Reader {
    /// Who.
    pub account: AccountId,
    /// Her time zone, if told.
    pub time_zone: Option<String>,
    /// What she chose.
    pub choices: MailChoices,
}

/// The accounts after this one, in the order of their ids, with what they chose.
///
/// # Errors
/// When the database fails.
pub fn readers_after(conn: &mut Conn, app: &App, after: AccountId, limit: i64) -> Stored<Vec<Reader>> {
    let rows = store::readers_after(conn, after, limit)?;
    let reader = |(account, time_zone, mail): store::Reader| Reader { account, time_zone, choices: opened(app, account, &mail) };
    Ok(rows.into_iter().map(reader).collect())
}

/// Notes that she is here today.
///
/// # Errors
/// When the database fails.
pub(super) fn note_here(conn: &mut Conn, app: &App, row: &Account) -> Stored<()> {
    let today = Some(app.clock.now().day().0);
    let mut choices = opened(app, row.id, &row.mail);
    // One that does not open stays as it is: its key may come back.
    if choices.here_on != today && !choices.all_stopped {
        choices.here_on = today;
        store::set_mail(conn, row.id, &row.mail, &sealed(app, row.id, &choices))?;
    }
    Ok(())
}

/// Seals a value anew, with the last day of her sessions noted in it; `None` where its key is missing.
pub(super) fn anew(app: &App, account: AccountId, was: &[u8], last_used: Option<Day>) -> Option<Vec<u8>> {
    let mut choices = match was {
        [] | [0, _, _] => opened(app, account, was),
        sealed => app.seal.open_mail_choices(account.0, sealed)?,
    };
    // Who has been told nothing of yet counts as here today: the ninety days begin with the first night.
    choices.here_on = choices.here_on.max(last_used.map(|day| day.0)).or(Some(app.clock.now().day().0));
    if !choices.is_paused(app.clock.now()) {
        choices.pause_until = None;
    }
    choices.night_until = choices.rests_until(app.clock.now());
    Some(sealed(app, account, &choices))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fullest_choices_are_as_long_as_the_first() {
        let fullest = MailChoices {
            second: Some(SecondAddress { address: "a".repeat(254), confirmed: false, nonce: i64::MAX }),
            pause_until: Some(Moment(i64::MAX)),
            night_until: Some(Moment(i64::MAX)),
            tested_at: Some(Moment(i64::MAX)),
            here_on: Some(i32::MAX),
            ..MailChoices::default()
        };
        assert!(serde_json::to_vec(&fullest).expect("it is written").len() <= LENGTH);
    }

    #[test]
    fn what_the_migration_carried_over_is_what_she_chose() {
        let choices = MailChoices::carried_over(1, 0);
        assert_eq!((choices.replies(), choices.discreet), (Often::Off, false));
        assert_eq!(MailChoices::carried_over(0, 1), MailChoices::default());
    }

    #[test]
    fn to_want_one_kind_again_leaves_the_others_off() {
        let mut choices = MailChoices::default();
        choices.stop_all(true);
        assert_eq!([choices.replies(), choices.followed(), choices.digest()], [Often::Off; 3]);
        choices.set_often(None, Some(Often::Off), None);
        assert!(choices.all_stopped);
        choices.set_often(Some(Often::Daily), None, None);
        assert_eq!([choices.replies(), choices.followed(), choices.digest()], [Often::Daily, Often::Off, Often::Off]);
    }
}
