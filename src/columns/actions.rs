//! Writing a column and what stands beside it.

use actix_web::web;
use serde::Serialize;

use super::bios::{self, ColumnWriter};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Code, Error};
use crate::http::Viewer;
use crate::http::page::Limit;
use crate::idempotency::Attempt;
use crate::search;
use crate::storage::columns::ThreadId;
use crate::storage::{Conn, Stored};
use crate::threads::reading::{self, Asked};
use crate::threads::views::Card;
use crate::threads::writing::{self, NewThread};
use crate::threads::{self, Order};

/// Related columns, at most.
const RELATED: usize = 3;

/// What stands beside a column.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct BesideColumn {
    /// Who wrote it; null once she has left.
    pub writer: Option<ColumnWriter>,
    /// Columns that speak of the same, then others of the same space; three at most.
    pub related: Vec<Card>,
}

/// Writes a column. It asks for nothing and is read by everybody.
///
/// # Errors
/// `forbidden` for who is no professional; `fields`; a repeat with another body.
pub async fn write(app: &web::Data<App>, member: Member, new: NewThread, attempt: Attempt) -> Result<ThreadId, Error> {
    if !bios::may_write(member.role) {
        return Err(Code::Forbidden.into());
    }
    Ok(writing::open(app, member, NewThread { column: true, ..new }, attempt).await?)
}

/// Who wrote a column, and related ones.
///
/// # Errors
/// `not_found` where it is no column, or not for this reader.
pub async fn beside(app: &web::Data<App>, viewer: &Viewer, id: ThreadId) -> Result<BesideColumn, Error> {
    let (inner, members) = (app.clone(), viewer.0.is_some());
    let read = move |conn: &mut Conn| -> Stored<_> {
        let Some((card, account)) = threads::actions::column(conn, &inner, id, members)? else { return Ok(None) };
        let writer = account.map(|account| bios::writer(conn, &inner, account)).transpose()?.flatten();
        Ok(Some((card, writer)))
    };
    let (card, writer) = app.storage.read(read).await?.ok_or(Code::NotFound)?;
    let mut related: Vec<Card> =
        search::actions::similar(app, viewer, id).await?.into_iter().filter(|card| card.column).collect();
    let space = threads::spaces::number_of(card.space);
    let asked = Asked { columns: true, space, order: Some(Order::New), limit: Limit(4), ..Asked::default() };
    for other in reading::list(app, viewer, asked).await?.items {
        if other.id != id && related.iter().all(|known| known.id != other.id) {
            related.push(other);
        }
    }
    related.truncate(RELATED);
    Ok(BesideColumn { writer, related })
}
