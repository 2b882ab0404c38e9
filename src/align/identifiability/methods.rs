//! Which of the other methods are defined on these positions, and why the others are not.

use crate::view::{ItemKind, Periods, Positions};

use super::super::agreement::{Agreement, Measure, Options, plural};
use super::super::clusters::{Approach, no_groups};
use super::super::ideal_points;
use super::{Identifiability, Statement, Verdict, families, nobody};

impl Identifiability {
    /// The same with a statement on every method beyond pairs and groups, as each has it by default.
    ///
    /// # Cost
    /// O(actors x items) more.
    #[must_use]
    pub fn with_methods(mut self, positions: &Positions, agreement: &Agreement) -> Self {
        let taken: Vec<usize> =
            (0..positions.items.len()).filter(|&item| agreement.options.takes(positions.items[item].kind)).collect();
        let said = [
            ("S, kappa and pi", self.undefined("agreement").unwrap_or_else(|| ordered(positions, agreement, &taken))),
            ("signed groups and camps", self.signed(positions, agreement)),
            ("ideal points", self.scaled(positions)),
            ("cohesion", self.cohesive(positions, agreement)),
            ("swing actors", self.between()),
            ("camps over time", dated(positions, &taken)),
            ("saying, voting, signing", self.side_by_side()),
        ];
        self.statements.extend(said.map(|(about, (verdict, why))| Statement { about, verdict, why: why.into() }));
        self
    }
    /// What was said of a method that these positions do not carry, for those that rest on it.
    fn undefined(&self, about: &str) -> Option<(Verdict, String)> {
        let none = |said: &&Statement| said.about == about && said.verdict == Verdict::Undefined;
        self.statements.iter().find(none).map(|said| (said.verdict, said.why.english.clone()))
    }
    fn signed(&self, positions: &Positions, agreement: &Agreement) -> (Verdict, String) {
        if let (Some(_), Some(none)) = (self.undefined("agreement"), self.undefined("clusters")) {
            return none;
        }
        if let Some(none) = no_groups(positions, agreement, Approach::Camps) {
            return (Verdict::Undefined, none.reason().to_owned());
        }
        let options = &agreement.options;
        let signs = match options.measure.signs(options.normalisation) {
            Ok(signs) => agreement.defined().map(|(_, _, index)| signs.of(index)).collect::<Vec<f64>>(),
            Err(none) => return (Verdict::Undefined, none.reason().to_owned()),
        };
        let apart = signs.iter().filter(|sign| **sign < 0.0).count();
        match apart {
            0 => {
                (Verdict::Partly, "no pair stands apart more than together: one camp is without frustration".to_owned())
            }
            1 => (Verdict::Defined, format!("1 of {} pairs stands apart more than together", signs.len())),
            _ => (Verdict::Defined, format!("{apart} of {} pairs stand apart more than together", signs.len())),
        }
    }
    fn scaled(&self, positions: &Positions) -> (Verdict, String) {
        let options = ideal_points::Options::default();
        let outlook = ideal_points::outlook(positions, &options);
        let (items, least) = (plural(outlook.informative, "informative item"), options.minimum);
        match outlook.placed {
            _ if outlook.informative == 0 => {
                let share = 100.0 * options.minority;
                (Verdict::Undefined, format!("no informative item: nowhere do {share} % stand in a minority"))
            }
            _ if outlook.informative == 1 => {
                (Verdict::Undefined, "a single informative item: it tells sides, not positions".to_owned())
            }
            _ if self.profiles <= 2 => (Verdict::Undefined, "two profiles: sides, not positions".to_owned()),
            _ if outlook.informative < least => {
                (Verdict::Undefined, format!("{items}: an actor is placed by positions on at least {least}"))
            }
            0..=2 => {
                let placed = plural(outlook.placed, "actor");
                (Verdict::Undefined, format!("{items}: {placed} with at least {least} of them, 3 needed"))
            }
            placed if placed < positions.actors.len() => {
                let all = positions.actors.len();
                (Verdict::Partly, format!("{placed} of {all} actors took a position on at least {least} of {items}"))
            }
            _ => (Verdict::Defined, format!("every actor took a position on at least {least} of {items}")),
        }
    }
    fn cohesive(&self, positions: &Positions, agreement: &Agreement) -> (Verdict, String) {
        if let Some(nobody) = nobody(positions, &agreement.options) {
            return (Verdict::Undefined, nobody.english);
        }
        match self.kinds.iter().find(|(kind, _)| *kind == ItemKind::Vote) {
            Some((_, votes)) if self.undefined("clusters").is_some() => (
                Verdict::Partly,
                format!(
                    "{}: of groups that the data name, not of clusters, of which there are none",
                    plural(*votes, "recorded vote")
                ),
            ),
            Some((_, votes)) => (Verdict::Defined, plural(*votes, "recorded vote")),
            None => (Verdict::Undefined, "no recorded vote".to_owned()),
        }
    }
    fn between(&self) -> (Verdict, String) {
        if let Some(none) = self.undefined("clusters") {
            return none;
        }
        let found = families(self.families);
        let groups = self.statements.iter().find(|said| said.about == "clusters" && said.verdict == Verdict::Partly);
        match groups {
            _ if self.few_families() => {
                (Verdict::Partly, format!("margins only, as who swings needs intervals, which {found} cannot give"))
            }
            Some(partly) => (Verdict::Partly, partly.why.english.clone()),
            None => (Verdict::Defined, format!("margins, and intervals over {found} where they are asked for")),
        }
    }
    fn side_by_side(&self) -> (Verdict, String) {
        let kinds: Vec<String> = self.kinds.iter().map(|(kind, items)| plural(*items, kind.word())).collect();
        match kinds.len() {
            0 => (Verdict::Undefined, "no item".to_owned()),
            1 => (Verdict::Undefined, format!("{} and nothing else", kinds[0])),
            _ => (Verdict::Defined, kinds.join(", ")),
        }
    }
}

/// What has no order has no distance; who always holds one position agrees with its like by chance alone, and so does everybody
/// on an item of one place.
fn ordered(positions: &Positions, agreement: &Agreement, taken: &[usize]) -> (Verdict, String) {
    let with = |measure| Options { measure, ..agreement.options };
    let (s, kappa) = (with(Measure::S), with(Measure::Kappa));
    let entering = |rules: &Options| taken.iter().filter(|&&item| rules.enters(&positions.items[item])).count();
    let (ordered, spread, minimum) = (entering(&s), entering(&kappa), agreement.options.minimum);
    if ordered == 0 {
        return (Verdict::Undefined, "no item has an order: nominal stances are the same or not".to_owned());
    }
    let items = if ordered == taken.len() {
        plural(ordered, "item")
    } else {
        format!("{} of {} have an order", plural(ordered, "item"), taken.len())
    };
    if ordered < minimum {
        return (Verdict::Undefined, format!("{items}; a pair needs {minimum} with an order"));
    }
    if spread < minimum.max(1) {
        let lack = match spread {
            0 => "kappa and pi say nothing, as on each all positions have one place".to_owned(),
            _ => format!(
                "kappa and pi say nothing, as {spread} of them have more than one place and a pair needs {minimum}"
            ),
        };
        return (Verdict::Partly, format!("{items}; {lack}"));
    }
    match kappa.constant(positions).into_iter().filter(|constant| *constant).count() {
        0 | 1 if ordered == taken.len() => (Verdict::Defined, items),
        0 | 1 => (Verdict::Partly, items),
        constant => (
            Verdict::Partly,
            format!(
                "{items}; {constant} actors always hold one position: between two that hold the same one, kappa and pi say nothing"
            ),
        ),
    }
}

fn dated(positions: &Positions, taken: &[usize]) -> (Verdict, String) {
    let periods = Periods::years(positions);
    let years: Vec<usize> = (0..periods.periods.len())
        .filter(|&year| periods.items(year).iter().any(|item| taken.binary_search(item).is_ok()))
        .collect();
    let name = |at: &usize| periods.periods[*at].name.as_str();
    match years.as_slice() {
        [] => (Verdict::Undefined, "no item has a date that tells its year".to_owned()),
        [one] => (Verdict::Undefined, format!("all dated items are of one year, {}", name(one))),
        [first, .., last] => (Verdict::Defined, format!("{} years, {} to {}", years.len(), name(first), name(last))),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
