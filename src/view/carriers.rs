//! Which way a carrier leads on: between a decision and what it is about, between an idea and the texts that hold it.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::Born;
use crate::graph::{Graph, Tie};
use crate::model::FlowClass;
use crate::model::schema::{Class, Direction, Relation, Role};

/// The relation between a decision and what was decided on.
const DECIDED_ON: &str = "concerns";
/// Along what a body lies within another.
const WITHIN: [&str; 2] = ["session_of", "organ_of"];

/// What is known of decisions and of what they are about, and of ideas and those that hold them.
pub(super) struct Carriers<'a> {
    graph: &'a Graph,
    born: &'a BTreeMap<&'a str, Born>,
    /// Who issues, adopts, establishes or founds a thing.
    makers: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// In which body a decision was taken.
    bodies: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// In which bodies a body lies.
    above: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Ideas that several texts hold.
    shared: BTreeSet<&'a str>,
}

impl<'a> Carriers<'a> {
    pub fn of(graph: &'a Graph, born: &'a BTreeMap<&'a str, Born>) -> Self {
        let schema = &graph.dataset().schema;
        let [mut makers, mut bodies, mut above, mut holders] = [const { BTreeMap::new() }; 4];
        let add = |map: &mut BTreeMap<&'a str, BTreeSet<&'a str>>, of: &'a str, one: &'a str| {
            map.entry(of).or_default().insert(one);
        };
        let is_idea = |kind: &str| schema.class(kind) == Some(Class::Idea);
        for tie in graph.ties() {
            let Some(relation) = graph.relation(tie.edge) else { continue };
            let (subject, object) = (tie.subject.id.as_str(), tie.object.id.as_str());
            let influence = |test: fn(Direction, FlowClass, bool) -> bool| {
                let of = |role: &Role| matches!(role, Role::Influence { direction, class, creates } if test(*direction, *class, *creates));
                relation.roles.iter().any(of)
            };
            if influence(|way, _, creates| way == Direction::Forward && creates) {
                add(&mut makers, object, subject);
            }
            if influence(|way, class, _| way == Direction::Forward && class == FlowClass::Mandate)
                && schema.is_a(&tie.object.kind, "decision")
            {
                add(&mut bodies, object, subject);
            }
            if WITHIN.iter().any(|within| schema.is_under(&relation.id, within)) {
                add(&mut above, subject, object);
            }
            if holds(relation) && is_idea(&tie.object.kind) {
                add(&mut holders, object, subject);
            }
        }
        for decision in &graph.dataset().decisions {
            if !decision.forum.is_empty() {
                add(&mut bodies, &decision.id, &decision.forum);
            }
        }
        let shared = holders.keys().filter(|idea| texts(&holders, idea).len() > 1).copied().collect();
        Self { graph, born, makers, bodies, above, shared }
    }

    /// The class of a carrier walked one way; none where it does not lead that way.
    ///
    /// A decision is about what is there, so that a thing leads to the decisions on it. A decision leads to the thing only
    /// where it is part of its making: it makes it, or it was taken in the body that makes it (or one above or below), and
    /// not after the thing came to be. An idea leads up to the one text that holds it; where several do, they share it, and
    /// a step up to any of them is co-affirmation.
    pub fn class(&self, tie: &Tie<'_>, relation: &Relation, reversed: bool) -> Option<FlowClass> {
        let schema = &self.graph.dataset().schema;
        let (subject, object) = (tie.subject.id.as_str(), tie.object.id.as_str());
        if schema.is_under(&relation.id, DECIDED_ON) && !reversed && !self.makes(subject, object) {
            return None;
        }
        let is_up = reversed && holds(relation) && self.shared.contains(object);
        Some(if is_up { FlowClass::CoAffirmation } else { FlowClass::Carrier })
    }

    fn makes(&self, decision: &str, thing: &str) -> bool {
        let after = match (self.born.get(decision), self.born.get(thing)) {
            (Some(decision), Some(thing)) => decision.date.earliest > thing.date.latest,
            _ => false,
        };
        let none = BTreeSet::new();
        let makers = self.makers.get(thing).unwrap_or(&none);
        let takes_part = |body: &str| {
            let over = self.all_above(body);
            makers.iter().any(|maker| over.contains(maker) || self.all_above(maker).contains(body))
        };
        let bodies = self.bodies.get(decision).unwrap_or(&none);
        !after && (makers.contains(decision) || bodies.iter().any(|body| takes_part(body)))
    }

    /// A body and all in which it lies.
    fn all_above<'b>(&'b self, body: &'b str) -> BTreeSet<&'b str> {
        let mut found = BTreeSet::from([body]);
        let mut waiting = vec![body];
        while let Some(at) = waiting.pop() {
            for &up in self.above.get(at).into_iter().flatten() {
                if found.insert(up) {
                    waiting.push(up);
                }
            }
        }
        found
    }
}

/// Whether its subject holds its object: a carrier that says what a text is about.
fn holds(relation: &Relation) -> bool {
    let carries = |role: &Role| matches!(role, Role::Influence { class: FlowClass::Carrier, .. });
    relation.roles.iter().any(carries) && relation.roles.contains(&Role::Agenda)
}

/// The texts that hold an idea, themselves or through a list of which each is the only holder.
fn texts<'a>(holders: &BTreeMap<&'a str, BTreeSet<&'a str>>, idea: &'a str) -> BTreeSet<&'a str> {
    let top = |mut at: &'a str| {
        let mut seen = BTreeSet::new();
        while let Some(only) =
            holders.get(at).filter(|above| above.len() == 1 && seen.insert(at)).and_then(BTreeSet::first)
        {
            at = only;
        }
        at
    };
    holders.get(idea).into_iter().flatten().map(|holder| top(holder)).collect()
}
