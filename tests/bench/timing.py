#!/usr/bin/env python3
"""How long a named and a hidden post take, and a door for a known and an unknown address: medians and their ratio (A-26).

Both of a pair are asked in turn, in an order that chance decides, so that what else the machine does falls on both alike.
Printed, never a test: absolute times on shared machines are noise.

usage: ./scripts/with-postgres.sh tests/bench/timing.py [PROGRAM]      (make bench)
"""
import os
import random
import statistics
import sys
import time

from forum import PASSWORD, Forum

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/release/goodenough")
ROUNDS = int(os.environ.get("ROUNDS", "200"))


def compared(what, names, one, other):
    """Asks both in turn and prints their medians."""
    times = ([], [])
    for turn in range(ROUNDS + 10):
        order = [0, 1]
        random.shuffle(order)
        for which in order:
            took = (one, other)[which]()
            if turn >= 10:  # the first ones warm up
                times[which].append(took)
    medians = [statistics.median(each) for each in times]
    ratio = medians[1] / medians[0]
    print(f"  {what:<34} {names[0]:>8} {medians[0]:7.3f} ms  {names[1]:>8} {medians[1]:7.3f} ms  ratio {ratio:5.3f}", flush=True)


def measured(name, url):
    print(f"{name}, {ROUNDS} of each, in turn:")
    forum = Forum(PROGRAM, url)
    try:
        ada, berta = forum.member("Ada"), forum.member("Berta")

        def thread(voice, who=None):
            body = {"space": "money", "title": "Once", "body": "I cried in the car park.", "voice": voice, "need": "just_listen", "audience": "public"}
            return forum.asks("POST", "/threads", body, who or ada)

        def reply(place, voice):
            return forum.asks("POST", f"/threads/{place}/posts", {"body": "Me too.", "voice": voice}, berta)[0]

        both = ("named", "alias")
        compared("opening a thread", both, lambda: thread("named")[0], lambda: thread("alias")[0])
        rest(forum)
        place = thread("named")[1]["id"]
        reply(place, "named"), reply(place, "alias")
        compared("replying again", both, lambda: reply(place, "named"), lambda: reply(place, "alias"))
        rest(forum)
        fresh = [thread("named")[1]["id"] for _ in range(2 * (ROUNDS + 10))]
        rest(forum)
        compared("replying for the first time", both, lambda: reply(fresh.pop(), "named"), lambda: reply(fresh.pop(), "alias"))
        rest(forum)

        def door(path, address, **more):
            return forum.asks("POST", path, {"email": address, **more}, well=False)[0]

        def nobody():
            return f"{random.randrange(10**9)}@example.org"

        both = ("known", "unknown")
        for path in ("/sessions/links", "/passwords/resets"):
            compared(f"POST {path}", both, lambda: door(path, "ada@example.org"), lambda: door(path, nobody()))
            rest(forum)
        wrong = {"password": "not her password"}
        compared("POST /sessions, wrong password", both, lambda: door("/sessions", "ada@example.org", **wrong), lambda: door("/sessions", nobody(), **wrong))
        names = iter(f"Nobody {n}" for n in range(10**6))
        sign_up = lambda address: door("/accounts", address, password=PASSWORD, name=next(names))
        compared("POST /accounts", both, lambda: sign_up("ada@example.org"), lambda: sign_up(nobody()))
    finally:
        forum.ends()


def rest(forum):
    """Lets the worker finish what was promised."""
    time.sleep(1.5)


measured("SQLite", None)
url = os.environ.get("GOODENOUGH_TEST_POSTGRES_URL")
if url:
    measured("PostgreSQL", url)
else:
    print("PostgreSQL: not here, not measured")
