"""What the database alone allows: the statements of one recorded reply, 16 replies to a transaction, by as many members to as many
threads as write in the product: a single one would have all its pages at hand.

reply.json has the rows that these statements find, and the statements, each as [statement, [parameter…]]; a test writes it
(tests/forum/recorded.rs). A parameter is a plain value, or one that no two replies may share:
{"fresh": "id"} a random number of 63 bits, {"fresh": "bytes", "len": N} random bytes, {"fresh": "number"} a running number,
{"fresh": "text"} a random word, {"same": K} the value of this reply's K-th fresh parameter again, counted from 0, and {"bytes": "…"}
bytes that are always these, in hexadecimal.
"""
import itertools
import json
import os
import random
import sqlite3
import time

import catalogue
import databases

RECORDED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reply.json")
# Far above what a loaded database has numbered itself.
FIRST_NUMBER = 1_000_000
TOGETHER = 16
# Random ids are larger, nearly all of them, and nothing else is: neither counts nor milliseconds.
IDS = 2**50
# What encloses a transaction is ours to say.
OURS = ("BEGIN", "COMMIT", "END", "SAVEPOINT", "RELEASE", "ROLLBACK")


def recorded():
    if not os.path.exists(RECORDED):
        raise RuntimeError("no reply is recorded (reply.json)")
    with open(RECORDED, encoding="utf-8") as file:
        found = json.load(file)
    ours = [(text, given) for text, given in found["statements"] if not text.lstrip().upper().startswith(OURS)]
    return found["rows"], ours


def elsewhere(given, change):
    """The same values of another member in another thread: other ids, and other bytes."""

    def other(value):
        if isinstance(value, int) and abs(value) > IDS:
            return value ^ change
        if isinstance(value, dict) and "bytes" in value:
            first = int(value["bytes"][:14], 16) ^ (change % 2**56)
            return {"bytes": f"{first:014x}{value['bytes'][14:]}"}
        return value

    return [(text, [other(value) for value in values]) for text, values in given]


def filled(given, fresh, running):
    """The values of one statement; those that are fresh are added to `fresh`."""
    makes = {
        "id": lambda value: random.getrandbits(63),
        "bytes": lambda value: os.urandom(value["len"]),
        "number": lambda value: next(running),
        "text": lambda value: f"{random.getrandbits(63):x}",
    }
    values = []
    for value in given:
        if not isinstance(value, dict):
            values.append(value)
        elif "same" in value:
            values.append(fresh[value["same"]])
        elif "bytes" in value:
            values.append(bytes.fromhex(value["bytes"]))
        else:
            fresh.append(makes[value["fresh"]](value))
            values.append(fresh[-1])
    return values


def a_second(forum, seconds):
    """Replies a second in a copy of the forum's database."""
    rows, reply = recorded()
    file = f"{forum.folder}/bare.db"
    try:
        databases.copies(forum.url, file)
        database = sqlite3.connect(file, isolation_level=None, cached_statements=len(reply) + 16)
        try:
            replies = []
            for _ in range(catalogue.MEMBERS):
                # Below the largest number that SQLite has.
                change = random.getrandbits(62)
                for text, given in elsewhere(rows, change):
                    database.execute(text, filled(given, [], itertools.count()))
                replies.append(elsewhere(reply, change))
            return written(database, replies, seconds)
        finally:
            database.close()
    finally:
        for end in ("", "-wal", "-shm"):
            if os.path.exists(file + end):
                os.unlink(file + end)


def written(database, each, seconds):
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    turns, running = itertools.cycle(each), itertools.count(FIRST_NUMBER)
    replies, begun = 0, time.perf_counter()
    while (passed := time.perf_counter() - begun) < seconds:
        database.execute("BEGIN IMMEDIATE")
        for _ in range(TOGETHER):
            fresh = []
            for text, given in next(turns):
                database.execute(text, filled(given, fresh, running)).fetchall()
        database.execute("COMMIT")
        replies += TOGETHER
    return replies / passed
