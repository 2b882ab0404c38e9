//! The lineage of norms in words.

use std::collections::BTreeSet;

use crate::influence::lineage::{Change, First, Lineage};
use crate::model::{FlowClass, Status};
use crate::result::{Cell, Column, ColumnRole, Document, Phrase, Table};

use super::{and, count};

/// What is said first, then where the norms stand, what became of lists, and every step.
pub fn page(lineage: &Lineage, title: impl Into<Phrase>) -> Document {
    let mut page = Document::new(title);
    page.list(sentences(lineage));
    let one = lineage.method.parameters.iter().any(|(name, value)| name == "norm" && value != "all");
    if one {
        page.long_table(plain(lineage.appearances()).without(&["norm"]), 40);
    }
    if !lineage.comparisons.is_empty() {
        page.long_table(plain(lineage.lists()), 40);
    }
    page.long_table(plain(lineage.table()).without(if one { &["norm"] } else { &[] }), 40);
    page
}

/// A table for a page: without what only a file needs, and without what every row says alike.
fn plain(table: Table) -> Table {
    let says_nothing = |column: &Column| match column.role {
        ColumnRole::Status => column.cells.iter().all(|cell| cell.as_str() == Some(Status::Actual.word())),
        _ => column.cells.iter().all(|cell| *cell == Cell::Empty),
    };
    let empty: Vec<String> =
        table.columns.iter().filter(|column| says_nothing(column)).map(|column| column.name.clone()).collect();
    let mut table = table.without(&REPEATED).without(&empty.iter().map(String::as_str).collect::<Vec<_>>());
    // Several claims of one passage: the page names it once, the files beside each claim.
    let evidence = table.columns.iter_mut().filter(|column| column.role == ColumnRole::Evidence);
    for cell in evidence.flat_map(|column| &mut column.cells) {
        if let Cell::List(places) = cell {
            let mut seen = BTreeSet::new();
            places.retain(|place| seen.insert(place.clone()));
        }
    }
    table
}

/// Columns that a reader of a page can do without: they stand in the files.
const REPEATED: [&str; 14] = [
    "norm_name",
    "norm_name_ja",
    "from_name",
    "from_name_ja",
    "to_name",
    "to_name_ja",
    "later_name",
    "earlier_name",
    "name_ja",
    "norms_only_later",
    "norms_only_earlier",
    "relations",
    "claims",
    "end",
];

/// How many norms stand in how many texts, what was derived, what only time joins, and where the norm asked appears.
pub fn sentences(lineage: &Lineage) -> Vec<String> {
    let name = |row: usize| lineage.nodes[row].entity.node.name.as_str();
    let norms: BTreeSet<usize> = lineage.held.iter().map(|one| one.norm).collect();
    let mut said = Vec::new();
    match norms.len() {
        1 => {
            let first = |first: First| {
                let of = lineage.held.iter().filter(move |one| one.first == first);
                of.map(|one| name(one.text).to_owned()).collect::<Vec<_>>()
            };
            let texts = count(lineage.held.len(), "text");
            let window = lineage.window;
            let record = match window.is_open() {
                true => "the record".to_owned(),
                false => format!("this window ({window})"),
            };
            // Only where the window begins on a day may an earlier text be hidden.
            let (the_first, nothing) = match window.from {
                Some(_) => (format!("the first in {record}"), "nothing in it"),
                None => ("the first".to_owned(), "nothing"),
            };
            let (certain, possible) = (first(First::Certain), first(First::Possible));
            said.push(match (certain.as_slice(), possible.as_slice()) {
                ([only], _) if lineage.held.len() == 1 => format!("One text of {record} holds it: {only}."),
                ([one], _) if window.from.is_some() => format!("Of {texts} that hold it, {one} is {the_first}."),
                ([one], _) => format!("Of {texts} that hold it, {one} is the first in the record."),
                (_, several) => format!(
                    "Of {texts} that hold it, which is {the_first} is not known: {nothing} is known to precede {}.",
                    and(several)
                ),
            });
        }
        n => said.push(format!("{} in {}.", count(n, "norm"), texts(lineage))),
    }
    let of = |change: Change| lineage.steps.iter().filter(|step| step.change == change).count();
    let derived: Vec<String> = Change::ALL
        .into_iter()
        .filter(|change| *change != Change::AffirmsToo && of(*change) > 0)
        .map(|change| format!("{} {}", change.word(), of(change)))
        .collect();
    let lineage_steps = lineage.steps.iter().filter(|step| step.class == FlowClass::Lineage).count();
    said.push(if derived.is_empty() {
        "No claim says that one of these texts takes the norm from another.".to_owned()
    } else {
        format!("{} along stated lineage: {}.", count(lineage_steps, "step"), and(&derived))
    });
    let only_time = of(Change::AffirmsToo);
    if only_time > 0 {
        said.push(format!(
            "{} between texts that affirm the same norm one after the other; nothing says that one led to the other.",
            count(only_time, "further step")
        ));
    }
    let undefined = lineage.comparisons.iter().filter(|pair| pair.change.is_err()).count();
    if undefined > 0 {
        said.push(format!(
            "What became of the norms cannot be said for {undefined} of {}; the table gives the reasons.",
            count(lineage.comparisons.len(), "comparison")
        ));
    }
    for circle in &lineage.circles {
        said.push(format!("The stated lineage of {} goes round in a circle and proves no order.", and(circle)));
    }
    for (earlier, later) in &lineage.against {
        said.push(format!("{later} is said to come after {earlier}, against their dates: one of the claims is wrong."));
    }
    said
}

fn texts(lineage: &Lineage) -> String {
    let texts: BTreeSet<usize> = lineage.held.iter().map(|one| one.text).collect();
    count(texts.len(), "text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::influence::lineage::Options;
    use crate::view::{Norms, Window};

    /// The record affirms the norm in 2011, twice in 2013, and in three texts after that.
    #[test]
    fn a_window_that_begins_late_makes_nothing_the_first_in_the_record() {
        let folders = ["cyber-norms", "states"].map(|name| crate::dataset::builtin(name).unwrap()).to_vec();
        let graph = crate::graph::Graph::from(crate::dataset::load(folders, None).dataset.unwrap());
        let options = Options { norm: Some("norm-il-applies".to_owned()), ..Options::default() };
        let said = |from: Option<&str>, until: Option<&str>| {
            let window = Window::parse(from, until).unwrap();
            let lineage = Lineage::of(&Norms::of(&graph, window), &options).unwrap();
            (sentences(&lineage)[0].clone(), lineage.appearances())
        };
        let (late, table) = said(Some("2014"), None);
        assert!(late.ends_with(" is the first in this window (from 2014-01-01)."), "{late}");
        let words = |table: &Table| {
            (0..table.len()).map(|row| table.text(row, ColumnRole::Class).to_owned()).collect::<Vec<_>>()
        };
        assert!(words(&table).contains(&"first in the window".to_owned()), "{:?}", words(&table));
        assert!(!words(&table).contains(&"first".to_owned()));
        let (early, table) = said(None, Some("2014"));
        assert!(!early.contains("window") && !words(&table).iter().any(|word| word.contains("window")), "{early}");
    }
}
