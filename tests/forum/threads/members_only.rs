//! Threads for members only: for everybody else they do not exist.

use goodenough::accounts::Role;
use serde_json::json;

use crate::site::on_both;

on_both! {
    fn a_thread_for_members_exists_for_nobody_who_is_signed_out(site) {
        let (ada, berta, visitor) = (site.member("ada"), site.member("berta"), site.visitor());
        let open = ada.starts_thread(&json!({}));
        let id = ada.starts_thread(&json!({"audience": "members", "space": "money"}));
        berta.replies(&id, "Here too.");
        site.looks_away();
        for query in ["", "?order=new", "?order=waiting", "?space=money", "?need=just_listen"] {
            let listed = visitor.get(&format!("/threads{query}")).is(200);
            assert!(!listed.text().contains(&id), "{query}");
        }
        assert_eq!(visitor.get("/threads").is(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(visitor.get("/threads").is(200)["items"][0]["id"], open.as_str());
        let missing = "1".repeat(10) + "2";
        for path in ["", "/posts", "/posts?from=2"] {
            let refused = visitor.get(&format!("/threads/{id}{path}")).refused(404, "not_found");
            let never = visitor.get(&format!("/threads/{missing}{path}")).refused(404, "not_found");
            assert_eq!(refused.for_snapshot(), never.for_snapshot());
            assert_eq!((refused.header("etag"), refused.header("cache-control")), (None, Some("no-store")));
        }
        let tag = ada.get(&format!("/threads/{id}")).is(200).header("etag").unwrap().to_owned();
        visitor.asks("GET", &format!("/threads/{id}")).header("if-none-match", &tag).answer().refused(404, "not_found");
        visitor.asks("GET", &format!("/threads/{id}")).header("if-none-match", "*").answer().refused(404, "not_found");
        assert_eq!(berta.get(&format!("/threads/{id}")).is(200)["audience"], "members");
        assert_eq!(berta.get("/threads?space=money").is(200)["items"].as_array().unwrap().len(), 1);
    }

    fn a_page_for_visitors_is_full_although_members_threads_stand_between(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        for number in 0..12 {
            ada.starts_thread(&json!({"audience": if number % 3 == 0 { "public" } else { "members" }}));
        }
        let page = visitor.get("/threads?limit=4").is(200);
        assert_eq!((page["items"].as_array().unwrap().len(), page["next"].is_null()), (4, true));
        assert_eq!(ada.pages("/threads", 5).len(), 12);
    }

    fn a_suspended_member_reads_no_thread(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        site.suspends(&ada, true);
        let again = ada.post("/sessions", &json!({"email": ada.address, "password": crate::site::member::PASSWORD})).is(201);
        ada.takes(&again);
        for path in ["/threads".to_owned(), format!("/threads/{id}"), format!("/threads/{id}/posts"), format!("/threads/{id}/mine")] {
            ada.get(&path).refused(403, "suspended");
        }
        ada.post(&format!("/threads/{id}/posts"), &json!({"body": "x", "voice": "alias"})).refused(403, "suspended");
    }

    fn a_thread_goes_from_public_to_members_and_back_until_another_voice_replied(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        let path = format!("/threads/{id}");
        assert_eq!(ada.patch(&path, &json!({"audience": "members"})).is(200)["audience"], "members");
        site.visitor().get(&path).refused(404, "not_found");
        ada.replies(&id, "Under the same name.");
        assert_eq!(ada.patch(&path, &json!({"audience": "public"})).is(200)["audience"], "public");
        ada.patch(&path, &json!({"audience": "members"})).is(200);
        berta.replies(&id, "Among us.");
        ada.patch(&path, &json!({"audience": "public"})).refused(409, "audience_fixed");
        ada.patch(&path, &json!({"audience": "members", "title": "Still changes"})).is(200);
        site.looks_away();
    }

    fn a_reply_for_members_stays_with_members_even_when_it_is_gone_for_now(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.staff("carla", Role::Moderator));
        site.looks_away();
        let id = ada.starts_thread(&json!({"audience": "members"}));
        let number = berta.replies(&id, "For members' eyes.");
        ada.reports(&id, number, "other");
        let case = carla.get("/moderation/cases").is(200)["items"][0]["id"].as_str().unwrap().to_owned();
        carla.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let verdict = json!({"action": "remove", "rule": "kindness", "facts": "It mocks.", "message": ""});
        let decision = carla.post(&format!("/moderation/cases/{case}/decision"), &verdict).is(201).string("id");
        ada.patch(&format!("/threads/{id}"), &json!({"audience": "public"})).refused(409, "audience_fixed");
        carla.post(&format!("/moderation/decisions/{decision}/undo"), &json!({})).is(200);
        berta.delete(&format!("/threads/{id}/posts/{number}")).is(204);
        ada.patch(&format!("/threads/{id}"), &json!({"audience": "public"})).refused(409, "audience_fixed");
    }
}
