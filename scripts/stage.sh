#!/usr/bin/env bash
# Runs a stage of `make test` and prints how long it took beside its budget. A stage over budget is told, not failed:
# absolute times on shared machines are noise.
#
# usage: scripts/stage.sh NAME BUDGET-SECONDS COMMAND...   ·   scripts/stage.sh --sum
set -euo pipefail
record="$(git rev-parse --git-dir 2>/dev/null || echo /tmp)/stages"

if [ "$1" = --sum ]; then
    echo "stages (seconds, budget):"
    cat "$record"
    rm -f "$record"
    exit 0
fi
name=$1 budget=$2
shift 2
[ "$name" = rust ] && rm -f "$record"
begun=$SECONDS
echo "== $name"
"$@"
took=$((SECONDS - begun))
note=""
[ "$took" -gt "$budget" ] && note="  (over its budget)"
printf '  %-10s %5d / %d%s\n' "$name" "$took" "$budget" "$note" | tee -a "$record"
