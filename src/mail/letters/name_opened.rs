//! The name behind a voice of yours was opened: never without your hearing of it (promise 1).

use super::printed;

/// The name behind a voice was opened. Says neither which nor why: that stands where only she reads it.
#[derive(Clone, Debug)]
pub struct NameOpened;

printed!(NameOpened, "mail/name_opened/subject.txt", "mail/name_opened/text.txt", "mail/name_opened/html.html");
