#!/usr/bin/env bash
# Sees to it that Chromium is there: installs Debian's when root on Debian, else says in one line what is missing.
set -euo pipefail
for path in "${GOODENOUGH_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser; do
    [ -n "$path" ] && [ -x "$path" ] && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "need-chromium: installing chromium" >&2
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null 2>&1 || true
    [ -x /usr/bin/chromium ] && exit 0
fi
echo "Chromium is missing: install it (Debian: apt-get install chromium) or name it in GOODENOUGH_CHROMIUM" >&2
exit 1
