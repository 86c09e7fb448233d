//! Mailed links: to sign in, and to set a new password. Single use, and silent about who exists.

use goodenough::clock::{HOUR, MINUTE};
use serde_json::json;

use crate::catalogue::{Row, dump};
use crate::site::member::PASSWORD;
use crate::site::on_both;

/// What rows look like: their tables, and the length of each value.
fn shape(rows: &[Row]) -> Vec<(String, Vec<usize>)> {
    let telling = |row: &Row| {
        // Names and addresses are as long as they are; ids and moments are of one length but for chance.
        let lengths = row.values.iter().filter(|(name, _)| !["id", "name", "due_at"].contains(&name.as_str()));
        (row.table.clone(), lengths.map(|(_, value)| value.len()).collect())
    };
    rows.iter().map(telling).collect()
}

const NEW_PASSWORD: &str = "three herons on one leg";

on_both! {
    fn a_sign_in_link_is_good_once(site) {
        let ada = site.member("ada");
        site.visitor().post("/sessions/links", &json!({"email": ada.address})).is(202);
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.contains("https://notes.example.org/sign-in/link?token="), "{}", letter.text);
        let link = json!({"link_token": letter.token()});
        let session = site.visitor().post("/sessions", &link).is(201);
        assert_eq!(session["member"]["name"], "Ada");
        site.visitor().post("/sessions", &link).refused(422, "token_spent");
    }

    fn of_two_who_open_a_link_at_once_one_comes_in(site) {
        let ada = site.member("ada");
        site.visitor().post("/sessions/links", &json!({"email": ada.address})).is(202);
        let link = json!({"link_token": site.letter_to(&ada.address).token()});
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..8).map(|_| scope.spawn(|| site.visitor().post("/sessions", &link).status)).collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 7, "{statuses:?}");
    }

    fn a_sign_in_link_is_good_for_half_an_hour(site) {
        let ada = site.member("ada");
        site.visitor().post("/sessions/links", &json!({"email": ada.address})).is(202);
        let link = json!({"link_token": site.letter_to(&ada.address).token()});
        site.waits(30 * MINUTE);
        site.visitor().post("/sessions", &link).refused(422, "token_spent");
    }

    fn asking_for_a_link_is_answered_alike_for_a_known_and_an_unknown_address(site) {
        let ada = site.member("ada");
        for path in ["/sessions/links", "/passwords/resets"] {
            let known = site.visitor().post(path, &json!({"email": ada.address})).is(202);
            let unknown = site.visitor().post(path, &json!({"email": "nobody@example.org"})).is(202);
            assert_eq!(known.body, unknown.body);
            site.visitor().post(path, &json!({"email": "nobody"})).misfits(&[("email", "bad_characters")]);
            let letters = site.letters();
            assert_eq!(letters.len(), 1, "nobody else was written to");
            assert_eq!(letters[0].to, ada.address);
        }
    }

    // equal work is what makes equal time; `make bench` prints the times.
    fn the_doors_do_the_same_for_a_known_and_an_unknown_address(site) {
        let ada = site.member("ada");
        let new = |email: &str, name: &str| json!({"email": email, "password": PASSWORD, "name": name});
        let unknown = "nobody@example.org";
        for (path, known, unknown) in [
            ("/sessions/links", json!({"email": ada.address}), json!({"email": unknown})),
            ("/passwords/resets", json!({"email": ada.address}), json!({"email": unknown})),
            ("/accounts", new(&ada.address, "Berta"), new("berta@example.org", "Carla")),
        ] {
            let left = |body| {
                let before = shape(&dump(&mut site.database.connect()));
                let answer = site.visitor().post(path, &body).is(202);
                let mut after = shape(&dump(&mut site.database.connect()));
                for row in before {
                    after.remove(after.iter().position(|other| *other == row).expect("no row went"));
                }
                site.letters();
                (answer.body, after)
            };
            let (known, unknown) = (left(known), left(unknown));
            assert_eq!(known, unknown, "{path}");
            assert!(known.1.iter().any(|(table, _)| table == "jobs"), "{path}: {known:?}");
        }
    }

    fn a_token_is_good_only_for_what_it_was_mailed_for(site) {
        let ada = site.member("ada");
        site.visitor().post("/sessions/links", &json!({"email": ada.address})).is(202);
        let link = site.letter_to(&ada.address).token();
        site.visitor().post("/passwords", &json!({"token": link, "password": NEW_PASSWORD})).refused(422, "token_spent");
        site.visitor().post("/passwords/resets", &json!({"email": ada.address})).is(202);
        let reset = site.letter_to(&ada.address).token();
        site.visitor().post("/sessions", &json!({"link_token": reset})).refused(422, "token_spent");
        site.visitor().post("/accounts/verify", &json!({"token": reset})).refused(422, "token_spent");
        site.visitor().post("/sessions", &json!({"email": ada.address, "password": PASSWORD})).is(201);
    }

    fn a_new_password_ends_every_session(site) {
        let ada = site.member("ada");
        let elsewhere = ada.signs_in_elsewhere();
        site.visitor().post("/passwords/resets", &json!({"email": ada.address})).is(202);
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.contains("https://notes.example.org/reset?token="), "{}", letter.text);
        let body = json!({"token": letter.token(), "password": NEW_PASSWORD});
        let answer = site.visitor().post("/passwords", &body).is(200);
        assert_eq!(answer.json, json!({"changed": true}));
        for session in [&*ada, &elsewhere] {
            session.get("/me").refused(401, "unauthenticated");
        }
        site.visitor().post("/sessions/refresh", &json!({"refresh_token": ada.refresh_token()})).refused(401, "unauthenticated");
        site.visitor().post("/sessions", &json!({"email": ada.address, "password": PASSWORD})).refused(401, "wrong_credentials");
        site.visitor().post("/sessions", &json!({"email": ada.address, "password": NEW_PASSWORD})).is(201);
        site.visitor().post("/passwords", &body).refused(422, "token_spent");
    }

    fn a_new_password_that_does_not_do_leaves_the_link_good(site) {
        let ada = site.member("ada");
        site.visitor().post("/passwords/resets", &json!({"email": ada.address})).is(202);
        let token = site.letter_to(&ada.address).token();
        site.visitor().post("/passwords", &json!({"token": token, "password": "12345678"})).misfits(&[("password", "too_common")]);
        site.visitor().post("/passwords", &json!({"token": token, "password": NEW_PASSWORD})).is(200);
    }

    fn a_reset_link_is_good_for_an_hour_and_goes_with_the_first_that_is_used(site) {
        let ada = site.member("ada");
        let reset = || {
            site.visitor().post("/passwords/resets", &json!({"email": ada.address})).is(202);
            site.letter_to(&ada.address).token()
        };
        let old = reset();
        site.waits(HOUR);
        let body = |token: &str| json!({"token": token, "password": NEW_PASSWORD});
        site.visitor().post("/passwords", &body(&old)).refused(422, "token_spent");
        let (first, second) = (reset(), reset());
        site.visitor().post("/passwords", &body(&second)).is(200);
        site.visitor().post("/passwords", &body(&first)).refused(422, "token_spent");
    }
}
