//! What newsreaders get: public threads and columns, newest first, as Atom (RFC 4287). An alias or nobody stands as the author
//! and nothing of threads that touch self-harm (S-28).

use actix_web::web;
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};

use crate::app::App;
use crate::clock::Quarter;
use crate::error::Error;
use crate::storage::{Conn, Stored};
use crate::threads;
use crate::threads::views::Card;
use crate::voices::VoiceKind;

/// Entries, at most.
const MOST: i64 = 30;

/// Threads, or columns.
///
/// # Errors
/// When the database fails.
pub async fn document(app: &web::Data<App>, columns: bool) -> Result<String, Error> {
    let read = move |conn: &mut Conn| -> Stored<Vec<Card>> { threads::actions::newest_public(conn, columns, MOST) };
    let cards = app.storage.read(read).await?;
    let site = &app.config.site;
    let place = if columns { "columns" } else { "threads" };
    let updated = cards.iter().map(|card| card.posted_at).max().map_or_else(FixedDateTime::default, moment);
    let document = Feed {
        title: Text::plain(site.name.clone()),
        id: format!("{}/atom/{place}", site.url),
        updated,
        authors: vec![Person { name: site.name.clone(), ..Person::default() }],
        links: vec![link("self", format!("{}/atom/{place}", site.url)), link("alternate", site.url.clone())],
        entries: cards.iter().map(|card| entry(&site.url, card)).collect(),
        ..Feed::default()
    };
    Ok(document.to_string())
}

fn entry(url: &str, card: &Card) -> Entry {
    let at = format!("{url}/t/{}", card.id);
    let words = card.excerpt.clone().unwrap_or_default();
    let alias = (card.voice.kind == VoiceKind::Alias).then(|| Person { name: card.voice.name.clone(), ..Person::default() });
    Entry {
        title: Text::plain(card.title.clone().unwrap_or_default()),
        id: at.clone(),
        updated: moment(card.posted_at),
        published: Some(moment(card.posted_at)),
        authors: alias.into_iter().collect(),
        links: vec![link("alternate", at)],
        content: Some(Content { value: Some(words), content_type: Some("text".to_owned()), ..Content::default() }),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link { rel: rel.to_owned(), href, ..Link::default() }
}

fn moment(at: Quarter) -> FixedDateTime {
    at.moment().rfc3339().parse().unwrap_or_default()
}
