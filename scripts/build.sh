#!/usr/bin/env bash
# Builds the page into dist/, to be served from any path of any static host.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/scripts/bin:${XDG_CACHE_HOME:-$HOME/.cache}/liito/tools/bin:$PWD/node_modules/.bin:$PATH"
# Fetched apart, because Trunk is told to stay offline.
cargo fetch --locked
# Panics say where they were: let that not be in the builder's home.
export RUSTFLAGS="--cfg=erase_components --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates --remap-path-prefix=$PWD=liito"
trunk build --release --cargo-profile browser
