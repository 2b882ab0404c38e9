//! What claims and rows say of who takes part where, before it becomes cells.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::sizes::stated_sizes;
use super::times::{Observed, Times, cover, in_window, is_event, meet, span, surely, surely_then};
use super::{AffiliationOptions, Membership, Sessions, StatedSize};
use crate::model::schema::{ActorEnd, Role};
use crate::model::{Claim, Dataset, Day, Openness, Participation, Position, Procedure, Span, Status};
use crate::view::Window;

/// What is said of one cell.
#[derive(Default)]
pub(super) struct Said {
    pub claims: Vec<String>,
    /// When the claims hold.
    pub held: Vec<Span>,
    /// When claims deny it.
    pub denied: Vec<Span>,
    pub lifted: bool,
    pub inherited: bool,
    /// Whether one of the claims holds in the window for sure.
    pub surely: bool,
    /// Whether one of the claims is of a complete list.
    pub listed: bool,
    /// Whether one of the denials holds in the window for sure.
    surely_denied: bool,
}

impl Said {
    /// Whether one source says so and another denies it of what may be the same time: who left has sat there all the same.
    pub fn is_disputed(&self) -> bool {
        self.denied.iter().any(|denied| self.held.iter().any(|held| meet(*denied, *held)))
    }
    /// What this says of the cell of a list, of which it is known whether it is complete: what may hold in the window, and need
    /// not, is not known; whoever is on no complete list of it does not.
    pub fn membership(&self, complete: bool) -> Membership {
        match (self.claims.is_empty(), self.is_disputed()) {
            (true, _) if self.surely_denied || complete => Membership::Out,
            (true, _) | (_, true) => Membership::Unknown,
            _ if self.surely => Membership::In,
            _ if complete && !self.listed => Membership::Out,
            _ => Membership::Unknown,
        }
    }
    fn holds(&mut self, claim: String, when: Span) {
        // Most cells have one claim: no room is made for more.
        self.claims.reserve_exact(1);
        self.held.reserve_exact(1);
        self.claims.push(claim);
        self.held.push(when);
    }
}

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
    /// Arenas of which sources give the complete list of all who take part as asked for.
    pub complete: BTreeSet<Place>,
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

/// Which complete lists there are.
#[derive(Default)]
pub(super) struct Listed {
    /// Whether one gives all who take part, each at its time.
    pub whole: bool,
    /// The days as of which the others were seen.
    pub seen: Vec<Span>,
}

impl Listed {
    pub fn is_complete(&self, window: Window) -> bool {
        self.whole || cover(&self.seen, window)
    }
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
    for (arena, sizes) in stated_sizes(dataset, options) {
        let Some(arena) = places.of_id(arena) else { continue };
        match sizes.agreed() {
            Ok(size) => drop(found.sizes.insert(arena, size)),
            Err(several) => drop(found.changing.insert(arena, several)),
        }
    }
    for claim in &dataset.claims {
        let denied = claim.status == Status::Denied;
        if !(claim.is_plain() || denied && claim.modality.is_none()) {
            continue;
        }
        let Some(end) = ends(dataset, &places, claim, options, &series) else {
            if let Some(role) = said_roles(claim).iter().find_map(|word| apart(word)).filter(|_| !denied)
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
            let (begin, over) = claim.holds();
            found.times.add(begin, if is_event(dataset, claim) { begin } else { over });
        }
        // A complete list of one session is none of the series that it was lifted to, nor is that of one region.
        let whole = ["region", "scope", "part"].iter().all(|key| claim.qualifier(key).is_none());
        let all = !denied && !end.declined && !end.lifted && whole && claim.open == Openness::Complete;
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
        if denied || end.declined {
            said.denied.push(when);
            said.surely_denied |= is_sure;
        } else {
            said.holds(claim.id.clone(), when);
            said.surely |= is_sure;
            said.listed |= all;
            for mode in end.modes {
                let list = found.list(end.arena, (mode, end.role));
                match seen.filter(|_| all) {
                    Some(seen) if !list.seen.contains(&seen) => list.seen.push(seen),
                    Some(_) => {}
                    None => list.whole |= all,
                }
            }
        }
    }
    if options.modes.contains(&Participation::Signed) && in_role(&[], Participation::Signed, &options.roles) {
        signings(dataset, &places, options.window, &mut found);
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
            found.complete.insert(arena);
            let seen = lists.iter().filter(|(_, list)| !list.whole).flat_map(|(_, list)| &list.seen);
            let days = |one: Span, other: &Span| Span {
                earliest: one.earliest.min(other.earliest),
                latest: one.latest.max(other.latest),
            };
            found.complete_days.extend(seen.copied().reduce(|one, other| days(one, &other)).map(|days| (arena, days)));
        }
    }
    found
}

/// Rows of positions of the signing of a text: who signed is in, whoever else is listed is not. The list is complete where
/// as many are named as a source counts.
fn signings(dataset: &Dataset, places: &Places<'_>, window: Window, found: &mut Gathered) {
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
                        said.holds(format!("{}/{actor}", decision.id), when);
                        said.surely |= surely_then(when, window);
                        // Where as many are named as a source counts, they are all.
                        said.listed = true;
                    }
                    _ => {
                        said.denied.push(when);
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
                let last = counted.entry(text).or_insert((day, tally.value));
                *last = (*last).max((day, tally.value));
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
    /// As what: a role apart, or a member.
    role: &'static str,
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
    let kind = &dataset.entities[arena as usize].kind;
    let said = said_roles(claim);
    let wanted = |mode: &Participation| {
        options.modes.contains(mode) && dataset.schema.meets(*mode, kind) && in_role(&said, *mode, &options.roles)
    };
    let declined = relation.roles.iter().any(|role| matches!(role, Role::Signature { sign } if *sign < 0));
    let modes: Vec<Participation> = relation.modes().filter(wanted).collect();
    let of_text = modes.iter().find_map(|mode| mode.role());
    let role = of_text.or_else(|| said.iter().find_map(|word| apart(word))).unwrap_or(MEMBER);
    let actor = places.of_id(actor).filter(|_| !modes.is_empty())?;
    Some(Ends { actor, arena, modes, role, lifted, lifted_from, declined })
}

/// Who takes part without a role of its own.
const MEMBER: &str = "member";

/// The role itself, if it is none of a member.
pub(in crate::view) fn apart(role: &str) -> Option<&'static str> {
    APART.into_iter().find(|apart| *apart == role)
}

/// Roles that are none of a member.
const APART: [&str; 5] = ["observer", "associate", "partner", "guest", "signatory"];

/// The roles in which a claim says that somebody takes part: its `role`, its `standing`, and a `mode` that is one.
pub(in crate::view) fn said_roles(claim: &Claim) -> Vec<&str> {
    let mode = claim.qualifier("mode").filter(|mode| APART.contains(mode));
    ["role", "standing"].iter().filter_map(|key| claim.qualifier(key)).chain(mode).collect()
}

/// Whether somebody who takes part in this way, of whom a claim says these roles, is of a role that is asked for.
///
/// A note beside a membership ("core", "permanent") makes no other role of it; observers, associates, partners and guests
/// are roles of their own. Whoever signs a text is its signatory, whoever puts one forward its sponsor.
fn in_role(said: &[&str], mode: Participation, roles: &[String]) -> bool {
    let apart = mode.role().is_some() || said.iter().any(|word| APART.contains(word));
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

/// All series that claims name of each session.
pub(super) fn all_series(dataset: &Dataset) -> BTreeMap<&str, BTreeSet<&str>> {
    let lifts = |claim: &&Claim| {
        let relation = dataset.schema.relation(&claim.relation);
        claim.status != Status::Denied && relation.is_some_and(|relation| relation.roles.contains(&Role::SessionOf))
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
    let others = outside.iter().filter(|_| cells.is_empty()).map(|(_, actor)| actor);
    for actor in cells.keys().map(|(actor, _)| actor).chain(others) {
        *held.entry(dataset.entities[*actor as usize].kind.as_str()).or_default() += 1;
    }
    crate::view::default_kind(dataset, &held)
}
