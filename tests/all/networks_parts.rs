//! Graphs that are odd but sound: parts of our exports, tables of one column, half characters, bytes changed by lot.

use std::fs;

use blocs::dataset;
use blocs::export::{self, GraphFormat};
use blocs::graph::Graph;
use blocs::import::{self, Foreign, Format, Options, Register};
use blocs::record::typed_graph;

use crate::common::{Lots, answer, blocs, load};
use crate::networks::{claims, read_as};

fn written(name: &str, format: GraphFormat) -> Vec<u8> {
    let graph = Graph::from(load(crate::common::built_in(name)).dataset.unwrap());
    let mut bytes = Vec::new();
    export::write_graph(&typed_graph::attributed(&graph), format, &mut bytes).unwrap();
    bytes
}

/// What a notebook does most: some nodes, and the ties between them. The documents that say so are not among them.
#[test]
fn a_part_of_an_export_comes_back() {
    let mut graph: serde_json::Value = serde_json::from_slice(&written("cyber-norms", GraphFormat::NodeLink)).unwrap();
    let nodes = graph["nodes"].as_array_mut().unwrap();
    // Whose seat another has is a qualifier of its claim.
    nodes.retain(|node| (node["class"] == "actor" || node["class"] == "arena") && node["id"] != "serbia");
    let kept: std::collections::BTreeSet<String> =
        nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect();
    let is_kept = |id: &serde_json::Value| kept.contains(id.as_str().unwrap());
    graph["links"].as_array_mut().unwrap().retain(|link| is_kept(&link["source"]) && is_kept(&link["target"]));
    let ties = graph["links"].as_array().unwrap().len();
    let file = Foreign::new("part.json", graph.to_string().into_bytes()).unwrap();
    let options = Options { name: "in".into(), ..Options::default() };
    let folder = import::import(&[file], Format::NodeLink, &options, &Register::default()).unwrap();
    assert!(folder.remarks[0].starts_with("sources of claims that are no nodes of this graph"), "{:?}", folder.remarks);
    assert!(
        folder.remarks.iter().any(|remark| remark.starts_with("cells and qualifiers emptied")),
        "{:?}",
        folder.remarks
    );
    let loaded = dataset::load(vec![folder], None);
    let faults: Vec<String> = loaded.diagnostics.iter().take(3).map(|found| found.message.clone()).collect();
    let Some(part) = loaded.dataset else { panic!("{faults:?}") };
    assert_eq!(Graph::from(part).edge_count(), ties);
}

#[test]
fn entities_alone_are_known_as_ours() {
    let mut graph: serde_json::Value = serde_json::from_slice(&written("toy-council", GraphFormat::NodeLink)).unwrap();
    graph["links"] = serde_json::json!([]);
    for node in graph["nodes"].as_array_mut().unwrap() {
        node.as_object_mut().unwrap().remove("node_records");
    }
    let alone = read_as(Format::NodeLink, &[graph.to_string().as_bytes()]).unwrap();
    assert_eq!((alone.claims.len(), alone.sources.len()), (0, 0));
    assert!(alone.entity("ada").is_some_and(|ada| ada.kind == "state"), "{:?}", alone.entity("ada"));
    // A network of Pajek says in a comment whose it is, and has no kinds: it is that of its ties.
    let pajek = written("toy-council", GraphFormat::Pajek);
    assert!(read_as(Format::Pajek, &[&pajek]).is_ok());
}

#[test]
fn a_table_of_ids_alone_is_a_table_of_nodes() {
    let both = read_as(Format::Edges, &[b"source,target\na,b\n", b"id\na\nb\nc\n"]).unwrap();
    assert_eq!((claims(&both), both.entity("c").is_some()), (vec!["a arc b [] 2".to_owned()], true));
}

#[test]
fn half_a_character_is_a_fault_at_its_place() {
    let text = "{\"nodes\":[{\"id\":\"a\"},\n{\"id\":\"b\\ud83d\"}],\"links\":[]}";
    let faults = read_as(Format::NodeLink, &[text.as_bytes()]).unwrap_err();
    assert_eq!((faults[0].line, faults[0].column), (2, 7));
    assert!(faults[0].message.contains("half of a pair"), "{}", faults[0].message);
}

#[test]
fn an_import_replaces_only_what_an_import_wrote() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::write(at.join("l.csv"), "decision,actor,position\nv1,a,yes\n").unwrap();
    let arguments = ["import", "l.csv", "--as", "long", "-o", "o"];
    answer(at, &arguments);
    answer(at, &arguments);
    for (name, told) in [("notes.txt", "holds notes.txt, which no import wrote"), ("entities.csv", "was changed since")]
    {
        let before = fs::read(at.join("o").join(name)).ok();
        fs::write(at.join("o").join(name), "mine\n").unwrap();
        let ran = blocs(at, &arguments);
        assert!(ran.status == 2 && ran.err.contains(told), "{}", ran.err);
        assert_eq!(fs::read_to_string(at.join("o").join(name)).unwrap(), "mine\n");
        match before {
            Some(bytes) => fs::write(at.join("o").join(name), bytes).unwrap(),
            None => fs::remove_file(at.join("o").join(name)).unwrap(),
        }
    }
    answer(at, &arguments);
}

#[test]
fn options_that_a_form_does_not_read_are_refused() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::write(at.join("l.csv"), "decision,actor,position\nv1,a,yes\n").unwrap();
    for option in [["--relation", "member_of"], ["--skip", "zzz"], ["--ties", "undirected"], ["--columns", "source=zz"]]
    {
        let ran = blocs(at, &[&["import", "l.csv", "--as", "long", "-o", "o"], &option[..]].concat());
        assert!(ran.status == 2 && ran.err.contains("is not read by --as long"), "{option:?}: {}", ran.err);
    }
    // What the form reads and the file has not.
    fs::write(at.join("w.csv"), "who,v1,v2\na,yes,no\n").unwrap();
    let ran = blocs(at, &["import", "w.csv", "--as", "wide", "--skip", "v3", "-o", "o"]);
    assert!(ran.status == 1 && ran.err.contains("column `v3` is missing"), "{}", ran.err);
    fs::write(at.join("c.json"), written("toy-council", GraphFormat::NodeLink)).unwrap();
    let ran = blocs(at, &["import", "c.json", "--as", "json", "--kind", "state", "--relation", "member_of", "-o", "o"]);
    for what in ["kind", "relation"] {
        assert!(
            ran.status == 0 && ran.err.contains(&format!("the {what} that was asked for is not read")),
            "{}",
            ran.err
        );
    }
}

/// Whatever is done to a file, it is read or refused at a place, and what is read the door takes or refuses.
#[test]
fn changed_graphs_never_panic() {
    let council = |format| vec![written("toy-council", format)];
    let tables = {
        let graph = Graph::from(load(crate::common::built_in("toy-council")).dataset.unwrap());
        let tables = export::tables::of(&typed_graph::attributed(&graph)).unwrap();
        let bytes = |table: &blocs::result::Table| {
            let mut bytes = Vec::new();
            export::write_table(table, export::TableFormat::Csv, &mut bytes).unwrap();
            bytes
        };
        tables.iter().map(|(_, table)| bytes(table)).collect::<Vec<_>>()
    };
    let forms = [
        (Format::GraphMl, council(GraphFormat::GraphMl)),
        (Format::Gexf, council(GraphFormat::Gexf)),
        (Format::NodeLink, council(GraphFormat::NodeLink)),
        (Format::Pajek, council(GraphFormat::Pajek)),
        (Format::Edges, tables),
        (Format::Edges, vec![b"source,target,weight,begin\na,b,1,2001\nb,c,2,2002/2003\n".to_vec()]),
        (Format::TwoMode, vec![b"actor,forum,begin\na,f,2001\nb,g,2002\n".to_vec()]),
        (Format::Wide, vec![b"who,v1,v2\na,yes,no\nb,no,NA\n".to_vec()]),
        (Format::Long, vec![b"decision,actor,position,date\nv1,a,yes,2001\nv1,b,no,2002\n".to_vec()]),
    ];
    let (mut read, mut refused) = (0, 0);
    for (format, files) in forms {
        for case in 0..40 {
            let mut lots = Lots(case);
            let mut files = files.clone();
            let at = lots.below(files.len());
            for _ in 0..=lots.below(3) {
                crate::fuzz::mutate(&mut files[at], &mut lots);
            }
            let file = |(at, bytes)| Foreign { name: format!("g{at}"), bytes };
            let files: Vec<Foreign> = files.into_iter().enumerate().map(file).collect();
            let options = Options { name: "in".into(), ..Options::default() };
            match import::import(&files, format, &options, &Register::default()) {
                Err(faults) => {
                    refused += 1;
                    assert!(!faults.is_empty(), "{} {case}", format.word());
                }
                Ok(folder) => {
                    read += 1;
                    let loaded = dataset::load(vec![folder], None);
                    assert!(loaded.dataset.is_some() || !loaded.diagnostics.is_empty(), "{} {case}", format.word());
                }
            }
        }
    }
    assert!(read > 30 && refused > 30, "{read} read, {refused} refused");
}

/// Gephi's time line is drawn by `start` and `end`: moved there, a tie is told of; drawn there, it has these days.
#[test]
fn what_was_moved_or_drawn_on_the_time_line_is_told_or_taken() {
    let text = String::from_utf8(written("toy-council", GraphFormat::Gexf)).unwrap();
    let import = |text: &str| {
        let options = Options { name: "in".into(), ..Options::default() };
        let file = Foreign::new("c.gexf", text.as_bytes().to_vec()).unwrap();
        import::import(&[file], Format::Gexf, &options, &Register::default()).unwrap()
    };
    let with_hours = text.replace(" start=\"2001-03-01\"", " start=\"2001-03-01T00:00:00\"");
    let (nodes, ties) = text.split_once("</nodes>").unwrap();
    let moved = format!("{nodes}</nodes>{}", ties.replace(" start=\"2001-03-01\"", " start=\"1901-03-01\""));
    let moves = ties.matches(" start=\"2001-03-01\"").count();
    assert!(moves > 1);
    let told = |text: &str| import(text).remarks.into_iter().find(|remark| remark.contains("`start` of "));
    assert_eq!((told(&text), told(&with_hours)), (None, None));
    assert!(told(&moved).unwrap().starts_with(&format!("`start` of {moves} ties, first in line ")));
    let moved = nodes.replace(" start=\"2001-03-01\"", " start=\"1901-03-01\"");
    assert_ne!(moved, nodes);
    assert!(told(&format!("{moved}</nodes>{ties}")).unwrap().starts_with("`start` of the node in line "));
    let tie = |relation: &str, number: usize| {
        let relation = format!("<attvalues><attvalue for=\"0\" value=\"{relation}\"/></attvalues>");
        format!(
            "<edge id=\"n{number}\" source=\"ada\" target=\"{}\" start=\"2012-01-02\" end=\"2013-03-04\">{relation}</edge>\n",
            if number == 0 { "bo" } else { "council-1" }
        )
    };
    let added = text.replace("</edges>", &format!("{}{}</edges>", tie("aligns_with", 0), tie("attends", 1)));
    let loaded = load(vec![import(&added)]);
    let again = loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let days: Vec<String> = again
        .claims
        .iter()
        .filter(|claim| claim.evidence.source == "file-c")
        .map(|claim| {
            let day = |date: &Option<blocs::model::Date>| date.as_ref().map_or("", |date| date.text()).to_owned();
            format!("{} {} {} {}", claim.relation, day(&claim.begin), day(&claim.end), claim.note)
        })
        .collect();
    assert_eq!(days, ["aligns_with 2012-01-02 2013-03-04 ", "attends 2012-01-02  end = 2013-03-04"]);
}
