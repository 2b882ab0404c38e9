//! Drawings from the trays: each is one call, finds its columns by role, and knows no question.
//!
//! A figure is a text: SVG from a writer of our own, the same bytes on every machine. Lengths are points, texts are
//! measured by a table of our own ([`FigureOptions`] gives the width), and no text is smaller than 6 points.
//!
//! | figure | from | needs the roles | uses when there |
//! |---|---|---|---|
//! | `split` | actors | `Actor` or `Id`, `Region`, `Position` | `Code`, `Label`, `LabelJa`, `RegionJa`, `Order`, `Claims` |
//! | | tallies | `Position`, `Value` (stated), `Count` (named) | `Label`, `LabelJa`, `Order` |
//! | `matrix` | things | `Id` | `Label`, `LabelJa`, `Count` or `Low` and `High` (size), `Order`, `Group`, `Offset` (of a tree) |
//! | | pairs | `Actor`, `Other`, `Value` | `Low`, `High`, `Count` |
//! | `lineage` | nodes | `Id`, `Kind`, `Lane`, `Begin`, `End` | `Label`, `LabelJa`, `LaneJa`, `Status`, `Order` |
//! | | ties | `Class` | `Status`, `Certainty`, `Claims`, `Step` |
//! | `dots` | things | `Id` or `Actor`, `Value` | `Low`, `High`, `Group`, `Order`, `Code`, `Label`, `LabelJa` |
//! | `plane` | points | `Id`, `Value`, `Second` | `Group`, `Code`, `Label`, `LabelJa` |
//! | | lines | `Value`, `Second`, `Offset` | `Label`, `LabelJa` |
//! | `network` | nodes | `Id` | `Group`, `Kind`, `Code`, `Label`, `LabelJa` |
//! | | ties | | `Weight` or `Value`, `Sign`, `Claims` |
//! | `moves` | rows | `Actor`, `Class` (window), `Group` | `Order` (of windows) |
//! | `intersections` | sets | `Id`, `Count` | `Order`, `Label`, `LabelJa` |
//! | | combinations | `Sets`, `Count` | |
//! | `tree` | nodes | `Id` | `Kind`, `Group`, `Label`, `LabelJa` |
//! | | ties, part to whole | | `Claims` |
//! | `bars` | counts | `Id`, `Count` | `Group` (class), `Order`, `Label`, `LabelJa` |

mod axis;
mod bars;
mod canvas;
mod dots;
mod groups;
mod intersections;
mod lineage;
mod matrix;
mod moves;
mod network;
mod palette;
mod place_labels;
mod plane;
#[cfg(feature = "print")]
pub mod print;
#[cfg(test)]
mod samples;
mod split;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod words;

use std::fmt;

use crate::result::{CellRef, ColumnRole, Language, Phrase, Subject, Table};

/// How wide a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FigureWidth {
    /// One column of a journal: 89 mm.
    OneColumn,
    /// Two columns: 183 mm.
    #[default]
    TwoColumn,
    /// A page turned on its side: 247 mm.
    Page,
}

impl FigureWidth {
    /// Every value, with its word, for options.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::OneColumn, "one-column"), (Self::TwoColumn, "two-column"), (Self::Page, "page")];
    /// The width in print.
    pub const fn millimetres(self) -> f64 {
        match self {
            Self::OneColumn => 89.0,
            Self::TwoColumn => 183.0,
            Self::Page => 247.0,
        }
    }
}

/// What every figure may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureOptions {
    /// Which names, and which of its own words, a figure shows; English ones by default.
    pub language: Language,
    /// How wide it is printed; two columns of a journal by default.
    pub width: FigureWidth,
    /// A title above the drawing; none by default, as journals set their own.
    pub title: Option<String>,
    /// What it is drawn from, for the end of the caption: data and sources. Nothing is said by default.
    pub data: Phrase,
}

/// The tray lacks columns that the figure cannot do without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The table that lacks them.
    pub table: String,
    /// Their roles.
    pub roles: Vec<ColumnRole>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let roles: Vec<String> = self.roles.iter().map(|role| format!("{role:?}")).collect();
        write!(f, "the table `{}` has no column of the role {}", self.table, roles.join(", "))
    }
}

impl std::error::Error for Missing {}

/// Draws what a document wants drawn.
///
/// ```
/// use blocs::figure::{FigureOptions, draw};
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Subject, Table};
/// let things = Table::new("forums", Method::default()).column("id", CellKind::Text, ColumnRole::Id, "");
/// let mut pairs = Table::new("overlap", Method::new("forum overlap", "Jaccard 1912"))
///     .column("a", CellKind::Text, ColumnRole::Actor, "")
///     .column("b", CellKind::Text, ColumnRole::Other, "")
///     .column("jaccard", CellKind::Number, ColumnRole::Value, "");
/// pairs.push([Cell::text("gge"), Cell::text("oewg"), Cell::Number(0.25)]);
/// let svg = draw(&Subject::Matrix { things, pairs }, &FigureOptions::default()).unwrap();
/// assert!(svg.contains(">0.25</text>") && svg.contains("Method: forum overlap (Jaccard 1912)."));
/// ```
///
/// # Errors
/// When a table lacks a column of a role that the figure needs.
pub fn draw(subject: &Subject, options: &FigureOptions) -> Result<String, Missing> {
    let (mut canvas, bottom, summary) = sheet(subject, options)?;
    let title = options.title.clone().unwrap_or_else(|| subject_name(subject, options.language));
    Ok(canvas.finish(bottom, &title, &summary))
}

/// A text of a drawing, and the room it takes on the sheet, in points from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it says; a name that found no room is cut.
    pub text: String,
    /// Left, top, right, bottom.
    pub room: [f64; 4],
    /// The size of its letters.
    pub size: f64,
    /// How it stands out from its ground, from 1 to 21; 4.5 is asked of small print.
    pub contrast: f64,
}

/// Where every text of a drawing stands, and the width and height of the sheet: for those who set a figure among other
/// things, or want to know that it can be read.
///
/// ```
/// use blocs::figure::{FigureOptions, labels};
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Subject, Table};
/// let mut counts = Table::new("counts", Method::new("counts", ""))
///     .column("source", CellKind::Text, ColumnRole::Id, "")
///     .column("claims", CellKind::Integer, ColumnRole::Count, "claims");
/// counts.push([Cell::text("a-report"), Cell::count(12)]);
/// let (labels, [width, _]) = labels(&Subject::Bars(counts), &FigureOptions::default()).unwrap();
/// let name = labels.iter().find(|label| label.text == "a-report").unwrap();
/// assert!(name.room[2] < width && name.size >= 6.0 && name.contrast >= 4.5);
/// ```
///
/// # Errors
/// When a table lacks a column of a role that the figure needs.
pub fn labels(subject: &Subject, options: &FigureOptions) -> Result<(Vec<Label>, [f64; 2]), Missing> {
    let (mut canvas, bottom, _) = sheet(subject, options)?;
    canvas.finish(bottom, "", "");
    let label = |one: &canvas::Placed| Label {
        text: one.text.clone(),
        room: [one.rect.x, one.rect.y, one.rect.x + one.rect.w, one.rect.y + one.rect.h],
        size: one.size,
        contrast: palette::contrast(one.ink, one.ground),
    };
    Ok((canvas.placed.iter().map(label).collect(), [canvas.width, canvas.height]))
}

/// Lays a drawing out: the sheet, where it ends, and what it says in a sentence.
fn sheet(subject: &Subject, options: &FigureOptions) -> Result<(canvas::Canvas, f64, String), Missing> {
    match subject {
        Subject::Split { actors, tallies } => split::lay_out(actors, tallies, options),
        Subject::Matrix { things, pairs } => matrix::lay_out(things, pairs, options),
        Subject::Lineage(graph) => {
            lineage::lay_out(graph, options).map(|sheet| (sheet.canvas, sheet.bottom, sheet.summary))
        }
        Subject::Dots(table) => dots::lay_out(table, options),
        Subject::Plane { points, lines } => plane::lay_out(points, lines, options),
        Subject::Network(graph) => network::lay_out(graph, options),
        Subject::Moves(table) => moves::lay_out(table, options),
        Subject::Intersections { sets, combinations } => intersections::lay_out(sets, combinations, options),
        Subject::Tree(graph) => tree::lay_out(graph, options),
        Subject::Bars(table) => bars::lay_out(table, options),
    }
}

/// What a screen reader calls the drawing when it has no title.
fn subject_name(subject: &Subject, language: Language) -> String {
    let (english, japanese) = match subject {
        Subject::Split { .. } => match subject.by_region() {
            true => ("Positions on a decision by region", "決定に対する立場（地域別）"),
            false => ("Positions on a decision", "決定に対する立場"),
        },
        Subject::Matrix { .. } => ("Values of each pair", "各組の値"),
        Subject::Lineage(_) => ("Texts and bodies along time", "文書と組織の時系列"),
        Subject::Dots(_) => ("Values with their intervals", "値と区間"),
        Subject::Plane { .. } => ("Positions on two axes", "二次元の立場"),
        Subject::Network(_) => ("Network", "ネットワーク"),
        Subject::Moves(_) => ("Groups over time", "群の推移"),
        Subject::Intersections { .. } => ("Who is in which sets at once", "集合の重なり"),
        Subject::Tree(_) => ("Bodies and what they are part of", "組織の所属関係"),
        Subject::Bars(_) => ("Counts", "件数"),
    };
    words::say(language, english, japanese)
}

/// Checks that a table has a column for each role.
fn require(table: &Table, roles: &[ColumnRole]) -> Result<(), Missing> {
    let roles: Vec<ColumnRole> = roles.iter().copied().filter(|role| table.by_role(*role).is_none()).collect();
    if roles.is_empty() { Ok(()) } else { Err(Missing { table: table.name.clone(), roles }) }
}

/// What a column measures: its name, and its unit.
fn measure(table: &Table, role: ColumnRole) -> String {
    let Some(column) = table.by_role(role) else { return String::new() };
    let name = column.name.replace('_', " ");
    match column.shown_unit() {
        "" => name,
        unit => format!("{name} ({unit})"),
    }
}

/// Why a column has no value where it has none: the reasons, where they are few.
fn reasons_of(table: &Table, role: ColumnRole, language: Language) -> Option<String> {
    let reasons: std::collections::BTreeSet<&str> = (0..table.len())
        .filter_map(|row| match table.cell(row, role) {
            Some(CellRef::Undefined(why)) => Some(why.reason()),
            _ => None,
        })
        .collect();
    let first = *reasons.first()?;
    let all: Vec<&str> = reasons.iter().copied().collect();
    Some(match all.len() {
        // Where both languages are asked for, a reason holds both already.
        1..=3 if language == Language::Both => format!("No value / 値なし: {}.", all.join("; ")),
        1..=3 => {
            let all = all.join("; ");
            words::say(language, &format!("No value: {all}."), &format!("値なし：{all}。"))
        }
        n => words::say(
            language,
            &format!("No value: {first}; and {} reasons more.", n - 1),
            &format!("値なし：{first}；ほか{}の理由。", n - 1),
        ),
    })
}

/// A place in a stated order; what has none comes last.
type Place = (bool, i64);

/// The place of a row in the stated order.
fn place(table: &Table, row: usize) -> Place {
    // Orders are small whole numbers; thousandths keep those that are not.
    match table.cell(row, ColumnRole::Order).and_then(CellRef::as_f64) {
        Some(order) => (false, (order * 1000.0) as i64),
        None => (true, 0),
    }
}

/// The claims behind a row as one attribute, ids separated by spaces; none when the row carries none.
fn claims(table: &Table, row: usize) -> Option<String> {
    let cell = table.cell(row, ColumnRole::Claims)?.plain();
    let ids: Vec<&str> = cell.split([';', ' ']).filter(|id| !id.is_empty()).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
