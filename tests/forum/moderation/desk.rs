//! The desk: notes, a second opinion, handing over, conversations, who is on duty, and the call when something waited too long.

use goodenough::accounts::Role;
use goodenough::clock::{DAY, HOUR, MINUTE};
use goodenough::moderation::desk::calling;
use serde_json::{Value, json};

use super::{HARSH, Scene, cases, only, to, verdict};
use crate::site::{Answer, Caller, on_both};

impl Scene<'_> {
    fn notes(&self, by: &Caller, text: &str, asks: bool) -> Answer {
        by.post(&format!("/moderation/cases/{}/notes", self.case), &json!({"text": text, "asks": asks}))
    }

    fn writes(&self, text: &str) -> Answer {
        self.dora.post(&format!("/moderation/cases/{}/messages", self.case), &json!({"text": text}))
    }

    fn detail(&self) -> Answer {
        self.elif.get(&format!("/moderation/cases/{}", self.case)).is(200)
    }
}

fn kinds(of: &Caller) -> Vec<String> {
    let told = of.get("/notifications").is(200);
    told["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

fn listed(by: &Caller, question: &str) -> usize {
    by.get(&format!("/moderation/cases?{question}")).is(200)["items"].as_array().unwrap().len()
}

on_both! {
    // L-34
    fn notes_are_for_staff_and_a_question_waits_for_the_answer_of_another(site) {
        let scene = Scene::of(site);
        let note = scene.notes(&scene.dora, "Her third thread tonight.", false).is(201);
        assert_eq!((&note["kind"], &note["by"]), (&json!("note"), &json!("Dora")));
        scene.notes(&scene.dora, " ", false).misfits(&[("text", "required")]);
        scene.notes(&scene.ada, "I am curious.", false).refused(403, "forbidden");
        assert_eq!(listed(&scene.elif, "mark=opinion"), 0);
        assert_eq!(scene.notes(&scene.dora, "Is this a joke between them?", true).is(201)["kind"], "question");
        assert_eq!(listed(&scene.elif, "mark=opinion"), 1);
        assert!(kinds(&scene.elif).contains(&"case_waits".to_owned()) && !kinds(&scene.dora).contains(&"case_waits".to_owned()));
        assert_eq!(scene.notes(&scene.dora, "I asked Ada, too.", false).is(201)["kind"], "note", "her own words answer nothing");
        assert_eq!(listed(&scene.elif, "mark=opinion"), 1);
        assert_eq!(scene.notes(&scene.elif, "No. Remove it.", false).is(201)["kind"], "answer");
        assert_eq!(listed(&scene.elif, "mark=opinion"), 0);
        assert!(kinds(&scene.dora).contains(&"case_waits".to_owned()));
        let said: Vec<Value> = scene.detail()["staff_notes"].as_array().unwrap().iter().map(|note| note["text"].clone()).collect();
        assert_eq!(said.len(), 4);
        let (_, letters) = scene.decided("remove");
        let told = format!("{}{:?}", scene.berta.get("/decisions").is(200).text(), letters);
        assert!(!told.contains("third thread") && !told.contains("joke"), "nobody else reads a note");
        assert!(!scene.detail().text().contains(&scene.berta.address));
    }

    // L-34
    fn a_case_is_handed_over_with_a_word(site) {
        let scene = Scene::of(site);
        let path = format!("/moderation/cases/{}/handover", scene.case);
        scene.dora.post(&path, &json!({})).refused(409, "not_claimed");
        scene.claims(&scene.dora).is(200);
        scene.elif.post(&path, &json!({})).refused(409, "not_claimed");
        assert_eq!((listed(&scene.dora, "mine=true"), listed(&scene.elif, "mine=true")), (1, 0), "L-36");
        scene.dora.post(&path, &json!({"note": "I know her. Please take it."})).is(204);
        assert_eq!(listed(&scene.dora, "mine=true"), 0);
        let note = scene.detail()["staff_notes"][0].clone();
        assert_eq!((&note["kind"], &note["text"], &note["by"]), (&json!("handover"), &json!("I know her. Please take it."), &json!("Dora")));
        assert_eq!(only(&scene.elif, "open")["claimed_by"], Value::Null);
        scene.claims(&scene.elif).is(200);
        scene.elif.post(&path, &json!({})).is(204);
    }

    // L-36
    with |config| config.moderation.new_days = 7;
    fn the_queue_shows_what_somebody_wants_to_see_in_its_own_order(site) {
        let scene = Scene::of(site);
        let lonely = scene.ada.starts_thread(&json!({}));
        scene.carla.reports(&lonely, 1, "concern");
        assert_eq!(listed(&scene.dora, "unanswered=true"), 1);
        assert_eq!(listed(&scene.dora, "mark=concern"), 1);
        assert_eq!(listed(&scene.dora, "mark=newcomer"), 2, "all joined today");
        site.waits(8 * DAY);
        scene.dora.comes_back();
        scene.carla.comes_back();
        scene.ada.comes_back();
        let later = scene.ada.starts_thread(&json!({}));
        scene.carla.reports(&later, 1, "abuse");
        assert_eq!((listed(&scene.dora, ""), listed(&scene.dora, "mark=newcomer")), (3, 2));
        let first = cases(&scene.dora, "open")[0].clone();
        assert_eq!(first["marks"], json!(["concern", "newcomer"]), "concern first");
        assert!(first["opened_at"].is_string(), "the age is shown");
        site.letters();
    }

    // L-35
    fn a_new_report_opens_the_case_again_with_what_was_decided_before(site) {
        let scene = Scene::of(site);
        let (decision, _) = scene.decided("keep");
        assert_eq!(cases(&scene.dora, "open"), Vec::<Value>::new());
        scene.elif.get(&format!("/moderation/cases/{}", scene.case)).is(200);
        site.member("frida").reports(&scene.thread, 2, "abuse");
        let again = only(&scene.elif, "open");
        assert_eq!(again["id"], json!(scene.case), "one item a target");
        let detail = scene.detail();
        assert_eq!((&detail["decisions"][0]["id"], &detail["decisions"][0]["action"]), (&json!(decision), &json!("keep")));
        assert_eq!(detail["reports"].as_array().unwrap().len(), 2);
        site.letters();
    }

    fn a_conversation_is_no_penalty_and_neither_learns_who_the_other_is(site) {
        let scene = Scene::of(site);
        assert_eq!(scene.berta.get("/conversations").is(200)["items"], json!([]));
        let said = scene.writes("I think you meant well. Shall we find other words?").is(201);
        assert_eq!(said["from"], "moderator");
        let letters = site.letters();
        let hers: Vec<_> = letters.iter().filter(|letter| letter.to == scene.berta.address).collect();
        assert!(hers.len() == 1 && !hers[0].text.contains("other words") && hers[0].text.contains("/conversations"), "{hers:?}");
        assert!(kinds(&scene.berta).contains(&"moderator_wrote".to_owned()));
        let mine = scene.berta.get("/conversations").is(200);
        let talk = mine["items"][0].clone();
        assert_eq!((&talk["id"], &talk["number"], &talk["messages"][0]["text"]), (&json!(scene.case), &json!(2), &said["text"]));
        assert!(!mine.text().contains("Dora"));
        for other in [&scene.ada, &scene.carla, &scene.elif] {
            other.get(&format!("/conversations/{}", scene.case)).refused(404, "not_found");
            other.post(&format!("/conversations/{}/messages", scene.case), &json!({"text": "Me too."})).refused(404, "not_found");
        }
        let path = format!("/conversations/{}/messages", scene.case);
        scene.berta.post(&path, &json!({"text": ""})).misfits(&[("text", "required")]);
        // What is said within one millisecond stands in any order.
        site.waits(1);
        scene.berta.post(&path, &json!({"text": "Yes, please."})).is(201);
        let detail = scene.detail();
        assert_eq!((&detail["messages"][1]["from"], &detail["messages"][1]["text"]), (&json!("member"), &json!("Yes, please.")));
        assert!(!detail.text().contains("Berta") && !detail.text().contains(&scene.berta.address), "an alias stays one");
        // No penalty: nothing is decided, nothing counts, the post stands.
        assert_eq!(scene.berta.get("/decisions").is(200)["items"], json!([]));
        assert_eq!(detail["history"], "none");
        assert_eq!(scene.post()["body"], HARSH);
        scene.decided("keep");
        assert_eq!(cases(&scene.elif, "open"), Vec::<Value>::new());
        scene.berta.post(&path, &json!({"text": "One thing more."})).is(201);
        assert_eq!(only(&scene.elif, "open")["marks"], json!(["message"]), "her answer brings the case back");
        let kept = scene.berta.get("/me/export").is(200);
        assert_eq!(kept["conversations"][0]["messages"].as_array().unwrap().len(), 3);
        site.gives_role(&scene.berta, Role::Moderator);
        scene.berta.post(&format!("/moderation/cases/{}/messages", scene.case), &json!({"text": "Hello me."})).refused(403, "forbidden");
    }

    fn what_she_said_to_the_moderators_goes_with_her(site) {
        let scene = Scene::of(site);
        scene.writes("How are you?").is(201);
        scene.berta.post(&format!("/conversations/{}/messages", scene.case), &json!({"text": "A dozen plums."})).is(201);
        scene.berta.post("/me/erasure", &json!({"words": "keep_without_name"})).is(201);
        // At a moment of its own within two days, like everything that stands by a thread.
        for _ in 0..50 * 4 {
            site.waits(15 * MINUTE);
            site.runs_jobs();
        }
        site.letters();
        scene.elif.comes_back();
        let detail = scene.detail();
        assert!(!detail.text().contains("plums"), "{}", detail.text());
        assert_eq!(detail["messages"].as_array().unwrap().len(), 1);
    }

    // L-06
    fn staff_is_called_once_about_what_should_have_been_decided(site) {
        let scene = Scene::of(site);
        let call = || { site.wait(calling::call_overdue(&site.app)).unwrap(); site.letters() };
        assert!(call().is_empty());
        site.waits(48 * HOUR);
        scene.dora.comes_back();
        assert_eq!(only(&scene.dora, "open")["overdue"], json!(true));
        let letters = call();
        let (dora, elif) = (to(&letters, &scene.dora), to(&letters, &scene.elif));
        assert_eq!((letters.len(), dora.len(), elif.len()), (2, 1, 1), "staff, and nobody else");
        assert!(dora[0].text.contains("/moderation") && !dora[0].text.contains(HARSH));
        assert!(kinds(&scene.dora).contains(&"case_waits".to_owned()));
        assert!(call().is_empty(), "once");
        assert_eq!(listed(&scene.dora, "overdue=true"), 1);
        // A notice in no case is called about as well, once.
        let notice = json!({"category": "threat_to_life", "explanation": "Look there.", "urls": ["https://outside.example/"],
            "name": "Nora", "email": "nora@outside.example", "good_faith": true});
        site.visitor().post("/notices", &notice).is(201);
        assert_eq!(site.letters().len(), 1, "the receipt");
        site.waits(HOUR);
        assert_eq!(call().len(), 2);
        assert!(call().is_empty());
        // Where somebody may come to harm, an hour is the time.
        let thread = { scene.ada.comes_back(); scene.ada.starts_thread(&json!({})) };
        scene.carla.comes_back();
        scene.carla.reports(&thread, 1, "concern");
        site.waits(59 * MINUTE);
        assert!(call().is_empty());
        site.waits(4 * HOUR);
        assert_eq!(call().len(), 2);
    }

    // S-33
    fn a_shift_counts_what_is_hard_and_hands_everything_over(site) {
        let scene = Scene::of(site);
        let shift = |by: &Caller| by.get("/moderation/shift").is(200);
        assert_eq!((&shift(&scene.dora)["on"], &shift(&scene.dora)["on_duty"]), (&json!(false), &json!(0)));
        let begun = scene.dora.post("/moderation/shift", &json!({"hours": 3})).is(200);
        assert_eq!((&begun["on"], &begun["until"], &begun["on_duty"]), (&json!(true), &json!("2026-03-03T00:15:00Z"), &json!(1)));
        scene.dora.post("/moderation/shift", &json!({"hours": 2})).is(200);
        assert_eq!(shift(&scene.elif)["on_duty"], json!(1), "nobody is in two shifts");
        scene.claims(&scene.dora).is(200);
        assert_eq!(shift(&scene.dora)["hard"], json!(0), "abuse is not what weighs most");
        for nth in 1..=6 {
            let thread = scene.ada.starts_thread(&json!({}));
            scene.carla.reports(&thread, 1, "concern");
            let open = cases(&scene.dora, "open");
            let case = open.iter().find(|case| case["thread"] == thread.as_str()).unwrap()["id"].as_str().unwrap().to_owned();
            scene.dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
            let stands = shift(&scene.dora);
            assert_eq!((&stands["hard"], &stands["rest"]), (&json!(nth), &json!(nth == 6)));
        }
        assert_eq!(shift(&scene.dora)["holds"], json!(7));
        let ended = scene.dora.post("/moderation/shift/end", &json!({"note": "Two hard hours. Tea helps."})).is(200);
        assert_eq!((&ended["on"], &ended["holds"], &ended["hard"]), (&json!(false), &json!(0), &json!(0)));
        assert_eq!(listed(&scene.elif, "state=open"), 7);
        assert_eq!(scene.detail()["staff_notes"][0]["kind"], "handover");
        let note = shift(&scene.elif)["notes"][0].clone();
        assert_eq!((&note["by"], &note["text"]), (&json!("Dora"), &json!("Two hard hours. Tea helps.")));
        site.letters();
    }

    // S-33
    fn whether_somebody_is_on_duty_is_told_to_everybody(site) {
        let scene = Scene::of(site);
        let coverage = || site.visitor().get("/coverage").is(200);
        assert_eq!(coverage().json, json!({"on_duty": true, "stricter": false, "storm": false, "sign_up_wait": 0}), "nobody uses the clock");
        scene.dora.post("/moderation/shift", &json!({"hours": 2})).is(200);
        assert_eq!(coverage()["stricter"], false);
        site.waits(2 * HOUR);
        assert_eq!((&coverage()["on_duty"], &coverage()["stricter"]), (&json!(false), &json!(true)), "her time ran out");
        scene.dora.comes_back();
        scene.dora.post("/moderation/shift", &json!({"hours": 1})).is(200);
        assert_eq!(coverage()["on_duty"], true);
        scene.dora.post("/moderation/shift/end", &json!({})).is(200);
        assert_eq!(coverage()["stricter"], true);
        site.waits(15 * DAY);
        assert_eq!(coverage()["stricter"], false, "after two weeks the clock counts as given up");
        scene.dora.comes_back();
        scene.dora.post("/moderation/storm", &json!({"on": true, "hours": 2})).is(200);
        assert_eq!(coverage()["storm"], true);
        site.visitor().post("/moderation/shift", &json!({"hours": 2})).refused(401, "unauthenticated");
        assert_eq!(verdict("keep")["action"], "keep");
    }
}
