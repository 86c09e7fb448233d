//! What the demonstration forum says: `config/demo.toml`, read into types that a typing error does not fit.

use serde::Deserialize;

use crate::accounts::Role;
use crate::moderation::model::Reason;
use crate::reactions::Reaction;
use crate::threads::{Audience, Need, Note};
use crate::voices::VoiceKind;

/// The embedded text.
const DATA: &str = include_str!("../../config/demo.toml");

/// Everything.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Who is there.
    pub member: Vec<Somebody>,
    /// What they wrote.
    pub thread: Vec<Thread>,
    /// The report that waits for a moderator.
    pub report: Report,
}

/// An invented member.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Somebody {
    /// Her name in the file.
    pub key: String,
    /// Her display name.
    pub name: String,
    /// Her address.
    pub email: String,
    /// What she may do.
    pub role: Role,
    /// Where she lives, if she says it.
    pub country: Option<String>,
}

/// A thread with what followed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thread {
    /// The slug of its space.
    pub space: String,
    /// Who wrote it.
    pub by: String,
    /// Under which of her names.
    pub voice: VoiceKind,
    /// What she asks for.
    pub need: Need,
    /// What it touches.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// Who may read it.
    pub audience: Audience,
    /// Its title.
    pub title: String,
    /// It is a column.
    #[serde(default)]
    pub column: bool,
    /// Its age when the forum is filled.
    pub hours_ago: f64,
    /// The opening post.
    pub body: String,
    /// The replies, oldest first.
    #[serde(default)]
    pub reply: Vec<Reply>,
    /// The warmth.
    #[serde(default)]
    pub reaction: Vec<Warmth>,
}

/// A reply.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Who wrote it.
    pub by: String,
    /// Under which of her names.
    pub voice: VoiceKind,
    /// Its age.
    pub hours_ago: f64,
    /// The number of the post it answers.
    pub to: Option<i32>,
    /// It tells how it went.
    #[serde(default)]
    pub ending: bool,
    /// She says that she is new here.
    #[serde(default)]
    pub new_here: bool,
    /// The words.
    pub body: String,
}

/// Reactions of one kind to one post.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warmth {
    /// The post's number.
    pub post: i32,
    /// Which.
    pub kind: Reaction,
    /// From whom.
    pub by: Vec<String>,
}

/// A report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The title of the thread.
    pub thread: String,
    /// The post's number.
    pub post: i32,
    /// Who reports it.
    pub by: String,
    /// Why.
    pub reason: Reason,
    /// In her words.
    pub note: String,
}

/// Reads the embedded text.
///
/// # Errors
/// A sentence naming the line that does not fit; a test sees to it that there is none.
pub fn read() -> Result<Content, toml::de::Error> {
    toml::from_str(DATA)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::accounts::name::DisplayName;
    use crate::threads::spaces;

    #[test]
    fn everybody_has_a_key_a_name_and_an_address_of_her_own() {
        let content = read().unwrap();
        let all = content.member.len();
        assert_eq!(content.member.iter().map(|one| &one.key).collect::<HashSet<_>>().len(), all);
        assert_eq!(content.member.iter().map(|one| &one.email).collect::<HashSet<_>>().len(), all);
        let names: HashSet<String> =
            content.member.iter().map(|one| DisplayName::parse(&one.name).unwrap().skeleton().to_owned()).collect();
        assert_eq!(names.len(), all, "two names look alike");
        for (email, role) in super::super::SIGN_INS {
            assert!(content.member.iter().any(|one| one.email == email && one.role == role), "{email} is no {}", role.word());
        }
    }

    #[test]
    fn everything_stands_where_it_can() {
        let content = read().unwrap();
        let keys: HashSet<&str> = content.member.iter().map(|one| one.key.as_str()).collect();
        let knows = |key: &String| assert!(keys.contains(key.as_str()), "{key} is nobody");
        for thread in &content.thread {
            knows(&thread.by);
            let title = &thread.title;
            let (mut before, last) = (thread.hours_ago, thread.reply.len() + 1);
            for reply in &thread.reply {
                knows(&reply.by);
                assert!(reply.hours_ago < before && reply.hours_ago > 0.0, "{title}: a reply is older than what it answers");
                assert!(reply.to.is_none_or(|to| (1..=last).contains(&usize::try_from(to).unwrap())), "{title}");
                before = reply.hours_ago;
            }
            for warmth in &thread.reaction {
                warmth.by.iter().for_each(knows);
                assert!((1..=last).contains(&usize::try_from(warmth.post).unwrap()), "{title}: no post {}", warmth.post);
            }
        }
        knows(&content.report.by);
        let reported: Vec<&Thread> = content.thread.iter().filter(|thread| thread.title == content.report.thread).collect();
        assert_eq!(reported.len(), 1);
        assert!((2..=reported[0].reply.len() + 1).contains(&usize::try_from(content.report.post).unwrap()));
    }

    #[test]
    fn the_forum_is_alive_in_every_space() {
        let content = read().unwrap();
        let threads = content.thread.iter().filter(|thread| !thread.column);
        let (waiting, answered): (Vec<&Thread>, Vec<&Thread>) = threads.partition(|thread| thread.reply.is_empty());
        assert!(answered.len() >= 30 && !waiting.is_empty(), "some are answered, and some still wait");
        assert!(answered.iter().all(|thread| (2..=8).contains(&thread.reply.len())), "a thread has too few or too many replies");
        let spaces: HashSet<&str> = content.thread.iter().map(|thread| thread.space.as_str()).collect();
        assert!(spaces.iter().all(|slug| spaces::number_of(slug).is_some()));
        assert_eq!(spaces.len(), spaces::all().len(), "a space is empty");
        assert!(content.thread.iter().any(|thread| thread.column), "nobody wrote a column");
        for need in Need::ALL {
            assert!(content.thread.iter().any(|thread| thread.need == *need), "nobody asks for {}", need.word());
        }
        for kind in Reaction::ALL {
            assert!(
                content.thread.iter().any(|thread| thread.reaction.iter().any(|warmth| warmth.kind == *kind)),
                "no {}",
                kind.word()
            );
        }
        for voice in VoiceKind::ALL {
            assert!(content.thread.iter().any(|thread| thread.voice == *voice));
        }
    }
}
