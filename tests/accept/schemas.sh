#!/usr/bin/env bash
# schemathesis against the running server, signed out, as a member and as a moderator: every answer is one that the
# OpenAPI document names, of the type and shape it says, and none is a failure of ours.
#
# usage: tests/accept/schemas.sh [BINARY]
set -euo pipefail
cd "$(dirname "$0")/../.."
binary=${1:-target/release/goodenough}
version=4.32.5
venv=target/accept-venv

if [ ! -x "$venv/bin/st" ] || [ "$("$venv/bin/st" --version)" != "st, version $version" ]; then
    echo "  installing schemathesis $version"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
fi
exec python3 tests/accept/schemas.py --binary "$binary" --program "$venv/bin/st"
