//! Splits whose members, majorities and items can be counted by hand in the tables of the datasets.

use crate::align::agreement::{Options, Signatures};
use crate::dataset;
use crate::graph::Graph;
use crate::view::{PositionOptions, Window, dated_groups};

use super::*;

fn split(
    names: &[&str],
    by: GroupsBy,
    item: &str,
    rules: Options,
    window: Window,
) -> Result<(ByGroup, Positions), Undefined> {
    let mut folders: Vec<_> = names.iter().map(|name| dataset::builtin(name).unwrap()).collect();
    folders.push(dataset::builtin("states").unwrap());
    let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
    let groups = dated_groups(&graph, by);
    let mut actors = vec!["state".to_owned()];
    actors.extend(groups.iter().map(|group| group.node.kind.clone()));
    actors.sort();
    actors.dedup();
    let positions = Positions::of(&graph, &PositionOptions { actors, window, ..PositionOptions::default() });
    ByGroup::of(&positions, &groups, by, item, &rules).map(|found| (found, positions))
}

fn group<'a>(found: &'a ByGroup, id: &str) -> &'a GroupSplit {
    found.items[0].groups.iter().find(|split| split.group.node.id == id).unwrap()
}

/// `memberships` has the years in which states joined the Freedom Online Coalition: Argentina in 2016, Australia in 2015,
/// Germany in 2013. The regulations were signed in December 2012, when 19 of the 29 had joined by the table's own years.
#[test]
fn who_joined_later_departs_from_nothing() {
    let (found, _) =
        split(&["wcit-12", "memberships"], GroupsBy::Bloc, "itr-2012", Options::default(), Window::default()).unwrap();
    let coalition = group(&found, "freedom-online-coalition");
    for later in ["argentina", "australia", "germany", "japan", "lithuania", "norway"] {
        assert!(!coalition.group.members.contains(later), "{later} joined later");
    }
    assert_eq!((coalition.group.members.len(), coalition.group.members.contains("mexico")), (19, true));
    assert_eq!(coalition.departs, ["ghana", "mexico"]);
    assert!(!group(&found, "oecd").group.members.contains("colombia"), "a member since 2020");
    let said = found.method.to_string();
    assert!(said.contains("members = on the day of the item"), "{said}");
}

/// Oceania on resolution 73/27, by the rows of `un-ict-votes`: 4 for, 3 against, 2 abstaining. No position is that of most.
#[test]
fn a_plurality_is_no_majority() {
    let (found, positions) =
        split(&["un-ict-votes"], GroupsBy::Region, "unga-res-73-27", Options::default(), Window::default()).unwrap();
    let table = found.table(&positions);
    let row = (0..table.len()).find(|&row| table.text(row, ColumnRole::Label).starts_with("Oceania")).unwrap();
    let split = &found.items[0].groups[row];
    let counts: Vec<usize> = split.held.values().map(Vec::len).collect();
    assert_eq!(counts.iter().sum::<usize>(), 9, "{counts:?}");
    assert_eq!(split.norm, Norm::Minority("for".to_owned(), 4));
    assert!(split.departs.is_empty());
    assert_eq!(split.norm.sentence(9), "none: for, held by 4 of 9 known, is no majority");
}

/// The charter of `toy-council` was voted on and signed: two items, and each is split.
#[test]
fn every_item_about_a_text_is_split() {
    let all = |rules| split(&["toy-council"], GroupsBy::Bloc, "charter", rules, Window::default());
    let (found, positions) = all(Options::default()).unwrap();
    let ids: Vec<&str> = found.items.iter().map(|split| positions.items[split.item].id.as_str()).collect();
    assert_eq!(ids, ["signing-charter", "vote-1"]);
    let table = found.table(&positions);
    assert_eq!(table.title, "How groups split on 2 items");
    let items: std::collections::BTreeSet<&str> =
        (0..table.len()).map(|row| table.text(row, ColumnRole::Item)).collect();
    assert_eq!(items.into_iter().collect::<Vec<_>>(), ids);
    // Set apart, signings are no item, and alone nothing is left of them.
    let apart = Options { signatures: Signatures::Apart, ..Options::default() };
    let (found, positions) = all(apart).unwrap();
    assert_eq!(positions.items[found.items[0].item].id, "vote-1");
    assert!(found.method.notes.iter().any(|note| note == "1 signing left out: signatures are apart"));
    let none = split(&["wcit-12", "memberships"], GroupsBy::Bloc, "itr-2012", apart, Window::default()).unwrap_err();
    assert_eq!(none.reason(), "itr-2012: a signing, and signatures are apart");
}

/// A body with five members, one of which is a body itself: it is told apart among those that depart, as is a wording that is
/// only near. A position passed down is no departure, no part of the majority, and counted apart.
#[test]
fn what_departs_is_told_whole() {
    use crate::align::agreement::tests::{item, node};
    use crate::model::Span;
    use crate::view::{Held, ItemKind, Node};
    let vote = item("v", ItemKind::Vote, &[("against", Some(0), true), ("for", Some(1), true)]);
    let union = Node { kind: "bloc".into(), ..node("union") };
    let actors = vec![node("ann"), node("bo"), node("cy"), node("di"), node("eli"), union.clone()];
    let [yes, no] = [1, 0].map(Held::new);
    let held = [yes, yes, yes, no.near(), no.inherited(), no].map(|held| vec![Some(held)]);
    let inherited = crate::view::positions::Inheritance::On;
    let options = PositionOptions { inherited, ..PositionOptions::default() };
    let positions = Positions::from_cells(actors, vec![vote], &held, options);
    let body = |node: Node, members: &[&str]| DatedGroup {
        spells: members.iter().map(|member| ((*member).to_owned(), vec![(Span::UNKNOWN, None)])).collect(),
        node,
    };
    let club = Node { kind: "igo".into(), ..node("club") };
    let groups = [body(club, &["ann", "bo", "cy", "di", "eli", "union"]), body(union, &["ann"])];
    let found = ByGroup::of(&positions, &groups, GroupsBy::Bloc, "v", &Options::default()).unwrap();
    let table = found.table(&positions);
    let said = |name: &str| table.named(name).unwrap().cells.at(0).plain();
    assert_eq!(said("departs"), "di (against, near, open); union (against, itself a group, open)");
    assert_eq!(said("no_position"), "");
    assert_eq!(
        (said("norm").as_str(), said("inherited").as_str()),
        ("open: for, held by 3 of 5 known; of 1 no own position is known", "1")
    );
}

/// Of a council of nine three vote for and one against, two are absent and one has no vote: of the two others nothing is on
/// record. Three are more than half of the known, and could be outvoted; with one more of them for it they could not.
#[test]
fn who_is_on_record_without_a_position_is_not_unknown() {
    use crate::align::agreement::tests::{item, node};
    use crate::model::Span;
    use crate::view::{Held, ItemKind, Node};
    let codes =
        [("against", Some(0), true), ("for", Some(1), true), ("absent", None, false), ("not-eligible", None, false)];
    let vote = item("v", ItemKind::Vote, &codes);
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let of = |letters: &str| {
        let held = |letter| [('n', 0), ('y', 1), ('-', 2), ('x', 3)].iter().find(|(known, _)| *known == letter);
        let rows: Vec<Vec<Option<Held>>> =
            letters.chars().map(|l| vec![held(l).map(|(_, code)| Held::new(*code))]).collect();
        let actors = names.map(node).to_vec();
        let positions = Positions::from_cells(actors, vec![vote.clone()], &rows, PositionOptions::default());
        let council = DatedGroup {
            spells: names.iter().map(|member| ((*member).to_owned(), vec![(Span::UNKNOWN, None)])).collect(),
            node: Node { kind: "igo".into(), ..node("council") },
        };
        let found = ByGroup::of(&positions, &[council], GroupsBy::Bloc, "v", &Options::default()).unwrap();
        let table = found.table(&positions);
        ["no_position", "unknown", "norm", "departs"].map(|name| table.named(name).unwrap().cells.at(0).plain())
    };
    let open = "open: for, held by 3 of 4 known; of 2 no own position is known";
    assert_eq!(of("yyyn--x  "), ["absent: 2; not-eligible: 1", "2", open, "d (against, open)"]);
    assert_eq!(of("yyyny--x "), ["absent: 2; not-eligible: 1", "1", "for, held by 4 of 5 known", "d (against)"]);
}
