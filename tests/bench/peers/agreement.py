#!/usr/bin/env python3
"""Agreement of all pairs by numpy's symmetric products (float32, BLAS) beside the kernel, on the same votes.

usage: agreement.py KERNELS VOTES.csv [THREADS]      KERNELS is the built bench; VOTES.csv is decision,actor,position

The algebra: twice the agreement is VV' + XX' + AA', with V valid, X in -1, 0, 1 and A abstained. CPU seconds, medians of
five; BLAS on one thread (set OPENBLAS_NUM_THREADS=1). Fails when the mean over pairs differs by more than float32 allows.
Needs numpy and polars.
"""
import re
import statistics
import subprocess
import sys
import time

import numpy
import polars

MINIMUM = 10
kernels, path = sys.argv[1:3]
out = subprocess.run([kernels, "agreement", path], capture_output=True, text=True, check=True).stdout
print(out, end="")
ours = float(re.search(r"1 threads: CPU [0-9.]+ s best, ([0-9.]+) s median", out).group(1))
words = {"yes": 1, "no": -1, "abstain": 0, "absent": -9}
votes = polars.scan_csv(path).select(
    polars.col("decision").cast(polars.Categorical).to_physical(),
    polars.col("actor").cast(polars.Categorical).to_physical(),
    polars.col("position").replace_strict(words, return_dtype=polars.Int8),
).collect()
_, item = numpy.unique(votes["decision"].to_numpy(), return_inverse=True)
_, actor = numpy.unique(votes["actor"].to_numpy(), return_inverse=True)
table = numpy.full((actor.max() + 1, item.max() + 1), -9, numpy.int8)
table[actor, item] = votes["position"].to_numpy()


def products():
    n, m = table.shape
    sums, joint = numpy.zeros((n, n), numpy.float32), numpy.zeros((n, n), numpy.float32)
    for start in range(0, m, 8192):
        part = table[:, start:start + 8192]
        valid, abstained = (part != -9).astype(numpy.float32), (part == 0).astype(numpy.float32)
        side = numpy.where(part == -9, 0, part).astype(numpy.float32)
        joint += valid @ valid.T
        sums += side @ side.T
        sums += abstained @ abstained.T
    with numpy.errstate(all="ignore"):
        index = 0.5 + 0.5 * sums / joint
    index[joint < MINIMUM] = numpy.nan
    return index


seconds = []
for _ in range(5):
    start = time.process_time()
    index = products()
    seconds.append(time.process_time() - start)
theirs = statistics.median(seconds)
print(f"numpy: CPU {theirs:.4f} s median, {theirs / ours:.1f} times the kernel's")
mine = float(re.search(r"mean of \d+ defined pairs ([0-9.]+)", out).group(1))
mean = numpy.nanmean(index[numpy.triu_indices(len(index), 1)].astype(float))
if abs(mine - mean) > 1e-6:
    sys.exit(f"means differ: {mine} and {mean}")
