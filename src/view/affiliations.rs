//! Actors by arenas: who sits where, who does not, and of whom we do not know.

use std::collections::{BTreeMap, BTreeSet};

use super::{GroupsBy, Inheritance, Node, Window, named_groups};
use crate::graph::Graph;
use crate::model::schema::{ActorEnd, Role, TimeKind};
use crate::model::{Claim, Dataset, Openness, Participation, Span, Status};

/// Whether an actor takes part in an arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    /// A claim says so.
    In,
    /// A claim denies it, or a complete list leaves it out.
    Out,
    /// No source says.
    Unknown,
}

/// Which affiliations the view takes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffiliationOptions {
    /// The window of time.
    pub window: Window,
    /// Ways to take part, never mixed unasked; default entitled.
    pub modes: Vec<Participation>,
    /// Kinds of actors; empty: states, and where no state is affiliated the actor kind that is most.
    pub actors: Vec<String>,
    /// Whether taking part in a session counts as taking part in its forum.
    pub sessions: Sessions,
    /// Roles in which they take part (`member`, `observer`: the qualifiers `role` and `standing`); who is given none is a
    /// member. Empty: every role but that of an observer, which is never mixed in unasked.
    pub roles: Vec<String>,
    /// Whether members take part where their bloc does.
    pub inherited: Inheritance,
    /// Forums that are closed to whoever is not of a group: (forum, bloc, body or region).
    pub closed: Vec<(String, String)>,
    /// Forums in which the members of a group sit for certain.
    pub certain: Vec<(String, String)>,
}

impl Default for AffiliationOptions {
    fn default() -> Self {
        Self {
            window: Window::default(),
            modes: vec![Participation::Entitled],
            actors: Vec::new(),
            sessions: Sessions::Apart,
            roles: Vec::new(),
            inherited: Inheritance::Off,
            closed: Vec::new(),
            certain: Vec::new(),
        }
    }
}

/// How sessions and their forums stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sessions {
    /// A session is an arena of its own.
    #[default]
    Apart,
    /// Who takes part in a session takes part in its forum; sessions are no arenas.
    Lifted,
}

/// An arena with what is known of its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arena {
    /// The arena.
    pub node: Node,
    /// Whether a source gives the complete list (within the window and modes).
    pub complete: bool,
    /// The size that a source states ("25 members"); `None` when none does, and for a series whose sessions were
    /// lifted: each round has its own seats, so the size of one caps no union of several.
    pub stated_size: Option<u64>,
}

/// Actors by arenas. Both stand in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliations {
    /// All actors of the kinds taken in, those that no arena names too: they may sit where a list is open.
    pub actors: Vec<Node>,
    /// The arenas with at least one participant of these kinds.
    pub arenas: Vec<Arena>,
    /// The kinds of actors taken in.
    pub actor_kinds: Vec<String>,
    /// The options as used.
    pub options: AffiliationOptions,
    /// The claims behind each named cell, (actor, arena) -> ids of claims.
    pub claims: BTreeMap<(usize, usize), Vec<String>>,
    /// The cells that are no matter of chance: an outsider of a closed forum (`false`), a certain member (`true`).
    pub given: BTreeMap<(usize, usize), bool>,
    /// The cells that are in only because a bloc of the actor is.
    pub inherited: BTreeSet<(usize, usize)>,
    cells: Vec<Membership>,
}

/// What claims say of one cell.
#[derive(Default)]
struct Said {
    claims: Vec<String>,
    denied: bool,
    lifted: bool,
    inherited: bool,
}

impl Affiliations {
    /// What the graph knows of who sits where, under these options: actual, unhedged claims only.
    ///
    /// What was only observed at a time is known of that time alone (see [`Claim::holds`](crate::model::Claim::holds)), complete lists too.
    ///
    /// A cell is *in* when a claim says so, *out* when a claim denies it or the list is complete (`open=no`) without
    /// it, and *unknown* otherwise, also when one source says so and another denies it.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{AffiliationOptions, Affiliations, Membership}};
    /// let folder = dataset::builtin("toy-council").unwrap();
    /// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let view = Affiliations::of(&graph, &AffiliationOptions::default());
    /// assert!(view.arenas.iter().any(|arena| arena.complete));
    /// assert!(view.arenas.iter().any(|arena| !arena.complete)); // where silence is not "no"
    /// ```
    pub fn of(graph: &Graph, options: &AffiliationOptions) -> Self {
        let dataset = graph.dataset();
        let mut cells: BTreeMap<(&str, &str), Said> = BTreeMap::new();
        let mut complete: BTreeMap<&str, bool> = BTreeMap::new();
        let series = series(dataset);
        for claim in &dataset.claims {
            let denied = claim.status == Status::Denied;
            if !(claim.is_plain() || denied && claim.modality.is_none()) || !in_window(dataset, claim, options.window) {
                continue;
            }
            let Some((actor, arena, lifted)) = ends(dataset, claim, options, &series) else { continue };
            let said = cells.entry((actor, arena)).or_default();
            said.lifted |= lifted;
            if denied {
                said.denied = true;
            } else {
                said.claims.push(claim.id.clone());
                // A complete list of one session is none of the series that it was lifted to.
                *complete.entry(arena).or_default() |= !lifted && claim.open == Openness::Complete;
            }
        }
        let actor_kinds = actor_kinds(dataset, options, &cells);
        if options.inherited == Inheritance::On {
            inherit(dataset, options, &mut cells);
        }
        let wanted = |actor: &str| {
            let kind = dataset.entity(actor).map_or("", |entity| entity.kind.as_str());
            actor_kinds.iter().any(|other| dataset.schema.is_a(kind, other))
        };
        let named: BTreeMap<(&str, &str), Said> = cells.into_iter().filter(|((actor, _), _)| wanted(actor)).collect();
        let lifted: BTreeSet<&str> =
            named.iter().filter(|(_, said)| said.lifted).map(|((_, arena), _)| *arena).collect();
        // Whoever is named nowhere may sit in any open list all the same.
        let actors: Vec<Node> = dataset.entities.iter().filter(|entity| wanted(&entity.id)).map(super::node).collect();
        let met: BTreeSet<&str> =
            named.iter().filter(|(_, said)| !said.claims.is_empty()).map(|((_, arena), _)| *arena).collect();
        let sizes = stated_sizes(dataset, options);
        let arenas: Vec<Arena> = met
            .into_iter()
            .filter_map(|id| dataset.entity(id))
            .map(|entity| Arena {
                node: super::node(entity),
                complete: complete.get(entity.id.as_str()).copied().unwrap_or_default(),
                stated_size: sizes.get(entity.id.as_str()).copied().filter(|_| !lifted.contains(entity.id.as_str())),
            })
            .collect();
        let mut claims = BTreeMap::new();
        let mut inherited = BTreeSet::new();
        let silent: Vec<Membership> =
            arenas.iter().map(|arena| if arena.complete { Membership::Out } else { Membership::Unknown }).collect();
        let mut rows = vec![silent; actors.len()];
        for ((actor, arena), said) in named {
            let (Ok(a), Ok(f)) = (
                actors.binary_search_by(|node| node.id.as_str().cmp(actor)),
                arenas.binary_search_by(|other| other.node.id.as_str().cmp(arena)),
            ) else {
                continue;
            };
            rows[a][f] = match said {
                said if said.claims.is_empty() => Membership::Out,
                said if said.denied => Membership::Unknown,
                said => {
                    if said.inherited {
                        inherited.insert((a, f));
                    }
                    claims.insert((a, f), said.claims);
                    Membership::In
                }
            };
        }
        let mut view = Self::from_cells(actors, arenas, &rows, claims, options.clone());
        view.actor_kinds = actor_kinds;
        view.inherited = inherited;
        view.give(graph);
        view
    }

    /// Puts a view together from its cells: `cells[a][f]` says whether actor `a` takes part in arena `f`.
    ///
    /// # Panics
    /// When a row is shorter or longer than the arenas: a slip of the program.
    pub fn from_cells(
        actors: Vec<Node>,
        arenas: Vec<Arena>,
        cells: &[Vec<Membership>],
        claims: BTreeMap<(usize, usize), Vec<String>>,
        options: AffiliationOptions,
    ) -> Self {
        assert!(cells.len() == actors.len() && cells.iter().all(|row| row.len() == arenas.len()));
        let actor_kinds: std::collections::BTreeSet<String> = actors.iter().map(|actor| actor.kind.clone()).collect();
        Self {
            actors,
            arenas,
            actor_kinds: actor_kinds.into_iter().collect(),
            options,
            claims,
            inherited: BTreeSet::new(),
            given: BTreeMap::new(),
            cells: cells.iter().flatten().copied().collect(),
        }
    }
    /// Marks the cells that the options say are no matter of chance.
    fn give(&mut self, graph: &Graph) {
        let window = self.options.window;
        let of = |by| named_groups(graph, by, window).into_iter().map(|group| (group.node.id, group.members));
        let needed = !self.options.closed.is_empty() || !self.options.certain.is_empty();
        let groups: BTreeMap<String, BTreeSet<String>> =
            if needed { of(GroupsBy::Region).chain(of(GroupsBy::Bloc)).collect() } else { BTreeMap::new() };
        let mut given = BTreeMap::new();
        for (rules, value) in [(&self.options.closed, false), (&self.options.certain, true)] {
            for (forum, group) in rules {
                let (Some(arena), Some(members)) = (self.arena(forum), groups.get(group)) else { continue };
                let actors = self.actors.iter().enumerate();
                let of_rule = actors.filter(|(_, actor)| members.contains(&actor.id) == value);
                given.extend(of_rule.map(|(actor, _)| ((actor, arena), value)));
            }
        }
        self.given = given;
    }
    /// In, out or unknown.
    pub fn cell(&self, actor: usize, arena: usize) -> Membership {
        self.cells[actor * self.arenas.len() + arena]
    }
    /// The actors named in an arena, in order.
    pub fn named(&self, arena: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.actors.len()).filter(move |&actor| self.cell(actor, arena) == Membership::In)
    }
    /// The place of an arena by its id.
    pub fn arena(&self, id: &str) -> Option<usize> {
        self.arenas.binary_search_by(|arena| arena.node.id.as_str().cmp(id)).ok()
    }
}

/// The actor and the arena of a claim, if it says that one takes part in the other in a way that is asked for; and
/// whether the arena is the series of the session that the claim names.
fn ends<'a>(
    dataset: &'a Dataset,
    claim: &'a Claim,
    options: &AffiliationOptions,
    series: &BTreeMap<&str, &'a str>,
) -> Option<(&'a str, &'a str, bool)> {
    let relation = dataset.schema.relation(&claim.relation)?;
    let wanted = |role: &Role| matches!(role, Role::Affiliation { mode } if options.modes.contains(mode));
    if !relation.roles.iter().any(wanted) || !in_role(claim, &options.roles) {
        return None;
    }
    let object = claim.target.entity()?;
    let (actor, arena) = match relation.actor {
        ActorEnd::Object => (object, claim.subject.as_str()),
        _ => (claim.subject.as_str(), object),
    };
    let forum = if options.sessions == Sessions::Lifted { series.get(arena).copied() } else { None };
    let lifted = forum.is_some();
    let arena = forum.unwrap_or(arena);
    dataset.schema.is_arena(&dataset.entity(arena)?.kind).then_some((actor, arena, lifted))
}

/// Whether a claim of taking part is of a role that is asked for.
///
/// A note beside a membership ("core", "permanent") makes no other role of it; observers, associates, partners and guests
/// are roles of their own.
fn in_role(claim: &Claim, roles: &[String]) -> bool {
    const APART: [&str; 5] = ["observer", "associate", "partner", "guest", "signatory"];
    let said: Vec<&str> = ["role", "standing"].iter().filter_map(|key| claim.qualifier(key)).collect();
    let apart = said.iter().any(|word| APART.contains(word));
    if roles.is_empty() {
        return !said.contains(&"observer");
    }
    roles.iter().any(|role| said.contains(&role.as_str()) || role == "member" && !apart)
}

/// Members take part where a bloc of theirs does, while they are its members, unless a claim denies it.
fn inherit<'a>(dataset: &'a Dataset, options: &AffiliationOptions, cells: &mut BTreeMap<(&'a str, &'a str), Said>) {
    let span = |claim: &Claim| {
        let (begin, end) = claim.holds();
        Span { earliest: begin.earliest, latest: end.latest }
    };
    let mut members: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(|claim| claim.is_plain()) {
        let relation = dataset.schema.relation(&claim.relation);
        if relation.is_some_and(|relation| relation.roles.contains(&Role::Membership))
            && in_window(dataset, claim, options.window)
            && let Some(group) = claim.target.entity()
        {
            members.entry(group).or_default().push(claim);
        }
    }
    let passes = |id: &str| dataset.entity(id).is_some_and(|entity| dataset.schema.passes_positions(&entity.kind));
    let mut passed: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    for ((group, arena), said) in cells.iter().filter(|((group, _), said)| passes(group) && !said.denied) {
        for taken in said.claims.iter().filter_map(|id| dataset.claim(id)) {
            // A part of a bloc does not stand for all of it.
            if taken.qualifier("part").is_some() {
                continue;
            }
            for member in members.get(group).into_iter().flatten() {
                let (one, other) = (span(taken), span(member));
                if one.earliest <= other.latest && other.earliest <= one.latest && member.subject != *arena {
                    let claims = passed.entry((member.subject.as_str(), *arena)).or_default();
                    claims.extend([taken.id.clone(), member.id.clone()]);
                }
            }
        }
    }
    for (cell, claims) in passed {
        let said = cells.entry(cell).or_default();
        // Who takes part itself needs no bloc; who is said not to is a named exception.
        if said.claims.is_empty() && !said.denied {
            said.claims = claims.into_iter().collect();
            said.inherited = true;
        }
    }
}

/// The series that each session belongs to: the first that a claim names.
pub(super) fn series(dataset: &Dataset) -> BTreeMap<&str, &str> {
    let lifts = |claim: &&Claim| {
        let relation = dataset.schema.relation(&claim.relation);
        claim.status != Status::Denied && relation.is_some_and(|relation| relation.roles.contains(&Role::SessionOf))
    };
    let mut series = BTreeMap::new();
    for claim in dataset.claims.iter().filter(lifts) {
        if let Some(forum) = claim.target.entity() {
            series.entry(claim.subject.as_str()).or_insert(forum);
        }
    }
    series
}

/// Whether what a claim says may hold within the window.
pub(super) fn in_window(dataset: &Dataset, claim: &Claim, window: Window) -> bool {
    let (begin, end) = claim.holds();
    // An event is over at once; a state without an end may hold still.
    let event = dataset.schema.relation(&claim.relation).is_some_and(|relation| relation.time == TimeKind::Event);
    let latest = if event { begin.latest } else { end.latest };
    window.may_hold(Span { earliest: begin.earliest, latest })
}

/// The number of participants that a source states of an arena: the last one by its `as_of`.
fn stated_sizes<'a>(dataset: &'a Dataset, options: &AffiliationOptions) -> BTreeMap<&'a str, u64> {
    let measures: &[&str] = if options.modes == [Participation::Attended] {
        &["participants", "participating-states", "states"]
    } else {
        &["members", "member-states", "seats", "states"]
    };
    let mut sizes: BTreeMap<&str, (Option<crate::model::Day>, u64)> = BTreeMap::new();
    let plain = dataset.claims.iter().filter(|claim| claim.is_plain());
    for claim in plain
        .filter(|claim| claim.qualifier("measure").is_some_and(|measure| measures.contains(&measure)))
        // A lower bound is no size, and a count of one class of participants is not that of all.
        .filter(|claim| claim.qualifier("bound").is_none_or(|bound| bound == "max"))
        .filter(|claim| claim.qualifier("class").is_none())
    {
        let day = claim.as_of.as_ref().map(|date| date.span().latest);
        let Some(size) = claim.target.value().and_then(|value| value.parse().ok()) else { continue };
        let last = sizes.entry(claim.subject.as_str()).or_insert((day, size));
        *last = (*last).max((day, size));
    }
    sizes.into_iter().map(|(arena, (_, size))| (arena, size)).collect()
}

fn actor_kinds(dataset: &Dataset, options: &AffiliationOptions, cells: &BTreeMap<(&str, &str), Said>) -> Vec<String> {
    if !options.actors.is_empty() {
        return options.actors.clone();
    }
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for (actor, _) in cells.keys() {
        *held.entry(dataset.entity(actor).map_or("", |entity| entity.kind.as_str())).or_default() += 1;
    }
    super::default_kind(dataset, &held)
}
