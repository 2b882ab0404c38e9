//! Forum shopping: which forums treat an issue, who can go where, and who would gain by moving it.

mod trays;

use std::collections::{BTreeMap, BTreeSet};

use crate::result::{Method, Pairs, Undefined};
use crate::view::bodies::Between;
use crate::view::{Affiliations, Agendas, Bodies, Doubt, Membership, Node};

/// How the gain by moving an issue is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Two actors whose agreement is at least this are like-minded; 0.75 by default.
    pub like_minded: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { like_minded: 0.75 }
    }
}

/// How far actors agree, taken in from another question.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// The ids of the actors, in order.
    pub actors: Vec<String>,
    /// The agreement of each pair, 0 to 1; `None` where it is undefined.
    pub agreement: Pairs<Option<f64>>,
    /// How it was made.
    pub method: Method,
}

impl Alignment {
    fn between(&self, a: &str, b: &str) -> Option<f64> {
        let place = |id: &str| self.actors.binary_search_by(|actor| actor.as_str().cmp(id)).ok();
        let (a, b) = (place(a)?, place(b)?);
        if a == b { None } else { *self.agreement.get(a, b) }
    }
}

/// A forum that treats the issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Venue {
    /// The forum.
    pub node: Node,
    /// Its place in the view of affiliations; `None` when no participant is recorded.
    pub arena: Option<usize>,
    /// At how many places sources say that it treats the issue.
    pub passages: usize,
    /// The claims that say so.
    pub claims: Vec<String>,
}

/// Two forums that treat the issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Rivals {
    /// Places in the venues.
    pub ends: (usize, usize),
    /// How many topics both treat, the issue among them.
    pub topics: usize,
    /// What sources state of the two.
    pub stated: Vec<Between>,
    /// Who is named in both: places of actors.
    pub bridges: Vec<usize>,
    /// Whether nobody can sit in both, whatever open lists hold.
    pub surely_nobody: bool,
}

/// The share of the members of a forum who are like-minded with an actor, itself among them where it is a member, as bounds:
/// agreement may be unknown.
pub type Share = (f64, f64);

/// Of whom the majorities of a gain are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Both lists are complete: of all members.
    Complete,
    /// One of the lists is open: of those named in it, as if nobody else sat there.
    Named,
}

impl Basis {
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete lists",
            Self::Named => "of the named",
        }
    }
}

/// An actor who would gain a like-minded majority by moving the issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Gain {
    /// Of whom the two majorities are.
    pub basis: Basis,
    /// The place of the actor.
    pub actor: usize,
    /// From which venue.
    pub from: usize,
    /// To which.
    pub to: usize,
    /// Like-minded there now.
    pub share: Share,
    /// Like-minded there then.
    pub share_then: Share,
}

/// Forum shopping for one issue (Busch 2007): the forums that treat it, who has access to which, who bridges two of them.
///
/// Access is to *all*, *some* or *none* of the forums; where lists are open, to *some, perhaps all*, to *none, perhaps some*, or
/// *unknown*. Two forums that
/// treat the issue and have nobody named in both divide it; who sits in both is a bridge.
///
/// Given an alignment, an actor gains by moving the issue from one forum to another where it sits if it and those like-minded with it
/// are more than half of the members there, and not more than half where the issue is now. Members whose agreement
/// with it is unknown count on neither side, so both shares are bounds, and a gain is one that holds whatever they think. Where
/// a list is open nobody can say what a majority of it is: what is given there is of the named alone, and says so. Who has left
/// (see [`departures`](crate::view::departures)) sits in no majority, and gains by no move there.
///
/// # Undefined
/// The answer when no forum is known to treat the issue. Gains without an alignment, where it knows of no two participants how
/// far they agree, and where participants are recorded for fewer than two of the forums.
///
/// # Cost
/// O(forums² x actors), with an alignment x actors again.
///
/// # Reference
/// Busch 2007; Raustiala & Victor 2004.
///
/// ```
/// use blocs::overlap::shopping::{Access, Options, Shopping};
/// # use blocs::{dataset, graph::Graph, view::{AffiliationOptions, Affiliations, AgendaOptions, Agendas, Bodies, Node, Window}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let view = Affiliations::of(&graph, &AffiliationOptions::default());
/// let (agendas, bodies) = (Agendas::of(&graph, &AgendaOptions::default()), Bodies::of(&graph, Window::default()));
/// let tolls = Node::from(graph.dataset().entity("tolls").unwrap());
/// let found = Shopping::of(&tolls, &view, &agendas, &bodies, &Default::default(), None, Options::default()).unwrap();
/// // One forum treats the tolls; five of the six states sit in it, and its list is complete.
/// assert_eq!(found.forums().collect::<Vec<_>>(), ["harbour-council"]);
/// let has = |access| (0..view.actors.len()).filter(|&actor| found.access(&view, actor) == access).count();
/// assert_eq!((has(Access::All), has(Access::None)), (5, 1));
/// assert!(found.gains.is_err()); // no alignment is given
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Shopping {
    /// The issue.
    pub issue: Node,
    /// The forums that treat it, in the order of their ids.
    pub venues: Vec<Venue>,
    /// Every pair of them.
    pub pairs: Vec<Rivals>,
    /// Who would gain a like-minded majority by moving the issue, those of complete lists first.
    pub gains: Result<Vec<Gain>, Undefined>,
    /// Of how many pairs of participants the alignment knows how far they agree, and how many there are.
    pub agreement_known: Option<(usize, usize)>,
    /// What each forum lacks for its majorities to be known: the place of the venue, and why.
    pub lacking: Vec<(usize, String)>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

/// Which of the forums an actor has access to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// All of them.
    All,
    /// Some, and not the others.
    Some,
    /// Some, and of the others it is unknown.
    SomePerhapsAll,
    /// Not some, and of the others it is unknown.
    NonePerhapsSome,
    /// None.
    None,
    /// Not known of any.
    Unknown,
}

impl Access {
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Some => "some",
            Self::SomePerhapsAll => "some, perhaps all",
            Self::NonePerhapsSome => "none, perhaps some",
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }
}

impl Shopping {
    /// The ids of the forums that treat the issue.
    pub fn forums(&self) -> impl Iterator<Item = &str> {
        self.venues.iter().map(|venue| venue.node.id.as_str())
    }
    /// Reads who can take an issue where.
    ///
    /// # Undefined
    /// When no forum is known to treat it.
    pub fn of(
        issue: &Node,
        view: &Affiliations,
        agendas: &Agendas,
        bodies: &Bodies,
        left: &BTreeSet<(usize, usize)>,
        alignment: Option<&Alignment>,
        options: Options,
    ) -> Result<Self, Undefined> {
        let venue = |node: &Node| {
            let treated = agendas.treated(&node.id, &issue.id)?;
            Some(Venue {
                node: node.clone(),
                arena: view.arena(&node.id),
                passages: treated.passages,
                claims: treated.claims.clone(),
            })
        };
        let venues: Vec<Venue> = agendas.bearers.iter().filter_map(venue).collect();
        let disputed = agendas.disputed.keys().filter(|(_, topic)| *topic == issue.id);
        let disputed: Vec<&str> = disputed.map(|(forum, _)| forum.as_str()).collect();
        let told =
            format!("sources disagree whether they treat {}, and they are left out: {}", issue.id, disputed.join(", "));
        if venues.is_empty() {
            let why = format!("no forum is known to treat {}", issue.id);
            return Err(Undefined::because(if disputed.is_empty() { why } else { format!("{why}; {told}") }));
        }
        let mut pairs = Vec::new();
        for b in 1..venues.len() {
            for a in 0..b {
                pairs.push(rivals(&venues, (a, b), view, agendas, bodies));
            }
        }
        let lacking: Vec<(usize, String)> =
            venues.iter().enumerate().filter_map(|(at, venue)| Some((at, lacks(venue, view, bodies)?))).collect();
        let agreement_known = alignment.map(|alignment| agreement_known(&venues, view, alignment));
        let gains = match (alignment, agreement_known) {
            (Some(alignment), Some(known)) => gains(&venues, view, left, (alignment, known), options),
            _ => Err(Undefined::because("no alignment is given (--alignment)")),
        };
        let named = Method::new("forum shopping", "Busch 2007; Raustiala & Victor 2004").with("issue", &issue.id);
        let mut method = super::on_view(named, view)
            .counting("forums", venues.len())
            .counting("forums with a participant", venues.iter().filter(|venue| venue.arena.is_some()).count())
            .counting("actors", view.actors.len());
        method.note_each((!disputed.is_empty()).then_some(told));
        method.note_each(super::of_the_window(view));
        if let Some(alignment) = alignment {
            let (known, pairs) = agreement_known.unwrap_or_default();
            method = method
                .with("like-minded from", options.like_minded)
                .with("alignment", &alignment.method.name)
                .counting("pairs of participants", pairs)
                .counting("pairs whose agreement is known", known)
                .counting("actors of the alignment", alignment.actors.len())
                .resting_on(&alignment.method);
            let of_venues = |(_, arena): &&(usize, usize)| venues.iter().any(|venue| venue.arena == Some(*arena));
            method.note_each(match left.iter().filter(of_venues).count() {
                0 => None,
                1 => Some(
                    "1 seat has ended by the end of the window or the last complete list, and counts in no majority"
                        .to_owned(),
                ),
                n => Some(format!(
                    "{n} seats have ended by the end of the window or the last complete list, and count in no majority"
                )),
            });
        }
        Ok(Self { issue: issue.clone(), venues, pairs, gains, agreement_known, lacking, options, method })
    }
    /// In, out or unknown of an actor in a venue.
    pub fn cell(&self, view: &Affiliations, actor: usize, venue: usize) -> Membership {
        self.venues[venue].arena.map_or(Membership::Unknown, |arena| view.cell(actor, arena))
    }
    /// Which of the forums an actor has access to.
    pub fn access(&self, view: &Affiliations, actor: usize) -> Access {
        let count = |wanted| (0..self.venues.len()).filter(|&venue| self.cell(view, actor, venue) == wanted).count();
        match (count(Membership::In), count(Membership::Unknown), count(Membership::Out)) {
            (0, 0, _) => Access::None,
            (0, _, 0) => Access::Unknown,
            (0, ..) => Access::NonePerhapsSome,
            (_, 0, 0) => Access::All,
            (_, _, 0) => Access::SomePerhapsAll,
            _ => Access::Some,
        }
    }
}

fn rivals(venues: &[Venue], ends: (usize, usize), view: &Affiliations, agendas: &Agendas, bodies: &Bodies) -> Rivals {
    let (one, other) = (&venues[ends.0], &venues[ends.1]);
    let topics = match (agendas.bearer(&one.node.id), agendas.bearer(&other.node.id)) {
        (Some(x), Some(y)) => agendas.agenda(x).keys().filter(|topic| agendas.agenda(y).contains_key(topic)).count(),
        _ => 0,
    };
    let (mut bridges, mut surely_nobody) = (Vec::new(), true);
    for actor in 0..view.actors.len() {
        let cell = |venue: &Venue| venue.arena.map_or(Membership::Unknown, |arena| view.cell(actor, arena));
        match (cell(one), cell(other)) {
            (Membership::In, Membership::In) => bridges.push(actor),
            (Membership::Out, _) | (_, Membership::Out) => continue,
            _ => {}
        }
        surely_nobody = false;
    }
    let stated = bodies.stated(&one.node.id, &other.node.id).iter().map(|(between, _)| *between).collect();
    Rivals { ends, topics, stated, bridges, surely_nobody }
}

/// Why nobody is known to take part in a forum.
fn unrecorded(venue: &Venue, view: &Affiliations) -> &'static str {
    match view.options.without.contains(&venue.node.id) {
        true => "its list is left out",
        false => "no participant of these kinds and modes is recorded",
    }
}

/// The same, where the forum is to be named.
fn unrecorded_of(venue: &Venue, view: &Affiliations) -> String {
    let id = &venue.node.id;
    match view.options.without.contains(id) {
        true => format!("the list of {id} is left out"),
        false => format!("no participant of {id} is recorded in these kinds and modes"),
    }
}

/// What the list of a forum lacks for a majority of it to be known.
fn lacks(venue: &Venue, view: &Affiliations, bodies: &Bodies) -> Option<String> {
    let Some(at) = venue.arena else { return Some(unrecorded(venue, view).to_owned()) };
    let named = view.named(at).count();
    match (view.is_settled(at), view.arenas[at].stated_size) {
        (true, _) => None,
        (false, _) if view.arenas[at].listed_in_full => {
            let doubted = view.doubted.iter().filter(|((_, arena), _)| *arena == at);
            let doubts: BTreeSet<Doubt> = doubted.map(|(_, (doubt, _))| *doubt).collect();
            let doubts: Vec<&str> = doubts.into_iter().map(Doubt::word).collect();
            Some(format!("its list leaves some unknown ({named} named): {}", doubts.join("; ")))
        }
        (false, Some(stated)) => Some(format!("its list is open: {named} of {} named", stated.count())),
        (false, None) if view.changing_sizes.contains_key(&at) => {
            let sizes: Vec<String> = view.changing_sizes[&at].iter().map(u64::to_string).collect();
            Some(format!(
                "its list is open: {named} named, and the sizes that sources state differ in the window ({})",
                sizes.join(", ")
            ))
        }
        (false, None) => {
            let counted = bodies.place(&venue.node.id).map(|place| &bodies.bodies[place].stated);
            let counted: Vec<&str> = counted.into_iter().flatten().map(|said| said.text.as_str()).collect();
            Some(match counted.as_slice() {
                [] => format!("its list is open: {named} named, and no size of the whole is known"),
                counted => format!(
                    "its list is open: {named} named; what sources count there ({}) is not taken as its size: it may be of \
                     another time, of single sessions or of other participants",
                    counted.join(", ")
                ),
            })
        }
    }
}

/// Of how many pairs of those named in any of the forums the agreement is known, and how many pairs there are.
fn agreement_known(venues: &[Venue], view: &Affiliations, alignment: &Alignment) -> (usize, usize) {
    let named = venues.iter().filter_map(|venue| venue.arena).flat_map(|arena| view.named(arena));
    let named: Vec<&str> =
        named.collect::<BTreeSet<usize>>().into_iter().map(|at| view.actors[at].id.as_str()).collect();
    let pairs = named.iter().enumerate().flat_map(|(at, one)| named[..at].iter().map(move |other| (*one, *other)));
    let known = pairs.filter(|(one, other)| alignment.between(one, other).is_some()).count();
    (known, named.len() * named.len().saturating_sub(1) / 2)
}

fn gains(
    venues: &[Venue],
    view: &Affiliations,
    left: &BTreeSet<(usize, usize)>,
    (alignment, (known, pairs)): (&Alignment, (usize, usize)),
    options: Options,
) -> Result<Vec<Gain>, Undefined> {
    let recorded = venues.iter().enumerate().filter_map(|(at, venue)| Some((at, venue.arena?)));
    let recorded: Vec<(usize, usize)> = recorded.collect();
    if recorded.len() < 2 {
        return Err(Undefined::because("a move takes two forums of which participants are recorded"));
    }
    if known == 0 {
        return Err(Undefined::because(format!(
            "of none of the {pairs} pairs of participants does the alignment know how far they agree"
        )));
    }
    let members: BTreeMap<usize, Vec<usize>> = recorded
        .iter()
        .map(|&(at, arena)| (at, view.named(arena).filter(|actor| !left.contains(&(*actor, arena))).collect()))
        .collect();
    let share = |actor: usize, venue: usize| -> Option<Share> {
        let others = members[&venue].iter().filter(|&&other| other != actor);
        // Whoever sits there has a voice of its own.
        let own = u32::from(members[&venue].binary_search(&actor).is_ok());
        let (mut all, mut alike, mut unknown) = (own, own, 0);
        for &other in others {
            all += 1;
            match alignment.between(&view.actors[actor].id, &view.actors[other].id) {
                Some(agreement) if agreement >= options.like_minded => alike += 1,
                Some(_) => {}
                None => unknown += 1,
            }
        }
        (all > own).then(|| (f64::from(alike) / f64::from(all), f64::from(alike + unknown) / f64::from(all)))
    };
    let mut gains = Vec::new();
    for actor in 0..view.actors.len() {
        for &(from, now_in) in &recorded {
            for &(to, arena) in &recorded {
                if from == to || members[&to].binary_search(&actor).is_err() {
                    continue;
                }
                if let (Some(now), Some(then)) = (share(actor, from), share(actor, to))
                    && now.1 <= 0.5
                    && then.0 > 0.5
                {
                    let basis = match view.is_settled(now_in) && view.is_settled(arena) {
                        true => Basis::Complete,
                        false => Basis::Named,
                    };
                    gains.push(Gain { basis, actor, from, to, share: now, share_then: then });
                }
            }
        }
    }
    gains.sort_by_key(|gain| gain.basis);
    Ok(gains)
}

#[cfg(test)]
#[path = "shopping_tests.rs"]
mod tests;
