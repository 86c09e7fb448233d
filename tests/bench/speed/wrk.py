"""Runs wrk, and the small scripts it is given."""
import json
import os
import shutil
import subprocess
import tempfile

from tried import spread

# `bad` counts the answers a script did not want; one without such a count has none.
DONE = """
local workers = {}
setup = function(thread) table.insert(workers, thread) end
done = function(summary, latency, requests)
    local bad, errors = 0, summary.errors
    for _, thread in ipairs(workers) do bad = bad + (thread:get("bad") or 0) end
    io.write(string.format('\\n{"requests":%d,"microseconds":%d,"p50":%.0f,"p99":%.0f,"status":%d,"bad":%d,"socket":%d}\\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status, bad,
        errors.connect + errors.read + errors.write + errors.timeout))
end
"""

# Each request is made once, before the clock runs.
PATHS = """
local requests, at = {}, 0
init = function()
    for number, path in ipairs({%s}) do requests[number] = wrk.format("GET", path) end
end
request = function()
    at = at %% #requests + 1
    return requests[at]
end
"""


def quoted(text):
    """As a string of Lua; JSON's is one as long as it is plain."""
    if not (text.isascii() and text.isprintable()):
        raise ValueError("not plain text")
    return json.dumps(text)


def through(paths):
    """A script that asks for one path after the other, round and round."""
    return PATHS % ",".join(quoted(path) for path in paths)


def runs(place, path, clients, seconds, headers=(), script=""):
    """Requests a second, and the milliseconds of half and of 99 of 100 of them. Fails if one answer was not as it should be."""
    if not shutil.which("wrk"):
        raise RuntimeError("wrk is not here (scripts/need-nginx.sh installs it)")
    with tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False) as file:
        file.write(script + DONE)
    try:
        words = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "--timeout", "10s", "-s", file.name]
        for header in headers:
            words += ["-H", header]
        words.append(f"http://{place[0]}:{place[1]}{path}")
        done = subprocess.run(words, capture_output=True, text=True, timeout=seconds + 60)
    finally:
        os.unlink(file.name)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise RuntimeError(f"wrk: {(done.stderr or done.stdout).strip()[-200:]}")
    said = json.loads(lines[-1])
    for name, what in (("status", "answers were not 2xx or 3xx"), ("bad", "answers were not as asked for"), ("socket", "socket errors")):
        if said[name]:
            raise RuntimeError(f"wrk: {said[name]} {what}, of {said['requests']}")
    rate = said["requests"] / said["microseconds"] * 1e6
    return {"rate": rate, "p50": said["p50"] / 1000, "p99": said["p99"] / 1000, "requests": said["requests"]}


def beside(ours, theirs, rounds=3):
    """Both in turn, so that what else the machine does falls on both alike; each pair of neighbours has its ratio."""
    pairs = [(ours()["rate"], theirs()["rate"]) for _ in range(rounds)]
    own, other = zip(*pairs)
    return {"ours": spread(own)[1], "theirs": spread(other)[1], "ratios": spread([one / two for one, two in pairs])}
