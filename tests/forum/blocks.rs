//! Blocks: gone for her who blocks, and for nobody else; no block tells who is behind a voice.

use goodenough::accounts::Role;
use goodenough::clock::SECOND;
use goodenough::config::Config;
use serde_json::{Value, json};

use crate::site::{Answer, Caller, Member, Site, on_both};

fn two_minutes(config: &mut Config) {
    config.mail.wait = 120;
}

fn voice(caller: &Caller, thread: &str, number: i64) -> String {
    let post = caller.get(&format!("/threads/{thread}/posts?from={number}&limit=1")).is(200)["items"][0].clone();
    post["voice"]["id"].as_str().unwrap().to_owned()
}

fn blocks(caller: &Caller, voice: &str) -> Answer {
    caller.put(&format!("/voices/{voice}/block"), &json!({}))
}

fn unblocks(caller: &Caller, voice: &str) -> Answer {
    caller.delete(&format!("/voices/{voice}/block"))
}

fn listed(caller: &Caller) -> Vec<Value> {
    caller.pages("/blocks", 1).into_iter().map(|block| block["id"].clone()).collect()
}

fn hidden_in(caller: &Caller, thread: &str) -> Vec<String> {
    let mine = caller.get(&format!("/threads/{thread}/mine")).is(200);
    mine["hidden"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

fn notices(caller: &Caller) -> Vec<i64> {
    caller.pages("/notifications", 2).iter().map(|item| item["number"].as_i64().unwrap()).collect()
}

fn mailed(site: &Site) -> Vec<String> {
    site.letters().into_iter().map(|letter| letter.to).collect()
}

/// Berta speaks in two threads of her own and in one of ada's, under both of her names; ada's letters are read.
struct Scene<'s> {
    ada: Member<'s>,
    berta: Member<'s>,
    /// Ada's, with berta's name (2) and her alias (3) in it.
    thread: String,
    named: String,
    alias: String,
    /// Berta's, under her name.
    other: String,
    /// Berta's, under another alias.
    quiet: String,
}

impl<'s> Scene<'s> {
    fn of(site: &'s Site) -> Self {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let (other, quiet) = (berta.starts_thread(&json!({})), berta.starts_thread(&json!({"voice": "alias"})));
        let thread = ada.starts_thread(&json!({}));
        assert_eq!((berta.replies(&thread, "By name."), berta.replies_hidden(&thread, "Hidden.")), (2, 3));
        assert_eq!(site.letters().len(), 2);
        let (named, alias) = (voice(&ada, &thread, 2), voice(&ada, &thread, 3));
        Self { ada, berta, thread, named, alias, other, quiet }
    }

    /// Everything that ada can see but what she hides, with no name for what differs from request to request.
    fn seen(&self) -> Vec<String> {
        let threads = [&self.thread, &self.other, &self.quiet];
        let mut paths = vec![
            "/threads".to_owned(),
            "/threads?order=new".to_owned(),
            "/me/threads".to_owned(),
            "/me".to_owned(),
            "/spaces".to_owned(),
        ];
        paths.extend(threads.iter().flat_map(|id| ["", "/posts", "/voice"].map(|rest| format!("/threads/{id}{rest}"))));
        paths.iter().map(|path| format!("{path}: {}", self.ada.get(path).is(200).text())).collect()
    }
}

on_both! {
    //
    fn a_blocked_name_is_hidden_in_every_thread_and_its_alias_in_none(site) {
        let scene = Scene::of(site);
        let before = scene.seen();
        blocks(&scene.ada, &scene.named).is(204);
        assert_eq!(hidden_in(&scene.ada, &scene.thread), [scene.named.as_str()]);
        assert_eq!(hidden_in(&scene.ada, &scene.other), [voice(&scene.ada, &scene.other, 1)]);
        assert_eq!(hidden_in(&scene.ada, &scene.quiet), Vec::<String>::new());
        assert_eq!(scene.seen(), before, "public answers are the same for all");
        scene.berta.replies(&scene.thread, "Again.");
        assert_eq!((mailed(site), notices(&scene.ada)), (Vec::new(), vec![3]));
        scene.berta.replies_hidden(&scene.thread, "And again.");
        assert_eq!((mailed(site).len(), notices(&scene.ada)), (1, vec![5, 3]));
        let hidden = scene.ada.get("/me/hidden").is(200);
        assert_eq!(hidden["voices"].as_array().unwrap().len(), 1);
        for (field, value) in [("id", scene.named.as_str()), ("name", "Berta"), ("kind", "named"), ("thread", &scene.thread)] {
            assert_eq!(hidden["voices"][0][field], value, "{field}");
        }
        assert_eq!(scene.ada.get("/blocks").is(200)["items"], hidden["voices"]);
        // By whichever thread she comes across the name again, it is one block, and ends as one.
        blocks(&scene.ada, &voice(&scene.ada, &scene.other, 1)).is(204);
        assert_eq!(listed(&scene.ada), [scene.named.as_str()]);
        unblocks(&scene.ada, &voice(&scene.ada, &scene.other, 1)).is(204);
        assert_eq!((listed(&scene.ada), hidden_in(&scene.ada, &scene.thread)), (Vec::new(), Vec::new()));
        assert_eq!(notices(&scene.ada), [5, 3, 2], "what had been told is there again; what was not told stays untold");
    }

    //
    fn a_blocked_alias_is_that_voice_and_nothing_else(site) {
        let scene = Scene::of(site);
        let before = scene.seen();
        blocks(&scene.ada, &scene.alias).is(204);
        assert_eq!(hidden_in(&scene.ada, &scene.thread), [scene.alias.as_str()]);
        for id in [&scene.other, &scene.quiet] {
            assert_eq!(hidden_in(&scene.ada, id), Vec::<String>::new());
        }
        assert_eq!(scene.seen(), before, "nothing of her name or her other alias has changed");
        scene.berta.replies_hidden(&scene.thread, "Again.");
        assert_eq!((mailed(site), notices(&scene.ada)), (Vec::new(), vec![2]));
        scene.berta.replies(&scene.thread, "By name.");
        assert_eq!((mailed(site).len(), notices(&scene.ada)), (1, vec![5, 2]));
        let next = scene.ada.starts_thread(&json!({}));
        scene.berta.replies_hidden(&next, "Another alias.");
        assert_eq!((mailed(site).len(), hidden_in(&scene.ada, &next)), (1, Vec::new()), "her alias in another thread is another voice");
        unblocks(&scene.ada, &scene.named).is(204);
        assert_eq!(listed(&scene.ada), [scene.alias.as_str()], "a block of the name is another block");
    }

    // with the blocked alias berta's, and with it carla's, everything that ada can ask is the same.
    fn no_block_tells_whose_the_alias_is(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let thread = ada.starts_thread(&json!({}));
        berta.replies(&thread, "My name is known.");
        berta.replies_hidden(&thread, "Berta's alias.");
        carla.replies_hidden(&thread, "Carla's alias.");
        carla.replies(&thread, "So is mine.");
        site.letters();
        let posts = ada.pages(&format!("/threads/{thread}/posts"), 20);
        let aliases = [&posts[2]["voice"], &posts[3]["voice"]];
        let views = ["/threads", "/threads/{}", "/threads/{}/posts", "/threads/{}/voice", "/me/threads"];
        let views = views.map(|path| path.replace("{}", &thread));
        let before = views.each_ref().map(|path| ada.get(path).is(200).text());
        let seen = aliases.map(|alias| {
            let id = alias["id"].as_str().unwrap();
            blocks(&ada, id).is(204);
            assert_eq!(views.each_ref().map(|path| ada.get(path).is(200).text()), before);
            let told = ["/blocks".to_owned(), "/me/hidden".to_owned(), format!("/threads/{thread}/mine")];
            let told = told.map(|path| ada.get(&path).is(200).text());
            let numbers = notices(&ada);
            unblocks(&ada, id).is(204);
            let renamed = told.join("\n").replace(id, "ID").replace(alias["name"].as_str().unwrap(), "NAME");
            (renamed.replace(&format!("\"seed\":{},", alias["seed"]), ""), numbers)
        });
        assert_eq!(seen[0].0, seen[1].0);
        assert!(seen[0].0.contains("ID") && seen[0].0.contains("NAME"), "{}", seen[0].0);
        assert_eq!((&seen[0].1, &seen[1].1), (&vec![5, 4, 2], &vec![5, 3, 2]), "of the notices its own goes, and no other");
    }

    //
    fn a_block_of_ones_own_voice_is_answered_as_any_other_and_forgotten(site) {
        let scene = Scene::of(site);
        let foreign = blocks(&scene.ada, &scene.named).is(204);
        for own in [&scene.named, &scene.alias] {
            let answer = blocks(&scene.berta, own).is(204);
            assert_eq!((&answer.body, answer.header("content-type")), (&foreign.body, foreign.header("content-type")));
            unblocks(&scene.berta, own).is(204);
            blocks(&scene.berta, own).is(204);
        }
        assert_eq!((listed(&scene.berta), hidden_in(&scene.berta, &scene.thread)), (Vec::new(), Vec::new()));
    }

    // A-20, promise 1: whoever is blocked notices nothing.
    fn the_blocked_notice_nothing(site) {
        let scene = Scene::of(site);
        let seen = |id: &str| ["", "/mine", "/posts"].map(|rest| scene.berta.get(&format!("/threads/{id}{rest}")).is(200).text());
        let (before, told) = (seen(&scene.thread), scene.berta.get("/notifications").is(200).text());
        blocks(&scene.ada, &scene.named).is(204);
        blocks(&scene.ada, &scene.alias).is(204);
        assert_eq!((seen(&scene.thread), scene.berta.get("/notifications").is(200).text()), (before, told));
        assert_eq!(scene.berta.replies(&scene.thread, "Still here."), 4);
        scene.berta.reacts(&scene.thread, 1, "hug");
        let thread = site.visitor().get(&format!("/threads/{}", scene.thread)).is(200);
        assert_eq!((&thread["replies"], &thread["posts"]["items"][0]["reactions"]), (&json!(3), &json!({"hug": 1})));
        assert_eq!(mailed(site), Vec::<String>::new());
        // Ada's own words go on reaching her.
        let body = json!({"body": "I answer.", "voice": "named", "in_reply_to": 2});
        scene.ada.post(&format!("/threads/{}/posts", scene.thread), &body).is(201);
        assert_eq!((mailed(site), notices(&scene.berta)), (vec![scene.berta.address.clone()], vec![5]));
    }

    // warmth tells nobody who sent it, under an alias or not, blocked or not.
    fn reactions_tell_nobody_anything(site) {
        let scene = Scene::of(site);
        let told = scene.ada.get("/notifications").is(200).text();
        scene.berta.reacts(&scene.thread, 1, "hug");
        scene.berta.reacts(&scene.quiet, 1, "light");
        blocks(&scene.ada, &scene.alias).is(204);
        unblocks(&scene.ada, &scene.alias).is(204);
        scene.berta.reacts(&scene.thread, 1, "same_here");
        let unread = |text: &str| serde_json::from_str::<Value>(text).unwrap()["items"].as_array().unwrap().len();
        assert_eq!(unread(&scene.ada.get("/notifications").is(200).text()), unread(&told));
        assert_eq!(mailed(site), Vec::<String>::new());
        let counts = &scene.ada.get(&format!("/threads/{}", scene.thread)).is(200)["posts"]["items"][0]["reactions"];
        assert_eq!(counts, &json!({"hug": 1, "same_here": 1}), "one member is one hug, whichever names she has in the thread");
    }

    //
    fn voices_that_are_not_there_are_all_answered_alike(site) {
        let scene = Scene::of(site);
        let hidden = scene.berta.starts_thread(&json!({"voice": "alias"}));
        let gone = voice(&scene.ada, &hidden, 1);
        blocks(&scene.ada, &gone).is(204);
        scene.berta.delete(&format!("/threads/{hidden}")).is(204);
        let plain = |answer: Answer| {
            let mut answer = answer.refused(404, "not_found").json;
            answer.as_object_mut().unwrap().remove("request_id");
            answer
        };
        let carla = site.member("carla");
        let expected = plain(blocks(&carla, "11111111112"));
        for id in [gone.as_str(), "zzzzzzzzzzz", "nonsense", "1", scene.thread.as_str()] {
            assert_eq!(plain(blocks(&carla, id)), expected, "{id}");
            assert_eq!(plain(unblocks(&carla, id)), expected, "{id}");
        }
        // Hers she may let go of, wherever the thread went.
        assert_eq!(listed(&scene.ada), [gone.as_str()]);
        unblocks(&scene.ada, &gone).is(204);
        assert_eq!(listed(&scene.ada), Vec::<Value>::new());
        for (method, path) in [("PUT", format!("/voices/{}/block", scene.named)), ("DELETE", format!("/voices/{}/block", scene.named)), ("GET", "/blocks".to_owned())] {
            site.visitor().asks(method, &path).answer().refused(401, "unauthenticated");
        }
        site.suspends(&scene.ada, true);
        blocks(&scene.ada, &scene.named).refused(403, "suspended");
        scene.ada.get("/blocks").refused(403, "suspended");
        scene.ada.get("/me/hidden").refused(403, "suspended");
    }

    fn blocks_are_listed_newest_first_page_by_page(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let mut expected = Vec::new();
        for _ in 0..5 {
            let id = berta.starts_thread(&json!({"voice": "alias"}));
            expected.insert(0, voice(&ada, &id, 1));
            blocks(&ada, &expected[0]).is(204);
            blocks(&ada, &expected[0]).is(204);
        }
        for limit in [1, 2, 5, 20] {
            let found: Vec<Value> = ada.pages("/blocks", limit).into_iter().map(|block| block["id"].clone()).collect();
            assert_eq!(found, expected, "by {limit}");
        }
        ada.get("/blocks?cursor=x").misfits(&[("cursor", "unknown")]);
        assert_eq!(listed(&berta), Vec::<Value>::new(), "hers alone");
    }

    fn a_block_follows_the_name(site) {
        let scene = Scene::of(site);
        blocks(&scene.ada, &scene.named).is(204);
        scene.berta.patch("/me", &json!({"name": "Bertha"})).is(200);
        site.runs_jobs();
        assert_eq!(scene.ada.get("/me/hidden").is(200)["voices"][0]["name"], "Bertha");
        let next = scene.berta.starts_thread(&json!({}));
        assert_eq!(hidden_in(&scene.ada, &next), [voice(&scene.ada, &next, 1)]);
    }

    fn blocking_twice_at_once_is_one_block(site) {
        let scene = Scene::of(site);
        std::thread::scope(|scope| {
            for id in [&scene.named, &scene.alias].into_iter().cycle().take(12) {
                let ada = &scene.ada;
                scope.spawn(move || blocks(ada, id).is(204));
            }
        });
        assert_eq!(listed(&scene.ada).len(), 2);
    }

    with two_minutes;
    fn no_letter_that_waits_goes_out_about_a_voice_that_was_blocked_meanwhile(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let id = ada.starts_thread(&json!({}));
        for reply in [berta.replies(&id, "One."), berta.replies_hidden(&id, "Two.")] {
            blocks(&ada, &voice(&ada, &id, reply)).is(204);
        }
        site.waits(120 * SECOND);
        assert_eq!((mailed(site), notices(&ada)), (Vec::new(), Vec::new()));
        assert_eq!(ada.get("/notifications").is(200)["unread"], 0);
    }

    fn a_thread_that_somebody_blocked_opened_tells_nothing_of_its_replies(site) {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let id = berta.starts_thread(&json!({"voice": "alias"}));
        ada.put(&format!("/threads/{id}/follow"), &json!({"level": "every_reply"})).is(204);
        carla.replies(&id, "Me too.");
        assert_eq!(mailed(site).len(), 2);
        blocks(&ada, &voice(&ada, &id, 1)).is(204);
        carla.replies(&id, "Me three.");
        assert_eq!((mailed(site), notices(&ada)), (vec![berta.address.clone()], Vec::new()));
    }

    // L-40
    fn a_moderator_decides_neither_her_own_report_nor_about_a_voice_she_blocked(site) {
        let scene = Scene::of(site);
        let (dora, elif) = (site.staff("dora", Role::Moderator), site.staff("elif", Role::Moderator));
        let verdict = json!({"action": "remove", "rule": "kindness", "facts": "It mocks.", "message": ""});
        let case = |number: i64| {
            let open = dora.pages("/moderation/cases?state=open", 20);
            open.iter().find(|case| case["number"] == number).unwrap()["id"].as_str().unwrap().to_owned()
        };
        let decides = |moderator: &Member<'_>, case: &str| {
            moderator.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
            let answer = moderator.post(&format!("/moderation/cases/{case}/decision"), &verdict);
            moderator.delete(&format!("/moderation/cases/{case}/claim"));
            answer
        };
        dora.reports(&scene.thread, 2, "abuse");
        let own = case(2);
        assert!(decides(&dora, &own).refused(403, "forbidden").string("detail").contains("reported"));
        blocks(&elif, &voice(&elif, &scene.other, 1)).is(204);
        assert!(decides(&elif, &own).refused(403, "forbidden").string("detail").contains("blocked"), "her named voice, by another thread");
        // The alias of the same member is another voice: a refusal would tell whose it is.
        scene.ada.reports(&scene.thread, 3, "abuse");
        decides(&elif, &case(3)).is(201);
        blocks(&dora, &voice(&dora, &scene.thread, 1)).is(204);
        site.looks_away();
    }

    // A-30, house: the two kinds of block look alike in a dump, and neither names a thread, a voice or an account.
    fn a_dump_tells_neither_who_is_blocked_nor_how(site) {
        let scene = Scene::of(site);
        blocks(&scene.ada, &scene.named).is(204);
        blocks(&scene.ada, &scene.alias).is(204);
        scene.ada.patch("/me/hidden", &json!({"words": ["pumpkin"], "notes": ["loss"]})).is(200);
        let dump = crate::catalogue::dump(&mut site.database.connect());
        let rows: Vec<_> = dump.iter().filter(|row| row.table == "blocks").collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].values["sealed"].len(), rows[1].values["sealed"].len());
        assert_eq!(rows[0].values.keys().collect::<Vec<_>>(), ["account", "day", "lookup", "sealed", "seq"]);
        // Not even the key opens whose an alias is that somebody blocked.
        for row in &rows {
            let key = ["account", "seq"].map(|column| row.values[column].parse().unwrap());
            let hex = |place: usize| u8::from_str_radix(&row.values["sealed"][place..place + 2], 16).unwrap();
            let sealed: Vec<u8> = (0..row.values["sealed"].len()).step_by(2).map(hex).collect();
            let opened: Value = site.app.seal.open(goodenough::voices::seal::Row { table: "blocks", key: &key }, &sealed).unwrap();
            assert_eq!(opened["account"] == 0, opened["kind"] == "alias", "{opened}");
        }
        let pumpkin: String = "pumpkin".bytes().map(|byte| format!("{byte:02x}")).collect();
        for row in &dump {
            assert!(row.values.values().all(|value| !value.contains("pumpkin") && !value.contains(&pumpkin)), "{row:?}");
        }
    }
}
