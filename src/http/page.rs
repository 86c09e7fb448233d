//! Keyset pages: so many items, and an authenticated cursor to the next.

use serde::de::{self, DeserializeOwned};
use serde::{Deserialize, Deserializer, Serialize};

use crate::app::App;
use crate::error::Error;

/// How many items a page has: 20 unless asked otherwise, 100 at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(pub u16);

impl Default for Limit {
    fn default() -> Self {
        Self(20)
    }
}

impl Limit {
    /// For a statement's LIMIT: one more than the page holds, which tells whether there is a next one.
    #[must_use]
    pub fn and_one(self) -> i64 {
        i64::from(self.0) + 1
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.parse() {
            Ok(limit @ 1..=100) => Ok(Self(limit)),
            _ => Err(de::Error::custom("not a number from 1 to 100")),
        }
    }
}

/// The parameters of a list that has no others.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Where to go on: `next` of the page before.
    pub cursor: Option<String>,
    /// Items on a page.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    pub limit: Limit,
}

/// One page of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct List<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last.
    pub next: Option<String>,
}

impl<T> List<T> {
    /// A list that always fits on one page.
    #[must_use]
    pub const fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }

    /// Cuts a page out of rows that were asked for with [`Limit::and_one`]; `place` says where a row stands in the order.
    pub fn cut<P: Serialize>(app: &App, kind: &'static str, mut items: Vec<T>, limit: Limit, place: impl Fn(&T) -> P) -> Self {
        let wanted = usize::from(limit.0);
        let more = items.len() > wanted;
        items.truncate(wanted);
        let next = if more { items.last().map(|last| app.seal.cursor(kind, &place(last))) } else { None };
        Self { items, next }
    }

    /// The same page with its items turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> List<U> {
        List { items: self.items.into_iter().map(turn).collect(), next: self.next }
    }
}

/// Reads a cursor of this kind.
///
/// # Errors
/// `fields.cursor` when it is not one of ours.
pub fn read_cursor<P: DeserializeOwned>(app: &App, kind: &'static str, cursor: Option<&str>) -> Result<Option<P>, Error> {
    let Some(cursor) = cursor else { return Ok(None) };
    app.seal.read_ticket(kind, cursor).map(Some).ok_or_else(|| Error::field("cursor", "unknown"))
}
