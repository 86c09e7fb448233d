"""What a measurement gives: its value, or why there is none. One that fails must not take the others with it."""
import math
import re
import statistics
import time

BEGUN = time.monotonic()


class Failed(str):
    """Stands where a value would, and says why there is none."""


def says(line):
    """Progress."""
    passed = int(time.monotonic() - BEGUN)
    print(f"[{passed // 60:3}:{passed % 60:02}] {line}", flush=True)


def tried(what, measure, *given):
    """What `measure` returns; or Failed, whatever else it does."""
    says(what)
    try:
        return measure(*given)
    except (Exception, SystemExit) as failure:
        reason = " ".join(str(failure).split()) or type(failure).__name__
        # The report is no place for the folders of a machine.
        reason = re.sub(r"/(tmp|var|home|root|usr|etc|opt|run|proc|work)/[^\s'\",:]*", "(a file)", reason)[:160]
        says(f"{what}: failed: {reason}")
        # In a table's cell a bar would open the next one.
        return Failed(f"failed: {reason}".replace("|", "/"))


def quantile(times, part):
    """The nearest rank: of 300 times the 0.99 quantile is the 297th."""
    return sorted(times)[max(0, math.ceil(part * len(times)) - 1)]


def p50(times):
    return quantile(times, 0.5)


def p99(times):
    return quantile(times, 0.99)


def got(found, *keys):
    """What is found under these keys, one inside the other; None where nothing was measured, Failed where that failed."""
    for key in keys:
        if found is None or isinstance(found, Failed):
            return found
        found = found.get(key) if isinstance(found, dict) else found[key]
    return found


def spread(values):
    """The least, the one in the middle, and the greatest."""
    return min(values), statistics.median(values), max(values)
