//! Taking a notice, and telling how it stands.

use actix_web::web;

use super::actions;
use super::model::{Error, NoticeState, NoticeStatus, NoticeTaken};
pub use super::parsing::Written;
use super::parsing::{check, post_named};
use super::store::{self, NoticeRow};
use crate::app::App;
use crate::jobs::{self, Job, Work};
use crate::mail::letters::Letter;
use crate::moderation;
use crate::moderation::actions::{Line, write_line};
use crate::storage::columns::NoticeId;
use crate::storage::{Conn, Stored};
use crate::voices::seal::token_hash;

/// Letters of a reference: 12 of an alphabet of 58.
const REFERENCE: usize = 12;

/// Takes a notice: the post it names joins the queue at once, and whoever sent it gets a receipt. What is answered is the same
/// whether or not there is such a post.
///
/// # Errors
/// `Fields`.
pub async fn receive(app: &web::Data<App>, written: Written) -> Result<NoticeTaken, Error> {
    let token = app.chance.token();
    let checked = check(&written, &token)?;
    let reference: String = bs58::encode(app.chance.bytes::<12>()).into_string().chars().take(REFERENCE).collect();
    let taken = NoticeTaken { reference: reference.clone(), token: token.clone() };
    let inner = app.clone();
    app.storage
        .write(move |conn| {
            let app = &*inner;
            let (now, id) = (app.clock.now(), NoticeId(app.chance.id()));
            let category = checked.category;
            let has_address = checked.contact.email.is_some();
            let mut cases = Vec::new();
            for (thread, number) in checked.urls.iter().filter_map(|url| post_named(&app.config.site.url, url)) {
                cases.extend(moderation::actions::noticed(conn, app, thread, number, category.weight(), true)?);
            }
            let row = NoticeRow {
                id,
                reference,
                token_hash: token_hash(&token),
                channel: "form".to_owned(),
                category,
                explanation: checked.explanation,
                urls: checked.urls.join("\n"),
                extra: checked.extra,
                contact: Some(app.seal.seal(actions::row(&id.0), &checked.contact)),
                good_faith: true,
                received_at: now,
                due_at: moderation::actions::due(category.weight(), now),
                acknowledged_at: Some(now),
                decision: None,
                closed_at: None,
                answer: String::new(),
                automated: false,
            };
            store::insert(conn, &row)?;
            for case in cases {
                store::place(conn, id, case)?;
            }
            let line = Line::of("notice_received").with_detail(&row.reference).with_category(category.word());
            write_line(conn, app, None, &line)?;
            if has_address {
                jobs::promise(conn, app, &Job::now(Work::Letter(Letter::NoticeReceived { notice: id }), now))?;
            }
            Ok(())
        })
        .await
        .map_err(|error: Error| error)?;
    Ok(taken)
}

/// How a notice stands, for whoever has its token.
///
/// # Errors
/// `Unknown`.
pub async fn status(app: &web::Data<App>, token: &str) -> Result<NoticeStatus, Error> {
    let hash = token_hash(token);
    let read = move |conn: &mut Conn| -> Stored<_> {
        let Some(row) = store::by_token(conn, &hash)? else { return Ok(None) };
        let places = store::places(conn, &[row.id])?;
        Ok(Some((row, places)))
    };
    let (row, places) = app.storage.read(read).await?.ok_or(Error::Unknown)?;
    let outcomes = actions::outcomes(&places, &row.answer);
    Ok(NoticeStatus {
        reference: row.reference,
        state: if row.closed_at.is_some() { NoticeState::Closed } else { NoticeState::Open },
        category: row.category,
        received_at: row.received_at.quarter(),
        due_at: row.due_at.quarter(),
        closed_at: row.closed_at.map(crate::clock::Moment::quarter),
        // Nobody hears of a part before the whole is decided.
        outcomes: if row.closed_at.is_some() { outcomes } else { Vec::new() },
        answer: Some(row.answer).filter(|answer| !answer.is_empty()),
        automated: row.automated,
    })
}
