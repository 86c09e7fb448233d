//! An evening in the forum: two members with the same past, one of whom hides; three who look on, and a visitor.

use std::sync::atomic::{AtomicU64, Ordering};

use diesel::prelude::*;
use goodenough::accounts::Role;
use goodenough::chance::Chance;
use goodenough::clock::{DAY, HOUR, MINUTE};
use goodenough::config::Config;
use goodenough::jobs::Ending;
use goodenough::openapi::document;
use goodenough::replies;
use goodenough::storage::Conn;
use goodenough::storage::columns::{AccountId, ThreadId};
use goodenough::storage::schema::voices;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use serde_json::{Value, json};

use super::Seen;
use super::table::{Scene, Who, asks};
use crate::replies::post_office::{Mail, answers_by_mail, posts};
use crate::site::{Answer, Caller, Database, Member, Plan, Site};

/// Headers that are random, or the machine's and not the forum's.
const NOT_OURS: [&str; 5] = ["x-request-id", "date", "connection", "content-length", "goodenough-written"];

fn takes_in_mail(config: &mut Config) {
    "in.notes.example.org".clone_into(&mut config.mail.domain);
    "mx.notes.example.org".clone_into(&mut config.mail.authserv_id);
}

/// The whole evening; returns all that those who look on could see.
pub(super) fn passes(database: Database, hider: &str) -> Seen {
    let site = Plan::new().with(takes_in_mail).open(database);
    let mut seen = Vec::new();
    let cast = Cast::comes(&site);
    let mut scene = cast.both_have_a_past();
    let hidden = if hider == "petra" { &cast.petra } else { &cast.quinn };

    cast.hides(hidden, &mut scene);
    cast.draws_anew();
    cast.look_on(&scene, &mut seen);

    scene.tour += 1;
    cast.both_meet_the_hidden(&scene);
    cast.look_on(&scene, &mut seen);

    scene.tour += 1;
    site.waits(20 * MINUTE);
    cast.come_back();
    cast.is_judged(hidden, &mut scene);
    cast.look_on(&scene, &mut seen);

    // What is told late is told of nobody either: the nights after, with their jobs.
    scene.tour += 1;
    for _ in 0..4 {
        site.waits(DAY);
        site.runs_jobs();
    }
    cast.come_back();
    cast.look_on(&scene, &mut seen);

    letters(&site, &mut seen);
    let mut metrics: Vec<String> = site.app.metrics.text().lines().map(str::to_owned).collect();
    // How often the worker looked, and how many writes shared a commit, is a matter of moments.
    metrics.retain(|line| !line.starts_with("goodenough_commits") && !line.starts_with("goodenough_writes"));
    metrics.sort();
    seen.extend(metrics.into_iter().map(|line| ("metrics".to_owned(), line)));
    seen
}

struct Cast<'s> {
    site: &'s Site,
    petra: Member<'s>,
    quinn: Member<'s>,
    rosa: Member<'s>,
    mona: Member<'s>,
    agnes: Member<'s>,
    visitor: Caller,
    begun: AtomicU64,
}

impl<'s> Cast<'s> {
    fn comes(site: &'s Site) -> Self {
        Self {
            site,
            petra: site.member("petra"),
            quinn: site.member("quinn"),
            rosa: site.member("rosa"),
            mona: site.staff("mona", Role::Moderator),
            agnes: site.staff("agnes", Role::Admin),
            visitor: site.visitor(),
            begun: AtomicU64::new(0),
        }
    }

    /// Petra and Quinn did the same things under their names; everybody may see them.
    fn both_have_a_past(&self) -> Scene {
        let rosas = self.rosa.starts_thread(&json!({"title": "Two in the morning"}));
        let mut scene = Scene { threads: vec![rosas.clone()], ..Scene::default() };
        for one in [&self.petra, &self.quinn] {
            answers_by_mail(one, true);
            let number = one.replies(&rosas, "Here too.");
            let hers = one.starts_thread(&json!({"title": "The first day back"}));
            one.reacts(&rosas, 1, "hug");
            self.rosa.replies(&hers, "Good to hear of you.");
            let posts = self.rosa.get(&format!("/threads/{rosas}/posts?from={number}")).is(200);
            scene.voices.push(posts["items"][0]["voice"]["id"].as_str().unwrap().to_owned());
            scene.threads.push(hers);
        }
        self.site.waits(HOUR);
        self.come_back();
        scene
    }

    /// One of them hides: opens threads, answers, is answered, changes and takes back, reacts, follows, keeps a draft.
    fn hides(&self, hider: &Member<'s>, scene: &mut Scene) {
        let rosas = scene.threads[0].clone();
        let ticket = hider.get("/voice").is(200).string("ticket");
        let open = hider.starts_thread(&json!({"voice": "alias", "ticket": ticket, "title": "I have told nobody"}));
        let ticket = hider.get("/voice").is(200).string("ticket");
        let members =
            hider.starts_thread(&json!({"voice": "alias", "ticket": ticket, "audience": "members", "need": "advice_welcome"}));
        let body = json!({"body": "It was the same with me.", "voice": "alias", "in_reply_to": 1});
        let reply = hider.post(&format!("/threads/{rosas}/posts"), &body).is(201)["number"].as_i64().unwrap();
        self.names_the_aliases();
        self.rosa.replies(&open, "You told us.");
        self.rosa.replies_hidden(&members, "And us.");
        hider.replies_hidden(&open, "Thank you.");
        // A-10, E-56
        self.answers_by_mail(hider, &open, 2);
        let taken = hider.replies_hidden(&rosas, "I should not say this.");
        hider.delete(&format!("/threads/{rosas}/posts/{taken}")).is(204);
        self.site.waits(12 * MINUTE);
        self.come_back();
        hider.patch(&format!("/threads/{rosas}/posts/{reply}"), &json!({"body": "It was much the same with me."})).is(200);
        hider.reacts(&open, 2, "thank_you");
        hider.reacts(&rosas, 1, "same_here");
        hider.put(&format!("/threads/{rosas}/follow"), &json!({"level": "every_reply"})).is(204);
        hider.put(&format!("/threads/{open}/read"), &json!({"number": 2})).is(204);
        hider.put(&format!("/drafts/thread-{members}"), &json!({"body": "One more thing", "voice": "alias"})).is(200);
        hider.reports(&open, 2, "other");
        let quiet = [&self.petra, &self.quinn].map(|meets| self.is_met_by_one(hider, meets));
        scene.hidden =
            vec![(open.clone(), 1), (open.clone(), 3), (members.clone(), 1), (rosas.clone(), reply), (rosas.clone(), taken)];
        scene.voices.extend(self.aliases(&[&open, &members, &rosas, &quiet[0], &quiet[1]]));
        scene.threads.extend([open, members]);
        scene.threads.extend(quiet);
    }

    /// Answers the letter about a reply by mail: under her alias, as all she said there.
    fn answers_by_mail(&self, hider: &Member<'s>, thread: &str, number: i32) {
        let (app, account) = (self.site.app.clone(), AccountId(self.site.account_of(hider)));
        let thread_id = ThreadId::parse(thread).unwrap();
        let work = move |conn: &mut Conn| replies::address_for(conn, &app, account, thread_id, number);
        let address = self.site.wait(self.site.app.storage.write(work)).unwrap().expect("she answers by mail");
        let mail = Mail::new(&hider.address, &address, "It helps to read that.")
            .with("Authentication-Results: mx.notes.example.org; dmarc=pass header.from=example.org");
        let token = address[2..28].to_owned();
        let ending = self.site.wait(replies::arrived(self.site.app.clone(), token, mail.unsigned())).unwrap();
        assert_eq!((ending, posts(hider, thread).len()), (Ending::Done, 4));
    }

    /// A hidden thread that only one of the two meets, under her name: her own words on one evening, a stranger's on the
    /// other.
    fn is_met_by_one(&self, hider: &Member<'s>, meets: &Member<'s>) -> String {
        self.draws_anew();
        let ticket = hider.get("/voice").is(200).string("ticket");
        let thread = hider.starts_thread(&json!({"voice": "alias", "ticket": ticket, "title": "Is anybody awake"}));
        self.names_the_aliases();
        meets.replies(&thread, "I am.");
        self.draws_anew();
        meets.reacts(&thread, 1, "hug");
        self.draws_anew();
        meets.reports(&thread, 1, "concern");
        self.draws_anew();
        thread
    }

    /// Under their names both do the same to the hidden words; for one of them they are her own. Nothing may come of that:
    /// not whether a thread still waits, not a count, not a case that is opened or not.
    fn both_meet_the_hidden(&self, scene: &Scene) {
        for (one, (thread, _)) in
            [&self.petra, &self.quinn].iter().flat_map(|one| scene.hidden[..4].iter().map(move |post| (one, post)))
        {
            one.put(&format!("/threads/{thread}/follow"), &json!({"level": "every_reply"})).is(204);
        }
        for one in [&self.petra, &self.quinn] {
            for (thread, number) in &scene.hidden[..4] {
                self.draws_anew();
                let reply = json!({"body": "So it was with me.", "voice": "named", "in_reply_to": number});
                one.post(&format!("/threads/{thread}/posts"), &reply).is(201);
                self.draws_anew();
                one.reacts(thread, *number, "light");
                one.put(&format!("/threads/{thread}/read"), &json!({"number": 1})).is(204);
            }
        }
        self.draws_anew();
        let (thread, number) = &scene.hidden[3];
        self.petra.reports(thread, *number, "other");
    }

    /// Her hidden posts are reported and judged: one removed, one kept; the removal is undone, another one stands.
    fn is_judged(&self, hider: &Member<'s>, scene: &mut Scene) {
        for (thread, number) in &scene.hidden[..3] {
            self.rosa.post(&format!("/threads/{thread}/posts/{number}/reports"), &json!({"reason": "shaming"})).is(201);
        }
        let cases = self.mona.pages("/moderation/cases?state=open", 50);
        scene.cases = cases.iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect();
        for (index, case) in scene.cases.iter().enumerate() {
            self.mona.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
            let action = if index % 2 == 0 { "remove" } else { "keep" };
            let mut body = json!({"action": action, "rule": "kindness", "facts": "It shames.", "message": "Please be kind."});
            if action == "remove" {
                body["sanction"] = json!({"kind": "mute", "until": "2026-03-20T00:00:00Z"});
            }
            let decided = self.mona.post(&format!("/moderation/cases/{case}/decision"), &body);
            if decided.status == 201 {
                scene.decisions.push(decided.string("id"));
            }
        }
        if let Some(first) = scene.decisions.first() {
            self.mona.post(&format!("/moderation/decisions/{first}/undo"), &json!({})).is(200);
        }
        // A name is asked for and withdrawn.
        let voice = scene.voices.last().unwrap();
        let asked =
            self.agnes.post(&format!("/moderation/voices/{voice}/openings"), &json!({"reason": "A mistake, as it turned out."}));
        let opening = asked.is(201).string("id");
        self.agnes.post(&format!("/moderation/openings/{opening}/withdrawal"), &json!({})).is(200);
        scene.openings.push(opening);
        hider.get("/decisions").is(200);
        hider.get("/notifications").is(200);
    }

    /// Chance begins anew, the same in both evenings. Whoever is told of something costs a few draws, and whom that
    /// concerns differs; what is drawn afterwards must not, or nothing could be compared.
    fn draws_anew(&self) {
        let Chance::Seeded(generator) = &self.site.app.chance else { unreachable!("tests draw from a seed") };
        let begun = self.begun.fetch_add(1, Ordering::SeqCst);
        *generator.lock().unwrap() = StdRng::seed_from_u64(1000 + begun);
    }

    /// Their access tokens ran out.
    fn come_back(&self) {
        for member in [&self.petra, &self.quinn, &self.rosa, &self.mona, &self.agnes] {
            member.comes_back();
        }
    }

    /// Everybody who looks on asks everything there is to ask.
    fn look_on(&self, scene: &Scene, seen: &mut Seen) {
        let reads = |route: &String| route.starts_with("GET");
        let mut routes: Vec<String> = Vec::new();
        for (path, item) in document()["paths"].as_object().unwrap() {
            let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
            routes.extend(methods.map(|method| format!("{} {path}", method.to_uppercase())));
        }
        routes.sort();
        // First what can be read, then what can be tried, then what came of it.
        let (reading, trying): (Vec<String>, Vec<String>) = routes.into_iter().partition(reads);
        for route in reading.iter().chain(&trying).chain(&reading) {
            for ask in asks(route, scene) {
                let caller: &Caller = match ask.who {
                    Who::Visitor => &self.visitor,
                    Who::Rosa => &self.rosa,
                    Who::Mona => &self.mona,
                    Who::Agnes => &self.agnes,
                };
                if ask.method != "GET" {
                    self.draws_anew();
                }
                let asking = caller.asks(ask.method, &ask.path);
                let answer = match &ask.body {
                    Some(body) => asking.json(body).answer(),
                    None => asking.answer(),
                };
                assert!(answer.status < 500, "{ask:?}: {}", answer.text());
                seen.push((format!("{:?} {} {}", ask.who, ask.method, ask.path).to_lowercase(), shown(&answer)));
            }
        }
        self.site.runs_jobs();
    }

    /// Calls the aliases alike in both evenings: their names are drawn by who hides, and stand for themselves.
    fn names_the_aliases(&self) {
        let mut conn = self.site.database.connect();
        let ids: Vec<i64> =
            voices::table.filter(voices::kind.eq("alias")).order(voices::id).select(voices::id).load(&mut conn).unwrap();
        for (index, id) in ids.iter().enumerate() {
            let name = format!("Unnamed Reed {index}");
            let named = diesel::update(voices::table.filter(voices::id.eq(id)))
                .set((voices::name.eq(name), voices::seed.eq(7)))
                .execute(&mut conn);
            assert_eq!(named.unwrap(), 1);
        }
    }

    fn aliases(&self, threads: &[&String]) -> Vec<String> {
        let mut found = Vec::new();
        for thread in threads {
            for post in self.rosa.pages(&format!("/threads/{thread}/posts"), 50) {
                let (id, kind) = (&post["voice"]["id"], &post["voice"]["kind"]);
                let id = id.as_str().unwrap().to_owned();
                if kind == "alias" && !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        found
    }
}

/// An answer as it came: status, headers, body.
fn shown(answer: &Answer) -> String {
    let mut headers: Vec<String> =
        answer.headers().filter(|(name, _)| !NOT_OURS.contains(name)).map(|(name, value)| format!("{name}: {value}")).collect();
    headers.sort();
    let mut body = answer.json.clone();
    match &mut body {
        Value::Object(fields) => {
            fields.remove("request_id");
            for list in ["items", "letters", "told_by_mail"] {
                if let Some(Value::Array(items)) = fields.get_mut(list) {
                    in_no_order(items);
                }
            }
            format!("{} {body} {headers:?}", answer.status)
        }
        _ => format!("{} {} {headers:?}", answer.status, answer.text()),
    }
}

/// What became of letters, and of which threads they told, stands in the order in which they happened to end: of those of
/// one moment it says nothing.
fn in_no_order(items: &mut [Value]) {
    if items.iter().all(|item| item.get("fate").is_some() || item.get("told_up_to").is_some()) {
        for item in items.iter_mut().filter_map(Value::as_object_mut) {
            item.remove("id");
        }
        items.sort_by_key(Value::to_string);
    }
}

/// The letters of those who looked on; which of two that left together was first says nothing.
fn letters(site: &Site, seen: &mut Seen) {
    let mut letters: Vec<(String, String)> = Vec::new();
    for letter in site.letters() {
        if !["petra@example.org", "quinn@example.org"].contains(&letter.to.as_str()) {
            let kept = ["Date", "List-Id", "Auto-Submitted"].map(|name| letter.header(name).map(str::to_owned));
            // Which of the letters of one moment came first is chance, and so is what the next one answers; the root is not.
            let root = letter.header("References").and_then(|ids| ids.split(' ').next()).map(str::to_owned);
            let text = format!("{} {} {kept:?} {root:?}\n{}\n{}", letter.from, letter.subject, letter.text, letter.html);
            letters.push((format!("letter to {}", letter.to), without_tokens(&text)));
        }
    }
    letters.sort();
    seen.extend(letters);
}

/// Secrets in letters are random; they are drawn in the order in which jobs happen to run.
fn without_tokens(text: &str) -> String {
    let mut text = text.to_owned();
    for link in ["/letters/stop/", "/letters/manage/"] {
        let mut parts = text.split(link);
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            whole.push_str(link);
            whole.push('…');
            whole.push_str(part.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter)));
        }
        text = whole;
    }
    text
}
