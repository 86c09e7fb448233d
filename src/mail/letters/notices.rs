//! Letters about letters: to prove a second address, to try where notices go, and to say that no more will come.

use super::words::words;
use super::{Page, Series, Words, Written};

/// Please prove that notices may go to this address.
#[derive(Clone, Debug)]
pub struct SecondAddress {
    /// The mailed token.
    pub token: String,
}

impl Written for SecondAddress {
    fn words(&self) -> &'static Words {
        words!("second_address")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("asked");
        page.button("confirm", &format!("/letters/confirm/{}", self.token));
        page.paragraph("good");
        page.paragraph("not-you");
        page.small("why");
        page.small("again");
    }
}

/// A letter that she asked for, to see whether letters reach her.
#[derive(Clone, Debug)]
pub struct Test;

impl Written for Test {
    fn words(&self) -> &'static Words {
        words!("test")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("reached");
        page.small("why");
        page.small_link("settings", "/settings");
    }
}

/// She has not been here for a long time: no more digests come. One such letter, and no guilt.
#[derive(Clone, Debug)]
pub struct Resting {
    /// The digests it belongs to.
    pub series: Series,
}

impl Written for Resting {
    fn words(&self) -> &'static Words {
        words!("resting")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("stopped");
        page.paragraph("again");
        page.small("why");
        page.small_link("manage", &self.series.manage);
        page.small_link("stop", &self.series.stop);
    }

    fn series(&self) -> Option<&Series> {
        Some(&self.series)
    }
}
