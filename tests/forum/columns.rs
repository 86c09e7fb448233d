//! Columns by professionals, and what newsreaders get.

use goodenough::accounts::Role;
use serde_json::json;

use crate::site::{Member, Site, on_both};

fn writes(member: &Member<'_>, title: &str) -> String {
    let column =
        json!({"space": "feeding", "title": title, "body": "What a midwife hears at many kitchen tables, told at length."});
    member.post("/columns", &column).is(201)["id"].as_str().unwrap().to_owned()
}

fn titles(site: &Site, path: &str) -> Vec<String> {
    let items = site.visitor().get(path).is(200)["items"].clone();
    items.as_array().unwrap().iter().map(|card| card["title"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    fn a_column_stands_in_its_own_list_and_waits_for_nobody(site) {
        let (mia, ada) = (site.staff("mia", Role::Professional), site.member("ada"));
        let id = writes(&mia, "Counted feeds");
        ada.starts_thread(&json!({"title": "A thread"}));
        assert_eq!(titles(site, "/columns"), ["Counted feeds"]);
        for path in ["/threads", "/threads?order=new", "/threads?order=waiting"] {
            assert_eq!(titles(site, path), ["A thread"], "{path}");
        }
        let thread = site.visitor().get(&format!("/threads/{id}")).is(200);
        assert_eq!((&thread["column"], &thread["posts"]["items"][0]["voice"]["badge"]), (&json!(true), &json!("author")));
        // Its discussion is one like any other.
        ada.replies_hidden(&id, "That was us.");
        assert_eq!(site.letters().iter().filter(|letter| letter.to == mia.address).count(), 1);
        assert_eq!(site.visitor().get(&format!("/threads/{id}")).is(200)["replies"], 1);
        ada.post("/columns", &json!({"space": "feeding", "title": "Mine", "body": "Too."})).refused(403, "forbidden");
        mia.post("/columns", &json!({"space": "feeding", "title": " ", "body": "Too."})).is(201);
    }

    fn beside_a_column_stand_its_writer_and_related_ones(site) {
        let mia = site.staff("mia", Role::Professional);
        let [first, second] = ["Counted feeds", "The second night"].map(|title| writes(&mia, title));
        site.runs_jobs();
        let beside = site.visitor().get(&format!("/columns/{first}")).is(200);
        assert_eq!((&beside["writer"]["name"], &beside["writer"]["text"]), (&json!("Mia"), &json!("")));
        assert_eq!(beside["related"][0]["id"], json!(second));
        mia.put("/me/bio", &json!({"profession": " midwife ", "text": "I have sat at many kitchen tables."})).is(204);
        let beside = site.visitor().get(&format!("/columns/{first}")).is(200);
        assert_eq!((&beside["writer"]["profession"], &beside["writer"]["text"]), (&json!("midwife"), &json!("I have sat at many kitchen tables.")));
        assert_eq!(mia.get("/me/bio").is(200)["profession"], "midwife");
        mia.put("/me/bio", &json!({"profession": "", "text": "a".repeat(1_001)})).misfits(&[("profession", "required")]);
        let ada = site.member("ada");
        ada.get("/me/bio").refused(403, "forbidden");
        let thread = ada.starts_thread(&json!({}));
        site.visitor().get(&format!("/columns/{thread}")).refused(404, "not_found");
    }

    // A-15, S-28: an alias or nobody; nothing for members alone, nothing that touches self-harm.
    fn newsreaders_get_public_threads_with_an_alias_or_nobody_as_their_author(site) {
        let (mia, ada) = (site.staff("mia", Role::Professional), site.member("ada"));
        writes(&mia, "Counted feeds");
        let hidden = ada.starts_thread(&json!({"title": "Under an alias", "voice": "alias"}));
        ada.starts_thread(&json!({"title": "By & by name", "voice": "named"}));
        ada.starts_thread(&json!({"title": "For members", "audience": "members"}));
        ada.starts_thread(&json!({"title": "It touches that", "notes": ["self_harm"]}));
        let alias = site.visitor().get(&format!("/threads/{hidden}")).is(200)["voice"]["name"].as_str().unwrap().to_owned();
        let answer = site.visitor().get("/atom/threads").is(200);
        assert_eq!(answer.header("content-type"), Some("application/atom+xml; charset=utf-8"));
        let document = answer.text();
        assert!(document.contains("Under an alias") && document.contains(&alias) && document.contains("By &amp; by name"));
        for absent in ["For members", "It touches that", "Counted feeds", ">Ada<", "Berta"] {
            assert!(!document.contains(absent), "{absent}: {document}");
        }
        assert!(document.contains(&format!("/t/{hidden}")));
        let document = site.visitor().get("/atom/columns").is(200).text();
        assert!(document.contains("Counted feeds") && !document.contains(">Mia<") && !document.contains("Under an alias"));
    }
}
