"""Words of threads, replies, reports, decisions and drafts: every string comes back as the contract spells it, or is
refused in words."""
import re

import payloads
from asking import again
from html_of_words import what_is_wrong_with

WRITTEN = {"voice": "named", "need": "just_listen", "audience": "public"}


def check_post(field, told, post):
    """The rendered words of a post hold nothing that could run."""
    found = what_is_wrong_with(post["html"])
    field.check(not found, told, "its html has " + "; ".join(found[:3]))


def check_card(field, told, card):
    """What stands for a thread in lists: one line each, not empty."""
    title = card["title"]
    field.check(bool(title.strip(payloads.WHITE)), told, "its title is empty")
    field.check(len(title) <= payloads.TITLE, told, f"its title has {len(title)} characters")
    field.check(not payloads.has_control(title + card["excerpt"]), told, "its card has control characters")


class Threads:
    """Titles and words of threads."""

    def __init__(self, site, tally, space, strings):
        self.site, self.tally, self.space, self.strings = site, tally, space, strings
        self.author = site.member("thea")

    def run(self):
        asker = again(self.site, self.author)
        self.titles(asker)
        self.changed_titles(asker)
        self.words(again(self.site, self.author))

    def open(self, asker, **words):
        return asker.post("/threads", {"space": self.space, "body": "Some words.", **WRITTEN, **words})

    def titles(self, asker):
        field, titled = self.tally.field("title of a thread"), {}

        def title(told, text):
            answer = self.open(asker, title=text)
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_title(text))
            read = asker.get(f"/threads/{answer.json['id']}").json
            check_card(field, told, read)
            titled[read["id"]] = (told, read["title"])
            if payloads.line(text) == "":
                return field.answer_otherwise()
            return field.give_back(told, payloads.line(text), read["title"])

        field.each(self.strings, title)
        field.close()

        field = self.tally.field("title in lists")

        def read_back(path):
            shown = {card["id"]: card["title"] for card in asker.pages(path)}
            for place, (told, title) in titled.items():
                field.give_back(told, title, shown.get(place))

        for path in ("/threads?order=new", "/me/threads"):
            field.guarded(path, read_back, path)
        field.close()

    def changed_titles(self, asker):
        field = self.tally.field("changed title of a thread")
        place = self.open(asker, title="A title").json["id"]

        def change(told, text):
            answer = asker.patch(f"/threads/{place}", {"title": text})
            if answer.status != 200:
                return field.refuse(told, answer, payloads.may_refuse_title(text) or payloads.line(text) == "")
            read = asker.get(f"/threads/{place}").json
            check_card(field, told, read)
            if payloads.line(text) == "":
                return field.answer_otherwise()
            return field.give_back(told, payloads.line(text), read["title"])

        field.each(self.strings, change)
        field.close()

    def words(self, asker):
        field = self.tally.field("words of a thread")

        def words(told, text):
            answer = self.open(asker, body=text)
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_words(text))
            field.check(not payloads.is_blank(text) and len(payloads.lines(text)) <= payloads.BODY, told, "taken against the limits")
            read = asker.get(f"/threads/{answer.json['id']}").json
            check_card(field, told, read)
            check_post(field, told, read["posts"]["items"][0])
            return field.give_back(told, payloads.lines(text), read["posts"]["items"][0]["body"])

        field.each(self.strings, words)
        field.close()


class Replies:
    """Words of replies and of their changes; then reports about them, and decisions."""

    def __init__(self, site, tally, space, strings):
        self.site, self.tally, self.space, self.strings = site, tally, space, strings
        self.author, self.answerer, self.reporter = (site.member(name) for name in ("alba", "bea", "cora"))
        self.moderator = site.staff("dorothea")

    def run(self):
        asker = again(self.site, self.answerer)
        opened = again(self.site, self.author).post("/threads", {"space": self.space, "body": "Some words.", **WRITTEN})
        self.posts = f"/threads/{opened.json['id']}/posts"
        self.thread = opened.json["id"]
        self.replies(asker)
        self.changed_replies(asker)
        self.reports(again(self.site, self.reporter), again(self.site, self.moderator))
        self.decisions(again(self.site, self.moderator), again(self.site, self.answerer))

    def replies(self, asker):
        field, taken = self.tally.field("words of a reply"), {}

        def reply(told, text):
            answer = asker.post(self.posts, {"body": text, "voice": "named"})
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_words(text))
            taken[answer.json["number"]] = (told, text)
            return None

        def read_back():
            for post in asker.pages(self.posts):
                if post["number"] in taken:
                    told, text = taken.pop(post["number"])
                    check_post(field, told, post)
                    field.give_back(told, payloads.lines(text), post["body"])
            for told, _ in taken.values():
                field.wrong(told, "is not in the thread")

        field.each(self.strings, reply)
        field.guarded("all", read_back)
        field.close()
        # One post for each report to come.
        while asker.post(self.posts, {"body": "More words.", "voice": "named"}).json["number"] <= len(self.strings):
            pass

    def changed_replies(self, asker):
        field = self.tally.field("changed words of a reply")

        def change(told, text):
            answer = asker.patch(f"{self.posts}/2", {"body": text})
            if answer.status != 200:
                return field.refuse(told, answer, payloads.may_refuse_words(text))
            read = asker.get(f"{self.posts}?from=2&limit=1").json["items"][0]
            check_post(field, told, read)
            return field.give_back(told, payloads.lines(text), read["body"])

        field.each(self.strings, change)
        field.close()

    def reports(self, asker, moderator):
        field, noted = self.tally.field("note of a report"), {}
        number = 1

        def report(told, text):
            nonlocal number
            number += 1
            answer = asker.post(f"{self.posts}/{number}/reports", {"reason": "other", "note": text})
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_words(text, payloads.NOTE))
            noted[number] = (told, text)
            return None

        def read_back():
            for case in moderator.pages("/moderation/cases?state=open"):
                if case["thread"] == self.thread and case["number"] in noted:
                    told, text = noted.pop(case["number"])
                    if payloads.is_blank(text):
                        field.answer_otherwise()
                    else:
                        field.give_back(told, payloads.lines(text), case["reports"][0]["note"])
            for told, _ in noted.values():
                field.wrong(told, "its case is not in the queue")

        field.each(self.strings, report)
        field.guarded("all", read_back)
        field.close()

    def decisions(self, asker, author):
        field, decided = self.tally.field("facts and message of a decision"), {}
        found = [case for case in asker.pages("/moderation/cases?state=open") if case["thread"] == self.thread]
        free = iter([(case["id"], case["number"]) for case in found])
        said = {post["number"]: post["body"] for post in asker.pages(self.posts)}
        claimed = None

        def decide(told, text):
            nonlocal claimed
            if claimed is None:
                claimed = next(free)
                answer = asker.post(f"/moderation/cases/{claimed[0]}/claim")
                field.check(answer.status == 200, told, f"its case cannot be claimed: {answer}")
            written = {"action": "remove", "rule": "kindness", "facts": text, "message": text}
            answer = asker.post(f"/moderation/cases/{claimed[0]}/decision", written)
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_words(text, payloads.NOTE))
            decided[answer.json["id"]] = (told, text, claimed[1])
            claimed = None
            return None

        def read_back():
            for decision in author.pages("/decisions"):
                if decision["id"] in decided:
                    told, text, number = decided.pop(decision["id"])
                    field.check(decision["text"] == said.get(number), told, "the statement does not quote the author's words")
                    field.give_back(told, payloads.lines(text), decision["facts"])
                    field.give_back(told, payloads.lines(text), decision["message"])
            for told, _, _ in decided.values():
                field.wrong(told, "its author is not told of the decision")

        field.each(self.strings, decide)
        field.guarded("all", read_back)
        field.close()


class Drafts:
    """Unsent words, and keys of repeated requests."""

    def __init__(self, site, tally, space, strings):
        self.site, self.tally, self.space, self.strings = site, tally, space, strings
        self.member = site.member("dora")

    def run(self):
        asker = again(self.site, self.member)
        thread = asker.post("/threads", {"space": self.space, "body": "Some words.", **WRITTEN}).json["id"]
        limits = {"body": (payloads.lines, payloads.BODY), "title": (payloads.line, payloads.TITLE), "space": (str, 0), "ticket": (str, 0)}
        for name, (spelling, most) in limits.items():
            self.draft(asker, "new", name, spelling, most)
        self.draft(again(self.site, self.member), f"thread-{thread}", "body", *limits["body"])
        self.keys(asker, thread)

    def draft(self, asker, place, name, spelling, most):
        field = self.tally.field(f"{name} of a draft of a {'thread' if place == 'new' else 'reply'}")

        def keep(told, text):
            answer = asker.put(f"/drafts/{place}", {name: text})
            if answer.status != 200:
                typed = payloads.is_sendable(text) and "\0" not in text
                return field.refuse(told, answer, not typed or len(spelling(text)) > most)
            got = asker.get(f"/drafts/{place}").json.get(name)
            return field.give_back(told, spelling(text), got) if spelling(text) else field.answer_otherwise()

        field.each(self.strings, keep)
        field.close()

    def keys(self, asker, thread):
        field = self.tally.field("Idempotency-Key")

        def repeat(told, text):
            # A header carries no line breaks and no control characters: such a request is not HTTP.
            if not payloads.is_sendable(text) or payloads.has_control(text):
                return field.answer_otherwise()
            key = {"Idempotency-Key": text.encode()}
            first, second = [asker.post(f"/threads/{thread}/posts", {"body": "Once.", "voice": "named"}, headers=key) for _ in range(2)]
            if first.status != 201:
                return field.refuse(told, first, not re.fullmatch(r"[ -~]{1,255}", text.strip(" ")))
            same = second.status == 201 and first.json["number"] == second.json["number"]
            field.check(same, told, f"a repeat is not the same post: {second}")
            other = asker.post(f"/threads/{thread}/posts", {"body": "Twice.", "voice": "named"}, headers=key)
            field.check(other.status == 409 and other.json["code"] == "idempotency_mismatch", told, f"another body under it: {other}")
            return field.give_back(told, text, text)

        field.each(self.strings, repeat)
        field.close()
