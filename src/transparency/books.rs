//! Counting the lines of the log.

use std::collections::BTreeMap;

use super::figures::{
    AppealFigures, Figures, HoldFigures, MeasureFigures, NoticeFigures, OutcomeFigures, ReportFigures, SanctionFigures,
    UndoneFigures,
};
use crate::moderation::actions::BookLine;

/// What was measured: a measure by its action, rule, ground, how it was found, and whether a program decided.
type Measure = (String, String, String, String, bool);

#[derive(Clone, Debug, Default)]
struct Received {
    count: u64,
    outcomes: BTreeMap<String, u64>,
    minutes: Vec<i64>,
}

#[derive(Clone, Debug, Default)]
struct Hold {
    held: u64,
    released: u64,
    removed: u64,
}

/// The counts of a time.
#[derive(Clone, Debug, Default)]
pub struct Books {
    notices: BTreeMap<String, Received>,
    reports: BTreeMap<String, Received>,
    measures: BTreeMap<Measure, u64>,
    undone: BTreeMap<String, u64>,
    holds: BTreeMap<(String, bool), Hold>,
    appeals: Received,
    sanctions: BTreeMap<String, (u64, u64)>,
    names_opened: u64,
    disclosures: u64,
    members: Vec<i64>,
}

fn median(minutes: &[i64]) -> Option<i64> {
    let mut sorted = minutes.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied()
}

impl Books {
    /// Counts a line.
    pub fn add(&mut self, line: &BookLine) {
        let category = || line.facts.category.clone().unwrap_or_default();
        match line.act.as_str() {
            "reported" => self.reports.entry(category()).or_default().count += 1,
            "notice_received" => self.notices.entry(category()).or_default().count += 1,
            "notice_answered" => {
                let notices = self.notices.entry(category()).or_default();
                notices.minutes.extend(line.facts.took);
                *notices.outcomes.entry(line.facts.outcome.clone().unwrap_or_default()).or_default() += 1;
            }
            "decided" | "held" => self.add_decision(line),
            "undone" => {
                *self.undone.entry(action(line)).or_default() += 1;
                if let Some(kind) = line.sanction {
                    self.sanctions.entry(kind.word().to_owned()).or_default().1 += 1;
                }
            }
            "appealed" => self.appeals.count += 1,
            "appeal_decided" => {
                self.appeals.minutes.extend(line.facts.took);
                let outcome = line.facts.outcome.clone().unwrap_or_else(|| line.detail.clone());
                *self.appeals.outcomes.entry(outcome).or_default() += 1;
            }
            "name_opened" => self.names_opened += 1,
            "disclosed" => self.disclosures += 1,
            "counted" => self.members.extend(line.facts.members),
            _ => {}
        }
    }

    fn add_decision(&mut self, line: &BookLine) {
        let (facts, action) = (&line.facts, action(line));
        for (reason, minutes) in &facts.reports {
            let reports = self.reports.entry(reason.clone()).or_default();
            *reports.outcomes.entry(action.clone()).or_default() += u64::try_from(minutes.len()).unwrap_or(0);
            reports.minutes.extend(minutes);
        }
        if let (Some(class), Some(automatic)) = (&facts.class, facts.ended_automatic) {
            let hold = self.holds.entry((class.clone(), automatic)).or_default();
            if action == "remove" { hold.removed += 1 } else { hold.released += 1 }
        } else if action == "hold" {
            self.holds.entry((facts.class.clone().unwrap_or_default(), facts.automatic)).or_default().held += 1;
        }
        // Lines of the first version do not say it: all but keeping restricted then.
        if facts.restricts || (facts.decision.is_none() && action != "keep") {
            let word = |word: &Option<String>| word.clone().unwrap_or_default();
            let measure = (action, word(&facts.rule), word(&facts.ground), word(&facts.found_by), facts.automatic);
            *self.measures.entry(measure).or_default() += 1;
        }
        if let Some(kind) = line.sanction {
            self.sanctions.entry(kind.word().to_owned()).or_default().0 += 1;
        }
    }

    /// With the counts of another time.
    pub fn merge(&mut self, other: &Self) {
        fn sum(mine: &mut Received, theirs: &Received) {
            mine.count += theirs.count;
            mine.minutes.extend(&theirs.minutes);
            for (outcome, count) in &theirs.outcomes {
                *mine.outcomes.entry(outcome.clone()).or_default() += count;
            }
        }
        for (mine, theirs) in [(&mut self.notices, &other.notices), (&mut self.reports, &other.reports)] {
            for (category, received) in theirs {
                sum(mine.entry(category.clone()).or_default(), received);
            }
        }
        sum(&mut self.appeals, &other.appeals);
        for (measure, count) in &other.measures {
            *self.measures.entry(measure.clone()).or_default() += count;
        }
        for (action, count) in &other.undone {
            *self.undone.entry(action.clone()).or_default() += count;
        }
        for (class, hold) in &other.holds {
            let mine = self.holds.entry(class.clone()).or_default();
            mine.held += hold.held;
            mine.released += hold.released;
            mine.removed += hold.removed;
        }
        for (kind, (imposed, undone)) in &other.sanctions {
            let mine = self.sanctions.entry(kind.clone()).or_default();
            mine.0 += imposed;
            mine.1 += undone;
        }
        self.names_opened += other.names_opened;
        self.disclosures += other.disclosures;
        self.members.extend(&other.members);
    }

    /// The counts, as they are told.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let outcomes = |received: &Received| {
            received.outcomes.iter().map(|(outcome, count)| OutcomeFigures { outcome: outcome.clone(), count: *count }).collect()
        };
        let notices = self.notices.iter().map(|(category, notices)| NoticeFigures {
            category: category.clone(),
            received: notices.count,
            outcomes: outcomes(notices),
            median_minutes: median(&notices.minutes),
        });
        let reports = self.reports.iter().map(|(reason, reports)| ReportFigures {
            reason: reason.clone(),
            received: reports.count,
            outcomes: outcomes(reports),
            median_minutes: median(&reports.minutes),
        });
        let measures = self.measures.iter().map(|((action, rule, ground, found_by, automatic), count)| MeasureFigures {
            action: action.clone(),
            rule: rule.clone(),
            ground: ground.clone(),
            found_by: found_by.clone(),
            automatic: *automatic,
            count: *count,
        });
        let holds = self.holds.iter().map(|((class, automatic), hold)| HoldFigures {
            class: class.clone(),
            automatic: *automatic,
            held: hold.held,
            released: hold.released,
            removed: hold.removed,
        });
        let looked_at = |which: fn(&Hold) -> u64| -> u64 {
            self.holds.iter().filter(|((_, automatic), _)| *automatic).map(|(_, hold)| which(hold)).sum()
        };
        let (wrong, right) = (looked_at(|hold| hold.released), looked_at(|hold| hold.removed));
        let count = |outcome: &str| self.appeals.outcomes.get(outcome).copied().unwrap_or(0);
        let members = i64::try_from(self.members.len()).ok().filter(|counted| *counted > 0);
        Figures {
            notices: notices.collect(),
            reports: reports.collect(),
            measures: measures.collect(),
            undone: self.undone.iter().map(|(action, count)| UndoneFigures { action: action.clone(), count: *count }).collect(),
            holds: holds.collect(),
            automation_error_percent: (wrong * 100 + u64::midpoint(wrong, right)).checked_div(wrong + right),
            appeals: AppealFigures {
                received: self.appeals.count,
                upheld: count("upheld"),
                refused: count("refused"),
                median_minutes: median(&self.appeals.minutes),
            },
            sanctions: self
                .sanctions
                .iter()
                .map(|(kind, (imposed, undone))| SanctionFigures { kind: kind.clone(), imposed: *imposed, undone: *undone })
                .collect(),
            names_opened: self.names_opened,
            disclosures: self.disclosures,
            average_members: members.map(|counted| self.members.iter().sum::<i64>() / counted),
        }
    }
}

/// What a decision did; a line of the first version says it in its detail.
fn action(line: &BookLine) -> String {
    line.facts.action.clone().unwrap_or_else(|| line.detail.clone())
}
