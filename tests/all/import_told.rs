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

/// In a graph that somebody edited: what was added comes in, with its dates; what cannot be taken is told.
#[test]
fn what_was_edited_in_a_graph_of_ours_is_kept_or_told() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    answer(at, &["-q", "export", "-d", "toy-council", "--graph", "c.json"]);
    for round in ["file-c", "file-c-again"] {
        let mut graph: serde_json::Value = serde_json::from_slice(&fs::read(at.join("c.json")).unwrap()).unwrap();
        let ties = graph["links"].as_array_mut().unwrap();
        let edited = ties.iter_mut().find(|tie| tie["begin"] == "2001-03-01").unwrap();
        edited["begin"] = "1900".into();
        let tie = serde_json::json!({
            "source": "ada", "target": "bo", "relation": "aligns_with", "begin": "2012", "certainty": "inferred"
        });
        ties.push(tie);
        fs::write(at.join("c.json"), graph.to_string()).unwrap();
        let (status, _, told) = import(at, "c.json", "node-link");
        assert_eq!(status, 0, "{told}");
        assert!(told.contains("`begin` of the tie in line "), "{told}");
        assert!(told.contains(&format!("claims of the source `{round}`")), "{told}");
        let claims = fs::read_to_string(at.join("out/claims.csv")).unwrap();
        let added = claims.lines().find(|line| line.starts_with(&format!("{round}:"))).unwrap();
        assert!(added.contains(",ada,aligns_with,bo,,2012,") && added.contains(",inferred,"), "{added}");
        assert!(!claims.contains("1900"), "{claims}");
        assert_eq!(blocs(at, &["-q", "check", "out"]).status, 0);
        // What nobody edited is told of no edit.
        answer(at, &["-q", "export", "-d", "out", "--graph", "c.json"]);
        let (status, _, told) = import(at, "c.json", "node-link");
        assert!(status == 0 && !told.contains("not what the claims"), "{told}");
    }
    for name in ["cyber-norms", "memberships", "wcit-12"] {
        for (file, format) in [("d.gexf", "gexf"), ("d.graphml", "graphml")] {
            answer(at, &["-q", "export", "-d", name, "--graph", file]);
            let (status, _, told) = import(at, file, format);
            assert!(status == 0 && !told.contains("not what the claims"), "{name} {format}: {told}");
        }
    }
}

/// One of a thing is one; a table with columns of its own is pointed to the command that takes them, once.
#[test]
fn one_decision_is_one_and_columns_of_their_own_have_a_way_in() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::write(at.join("l.csv"), "decision,actor,position\nv1,a,yes\nv1,b,no\n").unwrap();
    let (status, out, _) = import(at, "l.csv", "long");
    assert_eq!((status, out.contains("1 decision, 2 positions")), (0, true), "{out}");
    fs::write(at.join("v.csv"), "rcid,country,vote\nv1,a,yes\n").unwrap();
    let ran = blocs(at, &["align", "agreement", "-d", "v.csv"]);
    let hint = "blocs import --as long --columns decision=COLUMN,actor=COLUMN,position=COLUMN --output DIR v.csv";
    assert_eq!((ran.status, ran.err.matches(hint).count()), (1, 1), "{}", ran.err);
    let columns = "decision=rcid,actor=country,position=vote";
    answer(at, &["import", "v.csv", "--as", "long", "--columns", columns, "--output", "v"]);
}

/// What is left out is said once, whether the list of losses is printed or not, and only where there is any.
#[test]
fn an_export_says_once_what_it_leaves_out() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    for arguments in
        [["export", "-d", "toy-council", "--graph", "a.json"].as_slice(), &["export", "-d", "toy-council", "--loss"]]
    {
        let out = answer(at, arguments);
        let notes: Vec<&str> = out.lines().filter(|line| line.contains("Left out: ")).collect();
        assert_eq!((notes.len(), out.contains("Left out: 0"), out.contains("):\n")), (1, false, false), "{out}");
    }
    // Of the built-in record some relations have no direction, and others have one.
    for arguments in [["export", "--graph", "c.json"].as_slice(), &["export", "--graph", "c.json", "--loss"]] {
        let out = answer(at, arguments);
        let told = out.lines().filter(|line| line.contains("Written as directed: ")).count();
        assert_eq!((told, out.contains("Left out")), (1, false), "{out}");
    }
    let none = answer(at, &["export", "-d", "states", "--graph", "s.json"]);
    assert!(!none.contains("Left out") && !none.contains("Written as directed"), "{none}");
}
