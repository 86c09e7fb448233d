"""What Lighthouse makes of a page on a slow telephone: its own preset, slow 4G and a processor slowed four times, simulated."""
import json
import os
import statistics
import subprocess
import tempfile

from frontend import NODE, ROOT
from tried import says

PROGRAM = f"{ROOT}/target/lighthouse/node_modules/lighthouse/cli/index.js"
BROWSERS = (os.environ.get("GOODENOUGH_CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/chromium-browser")
CHROMIUM = next((path for path in BROWSERS if os.path.exists(path)), None)
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
SCORES = ("performance", "accessibility", "best-practices")
RUNS = 3
# A browser that lost its trace has measured nothing (NO_NAVSTART, now and then): so many runs may fail and are asked again.
SPARE = 2


def lighthouse(address):
    """The scores of 100, seconds until the largest thing is painted, and how far the layout shifts: medians of three."""
    if not CHROMIUM:
        raise RuntimeError("Chromium is not here (scripts/need-chromium.sh installs it)")
    if not os.path.exists(PROGRAM):
        raise RuntimeError("Lighthouse is not here (scripts/need-lighthouse.sh installs it)")
    found = runs(address)
    return {name: statistics.median(each[name] for each in found) for name in found[0]}


def runs(address):
    """What `RUNS` of them measured; raises what the first said that failed beyond `SPARE`."""
    found, failed = [], 0
    while len(found) < RUNS:
        try:
            found.append(one(address))
        except RuntimeError as failure:
            failed += 1
            if failed > SPARE:
                raise
            says(f"  {failure}; once more")
    return found


def one(address):
    with tempfile.TemporaryDirectory(prefix="goodenough-lighthouse-") as folder:
        words = [NODE, PROGRAM, address, "--quiet", "--output=json", f"--output-path={folder}/report.json"]
        words += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(SCORES)}", "--no-enable-error-reporting"]
        variables = {**os.environ, "CHROME_PATH": CHROMIUM, "TMPDIR": folder}
        done = subprocess.run(words, cwd=folder, env=variables, capture_output=True, text=True, timeout=180)
        if not os.path.exists(f"{folder}/report.json"):
            raise RuntimeError(f"Lighthouse: {done.stderr.strip()[-160:]}")
        with open(f"{folder}/report.json", encoding="utf-8") as file:
            report = json.load(file)
    if report.get("runtimeError"):
        raise RuntimeError(f"Lighthouse: {report['runtimeError'].get('code')}")
    # A score that it could not compute is null.
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in SCORES}
    seconds = report["audits"]["largest-contentful-paint"]["numericValue"] / 1000
    shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
    says(f"  {scores}, LCP {seconds:.2f} s, CLS {shift:.3f}")
    return {**scores, "LCP": seconds, "CLS": shift}
