//! Reports of deliveries (RFC 3464): blocks of fields, one block a recipient.

use super::classes::{code_in, judge, status_in};
use super::notice::Notice;
use super::{Action, Failure};

/// Recipients of one report, at most.
const RECIPIENTS: usize = 100;

/// The fields that matter.
const FIELDS: [&str; 5] = ["original-recipient", "final-recipient", "action", "status", "diagnostic-code"];

/// What a block tells of a recipient.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub address: Option<String>,
    action: Option<Action>,
    status: Option<String>,
    words: String,
    /// What stands behind the status, for people.
    comment: String,
}

/// Whether fields of a report stand in a text.
pub(super) fn is_in(text: &str) -> bool {
    let begins = |line: &str, name: &str| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let has = |name: &str| text.lines().any(|line| begins(line.trim_start(), name));
    has("Action:") && (has("Final-Recipient:") || has("Status:"))
}

/// The recipients of a report.
pub(super) fn read(report: &str) -> Vec<Told> {
    let mut all = Vec::new();
    let mut block = Told::default();
    let mut last = String::new();
    for line in report.lines().chain([""]) {
        if line.trim().is_empty() {
            end(&mut all, &mut block);
            last.clear();
        } else if line.starts_with([' ', '\t']) {
            // Folded; or a report that somebody indented.
            let begins = line.trim_start().split(':').next().unwrap_or_default().to_ascii_lowercase();
            if FIELDS.contains(&begins.as_str()) {
                field(&mut all, &mut block, &mut last, line.trim());
            } else if last == "diagnostic-code" {
                block.words.push(' ');
                block.words.push_str(line.trim());
            }
        } else {
            field(&mut all, &mut block, &mut last, line);
        }
    }
    all
}

fn end(all: &mut Vec<Told>, block: &mut Told) {
    let told = std::mem::take(block);
    if all.len() < RECIPIENTS && (told.action.is_some() || told.status.is_some()) {
        all.push(told);
    }
}

fn field(all: &mut Vec<Told>, block: &mut Told, last: &mut String, line: &str) {
    let Some((name, value)) = line.split_once(':') else { return };
    let name = name.trim().to_ascii_lowercase();
    let value = value.trim();
    match name.as_str() {
        "original-recipient" | "final-recipient" => {
            // Blocks that are not divided: the next recipient begins where the last one had said all.
            if block.action.is_some() && block.status.is_some() {
                end(all, block);
            }
            let address = value.split_once(';').map_or(value, |(_, address)| address).trim().trim_matches(['<', '>']);
            if name == "final-recipient" || block.address.is_none() {
                block.address = Some(address.to_ascii_lowercase());
            }
        }
        "action" => {
            let word = value.split([' ', '(', ';']).next().unwrap_or_default().to_ascii_lowercase();
            block.action = Some(match word.as_str() {
                "failed" | "failure" | "expired" | "undeliverable" => Action::Failed,
                "delayed" | "delay" | "deferred" => Action::Delayed,
                _ => Action::Delivered,
            });
        }
        "status" => {
            block.status = status_in(value);
            block.comment =
                value.split_once('(').map(|(_, comment)| comment.trim_end_matches(')').to_owned()).unwrap_or_default();
        }
        "diagnostic-code" => {
            block.words.push(' ');
            block.words.push_str(value.split_once(';').map_or(value, |(_, words)| words));
        }
        _ => {}
    }
    *last = name;
}

impl Told {
    /// What it means; the words for people are asked where the report says little.
    pub(super) fn failure(&self, notice: &Notice, alone: bool) -> Failure {
        let near = if alone { notice.text.as_str() } else { notice.near(self.address.as_deref().unwrap_or_default()) };
        let said = if self.words.trim().is_empty() { self.comment.as_str() } else { self.words.as_str() };
        // Too little to judge by, or in an old encoding that only the words for people are read in.
        let says_little = said.trim().len() < 8 || said.contains('\u{1b}');
        let words = if says_little { format!("{said} {near}") } else { said.to_owned() };
        // The answer itself is nearer to the truth than what the reporting system made of it.
        let status = status_in(&self.words).or_else(|| self.status.clone());
        let code = code_in(&self.words).or_else(|| if says_little { code_in(near) } else { None });
        let verdict = judge(code, status.as_deref(), &words, notice.is_after_data(near));
        Failure { address: self.address.clone(), action: self.action.unwrap_or(Action::Failed), code, status, verdict }
    }
}
