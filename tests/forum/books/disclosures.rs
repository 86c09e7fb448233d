//! Telling an authority something in an emergency (L-22).

use goodenough::accounts::Role;
use goodenough::clock::{DAY, HOUR};
use serde_json::{Value, json};

use super::{everything, lines};
use crate::site::{Answer, Caller, on_both};

const REASON: &str = "She wrote that she will not see the morning.";

fn written(alone: bool) -> Value {
    json!({"reason": REASON, "what": "Her words of tonight, and her address.", "to_whom": "The police of Bremen", "alone": alone})
}

fn begins(admin: &Caller, alone: bool) -> Answer {
    admin.post("/admin/disclosures", &written(alone)).is(201)
}

fn approves(admin: &Caller, begun: &Answer) -> Answer {
    admin.post(&format!("/admin/disclosures/{}/approval", begun.string("id")), &json!({"note": "Yes."}))
}

on_both! {
    fn two_admins_tell_and_every_step_is_written_down(site) {
        site.looks_away();
        let (elif, frida, dora) = (site.staff("elif", Role::Admin), site.staff("frida", Role::Admin), site.staff("dora", Role::Moderator));
        let begun = begins(&elif, false);
        assert_eq!((&begun["state"], &begun["asked_by"], &begun["asked_by_me"]), (&json!("waiting"), &json!("Elif"), &json!(true)));
        approves(&elif, &begun).refused(409, "own_disclosure");
        approves(&dora, &begun).refused(403, "forbidden");
        let made = approves(&frida, &begun).is(200);
        assert_eq!((&made["state"], &made["looked_at_by"], &made["note"]), (&json!("made"), &json!("Frida"), &json!("Yes.")));
        approves(&frida, &begun).refused(409, "opening_settled");
        for act in ["disclosure_begun", "disclosed"] {
            assert_eq!(lines(&dora, act).len(), 1, "{act}");
        }
        assert_eq!(frida.get("/admin/disclosures").is(200)["items"][0]["to_whom"], "The police of Bremen");
        assert_eq!(lines(&dora, "looked").len(), 1);
        // What was told stands nowhere in the clear.
        let stored = everything(site);
        assert!(!stored.contains("morning") && !stored.contains("Bremen"));
    }

    fn alone_it_is_made_at_once_and_another_looks_at_it_later(site) {
        site.looks_away();
        let elif = site.staff("elif", Role::Admin);
        let first = begins(&elif, true);
        assert_eq!(first["state"], "unreviewed");
        assert_eq!(elif.get("/admin/health").is(200)["unsettled_disclosures"], 1);
        approves(&elif, &first).refused(409, "own_disclosure");
        site.waits(24 * HOUR);
        elif.comes_back();
        assert_eq!(approves(&elif, &first).is(200)["state"], "made", "there is nobody else");
        let frida = site.staff("frida", Role::Admin);
        let second = begins(&elif, true);
        site.waits(2 * DAY);
        elif.comes_back();
        frida.comes_back();
        approves(&elif, &second).refused(409, "own_disclosure");
        assert_eq!(approves(&frida, &second).is(200)["state"], "made");
        assert_eq!((lines(&elif, "disclosed").len(), lines(&elif, "disclosure_reviewed").len()), (2, 2));
    }

    fn one_that_waits_can_be_withdrawn_and_needs_its_words(site) {
        site.looks_away();
        let elif = site.staff("elif", Role::Admin);
        let begun = begins(&elif, false);
        let path = format!("/admin/disclosures/{}/withdrawal", begun.string("id"));
        assert_eq!(elif.post(&path, &json!({})).is(200)["state"], "withdrawn");
        elif.post(&path, &json!({})).refused(409, "opening_settled");
        let short = json!({"reason": "now", "what": "", "to_whom": "me"});
        elif.post("/admin/disclosures", &short).misfits(&[("reason", "too_short"), ("to_whom", "too_short"), ("what", "required")]);
    }
}
