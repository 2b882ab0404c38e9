//! Whether two forums share people, topics or both: where they treat the same things among others, an actor can shop.
//!
//!     cargo run --example whom_or_what

use blocs::dataset::{self, Folder};
use blocs::graph::Graph;
use blocs::overlap::side_by_side::{Reading, SideBySide};
use blocs::overlap::{agenda, forums, mandate};
use blocs::report::terminal;
use blocs::view::{AffiliationOptions, Affiliations, AgendaOptions, Agendas, Bodies, Window};

/// The members (all of them, so that not to be named is not to be in) and the topics of three forums.
const FORUMS: [(&str, [&str; 2], [&str; 2]); 3] = [
    ("council", ["ada", "bo"], ["tolls", "piracy"]),
    ("board", ["ada", "bo"], ["fishing", "dams"]),
    ("league", ["cy", "dee"], ["tolls", "piracy"]),
];

pub fn main() {
    let mut entities = "id,kind,name\nminutes,document,Minutes\n".to_owned();
    ["ada", "bo", "cy", "dee"].iter().for_each(|id| entities += &format!("{id},state,{id}\n"));
    ["tolls", "piracy", "fishing", "dams"].iter().for_each(|id| entities += &format!("{id},issue,{id}\n"));
    let mut claims = "id,subject,relation,object,open,source,lines\n".to_owned();
    for (line, (forum, members, topics)) in FORUMS.iter().enumerate() {
        entities += &format!("{forum},forum,{forum}\n");
        members
            .iter()
            .for_each(|id| claims += &format!("{id}-{forum},{id},member_of,{forum},no,minutes,{}\n", line + 1));
        topics.iter().for_each(|id| claims += &format!("{forum}-{id},{forum},addresses,{id},,minutes,{}\n", line + 1));
    }
    let tables = [("sources.csv", "id\nminutes\n"), ("entities.csv", &entities), ("claims.csv", &claims)];
    let loaded = dataset::load(vec![Folder::of("regime", tables)], None);
    let graph = Graph::from(loaded.dataset.expect("it has no fault"));
    let whom =
        forums::Forums::of(&Affiliations::of(&graph, &AffiliationOptions::default()), forums::Options::default());
    let what = agenda::Agenda::of(&Agendas::of(&graph, &AgendaOptions::default()), agenda::Options::default());
    let bodies = Bodies::of(&graph, Window::default());
    let found = SideBySide::of(&whom, &what, &bodies, &mandate::Mandate::of(&bodies));
    print!("{}", terminal::table(&found.table(), None));

    let read = |reading: Reading| {
        found.read_as(reading).map(|row| (row.one.id.as_str(), row.other.id.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(read(Reading::WhomNotWhat), [("board", "council")]);
    assert_eq!(read(Reading::WhatNotWhom), [("council", "league")]);
    // Board and league share neither, and no row says something of them.
    assert_eq!(found.rows.len(), 2);
}
