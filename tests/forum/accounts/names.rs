//! Names: refused when they could deceive, unique by their look.

use goodenough::clock::SECOND;
use serde_json::json;

use crate::site::member::PASSWORD;
use crate::site::{Answer, Site, on_both};

fn sign_up_as(site: &Site, name: &str) -> Answer {
    site.visitor().post("/accounts", &json!({"email": "new@example.org", "password": PASSWORD, "name": name}))
}

on_both! {
    fn names_that_turn_the_line_or_show_nothing_are_refused(site) {
        for name in [
            "Ada\u{202E}nimda", "Ada\u{2066}", "Ada\u{200B}", "Ad\u{AD}a", "Ada\u{FE0F}", "\u{3164}", "\u{2800}", "Ada\u{FEFF}",
            "Ada\u{E0041}", "A\nda", "A\0da", "Ada\u{85}", "ada@example.org", "***",
        ] {
            sign_up_as(site, name).misfits(&[("name", "bad_characters")]);
        }
    }

    fn names_of_staff_are_refused_however_they_are_spelled(site) {
        for name in ["Admin", "ADMIN", "a d m i n", "Аdmin", "Moderator", "m0derator", "Support", "Goodenough", "ｓｔａｆｆ", "System"] {
            sign_up_as(site, name).misfits(&[("name", "not_allowed")]);
        }
    }

    fn names_that_an_alias_could_have_are_refused(site) {
        for name in ["Quiet Willow", "quiet  willow", "QuietWillow", "Quiet Wіllow", "Candlelit Heron"] {
            sign_up_as(site, name).misfits(&[("name", "not_allowed")]);
        }
        // One word of the list alone is nobody's alias.
        sign_up_as(site, "Willow").is(202);
        site.letter_to("new@example.org");
    }

    fn names_that_look_like_a_members_are_taken(site) {
        site.member("paula");
        for name in ["Paula", "paula", "PAULA", "Pau1a", "Pаula", "P a u l a", "Ｐaula"] {
            sign_up_as(site, name).misfits(&[("name", "taken")]);
        }
        sign_up_as(site, "Paulina").is(202);
        site.letter_to("new@example.org");
    }

    fn a_taken_name_is_told_before_the_address_is_looked_at(site) {
        let paula = site.member("paula");
        let body = json!({"email": paula.address, "password": PASSWORD, "name": "Paula"});
        site.visitor().post("/accounts", &body).misfits(&[("name", "taken")]);
        assert!(site.letters().is_empty(), "nobody was written to");
    }

    fn a_name_may_have_forty_characters_of_any_script(site) {
        sign_up_as(site, &"é".repeat(41)).misfits(&[("name", "too_long")]);
        sign_up_as(site, &"é".repeat(40)).is(202);
        let token = site.letter_to("new@example.org").token();
        let session = site.visitor().post("/accounts/verify", &json!({"token": token})).is(200);
        assert_eq!(session["member"]["name"], "é".repeat(40));
        // Composed and trimmed, and otherwise as it was typed.
        sign_up_as(site, "  Zoe\u{308} ").is(202);
        assert_eq!(site.letter_to("new@example.org").text.matches("token=").count(), 0, "the address is known now");
    }

    fn of_two_who_chose_one_name_at_once_the_second_gets_a_number(site) {
        let visitor = site.visitor();
        for address in ["one@example.org", "two@example.org"] {
            visitor.post("/accounts", &json!({"email": address, "password": PASSWORD, "name": "Robin"})).is(202);
        }
        let tokens = ["one@example.org", "two@example.org"].map(|address| site.letter_to(address).token());
        site.waits(SECOND);
        let names = tokens.map(|token| visitor.post("/accounts/verify", &json!({"token": token})).is(200)["member"]["name"].clone());
        assert_eq!(names, ["Robin", "Robin 2"]);
    }
}
