//! Reactions: warmth without a name.

use serde_json::{Value, json};

use crate::site::{Caller, on_both};

fn counts(caller: &Caller, thread: &str, number: i64) -> Value {
    caller.get(&format!("/threads/{thread}/posts?from={number}&limit=1")).is(200)["items"][0]["reactions"].clone()
}

on_both! {
    fn every_kind_is_counted_and_a_repeat_is_harmless(site) {
        let (ada, berta, visitor) = (site.member("ada"), site.member("berta"), site.visitor());
        let id = ada.starts_thread(&json!({}));
        for kind in ["hug", "same_here", "doing_great", "thank_you", "light"] {
            berta.reacts(&id, 1, kind);
            berta.reacts(&id, 1, kind);
        }
        ada.reacts(&id, 1, "hug");
        assert_eq!(counts(&visitor, &id, 1), json!({"hug": 2, "same_here": 1, "doing_great": 1, "thank_you": 1, "light": 1}));
        let path = format!("/threads/{id}/posts/1/reactions/hug");
        berta.delete(&path).is(204);
        berta.delete(&path).is(204);
        assert_eq!(counts(&visitor, &id, 1)["hug"], 1);
        ada.delete(&path).is(204);
        assert_eq!(counts(&visitor, &id, 1).get("hug"), None, "a kind that nobody gave is not there");
        assert_eq!(berta.get(&format!("/threads/{id}/mine")).is(200)["reactions"].as_object().unwrap()["1"].as_array().unwrap().len(), 4);
    }

    fn reactions_stand_with_their_post_and_hers_with_her(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let (id, other) = (ada.starts_thread(&json!({})), ada.starts_thread(&json!({})));
        let number = ada.replies(&id, "More.");
        berta.reacts(&id, number, "light");
        ada.reacts(&id, number, "light");
        assert_eq!((counts(&ada, &id, 1), counts(&ada, &id, number)), (json!({}), json!({"light": 2})));
        assert_eq!(counts(&ada, &other, 1), json!({}));
        let reactions = |caller: &Caller, id: &str| caller.get(&format!("/threads/{id}/mine")).is(200)["reactions"].clone();
        assert_eq!(reactions(&berta, &id), json!({"2": ["light"]}));
        assert_eq!(reactions(&berta, &other), json!({}));
        // Nobody is told who was warm, and nothing goes up in a list by it.
        assert_eq!(ada.get("/notifications").is(200)["items"], json!([]));
        assert_eq!(ada.get(&format!("/threads/{id}")).is(200)["last_reply_at"], ada.get(&format!("/threads/{id}")).is(200)["posted_at"]);
    }

    fn what_is_not_there_gets_no_reaction(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        let number = ada.replies(&id, "Soon gone.");
        berta.reacts(&id, number, "hug");
        for path in ["1/reactions/like", "1/reactions/HUG", "3/reactions/hug", "0/reactions/hug", "-1/reactions/hug", "x/reactions/hug"] {
            berta.put(&format!("/threads/{id}/posts/{path}"), &json!({})).refused(404, "not_found");
            berta.delete(&format!("/threads/{id}/posts/{path}")).refused(404, "not_found");
        }
        site.visitor().put(&format!("/threads/{id}/posts/1/reactions/hug"), &json!({})).refused(401, "unauthenticated");
        site.visitor().delete(&format!("/threads/{id}/posts/1/reactions/hug")).refused(401, "unauthenticated");
        ada.delete(&format!("/threads/{id}/posts/{number}")).is(204);
        berta.put(&format!("/threads/{id}/posts/{number}/reactions/light"), &json!({})).refused(404, "not_found");
        berta.delete(&format!("/threads/{id}/posts/{number}/reactions/hug")).refused(404, "not_found");
        assert_eq!(counts(&berta, &id, number), json!({}));
    }

    fn a_thread_for_members_takes_warmth_from_members(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({"audience": "members"}));
        berta.reacts(&id, 1, "hug");
        assert_eq!(counts(&ada, &id, 1), json!({"hug": 1}));
    }

    //
    fn one_member_is_one_hug_under_both_names_and_at_once(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        berta.replies(&id, "x");
        berta.replies_hidden(&id, "x");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| berta.reacts(&id, 1, "hug"));
            }
        });
        assert_eq!(counts(&ada, &id, 1), json!({"hug": 1}));
        site.looks_away();
    }
}
