//! A row a forum: where it belongs, who may take part, how it decides, and what becomes of it.

use std::collections::BTreeSet;

use crate::result::{Cell, CellKind, ColumnRole, Method, Table, Undefined};
use crate::view::bodies::Said;
use crate::view::{Bodies, Body, Node};

/// What is known of each forum, side by side, as sources say it.
///
/// Participants are counted by kind and by the way they take part, observers and their like apart; of how many a source says
/// more of their access stands behind the number; "of the
/// named", beside the numbers that sources state. What no source says is undefined, not none: a forum without a stated
/// decision rule has one. Forums of which none of this is known (`silent`, see [`Bodies::silent`]) have a row of their own.
///
/// ```
/// use blocs::{dataset, graph::Graph, overlap::profile, view::{Bodies, Window}};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let bodies = Bodies::of(&graph, Window::default());
/// let table = profile::table(&bodies, bodies.silent(&graph));
/// let council = table.index()["harbour-council"];
/// let named = table.named("participants_named").unwrap();
/// // By hand: five members; Ada and Cy attended the first session, Fay the second as an observer; Ada was the host.
/// let told = "state entitled: 5; state attended (observer): 1; state attended: 2; state organised: 1";
/// assert_eq!(named.cells.at(council).plain(), told);
/// ```
pub fn table(bodies: &Bodies, silent: Vec<Node>) -> Table {
    let mut method = Method::new("profile of forums", "Koremenos, Lipson & Snidal 2001")
        .with("sessions", "lifted")
        .with("window", bodies.window)
        .counting("forums", bodies.bodies.len() + silent.len())
        .counting("forums of which nothing is recorded here", silent.len());
    method.note_each(super::disputed_of_bodies(bodies));
    method.note_each(super::of_several_series(&bodies.of_several_series));
    let mut table = Table::new("profile", method)
        .titled("What is known of each forum")
        .column("forum", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("kind", CellKind::Text, ColumnRole::Kind, "")
        .column("root", CellKind::List, ColumnRole::Group, "")
        .column("above", CellKind::List, ColumnRole::Attribute, "")
        .column("participants_named", CellKind::List, ColumnRole::Attribute, "")
        .column("participants_stated", CellKind::List, ColumnRole::Attribute, "")
        .column("decision_rule", CellKind::List, ColumnRole::Attribute, "")
        .column("force_of_outcome", CellKind::List, ColumnRole::Attribute, "")
        .column("texts", CellKind::Integer, ColumnRole::Count, "texts")
        .column("claims", CellKind::List, ColumnRole::Claims, "");
    let nothing = |node| Body {
        node,
        above: Vec::new(),
        parties: Vec::new(),
        stated: Vec::new(),
        rules: Vec::new(),
        outcomes: Vec::new(),
        texts: Vec::new(),
    };
    let mut all: Vec<Body> = bodies.bodies.iter().cloned().chain(silent.into_iter().map(nothing)).collect();
    all.sort_by(|one, other| one.node.id.cmp(&other.node.id));
    for body in &all {
        let node = &body.node;
        let said = |list: &[Said], what: &'static str| match list {
            [] => Cell::Undefined(Undefined::because(what)),
            list => Cell::List(list.iter().map(|said| said.text.clone()).collect()),
        };
        let named = body.parties.iter().map(|party| {
            let role = if party.role.is_empty() { String::new() } else { format!(" ({})", party.role) };
            let access: Vec<String> = party.access.iter().map(|(word, n)| format!("{n} {word}")).collect();
            let access = if access.is_empty() { String::new() } else { format!(" ({})", access.join(", ")) };
            (party.mode, format!("{} {}{role}: {}{access}", party.kind, party.mode.word(), party.named))
        });
        let mut named: Vec<_> = named.collect();
        named.sort();
        let said_of = [&body.stated, &body.rules, &body.outcomes, &body.texts].into_iter().flatten();
        let claims: BTreeSet<&str> = (said_of.flat_map(|said| &said.claims))
            .chain(body.parties.iter().flat_map(|party| &party.claims))
            .map(String::as_str)
            .chain(body.above.iter().flat_map(|above| above.claims.keys()).map(String::as_str))
            .collect();
        let root = match body.above.len() {
            0 | 1 => Cell::Undefined(Undefined::because("no parent is stated")),
            _ if body.roots().is_empty() => {
                Cell::Undefined(Undefined::because("the bodies above it stand in a circle"))
            }
            _ => Cell::List(body.roots().into_iter().map(|root| root.id.clone()).collect()),
        };
        table.push([
            Cell::text(&node.id),
            Cell::text(&node.name),
            Cell::text(&node.name_ja),
            Cell::text(&node.kind),
            root,
            Cell::List(body.above.iter().skip(1).map(|above| above.node.id.clone()).collect()),
            match named.is_empty() {
                true => Cell::Undefined(Undefined::because(format!("no participant of {} is recorded", node.id))),
                false => Cell::List(named.into_iter().map(|(_, words)| words).collect()),
            },
            said(&body.stated, "no source counts them"),
            said(&body.rules, "no source says"),
            said(&body.outcomes, "no source says"),
            match body.texts.len() {
                0 => Cell::Undefined(Undefined::because("no source says")),
                n => Cell::count(n),
            },
            Cell::List(claims.into_iter().map(str::to_owned).collect()),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{self, File, Folder};
    use crate::graph::Graph;
    use crate::view::Window;

    /// f has a member, g an agenda and nothing else, h nothing at all; s is a session of f and no row. By hand.
    #[test]
    fn every_forum_has_a_row() {
        let claims = "id,subject,relation,object,begin,source\n1,a,member_of,f,1990,src\n2,g,addresses,x,2000,src\n\
                      3,s,session_of,f,1990,src\n";
        let entities =
            "id,kind,name\nsrc,document,S\na,state,A\nf,forum,F\ng,forum,G\nh,forum,H\ns,session,First\nx,issue,X\n";
        let file = |(name, text): (&str, &str)| File { name: name.to_owned(), bytes: text.to_owned().into() };
        let files = [("entities.csv", entities), ("sources.csv", "id\nsrc\n"), ("claims.csv", claims)].map(file).into();
        let folder = Folder { name: "small".to_owned(), files, ..Folder::default() };
        let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
        let bodies = Bodies::of(&graph, Window::default());
        let table = table(&bodies, bodies.silent(&graph));
        let named = table.columns.iter().find(|column| column.name == "participants_named").unwrap();
        let rows: Vec<(&str, bool)> = (0..table.len())
            .map(|row| {
                (table.text(row, ColumnRole::Id), matches!(named.cells.at(row), crate::result::CellRef::Undefined(_)))
            })
            .collect();
        assert_eq!(rows, [("f", false), ("g", true), ("h", true)]);
        assert_eq!(
            table.method.n,
            [("forums".to_owned(), 3), ("forums of which nothing is recorded here".to_owned(), 2)]
        );
    }
}
