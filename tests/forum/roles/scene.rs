//! Those who ask, and what stands before them.

use goodenough::accounts::Role;
use serde_json::{Value, json};

use crate::site::{Caller, Member, Site};

/// Everybody there is, in the order of the table's columns.
pub(super) const WHO: [&str; 9] =
    ["visitor", "member", "author", "blocked", "suspended", "listener", "professional", "moderator", "admin"];

/// Everybody, and who else is needed for there to be something to ask about.
pub(super) struct Scene<'s> {
    visitor: Caller,
    people: Vec<(&'static str, Member<'s>)>,
    /// Reports what the author wrote.
    reporter: Member<'s>,
    /// Decides; no column of the table.
    judge: Member<'s>,
    /// Asks for names; no column of the table.
    asker: Member<'s>,
}

impl<'s> Scene<'s> {
    pub(super) fn of(site: &'s Site) -> Self {
        let person = |who: &'static str| {
            let member = match who {
                "listener" => site.staff("lisbeth", Role::Listener),
                "professional" => site.staff("petra", Role::Professional),
                "moderator" => site.staff("mona", Role::Moderator),
                "admin" => site.staff("adela", Role::Admin),
                // Such words are nobody's name.
                _ => site.member(&who.replace("member", "mira")),
            };
            (who, member)
        };
        let people: Vec<_> = WHO.into_iter().skip(1).map(person).collect();
        let scene = Self {
            visitor: site.visitor(),
            people,
            reporter: site.member("rosa"),
            judge: site.staff("judith", Role::Admin),
            asker: site.staff("agnes", Role::Admin),
        };
        let hello = scene.person("blocked").starts_thread(&json!({}));
        scene.person("author").put(&format!("/voices/{}/block", scene.voice(&hello)), &json!({})).is(204);
        site.suspends(scene.person("suspended"), true);
        scene
    }

    fn person(&self, who: &str) -> &Member<'s> {
        &self.people.iter().find(|(name, _)| *name == who).unwrap().1
    }

    pub(super) fn caller(&self, who: &str) -> &Caller {
        if who == "visitor" { &self.visitor } else { self.person(who) }
    }

    /// A route's path with something in it to ask about, made for this one request.
    pub(super) fn fill(&self, who: &str, method: &str, path: &str) -> String {
        let nobodys = "11111111112".to_owned();
        let id = match path.split('/').collect::<Vec<_>>().as_slice() {
            ["", "sessions", "{id}"] => self.session(who),
            ["", "voices", ..] | ["", "moderation", "voices", ..] => self.voice(&self.thread()),
            ["", "moderation", "cases", _, "claim"] if method == "POST" => self.case(),
            ["", "moderation", "cases", ..] => self.claimed(who),
            ["", "conversations", ..] => self.conversation(),
            ["", "moderation", "decisions", _, "erasure", "approval"] => self.erasure(),
            ["", "moderation", "decisions", _, "erasure"] if method == "DELETE" => self.erasure(),
            ["", "moderation", "decisions", _, "erasure"] => self.decision("remove"),
            ["", "moderation", "decisions", ..] => self.decision("keep"),
            ["", "decisions", ..] => self.decision("remove"),
            ["", "moderation", "batches", "{id}", ..] => self.batch(),
            ["", "moderation", "appeals", ..] => self.appeal(),
            ["", "moderation", "notices", "{id}", ..] => self.notice(),
            ["", "admin", "disclosures", "{id}", ..] => self.disclosure(),
            ["", "moderation", "openings", ..] => self.opening(),
            ["", "threads", "{id}", ..] => self.thread(),
            ["", "drafts", "{place}"] => {
                self.caller(who).put("/drafts/new", &json!({"body": "I was going to say"}));
                nobodys
            }
            _ => nobodys,
        };
        let filled = path.replace("{id}", &id).replace("{n}", "2").replace("{kind}", "hug").replace("{place}", "new");
        filled
            .replace("{check}", "link")
            .replace("{version}", "2026-1")
            .replace("{receipt}", "nobodys")
            .replace("{token}", "nobodys")
    }

    /// A body of the table, with something in it to ask about where it says `{thread}` or `{case}`.
    pub(super) fn fill_body(&self, body: &Value) -> Value {
        let text = body.to_string();
        let made = |place: &str, text: String, make: &dyn Fn() -> String| {
            if text.contains(place) { text.replace(place, &make()) } else { text }
        };
        let text = made("{thread}", text, &|| self.thread());
        serde_json::from_str(&made("{case}", text, &|| self.case())).unwrap()
    }

    /// A thread by the author, with a reply of hers.
    fn thread(&self) -> String {
        let author = self.person("author");
        let thread = author.starts_thread(&json!({}));
        assert_eq!(author.replies(&thread, "It was a long night."), 2);
        thread
    }

    fn voice(&self, thread: &str) -> String {
        self.reporter.get(&format!("/threads/{thread}")).is(200)["voice"]["id"].as_str().unwrap().to_owned()
    }

    /// A case about what the author wrote.
    fn case(&self) -> String {
        let thread = self.thread();
        self.reporter.reports(&thread, 2, "concern");
        let open = self.judge.pages("/moderation/cases", 100);
        open.iter().find(|case| case["thread"] == thread.as_str()).unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// A removal whose words somebody asked to erase.
    fn erasure(&self) -> String {
        let decision = self.decision("remove");
        let path = format!("/moderation/decisions/{decision}/erasure");
        self.judge.post(&path, &json!({"reason": "It says where she lives."})).is(201);
        decision
    }

    /// A conversation that a moderator has begun with the author.
    fn conversation(&self) -> String {
        let case = self.case();
        self.judge.post(&format!("/moderation/cases/{case}/messages"), &json!({"text": "How are you?"})).is(201);
        case
    }

    /// A case that whoever asks has claimed, if she may.
    fn claimed(&self, who: &str) -> String {
        let case = self.case();
        if ["moderator", "admin"].contains(&who) {
            self.caller(who).post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        }
        case
    }

    /// A notice from outside that names no post here and no sender.
    fn notice(&self) -> String {
        let body = json!({"category": "child_sexual_abuse", "explanation": "Look there.", "urls": ["https://outside.example/"],
            "good_faith": true});
        let reference = self.visitor.post("/notices", &body).is(201).string("reference");
        let open = self.judge.pages("/moderation/notices", 100);
        open.iter().find(|notice| notice["reference"] == reference.as_str()).unwrap()["id"].as_str().unwrap().to_owned()
    }

    fn decision(&self, action: &str) -> String {
        let case = self.case();
        self.judge.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let verdict = json!({"action": action, "rule": "kindness", "facts": "It says that she is to blame.", "message": ""});
        self.judge.post(&format!("/moderation/cases/{case}/decision"), &verdict).is(201).string("id")
    }

    fn batch(&self) -> String {
        let act =
            json!({"cases": [self.case()], "action": "remove", "rule": "kindness", "facts": "It says that she is to blame."});
        self.judge.post("/moderation/batches", &act).is(201).string("id")
    }

    fn appeal(&self) -> String {
        let path = format!("/decisions/{}/appeal", self.decision("remove"));
        self.person("author").post(&path, &json!({"text": "I see it differently."})).is(201).string("id")
    }

    fn disclosure(&self) -> String {
        let body = json!({"reason": "A life is in danger.", "what": "Her words of tonight.", "to_whom": "The police"});
        self.asker.post("/admin/disclosures", &body).is(201).string("id")
    }

    fn opening(&self) -> String {
        let path = format!("/moderation/voices/{}/openings", self.voice(&self.thread()));
        self.asker.post(&path, &json!({"reason": "A threat against a child."})).is(201).string("id")
    }

    /// Another session of hers.
    fn session(&self, who: &str) -> String {
        if who == "visitor" {
            return "11111111112".to_owned();
        }
        let elsewhere = self.person(who).signs_in_elsewhere();
        let sessions = elsewhere.get("/sessions").is(200);
        let current =
            sessions.json.as_array().or(sessions["items"].as_array()).unwrap().iter().find(|one| one["current"] == true);
        current.unwrap()["id"].as_str().unwrap().to_owned()
    }
}
