//! How are you now? Asked once after two weeks; what she tells stands at the top. And what else stands beside a post: "new here",
//! a note to whoever asks the same again, a nudge to whoever answered something else.

use goodenough::clock::{DAY, MINUTE};
use goodenough::endings::asking;
use serde_json::{Value, json};

use crate::site::{Member, Site, on_both};

fn asked(site: &Site, member: &Member<'_>) -> usize {
    site.wait(asking::ask(&site.app)).unwrap();
    member.comes_back();
    told(member, "how_are_you")
}

fn told(member: &Member<'_>, kind: &str) -> usize {
    let items = member.get("/notifications").is(200)["items"].clone();
    items.as_array().unwrap().iter().filter(|one| one["kind"] == kind).count()
}

on_both! {
    fn she_is_asked_once_and_what_she_tells_stands_at_the_top(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        ada.patch("/me/mail", &json!({"quiet_from": null, "quiet_to": null})).is(200);
        let id = ada.starts_thread(&json!({"voice": "alias", "title": "The blue cup"}));
        let mine = |member: &Member<'_>| member.get(&format!("/threads/{id}/mine")).is(200)["how_are_you"].clone();
        site.waits(13 * DAY);
        assert_eq!((asked(site, &ada), mine(&ada)), (0, Value::Null));
        site.waits(DAY + MINUTE);
        assert_eq!((asked(site, &ada), mine(&ada)), (1, json!(true)));
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.contains(&format!("/t/{id}#ending")) && !letter.text.contains("blue cup"));
        assert!(letter.header("List-Unsubscribe").is_some());
        site.waits(40 * DAY);
        assert_eq!(asked(site, &ada), 1, "nobody asks again");
        assert!(site.letters().iter().all(|letter| letter.to != ada.address));
        berta.comes_back();
        assert_eq!(mine(&berta), Value::Null, "she alone is asked");
        assert!(site.visitor().get(&format!("/threads/{id}")).is(200)["ending"].is_null());

        let path = format!("/threads/{id}/posts");
        berta.post(&path, &json!({"body": "I know how.", "voice": "named", "ending": true})).misfits(&[("ending", "unknown")]);
        ada.post(&path, &json!({"body": "By name.", "voice": "named", "ending": true})).misfits(&[("ending", "unknown")]);
        ada.post(&path, &json!({"body": "It broke, and it was all right.", "voice": "alias", "ending": true})).is(201);
        let thread = site.visitor().get(&format!("/threads/{id}")).is(200);
        assert_eq!(thread["ending"]["body"], "It broke, and it was all right.");
        assert_eq!(thread["ending"]["voice"]["badge"], "author");
        assert_eq!(mine(&ada), Value::Null);
        let number = thread["ending"]["number"].clone();
        ada.delete(&format!("{path}/{number}")).is(204);
        assert!(site.visitor().get(&format!("/threads/{id}")).is(200)["ending"].is_null(), "what is taken back stands nowhere");
    }

    fn who_told_closed_muted_or_stopped_letters_is_not_asked(site) {
        let (ada, berta, carla, dora) = (site.member("ada"), site.member("berta"), site.member("carla"), site.member("dora"));
        let [told_already, closed, muted, stopped] = [&ada, &berta, &carla, &dora].map(|member| member.starts_thread(&json!({})));
        ada.post(&format!("/threads/{told_already}/posts"), &json!({"body": "All well.", "voice": "named", "ending": true})).is(201);
        berta.patch(&format!("/threads/{closed}"), &json!({"state": "locked"})).is(200);
        carla.put(&format!("/threads/{muted}/follow"), &json!({"level": "muted"})).is(204);
        dora.patch("/me/mail", &json!({"replies": "off", "quiet_from": null, "quiet_to": null})).is(200);
        site.letters();
        site.waits(15 * DAY);
        let told: Vec<usize> = [&ada, &berta, &carla, &dora].into_iter().map(|member| asked(site, member)).collect();
        assert_eq!(told, [0, 0, 0, 1]);
        assert!(site.letters().is_empty(), "she wants no such letters: {stopped}");
    }

    with |config| config.endings.ask_after_days = 0;
    fn where_nobody_is_asked_nobody_is(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        site.waits(30 * DAY);
        assert_eq!(asked(site, &ada), 0);
        assert!(ada.get(&format!("/threads/{id}/mine")).is(200)["how_are_you"].is_null());
    }

    // Her own word, for thirty days: nothing marks an alias as somebody who joined lately unless she says so.
    fn new_here_is_said_by_herself_and_only_at_first(site) {
        let ada = site.member("ada");
        let said = |member: &Member<'_>| {
            let id = member.starts_thread(&json!({"new_here": true}));
            site.visitor().get(&format!("/threads/{id}")).is(200)["posts"]["items"][0]["new_here"].clone()
        };
        assert_eq!(said(&ada), json!(true));
        let quiet = ada.starts_thread(&json!({"voice": "alias"}));
        assert!(site.visitor().get(&format!("/threads/{quiet}")).is(200)["posts"]["items"][0]["new_here"].is_null());
        site.waits(31 * DAY);
        ada.comes_back();
        assert_eq!(said(&ada), Value::Null);
    }

    // S-34: for her alone, with nothing following from it.
    fn the_third_time_of_the_same_question_is_met_with_a_note(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let ask = |member: &Member<'_>, body: &str| {
            let written = member.post("/threads", &json!({"space": "hard-days", "body": body, "voice": "alias", "need": "just_listen", "audience": "public"}));
            written.is(201)["asked_again"].clone()
        };
        let worry = "Did I hurt her when I bumped her head on the door this morning? She slept and ate and I keep looking.";
        assert_eq!(ask(&ada, worry), Value::Null);
        assert_eq!(ask(&ada, "The neighbours have a new kitchen and I am jealous of the drawers."), Value::Null);
        assert_eq!(ask(&ada, &worry.replace("this morning", "yesterday morning")), Value::Null);
        assert_eq!(ask(&berta, worry), Value::Null, "hers alone count");
        assert_eq!(ask(&ada, &worry.replace("She slept", "She has slept")), json!(true));
        site.waits(8 * DAY);
        ada.comes_back();
        assert_eq!(ask(&ada, worry), Value::Null);
    }

    // Not a penalty: a notice to whoever answered, and no letter.
    fn not_what_was_asked_is_a_nudge(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        berta.replies(&id, "You should try a schedule.");
        site.letters();
        ada.reports(&id, 2, "not_what_was_asked");
        assert_eq!((told(&berta, "not_what_was_asked"), told(&ada, "not_what_was_asked")), (1, 0));
        assert!(site.letters().is_empty());
        berta.replies(&id, "Or two.");
        site.letters();
        ada.reports(&id, 3, "shaming");
        assert_eq!(told(&berta, "not_what_was_asked"), 1);
    }
}
