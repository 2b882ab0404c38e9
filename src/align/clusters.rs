//! Groups of actors that agree more than actors in general.

use std::collections::BTreeMap;

use crate::math::leiden::{self, Search};
use crate::math::residuals::{Null, residuals};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Grouping, Method, Table, Undefined};
use crate::view::Positions;

use super::agreement::{Agreement, plural};

/// What agreement to expect of a pair before calling it close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NullModel {
    /// The same of every defined pair: gamma, by default the mean agreement. The constant Potts model (CPM).
    #[default]
    Constant,
    /// In proportion to how much both agree with others: a modularity over defined pairs.
    Modularity,
}

impl NullModel {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Constant, Self::Modularity];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Constant => "cpm",
            Self::Modularity => "modularity",
        }
    }
}

/// How groups are sought.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Options {
    /// What agreement to expect of a pair.
    pub null: NullModel,
    /// The resolution of the constant null model; `None`: the mean agreement of the defined pairs.
    pub gamma: Option<f64>,
    /// Seed, number of runs and threads of the search.
    pub search: Search,
}

impl Options {
    /// The method; `gamma` is the resolution as used, where one is.
    pub fn method(&self, agreement: &Agreement, gamma: Option<f64>) -> Method {
        let mut method = Method::new("Leiden over defined pairs", "Traag, Waltman & van Eck 2019; Lijphart 1963")
            .with("null model", self.null.word());
        if let Some(gamma) = gamma {
            method = method.with("gamma", Cell::Number(gamma).plain());
        }
        method = method.with("runs", self.search.runs.max(1)).with("set aside", "more than half of pairs undefined");
        // What the agreements under it rest on travels along.
        method.parameters.extend(agreement.method.parameters.iter().cloned());
        method.n.clone_from(&agreement.method.n);
        method.seeded(self.search.seed)
    }
}

/// Where one actor belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// Its row in the agreement's actors.
    pub actor: usize,
    /// Its group, `c1`, or the reason why it is in none.
    pub group: Result<String, Undefined>,
    /// Mean agreement with the others of its group, over defined pairs.
    pub within: Result<f64, Undefined>,
    /// Mean agreement with clustered actors outside its group, over defined pairs.
    pub others: Result<f64, Undefined>,
    /// Its pairs that have an index, with any actor.
    pub defined_pairs: usize,
}

/// Groups of actors that agree more than expected: a description of these positions, not a list of alliances.
///
/// Groups maximise H = sum of (agreement - expected) over the *defined* pairs inside groups (see
/// [`Null`] for both nulls). A pair without a defined agreement is not a pair of weight 0: it adds
/// nothing observed and nothing expected. Groups are named c1, c2, ... by size, then by their first actor's id.
///
/// Actors whose pairs are *mostly undefined* (more than half of those with actors still in) are set aside, those with
/// the largest share first and all of one share together, until nobody is left of whom that holds. So each clustered
/// actor has an index with at least half of the other clustered actors.
///
/// # Undefined
/// The whole answer, without any number, when no pair is defined, when fewer than two actors are left, or when every
/// defined pair agrees alike. A mean when there is no defined pair to take it over.
///
/// # Cost
/// O(runs x defined pairs) and a small factor.
///
/// # Reference
/// Traag, Waltman & van Eck 2019; for the null models Traag, Van Dooren & Nesterov 2011 and Newman & Girvan 2004.
///
/// ```
/// # use blocs::{model::Span, view::{Code, Held, Item, ItemKind, Node, Positions, PositionOptions}};
/// use blocs::align::{Agreement, Clusters, agreement, clusters};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
/// # let item = |id: &str| Item { id: id.into(), name: id.into(), name_ja: String::new(), kind: ItemKind::Vote,
/// #     object: String::new(), date: Span::UNKNOWN, series: String::new(),
/// #     codes: vec![code("against", 0), code("abstain", 1), code("for", 2)] };
/// # let (no, yes) = (Some(Held::new(0)), Some(Held::new(2)));
/// let positions = Positions::from_cells(
///     vec![node("ann"), node("bo"), node("cy"), node("di")],
///     vec![item("v1"), item("v2")],
///     &[vec![yes, no], vec![yes, no], vec![no, yes], vec![no, yes]],
///     PositionOptions::default(),
/// );
/// let agreement = Agreement::of(&positions, agreement::Options { minimum: 2, ..Default::default() });
/// let clusters = Clusters::of(&positions, &agreement, clusters::Options::default());
/// let groups = clusters.groups();
/// assert_eq!(groups.of("ann"), groups.of("bo"));
/// assert_ne!(groups.of("ann"), groups.of("cy"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Clusters {
    /// The groups with the rows of their members, largest first; or the reason why there are none.
    pub found: Result<Vec<(String, Vec<usize>)>, Undefined>,
    /// Every actor: groups in order, then those set aside.
    pub placements: Vec<Placement>,
    /// Claimed dyads (actor, actor, sign, claims): shown beside the computed pair, never input.
    pub claimed_dyads: Vec<(String, String, i8, Vec<String>)>,
    /// How it was made.
    pub method: Method,
    /// The agreement that the groups rest on.
    pub agreement: Agreement,
}

impl Clusters {
    /// Seeks groups in an agreement; `positions` is the view it was computed from, read for claimed dyads only.
    pub fn of(positions: &Positions, agreement: &Agreement, options: Options) -> Self {
        let aside = set_aside(agreement);
        let usable: Vec<usize> = (0..agreement.actors.len()).filter(|actor| !aside.contains_key(actor)).collect();
        let ties = ties_among(agreement, &usable);
        let gamma = match options.null {
            NullModel::Constant => options
                .gamma
                .filter(|gamma| gamma.is_finite())
                .or_else(|| mean(ties.iter().map(|(_, _, index)| *index)).ok()),
            NullModel::Modularity => None,
        };
        let mut method = options
            .method(agreement, gamma)
            .counting("clustered actors", usable.len())
            .counting("clustered pairs", ties.len());
        if !aside.is_empty() {
            method = method
                .noting(format!("{} set aside: more than half of their pairs undefined", plural(aside.len(), "actor")));
        }
        let found = reason_for_none(agreement, &usable, &ties).map_or_else(
            || {
                let null = gamma.map_or(Null::Strength, Null::Constant);
                let partition = leiden::leiden(&residuals(usable.len(), &ties, null), options.search);
                let (reached, runs, rivals) = (partition.reached, partition.runs, partition.rivals);
                method.notes.push(format!("the best partition's quality was reached in {reached} of {runs} runs"));
                if rivals > 0 {
                    method.notes.push(format!("{rivals} of them found another partition of the same quality"));
                }
                Ok(named(&partition.groups, &usable))
            },
            Err,
        );
        let mut clusters = Self {
            found,
            placements: Vec::new(),
            claimed_dyads: positions.claimed_dyads.clone(),
            method,
            agreement: agreement.clone(),
        };
        clusters.placements = clusters.place(&usable, &aside);
        clusters
    }

    fn place(&self, usable: &[usize], aside: &BTreeMap<usize, Undefined>) -> Vec<Placement> {
        let agreement = &self.agreement;
        let index = |a: usize, b: usize| if a == b { None } else { agreement.between(a, b).ok() };
        let pairs = |actor: usize| (0..agreement.actors.len()).filter(|&other| index(actor, other).is_some()).count();
        let nowhere = |actor: usize, why: &Undefined| Placement {
            actor,
            group: Err(why.clone()),
            within: Err(why.clone()),
            others: Err(why.clone()),
            defined_pairs: pairs(actor),
        };
        let mut placements = match &self.found {
            Err(why) => usable.iter().map(|&actor| nowhere(actor, why)).collect::<Vec<_>>(),
            Ok(groups) => {
                let place = |(name, members): &(String, Vec<usize>), actor: usize| {
                    let others = usable.iter().copied().filter(|other| !members.contains(other));
                    Placement {
                        actor,
                        group: Ok(name.clone()),
                        within: if members.len() == 1 {
                            Err(Undefined::because("alone in its group"))
                        } else {
                            mean(members.iter().filter_map(|&other| index(actor, other)))
                        },
                        others: mean(others.filter_map(|other| index(actor, other))),
                        defined_pairs: pairs(actor),
                    }
                };
                groups.iter().flat_map(|group| group.1.iter().map(move |&actor| place(group, actor))).collect()
            }
        };
        placements.extend(aside.iter().map(|(&actor, why)| nowhere(actor, why)));
        placements
    }

    /// Actor to group, for other questions. Actors set aside are in no group.
    pub fn groups(&self) -> Grouping {
        let groups = self.placements.iter().filter_map(|placement| {
            let group = placement.group.as_ref().ok()?;
            Some((self.agreement.actors[placement.actor].id.clone(), group.clone()))
        });
        Grouping { groups: groups.collect() }
    }
    /// A row an actor: groups in order, then actors set aside with the reason.
    pub fn table(&self) -> Table {
        let mut table = Table::new("clusters", self.method.clone())
            .titled("Groups of actors by agreement")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("group", CellKind::Text, ColumnRole::Group, "")
            .column("mean_within", CellKind::Number, ColumnRole::Value, "index 0-1")
            .column("mean_others", CellKind::Number, ColumnRole::Attribute, "index 0-1")
            .column("defined_pairs", CellKind::Integer, ColumnRole::Count, "pairs");
        for placement in &self.placements {
            let actor = &self.agreement.actors[placement.actor];
            table.push([
                Cell::text(&actor.id),
                Cell::text(&actor.name),
                Cell::text(&actor.name_ja),
                placement.group.clone().map_or_else(Cell::Undefined, Cell::text),
                Cell::number(placement.within.clone()),
                Cell::number(placement.others.clone()),
                Cell::count(placement.defined_pairs),
            ]);
        }
        table
    }
    /// A row a claimed dyad, with the agreement computed for the same pair beside it.
    pub fn claimed(&self) -> Table {
        let mut table = Table::new("claimed-dyads", self.method.clone())
            .titled("Dyads that sources claim, beside what was computed")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("claimed", CellKind::Text, ColumnRole::Class, "")
            .column("sign", CellKind::Integer, ColumnRole::Sign, "")
            .column("agreement", CellKind::Number, ColumnRole::Value, "index 0-1")
            .column("joint_items", CellKind::Integer, ColumnRole::Count, "items")
            .column("same_group", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("claims", CellKind::List, ColumnRole::Claims, "");
        let groups = self.groups();
        for (a, b, sign, claims) in &self.claimed_dyads {
            let pair = self.agreement.actor(a).zip(self.agreement.actor(b)).filter(|(first, second)| first != second);
            let unknown = || Undefined::because("one of the two holds no position in this view");
            let index = pair.ok_or_else(unknown).and_then(|(first, second)| self.agreement.between(first, second));
            let joint = pair.map_or(0, |(first, second)| self.agreement.joint.get(first, second).items);
            let same = match (groups.of(a), groups.of(b)) {
                (Some(first), Some(second)) => Cell::Boolean(first == second),
                _ => Cell::Undefined(Undefined::because("one of the two is in no group")),
            };
            table.push([
                Cell::text(a),
                Cell::text(b),
                Cell::text(if *sign < 0 { "at odds" } else { "aligned" }),
                Cell::Integer(i64::from(*sign)),
                Cell::number(index),
                Cell::Integer(i64::from(joint)),
                same,
                Cell::List(claims.clone()),
            ]);
        }
        table
    }
    /// Actors with their groups, tied where an index is defined.
    pub fn graph(&self) -> AttributedGraph {
        let groups = self.groups();
        let groups = groups.groups.iter().map(|(actor, group)| (actor.as_str(), group.as_str())).collect();
        let (mut ties, ends) = self.agreement.ties();
        let mut nodes = self.agreement.nodes(&groups);
        ties.method = self.method.clone();
        nodes.method = self.method.clone();
        AttributedGraph {
            name: "clusters".to_owned(),
            directed: false,
            role: GraphRole::OneMode,
            nodes,
            ties,
            ends,
            method: self.method.clone(),
        }
    }
    /// What holds two actors together or apart: the items on which they met (see [`Agreement::why`]).
    ///
    /// # Undefined
    /// As there.
    pub fn why(&self, positions: &Positions, a: &str, b: &str) -> Result<Table, Undefined> {
        self.agreement.why(positions, a, b)
    }
}

/// Actors whose pairs are mostly undefined, with the reason, taken out until none is left.
fn set_aside(agreement: &Agreement) -> BTreeMap<usize, Undefined> {
    let n = agreement.actors.len();
    let mut aside = BTreeMap::new();
    let mut undefined = vec![0_usize; n];
    for (a, b, joint) in agreement.joint.iter() {
        if joint.index(agreement.options.minimum).is_err() {
            undefined[a] += 1;
            undefined[b] += 1;
        }
    }
    loop {
        let left: Vec<usize> = (0..n).filter(|actor| !aside.contains_key(actor)).collect();
        let pairs = left.len().saturating_sub(1);
        let worst = left.iter().map(|&actor| undefined[actor]).max().unwrap_or(0);
        if worst * 2 <= pairs {
            return aside;
        }
        // All of one share together: which of two equals goes first must not decide.
        let leaving: Vec<usize> = left.iter().copied().filter(|&actor| undefined[actor] == worst).collect();
        for &actor in &leaving {
            let why = format!("set aside: {worst} of {pairs} pairs undefined");
            aside.insert(actor, Undefined::because(why));
            for &other in left.iter().filter(|&&other| other != actor) {
                if agreement.between(actor, other).is_err() {
                    undefined[other] -= 1;
                }
            }
        }
    }
}

/// The defined pairs among some actors, by their places among them.
fn ties_among(agreement: &Agreement, usable: &[usize]) -> Vec<(usize, usize, f64)> {
    let place = |actor: usize| usable.binary_search(&actor).ok();
    agreement.defined().filter_map(|(a, b, index)| Some((place(a)?, place(b)?, index))).collect()
}

fn reason_for_none(agreement: &Agreement, usable: &[usize], ties: &[(usize, usize, f64)]) -> Option<Undefined> {
    let minimum = agreement.options.minimum.max(1);
    if agreement.actors.len() < 2 {
        return Some(Undefined::because("fewer than two actors hold a position"));
    }
    if agreement.defined().next().is_none() {
        return Some(Undefined::because(format!("no pair has {}", plural(minimum, "joint item"))));
    }
    if usable.len() < 2 || ties.is_empty() {
        return Some(Undefined::because(
            "fewer than two actors are left when those with mostly undefined pairs are set aside",
        ));
    }
    let (low, high) = ties.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), tie| (l.min(tie.2), h.max(tie.2)));
    let alike =
        || format!("every defined pair agrees alike ({}): nothing sets groups apart", Cell::Number(high).plain());
    (high - low < 1e-12).then(|| Undefined::because(alike()))
}

/// Groups c1, c2, ... by size, then by the first member.
fn named(groups: &[usize], usable: &[usize]) -> Vec<(String, Vec<usize>)> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, &group) in groups.iter().enumerate() {
        members.entry(group).or_default().push(usable[place]);
    }
    let mut members: Vec<Vec<usize>> = members.into_values().collect();
    members.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    members.into_iter().enumerate().map(|(number, members)| (format!("c{}", number + 1), members)).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> Result<f64, Undefined> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { Err(Undefined::because("no defined pair")) } else { Ok(sum / f64::from(count)) }
}

#[cfg(test)]
#[path = "clusters_tests.rs"]
mod tests;
