"""The strings every text field has to bear, and what the contract says about giving them back.

The lists of `../shared/data` are other people's and stay there: a string is told by its list and its place in it.
"""
import json
import os
import sys
import unicodedata

# The folder beside the project that holds the contract, its check programs and the lists.
SHARED = os.environ.get("GOODENOUGH_SHARED") or os.path.join(os.path.dirname(__file__), "../../../shared")
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(SHARED, "checks"))

TITLE, BODY, NOTE, NAME = 200, 20_000, 2_000, 40

# What Unicode calls white space: the contract trims these from fields of one line.
WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

# Strings the lists do not have: limits, spellings that NFC changes, and what cannot be stored.
OWN = [
    "line one\r\nline two\rline three\n\n  indented  ",
    "  spaces on both sides  ",
    "cafe\u0301 and caf\u00e9, \u2126 and \u03a9, \u1112\u1161\u11ab and \ud55c",
    "a\u0315\u0300\u05ae\u0300\u0062",
    "nothing\0after",
    "\0",
    "half a pair \ud83d here",
    "\udc00 the other half",
    "\ufeffmark in front",
    "\ufffe\uffff\U0010ffff",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200bno width\u200d",
    "\u00ad\u034f\u115f\u3164\u2800",
    "\x01\x02\x1b[31mred\x7f\x9b",
    "\t\ttabs\tand\vverticals\f",
    "\u2028separator\u2029separator",
    "é" * TITLE,
    "e\u0301" * TITLE,
    "\U0001f469\u200d\U0001f467" * 67,
    "x" * (TITLE + 1),
    "\U0001f37c" * BODY,
    "y" * (BODY + 1),
    "z" * NOTE,
    "w" * (NOTE + 1),
    "e" + "\u0301" * 300,
    ">" * 3_000,
    "> - " * 900 + "deep",
    "[" * 3_000 + "](x)",
    "*a _b " * 900,
    "`" * 1_999,
    "| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> | 2 |",
    "[words](javascript:alert(1)) [words](JaVaScRiPt&#58;alert(1)) [words](\x01javascript:alert(1))",
    "[words](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) [words](vbscript:msgbox(1))",
    "<javascript:alert(1)> <https://example.org/\"onmouseover=alert(1)//>",
    "![picture](https://example.org/a.png \"\\\" onerror=alert(1) x=\\\"\")",
    "[one][two]\n\n[two]: javascript:alert(1) '\"><script>alert(1)</script>'",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;img src=x onerror=alert(1)&#x3e;",
    "<p>\n\n<script>\nalert(1)\n</script>\n\n</p>",
    "</div></main></body><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]><!-- --!><script>alert(1)</script>-->",
    "{{7*7}} ${7*7} {@html '<script>alert(1)</script>'} {%raw%}",
    "'; DROP TABLE posts; -- \\' \" \\",
    "%00 %0d%0a %2e%2e%2f %s%n %u0000",
    "null",
    "[]",
    "{\"body\": \"x\"}",
]


def _listed():
    with open(os.path.join(SHARED, "data/naughty-strings.json"), encoding="utf-8") as file:
        yield from ((f"naughty {place}", text) for place, text in enumerate(json.load(file)))
    with open(os.path.join(SHARED, "data/xss.json"), encoding="utf-8") as file:
        for group, texts in json.load(file).items():
            yield from ((f"{group} {place}", text) for place, text in enumerate(texts))


def payloads():
    """Every string as (how it is told, the string)."""
    found = [*_listed(), *((f"own {place}", text) for place, text in enumerate(OWN))]
    assert len(found) >= 515 + 149 + 223 + len(OWN), "a list of ../shared/data is not whole"
    return found


def is_sendable(text):
    """Whether it is Unicode text at all: half a surrogate pair is not."""
    return not any(0xD800 <= ord(character) <= 0xDFFF for character in text)


def lines(text):
    """What the contract gives back for a text of several lines."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text):
    """What the contract gives back for a text of one line."""
    return unicodedata.normalize("NFC", lines(text).strip(WHITE))


def is_blank(text):
    return not lines(text).strip(WHITE)


def has_control(text):
    return any(unicodedata.category(character) == "Cc" for character in text)


def may_refuse_words(text, most=BODY):
    """Words of several lines are refused for emptiness, NUL or length, and for nothing else."""
    return not is_sendable(text) or is_blank(text) or "\0" in text or len(lines(text)) > most


def may_refuse_title(text):
    """A title is refused for control characters or length; an empty one is made out of the words."""
    return not is_sendable(text) or has_control(line(text)) or len(line(text)) > TITLE


def what_is_unclean(answer):
    """What is wrong with a refusal, or nothing: every refusal is a problem that can be read and found in the log."""
    if not 400 <= answer.status < 500:
        return f"status {answer.status}"
    kind = answer.headers.get("content-type", "")
    if kind.split(";")[0].strip() != "application/problem+json":
        return f"{answer.status} comes as {kind or 'nothing'}"
    try:
        told = answer.json
    except ValueError:
        return f"{answer.status} is not JSON"
    missing = {"type", "title", "status", "code", "detail", "request_id"} - set(told or {})
    if missing:
        return f"{answer.status} lacks {', '.join(sorted(missing))}"
    if told["status"] != answer.status or not told["code"] or not told["title"]:
        return f"{answer.status} does not say what it is"
    if not told["request_id"] or told["request_id"] != answer.headers.get("x-request-id"):
        return f"{answer.status} cannot be found by its request id"
    return None
