//! Tables and documents for a terminal: aligned, with double-width names, under one rule and without boxes.
//!
//! The width is given by the caller, who knows whether there is a terminal; without one nothing is shortened, so that
//! a pipe gets every column.

use std::borrow::Cow;
use std::fmt::Write as _;

use comfy_table::presets::NOTHING;
use comfy_table::{
    Cell as Shown, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row, Table as Grid, Width,
};
use unicode_width::UnicodeWidthStr;

use super::wrap::wrap;
use super::{counted, grouped, one_line};
use crate::export::footnotes::Footnotes;
use crate::export::markdown::is_numeric;
use crate::result::{Block, Column, ColumnRole, Document, Language, Method, Phrase, Table};

/// Spaces between two columns.
const GAP: u16 = 2;
/// Text is broken into lines in its cell before a column of text gets narrower than this.
const NARROW: u16 = 14;

/// A table: title, rows, why cells are undefined (`–`), the method, notes.
///
/// Text is broken inside its cell where the table is wider than `width`; numbers never are. Columns that still find no
/// room are left out and named: attributes and claims first, then from the right, evidence, bounds and value last.
///
/// ```
/// use blocs::report::terminal;
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table};
/// let mut table = Table::new("sizes", Method::new("size", "").counting("actors", 3))
///     .column("name", CellKind::Text, ColumnRole::Label, "")
///     .column("size", CellKind::Integer, ColumnRole::Count, "");
/// table.push([Cell::text("日本"), Cell::count(12)]);
/// table.push([Cell::text("France"), Cell::count(7)]);
/// assert_eq!(terminal::table(&table, None), "\
/// name    size
/// ────────────
/// 日本      12
/// France     7
///
/// method: size (n: 3 actors)
/// ");
/// ```
pub fn table(table: &Table, width: Option<u16>) -> String {
    rows(table, usize::MAX, width, false, Language::English)
}

/// The first rows of a table, as [`table`] shows them all; the method and its notes are not said again after a table
/// that said them.
fn rows(table: &Table, shown: usize, width: Option<u16>, said: bool, language: Language) -> String {
    let japanese = language == Language::Japanese;
    let mut page = String::new();
    let shown = shown.min(table.len());
    let notes = Footnotes::of(table, shown);
    if !table.title.is_empty() {
        let _ = writeln!(page, "{}\n", wrap(&one_line(&table.title), width, 0));
    }
    let fit = Fit::of(table, shown, width, &notes);
    if !table.columns.is_empty() {
        let _ = writeln!(page, "{}", grid(table, shown, &fit, &notes));
    }
    let mut below = Vec::new();
    if table.is_empty() {
        below.push(if japanese { "該当なし" } else { "no rows" }.to_owned());
    }
    if shown < table.len() {
        let more = (table.len() - shown) as u64;
        below.push(match japanese {
            true => format!("ほか{}行", grouped(more)),
            false => format!("... and {}", counted(more, "more row")),
        });
    }
    if fit.kept.len() < table.columns.len() {
        let left_out = table.columns.iter().enumerate().filter(|(index, _)| !fit.kept.contains(index));
        let names: Vec<&str> = left_out.map(|(_, column)| column.name.as_str()).collect();
        below.push(match japanese {
            true => format!("ほか{}列：{}", names.len(), names.join("、")),
            false => format!("... and {}: {}", counted(names.len() as u64, "more column"), names.join(", ")),
        });
    }
    below.extend(notes.lines_in(language));
    let (method, note, above) =
        if japanese { ("方法：", "注：", "上に同じ") } else { ("method: ", "note: ", "as above") };
    if said {
        below.push(format!("{method}{above}"));
    } else {
        below.push(format!("{method}{}", table.method.line(language)));
        below.extend(table.method.notes.iter().map(|remark| format!("{note}{remark}")));
    }
    page.push('\n');
    for line in below {
        let _ = writeln!(page, "{}", wrap(&one_line(&line), width, 2));
    }
    page
}

/// The columns that find room, and the least width of each.
struct Fit {
    kept: Vec<usize>,
    least: Vec<u16>,
    width: Option<u16>,
    /// The column of values beside whose numbers there is room for bars.
    bars: Option<usize>,
}

/// The width of a bar beside a number, the space before it included.
const BAR: u16 = 9;

/// A number as a bar of eight places, in eighths of a place; nothing for what is no number.
fn bar(value: Option<f64>, most: f64) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = value.map_or(0, |value| (64.0 * value / most).round() as usize).min(64);
    let bar = format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8]);
    let white = usize::from(BAR - 1) - bar.width();
    format!(" {bar}{}", " ".repeat(white))
}

/// The column whose numbers a bar can stand for: the first of values, none of them negative, some of them not zero; and
/// the number that fills a bar: 1 for shares, else the largest.
fn measured(table: &Table, shown: usize) -> Option<(usize, f64)> {
    let index = table.columns.iter().position(|column| column.role == ColumnRole::Value && is_numeric(column))?;
    let values: Vec<f64> = table.columns[index].cells.iter().take(shown).filter_map(|cell| cell.as_f64()).collect();
    let most = values.iter().copied().fold(0.0, f64::max);
    let whole = if table.columns[index].unit.starts_with("0-1") && most <= 1.0 { 1.0 } else { most };
    (values.len() > 2 && most > 0.0 && values.iter().all(|value| *value >= 0.0)).then_some((index, whole))
}

impl Fit {
    fn of(table: &Table, shown: usize, width: Option<u16>, notes: &Footnotes) -> Self {
        let natural = |column: &Column| {
            let cells = column.cells.iter().take(shown).map(|cell| text(cell, notes).width());
            let widest = cells.chain([widest(&head(column))]).max().unwrap_or(0);
            u16::try_from(widest).unwrap_or(u16::MAX)
        };
        let widths: Vec<u16> = table.columns.iter().map(natural).collect();
        let total = |widths: &[u16]| {
            let gaps = usize::from(GAP) * widths.len().saturating_sub(1);
            widths.iter().map(|width| usize::from(*width)).sum::<usize>() + gaps
        };
        let Some(limit) = width.filter(|width| total(&widths) > usize::from(*width)) else {
            // In a pipe there are no bars: who reads it wants the numbers.
            let room = width.is_some_and(|width| total(&widths) + usize::from(BAR) <= usize::from(width));
            let bars = measured(table, shown).map(|(index, _)| index).filter(|_| room);
            return Self { kept: (0..widths.len()).collect(), least: widths, width: None, bars };
        };
        let least = table.columns.iter().zip(&widths).map(|(column, natural)| {
            let narrow = if is_numeric(column) { *natural } else { NARROW.max(cap(widest(&head(column)))) };
            narrow.min(*natural)
        });
        let mut least: Vec<u16> = least.collect();
        let mut kept: Vec<usize> = (0..least.len()).collect();
        while least.len() > 1 && total(&least) > usize::from(limit) {
            let weakest = (0..kept.len()).rev().min_by_key(|place| rank(table, kept[*place])).unwrap_or(0);
            kept.remove(weakest);
            least.remove(weakest);
        }
        if let [only] = least.as_mut_slice() {
            *only = (*only).min(limit).max(1);
        }
        Self { kept, least, width: Some(limit), bars: None }
    }
}

/// How long a column is kept: attributes and claims go first, the first column, evidence, bounds and the value last.
fn rank(table: &Table, index: usize) -> u8 {
    match table.columns[index].role {
        _ if index == 0 => 3,
        ColumnRole::Value => 2,
        ColumnRole::Attribute | ColumnRole::Claims | ColumnRole::LabelJa => 0,
        // Where it stands is what a reader asks next.
        ColumnRole::Evidence | ColumnRole::Low | ColumnRole::High | ColumnRole::Begin => 2,
        _ => 1,
    }
}

fn cap(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

fn text(cell: crate::result::CellRef<'_>, notes: &Footnotes) -> String {
    notes.cell(cell).unwrap_or_else(|| one_line(&cell.shown()).into_owned())
}

/// The head of a column: its name, and the unit on a line of its own, so that a long unit widens no column of numbers.
fn head(column: &Column) -> String {
    match column.shown_unit() {
        "" => one_line(&column.name).into_owned(),
        unit => format!("{}\n{}", one_line(&column.name), one_line(unit)),
    }
}

fn widest(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

fn grid(table: &Table, shown: usize, fit: &Fit, notes: &Footnotes) -> String {
    let columns: Vec<&Column> = fit.kept.iter().filter_map(|index| table.columns.get(*index)).collect();
    let side = |column: &Column| if is_numeric(column) { CellAlignment::Right } else { CellAlignment::Left };
    let mut grid = Grid::new();
    grid.load_style(NOTHING.header_separator(LineStyle::none().fill('─')));
    grid.set_content_arrangement(ContentArrangement::Disabled);
    if let Some(width) = fit.width {
        grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    let heads = columns.iter().enumerate().map(|(index, column)| {
        // The head stands over the numbers, not over their bars.
        let after = if fit.bars == Some(index) { " ".repeat(usize::from(BAR)) } else { String::new() };
        let lines = head(column).lines().map(|line| format!("{line}{after}")).collect::<Vec<_>>();
        Shown::new_owned(lines.join("\n")).set_alignment(side(column))
    });
    grid.set_header(Row::from(heads.collect::<Vec<_>>()));
    let bars = fit.bars.and_then(|_| measured(table, shown));
    for row in 0..shown {
        let cells = columns.iter().enumerate().filter_map(|(index, column)| {
            let cell = column.cells.get(row)?;
            let words = match bars {
                Some((barred, most)) if barred == index => text(cell, notes) + &bar(cell.as_f64(), most),
                _ => text(cell, notes),
            };
            Some(Shown::new_owned(words).set_alignment(side(column)))
        });
        grid.add_row(Row::from(cells.collect::<Vec<_>>()));
    }
    for (index, least) in fit.least.iter().enumerate() {
        let gap = if index + 1 == columns.len() { 0 } else { GAP };
        if let Some(column) = grid.column_mut(index) {
            column.set_padding((0, gap));
            if fit.width.is_some() {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least.saturating_add(gap))));
            }
        }
    }
    grid.trim_fmt()
}

/// A document: headings with a rule, prose and lists broken into lines, tables, drawings named. Of two languages each has
/// lines of its own; tables have a column for each, and their titles and remarks are told as [`Document::told`] has them.
///
/// ```
/// use blocs::report::terminal;
/// use blocs::result::{Document, Language, Phrase};
/// let mut document = Document::new("日本");
/// document.prose("One line.");
/// document.list(vec![Phrase::new("an item", "項目")]);
/// assert_eq!(terminal::render(&document, Some(80), Language::English), "日本\n════\n\nOne line.\n\n  • an item\n");
/// assert_eq!(terminal::render(&document, None, Language::Japanese), "日本\n════\n\nOne line.\n\n  • 項目\n");
/// ```
pub fn render(document: &Document, width: Option<u16>, language: Language) -> String {
    // The lines of each language, those after the first a little to the right.
    let lines = |phrase: &Phrase, width: Option<u16>, indent: &str| {
        let said = phrase.lines(language).into_iter().map(|(_, text)| wrap(&one_line(text), width, 0));
        said.collect::<Vec<_>>().join("\n").replace('\n', &format!("\n{indent}"))
    };
    let titled = !document.title.is_empty();
    let mut page = if titled { headline(&document.title.line(language), '═', width) } else { String::new() };
    let mut said: Option<&Method> = None;
    for block in &document.blocks {
        if !page.is_empty() {
            page.push('\n');
        }
        match block {
            Block::Heading(..=1, text) => page.push_str(&headline(&text.line(language), '─', width)),
            Block::Heading(_, text) => {
                let _ = writeln!(page, "{}", lines(text, width, ""));
            }
            Block::Prose(text) => {
                let said: Vec<String> =
                    text.lines(language).into_iter().map(|(_, text)| text.replace("\r\n", "\n")).collect();
                let paragraphs = said.iter().flat_map(|text| text.split("\n\n"));
                let paragraphs = paragraphs.map(|text| wrap(&one_line(text), width, 0));
                let paragraphs: Vec<String> = paragraphs.filter(|text| !text.is_empty()).collect();
                let _ = writeln!(page, "{}", paragraphs.join("\n\n"));
            }
            Block::List(items) => {
                let narrower = width.map(|width| width.saturating_sub(4));
                for item in items {
                    let _ = writeln!(page, "  • {}", lines(item, narrower, "    "));
                }
            }
            Block::Verbatim(name, text) => {
                page.push_str(&format!("{}:\n", one_line(name)));
                text.lines().for_each(|line| page.push_str(&format!("  {}\n", one_line(line))));
            }
            Block::Table { table, shown } => {
                let again = said == Some(&table.method);
                let told = match language {
                    Language::English => Cow::Borrowed(table),
                    _ => document.told(table, language),
                };
                page.push_str(&rows(&told, *shown, width, again, language));
                said = Some(&table.method);
            }
            Block::Drawing { name, caption, .. } => {
                let line = format!("[figure {name}: {}]", caption.line(language));
                let _ = writeln!(page, "{}", wrap(&one_line(&line), width, 2));
            }
        }
    }
    page
}

fn headline(text: &str, rule: char, width: Option<u16>) -> String {
    let text = wrap(&one_line(text), width, 0);
    format!("{text}\n{}\n", rule.to_string().repeat(widest(&text)))
}

#[cfg(test)]
mod tests;
