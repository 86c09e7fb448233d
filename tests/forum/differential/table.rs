//! For each route: who asks what there. A route without a row fails the build.

use serde_json::{Value, json};

/// Whoever looks on. The two who may have hidden are not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Nobody who is signed in.
    Visitor,
    /// A member who was written to.
    Rosa,
    /// A moderator.
    Mona,
    /// An admin.
    Agnes,
}

const EVERYBODY: [Who; 4] = [Who::Visitor, Who::Rosa, Who::Mona, Who::Agnes];

/// One request of the tour; paths are those of the contract, without the prefix.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub who: Who,
    pub method: &'static str,
    pub path: String,
    pub body: Option<Value>,
}

/// What there is to ask about.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    /// Threads: the hidden one, the hidden one for members, Rosa's, one under Petra's name, one under Quinn's.
    pub threads: Vec<String>,
    /// Hidden posts: thread and number.
    pub hidden: Vec<(String, i64)>,
    /// Voices: the hidden ones, then named ones of both.
    pub voices: Vec<String>,
    /// Cases about hidden posts, and one about a post under a name.
    pub cases: Vec<String>,
    /// Decisions about hidden posts.
    pub decisions: Vec<String>,
    /// Names that were asked for, of hidden voices; withdrawn before they opened.
    pub openings: Vec<String>,
    /// How often the tour was made: what must be new each time is named by it.
    pub tour: usize,
}

fn each(who: &[Who], method: &'static str, paths: &[String], body: Option<&Value>) -> Vec<Ask> {
    let ask = |path: &String, who: &Who| Ask { who: *who, method, path: path.clone(), body: body.cloned() };
    paths.iter().flat_map(|path| who.iter().map(move |who| ask(path, who))).collect()
}

fn one(path: &str) -> Vec<String> {
    vec![path.to_owned()]
}

fn read(paths: impl AsRef<[String]>) -> Vec<Ask> {
    each(&EVERYBODY, "GET", paths.as_ref(), None)
}

fn send(method: &'static str, paths: impl AsRef<[String]>, body: impl std::borrow::Borrow<Value>) -> Vec<Ask> {
    each(&EVERYBODY, method, paths.as_ref(), Some(body.borrow()))
}

fn drop(paths: impl AsRef<[String]>) -> Vec<Ask> {
    each(&EVERYBODY, "DELETE", paths.as_ref(), None)
}

impl Scene {
    fn threads(&self, rest: &str) -> Vec<String> {
        let nobodys = "11111111112".to_owned();
        self.threads.iter().chain([&nobodys]).map(|id| format!("/threads/{id}{rest}")).collect()
    }

    fn hidden(&self, rest: &str) -> Vec<String> {
        let nobodys = ("11111111112".to_owned(), 7);
        self.hidden.iter().chain([&nobodys]).map(|(id, number)| format!("/threads/{id}/posts/{number}{rest}")).collect()
    }

    fn of(ids: &[String], before: &str, rest: &str) -> Vec<String> {
        let nobodys = "11111111112".to_owned();
        ids.iter().chain([&nobodys]).map(|id| format!("{before}/{id}{rest}")).collect()
    }
}

/// All that is asked of a route, `METHOD /path` as in the OpenAPI document; empty when it has no row here.
pub(super) fn asks(route: &str, scene: &Scene) -> Vec<Ask> {
    let (method, path) = route.split_once(' ').unwrap();
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    let tour = scene.tour;
    match (method, path) {
        // Without anything of anybody in them, or only of whoever asks.
        (
            "GET",
            "/terms"
            | "/terms/versions"
            | "/me/consents"
            | "/coverage"
            | "/conversations"
            | "/transparency"
            | "/transparency.csv"
            | "/healthz"
            | "/readyz"
            | "/openapi.json"
            | "/rules"
            | "/spaces"
            | "/me"
            | "/me/mail"
            | "/admin/mail/fates"
            | "/me/threads"
            | "/voice"
            | "/me/openings"
            | "/decisions"
            | "/drafts"
            | "/reports"
            | "/sessions"
            | "/notifications"
            | "/me/export"
            | "/atom/threads"
            | "/atom/columns"
            | "/affirmations/today"
            | "/safety"
            | "/columns"
            | "/me/keepsakes"
            | "/me/night"
            | "/me/bio",
        ) => read(one(path)),
        // All of them: which of one moment is the last of a page is chance.
        ("GET", "/me/letters") => read(one("/me/letters?limit=100")),
        ("GET", "/api/docs") => read(one("/api/docs")),
        ("GET", "/helplines") => read(vec![path.to_owned(), "/helplines?country=DE".to_owned()]),
        ("POST", "/accounts") => {
            let body = json!({"email": "rosa@example.org", "password": "a lantern in the reeds", "name": "Rosa too"});
            send("POST", one(path), body)
        }
        ("POST", "/accounts/verify" | "/passwords") => {
            send("POST", one(path), json!({"token": "nobodys", "password": "a lantern in the reeds"}))
        }
        // Those who look on stay; that somebody leaves is looked at in `erasure.rs`.
        ("POST", "/me/erasure") => send("POST", one(path), json!({"words": "burn"})),
        ("GET", "/erasures/{receipt}") => read(one("/erasures/nobodys")),
        ("POST", "/sessions") => send("POST", one(path), json!({"email": "petra@example.org", "password": "not the lantern"})),
        ("POST", "/sessions/links" | "/passwords/resets") => send("POST", one(path), json!({"email": "rosa@example.org"})),
        ("POST", "/sessions/refresh") => send("POST", one(path), json!({"refresh_token": "nobodys"})),
        ("DELETE", "/sessions/{id}") => drop(one("/sessions/11111111112")),
        ("PATCH", "/me") => send("PATCH", one(path), json!({"locale": "en"})),
        ("PATCH", "/me/mail") => send("PATCH", one(path), json!({"discreet": tour.is_multiple_of(2)})),
        ("GET" | "DELETE", "/drafts/{place}") => {
            let places = scene.threads.iter().map(|id| format!("/drafts/thread-{id}")).chain(one("/drafts/new"));
            if method == "GET" { read(places.collect::<Vec<_>>()) } else { drop(places.collect::<Vec<_>>()) }
        }
        ("PUT", "/drafts/{place}") => {
            let places = scene.threads.iter().map(|id| format!("/drafts/thread-{id}")).chain(one("/drafts/new"));
            send("PUT", places.collect::<Vec<_>>(), json!({"body": "I was going to say"}))
        }
        // Each about whoever asks.
        ("POST", "/me/mail/second-address") => {
            send("POST", one(path), json!({"email": "notices@example.org", "password": "not the lantern"}))
        }
        ("DELETE", "/me/mail/second-address") => drop(one(path)),
        ("POST", "/me/mail/test" | "/inbound/events") => send("POST", one(path), json!({})),
        ("GET", "/me/mail/preview") => read(vec![path.to_owned(), format!("{path}?kind=digest&with_text=true")]),
        ("GET", "/letters/manage/{token}") => read(one("/letters/manage/nobodys")),
        ("PATCH", "/letters/manage/{token}") => send("PATCH", one("/letters/manage/nobodys"), json!({"replies": "off"})),
        ("POST", "/letters/confirm") => send("POST", one(path), json!({"token": "nobodys"})),
        // Mail comes in from programs that know the secret.
        ("POST", "/inbound/mail") => send("POST", one("/inbound/mail?to=nobody@notes.example.org"), json!({})),
        ("GET", "/letters/stop/{token}") => read(one("/letters/stop/nobodys")),
        ("POST", "/letters/stop/{token}") => send("POST", one("/letters/stop/nobodys"), json!({})),

        // What shows threads and posts.
        ("GET", "/threads") => {
            let questions =
                ["", "?order=new", "?order=waiting", "?space=hard-days", "?need=just_listen", "?limit=1", "?limit=100"];
            read(questions.iter().map(|question| format!("/threads{question}")).collect::<Vec<_>>())
        }
        ("GET", "/threads/{id}") => read(scene.threads("")),
        ("GET", "/threads/{id}/mine") => read(scene.threads("/mine")),
        ("GET", "/threads/{id}/voice") => read(scene.threads("/voice")),
        ("GET", "/threads/{id}/similar") => read(scene.threads("/similar")),
        ("PUT", "/threads/{id}/writing") => each(&[Who::Mona], "PUT", &scene.threads("/writing"), Some(&json!({}))),
        ("DELETE", "/threads/{id}/writing") => each(&[Who::Mona], "DELETE", &scene.threads("/writing"), None),
        ("GET", "/columns/{id}") => read(Scene::of(&scene.threads, "/columns", "")),
        ("POST", "/columns") => {
            let body = json!({"space": "feeding", "title": "Counted feeds", "body": "What a midwife hears."});
            send("POST", one(path), body)
        }
        ("PUT", "/me/bio") => send("PUT", one(path), json!({"profession": "midwife", "text": "Many kitchen tables."})),
        ("PUT", "/me/night") => send("PUT", one(path), json!({})),
        ("DELETE", "/me/night") => drop(one(path)),
        ("PUT", "/threads/{id}/posts/{n}/keepsake") => send("PUT", scene.hidden("/keepsake"), json!({})),
        ("DELETE", "/threads/{id}/posts/{n}/keepsake") => drop(scene.hidden("/keepsake")),
        ("GET", "/me/listening") => read(one("/me/listening")),
        ("PUT", "/me/listening") => each(
            &[Who::Mona],
            "PUT",
            &one("/me/listening"),
            Some(&json!({"on": false, "spaces": [], "from": "08:00", "to": "20:00"})),
        ),
        ("GET", "/answers") => read(one("/answers")),
        ("GET", "/search") => read(["guilt", "night", "Quiet", "Petra"].map(|word| format!("/search?q={word}"))),
        ("GET", "/threads/{id}/posts") => read([scene.threads("/posts"), scene.threads("/posts?from=2&limit=2")].concat()),
        ("GET", "/threads/{id}/posts/{n}/history") => read(scene.hidden("/history")),

        // What others may try with them.
        ("POST", "/threads") => {
            let body = json!({"space": "hard-days", "title": format!("Of tour {tour}"), "body": "Me too.", "voice": "alias",
                "need": "just_listen", "audience": "public"});
            send("POST", one(path), body)
        }
        ("PATCH", "/threads/{id}") => {
            let (title, state) = (json!({"title": "Not mine"}), json!({"state": "locked"}));
            let closes = Scene::of(&scene.threads, "/threads", "");
            [
                send("PATCH", scene.threads(""), title),
                each(&[Who::Visitor, Who::Mona, Who::Agnes], "PATCH", &closes, Some(&state)),
            ]
            .concat()
        }
        ("DELETE", "/threads/{id}") => {
            let (who, hers) = ([Who::Visitor, Who::Mona, Who::Agnes], scene.threads(""));
            each(&who, "DELETE", &hers, None)
        }
        ("POST", "/threads/{id}/posts") => {
            let named = send("POST", scene.threads("/posts"), json!({"body": "I hear you.", "voice": "named", "in_reply_to": 1}));
            let hidden = send("POST", scene.threads("/posts"), json!({"body": "I hear you too.", "voice": "alias"}));
            named.into_iter().chain(hidden).collect()
        }
        ("PATCH", "/threads/{id}/posts/{n}") => send("PATCH", scene.hidden(""), json!({"body": "Not my words."})),
        ("DELETE", "/threads/{id}/posts/{n}") => drop(scene.hidden("")),
        ("PUT" | "DELETE", "/threads/{id}/follow") => {
            let paths = scene.threads("/follow");
            if method == "PUT" { send("PUT", paths, json!({"level": "every_reply"})) } else { drop(paths) }
        }
        ("PUT", "/threads/{id}/read") => send("PUT", scene.threads("/read"), json!({"number": 2})),
        ("PUT", "/threads/{id}/posts/{n}/reactions/{kind}") => send("PUT", scene.hidden("/reactions/hug"), json!({})),
        ("DELETE", "/threads/{id}/posts/{n}/reactions/{kind}") => drop(scene.hidden("/reactions/thank_you")),
        ("POST", "/threads/{id}/posts/{n}/reports") => {
            send("POST", scene.hidden("/reports"), json!({"reason": "concern", "note": "I worry about her."}))
        }
        // Compared with nobody else's words and names.
        ("POST", "/second-look") => {
            let look = |thread: Option<&String>| {
                let mut body = json!({"text": "My daughter Lena, and Petra. I hear you. Me too.", "voice": "alias"});
                if let Some(thread) = thread {
                    body["thread"] = json!(thread);
                }
                send("POST", one(path), body)
            };
            scene.threads.iter().map(Some).chain([None]).flat_map(look).collect()
        }
        ("POST", "/notifications/read") => send("POST", one(path), json!({})),
        _ => [asks_of_hiding(method, path, scene), asks_of_moderation(method, path, scene)].concat(),
    }
}

/// What somebody hides. Looked at while each voice is blocked, and let go again: a block must not quieten the rest of the
/// evening.
fn asks_of_hiding(method: &str, path: &str, scene: &Scene) -> Vec<Ask> {
    match (method, path) {
        ("GET", "/blocks" | "/me/hidden") => read(one(path)),
        ("PATCH", "/me/hidden") => send("PATCH", one(path), json!({"notes": ["eating"], "words": ["pumpkin"]})),
        ("PUT", "/voices/{id}/block") => {
            let looks =
                [one("/blocks"), one("/me/hidden"), one("/notifications"), one("/threads"), scene.threads("/mine")].concat();
            let while_blocked = |voice: String| {
                let put = send("PUT", one(&voice), json!({}));
                [put, read(looks.clone()), drop(one(&voice))].concat()
            };
            Scene::of(&scene.voices, "/voices", "/block").into_iter().flat_map(while_blocked).collect()
        }
        ("DELETE", "/voices/{id}/block") => drop(Scene::of(&scene.voices, "/voices", "/block")),
        _ => Vec::new(),
    }
}

fn asks_of_moderation(method: &str, path: &str, scene: &Scene) -> Vec<Ask> {
    match (method, path) {
        ("GET", "/moderation/cases") => {
            let states = ["open", "claimed", "closed"].iter().map(|state| format!("/moderation/cases?state={state}"));
            read(states.chain(one(path)).collect::<Vec<_>>())
        }
        // A name that is opened is told to admins, and to nobody else: none is opened here, and all the rest is equal.
        ("GET", "/moderation/log" | "/moderation/openings" | "/admin/mail") => read(one(path)),
        ("POST", "/admin/mail/suppressions/lift") => {
            send("POST", one(path), json!({"email": "nobody@example.org", "reason": "She wrote."}))
        }
        (
            "GET",
            "/transparency"
            | "/transparency.csv"
            | "/admin/health"
            | "/admin/statements"
            | "/admin/statements.csv"
            | "/admin/disclosures",
        ) => read(one(path)),
        ("POST", "/admin/disclosures") => {
            let body = json!({"reason": "A life is in danger.", "what": "Words of tonight.", "to_whom": "The police"});
            send("POST", one(path), body)
        }
        ("POST", "/admin/disclosures/{id}/approval") => send("POST", one("/admin/disclosures/11111111112/approval"), json!({})),
        ("POST", "/admin/disclosures/{id}/withdrawal") => {
            send("POST", one("/admin/disclosures/11111111112/withdrawal"), json!({}))
        }
        ("POST", "/admin/mail/checks") => send("POST", one(path), json!({})),
        ("GET", "/moderation/cases/{id}") => read(Scene::of(&scene.cases, "/moderation/cases", "")),
        ("POST", "/moderation/cases/{id}/claim") => {
            send("POST", Scene::of(&scene.cases, "/moderation/cases", "/claim"), json!({}))
        }
        ("DELETE", "/moderation/cases/{id}/claim") => drop(Scene::of(&scene.cases, "/moderation/cases", "/claim")),
        ("POST", "/moderation/cases/{id}/decision") => {
            let body = json!({"action": "keep", "rule": "kindness", "facts": "It is kind.", "message": "It may stay."});
            send("POST", Scene::of(&scene.cases, "/moderation/cases", "/decision"), body)
        }
        ("GET", "/moderation/checks" | "/moderation/prepared" | "/moderation/storm" | "/moderation/groups") => read(one(path)),
        ("POST", "/moderation/checks/{check}/trial") => send("POST", one("/moderation/checks/link/trial"), json!({})),
        ("PUT", "/moderation/checks/{check}") => send("PUT", one("/moderation/checks/link"), json!({"on": false})),
        ("POST", "/moderation/storm") => send("POST", one(path), json!({"on": false})),
        ("POST", "/moderation/cases") => {
            let take = |(thread, number): &(String, i64)| (one(path), json!({"thread": thread, "number": number}));
            let nobodys = ("11111111112".to_owned(), 7);
            scene.hidden.iter().chain([&nobodys]).map(take).flat_map(|(paths, body)| send("POST", paths, body)).collect()
        }
        ("POST", "/notices") => {
            let urls: Vec<String> = scene.threads.iter().map(|id| format!("http://localhost:3000/t/{id}#n1")).collect();
            let body = json!({"category": "other", "explanation": "It is against the law.", "urls": urls, "good_faith": true,
                "name": "Nora", "email": "nora@outside.example"});
            send("POST", one(path), body)
        }
        ("GET", "/notices/{token}") => read(one("/notices/nobodys")),
        ("GET", "/moderation/notices") => read(one(path)),
        ("GET", "/moderation/notices/{id}") => read(one("/moderation/notices/11111111112")),
        ("POST", "/moderation/notices/{id}/place") => {
            let body = json!({"thread": "11111111112", "number": 1});
            send("POST", one("/moderation/notices/11111111112/place"), body)
        }
        ("POST", "/moderation/notices/{id}/answer") => {
            send("POST", one("/moderation/notices/11111111112/answer"), json!({"answer": "There is no such page."}))
        }
        ("POST", "/moderation/notices/{id}/contact") => {
            send("POST", one("/moderation/notices/11111111112/contact"), json!({"reason": "To ask."}))
        }
        ("POST", "/moderation/cases/{id}/notes") => send(
            "POST",
            Scene::of(&scene.cases, "/moderation/cases", "/notes"),
            json!({"text": "Who comes next, please look.", "asks": true}),
        ),
        ("POST", "/moderation/cases/{id}/handover") => {
            send("POST", Scene::of(&scene.cases, "/moderation/cases", "/handover"), json!({"note": "I am tired."}))
        }
        ("POST", "/moderation/cases/{id}/messages") => {
            send("POST", Scene::of(&scene.cases, "/moderation/cases", "/messages"), json!({"text": "How are you?"}))
        }
        ("GET", "/conversations/{id}") => read(Scene::of(&scene.cases, "/conversations", "")),
        ("POST", "/conversations/{id}/messages") => {
            send("POST", Scene::of(&scene.cases, "/conversations", "/messages"), json!({"text": "It is not mine."}))
        }
        ("POST", "/moderation/decisions/{id}/erasure") => {
            let nobodys = one("/moderation/decisions/11111111112/erasure");
            send("POST", nobodys, json!({"reason": "It says where she lives."}))
        }
        ("POST", "/moderation/decisions/{id}/erasure/approval") => {
            send("POST", one("/moderation/decisions/11111111112/erasure/approval"), json!({}))
        }
        ("DELETE", "/moderation/decisions/{id}/erasure") => drop(one("/moderation/decisions/11111111112/erasure")),
        ("GET", "/terms/versions/{version}") => read(one("/terms/versions/2026-1")),
        ("PUT", "/me/terms") => send("PUT", one(path), json!({"version": "2026-1"})),
        ("PUT", "/me/consents") => send("PUT", one(path), json!({"health_data": scene.tour.is_multiple_of(2)})),
        ("GET", "/moderation/shift") => read(one(path)),
        ("POST", "/moderation/shift") => send("POST", one(path), json!({"hours": 2})),
        ("POST", "/moderation/shift/end") => send("POST", one(path), json!({"note": "Quiet."})),
        ("POST", "/moderation/batches/preview") => send("POST", one(path), json!({"cases": scene.cases})),
        ("POST", "/moderation/batches") => {
            let body = json!({"cases": scene.cases, "action": "keep", "rule": "kindness", "facts": "It is kind."});
            send("POST", one(path), body)
        }
        ("POST", "/moderation/batches/{id}/undo") => send("POST", one("/moderation/batches/11111111112/undo"), json!({})),
        ("POST", "/moderation/appeals/{id}/decision") => {
            send("POST", one("/moderation/appeals/11111111112/decision"), json!({"uphold": true, "reason": "It is kind."}))
        }
        ("POST", "/decisions/{id}/appeal") => {
            send("POST", Scene::of(&scene.decisions, "/decisions", "/appeal"), json!({"text": "I see it differently."}))
        }
        ("POST", "/moderation/decisions/{id}/undo") => {
            send("POST", Scene::of(&scene.decisions, "/moderation/decisions", "/undo"), json!({}))
        }
        ("GET", "/moderation/openings/{id}") => read(Scene::of(&scene.openings, "/moderation/openings", "")),
        ("POST", "/moderation/openings/{id}/approval") => {
            send("POST", Scene::of(&scene.openings, "/moderation/openings", "/approval"), json!({}))
        }
        ("POST", "/moderation/openings/{id}/withdrawal") => {
            send("POST", Scene::of(&scene.openings, "/moderation/openings", "/withdrawal"), json!({}))
        }
        ("POST", "/moderation/voices/{id}/openings") => {
            send("POST", Scene::of(&scene.voices, "/moderation/voices", "/openings"), json!({"reason": "why"}))
        }
        _ => Vec::new(),
    }
}
