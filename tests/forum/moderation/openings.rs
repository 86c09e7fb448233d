//! Opening a name: an admin's alone, with a reason, never quick and never unseen.

use goodenough::accounts::Role;
use goodenough::clock::{DAY, HOUR, MINUTE};
use serde_json::{Value, json};

use crate::catalogue::dump;
use crate::site::{Answer, Caller, Member, Site, on_both};

const REASON: &str = "A threat against a child, and the police asks.";

/// Ada wrote under an alias; elif and frida are admins, dora moderates.
struct Scene<'s> {
    site: &'s Site,
    ada: Member<'s>,
    dora: Member<'s>,
    elif: Member<'s>,
    frida: Member<'s>,
    thread: String,
    voice: String,
}

impl<'s> Scene<'s> {
    fn of(site: &'s Site) -> Self {
        let ada = site.member("ada");
        let dora = site.staff("dora", Role::Moderator);
        let (elif, frida) = (site.staff("elif", Role::Admin), site.staff("frida", Role::Admin));
        let (thread, voice) = hidden(&ada);
        Self { site, ada, dora, elif, frida, thread, voice }
    }

    fn asks(&self, admin: &Caller) -> Answer {
        admin.post(&format!("/moderation/voices/{}/openings", self.voice), &json!({"reason": REASON}))
    }
}

fn hidden(member: &Member<'_>) -> (String, String) {
    let thread = member.starts_thread(&json!({"voice": "alias"}));
    let voice = member.get(&format!("/threads/{thread}")).is(200)["voice"]["id"].as_str().unwrap().to_owned();
    (thread, voice)
}

fn told(member: &Caller, kind: &str) -> usize {
    member.pages("/notifications", 50).iter().filter(|item| item["kind"] == kind).count()
}

fn acts(moderator: &Caller) -> Vec<(String, String)> {
    let lines = moderator.get("/moderation/log?limit=100").is(200);
    let line = |line: &Value| (line["actor"].as_str().unwrap().to_owned(), line["act"].as_str().unwrap().to_owned());
    let mut lines: Vec<(String, String)> = lines["items"].as_array().unwrap().iter().map(line).collect();
    // The clock stands: what happened at one moment has no order.
    lines.sort();
    lines
}

fn act<'a>(actor: &'a str, act: &'a str) -> (String, String) {
    (actor.to_owned(), act.to_owned())
}

on_both! {
    // Break-glass reveal
    fn two_admins_open_a_name_and_the_member_hears_of_it(site) {
        let scene = Scene::of(site);
        let asked = scene.asks(&scene.elif).is(201);
        let id = asked.string("id");
        assert_eq!((&asked["voice"], &asked["thread"], &asked["reason"]), (&json!(scene.voice), &json!(scene.thread), &json!(REASON)));
        assert_eq!((&asked["state"], &asked["name"], &asked["asked_by"]), (&json!("waiting"), &Value::Null, &json!("Elif")));
        assert_eq!((&asked["asked_at"], &asked["opens_at"]), (&json!("2026-03-02T21:00:00Z"), &json!("2026-03-03T21:15:00Z")));
        // All other staff hear of it at once, the member behind it not yet.
        assert_eq!([told(&scene.dora, "opening_asked"), told(&scene.frida, "opening_asked"), told(&scene.elif, "opening_asked")], [1, 1, 0]);
        assert_eq!(scene.ada.pages("/notifications", 20), Vec::<Value>::new());
        assert_eq!(scene.ada.get("/me/openings").is(200)["items"], json!([]));
        let path = format!("/moderation/openings/{id}");
        assert_eq!(scene.frida.get(&path).is(200)["name"], Value::Null);
        // Not by herself.
        scene.elif.post(&format!("{path}/approval"), &json!({})).refused(409, "own_opening");
        let opened = scene.frida.post(&format!("{path}/approval"), &json!({})).is(200);
        assert_eq!((&opened["state"], &opened["approved_by"], &opened["name"]), (&json!("open"), &json!("Frida"), &Value::Null));
        scene.frida.post(&format!("{path}/approval"), &json!({})).refused(409, "opening_settled");
        // Each look is in the log; the list and the log name nobody.
        assert_eq!(scene.elif.get(&path).is(200)["name"], "Ada");
        assert_eq!(scene.frida.get(&path).is(200)["name"], "Ada");
        assert_eq!(
            acts(&scene.dora),
            [
                act("Elif", "name_opened"),
                act("Elif", "name_read"),
                act("Elif", "opening_asked"),
                act("Frida", "name_read"),
                act("Frida", "opening_approved"),
            ]
        );
        for text in [scene.elif.get("/moderation/openings").is(200).text(), scene.dora.get("/moderation/log").is(200).text()] {
            assert!(!text.contains("Ada"), "{text}");
        }
        // She is told, once: where and why, and nothing of it in the letter.
        let letter = site.letter_to(&scene.ada.address);
        assert_eq!(letter.subject, "About something you wrote");
        assert!(letter.text.contains("/decisions") && !letter.text.contains(REASON) && !letter.text.contains("Elif"), "{}", letter.text);
        assert_eq!(told(&scene.ada, "name_opened"), 1);
        let hers = scene.ada.get("/me/openings").is(200);
        assert_eq!(hers["items"], json!([{"id": id, "thread": scene.thread, "reason": REASON, "opened_at": "2026-03-02T21:00:00Z"}]));
        assert_eq!(scene.dora.get("/me/openings").is(200)["items"], json!([]));
        // Public views and the voice's own look stay as they were.
        assert_eq!(site.visitor().get(&format!("/threads/{}", scene.thread)).is(200)["voice"]["kind"], "alias");
        site.waits(7 * DAY);
        scene.elif.comes_back();
        let closed = scene.elif.get(&path).is(200);
        assert_eq!((&closed["state"], &closed["name"]), (&json!("closed"), &Value::Null));
        assert_eq!(site.runs_jobs(), 1, "the day's job finds it open");
    }

    fn without_a_second_admin_a_name_opens_after_a_day(site) {
        let scene = Scene::of(site);
        let id = scene.asks(&scene.elif).is(201).string("id");
        let path = format!("/moderation/openings/{id}");
        site.waits(24 * HOUR);
        site.runs_jobs();
        scene.elif.comes_back();
        let early = scene.elif.get(&path).is(200);
        assert_eq!((&early["state"], &early["name"]), (&json!("waiting"), &Value::Null), "not before its quarter hour");
        assert!(!acts(&scene.elif).contains(&act("Elif", "name_read")));
        site.waits(15 * MINUTE);
        site.runs_jobs();
        let letter = site.letter_to(&scene.ada.address);
        assert_eq!(letter.subject, "About something you wrote");
        scene.elif.comes_back();
        let open = scene.elif.get(&path).is(200);
        assert_eq!((&open["state"], &open["name"], &open["approved_by"]), (&json!("open"), &json!("Ada"), &Value::Null));
        scene.ada.comes_back();
        assert_eq!(told(&scene.ada, "name_opened"), 1);
    }

    fn a_withdrawn_name_is_never_opened(site) {
        let scene = Scene::of(site);
        let id = scene.asks(&scene.elif).is(201).string("id");
        let path = format!("/moderation/openings/{id}");
        assert_eq!(scene.frida.post(&format!("{path}/withdrawal"), &json!({})).is(200)["state"], "closed");
        scene.elif.post(&format!("{path}/withdrawal"), &json!({})).refused(409, "opening_settled");
        scene.frida.post(&format!("{path}/approval"), &json!({})).refused(409, "opening_settled");
        site.waits(25 * HOUR);
        assert_eq!(site.runs_jobs(), 1);
        scene.elif.comes_back();
        assert_eq!(scene.elif.get(&path).is(200)["name"], Value::Null);
        scene.ada.comes_back();
        assert_eq!((told(&scene.ada, "name_opened"), scene.ada.get("/me/openings").is(200)["items"].clone()), (0, json!([])));
        // It may be asked for anew, and an open one is closed by withdrawing it.
        let again = scene.asks(&scene.elif).is(201).string("id");
        assert_ne!(again, id);
        let path = format!("/moderation/openings/{again}");
        scene.frida.comes_back();
        scene.frida.post(&format!("{path}/approval"), &json!({})).is(200);
        scene.elif.post(&format!("{path}/withdrawal"), &json!({})).is(200);
        assert_eq!(scene.frida.get(&path).is(200)["name"], Value::Null);
        assert_eq!(site.letters().len(), 1);
    }

    fn moderators_members_and_visitors_open_nothing(site) {
        let scene = Scene::of(site);
        let id = scene.asks(&scene.elif).is(201).string("id");
        let asks = format!("/moderation/voices/{}/openings", scene.voice);
        let (one, approval, withdrawal) =
            (format!("/moderation/openings/{id}"), format!("/moderation/openings/{id}/approval"), format!("/moderation/openings/{id}/withdrawal"));
        let visitor = site.visitor();
        let callers: [(&Caller, u16, &str); 3] = [(&scene.dora, 403, "forbidden"), (&scene.ada, 403, "forbidden"), (&visitor, 401, "unauthenticated")];
        for (caller, status, code) in callers {
            caller.post(&asks, &json!({"reason": REASON})).refused(status, code);
            caller.post(&approval, &json!({})).refused(status, code);
            caller.post(&withdrawal, &json!({})).refused(status, code);
            caller.get(&one).refused(status, code);
            caller.get("/moderation/openings").refused(status, code);
        }
        visitor.get("/me/openings").refused(401, "unauthenticated");
        assert_eq!(acts(&scene.dora), [act("Elif", "opening_asked")]);
    }

    fn a_reason_is_needed_and_the_voice_must_be(site) {
        let scene = Scene::of(site);
        let path = format!("/moderation/voices/{}/openings", scene.voice);
        scene.elif.post(&path, &json!({})).misfits(&[("reason", "required")]);
        for (reason, why) in [("", "required"), ("because", "too_short"), (&"a".repeat(2_001), "too_long")] {
            scene.elif.post(&path, &json!({"reason": reason})).misfits(&[("reason", why)]);
        }
        scene.elif.post("/moderation/voices/11111111112/openings", &json!({"reason": REASON})).refused(404, "not_found");
        scene.elif.post("/moderation/voices/ada/openings", &json!({"reason": REASON})).refused(404, "not_found");
        for path in ["/moderation/openings/11111111112", "/moderation/openings/x"] {
            scene.elif.get(path).refused(404, "not_found");
        }
        scene.elif.post("/moderation/openings/11111111112/approval", &json!({})).refused(404, "not_found");
        scene.elif.post("/moderation/openings/11111111112/withdrawal", &json!({})).refused(404, "not_found");
        let send = || scene.elif.asks("POST", &path).header("idempotency-key", "k").json(&json!({"reason": REASON})).answer();
        let first = send().is(201);
        assert_eq!(send().is(201).body, first.body);
        scene.asks(&scene.frida).refused(409, "already_asked");
    }

    fn two_voices_of_one_member_are_two_openings(site) {
        let scene = Scene::of(site);
        let (_, second) = hidden(&scene.ada);
        let id = scene.asks(&scene.elif).is(201).string("id");
        scene.frida.post(&format!("/moderation/openings/{id}/approval"), &json!({})).is(200);
        let other = scene.elif.post(&format!("/moderation/voices/{second}/openings"), &json!({"reason": REASON})).is(201);
        assert_eq!((&other["state"], &other["name"]), (&json!("waiting"), &Value::Null));
        let ids: Vec<String> = scene.elif.pages("/moderation/openings", 1).iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        assert!(ids.len() == 2 && ids.contains(&id) && ids.contains(&other.string("id")), "{ids:?}");
        scene.site.letters();
    }

    // The account stands only sealed, and the reason too, as long as every other.
    fn a_dump_of_an_opening_names_nobody(site) {
        let scene = Scene::of(site);
        let (_, second) = hidden(&scene.dora);
        let id = scene.asks(&scene.elif).is(201).string("id");
        let longer = json!({"reason": "Because of this. ".repeat(100)});
        scene.elif.post(&format!("/moderation/voices/{second}/openings"), &longer).is(201);
        scene.frida.post(&format!("/moderation/openings/{id}/approval"), &json!({})).is(200);
        site.letters();
        let rows = dump(&mut site.database.connect());
        let accounts: Vec<&String> = rows.iter().filter(|row| row.table == "accounts").map(|row| &row.values["id"]).collect();
        let openings: Vec<_> = rows.iter().filter(|row| row.table == "openings").collect();
        assert_eq!(openings.len(), 2);
        assert_eq!(openings[0].values["sealed"].len(), openings[1].values["sealed"].len());
        for row in openings {
            assert!(row.values.values().all(|value| !accounts.contains(&value) && !value.contains("police")), "{row:?}");
        }
    }

    fn a_suspended_member_hears_of_it_too(site) {
        let scene = Scene::of(site);
        site.suspends(&scene.ada, true);
        let id = scene.asks(&scene.elif).is(201).string("id");
        scene.frida.post(&format!("/moderation/openings/{id}/approval"), &json!({})).is(200);
        assert_eq!(site.letter_to(&scene.ada.address).subject, "About something you wrote");
        assert_eq!(scene.ada.get("/me/openings").is(200)["items"][0]["id"], id);
    }
}
