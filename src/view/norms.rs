//! Which texts hold which norms, and which text or list of norms rests on which.

use std::collections::{BTreeMap, BTreeSet};

use super::{FlowNode, Window, dates};
use crate::graph::{Graph, Tie};
use crate::model::schema::{Class, Direction, Role};
use crate::model::{Certainty, Claim, FlowClass, Modality, Openness, Span, Status};

/// How a text holds a norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// It sets the norm out, or a list that it contains does.
    Lists,
    /// It affirms the norm: weaker, and no list of all that it affirms.
    Affirms,
}

impl Holds {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Lists, Self::Affirms];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lists => "lists",
            Self::Affirms => "affirms",
        }
    }
}

/// A claim behind a tie of this view, as far as questions about norms read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormClaim {
    /// The id of the claim.
    pub id: String,
    /// Subject, relation and object as the claim has them.
    pub says: String,
    /// The date as written; empty when none is given.
    pub date: String,
    /// Its bounds.
    pub span: Span,
    /// The date is marked approximate or uncertain.
    pub soft: bool,
    /// Actual, planned, ...
    pub status: Status,
    /// The hedge, if there is one.
    pub modality: Option<Modality>,
    /// Stated or inferred.
    pub certainty: Certainty,
    /// The source says that its list is complete.
    pub complete: bool,
    /// How many norms the list has, by the claim (`count`).
    pub count: Option<usize>,
    /// How the later differs from the earlier, by the claim (`mode`); empty when it does not say.
    pub mode: String,
    /// Source and lines.
    pub evidence: String,
}

impl NormClaim {
    /// Actual and unhedged: what it states can prove an order.
    pub fn is_plain(&self) -> bool {
        self.status == Status::Actual && self.modality.is_none()
    }
}

/// A text or list holds a norm or a list of norms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The row of the text or list in [`Norms::nodes`].
    pub holder: usize,
    /// The row of the norm or list.
    pub norm: usize,
    /// How.
    pub how: Holds,
    /// The claims that say so, in order.
    pub claims: Vec<NormClaim>,
}

/// A later text, list or norm rests on an earlier one, as claims of lineage say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rests {
    /// The row of the later one in [`Norms::nodes`].
    pub later: usize,
    /// The row of the earlier one.
    pub earlier: usize,
    /// The relation of the schema.
    pub relation: String,
    /// The claims that say so, in order.
    pub claims: Vec<NormClaim>,
}

/// A text is part of a series or of a longer text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The row of the series in [`Norms::nodes`].
    pub whole: usize,
    /// The row of the text.
    pub part: usize,
    /// The claims that say so, in order.
    pub claims: Vec<NormClaim>,
}

/// An entity of this view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormNode {
    /// The entity with its date and lane. A text without a date of its own has that of the claims by which it holds norms.
    pub entity: FlowNode,
    /// It is a norm, or a list of norms.
    pub is_norm: bool,
    /// Its date is marked approximate or uncertain: it proves no order.
    pub soft: bool,
}

/// Texts, norms and what rests on what. Nodes stand in the order of their ids, ties in that of their ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Norms {
    /// Texts, lists of norms, norms, and what they rest on.
    pub nodes: Vec<NormNode>,
    /// What holds what.
    pub holdings: Vec<Holding>,
    /// What rests on what.
    pub rests: Vec<Rests>,
    /// Which text is part of which series: who cites a series cites its texts.
    pub parts: Vec<Part>,
    /// The window of time.
    pub window: Window,
}

impl Norms {
    /// What the graph knows of norms in texts.
    ///
    /// A relation that is both on the agenda and a carrier (`contains`) lists; a part of a list is listed by it; a
    /// co-affirmation affirms. Lineage is taken whole, since a text between two others passes their order on; people
    /// and other actors, who cite at any time of their lives, are left out. Denied claims are.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{Norms, Window}};
    /// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
    /// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
    /// let norms = Norms::of(&graph, Window::default());
    /// let list = norms.node("gge-2015-norms").unwrap();
    /// assert_eq!(norms.holdings.iter().filter(|held| held.holder == list).count(), 11); // as the report says
    /// ```
    pub fn of(graph: &Graph, window: Window) -> Self {
        let dataset = graph.dataset();
        let is_norm = |id: &str| dataset.entity(id).is_some_and(|one| dataset.schema.is_a(&one.kind, "norm"));
        let class = |id: &str| dataset.entity(id).and_then(|one| dataset.schema.class(&one.kind));
        let is_act = |id: &str| class(id) == Some(Class::Act);
        let is_no_actor = |id: &str| class(id).is_some_and(|class| class != Class::Actor);
        let mut holds: BTreeMap<(&str, &str, Holds), Vec<NormClaim>> = BTreeMap::new();
        let mut rests: BTreeMap<(&str, &str, &str), Vec<NormClaim>> = BTreeMap::new();
        let mut parts: BTreeMap<(&str, &str), Vec<NormClaim>> = BTreeMap::new();
        for tie in graph.ties() {
            let Some(relation) = graph.relation(tie.edge) else { continue };
            let claims = graph.claims(tie.edge).map(|claim| read(claim, &tie));
            let claims: Vec<NormClaim> = claims.filter(|claim| window.may_hold(claim.span)).collect();
            if claims.is_empty() || tie.subject.id == tie.object.id {
                continue;
            }
            let (subject, object) = (tie.subject.id.as_str(), tie.object.id.as_str());
            let agenda = relation.roles.contains(&Role::Agenda);
            for role in &relation.roles {
                let Role::Influence { direction, class, .. } = role else { continue };
                match class {
                    FlowClass::Carrier if agenda && is_norm(object) => {
                        holds.entry((subject, object, Holds::Lists)).or_default().extend(claims.clone());
                    }
                    FlowClass::Carrier
                        if relation.roles.contains(&Role::Structure) && is_norm(subject) && is_norm(object) =>
                    {
                        holds.entry((object, subject, Holds::Lists)).or_default().extend(claims.clone());
                    }
                    FlowClass::Carrier
                        if relation.roles.contains(&Role::Structure) && is_act(subject) && is_act(object) =>
                    {
                        parts.entry((object, subject)).or_default().extend(claims.clone());
                    }
                    FlowClass::CoAffirmation if is_norm(object) && !is_norm(subject) => {
                        holds.entry((subject, object, Holds::Affirms)).or_default().extend(claims.clone());
                    }
                    FlowClass::Lineage if is_no_actor(subject) && is_no_actor(object) => {
                        let reverse = *direction == Direction::Reverse;
                        let (later, earlier) = if reverse { (subject, object) } else { (object, subject) };
                        rests.entry((later, earlier, &relation.id)).or_default().extend(claims.clone());
                    }
                    _ => {}
                }
            }
        }
        let held = holds.keys().flat_map(|(holder, norm, _)| [*holder, *norm]);
        let rested = rests.keys().flat_map(|(later, earlier, _)| [*later, *earlier]);
        let split = parts.keys().flat_map(|(whole, part)| [*whole, *part]);
        let ids: BTreeSet<&str> = held.chain(rested).chain(split).collect();
        let places: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut own: BTreeMap<&str, Vec<&NormClaim>> = BTreeMap::new();
        for ((holder, _, _), claims) in &holds {
            let dated = claims.iter().filter(|claim| claim.is_plain() && !claim.span.is_unknown());
            own.entry(holder).or_default().extend(dated);
        }
        let born = dates::of_entities(graph);
        let roots = dates::Roots::of(graph);
        let mut nodes = Vec::with_capacity(ids.len());
        for entity in ids.iter().filter_map(|id| dataset.entity(id)) {
            let born = born.get(entity.id.as_str());
            let dated = own.get(entity.id.as_str()).filter(|_| !is_norm(&entity.id)).map_or(&[][..], Vec::as_slice);
            // A text that no claim dates holds its norms from its making on.
            let by_norms = || dates::meet(dated.iter().map(|claim| claim.span)).unwrap_or(Span::UNKNOWN);
            nodes.push(NormNode {
                entity: FlowNode {
                    node: super::node(entity),
                    date: born.map_or_else(by_norms, |born| born.date),
                    planned: born.is_some_and(|born| born.planned),
                    root: dataset.entity(roots.root(&entity.id)).map(super::node),
                },
                is_norm: is_norm(&entity.id),
                soft: born.map_or_else(|| dated.iter().any(|claim| claim.soft), |born| born.soft),
            });
        }
        let holdings = holds
            .into_iter()
            .map(|((holder, norm, how), claims)| Holding { holder: places[holder], norm: places[norm], how, claims })
            .collect();
        let rests = rests
            .into_iter()
            .map(|((later, earlier, relation), claims)| Rests {
                later: places[later],
                earlier: places[earlier],
                relation: relation.to_owned(),
                claims,
            })
            .collect();
        let parts = parts
            .into_iter()
            .map(|((whole, part), claims)| Part { whole: places[whole], part: places[part], claims })
            .collect();
        Self { nodes, holdings, rests, parts, window }
    }

    /// The place of a node by its id.
    pub fn node(&self, id: &str) -> Option<usize> {
        self.nodes.binary_search_by(|node| node.entity.node.id.as_str().cmp(id)).ok()
    }
}

fn read(claim: &Claim, tie: &Tie<'_>) -> NormClaim {
    NormClaim {
        id: claim.id.clone(),
        says: format!("{} {} {}", tie.subject.id, claim.relation, tie.object.id),
        date: claim.begin.as_ref().map(|date| date.text().to_owned()).unwrap_or_default(),
        span: claim.begin.as_ref().map_or(Span::UNKNOWN, |date| date.span()),
        soft: claim.begin.as_ref().is_some_and(|date| date.is_soft()),
        status: claim.status,
        modality: claim.modality,
        certainty: claim.certainty,
        complete: claim.open == Openness::Complete,
        count: claim.qualifier("count").and_then(|count| count.trim().parse().ok()),
        mode: claim.qualifier("mode").unwrap_or_default().to_owned(),
        evidence: claim.evidence.to_string(),
    }
}
