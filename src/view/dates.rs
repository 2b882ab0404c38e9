//! When an entity came to be, and to which body it belongs, as far as claims say.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::model::schema::{ActorEnd, Direction, Role, TimeKind};
use crate::model::{Participation, Span, Status};

/// When an entity came to be or took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Born {
    pub date: Span,
    /// Only a plan says so.
    pub planned: bool,
    /// A date it was read from is marked approximate or uncertain: it proves no order.
    pub soft: bool,
}

/// What several spans have in common; when they have nothing in common, all that lies between them.
pub(super) fn meet(spans: impl Iterator<Item = Span>) -> Option<Span> {
    let spans: Vec<Span> = spans.collect();
    let earliest = spans.iter().map(|span| span.earliest);
    let latest = spans.iter().map(|span| span.latest);
    let met = Span { earliest: earliest.clone().max()?, latest: latest.clone().min()? };
    if met.earliest <= met.latest { Some(met) } else { Some(Span { earliest: earliest.min()?, latest: latest.max()? }) }
}

/// The words of an occurrence that are no beginning.
const NOT_A_BEGINNING: [&str; 3] = ["entered-into-force", "ended", "ongoing"];

/// The date of each entity: of its occurrence, of the act that brought it into being, of its decision, of its
/// publication; the earliest that is reported, else the earliest that is planned.
pub(crate) fn of_entities(graph: &Graph) -> BTreeMap<&str, Born> {
    let dataset = graph.dataset();
    let schema = &dataset.schema;
    let mut reported: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut planned: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut soft: BTreeSet<&str> = BTreeSet::new();
    for claim in dataset.claims.iter().filter(|claim| claim.status != Status::Denied) {
        let (Some(relation), Some(begin)) = (dataset.schema.relation(&claim.relation), &claim.begin) else { continue };
        for role in &relation.roles {
            let whose = match role {
                Role::Occurrence if !claim.target.value().is_some_and(|word| NOT_A_BEGINNING.contains(&word)) => {
                    Some(claim.subject.as_str())
                }
                // A session takes place when it is one of its series, where it is held, and when it is hosted.
                Role::SessionOf => Some(claim.subject.as_str()),
                Role::Structure if relation.time == TimeKind::Event => Some(claim.subject.as_str()),
                Role::Affiliation { mode: Participation::Organised } if relation.actor == ActorEnd::Object => {
                    Some(claim.subject.as_str())
                }
                Role::Influence { direction: Direction::Reverse, creates: true, .. } => Some(claim.subject.as_str()),
                Role::Influence { creates: true, .. } => claim.target.entity(),
                _ => None,
            };
            let plain = claim.status == Status::Actual;
            // A standing body is not born where it meets once.
            let is_act = matches!(role, Role::Occurrence | Role::Influence { .. });
            let once =
                |id: &str| is_act || dataset.entity(id).is_some_and(|entity| schema.is_a(&entity.kind, "session"));
            if let Some(id) = whose.filter(|id| once(id)) {
                let list = if plain { &mut reported } else { &mut planned };
                list.entry(id).or_default().push(begin.span());
                soft.extend(begin.is_soft().then_some(id));
            }
        }
    }
    for decision in &dataset.decisions {
        if let Some(date) = &decision.date {
            reported.entry(&decision.id).or_default().push(date.span());
            soft.extend(date.is_soft().then_some(decision.id.as_str()));
        }
    }
    for source in &dataset.sources {
        if let Some(date) = &source.published {
            reported.entry(&source.id).or_default().push(date.span());
            soft.extend(date.is_soft().then_some(source.id.as_str()));
        }
    }
    // The earliest, and of those that begin together the narrowest: a day tells more than its month.
    let first = |spans: &[Span]| spans.iter().copied().min_by_key(|span| (span.earliest, span.latest));
    let narrowed = |spans: &[Span]| {
        let first = first(spans)?;
        meet(spans.iter().copied().filter(|span| span.earliest <= first.latest && span.latest >= first.earliest))
    };
    let mut born: BTreeMap<&str, Born> = BTreeMap::new();
    for (id, spans) in planned {
        born.extend(narrowed(&spans).map(|date| (id, Born { date, planned: true, soft: soft.contains(id) })));
    }
    for (id, spans) in reported {
        born.extend(narrowed(&spans).map(|date| (id, Born { date, planned: false, soft: soft.contains(id) })));
    }
    born
}

/// The body at the root of each entity's parents.
pub(super) struct Roots<'a> {
    above: BTreeMap<&'a str, &'a str>,
}

/// Along what an entity finds its parent, the nearest first.
const UPWARDS: [(&str, Upwards); 8] = [
    ("session_of", Upwards::Object),
    ("organ_of", Upwards::Object),
    ("adopts", Upwards::Subject),
    ("issues", Upwards::Subject),
    ("decides", Upwards::Subject),
    ("part_of", Upwards::Object),
    ("represents", Upwards::Object),
    ("proposes", Upwards::Subject),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Upwards {
    Object,
    Subject,
}

impl<'a> Roots<'a> {
    pub fn of(graph: &'a Graph) -> Self {
        let mut best: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
        for tie in graph.ties() {
            for (rank, (relation, way)) in UPWARDS.into_iter().enumerate().filter(|(_, (r, _))| *r == tie.edge.relation)
            {
                debug_assert_eq!(relation, tie.edge.relation);
                let (child, parent) = match way {
                    Upwards::Object => (tie.subject, tie.object),
                    Upwards::Subject => (tie.object, tie.subject),
                };
                let candidate = (rank, parent.id.as_str());
                let slot = best.entry(child.id.as_str()).or_insert(candidate);
                *slot = (*slot).min(candidate);
            }
        }
        Self { above: best.into_iter().map(|(child, (_, parent))| (child, parent)).collect() }
    }

    /// The last body met on the way upwards; the entity itself when it has no parent. A circle ends where it closes.
    pub fn root(&self, id: &'a str) -> &'a str {
        let mut seen = BTreeSet::from([id]);
        let mut at = id;
        while let Some(&up) = self.above.get(at) {
            if !seen.insert(up) {
                break;
            }
            at = up;
        }
        at
    }
}
