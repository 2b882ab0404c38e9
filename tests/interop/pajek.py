"""Pajek, value by value: each line holds the weight of its tie, with its sign; and what networkx and igraph write we read."""

import collections
import csv
import json
import math
import os
import re
import shutil
import subprocess
import sys

import igraph
import networkx


def same(what, found, expected):
    if found != expected:
        sys.exit(f"pajek: {what}: found {str(found)[:400]}, expected {str(expected)[:400]}")


def column(stem, role):
    """The column of the ties that has a role, as the sidecar of their table says."""
    with open(f"{stem}.ties.csv.method.json", encoding="utf-8") as file:
        columns = json.load(file)["columns"]
    return next((column["name"] for column in columns if column["role"] == role), None)


def check_values(stem, data):
    """Ties stand in the order of the table. A tie without a weight is 1 to every reader, and has no value to be held against."""
    weight, sign = column(stem, "weight"), column(stem, "sign")
    number = {node["id"]: at for at, node in enumerate(data["nodes"])}
    read = igraph.Graph.Read_Pajek(f"{stem}.net")
    found = read.es["weight"] if "weight" in read.es.attributes() else [1.0] * read.ecount()
    same("ties", read.ecount(), len(data["links"]))
    told = [link.get(weight) for link in data["links"]]
    negative = [(link.get(sign) or 1) < 0 for link in data["links"]]
    # Where a negative tie weighs nothing, values are signs alone.
    signs = any(less and value == 0 for less, value in zip(negative, told))
    for link, tie, value, less, here in zip(data["links"], read.es, told, negative, found):
        ends = [number[link["source"]], number[link["target"]]]
        same("ends", sorted(tie.tuple), sorted(ends))
        if value is None:
            continue
        expected = (-1 if less else 1) if signs else -abs(value) if less else value
        if not math.isclose(here, expected, rel_tol=1e-8, abs_tol=1e-12):
            sys.exit(f"pajek: the value of {link}: found {here}, expected {expected}")
    return sum(value is not None for value in told)


def check_back(blocs, stem, data):
    """The same network, written by networkx with its texts and by igraph without, becomes a dataset of the same ties and texts."""
    weight = column(stem, "weight")
    # Neither writes quotes inside of quotes so that anyone could read them.
    plain = lambda text: isinstance(text, str) and text.strip() == text != "" and not re.search(r'["\n\t;]', text)
    texts = lambda of, dropped: {name: text for name, text in of.items() if plain(text) and name not in dropped}
    short = {node["id"]: f"n{at}" for at, node in enumerate(data["nodes"])}
    graph = networkx.MultiDiGraph() if data["directed"] else networkx.MultiGraph()
    for node in data["nodes"]:
        graph.add_node(short[node["id"]], **texts({"own": node["id"], **node}, {"id", "kind", "name", "label", "begin", "end", "x", "y", "shape"}))
    for at, link in enumerate(data["links"]):
        told = texts(link, {"source", "target", "key", "begin", "end", "date", "weight"})
        value = link.get(weight)
        graph.add_edge(short[link["source"]], short[link["target"]], key=at, weight=1.0 if value is None else float(value), **told)
    networkx.write_pajek(graph, f"{stem}.nx.net")
    plain_graph = igraph.Graph(n=len(short), directed=data["directed"])
    plain_graph.vs["id"] = list(short.values())
    number = {name: at for at, name in enumerate(short.values())}
    plain_graph.add_edges([(number[a], number[b]) for a, b in graph.edges()])
    plain_graph.es["weight"] = [attributes["weight"] for *_, attributes in graph.edges(data=True)]
    plain_graph.write_pajek(f"{stem}.ig.net")

    order = tuple if data["directed"] else (lambda pair: tuple(sorted(pair)))
    sums, said = collections.Counter(), collections.defaultdict(set)
    for a, b, attributes in graph.edges(data=True):
        sums[order((a, b))] += attributes["weight"]
        said[order((a, b))] |= {(name, text) for name, text in attributes.items() if name != "weight"}
    for who, file in [("networkx", f"{stem}.nx.net"), ("igraph", f"{stem}.ig.net")]:
        folder = f"{stem}.again"
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([blocs, "--quiet", "import", file, "--as", "pajek", "-o", folder], check=True)
        # igraph writes numbers alone, and a vertex without a label is `v` and its number.
        here = {name: name if who == "networkx" else f"v{at + 1}" for name, at in number.items()}
        # The claims themselves, since the typed graph makes one tie of those between the same two.
        again = written_into(folder)
        weights, texts_back = collections.Counter(), collections.defaultdict(set)
        for a, b, qualifiers in again["ties"]:
            weights[order((a, b))] += float(qualifiers.pop("weight"))
            texts_back[order((a, b))] |= set(qualifiers.items())
        expected = {order((here[a], here[b])): total for (a, b), total in sums.items()}
        same(f"{who}: pairs", set(weights), set(expected))
        for pair, total in expected.items():
            # igraph writes six digits.
            if not math.isclose(weights[pair], total, rel_tol=1e-9 if who == "networkx" else 1e-5, abs_tol=1e-12):
                sys.exit(f"pajek: {who}: the weight of {pair}: found {weights[pair]}, expected {total}")
        if who == "networkx":
            key = lambda name: name.replace(" ", "-")
            same(f"{who}: texts", dict(texts_back), {pair: {(key(name), text) for name, text in of} for pair, of in said.items()})
            expected = {node: dict(attributes) for node, attributes in graph.nodes(data=True)}
            same(f"{who}: nodes", again["nodes"], expected)


def written_into(folder):
    """The nodes and ties of a dataset that an import wrote, from its tables."""
    with open(f"{folder}/entities.csv", encoding="utf-8", newline="") as file:
        nodes = {row["id"]: {} for row in csv.DictReader(file) if row["kind"] != "document"}
    ties = []
    # A network of names alone makes no claims.
    if not os.path.exists(f"{folder}/claims.csv"):
        return {"nodes": nodes, "ties": ties}
    with open(f"{folder}/claims.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            qualifiers = dict(pair.split("=", 1) for pair in row["qualifiers"].split("; ") if pair)
            if row["relation"] == "has_attribute":
                nodes[row["subject"]][qualifiers["attribute"]] = row["value"]
            else:
                ties.append((row["subject"], row["object"], qualifiers))
    return {"nodes": nodes, "ties": ties}


def check(blocs, stem):
    with open(f"{stem}.json", encoding="utf-8") as file:
        data = json.load(file)
    held = check_values(stem, data)
    check_back(blocs, stem, data)
    return held
