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
pub(in crate::influence) fn is_stated(before: &FlowTie) -> bool {
    (before.creates || before.states_order) && !before.disputed
}

/// Walking up a carrier and down the same one to a sibling: session, forum, another session; text, norm, another text.
pub(super) fn is_sibling_return(before: &FlowTie, next: &FlowTie) -> bool {
    let carrier = before.class == FlowClass::Carrier || next.class == FlowClass::Carrier;
    carrier && before.relation == next.relation && before.reversed != next.reversed
}

/// Whether a sibling may lie at or after the one before it.
pub(in crate::influence) fn sibling_may_follow(flow: &Flow, before: &FlowTie, next: &FlowTie) -> bool {
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
    let start = later(bound, gap(before, order)).max(next.when.earliest());
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
    let latest = sooner(bound, gap(before, order)).min(before.when.latest());
    if latest >= before.when.earliest() {
        Some(latest)
    } else {
        (is_stated(before) && next.states_order).then(|| before.when.latest())
    }
}

/// The days on which a step can be taken after one that is taken on one of these days, at most so many days later.
pub(super) fn days_after(
    flow: &Flow,
    before: &FlowTie,
    (first, last): (Day, Day),
    next: &FlowTie,
    order: Order,
    within: Option<i32>,
) -> Option<(Day, Day)> {
    let from = follow(flow, before, first, next, order)?;
    let least = gap(before, order);
    // An order that is stated against the dates counts them anew.
    let anew = later(first, least) > next.when.latest();
    let until = match within {
        Some(_) if anew => next.when.latest(),
        Some(most) if most < least => return None,
        Some(most) => later(last, most).min(next.when.latest()),
        None => next.when.latest(),
    };
    (from <= until).then_some((from, until))
}

/// Whether dates leave no greater distance between a step and the next.
pub(super) fn surely_within(ties: &[&FlowTie], within: Option<i32>) -> bool {
    within.is_none_or(|most| {
        ties.windows(2).all(|pair| {
            pair[1].when.latest().0.saturating_sub(pair[0].when.earliest().0) <= most
                && proves(pair[0])
                && proves(pair[1])
        })
    })
}

/// When a path can be begun, ended and walked at best; none where dates do not say, or a stated order stands against
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    /// The earliest day on which the last step can be taken.
    pub arrival: Option<Day>,
    /// The latest day on which the first step can be taken.
    pub departure: Option<Day>,
    /// The fewest days between the two.
    pub days: Option<i32>,
}

impl Times {
    /// Those of a path that time allows.
    ///
    /// The later it is begun, the fewer days it takes: every step waits for the one before it or for its own day.
    pub(super) fn of(flow: &Flow, ties: &[&FlowTie], order: Order, within: Option<i32>) -> Self {
        let Some(first) = ties.first() else { return Self::default() };
        let walked = |days: (Day, Day)| {
            ties.windows(2).try_fold(days, |days, pair| days_after(flow, pair[0], days, pair[1], order, within))
        };
        let arrival = walked((first.when.earliest(), first.when.latest())).map(|days| days.0);
        let departure = Self::departure(ties, order, within);
        let arrived = departure.and_then(|day| walked((day, day)));
        Self {
            arrival: arrival.filter(|&day| day != Day::MIN && departure.is_some()),
            departure: departure.filter(|&day| day != Day::MAX),
            days: arrived.zip(departure).filter(|(_, day)| *day != Day::MAX).map(|(days, day)| days.0.0 - day.0),
        }
    }

    /// The latest day of the first step from which all others can follow; none when dates stand against the order.
    fn departure(ties: &[&FlowTie], order: Order, within: Option<i32>) -> Option<Day> {
        let last = ties.last()?;
        let mut days = (last.when.earliest(), last.when.latest());
        for tie in ties.iter().rev().skip(1) {
            let from = within.map_or(Day::MIN, |most| sooner(days.0, most));
            let until = sooner(days.1, gap(tie, order));
            days = (from.max(tie.when.earliest()), until.min(tie.when.latest()));
            if days.0 > days.1 {
                return None;
            }
        }
        Some(days.1)
    }
}

/// So many days later; a day that is not known stays so.
fn later(day: Day, days: i32) -> Day {
    if [Day::MIN, Day::MAX].contains(&day) { day } else { Day(day.0.saturating_add(days)) }
}

/// So many days sooner; a day that is not known stays so.
fn sooner(day: Day, days: i32) -> Day {
    later(day, days.saturating_neg())
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
        let start = later(bound, gap(before, order)).max(next.when.earliest());
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
            proved[i][j] = (by_dates || next && is_stated(ties[i]) && !ties[j].disputed || (i + 1..j).any(passed_on))
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
