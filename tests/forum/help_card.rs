//! The card: helplines beside an answer to a writer in danger, for her alone; her post stands as any other.

use serde_json::json;

use crate::site::on_both;

on_both! {
    // S-04, S-05: published at once, with two or three lines of her country; nobody else gets them, and nothing is kept.
    fn words_of_danger_bring_lines_to_their_writer_and_nothing_else(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        ada.patch("/me", &json!({"country": "US"})).is(200);
        let words = "I want to die. There I said it.";
        let body = json!({"space": "hard-days", "body": words, "voice": "alias", "need": "just_listen", "audience": "public"});
        let answer = ada.post("/threads", &body).is(201);
        let ids: Vec<&str> = answer["help"].as_array().unwrap().iter().map(|line| line["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["us-988", "us-maternal"]);
        assert_eq!(answer["help_about"], json!(["suicide"]));
        let id = answer.string("id");
        for reader in [&*berta, &*ada, &site.visitor()] {
            let seen = reader.get(&format!("/threads/{id}")).is(200);
            assert_eq!(seen["posts"]["items"][0]["state"], "visible");
            assert!(seen.json.get("help").is_none() && !seen.text().contains("988"));
        }
        assert!(site.staff("ruth", goodenough::accounts::Role::Moderator).get("/moderation/cases").is(200)["items"].as_array().unwrap().is_empty());
        let reply = ada.post(&format!("/threads/{id}/posts"), &json!({"body": "My husband hit me last night in front of the kids", "voice": "alias"})).is(201);
        assert_eq!(reply["help"][0]["id"], "us-ndvh");
        let calm = ada.post(&format!("/threads/{id}/posts"), &json!({"body": "This laundry will kill me.", "voice": "alias"})).is(201);
        assert!(calm.json.get("help").is_none());
        let edited = ada.patch(&format!("/threads/{id}/posts/3"), &json!({"body": "I want to kill myself."})).is(200);
        assert_eq!(edited["help"][0]["id"], "us-988");
        site.looks_away();
    }

    // S-11: the country is her choice, else what her language says; a title speaks too.
    fn without_a_country_her_language_or_the_world_has_to_do(site) {
        let ada = site.member("ada");
        let body = |key: &str| json!({"space": "hard-days", "title": "me quiero morir", "body": key, "voice": "named", "need": "just_listen", "audience": "public"});
        ada.patch("/me", &json!({"locale": "es-ES"})).is(200);
        assert_eq!(ada.post("/threads", &body("Hola.")).is(201)["help"][0]["id"], "es-024");
        ada.patch("/me", &json!({"locale": "es"})).is(200);
        let world = ada.post("/threads", &body("Hola otra vez.")).is(201);
        assert!(world["help"][0]["country"].is_null());
    }

    fn a_repeat_brings_the_same_card(site) {
        let ada = site.member("ada");
        let body = json!({"space": "hard-days", "body": "I am suicidal.", "voice": "named", "need": "just_listen", "audience": "public"});
        let send = || ada.asks("POST", "/threads").header("idempotency-key", "k1").json(&body).answer().is(201);
        let (first, second) = (send(), send());
        assert_eq!(first["help"], second["help"]);
        assert!(!first["help"].as_array().unwrap().is_empty());
    }
}
