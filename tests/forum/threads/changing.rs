//! The author changes her thread, hides it, or takes its opening post back.

use goodenough::accounts::Role;
use serde_json::{Value, json};

use crate::site::on_both;

on_both! {
    fn an_author_changes_what_she_named_and_nothing_else(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({"notes": ["loss"]}));
        let path = format!("/threads/{id}");
        let before = ada.get(&path).is(200);
        assert_eq!(ada.patch(&path, &json!({})).is(200).json, before.json);
        let change = json!({"title": "  Another\u{a0}title ", "need": "celebrate", "notes": ["eating", "abuse"], "space": "feeding"});
        let after = ada.patch(&path, &change).is(200);
        let mut expected = before.json.clone();
        for (name, value) in [("title", json!("Another\u{a0}title")), ("need", json!("celebrate")), ("notes", json!(["abuse", "eating"])), ("space", json!("feeding"))] {
            expected[name] = value;
        }
        assert_eq!(after.json, expected);
        assert_eq!(site.visitor().get(&path).is(200).json, expected);
        assert_eq!(ada.patch(&path, &json!({"notes": []})).is(200)["notes"], json!([]));
    }

    fn what_does_not_fit_changes_nothing(site) {
        let ada = site.member("ada");
        let path = format!("/threads/{}", ada.starts_thread(&json!({})));
        let before = ada.get(&path).is(200).json;
        ada.patch(&path, &json!({"title": " "})).misfits(&[("title", "required")]);
        ada.patch(&path, &json!({"title": "a".repeat(201)})).misfits(&[("title", "too_long")]);
        ada.patch(&path, &json!({"need": "celebrate", "space": "politics"})).misfits(&[("space", "unknown")]);
        ada.patch(&path, &json!({"state": "closed"})).misfits(&[("state", "unknown")]);
        ada.patch(&path, &json!({"replies": 0})).misfits(&[("replies", "unknown_field")]);
        ada.patch(&path, &json!({"notes": ["sadness"]})).refused(422, "invalid");
        assert_eq!(ada.get(&path).is(200).json, before);
    }

    fn nobody_else_changes_or_hides_it(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.staff("carla", Role::Admin));
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        let path = format!("/threads/{id}");
        let before = ada.get(&path).is(200).json;
        for other in [&berta, &carla] {
            other.patch(&path, &json!({"title": "Mine"})).refused(403, "forbidden");
            other.delete(&path).refused(403, "forbidden");
        }
        site.visitor().patch(&path, &json!({"title": "Mine"})).refused(401, "unauthenticated");
        site.visitor().delete(&path).refused(401, "unauthenticated");
        assert_eq!(ada.get(&path).is(200).json, before);
        assert_eq!(ada.patch(&path, &json!({"title": "Mine"})).is(200)["title"], "Mine", "under an alias it is hers too");
    }

    //
    fn a_hidden_thread_exists_for_nobody(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        berta.replies(&id, "Me too.");
        assert_eq!(site.letters().len(), 1);
        ada.delete(&format!("/threads/{id}")).is(204);
        for path in ["", "/posts", "/mine", "/voice", "/posts/2/history"] {
            berta.get(&format!("/threads/{id}{path}")).refused(404, "not_found");
            ada.get(&format!("/threads/{id}{path}")).refused(404, "not_found");
        }
        berta.post(&format!("/threads/{id}/posts"), &json!({"body": "Hm.", "voice": "named"})).refused(404, "not_found");
        berta.put(&format!("/threads/{id}/posts/1/reactions/hug"), &json!({})).refused(404, "not_found");
        berta.patch(&format!("/threads/{id}/posts/2"), &json!({"body": "Hm."})).refused(404, "not_found");
        berta.post(&format!("/threads/{id}/posts/1/reports"), &json!({"reason": "other"})).refused(404, "not_found");
        ada.delete(&format!("/threads/{id}")).refused(404, "not_found");
        for order in ["new", "active", "waiting"] {
            assert_eq!(ada.get(&format!("/threads?order={order}")).is(200)["items"], json!([]));
        }
    }

    fn a_thread_whose_opening_was_taken_back_leaves_the_lists_and_loses_its_title(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({"title": "Too much", "body": "Far too much."}));
        berta.replies(&id, "Stays mine.");
        assert_eq!(site.letters().len(), 1);
        ada.delete(&format!("/threads/{id}/posts/1")).is(204);
        for order in ["new", "active", "waiting"] {
            assert_eq!(berta.get(&format!("/threads?order={order}")).is(200)["items"], json!([]), "{order}");
        }
        for reader in [&ada, &berta] {
            let thread = reader.get(&format!("/threads/{id}")).is(200);
            assert_eq!((&thread["title"], &thread["excerpt"]), (&Value::Null, &Value::Null));
            assert_eq!(thread["posts"]["items"][0]["state"], "taken_back");
            assert_eq!(thread["posts"]["items"][1]["body"], "Stays mine.");
            assert!(!thread.text().contains("oo much"), "{}", thread.text());
        }
        assert_eq!(ada.get("/me/threads").is(200)["items"][0]["title"], Value::Null);
        berta.post(&format!("/threads/{id}/posts"), &json!({"body": "Oh.", "voice": "named"})).refused(409, "locked");
    }

    fn a_made_title_follows_the_words_and_a_chosen_one_stays(site) {
        let ada = site.member("ada");
        let made = ada.starts_thread(&json!({"title": null, "body": "First words. More."}));
        let chosen = ada.starts_thread(&json!({"title": "Chosen", "body": "First words. More."}));
        for id in [&made, &chosen] {
            ada.patch(&format!("/threads/{id}/posts/1"), &json!({"body": "Other words. More."})).is(200);
        }
        let made = ada.get(&format!("/threads/{made}")).is(200);
        assert_eq!((&made["title"], &made["excerpt"]), (&json!("Other words"), &json!("Other words. More.")));
        assert_eq!(ada.get(&format!("/threads/{chosen}")).is(200)["title"], "Chosen");
    }

    // S-35
    fn an_author_closes_her_thread_for_replies_and_opens_it_again(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        let path = format!("/threads/{id}");
        let reply = |member: &crate::site::Member<'_>| member.post(&format!("{path}/posts"), &json!({"body": "Hm.", "voice": "named"}));
        let waiting = || ada.get("/threads?order=waiting").is(200)["items"].as_array().unwrap().len();
        assert_eq!(waiting(), 1);
        assert_eq!(ada.patch(&path, &json!({"state": "locked"})).is(200)["state"], "locked");
        assert_eq!((site.visitor().get(&path)["state"].clone(), waiting()), (json!("locked"), 0));
        assert_eq!(ada.get(&format!("{path}/mine")).is(200)["closed_by"], "author");
        assert_eq!(berta.get(&format!("{path}/mine")).is(200)["closed_by"], Value::Null, "who closed it is told nobody else");
        reply(&berta).refused(409, "locked");
        reply(&ada).refused(409, "locked");
        berta.patch(&path, &json!({"state": "open"})).refused(403, "forbidden");
        assert_eq!(ada.patch(&path, &json!({"state": "open"})).is(200)["state"], "open");
        assert_eq!(ada.patch(&path, &json!({"state": "open"})).is(200)["state"], "open", "a repeat is harmless");
        reply(&berta).is(201);
        assert_eq!((site.letters().len(), ada.get(&format!("{path}/mine")).is(200)["closed_by"].clone()), (1, Value::Null));
    }

    // S-35
    fn an_author_does_not_undo_a_moderators_lock(site) {
        let (ada, berta, ruth) = (site.member("ada"), site.member("berta"), site.staff("ruth", Role::Moderator));
        let path = format!("/threads/{}", ada.starts_thread(&json!({})));
        ada.patch(&path, &json!({"state": "locked"})).is(200);
        berta.reports(path.trim_start_matches("/threads/"), 1, "other");
        let case = ruth.get("/moderation/cases").is(200)["items"][0]["id"].as_str().unwrap().to_owned();
        ruth.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let verdict = json!({"action": "lock", "rule": "kindness", "facts": "It goes nowhere.", "message": ""});
        let decision = ruth.post(&format!("/moderation/cases/{case}/decision"), &verdict).is(201).string("id");
        assert_eq!(ada.get(&format!("{path}/mine")).is(200)["closed_by"], "moderator");
        ada.patch(&path, &json!({"state": "open", "title": "Mine"})).refused(409, "locked");
        assert_eq!(ada.get(&path).is(200)["title"], "The first week", "nothing of it was done");
        // Undone, it is as its author left it.
        ruth.post(&format!("/moderation/decisions/{decision}/undo"), &json!({})).is(200);
        assert_eq!((ada.get(&path)["state"].clone(), ada.get(&format!("{path}/mine"))["closed_by"].clone()), (json!("locked"), json!("author")));
        assert_eq!(ada.patch(&path, &json!({"state": "open"})).is(200)["state"], "open");
        site.looks_away();
    }

    // S-35
    fn at_any_hour_she_takes_her_words_back(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        let number = berta.replies_hidden(&id, "Mine to take back.");
        assert_eq!(site.letters().len(), 1);
        site.waits(400 * goodenough::clock::DAY);
        ada.comes_back();
        berta.comes_back();
        ada.patch(&format!("/threads/{id}"), &json!({"state": "locked"})).is(200);
        berta.delete(&format!("/threads/{id}/posts/{number}")).is(204);
        assert_eq!(ada.get(&format!("/threads/{id}/posts?from={number}")).is(200)["items"][0]["state"], "taken_back");
        ada.delete(&format!("/threads/{id}")).is(204);
        site.visitor().get(&format!("/threads/{id}")).refused(404, "not_found");
        site.looks_away();
    }
}
