//! A member and what she does, in the words of the forum.

use std::ops::Deref;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::{Answer, Caller, Site};

/// Good enough for every test member.
pub const PASSWORD: &str = "a lantern in the reeds";

/// Somebody with an account, signed in.
pub struct Member<'s> {
    pub site: &'s Site,
    /// Her display name.
    pub name: String,
    pub address: String,
    refresh_token: Mutex<String>,
    caller: Caller,
}

impl Deref for Member<'_> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<'s> Member<'s> {
    pub(super) fn signs_up(site: &'s Site, name: &str) -> Self {
        let (display, address) = (capitalised(name), format!("{}@example.org", name.to_lowercase()));
        let caller = site.visitor();
        caller.post("/accounts", &json!({"email": address, "password": PASSWORD, "name": display})).is(202);
        let token = site.letter_to(&address).token();
        let session = caller.post("/accounts/verify", &json!({"token": token})).is(200);
        let member = Self { site, name: display, address, refresh_token: Mutex::default(), caller };
        member.takes(&session);
        member
    }

    /// Goes on with the session that an answer brought.
    pub fn takes(&self, session: &Answer) {
        self.set_token(Some(session.string("access_token")));
        *self.refresh_token.lock().unwrap() = session.string("refresh_token");
    }

    /// Her newest refresh token.
    pub fn refresh_token(&self) -> String {
        self.refresh_token.lock().unwrap().clone()
    }

    /// Signs in on another device: a caller with a session of its own.
    pub fn signs_in_elsewhere(&self) -> Caller {
        let caller = self.site.visitor();
        let session = caller.post("/sessions", &json!({"email": self.address, "password": PASSWORD})).is(201);
        caller.set_token(Some(session.string("access_token")));
        caller
    }

    /// Signs in again, after a time in which her access token ran out.
    pub fn comes_back(&self) {
        let session = self.post("/sessions", &json!({"email": self.address, "password": PASSWORD})).is(201);
        self.takes(&session);
    }

    /// Opens a thread with these fields beside or instead of the usual ones, and returns its id.
    #[track_caller]
    pub fn starts_thread(&self, fields: &Value) -> String {
        let mut body = json!({
            "space": "hard-days", "title": "The first week", "body": "I cried in the car park.",
            "voice": "named", "need": "just_listen", "audience": "public",
        });
        for (name, value) in fields.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.post("/threads", &body).is(201).string("id")
    }

    /// Replies under her own name, and returns the number of her post.
    #[track_caller]
    pub fn replies(&self, thread: &str, body: &str) -> i64 {
        let answer = self.post(&format!("/threads/{thread}/posts"), &json!({"body": body, "voice": "named"})).is(201);
        answer["number"].as_i64().unwrap()
    }

    /// Replies under her alias in this thread.
    #[track_caller]
    pub fn replies_hidden(&self, thread: &str, body: &str) -> i64 {
        let answer = self.post(&format!("/threads/{thread}/posts"), &json!({"body": body, "voice": "alias"})).is(201);
        answer["number"].as_i64().unwrap()
    }

    /// Reacts to a post.
    #[track_caller]
    pub fn reacts(&self, thread: &str, number: i64, kind: &str) {
        self.put(&format!("/threads/{thread}/posts/{number}/reactions/{kind}"), &json!({})).is(204);
    }

    /// Reports a post, and returns the report's id.
    #[track_caller]
    pub fn reports(&self, thread: &str, number: i64, reason: &str) -> String {
        self.post(&format!("/threads/{thread}/posts/{number}/reports"), &json!({"reason": reason})).is(201).string("id")
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
