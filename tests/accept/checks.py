#!/usr/bin/env python3
"""How many real posts the checks hold: all of threads.jsonl, each text once, by members who have been here for a while (issue 5,
line 5: at most 1 %), and for how many of the questions the help card shows (issue 6, line 3: at most 8 %).

usage: checks.py --binary target/release/goodenough [--database URL]
"""
import argparse
import json
import os
import sys

SHARED = os.environ.get("GOODENOUGH_SHARED", os.path.join(os.path.dirname(__file__), "../../../shared"))
sys.path.insert(0, os.path.join(SHARED, "checks"))
from forum import Site  # noqa: E402

# Checks rest where limits do, so limits are on and wide.
WIDE = {"GOODENOUGH_LIMITS__ENABLED": "true"} | {
    f"GOODENOUGH_LIMITS__{name}": "1000000"
    for name in ("READS_BY_PREFIX", "READS_BY_ACCOUNT", "WRITES_BY_ACCOUNT", "ENTRIES_BY_PREFIX", "ENTRIES_BY_ADDRESS")
}
MEMBERS = 40


def texts():
    """Question and replies of each thread; a text that was there before is left out."""
    seen = set()
    with open(os.path.join(SHARED, "data", "threads.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            thread = json.loads(line)
            bodies = [thread["body"], *(reply["body"] for reply in thread["replies"])]
            yield [body[:20_000] for body in bodies if body.strip() and not (body in seen or seen.add(body))]


def held(binary, database):
    """Posts, how many of them wait or are in the queue; questions, and how many of them call for a help card."""
    with Site(binary, database, **WIDE, GOODENOUGH_MODERATION__NEW_DAYS="0") as site:
        members = [site.member(f"writer{number}") for number in range(MEMBERS)]
        posts = waiting = questions = cards = 0
        for place, bodies in enumerate(texts()):
            if not bodies:
                continue
            written = {"space": "hard-days", "body": bodies[0], "voice": "alias", "need": "just_listen", "audience": "public"}
            thread = members[place % MEMBERS].post("/threads", written)
            assert thread.status == 201, thread
            posts += 1
            questions += 1
            cards += bool(thread.json.get("help"))
            if thread.json["posts"]["items"][0]["state"] == "held":
                waiting += 1
                continue
            for turn, body in enumerate(bodies[1:], 1):
                writer = members[(place + turn) % MEMBERS]
                post = writer.post(f"/threads/{thread.json['id']}/posts", {"body": body, "voice": "alias"})
                assert post.status == 201, post
                posts += 1
                waiting += post.json["state"] == "held"
        staff = site.staff("ruth")
        queued = sum(1 for _ in staff.pages("/moderation/cases"))
    return posts, max(waiting, queued), questions, cards


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binary", required=True)
    options.add_argument("--database")
    asked = options.parse_args()
    posts, waiting, questions, cards = held(asked.binary, asked.database)
    share = waiting / posts
    print(f"by members who have been here for a while: {waiting} of {posts} posts held or queued ({share:.2%})")
    print(f"the help card shows for {cards} of {questions} questions ({cards / questions:.2%})")
    return 0 if posts > 2_000 and share <= 0.01 and cards / questions <= 0.08 else 1


if __name__ == "__main__":
    sys.exit(main())
