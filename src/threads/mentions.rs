//! `@3` in somebody's words: the voice of post 3 of the same thread, and `> @3` a quotation of it.
//!
//! A name is never stored with the words. What is stored holds the number in an inert place, and the name that the voice
//! has now is put there when an answer is made: a rename, a removal and an erasure show everywhere at once, and what a
//! client calls somebody is dropped (A-12). An alias is named by its alias, because nothing but the voice is looked at.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};

use super::markdown;

/// Mentions in one post, at most: more are no conversation, and a page of posts must stay one small query.
const MOST: usize = 50;
/// Digits of a number, at most: it fits 32 bits.
const DIGITS: usize = 9;

/// The elements that hold a number in stored HTML. Nobody can write them: raw HTML is escaped, and the sanitiser that
/// lets these two pass runs after that.
const MENTION: &str = "var";
const QUOTED: &str = "dfn";

/// A number at the beginning of `text`, and how many bytes it and its `@` take.
fn at_start(text: &str) -> Option<(i32, usize)> {
    let digits: String = text.strip_prefix('@')?.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.get(digits.len() + 1..)?;
    let mut after = rest.chars();
    let (next, second) = (after.next(), after.next());
    // "@3rd", "@3_a" and "@3.5" are something else; "@3." and "@3's" are not.
    let goes_on = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '@'))
        || (matches!(next, Some('.' | ',' | ':' | '/' | '-')) && second.is_some_and(char::is_alphanumeric));
    let fits = !digits.starts_with('0') && digits.len() <= DIGITS && !goes_on;
    fits.then(|| digits.parse().ok()).flatten().map(|number| (number, digits.len() + 1))
}

/// Where the mentions of a plain text stand: the place, the number, and the bytes it takes.
fn places(text: &str) -> Vec<(usize, i32, usize)> {
    let boundary = |at: usize| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '@' | '/' | '.' | '-' | '+'))
    };
    let found = text.match_indices('@').filter(|(at, _)| boundary(*at));
    found.filter_map(|(at, _)| at_start(text.get(at..)?).map(|(number, length)| (at, number, length))).take(MOST).collect()
}

/// The number a block quote quotes: its first line begins with it.
fn quoted_number<'a>(quote: &'a AstNode<'a>) -> Option<(i32, &'a AstNode<'a>)> {
    let paragraph = quote.first_child().filter(|first| matches!(first.data.borrow().value, NodeValue::Paragraph))?;
    let first = paragraph.first_child()?;
    let number = match &first.data.borrow().value {
        NodeValue::Text(text) => at_start(text)?.0,
        _ => return None,
    };
    Some((number, paragraph))
}

/// The words without what stands behind the number of a quotation: whoever wrote that is named by the server (A-12).
#[must_use]
pub fn without_names(body: &str) -> String {
    if !body.contains('@') || markdown::is_deep(body) {
        return body.to_owned();
    }
    let arena = Arena::new();
    let root = parse_document(&arena, body, &markdown::options());
    let mut heads = BTreeSet::new();
    for node in root.descendants().filter(|node| matches!(node.data.borrow().value, NodeValue::BlockQuote)) {
        if let Some((number, paragraph)) = quoted_number(node) {
            heads.insert((paragraph.data.borrow().sourcepos.start.line, number));
        }
    }
    let cut = |index: usize, line: &str| {
        let head = heads.range((index + 1, 0)..(index + 2, 0)).next().map(|(_, number)| format!("@{number}"));
        let end = head.and_then(|head| line.find(&head).map(|at| at + head.len()));
        end.and_then(|end| line.get(..end)).unwrap_or(line).to_owned()
    };
    body.split('\n').enumerate().map(|(index, line)| cut(index, line)).collect::<Vec<_>>().join("\n")
}

/// Puts places in the tree where numbers stood.
pub(super) fn mark<'a>(arena: &'a Arena<'a>, root: &'a AstNode<'a>) {
    let nodes: Vec<&AstNode<'_>> = root.descendants().collect();
    let mut room = MOST;
    for node in &nodes {
        if matches!(node.data.borrow().value, NodeValue::BlockQuote)
            && room > 0
            && let Some((number, paragraph)) = quoted_number(node)
        {
            let is_break = |one: &&AstNode<'_>| matches!(one.data.borrow().value, NodeValue::SoftBreak | NodeValue::LineBreak);
            let line: Vec<&AstNode<'_>> = paragraph.children().take_while(|one| !is_break(one)).collect();
            for one in line {
                one.detach();
            }
            paragraph.prepend(arena.alloc(place(QUOTED, number).into()));
            room -= 1;
        }
    }
    for node in nodes {
        let NodeValue::Text(text) = &node.data.borrow().value else { continue };
        let in_link = node.ancestors().any(|above| matches!(above.data.borrow().value, NodeValue::Link(_) | NodeValue::Image(_)));
        if in_link || node.parent().is_none() {
            continue;
        }
        let mut from = 0;
        let mut parts = Vec::new();
        for (at, number, length) in places(text).into_iter().take(room) {
            parts.push(NodeValue::Text(text.get(from..at).unwrap_or_default().to_owned().into()));
            parts.push(place(MENTION, number));
            from = at + length;
            room -= 1;
        }
        if !parts.is_empty() {
            parts.push(NodeValue::Text(text.get(from..).unwrap_or_default().to_owned().into()));
        }
        for part in parts {
            node.insert_before(arena.alloc(part.into()));
        }
        if from > 0 {
            node.detach();
        }
    }
}

fn place(element: &str, number: i32) -> NodeValue {
    NodeValue::Raw(format!("<{element}>{number}</{element}>"))
}

/// A place as plain text has it: "@3", and "@3 wrote:" before a quotation.
pub(super) fn in_text(place: &str) -> String {
    let number: String = place.chars().filter(char::is_ascii_digit).collect();
    if place.starts_with("<dfn") { format!("@{number} wrote:") } else { format!("@{number}") }
}

/// The next place in stored HTML: what stands before it, whether it begins a quotation, the number, and what follows.
fn next_place(html: &str) -> Option<(&str, bool, i32, &str)> {
    let found = [(MENTION, false), (QUOTED, true)].into_iter().filter_map(|(element, quotes)| {
        let (before, after) = html.split_once(&format!("<{element}>"))?;
        let (number, rest) = after.split_once(&format!("</{element}>"))?;
        Some((before, quotes, number.parse().ok()?, rest))
    });
    found.min_by_key(|(before, ..)| before.len())
}

/// The numbers that stored HTML mentions.
pub(super) fn in_html(html: &str) -> Vec<i32> {
    let (mut rest, mut numbers) = (html, Vec::new());
    while let Some((_, _, number, after)) = next_place(rest) {
        numbers.push(number);
        rest = after;
    }
    numbers
}

/// The numbers that a stored excerpt mentions.
pub(super) fn in_excerpt(text: &str) -> Vec<i32> {
    places(text).into_iter().map(|(_, number, _)| number).collect()
}

/// Stored HTML with the names of this moment; whoever is gone, or was never there, is someone.
pub(super) fn fill_html<'n>(html: &str, name: impl Fn(i32) -> Option<&'n str>) -> String {
    let (mut rest, mut filled) = (html, String::with_capacity(html.len()));
    while let Some((before, quotes, number, after)) = next_place(rest) {
        filled.push_str(before);
        let shown = match name(number) {
            Some(name) => format!("<a class=\"mention\" href=\"#n{number}\">{}</a>", escaped(name)),
            None if quotes => "Someone".to_owned(),
            None => "<span class=\"mention\">someone</span>".to_owned(),
        };
        // Writing into a String cannot fail.
        let _ = if quotes { write!(filled, "<span class=\"wrote\">{shown} wrote</span>") } else { write!(filled, "{shown}") };
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A stored excerpt with the names of this moment.
pub(super) fn fill_excerpt<'n>(text: &str, name: impl Fn(i32) -> Option<&'n str>) -> String {
    let (mut from, mut filled) = (0, String::with_capacity(text.len()));
    for (at, number, length) in places(text) {
        filled.push_str(text.get(from..at).unwrap_or_default());
        from = at + length;
        let quotes = text.get(from..).is_some_and(|rest| rest.starts_with(" wrote:"));
        filled.push_str(name(number).unwrap_or(if quotes { "Someone" } else { "someone" }));
    }
    filled.push_str(text.get(from..).unwrap_or_default());
    markdown::cut(&filled, markdown::EXCERPT)
}

/// A name as HTML: members choose them (A-12).
fn escaped(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(number: i32) -> Option<&'static str> {
        match number {
            1 => Some("Quiet Willow"),
            3 => Some("<img src=x onerror=alert(1)> & \"Co\" 'x'"),
            _ => None,
        }
    }

    fn shown(body: &str) -> String {
        fill_html(&markdown::html(&without_names(body)), names)
    }

    const WILLOW: &str = "<a class=\"mention\" href=\"#n1\">Quiet Willow</a>";

    #[test]
    fn a_number_becomes_the_name_of_its_voice() {
        assert_eq!(shown("Thank you, @1."), format!("<p>Thank you, {WILLOW}.</p>\n"));
        assert_eq!(
            shown("@1 and (@1), *@1's* @7"),
            format!("<p>{WILLOW} and ({WILLOW}), <em>{WILLOW}'s</em> <span class=\"mention\">someone</span></p>\n")
        );
        for body in
            ["a@1", "mail me@1.example", "@1st", "@1_a", "@1.5", "@01", "@1:30", "@1@2", "@12345678901", "`@1`", "/@1", "@@1"]
        {
            assert!(!shown(body).contains("Willow") && !shown(body).contains("someone"), "{body}: {}", shown(body));
        }
        assert!(!shown("[x @1](https://a.example)").contains("Willow"), "no link in a link");
    }

    #[test]
    fn a_quotation_is_named_by_the_server_and_by_nobody_else() {
        // A-12
        let expected = format!(
            "<blockquote>\n<p><span class=\"wrote\">{WILLOW} wrote</span><br>\nI cried.</p>\n</blockquote>\n<p>Me too.</p>\n"
        );
        assert_eq!(shown("> @1\n> I cried.\n\nMe too."), expected);
        for crafted in ["Anna Miller wrote:", "**Anna** Miller", "[Anna](https://a.example)", "*Anna", "`Anna"] {
            let html = shown(&format!("> @1 {crafted}\n> I cried.\n\nMe too."));
            assert_eq!(html, expected, "{crafted}");
        }
        assert_eq!(
            without_names("a\n- > @1 Anna\n  > b\n\n@1 Anna stays\n> b @1 stays"),
            "a\n- > @1\n  > b\n\n@1 Anna stays\n> b @1 stays"
        );
        let crafted = markdown::html("> @1 *Anna\n> Miller* x");
        assert!(!crafted.contains("Anna"), "also where the line was not cut before: {crafted}");
        assert!(shown("> @9\n> x").contains("<span class=\"wrote\">Someone wrote</span>"));
    }

    #[test]
    fn names_and_words_cannot_become_markup() {
        let html = shown("@3 and > \n\n> @3\n> x");
        assert!(
            html.contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Co&quot; &#39;x&#39;") && !html.contains("<img"),
            "{html}"
        );
        for body in [
            "<var>1</var>",
            "&lt;var&gt;1&lt;/var&gt;",
            "<dfn>1</dfn>",
            "`<var>1</var>`",
            "[a](https://x.example/<var>1</var>)",
            "<https://x.example/<var>1</var>>",
            "```<var>1</var>\n<var>1</var>\n```",
        ] {
            assert!(!shown(body).contains("Willow"), "{body}: {}", shown(body));
        }
        assert!(!fill_html("<p><var>x</var></p>", names).contains("someone"), "what is no number stays");
    }

    #[test]
    fn a_post_mentions_fifty_at_most() {
        let body = (1..=6_000).map(|n| format!("@{n} ")).collect::<String>();
        assert_eq!(in_html(&markdown::html(&body)).len(), MOST);
    }

    #[test]
    fn an_excerpt_names_too_and_stays_short() {
        let excerpt = markdown::excerpt("> @1 Anna\n> I cried.\n\nMe too, @7.");
        assert_eq!(excerpt, "@1 wrote: I cried. Me too, @7.");
        assert_eq!(in_excerpt(&excerpt), [1, 7]);
        assert_eq!(fill_excerpt(&excerpt, names), "Quiet Willow wrote: I cried. Me too, someone.");
        assert!(fill_excerpt(&markdown::excerpt(&"@3 ".repeat(80)), names).chars().count() <= markdown::EXCERPT);
    }
}
