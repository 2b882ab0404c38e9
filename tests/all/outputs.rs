//! What becomes of the names that outputs are given: links stay links, pipes are written through, folders keep their name
//! with or without a slash, and of several files all are written or none.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::{answer, blocs, command};

const EXPORT: [&str; 5] = ["-q", "export", "-d", "toy-council", "--graph"];

fn export(at: &Path, targets: &[&str]) -> (Option<i32>, String) {
    let others = targets[1..].iter().flat_map(|target| ["--graph", target]);
    let ran = blocs(at, &EXPORT.into_iter().chain([targets[0]]).chain(others).collect::<Vec<_>>());
    (Some(ran.status), ran.err)
}

/// Names of what lies in a folder.
fn names(at: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_the_file_behind_it_is_replaced() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::create_dir(at.join("far")).unwrap();
    fs::write(at.join("far/c.graphml"), "before").unwrap();
    std::os::unix::fs::symlink("far/c.graphml", at.join("link.graphml")).unwrap();
    // One that leads nowhere yet.
    std::os::unix::fs::symlink("far/new.dot", at.join("new.dot")).unwrap();
    assert_eq!(export(at, &["link.graphml", "new.dot"]), (Some(0), String::new()));
    for (link, file, begin) in [("link.graphml", "far/c.graphml", "<?xml"), ("new.dot", "far/new.dot", "digraph")] {
        assert!(fs::symlink_metadata(at.join(link)).unwrap().is_symlink(), "{link}");
        assert!(fs::read_to_string(at.join(file)).unwrap().starts_with(begin), "{file}");
    }
    // Two names of one file are one.
    let (status, told) = export(at, &["link.graphml", "far/c.graphml"]);
    assert_eq!(status, Some(2), "{told}");
    // A folder behind a link is swapped behind it.
    fs::create_dir(at.join("far/set")).unwrap();
    std::os::unix::fs::symlink("far/set", at.join("set")).unwrap();
    fs::write(at.join("l.csv"), "decision,actor,position\nv1,a,yes\n").unwrap();
    answer(at, &["import", "l.csv", "--as", "long", "-o", "set"]);
    assert!(fs::symlink_metadata(at.join("set")).unwrap().is_symlink());
    assert!(at.join("far/set/positions.csv").is_file());
    assert_eq!(names(&at.join("far")), ["c.graphml", "new.dot", "set"]);
}

/// Whoever runs this may be allowed everything: that a file is not to be written is said by its mode.
#[cfg(unix)]
#[test]
fn what_is_private_stays_private_and_what_is_protected_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    let mode = |name: &str| fs::metadata(at.join(name)).unwrap().permissions().mode() & 0o777;
    let set = |name: &str, mode| fs::set_permissions(at.join(name), fs::Permissions::from_mode(mode)).unwrap();
    fs::write(at.join("c.graphml"), "before").unwrap();
    fs::write(at.join("d.dot"), "before").unwrap();
    set("c.graphml", 0o600);
    assert_eq!(export(at, &["c.graphml"]), (Some(0), String::new()));
    assert_eq!(mode("c.graphml"), 0o600);
    assert!(fs::read_to_string(at.join("c.graphml")).unwrap().starts_with("<?xml"));
    // Of two files one of which is protected none is written.
    set("d.dot", 0o444);
    let (status, told) = export(at, &["e.gexf", "d.dot"]);
    assert_eq!((status, told.as_str()), (Some(3), "blocs: cannot write d.dot: it is write-protected\n"));
    assert_eq!(fs::read_to_string(at.join("d.dot")).unwrap(), "before");
    assert_eq!(names(at), ["c.graphml", "d.dot"]);
    // A folder that is replaced stays closed to others too.
    fs::write(at.join("l.csv"), "decision,actor,position\nv1,a,yes\n").unwrap();
    answer(at, &["import", "l.csv", "--as", "long", "-o", "set"]);
    set("set", 0o700);
    // Files of a new folder are open as the user's files are, which the mask of this run decides.
    fs::write(at.join("usual"), "").unwrap();
    assert_eq!(mode("set/positions.csv"), mode("usual"));
    set("set/positions.csv", 0o600);
    answer(at, &["import", "l.csv", "--as", "long", "-o", "set"]);
    assert_eq!((mode("set"), mode("set/positions.csv")), (0o700, 0o600));
    assert_eq!(mode("set/entities.csv"), mode("usual"));
    set("set", 0o500);
    let ran = blocs(at, &["import", "l.csv", "--as", "long", "-o", "set"]);
    assert!(ran.status == 3 && ran.err.contains("cannot write set: it is write-protected"), "{}", ran.err);
    set("set", 0o700);
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_written_through() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    assert!(Command::new("mkfifo").arg(at.join("pipe")).status().unwrap().success());
    let reader = Command::new("cat").arg(at.join("pipe")).stdout(Stdio::piped()).spawn().unwrap();
    assert_eq!(export(at, &["graphml:pipe", "c.graphml"]), (Some(0), String::new()));
    let came = reader.wait_with_output().unwrap().stdout;
    assert_eq!(came, fs::read(at.join("c.graphml")).unwrap());
    assert!(came.starts_with(b"<?xml"));
    assert_eq!(names(at), ["c.graphml", "pipe"]);
}

#[test]
fn of_several_files_all_are_written_or_none() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::create_dir(at.join("dir.gexf")).unwrap();
    for (targets, expected) in [
        (["a.graphml", "dir.gexf"], 3),
        (["b.graphml", "b.graphml"], 2),
        (["b.graphml", "./b.graphml"], 2),
        (["b.graphml", "graphml:dir.gexf/../b.graphml"], 2),
        (["new/c.dot", "new/./c.dot"], 2),
        (["c.csv", "c.csv"], 2),
    ] {
        let (status, told) = export(at, &targets);
        assert_eq!(status, Some(expected), "{targets:?}: {told}");
        assert_eq!(names(at), ["dir.gexf"], "{targets:?}");
    }
    // A network writes its partition, and the one that is asked for by name too is the same.
    assert_eq!(export(at, &["a.net", "a.clu"]).0, Some(0));
    fs::remove_file(at.join("a.net")).and_then(|()| fs::remove_file(at.join("a.clu"))).unwrap();
    let ran = blocs(at, &["align", "agreement", "-d", "toy-council", "--table", "same.json", "--graph", "same.json"]);
    assert_eq!((ran.status, names(at)), (2, vec!["dir.gexf".to_owned()]), "{}", ran.err);
    assert!(ran.err.contains("same.json is asked for twice"), "{}", ran.err);
}

#[test]
fn a_folder_may_end_in_a_slash_and_is_no_pipe() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::write(at.join("l.csv"), "decision,actor,position\nv1,a,yes\n").unwrap();
    // Twice: the second time it is there.
    for _ in 0..2 {
        answer(at, &["import", "l.csv", "--as", "long", "-o", "x/"]);
    }
    answer(at, &["new", "mine/"]);
    answer(at, &["-q", "report", "-d", "x/", "-o", "page/"]);
    assert_eq!(names(at), ["l.csv", "mine", "page", "x"]);
    assert!(fs::read_to_string(at.join("x/datapackage.json")).unwrap().contains(r#""name": "x""#));
    for arguments in
        [["import", "l.csv", "--as", "long", "-o", "-"].as_slice(), &["report", "-d", "x", "-o", "-"], &["new", "."]]
    {
        let ran = blocs(at, arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {}", ran.err);
    }
    assert_eq!(names(at), ["l.csv", "mine", "page", "x"]);
}

#[test]
fn an_import_reads_standard_input() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    fs::write(at.join("l.csv"), "decision,actor,position\nv1,a,yes\n").unwrap();
    let arguments = ["import", "-", "--as", "long", "-o", "x"];
    let ran = command(at, &arguments).stdin(fs::File::open(at.join("l.csv")).unwrap()).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(fs::read_to_string(at.join("x/positions.csv")).unwrap().contains("v1,a,for,file-stdin,2"));
}

/// A run that was ended from outside cannot tidy up: the next one does, but touches nothing of a run that goes on, and
/// nothing that is called otherwise.
#[cfg(target_os = "linux")]
#[test]
fn what_an_ended_run_left_is_taken_away() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    let mut ended = Command::new("true").spawn().unwrap();
    ended.wait().unwrap();
    let (ended, own) = (ended.id(), std::process::id());
    for name in [format!("c.dot.{ended}.partial"), format!("c.dot.{own}.partial"), "c.dot.x.partial".to_owned()] {
        fs::write(at.join(name), "half").unwrap();
    }
    fs::create_dir(at.join(format!("x.{ended}.partial"))).unwrap();
    fs::write(at.join(format!("x.{ended}.partial/claims.csv")), "half").unwrap();
    assert_eq!(export(at, &["c.dot"]).0, Some(0));
    fs::write(at.join("l.csv"), "decision,actor,position\nv1,a,yes\n").unwrap();
    answer(at, &["import", "l.csv", "--as", "long", "-o", "x"]);
    let expected =
        ["c.dot".to_owned(), format!("c.dot.{own}.partial"), "c.dot.x.partial".to_owned(), "l.csv".to_owned()];
    assert_eq!(names(at), [expected.as_slice(), &["x".to_owned()]].concat());
}

/// The schema of an answer is the same whatever its ends, which need not be named; else both are asked for, or a pattern.
#[test]
fn a_schema_needs_no_ends() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    let (from, to) = ("unga-res-1998", "g7-lucca-declaration");
    for (question, ends) in [("paths", vec![from, to]), ("gatekeepers", vec![from, to]), ("ancestry", vec![to])] {
        for output in ["json", "node-link"] {
            let schema = ["--schema", output];
            let bare = answer(at, &[&["influence", question], &schema[..]].concat());
            let named = answer(at, &[&["influence", question], &ends[..], &schema].concat());
            assert_eq!(bare, named, "{question} {output}");
        }
        assert_eq!(blocs(at, &["influence", question]).status, 2);
    }
    let one = blocs(at, &["influence", "paths", from]);
    assert!(one.status == 2 && one.err.contains("--pattern"), "{}", one.err);
}

/// What the file of an answer's graph could not hold is told beside the answer, and is a table by its name.
#[test]
fn an_answer_lists_what_its_graph_file_cannot_hold() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    let asked = ["overlap", "forums", "-d", "toy-council", "--graph", "f.net", "--loss", "--table", "loss=l.csv"];
    let out = answer(at, &asked);
    assert!(out.contains("what a format cannot hold"), "{out}");
    let rows = fs::read_to_string(at.join("l.csv")).unwrap();
    assert!(rows.lines().any(|row| row.starts_with("pajek,node,label_ja,") && row.ends_with(",left out")), "{rows}");
    assert!(!answer(at, &asked[..6]).contains("cannot hold"));
    assert_eq!(blocs(at, &["overlap", "forums", "-d", "toy-council", "--loss"]).status, 2);
}

/// A list of losses that nobody would see, or of what is no format of graphs, is refused; one of nothing says so, once a format.
#[test]
fn a_list_of_losses_is_seen_or_refused() {
    let at = tempfile::tempdir().unwrap();
    let at = at.path();
    let states = ["export", "-d", "states", "--loss"];
    let out = answer(at, &[&states[..], &["--graph", "a.json", "--graph", "b.json", "--format", "csv"]].concat());
    assert_eq!(out.lines().skip(1).collect::<Vec<_>>(), ["node-link,graph,,0,nothing is lost"], "{out}");
    let refused = |arguments: &[&str], words: &str| {
        let ran = blocs(at, arguments);
        assert!(ran.status == 2 && ran.err.contains(words), "{arguments:?}: {} {}", ran.status, ran.err);
    };
    let printed = [&states[..], &["--graph", "graphml:-"]].concat();
    refused(&printed, "standard output is taken: --table loss=FILE");
    assert!(answer(at, &[&printed[..], &["--table", "l.csv"]].concat()).starts_with("<?xml"));
    refused(&[&states[..], &["--graph", "a.svg", "--layout", "dot"]].concat(), "--layout draws");
    let forums = ["overlap", "forums", "-d", "toy-council", "--graph", "f.net", "--loss", "--format", "csv"];
    refused(&forums, "--format prints the main table alone");
    answer(at, &[&forums[..], &["--table", "loss=l.csv"]].concat());
    let out = answer(at, &[&states[..], &["--graph", "a.gexf", "--graph", "a.json", "--lang", "ja"]].concat());
    assert!(out.contains("失われるものはない") && !out.contains("one text"), "{out}");
}

/// What the help of a command lists, its answer has: a graph, a figure.
#[test]
fn help_lists_no_option_that_the_answer_cannot_use() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    for line in [
        "align",
        "align agreement",
        "align clusters",
        "align ideal-points",
        "align items",
        "align cohesion",
        "align positions",
        "align swing",
        "overlap forums",
        "overlap mandate",
        "overlap agenda",
        "overlap structure",
        "overlap upset",
        "overlap profile",
        "influence ancestry itr-2012",
        "influence main-path",
        "influence brokers",
        "influence lineage",
        "influence proposals",
        "influence gatekeepers unga-res-1998 g7-lucca-declaration",
    ] {
        let command = line.split_whitespace().collect::<Vec<_>>();
        let help = answer(at, &[command.as_slice(), &["--help"]].concat());
        let of_members = ["forums", "structure", "upset", "profile"].iter().any(|question| line.ends_with(question));
        let data = if of_members { "memberships" } else { "cyber-norms" };
        for (option, file, others) in
            [("--graph", "a.dot", ["--layout", "--loss"]), ("--figure", "a.svg", ["--title", "--width"])]
        {
            let ran = blocs(at, &[command.as_slice(), &["-d", data, option, file]].concat());
            let lists = |option: &str| help.contains(&format!("{option} "));
            // An answer that is undefined on these data says so, and has neither.
            let has = ran.status == 0 || !ran.err.contains("this answer has no");
            assert_eq!(has, lists(option), "{line} {option}: {}", ran.err);
            assert!(others.iter().all(|other| help.contains(*other) == has), "{line}: {others:?}");
        }
    }
    let items = answer(at, &["align", "items", "--help"]);
    assert!(!items.contains("--bootstrap") && !items.contains("--resample"));
}
