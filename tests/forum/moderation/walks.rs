//! Random walks through decisions, sanctions, objections and their undoing: whatever was decided, undoing it gives back the
//! state before it, and undoing everything in any order gives back the beginning (L-13, L-37).

use goodenough::accounts::{self, Role, standing};
use goodenough::storage::columns::AccountId;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::site::{Member, Site, on_both};

/// Something that is done about one of the thread's posts.
#[derive(Clone, Debug)]
enum Act {
    /// A decision: which post, what, and what is done to its writer.
    Decide { post: usize, action: &'static str, sanction: Option<&'static str> },
    /// The decision before so many is undone.
    Undo { back: usize },
    /// Whoever the decision before so many restricts objects, and the other moderator decides.
    Object { back: usize, uphold: bool },
    /// Many are decided in one act, and that is undone.
    Together { action: &'static str },
}

const ACTIONS: [&str; 6] = ["keep", "edit_notes", "move", "lock", "hold", "remove"];

fn act() -> impl Strategy<Value = Act> {
    let action = prop::sample::select(ACTIONS.to_vec());
    let sanction = prop::sample::select(vec![None, None, Some("warn"), Some("mute"), Some("suspend")]);
    prop_oneof![
        5 => (0..4_usize, action, sanction).prop_map(|(post, action, sanction)| Act::Decide { post, action, sanction }),
        2 => (0..4_usize).prop_map(|back| Act::Undo { back }),
        2 => (0..3_usize, any::<bool>()).prop_map(|(back, uphold)| Act::Object { back, uphold }),
        1 => prop::sample::select(vec!["remove", "hold"]).prop_map(|action| Act::Together { action }),
    ]
}

/// The people of a walk: they stay, the thread is a new one each time.
struct Cast<'s> {
    site: &'s Site,
    ada: Member<'s>,
    berta: Member<'s>,
    carla: Member<'s>,
    dora: Member<'s>,
    elif: Member<'s>,
}

struct Walk<'c, 's> {
    cast: &'c Cast<'s>,
    thread: String,
    /// Decisions that stand, oldest first: id, who decided.
    standing: Vec<(String, bool)>,
    decided: usize,
}

impl<'s> Cast<'s> {
    fn of(site: &'s Site) -> Self {
        let (ada, berta, carla) = (site.member("ada"), site.member("berta"), site.member("carla"));
        let (dora, elif) = (site.staff("dora", Role::Moderator), site.staff("elif", Role::Moderator));
        Self { site, ada, berta, carla, dora, elif }
    }

    /// Until when each is muted, and whether she is suspended.
    fn sanctions(&self) -> Vec<(bool, Option<i64>)> {
        let members = [&self.ada, &self.berta, &self.carla];
        members.map(|member| self.standing_of(AccountId(self.site.account_of(member)))).to_vec()
    }

    fn standing_of(&self, account: AccountId) -> (bool, Option<i64>) {
        let app = self.site.app.clone();
        let profile = self.site.wait(accounts::actions::profile(&app, account)).unwrap();
        (profile.limited, profile.muted_until.map(|until| until.0))
    }
}

impl Walk<'_, '_> {
    fn begin<'c, 's>(cast: &'c Cast<'s>) -> Walk<'c, 's> {
        for member in [&cast.ada, &cast.berta, &cast.carla, &cast.dora, &cast.elif] {
            member.comes_back();
        }
        let thread = cast.ada.starts_thread(&json!({}));
        cast.berta.replies_hidden(&thread, "You could have known.");
        cast.carla.replies(&thread, "It was like that here too.");
        cast.ada.replies(&thread, "Thank you.");
        cast.carla.reacts(&thread, 1, "hug");
        Walk { cast, thread, standing: Vec::new(), decided: 0 }
    }

    /// What everybody and what each of the writers can see and do.
    fn state(&self) -> Value {
        let visitor = self.cast.site.visitor();
        let look = |path: &str| {
            let answer = visitor.get(path);
            // A refusal has the number of its request, another one each time.
            if answer.status == 200 { answer.json.clone() } else { json!([answer.status, answer["code"]]) }
        };
        let rows: Vec<Value> = (1..=4)
            .map(|number| {
                let case = self.case(number);
                self.cast.dora.get(&format!("/moderation/cases/{case}")).is(200)["post"].clone()
            })
            .collect();
        let paths = [format!("/threads/{}", self.thread), format!("/threads/{}/posts", self.thread)];
        let lists = ["active", "new", "waiting"].map(|order| look(&format!("/threads?order={order}&limit=100")));
        json!([paths.map(|path| look(&path)), lists, rows, self.cast.sanctions()])
    }

    fn case(&self, number: usize) -> String {
        let body = json!({"thread": self.thread, "number": number});
        self.cast.dora.post("/moderation/cases", &body).is(201).string("id")
    }

    /// Decides, and checks that undoing gives back what was there; then decides once more and leaves it.
    fn decides(&mut self, post: usize, action: &str, sanction: Option<&str>) {
        self.decided += 1;
        let body = json!({
            "action": action, "rule": "safety", "facts": format!("It was seen, for the {}. time.", self.decided),
            "sanction": sanction.map(|kind| json!({"kind": kind})),
            "space": (action == "move").then_some(["feeding", "money", "hard-days"][self.decided % 3]),
            "notes": (action == "edit_notes").then(|| [json!(["loss"]), json!(["illness", "loss"]), json!([])][self.decided % 3].clone()),
        });
        let said = body.as_object().unwrap().clone().into_iter();
        let body: Value = said.filter(|(_, value)| !value.is_null()).collect();
        let before = self.state();
        let case = self.case(post + 1);
        let by_elif = self.decided.is_multiple_of(2);
        let moderator = if by_elif { &self.cast.elif } else { &self.cast.dora };
        let decide = || {
            moderator.post(&format!("/moderation/cases/{case}/claim"), &json!({})).is(200);
            moderator.post(&format!("/moderation/cases/{case}/decision"), &body)
        };
        let answer = decide();
        if answer.status != 201 {
            // There was nothing to do: nothing was done.
            assert!(matches!(answer.status, 409 | 422), "{}", answer.text());
            moderator.delete(&format!("/moderation/cases/{case}/claim")).is(204);
            assert_eq!(self.state(), before);
            return;
        }
        self.undoes(&answer.string("id"));
        assert_eq!(self.state(), before, "undoing {action} gives back what was there");
        self.case(post + 1);
        self.standing.push((decide().is(201).string("id"), by_elif));
    }

    fn undoes(&self, decision: &str) {
        self.cast.dora.post(&format!("/moderation/decisions/{decision}/undo"), &json!({})).is(200);
    }

    fn objects(&mut self, back: usize, uphold: bool) {
        let Some(place) = self.standing.len().checked_sub(back + 1) else { return };
        let (decision, by_elif) = self.standing[place].clone();
        let last = place + 1 == self.standing.len();
        for member in [&self.cast.ada, &self.cast.berta, &self.cast.carla] {
            member.comes_back();
            let told = member.post(&format!("/decisions/{decision}/appeal"), &json!({"text": "I see it differently."}));
            if told.status != 201 {
                assert!(matches!(told.status, 404 | 409), "{}", told.text());
                continue;
            }
            let (first, other) = if by_elif { (&self.cast.elif, &self.cast.dora) } else { (&self.cast.dora, &self.cast.elif) };
            let path = format!("/moderation/appeals/{}/decision", told.string("id"));
            let answer = json!({"uphold": uphold, "reason": "Looked at afresh."});
            first.post(&path, &answer).refused(409, "own_decision");
            let before = self.state();
            other.post(&path, &answer).is(200);
            other.post(&path, &answer).refused(409, "not_now");
            if uphold {
                self.standing.remove(place);
                if last {
                    assert_ne!(self.state(), Value::Null);
                }
                return;
            }
            assert_eq!(self.state(), before, "a decision that stands changes nothing");
        }
    }

    fn decides_together(&self, action: &str) {
        let before = self.state();
        let cases: Vec<String> = (1..=4).map(|number| self.case(number)).collect();
        let body = json!({"cases": cases, "action": action, "rule": "selling", "facts": "It sells."});
        let batch = self.cast.elif.post("/moderation/batches", &body).is(201);
        let (decided, left) = (batch["decisions"].as_array().unwrap().len(), batch["left"].as_array().unwrap().len());
        assert_eq!(decided + left, 4, "{}", batch.text());
        if decided > 0 {
            let path = format!("/moderation/batches/{}/undo", batch.string("id"));
            assert_eq!(self.cast.dora.post(&path, &json!({})).is(200)["undone"], decided);
            self.cast.dora.post(&path, &json!({})).refused(409, "already_undone");
        }
        assert_eq!(self.state(), before, "undoing an act gives back what was there");
    }

    fn goes(&mut self, act: &Act) {
        match act {
            Act::Decide { post, action, sanction } => self.decides(*post, action, *sanction),
            Act::Undo { back } => {
                if let Some(place) = self.standing.len().checked_sub(back + 1) {
                    let (decision, _) = self.standing.remove(place);
                    self.undoes(&decision);
                }
            }
            Act::Object { back, uphold } => self.objects(*back, *uphold),
            Act::Together { action } => self.decides_together(action),
        }
        self.cast.site.waits(1000);
    }
}

on_both! {
    // L-13, L-37
    fn undoing_after_anything_gives_back_the_state_before_it(site) {
        let cast = Cast::of(site);
        let cases = if std::env::var_os("GOODENOUGH_PROVE").is_some() { 200 } else { 8 };
        let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
        let mut runner = TestRunner::new_with_rng(Config { cases, max_shrink_iters: 40, failure_persistence: None, ..Config::default() }, seed);
        let walks = (prop::collection::vec(act(), 1..9), any::<u64>());
        let came = runner.run(&walks, |(acts, order)| {
            let mut walk = Walk::begin(&cast);
            let beginning = walk.state();
            for act in &acts {
                walk.goes(act);
            }
            // In any order, everything undone is the beginning.
            let mut order = order;
            while !walk.standing.is_empty() {
                let place = usize::try_from(order % 97).unwrap() % walk.standing.len();
                order /= 3;
                let (decision, _) = walk.standing.remove(place);
                walk.undoes(&decision);
            }
            let end = walk.state();
            site.looks_away();
            prop_assert_eq!(end, beginning);
            Ok(())
        });
        site.looks_away();
        came.unwrap();
        assert!(standing::History::ALL.len() == 4);
    }
}
