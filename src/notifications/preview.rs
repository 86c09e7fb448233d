//! A letter as it would look, with invented words: nothing of anybody is in it, and it is written as real ones are.

use actix_web::web;
use serde::Serialize;

use super::actions::Error;
use crate::accounts::Member;
use crate::accounts::actions::person;
use crate::accounts::mail_choices;
use crate::app::App;
use crate::mail::actions::look;
use crate::mail::letters::{About, Addressed, Because, Digest, DigestItem, Glimpse, Reader, Reply, Series, Shown, Written};
use crate::storage::Failure;
use crate::storage::columns::{ThreadId, word_enum};

word_enum! {
    /// A letter that can be looked at.
    Previewed {
        /// About a reply.
        Reply = "reply",
        /// What there is, gathered.
        Digest = "digest",
    }
}

/// A letter as it would look.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Preview {
    /// The sender, as mail programs show it.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// What lists of letters show beside the subject.
    pub preheader: String,
    /// The text part.
    pub text: String,
    /// The HTML part; it loads nothing.
    pub html: String,
}

/// A thread that is not there.
const NOWHERE: ThreadId = ThreadId(1);

/// Shows a letter as it would be, discreet or not; left out: as she chose.
///
/// # Errors
/// `Unknown` when the account is gone.
pub async fn preview(app: web::Data<App>, member: &Member, kind: Previewed, discreet: Option<bool>) -> Result<Preview, Error> {
    let (inner, account) = (app.clone(), member.account);
    let read = app.storage.read(move |conn| Ok::<_, Failure>((mail_choices::of(conn, &inner, account)?, person(conn, account)?)));
    let (Some(choices), Some(person)) = read.await? else { return Err(Error::Unknown) };
    let discreet = discreet.unwrap_or(choices.discreet);
    let letter: Box<dyn Written> = match kind {
        Previewed::Reply => Box::new(reply(&app, discreet)),
        Previewed::Digest => Box::new(digest(&app, discreet)),
    };
    let reader = Reader { locale: person.locale, time_zone: person.time_zone };
    let seen = look(&app, &Addressed { letter, reader })?;
    Ok(Preview { from: seen.from, subject: seen.subject, preheader: seen.preheader, text: seen.text, html: seen.html })
}

/// Links that lead to her settings: a look at a letter must not stop any.
fn series(app: &App, list: &'static str) -> Series {
    let settings = format!("{}/settings", app.config.site.url);
    Series { list, root: String::new(), before: Vec::new(), stop: settings.clone(), stop_by_mail: None, manage: settings }
}

fn reply(app: &App, discreet: bool) -> Reply {
    let shown = Shown {
        title: Some("Awake again at four".to_owned()),
        voice: "Quiet Willow".to_owned(),
        excerpt: "You are not the only one. It took us weeks, and then one night it was over.".to_owned(),
    };
    Reply {
        thread: NOWHERE,
        number: 2,
        count: 1,
        because: Because::Opened,
        shown: (!discreet).then_some(shown),
        series: series(app, "replies"),
    }
}

fn digest(app: &App, discreet: bool) -> Digest {
    let item = |about, number, count, title: &str, excerpt: &str| {
        let glimpse = Glimpse { title: Some(title.to_owned()), excerpt: excerpt.to_owned() };
        DigestItem { about, thread: NOWHERE, number, count, shown: (!discreet).then_some(glimpse) }
    };
    Digest {
        items: vec![
            item(About::Yours, 4, 1, "Awake again at four", ""),
            item(About::Followed, 7, 3, "The first week at nursery", ""),
            item(
                About::Waiting,
                1,
                0,
                "Nobody told me about the quiet",
                "Everybody has gone back to work, and the flat is so still.",
            ),
        ],
        series: series(app, "digest"),
    }
}
