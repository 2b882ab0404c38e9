//! The main path and brokers in words.

use std::collections::BTreeMap;

use crate::influence::brokers::{Brokers, Role};
use crate::influence::main_path::{MainPath, digits};
use crate::model::Certainty;
use crate::result::{Cell, CellKind, Column, ColumnRole, Document, Phrase, Table};
use crate::view::{Flow, Node};

use super::influence::{method, own_steps};
use super::{and, are, are_ja, count, japanese, rests};

/// What runs through what, in one sentence, then step by step; circles, and what stands alone.
pub fn main_path(found: &MainPath) -> Document {
    let mut page = Document::new("The main path");
    page.list(
        main_path_sentences(found).into_iter().chain(found.remarks().into_iter().map(Phrase::from)).collect::<Vec<_>>(),
    );
    if !found.steps.is_empty() {
        page.long_table(plain(found.table()), 60);
    }
    if !found.circles.is_empty() {
        page.long_table(plain(found.circle_steps()), 40);
    }
    if !found.isolated.is_empty() {
        page.long_table(plain(found.alone()).without(&["name_ja"]), 20);
    }
    page
}

/// Where the main path begins and ends, and how much of all paths it holds.
pub fn main_path_sentences(found: &MainPath) -> Vec<Phrase> {
    let (begin, end) = found.ends_of_path();
    if begin.is_empty() {
        let why = match found.circles.is_empty() {
            true => Phrase::new("no step is documented", "文書に残る段階がない"),
            false => Phrase::new("steps run in a circle", "段階が循環している"),
        };
        return vec![Phrase::new(
            format!("There is no main path: {}.", why.english),
            format!("主要経路はない：{}。", why.japanese),
        )];
    }
    let names = |nodes: Vec<&Node>| {
        let all: Vec<Phrase> = nodes.into_iter().map(japanese::node).collect();
        japanese::names(&all, 4)
    };
    let steps: usize = found.arcs.iter().map(|arc| arc.ties.len()).sum();
    if begin.len() + end.len() > 2 && found.steps.len() >= steps {
        return vec![Phrase::new(
            format!("The main path sets nothing apart: all {} lie on it.", count(steps, "step")),
            format!("主要経路は何も選び出さない：{steps}段階のすべてがその上にある。"),
        )];
    }
    let (begin, end) = (names(begin), names(end));
    let inferred = found.steps_with(|tie| tie.certainty == Certainty::Inferred);
    let single = found.steps_with(|tie| tie.sources().len() == 1);
    let paths = count_text(&found.total);
    vec![
        Phrase::new(
            format!("The main path leads from {} to {}.", begin.english, end.english),
            format!("主要経路は{}から{}に至る。", begin.japanese, end.japanese),
        ),
        Phrase::new(
            format!(
                "{} counted in all. Of the {} on the main path, {} the coder's inference, and {} on one source each.",
                paths.english,
                count(found.steps.len(), "step"),
                are(inferred, found.steps.len()),
                rests(single, found.steps.len()),
            ),
            format!(
                "数えた経路は全部で{}。主要経路の{}段階のうち、コーダーの推論は{}、一つの資料だけに基づくものは{}。",
                paths.japanese,
                found.steps.len(),
                are_ja(inferred, found.steps.len(), ""),
                are_ja(single, found.steps.len(), ""),
            ),
        ),
    ]
}

/// A count of paths, which may be longer than any number of the machine.
fn count_text(number: &str) -> Phrase {
    match number.parse::<usize>() {
        Ok(n) => Phrase::new(count(n, "path"), format!("{n}本")),
        Err(_) => {
            let digits = digits(number);
            Phrase::new(format!("a number of paths with {digits} digits"), format!("{digits}桁の本数"))
        }
    }
}

/// Steps with the claims behind them, as a page shows them: without what only a file needs, and without what no row says.
pub fn why(table: Table) -> Document {
    let mut page = Document::default();
    page.table(short(table));
    page
}

/// A table of steps for a page that says elsewhere on which claims they rest.
pub(super) fn plain(table: Table) -> Table {
    short(table).without(&["claims"])
}

fn short(mut table: Table) -> Table {
    // The page says them once, above its tables.
    table.method.notes.clear();
    let nothing = |column: &&Column| match column.role {
        ColumnRole::Status => column.cells.iter().all(|cell| cell.as_str() == Some("actual")),
        _ => column.cells.iter().all(|cell| matches!(cell, Cell::Empty | Cell::Boolean(false))),
    };
    let empty: Vec<String> = table.columns.iter().filter(nothing).map(|column| column.name.clone()).collect();
    let names = ["from_name", "from_name_ja", "to_name", "to_name_ja", "begin", "end", "attributed", "date_inherited"];
    table.without(&names).without(&empty.iter().map(String::as_str).collect::<Vec<_>>())
}

/// One row a source: how many steps it supports, and how many rest on it alone.
pub(super) fn sources_alone(flow: &Flow) -> Table {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for tie in own_steps(flow) {
        let behind = tie.sources();
        for source in &behind {
            let count = counts.entry(source).or_default();
            count[0] += 1;
            count[1] += usize::from(behind.len() == 1);
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(source, [_, alone])| (std::cmp::Reverse(*alone), *source));
    let mut table = Table::new("steps-by-source", method(flow))
        .titled("What rests on one source")
        .column("source", CellKind::Text, ColumnRole::Id, "")
        .column("steps", CellKind::Integer, ColumnRole::Attribute, "steps")
        .column("on_it_alone", CellKind::Integer, ColumnRole::Count, "steps");
    for (source, [all, alone]) in rows {
        table.push([Cell::text(source), Cell::count(all), Cell::count(alone)]);
    }
    table
}

/// Who stands between most, then everybody, then roles beside groups dealt out anew.
pub fn brokers(found: &Brokers) -> Document {
    let mut page = Document::new("Who stands between others");
    page.list(broker_sentences(found));
    page.long_table(found.table().without(&["name_ja"]), 20);
    let roles = found.roles();
    let had = |row: &usize| roles.cell(*row, ColumnRole::Count).and_then(Cell::as_f64).is_some_and(|ways| ways > 0.0);
    let rows: Vec<usize> = (0..roles.len()).filter(had).collect();
    if !rows.is_empty() {
        page.long_table(roles.pick(&rows).without(&["name", "name_ja"]), 30);
    }
    page
}

/// The first by betweenness, and the first in each role.
pub fn broker_sentences(found: &Brokers) -> Vec<String> {
    let names = found.names(3);
    let mut said = Vec::new();
    match (found.sampled, names.is_empty()) {
        (None, true) => return vec!["Nobody stands between two others.".to_owned()],
        (None, false) => said.push(format!("Most shortest ways between others run through {}.", and(&names))),
        (Some(sources), none) => {
            let from = format!("Betweenness is estimated from {sources} of {}", count(found.entities(), "entity"));
            said.push(if none {
                format!("{from}: the bounds of the first overlap with those of others, so that no order is known.")
            } else {
                format!("{from}; within its bounds most shortest ways between others run through {}.", and(&names))
            });
        }
    }
    let containers = found.containers(3);
    if !containers.is_empty() {
        said.push(format!(
            "Most steps at {} are carriers (part and whole, text and norm): ways run through what holds others, which is not \
             yet an act of brokerage.",
            and(&containers)
        ));
    }
    let groups = found.groups().len();
    let roles: Vec<String> = Role::ALL
        .into_iter()
        .filter_map(|role| Some((role, found.most_in(role)?)))
        // A way that occurs once sets nobody apart.
        .filter(|(_, (_, ways))| *ways > 1)
        .map(|(role, (node, ways))| format!("{} is most often {} ({})", node.name, role.word(), count(ways, "way")))
        .collect();
    said.push(match groups {
        0 => "No entity is in a group, so that no roles can be told.".to_owned(),
        n if roles.is_empty() => {
            format!("Among the entities of {}, nobody stands between two others more than once.", count(n, "group"))
        }
        n => format!("Between {}, {}.", count(n, "group"), and(&roles)),
    });
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::influence::brokers::{Options, by_kind};
    use crate::view::FlowOptions;

    /// From 20 of some 280 entities no bound is narrower than the largest betweenness: no name may be told as the first.
    #[test]
    fn a_sample_ranks_nobody() {
        let folders = ["cyber-norms", "states"].map(|name| crate::dataset::builtin(name).unwrap()).to_vec();
        let graph = crate::graph::Graph::from(crate::dataset::load(folders, None).dataset.unwrap());
        let flow = Flow::of(&graph, &FlowOptions::default());
        let options = Options { sources: Some(20), deals: 1, ..Options::default() };
        let said = broker_sentences(&Brokers::of(&flow, &by_kind(&flow), &options));
        let n = flow.nodes.len();
        let first = format!("Betweenness is estimated from 20 of {n} entities: the bounds of the first overlap");
        assert!(said[0].starts_with(&first), "{said:?}");
        assert!(!said.iter().any(|sentence| sentence.contains("run through")), "{said:?}");
    }
}
