//! A row a forum: where it belongs, who may take part, how it decides, and what becomes of it.

use std::collections::BTreeSet;

use crate::result::{Cell, CellKind, ColumnRole, Method, Table, Undefined};
use crate::view::Bodies;
use crate::view::bodies::{Above, Said};

/// What is known of each forum, side by side, as sources say it.
///
/// Participants are counted by kind and by the way they take part, observers and their like apart; of how many a source says
/// more of their access stands behind the number; "of the
/// named", beside the numbers that sources state. What no source says is undefined, not none: a forum without a stated
/// decision rule has one.
///
/// ```
/// use blocs::{dataset, graph::Graph, overlap::profile, view::{Bodies, Window}};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let table = profile::table(&Bodies::of(&graph, Window::default()));
/// let council = table.index()["harbour-council"];
/// let named = table.named("participants_named").unwrap();
/// // By hand: five members; Ada and Cy attended the first session, Fay the second as an observer; Ada was the host.
/// let told = "state entitled: 5; state attended (observer): 1; state attended: 2; state organised: 1";
/// assert_eq!(named.cells[council].plain(), told);
/// ```
pub fn table(bodies: &Bodies) -> Table {
    let mut method = Method::new("profile of forums", "Koremenos, Lipson & Snidal 2001")
        .with("sessions", "lifted")
        .with("window", bodies.window)
        .counting("forums", bodies.bodies.len());
    method.notes.extend(super::of_several_series(&bodies.of_several_series));
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
    for body in &bodies.bodies {
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
            .chain(body.above.iter().flat_map(Above::claims))
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
            Cell::List(named.into_iter().map(|(_, words)| words).collect()),
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
