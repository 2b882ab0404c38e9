//! The command line as its users meet it: help whose examples run, formats, statuses, data in every form.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::common::{answer, blocs, other_tables, put, records, root};

/// Every command with its subcommands, as words before `--help`.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["check"],
    &["show"],
    &["align"],
    &["align", "agreement"],
    &["align", "clusters"],
    &["align", "ideal-points"],
    &["align", "swing"],
    &["align", "items"],
    &["align", "cohesion"],
    &["align", "positions"],
    &["overlap"],
    &["overlap", "forums"],
    &["overlap", "agenda"],
    &["overlap", "mandate"],
    &["overlap", "profile"],
    &["overlap", "shopping"],
    &["overlap", "backbone"],
    &["overlap", "structure"],
    &["overlap", "upset"],
    &["influence"],
    &["influence", "paths"],
    &["influence", "ancestry"],
    &["influence", "gatekeepers"],
    &["influence", "proposals"],
    &["influence", "main-path"],
    &["influence", "brokers"],
    &["influence", "lineage"],
    &["export"],
    &["report"],
    &["new"],
    &["import"],
    &["completions"],
    &["man"],
    &["help"],
];

/// Each command whose main answer is a table.
const TABLES: &[&str] = &[
    "show coverage",
    "show conflicts",
    "show schema",
    "show --kind session",
    "show --status planned",
    "show --relation signs --count-by source",
    "show itr-2012",
    "align",
    "align agreement --min 1",
    "align agreement --why japan russia",
    "align clusters --min 3",
    "align ideal-points -d un-ict-votes --left RUS --right USA",
    "align ideal-points -d un-ict-votes --model ordinal --of items",
    "align ideal-points -d un-ict-votes --by year --of fit",
    "align ideal-points -d un-ict-votes --why JPN",
    "align swing -d un-ict-votes --of outcomes",
    "align clusters -d un-ict-votes --min 2 --by year",
    "align clusters -d un-ict-votes --why BRA",
    "align items -d un-ict-votes",
    "align items -d wcit-12 -d memberships --item itr-2012 --by-group",
    "align cohesion -d un-ict-votes -d memberships --groups bloc",
    "align positions",
    "overlap",
    "overlap forums",
    "overlap backbone -d memberships --of actors --correct bh",
    "overlap backbone -d memberships --null fdsm --trials 20",
    "overlap backbone -d memberships --of actors --why JPN USA",
    "overlap structure -d memberships",
    "overlap upset -d memberships",
    "overlap forums --why gge sco",
    "overlap forums --of actors --on 2013",
    "overlap agenda --of documents",
    "overlap agenda --of documents --why g7-lucca-declaration gge-2015-report",
    "overlap mandate",
    "overlap mandate --why gge wgec",
    "overlap profile",
    "overlap shopping issue-internet-public-policy",
    "overlap shopping issue-internet-public-policy --why wgec",
    "overlap shopping norm-il-applies -d cyber-norms -d memberships --alignment un-ict-votes --like-minded 0.99",
    "overlap structure -d memberships --why japan",
    "overlap upset -d memberships --why oecd",
    "influence",
    "influence paths unga-res-1998 g7-lucca-declaration",
    "influence paths unga-res-1998 g7-lucca-declaration --best 3 --prefer earliest --avoid gge-reports --within 9y",
    "influence paths --pattern 'state -proposes-> document'",
    "influence paths state gge",
    "influence paths unga-res-1998 g7-lucca-declaration --why gge-reports g7-lucca-declaration",
    "influence ancestry paris-call",
    "influence ancestry gcsc --descent --why un",
    "influence gatekeepers unga-res-1998 g7-lucca-declaration",
    "influence gatekeepers unga-res-1998 g7-lucca-declaration --why gge",
    "influence proposals",
    "influence proposals russia --why oewg",
    "influence main-path",
    "influence main-path --route key-route --cycles preprint",
    "influence brokers --deals 50",
    "influence brokers --why gge",
    "influence lineage",
    "influence lineage --norm norm-il-applies",
    "influence lineage --why gge-2015-report g7-lucca-declaration",
];

/// Words as a shell takes them: what stands between two marks `'` is one.
fn words(line: &str) -> Vec<&str> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(place, part)| if place % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
        .collect()
}

/// The commands under "Example:" in a help text: up to the first blank or unindented line, remarks left out.
fn examples(help: &str) -> Vec<String> {
    let (_, after) = help.split_once("Example:").unwrap_or_default();
    // Help is wrapped: what does not begin with the program's name goes on with the line before.
    let lines = after.lines().skip(usize::from(after.starts_with('\n'))).take_while(|line| line.starts_with("  "));
    let wrapped: String =
        lines.map(|line| format!("{}{}", if line.starts_with("  blocs ") { "\n" } else { " " }, line.trim())).collect();
    let commands = wrapped.lines().flat_map(|line| line.split(" ; ").flat_map(|part| part.split(" && ")));
    let commands = commands.map(|command| {
        let command = command.split('#').next().unwrap_or_default();
        // A remark stands behind two spaces or more.
        command.trim().split("  ").next().unwrap_or_default().to_owned()
    });
    commands.filter(|command| command.starts_with("blocs")).collect()
}

#[test]
fn every_help_has_an_example_that_runs() {
    let scratch = tempfile::tempdir().unwrap();
    // The examples name folders of the repository, and a table of votes that anybody may have.
    put(&scratch.path().join("graph-data"), crate::common::files(&root().join("graph-data")));
    put(scratch.path(), [("votes.csv", "decision,actor,position\nd1,ann,yes\nd1,ben,no\n")]);
    put(scratch.path(), [("sen090_votes_wide.csv", "legislator,Vote 1,Vote 2\nAIKEN,1,6\nALLOTT,9,0\nBAKER,8,2\n")]);
    let mut all: Vec<String> = Vec::new();
    for command in COMMANDS.iter().filter(|command| **command != ["help"]) {
        let help = answer(scratch.path(), &[command, &["--help"][..]].concat());
        let of_help = examples(&help);
        assert!(!of_help.is_empty(), "{command:?} has no example: {help}");
        assert!(help.contains("Usage:"), "{command:?}");
        all.extend(of_help);
    }
    assert!(all.len() >= 20, "{all:?}");
    // Files of other makers are not here; their import has tests of its own.
    let foreign = |line: &str| ["../shared", "~/", ".gz"].iter().any(|mark| line.contains(mark));
    for line in all.iter().filter(|line| !foreign(line)) {
        let (line, redirected) = line.split_once(" > ").map_or((line.as_str(), false), |(line, _)| (line, true));
        let out = answer(scratch.path(), &words(line)[1..]);
        let into_files = redirected || line.starts_with("blocs man -o");
        assert!(into_files || !out.is_empty(), "`{line}` says nothing");
    }
    assert!(scratch.path().join("output/report/report.html").is_file());
}

#[test]
fn the_commands_listed_here_are_those_there_are() {
    let scratch = tempfile::tempdir().unwrap();
    let listed = |command: &[&str]| -> BTreeSet<String> {
        let help = answer(scratch.path(), &[command, &["-h"]].concat());
        let (_, after) = help.split_once("Commands:\n").unwrap_or_default();
        let lines = after.lines().take_while(|line| line.starts_with("  ")).filter(|line| !line.starts_with("   "));
        lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    for parent in [&[][..], &["align"], &["overlap"], &["influence"]] {
        let expected =
            COMMANDS.iter().filter(|command| command.len() == parent.len() + 1 && command.starts_with(parent));
        let mut expected: BTreeSet<String> = expected.map(|command| command[parent.len()].to_owned()).collect();
        expected.insert("help".to_owned());
        assert_eq!(listed(parent), expected, "{parent:?}");
    }
}

#[test]
#[cfg(feature = "print")]
fn a_figure_for_print_never_loses_a_word() {
    let scratch = tempfile::tempdir().unwrap();
    fs::write(scratch.path().join("no.ttf"), b"no font").unwrap();
    let ran = blocs(scratch.path(), &["influence", "--figure", "a.pdf", "--font", "no.ttf"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("no.ttf: no TrueType or OpenType font"), "{}", ran.err);
    // Whether this machine has a Japanese font or not: either the page is whole, or the fault names what to install.
    let ran = blocs(scratch.path(), &["influence", "--lang", "ja", "--figure", "b.pdf", "--quiet"]);
    match ran.status {
        0 => assert!(fs::read(scratch.path().join("b.pdf")).unwrap().starts_with(b"%PDF")),
        _ => assert!(ran.status == 2 && ran.err.contains("install Noto Sans"), "{}", ran.err),
    }
}

/// The page that lists the columns of every table; `BLESS=1 cargo test columns` writes it anew.
const PAGE: &str = "graph-data/COLUMNS.md";

#[test]
fn every_format_of_every_table_reads_back_and_its_columns_are_listed() {
    let scratch = tempfile::tempdir().unwrap();
    let mut listed: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for line in TABLES {
        let said = |format: &str| answer(scratch.path(), &[&words(line)[..], &["--format", format]].concat());
        let rows = records(said("csv").as_bytes());
        let json: Value = serde_json::from_str(&said("json")).unwrap_or_else(|error| panic!("{line}: {error}"));
        let of_json = json["rows"].as_array().unwrap_or_else(|| panic!("{line}: no rows in {json}"));
        assert_eq!(of_json.len(), rows.len() - 1, "{line}");
        assert!(json["method"]["name"].as_str().is_some_and(|name| !name.is_empty()), "{line}");
        // Each line of JSON lines is a value; the first tells of the table, each other is a row.
        let lines: Vec<Value> = said("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines[1..], of_json[..], "{line}");
        let markdown = said("markdown");
        assert!(rows.len() < 2 || markdown.contains("\n|"), "{line}: no table in the page");
        assert!(said("text").lines().all(|line| !line.contains('\u{1b}')), "{line}: colour in a pipe");
        for json in [json].into_iter().chain(other_tables(scratch.path(), &words(line))) {
            let table = listed.entry(json["name"].as_str().unwrap().to_owned()).or_default();
            for column in json["columns"].as_array().unwrap() {
                let of = |what: &str| column[what].as_str().unwrap();
                if table.iter().all(|(name, _)| name != of("name")) {
                    let row = format!("| `{}` | {} | {} | {} |", of("name"), of("type"), of("role"), of("unit"));
                    table.push((of("name").to_owned(), row));
                }
            }
        }
    }
    let mut page = format!(
        "# Columns\n\nVersion {}. The names of the columns of every table, with type, role and unit, as CSV, JSON, JSON lines \
         and Parquet have them. A column that is renamed or taken away raises the version and stands in the changelog; a new one \
         does not. `--schema` prints the JSON Schema of an answer. Written by the tests from what the commands print.\n",
        blocs::export::schema::VERSION
    );
    for (table, columns) in &listed {
        page.push_str(&format!("\n## {table}\n\n| column | type | role | unit |\n| --- | --- | --- | --- |\n"));
        for (_, row) in columns {
            page.push_str(row);
            page.push('\n');
        }
    }
    let path = root().join(PAGE);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    // What the page promises holds: no column that it lists is renamed, taken away or of another type.
    let promised = fs::read_to_string(path).unwrap();
    assert!(promised.starts_with(page.split("\n\n## ").next().unwrap()), "BLESS=1 writes {PAGE} anew");
    for table in listed.keys() {
        assert!(promised.contains(&format!("\n## {table}\n")), "{table} is not listed: BLESS=1 writes {PAGE} anew");
    }
    for section in promised.split("\n## ").skip(1) {
        let (table, rows) = section.split_once('\n').unwrap();
        let found = &listed[table];
        for row in rows.lines().skip(3).filter(|row| !row.is_empty()) {
            assert!(
                found.iter().any(|(_, other)| other == row),
                "{table} has no more {row}: BLESS=1 writes {PAGE} anew"
            );
        }
    }
}

#[test]
fn the_extension_or_the_word_before_the_colon_chooses_the_format() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let read = |name: &str| fs::read_to_string(at.join(name)).unwrap();
    let toy = ["align", "clusters", "-d", "toy-council", "--min", "2"];
    let with = |more: &[&str]| answer(at, &[&toy[..], more].concat());
    with(&["--table", "a.csv", "--table", "a.md", "--table", "a.json", "--table", "a.jsonl", "--table", "csv:b.txt"]);
    assert!(read("a.csv") == read("b.txt") && records(read("a.csv").as_bytes()).len() > 1);
    assert!(read("a.md").contains("|") && serde_json::from_str::<Value>(&read("a.json")).is_ok());
    // A CSV has no room for its method: it stands beside.
    assert!(crate::common::files(at).keys().filter(|name| name.starts_with("a.csv")).count() == 2);
    with(&[
        "--graph",
        "sub/folder/g.graphml",
        "--graph",
        "g.dot",
        "--graph",
        "g.json",
        "--graph",
        "dot:g.txt",
        "--figure",
        "g.svg",
    ]);
    assert!(read("sub/folder/g.graphml").contains("<graphml") && read("g.dot").contains("graph"));
    assert!(read("g.dot") == read("g.txt") && read("g.svg").starts_with("<svg"));
    assert!(serde_json::from_str::<Value>(&read("g.json")).unwrap()["nodes"].is_array());
    // `-` is standard output, and then nothing else is printed.
    assert_eq!(with(&["--graph", "graphml:-"]), read("sub/folder/g.graphml"));
    assert_eq!(with(&["--table", "csv:-"]), read("a.csv"));
    assert_eq!(with(&["--figure", "svg:-"]), read("g.svg"));
    for option in ["--table", "--graph", "--figure"] {
        let ran = blocs(at, &[&toy[..], &[option, "-"]].concat());
        assert_eq!(ran.status, 2, "{option}");
        // How it is written instead.
        assert!(ran.err.contains("FORMAT:-") || ran.err.contains("svg:-"), "{}", ran.err);
    }
    assert_eq!(blocs(at, &[&toy[..], &["--graph", "g.gexf2"]].concat()).status, 2);
}

#[test]
fn statuses_quiet_and_colour() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    put(&at.join("broken"), [("entities.csv", "id,kind,name\nada,land,Ada\n")]);
    for (line, status) in [
        ("--version", 0),
        ("", 2),
        ("align agreement --min many", 2),
        ("align agreement --min 1000", 0),
        ("align agreement --why japan gge", 0),
        // What is asked of another question, or read by nothing, is refused and not dropped.
        ("align --why japan", 2),
        ("align items --why japan", 2),
        ("align --rows gate --format csv", 0),
        ("align --rows joins", 2),
        ("align clusters --rows compared", 2),
        ("align clusters --min 1 --rows claimed --format csv", 0),
        ("align cohesion --why japan", 2),
        ("align items --rows pairs", 2),
        ("align cohesion --compare camps", 2),
        ("align swing -d un-ict-votes --rows pairs", 2),
        ("align clusters -d un-ict-votes --by year --rows pairs", 2),
        ("align clusters --clusters 3", 2),
        ("align clusters --clusters 3 --compare ward --min 1", 0),
        ("align clusters --method ward --gamma 0.5", 2),
        ("align clusters --null modularity --gamma 0.5", 2),
        ("align clusters --method signed-leiden --null modularity", 2),
        ("align clusters --method camps --runs 50", 2),
        ("align clusters --resample items", 2),
        ("align agreement --normalise cosine", 2),
        ("align cohesion -d un-ict-votes --groups region --absence own", 2),
        ("align cohesion -d un-ict-votes --groups region --abstention missing", 0),
        ("align items -d un-ict-votes --groups region", 2),
        ("overlap forums --why gge itu", 0),
        ("influence paths g7-lucca-declaration unga-res-1998", 0),
        ("influence paths unga-res-1998 g7-lucca-declaration --via igo", 0),
        ("influence paths unga-res-1998 g7-lucca-declaration --within 5", 2),
        ("influence paths unga-res-1998 g7-lucca-declaration --avoid nobody-at-all", 2),
        ("influence paths g7-lucca-declaration g7-lucca-declaration", 2),
        ("influence paths gge", 2),
        ("influence paths staat gge", 2),
        ("influence paths state state", 0),
        ("influence paths --pattern 'state -proposes> document'", 2),
        ("influence paths --pattern 'document -mandates-> state'", 2),
        ("influence paths --pattern 'state -proposes-> forum -issues-> document -mandates-> igo'", 0),
        ("influence gatekeepers gge gge", 2),
        ("influence gatekeepers g7-lucca-declaration unga-res-1998", 0),
        ("influence proposals gge", 0),
        ("show conflicts -d states", 0),
        ("show --from 1700 --until 1701 --relation signs", 0),
        ("check broken", 1),
        ("check cyber-norms broken", 1),
        ("report -d broken", 1),
        ("align --format xml", 2),
    ] {
        let ran = blocs(at, &words(line));
        assert_eq!(ran.status, status, "blocs {line}: {}{}", ran.out, ran.err);
        assert!(ran.is_told(), "blocs {line}: {}", ran.err);
    }
    assert_eq!(answer(at, &["check", "cyber-norms", "--quiet"]), "");
    assert_eq!(answer(at, &["report", "-d", "toy-council", "--quiet"]), "");
    let told =
        |more: &str| blocs(at, &words(&format!("align agreement -d toy-council --min 1 --format csv{more}"))).err;
    assert!(told("").starts_with("method: ") && told(" -q").is_empty(), "{} {}", told(""), told(" -q"));
    assert_eq!(answer(at, &["export", "-d", "toy-council", "--graph", "a.dot", "-q"]).trim(), "");
    // Colour is for terminals; where it is forced, NO_COLOR is stronger.
    let coloured = |names: &[&str]| {
        let mut command = crate::common::command(at, &["check", "broken"]);
        let output = command.envs(names.iter().map(|name| (*name, "1"))).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert_eq!([coloured(&[]), coloured(&["CLICOLOR_FORCE"])], [false, true]);
    assert_eq!([coloured(&["NO_COLOR"]), coloured(&["NO_COLOR", "CLICOLOR_FORCE"])], [false, false]);
}

#[test]
fn completions_and_man_pages() {
    let scratch = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = answer(scratch.path(), &["completions", shell]);
        assert!(["align", "agreement", "overlap", "influence"].iter().all(|word| script.contains(word)), "{shell}");
    }
    assert!(answer(scratch.path(), &["man"]).contains(".TH blocs 1"));
    answer(scratch.path(), &["man", "-o", "man"]);
    let pages = crate::common::files(&scratch.path().join("man"));
    for command in COMMANDS.iter().filter(|command| **command != ["help"]) {
        let name: Vec<&str> = ["blocs"].into_iter().chain(command.iter().copied()).collect();
        assert!(pages.contains_key(&format!("{}.1", name.join("-"))), "{command:?}: {:?}", pages.keys());
    }
}

#[test]
fn data_as_a_folder_a_name_or_one_long_table() {
    let scratch = tempfile::tempdir().unwrap();
    let at = scratch.path();
    let folder = root().join("graph-data/toy-council");
    let of = |data: &str, more: &[&str]| {
        answer(at, &[&["align", "positions", "-d", data, "--format", "csv"], more].concat())
    };
    assert_eq!(of("toy-council", &[]), of(folder.to_str().unwrap(), &[]));
    // A folder where the user stands is what the user means, also when a built-in dataset has its name.
    put(&at.join("toy-council"), [("entities.csv", "id,kind,name\nzed,state,Zed\n")]);
    assert!(answer(at, &["show", "--kind", "state", "-d", "toy-council"]).contains("zed"));
    // One long table, with the words of its maker, in the dialect of a spreadsheet.
    let plain = "decision,actor,position\nd1,ann,yes\nd1,ben,no\nd2,ann,abstain\nd2,ben,no\n";
    let other = "\u{feff}Actor;Decision;Position\r\nann;d1;Yea\r\nben;d1;Nay\r\nann;d2;abstain\r\nben;d2;Nay\r\n";
    put(at, [("votes.csv", plain), ("other/votes.csv", other)]);
    let said = of("votes.csv", &[]);
    assert_eq!(records(said.as_bytes()).len(), 5);
    assert_eq!(said, of("other/votes.csv", &["--codes", "Yea=for,Nay=against"]));
    let agreement = answer(at, &["align", "agreement", "-d", "votes.csv", "--min", "1", "--format", "csv"]);
    // Opposite on d1, one step apart on d2: (0 + 1/2) / 2.
    assert!(records(agreement.as_bytes())[1].contains(&"0.25".to_owned()), "{agreement}");
    answer(at, &["report", "-d", "votes.csv", "-o", "report"]);
    // Faults point at the file and its own lines.
    let fails = |text: &str, words: &[&str]| {
        put(at, [("bad.csv", text)]);
        let ran = blocs(at, &["align", "-d", "bad.csv"]);
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(words.iter().all(|word| ran.err.contains(word)) && !ran.err.contains("entities.csv:"), "{}", ran.err);
    };
    fails("decision,actor,position\nd1,ann,maybe\n", &["--> bad.csv:2:8", "`maybe` is no position"]);
    fails("decision,actor,position\nd1,New Zealand,yes\n", &["--> bad.csv:2:4", "write `new-zealand`", "1 fault,"]);
    fails("decision,actor,position\n1,1,yes\n", &["--> bad.csv:2:3", "`1` is a decision"]);
    fails("decision,actor\nd1,ann\n", &["bad.csv", "column `position` is missing"]);
    assert_eq!(blocs(at, &["align", "-d", "votes.csv", "--codes", "yea"]).status, 2);
    // The stem of the file may be an id of its table.
    put(at, [("d1.csv", plain)]);
    assert_eq!(records(of("d1.csv", &[]).as_bytes()).len(), 5);
}

#[test]
fn bounds_that_the_data_do_not_support_are_a_sentence_on_the_page() {
    let line = "align agreement -d wcit-12 --min 1 --bootstrap 20";
    let page = answer(root(), &words(line));
    assert!(page.contains("intervals not supported: 1 family") && !page.contains(" low "), "{page}");
    let table = answer(root(), &words(&format!("{line} --format csv")));
    assert!(table.lines().next().unwrap_or_default().contains(",low,low_undefined,high,"), "{table}");
}

#[test]
fn who_signed_later_is_named_apart() {
    // The slides date the consent of Mauritania after the day on which 89 signed.
    let shown = answer(root(), &["show", "itr-2012", "-d", "wcit-12", "-d", "cyber-norms"]);
    assert!(shown.contains("signed (47): Algeria") && shown.contains("signed later (1): Mauritania"), "{shown}");
}

#[test]
fn show_in_its_forms() {
    let scratch = tempfile::tempdir().unwrap();
    let show = |line: &str| answer(scratch.path(), &[&["show"], &words(line)[..]].concat());
    // methods.md, "Facts about the flagship case": 89 signed, 55 did not; the dataset's README: 151 present, 7 left.
    let itr = show("itr-2012");
    assert!(itr.contains("151 present: 89 signed, 55 not-signed, 7 unaccounted for"), "{itr}");
    assert!(itr.contains("deguchi-slides:205"));
    // By code, by name, in Japanese, in any case.
    for name in ["JPN", "日本", "JAPAN"] {
        assert_eq!(show("japan"), show(name), "{name}");
    }
    let apart = show("japan brazil");
    assert!(apart.contains("Not stated"), "{apart}");
    for source in
        ["deguchi-slides", "nids-118", "igcj-26-report", "g7-lucca-declaration", "cyber-defence-diplomacy-commentary"]
    {
        assert!(apart.contains(source), "{source} is not among the sources searched");
    }
    assert!(!show("japan itr-2012").contains("Not stated"));
    let sessions = show("--kind session --sort date --format csv");
    assert!(records(sessions.as_bytes()).len() > 10);
    let planned = show("--status planned --format csv");
    assert!(records(planned.as_bytes()).len() > 1);
    assert!(show("wcit-12 --lang ja").contains("世界国際電気通信会議"));
    // A vote by the hand computation of toy-council/README.md.
    let vote = show("vote-1 -d toy-council");
    assert!(vote.contains("for (3): Ada, Bo, Cy") && vote.contains("absent (1): Fay"), "{vote}");
}
