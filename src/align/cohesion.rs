//! How much the members of a group stand together, item by item.

use crate::result::{Cell, CellKind, ColumnRole, Grouping, Method, Table, Undefined};
use crate::view::{ItemKind, NamedGroup, Positions};

use super::agreement::plural;

/// How cohesion is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The fewest members that must have taken a position on an item for it to count.
    pub minimum: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { minimum: 2 }
    }
}

/// How much the members of each group vote together, over the roll calls.
///
/// With Y, N and A members for, against and abstaining on a roll call:
///
/// - Rice = |Y - N| / (Y + N), in 0..=1: ignores abstentions, and is inflated in small groups (Desposato 2005);
/// - AI = (max(Y, N, A) - ((Y + N + A) - max) / 2) / (Y + N + A), in 0..=1: 1 unanimous, 0 in three equal parts.
///
/// Both are means over the roll calls on which at least `minimum` members took a position. This is the agreement *of a
/// group*, not of pairs: it is no Lijphart index.
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
    /// How many of its members hold a position in this view.
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
        let mut members: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
        for (place, actor) in positions.actors.iter().enumerate() {
            if let Some(group) = groups.of(&actor.id) {
                members.entry(group).or_default().push(place);
            }
        }
        let votes: Vec<usize> =
            (0..positions.items.len()).filter(|&item| positions.items[item].kind == ItemKind::Vote).collect();
        let method = Method::new("cohesion of groups", "Rice 1928; Hix, Noury & Roland 2005");
        let method = super::seen(method.with("minimum", options.minimum), positions)
            .counting("roll calls", votes.len())
            .counting("groups", members.len());
        let groups = members.iter().map(|(name, members)| OfGroup::of(positions, &votes, name, members, options));
        Self { groups: groups.collect(), method }
    }
    /// The same for groups that the record names; an actor may be in several, and each is read by itself.
    pub fn of_named(positions: &Positions, groups: &[NamedGroup], options: Options) -> Self {
        let one = |group: &NamedGroup| {
            let members = group.members.iter().map(|member| (member.clone(), group.node.id.clone())).collect();
            let found = Self::of(positions, &Grouping { groups: members }, options).groups;
            let labels = [group.node.name.clone(), group.node.name_ja.clone()];
            found.into_iter().map(move |found| OfGroup { labels: labels.clone(), ..found })
        };
        let mut all = Self::of(positions, &Grouping::default(), options);
        all.groups = groups.iter().flat_map(one).collect();
        all.method.n.retain(|(what, _)| what != "groups");
        all.method = all.method.counting("groups", all.groups.len());
        all
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
            .column("agreement_index", CellKind::Number, ColumnRole::Value, "0-1");
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

impl OfGroup {
    fn of(positions: &Positions, votes: &[usize], name: &str, members: &[usize], options: Options) -> Self {
        let (mut rice, mut agreement) = (Vec::new(), Vec::new());
        for &item in votes {
            let codes = &positions.items[item].codes;
            let mut counts = [0.0_f64; 3];
            let levels = || codes.iter().filter(|code| code.counts).filter_map(|code| code.level);
            let (Some(low), Some(high)) = (levels().min(), levels().max()) else { continue };
            for held in members.iter().filter_map(|&actor| positions.position(actor, item)) {
                match codes[held.code()].level {
                    Some(level) if level == low => counts[0] += 1.0,
                    Some(level) if level == high => counts[2] += 1.0,
                    _ => counts[1] += 1.0,
                }
            }
            let [against, abstain, supports] = counts;
            let all = against + abstain + supports;
            if all < options.minimum.max(1) as f64 {
                continue;
            }
            let most = against.max(abstain).max(supports);
            agreement.push((most - (all - most) / 2.0) / all);
            if against + supports > 0.0 {
                rice.push((supports - against).abs() / (supports + against));
            }
        }
        let mean = |values: &[f64]| match values.len() {
            0 => Err(Undefined::because(format!("no roll call with {}", plural(options.minimum, "member")))),
            n => Ok(values.iter().sum::<f64>() / n as f64),
        };
        let abstained = rice.is_empty() && !agreement.is_empty();
        Self {
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
    use super::super::agreement::tests::votes;
    use super::*;

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
}
