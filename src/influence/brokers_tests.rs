//! Small flows whose brokers are found by eye.

use super::*;
use crate::influence::main_path::tests::made;
use crate::model::FlowClass::{Carrier, Input, Lineage};
use crate::result::{CellRef, ColumnRole};
use crate::view::Node;

/// a -> b -> c and a -> d -> c, b -> e; n's are norms, the others documents.
fn diamond() -> Flow {
    let ids = ["a", "b", "c", "d", "n"];
    made(
        &ids,
        &[
            ("a", "b", Lineage, "2010"),
            ("b", "c", Lineage, "2012"),
            ("a", "d", Lineage, "2010"),
            ("d", "c", Lineage, "2012"),
            ("b", "n", Input, "2009"),
        ],
    )
}

fn of<'a>(found: &'a Brokers, flow: &Flow, id: &str) -> &'a Broker {
    let row = flow.node(id).unwrap();
    found.brokers.iter().find(|broker| broker.node == row).unwrap()
}

/// By hand: b lies on half of the ways from a to c and on all from a to n; d on the other half.
#[test]
fn betweenness_roles_and_reach_by_eye() {
    let flow = diamond();
    let found = Brokers::of(&flow, &by_kind(&flow), &Options { deals: 200, ..Options::default() });
    let (b, d) = (of(&found, &flow, "b"), of(&found, &flow, "d"));
    assert_eq!((b.betweenness, d.betweenness), (1.5, 0.5));
    // a b c: all documents, shared with d; a b n: b speaks for documents towards a norm.
    let roles = b.roles.unwrap();
    assert_eq!(roles.raw, [1.0, 0.0, 1.0, 0.0, 0.0]);
    assert_eq!(roles.weighted, [0.5, 0.0, 1.0, 0.0, 0.0]);
    // Four documents and one norm over a, b, c: all documents unless one of the three is dealt the norm: 2 of 5. For
    // b's two ways: coordinator 2 x 2/5.
    assert!((roles.expected[0] - 0.8).abs() < 0.15, "{}", roles.expected[0]);
    // b to n is dated before a to b, so that a reaches b, c and d in time, and n never.
    let a = of(&found, &flow, "a");
    assert_eq!((a.reaches, a.reached_by), (3, 0));
    assert_eq!(of(&found, &flow, "n").reached_by, 1);
    assert_eq!(found.between(9).iter().map(|node| node.name.as_str()).collect::<Vec<_>>(), ["b", "d"]);
    assert_eq!(found.most_in(Role::Representative).map(|(node, count)| (node.id.as_str(), count)), Some(("b", 1)));
    assert_eq!(found.most_in(Role::Itinerant), None);
}

#[test]
fn why_gives_both_steps_of_every_open_way() {
    let flow = diamond();
    let found = Brokers::of(&flow, &by_kind(&flow), &Options { deals: 10, ..Options::default() });
    let ways = found.why("b").unwrap();
    let told: Vec<String> = (0..ways.len())
        .map(|row| format!("{} {}", ways.text(row, ColumnRole::Class), ways.text(row, ColumnRole::Other)))
        .collect();
    assert_eq!(told, ["coordinator c", "representative n"]);
    assert_eq!(ways.cell(0, ColumnRole::Count), Some(CellRef::Integer(2)));
    assert_eq!(ways.cell(1, ColumnRole::Claims), Some(CellRef::List(&["c0".into(), "c4".into()])));
    assert_eq!(found.why("a").unwrap_err().reason(), "no open way runs through a");
    // As many ways as the counts say.
    for broker in &found.brokers {
        let raw: f64 = broker.roles.unwrap().raw.iter().sum();
        assert_eq!(found.open.iter().filter(|way| way.broker == broker.node).count() as f64, raw);
    }
}

#[test]
fn who_is_in_no_group_takes_part_in_no_role() {
    let flow = diamond();
    let groups = Grouping { groups: [("a", "x"), ("b", "x"), ("n", "y")].map(|(a, g)| (a.into(), g.into())).into() };
    let found = Brokers::of(&flow, &groups, &Options { deals: 10, ..Options::default() });
    assert_eq!(of(&found, &flow, "d").roles, None);
    assert_eq!(of(&found, &flow, "b").roles.unwrap().raw, [0.0, 0.0, 1.0, 0.0, 0.0]);
    let table = found.table();
    let d = found.brokers.iter().position(|broker| broker.group.is_none()).unwrap();
    assert!(matches!(table.cell(d, ColumnRole::Group), Some(CellRef::Undefined(_))));
    assert!(found.why("d").unwrap_err().reason().contains("no group"));
}

#[test]
fn threads_change_nothing_and_samples_say_how_far_off() {
    let flow = diamond();
    let of = |options: Options| Brokers::of(&flow, &by_kind(&flow), &options);
    let one = of(Options { deals: 20, ..Options::default() });
    assert_eq!(one, of(Options { deals: 20, threads: 3, ..Options::default() }));
    let some = of(Options { deals: 20, sources: Some(2), ..Options::default() });
    assert!(some.error > 0.0 && some.table().by_role(ColumnRole::High).is_some());
    let roles = one.roles();
    assert!(roles.columns.iter().all(|column| column.cells.len() == roles.len()));
    assert_eq!(one.graph().nodes.len(), 5);
}

/// An estimate names those alone whose bounds no other reaches: with bounds of 2 either way, 9 and 8 stand above 3, and
/// which of the two is the first is not known.
#[test]
fn an_estimate_names_nobody_whose_bounds_overlap() {
    let flow = diamond();
    let few = Options { deals: 10, sources: Some(2), ..Options::default() };
    let mut found = Brokers::of(&flow, &by_kind(&flow), &few);
    assert_eq!(found.sampled, Some(2));
    assert_eq!(found.told_apart(3), 0);
    assert_eq!(found.method.notes, ["betweenness is estimated from 2 of 5 entities"]);
    for (broker, value) in found.brokers.iter_mut().zip([9.0, 8.0, 3.0, 1.0, 0.0]) {
        broker.betweenness = value;
    }
    found.error = 2.0;
    assert_eq!([1, 2, 3].map(|most| found.told_apart(most)), [0, 2, 2]);
    // All of them searched is no estimate.
    let all = Brokers::of(&flow, &by_kind(&flow), &Options { sources: Some(5), ..few });
    assert_eq!((all.sampled, all.told_apart(2), all.method.notes.len()), (None, 2, 0));
}

/// a -> b -> c stays open though a carrier leads from a to c: c is no more than a part of a.
#[test]
fn a_carrier_closes_no_way() {
    let steps = [("a", "b", Lineage, "2010"), ("b", "c", Lineage, "2012"), ("a", "c", Carrier, "2010")];
    let flow = made(&["a", "b", "c"], &steps);
    let found = Brokers::of(&flow, &by_kind(&flow), &Options { deals: 10, ..Options::default() });
    assert_eq!(of(&found, &flow, "b").roles.unwrap().raw, [1.0, 0.0, 0.0, 0.0, 0.0]);
    let closed = made(&["a", "b", "c"], &[steps[0], steps[1], ("a", "c", Input, "2010")]);
    let found = Brokers::of(&closed, &by_kind(&closed), &Options { deals: 10, ..Options::default() });
    assert_eq!(of(&found, &closed, "b").roles.unwrap().raw, [0.0; 5]);
}

/// A bloc and a camp make groups, the smaller first; a forum and a class have members too, and make none.
#[test]
fn only_what_acts_as_one_is_a_bloc() {
    let flow = diamond();
    let named = |id: &str, kind: &str, members: &[&str]| NamedGroup {
        node: Node { id: id.into(), kind: kind.into(), name: id.to_uppercase(), name_ja: String::new() },
        members: members.iter().map(|id| (*id).to_owned()).collect(),
        open: true,
    };
    let all = [
        named("forum", "forum", &["a"]),
        named("class", "class", &["b"]),
        named("large", "bloc", &["a", "b", "c", "who stands on no step"]),
        named("small", "camp", &["a", "d", "who stands on no step"]),
    ];
    let schema = crate::dataset::schema();
    let (groups, several) = by_bloc(&flow, &all, &schema);
    let of = |id: &str| groups.of(id);
    assert_eq!(["a", "b", "c", "d", "n"].map(of), [Some("small"), Some("large"), Some("large"), Some("small"), None]);
    assert_eq!((several, groups.groups.len()), (1, 4));
}
