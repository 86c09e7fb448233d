"""What there is to ask for: threads out of the lists, words out of their titles, members and threads that go together."""
import random
import re
import time

# As many members sign in as there are replies under way at most, twice over.
MEMBERS = 64


def cards(forum, wanted):
    """The cards of so many threads, or of all there are."""
    found, cursor = [], ""
    while len(found) < wanted:
        page = forum.asks("GET", f"/threads?limit=100{cursor}")[1]
        found += page["items"]
        if not page["next"]:
            break
        cursor = f"&cursor={page['next']}"
    return found[:wanted]


def words(listed, wanted=20):
    """Pairs of words as somebody would search for them: both out of one title."""
    pairs = set()
    for card in random.sample(listed, len(listed)):
        long = list(dict.fromkeys(re.findall(r"[a-z]{4,}", (card["title"] or "").lower())))
        if len(long) >= 2:
            pairs.add("+".join(random.sample(long, 2)))
        if len(pairs) == wanted:
            break
    if not pairs:
        raise RuntimeError("no title has two words to search for")
    return sorted(pairs)


def indexed(forum, pairs):
    """Those that find something, as soon as most do: the index follows the posts at its own pace."""
    for _ in range(600):
        found = [pair for pair in pairs if forum.asks("GET", f"/search?q={pair}")[1]["items"]]
        if len(found) * 2 > len(pairs):
            return found
        time.sleep(1)
    raise RuntimeError("searches for words of a title find nothing after ten minutes")


def tokens(forum):
    """Those of some members, drawn by lot."""
    chosen = random.sample(range(forum.data["members"]), min(MEMBERS, forum.data["members"]))
    return [forum.signs_in(number)[1] for number in chosen]


def strangers(forum, signed_in, listed, wanted):
    """So many pairs, each another: a token, and a thread in which its member has written nothing. What she does there is for others."""
    special = {forum.data[name] for name in ("thread", "hot", "followed", "alone")}
    threads = [card["id"] for card in listed if card["id"] not in special and card["state"] == "open"]
    random.shuffle(threads)
    pairs = []
    # Fewer threads than wanted: the same again, each with another member.
    for lap in range(len(signed_in)):
        for number, thread in enumerate(threads):
            token = signed_in[(number + lap) % len(signed_in)]
            if not forum.asks("GET", f"/threads/{thread}/mine", token=token)[1]["posts"]:
                pairs.append((token, thread))
            if len(pairs) == wanted:
                return pairs
    raise RuntimeError(f"there are not {wanted} pairs of a member and an open thread that others wrote")
