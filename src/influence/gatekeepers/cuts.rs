//! The smallest sets of claims, passages, sources or entities without which no route is left.

use std::collections::BTreeMap;

use super::routes::Routes;
use crate::influence::passages::passages;
use crate::math::min_cut::min_cut;
use crate::view::Flow;

/// What is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A source, with all it says.
    Source,
    /// A passage of a source: what stands in the same lines, or in lines inside them.
    Passage,
    /// A claim.
    Claim,
    /// An entity between the two.
    Entity,
}

impl Unit {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Source, Self::Passage, Self::Claim, Self::Entity];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Passage => "passage",
            Self::Claim => "claim",
            Self::Entity => "entity",
        }
    }
}

/// How few of one unit hold the connection up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// What is taken out.
    pub unit: Unit,
    /// Fewer do not cut it; none when no set does (a direct step needs no entity between).
    pub at_least: Option<usize>,
    /// A set that cuts it: a smallest one when it has as many members; empty when none was found in the work allowed.
    pub which: Vec<String>,
    /// How few cut it when time is left aside, for claims: never fewer than when it is not.
    pub undated: Option<usize>,
}

impl Cut {
    /// Whether the set is proved to be a smallest one.
    pub fn is_exact(&self) -> bool {
        self.at_least == Some(self.which.len())
    }
}

/// Whether a set of claims cuts, and each of them stands behind steps between one pair of entities alone.
pub(super) fn is_of_pairs(flow: &Flow, cut: &Cut) -> bool {
    let is_of_one_pair = |claim: &String| {
        let ties = flow.ties.iter().filter(|tie| tie.claims.contains(claim));
        let mut pairs = ties.map(|tie| (tie.from.min(tie.to), tie.from.max(tie.to)));
        let first = pairs.next();
        pairs.all(|pair| Some(pair) == first)
    };
    !cut.which.is_empty() && cut.which.iter().all(is_of_one_pair)
}

/// What holds each step up: it stands while one of these does.
struct Props {
    names: Vec<String>,
    of: Vec<Vec<usize>>,
}

impl Props {
    fn of(unit: Unit, routes: &Routes<'_>) -> Self {
        let flow = routes.flow;
        let wider = passages(flow.ties.iter().flat_map(|tie| &tie.evidence).map(String::as_str));
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let held: Vec<Vec<String>> = flow
            .ties
            .iter()
            .map(|tie| match unit {
                Unit::Claim => tie.claims.clone(),
                Unit::Passage => tie.evidence.iter().map(|place| wider[place.as_str()].to_owned()).collect(),
                Unit::Source => tie.sources().into_iter().map(str::to_owned).collect(),
                Unit::Entity if tie.to == routes.to => Vec::new(),
                Unit::Entity => vec![flow.nodes[tie.to].node.id.clone()],
            })
            .collect();
        for name in held.iter().flatten() {
            places.insert(name.clone(), 0);
        }
        for (at, place) in places.values_mut().enumerate() {
            *place = at;
        }
        let of = held.iter().map(|names| {
            let mut own: Vec<usize> = names.iter().map(|name| places[name]).collect();
            own.sort_unstable();
            own.dedup();
            own
        });
        Self { of: of.collect(), names: places.into_keys().collect() }
    }
    /// Whether a step stands: nothing can be taken from under a step that is held up by nothing of this unit.
    fn stands(&self, tie: usize, out: &[bool]) -> bool {
        self.of[tie].is_empty() || self.of[tie].iter().any(|&prop| !out[prop])
    }
    fn missing(&self, tie: usize, out: &[bool]) -> Vec<usize> {
        self.of[tie].iter().copied().filter(|&prop| !out[prop]).collect()
    }
}

/// A smallest set of one unit, by trying all small ones: of each route one step must fall.
pub(super) fn cut(routes: &mut Routes<'_>, unit: Unit) -> Cut {
    let props = Props::of(unit, routes);
    let mut out = vec![true; props.names.len()];
    let named = |out: &[bool]| -> Vec<String> {
        props.names.iter().zip(out).filter(|(_, out)| **out).map(|(name, _)| name.clone()).collect()
    };
    if routes.route(|tie, _| props.stands(tie, &out)).is_some() {
        return Cut { unit, at_least: None, which: Vec::new(), undated: None };
    }
    let undated = (unit == Unit::Claim).then(|| undated(routes)).flatten();
    out.fill(false);
    let known = upper(routes, &props);
    let size = known.as_ref().map_or(usize::MAX, |known| known.iter().filter(|out| **out).count());
    let mut at_least = lower(routes, &props);
    while !routes.cut_short && at_least < size {
        if within(routes, &props, &mut out, &mut Vec::new(), at_least) {
            return Cut { unit, at_least: Some(at_least), which: named(&out), undated };
        }
        if routes.cut_short {
            break;
        }
        at_least += 1;
    }
    Cut { unit, at_least: Some(at_least), which: known.map(|known| named(&known)).unwrap_or_default(), undated }
}

/// Each route that shares nothing of the unit with those before it needs one of its own.
fn lower(routes: &mut Routes<'_>, props: &Props) -> usize {
    let mut out = vec![false; props.names.len()];
    let mut count = 0;
    while let Some(route) = routes.route(|tie, _| props.of[tie].iter().all(|&prop| !out[prop])) {
        count += 1;
        for prop in route.iter().flat_map(|&tie| &props.of[tie]) {
            out[*prop] = true;
        }
    }
    count
}

/// A set that cuts: of each route the step that falls most easily; then what is not needed is put back.
fn upper(routes: &mut Routes<'_>, props: &Props) -> Option<Vec<bool>> {
    let mut out = vec![false; props.names.len()];
    while let Some(route) = routes.route(|tie, _| props.stands(tie, &out)) {
        let fallen = route.iter().map(|&tie| props.missing(tie, &out)).filter(|missing| !missing.is_empty());
        for prop in fallen.min_by_key(Vec::len).unwrap_or_default() {
            out[prop] = true;
        }
    }
    if routes.cut_short {
        return None;
    }
    for prop in (0..out.len()).rev() {
        if out[prop] {
            out[prop] = false;
            if routes.route(|tie, _| props.stands(tie, &out)).is_some() || routes.cut_short {
                out[prop] = true;
            }
        }
    }
    Some(out)
}

/// Whether at most so many more cut what is left; `kept` are steps that other tries have let fall.
fn within(routes: &mut Routes<'_>, props: &Props, out: &mut [bool], kept: &mut Vec<usize>, most: usize) -> bool {
    let Some(route) = routes.route(|tie, _| props.stands(tie, out)) else { return !routes.cut_short };
    let already = kept.len();
    for tie in route {
        let missing = props.missing(tie, out);
        if missing.is_empty() || missing.len() > most || kept.contains(&tie) {
            continue;
        }
        for &prop in &missing {
            out[prop] = true;
        }
        if within(routes, props, out, kept, most - missing.len()) {
            return true;
        }
        for &prop in &missing {
            out[prop] = false;
        }
        if routes.cut_short {
            break;
        }
        kept.push(tie);
    }
    kept.truncate(already);
    false
}

/// The fewest claims that cut the graph when time is left aside.
fn undated(routes: &Routes<'_>) -> Option<usize> {
    let ties = routes.steps.out.all().map(|tie| &routes.flow.ties[tie]);
    let arcs: Vec<(usize, usize, u64)> = ties.map(|tie| (tie.from, tie.to, tie.claims.len() as u64)).collect();
    min_cut(routes.flow.nodes.len(), &arcs, routes.from, routes.to).map(|cut| cut.value as usize)
}
