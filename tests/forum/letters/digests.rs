//! Letters that gather: what is in them, when they come, and when they stop (E-37, E-41 … E-43).

use goodenough::clock::{DAY, HOUR, MINUTE, Moment};
use goodenough::notifications::sweep::sweep;
use serde_json::json;

use super::{mailed, token_of, writes};
use crate::site::{Letter, Member, Site, on_both};

/// Lets time pass to that moment, a quarter of an hour at a time, and gives the letters of that time.
fn until(site: &Site, moment: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let end = Moment::parse(moment).unwrap();
    while site.app.clock.now() < end {
        site.waits((end.0 - site.app.clock.now().0).min(15 * MINUTE));
        site.wait(sweep(&site.app)).unwrap();
        letters.extend(site.letters());
    }
    letters
}

/// As [`until`], for a time in which nothing but one letter comes.
fn one_until(site: &Site, moment: &str) -> Letter {
    let mut letters = until(site, moment);
    let told: Vec<&str> = letters.iter().map(|letter| letter.text.as_str()).collect();
    assert_eq!(letters.len(), 1, "{told:?}");
    letters.remove(0)
}

/// A thread of Ben's in which Ada took part.
fn followed(site: &Site) -> (Member<'_>, Member<'_>, String) {
    let (ada, ben) = (site.member("ada"), site.member("ben"));
    let thread = ben.starts_thread(&json!({"title": "The night shift", "body": "Nobody sleeps in this house."}));
    writes(&ada, &thread, "Nor in ours.");
    site.letters();
    (ada, ben, thread)
}

/// Monday evening is when every test begins.
const TUESDAY: &str = "2026-03-03T08:00:00Z";
const WEDNESDAY: &str = "2026-03-04T08:00:00Z";

on_both! {
    // E-37, E-42
    fn a_thread_she_took_part_in_comes_in_the_morning_once(site) {
        let (ada, ben, thread) = followed(site);
        writes(&ben, &thread, "One.");
        writes(&ben, &thread, "Two.");
        assert_eq!(mailed(site), Vec::<String>::new());
        let letter = one_until(site, TUESDAY);
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), (ada.address.as_str(), "New activity"));
        assert!(letter.text.contains("A thread you follow: 2 new replies."), "{}", letter.text);
        assert!(letter.text.contains(&format!("/t/{thread}#n3")), "{}", letter.text);
        assert!(!format!("{}{}", letter.text, letter.html).contains("night"), "discreet: {}", letter.text);
        assert_eq!(letter.header("List-Id"), Some("<digest.notes.example.org>"));
        assert_eq!(until(site, WEDNESDAY).len(), 0, "nothing is told twice, and no letter is empty");
    }

    // E-37
    fn a_letter_that_gathers_comes_at_eight_on_her_own_clock_and_weekly_on_mondays(site) {
        let (ada, ben, thread) = followed(site);
        ada.patch("/me", &json!({"time_zone": "Asia/Kathmandu"})).is(200);
        writes(&ben, &thread, "One.");
        assert_eq!(until(site, "2026-03-03T02:10:00Z").len(), 0);
        one_until(site, "2026-03-03T02:20:00Z");
        ada.comes_back();
        ada.patch("/me/mail", &json!({"followed": "weekly"})).is(200);
        writes(&ben, &thread, "Two.");
        assert_eq!(until(site, "2026-03-09T02:10:00Z").len(), 0);
        one_until(site, "2026-03-09T02:20:00Z");
    }

    // E-37
    fn by_the_hour_replies_to_her_come_by_the_hour_and_not_in_her_night(site) {
        let (_ada, ben, thread) = followed(site);
        ben.patch("/me/mail", &json!({"replies": "hourly"})).is(200);
        let carla = site.member("carla");
        writes(&carla, &thread, "To you, Ben.");
        assert_eq!(mailed(site), Vec::<String>::new(), "it waits for the hour");
        let letter = one_until(site, "2026-03-02T22:00:00Z");
        assert!(letter.text.contains("To you: 1 new reply."), "{}", letter.text);
        assert_eq!(until(site, "2026-03-02T23:00:00Z").len(), 0);
        writes(&carla, &thread, "More.");
        ben.comes_back();
        ben.post("/notifications/read", &json!({})).is(200);
        assert_eq!(until(site, "2026-03-03T00:00:00Z").len(), 0, "she has seen the notice");
    }

    // E-42
    fn the_whole_forum_comes_only_to_who_wants_it_those_who_wait_first_and_five_at_most(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        ada.patch("/me/mail", &json!({"digest": "daily", "with_text": true})).is(200);
        let answered = ben.starts_thread(&json!({"title": "Answered already"}));
        site.member("carla").replies(&answered, "Yes.");
        let waiting: Vec<String> = (1..=4).map(|n| {
            site.waits(15 * MINUTE);
            ben.comes_back();
            ben.starts_thread(&json!({"title": format!("Waiting {n}")}))
        }).collect();
        let read = ben.starts_thread(&json!({"title": "Read by her"}));
        ada.comes_back();
        ada.put(&format!("/threads/{read}/read"), &json!({"number": 1})).is(204);
        site.letters();
        let letter = one_until(site, TUESDAY);
        assert_eq!(letter.to, ada.address);
        let places: Vec<usize> = (1..=4).map(|n| letter.text.find(&format!("Waiting {n}")).unwrap()).collect();
        assert!(places.is_sorted(), "the longest waiting first: {}", letter.text);
        assert!(letter.text.find("Answered already").unwrap() > places[3], "{}", letter.text);
        assert!(!letter.text.contains("Read by her"), "{}", letter.text);
        assert_eq!(letter.text.matches("/t/").count(), 5);
        assert!(letter.text.contains(&waiting[0]));
        assert_eq!(until(site, WEDNESDAY).len(), 0, "what was told is not told again");
    }

    // E-41
    fn nothing_delicate_is_ever_gathered_or_quoted(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        ada.patch("/me/mail", &json!({"digest": "daily", "replies": "daily", "with_text": true})).is(200);
        let noted = ben.starts_thread(&json!({"title": "Noted", "notes": ["self_harm"]}));
        let worrying = ben.starts_thread(&json!({"title": "Worrying"}));
        site.member("carla").reports(&worrying, 1, "concern");
        let hers = ada.starts_thread(&json!({"title": "Her own", "notes": ["self_harm"]}));
        writes(&ben, &hers, "I am here.");
        writes(&ada, &noted, "With you.");
        writes(&ben, &noted, "Thank you.");
        for letter in until(site, TUESDAY).iter().filter(|letter| letter.to == ada.address) {
            // The reply to her comes at the same time, in a letter of its own that shows nothing.
            assert!(letter.text.starts_with("Someone replied."), "{}", letter.text);
            for word in ["Noted", "Worrying", "Her own", "I am here", "Thank you"] {
                assert!(!letter.text.contains(word) && !letter.html.contains(word), "{word}: {}", letter.text);
            }
            assert!(letter.text.contains(&format!("/t/{hers}")), "{}", letter.text);
        }
    }

    // E-42
    fn what_she_hides_blocks_or_has_read_is_in_no_digest(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let carla = site.member("carla");
        ada.patch("/me/mail", &json!({"digest": "daily", "with_text": true})).is(200);
        ben.starts_thread(&json!({"title": "About loss", "notes": ["loss"]}));
        ben.starts_thread(&json!({"title": "A word she hides: hospital"}));
        let hers = carla.starts_thread(&json!({"title": "By somebody she blocks"}));
        ben.starts_thread(&json!({"title": "What is left"}));
        ada.patch("/me/hidden", &json!({"notes": ["loss"], "words": ["hospital"]})).is(200);
        let voice = ada.get(&format!("/threads/{hers}/posts")).is(200)["items"][0]["voice"]["id"].as_str().unwrap().to_owned();
        ada.put(&format!("/voices/{voice}/block"), &json!({})).is(204);
        let letter = one_until(site, TUESDAY);
        assert_eq!(letter.text.matches("/t/").count(), 1, "{}", letter.text);
        assert!(letter.text.contains("What is left"), "{}", letter.text);
    }

    // E-43
    fn after_ninety_days_without_a_visit_one_letter_says_so_and_then_there_is_quiet(site) {
        let (ada, ben, thread) = followed(site);
        writes(&ben, &thread, "One.");
        one_until(site, TUESDAY);
        let mut told = Vec::new();
        for _ in 0..100 {
            site.waits(DAY - 15 * MINUTE);
            ben.comes_back();
            writes(&ben, &thread, "Another day.");
            site.waits(15 * MINUTE);
            site.wait(sweep(&site.app)).unwrap();
            told.extend(site.letters().into_iter().filter(|letter| letter.to == ada.address).map(|letter| letter.subject));
        }
        assert_eq!(told.iter().filter(|subject| *subject == "No more of these letters for now").count(), 1, "{told:?}");
        assert_eq!(told.last().map(String::as_str), Some("No more of these letters for now"), "{told:?}");
        assert!(told.len() >= 88 && told.len() <= 91, "{}", told.len());
        ada.comes_back();
        writes(&ben, &thread, "She is back.");
        site.waits(DAY);
        site.wait(sweep(&site.app)).unwrap();
        assert_eq!(mailed(site), [ada.address.as_str()], "they come again");
    }

    // E-12
    fn one_click_ends_all_letters_that_gather_also_one_that_waits(site) {
        let (ada, ben, thread) = followed(site);
        writes(&ben, &thread, "One.");
        let letter = one_until(site, TUESDAY);
        let stop = format!("/letters/stop/{}", token_of(&letter, "/api/v1/letters/stop/"));
        let visitor = site.visitor();
        assert_eq!(visitor.get(&stop).is(200).json, json!({"kind": "digest", "stopped": false}));
        writes(&ben, &thread, "Two.");
        site.waits(DAY);
        site.wait(sweep(&site.app)).unwrap();
        assert_eq!(visitor.post(&stop, &json!({})).is(200).json, json!({"kind": "digest", "stopped": true}));
        assert_eq!(mailed(site), Vec::<String>::new());
        ada.comes_back();
        let choices = ada.get("/me/mail").is(200);
        assert_eq!([&choices["replies"], &choices["followed"]], ["at_once", "off"], "what comes by itself stays");
    }

    fn a_letter_that_is_tried_again_is_the_same_letter(site) {
        use goodenough::mail::Refusal;
        let (ada, ben, thread) = followed(site);
        writes(&ben, &thread, "One.");
        site.waits(11 * HOUR);
        site.wait(sweep(&site.app)).unwrap();
        site.app.mailer.mailbox().unwrap().refuse_next(Refusal::answered(451, None, String::new()));
        assert_eq!(mailed(site), Vec::<String>::new());
        writes(&ben, &thread, "Two comes tomorrow.");
        site.waits(90_000);
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.contains("A thread you follow: 1 new reply."), "{}", letter.text);
        site.wait(sweep(&site.app)).unwrap();
        assert_eq!(mailed(site), Vec::<String>::new(), "swept twice is promised once");
    }

    // E-38
    with |config| config.mail.wait = 120;
    fn a_pause_keeps_everything_back_and_what_is_still_unread_is_gathered_after_it(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ada.patch("/me/mail", &json!({"pause_until": site.app.clock.now().plus(2 * DAY).rfc3339()})).is(200);
        writes(&ben, &thread, "While she is away.");
        assert_eq!(until(site, "2026-03-04T21:00:00Z").len(), 0);
        let letter = one_until(site, "2026-03-05T08:00:00Z");
        assert!(letter.text.contains("To you: 1 new reply."), "{}", letter.text);
    }

    fn each_kind_comes_as_often_as_was_chosen(site) {
        let ada = site.member("ada");
        let ben = site.member("ben");
        // E-37: replies to her, a thread she follows, and the forum, by each choice; what is counted is the letters of a week.
        for (kind, often, letters) in [
            ("replies", "off", 0), ("replies", "at_once", 7), ("replies", "hourly", 7), ("replies", "daily", 7), ("replies", "weekly", 1),
            ("followed", "off", 0), ("followed", "at_once", 7), ("followed", "hourly", 7), ("followed", "daily", 7), ("followed", "weekly", 1),
            ("digest", "off", 0), ("digest", "at_once", 7), ("digest", "hourly", 7), ("digest", "daily", 7), ("digest", "weekly", 1),
        ] {
            ada.comes_back();
            ben.comes_back();
            ben.patch("/me/mail", &json!({"all_stopped": true})).is(200);
            ada.patch("/me/mail", &json!({"replies": "off", "followed": "off", "digest": "off"})).is(200);
            let thread = if kind == "replies" { ada.starts_thread(&json!({})) } else { ben.starts_thread(&json!({})) };
            if kind == "followed" {
                writes(&ada, &thread, "I follow.");
            } else if kind == "digest" {
                for known in ada.pages("/threads", 50) {
                    ada.put(&format!("/threads/{}/read", known["id"].as_str().unwrap()), &json!({"number": 1})).is(204);
                }
            }
            site.letters();
            ada.patch("/me/mail", &json!({kind: often})).is(200);
            let mut counted = 0;
            for _ in 0..7 {
                ben.comes_back();
                if kind == "digest" {
                    let id = ben.starts_thread(&json!({}));
                    ben.put(&format!("/threads/{id}/read"), &json!({"number": 1})).is(204);
                } else {
                    writes(&ben, &thread, "Today.");
                }
                // From one evening to the next, an hour at a time.
                for _ in 0..24 {
                    site.waits(HOUR);
                    site.wait(sweep(&site.app)).unwrap();
                    counted += site.letters().len();
                }
            }
            assert_eq!(counted, letters, "{kind} {often}");
        }
    }
}
