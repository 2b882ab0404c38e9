//! Where documented steps lead when they do not lead there: what can be reached, and where it stops.

use std::collections::BTreeSet;

use super::order::{self, Order};
use super::search::Steps;
use crate::model::Day;

/// What a start reaches and what leads to an end, when no path joins them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Ids of what can be reached from the start in the order of time, in order.
    pub reached: Vec<String>,
    /// The one reached last in time, with the earliest day on which it can be reached; none when no date is known.
    pub latest: Option<(String, Day)>,
    /// Ids of what leads to the end in the order of time, in order.
    pub leading: Vec<String>,
    /// Steps that would join the two and that time does not allow: the row of the step in the flow, and the earliest
    /// day on which the step's start is reached.
    pub stops: Vec<(usize, Day)>,
    /// Whether something reached leads to the end all the same: in more steps, or through an entity twice.
    pub meets: bool,
}

/// Follows steps forward from one node and backward from another, at most so many.
pub(super) fn reach(steps: &Steps<'_>, from: usize, to: usize, most: usize, order: Order) -> Reach {
    let flow = steps.flow;
    let arrivals = forward(steps, from, most, order);
    let departures = backward(steps, to, most, order);
    let mut reached: BTreeSet<usize> =
        (0..flow.ties.len()).filter(|&tie| arrivals[tie].is_some()).map(|tie| flow.ties[tie].to).collect();
    reached.remove(&from);
    let mut leading: BTreeSet<usize> =
        (0..flow.ties.len()).filter(|&tie| departures[tie].is_some()).map(|tie| flow.ties[tie].from).collect();
    leading.remove(&to);
    let arrival =
        |node: usize| steps.into[node].iter().filter_map(|&tie| arrivals[tie]).min().filter(|&day| day != Day::MIN);
    let latest = reached.iter().filter_map(|&node| Some((arrival(node)?, node)));
    // The latest day; the first id among equals.
    let latest = latest.max_by_key(|&(day, node)| (day, std::cmp::Reverse(node)));
    // A step that could be taken but for the number of steps is not stopped by time.
    let in_time = |tie: usize| {
        let next = &flow.ties[tie];
        next.from == from
            || steps.into[next.from].iter().any(|&before| {
                arrivals[before]
                    .is_some_and(|bound| order::follow(flow, &flow.ties[before], bound, next, order).is_some())
            })
    };
    let joins = |tie: usize| {
        let tie = &flow.ties[tie];
        (tie.from == from || reached.contains(&tie.from)) && (tie.to == to || leading.contains(&tie.to))
    };
    let stopped = steps.out.iter().flatten().copied().filter(|&tie| joins(tie) && !in_time(tie));
    let id = |node: usize| flow.nodes[node].node.id.clone();
    Reach {
        meets: reached.contains(&to) || !reached.is_disjoint(&leading),
        latest: latest.map(|(day, node)| (id(node), day)),
        stops: stopped.map(|tie| (tie, arrival(flow.ties[tie].from).unwrap_or(Day::MIN))).collect(),
        reached: reached.into_iter().map(id).collect(),
        leading: leading.into_iter().map(id).collect(),
    }
}

/// All that can be reached from a node in the order of time, in however many steps, in rising order.
pub(in crate::influence) fn reached(steps: &Steps<'_>, from: usize, order: Order) -> Vec<usize> {
    let days = forward(steps, from, usize::MAX, order);
    let mut ends: BTreeSet<usize> =
        (0..days.len()).filter(|&tie| days[tie].is_some()).map(|tie| steps.flow.ties[tie].to).collect();
    ends.remove(&from);
    ends.into_iter().collect()
}

/// The earliest day on which each step can be taken on a way from a node.
fn forward(steps: &Steps<'_>, from: usize, most: usize, order: Order) -> Vec<Option<Day>> {
    let flow = steps.flow;
    let mut days: Vec<Option<Day>> = vec![None; flow.ties.len()];
    let mut front: Vec<usize> = if most == 0 { Vec::new() } else { steps.out[from].clone() };
    for &tie in &front {
        days[tie] = Some(flow.ties[tie].when.earliest());
    }
    for _ in 1..most {
        if front.is_empty() {
            break;
        }
        let mut later = BTreeSet::new();
        for tie in std::mem::take(&mut front) {
            let Some(bound) = days[tie] else { continue };
            let before = &flow.ties[tie];
            for &next in &steps.out[before.to] {
                let day = order::follow(flow, before, bound, &flow.ties[next], order);
                if let Some(day) = day.filter(|&day| days[next].is_none_or(|known| day < known)) {
                    days[next] = Some(day);
                    later.insert(next);
                }
            }
        }
        front = later.into_iter().collect();
    }
    days
}

/// The latest day on which each step can be taken on a way to a node.
fn backward(steps: &Steps<'_>, to: usize, most: usize, order: Order) -> Vec<Option<Day>> {
    let flow = steps.flow;
    let mut days: Vec<Option<Day>> = vec![None; flow.ties.len()];
    let mut front: Vec<usize> = if most == 0 { Vec::new() } else { steps.into[to].clone() };
    for &tie in &front {
        days[tie] = Some(flow.ties[tie].when.latest());
    }
    for _ in 1..most {
        let mut earlier = BTreeSet::new();
        for tie in std::mem::take(&mut front) {
            let Some(bound) = days[tie] else { continue };
            let next = &flow.ties[tie];
            for &before in &steps.into[next.from] {
                let day = order::precede(flow, &flow.ties[before], next, bound, order);
                if let Some(day) = day.filter(|&day| days[before].is_none_or(|known| day > known)) {
                    days[before] = Some(day);
                    earlier.insert(before);
                }
            }
        }
        front = earlier.into_iter().collect();
    }
    days
}
