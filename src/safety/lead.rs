//! Who answers for safety here, and when she looks again (S-01).

use serde::Serialize;

use crate::app::App;
use crate::clock::{Day, Moment};

/// Who answers for safety.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct SafetyLead {
    /// Her name or role; null while nobody is named.
    pub lead: Option<String>,
    /// The day by which she looks again; null while none is set.
    #[schema(value_type = Option<String>, format = Date)]
    pub review_by: Option<Day>,
}

impl SafetyLead {
    /// Whether somebody has to see to it on this day: nobody is named, no day is set, or it has passed.
    #[must_use]
    pub fn wants_care(&self, today: Day) -> bool {
        self.lead.is_none() || self.review_by.is_none_or(|day| day < today)
    }
}

/// Who answers for safety, as the settings say.
#[must_use]
pub fn of(app: &App) -> SafetyLead {
    let safety = &app.config.safety;
    let lead = Some(safety.lead.trim().to_owned()).filter(|lead| !lead.is_empty());
    SafetyLead { lead, review_by: Moment::parse(&format!("{}T00:00:00Z", safety.review_by.trim())).map(Moment::day) }
}
