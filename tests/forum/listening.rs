//! Nobody goes unheard: threads without an answer call listeners, few at a time, sooner at night, further with time; and their
//! writer alone is told how they stand.

use goodenough::accounts::Role;
use goodenough::clock::{HOUR, MINUTE};
use goodenough::listening::calling;
use serde_json::{Value, json};

use crate::site::{Member, Site, on_both};

/// A listener who may be called about hard days at any hour.
fn listener<'s>(site: &'s Site, name: &str) -> Member<'s> {
    let member = site.staff(name, Role::Listener);
    member.put("/me/listening", &json!({"on": true, "spaces": ["hard-days"], "from": "00:00", "to": "00:00"})).is(204);
    member
}

/// Lets time pass minute by minute, as the worker has it, and signs everybody in again.
fn pass(site: &Site, minutes: i64) {
    for _ in 0..minutes {
        site.waits(MINUTE);
        site.wait(calling::call(&site.app)).unwrap();
    }
}

fn calls_to(member: &Member<'_>) -> usize {
    member.comes_back();
    let kinds = member.get("/notifications").is(200)["items"].clone();
    kinds.as_array().unwrap().iter().filter(|one| one["kind"] == "called").count()
}

on_both! {
    // S-29: by day after half an hour; by notice and by letter, a discreet one; not twice; over once somebody answers.
    with |config| { config.listening.night_from = "00:00".to_owned(); config.listening.night_to = "00:00".to_owned(); };
    fn a_thread_without_an_answer_calls_listeners_of_its_space(site) {
        let (ada, lotte, elsewhere) = (site.member("ada"), listener(site, "lotte"), site.staff("elsa", Role::Listener));
        elsewhere.put("/me/listening", &json!({"on": true, "spaces": ["money"], "from": "00:00", "to": "00:00"})).is(204);
        let id = ada.starts_thread(&json!({"title": "The blue cup"}));
        pass(site, 29);
        assert_eq!(calls_to(&lotte), 0);
        pass(site, 2);
        assert_eq!((calls_to(&lotte), calls_to(&elsewhere)), (1, 0));
        let letter = site.letter_to("lotte@example.org");
        assert!(!letter.text.contains("blue cup") && !letter.subject.contains("cup") && letter.text.contains(&format!("/t/{id}")));
        pass(site, 120);
        assert_eq!(calls_to(&lotte), 1, "nobody is called twice about one thread");
        lotte.replies(&id, "I am here.");
        pass(site, 13 * 60);
        assert_eq!(calls_to(&elsewhere), 0, "it was answered");
        site.letters();
    }

    // At night a quarter of an hour; and nobody else's clock but that of the place is asked.
    fn at_night_they_are_called_sooner(site) {
        let (ada, lotte) = (site.member("ada"), listener(site, "lotte"));
        site.waits(2 * HOUR);
        ada.comes_back();
        ada.starts_thread(&json!({}));
        pass(site, 16);
        assert_eq!(calls_to(&lotte), 1);
        site.letters();
    }

    fn a_wider_circle_after_six_hours_and_moderators_after_twelve(site) {
        let (ada, elsa, ruth) = (site.member("ada"), site.staff("elsa", Role::Listener), site.staff("ruth", Role::Moderator));
        elsa.put("/me/listening", &json!({"on": true, "spaces": [], "from": "00:00", "to": "00:00"})).is(204);
        ada.starts_thread(&json!({}));
        pass(site, 6 * 60 - 2);
        assert_eq!(calls_to(&elsa), 0);
        pass(site, 5);
        assert_eq!((calls_to(&elsa), calls_to(&ruth)), (1, 0));
        pass(site, 6 * 60);
        assert_eq!(calls_to(&ruth), 1);
        assert_eq!(site.letters().len(), 2);
    }

    fn a_listener_is_called_in_her_hours_and_not_more_than_three_times_a_day(site) {
        let (ada, lotte, nora) = (site.member("ada"), listener(site, "lotte"), site.staff("nora", Role::Listener));
        nora.patch("/me", &json!({"time_zone": "Europe/Berlin"})).is(200);
        // It is 22:07 in Berlin, and she sleeps from ten on.
        nora.put("/me/listening", &json!({"on": true, "spaces": ["hard-days"], "from": "08:00", "to": "22:00"})).is(204);
        for n in 0..5 {
            ada.starts_thread(&json!({"body": format!("Number {n}.")}));
        }
        pass(site, 60);
        assert_eq!((calls_to(&lotte), calls_to(&nora)), (3, 0));
        site.letters();
    }

    fn one_says_that_she_is_writing_and_others_leave_it_to_her(site) {
        let (ada, lotte, mia) = (site.member("ada"), listener(site, "lotte"), listener(site, "mia"));
        let id = ada.starts_thread(&json!({}));
        let path = format!("/threads/{id}/writing");
        ada.put(&path, &json!({})).refused(403, "forbidden");
        lotte.put(&path, &json!({})).is(204);
        mia.put(&path, &json!({})).refused(409, "somebody_writes");
        let writing = |by: &Member<'_>| by.get(&format!("/threads/{id}/mine")).is(200)["writing"].clone();
        assert_eq!((writing(&lotte), writing(&mia), writing(&ada)), (json!("you"), json!("somebody"), Value::Null));
        pass(site, 28);
        assert_eq!(calls_to(&mia), 0, "somebody is writing");
        lotte.comes_back();
        lotte.delete(&path).is(204);
        mia.comes_back();
        mia.put(&path, &json!({})).is(204);
        ada.comes_back();
        ada.replies(&id, "Only me.");
        mia.replies(&id, "I am here.");
        lotte.put(&path, &json!({})).refused(409, "not_now");
        site.letters();
    }

    // in bands, to the writer alone.
    fn the_writer_alone_is_told_how_her_thread_stands(site) {
        let (ada, berta, lotte) = (site.member("ada"), site.member("berta"), listener(site, "lotte"));
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        let waiting = |by: &Member<'_>| by.get(&format!("/threads/{id}/mine")).is(200)["waiting"].clone();
        assert_eq!(waiting(&ada), json!({"looked": "nobody", "reading": false, "writing": false, "called": false}));
        berta.put(&format!("/threads/{id}/read"), &json!({"number": 1})).is(204);
        assert_eq!(waiting(&berta), Value::Null);
        lotte.put(&format!("/threads/{id}/writing"), &json!({})).is(204);
        assert_eq!(waiting(&ada), json!({"looked": "a_few", "reading": true, "writing": true, "called": false}));
        berta.replies(&id, "Me too.");
        assert_eq!(waiting(&ada), Value::Null);
        site.letters();
    }

    fn how_long_first_answers_take_is_told_everybody(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let threads: Vec<String> = (0..6).map(|n| ada.starts_thread(&json!({"body": format!("Number {n}.")}))).collect();
        let gone = ada.starts_thread(&json!({"body": "Taken back."}));
        ada.delete(&format!("/threads/{gone}")).is(204);
        for (n, id) in threads.iter().take(5).enumerate() {
            site.waits(if n == 0 { 8 * MINUTE } else { 15 * MINUTE });
            berta.comes_back();
            berta.replies(id, "Me too.");
        }
        pass(site, 60);
        site.waits(24 * HOUR);
        let told = site.visitor().get("/answers").is(200);
        let all = json!({"threads": 6, "answered": 5, "within_a_day": 5, "median_minutes": 45, "p90_minutes": 75});
        assert_eq!(told["all"], all);
        assert_eq!(told["never"], 1);
        assert_eq!(told["by_hour"][21]["waited"], all);
        assert_eq!(told["by_hour"][3]["waited"], Value::Null);
        assert!(site.app.metrics.text().contains("first_answer_seconds"));
        site.letters();
    }

    fn listening_is_for_listeners_and_goes_with_them(site) {
        let (ada, lotte) = (site.member("ada"), listener(site, "lotte"));
        ada.get("/me/listening").refused(403, "forbidden");
        let told = lotte.get("/me/listening").is(200);
        assert_eq!(told.json, json!({"on": true, "spaces": ["hard-days"], "from": "00:00", "to": "00:00"}));
        let put = |body: Value| lotte.put("/me/listening", &body);
        put(json!({"on": true, "spaces": ["nowhere"], "from": "00:00", "to": "00:00"})).misfits(&[("spaces", "unknown")]);
        put(json!({"on": true, "spaces": [], "from": "24:00", "to": "00:00"})).misfits(&[("from", "unknown")]);
        assert_eq!(lotte.get("/me/export").is(200)["listening"][0]["on"], true);
        assert!(ada.get("/me/export").is(200)["listening"].as_array().unwrap().is_empty());
    }
}
