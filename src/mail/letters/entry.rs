//! The letters of the doors. Only these carry `token=`.

use super::words::words;
use super::{Page, Words, Written};

/// Please prove that this address is yours.
#[derive(Clone, Debug)]
pub struct Verify {
    /// The mailed token.
    pub token: String,
}

impl Written for Verify {
    fn words(&self) -> &'static Words {
        words!("verify")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("welcome");
        page.paragraph("asked");
        page.button("confirm", &format!("/verify?token={}", self.token));
        page.paragraph("once");
        page.paragraph("not-you");
        page.small("why");
        page.small("again");
    }
}

/// Somebody signed up with your address, which has an account already.
#[derive(Clone, Debug)]
pub struct KnownAddress;

impl Written for KnownAddress {
    fn words(&self) -> &'static Words {
        words!("known_address")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("tried");
        page.button("sign-in", "/sign-in");
        page.paragraph("how");
        page.beside("reset", "/reset");
        page.paragraph("not-you");
        page.small("why");
        page.small_link("frame-settings", "/settings");
    }
}

/// A link to sign in with.
#[derive(Clone, Debug)]
pub struct SignInLink {
    /// The mailed token.
    pub token: String,
}

impl Written for SignInLink {
    fn words(&self) -> &'static Words {
        words!("sign_in_link")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("here");
        page.button("sign-in", &format!("/sign-in/link?token={}", self.token));
        page.paragraph("once");
        page.paragraph("not-you");
        page.small("why");
        page.small_link("frame-settings", "/settings");
    }
}

/// A link to set a new password with.
#[derive(Clone, Debug)]
pub struct Reset {
    /// The mailed token.
    pub token: String,
}

impl Written for Reset {
    fn words(&self) -> &'static Words {
        words!("reset")
    }

    fn blocks<'a>(&'a self, page: &mut Page<'a>) {
        page.paragraph("here");
        page.button("choose", &format!("/reset?token={}", self.token));
        page.paragraph("once");
        page.paragraph("not-you");
        page.small("why");
        page.small_link("frame-settings", "/settings");
    }
}
