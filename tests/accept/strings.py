#!/usr/bin/env python3
"""All naughty strings and all script payloads through every text field of the API.

usage: tests/accept/strings.py [--binary target/release/goodenough] [--database URL] [--part PART] [--every N]
Starts its own server. `--part` is given-back or everywhere; `--every 7` takes each seventh string, while developing.
"""
import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import payloads
from asking import Tally
from everywhere import Everywhere
from forum import Site
from given_back import Drafts, Replies, Threads
from profiles import Profiles, check_letters

THREADS = 4


def logged(site, strings, tally):
    """The log tells of no crash, and carries nothing of what people wrote."""
    with open(site.log.name, encoding="utf-8", errors="replace") as file:
        log = file.read()
    for line in [line for line in log.splitlines() if "panicked" in line or "a request failed" in line][:5]:
        tally.fail(f"the log: {line[:300]}")
    for told, text in strings:
        # Short strings and the words that any log has are no proof.
        if len(text) >= 24 and text in log:
            tally.fail(f"the log carries {told}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binary", default="target/release/goodenough")
    options.add_argument("--database")
    options.add_argument("--part", choices=["given-back", "everywhere"])
    options.add_argument("--every", type=int, default=1)
    options = options.parse_args()

    strings, tally, begun = payloads.payloads()[:: options.every], Tally(), time.time()
    # Passwords cost next to nothing here: this is about strings, and half a minute of hashing would tell nothing.
    cheap = {"GOODENOUGH_PASSWORDS__MEMORY_KIB": "64", "GOODENOUGH_PASSWORDS__PASSES": "1"}
    with Site(options.binary, options.database, **cheap) as site:
        space = site.visitor().get("/spaces").json[0]["slug"]
        work = []
        if options.part != "everywhere":
            closer = [Threads(site, tally, space, strings), Replies(site, tally, space, strings)]
            closer += [Profiles(site, tally, strings), Drafts(site, tally, space, strings)]
            work += [one.run for one in closer]
        if options.part != "given-back":
            everywhere = Everywhere(site, tally, strings)
            work += [*everywhere.routes(), everywhere.headers]
        with ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(one) for one in work]:
                done.result()
        if site.process.poll() is not None:
            tally.fail("the server has stopped")
        check_letters(site, tally)
        logged(site, strings, tally)
        took = time.time() - begun
        told = f"{len(strings)} strings through {tally.fields} fields: {tally.answered} answers, {len(tally.failures)} wrong, {took:.0f} s"
    print(told)
    sys.exit(1 if tally.failures else 0)


main()
