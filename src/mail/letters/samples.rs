//! One of every letter, and of every way in which it can differ, with invented words: for the gallery, and for tests
//! that hold every letter to the same rules.

use super::{
    About, AppealDecided, Because, Called, Decided, DeskWaits, Digest, DigestItem, Glimpse, HowAreYou, KnownAddress, Mailed,
    ModeratorWrote, NameOpened, NoticeDecided, NoticeReceived, Receipt, Reply, ReportClosed, Reset, Resting, SecondAddress,
    Series, Shown, SignInLink, TermsChanged, Test, Undone, Verify, Written,
};
use crate::accounts::standing::SanctionKind;
use crate::clock::{DAY, Moment};
use crate::moderation::model::{Action, Found, Outcome, Sanction};
use crate::outside::model::NoticeOutcome;
use crate::replies::arrived::MailedReply;
use crate::storage::columns::ThreadId;

/// A letter to look at.
pub struct Sample {
    /// What it is called in the gallery; letters, digits and hyphens.
    pub name: &'static str,
    /// The member wants her letters to say more than that there is something.
    pub open: bool,
    /// It is about a reply and shows its words: whoever answers by mail finds an address for that in it (E-49).
    pub answerable: bool,
    /// The letter.
    pub letter: Box<dyn Written>,
}

/// The tenth of March 2026, late in the evening.
const NIGHT: Moment = Moment(1_773_180_000_000);

/// One of every letter, with links that lead to this site.
#[must_use]
pub fn samples(url: &str) -> Vec<Sample> {
    let mut samples = doors();
    samples.extend(about_replies(url));
    samples.extend(about_decisions());
    samples.extend(about_letters());
    samples.extend(about_mailed_replies());
    samples.extend(about_notices());
    samples.push(closed("terms-changed", TermsChanged { version: "2026-2".to_owned(), from: NIGHT }));
    samples.push(closed("moderator-wrote", ModeratorWrote));
    samples.push(closed("called", Called { thread: ThreadId(7) }));
    samples.push(closed("desk-waits", DeskWaits { overdue: 1 }));
    samples.push(closed("desk-waits-many", DeskWaits { overdue: 12 }));
    samples
}

fn closed(name: &'static str, letter: impl Written + 'static) -> Sample {
    Sample { name, open: false, answerable: false, letter: Box::new(letter) }
}

fn doors() -> Vec<Sample> {
    let token = || "tOkEn-_x".to_owned();
    vec![
        closed("verify", Verify { token: token() }),
        closed("known-address", KnownAddress),
        closed("sign-in-link", SignInLink { token: token() }),
        closed("reset", Reset { token: token() }),
        closed("receipt", Receipt { code: "4kQ".repeat(7), words_go: true, done_by: NIGHT }),
        closed("receipt-words-stay", Receipt { code: "4kQ".repeat(7), words_go: false, done_by: NIGHT }),
    ]
}

fn series(url: &str, list: &'static str) -> Series {
    Series {
        list,
        root: "t.9QxRoot".to_owned(),
        before: Vec::new(),
        stop: format!("{url}/api/v1/letters/stop/AbC-_123"),
        stop_by_mail: Some("mailto:u+abcdefgh234567@notes.example?subject=stop".to_owned()),
        manage: format!("{url}/letters/manage/AbC-_456"),
    }
}

fn about_replies(url: &str) -> Vec<Sample> {
    let shown = |title: Option<&str>| {
        Shown {
        title: title.map(str::to_owned),
        voice: "Quiet Willow".to_owned(),
        excerpt: "You are not the only one. It took us weeks, and then one night it was over.\n\nI left <b>early</b> & cried in the car."
            .to_owned(),
    }
    };
    let reply = |number, count, because, shown: Option<Shown>| Reply {
        thread: ThreadId(77),
        number,
        count,
        because,
        shown,
        series: series(url, "replies"),
    };
    let item = |about, count, glimpse: Option<(&str, &str)>| DigestItem {
        about,
        thread: ThreadId(77),
        number: 4,
        count,
        shown: glimpse.map(|(title, excerpt)| Glimpse { title: Some(title.to_owned()), excerpt: excerpt.to_owned() }),
    };
    let digest = |open: bool| Digest {
        items: vec![
            item(About::Yours, 1, open.then_some(("Awake again at four", ""))),
            item(About::Followed, 3, open.then_some(("The first week at nursery", ""))),
            item(
                About::Waiting,
                0,
                open.then_some(("Nobody told me about the quiet", "Everybody has gone back to work, and the flat is so still.")),
            ),
            item(About::New, 0, open.then_some(("A question about feeding", ""))),
        ],
        series: series(url, "digest"),
    };
    let how = HowAreYou { thread: ThreadId(77), series: series(url, "replies") };
    let shows = |name, letter: Reply| Sample { name, open: true, answerable: true, letter: Box::new(letter) };
    vec![
        closed("reply", reply(23, 1, Because::Opened, None)),
        closed("replies", reply(23, 3, Because::Answered, None)),
        shows("reply-open", reply(23, 1, Because::Follows, Some(shown(Some("Awake again at four"))))),
        shows("reply-open-untitled", reply(2, 1, Because::Opened, Some(shown(None)))),
        shows("replies-open", reply(2, 11, Because::Opened, Some(shown(Some("Awake again at four"))))),
        closed("digest", digest(false)),
        Sample { open: true, ..closed("digest-open", digest(true)) },
        closed("how-are-you", how),
        closed("resting", Resting { series: series(url, "digest") }),
    ]
}

fn about_decisions() -> Vec<Sample> {
    let decided = |action, concerns_hers, sanction: Option<(SanctionKind, Option<Moment>)>, automatic| Decided {
        action,
        concerns_hers,
        sanction: sanction.map(|(kind, until)| Sanction { kind, until }),
        rule: crate::safety::rules::named("kindness"),
        facts: "Calls the writer <i>names</i>.".to_owned(),
        message: "Please read it once more.\nIt stays between us.".to_owned(),
        found_by: Found::Report,
        automatic,
        decided_at: NIGHT,
    };
    let found = |found_by, decided: Decided| Decided { found_by, ..decided };
    let undone = |action, concerns_hers, kind: Option<SanctionKind>| Undone {
        action,
        concerns_hers,
        sanction: kind.map(|kind| Sanction { kind, until: None }),
    };
    let week = Some(NIGHT.plus(7 * DAY));
    vec![
        closed("decision-removed", decided(Action::Remove, true, None, false)),
        closed("decision-locked", decided(Action::Lock, true, Some((SanctionKind::Warn, None)), false)),
        closed("decision-kept", decided(Action::Keep, true, Some((SanctionKind::Mute, week)), false)),
        closed("decision-muted", decided(Action::Remove, true, Some((SanctionKind::Mute, None)), true)),
        closed("decision-suspended", decided(Action::Remove, true, Some((SanctionKind::Suspend, None)), false)),
        closed("decision-suspended-until", decided(Action::Keep, false, Some((SanctionKind::Suspend, week)), false)),
        closed("decision-held", found(Found::Check, decided(Action::Hold, true, None, false))),
        closed("decision-moved", found(Found::OwnInitiative, decided(Action::Move, true, None, false))),
        closed("decision-notes", found(Found::Notice, decided(Action::EditNotes, true, None, false))),
        closed("appeal-upheld", AppealDecided { upheld: true, reason: "It breaks no rule.".to_owned() }),
        closed("appeal-refused", AppealDecided { upheld: false, reason: "It says <b>who</b> she is.".to_owned() }),
        closed("undone-held", undone(Action::Hold, true, None)),
        closed("undone-moved", undone(Action::Move, true, None)),
        closed("undone-notes", undone(Action::EditNotes, true, None)),
        closed("undone-removed", undone(Action::Remove, true, None)),
        closed("undone-locked", undone(Action::Lock, true, Some(SanctionKind::Warn))),
        closed("undone-kept", undone(Action::Keep, true, Some(SanctionKind::Mute))),
        closed("undone-suspended", undone(Action::Keep, false, Some(SanctionKind::Suspend))),
        closed("name-opened", NameOpened),
        closed("report-removed", ReportClosed { outcome: Outcome::Removed, bad_faith: false }),
        closed("report-kept", ReportClosed { outcome: Outcome::Kept, bad_faith: false }),
        closed("report-bad-faith", ReportClosed { outcome: Outcome::Kept, bad_faith: true }),
        closed("report-locked", ReportClosed { outcome: Outcome::Locked, bad_faith: false }),
        closed("report-changed", ReportClosed { outcome: Outcome::Changed, bad_faith: false }),
        closed("report-undone", ReportClosed { outcome: Outcome::Undone, bad_faith: false }),
    ]
}

fn about_letters() -> Vec<Sample> {
    vec![closed("second-address", SecondAddress { token: "AbC-_789".to_owned() }), closed("test", Test)]
}

fn about_mailed_replies() -> Vec<Sample> {
    let each = [
        ("mailed-reply-attachments", MailedReply::WithoutAttachments),
        ("mailed-reply-doubtful", MailedReply::DraftDoubtful),
        ("mailed-reply-signed", MailedReply::DraftSigned),
        ("mailed-reply-empty", MailedReply::Empty),
        ("mailed-reply-too-long", MailedReply::TooLong),
        ("mailed-reply-expired", MailedReply::Expired),
        ("mailed-reply-switched-off", MailedReply::SwitchedOff),
        ("mailed-reply-muted", MailedReply::Muted),
        ("mailed-reply-closed", MailedReply::Closed),
        ("mailed-reply-unfit", MailedReply::Unfit),
    ];
    each.into_iter().map(|(name, came)| closed(name, Mailed { thread: ThreadId(77), came })).collect()
}

fn about_notices() -> Vec<Sample> {
    let (reference, token) = ("7hQk2mVx9aBc", "AbC-_321");
    let decided = |outcome, answer: &str, automated| NoticeDecided {
        reference: reference.to_owned(),
        token: token.to_owned(),
        outcomes: vec![outcome],
        answer: answer.to_owned(),
        automated,
    };
    vec![
        closed("notice-received", NoticeReceived { reference: reference.to_owned(), token: token.to_owned() }),
        closed("notice-removed", decided(NoticeOutcome::Removed, "", false)),
        closed("notice-kept", decided(NoticeOutcome::Kept, "", false)),
        closed("notice-locked", decided(NoticeOutcome::Locked, "", false)),
        closed("notice-changed", decided(NoticeOutcome::Changed, "", true)),
        closed("notice-undone", decided(NoticeOutcome::Undone, "", false)),
        closed("notice-answered", decided(NoticeOutcome::Answered, "There is no such page here.", false)),
    ]
}
