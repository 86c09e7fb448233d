//! Statements of reasons to hand on, without personal data (L-17).

use serde_json::{Value, json};

use super::{Scene, lines};
use crate::site::on_both;

fn because(facts: &str) -> Value {
    json!({"action": "lock", "rule": "kindness", "facts": facts, "message": ""})
}

on_both! {
    fn a_statement_with_anybody_in_it_is_left_out_and_listed(site) {
        let scene = Scene::of(site);
        let tells = [
            ("She wrote to tired.owl@example.org about it.", "mail"),
            ("It gives the number 07911 123 456 to everybody.", "phone"),
            ("It links to https://shop.example.com again.", "link"),
            ("Berta calls her names.", "voice"),
        ];
        for (facts, _) in tells {
            let thread = scene.ada.starts_thread(&json!({}));
            scene.berta.replies(&thread, "No.");
            let other = Scene { thread, ada: site.member(&format!("a{}", facts.len())), berta: site.member(&format!("b{}", facts.len())),
                carla: site.member(&format!("c{}", facts.len())), dora: scene_staff(site, "d", facts), elif: scene_staff(site, "e", facts), site };
            other.decides(&other.dora, 2, &because(facts));
        }
        scene.decides(&scene.dora, 2, &because("It goes in circles and hurts."));
        let found = scene.elif.get("/admin/statements").is(200);
        assert_eq!(found["statements"].as_array().unwrap().len(), 1, "{}", found.text());
        let statement = &found["statements"][0];
        assert_eq!(
            (&statement["action"], &statement["facts"], &statement["decided"], &statement["content"]),
            (&json!("lock"), &json!("It goes in circles and hurts."), &json!("2026-03-02"), &json!("thread"))
        );
        let left_out: Vec<&Value> = found["left_out"].as_array().unwrap().iter().map(|one| &one["because"]).collect();
        assert_eq!(left_out.len(), tells.len(), "{left_out:?}");
        for (_, why) in tells {
            assert!(left_out.iter().any(|because| because.as_array().unwrap().contains(&json!(why))), "{why} in {left_out:?}");
        }
        let table = scene.elif.get("/admin/statements.csv").is(200).text();
        assert_eq!(table.lines().count(), 2, "{table}");
        assert!(!table.contains('@') && !table.contains("07911"));
        assert_eq!(lines(&scene.elif, "looked").len(), 2, "whoever takes them is written down");
        scene.dora.get("/admin/statements").refused(403, "forbidden");
    }
}

fn scene_staff<'s>(site: &'s crate::site::Site, letter: &str, facts: &str) -> crate::site::Member<'s> {
    site.staff(&format!("{letter}{}", facts.len()), goodenough::accounts::Role::Moderator)
}
