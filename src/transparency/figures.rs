//! The numbers, as they are told.

use serde::Serialize;

/// How many times something came of it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct OutcomeFigures {
    /// What: for reports, the action that was decided.
    pub outcome: String,
    /// How often.
    pub count: u64,
}

/// Notices from outside, of one category.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct NoticeFigures {
    /// Which.
    pub category: String,
    /// How many came.
    pub received: u64,
    /// What came of those that were answered.
    pub outcomes: Vec<OutcomeFigures>,
    /// Half of them were answered within so many minutes.
    pub median_minutes: Option<i64>,
}

/// Members' reports, of one reason.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ReportFigures {
    /// Which.
    pub reason: String,
    /// How many came.
    pub received: u64,
    /// What was decided about those that were closed.
    pub outcomes: Vec<OutcomeFigures>,
    /// Half of them were closed within so many minutes.
    pub median_minutes: Option<i64>,
}

/// Decisions that restrict, of one kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MeasureFigures {
    /// What was done.
    pub action: String,
    /// By which rule.
    pub rule: String,
    /// On which ground: `terms` or `law`.
    pub ground: String,
    /// How it was found.
    pub found_by: String,
    /// Whether a program decided.
    pub automatic: bool,
    /// How often.
    pub count: u64,
}

/// Decisions that were undone, of one kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct UndoneFigures {
    /// What had been done.
    pub action: String,
    /// How often.
    pub count: u64,
}

/// Posts that waited for a person, of one class.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct HoldFigures {
    /// Why they waited.
    pub class: String,
    /// Whether a program held them.
    pub automatic: bool,
    /// How many were held.
    pub held: u64,
    /// How many a person let go.
    pub released: u64,
    /// How many a person removed.
    pub removed: u64,
}

/// Objections.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct AppealFigures {
    /// How many came.
    pub received: u64,
    /// How many were right.
    pub upheld: u64,
    /// How many were refused.
    pub refused: u64,
    /// Half of them were decided within so many minutes.
    pub median_minutes: Option<i64>,
}

/// What was done to members, of one kind.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SanctionFigures {
    /// What.
    pub kind: String,
    /// How often.
    pub imposed: u64,
    /// How often it was undone.
    pub undone: u64,
}

/// The numbers of a time. What did not happen is not listed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Figures {
    /// Notices from outside.
    pub notices: Vec<NoticeFigures>,
    /// Members' reports.
    pub reports: Vec<ReportFigures>,
    /// What was restricted.
    pub measures: Vec<MeasureFigures>,
    /// What was undone.
    pub undone: Vec<UndoneFigures>,
    /// What waited.
    pub holds: Vec<HoldFigures>,
    /// Of what a program held and a person looked at, so many in a hundred were let go.
    pub automation_error_percent: Option<u64>,
    /// Objections.
    pub appeals: AppealFigures,
    /// What was done to members.
    pub sanctions: Vec<SanctionFigures>,
    /// Names behind voices that admins opened.
    pub names_opened: u64,
    /// What authorities were told in an emergency.
    pub disclosures: u64,
    /// Members who were here within a month, on average; null where it was not counted.
    pub average_members: Option<i64>,
}

/// One month.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct MonthFigures {
    /// Which: `2026-03`.
    pub month: String,
    /// Its numbers.
    #[serde(flatten)]
    pub figures: Figures,
}

/// The books of some months.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Transparency {
    /// The first month.
    pub from: String,
    /// The last month.
    pub until: String,
    /// All of it together.
    pub total: Figures,
    /// Month by month, the newest first.
    pub months: Vec<MonthFigures>,
}
