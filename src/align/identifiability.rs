//! What these positions can carry, said before any number.

mod methods;
mod nobody;
mod pairs;
mod profiles;
mod trays;

use std::collections::BTreeSet;

use crate::result::{Method, Phrase, Undefined};
use crate::view::{ItemKind, Positions};

use super::agreement::{Agreement, FEWEST_FAMILIES, Options};
use super::clusters::Approach;

pub(super) use nobody::nobody;
pub(super) use pairs::nothing_defined;

/// Whether the data carry a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They do.
    Defined,
    /// In part, or with a reservation that must be read first.
    Partly,
    /// They do not.
    Undefined,
}

impl Verdict {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Defined, Self::Partly, Self::Undefined];
    /// The word that tables use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Defined => "defined",
            Self::Partly => "partly",
            Self::Undefined => "undefined",
        }
    }
}

/// One plain sentence on one method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it is about: `agreement`, `clusters`, ...
    pub about: &'static str,
    /// Whether the data carry it.
    pub verdict: Verdict,
    /// Why, in words.
    pub why: Phrase,
}

/// How many items pairs of actors have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JointCounts {
    /// The fewest.
    pub min: u32,
    /// The middle one; halfway between the two middle ones when the number of pairs is even.
    pub median: f64,
    /// The most.
    pub max: u32,
    /// Pairs without a joint item.
    pub none: usize,
    /// Pairs with some, but fewer than the minimum.
    pub below: usize,
    /// All pairs.
    pub pairs: usize,
}

/// Can it be said at all? What the positions can carry, before any number is read.
///
/// An index between two states means little when one conference is all that is known: everybody either signed or did
/// not, agreement takes two values, and clusters repeat the list of signatories. This answer counts what there is
/// (items by kind, families of repeated items, distinct profiles, joint items of pairs, actors nobody can tell apart)
/// and says in plain words which methods are defined on it and why others are not.
///
/// A *profile* is an actor's whole row: two actors share it when they hold, and lack, the same positions; an actor
/// without any position has none. A *family* is a series of repeated decisions; an item without series is its own.
///
/// # Undefined
/// Joint counts where there are fewer than two actors.
///
/// # Cost
/// O(actors x items) beyond the agreement it reads.
///
/// ```
/// # use blocs::{model::Span, view::{Code, Held, Item, ItemKind, Node, Positions, PositionOptions}};
/// use blocs::align::{Agreement, Identifiability, agreement::Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
/// # let signing = Item { id: "itr".into(), name: "ITR".into(), name_ja: String::new(), kind: ItemKind::Signing,
/// #     object: String::new(), date: Span::UNKNOWN, series: String::new(),
/// #     codes: vec![code("not-signed", 0), code("signed", 1)].into() };
/// # let (not, signed) = (Some(Held::new(0)), Some(Held::new(1)));
/// let positions = Positions::from_cells(
///     vec![node("ann"), node("bo"), node("cy")],
///     vec![signing],
///     &[vec![signed], vec![not], vec![not]],
///     PositionOptions::default(),
/// );
/// let said = Identifiability::of(&positions, &Agreement::of(&positions, Options::default()));
/// assert!(said.statements.iter().any(|statement| statement.why.english.starts_with("one instrument, two profiles")));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Identifiability {
    /// How many items there are of each kind that has any.
    pub kinds: Vec<(ItemKind, usize)>,
    /// How many families of items.
    pub families: usize,
    /// How many profiles differ.
    pub profiles: usize,
    /// Actors that hold the same positions on every item, where they are two or more; by their first ids.
    pub alike: Vec<Vec<String>>,
    /// How many items pairs have in common.
    pub joint: Result<JointCounts, Undefined>,
    /// What can be said and what cannot.
    pub statements: Vec<Statement>,
    /// How it was made.
    pub method: Method,
}

impl Identifiability {
    /// Reads what an agreement was computed from, under the same options. Clusters are those of the default method.
    pub fn of(positions: &Positions, agreement: &Agreement) -> Self {
        Self::of_groups_by(positions, agreement, Approach::default())
    }
    /// The same where clusters are sought by a method.
    pub fn of_groups_by(positions: &Positions, agreement: &Agreement, approach: Approach) -> Self {
        let options = agreement.options;
        // Under a measure of ordered items the others tell nobody apart, and carry no interval.
        let taken: Vec<usize> =
            (0..positions.items.len()).filter(|&item| options.enters(&positions.items[item])).collect();
        let of_kind = |kind: ItemKind| positions.items.iter().filter(move |item| item.kind == kind);
        let count = |kind: ItemKind| if options.takes(kind) { of_kind(kind).count() } else { 0 };
        let kinds = ItemKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, items)| *items > 0);
        let family = |item: usize| match positions.items[item].series.as_str() {
            "" => (false, positions.items[item].id.as_str()),
            series => (true, series),
        };
        let (profiles, mut alike) = profiles::profiles(positions, &taken, &options);
        alike.sort();
        let mut said = Self {
            kinds: kinds.collect(),
            families: taken.iter().map(|&item| family(item)).collect::<BTreeSet<_>>().len(),
            profiles,
            alike,
            joint: pairs::joint_counts(agreement),
            statements: Vec::new(),
            method: options.identifiability(positions),
        };
        said.statements = said.say(positions, agreement, approach, taken.len());
        said
    }

    fn say(&self, positions: &Positions, agreement: &Agreement, approach: Approach, items: usize) -> Vec<Statement> {
        let statement = |about, (verdict, why)| Statement { about, verdict, why };
        if let Some(why) = nobody(positions, &agreement.options) {
            let undefined = |about| statement(about, (Verdict::Undefined, why.clone()));
            return ["agreement", "clusters"].map(undefined).to_vec();
        }
        let single = self.of_single_items(agreement, items);
        let mut statements = Vec::new();
        statements.extend(single.clone().map(|why| statement("positions", (Verdict::Partly, why))));
        statements.push(statement("agreement", self.of_pairs(agreement)));
        statements.push(statement("clusters", self.of_groups(positions, agreement, approach, (items, single))));
        statements.push(statement("intervals over families", self.of_families(positions, agreement)));
        statements.extend(self.of_classes(agreement).map(|said| statement("telling actors apart", said)));
        statements
    }

    /// Whether there are too few families for intervals over them.
    pub fn few_families(&self) -> bool {
        self.families < FEWEST_FAMILIES
    }
}

fn families(count: usize) -> String {
    if count == 1 { "1 family".to_owned() } else { format!("{count} families") }
}

impl Options {
    fn identifiability(&self, positions: &Positions) -> Method {
        let mut method = self.method(positions);
        method.name = "identifiability".to_owned();
        method.reference = String::new();
        method
    }
}
