//! What counts as a position, and how far two of them are apart: the rules that every number names.

use crate::view::{Code, Held, Item, ItemKind, Positions};

use super::Options;

/// Declares an enum of options with the words that the command line and methods use.
macro_rules! rule {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub enum $name { $($(#[$of])* $variant),+ }
        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            /// The word that options and methods use.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}
pub(in crate::align) use rule;

rule! {
    /// Whether signatures count among positions. A signature is never called a vote; the rule that maps it is named.
    Signatures {
        /// Signed and not signed are the two ends of a scale, and the signing is an item like any other.
        #[default]
        AsPositions = "as-positions",
        /// Signings are left out; a view of signings alone shows them.
        Apart = "apart",
    }
}

rule! {
    /// What a stance in own wording, only near a code, earns beside the code itself.
    Near {
        /// As if it were the code.
        Same = "same",
        /// Never more than half.
        #[default]
        Half = "half",
        /// Nothing.
        Different = "different",
    }
}

rule! {
    /// What an abstention is.
    Abstention {
        /// The middle of the scale: half way to either side.
        #[default]
        Half = "half",
        /// A stance of its own: the same as another abstention, different from everything else.
        Own = "own",
        /// No position.
        Missing = "missing",
    }
}

rule! {
    /// What an absence is. Absence is not abstention, and it is not opposition.
    Absence {
        /// No position.
        #[default]
        Missing = "missing",
        /// A stance of its own: the same as another absence, different from everything else (absence may be
        /// strategic: Rosas, Shomer & Haptonstahl 2015).
        Own = "own",
    }
}

/// How one code of an item is read under the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::align) enum Read {
    /// At this place of the scale.
    Level(i32),
    /// A stance of its own: equal to itself only.
    Nominal,
}

/// How the codes of an item are read; `None` is no position.
pub(in crate::align) fn readings(options: &Options, item: &Item) -> Vec<Option<Read>> {
    let read = |code: &Code| match code.word.as_str() {
        "abstain" if item.kind == ItemKind::Vote && code.counts => match options.abstention {
            Abstention::Half => code.level.map(Read::Level).or(Some(Read::Nominal)),
            Abstention::Own => Some(Read::Nominal),
            Abstention::Missing => None,
        },
        // A stance can have this word for its code.
        "absent" if !code.counts => (options.absence == Absence::Own).then_some(Read::Nominal),
        _ if !code.counts => None,
        _ => Some(code.level.map_or(Read::Nominal, Read::Level)),
    };
    item.codes.iter().map(read).collect()
}

/// The lowest place of the item's own scale and how far the highest is from it, never of what was observed. Whoever joins in
/// an adoption without a vote stands where a vote for it would.
pub(super) fn scale(item: &Item) -> (i32, f64) {
    let levels = || item.codes.iter().filter(|code| code.counts).filter_map(|code| code.level);
    match (item.kind, levels().min(), levels().max()) {
        (ItemKind::Consensus, ..) => VOTE,
        (_, Some(low), Some(high)) => (low, f64::from(high.abs_diff(low))),
        _ => (0, 0.0),
    }
}

/// The scale of a vote: against, abstaining, for.
const VOTE: (i32, f64) = (0, 2.0);

/// Where a position stands on its scale, from 0 to 1.
pub(super) fn place(level: i32, (low, range): (i32, f64)) -> f64 {
    if range > 0.0 { (f64::from(level) - f64::from(low)) / range } else { 0.0 }
}

/// How far two positions are apart, from 0 to 1, at the codes themselves.
pub(super) fn distance(x: (usize, Read), y: (usize, Read), range: f64) -> f64 {
    match (x.1, y.1) {
        _ if x.0 == y.0 => 0.0,
        // The same place on the scale under two words is the same position.
        (Read::Level(a), Read::Level(b)) if a == b => 0.0,
        // Two levels differ, so the scale has a range.
        (Read::Level(a), Read::Level(b)) => f64::from(a.abs_diff(b)) / range,
        _ => 1.0,
    }
}

/// What nearness adds to a distance.
pub(super) fn with_near(distance: f64, near: bool, rule: Near) -> f64 {
    match (near, rule) {
        (false, _) | (true, Near::Same) => distance,
        (true, Near::Half) => distance.max(0.5),
        (true, Near::Different) => 1.0,
    }
}

/// What two positions on an item earn: 1 - distance, nearness counted in.
pub(in crate::align) fn credit(options: &Options, item: &Item, x: Held, y: Held) -> f64 {
    let reads = readings(options, item);
    let (Some(a), Some(b)) = (reads[x.code()], reads[y.code()]) else { return 0.0 };
    let bare = distance((x.code(), a), (y.code(), b), scale(item).1);
    1.0 - with_near(bare, x.is_near() || y.is_near(), options.near)
}

impl Options {
    /// What an actor holds on an item, if these rules call it a position.
    pub(in crate::align) fn position(&self, positions: &Positions, actor: usize, item: usize) -> Option<Held> {
        let held = positions.held(actor, item)?;
        readings(self, &positions.items[item])[held.code()].map(|_| held)
    }
}
