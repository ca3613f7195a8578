"""GDAL's side of the tests of formats: reads what Liito wrote, writes what Liito reads.

    peer.py same A B TOLERANCE     A and B hold the same features, in any order
    peer.py rewrite IN OUT         IN as GDAL writes it to OUT
    peer.py describe FILE          layers with their systems, types, extents and indices, as JSON
    peer.py rows FILE              the rows of each layer without their shapes, as JSON
    peer.py gaps LINKS GAPS CRS F… the gaps are what the links leave of the polygons in F…
    peer.py project                positions on stdin, one "from to x y" a line, in other systems
"""

import json
import sys
import warnings

import numpy
import pyogrio
import pyproj
import shapely

# Formats that cannot say so have no system, or may give a table without shapes.
warnings.filterwarnings("ignore")


def path(file):
    return f"/vsizip/{file}" if file.endswith(".zip") else file


def read(file, layer=None):
    frame = pyogrio.read_dataframe(path(file), layer=layer, fid_as_index=False)
    if "geometry" not in frame and "WKT" in frame:
        raise SystemExit(f"{file}: shapes were not recognised")
    return frame


def key(value):
    """A value by its meaning, whatever type a format gives it."""
    if value is None or value is numpy.nan or (isinstance(value, float) and numpy.isnan(value)):
        return ""
    text = str(value)
    if text in ("NaT", "None", "nan", "<NA>"):
        return ""
    if text in ("True", "False"):
        return text
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return text.replace(" 00:00:00", "").replace("T00:00:00", "").replace("+00:00", "")


def same(first, second, tolerance):
    a, b = read(first), read(second)
    if len(a) != len(b):
        raise SystemExit(f"{len(a)} features, not {len(b)}")
    if b.crs is not None and a.crs is not None and a.crs != b.crs:
        b = b.to_crs(a.crs)
    columns = [name for name in a.columns if name != a.geometry.name]
    others = [name for name in b.columns if name not in (b.geometry.name, "WKT") and not name.startswith("_WKT")]
    # Names may be cut, and identifiers may come first.
    others = others[len(others) - len(columns):]
    a_rows = [tuple(key(value) for value in row) for row in a[columns].itertuples(index=False)]
    b_rows = [tuple(key(value) for value in row) for row in b[others].itertuples(index=False)]
    a_shapes, b_shapes = a.geometry.to_numpy(), b.geometry.to_numpy()

    def order(rows, shapes):
        centres = shapely.get_coordinates(shapely.centroid(shapes))
        places = numpy.round(centres / max(tolerance, 1e-9) / 1000)
        return sorted(range(len(rows)), key=lambda i: (rows[i], *places[i]))

    for i, j in zip(order(a_rows, a_shapes), order(b_rows, b_shapes)):
        if a_rows[i] != b_rows[j]:
            raise SystemExit(f"attributes differ: {a_rows[i]} and {b_rows[j]}")
        far = shapely.hausdorff_distance(a_shapes[i], b_shapes[j])
        if far > tolerance:
            raise SystemExit(f"shape {i} is {far} off")
        if shapely.normalize(a_shapes[i]).geom_type.replace("Multi", "") != shapely.normalize(b_shapes[j]).geom_type.replace("Multi", ""):
            raise SystemExit(f"shape {i} is of another type")
    print(len(a))


def rewrite(source, target):
    frame = read(source)
    if target.endswith(".shp.zip"):
        pyogrio.write_dataframe(frame, target, driver="ESRI Shapefile")
    else:
        pyogrio.write_dataframe(frame, target)


def describe(file):
    layers = []
    for name, kind in pyogrio.list_layers(path(file)):
        info = pyogrio.read_info(path(file), layer=name, force_total_bounds=True)
        frame = read(file, name)
        layers.append(
            {
                "name": name,
                "kind": kind,
                "crs": frame.crs.to_epsg() if getattr(frame, "crs", None) else None,
                "features": len(frame),
                "fields": list(info["fields"]),
                "types": list(info["ogr_types"]),
                "subtypes": list(info["ogr_subtypes"]),
                "bounds": info["total_bounds"],
                "fast_bounds": pyogrio.read_info(path(file), layer=name)["total_bounds"],
                "filter": bool(info["capabilities"]["fast_spatial_filter"]),
            }
        )
    print(json.dumps(layers))


def rows(file):
    layers = {}
    for name, _ in pyogrio.list_layers(path(file)):
        frame = pyogrio.read_dataframe(path(file), layer=name, read_geometry=False)
        # By way of Python's own numbers: pandas would round to ten decimals.
        layers[str(name)] = [
            {column: None if value is None or value != value else value for column, value in row.items()}
            for row in frame.to_dict("records")
        ]
    print(json.dumps(layers, default=str))


def project():
    for line in sys.stdin:
        source, target, x, y = line.split()
        transformer = pyproj.Transformer.from_crs(f"EPSG:{source}", f"EPSG:{target}", always_xy=True)
        print(*(repr(value) for value in transformer.transform(float(x), float(y))))


def gaps(links, gaps, crs, files):
    """The widest difference of a gap's width to what shapely leaves of the link."""
    cover = [read(file).to_crs(crs).geometry.to_numpy() for file in files]
    trees = shapely.union_all(shapely.make_valid(numpy.concatenate(cover)))
    # On the very edge rounding says on which side a stretch is: those are left out.
    edge = shapely.buffer(trees, 1e-5)
    shapely.prepare(trees)
    shapely.prepare(edge)
    widths = {}
    for row in read(gaps).to_crs(crs).itertuples():
        if not shapely.covers(edge, row.geometry):
            widths.setdefault((row.number_a, row.number_b), []).append(row.width_m)
    links = read(links).to_crs(crs)
    widest, compared = 0.0, 0
    for row in links.itertuples():
        left = shapely.get_parts(shapely.difference(row.geometry, trees))
        expected = sorted(shapely.length(part) for part in left if shapely.length(part) > 1e-6 and not shapely.covers(edge, part))
        found = sorted(widths.get((row.number_a, row.number_b), []))
        if len(found) != len(expected):
            raise SystemExit(f"{row.number_a}-{row.number_b}: gaps {found}, not {expected}")
        for ours, theirs in zip(found, expected):
            widest = max(widest, abs(ours - theirs))
            compared += 1
    print(compared, widest)


match sys.argv[1:]:
    case ["same", first, second, tolerance]:
        same(first, second, float(tolerance))
    case ["rewrite", source, target]:
        rewrite(source, target)
    case ["describe", file]:
        describe(file)
    case ["gaps", links, found, crs, *files]:
        gaps(links, found, crs, files)
    case ["rows", file]:
        rows(file)
    case ["project"]:
        project()
    case _:
        raise SystemExit(__doc__)
