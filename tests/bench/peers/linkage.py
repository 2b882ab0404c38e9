#!/usr/bin/env python3
"""Average linkage of scipy beside the kernel, on the same distances: points on a line, and noise.

usage: linkage.py KERNELS N DISTANCES.bin      KERNELS is the built bench; DISTANCES.bin is written

CPU seconds, medians of five. Fails when the heights of the two trees add up to different sums. Needs numpy and scipy.
"""
import re
import statistics
import subprocess
import sys
import time

import numpy
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

kernels, n, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
random = numpy.random.default_rng(5)
places = random.normal(size=n)
square = numpy.abs(places[:, None] - places) + 0.1 * numpy.abs(random.normal(size=(n, n)))
square = (square + square.T) / 2
numpy.fill_diagonal(square, 0)
distances = squareform(square / square.max(), checks=False)
distances.astype("<f8").tofile(path)
out = subprocess.run([kernels, "linkage", path], capture_output=True, text=True, check=True).stdout
print(out, end="")
ours = float(re.search(r"([0-9.]+) s median; wall", out).group(1))
seconds = []
for _ in range(5):
    start = time.process_time()
    tree = linkage(distances, "average")
    seconds.append(time.process_time() - start)
theirs = statistics.median(seconds)
print(f"scipy: CPU {theirs:.4f} s median, {theirs / ours:.2f} times the kernel's")
mine = float(re.search(r"sum of heights ([0-9.]+)", out).group(1))
if abs(mine - tree[:, 2].sum()) > 1e-6 * mine:
    sys.exit(f"heights differ: {mine} and {tree[:, 2].sum()}")
