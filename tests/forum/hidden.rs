//! Hidden notes and words: threads that touch them stay away from her, and from nobody else.

use goodenough::clock::SECOND;
use goodenough::config::Config;
use serde_json::{Value, json};

use crate::site::{Caller, Site, on_both};

fn two_minutes(config: &mut Config) {
    config.mail.wait = 120;
}

fn hides(caller: &Caller, change: &Value) -> Value {
    caller.patch("/me/hidden", change).is(200).json
}

fn mailed(site: &Site) -> Vec<String> {
    site.letters().into_iter().map(|letter| letter.to).collect()
}

fn told(caller: &Caller) -> (usize, Value) {
    let answer = caller.get("/notifications").is(200);
    (answer["items"].as_array().unwrap().len(), answer["unread"].clone())
}

on_both! {
    // S-35, S-36
    fn notes_and_words_are_kept_each_once_and_changed_one_by_one(site) {
        let ada = site.member("ada");
        let none = json!({"voices": [], "notes": [], "collapsed": [], "words": []});
        assert_eq!(ada.get("/me/hidden").is(200).json, none);
        assert_eq!(hides(&ada, &json!({})), none);
        let kept = hides(&ada, &json!({"notes": ["illness", "loss", "loss"], "words": ["  Cafe\u{301} ", "caf\u{e9}", "night feeds"]}));
        assert_eq!(kept, json!({"voices": [], "notes": ["loss", "illness"], "collapsed": [], "words": ["Caf\u{e9}", "night feeds"]}));
        assert_eq!(hides(&ada, &json!({"notes": []}))["words"], kept["words"]);
        assert_eq!(hides(&ada, &json!({"words": []})), none);
        assert_eq!(hides(&ada, &json!({"words": null, "notes": null})), none);
    }

    fn what_does_not_fit_changes_nothing(site) {
        let ada = site.member("ada");
        let kept = hides(&ada, &json!({"words": ["sleep"]}));
        let many: Vec<String> = (0..51).map(|number| format!("word {number}")).collect();
        for (words, why) in [(json!([" "]), "required"), (json!(["a".repeat(61)]), "too_long"), (json!(["a\u{0}b"]), "bad_characters"), (json!(many), "too_many")] {
            ada.patch("/me/hidden", &json!({"words": words, "notes": ["loss"]})).misfits(&[("words", why)]);
        }
        ada.patch("/me/hidden", &json!({"notes": ["sadness"]})).refused(422, "invalid");
        ada.patch("/me/hidden", &json!({"voices": []})).misfits(&[("voices", "unknown_field")]);
        assert_eq!(ada.get("/me/hidden").is(200).json, kept);
        site.visitor().get("/me/hidden").refused(401, "unauthenticated");
        site.visitor().patch("/me/hidden", &json!({})).refused(401, "unauthenticated");
        assert_eq!(ada.get("/me/hidden").header("cache-control"), Some("private, no-store"));
    }

    fn two_devices_that_change_one_thing_each_keep_both(site) {
        let ada = site.member("ada");
        for round in 0..5 {
            let (notes, words) = (json!({"notes": [if round % 2 == 0 { "loss" } else { "abuse" }]}), json!({"words": [format!("word {round}")]}));
            std::thread::scope(|scope| {
                scope.spawn(|| hides(&ada, &notes));
                scope.spawn(|| hides(&ada, &words));
            });
            let kept = ada.get("/me/hidden").is(200);
            assert_eq!((&kept["notes"], &kept["words"]), (&notes["notes"], &words["words"]));
        }
    }

    // S-36: no letter and no notice speaks of a thread that she keeps away from.
    fn a_thread_with_a_hidden_note_or_word_tells_nothing(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let plain = carla.starts_thread(&json!({}));
        let noted = carla.starts_thread(&json!({"notes": ["loss"]}));
        let worded = carla.starts_thread(&json!({"title": "All those Pumpkins"}));
        let threads = [&plain, &noted, &worded];
        for id in threads {
            ada.put(&format!("/threads/{id}/follow"), &json!({"level": "every_reply"})).is(204);
        }
        let before = [site.visitor().get("/threads").text(), ada.get("/threads").text()];
        hides(&ada, &json!({"notes": ["loss"], "words": ["pumpkin"]}));
        assert_eq!([site.visitor().get("/threads").text(), ada.get("/threads").text()], before, "lists are the same for all");
        for id in threads {
            berta.replies(id, "Me too.");
        }
        let letters = mailed(site);
        assert_eq!(letters.iter().filter(|to| **to == ada.address).count(), 1, "{letters:?}");
        assert_eq!((letters.len(), told(&ada)), (4, (1, json!(1))), "the author of all three hears of all three");
        hides(&ada, &json!({"notes": [], "words": []}));
        berta.replies(&noted, "And again.");
        assert_eq!((mailed(site).len(), told(&ada)), (2, (2, json!(2))));
        hides(&ada, &json!({"notes": ["loss"]}));
        assert_eq!(told(&ada), (1, json!(1)), "what was told before is gone at once");
    }

    // Answers to her own words are to her, whatever they touch.
    fn her_own_thread_goes_on_telling_her(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        hides(&ada, &json!({"notes": ["loss"], "words": ["week"]}));
        let id = ada.starts_thread(&json!({"notes": ["loss"], "voice": "alias"}));
        berta.replies(&id, "Me too.");
        assert_eq!((mailed(site), told(&ada)), (vec![ada.address.clone()], (1, json!(1))));
    }

    with two_minutes;
    fn no_letter_that_waits_goes_out_once_the_thread_is_hidden(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let id = carla.starts_thread(&json!({}));
        ada.put(&format!("/threads/{id}/follow"), &json!({"level": "every_reply"})).is(204);
        berta.replies(&id, "One.");
        // Hidden by her, and then touched by what she hides.
        hides(&ada, &json!({"notes": ["birth_trauma"]}));
        carla.patch(&format!("/threads/{id}"), &json!({"notes": ["birth_trauma"]})).is(200);
        site.waits(120 * SECOND);
        assert_eq!((mailed(site), told(&ada).0), (vec![carla.address.clone()], 0));
    }

    // Content notes hide, fold up, or show: a note stands in one list, and the newer wish holds.
    fn a_note_hides_or_folds_and_the_newer_wish_holds(site) {
        let ada = site.member("ada");
        assert_eq!(hides(&ada, &json!({"notes": ["loss"], "collapsed": ["loss", "abuse"]}))["collapsed"], json!(["abuse"]));
        let kept = hides(&ada, &json!({"collapsed": ["loss"]}));
        assert_eq!((&kept["notes"], &kept["collapsed"]), (&json!([]), &json!(["loss"])));
        let kept = hides(&ada, &json!({"notes": ["loss"]}));
        assert_eq!((&kept["notes"], &kept["collapsed"]), (&json!(["loss"]), &json!([])));
        ada.patch("/me/hidden", &json!({"collapsed": ["sadness"]})).refused(422, "invalid");
    }

    // A letter about a thread that is folded up shows neither its title nor a word of it, whatever she chose about letters.
    fn no_letter_shows_what_is_folded_up(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        ada.patch("/me/mail", &json!({"discreet": false})).is(200);
        carla.patch("/me/mail", &json!({"discreet": false})).is(200);
        let id = carla.starts_thread(&json!({"title": "The small white shoes", "notes": ["loss"]}));
        ada.put(&format!("/threads/{id}/follow"), &json!({"level": "every_reply"})).is(204);
        hides(&ada, &json!({"collapsed": ["loss"]}));
        hides(&carla, &json!({"collapsed": ["loss"]}));
        berta.replies(&id, "A lantern for them.");
        let letters = site.letters();
        let to = |member: &Caller, address: &str| {
            let _ = member;
            letters.iter().find(|letter| letter.to == address).map(|letter| format!("{}{}{}", letter.subject, letter.text, letter.html)).unwrap()
        };
        let folded = to(&ada, &ada.address);
        assert!(!folded.contains("white shoes") && !folded.contains("lantern"), "{folded}");
        assert!(to(&carla, &carla.address).contains("lantern"), "her own thread is hers");
    }
}
