//! Who stands between camps: a statistic, not a label.

mod pivots;

use std::collections::BTreeMap;

use crate::math::parallel;
use crate::math::resample::quantile;
use crate::result::{Cell, CellKind, ColumnRole, Method, Pairs, Table, Undefined};
use crate::view::{NamedGroup, Positions};

use super::agreement::{Replicates, narrow};
use super::clusters::Clusters;

pub use pivots::{Pivot, Rule};

/// How an actor stands between the two camps that it agrees with most.
#[derive(Debug, Clone, PartialEq)]
pub struct Between {
    /// Its place among the actors.
    pub actor: usize,
    /// Its own camp.
    pub camp: String,
    /// The camp that it agrees with most, and the next, with the mean agreement.
    pub nearest: [(String, f64); 2],
    /// How much more it agrees with the first than with the next.
    pub margin: f64,
    /// The 95 % interval of that margin over resampled items.
    pub interval: Result<(f64, f64), Undefined>,
    /// How undecided it is who its companions are, over resampled items: the mean entropy of standing together with each
    /// other actor, from 0 (always or never) to 1 (as often as not).
    pub entropy: Result<f64, Undefined>,
    /// Of the bodies it is a member of that have members in some camp, the share whose members sit in different camps,
    /// and how many bodies that is of.
    pub pressure: Result<(f64, usize), Undefined>,
    /// Whether the interval leaves open which of the two it agrees with more.
    pub swings: Result<bool, Undefined>,
}

/// How outcomes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// When a vote is carried; by default by the rule that its decision names, else by simple majority.
    pub rule: Rule,
}

/// Actors between camps, and the outcomes that they could have turned.
///
/// For each clustered actor: the mean agreement with the members of each camp (itself left out); the two highest and
/// their margin, again over resampled items for an interval; the entropy of co-membership, the mean over other actors of
/// -p log2 p - (1 - p) log2 (1 - p) with p the share of resamples that put the two into one camp; the share of its bodies
/// whose members sit in different camps. An actor *swings* when the interval of its margin holds 0. An outcome is reversed
/// by the fewest votes of the winning side that, cast the other way, change it under the rule of decision ([`Rule`]): the
/// one that the decision names, unless another is asked for. A tie is not carried.
///
/// # Undefined
/// Everything where there are fewer than two camps; intervals, entropy and swinging without resamples or where they are
/// not supported; cross-pressure without memberships; what reverses an outcome that no change of sides does.
///
/// # Cost
/// O(resamples x pairs).
///
/// # Reference
/// The entropy: Shannon 1948; co-membership under resampling: Lancichinetti & Fortunato 2012.
///
/// ```
/// use blocs::align::swing::{Options, Swing};
/// use blocs::align::{agreement::{self, Agreement}, clusters::{self, Clusters}};
/// # use blocs::{dataset, graph::Graph, view::{GroupsBy, PositionOptions, Positions, Window, decision_rules, named_groups}};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let positions = Positions::of(&graph, &PositionOptions::default());
/// let agreement = Agreement::of(&positions, agreement::Options { minimum: 2, ..Default::default() });
/// let camps = Clusters::of(&positions, &agreement, clusters::Options::default());
/// let bodies = named_groups(&graph, GroupsBy::Bloc, Window::default());
/// let swing = Swing::of(&positions, &camps, &bodies, &decision_rules(&graph), Options::default());
/// assert_eq!(positions.actors[swing.actors.as_ref().unwrap()[0].actor].id, "cy"); // the smallest margin
/// // The third vote was carried by four to one: two would have had to vote the other way.
/// assert_eq!((swing.pivots[2].votes, swing.pivots[2].reverses.clone()), ([4, 1], Ok(2)));
/// assert!(swing.actors.unwrap()[0].swings.is_err()); // not known without resamples
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// Actors, the smallest margin first; or why there are none.
    pub actors: Result<Vec<Between>, Undefined>,
    /// Recorded votes in the order of their ids.
    pub pivots: Vec<Pivot>,
    /// How it was made.
    pub method: Method,
    clusters: Clusters,
}

impl Swing {
    /// Computes who stands between the camps of `clusters`, made from the same `positions`; resamples are those that the
    /// clusters were asked for. `rules` are the rules of decision that decisions name in words, by their ids.
    pub fn of(
        positions: &Positions,
        clusters: &Clusters,
        memberships: &[NamedGroup],
        rules: &BTreeMap<String, String>,
        options: Options,
    ) -> Self {
        let swings = "interval of the margin holds 0";
        let mut method = clusters.method.clone().with("swings", swings).with("rule", options.rule.word());
        method.name = format!("swing actors between camps; {}", method.name);
        method.reference = format!("Shannon 1948; {}", method.reference);
        method = method.counting("bodies", memberships.len());
        let actors = between(positions, clusters, memberships);
        let swings = |actor: usize| match &actors {
            Ok(actors) => actors.iter().any(|one| one.actor == actor && one.swings == Ok(true)),
            Err(_) => false,
        };
        let swinging: Vec<bool> = (0..positions.actors.len()).map(swings).collect();
        let pivots = pivots::pivots(positions, &swinging, options.rule, rules);
        Self { actors, pivots, method, clusters: clusters.clone() }
    }
    /// Why the intervals are too narrow, where they are.
    pub fn narrow(&self, positions: &Positions) -> Option<String> {
        let told = self.actors.iter().flatten().any(|one| one.interval.is_ok());
        if told { narrow(positions, &self.clusters.agreement.options) } else { None }
    }
    /// A row an actor, the smallest margin first.
    pub fn table(&self) -> Table {
        let unit = self.clusters.agreement.options.measure.unit();
        let mut table = Table::new("swing", self.method.clone())
            .titled("Actors between camps")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("camp", CellKind::Text, ColumnRole::Group, "")
            .column("nearest", CellKind::Text, ColumnRole::Attribute, "")
            .column("agreement", CellKind::Number, ColumnRole::Attribute, unit)
            .column("next", CellKind::Text, ColumnRole::Attribute, "")
            .column("agreement_next", CellKind::Number, ColumnRole::Attribute, unit)
            .column("margin", CellKind::Number, ColumnRole::Value, unit)
            .column("low", CellKind::Number, ColumnRole::Low, unit)
            .column("high", CellKind::Number, ColumnRole::High, unit)
            .column("swings", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("entropy", CellKind::Number, ColumnRole::Attribute, "bits, 0-1")
            .column("cross_pressure", CellKind::Number, ColumnRole::Attribute, "share of bodies")
            .column("bodies", CellKind::Integer, ColumnRole::Count, "");
        for one in self.actors.as_deref().unwrap_or_default() {
            let actor = &self.clusters.agreement.actors[one.actor];
            let [(first, most), (second, next)] = &one.nearest;
            let bodies = |reason: &Undefined| Cell::Undefined(reason.clone());
            table.push([
                Cell::text(&actor.id),
                Cell::text(&actor.name),
                Cell::text(&actor.name_ja),
                Cell::text(&one.camp),
                Cell::text(first),
                Cell::Number(*most),
                Cell::text(second),
                Cell::Number(*next),
                Cell::Number(one.margin),
                Cell::number(one.interval.clone().map(|(low, _)| low)),
                Cell::number(one.interval.clone().map(|(_, high)| high)),
                one.swings.clone().map_or_else(Cell::Undefined, Cell::Boolean),
                Cell::number(one.entropy.clone()),
                Cell::number(one.pressure.clone().map(|(share, _)| share)),
                one.pressure.as_ref().map_or_else(bodies, |(_, bodies)| Cell::count(*bodies)),
            ]);
        }
        table
    }
    /// What draws an actor to the two camps that it agrees with most: a row an item on which it took a position, with what
    /// that earns on average with either. What draws it to the first comes first.
    ///
    /// # Undefined
    /// When there are fewer than two camps, or the actor is in none.
    pub fn why(&self, positions: &Positions, actor: &str) -> Result<Table, Undefined> {
        let actors = self.actors.as_ref().map_err(Clone::clone)?;
        let id = |one: &&Between| self.clusters.agreement.actors[one.actor].id == actor;
        let one = actors.iter().find(id).ok_or_else(|| Undefined::because(format!("{actor} is in no camp")))?;
        let camp = |name: &str| self.clusters.found.iter().flatten().find(|(other, _)| other == name);
        let [(first, _), (next, _)] = &one.nearest;
        let (Some(near), Some(far)) = (camp(first), camp(next)) else {
            return Err(Undefined::because("there is no other camp"));
        };
        let mut method = self.method.clone();
        method.name = format!("what draws {actor} to {first} and to {next}");
        let table = Table::new("swing-why", method).titled(format!("What draws {actor} to {first} and to {next}"));
        Ok(self.clusters.drawn(positions, one.actor, [near, far], ["nearest", "next", "draws"], table))
    }
    /// A row a recorded vote: what it would have taken to reverse it.
    pub fn outcomes(&self, positions: &Positions) -> Table {
        let mut table = Table::new("pivotality", self.method.clone())
            .titled("What it would take to reverse an outcome")
            .column("item", CellKind::Text, ColumnRole::Item, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("for", CellKind::Integer, ColumnRole::Attribute, "votes")
            .column("against", CellKind::Integer, ColumnRole::Attribute, "votes")
            .column("rule", CellKind::Text, ColumnRole::Attribute, "")
            .column("rule_named", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("carried", CellKind::Boolean, ColumnRole::Status, "")
            .column("reversed_by", CellKind::Integer, ColumnRole::Value, "votes that change sides")
            .column("swing_winning", CellKind::Integer, ColumnRole::Count, "swing actors on the winning side")
            .column("swing_enough", CellKind::Boolean, ColumnRole::Attribute, "");
        let known = self.actors.as_ref().ok().is_some_and(|all| all.iter().any(|one| one.swings.is_ok()));
        for pivot in &self.pivots {
            let item = &positions.items[pivot.item];
            let unknown = || Cell::Undefined(Undefined::because("who swings is not known without resamples"));
            table.push([
                Cell::text(&item.id),
                Cell::text(&item.name),
                Cell::count(pivot.votes[0]),
                Cell::count(pivot.votes[1]),
                Cell::text(pivot.rule.0.word()),
                Cell::Boolean(pivot.rule.1),
                Cell::Boolean(pivot.carried),
                pivot.reverses.clone().map_or_else(Cell::Undefined, Cell::count),
                if known { Cell::count(pivot.swinging) } else { unknown() },
                if known { Cell::Boolean(pivot.turned()) } else { unknown() },
            ]);
        }
        table
    }
}

/// An actor, its own camp, and the two camps that it agrees with most, with the mean agreement.
type Near = (usize, usize, [(usize, f64); 2]);

fn between(positions: &Positions, clusters: &Clusters, memberships: &[NamedGroup]) -> Result<Vec<Between>, Undefined> {
    let groups = clusters.found.as_ref().map_err(Clone::clone)?;
    if groups.len() < 2 {
        return Err(Undefined::because("one camp: nobody stands between camps"));
    }
    let own = |actor: usize| groups.iter().position(|(_, members)| members.contains(&actor));
    let weights = clusters.agreement.weights();
    // The two camps that an actor agrees with most; of two equal ones the larger, which comes first.
    let near: Vec<Near> = clusters
        .clustered
        .iter()
        .filter_map(|&actor| {
            let mut means: Vec<(usize, f64)> = groups
                .iter()
                .enumerate()
                .filter_map(|(camp, (_, members))| Some((camp, mean_with(&weights, actor, members)?)))
                .collect();
            means.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            Some((actor, own(actor)?, [*means.first()?, *means.get(1)?]))
        })
        .collect();
    let asked = || Undefined::because("not resampled: --bootstrap");
    let resampled = clusters.options.bootstrap.ok_or_else(asked);
    let margins: Result<Vec<Vec<f64>>, Undefined> = resampled.and_then(|bootstrap| {
        let replicates = Replicates::of(positions, &clusters.agreement.options, bootstrap)?;
        Ok(parallel::map(bootstrap.replicates.max(1), clusters.options.search.threads, |replicate| {
            let weights = replicates.weights(replicate);
            let of = |actor: usize, camp: usize| mean_with(&weights, actor, &groups[camp].1);
            near.iter()
                .map(|(actor, _, [first, next])| {
                    of(*actor, first.0).zip(of(*actor, next.0)).map_or(f64::NAN, |(most, next)| most - next)
                })
                .collect()
        }))
    });
    let interval = |at: usize| -> Result<(f64, f64), Undefined> {
        let margins = margins.as_ref().map_err(Clone::clone)?;
        let mut values: Vec<f64> = margins.iter().map(|row| row[at]).filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        if (values.len() as f64) < 0.9 * margins.len() as f64 {
            return Err(Undefined::because(format!("defined in {} of {} resamples", values.len(), margins.len())));
        }
        let none = || Undefined::because("no resample");
        quantile(&values, 0.025).zip(quantile(&values, 0.975)).ok_or_else(none)
    };
    let camp_of = |id: &str| clusters.agreement.actor(id).and_then(own);
    let mut all: Vec<Between> = near
        .iter()
        .enumerate()
        .map(|(at, (actor, camp, nearest))| {
            let interval = interval(at);
            Between {
                actor: *actor,
                camp: groups[*camp].0.clone(),
                nearest: nearest.map(|(camp, mean)| (groups[camp].0.clone(), mean)),
                margin: nearest[0].1 - nearest[1].1,
                swings: interval.clone().map(|(low, high)| low <= 0.0 && high >= 0.0),
                interval,
                entropy: entropy(clusters, *actor),
                pressure: pressure(&clusters.agreement.actors[*actor].id, memberships, camp_of),
            }
        })
        .collect();
    all.sort_by(|a, b| a.margin.total_cmp(&b.margin).then(a.actor.cmp(&b.actor)));
    Ok(all)
}

/// The mean agreement of an actor with others, over defined pairs.
fn mean_with(weights: &Pairs<Option<f64>>, actor: usize, members: &[usize]) -> Option<f64> {
    let defined: Vec<f64> =
        members.iter().filter(|other| **other != actor).filter_map(|&other| *weights.get(actor, other)).collect();
    (!defined.is_empty()).then(|| defined.iter().sum::<f64>() / defined.len() as f64)
}

fn entropy(clusters: &Clusters, actor: usize) -> Result<f64, Undefined> {
    let spread = clusters.resampled.as_ref().ok_or_else(|| Undefined::because("not resampled: --bootstrap"))?;
    let spread = spread.as_ref().map_err(Clone::clone)?;
    let none = || Undefined::because("not clustered");
    let at = clusters.clustered.iter().position(|other| *other == actor).ok_or_else(none)?;
    let others: Vec<usize> = (0..clusters.clustered.len()).filter(|other| *other != at).collect();
    let bits = |p: f64| if p <= 0.0 { 0.0 } else { -p * libm::log2(p) };
    let of = |other: &usize| {
        let p = *spread.together.get(at, *other);
        bits(p) + bits(1.0 - p)
    };
    if others.is_empty() { Err(none()) } else { Ok(others.iter().map(of).sum::<f64>() / others.len() as f64) }
}

fn pressure(
    id: &str,
    memberships: &[NamedGroup],
    camp_of: impl Fn(&str) -> Option<usize>,
) -> Result<(f64, usize), Undefined> {
    if memberships.is_empty() {
        return Err(Undefined::because("no memberships in the data"));
    }
    let mut bodies = 0;
    let mut split = 0;
    for body in memberships.iter().filter(|body| body.members.contains(id)) {
        let mut camps: Vec<usize> = body.members.iter().filter_map(|member| camp_of(member)).collect();
        camps.sort_unstable();
        if camps.len() < 2 {
            continue;
        }
        bodies += 1;
        split += usize::from(camps.first() != camps.last());
    }
    if bodies == 0 {
        return Err(Undefined::because("a member of no body with another clustered actor"));
    }
    Ok((split as f64 / bodies as f64, bodies))
}

#[cfg(test)]
#[path = "swing_tests.rs"]
mod tests;
