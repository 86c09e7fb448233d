//! Letters about letters: to prove a second address, to try where notices go, and to say that no more will come.

use super::{Series, printed};

/// Please prove that notices may go to this address.
#[derive(Clone, Debug)]
pub struct SecondAddress {
    /// The mailed token.
    pub token: String,
}
printed!(SecondAddress, "mail/second_address/subject.txt", "mail/second_address/text.txt", "mail/second_address/html.html");

/// A letter that she asked for, to see whether letters reach her.
#[derive(Clone, Debug)]
pub struct Test;
printed!(Test, "mail/test/subject.txt", "mail/test/text.txt", "mail/test/html.html");

/// She has not been here for a long time: no more digests come. One such letter, and no guilt.
#[derive(Clone, Debug)]
pub struct Resting {
    /// The digests it belongs to.
    pub series: Series,
}
printed!(Resting, "mail/resting/subject.txt", "mail/resting/text.txt", "mail/resting/html.html", series);
