"""Exact betweenness beside igraph: equal to 1e-9, and CPU seconds of both.

    python tests/bench/peers/betweenness.py KERNELS graph_1k.csv [threads]

KERNELS is the binary that `cargo bench --bench kernels --no-run` names. The edge list is `source,target,weight`, taken as
undirected and without weights.
"""

import csv
import re
import statistics
import subprocess
import sys
import tempfile
import time

import igraph

kernels, file, threads = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "1"
with open(file, newline="") as text:
    rows = [(row["source"], row["target"]) for row in csv.DictReader(text)]
ids = {name: place for place, name in enumerate(sorted({name for row in rows for name in row}))}
graph = igraph.Graph(n=len(ids), edges=[(ids[a], ids[b]) for a, b in rows], directed=False).simplify()

seconds = []
for _ in range(7 if len(ids) <= 5000 else 3):
    begin = time.process_time()
    theirs = graph.betweenness(directed=False)
    seconds.append(time.process_time() - begin)

with tempfile.NamedTemporaryFile("r") as out:
    said = subprocess.run([kernels, "betweenness", file, out.name, threads], check=True, capture_output=True, text=True).stdout
    ours = [float(line) for line in out]
assert len(ours) == len(theirs)
worst = max(abs(a - b) / max(1.0, abs(b)) for a, b in zip(ours, theirs))
assert worst <= 1e-9, worst
median = float(re.search(r"([\d.]+) s median; wall", said).group(1))
peer = statistics.median(seconds)
print(said.strip())
print(f"igraph {igraph.__version__}: CPU {min(seconds):.6f} s best, {peer:.6f} s median; ratio {peer / median:.2f}; worst difference {worst:.1e}")
