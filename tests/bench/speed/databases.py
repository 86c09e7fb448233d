"""Where the data of a run lives: a file in the forum's own folder on SQLite, a database of its own on PostgreSQL."""
import os
import re
import sqlite3
import subprocess

SERVER = os.environ.get("GOODENOUGH_TEST_POSTGRES_URL")


def asks(statement, url=SERVER):
    """What PostgreSQL says to one statement."""
    words = ["psql", "--quiet", "--no-psqlrc", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--dbname", url]
    done = subprocess.run([*words, "--command", statement], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"psql: {done.stderr.strip()}")
    return done.stdout.strip()


def place(name):
    """The server's address with another database's name in it."""
    changed, count = re.subn(r"^(postgres(?:ql)?://[^/?]*)(?:/[^?]*)?", rf"\1/{name}", SERVER)
    if not count:
        raise RuntimeError("GOODENOUGH_TEST_POSTGRES_URL is no address of a PostgreSQL database")
    return changed


def makes(size):
    """An empty database on PostgreSQL; its name and address."""
    # With the number of this process: the cluster may be one that others use too.
    name = f"bench_{size}_{os.getpid()}"
    asks(f"CREATE DATABASE {name}")
    return name, place(name)


def drops(name):
    asks(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def settles(url):
    """What the autovacuum of a database that is not a minute old will have done soon."""
    asks("VACUUM (ANALYZE)", url)


def copies(url, file):
    """A copy of an SQLite database, whole also while it is served."""
    # Only a connection that may write sees to the -wal file of a database that nobody has open.
    with sqlite3.connect(url.removeprefix("sqlite:")) as source, sqlite3.connect(file) as target:
        source.backup(target)
    source.close()
    target.close()


def warms(url):
    """Brings SQLite's file into the kernel's cache, from which a shared machine takes back what it finds idle; PostgreSQL has its own."""
    if url.startswith("sqlite:"):
        with open(url.removeprefix("sqlite:"), "rb") as file:
            while file.read(2**24):
                pass
