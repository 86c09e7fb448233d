//! Sanctions: a moderator acts on a voice, the member behind it is out, and nobody learns who she is.

use goodenough::accounts::Role;
use goodenough::clock::{DAY, HOUR, MINUTE};
use serde_json::{Value, json};

use super::{HARSH, Scene, notices, to, verdict, words};
use crate::catalogue::dump;
use crate::site::{Answer, Caller, Member, Site, on_both};

fn with(action: &str, sanction: &Value) -> Value {
    let mut verdict = verdict(action);
    verdict["sanction"] = sanction.clone();
    verdict
}

impl Scene<'_> {
    /// Dora claims and decides with this sanction.
    fn sanctions(&self, action: &str, sanction: &Value) -> Answer {
        self.claims(&self.dora).is(200);
        self.decides(&self.dora, &with(action, sanction)).is(201)
    }
}

/// Everything a third account or a visitor can see of a thread and of somebody's named words.
fn views(readers: &[&Caller], threads: &[&str]) -> Vec<Vec<u8>> {
    let paths = threads.iter().flat_map(|thread| {
        [format!("/threads/{thread}"), format!("/threads/{thread}/posts"), "/threads".to_owned(), "/threads?order=new".to_owned()]
    });
    paths.flat_map(|path| readers.iter().map(|reader| reader.get(&path).is(200).body).collect::<Vec<_>>()).collect()
}

/// A reply under a name of its own in a thread of ada's, reported; the case's id.
fn reported(site: &Site, ada: &Member<'_>, writer: &Member<'_>, hidden: bool, moderator: &Caller) -> (String, String) {
    let thread = ada.starts_thread(&json!({}));
    let number = if hidden { writer.replies_hidden(&thread, HARSH) } else { writer.replies(&thread, HARSH) };
    ada.reports(&thread, number, "abuse");
    let cases = moderator.pages("/moderation/cases?state=open", 20);
    let case = cases.iter().find(|case| case["thread"] == thread.as_str()).unwrap()["id"].as_str().unwrap().to_owned();
    site.letters();
    (thread, case)
}

fn decide(moderator: &Caller, case: &str, verdict: &Value) -> String {
    moderator.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
    moderator.post(&format!("/moderation/cases/{case}/decision"), verdict).is(201).string("id")
}

fn band(moderator: &Caller, case: &str) -> String {
    moderator.get(&format!("/moderation/cases/{case}")).is(200).string("history")
}

on_both! {
    // Act on abuse without seeing who; A-32
    fn a_suspended_alias_is_out_at_once_and_the_moderator_learns_nothing(site) {
        let scene = Scene::of(site);
        let answer = scene.sanctions("remove", &json!({"kind": "suspend", "until": "2026-03-09T20:01:00Z"}));
        assert_eq!(answer["sanction"], json!({"kind": "suspend", "until": "2026-03-09T20:15:00Z"}));
        let seen = [answer.text(), scene.dora.get(&format!("/moderation/cases/{}", scene.case)).is(200).text(), scene.dora.get("/moderation/log").is(200).text()];
        for text in seen {
            assert!(!text.contains("Berta") && !text.contains("berta"), "{text}");
        }
        // Out at once, but for the routes of limited sessions.
        let (thread, berta) = (&scene.thread, &scene.berta);
        for path in ["/threads", "/notifications", "/drafts", "/voice", "/me/threads", "/reports", "/me/mail"] {
            berta.get(path).refused(403, "suspended");
        }
        berta.post(&format!("/threads/{thread}/posts"), &json!({"body": "x", "voice": "named"})).refused(403, "suspended");
        assert_eq!(berta.get("/me").is(200)["limited"], true);
        berta.get("/sessions").is(200);
        berta.get("/me/openings").is(200);
        let hers = berta.get("/decisions").is(200);
        assert_eq!(hers["items"][0]["sanction"], json!({"kind": "suspend", "until": "2026-03-09T20:15:00Z"}));
        // She is told why, and until when.
        let letters = site.letters();
        let letter = words(to(&letters, berta)[0]);
        assert!(letter.contains("Your account is suspended until 9 March 2026, 20:15 UTC"), "{letter}");
        assert!(!words(to(&letters, &scene.carla)[0]).contains("suspended"));
        // It ends by itself.
        site.waits(7 * DAY);
        berta.comes_back();
        assert_eq!(berta.get("/me").is(200)["limited"], false);
        berta.get("/threads").is(200);
        assert_eq!(notices(berta, "decision"), [2]);
    }

    fn a_muted_member_reads_and_does_not_write(site) {
        let scene = Scene::of(site);
        let answer = scene.sanctions("keep", &json!({"kind": "mute"}));
        assert_eq!(answer["sanction"], json!({"kind": "mute", "until": "2026-03-10T00:00:00Z"}), "seven days, rounded up");
        let (thread, berta) = (&scene.thread, &scene.berta);
        let refused = berta.post(&format!("/threads/{thread}/posts"), &json!({"body": "x", "voice": "named"})).refused(403, "muted");
        assert!(refused.string("detail").contains("until 10 March 2026, 00:00 UTC"), "{}", refused.text());
        let open = json!({"space": "hard-days", "body": "x", "voice": "alias", "need": "just_listen", "audience": "public"});
        berta.post("/threads", &open).refused(403, "muted");
        berta.patch(&format!("/threads/{thread}/posts/2"), &json!({"body": "x"})).refused(403, "muted");
        berta.put(&format!("/threads/{thread}/posts/1/reactions/hug"), &json!({})).refused(403, "muted");
        // Reading, keeping a draft, taking back and reporting stay.
        berta.get(&format!("/threads/{thread}")).is(200);
        berta.put(&format!("/drafts/thread-{thread}"), &json!({"body": "x"})).is(200);
        berta.reports(thread, 1, "other");
        berta.delete(&format!("/threads/{thread}/posts/2")).is(204);
        for path in ["/me", "/voice", &format!("/threads/{thread}/voice")] {
            assert_eq!(berta.get(path).is(200)["muted_until"], "2026-03-10T00:00:00.000Z");
        }
        let letters = site.letters();
        assert!(words(to(&letters, berta)[0]).contains("you cannot write until 10 March 2026"), "{letters:?}");
        site.waits(8 * DAY);
        berta.comes_back();
        assert_eq!(berta.get("/me").is(200)["muted_until"], Value::Null);
        berta.replies(thread, "Hello again.");
        site.looks_away();
    }

    fn a_warning_is_told_and_stops_nothing(site) {
        let scene = Scene::of(site);
        scene.sanctions("keep", &json!({"kind": "warn"}));
        let hers = scene.berta.get("/decisions").is(200);
        assert_eq!(hers["items"][0]["sanction"], json!({"kind": "warn", "until": "2026-06-01T00:00:00Z"}), "ninety days, rounded up");
        assert_eq!(hers["items"][0]["text"], HARSH);
        let letters = site.letters();
        assert!(words(to(&letters, &scene.berta)[0]).contains("This is a warning."));
        scene.berta.replies_hidden(&scene.thread, "I see.");
        assert_eq!(band(&scene.elif, &scene.case), "first");
        site.letters();
    }

    fn undoing_a_decision_lifts_its_sanction_and_no_other(site) {
        let scene = Scene::of(site);
        let first = scene.sanctions("remove", &json!({"kind": "suspend"}));
        assert_eq!(first["sanction"], json!({"kind": "suspend", "until": null}), "until it is lifted");
        site.letters();
        scene.undoes(&first.string("id")).is(200);
        let letters = site.letters();
        assert!(words(to(&letters, &scene.berta)[0]).contains("Your account is not suspended by it any more."));
        scene.berta.get("/threads").is(200);
        assert_eq!(band(&scene.elif, &scene.case), "none");
        // Of two, the other one stays.
        let (_, other) = reported(site, &scene.ada, &scene.berta, false, &scene.dora);
        let (_, third) = reported(site, &scene.ada, &scene.berta, true, &scene.dora);
        decide(&scene.dora, &other, &with("remove", &json!({"kind": "suspend"})));
        let id = decide(&scene.dora, &third, &with("remove", &json!({"kind": "suspend"})));
        scene.undoes(&id).is(200);
        scene.berta.get("/threads").refused(403, "suspended");
        site.letters();
    }

    fn a_sanction_needs_reasons_and_an_end_that_can_be(site) {
        let scene = Scene::of(site);
        scene.claims(&scene.dora).is(200);
        let send = |sanction: Value| scene.decides(&scene.dora, &with("remove", &sanction));
        send(json!({"kind": "whip"})).misfits(&[("sanction.kind", "unknown")]);
        send(json!({})).misfits(&[("sanction.kind", "required")]);
        send(json!({"kind": "mute", "who": "ada"})).misfits(&[("sanction.who", "unknown_field")]);
        send(json!({"kind": "mute", "until": "tomorrow"})).misfits(&[("sanction.until", "wrong_type")]);
        for until in ["2026-03-02T21:07:13Z", "1999-01-01T00:00:00Z", "2027-03-09T00:00:00Z", "9999-01-01T00:00:00Z"] {
            send(json!({"kind": "suspend", "until": until})).misfits(&[("sanction.until", "not_allowed")]);
        }
        let bare = json!({"action": "keep", "sanction": {"kind": "warn"}});
        scene.decides(&scene.dora, &bare).misfits(&[("facts", "required"), ("rule", "required")]);
        assert_eq!(scene.berta.get("/decisions").is(200)["items"], json!([]));
    }

    // L-39: what is done to the one who wrote in a thread is not told to the one who opened it.
    fn a_lock_tells_its_opener_nothing_of_the_sanction(site) {
        let scene = Scene::of(site);
        scene.sanctions("lock", &json!({"kind": "mute"}));
        let letters = site.letters();
        let (openers, writers) = (words(to(&letters, &scene.ada)[0]), words(to(&letters, &scene.berta)[0]));
        assert!(openers.contains("A moderator locked a thread of yours") && !openers.contains("cannot write"), "{openers}");
        assert!(writers.contains("A moderator decided about something you wrote") && writers.contains("cannot write"), "{writers}");
        assert_eq!(scene.ada.get("/decisions").is(200)["items"][0]["sanction"], Value::Null);
        assert_eq!(scene.berta.get("/decisions").is(200)["items"][0]["sanction"]["kind"], "mute");
    }

    // A-23, L-39: no voice shows a sanction, neither her alias nor her name; third accounts see silence and nothing else.
    fn no_view_changes_when_somebody_is_sanctioned(site) {
        let scene = Scene::of(site);
        let named = scene.ada.starts_thread(&json!({}));
        scene.berta.replies(&named, "Me too.");
        site.letters();
        let visitor = site.visitor();
        let readers: [&Caller; 3] = [&visitor, &scene.carla, &scene.ada];
        for kind in ["warn", "mute", "suspend"] {
            let before = views(&readers, &[&scene.thread, &named]);
            scene.carla.reports(&scene.thread, 2, "abuse");
            decide(&scene.dora, &scene.case, &with("keep", &json!({"kind": kind})));
            assert_eq!(views(&readers, &[&scene.thread, &named]), before, "{kind}");
            // Nobody can tell by writing to her, reacting, or following either.
            scene.carla.reacts(&scene.thread, 2, "hug");
            scene.carla.delete(&format!("/threads/{}/posts/2/reactions/hug", scene.thread)).is(204);
        }
        site.letters();
    }

    // A-19, L-40 (bands): a voice's own decisions count at once, those of her other voices do not yet.
    fn a_moderator_cannot_link_two_voices_by_watching_their_bands(site) {
        let scene = Scene::of(site);
        let (_, other) = reported(site, &scene.ada, &scene.berta, true, &scene.dora);
        let (_, stranger) = reported(site, &scene.ada, &scene.carla, true, &scene.dora);
        assert_eq!([band(&scene.elif, &scene.case), band(&scene.elif, &other), band(&scene.elif, &stranger)], ["none"; 3]);
        let id = decide(&scene.dora, &scene.case, &with("remove", &json!({"kind": "warn"})));
        assert_eq!(band(&scene.elif, &scene.case), "first");
        // Probing for it changes nothing: her other voice looks like a stranger's, however often it is looked at.
        for _ in 0..11 {
            assert_eq!(band(&scene.elif, &other), band(&scene.elif, &stranger));
            site.waits(HOUR);
            scene.elif.comes_back();
        }
        site.waits(37 * HOUR);
        scene.elif.comes_back();
        assert_eq!([band(&scene.elif, &other), band(&scene.elif, &stranger)], ["first", "none"]);
        let listed = scene.elif.pages("/moderation/cases?state=open", 20);
        assert_eq!(listed.iter().find(|case| case["id"] == other.as_str()).unwrap()["history"], "first");
        // Undoing shows on its own voice at once, and as late on the other.
        scene.undoes(&id).is(200);
        assert_eq!([band(&scene.elif, &scene.case), band(&scene.elif, &other)], ["none", "first"]);
        site.waits(48 * HOUR);
        scene.elif.comes_back();
        assert_eq!(band(&scene.elif, &other), "none");
        site.letters();
    }

    // A-23 (clock test): the other voices of a member hear of it between 12 and 48 hours, each at a moment of its own, and not
    // in the order in which they first spoke.
    fn bands_of_other_voices_turn_one_by_one_and_by_chance(site) {
        let scene = Scene::of(site);
        let cases: Vec<String> = (0..8).map(|_| reported(site, &scene.ada, &scene.berta, true, &scene.dora).1).collect();
        decide(&scene.dora, &scene.case, &with("remove", &json!({"kind": "suspend"})));
        let mut turned: Vec<(usize, i64)> = Vec::new();
        for quarter in 1..=48 * 4 {
            site.waits(15 * MINUTE);
            if quarter % 40 == 0 {
                scene.dora.comes_back();
            }
            if quarter % 4 != 0 {
                continue;
            }
            scene.dora.comes_back();
            for (place, case) in cases.iter().enumerate() {
                if !turned.iter().any(|(known, _)| *known == place) && band(&scene.dora, case) == "first" {
                    turned.push((place, quarter / 4));
                }
            }
        }
        assert_eq!(turned.len(), cases.len(), "all after 48 hours: {turned:?}");
        assert!(turned.iter().all(|(_, hour)| *hour >= 12), "none before 12 hours: {turned:?}");
        let hours: std::collections::BTreeSet<i64> = turned.iter().map(|(_, hour)| *hour).collect();
        assert!(hours.len() >= 4, "at moments of their own: {turned:?}");
        assert!(!turned.is_sorted_by_key(|(place, _)| *place), "in no order: {turned:?}");
        site.looks_away();
    }

    fn repeats_are_told_in_bands_and_forgotten_after_a_year(site) {
        let scene = Scene::of(site);
        let mut seen = vec![band(&scene.dora, &scene.case)];
        for _ in 0..4 {
            // Again and again about one voice: each counts at once.
            decide(&scene.dora, &scene.case, &with("keep", &json!({"kind": "warn"})));
            seen.push(band(&scene.dora, &scene.case));
            scene.carla.reports(&scene.thread, 2, "abuse");
        }
        assert_eq!(seen, ["none", "first", "repeated", "repeated", "often"]);
        site.waits(366 * DAY);
        scene.dora.comes_back();
        assert_eq!(band(&scene.dora, &scene.case), "none");
        site.looks_away();
    }

    // Refusing for staff would unmask: a moderator behind an alias is sanctioned like everybody, with the same answer.
    fn staff_behind_an_alias_are_treated_like_everybody(site) {
        let scene = Scene::of(site);
        let frida = site.staff("frida", Role::Admin);
        let (_, staff) = reported(site, &scene.ada, &frida, true, &scene.dora);
        let (_, member) = reported(site, &scene.ada, &scene.berta, true, &scene.dora);
        let sanction = with("remove", &json!({"kind": "suspend", "until": "2026-03-03T12:00:00Z"}));
        let mut answers = Vec::new();
        for case in [&staff, &member] {
            scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
            let mut answer = scene.dora.post(&format!("/moderation/cases/{case}/decision"), &sanction).is(201).json;
            for name in ["id", "thread"] {
                answer[name] = Value::Null;
            }
            answers.push(answer);
        }
        assert_eq!(answers[0], answers[1]);
        frida.get("/moderation/cases").refused(403, "suspended");
        site.waits(15 * HOUR);
        for member in [&frida, &scene.ada, &scene.elif] {
            member.comes_back();
        }
        frida.get("/moderation/cases").is(200);
        // Nobody sanctions herself.
        let (_, own) = reported(site, &scene.ada, &frida, true, &scene.elif);
        frida.post(&format!("/moderation/cases/{own}/claim"), &json!({})).refused(403, "forbidden");
        site.looks_away();
    }

    fn an_operator_lets_somebody_back_in(site) {
        let scene = Scene::of(site);
        scene.sanctions("remove", &json!({"kind": "suspend"}));
        site.wait(goodenough::accounts::standing::lift_all(site.app.clone(), &scene.berta.address)).unwrap();
        scene.berta.get("/threads").is(200);
        assert_eq!(band(&scene.dora, &scene.case), "first", "it still counts");
        assert!(site.wait(goodenough::accounts::standing::lift_all(site.app.clone(), "nobody@example.org")).is_err());
        site.letters();
    }

    // A stolen dump: the sanction stands in no row in the clear, and no length or count tells a sanctioned account or decision.
    fn a_dump_tells_neither_who_is_suspended_nor_by_which_decision(site) {
        let scene = Scene::of(site);
        let (_, plain) = reported(site, &scene.ada, &scene.ada, true, &scene.dora);
        scene.sanctions("remove", &json!({"kind": "suspend", "until": "2026-03-20T00:00:00Z"}));
        decide(&scene.dora, &plain, &verdict("remove"));
        site.letters();
        let rows = dump(&mut site.database.connect());
        let lengths = |table: &str, column: &str| -> std::collections::BTreeSet<usize> {
            rows.iter().filter(|row| row.table == table).map(|row| row.values[column].len()).collect()
        };
        for (table, column) in [("accounts", "standing"), ("decisions", "sanction"), ("staff_log", "sealed")] {
            let found = lengths(table, column);
            assert!(found.len() == 1 && !found.contains(&0), "{table}.{column} differs in length: {found:?}");
        }
        let until = goodenough::clock::Moment::parse("2026-03-20T00:00:00Z").unwrap().0.to_string();
        for row in &rows {
            for (column, value) in &row.values {
                let clear = ["suspend", "mute", "warn"].iter().any(|word| value.contains(word)) || value.contains(&until);
                assert!(!clear, "{}.{column} tells it: {value}", row.table);
            }
        }
        // A night later every value is another one, not only hers.
        let standing = |rows: &[crate::catalogue::Row]| -> Vec<String> {
            rows.iter().filter(|row| row.table == "accounts").map(|row| row.values["standing"].clone()).collect()
        };
        site.wait(goodenough::jobs::tidy::nightly(&site.app)).unwrap();
        let night = standing(&dump(&mut site.database.connect()));
        assert!(standing(&rows).iter().all(|value| !night.contains(value)), "a value stayed as it was");
        scene.berta.get("/threads").refused(403, "suspended");
    }

    // The links may be forgotten; suspensions hold, and nothing that is kept for them leads to a post.
    fn a_suspension_outlives_the_keys_of_the_links(site) {
        use goodenough::keys::Purpose;
        let scene = Scene::of(site);
        scene.sanctions("remove", &json!({"kind": "suspend"}));
        site.letters();
        assert_ne!(site.app.seal.newest_key(Purpose::Standing).unwrap().1.0, site.app.seal.newest_key(Purpose::Seal).unwrap().1.0);
        let rows = dump(&mut site.database.connect());
        let ids: Vec<i64> = rows
            .iter()
            .filter(|row| ["voices", "decisions", "threads", "cases"].contains(&row.table.as_str()))
            .map(|row| row.values["id"].parse().unwrap())
            .collect();
        let mut suspended = 0;
        for row in rows.iter().filter(|row| row.table == "accounts") {
            let account: i64 = row.values["id"].parse().unwrap();
            let sealed: Vec<u8> = (0..row.values["standing"].len() / 2)
                .map(|place| u8::from_str_radix(&row.values["standing"][place * 2..place * 2 + 2], 16).unwrap())
                .collect();
            let standing: Value = site.app.seal.open_standing(account, &sealed).unwrap();
            let text = standing.to_string();
            assert!(ids.iter().all(|id| !text.contains(&id.to_string())), "{text}");
            let decided = rows.iter().find(|row| row.table == "decisions").unwrap().values["decided_at"].clone();
            assert!(!text.contains(&decided), "{text}");
            suspended += usize::from(text.contains("\"s\":true"));
        }
        assert_eq!(suspended, 1);
    }
}
