"""Reads the HTML of a post as a stranger would, and says what should not be in it."""
import re
from html.parser import HTMLParser

TAGS = {"p", "br", "em", "strong", "del", "blockquote", "ul", "ol", "li", "code", "pre", "hr", "a", "h3", "h4", "h5", "h6"}
EMPTY = {"br", "hr"}
ATTRIBUTES = {("a", "href"), ("a", "rel"), ("ol", "start")}
# A browser drops control characters and white space in front of and inside a scheme.
DROPPED = re.compile(r"[\x00-\x20\x7f]")
SCHEMES = ("http://", "https://", "mailto:")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.open = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
            self.found.append(f"the tag {tag[:20]!r}")
        for name, value in attributes:
            if (tag, name) not in ATTRIBUTES:
                self.found.append(f"the attribute {name[:20]!r} of {tag[:20]!r}")
            elif name == "href" and not DROPPED.sub("", value or "").lower().startswith(SCHEMES):
                self.found.append("a link to something that is no page and no address")
            elif name == "rel" and set((value or "").split()) != {"ugc", "nofollow", "noopener", "noreferrer"}:
                self.found.append("a link that says too much to where it leads")
            elif name == "start" and not re.fullmatch(r"\d{1,9}", value or ""):
                self.found.append("a list that starts at no number")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(f"an end of {tag[:20]!r} that nothing began")

    def handle_comment(self, _):
        self.found.append("a comment")

    def handle_decl(self, _):
        self.found.append("a declaration")

    def handle_pi(self, _):
        self.found.append("an instruction")

    def unknown_decl(self, _):
        self.found.append("a section")


def what_is_wrong_with(html):
    """What a post's HTML holds beyond the tags and attributes that are allowed, and what it leaves open."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        reader.found.append(f"{', '.join(reader.open[:5])} left open")
    return reader.found
