//! What stays behind: other people's evenings, cases, blocks, and a name that nobody else may have.

use goodenough::accounts::Role;
use serde_json::{Value, json};

use super::{leaves, passes, posts};
use crate::site::on_both;

on_both! {
    //
    fn life_goes_on_where_she_was(site) {
        let (ada, berta, ruth) = (site.member("ada"), site.member("berta"), site.staff("ruth", Role::Moderator));
        let thread = ada.starts_thread(&json!({"voice": "alias"}));
        let bertas = berta.starts_thread(&json!({}));
        let abuse = ada.replies_hidden(&bertas, "You should be ashamed.");
        let claimed = ada.replies(&bertas, "And again.");
        berta.reports(&bertas, abuse, "shaming");
        ada.reports(&bertas, 1, "other");
        site.letters();
        leaves(&ada, "keep_without_name");
        site.letter_to(&ada.address);
        // Before her alias is cut off and after.
        for hours in [0, 49] {
            passes(site, hours);
            berta.comes_back();
            berta.replies(&thread, "Are you still there?");
            let answer = json!({"body": "To you.", "voice": "named", "in_reply_to": claimed});
            berta.post(&format!("/threads/{bertas}/posts"), &answer).is(201);
            assert!(site.letters().is_empty(), "nobody is written to");
        }
        ruth.comes_back();
        for case in ruth.pages("/moderation/cases?state=open", 20) {
            let id = case["id"].as_str().unwrap();
            ruth.get(&format!("/moderation/cases/{id}")).is(200);
            ruth.post(&format!("/moderation/cases/{id}/claim"), &json!({})).is(200);
            let verdict = json!({"action": "remove", "rule": "kindness", "facts": "Shames.", "message": ""});
            let decision = ruth.post(&format!("/moderation/cases/{id}/decision"), &verdict).is(201).string("id");
            ruth.post(&format!("/moderation/decisions/{decision}/undo"), &json!({})).is(200);
        }
        assert_eq!(site.letters().iter().filter(|letter| letter.to == ada.address).count(), 0);
    }

    fn a_block_of_somebody_who_left_holds_and_can_be_let_go(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let thread = ada.starts_thread(&json!({}));
        let voice = site.visitor().get(&format!("/threads/{thread}")).is(200)["voice"]["id"].as_str().unwrap().to_owned();
        berta.put(&format!("/voices/{voice}/block"), &json!({})).is(204);
        leaves(&ada, "keep_without_name");
        site.letter_to(&ada.address);
        assert_eq!(berta.get(&format!("/threads/{thread}/mine")).is(200)["hidden"], json!([voice]));
        assert_eq!(berta.get("/blocks").is(200)["items"][0]["name"], "Someone");
        berta.delete(&format!("/voices/{voice}/block")).is(204);
        assert_eq!(berta.get("/blocks").is(200)["items"], json!([]));
    }

    fn a_moderator_leaves_her_cases_and_the_last_admin_stays(site) {
        let (ada, ruth) = (site.member("ada"), site.staff("ruth", Role::Moderator));
        let thread = ada.starts_thread(&json!({}));
        let abuse = ruth.replies(&thread, "Shame.");
        ada.reports(&thread, 1, "other");
        let case = ruth.pages("/moderation/cases?state=open", 20)[0]["id"].as_str().unwrap().to_owned();
        ruth.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
        site.letters();
        leaves(&ruth, "keep_without_name");
        site.runs_jobs();
        let after = posts(site, &thread);
        assert_eq!(after[usize::try_from(abuse).unwrap() - 1]["voice"]["badge"], Value::Null, "the badge goes with the name");
        let (olga, petra) = (site.staff("olga", Role::Admin), site.staff("petra", Role::Admin));
        let open = olga.get(&format!("/moderation/cases/{case}")).is(200);
        assert_eq!((&open["state"], &open["claimed_by"]), (&json!("open"), &json!(null)));
        assert_eq!(open["log"][0]["actor"], "somebody who has left");
        leaves(&petra, "remove");
        olga.post("/me/erasure", &json!({"words": "remove"})).refused(409, "last_admin");
        olga.get("/me").is(200);
        site.letters();
        passes(site, 1);
    }

    // The address is free, the name is not: nobody comes back as her.
    fn her_address_is_free_and_her_name_is_nobodys(site) {
        let ada = site.member("ada");
        leaves(&ada, "remove");
        site.letter_to(&ada.address);
        let visitor = site.visitor();
        let sign_up = |name: &str| json!({"email": "ada@example.org", "password": crate::site::member::PASSWORD, "name": name});
        for name in ["Ada", "ada", "Аda", "Someone"] {
            let why = if name == "Someone" { "not_allowed" } else { "taken" };
            visitor.post("/accounts", &sign_up(name)).misfits(&[("name", why)]);
        }
        let berta = site.member("berta");
        berta.patch("/me", &json!({"name": "Ada"})).misfits(&[("name", "taken")]);
        visitor.post("/accounts", &sign_up("Adelheid")).is(202);
        let token = site.letter_to("ada@example.org").token();
        let session = visitor.post("/accounts/verify", &json!({"token": token})).is(200);
        visitor.set_token(Some(session.string("access_token")));
        let all = visitor.get("/me/export").is(200);
        assert_eq!(all["posts"], json!([]), "she is somebody new");
    }
}
