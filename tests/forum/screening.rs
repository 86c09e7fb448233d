//! Screening: what makes a post wait for a person, what does not, and a storm that is cleared in a few acts.

use goodenough::accounts::Role;
use goodenough::clock::{DAY, HOUR, MINUTE};
use goodenough::config::Config;
use serde_json::{Value, json};

use crate::site::{Answer, Caller, Member, Site, on_both};

/// Checks are off where limits are: here they are on, and nobody is slowed.
fn looking(config: &mut Config) {
    config.limits.enabled = true;
    config.moderation.new_days = 7;
    for most in [
        &mut config.limits.reads_by_prefix,
        &mut config.limits.reads_by_account,
        &mut config.limits.writes_by_account,
        &mut config.limits.entries_by_prefix,
        &mut config.limits.entries_by_address,
    ] {
        *most = 1_000_000;
    }
}

const TIRED: &str = "I was tired all the time until my cousin showed me these drops, they changed my life in three days and you can \
                     order them with the code";

fn posts(writer: &Caller, thread: &str, body: &str) -> Answer {
    writer.post(&format!("/threads/{thread}/posts"), &json!({"body": body, "voice": "named"})).is(201)
}

fn class(writer: &Caller, thread: &str, number: i64) -> Value {
    let mine = writer.get(&format!("/threads/{thread}/mine")).is(200);
    mine["posts"].as_array().unwrap().iter().find(|post| post["number"] == number).unwrap()["held"]["class"].clone()
}

/// A member who has been here for weeks, and a thread of hers.
fn old(site: &Site) -> (Member<'_>, String) {
    let ada = site.member("ada");
    site.waits(30 * DAY);
    ada.comes_back();
    let thread = ada.starts_thread(&json!({"title": "A lamp", "body": "It is four, and the lamp is on."}));
    (ada, thread)
}

on_both! {
    // S-16, L-31
    with looking;
    fn links_and_numbers_of_new_members_wait_and_are_told(site) {
        let (ada, thread) = old(site);
        let berta = site.member("berta");
        for (body, held) in [
            ("I sit with you.", Value::Null),
            ("Look at https://shop.example/drops", json!("link")),
            ("Call me on +49 151 2345 6789", json!("number")),
            ("He weighs 4200 g now, and was born on 3.2.", Value::Null),
        ] {
            let post = posts(&berta, &thread, body);
            let number = post["number"].as_i64().unwrap();
            assert_eq!(post["state"], if held.is_null() { "visible" } else { "held" }, "{body}");
            assert_eq!(post["body"], body, "the writer sees what she wrote");
            assert_eq!(class(&berta, &thread, number), held, "{body}");
        }
        assert_eq!(site.visitor().get(&format!("/threads/{thread}")).is(200)["replies"], 2);
        let told = posts(&ada, &thread, "My list: https://shop.example/list, +49 151 2345 6789");
        assert_eq!(told["state"], "visible", "somebody who has been here for weeks");
        let mine = berta.get("/decisions").is(200);
        assert_eq!(mine["items"].as_array().unwrap().len(), 2);
        assert!(mine["items"].as_array().unwrap().iter().all(|one| one["automatic"] == true && one["action"] == "hold"));
        site.letters();
    }

    with looking;
    fn the_same_text_again_and_again_waits_and_thanks_do_not(site) {
        let (_, thread) = old(site);
        let berta = site.member("berta");
        let states: Vec<Value> = (0..4).map(|_| posts(&berta, &thread, TIRED)["state"].clone()).collect();
        assert_eq!(states, ["visible", "visible", "held", "held"]);
        assert_eq!(class(&berta, &thread, 4), "repeated");
        for _ in 0..6 {
            assert_eq!(posts(&berta, &thread, "Thank you.")["state"], "visible");
        }
        site.letters();
    }

    with looking;
    fn what_is_much_like_others_waits_whoever_writes_it(site) {
        let (_, thread) = old(site);
        let writers: Vec<Member<'_>> = (0..6).map(|number| site.member(&format!("new{number}"))).collect();
        let states: Vec<Value> = writers
            .iter()
            .zip(["LAMP", "MOON", "STAR", "TREE", "BIRD", "FISH"])
            .map(|(writer, code)| posts(writer, &thread, &format!("{TIRED} {code}"))["state"].clone())
            .collect();
        assert_eq!(states[..4], ["visible", "visible", "visible", "visible"]);
        assert_eq!(states[4..], ["held", "held"]);
        assert_eq!(class(&writers[5], &thread, 7), "look_alike");
        site.letters();
    }

    with looking;
    fn many_posts_within_minutes_wait_and_an_evening_of_them_does_not(site) {
        let (_, thread) = old(site);
        let (berta, carla) = (site.member("berta"), site.member("carla"));
        let states: Vec<Value> = (0..17).map(|nth| posts(&berta, &thread, &format!("I hear you, {nth}."))["state"].clone()).collect();
        assert!(states[..15].iter().all(|state| state == "visible"), "{states:?}");
        assert_eq!(states[15..], ["held", "held"]);
        assert_eq!(class(&berta, &thread, 17), "speed");
        for nth in 0..17 {
            assert_eq!(posts(&carla, &thread, &format!("And you, {nth}."))["state"], "visible");
            site.waits(MINUTE);
            carla.comes_back();
        }
        site.letters();
    }

    // S-33: while nobody is on duty the counting checks let half as much pass, and say so to everybody.
    with looking;
    fn checks_are_stricter_while_nobody_is_on_duty(site) {
        let (_, thread) = old(site);
        let (berta, dora) = (site.member("berta"), site.staff("dora", Role::Moderator));
        dora.post("/moderation/shift", &json!({"hours": 1})).is(200);
        dora.post("/moderation/shift/end", &json!({})).is(200);
        assert_eq!(site.visitor().get("/coverage").is(200)["stricter"], true);
        let states: Vec<Value> = (0..3).map(|_| posts(&berta, &thread, TIRED)["state"].clone()).collect();
        assert_eq!(states, ["visible", "held", "held"]);
        site.letters();
    }

    // Edited text is looked at again.
    with looking;
    fn a_link_that_comes_by_an_edit_waits_too(site) {
        let (_, thread) = old(site);
        let berta = site.member("berta");
        posts(&berta, &thread, "I sit with you.");
        let edited = berta.patch(&format!("/threads/{thread}/posts/2"), &json!({"body": "See https://shop.example"})).is(200);
        assert_eq!(edited["state"], "held");
        site.letters();
    }

    // Word lists never hold and never queue; a person sees a hint.
    with looking;
    fn words_are_a_hint_to_a_person_and_nothing_else(site) {
        let (ada, thread) = old(site);
        let berta = site.member("berta");
        let post = posts(&berta, &thread, "You bad mother. Buy now. I'm 15.");
        assert_eq!(post["state"], "visible");
        let dora = site.staff("dora", Role::Moderator);
        assert_eq!(dora.get("/moderation/cases").is(200)["items"], json!([]));
        ada.reports(&thread, 2, "abuse");
        let case = dora.get("/moderation/cases").is(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let detail = dora.get(&format!("/moderation/cases/{case}")).is(200);
        assert_eq!(detail["hints"], json!(["insult", "selling", "under_age"]), "S-17");
        site.letters();
    }

    with looking;
    fn a_check_is_switched_on_only_after_it_was_tried_with_the_same_numbers(site) {
        let (ada, thread) = old(site);
        let (berta, dora, elif) = (site.member("berta"), site.staff("dora", Role::Moderator), site.staff("elif", Role::Admin));
        posts(&berta, &thread, "I am new here, and glad of this place.");
        posts(&ada, &thread, "Welcome.");
        ada.get("/moderation/checks").refused(403, "forbidden");
        let checks = dora.get("/moderation/checks").is(200);
        let first = checks["items"].as_array().unwrap().iter().find(|check| check["name"] == "first_post").unwrap().clone();
        assert_eq!(first["on"], false);
        let on = |trial: Value| json!({"on": true, "settings": {"most": 0, "within": 0}, "trial": trial});
        dora.put("/moderation/checks/first_post", &on(Value::Null)).refused(403, "forbidden");
        elif.put("/moderation/checks/first_post", &json!({"on": true})).refused(409, "trial_first");
        let trial = dora.post("/moderation/checks/first_post/trial", &json!({})).is(200);
        assert_eq!((&trial["looked_at"], &trial["would_hold"], &trial["by_new_members"], &trial["by_established"]), (&json!(3), &json!(1), &json!(1), &json!(0)));
        assert_eq!(trial["examples"], json!([{"thread": thread, "number": 2}]));
        let other = json!({"on": true, "settings": {"most": 1, "within": 0}, "trial": trial["trial"]});
        elif.put("/moderation/checks/first_post", &other).refused(409, "trial_first");
        elif.put("/moderation/checks/link", &on(trial["trial"].clone())).refused(409, "trial_first");
        assert_eq!(posts(&berta, &thread, "Still here.")["state"], "visible", "a trial holds nothing");
        elif.put("/moderation/checks/first_post", &on(trial["trial"].clone())).is(204);
        assert_eq!(posts(&berta, &thread, "And now?")["state"], "held");
        elif.put("/moderation/checks/first_post", &json!({"on": false})).is(204);
        assert_eq!(posts(&berta, &thread, "Again?")["state"], "visible");
        dora.post("/moderation/checks/moon/trial", &json!({})).refused(404, "not_found");
        let log = dora.get("/moderation/log").is(200);
        let acts: Vec<&Value> = log["items"].as_array().unwrap().iter().map(|line| &line["act"]).collect();
        assert!(acts.contains(&&json!("check_on")) && acts.contains(&&json!("check_off")), "{acts:?}");
        site.letters();
    }

    with looking;
    fn a_storm_slows_sign_ups_and_ends_by_itself(site) {
        let (_, thread) = old(site);
        let (berta, dora) = (site.member("berta"), site.staff("dora", Role::Moderator));
        let storm = dora.post("/moderation/storm", &json!({"on": true, "hours": 2})).is(200);
        assert_eq!((&storm["on"], &storm["sign_up_wait"]), (&json!(true), &json!(30)));
        assert_eq!(posts(&berta, &thread, "I sit with you.")["state"], "held");
        assert_eq!(class(&berta, &thread, 2), "storm");
        let body = json!({"email": "carla@example.org", "password": "a lantern in the reeds", "name": "Carla"});
        site.visitor().post("/accounts", &body).is(202);
        assert_eq!(site.letters().len(), 0, "it waits");
        site.waits(30 * MINUTE);
        assert!(site.letters().iter().any(|letter| letter.to == "carla@example.org"));
        site.waits(2 * HOUR);
        berta.comes_back();
        assert_eq!(posts(&berta, &thread, "I still sit with you.")["state"], "visible");
        dora.comes_back();
        assert_eq!(dora.get("/moderation/storm").is(200)["on"], false);
        dora.post("/moderation/storm", &json!({"on": true, "hours": 73})).misfits(&[("hours", "not_allowed")]);
        site.letters();
    }

    with looking;
    fn what_came_before_the_switch_joins_the_group(site) {
        let (_, thread) = old(site);
        let writers: Vec<Member<'_>> = (0..5).map(|number| site.member(&format!("new{number}"))).collect();
        for (writer, code) in writers.iter().zip(["LAMP", "MOON", "STAR", "TREE", "BIRD"]) {
            posts(writer, &thread, &format!("{TIRED} {code}"));
        }
        posts(&writers[0], &thread, "I sit with you, and the lamp is on here too, and the tea has been cold for an hour.");
        let dora = site.staff("dora", Role::Moderator);
        let groups = || dora.get("/moderation/groups").is(200)["items"].clone();
        assert_eq!(groups(), json!([]), "four stand, and one alone is held");
        dora.post("/moderation/storm", &json!({"on": true})).is(200);
        assert_eq!((groups().as_array().unwrap().len(), &groups()[0]["posts"]), (1, &json!(5)));
        let shown = site.visitor().get(&format!("/threads/{thread}")).is(200);
        assert_eq!(shown["replies"], 5, "until a person decides they stand");
        let act = json!({"cases": groups()[0]["cases"], "action": "remove", "rule": "selling", "facts": "The same advertisement."});
        assert_eq!(dora.post("/moderation/batches", &act).is(201)["decisions"].as_array().unwrap().len(), 5);
        assert_eq!(site.visitor().get(&format!("/threads/{thread}")).is(200)["replies"], 1);
        site.letters();
    }

    // L-37: five hundred posts by fifty fresh accounts among three hundred good ones by sixty members.
    with looking;
    fn a_storm_is_cleared_in_one_act_no_good_post_is_lost_and_all_of_it_is_undone(site) {
        let whole = std::env::var_os("GOODENOUGH_PROVE").is_some();
        let (bad, each, good, kind) = if whole { (50, 10, 60, 5) } else { (6, 5, 6, 3) };
        let members: Vec<Member<'_>> = (0..good).map(|number| site.member(&format!("good{number}"))).collect();
        site.waits(30 * DAY);
        for member in &members {
            member.comes_back();
        }
        let threads: Vec<String> = members.iter().take(12).map(|member| member.starts_thread(&json!({}))).collect();
        let dora = site.staff("dora", Role::Moderator);
        let fresh: Vec<Member<'_>> = (0..bad).map(|number| site.member(&format!("fresh{number}"))).collect();
        dora.post("/moderation/storm", &json!({"on": true})).is(200);
        for round in 0..each.max(kind) {
            for (number, writer) in fresh.iter().enumerate().filter(|_| round < each) {
                let thread = &threads[(number + round) % threads.len()];
                posts(writer, thread, &format!("{TIRED} {}", ["LAMP", "MOON", "STAR", "TREE"][(number + round) % 4]));
            }
            for (number, writer) in members.iter().enumerate().filter(|_| round < kind) {
                let thread = &threads[(number * 7 + round) % threads.len()];
                assert_eq!(posts(writer, thread, &format!("I know this, and sit with you. {number} {round}"))["state"], "visible");
            }
        }
        let seen = || -> Vec<Value> {
            threads.iter().map(|thread| site.visitor().get(&format!("/threads/{thread}/posts?limit=100")).is(200).json).collect()
        };
        let before = seen();
        let groups = dora.get("/moderation/groups").is(200);
        let cases: Vec<Value> = groups["items"].as_array().unwrap().iter().flat_map(|group| group["cases"].as_array().unwrap().clone()).collect();
        assert_eq!(cases.len(), bad * each, "all of them, and nothing else");
        assert!(groups["items"].as_array().unwrap().len() <= 4);
        let preview = dora.post("/moderation/batches/preview", &json!({"cases": cases})).is(200);
        assert_eq!((&preview["posts"], &preview["threads"], &preview["voices"]), (&json!(bad * each), &json!(threads.len()), &json!(bad * each)), "a voice is of one thread");
        let act = json!({"cases": cases, "action": "remove", "sanction": {"kind": "suspend"}, "rule": "selling", "facts": "The same advertisement."});
        let batch = dora.post("/moderation/batches", &act).is(201);
        assert_eq!((batch["decisions"].as_array().unwrap().len(), &batch["left"]), (bad * each, &json!([])));
        let after = seen();
        let standing = |lists: &[Value]| -> Vec<Value> {
            let all = lists.iter().flat_map(|list| list["items"].as_array().unwrap().clone());
            all.filter(|post| post["state"] == "visible").collect()
        };
        assert_eq!(standing(&after), standing(&before), "no good post is lost");
        fresh[0].get("/threads").refused(403, "suspended");
        let undone = dora.post(&format!("/moderation/batches/{}/undo", batch.string("id")), &json!({})).is(200);
        assert_eq!(undone["undone"], bad * each);
        assert_eq!(seen(), before, "everything is as it was: they wait again");
        assert_eq!(dora.get("/moderation/groups").is(200).json, groups.json);
        site.looks_away();
    }
}
