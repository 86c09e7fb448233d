//! Leaving for good: at once where she is known, at random where she was hidden, and nothing that tells the two belong together.

use std::collections::BTreeMap;

use diesel::prelude::*;
use goodenough::accounts::Role;
use goodenough::clock::{HOUR, MINUTE};
use goodenough::storage::schema::{accounts, jobs};
use goodenough::storage::{Conn, Failure};
use serde_json::{Value, json};

use crate::catalogue::dump;
use crate::site::{Caller, Database, Member, Plan, Site, on_both};

const WORDS: [&str; 2] = ["remove", "keep_without_name"];

#[track_caller]
fn leaves(member: &Caller, words: &str) -> String {
    member.post("/me/erasure", &json!({"words": words})).is(201).string("receipt")
}

/// Lets hours pass, a quarter at a time, as they pass for a server that runs.
fn passes(site: &Site, hours: i64) {
    for _ in 0..hours * 4 {
        site.waits(15 * MINUTE);
        site.runs_jobs();
    }
}

fn state(site: &Site, receipt: &str) -> String {
    site.visitor().get(&format!("/erasures/{receipt}")).is(200).string("state")
}

/// The posts of a thread, as everybody sees them.
fn posts(site: &Site, thread: &str) -> Vec<Value> {
    site.visitor().pages(&format!("/threads/{thread}/posts"), 100)
}

/// Where a text stands in a dump of everything.
fn found(site: &Site, text: &str) -> Vec<String> {
    let rows = dump(&mut site.database.connect());
    let holds = |values: &BTreeMap<String, String>| values.values().any(|value| value.contains(text));
    rows.into_iter().filter(|row| holds(&row.values)).map(|row| format!("{}: {:?}", row.table, row.values)).collect()
}

fn count(site: &Site, table: &str) -> usize {
    dump(&mut site.database.connect()).iter().filter(|row| row.table == table).count()
}

on_both! {
    // S-35, X-64
    fn once_it_is_answered_nobody_comes_in_as_her(site) {
        let ada = site.member("ada");
        let elsewhere = ada.signs_in_elsewhere();
        ada.post("/sessions/links", &json!({"email": ada.address})).is(202);
        let link = site.letter_to(&ada.address).token();
        ada.post("/passwords/resets", &json!({"email": ada.address})).is(202);
        let reset = site.letter_to(&ada.address).token();
        let answer = ada.post("/me/erasure", &json!({"words": "remove"})).is(201);
        assert_eq!((&answer["words"], &answer["asked_at"]), (&json!("remove"), &json!("2026-03-02T21:00:00Z")));
        assert_eq!(answer["done_by"], "2026-03-04T22:00:00Z");
        ada.get("/me").refused(401, "unauthenticated");
        elsewhere.get("/me").refused(401, "unauthenticated");
        let visitor = site.visitor();
        visitor.post("/sessions/refresh", &json!({"refresh_token": ada.refresh_token()})).refused(401, "unauthenticated");
        visitor.post("/sessions", &json!({"email": ada.address, "password": crate::site::member::PASSWORD})).refused(401, "wrong_credentials");
        visitor.post("/sessions", &json!({"link_token": link})).refused(422, "token_spent");
        visitor.post("/passwords", &json!({"token": reset, "password": "another lantern"})).refused(422, "token_spent");
        ada.post("/me/erasure", &json!({"words": "remove"})).refused(401, "unauthenticated");
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.contains(&format!("/erasure/{}", answer.string("receipt"))), "{}", letter.text);
        assert_eq!(letter.subject, "Your receipt");
    }

    // L-20
    fn removed_words_are_gone_everywhere_and_look_as_if_taken_back(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = ada.starts_thread(&json!({"voice": "alias", "title": "Zanzibar title", "body": "Zanzibar opening."}));
        let bertas = berta.starts_thread(&json!({}));
        ada.replies(&bertas, "Zanzibar first.");
        site.waits(11 * MINUTE);
        ada.patch(&format!("/threads/{bertas}/posts/2"), &json!({"body": "Zanzibar second."})).is(200);
        berta.replies_hidden(&bertas, "Taken back by Berta.");
        berta.delete(&format!("/threads/{bertas}/posts/3")).is(204);
        berta.replies(&thread, "Me too.");
        ada.put("/drafts/new", &json!({"body": "Zanzibar draft"})).is(200);
        ada.post(&format!("/threads/{bertas}/posts/1/reports"), &json!({"reason": "other", "note": "Zanzibar note."})).is(201);
        ada.reacts(&bertas, 1, "hug");
        site.letters();
        let receipt = leaves(&ada, "remove");
        assert_eq!(state(site, &receipt), "running");
        passes(site, 49);
        assert_eq!(state(site, &receipt), "done");
        site.letter_to(&ada.address);
        assert!(found(site, "Zanzibar").is_empty(), "{:?}", found(site, "Zanzibar"));
        let names: Vec<String> = found(site, "Ada").into_iter().filter(|row| !row.starts_with("staff_log")).collect();
        assert!(names.is_empty(), "{names:?}");
        for table in ["traces", "drafts", "notifications"] {
            let hers = dump(&mut site.database.connect()).into_iter().filter(|row| row.table == table).count();
            assert!(hers == 0 || table != "drafts", "{table}");
        }
        let after = posts(site, &bertas);
        assert_eq!((&after[1]["state"], &after[1]["body"], &after[1]["html"]), (&json!("taken_back"), &json!(null), &json!(null)));
        assert_eq!(after[1]["state"], after[2]["state"], "gone is gone, whoever took it and why");
        assert_eq!(after[1]["voice"]["name"], "Someone");
        let opening = site.visitor().get(&format!("/threads/{thread}")).is(200);
        assert_eq!((&opening["title"], &opening["excerpt"], &opening["replies"]), (&json!(null), &json!(null), &json!(1)));
        assert_eq!(opening["posts"]["items"][1]["body"], "Me too.", "what others wrote stays");
        assert_eq!(after[0]["reactions"], json!({"hug": 1}), "warmth that was given is the other's");
    }

    //
    fn kept_words_stay_and_nothing_leads_from_them_to_her(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let (first, second) = (ada.starts_thread(&json!({})), ada.starts_thread(&json!({"title": "Another"})));
        let bertas = berta.starts_thread(&json!({}));
        ada.replies(&bertas, "Me too, under my name.");
        ada.replies_hidden(&bertas, "Me too, hidden.");
        ada.replies_hidden(&bertas, "Zanzibar, taken back.");
        ada.delete(&format!("/threads/{bertas}/posts/4")).is(204);
        site.letters();
        let before = posts(site, &bertas);
        let receipt = leaves(&ada, "keep_without_name");
        passes(site, 49);
        site.letter_to(&ada.address);
        assert_eq!(state(site, &receipt), "done");
        assert!(found(site, "Zanzibar").is_empty(), "what she had taken back is deleted all the same");
        assert!(found(site, "Ada").is_empty(), "{:?}", found(site, "Ada"));
        let after = posts(site, &bertas);
        assert_eq!(after[1]["body"], "Me too, under my name.");
        assert_eq!((&after[1]["voice"]["name"], &after[1]["voice"]["kind"]), (&json!("Someone"), &json!("named")));
        assert_eq!(after[2]["body"], "Me too, hidden.");
        assert_eq!(after[2]["voice"]["name"], before[2]["voice"]["name"], "an alias stays as it is");
        for thread in [first, second] {
            assert_eq!(site.visitor().get(&format!("/threads/{thread}")).is(200)["voice"]["name"], "Someone");
        }
        // No two of the seals that are left open to one number, and none to an account.
        let rows = dump(&mut site.database.connect());
        let accounts: Vec<&str> = rows.iter().filter(|row| row.table == "accounts").map(|row| row.values["id"].as_str()).collect();
        let mut opened = Vec::new();
        for row in rows.iter().filter(|row| row.table == "voices" && row.values["thread"].parse::<i64>().is_ok()) {
            let key = [row.values["thread"].parse().unwrap(), row.values["id"].parse().unwrap()];
            let place = goodenough::voices::seal::Row { table: "voices", key: &key };
            let bytes = &row.values["sealed"];
            let bytes: Vec<u8> = (0..bytes.len() / 2).map(|at| u8::from_str_radix(&bytes[2 * at..2 * at + 2], 16).unwrap()).collect();
            let number: i64 = site.app.seal.open(place, &bytes).expect("it looks like every other seal");
            if !accounts.contains(&number.to_string().as_str()) {
                opened.push(number);
            }
        }
        assert_eq!(opened.len(), 4, "her four voices");
        opened.sort_unstable();
        opened.dedup();
        assert_eq!(opened.len(), 4, "each opens to a number of its own");
    }

    //
    fn earlier_words_and_hidden_threads_go_even_if_words_are_kept(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = ada.starts_thread(&json!({"body": "Zanzibar before."}));
        let hidden = ada.starts_thread(&json!({"title": "Zanzibar title", "body": "Zanzibar hidden."}));
        berta.replies(&hidden, "Mine.");
        ada.delete(&format!("/threads/{hidden}")).is(204);
        site.waits(11 * MINUTE);
        ada.patch(&format!("/threads/{thread}/posts/1"), &json!({"body": "After."})).is(200);
        leaves(&ada, "keep_without_name");
        passes(site, 49);
        assert!(found(site, "Zanzibar").is_empty(), "{:?}", found(site, "Zanzibar"));
        assert_eq!(posts(site, &thread)[0]["body"], "After.");
        assert_eq!(berta.post("/sessions", &json!({"email": berta.address, "password": crate::site::member::PASSWORD})).is(201).status, 201);
        site.letters();
    }

    //
    fn aliases_go_one_by_one_at_random_moments_and_in_random_order(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let threads: Vec<String> = (0..8).map(|_| berta.starts_thread(&json!({}))).collect();
        for thread in &threads {
            ada.replies_hidden(thread, "Hidden.");
        }
        site.letters();
        let gone = |site: &Site| -> Vec<bool> { threads.iter().map(|thread| posts(site, thread)[1]["body"].is_null()).collect() };
        leaves(&ada, "remove");
        site.runs_jobs();
        assert!(gone(site).iter().all(|gone| !gone), "none in the second in which she leaves");
        let mut went: Vec<(usize, i64)> = Vec::new();
        let mut before = gone(site);
        for minute in (5..=49 * 60).step_by(5) {
            site.waits(5 * MINUTE);
            site.runs_jobs();
            let now = gone(site);
            let fresh: Vec<usize> = (0..8).filter(|at| now[*at] && !before[*at]).collect();
            went.extend(fresh.into_iter().map(|at| (at, minute)));
            before = now;
        }
        assert_eq!(went.len(), 8, "all of them within two days");
        let mut minutes: Vec<i64> = went.iter().map(|(_, minute)| *minute).collect();
        minutes.dedup();
        assert!(minutes.len() >= 7, "they go apart from one another: {went:?}");
        assert!(minutes.last().unwrap() - minutes.first().unwrap() > 12 * 60, "they are spread: {went:?}");
        let order: Vec<usize> = went.iter().map(|(at, _)| *at).collect();
        assert!(order != (0..8).collect::<Vec<_>>() && order != (0..8).rev().collect::<Vec<_>>(), "{order:?}");
        site.letter_to(&ada.address);
    }

    //
    fn when_the_machine_stood_still_they_do_not_go_in_one_second(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let threads: Vec<String> = (0..4).map(|_| berta.starts_thread(&json!({}))).collect();
        for thread in &threads {
            ada.replies_hidden(thread, "Hidden.");
        }
        site.letters();
        let receipt = leaves(&ada, "remove");
        site.runs_jobs();
        site.waits(72 * HOUR);
        site.runs_jobs();
        let gone = threads.iter().filter(|thread| posts(site, thread)[1]["body"].is_null()).count();
        assert_eq!(gone, 0, "what became due meanwhile waits for other moments");
        assert_eq!(state(site, &receipt), "running");
        passes(site, 48);
        assert_eq!(state(site, &receipt), "done");
        site.letter_to(&ada.address);
    }

    // a job done twice, as after a crash between doing it and writing that down.
    fn a_job_that_is_done_twice_harms_nothing(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let bertas = berta.starts_thread(&json!({}));
        ada.starts_thread(&json!({}));
        ada.replies_hidden(&bertas, "Hidden.");
        ada.reports(&bertas, 1, "other");
        ada.reacts(&bertas, 1, "light");
        site.letters();
        let receipt = leaves(&ada, "remove");
        let promised: Vec<(i64, Option<Vec<u8>>)> =
            jobs::table.filter(jobs::kind.eq("forget")).select((jobs::id, jobs::sealed)).load(&mut site.database.connect()).unwrap();
        assert_eq!(promised.len(), 4, "two voices, a report, and what she read");
        // Everything twice, and the first half of it before the rest has run at all.
        for half in [&promised[..2], &promised[..]] {
            for (id, sealed) in half {
                diesel::update(jobs::table.find(id))
                    .set((jobs::state.eq("waiting"), jobs::sealed.eq(sealed.clone()), jobs::due_at.eq(0)))
                    .execute(&mut site.database.connect())
                    .unwrap();
            }
            site.runs_jobs();
        }
        let settled = |site: &Site| {
            let rows = dump(&mut site.database.connect()).into_iter().filter(|row| row.table != "jobs" && row.table != "receipts");
            rows.map(|row| format!("{row:?}")).collect::<Vec<_>>()
        };
        assert_eq!(state(site, &receipt), "done");
        let before = settled(site);
        for (id, sealed) in &promised {
            diesel::update(jobs::table.find(id))
                .set((jobs::state.eq("waiting"), jobs::sealed.eq(sealed.clone()), jobs::due_at.eq(0)))
                .execute(&mut site.database.connect())
                .unwrap();
        }
        site.runs_jobs();
        assert_eq!(settled(site), before);
        assert_eq!(state(site, &receipt), "done");
        site.letter_to(&ada.address);
    }

    //
    fn life_goes_on_where_she_was(site) {
        let (ada, berta, ruth) = (site.member("ada"), site.member("berta"), site.staff("ruth", Role::Moderator));
        let thread = ada.starts_thread(&json!({"voice": "alias"}));
        let bertas = berta.starts_thread(&json!({}));
        let abuse = ada.replies_hidden(&bertas, "You should be ashamed.");
        let claimed = ada.replies(&bertas, "And again.");
        berta.reports(&bertas, abuse, "shaming");
        ada.reports(&bertas, 1, "other");
        site.letters();
        leaves(&ada, "keep_without_name");
        site.letter_to(&ada.address);
        // Before her alias is cut off and after.
        for hours in [0, 49] {
            passes(site, hours);
            berta.comes_back();
            berta.replies(&thread, "Are you still there?");
            let answer = json!({"body": "To you.", "voice": "named", "in_reply_to": claimed});
            berta.post(&format!("/threads/{bertas}/posts"), &answer).is(201);
            assert!(site.letters().is_empty(), "nobody is written to");
        }
        ruth.comes_back();
        for case in ruth.pages("/moderation/cases?state=open", 20) {
            let id = case["id"].as_str().unwrap();
            ruth.get(&format!("/moderation/cases/{id}")).is(200);
            ruth.post(&format!("/moderation/cases/{id}/claim"), &json!({})).is(200);
            let verdict = json!({"action": "remove", "rule": "kindness", "facts": "Shames.", "message": ""});
            let decision = ruth.post(&format!("/moderation/cases/{id}/decision"), &verdict).is(201).string("id");
            ruth.post(&format!("/moderation/decisions/{decision}/undo"), &json!({})).is(200);
        }
        assert_eq!(site.letters().iter().filter(|letter| letter.to == ada.address).count(), 0);
    }

    fn a_block_of_somebody_who_left_holds_and_can_be_let_go(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = ada.starts_thread(&json!({}));
        let voice = site.visitor().get(&format!("/threads/{thread}")).is(200)["voice"]["id"].as_str().unwrap().to_owned();
        berta.put(&format!("/voices/{voice}/block"), &json!({})).is(204);
        leaves(&ada, "keep_without_name");
        site.letter_to(&ada.address);
        assert_eq!(berta.get(&format!("/threads/{thread}/mine")).is(200)["hidden"], json!([voice]));
        assert_eq!(berta.get("/blocks").is(200)["items"][0]["name"], "Someone");
        berta.delete(&format!("/voices/{voice}/block")).is(204);
        assert_eq!(berta.get("/blocks").is(200)["items"], json!([]));
    }

    // S-35
    fn the_suspended_and_those_without_a_password_can_leave_too(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        site.suspends(&ada, true);
        leaves(&ada, "remove");
        let lookup = site.app.seal.address_lookup(&berta.address);
        let forget = move |conn: &mut Conn| -> Result<(), Failure> {
            diesel::update(accounts::table.filter(accounts::email_lookup.eq(lookup))).set(accounts::password.eq(None::<String>)).execute(conn)?;
            Ok(())
        };
        site.wait(site.app.storage.write(forget)).unwrap();
        leaves(&berta, "remove");
        assert_eq!(count(site, "accounts"), 0);
        assert_eq!(site.letters().len(), 2, "a receipt for each");
        passes(site, 1);
    }

    fn a_moderator_leaves_her_cases_and_the_last_admin_stays(site) {
        let (ada, ruth) = (site.member("ada"), site.staff("ruth", Role::Moderator));
        let thread = ada.starts_thread(&json!({}));
        let abuse = ruth.replies(&thread, "Shame.");
        ada.reports(&thread, 1, "other");
        let case = ruth.pages("/moderation/cases?state=open", 20)[0]["id"].as_str().unwrap().to_owned();
        ruth.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        site.letters();
        leaves(&ruth, "keep_without_name");
        site.runs_jobs();
        let after = posts(site, &thread);
        assert_eq!(after[usize::try_from(abuse).unwrap() - 1]["voice"]["badge"], Value::Null, "the badge goes with the name");
        let (olga, petra) = (site.staff("olga", Role::Admin), site.staff("petra", Role::Admin));
        let open = olga.get(&format!("/moderation/cases/{case}")).is(200);
        assert_eq!((&open["state"], &open["claimed_by"]), (&json!("open"), &json!(null)));
        assert_eq!(open["log"][0]["actor"], "somebody who has left");
        leaves(&petra, "remove");
        olga.post("/me/erasure", &json!({"words": "remove"})).refused(409, "last_admin");
        olga.get("/me").is(200);
        site.letters();
        passes(site, 1);
    }

    // The address is free, the name is not: nobody comes back as her.
    fn her_address_is_free_and_her_name_is_nobodys(site) {
        let ada = site.member("ada");
        leaves(&ada, "remove");
        site.letter_to(&ada.address);
        let visitor = site.visitor();
        let sign_up = |name: &str| json!({"email": "ada@example.org", "password": crate::site::member::PASSWORD, "name": name});
        for name in ["Ada", "ada", "Аda", "Someone"] {
            let why = if name == "Someone" { "not_allowed" } else { "taken" };
            visitor.post("/accounts", &sign_up(name)).misfits(&[("name", why)]);
        }
        let berta = site.member("berta");
        berta.patch("/me", &json!({"name": "Ada"})).misfits(&[("name", "taken")]);
        visitor.post("/accounts", &sign_up("Adelheid")).is(202);
        let token = site.letter_to("ada@example.org").token();
        let session = visitor.post("/accounts/verify", &json!({"token": token})).is(200);
        visitor.set_token(Some(session.string("access_token")));
        let all = visitor.get("/me/export").is(200);
        assert_eq!(all["posts"], json!([]), "she is somebody new");
    }

    fn a_repeat_with_its_key_gets_the_receipt_again(site) {
        let ada = site.member("ada");
        let asks = |key: &str, words: &str| ada.asks("POST", "/me/erasure").header("idempotency-key", key).json(&json!({"words": words})).answer();
        let first = asks("one", "remove").is(201);
        assert_eq!(asks("one", "remove").is(201).json, first.json);
        asks("one", "keep_without_name").refused(409, "idempotency_mismatch");
        asks("two", "remove").refused(401, "unauthenticated");
        ada.post("/me/erasure", &json!({"words": "remove"})).refused(401, "unauthenticated");
        site.waits(16 * MINUTE);
        asks("one", "remove").refused(401, "unauthenticated");
        assert_eq!(count(site, "receipts"), 1);
        site.letter_to(&ada.address);
        site.runs_jobs();
    }

    fn a_receipt_is_found_by_its_code_alone_and_for_a_year(site) {
        let ada = site.member("ada");
        let receipt = leaves(&ada, "keep_without_name");
        passes(site, 1);
        let told = site.visitor().get(&format!("/erasures/{receipt}")).is(200);
        let expected = json!({"state": "done", "words": "keep_without_name", "asked_at": "2026-03-02T21:00:00Z", "done_by": "2026-03-04T22:00:00Z"});
        assert_eq!(told.json, expected, "nothing was hidden, so all is done");
        for wrong in ["x", "4kQ4kQ4kQ4kQ4kQ4kQ4kQ", &receipt.to_lowercase()] {
            site.visitor().get(&format!("/erasures/{wrong}")).refused(404, "not_found");
        }
        assert!(found(site, &receipt).is_empty(), "the code itself is nowhere: {:?}", found(site, &receipt));
        site.letter_to(&ada.address);
        site.waits(367 * 24 * HOUR);
        site.wait(goodenough::jobs::tidy::nightly(&site.app)).unwrap();
        site.visitor().get(&format!("/erasures/{receipt}")).refused(404, "not_found");
    }

    fn what_does_not_fit_is_refused_and_nobody_goes(site) {
        let ada = site.member("ada");
        ada.post("/me/erasure", &json!({})).misfits(&[("words", "required")]);
        ada.post("/me/erasure", &json!({"words": "burn"})).misfits(&[("words", "unknown")]);
        ada.post("/me/erasure", &json!({"words": "remove", "why": "x"})).misfits(&[("why", "unknown_field")]);
        site.visitor().post("/me/erasure", &json!({"words": "remove"})).refused(401, "unauthenticated");
        ada.get("/me").is(200);
    }

    // the outbox tells neither which job is whose nor what it is about.
    fn the_promised_jobs_look_alike(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        for _ in 0..3 {
            let thread = berta.starts_thread(&json!({}));
            ada.replies_hidden(&thread, "Hidden.");
            ada.replies(&thread, "Named.");
            ada.reports(&thread, 1, "other");
        }
        site.letters();
        leaves(&ada, "remove");
        let rows = dump(&mut site.database.connect());
        let promised: Vec<_> = rows.iter().filter(|row| row.table == "jobs" && row.values["kind"] == "forget").map(|row| &row.values).collect();
        assert_eq!(promised.len(), 10);
        assert!(promised.windows(2).all(|pair| pair[0]["sealed"].len() == pair[1]["sealed"].len()));
        let later: Vec<&String> = promised.iter().map(|job| &job["expires_at"]).filter(|at| promised.iter().filter(|job| &job["expires_at"] == *at).count() == 1).collect();
        assert_eq!(later.len(), 6, "no column joins those that wait");
        site.looks_away();
    }
}

/// Everything that a third account and a visitor can see of these threads, with ids, names and colours of hidden voices taken out.
fn seen(site: &Site, third: &Member<'_>, threads: &[String]) -> Vec<Value> {
    third.comes_back();
    let mut all: Vec<Value> = vec![third.get("/threads?limit=100").is(200).json, third.get("/notifications").is(200).json];
    for thread in threads {
        all.push(third.get(&format!("/threads/{thread}")).is(200).json);
        all.push(third.get(&format!("/threads/{thread}/mine")).is(200).json);
        all.push(site.visitor().get(&format!("/threads/{thread}")).is(200).json);
    }
    let order: BTreeMap<String, usize> = threads.iter().enumerate().map(|(at, id)| (id.clone(), at)).collect();
    for one in &mut all {
        rename(one, &order);
    }
    all
}

fn rename(value: &mut Value, threads: &BTreeMap<String, usize>) {
    match value {
        Value::Object(fields) => {
            if fields.get("kind").is_some_and(|kind| kind == "alias") {
                fields["name"] = "[alias]".into();
            }
            for (name, value) in fields.iter_mut() {
                if name == "seed"
                    || name == "next"
                    || (name == "id" && !value.as_str().is_some_and(|id| threads.contains_key(id)))
                {
                    *value = format!("[{name}]").into();
                }
                rename(value, threads);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, threads)),
        Value::String(text) => {
            if let Some(at) = threads.get(text.as_str()) {
                *text = format!("[thread {at}]");
            }
        }
        _ => {}
    }
}

/// One world: Paula and Quentin each have written under their names; one of them has also written the hidden posts. Paula leaves.
fn world(database: Database, paula_is_hidden: bool, words: &str) -> Vec<Vec<Value>> {
    let site = &Plan::new().open(database);
    let (paula, quentin, third) = (site.member("paula"), site.member("quentin"), site.member("third"));
    let threads: Vec<String> = (0..3)
        .map(|n| {
            // In order, whatever ids chance gives them.
            site.waits(15 * MINUTE);
            third.comes_back();
            third.starts_thread(&json!({"title": format!("Thread {n}")}))
        })
        .collect();
    paula.comes_back();
    quentin.comes_back();
    let hidden = if paula_is_hidden { &paula } else { &quentin };
    for thread in &threads {
        paula.replies(thread, "Paula's words.");
        quentin.replies(thread, "Quentin's words.");
        hidden.replies_hidden(thread, "Hidden words.");
        hidden.reacts(thread, 1, "hug");
    }
    site.letters();
    leaves(&paula, words);
    site.letter_to(&paula.address);
    // With words that go, only this moment is comparable: later hidden words are gone in one world and stand in the other,
    // each by itself (see above).
    let hours = if words == "remove" { 0 } else { 49 };
    let mut moments = vec![seen(site, &third, &threads)];
    for _ in 0..hours {
        passes(site, 1);
        moments.push(seen(site, &third, &threads));
    }
    assert!(site.letters().is_empty(), "nobody is written to about somebody who leaves");
    site.looks_away();
    moments
}

fn leaving_tells_nobody_who_was_hidden(open: impl Fn() -> Option<Database>) {
    for words in WORDS {
        let (Some(one), Some(other)) = (open(), open()) else { return };
        let (one, other) = (world(one, true, words), world(other, false, words));
        assert_eq!(one.len(), other.len());
        for (hour, (one, other)) in one.into_iter().zip(other).enumerate() {
            for (one, other) in one.into_iter().zip(other) {
                assert_eq!(one, other, "{words}, {hour} hours later");
            }
        }
    }
}

// the same erasure by somebody who was hidden here and by somebody who was not.
#[test]
fn on_sqlite_leaving_tells_nobody_who_was_hidden() {
    leaving_tells_nobody_who_was_hidden(|| Some(Database::sqlite()));
}

#[test]
fn on_postgres_leaving_tells_nobody_who_was_hidden() {
    leaving_tells_nobody_who_was_hidden(Database::postgres);
}
