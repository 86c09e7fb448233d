//! Notifications and how letters come: told once, marked as read, hers alone.

use goodenough::clock::MINUTE;
use serde_json::{Value, json};

use crate::site::on_both;

fn numbers(items: &[Value]) -> Vec<i64> {
    items.iter().map(|item| item["number"].as_i64().unwrap()).collect()
}

on_both! {
    fn a_reply_is_told_to_the_threads_author_in_whole_quarter_hours(site) {
        site.looks_away();
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let number = ben.replies(&thread, "The first.");
        let list = ada.get("/notifications").is(200);
        assert_eq!(list.header("cache-control"), Some("private, no-store"));
        assert_eq!((&list["unread"], &list["next"]), (&json!(1), &Value::Null));
        let mut told = list["items"][0].clone();
        let id = told.as_object_mut().unwrap().remove("id").unwrap();
        assert_eq!(id.as_str().unwrap().len(), 11);
        let expected = json!({"kind": "reply", "thread": thread, "number": number, "read": false, "at": "2026-03-02T21:00:00Z"});
        assert_eq!(told, expected);
        assert_eq!(ben.get("/notifications").is(200).json, json!({"items": [], "next": null, "unread": 0}));
    }

    fn notifications_come_newest_first_and_page_by_page(site) {
        site.looks_away();
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        for number in 2..=8 {
            site.waits(MINUTE);
            assert_eq!(ben.replies(&thread, "One of several."), number);
        }
        let items = ada.pages("/notifications", 3);
        assert_eq!(numbers(&items), [8, 7, 6, 5, 4, 3, 2]);
        assert_eq!(ada.get("/notifications?limit=2").is(200)["unread"], 7, "unread counts all pages");
        ada.get("/notifications?cursor=x").misfits(&[("cursor", "unknown")]);
        let sessions = ada.get("/sessions?limit=1").is(200)["next"].clone();
        assert_eq!(sessions, Value::Null);
    }

    fn she_marks_some_as_read_or_all_and_only_her_own(site) {
        site.looks_away();
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let (hers, his) = (ada.starts_thread(&json!({})), ben.starts_thread(&json!({})));
        for _ in 0..3 {
            ben.replies(&hers, "For Ada.");
            ada.replies(&his, "For Ben.");
        }
        let items = ada.get("/notifications").is(200)["items"].clone();
        let first = json!({"ids": [items[0]["id"], items[0]["id"]]});
        assert_eq!(ada.post("/notifications/read", &first).is(200).json, json!({"unread": 2}));
        assert_eq!(ada.post("/notifications/read", &first).is(200).json, json!({"unread": 2}));
        let read: Vec<bool> = ada.pages("/notifications", 20).iter().map(|item| item["read"].as_bool().unwrap()).collect();
        assert_eq!(read, [true, false, false]);
        // Another member's ids are passed over, whether or not she has rows of those numbers.
        ben.post("/notifications/read", &json!({"ids": [items[1]["id"]]})).is(200);
        assert_eq!(ada.get("/notifications").is(200)["unread"], 2);
        assert_eq!(ada.post("/notifications/read", &json!({})).is(200).json, json!({"unread": 0}));
        assert_eq!(ada.post("/notifications/read", &json!({"ids": []})).is(200).json, json!({"unread": 0}));
    }

    fn what_cannot_be_marked_is_told(site) {
        let ada = site.member("ada");
        ada.post("/notifications/read", &json!({"ids": ["x"]})).misfits(&[("ids[0]", "unknown")]);
        ada.post("/notifications/read", &json!({"ids": "all"})).misfits(&[("ids", "wrong_type")]);
        ada.post("/notifications/read", &json!({"all": true})).misfits(&[("all", "unknown_field")]);
        ada.post("/notifications/read", &json!({"ids": vec!["11111111112"; 101]})).misfits(&[("ids", "too_long")]);
    }

    fn who_writes_or_mutes_is_told_nothing_and_who_is_answered_is(site) {
        site.looks_away();
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let number = ben.replies(&thread, "The first.");
        ada.put(&format!("/threads/{thread}/follow"), &json!({"level": "muted"})).is(204);
        ben.replies(&thread, "Nobody hears this.");
        let reply = json!({"body": "To you.", "voice": "named", "in_reply_to": number});
        let answered = ada.post(&format!("/threads/{thread}/posts"), &reply).is(201)["number"].as_i64().unwrap();
        assert_eq!(numbers(&ada.pages("/notifications", 20)), [number]);
        assert_eq!(numbers(&ben.pages("/notifications", 20)), [answered]);
    }

    fn a_notice_of_one_thread_tells_the_same_thing_once(site) {
        site.looks_away();
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        // Ada follows every reply of hers and is answered: two reasons, one notice, one letter.
        let reply = json!({"body": "To you.", "voice": "named", "in_reply_to": 1});
        ben.post(&format!("/threads/{thread}/posts"), &reply).is(201);
        assert_eq!(ada.get("/notifications").is(200)["unread"], 1);
        site.letter_to(&ada.address);
    }

    fn notifications_are_for_members_who_may_act(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        for path in ["/notifications", "/me/mail"] {
            visitor.get(path).refused(401, "unauthenticated");
        }
        visitor.post("/notifications/read", &json!({})).refused(401, "unauthenticated");
        visitor.patch("/me/mail", &json!({})).refused(401, "unauthenticated");
        site.suspends(&ada, true);
        for path in ["/notifications", "/me/mail"] {
            ada.get(path).refused(403, "suspended");
        }
    }

    fn letters_about_replies_can_be_turned_off_and_made_less_discreet(site) {
        let ada = site.member("ada");
        let changed = ada.patch("/me/mail", &json!({"replies": "off"})).is(200);
        assert_eq!((&changed["replies"], &changed["discreet"]), (&json!("off"), &json!(true)));
        let changed = ada.patch("/me/mail", &json!({"discreet": false})).is(200);
        assert_eq!((&changed["replies"], &changed["discreet"]), (&json!("off"), &json!(false)));
        assert_eq!(ada.patch("/me/mail", &json!({})).is(200).json, changed.json);
        ada.patch("/me/mail", &json!({"replies": "yearly"})).misfits(&[("replies", "unknown")]);
        ada.patch("/me/mail", &json!({"discreet": "no"})).misfits(&[("discreet", "wrong_type")]);
        ada.patch("/me/mail", &json!({"quiet_form": "22:00"})).misfits(&[("quiet_form", "unknown_field")]);
        assert_eq!(ada.get("/me/mail").is(200).json, changed.json);
    }

    fn whoever_turned_letters_off_is_still_told_here(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        ada.patch("/me/mail", &json!({"replies": "off"})).is(200);
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "The first.");
        assert!(site.letters().is_empty());
        assert_eq!(ada.get("/notifications").is(200)["unread"], 1);
    }
}
