"""Loaded by schemathesis: two of three requests that ask for a made-up id ask for a real one instead."""
import itertools
import json
import os
import re

import schemathesis

REAL = json.loads(os.environ["GOODENOUGH_REAL_IDS"])
AN_ID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{11}")
turn = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Replaces ids that are spelled well: what is spelled badly is meant so."""
    asked = case.path_parameters or {}
    number = next(turn)
    if number % 3 == 0:
        return
    where = next((kind for kind in ("cases", "decisions", "threads") if f"/{kind}/{{id}}" in case.operation.path), None)
    if where and AN_ID.fullmatch(str(asked.get("id", ""))):
        # What is deleted stays deleted: one of each is there for that.
        asked["id"] = REAL[where][0 if case.method == "DELETE" else number % len(REAL[where])]
    if "n" in asked and str(asked["n"]).isdigit():
        asked["n"] = 1 + number % 6
    if asked.get("place") is not None and number % 2:
        asked["place"] = ["new", "thread-" + REAL["threads"][number % len(REAL["threads"])]][number % 4 // 2]
