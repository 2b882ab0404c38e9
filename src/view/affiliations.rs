//! Actors by arenas: who sits where, who does not, and of whom we do not know.

mod cells;
mod gather;
mod given;
mod inherit;
mod said;
mod sizes;
mod times;

use std::collections::{BTreeMap, BTreeSet};

use super::{GroupList, Inheritance, Node, Window};
use crate::graph::Graph;
use crate::model::{Claim, Day, Participation, Procedure, Span};

use cells::Cells;
use gather::{Gathered, Place, actor_kinds, gather};
pub(super) use gather::{all_series, series};
use inherit::inherit;
use said::{Said, Silence};
use times::not_existing;
pub(super) use times::{Listed, hull, in_window, meet, span, surely};
pub use times::{Observed, Times};

/// Whether an actor takes part in an arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    /// A claim says so.
    In,
    /// A claim denies it, or a complete list leaves it out.
    Out,
    /// No source says, or what they say leaves it open ([`Doubt`]).
    Unknown,
}

/// Why a cell of which claims speak is unknown all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// One source says so and another denies it of what may be the same time.
    Disputed,
    /// It may hold in the window and need not.
    Dates,
    /// A part of a bloc takes part, or the actor is in part in the bloc that does; or a part of it alone is said not to take
    /// part.
    InPart,
    /// Claims that are hedged or planned alone say so.
    Hedged,
}

impl Doubt {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Disputed, Self::Dates, Self::InPart, Self::Hedged];
    /// The reason in words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Disputed => "sources disagree",
            Self::Dates => "dates leave it open",
            Self::InPart => "said of a part alone",
            Self::Hedged => "hedged or planned alone",
        }
    }
}

/// What is known of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListState {
    /// Of everybody it is known whether they are in.
    Complete,
    /// A source gives the complete list, but of some it is unknown all the same ([`Doubt`]).
    Unsettled,
    /// Not to be named is not to be out.
    Open,
}

impl ListState {
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Unsettled => "unsettled",
            Self::Open => "open",
        }
    }
}

/// Which affiliations the view takes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffiliationOptions {
    /// The window of time; all time by default.
    pub window: Window,
    /// Ways to take part, never mixed unasked; default entitled.
    pub modes: Vec<Participation>,
    /// Kinds of actors; empty: states, and where no state is affiliated the actor kind that is most.
    pub actors: Vec<String>,
    /// Whether taking part in a session counts as taking part in its forum; it does by default.
    pub sessions: Sessions,
    /// Roles in which they take part (`member`, `observer`: the qualifiers `role` and `standing`); who is given none is a
    /// member. Empty: members alone; of texts, whoever takes part.
    pub roles: Vec<String>,
    /// Whether members take part where their bloc does; not by default.
    pub inherited: Inheritance,
    /// Forums that are closed to whoever is not of a group: (forum, bloc, body or region).
    pub closed: Vec<(String, String)>,
    /// Forums in which the members of a group sit for certain: those who surely belong to it in the window.
    pub certain: Vec<(String, String)>,
    /// Forums whose lists are left out, as if nobody were known to take part there.
    pub without: Vec<String>,
}

impl Default for AffiliationOptions {
    fn default() -> Self {
        Self {
            window: Window::default(),
            modes: vec![Participation::Entitled],
            actors: Vec::new(),
            sessions: Sessions::default(),
            roles: Vec::new(),
            inherited: Inheritance::Off,
            closed: Vec::new(),
            certain: Vec::new(),
            without: Vec::new(),
        }
    }
}

/// How sessions and their forums stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sessions {
    /// A session is an arena of its own.
    Apart,
    /// Who takes part in a session takes part in its forum; sessions are no arenas.
    #[default]
    Lifted,
}

impl Sessions {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Apart, Self::Lifted];
    /// The word of the options.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Apart => "apart",
            Self::Lifted => "lifted",
        }
    }
}

/// An arena with what is known of its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arena {
    /// The arena.
    pub node: Node,
    /// Whether sources list all who take part (within the window and modes): to be named nowhere is to be out. Whether the list is
    /// *complete*, with nobody left unknown, says [`Affiliations::list`].
    pub listed_in_full: bool,
    /// The size that a source states ("25 members"); `None` when none does, where several are stated of the window, and for a
    /// series whose sessions were lifted: each round has its own seats, so the size of one caps no union of several.
    pub stated_size: Option<StatedSize>,
}

/// How many a source says that a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatedSize {
    /// So many ("25 members").
    Exactly(u64),
    /// No more than so many ("up to 25 members").
    AtMost(u64),
}

impl StatedSize {
    /// The number.
    pub const fn count(self) -> u64 {
        match self {
            Self::Exactly(count) | Self::AtMost(count) => count,
        }
    }
}

/// Actors by arenas. Both stand in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliations {
    /// All actors of the kinds taken in that may exist in the window, those that no arena names too: they may sit where a
    /// list is open.
    pub actors: Vec<Node>,
    /// The arenas with at least one participant of these kinds, or one that may be in the window.
    pub arenas: Vec<Arena>,
    /// Those that have participants at other times only.
    pub at_other_times: Vec<Node>,
    /// The kinds of actors taken in.
    pub actor_kinds: Vec<String>,
    /// The options as used.
    pub options: AffiliationOptions,
    /// Actors of these kinds that did not exist in the window, as the spells of their existence say, and take part in nothing.
    pub gone: Vec<Node>,
    /// How many take part in another role than that of a member, by role, where none is asked for: they are left out.
    pub of_other_roles: BTreeMap<String, usize>,
    /// Lists that are open because a bloc on them passes its seat on, and not all of its members are known: those blocs.
    pub open_blocs: Vec<(Node, Vec<Node>)>,
    /// Lists that are complete and name groups that pass no seat on here: whoever sits there through such a group alone is out.
    pub groups_listed: Vec<(Node, Vec<Node>)>,
    /// Sessions, by their ids, of which claims name several series: they are lifted to none.
    pub of_several_series: BTreeMap<String, Vec<String>>,
    /// Rules that close a forum to the outsiders of a group of which members may be missing: forum, group, what is known of its
    /// list, and how many outsiders there are.
    pub closed_by_open: Vec<(String, String, GroupList, usize)>,
    /// Of rules that members of a group are certain in a forum: forum, group, and the members of whom it is not sure that they
    /// belong to it, and who are left to chance.
    pub uncertain_members: Vec<(String, String, Vec<Node>)>,
    /// What observations of complete lists at other times say nothing of: arenas (places) whose list is open in this window.
    pub complete_elsewhere: BTreeMap<usize, Observed>,
    /// The days as of which the complete list of an arena was seen, from the first to the last; arenas by their places. A list
    /// that names no such day is that of all who ever take part.
    pub complete_days: BTreeMap<usize, Span>,
    /// The numbers of participants that sources state of an arena where they differ within the window; arenas by their places.
    pub changing_sizes: BTreeMap<usize, Vec<u64>>,
    /// Cells of which claims speak and that are unknown all the same: why, and the claims.
    pub doubted: BTreeMap<(usize, usize), (Doubt, Vec<String>)>,
    /// The claims behind each named cell, (actor, arena) -> ids of claims.
    pub claims: BTreeMap<(usize, usize), Vec<String>>,
    /// The last day of named cells of which all that seats them there has an end; through a bloc, of the seat and the membership
    /// that which is over first.
    pub until: BTreeMap<(usize, usize), Day>,
    /// The cells that are no matter of chance: an outsider of a closed forum (`false`), a certain member (`true`).
    pub given: BTreeMap<(usize, usize), bool>,
    /// The cells that are in only because a bloc of the actor is.
    pub inherited: BTreeSet<(usize, usize)>,
    /// When what claims say of who takes part holds, in the window or out of it; nothing of cells that were given.
    pub times: Times,
    cells: Cells,
}

impl Affiliations {
    /// What the graph knows of who sits where, under these options: actual, unhedged claims only.
    ///
    /// What was only observed at a time is known of that time alone (see [`Claim::holds`](crate::model::Claim::holds)). So are
    /// complete lists: one that was seen in 2025 (`as_of`) says who is not in, in windows within that year, and of 2019 nothing.
    /// Without a window no time is asked, and every list stands as it was seen.
    ///
    /// A cell is *in* when a claim says so that holds on some day of the window whatever its dates leave open, *out* when a claim
    /// denies it or the list is complete (`open=no`) without it, and *unknown* otherwise: also when one source says so and
    /// another denies it of the same time, when claims say so that are hedged or planned alone, and when a claim may hold in the
    /// window and need not, unless the list was seen in the window and leaves it out. Who left took part before; who stayed away
    /// from one session may have taken part in its series.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{AffiliationOptions, Affiliations, Membership}};
    /// let folder = dataset::builtin("toy-council").unwrap();
    /// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
    /// let view = Affiliations::of(&graph, &AffiliationOptions::default());
    /// assert!(view.arenas.iter().any(|arena| arena.listed_in_full));
    /// assert!(view.arenas.iter().any(|arena| !arena.listed_in_full)); // where silence is not "no"
    /// ```
    pub fn of(graph: &Graph, options: &AffiliationOptions) -> Self {
        let dataset = graph.dataset();
        let mut found = gather(dataset, options);
        let place_id = |place: Place| dataset.entities[place as usize].id.as_str();
        let enters = |arena: Place| options.without.iter().all(|id| id != place_id(arena));
        if options.inherited == Inheritance::On {
            inherit(dataset, options, &mut found);
        }
        found.cells.retain(|(_, arena), _| enters(*arena));
        let actor_kinds = actor_kinds(dataset, options, &found.cells, &found.outside);
        sizes::count(dataset, options, &actor_kinds, &mut found);
        let is_of_kinds = |kind: &str| actor_kinds.iter().any(|other| dataset.schema.is_a(kind, other));
        let Gathered { cells, complete, complete_days, elsewhere, outside, sizes, changing, times, .. } = found;
        let of_kinds: Vec<bool> = dataset.entities.iter().map(|entity| is_of_kinds(&entity.kind)).collect();
        let passes = |kind: &str| options.inherited == Inheritance::On && dataset.schema.passes_positions(kind);
        let mut groups_listed: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
        for ((actor, arena), _) in cells.iter().filter(|((actor, arena), said)| {
            let kind = &dataset.entities[*actor as usize].kind;
            let is_group = !of_kinds[*actor as usize] && dataset.schema.is_collective(kind) && !passes(kind);
            is_group && said.listed && complete.contains_key(arena)
        }) {
            groups_listed.entry(*arena).or_default().push(*actor);
        }
        let named: Vec<((Place, Place), Said)> =
            cells.into_iter().filter(|((actor, _), _)| of_kinds[*actor as usize]).collect();
        let (mut sat, mut met, mut lifted) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for ((actor, arena), said) in &named {
            sat.extend(said.is_told().then_some(*actor));
            met.extend(said.may_be_in().then_some(*arena));
            lifted.extend(said.lifted.then_some(*arena));
        }
        // Whoever is named nowhere may sit in any open list all the same.
        let over = not_existing(dataset, options.window);
        let places = (0..dataset.entities.len() as Place).filter(|place| of_kinds[*place as usize]);
        let (gone, there): (Vec<Place>, Vec<Place>) =
            places.partition(|place| over.contains(place_id(*place)) && !sat.contains(place));
        let [gone, actors] = [&gone, &there]
            .map(|of| of.iter().map(|place| super::node(&dataset.entities[*place as usize])).collect::<Vec<Node>>());
        let met: Vec<Place> = met.into_iter().collect();
        let arena = |place: &Place| Arena {
            node: super::node(&dataset.entities[*place as usize]),
            listed_in_full: complete.contains_key(place),
            stated_size: sizes.get(place).copied().filter(|_| !lifted.contains(place)),
        };
        let arenas: Vec<Arena> = met.iter().map(arena).collect();
        let of_lists = |in_full| arenas.iter().enumerate().filter(move |(_, arena)| arena.listed_in_full == in_full);
        let complete_elsewhere =
            of_lists(false).filter_map(|(at, _)| Some((at, elsewhere.get(&met[at])?.clone()))).collect();
        let complete_days = of_lists(true).filter_map(|(at, _)| Some((at, *complete_days.get(&met[at])?))).collect();
        let of_one_forum = met.iter().enumerate().filter(|(_, place)| !lifted.contains(place));
        let changing_sizes = of_one_forum.filter_map(|(at, place)| Some((at, changing.get(place)?.clone()))).collect();
        let mut at_other_times: Vec<Place> =
            outside.into_iter().filter(|(_, actor)| of_kinds[*actor as usize]).map(|(arena, _)| arena).collect();
        at_other_times.dedup();
        at_other_times.retain(|place| met.binary_search(place).is_err());
        let mut doubted = BTreeMap::new();
        let mut claims = Vec::with_capacity(named.len());
        let (mut inherited, mut until) = (BTreeSet::new(), BTreeMap::new());
        let mut spoken: Vec<Vec<(u32, Membership)>> = vec![Vec::new(); actors.len()];
        for ((actor, arena), said) in named {
            let (Ok(a), Ok(f)) = (there.binary_search(&actor), met.binary_search(&arena)) else { continue };
            // Ordered by actor, then arena, as their ids are.
            let (is, doubt) = said.membership(complete.get(&arena).copied().unwrap_or(Silence::Unknown));
            if said.inherited && is == Membership::In {
                inherited.insert((a, f));
            }
            match doubt {
                Some(doubt) => drop(doubted.insert((a, f), (doubt, said.behind(doubt)))),
                None if is == Membership::In => {
                    until.extend(said.until.filter(|day| *day < Day::MAX).map(|day| ((a, f), day)));
                    claims.push(((a, f), said.claims));
                }
                None => {}
            }
            spoken[a].push((f as u32, is));
        }
        let claims = claims.into_iter().collect();
        let mut view = Self::from_spoken(actors, arenas, spoken, claims, options.clone());
        view.actor_kinds = actor_kinds;
        (view.inherited, view.until, view.times) = (inherited, until, times);
        (view.gone, view.complete_elsewhere) = (gone, complete_elsewhere);
        (view.complete_days, view.changing_sizes, view.doubted) = (complete_days, changing_sizes, doubted);
        let node = |place: &Place| super::node(&dataset.entities[*place as usize]);
        view.at_other_times = at_other_times.iter().map(node).collect();
        for (role, _, _) in found.apart.iter().filter(|(.., actor)| of_kinds[*actor as usize]) {
            *view.of_other_roles.entry((*role).to_owned()).or_default() += 1;
        }
        let blocs = |of: &BTreeSet<Place>| of.iter().map(node).collect();
        view.open_blocs = found.open_blocs.iter().map(|(arena, of)| (node(arena), blocs(of))).collect();
        let groups_listed = groups_listed.iter().filter(|(arena, _)| met.binary_search(arena).is_ok());
        view.groups_listed = groups_listed.map(|(arena, of)| (node(arena), of.iter().map(node).collect())).collect();
        if options.sessions == Sessions::Lifted {
            view.of_several_series = of_several_series(graph);
        }
        view.give(graph);
        view
    }

    /// The roles in which somebody takes part, in these data: those that claims say, `member`, and what actors are to texts.
    pub fn roles(graph: &Graph) -> BTreeSet<String> {
        let dataset = graph.dataset();
        let takes_part = |claim: &&Claim| {
            dataset.schema.relation(&claim.relation).is_some_and(|relation| relation.modes().next().is_some())
        };
        let mut roles: BTreeSet<String> = ["member", "observer"].map(str::to_owned).into();
        roles.extend(Participation::ALL.into_iter().filter_map(Participation::role).map(str::to_owned));
        for claim in dataset.claims.iter().filter(takes_part) {
            roles.extend(claim.roles_said().into_iter().map(str::to_owned));
        }
        roles
    }

    /// The ways in which somebody takes part, in these data: what claims say, and rows of the signing of a text.
    pub fn modes(graph: &Graph) -> Vec<Participation> {
        let dataset = graph.dataset();
        let said: BTreeSet<&str> = dataset.claims.iter().map(|claim| claim.relation.as_str()).collect();
        let relations: Vec<_> = said.into_iter().filter_map(|relation| dataset.schema.relation(relation)).collect();
        let signing = dataset.decisions.iter().any(|decision| decision.procedure == Procedure::Signing);
        let has = |mode: &Participation| {
            relations.iter().any(|relation| relation.modes().any(|other| other == *mode))
                || *mode == Participation::Signed && signing
        };
        Participation::ALL.into_iter().filter(has).collect()
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
        let row = |row: &Vec<Membership>| row.iter().enumerate().map(|(at, is)| (at as u32, *is)).collect();
        Self::from_spoken(actors, arenas, cells.iter().map(row).collect(), claims, options)
    }
    /// The same from what is said alone: of each actor the arenas in order, each with what is said. In the others it is out
    /// where the list is complete, and unknown where it is not.
    ///
    /// # Panics
    /// When there are not as many rows as actors, or an arena is not there: a slip of the program.
    pub fn from_spoken(
        actors: Vec<Node>,
        arenas: Vec<Arena>,
        spoken: Vec<Vec<(u32, Membership)>>,
        claims: BTreeMap<(usize, usize), Vec<String>>,
        options: AffiliationOptions,
    ) -> Self {
        assert_eq!(spoken.len(), actors.len(), "a row an actor");
        let actor_kinds: BTreeSet<String> = actors.iter().map(|actor| actor.kind.clone()).collect();
        Self {
            cells: Cells::of(spoken, arenas.iter().map(|arena| arena.listed_in_full)),
            actors,
            arenas,
            actor_kinds: actor_kinds.into_iter().collect(),
            options,
            claims,
            gone: Vec::new(),
            complete_elsewhere: BTreeMap::new(),
            complete_days: BTreeMap::new(),
            of_other_roles: BTreeMap::new(),
            open_blocs: Vec::new(),
            groups_listed: Vec::new(),
            of_several_series: BTreeMap::new(),
            closed_by_open: Vec::new(),
            uncertain_members: Vec::new(),
            changing_sizes: BTreeMap::new(),
            doubted: BTreeMap::new(),
            at_other_times: Vec::new(),
            inherited: BTreeSet::new(),
            until: BTreeMap::new(),
            given: BTreeMap::new(),
            times: Times::default(),
        }
    }
    /// In, out or unknown.
    pub fn cell(&self, actor: usize, arena: usize) -> Membership {
        self.cells.cell(actor, arena)
    }
    /// The actors named in an arena, in order.
    pub fn named(&self, arena: usize) -> impl Iterator<Item = usize> + '_ {
        self.cells.named(arena).iter().map(|actor| *actor as usize)
    }
    /// The arenas in which an actor is named, in order.
    pub fn seats(&self, actor: usize) -> impl Iterator<Item = usize> + '_ {
        self.cells.seats(actor)
    }
    /// What is known of the list of an arena.
    pub fn list(&self, arena: usize) -> ListState {
        match (self.arenas[arena].listed_in_full, self.cells.unknown(arena)) {
            (true, 0) => ListState::Complete,
            (true, _) => ListState::Unsettled,
            (false, _) => ListState::Open,
        }
    }
    /// Whether it is known of every actor whether it takes part.
    pub fn is_settled(&self, arena: usize) -> bool {
        self.list(arena) == ListState::Complete
    }
    /// The place of an arena by its id.
    pub fn arena(&self, id: &str) -> Option<usize> {
        self.arenas.binary_search_by(|arena| arena.node.id.as_str().cmp(id)).ok()
    }
}

/// Sessions, by their ids, that claims call sessions of several series: they are lifted to none.
pub fn of_several_series(graph: &Graph) -> BTreeMap<String, Vec<String>> {
    let several = all_series(graph.dataset()).into_iter().filter(|(_, series)| series.len() > 1);
    let ids = |series: BTreeSet<&str>| series.into_iter().map(str::to_owned).collect();
    several.map(|(id, series)| (id.to_owned(), ids(series))).collect()
}

#[cfg(test)]
#[path = "affiliations/doubt_tests.rs"]
mod doubt_tests;
#[cfg(test)]
#[path = "affiliations/inherit_tests.rs"]
mod inherit_tests;
#[cfg(test)]
#[path = "affiliations/affiliations_tests.rs"]
mod tests;
