//! The lineage of norms in words.

use std::collections::BTreeSet;

use crate::influence::lineage::{Change, First, Lineage};
use crate::model::{FlowClass, Status};
use crate::result::{Cell, Column, ColumnRole, Document, Phrase, Table};

use super::steps::places_once;
use super::{count, japanese};

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
        _ => column.cells.iter().all(|cell| cell == Cell::Empty),
    };
    let empty: Vec<String> =
        table.columns.iter().filter(|column| says_nothing(column)).map(|column| column.name.clone()).collect();
    let mut table = table.without(&REPEATED).without(&empty.iter().map(String::as_str).collect::<Vec<_>>());
    places_once(&mut table);
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
pub fn sentences(lineage: &Lineage) -> Vec<Phrase> {
    let node = |row: usize| &lineage.nodes[row].entity.node;
    let norms: BTreeSet<usize> = lineage.held.iter().map(|one| one.norm).collect();
    let texts: BTreeSet<usize> = lineage.held.iter().map(|one| one.text).collect();
    let mut said = Vec::new();
    match norms.len() {
        1 => {
            let first = |first: First| {
                let of = lineage.held.iter().filter(move |one| one.first == first);
                of.map(|one| node(one.text)).collect::<Vec<_>>()
            };
            let held = lineage.held.len();
            let texts = count(held, "text");
            let window = lineage.window;
            let (record, record_ja) = match window.is_open() {
                true => ("the record".to_owned(), "記録".to_owned()),
                false => (format!("this window ({window})"), format!("この期間（{window}）")),
            };
            // Only where the window begins on a day may an earlier text be hidden.
            let (the_first, nothing) = match window.from {
                Some(_) => (format!("the first in {record}"), "nothing in it"),
                None => ("the first".to_owned(), "nothing"),
            };
            let (certain, possible) = (first(First::Certain), first(First::Possible));
            let (one, several) = (japanese::nodes(certain.iter().copied()), japanese::nodes(possible));
            said.push(match certain.len() {
                1 if held == 1 => Phrase::new(
                    format!("One text of {record} holds it: {}.", one.english),
                    format!("{record_ja}の中でこれをもつ文書は一つ：{}。", one.japanese),
                ),
                1 if window.from.is_some() => Phrase::new(
                    format!("Of {texts} that hold it, {} is {the_first}.", one.english),
                    format!("これをもつ文書{held}のうち、{record_ja}で最初のものは{}である。", one.japanese),
                ),
                1 => Phrase::new(
                    format!("Of {texts} that hold it, {} is the first in the record.", one.english),
                    format!("これをもつ文書{held}のうち、記録で最初のものは{}である。", one.japanese),
                ),
                _ => Phrase::new(
                    format!(
                        "Of {texts} that hold it, which is {the_first} is not known: {nothing} is known to precede {}.",
                        several.english
                    ),
                    format!(
                        "これをもつ文書{held}のうち、{record_ja}でどれが最初かは分からない：{}に先立つと分かるものがない。",
                        several.japanese
                    ),
                ),
            });
        }
        n => said.push(Phrase::new(
            format!("{} in {}.", count(n, "norm"), count(texts.len(), "text")),
            format!("規範{n}、文書{}。", texts.len()),
        )),
    }
    let of = |change: Change| lineage.steps.iter().filter(|step| step.change == change).count();
    let derived: Vec<(Change, usize)> = Change::ALL
        .into_iter()
        .filter(|change| *change != Change::AffirmsToo)
        .map(|change| (change, of(change)))
        .filter(|(_, n)| *n > 0)
        .collect();
    let lineage_steps = lineage.steps.iter().filter(|step| step.class == FlowClass::Lineage).count();
    said.push(if derived.is_empty() {
        Phrase::new(
            "No claim says that one of these texts takes the norm from another.",
            "ある文書が規範を別の文書から受けたと述べる主張はない。",
        )
    } else {
        let english: Vec<String> = derived.iter().map(|(change, n)| format!("{} {n}", change.word())).collect();
        let japanese: Vec<String> = derived.iter().map(|(change, n)| format!("{}{n}", change_ja(*change))).collect();
        Phrase::new(
            format!("{} along stated lineage: {}.", count(lineage_steps, "step"), super::and(&english)),
            format!("明示された系譜に沿う段階{lineage_steps}：{}。", japanese.join("、")),
        )
    });
    let only_time = of(Change::AffirmsToo);
    if only_time > 0 {
        said.push(Phrase::new(
            format!(
                "{} between texts that affirm the same norm one after the other; nothing says that one led to the other.",
                count(only_time, "further step")
            ),
            format!(
                "ほかに、同じ規範を相次いで確認する文書の間の段階が{only_time}ある。一方が他方につながったと述べる資料はない。"
            ),
        ));
    }
    let (undefined, all) =
        (lineage.comparisons.iter().filter(|pair| pair.change.is_err()).count(), lineage.comparisons.len());
    if undefined > 0 {
        said.push(Phrase::new(
            format!(
                "What became of the norms cannot be said for {undefined} of {}; the table gives the reasons.",
                count(all, "comparison")
            ),
            format!("比較{all}件のうち{undefined}件では規範がどうなったか言えない（理由は表にある）。"),
        ));
    }
    for circle in &lineage.circles {
        said.push(Phrase::new(
            format!("The stated lineage of {} goes round in a circle and proves no order.", super::and(circle)),
            format!("{}の明示された系譜は循環しており、順序を示さない。", circle.join("、")),
        ));
    }
    for (earlier, later) in &lineage.against {
        said.push(Phrase::new(
            format!("{later} is said to come after {earlier}, against their dates: one of the claims is wrong."),
            format!("{later}は{earlier}の後に来ると述べられるが日付に反する：いずれかの主張が誤っている。"),
        ));
    }
    said
}

/// What became of a norm, in Japanese.
fn change_ja(change: Change) -> &'static str {
    match change {
        Change::Restates => "再述",
        Change::Narrows => "縮小",
        Change::Widens => "拡大",
        Change::Adds => "追加",
        Change::LeavesOut => "除外",
        Change::Revises => "改訂",
        Change::RestsOn => "依拠",
        Change::AffirmsToo => "共に確認",
    }
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
            (sentences(&lineage)[0].english.clone(), lineage.appearances())
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
