//! What claims and rows say of who takes part where, before it becomes cells.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::said::{Said, Silence};
use super::times::{Listed, Observed, Times, cover, hull, in_window, span, surely, surely_then, until};
use super::{AffiliationOptions, Doubt, Inheritance, Sessions, StatedSize};
use crate::model::claim::{MEMBER, apart};
use crate::model::complete_list::rival_lists;
use crate::model::schema::{ActorEnd, Role};
use crate::model::{Claim, Dataset, Day, Participation, Position, Procedure, Span, Status};

/// An entity by its place in the dataset, which is in the order of ids: of many memberships, numbers are compared where names
/// would be.
pub(super) type Place = u32;

/// The places of entities by their ids.
pub(super) struct Places<'a>(HashMap<&'a str, Place>);

impl<'a> Places<'a> {
    pub(super) fn of(dataset: &'a Dataset) -> Self {
        Self(dataset.entities.iter().enumerate().map(|(place, entity)| (entity.id.as_str(), place as Place)).collect())
    }
    pub(super) fn of_id(&self, id: &str) -> Option<Place> {
        self.0.get(id).copied()
    }
}

/// A way to take part, and the role.
type Manner = (Participation, &'static str);

/// Cells by actor and arena, and what is known of each list.
#[derive(Default)]
pub(super) struct Gathered {
    pub cells: BTreeMap<(Place, Place), Said>,
    /// Arenas of which sources give the complete list of all who take part as asked for, and what silence means there.
    pub complete: BTreeMap<Place, Silence>,
    /// What lists there are of each arena, by way to take part and role, and which are complete.
    lists: BTreeMap<Place, Vec<(Manner, Listed)>>,
    /// The days as of which complete lists were seen, from the first to the last, of arenas that have no other.
    pub complete_days: BTreeMap<Place, Span>,
    /// Complete lists that say nothing of the window.
    pub elsewhere: BTreeMap<Place, Observed>,
    /// Who takes part in which arena at other times: (arena, actor).
    pub outside: BTreeSet<(Place, Place)>,
    /// How many a source says there are.
    pub sizes: BTreeMap<Place, StatedSize>,
    /// Arenas of which sources state several numbers in the window.
    pub changing: BTreeMap<Place, Vec<u64>>,
    /// Who did not take part in which session that was lifted: (actor, session).
    pub stayed_away: BTreeSet<(Place, Place)>,
    /// Complete lists on which blocs stand that pass their seats on, and of which not all members are known: those blocs.
    pub open_blocs: BTreeMap<Place, BTreeSet<Place>>,
    /// Who takes part as what a member is not, and does not count unasked: arena, actor and role.
    pub apart: BTreeSet<(&'static str, Place, Place)>,
    /// When what claims say holds, in the window or out of it.
    pub times: Times,
}

impl Gathered {
    /// The list of an arena of those who take part in this way and role.
    fn list(&mut self, arena: Place, key: Manner) -> &mut Listed {
        let lists = self.lists.entry(arena).or_default();
        let at = lists.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
            lists.push((key, Listed::default()));
            lists.len() - 1
        });
        &mut lists[at].1
    }
}

/// Everything that the window, the ways of taking part and the roles let in.
pub(super) fn gather(dataset: &Dataset, options: &AffiliationOptions) -> Gathered {
    let (places, series) = (Places::of(dataset), series(dataset));
    let mut found = Gathered::default();
    for claim in &dataset.claims {
        let denied = claim.status == Status::Denied;
        if claim.is_hedged() {
            if let Some(end) = ends(dataset, &places, claim, options, &series)
                && !end.declined
                && in_window(dataset, claim, options.window)
            {
                let said = found.cells.entry((end.actor, end.arena)).or_default();
                said.doubted.push((Doubt::Hedged, claim.id.clone()));
            }
            continue;
        }
        if !(claim.is_plain() || denied && claim.modality.is_none()) {
            continue;
        }
        let Some(end) = ends(dataset, &places, claim, options, &series) else {
            if let Some(role) = claim.role_apart().filter(|_| !denied)
                && options.roles.is_empty()
                && in_window(dataset, claim, options.window)
            {
                let options = AffiliationOptions { roles: vec![role.to_owned()], ..options.clone() };
                let end = ends(dataset, &places, claim, &options, &series);
                found.apart.extend(end.map(|end| (role, end.arena, end.actor)));
            }
            continue;
        };
        if !denied && !end.declined {
            found.times.take(dataset, claim);
        }
        // A complete list of one session is none of the series that it was lifted to.
        let all = !denied && !end.declined && !end.lifted && claim.is_of_complete_list();
        // A list that was seen at a time is complete as of then.
        let seen = claim.as_of.as_ref().map(|day| day.span());
        let inside = in_window(dataset, claim, options.window);
        if all && !(inside && seen.is_none_or(|seen| cover(&[seen], options.window))) {
            Observed::add(&mut found.elsewhere, end.arena, claim, seen.unwrap_or_else(|| span(dataset, claim)));
        }
        if !inside {
            if !denied && !end.declined {
                found.outside.insert((end.arena, end.actor));
            }
            continue;
        }
        // That somebody declined is denied: whether it took part is not said. Who stayed away from one session may have taken
        // part in its series at another.
        if (denied || end.declined) && (end.lifted || denied && end.declined) {
            if let Some(session) = end.lifted_from.filter(|_| denied != end.declined) {
                found.stayed_away.insert((end.actor, session));
            }
            continue;
        }
        let when = span(dataset, claim);
        let said = found.cells.entry((end.actor, end.arena)).or_default();
        said.lifted |= end.lifted;
        let is_sure = surely(dataset, claim, options.window);
        if (denied || end.declined) && claim.is_of_a_part() {
            said.denied_in_part.push((claim.id.clone(), when));
        } else if denied || end.declined {
            said.denied.push((claim.id.clone(), when));
            said.surely_denied |= is_sure;
        } else {
            said.holds(claim.id.clone(), when, until(claim));
            said.surely |= is_sure;
            said.listed |= all;
            for mode in end.modes {
                let list = found.list(end.arena, (mode, claim.role_in(mode)));
                if all {
                    list.add(seen);
                }
            }
        }
    }
    disputes(dataset, &places, options, &series, &mut found);
    if options.modes.contains(&Participation::Signed) && in_role(&[], Participation::Signed, &options.roles) {
        signings(dataset, &places, options, &mut found);
    }
    for (&arena, lists) in &found.lists {
        let kind = dataset.entities[arena as usize].kind.as_str();
        // Of a way or a role that is asked for and has no list, nobody knows who takes part.
        let modes = options.modes.iter().filter(|mode| dataset.schema.meets(**mode, kind));
        let asked = modes.flat_map(|mode| match (mode.role(), options.roles.is_empty()) {
            (Some(role), _) => vec![(*mode, role)],
            (None, true) => vec![(*mode, MEMBER)],
            (None, false) => {
                let of_texts = |role: &str| Participation::ALL.into_iter().any(|mode| mode.role() == Some(role));
                let roles = options.roles.iter().filter(|role| !of_texts(role));
                roles.map(|role| (*mode, apart(role).unwrap_or(MEMBER))).collect()
            }
        });
        let is_listed = |key| lists.iter().any(|(other, _)| *other == key);
        if lists.iter().all(|(_, list)| list.is_complete(options.window)) && asked.into_iter().all(is_listed) {
            let was_seen = lists.iter().all(|(_, list)| list.was_seen(options.window));
            found.complete.insert(arena, if was_seen { Silence::OutThen } else { Silence::Out });
            let seen = lists.iter().filter(|(_, list)| !list.whole).flat_map(|(_, list)| &list.seen);
            found.complete_days.extend(hull(seen).map(|days| (arena, days)));
        }
    }
    found
}

/// Whom one source has on its complete list, and another that speaks of the same time has not, the other denies. It does not where a
/// bloc on it passes its seat on: whom it does not name may sit there through the bloc.
fn disputes(
    dataset: &Dataset,
    places: &Places<'_>,
    options: &AffiliationOptions,
    series: &BTreeMap<&str, &str>,
    found: &mut Gathered,
) {
    let passes_on = |actor: &str| {
        let kind = dataset.entity(actor).map_or("", |entity| entity.kind.as_str());
        options.inherited == Inheritance::On && dataset.schema.passes_positions(kind)
    };
    let enters = |claim: &Claim, mode| {
        let end = ends(dataset, places, claim, options, series);
        end.is_some_and(|end| !end.lifted && end.modes.contains(&mode)) && in_window(dataset, claim, options.window)
    };
    for lists in rival_lists(dataset, enters) {
        for list in &lists {
            for other in &lists {
                let days = other.seen.unwrap_or(Span::UNKNOWN);
                if !options.window.may_hold(days) || other.named.iter().any(|actor| passes_on(actor)) {
                    continue;
                }
                for actor in list.denied_by(other, dataset) {
                    let Some(cell) = places.of_id(actor).zip(places.of_id(list.arena)) else { continue };
                    found.cells.entry(cell).or_default().denied.push((other.first.id.clone(), days));
                }
            }
        }
    }
}

/// Rows of positions of the signing of a text: who signed is in, whoever else is listed is not. The list is complete where
/// as many are named as a source counts.
///
/// A count is the size of the list where signatories alone are asked for, of the whole time from the opening to its day.
fn signings(dataset: &Dataset, places: &Places<'_>, options: &AffiliationOptions, found: &mut Gathered) {
    let window = options.window;
    let signed_alone = |text: Place| {
        let kind = &dataset.entities[text as usize].kind;
        let mut modes = options.modes.iter().filter(|mode| dataset.schema.meets(**mode, kind));
        modes.all(|mode| *mode == Participation::Signed)
    };
    let mut counted: BTreeMap<Place, (Option<Day>, u64)> = BTreeMap::new();
    for (place, decision) in dataset.decisions.iter().enumerate() {
        if decision.procedure != Procedure::Signing {
            continue;
        }
        let text = if decision.document.is_empty() { decision.id.as_str() } else { decision.document.as_str() };
        let Some(text) = places.of_id(text) else { continue };
        let of_decision = decision.date.as_ref().map_or(Span::UNKNOWN, |date| date.span());
        for row in dataset.positions.of(place) {
            let date = dataset.positions.details[row.detail as usize].date.as_ref();
            let when = date.map_or(of_decision, |date| date.span());
            if window.may_hold(when) {
                let actor = &dataset.entities[row.actor as usize].id;
                let said = found.cells.entry((row.actor, text)).or_default();
                match row.position {
                    Position::Signed => {
                        said.holds(format!("{}/{actor}", decision.id), when, Day::MAX);
                        said.surely |= surely_then(when, window);
                        // Where as many are named as a source counts, they are all.
                        said.listed = true;
                    }
                    _ => {
                        said.denied.push((format!("{}/{actor}", decision.id), when));
                        said.surely_denied |= surely_then(when, window);
                    }
                }
            }
        }
        for (tally, day) in dataset.first_counts(decision) {
            if tally.measure.position() == Some(Position::Signed) && window.may_hold(of_decision) {
                if dataset.named(&decision.id, Position::Signed, day).len() as u64 == tally.value {
                    let role = Participation::Signed.role().unwrap_or(MEMBER);
                    found.list(text, (Participation::Signed, role)).whole = true;
                }
                let until = day.unwrap_or(of_decision.latest);
                let whole = Span { earliest: of_decision.earliest, latest: until.max(of_decision.earliest) };
                if signed_alone(text) && (window.is_open() || surely_then(whole, window)) {
                    let last = counted.entry(text).or_insert((day, tally.value));
                    *last = (*last).max((day, tally.value));
                }
            }
        }
    }
    found.sizes.extend(counted.into_iter().map(|(text, (_, size))| (text, StatedSize::Exactly(size))));
}

/// What a claim says takes part in what.
struct Ends {
    actor: Place,
    arena: Place,
    /// In which of the ways that are asked for.
    modes: Vec<Participation>,
    /// Whether the arena is the series of the session that the claim names.
    lifted: bool,
    /// That session.
    lifted_from: Option<Place>,
    /// Whether the actor could have and did not.
    declined: bool,
}

/// The actor and the arena of a claim, if it says that one takes part in the other in a way that is asked for.
fn ends(
    dataset: &Dataset,
    places: &Places<'_>,
    claim: &Claim,
    options: &AffiliationOptions,
    series: &BTreeMap<&str, &str>,
) -> Option<Ends> {
    let relation = dataset.schema.relation(&claim.relation)?;
    let object = claim.target.entity()?;
    let (actor, arena) = match relation.actor {
        ActorEnd::Object => (object, claim.subject.as_str()),
        _ => (claim.subject.as_str(), object),
    };
    let forum = if options.sessions == Sessions::Lifted { series.get(arena).copied() } else { None };
    let lifted_from = forum.and_then(|_| places.of_id(arena));
    let lifted = lifted_from.is_some();
    let arena = places.of_id(forum.unwrap_or(arena))?;
    // Of a list that is left out nothing is said: neither who is on it, nor when, nor in which role.
    if options.without.contains(&dataset.entities[arena as usize].id) {
        return None;
    }
    let kind = &dataset.entities[arena as usize].kind;
    let said = claim.roles_said();
    let wanted = |mode: &Participation| {
        options.modes.contains(mode) && dataset.schema.meets(*mode, kind) && in_role(&said, *mode, &options.roles)
    };
    let declined = relation.roles.iter().any(|role| matches!(role, Role::Signature { sign } if *sign < 0));
    let modes: Vec<Participation> = relation.modes().filter(wanted).collect();
    let actor = places.of_id(actor).filter(|_| !modes.is_empty())?;
    Some(Ends { actor, arena, modes, lifted, lifted_from, declined })
}

/// Whether somebody who takes part in this way, of whom a claim says these roles, is of a role that is asked for.
///
/// A note beside a membership ("core", "permanent") makes no other role of it; observers, associates, partners and guests
/// are roles of their own. Whoever signs a text is its signatory, whoever puts one forward its sponsor.
fn in_role(said: &[&str], mode: Participation, roles: &[String]) -> bool {
    let apart = mode.role().is_some() || said.iter().any(|word| apart(word).is_some());
    if roles.is_empty() {
        return !said.contains(&"observer") && (mode.role().is_some() || !apart);
    }
    let is = |role: &str| said.contains(&role) || mode.role() == Some(role) || role == "member" && !apart;
    roles.iter().any(|role| is(role))
}

/// The series that each session belongs to; of one that claims call a session of several, none.
pub(in crate::view) fn series(dataset: &Dataset) -> BTreeMap<&str, &str> {
    let all = all_series(dataset).into_iter();
    all.filter(|(_, series)| series.len() == 1).filter_map(|(id, series)| Some((id, *series.first()?))).collect()
}

/// All series that plain claims name of each session: what is hedged, planned or denied makes it one of none.
pub(in crate::view) fn all_series(dataset: &Dataset) -> BTreeMap<&str, BTreeSet<&str>> {
    let lifts = |claim: &&Claim| {
        let relation = dataset.schema.relation(&claim.relation);
        claim.is_plain() && relation.is_some_and(|relation| relation.roles.contains(&Role::SessionOf))
    };
    let mut series: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(lifts) {
        if let Some(forum) = claim.target.entity() {
            series.entry(claim.subject.as_str()).or_default().insert(forum);
        }
    }
    series
}

pub(super) fn actor_kinds(
    dataset: &Dataset,
    options: &AffiliationOptions,
    cells: &BTreeMap<(Place, Place), Said>,
    outside: &BTreeSet<(Place, Place)>,
) -> Vec<String> {
    if !options.actors.is_empty() {
        return options.actors.clone();
    }
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    // Of a window in which nobody sits, those who do at other times tell which actors are meant.
    let others = outside.iter().filter(|_| !cells.values().any(Said::is_told)).map(|(_, actor)| actor);
    let told = cells.iter().filter(|(_, said)| said.is_told()).map(|((actor, _), _)| actor);
    for actor in told.chain(others) {
        *held.entry(dataset.entities[*actor as usize].kind.as_str()).or_default() += 1;
    }
    crate::view::default_kind(dataset, &held)
}
