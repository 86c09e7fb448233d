#!/bin/sh
# Runs a command with a private PostgreSQL cluster whose address is in GOODENOUGH_TEST_POSTGRES_URL, and ends the cluster
# with it. A cluster that is there already (the variable is set) is used as it is. Where no PostgreSQL can be had, says so
# in one line and runs the command without: its PostgreSQL half then skips itself, or fails where CI is set.
# GOODENOUGH_POSTGRES_AS_IT_COMES=1 leaves its settings as they come: commits then wait for the disk.
#
# usage: scripts/with-postgres.sh COMMAND [ARGUMENT...]
set -eu

if [ $# -eq 0 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
if [ -n "${GOODENOUGH_TEST_POSTGRES_URL:-}" ]; then
    exec "$@"
fi

# The newest of Debian's folders, or whatever the path has.
find_server() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) "$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            echo "$folder"
            return
        fi
    done
}

server=$(find_server)
if [ -z "$server" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "with-postgres: installing postgresql" >&2
    apt-get update -qq >/dev/null 2>&1 || true
    # Without its own cluster: it would take the port and the memory of ours.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1 || true
    server=$(find_server)
fi
if [ -z "$server" ]; then
    echo "with-postgres: no PostgreSQL server here (Debian: apt-get install postgresql); going on without it" >&2
    exec "$@"
fi

# A server refuses to run as root.
as=""
if [ "$(id -u)" = 0 ]; then
    for user in postgres nobody; do
        if id "$user" >/dev/null 2>&1; then as=$user && break; fi
    done
fi
unprivileged() {
    if [ -n "$as" ]; then runuser -u "$as" -- "$@"; else "$@"; fi
}

folder=$(mktemp -d "${TMPDIR:-/tmp}/goodenough-postgres-XXXXXX")
chmod 755 "$folder"
[ -z "$as" ] || chown "$as" "$folder"
postgres=""
finish() {
    status=$?
    trap - EXIT INT TERM
    if [ -n "$postgres" ]; then
        # By its own pid, which it wrote itself; INT ends open connections and keeps the data whole.
        kill -INT "$postgres" 2>/dev/null || true
        wait "$runner" 2>/dev/null || true
    fi
    rm -rf "$folder"
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$folder"
unprivileged "$server/initdb" -D "$folder/data" -U goodenough -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 || {
    cat "$folder/log" >&2
    exit 1
}
# On a socket in the folder, so that no port can be taken by somebody else. No flush to the disk: these databases live for
# one run, and kill -9 of our own programs loses nothing by it. Who measures wants the settings PostgreSQL comes with.
settings="-c fsync=off -c full_page_writes=off -c shared_buffers=64MB"
[ -z "${GOODENOUGH_POSTGRES_AS_IT_COMES:-}" ] || settings=""
# shellcheck disable=SC2086 # words of their own
unprivileged "$server/postgres" -D "$folder/data" -k "$folder" -h '' \
    $settings -c max_connections=300 -c log_min_messages=fatal \
    >>"$folder/log" 2>&1 &
runner=$!
for _ in $(seq 300); do
    if "$server/pg_isready" -q -h "$folder" -U goodenough; then
        postgres=$(head -n 1 "$folder/data/postmaster.pid")
        break
    fi
    kill -0 "$runner" 2>/dev/null || break
    sleep 0.1
done
if [ -z "$postgres" ]; then
    cat "$folder/log" >&2
    exit 1
fi
cd "$OLDPWD"

GOODENOUGH_TEST_POSTGRES_URL="postgres:///postgres?host=$folder&user=goodenough"
export GOODENOUGH_TEST_POSTGRES_URL
"$@"
