#!/usr/bin/env bash
# Least costs over the real sheet at 5 m: Liito's planar links with their paths beside
# scikit-image's costs alone, on the same grid and in one run, one thread each.
# Needs the real layers beside the project.
set -euo pipefail
cd "$(dirname "$0")/../../.."
sheet=../shared/data/espoo-nls
venv=target/peers/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r geodata/benches/peers/requirements.txt
cargo build --locked --release -p liito
mkdir -p target/peers
target/release/liito grid --habitat "$sheet/habitat.geojson" --tree-cover "$sheet/tree_cover.geojson" \
  --land-cover "$sheet/land_cover.geojson" --barriers "power_line=$sheet/power_lines.geojson:30" \
  --cell 5 -o target/peers/grid.tif >target/peers/grid.json
cargo bench --locked -p liito-geodata --bench least_cost -- 'planar links at 5 m'
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$venv/bin/python" geodata/benches/peers/least_cost.py \
  target/peers/grid.tif "$sheet/habitat_epsg3879.geojson"
