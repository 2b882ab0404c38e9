#!/usr/bin/env python3
"""Leiden of igraph and leidenalg beside the kernel, on one edge list, in one run.

usage: leiden.py KERNELS GRAPH.csv ITERATIONS PASSES SWEEPS [TIMES] [--no-leidenalg]

KERNELS is the built bench. ITERATIONS are the peers' (-1: to convergence), PASSES and SWEEPS the kernel's (0: to
convergence; 0: no annealing). CPU seconds, medians. Fails when the kernel's modularity is more than 0.1 % below a
peer's. Needs numpy, igraph and leidenalg.
"""
import random
import re
import resource
import statistics
import subprocess
import sys
import time

import igraph
import numpy


def timed(call, times):
    seconds = []
    for _ in range(times):
        start = time.process_time()
        found = call()
        seconds.append(time.process_time() - start)
    return found, statistics.median(seconds)


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    kernels, path, iterations, passes, sweeps = words[:5]
    times = int(words[5]) if len(words) > 5 else 5
    # The kernel first, in a process of its own, while this one is small.
    out = subprocess.run([kernels, "leiden", path, passes, sweeps, "3", str(times)], capture_output=True, text=True, check=True)
    print(out.stdout, end="")
    print(f"kernel: peak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB, reading included")
    ours = [float(q) for q in re.findall(r": modularity ([0-9.]+)", out.stdout)]
    cpu = [float(t) for t in re.findall(r"modularity: CPU [0-9.]+ s best, ([0-9.]+) s median", out.stdout)]

    table = numpy.loadtxt(path, delimiter=",", skiprows=1)
    ends, weights = table[:, :2].astype(int), table[:, 2]
    graph = igraph.Graph(n=int(ends.max()) + 1, edges=ends)
    graph.es["weight"] = weights.tolist()
    peers = {"igraph": lambda: graph.community_leiden("modularity", weights="weight", n_iterations=int(iterations))}
    if "--no-leidenalg" not in sys.argv:
        import leidenalg
        peers["leidenalg"] = lambda: leidenalg.find_partition(
            graph, leidenalg.ModularityVertexPartition, weights="weight", n_iterations=int(iterations), seed=1)
    igraph.set_random_number_generator(random.Random(1))
    failed = False
    for name, call in peers.items():
        found, seconds = timed(call, times)
        theirs = graph.modularity(found.membership, weights="weight")
        print(f"{name}: CPU {seconds:.4f} s median, modularity {theirs:.6f}, {len(found)} groups; "
              f"{seconds / statistics.median(cpu):.2f} times the kernel's")
        failed |= min(ours) < theirs * 0.999
    print(f"this process: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if failed:
        sys.exit("the kernel's modularity is lower")


main()
