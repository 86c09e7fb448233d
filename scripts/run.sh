#!/usr/bin/env bash
# Starts the API on SQLite with demo content and mail in a folder, and the frontend before it. Ends both together.
# Settings: PORT (frontend, 3000), API_PORT (8080), DATA (data). Called by `make run`.
set -euo pipefail
cd "$(dirname "$0")/.."
port=${PORT:-3000} api_port=${API_PORT:-8080} data=${DATA:-data}
mkdir -p "$data"
export GOODENOUGH_DATABASE__URL="sqlite:$data/goodenough.db" GOODENOUGH_KEYS__FOLDER="$data/keys"
export GOODENOUGH_MAIL__TRANSPORT=folder GOODENOUGH_MAIL__FOLDER="$data/mail" GOODENOUGH_MAIL__WAIT="${GOODENOUGH_MAIL__WAIT:-10}"
export GOODENOUGH_HTTP__ADDRESS="127.0.0.1:$api_port" GOODENOUGH_HTTP__METRICS_ADDRESS="${GOODENOUGH_HTTP__METRICS_ADDRESS:-127.0.0.1:0}"
export GOODENOUGH_SITE__URL="http://localhost:$port"

api="" web=""
finish() {
    trap - EXIT INT TERM
    [ -z "$web" ] || kill "$web" 2>/dev/null || true
    [ -z "$api" ] || kill "$api" 2>/dev/null || true
    wait 2>/dev/null || true
}
trap finish EXIT
trap 'exit 0' INT TERM

# On an empty database only; the command refuses to touch one that has members.
signins="$data/demo-sign-ins.txt"
if [ ! -e "$data/goodenough.db" ]; then
    echo "filling the forum with demo content"
    target/release/goodenough demo >"$signins"
fi

target/release/goodenough serve >"$data/api.log" 2>&1 &
api=$!
for _ in $(seq 100); do
    grep -aq '^listening on ' "$data/api.log" && break
    kill -0 "$api" 2>/dev/null || { tail -n 20 "$data/api.log" >&2; exit 1; }
    sleep 0.1
done

HOST=127.0.0.1 PORT=$port ORIGIN="http://localhost:$port" GOODENOUGH_API_URL="http://127.0.0.1:$api_port" \
    frontend/node_modules/.bin/node frontend/build >"$data/web.log" 2>&1 &
web=$!
for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    kill -0 "$web" 2>/dev/null || { tail -n 20 "$data/web.log" >&2; exit 1; }
    sleep 0.1
done

cat <<END

  The forum is open:  http://localhost:$port
  Letters are in      $data/mail
  The API's document  http://localhost:$api_port/api/docs

$(sed 's/^/  /' "$signins" 2>/dev/null)

  Ctrl-C ends it. Remove $data to begin anew.

END
wait -n "$api" "$web"
