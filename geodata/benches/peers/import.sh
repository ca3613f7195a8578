#!/usr/bin/env bash
# Reading many polygons: Liito beside geopandas with pyogrio, in one run.
# Needs the real polygons beside the project, and scripts/setup.sh tests.
set -euo pipefail
cd "$(dirname "$0")/../../.."
terrain=../shared/data/espoo-nls/terrain.geojson
python="${XDG_CACHE_HOME:-$HOME/.cache}/liito/tools/python/bin/python"
mkdir -p target/peers
[ -f target/peers/habitat_many.geojson ] ||
  cargo run --locked --quiet --release -p liito-geodata --example many_polygons -- "$terrain" target/peers/habitat_many.geojson
cargo bench --locked -p liito-geodata --bench import
"$python" geodata/benches/peers/import.py target/peers/habitat_many.geojson
