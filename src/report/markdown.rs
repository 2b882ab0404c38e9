//! A document as Markdown, for a repository or a wiki.
//!
//! The title is the one heading of the first level. A long table shows its first rows and says where all of them are, if
//! they are anywhere ([`Rest`](crate::result::Rest)); a drawing is shown from `figures/`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{new_section, once};
use crate::export::markdown::{escape, render_in};
use crate::result::{Block, Document, Language, Phrase};

/// A document as Markdown, in a language; of what is said in both, each line is English first.
///
/// ```
/// use blocs::report::markdown::render;
/// use blocs::result::{Document, Language};
/// let mut document = Document::new("Cyber norms");
/// document.heading(1, "What this says");
/// document.prose("Two blocs, 12 < 77.");
/// document.list(vec!["one", "two"]);
/// assert_eq!(render(&document, Language::English), "\
/// ## Cyber norms
///
/// ### What this says
///
/// Two blocs, 12 \\< 77.
///
/// - one
/// - two
/// ");
/// ```
pub fn render(document: &Document, language: Language) -> String {
    let line = |phrase: &Phrase| escape(&phrase.line(language));
    // A line of a list or paragraph for each language, under one mark.
    let lines = |phrase: &Phrase, indent: &str| {
        let lines: Vec<String> = phrase.lines(language).into_iter().map(|(_, text)| escape(text)).collect();
        lines.join(&format!("\\\n{indent}"))
    };
    let title = line(&document.title);
    let mut page = if title.is_empty() { String::new() } else { format!("# {title}\n") };
    let mut remarks = BTreeSet::new();
    for block in &document.blocks {
        new_section(block, &mut remarks);
        if !page.is_empty() {
            page.push('\n');
        }
        match block {
            Block::Heading(level, text) => {
                let marks = "#".repeat(usize::from(*level).clamp(2, 6));
                let _ = writeln!(page, "{marks} {}", line(text));
            }
            Block::Prose(text) => {
                let said = text.lines(language).into_iter().map(|(_, text)| text.replace("\r\n", "\n"));
                let said: Vec<String> = said.collect();
                let paragraphs = said.iter().flat_map(|text| text.split("\n\n")).map(escape);
                let paragraphs: Vec<String> = paragraphs.filter(|text| !text.is_empty()).collect();
                let _ = writeln!(page, "{}", paragraphs.join("\n\n"));
            }
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(page, "- {}", lines(item, "  "));
                }
            }
            Block::Verbatim(name, text) => {
                // A fence longer than any run of its own mark in the text.
                let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(3.max(longest + 1));
                let _ = writeln!(page, "{}:\n\n{fence}\n{text}\n{fence}", escape(name));
            }
            Block::Table { table, shown } => {
                let table = once(document.told(table, language), &mut remarks);
                page.push_str(&render_in(&table, *shown, language, &document.rest))
            }
            Block::Drawing { name, caption, .. } => {
                let _ = writeln!(page, "![{}](figures/{}.svg)", line(caption), address(name));
            }
        }
    }
    page
}

/// A file name inside a link: everything but the plainest characters is percent-encoded.
fn address(name: &str) -> String {
    let mut address = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{Cell, CellKind, ColumnRole, Method, Rest, Subject, Table};

    fn table() -> Table {
        let mut table = Table::new("forums", Method::new("count", "")).titled("Forums | all").column(
            "forum",
            CellKind::Text,
            ColumnRole::Label,
            "",
        );
        for name in ["国連", "<b>", "G7"] {
            table.push([Cell::text(name)]);
        }
        table
    }

    #[test]
    fn two_languages_stand_under_one_mark() {
        let mut document = Document::new(Phrase::new("Record", "記録"));
        document.list(vec![Phrase::new("2 claims.", "主張2件。"), "One.".into()]);
        let both = "# Record 記録\n\n- 2 claims.\\\n  主張2件。\n- One.\n";
        assert_eq!(render(&document, Language::Both), both);
        assert_eq!(render(&document, Language::Japanese), "# 記録\n\n- 主張2件。\n- One.\n");
    }

    #[test]
    fn tables_and_drawings_by_hand() {
        let mut document = Document::new("A *report*");
        document.long_table(table(), 2);
        document.drawing("split 1", "Who voted [how]", Subject::Split { actors: table(), tallies: table() });
        document.heading(9, "Deep");
        document.prose("one\n\n\n# two");
        let golden = "\
# A \\*report\\*

**Forums \\| all**

| forum |
| :--- |
| 国連 |
| \\<b\\> |

... and 1 more row

*Method: count*

![Who voted \\[how\\]](figures/split%201.svg)

###### Deep

one

\\# two
";
        assert_eq!(render(&document, Language::English), golden);
        // A file is named where one is written, and an option where that gives the table.
        document.rest = Rest::Files;
        assert!(render(&document, Language::English).contains("... and 1 more row in `forums.csv`\n"));
        document.rest = Rest::OnRequest("forums".to_owned());
        let asked = "... and 1 more row: `--format csv`, `--table FILE` gives all\n";
        assert!(render(&document, Language::English).contains(asked));
        assert!(render(&document, Language::Japanese).contains("ほか1行（`--format csv`, `--table FILE` で"));
        document.rest = Rest::OnRequest("others".to_owned());
        let asked = "... and 1 more row: `--table forums=FILE` gives all\n";
        assert!(render(&document, Language::English).contains(asked));
    }
}
