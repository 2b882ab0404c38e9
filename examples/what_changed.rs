//! What changed between two codings of one record: which claims, which answers, and which claims lie behind each
//! changed cell.
//!
//!     cargo run --example what_changed

use blocs::brief::compare::{Answer, Change, Coding};
use blocs::brief::{self, Report};
use blocs::dataset::{self, Folder};
use blocs::graph::Graph;
use blocs::report::terminal;
use blocs::result::Language;

fn report(folder: Folder) -> Report {
    let loaded = dataset::load(vec![folder], None);
    let graph = Graph::from(loaded.dataset.expect("it has no fault"));
    brief::report(&graph, &loaded.diagnostics, &brief::Options::default(), &|_| ())
}

pub fn main() {
    let before = dataset::builtin("toy-council").expect("a built-in dataset");
    let mut now = before.clone();
    // On a second reading Dee was for on the first vote.
    let votes = now.files.iter_mut().find(|file| file.name == "positions.csv").expect("a table of the dataset");
    let text = String::from_utf8(votes.bytes.clone()).expect("it is text");
    votes.bytes = text.replace("vote-1,dee,against", "vote-1,dee,for").into_bytes();

    let coding = |report: &Report| Coding {
        datasets: ["toy-council".to_owned()].into(),
        tables: report.tables.clone(),
        ..Coding::default()
    };
    let (before, mut now) = (report(before), report(now));
    let found = now.compare(&coding(&before), coding(&now)).expect("it is one dataset");
    print!("{}", terminal::render(&found.section(), None, Language::English));

    let [line] = found.lines.as_slice() else { panic!("one row was altered: {:?}", found.lines) };
    assert_eq!((line.id.as_str(), line.change), ("vote-1/dee", Change::Altered));
    // The agreement of Dee with Ada, by the table of the dataset's README: 1/14 before, (0 + 1 + 1/2) / 7 after.
    let (_, pairs) = found.answers.iter().find(|(answer, _)| *answer == Answer::Agreement).expect("both have it");
    let pair = pairs.iter().find(|pair| (pair.one.as_str(), pair.other.as_str()) == ("ada", "dee")).expect("it moved");
    println!("{} -> {}", pair.was, pair.is);
    assert!(pair.was.contains("0.0714285714") && pair.is.contains("0.214285714"));
    assert_eq!(pair.claims, ["vote-1/dee"]);
}
