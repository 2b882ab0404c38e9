"""Which elements our GraphML and GEXF consist of: the part of GraphML 1.0 and GEXF 1.3 that our writers use, since no package of PyPI
or npm carries the schemas themselves. A rule says which element stands in which, in what order and how often, and which attributes
it has, of which types; besides, ids are unique and references lead somewhere.

It is narrower than the schemas, so what passes stands as they ask, and what a writer begins to write (`desc`, `default`, `port`,
`spells`, `viz`) fails until its rule is looked up and added here. Of GraphML the schema's own content models are: `graphml` is
(desc?, key*, (graph | data)*), `key` is (desc?, default?), `graph` is (desc?, (data | node | edge | hyperedge)*) where ours has its
data, nodes and edges one after the other, `node` is (desc?, (data | port)*, graph?), `edge` is (desc?, data*, graph?)."""

import re
import sys
import xml.etree.ElementTree as ElementTree

NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
TYPES = {
    "string": lambda text: True,
    "boolean": lambda text: text in ("true", "false"),
    "long": lambda text: re.fullmatch(r"[-+]?\d+", text) and -(2**63) <= int(text) < 2**63,
    "double": NUMBER.fullmatch,
}
# Element: the pattern of its children's names, its attributes, `?` behind those that may be missing.
GRAPHML = {
    "graphml": ("(key )*(graph )?", "schemaLocation"),
    "key": ("", "id for attr.name attr.type"),
    "graph": ("(data )*(node )*(edge )*", "id edgedefault"),
    "node": ("(data )*", "id"),
    "edge": ("(data )*", "id source target"),
    "data": ("", "key"),
}
GEXF = {
    "gexf": ("meta graph ", "version"),
    "meta": ("creator description ", ""),
    "creator": ("", ""),
    "description": ("", ""),
    "graph": ("(attributes )*nodes edges ", "defaultedgetype mode timeformat?"),
    "attributes": ("(attribute )*", "class"),
    "attribute": ("", "id title type"),
    "nodes": ("(node )*", ""),
    "edges": ("(edge )*", ""),
    "node": ("(attvalues )?", "id label start? end?"),
    "edge": ("(attvalues )?", "id source target weight? start? end?"),
    "attvalues": ("(attvalue )*", ""),
    "attvalue": ("", "for value"),
}


def bare(name):
    return name.rsplit("}", 1)[-1]


def check(path, rules, namespace):
    """The root, once every element has been found where it belongs."""

    def wrong(element, what):
        sys.exit(f"{path}: <{bare(element.tag)}> {dict(element.attrib)}: {what}")

    root = ElementTree.parse(path).getroot()
    if bare(root.tag) != next(iter(rules)):
        wrong(root, "is not the root")
    for element in root.iter():
        name = bare(element.tag)
        if element.tag != f"{{{namespace}}}{name}" or name not in rules:
            wrong(element, "is no element of the schema")
        children, attributes = rules[name]
        if not re.fullmatch(children, "".join(f"{bare(child.tag)} " for child in element)):
            wrong(element, "has children that the schema does not let stand so")
        known, needed = {word.rstrip("?") for word in attributes.split()}, {word for word in attributes.split() if "?" not in word}
        found = {bare(attribute) for attribute in element.attrib}
        if not needed <= found <= known:
            wrong(element, f"has the attributes {sorted(found)}")
    return root, wrong


def elements(root, name):
    return [element for element in root.iter() if bare(element.tag) == name]


def graph(root, wrong, types, values, side):
    """Unique ids, ends that are nodes, values of declared types; `types` by side and key, `values` gives key and text."""
    ids = set()
    for element in elements(root, side):
        if element.get("id") in ids:
            wrong(element, "has an id again")
        ids.add(element.get("id"))
        seen = set()
        for name, text in values(element):
            kind = types.get((side, name))
            if kind is None or not TYPES[kind](text) or name in seen:
                wrong(element, f"says `{text}` of `{name}`, which is {kind}, or twice")
            seen.add(name)
    for edge in elements(root, "edge") if side == "node" else []:
        if not {edge.get("source"), edge.get("target")} <= ids:
            wrong(edge, "ends at no node")


def check_graphml(path):
    root, wrong = check(path, GRAPHML, "http://graphml.graphdrawing.org/xmlns")
    types = {(key.get("for"), key.get("id")): key.get("attr.type") for key in elements(root, "key")}
    if len({key for _, key in types}) != len(elements(root, "key")):
        wrong(root, "has keys of one id")
    for side in ("node", "edge", "graph"):
        graph(root, wrong, types, lambda element: [(data.get("key"), data.text or "") for data in element if bare(data.tag) == "data"], side)


def check_gexf(path):
    root, wrong = check(path, GEXF, "http://gexf.net/1.3")
    types = {(of.get("class"), one.get("id")): one.get("type") for of in elements(root, "attributes") for one in of}
    for side in ("node", "edge"):
        graph(root, wrong, types, lambda element: [(one.get("for"), one.get("value")) for one in elements(element, "attvalue")], side)
    for edge in elements(root, "edge"):
        if edge.get("weight") is not None and not NUMBER.fullmatch(edge.get("weight")):
            wrong(edge, "has a weight that is no number")
