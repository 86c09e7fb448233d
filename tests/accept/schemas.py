#!/usr/bin/env python3
"""Starts a server, fills it a little, and runs schemathesis on it three times: as a visitor, a member, a moderator.

usage: tests/accept/schemas.py --program PATH-OF-ST [--binary target/release/goodenough] [--examples N] [--seed N]
Without made content every id would be a 404; real_ids.py, loaded by schemathesis, puts real ones into the requests.
"""
import argparse
import json
import os
import subprocess
import sys
import time

import payloads  # noqa: F401  (finds ../shared)
from asking import again
from forum import Site

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,missing_required_header,ignored_auth,unsupported_method,"
    "allow_header_conformance"
)
WRITTEN = {"voice": "named", "need": "just_listen", "audience": "public"}
# A minute and a half each, and what is left over for starting and ending.
SECONDS = 90


def made(answer):
    assert answer.status in (200, 201), answer
    return answer.json


def fill(site):
    """A thread of the member's with answers, reports in every state, a draft; and the ids of it all by what they name."""
    ada, bea, ruth = site.member("ada"), site.member("bea"), site.staff("ruth")
    space = site.visitor().get("/spaces").json[0]["slug"]
    real = {"threads": [], "cases": [], "decisions": []}
    for n in range(6):
        thread = made(ada.post("/threads", {"space": space, "body": f"Thread {n}.", "title": f"Title {n}", **WRITTEN}))["id"]
        real["threads"].append(thread)
        for who in (bea, ada, bea, ruth):
            made(who.post(f"/threads/{thread}/posts", {"body": "An answer.", "voice": "alias", "in_reply_to": 1}))
        for number in (2, 4):
            made(ada.post(f"/threads/{thread}/posts/{number}/reports", {"reason": "spam", "note": "A note."}))
    cases = [case["id"] for case in ruth.pages("/moderation/cases")]
    for n, case in enumerate(cases):
        if n % 3:
            made(ruth.post(f"/moderation/cases/{case}/claim"))
        if n % 3 == 2:
            decided = {"action": "remove", "rule": "kindness", "facts": "What was seen.", "message": "What is asked."}
            real["decisions"].append(made(ruth.post(f"/moderation/cases/{case}/decision", decided))["id"])
    real["cases"] = cases
    made(ada.call("PUT", "/drafts/new", {"title": "A draft", "body": "Some words."}))
    return {"member": ada, "moderator": ruth}, real


def run(options, site, who, token, real):
    """One run of schemathesis; its own report is shown when it finds something."""
    command = [
        options.program, "--no-color", "run", site.base + "/api/v1/openapi.json", "--url", site.base, "--checks", CHECKS,
        "--max-examples", str(options.examples), "--max-time", str(SECONDS), "--seed", str(options.seed),
        "--generation-database", "none", "--suppress-health-check", "all", "--continue-on-failure", "--warnings", "off",
        "--request-timeout", "20",
    ]
    if token:
        # The session these runs live by must not be ended by one of them.
        command += ["--header", f"Authorization: Bearer {token}", "--exclude-operation-id", "end_session"]
    env = {**os.environ, "SCHEMATHESIS_HOOKS": "real_ids", "PYTHONPATH": HERE, "GOODENOUGH_REAL_IDS": json.dumps(real), "PYTHONDONTWRITEBYTECODE": "1"}
    begun = time.time()
    done = subprocess.run(command, cwd=site.folder, env=env, capture_output=True, text=True, timeout=600)
    if done.returncode:
        print(done.stdout[-20_000:].replace(token or "\0", "TOKEN"), done.stderr[-2_000:])
    tail = [line.strip(" =") for line in done.stdout.splitlines() if line.strip()][-1:]
    print(f"  {who}: {'; '.join(tail)} ({time.time() - begun:.0f} s)", flush=True)
    return done.returncode == 0


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--binary", default="target/release/goodenough")
    options.add_argument("--program", required=True)
    options.add_argument("--examples", type=int, default=30)
    options.add_argument("--seed", type=int, default=20261122)
    options.add_argument("--only", choices=["visitor", "member", "moderator"])
    options = options.parse_args()
    options.program = os.path.abspath(options.program)
    held = True
    with Site(options.binary) as site:
        people, real = fill(site)
        for who in ("visitor", "member", "moderator"):
            if options.only in (None, who):
                token = again(site, people[who]).token if who in people else None
                held = run(options, site, who, token, real) and held
        held = site.process.poll() is None and held
    sys.exit(0 if held else 1)


main()
