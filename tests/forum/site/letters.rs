//! Reading letters as a mail program does.

use goodenough::mail::Parcel;
use mail_parser::MessageParser;

/// A letter that arrived.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: String,
    pub from: String,
    pub subject: String,
    pub message_id: String,
    pub text: String,
    pub html: String,
    headers: Vec<(String, String)>,
}

impl Letter {
    /// Out of the memory transport.
    pub fn of(parcel: &Parcel) -> Self {
        Self::read(&parcel.bytes)
    }

    /// Out of the bytes on the wire.
    pub fn read(bytes: &[u8]) -> Self {
        let message = MessageParser::default().parse(bytes).expect("a message");
        let one = |addresses: Option<&mail_parser::Address<'_>>| {
            let address = addresses.and_then(|all| all.first()).and_then(|address| address.address());
            address.expect("an address").to_owned()
        };
        Self {
            to: one(message.to()),
            from: one(message.from()),
            subject: message.subject().expect("a subject").to_owned(),
            message_id: message.message_id().expect("a Message-ID").to_owned(),
            text: message.body_text(0).expect("a text").into_owned(),
            html: message.body_html(0).expect("HTML").into_owned(),
            headers: message.headers_raw().map(|(name, value)| (name.to_owned(), unfolded(value))).collect(),
        }
    }

    /// A header as it was sent, on one line.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The names of its headers, in their order.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().map(|(name, _)| name.as_str())
    }

    /// Whether its text has a token.
    pub fn token_in_text(&self) -> Option<String> {
        self.text.contains("token=").then(|| self.token())
    }

    /// What stands behind `token=`.
    pub fn token(&self) -> String {
        let (_, rest) = self.text.split_once("token=").unwrap_or_else(|| panic!("no token in {:?}", self.text));
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "._~-".contains(*c)).collect()
    }
}

fn unfolded(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}
