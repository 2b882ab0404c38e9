//! Where the record disagrees with itself: both sides are kept, and neither is believed over the other.
//!
//!     cargo run --example where_sources_disagree

use blocs::dataset;
use blocs::model::Severity;
use blocs::record::conflicts::{self, Rows};
use blocs::report::terminal;

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let loaded = dataset::load(vec![folder], None);
    print!("{}", terminal::table(&conflicts::table(&loaded.diagnostics, Rows::Shown), None));
    // A conflict is no fault: the dataset is there.
    assert!(loaded.dataset.is_some());
    let conflicts: Vec<_> = loaded.diagnostics.iter().filter(|found| found.severity == Severity::Conflict).collect();
    // The minutes have Eli for on the fifth vote, the gazette against.
    let [eli] = conflicts.as_slice() else { panic!("there is one conflict: {conflicts:?}") };
    assert_eq!((eli.rule, eli.message.as_str()), ("sources-disagree", "`eli` on `vote-5` is for and against"));
    assert_eq!((eli.line, eli.hint.as_str()), (35, "first at toy-council/positions.csv:36"));
}
