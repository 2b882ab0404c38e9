//! What blocs and camps hold passes to their members.

use std::collections::{BTreeMap, BTreeSet};

use super::Held;
use super::records::{self, Records};
use crate::graph::Graph;
use crate::model::schema::Role;

/// Passes the positions of blocs and camps to members that have none of their own and are no named exception.
pub(super) fn inherit(
    graph: &Graph,
    records: &Records,
    takes: impl Fn(u32) -> bool,
    spoken: &BTreeSet<(u32, u32)>,
    own: &mut BTreeMap<(u32, u32), Held>,
) {
    let dataset = graph.dataset();
    let mut passed: BTreeMap<(u32, u32), BTreeSet<u8>> = BTreeMap::new();
    for record in records.records.iter().filter(|record| record.whole) {
        let group = &dataset.entities[record.actor as usize];
        if !dataset.schema.passes_positions(&group.kind) {
            continue;
        }
        for tie in graph.around(&group.id).into_iter().filter(|tie| tie.object.id == group.id) {
            let membership =
                graph.relation(tie.edge).is_some_and(|relation| relation.roles.contains(&Role::Membership));
            let member = dataset.entities.binary_search_by(|entity| entity.id.cmp(&tie.subject.id));
            let (true, Ok(member)) = (membership, member) else { continue };
            let key = (member as u32, record.item);
            let holds = graph.claims(tie.edge).any(|claim| records::holds_at(claim, record.when));
            if holds && takes(key.0) && !spoken.contains(&key) {
                passed.entry(key).or_default().insert(record.code);
            }
        }
    }
    for (key, codes) in passed {
        // Two groups that pass different positions pass none.
        if let (Some(&code), 1) = (codes.first(), codes.len()) {
            own.insert(key, Held::new(usize::from(code)).inherited());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::dataset::{self, File, Folder};
    use crate::graph::Graph;
    use crate::view::positions::{Inheritance, PositionOptions, Positions};

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
        let file = |(name, text): (&str, &str)| File { name: format!("{name}.csv"), bytes: text.into() };
        let folder = Folder { name: "alone".to_owned(), files: tables.map(file).into(), ..Folder::default() };
        let loaded = dataset::load(vec![folder], None);
        let graph = Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)));
        let kinds = |inherited| {
            let positions = Positions::of(&graph, &PositionOptions { inherited, ..PositionOptions::default() });
            (positions.actor_kinds, positions.actors.into_iter().map(|actor| actor.id).collect::<Vec<_>>())
        };
        assert_eq!(kinds(Inheritance::Off), (vec!["bloc".to_owned()], vec!["u".to_owned()]));
        assert_eq!(kinds(Inheritance::On), (vec!["state".to_owned()], vec!["a".to_owned(), "b".to_owned()]));
    }
}
