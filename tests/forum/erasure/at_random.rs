//! What goes later: voice by voice, at moments that chance chooses.

use diesel::prelude::*;
use goodenough::clock::{HOUR, MINUTE};
use goodenough::storage::schema::jobs;
use serde_json::json;

use super::{leaves, passes, posts, state};
use crate::catalogue::dump;
use crate::site::{Site, on_both};

on_both! {
    //
    fn aliases_go_one_by_one_at_random_moments_and_in_random_order(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let threads: Vec<String> = (0..8).map(|_| berta.starts_thread(&json!({}))).collect();
        for thread in &threads {
            ada.replies_hidden(thread, "Hidden.");
        }
        site.letters();
        let gone = |site: &Site| -> Vec<bool> { threads.iter().map(|thread| posts(site, thread)[1]["body"].is_null()).collect() };
        leaves(&ada, "remove");
        site.runs_jobs();
        assert!(gone(site).iter().all(|gone| !gone), "none in the second in which she leaves");
        let mut went: Vec<(usize, i64)> = Vec::new();
        let mut before = gone(site);
        for minute in (5..=49 * 60).step_by(5) {
            site.waits(5 * MINUTE);
            site.runs_jobs();
            let now = gone(site);
            let fresh: Vec<usize> = (0..8).filter(|at| now[*at] && !before[*at]).collect();
            went.extend(fresh.into_iter().map(|at| (at, minute)));
            before = now;
        }
        assert_eq!(went.len(), 8, "all of them within two days");
        let mut minutes: Vec<i64> = went.iter().map(|(_, minute)| *minute).collect();
        minutes.dedup();
        assert!(minutes.len() >= 7, "they go apart from one another: {went:?}");
        assert!(minutes.last().unwrap() - minutes.first().unwrap() > 12 * 60, "they are spread: {went:?}");
        let order: Vec<usize> = went.iter().map(|(at, _)| *at).collect();
        assert!(order != (0..8).collect::<Vec<_>>() && order != (0..8).rev().collect::<Vec<_>>(), "{order:?}");
        site.letter_to(&ada.address);
    }

    //
    fn when_the_machine_stood_still_they_do_not_go_in_one_second(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let threads: Vec<String> = (0..4).map(|_| berta.starts_thread(&json!({}))).collect();
        for thread in &threads {
            ada.replies_hidden(thread, "Hidden.");
        }
        site.letters();
        let receipt = leaves(&ada, "remove");
        site.runs_jobs();
        site.waits(72 * HOUR);
        site.runs_jobs();
        let gone = threads.iter().filter(|thread| posts(site, thread)[1]["body"].is_null()).count();
        assert_eq!(gone, 0, "what became due meanwhile waits for other moments");
        assert_eq!(state(site, &receipt), "running");
        passes(site, 48);
        assert_eq!(state(site, &receipt), "done");
        site.letter_to(&ada.address);
    }

    // a job done twice, as after a crash between doing it and writing that down.
    fn a_job_that_is_done_twice_harms_nothing(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        let bertas = berta.starts_thread(&json!({}));
        ada.starts_thread(&json!({}));
        ada.replies_hidden(&bertas, "Hidden.");
        ada.reports(&bertas, 1, "other");
        ada.reacts(&bertas, 1, "light");
        site.letters();
        let receipt = leaves(&ada, "remove");
        let promised: Vec<(i64, Option<Vec<u8>>)> =
            jobs::table.filter(jobs::kind.eq("forget")).select((jobs::id, jobs::sealed)).load(&mut site.database.connect()).unwrap();
        assert_eq!(promised.len(), 4, "two voices, a report, and what she read");
        // Everything twice, and the first half of it before the rest has run at all.
        for half in [&promised[..2], &promised[..]] {
            for (id, sealed) in half {
                diesel::update(jobs::table.find(id))
                    .set((jobs::state.eq("waiting"), jobs::sealed.eq(sealed.clone()), jobs::due_at.eq(0)))
                    .execute(&mut site.database.connect())
                    .unwrap();
            }
            site.runs_jobs();
        }
        let settled = |site: &Site| {
            let rows = dump(&mut site.database.connect()).into_iter().filter(|row| row.table != "jobs" && row.table != "receipts");
            rows.map(|row| format!("{row:?}")).collect::<Vec<_>>()
        };
        assert_eq!(state(site, &receipt), "done");
        let before = settled(site);
        for (id, sealed) in &promised {
            diesel::update(jobs::table.find(id))
                .set((jobs::state.eq("waiting"), jobs::sealed.eq(sealed.clone()), jobs::due_at.eq(0)))
                .execute(&mut site.database.connect())
                .unwrap();
        }
        site.runs_jobs();
        assert_eq!(settled(site), before);
        assert_eq!(state(site, &receipt), "done");
        site.letter_to(&ada.address);
    }

    // the outbox tells neither which job is whose nor what it is about.
    fn the_promised_jobs_look_alike(site) {
        let (ada, berta) = (site.member("ada"), site.member("berta"));
        for _ in 0..3 {
            let thread = berta.starts_thread(&json!({}));
            ada.replies_hidden(&thread, "Hidden.");
            ada.replies(&thread, "Named.");
            ada.reports(&thread, 1, "other");
        }
        site.letters();
        leaves(&ada, "remove");
        let rows = dump(&mut site.database.connect());
        let promised: Vec<_> = rows.iter().filter(|row| row.table == "jobs" && row.values["kind"] == "forget").map(|row| &row.values).collect();
        assert_eq!(promised.len(), 10);
        assert!(promised.windows(2).all(|pair| pair[0]["sealed"].len() == pair[1]["sealed"].len()));
        let later: Vec<&String> = promised.iter().map(|job| &job["expires_at"]).filter(|at| promised.iter().filter(|job| &job["expires_at"] == *at).count() == 1).collect();
        assert_eq!(later.len(), 6, "no column joins those that wait");
        site.looks_away();
    }
}
