"""Reads the exports STEM.* as their users do, and compares what each program holds; then what they write is read back.

    check.py BLOCS STEM... [--answers STEM...]

The node-link JSON is the measure, since JSON loses nothing: counts, types, names and a checksum of all values of the others must
equal it. networkx and igraph read GraphML, GEXF, node-link JSON and Pajek; pandas, pyarrow, polars and DuckDB the tables;
Graphviz draws the DOT. What R and Cytoscape.js read lies beside, as the lines of canonical.py.
"""

import collections
import csv
import html
import json
import math
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import canonical
import duckdb
import igraph
import networkx
import pajek
import pandas
import polars
import pyarrow.parquet
import structure
from canonical import tame

# `dot` places layers and is slow on large graphs; above this many nodes `sfdp` draws.
LAYERED = 60
SECONDS = 300


def ends(graph):
    """The multiset of ties, each as its two ends; without their order when it means nothing."""
    order = tuple if graph.is_directed() else (lambda pair: tuple(sorted(pair)))
    return collections.Counter(order((tame(a), tame(b))) for a, b in graph.edges())


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {str(found)[:400]}, expected {str(expected)[:400]}")


NUMBERS = "typed"


def alike(what, found, expected, numbers=None):
    """Two sets of canonical lines by their checksums; where these differ, by the first lines that do. `numbers` are `alike` in a
    program that holds whole numbers as doubles, and in answers (see `check_answer`)."""
    if (numbers or NUMBERS) == "alike":
        found, expected = canonical.coarse(found), canonical.coarse(expected)
    if canonical.checksum(found) != canonical.checksum(expected):
        more, less = sorted(set(found) - set(expected))[:4], sorted(set(expected) - set(found))[:4]
        sys.exit(f"{what}: {len(found)} lines for {len(expected)}; only there {str(more)[:900]}, only here {str(less)[:900]}")


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


def base(stem):
    """The lines of the measure."""
    with open(f"{stem}.json", encoding="utf-8") as file:
        data = json.load(file)
    apart = lambda of, names: {name: value for name, value in of.items() if name not in names}
    nodes = [(node["id"], apart(node, {"id"})) for node in data["nodes"]]
    ties = [(link["source"], link["target"], apart(link, {"source", "target", "key"})) for link in data["links"]]
    if not data["directed"]:
        ties = [(*sorted((source, target)), attributes) for source, target, attributes in ties]
    return canonical.lines(nodes, ties)


def of_networkx(graph, dropped):
    """The lines of a graph of networkx; `dropped` are the attributes that the format adds."""
    apart = lambda of: {name: value for name, value in of.items() if name not in dropped}
    order = (lambda pair: pair) if graph.is_directed() else (lambda pair: tuple(sorted(pair)))
    nodes = [(node, apart(attributes)) for node, attributes in graph.nodes(data=True)]
    return canonical.lines(nodes, [(*order((a, b)), apart(attributes)) for a, b, attributes in graph.edges(data=True)])


def of_igraph(graph):
    ids = graph.vs["id"]
    order = (lambda pair: pair) if graph.is_directed() else (lambda pair: tuple(sorted(pair)))
    apart = lambda of: {name: value for name, value in of.items() if name != "id"}
    ties = [(*order((ids[tie.source], ids[tie.target])), apart(tie.attributes())) for tie in graph.es]
    return canonical.lines([(node["id"], apart(node.attributes())) for node in graph.vs], ties)


def of_no_missing(found, lines):
    """What igraph read of an answer without the truth values of nodes that it made: it has none that is missing, and
    says false. Typed graphs have no such."""
    lines = set(lines)
    made = lambda line: line.startswith("N\t") and line.endswith("\tfalse") and line not in lines and f"T\tN\t{line.split(chr(9))[2]}\tboolean" in lines
    return [line for line in found if not made(line)]


def check_graphml(stem, graph, lines, is_answer=False):
    structure.check_graphml(f"{stem}.graphml")
    read = networkx.read_graphml(f"{stem}.graphml")
    same("graphml: directed", read.is_directed(), graph.is_directed())
    alike("graphml (networkx)", of_networkx(read, {"id"}), lines)
    if not read.graph.get("method"):
        sys.exit("graphml: no method")
    read = of_igraph(igraph.Graph.Read_GraphML(f"{stem}.graphml"))
    alike("graphml (igraph)", of_no_missing(read, lines) if is_answer else read, lines, numbers="alike")
    names = re.findall(r'<key id="([^"]+)"', open(f"{stem}.graphml", encoding="utf-8").read())
    same("graphml: key ids", len(set(names)), len(names))


def check_gexf(stem, graph, lines):
    structure.check_gexf(f"{stem}.gexf")
    read = networkx.read_gexf(f"{stem}.gexf", version="1.3")
    same("gexf: directed", read.is_directed(), graph.is_directed())
    same("gexf: ties", ends(read), ends(graph))
    # What is no attribute but XML of the format itself; `label` and `weight` may be both.
    ours = {line.split("\t")[2] for line in lines if line.startswith("T\t")}
    for attributes in [data for _, data in read.nodes(data=True)] + [data for *_, data in read.edges(data=True)]:
        # The spell, which networkx keeps beside the attributes; ours of that name are called `tie_end`.
        for name in ("start", "end"):
            attributes.pop(name, None)
            for side in ("tie", "node"):
                if f"{side}_{name}" in attributes:
                    attributes[name] = attributes.pop(f"{side}_{name}")
    # A weight of XML is that of the graph, and none means that there is none: readers take it for 1.
    weight = next((name for name in ("weight", "n_claims") if f"T\tE\t{name}\tinteger" in lines or f"T\tE\t{name}\tdouble" in lines), None)
    if weight and "weight" not in ours:
        for *_, data in read.edges(data=True):
            same("gexf: weight", data.get("weight"), data.get(weight))
    alike("gexf (networkx)", of_networkx(read, {"id", "label", "weight"} - ours), lines)
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
    with open(f"{stem}.r-pajek.txt", encoding="utf-8") as file:
        read_by_r = file.read().splitlines()
    weighted = [(plain(a), plain(b), {"weight": data.get("n_claims", 1)}) for a, b, data in graph.edges(data=True)]
    alike("pajek (R)", read_by_r, canonical.lines([(plain(node), {}) for node in graph], weighted), numbers="alike")
    # networkx cuts names at escapes of the shell, so only plain ones are held against it.
    if all(re.fullmatch(r"[\w-]+", node) for node in graph):
        same("pajek (networkx): ties", ends(networkx.read_pajek(f"{stem}.net")), ends(graph))
    with open(f"{stem}.clu", encoding="utf-8") as file:
        numbers = [line for line in file if not line.startswith("%")]
    same("partition: vertices", numbers[0].strip(), f"*Vertices {len(graph)}")
    classes = [data.get("class") for _, data in graph.nodes(data=True)]
    known = sorted({name for name in classes if name})
    same("partition: groups", [int(n) for n in numbers[1:]], [known.index(c) + 1 if c else 0 for c in classes])


def check_tables(stem, graph, lines):
    tables = {}
    for word in ("nodes", "ties", "claims"):
        with open(f"{stem}.{word}.csv", encoding="utf-8", newline="") as file:
            tables[word] = list(csv.DictReader(file))
    claims = sorted((data["key"], claim) for *_, data in keyed(graph) for claim in data["claims"])
    same("tables: claims", sorted((f"t{row['tie']}", row["claim"]) for row in tables["claims"]), claims)
    texts = {"dtype": str, "keep_default_na": False}
    plain = lambda word: pandas.read_csv(f"{stem}.{word}.csv", **texts).to_dict("records")
    of_type = lambda kind: {line.split("\t")[2] for line in lines if line.startswith("T\t") and line.endswith(f"\t{kind}")}
    whole, double, truth = (of_type(kind) for kind in ("integer", "double", "boolean"))
    alike("csv (pandas)", of_rows(plain("nodes"), plain("ties"), whole, double, truth), lines)

    parquet = lambda word: f"{stem}.{word}.parquet"
    readers = {
        "pyarrow": lambda word: pyarrow.parquet.read_table(parquet(word)).to_pylist(),
        "pandas": lambda word: pandas.read_parquet(parquet(word)).to_dict("records"),
        "polars": lambda word: polars.read_parquet(parquet(word)).to_dicts(),
        "duckdb": lambda word: duckdb.sql(f"select * from read_parquet('{parquet(word)}')").fetchdf().to_dict("records"),
    }
    for name, read in readers.items():
        # pandas, and DuckDB through it, hold a whole number that may be missing as a double.
        numbers = "typed" if name in ("pyarrow", "polars") else "alike"
        alike(f"parquet ({name})", of_rows(read("nodes"), read("ties")), lines, numbers)
        same(f"parquet ({name}): claims", sorted((f"t{row['tie']}", row["claim"]) for row in read("claims")), claims)
    about = pyarrow.parquet.read_schema(parquet("ties")).metadata[b"blocs"]
    same("parquet: method", json.loads(about)["method"]["name"], graph.graph["method"]["name"])


def of_rows(nodes, ties, integers=(), doubles=(), booleans=()):
    """The lines of tables; the columns that a text file cannot say are such are named."""

    def cells(row, dropped):
        told = {}
        for name, value in row.items():
            value = value.tolist() if hasattr(value, "tolist") else value
            if name in dropped or value is None or (isinstance(value, float) and math.isnan(value)) or value == "":
                continue
            read = int if name in integers else float if name in doubles else (lambda text: text == "yes") if name in booleans else None
            told[name] = read(value) if read else value
        return told

    ends = {"tie", "source", "target"}
    rows = [(row["source"], row["target"], cells(row, ends)) for row in ties]
    return canonical.lines([(row["id"], cells(row, {"id"})) for row in nodes], rows)


def check_strangers(stem, lines):
    """What R and Cytoscape.js read."""
    for name in ("r-graphml", "r-tables", "js"):
        with open(f"{stem}.{name}.txt", encoding="utf-8") as file:
            alike(name, file.read().split("\n")[:-1], lines, numbers="alike")


def read_back(blocs, stem, graph, lines):
    """What they write, we read: the same dataset, as its next export shows."""
    networkx.write_graphml(networkx.read_graphml(f"{stem}.graphml"), f"{stem}.nx.graphml")
    networkx.write_gexf(networkx.read_gexf(f"{stem}.gexf", version="1.3"), f"{stem}.nx.gexf")
    with open(f"{stem}.nx.json", "w", encoding="utf-8") as file:
        json.dump(networkx.node_link_data(graph, edges="links"), file)
    igraph.Graph.Read_GraphML(f"{stem}.graphml").write_graphml(f"{stem}.ig.graphml")
    pandas.read_csv(f"{stem}.nodes.csv").to_csv(f"{stem}.pd.nodes.csv", index=False)
    pandas.read_csv(f"{stem}.ties.csv").to_csv(f"{stem}.pd.ties.csv", index=False)
    written = [
        ("networkx", "graphml", [f"{stem}.nx.graphml"]),
        ("networkx", "gexf", [f"{stem}.nx.gexf"]),
        ("networkx", "node-link", [f"{stem}.nx.json"]),
        ("igraph", "graphml", [f"{stem}.ig.graphml"]),
        ("R", "graphml", [f"{stem}.r.graphml"]),
        ("pandas", "edges", [f"{stem}.pd.ties.csv", f"{stem}.pd.nodes.csv"]),
    ]
    for who, form, files in written:
        folder = f"{stem}.again"
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([blocs, "--quiet", "import", *files, "--as", form, "-o", folder], check=True)
        subprocess.run([blocs, "--quiet", "export", "-d", folder, "--graph", f"{stem}.again.json"], check=True)
        alike(f"{form} of {who}, read back", base(f"{stem}.again"), lines)


def keyed(graph):
    """The ties with their keys: a simple graph has them as an attribute, a multigraph beside it."""
    if graph.is_multigraph():
        return [(a, b, {"key": key, **data}) for a, b, key, data in graph.edges(data=True, keys=True)]
    return list(graph.edges(data=True))


def check_answer(blocs, stem):
    """The graph of an answer: the same counts, types, names and values everywhere; it is no dataset, so only Pajek comes back.

    The lines are those of the JSON, where a double that is whole reads like a whole number; in an answer a column of doubles may
    hold whole ones alone."""
    global NUMBERS
    NUMBERS = "alike"
    graph, lines = check_json(stem), base(stem)
    check_graphml(stem, graph, lines, is_answer=True)
    check_gexf(stem, graph, lines)
    check_cytoscape(stem, graph)
    check_dot(stem, graph)
    for name in ("r-graphml", "js"):
        with open(f"{stem}.{name}.txt", encoding="utf-8") as file:
            found = in_order(file.read().split("\n")[:-1], graph)
            alike(name, of_no_missing(found, lines), lines, numbers="alike")
    parquet = lambda word: pyarrow.parquet.read_table(f"{stem}.{word}.parquet").to_pylist()
    alike("parquet (pyarrow)", in_order(of_rows(parquet("nodes"), parquet("ties")), graph), lines)
    values = pajek.check(blocs, stem)
    mode = graph.graph["mode"]
    if mode == "two-mode" and not networkx.is_bipartite(graph):
        sys.exit("two-mode: a tie within a mode")
    print(f"{os.path.basename(stem)}: {mode}, {len(graph)} nodes, {graph.number_of_edges()} ties ({values} values), {len(lines)} lines {canonical.checksum(lines)[:12]}")


def in_order(lines, graph):
    """Lines whose two ends stand in the order of their names where that order means nothing."""
    if graph.is_directed():
        return lines
    turned = []
    for line in lines:
        fields = line.split("\t")
        if fields[0] == "E":
            fields[1:3] = sorted(fields[1:3])
        turned.append("\t".join(fields))
    return sorted(turned, key=lambda line: line.encode())


def main():
    blocs, words = sys.argv[1], sys.argv[2:]
    at = words.index("--answers") if "--answers" in words else len(words)
    for stem in words[at + 1 :]:
        check_answer(blocs, stem)
    for stem in words[:at]:
        graph, lines = check_json(stem), base(stem)
        check_graphml(stem, graph, lines)
        check_gexf(stem, graph, lines)
        check_cytoscape(stem, graph)
        check_strangers(stem, lines)
        check_pajek(stem, graph)
        check_tables(stem, graph, lines)
        check_dot(stem, graph)
        read_back(blocs, stem, graph, lines)
        print(f"{os.path.basename(stem)}: {len(graph)} nodes, {graph.number_of_edges()} ties, {len(lines)} lines {canonical.checksum(lines)[:12]}")


main()
