//! What became of letters: told to the member they were for, counted for the operator, and readable from no dump.

use std::collections::BTreeSet;

use goodenough::accounts::Role;
use goodenough::clock::{DAY, MINUTE};
use goodenough::jobs::tidy;
use goodenough::mail::Refusal;
use goodenough::mail::fates::{self, FateKind, FateReason};
use serde_json::{Value, json};

use crate::catalogue::dump;
use crate::site::{Caller, Site, on_both};

/// Number of the post, fate and reason of the letters to somebody, newest first.
fn hers(caller: &Caller) -> Vec<(i64, String, Option<String>)> {
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let items = caller.pages("/me/letters", 2).into_iter();
    items.map(|item| (item["number"].as_i64().unwrap_or(0), word(&item["fate"]).unwrap(), word(&item["reason"]))).collect()
}

fn one(number: i64, fate: &str, reason: Option<&str>) -> (i64, String, Option<String>) {
    (number, fate.to_owned(), reason.map(str::to_owned))
}

/// Kind, fate, reason and count of all days.
fn totals(admin: &Caller) -> BTreeSet<String> {
    let items = admin.get("/admin/mail/fates").is(200)["items"].as_array().unwrap().clone();
    let of = |item: &Value| {
        format!("{} {} {} {}", item["kind"].as_str().unwrap(), item["fate"].as_str().unwrap(), item["reason"], item["count"])
    };
    items.iter().map(of).collect()
}

fn refuses(site: &Site, code: u16, enhanced: &str) {
    let refusal = Refusal::answered(code, Some(enhanced.to_owned()), "<ada@example.org> no".to_owned());
    site.app.mailer.mailbox().unwrap().refuse_next(refusal);
}

on_both! {
    // E-63
    with |config| config.mail.wait = 120;
    fn a_member_can_ask_why_a_letter_did_not_come(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        let follow = format!("/threads/{thread}/follow");
        let due = || { site.waits(2 * MINUTE); site.runs_jobs(); };
        ben.replies(&thread, "Sent.");
        due();
        site.letter_to(&ada.address);
        ben.replies(&thread, "Read.");
        ada.put(&format!("/threads/{thread}/read"), &json!({"number": 3})).is(204);
        due();
        let back = ben.replies(&thread, "Taken back.");
        ben.delete(&format!("/threads/{thread}/posts/{back}")).is(204);
        due();
        ben.replies(&thread, "Muted.");
        ada.put(&follow, &json!({"level": "muted"})).is(204);
        due();
        ada.put(&follow, &json!({"level": "every_reply"})).is(204);
        ben.replies(&thread, "Not wanted.");
        ada.patch("/me/mail", &json!({"replies": "off"})).is(200);
        due();
        ada.patch("/me/mail", &json!({"replies": "at_once"})).is(200);
        ben.replies(&thread, "Refused.");
        refuses(site, 552, "5.2.2");
        due();
        assert_eq!(hers(&ada), [
            one(7, "failed", Some("full")),
            one(6, "skipped", Some("unwanted")),
            one(5, "skipped", Some("muted")),
            one(4, "skipped", Some("taken_back")),
            one(3, "skipped", Some("read")),
            one(2, "sent", None),
        ]);
        let newest = &ada.get("/me/letters?limit=1").is(200)["items"][0];
        assert_eq!((&newest["kind"], &newest["thread"]), (&json!("reply"), &json!(thread)));
        assert_eq!(newest["at"], "2026-03-02T21:15:00Z", "in quarter hours");
        assert!(hers(&ben).is_empty());
        site.visitor().get("/me/letters").refused(401, "unauthenticated");
    }

    // E-63, E-64: what a reader chose is readable from no dump, and no row is told from another.
    fn the_database_keeps_no_reason_that_tells_what_somebody_chose(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "Sent.");
        site.letter_to(&ada.address);
        ben.replies(&thread, "Muted.");
        ada.put(&format!("/threads/{thread}/follow"), &json!({"level": "muted"})).is(204);
        site.runs_jobs();
        let all = dump(&mut site.database.connect());
        let of = |table: &'static str| all.iter().filter(move |row| row.table == table).map(|row| &row.values);
        let lengths: BTreeSet<usize> = of("letters").map(|row| row["sealed"].len()).collect();
        assert_eq!((of("letters").count(), lengths.len()), (2, 1));
        assert!(of("jobs").all(|row| row["reason"].is_empty()), "{:?}", of("jobs").collect::<Vec<_>>());
        assert_eq!(of("jobs").filter(|row| row["state"] == "skipped").count(), 1);
        let counted = of("letter_counts").find(|row| row["fate"] == "skipped").unwrap();
        assert_eq!((counted["kind"].as_str(), counted["reason"].as_str(), counted["count"].as_str()), ("reply", "", "1"));
    }

    // E-64
    fn an_admin_sees_totals_and_nobody_else_does(site) {
        let (ada, ben, elif) = (site.member("ada"), site.member("ben"), site.staff("elif", Role::Admin));
        let mona = site.staff("mona", Role::Moderator);
        let thread = ada.starts_thread(&json!({}));
        for _ in 0..2 {
            ben.replies(&thread, "One more.");
            site.letter_to(&ada.address);
        }
        ben.replies(&thread, "Refused.");
        refuses(site, 550, "5.1.1");
        site.runs_jobs();
        let totals = totals(&elif);
        for line in ["reply sent null 2", "reply failed \"unreachable\" 1", "verify sent null 4"] {
            assert!(totals.contains(line), "{line}: {totals:?}");
        }
        assert_eq!(elif.get("/admin/mail/fates").is(200)["items"][0]["day"], "2026-03-02");
        for caller in [&ada, &mona] {
            caller.get("/admin/mail/fates").refused(403, "forbidden");
        }
        site.visitor().get("/admin/mail/fates").refused(401, "unauthenticated");
    }

    // E-20, E-25
    with |config| config.mail.domain = "in.notes.example.org".to_owned();
    fn a_letter_that_comes_back_is_known_by_the_address_it_came_from(site) {
        let (ada, ben, elif) = (site.member("ada"), site.member("ben"), site.staff("elif", Role::Admin));
        let thread = ada.starts_thread(&json!({}));
        site.letters();
        ben.replies(&thread, "Sent.");
        site.runs_jobs();
        let mailbox = site.app.mailer.mailbox().unwrap();
        let sender = mailbox.letters().pop().unwrap().from.to_string();
        let (token, domain) = sender.strip_prefix("b+").unwrap().split_once('@').unwrap();
        assert_eq!((token.len(), domain), (26, "in.notes.example.org"));
        let letter = site.letter_to(&ada.address);
        assert_eq!(letter.from, "notes@notes.example.org", "the sender that people see stays");
        assert!(!format!("{}{}", letter.text, letter.html).contains(token));
        let comes_back = |token: String, fate: FateKind, reason: FateReason| {
            let app = site.app.clone();
            let work = move |conn: &mut goodenough::storage::Conn| -> Result<bool, goodenough::storage::Failure> {
                let Some(known) = fates::by_token(conn, &app, &token)? else { return Ok(false) };
                fates::bounced(conn, &app, &known, fate, Some(reason))?;
                Ok(true)
            };
            site.wait(site.app.storage.write(work)).unwrap()
        };
        assert!(!comes_back("a".repeat(26), FateKind::Bounced, FateReason::Unreachable));
        assert_eq!(hers(&ada), [one(2, "sent", None)]);
        for _ in 0..2 {
            assert!(comes_back(token.to_ascii_uppercase(), FateKind::Bounced, FateReason::Full));
        }
        assert_eq!(hers(&ada), [one(2, "bounced", Some("full"))]);
        assert!(totals(&elif).contains("reply bounced \"full\" 1"));
    }

    fn without_a_domain_of_ours_letters_come_back_to_the_sender(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "Sent.");
        site.runs_jobs();
        assert_eq!(site.app.mailer.mailbox().unwrap().letters().pop().unwrap().from.to_string(), "notes@notes.example.org");
        site.letter_to(&ada.address);
    }

    // E-64
    fn after_three_months_nobody_knows_what_became_of_a_letter(site) {
        let (ada, ben) = (site.member("ada"), site.member("ben"));
        let thread = ada.starts_thread(&json!({}));
        ben.replies(&thread, "Sent.");
        site.letter_to(&ada.address);
        let count = || dump(&mut site.database.connect()).iter().filter(|row| row.table.starts_with("letter")).count();
        assert!(count() > 1);
        site.waits(90 * DAY);
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert!(count() > 1);
        site.waits(DAY);
        site.wait(tidy::nightly(&site.app)).unwrap();
        assert_eq!(count(), 0);
    }
}
