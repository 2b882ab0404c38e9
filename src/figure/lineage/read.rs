//! What the tray says, as items, lanes and ties, in an order that no order of rows can change.

use std::collections::BTreeMap;

use super::super::{Place, claims, place, text::clean, words::say};
use crate::model::{Date, Day};
use crate::result::{AttributedGraph, CellRef, ColumnRole, Language, Table};

/// The form of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Texts.
    Circle,
    /// Where actors meet.
    Square,
    /// What was decided.
    Diamond,
    /// Everything else.
    Triangle,
}

impl Shape {
    fn of(kind: &str) -> Self {
        match kind {
            "document" => Self::Circle,
            "session" | "forum" => Self::Square,
            "decision" => Self::Diamond,
            _ => Self::Triangle,
        }
    }
}

/// A text, body or decision.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) kind: String,
    pub(super) shape: Shape,
    pub(super) lane: usize,
    /// Earliest and latest instant, as fractions of years.
    pub(super) begin: Option<f64>,
    pub(super) end: Option<f64>,
    /// The same in words.
    pub(super) when: String,
    pub(super) planned: bool,
    /// On a highlighted path.
    pub(super) marked: bool,
}

impl Item {
    pub(super) fn dated(&self) -> bool {
        self.begin.is_some() || self.end.is_some()
    }
}

/// What leads from one item to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tie {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) class: String,
    /// Planned, or inferred by the coder.
    pub(super) weak: bool,
    pub(super) step: Option<i64>,
    pub(super) claims: Option<String>,
}

/// Everything that is drawn.
#[derive(Debug, Clone)]
pub(super) struct Story {
    /// By lane, then time, then id.
    pub(super) items: Vec<Item>,
    /// The names of the lanes, from above.
    pub(super) lanes: Vec<String>,
    pub(super) ties: Vec<Tie>,
}

impl Story {
    pub(super) fn read(graph: &AttributedGraph, language: Language) -> Self {
        let nodes = &graph.nodes;
        let (lanes, names) = lanes(nodes, language);
        let mut rows: Vec<(Item, usize)> =
            (0..nodes.len()).map(|row| (item(nodes, row, &lanes, language), row)).collect();
        let ties = &graph.ties;
        let ends: Vec<(usize, usize, usize)> = graph
            .ends
            .iter()
            .enumerate()
            .filter(|(row, (a, b))| *row < ties.len() && *a < nodes.len() && *b < nodes.len())
            .map(|(row, (a, b))| (row, *a, *b))
            .collect();
        for &(row, a, b) in &ends {
            if step(ties, row).is_some() {
                rows[a].0.marked = true;
                rows[b].0.marked = true;
            }
        }
        rows.sort_by(|(a, _), (b, _)| {
            let time = |item: &Item| item.begin.or(item.end).unwrap_or(f64::MAX);
            (a.lane.cmp(&b.lane)).then(time(a).total_cmp(&time(b))).then_with(|| {
                (&a.id, &a.label, &a.when, &a.kind, a.planned).cmp(&(&b.id, &b.label, &b.when, &b.kind, b.planned))
            })
        });
        let mut places = vec![0; rows.len()];
        for (place, (_, row)) in rows.iter().enumerate() {
            places[*row] = place;
        }
        let mut ties: Vec<Tie> = ends
            .into_iter()
            .map(|(row, a, b)| Tie {
                from: places[a],
                to: places[b],
                class: ties.text(row, ColumnRole::Class).to_owned(),
                weak: matches!(ties.text(row, ColumnRole::Status), "planned" | "proposed" | "requested")
                    || ties.text(row, ColumnRole::Certainty) == "inferred",
                step: step(ties, row),
                claims: claims(ties, row),
            })
            .collect();
        ties.sort();
        Self { items: rows.into_iter().map(|(item, _)| item).collect(), lanes: names, ties }
    }
    /// The ties of the highlighted path, in the order of its steps.
    pub(super) fn path(&self) -> Vec<&Tie> {
        let mut path: Vec<&Tie> = self.ties.iter().filter(|tie| tie.step.is_some()).collect();
        path.sort_by_key(|tie| (tie.step, (*tie).clone()));
        path
    }
}

fn step(ties: &Table, row: usize) -> Option<i64> {
    ties.cell(row, ColumnRole::Step).and_then(CellRef::as_f64).map(|step| step as i64)
}

/// The place of each lane by its name in the table, and the names shown; a lane without a name comes last.
fn lanes(nodes: &Table, language: Language) -> (BTreeMap<String, usize>, Vec<String>) {
    let mut seen: BTreeMap<&str, (Place, String)> = BTreeMap::new();
    for row in 0..nodes.len() {
        let name = nodes.text(row, ColumnRole::Lane);
        let shown = match name {
            "" => say(language, "other", "その他"),
            name => language.choose(name, nodes.text(row, ColumnRole::LaneJa)),
        };
        let key = (place(nodes, row), clean(&shown));
        let entry = seen.entry(name).or_insert_with(|| key.clone());
        if key < *entry {
            *entry = key;
        }
    }
    let mut order: Vec<(&str, (Place, String))> = seen.into_iter().collect();
    order.sort_by(|(a, (x, _)), (b, (y, _))| (a.is_empty(), x, a).cmp(&(b.is_empty(), y, b)));
    let places = order.iter().enumerate().map(|(place, (name, _))| ((*name).to_owned(), place)).collect();
    (places, order.into_iter().map(|(_, (_, shown))| shown).collect())
}

fn item(nodes: &Table, row: usize, lanes: &BTreeMap<String, usize>, language: Language) -> Item {
    let read = |role| Date::parse(nodes.text(row, role)).ok().map(|date| date.span());
    // A written month or year reaches from its first day to its last.
    let begin = read(ColumnRole::Begin).map(|span| span.earliest).filter(|day| ![Day::MIN, Day::MAX].contains(day));
    let end = read(ColumnRole::End).map(|span| span.latest).filter(|day| ![Day::MIN, Day::MAX].contains(day));
    let (begin, end) = match (begin, end) {
        (Some(begin), Some(end)) => (Some(begin.min(end)), Some(begin.max(end))),
        other => other,
    };
    let when = match (begin, end) {
        (Some(begin), Some(end)) if begin == end => begin.to_string(),
        (None, None) => say(language, "undated", "日付不明"),
        (begin, end) => {
            let show = |day: Option<Day>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
            format!("{} – {}", show(begin), show(end))
        }
    };
    let kind = nodes.text(row, ColumnRole::Kind).to_owned();
    Item {
        id: nodes.text(row, ColumnRole::Id).to_owned(),
        label: clean(&nodes.label(row, language)),
        shape: Shape::of(&kind),
        kind,
        lane: lanes.get(nodes.text(row, ColumnRole::Lane)).copied().unwrap_or(0),
        begin: begin.map(Day::years),
        end: end.map(Day::years),
        when,
        planned: matches!(nodes.text(row, ColumnRole::Status), "planned" | "proposed" | "requested"),
        marked: false,
    }
}
