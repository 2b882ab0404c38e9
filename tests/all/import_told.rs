//! What an import tells: every fault at once and of the file that was given, what came, and what a graph cannot bring.

use std::fs;
use std::path::Path;

use blocs::dataset;
use blocs::import::{self, Foreign, Format, Options, Register};
use blocs::model::Diagnostic;

use crate::common::{answer, blocs};

fn faults(format: Format, name: &str, text: &str) -> Vec<Diagnostic> {
    let file = Foreign::new(name, text.as_bytes().to_vec()).unwrap();
    let options = Options { name: "in".into(), ..Options::default() };
    import::import(&[file], format, &options, &Register::default()).expect_err(text)
}

/// Line, column and message of each.
fn told(format: Format, text: &str) -> Vec<(u64, u64, String)> {
    faults(format, "g", text).into_iter().map(|fault| (fault.line, fault.column, fault.message)).collect()
}

fn import(at: &Path, file: &str, format: &str) -> (i32, String, String) {
    let ran = blocs(at, &["import", file, "--as", format, "-o", "out"]);
    (ran.status, ran.out, ran.err)
}

#[test]
fn after_a_fault_of_the_reader_the_rest_is_told_too() {
    let json = r#"{"nodes":[{"id":"a"},{"id":"a"},{}],"links":[{"source":"a","target":"zz"},{"source":"a"}]}"#;
    let expected = [
        (1, 22, "node `a` makes the id `a` again; before in line 1"),
        (1, 33, "a node without id"),
        (1, 46, "an edge to `zz`, which is no node"),
        (1, 75, "an edge without target"),
    ];
    assert_eq!(told(Format::NodeLink, json), expected.map(|(line, column, told)| (line, column, told.to_owned())));
    let gexf = "<gexf><graph><nodes>\n<node id=\"a\"/>\n<node id=\"a\"/>\n</nodes><edges>\n\
                <edge source=\"a\" target=\"a\" weight=\"much\"/>\n<edge source=\"a\" target=\"b\"/>\n</edges></graph></gexf>";
    let lines: Vec<u64> = told(Format::Gexf, gexf).into_iter().map(|fault| fault.0).collect();
    assert_eq!(lines, [3, 5, 6]);
}

#[test]
fn a_node_called_as_the_file_is_told_so() {
    let found = faults(Format::NodeLink, "b.json", r#"{"nodes":[{"id":"file-b"}],"links":[]}"#);
    assert_eq!(found[0].message, "node `file-b` makes the id `file-b` again; it is that of the file itself");
    assert_eq!(found[0].hint, "rename the file");
}

/// A value is kept as it is written, whatever is in it.
#[test]
fn a_value_of_any_depth_is_kept() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let text = format!(r#"{{"nodes":[{{"id":"a","deep":{deep}}}],"links":[]}}"#);
    let file = Foreign::new("g.json", text.into_bytes()).unwrap();
    let options = Options { name: "in".into(), ..Options::default() };
    let folder = import::import(&[file], Format::NodeLink, &options, &Register::default()).unwrap();
    let dataset = dataset::load(vec![folder], None).dataset.unwrap();
    assert_eq!(dataset.claims[0].target, blocs::model::Target::Value(deep));
}

#[test]
fn what_the_door_refuses_is_told_of_the_file() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    // A datum of more than a cell may hold, in line 4.
    let long = "x".repeat((1 << 20) + 1);
    let graph = format!(
        "<graphml><key id=\"k\" for=\"node\" attr.name=\"k\" attr.type=\"string\"/>\n<graph edgedefault=\"directed\">\n\
         <node id=\"a\"/>\n<node id=\"b\"><data key=\"k\">{long}</data></node>\n</graph></graphml>"
    );
    fs::write(at.join("g.graphml"), graph).unwrap();
    let (status, _, told) = import(at, "g.graphml", "graphml");
    assert_eq!(status, 1);
    assert!(told.contains("g.graphml:4") && !told.contains("claims.csv:"), "{told}");
    assert!(!told.contains("is a quote left open?"), "{told}");
    // Ties of our own without their nodes: one sentence.
    answer(at, &["-q", "export", "-d", "toy-council", "--graph", "c.csv"]);
    let (status, _, told) = import(at, "c.ties.csv", "edges");
    assert_eq!(status, 1);
    assert!(told.contains("1 fault,") && told.contains("give its table of nodes too"), "{told}");
    assert!(!at.join("out").exists());
    let both = ["import", "c.nodes.csv", "c.ties.csv", "--as", "edges", "-o", "out"];
    assert!(answer(at, &both).contains("6 decisions"));
}

#[test]
fn what_came_and_what_did_not_is_said_and_stays_said() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::write(at.join("g.json"), r#"{"nodes":[{"id":"a"},{"id":"b"}],"links":[]}"#).unwrap();
    // Two nodes and the file itself.
    assert_eq!(import(at, "g.json", "node-link"), (0, "out: 3 entities\n".to_owned(), String::new()));
    for (file, format) in [("c.graphml", "graphml"), ("c.gexf", "gexf"), ("c.json", "node-link")] {
        answer(at, &["-q", "export", "-d", "un-ict-votes", "--graph", file]);
        let (status, out, told) = import(at, file, format);
        assert!(status == 0 && out.contains(" decisions") && !out.contains(" positions"), "{out}{told}");
        let left = dataset::load(["un-ict-votes", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec(), None);
        let count = left.dataset.unwrap().positions.rows.len();
        assert!(told.contains(&format!("note: {count} recorded positions are in no graph")), "{format}: {told}");
        // The dataset says what it is, to whoever opens it later.
        let package = fs::read_to_string(at.join("out/datapackage.json")).unwrap();
        let title = format!(
            "\"Imported from {file}, a typed graph of states, un-ict-votes, without its {count} recorded positions\""
        );
        assert!(package.contains(&title), "{package}");
    }
}
