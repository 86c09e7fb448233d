//! Notices from outside, from the form to the outcome.

use goodenough::accounts::Role;
use goodenough::clock::HOUR;
use serde_json::{Value, json};

use crate::site::{Caller, Letter, Site, on_both};

fn notice(site: &Site, fields: &Value) -> Value {
    let mut body = json!({
        "category": "privacy", "explanation": "It says where my sister lives.", "good_faith": true,
        "urls": [format!("{}/t/11111111112#n1", site.app.config.site.url)], "name": "Nora Neighbour", "email": "nora@outside.example",
    });
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    body
}

fn words(letter: &Letter) -> String {
    letter.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn address(site: &Site, thread: &str, number: i64) -> String {
    format!("{}/t/{thread}?from=1#n{number}", site.app.config.site.url)
}

fn decides(moderator: &Caller, case: &str, action: &str) {
    moderator.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
    let verdict = json!({"action": action, "rule": "privacy", "facts": "It says where she lives.", "message": ""});
    moderator.post(&format!("/moderation/cases/{case}/decision"), &verdict).is(201);
}

on_both! {
    // L-01, L-03, L-04, L-07
    fn a_notice_joins_the_case_of_its_post_and_its_sender_hears_back(site) {
        let (ada, dora) = (site.member("ada"), site.staff("dora", Role::Moderator));
        let thread = ada.starts_thread(&json!({}));
        let visitor = site.visitor();
        let taken = visitor.post("/notices", &notice(site, &json!({"urls": [address(site, &thread, 1)]}))).is(201);
        let receipt = site.letter_to("nora@outside.example");
        assert!(words(&receipt).contains(&taken.string("reference")) && receipt.text.contains(&format!("/notice/{}", taken.string("token"))), "{}", receipt.text);
        let path = format!("/notices/{}", taken.string("token"));
        let before = visitor.get(&path).is(200);
        assert_eq!((&before["state"], &before["outcomes"], &before["due_at"]), (&json!("open"), &json!([]), &json!("2026-03-04T21:00:00Z")));
        visitor.get("/notices/nobodys").refused(404, "not_found");

        let case = dora.get("/moderation/cases").is(200)["items"][0].clone();
        assert_eq!((&case["marks"], &case["weight"]), (&json!(["notice"]), &json!(60)));
        let case = case["id"].as_str().unwrap().to_owned();
        let detail = dora.get(&format!("/moderation/cases/{case}")).is(200);
        assert_eq!(detail["notices"][0]["explanation"], "It says where my sister lives.");
        assert!(!detail.text().contains("Nora") && !detail.text().contains("nora@"));

        decides(&dora, &case, "remove");
        let letters = site.letters();
        let told: Vec<String> = letters.iter().filter(|letter| letter.to == "nora@outside.example").map(words).collect();
        assert_eq!(told.len(), 1);
        for said in ["has been removed", "A person read it and decided; no program took part", "a court", &taken.string("reference")] {
            assert!(told[0].contains(said), "{said}: {}", told[0]);
        }
        let after = visitor.get(&path).is(200);
        assert_eq!((&after["state"], &after["outcomes"], &after["automated"]), (&json!("closed"), &json!(["removed"]), &json!(false)));
        let hers = ada.get("/decisions").is(200);
        assert_eq!(hers["items"][0]["found_by"], "notice");
        assert!(!hers.text().contains("Nora") && letters.iter().filter(|letter| letter.to == ada.address).all(|letter| !letter.text.contains("Nora")), "L-05");
    }

    // L-01, L-02
    fn what_a_notice_needs_is_said_field_by_field(site) {
        let visitor = site.visitor();
        let empty = json!({"category": "other"});
        visitor.post("/notices", &empty).misfits(&[
            ("email", "required"), ("explanation", "required"), ("good_faith", "required"), ("name", "required"), ("urls", "required"),
        ]);
        visitor.post("/notices", &notice(site, &json!({"email": "nowhere", "urls": ["not an address"], "category": "hatred"})))
            .misfits(&[("email", "bad_characters"), ("urls", "bad_characters")]);
        visitor.post("/notices", &notice(site, &json!({"category": "ugly"}))).misfits(&[("category", "unknown")]);
        let nameless = json!({"category": "child_sexual_abuse", "name": null, "email": null});
        visitor.post("/notices", &notice(site, &nameless)).is(201);
        visitor.post("/notices", &notice(site, &json!({"name": null, "email": null}))).misfits(&[("email", "required"), ("name", "required")]);
        assert!(site.letters().is_empty(), "nobody can be written to");
    }

    // L-06
    fn where_somebody_may_come_to_harm_an_hour_is_the_target(site) {
        let dora = site.staff("dora", Role::Moderator);
        let ada = site.member("ada");
        let thread = ada.starts_thread(&json!({}));
        let body = notice(site, &json!({"category": "threat_to_life", "urls": [address(site, &thread, 1)]}));
        site.visitor().post("/notices", &body).is(201);
        let first = || dora.get("/moderation/notices").is(200)["items"][0].clone();
        assert_eq!((&first()["due_at"], &first()["overdue"]), (&json!("2026-03-02T22:00:00Z"), &json!(false)));
        let case = dora.get("/moderation/cases").is(200)["items"][0].clone();
        assert_eq!((&case["weight"], &case["due_at"]), (&json!(80), &json!("2026-03-02T22:00:00Z")));
        site.waits(HOUR);
        dora.comes_back();
        assert_eq!(first()["overdue"], json!(true));
        site.letters();
    }

    // L-01: what is answered tells nobody whether a thread is there.
    fn a_notice_that_names_no_post_waits_for_its_place_or_an_answer(site) {
        let (ada, dora) = (site.member("ada"), site.staff("dora", Role::Moderator));
        let hidden = ada.starts_thread(&json!({"audience": "members"}));
        let visitor = site.visitor();
        let one = visitor.post("/notices", &notice(site, &json!({}))).is(201);
        let two = visitor.post("/notices", &notice(site, &json!({"email": "otto@outside.example"}))).is(201);
        let three = visitor.post("/notices", &notice(site, &json!({"urls": [address(site, &hidden, 1)]}))).is(201);
        let keys = |answer: &Value| answer.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&one.json), keys(&three.json));
        let stands = |token: &str| {
            let mut status = visitor.get(&format!("/notices/{token}")).is(200).json;
            status["reference"] = Value::Null;
            status
        };
        assert_eq!(stands(&one.string("token")), stands(&three.string("token")));

        let items = dora.pages("/moderation/notices", 1);
        let id = |taken: &str| items.iter().find(|item| item["reference"] == taken).unwrap()["id"].as_str().unwrap().to_owned();
        let (one_id, two_id, three_id) = (id(&one.string("reference")), id(&two.string("reference")), id(&three.string("reference")));
        let put = |id: &str| dora.post(&format!("/moderation/notices/{id}/place"), &json!({"thread": hidden, "number": 1}));
        dora.post(&format!("/moderation/notices/{one_id}/place"), &json!({"thread": hidden, "number": 9})).refused(404, "not_found");
        assert!(put(&one_id).is(200)["cases"][0].is_string());
        put(&one_id).refused(409, "case_closed");
        put(&three_id).refused(409, "case_closed");
        let answer = |id: &str, text: &str| dora.post(&format!("/moderation/notices/{id}/answer"), &json!({"answer": text}));
        answer(&two_id, " ").misfits(&[("answer", "required")]);
        answer(&one_id, "Its case decides.").refused(409, "case_closed");
        assert_eq!(answer(&two_id, "There is no such page here.").is(200)["state"], "closed");
        answer(&two_id, "Again.").refused(409, "case_closed");
        let letters = site.letters();
        let otto: Vec<String> = letters.iter().filter(|letter| letter.to == "otto@outside.example").map(words).collect();
        assert!(otto.len() == 2 && otto.iter().filter(|said| said.contains("There is no such page here.")).count() == 1, "{otto:?}");
        assert_eq!(visitor.get(&format!("/notices/{}", two.string("token"))).is(200)["outcomes"], json!(["answered"]));
        assert_eq!(dora.pages("/moderation/notices?state=closed", 20).len(), 1);
        let case = dora.get("/moderation/cases").is(200);
        assert_eq!(case["items"].as_array().unwrap().len(), 1, "both are one case");
    }

    // L-05, L-28
    fn who_sent_it_is_seen_only_with_a_reason_that_the_log_keeps(site) {
        let (ada, dora) = (site.member("ada"), site.staff("dora", Role::Moderator));
        site.visitor().post("/notices", &notice(site, &json!({}))).is(201);
        site.letters();
        let listed = dora.get("/moderation/notices").is(200);
        assert!(!listed.text().contains("Nora") && !listed.text().contains("nora@"));
        let path = format!("/moderation/notices/{}/contact", listed["items"][0]["id"].as_str().unwrap());
        dora.post(&path, &json!({"reason": ""})).misfits(&[("reason", "required")]);
        ada.post(&path, &json!({"reason": "Curious."})).refused(403, "forbidden");
        site.visitor().post(&path, &json!({"reason": "Curious."})).refused(401, "unauthenticated");
        let log = || dora.get("/moderation/log").is(200).text();
        assert!(!log().contains("notice_contact_read"));
        let contact = dora.post(&path, &json!({"reason": "The address is not complete."})).is(200);
        assert_eq!(contact.json, json!({"name": "Nora Neighbour", "email": "nora@outside.example"}));
        assert!(log().contains("notice_contact_read") && log().contains("The address is not complete.") && !log().contains("Nora"));
        for path in ["/moderation/notices", "/moderation/notices/11111111112"] {
            ada.get(path).refused(403, "forbidden");
        }
        dora.get("/moderation/notices/11111111112").refused(404, "not_found");
    }

    // L-04, L-07: a notice that names several posts is answered once all of them are decided.
    fn a_notice_about_several_posts_waits_for_all_of_them(site) {
        let (ada, dora) = (site.member("ada"), site.staff("dora", Role::Moderator));
        let threads = [ada.starts_thread(&json!({})), ada.starts_thread(&json!({}))];
        let urls: Vec<String> = threads.iter().map(|thread| address(site, thread, 1)).collect();
        let taken = site.visitor().post("/notices", &notice(site, &json!({"urls": urls}))).is(201);
        let stands = || site.visitor().get(&format!("/notices/{}", taken.string("token"))).is(200);
        let cases = dora.pages("/moderation/cases", 5);
        assert_eq!(cases.len(), 2);
        decides(&dora, cases[0]["id"].as_str().unwrap(), "remove");
        assert_eq!((&stands()["state"], &stands()["outcomes"]), (&json!("open"), &json!([])), "nobody hears of a part");
        decides(&dora, cases[1]["id"].as_str().unwrap(), "lock");
        assert_eq!((&stands()["state"], &stands()["outcomes"]), (&json!("closed"), &json!(["removed", "locked"])));
        let letters = site.letters();
        let told: Vec<String> = letters.iter().filter(|letter| letter.to == "nora@outside.example").map(words).collect();
        assert_eq!(told.iter().filter(|said| said.contains("has been removed") && said.contains("was closed")).count(), 1);
        let decision = dora.get(&format!("/moderation/cases/{}", cases[1]["id"].as_str().unwrap())).is(200)["decisions"][0]["id"].clone();
        dora.post(&format!("/moderation/decisions/{}/undo", decision.as_str().unwrap()), &json!({})).is(200);
        assert_eq!(stands()["outcomes"], json!(["removed", "undone"]));
        site.letters();
        let log = dora.get("/moderation/log").is(200);
        let answered = log["items"].as_array().unwrap().iter().find(|line| line["act"] == "notice_answered").unwrap().clone();
        assert_eq!((&answered["facts"]["category"], &answered["facts"]["outcome"]), (&json!("privacy"), &json!("removed")));
    }
}
