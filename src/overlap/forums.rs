//! How far the participants of two forums are the same, as bounds where membership is unknown.

mod bounds;
mod trays;

use crate::result::{Cell, Method, Pairs, Undefined};
use crate::view::affiliations::Sessions;
use crate::view::{Affiliations, Arena, Membership};

use bounds::{Known, ratio};

/// Which number stands for the overlap in matrices and graphs; tables show all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Shared participants over all participants of either: |A ∩ B| / |A ∪ B|.
    #[default]
    Jaccard,
    /// Shared participants over the smaller list: |A ∩ B| / min(|A|, |B|). 1 means contained, so read both sizes.
    Overlap,
    /// How many are shared: |A ∩ B|.
    Count,
}

impl Measure {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Jaccard, Self::Overlap, Self::Count];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Jaccard => "jaccard",
            Self::Overlap => "overlap",
            Self::Count => "count",
        }
    }
    /// What its numbers count or measure.
    const fn unit(self) -> &'static str {
        match self {
            Self::Count => "actors",
            Self::Jaccard | Self::Overlap => "coefficient 0-1",
        }
    }
}

/// How forums are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Which number stands for the overlap in matrices and graphs.
    pub measure: Measure,
}

impl Options {
    /// The method, with the rules of the view it is used on and the universe of actors.
    pub fn method(&self, affiliations: &Affiliations) -> Method {
        let modes: Vec<&str> = affiliations.options.modes.iter().map(|mode| mode.word()).collect();
        let sessions = match affiliations.options.sessions {
            Sessions::Apart => "apart",
            Sessions::Lifted => "lifted",
        };
        let complete = affiliations.arenas.iter().filter(|arena| arena.complete).count();
        Method::new("forum overlap", "Jaccard 1901; Szymkiewicz 1934; Simpson 1943")
            .with("modes", modes.join(" "))
            .with("sessions", sessions)
            .with("window", affiliations.options.window)
            .with("actor kinds", affiliations.actor_kinds.join(" "))
            .with("universe", "all actors of these kinds in the data")
            .with("unknown", "bounds over every way it may turn out, within stated sizes")
            .with("measure", self.measure.word())
            .counting("actors", affiliations.actors.len())
            .counting("arenas", affiliations.arenas.len())
            .counting("complete lists", complete)
    }
}

/// One number about two forums: exact where membership is known, else its bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounded {
    /// The least it can be, or why there is none.
    pub low: Result<f64, Undefined>,
    /// The most it can be, or why there is none.
    pub high: Result<f64, Undefined>,
    /// Of those named alone, as if nobody else took part.
    pub named: Result<f64, Undefined>,
}

impl Bounded {
    fn of(bounds: Option<(f64, f64)>, named: Option<f64>) -> Self {
        let empty = || Undefined::because("nobody is named, empty with empty");
        let nobody = || Undefined::because("nobody takes part, empty with empty");
        Self {
            low: bounds.map(|bounds| bounds.0).ok_or_else(nobody),
            high: bounds.map(|bounds| bounds.1).ok_or_else(nobody),
            named: named.ok_or_else(empty),
        }
    }
    /// The number itself, where the bounds meet; else the reason why there is none.
    pub fn value(&self) -> Result<f64, Undefined> {
        match (&self.low, &self.high) {
            (Ok(low), Ok(high)) if low == high => Ok(*low),
            (Ok(low), Ok(high)) => {
                let [low, high] = [low, high].map(|bound| Cell::Number((bound * 1000.0).round() / 1000.0).plain());
                Err(Undefined::because(format!("membership unknown: {low} to {high}")))
            }
            (Err(why), _) | (_, Err(why)) => Err(why.clone()),
        }
    }
}

/// How far two forums are attended by the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// Named in the first, in the second, and in both.
    pub named: (usize, usize, usize),
    /// Cells of the two lists that are unknown.
    pub unknown: usize,
    /// How many are shared.
    pub count: Bounded,
    /// |A ∩ B| / |A ∪ B|.
    pub jaccard: Bounded,
    /// |A ∩ B| / min(|A|, |B|).
    pub overlap: Bounded,
}

impl Overlap {
    /// The number that an option asks for.
    pub fn measure(&self, measure: Measure) -> &Bounded {
        match measure {
            Measure::Jaccard => &self.jaccard,
            Measure::Overlap => &self.overlap,
            Measure::Count => &self.count,
        }
    }
}

/// Where they meet: how far the participants of two forums are the same.
///
/// A forum's list is often open: the source names five of 25 members. Whoever is neither named nor ruled out may or
/// may not sit there, so counts, Jaccard |A ∩ B| / |A ∪ B| and overlap coefficient |A ∩ B| / min(|A|, |B|), all in
/// 0..=1 but the count, are printed as the *bounds* over every way the unknown cells may turn out, and beside them "of
/// the named". Where both lists are complete the bounds meet. An overlap coefficient of 1 means contained, so both
/// sizes always stand by.
///
/// The universe is the view's actors: all of their kinds in the data, those that no forum names too. A stated size ("25 members") caps how many of them a list can hold; it is no
/// lower bound, because members may be actors of other kinds or named nowhere. A stated size below the number named
/// is noted and leaves no room. Each bound is exact and by itself: low and high, and those of different pairs, need
/// not come true together.
///
/// # Undefined
/// Jaccard where nobody can be in either, overlap where one list must be empty: empty with empty is no overlap of 1.
/// The value where the bounds differ.
///
/// # Cost
/// O(arenas² x actors) time.
///
/// # Reference
/// Jaccard 1901; Szymkiewicz 1934; Simpson 1943.
///
/// ```
/// # use std::collections::BTreeMap;
/// # use blocs::view::{AffiliationOptions, Affiliations, Arena, Membership::{In, Out, Unknown}, Node};
/// use blocs::overlap::forums::{Forums, Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let arena = |id, complete, stated_size| Arena { node: node(id), complete, stated_size };
/// let view = Affiliations::from_cells(
///     vec![node("ann"), node("bo"), node("cy")],
///     vec![arena("closed", true, None), arena("open", false, Some(2))],
///     &[vec![In, In], vec![In, Unknown], vec![Out, Unknown]],
///     BTreeMap::new(),
///     AffiliationOptions::default(),
/// );
/// let pair = Forums::of(&view, Options::default()).between(0, 1).clone();
/// assert_eq!((pair.jaccard.low, pair.jaccard.high), (Ok(1.0 / 3.0), Ok(1.0)));
/// assert_eq!(pair.jaccard.named, Ok(0.5));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Forums {
    /// The forums, in the order of their ids.
    pub arenas: Vec<Arena>,
    /// How many are named in each.
    pub named: Vec<usize>,
    /// The overlap of each pair.
    pub pairs: Pairs<Overlap>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

impl Forums {
    /// Compares every two arenas of a view.
    pub fn of(affiliations: &Affiliations, options: Options) -> Self {
        let arenas = affiliations.arenas.len();
        let named: Vec<usize> = (0..arenas).map(|arena| affiliations.named(arena).count()).collect();
        let mut method = options.method(affiliations);
        for (arena, &named) in affiliations.arenas.iter().zip(&named) {
            if let Some(stated) = arena.stated_size.filter(|&stated| stated < named as u64) {
                method.notes.push(format!("{}: {named} named, but its stated size is {stated}", arena.node.id));
            }
        }
        let values = (0..arenas).flat_map(|b| (0..b).map(move |a| (a, b))).map(|(a, b)| compare(affiliations, a, b));
        let pairs = Pairs::from_values(arenas, values.collect()).expect("one value a pair, by construction");
        Self { arenas: affiliations.arenas.clone(), named, pairs, options, method }
    }
    /// The overlap of two forums.
    ///
    /// # Panics
    /// When both are the same or one is not below the number of arenas.
    pub fn between(&self, a: usize, b: usize) -> &Overlap {
        self.pairs.get(a, b)
    }
}

fn compare(affiliations: &Affiliations, a: usize, b: usize) -> Overlap {
    let mut known = Known::default();
    for actor in 0..affiliations.actors.len() {
        use Membership::{In, Out, Unknown};
        match (affiliations.cell(actor, a), affiliations.cell(actor, b)) {
            (In, In) => known.both += 1,
            (In, Out) => known.first += 1,
            (Out, In) => known.second += 1,
            (In, Unknown) => known.first_maybe += 1,
            (Unknown, In) => known.maybe_second += 1,
            (Unknown, Out) => known.maybe_out += 1,
            (Out, Unknown) => known.out_maybe += 1,
            (Unknown, Unknown) => known.maybe_both += 1,
            (Out, Out) => {}
        }
    }
    let room = |arena: usize, named: usize| match affiliations.arenas[arena].stated_size {
        Some(stated) => usize::try_from(stated).unwrap_or(usize::MAX).saturating_sub(named),
        None => usize::MAX / 4,
    };
    let (named, named_second) = (known.named(), known.named_second());
    (known.room, known.room_second) = (room(a, named), room(b, named_second));
    let (least, most) = known.count();
    let one_list = known.first_maybe + known.maybe_second + known.maybe_out + known.out_maybe;
    Overlap {
        named: (named, named_second, known.both),
        unknown: one_list + 2 * known.maybe_both,
        count: Bounded::of(Some((least as f64, most as f64)), Some(known.both as f64)),
        jaccard: Bounded::of(known.jaccard(), ratio(known.both, named + named_second - known.both)),
        overlap: Bounded::of(known.overlap(), ratio(known.both, named.min(named_second))),
    }
}

#[cfg(test)]
#[path = "forums_tests.rs"]
mod tests;
