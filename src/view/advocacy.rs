//! Who put what forward, what is said to have come of it, and who stood against what.

use std::collections::{BTreeMap, BTreeSet};

use super::{Node, Window};
use crate::graph::Graph;
use crate::model::decision::Bound;
use crate::model::schema::{Class, Direction, Relation, Role, ValueKind};
use crate::model::{Certainty, Claim, FlowClass, Modality, Position, Span, Status, Tally};

/// What one proposer put forward, by all claims that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub proposer: Node,
    /// What.
    pub object: Node,
    /// What is said to have come of it; several when claims disagree, none when no claim says.
    pub outcomes: Vec<String>,
    /// When, if known.
    pub when: Span,
    /// The date as written by the first claim that gives one.
    pub date_text: String,
    /// Actual if one claim is, else the best of its claims.
    pub status: Status,
    /// Hedged if every claim is.
    pub modality: Option<Modality>,
    /// Stated if one claim is.
    pub certainty: Certainty,
    /// Ids of the claims that say so, in order.
    pub claims: Vec<String>,
    /// Sources and lines of those claims, in the same order.
    pub evidence: Vec<String>,
    /// Ids of other claims that say what came of it: where the claims above do not say, or say the same.
    pub outcome_claims: Vec<String>,
    /// Sources and lines of those, in the same order.
    pub outcome_evidence: Vec<String>,
}

/// How somebody stood against something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// A source says so.
    Said,
    /// By a recorded vote.
    Voted,
}

impl Against {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Said, Self::Voted];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Said => "opposes",
            Self::Voted => "votes against",
        }
    }
}

/// One actor against one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opposition {
    /// Who.
    pub actor: Node,
    /// Against what.
    pub object: Node,
    /// Against which side of it, where claims say; empty: against it.
    pub aspect: String,
    /// Said or voted.
    pub against: Against,
    /// The date as written; empty when none is given.
    pub date_text: String,
    /// Stated if one claim is.
    pub certainty: Certainty,
    /// Ids of the claims, in order; of a vote its decision and actor.
    pub claims: Vec<String>,
    /// Sources and lines of those claims, in the same order.
    pub evidence: Vec<String>,
}

/// Votes against something that a count holds and no recorded position names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unnamed {
    /// Against what.
    pub object: Node,
    /// How many at least, beside those that are recorded by name.
    pub votes: u64,
    /// The date as written; empty when none is given.
    pub date_text: String,
    /// The decision, what was counted and where, once a count.
    pub claims: Vec<String>,
    /// Sources and lines of the counts, in the same order.
    pub evidence: Vec<String>,
}

/// Something of which claims say what came of it, but none who put it forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ownerless {
    /// What.
    pub object: Node,
    /// What is said to have come of it; several when claims disagree.
    pub outcomes: Vec<String>,
    /// Ids of the claims that say so, in order.
    pub claims: Vec<String>,
    /// Sources and lines of those claims, in the same order.
    pub evidence: Vec<String>,
}

/// Who put what forward and who stood against what, in the order of actor and object.
///
/// A relation is one of proposing when it is both a position for its object and a forward step of input to it. A vote
/// against a decision is one against its text, and so are votes that are counted and not named; not having signed is no
/// opposition. Denied claims are left out, but
/// those that say what came of a proposal (that it was no input to a text, since nobody agreed) are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Advocacy {
    /// What was put forward.
    pub proposals: Vec<Proposal>,
    /// Who stood against what.
    pub oppositions: Vec<Opposition>,
    /// Votes against what was put forward by nobody named, in the order of objects.
    pub unnamed: Vec<Unnamed>,
    /// Acts and ideas with an outcome, put forward by nobody named, in the order of their ids; without the wholes of which
    /// a part is put forward by somebody.
    pub ownerless: Vec<Ownerless>,
    /// The words for what can come of a proposal, in the order of the schema.
    pub outcomes: Vec<String>,
    /// The window of time.
    pub window: Window,
}

impl Advocacy {
    /// What the graph knows of proposals in a window of time.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{Advocacy, Window}};
    /// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap());
    /// let graph = Graph::from(dataset::load(folders.into(), None).dataset.unwrap());
    /// let advocacy = Advocacy::of(&graph, Window::default());
    /// assert!(advocacy.proposals.iter().any(|one| one.proposer.id == "netherlands" && one.object.id == "gcsc"));
    /// ```
    pub fn of(graph: &Graph, window: Window) -> Self {
        let dataset = graph.dataset();
        let in_window =
            |claim: &&Claim| window.may_hold(claim.begin.as_ref().map_or(Span::UNKNOWN, |date| date.span()));
        let mut view = Self { window, ..Self::default() };
        let mut outcomes = BTreeSet::new();
        for relation in dataset.schema.relations.iter().filter(|relation| proposes(relation)) {
            let keys = relation.qualifiers.iter().filter(|key| key.key == OUTCOME);
            for word in keys.filter_map(|key| if let ValueKind::OneOf(words) = &key.kind { Some(words) } else { None })
            {
                let new = word.iter().filter(|word| outcomes.insert((*word).clone()));
                view.outcomes.extend(new.cloned());
            }
        }
        let mut said_of: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        for claim in dataset.claims.iter().filter(|claim| claim.qualifier(OUTCOME).is_some()) {
            let influences = |relation: &Relation| {
                relation.roles.iter().any(|role| matches!(role, Role::Influence { .. })) && !proposes(relation)
            };
            if dataset.schema.relation(&claim.relation).is_some_and(influences) {
                said_of.entry(&claim.subject).or_default().push(claim);
            }
        }
        let wholes = wholes(graph);
        for tie in graph.ties() {
            let Some(relation) = graph.relation(tie.edge) else { continue };
            let held = graph.claims(tie.edge).filter(|claim| claim.status != Status::Denied).filter(in_window);
            let claims: Vec<&Claim> = held.collect();
            if claims.is_empty() {
                continue;
            }
            if proposes(relation) {
                let of = |id: &str| said_of.get(id).map_or(&[][..], Vec::as_slice);
                let of_wholes: Vec<&Claim> = wholes
                    .get(tie.object.id.as_str())
                    .into_iter()
                    .flatten()
                    .flat_map(|whole| of(whole))
                    .copied()
                    .collect();
                let ends = (super::node(tie.subject), super::node(tie.object));
                view.proposals.push(proposal(ends, &claims, of(&tie.object.id), &of_wholes));
            } else if relation.roles.iter().any(|role| matches!(role, Role::Position { sign } if *sign < 0)) {
                let mut by_aspect: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
                for &claim in claims.iter().filter(|claim| claim.is_plain()) {
                    by_aspect.entry(claim.qualifier("aspect").unwrap_or_default()).or_default().push(claim);
                }
                view.oppositions.extend(by_aspect.into_iter().map(|(aspect, claims)| Opposition {
                    actor: super::node(tie.subject),
                    object: super::node(tie.object),
                    aspect: aspect.to_owned(),
                    against: Against::Said,
                    date_text: date_text(&claims),
                    certainty: claims.iter().map(|claim| claim.certainty).min().unwrap_or(Certainty::Stated),
                    claims: claims.iter().map(|claim| claim.id.clone()).collect(),
                    evidence: claims.iter().map(|claim| claim.evidence.to_string()).collect(),
                }));
            }
        }
        view.votes(graph);
        view.unnamed = view.unnamed_votes(graph);
        view.ownerless = view.ownerless(graph, &said_of);
        view.proposals.sort_by(|a, b| (&a.proposer.id, &a.object.id).cmp(&(&b.proposer.id, &b.object.id)));
        let key = |one: &Opposition| (one.actor.id.clone(), one.object.id.clone(), one.against, one.aspect.clone());
        view.oppositions.sort_by_cached_key(key);
        view
    }

    /// Votes against what was put forward, and votes against by those who put something forward.
    fn votes(&mut self, graph: &Graph) {
        let dataset = graph.dataset();
        let proposers: BTreeSet<&str> = self.proposals.iter().map(|one| one.proposer.id.as_str()).collect();
        let objects: BTreeSet<&str> = self.proposals.iter().map(|one| one.object.id.as_str()).collect();
        let mut found = Vec::new();
        for (place, decision) in dataset.decisions.iter().enumerate() {
            let object = if decision.document.is_empty() { &decision.id } else { &decision.document };
            let Some(entity) = dataset.entity(object) else { continue };
            let of_proposal = objects.contains(object.as_str()) || objects.contains(decision.id.as_str());
            for row in dataset.positions.of(place).iter().filter(|row| row.position == Position::Against) {
                let actor = &dataset.entities[row.actor as usize];
                let date = dataset.positions.details[row.detail as usize].date.as_ref().or(decision.date.as_ref());
                let when = date.map_or(Span::UNKNOWN, |date| date.span());
                if !(of_proposal || proposers.contains(actor.id.as_str())) || !self.window.may_hold(when) {
                    continue;
                }
                found.push(Opposition {
                    actor: super::node(actor),
                    object: super::node(entity),
                    aspect: String::new(),
                    against: Against::Voted,
                    date_text: date.map(|date| date.text().to_owned()).unwrap_or_default(),
                    certainty: dataset.positions.details[row.detail as usize].certainty.unwrap_or(Certainty::Stated),
                    claims: vec![format!("{}/{}", decision.id, actor.id)],
                    evidence: dataset
                        .positions
                        .evidence(row)
                        .map(|evidence| evidence.to_string())
                        .into_iter()
                        .collect(),
                });
            }
        }
        self.oppositions.extend(found);
    }

    /// Votes against what was put forward that are counted, without those that are recorded by name.
    fn unnamed_votes(&self, graph: &Graph) -> Vec<Unnamed> {
        let dataset = graph.dataset();
        let objects: BTreeMap<&str, &Node> =
            self.proposals.iter().map(|one| (one.object.id.as_str(), &one.object)).collect();
        let mut found: Vec<Unnamed> = Vec::new();
        for (place, decision) in dataset.decisions.iter().enumerate() {
            let object = objects.get(decision.document.as_str()).or_else(|| objects.get(decision.id.as_str()));
            let when = decision.date.as_ref().map_or(Span::UNKNOWN, |date| date.span());
            let Some(object) = object.filter(|_| self.window.may_hold(when)) else { continue };
            let named =
                dataset.positions.of(place).iter().filter(|row| row.position == Position::Against).count() as u64;
            let is_against = |tally: &&Tally| {
                let counted = tally.decision == decision.id && tally.measure.position() == Some(Position::Against);
                counted && tally.status == Status::Actual && tally.bound != Bound::AtMost
            };
            let counts: Vec<&Tally> = dataset.tallies.iter().filter(is_against).collect();
            let votes = counts.iter().map(|tally| tally.value).max().unwrap_or(0).saturating_sub(named);
            let counted = |tally: &&Tally| format!("{}/{}/{}", decision.id, tally.measure.word(), tally.evidence);
            if votes > 0 {
                found.push(Unnamed {
                    object: (*object).clone(),
                    votes,
                    date_text: decision.date.as_ref().map(|date| date.text().to_owned()).unwrap_or_default(),
                    claims: counts.iter().map(counted).collect(),
                    evidence: counts.iter().map(|tally| tally.evidence.to_string()).collect(),
                });
            }
        }
        found.sort_by(|a, b| a.object.id.cmp(&b.object.id));
        found
    }

    /// What has an outcome and is put forward by nobody named.
    fn ownerless(&self, graph: &Graph, said_of: &BTreeMap<&str, Vec<&Claim>>) -> Vec<Ownerless> {
        let dataset = graph.dataset();
        let mut owned: BTreeSet<&str> = self.proposals.iter().map(|one| one.object.id.as_str()).collect();
        let is_carrier = |relation: &Relation| {
            relation.roles.iter().any(|role| matches!(role, Role::Influence { class: FlowClass::Carrier, .. }))
        };
        let pairs = graph.ties().filter(|tie| graph.relation(tie.edge).is_some_and(is_carrier));
        let wholes: Vec<&str> = pairs
            .flat_map(|tie| [(&tie.subject.id, &tie.object.id), (&tie.object.id, &tie.subject.id)])
            .filter(|(part, _)| owned.contains(part.as_str()))
            .map(|(_, whole)| whole.as_str())
            .collect();
        owned.extend(wholes);
        let mut found = Vec::new();
        for (id, claims) in said_of.iter().filter(|(id, _)| !owned.contains(*id)) {
            let Some(entity) = dataset.entity(id) else { continue };
            let is_held =
                |claim: &&&Claim| self.window.may_hold(claim.begin.as_ref().map_or(Span::UNKNOWN, |date| date.span()));
            let held: Vec<&Claim> = claims.iter().filter(is_held).copied().collect();
            let is_put_forward = matches!(dataset.schema.class(&entity.kind), Some(Class::Act | Class::Idea));
            if is_put_forward && !held.is_empty() {
                found.push(Ownerless {
                    object: super::node(entity),
                    outcomes: words(&held).into_iter().collect(),
                    claims: held.iter().map(|claim| claim.id.clone()).collect(),
                    evidence: held.iter().map(|claim| claim.evidence.to_string()).collect(),
                });
            }
        }
        found
    }
}

const OUTCOME: &str = "outcome";

/// A position for the object and a step of input to it: the actor puts it forward.
fn proposes(relation: &Relation) -> bool {
    let stands_for = |role: &Role| matches!(role, Role::Position { sign } if *sign > 0);
    let leads_to =
        |role: &Role| matches!(role, Role::Influence { direction: Direction::Forward, class: FlowClass::Input, .. });
    relation.roles.iter().any(stands_for) && relation.roles.iter().any(leads_to)
}

fn date_text(claims: &[&Claim]) -> String {
    claims.iter().find_map(|claim| claim.begin.as_ref()).map(|date| date.text().to_owned()).unwrap_or_default()
}

/// The outcomes that claims say.
fn words(claims: &[&Claim]) -> BTreeSet<String> {
    claims.iter().filter_map(|claim| claim.qualifier(OUTCOME)).map(str::to_owned).collect()
}

/// The bundles that a thing is part of, without those that a source denies.
fn wholes(graph: &Graph) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut wholes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for claim in graph.dataset().claims.iter().filter(|claim| claim.relation == "part_of") {
        if let (Some(whole), false) = (claim.target.entity(), claim.status == Status::Denied) {
            wholes.entry(&claim.subject).or_default().insert(whole);
        }
    }
    wholes
}

fn proposal(
    (proposer, object): (Node, Node),
    claims: &[&Claim],
    of_object: &[&Claim],
    of_wholes: &[&Claim],
) -> Proposal {
    let own = words(claims);
    // What the claims of the proposal leave unsaid, those on the fate of its object may say. What they do say is borne
    // out by claims on the fate of the object, or of the bundle it is part of, that say the same.
    let bears_out = |claim: &&&Claim| claim.qualifier(OUTCOME).is_some_and(|word| own.contains(word));
    let others: Vec<&Claim> = match own.is_empty() {
        true => of_object.to_vec(),
        false => of_object.iter().chain(of_wholes).filter(bears_out).copied().collect(),
    };
    let dates = claims.iter().filter_map(|claim| claim.begin.as_ref()).map(|date| date.span());
    Proposal {
        proposer,
        object,
        outcomes: own.iter().cloned().chain(words(&others)).collect::<BTreeSet<_>>().into_iter().collect(),
        when: super::dates::meet(dates).unwrap_or(Span::UNKNOWN),
        date_text: date_text(claims),
        status: claims.iter().map(|claim| claim.status).min().unwrap_or(Status::Actual),
        modality: claims.iter().map(|claim| claim.modality).min().flatten(),
        certainty: claims.iter().map(|claim| claim.certainty).min().unwrap_or(Certainty::Stated),
        claims: claims.iter().map(|claim| claim.id.clone()).collect(),
        evidence: claims.iter().map(|claim| claim.evidence.to_string()).collect(),
        outcome_claims: others.iter().map(|claim| claim.id.clone()).collect(),
        outcome_evidence: others.iter().map(|claim| claim.evidence.to_string()).collect(),
    }
}
