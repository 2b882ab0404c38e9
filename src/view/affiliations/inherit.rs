//! Members take part where a bloc of theirs does.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::gather::{Gathered, Place, Places};
use super::times::{Listed, Sure, in_window, meet, span, until};
use super::{AffiliationOptions, Doubt};
use crate::model::schema::{ActorEnd, Role};
use crate::model::{Claim, Dataset, Day, Span, Status};

/// What a bloc passes on: from whom, by which claims, and when they all hold.
#[derive(Clone)]
struct Passing<'a> {
    claims: BTreeSet<&'a str>,
    /// The blocs on the way, none of them twice.
    way: Vec<Place>,
    /// The days on which all may hold.
    may: Span,
    /// When all do, whatever their dates leave open.
    sure: Option<Sure>,
    /// The last day before one of the claims ends; [`Day::MAX`] where none says that it does.
    until: Day,
    /// Why it is unknown whether they do, whatever their dates.
    doubt: Option<Doubt>,
}

impl<'a> Passing<'a> {
    /// The same one step further; `None` where the claims share no day.
    fn on(&self, dataset: &Dataset, group: Place, claim: &'a Claim) -> Option<Self> {
        let (may, other) = (self.may, span(dataset, claim));
        let days = Span { earliest: may.earliest.max(other.earliest), latest: may.latest.min(other.latest) };
        Some(Self {
            claims: self.claims.iter().copied().chain([claim.id.as_str()]).collect(),
            way: self.way.iter().copied().chain([group]).collect(),
            may: meet(may, other).then_some(days)?,
            sure: self.sure.zip(Sure::of(dataset, claim)).and_then(|(one, other)| one.and(other)),
            until: self.until.min(until(claim)),
            doubt: self.doubt.or(claim.is_of_a_part().then_some(Doubt::InPart)).or(hedged(claim)),
        })
    }
}

fn hedged(claim: &Claim) -> Option<Doubt> {
    claim.is_hedged().then_some(Doubt::Hedged)
}

/// What is said of a cell through blocs.
#[derive(Default)]
struct Passed {
    claims: BTreeSet<String>,
    surely: bool,
    /// The last day of the way that lasts longest.
    until: Option<Day>,
    doubted: BTreeSet<(Doubt, String)>,
}

/// Members take part where a bloc of theirs does, while they are its members, and the members of a bloc that is a member of
/// it; unless a claim denies it of one of them, be it of the session alone in which the bloc took part.
///
/// Where not all members of such a bloc are known, nobody knows who sits there through it: the list is complete no longer.
/// `open_blocs` tells of which blocs. Of whom it is said in part that the bloc takes part, or that they are in it, it is unknown.
pub(super) fn inherit(dataset: &Dataset, options: &AffiliationOptions, found: &mut Gathered) {
    let places = Places::of(dataset);
    let mut members: BTreeMap<Place, Vec<(Place, &Claim)>> = BTreeMap::new();
    let mut lists: BTreeMap<Place, Listed> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(|claim| claim.is_plain() || claim.is_hedged()) {
        let relation = dataset.schema.relation(&claim.relation);
        if relation.is_some_and(|relation| relation.roles.contains(&Role::Membership))
            && in_window(dataset, claim, options.window)
            && let Some(group) = claim.target.entity().and_then(|id| places.of_id(id))
            && let Some(member) = places.of_id(&claim.subject)
        {
            members.entry(group).or_default().push((member, claim));
            if claim.is_plain() && claim.is_of_complete_list() {
                lists.entry(group).or_default().add(claim.as_of.as_ref().map(|seen| seen.span()));
            }
        }
    }
    // Who is said to be no member of which group, and when.
    let mut denied: BTreeMap<(Place, Place), Vec<Span>> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(|claim| claim.status == Status::Denied && claim.modality.is_none()) {
        let relation = dataset.schema.relation(&claim.relation);
        if relation.is_some_and(|relation| relation.roles.contains(&Role::Membership))
            && in_window(dataset, claim, options.window)
            && let Some(group) = claim.target.entity().and_then(|id| places.of_id(id))
            && let Some(member) = places.of_id(&claim.subject)
        {
            denied.entry((member, group)).or_default().push(span(dataset, claim));
        }
    }
    let passes = |group: Place| dataset.schema.passes_positions(&dataset.entities[group as usize].kind);
    let is_open = |group: Place| !lists.get(&group).is_some_and(|list| list.is_complete(options.window));
    let mut passed: BTreeMap<(Place, Place), Passed> = BTreeMap::new();
    let mut open_blocs: BTreeMap<Place, BTreeSet<Place>> = BTreeMap::new();
    for (&(group, arena), said) in found.cells.iter().filter(|((group, _), _)| passes(*group)) {
        let doubted = said.doubted.iter().map(|(_, id)| id);
        for taken in said.claims.iter().chain(doubted).filter_map(|id| dataset.claim(id)) {
            let disputed = (taken.is_plain() && said.is_disputed()).then_some(Doubt::Disputed);
            // A part of a bloc does not stand for all of it.
            let in_part = taken.is_of_a_part().then_some(Doubt::InPart);
            let session = session(dataset, taken).and_then(|id| places.of_id(id));
            let start = Passing {
                claims: BTreeSet::from([taken.id.as_str()]),
                way: Vec::new(),
                may: span(dataset, taken),
                sure: Sure::of(dataset, taken),
                until: until(taken),
                doubt: disputed.or(in_part).or(hedged(taken)),
            };
            // Ways to one bloc that hold at the same times are one, with the claims of all: of blocs within blocs there may be
            // more
            // ways than anybody can walk.
            let key = |group: Place, way: &Passing<'_>| (group, way.may, way.sure, way.until, way.doubt);
            let mut waiting = VecDeque::from([key(group, &start)]);
            let mut ways = BTreeMap::from([(key(group, &start), start)]);
            while let Some(next) = waiting.pop_front() {
                let (group, passing) = (next.0, ways[&next].clone());
                // Of a bloc that may sit there one day, no list says so.
                if is_open(group) && passing.doubt != Some(Doubt::Hedged) {
                    open_blocs.entry(arena).or_default().insert(group);
                }
                for &(member, of_member) in members.get(&group).into_iter().flatten() {
                    let Some(mut passing) = passing.on(dataset, group, of_member) else { continue };
                    let denials = denied.get(&(member, group)).into_iter().flatten();
                    if denials.into_iter().any(|denial| meet(*denial, passing.may)) {
                        passing.doubt = Some(Doubt::Disputed);
                    }
                    let is_exception = found.cells.get(&(member, arena)).is_some_and(|said| !said.denied.is_empty())
                        || session.is_some_and(|session| found.stayed_away.contains(&(member, session)));
                    if member == arena || is_exception || passing.way.contains(&member) {
                        continue;
                    }
                    let cell = passed.entry((member, arena)).or_default();
                    let claims = passing.claims.iter().map(|id| (*id).to_owned());
                    if let Some(doubt) = passing.doubt {
                        cell.doubted.extend(claims.map(|id| (doubt, id)));
                    } else {
                        cell.claims.extend(claims);
                        cell.until = cell.until.max(Some(passing.until));
                        cell.surely |=
                            options.window.is_open() || passing.sure.is_some_and(|sure| sure.is_in(options.window));
                    }
                    if passes(member) {
                        let next = key(member, &passing);
                        let known = ways.get(&next).map_or(0, |way| way.claims.len());
                        let claims = passing.claims.clone();
                        let way = ways.entry(next).or_insert(passing);
                        way.claims.extend(claims);
                        if way.claims.len() > known && !waiting.contains(&next) {
                            waiting.push_back(next);
                        }
                    }
                }
            }
        }
    }
    for (cell, through) in passed {
        let said = found.cells.entry(cell).or_default();
        said.until = said.until.max(through.until);
        // Who takes part itself for sure needs no bloc.
        if said.surely {
            continue;
        }
        said.doubted.extend(through.doubted);
        if through.claims.is_empty() {
            continue;
        }
        let claims: BTreeSet<String> = said.claims.drain(..).chain(through.claims).collect();
        said.claims = claims.into_iter().collect();
        // What blocs do not leave open for sure is unknown, whatever the list.
        (said.inherited, said.surely, said.listed) = (true, through.surely, true);
    }
    open_blocs.retain(|arena, _| found.complete.contains_key(arena));
    found.complete.retain(|arena, _| !open_blocs.contains_key(arena));
    found.open_blocs = open_blocs;
}

/// The arena that a claim names.
fn session<'a>(dataset: &Dataset, claim: &'a Claim) -> Option<&'a str> {
    match dataset.schema.relation(&claim.relation)?.actor {
        ActorEnd::Object => Some(&claim.subject),
        _ => claim.target.entity(),
    }
}
