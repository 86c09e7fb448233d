//! What came together in a case, as words joined by commas in one column: for filters, and for the eye.

use crate::storage::columns::word_enum;

word_enum! {
    /// Something that came together in a case.
    Mark {
        /// Somebody is worried about the writer.
        Concern = "concern",
        /// A member reported it.
        Report = "report",
        /// The post waits for a person.
        Hold = "hold",
        /// Somebody outside told us.
        Notice = "notice",
        /// An objection to a decision waits.
        Appeal = "appeal",
        /// A check noticed it.
        Signal = "signal",
        /// The voice is a new member's.
        Newcomer = "newcomer",
        /// A second opinion is asked for.
        Opinion = "opinion",
        /// Whoever wrote the post answered the moderators.
        Message = "message",
    }
}

/// The marks in a column, in their own order.
#[must_use]
pub fn of(column: &str) -> Vec<Mark> {
    Mark::ALL.iter().copied().filter(|mark| column.split(',').any(|word| word == mark.word())).collect()
}

/// The column of these marks, each once.
#[must_use]
pub fn column(marks: &[Mark]) -> String {
    let words: Vec<&str> = Mark::ALL.iter().filter(|mark| marks.contains(mark)).map(|mark| mark.word()).collect();
    words.join(",")
}

/// The column with one more.
#[must_use]
pub fn add(before: &str, mark: Mark) -> String {
    let mut marks = of(before);
    marks.push(mark);
    column(&marks)
}

/// The column without one.
#[must_use]
pub fn remove(before: &str, mark: Mark) -> String {
    let marks: Vec<Mark> = of(before).into_iter().filter(|other| *other != mark).collect();
    column(&marks)
}
