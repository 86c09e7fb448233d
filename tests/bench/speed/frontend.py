"""The page of a thread as a browser gets it: how many a second beside nginx, and what it weighs."""
import html.parser
import http.client
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.parse

import wrk
from nginx import free_port
from server import fetched
from tried import says, tried

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
NODE = f"{ROOT}/frontend/node_modules/.bin/node"
CLIENTS = (8, 32)


class Frontend:
    """The built one, before this forum; started as scripts/run.sh does."""

    def __init__(self, forum):
        build = f"{ROOT}/frontend/build"
        if not (os.path.exists(f"{build}/index.js") and os.path.exists(NODE)):
            raise RuntimeError("the frontend is not built")
        self.folder = tempfile.mkdtemp(prefix="goodenough-frontend-")
        self.place = ("127.0.0.1", free_port())
        self.address = f"http://localhost:{self.place[1]}"
        variables = {
            "PATH": os.environ["PATH"],
            "HOST": self.place[0],
            "PORT": str(self.place[1]),
            "ORIGIN": self.address,
            "GOODENOUGH_API_URL": f"http://{forum.place[0]}:{forum.place[1]}",
        }
        with open(f"{self.folder}/web.log", "wb") as log:
            self.process = subprocess.Popen([NODE, build], cwd=ROOT, env=variables, stdout=log, stderr=log)

    def answers(self, path):
        """Waits until it does."""
        for _ in range(300):
            try:
                status = fetched(self.place, path)[0]
            except (OSError, http.client.HTTPException):
                status = None
            if status == 200:
                return
            if self.process.poll() is not None:
                raise RuntimeError("the frontend ended by itself")
            time.sleep(0.1)
        raise RuntimeError(f"the frontend answers {status}")

    def ends(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def frontend(forum, nginx, seconds, lighthouse):
    """Pages a second with so many clients, their weight, and what `lighthouse` makes of the address of one."""
    forum.rests()
    path = f"/t/{forum.data['thread']}"
    web = Frontend(forum)
    try:
        web.answers(path)
        found = {clients: tried(f"page of a thread, {clients} at once", pages, web, nginx, path, clients, seconds) for clients in CLIENTS}
        found["weight"] = tried("weight of the page", weight, web.place, path)
        found["lighthouse"] = tried("lighthouse", lighthouse, web.address + path)
        return found
    finally:
        web.ends()


def pages(web, nginx, path, clients, seconds):
    status, headers, body = fetched(web.place, path)
    if status != 200 or headers.get("content-encoding"):
        raise RuntimeError(f"the page answers {status} {headers.get('content-encoding', '')}")
    copied = nginx.serves("html/thread", body)
    found = wrk.beside(
        lambda: wrk.runs(web.place, path, clients, seconds),
        lambda: wrk.runs(nginx.place, copied, clients, seconds),
    )
    says(f"  {found['ours']:.0f} a second, nginx {found['theirs']:.0f}, ratio {found['ratios'][1]:.3f}")
    return found


class Links(html.parser.HTMLParser):
    """The styles and scripts a page names."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        kinds = (named.get("rel") or "").split()
        preloads = "preload" in kinds and named.get("as") in ("script", "style")
        if tag == "link" and ("stylesheet" in kinds or "modulepreload" in kinds or preloads):
            self.found.append(named.get("href"))
        if tag == "script":
            self.found.append(named.get("src"))


def weight(place, path):
    """Bytes of HTML, styles and scripts as they are sent to a browser, without their headers."""
    text = fetched(place, path)[2].decode()
    links = Links()
    links.feed(text)
    # What the page's own script begins with is named in it alone.
    addresses = [link for link in links.found if link] + re.findall(r"""import\(\s*["']([^"']+)["']""", text)
    paths = dict.fromkeys(urllib.parse.urljoin(path, address).split("#")[0] for address in addresses)
    sums = {"HTML": 0, "CSS": 0, "JavaScript": 0}
    for wanted in (path, *(each for each in paths if each.startswith("/"))):
        status, headers, body = fetched(place, wanted, accept_encoding="br, gzip")
        if status != 200:
            raise RuntimeError(f"{wanted} answers {status}")
        kind = headers.get("content-type", "")
        sums["HTML" if "html" in kind else "CSS" if "css" in kind else "JavaScript"] += len(body)
    return {**sums, "files": 1 + len(paths)}
