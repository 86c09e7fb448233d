#!/usr/bin/env python3
"""How long a named and a hidden post take, and a door for a known and an unknown address: medians and their ratio (A-26).

Both of a pair are asked in turn, in an order that chance decides, so that what else the machine does falls on both alike.
Printed, never a test: absolute times on shared machines are noise.

usage: ./scripts/with-postgres.sh tests/bench/timing.py [PROGRAM]      (make bench)
"""
import email
import email.policy
import glob
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/release/goodenough")
ROUNDS = int(os.environ.get("ROUNDS", "200"))
PASSWORD = "a lantern in the reeds"


class Forum:
    """A server of its own, on this database."""

    def __init__(self, url):
        self.folder = tempfile.mkdtemp(prefix="goodenough-bench-")
        settings = {
            "PATH": os.environ["PATH"],
            "GOODENOUGH_DATABASE__URL": url or f"sqlite:{self.folder}/forum.db",
            "GOODENOUGH_HTTP__ADDRESS": "127.0.0.1:0",
            "GOODENOUGH_HTTP__METRICS_ADDRESS": "127.0.0.1:0",
            "GOODENOUGH_LIMITS__ENABLED": "false",
            "GOODENOUGH_PASSWORDS__MEMORY_KIB": "8",
            # Letters wait: the worker must not work while it is measured.
            "GOODENOUGH_MAIL__WAIT": "0",
            "GOODENOUGH_LOG__LEVEL": "error",
        }
        self.server = subprocess.Popen([PROGRAM, "serve"], cwd=self.folder, env=settings, stdout=subprocess.PIPE, text=True)
        for line in self.server.stdout:
            if line.startswith("listening on http://"):
                host, port = line.strip().removeprefix("listening on http://").rsplit(":", 1)
                self.connection = http.client.HTTPConnection(host, int(port))
                return
        raise SystemExit("the server did not start")

    def asks(self, method, path, body=None, token=None, well=True):
        headers = {"content-type": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        begun = time.perf_counter()
        self.connection.request(method, "/api/v1" + path, json.dumps(body) if body is not None else None, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        took = (time.perf_counter() - begun) * 1000
        if well and answer.status >= 400:
            raise SystemExit(f"{method} {path}: {answer.status} {text.decode()}")
        return took, json.loads(text) if text else None

    def member(self, name):
        address = f"{name.lower()}@example.org"
        self.asks("POST", "/accounts", {"email": address, "password": PASSWORD, "name": name})
        for _ in range(200):
            for file in glob.glob(f"{self.folder}/data/mail/*.eml"):
                with open(file, "rb") as opened:
                    letter = email.message_from_binary_file(opened, policy=email.policy.default)
                text = letter.get_body(("plain",)).get_content()
                if letter["to"] == address and "token=" in text:
                    token = text.split("token=")[1].split()[0]
                    return self.asks("POST", "/accounts/verify", {"token": token})[1]["access_token"]
            time.sleep(0.05)
        raise SystemExit("no letter came")

    def ends(self):
        self.server.terminate()
        self.server.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


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
    forum = Forum(url)
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
