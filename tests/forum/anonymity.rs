//! What hiding leans on beside the differential test: things that do not move, and moments that nobody is told.

use goodenough::accounts::Role;
use goodenough::clock::{DAY, HOUR, MINUTE, Moment};
use goodenough::config::Config;
use goodenough::storage::columns::parse_base58;
use serde_json::{Value, json};

use crate::site::{Caller, Member, Site, on_both};
use crate::tour;

fn two_writes(config: &mut Config) {
    config.limits.enabled = true;
    config.limits.writes_by_account = 2;
}

/// All that a visitor reads about this thread and in the lists.
fn shown(visitor: &Caller, thread: &str) -> [Value; 3] {
    ["/threads?order=new", &format!("/threads/{thread}"), &format!("/threads/{thread}/posts")]
        .map(|path| visitor.get(path).is(200).json)
}

/// Everything in an answer that is a moment: the field it stands in, and its text.
fn moments(value: &Value, field: &str, found: &mut Vec<(String, Moment)>) {
    match value {
        Value::String(text) => found.extend(Moment::parse(text).map(|at| (field.to_owned(), at))),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| moments(value, name, found)),
        Value::Array(items) => items.iter().for_each(|item| moments(item, field, found)),
        _ => {}
    }
}

/// A thread of berta's with a hidden reply of hers, about which there is a case; the ids of both.
fn reported(site: &Site, berta: &Member<'_>, reporter: &Member<'_>, moderator: &Member<'_>) -> (String, String) {
    let thread = berta.starts_thread(&json!({}));
    berta.replies_hidden(&thread, "And more.");
    reporter.reports(&thread, 2, "other");
    let case = moderator.pages("/moderation/cases?state=open", 20)[0]["id"].as_str().unwrap().to_owned();
    site.looks_away();
    (thread, case)
}

on_both! {
    // not even a moderator sees a day of it.
    fn nobody_is_shown_when_somebody_was_here(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let (dora, agnes) = (site.staff("dora", Role::Moderator), site.staff("agnes", Role::Admin));
        let (thread, case) = reported(site, &berta, &ada, &dora);
        let visitor = site.visitor();
        let looks = || [&visitor, &ada, &dora, &agnes].map(|looker| tour::said(looker, &thread, &case));
        for pause in [3 * MINUTE, DAY] {
            site.waits(pause);
            for looker in [&ada, &dora, &agnes] {
                looker.comes_back();
            }
            let before = looks();
            site.waits(2 * MINUTE);
            berta.comes_back();
            for path in ["/threads", "/notifications", "/me", &format!("/threads/{thread}")] {
                berta.get(path).is(200);
            }
            berta.put(&format!("/threads/{thread}/read"), &json!({"number": 2})).is(204);
            berta.put("/drafts/new", &json!({"body": "I was going to say"})).is(200);
            berta.takes(&berta.post("/sessions/refresh", &json!({"refresh_token": berta.refresh_token()})).is(200));
            for (then, now) in before.iter().zip(looks()) {
                assert_eq!(*then, now);
            }
        }
    }

    //
    fn no_answer_tells_a_moment_but_in_quarter_hours(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let (dora, agnes) = (site.staff("dora", Role::Moderator), site.staff("agnes", Role::Admin));
        let (thread, case) = reported(site, &berta, &ada, &dora);
        let voice = ada.get(&format!("/threads/{thread}")).is(200)["posts"]["items"][1]["voice"]["id"].as_str().unwrap().to_owned();
        site.waits(31 * MINUTE + 77);
        for member in [&ada, &berta, &dora, &agnes] {
            member.comes_back();
        }
        ada.replies(&thread, "I hear you.");
        berta.patch(&format!("/threads/{thread}/posts/2"), &json!({"body": "And some more."})).is(200);
        agnes.post(&format!("/moderation/voices/{voice}/openings"), &json!({"reason": "Somebody is in danger."})).is(201);
        dora.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let verdict = json!({"action": "keep", "rule": "kindness", "facts": "It mocks.", "message": "", "sanction": {"kind": "warn"}});
        dora.post(&format!("/moderation/cases/{case}/decision"), &verdict).is(201);
        ada.reports(&thread, 1, "concern");
        // Her own clocks, and those of whoever has a case: they end something for her alone.
        let exact = ["editable_until", "claimed_until", "saved_at"];
        let mut count = 0;
        for member in [&ada, &berta, &dora, &agnes] {
            for asked in tour::asks(member, &thread, &case) {
                let mut found = Vec::new();
                moments(&asked.answer.json, "", &mut found);
                for (field, at) in found.into_iter().filter(|(field, _)| !exact.contains(&field.as_str())) {
                    assert_eq!(at.0 % (15 * MINUTE), 0, "{} tells {field} exactly: {}", asked.path, asked.answer.text());
                    count += 1;
                }
            }
        }
        assert!(count > 60, "only {count} moments were looked at");
        // A line of the log is numbered by its moment inside.
        for line in dora.get("/moderation/log").is(200)["items"].as_array().unwrap() {
            let id = line["id"].as_str().unwrap();
            assert!(id.len() >= 10 && id.parse::<i64>().is_err(), "{id} is a number that counts time");
        }
    }

    //
    fn an_id_tells_neither_how_many_came_before_nor_when(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let mut made: [Vec<String>; 3] = Default::default();
        for _ in 0..8 {
            let thread = ada.starts_thread(&json!({"voice": "alias"}));
            let number = berta.replies(&thread, "Here too.");
            let voice = ada.get(&format!("/threads/{thread}/posts?from={number}")).is(200)["items"][0]["voice"]["id"].clone();
            made[1].push(voice.as_str().unwrap().to_owned());
            made[2].push(ada.reports(&thread, number, "other"));
            made[0].push(thread);
        }
        for ids in made {
            let numbers: Vec<i64> = ids.iter().map(|id| parse_base58(id).unwrap_or_else(|| panic!("{id} is a plain number"))).collect();
            assert!(!numbers.is_sorted(), "{ids:?}");
            let mut sorted = numbers.clone();
            sorted.sort_unstable();
            assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] > 1 << 32), "neighbours: {numbers:?}");
            assert!(sorted[0] > 1 << 40, "counted from one: {numbers:?}");
        }
        site.looks_away();
    }

    //
    fn what_she_does_hidden_moves_nothing_that_her_name_stands_on(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let hers = ada.starts_thread(&json!({"title": "Under my name"}));
        let other = berta.starts_thread(&json!({"title": "Somebody else's"}));
        ada.replies(&other, "Here I am.");
        let named = |posts: &Value| posts["items"][1]["voice"].clone();
        let (visitor, before) = (site.visitor(), shown(&site.visitor(), &hers));
        let voice = named(&shown(&visitor, &other)[2]);
        site.waits(HOUR);
        ada.comes_back();
        let ticket = ada.get("/voice").is(200).string("ticket");
        let hidden = ada.starts_thread(&json!({"voice": "alias", "ticket": ticket, "audience": "members"}));
        ada.replies_hidden(&hidden, "And more.");
        ada.replies_hidden(&other, "Hidden here too.");
        assert_eq!(named(&shown(&visitor, &other)[2]), voice);
        let after = shown(&visitor, &hers);
        assert_eq!(before[1..], after[1..]);
        let card = |list: &Value| list["items"].as_array().unwrap().iter().find(|card| card["id"] == json!(hers)).cloned();
        assert_eq!(card(&before[0]), card(&after[0]));
        site.looks_away();
    }

    with two_writes;
    //
    fn a_limit_says_the_same_under_either_name_and_takes_nothing_from_others(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = berta.starts_thread(&json!({}));
        let tries = |voice: &str| ada.post(&format!("/threads/{thread}/posts"), &json!({"body": "Me too.", "voice": voice}));
        tries("alias").is(201);
        tries("named").is(201);
        let refused = ["alias", "named"].map(|voice| {
            let mut answer = tries(voice).refused(429, "too_many");
            let fields = answer.json.as_object_mut().unwrap();
            fields.remove("request_id");
            (answer.json.clone(), answer.header("retry-after").map(str::to_owned))
        });
        assert_eq!(refused[0].0, refused[1].0);
        berta.replies(&thread, "I can still write.");
        site.looks_away();
    }

    //
    fn no_list_can_be_asked_for_what_one_person_wrote(site) {
        let ada = site.member("ada");
        let thread = ada.starts_thread(&json!({}));
        for question in ["author=Ada", "voice=Ada", "name=Ada", "by=Ada", "member=Ada", "account=1", "q=Ada"] {
            let field = question.split('=').next().unwrap();
            ada.get(&format!("/threads?{question}")).misfits(&[(field, "unknown_field")]);
            ada.get(&format!("/threads/{thread}/posts?{question}")).misfits(&[(field, "unknown_field")]);
        }
    }

    //
    fn a_thread_is_announced_nowhere_but_in_its_lists(site) {
        let visitor = site.visitor();
        for path in ["/feed", "/threads.rss", "/sitemap.xml", "/oembed", "/members", "/users", "/online"] {
            visitor.get(path).refused(404, "not_found");
        }
    }
}
