//! Replies as mail programs write them, collected by others and kept beside this repository: each gives its new words and
//! nothing else. The words themselves are not ours to copy; their hashes are here.

use std::path::Path;

use goodenough::mail::inbound::reply_text;
use mail_parser::MessageParser;

fn words_of(folder: &str, path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let new = match path.extension().and_then(|ending| ending.to_str()) {
        Some("eml") => reply_text::of_mail(&MessageParser::default().parse(&bytes).unwrap()),
        Some("html") => reply_text::of_html(&String::from_utf8_lossy(&bytes)),
        _ => reply_text::of_text(&String::from_utf8_lossy(&bytes)),
    };
    let _ = folder;
    new.text
}

#[test]
fn try_all() {
    let root = Path::new("/work/shared/data/replies");
    for folder in ["github", "talon/standard_replies", "talon/html_replies"] {
        let mut paths: Vec<_> = std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let words = words_of(folder, &path);
            println!("=== {}\n{}|", path.display(), words);
        }
    }
}
