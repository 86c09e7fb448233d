//! Refresh tokens: rotated, with ten seconds of grace, and a session ends when one is used that must be a copy.

use std::collections::HashSet;

use goodenough::clock::{DAY, HOUR, MINUTE, SECOND};
use serde_json::json;

use crate::site::{Answer, Site, on_both};

fn refresh(site: &Site, token: &str) -> Answer {
    site.visitor().post("/sessions/refresh", &json!({"refresh_token": token}))
}

on_both! {
    fn a_session_goes_on_with_a_new_pair_of_tokens(site) {
        let ada = site.member("ada");
        let first = ada.refresh_token();
        site.waits(MINUTE);
        let session = refresh(site, &first).is(200);
        assert_eq!(session["member"]["name"], "Ada");
        assert_ne!(session.string("refresh_token"), first);
        ada.takes(&session);
        ada.get("/me").is(200);
    }

    fn a_predecessor_gets_the_same_successor_until_that_is_used_and_ten_seconds_longer(site) {
        let ada = site.member("ada");
        let first = ada.refresh_token();
        let second = refresh(site, &first).is(200).string("refresh_token");
        // The answer may have been lost: however late, the predecessor is good while its successor was never used.
        site.waits(DAY);
        assert_eq!(refresh(site, &first).is(200).string("refresh_token"), second);
        let third = refresh(site, &second).is(200).string("refresh_token");
        site.waits(10 * SECOND);
        assert_eq!(refresh(site, &first).is(200).string("refresh_token"), second, "in grace");
        assert_eq!(refresh(site, &second).is(200).string("refresh_token"), third);
    }

    fn a_token_used_after_its_grace_ends_the_session(site) {
        let ada = site.member("ada");
        let elsewhere = ada.signs_in_elsewhere();
        let first = ada.refresh_token();
        let second = refresh(site, &first).is(200).string("refresh_token");
        let third = refresh(site, &second).is(200).string("refresh_token");
        site.waits(10 * SECOND + 1);
        refresh(site, &first).refused(401, "unauthenticated");
        for token in [&first, &second, &third] {
            refresh(site, token).refused(401, "unauthenticated");
        }
        ada.get("/me").refused(401, "unauthenticated");
        elsewhere.get("/me").is(200);
    }

    fn fifty_tabs_that_refresh_at_once_all_stay_signed_in(site) {
        let ada = site.member("ada");
        let first = ada.refresh_token();
        let answers: Vec<Answer> = std::thread::scope(|scope| {
            let tabs: Vec<_> = (0..50).map(|_| scope.spawn(|| refresh(site, &first))).collect();
            tabs.into_iter().map(|tab| tab.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().map(|answer| answer.status).collect::<HashSet<_>>(), HashSet::from([200]));
        let successors: HashSet<String> = answers.iter().map(|answer| answer.string("refresh_token")).collect();
        assert_eq!(successors.len(), 1, "one successor for all");
        for answer in &answers {
            ada.takes(answer);
            ada.get("/me").is(200);
        }
    }

    fn a_token_that_we_did_not_make_is_refused_and_ends_nothing(site) {
        let ada = site.member("ada");
        let token = ada.refresh_token();
        let (session, rest) = token.split_once('.').unwrap();
        let secret = rest.split_once('.').unwrap().1;
        for forged in [
            String::new(), "x".to_owned(), format!("{session}.1."), format!("{session}.0.{secret}"), format!("{session}.2.{secret}"),
            format!("{token}x"), token.to_uppercase(), "é.1.é".to_owned(), format!("{session}.-1.{secret}"),
        ] {
            refresh(site, &forged).refused(401, "unauthenticated");
        }
        refresh(site, &token).is(200);
    }

    fn an_unused_session_ends_after_thirty_days_and_on_a_shared_device_after_half_an_hour(site) {
        let ada = site.member("ada");
        let body = json!({"email": ada.address, "password": crate::site::member::PASSWORD, "shared": true});
        let shared = site.visitor().post("/sessions", &body).is(201).string("refresh_token");
        site.waits(29 * MINUTE);
        let shared = refresh(site, &shared).is(200).string("refresh_token");
        site.waits(31 * MINUTE);
        refresh(site, &shared).refused(401, "unauthenticated");
        site.waits(30 * DAY - 2 * HOUR);
        let own = refresh(site, &ada.refresh_token()).is(200).string("refresh_token");
        site.waits(30 * DAY);
        refresh(site, &own).refused(401, "unauthenticated");
    }
}
