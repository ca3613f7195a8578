"""geopandas with pyogrio on the work of benches/import.rs: read, check, project, index."""

import sys
import time

import geopandas

times = []
for _ in range(3):
    start = time.perf_counter()
    frame = geopandas.read_file(sys.argv[1])
    assert frame.is_valid.all()
    metres = frame.to_crs(3879)
    assert len(metres.sindex) == 107_600
    times.append(time.perf_counter() - start)
print(f"geopandas: read, check, project and index {sorted(times)[1]:.2f} s (median of three)")
