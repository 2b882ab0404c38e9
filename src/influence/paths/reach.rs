//! Where documented steps lead when they do not lead there: what can be reached, and where it stops.

use std::collections::{BTreeMap, BTreeSet};

use super::order::{self, Order};
use super::steps::{Steps, is_planned};
use crate::influence::ancestry::Way;
use crate::influence::walk::{Walk, Ways};
use crate::model::Day;

/// What the starts reach and what leads to the ends, when no path joins them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Ids of what can be reached from a start in the order of time, in order.
    pub reached: Vec<String>,
    /// The one reached last in time; none when no date is known.
    pub latest: Option<Latest>,
    /// Ids of what leads to an end in the order of time, in order.
    pub leading: Vec<String>,
    /// Ids of what can be reached and belongs to an end (which is its root), those in fewest steps first.
    pub of_end: Vec<String>,
    /// Steps that would join the two and that time does not allow: the row of the step in the flow, and the earliest
    /// day on which the step's start is reached.
    pub stops: Vec<(usize, Day)>,
    /// Whether something reached leads to the end all the same: in more steps, or through an entity twice.
    pub meets: bool,
}

/// What is reached last in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// Its id.
    pub entity: String,
    /// The earliest day on which it can be reached.
    pub day: Day,
    /// Every step that reaches it is planned, proposed or requested only.
    pub planned: bool,
}

/// Follows steps forward from some nodes and backward from others, at most so many.
pub(super) fn reach(steps: &Steps<'_>, from: &[usize], to: &[usize], most: usize, order: Order) -> Reach {
    let flow = steps.flow;
    let walked = |nodes: &[usize], way: Way| -> Vec<Ways> {
        let walk = Walk::over(steps, order, way);
        nodes.iter().map(|&node| walk.from(node, None, Some(most), |_, _| true)).collect()
    };
    let (on, back) = (walked(from, Way::Descent), walked(to, Way::Ancestry));
    let beyond = |ways: &[Ways], ends: &[usize]| -> BTreeSet<usize> {
        ways.iter().flat_map(Ways::nodes).filter(|node| !ends.contains(node)).collect()
    };
    let (reached, leading) = (beyond(&on, from), beyond(&back, to));
    let mut arrivals: BTreeMap<usize, Day> = BTreeMap::new();
    let mut taken: BTreeMap<usize, Vec<(usize, Day)>> = BTreeMap::new();
    for (tie, day) in on.iter().flat_map(Ways::taken) {
        let node = flow.ties[tie].to;
        let arrival = arrivals.entry(node).or_insert(day);
        *arrival = day.min(*arrival);
        taken.entry(node).or_default().push((tie, day));
    }
    let arrival = |node: usize| arrivals.get(&node).copied().filter(|&day| day != Day::MIN);
    let latest = reached.iter().filter_map(|&node| Some((arrival(node)?, node)));
    // The latest day; the first id among equals.
    let latest = latest.max_by_key(|&(day, node)| (day, std::cmp::Reverse(node)));
    // A step that could be taken but for the number of steps is not stopped by time.
    let in_time = |tie: usize| {
        let next = &flow.ties[tie];
        let before = taken.get(&next.from).map_or(&[][..], Vec::as_slice);
        from.contains(&next.from)
            || before.iter().any(|&(tie, day)| order::follow(flow, &flow.ties[tie], day, next, order).is_some())
    };
    let joins = |tie: usize| {
        let tie = &flow.ties[tie];
        (from.contains(&tie.from) || reached.contains(&tie.from)) && (to.contains(&tie.to) || leading.contains(&tie.to))
    };
    let stopped = steps.out.all().filter(|&tie| joins(tie) && !in_time(tie));
    let ends: Vec<&str> = to.iter().map(|&end| flow.nodes[end].node.id.as_str()).collect();
    let belongs = |node: usize| {
        let root = flow.nodes[node].root.as_ref().filter(|root| root.id != flow.nodes[node].node.id);
        root.is_some_and(|root| ends.contains(&root.id.as_str()))
    };
    let mut of_end: Vec<usize> = reached.iter().copied().filter(|&node| belongs(node)).collect();
    of_end.sort_by_key(|&node| on.iter().filter_map(|ways| ways.to(node)).map(|way| way.len()).min());
    let id = |node: usize| flow.nodes[node].node.id.clone();
    Reach {
        meets: to.iter().any(|end| reached.contains(end)) || !reached.is_disjoint(&leading),
        latest: latest.map(|(day, node)| Latest {
            entity: id(node),
            day,
            planned: taken[&node].iter().all(|&(tie, _)| is_planned(&flow.ties[tie])),
        }),
        stops: stopped.map(|tie| (tie, arrival(flow.ties[tie].from).unwrap_or(Day::MIN))).collect(),
        of_end: of_end.into_iter().map(id).collect(),
        reached: reached.into_iter().map(id).collect(),
        leading: leading.into_iter().map(id).collect(),
    }
}
