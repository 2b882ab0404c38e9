//! Positions packed by scale, so that a pair is compared by counting, without a branch an item.

use std::collections::BTreeMap;

use super::Joint;
use crate::view::{Code, Held, ItemKind, Positions};

/// What two positions earn on an item with these codes.
pub(super) fn credit(codes: &[Code], x: Held, y: Held) -> f64 {
    let full = match (codes[x.code()].level, codes[y.code()].level) {
        _ if x.code() == y.code() => 1.0,
        // The same place on the scale under two words is the same position.
        (Some(a), Some(b)) if a == b => 1.0,
        (Some(a), Some(b)) => 1.0 - f64::from(a.abs_diff(b)) / range(codes),
        _ => 0.0,
    };
    if x.is_near() || y.is_near() { full.min(0.5) } else { full }
}

/// From the lowest to the highest place of the scale; only read when two codes differ in level, so never 0.
fn range(codes: &[Code]) -> f64 {
    let levels = || codes.iter().filter(|code| code.counts).filter_map(|code| code.level);
    match (levels().min(), levels().max()) {
        (Some(low), Some(high)) => f64::from(high.abs_diff(low)),
        _ => 0.0,
    }
}

/// Items that share one scale, side by side.
struct Scale {
    /// The places of its items in a packed row.
    columns: std::ops::Range<usize>,
    /// Classes of a cell, and one more for no position.
    classes: usize,
    /// What each pair of classes earns, and under which count it falls; `None` where one took no position.
    earns: Vec<Option<(f64, Met)>>,
}

/// Under which count a pair of positions falls.
#[derive(Clone, Copy)]
enum Met {
    Same,
    Near,
    Between,
    Opposed,
}

/// What decides a scale: places and whether each counts, and which positions are held, as (code, near).
type Key = (Vec<(Option<i32>, bool)>, Vec<(usize, bool)>);

/// Every actor's positions, a byte a cell, items of one scale together.
pub(super) struct Scales {
    scales: Vec<Scale>,
    cells: Vec<u8>,
    width: usize,
}

impl Scales {
    pub(super) fn of(positions: &Positions, takes: impl Fn(ItemKind) -> bool) -> Self {
        let mut items: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (place, item) in positions.items.iter().enumerate().filter(|(_, item)| takes(item.kind)) {
            let near =
                (0..positions.actors.len()).any(|a| positions.position(a, place).is_some_and(|held| held.is_near()));
            let levels = item.codes.iter().map(|code| (code.level, code.counts)).collect();
            let counted = (0..item.codes.len()).filter(|&code| item.codes[code].counts);
            let classes = counted.flat_map(|code| (0..=usize::from(near)).map(move |near| (code, near == 1))).collect();
            items.entry((levels, classes)).or_default().push(place);
        }
        let width = items.values().map(Vec::len).sum();
        let mut cells = vec![0; positions.actors.len() * width];
        let mut scales = Vec::new();
        let mut start = 0;
        for ((_, classes), places) in &items {
            for (column, &place) in places.iter().enumerate() {
                for actor in 0..positions.actors.len() {
                    let class = positions
                        .position(actor, place)
                        .and_then(|held| classes.iter().position(|&class| class == (held.code(), held.is_near())))
                        .unwrap_or(classes.len());
                    // At most 63 codes, each near or not: below 127.
                    cells[actor * width + start + column] = class as u8;
                }
            }
            let codes = &positions.items[places[0]].codes;
            scales.push(Scale {
                columns: start..start + places.len(),
                classes: classes.len() + 1,
                earns: earnings(codes, classes),
            });
            start += places.len();
        }
        Self { scales, cells, width }
    }

    /// What two actors have in common: counted in whole numbers, one multiplication a kind of meeting.
    pub(super) fn joint(&self, a: usize, b: usize) -> Joint {
        let row = |actor: usize| &self.cells[actor * self.width..(actor + 1) * self.width];
        let (first, second) = (row(a), row(b));
        let mut joint = Joint::default();
        let mut met = Vec::new();
        for scale in &self.scales {
            met.clear();
            met.resize(scale.earns.len(), 0_u32);
            for (&x, &y) in first[scale.columns.clone()].iter().zip(&second[scale.columns.clone()]) {
                met[usize::from(x) * scale.classes + usize::from(y)] += 1;
            }
            for (&count, earned) in met.iter().zip(&scale.earns) {
                let Some((credit, kind)) = earned else { continue };
                joint.items += count;
                joint.credit += credit * f64::from(count);
                match kind {
                    Met::Same => joint.same += count,
                    Met::Near => joint.near += count,
                    Met::Between => joint.between += count,
                    Met::Opposed => joint.opposed += count,
                }
            }
        }
        joint
    }
}

/// What each pair of classes earns, row by row, with a last row and column for no position.
fn earnings(codes: &[Code], classes: &[(usize, bool)]) -> Vec<Option<(f64, Met)>> {
    let held = |&(code, near): &(usize, bool)| if near { Held::new(code).near() } else { Held::new(code) };
    let all = || classes.iter().map(held).map(Some).chain([None]);
    all()
        .flat_map(|x| {
            all().map(move |y| {
                let (x, y) = (x?, y?);
                let credit = credit(codes, x, y);
                let same = x.code() == y.code() || {
                    let (a, b) = (codes[x.code()].level, codes[y.code()].level);
                    a.is_some() && a == b
                };
                let met = match (same, x.is_near() || y.is_near()) {
                    (true, true) => Met::Near,
                    (true, false) => Met::Same,
                    (false, _) if credit > 0.0 => Met::Between,
                    (false, _) => Met::Opposed,
                };
                Some((credit, met))
            })
        })
        .collect()
}
