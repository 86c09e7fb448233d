"""A server of its own, for the programs that measure."""
import email
import email.policy
import glob
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import time

PASSWORD = "a lantern in the reeds"


class Forum:
    """A forum on this database that runs this program, with these settings beside the usual ones."""

    def __init__(self, program, url, **settings):
        self.program, self.folder = program, tempfile.mkdtemp(prefix="goodenough-bench-")
        self.url = url or f"sqlite:{self.folder}/forum.db"
        self.starts(**settings)

    def starts(self, **settings):
        variables = {
            "PATH": os.environ["PATH"],
            "GOODENOUGH_DATABASE__URL": self.url,
            "GOODENOUGH_HTTP__ADDRESS": "127.0.0.1:0",
            "GOODENOUGH_HTTP__METRICS_ADDRESS": "127.0.0.1:0",
            "GOODENOUGH_LIMITS__ENABLED": "false",
            "GOODENOUGH_PASSWORDS__MEMORY_KIB": "8",
            "GOODENOUGH_MAIL__WAIT": "0",
            "GOODENOUGH_LOG__LEVEL": "error",
            **{f"GOODENOUGH_{name}": value for name, value in settings.items()},
        }
        self.server = subprocess.Popen([self.program, "serve"], cwd=self.folder, env=variables, stdout=subprocess.PIPE, text=True)
        for line in self.server.stdout:
            if line.startswith("listening on http://"):
                host, port = line.strip().removeprefix("listening on http://").rsplit(":", 1)
                self.place = (host, int(port))
                self.connection = self.connects()
                return
        raise SystemExit("the server did not start")

    def connects(self):
        return http.client.HTTPConnection(*self.place)

    def asks(self, method, path, body=None, token=None, well=True, by=None):
        """How many milliseconds an answer took, and what it was; over the connection `by` or the usual one."""
        connection = by or self.connection
        headers = {"content-type": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        begun = time.perf_counter()
        connection.request(method, "/api/v1" + path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        took = (time.perf_counter() - begun) * 1000
        if well and answer.status >= 400:
            raise SystemExit(f"{method} {path}: {answer.status} {text.decode()}")
        return took, json.loads(text) if text else None

    def letters(self):
        """The letters in its folder: their bytes, and the same read."""
        for file in glob.glob(f"{self.folder}/data/mail/*.eml"):
            with open(file, "rb") as opened:
                raw = opened.read()
            yield raw, email.message_from_bytes(raw, policy=email.policy.default)

    def member(self, name, domain="example.org"):
        address = f"{name.lower()}@{domain}"
        self.asks("POST", "/accounts", {"email": address, "password": PASSWORD, "name": name})
        for _ in range(200):
            for _, letter in self.letters():
                text = letter.get_body(("plain",)).get_content()
                if letter["to"] == address and "token=" in text:
                    token = text.split("token=")[1].split()[0]
                    return self.asks("POST", "/accounts/verify", {"token": token})[1]["access_token"]
            time.sleep(0.05)
        raise SystemExit("no letter came")

    def stops(self):
        self.server.terminate()
        self.server.wait(20)

    def ends(self):
        self.stops()
        shutil.rmtree(self.folder, ignore_errors=True)
