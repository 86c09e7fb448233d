//! Everything that is held about a member, domain by domain. Whoever keeps something new about members adds one line to
//! [`SECTIONS`] and one function, and its type to [`Export`].
//!
//! Nothing of others is in it: no name, no word and no voice but her own.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::accounts::leaving::{KeptProfile, KeptSession};
use crate::app::App;
use crate::columns::bios::{self, Bio};
use crate::keepsakes::actions::{self as keepsakes, KeptKeepsake};
use crate::listening::{self, actions::Listening};
use crate::mail::fates::{self, LetterFate};
use crate::moderation::desk::model::Conversation;
use crate::moderation::model::Decision;
use crate::moderation::openings::OpeningTold;
use crate::moderation::reporting::KeptReport;
use crate::notifications::actions::KeptNotification;
use crate::notifications::series::KeptSeries;
use crate::reactions::Reaction;
use crate::safety::actions::KeptHidden;
use crate::storage::columns::{AccountId, ThreadId, VoiceId};
use crate::storage::{Conn, Stored};
use crate::terms::agreements::{self as agreed, Agreement};
use crate::threads::leaving::{KeptDraft, KeptPost, KeptReading, KeptThread};
use crate::{accounts, moderation, notifications, reactions, safety, threads};

/// Rows that are read at once.
const STRETCH: i64 = 100;
/// Threads whose posts are read at once: somebody may have written much in each.
const FEW: i64 = 5;

/// Everything that is held about her. (It is written piece by piece; this type says what comes out.)
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Export {
    /// Who she is here.
    pub profile: KeptProfile,
    /// Where she is signed in.
    pub sessions: Vec<KeptSession>,
    /// The threads she opened.
    pub threads: Vec<KeptThread>,
    /// What she wrote, under both of her names.
    pub posts: Vec<KeptPost>,
    /// Warmth she gave.
    pub reactions: Vec<KeptReaction>,
    /// What she follows, and how far she has read.
    pub reading: Vec<KeptReading>,
    /// What she does not want to see.
    pub hidden: KeptHidden,
    /// What she has not sent.
    pub drafts: Vec<KeptDraft>,
    /// What she was told.
    pub notifications: Vec<KeptNotification>,
    /// What letters told her, thread by thread.
    pub told_by_mail: Vec<KeptSeries>,
    /// What became of the letters to her.
    pub letters: Vec<LetterFate>,
    /// What she reported, and what came of it.
    pub reports: Vec<KeptReport>,
    /// What was decided about her, and why.
    pub decisions: Vec<Decision>,
    /// What moderators and she said to each other.
    pub conversations: Vec<Conversation>,
    /// When the name behind a voice of hers was opened, and why.
    pub openings: Vec<OpeningTold>,
    /// What she agreed to, and when.
    pub agreements: Vec<Agreement>,
    /// As a listener: when and about what she is called.
    pub listening: Vec<Listening>,
    /// Where words lie that she keeps for a hard day.
    pub keepsakes: Vec<KeptKeepsake>,
    /// As a professional: what she says about herself.
    pub bio: Vec<Bio>,
}

/// A reaction she gave, to take along.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptReaction {
    /// Where.
    pub thread: ThreadId,
    /// To which post.
    pub number: i32,
    /// Of which kind.
    pub kind: Reaction,
}

/// One export.
pub(super) struct Bundle {
    pub(super) account: AccountId,
    /// Makes the ids of voices in this export, and in no other.
    pub(super) salt: [u8; 32],
}

impl Bundle {
    fn label(&self, voice: VoiceId) -> VoiceId {
        let digest = Sha256::digest([&self.salt[..], &voice.0.to_be_bytes()[..]].concat());
        let number = digest.iter().take(8).fold(0_i64, |sum, byte| sum.wrapping_mul(256).wrapping_add(i64::from(*byte)));
        VoiceId((number & i64::MAX).max(1))
    }
}

/// Some items of a section, and where the next ones begin; `None` at the end.
pub(super) type Stretch = (Vec<Value>, Option<i64>);

/// Reads a stretch of a section.
pub(super) type Read = fn(&mut Conn, &App, &Bundle, Option<i64>) -> Stored<Stretch>;

/// What a section is in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One object.
    One,
    /// A list of them.
    List,
}

/// Every section, in the order of [`Export`].
pub(super) const SECTIONS: &[(&str, Shape, Read)] = &[
    ("profile", Shape::One, profile),
    ("sessions", Shape::List, sessions),
    ("threads", Shape::List, opened),
    ("posts", Shape::List, posts),
    ("reactions", Shape::List, reactions_given),
    ("reading", Shape::List, reading),
    ("hidden", Shape::One, hidden),
    ("drafts", Shape::List, drafts),
    ("notifications", Shape::List, told),
    ("told_by_mail", Shape::List, told_by_mail),
    ("letters", Shape::List, letters),
    ("reports", Shape::List, reports),
    ("decisions", Shape::List, decisions),
    ("conversations", Shape::List, conversations),
    ("openings", Shape::List, openings),
    ("agreements", Shape::List, agreements),
    ("listening", Shape::List, listening_chosen),
    ("keepsakes", Shape::List, words_kept),
    ("bio", Shape::List, bio),
];

fn values<T: Serialize>(items: Vec<T>) -> Vec<Value> {
    items.into_iter().map(|item| serde_json::to_value(item).unwrap_or_default()).collect()
}

fn stretch<T: Serialize>((items, next): (Vec<T>, Option<i64>)) -> Stretch {
    (values(items), next)
}

fn profile(conn: &mut Conn, app: &App, bundle: &Bundle, _: Option<i64>) -> Stored<Stretch> {
    Ok((values(vec![accounts::leaving::profile(conn, app, bundle.account)?]), None))
}

fn sessions(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    accounts::leaving::sessions(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn opened(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    threads::leaving::threads(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn posts(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    threads::leaving::posts(conn, app, bundle.account, from, FEW, |voice| bundle.label(voice)).map(stretch)
}

fn reactions_given(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    let (threads, next) = threads::leaving::stretch(conn, from)?;
    let given = reactions::actions::given(conn, app, bundle.account, &threads)?;
    Ok((values(given.into_iter().map(|(thread, number, kind)| KeptReaction { thread, number, kind }).collect()), next))
}

fn reading(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    let (threads, next) = threads::leaving::stretch(conn, from)?;
    Ok((values(threads::leaving::reading(conn, app, bundle.account, &threads)?), next))
}

fn hidden(conn: &mut Conn, app: &App, bundle: &Bundle, _: Option<i64>) -> Stored<Stretch> {
    Ok((values(vec![safety::actions::kept(conn, app, bundle.account)?]), None))
}

fn drafts(conn: &mut Conn, app: &App, bundle: &Bundle, _: Option<i64>) -> Stored<Stretch> {
    Ok((values(threads::leaving::drafts(conn, app, bundle.account)?), None))
}

fn told(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    notifications::actions::kept(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn told_by_mail(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    notifications::series::kept(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn letters(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    fates::kept(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn reports(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    moderation::actions::reports_kept(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn decisions(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    moderation::actions::decisions_kept(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn conversations(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    moderation::actions::conversations_kept(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn openings(conn: &mut Conn, app: &App, bundle: &Bundle, from: Option<i64>) -> Stored<Stretch> {
    moderation::actions::openings_kept(conn, app, bundle.account, from, STRETCH).map(stretch)
}

fn agreements(conn: &mut Conn, app: &App, bundle: &Bundle, _: Option<i64>) -> Stored<Stretch> {
    Ok((values(agreed::kept(conn, app, bundle.account)?), None))
}

fn listening_chosen(conn: &mut Conn, app: &App, bundle: &Bundle, _: Option<i64>) -> Stored<Stretch> {
    Ok((values(listening::actions::kept(conn, app, bundle.account)?.into_iter().collect()), None))
}

fn words_kept(conn: &mut Conn, app: &App, bundle: &Bundle, _: Option<i64>) -> Stored<Stretch> {
    Ok((values(keepsakes::kept(conn, app, bundle.account)?), None))
}

fn bio(conn: &mut Conn, app: &App, bundle: &Bundle, _: Option<i64>) -> Stored<Stretch> {
    Ok((values(bios::kept(conn, app, bundle.account)?.into_iter().collect()), None))
}
