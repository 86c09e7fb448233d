#!/usr/bin/env bash
# S-10: no version is made with a helpline that nobody looked at for a year. Counted to the day of the last commit, so that a
# version that was good once stays good.
set -euo pipefail
cd "$(dirname "$0")/.."
today=$(git log -1 --format=%cs 2>/dev/null || date +%F)
awk -F'"' -v today="$today" '
  function days(text,   part) { split(text, part, "-"); return part[1] * 365.25 + part[2] * 30.44 + part[3] }
  function judge() { if (id != "" && days(today) - days(last) > 365) { print "nobody looked at the helpline " id " since " last; old = 1 } }
  /^\[\[/ { judge(); id = ""; last = "" }
  /^id = / { id = $2 }
  /^(seen_on|verified_on) = / { if ($2 > last) last = $2 }
  END { judge(); exit old }
' config/helplines.toml
