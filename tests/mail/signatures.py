#!/usr/bin/python3
"""Verifies the signatures of letters with dkimpy, an implementation that is not ours, and tries to get changes past them.

usage: signatures.py FOLDER RECORDS.json      (every .eml of the folder; RECORDS: names to texts, the only DNS there is)

Prints one line a letter; ends with an error when a signature does not hold, or holds where it must not.
"""
import json
import pathlib
import sys

import dkim

GUARDED = ("From", "To", "Subject", "Date", "Message-ID", "Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post")


def verdicts(message, records):
    """Whether each signature of a message holds, with the algorithm it names."""

    def ask(name, timeout=5):
        text = records.get(name.decode().rstrip("."))
        return text.encode() if text else None

    found = []
    signatures = dkim.DKIM(message).headers
    count = sum(1 for name, _ in signatures if name.lower() == b"dkim-signature")
    for index in range(count):
        one = dkim.DKIM(message)
        try:
            good = one.verify(idx=index, dnsfunc=ask)
        except dkim.DKIMException:
            good = False
        found.append((one.signature_fields.get(b"a", b"?").decode(), good))
    return found


def split(message):
    head, _, body = message.partition(b"\r\n\r\n")
    lines = []
    for line in head.split(b"\r\n"):
        if line[:1] in (b" ", b"\t"):
            lines[-1] += b"\r\n" + line
        else:
            lines.append(line)
    return lines, body


def joined(lines, body):
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def tampered(message):
    """The message with one guarded header altered, taken out, or added."""
    lines, body = split(message)
    for name in GUARDED:
        prefix = name.lower().encode() + b":"
        mine = [place for place, line in enumerate(lines) if line.lower().startswith(prefix)]
        for place in mine:
            altered = list(lines)
            altered[place] = altered[place].rstrip() + b"x"
            yield f"{name} altered", joined(altered, body)
            without = lines[:place] + lines[place + 1 :]
            yield f"{name} taken out", joined(without, body)
        for where in (0, len(lines)):
            added = lines[:where] + [name.encode() + b": added@example.org"] + lines[where:]
            yield f"{name} added", joined(added, body)
    yield "the body altered", joined(lines, body + b"x\r\n")


def main():
    folder, records = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text())
    failures, count = [], 0
    for path in sorted(folder.glob("**/*.eml")):
        message, count = path.read_bytes(), count + 1
        found = verdicts(message, records)
        if sorted(found) != [("ed25519-sha256", True), ("rsa-sha256", True)]:
            failures.append(f"{path.name}: {found}")
        changes = 0
        for change, other in tampered(message):
            changes += 1
            for algorithm, good in verdicts(other, records):
                if good:
                    failures.append(f"{path.name}: {algorithm} still holds with {change}")
        print(f"{path.name}: {len(found)} signatures, {changes} changes")
    print(f"{count} letters")
    if failures or not count:
        sys.exit("\n".join(failures[:40]) or "there is no letter")


if __name__ == "__main__":
    main()
