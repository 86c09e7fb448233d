"""The forum that is measured: filled by the program's own `load`, with the settings it comes with but for the limits."""
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import time

from forum import Forum

# No answer takes as long; without it a server that hangs would hang the run.
PATIENCE = 60


class Measured(Forum):
    """One that is not started yet."""

    def __init__(self, program, url=None):
        self.program, self.folder = program, tempfile.mkdtemp(prefix="goodenough-speed-")
        self.url = url or f"sqlite:{self.folder}/forum.db"
        self.server, self.more = None, {}

    def variables(self):
        return {
            "PATH": os.environ["PATH"],
            "GOODENOUGH_DATABASE__URL": self.url,
            "GOODENOUGH_HTTP__ADDRESS": "127.0.0.1:0",
            "GOODENOUGH_HTTP__METRICS_ADDRESS": "127.0.0.1:0",
            "GOODENOUGH_LIMITS__ENABLED": "false",
            # Letters have a measurement of their own: none leaves while something else is timed.
            "GOODENOUGH_MAIL__WAIT": "3600",
            **self.more,
        }

    def fills(self, members, threads, replies):
        """Runs `load`; what it says of the data is in `data` from then on."""
        words = ["load", "--members", str(members), "--threads", str(threads), "--replies", str(replies)]
        done = subprocess.run([self.program, *words], cwd=self.folder, env=self.variables(), stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise RuntimeError(f"load ended with {done.returncode}")
        self.data = json.loads(done.stdout.strip().splitlines()[-1])

    def starts(self):
        """Returns how many seconds went by until it answered a list."""
        begun = time.perf_counter()
        with open(f"{self.folder}/server.log", "ab") as log:
            words = [self.program, "serve"]
            self.server = subprocess.Popen(words, cwd=self.folder, env=self.variables(), stdout=subprocess.PIPE, stderr=log, text=True)
        for line in self.server.stdout:
            if line.startswith("metrics at "):
                self.metrics = placed(line)
            if line.startswith("listening on "):
                self.place = placed(line)
                self.connection = self.connects()
                self.asks("GET", "/threads")
                return time.perf_counter() - begun
        self.server.wait()
        raise RuntimeError(f"the server did not start: {self.log()}")

    def log(self):
        """The last line of its log."""
        with open(f"{self.folder}/server.log", encoding="utf-8", errors="replace") as file:
            return (file.read().strip().splitlines() or ["nothing in its log"])[-1]

    def wakes(self):
        """Sees to it that it runs, and that the usual connection is a fresh one: an idle one is closed by the server."""
        if self.server is None or self.server.poll() is not None:
            self.starts()
        self.connection.close()
        self.connection = self.connects()
        return self

    def rests(self):
        """Waits until it has nothing left to do: what was promised to others, the index, the cleaning up."""
        self.wakes()
        before = self.worked()
        for _ in range(1800):
            time.sleep(1)
            now = self.worked()
            if now - before < 0.05:
                return self.wakes()
            before = now
        raise RuntimeError("it did not come to rest within half an hour")

    def worked(self):
        """Seconds for which it had a core so far."""
        with open(f"/proc/{self.server.pid}/stat", encoding="ascii") as file:
            after_name = file.read().rsplit(")", 1)[1].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")

    def connects(self):
        return http.client.HTTPConnection(*self.place, timeout=PATIENCE)

    def fetches(self, path, **headers):
        """Status, headers and bytes of an answer to a GET of the API."""
        return fetched(self.place, "/api/v1" + path, **headers)

    def signs_in(self, number):
        """Milliseconds, and the token of this member."""
        body = {"email": self.data["email"].replace("{n}", str(number)), "password": self.data["password"]}
        took, answer = self.asks("POST", "/sessions", body)
        return took, answer["access_token"]

    def counts(self, *names):
        """These counters of its metrics page; None for one that is not there."""
        lines = fetched(self.metrics, "/metrics")[2].decode().splitlines()
        found = []
        for name in names:
            values = [float(line.rsplit(" ", 1)[1]) for line in lines if line.split("{")[0].split(" ")[0] == name]
            found.append(sum(values) if values else None)
        return found

    def memory(self):
        """Resident memory now, and the most there was, in bytes."""
        with open(f"/proc/{self.server.pid}/status", encoding="ascii") as file:
            lines = dict(line.split(":", 1) for line in file.read().splitlines())
        return tuple(int(lines[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))

    def falls(self):
        """Ends without being asked to."""
        self.server.kill()
        self.server.wait(20)

    def stops(self):
        if self.server and self.server.poll() is None:
            self.server.terminate()
            try:
                self.server.wait(30)
            except subprocess.TimeoutExpired:
                self.falls()

    def ends(self):
        self.stops()
        shutil.rmtree(self.folder, ignore_errors=True)


def placed(line):
    """Host and port at the end of a line of the server."""
    host, port = line.strip().rsplit("http://", 1)[1].rsplit(":", 1)
    return host, int(port)


def fetched(place, path, **headers):
    """Status, headers and bytes of an answer to a GET; `if_none_match` is the header If-None-Match."""
    connection = http.client.HTTPConnection(*place, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
