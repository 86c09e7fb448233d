"""How well search finds a thread by its words, with the bound on what is weighed for a question and without."""
import random
import re
import time

import catalogue

# Questions, words of each out of the title and out of the opening post, and how far down the thread is looked for.
QUESTIONS, OF_TITLE, OF_TEXT, DEPTH = 60, 2, 4, 10
UNBOUNDED = {"GOODENOUGH_SEARCH__WEIGHED": str(2**40)}
# Seconds for all questions: without the bound, one of a large forum on PostgreSQL takes many.
PATIENCE = 240


def ranking(forum):
    """The mean of 1/rank among the first ten (MRR@10) over the same questions, bounded and unbounded."""
    forum.rests()
    asked = questions(forum)
    bounded = worths(forum, asked)
    forum.stops()
    forum.more = UNBOUNDED
    try:
        forum.starts()
        unbounded = worths(forum, asked)
    finally:
        forum.stops()
        forum.more = {}
    both = min(len(bounded), len(unbounded))
    if not both:
        raise RuntimeError("not one question was answered in time")
    mean = lambda each: sum(each[:both]) / both
    return {"questions": both, "bounded": mean(bounded), "unbounded": mean(unbounded)}


def questions(forum):
    """Words of some threads, and the thread that is meant."""
    listed = catalogue.cards(forum, 20 * QUESTIONS)
    found = []
    for card in random.sample(listed, min(QUESTIONS, len(listed))):
        opening = forum.asks("GET", f"/threads/{card['id']}/posts?limit=1")[1]["items"][0]
        words = [*some(card["title"], OF_TITLE), *some(opening["body"], OF_TEXT)]
        found.append(("+".join(words), card["id"]))
    return found


def some(text, wanted):
    words = sorted(set(re.findall(r"[a-z]{4,}", (text or "").lower())))
    return random.sample(words, min(wanted, len(words)))


def worths(forum, asked):
    """1/rank of each, of as many as are answered in time."""
    until, found = time.monotonic() + PATIENCE, []
    for words, thread in asked:
        try:
            found.append(worth(forum, words, thread))
        except TimeoutError:
            break
        if time.monotonic() > until:
            break
    return found


def worth(forum, words, thread):
    items = forum.asks("GET", f"/search?q={words}&limit={DEPTH}")[1]["items"]
    return next((1 / place for place, item in enumerate(items, 1) if item["id"] == thread), 0)
