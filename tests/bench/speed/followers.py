"""How long a reply takes that ten thousand people are told of, beside one that a single person is told of."""
import time

import catalogue
from tried import p50, p99
from writes import REPLY


def followers(forum, seconds):
    """One a second in each of both threads, half a second apart; milliseconds."""
    names = ("followed", "alone")
    token = outsider(forum.rests(), [forum.data[name] for name in names])
    # The first reply after a rest is slow, wherever it goes; it counts for neither. It tells one follower, not ten thousand.
    forum.asks("POST", f"/threads/{forum.data['alone']}/posts", REPLY, token)
    times, begun = {name: [] for name in names}, time.monotonic()
    for beat in range(2 * seconds):
        time.sleep(max(0, begun + beat / 2 - time.monotonic()))
        name = names[beat % 2]
        times[name].append(forum.asks("POST", f"/threads/{forum.data[name]}/posts", REPLY, token)[0])
    found = {name: (p50(each), p99(each)) for name, each in times.items()}
    return {**found, "replies": seconds, "ratio": found["followed"][1] / found["alone"][1]}


def outsider(forum, threads):
    """The token of a member who has written in none of them: nobody is told of her own reply."""
    signed_in = catalogue.tokens(forum)
    for token in signed_in:
        if not any(forum.asks("GET", f"/threads/{thread}/mine", token=token)[1]["posts"] for thread in threads):
            return token
    return signed_in[0]
