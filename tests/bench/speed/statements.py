"""What the database alone allows: the statements of one recorded reply, 16 replies to a transaction.

reply.json has the rows that these statements find, and the statements, each as [statement, [parameter…]]; a test writes it
(tests/forum/recorded.rs). A parameter is a plain value, or one that no two replies may share:
{"fresh": "id"} a random number of 63 bits, {"fresh": "bytes", "len": N} random bytes, {"fresh": "number"} a running number,
{"same": K} the value of this reply's K-th fresh parameter again, counted from 0, and {"bytes": "…"} bytes that are always
these, in hexadecimal.
"""
import itertools
import json
import os
import random
import sqlite3
import time

import databases

RECORDED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reply.json")
# Far above what a loaded database has numbered itself.
FIRST_NUMBER = 1_000_000
TOGETHER = 16
# What encloses a transaction is ours to say.
OURS = ("BEGIN", "COMMIT", "END", "SAVEPOINT", "RELEASE", "ROLLBACK")


def recorded():
    if not os.path.exists(RECORDED):
        raise RuntimeError("no reply is recorded (reply.json)")
    with open(RECORDED, encoding="utf-8") as file:
        found = json.load(file)
    ours = [(text, given) for text, given in found["statements"] if not text.lstrip().upper().startswith(OURS)]
    return found["rows"], ours


def filled(given, fresh, running):
    """The values of one statement; those that are fresh are added to `fresh`."""
    values = []
    for value in given:
        if not isinstance(value, dict):
            values.append(value)
        elif "same" in value:
            values.append(fresh[value["same"]])
        elif "bytes" in value:
            values.append(bytes.fromhex(value["bytes"]))
        else:
            kind = value["fresh"]
            made = {"id": lambda: random.getrandbits(63), "bytes": lambda: os.urandom(value["len"]), "number": lambda: next(running)}[kind]()
            fresh.append(made)
            values.append(made)
    return values


def a_second(forum, seconds):
    """Replies a second in a copy of the forum's database."""
    rows, reply = recorded()
    file = f"{forum.folder}/bare.db"
    try:
        databases.copies(forum.url, file)
        database = sqlite3.connect(file, isolation_level=None, cached_statements=len(reply) + 16)
        try:
            for text, given in rows:
                database.execute(text, filled(given, [], itertools.count()))
            return written(database, reply, seconds)
        finally:
            database.close()
    finally:
        for end in ("", "-wal", "-shm"):
            if os.path.exists(file + end):
                os.unlink(file + end)


def written(database, reply, seconds):
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    running, replies, begun = itertools.count(FIRST_NUMBER), 0, time.perf_counter()
    while (passed := time.perf_counter() - begun) < seconds:
        database.execute("BEGIN IMMEDIATE")
        for _ in range(TOGETHER):
            fresh = []
            for text, given in reply:
                database.execute(text, filled(given, fresh, running)).fetchall()
        database.execute("COMMIT")
        replies += TOGETHER
    return replies / passed
