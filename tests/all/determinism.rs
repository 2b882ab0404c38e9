//! The same bytes twice: whatever the order of rows, the dialect of the tables and the number of threads.

use std::collections::BTreeMap;
use std::path::Path;

use crate::bytes::{DIALECTS, PLAIN, is_csv, rewrite, tables};
use crate::common::{Lots, answer, files, put};

/// Each command that computes or lists, with its graph and figure where it has one. `{}` is the folder of the data.
const COMMANDS: &[&str] = &[
    "show coverage --format csv",
    "show conflicts --format csv",
    "show schema --format csv",
    "show --kind state --format csv",
    "show --kind session --sort date",
    "show --status planned --format json",
    "show --count-by source --format csv",
    "show --relation member_of --sort date",
    "align --format markdown",
    "align agreement --min 2 --format csv --graph graphml:agreement.graphml --figure agreement.svg",
    "align agreement --min 1 --signatures apart --format jsonl",
    "align clusters --min 2 --format csv --graph clusters.dot --figure clusters.svg",
    "align clusters --min 2 --null modularity --seed 7",
    "align positions --format csv",
    "align positions --inherited on --actors state,bloc --format json",
    "overlap --format text",
    "overlap forums --format csv --graph overlap.json --figure overlap.svg",
    "overlap forums --modes attended,organised --sessions apart --measure count --format csv",
    "influence --format markdown --graph lineage.graphml --figure lineage.svg",
    "export --graph typed.graphml --graph typed.dot --graph typed.json",
];

/// What is asked of each dataset by name, since its entities have names of their own.
fn named(dataset: &str) -> &'static [&'static str] {
    match dataset {
        "toy-council" => &[
            "show vote-1",
            "show ada bo",
            "align agreement --why ada bo --format csv",
            "overlap forums --why harbour-council star-club",
            "influence paths charter-draft outlook --all --format csv --graph path.dot --figure path.svg",
        ],
        _ => &[
            "show itr-2012",
            "show japan itr-2012",
            "align positions --why japan itr-2012",
            "overlap forums --why gge wgec",
            "influence paths unga-res-1998 g7-lucca-declaration --all --max-steps 4 --format csv --graph path.dot",
        ],
    }
}

/// Everything that every command prints and writes, by command and file.
fn everything(dataset: &str, at: &Path, threads: &str) -> BTreeMap<String, Vec<u8>> {
    let mut said = BTreeMap::new();
    let folder = format!("./{dataset}");
    for line in COMMANDS.iter().chain(named(dataset)) {
        let mut words: Vec<&str> = line.split(' ').chain(["-d", &folder]).collect();
        if line.starts_with("align") && !line.contains("positions") {
            words.extend(["--threads", threads]);
        }
        let mut text = answer(at, &words);
        if line.starts_with("show") {
            text = without_rows(&text);
        }
        said.insert((*line).to_owned(), text.into_bytes());
    }
    answer(at, &["report", "-d", &folder, "--min", "2", "--threads", threads, "-o", "report"]);
    let written = files(at).into_iter().filter(|(name, _)| !name.starts_with(dataset));
    said.extend(written.map(|(name, bytes)| {
        // The hashes of the inputs differ, as they must; nothing else of the manifest may.
        let bytes = if name.ends_with("manifest.json") { without_inputs(&bytes) } else { bytes };
        (name, bytes)
    }));
    said
}

/// `show` says at which row of a table something was written; that is where the order of rows may be seen.
fn without_rows(text: &str) -> String {
    let mut parts = text.split(".csv:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + ".csv:" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn without_inputs(bytes: &[u8]) -> Vec<u8> {
    let mut manifest: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    assert!(manifest["inputs"].take().as_object().is_some_and(|inputs| !inputs.is_empty()));
    serde_json::to_vec(&manifest).unwrap()
}

fn compare(dataset: &str) {
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    for (number, dialect) in DIALECTS.into_iter().enumerate() {
        let scratch = tempfile::tempdir().unwrap();
        let mut lots = Lots(number as u64);
        let other = tables(dataset).into_iter().map(|(name, bytes)| {
            // The first is the dataset as it stands.
            let lots = (number > 0).then_some(&mut lots);
            let bytes = if is_csv(&name) { rewrite(&bytes, dialect, lots) } else { bytes };
            (name, bytes)
        });
        put(&scratch.path().join(dataset), other);
        let said = everything(dataset, scratch.path(), if number % 2 == 0 { "1" } else { "2" });
        let Some(first) = &first else {
            // Nothing but `show` names a row: not even by the name of a table, with a number behind it.
            for (name, bytes) in &said {
                let text = String::from_utf8_lossy(bytes);
                assert!(without_rows(&text) == text, "{dataset}: {name} names rows");
            }
            first = Some(said);
            continue;
        };
        assert!(first.keys().eq(said.keys()), "{dataset}, dialect {number}: other files");
        let differ: Vec<&String> = first.keys().filter(|name| first[*name] != said[*name]).collect();
        assert!(differ.is_empty(), "{dataset}, dialect {number}: other bytes in {differ:?}");
    }
}

#[test]
fn the_toy_council_in_any_order() {
    compare("toy-council");
}

#[test]
fn cyber_norms_in_any_order() {
    compare("cyber-norms");
}

#[test]
fn a_dialect_alone_changes_no_diagnostic() {
    let said = |number: usize| {
        let scratch = tempfile::tempdir().unwrap();
        let dialect = DIALECTS[number];
        let tables = tables("toy-council").into_iter().map(|(name, bytes)| {
            let bytes = if is_csv(&name) { rewrite(&bytes, dialect, None) } else { bytes };
            (name, bytes)
        });
        put(&scratch.path().join("toy-council"), tables);
        answer(scratch.path(), &["check", "./toy-council", "--format", "json"])
    };
    assert!(said(0).contains("sources-disagree"));
    assert!((1..DIALECTS.len()).all(|number| said(number) == said(0)));
}

#[test]
fn the_rewriter_gives_back_our_own_bytes() {
    for dataset in ["toy-council", "cyber-norms"] {
        for (name, bytes) in tables(dataset).into_iter().filter(|(name, _)| is_csv(name)) {
            assert!(rewrite(&bytes, PLAIN, None) == bytes, "{dataset}/{name}");
        }
    }
}
