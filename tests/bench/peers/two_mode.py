#!/usr/bin/env python3
"""BiCM of a two-mode table `actor,forum` by the Python package bicm, and the projection by scipy: median CPU seconds.

usage: two_mode.py TABLE.csv [SUM [COUNTS]]
SUM is what `cargo bench --bench kernels -- backbone bicm TABLE.csv` prints as the sum of squared probabilities; the two must
agree, for the model has one solution. COUNTS is the sum of squared counts that `... backbone projection TABLE.csv` prints: the
counts of the two projections must be equal."""
import contextlib
import io
import statistics
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


table = pl.read_csv(sys.argv[1])
_, rows = np.unique(table["actor"].to_numpy(), return_inverse=True)
_, columns = np.unique(table["forum"].to_numpy(), return_inverse=True)
ones = csr_matrix((np.ones(len(rows), np.int32), (rows, columns)))
turned = ones.T.tocsr()
seconds, product = timed(lambda: ones @ turned)
alone = int((product.diagonal().astype(np.int64) ** 2).sum())
counts = (int((product.data.astype(np.int64) ** 2).sum()) - alone) // 2
print(f"scipy, projection with counts: {seconds:.4f} s CPU; sum of squared counts {counts}")
if len(sys.argv) > 3:
    assert counts == int(sys.argv[3]), "the two projections differ"

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
print(f"bicm, fit: {seconds:.4f} s CPU; margins off by {error:.1e}; sum of squared probabilities {squares:.9g}")
if len(sys.argv) > 2:
    assert abs(squares - float(sys.argv[2])) < 1e-4 * squares, "the two fits differ"
