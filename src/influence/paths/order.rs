//! Whether the steps of a path can be taken in its order, and whether they must have been.

use crate::model::{Day, FlowClass, Span};
use crate::view::{Flow, FlowTie, Step};

/// Whether two steps may be taken on one day. Conference days are full of steps that share a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The next step at the same day or later.
    #[default]
    Weak,
    /// The next step on a later day, unless the order is stated.
    Strict,
}

impl Order {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Weak, Self::Strict];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Strict => "strict",
        }
    }
}

/// Why a step stands after those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepOrder {
    /// It is the first.
    First,
    /// Dates leave no other order.
    Dated,
    /// The order is stated: the step before it made what it leaves from.
    Stated,
    /// Dates leave this order and another.
    Possible,
    /// The order is stated, but the dates given stand against it: one of the two claims is wrong.
    StatedAgainstDates,
}

impl StepOrder {
    /// Every value.
    pub const ALL: [Self; 5] = [Self::First, Self::Dated, Self::Stated, Self::Possible, Self::StatedAgainstDates];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Dated => "certain by dates",
            Self::Stated => "certain, stated",
            Self::Possible => "possible",
            Self::StatedAgainstDates => "stated, against dates",
        }
    }
}

/// What leaves a node leaves it after it came to be: the step before made it, or is part of its text (lineage).
pub(super) fn is_stated(before: &FlowTie) -> bool {
    before.creates || before.states_order
}

/// Walking up a carrier and down the same one to a sibling: session, forum, another session; text, norm, another text.
pub(super) fn is_sibling_return(before: &FlowTie, next: &FlowTie) -> bool {
    let carriers = before.class == FlowClass::Carrier && next.class == FlowClass::Carrier;
    carriers && before.relation == next.relation && before.reversed != next.reversed
}

/// Whether a sibling may lie at or after the one before it.
fn sibling_may_follow(flow: &Flow, before: &FlowTie, next: &FlowTie) -> bool {
    !is_sibling_return(before, next) || flow.nodes[next.to].date.latest >= flow.nodes[before.from].date.earliest
}

/// The earliest day of a step taken after another one that is taken on day `bound` or later; `None` when no order fits.
///
/// Where a lineage step leaves what the step before made, the order stands whatever the dates: dates that contradict
/// it do not break the path, and the days of later steps are counted anew from it.
pub(in crate::influence) fn follow(
    flow: &Flow,
    before: &FlowTie,
    bound: Day,
    next: &FlowTie,
    order: Order,
) -> Option<Day> {
    if !sibling_may_follow(flow, before, next) {
        return None;
    }
    let stated = is_stated(before);
    let start = Day(bound.0.saturating_add(gap(before, order))).max(next.when.earliest());
    if start <= next.when.latest() { Some(start) } else { (stated && next.states_order).then(|| next.when.earliest()) }
}

/// The latest day of a step from which another one, taken on day `bound` at the latest, still follows.
pub(in crate::influence) fn precede(
    flow: &Flow,
    before: &FlowTie,
    next: &FlowTie,
    bound: Day,
    order: Order,
) -> Option<Day> {
    if !sibling_may_follow(flow, before, next) {
        return None;
    }
    let latest = Day(bound.0.saturating_sub(gap(before, order))).min(before.when.latest());
    if latest >= before.when.earliest() {
        Some(latest)
    } else {
        (is_stated(before) && next.states_order).then(|| before.when.latest())
    }
}

/// Days that must lie between a step and the next.
fn gap(before: &FlowTie, order: Order) -> i32 {
    i32::from(order == Order::Strict && !is_stated(before))
}

/// The order of every step of a path that time allows.
pub(super) fn judge(flow: &Flow, ties: &[&FlowTie], order: Order) -> Vec<StepOrder> {
    let Some(first) = ties.first() else { return Vec::new() };
    let proved = proofs(flow, ties, order);
    let mut orders = vec![StepOrder::First];
    let mut bound = first.when.earliest();
    for (place, pair) in ties.windows(2).enumerate() {
        let (before, next) = (pair[0], pair[1]);
        let start = Day(bound.0.saturating_add(gap(before, order))).max(next.when.earliest());
        let against = start > next.when.latest();
        bound = if against { next.when.earliest() } else { start };
        orders.push(match (against, (0..=place).all(|earlier| proved[earlier][place + 1]), is_stated(before)) {
            (true, _, _) => StepOrder::StatedAgainstDates,
            (false, false, _) => StepOrder::Possible,
            (false, true, true) => StepOrder::Stated,
            (false, true, false) => StepOrder::Dated,
        });
    }
    orders
}

/// For each two steps, whether dates and stated orders leave nothing else but that the first can be taken before the
/// second.
///
/// An instant that is fixed, though unknown, passes an order on; a state, which may be used at any instant while it
/// holds, does not.
fn proofs(flow: &Flow, ties: &[&FlowTie], order: Order) -> Vec<Vec<bool>> {
    let mut proved = vec![vec![false; ties.len()]; ties.len()];
    for apart in 1..ties.len() {
        for i in 0..ties.len() - apart {
            let j = i + apart;
            let days: i32 = ties[i..j].iter().map(|tie| gap(tie, order)).sum();
            let by_dates = matches!((last_start(ties[i]), first_end(ties[j])), (Some(start), Some(end))
                if start.0.saturating_add(days) <= end.0);
            let passed_on = |k: usize| matches!(ties[k].when, Step::Event(_)) && proved[i][k] && proved[k][j];
            let next = apart == 1;
            proved[i][j] = (by_dates || next && is_stated(ties[i]) || (i + 1..j).any(passed_on))
                && !(next && is_sibling_return(ties[i], ties[j]) && !sibling_follows(flow, ties[i], ties[j]));
        }
    }
    proved
}

/// Whether the dates of two siblings leave no other order.
fn sibling_follows(flow: &Flow, before: &FlowTie, next: &FlowTie) -> bool {
    let (first, second) = (flow.nodes[before.from].date, flow.nodes[next.to].date);
    first.latest != Day::MAX && second.earliest != Day::MIN && first.latest <= second.earliest
}

/// The latest day on which a step can begin to be usable; `None` when its date proves nothing.
fn last_start(tie: &FlowTie) -> Option<Day> {
    let day = match tie.when {
        Step::Event(Span { latest, .. }) => latest,
        Step::State { begin, end } => begin.latest.min(end.latest),
    };
    (proves(tie) && day != Day::MAX).then_some(day)
}

/// The earliest day on which a step can cease to be usable; `None` when its date proves nothing.
fn first_end(tie: &FlowTie) -> Option<Day> {
    let day = match tie.when {
        Step::Event(Span { earliest, .. }) => earliest,
        Step::State { begin, end } => begin.earliest.max(end.earliest),
    };
    (proves(tie) && day != Day::MIN).then_some(day)
}

/// Approximate and uncertain dates prove nothing. A date taken from the later node is that of the step only where
/// the step belongs to the making of that node.
fn proves(tie: &FlowTie) -> bool {
    !tie.soft && (!tie.date_inherited || is_stated(tie))
}
