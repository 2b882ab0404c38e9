#!/usr/bin/env python3
"""Graph and table files of other programs beside ours: igraph and networkx for graphs, pandas for tables.

usage: exchange.py KERNELS read FILE.graphml            igraph reads the same file
       exchange.py KERNELS graphml|gexf|node-link TIES FOLDER   igraph (GraphML) or networkx writes the graph that ours wrote
       exchange.py KERNELS csv|parquet ROWS FOLDER      pandas writes the table that ours wrote

KERNELS is the built bench. CPU seconds, medians of three, and the peak memory of the whole process (interpreter or bench). Fails
when counts or sums differ. Needs igraph, networkx, pandas and pyarrow.
"""
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time

RUNS = 3


def timed(call):
    seconds, found = [], None
    for _ in range(RUNS):
        found = None
        start = time.process_time()
        found = call()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), found


def ours(*words):
    start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    out = subprocess.run([sys.argv[1], *words], capture_output=True, text=True, check=True).stdout
    print(out, end="")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if peak > start:
        print(f"ours: {peak / 1000:.0f} MB")
    return float(re.search(r"([0-9.]+) s median; wall", out).group(1)), out


def told(who, seconds, mine):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{who}: CPU {seconds:.3f} s median, {seconds / mine:.1f} times ours; {peak:.0f} MB")


def read(path):
    mine, out = ours("graphml", path)
    import igraph

    seconds, graph = timed(lambda: igraph.Graph.Read_GraphML(path))
    told("igraph", seconds, mine)
    nodes, ties, weights = re.search(r"(\d+) nodes, (\d+) ties, weights add up to ([0-9.]+)", out).groups()
    found = (graph.vcount(), graph.ecount(), round(sum(graph.es["weight"]), 2))
    if found != (int(nodes), int(ties), round(float(weights), 2)):
        sys.exit(f"read differently: {found} and {(nodes, ties, weights)}")


def graph(form, ties, folder):
    ending = {"graphml": "graphml", "gexf": "gexf", "node-link": "json"}[form]
    path, other = f"{folder}/ours.{ending}", f"{folder}/theirs.{ending}"
    mine, _ = ours("graph", form, ties, path)
    print(f"ours: {os.path.getsize(path):,} bytes")
    if form == "graphml":
        import igraph

        made = igraph.Graph.Read_GraphML(path)
        seconds, _ = timed(lambda: made.write_graphml(other))
        told("igraph", seconds, mine)
        size = made.ecount()
    else:
        import networkx

        if form == "gexf":
            made = networkx.read_gexf(path, version="1.3")
            seconds, _ = timed(lambda: networkx.write_gexf(made, other))
        else:
            made = networkx.node_link_graph(json.load(open(path, encoding="utf-8")), edges="links")

            def write():
                with open(other, "w", encoding="utf-8") as file:
                    json.dump(networkx.node_link_data(made, edges="links"), file)

            seconds, _ = timed(write)
        told("networkx", seconds, mine)
        size = made.number_of_edges()
    if size != int(ties):
        sys.exit(f"{size} ties where {ties} were written")


def table(form, rows, folder):
    import pandas

    path, other = f"{folder}/ours.{form}", f"{folder}/theirs.{form}"
    mine, _ = ours("table", form, rows, path)
    read = {"csv": pandas.read_csv, "parquet": pandas.read_parquet}[form]
    made = read(path)
    print(f"ours: {os.path.getsize(path):,} bytes")
    write = (lambda: made.to_csv(other, index=False)) if form == "csv" else (lambda: made.to_parquet(other, index=False))
    seconds, _ = timed(write)
    told("pandas", seconds, mine)
    again = read(other)
    if len(made) != int(rows) or not made.equals(again):
        sys.exit("the tables differ")


what, words = sys.argv[2], sys.argv[3:]
{"read": read, "csv": table, "parquet": table}.get(what, graph)(*([] if what == "read" else [what]), *words)
