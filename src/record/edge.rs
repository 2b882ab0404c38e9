//! What is known between two entities; when nothing is stated, that is said first.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Graph, Tie};
use crate::model::{Claim, Entity};
use crate::result::{Cell, CellKind, ColumnRole, Document, Language, Method, Phrase, Table};

use super::entity::{claims_under, groups};
use super::{Quote, claims_table};

/// What is known between two entities.
///
/// First the direct claims. When there is none, "not stated", with the sources searched and whether each names either;
/// then what both are tied to by the same relation, and the claims about groups that hold one of them.
///
/// # Example
/// ```
/// use blocs::{dataset, graph::Graph, record::{edge, no_text}, result::Language};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let page = edge::between(&graph, "ada", "harbour-bloc", Language::English, &no_text).unwrap();
/// assert!(page.tables().any(|table| table.name == "claims-between"));
/// ```
pub fn between(graph: &Graph, a: &str, b: &str, language: Language, quote: Quote<'_>) -> Option<Document> {
    let dataset = graph.dataset();
    let (first, second) = (dataset.entity(a)?, dataset.entity(b)?);
    let name = |entity: &Entity| format!("{} ({})", language.choose(&entity.name, &entity.name_ja), entity.id);
    let (one, other) = (name(first), name(second));
    let mut page = Document::new(Phrase::new(format!("{one} and {other}"), format!("{one}と{other}")));
    let direct: Vec<&Claim> = dataset
        .claims
        .iter()
        .filter(|claim| {
            let object = claim.target.entity();
            (claim.subject == a && object == Some(b)) || (claim.subject == b && object == Some(a))
        })
        .collect();
    if direct.is_empty() {
        page.prose(Phrase::new(
            "Not stated: no claim runs between the two. That is no statement that there is nothing.",
            "記述なし：両者の間の主張はない。何もないと述べるものではない。",
        ));
        page.heading(2, Phrase::new("Sources searched", "調べた資料"));
        page.table(searched(graph, a, b));
    } else {
        page.heading(2, claims_under("Stated", "述べられていること", direct.len()));
        page.table(claims_table("claims-between", direct.into_iter(), quote));
    }
    let common = common(graph, a, b);
    if !common.is_empty() {
        page.heading(2, Phrase::new("What both are tied to", "両者がともにつながるもの"));
        page.table(common);
    }
    for (one, other) in [(first, second), (second, first)] {
        for group in groups(graph, &one.id) {
            let about: Vec<&Claim> = graph
                .between(&group.id, &other.id)
                .flat_map(|tie| graph.claims(tie.edge).collect::<Vec<_>>())
                .collect();
            // The membership itself has been told: one is in the group, the other may be too.
            if !about.is_empty() && group.id != other.id {
                let called = |entity: &Entity| language.choose(&entity.name, &entity.name_ja);
                let (group, one, other) = (name(group), called(one), called(other));
                page.heading(
                    2,
                    Phrase::new(
                        format!("Said of {group}, which holds {one}, and {other}"),
                        format!("{one}が属する{group}と{other}について"),
                    ),
                );
                page.table(claims_table("claims-of-group", about.into_iter(), quote));
            }
        }
    }
    Some(page)
}

/// Each source, and whether it names the two.
fn searched(graph: &Graph, a: &str, b: &str) -> Table {
    let dataset = graph.dataset();
    let mut table =
        Table::new("sources-searched", Method::new("sources searched", "").counting("sources", dataset.sources.len()))
            .column("source", CellKind::Text, ColumnRole::Id, "")
            .column("claims", CellKind::Integer, ColumnRole::Count, "claims")
            .column(&format!("names_{a}"), CellKind::Integer, ColumnRole::Attribute, "claims")
            .column(&format!("names_{b}"), CellKind::Integer, ColumnRole::Attribute, "claims");
    let names = |claim: &Claim, id: &str| claim.subject == id || claim.target.entity() == Some(id);
    for source in &dataset.sources {
        let claims: Vec<&Claim> = dataset.claims.iter().filter(|claim| claim.evidence.source == source.id).collect();
        let naming = |id: &str| Cell::count(claims.iter().filter(|claim| names(claim, id)).count());
        table.push([Cell::text(&source.id), Cell::count(claims.len()), naming(a), naming(b)]);
    }
    table
}

/// Neighbours that both are tied to by the same relation in the same direction.
fn common(graph: &Graph, a: &str, b: &str) -> Table {
    // Relation, direction and neighbour, to the claims that say so.
    let ties = |id: &str| -> BTreeMap<(String, bool, String), BTreeSet<String>> {
        let mut found: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for tie in graph.around(id) {
            let Tie { subject, object, edge } = tie;
            let outward = subject.id == id;
            let neighbour = if outward { object } else { subject };
            let stance = edge.code.as_ref().map(|code| format!(" = {code}")).unwrap_or_default();
            let key = (edge.relation.clone(), outward, format!("{}{stance}", neighbour.id));
            found.entry(key).or_default().extend(graph.claims(edge).map(|claim| claim.id.clone()));
        }
        found
    };
    let (of_a, of_b) = (ties(a), ties(b));
    let shared: Vec<_> = of_a.iter().filter_map(|(key, claims)| Some((key, claims, of_b.get(key)?))).collect();
    let mut table =
        Table::new("common-neighbours", Method::new("common neighbours", "").counting("neighbours", shared.len()))
            .column("relation", CellKind::Text, ColumnRole::Class, "")
            .column("neighbour", CellKind::Text, ColumnRole::Other, "")
            .column(&format!("claims_{a}"), CellKind::List, ColumnRole::Claims, "")
            .column(&format!("claims_{b}"), CellKind::List, ColumnRole::Claims, "");
    for ((relation, outward, neighbour), claims_a, claims_b) in shared {
        let label = if *outward { relation.clone() } else { format!("<- {relation}") };
        table.push([
            Cell::Text(label),
            Cell::text(neighbour),
            Cell::List(claims_a.iter().cloned().collect()),
            Cell::List(claims_b.iter().cloned().collect()),
        ]);
    }
    table
}
