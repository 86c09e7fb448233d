//! A thousand threads by twenty members: nothing that is shown in one thread says anything about another.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use goodenough::accounts::entry::{self, Application};
use goodenough::accounts::{Member, Role};
use goodenough::chance::Chance;
use goodenough::http::idempotency::IdempotencyKey;
use goodenough::idempotency::Attempt;
use goodenough::storage::columns::{VoiceId, base58};
use goodenough::storage::schema::voices;
use goodenough::threads::model::{Audience, Need};
use goodenough::threads::writing::{NewReply, NewThread, open, reply};
use goodenough::voices::VoiceKind;

use crate::site::{Site, on_both};

/// One voice as everybody sees it, and whose it is.
struct Seen {
    thread: usize,
    owner: usize,
    alias: bool,
    id: i64,
    name: String,
    seed: i32,
}

const MEMBERS: usize = 20;
const THREADS: usize = 1_000;

fn members(site: &Site) -> Vec<Member> {
    (0..MEMBERS)
        .map(|n| {
            let application = Application {
                email: format!("member{n}@example.org"),
                password: crate::site::member::PASSWORD.to_owned(),
                name: format!("Member {n}"),
                locale: None,
                time_zone: None,
                country: None,
                terms: None,
                adult: None,
            };
            site.wait(entry::enrol(site.app.clone(), application, Role::Member)).unwrap()
        })
        .collect()
}

fn attempt(site: &Site, member: &Member) -> Attempt {
    Attempt::new(&site.app, member.account, &IdempotencyKey { key: None, path: String::new() }, &[])
}

fn writes(site: &Site) -> Vec<Seen> {
    use diesel::prelude::*;
    let members = members(site);
    let chance = Chance::seeded(41);
    let mut seen = Vec::new();
    for thread in 0..THREADS {
        let opener = chance.below(MEMBERS);
        let answering = (opener + 1 + chance.below(MEMBERS - 1)) % MEMBERS;
        let kind = |alias: bool| if alias { VoiceKind::Alias } else { VoiceKind::Named };
        let new = NewThread {
            space: "hard-days".to_owned(),
            title: Some("One".to_owned()),
            body: "Again.".to_owned(),
            voice: VoiceKind::Alias,
            ticket: None,
            need: Need::JustListen,
            notes: Vec::new(),
            audience: Audience::Members,
            new_here: false,
            column: false,
        };
        let id = site.wait(open(&site.app, members[opener].clone(), new, attempt(site, &members[opener]))).unwrap();
        let mut owners = vec![(opener, true)];
        let other = chance.below(3) > 0;
        let new = NewReply { body: "Me too.".to_owned(), voice: kind(other), in_reply_to: None, ending: false, new_here: false };
        site.wait(reply(&site.app, members[answering].clone(), id, new, attempt(site, &members[answering]))).unwrap();
        owners.push((answering, other));
        let rows: Vec<(VoiceId, String, String, i32)> = voices::table
            .filter(voices::thread.eq(id))
            .select((voices::id, voices::kind, voices::name, voices::seed))
            .load(&mut site.database.connect())
            .unwrap();
        assert_eq!(rows.len(), 2);
        // The opener's voice is the one that her thread names.
        let opened: VoiceId = {
            use goodenough::storage::schema::threads;
            threads::table.find(id).select(threads::voice).first(&mut site.database.connect()).unwrap()
        };
        for (id, kind, name, seed) in rows {
            let (owner, _) = if id == opened { owners[0] } else { owners[1] };
            seen.push(Seen { thread, owner, alias: kind == "alias", id: id.0, name, seed });
        }
    }
    seen
}

fn rate(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

/// How often two things of one member are alike, and how often two of different members are.
fn alike(seen: &[&Seen], same: impl Fn(&Seen, &Seen) -> bool) -> (f64, f64) {
    let (mut own, mut owns, mut others, mut other) = (0, 0, 0, 0);
    for (place, one) in seen.iter().enumerate() {
        for two in seen[place + 1..].iter().filter(|two| two.thread != one.thread) {
            let hit = usize::from(same(one, two));
            if one.owner == two.owner {
                (own, owns) = (own + hit, owns + 1);
            } else {
                (other, others) = (other + hit, others + 1);
            }
        }
    }
    (rate(own, owns), rate(other, others))
}

on_both! {
    //
    fn nothing_in_a_thousand_threads_tells_which_are_one_members(site) {
        site.looks_away();
        let seen = writes(site);
        let aliases: Vec<&Seen> = seen.iter().filter(|voice| voice.alias).collect();
        assert!(aliases.len() > 1_500);
        let ids: HashSet<i64> = seen.iter().map(|voice| voice.id).collect();
        assert_eq!(ids.len(), seen.len(), "an id that came before");
        // About 100,000 pairs of one member, where a name in 2,000 and an emblem in 256 are alike by chance: what differs by
        // more than a third of that is no chance.
        let (own, other) = alike(&aliases, |one, two| one.seed == two.seed);
        assert!((own - 1.0 / 256.0).abs() < 0.001 && (other - 1.0 / 256.0).abs() < 0.001, "emblems: {own} against {other}");
        let (own, other) = alike(&aliases, |one, two| one.name == two.name);
        assert!((own - other).abs() < 0.000_5, "names: {own} against {other}");
        for (what, part) in [("first", 0), ("second", 1)] {
            let word = |voice: &Seen| voice.name.split(' ').nth(part).map(str::to_owned);
            let (own, other) = alike(&aliases, |one, two| word(one) == word(two));
            assert!((own - other).abs() < 0.003, "{what} words: {own} against {other}");
        }
        // Neighbours: an id, an emblem or a letter that is near says no more than one that is far.
        let (own, other) = alike(&aliases, |one, two| (one.seed - two.seed).abs() <= 8);
        assert!((own - other).abs() < 0.01, "near emblems: {own} against {other}");
        let (own, other) = alike(&aliases, |one, two| one.id >> 59 == two.id >> 59);
        assert!((own - other).abs() < 0.01, "heads of ids: {own} against {other}");
        let (own, other) = alike(&aliases, |one, two| one.id & 15 == two.id & 15);
        assert!((own - other).abs() < 0.01, "tails of ids: {own} against {other}");
        let end = |voice: &Seen| base58(voice.id)[9..].to_owned();
        let (own, other) = alike(&aliases, |one, two| end(one) == end(two));
        assert!((own - other).abs() < 0.003, "ends of ids: {own} against {other}");
        // An emblem does not tell the name, and a named voice's emblem not the member.
        let mut of_name: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
        for voice in &aliases {
            of_name.entry(&voice.name).or_default().insert(voice.seed);
        }
        let twice = aliases.len() - of_name.len();
        let seeds: usize = of_name.values().map(BTreeSet::len).sum();
        assert!(aliases.len() - seeds <= 5 + twice / 50, "names that always have the same emblem");
        let named: Vec<&Seen> = seen.iter().filter(|voice| !voice.alias).collect();
        let (own, other) = alike(&named, |one, two| one.seed == two.seed);
        assert!((own - other).abs() < 0.006, "emblems of named voices: {own} against {other}");
    }
}
