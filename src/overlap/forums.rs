//! How far the participants of two forums, or the forums of two actors, are the same; bounds where membership is unknown.

mod bounds;
mod trays;

use crate::result::{Cell, Method, Pairs, Undefined};
use crate::view::{Affiliations, Arena, ListState, Membership, StatedSize};

use super::backbone::Side;

use bounds::{Known, Room, ratio};

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
    /// Shared participants over the geometric mean of the sizes: |A ∩ B| / √(|A| |B|).
    Cosine,
    /// Overlap beyond what the two sizes make likely (Bonacich 1972): √o / (1 + √o), o the odds ratio of sitting in both; 1/2
    /// where one list says nothing about the other.
    Bonacich,
}

impl Measure {
    /// Every value.
    pub const ALL: &[Self] = &[Self::Jaccard, Self::Overlap, Self::Count, Self::Cosine, Self::Bonacich];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Jaccard => "jaccard",
            Self::Overlap => "overlap",
            Self::Count => "count",
            Self::Cosine => "cosine",
            Self::Bonacich => "bonacich",
        }
    }
    /// What its numbers count or measure.
    const fn unit(self, of: Side) -> &'static str {
        match (self, of) {
            (Self::Count, Side::Forums) => "actors",
            (Self::Count, Side::Actors) => "forums",
            _ => "coefficient 0-1",
        }
    }
}

/// How forums are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Which pairs: of forums, by the actors they share (the default), or of actors, by the forums.
    pub of: Side,
    /// Which number stands for the overlap in matrices and graphs; Jaccard by default.
    pub measure: Measure,
}

impl Options {
    /// The method, with the rules of the view it is used on and the universe of actors.
    pub fn method(&self, affiliations: &Affiliations) -> Method {
        let complete = (0..affiliations.arenas.len()).filter(|&arena| affiliations.is_settled(arena)).count();
        let universe = match self.of {
            Side::Forums => "all actors of these kinds that may exist in the window",
            Side::Actors => "all forums with a participant",
        };
        let named = Method::new("forum overlap", "Jaccard 1901; Szymkiewicz 1934; Simpson 1943; Bonacich 1972");
        let mut method = super::on_view(named.with("of", self.of.word()), affiliations)
            .with("universe", universe)
            .with("unknown", "bounds over every way it may turn out")
            .with("stated sizes", "those that may hold in the window, where they agree, taken to count these actors and nobody else: lists are filled to them exactly")
            .with("measure", self.measure.word())
            .counting("actors", affiliations.actors.len())
            .counting("arenas", affiliations.arenas.len())
            .counting("complete lists", complete);
        if !affiliations.options.window.is_open() {
            method = method
                .with("lists complete", "as seen in the years of the window")
                .with("dates that leave it open", "unknown");
        }
        method
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
    ///
    /// # Undefined
    /// Where the bounds differ, or nobody takes part.
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
    /// |A ∩ B| / √(|A| |B|).
    pub cosine: Bounded,
    /// √o / (1 + √o), where membership is known; of the named elsewhere.
    pub bonacich: Bounded,
}

impl Overlap {
    /// The number that an option asks for.
    pub fn measure(&self, measure: Measure) -> &Bounded {
        match measure {
            Measure::Jaccard => &self.jaccard,
            Measure::Overlap => &self.overlap,
            Measure::Count => &self.count,
            Measure::Cosine => &self.cosine,
            Measure::Bonacich => &self.bonacich,
        }
    }
}

/// Where they meet: how far the participants of two forums are the same.
///
/// A forum's list is often open: the source names five of 25 members. Whoever is neither named nor ruled out may or
/// may not sit there, so counts, Jaccard |A ∩ B| / |A ∪ B| and overlap coefficient |A ∩ B| / min(|A|, |B|), all in
/// 0..=1 but the count, cosine |A ∩ B| / √(|A| |B|) too, are printed as the *bounds* over every way the unknown cells may turn
/// out, and beside them "of
/// the named". Where both lists are complete the bounds meet. An overlap coefficient of 1 means contained, so both
/// sizes always stand by.
///
/// The universe is the view's actors: all of their kinds in the data, those that no forum names too. A stated size ("25
/// members") is taken to count these actors and all of them, so that the completed list has exactly that size, as far as the
/// unknown suffice; one that a source calls the most there are is a ceiling. A stated size below the number named contradicts
/// the record, as does one that a complete list does not reach with all who are unknown there: it is told as a conflict and
/// not used. Each bound is exact and by itself: low and high, and those of different pairs, need not come true together.
///
/// Bonacich's overlap takes the sizes out: with n11 in both, n10 and n01 in one, n00 in neither, o = n11 n00 / (n10 n01), it
/// is √o / (1 + √o). Of actors the same is computed over forums: who shares forums. No stated size limits an actor.
///
/// # Undefined
/// Jaccard where nobody can be in either, overlap and cosine where one list must be empty: empty with empty is no overlap
/// of 1. Bonacich's overlap where a membership is unknown (no bounds of it are computed) or the two lists leave no odds.
/// The value where the bounds differ.
///
/// # Cost
/// O(pairs x members of the other side) time.
///
/// # Reference
/// Jaccard 1901; Szymkiewicz 1934; Simpson 1943; Bonacich 1972.
///
/// ```
/// # use std::collections::BTreeMap;
/// # use blocs::view::{AffiliationOptions, Affiliations, Arena, Membership::{In, Out, Unknown}, Node, StatedSize};
/// use blocs::overlap::forums::{Forums, Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let arena = |id, listed_in_full, stated_size| Arena { node: node(id), listed_in_full, stated_size };
/// let view = Affiliations::from_cells(
///     vec![node("ann"), node("bo"), node("cy")],
///     vec![arena("closed", true, None), arena("open", false, Some(StatedSize::Exactly(2)))],
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
    /// What is compared, in the order of ids. An actor stands there as the list of its forums: complete where each of them
    /// is known to name it or not.
    pub things: Vec<Arena>,
    /// How many are named in each.
    pub named: Vec<usize>,
    /// What is known of each list.
    pub lists: Vec<ListState>,
    /// The overlap of each pair.
    pub pairs: Pairs<Overlap>,
    /// Forums whose lists the view leaves out, by id.
    pub without: Vec<String>,
    /// The options as used.
    pub options: Options,
    /// How it was made.
    pub method: Method,
}

impl Forums {
    /// More pairs than this are more than anybody reads, and than a common machine holds.
    pub const MOST_PAIRS: usize = 2_000_000;

    /// Compares every two arenas, or every two actors, of a view, unless they make more than [`MOST_PAIRS`](Self::MOST_PAIRS).
    ///
    /// # Errors
    /// In words, when they do.
    pub fn within_reach(affiliations: &Affiliations, options: Options) -> Result<Self, String> {
        let n = match options.of {
            Side::Forums => affiliations.arenas.len(),
            Side::Actors => {
                (0..affiliations.actors.len()).filter(|&actor| affiliations.seats(actor).next().is_some()).count()
            }
        };
        let pairs = n * n.saturating_sub(1) / 2;
        match pairs > Self::MOST_PAIRS {
            true => Err(format!(
                "{n} {} make {pairs} pairs, more than {} can be listed one by one; narrow the window, modes or roles, or ask \
                 `backbone` which pairs stand out",
                options.of.word(),
                Self::MOST_PAIRS
            )),
            false => Ok(Self::of(affiliations, options)),
        }
    }
    /// Compares every two arenas, or every two actors, of a view. Actors that no forum names are left out.
    pub fn of(affiliations: &Affiliations, options: Options) -> Self {
        let lists = Lists::of(affiliations, options.of);
        let mut method = options.method(affiliations);
        for (at, (thing, &named)) in lists.things.iter().zip(&lists.named).enumerate() {
            let Some(stated) = thing.stated_size else { continue };
            let (size, id) = (stated.count(), &thing.node.id);
            if size < named as u64 {
                method.note(format!(
                    "conflict: {id} names {named}, but its stated size is {size}; the stated size is not used"
                ));
            } else if lists.is_too_short(at) {
                method.note(format!(
                    "conflict: the complete list of {id} names {named}, but its stated size is {size}; the list is used"
                ));
            } else if stated == StatedSize::AtMost(size) {
                method.note(format!("{id}: its stated size {size} is the most it may be"));
            } else if stated == StatedSize::Exactly(size) && size > lists.cells.first().map_or(0, Vec::len) as u64 {
                method.note(format!("{id}: its stated size is {size}, more than there are actors; filled with all"));
            }
        }
        if options.of == Side::Forums {
            for (&arena, sizes) in &affiliations.changing_sizes {
                let id = &affiliations.arenas[arena].node.id;
                let sizes: Vec<String> = sizes.iter().map(u64::to_string).collect();
                method.note(format!(
                    "{id}: its stated sizes differ in the window ({}); none of them is used as a ceiling",
                    sizes.join(", ")
                ));
            }
        }
        method.note_each(super::of_the_window(affiliations));
        if options.of == Side::Actors {
            method.note_each(match affiliations.actors.len() - lists.things.len() {
                0 => None,
                1 => Some("1 actor that no forum names is left out".to_owned()),
                nowhere => Some(format!("{nowhere} actors that no forum names are left out")),
            });
        }
        let n = lists.things.len();
        let pairs = Pairs::of(n, |a, b| lists.compare(a, b));
        let state = |at: usize| match options.of {
            Side::Forums => affiliations.list(at),
            Side::Actors if lists.things[at].listed_in_full => ListState::Complete,
            Side::Actors => ListState::Open,
        };
        let states = (0..n).map(state).collect();
        let without = affiliations.options.without.clone();
        Self { things: lists.things, named: lists.named, lists: states, pairs, without, options, method }
    }
    /// The overlap of two forums, of which `a` is the first.
    ///
    /// # Panics
    /// When both are the same or one is not below the number of arenas.
    pub fn between(&self, a: usize, b: usize) -> Overlap {
        let pair = self.pairs.get(a, b).clone();
        let (low, high, both) = pair.named;
        if a < b { pair } else { Overlap { named: (high, low, both), ..pair } }
    }
}

/// What is compared, each with its cells over the other side.
struct Lists {
    things: Vec<Arena>,
    named: Vec<usize>,
    cells: Vec<Vec<Membership>>,
}

impl Lists {
    fn of(view: &Affiliations, of: Side) -> Self {
        let (actors, arenas) = (view.actors.len(), view.arenas.len());
        let lists: Vec<(Arena, Vec<Membership>)> = match of {
            Side::Forums => {
                let column = |arena| (0..actors).map(|actor| view.cell(actor, arena)).collect();
                (0..arenas).map(|arena| (view.arenas[arena].clone(), column(arena))).collect()
            }
            Side::Actors => {
                let row = |actor| -> Vec<Membership> { (0..arenas).map(|arena| view.cell(actor, arena)).collect() };
                let thing = |actor: usize| {
                    let cells = row(actor);
                    let listed_in_full = !cells.contains(&Membership::Unknown);
                    (Arena { node: view.actors[actor].clone(), listed_in_full, stated_size: None }, cells)
                };
                (0..actors).map(thing).filter(|(_, cells)| cells.contains(&Membership::In)).collect()
            }
        };
        let (things, cells): (Vec<_>, Vec<_>) = lists.into_iter().unzip();
        let count = |cells: &Vec<Membership>| cells.iter().filter(|cell| **cell == Membership::In).count();
        Self { named: cells.iter().map(count).collect(), things, cells }
    }
    /// Whether a source gives the whole list, and it is below its stated size however the unknown turn out.
    fn is_too_short(&self, at: usize) -> bool {
        let most = || self.cells[at].iter().filter(|cell| **cell != Membership::Out).count() as u64;
        let thing = &self.things[at];
        thing.listed_in_full && matches!(thing.stated_size, Some(StatedSize::Exactly(size)) if size > most())
    }
    /// The stated size, unless a complete list contradicts it.
    fn size(&self, at: usize) -> Option<StatedSize> {
        self.things[at].stated_size.filter(|_| !self.is_too_short(at))
    }
    fn compare(&self, a: usize, b: usize) -> Overlap {
        let mut known = Known::default();
        for cells in self.cells[a].iter().zip(&self.cells[b]) {
            use Membership::{In, Out, Unknown};
            match cells {
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
        let (named, named_second) = (known.named(), known.named_second());
        known.room = Room::of(self.size(a), named, known.unknown());
        known.room_second = Room::of(self.size(b), named_second, known.unknown_second());
        let (least, most) = known.count();
        let one_list = known.first_maybe + known.maybe_second + known.maybe_out + known.out_maybe;
        let unknown = one_list + 2 * known.maybe_both;
        let of_named = bonacich(known.both, named, named_second, self.cells[a].len());
        let mut corrected = Bounded::of((unknown == 0).then_some(of_named).flatten().map(|r| (r, r)), of_named);
        let no_odds = || Undefined::because("the two lists leave no odds to compare");
        if unknown > 0 {
            let why = || Err(Undefined::because("membership unknown: no bounds of it are computed"));
            (corrected.low, corrected.high) = (why(), why());
        } else if of_named.is_none() {
            (corrected.low, corrected.high) = (Err(no_odds()), Err(no_odds()));
        }
        corrected.named = of_named.ok_or_else(no_odds);
        Overlap {
            named: (named, named_second, known.both),
            unknown,
            count: Bounded::of(Some((least as f64, most as f64)), Some(known.both as f64)),
            jaccard: Bounded::of(known.jaccard(), ratio(known.both, named + named_second - known.both)),
            overlap: Bounded::of(known.overlap(), ratio(known.both, named.min(named_second))),
            cosine: Bounded::of(known.cosine(), bounds::cosine(known.both, named, named_second)),
            bonacich: corrected,
        }
    }
}

/// √o / (1 + √o) with o = n11 n00 / (n10 n01); `None` where both products are 0.
fn bonacich(both: usize, first: usize, second: usize, all: usize) -> Option<f64> {
    let (one, other) = (first - both, second - both);
    let with = (both as f64 * (all - one - other - both) as f64).sqrt();
    let against = (one as f64 * other as f64).sqrt();
    (with + against > 0.0).then(|| with / (with + against))
}

#[cfg(test)]
#[path = "forums_tests.rs"]
mod tests;
