"""Reads STEM.json, .graphml, .gexf, .cyjs, .net, .clu, .dot and the tables of nodes, ties and claims as their users do, and compares them.

The node-link JSON is the measure, since JSON loses nothing: counts, ids, ends and names of the others must equal it.
"""

import collections
import csv
import html
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import igraph
import networkx

# `dot` places layers and is slow on large graphs; above this many nodes `sfdp` draws.
LAYERED = 60
SECONDS = 300


def ends(graph):
    """The multiset of ties, each as its two ends; without their order when it means nothing."""
    order = tuple if graph.is_directed() else (lambda pair: tuple(sorted(pair)))
    return collections.Counter(order((tame(a), tame(b))) for a, b in graph.edges())


def tame(text):
    """What GraphML and DOT make of control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", text)


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {str(found)[:400]}, expected {str(expected)[:400]}")


def check_json(stem):
    with open(f"{stem}.json", encoding="utf-8") as file:
        data = json.load(file)
    graph = networkx.node_link_graph(data, edges="links")
    same("node-link: nodes", len(graph), len(data["nodes"]))
    same("node-link: ties", graph.number_of_edges(), len(data["links"]))
    same("node-link: keys", len({link["key"] for link in data["links"]}), len(data["links"]))
    if not graph.graph["method"]["name"]:
        sys.exit("node-link: no method")
    # What d3's forceLink needs: every end is an id of a node.
    ids = {node["id"] for node in data["nodes"]}
    same("node-link: ends", {end for link in data["links"] for end in (link["source"], link["target"])} - ids, set())
    return graph


def check_graphml(stem, graph):
    read = networkx.read_graphml(f"{stem}.graphml")
    same("graphml: directed", read.is_directed(), graph.is_directed())
    same("graphml: nodes", set(read), {tame(node) for node in graph})
    same("graphml: ties", ends(read), ends(graph))
    for node, attributes in graph.nodes(data=True):
        for name, value in attributes.items():
            value = "; ".join(value) if isinstance(value, list) else value
            value = tame(value) if isinstance(value, str) else value
            same(f"graphml: {name} of {node}", read.nodes[tame(node)].get(name), value)
    if not read.graph.get("method"):
        sys.exit("graphml: no method")
    stranger = igraph.Graph.Read_GraphML(f"{stem}.graphml")
    names = stranger.vs["id"]
    same("graphml (igraph): nodes", sorted(names), sorted(read))
    order = tuple if graph.is_directed() else (lambda pair: tuple(sorted(pair)))
    found = collections.Counter(order((names[edge.source], names[edge.target])) for edge in stranger.es)
    same("graphml (igraph): ties", found, ends(graph))
    names = re.findall(r'<key id="([^"]+)"', open(f"{stem}.graphml", encoding="utf-8").read())
    same("graphml: key ids", len(set(names)), len(names))


def check_gexf(stem, graph):
    read = networkx.read_gexf(f"{stem}.gexf", version="1.3")
    same("gexf: directed", read.is_directed(), graph.is_directed())
    same("gexf: nodes", set(read), {tame(node) for node in graph})
    same("gexf: ties", ends(read), ends(graph))
    for node, attributes in graph.nodes(data=True):
        for name, value in attributes.items():
            value = "; ".join(value) if isinstance(value, list) else value
            value = tame(value) if isinstance(value, str) else value
            same(f"gexf: {name} of {node}", read.nodes[tame(node)].get(name), value)
    root = ElementTree.parse(f"{stem}.gexf").getroot()
    days = re.compile(r"\d{4}-\d\d-\d\d")
    for edge in root.iter("{http://gexf.net/1.3}edge"):
        start, end = edge.get("start"), edge.get("end")
        if not all(days.fullmatch(day) for day in (start, end) if day) or (start and end and start > end):
            sys.exit(f"gexf: spell of {edge.get('id')}: {start} to {end}")


def check_cytoscape(stem, graph):
    with open(f"{stem}.cyjs", encoding="utf-8") as file:
        data = json.load(file)
    nodes = {node["data"]["id"]: node["data"] for node in data["elements"]["nodes"]}
    edges = [edge["data"] for edge in data["elements"]["edges"]]
    same("cytoscape: nodes", nodes, {node: {"id": node, **attributes} for node, attributes in graph.nodes(data=True)})
    order = tuple if graph.is_directed() else (lambda pair: tuple(sorted(pair)))
    found = collections.Counter(order((tame(edge["source"]), tame(edge["target"]))) for edge in edges)
    same("cytoscape: ties", found, ends(graph))
    # Cytoscape.js keeps nodes and edges under one set of ids.
    same("cytoscape: ids", len(set(nodes) | {edge["id"] for edge in edges}), len(nodes) + len(edges))
    if not data["data"]["method"]["name"]:
        sys.exit("cytoscape: no method")


def check_dot(stem, graph):
    engine = "dot" if len(graph) <= LAYERED else "sfdp"
    command = ["dot", f"-K{engine}", "-Tsvg", f"{stem}.dot"]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        sys.exit(f"dot: {done.stderr.decode()}")
    svg = "{http://www.w3.org/2000/svg}"
    nodes, ties, texts = {}, 0, []
    for group in ElementTree.fromstring(done.stdout).iter(f"{svg}g"):
        if group.get("class") == "node":
            nodes[group.findtext(f"{svg}title")] = " ".join(t.text or "" for t in group.iter(f"{svg}text"))
        elif group.get("class") == "edge":
            ties += 1
        elif group.get("class") == "graph":
            texts = [t.text or "" for t in group.findall(f"{svg}text")]
    # Graphviz keeps a doubled backslash and \n in names as they are written, and reads references like &lt; in titles.
    escaped = lambda node: tame(node).replace("\\", "\\\\").replace("\n", "\\n")
    written = {html.unescape(escaped(node)): node for node in graph}
    same("dot: nodes", set(nodes), set(written))
    same("dot: ties", ties, graph.number_of_edges())
    # Line ends and runs of spaces are layout, and Graphviz sets no-break spaces.
    bare = lambda text: "".join(text.split())
    for name, drawn in nodes.items():
        node = written[name]
        label = graph.nodes[node].get("label") or graph.nodes[node].get("name") or node
        same(f"dot: label of {node}", bare(drawn), bare(tame(label)))
    if not any(graph.graph["method"]["name"] in text for text in texts):
        sys.exit("dot: no method")


def check_pajek(stem, graph):
    # A name of Pajek has no escapes, and no two vertices share one here.
    plain = lambda node: re.sub("[\n\t]", " ", tame(node)).replace('"', "'")
    order = tuple if graph.is_directed() else (lambda pair: tuple(sorted(pair)))
    expected = collections.Counter(order((plain(a), plain(b))) for a, b in graph.edges())
    read = igraph.Graph.Read_Pajek(f"{stem}.net")
    names = read.vs["name"]
    same("pajek (igraph): directed", read.is_directed(), graph.is_directed())
    same("pajek (igraph): nodes", names, [plain(node) for node in graph])
    found = collections.Counter(order((names[edge.source], names[edge.target])) for edge in read.es)
    same("pajek (igraph): ties", found, expected)
    weights = [data.get("n_claims", 1) for *_, data in graph.edges(data=True)]
    same("pajek (igraph): weights", sum(read.es["weight"]), sum(weights))
    labels = collections.Counter(plain(data["relation"]) for *_, data in graph.edges(data=True))
    same("pajek (igraph): labels", collections.Counter(read.es["label"]), labels)
    # networkx cuts names at escapes of the shell, so only plain ones are held against it.
    if all(re.fullmatch(r"[\w-]+", node) for node in graph):
        same("pajek (networkx): ties", ends(networkx.read_pajek(f"{stem}.net")), ends(graph))
    with open(f"{stem}.clu", encoding="utf-8") as file:
        numbers = [line for line in file if not line.startswith("%")]
    same("partition: vertices", numbers[0].strip(), f"*Vertices {len(graph)}")
    classes = [data.get("class") for _, data in graph.nodes(data=True)]
    known = sorted({name for name in classes if name})
    same("partition: groups", [int(n) for n in numbers[1:]], [known.index(c) + 1 if c else 0 for c in classes])


def check_tables(stem, graph):
    tables = {}
    for word in ("nodes", "ties", "claims"):
        with open(f"{stem}.{word}.csv", encoding="utf-8", newline="") as file:
            tables[word] = list(csv.DictReader(file))
    same("tables: nodes", [row["id"] for row in tables["nodes"]], list(graph))
    order = tuple if graph.is_directed() else (lambda pair: tuple(sorted(pair)))
    found = collections.Counter(order((tame(row["source"]), tame(row["target"]))) for row in tables["ties"])
    same("tables: ties", found, ends(graph))
    claims = sorted((data["key"], claim) for *_, data in keyed(graph) for claim in data["claims"])
    same("tables: claims", sorted((f"t{row['tie']}", row["claim"]) for row in tables["claims"]), claims)


def keyed(graph):
    """The ties with their keys: a simple graph has them as an attribute, a multigraph beside it."""
    if graph.is_multigraph():
        return [(a, b, {"key": key, **data}) for a, b, key, data in graph.edges(data=True, keys=True)]
    return list(graph.edges(data=True))


def main():
    stem = sys.argv[1]
    graph = check_json(stem)
    check_graphml(stem, graph)
    check_gexf(stem, graph)
    check_cytoscape(stem, graph)
    check_pajek(stem, graph)
    check_tables(stem, graph)
    check_dot(stem, graph)
    print(f"{stem}: {len(graph)} nodes, {graph.number_of_edges()} ties, read alike by networkx, igraph and Graphviz")


main()
