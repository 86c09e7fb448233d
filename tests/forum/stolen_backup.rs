//! Somebody has stolen a backup: every row of every table and the logs, but no keys. After days of ordinary life she names
//! the owner of a hidden post no more often than chance would among the members who were there in that hour.
//!
//! The attacker knows nothing of the tables but what the catalogue says: she takes every value of every column, whatever it
//! is called, and joins on what is equal, on what is near in time, and on days. So a column that leaks is found by her
//! before anybody remembers to look. Outside: the physical order of rows, and how many rows an account has.
//
//

use std::collections::{BTreeMap, BTreeSet, HashMap};

use goodenough::accounts::Role;
use goodenough::chance::Chance;
use goodenough::clock::{DAY, HOUR, MINUTE};
use goodenough::storage::columns::parse_base58;
use serde_json::json;

use crate::catalogue::{Row, dump};
use crate::site::database::tells;
use crate::site::{Member, Site, logs, on_both};

struct Size {
    members: usize,
    days: i64,
    hours: i64,
    active: usize,
    acts: usize,
}

fn size() -> Size {
    if std::env::var_os("GOODENOUGH_PROVE").is_some() {
        Size { members: 40, days: 6, hours: 10, active: 7, acts: 6 }
    } else {
        Size { members: 14, days: 3, hours: 6, active: 5, acts: 4 }
    }
}

/// A hidden post, and who wrote it.
struct Hidden {
    thread: i64,
    number: i64,
    owner: String,
    at: i64,
    /// Who did something in that hour.
    crowd: usize,
}

struct Life {
    hidden: Vec<Hidden>,
    /// Everything anybody did: when, and which account.
    acts: Vec<(i64, String)>,
}

const WORDS: [&str; 12] = ["I", "cried", "again", "today", "and", "nobody", "knows", "how", "tired", "this", "little", "one"];

fn words(chance: &Chance) -> String {
    (0..6 + chance.below(60)).map(|_| WORDS[chance.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// Some days of an ordinary forum: every hour somebody else is there, everybody does some things in any order.
fn lives(site: &Site, chance: &Chance, size: &Size) -> Life {
    site.looks_away();
    let members: Vec<Member<'_>> = (0..size.members).map(|n| site.member(&format!("member{n:02}x"))).collect();
    let ids: Vec<String> = members.iter().map(|member| site.account_of(member).to_string()).collect();
    let ruth = site.staff("ruth", Role::Moderator);
    let mut threads: Vec<(String, i64)> = Vec::new();
    let mut life = Life { hidden: Vec::new(), acts: Vec::new() };
    let mut signed_in = vec![0; members.len()];
    for _ in 0..size.days {
        for _ in 0..size.hours {
            let hour = site.app.clock.now().0;
            let mut here: Vec<usize> = (0..members.len()).collect();
            while here.len() > size.active {
                here.swap_remove(chance.below(here.len()));
            }
            let minute = |_| i64::try_from(chance.below(3_540_000)).unwrap();
            let mut plan: Vec<(i64, usize)> =
                here.iter().flat_map(|who| (0..size.acts).map(|n| (minute(n), *who)).collect::<Vec<_>>()).collect();
            plan.sort_unstable();
            let before = life.hidden.len();
            for (after, who) in plan {
                site.waits(hour + after - site.app.clock.now().0);
                let member = &members[who];
                let now = site.app.clock.now().0;
                if now - signed_in[who] > 10 * MINUTE {
                    if now - signed_in[who] < DAY && chance.below(2) == 0 {
                        let body = json!({"refresh_token": member.refresh_token()});
                        member.takes(&member.post("/sessions/refresh", &body).is(200));
                    } else {
                        member.comes_back();
                    }
                    signed_in[who] = now;
                }
                life.acts.push((now, ids[who].clone()));
                if let Some((thread, number)) = does_something(member, chance, &mut threads) {
                    let thread = parse_base58(&thread).unwrap();
                    life.hidden.push(Hidden { thread, number, owner: ids[who].clone(), at: now, crowd: here.len() });
                }
                if chance.below(4) == 0 {
                    site.runs_jobs();
                }
            }
            assert!(life.hidden.len() > before || size.acts < 4, "an hour without a hidden post");
            site.waits(hour + HOUR - site.app.clock.now().0);
        }
        ruth.comes_back();
        for case in ruth.pages("/moderation/cases?state=open", 50).iter().take(3) {
            let case = case["id"].as_str().unwrap();
            ruth.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
            let decision = json!({"action": "keep", "rule": "", "facts": "", "message": ""});
            ruth.post(&format!("/moderation/cases/{case}/decision"), &decision).is(201);
        }
        site.runs_jobs();
        site.waits(DAY - size.hours * HOUR);
    }
    life
}

/// One thing; gives the place of a post under an alias.
fn does_something(member: &Member<'_>, chance: &Chance, threads: &mut Vec<(String, i64)>) -> Option<(String, i64)> {
    let hides = chance.below(2) == 0;
    let voice = if hides { "alias" } else { "named" };
    let body = words(chance);
    if threads.len() < 4 || chance.below(8) == 0 {
        let ticket = if hides { member.get("/voice").is(200).string("ticket") } else { String::new() };
        let id = member.starts_thread(&json!({"voice": voice, "ticket": ticket, "title": "", "body": body}));
        threads.push((id.clone(), 1));
        return hides.then_some((id, 1));
    }
    // The newer ones more often.
    let place = threads.len() - 1 - chance.below(threads.len().min(12));
    let (thread, last) = threads[place].clone();
    let number = i64::try_from(chance.below(usize::try_from(last).unwrap())).unwrap() + 1;
    match chance.below(12) {
        0 => member.reacts(&thread, number, "hug"),
        1 => {
            member.post(&format!("/threads/{thread}/posts/{number}/reports"), &json!({"reason": "other"}));
        }
        2 => {
            member.put(&format!("/drafts/thread-{thread}"), &json!({"body": body})).is(200);
        }
        3 => {
            member.put(&format!("/threads/{thread}/follow"), &json!({"level": "every_reply"})).is(204);
        }
        4 => {
            member.put(&format!("/threads/{thread}/read"), &json!({"number": number})).is(204);
        }
        _ => {
            member.put(&format!("/drafts/thread-{thread}"), &json!({"body": body})).is(200);
            let answer = member.post(&format!("/threads/{thread}/posts"), &json!({"body": body, "voice": voice})).is(201);
            let number = answer["number"].as_i64().unwrap();
            member.delete(&format!("/drafts/thread-{thread}")).is(204);
            threads[place].1 = number;
            return hides.then_some((thread, number));
        }
    }
    None
}

/// The attacker, who has rows and lines and nothing else.
struct Attacker {
    rows: Vec<Row>,
    /// What each row says, value by value: whole cells, and the words and numbers in them.
    said: Vec<BTreeSet<String>>,
    /// Which rows say a value.
    by_value: HashMap<String, Vec<usize>>,
    accounts: Vec<String>,
    /// How much each row is about each account.
    about: Vec<HashMap<usize, f64>>,
}

/// A value that more rows share joins nothing.
const COMMON: usize = 60;
/// What a stored moment may be away from the moment of its cause.
const SPANS: [i64; 10] = [0, 10_000, 15 * MINUTE, 30 * MINUTE, HOUR, DAY, 2 * DAY, 30 * DAY, 90 * DAY, 180 * DAY];

impl Attacker {
    fn new(mut rows: Vec<Row>, lines: Vec<String>) -> Self {
        rows.extend(lines.into_iter().map(|line| Row { table: "log".to_owned(), values: [("line".to_owned(), line)].into() }));
        rows.sort_by(|a, b| (&a.table, &a.values).cmp(&(&b.table, &b.values)));
        let said: Vec<BTreeSet<String>> =
            rows.iter().map(|row| row.values.values().flat_map(|cell| parts(cell)).collect()).collect();
        let mut by_value: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, values) in said.iter().enumerate() {
            for value in values {
                by_value.entry(value.clone()).or_default().push(place);
            }
        }
        let mut accounts = Vec::new();
        let mut about: Vec<HashMap<usize, f64>> = vec![HashMap::new(); rows.len()];
        for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.table == "accounts") {
            let account = accounts.len();
            accounts.push(row.values["id"].clone());
            about[place].insert(account, 1.0);
        }
        let mut attacker = Self { rows, said, by_value, accounts, about };
        // Three tables: from an account to its rows, from those to others, and once more.
        for round in 0..3 {
            attacker.joins(0.5_f64.powi(round));
        }
        attacker
    }

    /// Every row that shares a value with rows about somebody is a little about her too: the more, the rarer the value is.
    fn joins(&mut self, weight: f64) {
        let mut learned = Vec::new();
        for (place, values) in self.said.iter().enumerate() {
            if !self.about[place].is_empty() {
                continue;
            }
            let mut scores: HashMap<usize, f64> = HashMap::new();
            for value in values {
                let sharing = &self.by_value[value];
                // What an account's own row says is worth a join however often it stands.
                let own = sharing.iter().any(|other| self.rows[*other].table == "accounts");
                if sharing.len() < 2 || (sharing.len() > COMMON && !own) {
                    continue;
                }
                let tell = if own { 1.0 } else { 1.0 / f64::from(u32::try_from(sharing.len() - 1).unwrap()) };
                let sources: Vec<usize> = if own {
                    sharing.iter().copied().filter(|other| self.rows[*other].table == "accounts").collect()
                } else {
                    sharing.clone()
                };
                if own && sources.len() > 1 {
                    continue;
                }
                for other in sources {
                    for (account, sure) in &self.about[other] {
                        *scores.entry(*account).or_default() += tell * sure * weight;
                    }
                }
            }
            if !scores.is_empty() {
                learned.push((place, scores));
            }
        }
        for (place, scores) in learned {
            self.about[place] = scores;
        }
    }

    /// Moments of rows that are about one account, each with that account.
    fn moments(&self) -> Vec<(i64, usize, f64)> {
        let mut moments = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            let total: f64 = self.about[place].values().sum();
            let Some((account, sure)) = self.about[place].iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))) else {
                continue;
            };
            if sure / total < 0.9 {
                continue;
            }
            for cell in row.values.values() {
                if let Some(at) = cell.parse().ok().filter(|at| (1_500_000_000_000..2_500_000_000_000).contains(at)) {
                    moments.push((at, *account, sure.min(1.0)));
                }
            }
        }
        moments
    }

    /// Days on which an account has any row.
    fn days(&self) -> Vec<BTreeSet<i64>> {
        let mut days = vec![BTreeSet::new(); self.accounts.len()];
        for (place, row) in self.rows.iter().enumerate() {
            for (account, sure) in &self.about[place] {
                if *sure >= 0.9 {
                    let found = row.values.values().filter_map(|cell| cell.parse::<i64>().ok());
                    days[*account].extend(found.filter(|day| (17_000..30_000).contains(day)));
                }
            }
        }
        days
    }

    /// Whom she names, and how sure she is, for each of these posts.
    fn names(&self, hidden: &[Hidden]) -> Vec<(String, f64)> {
        let (moments, days) = (self.moments(), self.days());
        let name = |post: &Hidden| {
            let (thread, number) = (post.thread.to_string(), post.number.to_string());
            let found = self
                .rows
                .iter()
                .position(|row| row.table == "posts" && row.values["thread"] == thread && row.values["number"] == number);
            let place = found.expect("the post is in the dump");
            let at: i64 = self.rows[place].values["posted_at"].parse().unwrap();
            let mut scores = vec![0.0; self.accounts.len()];
            for (account, score) in &self.about[place] {
                scores[*account] += score;
            }
            for (moment, account, sure) in &moments {
                let away = SPANS.iter().map(|span| (moment - span - at).abs()).min().unwrap();
                if away < 10 * MINUTE {
                    let minutes = f64::from(i32::try_from(away).unwrap()) / 60_000.0;
                    scores[*account] += sure * if away < 1_000 { 10.0 } else { 1.0 / (1.0 + minutes) };
                }
            }
            for (account, days) in days.iter().enumerate() {
                if days.contains(&at.div_euclid(DAY)) {
                    scores[account] += 0.5;
                }
            }
            // Equal ones are told apart by nothing but the place of the post.
            let turn = usize::try_from(at).unwrap() % scores.len();
            let order = |place: usize| (place + turn) % self.accounts.len();
            let best =
                (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(order(*a).cmp(&order(*b)))).unwrap();
            (self.accounts[best].clone(), scores[best])
        };
        hidden.iter().map(name).collect()
    }

    /// How often she is right.
    fn hits(&self, hidden: &[Hidden]) -> f64 {
        let right = self.names(hidden).iter().zip(hidden).filter(|((named, _), post)| *named == post.owner).count();
        share(right, hidden.len())
    }
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole.max(1)).unwrap())
}

/// The whole cell, and the words and numbers in it, if they are long enough to be no accident.
fn parts(cell: &str) -> Vec<String> {
    let telling = |part: &str| part.len() >= 6 && part.len() < 2_000;
    let mut parts: Vec<String> = cell
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
        .filter(|part| telling(part))
        .map(str::to_owned)
        .collect();
    if telling(cell) {
        parts.push(cell.to_owned());
    }
    parts
}

/// One in those who were there, on average over the posts.
fn chance_of(hidden: &[Hidden]) -> f64 {
    let sum: f64 = hidden.iter().map(|post| share(1, post.crowd)).sum();
    sum / f64::from(u32::try_from(hidden.len()).unwrap())
}

fn attacks(site: &Site) -> Attacker {
    Attacker::new(dump(&mut site.database.connect()), logs::lines())
}

on_both! {
    fn a_stolen_backup_does_not_say_who_wrote_under_an_alias(site) {
        logs::listen();
        let chance = Chance::seeded(33);
        let life = lives(site, &chance, &size());
        let fair = chance_of(&life.hidden);
        let found = attacks(site).hits(&life.hidden);
        eprintln!("{} hidden posts: {:.1} % named rightly, chance among those who were there {:.1} %", life.hidden.len(), found * 100.0, fair * 100.0);
        assert!(life.hidden.len() >= 60, "{} hidden posts", life.hidden.len());
        assert!(found <= fair + 0.05, "{:.1} % named rightly, chance is {:.1} %", found * 100.0, fair * 100.0);
        // And no length tells one row by account from another.
        for (place, lengths) in lengths(site) {
            assert!(lengths.len() <= if place == "drafts.sealed" { 3 } else { 1 }, "{place}: {lengths:?}");
        }
        // The same attacker, given what must never be stored, names them all.
        let leaks: [(&str, &dyn Fn()); 3] = [
            ("a moment beside an account", &|| {
                tells(&site.database, "CREATE TABLE visits (who BIGINT NOT NULL, until BIGINT NOT NULL)");
                for (at, who) in &life.acts {
                    tells(&site.database, &format!("INSERT INTO visits VALUES ({who}, {})", at + 30 * MINUTE));
                }
            }),
            ("a value that a post shares with a session", &|| {
                tells(&site.database, "ALTER TABLE posts ADD COLUMN mark TEXT; ALTER TABLE sessions ADD COLUMN seen TEXT");
                for (n, account) in site.accounts().iter().enumerate() {
                    tells(&site.database, &format!("UPDATE sessions SET seen = 'browser-{n:06}' WHERE account = {account}"));
                }
                for post in &life.hidden {
                    let n = site.accounts().iter().position(|account| account.to_string() == post.owner).unwrap();
                    let place = format!("thread = {} AND number = {}", post.thread, post.number);
                    tells(&site.database, &format!("UPDATE posts SET mark = 'browser-{n:06}' WHERE {place}"));
                }
            }),
            ("an account in a job that was due with the post", &|| {
                tells(&site.database, "CREATE TABLE errands (due BIGINT NOT NULL, hint TEXT NOT NULL)");
                for post in &life.hidden {
                    tells(&site.database, &format!("INSERT INTO errands VALUES ({}, 'tell {} of it')", post.at, post.owner));
                }
            }),
        ];
        for (what, leak) in leaks {
            leak();
            let found = attacks(site).hits(&life.hidden);
            assert!(found > 2.0 * fair, "{what}: only {:.1} % named rightly", found * 100.0);
            tells(&site.database, match what {
                "a moment beside an account" => "DROP TABLE visits",
                "an account in a job that was due with the post" => "DROP TABLE errands",
                _ => "ALTER TABLE posts DROP COLUMN mark; ALTER TABLE sessions DROP COLUMN seen",
            });
        }
    }
}

/// The lengths of sealed values in rows by account.
fn lengths(site: &Site) -> BTreeMap<String, BTreeSet<usize>> {
    let mut lengths: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for row in dump(&mut site.database.connect()) {
        if row.values.contains_key("account") {
            for (name, value) in &row.values {
                if ["sealed", "clock", "lookup"].contains(&name.as_str()) {
                    lengths.entry(format!("{}.{name}", row.table)).or_default().insert(value.len());
                }
            }
        }
    }
    lengths
}
