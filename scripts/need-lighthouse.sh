#!/usr/bin/env bash
# Sees to it that this very Lighthouse is in target/lighthouse: installs it from npm where it is not, else says in one line
# what is missing, and fails where CI is set. It brings no browser; scripts/need-chromium.sh does.
set -euo pipefail
cd "$(dirname "$0")/.."
version=13.5.0
folder=target/lighthouse
# The Node that the frontend brings: Debian's is too old for it.
bin=$PWD/frontend/node_modules/.bin
[ ! -x "$bin/node" ] || PATH="$bin:$PATH"

there() {
    grep -qs "\"version\": \"$version\"" "$folder/node_modules/lighthouse/package.json"
}

if there; then exit 0; fi
if command -v npm >/dev/null 2>&1; then
    echo "need-lighthouse: installing lighthouse $version" >&2
    mkdir -p "$folder"
    # npm would otherwise take the next package.json above for its own.
    [ -e "$folder/package.json" ] || echo '{ "private": true }' >"$folder/package.json"
    PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$folder" --save-exact --no-audit --no-fund --silent "lighthouse@$version" >/dev/null 2>&1 || true
    if there; then exit 0; fi
fi
echo "need-lighthouse: Lighthouse $version is missing and cannot be had here (npm install --prefix $folder lighthouse@$version)" >&2
if [ -n "${CI:-}" ]; then exit 1; fi
