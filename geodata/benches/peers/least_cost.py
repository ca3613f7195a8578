"""Costs from all habitat cells by scikit-image, on a grid that Liito wrote.

python least_cost.py GRID.tif HABITAT.geojson, both in the same system of metres.
"""

import json
import sys
import time

import numpy
import rasterio
from rasterio.features import rasterize
from skimage.graph import MCP_Geometric

grid, habitat = sys.argv[1:]
with rasterio.open(grid) as file:
    costs = file.read(1).astype(float)
    # Negative is what nothing goes over, for scikit-image too.
    costs[costs == file.nodata] = -1
    shapes = [feature["geometry"] for feature in json.load(open(habitat))["features"]]
    cells = rasterize(shapes, out_shape=file.shape, transform=file.transform)
sources = numpy.argwhere((cells == 1) & (costs > 0))
assert len(sources) > 0, "no habitat lies on the grid"
began = time.perf_counter()
found, _ = MCP_Geometric(costs, fully_connected=True).find_costs(sources)
took = time.perf_counter() - began
reached = numpy.isfinite(found)
assert reached.sum() > 0.9 * (costs > 0).sum(), "costs reach too little of the grid"
print(f"scikit-image: {took:.1f} s for the costs of {reached.sum()} cells from {len(sources)} of habitat")
