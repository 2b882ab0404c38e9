//! Why: the claims and rows behind a computed pair, read again from the record, never stored with the number.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::model::Dataset;
use crate::result::{Cell, CellKind, CellRef, ColumnRole, Method, Table};
use crate::view::{PositionOptions, Positions, Support};

/// The claims and rows behind what an actor holds on an item; those that lost to a later one are there too.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::behind, view::PositionOptions};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let table = behind::position(&graph, &PositionOptions::default(), "ada", "vote-1");
/// assert_eq!(table.len(), 1);
/// ```
pub fn position(graph: &Graph, options: &PositionOptions, actor: &str, item: &str) -> Table {
    let support = Positions::behind(graph, options, actor).remove(item).unwrap_or_default();
    let method = Method::new("claims behind a position", "")
        .with("actor", actor)
        .with("item", item)
        .counting("claims", support.len());
    let mut table = Table::new("behind", method)
        .column("says", CellKind::Text, ColumnRole::Position, "")
        .column("date", CellKind::Text, ColumnRole::Begin, "")
        .column("claim", CellKind::Text, ColumnRole::Claims, "")
        .column("evidence", CellKind::Text, ColumnRole::Evidence, "");
    for one in support {
        table.push([Cell::text(&one.says), Cell::text(&one.date), Cell::text(&one.claim), Cell::text(evidence(&one))]);
    }
    table
}

/// Every claim and row behind the positions of a view, one a row: what two codings of one record are compared by.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::behind, view::PositionOptions};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let table = behind::positions(&graph, &PositionOptions::default());
/// assert!((0..table.len()).any(|row| table.columns[4].cells.at(row).as_str() == Some("vote-1/ada")));
/// ```
pub fn positions(graph: &Graph, options: &PositionOptions) -> Table {
    let recorded = Positions::recorded(graph, options);
    let method =
        Method::new("claims behind positions", "").with("window", options.window).counting("claims", recorded.len());
    let mut table = Table::new("position-claims", method)
        .titled("What positions rest on")
        .column("actor", CellKind::Text, ColumnRole::Actor, "")
        .column("item", CellKind::Text, ColumnRole::Item, "")
        .column("says", CellKind::Text, ColumnRole::Position, "")
        .column("date", CellKind::Text, ColumnRole::Begin, "")
        .column("claim", CellKind::Text, ColumnRole::Claims, "")
        .column("evidence", CellKind::Text, ColumnRole::Evidence, "");
    for (actor, item, one) in recorded {
        let place = evidence(&one);
        table.push([actor, item, one.says, one.date, one.claim, place].map(Cell::text));
    }
    table
}

/// A table of items with the evidence of what these actors hold on them behind each row.
///
/// The items are found by the column of role `Item`.
pub fn items(graph: &Graph, options: &PositionOptions, mut met: Table, actors: &[&str]) -> Table {
    let items: Vec<String> = (0..met.len()).map(|row| met.text(row, ColumnRole::Item).to_owned()).collect();
    for actor in actors {
        let side = Positions::behind(graph, options, actor);
        let cells = items.iter().map(|item| Cell::List(listed(&side, item))).collect();
        let name = format!("evidence_{actor}");
        met.columns.push(crate::result::Column {
            name,
            kind: CellKind::List,
            role: ColumnRole::Evidence,
            unit: "",
            cells,
        });
    }
    met
}

/// A table with claims, and beside each of its columns of claims what they are: relation, role, dates, source and lines.
///
/// The columns are those of role `Claims`. What is no claim (a decision) stands under its id.
///
/// ```
/// use blocs::{dataset, graph::Graph, record::behind, view::{AffiliationOptions, Affiliations}};
/// use blocs::overlap::forums::{Forums, Options};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let view = Affiliations::of(&graph, &AffiliationOptions::default());
/// let why = Forums::of(&view, Options::default()).why(&view, "harbour-council", "river-board").unwrap();
/// let table = behind::claims(&graph, why);
/// let evidence = &table.columns.last().unwrap().cells.at(0);
/// assert_eq!(evidence.plain(), "t01 member_of 1999/.. minutes (p. 1); t06 member_of 1999/.. minutes (p. 1)");
/// ```
pub fn claims(graph: &Graph, mut table: Table) -> Table {
    let dataset = graph.dataset();
    let told = |id: &String| match dataset.claim(id) {
        Some(claim) => {
            let date = |date: &Option<crate::model::Date>| date.as_ref().map(|date| date.text().to_owned());
            let dates = match (date(&claim.begin), date(&claim.end), date(&claim.as_of)) {
                (None, None, None) => String::new(),
                (None, None, Some(seen)) => format!(" in {seen}"),
                (begin, None, _) => format!(" {}", begin.unwrap_or_default()),
                (begin, Some(end), _) => format!(" {}/{end}", begin.unwrap_or_default()),
            };
            let roles = ["role", "standing", "mode"].iter().filter_map(|key| claim.qualifier(key));
            let roles: String = roles.map(|role| format!(" ({role})")).collect();
            format!("{id} {}{roles}{dates} {}", claim.relation, claim.evidence)
        }
        None => row(dataset, id).unwrap_or_else(|| id.clone()),
    };
    let evidence: Vec<_> = table
        .columns
        .iter()
        .filter(|column| column.role == ColumnRole::Claims)
        .map(|column| crate::result::Column {
            name: column.name.replace("claims", "evidence"),
            kind: CellKind::List,
            role: ColumnRole::Evidence,
            unit: "",
            cells: column
                .cells
                .iter()
                .map(|cell| match cell {
                    CellRef::List(ids) => Cell::List(ids.iter().map(told).collect()),
                    other => other.to_cell(),
                })
                .collect(),
        })
        .collect();
    // The ids stand in the evidence again.
    table.columns.retain(|column| column.role != ColumnRole::Claims);
    table.columns.extend(evidence);
    table
}

/// A row of positions, whose id is that of its decision and of its actor: what it says, when, and where that stands.
fn row(dataset: &Dataset, id: &str) -> Option<String> {
    let (decision, actor) = id.split_once('/')?;
    let place = dataset.decisions.binary_search_by(|other| other.id.as_str().cmp(decision)).ok()?;
    let is = |row: &&crate::model::PositionRow| dataset.entities[row.actor as usize].id == actor;
    let row = dataset.positions.of(place).iter().find(is)?;
    let date = dataset.positions.details[row.detail as usize].date.as_ref();
    let date =
        date.or(dataset.decisions[place].date.as_ref()).map(|date| format!(" {}", date.text())).unwrap_or_default();
    let evidence = dataset.positions.evidence(row).map(|evidence| format!(" {evidence}")).unwrap_or_default();
    Some(format!("{id} {}{date}{evidence}", row.position))
}

fn listed(side: &BTreeMap<String, Vec<Support>>, item: &str) -> Vec<String> {
    let support = side.get(item).map_or(&[][..], Vec::as_slice);
    support.iter().map(|one| format!("{} {}", one.claim, evidence(one)).trim_end().to_owned()).collect()
}

fn evidence(support: &Support) -> String {
    support.evidence.as_ref().map(ToString::to_string).unwrap_or_default()
}
