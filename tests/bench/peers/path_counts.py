"""Search path counts beside plain Python with whole numbers of any length: equal, and CPU seconds of both.

    python tests/bench/peers/path_counts.py KERNELS cite_100k.csv

KERNELS is the binary that `cargo bench --bench kernels --no-run` names. A row `source,target` says that source cites target.
"""

import csv
import re
import statistics
import subprocess
import sys
import tempfile
import time

kernels, file = sys.argv[1], sys.argv[2]
with open(file, newline="") as text:
    arcs = [(int(row["target"][1:]), int(row["source"][1:])) for row in csv.DictReader(text)]
n = max(max(arc) for arc in arcs) + 1


def counts():
    out, into = [[] for _ in range(n)], [[] for _ in range(n)]
    for u, v in arcs:
        out[u].append(v)
        into[v].append(u)
    waits = [len(row) for row in into]
    order = [v for v in range(n) if not waits[v]]
    for u in order:
        for v in out[u]:
            waits[v] -= 1
            if not waits[v]:
                order.append(v)
    assert len(order) == n
    ending, beginning = [0] * n, [0] * n
    for v in order:
        ending[v] = sum(map(ending.__getitem__, into[v])) if into[v] else 1
    for v in reversed(order):
        beginning[v] = sum(map(beginning.__getitem__, out[v])) if out[v] else 1
    return ending, beginning, sum(ending[v] for v in range(n) if not out[v])


seconds = []
for _ in range(3):
    begin = time.process_time()
    ending, beginning, total = counts()
    seconds.append(time.process_time() - begin)

with tempfile.NamedTemporaryFile("r") as file_out:
    said = subprocess.run([kernels, "path-counts", file, file_out.name], check=True, capture_output=True, text=True).stdout
    ours = [int(line) for line in file_out]
prime = (1 << 61) - 1
theirs = [total % prime] + [ending[u] * beginning[v] % prime for u, v in arcs]
assert ours == theirs
median = float(re.search(r"([\d.]+) s median; wall", said).group(1))
peer = statistics.median(seconds)
print(said.strip())
print(f"Python: CPU {min(seconds):.6f} s best, {peer:.6f} s median; ratio {peer / median:.2f}; all weights equal")
