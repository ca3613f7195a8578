"""dPC of every patch by other tools, on the same network and in the same run.

The others have no dPC: they compute all shortest paths anew without each patch.
That is done for a sample of patches and multiplied, and said so. What they give
for the sample is held against ours. Times are of processors, one thread each.
"""

import json
import math
import random
import resource
import subprocess
import sys
import time

import igraph
import networkx
import numpy
import scipy.sparse
from scipy.sparse.csgraph import dijkstra

DISTANCE, PROBABILITY = 1000.0, 0.5
K = -math.log(PROBABILITY) / DISTANCE
# How many patches, and for networkx how many sources of each, are tried.
SAMPLE = {"scipy": 4, "igraph": 4, "networkx": 2}
SOURCES = 20


def read(folder):
    ids, attributes = zip(*(map(float, line.split()) for line in open(f"{folder}/nodes.txt")))
    edges = [line.split() for line in open(f"{folder}/distances.txt")]
    edges = [(int(a) - 1, int(b) - 1, float(d)) for a, b, d in edges]
    return numpy.array(attributes), edges


def pc(attributes, lengths):
    return float(attributes @ numpy.exp(-K * lengths) @ attributes)


def without(edges, k):
    return [edge for edge in edges if k not in edge[:2]]


def scipy_pc(attributes, edges):
    a, b, d = zip(*edges)
    n = len(attributes)
    return pc(attributes, dijkstra(scipy.sparse.csr_matrix((d, (a, b)), (n, n)), directed=False))


def igraph_pc(attributes, edges):
    graph = igraph.Graph(len(attributes), [edge[:2] for edge in edges])
    lengths = graph.distances(weights=[edge[2] for edge in edges])
    return pc(attributes, numpy.array(lengths))


def networkx_row(attributes, edges, source):
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(attributes)))
    graph.add_weighted_edges_from(edges)
    start = time.process_time()
    lengths = networkx.single_source_dijkstra_path_length(graph, source)
    row = sum(attributes[j] * math.exp(-K * d) for j, d in lengths.items())
    return time.process_time() - start, attributes[source] * row


def ours(liito, folder):
    command = [liito, "connectivity", "--nodes", f"{folder}/nodes.txt"]
    command += ["--distances", f"{folder}/distances.txt", "--notall", "--threads", "1"]
    command += ["--distance", str(DISTANCE), "--probability", str(PROBABILITY), "--importance"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    out = subprocess.run(command, check=True, capture_output=True).stdout
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return seconds, [row["d_pc"] for row in json.loads(out)["importance"]]


def compare(liito, folder):
    attributes, edges = read(folder)
    n = len(attributes)
    seconds, d_pc = ours(liito, folder)
    print(f"\n{n} patches, {len(edges)} links; dPC with its parts, dIIC, BC and the rest of every patch")
    print(f"  liito            {seconds:10.2f} s  (the whole command, all indices)")
    random.seed(1)
    for name, tool in (("scipy", scipy_pc), ("igraph", igraph_pc)):
        start = time.process_time()
        whole = tool(attributes, edges)
        sample = random.sample(range(n), SAMPLE[name])
        for k in sample:
            left = attributes.copy()
            left[k] = 0.0
            theirs = 100 * (whole - tool(left, without(edges, k))) / whole
            assert abs(theirs - d_pc[k]) < 1e-9, (name, k, theirs, d_pc[k])
        theirs = (time.process_time() - start) / (len(sample) + 1) * (n + 1)
        tell(name, theirs, seconds, f"from {len(sample) + 1} full computations")
    rows = [networkx_row(attributes, edges, s) for s in random.sample(range(n), SOURCES)]
    theirs = sum(row[0] for row in rows) / SOURCES * n * (n + 1)
    tell("networkx", theirs, seconds, f"from {SOURCES} searches")


def tell(name, theirs, ours, basis):
    print(f"  {name:<16} {theirs:10.0f} s  {theirs / ours:8.0f} x, extrapolated {basis}; PC only")


if __name__ == "__main__":
    for folder in sys.argv[2:]:
        compare(sys.argv[1], folder)
