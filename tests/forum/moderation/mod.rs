//! Moderation: reports, cases, claims, decisions and their undoing.

mod appeals;
mod claims;
mod deciding;
mod desk;
mod erasing;
mod holding;
mod openings;
mod race;
mod reporting;
mod sanctions;
mod undoing;
mod walks;

use goodenough::accounts::Role;
use serde_json::{Value, json};

use crate::site::{Answer, Caller, Letter, Member, Site};

/// A thread by ada with a harsh reply by berta that carla reported; dora and elif are moderators. Their letters are read.
struct Scene<'s> {
    site: &'s Site,
    ada: Member<'s>,
    berta: Member<'s>,
    carla: Member<'s>,
    dora: Member<'s>,
    elif: Member<'s>,
    thread: String,
    report: String,
    case: String,
}

const HARSH: &str = "You brought this on yourself.";

impl<'s> Scene<'s> {
    fn of(site: &'s Site) -> Self {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let (dora, elif) = (site.staff("dora", Role::Moderator), site.staff("elif", Role::Admin));
        let thread = ada.starts_thread(&json!({}));
        assert_eq!(berta.replies_hidden(&thread, HARSH), 2);
        let report = carla.reports(&thread, 2, "abuse");
        assert_eq!(site.letters().len(), 1);
        let case = only(&dora, "open")["id"].as_str().unwrap().to_owned();
        Self { site, ada, berta, carla, dora, elif, thread, report, case }
    }

    fn claims(&self, moderator: &Caller) -> Answer {
        moderator.post(&format!("/moderation/cases/{}/claim", self.case), &json!({}))
    }

    fn decides(&self, moderator: &Caller, verdict: &Value) -> Answer {
        moderator.post(&format!("/moderation/cases/{}/decision", self.case), verdict)
    }

    /// Dora claims and decides; everybody's letters are read and returned.
    fn decided(&self, action: &str) -> (String, Vec<Letter>) {
        self.claims(&self.dora).is(200);
        let decision = self.decides(&self.dora, &verdict(action)).is(201).string("id");
        (decision, self.site.letters())
    }

    fn undoes(&self, decision: &str) -> Answer {
        self.elif.post(&format!("/moderation/decisions/{decision}/undo"), &json!({}))
    }

    /// The harsh post as readers see it.
    fn post(&self) -> Value {
        self.site.visitor().get(&format!("/threads/{}/posts?from=2&limit=1", self.thread)).is(200)["items"][0].clone()
    }
}

fn verdict(action: &str) -> Value {
    json!({"action": action, "rule": "kindness", "facts": "It says that she is to blame.", "message": "Please answer the person."})
}

fn cases(moderator: &Caller, state: &str) -> Vec<Value> {
    moderator.pages(&format!("/moderation/cases?state={state}"), 2)
}

fn only(moderator: &Caller, state: &str) -> Value {
    let mut found = cases(moderator, state);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// What a member was told, newest first.
fn notices(caller: &Caller, kind: &str) -> Vec<i64> {
    let items = caller.pages("/notifications", 20);
    items.iter().filter(|item| item["kind"] == kind).map(|item| item["number"].as_i64().unwrap()).collect()
}

/// What a letter says, on one line.
fn words(letter: &Letter) -> String {
    letter.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn to<'l>(letters: &'l [Letter], member: &Member<'_>) -> Vec<&'l Letter> {
    letters.iter().filter(|letter| letter.to == member.address).collect()
}
