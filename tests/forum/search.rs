//! Search: threads are found by their words and those of their replies, by nobody's name, and only by who may read them.

use goodenough::accounts::Role;
use serde_json::{Value, json};

use crate::site::{Caller, Site, on_both};

/// The ids of the threads that answer, the best first.
fn found(by: &Caller, words: &str) -> Vec<String> {
    let words: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
    let answer = by.get(&format!("/search?q={words}")).is(200);
    assert_eq!(answer.header("cache-control"), Some("private, no-store"));
    answer["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

fn thread(site: &Site, by: &crate::site::Member<'_>, title: &str, body: &str) -> String {
    let id = by.starts_thread(&json!({"title": title, "body": body}));
    site.runs_jobs();
    id
}

on_both! {
    fn a_thread_is_found_by_its_words_their_other_forms_and_its_replies(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let nursery = thread(site, &ada, "Drop off", "He cries at the nursery door and I drive to work crying too.");
        let sleep = thread(site, &ada, "Nights", "Three weeks without sleep, she wakes every hour.");
        berta.replies(&sleep, "Ours slept better after we moved the crib. Lavender did nothing.");
        site.looks_away();
        site.runs_jobs();
        let visitor = site.visitor();
        assert_eq!(found(&visitor, "nurseries crying"), std::slice::from_ref(&nursery));
        assert_eq!(found(&visitor, "lavender"), std::slice::from_ref(&sleep));
        assert_eq!(found(&visitor, "lavedner"), std::slice::from_ref(&sleep), "two letters in the wrong order");
        assert_eq!(found(&visitor, "elephants"), Vec::<String>::new());
        let item = visitor.get("/search?q=lavender").is(200)["items"][0].clone();
        assert_eq!(item["number"], 2);
        let (text, mark) = (item["snippet"].as_str().unwrap(), &item["marks"][0]);
        let (from, to) = (usize::try_from(mark[0].as_u64().unwrap()).unwrap(), usize::try_from(mark[1].as_u64().unwrap()).unwrap());
        assert_eq!(text.chars().skip(from).take(to - from).collect::<String>(), "Lavender");
        assert_eq!(item["excerpt"], "Three weeks without sleep, she wakes every hour.");
    }

    fn by_space_and_need_page_by_page(site) {
        let ada = site.member("ada");
        let make = |space: &str, need: &str, n: usize| {
            ada.starts_thread(&json!({"space": space, "need": need, "title": format!("Guilt {n}"), "body": "So much guilt about work."}))
        };
        let mut all: Vec<String> = (0..7).map(|n| make("hard-days", "just_listen", n)).collect();
        let advice = make("money", "advice_welcome", 8);
        all.push(advice.clone());
        site.runs_jobs();
        let visitor = site.visitor();
        let ids = |path: &str| -> Vec<Value> { visitor.pages(path, 3).into_iter().map(|item| item["id"].clone()).collect() };
        let mut paged = ids("/search?q=guilt");
        assert_eq!(paged.len(), 8);
        paged.sort_by_key(|id| id.as_str().map(str::to_owned));
        all.sort();
        assert_eq!(paged, all);
        assert_eq!(ids("/search?q=guilt&space=money"), std::slice::from_ref(&advice));
        assert_eq!(ids("/search?q=guilt&need=advice_welcome"), [advice]);
        visitor.get("/search?q=guilt&space=nowhere").misfits(&[("space", "unknown")]);
        visitor.get("/search?q=%20").misfits(&[("q", "required")]);
        visitor.get(&format!("/search?q={}", "x".repeat(201))).misfits(&[("q", "too_long")]);
        visitor.get("/search?q=guilt&cursor=x").misfits(&[("cursor", "unknown")]);
        visitor.get("/search").misfits(&[("q", "required")]);
    }

    // nobody is found by a name, and one alias does not lead to another.
    fn nobody_is_found_by_a_name(site) {
        let ada = site.member("ada");
        let hidden = ada.starts_thread(&json!({"voice": "alias", "body": "I hide this one."}));
        let named = ada.starts_thread(&json!({"body": "I say this one aloud."}));
        ada.replies(&named, "> @1\n\nand to @1 again");
        site.runs_jobs();
        let visitor = site.visitor();
        let alias = visitor.get(&format!("/threads/{hidden}")).is(200)["voice"]["name"].as_str().unwrap().to_owned();
        assert_eq!(found(&visitor, &alias), Vec::<String>::new());
        assert_eq!(found(&visitor, "Ada"), Vec::<String>::new());
    }

    // A visitor's answers are the same to the byte whether or not members wrote anything for members.
    fn what_members_write_for_members_changes_no_answer_to_a_visitor(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        let public = thread(site, &ada, "Weaning", "Weaning hurts and I feel guilty about weaning.");
        let questions = ["/search?q=weaning", "/search?q=guitly", "/search?q=postnatal", "/search?q=weanign", "/search?q=pumping"];
        let before: Vec<Vec<u8>> = questions.iter().map(|path| visitor.get(path).is(200).body).collect();
        let members = ada.starts_thread(&json!({"audience": "members", "title": "Guitly", "body": "Postnatal weanign, pumping, guitly, weaning."}));
        site.runs_jobs();
        let after: Vec<Vec<u8>> = questions.iter().map(|path| visitor.get(path).is(200).body).collect();
        assert_eq!(after, before);
        assert!(found(&ada, "pumping") == std::slice::from_ref(&members) && found(&visitor, "pumping").is_empty());
        // A thread that becomes one for members is gone for visitors at once, before the index knows.
        ada.patch(&format!("/threads/{public}"), &json!({"audience": "members"})).is(200);
        assert!(found(&visitor, "weaning").is_empty());
        site.runs_jobs();
        assert!(found(&visitor, "weaning").is_empty());
        assert_eq!(found(&ada, "weaning").len(), 2);
    }

    fn what_is_gone_is_not_found(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let first = thread(site, &ada, "One", "The pushchair broke.");
        let second = thread(site, &ada, "Two", "The dishwasher broke.");
        let reply = berta.replies(&second, "Get a toolbox.");
        site.looks_away();
        site.runs_jobs();
        assert_eq!(found(&ada, "toolbox"), std::slice::from_ref(&second));
        berta.delete(&format!("/threads/{second}/posts/{reply}")).is(204);
        site.runs_jobs();
        assert!(found(&ada, "toolbox").is_empty());
        ada.patch(&format!("/threads/{second}/posts/1"), &json!({"body": "The toaster broke."})).is(200);
        ada.delete(&format!("/threads/{first}")).is(204);
        assert!(found(&ada, "pushchair").is_empty(), "before the index knows");
        site.runs_jobs();
        assert!(found(&ada, "pushchair").is_empty() && found(&ada, "dishwasher").is_empty());
        assert_eq!(found(&ada, "toaster"), [second]);
    }

    fn what_the_reader_hides_is_left_out(site) {
        let (ada, berta, cleo) = (site.member("ada"), site.member("berta"), site.member("cleo"));
        let of_ada = thread(site, &ada, "Ada's", "Grief about the garden.");
        let noted = berta.starts_thread(&json!({"notes": ["loss"], "body": "Grief about the garden gate."}));
        let worded = berta.starts_thread(&json!({"body": "Grief about the garden hospital."}));
        let plain = berta.starts_thread(&json!({"body": "Grief about the garden wall."}));
        site.runs_jobs();
        assert_eq!(found(&cleo, "grief").len(), 4);
        let voice = cleo.get(&format!("/threads/{of_ada}")).is(200)["voice"]["id"].as_str().unwrap().to_owned();
        cleo.put(&format!("/voices/{voice}/block"), &json!({})).is(204);
        cleo.patch("/me/hidden", &json!({"notes": ["loss"], "words": ["hospital"]})).is(200);
        assert_eq!(found(&cleo, "grief"), [plain]);
        assert_eq!(found(&site.visitor(), "grief").len(), 4);
        let _ = (noted, worded);
    }

    fn others_who_feel_the_same_stand_beside_a_thread_and_beside_a_text(site) {
        let ada = site.member("ada");
        let words = [
            "I went back to work after maternity leave and I feel guilty leaving my daughter at the nursery every morning.",
            "Back to work since Monday. My daughter cried at the nursery and the guilt is eating me every morning.",
            "My mother in law rearranged our kitchen cupboards again without asking.",
            "How do you cook for three children who eat nothing but pasta?",
        ];
        let ids: Vec<String> = words.iter().map(|body| ada.starts_thread(&json!({"title": "", "body": body}))).collect();
        site.runs_jobs();
        let visitor = site.visitor();
        let similar = visitor.get(&format!("/threads/{}/similar", ids[0])).is(200);
        let near: Vec<&str> = similar["items"].as_array().unwrap().iter().map(|card| card["id"].as_str().unwrap()).collect();
        assert_eq!(near, [ids[1].as_str()]);
        assert!(similar.header("etag").is_some());
        let text = "I feel so guilty every morning when I leave my daughter at the nursery to go to work";
        let looked = ada.post("/second-look", &json!({"text": text, "voice": "named"})).is(200);
        let near: Vec<&str> = looked["similar"].as_array().unwrap().iter().map(|card| card["id"].as_str().unwrap()).collect();
        assert_eq!(near.len(), 2, "{near:?}");
        visitor.get("/threads/11111111112/similar").refused(404, "not_found");
    }

    fn a_long_thread_is_found_in_every_stretch_and_stands_once(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = thread(site, &ada, "Long", "A long one.");
        site.looks_away();
        for n in 2..=45 {
            berta.replies(&id, if n == 44 { "The word is marmalade." } else { "And so it went on, with marmite." });
        }
        site.runs_jobs();
        assert_eq!(found(&ada, "marmalade"), std::slice::from_ref(&id));
        assert_eq!(found(&ada, "marmite"), std::slice::from_ref(&id));
        let item = ada.get("/search?q=marmalade").is(200)["items"][0].clone();
        assert_eq!(item["number"], 44);
    }

    // The counts that the ranking stands on are those of what is there, whatever happened before.
    fn counts_follow_what_is_there(site) {
        use diesel::prelude::*;
        use goodenough::storage::schema::{search_pending, search_sections, search_terms, search_totals};
        let (ada, ruth) = (site.member("ada"), site.staff("ruth", Role::Moderator));
        site.looks_away();
        let mut threads = Vec::new();
        for n in 0..6 {
            let audience = if n % 2 == 0 { "public" } else { "members" };
            threads.push(ada.starts_thread(&json!({"audience": audience, "body": format!("Shared words and own{n}.")})));
        }
        site.runs_jobs();
        ruth.replies(&threads[0], "Shared again.");
        ada.patch(&format!("/threads/{}", threads[2]), &json!({"audience": "members"})).is(200);
        ada.delete(&format!("/threads/{}", threads[3])).is(204);
        ada.patch(&format!("/threads/{}/posts/1", threads[4]), &json!({"body": "Something else."})).is(200);
        ada.delete(&format!("/threads/{}/posts/1", threads[5])).is(204);
        site.runs_jobs();
        let mut conn = site.database.connect();
        let left: i64 = search_pending::table.count().get_result(&mut conn).unwrap();
        assert_eq!(left, 0);
        let sections: Vec<(bool, i64, String)> =
            search_sections::table.select((search_sections::public, search_sections::length, search_sections::stems)).load(&mut conn).unwrap();
        let mut counts = std::collections::BTreeMap::<String, (i64, i64)>::new();
        let mut totals = (0, 0, 0, 0);
        for (public, length, stems) in &sections {
            let by = i64::from(*public);
            totals = (totals.0 + by, totals.1 + by * length, totals.2 + 1, totals.3 + length);
            for stem in stems.split(' ').collect::<std::collections::BTreeSet<_>>() {
                let count = counts.entry(stem.to_owned()).or_default();
                *count = (count.0 + by, count.1 + 1);
            }
        }
        let terms: Vec<(String, i64, i64)> = search_terms::table
            .select((search_terms::term, search_terms::public_sections, search_terms::all_sections))
            .load(&mut conn)
            .unwrap();
        let mut terms: Vec<_> = terms.into_iter().map(|(term, public, all)| (term, (public, all))).collect();
        terms.sort();
        assert_eq!(terms, counts.into_iter().collect::<Vec<_>>());
        let kept: Vec<(String, i64, i64)> = search_totals::table
            .select((search_totals::scope, search_totals::sections, search_totals::length))
            .order(search_totals::scope)
            .load(&mut conn)
            .unwrap();
        assert_eq!(kept, [("all".to_owned(), totals.2, totals.3), ("public".to_owned(), totals.0, totals.1)]);
        assert_eq!(sections.len(), 4);
    }
}

on_both! {
    with |config| config.search.weighed = 3;

    // The bound keeps the newest; what answers with more of the words is not among those that fall out.
    fn an_old_thread_with_all_of_the_words_is_weighed_before_newer_ones_with_some(site) {
        let ada = site.member("ada");
        let both = ada.starts_thread(&json!({"body": "Lavender or chamomile?"}));
        for n in 0..5 {
            ada.starts_thread(&json!({"body": format!("Lavender again, {n}.")}));
            ada.starts_thread(&json!({"body": format!("Chamomile again, {n}.")}));
        }
        site.runs_jobs();
        let visitor = site.visitor();
        assert_eq!(found(&visitor, "chamomile lavender"), [both]);
        assert_eq!(found(&visitor, "chamomile").len(), 3);
        assert_eq!(found(&visitor, "again").len(), 3, "what nearly all of them say");
    }

    // PostgreSQL looks through the newest for a word that many say; here they said it long ago.
    with |config| config.search.weighed = 3;
    fn a_word_that_many_said_long_ago_and_nobody_since_is_found(site) {
        let ada = site.member("ada");
        for (word, times) in [("lavender", 22), ("chamomile", 38)] {
            for n in 0..times {
                ada.starts_thread(&json!({"body": format!("Say {word}, {n}.")}));
            }
            site.runs_jobs();
        }
        assert_eq!(found(&site.visitor(), "lavender").len(), 3);
    }
}
