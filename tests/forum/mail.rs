//! Letters about replies: one for each, discreet, stoppable, judged at the moment they leave.

use goodenough::clock::{MINUTE, SECOND};
use goodenough::mail::Refusal;
use serde_json::json;

use crate::site::{Caller, Letter, on_both};

/// The path of the link that stops letters like this one, without `/api/v1`.
fn stop_path(letter: &Letter) -> String {
    let link = letter.header("List-Unsubscribe").expect("a stop link");
    let token = link.trim_matches(['<', '>']).strip_prefix("https://notes.example.org/api/v1/letters/stop/").expect(link);
    format!("/letters/stop/{token}")
}

fn answers(writer: &Caller, thread: &str, number: i64, body: &str) {
    let reply = json!({"body": body, "voice": "named", "in_reply_to": number});
    writer.post(&format!("/threads/{thread}/posts"), &reply).is(201);
}

on_both! {
    //
    fn a_reply_brings_the_threads_author_one_letter_that_leads_to_it_and_says_nothing_else(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({"title": "Left at the gate"}));
        let number = ben.replies(&thread, "The gate gets easier.");
        let letter = site.letter_to(&ada.address);
        assert_eq!(letter.subject, "New activity");
        assert!(letter.text.contains(&format!("https://notes.example.org/t/{thread}#n{number}")), "{}", letter.text);
        assert_eq!(letter.header("List-Id"), Some("<replies.notes.example.org>"));
        assert_eq!(letter.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
        assert_eq!(letter.header("Auto-Submitted"), Some("auto-generated"));
        let headers = ["From", "Subject", "List-Id", "In-Reply-To"].map(|name| letter.header(name).unwrap_or_default());
        let said = format!("{headers:?} {} {}", letter.text, letter.html).to_lowercase();
        for word in ["gate", "ben", "ada", "hard", "goodenough", "parent"] {
            assert!(!said.replace("ada@example.org", "").contains(word), "{word}: {said}");
        }
    }

    fn a_letter_shows_the_words_of_a_reply_only_to_who_chose_so_and_never_in_the_subject(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        ada.patch("/me/mail", &json!({"discreet": false})).is(200);
        let thread = ada.starts_thread(&json!({"title": "Left at the gate"}));
        ben.replies(&thread, "The gate gets easier.");
        let letter = site.letter_to(&ada.address);
        assert_eq!(letter.subject, "New activity");
        for part in [&letter.text, &letter.html] {
            assert!(part.contains("Ben replied in “Left at the gate”"), "{part}");
            assert!(part.contains("The gate gets easier."), "{part}");
        }
    }

    //
    fn an_alias_stays_an_alias_in_a_letter(site) {
        let (ada, ben) = (site.member("ada"), site.member("benedetta"));
        ada.patch("/me/mail", &json!({"discreet": false})).is(200);
        let thread = ada.starts_thread(&json!({}));
        let number = ben.replies_hidden(&thread, "Me too.");
        let post = ada.get(&format!("/threads/{thread}/posts?from={number}")).is(200);
        let alias = post["items"][0]["voice"]["name"].as_str().unwrap().to_owned();
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.contains(&format!("{alias} replied")), "{}", letter.text);
        assert!(!format!("{}{}", letter.text, letter.html).contains("Benedetta"));
    }

    fn whoever_is_answered_gets_one_letter_and_whoever_writes_gets_none(site) {
        let (ada, ben, cleo) = (site.member("ada"), site.member("ben"), site.member("cleo"));
        let thread = ada.starts_thread(&json!({}));
        let number = ben.replies(&thread, "The first.");
        site.letter_to(&ada.address);
        answers(&cleo, &thread, number, "To you, Ben.");
        assert!(site.letter_to(&ada.address).text.contains("you started this thread"));
        assert!(site.letter_to(&ben.address).text.contains("answers something you wrote"));
        answers(&ben, &thread, 1, "To you, Ada.");
        site.letter_to(&ada.address);
        answers(&ada, &thread, 1, "To myself.");
        ada.replies_hidden(&thread, "To myself, hidden.");
        assert!(site.letters().is_empty());
    }

    //
    fn letters_of_one_thread_belong_together_and_tell_two_readers_nothing(site) {
        let (ada, ben, cleo) = (site.member("ada"), site.member("ben"), site.member("cleo"));
        let thread = ada.starts_thread(&json!({}));
        let number = ben.replies(&thread, "The first.");
        let first = site.letter_to(&ada.address);
        answers(&cleo, &thread, number, "The second.");
        let (second, to_ben) = (site.letter_to(&ada.address), site.letter_to(&ben.address));
        assert_ne!(first.message_id, second.message_id);
        let root = first.header("In-Reply-To").unwrap();
        assert!(root.starts_with("<t.") && root.ends_with("@notes.example.org>"), "{root}");
        assert_eq!(first.header("References"), Some(root));
        // E-08: the second follows the first.
        assert_eq!(second.header("In-Reply-To"), Some(format!("<{}>", first.message_id).as_str()));
        assert_eq!(second.header("References"), Some(format!("{root} <{}>", first.message_id).as_str()));
        assert_ne!(to_ben.header("References"), Some(root));
        let other = ada.starts_thread(&json!({}));
        ben.replies(&other, "Elsewhere.");
        assert_ne!(site.letter_to(&ada.address).header("References"), first.header("References"));
    }

    // nothing in a letter tells under which name she wrote; and it cannot be answered, so that no answer comes in
    // under the other one.
    fn a_letter_is_the_same_under_either_name_and_has_no_address_to_answer(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        for discreet in [true, false] {
            ada.patch("/me/mail", &json!({"discreet": discreet})).is(200);
            let said = ["named", "alias"].map(|voice| {
                let thread = ada.starts_thread(&json!({"voice": voice}));
                answers(&ben, &thread, 1, "Me too.");
                let letter = site.letter_to(&ada.address);
                for header in ["Reply-To", "Sender", "Return-Path", "Cc", "Bcc"] {
                    assert_eq!(letter.header(header), None, "{header}");
                }
                assert_eq!(letter.from, "notes@notes.example.org");
                let stop = letter.header("List-Unsubscribe").unwrap().trim_matches(['<', '>']).to_owned();
                let stop = stop.split('>').next().unwrap().to_owned();
                let (_, rest) = letter.text.split_once("/letters/manage/").unwrap();
                let manage: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
                let names: Vec<String> = letter.headers().map(str::to_owned).collect();
                let plain = |text: &str| text.replace(&stop, "STOP").replace(&manage, "MANAGE").replace(&thread, "THREAD").replace("\r\n", "\n");
                (letter.subject.clone(), names, plain(&letter.text), plain(&letter.html), letter.message_id.contains(&thread))
            });
            assert_eq!(said[0], said[1]);
            assert!(!said[0].4 && said[0].2.contains("THREAD") && !said[0].2.contains("mailto:"), "{}", said[0].2);
        }
    }

    fn one_click_stops_letters_without_signing_in_and_those_that_wait_too(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "The first.");
        let stop = stop_path(&site.letter_to(&ada.address));
        let visitor = site.visitor();
        assert_eq!(visitor.get(&stop).is(200).json, json!({"kind": "replies", "stopped": false}));
        ben.replies(&thread, "Promised while letters were still wanted.");
        let form = "application/x-www-form-urlencoded";
        let clicked = visitor.asks("POST", &stop).header("content-type", form).bytes("List-Unsubscribe=One-Click").answer();
        assert_eq!(clicked.is(200).json, json!({"kind": "replies", "stopped": true}));
        assert!(site.letters().is_empty(), "a letter that waited is stopped too");
        ben.replies(&thread, "Nobody is written to any more.");
        assert!(site.letters().is_empty());
        assert_eq!(visitor.get(&stop).is(200)["stopped"], true);
        assert_eq!(ada.get("/me/mail").is(200)["replies"], "off");
        assert_eq!(ada.get("/notifications").is(200)["unread"], 3, "her notices still tell her");
    }

    fn a_mail_programs_way_of_clicking_is_never_refused_and_twice_is_once(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "The first.");
        let stop = stop_path(&site.letter_to(&ada.address));
        let multipart = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        for (kind, body) in [
            ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
            ("multipart/form-data; boundary=x", multipart),
            ("application/json", "{}"),
            ("application/json", "{broken"),
            ("text/plain", "please"),
        ] {
            ada.patch("/me/mail", &json!({"replies": "at_once"})).is(200);
            let answer = site.visitor().asks("POST", &stop).header("content-type", kind).bytes(body).answer();
            assert_eq!(answer.is(200)["stopped"], true, "{kind}");
            assert_eq!(ada.get("/me/mail").is(200)["replies"], "off", "{kind}");
        }
        let empty = site.visitor().asks("POST", &stop).bytes("").answer();
        assert_eq!(empty.is(200)["stopped"], true);
    }

    fn a_wrong_stop_link_is_answered_like_a_right_one(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "The first.");
        let stop = stop_path(&site.letter_to(&ada.address));
        let visitor = site.visitor();
        for wrong in ["/letters/stop/x", &format!("{stop}A"), &stop[..stop.len() - 4]] {
            assert_eq!(visitor.get(wrong).is(200).body, visitor.get(&stop).is(200).body);
            visitor.post(wrong, &json!({})).is(200);
            assert_eq!(ada.get("/me/mail").is(200)["replies"], "at_once");
        }
        let wrong = visitor.post("/letters/stop/x", &json!({})).is(200);
        assert_eq!(wrong.body, visitor.post(&stop, &json!({})).is(200).body);
    }

    with |config| config.mail.wait = 120;
    fn who_takes_a_reply_back_in_time_has_mailed_nobody(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let number = ben.replies(&thread, "Too sharp.");
        site.waits(2 * MINUTE - SECOND);
        assert!(site.letters().is_empty(), "not before two minutes have passed");
        ben.delete(&format!("/threads/{thread}/posts/{number}")).is(204);
        site.waits(MINUTE);
        assert!(site.letters().is_empty());
        ben.replies(&thread, "Kinder.");
        site.waits(2 * MINUTE);
        site.letter_to(&ada.address);
    }

    with |config| config.mail.wait = 120;
    fn what_she_has_read_meanwhile_is_not_mailed(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let first = ben.replies(&thread, "Read at once.");
        ben.replies(&thread, "Not read.");
        ada.put(&format!("/threads/{thread}/read"), &json!({"number": first})).is(204);
        site.waits(2 * MINUTE);
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.contains(&format!("#n{}", first + 1)), "{}", letter.text);
    }

    fn without_a_wait_nothing_is_skipped_as_read(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let number = ben.replies(&thread, "Read at once.");
        ada.put(&format!("/threads/{thread}/read"), &json!({"number": number})).is(204);
        site.letter_to(&ada.address);
    }

    fn whoever_mutes_a_thread_gets_no_letter_about_it_not_even_one_that_waits(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "Promised before.");
        ada.put(&format!("/threads/{thread}/follow"), &json!({"level": "muted"})).is(204);
        ben.replies(&thread, "Not promised.");
        assert!(site.letters().is_empty());
    }

    fn a_hidden_thread_sends_no_letters(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "Promised before.");
        ada.delete(&format!("/threads/{thread}")).is(204);
        assert!(site.letters().is_empty());
    }

    fn a_suspended_member_gets_the_letters_of_the_doors_and_no_others(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "Promised before.");
        site.suspends(&ada, true);
        ben.replies(&thread, "Not promised.");
        assert!(site.letters().is_empty());
        for path in ["/sessions/links", "/passwords/resets"] {
            site.visitor().post(path, &json!({"email": ada.address})).is(202);
            assert!(!site.letter_to(&ada.address).token().is_empty());
        }
    }

    fn a_letter_that_is_sent_again_has_the_same_id(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        site.app.mailer.mailbox().unwrap().refuse_next(Refusal::answered(451, None, String::new()));
        ben.replies(&thread, "The first.");
        let promised = message_ids(site);
        assert!(site.letters().is_empty());
        site.waits(2 * MINUTE);
        let letter = site.letter_to(&ada.address);
        assert!(promised.contains(&format!("<{}>", letter.message_id)), "{promised:?}");
    }

    //
    fn what_has_ended_no_longer_says_what_it_was_about(site) {
        use diesel::prelude::*;
        use goodenough::storage::schema::jobs;
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "The first.");
        site.letter_to(&ada.address);
        let left: i64 = jobs::table.filter(jobs::sealed.is_not_null()).count().get_result(&mut site.database.connect()).unwrap();
        assert_eq!(left, 0);
    }
}

/// The Message-IDs in the outbox, fixed before the first try.
fn message_ids(site: &crate::site::Site) -> Vec<String> {
    use diesel::prelude::*;
    use goodenough::storage::schema::jobs;
    let ids = jobs::table.filter(jobs::state.eq("waiting")).select(jobs::message_id);
    let ids: Vec<Option<String>> = ids.load(&mut site.database.connect()).unwrap();
    ids.into_iter().flatten().collect()
}
