"""The report, as Markdown."""
import time

from lines import lines
from tried import Failed, got

LIMITS = """\
- The clients, the server, nginx and PostgreSQL share the cores of one machine. What wrk uses, the server does not have. On a
  machine of its own the server answers more.
- All of it goes over loopback. No network, no TLS and no proxy is in it.
- The machine is shared with others, and its speed moves from minute to minute. So the product and nginx are measured in turn,
  at least three times each, and each pair of neighbours has its own ratio. The ratios say more than the absolute numbers.
- nginx serves the very bytes of the product's answers from files, with `sendfile`, an open-file cache of 100 files and no log.
  For many threads in turn there are more files than that cache holds, and in the large forum more answers than the product keeps by
  default: most of them come from the database. nginx sends fewer headers than the product.
- The data is invented. Real threads differ more in length, and real readers come back to fewer of them.
- Requests that come one after another are sent to the small and to the large forum in turn; each of both waits while the
  other answers. There are five rounds of 300 requests, of which the medians are shown. The p99 of 300 is the fourth slowest, and of
  20 the slowest: hiccups of the machine are in it. Posts of different threads are pages of answers that nobody asked for before.
- Before each of them SQLite's file is read once, so that it is in the kernel's cache; what a disk takes is not in these figures.
- Search is asked for a thread by two words of its title and four of its opening post, drawn by lot. Invented texts come back in
  other threads, and those answer as well: so its figures compare the bound with none, and say nothing of real questions. It is
  asked without the bound for four minutes at most, and compared over what was answered by then.
- The followers' p99 comes of one reply a second, so it is that of few replies: the second slowest of a hundred. One more before
  them counts for neither thread: the first after a rest is slow wherever it goes.
- SQLite flushes each commit to this machine's disk. Replies a second and their ratio to the bare statements depend on it.
- The bare statements are those of one recorded reply, given by 64 members in 64 threads as wrk's are: in a single thread all of them
  would change the same few pages. They are run by Python, which costs them some time that a faster program would save them.
- The counters of commits and writes also have those of the work behind the replies: telling followers, indexing.
- The limits of requests are off, and passwords cost what they cost by default. Letters wait an hour, so none leaves while
  something is timed; `make bench` measures letters by themselves.
- Memory is that of the API's process alone, not of the frontend, nginx or PostgreSQL. The kernel's cache of files is in none.
- A start is timed after the process was killed, with its files still in the kernel's cache. After a reboot they are not.
- The page's weight is the bytes of the bodies as a browser gets them, without headers. Its icon is not in it.
- Lighthouse computes a slow telephone from what it sees on this machine; it tries no telephone. The medians are of three runs; one
  that measured nothing is asked again, two at most.
"""


def number(value):
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def milliseconds(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def ratio(value):
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def size_of(count):
    return f"{count / 1e6:.1f} MB"


def cell(value, form=str):
    return "–" if value is None else str(value) if isinstance(value, Failed) else form(value)


def table(heads, rows):
    """The first column is of words, the others of figures."""
    body = [f"| {' | '.join(str(each) for each in row)} |" for row in (heads, ["---"] + ["---:"] * (len(heads) - 1), *rows)]
    return "\n".join(body) + "\n"


def row(name, value, *cells):
    """Or why there is no such row, in its first cell."""
    if value is None or isinstance(value, Failed):
        return [name, cell(value), *[""] * (len(cells) - 1)]
    return [name, *(form(value) for form in cells)]


def beside_nginx(found):
    return [number(found["ours"]), number(found["theirs"]), *(ratio(each) for each in found["ratios"])]


def reads(at):
    if isinstance(at["reads"], Failed):
        return f"Reads: {at['reads']}\n"
    heads = ["Read", "a second", "nginx, a second", "ratio: least", "median", "greatest"]
    rows = []
    for name, value in at["reads"].items():
        shown = f"{name} ({number(value['threads'])})" if isinstance(value, dict) and "threads" in value else name
        rows.append(row(shown, value, *(lambda each, place=place: beside_nginx(each)[place] for place in range(5))))
    return table(heads, rows)


def search(at):
    heads = ["Alone", "a second", "p50, ms", "p99, ms"]
    forms = (lambda each: number(each["rate"]), lambda each: milliseconds(each["p50"]), lambda each: milliseconds(each["p99"]))
    return table(heads, [row("search", at["search"], *forms)])


def ranking(at):
    shown = lambda each: (
        f"{each['bounded']:.3f} with the bound on what is weighed, {each['unbounded']:.3f} without; {each['questions']} questions"
    )
    return f"MRR@10 of search for a thread by six of its words: {cell(at['ranking'], shown)}.\n"


def weight(at):
    if isinstance(at["bytes"], Failed):
        return f"Bytes a post: {at['bytes']}\n"
    weights = ", ".join(f"{name} {cell(value, number)}" for name, value in at["bytes"].items())
    return f"Bytes of JSON a post beyond its text and its HTML: {weights}.\n"


def writes(at):
    if isinstance(at["writes"], Failed):
        return f"Replies: {at['writes']}\n"
    heads = ["Clients reply", "a second", "p50, ms", "p99, ms", "writes a commit", "replies a commit", "cores at work, %"]
    forms = (
        lambda each: number(each["rate"]),
        lambda each: milliseconds(each["p50"]),
        lambda each: milliseconds(each["p99"]),
        lambda each: cell(each["writes a commit"], number),
        lambda each: cell(each["replies a commit"], number),
        lambda each: ", ".join(f"{core:.0f}" for core in each["cores"]),
    )
    text = table(heads, [row(clients, value, *forms) for clients, value in at["writes"]["clients"].items()])
    bare = at["writes"]["bare"]
    if isinstance(bare, Failed):
        text += f"\nThe same statements, 16 replies a transaction: {bare}\n"
    elif bare:
        least, middle, greatest = bare["ratios"]
        text += (
            f"\nThe same statements, 16 replies a transaction: {number(bare['rate'])} replies a second. "
            f"32 clients reach {ratio(least)}, {ratio(middle)}, {ratio(greatest)} of it (least, median, greatest).\n"
        )
    return text


def followers(at):
    found = at["followers"]
    if isinstance(found, Failed):
        return f"Followers: {found}\n"
    names = {"followed": f"to {number(at['data']['followers'])} followers", "alone": "to one follower"}
    rows = [[names[name], *(milliseconds(each) for each in found[name])] for name in names]
    shown = table(["A reply, one a second", "p50, ms", "p99, ms"], rows)
    return f"{shown}\nRatio of the p99s: {ratio(found['ratio'])}, of {found['replies']} replies each.\n"


def sign_in(at):
    said = cell(at["sign_in"], lambda each: f"p50 {milliseconds(each[0])} ms, p99 {milliseconds(each[1])} ms")
    return f"Signing in, 20 times: {said}.\n"


def place(where, at):
    """All of one database in one size."""
    data = at["data"]
    counts = lambda each: ", ".join(f"{each[name]:,} {name}" for name in ("members", "threads", "posts"))
    words = lambda each: f"{counts(each)}, loaded in {each['seconds']:.0f} s"
    parts = [f"### {where[0]}, {where[1]}\n", cell(data, words) + ".\n"]
    forms = {"reads": reads, "search": search, "ranking": ranking, "bytes": weight}
    forms |= {"writes": writes, "followers": followers, "sign_in": sign_in}
    parts += [form(at) for name, form in forms.items() if at.get(name) is not None]
    return parts


def growth(database, found):
    if isinstance(found, Failed):
        return [f"{database}: {found}\n"]
    known = [size for size in ("small", "large") if any(isinstance(each, dict) and size in each for each in found.values())]
    heads = [database, *([] if known else [""])] + [f"{size}: {part}, ms" for size in known for part in ("p50", "p99")]
    forms = [lambda each, size=size, part=part: milliseconds(each[size][part]) for size in known for part in (0, 1)]
    if len(known) == 2:
        heads += ["p50: large to small", "p99: large to small"]
        forms += [lambda each, part=part: ratio(each["ratios"][part]) for part in (0, 1)]
    return [table(heads, [row(name, value, *forms) for name, value in found.items()])]


def small(database, found):
    if isinstance(found, Failed):
        return [f"{database}: {found}\n"]
    rows = [
        ["memory after all of it", size_of(found["memory"])],
        ["memory at most", size_of(found["most"])],
        ["start, median of five", f"{found['start']:.3f} s (from {min(found['starts']):.3f} to {max(found['starts']):.3f})"],
        ["size of the program", size_of(found["program"])],
    ]
    return [table([database, ""], rows)]


def frontend(found):
    if isinstance(found, Failed):
        return [f"{found}\n"]
    heads = ["HTML of a thread", "a second", "nginx, a second", "ratio: least", "median", "greatest"]
    forms = [lambda each, column=column: beside_nginx(each)[column] for column in range(5)]
    parts = [table(heads, [row(f"{clients} clients", found[clients], *forms) for clients in (8, 32)])]
    kinds = ("HTML", "CSS", "JavaScript")
    whole = lambda each: (
        ", ".join(f"{kind} {each[kind]:,}" for kind in kinds)
        + f", together {sum(each[kind] for kind in kinds):,}, in {each['files']} files"
    )
    parts.append("Bytes to a browser that takes Brotli: " + cell(found["weight"], whole) + ".\n")
    seen = lambda each: (
        f"performance {each['performance']:.0f}, accessibility {each['accessibility']:.0f}, best practices {each['best-practices']:.0f}, "
        f"LCP {each['LCP']:.2f} s, CLS {each['CLS']:.3f}; medians of three"
    )
    parts.append("Lighthouse, mobile: " + cell(found["lighthouse"], seen) + ".\n")
    return parts


def flushing(found):
    """What PostgreSQL's figures owe to its settings."""
    if got(found, "fsync") == "off":
        return (
            "- PostgreSQL ran with `fsync=off`: scripts/with-postgres.sh starts its cluster so. Its commits wait for no disk, SQLite's do.\n"
            "  Its figures of writes must not be put beside those of SQLite, nor be expected of a server that flushes.\n"
        )
    return f"- PostgreSQL ran with `fsync={found['fsync']}`, as it was configured.\n" if got(found, "fsync") else ""


def report(found):
    places = found["places"]
    parts = ["# How fast it is\n", f"Measured on {found['date']} by `tests/bench/speed`: {found['how']}.\n"]
    parts.append(f"Machine: {found['machine']}.\n")
    parts.append(cell(found["versions"], lambda pairs: table(["What", "Version"], pairs)))
    parts += [f"{sentence}\n" for sentence in found["skipped"]]
    judged = [{**at, "database": where[0]} for where, at in places.items()]
    if judged:
        parts += ["## What was asked for\n", table(["Line", *(f"{name}, {size}" for name, size in places), "met"], lines(judged))]
        parts.append("✗ marks a figure that does not meet its line; – one that was not measured or is not asked for there.\n")
        parts.append("## Reads and writes\n")
    for where, at in places.items():
        parts += place(where, at)
    for title, name, form in (("One request after another", "sizes", growth), ("Small", "small", small)):
        shown = [form(where[0], at[name]) for where, at in places.items() if at.get(name) is not None]
        if shown:
            parts += [f"## {title}\n", *(part for each in shown for part in each)]
    for where, at in places.items():
        if at.get("frontend") is not None:
            parts += ["## Frontend\n", f"Before the API on {where[0]}, {where[1]}.\n", *frontend(at["frontend"])]
    parts += ["## How it was measured, and what it cannot tell\n", LIMITS + flushing(found)]
    return "\n".join(parts)


def today():
    return time.strftime("%Y-%m-%d")
