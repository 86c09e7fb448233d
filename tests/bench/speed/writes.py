"""Replies a second by wrk, and on SQLite beside them the same statements in transactions of 16."""
import random
import statistics

import catalogue
import statements
import wrk
from tried import Failed, says, tried

CLIENTS = (1, 8, 32)
REPLY = {"body": "Me too. It gets lighter, and nobody tells you when.", "voice": "named"}

# Every member writes in a thread that somebody else opened, so each reply tells somebody.
SCRIPT = """
local pairs_of = {%s}
local body = %s
local at, run = 0, %s
bad = 0
request = function()
    at = at + 1
    local pair = pairs_of[(at - 1) %% #pairs_of + 1]
    local headers = {
        ["Content-Type"] = "application/json",
        ["Authorization"] = "Bearer " .. pair[1],
        ["Idempotency-Key"] = run .. "-" .. at .. "-" .. math.random(1000000000),
    }
    return wrk.format("POST", "/api/v1/threads/" .. pair[2] .. "/posts", headers, body)
end
response = function(status) if status ~= 201 then bad = bad + 1 end end
"""


def writes(forum, seconds, compared):
    """Each number of clients with what it reached; `compared`, the last of them in turn with the bare statements."""
    signed_in = catalogue.tokens(forum.rests())
    # From the middle of the lists, where nothing else is measured.
    listed = catalogue.cards(forum, 2000)[-1000:]
    pairs = catalogue.strangers(forum, signed_in, listed, catalogue.MEMBERS)
    found = {clients: tried(f"write: {clients} at once", burst, forum.rests(), pairs, clients, seconds) for clients in CLIENTS[:-1]}
    rounds, bare = [], []
    for _ in range(3):
        rounds.append(tried(f"write: {CLIENTS[-1]} at once", burst, forum.rests(), pairs, CLIENTS[-1], seconds))
        if compared:
            bare.append(tried("write: the same statements, 16 replies a transaction", statements.a_second, forum, seconds))
    found[CLIENTS[-1]] = middle(rounds)
    return {"clients": found, "bare": beside(rounds, bare) if compared else None}


def burst(forum, pairs, clients, seconds):
    table = ",".join("{%s,%s}" % (wrk.quoted(token), wrk.quoted(thread)) for token, thread in pairs)
    run = wrk.quoted(f"{random.getrandbits(64):x}")
    body = wrk.quoted('{"body":"%(body)s","voice":"%(voice)s"}' % REPLY)
    names = ("goodenough_commits_total", "goodenough_writes_total")
    before, cores = forum.counts(*names), busy()
    found = wrk.runs(forum.place, "/", clients, seconds, script=SCRIPT % (table, body, run))
    after, cores_after = forum.counts(*names), busy()
    commits, written = (None if one is None or other is None else other - one for one, other in zip(before, after))
    found["cores"] = [100 * (now[0] - then[0]) / max(1, now[1] - then[1]) for then, now in zip(cores, cores_after)]
    found["writes a commit"] = written / commits if commits and written is not None else None
    found["replies a commit"] = found["requests"] / commits if commits else None
    says(f"  {found['rate']:.0f} a second, p50 {found['p50']:.1f} ms, p99 {found['p99']:.1f} ms")
    return found


def busy():
    """Of each core: how long it was at work, and how long altogether."""
    with open("/proc/stat", encoding="ascii") as file:
        lines = [line.split() for line in file if line.startswith("cpu") and line[3] != " "]
    # Up to the seventh number: the eighth is time that another guest of the machine had.
    numbers = [[int(part) for part in line[1:8]] for line in lines]
    return [(sum(each[:3]) + sum(each[5:7]), sum(each)) for each in numbers]


def middle(rounds):
    """The round of the median rate, if there was one."""
    well = [each for each in rounds if not isinstance(each, Failed)]
    if not well:
        return rounds[0]
    return min(well, key=lambda each: abs(each["rate"] - statistics.median(one["rate"] for one in well)))


def beside(rounds, bare):
    """The rates of the bare statements, and the ratios of neighbours."""
    failed = next((each for each in (*bare, *rounds) if isinstance(each, Failed)), None)
    if failed is not None:
        return failed
    ratios = [own["rate"] / other for own, other in zip(rounds, bare)]
    return {"rate": statistics.median(bare), "ratios": (min(ratios), statistics.median(ratios), max(ratios))}
