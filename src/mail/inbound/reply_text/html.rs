//! A mail's HTML as plain text, its quotations marked with `>` as plain mails mark them. Read, and thrown away.

use std::ops::Deref;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

/// Elements that say nothing.
const SILENT: &[&str] =
    &["script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe", "select", "button"];
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "header",
    "hr", "html", "li", "main", "nav", "ol", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
];
/// Elements with a blank line above and below.
const PARAGRAPHS: &[&str] = &["p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Ids and classes, or their beginnings, of what holds nothing but an earlier mail or who wrote it.
const QUOTED: &[&str] = &[
    "gmail_attr",
    "moz-cite-prefix",
    "moz-forward-container",
    "yahoo_quoted",
    "yahooquoted",
    "protonmail_quote",
    "tutanota_quote",
    "zmail_extra",
    "aolmsgpart",
    "aolreplacedbody",
    "ms-outlook-mobile-reference-message",
    "mail-editor-reference-message-container",
    "isforwardcontent",
    "isreplycontent",
];
/// Ids and classes of what stands above an earlier mail that is not marked in itself.
const ABOVE_EARLIER: &[&str] = &["divrplyfwdmsg", "appendonsend", "outlookmessageheader", "stopspelling", "zwchr"];
/// The line that Outlook and Windows Mail draw above an earlier mail.
const DRAWN: &[&str] = &["border-top:solid#b5c4df", "border-top:solid#e1e1e1", "border-top-color:rgb(229,229,229)"];
/// Ids and classes of signatures.
const SIGNATURES: &[&str] = &[
    "gmail_signature",
    "moz-signature",
    "signature",
    "protonmail_signature_block",
    "ms-outlook-mobile-signature",
    "applemailsignature",
    "tutanota_signature",
    "mobilesignature",
    "zmail_signature",
    "x_gmail_signature",
    "x_signature",
];
/// What the plain text says above an earlier mail.
const MARK: &str = "-----Original Message-----";

/// How deep elements may lie in one another before the rest is passed over.
const DEEPEST: usize = 300;

type Place<'t> = <ElementRef<'t> as Deref>::Target;

/// The text.
pub(super) fn as_text(html: &str) -> String {
    let document = Html::parse_document(html);
    let mut page = Page::default();
    walk(&mut page, document.tree.root(), 0);
    page.end_line();
    page.text
}

fn walk(page: &mut Page, place: Place<'_>, depth: usize) {
    match place.value() {
        _ if depth > DEEPEST => {}
        Node::Text(text) => page.write(text),
        Node::Element(element) => element_of(page, element, place, depth),
        Node::Document | Node::Fragment => place.children().for_each(|child| walk(page, child, depth + 1)),
        _ => {}
    }
}

fn element_of(page: &mut Page, element: &Element, place: Place<'_>, depth: usize) {
    let name = element.name();
    if name == "br" {
        return page.end_line();
    }
    if SILENT.contains(&name) || is_marked(element, SIGNATURES) || element.attr("data-signatureblock").is_some() {
        return;
    }
    let tight = is_tight(element);
    let quoted = name == "blockquote" || is_marked(element, QUOTED);
    let paragraph = PARAGRAPHS.contains(&name) && !tight;
    let apart = quoted || paragraph || tight || BLOCKS.contains(&name);
    if apart {
        page.begin_line(paragraph);
    }
    if is_marked(element, ABOVE_EARLIER) || is_drawn(element) {
        page.write(MARK);
        page.begin_line(false);
    }
    page.depth += usize::from(quoted);
    if name == "li" {
        page.write("- ");
    }
    let (preformatted, start) = (page.preformatted, page.text.len() + page.line.len());
    page.preformatted |= name == "pre";
    place.children().for_each(|child| walk(page, child, depth + 1));
    page.preformatted = preformatted;
    if name == "a" {
        page.target(element.attr("href").unwrap_or_default(), start);
    }
    if apart {
        page.begin_line(paragraph);
    }
    page.depth -= usize::from(quoted);
}

/// Whether an id or a class of the element begins with one of these words.
fn is_marked(element: &Element, words: &[&str]) -> bool {
    let is = |mark: &str| {
        let mark = mark.to_lowercase();
        let mark = mark.strip_prefix("x_").unwrap_or(&mark);
        words.iter().any(|word| mark == *word || mark.strip_prefix(word).is_some_and(|rest| rest.starts_with(['_', '-'])))
    };
    element.attr("id").is_some_and(is) || element.classes().any(is)
}

fn style(element: &Element) -> String {
    element.attr("style").unwrap_or_default().to_lowercase().replace(char::is_whitespace, "")
}

fn is_drawn(element: &Element) -> bool {
    let style = style(element);
    DRAWN.iter().any(|line| style.contains(line))
}

/// A paragraph without room around it: word processors write each line as one.
fn is_tight(element: &Element) -> bool {
    element.name() == "p" && (element.classes().any(|class| class.starts_with("Mso")) || style(element).contains("margin:0"))
}

/// The text so far.
#[derive(Default)]
struct Page {
    text: String,
    line: String,
    /// Quotations that are open.
    depth: usize,
    preformatted: bool,
    /// A blank line is due before the next words.
    blank: bool,
}

impl Page {
    fn write(&mut self, text: &str) {
        if self.preformatted {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.end_line();
                }
                self.line.push_str(line);
            }
            return;
        }
        for letter in text.chars() {
            let space = matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !space {
                self.line.push(letter);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
    }

    /// Ends the line, even an empty one.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end_matches(' ');
        if self.blank && !self.text.is_empty() && !line.is_empty() {
            self.text.push('\n');
        }
        self.blank &= line.is_empty();
        if self.depth > 0 {
            self.text.push_str("> ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Ends the line if there is one; `apart` asks for a blank line before the next.
    fn begin_line(&mut self, apart: bool) {
        if !self.line.trim_matches(' ').is_empty() {
            self.end_line();
        }
        self.line.clear();
        self.blank |= apart;
    }

    /// Where a link leads, unless its words say so.
    fn target(&mut self, href: &str, start: usize) {
        let said = start.checked_sub(self.text.len()).and_then(|from| self.line.get(from..)).unwrap_or_default().trim();
        let leads = href.starts_with("https://") || href.starts_with("http://");
        let is_address = said.contains('.') && !said.contains(' ');
        if leads && !said.is_empty() && !is_address {
            self.line.push_str(" (");
            self.line.push_str(href);
            self.line.push(')');
        }
    }
}
