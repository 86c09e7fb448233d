"""One request after another, in the small forum and the large one in turn: what grows with the forum shows in their ratio."""
import random
import statistics

import catalogue
import databases
from tried import p50, p99, says, tried
from writes import REPLY

# Rounds, the requests of each, and before them some that do not count.
ROUNDS, TIMES, WARM = 5, 300, 20


def prepares(forum):
    """What the requests need: tokens, threads, words."""
    forum.rests()
    signed_in = catalogue.tokens(forum)
    listed = catalogue.cards(forum, 4000)
    # The cold threads are not among those that get replies: these are warm.
    random.shuffle(listed)
    some = min(ROUNDS * TIMES + WARM, len(listed) * 2 // 3)
    pairs = catalogue.indexed(forum, catalogue.words(listed))
    cold = [card["id"] for card in listed[:some]]
    writing = catalogue.strangers(forum, signed_in, listed[some:], ROUNDS * TIMES + WARM)
    return {"tokens": signed_in, "cold": cold, "words": pairs, "pairs": writing, "space": listed[0]["space"]}


def requests(forum, ready):
    """Each request by its name, as a function of its number that says how many milliseconds it took."""
    data = forum.data
    deep = f"/threads/{data['hot']}/posts?from={data['hot_posts'] * 9 // 10}"
    opening = {"space": ready["space"], "title": "Once", "voice": "named", "need": "just_listen", "audience": "public"}
    token = lambda number: ready["tokens"][number % len(ready["tokens"])]
    pair = lambda number: ready["pairs"][number]
    # What nobody asked for before: each thread from its first post on, and when that was all of them, from the next.
    cold = lambda number: f"/threads/{ready['cold'][number % len(ready['cold'])]}/posts?from={1 + number // len(ready['cold'])}"
    get = lambda path, by=None: forum.asks("GET", path, token=by)[0]
    send = lambda method, path, body, by: forum.asks(method, path, body, by)[0]
    return {
        "list": lambda number: get("/threads"),
        "thread": lambda number: get(f"/threads/{data['thread']}"),
        "hot thread, deep page": lambda number: get(deep),
        "posts of different threads": lambda number: get(cold(number)),
        "search": lambda number: get(f"/search?q={ready['words'][number % len(ready['words'])]}"),
        "what is mine in a thread": lambda number: get(f"/threads/{data['thread']}/mine", token(number)),
        "reply": lambda number: send("POST", f"/threads/{pair(number)[1]}/posts", REPLY, pair(number)[0]),
        "react": lambda number: send("PUT", f"/threads/{pair(number)[1]}/posts/1/reactions/hug", None, pair(number)[0]),
        "open a thread": lambda number: send("POST", "/threads", {**opening, "body": f"I cried in the car park, {number}."}, token(number)),
    }


def sizes(forums):
    """By its name each request: p50 and p99 in each size, and the ratios of large to small. Each is the median of the rounds."""
    asked = {size: requests(forum, prepares(forum)) for size, forum in forums.items()}
    names = list(next(iter(asked.values())))
    return {name: tried(f"one after another: {name}", in_turn, forums, asked, name) for name in names}


def in_turn(forums, asked, name):
    for forum in forums.values():
        # What the requests before left to be done would be in the way of these.
        forum.rests()
        databases.warms(forum.url)
    # The last ones first, and not counted: the cold ones stay cold.
    once(asked, name, range(ROUNDS * TIMES, ROUNDS * TIMES + WARM))
    rounds = [once(asked, name, range(first, first + TIMES)) for first in range(0, ROUNDS * TIMES, TIMES)]
    found = {size: medians([each[size] for each in rounds]) for size in asked}
    if {"small", "large"} <= found.keys():
        found["ratios"] = medians([[large / small for large, small in zip(each["large"], each["small"])] for each in rounds])
    says("  " + ", ".join(f"{size} p50 {found[size][0]:.2f} ms, p99 {found[size][1]:.2f} ms" for size in asked))
    return found


def once(asked, name, numbers):
    """p50 and p99 of these in each size."""
    times = {size: [] for size in asked}
    for number in numbers:
        # Whoever comes second finds the machine as the first one left it, so they take turns at that too.
        for size in sorted(asked, reverse=bool(number % 2)):
            times[size].append(asked[size][name](number))
    return {size: (p50(each), p99(each)) for size, each in times.items()}


def medians(pairs):
    return tuple(statistics.median(each) for each in zip(*pairs))


def sign_in(forum, times=20):
    """Milliseconds of half and of 99 of 100, with the password settings the program comes with."""
    took = [forum.signs_in(number % forum.data["members"])[0] for number in range(times)]
    return p50(took), p99(took)
