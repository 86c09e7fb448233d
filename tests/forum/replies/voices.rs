//! Under which of her names she answers: settled when the letter goes out, and never guessed from the mail (A-10, E-56).

use serde_json::json;

use super::post_office::{Mail, answerable, answers_by_mail, arrives, by_mail, posts, reply_to};
use crate::site::{Member, Site, on_both};

fn answers(member: &Member<'_>, thread: &str, voice: &str, number: i64) -> i64 {
    let body = json!({"body": "I answer you.", "voice": voice, "in_reply_to": number});
    member.post(&format!("/threads/{thread}/posts"), &body).is(201)["number"].as_i64().unwrap()
}

/// Answers the one letter to her by mail, and returns under which kind of voice it stands.
fn answered_under(site: &Site, member: &Member<'_>, reader: &Member<'_>, thread: &str, words: &str) -> String {
    let address = reply_to(&site.letter_to(&member.address)).expect("an address");
    arrives(site, &address, &Mail::new(&member.address, &address, words).signed());
    let (_, body, kind) = posts(reader, thread).pop().unwrap();
    assert_eq!(body, words);
    kind
}

on_both! {
    with by_mail;
    fn an_alias_stays_an_alias(site) {
        let (ada, berta, id, address) = answerable(site, "alias");
        arrives(site, &address, &Mail::new("Somebody <ada@example.org>", &address, "Under my alias.").signed());
        let seen = berta.get(&format!("/threads/{id}/posts")).is(200);
        let (first, last) = (&seen["items"][0]["voice"], &seen["items"][2]["voice"]);
        assert_eq!((&first["id"], &last["kind"]), (&last["id"], &json!("alias")));
        // To another reader, and to herself, it is a reply like any other.
        let by_web = ada.replies_hidden(&id, "Under my alias again.");
        let (mail, web) = (&berta.get(&format!("/threads/{id}/posts")).is(200)["items"][2], &berta.get(&format!("/threads/{id}/posts?from={by_web}")).is(200)["items"][0]);
        let names = |post: &serde_json::Value| post.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(mail).into_iter().filter(|name| name != "in_reply_to").collect::<Vec<_>>(), names(web).into_iter().filter(|name| name != "in_reply_to").collect::<Vec<_>>());
        site.letters();
    }

    with by_mail;
    fn the_voice_that_was_answered_goes_before_the_one_that_opened(site) {
        let (ada, berta, id, _) = answerable(site, "named");
        let hidden = ada.replies_hidden(&id, "Also me.");
        site.letters();
        answers(&berta, &id, "named", hidden);
        assert_eq!(answered_under(site, &ada, &berta, &id, "To what my alias said."), "alias");
        site.letters();
        answers(&berta, &id, "named", 1);
        assert_eq!(answered_under(site, &ada, &berta, &id, "To what I opened."), "named");
        site.letters();
        answers(&berta, &id, "named", 2);
        assert_eq!(answered_under(site, &ada, &berta, &id, "To none of mine: as I opened it."), "named");
        site.letters();
    }

    with by_mail;
    fn in_a_thread_of_others_it_is_the_only_one_and_in_doubt_the_alias(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        answers_by_mail(&ada, true);
        let id = berta.starts_thread(&json!({}));
        ada.put(&format!("/threads/{id}/follow"), &json!({"level": "every_reply"})).is(204);
        berta.replies(&id, "Is anybody there?");
        assert_eq!(answered_under(site, &ada, &berta, &id, "Under none so far."), "alias");
        let other = berta.starts_thread(&json!({}));
        ada.replies(&other, "Named.");
        ada.put(&format!("/threads/{other}/follow"), &json!({"level": "every_reply"})).is(204);
        site.letters();
        berta.replies(&other, "And who else?");
        assert_eq!(answered_under(site, &ada, &berta, &other, "Under the only one."), "named");
        site.letters();
        ada.replies_hidden(&other, "Both now.");
        site.letters();
        berta.replies(&other, "Hm.");
        assert_eq!(answered_under(site, &ada, &berta, &other, "In doubt."), "alias");
        site.letters();
    }
}
