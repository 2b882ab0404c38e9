//! Groups in colours and shapes, so that they are told apart on a grey print too.

use std::collections::BTreeMap;

use super::canvas::{Key, SIGN};
use super::palette::{ABSENT, BLUE, INK, ORANGE, OTHERS, YELLOW};
use super::svg::{Element, coordinate};
use super::words::{group, say};
use crate::result::{ColumnRole, Language, Table};

/// Colours of groups, in the order in which they are given out; shapes go round with them.
const COLOURS: [&str; 7] = [BLUE, ORANGE, OTHERS[2], OTHERS[0], OTHERS[1], OTHERS[3], YELLOW];

/// How the members of a group are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) colour: &'static str,
    shape: usize,
}

impl Look {
    /// What stands for things without a group, or whose group has no colour left.
    pub(super) const NONE: Self = Self { colour: ABSENT, shape: 0 };
    /// What stands for everything where there are no groups.
    pub(super) const ONLY: Self = Self { colour: BLUE, shape: 0 };
    /// The same shape in another colour.
    pub(super) fn coloured(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }
    /// The mark of a member around a point.
    pub(super) fn mark(self, x: f64, y: f64, r: f64) -> Element {
        let corners = |corners: &[(f64, f64)]| {
            let points = corners
                .iter()
                .map(|(right, down)| format!("{},{}", coordinate(x + right * r), coordinate(y + down * r)));
            Element::new("polygon").set("points", points.collect::<Vec<_>>().join(" "))
        };
        let mark = match self.shape % 4 {
            0 => Element::new("circle").at("cx", x).at("cy", y).at("r", r),
            1 => corners(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
            2 => corners(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
            _ => corners(&[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)]),
        };
        mark.set("fill", self.colour).set("stroke", INK).set("stroke-width", "0.4")
    }
}

/// The groups of a table's rows, in the order of their names (`c2` before `c10`).
pub(super) struct Groups {
    looks: BTreeMap<String, Look>,
    names: Vec<String>,
    /// Whether some row has no group, or one whose colour is shared.
    rest: bool,
    /// Whether there are more groups than colours.
    shared: bool,
}

impl Groups {
    pub(super) fn of(table: &Table) -> Self {
        let mut names: Vec<&str> = (0..table.len()).map(|row| table.text(row, ColumnRole::Group)).collect();
        let some_none = names.iter().any(|name| name.is_empty());
        names.retain(|name| !name.is_empty());
        names.sort_by_key(|name| (name.trim_end_matches(|c: char| c.is_ascii_digit()), name.len(), *name));
        names.dedup();
        let look = |n: usize| Look { colour: COLOURS[n], shape: n };
        let looks: BTreeMap<String, Look> =
            names.iter().take(COLOURS.len()).enumerate().map(|(n, name)| ((*name).to_owned(), look(n))).collect();
        let rest = !names.is_empty() && (some_none || names.len() > COLOURS.len());
        Self { looks, shared: names.len() > COLOURS.len(), names: names.into_iter().map(str::to_owned).collect(), rest }
    }
    /// How a row is drawn.
    pub(super) fn look(&self, table: &Table, row: usize) -> Look {
        self.named(table.text(row, ColumnRole::Group))
    }
    /// How the members of a group are drawn.
    pub(super) fn named(&self, name: &str) -> Look {
        if self.names.is_empty() { Look::ONLY } else { self.looks.get(name).copied().unwrap_or(Look::NONE) }
    }
    /// The names, in order.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
    /// What the legend says where being in no group has a sign of its own.
    pub(super) fn named_keys(&self, language: Language) -> Vec<Key> {
        let mut keys = self.keys(language);
        keys.truncate(self.looks.len());
        keys
    }
    /// What the legend says.
    pub(super) fn keys(&self, language: Language) -> Vec<Key> {
        let sign = |look: Look| look.mark(SIGN.0 / 2.0, SIGN.1 / 2.0, 2.8);
        let mut keys: Vec<Key> = (self.names.iter().filter_map(|name| Some((name, self.looks.get(name)?))))
            .map(|(name, look)| Key { sign: sign(*look), meaning: group(language, name) })
            .collect();
        if self.rest {
            let meaning = if self.shared {
                say(language, "another group, or none", "他の群・群なし")
            } else {
                say(language, "in no group", "群なし")
            };
            keys.push(Key { sign: sign(Look::NONE), meaning });
        }
        keys
    }
}
