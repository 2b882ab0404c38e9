//! Typed columns with roles; cells may be undefined, with the reason.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Language, Method, Saying, Undefined};

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

/// One cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number that was computed, always finite: printed with at most 9 digits.
    Number(f64),
    /// A number as a source states it, always finite: printed with the digits that tell it from any other.
    Stated(f64),
    /// Yes or no.
    Boolean(bool),
    /// A list of texts.
    List(Vec<String>),
    /// There is nothing to say here (no date, no second name).
    Empty,
    /// The value does not exist, for this reason.
    Undefined(Undefined),
}

impl Cell {
    /// A number, or undefined when there is none.
    pub fn number(value: Result<f64, Undefined>) -> Self {
        match value {
            Ok(value) if value.is_finite() => Self::Number(value),
            Ok(_) => Self::Undefined(Undefined::because("not a finite number")),
            Err(undefined) => Self::Undefined(undefined),
        }
    }
    /// Text, or empty when the text is.
    pub fn text(value: impl Into<String>) -> Self {
        let value = value.into();
        if value.is_empty() { Self::Empty } else { Self::Text(value) }
    }
    /// Becomes such a text, in the room of the one that stood there: for tellers of many rows.
    ///
    /// ```
    /// use blocs::result::Cell;
    /// let mut cell = Cell::text("a");
    /// cell.set_text("b");
    /// assert_eq!(cell, Cell::text("b"));
    /// cell.set_text("");
    /// assert_eq!(cell, Cell::Empty);
    /// ```
    pub fn set_text(&mut self, value: &str) {
        match self {
            Self::Text(text) if !value.is_empty() => {
                text.clear();
                text.push_str(value);
            }
            _ => *self = Self::text(value),
        }
    }
    /// A count.
    pub fn count(value: usize) -> Self {
        Self::Integer(value as i64)
    }
    /// The number in it, of either kind.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(value) | Self::Stated(value) => Some(*value),
            Self::Integer(value) => Some(*value as f64),
            _ => None,
        }
    }
    /// The number in it, of either kind, with the digits that every writer prints.
    ///
    /// ```
    /// use blocs::result::Cell;
    /// assert_eq!(Cell::Number(2.0 / 3.0).rounded(), Some(0.666666667));
    /// ```
    pub fn rounded(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(super::digits::rounded(*value)),
            _ => self.as_f64(),
        }
    }
    /// The text in it.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
    /// As every writer prints it: at most 9 significant digits of what was computed, lists joined by `; `, empty as nothing.
    ///
    /// ```
    /// use blocs::result::Cell;
    /// assert_eq!(Cell::Number(2.0 / 3.0).plain(), "0.666666667");
    /// assert_eq!(Cell::Stated(2.0 / 3.0).plain(), "0.6666666666666666");
    /// assert_eq!(Cell::Number(1.0 / 3e9).plain(), "3.33333333e-10");
    /// ```
    pub fn plain(&self) -> String {
        let mut text = String::new();
        self.write_plain(&mut text);
        text
    }
    /// As a page for readers shows it: numbers with four significant digits; files have them all ([`Cell::plain`]).
    ///
    /// ```
    /// use blocs::result::Cell;
    /// assert_eq!(Cell::Number(2.0 / 3.0).shown(), "0.6667");
    /// assert_eq!(Cell::Number(12345.6).shown(), "12346");
    /// assert_eq!(Cell::Number(1.0 / 3e9).shown(), "3.333e-10");
    /// ```
    pub fn shown(&self) -> String {
        match self {
            Self::Number(value) | Self::Stated(value) => super::digits::short(*value),
            _ => self.plain(),
        }
    }
    /// As [`Cell::plain`], behind what stands in `out`: for writers of many cells.
    pub fn write_plain(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Integer(value) => out.push_str(itoa::Buffer::new().format(*value)),
            Self::Number(value) => super::digits::write(*value, out),
            Self::Stated(value) => super::digits::stated(*value, out),
            Self::Boolean(value) => out.push_str(if *value { "yes" } else { "no" }),
            Self::List(items) => out.push_str(&items.join("; ")),
            Self::Empty => {}
            Self::Undefined(undefined) => _ = write!(out, "{undefined}"),
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
    pub cells: Vec<Cell>,
}

impl Column {
    /// The unit, where the name does not say it already: `joint_items` needs no "(items)".
    ///
    /// ```
    /// use blocs::result::{CellKind, Column, ColumnRole};
    /// let (kind, role) = (CellKind::Integer, ColumnRole::Count);
    /// let column = |name: &str, unit| Column { name: name.into(), kind, role, unit, cells: vec![] };
    /// assert_eq!(column("joint_items", "items").shown_unit(), "");
    /// assert_eq!(column("named", "actors").shown_unit(), "actors");
    /// ```
    pub fn shown_unit(&self) -> &'static str {
        if self.name.ends_with(self.unit) { "" } else { self.unit }
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
/// assert_eq!(table.by_role(ColumnRole::Value).unwrap().cells[0].plain(), "0.5");
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
        self.columns.push(Column { name: name.to_owned(), kind, role, unit, cells: Vec::new() });
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
            cells: rows.iter().map(|&row| column.cells[row].clone()).collect(),
            ..column.clone()
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
    pub fn row(&self, index: usize) -> impl Iterator<Item = &Cell> {
        self.columns.iter().map(move |column| &column.cells[index])
    }
    /// The column of this name: for whoever reads one table. What works on any table goes by role.
    ///
    /// ```
    /// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table};
    /// let mut table = Table::new("sizes", Method::default()).column("size", CellKind::Integer, ColumnRole::Count, "");
    /// table.push([Cell::count(12)]);
    /// assert_eq!(table.named("size").unwrap().cells[0].as_f64(), Some(12.0));
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
    pub fn cell(&self, row: usize, role: ColumnRole) -> Option<&Cell> {
        self.by_role(role).and_then(|column| column.cells.get(row))
    }
    /// The text of a row in the first column of this role; empty when there is none.
    pub fn text(&self, row: usize, role: ColumnRole) -> &str {
        self.cell(row, role).and_then(Cell::as_str).unwrap_or_default()
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
