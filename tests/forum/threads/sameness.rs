//! Threads and posts are equal for all readers with the same right, and carry a tag.

use serde_json::{Value, json};

use crate::site::{Answer, Caller, Site, on_both};
use crate::tour;

fn paths(id: &str) -> [String; 5] {
    [
        "/threads".to_owned(),
        "/threads?order=new&limit=1".to_owned(),
        format!("/threads/{id}"),
        format!("/threads/{id}/posts"),
        format!("/threads/{id}/posts?from=2&limit=1"),
    ]
}

/// What leaves with an answer, but for what names the request and the moment.
fn leaves(answer: &Answer) -> (Vec<u8>, Option<&str>, Option<&str>, Option<&str>) {
    (answer.body.clone(), answer.header("etag"), answer.header("vary"), answer.header("cache-control"))
}

fn with_tag(caller: &Caller, path: &str, tag: &str) -> Answer {
    caller.asks("GET", path).header("if-none-match", tag).answer()
}

/// A lively thread whose author speaks under an alias.
fn lively(site: &Site) -> String {
    let (ada, berta) = (site.member("ada"), site.member("berta"));
    ada.starts_thread(&json!({}));
    let id = ada.starts_thread(&json!({"voice": "alias", "notes": ["loss"]}));
    berta.replies(&id, "One.");
    ada.replies(&id, "Two.");
    berta.replies_hidden(&id, "Three.");
    for (member, number) in [(&ada, 2), (&berta, 1), (&berta, 2)] {
        member.reacts(&id, number, "hug");
    }
    ada.put(&format!("/threads/{id}/follow"), &json!({"level": "muted"})).is(204);
    ada.put(&format!("/threads/{id}/read"), &json!({"number": 3})).is(204);
    site.looks_away();
    id
}

/// Under which names numbers stand in an answer.
fn numbers(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(path.to_owned()),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| numbers(value, name, found)),
        Value::Array(items) => items.iter().for_each(|item| numbers(item, path, found)),
        _ => {}
    }
}

on_both! {
    //
    fn two_visitors_and_two_members_get_the_same_bytes(site) {
        let id = lively(site);
        let (one, other) = (site.visitor(), site.visitor());
        let (carla, dora) = (site.member("carla"), site.member("dora"));
        let author = carla.site.visitor();
        let session = author.post("/sessions", &json!({"email": "ada@example.org", "password": crate::site::member::PASSWORD})).is(201);
        author.set_token(Some(session.string("access_token")));
        for path in paths(&id) {
            let (seen, hers) = (one.get(&path).is(200), carla.get(&path).is(200));
            assert_eq!(leaves(&seen), leaves(&other.get(&path)), "{path}");
            assert_eq!(leaves(&hers), leaves(&dora.get(&path)), "{path}");
            assert_eq!(leaves(&hers), leaves(&author.get(&path)), "{path}: the author herself");
            assert_eq!(seen.body, hers.body, "{path}: nothing here is for members only");
            assert_eq!(hers.header("vary"), Some("Authorization"));
            assert!(hers.header("cache-control").unwrap().starts_with("private"));
            assert!(seen.header("cache-control").unwrap().starts_with("public"));
            let tag = seen.header("etag").unwrap();
            assert!(tag.starts_with('"') && tag.len() > 20, "a strong tag: {tag}");
        }
    }

    //
    fn whoever_has_the_newest_is_told_so_and_a_change_changes_the_tag(site) {
        let id = lively(site);
        let (carla, visitor) = (site.member("carla"), site.visitor());
        let tag_of = |path: &str| visitor.get(path).is(200).header("etag").unwrap().to_owned();
        for path in paths(&id) {
            let tag = tag_of(&path);
            let known = with_tag(&visitor, &path, &format!("\"other\", {tag}")).is(304);
            assert_eq!((known.body.len(), known.header("etag")), (0, Some(tag.as_str())));
            with_tag(&carla, &path, &format!("W/{tag}")).is(304);
            with_tag(&visitor, &path, "\"other\"").is(200);
        }
        let before: Vec<String> = paths(&id).iter().map(|path| tag_of(path)).collect();
        carla.reacts(&id, 2, "light");
        let reacted: Vec<bool> = paths(&id).iter().zip(&before).map(|(path, tag)| tag_of(path) != *tag).collect();
        assert_eq!(reacted, [false, false, true, true, true]);
        carla.replies(&id, "Four.");
        for (path, tag) in paths(&id).iter().zip(&before).take(4).filter(|(path, _)| !path.contains("order=new&limit=1")) {
            with_tag(&visitor, path, tag).is(200);
        }
    }

    //
    fn what_depends_on_the_reader_is_never_kept_by_a_cache(site) {
        let id = lively(site);
        let carla = site.member("carla");
        for path in ["/mine", "/voice"] {
            let answer = carla.get(&format!("/threads/{id}{path}")).is(200);
            assert_eq!((answer.header("cache-control"), answer.header("etag")), (Some("private, no-store"), None));
            site.visitor().get(&format!("/threads/{id}{path}")).refused(401, "unauthenticated");
        }
        for path in ["/me/threads", "/notifications", "/drafts", "/voice", "/reports", "/decisions", "/blocks", "/me/hidden"] {
            assert_eq!(carla.get(path).is(200).header("cache-control"), Some("private, no-store"), "{path}");
            site.visitor().get(path).refused(401, "unauthenticated");
        }
        let mine = carla.get(&format!("/threads/{id}/mine")).is(200);
        assert_eq!(mine.json, json!({"reactions": {}, "posts": [], "follow": null, "read": 0, "hidden": []}));
    }

    // all that is asked for by somebody, but for what is the same for all.
    fn nothing_personal_may_be_kept(site) {
        let id = lively(site);
        let carla = site.member("carla");
        for asked in tour::asks(&carla, &id, "11111111112") {
            let kept = asked.answer.header("cache-control").unwrap_or_default().to_owned();
            let same = asked.answer.header("etag").is_some() || kept.starts_with("public, max-age");
            assert!(!(asked.for_members && same), "{}: {kept}", asked.path);
            assert!(same || kept.split(", ").any(|word| word == "no-store"), "{}: {kept}", asked.path);
        }
        let credentials = json!({"email": carla.address, "password": crate::site::member::PASSWORD});
        for answer in [
            carla.post("/sessions", &credentials).is(201),
            carla.post("/sessions/refresh", &json!({"refresh_token": carla.refresh_token()})).is(200),
            carla.patch("/me", &json!({})).is(200),
            carla.put("/drafts/new", &json!({"body": "x"})).is(200),
            carla.post(&format!("/threads/{id}/posts"), &json!({"body": "x", "voice": "alias"})).is(201),
            carla.post("/threads", &json!({"body": "words of hers"})).refused(422, "invalid"),
            carla.get("/threads/11111111112").refused(404, "not_found"),
            carla.get("/nowhere").refused(404, "not_found"),
            site.visitor().get("/me").refused(401, "unauthenticated"),
        ] {
            assert!(answer.header("cache-control").unwrap().contains("no-store"), "{answer:?}");
        }
    }

    fn a_bad_token_is_no_visitor(site) {
        let id = lively(site);
        for path in paths(&id) {
            let asked = site.visitor().asks("GET", &path).header("authorization", "Bearer nonsense").answer();
            asked.refused(401, "unauthenticated");
        }
    }

    //
    fn no_answer_holds_a_number_that_names_an_account(site) {
        let id = lively(site);
        let mut found = Vec::new();
        for path in paths(&id) {
            numbers(&site.visitor().get(&path).is(200).json, "", &mut found);
        }
        found.sort();
        found.dedup();
        assert_eq!(found, ["hug", "number", "replies", "seed"]);
    }
}
