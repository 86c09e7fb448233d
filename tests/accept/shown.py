#!/usr/bin/env python3
"""Every naughty string and every script payload shown by the built frontend in Chromium: nothing may run.

usage: tests/accept/shown.py [--binary target/release/goodenough] [--frontend frontend/build] [--every N]
Fills a forum with the strings as titles, words, names, notes, reasons and drafts, starts the frontend before it, and
hands the list of pages to shown.mjs, which opens them all.
"""
import argparse
import json
import os
import socket
import subprocess
import sys
import time
from urllib.parse import quote

import payloads
from asking import PASSWORD, again
from forum import Site
from profiles import letters_with_tokens

HERE = os.path.dirname(os.path.abspath(__file__))
FRONTEND = os.path.join(HERE, "../../frontend")
NODE = os.path.join(FRONTEND, "node_modules/.bin/node")
A_PAGE, REPLIES = 20, 50
WRITTEN = {"voice": "named", "need": "just_listen", "audience": "public"}
# Addresses that carry something a visitor typed, or that somebody made her click.
CARRIERS = (
    "/?order={}", "/?cursor={}", "/s/{}", "/s/1?cursor={}", "/t/{}", "/help?country={}", "/sign-in?next={}",
    "/sign-in/link?token={}", "/verify?token={}", "/reset?token={}", "/{}", "/api/v1/letters/stop/{}", "/sign-in?{}=1",
)


def expect(answer, *statuses):
    assert answer.status in statuses, answer
    return answer.json


class Content:
    """A forum whose every text is one of the strings."""

    def __init__(self, site, strings):
        self.site, self.space = site, site.visitor().get("/spaces").json[0]["slug"]
        self.strings = [(told, text) for told, text in strings if payloads.is_sendable(text)]
        self.words = [one for one in self.strings if not payloads.may_refuse_words(one[1])]
        self.notes = [one for one in self.words if not payloads.may_refuse_words(one[1], payloads.NOTE)]
        self.author, self.answerer, self.rude = site.member("rita"), site.member("bea"), site.member("carla")
        self.moderator = site.staff("dorothea")
        self.pages = []

    def page(self, who, path, told, **expected):
        self.pages.append({"who": who, "path": path, "told": told, **expected})

    def fill(self):
        self.people = self.join()
        self.titles()
        self.replies()
        self.reports()
        self.decisions()
        self.lists()
        self.addresses()
        return self.pages

    def join(self):
        """Somebody for each string that can be a name."""
        asker, owed = again(self.site, self.author), {}
        for told, text in self.strings:
            address = f"{told.replace(' ', '-')}@example.org"
            answer = asker.post("/accounts", {"email": address, "password": PASSWORD, "name": text})
            if answer.status == 202:
                owed[address] = None
        tokens, people = letters_with_tokens(self.site, set(owed)), []
        assert len(tokens) == len(owed), "a letter with a token did not come"
        for address, token in tokens.items():
            session = expect(asker.post("/accounts/verify", {"token": token}), 200)
            member = again(self.site, type("Named", (), {"address": address, "name": session["member"]["name"]}))
            people.append(member)
        return people

    def titles(self):
        """A thread under each title that can be one, with the same words below; somebody answers, so that she is told."""
        asker, answerer = again(self.site, self.author), again(self.site, self.answerer)
        for n, (told, text) in enumerate(self.words):
            titled = {} if payloads.may_refuse_title(text) else {"title": text}
            made = expect(asker.post("/threads", {"space": self.space, "body": text, **WRITTEN, **titled}), 201)
            expect(answerer.post(f"/threads/{made['id']}/posts", {"body": text, "voice": "alias"}), 201)
            self.page("visitor" if n % 2 else "author", f"/t/{made['id']}", told, posts=2, title=made["title"])

    def replies(self):
        """The words again, as replies of people who are called like that."""
        opener, spoken = again(self.site, self.answerer), iter(range(10**6))
        for start in range(0, len(self.words), REPLIES):
            batch = self.words[start : start + REPLIES]
            thread = expect(opener.post("/threads", {"space": self.space, "body": "Some words.", **WRITTEN}), 201)["id"]
            names = {1: self.answerer.name}
            for told, text in batch:
                person = self.people[next(spoken) % len(self.people)]
                made = expect(person.post(f"/threads/{thread}/posts", {"body": text, "voice": "named"}), 201)
                names[made["number"]] = person.name
            for first in range(1, len(batch) + 2, A_PAGE):
                here = {number: name for number, name in names.items() if first <= number < first + A_PAGE}
                path = f"/t/{thread}" + (f"?from={first}" if first > 1 else "")
                told = f"replies {batch[0][0]} to {batch[-1][0]}, from {first}"
                for who in ("visitor", "author"):
                    self.page(who, path, told, posts=len(here), names=here)

    def reports(self):
        """Many people report a few posts, each with a note: all notes of a post stand in one case."""
        opener, moderator = again(self.site, self.answerer), again(self.site, self.moderator)
        thread = expect(opener.post("/threads", {"space": self.space, "body": "Some words.", **WRITTEN}), 201)["id"]
        for start in range(0, len(self.notes), len(self.people)):
            number = expect(opener.post(f"/threads/{thread}/posts", {"body": "More words.", "voice": "alias"}), 201)["number"]
            for person, (_, text) in zip(self.people, self.notes[start:]):
                expect(person.post(f"/threads/{thread}/posts/{number}/reports", {"reason": "other", "note": text}), 201)
        for case in moderator.pages("/moderation/cases?state=open"):
            self.page("moderator", f"/moderation/{case['id']}?state=open", f"{len(case['reports'])} notes of reports")

    def decisions(self):
        """Words that are removed, with facts and a message that say the same."""
        opener, rude = again(self.site, self.answerer), again(self.site, self.rude)
        moderator = again(self.site, self.moderator)
        thread = expect(opener.post("/threads", {"space": self.space, "body": "Some words.", **WRITTEN}), 201)["id"]
        for _, text in self.notes:
            number = expect(rude.post(f"/threads/{thread}/posts", {"body": text, "voice": "named"}), 201)["number"]
            expect(opener.post(f"/threads/{thread}/posts/{number}/reports", {"reason": "illegal"}), 201)
        cases = [case["id"] for case in moderator.pages("/moderation/cases?state=open") if case["thread"] == thread]
        assert len(cases) == len(self.notes), "a case is missing"
        for case, (_, text) in zip(cases, self.notes):
            expect(moderator.post(f"/moderation/cases/{case}/claim"), 200)
            decided = {"action": "remove", "rule": "kindness", "facts": text, "message": text}
            expect(moderator.post(f"/moderation/cases/{case}/decision", decided), 201)
        # Decided cases are shown with the statement of reasons; one in ten tells for all, the author sees every one.
        for case in cases[::10]:
            self.page("moderator", f"/moderation/{case}?state=closed", "a decided case")

    def lists(self):
        """Every page of every list that shows titles, words or reasons."""
        author, rude, moderator = (again(self.site, one) for one in (self.author, self.rude, self.moderator))
        for who, asker, api, path in (
            ("visitor", author, "/threads?order=active", "/?"), ("visitor", author, "/threads?order=new", "/?order=new&"),
            ("author", author, f"/threads?space={self.space}&order=active", "/s/1?"), ("author", author, "/me/threads", "/me?"),
            ("author", author, "/notifications", "/notices?"), ("rude", rude, "/decisions", "/decisions?"),
            ("moderator", moderator, "/moderation/log", "/moderation/log?"),
        ):
            cursor = None
            for number in range(1, 1000):
                joint = "&" if "?" in api else "?"
                cursored = f"cursor={quote(cursor, safe='')}" if cursor else ""
                self.page(who, path + cursored, f"page {number} of the list")
                cursor = expect(asker.get(api + joint + cursored), 200)["next"]
                if not cursor:
                    break
        for who, path in (("author", "/settings"), ("moderator", "/moderation"), ("moderator", "/moderation?state=closed")):
            self.page(who, path, "the page")
        for n, (told, text) in enumerate(self.words[::12]):
            # A draft fills the writing form; each visit shows the one that was kept last.
            draft = {"body": text, **({} if payloads.may_refuse_title(text) else {"title": text})}
            self.page("author", f"/write?visit={n}", told, draft=draft)

    def addresses(self):
        """Strings in the address itself: each on one kind of page, in turn."""
        for n, (told, text) in enumerate(self.strings):
            if len(text) < 2_000 and "\0" not in text and text not in ("", ".", ".."):
                carrier = CARRIERS[n % len(CARRIERS)]
                self.page("visitor", carrier.format(quote(text, safe="")), f"{told} in {carrier}", carried=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binary", default="target/release/goodenough")
    options.add_argument("--frontend", default=os.path.join(FRONTEND, "build"))
    options.add_argument("--every", type=int, default=1)
    options = options.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    origin, begun = f"http://localhost:{port}", time.time()
    cheap = {"GOODENOUGH_PASSWORDS__MEMORY_KIB": "64", "GOODENOUGH_PASSWORDS__PASSES": "1"}
    with Site(options.binary, GOODENOUGH_SITE__URL=origin, **cheap) as site:
        content = Content(site, payloads.payloads()[:: options.every])
        pages = content.fill()
        print(f"  {len(content.words)} strings as titles and words, {len(content.people)} as names, {len(content.notes)} as notes and reasons: {len(pages)} pages, {time.time() - begun:.0f} s", flush=True)
        members = {"author": content.author, "rude": content.rude, "moderator": content.moderator}
        plan = {
            "origin": origin, "api": site.base, "pages": pages,
            "people": {who: {"email": member.address, "password": PASSWORD, "token": again(site, member).token} for who, member in members.items()},
        }
        with open(os.path.join(site.folder, "plan.json"), "w", encoding="utf-8") as file:
            json.dump(plan, file)
        env = {**site.env, "HOST": "127.0.0.1", "PORT": str(port), "ORIGIN": origin, "GOODENOUGH_API_URL": site.base}
        with open(os.path.join(site.folder, "web"), "wb") as log:
            web = subprocess.Popen([NODE, os.path.abspath(options.frontend)], cwd=site.folder, env=env, stdout=log, stderr=log)
        try:
            shown = subprocess.run([NODE, os.path.join(HERE, "shown.mjs"), file.name], timeout=1800)
            alive = web.poll() is None and site.process.poll() is None
        finally:
            web.terminate()
            web.wait(20)
        if not alive:
            print("FAILED: a server has stopped")
        with open(log.name, encoding="utf-8", errors="replace") as told:
            noise = [line for line in told.read().splitlines() if "Error" in line]
        for line in noise[:5]:
            print("FAILED: the frontend's log:", line[:200])
    sys.exit(1 if shown.returncode or not alive or noise else 0)


main()
