//! How alike two actors stand, in words, and how the number is made of the items on which they met.

use crate::align::agreement::{Agreement, Measure, Resample, Weights};
use crate::result::Phrase;
use crate::view::Positions;

use super::{count, japanese, number};

/// How alike two actors stand, before the items that say so.
pub fn sentences(agreement: &Agreement, positions: &Positions, a: &str, b: &str) -> Vec<Phrase> {
    let Some((first, second)) = agreement.actor(a).zip(agreement.actor(b)).filter(|(first, second)| first != second)
    else {
        return Vec::new();
    };
    let joint = agreement.joint.get(first, second);
    let names = japanese::names(&[first, second].map(|actor| japanese::node(&agreement.actors[actor])), 2);
    let (value, value_ja) = match agreement.between(first, second) {
        Ok(value) => (number(&Ok(value)), number(&Ok(value))),
        Err(none) => (format!("undefined ({})", none.reason()), format!("定まらない（{}）", japanese::reason(&none))),
    };
    let name = &agreement.method.name;
    let sure = interval(agreement, first, second);
    let mut said = vec![Phrase::new(
        format!(
            "{}: {name} {value}{}, on {}: {} same, {} near, {} between, {} opposed.",
            names.english,
            sure.english,
            count(joint.items as usize, "joint item"),
            joint.same,
            joint.near,
            joint.between,
            joint.opposed
        ),
        format!(
            "{}：{}＝{value_ja}{}。共通の案件{}件のうち、同じ{}、近い{}、中間{}、反対{}。",
            names.japanese,
            japanese::terms().get(name.as_str()).copied().unwrap_or(name),
            sure.japanese,
            joint.items,
            joint.same,
            joint.near,
            joint.between,
            joint.opposed
        ),
    )];
    if agreement.options.weights == Weights::Families {
        said.push(Phrase::new(
            "Of a series of n items each weighs 1 / n, whether the two met on all of them or on some: the counts are of items, the \
             number is by weight.",
            "n件の系列の案件は、両者がその全部で出会ったか一部で出会ったかを問わず、それぞれ1/nの重みをもつ：件数は案件の数、値は重みによる。",
        ));
    }
    said.extend(made_of(agreement, positions, [first, second]));
    said
}

/// How sure the number of a pair is, where items were resampled and it has one.
fn interval(agreement: &Agreement, first: usize, second: usize) -> Phrase {
    let resampled = agreement.options.bootstrap.filter(|_| agreement.between(first, second).is_ok());
    let Some(bootstrap) = resampled else { return Phrase::default() };
    match agreement.interval(first, second) {
        Ok((low, high)) => {
            let [low, high] = [low, high].map(|bound| number(&Ok(bound)));
            let (what, what_ja) = match bootstrap.resample {
                Resample::Families => ("families", "系列"),
                Resample::Items => ("items", "案件"),
            };
            Phrase::new(
                format!(" (95 % interval {low} to {high}, {what} resampled)"),
                format!("（{what_ja}の再抽出による95 %区間{low}～{high}）"),
            )
        }
        Err(why) => Phrase::new(
            format!(" (no interval: {})", why.reason()),
            format!("（区間なし：{}）", japanese::reason(&why)),
        ),
    }
}

/// How a number other than the index is made of the items of a pair, whose credit is 1 - distance.
fn made_of(agreement: &Agreement, positions: &Positions, [first, second]: [usize; 2]) -> Option<Phrase> {
    let (measure, name) = (agreement.options.measure, &agreement.method.name);
    let squared = |measure| matches!(measure, Measure::SSquared | Measure::KappaSquared | Measure::PiSquared);
    let (distance, distance_ja) =
        if squared(measure) { ("squared distance", "距離の二乗") } else { ("distance", "距離") };
    match measure {
        Measure::Index => None,
        Measure::S | Measure::SSquared => Some(Phrase::new(
            format!("The credit of an item is 1 - distance; {name} is 1 - 2 x the mean {distance}."),
            format!("案件ごとの点は1－距離であり、この値は1－2×{distance_ja}の平均である。"),
        )),
        Measure::Congruence | Measure::Conflict | Measure::Subtract => {
            let (sum, sum_ja) = match measure {
                Measure::Congruence => ("the sum of credits", "点の和"),
                Measure::Conflict => ("the sum of distances", "距離の和"),
                _ => ("the sum of credits less that of distances", "点の和から距離の和を引いた値"),
            };
            Some(Phrase::new(
                format!("The credit of an item is 1 - distance; {name} is {sum}, normalised as the method says."),
                format!("案件ごとの点は1－距離であり、この値は{sum_ja}を方法の欄のとおり正規化したものである。"),
            ))
        }
        _ => {
            let chance = agreement.chance(positions, first, second)?;
            let said = |value: f64| number(&Ok(value));
            let margin = |which: usize| {
                let of = chance.margins[which]
                    .iter()
                    .map(|(place, weight)| format!("{} at {}", said(*weight), said(*place)));
                of.collect::<Vec<_>>().join(", ")
            };
            let names = [first, second].map(|actor| japanese::node(&agreement.actors[actor]));
            let pooled = matches!(measure, Measure::Pi | Measure::PiSquared);
            let (drawn, drawn_ja) = if pooled {
                ("both together hold", "両者を合わせた分布")
            } else {
                ("each holds", "それぞれの分布")
            };
            let (observed, expected) = (said(chance.observed), said(chance.expected));
            Some(Phrase::new(
                format!(
                    "The credit of an item is 1 - distance; {name} is 1 - D_o / D_e: the mean {distance} is {observed}, and \
                     {expected} is expected of positions drawn from what {drawn} on these items, from 0 to 1 ({}: {}; {}: {}).",
                    names[0].english,
                    margin(0),
                    names[1].english,
                    margin(1)
                ),
                format!(
                    "案件ごとの点は1－距離であり、この値は1－D_o/D_eである：{distance_ja}の平均は{observed}、{drawn_ja}から引いた立場に\
                     期待される値は{expected}（0から1の尺度。{}：{}、{}：{}）。",
                    names[0].japanese,
                    margin(0).replace(" at ", "@"),
                    names[1].japanese,
                    margin(1).replace(" at ", "@")
                ),
            ))
        }
    }
}
