//! Many threads at once into the index, for the large forum that is measured: what the sweep would put in of them.

use std::collections::HashMap;

use super::indexing::{POSTS, words};
use super::ranking::{OPENING, Totals};
use super::stems;
use super::store::{self, SectionRow, TermRow};
use crate::app::App;
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};

/// The stems of a text, and how many they are.
#[derive(Clone, Debug)]
pub struct Stems(String, usize);

impl Stems {
    /// Of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let stems = stems::stems(text);
        Self(stems.join(" "), stems.len())
    }
}

/// Sections that wait to be written.
#[derive(Debug, Default)]
pub struct Rows(Vec<SectionRow>);

/// What all sections together hold, counted while they are made and written at the end.
#[derive(Debug, Default)]
pub struct Counted {
    terms: HashMap<String, (i64, i64)>,
    public: Totals,
    all: Totals,
    /// The id of the newest section: hundreds are made in one millisecond, and each has another.
    newest: i64,
}

impl Rows {
    /// A thread: its title and its posts in their order.
    pub fn thread(&mut self, app: &App, counted: &mut Counted, thread: ThreadId, public: bool, title: &Stems, posts: &[&Stems]) {
        let length = usize::try_from(POSTS).unwrap_or(1);
        for (section, stretch) in (0..).zip(posts.chunks(length)) {
            let opening = if section == 0 { title.1 + stretch.first().map_or(0, |first| first.1) } else { 0 };
            let title = [title].into_iter().filter(|_| section == 0);
            let all: Vec<&Stems> = title.chain(stretch.iter().copied()).collect();
            let count: usize = all.iter().map(|stems| stems.1).sum();
            let stems = all.iter().map(|stems| stems.0.as_str()).filter(|stems| !stems.is_empty()).collect::<Vec<_>>().join(" ");
            let length = i64::try_from(opening * usize::from(OPENING) + count - opening).unwrap_or(0);
            counted.count(&stems, public, length);
            let opening = i32::try_from(opening).unwrap_or(0);
            counted.newest = super::indexing::fresh_id(app).max(counted.newest + 1);
            self.0.push(SectionRow { id: counted.newest, thread, section, public, opening, length, stems });
        }
    }

    /// Writes them, without their counts.
    ///
    /// # Errors
    /// When the database fails.
    pub fn write(&self, conn: &mut Conn) -> Stored<()> {
        self.0.iter().try_for_each(|row| store::put_in(conn, row))
    }
}

impl Counted {
    fn count(&mut self, stems: &str, public: bool, length: i64) {
        for stem in words(stems) {
            match self.terms.get_mut(stem) {
                Some(count) => *count = (count.0 + i64::from(public), count.1 + 1),
                None => drop(self.terms.insert(stem.to_owned(), (i64::from(public), 1))),
            }
        }
        for totals in [Some(&mut self.all), public.then_some(&mut self.public)].into_iter().flatten() {
            totals.sections += 1;
            totals.length += length;
        }
    }

    /// Writes what was counted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn write(self, conn: &mut Conn) -> Stored<()> {
        let mut rows: Vec<TermRow> = self
            .terms
            .into_iter()
            .map(|(term, (public_sections, all_sections))| TermRow { term, public_sections, all_sections })
            .collect();
        rows.sort_by(|one, other| one.term.cmp(&other.term));
        store::count(conn, &rows)?;
        store::add_totals(conn, self.public, self.all)
    }
}
