//! Lists of threads: their orders, their pages, what they leave out.

use goodenough::clock::MINUTE;
use serde_json::{Value, json};

use crate::site::{Caller, Member, Site, on_both};

fn ids(caller: &Caller, query: &str) -> Vec<String> {
    let cards = caller.pages(&format!("/threads?{query}"), 3);
    cards.iter().map(|card| card["id"].as_str().unwrap().to_owned()).collect()
}

/// Eight threads, two in each quarter hour, the oldest first.
fn eight(site: &Site, writer: &Member<'_>) -> Vec<String> {
    let mut made = Vec::new();
    for _ in 0..4 {
        made.push(writer.starts_thread(&json!({})));
        made.push(writer.starts_thread(&json!({})));
        site.waits(15 * MINUTE);
        writer.comes_back();
    }
    made
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

/// In which pair of [`eight`] a thread stands.
fn pairs(made: &[String], listed: &[String]) -> Vec<usize> {
    listed.iter().map(|id| made.iter().position(|known| known == id).unwrap() / 2).collect()
}

on_both! {
    fn each_order_holds_every_thread_once(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        let made = eight(site, &ada);
        for (order, expected) in [
            ("new", [3, 3, 2, 2, 1, 1, 0, 0]), ("active", [3, 3, 2, 2, 1, 1, 0, 0]), ("waiting", [0, 0, 1, 1, 2, 2, 3, 3]),
        ] {
            let listed = ids(&visitor, &format!("order={order}"));
            assert_eq!(sorted(listed.clone()), sorted(made.clone()), "{order}");
            assert_eq!(pairs(&made, &listed), expected, "{order}");
            for limit in [1, 2, 8, 100] {
                let again: Vec<Value> = visitor.pages(&format!("/threads?order={order}"), limit);
                assert_eq!(again.iter().map(|card| card["id"].as_str().unwrap()).collect::<Vec<_>>(), listed, "{order} by {limit}");
            }
        }
        assert_eq!(visitor.get("/threads").is(200)["items"], visitor.get("/threads?order=active").is(200)["items"]);
    }

    fn a_reader_misses_nothing_and_sees_nothing_twice_while_new_ones_come(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        let made = eight(site, &ada);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = visitor.get(&format!("/threads?order=new&limit=2{cursor}")).is(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|card| card["id"].as_str().unwrap().to_owned()));
            ada.starts_thread(&json!({}));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(sorted(seen), sorted(made));
    }

    fn a_reply_brings_a_thread_up_and_ends_its_waiting(site) {
        let (ada, berta, visitor) = (site.member("ada"), site.member("berta"), site.visitor());
        let made = eight(site, &ada);
        berta.comes_back();
        berta.replies(&made[0], "Me too.");
        assert_eq!(ids(&visitor, "order=active")[0], made[0]);
        assert_eq!(pairs(&made, &ids(&visitor, "order=new")), [3, 3, 2, 2, 1, 1, 0, 0]);
        assert_eq!(sorted(ids(&visitor, "order=waiting")), sorted(made[1..].to_vec()));
        let card = visitor.get(&format!("/threads/{}", made[0])).is(200);
        assert_eq!((&card["replies"], &card["waiting_since"]), (&json!(1), &Value::Null));
        assert_eq!(card["last_reply_at"], "2026-03-02T22:00:00Z");
        assert_eq!(site.letters().len(), 1);
    }

    //
    fn a_thread_whose_author_goes_on_under_the_same_name_still_waits(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        let id = ada.starts_thread(&json!({}));
        site.waits(20 * MINUTE);
        ada.comes_back();
        ada.replies(&id, "And another thing.");
        let card = visitor.get(&format!("/threads/{id}")).is(200);
        assert_eq!((&card["replies"], &card["waiting_since"]), (&json!(1), &json!("2026-03-02T21:00:00Z")));
        assert_eq!(ids(&visitor, "order=waiting"), [id]);
    }

    fn a_space_and_a_need_narrow_a_list_and_its_pages(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        let (mut feeding, mut joys) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            feeding.push(ada.starts_thread(&json!({"space": "feeding", "need": "advice_welcome"})));
            joys.push(ada.starts_thread(&json!({"space": "feeding", "need": "celebrate"})));
            ada.starts_thread(&json!({"space": "childcare", "need": "celebrate"}));
        }
        assert_eq!(sorted(ids(&visitor, "space=feeding&need=celebrate")), sorted(joys.clone()));
        for order in ["new", "active", "waiting"] {
            let both = sorted([feeding.clone(), joys.clone()].concat());
            assert_eq!(sorted(ids(&visitor, &format!("space=feeding&order={order}"))), both, "{order}");
        }
        assert_eq!(ids(&visitor, "need=celebrate").len(), 10);
        assert_eq!(ids(&visitor, "space=money"), Vec::<String>::new());
        visitor.get("/threads?space=politics").misfits(&[("space", "unknown")]);
        visitor.get("/threads?need=argument").misfits(&[("need", "unknown")]);
        // S-23
        visitor.get("/threads?order=popular").misfits(&[("order", "unknown")]);
        visitor.get("/threads?author=ada").misfits(&[("author", "unknown_field")]);
    }

    fn a_page_has_one_to_a_hundred_threads_and_a_cursor_is_ours(site) {
        let (ada, visitor) = (site.member("ada"), site.visitor());
        let made = eight(site, &ada);
        for limit in ["0", "101", "-1", "many", ""] {
            assert_eq!(visitor.get(&format!("/threads?limit={limit}")).refused(422, "invalid")["fields"].as_object().unwrap().len(), 1);
        }
        let next = visitor.get("/threads?order=new&limit=2").is(200).string("next");
        assert_eq!(visitor.get("/threads?order=new&limit=2").is(200).string("next"), next, "equal for all");
        for forged in [format!("{next}A"), next.to_lowercase(), "x".to_owned(), String::new()] {
            visitor.get(&format!("/threads?order=new&cursor={forged}")).misfits(&[("cursor", "unknown")]);
        }
        visitor.get(&format!("/threads?order=active&cursor={next}")).misfits(&[("cursor", "unknown")]);
        visitor.get(&format!("/threads/{}/posts?cursor={next}", made[0])).misfits(&[("cursor", "unknown")]);
        assert!(!next.contains(&made[6]) && !next.contains(&made[7]));
    }

    //
    fn times_are_quarter_hours(site) {
        let (ada, berta, visitor) = (site.member("ada"), site.member("berta"), site.visitor());
        let id = ada.starts_thread(&json!({}));
        site.waits(31 * MINUTE + 77);
        ada.comes_back();
        berta.comes_back();
        let number = berta.replies(&id, "Yes.");
        site.waits(MINUTE * 11);
        berta.patch(&format!("/threads/{id}/posts/{number}"), &json!({"body": "Yes!"})).is(200);
        let thread = visitor.get(&format!("/threads/{id}")).is(200);
        assert_eq!(thread["posted_at"], "2026-03-02T21:00:00Z");
        assert_eq!(thread["last_reply_at"], "2026-03-02T21:30:00Z");
        assert_eq!(thread["posts"]["items"][1]["posted_at"], "2026-03-02T21:30:00Z");
        assert_eq!(thread["posts"]["items"][1]["edited_at"], "2026-03-02T21:45:00Z");
        assert_eq!(ada.get("/notifications").is(200)["items"][0]["at"], "2026-03-02T21:30:00Z");
        assert_eq!(site.letters().len(), 1);
    }

    fn her_own_threads_are_listed_for_her_under_both_voices(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let mut made: Vec<String> = (0..5).map(|n| {
            ada.starts_thread(&json!({"voice": if n % 2 == 0 { "named" } else { "alias" }, "audience": if n == 2 { "members" } else { "public" }}))
        }).collect();
        berta.starts_thread(&json!({}));
        made.reverse();
        let hers: Vec<Value> = ada.pages("/me/threads", 2);
        assert_eq!(hers.iter().map(|card| card["id"].as_str().unwrap()).collect::<Vec<_>>(), made);
        assert_eq!(berta.pages("/me/threads", 2).len(), 1);
        site.visitor().get("/me/threads").refused(401, "unauthenticated");
        ada.delete(&format!("/threads/{}", made[1])).is(204);
        assert_eq!(ada.pages("/me/threads", 2).len(), 4);
    }
}
