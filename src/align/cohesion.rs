//! How much the members of a group stand together, item by item.

use std::collections::BTreeMap;

use crate::result::{Cell, CellKind, ColumnRole, Grouping, Method, Table, Undefined};
use crate::view::positions::Inheritance;
use crate::view::{DatedGroup, ItemKind, Positions};

use super::agreement::{Abstention, Options as AgreementOptions, plural};

/// How cohesion is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The fewest members that must have taken a position on an item for it to count; 2 by default.
    pub minimum: usize,
    /// Of the rules of agreement, what an abstention is (a third camp, unless it is missing) and what weighs the same.
    pub rules: AgreementOptions,
}

impl Default for Options {
    fn default() -> Self {
        Self { minimum: 2, rules: AgreementOptions::default() }
    }
}

impl Options {
    /// What an abstention is here: both indices know three camps and no place between them.
    fn abstention(&self) -> &'static str {
        match self.rules.abstention {
            Abstention::Half | Abstention::Own => "a third camp",
            Abstention::Missing => "no position",
        }
    }
}

/// How much the members of each group vote together, over the roll calls.
///
/// With Y, N and A members for, against and abstaining on a roll call:
///
/// - Rice = |Y - N| / (Y + N), in 0..=1: ignores abstentions, and is inflated in small groups (Desposato 2005);
/// - AI = (max(Y, N, A) - ((Y + N + A) - max) / 2) / (Y + N + A), in 0..=1: 1 unanimous, 0 in three equal parts.
///
/// Both are means over the roll calls on which at least `minimum` members took a position; with weights of families, of
/// n roll calls of one series each weighs 1 / n. This is the agreement *of a group*, not of pairs: it is no Lijphart index.
/// Of a group that the record names, the members are those of the day of each roll call.
///
/// # Undefined
/// Without such a roll call; Rice on one where all abstained.
///
/// # Reference
/// Rice 1928; Hix, Noury & Roland 2005.
///
/// ```
/// # use blocs::{model::Span, view::{Code, Held, Item, ItemKind, Node, Positions, PositionOptions}, result::Grouping};
/// use blocs::align::cohesion::{Cohesion, Options};
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
/// # let item = |id: &str| Item { id: id.into(), name: id.into(), name_ja: String::new(), kind: ItemKind::Vote,
/// #     object: String::new(), date: Span::UNKNOWN, series: String::new(),
/// #     codes: vec![code("against", 0), code("abstain", 1), code("for", 2)].into() };
/// # let (no, abstain, yes) = (Some(Held::new(0)), Some(Held::new(1)), Some(Held::new(2)));
/// # let positions = Positions::from_cells(
/// #     vec![node("ann"), node("bo"), node("cy"), node("di")], vec![item("v1")],
/// #     &[vec![yes], vec![yes], vec![yes], vec![abstain]], PositionOptions::default());
/// let groups = Grouping { groups: ["ann", "bo", "cy", "di"].map(|actor| (actor.into(), "bloc".into())).into() };
/// let found = Cohesion::of(&positions, &groups, Options::default());
/// // 3 for, 1 abstaining: Rice 3/3 = 1, AI (3 - 1/2) / 4.
/// assert_eq!((found.groups[0].rice.clone(), found.groups[0].agreement.clone()), (Ok(1.0), Ok(0.625)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Cohesion {
    /// The groups, in the order of their names.
    pub groups: Vec<OfGroup>,
    /// How it was made.
    pub method: Method,
}

/// How one group stands together.
#[derive(Debug, Clone, PartialEq)]
pub struct OfGroup {
    /// Its id, or what a clustering calls it.
    pub name: String,
    /// The names that the record gives it, English and Japanese; empty for a cluster.
    pub labels: [String; 2],
    /// How many of its members hold a position in this view; of a named group, who was a member on some roll call's day.
    pub members: usize,
    /// On how many roll calls enough of them took a position.
    pub items: usize,
    /// Rice's index, the mean over those roll calls on which some member was for or against.
    pub rice: Result<f64, Undefined>,
    /// On how many that was so.
    pub rice_items: usize,
    /// The agreement index of Hix, Noury and Roland, the mean.
    pub agreement: Result<f64, Undefined>,
}

impl Cohesion {
    /// Reads the roll calls of a view.
    pub fn of(positions: &Positions, groups: &Grouping, options: Options) -> Self {
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, actor) in positions.actors.iter().enumerate() {
            if let Some(group) = groups.of(&actor.id) {
                members.entry(group).or_default().push(place);
            }
        }
        let votes = RollCalls::of(positions, options);
        let groups: Vec<OfGroup> =
            members.iter().map(|(name, members)| votes.group(name, members, |_, _| true)).collect();
        let method = votes.method().counting("groups", groups.len());
        Self { groups, method }
    }
    /// The same for groups that the record names; an actor may be in several, and each is read by itself, with its members
    /// as they are dated.
    pub fn of_named(positions: &Positions, groups: &[DatedGroup], options: Options) -> Self {
        let votes = RollCalls::of(positions, options);
        let days: Vec<_> = positions.items.iter().map(|item| positions.options.window.within(item.date)).collect();
        let (mut all, mut for_part) = (Vec::new(), 0);
        for group in groups {
            let on = |actor: usize, item: usize| {
                group.holds(&positions.actors[actor].id, days[item]) && votes.is_own(actor, item)
            };
            let times = |actor: usize| votes.items.iter().filter(|(item, _)| on(actor, *item)).count();
            let places = group.spells.keys().filter_map(|member| positions.actor(member));
            let times: Vec<(usize, usize)> =
                places.map(|actor| (actor, times(actor))).filter(|(_, times)| *times > 0).collect();
            for_part += times.iter().filter(|(_, times)| *times < votes.items.len()).count();
            let members: Vec<usize> = times.into_iter().map(|(actor, _)| actor).collect();
            if !members.is_empty() {
                let labels = [group.node.name.clone(), group.node.name_ja.clone()];
                all.push(OfGroup { labels, ..votes.group(&group.node.id, &members, on) });
            }
        }
        let mut method = votes.method().with("members", "on the day of each roll call");
        let undated = votes.items.iter().filter(|(item, _)| positions.items[*item].date.is_unknown()).count();
        if undated > 0 {
            let what = plural(undated, "roll call");
            method = method.noting(format!("{what} without a date: members at any time of the window"));
        }
        let memberships: usize = all.iter().map(|group| group.members).sum();
        if for_part > 0 {
            method = method.noting(format!(
                "{for_part} of {} hold on the days of some roll calls only",
                plural(memberships, "membership")
            ));
        }
        Self { method: method.counting("groups", all.len()), groups: all }
    }
    /// A row a group.
    pub fn table(&self) -> Table {
        let mut table = Table::new("cohesion", self.method.clone())
            .titled("How much the members of a group vote together")
            .column("group", CellKind::Text, ColumnRole::Id, "");
        // Clusters have no name but their id.
        let named = self.groups.iter().any(|group| !group.labels[0].is_empty());
        if named {
            table = table.column("name", CellKind::Text, ColumnRole::Label, "").column(
                "name_ja",
                CellKind::Text,
                ColumnRole::LabelJa,
                "",
            );
        }
        let mut table = table
            .column("members", CellKind::Integer, ColumnRole::Count, "actors")
            .column("roll_calls", CellKind::Integer, ColumnRole::Attribute, "")
            .column("rice", CellKind::Number, ColumnRole::Attribute, "0-1")
            .column("rice_roll_calls", CellKind::Integer, ColumnRole::Attribute, "")
            .column("group_agreement", CellKind::Number, ColumnRole::Value, "0-1");
        for group in &self.groups {
            let labels = group.labels.iter().filter(|_| named).map(Cell::text);
            let values = [
                Cell::count(group.members),
                Cell::count(group.items),
                Cell::number(group.rice.clone()),
                Cell::count(group.rice_items),
                Cell::number(group.agreement.clone()),
            ];
            table.push([Cell::text(&group.name)].into_iter().chain(labels).chain(values));
        }
        table
    }
}

/// The roll calls of a view, with what each weighs.
struct RollCalls<'a> {
    positions: &'a Positions,
    items: Vec<(usize, f64)>,
    options: Options,
}

impl<'a> RollCalls<'a> {
    fn of(positions: &'a Positions, options: Options) -> Self {
        let weights = options.rules.weights_among(positions, |item| item.kind == ItemKind::Vote);
        let votes = (0..positions.items.len()).filter(|&item| positions.items[item].kind == ItemKind::Vote);
        Self { positions, items: votes.map(|item| (item, weights[item])).collect(), options }
    }
    fn method(&self) -> Method {
        let method = Method::new("cohesion of groups", "Rice 1928; Hix, Noury & Roland 2005")
            .with("least members", self.options.minimum)
            .with("abstention on a roll call", self.options.abstention())
            .with("weights", self.options.rules.weights.word());
        let method = super::seen(method, self.positions).counting("roll calls", self.items.len());
        match self.positions.options.inherited {
            Inheritance::On => {
                method.noting("positions that a group passed down are no votes of its members, and are left out")
            }
            Inheritance::Off => method,
        }
    }
    /// What a group passed down is no vote of its members.
    fn is_own(&self, actor: usize, item: usize) -> bool {
        self.positions.held(actor, item).is_none_or(|held| !held.is_inherited())
    }
    /// For, against and abstaining among the members that `belong` on the day of a roll call.
    fn group(&self, name: &str, members: &[usize], belong: impl Fn(usize, usize) -> bool) -> OfGroup {
        let (mut rice, mut agreement) = (Vec::new(), Vec::new());
        for &(item, weight) in &self.items {
            let codes = &self.positions.items[item].codes;
            let mut counts = [0.0_f64; 3];
            let levels = || codes.iter().filter(|code| code.counts).filter_map(|code| code.level);
            let (Some(low), Some(high)) = (levels().min(), levels().max()) else { continue };
            let present = members.iter().filter(|&&actor| belong(actor, item) && self.is_own(actor, item));
            for held in present.filter_map(|&actor| self.options.rules.position(self.positions, actor, item)) {
                match &codes[held.code()] {
                    code if !code.counts => {}
                    code if code.level == Some(low) => counts[0] += 1.0,
                    code if code.level == Some(high) => counts[2] += 1.0,
                    _ => counts[1] += 1.0,
                }
            }
            let [against, abstain, supports] = counts;
            let all = against + abstain + supports;
            if all < self.options.minimum.max(1) as f64 {
                continue;
            }
            let most = against.max(abstain).max(supports);
            agreement.push(((most - (all - most) / 2.0) / all, weight));
            if against + supports > 0.0 {
                rice.push(((supports - against).abs() / (supports + against), weight));
            }
        }
        let mean = |values: &[(f64, f64)]| match values {
            [] if self.items.is_empty() => Err(Undefined::because("no recorded vote")),
            [] => Err(Undefined::because(format!("no roll call with {}", plural(self.options.minimum, "member")))),
            some => {
                let weight: f64 = some.iter().map(|(_, weight)| weight).sum();
                Ok(some.iter().map(|(value, weight)| value * weight).sum::<f64>() / weight)
            }
        };
        let abstained = rice.is_empty() && !agreement.is_empty();
        OfGroup {
            name: name.to_owned(),
            labels: Default::default(),
            members: members.len(),
            items: agreement.len(),
            rice: match abstained {
                true => Err(Undefined::because("members abstained on every roll call")),
                false => mean(&rice),
            },
            rice_items: rice.len(),
            agreement: mean(&agreement),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::agreement::{Weights, tests::votes};
    use super::*;
    use crate::model::Span;
    use crate::view::Node;

    /// Three roll calls: 2 to 1, all abstaining, 1 for with 2 abstaining. Rice: (1/3 + 1) / 2 over two of them.
    #[test]
    fn rice_says_over_how_many_it_is_taken() {
        let group = |rows: &[&str]| {
            let positions = votes(rows);
            let all = positions.actors.iter().map(|actor| (actor.id.clone(), "g".to_owned())).collect();
            Cohesion::of(&positions, &Grouping { groups: all }, Options::default()).groups.remove(0)
        };
        let found = group(&["YAY", "YAA", "NAA"]);
        assert_eq!((found.items, found.rice_items), (3, 2));
        assert!((found.rice.unwrap() - 2.0 / 3.0).abs() < 1e-12);
        let found = group(&["AA", "AA"]);
        assert_eq!(found.rice.unwrap_err().reason(), "members abstained on every roll call");
        assert_eq!(found.agreement, Ok(1.0));
    }

    /// Three for and one abstaining: (3 - 1/2) / 4, and 1 where an abstention is no position.
    #[test]
    fn an_abstention_that_is_missing_is_no_third_camp() {
        let positions = votes(&["Y", "Y", "Y", "A"]);
        let all: Grouping =
            Grouping { groups: positions.actors.iter().map(|actor| (actor.id.clone(), "g".to_owned())).collect() };
        let index = |abstention| {
            let rules = AgreementOptions { abstention, ..AgreementOptions::default() };
            let found = Cohesion::of(&positions, &all, Options { rules, ..Options::default() });
            (found.groups[0].agreement.clone(), found.method.to_string())
        };
        let (own, said) = index(Abstention::Own);
        assert_eq!(own, Ok(0.625));
        assert!(said.contains("abstention on a roll call = a third camp"), "{said}");
        let (missing, said) = index(Abstention::Missing);
        assert_eq!(missing, Ok(1.0));
        assert!(said.contains("abstention on a roll call = no position"), "{said}");
    }

    /// What an abstention is to the indices and what it is to the clusters that they are taken of are two rules.
    #[test]
    fn both_rules_on_abstention_are_told() {
        use super::super::{Agreement, Clusters};
        let positions = votes(&["YYYYYY", "YYYYYN", "NNNNNN", "NNNNNA"]);
        let agreement = Agreement::of(&positions, AgreementOptions::default());
        let found = Clusters::of(&positions, &agreement, Default::default());
        let said = Cohesion::of(&positions, &found.groups(), Options::default()).method.resting_on(&found.method);
        let of = |name: &str| said.parameters.iter().find(|(known, _)| known == name).map(|(_, said)| said.as_str());
        assert_eq!(of("abstention on a roll call"), Some("a third camp"));
        assert_eq!(of("abstention"), Some("half"));
    }

    /// Two roll calls of one series, on which the two are at one, and one of its own, on which they are not: 2/3 of the
    /// items, half of the families.
    #[test]
    fn families_weigh_alike() {
        let mut positions = votes(&["YYY", "YYN"]);
        positions.items[0].series = "one".into();
        positions.items[1].series = "one".into();
        let all = Grouping { groups: positions.actors.iter().map(|a| (a.id.clone(), "g".to_owned())).collect() };
        let rice = |weights| {
            let rules = AgreementOptions { weights, ..AgreementOptions::default() };
            Cohesion::of(&positions, &all, Options { rules, ..Options::default() }).groups[0].rice.clone().unwrap()
        };
        assert!((rice(Weights::Items) - 2.0 / 3.0).abs() < 1e-12);
        assert!((rice(Weights::Families) - 0.5).abs() < 1e-12);
    }

    /// Of a signing alone no roll call is short of members: there is none.
    #[test]
    fn without_a_roll_call_it_is_not_the_members_that_are_few() {
        let mut positions = votes(&["Y", "Y"]);
        positions.items[0].kind = ItemKind::Signing;
        let all = Grouping { groups: positions.actors.iter().map(|a| (a.id.clone(), "c1".to_owned())).collect() };
        let found = Cohesion::of(&positions, &all, Options::default());
        assert_eq!(found.groups[0].agreement.clone().unwrap_err().reason(), "no recorded vote");
    }

    /// What a bloc passed down to two members is no vote of theirs, and a roll call without a date is told.
    #[test]
    fn an_inherited_position_is_no_vote() {
        use crate::view::{Held, PositionOptions, positions::Inheritance};
        let plain = votes(&["Y", "Y", "Y"]);
        let cells = [Held::new(2), Held::new(2).inherited(), Held::new(2).inherited()].map(|held| vec![Some(held)]);
        let options = PositionOptions { inherited: Inheritance::On, ..PositionOptions::default() };
        let positions = Positions::from_cells(plain.actors, plain.items, &cells, options);
        let node = Node { id: "g".into(), kind: "bloc".into(), name: "G".into(), name_ja: String::new() };
        let spells = ["a000", "a001", "a002"].map(|actor| (actor.to_owned(), vec![(Span::UNKNOWN, None)])).into();
        let found = Cohesion::of_named(&positions, &[DatedGroup { node, spells }], Options::default());
        assert_eq!(found.groups[0].agreement.clone().unwrap_err().reason(), "no roll call with 2 members");
        let notes = found.method.told_notes();
        assert!(notes.contains("are left out\n1 roll call without a date: members at any time"), "{notes}");
        // Nor is it of a cluster.
        let all = Grouping { groups: positions.actors.iter().map(|a| (a.id.clone(), "c1".to_owned())).collect() };
        let found = Cohesion::of(&positions, &all, Options::default());
        assert_eq!(found.groups[0].agreement.clone().unwrap_err().reason(), "no roll call with 2 members");
        assert!(found.method.notes.iter().any(|note| note.ends_with("are left out")), "{:?}", found.method.notes);
    }

    /// Whoever joins between two roll calls is counted in the second only: by hand, two for on the first day, and on the
    /// second two for and the newcomer against.
    #[test]
    fn members_are_those_of_the_day() {
        let mut positions = votes(&["YY", "YY", "NN"]);
        let day = |year: i32| crate::model::Date::parse(&format!("{year}-06-01")).unwrap().span();
        positions.items[0].date = day(2012);
        positions.items[1].date = day(2016);
        let since = |year: i32| Span { earliest: day(year).earliest, latest: Span::UNKNOWN.latest };
        let node = Node { id: "g".into(), kind: "bloc".into(), name: "G".into(), name_ja: String::new() };
        let spells = [("a000", 2000), ("a001", 2000), ("a002", 2014)];
        let spells = spells.map(|(actor, year)| (actor.to_owned(), vec![(since(year), None)])).into();
        let found = Cohesion::of_named(&positions, &[DatedGroup { node, spells }], Options::default());
        let group = &found.groups[0];
        assert_eq!((group.members, group.items), (3, 2));
        // Rice: 1 and 1/3.
        assert!((group.rice.clone().unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(found.method.notes, ["1 of 3 memberships hold on the days of some roll calls only"]);
    }
}
