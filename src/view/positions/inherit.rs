//! What blocs and camps hold passes to their members.

use std::collections::{BTreeMap, BTreeSet};

use super::Held;
use super::records::{self, Records};
use crate::graph::Graph;
use crate::model::schema::Role;
use crate::model::{Claim, Dataset, Status};
use crate::view::Window;

/// Passes the positions of blocs and camps to members that have none of their own and are no named exception. Gives in
/// words what is not passed, because groups or sources contradict each other.
pub(super) fn inherit(
    graph: &Graph,
    records: &Records,
    window: Window,
    takes: impl Fn(u32) -> bool,
    spoken: &BTreeSet<(u32, u32)>,
    own: &mut BTreeMap<(u32, u32), Held>,
) -> Vec<String> {
    let dataset = graph.dataset();
    let denied = denied(dataset);
    let mut passed: BTreeMap<(u32, u32), BTreeSet<u8>> = BTreeMap::new();
    let mut doubtful: BTreeSet<(&str, &str)> = BTreeSet::new();
    for record in records.records.iter().filter(|record| record.whole) {
        let group = &dataset.entities[record.actor as usize];
        if !dataset.schema.passes_positions(&group.kind) {
            continue;
        }
        // In a view from a day on, what has no date is of that day or later.
        let day = window.within(record.when);
        for tie in graph.around(&group.id).into_iter().filter(|tie| tie.object.id == group.id) {
            let membership =
                graph.relation(tie.edge).is_some_and(|relation| relation.roles.contains(&Role::Membership));
            let member = dataset.entities.binary_search_by(|entity| entity.id.cmp(&tie.subject.id));
            let (true, Ok(member)) = (membership, member) else { continue };
            let key = (member as u32, record.item);
            let holds = graph.claims(tie.edge).any(|claim| records::holds_at(claim, day));
            if !holds || !takes(key.0) || spoken.contains(&key) {
                continue;
            }
            let ends = (tie.subject.id.as_str(), tie.object.id.as_str());
            match denied.get(&ends).is_some_and(|claims| claims.iter().any(|claim| records::may_be_of(claim, day))) {
                true => _ = doubtful.insert(ends),
                false => _ = passed.entry(key).or_default().insert(record.code),
            }
        }
    }
    let mut divided = Vec::new();
    for (key, codes) in passed {
        // Two groups that pass different positions pass none.
        match (codes.first(), codes.len()) {
            (Some(&code), 1) => _ = own.insert(key, Held::new(usize::from(code)).inherited()),
            _ => divided.push(key),
        }
    }
    let divided = divided
        .into_iter()
        .map(|(actor, item)| format!("{} ({})", dataset.entities[actor as usize].id, records.items[item as usize].id));
    let doubtful = doubtful.into_iter().map(|(member, group)| format!("{member} in {group}"));
    let told = [
        super::named(divided.collect(), "inherited position", "in conflict left out"),
        super::named(doubtful.collect(), "membership", "both claimed and denied, passing no position"),
    ];
    told.into_iter().flatten().collect()
}

/// The claims that deny a membership, by its ends.
fn denied(dataset: &Dataset) -> BTreeMap<(&str, &str), Vec<&Claim>> {
    let mut denied: BTreeMap<(&str, &str), Vec<&Claim>> = BTreeMap::new();
    let unhedged = |claim: &&Claim| claim.status == Status::Denied && claim.modality.is_none();
    for claim in dataset.claims.iter().filter(unhedged) {
        let relation = dataset.schema.relation(&claim.relation);
        let membership = relation.is_some_and(|relation| relation.roles.contains(&Role::Membership));
        if let (true, Some(group)) = (membership, claim.target.entity()) {
            denied.entry((&claim.subject, group)).or_default().push(claim);
        }
    }
    denied
}

#[cfg(test)]
mod tests {
    use crate::dataset::{self, File, Folder};
    use crate::graph::Graph;
    use crate::view::Window;
    use crate::view::positions::{Inheritance, PositionOptions, Positions};

    fn graph(name: &str, tables: &[(&str, &str)]) -> Graph {
        let file = |(name, text): &(&str, &str)| File { name: format!("{name}.csv"), bytes: (*text).into() };
        let folder = Folder { name: name.to_owned(), files: tables.iter().map(file).collect(), ..Folder::default() };
        let loaded = dataset::load(vec![folder], None);
        Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)))
    }

    fn held(positions: &Positions, actor: &str, item: &str) -> Option<String> {
        let item = positions.items.iter().position(|other| other.id == item)?;
        let held = positions.held(positions.actor(actor)?, item)?;
        Some(positions.items[item].codes[held.code()].word.clone())
    }

    /// Two blocs, one member of both, one of the first of whom another source says that it is none. What both pass alike
    /// comes through; what they pass differently, and what hangs on the denied membership, does not, and is told.
    #[test]
    fn contradictions_pass_nothing_and_are_told() {
        let graph = graph(
            "two",
            &[
                ("sources", "id,language\ntext,en\n"),
                (
                    "entities",
                    "id,kind,name\ntext,document,Text\na,state,A\nb,state,B\nc,state,C\nu,bloc,U\nw,bloc,W\nd,decision,D\n\
                     e,decision,E\n",
                ),
                (
                    "claims",
                    "id,subject,relation,object,begin,status,certainty,source\n\
                     c1,a,member_of,u,1999,actual,stated,text\nc2,a,member_of,w,1999,actual,stated,text\n\
                     c3,b,member_of,u,1999,actual,stated,text\nc4,c,member_of,u,1999,actual,stated,text\n\
                     c5,c,member_of,u,1999,denied,stated,text\n",
                ),
                ("decisions", "id,procedure,document,date\nd,roll-call,text,2012-12-14\ne,roll-call,text,2013-12-14\n"),
                (
                    "positions",
                    "decision,actor,position,source\nd,u,for,text\nd,w,against,text\ne,u,for,text\ne,w,for,text\n",
                ),
            ],
        );
        let options = PositionOptions { inherited: Inheritance::On, ..PositionOptions::default() };
        let positions = Positions::of(&graph, &options);
        let ids: Vec<&str> = positions.actors.iter().map(|actor| actor.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
        assert_eq!((held(&positions, "a", "d"), held(&positions, "a", "e")), (None, Some("for".to_owned())));
        assert_eq!(held(&positions, "b", "d"), Some("for".to_owned()));
        assert_eq!(
            positions.remarks(),
            [
                "1 inherited position in conflict left out: a (d)",
                "1 membership both claimed and denied, passing no position: c in u"
            ]
        );
    }

    /// Who had left by 2012 inherits nothing of an undated vote in a view from 2016 on, where that vote is of 2016 or later.
    #[test]
    fn what_has_no_date_is_of_the_window() {
        let graph = graph(
            "left",
            &[
                ("sources", "id,language\ntext,en\n"),
                ("entities", "id,kind,name\ntext,document,Text\na,state,A\nb,state,B\nu,bloc,U\nd,decision,D\n"),
                (
                    "claims",
                    "id,subject,relation,object,begin,end,status,certainty,source\n\
                     c1,a,member_of,u,1999,..,actual,stated,text\nc2,b,member_of,u,1999,2012,actual,stated,text\n",
                ),
                ("decisions", "id,procedure,document\nd,roll-call,text\n"),
                ("positions", "decision,actor,position,source\nd,u,for,text\n"),
            ],
        );
        let from = |year| {
            let window = Window::parse(Some(year), None).unwrap();
            let options = PositionOptions { inherited: Inheritance::On, window, ..PositionOptions::default() };
            let positions = Positions::of(&graph, &options);
            positions.actors.into_iter().map(|actor| actor.id).collect::<Vec<_>>()
        };
        assert_eq!(from("2010"), ["a", "b"]);
        assert_eq!(from("2016"), ["a"]);
    }

    /// A bloc signs, and no member has a position of its own: with inheritance the members stand there, and are compared.
    #[test]
    fn a_bloc_that_speaks_alone_stands_for_its_members() {
        let tables = [
            ("sources", "id,language\ntext,en\n"),
            ("entities", "id,kind,name\ntext,document,Text\na,state,A\nb,state,B\nu,bloc,U\nd,decision,D\n"),
            (
                "claims",
                "id,subject,relation,object,begin,status,certainty,source\n\
                 c1,a,member_of,u,1999,actual,stated,text\nc2,b,member_of,u,1999,actual,stated,text\n",
            ),
            ("decisions", "id,procedure,document,date\nd,signing,text,2012-12-14\n"),
            ("positions", "decision,actor,position,source\nd,u,signed,text\n"),
        ];
        let graph = graph("alone", &tables);
        let kinds = |inherited| {
            let positions = Positions::of(&graph, &PositionOptions { inherited, ..PositionOptions::default() });
            (positions.actor_kinds, positions.actors.into_iter().map(|actor| actor.id).collect::<Vec<_>>())
        };
        assert_eq!(kinds(Inheritance::Off), (vec!["bloc".to_owned()], vec!["u".to_owned()]));
        assert_eq!(kinds(Inheritance::On), (vec!["state".to_owned()], vec!["a".to_owned(), "b".to_owned()]));
    }
}
