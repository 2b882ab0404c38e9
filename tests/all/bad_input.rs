//! Input that nobody should hand in, and places where nothing can be written: an error in words, and nothing half-done.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;

use blocs::model::Severity;

use crate::common::{blocs, command, files, folder, load, put};

const SOURCES: &str = "id\ns\n";
const ENTITIES: &str = "id,kind,name\ns,document,S\nada,state,Ada\nf,forum,F\n";

/// Runs `check` on a folder of these files; status and what was said.
fn check(tables: &[(&str, &[u8])]) -> (i32, String) {
    let scratch = tempfile::tempdir().unwrap();
    put(&scratch.path().join("data"), tables.iter().copied());
    let ran = blocs(scratch.path(), &["check", "data"]);
    assert!(ran.is_told(), "{}", ran.err);
    (ran.status, ran.out + &ran.err)
}

fn says(tables: &[(&str, &[u8])], status: i32, words: &[&str]) {
    let (found, text) = check(tables);
    assert_eq!(found, status, "{text}");
    for word in words {
        assert!(text.contains(word), "`{word}` is not in: {text}");
    }
}

#[test]
fn folders_and_tables_that_are_none() {
    says(&[], 1, &["fault[empty-dataset]: no table in this folder"]);
    says(&[("notes.txt", b"hello")], 1, &["empty-dataset"]);
    says(&[("claims.csv", b"id,subject,relation,object,source\n")], 1, &["missing-table", "`entities.csv` is missing"]);
    says(
        &[
            ("entities.csv", ENTITIES.as_bytes()),
            ("claims.csv", b"id,subject,relation,object,source\nc,ada,member_of,f,s\n"),
        ],
        1,
        &["`sources.csv` is missing"],
    );
    let header = b"id,subject,relation,object,source\n";
    says(
        &[("sources.csv", SOURCES.as_bytes()), ("entities.csv", ENTITIES.as_bytes()), ("claims.csv", header)],
        0,
        &["note[empty-table]: a header and no row"],
    );
    says(&[("entities.csv", b"id|kind|name\nada|state|Ada\n")], 1, &["wrong-delimiter", "separated by `|`"]);
}

#[test]
fn bytes_that_are_no_utf8() {
    let entities = |name: &[u8]| [b"id,kind,name\nada,state,".as_slice(), name, b"\n"].concat();
    says(&[("entities.csv", &entities(b"C\xF4te d'Ivoire"))], 1, &["byte 0xf4 is not UTF-8", "entities.csv:2:12"]);
    // 日本 in Shift_JIS.
    says(&[("entities.csv", &entities(b"\x93\xFA\x96\x7B"))], 1, &["byte 0x93 is not UTF-8", "Shift_JIS"]);
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
        says(&[("entities.csv", &wide(&format!("\u{feff}{ENTITIES}")))], 1, &["UTF-16", "CSV UTF-8"]);
        says(&[("entities.csv", &wide(ENTITIES))], 1, &["nul-byte"]);
    }
    says(&[("entities.csv", &entities(b"A\0da"))], 1, &["a NUL character", "entities.csv:2:12"]);
}

#[test]
fn quotes_and_rows_that_do_not_fit() {
    // An open quote swallows the rest of the file: one row, told at the line where it begins.
    let open = "id,kind,name\nada,state,\"Ada\nbo,state,Bo\ncy,state,Cy\n";
    says(&[("entities.csv", open.as_bytes())], 0, &["1 entity"]);
    let open = "id,kind,name,note\nada,state,Ada,\nbo,state,\"Bo,\ncy,state,Cy,\n";
    says(&[("entities.csv", open.as_bytes())], 1, &["fault[ragged-row]: 3 cells", "entities.csv:3"]);
    let ragged = "id,kind,name\nada,state\nbo,state,Bo,x\ncy,state,Cy\n";
    says(&[("entities.csv", ragged.as_bytes())], 1, &["2 cells", "4 cells", "2 faults"]);
}

#[test]
fn a_cell_of_a_hundred_megabytes() {
    let long = "a".repeat(100_000_000);
    let cell = format!("{ENTITIES}bo,state,{long}\n");
    // The same in other places, smaller: an open quote, and headers.
    let long = &long[..4_000_000];
    let others = [format!("{ENTITIES}bo,state,\"{long}\n"), format!("{long}\n"), format!("id,kind,name,{long}\n")];
    for text in others.into_iter().chain([cell]) {
        let loaded = load(vec![folder("data", [("entities.csv", text)])]);
        assert!(loaded.dataset.is_none());
        let [fault] = loaded.diagnostics.as_slice() else { panic!("{} faults", loaded.diagnostics.len()) };
        // What is told of it is short.
        let told = fault.message.len() + fault.expected.len() + fault.snippet.as_ref().map_or(0, |s| s.text.len());
        assert!(["cell-too-long", "wrong-delimiter", "unknown-column"].contains(&fault.rule), "{}", fault.rule);
        assert!(told < 2_000, "{told} bytes of {}", fault.rule);
    }
}

#[test]
fn ten_thousand_faults_are_counted_and_fifty_shown() {
    let mut claims = String::from("id,subject,relation,object,source\n");
    for number in 0..10_000 {
        writeln!(claims, "c{number},nobody-{number},member_of,f,s").unwrap();
    }
    let tables =
        [("sources.csv", SOURCES.as_bytes()), ("entities.csv", ENTITIES.as_bytes()), ("claims.csv", claims.as_bytes())];
    let (status, text) = check(&tables);
    assert_eq!((status, text.matches("fault[unknown-id]").count()), (1, 50));
    assert!(text.contains("... and 9,950 more faults: 9,950 unknown-id\n"), "{}", &text[text.len() - 200..]);
    assert!(text.trim_end().ends_with("\n10,000 faults, 0 conflicts, 0 notes"));
    // More than are kept are still counted.
    let more: String = (0..30_000).map(|number| format!("d{number},ada,member_of,nowhere,s\n")).collect();
    claims += &more;
    let loaded =
        load(vec![folder("data", [("sources.csv", SOURCES), ("entities.csv", ENTITIES), ("claims.csv", &claims)])]);
    assert_eq!(loaded.counts[&(Severity::Fault, "unknown-id")], 40_000);
}

#[test]
fn names_that_nobody_knows() {
    let scratch = tempfile::tempdir().unwrap();
    let fails = |arguments: &[&str], words: &[&str]| {
        let ran = blocs(scratch.path(), arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
        assert!(words.iter().all(|word| ran.err.contains(word)), "{arguments:?}: {}", ran.err);
    };
    fails(&["show", "-d", "nowhere"], &["no dataset `nowhere`", "cyber-norms", "toy-council"]);
    fails(&["check", "nowhere"], &["no dataset `nowhere`"]);
    fails(&["show", "harbour", "-d", "toy-council"], &["near ones are", "harbour-council", "harbour-bloc"]);
    fails(&["influence", "paths", "charter", "outlok", "-d", "toy-council"], &["`outlok`", "outlook"]);
    fails(&["show", "xyzzy", "-d", "toy-council"], &["no entity has this id or name"]);
    fails(&["show", "--kind", "land"], &["no kind `land`", "state"]);
    fails(&["align", "agreement", "--from", "yesterday"], &["yesterday"]);
    fails(&["check", "--explain", "no-such-rule"], &["no rule", "unknown-id"]);
    fails(&["check"], &["name a dataset"]);
    fails(&["export", "--graph", "a.xyz"], &["`a.xyz`", "graphml"]);
    fails(&["nonsense"], &["nonsense"]);
    // The same name twice is told with both, not taken for one of them.
    let entities = "id,kind,name\na-1,state,Twin\na-2,state,Twin\n";
    put(&scratch.path().join("twins"), [("entities.csv", entities)]);
    fails(&["show", "twin", "-d", "twins"], &["several entities have this name: a-1, a-2"]);
    // Two datasets of one name are no slip to pass over.
    put(&scratch.path().join("other/twins"), [("entities.csv", "id,kind,name\nb,state,B\n")]);
    fails(&["show", "b", "-d", "twins", "-d", "other/twins"], &["two datasets are called `twins`"]);
}

/// Nothing is left beside what was there before.
fn untouched(at: &Path, arguments: &[&str], status: i32, words: &str) {
    let before = files(at);
    let ran = blocs(at, arguments);
    assert_eq!(ran.status, status, "{arguments:?}: {}{}", ran.out, ran.err);
    assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
    assert!(before == files(at), "{arguments:?} left {:?}", files(at).keys());
}

#[test]
fn places_where_nothing_can_be_written() {
    let scratch = tempfile::tempdir().unwrap();
    let at = put(scratch.path(), [("file", "in the way"), ("full/mine.txt", "keep me"), ("half/manifest.json", "{}")]);
    let toy = |more: &[&'static str]| -> Vec<&str> {
        ["report", "-d", "toy-council"].into_iter().chain(more.to_vec()).collect()
    };
    untouched(&at, &toy(&["-o", "full"]), 2, "holds no manifest.json of a report");
    untouched(&at, &toy(&["-o", "half"]), 2, "holds no manifest.json of a report");
    untouched(&at, &toy(&["-o", "file"]), 2, "file");
    untouched(&at, &toy(&["-o", "file/report"]), 3, "cannot");
    untouched(&at, &["show", "coverage", "--table", "file/a.csv"], 3, "cannot");
    untouched(&at, &["show", "coverage", "--table", "full"], 2, "names no format");
    untouched(&at, &["show", "coverage", "--table", "csv:full"], 3, "cannot write full");
    untouched(&at, &["export", "--graph", "good.graphml", "--graph", "bad.xyz"], 2, "bad.xyz");
    untouched(&at, &["align", "--table", "good.csv", "--figure", "bad.gif"], 2, "bad.gif");
    untouched(&at, &["show", "coverage", "--graph", "a.dot"], 2, "no graph");
    untouched(&at, &["check", "full", "--sources", "nowhere"], 3, "nowhere");
    untouched(&at, &["show", "-d", "file"], 1, "fault[");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let closed = put(&at.join("closed"), [("x", "")]);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
        // A superuser may write anywhere.
        if fs::write(closed.join("probe"), "").is_err() {
            untouched(&at, &toy(&["-o", "closed/report"]), 3, "cannot");
            untouched(&at, &["export", "--graph", "closed/a.dot"], 3, "cannot");
        }
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn a_report_replaces_only_a_report() {
    let scratch = tempfile::tempdir().unwrap();
    let report = |output: &str| blocs(scratch.path(), &["report", "-d", "toy-council", "--quiet", "-o", output]);
    // Into an empty folder, over itself, and with the slash that shells complete.
    fs::create_dir(scratch.path().join("report")).unwrap();
    for output in ["report", "report", "report/", "./report/"] {
        let ran = report(output);
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{output}");
        let left: Vec<_> = fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["report"], "{output}");
        assert!(scratch.path().join("report/report.html").is_file(), "{output}");
    }
    // A fault in the data leaves the report of before.
    put(&scratch.path().join("broken"), [("entities.csv", "id,kind,name\nada,land,Ada\n")]);
    let before = files(&scratch.path().join("report"));
    let ran = blocs(scratch.path(), &["report", "-d", "broken", "-o", "report"]);
    assert_eq!(ran.status, 1);
    assert!(before == files(&scratch.path().join("report")));
}

#[test]
fn a_closed_pipe_is_a_success() {
    let scratch = tempfile::tempdir().unwrap();
    for arguments in [
        &["export", "--graph", "graphml:-"][..],
        &["show", "--relation", "addresses"],
        &["align", "positions", "--format", "jsonl"],
        &["check", "cyber-norms"],
        &["man"],
        &["completions", "zsh"],
        &["report", "--help"],
    ] {
        let mut child =
            command(scratch.path(), arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}: {err}");
        assert!(err.is_empty() || err.starts_with("method: "), "{arguments:?}: {err}");
    }
}

#[test]
fn names_in_a_plain_long_table_are_told_how_to_be_kept() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let votes = "decision,actor,position\nd1,United States,yes\nd1,France,no\nd2,Costa Rica,yes\n";
    fs::write(at.join("votes.csv"), votes).unwrap();
    let ran = blocs(at, &["align", "agreement", "-d", "votes.csv"]);
    assert!(ran.status == 1 && !ran.err.contains("entities.csv"), "{}", ran.err);
    let advice = "blocs import --as long --output DIR votes.csv";
    assert_eq!(ran.err.matches(advice).count(), 1, "{}", ran.err);
    // What is advised works, and keeps the names.
    assert_eq!(blocs(at, &["import", "--as", "long", "--output", "data", "votes.csv"]).status, 0);
    let ran = blocs(at, &["align", "agreement", "--min", "1", "-d", "data"]);
    assert!(ran.status == 0 && ran.out.contains("United States"), "{} {}", ran.out, ran.err);
}

#[test]
fn options_out_of_their_range_say_their_range() {
    let scratch = tempfile::tempdir().unwrap();
    let points = ["align", "ideal-points"];
    for (options, expected) in [
        (["--min-items", "-3"], "expected a whole number, 1 or more"),
        (["--drift", "-1"], "expected a number above 0"),
        (["--minority", "-0.1"], "expected a share from 0 to below 0.5"),
        (["--seed", "-4"], "expected a whole number, 0 or more"),
        (["--bootstrap", "-1"], "expected a whole number, 1 or more"),
        // What would change nothing is refused.
        (["--drift", "0.2"], "it needs --prior random-walk"),
    ] {
        let ran = blocs(scratch.path(), &[points.as_slice(), options.as_slice()].concat());
        assert!(ran.status == 2 && ran.err.contains(expected), "{options:?}: {}", ran.err);
    }
    let ran = blocs(scratch.path(), &["overlap", "backbone", "--alpha", "-1"]);
    assert!(ran.status == 2 && ran.err.contains("expected a number from 0 to 1"), "{}", ran.err);
    // What a command refuses, its help does not offer.
    let help = blocs(scratch.path(), &["align", "swing", "--help"]).out;
    assert!(!help.contains("--by <") && !help.contains("--window <") && help.contains("--rule <"), "{help}");
}

#[test]
fn windows_without_dates_say_why_there_are_none() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    fs::write(at.join("votes.csv"), "decision,actor,position\nd1,a,yes\nd1,b,no\nd2,a,yes\nd2,b,yes\n").unwrap();
    for question in ["clusters", "agreement", "ideal-points"] {
        let ran = blocs(at, &["align", question, "-d", "votes.csv", "--by", "year"]);
        let why = "There is no window: no date within one year is known of any of 2 items.";
        assert!(ran.status == 0 && ran.out.contains(why), "{question}: {} {}", ran.out, ran.err);
        assert!(!ran.out.contains("0 of 0 windows"), "{}", ran.out);
    }
}

/// What a full disk does to the second of two files, done by a folder that is none.
#[test]
fn of_several_files_all_are_written_or_none() {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(scratch.path().join("file"), "").unwrap();
    let target = |name: &str| scratch.path().join(name).to_string_lossy().into_owned();
    let (first, second) = (target("first.csv"), target("file/second.csv"));
    let ran = crate::common::blocs(
        crate::common::root(),
        &["align", "agreement", "-d", "toy-council", "--table", &first, "--table", &second],
    );
    assert_eq!(ran.status, 3, "{}", ran.err);
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["file"]);
}

/// Who is in which group: ids, codes and names; semicolons as in any table; each actor once, and nobody unknown.
#[test]
fn a_table_of_groups_is_read_like_any_other_table_or_refused_with_its_line() {
    let scratch = tempfile::tempdir().unwrap();
    let ran = |table: &str| {
        fs::write(scratch.path().join("groups.csv"), table).unwrap();
        let arguments = ["influence", "brokers", "--groups", "groups.csv", "--deals", "2", "--format", "csv"];
        blocs(scratch.path(), &arguments)
    };
    let plain = ran("actor,group\nrussia,A\ngge,B\nunga-res-2001,A\n");
    assert_eq!(plain.status, 0, "{}", plain.err);
    assert!(plain.out.lines().any(|line| line.starts_with("russia,") && line.contains(",A,")), "{}", plain.out);
    assert_eq!(ran("\u{feff}group;actor\nB;GGE\nA; RUS\nA;unga-res-2001\n").out, plain.out);
    for (table, said) in [
        ("actor,group\nrussia,A\nnosuch,B\n", "groups.csv: line 3: `nosuch`"),
        ("actor,group\ngge,A\nrussia,A\nGGE,B\n", "groups.csv: line 4: `gge` has a group in line 2 already"),
        ("who,group\ngge,A\n", "groups.csv: there is no column `actor`"),
        ("actor,group\ngge\n", "groups.csv: "),
    ] {
        let ran = ran(table);
        assert!(ran.status == 2 && ran.err.contains(said) && ran.out.is_empty(), "{table}: {}{}", ran.out, ran.err);
    }
}
