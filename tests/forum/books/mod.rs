//! Open books: the log and its facts, the public numbers made of it, statements to hand on, how long everything is kept,
//! disclosures, documents, and what to do after a breach.

mod breach;
mod disclosures;
mod documents;
mod log;
mod numbers;
mod reports;
mod retention;
mod statements;
mod walks;

use goodenough::accounts::Role;
use goodenough::clock::DAY;
use goodenough::moderation::holding::{self, Finding};
use goodenough::moderation::model::HoldClass;
use goodenough::storage::columns::ThreadId;
use serde_json::{Value, json};

use crate::site::{Answer, Caller, Member, Site};

/// Ada wrote, berta answered; carla reports; dora moderates, elif is an admin.
struct Scene<'s> {
    site: &'s Site,
    ada: Member<'s>,
    berta: Member<'s>,
    carla: Member<'s>,
    dora: Member<'s>,
    elif: Member<'s>,
    thread: String,
}

impl<'s> Scene<'s> {
    fn of(site: &'s Site) -> Self {
        site.looks_away();
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let (dora, elif) = (site.staff("dora", Role::Moderator), site.staff("elif", Role::Admin));
        let thread = ada.starts_thread(&json!({}));
        berta.replies(&thread, "You brought this on yourself.");
        Self { site, ada, berta, carla, dora, elif, thread }
    }

    /// The case of a post, taken up if nobody reported it.
    fn case(&self, number: i64) -> String {
        let body = json!({"thread": self.thread, "number": number});
        self.dora.post("/moderation/cases", &body).is(201).string("id")
    }

    /// Somebody claims the case of a post and decides it.
    fn decides(&self, moderator: &Caller, number: i64, verdict: &Value) -> Answer {
        let case = self.case(number);
        moderator.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        moderator.post(&format!("/moderation/cases/{case}/decision"), verdict).is(201)
    }

    /// A check holds a post.
    fn holds(&self, number: i32, class: HoldClass) {
        assert!(holds(self.site, &self.thread, number, class));
    }

    /// Everybody signs in again after a long time.
    fn come_back(&self) {
        for member in [&self.ada, &self.berta, &self.carla, &self.dora, &self.elif] {
            member.comes_back();
        }
    }
}

fn holds(site: &Site, thread: &str, number: i32, class: HoldClass) -> bool {
    let (app, thread) = (site.app.clone(), ThreadId::parse(thread).unwrap());
    let facts = format!("A check of the class {} found it.", class.word());
    let finding = Finding { class, check: "links".to_owned(), rule: "selling".to_owned(), facts };
    site.wait(site.app.storage.write(move |conn| holding::hold(conn, &app, thread, number, &finding))).is_ok()
}

fn verdict(action: &str) -> Value {
    json!({"action": action, "rule": "kindness", "facts": "It says that she is to blame.", "message": "Please be kind."})
}

/// Lines of an act, as staff read them.
fn lines(moderator: &Caller, act: &str) -> Vec<Value> {
    let mut lines = moderator.pages("/moderation/log", 100);
    lines.retain(|line| line["act"] == act);
    lines
}

/// Lets the month pass.
fn months_pass(site: &Site, months: i64) {
    site.waits(months * 31 * DAY);
}

/// Everything that stands in the database, as one text.
fn everything(site: &Site) -> String {
    format!("{:?}", crate::catalogue::dump(&mut site.database.connect()))
}
