"""Writes cleared.json: what clearing 20 ha of the real sheet does, by shapely and the command.

    pip install numpy==2.4.0 shapely==2.1.2 pyproj==3.7.2
    python cleared.py SHEET LIITO WORKING_DIR > cleared.json

SHEET is the folder of the sheet's layers, LIITO the command. The square lies on the patch
whose loss costs EC(PC) most. Patches, trees and open land are cut by shapely in EPSG:3879,
parts of a patch become patches of their own, and the command computes both networks.
"""
import json
import pathlib
import subprocess
import sys

import numpy
import pyproj
import shapely
from shapely.geometry import box, mapping, shape

sheet, liito, out = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
to_metres = pyproj.Transformer.from_crs("OGC:CRS84", "EPSG:3879", always_xy=True).transform
# Classes of the map that stay: buildings. The others are open land, water and yards.
STAY = {"building"}


def read(name):
    features = json.loads((sheet / f"{name}.geojson").read_text())["features"]
    project = lambda corners: numpy.column_stack(to_metres(corners[:, 0], corners[:, 1]))
    return [(f["properties"], shapely.transform(shape(f["geometry"]), project)) for f in features]


def write(name, features):
    data = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3879"}},
        "features": [{"type": "Feature", "properties": p, "geometry": mapping(g)} for p, g in features],
    }
    path = out / f"{name}.geojson"
    path.write_text(json.dumps(data))
    return str(path)


def run(kind, topology, layers, *more):
    asked = [liito, "connectivity", layers["habitat"], "--kind", kind, "--topology", topology, "--cell", "10"]
    asked += ["--max-link", "2000"] if kind == "glide" else []
    asked += ["--tree-cover", layers["tree_cover"], "--land-cover", layers["land_cover"]]
    asked += ["--barriers", f"power_line={layers['power_lines']}:30", "--working-crs", "EPSG:3879", *more]
    return json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


names = ["habitat", "tree_cover", "land_cover", "power_lines"]
layers = {name: read(name) for name in names}
now = {name: write(name, layers[name]) for name in names}
ranked = run("glide", "planar", now, "--importance")["importance"]
best = max(ranked, key=lambda row: row["d_pc"]["total"] if isinstance(row["d_pc"], dict) else row["d_pc"])
patch = next(g for p, g in layers["habitat"] if p["id"] == best["id"])
middle, half = patch.representative_point(), 200_000**0.5 / 2
square = box(middle.x - half, middle.y - half, middle.x + half, middle.y + half)


def cut(features, stays=lambda properties: False):
    for properties, geometry in features:
        if stays(properties) or not geometry.intersects(square):
            yield properties, geometry
        else:
            left = geometry.difference(square)
            if not left.is_empty:
                yield properties, left


cleared = {"power_lines": layers["power_lines"]}
patches = []
for properties, geometry in cut(layers["habitat"]):
    parts = shapely.get_parts(geometry) if geometry.intersects(square) else [geometry]
    parts = [part for part in parts if part.area >= 1.0]
    patches += [({**properties, "id": f"{properties['id']}-{n}"}, part) for n, part in enumerate(parts)]
cleared["habitat"] = patches
cleared["tree_cover"] = list(cut(layers["tree_cover"]))
cleared["land_cover"] = list(cut(layers["land_cover"], lambda p: p["kind"] in STAY))
cleared["land_cover"].append(({"kind": "built_up"}, square))
after = {name: write(f"cleared_{name}", cleared[name]) for name in names}
found = {}
for kind, topology in [("glide", "planar"), ("glide", "complete"), ("least-cost", "planar")]:
    sides = [run(kind, topology, layers) for layers in (now, after)]
    found[f"{kind} {topology}"] = [side["indices"]["ec_pc_ha"] for side in sides]
json.dump({"patch": best["id"], "square": list(square.bounds), "patches": len(patches), "ec_pc_ha": found}, sys.stdout, indent=1)
