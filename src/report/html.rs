//! A document as one self-contained HTML page: no network, no other file, and no script but our own, which a page can
//! be read and printed without.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ledger::{self, Ledger};
use super::{new_section, once};
use crate::export::footnotes::Footnotes;
use crate::figure::{self, FigureOptions};
use crate::result::{Block, CellKind, CellRef, ColumnRole, Document, Language, Phrase, Table};

/// The page, with holes for what a document holds; every hole is escaped but the drawings, which are our own.
const TEMPLATE: &str = include_str!("page.html");
/// What makes the page answer: search, filters, claims behind a mark. The policy of the page names its hash, so that no
/// other script runs.
const SCRIPT: &str = include_str!("page.js");

#[derive(Serialize)]
#[serde(tag = "sort", rename_all = "lowercase")]
enum Part {
    Heading { level: u8, text: Vec<Line>, anchor: String },
    Prose { text: Vec<Line> },
    List { items: Vec<Vec<Line>> },
    Verbatim { name: String, text: String },
    Drawing { svg: String, caption: Vec<Line> },
    Table(Box<Rows>),
}

/// What is said in one language; marked where it is not that of the page.
#[derive(Serialize)]
struct Line {
    text: String,
    lang: &'static str,
}

#[derive(Serialize)]
struct Rows {
    title: String,
    columns: Vec<Head>,
    rows: Vec<Row>,
    more: String,
    notes: Vec<String>,
    method: String,
}

#[derive(Serialize)]
struct Head {
    name: Vec<Line>,
    unit: &'static str,
    number: bool,
}

#[derive(Serialize)]
struct Row {
    cells: Vec<Shown>,
    /// Ids of the claims behind the row, separated by spaces.
    claims: String,
}

#[derive(Serialize)]
struct Shown {
    text: String,
    class: &'static str,
    why: String,
    /// The id of the entity that the cell names.
    id: String,
}

/// A document as one page. All text is escaped: a label with markup is shown, not run.
///
/// # Errors
/// In words, when the page cannot be put together: never because of what the data says.
/// # Example
/// ```
/// use blocs::{report::html, result::{Document, Language}};
/// let mut document = Document::new("Toy <council>");
/// document.heading(2, "What this says");
/// let page = html::render(&document, None, Language::English).unwrap();
/// assert!(page.contains("<h1>Toy &lt;council&gt;</h1>"));
/// assert!(!page.contains("<script"));
/// ```
pub fn render(document: &Document, ledger: Option<Ledger<'_>>, language: Language) -> Result<String, String> {
    let mut anchors: BTreeMap<String, usize> = BTreeMap::new();
    let mut said = BTreeSet::new();
    let mut part = |block| part(document, block, language, &mut anchors, &mut said);
    let blocks: Vec<Part> = document.blocks.iter().map(&mut part).collect();
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", TEMPLATE).map_err(|error| error.to_string())?;
    let page = environment.get_template("page").map_err(|error| error.to_string())?;
    let data = ledger.map(|ledger| ledger::json(ledger, document, language)).unwrap_or_default();
    let filled = page.render(minijinja::context! {
        data => data,
        script => if ledger.is_some() { SCRIPT } else { "" },
        hash => if ledger.is_some() { format!("'sha256-{}'", STANDARD.encode(Sha256::digest(SCRIPT))) } else { "'none'".to_owned() },
        ja => language == Language::Japanese,
        title => clean(&document.title.line(language)),
        titles => minijinja::Value::from(minijinja::value::Serde(&lines(&document.title, language))),
        language => if language == Language::Japanese { "ja" } else { "en" },
        version => env!("CARGO_PKG_VERSION"),
        blocks => minijinja::Value::from(minijinja::value::Serde(&blocks)),
    });
    filled.map(|page| page + "\n").map_err(|error| error.to_string())
}

/// What is said, line by line; one that is not in the language of the page says which it is in.
fn lines(phrase: &Phrase, language: Language) -> Vec<Line> {
    let page = if language == Language::Japanese { "ja" } else { "en" };
    let lines = phrase.lines(language).into_iter();
    lines.map(|(lang, text)| Line { text: clean(text), lang: if lang == page { "" } else { lang } }).collect()
}

fn part(
    document: &Document,
    block: &Block,
    language: Language,
    anchors: &mut BTreeMap<String, usize>,
    remarks: &mut BTreeSet<String>,
) -> Part {
    let said = |phrase: &Phrase| lines(phrase, language);
    new_section(block, remarks);
    match block {
        // Addresses are the same in every language.
        Block::Heading(level, text) => {
            Part::Heading { level: (*level).clamp(2, 6), text: said(text), anchor: anchor(&text.english, anchors) }
        }
        Block::Prose(text) => Part::Prose { text: said(text) },
        Block::List(items) => Part::List { items: items.iter().map(said).collect() },
        Block::Verbatim(name, text) => Part::Verbatim { name: clean(name), text: clean(text) },
        Block::Drawing { caption, subject, .. } => {
            let options = FigureOptions { language, data: document.data.clone(), ..FigureOptions::default() };
            match figure::draw(subject, &options) {
                // An XML declaration has no place inside a page.
                Ok(svg) => Part::Drawing {
                    svg: svg.find("<svg").map_or(String::new(), |at| svg[at..].to_owned()),
                    caption: said(caption),
                },
                Err(missing) => Part::Prose {
                    text: said(&Phrase::new(format!("Not drawn: {missing}."), format!("作図せず：{missing}"))),
                },
            }
        }
        Block::Table { table, shown } => {
            let table = once(document.told(table, language), remarks);
            Part::Table(Box::new(rows(&table, *shown, language)))
        }
    }
}

fn rows(table: &Table, shown: usize, language: Language) -> Rows {
    let shown = shown.min(table.len());
    let notes = Footnotes::of(table, shown);
    let cells = |row: usize| {
        table.row(row).zip(&table.columns).map(|(cell, column)| {
            let text = notes.cell(cell).unwrap_or_else(|| cell.shown());
            let number = matches!(column.kind, CellKind::Integer | CellKind::Number);
            let class = if number {
                "n"
            } else if text.chars().count() > 60 {
                "wide"
            } else {
                ""
            };
            let why = notes.cell(cell).map(|_| cell.plain()).unwrap_or_default();
            let names = matches!(
                column.role,
                ColumnRole::Id | ColumnRole::Actor | ColumnRole::Other | ColumnRole::Item | ColumnRole::Claims
            );
            let id = cell.as_str().filter(|_| names).unwrap_or_default();
            Shown { text: clean(&text), class, why: clean(&why), id: clean(id) }
        })
    };
    let claims = |row: usize| {
        let cell = table.cell(row, ColumnRole::Claims).map(CellRef::plain).unwrap_or_default();
        clean(&cell.replace(';', ""))
    };
    let rest = table.len() - shown;
    Rows {
        title: clean(if table.title.is_empty() { &table.name } else { &table.title }),
        columns: table
            .columns
            .iter()
            .map(|column| Head {
                // In both languages the Japanese stands under the English.
                name: (column.name.split('\n').enumerate())
                    .map(|(at, line)| Line {
                        text: clean(&line.replace('_', " ")),
                        lang: if at > 0 { "ja" } else { "" },
                    })
                    .collect(),
                unit: column.shown_unit(),
                number: matches!(column.kind, CellKind::Integer | CellKind::Number),
            })
            .collect(),
        rows: (0..shown).map(|row| Row { cells: cells(row).collect(), claims: claims(row) }).collect(),
        more: match (rest, language) {
            (0, _) => String::new(),
            (_, Language::Japanese) => format!("ほか{rest}行は tables/{}.csv にある", table.name),
            _ => format!("… and {rest} more rows in tables/{}.csv", table.name),
        },
        notes: notes
            .lines_in(language)
            .into_iter()
            .chain(table.method.notes.iter().map(ToString::to_string))
            .map(|note| clean(&note))
            .collect(),
        method: clean(&table.method.line(language)),
    }
}

/// Characters that HTML forbids, or that turn the direction of a line, become U+FFFD.
pub(super) fn clean(text: &str) -> String {
    let forbidden = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
    };
    text.chars().map(|c| if forbidden(c) { '\u{FFFD}' } else { c }).collect()
}

/// A heading's name in an address: letters and digits, each address once.
fn anchor(text: &str, anchors: &mut BTreeMap<String, usize>) -> String {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let name = if words.is_empty() { "section".to_owned() } else { words.join("-") };
    let seen = anchors.entry(name.clone()).or_default();
    *seen += 1;
    if *seen == 1 { name } else { format!("{name}-{seen}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{Cell, ColumnRole, Method, Undefined};

    #[test]
    fn markup_is_shown_and_not_run() {
        let hostile = "<script>alert(1)</script>\" onload='x' javascript:\u{0}\u{202e}";
        let mut table = Table::new("t", Method::new(hostile, "").noting(hostile))
            .titled(hostile)
            .column("label", CellKind::Text, ColumnRole::Label, "")
            .column("value", CellKind::Number, ColumnRole::Value, "");
        table.push([Cell::text(hostile), Cell::Undefined(Undefined::because(hostile))]);
        let mut document = Document::new(hostile);
        document.heading(2, hostile);
        document.prose(hostile);
        document.list(vec![hostile.to_owned()]);
        document.table(table);
        let page = render(&document, None, Language::English).unwrap();
        assert!(!page.contains("<script") && !page.contains("onload='") && !page.contains(['\0', '\u{202e}']));
        assert!(page.matches("&lt;script&gt;").count() >= 8);
    }

    #[test]
    fn the_policy_names_the_script_and_no_other() {
        let loaded = crate::dataset::load(vec![crate::dataset::builtin("toy-council").unwrap()], None);
        let ledger = Ledger { dataset: &loaded.dataset.unwrap(), diagnostics: &[], steps: None, gone: &[] };
        let page = render(&Document::new("Toy"), Some(ledger), Language::English).unwrap();
        // 32 bytes are 43 digits and one sign of filling.
        let policy = page.replace("&#x27;", "'").replace("&#x2f;", "/");
        let hash = policy.split_once("'sha256-").and_then(|(_, rest)| rest.split_once('\'')).unwrap().0;
        assert_eq!((hash.len(), hash.ends_with('=')), (44, true));
        assert_eq!(STANDARD.decode(hash).unwrap(), Sha256::digest(SCRIPT).to_vec());
        assert!(!page.contains("'unsafe-eval'") && page.contains(SCRIPT));
    }

    #[test]
    fn the_script_is_small_and_asks_nobody() {
        assert!(SCRIPT.len() < 60_000, "{} bytes", SCRIPT.len());
        for word in
            ["fetch(", "XMLHttpRequest", "import(", "eval(", "innerHTML", "</script", "WebSocket", "localStorage"]
        {
            assert!(!SCRIPT.contains(word), "{word}");
        }
    }

    #[test]
    fn two_headings_of_one_name_have_two_addresses() {
        let mut anchors = BTreeMap::new();
        assert_eq!(anchor("A b", &mut anchors), "a-b");
        assert_eq!(anchor("A b", &mut anchors), "a-b-2");
    }
}
