//! Markdown (GitHub's flavour): title, table, reasons of undefined cells, the method in italics, notes.

use std::fmt::Write as _;
use std::io;

use super::footnotes::Footnotes;
use super::{Spec, begins_reference, tame};
use crate::result::{CellKind, Column, Language, Rest, Table};

pub(super) const SPEC: Spec = Spec { name: "markdown", extensions: &["md", "markdown"] };

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(render(table, usize::MAX).as_bytes())
}

/// The first rows of a table, with everything that belongs to it; the rows left out are counted.
///
/// ```
/// use blocs::export::markdown;
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table};
/// let mut table = Table::new("sizes", Method::new("size", ""))
///     .column("group", CellKind::Text, ColumnRole::Group, "")
///     .column("size", CellKind::Integer, ColumnRole::Count, "");
/// table.push([Cell::text("a|b"), Cell::count(2)]);
/// table.push([Cell::text("c"), Cell::count(1)]);
/// assert_eq!(markdown::render(&table, 1), "\
/// | group | size |
/// | :--- | ---: |
/// | a\\|b | 2 |
///
/// ... and 1 more row
///
/// *Method: size*
/// ");
/// ```
pub fn render(table: &Table, rows: usize) -> String {
    render_in(table, rows, Language::English, &Rest::Nowhere)
}

/// The same with the words around the table in a language; in both, those are English. `rest` says where all rows are.
pub fn render_in(table: &Table, rows: usize, language: Language, rest: &Rest) -> String {
    let japanese = language == Language::Japanese;
    let mut page = String::new();
    if !table.title.is_empty() {
        let _ = writeln!(page, "**{}**\n", escape(&table.title));
    }
    let rows = rows.min(table.len());
    let notes = Footnotes::of(table, rows);
    if !table.columns.is_empty() {
        line(&mut page, table.columns.iter().map(|column| cell(&heading(column))));
        line(&mut page, table.columns.iter().map(|column| if is_numeric(column) { "---:" } else { ":---" }.to_owned()));
        for row in 0..rows {
            line(&mut page, table.row(row).map(|value| notes.cell(value).unwrap_or_else(|| cell(&value.shown()))));
        }
    }
    if table.is_empty() {
        page.push_str(if japanese { "\n該当なし。\n" } else { "\nNo rows.\n" });
    }
    if rows < table.len() {
        let _ = writeln!(page, "\n{}", left_out(table, rows, japanese, rest));
    }
    let reasons = notes.lines_in(language);
    if !reasons.is_empty() {
        page.push('\n');
        for reason in reasons {
            let _ = writeln!(page, "- {}", escape(&reason));
        }
    }
    let _ =
        writeln!(page, "\n*{}{}*", if japanese { "方法：" } else { "Method: " }, escape(&table.method.line(language)));
    if !table.method.notes.is_empty() {
        page.push('\n');
        for note in &table.method.notes {
            let _ = writeln!(page, "- {}", escape(note));
        }
    }
    page
}

/// The heading of a column: its name, and its unit where it has one.
pub(crate) fn heading(column: &Column) -> String {
    match column.shown_unit() {
        "" => column.name.clone(),
        unit => format!("{} ({unit})", column.name),
    }
}

/// Whether a column is set to the right.
pub(crate) fn is_numeric(column: &Column) -> bool {
    matches!(column.kind, CellKind::Integer | CellKind::Number)
}

fn left_out(table: &Table, shown: usize, japanese: bool, rest: &Rest) -> String {
    let (more, name) = (table.len() - shown, table.name.replace('`', "'"));
    let asked = match rest {
        Rest::OnRequest(main) if *main == table.name => "`--format csv`, `--table FILE`".to_owned(),
        _ => format!("`--table {name}=FILE`"),
    };
    match (rest, japanese) {
        (Rest::Nowhere, true) => format!("ほか{more}行"),
        (Rest::Files, true) => format!("ほか{more}行は `{name}.csv` にある"),
        (Rest::OnRequest(_), true) => format!("ほか{more}行（{asked} ですべて得られる）"),
        (rest, false) => {
            let more = format!("... and {more} more row{}", if more == 1 { "" } else { "s" });
            match rest {
                Rest::Nowhere => more,
                Rest::Files => format!("{more} in `{name}.csv`"),
                Rest::OnRequest(_) => format!("{more}: {asked} gives all"),
            }
        }
    }
}

fn line(page: &mut String, cells: impl Iterator<Item = String>) {
    page.push('|');
    for cell in cells {
        let _ = write!(page, " {cell} |");
    }
    page.push('\n');
}

/// Text for a cell of a table: nothing in it is markup, and it stays on its line.
fn cell(text: &str) -> String {
    escape_line(&tame(text)).replace('\n', "<br>")
}

/// Text for a paragraph: nothing in it is markup, line ends are spaces.
///
/// ```
/// use blocs::export::markdown::escape;
/// assert_eq!(escape("*a* <b> joint_items"), r"\*a\* \<b\> joint_items");
/// ```
pub fn escape(text: &str) -> String {
    let text = tame(text);
    let line = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let escaped = escape_line(&line);
    // What begins a line may begin a heading, a list, a quotation or a rule.
    let digits = escaped.chars().take_while(char::is_ascii_digit).count();
    match escaped[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        Some('#' | '-' | '+' | '=' | ':') if digits == 0 => format!("\\{escaped}"),
        _ => escaped,
    }
}

/// Every character that Markdown reads as markup inside a line gets a backslash.
fn escape_line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
            // Inside a word it is no emphasis, and names of columns stay readable.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => begins_reference(&text[at..]),
            _ => false,
        };
        if markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, hostile_table, sample_table, written};
    use super::super::{TableFormat, write_table};
    use super::*;
    use crate::result::Method;

    #[test]
    fn a_table_by_hand() {
        let text = written(|out| write_table(&sample_table(), TableFormat::Markdown, out));
        let golden = "\
**Who agrees with whom**

| actor | agreement | joint_items | allies |
| :--- | ---: | ---: | :--- |
| 日本 | 0.6667 | 6 | us; uk |
| a, \"b\" | – | 2 |  |

- – undefined: 2 joint items, minimum 5

*Method: agreement (minimum = 5; n: 2 actors; seed 7; Lijphart 1963)*

- one actor set aside
";
        assert_eq!(text, golden);
    }

    #[test]
    fn every_row_is_one_line_with_as_many_cells() {
        let table = hostile_table();
        let text = written(|out| write_table(&table, TableFormat::Markdown, out));
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows.len(), table.len() + 2);
        for row in rows {
            let bars = row.replace("\\\\", "").replace("\\|", "").matches('|').count();
            assert_eq!(bars, table.columns.len() + 1, "{row}");
        }
    }

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escape("# a"), "\\# a");
        assert_eq!(escape("1. a"), "1\\. a");
        assert_eq!(escape("2016 was"), "2016 was");
        assert_eq!(escape("- a"), "\\- a");
        assert_eq!(escape("AT&T &amp; &lt;"), "AT&T \\&amp; \\&lt;");
        assert_eq!(escape("_a_"), "\\_a\\_");
        assert_eq!(escape(" a\r\n\r\nb "), "a b");
        for text in HOSTILE {
            assert!(!escape(text).contains(['\n', '\0', '\u{1b}']));
        }
    }

    #[test]
    fn an_empty_table_says_so() {
        let text = render(&Table::new("none", Method::new("none", "")), 5);
        assert_eq!(text, "\nNo rows.\n\n*Method: none*\n");
    }
}
