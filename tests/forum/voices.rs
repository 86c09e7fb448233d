//! Voices: an alias holds in its thread and nowhere else.

use std::collections::{BTreeMap, HashSet};

use goodenough::accounts::Role;
use goodenough::clock::DAY;
use serde_json::{Value, json};

use crate::catalogue::{Row, dump};
use crate::site::{Caller, Member, Site, on_both};

fn voice_of(caller: &Caller, thread: &str, number: i64) -> Value {
    caller.get(&format!("/threads/{thread}/posts?from={number}&limit=1")).is(200)["items"][0]["voice"].clone()
}

/// Opens a thread under the alias of this ticket, and returns its id and the voice.
fn opens_with(member: &Member<'_>, ticket: &str) -> (String, Value) {
    let id = member.starts_thread(&json!({"voice": "alias", "ticket": ticket}));
    let voice = voice_of(member, &id, 1);
    (id, voice)
}

fn rows(site: &Site) -> i64 {
    use diesel::prelude::*;
    use goodenough::storage::schema::{traces, voices};
    let conn = &mut site.database.connect();
    let voices: i64 = voices::table.count().get_result(conn).unwrap();
    let traces: i64 = traces::table.count().get_result(conn).unwrap();
    voices + traces
}

on_both! {
    //
    fn an_alias_is_the_same_in_one_thread_and_another_in_the_next(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let mut seen = HashSet::new();
        for _ in 0..6 {
            let id = ada.starts_thread(&json!({}));
            let (first, second) = (berta.replies_hidden(&id, "One."), berta.replies_hidden(&id, "Two."));
            let voice = voice_of(&ada, &id, first);
            assert_eq!(voice, voice_of(&ada, &id, second));
            assert_eq!(voice["kind"], "alias");
            seen.insert((voice["name"].to_string(), voice["seed"].to_string()));
            assert!(seen.insert((voice["id"].to_string(), String::new())), "an id that came before");
        }
        assert_eq!(seen.len(), 12, "{seen:?}");
        assert_eq!(site.letters().len(), 12);
    }

    fn a_member_has_two_voices_in_a_thread_at_most(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        for _ in 0..3 {
            berta.replies(&id, "Named.");
            berta.replies_hidden(&id, "Hidden.");
        }
        let posts = ada.pages(&format!("/threads/{id}/posts?from=2"), 50);
        let ids: HashSet<String> = posts.iter().map(|post| post["voice"]["id"].to_string()).collect();
        assert_eq!(ids.len(), 2);
        let choices = berta.get(&format!("/threads/{id}/voice")).is(200);
        for kind in ["named", "alias"] {
            assert!(ids.contains(&choices[kind]["id"].to_string()), "{kind}");
        }
        site.looks_away();
    }

    fn two_first_words_at_the_same_moment_are_one_voice(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| berta.replies_hidden(&id, "At once."));
            }
        });
        let voices: HashSet<String> = (2..=9).map(|number| voice_of(&ada, &id, number).to_string()).collect();
        assert_eq!(voices.len(), 1, "{voices:?}");
        site.looks_away();
    }

    fn asking_for_a_voice_stores_nothing_and_shows_what_will_be(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        let before = rows(site);
        let offer = berta.get(&format!("/threads/{id}/voice")).is(200);
        assert_eq!(berta.get(&format!("/threads/{id}/voice")).is(200).json, offer.json);
        for _ in 0..3 {
            berta.get("/voice").is(200);
        }
        assert_eq!(rows(site), before);
        assert_eq!((&offer["named"]["name"], &offer["named"]["id"], &offer["alias"]["id"]), (&json!("Berta"), &Value::Null, &Value::Null));
        assert_eq!(offer.json.get("ticket"), None);
        for (kind, number) in [("alias", berta.replies_hidden(&id, "x")), ("named", berta.replies(&id, "x"))] {
            let voice = voice_of(&ada, &id, number);
            assert_eq!((&voice["name"], &voice["seed"]), (&offer[kind]["name"], &offer[kind]["seed"]), "{kind}");
            assert_eq!(berta.get(&format!("/threads/{id}/voice")).is(200)[kind]["id"], voice["id"]);
        }
        assert_eq!(site.letters().len(), 2);
    }

    fn a_ticket_keeps_the_alias_that_was_shown(site) {
        let ada = site.member("ada");
        let offer = ada.get("/voice").is(200);
        site.waits(20 * DAY);
        ada.comes_back();
        let (_, voice) = opens_with(&ada, &offer.string("ticket"));
        assert_eq!((&voice["name"], &voice["seed"]), (&offer["alias"]["name"], &offer["alias"]["seed"]));
        assert_eq!((&voice["kind"], &voice["badge"]), (&json!("alias"), &json!("author")));
    }

    fn a_ticket_is_good_for_one_thread(site) {
        let ada = site.member("ada");
        let offer = ada.get("/voice").is(200);
        let (_, first) = opens_with(&ada, &offer.string("ticket"));
        assert_eq!(first["name"], offer["alias"]["name"]);
        for _ in 0..3 {
            let (_, next) = opens_with(&ada, &offer.string("ticket"));
            assert_ne!(next["name"], first["name"], "two threads would be known as one member's");
        }
    }

    fn a_ticket_that_is_foreign_forged_or_old_is_ignored(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let offer = ada.get("/voice").is(200);
        let ticket = offer.string("ticket");
        assert!(!ticket.contains("Ada"));
        let cursor = { for _ in 0..2 { ada.starts_thread(&json!({})); } ada.get("/threads?limit=1").is(200).string("next") };
        for other in [ticket.clone(), format!("{ticket}A"), ticket.to_lowercase(), cursor, "Quiet Willow".to_owned(), String::new()] {
            let (_, voice) = opens_with(&berta, &other);
            assert_ne!(voice["name"], offer["alias"]["name"]);
            assert_eq!(voice["kind"], "alias");
        }
        site.waits(30 * DAY);
        ada.comes_back();
        let (_, voice) = opens_with(&ada, &ticket);
        assert_ne!(voice["name"], offer["alias"]["name"]);
    }

    fn the_badge_of_the_author_belongs_to_the_opening_voice(site) {
        let ada = site.member("ada");
        for (opening, other) in [("named", "alias"), ("alias", "named")] {
            let id = ada.starts_thread(&json!({"voice": opening}));
            ada.post(&format!("/threads/{id}/posts"), &json!({"body": "x", "voice": other})).is(201);
            ada.post(&format!("/threads/{id}/posts"), &json!({"body": "x", "voice": opening})).is(201);
            let badges: Vec<Value> = (1..=3).map(|number| voice_of(&site.visitor(), &id, number)["badge"].clone()).collect();
            assert_eq!(badges, [json!("author"), Value::Null, json!("author")]);
        }
    }

    //
    fn staff_have_their_badge_under_their_name_and_none_under_an_alias(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        for (name, role, badge) in [
            ("berta", Role::Moderator, json!("moderator")), ("carla", Role::Professional, json!("professional")),
            ("dora", Role::Admin, json!("moderator")), ("elif", Role::Listener, Value::Null),
        ] {
            let member = site.staff(name, role);
            let (named, hidden) = (member.replies(&id, "x"), member.replies_hidden(&id, "x"));
            assert_eq!(voice_of(&ada, &id, named)["badge"], badge, "{name}");
            assert_eq!(voice_of(&ada, &id, hidden).get("badge"), None, "{name}");
            site.gives_role(&member, Role::Member);
            assert_eq!(voice_of(&ada, &id, named).get("badge"), None, "{name}");
        }
        site.looks_away();
    }

    fn a_new_name_reaches_her_named_voices_and_no_alias(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        let alias = voice_of(&berta, &id, 1);
        let named = berta.starts_thread(&json!({}));
        let number = ada.replies(&named, "Me.");
        let hidden = ada.replies_hidden(&named, "Me too.");
        let hidden_voice = voice_of(&berta, &named, hidden);
        ada.patch("/me", &json!({"name": "Ada Meadow"})).is(200);
        site.looks_away();
        site.runs_jobs();
        assert_eq!(voice_of(&berta, &named, number)["name"], "Ada Meadow");
        assert_eq!(voice_of(&berta, &id, 1), alias);
        assert_eq!(voice_of(&berta, &named, hidden), hidden_voice);
    }

    //
    fn words_under_an_alias_leave_as_many_rows_as_words_under_a_name(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let reader = site.member("carla");
        let started = |member: &Member<'_>, voice: &str| {
            // The histogram of first answers counts threads up in rows that may be there already.
            let counted = |rows: &[Row]| rows.iter().filter(|row| row.table != "first_answers").count();
            let before = counted(&dump(&mut site.database.connect()));
            let ticket = member.get("/voice").is(200).string("ticket");
            let id = member.starts_thread(&json!({"voice": voice, "ticket": ticket}));
            member.post(&format!("/threads/{id}/posts"), &json!({"body": "x", "voice": voice})).is(201);
            reader.post(&format!("/threads/{id}/posts"), &json!({"body": "x", "voice": voice})).is(201);
            let account = site.account_of(member).to_string();
            let rows = dump(&mut site.database.connect());
            let hers = rows.iter().filter(|row| row.values.get("account") == Some(&account));
            let mut count: BTreeMap<String, usize> = BTreeMap::new();
            for row in hers {
                *count.entry(row.table.clone()).or_default() += 1;
            }
            (count, counted(&rows) - before)
        };
        assert_eq!(started(&ada, "alias"), started(&berta, "named"));
        site.looks_away();
    }

    fn an_alias_is_nobody_elses_in_its_thread(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        let mut names = HashSet::from([voice_of(&ada, &id, 1)["name"].to_string()]);
        for name in ["berta", "carla", "dora", "elif", "fanny", "greta"] {
            let number = site.member(name).replies_hidden(&id, "x");
            assert!(names.insert(voice_of(&ada, &id, number)["name"].to_string()));
        }
        site.looks_away();
    }

    //
    fn her_other_voice_is_a_stranger_to_everybody_else(site) {
        // The same conversation twice: once the author answers herself under her name, once somebody else does.
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        site.looks_away();
        let shape = |answering: &Member<'_>| {
            let id = ada.starts_thread(&json!({"voice": "alias", "audience": "members"}));
            answering.replies(&id, "I know this.");
            let mut thread = carla.get(&format!("/threads/{id}")).is(200).for_snapshot();
            let waiting = carla.get("/threads?order=waiting").is(200).text().contains(&id);
            thread["body"]["voice"]["name"] = Value::Null;
            for post in thread["body"]["posts"]["items"].as_array_mut().unwrap() {
                post["voice"]["name"] = Value::Null;
            }
            // Even the author's own possibilities do not tell it by what becomes public.
            (thread, waiting, ada.patch(&format!("/threads/{id}"), &json!({"audience": "public"})).status)
        };
        assert_eq!(shape(&ada), shape(&berta));
    }

    //
    fn the_authors_name_appears_nowhere_about_a_thread_under_an_alias(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.staff("carla", Role::Moderator));
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        let reply = berta.replies(&id, "I am here.");
        ada.replies_hidden(&id, "Thank you.");
        ada.post(&format!("/threads/{id}/posts"), &json!({"body": "You too?", "voice": "alias", "in_reply_to": reply})).is(201);
        ada.reacts(&id, reply, "hug");
        berta.reports(&id, 1, "concern");
        let case = carla.get("/moderation/cases").is(200)["items"][0]["id"].as_str().unwrap().to_owned();
        carla.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let letters = site.letters();
        assert_eq!(letters.iter().filter(|letter| letter.to == berta.address).count(), 1);
        for letter in letters.iter().filter(|letter| letter.to != ada.address) {
            assert!(!letter.text.contains("Ada") && !letter.html.contains("Ada") && !letter.from.contains("Ada"));
        }
        let mut said = String::new();
        for reader in [&berta, &carla] {
            for path in ["", "/posts", "/mine", "/voice", "/posts/1/history"] {
                said += &reader.get(&format!("/threads/{id}{path}")).text();
            }
            for path in ["/threads", "/notifications", "/reports", "/decisions", "/me/threads", "/drafts", "/moderation/cases", "/moderation/cases?state=claimed", "/moderation/log"] {
                said += &reader.get(path).text();
            }
            said += &reader.get(&format!("/moderation/cases/{case}")).text();
            said += &reader.patch(&format!("/threads/{id}/posts/1"), &json!({"body": "x"})).text();
        }
        assert!(said.contains("Thank you.") && said.contains("Berta"));
        assert!(!said.contains("Ada") && !said.contains("ada@"), "{said}");
    }
}
