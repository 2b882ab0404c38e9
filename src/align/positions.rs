//! The positions themselves: a row a cell.

use std::collections::BTreeMap;

use crate::model::{Day, Span};
use crate::result::{Cell, CellKind, ColumnRole, Method, Table};
use crate::view::{Conflict, ItemKind, Positions};

/// Which cells are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listing {
    /// Everything recorded: absences and conflicts too, marked.
    #[default]
    Recorded,
    /// Only what counts as a position.
    Positions,
}

impl Listing {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Recorded, Self::Positions];
    /// The word that options and methods use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Positions => "positions",
        }
    }
}

/// How positions are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Which cells are listed; everything recorded by default.
    pub listing: Listing,
}

impl Options {
    /// The method, with the rules of the view it is used on.
    pub fn method(&self, positions: &Positions) -> Method {
        super::seen(Method::new("positions as recorded", "").with("listing", self.listing.word()), positions)
            .counting("actors", positions.actors.len())
            .counting("items", positions.items.len())
            .counting("conflicts", positions.conflicts.len())
            .noting_each(&positions.unnamed)
    }
}

/// Who took which position on what: the record that every alignment rests on.
///
/// A row an actor and item, in the order of their ids: the code, and how it is held (own, inherited from a bloc, or in
/// conflict: two different positions at one date, which is no position). Absence is a row that does not count; no record at
/// all is no row.
///
/// # Cost
/// O(actors x items).
///
/// ```
/// # use blocs::{model::Span, view::{Code, Held, Item, ItemKind, Node, Positions, PositionOptions}};
/// use blocs::align::positions::{self, Options};
/// use blocs::result::ColumnRole;
/// # let node = |id: &str| Node { id: id.into(), kind: "state".into(), name: id.into(), name_ja: String::new() };
/// # let vote = Item { id: "v1".into(), name: "v1".into(), name_ja: String::new(), kind: ItemKind::Vote,
/// #     object: String::new(), date: Span::UNKNOWN, series: String::new(),
/// #     codes: vec![Code { word: "for".into(), level: Some(2), counts: true }].into() };
/// let cells = [vec![Some(Held::new(0))], vec![None]];
/// let positions = Positions::from_cells(vec![node("ann"), node("bo")], vec![vote], &cells, PositionOptions::default());
/// let table = positions::table(&positions, Options::default());
/// assert_eq!(table.len(), 1); // nothing is known of bo: no row
/// assert_eq!(table.text(0, ColumnRole::Position), "for");
/// ```
pub fn table(positions: &Positions, options: Options) -> Table {
    let mut table = Table::new("positions", options.method(positions))
        .titled("Positions")
        .column("actor", CellKind::Text, ColumnRole::Actor, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("item", CellKind::Text, ColumnRole::Item, "")
        .column("item_name", CellKind::Text, ColumnRole::Attribute, "")
        .column("item_name_ja", CellKind::Text, ColumnRole::Attribute, "")
        .column("procedure", CellKind::Text, ColumnRole::Class, "")
        .column("position", CellKind::Text, ColumnRole::Position, "")
        .column("counts", CellKind::Boolean, ColumnRole::Attribute, "")
        .column("held", CellKind::Text, ColumnRole::Status, "")
        .column("near", CellKind::Boolean, ColumnRole::Attribute, "")
        .column("begin", CellKind::Text, ColumnRole::Begin, "day")
        .column("end", CellKind::Text, ColumnRole::End, "day");
    let conflicts: BTreeMap<(&str, &str), &Conflict> =
        positions.conflicts.iter().map(|said| ((said.actor.as_str(), said.item.as_str()), said)).collect();
    // An actor or item may be known by a conflict alone, so rows are gathered by ids before they are written.
    let mut rows: BTreeMap<(&str, &str), Row> = BTreeMap::new();
    for (place, actor) in positions.actors.iter().enumerate() {
        for (column, item) in positions.items.iter().enumerate() {
            if let Some(held) = positions.held(place, column) {
                let code = &item.codes[held.code()];
                let how = match held.is_inherited() {
                    true => "inherited",
                    false if item.kind == ItemKind::Consensus => "took part",
                    false => "own",
                };
                let row = Row { word: code.word.clone(), counts: code.counts, how, near: held.is_near() };
                rows.insert((&actor.id, &item.id), row);
            }
        }
    }
    for (ids, conflict) in conflicts {
        let row = Row { word: conflict.said.join(" | "), counts: false, how: "conflict", near: false };
        rows.insert(ids, row);
    }
    for ((actor_id, item_id), row) in rows {
        if options.listing == Listing::Positions && !row.counts {
            continue;
        }
        let actor = positions.actor(actor_id).map(|place| &positions.actors[place]);
        let item = positions.items.binary_search_by(|item| item.id.as_str().cmp(item_id));
        let item = item.ok().map(|place| &positions.items[place]);
        let [begin, end] = days(item.map_or(Span::UNKNOWN, |item| item.date));
        table.push([
            Cell::text(actor_id),
            Cell::text(actor.map_or("", |actor| &actor.name)),
            Cell::text(actor.map_or("", |actor| &actor.name_ja)),
            Cell::text(item_id),
            Cell::text(item.map_or("", |item| &item.name)),
            Cell::text(item.map_or("", |item| &item.name_ja)),
            Cell::text(item.map_or("", |item| item.kind.word())),
            Cell::text(row.word),
            Cell::Boolean(row.counts),
            Cell::text(row.how),
            Cell::Boolean(row.near),
            begin,
            end,
        ]);
    }
    table
}

/// What one actor holds on one item.
struct Row {
    word: String,
    counts: bool,
    how: &'static str,
    near: bool,
}

/// Earliest and latest day; empty where unknown.
fn days(span: Span) -> [Cell; 2] {
    let day = |day: Day| if day == Day::MIN || day == Day::MAX { Cell::Empty } else { Cell::text(day.to_string()) };
    [day(span.earliest), day(span.latest)]
}
