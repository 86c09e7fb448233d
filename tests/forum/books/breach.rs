//! After a breach: whose accounts were touched (L-26).

use super::everything;
use crate::site::process::Process;
use crate::site::{Database, on_both};
use goodenough::accounts::Role;
use goodenough::clock::DAY;

on_both! {
    // L-26: by session, by a token's family, by days.
    fn the_accounts_that_a_session_a_token_or_a_time_touched_are_listed(site) {
        use goodenough::accounts::breach::{self, Lost};
        use goodenough::clock::Day;
        use goodenough::storage::columns::SessionId;
        let (ada, elif) = (site.member("ada"), site.staff("elif", Role::Admin));
        let elsewhere = ada.signs_in_elsewhere();
        let sessions = elsewhere.get("/sessions").is(200);
        let current = sessions["items"].as_array().unwrap().iter().find(|one| one["current"] == true).unwrap();
        let session = SessionId::parse(current["id"].as_str().unwrap()).unwrap();
        site.waits(3 * DAY);
        let ben = site.member("ben");
        let today = site.app.clock.now().day();
        let touched = |lost: Lost| -> Vec<(String, Role, usize)> {
            let app = site.app.clone();
            let found = site.wait(site.app.storage.read(move |conn| breach::touched(conn, &app, &lost))).unwrap();
            found.into_iter().map(|one| (one.address, one.role, one.sessions.len())).collect()
        };
        let of_ada = |sessions| (ada.address.clone(), Role::Member, sessions);
        assert_eq!(touched(Lost::Session(session)), [of_ada(1)]);
        assert_eq!(touched(Lost::Token(elsewhere.token().unwrap())), [of_ada(1)]);
        assert_eq!(touched(Lost::Token(ada.refresh_token())), [of_ada(1)]);
        assert_eq!(touched(Lost::Token("nobodys".to_owned())), []);
        let first = Day(today.0 - 3);
        assert_eq!(touched(Lost::Days(first, first)), [of_ada(2), (elif.address.clone(), Role::Admin, 1)]);
        assert_eq!(touched(Lost::Days(today, today)), [(ben.address.clone(), Role::Member, 1)]);
        assert_eq!(touched(Lost::Days(first, today)).len(), 3);
        // The addresses are printed, and stand nowhere else afterwards.
        assert!(!everything(site).contains("ada@example.org"));
    }
}

// L-26: one command.
#[test]
fn the_command_lists_addresses_for_the_operator_alone() {
    let database = Database::empty_sqlite();
    let mut process = Process::new(&database);
    process.starts();
    let ada = process.member("ada");
    ada.get("/me").is(200);
    let day = today();
    let listed = process.runs(&["admin", "breach", "--since", &day, "--until", &day]);
    let out = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.status.success() && out.contains("ada@example.org\tmember\t") && out.contains("1 accounts."), "{out}");
    assert!(!String::from_utf8_lossy(&listed.stderr).contains("ada@example.org"), "the log does not hold it");
    for wrong in [&["admin", "breach"][..], &["admin", "breach", "--session", "me"], &["admin", "breach", "--since", &day]] {
        assert!(!process.runs(wrong).status.success(), "{wrong:?}");
    }
}

fn today() -> String {
    goodenough::clock::Clock::System.now().rfc3339()[..10].to_owned()
}
