//! What the links in letters do: one click for ever, GET and HEAD change nothing, and a wrong one is answered alike.

use goodenough::clock::DAY;
use serde_json::{Value, json};

use super::{mailed, token_of};
use crate::site::{Letter, Member, Plan, Site, on_both};

fn stop_path(letter: &Letter) -> String {
    format!("/letters/stop/{}", token_of(letter, "/api/v1/letters/stop/"))
}

fn manage_path(letter: &Letter) -> String {
    format!("/letters/manage/{}", token_of(letter, "/letters/manage/"))
}

/// A member, her thread, and a letter about a reply in it.
fn a_letter(site: &Site) -> (Member<'_>, Member<'_>, String, Letter) {
    let (ada, ben) = (site.member("ada"), site.member("ben"));
    let thread = ada.starts_thread(&json!({}));
    ben.replies(&thread, "The first.");
    let letter = site.letter_to(&ada.address);
    (ada, ben, thread, letter)
}

fn choices(member: &Member<'_>) -> Value {
    member.get("/me/mail").is(200).json
}

on_both! {
    // E-11
    fn looking_at_a_link_with_get_or_head_changes_nothing(site) {
        let (ada, _ben, _, letter) = a_letter(site);
        let before = choices(&ada);
        let visitor = site.visitor();
        for path in [stop_path(&letter), manage_path(&letter), "/letters/stop/x".to_owned(), "/letters/manage/x".to_owned()] {
            for _ in 0..2 {
                let got = visitor.get(&path).is(200);
                let head = visitor.asks("HEAD", &path).answer().is(200);
                assert!(head.body.is_empty(), "{path}");
                for name in ["content-type", "cache-control"] {
                    assert_eq!(head.header(name), got.header(name), "{path}");
                }
            }
        }
        assert_eq!(choices(&ada), before);
    }

    // E-11, E-12
    fn the_exact_click_of_a_mail_program_stops_at_once_what_is_queued_too(site) {
        let (ada, ben, thread, letter) = a_letter(site);
        assert_eq!(letter.header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
        ben.replies(&thread, "Promised before the click.");
        let click = |path: &str| {
            let click = site.visitor();
            let click = click.asks("POST", path).header("content-type", "application/x-www-form-urlencoded");
            click.bytes("List-Unsubscribe=One-Click").answer()
        };
        for _ in 0..2 {
            let answer = click(&stop_path(&letter)).is(200);
            assert_eq!(answer.json, json!({"kind": "replies", "stopped": true}));
            assert_eq!((answer.header("location"), answer.header("set-cookie")), (None, None));
        }
        assert_eq!(mailed(site), Vec::<String>::new(), "what was queued is stopped");
        assert_eq!(choices(&ada)["replies"], "off");
        assert_eq!(choices(&ada)["followed"], "daily", "and nothing else is");
        let wrong = click("/letters/stop/x").is(200);
        assert_eq!(wrong.json, json!({"kind": "replies", "stopped": true}), "a wrong one is answered alike");
    }

    // E-36
    fn a_letter_leads_to_muting_its_thread_making_letters_rarer_and_stopping_them_all(site) {
        let (ada, ben, thread, letter) = a_letter(site);
        let (manage, visitor) = (manage_path(&letter), site.visitor());
        let defaults = json!({"replies": "at_once", "followed": "daily", "digest": "off", "thread_muted": false, "all_stopped": false});
        assert_eq!(visitor.get(&manage).is(200).json, defaults);
        assert_eq!(visitor.patch(&manage, &json!({"thread_muted": true})).is(200)["thread_muted"], true);
        assert_eq!(ada.get(&format!("/threads/{thread}/mine")).is(200)["follow"], "muted");
        ben.replies(&thread, "Into the quiet.");
        assert_eq!(mailed(site), Vec::<String>::new());
        assert_eq!(visitor.patch(&manage, &json!({"thread_muted": false})).is(200)["thread_muted"], false);
        assert_eq!(ada.get(&format!("/threads/{thread}/mine")).is(200)["follow"], "every_reply", "her own thread");
        ben.replies(&thread, "Heard again.");
        assert_eq!(mailed(site), [ada.address.as_str()]);
        let changed = visitor.patch(&manage, &json!({"followed": "weekly", "digest": "daily"})).is(200);
        assert_eq!([&changed["replies"], &changed["followed"], &changed["digest"]], ["at_once", "weekly", "daily"]);
        ben.replies(&thread, "Promised before all was stopped.");
        visitor.patch(&manage, &json!({"all_stopped": true})).is(200);
        assert_eq!(mailed(site), Vec::<String>::new());
        assert_eq!(choices(&ada)["all_stopped"], true);
        visitor.patch(&manage, &json!({"replies": "sometimes"})).refused(422, "invalid");
        visitor.patch(&manage, &json!({"second_address": "x@example.org"})).refused(422, "invalid");
    }

    fn a_wrong_link_is_answered_like_a_right_one(site) {
        let (ada, _ben, _, letter) = a_letter(site);
        let (manage, visitor) = (manage_path(&letter), site.visitor());
        let before = choices(&ada);
        for wrong in ["/letters/manage/x", &format!("{manage}A"), &manage[..manage.len() - 4]] {
            assert_eq!(visitor.get(wrong).is(200).body, visitor.get(&manage).is(200).body);
            visitor.patch(wrong, &json!({"all_stopped": true})).is(200);
            assert_eq!(choices(&ada), before);
        }
        let change = json!({"replies": "weekly", "thread_muted": true});
        let wrong = visitor.patch("/letters/manage/x", &change).is(200);
        assert_eq!(wrong.body, visitor.patch(&manage, &change).is(200).body);
        let stop = wrong_stop(&letter);
        visitor.patch(&stop, &json!({"all_stopped": true})).is(200);
        assert_eq!(choices(&ada)["all_stopped"], false, "a link is good for what it was made for");
    }

    // E-11
    fn a_year_old_link_works(site) {
        let (ada, _ben, _, letter) = a_letter(site);
        site.waits(366 * DAY);
        assert_eq!(site.visitor().get(&stop_path(&letter)).is(200)["stopped"], false);
        site.visitor().post(&stop_path(&letter), &json!({})).is(200);
        site.visitor().patch(&manage_path(&letter), &json!({"followed": "off"})).is(200);
        ada.comes_back();
        assert_eq!([&choices(&ada)["replies"], &choices(&ada)["followed"]], ["off", "off"]);
    }

    fn the_link_of_somebody_who_has_left_is_answered_like_a_wrong_one(site) {
        let (ada, _ben, _, letter) = a_letter(site);
        ada.post("/me/erasure", &json!({"words": "keep_without_name"})).is(201);
        site.looks_away();
        let visitor = site.visitor();
        for (right, wrong) in [(stop_path(&letter), "/letters/stop/x"), (manage_path(&letter), "/letters/manage/x")] {
            assert_eq!(visitor.get(&right).is(200).body, visitor.get(wrong).is(200).body);
        }
        visitor.post(&stop_path(&letter), &json!({})).is(200);
        visitor.patch(&manage_path(&letter), &json!({"all_stopped": true, "thread_muted": true})).is(200);
    }
}

/// The token of a stop link where a manage link belongs.
fn wrong_stop(letter: &Letter) -> String {
    stop_path(letter).replace("/letters/stop/", "/letters/manage/")
}

// E-11: neither newer keys nor forgetting all links ends what somebody was promised.
#[test]
fn links_outlive_newer_keys_and_the_forgetting_of_all_links() {
    use goodenough::chance::Chance;
    use goodenough::keys::{Keyring, Purpose};
    let folder = crate::site::database::fresh_folder();
    let site = Plan::new().with_keys_in(&folder).open(crate::site::Database::sqlite());
    let (ada, _ben, thread, letter) = a_letter(&site);
    ada.patch("/me/mail", &json!({"digest": "weekly"})).is(200);
    for _ in 0..3 {
        let mut ring = Keyring::read(&folder).unwrap();
        for purpose in [Purpose::Cursor, Purpose::Standing, Purpose::Seal] {
            ring.add(&folder, purpose, &Chance::System).unwrap();
        }
    }
    Keyring::forget_links(&folder, &Chance::System).unwrap();
    site.app.seal.reread_keys().unwrap();
    let visitor = site.visitor();
    assert_eq!(visitor.get(&manage_path(&letter)).is(200)["digest"], "weekly", "her choices outlive it too");
    let changed = visitor.patch(&manage_path(&letter), &json!({"thread_muted": true, "digest": "off"})).is(200);
    assert_eq!((&changed["thread_muted"], &changed["digest"]), (&json!(true), &json!("off")), "{thread}");
    assert_eq!(visitor.post(&stop_path(&letter), &json!({})).is(200)["stopped"], true);
    assert_eq!(visitor.get(&stop_path(&letter)).is(200)["stopped"], true);
    site.looks_away();
}
