//! Helplines and emergency numbers by country.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::clock::{Day, Moment};

/// The embedded helplines.
const HELPLINES: &str = include_str!("../../config/helplines.toml");

/// Somebody to call, write to or chat with.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Helpline {
    /// Names the row.
    pub id: String,
    /// Two letters; null: worldwide.
    pub country: Option<String>,
    /// As the service calls itself.
    pub name: String,
    /// Any of `crisis`, `listening`, `parents`, `abuse`.
    pub topics: Vec<String>,
    /// A number to call, spaced as it is read aloud.
    pub phone: Option<String>,
    /// A number to write to; `WORD to NUMBER` where a first word is needed.
    pub text: Option<String>,
    /// A chat or a page.
    pub url: Option<String>,
    /// In short words; null while nobody has confirmed them.
    pub hours: Option<String>,
    /// Whether it costs nothing; null if not known.
    pub free: Option<bool>,
    /// Whether a call stands on a telephone bill, where somebody else may read it (S-13); null if not known.
    pub shows_on_bill: Option<bool>,
    /// For people in immediate danger of harming themselves.
    pub is_crisis: bool,
}

/// Whom to call when there is no time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// Two letters; null: everywhere else.
    pub country: Option<String>,
    /// The one to call first in front.
    pub numbers: Vec<String>,
}

/// A row of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    country: Option<String>,
    name: String,
    topics: Vec<String>,
    phone: Option<String>,
    text: Option<String>,
    url: Option<String>,
    hours: Option<String>,
    free: Option<bool>,
    shows_on_bill: Option<bool>,
    is_crisis: bool,
    #[expect(dead_code, reason = "for the people who check the rows")]
    source: String,
    seen_on: String,
    verified_on: Option<String>,
    status: Status,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    /// The number was seen in its source.
    Found,
    /// Not to be relied on yet: never given out.
    Verify,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    helpline: Vec<Row>,
    emergency: Vec<Emergency>,
}

struct Known {
    helplines: Vec<Helpline>,
    looked_at: Vec<(String, Day)>,
    emergencies: Vec<Emergency>,
}

// A test reads the file, so an unreadable one never gets this far.
static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let file: File = toml::from_str(HELPLINES).unwrap_or(File { helpline: Vec::new(), emergency: Vec::new() });
    let looked_at = file.helpline.iter().filter_map(|row| Some((row.id.clone(), row.looked_at()?))).collect();
    let seen = file.helpline.into_iter().filter(|row| row.status == Status::Found);
    Known { helplines: seen.map(Helpline::from).collect(), looked_at, emergencies: file.emergency }
});

impl Row {
    /// The last day on which somebody looked at it: took it from its source, or asked the service.
    fn looked_at(&self) -> Option<Day> {
        let day = |text: &str| Moment::parse(&format!("{text}T00:00:00Z")).map(Moment::day);
        day(&self.seen_on).max(self.verified_on.as_deref().and_then(day))
    }
}

/// Rows that nobody looked at for so many days are shown to whoever runs the place.
pub const OLD: i32 = 180;
/// Rows that nobody looked at for so many days stop a new version.
pub const TOO_OLD: i32 = 365;

/// The rows that nobody looked at for more than so many days before a day (S-10).
#[must_use]
pub fn older_than(days: i32, today: Day) -> Vec<String> {
    let old = KNOWN.looked_at.iter().filter(|(_, looked)| today.0.saturating_sub(looked.0) > days);
    old.map(|(id, _)| id.clone()).collect()
}

impl From<Row> for Helpline {
    fn from(row: Row) -> Self {
        let Row { id, country, name, topics, phone, text, url, hours, free, shows_on_bill, is_crisis, .. } = row;
        Self { id, country, name, topics, phone, text, url, hours, free, shows_on_bill, is_crisis }
    }
}

/// The helplines of a country, then the worldwide ones, which know more of them; only rows whose number was seen.
#[must_use]
pub fn for_country(country: Option<&str>) -> Vec<Helpline> {
    let own = KNOWN.helplines.iter().filter(|line| line.country.is_some() && line.country.as_deref() == country);
    let worldwide = KNOWN.helplines.iter().filter(|line| line.country.is_none());
    own.chain(worldwide).cloned().collect()
}

/// The emergency numbers of a country, or those for everywhere else.
#[must_use]
pub fn emergency(country: Option<&str>) -> Emergency {
    let of = |country: Option<&str>| KNOWN.emergencies.iter().find(|row| row.country.as_deref() == country);
    of(country).or_else(|| of(None)).cloned().unwrap_or(Emergency { country: None, numbers: Vec::new() })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn file() -> File {
        toml::from_str(HELPLINES).unwrap()
    }

    fn is_country(text: &str) -> bool {
        text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    // S-09
    #[test]
    fn every_row_can_be_read_and_reached() {
        let file = file();
        let ids: HashSet<&str> = file.helpline.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids.len(), file.helpline.len(), "an id stands twice");
        for row in &file.helpline {
            assert!(row.phone.is_some() || row.text.is_some() || row.url.is_some(), "{} cannot be reached", row.id);
            assert!(row.url.as_deref().is_none_or(|url| url.starts_with("https://")), "{}", row.id);
            assert!(row.country.as_deref().is_none_or(is_country), "{}", row.id);
            assert!(!row.topics.is_empty(), "{} is for nobody", row.id);
            assert!(
                row.topics.iter().all(|topic| ["crisis", "listening", "parents", "abuse"].contains(&topic.as_str())),
                "{}: {:?}",
                row.id,
                row.topics
            );
        }
    }

    #[test]
    fn every_country_with_a_helpline_has_an_emergency_number_and_so_has_everywhere_else() {
        let file = file();
        let countries: Vec<Option<&str>> = file.emergency.iter().map(|row| row.country.as_deref()).collect();
        assert_eq!(countries.iter().collect::<HashSet<_>>().len(), countries.len(), "a country stands twice");
        assert!(file.emergency.iter().all(|row| !row.numbers.is_empty()));
        for row in &file.helpline {
            assert!(countries.contains(&row.country.as_deref()), "{:?} has no emergency number", row.country);
        }
    }

    #[test]
    fn a_row_to_be_verified_is_never_given_out() {
        let file = file();
        let waiting: HashSet<String> =
            file.helpline.iter().filter(|row| row.status == Status::Verify).map(|row| row.id.clone()).collect();
        let countries: HashSet<Option<String>> = file.helpline.iter().map(|row| row.country.clone()).collect();
        for country in countries {
            for line in for_country(country.as_deref()) {
                assert!(!waiting.contains(&line.id), "{} is given out", line.id);
            }
        }
    }

    #[test]
    fn a_country_without_rows_gets_the_worldwide_ones() {
        let nowhere = for_country(Some("ZZ"));
        assert!(!nowhere.is_empty() && nowhere.iter().all(|line| line.country.is_none()));
        assert_eq!(emergency(Some("ZZ")).country, None);
        assert_eq!(emergency(Some("AU")).numbers, ["000"]);
        let own = for_country(Some("US"));
        assert_eq!(own.first().and_then(|line| line.country.as_deref()), Some("US"));
    }

    // S-10, with a shifted clock: no date of today can break it.
    #[test]
    fn rows_grow_old_and_then_too_old() {
        let seen = file().helpline.iter().filter_map(Row::looked_at).max().expect("there are rows");
        let rows = file().helpline.len();
        assert!(older_than(OLD, seen).is_empty());
        assert_eq!(older_than(OLD, Day(seen.0 + OLD + 1)).len(), rows);
        assert!(older_than(TOO_OLD, Day(seen.0 + OLD + 1)).is_empty());
        assert_eq!(older_than(TOO_OLD, Day(seen.0 + TOO_OLD + 1)).len(), rows);
        assert_eq!(file().helpline.iter().filter_map(Row::looked_at).count(), rows, "every day can be read");
    }
}
