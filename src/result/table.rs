//! Typed columns with roles; cells may be undefined, with the reason.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Cell, CellRef, Cells, Language, Method, Saying};

/// What a column is for, so that a writer or a figure finds it without knowing its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnRole {
    /// The id of what the row is about (a node, a claim, an entity).
    Id,
    /// The name in English of what the row is about.
    Label,
    /// The name in Japanese of what the row is about.
    LabelJa,
    /// The id of an actor; the second one of a pair is `Other`.
    Actor,
    /// The id at the other end of a pair.
    Other,
    /// An item, decision or norm.
    Item,
    /// The kind of the entity.
    Kind,
    /// The class of a step or a row.
    Class,
    /// A short code of what the row is about, fit for a small space (`JPN`).
    Code,
    /// The region of a state.
    Region,
    /// The name of the region in Japanese.
    RegionJa,
    /// The position taken.
    Position,
    /// The main number of the row.
    Value,
    /// The value on the second axis.
    Second,
    /// Where a line stands: value x first axis + second x second axis = offset; of a leaf of a tree, the height at which it
    /// joins the one before it.
    Offset,
    /// Lower bound of the value.
    Low,
    /// Upper bound of the value.
    High,
    /// The weight of a tie.
    Weight,
    /// +1 or -1.
    Sign,
    /// Yes where the order of a tie's ends means nothing, in a graph where that of others does.
    Undirected,
    /// A count beside the value: joint items, size.
    Count,
    /// Ids of the sets that a row lies in.
    Sets,
    /// The group the row belongs to.
    Group,
    /// The place of the row in a stated order.
    Order,
    /// Earliest day.
    Begin,
    /// Latest day.
    End,
    /// The lane of a drawing.
    Lane,
    /// The name of the lane in Japanese.
    LaneJa,
    /// The place of a step on a path, from 1.
    Step,
    /// Actual, planned, ...
    Status,
    /// Stated or inferred.
    Certainty,
    /// Ids of the claims behind the row.
    Claims,
    /// Sources and lines behind the row.
    Evidence,
    /// A plain attribute, read by no figure.
    Attribute,
}

impl ColumnRole {
    /// Every role.
    pub const ALL: &[Self] = &[
        Self::Id,
        Self::Label,
        Self::LabelJa,
        Self::Actor,
        Self::Other,
        Self::Item,
        Self::Kind,
        Self::Class,
        Self::Code,
        Self::Region,
        Self::RegionJa,
        Self::Position,
        Self::Value,
        Self::Second,
        Self::Offset,
        Self::Low,
        Self::High,
        Self::Weight,
        Self::Sign,
        Self::Undirected,
        Self::Count,
        Self::Sets,
        Self::Group,
        Self::Order,
        Self::Begin,
        Self::End,
        Self::Lane,
        Self::LaneJa,
        Self::Step,
        Self::Status,
        Self::Certainty,
        Self::Claims,
        Self::Evidence,
        Self::Attribute,
    ];
    /// The role of a word; none where no role is called that.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.word() == word)
    }
    /// The word that written tables use for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Label => "label",
            Self::LabelJa => "label-ja",
            Self::Actor => "actor",
            Self::Other => "other",
            Self::Item => "item",
            Self::Kind => "kind",
            Self::Class => "class",
            Self::Code => "code",
            Self::Region => "region",
            Self::RegionJa => "region-ja",
            Self::Position => "position",
            Self::Value => "value",
            Self::Second => "second",
            Self::Offset => "offset",
            Self::Low => "low",
            Self::High => "high",
            Self::Weight => "weight",
            Self::Sign => "sign",
            Self::Undirected => "undirected",
            Self::Count => "count",
            Self::Sets => "sets",
            Self::Group => "group",
            Self::Order => "order",
            Self::Begin => "begin",
            Self::End => "end",
            Self::Lane => "lane",
            Self::LaneJa => "lane-ja",
            Self::Step => "step",
            Self::Status => "status",
            Self::Certainty => "certainty",
            Self::Claims => "claims",
            Self::Evidence => "evidence",
            Self::Attribute => "attribute",
        }
    }
}

/// The type of a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellKind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Yes or no.
    Boolean,
    /// Lists of texts.
    List,
}

impl CellKind {
    /// Every type.
    pub const ALL: &[Self] = &[Self::Text, Self::Integer, Self::Number, Self::Boolean, Self::List];
    /// The word that written tables use for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
        }
    }
}

/// A column: name, type, unit, role and cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The stable name, `joint_items`: lower case, words joined by underscores.
    pub name: String,
    /// The type of its cells.
    pub kind: CellKind,
    /// What it is for.
    pub role: ColumnRole,
    /// What its numbers count or measure; empty for none.
    pub unit: &'static str,
    /// One cell a row.
    pub cells: Cells,
}

impl Column {
    /// The unit, where the name does not say it already: `joint_items` needs no "(items)".
    ///
    /// ```
    /// use blocs::result::{CellKind, Cells, Column, ColumnRole};
    /// let (kind, role) = (CellKind::Integer, ColumnRole::Count);
    /// let column = |name: &str, unit| Column { name: name.into(), kind, role, unit, cells: Cells::default() };
    /// assert_eq!(column("joint_items", "items").shown_unit(), "");
    /// assert_eq!(column("named", "actors").shown_unit(), "actors");
    /// ```
    pub fn shown_unit(&self) -> &'static str {
        if self.name.ends_with(self.unit) { "" } else { self.unit }
    }
}

/// Reads row after row: [`Table::row`] for many rows. It takes some rows of each column at a time, which lie beside each other.
#[derive(Debug)]
pub struct Rows<'a> {
    table: &'a Table,
    held: Range<usize>,
    /// The cells of the rows that are held, row by row.
    cells: Vec<CellRef<'a>>,
}

impl<'a> Rows<'a> {
    const HELD: usize = 64;

    /// The cells of a row, in the order of the columns.
    ///
    /// # Panics
    /// When there is no such row: a slip of the program.
    pub fn row(&mut self, row: usize) -> &[CellRef<'a>] {
        let width = self.table.columns.len();
        if !self.held.contains(&row) {
            self.held = row..self.table.len().min(row + Self::HELD);
            self.cells.resize(width * Self::HELD, CellRef::Empty);
            for (at, column) in self.table.columns.iter().enumerate() {
                for (place, cell) in column.cells.some(self.held.clone()).enumerate() {
                    self.cells[width * place + at] = cell;
                }
            }
        }
        &self.cells[width * (row - self.held.start)..][..width]
    }
}

/// A table: columns of one length, with the method that made them.
///
/// ```
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table};
/// let mut table = Table::new("agreement", Method::new("agreement", ""))
///     .column("actor", CellKind::Text, ColumnRole::Actor, "")
///     .column("agreement", CellKind::Number, ColumnRole::Value, "");
/// table.push([Cell::text("a"), Cell::Number(0.5)]);
/// assert_eq!(table.len(), 1);
/// assert_eq!(table.by_role(ColumnRole::Value).unwrap().cells.at(0).plain(), "0.5");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The stable name, which is also the stem of its file.
    pub name: String,
    /// Names the answer in a heading; the stable name when empty.
    pub title: Saying,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// How it was made.
    pub method: Method,
}

impl Table {
    /// A table without columns yet.
    pub fn new(name: impl Into<String>, method: Method) -> Self {
        Self { name: name.into(), title: Saying::default(), columns: Vec::new(), method }
    }
    /// Sets the title.
    #[must_use]
    pub fn titled(mut self, title: impl Into<Saying>) -> Self {
        self.title = title.into();
        self
    }
    /// Adds a column, before rows are pushed.
    #[must_use]
    pub fn column(mut self, name: &str, kind: CellKind, role: ColumnRole, unit: &'static str) -> Self {
        self.columns.push(Column { name: name.to_owned(), kind, role, unit, cells: Cells::default() });
        self
    }
    /// Adds the columns of a node: its id, its name in either language, its kind.
    #[must_use]
    pub fn of_nodes(self) -> Self {
        [
            ("id", ColumnRole::Id),
            ("label", ColumnRole::Label),
            ("label_ja", ColumnRole::LabelJa),
            ("kind", ColumnRole::Kind),
        ]
        .into_iter()
        .fold(self, |table, (name, role)| table.column(name, CellKind::Text, role, ""))
    }
    /// Adds the columns of a pair: the ids and names of one, called so, and of the other.
    #[must_use]
    pub fn of_pairs(self, one: &str) -> Self {
        self.column(one, CellKind::Text, ColumnRole::Actor, "")
            .column(&format!("{one}_name"), CellKind::Text, ColumnRole::Label, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("other_name", CellKind::Text, ColumnRole::Attribute, "")
    }
    /// Adds a row.
    ///
    /// # Panics
    /// When the row has not one cell for each column: a slip of the program, which no data can reach.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        let mut cells = row.into_iter();
        for column in &mut self.columns {
            column.cells.push(cells.next().expect("a row has one cell for each column"));
        }
        assert!(cells.next().is_none(), "a row has one cell for each column");
    }
    /// The number of rows.
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }
    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The same table with these rows only, in this order.
    ///
    /// # Panics
    /// When a row is not below the number of rows: a slip of the program.
    #[must_use]
    pub fn pick(&self, rows: &[usize]) -> Self {
        let pick = |column: &Column| Column {
            name: column.name.clone(),
            cells: rows.iter().map(|&row| column.cells.at(row)).collect(),
            ..*column
        };
        Self { columns: self.columns.iter().map(pick).collect(), ..self.clone() }
    }
    /// The same table without these columns.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.columns.retain(|column| !names.contains(&column.name.as_str()));
        self
    }
    /// The cells of a row, in the order of the columns.
    pub fn row(&self, index: usize) -> impl Iterator<Item = CellRef<'_>> {
        self.columns.iter().map(move |column| column.cells.at(index))
    }
    /// Reader of row after row.
    ///
    /// ```
    /// use blocs::result::{Cell, CellKind, CellRef, ColumnRole, Method, Table};
    /// let mut table = Table::new("sizes", Method::default()).column("size", CellKind::Integer, ColumnRole::Count, "");
    /// table.push([Cell::count(12)]);
    /// table.push([Cell::count(7)]);
    /// let mut rows = table.rows();
    /// assert_eq!(rows.row(1), [CellRef::Integer(7)]);
    /// ```
    pub fn rows(&self) -> Rows<'_> {
        Rows { table: self, held: 0..0, cells: Vec::new() }
    }
    /// The column of this name: for whoever reads one table. What works on any table goes by role.
    ///
    /// ```
    /// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table};
    /// let mut table = Table::new("sizes", Method::default()).column("size", CellKind::Integer, ColumnRole::Count, "");
    /// table.push([Cell::count(12)]);
    /// assert_eq!(table.named("size").unwrap().cells.at(0).as_f64(), Some(12.0));
    /// assert!(table.named("weight").is_none());
    /// ```
    pub fn named(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
    /// The first column of this role.
    pub fn by_role(&self, role: ColumnRole) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }
    /// The cell of a row in the first column of this role.
    pub fn cell(&self, row: usize, role: ColumnRole) -> Option<CellRef<'_>> {
        self.by_role(role).and_then(|column| column.cells.get(row))
    }
    /// The text of a row in the first column of this role; empty when there is none.
    pub fn text(&self, row: usize, role: ColumnRole) -> &str {
        self.cell(row, role).and_then(CellRef::as_str).unwrap_or_default()
    }
    /// What is shown of the row in a language: its label, else its id.
    pub fn label(&self, row: usize, language: Language) -> String {
        let name = self.text(row, ColumnRole::Label);
        let name = if name.is_empty() { self.text(row, ColumnRole::Id) } else { name };
        language.choose(name, self.text(row, ColumnRole::LabelJa))
    }
    /// The rows of each id, for look-ups.
    pub fn index(&self) -> BTreeMap<&str, usize> {
        (0..self.len()).map(|row| (self.text(row, ColumnRole::Id), row)).collect()
    }
}
