# make run · make test · make prove · make bench · make accept · make lint. Each installs what it needs and says what it cannot.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
NODE_MODULES := frontend/node_modules/.package-lock.json
STAGE := ./scripts/stage.sh
# The program as `cargo test` builds it: without --tests the features of some libraries differ, and they are built twice.
BUILD := cargo build --locked --tests
export PUPPETEER_SKIP_DOWNLOAD = 1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = 1

.PHONY: help run test test-rust test-frontend test-browser prove bench accept lint format types openapi frontend release

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: release frontend ## build all, start the forum with demo content, print the address and the demo sign-ins
	@./scripts/run.sh

test: ## every test: Rust on SQLite and PostgreSQL, frontend, browser
	@$(STAGE) "rust" 900 $(MAKE) --no-print-directory test-rust
	@$(STAGE) "frontend" 180 $(MAKE) --no-print-directory test-frontend
	@$(STAGE) "browser" 900 $(MAKE) --no-print-directory test-browser
	@$(STAGE) --sum

test-rust:
	./scripts/need-mail-tools.sh
	./scripts/with-postgres.sh cargo test --locked

test-frontend: $(NODE_MODULES) types-fresh
	cd frontend && npm run --silent check && npm run --silent test

test-browser: $(NODE_MODULES) frontend
	./scripts/need-chromium.sh
	$(BUILD)
	cd frontend && npm run --silent e2e

prove: $(NODE_MODULES) frontend ## the same code with the counts of "It is done when"
	./scripts/need-mail-tools.sh
	GOODENOUGH_PROVE=1 ./scripts/with-postgres.sh cargo test --locked --test forum -- crash stolen_backup storm inbound real_mail freshness
	./scripts/need-chromium.sh
	cd frontend && GOODENOUGH_PROVE=1 npm run --silent e2e -- storm --project="desktop, no script"

bench: release frontend ## how fast and how small, into docs/performance.md; named and hidden posts, letters a second; printed, never judged
	./scripts/need-mail-tools.sh
	./scripts/need-nginx.sh
	./scripts/need-lighthouse.sh
	GOODENOUGH_POSTGRES_AS_IT_COMES=1 ./scripts/with-postgres.sh python3 tests/bench/speed
	./scripts/with-postgres.sh ./tests/bench/timing.py
	./scripts/with-postgres.sh ./tests/bench/letters.py

accept: release frontend ## the programs of ../shared against the built product; skipped where it is missing
	./scripts/accept.sh

lint: $(NODE_MODULES) ## formats, clippy, eslint, the licence policy
	cargo fmt --check
	./scripts/fresh-helplines.sh
	cargo clippy --locked --all-targets -- -D warnings
	cd frontend && npm run --silent lint
	@if cargo deny --version >/dev/null 2>&1; then cargo deny --offline check bans licenses sources; \
	else echo "cargo-deny is not installed (cargo install cargo-deny --locked); deny.toml was not checked"; fi

format: $(NODE_MODULES) ## format everything
	cargo fmt
	cd frontend && npm run --silent format

types: openapi $(NODE_MODULES) ## the frontend's types, out of the API's own document
	cd frontend && npm run --silent types

# The types in the repository must be those of this very API.
.PHONY: types-fresh
types-fresh: types
	@git diff --exit-code --stat -- frontend/src/lib/api/schema.d.ts || { \
		echo "frontend/src/lib/api/schema.d.ts was stale; it is fresh now: commit it"; exit 1; }

openapi:
	$(BUILD)
	./target/debug/goodenough openapi > target/openapi.json

release:
	cargo build --locked --release

frontend: $(NODE_MODULES)
	cd frontend && npm run --silent build

$(NODE_MODULES): frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@
