//! Notes and words that keep threads out of somebody's sight, and all that she hides in one answer.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::blocks::{self, Blocked};
use super::store;
use crate::accounts::{self, Member};
use crate::app::App;
use crate::error;
use crate::notifications;
use crate::storage::columns::AccountId;
use crate::storage::{Conn, Failure, Stored};
use crate::text;
use crate::threads::{Note, model};
use crate::voices::seal::Row;

/// Words that somebody hides, at most.
const WORDS: usize = 50;
/// Characters of one of them, at most.
const WORD: usize = 60;
/// Scripts from here on put no space between words, so a word is found anywhere in them.
const UNSPACED: char = '\u{2E80}';

/// Why something could not be hidden.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The words do not fit.
    #[error("the words do not fit")]
    Words(error::FieldCode),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] Failure),
}

impl From<Error> for error::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Words(why) => Self::field("words", why),
            Error::Storage(failure) => failure.into(),
        }
    }
}

/// The notes and words that she hides; sealed as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// Content notes, in the order of the contract.
    pub notes: Vec<Note>,
    /// Content notes whose threads are there, folded up until she opens them; none of `notes` is among them.
    #[serde(default)]
    pub collapsed: Vec<Note>,
    /// Words, as she typed them, each once whatever its case.
    pub words: Vec<String>,
}

impl Wishes {
    /// Whether a thread with these notes and this text stays away.
    #[must_use]
    pub fn keep_out(&self, notes: &[Note], text: &[&str]) -> bool {
        self.notes.iter().any(|note| notes.contains(note))
            || text.iter().map(|text| plain(text)).any(|text| self.words.iter().any(|word| speaks_of(&text, &plain(word))))
    }
}

impl Wishes {
    /// Whether a thread with these notes stands folded up: its title and words are not shown before she asks.
    #[must_use]
    pub fn fold(&self, notes: &[Note]) -> bool {
        self.collapsed.iter().any(|note| notes.contains(note))
    }
}

/// Lower case, one space between words.
fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word of the text begins like this: "loss" finds "losses" and not "floss". The frontend does the same.
fn speaks_of(text: &str, word: &str) -> bool {
    let spaced = word.chars().next().is_some_and(|first| first < UNSPACED && first.is_alphanumeric());
    text.match_indices(word).any(|(place, _)| {
        let before = text.get(..place).and_then(|before| before.chars().next_back());
        !spaced || !before.is_some_and(char::is_alphanumeric)
    })
}

/// Words as they are kept: one way of writing, trimmed, each once.
fn fitting(typed: &[String]) -> Result<Vec<String>, Error> {
    let mut words: Vec<String> = Vec::new();
    for word in typed {
        let word = text::line(word, WORD).map_err(Error::Words)?;
        if !words.iter().any(|known| plain(known) == plain(&word)) {
            words.push(word);
        }
    }
    if words.len() > WORDS { Err(Error::Words("too_many")) } else { Ok(words) }
}

/// All that she does not want to see.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Hidden {
    /// Voices that she blocked, the newest first: an alias by its id, a name wherever it is written.
    pub voices: Vec<Blocked>,
    /// Content notes whose threads she does not see.
    pub notes: Vec<Note>,
    /// Content notes whose threads stand folded up, in lists, on their page, in notices and letters.
    pub collapsed: Vec<Note>,
    /// Words whose threads she does not see.
    pub words: Vec<String>,
}

/// All that she does not want to see.
///
/// # Errors
/// When the database fails.
pub async fn get(app: &web::Data<App>, member: Member) -> Stored<Hidden> {
    let inner = app.clone();
    app.storage.read(move |conn| read(conn, &inner, member.account)).await
}

/// What she changes of the notes and words; `None` stays as it is. A note that comes new into one list leaves the other.
#[derive(Debug, Default)]
pub struct Change {
    /// Notes that hide.
    pub notes: Option<Vec<Note>>,
    /// Notes that fold.
    pub collapsed: Option<Vec<Note>>,
    /// Words that hide.
    pub words: Option<Vec<String>>,
}

/// Changes the notes and words that she hides.
///
/// # Errors
/// `Words`: one is empty, too long or cannot be shown, or there are too many.
pub async fn change(app: &web::Data<App>, member: Member, Change { notes, collapsed, words }: Change) -> Result<Hidden, Error> {
    let words = words.as_deref().map(fitting).transpose()?;
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let (app, account) = (&*inner, member.account);
            // Two devices may change one thing each at the same moment, and both changes stand.
            accounts::actions::hold(conn, [account].into())?;
            let before = wishes(conn, app, account)?;
            let wished = notes.as_deref().map_or_else(|| before.notes.clone(), model::in_order);
            let mut folds = collapsed.as_deref().map_or_else(|| before.collapsed.clone(), model::in_order);
            // Hiding is the stronger wish, unless only the weaker one is new.
            let notes: Vec<Note> = if notes.is_none() { without(&wished, &folds) } else { wished };
            folds = without(&folds, &notes);
            let after = Wishes { notes, collapsed: folds, words: words.unwrap_or_else(|| before.words.clone()) };
            if after != before {
                store::set_wishes(conn, account, &app.seal.seal_words(place(&account.0), &after))?;
                notifications::actions::let_go_of_hidden(conn, app, account)?;
            }
            Ok(read(conn, app, account)?)
        })
        .await
}

fn without(notes: &[Note], others: &[Note]) -> Vec<Note> {
    notes.iter().copied().filter(|note| !others.contains(note)).collect()
}

fn read(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Hidden> {
    let Wishes { notes, collapsed, words } = wishes(conn, app, account)?;
    Ok(Hidden { voices: blocks::all(conn, app, account)?, notes, collapsed, words })
}

// For other domains, inside their transaction

/// The notes and words that she hides.
///
/// # Errors
/// When the database fails.
pub fn wishes(conn: &mut Conn, app: &App, account: AccountId) -> Stored<Wishes> {
    let sealed = store::wishes(conn, account)?;
    Ok(sealed.and_then(|sealed| app.seal.open(place(&account.0), &sealed)).unwrap_or_default())
}

/// Whether she hides anything at all, or ever did: most members do not, and need not be asked post by post.
///
/// # Errors
/// When the database fails.
pub fn hides_anything(conn: &mut Conn, account: AccountId) -> Stored<bool> {
    Ok(store::wishes(conn, account)?.is_some() || !store::blocks(conn, account, None, Some(1))?.is_empty())
}

const fn place(account: &i64) -> Row<'_> {
    Row { table: "hidden", key: std::slice::from_ref(account) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hides(word: &str, text: &str) -> bool {
        Wishes { words: vec![word.to_owned()], ..Wishes::default() }.keep_out(&[], &[text])
    }

    #[test]
    fn a_word_is_found_where_a_word_begins_like_it() {
        for (word, text) in [
            ("loss", "After the LOSSES of last year"),
            ("time out", "No time  out for me"),
            ("Éclair", "an éclair"),
            ("#metoo", "so #metoo"),
            ("流产", "关于流产的事"),
        ] {
            assert!(hides(word, text), "{word}: {text}");
        }
        for (word, text) in [("loss", "I floss"), ("ass", "In class"), ("loss", ""), ("time out", "timeout")] {
            assert!(!hides(word, text), "{word}: {text}");
        }
    }

    #[test]
    fn words_are_kept_once_and_trimmed() {
        let typed = ["  Birth ", "birth", "cafe\u{301}"].map(str::to_owned);
        assert_eq!(fitting(&typed).unwrap(), ["Birth", "caf\u{e9}"]);
        let many: Vec<String> = (0..51).map(|number| number.to_string()).collect();
        assert!(fitting(&many).is_err() && fitting(&many[..50]).is_ok());
        for wrong in ["", " ", "a\nb", &"a".repeat(61)] {
            assert!(fitting(&[wrong.to_owned()]).is_err(), "{wrong:?}");
        }
    }
}
