//! Follows and read marks.

use serde_json::{Value, json};

use crate::site::{Caller, on_both};

fn mine(caller: &Caller, thread: &str) -> (Value, i64) {
    let mine = caller.get(&format!("/threads/{thread}/mine")).is(200);
    (mine["follow"].clone(), mine["read"].as_i64().unwrap())
}

on_both! {
    fn an_author_follows_every_reply_and_whoever_joins_gets_the_digest(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        berta.replies(&id, "Me too.");
        assert_eq!(mine(&ada, &id).0, "every_reply");
        assert_eq!(mine(&berta, &id).0, "digest");
        assert_eq!(mine(&carla, &id).0, Value::Null);
        assert_eq!(site.letters().len(), 1);
    }

    fn a_level_is_chosen_changed_and_given_up(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        let path = format!("/threads/{id}/follow");
        for level in ["muted", "digest", "every_reply", "every_reply"] {
            berta.put(&path, &json!({"level": level})).is(204);
            assert_eq!(mine(&berta, &id).0, level);
        }
        berta.delete(&path).is(204);
        berta.delete(&path).is(204);
        assert_eq!((mine(&berta, &id).0, mine(&ada, &id).0), (Value::Null, json!("every_reply")));
        berta.put(&path, &json!({"level": "loudly"})).misfits(&[("level", "unknown")]);
        berta.put(&path, &json!({})).misfits(&[("level", "required")]);
        site.visitor().put(&path, &json!({"level": "muted"})).refused(401, "unauthenticated");
        site.visitor().delete(&path).refused(401, "unauthenticated");
    }

    fn speaking_changes_no_level_that_was_chosen(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        for member in [&ada, &berta] {
            member.put(&format!("/threads/{id}/follow"), &json!({"level": "muted"})).is(204);
            member.replies(&id, "Still here.");
            member.replies_hidden(&id, "Still here.");
            assert_eq!(mine(member, &id).0, "muted");
        }
    }

    fn a_read_mark_goes_forward_and_never_beyond_the_end(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        for _ in 2..=5 {
            ada.replies(&id, "And.");
        }
        let path = format!("/threads/{id}/read");
        for (told, kept) in [(3, 3), (2, 3), (0, 3), (4, 4), (99, 5), (i32::MAX, 5)] {
            berta.put(&path, &json!({"number": told})).is(204);
            assert_eq!(mine(&berta, &id).1, kept, "after {told}");
        }
        ada.replies(&id, "One more.");
        assert_eq!(mine(&berta, &id).1, 5, "what came after is unread");
        assert_eq!(mine(&ada, &id).1, 0, "posting does not move it");
        for (body, field) in [(json!({}), ("number", "required")), (json!({"number": "3"}), ("number", "wrong_type")), (json!({"number": -7}), ("number", "wrong_type")), (json!([3]), ("body", "wrong_type")), (json!({"number": 1, "at": 2}), ("at", "unknown_field"))] {
            berta.put(&path, &body).misfits(&[field]);
        }
        site.visitor().put(&path, &json!({"number": 1})).refused(401, "unauthenticated");
    }

    fn two_devices_that_mark_at_once_keep_the_further(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        for _ in 2..=9 {
            ada.replies(&id, "And.");
        }
        for _ in 0..5 {
            std::thread::scope(|scope| {
                for number in 1..=9 {
                    let (berta, id) = (&berta, &id);
                    scope.spawn(move || berta.put(&format!("/threads/{id}/read"), &json!({"number": number})).is(204));
                }
            });
            assert_eq!(mine(&berta, &id).1, 9);
        }
    }
}
