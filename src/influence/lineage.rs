//! Which norm of which text restates, narrows, widens or adds to which earlier one, and where a norm first appears.

mod compare;
mod order;
mod trays;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Certainty, FlowClass, Status};
use crate::result::{Method, Undefined};
use crate::view::{Holds, NormClaim, NormNode, Norms, Window};

use super::paths::{Certainties, StepOrder};
pub use compare::{Comparison, Whole};
pub use order::{Appearance, First};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// One norm or list of norms, by its id; all when none.
    pub norm: Option<String>,
    /// Whether claims that the coder inferred are read; they are by default.
    pub certainty: Certainties,
}

impl Options {
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, norms: &Norms) -> Method {
        Method::new("lineage of norms", "")
            .with("norm", self.norm.as_deref().unwrap_or("all"))
            .with("certainty", self.certainty.word())
            .with("window", norms.window)
            .with("compared", "along stated lineage only")
    }
}

/// How the later stands to the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The same norm again; of lists: the same norms.
    Restates,
    /// Fewer norms, none new; of one norm: a claim says so.
    Narrows,
    /// All norms and more; of one norm: a claim says so.
    Widens,
    /// A norm that the earlier one, known whole, does not have.
    Adds,
    /// A norm that the later one, known whole, does not have.
    LeavesOut,
    /// Of lists: adds some and leaves out others.
    Revises,
    /// It rests on the earlier norm; no claim says how it differs.
    RestsOn,
    /// Affirmed in both, and no claim says that one rests on the other: weaker than all others.
    AffirmsToo,
}

impl Change {
    /// Every value.
    pub const ALL: [Self; 8] = [
        Self::Restates,
        Self::Narrows,
        Self::Widens,
        Self::Adds,
        Self::LeavesOut,
        Self::Revises,
        Self::RestsOn,
        Self::AffirmsToo,
    ];
    /// The word that tables use, and claims in `mode`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Restates => "restates",
            Self::Narrows => "narrows",
            Self::Widens => "widens",
            Self::Adds => "adds",
            Self::LeavesOut => "leaves out",
            Self::Revises => "adds and leaves out",
            Self::RestsOn => "rests on",
            Self::AffirmsToo => "affirms too",
        }
    }
    /// What the claims say themselves of how the later differs, if they say it and agree.
    fn said(claims: &[NormClaim]) -> Option<Self> {
        let says = |claim: &NormClaim| Self::ALL[..5].iter().copied().find(|change| change.word() == claim.mode);
        let mut said: Vec<Self> = claims.iter().filter_map(says).collect();
        said.dedup();
        if let [one] = said[..] { Some(one) } else { None }
    }
}

/// One norm from an earlier text to a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormStep {
    /// The row of the norm in [`Lineage::nodes`].
    pub norm: usize,
    /// The row of the norm that the earlier one has, when it is another.
    pub earlier_norm: usize,
    /// The earlier text (the list, where no text is known to hold it).
    pub from: usize,
    /// The later text.
    pub to: usize,
    /// The two ends of the claim of lineage, each a text or a list in it; the texts themselves for a co-affirmation.
    pub lists: (usize, usize),
    /// What became of the norm.
    pub change: Change,
    /// Lineage, or co-affirmation, which is weaker.
    pub class: FlowClass,
    /// Why the later stands after the earlier.
    pub order: StepOrder,
    /// The claims: of the lineage first, then how each end holds the norm.
    pub claims: Vec<NormClaim>,
}

impl NormStep {
    /// Inferred if one of its claims is: a step is as sure as its weakest claim.
    pub fn certainty(&self) -> Certainty {
        self.claims.iter().map(|claim| claim.certainty).max().unwrap_or(Certainty::Inferred)
    }
    /// Actual if all claims are, else the least of them.
    pub fn status(&self) -> Status {
        self.claims.iter().map(|claim| claim.status).max().unwrap_or(Status::Actual)
    }
}

/// The lineage of norms: what became of each norm from text to text.
///
/// **Derivation.** Where claims say that a later text or list rests on an earlier one, their norms are compared:
/// a norm of both is *restated*; a norm of the later alone is *added* if the earlier list is known whole, one of the
/// earlier alone is *left out* if the later list is. A list is known whole if its source says so (`open=no`) or names
/// as many norms as it counts (`count`); a text is never known whole by what it affirms, since it may affirm more than
/// a source tells. Who rests on a series of texts rests on each that it does not precede. Of one norm that rests on another,
/// only a claim (`mode`) can say that it *narrows* or *widens*.
///
/// **Co-affirmation.** Two texts that hold one norm without a claim of lineage between them are joined only by time,
/// in a class of its own, and only where no third text that holds the norm lies between them. It never becomes a
/// restatement.
///
/// **Order.** A text precedes another if days leave no other order or a chain of lineage says so
/// ([`crate::math::precedence`]); all else stays unordered, and texts of one day do. The *first* text of a norm precedes all
/// others;
/// where none does, all that nothing precedes are candidates. First means first in the record; under a window that begins
/// on a day, first among what may lie in it, and the answer says so.
///
/// # Undefined
/// A comparison is undefined where one side names no norm, and where nothing is shared and neither list is known
/// whole. A norm that no text holds has no lineage, and the answer says so.
///
/// # Cost
/// O(ties) to read, O(texts of a norm, squared) for each norm to order; n³/64 for its partial order.
///
/// ```
/// use blocs::{dataset, graph::Graph, influence::lineage::{Change, Lineage, Options}, view::{Norms, Window}};
/// let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
/// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
/// let lineage = Lineage::of(&Norms::of(&graph, Window::default()), &Options::default()).unwrap();
/// // The eleven norms of 2015 stand in the list of Lucca again, which adds a twelfth.
/// let lists = lineage.comparison("lucca-norms", "gge-2015-norms").unwrap();
/// assert_eq!((lists.change.clone(), lists.kept.len(), lists.added.len()), (Ok(Change::Widens), 11, 1));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Lineage {
    /// Texts, lists and norms, in the order of their ids.
    pub nodes: Vec<NormNode>,
    /// Of each norm asked, every text that holds it.
    pub held: Vec<Appearance>,
    /// Of each pair of lists or texts with stated lineage, what became of the whole.
    pub comparisons: Vec<Comparison>,
    /// Of each norm, every step: derivation first, then co-affirmation.
    pub steps: Vec<NormStep>,
    /// Texts whose stated lineage goes round in a circle, by ids.
    pub circles: Vec<Vec<String>>,
    /// Stated lineage that dates forbid, as earlier and later id.
    pub against: Vec<(String, String)>,
    /// The window of time.
    pub window: Window,
    /// How it was made.
    pub method: Method,
    /// The row of the norm asked.
    asked: Option<usize>,
}

impl Lineage {
    /// The lineage of all norms, or of one.
    ///
    /// # Errors
    /// Why there is none: the name is that of no norm, or no text is known to hold it.
    pub fn of(norms: &Norms, options: &Options) -> Result<Self, Undefined> {
        let read = Read::of(norms, options.certainty);
        let asked = options.norm.as_deref().map(|id| asked(norms, &read, id)).transpose()?;
        let order = order::Dating::of(norms, &read);
        let comparisons = compare::all(norms, &read, &order, asked);
        let mut appearances = Vec::new();
        let mut steps = compare::steps(norms, &read, &order, &comparisons, asked);
        let rested: BTreeSet<(usize, usize, usize)> =
            steps.iter().map(|step| (step.norm, step.from, step.to)).collect();
        let subjects = (0..norms.nodes.len()).filter(|&row| norms.nodes[row].is_norm);
        for norm in subjects.filter(|row| asked.is_none_or(|asked| asked == *row)) {
            let of_norm = order.appearances(&read, norm);
            steps.extend(order.co_affirmations(norm, &of_norm, &rested));
            appearances.extend(of_norm);
        }
        steps.sort_by(|a, b| {
            let key = |step: &NormStep| (step.norm, step.class, step.from, step.to, step.change, step.lists);
            key(a).cmp(&key(b))
        });
        let id = |row: usize| norms.nodes[row].entity.node.id.clone();
        let texts: BTreeSet<usize> = appearances.iter().map(|one| one.text).collect();
        let held: BTreeSet<usize> = appearances.iter().map(|one| one.norm).collect();
        let method = options
            .method(norms)
            .counting("norms", held.len())
            .counting("texts", texts.len())
            .counting("steps", steps.len());
        Ok(Self {
            nodes: norms.nodes.clone(),
            held: appearances,
            comparisons,
            steps,
            circles: order.cycles().iter().map(|circle| circle.iter().map(|&row| id(row)).collect()).collect(),
            against: order.against().iter().map(|&(a, b)| (id(a), id(b))).collect(),
            window: norms.window,
            method,
            asked,
        })
    }
    /// What became of one list or text in a later one that rests on it.
    pub fn comparison(&self, later: &str, earlier: &str) -> Option<&Comparison> {
        let is = |row: usize, id: &str| self.nodes[row].entity.node.id == id;
        self.comparisons.iter().find(|one| is(one.later, later) && is(one.earlier, earlier))
    }
}

fn asked(norms: &Norms, read: &Read<'_>, id: &str) -> Result<usize, Undefined> {
    let row = norms.node(id).ok_or_else(|| Undefined::because(format!("no text lists or affirms {id}")))?;
    let node = &norms.nodes[row];
    if !node.is_norm {
        let kind = &node.entity.node.kind;
        let (held, more): (Vec<&str>, usize) = {
            let all = read.content(row);
            let ids = all.iter().map(|&norm| norms.nodes[norm].entity.node.id.as_str());
            (ids.take(5).collect(), all.len().saturating_sub(5))
        };
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let hint = if held.is_empty() { String::new() } else { format!("; it holds {}{more}", held.join(", ")) };
        return Err(Undefined::because(format!("{id} is a {kind}, not a norm{hint}")));
    }
    let holds = !read.texts(row).is_empty();
    let rests = read.rests.iter().any(|(_, later, earlier, _)| *later == row || *earlier == row);
    if holds || rests { Ok(row) } else { Err(Undefined::because(format!("no text lists or affirms {id}"))) }
}

/// How a text or list has a norm: by which list, and by which claims.
#[derive(Debug, Clone)]
struct Has<'a> {
    how: Holds,
    /// The innermost list that names it; the holder itself when it names it directly.
    list: usize,
    claims: Vec<&'a NormClaim>,
}

/// What a holder names directly: the norm or list, how, and by which claims.
type Direct<'a> = (usize, Holds, Vec<&'a NormClaim>);

/// The ties of the view whose claims are read, as the questions of this file need them.
struct Read<'a> {
    is_norm: Vec<bool>,
    below: BTreeMap<usize, Vec<Direct<'a>>>,
    /// Of each holder, norms and lists that it holds, lists within lists included.
    all: BTreeMap<usize, BTreeMap<usize, Has<'a>>>,
    /// Of each norm or list, the texts (no lists) that hold it.
    texts: BTreeMap<usize, Vec<usize>>,
    /// Of each list, how many norms those that list it count.
    counted: BTreeMap<usize, BTreeSet<usize>>,
    /// Of each series, its texts.
    parts: BTreeMap<usize, Vec<(usize, Vec<&'a NormClaim>)>>,
    /// Relation, later, earlier, claims.
    rests: Vec<(&'a str, usize, usize, Vec<&'a NormClaim>)>,
}

impl<'a> Read<'a> {
    fn of(norms: &'a Norms, certainty: Certainties) -> Self {
        let kept = |claims: &'a [NormClaim]| -> Vec<&'a NormClaim> {
            let all = certainty == Certainties::Any;
            claims.iter().filter(|claim| all || claim.certainty == Certainty::Stated).collect()
        };
        let mut below: BTreeMap<usize, Vec<Direct<'a>>> = BTreeMap::new();
        for held in &norms.holdings {
            let claims = kept(&held.claims);
            if !claims.is_empty() {
                below.entry(held.holder).or_default().push((held.norm, held.how, claims));
            }
        }
        let is_norm: Vec<bool> = norms.nodes.iter().map(|node| node.is_norm).collect();
        let all: BTreeMap<usize, BTreeMap<usize, Has<'a>>> =
            below.keys().map(|&holder| (holder, everything(&below, holder))).collect();
        let mut texts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (&holder, has) in all.iter().filter(|(holder, _)| !is_norm[**holder]) {
            for &norm in has.keys() {
                texts.entry(norm).or_default().push(holder);
            }
        }
        let mut counted: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (norm, how, claims) in below.values().flatten() {
            if *how == Holds::Lists && below.contains_key(norm) {
                counted.entry(*norm).or_default().extend(claims.iter().filter_map(|claim| claim.count));
            }
        }
        let mut parts: BTreeMap<usize, Vec<(usize, Vec<&NormClaim>)>> = BTreeMap::new();
        for part in &norms.parts {
            let claims = kept(&part.claims);
            if !claims.is_empty() {
                parts.entry(part.whole).or_default().push((part.part, claims));
            }
        }
        let rests = norms.rests.iter();
        let rests = rests.map(|rest| (rest.relation.as_str(), rest.later, rest.earlier, kept(&rest.claims)));
        let rests = rests.filter(|(_, _, _, claims)| !claims.is_empty()).collect();
        Self { is_norm, below, all, texts, counted, parts, rests }
    }
    /// What a holder names directly.
    fn direct(&self, holder: usize) -> &[Direct<'a>] {
        self.below.get(&holder).map_or(&[], Vec::as_slice)
    }
    /// Whether it is a norm that lists no others.
    fn is_single(&self, row: usize) -> bool {
        self.is_norm[row] && self.direct(row).is_empty()
    }
    /// How a text or list has a norm or list.
    fn has(&self, holder: usize, norm: usize) -> Option<&Has<'a>> {
        self.all.get(&holder).and_then(|all| all.get(&norm))
    }
    /// The norms, no lists, that a text or list holds; a single norm holds itself.
    fn content(&self, holder: usize) -> BTreeSet<usize> {
        if self.is_single(holder) {
            return BTreeSet::from([holder]);
        }
        let all = self.all.get(&holder).into_iter().flat_map(BTreeMap::keys).copied();
        all.filter(|&norm| self.is_single(norm)).collect()
    }
    /// The texts that hold a norm or list, in their order.
    fn texts(&self, norm: usize) -> &[usize] {
        self.texts.get(&norm).map_or(&[], Vec::as_slice)
    }
}

/// Breadth first, listed before affirmed: the nearest and strongest way to each norm is kept.
fn everything<'a>(below: &BTreeMap<usize, Vec<Direct<'a>>>, holder: usize) -> BTreeMap<usize, Has<'a>> {
    let mut all: BTreeMap<usize, Has<'a>> = BTreeMap::new();
    let mut open: Vec<Direct<'a>> = vec![(holder, Holds::Lists, Vec::new())];
    while !open.is_empty() {
        let mut next = Vec::new();
        for (at, by, so_far) in open {
            for (norm, how, claims) in below.get(&at).into_iter().flatten() {
                let how = by.max(*how);
                let better = all.get(norm).is_none_or(|known| how < known.how);
                if *norm != holder && better {
                    let claims: Vec<&NormClaim> = so_far.iter().chain(claims).copied().collect();
                    next.push((*norm, how, claims.clone()));
                    all.insert(*norm, Has { how, list: at, claims });
                }
            }
        }
        open = next;
    }
    all
}

#[cfg(test)]
#[path = "lineage_tests.rs"]
mod tests;
