#!/usr/bin/env bash
# The other tools on the same networks, ratios printed. They are installed into
# an environment of their own under target/.
set -euo pipefail
cd "$(dirname "$0")/../../.."
venv=target/peers/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r geodata/benches/peers/requirements.txt
cargo build --locked --release -p liito
for size in "1000 14288" "5000 75000"; do
  # shellcheck disable=SC2086
  cargo run --locked --quiet --release -p liito-geodata --example made_up_network -- $size "target/peers/${size%% *}"
done
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$venv/bin/python" geodata/benches/peers/peers.py \
  target/release/liito target/peers/1000 target/peers/5000
