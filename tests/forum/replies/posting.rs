//! A reply by mail becomes a post: once, in her words only, or a draft that waits for her.

use goodenough::jobs::Ending;
use goodenough::mail::inbound;
use serde_json::json;

use super::post_office::{DOMAIN, Mail, answerable, answers_by_mail, arrives, by_mail, kinds, posts, reply_to};
use crate::site::on_both;

on_both! {
    with by_mail;
    fn an_answer_to_a_letter_is_a_post_that_answers_what_the_letter_told(site) {
        // E-50, E-53
        let (ada, berta, id, address) = answerable(site, "named");
        let (local, domain) = address.split_once('@').unwrap();
        assert!(domain == DOMAIN && local.len() == 28 && local.starts_with("r+"), "{address}");
        let body = "Thank you, berta.\n\nIt helps.\n\nOn Mon, Mar 2, 2026 at 9:07 PM Notes <notes@notes.example.org> wrote:\n> Someone replied.";
        let mail = Mail::new("Ada <ada@example.org>", &address, body);
        assert_eq!(arrives(site, &address, &mail.signed()), Ending::Done);
        assert_eq!(posts(&berta, &id)[2], (3, "Thank you, berta.\n\nIt helps.".to_owned(), "named".to_owned()));
        assert_eq!(berta.get(&format!("/threads/{id}/posts")).is(200)["items"][2]["in_reply_to"], json!(2));
        assert_eq!(site.letter_to(&berta.address).header("reply-to"), None, "she never switched it on");
        assert_eq!(kinds(&ada), ["reply"], "a post needs no telling");
    }

    with by_mail;
    fn the_same_mail_five_times_is_one_post(site) {
        // E-55
        let (_ada, berta, id, address) = answerable(site, "named");
        let raw = Mail::new("ada@example.org", &address, "Only once.").signed();
        for _ in 0..5 {
            assert_eq!(arrives(site, &address.to_uppercase(), &raw), Ending::Done);
        }
        assert_eq!(posts(&berta, &id).len(), 3);
        let other = Mail { id: "<another@example.org>".to_owned(), ..Mail::new("ada@example.org", &address, "Only once.") };
        arrives(site, &address, &other.signed());
        assert_eq!(posts(&berta, &id).len(), 4, "another mail that says the same is another reply");
        assert_eq!(site.letters().len(), 2);
    }

    with by_mail;
    fn a_mail_that_is_taken_in_is_a_post_however_often_and_over_which_way_it_comes(site) {
        // E-55, E-60
        let (_ada, berta, id, address) = answerable(site, "alias");
        let raw = Mail::new("ada@example.org", &address, "Only once, in all.").signed();
        for way in 0..5 {
            let raw = [format!("Received: from mx{way}.example.org; Mon, 02 Mar 2026 21:1{way}:00 +0000\r\n").into_bytes(), raw.clone()].concat();
            site.wait(inbound::receive(&site.app, "ada@example.org", &address, raw)).unwrap();
            site.runs_jobs();
        }
        assert_eq!(posts(&berta, &id)[2..], [(3, "Only once, in all.".to_owned(), "alias".to_owned())]);
        site.letter_to(&berta.address);
    }

    with by_mail;
    fn words_of_commands_are_words_and_nothing_of_the_html_is_kept(site) {
        // E-58, E-62
        let (ada, berta, id, address) = answerable(site, "named");
        arrives(site, &address, &Mail::new("ada@example.org", &address, "unsubscribe").signed());
        arrives(site, &address, &Mail::new("ada@example.org", &address, "mute").signed());
        let html = Mail::new("ada@example.org", &address, "<p onclick=\"x()\">Me <b>too</b>.</p><script>alert(1)</script><img src=\"https://x.example/p.png\"><blockquote>quoted</blockquote>")
            .with("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8");
        arrives(site, &address, &html.signed());
        let said: Vec<String> = posts(&berta, &id).into_iter().skip(2).map(|(_, body, _)| body).collect();
        assert_eq!(said, ["unsubscribe", "mute", "Me too."]);
        berta.replies(&id, "Still there?");
        assert!(site.letters().iter().any(|letter| letter.to == ada.address), "she still gets letters");
        let mut conn = site.database.connect();
        let stored = crate::catalogue::dump(&mut conn).into_iter().any(|row| row.values.values().any(|value| value.contains("onclick") || value.contains("p.png")));
        assert!(!stored);
    }

    with by_mail;
    fn what_may_not_be_hers_waits_as_a_draft_below_what_she_had_typed(site) {
        // E-53
        let (ada, berta, id, address) = answerable(site, "named");
        let place = format!("/drafts/thread-{id}");
        ada.put(&place, &json!({"body": "Typed before.", "voice": "named"})).is(200);
        let body = "On Mon, Mar 2, 2026 at 9:07 PM Notes <notes@notes.example.org> wrote:\n\nSomebody's words or hers, nobody can tell.";
        let raw = Mail::new("ada@example.org", &address, body).signed();
        for _ in 0..2 {
            arrives(site, &address, &raw);
        }
        assert_eq!(posts(&berta, &id).len(), 2);
        let draft = ada.get(&place).is(200);
        assert_eq!(draft["body"], json!("Typed before.\n\nSomebody's words or hers, nobody can tell."), "{draft:?}");
        assert_eq!(kinds(&ada), ["mail_draft", "reply"]);
        let letter = site.letter_to(&ada.address);
        assert!(letter.text.contains("waits as a draft") && letter.text.contains(&format!("/t/{id}")), "{}", letter.text);
        assert!(!letter.text.contains("Somebody's words"));
    }

    with by_mail;
    fn what_still_holds_a_link_or_an_address_of_hers_is_never_a_post(site) {
        let (ada, berta, id, address) = answerable(site, "named");
        for left in [
            format!("{address} said, in a language that nobody here knows"),
            "https://notes.example.org/letters/manage/abc".to_owned(),
            "https://notes.example.org/api/v1/letters/stop/abc".to_owned(),
            "Ada@Example.org said".to_owned(),
        ] {
            arrives(site, &address, &Mail::new("ada@example.org", &address, &format!("{left}. And hers.")).signed());
        }
        assert_eq!((posts(&berta, &id).len(), kinds(&ada).len()), (2, 5));
        site.letter_to(&ada.address);
        // A draft that was begun under her name does not take in the words of an alias under it.
        let hidden = ada.starts_thread(&json!({"voice": "alias"}));
        berta.replies(&hidden, "Hello.");
        let address = reply_to(&site.letter_to(&ada.address)).unwrap();
        ada.put(&format!("/drafts/thread-{hidden}"), &json!({"body": "Typed.", "voice": "named"})).is(200);
        arrives(site, &address, &Mail::new("ada@example.org", &address, "Thanks,\nAda").signed());
        assert_eq!(ada.get(&format!("/drafts/thread-{hidden}")).is(200)["voice"], json!("alias"));
    }

    with by_mail;
    fn a_name_below_the_words_of_an_alias_makes_a_draft_and_below_a_name_a_post(site) {
        // E-53, A-10
        let (ada, berta, id, address) = answerable(site, "alias");
        for (mail, words) in ["Me too.\n\nThanks,\nAda Lovelace", "Call me: +49 30 1234567", "I am Ada, by the way."].into_iter().enumerate() {
            arrives(site, &address, &Mail::new("Ada Lovelace <ada@example.org>", &address, words).signed());
            assert_eq!((posts(&berta, &id).len(), kinds(&ada).len()), (2, mail + 2), "{words}");
        }
        let draft = ada.get(&format!("/drafts/thread-{id}")).is(200);
        assert_eq!(draft["voice"], json!("alias"));
        assert_eq!(site.letters().len(), 1, "one letter of the kind a day (E-19)");
        arrives(site, &address, &Mail::new("Ada Lovelace <ada@example.org>", &address, "Nothing to see.\n\n-- \nAda Lovelace").signed());
        assert_eq!(posts(&berta, &id)[2], (3, "Nothing to see.".to_owned(), "alias".to_owned()), "a marked signature is cut");
        site.letter_to(&berta.address);
        let named = ada.starts_thread(&json!({"voice": "named"}));
        berta.replies(&named, "Hello.");
        let address = reply_to(&site.letter_to(&ada.address)).unwrap();
        arrives(site, &address, &Mail::new("Ada <ada@example.org>", &address, "Me too.\n\nThanks,\nAda").signed());
        assert_eq!(posts(&berta, &named)[2].1, "Me too.\n\nThanks,\nAda");
        site.letter_to(&berta.address);
    }

    with by_mail;
    fn what_is_attached_is_dropped_and_she_is_told(site) {
        // E-54
        let (ada, berta, id, address) = answerable(site, "named");
        let body = "--b\nContent-Type: text/plain\n\nLook.\n--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=\"x.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--";
        let mail = Mail::new("ada@example.org", &address, body).with("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b");
        let raw = mail.signed();
        arrives(site, &address, &raw);
        arrives(site, &address, &raw);
        assert_eq!(posts(&berta, &id)[2].1, "Look.");
        assert_eq!(kinds(&ada), ["mail_posted", "reply"]);
        site.letter_to(&berta.address);
    }

    with by_mail;
    fn only_whoever_asked_for_it_and_is_not_discreet_can_answer_by_mail(site) {
        // E-49
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        berta.replies(&id, "One.");
        assert_eq!(reply_to(&site.letter_to(&ada.address)), None, "off by default");
        answers_by_mail(&ada, true);
        berta.replies(&id, "Two.");
        assert!(reply_to(&site.letter_to(&ada.address)).is_some());
        ada.patch("/me/mail", &json!({"discreet": true})).is(200);
        berta.replies(&id, "Three.");
        assert_eq!(reply_to(&site.letter_to(&ada.address)), None, "never in discreet letters");
    }
}
