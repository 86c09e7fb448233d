//! The documents of record (L-18): risk assessment, impact assessment, record of processing, disclosure policy. They are part of
//! the program, so that a version of it comes with its version of them; each says when it wants to be looked at again.

use serde::Serialize;

use crate::clock::{Day, Moment};

const TEXTS: [(&str, &str); 4] = [
    ("risk-assessment", include_str!("../../docs/records/risk-assessment.md")),
    ("impact-assessment", include_str!("../../docs/records/impact-assessment.md")),
    ("record-of-processing", include_str!("../../docs/records/record-of-processing.md")),
    ("disclosure-policy", include_str!("../../docs/records/disclosure-policy.md")),
];

/// A document, without its text.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Document {
    /// The name of its file in `docs/records`.
    #[schema(value_type = String)]
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// Which version.
    pub version: String,
    /// When it was looked at last.
    #[schema(value_type = String, format = Date)]
    pub reviewed: Day,
    /// When it wants to be looked at again.
    #[schema(value_type = String, format = Date)]
    pub review_by: Day,
    /// That day has passed.
    pub overdue: bool,
}

/// A field of the lines between the first two `---`.
fn field(text: &str, name: &str) -> Option<String> {
    let front = text.strip_prefix("---\n")?.split_once("\n---")?.0;
    let lines = front.lines().filter_map(|line| line.split_once(':'));
    lines.filter(|(found, _)| *found == name).map(|(_, value)| value.trim().to_owned()).next()
}

fn day(text: &str, name: &str) -> Option<Day> {
    Moment::parse(&format!("{}T00:00:00Z", field(text, name)?)).map(Moment::day)
}

fn read(name: &'static str, text: &str, today: Day) -> Option<Document> {
    let review_by = day(text, "review_by")?;
    Some(Document {
        name,
        title: field(text, "title")?,
        version: field(text, "version")?,
        reviewed: day(text, "reviewed")?,
        review_by,
        overdue: today > review_by,
    })
}

/// The documents, as they stand on a day. A test reads them, so an unreadable one never gets this far.
#[must_use]
pub fn all(today: Day) -> Vec<Document> {
    TEXTS.iter().filter_map(|(name, text)| read(name, text, today)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // L-18
    #[test]
    fn every_document_can_be_read_and_is_looked_at_within_a_year() {
        let documents = all(Day(0));
        assert_eq!(documents.len(), TEXTS.len());
        for document in documents {
            assert!(
                document.review_by > document.reviewed && document.review_by.0 - document.reviewed.0 <= 366,
                "{}",
                document.name
            );
            assert!(!document.overdue);
            assert!(read(document.name, TEXTS[0].1, Day(document.review_by.0 + 400)).unwrap().overdue);
        }
    }
}
