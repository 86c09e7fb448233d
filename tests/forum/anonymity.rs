//! What hiding leans on beside the differential test: things that do not exist, and things that do not move.

use goodenough::clock::HOUR;
use goodenough::config::Config;
use goodenough::openapi::document;
use serde_json::{Value, json};

use crate::site::{Caller, on_both};

fn two_writes(config: &mut Config) {
    config.limits.enabled = true;
    config.limits.writes_by_account = 2;
}

/// All that a visitor reads about this thread and in the lists.
fn shown(visitor: &Caller, thread: &str) -> [Value; 3] {
    ["/threads?order=new", &format!("/threads/{thread}"), &format!("/threads/{thread}/posts")]
        .map(|path| visitor.get(path).is(200).json)
}

/// The words that name parameters, fields and paths of the whole API.
fn words_of_the_api() -> Vec<String> {
    fn gather(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(name) = fields.get("name").and_then(Value::as_str) {
                    found.push(name.to_owned());
                }
                for (name, value) in fields {
                    if name != "description" && name != "title" {
                        found.push(name.clone());
                        gather(value, found);
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(document(), &mut found);
    found
}

on_both! {
    //
    fn what_she_does_hidden_moves_nothing_that_her_name_stands_on(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let hers = ada.starts_thread(&json!({"title": "Under my name"}));
        let other = berta.starts_thread(&json!({"title": "Somebody else's"}));
        ada.replies(&other, "Here I am.");
        let named = |posts: &Value| posts["items"][1]["voice"].clone();
        let (visitor, before) = (site.visitor(), shown(&site.visitor(), &hers));
        let voice = named(&shown(&visitor, &other)[2]);
        site.waits(HOUR);
        ada.comes_back();
        let ticket = ada.get("/voice").is(200).string("ticket");
        let hidden = ada.starts_thread(&json!({"voice": "alias", "ticket": ticket, "audience": "members"}));
        ada.replies_hidden(&hidden, "And more.");
        ada.replies_hidden(&other, "Hidden here too.");
        assert_eq!(named(&shown(&visitor, &other)[2]), voice);
        let after = shown(&visitor, &hers);
        assert_eq!(before[1..], after[1..]);
        let card = |list: &Value| list["items"].as_array().unwrap().iter().find(|card| card["id"] == json!(hers)).cloned();
        assert_eq!(card(&before[0]), card(&after[0]));
        site.looks_away();
    }

    with two_writes;
    //
    fn a_limit_says_the_same_under_either_name_and_takes_nothing_from_others(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = berta.starts_thread(&json!({}));
        let tries = |voice: &str| ada.post(&format!("/threads/{thread}/posts"), &json!({"body": "Me too.", "voice": voice}));
        tries("alias").is(201);
        tries("named").is(201);
        let refused = ["alias", "named"].map(|voice| {
            let mut answer = tries(voice).refused(429, "too_many");
            let fields = answer.json.as_object_mut().unwrap();
            fields.remove("request_id");
            (answer.json.clone(), answer.header("retry-after").map(str::to_owned))
        });
        assert_eq!(refused[0].0, refused[1].0);
        berta.replies(&thread, "I can still write.");
        site.looks_away();
    }

    //
    fn no_list_can_be_asked_for_what_one_person_wrote(site) {
        let ada = site.member("ada");
        let thread = ada.starts_thread(&json!({}));
        for question in ["author=Ada", "voice=Ada", "name=Ada", "by=Ada", "member=Ada", "account=1", "q=Ada"] {
            let field = question.split('=').next().unwrap();
            ada.get(&format!("/threads?{question}")).misfits(&[(field, "unknown_field")]);
            ada.get(&format!("/threads/{thread}/posts?{question}")).misfits(&[(field, "unknown_field")]);
        }
    }

    //
    fn a_thread_is_announced_nowhere_but_in_its_lists(site) {
        let visitor = site.visitor();
        for path in ["/feed", "/threads.rss", "/sitemap.xml", "/oembed", "/members", "/users", "/online"] {
            visitor.get(path).refused(404, "not_found");
        }
    }
}

//
#[test]
fn what_would_tell_somebody_apart_does_not_exist() {
    let words = words_of_the_api();
    assert!(words.len() > 300);
    let telling = [
        "online",
        "typing",
        "last_seen",
        "last_active",
        "presence",
        "invite",
        "invitation",
        "referral",
        "referrer",
        "upload",
        "attachment",
        "avatar",
        "gravatar",
        "message_to",
        "conversation",
        "post_count",
        "reputation",
        "rank",
        "followers",
        "account_id",
        "user_id",
        "member_id",
    ];
    let found: Vec<&String> = words.iter().filter(|word| telling.contains(&word.to_lowercase().as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
}
