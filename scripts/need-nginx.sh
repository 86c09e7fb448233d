#!/usr/bin/env bash
# Sees to it that nginx and wrk are there, beside and by which the product is measured: installs Debian's when root on Debian
# and starts neither, else says in one line what is missing; what needs them is then not measured. Where CI is set it fails.
set -euo pipefail
PATH="$PATH:/usr/sbin"

missing() {
    command -v nginx >/dev/null 2>&1 || echo nginx
    command -v wrk >/dev/null 2>&1 || echo wrk
}

# Debian's maintainer scripts start what they install, unless this file says that they may not.
policy=/usr/sbin/policy-rc.d
aside=""
put_back() {
    rm -f "$policy"
    if [ -n "$aside" ]; then mv "$aside" "$policy"; fi
}

lacking=$(missing)
[ -n "$lacking" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "need-nginx: installing" $lacking >&2
    if [ -e "$policy" ]; then aside="$policy.goodenough.$$" && mv "$policy" "$aside"; fi
    trap put_back EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $lacking >/dev/null 2>&1 || true
    lacking=$(missing)
    [ -n "$lacking" ] || exit 0
fi
echo "need-nginx: missing, and the measurements with it (Debian: apt-get install):" $lacking >&2
if [ -n "${CI:-}" ]; then exit 1; fi
