//! What these positions can carry, said before any number.

mod methods;
mod nobody;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Cells;
use crate::result::{Cell, CellKind, ColumnRole, Method, Phrase, Table, Undefined};
use crate::view::{Held, ItemKind, Positions};

use super::agreement::rules::readings;
use super::agreement::{Agreement, FEWEST_FAMILIES, Near, Options, pairs_with_intervals, plural};
use super::clusters::{Approach, no_groups};

pub(super) use nobody::nobody;

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
        let (profiles, mut alike) = profiles(positions, &taken, &options);
        alike.sort();
        let mut said = Self {
            kinds: kinds.collect(),
            families: taken.iter().map(|&item| family(item)).collect::<BTreeSet<_>>().len(),
            profiles,
            alike,
            joint: joint_counts(agreement),
            statements: Vec::new(),
            method: options.identifiability(positions),
        };
        said.statements = said.say(positions, agreement, approach, taken.len());
        said
    }

    fn say(&self, positions: &Positions, agreement: &Agreement, approach: Approach, items: usize) -> Vec<Statement> {
        let mut statements = Vec::new();
        let mut say = |about, verdict, why| statements.push(Statement { about, verdict, why });
        let minimum = agreement.options.minimum;
        let defined = agreement.defined().count();
        if let Some(why) = nobody(positions, &agreement.options) {
            for about in ["agreement", "clusters"] {
                say(about, Verdict::Undefined, why.clone());
            }
            return statements;
        }
        // What says of the pairs together that they restate single positions.
        let single = match items {
            1 => Some(self.of_one_instrument(agreement)),
            _ => mostly_single(agreement).then(|| {
                Phrase::new(
                    "most pairs with a number met on a single item, which their agreement and their group restate",
                    "値の定まる組の多くは共通の案件が一つだけで、同調度も集団もそれを言い換えるにとどまる",
                )
            }),
        };
        if let Some(why) = &single {
            say("positions", Verdict::Partly, why.clone());
        }
        match &self.joint {
            Err(undefined) => {
                say("agreement", Verdict::Undefined, Phrase::new(undefined.reason(), "主体が二つに満たない"))
            }
            Ok(_) if defined == 0 => say("agreement", Verdict::Undefined, nothing_defined(agreement)),
            Ok(joint) if defined < joint.pairs => {
                let JointCounts { none, below, pairs, .. } = *joint;
                let alike = pairs - defined - none - below;
                let (order, order_ja) =
                    if agreement.left_out > 0 { (" with an order", "順序のある") } else { Default::default() };
                let lacks = [
                    (
                        alike,
                        format!("in {alike} both always hold one position, which chance explains"),
                        format!("両者とも常に同じ立場で偶然と区別できない組{alike}"),
                    ),
                    (
                        none,
                        format!("{none} never met on an item{order}"),
                        format!("{order_ja}共通の案件が全くない組{none}"),
                    ),
                    (below, format!("{below} met on fewer than {minimum}"), format!("{minimum}件に満たない組{below}")),
                ];
                let lacks = || lacks.iter().filter(|(pairs, ..)| *pairs > 0);
                let english: Vec<&str> = lacks().map(|(_, english, _)| english.as_str()).collect();
                let japanese: Vec<&str> = lacks().map(|(.., japanese)| japanese.as_str()).collect();
                let why = Phrase::new(
                    format!("{defined} of {pairs} pairs; {}", english.join("; ")),
                    format!("{pairs}組のうち{defined}組のみ。{}", japanese.join("、")),
                );
                say("agreement", Verdict::Partly, why);
            }
            Ok(joint) => say(
                "agreement",
                Verdict::Defined,
                Phrase::new(format!("every one of {} pairs", joint.pairs), format!("{}組すべて", joint.pairs)),
            ),
        }
        if defined == 0 {
            let why = Phrase::new("no pair has a defined agreement", "同調度の定まる組がない");
            say("clusters", Verdict::Undefined, why);
        } else if let Some(none) = no_groups(positions, agreement, approach) {
            say("clusters", Verdict::Undefined, none.reason().to_owned().into());
        } else if let Some(why) = single {
            say("clusters", Verdict::Partly, why);
        } else {
            let why = Phrase::new(
                format!("{} profiles on {}", self.profiles, plural(items, "item")),
                format!("案件{items}件について立場の型が{}", self.profiles),
            );
            say("clusters", Verdict::Defined, why);
        }
        let met = if self.few_families() { 0 } else { pairs_with_intervals(positions, agreement) };
        if self.few_families() {
            let why = Phrase::new(
                format!("{}: fewer than {FEWEST_FAMILIES} cannot be resampled", families(self.families)),
                format!("案件の系列は{}：{FEWEST_FAMILIES}に満たないと再抽出できない", self.families),
            );
            say("intervals over families", Verdict::Undefined, why);
        } else if met < defined {
            let why = Phrase::new(
                format!(
                    "{}, but {met} of {defined} pairs with a number met in {FEWEST_FAMILIES} of them",
                    families(self.families)
                ),
                format!(
                    "案件の系列は{}だが、値の定まる{defined}組のうちその{FEWEST_FAMILIES}つ以上で出会うのは{met}組",
                    self.families
                ),
            );
            let verdict = if met == 0 { Verdict::Undefined } else { Verdict::Partly };
            say("intervals over families", verdict, why);
        } else {
            let why = Phrase::new(families(self.families), format!("案件の系列{}", self.families));
            say("intervals over families", Verdict::Defined, why);
        }
        if !self.alike.is_empty() {
            let actors: usize = self.alike.iter().map(Vec::len).sum();
            let classes = self.alike.len();
            // What a measure leaves out another one may tell apart.
            let (who, who_ja) = match agreement.left_out {
                0 => ("no method", "どの方法でも"),
                _ => ("nothing that reads the same items", "同じ案件を読むどの方法でも"),
            };
            let why = Phrase::new(
                format!(
                    "{actors} actors fall into {} of identical positions: within one, {who} can tell them apart under these rules",
                    if classes == 1 { "1 class".to_owned() } else { format!("{classes} classes") }
                ),
                format!(
                    "{actors}の主体は立場が全く同じ{classes}類に分かれ、同じ類の中ではこの規則の下で{who_ja}区別できない"
                ),
            );
            say("telling actors apart", Verdict::Partly, why);
        }
        statements
    }

    /// Whether there are too few families for intervals over them.
    pub fn few_families(&self) -> bool {
        self.families < FEWEST_FAMILIES
    }

    /// What a single item carries, with every number that pairs have.
    fn of_one_instrument(&self, agreement: &Agreement) -> Phrase {
        let mut values: Vec<f64> = agreement.defined().map(|(_, _, index)| index).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let plain = |value: &f64| Cell::Number(*value).plain();
        match (self.profiles, values.as_slice()) {
            (1, _) => Phrase::new(
                "one instrument, one profile: nothing sets actors apart",
                "案件も立場の型も一つだけで、主体を区別するものがない",
            ),
            // Who is only near a position is near its like too: two profiles may have more than two numbers.
            (2, [lower @ .., high]) if !lower.is_empty() => {
                let (lower, high): (Vec<String>, String) = (lower.iter().map(plain).collect(), plain(high));
                let (low, low_ja) = (lower.join(", "), lower.join("か"));
                Phrase::new(
                    format!(
                        "one instrument, two profiles: agreement can only be {low} or {high}, clusters restate the split"
                    ),
                    format!(
                        "案件は一つ、立場の型は二つ：同調度は{low_ja}か{high}にしかならず、集団は立場の分布を言い換えるにとどまる"
                    ),
                )
            }
            (2, _) => Phrase::new(
                "one instrument, two profiles: clusters could only restate the split",
                "案件は一つ、立場の型は二つ：集団は立場の分布を言い換えるにとどまる",
            ),
            (more, _) => Phrase::new(
                format!("one instrument, {more} profiles: every index rests on a single item"),
                format!("案件は一つ、立場の型は{more}：どの指標も一つの案件だけに基づく"),
            ),
        }
    }

    /// The sentences: a row a method.
    pub fn table(&self) -> Table {
        let mut table = Table::new("identifiability", self.method.clone())
            .titled("Can it be said at all?")
            .column("about", CellKind::Text, ColumnRole::Label, "")
            .column("verdict", CellKind::Text, ColumnRole::Status, "")
            .column("why", CellKind::Text, ColumnRole::Attribute, "");
        for statement in &self.statements {
            let Statement { about, verdict, why } = statement;
            table.push([Cell::text(*about), Cell::text(verdict.word()), Cell::text(&why.english)]);
        }
        table
    }
    /// The counts behind the sentences.
    pub fn counts(&self) -> Table {
        let mut table = Table::new("identifiability-counts", self.method.clone())
            .titled("What there is to compare")
            .column("measure", CellKind::Text, ColumnRole::Label, "")
            .column("value", CellKind::Number, ColumnRole::Value, "");
        for (kind, items) in &self.kinds {
            table.push([Cell::text(format!("items: {}", kind.word())), number(*items)]);
        }
        table.push([Cell::text("families of items"), number(self.families)]);
        table.push([Cell::text("distinct profiles"), number(self.profiles)]);
        table.push([Cell::text("classes of indistinguishable actors"), number(self.alike.len())]);
        type Read = fn(&JointCounts) -> f64;
        let joint: [(&str, Read); 6] = [
            ("joint items of a pair: fewest", |joint| f64::from(joint.min)),
            ("joint items of a pair: median", |joint| joint.median),
            ("joint items of a pair: most", |joint| f64::from(joint.max)),
            ("pairs", |joint| joint.pairs as f64),
            ("pairs without a joint item", |joint| joint.none as f64),
            ("pairs below the minimum", |joint| joint.below as f64),
        ];
        for (measure, read) in joint {
            table.push([Cell::text(measure), Cell::number(self.joint.as_ref().map(read).map_err(Clone::clone))]);
        }
        table
    }
    /// The classes of actors that no method can tell apart: a row an actor.
    pub fn classes(&self) -> Table {
        let mut table = Table::new("indistinguishable", self.method.clone())
            .titled("Actors with identical positions")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("class", CellKind::Text, ColumnRole::Group, "")
            .column("size", CellKind::Integer, ColumnRole::Count, "actors");
        for (number, class) in self.alike.iter().enumerate() {
            for actor in class {
                let row = [Cell::text(actor), Cell::text(format!("s{}", number + 1)), Cell::count(class.len())];
                table.push(row);
            }
        }
        table
    }
}

/// How many profiles of positions differ, under the rules of what is a position, and the actors that share one. An
/// inherited position is like an own one; one near a code is like the code only where that is the rule.
fn profiles(positions: &Positions, taken: &[usize], rules: &Options) -> (usize, Vec<Vec<String>>) {
    let cells = positions.cells();
    // On which items each code counts as a position, a bit an item.
    let mut counting: Vec<Vec<u64>> = Vec::new();
    for &item in taken {
        let read = readings(rules, &positions.items[item]);
        for code in (0..read.len()).filter(|&code| read[code].is_some()) {
            counting.resize(counting.len().max(code + 1), vec![0; cells.columns().div_ceil(64)]);
            counting[code][item / 64] |= 1 << (item % 64);
        }
    }
    let profile = |actor: usize| {
        let of_code = |(code, counting): (usize, &Vec<u64>)| {
            let held = Held::new(code);
            let numbers = match cells.are_small() {
                true => vec![vec![held.packed()]],
                false if rules.near == Near::Same => {
                    vec![[held, held.near(), held.inherited(), held.near().inherited()].map(Held::packed).to_vec()]
                }
                false => [held, held.near()].map(|held| vec![held.packed(), held.inherited().packed()]).to_vec(),
            };
            let found = |numbers: Vec<u8>| {
                let found = |word: usize| numbers.iter().fold(0, |all, &number| all | cells.equal(actor, word, number));
                counting.iter().enumerate().map(|(word, mask)| found(word) & mask).collect::<Vec<u64>>()
            };
            numbers.into_iter().flat_map(found).collect::<Vec<u64>>()
        };
        counting
            .iter()
            .enumerate()
            .filter(|(code, _)| !cells.are_small() || *code <= usize::from(Cells::SMALL))
            .flat_map(of_code)
            .collect::<Vec<u64>>()
    };
    // Profiles are told apart by a number made of them, and held only while two with one number are compared.
    let mut classes: BTreeMap<u64, Vec<Vec<usize>>> = BTreeMap::new();
    for actor in 0..positions.actors.len() {
        let mine = profile(actor);
        if mine.iter().all(|word| *word == 0) {
            continue;
        }
        let mixed = |sum: u64, word: &u64| (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        let classes = classes.entry(mine.iter().fold(0, mixed)).or_default();
        match classes.iter_mut().find(|class| profile(class[0]) == mine) {
            Some(class) => class.push(actor),
            None => classes.push(vec![actor]),
        }
    }
    let classes: Vec<Vec<usize>> = classes.into_values().flatten().collect();
    let shared = classes.iter().filter(|class| class.len() > 1);
    let named = |class: &Vec<usize>| class.iter().map(|&actor| positions.actors[actor].id.clone()).collect();
    (classes.len(), shared.map(named).collect())
}

fn number(count: usize) -> Cell {
    Cell::Number(count as f64)
}

fn families(count: usize) -> String {
    if count == 1 { "1 family".to_owned() } else { format!("{count} families") }
}

/// Whether more than half of the pairs with a number met on a single item.
fn mostly_single(agreement: &Agreement) -> bool {
    let defined = || agreement.joint.values().filter(|joint| joint.is_defined(agreement.options.minimum));
    2 * defined().filter(|joint| joint.items == 1).count() > defined().count()
}

fn joint_counts(agreement: &Agreement) -> Result<JointCounts, Undefined> {
    let mut counts: Vec<u32> = agreement.joint.values().map(|joint| joint.items).collect();
    let (Some(&min), Some(&max)) = (counts.iter().min(), counts.iter().max()) else {
        return Err(Undefined::because("fewer than two actors"));
    };
    // What lies below the middle one holds the other of two middle ones.
    let even = counts.len().is_multiple_of(2);
    let middle = counts.len() / 2;
    let (below, &mut upper, _) = counts.select_nth_unstable(middle);
    let lower = below.iter().max().copied().filter(|_| even).unwrap_or(upper);
    let median = (f64::from(lower) + f64::from(upper)) / 2.0;
    let none = counts.iter().filter(|&&count| count == 0).count();
    let below = counts.iter().filter(|&&count| count > 0 && (count as usize) < agreement.options.minimum).count();
    Ok(JointCounts { min, median, max, none, below, pairs: counts.len() })
}

impl Options {
    fn identifiability(&self, positions: &Positions) -> Method {
        let mut method = self.method(positions);
        method.name = "identifiability".to_owned();
        method.reference = String::new();
        method
    }
}
/// Why no pair has a number: too few joint items, or a measure that says nothing of those there are.
pub(super) fn nothing_defined(agreement: &Agreement) -> Phrase {
    let options = agreement.options;
    let least = options.minimum.max(1);
    let most = agreement.joint.values().map(|joint| joint.items).max().unwrap_or(0);
    let english = format!("no pair has {}; the most is {most}", plural(least, "joint item"));
    let japanese = format!("共通の案件が{least}件ある組はなく、最も多い組で{most}件");
    if options.measure.corrects() && most as usize >= least {
        return Phrase::new(
            "in every pair with enough joint items both always hold one position, which chance explains",
            "共通の案件が足りる組はどれも、両者とも常に同じ立場で偶然と区別できない",
        );
    }
    if options.disorder().is_none() && agreement.left_out > 0 {
        let (one_place, one_place_ja) = if options.measure.corrects() {
            (" or of one place", "や段階が一つの案件")
        } else {
            Default::default()
        };
        return Phrase::new(
            format!("{english}: items without an order{one_place} are left out"),
            format!("{japanese}：順序のない案件{one_place_ja}は除いた"),
        );
    }
    if let Some(rule) = options.disorder() {
        let Phrase { english: rule, japanese: of } = rule;
        return Phrase::new(
            format!("{english}: {rule} takes the order from a vote, and this measure takes ordered items only"),
            format!("{japanese}：{of}により票決に順序がなく、この尺度は順序のある案件だけを扱う"),
        );
    }
    Phrase::new(english, japanese)
}
