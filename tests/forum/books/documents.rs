//! The documents of record, and when they want to be looked at (L-18).

use goodenough::accounts::Role;
use goodenough::clock::Moment;
use serde_json::Value;

use crate::site::{Caller, on_both};

fn overdue(admin: &Caller) -> usize {
    let health = admin.get("/admin/health").is(200);
    let documents: Vec<Value> = health["documents"].as_array().unwrap().clone();
    assert_eq!(documents.len(), 4);
    documents.iter().filter(|document| document["overdue"] == true).count()
}

on_both! {
    // L-18
    fn a_document_says_when_its_day_has_passed(site) {
        site.looks_away();
        let elif = site.staff("elif", Role::Admin);
        assert_eq!(overdue(&elif), 0);
        let health = elif.get("/admin/health").is(200);
        let last = health["documents"].as_array().unwrap().iter().map(|one| one["review_by"].as_str().unwrap()).max().unwrap().to_owned();
        let day = Moment::parse(&format!("{last}T12:00:00Z")).unwrap();
        site.waits(day.0 - site.app.clock.now().0);
        elif.comes_back();
        assert!(overdue(&elif) < 4, "on its last day it is not late");
        site.waits(goodenough::clock::DAY);
        elif.comes_back();
        assert_eq!(overdue(&elif), 4);
    }
}
