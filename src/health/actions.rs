//! Gathering it.

use actix_web::web;
use serde::Serialize;

use super::documents::{self, Document};
use crate::app::App;
use crate::disclosures;
use crate::moderation;
use crate::retention::{self, Kept};
use crate::safety::helplines;
use crate::safety::lead::{self, SafetyLead};
use crate::storage::{Conn, Stored};

/// What has to be looked after.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Upkeep {
    /// The documents of record.
    pub documents: Vec<Document>,
    /// Cases that should have been decided by now.
    pub overdue_cases: i64,
    /// Disclosures that wait for another admin, or for a later look.
    pub unsettled_disclosures: i64,
    /// Who answers for safety.
    pub safety: SafetyLead,
    /// Nobody is named for that, or her day has passed.
    pub safety_wants_care: bool,
    /// Helplines that nobody looked at for half a year, by their id.
    pub old_helplines: Vec<String>,
    /// How long everything is kept.
    #[schema(value_type = Vec<Kept>)]
    pub retention: &'static [Kept],
}

/// What has to be looked after now.
///
/// # Errors
/// When the database fails.
pub async fn look(app: &web::Data<App>) -> Result<Upkeep, crate::error::Error> {
    let now = app.clock.now();
    let read = move |conn: &mut Conn| -> Stored<(i64, i64)> {
        Ok((moderation::actions::count_overdue(conn, now)?, disclosures::actions::count_unsettled(conn)?))
    };
    let (overdue_cases, unsettled_disclosures) = app.storage.read(read).await?;
    let safety = lead::of(app);
    let safety_wants_care = safety.wants_care(now.day());
    let old_helplines = helplines::older_than(helplines::OLD, now.day());
    Ok(Upkeep {
        safety,
        safety_wants_care,
        old_helplines,
        documents: documents::all(now.day()),
        overdue_cases,
        unsettled_disclosures,
        retention: retention::TABLE,
    })
}
