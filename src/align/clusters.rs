//! Groups of actors that agree more than actors in general.

mod aside;
mod options;
mod search;
mod stability;
mod trays;

use std::collections::BTreeMap;

use crate::math::frustration::EFFORT;
use crate::math::linkage::Join;
use crate::result::{Grouping, Method, Table, Undefined};
use crate::view::Positions;

use super::agreement::{Agreement, Replicates, narrow, plural};

pub use options::{Approach, NullModel, Options};
pub use stability::Spread;

/// Is told what is being done, how much of it is done, and how much there is.
pub type Progress<'a> = dyn Fn(&'static str, usize, usize) + Sync + 'a;

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
    /// The other group with which its mean agreement is largest, and that mean: above the one within, where the size of a
    /// group drew it rather than its agreement.
    pub nearest: Result<(String, f64), Undefined>,
    /// How firmly it stands over the runs of the search: where this is below 1, the algorithm decided.
    pub of_runs: Result<f64, Undefined>,
    /// How firmly it stands over resampled items: where this is low, few items decide.
    pub of_items: Result<f64, Undefined>,
    /// Its pairs that have an index, with any actor.
    pub defined_pairs: usize,
}

/// Groups of actors that agree more than expected: a description of these positions, not a list of alliances.
///
/// By default groups maximise H = sum of (agreement - expected) over the *defined* pairs inside groups (see
/// [`Null`](crate::math::residuals::Null) for the nulls). A pair without a defined agreement is not a pair of weight 0: it adds
/// nothing observed and nothing expected. Many runs are made; where they end in different partitions, their consensus is
/// given, and the share of runs that put two actors together is kept ([`Clusters::co_membership`]). With `bootstrap` the
/// same is done over resampled items: the spread of runs is the algorithm's, that of items is the data's. A resample is
/// searched as the whole was and on the same streams (of runs as few as end in the same groups on the whole, at least 5), so
/// that resamples which all agree alike end alike; where runs waver, those of other resamples waver too.
/// The other methods ([`Approach`]) read the same pairs, signed (2 IA - 1) or as distances (1 - IA). A tree whose joins are
/// tied is grown again with the actors in random orders, as a search is run again: it is cut where the mean over them is
/// best, and shown is the one whose groups are most like those of all. Camps leave out whoever has no tie with a sign.
/// Groups are named c1, c2, ... by size, then by their first actor's id.
///
/// Actors whose pairs are *mostly undefined* (more than half of those with actors still in) are set aside, those with
/// the largest share first and all of one share together, until nobody is left of whom that holds. So each clustered
/// actor has an index with at least half of the other clustered actors. Under kappa and pi whoever always holds one position
/// is set aside first: with its like it has no number and with everybody else none above 0, so that nothing places it.
///
/// # Undefined
/// The whole answer, without any number, when no pair is defined, when fewer than two actors are left, or when every
/// defined pair agrees alike (of camps and signed Leiden: unless all are foes). How firmly actors stand over items, when
/// fewer than nine of ten resamples have groups. For want of a middle between near and far: of conflict by every
/// method, of congruence by camps
/// and signed Leiden, and, normalised as `dna-compat` or not at all, by trees. A mean when there is no pair to take it over.
///
/// # Cost
/// O(runs x defined pairs) and a small factor; with `bootstrap` so much a resample.
///
/// # Reference
/// Traag, Waltman & van Eck 2019; for the null models Traag, Van Dooren & Nesterov 2011, Newman & Girvan 2004 and Gómez,
/// Jensen & Arenas 2009; for the consensus Lancichinetti & Fortunato 2012; for camps Harary 1959 and Aref, Mason & Wilson
/// 2020.
///
/// ```
/// # use blocs::{model::Span, view::{Code, Held, Item, ItemKind, Node, Positions, PositionOptions}};
/// use blocs::align::{Agreement, Clusters, agreement, clusters};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
/// # let item = |id: &str| Item { id: id.into(), name: id.into(), name_ja: String::new(), kind: ItemKind::Vote,
/// #     object: String::new(), date: Span::UNKNOWN, series: String::new(),
/// #     codes: vec![code("against", 0), code("abstain", 1), code("for", 2)].into() };
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
    /// The rows of the actors that were clustered, in order.
    pub clustered: Vec<usize>,
    /// What the runs of the search agree on, where there were several.
    pub runs: Option<Spread>,
    /// What resampled items agree on, where it was asked for; or why that cannot be had.
    pub resampled: Option<Result<Spread, Undefined>>,
    /// The resolution that was used, where the method has one.
    pub gamma: Option<f64>,
    /// The rows of the actors that always hold one position, which measures that correct for chance leave out.
    pub constant: Vec<usize>,
    /// The rows of the actors without any tie that has a sign, which camps leave out.
    pub signless: Vec<usize>,
    /// The rows of the actors that could stand in another camp at no cost.
    pub free: Vec<usize>,
    /// The joins of a hierarchical method, over the clustered actors; empty of others.
    tree: Vec<Join>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
    /// The agreement that the groups rest on.
    pub agreement: Agreement,
}

impl Clusters {
    /// Seeks groups in an agreement; `positions` is the view it was computed from.
    pub fn of(positions: &Positions, agreement: &Agreement, options: Options) -> Self {
        Self::told(positions, agreement, options, &|_, _, _| ())
    }
    /// The same, telling how far it is: for who waits.
    pub fn told(positions: &Positions, agreement: &Agreement, options: Options, progress: &Progress<'_>) -> Self {
        let (constant, mut aside, mut usable) = aside::placeable(positions, agreement);
        let few = aside.len() - constant.len();
        let mut ties: Vec<search::Tie> = aside::ties_among(agreement, &usable).collect();
        let mut signless = Vec::new();
        if options.approach == Approach::Camps {
            signless = aside::without_sign(agreement, &usable, &ties);
            aside.extend(signless.iter().map(|&actor| (actor, Undefined::because(aside::SIGNLESS))));
            usable.retain(|actor| !aside.contains_key(actor));
            ties = aside::ties_among(agreement, &usable).collect();
        }
        let mut method = options
            .method(agreement)
            .counting("clustered actors", usable.len())
            .counting("clustered pairs", ties.len());
        if few > 0 {
            method =
                method.noting(format!("{} set aside: more than half of their pairs undefined", plural(few, "actor")));
        }
        for (actors, why) in [(&constant, aside::CHANCE), (&signless, aside::SIGNLESS)] {
            if !actors.is_empty() {
                let who = plural(actors.len(), "actor");
                method = method.noting(format!("{who} set aside: {}", why.replace(": ", ", ")));
            }
        }
        method = method.noting_each(positions.remarks());
        let found = aside::reason_for_none(positions, agreement, constant.len(), &usable, !ties.is_empty())
            .map_or_else(|| search::find(usable.len(), &ties, agreement.options, &options, EFFORT, progress), Err);
        let (mut runs, mut resampled, mut gamma, mut tree, mut free) = (None, None, None, Vec::new(), Vec::new());
        let groups = found.map(|found| {
            // What came out of the search stands before what the agreement rests on.
            let own = method.parameters.iter().position(|(name, _)| name == "set aside").unwrap_or(0);
            let came = found.parameters.into_iter().map(|(name, value)| (name.to_owned(), value));
            method.parameters.splice(own..own, came.collect::<Vec<_>>());
            method.note_each(found.notes);
            runs = stability::of_runs(&found.ends, &found.groups);
            if let Some(runs) = &runs {
                let what = if options.approach.is_tree() { "orders of the actors" } else { "runs" };
                method.note(format!("over {} {what}: {}", runs.partitions, runs.said()));
                if options.bootstrap.is_none() {
                    method.note(OF_THE_SEARCH);
                }
            }
            if let Some(bootstrap) = options.bootstrap {
                let spread =
                    stability::of_items(positions, agreement, &usable, &found.groups, &options, bootstrap, progress);
                if agreement.options.bootstrap.is_none() {
                    let replicates = Replicates::of(positions, &agreement.options, bootstrap);
                    let said = method.clone();
                    method = Replicates::said(&replicates, positions, &agreement.options, bootstrap, said);
                } else if spread.is_ok() {
                    method.note_each(narrow(positions, &agreement.options));
                }
                if let Ok((spread, runs)) = &spread {
                    let all = bootstrap.replicates.max(1);
                    let of = match all - spread.partitions {
                        0 => format!("over {}", plural(all, "resample")),
                        without => format!("over {} of {all} resamples ({without} have no groups)", spread.partitions),
                    };
                    let runs = match runs {
                        _ if !options.approach.draws() => String::new(),
                        1 => ", one run each".to_owned(),
                        runs => format!(", consensus of {runs} runs each"),
                    };
                    method.note(format!("{of}{runs}: {}", spread.said()));
                }
                resampled = Some(spread.map(|(spread, _)| spread));
            }
            gamma = found.gamma;
            tree = found.tree;
            free = found.free.iter().map(|&place| usable[place]).collect();
            named(&found.groups, &usable)
        });
        if let Ok(groups) = &groups {
            method.note_each(groups.iter().filter_map(|(name, members)| unfounded(agreement, name, members)));
        }
        let mut clusters = Self {
            found: groups,
            placements: Vec::new(),
            claimed_dyads: positions.claimed_dyads.clone(),
            clustered: usable,
            runs,
            resampled,
            gamma,
            constant,
            signless,
            free,
            tree,
            options,
            method,
            agreement: agreement.clone(),
        };
        clusters.placements = clusters.place(&aside);
        clusters
    }

    fn place(&self, aside: &BTreeMap<usize, Undefined>) -> Vec<Placement> {
        let (agreement, usable) = (&self.agreement, &self.clustered);
        let firm = |spread: Option<&Spread>, actor: usize, none: &'static str| {
            let at = usable.binary_search(&actor).ok();
            let stands = spread.zip(at).map(|(spread, at)| spread.stability[at]);
            stands.ok_or_else(|| Undefined::because(none))
        };
        let index = |a: usize, b: usize| if a == b { None } else { agreement.between(a, b).ok() };
        let pairs = |actor: usize| (0..agreement.actors.len()).filter(|&other| index(actor, other).is_some()).count();
        let nowhere = |actor: usize, why: &Undefined| Placement {
            actor,
            group: Err(why.clone()),
            within: Err(why.clone()),
            others: Err(why.clone()),
            nearest: Err(why.clone()),
            of_runs: Err(why.clone()),
            of_items: Err(why.clone()),
            defined_pairs: pairs(actor),
        };
        let mut placements = match &self.found {
            Err(why) => usable.iter().map(|&actor| nowhere(actor, why)).collect::<Vec<_>>(),
            Ok(groups) => {
                let place = |(name, members): &(String, Vec<usize>), actor: usize| {
                    let others = || usable.iter().copied().filter(|other| !members.contains(other));
                    Placement {
                        actor,
                        group: Ok(name.clone()),
                        within: if members.len() == 1 {
                            Err(Undefined::because("alone in its group"))
                        } else {
                            mean(members.iter().filter_map(|&other| index(actor, other)))
                        },
                        others: match others().next() {
                            None => Err(Undefined::because("no clustered actor outside its group")),
                            Some(_) => mean(others().filter_map(|other| index(actor, other))),
                        },
                        nearest: nearest(groups, name, |other| index(actor, other)),
                        of_runs: match self.free.contains(&actor) {
                            true => Err(Undefined::because("another camp fits as well")),
                            false => firm(self.runs.as_ref(), actor, self.options.one_end()),
                        },
                        of_items: match &self.resampled {
                            Some(Err(why)) => Err(why.clone()),
                            Some(Ok(spread)) => firm(Some(spread), actor, "not resampled"),
                            None => Err(Undefined::because("not resampled")),
                        },
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
    /// What holds two actors together or apart: the items on which they met (see [`Agreement::why`]).
    ///
    /// # Undefined
    /// As there.
    pub fn why(&self, positions: &Positions, a: &str, b: &str) -> Result<Table, Undefined> {
        self.agreement.why(positions, a, b)
    }
}

/// Runs that end alike show that the search is sure, also of groups in noise.
const OF_THE_SEARCH: &str =
    "this is of the search on these very items; how far the groups rest on them, resampling shows (`bootstrap`)";

/// Why these pairs make no groups by a method, whatever the search.
pub(super) fn no_groups(positions: &Positions, agreement: &Agreement, approach: Approach) -> Option<Undefined> {
    let (constant, _, mut usable) = aside::placeable(positions, agreement);
    if approach == Approach::Camps {
        let ties: Vec<search::Tie> = aside::ties_among(agreement, &usable).collect();
        let signless = aside::without_sign(agreement, &usable, &ties);
        usable.retain(|actor| signless.binary_search(actor).is_err());
    }
    let ties = || aside::ties_among(agreement, &usable).map(|tie| tie.2);
    aside::reason_for_none(positions, agreement, constant.len(), &usable, ties().next().is_some())
        .or_else(|| search::not_apart(ties(), agreement.options, approach))
}

/// A group of which nothing is known: a tree puts undefined pairs at the mean distance, and may join them there.
fn unfounded(agreement: &Agreement, name: &str, members: &[usize]) -> Option<String> {
    let known = |(at, &a): (usize, &usize)| members[at + 1..].iter().any(|&b| agreement.between(a, b).is_ok());
    (members.len() > 1 && !members.iter().enumerate().any(known)).then(|| {
        format!(
            "{name} ({}) holds no defined pair: it was joined at the mean distance alone and says nothing",
            plural(members.len(), "actor")
        )
    })
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

/// Of the groups but one's own, that with the largest mean; of equal ones the first.
fn nearest(
    groups: &[(String, Vec<usize>)],
    own: &str,
    index: impl Fn(usize) -> Option<f64>,
) -> Result<(String, f64), Undefined> {
    let of =
        |group: &(String, Vec<usize>)| Some((group.0.clone(), mean(group.1.iter().filter_map(|&a| index(a))).ok()?));
    let means = groups.iter().filter(|(name, _)| name != own).filter_map(of);
    let best = means.fold(None, |best: Option<(String, f64)>, next| match best {
        Some(best) if best.1 >= next.1 => Some(best),
        _ => Some(next),
    });
    best.ok_or_else(|| Undefined::because("there is no other group to be drawn to"))
}

fn mean(values: impl Iterator<Item = f64>) -> Result<f64, Undefined> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { Err(Undefined::because("no defined pair")) } else { Ok(sum / f64::from(count)) }
}

#[cfg(test)]
#[path = "clusters_tests.rs"]
mod tests;
