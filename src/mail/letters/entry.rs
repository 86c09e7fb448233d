//! The letters of the doors. Only these carry `token=`.

use super::printed;

/// Please prove that this address is yours.
#[derive(Clone, Debug)]
pub struct Verify {
    /// The mailed token.
    pub token: String,
}
printed!(Verify, "mail/verify/subject.txt", "mail/verify/text.txt", "mail/verify/html.html");

/// Somebody signed up with your address, which has an account already.
#[derive(Clone, Debug)]
pub struct KnownAddress;
printed!(KnownAddress, "mail/known_address/subject.txt", "mail/known_address/text.txt", "mail/known_address/html.html");

/// A link to sign in with.
#[derive(Clone, Debug)]
pub struct SignInLink {
    /// The mailed token.
    pub token: String,
}
printed!(SignInLink, "mail/sign_in_link/subject.txt", "mail/sign_in_link/text.txt", "mail/sign_in_link/html.html");

/// A link to set a new password with.
#[derive(Clone, Debug)]
pub struct Reset {
    /// The mailed token.
    pub token: String,
}
printed!(Reset, "mail/reset/subject.txt", "mail/reset/text.txt", "mail/reset/html.html");
