//! Letters about replies, gathered: the first after two minutes, then ever rarer, none that came to nothing (E-39, E-40).

use goodenough::clock::{DAY, HOUR, MINUTE, SECOND};
use goodenough::config::Config;
use goodenough::mail::Refusal;
use serde_json::json;

use super::{mailed, token_of, writes};
use crate::site::{Letter, Member, Site, on_both};

fn two_minutes(config: &mut Config) {
    config.mail.wait = 120;
}

fn capped(config: &mut Config) {
    // Nobody here is new: the checks of new members rest.
    config.moderation.new_days = 0;
    config.limits.enabled = true;
    config.limits.writes_by_account = 10_000;
    config.limits.reads_by_account = 10_000;
    config.limits.entries_by_prefix = 10_000;
    config.limits.entries_by_address = 10_000;
}

/// Ada, her thread, and Ben, who writes in it.
fn a_thread(site: &Site) -> (Member<'_>, Member<'_>, String) {
    let (ada, ben) = (site.member("ada"), site.member("ben"));
    let thread = ada.starts_thread(&json!({}));
    (ada, ben, thread)
}

fn ids(letter: &Letter, header: &str) -> Vec<String> {
    letter.header(header).unwrap_or_default().split(' ').map(|id| id.trim_matches(['<', '>']).to_owned()).collect()
}

/// Lets time pass in small steps, as the worker does, and gives the letters of that time.
fn through(site: &Site, milliseconds: i64) -> Vec<Letter> {
    let mut letters = Vec::new();
    for _ in 0..milliseconds / (5 * MINUTE) {
        site.waits(5 * MINUTE);
        letters.extend(site.letters());
    }
    letters
}

on_both! {
    with two_minutes;
    fn replies_that_come_close_together_come_in_one_letter(site) {
        let (ada, ben, thread) = a_thread(site);
        for body in ["One.", "Two.", "Three."] {
            writes(&ben, &thread, body);
            site.waits(20 * SECOND);
        }
        site.waits(2 * MINUTE);
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.starts_with("3 new replies."), "{}", letter.text);
        assert!(letter.text.contains(&format!("/t/{thread}#n2")), "it leads to the first: {}", letter.text);
        assert_eq!(letter.subject, "New activity");
        assert_eq!(site.runs_jobs(), 0);
    }

    // E-39
    with two_minutes;
    fn after_a_letter_the_next_waits_ten_minutes_then_twenty(site) {
        let (ada, ben, thread) = a_thread(site);
        writes(&ben, &thread, "The first.");
        site.waits(2 * MINUTE);
        site.letter_to(&ada.address);
        let mut told = 3;
        for window in [10, 20, 40] {
            let begun = site.app.clock.now();
            writes(&ben, &thread, "One.");
            writes(&ben, &thread, "And another.");
            let mut letters = Vec::new();
            while letters.is_empty() {
                site.waits(MINUTE);
                letters = site.letters();
                assert!(site.app.clock.now().0 - begun.0 < 2 * window * MINUTE + 15 * MINUTE, "no letter");
            }
            let waited = (site.app.clock.now().0 - begun.0) / MINUTE;
            assert!(waited >= window && waited <= window + 15, "{waited} minutes instead of {window}");
            assert_eq!(letters.len(), 1);
            assert!(letters[0].text.starts_with("2 new replies."), "{}", letters[0].text);
            assert!(letters[0].text.contains(&format!("#n{told}")), "{}", letters[0].text);
            told += 2;
        }
    }

    // E-39
    with two_minutes;
    fn a_hundred_replies_bring_six_letters_at_most_and_tell_of_each_once(site) {
        let (ada, ben, thread) = a_thread(site);
        let mut letters = Vec::new();
        for number in 0..100 {
            writes(&ben, &thread, &format!("Reply {number}."));
            site.waits(3 * MINUTE);
            letters.extend(site.letters());
        }
        letters.extend(through(site, 8 * HOUR));
        assert!(letters.len() <= 6, "{} letters", letters.len());
        assert!(letters.iter().all(|letter| letter.to == ada.address));
        let told: usize = letters.iter().map(|letter| match letter.text.split_once(" new replies.") {
            Some((count, _)) => count.parse::<usize>().unwrap(),
            None => 1,
        }).sum();
        letters.extend(through(site, DAY));
        assert!(told <= 100 && letters.len() <= 7, "{told} told in {} letters", letters.len());
    }

    // E-40
    with two_minutes;
    fn what_came_to_nothing_meanwhile_is_not_counted(site) {
        let (ada, ben, thread) = a_thread(site);
        let carla = site.member("carla");
        let taken_back = writes(&ben, &thread, "Too sharp.");
        writes(&ben, &thread, "Stays.");
        let by_carla = writes(&carla, &thread, "By somebody she blocks.");
        writes(&ben, &thread, "Stays too.");
        ben.delete(&format!("/threads/{thread}/posts/{taken_back}")).is(204);
        let posts = ada.get(&format!("/threads/{thread}/posts?from={by_carla}")).is(200);
        let voice = posts["items"][0]["voice"]["id"].as_str().unwrap().to_owned();
        ada.put(&format!("/voices/{voice}/block"), &json!({})).is(204);
        site.waits(2 * MINUTE);
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.starts_with("2 new replies."), "{}", letter.text);
        assert_eq!(mailed(site), Vec::<String>::new());
    }

    // E-40
    with two_minutes;
    fn whoever_answered_since_has_seen_it_and_whoever_is_reading_is_not_written_to(site) {
        let (ada, ben, thread) = a_thread(site);
        writes(&ben, &thread, "Are you there?");
        writes(&ada, &thread, "I am.");
        site.waits(2 * MINUTE);
        assert_eq!(mailed(site), Vec::<String>::new(), "she spoke after it");
        writes(&ben, &thread, "Good.");
        site.waits(MINUTE);
        ada.get(&format!("/threads/{thread}/mine")).is(200);
        site.waits(MINUTE);
        assert_eq!(mailed(site), Vec::<String>::new(), "she has the thread before her");
        site.waits(20 * MINUTE);
        assert_eq!(mailed(site), [ada.address.as_str()], "she went without reading it");
        writes(&ben, &thread, "Read.");
        ada.comes_back();
        ada.put(&format!("/threads/{thread}/read"), &json!({"number": 5})).is(204);
        site.waits(HOUR);
        assert_eq!(mailed(site), Vec::<String>::new());
    }

    // E-03, E-40: the retry tells what the first try told, without what was taken back since.
    with two_minutes;
    fn a_letter_that_is_tried_again_has_its_own_id_and_tells_the_same(site) {
        let (ada, ben, thread) = a_thread(site);
        let first = writes(&ben, &thread, "One.");
        writes(&ben, &thread, "Two.");
        writes(&ben, &thread, "Three.");
        site.waits(2 * MINUTE);
        site.app.mailer.mailbox().unwrap().refuse_next(Refusal::answered(451, None, String::new()));
        assert_eq!(mailed(site), Vec::<String>::new());
        ben.delete(&format!("/threads/{thread}/posts/{first}")).is(204);
        writes(&ben, &thread, "Four comes later.");
        site.waits(90 * SECOND);
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.starts_with("2 new replies."), "{}", letter.text);
        site.waits(HOUR);
        let later = site.letter_to(&ada.address);
        assert!(later.text.starts_with("Someone replied."), "{}", later.text);
        assert_eq!(ids(&later, "In-Reply-To"), [letter.message_id]);
    }

    // E-08, E-09
    with two_minutes;
    fn letters_of_one_thread_follow_each_other_in_the_mail_reader(site) {
        let (ada, ben, thread) = a_thread(site);
        let mut known: Vec<String> = Vec::new();
        for round in 0..13 {
            writes(&ben, &thread, "Another.");
            site.waits(2 * DAY);
            let letter = site.letter_to(&ada.address);
            let references = ids(&letter, "References");
            if round == 0 {
                known.push(references[0].clone());
            }
            let parent = known.last().unwrap();
            assert_eq!(ids(&letter, "In-Reply-To"), std::slice::from_ref(parent));
            assert_eq!((references.first(), references.last()), (known.first(), Some(parent)), "from the root to the parent");
            assert!(references.len() <= 10, "{references:?}");
            assert!(references.iter().all(|id| known.contains(id)));
            known.push(letter.message_id);
        }
    }

    // E-08
    fn a_letter_follows_the_one_about_the_post_it_answers(site) {
        let (ada, ben, thread) = a_thread(site);
        let first = writes(&ben, &thread, "One.");
        let about_first = site.letter_to(&ada.address);
        writes(&ben, &thread, "Two.");
        let about_second = site.letter_to(&ada.address);
        assert_eq!(ids(&about_second, "In-Reply-To"), [about_first.message_id.as_str()]);
        let answer = json!({"body": "To the first.", "voice": "named", "in_reply_to": first});
        site.member("carla").post(&format!("/threads/{thread}/posts"), &answer).is(201);
        let (to_ada, to_ben) = (site.letter_to(&ada.address), site.letter_to(&ben.address));
        assert_eq!(ids(&to_ada, "In-Reply-To"), [about_first.message_id.as_str()]);
        assert!(ids(&to_ben, "References").iter().all(|id| !ids(&to_ada, "References").contains(id)), "readers cannot compare");
    }

    // E-38
    with two_minutes;
    fn at_night_in_her_time_zone_nothing_comes_and_in_the_morning_one_letter(site) {
        let (ada, ben, thread) = a_thread(site);
        ada.patch("/me", &json!({"time_zone": "Europe/Berlin"})).is(200);
        // 21:07 UTC is after ten in Berlin.
        for _ in 0..3 {
            writes(&ben, &thread, "In the night.");
            site.waits(HOUR);
            assert_eq!(mailed(site), Vec::<String>::new());
        }
        site.visitor().post("/sessions/links", &json!({"email": ada.address})).is(202);
        assert_eq!(mailed(site), [ada.address.as_str()], "but for the letters of the doors");
        let letters = through(site, 8 * HOUR);
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.starts_with("3 new replies."), "{}", letters[0].text);
        ada.comes_back();
        ada.patch("/me", &json!({"time_zone": null})).is(200);
        site.waits(15 * HOUR);
        writes(&ben, &thread, "In no time zone it is never night.");
        site.waits(10 * MINUTE);
        assert_eq!(mailed(site), [ada.address.as_str()]);
    }

    // E-12
    with two_minutes;
    fn what_waits_for_the_morning_is_stopped_by_one_click(site) {
        let (ada, ben, thread) = a_thread(site);
        ada.patch("/me", &json!({"time_zone": "Europe/Berlin"})).is(200);
        writes(&ben, &thread, "In the night.");
        site.waits(10 * MINUTE);
        assert_eq!(mailed(site), Vec::<String>::new());
        ada.patch("/me/mail", &json!({"replies": "off"})).is(200);
        assert_eq!(through(site, 12 * HOUR).len(), 0);
    }

    // E-45
    with capped;
    fn more_than_twenty_letters_a_day_become_one_in_the_morning(site) {
        let (ada, ben, _) = a_thread(site);
        for _ in 0..25 {
            let thread = ada.starts_thread(&json!({}));
            writes(&ben, &thread, "Another place.");
        }
        assert_eq!(site.letters().len(), 20);
        site.waits(11 * HOUR);
        site.wait(goodenough::notifications::sweep::sweep(&site.app)).unwrap();
        let letter = site.letter_to(&ada.address);
        assert_eq!(letter.header("List-Id"), Some("<digest.notes.example.org>"));
        assert_eq!(letter.text.matches("To you: 1 new reply.").count(), 5, "{}", letter.text);
    }

    // E-37
    fn whoever_follows_a_thread_and_wants_so_hears_at_once_and_others_do_not(site) {
        let (ada, ben, thread) = a_thread(site);
        let carla = site.member("carla");
        for member in [&ben, &carla] {
            member.replies(&thread, "I was here.");
        }
        site.letters();
        ben.patch("/me/mail", &json!({"followed": "at_once"})).is(200);
        site.member("dora").replies(&thread, "To all of you.");
        assert_eq!(mailed(site), [ada.address.as_str(), ben.address.as_str()]);
        writes(&ada, &thread, "Thank you.");
        let letter = site.letter_to(&ben.address);
        assert!(letter.text.contains("because you follow this thread"), "{}", letter.text);
        let stop = token_of(&letter, "/api/v1/letters/stop/");
        assert_eq!(site.visitor().post(&format!("/letters/stop/{stop}"), &json!({})).is(200)["kind"], "followed");
        writes(&ada, &thread, "Once more.");
        assert_eq!(mailed(site), Vec::<String>::new());
        assert_eq!(ben.get("/me/mail").is(200)["replies"], "at_once");
    }

    fn a_dump_does_not_tell_who_wants_no_letters(site) {
        let (ada, ben, thread) = a_thread(site);
        let carla = site.member("carla");
        let hers = carla.starts_thread(&json!({}));
        carla.patch("/me/mail", &json!({"replies": "off"})).is(200);
        for place in [&thread, &hers] {
            writes(&ben, place, "A reply.");
        }
        assert_eq!(mailed(site), [ada.address.as_str()]);
        let dump = crate::catalogue::dump(&mut site.database.connect());
        let rows = |member: &Member<'_>| -> Vec<usize> {
            let account = site.account_of(member).to_string();
            let rows = dump.iter().filter(|row| row.table == "mail_series" && row.values["account"] == account);
            rows.map(|row| row.values["sealed"].len()).collect()
        };
        assert_eq!(rows(&ada), rows(&carla));
        assert_eq!(rows(&ada).len(), 2);
    }
}
