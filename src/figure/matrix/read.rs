//! What the trays say: things in order, what is known of each pair, and the classes of values.

use std::collections::BTreeMap;

use super::super::canvas::{Key, swatch};
use super::super::palette::{BELOW, PAPER, RAMP};
use super::super::{Place, claims, place, text};
use crate::result::{Cell, CellRef, ColumnRole, Language, Table};

/// Stands behind a size that is a lower bound.
pub(super) const MORE: char = '+';

/// One thing.
pub(super) struct Thing {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) size: String,
    pub(super) group: String,
    /// How far it is, as trees count, from the thing before it: the height at which the two are joined.
    pub(super) joins: Option<f64>,
}

/// What is known of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Known {
    Value(f64),
    /// Between bounds, with the estimate where there is one.
    Between(f64, f64, Option<f64>),
    Undefined,
}

/// Values to colours.
pub(super) struct Scale {
    /// All values lie between 0 and 1, so that classes are fifths and zero is a class of its own.
    pub(super) unit: bool,
    /// Values lie on both sides of 0, which has a class of its own: three classes below it, three above, all of one width.
    sides: bool,
    low: f64,
    step: f64,
}

impl Scale {
    pub(super) fn of(pairs: &BTreeMap<(usize, usize), Known>) -> Self {
        let values = pairs.values().flat_map(|known| match *known {
            Known::Value(value) => vec![value],
            Known::Between(low, high, _) => vec![low, high],
            Known::Undefined => Vec::new(),
        });
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        if low > high || low >= 0.0 && high <= 1.0 {
            return Self { unit: true, sides: false, low: 0.0, step: 0.2 };
        }
        if low < 0.0 && high > 0.0 {
            let step = high.max(-low) / 3.0;
            return Self { unit: false, sides: true, low: -3.0 * step, step };
        }
        let step = (high - low) / RAMP.len() as f64;
        Self { unit: false, sides: false, low, step: if step > 0.0 { step } else { 1.0 } }
    }
    pub(super) fn colour(&self, value: f64) -> &'static str {
        if (self.unit || self.sides) && value == 0.0 {
            return PAPER;
        }
        if self.sides {
            // Of classes below 0, too, the end that is further out belongs to the class.
            let class = (((value.abs() / self.step) - 1e-9).max(0.0) as usize).min(2);
            return if value < 0.0 { BELOW[2 - class] } else { RAMP[2 * class] };
        }
        // Classes hold their upper end; a hair keeps 0.6 / 0.2 from landing above 3.
        let class = ((value - self.low) / self.step - 1e-9).max(0.0) as usize;
        RAMP[class.min(RAMP.len() - 1)]
    }
    pub(super) fn keys(&self) -> Vec<Key> {
        let mut keys = Vec::new();
        if self.sides {
            let bound = |n: i32| if n == 0 { "0".to_owned() } else { short(f64::from(n) * self.step) };
            let key =
                |n: i32, colour| Key { sign: swatch(colour), meaning: format!("{} to {}", bound(n), bound(n + 1)) };
            let below = (-3..0).zip(BELOW).map(|(n, colour)| key(n, colour));
            let above = (0..3).map(|n| key(n, RAMP[2 * n as usize]));
            let zero = Key { sign: swatch(PAPER), meaning: "0".to_owned() };
            return below.chain([zero]).chain(above).collect();
        }
        if self.unit {
            keys.push(Key { sign: swatch(PAPER), meaning: "0".to_owned() });
        }
        for (n, colour) in RAMP.into_iter().enumerate() {
            let (low, high) = (self.low + n as f64 * self.step, self.low + (n + 1) as f64 * self.step);
            let meaning = if self.unit {
                // Zero has a class of its own.
                let above = if n == 0 { ">" } else { "" };
                format!("{above}{}–{}", Cell::Number(low).plain(), Cell::Number(high).plain())
            } else {
                format!("{}–{}", short(low), short(high))
            };
            keys.push(Key { sign: swatch(colour), meaning });
        }
        keys
    }
}

/// A number in a small space: two decimals, and never rounded to a 0 or a 1 that it is not.
pub(super) fn short(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value:.0}")
    } else if value > 0.0 && value < 0.005 {
        "<0.01".to_owned()
    } else if value > 0.995 && value < 1.0 {
        ">0.99".to_owned()
    } else {
        format!("{value:.2}")
    }
}

pub(super) fn read_things(things: &Table, pairs: &Table, language: Language) -> Vec<Thing> {
    let mut rows: Vec<(Place, Thing)> = Vec::new();
    for row in 0..things.len() {
        let id = things.text(row, ColumnRole::Id).to_owned();
        let bound = |role| things.cell(row, role).and_then(CellRef::as_f64);
        let size = match (bound(ColumnRole::Low), bound(ColumnRole::High), bound(ColumnRole::Count)) {
            (Some(low), Some(high), _) if low != high => format!("{}–{}", short(low), short(high)),
            // A lower bound without an upper one: who else is in it is not known.
            (Some(low), None, _) => format!("{}{MORE}", short(low)),
            (_, _, Some(size)) => short(size),
            _ => String::new(),
        };
        rows.push((
            place(things, row),
            Thing {
                label: text::clean(&things.label(row, language)),
                id,
                size,
                group: things.text(row, ColumnRole::Group).to_owned(),
                joins: bound(ColumnRole::Offset),
            },
        ));
    }
    // A pair may name a thing that has no row: it is drawn under its id.
    for row in 0..pairs.len() {
        for role in [ColumnRole::Actor, ColumnRole::Other] {
            let id = pairs.text(row, role).to_owned();
            rows.push((
                (true, i64::MAX),
                Thing { label: text::clean(&id), id, size: String::new(), group: String::new(), joins: None },
            ));
        }
    }
    rows.sort_by(|(a, x), (b, y)| (&x.id, a, &x.label, &x.size).cmp(&(&y.id, b, &y.label, &y.size)));
    rows.dedup_by(|later, first| later.1.id == first.1.id);
    rows.sort_by(|(a, x), (b, y)| (a, &x.id).cmp(&(b, &y.id)));
    rows.into_iter().map(|(_, thing)| thing).collect()
}

pub(super) fn read_pairs(pairs: &Table, things: &[Thing]) -> BTreeMap<(usize, usize), Known> {
    let places: BTreeMap<&str, usize> = things.iter().enumerate().map(|(n, thing)| (thing.id.as_str(), n)).collect();
    let mut known: BTreeMap<(usize, usize), (String, Known)> = BTreeMap::new();
    for row in 0..pairs.len() {
        let place = |role| places.get(pairs.text(row, role)).copied();
        let (Some(a), Some(b)) = (place(ColumnRole::Actor), place(ColumnRole::Other)) else { continue };
        if a == b {
            continue;
        }
        let number = |role| pairs.cell(row, role).and_then(CellRef::as_f64);
        let what = match (number(ColumnRole::Low), number(ColumnRole::High), number(ColumnRole::Value)) {
            (Some(low), Some(high), value) if low != high => Known::Between(low.min(high), low.max(high), value),
            (_, _, Some(value)) | (Some(value), Some(_), None) => Known::Value(value),
            _ => Known::Undefined,
        };
        // A long table may hold both halves; should they differ, the choice does not depend on the order of rows.
        let words = format!("{what:?}");
        let entry = known.entry((a.max(b), a.min(b))).or_insert_with(|| (words.clone(), what));
        if words < entry.0 {
            *entry = (words, what);
        }
    }
    known.into_iter().map(|(pair, (_, what))| (pair, what)).collect()
}

/// The claims behind each pair, where the tray carries them.
pub(super) fn read_claims(pairs: &Table, things: &[Thing]) -> BTreeMap<(usize, usize), String> {
    let places: BTreeMap<&str, usize> = things.iter().enumerate().map(|(n, thing)| (thing.id.as_str(), n)).collect();
    let place = |row, role| places.get(pairs.text(row, role)).copied();
    let read = |row| {
        let (a, b) = (place(row, ColumnRole::Actor)?, place(row, ColumnRole::Other)?);
        Some(((a.max(b), a.min(b)), claims(pairs, row)?))
    };
    (0..pairs.len()).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::CellKind;

    /// An estimate with an interval is read with it; bounds alone have none.
    #[test]
    fn an_estimate_stands_beside_its_bounds() {
        let things = Table::new("things", Default::default()).column("id", CellKind::Text, ColumnRole::Id, "");
        let mut pairs = Table::new("pairs", Default::default())
            .column("one", CellKind::Text, ColumnRole::Actor, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("value", CellKind::Number, ColumnRole::Value, "")
            .column("low", CellKind::Number, ColumnRole::Low, "")
            .column("high", CellKind::Number, ColumnRole::High, "");
        let number = |value: f64| Cell::Number(value);
        pairs.push([Cell::text("a"), Cell::text("b"), number(0.5), number(0.25), number(0.75)]);
        pairs.push([Cell::text("a"), Cell::text("c"), Cell::Empty, number(0.25), number(0.75)]);
        let things = read_things(&things, &pairs, Language::English);
        let known = read_pairs(&pairs, &things);
        assert_eq!(known[&(1, 0)], Known::Between(0.25, 0.75, Some(0.5)));
        assert_eq!(known[&(2, 0)], Known::Between(0.25, 0.75, None));
    }

    /// From -0.6 to 0.9: classes are 0.3 wide on either side, and 0 has its own.
    #[test]
    fn what_has_a_sign_has_two_hues() {
        let pairs = [((0, 1), Known::Value(-0.6)), ((0, 2), Known::Value(0.9)), ((1, 2), Known::Value(0.0))].into();
        let scale = Scale::of(&pairs);
        assert_eq!([-0.9, -0.6, -0.3, 0.0].map(|value| scale.colour(value)), [BELOW[0], BELOW[1], BELOW[2], PAPER]);
        assert_eq!([0.1, 0.3, 0.31, 0.9].map(|value| scale.colour(value)), [RAMP[0], RAMP[0], RAMP[2], RAMP[4]]);
        let said: Vec<String> = scale.keys().into_iter().map(|key| key.meaning).collect();
        assert_eq!(
            said,
            ["-0.90 to -0.60", "-0.60 to -0.30", "-0.30 to 0", "0", "0 to 0.30", "0.30 to 0.60", "0.60 to 0.90"]
        );
        // One sign alone has one hue.
        let one = Scale::of(&[((0, 1), Known::Value(0.5)), ((0, 2), Known::Value(0.9))].into());
        assert_eq!((one.unit, one.colour(0.9)), (true, RAMP[4]));
    }
}
