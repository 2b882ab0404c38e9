//! Named sets of actors that the record itself knows: blocs and bodies with their members, regions with their states.

use std::collections::{BTreeMap, BTreeSet};

use super::affiliations::{Listed, hull, meet, span, surely};
use super::{Node, Window};
use crate::graph::Graph;
use crate::model::complete_list::rival_lists;
use crate::model::schema::Role;
use crate::model::{Claim, Span, Status};

/// A set of actors that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedGroup {
    /// The bloc, body or region.
    pub node: Node,
    /// The ids of its members, as far as they are known.
    pub members: BTreeSet<String>,
    /// Whether members may be missing: no source gives the list as complete.
    pub open: bool,
}

/// What makes a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupsBy {
    /// Membership in a bloc or body, at any time in the window.
    #[default]
    Bloc,
    /// The widest region in which a state lies.
    Region,
}

impl GroupsBy {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Bloc, Self::Region];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bloc => "bloc",
            Self::Region => "region",
        }
    }
}

/// A group whose members are known by the time at which they belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedGroup {
    /// The bloc, body or region.
    pub node: Node,
    /// For each member, by id, when it may have belonged, claim by claim; and where the claim is of a complete list, the days
    /// as of which: [`Span::UNKNOWN`] of one that names none, which gives every member at its time.
    pub spells: BTreeMap<String, Vec<(Span, Option<Span>)>>,
}

/// What is known of the list of a group in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupList {
    /// Whoever is not on it is no member.
    Complete,
    /// No source gives it as complete: members may be missing.
    Open,
    /// Complete lists were seen at other times alone, from the first to the last of these days.
    Elsewhere(Span),
}

impl DatedGroup {
    /// Whether an actor may belong to it at some time of a window.
    pub fn holds(&self, actor: &str, window: Window) -> bool {
        self.spells.get(actor).is_some_and(|spells| spells.iter().any(|(span, _)| window.may_hold(*span)))
    }
    /// The group as it is known in a window; `None` where it has no members then.
    ///
    /// ```
    /// use blocs::{dataset, graph::Graph, view::{GroupsBy, Window, dated_groups}};
    /// let folders = ["memberships", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
    /// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
    /// let blocs = dated_groups(&graph, GroupsBy::Bloc);
    /// let coalition = blocs.iter().find(|group| group.node.id == "freedom-online-coalition").unwrap();
    /// // Argentina joined in 2016.
    /// assert!(!coalition.at(Window::parse(None, Some("2012")).unwrap()).unwrap().members.contains("argentina"));
    /// assert!(coalition.at(Window::default()).unwrap().members.contains("argentina"));
    /// ```
    pub fn at(&self, window: Window) -> Option<NamedGroup> {
        let held = self.spells.keys().filter(|member| self.holds(member, window));
        let members: BTreeSet<String> = held.cloned().collect();
        let open = self.list(window) != GroupList::Complete;
        (!members.is_empty()).then(|| NamedGroup { node: self.node.clone(), members, open })
    }
    /// Whether its list is complete in a window. One that was seen at a time (`as_of`) is complete in windows within its year,
    /// one that names no such time is of all who ever belong to it; without a window no time is asked.
    pub fn list(&self, window: Window) -> GroupList {
        let (mut lists, mut seen) = (Listed::default(), Vec::new());
        for (held, days) in self.spells.values().flatten() {
            let Some(days) = *days else { continue };
            let of_a_time = Some(days).filter(|days| *days != Span::UNKNOWN);
            if window.may_hold(*held) {
                lists.add(of_a_time);
            }
            seen.extend(of_a_time);
        }
        match (lists.is_complete(window), hull(&seen)) {
            (true, _) => GroupList::Complete,
            (false, Some(days)) => GroupList::Elsewhere(days),
            (false, None) => GroupList::Open,
        }
    }
}

/// The groups that the record knows in a window, in the order of their ids. An actor may be in several blocs, and is in
/// one region.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::{GroupsBy, Window, named_groups}};
/// let folders = ["memberships", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
/// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
/// let blocs = named_groups(&graph, GroupsBy::Bloc, Window::default());
/// assert!(blocs.iter().any(|group| group.node.id == "eu" && group.members.contains("germany")));
/// ```
pub fn named_groups(graph: &Graph, by: GroupsBy, window: Window) -> Vec<NamedGroup> {
    dated_groups(graph, by).iter().filter_map(|group| group.at(window)).collect()
}

/// The groups that the record knows at any time, in the order of their ids, with the time of each membership. A region
/// has the same states at all times.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::{GroupsBy, Window, dated_groups}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let groups = dated_groups(&graph, GroupsBy::Bloc);
/// let bloc = groups.iter().find(|group| group.node.id == "harbour-bloc").unwrap();
/// let in_the_year = |year: &str| bloc.holds("ada", Window::parse(Some(year), Some(year)).unwrap());
/// assert!(in_the_year("2001") && !in_the_year("1998")); // a member since 1999
/// ```
pub fn dated_groups(graph: &Graph, by: GroupsBy) -> Vec<DatedGroup> {
    let dataset = graph.dataset();
    let mut groups: BTreeMap<String, DatedGroup> = BTreeMap::new();
    let mut put = |id: &str, member: &str, spells: Vec<(Span, Option<Span>)>| {
        let Some(entity) = dataset.entity(id).filter(|_| !spells.is_empty()) else { return };
        let new = || DatedGroup { node: super::node(entity), spells: BTreeMap::new() };
        let group = groups.entry(id.to_owned()).or_insert_with(new);
        group.spells.entry(member.to_owned()).or_default().extend(spells);
    };
    match by {
        GroupsBy::Bloc => {
            for tie in graph.ties() {
                let relation = graph.relation(tie.edge);
                if !relation.is_some_and(|relation| relation.roles.contains(&Role::Membership)) {
                    continue;
                }
                // An observer or a guest is no member.
                let is_member = |claim: &&Claim| claim.is_plain() && claim.role_apart().is_none();
                let holds = graph.claims(tie.edge).filter(is_member);
                let spell = |claim: &Claim| {
                    let (begin, end) = claim.holds();
                    let span = Span { earliest: begin.earliest, latest: end.latest };
                    let seen = claim.as_of.as_ref().map_or(Span::UNKNOWN, |day| day.span());
                    (span, claim.is_of_complete_list().then_some(seen))
                };
                put(&tie.object.id, &tie.subject.id, holds.map(spell).collect());
            }
        }
        GroupsBy::Region => {
            for entity in dataset.entities.iter().filter(|entity| dataset.schema.is_a(&entity.kind, "state")) {
                if let Some(region) = region(graph, &entity.id) {
                    put(&region.id, &entity.id, vec![(Span::UNKNOWN, Some(Span::UNKNOWN))]);
                }
            }
        }
    }
    groups.into_values().collect()
}

/// The widest region of a state: the last one above it by the register's claims (`in_region`).
///
/// A source may print groupings of its own; no further region lies above them, so they are taken only when nothing
/// else is known.
pub fn region(graph: &Graph, id: &str) -> Option<Node> {
    let mut at = graph.dataset().entity(id)?;
    let mut seen = BTreeSet::from([id]);
    loop {
        let above = |id: &str| {
            let ties = graph.around(id).into_iter();
            let up = ties.filter(|tie| tie.subject.id == id && tie.edge.relation == "in_region");
            up.map(|tie| tie.object).collect::<Vec<_>>()
        };
        let regions = above(&at.id);
        let Some(up) = regions.iter().find(|region| !above(&region.id).is_empty()).or_else(|| regions.first()) else {
            break;
        };
        if !seen.insert(&up.id) {
            break;
        }
        at = up;
    }
    (at.id != id).then(|| super::node(at))
}

/// The members of one bloc or body in a window, or the states of one region however wide, as far as they are known; empty
/// where nobody is.
///
/// ```
/// use blocs::{dataset, graph::Graph, view::{Window, members_of}};
/// let graph = Graph::from(dataset::load(vec![dataset::builtin("states").unwrap()], None).dataset.unwrap());
/// let members = |id| members_of(&graph, id, Window::default());
/// assert_eq!(members("m49-south-eastern-asia").len(), 11); // the register's claims, counted
/// assert!(members("m49-asia").is_superset(&members("m49-south-eastern-asia")));
/// ```
pub fn members_of(graph: &Graph, group: &str, window: Window) -> BTreeSet<String> {
    let bloc = named_groups(graph, GroupsBy::Bloc, window).into_iter().find(|named| named.node.id == group);
    bloc.map_or_else(|| states_in(graph, group), |named| named.members)
}

/// Those of them who belong to it in the window whatever dates leave open, and of whom no source denies it of the same time,
/// by a claim or by a complete list that leaves them out ([`rival_lists`]).
///
/// ```
/// use blocs::{dataset, graph::Graph, view::{Window, members_of, sure_members_of}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let on = Window::parse(Some("2001"), Some("2001")).unwrap();
/// assert!(sure_members_of(&graph, "harbour-bloc", on).contains("ada")); // a member since 1999
/// assert!(sure_members_of(&graph, "harbour-bloc", on).is_subset(&members_of(&graph, "harbour-bloc", on)));
/// ```
pub fn sure_members_of(graph: &Graph, group: &str, window: Window) -> BTreeSet<String> {
    let dataset = graph.dataset();
    let mut members = members_of(graph, group, window);
    let says = |claim: &Claim| {
        let relation = dataset.schema.relation(&claim.relation);
        claim.target.entity() == Some(group)
            && claim.role_apart().is_none()
            && relation.is_some_and(|relation| relation.roles.contains(&Role::Membership))
    };
    let said: Vec<&Claim> = dataset.claims.iter().filter(|claim| says(claim)).collect();
    if said.iter().any(|claim| claim.is_plain()) {
        let (mut sure, mut held, mut denied) = (BTreeSet::new(), Vec::new(), Vec::new());
        for claim in said {
            let when = (claim.subject.as_str(), span(dataset, claim));
            if claim.is_plain() {
                held.push(when);
                sure.extend(surely(dataset, claim, window).then_some(claim.subject.as_str()));
            } else if claim.status == Status::Denied && claim.modality.is_none() {
                denied.push(when);
            }
        }
        for lists in rival_lists(dataset, |claim, _| says(claim)) {
            for (list, other) in lists.iter().flat_map(|list| lists.iter().map(move |other| (list, other))) {
                let days = other.seen.unwrap_or(Span::UNKNOWN);
                denied.extend(list.denied_by(other, dataset).into_iter().map(|id| (id, days)));
            }
        }
        let is_disputed = |id: &str| {
            let mut of = denied.iter().filter(|(other, when)| *other == id && window.may_hold(*when));
            of.any(|(_, no)| held.iter().any(|(other, yes)| *other == id && meet(*no, *yes)))
        };
        members.retain(|id| sure.contains(id.as_str()) && !is_disputed(id));
    }
    members
}

/// What is known of the list of a bloc or body in a window. Regions have all of their states.
pub fn list_of(graph: &Graph, group: &str, window: Window) -> GroupList {
    let mut blocs = dated_groups(graph, GroupsBy::Bloc).into_iter();
    blocs.find(|bloc| bloc.node.id == group).map_or(GroupList::Complete, |bloc| bloc.list(window))
}

/// Every state that lies in a region, or in one that lies in it.
fn states_in(graph: &Graph, region: &str) -> BTreeSet<String> {
    let dataset = graph.dataset();
    let (mut seen, mut queue) = (BTreeSet::from([region]), vec![region]);
    while let Some(at) = queue.pop() {
        let inside = graph.around(at).into_iter().filter(|tie| tie.object.id == at && tie.edge.relation == "in_region");
        queue.extend(inside.map(|tie| tie.subject.id.as_str()).filter(|id| seen.insert(id)));
    }
    let is_state = |id: &&str| dataset.entity(id).is_some_and(|entity| dataset.schema.is_a(&entity.kind, "state"));
    seen.remove(region);
    seen.into_iter().filter(is_state).map(str::to_owned).collect()
}
