"""Asking the API, noticing every connection it drops, and keeping count of what came back."""
import http.client
import json
import threading
import time
import uuid
from collections import Counter

import payloads
from forum import Answer, Client

PASSWORD = "a long enough passphrase"


class Dropped(Exception):
    """The server closed the connection instead of answering, or took longer than half a minute."""


class Asker(Client):
    """A client that never tries twice: a connection lost in the middle is a finding."""

    def call(self, method, path, body=None, headers=None, prefix="/api/v1", raw=None):
        sent = {"Accept": "application/json", **(headers or {})}
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        if method == "POST":
            sent.setdefault("Idempotency-Key", str(uuid.uuid4()))
        if self.token:
            sent.setdefault("Authorization", "Bearer " + self.token)
        # After a rest the server may close a connection that nobody used: that is its right.
        if self.connection is not None and time.monotonic() - self.used > 20:
            self.connection.close()
            self.connection = None
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=30)
        self.used = time.monotonic()
        try:
            self.connection.request(method, prefix + path, data, sent)
            answer = self.connection.getresponse()
            read = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        except (http.client.HTTPException, OSError) as error:
            self.connection.close()
            self.connection = None
            raise Dropped(type(error).__name__) from error
        if answer.will_close:
            self.connection = None
        return read

    def patch(self, path, body=None, **kw):
        return self.call("PATCH", path, {} if body is None else body, **kw)


def again(site, member):
    """The same member with a session of her own: an access token lasts a quarter of an hour, a whole run may not."""
    asker = Asker(site.base)
    answer = asker.post("/sessions", {"email": member.address, "password": PASSWORD})
    assert answer.status == 201, answer
    asker.token, asker.address, asker.name = answer.json["access_token"], member.address, member.name
    return asker


class Field:
    """What one text field did with every string: given back, refused in words, or wrong."""

    def __init__(self, tally, name):
        self.tally, self.name = tally, name
        self.kept, self.other, self.refused = 0, 0, Counter()

    def wrong(self, told, why):
        self.tally.fail(f"{self.name}, {told}: {why}")

    def check(self, holds, told, why):
        if not holds:
            self.wrong(told, why)
        return holds

    def refuse(self, told, answer, allowed=True, statuses=None):
        """A refusal: it has to be clean, of a documented status, and the contract has to allow it."""
        unclean = payloads.what_is_unclean(answer)
        if unclean:
            self.wrong(told, unclean)
        elif not allowed:
            self.wrong(told, f"refused though the contract lets it pass: {answer}")
        elif statuses is not None and answer.status not in statuses:
            self.wrong(told, f"answers {answer.status}, which the document does not name")
        else:
            why = next(iter((answer.json.get("fields") or {}).values()), answer.json["code"])
            self.refused[why] += 1

    def give_back(self, told, expected, got):
        """A text that was taken: it has to be the text that was sent, as the contract spells it."""
        if got == expected:
            self.kept += 1
        else:
            spot = next((n for n, (a, b) in enumerate(zip(expected, got or "")) if a != b), min(len(expected), len(got or "")))
            self.wrong(told, f"comes back changed, first at character {spot} ({len(expected)} sent, {len(got or '')} back)")

    def answer_otherwise(self):
        self.other += 1

    def guarded(self, told, work, *given):
        """One step; a lost connection or a broken answer is a finding, and the next step goes on."""
        try:
            work(*given)
        except Dropped as error:
            self.wrong(told, f"the connection was dropped ({error})")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.wrong(told, f"an answer that cannot be read ({type(error).__name__}: {error})"[:120])

    def each(self, strings, work):
        """Every string."""
        for told, text in strings:
            self.guarded(told, work, told, text)

    def close(self):
        refused = ", ".join(f"{why} {count}" for why, count in self.refused.most_common())
        parts = [(self.kept, "given back"), (self.other, "answered"), (sum(self.refused.values()), "refused")]
        told = ", ".join(f"{count} {what}" for count, what in parts if count)
        with self.tally.lock:
            self.tally.answered += sum(count for count, _ in parts)
            print(f"  {self.name}: {told}" + (f" ({refused})" if refused else ""), flush=True)


class Tally:
    """All fields together, from several threads."""

    def __init__(self):
        self.lock, self.failures, self.answered, self.fields = threading.Lock(), [], 0, 0

    def field(self, name):
        with self.lock:
            self.fields += 1
        return Field(self, name)

    def fail(self, sentence):
        with self.lock:
            self.failures.append(sentence)
            # The first of a kind tell enough; the count at the end tells the rest.
            if len(self.failures) <= 200:
                print("FAILED:", sentence, flush=True)
