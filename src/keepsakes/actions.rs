//! Keeping words, letting them go, and looking at them.

use actix_web::web;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::store;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::clock::{Moment, Quarter};
use crate::error::{Code, Error};
use crate::safety;
use crate::storage::columns::{AccountId, ThreadId};
use crate::storage::{Conn, Failure, Stored};
use crate::threads;
use crate::voices::VoiceView;
use crate::voices::seal::Row;

/// Keepsakes that one member has, at most.
pub const MOST: usize = 200;
/// Characters that one shows, at most.
pub const LENGTH: usize = 600;

/// Words somebody told her.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Keepsake {
    /// Where they stand.
    pub thread: ThreadId,
    /// In which post.
    pub number: i32,
    /// Who said them.
    pub voice: VoiceView,
    /// The words, without marks; of a whole post its beginning.
    pub words: String,
    /// When she kept them.
    #[schema(value_type = String, format = DateTime)]
    pub kept_at: Quarter,
}

/// A keepsake to take along: where it lies. The words are another's.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptKeepsake {
    /// In which thread.
    pub thread: ThreadId,
    /// In which post.
    pub number: i32,
    /// When she kept it.
    #[schema(value_type = String, format = DateTime)]
    pub kept_at: Quarter,
}

/// Where the words lie. Short names: it is sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Place {
    #[serde(rename = "t")]
    thread: i64,
    #[serde(rename = "n")]
    number: i32,
    /// Characters from where to where; none: all of the post.
    #[serde(rename = "p")]
    part: Option<Part>,
    #[serde(rename = "a")]
    at: Moment,
}

/// A part of a post's words, and a check that it still says the same.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Part {
    #[serde(rename = "f")]
    from: usize,
    #[serde(rename = "l")]
    length: usize,
    #[serde(rename = "s")]
    sum: u64,
}

impl Part {
    /// Where `chosen` stands in `text`.
    fn of(text: &str, chosen: &str) -> Option<Self> {
        let begin = text.find(chosen)?;
        let from = text.get(..begin)?.chars().count();
        Some(Self { from, length: chosen.chars().count(), sum: sum(chosen) })
    }

    /// The words, if they still stand there.
    fn within(&self, text: &str) -> Option<String> {
        let words: String = text.chars().skip(self.from).take(self.length).collect();
        (sum(&words) == self.sum).then_some(words)
    }
}

fn sum(words: &str) -> u64 {
    Sha256::digest(words).iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

const fn row(account: &i64) -> Row<'_> {
    Row { table: "keepsakes", key: std::slice::from_ref(account) }
}

fn lookup(app: &App, account: AccountId, thread: ThreadId, number: i32) -> Vec<u8> {
    app.seal.lookup("keepsake", &[account.0, thread.0, i64::from(number)])
}

fn places(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<Place>> {
    let sealed = store::all(conn, account)?;
    let mut places: Vec<Place> = sealed.iter().filter_map(|sealed| app.seal.open(row(&account.0), sealed)).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(place.at), place.thread, place.number));
    Ok(places)
}

/// Keeps words of a post: these, which must stand in it, or all of it. What was kept of the same post before is replaced.
///
/// # Errors
/// `not_found`; `fields.words`: `unknown` where they do not stand there, `too_long`; `too_many` once there are [`MOST`].
pub async fn keep(
    app: &web::Data<App>,
    member: Member,
    thread: ThreadId,
    number: i32,
    chosen: Option<String>,
) -> Result<(), Error> {
    let inner = app.clone();
    app.storage
        .write(move |conn: &mut Conn| -> Result<(), Error> {
            let (app, account) = (&*inner, member.account);
            accounts::actions::hold(conn, [account].into())?;
            let text = threads::actions::spoken(conn, thread, number)?.ok_or(Code::NotFound)?.text;
            let chosen = chosen.as_deref().map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
            let part = match chosen.filter(|chosen| !chosen.is_empty()) {
                None => None,
                Some(chosen) if chosen.chars().count() > LENGTH => return Err(Error::field("words", "too_long")),
                Some(chosen) => Some(Part::of(&text, &chosen).ok_or_else(|| Error::field("words", "unknown"))?),
            };
            let known = places(conn, app, account)?;
            let again = known.iter().any(|place| (place.thread, place.number) == (thread.0, number));
            if !again && known.len() >= MOST {
                return Err(Error::field("words", "too_many"));
            }
            let place = Place { thread: thread.0, number, part, at: app.clock.now() };
            Ok(store::set(
                conn,
                account,
                &lookup(app, account, thread, number),
                &app.seal.seal_to_length(row(&account.0), &place, 256),
            )?)
        })
        .await
}

/// Lets words go; what was not kept is no error.
///
/// # Errors
/// When the database fails.
pub async fn let_go(app: &web::Data<App>, member: Member, thread: ThreadId, number: i32) -> Result<(), Error> {
    let lookup = lookup(app, member.account, thread, number);
    Ok(app.storage.write(move |conn: &mut Conn| store::drop(conn, member.account, &lookup)).await?)
}

/// All that she keeps and that still stands, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn all(app: &web::Data<App>, member: Member) -> Stored<Vec<Keepsake>> {
    let inner = app.clone();
    app.storage
        .read(move |conn: &mut Conn| {
            let mut kept = Vec::new();
            for place in places(conn, &inner, member.account)? {
                kept.extend(look(conn, &inner, member.account, &place)?);
            }
            Ok::<_, Failure>(kept)
        })
        .await
}

/// One of them, by chance.
///
/// # Errors
/// When the database fails.
pub async fn one(app: &web::Data<App>, member: Member) -> Stored<Option<Keepsake>> {
    let inner = app.clone();
    app.storage
        .read(move |conn: &mut Conn| {
            let mut places = places(conn, &inner, member.account)?;
            while !places.is_empty() {
                let drawn = usize::try_from(inner.chance.id()).unwrap_or_default() % places.len();
                if let Some(kept) = look(conn, &inner, member.account, &places.swap_remove(drawn))? {
                    return Ok(Some(kept));
                }
            }
            Ok::<_, Failure>(None)
        })
        .await
}

/// What stands at a place; nothing once the post is gone, says something else there, or is of a voice she blocked.
fn look(conn: &mut Conn, app: &App, account: AccountId, place: &Place) -> Stored<Option<Keepsake>> {
    let (thread, number) = (ThreadId(place.thread), place.number);
    let Some(spoken) = threads::actions::spoken(conn, thread, number)? else { return Ok(None) };
    if safety::actions::hidden_in(conn, app, account, thread)?.contains(&spoken.voice.id) {
        return Ok(None);
    }
    let words = match &place.part {
        None => Some(threads::actions::shortened(&spoken.text, LENGTH)),
        Some(part) => part.within(&spoken.text),
    };
    let kept_at = place.at.quarter();
    Ok(words.map(|words| Keepsake { thread, number, voice: spoken.voice, words, kept_at }))
}

/// The numbers of the posts of a thread of which she keeps words.
///
/// # Errors
/// When the database fails.
pub fn kept_in(conn: &mut Conn, app: &App, account: AccountId, thread: ThreadId) -> Stored<Vec<i32>> {
    let mut numbers: Vec<i32> =
        places(conn, app, account)?.iter().filter(|place| place.thread == thread.0).map(|place| place.number).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// Where her keepsakes lie, to take along.
///
/// # Errors
/// When the database fails.
pub fn kept(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Vec<KeptKeepsake>> {
    let places = places(conn, app, account)?.into_iter();
    let kept = |place: Place| KeptKeepsake { thread: ThreadId(place.thread), number: place.number, kept_at: place.at.quarter() };
    Ok(places.map(kept).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_again_only_where_it_still_says_the_same() {
        let text = "Es wird leichter. Wirklich, später.";
        let part = Part::of(text, "Wirklich, später.").expect("it stands there");
        assert_eq!(part.within(text).as_deref(), Some("Wirklich, später."));
        assert_eq!(part.within("Es wird leichter. Wirklich, morgen."), None);
        assert!(Part::of(text, "schlimmer").is_none());
    }
}
