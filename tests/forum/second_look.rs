//! A second look before writing under an alias: for the writer alone, and never in her way.

use serde_json::{Value, json};

use crate::catalogue::dump;
use crate::site::{Answer, Member, Site, on_both};

/// The kinds and excerpts of an answer, but for the small crowd of every test forum.
fn told(answer: &Answer) -> Vec<(String, String)> {
    let hints = answer["hints"].as_array().unwrap().iter().filter(|hint| hint["kind"] != "small_crowd");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    hints.map(|hint| (word(&hint["kind"]), word(&hint["excerpt"]))).collect()
}

fn looks(member: &Member<'_>, text: &str) -> Vec<(String, String)> {
    told(&member.post("/second-look", &json!({"text": text, "voice": "alias"})).is(200))
}

fn is_small(answer: &Answer) -> bool {
    answer["hints"].as_array().unwrap().contains(&json!({"kind": "small_crowd", "why": "few_here"}))
}

fn of(kind: &str, excerpt: &str) -> (String, String) {
    (kind.to_owned(), excerpt.to_owned())
}

/// So many members more.
fn crowd<'s>(site: &'s Site, names: &[&str]) -> Vec<Member<'s>> {
    names.iter().map(|name| site.member(name)).collect()
}

const NAMES: [&str; 10] = ["berta", "carla", "dora", "emma", "frida", "greta", "hanna", "irma", "jutta", "klara"];

on_both! {
    fn her_words_are_looked_over_before_she_hides(site) {
        let ada = site.member("ada");
        let text = "Ich bin\u{308} da.\r\nMy daughter Lena is at Sunny Meadow Nursery near Ashby, and I am not.\n\nBest, Ada";
        let answer = ada.post("/second-look", &json!({"text": text, "voice": "alias"})).is(200);
        assert_eq!(told(&answer), [of("name", "Lena"), of("school", "Sunny Meadow Nursery"), of("place", "Ashby"), of("name", "Ada")]);
        let normal: Vec<char> = "Ich bin\u{308} da.\nMy daughter Lena is at Sunny Meadow Nursery near Ashby, and I am not.\n\nBest, Ada".chars().collect();
        for hint in answer["hints"].as_array().unwrap().iter().filter(|hint| hint["from"].is_u64()) {
            let at = |name: &str| usize::try_from(hint[name].as_u64().unwrap()).unwrap();
            assert_eq!(normal[at("from")..at("to")].iter().collect::<String>(), hint["excerpt"].as_str().unwrap());
            assert!(!hint["why"].as_str().unwrap().is_empty());
        }
        assert_eq!(answer.header("cache-control"), Some("private, no-store"));
        assert_eq!(looks(&ada, "I am so tired that I cried in the car park."), []);
    }

    fn under_her_own_name_there_is_nothing_to_hide(site) {
        let ada = site.member("ada");
        let answer = ada.post("/second-look", &json!({"text": "My daughter Lena. Best, Ada", "voice": "named"})).is(200);
        assert_eq!(answer.json, json!({"hints": [], "masked": null, "similar": []}));
    }

    // L-25: under every name, what lets a stranger reach or find somebody, and the words without it.
    fn numbers_addresses_streets_and_schools_can_be_masked_under_every_name(site) {
        let ada = site.member("ada");
        let tells = [
            ("Call me on 07911 123 456 at night.", "Call me on […] at night.", "phone"),
            ("Write to tired.owl@example.org if you like.", "Write to […] if you like.", "mail"),
            ("We are at 14 Larkspur Road and the lift is broken.", "We are at […] and the lift is broken.", "place"),
            ("The staff at Sunny Meadow Nursery looked at me.", "The staff at […] looked at me.", "school"),
        ];
        for (text, masked, kind) in tells {
            for voice in ["named", "alias"] {
                let looked = ada.post("/second-look", &json!({"text": text, "voice": voice})).is(200);
                assert_eq!(looked["masked"], masked, "{voice}");
                assert!(looked["hints"].as_array().unwrap().iter().any(|hint| hint["kind"] == kind), "{}", looked.text());
            }
        }
        let calm = ada.post("/second-look", &json!({"text": "You can call 0800 1111 if it gets too much.", "voice": "named"})).is(200);
        assert_eq!(calm.json, json!({"hints": [], "masked": null, "similar": []}));
    }

    // S-32: in an answer, under either name; one question, and it can be sent as it is.
    fn a_turn_that_reads_as_judging_is_pointed_out_in_an_answer_only(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = berta.starts_thread(&json!({}));
        let text = "How could you leave him there?";
        for voice in ["named", "alias"] {
            let looked = ada.post("/second-look", &json!({"text": text, "voice": voice, "thread": id})).is(200);
            let hint = looked["hints"].as_array().unwrap().iter().find(|hint| hint["kind"] == "judging").unwrap().clone();
            assert_eq!((&hint["why"], &hint["excerpt"]), (&json!("how_could_you"), &json!("How could you leave")));
        }
        let opening = ada.post("/second-look", &json!({"text": text, "voice": "named"})).is(200);
        assert_eq!(opening["hints"], json!([]));
        let kind = ada.post("/second-look", &json!({"text": "I felt like a bad mother too.", "voice": "named", "thread": id})).is(200);
        assert_eq!(kind["hints"], json!([]));
        ada.replies(&id, text);
        assert!(site.staff("ruth", goodenough::accounts::Role::Moderator).get("/moderation/cases").is(200)["items"].as_array().unwrap().is_empty());
        site.letters();
    }

    fn sentences_from_her_named_posts_are_told_to_her_alone(site) {
        //
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let said = "The kettle boiled over while the nursery rang me twice.";
        let id = ada.starts_thread(&json!({"body": format!("Monday. {said} I laughed.")}));
        let again = "It was Monday and the kettle boiled over while the nursery rang me again.";
        assert_eq!(looks(&ada, again), [of("copied", "the kettle boiled over while the nursery rang me")]);
        assert_eq!(looks(&berta, again), [], "what another member wrote is not hers");
        assert_eq!(looks(&ada, &format!("> {said}\n\nSo true.")), [], "who quotes does not copy");
        let hidden = ada.starts_thread(&json!({"voice": "alias", "body": "Yesterday the stairs were full of unfolded washing again."}));
        assert_eq!(looks(&ada, "The stairs were full of unfolded washing again, said I."), [], "only what stands under her name counts");
        for thread in [&id, &hidden] {
            let answer = ada.post("/second-look", &json!({"text": again, "voice": "alias", "thread": thread})).is(200);
            assert_eq!(told(&answer).len(), 1);
        }
    }

    fn nothing_is_compared_with_what_other_members_are_called(site) {
        let ada = site.member("ada");
        let text = "I met Quendolina today and we laughed. quendolina@x";
        let before = ada.post("/second-look", &json!({"text": text, "voice": "alias"})).is(200);
        let other = site.member("quendolina");
        let after = ada.post("/second-look", &json!({"text": text, "voice": "alias"})).is(200);
        assert_eq!(before.body, after.body);
        assert_eq!(looks(&other, text), [of("name", "Quendolina"), of("name", "quendolina")]);
    }

    fn where_few_people_are_she_is_told_that_hiding_is_weak(site) {
        //
        let ada = site.member("ada");
        let look = |thread: Option<&str>| {
            let mut body = json!({"text": "I am tired.", "voice": "alias"});
            if let Some(thread) = thread {
                body["thread"] = thread.into();
            }
            ada.post("/second-look", &body).is(200)
        };
        let eight = crowd(site, &NAMES[..8]);
        assert!(is_small(&look(None)), "nine members");
        assert_eq!(ada.get("/voice").is(200)["small_crowd"], true);
        let tenth = site.member("klara");
        assert!(!is_small(&look(None)), "ten members");
        assert_eq!(ada.get("/voice").is(200).json.get("small_crowd"), None);
        let (open, closed) = (ada.starts_thread(&json!({})), ada.starts_thread(&json!({"audience": "members"})));
        assert!(!is_small(&look(Some(&open))) && is_small(&look(Some(&closed))));
        assert_eq!(tenth.get(&format!("/threads/{open}/voice")).is(200).json.get("small_crowd"), None);
        assert_eq!(tenth.get(&format!("/threads/{closed}/voice")).is(200)["small_crowd"], true);
        // Ten voices of five members are ten: another number would tell whose they are.
        for member in eight.iter().take(4) {
            member.replies(&closed, "Here.");
            member.replies_hidden(&closed, "And here.");
        }
        assert!(is_small(&look(Some(&closed))), "nine voices");
        ada.replies_hidden(&closed, "Me too.");
        assert!(!is_small(&look(Some(&closed))), "ten voices");
        site.waits(3 * goodenough::clock::DAY);
        ada.comes_back();
        assert!(is_small(&look(None)), "nobody else was here today");
        site.looks_away();
    }

    fn what_does_not_fit_is_refused_and_no_refusal_tells_of_others(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        for (body, field) in [
            (json!({"text": " ", "voice": "alias"}), ("text", "required")),
            (json!({"voice": "alias"}), ("text", "required")),
            (json!({"text": "a\u{0}", "voice": "alias"}), ("text", "bad_characters")),
            (json!({"text": "a".repeat(20_001), "voice": "alias"}), ("text", "too_long")),
            (json!({"text": "a", "voice": "nobody"}), ("voice", "unknown")),
            (json!({"text": "a"}), ("voice", "required")),
            (json!({"text": "a", "voice": "alias", "thread": "7"}), ("thread", "unknown")),
            (json!({"text": "a", "voice": "alias", "who": "me"}), ("who", "unknown_field")),
        ] {
            ada.post("/second-look", &body).misfits(&[field]);
        }
        ada.asks("POST", "/second-look").header("content-type", "text/plain").bytes("a").answer().refused(415, "unsupported_media_type");
        let hidden = berta.starts_thread(&json!({}));
        berta.delete(&format!("/threads/{hidden}")).is(204);
        for thread in [hidden.as_str(), "111111111zz"] {
            for voice in ["alias", "named"] {
                ada.post("/second-look", &json!({"text": "a", "voice": voice, "thread": thread})).refused(404, "not_found");
            }
        }
        site.visitor().post("/second-look", &json!({"text": "a", "voice": "alias"})).refused(401, "unauthenticated");
        site.suspends(&berta, true);
        berta.post("/second-look", &json!({"text": "a", "voice": "alias"})).refused(403, "suspended");
        assert_eq!(ada.post("/second-look", &json!({"text": "Lena, ".repeat(3_333), "voice": "alias"})).is(200).status, 200);
    }

    fn nothing_of_it_is_kept(site) {
        let ada = site.member("ada");
        ada.starts_thread(&json!({}));
        let stored = || dump(&mut site.database.connect()).into_iter().map(|row| (row.table, row.values)).collect::<Vec<_>>();
        let before = stored();
        looks(&ada, "My daughter Lena is at Sunny Meadow Nursery.");
        assert_eq!(stored(), before);
    }
}
