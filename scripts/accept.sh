#!/usr/bin/env bash
# The programs of ../shared, and ours that use its lists, against the built product: a release build of the API and the
# built frontend. Says what it runs and how it went; ends with an error if anything failed. Called by `make accept`.
#
# usage: scripts/accept.sh [STAGE...]     (bounces replies checks search search-postgres job-sqlite job-postgres strings strings-postgres shown schemas; default: all)
set -euo pipefail
cd "$(dirname "$0")/.."
export GOODENOUGH_SHARED="${GOODENOUGH_SHARED:-$(realpath -m ../shared)}" PYTHONDONTWRITEBYTECODE=1
binary=target/release/goodenough

if [ ! -d "$GOODENOUGH_SHARED/checks" ]; then
    echo "accept: skipped, because the folder shared/ with the check programs and the lists is not beside this one"
    exit 0
fi
# One PostgreSQL for all stages; each gets a database of its own in it.
if [ -z "${GOODENOUGH_ACCEPT_INSIDE:-}" ]; then
    GOODENOUGH_ACCEPT_INSIDE=1 exec ./scripts/with-postgres.sh ./scripts/accept.sh "$@"
fi
[ -x "$binary" ] || { echo "accept: $binary is missing; make release builds it" >&2; exit 1; }

failed=() told=()

# Prints the address of a fresh, empty database.
fresh_database() {
    local name="accept_$1_$$"
    psql --quiet --no-psqlrc --dbname "$GOODENOUGH_TEST_POSTGRES_URL" --command "CREATE DATABASE $name" >&2
    sed -E "s#^([a-z]+://[^/]*/)[^?]*#\\1$name#" <<<"$GOODENOUGH_TEST_POSTGRES_URL"
}

wanted() { # STAGE, of the names that were asked for
    local stage=$1
    shift
    [ $# -eq 0 ] || [[ " $* " == *" $stage "* ]]
}

stage() { # NAME COMMAND...
    local name=$1 begun=$SECONDS state=passed
    shift
    echo "== $name"
    "$@" || { state=FAILED && failed+=("$name"); }
    told+=("$(printf '%-18s %-7s %5d s' "$name" "$state" $((SECONDS - begun)))")
    echo "== ${told[-1]}"
}

on_postgres() { # COMMAND..., with --database and a fresh one behind it
    local url
    url=$(fresh_database "$RANDOM") && "$@" --database "$url"
}

no_postgres() {
    echo "PostgreSQL cannot be had here; nothing was run on it" >&2
    [ -z "${CI:-}" ]
}

database=on_postgres
[ -n "${GOODENOUGH_TEST_POSTGRES_URL:-}" ] || database=no_postgres
job=(python3 "$GOODENOUGH_SHARED/checks/main_job.py" --binary "$binary")
search=(python3 "$GOODENOUGH_SHARED/checks/search.py" --binary "$binary")
strings=(python3 tests/accept/strings.py --binary "$binary")

if wanted bounces "$@"; then
    stage bounces cargo test --locked --test forum -- --nocapture inbound::collected
fi
if wanted replies "$@"; then
    stage replies cargo test --locked --test forum -- --nocapture replies::collected
fi
if wanted checks "$@"; then stage checks python3 tests/accept/checks.py --binary "$binary"; fi
if wanted search "$@"; then
    stage search "${search[@]}"
    stage search-typo "${search[@]}" --typo
fi
if wanted search-postgres "$@"; then
    stage search-postgres "$database" "${search[@]}"
    stage search-postgres-typo "$database" "${search[@]}" --typo
fi
if wanted job-sqlite "$@"; then stage job-sqlite "${job[@]}"; fi
if wanted job-postgres "$@"; then stage job-postgres "$database" "${job[@]}"; fi
if wanted strings "$@"; then stage strings "${strings[@]}"; fi
if wanted strings-postgres "$@"; then stage strings-postgres "$database" "${strings[@]}" --part given-back; fi
if wanted shown "$@"; then
    ./scripts/need-chromium.sh
    stage shown python3 tests/accept/shown.py --binary "$binary"
fi
if wanted schemas "$@"; then stage schemas tests/accept/schemas.sh "$binary"; fi

echo "accept:"
printf '  %s\n' "${told[@]}"
[ ${#failed[@]} -eq 0 ] || { echo "accept: failed: ${failed[*]}" >&2; exit 1; }
