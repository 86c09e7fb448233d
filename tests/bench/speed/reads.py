"""Reads a second, beside nginx that serves the same bytes."""
import json
import random

import catalogue
import wrk
from server import fetched
from tried import says, tried

CLIENTS = 32
MANY = 2000


def reads(forum, nginx, seconds):
    """Each read by its name: beside nginx, or alone."""
    data = forum.data
    deep = data["hot_posts"] * 9 // 10
    paths = {
        "list": "/threads",
        "thread": f"/threads/{data['thread']}",
        "hot thread, first page": f"/threads/{data['hot']}",
        "hot thread, deep page": f"/threads/{data['hot']}/posts?from={deep}",
    }
    found = {}
    for name, path in paths.items():
        found[name] = tried(f"read: {name}", one, forum.wakes(), nginx, path, seconds)
    found["many threads"] = tried("read: many threads", many, forum.wakes(), nginx, seconds)
    found["thread, unchanged (304)"] = tried("read: thread, unchanged", unchanged, forum.wakes(), nginx, paths["thread"], seconds)
    return found


def same_bytes(forum, nginx, path, name):
    """Puts the product's answer behind nginx, and sees that both say it; returns nginx's path."""
    status, headers, body = forum.fetches(path)
    if status != 200 or headers.get("content-encoding"):
        raise RuntimeError(f"{path}: {status} {headers.get('content-encoding', '')}")
    copied = nginx.serves(name, body)
    status, headers, served = fetched(nginx.place, copied)
    if status != 200 or served != body or headers["content-type"] != "application/json":
        raise RuntimeError(f"nginx does not serve the same bytes: {status}")
    return copied


def in_turn(forum, nginx, path, copied, seconds, headers=((), ()), scripts=("", "")):
    found = wrk.beside(
        lambda: wrk.runs(forum.place, "/api/v1" + path, CLIENTS, seconds, headers[0], scripts[0]),
        lambda: wrk.runs(nginx.place, copied, CLIENTS, seconds, headers[1], scripts[1]),
    )
    says(f"  {found['ours']:.0f} a second, nginx {found['theirs']:.0f}, ratio {found['ratios'][1]:.2f}")
    return found


def one(forum, nginx, path, seconds):
    copied = same_bytes(forum, nginx, path, "one/" + path.strip("/").split("?")[0].replace("/", "-"))
    return in_turn(forum, nginx, path, copied, seconds)


def many(forum, nginx, seconds):
    """Different threads one after the other, so that it is not one answer that is always the same."""
    ids = [card["id"] for card in catalogue.cards(forum, MANY)]
    random.shuffle(ids)
    own, other = [], []
    for thread in ids:
        own.append(f"/api/v1/threads/{thread}")
        other.append(same_bytes(forum, nginx, f"/threads/{thread}", f"many/{thread}"))
    found = in_turn(forum, nginx, f"/threads/{ids[0]}", other[0], seconds, scripts=(wrk.through(own), wrk.through(other)))
    return {**found, "threads": len(ids)}


def unchanged(forum, nginx, path, seconds):
    """Whoever has it already is told so: each by its own tag."""
    copied = same_bytes(forum, nginx, path, "unchanged")
    tags = []
    for place, where in ((forum.place, "/api/v1" + path), (nginx.place, copied)):
        tag = fetched(place, where)[1]["etag"]
        status, _, body = fetched(place, where, if_none_match=tag)
        if status != 304 or body:
            raise RuntimeError(f"{status} instead of 304")
        tags.append([f"If-None-Match: {tag}"])
    return in_turn(forum, nginx, path, copied, seconds, headers=tags)


def search(forum, seconds):
    """Searches a second for pairs of words; nginx has nothing to put beside it."""
    pairs = catalogue.words(catalogue.cards(forum, MANY))
    pairs = catalogue.indexed(forum, pairs)
    paths = [f"/api/v1/search?q={pair}" for pair in pairs]
    found = wrk.runs(forum.place, paths[0], CLIENTS, seconds, script=wrk.through(paths))
    says(f"  {found['rate']:.0f} a second")
    return found


def bytes_a_post(forum, thread):
    """What the JSON of a thread weighs a post, beyond what people wrote and what was made of it."""
    status, _, body = forum.fetches(f"/threads/{thread}")
    if status != 200:
        raise RuntimeError(f"the thread answers {status}")
    posts = json.loads(body)["posts"]["items"]
    written = sum(len(json.dumps(post[part], ensure_ascii=False).encode()) for post in posts for part in ("body", "html"))
    return (len(body) - written) / len(posts)
