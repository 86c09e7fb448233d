//! Evenings at random: what the log says in numbers is what the tables say (L-16; issue 5, line 7).

use std::collections::BTreeMap;

use diesel::prelude::*;
use goodenough::clock::MINUTE;
use goodenough::moderation::model::HoldClass;
use goodenough::storage::schema::{appeals, decisions, reports};
use serde_json::{Value, json};

use super::{Scene, holds, months_pass};
use crate::site::{Answer, Site, on_both};

/// What was measured: a measure by its action, rule, ground, how it was found, and whether a program decided.
type Measure = (String, String, String, String, bool);

/// Numbers that look like chance and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const REASONS: [&str; 4] = ["abuse", "spam", "concern", "illegal"];
const CLASSES: [HoldClass; 3] = [HoldClass::Link, HoldClass::Speed, HoldClass::FirstPost];

fn well(answer: &Answer) -> bool {
    assert!(answer.status < 500, "{}", answer.text());
    answer.status < 300
}

/// One evening. Returns how often each sanction was imposed.
fn evening(scene: &Scene<'_>, dice: &mut Dice) -> BTreeMap<String, u64> {
    let (mut sanctions, mut taken): (BTreeMap<String, u64>, Vec<String>) = (BTreeMap::new(), Vec::new());
    let staff = [&scene.dora, &scene.elif];
    for step in 0..70 {
        let number = 2 + i64::try_from(dice.below(5)).unwrap();
        let case = || scene.dora.post("/moderation/cases", &json!({"thread": scene.thread, "number": number}));
        scene.site.waits(i64::try_from(dice.below(4)).unwrap() * MINUTE);
        if step % 6 == 5 {
            scene.come_back();
        }
        match dice.below(9) {
            0..=2 => {
                let path = format!("/threads/{}/posts/{number}/reports", scene.thread);
                well(&dice.one(&[&scene.ada, &scene.carla]).post(&path, &json!({"reason": dice.one(&REASONS)})));
            }
            3..=5 => {
                let (moderator, case) = (dice.one(&staff), case());
                if !well(&case) {
                    continue;
                }
                let case = case.string("id");
                well(&moderator.post(&format!("/moderation/cases/{case}/claim"), &json!({})));
                let action = *dice.one(&["keep", "remove", "hold", "lock"]);
                let mut verdict = json!({"action": action, "rule": dice.one(&["kindness", "selling"]), "facts": "As it was.", "message": "",
                    "ground": dice.one(&["terms", "law"])});
                if dice.below(3) == 0 {
                    verdict["sanction"] = json!({"kind": dice.one(&["warn", "mute"])});
                }
                let answer = moderator.post(&format!("/moderation/cases/{case}/decision"), &verdict);
                if well(&answer) {
                    taken.push(answer.string("id"));
                    if let Some(kind) = answer["sanction"]["kind"].as_str() {
                        *sanctions.entry(kind.to_owned()).or_default() += 1;
                    }
                }
            }
            6 => {
                holds(scene.site, &scene.thread, i32::try_from(number).unwrap(), *dice.one(&CLASSES));
            }
            7 if !taken.is_empty() => {
                well(&dice.one(&staff).post(&format!("/moderation/decisions/{}/undo", dice.one(&taken)), &json!({})));
            }
            8 if !taken.is_empty() => {
                let path = format!("/decisions/{}/appeal", dice.one(&taken));
                well(&dice.one(&[&scene.ada, &scene.berta]).post(&path, &json!({"text": "I see it otherwise."})));
                let waiting: Vec<i64> = appeals::table
                    .filter(appeals::decided_at.is_null())
                    .select(appeals::id)
                    .load(&mut scene.site.database.connect())
                    .unwrap();
                for id in waiting {
                    let path = format!("/moderation/appeals/{}/decision", goodenough::storage::columns::AppealId(id));
                    well(&dice.one(&staff).post(&path, &json!({"uphold": dice.below(2) == 0, "reason": "Looked at afresh."})));
                }
            }
            _ => {}
        }
    }
    sanctions
}

fn count<T: Ord>(all: impl IntoIterator<Item = T>) -> BTreeMap<T, u64> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

/// A list of the books as counts by some of its words.
fn told(list: &Value, words: &[&str], number: &str) -> BTreeMap<Vec<String>, u64> {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let items = list.as_array().unwrap().iter();
    let counts = items.map(|item| (words.iter().map(|name| word(&item[name])).collect(), item[number].as_u64().unwrap()));
    counts.filter(|(_, count)| *count > 0).collect()
}

fn compare(site: &Site, books: &Value, sanctions: &BTreeMap<String, u64>) {
    let conn = &mut site.database.connect();
    let measures: Vec<Measure> = decisions::table
        .filter(decisions::restricts.eq(true))
        .select((decisions::action, decisions::rule, decisions::ground, decisions::found_by, decisions::automatic))
        .load(conn)
        .unwrap();
    let measures = count(measures.into_iter().map(|(a, r, g, f, automatic)| vec![a, r, g, f, automatic.to_string()]));
    assert_eq!(told(&books["measures"], &["action", "rule", "ground", "found_by", "automatic"], "count"), measures);
    let undone: Vec<String> =
        decisions::table.filter(decisions::undone_at.is_not_null()).select(decisions::action).load(conn).unwrap();
    assert_eq!(told(&books["undone"], &["action"], "count"), count(undone.into_iter().map(|action| vec![action])));
    let held: Vec<(String, bool)> = decisions::table
        .filter(decisions::action.eq("hold"))
        .select((decisions::class, decisions::automatic))
        .load(conn)
        .unwrap();
    let held = count(held.into_iter().map(|(class, automatic)| vec![class, automatic.to_string()]));
    assert_eq!(told(&books["holds"], &["class", "automatic"], "held"), held);
    let received: Vec<String> = reports::table.select(reports::reason).load(conn).unwrap();
    assert_eq!(told(&books["reports"], &["reason"], "received"), count(received.into_iter().map(|reason| vec![reason])));
    let closed: Vec<(String, String)> = reports::table
        .inner_join(decisions::table.on(decisions::id.nullable().eq(reports::decision)))
        .select((reports::reason, decisions::action))
        .load(conn)
        .unwrap();
    let outcomes: BTreeMap<Vec<String>, u64> = books["reports"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|reports| {
            let of = told(&reports["outcomes"], &["outcome"], "count");
            of.into_iter()
                .map(|(outcome, count)| (vec![reports["reason"].as_str().unwrap().to_owned(), outcome[0].clone()], count))
        })
        .collect();
    assert_eq!(outcomes, count(closed.into_iter().map(|(reason, action)| vec![reason, action])));
    let states: Vec<String> = appeals::table.select(appeals::state).load(conn).unwrap();
    assert_eq!(books["appeals"]["received"], states.len());
    for state in ["upheld", "refused"] {
        assert_eq!(books["appeals"][state], states.iter().filter(|found| *found == state).count(), "{state}");
    }
    assert_eq!(
        told(&books["sanctions"], &["kind"], "imposed"),
        sanctions.iter().map(|(kind, count)| (vec![kind.clone()], *count)).collect()
    );
}

on_both! {
    fn the_books_made_of_the_log_are_what_the_tables_count(site) {
        let scene = Scene::of(site);
        for word in ["I am so tired.", "Me too.", "It was a long night.", "Somebody help."] {
            scene.berta.replies(&scene.thread, word);
        }
        let mut sanctions = BTreeMap::new();
        for seed in [7, 1_887] {
            for (kind, count) in evening(&scene, &mut Dice(seed)) {
                *sanctions.entry(kind).or_default() += count;
            }
            months_pass(site, 1);
            scene.come_back();
        }
        months_pass(site, 1);
        let books = site.visitor().get("/transparency?from=2026-03&until=2026-05").is(200);
        compare(site, &books["total"], &sanctions);
        assert!(books["total"]["measures"].as_array().unwrap().len() > 5, "{}", books.text());
        // The months add up.
        let of_months: u64 = books["months"].as_array().unwrap().iter().map(|month| month["appeals"]["received"].as_u64().unwrap()).sum();
        assert_eq!(books["total"]["appeals"]["received"], of_months);
    }
}
