//! Quotes and mentions: named by the server, from the voices of this moment, and by nobody else.

use goodenough::accounts::Role;
use goodenough::clock::{DAY, MINUTE};
use goodenough::openapi::document;
use serde_json::{Value, json};

use crate::catalogue::dump;
use crate::site::{Caller, Site, on_both};

fn html(caller: &Caller, thread: &str, number: i64) -> String {
    let page = caller.get(&format!("/threads/{thread}/posts?from={number}&limit=1")).is(200);
    page["items"][0]["html"].as_str().unwrap().to_owned()
}

fn link(number: i64, name: &str) -> String {
    format!("<a class=\"mention\" href=\"#n{number}\">{name}</a>")
}

fn alias_of(caller: &Caller, thread: &str, number: i64) -> String {
    let page = caller.get(&format!("/threads/{thread}/posts?from={number}&limit=1")).is(200);
    page["items"][0]["voice"]["name"].as_str().unwrap().to_owned()
}

/// Everything that a visitor is shown of a thread.
fn shown(site: &Site, thread: &str) -> Vec<(String, Option<String>)> {
    ["/threads".to_owned(), "/threads?order=waiting".to_owned(), format!("/threads/{thread}"), format!("/threads/{thread}/posts")]
        .iter()
        .map(|path| site.visitor().get(path).is(200))
        .map(|answer| (answer.text(), answer.header("etag").map(str::to_owned)))
        .collect()
}

on_both! {
    fn the_server_says_who_wrote_what_is_quoted(site) {
        //
        let (ada, berta, visitor) = (site.member("ada"), site.member("berta"), site.visitor());
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        let alias = alias_of(&visitor, &id, 1);
        let number = berta.replies(&id, "> @1 Ada wrote:\n> I cried in the car park.\n\nMe too, @1. And @2.");
        let post = visitor.get(&format!("/threads/{id}/posts?from={number}")).is(200)["items"][0].clone();
        let expected = format!(
            "<blockquote>\n<p><span class=\"wrote\">{0} wrote</span><br>\nI cried in the car park.</p>\n</blockquote>\n<p>Me too, {0}. And {1}.</p>\n",
            link(1, &alias), link(2, "Berta"),
        );
        assert_eq!(post["html"], expected);
        assert_eq!(post["body"], "> @1\n> I cried in the car park.\n\nMe too, @1. And @2.");
        assert!(!shown(site, &id).iter().any(|(text, _)| text.contains("Ada")), "a name that a client put there is gone");
        assert!(html(&visitor, &id, berta.replies(&id, "> @9\n> Who?\n\n@9")).contains("Someone wrote"));
        let stored = dump(&mut site.database.connect());
        let words = stored.iter().filter(|row| row.table == "posts").flat_map(|row| row.values.values());
        assert!(words.into_iter().all(|value| !value.contains(&alias) && !value.contains("Ada")), "no name lies with the words");
        site.looks_away();
    }

    fn a_name_that_changes_changes_everywhere_at_once(site) {
        let (ada, berta, visitor) = (site.member("ada"), site.member("berta"), site.visitor());
        let id = ada.starts_thread(&json!({"body": "It is @2 who helped."}));
        let second = berta.replies(&id, "First words.");
        let third = ada.replies(&id, &format!("Yes, @{second}."));
        site.waits(11 * MINUTE);
        ada.patch(&format!("/threads/{id}/posts/{third}"), &json!({"body": format!("> @{second}\n> First words.\n\nYes.")})).is(200);
        let card = || visitor.get("/threads").is(200);
        let history = || ada.get(&format!("/threads/{id}/posts/{third}/history")).is(200)["items"][0]["html"].as_str().unwrap().to_owned();
        assert_eq!(card()["items"][0]["excerpt"], "It is Berta who helped.");
        assert_eq!(history(), format!("<p>Yes, {}.</p>\n", link(2, "Berta")));
        let before = shown(site, &id);
        berta.patch("/me", &json!({"name": "Bertha"})).is(200);
        site.runs_jobs();
        assert_eq!(html(&visitor, &id, 1), format!("<p>It is {} who helped.</p>\n", link(2, "Bertha")));
        assert!(html(&visitor, &id, third).contains(&format!("{} wrote", link(2, "Bertha"))));
        assert_eq!((card()["items"][0]["excerpt"].clone(), history()), (json!("It is Bertha who helped."), format!("<p>Yes, {}.</p>\n", link(2, "Bertha"))));
        for ((text, tag), (old, old_tag)) in shown(site, &id).iter().zip(&before) {
            let waiting = text.starts_with("{\"items\":[]");
            assert!(!text.contains("Berta") && (waiting || (text != old && tag != old_tag)), "{text}");
        }
        berta.delete(&format!("/threads/{id}/posts/{second}")).is(204);
        assert_eq!(html(&visitor, &id, 1), "<p>It is <span class=\"mention\">someone</span> who helped.</p>\n");
        assert!(html(&visitor, &id, third).contains("<span class=\"wrote\">Someone wrote</span>"));
        assert_eq!((card()["items"][0]["excerpt"].clone(), history()), (json!("It is someone who helped."), "<p>Yes, <span class=\"mention\">someone</span>.</p>\n".to_owned()));
        site.looks_away();
    }

    fn a_removed_post_names_nobody_until_it_is_back(site) {
        let (ada, berta, moderator) = (site.member("ada"), site.member("berta"), site.staff("carla", Role::Moderator));
        let id = ada.starts_thread(&json!({}));
        let second = berta.replies_hidden(&id, "Unkind.");
        let alias = alias_of(&ada, &id, second);
        let third = ada.replies(&id, &format!("Why, @{second}?"));
        berta.reports(&id, third, "shaming");
        ada.reports(&id, second, "shaming");
        let case = |number: i64| moderator.pages("/moderation/cases?state=open", 10).into_iter().find(|case| case["number"] == number).unwrap()["id"].as_str().unwrap().to_owned();
        let (about_second, about_third) = (case(second), case(third));
        moderator.post(&format!("/moderation/cases/{about_second}/claim"), &json!({})).is(200);
        let decision = json!({"action": "remove", "rule": "kindness", "facts": "Unkind.", "message": "Please be kind."});
        moderator.post(&format!("/moderation/cases/{about_second}/decision"), &decision).is(201);
        assert_eq!(html(&ada, &id, third), "<p>Why, <span class=\"mention\">someone</span>?</p>\n");
        let seen = moderator.get(&format!("/moderation/cases/{about_third}")).is(200).text();
        assert!(seen.contains("someone") && !seen.contains("<var>"), "moderators get the same words: {seen}");
        let undone = moderator.get(&format!("/moderation/cases/{about_second}")).is(200)["decisions"][0]["id"].as_str().unwrap().to_owned();
        moderator.post(&format!("/moderation/decisions/{undone}/undo"), &json!({"reason": "It was a joke."})).is(200);
        assert_eq!(html(&ada, &id, third), format!("<p>Why, {}?</p>\n", link(second, &alias)));
        site.looks_away();
    }

    fn a_chosen_name_cannot_become_markup(site) {
        let (ada, berta, visitor) = (site.member("ada"), site.member("berta"), site.visitor());
        let id = ada.starts_thread(&json!({}));
        let number = berta.replies(&id, "> @1\n> I cried.\n\n<var>1</var> and @1");
        for name in ["<b>x</b>&\"'", "<script>alert(1)</script>", "'\"><img src=x onerror=y>"] {
            ada.patch("/me", &json!({"name": name})).is(200);
            site.runs_jobs();
            let html = html(&visitor, &id, number);
            for bad in ["<b>", "<script", "<img", "<var"] {
                assert!(!html.contains(bad), "{html}");
            }
            assert!(html.matches("&lt;").count() >= 3 && html.contains("&lt;var&gt;1&lt;/var&gt;"), "{html}");
            assert_eq!(html.matches("<a class=\"mention\" href=\"#n1\">").count(), 2);
        }
        site.looks_away();
    }

    fn a_letter_names_the_same_voices(site) {
        //
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        ada.patch("/me/mail", &json!({"discreet": false})).is(200);
        let id = ada.starts_thread(&json!({"voice": "alias"}));
        let alias = alias_of(&ada, &id, 1);
        berta.replies(&id, "> @1 Ada\n> I cried.\n\nMe too, @1, and @7.");
        let letter = site.letter_to(&ada.address);
        for part in [&letter.text, &letter.html] {
            assert!(part.contains(&format!("{alias} wrote: I cried.")) && part.contains("someone"), "{part}");
            assert!(!part.contains("Ada") && !part.contains("@1"), "{part}");
        }
    }

    fn many_mentions_are_one_small_question(site) {
        let ada = site.member("ada");
        let id = ada.starts_thread(&json!({}));
        let body: String = (1..=3_000).map(|number| format!("@{number} ")).collect();
        for _ in 0..3 {
            ada.replies(&id, &body);
        }
        let page = ada.get(&format!("/threads/{id}/posts?limit=100")).is(200).text();
        assert_eq!(page.matches("mention").count(), 150);
        site.looks_away();
    }

    fn a_voice_that_took_all_back_stands_in_no_list(site) {
        //
        let (ada, berta, moderator) = (site.member("ada"), site.member("berta"), site.staff("carla", Role::Moderator));
        let id = ada.starts_thread(&json!({}));
        let lists = || ["/threads", "/threads?order=new", "/threads?order=waiting"].map(|path| {
            let answer = site.visitor().get(path).is(200);
            (answer.text(), answer.header("etag").map(str::to_owned))
        });
        let before = lists();
        site.waits(2 * DAY);
        for member in [&ada, &berta, &moderator] {
            member.comes_back();
        }
        let hidden = berta.replies_hidden(&id, "Nobody knows.");
        let alias = alias_of(&ada, &id, hidden);
        let named = berta.replies(&id, "Everybody knows.");
        assert!(!lists().iter().any(|(text, _)| text.contains(&alias) || text.contains("Berta")), "cards name nobody but who opened");
        berta.delete(&format!("/threads/{id}/posts/{hidden}")).is(204);
        berta.delete(&format!("/threads/{id}/posts/{named}")).is(204);
        assert_eq!(lists(), before, "as if nobody had ever replied");
        let thread = ada.get(&format!("/threads/{id}")).is(200);
        assert_eq!((&thread["replies"], &thread["last_reply_at"], &thread["voice"]["name"]), (&json!(0), &Value::Null, &json!("Ada")));
        let number = ada.replies(&id, &format!("Who was that, @{hidden}?"));
        assert!(html(&ada, &id, number).contains("someone") && !html(&ada, &id, number).contains(&alias));
        site.looks_away();
    }
}

#[test]
fn no_route_lists_members_or_completes_a_name() {
    // nothing suggests names, so nothing can suggest the wrong one.
    let paths = document()["paths"].as_object().unwrap();
    for (path, item) in paths {
        let words = ["member", "user", "people", "mention", "autocomplete", "suggest", "participant", "profile", "online"];
        assert!(!words.iter().any(|word| path.contains(word)), "{path}");
        for operation in item.as_object().unwrap().values() {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let name = parameter["name"].as_str().unwrap();
                assert!(
                    !["q", "prefix", "name", "voice", "by", "author"].contains(&name) || path.ends_with("/search"),
                    "{path} asks for {name}"
                );
            }
        }
    }
}
