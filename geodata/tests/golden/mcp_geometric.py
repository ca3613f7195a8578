"""Writes mcp_geometric.json: least costs by scikit-image, to compare ours with.

    pip install scikit-image==0.26.0 && python mcp_geometric.py > mcp_geometric.json
"""
import json
import random

import numpy as np
from skimage.graph import MCP_Geometric

VALUES = [1.0, 1.5, 2.0, 6.0, 20.0, 25.0, 30.0, 100.0, 1.7]
CELL_M = 5.0

draw = random.Random(5)
rows, columns = 24, 31
codes = [[draw.randrange(len(VALUES) + 1) for _ in range(columns)] for _ in range(rows)]
# The last code is a barrier, which MCP writes as a negative cost.
costs = np.array([[VALUES[c] if c < len(VALUES) else -1.0 for c in row] for row in codes])
starts = [(3, 4), (20, 25)]
for row, column in starts:
    codes[row][column], costs[row, column] = 0, VALUES[0]
found, _ = MCP_Geometric(costs * CELL_M, fully_connected=True).find_costs(starts)
json.dump(
    {
        "values": VALUES,
        "cell_m": CELL_M,
        "codes": codes,
        "starts": starts,
        "costs": [[None if np.isinf(cost) else cost for cost in row] for row in found],
    },
    __import__("sys").stdout,
)
