#!/usr/bin/env bash
# Installs what the build needs, and nothing that is there already.
#   scripts/setup.sh          what it takes to build and serve
#   scripts/setup.sh tests    a Chromium for the browser tests too
#
# Needs rustup, Node.js 20 or newer, a C compiler and, for the tests, Python 3.11. Tools are kept in the
# user's cache, so that a cleaned or second checkout finds them.
set -euo pipefail
cd "$(dirname "$0")/.."

# Versions that belong together.
TRUNK=0.22.1
WASM_SPLIT=0.2.4
WASM_BINDGEN=$(sed -n 's/^wasm-bindgen = "=\(.*\)"/\1/p' Cargo.toml)
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/liito/tools"
export PATH="$TOOLS/bin:$PATH"

say() { printf '\n== %s\n' "$*"; }
stop() { printf 'Liito cannot be set up: %s\n' "$*" >&2; exit 1; }

command -v rustup >/dev/null || stop "rustup is missing: see https://rustup.rs"
command -v npm >/dev/null || stop "Node.js 20 or newer is missing: see https://nodejs.org"
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || stop "Node.js is older than 20"
command -v cc >/dev/null || stop "a C compiler (cc) is missing"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
# system_package NAME...: by the system's package manager
system_package() {
  if command -v apt-get >/dev/null; then
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends "$@"
  elif command -v dnf >/dev/null; then
    as_root dnf install -y "$@"
  elif command -v pacman >/dev/null; then
    as_root pacman -S --noconfirm "$@"
  elif command -v brew >/dev/null; then
    brew install "$@" || brew install --cask "$@"
  else
    return 1
  fi
}
# SQLite is written in C, and other compilers know no WebAssembly.
if ! echo 'int f(void){return 0;}' | clang --target=wasm32-unknown-unknown -x c -c -o /dev/null - 2>/dev/null; then
  say "Installing clang, which compiles SQLite for WebAssembly"
  system_package clang llvm || stop "clang is missing, or has no WebAssembly"
fi

toolchain=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
installed() { rustup toolchain list 2>/dev/null | grep -q "^$toolchain-" &&
  rustup target list --installed --toolchain "$toolchain" 2>/dev/null | grep -qx wasm32-unknown-unknown &&
  rustup component list --installed --toolchain "$toolchain" 2>/dev/null | grep -q '^clippy' &&
  rustup component list --installed --toolchain "$toolchain" 2>/dev/null | grep -q '^rustfmt'; }
if ! installed; then
  say "Installing Rust $toolchain with its WebAssembly target"
  rustup toolchain install "$toolchain" --profile minimal -c rustfmt -c clippy -t wasm32-unknown-unknown
fi

# has NAME VERSION: is this very version on the path?
has() { command -v "$1" >/dev/null && "$1" --version 2>/dev/null | grep -qF " $2"; }

# cargo_tool BINARY PACKAGE VERSION [cargo install options]
cargo_tool() {
  local binary=$1 package=$2 version=$3
  shift 3
  has "$binary" "$version" && return
  if command -v cargo-binstall >/dev/null; then
    say "Fetching $package $version"
    cargo binstall --no-confirm --root "$TOOLS" "$package@$version" && has "$binary" "$version" && return
  fi
  say "Building $package $version (some minutes, once on this machine)"
  # A debug build is slower to run but five times quicker to make.
  CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR="$TOOLS/build" \
    cargo "+$toolchain" install --debug --root "$TOOLS" "$@" "$package@$version"
  rm -rf "$TOOLS/build"
}
# Its own lock file asks for a version of a dependency that does not install.
cargo_tool wasm-bindgen wasm-bindgen-cli "$WASM_BINDGEN"
cargo_tool trunk trunk "$TRUNK" --locked --no-default-features --features rustls

# It says no version.
if ! grep -qF "wasm_split_cli_support $WASM_SPLIT" "$TOOLS/.crates.toml" 2>/dev/null; then
  cargo_tool wasm-split-cli wasm_split_cli_support "$WASM_SPLIT" --locked --features build-binary
fi

if ! cmp -s package-lock.json node_modules/.liito-lock; then
  say "Installing npm packages"
  npm ci --no-audit --no-fund
  cp package-lock.json node_modules/.liito-lock
fi

# GDAL by way of Python, to read what we write and to write what we read.
peers=geodata/cli/tests/peers/requirements.txt
if [ "${1:-}" = tests ] && ! cmp -s "$peers" "$TOOLS/python/requirements.txt"; then
  say "Installing the Python packages that formats are tested with"
  command -v python3 >/dev/null || stop "Python 3.11 or newer is missing"
  python3 -m venv --clear "$TOOLS/python"
  "$TOOLS/python/bin/pip" install --quiet --disable-pip-version-check -r "$peers"
  cp "$peers" "$TOOLS/python/requirements.txt"
fi

if [ "${1:-}" = tests ] && ! node e2e/lib/chromium.mjs >/dev/null 2>&1; then
  [ -z "${CHROMIUM:-}" ] || stop "CHROMIUM=$CHROMIUM is not a program"
  say "Installing Chromium by the system's package manager"
  system_package chromium || system_package chromium-browser || true
  node e2e/lib/chromium.mjs >/dev/null || stop "no Chromium: install one, or name one with CHROMIUM=path"
fi
