//! People's words: Markdown by comrak, sanitised by ammonia, last. The result is stored and never parsed again (X-05).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};

use super::mentions;

/// Levels of nesting, at most; deeper text is shown as it was typed (X-06).
const DEEPEST: usize = 24;
/// Characters of an excerpt, at most.
pub(super) const EXCERPT: usize = 200;
/// Characters of a title that was made out of the first words.
const MADE_TITLE: usize = 80;

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    // `empty()` still allows `title` and `lang` everywhere, and a few attributes of single tags: none but those named here.
    builder
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .tags(HashSet::from([
            "p",
            "br",
            "em",
            "strong",
            "del",
            "blockquote",
            "ul",
            "ol",
            "li",
            "code",
            "pre",
            "hr",
            "a",
            "h3",
            "h4",
            "h5",
            "h6",
            // Places of mentions, filled when an answer is made.
            "var",
            "dfn",
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("ugc nofollow noopener noreferrer"));
    builder
});

/// How Markdown is read, everywhere.
pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.render.hardbreaks = true;
    options.render.escape = true; // raw HTML is shown, never obeyed
    options
}

/// A post's words as HTML, with places where names of other voices will stand.
#[must_use]
pub fn html(body: &str) -> String {
    if is_deep(body) {
        return SANITISER.clean(&plain(body)).to_string();
    }
    let arena = Arena::new();
    let options = options();
    let root = parse_document(&arena, body, &options);
    if root.descendants().any(|node| node.ancestors().take(DEEPEST + 2).count() > DEEPEST + 1) {
        return SANITISER.clean(&plain(body)).to_string();
    }
    mentions::mark(&arena, root);
    for node in root.descendants() {
        humble(node);
    }
    let mut html = String::new();
    // Writing into a String cannot fail.
    let _ = format_html(root, &options, &mut html);
    SANITISER.clean(&html).to_string()
}

/// Pictures become links to them, and headings stay below the page's own.
fn humble<'a>(node: &'a AstNode<'a>) {
    let mut data = node.data.borrow_mut();
    match &mut data.value {
        NodeValue::Image(link) => {
            let link = link.clone();
            data.value = NodeValue::Link(link);
        }
        NodeValue::Heading(heading) => heading.level = (heading.level + 2).min(6),
        _ => {}
    }
}

/// Whether a line opens more quotes or brackets than anybody means: such text is not given to the parser.
pub(super) fn is_deep(body: &str) -> bool {
    body.lines().any(|line| {
        let marks = line.chars().take_while(|c| matches!(c, '>' | ' ' | '\t' | '-' | '*' | '+')).filter(|c| !c.is_whitespace());
        marks.count() > DEEPEST
    }) || body.matches('[').count() > 500
        || body.matches('*').count() > 4_000
        || body.matches('_').count() > 4_000
}

/// The words as typed, in paragraphs.
fn plain(body: &str) -> String {
    let escaped = ammonia::clean_text(body).replace("&#10;", "\n").replace("&#32;", " ").replace("&#47;", "/");
    let paragraphs = escaped.split("\n\n").filter(|part| !part.trim().is_empty());
    paragraphs.map(|part| format!("<p>{}</p>\n", part.trim_matches('\n').replace('\n', "<br>"))).collect()
}

/// The first words without any marks: for cards, and for letters of members who asked for text.
#[must_use]
pub fn excerpt(body: &str) -> String {
    cut(&words(body), EXCERPT)
}

/// A title out of the first sentence, for a thread that was given none.
#[must_use]
pub fn title(body: &str) -> String {
    let words = words(body);
    let end = words.find(['.', '?', '!', '\u{3002}']).map_or(words.len(), |at| {
        let mark = words.get(at..).and_then(|rest| rest.chars().next()).filter(|mark| *mark != '.');
        at + mark.map_or(0, char::len_utf8)
    });
    let sentence = words.get(..end).filter(|sentence| !sentence.trim().is_empty()).unwrap_or(&words);
    let title = cut(sentence.trim(), MADE_TITLE);
    if !title.is_empty() {
        return title;
    }
    // Nothing but marks: the first line of them, or, where nothing of it can be seen, a sign that there is something.
    body.lines().map(one_line).find(|line| !line.is_empty()).map_or_else(|| "…".to_owned(), |line| cut(&line, MADE_TITLE))
}

/// All words on one line, without any marks; whoever is mentioned stands there as a number.
pub(super) fn words(body: &str) -> String {
    let mut text = String::new();
    if is_deep(body) {
        text.push_str(body);
    } else {
        let arena = Arena::new();
        let root = parse_document(&arena, body, &options());
        mentions::mark(&arena, root);
        for node in root.descendants() {
            match &node.data.borrow().value {
                NodeValue::Text(words) => text.push_str(words),
                NodeValue::Raw(place) => text.push_str(&mentions::in_text(place)),
                NodeValue::Code(code) => text.push_str(&code.literal),
                NodeValue::CodeBlock(block) => text.push_str(&block.literal),
                NodeValue::HtmlInline(html) => text.push_str(html),
                NodeValue::HtmlBlock(html) => text.push_str(&html.literal),
                NodeValue::SoftBreak
                | NodeValue::LineBreak
                | NodeValue::Paragraph
                | NodeValue::Item(_)
                | NodeValue::Heading(_) => {
                    text.push(' ');
                }
                _ => {}
            }
        }
    }
    one_line(&text)
}

/// A text without control characters, its words one space apart.
fn one_line(text: &str) -> String {
    let shown = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first `most` characters, cut between words where that is possible.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most - 1).collect();
    let end = head.rfind(' ').filter(|end| *end > most / 2).unwrap_or(head.len());
    format!("{}…", head.get(..end).unwrap_or(&head).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_kept_and_raw_html_is_shown() {
        let html = html(
            "**Three** o'clock\nexactly <script>alert(1)</script> [here](javascript:alert(1)) ![cat](https://a.example/c.png)\n\n# Loud",
        );
        assert!(html.contains("<strong>Three</strong>") && html.contains("<br>") && html.contains("<h3>Loud</h3>"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("href=\"javascript"), "{html}");
        assert!(!super::html("[a](https://a.example \"t\")").contains("title="));
        assert!(html.contains("&lt;script&gt;") && html.contains("rel=\"ugc nofollow noopener noreferrer\""), "{html}");
    }

    #[test]
    fn deep_nesting_is_shown_as_typed() {
        for body in [">".repeat(19_000), "- ".repeat(9_000), "[".repeat(20_000), "*a **b ".repeat(2_800), "> ".repeat(30) + "x"] {
            let html = html(&body);
            assert!(html.matches("<blockquote").count() <= DEEPEST, "{}", html.len());
        }
    }

    #[test]
    fn a_title_is_the_first_sentence() {
        assert_eq!(title("I *cried* in the lift. Then I laughed."), "I cried in the lift");
        assert_eq!(title("Is that allowed? I mean it."), "Is that allowed?");
        assert_eq!(title("..."), "...");
        assert_eq!(title("***\n---"), "***");
        assert_eq!(title("\u{1}\u{85}\u{9b}"), "…");
        assert!(title(&"word ".repeat(60)).ends_with('…'));
    }
}
