//! What a record holds where a view of it holds nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{ItemKind, PositionOptions};
use crate::graph::Graph;
use crate::view::Window;
use crate::view::records::{Records, gather};

/// Of which kinds of actors, and on which kinds of items, positions are recorded at all: what an empty view passes over.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::{ItemKind, PositionOptions, Positions}};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let firms = PositionOptions { actors: vec!["firm".into()], ..PositionOptions::default() };
/// let elsewhere = Positions::of(&graph, &firms).elsewhere.unwrap();
/// assert!(elsewhere.actors.iter().any(|(kind, _)| kind == "state"));
/// assert!(elsewhere.items.iter().any(|(kind, _)| *kind == ItemKind::Vote));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Elsewhere {
    /// How many actors of each kind, most first.
    pub actors: Vec<(String, usize)>,
    /// How many items of each kind.
    pub items: Vec<(ItemKind, usize)>,
}

impl Elsewhere {
    /// All that is recorded, at any time, of whomever.
    pub(super) fn of(graph: &Graph, options: &PositionOptions) -> Self {
        let all = PositionOptions { consensus: options.consensus, ..PositionOptions::default() };
        let records = gather(graph, Window::default(), &all.wanted());
        let (mut actors, mut items) = (BTreeMap::<&str, BTreeSet<u32>>::new(), BTreeMap::<_, BTreeSet<u32>>::new());
        for record in &records.records {
            let kind = graph.dataset().entities[record.actor as usize].kind.as_str();
            actors.entry(kind).or_default().insert(record.actor);
            items.entry(records.items[record.item as usize].kind).or_default().insert(record.item);
        }
        let mut actors: Vec<(String, usize)> =
            actors.into_iter().map(|(kind, actors)| (kind.to_owned(), actors.len())).collect();
        actors.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self { actors, items: items.into_iter().map(|(kind, items)| (kind, items.len())).collect() }
    }
}

/// Who holds positions and is left out for being of another kind, where no kind was asked for. Groups are no such actors:
/// they speak for others.
pub(super) fn left_out(
    graph: &Graph,
    records: &Records,
    options: &PositionOptions,
    taken: &[String],
) -> Option<String> {
    let schema = &graph.dataset().schema;
    let mut kinds: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for record in records.records.iter().filter(|_| options.actors.is_empty()) {
        let kind = graph.dataset().entities[record.actor as usize].kind.as_str();
        if !schema.is_collective(kind) && !taken.iter().any(|other| schema.is_a(kind, other)) {
            kinds.entry(kind).or_default().insert(record.actor);
        }
    }
    let count: usize = kinds.values().map(BTreeSet::len).sum();
    let kinds: Vec<&str> = kinds.into_keys().collect();
    let all: Vec<&str> = taken.iter().map(String::as_str).chain(kinds.iter().copied()).collect();
    let who = if count == 1 { "1 actor".to_owned() } else { format!("{count} actors") };
    (count > 0)
        .then(|| format!("{who} of kind {} left out: --actors {} takes them in", kinds.join(", "), all.join(",")))
}
