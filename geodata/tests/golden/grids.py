"""Grids as GDAL writes them (rasterio): python geodata/tests/golden/grids.py

Each of 40 x 36 cells of 10 m with the cost 1 + (3 row + column) % 50 and nothing in its first cell;
and small ones of what is not read, or easily read wrong.
"""
import pathlib

import numpy
import rasterio
from rasterio.transform import from_origin

HERE = pathlib.Path(__file__).parent
ROWS, COLUMNS = 36, 40
row, column = numpy.mgrid[0:ROWS, 0:COLUMNS]
KINDS = {
    "tiled_lzw_i16": dict(dtype="int16", nodata=-1, compress="lzw", tiled=True, blockxsize=16, blockysize=16, predictor=2),
    "striped_deflate_u8": dict(dtype="uint8", nodata=0, compress="deflate", blockysize=5),
    "plain_f32": dict(dtype="float32", nodata=-9999),
    "tiled_deflate_f64": dict(dtype="float64", nodata=-9999, compress="deflate", tiled=True, blockxsize=32, blockysize=16, predictor=3),
    "striped_packbits_u32": dict(dtype="uint32", nodata=0, compress="packbits"),
}
for name, options in KINDS.items():
    values = (1 + (3 * row + column) % 50).astype(options["dtype"])
    values[0, 0] = options["nodata"]
    with rasterio.open(
        HERE / f"grid_{name}.tif", "w", driver="GTiff", width=COLUMNS, height=ROWS, count=1,
        crs="EPSG:3879", transform=from_origin(25490000, 6680000, 10, 10), **options,
    ) as file:
        file.write(values, 1)

small = (1 + numpy.arange(20).reshape(4, 5) % 14)
for name, dtype, options in [
    ("nbits4", "uint8", dict(nbits=4)),
    ("float_nodata", "float32", dict(nodata=-99.9)),
    ("degrees", "uint8", dict(crs="EPSG:4326", transform=from_origin(24.6, 60.2, 0.0001, 0.0001))),
]:
    values = small.astype(dtype)
    values[0, 0] = options.get("nodata", values[0, 0])
    place = dict(crs="EPSG:3879", transform=from_origin(25490000, 6680000, 10, 10))
    with rasterio.open(
        HERE / f"grid_{name}.tif", "w", driver="GTiff", width=5, height=4, count=1, dtype=dtype, **(place | options),
    ) as file:
        file.write(values, 1)
