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
        (1, 22, "node `a` again; before in line 1"),
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
    assert_eq!(found[0].message, "node `file-b` again; it is that of the file itself");
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
        let told = out.lines().filter(|line| line.contains("no direction, which `symmetric` tells")).count();
        // The one format that is written is named by nobody else.
        assert!(!out.contains("GEXF"), "{out}");
        assert_eq!((told, out.contains("Left out")), (1, false), "{out}");
    }
    let none = answer(at, &["export", "-d", "states", "--graph", "s.json"]);
    assert!(!none.contains("Left out") && !none.contains("no direction"), "{none}");
}

/// `begin`, `end` and `date` are what the house's own tables call them: they are the days of claims and decisions.
#[test]
fn columns_that_say_when_are_dates() {
    let read = |format: Format, text: &str| {
        let file = Foreign::new("t.csv", text.as_bytes().to_vec()).unwrap();
        let options = Options { name: "in".into(), ..Options::default() };
        let folder = import::import(&[file], format, &options, &Register::default()).unwrap();
        let told = (folder.remarks.clone(), folder.files.clone());
        (dataset::load(vec![folder], None).dataset.unwrap(), told)
    };
    for (format, header) in [(Format::TwoMode, "actor,arena"), (Format::Edges, "source,target")] {
        let (found, (remarks, _)) = read(format, &format!("{header},begin,end\na,f,1950,1960\nb,f,1955-02,soon\n"));
        let date = |date: &Option<blocs::model::Date>| date.as_ref().map_or("", |date| date.text()).to_owned();
        let days: Vec<String> =
            found.claims.iter().map(|claim| format!("{} {}", date(&claim.begin), date(&claim.end))).collect();
        assert_eq!(days, ["1950 1960", "1955-02 "]);
        assert!(remarks.len() == 1 && remarks[0].ends_with("): 1"), "{remarks:?}");
        let kept = |claim: &blocs::model::Claim| claim.note.contains("soon") || claim.qualifier("end") == Some("soon");
        assert!(kept(&found.claims[1]));
    }
    // An event has one day, also called `date`; of what lasts a day alone is in a note, and told.
    let options = |relation: &str| Options { name: "in".into(), relation: relation.to_owned(), ..Options::default() };
    for (format, header) in [(Format::TwoMode, "actor,arena"), (Format::Edges, "source,target")] {
        for (relation, begin, told) in [("attends", Some("2001-02-03"), 0), ("member_of", None, 1)] {
            let files = [
                Foreign::new("t.csv", format!("{header},date\na,f,2001-02-03\n").into_bytes()).unwrap(),
                Foreign::new("n.csv", b"id,kind\na,state\nf,forum\n".to_vec()).unwrap(),
            ];
            let files = if format == Format::Edges { &files[..] } else { &files[..1] };
            let folder = import::import(files, format, &options(relation), &Register::default()).unwrap();
            assert_eq!(folder.remarks.len(), told, "{:?}", folder.remarks);
            let loaded = dataset::load(vec![folder], None);
            let found = loaded.dataset.unwrap_or_else(|| panic!("{relation}: {:?}", loaded.diagnostics));
            assert_eq!(found.claims[0].begin.as_ref().map(|date| date.text()), begin, "{relation}");
            assert_eq!(found.claims[0].note.is_empty(), begin.is_some());
        }
    }
    // One day for all rows is that of the decision; signatures have each their own.
    let long =
        "decision,actor,position,date\nv1,a,yes,2001-02\nv1,b,no,2001-02\nv2,a,yes,2001\nv2,b,no,2002\nv2,c,no,soon\n";
    let (found, (remarks, files)) = read(Format::Long, long);
    let date = |at: usize| found.decisions[at].date.as_ref().map(|date| date.text().to_owned());
    assert_eq!((date(0).as_deref(), date(1)), (Some("2001-02"), None));
    assert_eq!(remarks, ["cells of `date` that are no dates (EDTF), kept as notes: 1"]);
    let rows = files.iter().find(|file| file.name == "positions.csv").unwrap();
    let rows = String::from_utf8(rows.bytes.clone()).unwrap();
    let expected = "decision,actor,position,source,lines,note,date\nv1,a,for,file-t,2,,\nv1,b,against,file-t,3,,\n\
                    v2,a,for,file-t,4,,2001\nv2,b,against,file-t,5,,2002\nv2,c,against,file-t,6,date = soon,\n";
    assert_eq!(rows, expected);
    // A second file that says otherwise of a decision is heard too.
    let files = ["v1,a,yes,2001\n", "v1,b,no,2002\n"].map(|row| format!("decision,actor,position,date\n{row}"));
    let files = files.map(|text| Foreign::new("t.csv", text.into_bytes()).unwrap());
    let folder = import::import(&files, Format::Long, &options(""), &Register::default()).unwrap();
    let rows = folder.files.iter().find(|file| file.name == "positions.csv").unwrap();
    let rows = String::from_utf8(rows.bytes.clone()).unwrap();
    assert!(rows.contains("v1,a,for,file-t,2,,2001\n") && rows.contains("v1,b,against,file-t-2,2,,2002\n"), "{rows}");
}

/// Two files of one name are two sources, each with its own bytes; one file named twice would count twice.
#[test]
fn files_of_one_name_are_two_sources() {
    let read = |texts: [&str; 2]| {
        let files = texts.map(|text| Foreign::new("v.csv", text.as_bytes().to_vec()).unwrap());
        let options = Options { name: "in".into(), ..Options::default() };
        import::import(&files, Format::Long, &options, &Register::default())
    };
    let one = "decision,actor,position\nv1,a,yes\nv1,b,no\n";
    let folder = read([one, "decision,actor,position\nv2,a,yes\nv2,b,no\n"]).unwrap();
    let rows = folder.files.iter().find(|file| file.name == "positions.csv").unwrap();
    let rows = String::from_utf8(rows.bytes.clone()).unwrap();
    assert!(rows.contains("v1,a,for,file-v,2\n") && rows.contains("v2,a,for,file-v-2,2\n"), "{rows}");
    let found = dataset::load(vec![folder], None).dataset.unwrap();
    let hashes: std::collections::BTreeSet<&str> = found.sources.iter().map(|source| source.sha256.as_str()).collect();
    assert_eq!((found.sources.len(), hashes.len()), (2, 2));
    assert!(read([one, one]).unwrap_err()[0].message.contains("named before"));
    // What the door finds in a row of the second is told of its line there.
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    for (folder, row) in [("x", "a,f,2001,2002"), ("y", "\nb,f,2002,2001")] {
        fs::create_dir(at.join(folder)).unwrap();
        fs::write(at.join(folder).join("v.csv"), format!("actor,arena,begin,end\n{row}\n")).unwrap();
    }
    let ran = blocs(at, &["import", "x/v.csv", "y/v.csv", "--as", "two-mode", "-o", "o"]);
    assert!(ran.status == 1 && ran.err.contains("v.csv:3"), "{}", ran.err);
}

/// A member of a packed file takes a kilobyte and is a megabyte; a hundred of them are more than anybody packs so well.
#[test]
fn a_packed_file_unpacks_to_so_much_and_no_more() {
    use std::io::Write as _;
    let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    member.write_all(&vec![b'\n'; 1 << 20]).unwrap();
    let member = member.finish().unwrap();
    assert!(Foreign::new("a.csv.gz", member.clone()).is_ok());
    let Err(told) = Foreign::new("a.csv.gz", member.repeat(100)) else { panic!("a hundred megabytes were unpacked") };
    assert!(told.contains("unpacks to more than"), "{told}");
}

/// Of a planned claim and an actual one a tie tells the status of the second, and its dates.
#[test]
fn a_tie_has_the_dates_of_the_claims_whose_status_it_tells() {
    let claims = "id,subject,relation,object,begin,end,status,modality,source\n\
                  c1,a,member_of,f,2001/2003,2007,planned,may,text\nc2,a,member_of,f,2002-05,,actual,,text\n";
    let files = [
        ("sources", "id,language\ntext,en\n"),
        ("entities", "id,kind,name\ntext,document,Text\na,actor,A\nf,forum,F\n"),
        ("claims", claims),
    ];
    let files =
        files.map(|(name, text)| dataset::File { name: format!("{name}.csv"), bytes: text.as_bytes().to_vec() });
    let folder = dataset::Folder { name: "in".into(), files: files.to_vec(), ..dataset::Folder::default() };
    let loaded = dataset::load(vec![folder], None);
    let graph = blocs::graph::Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)));
    let ties = blocs::record::typed_graph::attributed(&graph).ties;
    let of = |name: &str| ties.named(name).unwrap().cells.at(0).plain();
    assert_eq!(["status", "begin", "end", "begin_year", "end_year"].map(of), ["actual", "2002-05", "", "2002", ""]);
}
