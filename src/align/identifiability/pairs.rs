//! What is said of pairs and of groups: how many have a number, what it rests on, and whether it can be resampled.

use crate::result::{Cell, Phrase, Undefined};
use crate::view::Positions;

use super::super::agreement::{Agreement, FEWEST_FAMILIES, pairs_with_intervals, plural};
use super::super::clusters::{Approach, no_groups};
use super::{Identifiability, JointCounts, Verdict, families};

impl Identifiability {
    /// What says of the pairs together that they restate single positions.
    pub(super) fn of_single_items(&self, agreement: &Agreement, items: usize) -> Option<Phrase> {
        match items {
            1 => Some(self.of_one_instrument(agreement)),
            _ => mostly_single(agreement).then(|| {
                Phrase::new(
                    "most pairs with a number met on a single item, which their agreement and their group restate",
                    "値の定まる組の多くは共通の案件が一つだけで、同調度も集団もそれを言い換えるにとどまる",
                )
            }),
        }
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
                        "one instrument, two profiles: agreement can only be {low} or {high}, and clusters restate who took which position"
                    ),
                    format!(
                        "案件は一つ、立場の型は二つ：同調度は{low_ja}か{high}にしかならず、集団は立場の分布を言い換えるにとどまる"
                    ),
                )
            }
            (2, _) => Phrase::new(
                "one instrument, two profiles: clusters could only restate who took which position",
                "案件は一つ、立場の型は二つ：集団は立場の分布を言い換えるにとどまる",
            ),
            (more, _) => Phrase::new(
                format!("one instrument, {more} profiles: every index rests on a single item"),
                format!("案件は一つ、立場の型は{more}：どの指標も一つの案件だけに基づく"),
            ),
        }
    }

    /// How many pairs have a number, and what the others lack.
    pub(super) fn of_pairs(&self, agreement: &Agreement) -> (Verdict, Phrase) {
        let (minimum, defined) = (agreement.options.minimum, agreement.defined().count());
        match &self.joint {
            Err(undefined) => (Verdict::Undefined, Phrase::new(undefined.reason(), "主体が二つに満たない")),
            Ok(_) if defined == 0 => (Verdict::Undefined, nothing_defined(agreement)),
            Ok(joint) if defined < joint.pairs => {
                let JointCounts { none, below, pairs, .. } = *joint;
                let alike = pairs - defined - none - below;
                let (order, order_ja) = match agreement.left_out {
                    0 => Default::default(),
                    _ if agreement.options.measure.corrects() => {
                        (" with an order and more than one place", "順序があり段階が二つ以上の")
                    }
                    _ => (" with an order", "順序のある"),
                };
                let lacks = [
                    (
                        alike,
                        format!("in {alike} both always hold one position, which chance explains"),
                        format!("両者とも常に同じ立場で偶然と区別できない組が{alike}"),
                    ),
                    (
                        none,
                        format!("{none} never met on an item{order}"),
                        format!("{order_ja}共通の案件が全くない組が{none}"),
                    ),
                    (
                        below,
                        format!("{below} met on fewer than {minimum} items{order}"),
                        format!("{order_ja}共通の案件が{minimum}件に満たない組が{below}"),
                    ),
                ];
                let lacks = || lacks.iter().filter(|(pairs, ..)| *pairs > 0);
                let english: Vec<&str> = lacks().map(|(_, english, _)| english.as_str()).collect();
                let japanese: Vec<&str> = lacks().map(|(.., japanese)| japanese.as_str()).collect();
                let why = Phrase::new(
                    format!("{defined} of {pairs} pairs; {}", english.join("; ")),
                    format!("{pairs}組のうち{defined}組のみ。{}", japanese.join("、")),
                );
                (Verdict::Partly, why)
            }
            Ok(joint) => (
                Verdict::Defined,
                Phrase::new(format!("every one of {} pairs", joint.pairs), format!("{}組すべて", joint.pairs)),
            ),
        }
    }

    /// Whether anything sets groups apart; where pairs rest on single items, that it restates them.
    pub(super) fn of_groups(
        &self,
        positions: &Positions,
        agreement: &Agreement,
        approach: Approach,
        (items, single): (usize, Option<Phrase>),
    ) -> (Verdict, Phrase) {
        if agreement.defined().next().is_none() {
            let why = Phrase::new("no pair has a defined agreement", "同調度の定まる組がない");
            (Verdict::Undefined, why)
        } else if let Some(none) = no_groups(positions, agreement, approach) {
            (Verdict::Undefined, none.reason().to_owned().into())
        } else if let Some(why) = single {
            (Verdict::Partly, why)
        } else {
            let why = Phrase::new(
                format!("{} profiles on {}", self.profiles, plural(items, "item")),
                format!("案件{items}件について立場の型が{}", self.profiles),
            );
            (Verdict::Defined, why)
        }
    }

    /// Whether there are families enough to draw from.
    pub(super) fn of_families(&self, positions: &Positions, agreement: &Agreement) -> (Verdict, Phrase) {
        let defined = agreement.defined().count();
        let met = if self.few_families() { 0 } else { pairs_with_intervals(positions, agreement) };
        if self.few_families() {
            let why = Phrase::new(
                format!("{}, and fewer than {FEWEST_FAMILIES} cannot be resampled", families(self.families)),
                format!("案件の系列は{}：{FEWEST_FAMILIES}に満たないと再抽出できない", self.families),
            );
            (Verdict::Undefined, why)
        } else if defined == 0 {
            (Verdict::Undefined, Phrase::new("no pair has a defined agreement", "同調度の定まる組がない"))
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
            (verdict, why)
        } else {
            let why = Phrase::new(families(self.families), format!("案件の系列{}", self.families));
            (Verdict::Defined, why)
        }
    }

    /// Who holds what another one holds too.
    pub(super) fn of_classes(&self, agreement: &Agreement) -> Option<(Verdict, Phrase)> {
        if self.alike.is_empty() {
            return None;
        }
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
                "主体{actors}は、立場が全く同じ者どうしの{classes}類に分かれ、同じ類の中ではこの規則の下で{who_ja}区別できない"
            ),
        );
        Some((Verdict::Partly, why))
    }
}

/// Whether more than half of the pairs with a number met on a single item.
fn mostly_single(agreement: &Agreement) -> bool {
    let defined = || agreement.joint.values().filter(|joint| joint.is_defined(agreement.options.minimum));
    2 * defined().filter(|joint| joint.items == 1).count() > defined().count()
}

/// How many items pairs have in common.
pub(super) fn joint_counts(agreement: &Agreement) -> Result<JointCounts, Undefined> {
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

/// Why no pair has a number: too few joint items, or a measure that says nothing of those there are.
pub(in crate::align) fn nothing_defined(agreement: &Agreement) -> Phrase {
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
