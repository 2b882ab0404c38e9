//! Graphs of ours that come back: the same dataset, or told what is not.

use blocs::dataset;
use blocs::export::{self, GraphFormat, TableFormat};
use blocs::graph::Graph;
use blocs::import::{self, Foreign, Format, Options, Register};
use blocs::model::Dataset;
use blocs::record::typed_graph;

use crate::common::{answer, blocs};
use crate::networks::{claims, read_as};

/// What an import tells beside the dataset.
fn remarks(format: Format, files: &[&[u8]]) -> Vec<String> {
    let file = |(at, text): (usize, &&[u8])| Foreign::new(&format!("g{at}.{}", format.word()), text.to_vec()).unwrap();
    let files: Vec<Foreign> = files.iter().enumerate().map(file).collect();
    let options = Options { name: "in".into(), ..Options::default() };
    import::import(&files, format, &options, &Register::default()).unwrap().remarks
}

/// Sources, entities, claims, decisions, tallies and codes; recorded positions are in no graph.
#[test]
fn an_export_comes_back_as_the_same_dataset() {
    for name in ["cyber-norms", "toy-council"] {
        let folder = dataset::builtin(name).unwrap();
        let used = dataset::uses(&folder).iter().filter_map(|name| dataset::builtin(name)).collect::<Vec<_>>();
        let loaded = dataset::load(std::iter::once(folder).chain(used).collect(), None).dataset.unwrap();
        let tables = |dataset: &Dataset| -> Vec<(String, String)> {
            let files = dataset::write(dataset).into_iter().filter(|file| file.name != "positions.csv");
            files.map(|file| (file.name, String::from_utf8(file.bytes).unwrap())).collect()
        };
        let positions = loaded.positions.rows.len();
        let before = tables(&loaded);
        assert_eq!(before.len(), 6, "{name}");
        let typed = typed_graph::attributed(&Graph::from(loaded));
        let written = |format: GraphFormat| {
            let mut bytes = Vec::new();
            export::write_graph(&typed, format, &mut bytes).unwrap();
            bytes
        };
        let table = |word: &str| {
            let tables = export::tables::of(&typed).unwrap();
            let mut bytes = Vec::new();
            let found = tables.iter().find(|(other, _)| *other == word).unwrap();
            export::write_table(&found.1, TableFormat::Csv, &mut bytes).unwrap();
            bytes
        };
        // Nobody edited it, so nothing but the positions is told.
        let positions: Vec<String> = (positions > 0)
            .then(|| {
                format!(
                    "{positions} recorded positions are in no graph: put the dataset's positions.csv into the folder"
                )
            })
            .into_iter()
            .collect();
        let forms = [
            (Format::GraphMl, vec![written(GraphFormat::GraphMl)]),
            (Format::Gexf, vec![written(GraphFormat::Gexf)]),
            (Format::NodeLink, vec![written(GraphFormat::NodeLink)]),
            (Format::Edges, vec![table("ties"), table("nodes"), table("claims")]),
        ];
        for (format, files) in forms {
            let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
            let again = read_as(format, &files).unwrap();
            // Tables of nodes and ties do not say how many positions were left out; both datasets have decisions.
            let unsaid = ["this graph holds no recorded positions, nor says how many there were: \
                if the dataset has a positions.csv, put it into the folder"
                .to_owned()];
            let told = if format == Format::Edges { unsaid.as_slice() } else { positions.as_slice() };
            assert_eq!(remarks(format, &files), told, "{name} {}", format.word());
            for ((file, before), (_, after)) in before.iter().zip(tables(&again)) {
                assert!(*before == after, "{name} {} {file}", format.word());
            }
        }
    }
    let scratch = tempfile::tempdir().unwrap();
    answer(scratch.path(), &["export", "-d", "toy-council", "--graph", "a.graphml"]);
    answer(scratch.path(), &["import", "a.graphml", "--as", "graphml", "-o", "again"]);
    let refused = blocs(scratch.path(), &["import", "a.graphml", "a.graphml", "--as", "graphml", "-o", "both"]);
    assert_ne!(refused.status, 0);
}

/// A tie and a node that another program added come in, changed ties are refused, foreign attributes and positions are told.
#[test]
fn an_export_that_was_edited_keeps_or_tells_what_was_added() {
    let loaded = dataset::load(vec![dataset::builtin("toy-council").unwrap()], None).dataset.unwrap();
    let positions = loaded.positions.rows.len();
    let claims = loaded.claims.len();
    let mut bytes = Vec::new();
    export::write_graph(&typed_graph::attributed(&Graph::from(loaded)), GraphFormat::NodeLink, &mut bytes).unwrap();
    let written: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let import = |edit: &dyn Fn(&mut serde_json::Value)| {
        let mut graph = written.clone();
        edit(&mut graph);
        let file = Foreign::new("edited.json", graph.to_string().into_bytes()).unwrap();
        let options = Options { name: "in".into(), ..Options::default() };
        import::import(&[file], Format::NodeLink, &options, &Register::default())
    };
    let told =
        format!("{positions} recorded positions are in no graph: put the dataset's positions.csv into the folder");
    assert_eq!(import(&|_| ()).unwrap().remarks, [told.as_str()]);
    let folder = import(&|graph| {
        graph["nodes"][0]["community"] = 1.into();
        graph["links"][0]["seen"] = "in June".into();
        let tie = serde_json::json!({"source": "ada", "target": "bo", "relation": "aligns_with", "seen": "in May"});
        graph["links"].as_array_mut().unwrap().push(tie);
    })
    .unwrap();
    let of_nodes =
        "attributes of nodes that were added to our export (community), now claims of the source `file-edited`: 1";
    let added = "ties that were added to our export, now claims of the source `file-edited`: 1";
    let of_ties = "attributes of ties that our export does not have, not read: seen (1, in line 1)";
    assert_eq!(folder.remarks, [added, of_nodes, of_ties, told.as_str()]);
    let again = dataset::load(vec![folder], None).dataset.unwrap();
    assert_eq!(again.claims.len(), claims + 2);
    let of_file = |word: &str| {
        let found = |claim: &&blocs::model::Claim| claim.evidence.source == "file-edited" && claim.relation == word;
        again.claims.iter().find(found).unwrap()
    };
    let community = of_file("has_attribute");
    assert_eq!(community.subject, written["nodes"][0]["id"].as_str().unwrap());
    assert_eq!((community.target.value(), community.qualifier("attribute")), (Some("1"), Some("community")));
    let tie = of_file("aligns_with");
    assert_eq!(tie.note, "seen = in May");
    assert_eq!((tie.subject.as_str(), tie.relation.as_str(), tie.target.entity()), ("ada", "aligns_with", Some("bo")));
    let refused = |edit: &dyn Fn(&mut serde_json::Value), words: &str| {
        let faults = import(edit).expect_err(words);
        assert!(faults.iter().any(|fault| fault.message.contains(words) && fault.line > 0), "{words}: {faults:?}");
    };
    refused(&|graph| graph["links"][0]["relation"] = "contests".into(), "whose claim");
    refused(&|graph| graph["links"][0]["target"] = "nobody".into(), "an edge to `nobody`, which is no node");
    refused(
        &|graph| {
            let tie = serde_json::json!({"source": "ada", "target": "bo", "relation": "likes"});
            graph["links"].as_array_mut().unwrap().push(tie);
        },
        "a tie that was added, with `likes` as its relation",
    );
}

/// Of ties and nodes that keep their records: the records are taken, and what no longer is what they say is told.
#[test]
fn attributes_that_were_changed_are_told_one_by_one() {
    let loaded = dataset::load(vec![dataset::builtin("toy-council").unwrap()], None).dataset.unwrap();
    let graph = typed(loaded);
    let mut bytes = Vec::new();
    export::write_graph(&graph, GraphFormat::NodeLink, &mut bytes).unwrap();
    let written: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let attends = written["links"].as_array().unwrap().iter().position(|link| link["relation"] == "attends").unwrap();
    let edited = |edit: &dyn Fn(&mut serde_json::Value)| {
        let mut graph = written.clone();
        edit(&mut graph);
        graph.to_string().into_bytes()
    };
    let changes = [
        ("weight", serde_json::json!(7)),
        ("label", "x".into()),
        ("evidence", serde_json::json!(["nowhere:1"])),
        ("claims", serde_json::json!(["nobody"])),
        ("n_claims", serde_json::json!(99)),
        ("begin", "1999".into()),
        ("end", "1999".into()),
        ("begin_year", serde_json::json!(1500)),
        ("symmetric", true.into()),
        ("certainty", "inferred".into()),
        ("begin", serde_json::Value::Null),
        ("status", serde_json::Value::Null),
        ("relation", serde_json::Value::Null),
    ];
    for (attribute, value) in changes {
        let file = edited(&|graph| graph["links"][attends][attribute] = value.clone());
        let told =
            format!("`{attribute}` of the tie in line 1 is not what the claims behind it say, and was not taken");
        assert!(remarks(Format::NodeLink, &[&file]).contains(&told), "{attribute}: {value}");
    }
    for (attribute, value) in [("class", "idea"), ("label", "x")] {
        let file = edited(&|graph| graph["nodes"][0][attribute] = value.into());
        let told = format!("`{attribute}` of the node in line 1 is not what its name and kind say, and was not taken");
        assert!(remarks(Format::NodeLink, &[&file]).contains(&told), "{attribute}: {value}");
    }
    // Who attends is no meeting: the ends of a tie with a direction do not change places.
    let turned = edited(&|graph| {
        let link = &mut graph["links"][attends];
        (link["source"], link["target"]) = (link["target"].clone(), link["source"].clone());
    });
    let faults = read_as(Format::NodeLink, &[&turned]).unwrap_err();
    assert!(faults[0].message.contains("whose claim"), "{faults:?}");
}

/// Two tables, in either order: what was added to that of the ties is a claim of that file, and its faults are there.
#[test]
fn a_tie_added_to_a_table_is_a_claim_of_that_table() {
    let loaded = dataset::load(vec![dataset::builtin("toy-council").unwrap()], None).dataset.unwrap();
    let tables = export::tables::of(&typed(loaded)).unwrap();
    let table = |word: &str| {
        let mut bytes = Vec::new();
        export::write_table(&tables.iter().find(|(other, _)| *other == word).unwrap().1, TableFormat::Csv, &mut bytes)
            .unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let (nodes, ties) = (table("nodes"), table("ties"));
    let commas = ",".repeat(ties.lines().next().unwrap().matches(',').count() - 3);
    let added = |relation: &str| format!("{ties}99,ada,bo,{relation}{commas}\n").into_bytes();
    let line = ties.lines().count() as u32 + 1;
    for turned in [false, true] {
        let read = |ties: &[u8]| match turned {
            true => read_as(Format::Edges, &[ties, nodes.as_bytes()]),
            false => read_as(Format::Edges, &[nodes.as_bytes(), ties]),
        };
        let file = if turned { "g0" } else { "g1" };
        let again = read(&added("aligns_with")).unwrap();
        let claim = again.claims.iter().find(|claim| claim.evidence.source.starts_with("file-")).unwrap();
        assert_eq!(
            (claim.evidence.source.clone(), claim.evidence.lines.unwrap().first),
            (format!("file-{file}"), line)
        );
        let faults = read(&added("likes")).unwrap_err();
        assert_eq!((faults[0].file.to_string(), faults[0].line), (format!("{file}.edges"), u64::from(line)));
    }
}

fn typed(dataset: Dataset) -> blocs::result::AttributedGraph {
    typed_graph::attributed(&Graph::from(dataset))
}

/// Dates of ties that rest on several claims, and of events; the claims are those of the built-in tables.
#[test]
fn ties_run_from_the_earliest_begin_to_the_latest_end_and_events_end_when_they_begin() {
    let load = |name: &str| {
        let folder = dataset::builtin(name).unwrap();
        let used = dataset::uses(&folder).iter().filter_map(|name| dataset::builtin(name)).collect::<Vec<_>>();
        typed(dataset::load(std::iter::once(folder).chain(used).collect(), None).dataset.unwrap())
    };
    let told = |graph: &blocs::result::AttributedGraph, from: &str, relation: &str, to: &str| -> String {
        let id = |row: usize| graph.nodes.columns[0].cells.at(row).plain();
        let row = (0..graph.ties.len()).find(|row| {
            let (subject, object) = graph.ends[*row];
            id(subject) == from && graph.ties.columns[0].cells.at(*row).plain() == relation && id(object) == to
        });
        let cells: Vec<String> = graph.ties.row(row.unwrap()).skip(2).take(7).map(|cell| cell.plain()).collect();
        cells.join(" ")
    };
    let memberships = load("memberships");
    assert_eq!(told(&memberships, "syria", "has_seat_in", "un"), "1945-10-24 .. 1945 1945   no");
    let council = load("toy-council");
    assert_eq!(told(&council, "ada", "attends", "council-1"), "2001-03-01 2001-03-01 2001 2001 2001 2001 no");
    let mut gexf = Vec::new();
    export::write_graph(&council, GraphFormat::Gexf, &mut gexf).unwrap();
    assert!(String::from_utf8(gexf).unwrap().contains(" start=\"2001-03-01\" end=\"2001-03-01\""));
}

/// An undirected graph stays one on its way out, and comes back with the relations that its import made.
#[test]
fn what_import_made_comes_back_from_its_export() {
    let lists = |ties: import::Direction| {
        let file = Foreign::new("l.csv", b"source,target,weight\na,b,2\nb,c,3\n".to_vec()).unwrap();
        let options = Options { name: "in".into(), ties: Some(ties), ..Options::default() };
        let folder = import::import(&[file], Format::Edges, &options, &Register::default()).unwrap();
        dataset::load(vec![folder], None).dataset.unwrap()
    };
    for (ties, directed, relation) in
        [(import::Direction::Undirected, false, "edge"), (import::Direction::Directed, true, "arc")]
    {
        let graph = typed(lists(ties));
        assert_eq!(graph.directed, directed);
        let mut bytes = Vec::new();
        export::write_graph(&graph, GraphFormat::GraphMl, &mut bytes).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(if directed { "edgedefault=\"directed\"" } else { "edgedefault=\"undirected\"" }));
        let file = Foreign::new("l.graphml", bytes).unwrap();
        let options = Options { name: "in".into(), ..Options::default() };
        let folder = import::import(&[file], Format::GraphMl, &options, &Register::default()).unwrap();
        assert_eq!(folder.remarks, Vec::<String>::new());
        let again = dataset::load(vec![folder], None).dataset.unwrap();
        assert_eq!(claims(&again), claims(&lists(ties)));
        let symmetric = |dataset: &Dataset| dataset.schema.relation(relation).map(|relation| relation.symmetric);
        assert_eq!(symmetric(&again), Some(!directed));
    }
}

/// Weights, signs and other attributes of a graph that came in go out again in every format with room for them.
#[test]
fn attributes_that_came_in_go_out() {
    let text = r#"<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/>
<key id="s" for="edge" attr.name="sign" attr.type="int"/><key id="k" for="edge" attr.name="key" attr.type="string"/>
<key id="c" for="node" attr.name="colour" attr.type="string"/><key id="y" for="node" attr.name="year" attr.type="int"/>
<graph edgedefault="undirected"><node id="a"><data key="c">red</data><data key="y">1999</data></node><node id="b"/>
<edge source="a" target="b"><data key="w">31</data><data key="s">-1</data><data key="k">x</data></edge>
<edge source="b" target="b"><data key="w">0.5</data><data key="s">1</data></edge></graph></graphml>"#;
    let before = read_as(Format::GraphMl, &[text.as_bytes()]).unwrap();
    let graph = typed(before.clone());
    let write = |format: GraphFormat| {
        let mut bytes = Vec::new();
        export::write_graph(&graph, format, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert!(write(GraphFormat::Gexf).contains(r#"source="a" target="b" weight="31""#));
    let pajek = write(GraphFormat::Pajek);
    assert!(pajek.contains("1 2 -31 l") && pajek.contains("2 2 0.5 l"), "{pajek}");
    for (format, write) in [
        (Format::GraphMl, GraphFormat::GraphMl),
        (Format::Gexf, GraphFormat::Gexf),
        (Format::NodeLink, GraphFormat::NodeLink),
    ] {
        let mut bytes = Vec::new();
        export::write_graph(&graph, write, &mut bytes).unwrap();
        let again = read_as(format, &[&bytes]).unwrap();
        assert_eq!(claims(&again), claims(&before), "{}", format.word());
        assert_eq!(remarks(format, &[&bytes]), Vec::<String>::new(), "{}", format.word());
    }
    let json: serde_json::Value = serde_json::from_str(&write(GraphFormat::NodeLink)).unwrap();
    let of = |list: &str, at: usize, name: &str| json[list][at][name].clone();
    assert_eq!((of("nodes", 0, "colour"), of("nodes", 0, "year")), ("red".into(), 1999.into()));
    assert_eq!(
        (of("links", 0, "weight"), of("links", 0, "sign"), of("links", 0, "own_key")),
        (31.0.into(), (-1).into(), "x".into())
    );
}

/// Names that are ours, or look like ours; every name a column, and nothing added or told.
#[test]
fn attributes_named_like_columns_come_back_under_their_names() {
    let names = r#"{"directed":true,"nodes":[{"id":"a","name":"Alpha","label":"The A","own_id":"x","kind":"k1","own_kind":"k2"},
{"id":"b","name":"Beta","label":"The B"}],"links":[{"source":"a","target":"b","tie":"t1","own_tie":"t2","own_own_tie":"t3",
"label":"trade","own_status":"s"}]}"#;
    let infinite = r#"<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/><graph edgedefault="directed">
<node id="a"/><node id="b"/><edge source="a" target="b"><data key="w">NaN</data></edge>
<edge source="b" target="a"><data key="w">INF</data></edge></graph></graphml>"#;
    let pajek = "*Vertices 2\n1 \"A\"\n2 \"B\"\n*Arcs\n1 2 1.5 l \"trade\"\n";
    for (form, text) in [(Format::NodeLink, names), (Format::GraphMl, infinite), (Format::Pajek, pajek)] {
        let before = read_as(form, &[text.as_bytes()]).unwrap();
        let graph = typed(before.clone());
        for table in [&graph.nodes, &graph.ties] {
            let columns: std::collections::BTreeSet<&str> =
                table.columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!(columns.len(), table.columns.len(), "{columns:?}");
        }
        let written = |format: GraphFormat| {
            let mut bytes = Vec::new();
            export::write_graph(&graph, format, &mut bytes).unwrap();
            vec![bytes]
        };
        let table = |(_, table): &(&str, blocs::result::Table)| {
            let mut bytes = Vec::new();
            export::write_table(table, TableFormat::Csv, &mut bytes).unwrap();
            bytes
        };
        for (format, files) in [
            (Format::GraphMl, written(GraphFormat::GraphMl)),
            (Format::Gexf, written(GraphFormat::Gexf)),
            (Format::NodeLink, written(GraphFormat::NodeLink)),
            (Format::Edges, export::tables::of(&graph).unwrap().iter().map(table).collect()),
        ] {
            let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
            let of = format!("{} as {}", form.word(), format.word());
            let again = read_as(format, &files).unwrap_or_else(|faults| panic!("{of}: {faults:?}"));
            assert_eq!(claims(&again), claims(&before), "{of}");
            assert_eq!(remarks(format, &files), Vec::<String>::new(), "{of}");
        }
    }
}

/// An attribute that is called `own_key` has the column of that name, whatever stands before it in the alphabet.
#[test]
fn a_column_is_given_away_to_no_other_attribute() {
    let text = r#"<graphml><key id="k" for="edge" attr.name="key" attr.type="string"/>
<key id="o" for="edge" attr.name="own_key" attr.type="string"/><graph edgedefault="directed"><node id="a"/><node id="b"/>
<edge source="a" target="b"><data key="k">short</data><data key="o">long</data></edge></graph></graphml>"#;
    let ties = typed(read_as(Format::GraphMl, &[text.as_bytes()]).unwrap()).ties;
    let of = |name: &str| ties.named(name).map(|column| column.cells.at(0).plain());
    assert_eq!((of("own_key").as_deref(), of("own_own_key").as_deref()), (Some("long"), Some("short")));
}

/// Two ties of one pair weigh their sum to the last digit: 1,000,000,001 + 1.
#[test]
fn whole_weights_add_up_whole() {
    let list = b"source,target,weight\na,b,1000000001\na,b,1\n";
    let graph = typed(read_as(Format::Edges, &[list]).unwrap());
    let weight = graph.ties.named("weight").unwrap();
    assert_eq!(weight.cells.iter().map(|cell| cell.plain()).collect::<Vec<_>>(), ["1000000002"]);
}

/// The dataset's own schema comes back; without it a relation whose claims have both object and value is a stance, and what
/// begins and does not last an event.
#[test]
fn a_schema_of_its_own_comes_back_and_from_a_part_in_its_shape() {
    let relation = |id: &str, parent: &str, time: &str, value: serde_json::Value, role: serde_json::Value| {
        serde_json::json!({
            "id": id, "parent": parent, "subject": ["actor"], "object": [], "value": value, "time": time, "actor": "subject",
            "qualifiers": [{"key": "grade", "type": "text"}, {"key": "mode", "type": "text"}], "roles": [role], "label": id, "label_ja": id, "note": "",
        })
    };
    let likes = relation("likes", "takes_position", "state", "text".into(), serde_json::json!({"role": "stance"}));
    let role = serde_json::json!({"role": "affiliation", "mode": "attended"});
    let dines = relation("dines_at", "attends", "event", serde_json::Value::Null, role);
    let mut folder = dataset::builtin("toy-council").unwrap();
    for file in folder.files.iter_mut().filter(|file| file.name == "claims.csv") {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        file.bytes = text.replace(",takes_position,", ",likes,").replace(",attends,", ",dines_at,").into_bytes();
    }
    let schema = serde_json::json!({"kinds": [], "relations": [likes, dines]}).to_string();
    folder.files.push(dataset::File { name: "schema.json".into(), bytes: schema.into_bytes() });
    let loaded = dataset::load(vec![folder], None);
    let before = loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let graph = typed(before.clone());
    let mut bytes = Vec::new();
    export::write_graph(&graph, GraphFormat::NodeLink, &mut bytes).unwrap();
    let tables = |dataset: &Dataset| -> Vec<(String, String)> {
        let files = dataset::write(dataset).into_iter().filter(|file| file.name != "positions.csv");
        files.map(|file| (file.name, String::from_utf8(file.bytes).unwrap())).collect()
    };
    let whole = read_as(Format::NodeLink, &[&bytes]).unwrap();
    assert_eq!(tables(&before), tables(&whole));
    assert_eq!(tables(&before).last().unwrap().0, "schema.json");
    // A part without the first node no longer says it: what ties and nodes show of it is left.
    let mut part: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let first = part["nodes"][0].as_object_mut().unwrap();
    let records: serde_json::Value = serde_json::from_str(first["node_records"].as_str().unwrap()).unwrap();
    let mut records = records.as_object().unwrap().clone();
    records.remove("schema").unwrap();
    first.insert("node_records".into(), serde_json::Value::Object(records).to_string().into());
    let again = read_as(Format::NodeLink, &[part.to_string().as_bytes()]).unwrap();
    let told = |dataset: &Dataset| -> Vec<String> {
        let claims = dataset.claims.iter();
        claims.map(|claim| format!("{} {} {} {:?}", claim.id, claim.subject, claim.relation, claim.target)).collect()
    };
    assert_eq!(told(&before), told(&again));
    assert!(again.schema.relation("likes").unwrap().is_stance());
    assert_eq!(again.schema.relation("dines_at").unwrap().time, blocs::model::TimeKind::Event);
    assert_eq!(again.schema.relation("dines_at").unwrap().parent.as_deref(), Some("tied_to"));
}

/// What a network of Pajek carries: the vertices, and the weight and the relation of each line.
#[test]
fn a_pajek_export_comes_back_as_its_ties() {
    let scratch = tempfile::tempdir().unwrap();
    answer(scratch.path(), &["export", "--graph", "a.net", "--graph", "a.csv"]);
    let groups = std::fs::read_to_string(scratch.path().join("a.clu")).unwrap();
    assert!(groups.contains("% class 1: act\n"), "{groups}");
    answer(scratch.path(), &["import", "a.net", "--as", "net", "-o", "again"]);
    let rows = |file: &str, columns: &[&str]| -> Vec<String> {
        let mut reader = csv::Reader::from_path(scratch.path().join(file)).unwrap();
        let names = reader.headers().unwrap().clone();
        let at = |name: &str| names.iter().position(|other| other == name).unwrap();
        let columns: Vec<usize> = columns.iter().map(|name| at(name)).collect();
        let row = |record: csv::StringRecord| columns.iter().map(|at| record[*at].to_owned()).collect::<Vec<_>>();
        let mut rows: Vec<String> = reader.records().map(|record| row(record.unwrap()).join(" ")).collect();
        rows.sort();
        rows
    };
    let ties = rows("a.ties.csv", &["source", "relation", "target", "n_claims"]);
    let ties: Vec<String> = ties
        .iter()
        .map(|tie| {
            let [from, relation, to, claims] = tie.split(' ').collect::<Vec<_>>()[..] else { panic!("{tie}") };
            format!("{from} {to} weight={claims}; label={relation}")
        })
        .collect();
    let mut again = rows("again/claims.csv", &["subject", "object", "qualifiers"]);
    again.sort();
    let mut ties = ties;
    ties.sort();
    assert!(!ties.is_empty());
    assert_eq!(again, ties);
}
