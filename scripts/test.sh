#!/usr/bin/env bash
# Everything that has to hold, a step at a time.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="${XDG_CACHE_HOME:-$HOME/.cache}/liito/tools/bin:$PWD/node_modules/.bin:$PATH"

step() { printf '\n== %s (%ss since the start)\n' "$*" "$SECONDS"; }

step "Formatting"
cargo fmt --all --check
step "Clippy, natively"
cargo clippy --locked --workspace --all-targets -- -D warnings
step "Clippy, for the browser"
cargo clippy --locked --target wasm32-unknown-unknown -p liito-app -p liito-worker -p liito-geodata -p liito-locales -- -D warnings
# It has the words in itself, which the page fetches.
cargo clippy --locked --target wasm32-unknown-unknown -p liito-ways -- -D warnings
step "Native tests and doc tests"
cargo test --locked --workspace
step "The same bytes in WebAssembly, under Node.js"
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
  cargo test --locked --target wasm32-unknown-unknown -p liito-geodata --no-default-features --test same_bytes
step "geodata compiles for the browser on its own"
cargo check --locked --target wasm32-unknown-unknown -p liito-geodata
step "Building the page"
scripts/build.sh
step "What a first visit loads"
node scripts/budget.mjs
step "The command, for the browser tests to compare with"
cargo build --locked --release -p liito
step "Browser tests"
node --test --test-concurrency=1 --test-reporter=spec e2e/*.test.mjs
step "All done"
