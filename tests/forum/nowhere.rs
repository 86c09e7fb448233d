//! What does not exist: words that the API never says, and things that its pages never ask a browser for.

use std::path::{Path, PathBuf};

use goodenough::openapi::document;
use serde_json::Value;

/// The words that name parameters, fields, schemas and paths of the whole API, as `_snake_case_` with a line at each end.
fn words_of_the_api(document: &Value) -> Vec<String> {
    fn gather(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(name) = fields.get("name").and_then(Value::as_str) {
                    found.push(snaked(name));
                }
                for (name, value) in fields {
                    if name != "description" && name != "title" {
                        found.push(snaked(name));
                        gather(value, found);
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(document, &mut found);
    found
}

fn snaked(name: &str) -> String {
    let mut snaked = String::from("_");
    for letter in name.chars() {
        if letter.is_uppercase() || !letter.is_alphanumeric() {
            snaked.push('_');
        }
        if letter.is_alphanumeric() {
            snaked.extend(letter.to_lowercase());
        }
    }
    snaked.push('_');
    snaked
}

/// What would tell somebody apart, or let somebody reach her past the thread; each also in the plural and in longer names.
const TELLING: [&str; 40] = [
    //
    "online",
    "typing",
    "presence",
    "read_by",
    "seen_by",
    //
    "last_seen",
    "last_active",
    "last_visit",
    //
    "feed",
    "rss",
    "sitemap",
    "oembed",
    //
    "upload",
    "attachment",
    "avatar",
    "gravatar",
    //
    "push",
    "subscription",
    "vapid",
    "web_hook",
    //
    "message_to",
    "messages",
    "conversation",
    "direct",
    "inbox",
    "recipient",
    //
    "invite",
    "invitation",
    "referral",
    "referrer",
    "friend",
    "contacts",
    "may_know",
    //
    "post_count",
    "reputation",
    "ranking",
    "follower",
    //
    "account_id",
    "user_id",
    "member_id",
];

/// A moderator may have a word with whoever wrote a post; nobody else can begin one, and there is nobody else to write to.
const WITH_MODERATORS: [&str; 8] = [
    "_messages_",
    "__conversation_",
    "_conversations_",
    "__list__conversation_",
    "__api_v1_conversations_",
    "__api_v1_conversations__id__",
    "__api_v1_conversations__id__messages_",
    "__api_v1_moderation_cases__id__messages_",
];

fn telling(words: &[String]) -> Vec<&String> {
    let between = |word: &&String| !WITH_MODERATORS.contains(&word.as_str());
    words.iter().filter(between).filter(|word| TELLING.iter().any(|telling| word.contains(&format!("_{telling}")))).collect()
}

/// Every file of ours that a browser, or the server before it, is made of; with its text.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("frontend");
    let (mut folders, mut found) = (["src", "static", "server", "messages"].map(|folder| root.join(folder)).to_vec(), Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("lib/paraglide") {
                // The message compiler's own code, which is not in the repository.
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                found.push((path.strip_prefix(&root).unwrap().to_owned(), text.to_lowercase()));
            }
        }
    }
    assert!(found.len() > 100, "the pages were not found");
    found
}

/// The files that hold one of these words.
#[track_caller]
fn nowhere(words: &[&str]) {
    let guilty: Vec<String> = pages()
        .iter()
        .flat_map(|(path, text)| {
            let name = path.display().to_string();
            words
                .iter()
                .filter(|word| text.contains(**word) || name.contains(**word))
                .map(|word| format!("{name}: {word}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(guilty.is_empty(), "{guilty:#?}");
}

// S-22
#[test]
fn what_would_tell_somebody_apart_does_not_exist() {
    let words = words_of_the_api(document());
    assert!(words.len() > 300);
    assert!(telling(&words).is_empty(), "{:?}", telling(&words));
}

// no letter to a device, so none that says anything; the pages ask for no leave to send one, and the one worker, which
// keeps the helplines for when there is no network, hears of nothing but pages.
#[test]
fn no_page_lets_itself_be_pushed_to() {
    nowhere(&[
        "pushmanager",
        "pushsubscription",
        "('push'",
        "notificationclick",
        "periodicsync",
        "shownotification",
        "new notification(",
        "requestpermission",
        "gcm_sender_id",
        "vapid",
        "setappbadge",
    ]);
    let needs = ["Cargo.toml", "frontend/package.json"]
        .map(|file| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap());
    assert!(needs.iter().all(|needs| !needs.contains("web-push") && !needs.contains("webpush") && !needs.contains("workbox")));
}

// S-24: no scale is put to anybody here, and no score of one exists.
#[test]
fn no_page_asks_a_questionnaire() {
    nowhere(&["epds", "edinburgh postnatal", "phq-9", "gad-7"]);
}

// S-08: a wrong number harms, so a number of a helpline stands in its data and nowhere else.
#[test]
fn no_number_of_a_helpline_stands_outside_of_its_data() {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let rows = include_str!("../../config/helplines.toml").lines();
    let numbers: Vec<String> = rows
        .filter(|row| row.starts_with("phone = ") || row.starts_with("text = "))
        .map(digits)
        // Shorter ones are also years and sizes.
        .filter(|number| number.len() >= 7)
        .collect();
    assert!(numbers.len() > 15, "{numbers:?}");
    let told = pages().into_iter().filter(|(path, _)| !path.to_string_lossy().contains(".test.")).map(|(path, text)| {
        // As they are spaced: a digit follows another with at most one sign between them.
        (path, text.lines().map(|line| line.replace([' ', '-', '\u{a0}'], "")).collect::<Vec<_>>().join("\n"))
    });
    let guilty: Vec<_> =
        told.filter(|(_, text)| numbers.iter().any(|number| text.contains(number.as_str()))).map(|(path, _)| path).collect();
    assert!(guilty.is_empty(), "{guilty:?}");
}

// what a page tells machines about itself names nobody, because it tells them nothing.
#[test]
fn no_page_announces_a_thread_or_its_author_to_machines() {
    nowhere(&[
        "\"og:",
        "'og:",
        "\"twitter:",
        "ld+json",
        "rel=\"author\"",
        "rel='author'",
        "article:author",
        "application/rss",
        "sitemap",
        "oembed",
        "itemprop",
        "itemscope",
    ]);
    // Two lists for newsreaders, with an alias or nobody as the author (`columns.rs`); none of one thread or one writer.
    let told: Vec<PathBuf> =
        pages().into_iter().filter(|(_, text)| text.contains("application/atom")).map(|(path, _)| path).collect();
    let places = ["src/routes/+page.svelte", "src/routes/atom/[which]/+server.ts", "src/routes/columns/+page.svelte"];
    assert!(
        told.iter().all(|path| places.iter().any(|place| path == Path::new(place)) || path.ends_with("schema.d.ts")),
        "{told:?}"
    );
    let paths = document()["paths"].as_object().unwrap();
    let atom: Vec<&String> = paths.keys().filter(|path| path.contains("atom")).collect();
    assert_eq!(atom, ["/api/v1/atom/columns", "/api/v1/atom/threads"]);
}

#[test]
fn these_tests_find_what_they_look_for() {
    let document = serde_json::json!({
        "paths": {"/api/v1/conversations/with/{id}": {"post": {"parameters": [{"name": "invite_code", "description": "An invitation"}]}}},
        "components": {"schemas": {"PushSubscription": {"properties": {"lastSeen": {}, "message": {}, "title": {"friend": 1}}}}},
    });
    let words = words_of_the_api(&document);
    assert_eq!(telling(&words).len(), 4, "{:?}", telling(&words));
}
