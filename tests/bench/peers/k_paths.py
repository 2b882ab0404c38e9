"""The ten shortest loopless paths beside igraph: as long, and CPU seconds of both.

    python tests/bench/peers/k_paths.py KERNELS graph_10k.csv

KERNELS is the binary that `cargo bench --bench kernels --no-run` names. The edge list is `source,target,weight`, taken as
undirected and without weights; the paths run from the node of the least number to that of the largest. Which of equally long
paths are listed is free, so that lengths are compared.
"""

import csv
import re
import statistics
import subprocess
import sys
import tempfile
import time

import igraph

kernels, file = sys.argv[1:3]
with open(file, newline="") as text:
    rows = [(int(row["source"]), int(row["target"])) for row in csv.DictReader(text)]
n = max(max(row) for row in rows) + 1
graph = igraph.Graph(n=n, edges=rows, directed=False).simplify()

seconds = []
for _ in range(7):
    begin = time.process_time()
    theirs = graph.get_k_shortest_paths(0, n - 1, k=10, output="vpath")
    seconds.append(time.process_time() - begin)

with tempfile.NamedTemporaryFile("r") as out:
    said = subprocess.run([kernels, "k-paths", file, out.name], check=True, capture_output=True, text=True).stdout
    ours = [int(line) for line in out]
assert ours == [len(path) - 1 for path in theirs], (ours, [len(path) - 1 for path in theirs])
median = float(re.search(r"([\d.]+) s median; wall", said).group(1))
peer = statistics.median(seconds)
print(said.strip())
print(f"igraph {igraph.__version__}: CPU {min(seconds):.6f} s best, {peer:.6f} s median; ratio {peer / median:.2f}; lengths {ours}")
