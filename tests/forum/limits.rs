//! How much anybody may do at once.

use goodenough::config::Config;
use serde_json::json;

use crate::site::{Answer, Site, on_both};

fn few(config: &mut Config) {
    config.limits.enabled = true;
    config.limits.reads_by_prefix = 3;
    config.limits.reads_by_account = 4;
    config.limits.writes_by_account = 2;
    config.limits.entries_by_prefix = 5;
    config.limits.entries_by_address = 2;
}

/// A seventh of a minute is no whole number of steps.
fn seven(config: &mut Config) {
    few(config);
    config.limits.writes_by_account = 7;
}

fn few_without_a_proxy(config: &mut Config) {
    few(config);
    config.http.trusted_proxies.clear();
}

#[track_caller]
fn too_many(answer: Answer) -> Answer {
    let answer = answer.refused(429, "too_many");
    let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((5..=600).contains(&wait) && wait.is_multiple_of(5), "{wait}");
    assert_eq!(answer.header("ratelimit"), Some(format!("\"default\";r=0;t={wait}").as_str()));
    answer
}

fn reads_from(site: &Site, forwarded: &str) -> Answer {
    site.visitor().asks("GET", "/rules").header("x-forwarded-for", forwarded).answer()
}

on_both! {
    // so much of an address is looked at, and no more.
    with few;
    fn visitors_of_one_network_share_a_limit(site) {
        for host in 1..=3 {
            reads_from(site, &format!("203.0.113.{host}")).is(200);
        }
        too_many(reads_from(site, "203.0.113.200"));
        reads_from(site, "203.0.114.1").is(200);
        for host in 1..=3 {
            reads_from(site, &format!("2001:db8:7:{host}::1")).is(200);
        }
        too_many(reads_from(site, "2001:db8:7:ffff::1"));
        reads_from(site, "2001:db8:8::1").is(200);
        let answer = reads_from(site, "203.0.113.1");
        insta::assert_json_snapshot!("too_many", answer.for_snapshot());
    }

    with few;
    fn what_a_visitor_writes_before_the_proxys_word_is_her_own_story(site) {
        for hop in 1..=3 {
            reads_from(site, &format!("198.51.{hop}.1, 203.0.113.5")).is(200);
        }
        too_many(reads_from(site, "198.51.9.1, 203.0.113.5"));
        // A hop that is ours is passed over, as often as it stands there.
        too_many(reads_from(site, "203.0.113.5, 127.0.0.1"));
    }

    with few_without_a_proxy;
    fn without_a_trusted_proxy_nobody_is_believed_who_she_is(site) {
        for host in 1..=3 {
            reads_from(site, &format!("203.0.{host}.1")).is(200);
        }
        too_many(reads_from(site, "198.51.100.1"));
    }

    with few;
    fn a_members_reads_and_writes_have_limits_of_their_own(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        for _ in 0..2 {
            ada.patch("/me", &json!({})).is(200);
        }
        too_many(ada.patch("/me", &json!({})));
        for _ in 0..4 {
            ada.get("/me").is(200);
        }
        too_many(ada.get("/me"));
        too_many(ada.signs_in_elsewhere().get("/me"));
        berta.get("/me").is(200);
        berta.patch("/me", &json!({})).is(200);
    }

    // the very second would tell when the counting began.
    with seven;
    fn the_time_to_wait_is_told_in_steps_of_five_seconds(site) {
        let ada = site.member("ada");
        for _ in 0..7 {
            ada.patch("/me", &json!({})).is(200);
        }
        assert_eq!(too_many(ada.patch("/me", &json!({}))).header("retry-after"), Some("10"));
    }

    //
    with few;
    fn tries_for_one_address_are_limited_alike_whether_or_not_it_is_known(site) {
        let ada = site.member("ada"); // one of her two tries
        let from = |network: u8, address: &str| {
            let body = json!({"email": address, "password": "a guess at random"});
            site.visitor().asks("POST", "/sessions").header("x-forwarded-for", &format!("203.0.{network}.1")).json(&body).answer()
        };
        from(1, &ada.address).refused(401, "wrong_credentials");
        from(2, "nobody@example.org").refused(401, "wrong_credentials");
        from(2, "nobody@example.org").refused(401, "wrong_credentials");
        let known = too_many(from(3, &ada.address.to_uppercase()));
        let unknown = too_many(from(4, " nobody@example.org"));
        assert_eq!(known.for_snapshot(), unknown.for_snapshot());
    }

    with few;
    fn tries_from_one_network_are_limited_over_all_doors(site) {
        let visitor = site.visitor();
        let asks = |path: &str, body| visitor.post(path, &body).status;
        assert_eq!(asks("/sessions", json!({"link_token": "x"})), 422);
        assert_eq!(asks("/accounts/verify", json!({"token": "x"})), 422);
        assert_eq!(asks("/passwords", json!({"token": "x", "password": "a lantern in the reeds"})), 422);
        assert_eq!(asks("/sessions/links", json!({"email": "a@example.org"})), 202);
        assert_eq!(asks("/passwords/resets", json!({"email": "b@example.org"})), 202);
        for path in ["/sessions", "/accounts/verify", "/passwords"] {
            let body = if path == "/sessions" { json!({"link_token": "x"}) } else { json!({"token": "x", "password": "xxxxxxxxx"}) };
            let body = if path == "/accounts/verify" { json!({"token": "x"}) } else { body };
            too_many(visitor.post(path, &body));
        }
        site.runs_jobs();
    }

    fn without_limits_nobody_is_held_up(site) {
        for _ in 0..200 {
            site.visitor().post("/sessions/links", &json!({"email": "a@example.org"})).is(202);
        }
        site.runs_jobs();
    }
}
