//! Reading the log of some months into their numbers.

use std::collections::BTreeMap;

use actix_web::web;

use super::books::Books;
use super::figures::{MonthFigures, Transparency};
use super::month::Month;
use crate::app::App;
use crate::clock::Moment;
use crate::error::Error;
use crate::moderation;

/// Months at once, at most: longer than the log goes back.
const MOST: i32 = 36;
/// Months that are told unless asked otherwise.
const USUALLY: i32 = 12;

/// The months that were asked for: whole ones, the last twelve unless said otherwise.
///
/// # Errors
/// When they are none, are not over, or are too many.
pub fn span(now: Moment, from: Option<&str>, until: Option<&str>) -> Result<(Month, Month), Error> {
    let wrong = |field: &str, why| Error::fields(BTreeMap::from([(field.to_owned(), why)]));
    let read =
        |field: &str, text: Option<&str>| text.map(|text| Month::parse(text).ok_or_else(|| wrong(field, "invalid"))).transpose();
    let last = Month::of(now).plus(-1);
    let until = read("until", until)?.unwrap_or(last);
    if until > last {
        return Err(wrong("until", "not_over"));
    }
    let from = read("from", from)?.unwrap_or_else(|| until.plus(1 - USUALLY));
    if from > until {
        return Err(wrong("from", "after_until"));
    }
    if from.plus(MOST - 1) < until { Err(wrong("from", "too_long")) } else { Ok((from, until)) }
}

/// Writes down once a month how many members were here lately (DSA 24(3)).
///
/// # Errors
/// When the database fails.
pub fn count_members(conn: &mut crate::storage::Conn, app: &App) -> crate::storage::Stored<()> {
    moderation::actions::count_members(conn, app)
}

/// The numbers of these months.
///
/// # Errors
/// When the database fails.
pub async fn read(app: &web::Data<App>, from: Month, until: Month) -> Result<Transparency, Error> {
    let inner = app.clone();
    let lines = move |conn: &mut crate::storage::Conn| {
        let mut months: BTreeMap<Month, Books> = BTreeMap::new();
        let mut month = from;
        while month <= until {
            months.insert(month, Books::default());
            month = month.plus(1);
        }
        moderation::actions::for_books(conn, &inner, from.begins(), until.plus(1).begins(), |line| {
            months.entry(Month::of(line.at)).or_default().add(&line);
        })?;
        Ok::<_, crate::storage::Failure>(months)
    };
    let months = app.storage.read(lines).await?;
    let mut total = Books::default();
    for books in months.values() {
        total.merge(books);
    }
    Ok(Transparency {
        from: from.to_string(),
        until: until.to_string(),
        total: total.figures(),
        months: months
            .iter()
            .rev()
            .map(|(month, books)| MonthFigures { month: month.to_string(), figures: books.figures() })
            .collect(),
    })
}
