//! What blocs and camps hold passes to their members.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{self, Records};
use super::{Conflict, Held};
use crate::graph::Graph;
use crate::model::schema::Role;
use crate::model::{Claim, Status, Target};
use crate::view::Window;

/// (actor, item) -> the position passed down, or the groups that disagree on it: then it passes to nobody.
pub(super) type Passed = BTreeMap<(u32, u32), Result<Held, Conflict>>;

/// What blocs and camps pass to members, of whatever kind, that have no position of their own and are no named exception.
/// Whoever is denied to be a member then inherits nothing.
pub(super) fn inherit(graph: &Graph, records: &Records, window: Window) -> Passed {
    let dataset = graph.dataset();
    let spoken: BTreeSet<(u32, u32)> = records.records.iter().map(|record| (record.actor, record.item)).collect();
    let mut passed: BTreeMap<(u32, u32), BTreeMap<u8, BTreeSet<&str>>> = BTreeMap::new();
    let mut denied: BTreeMap<[&str; 3], Vec<&Claim>> = BTreeMap::new();
    for claim in dataset.claims.iter().filter(|claim| claim.status == Status::Denied) {
        if let Target::Entity(object) = &claim.target {
            denied.entry([&claim.subject, &claim.relation, object]).or_default().push(claim);
        }
    }
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
            // What has no date of its own is of the window all the same.
            let when = window.clip(record.when);
            let holds = graph.claims(tie.edge).any(|claim| records::holds_at(claim, when));
            let said_not = denied.get(&[tie.subject.id.as_str(), &tie.edge.relation, &group.id]);
            let disputed = said_not.into_iter().flatten().any(|claim| {
                let (begin, end) = claim.holds();
                begin.earliest <= when.latest && end.latest >= when.earliest
            });
            if holds && !disputed && !spoken.contains(&key) {
                passed.entry(key).or_default().entry(record.code).or_default().insert(&group.id);
            }
        }
    }
    let settled = |((actor, item), codes): ((u32, u32), BTreeMap<u8, BTreeSet<&str>>)| {
        let item_of = &records.items[item as usize];
        let said = |(code, groups): (&u8, &BTreeSet<&str>)| {
            let word = &item_of.codes[usize::from(*code)].word;
            groups.iter().map(|group| format!("{word} (inherited of {group})")).collect::<Vec<_>>()
        };
        let found = match codes.first_key_value() {
            Some((&code, _)) if codes.len() == 1 => Ok(Held::new(usize::from(code)).inherited()),
            _ => Err(Conflict {
                actor: dataset.entities[actor as usize].id.clone(),
                item: item_of.id.clone(),
                said: codes.iter().flat_map(said).collect(),
            }),
        };
        ((actor, item), found)
    };
    passed.into_iter().map(settled).collect()
}

#[cfg(test)]
mod tests {
    use crate::dataset::{self, File, Folder};
    use crate::graph::Graph;
    use crate::view::Window;
    use crate::view::positions::{Inheritance, PositionOptions, Positions};

    fn graph(tables: &[(&str, &str)]) -> Graph {
        let file = |(name, text): &(&str, &str)| File { name: format!("{name}.csv"), bytes: (*text).into() };
        let files = tables.iter().map(file).collect();
        let loaded = dataset::load(vec![Folder { name: "made".to_owned(), files, ..Folder::default() }], None);
        Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)))
    }

    const ENTITIES: &str = "id,kind,name\ntext,document,Text\na,state,A\nb,state,B\nc,state,C\nu,bloc,U\nv,bloc,V\n\
                            d,decision,D\n";

    /// A vote without a date, in a view from 2016 on: who left in 2012 was no member then. Who is denied to be one inherits
    /// nothing, whatever else is claimed; and what two blocs disagree on is passed to nobody, and told where states are seen.
    #[test]
    fn who_left_is_denied_or_sits_in_two_inherits_nothing() {
        let claims = "id,subject,relation,object,begin,end,status,certainty,source\n\
                      c1,a,member_of,u,1999,..,actual,stated,text\nc2,b,member_of,u,1999,2012,actual,stated,text\n\
                      c3,c,member_of,u,1999,..,actual,stated,text\nc4,c,member_of,u,,,denied,stated,text\n";
        let tables = |claims| {
            [
                ("sources", "id,language\ntext,en\n"),
                ("entities", ENTITIES),
                ("claims", claims),
                ("decisions", "id,procedure\nd,roll-call\n"),
                ("positions", "decision,actor,position,source\nd,u,for,text\nd,v,against,text\n"),
            ]
        };
        let seen = |claims, from: Option<&str>, kind: &str| {
            let options = PositionOptions {
                inherited: Inheritance::On,
                window: Window::parse(from, None).unwrap(),
                actors: vec![kind.to_owned()],
                ..PositionOptions::default()
            };
            let positions = Positions::of(&graph(&tables(claims)), &options);
            let actors: Vec<String> = positions.actors.iter().map(|actor| actor.id.clone()).collect();
            (actors, positions.remarks())
        };
        assert_eq!(seen(claims, Some("2016"), "state").0, ["a"]);
        assert_eq!(seen(claims, None, "state").0, ["a", "b"]);
        let two = format!("{claims}c5,b,member_of,v,2000,..,actual,stated,text\n");
        let (actors, remarks) = seen(&two, None, "state");
        assert_eq!(actors, ["a"]);
        assert_eq!(remarks, ["1 position in conflict left out: b (d)"]);
        assert_eq!(seen(&two, None, "bloc"), (vec!["u".to_owned(), "v".to_owned()], Vec::new()));
    }

    /// An adoption without a date, in a view from 2016 on: who had left the body by 2012 had no part in it.
    #[test]
    fn who_had_left_joins_in_no_adoption() {
        let graph = graph(&[
            ("sources", "id,language\ntext,en\n"),
            ("entities", "id,kind,name\ntext,document,Text\na,state,A\nb,state,B\nf,forum,F\nd,decision,D\n"),
            (
                "claims",
                "id,subject,relation,object,begin,end,status,certainty,source\n\
                 c1,a,member_of,f,1999,..,actual,stated,text\nc2,b,member_of,f,1999,2012,actual,stated,text\n",
            ),
            ("decisions", "id,procedure,forum\nd,consensus,f\n"),
        ]);
        let seen = |from| {
            let options = PositionOptions {
                consensus: crate::view::Consensus::Counted,
                window: Window::parse(from, None).unwrap(),
                ..PositionOptions::default()
            };
            Positions::of(&graph, &options).actors.into_iter().map(|actor| actor.id).collect::<Vec<_>>()
        };
        assert_eq!((seen(None), seen(Some("2016"))), (vec!["a".into(), "b".into()], vec!["a".to_owned()]));
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
        let graph = graph(&tables);
        let kinds = |inherited| {
            let positions = Positions::of(&graph, &PositionOptions { inherited, ..PositionOptions::default() });
            (positions.actor_kinds, positions.actors.into_iter().map(|actor| actor.id).collect::<Vec<_>>())
        };
        assert_eq!(kinds(Inheritance::Off), (vec!["bloc".to_owned()], vec!["u".to_owned()]));
        assert_eq!(kinds(Inheritance::On), (vec!["state".to_owned()], vec!["a".to_owned(), "b".to_owned()]));
    }
}
