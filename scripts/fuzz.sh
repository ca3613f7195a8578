#!/usr/bin/env bash
# Fuzzes every parser, a million inputs each unless told otherwise:
#   scripts/fuzz.sh [RUNS] [TARGET...]
# Needs a nightly compiler. Seeds are the files beside the project and what
# Liito writes itself; what is found is kept in target/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/liito/tools"
export PATH="$TOOLS/bin:$PATH"
runs=${1:-1000000}
shift || true
command -v cargo-fuzz >/dev/null || cargo install --debug --root "$TOOLS" --locked cargo-fuzz
rustup toolchain list | grep -q '^nightly' || rustup toolchain install nightly --profile minimal
cargo build --locked --quiet -p liito
liito=target/debug/liito
seeds=target/fuzz/seeds
mkdir -p "$seeds"/{geojson,geojson_lines,geopackage,flatgeobuf,csv,kml,gpx,gml,conefor,shapefile,any_file,crs_wkt}
small='{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"properties":{"a":1,"b":"x","c":true,"d":"2024-05-31","e":[1]},"geometry":{"type":"Polygon","coordinates":[[[24,60],[25,60],[25,61],[24,60]],[[24.4,60.1],[24.6,60.1],[24.6,60.2],[24.4,60.1]]]}},{"type":"Feature","properties":null,"geometry":{"type":"MultiLineString","coordinates":[[[24,60],[25,60]],[[24,61],[25,61]]]}}]}'
echo "$small" >"$seeds/geojson/small.geojson"
for pair in geojson_lines:geojsonl geopackage:gpkg flatgeobuf:fgb csv:csv any_file:shp.zip; do
  "$liito" convert "$seeds/geojson/small.geojson" -o "$seeds/${pair%%:*}/small.${pair##*:}" 2>/dev/null
done
cp "$seeds"/{geojson,flatgeobuf,csv}/small.* "$seeds/any_file/"
gzip -c "$seeds/geojson/small.geojson" >"$seeds/any_file/small.gz"
echo '<kml><Document><Folder><name>f</name><Placemark id="1"><name>a</name><ExtendedData><Data name="x"><value>1</value></Data></ExtendedData><MultiGeometry><Point><coordinates>24,60,1</coordinates></Point><Polygon><outerBoundaryIs><LinearRing><coordinates>24,60 25,60 25,61 24,60</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder></Document></kml>' >"$seeds/kml/small.kml"
echo '<gpx><wpt lat="60" lon="24"><name>a</name></wpt><rte><rtept lat="60" lon="24"/><rtept lat="61" lon="24"/></rte><trk><trkseg><trkpt lat="60" lon="24"><ele>1</ele></trkpt><trkpt lat="61" lon="24"/></trkseg></trk></gpx>' >"$seeds/gpx/small.gpx"
echo '<wfs:FeatureCollection><gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::3879"/></gml:boundedBy><wfs:member><e:a gml:id="a.1"><e:n>1</e:n><e:g><gml:MultiSurface srsName="EPSG:3879"><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList srsDimension="2">6675000 25490000 6675000 25490010 6675010 25490010 6675000 25490000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></e:g></e:a></wfs:member></wfs:FeatureCollection>' >"$seeds/gml/small.gml"
printf '1\t2.5\t1\n2\t3\t0\n' >"$seeds/conefor/nodes.txt"
printf '1 2 250.5\n2 3 10\n' >"$seeds/conefor/distances.txt"
echo 'PROJCS["a",GEOGCS["b",DATUM["D_ETRS_1989",SPHEROID["c",6378137,298.2]],PRIMEM["d",0],UNIT["e",0.017]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",25500000],UNIT["m",1],AUTHORITY["EPSG","3879"]]' >"$seeds/crs_wkt/small.prj"
export CARGO_TARGET_DIR=$PWD/target/fuzz
# As it is shipped, but sums that overflow are told: geo asserts in debug builds
# that what it is asked about is valid, which is what it is asked.
export RUSTFLAGS="${RUSTFLAGS:-} -C overflow-checks=on"
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd geodata/fuzz && cargo fuzz list)
for target in "${targets[@]}"; do
  printf '\n== %s, %s inputs (%ss since the start)\n' "$target" "$runs" "$SECONDS"
  (cd geodata && cargo +nightly fuzz run -O "$target" "../$seeds/$target" -- -runs="$runs" -max_len=8192 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0)
done
