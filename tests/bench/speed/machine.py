"""On what, and with which versions, a run was made."""
import os
import re
import subprocess

import databases
from frontend import NODE, ROOT
from lighthouse import CHROMIUM, PROGRAM


def said(*words):
    """The first line that a program says of itself, or that it is not here."""
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60)
    except OSError:
        return "not here"
    return ((done.stdout + done.stderr).strip().splitlines() or ["not here"])[0]


def machine():
    with open("/proc/meminfo", encoding="ascii") as file:
        memory = int(re.search(r"MemTotal:\s+(\d+)", file.read())[1]) / 1024**2
    return f"{os.cpu_count()} cores, {memory:.1f} GiB of memory, Linux {os.uname().release}"


def versions(program, with_postgres):
    """Pairs of what and which."""
    commit = said("git", "rev-parse", "--short", "HEAD")
    if subprocess.run(["git", "diff", "--quiet", "HEAD"], cwd=ROOT, capture_output=True).returncode:
        commit += " with changes"
    nginx = "nginx" if not os.path.exists("/usr/sbin/nginx") else "/usr/sbin/nginx"
    found = [
        ("Goodenough", f"{said(program, '--version').removeprefix('goodenough ')} ({commit})"),
        ("nginx", said(nginx, "-v").removeprefix("nginx version: nginx/")),
        ("wrk", " ".join(said("wrk", "-v").split()[1:2])),
        ("Node", said(NODE, "--version")),
        ("Chromium", " ".join(said(CHROMIUM, "--version").split()[1:2]) if CHROMIUM else "not here"),
        ("Lighthouse", said(NODE, PROGRAM, "--version") if os.path.exists(PROGRAM) else "not here"),
    ]
    if with_postgres:
        found.insert(1, ("PostgreSQL", f"{databases.asks('SHOW server_version').split()[0]}, fsync={databases.asks('SHOW fsync')}"))
    return found
