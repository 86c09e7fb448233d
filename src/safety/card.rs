//! The card: two or three lines for a writer whose words may mean danger. Made when her post is answered to her, never stored.

use actix_web::web;
use serde::Serialize;

use super::danger::{self, Danger};
use super::helplines::{self, Helpline};
use crate::accounts::{self, Member, model};
use crate::app::App;
use crate::storage::{Conn, Failure, Stored};

/// Lines on a card, at most: more are overwhelming (Samaritans' guidelines, S-05).
const MOST: usize = 3;
/// Lines on a card, at least, where as many are known.
const LEAST: usize = 2;

/// Something that was just written, and the lines for its writer, if it calls for any.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Written<T> {
    /// What was written.
    #[serde(flatten)]
    pub it: T,
    /// Two or three helplines, for her alone; left out where her words call for none. Nothing else happens because of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<Helpline>,
    /// What the lines are about, in the order of the card; left out with them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub help_about: Vec<Danger>,
    /// She wrote nearly the same twice in the last seven days: for her alone, and nothing follows from it (S-34).
    #[serde(skip_serializing_if = "is_not")]
    pub asked_again: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_not(said: &bool) -> bool {
    !*said
}

/// What a danger wants first, in the order of the card.
const fn topics(danger: Danger) -> [&'static str; 3] {
    match danger {
        Danger::Suicide | Danger::SelfHarm => ["crisis", "parents", "listening"],
        Danger::Abuse => ["abuse", "crisis", "listening"],
        // A frightened mother wants somebody who knows this fear, not an emergency room.
        Danger::HarmToChild => ["parents", "listening", "crisis"],
    }
}

/// The lines for these dangers in a country: those of the first danger first, a worldwide one where the country has too few.
#[must_use]
pub fn lines(dangers: &[Danger], country: Option<&str>) -> Vec<Helpline> {
    if dangers.is_empty() {
        return Vec::new();
    }
    let known = helplines::for_country(country);
    let mut chosen: Vec<Helpline> = Vec::new();
    let wanted = dangers.iter().map(|danger| topics(*danger));
    // In turn: what the first danger wants most, what the second wants most, and so on.
    let in_turn = (0..3).flat_map(|turn| wanted.clone().filter_map(move |topics| topics.get(turn).copied()));
    for topic in in_turn {
        let own = |line: &&Helpline| line.country.is_some() && line.topics.iter().any(|of| of == topic);
        let new = |line: &&Helpline| !chosen.iter().any(|other| other.id == line.id || other.name == line.name);
        if let Some(line) = known.iter().filter(own).find(new)
            && chosen.len() < MOST
        {
            chosen.push(line.clone());
        }
    }
    // Whoever is not in a country of ours, or in one with a single line, gets a line that knows more of them.
    for line in known.iter().filter(|line| line.country.is_none()) {
        if chosen.len() < LEAST && !chosen.iter().any(|other| other.id == line.id) {
            chosen.push(line.clone());
        }
    }
    chosen
}

/// The country that a locale names: "GB" of "en-GB". Nobody's network address is asked (S-11).
fn region(locale: &str) -> Option<String> {
    locale.split('-').skip(1).find_map(|part| model::country(part).ok())
}

/// Adds the lines that her words call for.
///
/// # Errors
/// When the database fails.
pub async fn beside<T>(app: &web::Data<App>, member: &Member, words: &str, it: T) -> Stored<Written<T>> {
    // Not on the executor: the longest text takes some milliseconds. Most texts end here.
    let text = words.to_owned();
    let read = tokio::task::spawn_blocking(move || danger::dangers_in(&text)).await;
    let help_about = read.map_err(|_| Failure::CutOff)?;
    if help_about.is_empty() {
        return Ok(Written { it, help: Vec::new(), help_about, asked_again: false });
    }
    let account = member.account;
    let person = app.storage.read(move |conn: &mut Conn| accounts::actions::person(conn, account)).await?;
    let country = person.and_then(|person| person.country.or_else(|| region(&person.locale)));
    Ok(Written { it, help: lines(&help_about, country.as_deref()), help_about, asked_again: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(dangers: &[Danger], country: Option<&str>) -> Vec<String> {
        lines(dangers, country).into_iter().map(|line| line.id).collect()
    }

    // S-05, S-14
    #[test]
    fn a_card_holds_the_lines_that_fit_two_or_three_of_them() {
        assert_eq!(ids(&[Danger::Suicide], Some("US")), ["us-988", "us-maternal"]);
        assert_eq!(ids(&[Danger::Abuse], Some("DE")), ["de-hilfetelefon", "de-telefonseelsorge", "de-telefonseelsorge-2"]);
        assert_eq!(ids(&[Danger::Suicide, Danger::Abuse], Some("US")).len(), 3);
        assert_eq!(ids(&[Danger::HarmToChild], Some("US")).first().map(String::as_str), Some("us-maternal"));
        assert!(ids(&[], Some("US")).is_empty());
    }

    // S-10, S-11: a row to be verified is on no card, and everywhere there is at least one line.
    #[test]
    fn everywhere_there_is_a_line_and_nobody_gets_more_than_three() {
        for country in [None, Some("ZZ"), Some("US"), Some("GB"), Some("IE"), Some("SE"), Some("IL"), Some("ZA"), Some("AT")] {
            for danger in Danger::ALL {
                let lines = lines(&[*danger], country);
                assert!((1..=MOST).contains(&lines.len()), "{country:?} {danger:?}");
            }
        }
    }
}
