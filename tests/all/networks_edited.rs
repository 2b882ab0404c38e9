//! Typed graphs of ours that another program edited, and types of attributes: kept, or told with their place.

use blocs::dataset;
use blocs::export::{self, GraphFormat};
use blocs::graph::Graph;
use blocs::import::{self, Foreign, Format, Options, Register};
use blocs::model::{Dataset, Diagnostic};
use blocs::record::typed_graph;
use serde_json::{Value, json};

use crate::networks::{claims, read_as};

fn written(dataset: Dataset, format: GraphFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write_graph(&typed_graph::attributed(&Graph::from(dataset)), format, &mut bytes).unwrap();
    bytes
}

fn council() -> Dataset {
    dataset::load(vec![dataset::builtin("toy-council").unwrap()], None).dataset.unwrap()
}

/// The dataset of an edited graph, and what was told of it.
fn edited(edit: impl Fn(&mut Value)) -> Result<(Dataset, Vec<String>), Vec<Diagnostic>> {
    let mut graph: Value = serde_json::from_slice(&written(council(), GraphFormat::NodeLink)).unwrap();
    edit(&mut graph);
    // An element a line, as our export has it.
    let text = graph.to_string().replace("{\"", "\n{\"");
    back_of_kind("body", Format::NodeLink, "edited.json", text.as_bytes())
}

fn back(format: Format, name: &str, bytes: &[u8]) -> Result<(Dataset, Vec<String>), Vec<Diagnostic>> {
    back_of_kind("", format, name, bytes)
}

fn back_of_kind(
    kind: &str,
    format: Format,
    name: &str,
    bytes: &[u8],
) -> Result<(Dataset, Vec<String>), Vec<Diagnostic>> {
    let options = Options { name: "in".into(), kind: kind.into(), ..Options::default() };
    let file = Foreign::new(name, bytes.to_vec()).unwrap();
    let folder = import::import(&[file], format, &options, &Register::default())?;
    let remarks = folder.remarks.clone();
    let loaded = dataset::load(vec![folder], None);
    loaded.dataset.map(|dataset| (dataset, remarks)).ok_or(loaded.diagnostics)
}

fn push(graph: &mut Value, list: &str, element: Value) {
    graph[list].as_array_mut().unwrap().push(element);
}

#[test]
fn nodes_that_were_added_come_in_by_what_they_say() {
    let (dataset, remarks) = edited(|graph| {
        push(graph, "nodes", json!({"id": "zed"}));
        push(
            graph,
            "nodes",
            json!({"id": "New Land", "label": "A new land", "kind": "state", "start": "1999", "key": 7}),
        );
        push(graph, "links", json!({"source": "New Land", "target": "ada", "relation": "aligns_with"}));
    })
    .unwrap();
    let entity = |id: &str| dataset.entity(id).map(|found| (found.kind.as_str(), found.name.as_str()));
    assert_eq!(entity("zed"), Some(("body", "zed")));
    assert_eq!(entity("new-land"), Some(("state", "A new land")));
    let of_file: Vec<String> = dataset
        .claims
        .iter()
        .filter(|claim| claim.evidence.source == "file-edited" && claim.evidence.lines.is_some())
        .map(|claim| {
            let target = claim.target.entity().or(claim.target.value()).unwrap();
            let attribute = claim.qualifier("attribute").map_or(String::new(), |name| format!("attribute={name}"));
            format!("{} {} {target} [{attribute}]", claim.subject, claim.relation)
        })
        .collect();
    let words: Vec<&str> = of_file.iter().map(String::as_str).collect();
    let attribute = |name: &str, value: &str| format!("new-land has_attribute {value} [attribute={name}]");
    let expected = [
        "new-land aligns_with ada []".to_owned(),
        attribute("start", "1999"),
        attribute("key", "7"),
        attribute("id", "New Land"),
    ];
    assert_eq!(words.len(), expected.len());
    assert!(expected.iter().all(|claim| words.contains(&claim.as_str())), "{words:?}");
    let told = remarks.iter().find(|remark| remark.starts_with("nodes that were added to our export")).unwrap();
    assert!(told.contains(": 2, first in line "), "{told}");
    assert!(!remarks.iter().any(|remark| remark.contains("kind that was asked for")), "{remarks:?}");
}

/// What has a name of ours is kept of what was added, and told of what has records.
#[test]
fn what_was_said_under_names_of_ours_is_kept_or_told() {
    let (dataset, remarks) = edited(|graph| {
        push(graph, "nodes", json!({"id": "zed", "kind": "state", "begin": "1999"}));
        let tie = json!({"source": "ada", "target": "zed", "relation": "aligns_with", "begin": "2001", "end": "2005",
            "weight": 3, "evidence": "a letter", "label": "friends"});
        push(graph, "links", tie);
        graph["links"][0]["tie_end"] = json!("late");
        for node in graph["nodes"].as_array_mut().unwrap() {
            match node["id"].as_str() {
                Some("vote-4") => node["begin"] = json!("1950-01-01"),
                Some("ada") => node["begin"] = json!("1066-01-01"),
                Some("gazette") => node["begin_status"] = json!("planned"),
                _ => {}
            }
        }
    })
    .unwrap();
    let claim = dataset.claims.iter().find(|claim| claim.target.entity() == Some("zed")).unwrap();
    assert_eq!((claim.begin.as_ref().unwrap().text(), claim.end.as_ref().unwrap().text()), ("2001", "2005"));
    assert!(["weight = 3", "evidence = a letter", "label = friends"].iter().all(|said| claim.note.contains(said)));
    let begun = dataset.claims.iter().find(|claim| claim.subject == "zed").unwrap();
    assert_eq!((begun.qualifier("attribute"), begun.target.value()), (Some("begin"), Some("1999")));
    assert!(remarks.iter().any(|remark| remark.starts_with("`begin` of 2 nodes, first in line ")), "{remarks:?}");
    let status = "`begin_status` of the node in line ";
    assert!(remarks.iter().any(|remark| remark.starts_with(status) && remark.contains("the records of this file say")));
    assert!(remarks.iter().any(|remark| remark.contains("not read: tie_end (1, in line ")), "{remarks:?}");
    assert!(!remarks.iter().any(|remark| remark.starts_with("`end` of")), "{remarks:?}");
}

#[test]
fn what_was_broken_in_an_export_is_refused_at_its_line() {
    let node = |node: Value| move |graph: &mut Value| push(graph, "nodes", node.clone());
    let records =
        |text: &str| json!({"id": "zed", "kind": "state", "class": "actor", "name": "Zed", "node_records": text});
    let refused = |words: &str, edit: &dyn Fn(&mut Value)| {
        let faults = edited(edit).expect_err(words);
        let found = faults.iter().find(|fault| fault.message.contains(words));
        assert!(found.is_some_and(|fault| fault.line > 1 && fault.column > 0), "{words}: {faults:?}");
    };
    refused("a node of kind `planet`", &node(json!({"id": "zed", "kind": "planet"})));
    refused("a node of our export without its `kind`", &|graph| graph["nodes"][0]["kind"] = "".into());
    refused("node `ada` makes the id `ada` again; before in line ", &node(json!({"id": "ada", "kind": "state"})));
    refused("records of `nope` at a node", &node(records(r#"{"nope":[{"id":"c9"}]}"#)));
    refused(
        "records of claims with a cell `shape`",
        &node(records(r#"{"claims":[{"id":"c9","subject":"zed","shape":"q"}]}"#)),
    );
    refused(
        "records of `ada` at the node `zed`",
        &node(records(r#"{"claims":[{"id":"c9","subject":"ada","relation":"has_property"}]}"#)),
    );
    refused("a schema that cannot be read: ", &node(records(r#"{"schema":[{"json":"{\"kinds\":[{\"id\":\"x\"}]"}]}"#)));
    refused("a schema that cannot be read: expected one cell `json`", &node(records(r#"{"schema":[{"text":"{}"}]}"#)));
    refused("records of claims with a cell `shape`", &|graph| {
        let text = graph["links"][0]["claim_records"].as_str().unwrap().replacen("{\"", "{\"shape\":\"q\",\"", 1);
        graph["links"][0]["claim_records"] = text.into();
    });
}

/// A dataset with an attribute that is denied, one with control characters in its name and value, and a number too long for 64
/// bits.
fn odd() -> Dataset {
    let text = "{\"nodes\":[{\"id\":\"a\",\"colour\":\"red\",\"big\":\"12345678901234567890\",\"b\\u0007l\":\"x\\u0001y\\rz\"},{\"id\":\"b\"}],\"links\":[\n{\"source\":\"a\",\"target\":\"b\",\"said\":\"p\\u0001q\"}]}";
    let mut dataset = read_as(Format::NodeLink, &[text.as_bytes()]).unwrap();
    let colour = dataset.claims.iter_mut().find(|claim| claim.qualifier("attribute") == Some("colour")).unwrap();
    colour.status = blocs::model::Status::Denied;
    dataset
}

/// As readers of XML see it, a control character is another one; that makes no second claim of one.
#[test]
fn no_claim_comes_back_twice_and_what_is_denied_is_not_drawn() {
    let forms = [
        (Format::GraphMl, GraphFormat::GraphMl),
        (Format::Gexf, GraphFormat::Gexf),
        (Format::NodeLink, GraphFormat::NodeLink),
    ];
    let before = claims(&odd());
    for (format, write) in forms {
        let bytes = written(odd(), write);
        assert!(!String::from_utf8_lossy(&bytes).contains("title=\"colour\""), "{write}");
        let (again, remarks) = back(format, "g.x", &bytes).unwrap();
        assert_eq!(claims(&again), before, "{write}");
        assert!(remarks.is_empty(), "{write}: {remarks:?}");
        let denied = again.claims.iter().filter(|claim| claim.status == blocs::model::Status::Denied).count();
        assert_eq!(denied, 1, "{write}");
    }
}

/// What is denied of a node may be said of it by somebody else; of a long number every digit counts.
#[test]
fn an_attribute_that_was_added_is_a_claim_though_a_denied_one_says_the_same() {
    let mut graph: Value = serde_json::from_slice(&written(odd(), GraphFormat::NodeLink)).unwrap();
    let at = graph["nodes"].as_array().unwrap().iter().position(|node| node["id"] == "a").unwrap();
    graph["nodes"][at]["colour"] = "red".into();
    graph["nodes"][at]["big"] = "12345678901234567891".into();
    let (again, _) = back(Format::NodeLink, "e.json", graph.to_string().as_bytes()).unwrap();
    let added: Vec<String> = again
        .claims
        .iter()
        .filter(|claim| claim.evidence.source == "file-e")
        .map(|claim| format!("{} {}", claim.qualifier("attribute").unwrap(), claim.target.value().unwrap()))
        .collect();
    assert_eq!(added.len(), 2, "{added:?}");
    assert!(
        added.contains(&"colour red".to_owned()) && added.contains(&"big 12345678901234567891".to_owned()),
        "{added:?}"
    );
}

/// Numbers, truth values and both forms of one column, as networkx writes them: types in the next export, and the same claims.
#[test]
fn types_of_attributes_stay_what_they_are() {
    let graphml = r#"<graphml><key id="d0" for="node" attr.name="share" attr.type="double"/>
<key id="d1" for="node" attr.name="open" attr.type="boolean"/><key id="d2" for="node" attr.name="mixed" attr.type="long"/>
<key id="d3" for="node" attr.name="mixed" attr.type="double"/><key id="d4" for="edge" attr.name="weight" attr.type="double"/>
<key id="d5" for="edge" attr.name="tie_end" attr.type="string"/><key id="d6" for="edge" attr.name="seen" attr.type="boolean"/>
<graph edgedefault="directed"><node id="a"><data key="d0">1.0</data><data key="d1">true</data><data key="d2">1</data></node>
<node id="b"><data key="d0">0.1234567890123456</data><data key="d1">false</data><data key="d3">2.5</data></node>
<edge source="a" target="b"><data key="d4">7.0</data><data key="d5">late</data><data key="d6">true</data></edge>
<edge source="b" target="a"><data key="d4">NaN</data></edge></graph></graphml>"#;
    let csv: [&[u8]; 2] = [
        b"source,target,weight,tie_end,seen\na,b,7.0,late,True\nb,a,NaN,,\n",
        b"id,share,open,mixed\na,1.0,True,1\nb,0.1234567890123456,False,2.5\n",
    ];
    let json = br#"{"directed":true,"nodes":[{"id":"a","share":1.0,"open":true,"mixed":1},
{"id":"b","share":0.1234567890123456,"open":false,"mixed":2.5}],"links":[{"source":"a","target":"b","weight":7.0,
"tie_end":"late","seen":true},{"source":"b","target":"a","weight":"NaN"}]}"#;
    let forms: [(Format, &[&[u8]]); 3] =
        [(Format::GraphMl, &[graphml.as_bytes()]), (Format::Edges, &csv), (Format::NodeLink, &[json])];
    for (format, files) in forms {
        let name = format.word();
        let before = read_as(format, files).unwrap();
        let text = String::from_utf8(written(before.clone(), GraphFormat::GraphMl)).unwrap();
        for (attribute, kind) in [
            ("share", "double"),
            ("open", "boolean"),
            ("mixed", "double"),
            ("weight", "double"),
            ("own_tie_end", "string"),
            ("seen", "boolean"),
        ] {
            let key = format!("attr.name=\"{attribute}\" attr.type=\"{kind}\"");
            assert!(text.contains(&key), "{name}: {key}: {text}");
        }
        assert!(text.contains(">0.1234567890123456<"), "{name}");
        for (again, write) in [
            (Format::GraphMl, GraphFormat::GraphMl),
            (Format::Gexf, GraphFormat::Gexf),
            (Format::NodeLink, GraphFormat::NodeLink),
        ] {
            let (found, remarks) = back(again, "g.x", &written(before.clone(), write)).unwrap();
            assert_eq!(claims(&found), claims(&before), "{name} {write}");
            assert!(remarks.is_empty(), "{name} {write}: {remarks:?}");
        }
    }
}

/// What a format says is a double stays one where all of its numbers are whole. `NaN` says nothing of it, a point does.
#[test]
fn doubles_that_are_whole_stay_doubles() {
    let graphml = r#"<graphml><key id="d0" for="node" attr.name="share" attr.type="double"><default>2</default></key>
<key id="d1" for="edge" attr.name="seats" attr.type="float"/><key id="d2" for="edge" attr.name="year" attr.type="int"/>
<key id="d3" for="edge" attr.name="part" attr.type="double"/><graph edgedefault="directed">
<node id="a"><data key="d0">1</data></node><node id="b"/>
<edge source="a" target="b"><data key="d1">-3</data><data key="d2">1999</data><data key="d3">0.5</data></edge>
<edge source="b" target="a"><data key="d1">NaN</data><data key="d3">7</data></edge></graph></graphml>"#;
    let gexf = r#"<gexf version="1.3"><graph defaultedgetype="directed"><attributes class="node">
<attribute id="0" title="share" type="double"><default>2</default></attribute></attributes><attributes class="edge">
<attribute id="0" title="seats" type="float"/><attribute id="1" title="year" type="integer"/>
<attribute id="2" title="part" type="double"/></attributes><nodes>
<node id="a"><attvalues><attvalue for="0" value="1"/></attvalues></node><node id="b"/></nodes><edges>
<edge source="a" target="b"><attvalues><attvalue for="0" value="-3"/><attvalue for="1" value="1999"/>
<attvalue for="2" value="0.5"/></attvalues></edge>
<edge source="b" target="a"><attvalues><attvalue for="0" value="NaN"/><attvalue for="2" value="7"/></attvalues></edge>
</edges></graph></gexf>"#;
    for (format, text) in [(Format::GraphMl, graphml), (Format::Gexf, gexf)] {
        let before = read_as(format, &[text.as_bytes()]).unwrap();
        let lines: Vec<String> =
            claims(&before).iter().map(|claim| claim.rsplit_once(' ').unwrap().0.to_owned()).collect();
        let expected = [
            "a arc b [part=0.5 seats=-3.0 year=1999]",
            "a has_attribute 1.0 [attribute=share]",
            "b arc a [part=7 seats=NaN]",
            "b has_attribute 2.0 [attribute=share]",
        ];
        assert_eq!(lines, expected, "{}", format.word());
        let again = String::from_utf8(written(before.clone(), GraphFormat::GraphMl)).unwrap();
        for (name, kind) in [("share", "double"), ("seats", "double"), ("year", "long"), ("part", "double")] {
            assert!(again.contains(&format!("attr.name=\"{name}\" attr.type=\"{kind}\"")), "{name}: {again}");
        }
        let (found, remarks) = back(Format::GraphMl, "g.x", again.as_bytes()).unwrap();
        assert_eq!((claims(&found), remarks), (claims(&before), vec![]));
    }
}

/// networkx makes the attribute `end` the end of the spell and drops what stands beside the graph.
#[test]
fn what_passed_through_networkx_to_gexf_is_not_said_to_be_changed() {
    let mut graph = typed_graph::attributed(&Graph::from(council()));
    graph.method = blocs::result::Method::default();
    let mut bytes = Vec::new();
    export::write_graph(&graph, GraphFormat::Gexf, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let id = text
        .split("title=\"tie_end\"")
        .next()
        .unwrap()
        .rsplit("<attribute id=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let (before, behind) = (format!("<attvalue for=\"{id}\" value=\""), "\"/>");
    let declared = format!("      <attribute id=\"{id}\" title=\"tie_end\" type=\"string\"/>\n");
    let (head, edges) = text.split_once("<edges>").unwrap();
    let mut made = head.replace(&declared, "") + "<edges>";
    for edge in edges.split_inclusive("</edge>") {
        let Some((first, rest)) = edge.split_once(&before) else {
            made += edge;
            continue;
        };
        let (end, rest) = rest.split_once(behind).unwrap();
        let day = first.find(" end=\"").map(|at| (at, at + 7 + first[at + 6..].find('"').unwrap()));
        let first = match day {
            Some((at, after)) => format!("{} end=\"{end}\"{}", &first[..at], &first[after..]),
            None => first.replacen("<edge ", &format!("<edge end=\"{end}\" "), 1),
        };
        made += &(first + rest);
    }
    let (again, remarks) = back(Format::Gexf, "n.gexf", made.as_bytes()).unwrap();
    assert_eq!(again.claims.len(), council().claims.len());
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].starts_with("this graph holds no recorded positions, nor says how many"), "{remarks:?}");
}

/// What separates qualifiers may stand in a value and in the name of an attribute; a relation of the schema has no such qualifiers.
#[test]
fn values_with_the_marks_of_lists_come_back() {
    let text = br"source,target,Weight,topics
a,b,3.0,C:\;
b,c,1,trade; security
";
    let options = Options { name: "in".into(), ..Options::default() };
    let import = |options: &Options| {
        import::import(&[Foreign::new("e.csv", text.to_vec()).unwrap()], Format::Edges, options, &Register::default())
            .unwrap()
    };
    let folder = import(&options);
    assert_eq!(folder.remarks, [""; 0]);
    let dataset = dataset::load(vec![folder], None).dataset.unwrap();
    let topics = |dataset: &Dataset| -> Vec<String> {
        dataset.claims.iter().filter_map(|claim| claim.qualifier("topics").map(str::to_owned)).collect()
    };
    assert_eq!(topics(&dataset), [r"C:\;", "trade; security"]);
    let json: Value = serde_json::from_slice(&written(dataset.clone(), GraphFormat::NodeLink)).unwrap();
    assert_eq!(
        (&json["links"][0]["topics"], &json["links"][1]["topics"]),
        (&json!(r"C:\;"), &json!("trade; security"))
    );
    for (format, write) in [
        (Format::GraphMl, GraphFormat::GraphMl),
        (Format::Gexf, GraphFormat::Gexf),
        (Format::NodeLink, GraphFormat::NodeLink),
    ] {
        let (again, remarks) = back(format, "g.x", &written(dataset.clone(), write)).unwrap();
        assert_eq!((topics(&again), claims(&again)), (topics(&dataset), claims(&dataset)), "{write}");
        assert_eq!(remarks, [""; 0], "{write}");
    }
    // An attribute of nodes of such a name, and the tables as they are written.
    let graph = br#"{"nodes":[{"id":"a","red; green":"x"}],"links":[]}"#;
    let (found, _) = back(Format::NodeLink, "g.json", graph).unwrap();
    assert_eq!(found.claims[0].qualifier("attribute"), Some("red; green"));
    let again = dataset::Folder { name: "again".into(), files: dataset::write(&found), ..Default::default() };
    assert_eq!(dataset::load(vec![again], None).dataset.unwrap().claims[0].qualifiers, found.claims[0].qualifiers);
    // The weight of Gephi is the weight.
    let pajek = String::from_utf8(written(dataset, GraphFormat::Pajek)).unwrap();
    assert!(pajek.contains("\n1 2 3 l "), "{pajek}");
    let folder = import(&Options { relation: "aligns_with".into(), ..options });
    assert!(
        folder.remarks[0].ends_with("since `aligns_with` has no such qualifiers: 2 of `topics`, 2 of `weight`"),
        "{:?}",
        folder.remarks
    );
}

/// Ten thousand nodes, each with an attribute of its own name.
#[test]
fn attributes_of_one_node_each_take_no_memory_by_the_square() {
    let nodes: Vec<String> = (0..10_000).map(|n| format!("{{\"id\":\"n{n}\",\"key{n}\":\"value {n}\"}}")).collect();
    let text = format!("{{\"nodes\":[{}],\"links\":[]}}", nodes.join(",\n"));
    let before = read_as(Format::NodeLink, &[text.as_bytes()]).unwrap();
    let graph = typed_graph::attributed(&Graph::from(before.clone()));
    let cells: usize = graph.nodes.columns.iter().map(|column| column.cells.len()).sum();
    assert!(cells < 6_000_000, "{cells}");
    let lost = export::loss(&graph, &[GraphFormat::NodeLink], &[]);
    assert_eq!(
        lost.cell(0, blocs::result::ColumnRole::Attribute).unwrap().plain(),
        "values of attributes that few have"
    );
    let mut bytes = Vec::new();
    export::write_graph(&graph, GraphFormat::NodeLink, &mut bytes).unwrap();
    let (again, remarks) = back(Format::NodeLink, "g.json", &bytes).unwrap();
    assert!(claims(&again) == claims(&before) && remarks.is_empty(), "{remarks:?}");
}
