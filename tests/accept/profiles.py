"""Names, languages, zones and countries, at sign-up and later; passwords; and what stands in the letters."""
import re
import time
import unicodedata
from html.parser import HTMLParser

import payloads
from asking import PASSWORD, Asker, again

HIDDEN = {"Cc", "Cf", "Cn", "Co", "Zl", "Zp"}


def check_name(field, told, text):
    """A name that was taken cannot deceive."""
    name = payloads.line(text)
    hidden = any(unicodedata.category(character) in HIDDEN for character in name)
    field.check(not hidden, told, "a name with characters that cannot be seen, and taken")
    field.check(0 < len(name) <= payloads.NAME, told, f"a name of {len(name)} characters, and taken")


class Profiles:
    """One member who changes everything about herself, then many who sign up."""

    def __init__(self, site, tally, strings):
        self.site, self.tally, self.strings = site, tally, strings
        self.member = site.member("philippa")

    def run(self):
        asker = again(self.site, self.member)
        # A zone and a country have one spelling, whatever was typed.
        spelled = {"name": payloads.line, "locale": str, "time_zone": str.casefold, "country": str.casefold}
        for name, spelling in spelled.items():
            self.change(asker, name, spelling)
        # What she was called is free again for whoever signs up.
        asker.patch("/me", {"name": "Philippa"})
        self.sign_up(Asker(self.site.base), "name", self.check_name_of)
        self.sign_up(Asker(self.site.base), "password", self.check_password_of)

    def change(self, asker, name, spelling):
        field = self.tally.field(f"{name} in the profile")

        def change(told, text):
            answer = asker.patch("/me", {name: text})
            if answer.status != 200:
                return field.refuse(told, answer)
            if name == "name":
                check_name(field, told, text)
            got = asker.get("/me").json[name]
            return field.give_back(told, spelling(text), got if name == "name" else spelling(got))

        field.each(self.strings, change)
        field.close()

    def sign_up(self, asker, name, check):
        field, owed = self.tally.field(f"{name} at sign-up"), {}

        def sign_up(told, text):
            address = f"{name}-{told.replace(' ', '-')}@example.org"
            new = {"email": address, "password": PASSWORD, "name": f"Parent {told.title()}", name: text}
            answer = asker.post("/accounts", new)
            if answer.status != 202:
                return field.refuse(told, answer)
            owed[address] = (told, text)
            return None

        def read_back():
            for address, token in letters_with_tokens(self.site, set(owed)).items():
                told, text = owed.pop(address)
                session = asker.post("/accounts/verify", {"token": token})
                field.guarded(told, check, field, asker, told, text, address, session)
            for told, _ in owed.values():
                field.wrong(told, "no letter came")

        field.each(self.strings, sign_up)
        field.guarded("all", read_back)
        field.close()

    @staticmethod
    def check_name_of(field, _, told, text, __, session):
        check_name(field, told, text)
        name, expected = session.json["member"]["name"], payloads.line(text)
        # Of two who sign up under one name at the same time, the later one gets a number.
        twin = re.fullmatch(r"(.*) \d+", name, re.DOTALL)
        field.give_back(told, expected, expected if twin and expected.startswith(twin[1]) else name)

    @staticmethod
    def check_password_of(field, asker, told, text, address, _):
        good = asker.post("/sessions", {"email": address, "password": text})
        bad = asker.post("/sessions", {"email": address, "password": text + "."})
        field.check((good.status, bad.status) == (201, 401), told, f"it opens {good.status}, one like it {bad.status}")
        field.give_back(told, text, text)


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


class _LetterReader(HTMLParser):
    """What in a letter could run, load something, or lead to something that is no page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag in {"script", "iframe", "object", "embed", "form", "svg", "math", "link", "base", "img", "video", "audio"}:
            self.found.append(f"the tag {tag}")
        for name, value in attributes:
            if name.startswith("on"):
                self.found.append(f"the attribute {name[:20]}")
            if name in {"href", "src", "action"} and not (value or "").startswith(("http://", "https://", "mailto:")):
                self.found.append(f"a {name} to something that is no page and no address")


def check_letters(site, tally):
    """Every letter that came of all this can be read, and nothing in it runs."""
    field = tally.field("letters")

    def check(told, letter):
        field.check(not letter.defects, told, f"is broken: {letter.defects}")
        plain, rich = letter.get_body(("plain",)), letter.get_body(("html",))
        field.check(plain is not None and plain.get_content().strip() != "", told, "has no text")
        reader = _LetterReader()
        reader.feed(rich.get_content())
        reader.close()
        field.check(not reader.found, told, "its html has " + "; ".join(reader.found[:3]))
        field.check(len(letter.get_all("To")) == len(letter.get_all("Subject")) == 1, told, "a header stands twice")
        field.give_back(told, "", "")

    for place, letter in enumerate(site.letters()):
        field.guarded(f"letter {place}", check, f"letter {place}", letter)
    field.close()
