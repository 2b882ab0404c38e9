//! Members take part where a bloc of theirs does.

use std::collections::{BTreeMap, BTreeSet};

use super::AffiliationOptions;
use super::gather::{Gathered, Listed, Place, Places};
use super::times::{in_window, meet, span, sure_days};
use crate::model::schema::{ActorEnd, Role};
use crate::model::{Claim, Dataset, Openness, Span};

/// What a bloc passes on: from whom, by which claims, and when they all hold.
#[derive(Clone)]
struct Passing<'a> {
    claims: Vec<&'a str>,
    /// The blocs on the way, none of them twice.
    way: Vec<Place>,
    /// The days on which all may hold.
    may: Span,
    /// The days on which all do, whatever their dates leave open.
    sure: Option<Span>,
}

impl<'a> Passing<'a> {
    /// The same one step further; `None` where the claims share no day.
    fn on(&self, dataset: &Dataset, group: Place, claim: &'a Claim) -> Option<Self> {
        let both = |one: Span, other: Span| {
            let days = Span { earliest: one.earliest.max(other.earliest), latest: one.latest.min(other.latest) };
            meet(one, other).then_some(days)
        };
        Some(Self {
            claims: self.claims.iter().copied().chain([claim.id.as_str()]).collect(),
            way: self.way.iter().copied().chain([group]).collect(),
            may: both(self.may, span(dataset, claim))?,
            sure: self.sure.zip(sure_days(claim)).and_then(|(one, other)| both(one, other)),
        })
    }
}

/// What is said of a cell through blocs.
#[derive(Default)]
struct Passed {
    claims: BTreeSet<String>,
    surely: bool,
}

/// Members take part where a bloc of theirs does, while they are its members, and the members of a bloc that is a member of
/// it; unless a claim denies it of one of them, be it of the session alone in which the bloc took part.
///
/// Where not all members of such a bloc are known, or only a part of it takes part, nobody knows who sits there through it:
/// the list is complete no longer. `open_blocs` tells of which blocs.
pub(super) fn inherit(dataset: &Dataset, options: &AffiliationOptions, found: &mut Gathered) {
    let places = Places::of(dataset);
    let mut members: BTreeMap<Place, Vec<(Place, &Claim)>> = BTreeMap::new();
    let mut lists: BTreeMap<Place, Listed> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(|claim| claim.is_plain()) {
        let relation = dataset.schema.relation(&claim.relation);
        if relation.is_some_and(|relation| relation.roles.contains(&Role::Membership))
            && in_window(dataset, claim, options.window)
            && let Some(group) = claim.target.entity().and_then(|id| places.of_id(id))
            && let Some(member) = places.of_id(&claim.subject)
        {
            members.entry(group).or_default().push((member, claim));
            let list = lists.entry(group).or_default();
            match (&claim.as_of, claim.open) {
                (Some(seen), Openness::Complete) => list.seen.push(seen.span()),
                (None, Openness::Complete) => list.whole = true,
                _ => {}
            }
        }
    }
    let passes = |group: Place| dataset.schema.passes_positions(&dataset.entities[group as usize].kind);
    let is_open = |group: Place| !lists.get(&group).is_some_and(|list| list.is_complete(options.window));
    let mut passed: BTreeMap<(Place, Place), Passed> = BTreeMap::new();
    let mut open_blocs: BTreeMap<Place, BTreeSet<Place>> = BTreeMap::new();
    for (&(group, arena), said) in found.cells.iter().filter(|((group, _), said)| passes(*group) && !said.is_disputed())
    {
        for taken in said.claims.iter().filter_map(|id| dataset.claim(id)) {
            // A part of a bloc does not stand for all of it.
            if taken.is_of_a_part() {
                open_blocs.entry(arena).or_default().insert(group);
                continue;
            }
            let session = session(dataset, taken).and_then(|id| places.of_id(id));
            let start =
                Passing { claims: vec![&taken.id], way: Vec::new(), may: span(dataset, taken), sure: sure_days(taken) };
            let mut waiting = vec![(group, start)];
            while let Some((group, passing)) = waiting.pop() {
                if is_open(group) {
                    open_blocs.entry(arena).or_default().insert(group);
                }
                for &(member, of_member) in members.get(&group).into_iter().flatten() {
                    let Some(passing) = passing.on(dataset, group, of_member) else { continue };
                    let is_exception = found.cells.get(&(member, arena)).is_some_and(|said| !said.denied.is_empty())
                        || session.is_some_and(|session| found.stayed_away.contains(&(member, session)));
                    if member == arena || is_exception || of_member.is_of_a_part() || passing.way.contains(&member) {
                        continue;
                    }
                    let cell = passed.entry((member, arena)).or_default();
                    cell.claims.extend(passing.claims.iter().map(|id| (*id).to_owned()));
                    cell.surely |=
                        options.window.is_open() || passing.sure.is_some_and(|days| options.window.may_hold(days));
                    if passes(member) {
                        waiting.push((member, passing));
                    }
                }
            }
        }
    }
    for (cell, through) in passed {
        let said = found.cells.entry(cell).or_default();
        // Who takes part itself needs no bloc.
        if said.claims.is_empty() {
            said.claims = through.claims.into_iter().collect();
            // What blocs do not leave open for sure is unknown, whatever the list.
            (said.inherited, said.surely, said.listed) = (true, through.surely, true);
        }
    }
    open_blocs.retain(|arena, _| found.complete.contains(arena));
    found.complete.retain(|arena| !open_blocs.contains_key(arena));
    found.open_blocs = open_blocs;
}

/// The arena that a claim names.
fn session<'a>(dataset: &Dataset, claim: &'a Claim) -> Option<&'a str> {
    match dataset.schema.relation(&claim.relation)?.actor {
        ActorEnd::Object => Some(&claim.subject),
        _ => claim.target.entity(),
    }
}
