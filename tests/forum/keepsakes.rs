//! Words kept for a hard day, one kind sentence a day, and "enough for tonight".

use goodenough::clock::{HOUR, MINUTE};
use serde_json::{Value, json};

use crate::site::{Member, on_both};

fn kept(member: &Member<'_>) -> Vec<Value> {
    member.get("/me/keepsakes").is(200)["items"].as_array().unwrap().clone()
}

fn words(member: &Member<'_>) -> Vec<String> {
    kept(member).iter().map(|one| one["words"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    fn words_somebody_said_are_kept_as_long_as_they_stand(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        berta.replies_hidden(&id, "It **does** get lighter. I promise you that much.");
        berta.replies(&id, "You are not alone in this kitchen.");
        ada.put(&format!("/threads/{id}/posts/2/keepsake"), &json!({"words": "It does  get lighter."})).is(204);
        site.waits(MINUTE);
        ada.put(&format!("/threads/{id}/posts/3/keepsake"), &json!({})).is(204);
        assert_eq!(words(&ada), ["You are not alone in this kitchen.", "It does get lighter."]);
        assert_eq!(kept(&ada)[1]["voice"]["kind"], "alias");
        assert!(kept(&berta).is_empty(), "nobody else sees what she keeps");
        assert_eq!(ada.get("/me/keepsakes?one=yes").is(200)["items"].as_array().unwrap().len(), 1);
        // Other words of the same post take the place of the first ones.
        ada.put(&format!("/threads/{id}/posts/2/keepsake"), &json!({"words": "I promise you that much."})).is(204);
        assert_eq!(words(&ada).len(), 2);
        // What its writer changes is not what she was told, and what is taken back is gone.
        berta.patch(&format!("/threads/{id}/posts/2"), &json!({"body": "It gets lighter, mostly."})).is(200);
        assert_eq!(words(&ada), ["You are not alone in this kitchen."]);
        berta.delete(&format!("/threads/{id}/posts/3")).is(204);
        assert!(words(&ada).is_empty());
        assert_eq!(ada.get("/me/keepsakes?one=yes").is(200)["items"], json!([]));
        site.letters();
    }

    fn what_does_not_stand_there_is_not_kept(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        berta.replies(&id, "You are not alone.");
        let path = format!("/threads/{id}/posts/2/keepsake");
        ada.put(&path, &json!({"words": "You are to blame."})).misfits(&[("words", "unknown")]);
        ada.put(&path, &json!({"words": "a".repeat(601)})).misfits(&[("words", "too_long")]);
        ada.put(&format!("/threads/{id}/posts/9/keepsake"), &json!({})).refused(404, "not_found");
        ada.get("/me/keepsakes?one=no").misfits(&[("one", "unknown")]);
        site.visitor().put(&path, &json!({})).refused(401, "unauthenticated");
        ada.put(&path, &json!({})).is(204);
        ada.delete(&path).is(204);
        ada.delete(&path).is(204);
        assert!(words(&ada).is_empty());
        site.letters();
    }

    // Somebody she blocked speaks to her no more, from her keepsakes neither.
    fn a_blocked_voice_is_gone_from_them(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        berta.replies(&id, "You are not alone.");
        ada.put(&format!("/threads/{id}/posts/2/keepsake"), &json!({})).is(204);
        let voice = ada.get(&format!("/threads/{id}")).is(200)["posts"]["items"][1]["voice"]["id"].as_str().unwrap().to_owned();
        ada.put(&format!("/voices/{voice}/block"), &json!({})).is(204);
        assert!(words(&ada).is_empty());
        site.letters();
    }

    fn one_sentence_a_day_is_the_same_for_everybody(site) {
        let first = site.visitor().get("/affirmations/today").is(200);
        assert!(first["texts"]["en"].as_str().unwrap().len() > 10);
        assert_eq!(site.member("ada").get("/affirmations/today").is(200).json, first.json);
        site.waits(24 * HOUR);
        assert_ne!(site.visitor().get("/affirmations/today").is(200)["id"], first["id"]);
    }

    // "Enough for tonight": no letter and no count until the morning; both are there then.
    with |config| config.mail.wait = 120;
    fn enough_for_tonight_keeps_everything_quiet_until_the_morning(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        ada.patch("/me", &json!({"time_zone": "Europe/Berlin"})).is(200);
        ada.patch("/me/mail", &json!({"quiet_from": null, "quiet_to": null})).is(200);
        let id = ada.starts_thread(&json!({}));
        assert_eq!(ada.get("/me/night").is(200)["until"], Value::Null);
        ada.put("/me/night", &json!({})).is(204);
        let until = ada.get("/me/night").is(200)["until"].as_str().unwrap().to_owned();
        berta.replies(&id, "Good night.");
        assert_eq!(ada.get("/notifications").is(200)["unread"], 0);
        site.waits(10 * MINUTE);
        assert!(site.letters().is_empty(), "nothing calls her before {until}");
        let until = goodenough::clock::Moment::parse(&until).unwrap();
        site.waits(until.0 - site.app.clock.now().0 + MINUTE);
        ada.comes_back();
        assert_eq!(site.letters().len(), 1);
        assert_eq!((ada.get("/me/night").is(200)["until"].clone(), ada.get("/notifications").is(200)["unread"].clone()), (Value::Null, json!(1)));
        ada.put("/me/night", &json!({})).is(204);
        ada.delete("/me/night").is(204);
        assert_eq!(ada.get("/me/night").is(200)["until"], Value::Null);
    }
}
