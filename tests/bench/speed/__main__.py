"""How fast the product is, and how small: beside Debian's nginx, in a small and a large forum, on SQLite and PostgreSQL.

Prints what it does and what it found, and writes the same into a report. A measurement that fails says so in its place there,
and the others go on. Printed, never a test: what was found is put beside the lines that were set, and judged by people.

usage: ./scripts/with-postgres.sh python3 tests/bench/speed [--quick] [PROGRAM]
"""
import argparse
import contextlib
import os
import signal
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
sys.dont_write_bytecode = True

import databases
import machine
import ranking
import reads
import report
import sizes
import writes
from followers import followers
from frontend import frontend
from lighthouse import lighthouse
from nginx import Nginx
from server import Measured
from small import small
from tried import Failed, says, tried

GROUPS = ("reads", "writes", "followers", "sizes", "frontend", "small")
# Members, threads, replies to each.
AMOUNTS = {"small": (1000, 900, 10), "large": (20000, 100000, 10)}
QUICK = {**AMOUNTS, "large": (2000, 5000, 10)}
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def several(allowed):
    """What argparse makes of a list with commas, in the order in which we do things."""

    def of(text):
        chosen = text.split(",")
        if unknown := set(chosen) - set(allowed):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: not one of {', '.join(allowed)}")
        return [each for each in allowed if each in chosen]

    return of


def options():
    parser = argparse.ArgumentParser(prog="tests/bench/speed", description="How fast the product is, and how small.")
    parser.add_argument("program", nargs="?", default="target/release/goodenough")
    parser.add_argument("--quick", action="store_true", help="shorter, and the large forum is a middling one")
    parser.add_argument("--only", type=several(GROUPS), default=list(GROUPS), help=",".join(GROUPS))
    parser.add_argument("--sizes", type=several(AMOUNTS), default=list(AMOUNTS), help=",".join(AMOUNTS))
    parser.add_argument("--databases", type=several(NAMES), default=list(NAMES), help=",".join(NAMES))
    parser.add_argument("--report", default="docs/performance.md", help="the file to write")
    chosen = parser.parse_args()
    chosen.program = os.path.abspath(chosen.program)
    chosen.seconds, chosen.beats = (2, 10) if chosen.quick else (5, 100)
    chosen.amounts = QUICK if chosen.quick else AMOUNTS
    return chosen


def filled(stack, chosen, database, size):
    """A forum with its data, not started; it goes with the stack."""
    url = None
    if database == "postgres":
        name, url = databases.makes(size)
        stack.callback(databases.drops, name)
    forum = Measured(chosen.program, url)
    stack.callback(forum.ends)
    forum.fills(*chosen.amounts[size])
    if url:
        databases.settles(url)
    return forum


def alone(chosen, database, size, forum, nginx, at):
    """What is measured of one forum while it runs alone."""
    tried("start", forum.rests)
    if "reads" in chosen.only:
        # It starts the server anew: before the rest, since the memory of one process is asked after all of that.
        at["ranking"] = tried("what search finds, bounded and not", ranking.ranking, forum)
        at["reads"] = nginx if isinstance(nginx, Failed) else tried("reads", reads.reads, forum, nginx, chosen.seconds)
        at["search"] = tried("search", lambda: reads.search(forum.wakes(), chosen.seconds))
        threads = {name: forum.data[name] for name in ("thread", "hot")}
        at["bytes"] = {name: tried("bytes a post", reads.bytes_a_post, forum, thread) for name, thread in threads.items()}
    if "frontend" in chosen.only and database == chosen.databases[0] and size == chosen.sizes[-1]:
        at["frontend"] = nginx if isinstance(nginx, Failed) else tried("frontend", frontend, forum, nginx, chosen.seconds, lighthouse)
    if "writes" in chosen.only:
        compared = database == "sqlite" and size == chosen.sizes[0]
        at["writes"] = tried("writes", writes.writes, forum, chosen.seconds, compared)
        at["sign_in"] = tried("signing in", lambda: sizes.sign_in(forum.wakes()))
    if "followers" in chosen.only:
        at["followers"] = tried("followers", followers, forum, chosen.beats)


def measures(chosen, database, nginx, places):
    """All of one database. Only the forums that are measured run: one, or for the sizes both."""
    with contextlib.ExitStack() as stack:
        forums = {}
        for size in chosen.sizes:
            at = places[NAMES[database], size] = {}
            forum = tried(f"{NAMES[database]}, {size}: load", filled, stack, chosen, database, size)
            at["data"] = forum if isinstance(forum, Failed) else forum.data
            if not isinstance(forum, Failed):
                forums[size] = forum
        for size, forum in forums.items():
            says(f"{NAMES[database]}, {size}")
            alone(chosen, database, size, forum, nginx, places[NAMES[database], size])
            # The last one runs on: its memory is asked after everything.
            if size != chosen.sizes[-1]:
                forum.stops()
        at = places[NAMES[database], chosen.sizes[-1]]
        if "sizes" in chosen.only and forums:
            at["sizes"] = tried("one request after another", sizes.sizes, forums)
        if "small" in chosen.only and chosen.sizes[-1] in forums:
            at["small"] = tried("small", lambda: small(forums[chosen.sizes[-1]].rests()))


def interrupted(*_):
    raise KeyboardInterrupt


def main():
    chosen = options()
    # Whatever ends it, nothing of it stays behind.
    signal.signal(signal.SIGTERM, interrupted)
    how = "in the quick form, of which nothing should be concluded" if chosen.quick else "in the long form"
    found = {"date": report.today(), "how": how, "places": {}, "skipped": []}
    if "postgres" in chosen.databases and not databases.SERVER:
        chosen.databases.remove("postgres")
        found["skipped"].append("PostgreSQL is not here, and was not measured.")
    found["machine"] = tried("machine", machine.machine)
    found["versions"] = tried("versions", machine.versions, chosen.program, "postgres" in chosen.databases)
    if "postgres" in chosen.databases:
        found["fsync"] = tried("settings of PostgreSQL", databases.asks, "SHOW fsync")
    nginx = tried("nginx", Nginx)
    try:
        for database in chosen.databases:
            tried(NAMES[database], measures, chosen, database, nginx, found["places"])
        # A run that was broken off leaves the last whole report in its place.
        with open(chosen.report, "w", encoding="utf-8") as file:
            file.write(report.report(found))
    finally:
        if not isinstance(nginx, Failed):
            nginx.ends()
        text = tried("report", report.report, found)
        # Hours of measuring are not lost over a table.
        print("\n" + (str(found) if isinstance(text, Failed) else text), flush=True)


try:
    main()
except KeyboardInterrupt:
    sys.exit(130)
