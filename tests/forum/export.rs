//! Taking everything along: all that is held about her, and nothing of anybody else.

use std::collections::BTreeSet;

use goodenough::accounts::Role;
use serde_json::{Value, json};

use crate::site::{Member, Site, on_both};

/// What somebody is given to take along.
#[track_caller]
fn export(member: &Member<'_>) -> Value {
    let answer = member.get("/me/export").is(200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert!(answer.json.is_object(), "no whole document: {}", answer.text());
    answer.json
}

fn texts(section: &Value, field: &str) -> Vec<String> {
    section.as_array().unwrap().iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}

/// Every voice id that a thread shows.
fn voices(site: &Site, thread: &str) -> BTreeSet<String> {
    let posts = site.visitor().pages(&format!("/threads/{thread}/posts"), 100);
    posts.iter().map(|post| post["voice"]["id"].as_str().unwrap().to_owned()).collect()
}

/// An evening of Ada's, with others in it: one thread under each of her names, and one of Berta's.
struct Evening {
    hidden: String,
    hers: String,
    bertas: String,
}

fn evening(ada: &Member<'_>, berta: &Member<'_>) -> Evening {
    let hidden = ada.starts_thread(&json!({"voice": "alias", "title": "A hidden title", "body": "A hidden opening."}));
    let hers = ada.starts_thread(&json!({"title": "A title of Ada's", "body": "An opening of Ada's."}));
    let bertas = berta.starts_thread(&json!({"title": "A title of Berta's", "body": "An opening of Berta's."}));
    ada.replies(&bertas, "A reply of Ada's.");
    ada.replies_hidden(&bertas, "A hidden reply.");
    berta.replies(&hidden, "A reply of Berta's.");
    berta.replies_hidden(&hers, "A hidden reply of Berta's.");
    ada.replies_hidden(&hidden, "Taken back by Ada.");
    ada.delete(&format!("/threads/{hidden}/posts/3")).is(204);
    ada.reacts(&bertas, 1, "hug");
    ada.put(&format!("/threads/{bertas}/read"), &json!({"number": 2})).is(204);
    ada.put("/drafts/new", &json!({"body": "Not sent yet", "space": "hard-days"})).is(200);
    Evening { hidden, hers, bertas }
}

on_both! {
    // S-35, A-31
    fn she_gets_everything_under_both_of_her_names(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let Evening { hidden, hers, bertas } = evening(&ada, &berta);
        let report = json!({"reason": "other", "note": "A note of Ada's."});
        ada.post(&format!("/threads/{bertas}/posts/1/reports"), &report).is(201);
        site.runs_jobs();
        ada.patch("/me/hidden", &json!({"notes": ["eating"], "words": ["pumpkin"]})).is(200);
        let all = export(&ada);
        assert_eq!(all["profile"]["name"], "Ada");
        assert_eq!(all["profile"]["email"], "ada@example.org");
        assert_eq!(all["profile"]["has_password"], true);
        let mail = &all["profile"]["mail"];
        assert_eq!([&mail["replies"], &mail["discreet"], &mail["second_address"]], [&json!("at_once"), &json!(true), &json!(null)]);
        assert_eq!(all["sessions"].as_array().unwrap().len(), 1);
        assert_eq!(texts(&all["threads"], "title"), ["A title of Ada's", "A hidden title"]);
        let posts: BTreeSet<String> = texts(&all["posts"], "body").into_iter().collect();
        let written = ["A hidden opening.", "An opening of Ada's.", "A reply of Ada's.", "A hidden reply.", "Taken back by Ada."];
        assert_eq!(posts, written.map(str::to_owned).into());
        let taken_back = all["posts"].as_array().unwrap().iter().find(|post| post["body"] == "Taken back by Ada.").unwrap();
        assert_eq!((&taken_back["state"], &taken_back["number"]), (&json!("taken_back"), &json!(3)));
        assert_eq!(taken_back["posted_at"], "2026-03-02T21:00:00Z", "times are rounded as everywhere else");
        let kinds: BTreeSet<&str> = all["posts"].as_array().unwrap().iter().map(|post| post["voice"]["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["alias", "named"].into());
        assert_eq!(all["reactions"], json!([{"thread": bertas, "number": 1, "kind": "hug"}]));
        let reading: BTreeSet<(String, String, i64)> = all["reading"].as_array().unwrap().iter().map(|one| {
            (one["thread"].as_str().unwrap().to_owned(), one["follow"].as_str().unwrap().to_owned(), one["read"].as_i64().unwrap_or(0))
        }).collect();
        let expected = [(hidden, "every_reply", 0), (hers, "every_reply", 0), (bertas.clone(), "digest", 2)];
        assert_eq!(reading, expected.map(|(thread, level, read)| (thread, level.to_owned(), read)).into());
        assert_eq!(texts(&all["drafts"], "body"), ["Not sent yet"]);
        assert_eq!(all["drafts"][0]["place"], "new");
        assert_eq!(texts(&all["notifications"], "kind"), ["reply", "reply"]);
        let letters: BTreeSet<String> = texts(&all["letters"], "kind").into_iter().collect();
        assert!(letters.contains("reply"), "{letters:?}");
        assert_eq!(texts(&all["reports"], "note"), ["A note of Ada's."]);
        assert_eq!(all["decisions"], json!([]));
        assert_eq!(all["hidden"], json!({"notes": ["eating"], "collapsed": [], "words": ["pumpkin"], "blocks": []}));
        site.letters();
    }

    //
    fn nothing_of_others_is_in_it(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let Evening { hidden, hers, bertas } = evening(&ada, &berta);
        let voice = site.visitor().get(&format!("/threads/{bertas}")).is(200)["voice"]["id"].as_str().unwrap().to_owned();
        ada.put(&format!("/voices/{voice}/block"), &json!({})).is(204);
        assert_eq!(export(&ada)["hidden"]["blocks"], json!([{"thread": bertas, "kind": "named"}]), "a block says where, not whom");
        let text = export(&ada).to_string();
        assert!(!text.contains("Berta"), "{text}");
        let aliases: Vec<String> = [&hidden, &hers, &bertas].into_iter().flat_map(|thread| {
            let posts = site.visitor().pages(&format!("/threads/{thread}/posts"), 100);
            posts.into_iter().map(|post| post["voice"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }).collect();
        let own: BTreeSet<String> = export(&ada)["posts"].as_array().unwrap().iter().map(|post| post["voice"]["name"].as_str().unwrap().to_owned()).collect();
        for alias in aliases.iter().filter(|name| !own.contains(*name)) {
            assert!(!text.contains(alias.as_str()), "{alias} is somebody else's");
        }
        for thread in [&hidden, &hers, &bertas] {
            for id in voices(site, thread) {
                assert!(!text.contains(&id), "the id of a voice is in it");
            }
        }
        site.letters();
    }

    //
    fn ids_of_voices_are_made_anew_for_every_export(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        evening(&ada, &berta);
        let (first, second) = (export(&ada), export(&ada));
        let ids = |all: &Value| -> BTreeSet<String> {
            all["posts"].as_array().unwrap().iter().map(|post| post["voice"]["id"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(ids(&first).len(), 4, "one for each of her voices");
        assert!(ids(&first).is_disjoint(&ids(&second)));
        let without = |mut all: Value| {
            all["posts"].as_array_mut().unwrap().iter_mut().for_each(|post| post["voice"]["id"] = Value::Null);
            all
        };
        assert_eq!(without(first), without(second), "all else is equal");
        site.letters();
    }

    fn what_she_changed_is_in_it_too(site) {
        let ada = site.member("ada");
        let thread = ada.starts_thread(&json!({"body": "First words."}));
        site.waits(11 * 60_000);
        ada.patch(&format!("/threads/{thread}/posts/1"), &json!({"body": "Other words."})).is(200);
        let post = &export(&ada)["posts"][0];
        assert_eq!((&post["body"], &post["editions"][0]["body"]), (&json!("Other words."), &json!("First words.")));
        assert_eq!(post["editions"][0]["until"], "2026-03-02T21:15:00Z");
    }

    fn much_is_written_piece_by_piece_and_nothing_is_missing(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let threads: Vec<String> = (0..13).map(|n| ada.starts_thread(&json!({"title": format!("Title {n}")}))).collect();
        for n in 0..105 {
            berta.replies(&threads[0], &format!("Reply {n}."));
        }
        for thread in &threads[1..] {
            ada.replies_hidden(thread, "Again.");
        }
        let all = export(&ada);
        assert_eq!(all["threads"].as_array().unwrap().len(), 13);
        assert_eq!(all["posts"].as_array().unwrap().len(), 25);
        assert_eq!(all["notifications"].as_array().unwrap().len(), 105);
        assert_eq!(all["reading"].as_array().unwrap().len(), 13);
        site.looks_away();
    }

    // S-35
    fn a_hidden_thread_is_in_hers_and_the_replies_in_it_are_in_theirs(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = ada.starts_thread(&json!({"title": "Hidden later"}));
        berta.replies(&thread, "I have been there.");
        ada.delete(&format!("/threads/{thread}")).is(204);
        let hers = export(&ada);
        assert_eq!((&hers["threads"][0]["title"], &hers["threads"][0]["hidden"]), (&json!("Hidden later"), &json!(true)));
        assert!(!hers.to_string().contains("I have been there."));
        let theirs = export(&berta);
        assert_eq!(theirs["posts"][0]["body"], "I have been there.");
        assert!(!theirs.to_string().contains("Hidden later"));
        site.letters();
    }

    // S-35, L-19
    fn decisions_about_her_are_in_it_with_their_reasons(site) {
        let (ada, berta, ruth) = (site.member("ada"), site.member("berta"), site.staff("ruth", Role::Moderator));
        let thread = ada.starts_thread(&json!({}));
        let abuse = berta.replies(&thread, "You should be ashamed.");
        ada.reports(&thread, abuse, "shaming");
        let case = ruth.pages("/moderation/cases?state=open", 20)[0]["id"].as_str().unwrap().to_owned();
        ruth.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        let decision = json!({"action": "remove", "rule": "kindness", "facts": "Shames the writer.", "message": "Please do not."});
        ruth.post(&format!("/moderation/cases/{case}/decision"), &decision).is(201);
        let all = export(&berta);
        assert_eq!((&all["decisions"][0]["facts"], &all["decisions"][0]["text"]), (&json!("Shames the writer."), &json!("You should be ashamed.")));
        assert_eq!(all["posts"][0]["state"], "removed");
        assert!(!all.to_string().contains("Ruth") && !all.to_string().contains("Ada"));
        let reporters = export(&ada);
        assert_eq!((&reporters["reports"][0]["state"], &reporters["reports"][0]["outcome"]), (&json!("closed"), &json!("removed")));
        assert!(!reporters.to_string().contains("ashamed"));
        site.letters();
    }

    fn it_is_a_file_that_nobody_keeps_and_the_suspended_get_it_too(site) {
        let ada = site.member("ada");
        site.suspends(&ada, true);
        let answer = ada.get("/me/export").is(200);
        assert_eq!(answer.header("cache-control"), Some("private, no-store"));
        assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"export.json\""));
        assert_eq!(answer["profile"]["suspended"], true);
        site.visitor().get("/me/export").refused(401, "unauthenticated");
    }
}
