#!/usr/bin/env bash
# Everything that has to hold, a step at a time. Compiling the page keeps one core busy, so
# that it, and the command, are built beside what comes before the browser tests.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="${XDG_CACHE_HOME:-$HOME/.cache}/liito/tools/bin:$PWD/node_modules/.bin:$PATH"
# What is compiled once is not compiled in pieces to be taken up again.
[ "${CI:-}" != true ] || export CARGO_INCREMENTAL=0

step() { printf '\n== %s (%ss since the start)\n' "$*" "$SECONDS"; }

mkdir -p target
beside=target/beside.log
build_beside() {
  step "Beside it: building the page"
  scripts/build.sh
  step "Beside it: the command, for the browser tests to compare with"
  cargo build --locked --release -p liito
  step "Beside it: built"
}
step "Beginning to build the page and the command beside the checks, into $beside"
# In a group of its own, so that whatever ends this ends all of that.
set -m
build_beside >"$beside" 2>&1 &
building=$!
set +m
trap 'kill -- "-$building" 2>/dev/null || true' EXIT

step "Formatting"
cargo fmt --all --check
step "Clippy, natively"
cargo clippy --locked --workspace --all-targets -- -D warnings
step "Clippy, for the browser"
cargo clippy --locked --target wasm32-unknown-unknown -p liito-app -p liito-worker -p liito-geodata -p liito-locales -- -D warnings
# It has the words in itself, which the page fetches.
cargo clippy --locked --target wasm32-unknown-unknown -p liito-ways -- -D warnings
step "Native tests and doc tests"
# Of the page's workers and its styleguide those that hold a test.
cargo test --locked --workspace --exclude liito-geopackage --exclude liito-styleguide
step "The same bytes in WebAssembly, under Node.js"
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
  cargo test --locked --target wasm32-unknown-unknown -p liito-geodata --no-default-features --test same_bytes
step "geodata compiles for the browser on its own"
cargo check --locked --target wasm32-unknown-unknown -p liito-geodata
step "Waiting for the page and the command"
wait "$building" || { cat "$beside" >&2; exit 1; }
trap - EXIT
grep '^== ' "$beside"
step "What a first visit loads"
node scripts/budget.mjs
step "Browser tests"
node --test --test-concurrency=1 --test-reporter=spec e2e/*.test.mjs
step "All done"
