#!/usr/bin/env python3
"""How many letters a second leave by SMTP, beside postfix's own load program into the same sink.

Members reply while the relay is away; then the sink opens, and the time from the first letter to the last is taken. The same
number of messages of the same size goes from `smtp-source` to the same sink: plainly, which is one message and one connection
after the other; over as many connections at once as the program has; and over as many that are used again, as ours are.
Printed, never a test; at least a quarter of the plain run is the aim.

usage: ./scripts/with-postgres.sh tests/bench/letters.py [PROGRAM]      (make bench)
"""
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time

from forum import Forum

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/release/goodenough")
LETTERS = int(os.environ.get("LETTERS", "4000"))
# As many connections as the program opens, and people enough that no provider has to be spared.
SESSIONS, PEOPLE, WRITERS = 8, 16, 4
PATIENCE = 120


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Sink:
    """Takes every letter, keeps none, and says how many it has."""

    def __init__(self, port):
        # It will not run as root.
        who = ["-u", "nobody"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(["smtp-sink", "-c", *who, f"127.0.0.1:{port}", "100"], stdout=subprocess.PIPE)

    def rate(self, letters):
        """Letters a second from the first to the last."""
        first, said, until = None, b"", time.monotonic() + PATIENCE
        os.set_blocking(self.process.stdout.fileno(), False)
        while time.monotonic() < until:
            said = (said + (self.process.stdout.read() or b""))[-200:]
            counts, now = re.findall(rb"mesg=(\d+)\r", said), time.monotonic()
            count = int(counts[-1]) if counts else 0
            if count and first is None:
                first = (now, count)
            if count >= letters:
                return (count - first[1]) / (now - first[0])
            time.sleep(0.002)
        raise SystemExit(f"{count} of {letters} letters within {PATIENCE} s")

    def ends(self):
        self.process.terminate()
        self.process.wait(10)


def listens(port):
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.01)
    raise SystemExit("the sink does not listen")


def plain(port, size, *more):
    """What smtp-source reaches."""
    sink = Sink(port)
    try:
        listens(port)
        words = ["-m", str(LETTERS), "-l", str(size), "-f", "notes@a.example", "-t", "ada@b.example"]
        source = subprocess.Popen(["smtp-source", *more, *words, f"127.0.0.1:{port}"])
        rate = sink.rate(LETTERS)
        source.wait(10)
        return rate
    finally:
        sink.ends()


def written(forum):
    """Threads, and in them as many replies as there are to be letters; returns the size of a letter."""
    tokens = [forum.member(f"Parent{n}", f"p{n}.example") for n in range(PEOPLE)]
    opening = {"space": "money", "title": "Once", "body": "I cried in the car park.", "voice": "named", "need": "just_listen", "audience": "public"}
    threads = [forum.asks("POST", "/threads", opening, token)[1]["id"] for token in tokens]

    def reply(number, by=None):
        writer = number % WRITERS
        # Never to oneself: nobody gets a letter about her own reply.
        place = (writer + 1 + (number // WRITERS) % (PEOPLE - 1)) % PEOPLE
        body = {"body": "Me too. It gets lighter, and nobody tells you when.", "voice": "named"}
        forum.asks("POST", f"/threads/{threads[place]}/posts", body, tokens[writer], by=by)

    reply(0)
    for _ in range(200):
        sizes = [len(raw) for raw, letter in forum.letters() if letter["list-id"]]
        if sizes:
            break
        time.sleep(0.05)
    forum.stops()
    # That the relay is away is said aloud otherwise.
    forum.starts(LOG__LEVEL="off", MAIL__TRANSPORT="smtp", MAIL__SMTP_URL=f"smtp://127.0.0.1:{free_port()}")
    connections = [forum.connects() for _ in range(WRITERS)]
    # Each of these is one writer: the numbers of a writer are WRITERS apart.
    run = lambda first: [reply(number, connections[first]) for number in range(first, LETTERS, WRITERS)]
    threads_of_writers = [threading.Thread(target=run, args=(first,)) for first in range(WRITERS)]
    for each in threads_of_writers:
        each.start()
    for each in threads_of_writers:
        each.join()
    forum.stops()
    return int(statistics.mean(sizes))


def due_at_once(url):
    """What was held because the relay was away waits no longer; returns how many letters that are."""
    wanted = "state = 'waiting' AND kind = 'letter_reply'"
    statements = (f"UPDATE jobs SET due_at = 0, leased_until = NULL WHERE {wanted}", f"SELECT count(*) FROM jobs WHERE {wanted}")
    if url.startswith("sqlite:"):
        with sqlite3.connect(url.removeprefix("sqlite:")) as database:
            database.execute(statements[0])
            return database.execute(statements[1]).fetchone()[0]
    words = ["psql", "--quiet", "--no-psqlrc", "--tuples-only", "--dbname", url]
    said = [subprocess.run([*words, "--command", statement], check=True, capture_output=True, text=True).stdout for statement in statements]
    return int(said[1])


def ours(forum, port):
    """What the program reaches."""
    sink = Sink(port)
    try:
        listens(port)
        forum.starts(MAIL__TRANSPORT="smtp", MAIL__SMTP_URL=f"smtp://127.0.0.1:{port}")
        return sink.rate(LETTERS)
    finally:
        sink.ends()


def measured(name, url):
    forum = Forum(PROGRAM, url)
    try:
        size = written(forum)
        waiting = due_at_once(forum.url)
        if waiting != LETTERS:
            raise SystemExit(f"{waiting} letters wait, and not {LETTERS}")
        print(f"{name}, {LETTERS} letters of {size} bytes, at once: {SESSIONS} connections:")
        port = free_port()
        sessions = ("-s", str(SESSIONS))
        source, many, again = plain(port, size), plain(port, size, *sessions), plain(port, size, *sessions, "-d")
        own = ours(forum, port)
        for name, rate in (("plain smtp-source", source), ("at once", many), ("at once, connections used again", again)):
            print(f"  {name:34}{rate:7.0f} a second, goodenough {own:5.0f}: ratio {own / rate:5.2f}", flush=True)
    finally:
        forum.ends()


os.environ["PATH"] += ":/usr/sbin"
if not (shutil.which("smtp-sink") and shutil.which("smtp-source")):
    print("letters a second: not measured, smtp-sink and smtp-source are not here (scripts/need-mail-tools.sh installs them)")
    sys.exit(1 if os.environ.get("CI") else 0)
measured("SQLite", None)
url = os.environ.get("GOODENOUGH_TEST_POSTGRES_URL")
if url:
    measured("PostgreSQL", url)
else:
    print("PostgreSQL: not here, not measured")
