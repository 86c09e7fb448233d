"""Every place of every route that takes a text, as the OpenAPI document lists them: paths, queries, bodies, headers.

Whatever a string does there, the answer is one that the document names, or a refusal that can be read.
"""
import re
from urllib.parse import quote

import payloads
from asking import Asker, again

# A fitting value for each property and parameter, so that only the tried place holds a string. A new one needs its line.
FITTING = {
    "email": "ruth@example.org", "password": "another long passphrase", "name": "Somebody New", "locale": "en",
    "time_zone": "Europe/London", "country": "GB", "token": "0" * 43, "link_token": "0" * 43, "refresh_token": "0" * 43,
    "shared": False, "space": "1", "title": "A title", "body": "Some words.", "voice": "named", "ticket": "0" * 40,
    "need": "just_listen", "notes": [], "audience": "public", "in_reply_to": 1, "saved_at": "2026-01-01T00:00:00Z",
    "level": "digest", "number": 1, "reason": "other", "note": "A note.", "action": "keep", "rule": "kindness",
    "facts": "What was seen.", "message": "What is asked.", "replies": "at_once", "discreet": True, "ids": [],
    "List-Unsubscribe": "One-Click", "words": "remove", "text": "Some words.",
}
# An id of nothing.
NOBODYS = "11111111112"
# Which properties go together though the document requires neither.
TOGETHER = {"SignIn": {"email": ("password",), "password": ("email",), "shared": ("email", "password")}}
# Places where given_back.py and profiles.py look closer.
LOOKED_AT = {
    ("post", "/threads", "title"), ("post", "/threads", "body"), ("patch", "/threads/{id}", "title"),
    ("post", "/threads/{id}/posts", "body"), ("patch", "/threads/{id}/posts/{n}", "body"),
    ("post", "/threads/{id}/posts/{n}/reports", "note"), ("patch", "/me", "name"), ("patch", "/me", "locale"),
    ("patch", "/me", "time_zone"), ("patch", "/me", "country"), ("post", "/accounts", "name"), ("post", "/accounts", "password"),
    ("put", "/drafts/{place}", "body"), ("put", "/drafts/{place}", "title"), ("put", "/drafts/{place}", "space"),
    ("put", "/drafts/{place}", "ticket"), ("post", "/moderation/cases/{id}/decision", "facts"),
    ("post", "/moderation/cases/{id}/decision", "message"),
}
HEADERS = (
    "Authorization", "If-None-Match", "User-Agent", "Accept", "Accept-Language", "Content-Type", "X-Forwarded-For",
    "Forwarded", "X-Request-Id", "Origin", "Cookie",
)


# Bytes of an address or a header, at most: beyond it the answer is that of a web server, not of a route.
LONGEST = 8_000


class Everywhere:
    """Each place of the document is one field; the places of one route share a session."""

    def __init__(self, site, tally, strings):
        self.site, self.tally, self.strings = site, tally, strings
        self.staff = site.staff("ruth")
        asker, writer = again(site, self.staff), site.member("wilma")
        self.document = asker.get("/openapi.json").json
        space = asker.get("/spaces").json[0]["slug"]
        written = {"space": space, "body": "Some words.", "voice": "named", "need": "just_listen", "audience": "public"}
        thread = again(site, writer).post("/threads", written).json["id"]
        asker.post(f"/threads/{thread}/posts/1/reports", {"reason": "spam"})
        case = next(case for case in asker.get("/moderation/cases").json["items"] if case["thread"] == thread)["id"]
        asker.post(f"/moderation/cases/{case}/claim")
        session = asker.get("/sessions").json["items"][0]["id"]
        self.ids = {"/threads": thread, "/moderation/cases": case, "/moderation/decisions": case, "/sessions": session}
        self.known = {"n": "1", "kind": "hug", "place": "new", "token": "0" * 43}

    def routes(self):
        """Each route of the document, as something that can be run by itself."""
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                if method != "parameters":
                    parameters = [self.resolved(one) for one in [*item.get("parameters", []), *operation.get("parameters", [])]]
                    yield lambda args=(method, path, operation, parameters): self.route(*args)

    def resolved(self, part):
        while "$ref" in part or "oneOf" in part:
            if "oneOf" in part:  # something, or nothing
                part = next(one for one in part["oneOf"] if one.get("type") != "null")
                continue
            found = self.document
            for step in part["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            part = found
        return part

    def route(self, method, path, operation, parameters):
        statuses = {int(status) for status in operation["responses"]}
        short = path.removeprefix("/api/v1")
        asker = again(self.site, self.staff)
        fill = lambda name, value="": re.sub(r"{(\w+)}", lambda found: value if found[1] == name else self.fitting(short, found[1]), path)
        schema = name = None
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            name = content["schema"].get("$ref", "").rsplit("/")[-1]
            schema, form = self.resolved(content["schema"]), kind != "application/json"
        whole = lambda more: {**{one: FITTING[one] for one in schema.get("required", [])}, **more}

        def ask(field, told, address, allowed=statuses, **sent):
            if len(address) > LONGEST:
                return field.answer_otherwise()
            answer = asker.call(method.upper(), address, prefix="", **sent)
            if answer.status < 400:
                field.check(answer.status in statuses, told, f"answers {answer.status}, which the document does not name")
                return field.answer_otherwise()
            return field.refuse(told, answer, statuses=allowed)

        for parameter in parameters:
            field = self.tally.field(f"{method.upper()} {short}, {parameter['in']} {parameter['name']}")
            if parameter["in"] == "path":
                # Another address may have no such route, or another method.
                allowed = statuses | {404, 405}
                body = whole({}) if schema and not form else None
                field.each(self.strings, lambda told, text: ask(field, told, fill(parameter["name"], encoded(text)), allowed, body=body))
            elif parameter["in"] == "query":
                address = f"{fill(None)}?{parameter['name']}="
                field.each(self.strings, lambda told, text: ask(field, told, address + encoded(text)))
            else:
                continue  # Idempotency-Key, in given_back.py
            field.close()
        if schema is None:
            return
        if form:
            field = self.tally.field(f"{method.upper()} {short}, form")
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            field.each(self.strings, lambda told, text: ask(field, told, fill(None), raw=f"List-Unsubscribe={encoded(text)}".encode(), headers=kind))
            field.close()
            return
        for one, shape in schema["properties"].items():
            if (method, short, one) in LOOKED_AT:
                continue
            field = self.tally.field(f"{method.upper()} {short}, {one}")
            also = {other: FITTING[other] for other in TOGETHER.get(name, {}).get(one, ())}
            listed = "items" in shape
            field.each(self.strings, lambda told, text: ask(field, told, fill(None), body=whole({**also, one: [text] if listed else text})))
            field.close()
        field = self.tally.field(f"{method.upper()} {short}, a field nobody knows")
        field.each(self.strings, lambda told, text: ask(field, told, fill(None), body=whole({text: "x"})))
        field.close()
        field = self.tally.field(f"{method.upper()} {short}, the whole body")
        field.each(self.strings, lambda told, text: ask(field, told, fill(None), raw=text.encode("utf-8", "surrogatepass")))
        field.close()

    def fitting(self, path, name):
        if name == "id":
            return next((value for start, value in self.ids.items() if path.startswith(start)), NOBODYS)
        return self.known.get(name, NOBODYS)

    def headers(self):
        """Headers that programs on the way send, or that a stranger makes up."""
        asker = Asker(self.site.base)
        for name in HEADERS:
            field = self.tally.field(f"header {name}")

            def ask(told, text, name=name, field=field):
                if not payloads.is_sendable(text) or payloads.has_control(text) or len(text.encode()) > LONGEST:
                    return field.answer_otherwise()  # not HTTP, or more than a header may hold
                sent = {name: text.encode()}
                if name == "Content-Type":
                    answer = asker.post("/sessions/links", {"email": "nobody@example.org"}, headers=sent)
                else:
                    answer = asker.get("/threads?limit=1", headers=sent)
                if answer.status < 400:
                    field.check(answer.status in {200, 202, 304}, told, f"answers {answer.status}")
                    return field.answer_otherwise()
                return field.refuse(told, answer, statuses={401, 415})

            field.each(self.strings, ask)
            field.close()


def encoded(text):
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
