"""The lines that were set before anything was measured, with what was measured."""
from tried import Failed, got


def beyond(value, aim, form="{:.2f}"):
    return form.format(value), value >= aim


def below(value, aim, form="{:.2f}"):
    return form.format(value), value <= aim


def read(name, aim):
    """The median of the ratios to nginx."""
    return lambda at: with_all(lambda ratios: beyond(ratios[1], aim), got(at, "reads", name, "ratios"))


def told(name):
    """The same where nothing was asked for: shown, not judged."""
    return lambda at: with_all(lambda ratios: (f"{ratios[1]:.2f}", None), got(at, "reads", name, "ratios"))


def with_all(judge, *values):
    """What `judge` says of these values, if all were measured."""
    missing = [value for value in values if value is None or isinstance(value, Failed)]
    # One that failed is said rather than one that is not there.
    return next((value for value in missing if value is not None), None) if missing else judge(*values)


def written(judge, *databases):
    """Of the replies of 32 clients at once, on these databases."""
    return lambda at: with_all(judge, got(at, "writes", "clients", 32)) if at["database"] in databases else None


def commits(burst):
    count = burst["replies a commit"]
    return beyond(count, 4, "{:.1f}") if count is not None else None


def tail(burst):
    return f"{burst['p99'] / burst['p50']:.1f}", burst["p99"] < 10 * burst["p50"]


def against_one(at):
    if at["database"] != "PostgreSQL":
        return None

    def judge(many, one):
        ratio, least = many["rate"] / one["rate"], min(many["cores"])
        return f"{ratio:.1f} ({least:.0f} %)", ratio >= 2 or least > 90

    return with_all(judge, got(at, "writes", "clients", 32), got(at, "writes", "clients", 1))


def growth(names, aim):
    """The greatest of the ratios of the p99s, and whose it is."""

    def of(at):
        found = got(at, "sizes")
        if found is None or isinstance(found, Failed):
            return found
        ratios = {name: got(each, "ratios") for name, each in found.items() if names(name)}

        def judge(*each):
            worst = max(ratios, key=lambda name: ratios[name][1])
            name = "" if len(each) == 1 else f" ({worst})"
            return f"{ratios[worst][1]:.2f}{name}", ratios[worst][1] <= aim

        return with_all(judge, *ratios.values()) if ratios else None

    return of


def scores(found):
    three = [found[name] for name in ("performance", "accessibility", "best-practices")]
    return " / ".join(f"{score:.0f}" for score in three), min(three) >= 98


def weighed(found):
    whole = sum(found[kind] for kind in ("HTML", "CSS", "JavaScript"))
    return below(whole / 1000, 60, "{:.1f} kB")


def simple(judge, *keys):
    return lambda at: with_all(judge, got(at, *keys))


bare = simple(lambda ratios: beyond(ratios[1], 0.5), "writes", "bare", "ratios")
html = lambda clients: simple(lambda ratios: beyond(ratios[1], 0.02, "{:.3f}"), "frontend", clients, "ratios")
lcp = simple(lambda count: below(count, 1.8, "{:.2f} s"), "frontend", "lighthouse", "LCP")
cls = simple(lambda count: (f"{count:.3f}", count < 0.02), "frontend", "lighthouse", "CLS")

LINES = (
    ("1", "The JSON of a thread: at least 0.5 of nginx", read("thread", 0.5)),
    ("1", "Beside it: many threads in turn, in the large forum more than are kept", told("many threads")),
    ("1", "The JSON of a list: at least 0.5 of nginx", read("list", 0.5)),
    ("1", "Bytes a post beyond text and HTML: at most 700", simple(lambda count: below(count, 700, "{:.0f}"), "bytes", "thread")),
    ("1", "A thread unchanged, 304: at least 0.5 of nginx", read("thread, unchanged (304)", 0.5)),
    ("1", "A deep page of the hot thread: at least 0.4 of nginx", read("hot thread, deep page", 0.4)),
    ("2", "32 clients reply, SQLite: at least 0.5 of the same statements in transactions of 16", bare),
    ("2", "32 clients, SQLite: at least 4 replies a commit", written(commits, "SQLite")),
    ("2", "32 clients, SQLite: p99 under 10 times p50", written(tail, "SQLite")),
    ("2", "32 clients, PostgreSQL: at least 2 times one client, or both cores above 90 % (the idler one)", against_one),
    ("3", "p99 of large to small, reads and writes: at most 1.3 (the worst)", growth(lambda name: name != "search", 1.3)),
    ("3", "p99 of large to small, search: at most 3", growth(lambda name: name == "search", 3)),
    ("4", "p99 of a reply with many followers to one with one: at most 2", simple(lambda ratio: below(ratio, 2), "followers", "ratio")),
    ("5", "Memory after all of it: at most 80 MB", simple(lambda count: below(count / 1e6, 80, "{:.1f} MB"), "small", "memory")),
    ("5", "Start on the large database: under 0.3 s", simple(lambda count: (f"{count:.3f} s", count < 0.3), "small", "start")),
    ("6", "HTML page of a thread, 8 clients: at least 0.02 of nginx", html(8)),
    ("6", "The same, 32 clients", html(32)),
    ("6", "Weight of the page: at most 60 kB", simple(weighed, "frontend", "weight")),
    ("6", "Lighthouse: each score at least 98", simple(scores, "frontend", "lighthouse")),
    ("6", "LCP: at most 1.8 s", lcp),
    ("6", "CLS: under 0.02", cls),
)


def cell(said):
    if isinstance(said, tuple):
        return f"{said[0]} ✗" if said[1] is False else said[0]
    return "failed" if isinstance(said, Failed) else "–"


def lines(places):
    """Rows of a table: the line, what was measured at each of these places, and whether all of it meets the line."""
    for number, text, judge in LINES:
        said = [judge(at) for at in places]
        judged = [each[1] for each in said if isinstance(each, tuple)]
        failed = any(isinstance(each, Failed) for each in said)
        met = "no" if False in judged else "not known" if failed else "yes" if True in judged else "–" if judged else "not measured"
        yield [f"({number}) {text}", *(cell(each) for each in said), met]
