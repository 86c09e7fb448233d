#!/usr/bin/python3
"""A mail server that does what a test tells it, on a free loopback port. Needs aiosmtpd (Debian: python3-aiosmtpd).

usage: scripted.py FOLDER [--dsn] [--starttls] [--mode MODE]

Prints `listening PORT`, later `now MODE` for each line that it reads and obeys, and ends with its standard input, after
120 seconds (or --seconds N) at the latest. What it takes goes into FOLDER, as `N.eml` and, with its envelope, `N.json`; every
command that a sender may put something telling into is a line of JSON in FOLDER/heard.

MODE is one of
  accept           take every letter
  greylist N       refuse the next N recipients with 451 4.7.1, then take every letter
  unknown          550 5.1.1 to every recipient
  full             452 4.2.2 to every recipient
  drop             take the next letter and hang up without an answer, then take every letter
  hang             answer nothing to EHLO and MAIL
  closed           421 4.3.2 to EHLO
"""
import argparse
import asyncio
import json
import logging
import os
import ssl
import subprocess
import sys
import tempfile
import time
import traceback

from aiosmtpd.smtp import SMTP

# Parameters of RFC 3461, which aiosmtpd does not know.
OF_SENDER, OF_RECIPIENT = ("RET=", "ENVID="), ("NOTIFY=", "ORCPT=")
UNANSWERED = 3_600


class Script:
    """What to do next, and what was taken so far."""

    def __init__(self, folder, offers_dsn):
        self.folder, self.offers_dsn, self.taken = folder, offers_dsn, 0
        self.obey("accept")

    def obey(self, line):
        word, *more = line.split()
        if word not in ("accept", "greylist", "unknown", "full", "drop", "hang", "closed"):
            raise SystemExit(f"scripted.py: no mode is called {word}")
        self.mode, self.times = word, int(more[0]) if more else 1

    def hears(self, **what):
        with open(f"{self.folder}/heard", "a", encoding="utf-8") as heard:
            heard.write(json.dumps({"at": time.time(), "mode": self.mode, **what}) + "\n")

    def keeps(self, envelope, server):
        self.taken += 1
        # A number of this process, so that a folder outlives its server; whole at once, so that nobody reads half a letter.
        path = f"{self.folder}/{os.getpid()}-{self.taken:06}"
        told = {
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "of_sender": server.of_sender,
            "of_recipient": server.of_recipient, "encrypted": server.session.ssl is not None, "at": time.time(),
        }
        for ending, content in (("json", json.dumps(told).encode()), ("eml", envelope.content)):
            with open(f"{path}.part", "wb") as file:
                file.write(content)
            os.rename(f"{path}.part", f"{path}.{ending}")

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        if self.mode == "hang":
            await asyncio.sleep(UNANSWERED)
        if self.mode == "closed":
            self.hears(command="EHLO")
            return ["421 4.3.2 closed for today"]
        return responses[:-1] + ["250-DSN"] * self.offers_dsn + responses[-1:]

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.hears(command="MAIL", address=address, parameters=server.of_sender)
        if self.mode == "hang":
            await asyncio.sleep(UNANSWERED)
        envelope.mail_from = address
        return "250 2.1.0 go on"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.hears(command="RCPT", address=address, parameters=server.of_recipient)
        if self.mode == "greylist":
            self.times -= 1
            if self.times <= 0:
                self.obey("accept")
            return f"451 4.7.1 <{address}> come back later"
        if self.mode == "unknown":
            return f"550 5.1.1 <{address}> no such person"
        if self.mode == "full":
            return f"452 4.2.2 <{address}> the mailbox is full"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 go on"

    async def handle_DATA(self, server, session, envelope):
        self.keeps(envelope, server)
        if self.mode == "drop":
            self.obey("accept")
            server.transport.abort()
        return "250 2.0.0 taken"


class Server(SMTP):
    """Says that it knows the DSN extension, if it does, and keeps its parameters aside."""

    of_sender, of_recipient = (), ()

    def aside(self, arg, known):
        words = (arg or "").split()
        kept = [word for word in words if self.event_handler.offers_dsn and word.upper().startswith(known)]
        return kept, " ".join(word for word in words if word not in kept)

    async def smtp_MAIL(self, arg):
        self.of_sender, rest = self.aside(arg, OF_SENDER)
        await super().smtp_MAIL(rest)

    async def smtp_RCPT(self, arg):
        self.of_recipient, rest = self.aside(arg, OF_RECIPIENT)
        await super().smtp_RCPT(rest)


def self_signed():
    """A certificate for this very host that nobody vouches for."""
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = f"{folder}/key", f"{folder}/certificate"
        words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
        words += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate]
        subprocess.run(words, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context


async def serve(given):
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    # Whoever breaks off a conversation is no news here.
    logging.disable()
    loop.set_exception_handler(lambda _, __: None)
    script = Script(given.folder, given.dsn)
    script.obey(given.mode)
    context = self_signed() if given.starttls else None
    made = lambda: Server(script, tls_context=context, hostname="scripted.example", loop=loop)
    listening = await loop.create_server(made, "127.0.0.1", 0, backlog=100)
    print("listening", listening.sockets[0].getsockname()[1], flush=True)

    def told():
        line = sys.stdin.readline()
        if not line:
            ended.set()
        elif line.strip():
            script.obey(line)
            print("now", script.mode, flush=True)

    loop.add_reader(sys.stdin, told)
    await asyncio.wait([asyncio.create_task(ended.wait())], timeout=given.seconds)


parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--dsn", action="store_true")
parser.add_argument("--starttls", action="store_true")
parser.add_argument("--mode", default="accept")
parser.add_argument("--seconds", type=float, default=120)
given = parser.parse_args()
os.makedirs(given.folder, exist_ok=True)
try:
    asyncio.run(serve(given))
except Exception:
    traceback.print_exc()
    os._exit(1)
# Conversations that hang would keep it.
os._exit(0)
