"""The fields that keep what people write: every string comes back as the contract spells it, or is refused in words."""
import re
import time

import payloads
from asking import PASSWORD, Asker, again
from html_of_words import what_is_wrong_with

WRITTEN = {"voice": "named", "need": "just_listen", "audience": "public"}


def check_post(field, told, post):
    """The rendered words of a post hold nothing that could run."""
    found = what_is_wrong_with(post["html"])
    field.check(not found, told, "its html has " + "; ".join(found[:3]))


def check_card(field, told, card):
    """What stands for a thread in lists: one line each, not empty."""
    title = card["title"]
    field.check(bool(title.strip(payloads.WHITE)) and len(title) <= payloads.TITLE, told, f"its title has {len(title)} characters")
    field.check(not payloads.has_control(title + card["excerpt"]), told, "its card has control characters")


class Threads:
    """Titles and words of threads."""

    def __init__(self, site, tally, space, strings):
        self.site, self.tally, self.space, self.strings = site, tally, space, strings
        self.author = self.site.member("thea")

    def run(self):
        asker, titled = again(self.site, self.author), {}
        field = self.tally.field("title of a thread")

        def title(told, text):
            answer = asker.post("/threads", {"space": self.space, "title": text, "body": "Some words.", **WRITTEN})
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_title(text))
            field.check(len(payloads.line(text)) <= payloads.TITLE, told, "longer than a title may be, and taken")
            read = asker.get(f"/threads/{answer.json['id']}").json
            check_card(field, told, read)
            titled[read["id"]] = (told, read["title"])
            if payloads.line(text) == "":
                return field.answer_otherwise()
            return field.give_back(told, text, payloads.line(text), read["title"])

        field.each(self.strings).do(title)
        self.lists(asker, titled)

        field = self.tally.field("changed title of a thread")
        place = asker.post("/threads", {"space": self.space, "title": "A title", "body": "Some words.", **WRITTEN}).json["id"]

        def change(told, text):
            answer = asker.patch(f"/threads/{place}", {"title": text})
            if answer.status != 200:
                return field.refuse(told, answer, payloads.may_refuse_title(text) or payloads.line(text) == "")
            read = asker.get(f"/threads/{place}").json
            check_card(field, told, read)
            if payloads.line(text) == "":
                return field.answer_otherwise()
            return field.give_back(told, text, payloads.line(text), read["title"])

        field.each(self.strings).do(change)

        asker = again(self.site, self.author)
        field = self.tally.field("words of a thread")

        def words(told, text):
            answer = asker.post("/threads", {"space": self.space, "body": text, **WRITTEN})
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_words(text))
            field.check(len(payloads.lines(text)) <= payloads.BODY, told, "longer than a post may be, and taken")
            read = asker.get(f"/threads/{answer.json['id']}").json
            check_card(field, told, read)
            check_post(field, told, read["posts"]["items"][0])
            return field.give_back(told, text, payloads.lines(text), read["posts"]["items"][0]["body"])

        field.each(self.strings).do(words)

    def lists(self, asker, titled):
        """Every thread stands in the lists under its title."""
        field = self.tally.field("title in lists")
        for path in ("/threads?order=new", "/me/threads"):
            shown = {card["id"]: card["title"] for card in asker.pages(path)}
            for place, (told, title) in titled.items():
                field.give_back(told, title, title, shown.get(place))
        field.close()


class Replies:
    """Words of replies and of their changes; then reports about them, and decisions."""

    def __init__(self, site, tally, space, strings):
        self.site, self.tally, self.space, self.strings = site, tally, space, strings
        self.author, self.answerer, self.reporter = (site.member(name) for name in ("alba", "bea", "cora"))
        self.moderator = site.staff("dorothea")

    def run(self):
        posts = self.replies()
        self.reports(posts)
        self.decisions(posts)

    def replies(self):
        asker, numbers = again(self.site, self.answerer), {}
        opened = again(self.site, self.author).post("/threads", {"space": self.space, "body": "Some words.", **WRITTEN})
        self.thread = opened.json["id"]
        place = f"/threads/{self.thread}/posts"
        field = self.tally.field("words of a reply")

        def reply(told, text):
            answer = asker.post(place, {"body": text, "voice": "named"})
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_words(text))
            numbers[answer.json["number"]] = (told, text)
            return None

        def read_back():
            for post in asker.pages(place):
                if post["number"] in numbers:
                    told, text = numbers[post["number"]]
                    check_post(field, told, post)
                    field.give_back(told, text, payloads.lines(text), post["body"])

        strings = field.each(self.strings)
        close, field.close = field.close, read_back
        strings.do(reply)
        close()

        field = self.tally.field("changed words of a reply")
        one = f"{place}/{min(numbers)}"

        def change(told, text):
            answer = asker.patch(one, {"body": text})
            if answer.status != 200:
                return field.refuse(told, answer, payloads.may_refuse_words(text))
            read = asker.get(f"{place}?from={min(numbers)}&limit=1").json["items"][0]
            check_post(field, told, read)
            return field.give_back(told, text, payloads.lines(text), read["body"])

        field.each(self.strings).do(change)
        return sorted(numbers)

    def reports(self, posts):
        asker, noted = again(self.site, self.reporter), {}
        field = self.tally.field("note of a report")
        free = iter(posts)

        def report(told, text):
            number = next(free)
            answer = asker.post(f"/threads/{self.thread}/posts/{number}/reports", {"reason": "other", "note": text})
            if answer.status != 201:
                return field.refuse(told, answer, payloads.may_refuse_words(text, payloads.NOTE))
            noted[number] = (told, text)
            return None

        def read_back():
            moderator = again(self.site, self.moderator)
            for case in moderator.pages("/moderation/cases?state=open"):
                if case["thread"] == self.thread and case["number"] in noted:
                    told, text = noted[case["number"]]
                    shown = case["reports"][0]["note"]
                    if payloads.is_blank(text):
                        field.answer_otherwise()
                    else:
                        field.give_back(told, text, payloads.lines(text), shown)

        strings = field.each(self.strings[: len(posts)])
        close, field.close = field.close, read_back
        strings.do(report)
        close()

    def decisions(self, posts):
        asker, author = again(self.site, self.moderator), again(self.site, self.answerer)
        cases = [(case["id"], case["number"]) for case in asker.pages("/moderation/cases?state=open") if case["thread"] == self.thread]
        spoken = {post["number"]: post["body"] for post in asker.pages(f"/threads/{self.thread}/posts") if post["state"] == "visible"}
        for name in ("facts", "message"):
            field = self.tally.field(f"{name} of a decision")
            free, decided = iter(cases), {}
            case = None

            def decide(told, text, name=name, field=field, free=free, decided=decided):
                nonlocal case
                if case is None:
                    case = next(free)
                    claimed = asker.post(f"/moderation/cases/{case[0]}/claim")
                    field.check(claimed.status == 200, told, f"its case cannot be claimed: {claimed}")
                written = {"action": "remove", "rule": "kindness", "facts": "What was seen.", "message": "What is asked.", name: text}
                answer = asker.post(f"/moderation/cases/{case[0]}/decision", written)
                if answer.status != 201:
                    return field.refuse(told, answer, payloads.may_refuse_words(text, payloads.NOTE))
                decided[answer.json["id"]] = (told, text, case[1])
                case = None
                return None

            def read_back(name=name, field=field, decided=decided):
                for decision in author.pages("/decisions"):
                    if decision["id"] in decided:
                        told, text, number = decided[decision["id"]]
                        field.check(decision["text"] == spoken.get(number), told, "the statement does not quote the author's words")
                        if payloads.is_blank(text):
                            field.answer_otherwise()
                        else:
                            field.give_back(told, text, payloads.lines(text), decision[name])

            # Half of the cases for each of the two fields: every string of one is followed by every string of the other.
            strings = field.each(self.strings)
            close, field.close = field.close, read_back
            strings.do(decide)
            close()
            cases = [one for one in cases if one[1] not in {number for _, _, number in decided.values()}]


class Profiles:
    """Names, languages, zones, countries; names and passwords at sign-up."""

    def __init__(self, site, tally, strings):
        self.site, self.tally, self.strings = site, tally, strings
        self.member = site.member("philippa")

    def run(self):
        asker = again(self.site, self.member)
        spelled = {"name": payloads.line, "locale": str, "time_zone": str, "country": str.upper}
        for name, spelling in spelled.items():
            field = self.tally.field(f"{name} in the profile")

            def change(told, text, name=name, spelling=spelling, field=field):
                answer = asker.patch("/me", {name: text})
                if answer.status != 200:
                    return field.refuse(told, answer)
                if name == "name":
                    check_name(field, told, text)
                return field.give_back(told, text, spelling(text), asker.get("/me").json[name])

            field.each(self.strings).do(change)
        # What she was called is free again for whoever signs up.
        asker.patch("/me", {"name": "Philippa"})
        self.sign_ups()

    def sign_ups(self):
        asker = Asker(self.site.base)
        for name in ("name", "password"):
            field, owed = self.tally.field(f"{name} at sign-up"), {}

            def sign_up(told, text, name=name, field=field, owed=owed):
                address = f"{name}-{told.replace(' ', '-')}@example.org"
                new = {"email": address, "password": PASSWORD, "name": f"Parent {told.title()}", name: text}
                answer = asker.post("/accounts", new)
                if answer.status != 202:
                    return field.refuse(told, answer)
                owed[address] = (told, text)
                return None

            def read_back(name=name, field=field, owed=owed):
                for address, token in letters_with_tokens(self.site, set(owed)).items():
                    told, text = owed.pop(address)
                    session = asker.post("/accounts/verify", {"token": token}).json
                    if name == "name":
                        check_name(field, told, text)
                        got = session["member"]["name"]
                        # Two sign-ups under one name at the same time: the later one gets a number.
                        twin = re.fullmatch(r"(.*) \d+", got, re.DOTALL)
                        same = twin and payloads.line(text).startswith(twin[1])
                        field.give_back(told, text, payloads.line(text), payloads.line(text) if same else got)
                    else:
                        good = asker.post("/sessions", {"email": address, "password": text})
                        bad = asker.post("/sessions", {"email": address, "password": text + "."})
                        fits = (good.status, bad.status) == (201, 401)
                        field.give_back(told, text, text, text if fits else "")
                for told, _ in owed.values():
                    field.wrong(told, "no letter came")

            strings = field.each(self.strings)
            close, field.close = field.close, read_back
            strings.do(sign_up)
            close()


def check_name(field, told, text):
    """A name that was taken cannot deceive."""
    name = payloads.line(text)
    deceives = any(payloads.unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Zl", "Zp"} for character in name)
    field.check(not deceives, told, "a name with characters that cannot be seen, and taken")
    field.check(0 < len(name) <= payloads.NAME, told, f"a name of {len(name)} characters, and taken")


def letters_with_tokens(site, addresses, seconds=60):
    """The token mailed to each address, once all have come or time is up."""
    found, until = {}, time.time() + seconds
    while len(found) < len(addresses) and time.time() < until:
        for letter in site.letters():
            address = str(letter["To"])
            if address in addresses and address not in found and not letter["List-Id"]:
                token = re.search(r"token=([A-Za-z0-9._~-]+)", letter.get_body(("plain",)).get_content())
                if token:
                    found[address] = token[1]
        time.sleep(0.5)
    return found


class Drafts:
    """Unsent words, and keys of repeated requests."""

    def __init__(self, site, tally, space, strings):
        self.site, self.tally, self.space, self.strings = site, tally, space, strings
        self.member = site.member("dora")

    def run(self):
        asker = again(self.site, self.member)
        thread = asker.post("/threads", {"space": self.space, "body": "Some words.", **WRITTEN}).json["id"]
        limits = {"body": (payloads.lines, payloads.BODY), "title": (payloads.line, payloads.TITLE), "space": (payloads.line, 0), "ticket": (str, 0)}
        for place in ("new", f"thread-{thread}"):
            for name, (spelling, most) in limits.items():
                field = self.tally.field(f"{name} of a draft {'of a thread' if place == 'new' else 'of a reply'}")

                def keep(told, text, place=place, name=name, spelling=spelling, most=most, field=field):
                    answer = asker.put(f"/drafts/{place}", {name: text})
                    if answer.status != 200:
                        typed = payloads.is_sendable(text) and "\0" not in text
                        return field.refuse(told, answer, not typed or len(spelling(text)) > most)
                    got = asker.get(f"/drafts/{place}").json.get(name)
                    if not spelling(text):
                        return field.answer_otherwise()
                    return field.give_back(told, text, spelling(text), got)

                field.each(self.strings).do(keep)
        self.keys(asker, thread)

    def keys(self, asker, thread):
        field = self.tally.field("Idempotency-Key")

        def repeat(told, text):
            # A header carries no line breaks and no control characters: such a request is not HTTP.
            if not payloads.is_sendable(text) or payloads.has_control(text):
                return field.answer_otherwise()
            key = {"Idempotency-Key": text.encode()}
            body = {"body": "Once.", "voice": "named"}
            answers = [asker.post(f"/threads/{thread}/posts", body, headers=key) for _ in range(2)]
            if answers[0].status != 201:
                allowed = not re.fullmatch(r"[ -~]{1,255}", text.strip(" "))
                return field.refuse(told, answers[0], allowed)
            same = answers[1].status == 201 and answers[0].json["number"] == answers[1].json["number"]
            field.check(same, told, f"a repeat is not the same post: {answers[1]}")
            other = asker.post(f"/threads/{thread}/posts", {**body, "body": "Twice."}, headers=key)
            field.check(other.status == 409 and other.json["code"] == "idempotency_mismatch", told, f"another body under it: {other}")
            return field.give_back(told, text, text, text)

        field.each(self.strings).do(repeat)
