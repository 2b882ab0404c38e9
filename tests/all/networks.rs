//! Graphs of other programs: what comes in, what is refused and where, and our own exports back again.

use std::fs;

use blocs::dataset;
use blocs::import::{self, Foreign, Format, Options, Register};
use blocs::model::{Dataset, Diagnostic};

use crate::common::{answer, blocs};

fn read(text: &[u8]) -> Result<Dataset, Vec<Diagnostic>> {
    let file = Foreign::new("g.graphml", text.to_vec()).unwrap();
    let options = Options { name: "in".into(), ..Options::default() };
    let folder = import::import(&[file], Format::GraphMl, &options, &Register::default())?;
    let loaded = dataset::load(vec![folder], None);
    loaded.dataset.ok_or(loaded.diagnostics)
}

/// A graph with keys of every type, a default, mixed directions, a port and a drawing.
const GOOD: &str = r#"<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="label" attr.type="string"/>
  <key id="d1" for="node" attr.name="colour" attr.type="string"><default>grey</default></key>
  <key id="d2" for="node" attr.name="big" attr.type="long"/>
  <key id="d0" for="edge" attr.name="weight" attr.type="double"/>
  <key id="d3" for="edge" attr.name="a b" attr.type="boolean"/>
  <key id="d4" for="node"/>
  <graph edgedefault="undirected">
    <node id="n 1"><data key="d0">日本 &amp; <![CDATA[<x>]]></data><data key="d2">9007199254740993</data></node>
    <node id="n2"><data key="d1">red</data><port name="p"/><data key="d4"><y/></data></node>
    <edge id="e0" source="n 1" target="n2"><data key="d0"> 0.5 </data><data key="d3">TRUE</data></edge>
    <edge source="n2" target="n2" directed="true"/>
  </graph>
</graphml>
"#;

#[test]
fn a_graph_becomes_entities_and_claims_with_their_lines() {
    let dataset = read(GOOD.as_bytes()).unwrap();
    let entity = |id: &str| dataset.entity(id).unwrap();
    assert_eq!((entity("n-1").name.as_str(), entity("n2").name.as_str()), ("日本 & <x>", "n2"));
    let mut claims: Vec<String> = dataset
        .claims
        .iter()
        .map(|claim| {
            let target = claim.target.entity().or(claim.target.value()).unwrap();
            let qualifiers: Vec<String> = claim.qualifiers.iter().map(|(k, v)| format!("{k}={v}")).collect();
            let lines = claim.evidence.lines.unwrap();
            format!("{} {} {target} [{}] {lines}", claim.subject, claim.relation, qualifiers.join(" "))
        })
        .collect();
    claims.sort();
    let expected = [
        "n-1 edge n2 [a-b=true weight=0.5] 12",
        "n-1 has_attribute 9007199254740993 [attribute=big] 10",
        "n-1 has_attribute grey [attribute=colour] 10",
        "n-1 has_attribute n 1 [attribute=id] 10",
        "n2 arc n2 [] 13",
        "n2 has_attribute red [attribute=colour] 11",
    ];
    assert_eq!(claims, expected);
    assert_eq!(dataset.sources[0].note, "1 <port> not read; 1 data `d4` that hold elements not read");
}

/// A graph around some lines; the lines begin in line 2.
fn around(lines: &str) -> String {
    format!("<graphml>\n{lines}\n</graphml>")
}

#[test]
fn what_cannot_be_kept_is_refused_at_its_place() {
    let graph = |inside: &str| around(&format!("<graph edgedefault='directed'>\n{inside}\n</graph>"));
    let key = |kind: &str, value: &str| {
        let node = format!("<node id='a'><data key='k'>{value}</data></node>");
        around(&format!(
            "<key id='k' for='node' attr.name='x' attr.type='{kind}'/><graph edgedefault='directed'>\n{node}</graph>"
        ))
    };
    let deep = format!("<graphml>{}", "<a>".repeat(10_000));
    let laughs = "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY b \"&lol;&lol;\">]>\n<graphml>&b;</graphml>".to_owned();
    let cases: &[(&str, String, &str, u64)] = &[
        ("duplicate ids", graph("<node id='a'/>\n<node id='a'/>"), "node `a` makes the id `a` again", 4),
        ("ids that fall together", graph("<node id='a b'/>\n<node id='a-b'/>"), "node `a-b`", 4),
        ("no id", graph("<node/>"), "a node without id", 3),
        ("unknown node", graph("<node id='a'/>\n<edge source='a' target='z'/>"), "an edge to `z`", 4),
        ("one end", graph("<node id='a'/>\n<edge source='a'/>"), "an edge without target", 4),
        (
            "edge twice",
            graph("<node id='a'/><edge id='e' source='a' target='a'/>\n<edge id='e' source='a' target='a'/>"),
            "edge `e` again",
            4,
        ),
        ("two graphs", around("<graph edgedefault='directed'/>\n<graph edgedefault='directed'/>"), "a second graph", 3),
        ("nested", graph("<node id='a'>\n<graph edgedefault='directed'/></node>"), "a graph inside a node", 4),
        ("hyperedge", graph("<hyperedge/>"), "a hyperedge", 3),
        ("no direction", around("<graph/>"), "`` as edgedefault", 2),
        ("unknown key", graph("<node id='a'><data key='k'>1</data></node>"), "no key `k` for node", 3),
        ("no whole number", key("int", "1.5"), "`1.5` as `x`", 3),
        ("no number", key("double", "much"), "`much` as `x`", 3),
        ("no truth", key("boolean", "maybe"), "`maybe` as `x`", 3),
        ("type", key("colour", "1"), "a key of type `colour`", 2),
        (
            "key twice",
            around("<key id='k' for='all'/>\n<key id='k' for='node'/><graph edgedefault='directed'/>"),
            "key `k` for node twice",
            3,
        ),
        (
            "value twice",
            around(
                "<key id='k' for='node'/><graph edgedefault='directed'>\n<node id='a'><data key='k'>1</data><data key='k'>2</data></node></graph>",
            ),
            "a second `k`",
            3,
        ),
        ("entities", laughs, "a document type that defines", 1),
        ("entity", graph("<node id='a'>&who;</node>"), "the entity `who`", 3),
        ("entity in an attribute", graph("<node id='&who;'/>"), "attributes cannot be read", 3),
        ("depth", deep, "elements nest deeper than 64", 1),
        ("no XML", "<graphml>\n<graph edgedefault='directed'></node>".into(), "no XML", 2),
        ("another format", "<gexf/>".into(), "`gexf` is no GraphML", 1),
        ("nothing", String::new(), "no graph", 1),
    ];
    for (what, text, message, line) in cases {
        let faults = read(text.as_bytes()).expect_err(what);
        let found =
            faults.iter().any(|fault| fault.message.starts_with(message) && fault.line == *line && fault.column > 0);
        assert!(found, "{what}: {faults:?}");
    }
}

#[test]
fn every_truncation_is_refused_and_none_panics() {
    let whole = GOOD.trim_end().len();
    for end in (0..whole).filter(|&end| GOOD.is_char_boundary(end)) {
        assert!(read(&GOOD.as_bytes()[..end]).is_err(), "the first {end} bytes");
    }
}

#[test]
fn an_export_comes_back_as_the_same_dataset() {
    let scratch = tempfile::tempdir().unwrap();
    answer(scratch.path(), &["export", "--graph", "a.graphml"]);
    answer(scratch.path(), &["import", "a.graphml", "--as", "graphml", "-o", "again"]);
    answer(scratch.path(), &["export", "-d", "./again", "--graph", "b.graphml"]);
    // All but the graph's own name and method: every node, every tie, every claim with its source, lines and anchors.
    let elements = |file: &str| {
        let text = fs::read_to_string(scratch.path().join(file)).unwrap();
        text.split_once("<node ").unwrap().1.to_owned()
    };
    assert_eq!(elements("a.graphml"), elements("b.graphml"));
    assert!(elements("a.graphml").contains("claim_records") || elements("a.graphml").contains("&quot;anchor&quot;"));
    let refused = blocs(scratch.path(), &["import", "a.graphml", "b.graphml", "--as", "graphml", "-o", "both"]);
    assert_ne!(refused.status, 0);
}
