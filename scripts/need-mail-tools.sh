#!/usr/bin/env bash
# Sees to it that the mail programs are there that our letters are proven against: installs Debian's when root on Debian and
# starts none of them, else says in one line what is missing. The tests that need them then skip themselves, or fail where
# CI is set; so does this.
set -euo pipefail
needed=(python3-aiosmtpd python3-dkim python3-nacl postfix dovecot-lmtpd)

# The packages that are not there, by what they bring: elsewhere than on Debian they have other names.
missing() {
    local python=/usr/bin/python3
    for pair in aiosmtpd:python3-aiosmtpd dkim:python3-dkim nacl:python3-nacl; do
        "$python" -c "import ${pair%%:*}" >/dev/null 2>&1 || echo "${pair#*:}"
    done
    [ -x /usr/sbin/postfix ] && [ -x /usr/sbin/smtp-sink ] && [ -x /usr/sbin/smtp-source ] || echo postfix
    [ -x /usr/lib/dovecot/lmtp ] || echo dovecot-lmtpd
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
    echo "need-mail-tools: installing" $lacking >&2
    if [ -e "$policy" ]; then aside="$policy.goodenough.$$" && mv "$policy" "$aside"; fi
    trap put_back EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections || true
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null 2>&1 || true
    lacking=$(missing)
    [ -n "$lacking" ] || exit 0
fi
echo "need-mail-tools: missing, and the tests of real mail with it (Debian: apt-get install):" $lacking >&2
if [ -n "${CI:-}" ]; then exit 1; fi
