//! The whole story of a dataset as one page: every answer in words, with the method that made each number.
//!
//!     cargo run --example a_report

use blocs::brief::{self, Section};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::report::html::{self};
use blocs::report::ledger::Ledger;
use blocs::report::markdown;
use blocs::result::{ColumnRole, Language};

pub fn main() {
    let loaded = dataset::load(vec![dataset::builtin("toy-council").expect("a built-in dataset")], None);
    let graph = Graph::from(loaded.dataset.expect("it has no fault"));
    let options = brief::Options { sections: [Section::Align].into(), ..brief::Options::default() };
    let report = brief::report(&graph, &loaded.diagnostics, &options, &|next| println!("{next} ..."));
    println!("{}", markdown::render(&report.document, Language::English));
    // The page holds every claim, so that a reader can ask for the source of any line of it.
    let ledger = Ledger { dataset: graph.dataset(), diagnostics: &loaded.diagnostics, steps: None, gone: &[] };
    let page = html::render(&report.document, Some(ledger), Language::English).expect("the page is put together");
    assert!(page.contains("minutes (p. 4)"));

    // The table behind the page: by the dataset's README, votes and signing and stances together, Ada and Bo agree in
    // 11/14.
    let agreement = report.tables.iter().find(|table| table.name == "agreement").expect("a table of this section");
    let of =
        |row: &usize| [ColumnRole::Actor, ColumnRole::Other].map(|role| agreement.text(*row, role)) == ["ada", "bo"];
    let row = (0..agreement.len()).find(of).expect("they vote");
    let value = agreement.cell(row, ColumnRole::Value).and_then(|cell| cell.as_f64()).expect("seven joint items");
    assert!((value - 11.0 / 14.0).abs() < 1e-12);
}
