//! Letters and notices about replies: one for each, to whom it concerns, and none that came to nothing.

use goodenough::clock::SECOND;
use goodenough::config::Config;
use serde_json::{Value, json};

use crate::site::{Caller, Member, Site, on_both};

fn two_minutes(config: &mut Config) {
    config.mail.wait = 120;
}

/// Who got letters, sorted.
fn mailed(site: &Site) -> Vec<String> {
    let mut to: Vec<String> = site.letters().into_iter().map(|letter| letter.to).collect();
    to.sort();
    to
}

fn answers(member: &Member<'_>, thread: &str, voice: &str, number: i64) -> i64 {
    let body = json!({"body": "I answer you.", "voice": voice, "in_reply_to": number});
    member.post(&format!("/threads/{thread}/posts"), &body).is(201)["number"].as_i64().unwrap()
}

fn notices(caller: &Caller) -> Vec<(Value, Value)> {
    let items = caller.pages("/notifications", 2);
    items.into_iter().map(|item| (item["kind"].clone(), item["number"].clone())).collect()
}

/// A reply of berta's that waits to be mailed to ada.
fn waiting_reply(site: &Site) -> (Member<'_>, Member<'_>, String, i64) {
    let (ada, berta) = (site.member("ada"), site.member("berta"));
    let id = ada.starts_thread(&json!({}));
    let number = berta.replies(&id, "Too quick.");
    site.waits(119 * SECOND);
    assert_eq!(mailed(site), Vec::<String>::new(), "there is time to take it back");
    (ada, berta, id, number)
}

on_both! {
    fn an_author_gets_one_letter_for_each_reply_by_somebody_else(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        for number in 2..=4 {
            assert_eq!(berta.replies(&id, "Me too."), number);
            let letter = site.letter_to(&ada.address);
            assert!(letter.text.contains(&format!("/t/{id}#n{number}")), "{}", letter.text);
            assert!(letter.header("list-id").unwrap().contains("<replies.notes.example.org>"));
            assert!(!letter.subject.contains("first week") && !letter.text.contains("Berta"), "neutral: {}", letter.text);
            assert_eq!(site.runs_jobs(), 0);
        }
        assert_eq!(notices(&ada), [4, 3, 2].map(|number| (json!("reply"), json!(number))));
        assert_eq!(notices(&berta), []);
    }

    fn whoever_is_answered_gets_a_letter_too_and_the_writer_none(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let id = ada.starts_thread(&json!({}));
        let first = berta.replies(&id, "One.");
        assert_eq!(mailed(site), [ada.address.as_str()]);
        let second = answers(&carla, &id, "alias", first);
        assert_eq!(mailed(site), [ada.address.as_str(), berta.address.as_str()]);
        answers(&berta, &id, "named", second);
        assert_eq!(mailed(site), [ada.address.as_str(), carla.address.as_str()], "under an alias she is told as well");
        answers(&berta, &id, "alias", first);
        assert_eq!(mailed(site), [ada.address.as_str()], "an answer to herself is told to the author only");
        answers(&carla, &id, "named", 1);
        assert_eq!(mailed(site), [ada.address.as_str()], "the author who is answered gets one letter, not two");
        answers(&ada, &id, "alias", first);
        assert_eq!(mailed(site), [berta.address.as_str()]);
    }

    fn an_author_who_answers_herself_under_her_other_name_gets_nothing(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        ada.replies(&id, "Under my name.");
        answers(&ada, &id, "named", 1);
        answers(&ada, &id, "alias", 2);
        assert_eq!((mailed(site), notices(&ada)), (Vec::new(), Vec::new()));
    }

    fn whoever_muted_a_thread_hears_nothing_of_it(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let id = ada.starts_thread(&json!({}));
        let number = berta.replies(&id, "One.");
        assert_eq!(mailed(site).len(), 1);
        for member in [&ada, &berta] {
            member.put(&format!("/threads/{id}/follow"), &json!({"level": "muted"})).is(204);
        }
        answers(&carla, &id, "named", number);
        assert_eq!((mailed(site), notices(&berta), notices(&ada).len()), (Vec::new(), Vec::new(), 1));
        carla.put(&format!("/threads/{id}/follow"), &json!({"level": "every_reply"})).is(204);
        berta.replies(&id, "Two.");
        assert_eq!(mailed(site), [carla.address.as_str()]);
    }

    fn whoever_wants_no_letters_still_has_notices(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        ada.patch("/me/mail", &json!({"replies": "off"})).is(200);
        berta.replies(&id, "One.");
        assert_eq!((mailed(site), notices(&ada).len()), (Vec::new(), 1));
        ada.patch("/me/mail", &json!({"replies": "at_once"})).is(200);
        site.suspends(&ada, true);
        berta.replies(&id, "Two.");
        assert_eq!(mailed(site), Vec::<String>::new(), "a suspended member gets decisions and nothing else");
    }

    with two_minutes;
    fn a_letter_goes_out_after_its_wait(site) {
        let (ada, ..) = waiting_reply(site);
        site.waits(SECOND);
        assert_eq!(mailed(site), [ada.address.as_str()]);
    }

    with two_minutes;
    fn nothing_goes_out_about_a_reply_that_was_taken_back(site) {
        let (_ada, berta, id, number) = waiting_reply(site);
        berta.delete(&format!("/threads/{id}/posts/{number}")).is(204);
        site.waits(SECOND);
        assert_eq!(mailed(site), Vec::<String>::new());
    }

    with two_minutes;
    fn nothing_goes_out_about_a_reply_that_was_read(site) {
        let (ada, _berta, id, number) = waiting_reply(site);
        ada.put(&format!("/threads/{id}/read"), &json!({"number": number})).is(204);
        site.waits(SECOND);
        assert_eq!(mailed(site), Vec::<String>::new());
    }

    with two_minutes;
    fn nothing_goes_out_once_the_thread_was_muted_or_hidden(site) {
        let (ada, berta, id, _) = waiting_reply(site);
        ada.put(&format!("/threads/{id}/follow"), &json!({"level": "muted"})).is(204);
        let other = ada.starts_thread(&json!({}));
        berta.replies(&other, "Me too.");
        ada.delete(&format!("/threads/{other}")).is(204);
        site.waits(120 * SECOND);
        assert_eq!(mailed(site), Vec::<String>::new());
    }

    with two_minutes;
    fn nothing_goes_out_about_a_reply_that_was_removed(site) {
        let (ada, _berta, id, number) = waiting_reply(site);
        let carla = site.staff("carla", goodenough::accounts::Role::Moderator);
        ada.reports(&id, number, "abuse");
        let case = carla.get("/moderation/cases").is(200)["items"][0]["id"].as_str().unwrap().to_owned();
        carla.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let verdict = json!({"action": "remove", "rule": "kindness", "facts": "It mocks.", "message": ""});
        carla.post(&format!("/moderation/cases/{case}/decision"), &verdict).is(201);
        site.waits(SECOND);
        let subjects: Vec<String> = site.letters().into_iter().map(|letter| letter.subject).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        assert!(!subjects.contains(&"New activity".to_owned()), "{subjects:?}");
    }
}
