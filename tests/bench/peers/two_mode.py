#!/usr/bin/env python3
"""Two-mode tables `actor,forum` beside their peers, on the same input: CPU seconds, medians, and their ratio.

    python tests/bench/peers/two_mode.py KERNELS TABLE.csv

KERNELS is the binary that `cargo bench --bench kernels --no-run` names. The projection stands beside scipy's sparse product (equal
counts are asked for), the fit beside the package `bicm` (the model has one solution: the squared probabilities must agree). The
backbones have their peer in R (`backbone`), which takes minutes to install: beside ours stand the seconds that it took on another
day on 200 x 500 with 22,000 memberships, when the table is of that size."""
import contextlib
import io
import re
import statistics
import subprocess
import sys
import time

import numpy as np
import polars as pl
from bicm import BipartiteGraph
from scipy.sparse import csr_matrix


def timed(call, runs=5):
    times = []
    for _ in range(runs):
        start = time.process_time()
        result = call()
        times.append(time.process_time() - start)
    return statistics.median(times), result


def ours(null, asked):
    """Median CPU seconds of one of our kernels, and a number that it prints."""
    said = subprocess.run([kernels, "backbone", null, file], check=True, capture_output=True, text=True).stdout
    seconds = float(re.search(r"([\d.]+) s median; wall", said).group(1))
    return seconds, float(re.search(asked, said).group(1))


kernels, file = sys.argv[1:3]
table = pl.read_csv(file)
_, rows = np.unique(table["actor"].to_numpy(), return_inverse=True)
_, columns = np.unique(table["forum"].to_numpy(), return_inverse=True)
ones = csr_matrix((np.ones(len(rows), np.int32), (rows, columns)))
turned = ones.T.tocsr()
seconds, product = timed(lambda: ones @ turned)
alone = int((product.diagonal().astype(np.int64) ** 2).sum())
counts = (int((product.data.astype(np.int64) ** 2).sum()) - alone) // 2
own, own_counts = ours("projection", r"sum of squared counts (\d+)")
assert counts == own_counts, ("the two projections differ", counts, own_counts)
print(f"projection with counts: {own:.4f} s, scipy {seconds:.4f} s: {seconds / own:.1f} times; sum of squared counts {counts}")

sums, other_sums = np.bincount(rows), np.bincount(columns)


def fit():
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        graph = BipartiteGraph(degree_sequences=(sums, other_sums))
        graph.solve_tool(verbose=False)
    return graph


fit()  # the first call compiles
seconds, graph = timed(fit)
probabilities = graph.get_bicm_matrix()
error = max(np.abs(probabilities.sum(1) - sums).max(), np.abs(probabilities.sum(0) - other_sums).max())
squares = float((probabilities**2).sum())
own, own_squares = ours("bicm", r"sum of squared probabilities ([\d.e+-]+)")
assert abs(squares - own_squares) < 1e-4 * squares, ("the two fits differ", squares, own_squares)
print(f"BiCM, fit: {own:.4f} s, bicm {seconds:.4f} s: {seconds / own:.1f} times; its margins are off by {error:.1e}")

if (len(sums), len(rows)) == (200, 22000):
    for null, peer, parts in [("sdsm", 0.60, 1), ("fdsm", 0.0081, 100)]:
        own = ours(null, r"(\d+) pairs share more")[0] / parts
        print(f"{null}{' a trial' if parts > 1 else ''}: {own:.6f} s, R backbone {peer} s on another day: {peer / own:.1f} times")
