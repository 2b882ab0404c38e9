"""Betweenness of shared networks as `blocs influence brokers` prints it, beside networkx and igraph: equal to 1e-9 of what nine
digits can hold.

    python betweenness.py BLOCS NETWORKS WORK

An edge list becomes a dataset of documents that are input to each other; ties of an undirected network run both ways. Every
ordered pair of others counts, so that an undirected network has twice what is counted over unordered pairs.
"""

import csv
import os
import subprocess
import sys

import igraph
import networkx

blocs, folder, work = sys.argv[1:4]
NETWORKS = [
    ("karate", False),
    ("les_miserables", False),
    ("florentine_marriage", False),
    ("florentine_business", False),
    *((f"sampson_{number}", True) for number in range(1, 11)),
]
CLAIM = "id subject relation object value begin end status certainty modality open attributed_to as_of qualifiers source lines anchor note"


def table(path, head, rows):
    with open(path, "w", newline="") as file:
        out = csv.DictWriter(file, head.split(), restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def dataset(path, nodes, arcs):
    os.makedirs(path, exist_ok=True)
    table(f"{path}/sources.csv", "id author publisher published language url sha256 note", [{"id": "list"}])
    entities = [{"id": node, "kind": "document", "name": node} for node in ["list", *nodes]]
    table(f"{path}/entities.csv", "id kind name name_ja aliases iso3 note", entities)
    same = {"relation": "input_to", "status": "actual", "certainty": "stated", "source": "list", "anchor": "row"}
    claims = [{"id": f"c{at}", "subject": a, "object": b, **same} for at, (a, b) in enumerate(arcs)]
    table(f"{path}/claims.csv", CLAIM, claims)


worst = 0.0
for name, is_directed in NETWORKS:
    with open(f"{folder}/{name}_edges.csv", newline="") as file:
        rows = [(row["from"], row["to"]) for row in csv.DictReader(file)]
    nodes = sorted({node for row in rows for node in row})
    ids = {node: f"n{at:04d}" for at, node in enumerate(nodes)}
    pairs = {(ids[a], ids[b]) for a, b in rows if a != b}
    arcs = sorted(pairs if is_directed else pairs | {(b, a) for a, b in pairs})
    path = f"{work}/{name}"
    dataset(path, [ids[node] for node in nodes], arcs)
    command = [blocs, "influence", "brokers", "-d", path, "--deals", "1", "--format", "csv", "--quiet"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ours = {row["entity"]: float(row["betweenness"]) for row in csv.DictReader(printed.splitlines())}
    graph = networkx.DiGraph(arcs)
    theirs = networkx.betweenness_centrality(graph, normalized=False)
    if not is_directed:
        both = networkx.betweenness_centrality(graph.to_undirected(), normalized=False)
        assert all(abs(2 * both[node] - value) <= 1e-9 * max(1, value) for node, value in theirs.items()), name
    order = sorted(theirs)
    place = {node: at for at, node in enumerate(order)}
    other = igraph.Graph(n=len(order), edges=[(place[a], place[b]) for a, b in arcs], directed=True).betweenness()
    for node, value in zip(order, other):
        assert abs(theirs[node] - value) <= 1e-9 * max(1, value), (name, node)
        # A table prints nine digits: that is how near a printed number can be.
        near = 1e-9 + 0.5 * 10 ** (len(str(int(value))) - 9)
        difference = abs(ours[node] - value)
        assert difference <= near, (name, node, ours[node], value)
        worst = max(worst, difference / max(1, value))
print(f"betweenness: {len(NETWORKS)} networks equal networkx and igraph, worst relative difference {worst:.1e}")
