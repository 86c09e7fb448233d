//! What goes in the very transaction in which somebody leaves, and who may leave.

use diesel::prelude::*;
use goodenough::clock::MINUTE;
use goodenough::storage::schema::accounts;
use goodenough::storage::{Conn, Failure};
use serde_json::json;

use super::{count, found, leaves, passes, posts, state};
use crate::catalogue::dump;
use crate::site::on_both;

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
        for table in ["traces", "drafts", "notifications", "letters"] {
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

    fn what_does_not_fit_is_refused_and_nobody_goes(site) {
        let ada = site.member("ada");
        ada.post("/me/erasure", &json!({})).misfits(&[("words", "required")]);
        ada.post("/me/erasure", &json!({"words": "burn"})).misfits(&[("words", "unknown")]);
        ada.post("/me/erasure", &json!({"words": "remove", "why": "x"})).misfits(&[("why", "unknown_field")]);
        site.visitor().post("/me/erasure", &json!({"words": "remove"})).refused(401, "unauthenticated");
        ada.get("/me").is(200);
    }
}
