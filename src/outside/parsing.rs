//! What somebody wrote in a notice, checked; and which post an address names.

use std::collections::BTreeMap;

use super::model::{Contact, Error, NoticeCategory};
use crate::accounts::model::{self, Address};
use crate::error::FieldCode;
use crate::storage::columns::ThreadId;
use crate::text;

/// Characters of an explanation, at most.
const EXPLANATION: usize = 5_000;
/// Characters of an address, at most.
const URL: usize = 2_000;
/// Addresses in one notice, at most.
const URLS: usize = 20;
/// Characters of a name, at most.
const NAME: usize = 200;

/// What somebody wrote.
#[derive(Clone, Debug)]
pub struct Written {
    /// What it is about; not chosen is not a choice.
    pub category: NoticeCategory,
    /// Why it is against the law.
    pub explanation: String,
    /// Where.
    pub urls: Vec<String>,
    /// What else helps to find it.
    pub extra: Option<String>,
    /// Who she is.
    pub name: Option<String>,
    /// Where she can be told.
    pub email: Option<String>,
    /// She believes that it is right and complete.
    pub good_faith: bool,
    /// Her language.
    pub locale: Option<String>,
}

/// What fits.
pub(super) struct Checked {
    pub category: NoticeCategory,
    pub explanation: String,
    pub urls: Vec<String>,
    pub extra: String,
    pub contact: Contact,
}

/// Checks everything, and says of every field at once what does not fit.
pub(super) fn check(written: &Written, token: &str) -> Result<Checked, Error> {
    let mut wrong: BTreeMap<String, FieldCode> = BTreeMap::new();
    let mut fits = |field: &str, read: Result<String, FieldCode>, needed: bool| match read {
        Ok(text) => Some(text),
        Err("required") if !needed => None,
        Err(why) => {
            wrong.insert(field.to_owned(), why);
            None
        }
    };
    let needed = written.category.needs_contact();
    let explanation = fits("explanation", text::lines(&written.explanation, EXPLANATION), true);
    let extra = fits("extra", text::lines(written.extra.as_deref().unwrap_or_default(), text::NOTE), false);
    let name = fits("name", text::line(written.name.as_deref().unwrap_or_default(), NAME), needed);
    let email = Address::parse(written.email.as_deref().unwrap_or_default()).map(|address| address.as_str().to_owned());
    let email = fits("email", email, needed);
    let locale = fits("locale", written.locale.as_deref().map_or_else(|| Ok("en".to_owned()), model::locale), true);
    let urls = fits("urls", addresses(&written.urls).map(|urls| urls.join("\n")), true);
    if !written.good_faith {
        wrong.insert("good_faith".to_owned(), "required");
    }
    match (explanation, urls, locale) {
        (Some(explanation), Some(urls), Some(locale)) if wrong.is_empty() => Ok(Checked {
            category: written.category,
            explanation,
            urls: urls.lines().map(str::to_owned).collect(),
            extra: extra.unwrap_or_default(),
            contact: Contact { name, email, locale, token: token.to_owned() },
        }),
        _ => Err(Error::Fields(wrong)),
    }
}

fn addresses(written: &[String]) -> Result<Vec<String>, FieldCode> {
    let mut urls = Vec::new();
    for url in written.iter().map(|url| url.trim()).filter(|url| !url.is_empty()) {
        let url = text::line(url, URL)?;
        let parsed = url::Url::parse(&url).map_err(|_| "bad_characters")?;
        if !matches!(parsed.scheme(), "http" | "https") || url.contains(char::is_whitespace) {
            return Err("bad_characters");
        }
        urls.push(url);
    }
    match urls.len() {
        0 => Err("required"),
        1..=URLS => Ok(urls),
        _ => Err("too_many"),
    }
}

/// The post that an address of this forum names: `SITE/t/<id>?from=..#n<number>`; without a number the thread's first.
pub(super) fn post_named(site: &str, url: &str) -> Option<(ThreadId, i32)> {
    let (site, url) = (url::Url::parse(site).ok()?, url::Url::parse(url).ok()?);
    if (site.host_str(), site.port_or_known_default()) != (url.host_str(), url.port_or_known_default()) {
        return None;
    }
    let path = url.path().strip_prefix(site.path().trim_end_matches('/'))?;
    let id = path.strip_prefix("/t/")?.trim_end_matches('/');
    let number = match url.fragment() {
        Some(fragment) if fragment.starts_with('n') => fragment.strip_prefix('n')?.parse().ok()?,
        _ => 1,
    };
    Some((ThreadId::parse(id)?, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_forum_names_a_post() {
        let id = ThreadId(77).to_string();
        let named = |url: &str| post_named("https://notes.example", url).map(|(thread, number)| (thread.0, number));
        assert_eq!(named(&format!("https://notes.example/t/{id}?from=21#n23")), Some((77, 23)));
        assert_eq!(named(&format!("https://notes.example/t/{id}")), Some((77, 1)));
        assert_eq!(named(&format!("https://elsewhere.example/t/{id}#n2")), None);
        assert_eq!(named(&format!("https://notes.example/t/{id}#nobody")), None);
        assert_eq!(named("https://notes.example/s/1"), None);
        assert_eq!(named("notes"), None);
    }
}
