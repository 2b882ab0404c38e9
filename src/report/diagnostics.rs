//! Faults, conflicts and notes drawn as a good compiler draws them: the line, the cell underlined, what was expected.
//!
//! ```text
//! fault[unknown-id]: no entity "japn"
//!  --> claims.csv:3:4
//!   |
//! 3 | c2,japn,signs,itr-2012
//!   |    ^^^^ expected the id of an entity
//!   |
//!   = hint: did you mean "japan"?
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet as Source};
use serde_json::json;

use super::{counted, grouped, one_line, visible};
use crate::model::{Diagnostic, Severity, Snippet};
use crate::result::Language;

/// How diagnostics are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dress {
    /// Text.
    #[default]
    Plain,
    /// Text with colours for a terminal.
    Colour,
    /// One object a line for editors: severity, rule, file, line, column, message, expected, hint.
    Json,
}

/// Draws diagnostics, the first `limit` of each severity; the rest is counted by rule, and a last line counts all.
///
/// JSON is for programs: it has every one, and no line that counts.
///
/// ```
/// use blocs::model::{Diagnostic, Severity};
/// use blocs::report::diagnostics::{Dress, render};
/// let fault = Diagnostic {
///     severity: Severity::Fault,
///     file: "claims.csv".into(),
///     line: 0,
///     column: 0,
///     rule: "no-rows",
///     message: "the table has no row".into(),
///     expected: String::new(),
///     hint: String::new(),
///     snippet: None,
/// };
/// let drawn = "fault[no-rows]: the table has no row\n--> claims.csv\n\n1 fault, 0 conflicts, 0 notes\n";
/// assert_eq!(render(&[fault], Dress::Plain, 50), drawn);
/// ```
pub fn render(diagnostics: &[Diagnostic], dress: Dress, limit: usize) -> String {
    render_counted(diagnostics, &count(diagnostics), dress, limit)
}

/// The same where `counts` knows of more than are listed, since a table can have more faults than are worth keeping.
pub fn render_counted(diagnostics: &[Diagnostic], counts: &Counts, dress: Dress, limit: usize) -> String {
    render_in(diagnostics, counts, dress, limit, Language::English)
}

/// The same with the words around what is said in a language; in both, those are English.
pub fn render_in(
    diagnostics: &[Diagnostic],
    counts: &Counts,
    dress: Dress,
    limit: usize,
    language: Language,
) -> String {
    let words = if language == Language::Japanese { JAPANESE } else { ENGLISH };
    let renderer = match dress {
        Dress::Plain => Renderer::plain(),
        Dress::Colour => Renderer::styled(),
        Dress::Json => return diagnostics.iter().map(line).collect(),
    };
    let mut page = String::new();
    let mut rest = counts.clone();
    for severity in Severity::ALL {
        for one in diagnostics.iter().filter(|one| one.severity == *severity).take(limit) {
            let _ = writeln!(page, "{}\n", draw(one, &words, &renderer));
            if let Some(n) = rest.get_mut(&(one.severity, one.rule)) {
                *n = n.saturating_sub(1);
            }
        }
        if let Some(tail) = tail(&rest, *severity, &words) {
            let _ = writeln!(page, "{tail}\n");
        }
    }
    page + &summary_in(counts, &words) + "\n"
}

/// How many diagnostics there are of each rule.
pub type Counts = BTreeMap<(Severity, &'static str), u64>;

/// Counts diagnostics by rule.
pub fn count(diagnostics: &[Diagnostic]) -> Counts {
    let mut counts = Counts::new();
    for one in diagnostics {
        *counts.entry((one.severity, one.rule)).or_default() += 1;
    }
    counts
}

/// `3 faults, 1 conflict, 0 notes`.
///
/// ```
/// use blocs::report::diagnostics::{count, summary};
/// assert_eq!(summary(&count(&[])), "0 faults, 0 conflicts, 0 notes");
/// ```
pub fn summary(counts: &Counts) -> String {
    summary_in(counts, &ENGLISH)
}

fn summary_in(counts: &Counts, words: &Words) -> String {
    let total = |severity: &Severity| {
        let n = counts.iter().filter(|((of, _), _)| of == severity).map(|(_, n)| n).sum();
        (words.counted)(n, (words.severity)(*severity))
    };
    Severity::ALL.iter().map(total).collect::<Vec<_>>().join(words.comma)
}

/// The words around what is said.
struct Words {
    severity: fn(Severity) -> &'static str,
    expected: &'static str,
    hint: &'static str,
    /// So many of a thing.
    counted: fn(u64, &str) -> String,
    /// So many more of it, of these rules.
    more: fn(u64, &str, &str) -> String,
    comma: &'static str,
}

const ENGLISH: Words = Words {
    severity: |severity| severity.word(),
    expected: "expected",
    hint: "hint",
    counted,
    more: |n, what, rules| format!("... and {}: {rules}", counted(n, &format!("more {what}"))),
    comma: ", ",
};

const JAPANESE: Words = Words {
    severity: |severity| match severity {
        Severity::Fault => "誤り",
        Severity::Conflict => "矛盾",
        Severity::Note => "注記",
    },
    expected: "期待",
    hint: "手がかり",
    counted: |n, what| format!("{what}{}件", grouped(n)),
    more: |n, what, rules| format!("ほか{what}{}件：{rules}", grouped(n)),
    comma: "、",
};

/// What was not drawn, if anything: how many, and of which rules, the most frequent first.
fn tail(rest: &Counts, severity: Severity, words: &Words) -> Option<String> {
    let of_severity = rest.iter().filter(|((of, _), n)| *of == severity && **n > 0);
    let mut rules: Vec<(&str, u64)> = of_severity.map(|((_, rule), n)| (*rule, *n)).collect();
    rules.sort_by_key(|&(rule, n)| (std::cmp::Reverse(n), rule));
    let list: Vec<String> = rules.iter().map(|(rule, n)| format!("{} {rule}", grouped(*n))).collect();
    let total = rules.iter().map(|(_, n)| n).sum();
    (!rules.is_empty()).then(|| (words.more)(total, (words.severity)(severity), &list.join(words.comma)))
}

fn draw(one: &Diagnostic, words: &Words, renderer: &Renderer) -> String {
    let level = match one.severity {
        Severity::Fault => Level::ERROR,
        Severity::Conflict => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name((words.severity)(one.severity));
    let mut origin = Origin::path(one_line(&one.file));
    if let Some(line) = number(one.line) {
        origin = origin.line(line);
        if let Some(column) = number(one.column) {
            origin = origin.char_column(column);
        }
    }
    let title = level.clone().primary_title(one_line(&one.message)).id(one.rule);
    let mut head = Group::with_title(title).element(origin);
    let hint = || Level::HELP.with_name(words.hint).message(one_line(&one.hint));
    let Some((snippet, line)) = one.snippet.as_ref().zip(number(one.line)) else {
        // An expectation needs a cell to stand under; without one it is a line of its own.
        if !one.expected.is_empty() {
            head = head.element(Level::NOTE.with_name(words.expected).message(one_line(&one.expected)));
        }
        if !one.hint.is_empty() {
            head = head.element(hint());
        }
        return renderer.render(&[head]);
    };
    let mut body = Group::with_level(level).element(cell(snippet, line, &one.expected, words));
    if !one.hint.is_empty() {
        body = body.element(hint());
    }
    // Drawn in two parts: the library would count the column in the shown line, which may be a piece of the real one.
    let margin = format!("\n{}", " ".repeat(line.to_string().len()));
    format!("{}\n{}", renderer.render(&[head]).replacen('\n', &margin, 1), renderer.render(&[body]))
}

/// The line with the cell underlined. The bounds are data too: they are moved into the text and onto characters.
fn cell<'a>(
    snippet: &Snippet,
    line: usize,
    expected: &str,
    words: &Words,
) -> Source<'a, annotate_snippets::Annotation<'a>> {
    let mut text = String::with_capacity(snippet.text.len());
    let (mut start, mut end) = (None, None);
    for (at, c) in snippet.text.char_indices() {
        if start.is_none() && at + c.len_utf8() > snippet.start {
            start = Some(text.len());
        }
        if end.is_none() && at >= snippet.end {
            end = Some(text.len());
        }
        text.push(visible(c));
    }
    let start = start.unwrap_or(text.len());
    let span = start..end.unwrap_or(text.len()).max(start);
    let label = Some(expected).filter(|expected| !expected.is_empty());
    let label = label.map(|expected| format!("{} {}", words.expected, one_line(expected)));
    Source::source(text).line_start(line).annotation(AnnotationKind::Primary.span(span).label(label))
}

fn number(n: u64) -> Option<usize> {
    usize::try_from(n).ok().filter(|n| *n > 0)
}

fn line(one: &Diagnostic) -> String {
    let object = json!({
        "severity": one.severity.word(),
        "rule": one.rule,
        "file": &*one.file,
        "line": one.line,
        "column": one.column,
        "message": one.message,
        "expected": one.expected,
        "hint": one.hint,
    });
    format!("{object}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault() -> Diagnostic {
        let text = "c2,japn,signs,itr-2012".to_owned();
        Diagnostic {
            severity: Severity::Fault,
            file: "data/claims.csv".into(),
            line: 3,
            column: 4,
            rule: "unknown-id",
            message: "no entity \"japn\"".into(),
            expected: "the id of an entity".into(),
            hint: "did you mean \"japan\"?".into(),
            snippet: Some(Snippet { text, start: 3, end: 7 }),
        }
    }

    fn at(text: &str, start: usize, end: usize) -> String {
        let snippet = Some(Snippet { text: text.into(), start, end });
        render(&[Diagnostic { snippet, ..fault() }], Dress::Plain, 50)
    }

    #[test]
    fn a_fault_by_hand() {
        let golden = r#"fault[unknown-id]: no entity "japn"
 --> data/claims.csv:3:4
  |
3 | c2,japn,signs,itr-2012
  |    ^^^^ expected the id of an entity
  |
  = hint: did you mean "japan"?

1 fault, 0 conflicts, 0 notes
"#;
        assert_eq!(render(&[fault()], Dress::Plain, 50), golden);
    }

    #[test]
    fn the_underline_stands_under_wide_characters() {
        let text = at("日本,経済産業省,x", 7, 22);
        assert!(text.contains("\n3 | 日本,経済産業省,x\n  |      ^^^^^^^^^^ expected"), "{text}");
    }

    #[test]
    fn an_empty_cell_and_wrong_bounds_are_drawn() {
        assert!(at("a,,b", 2, 2).contains("  |   ^ expected"));
        for (start, end) in [(0, 0), (4, 4), (9, 90), (3, 1), (1, 2), (usize::MAX, usize::MAX)] {
            for text in ["", "日本", "a\nb\r\0\u{1b}[31m", "é\u{301}👩‍👩‍👧"] {
                let drawn = at(text, start, end);
                assert!(drawn.contains("expected the id"), "{drawn}");
                assert!(!drawn.contains(['\0', '\u{1b}', '\r']), "{drawn}");
            }
        }
    }

    #[test]
    fn a_line_is_shown_with_its_own_number_and_column() {
        let far = Diagnostic { line: 1_000_000, column: 250, ..fault() };
        let text = render(&[far], Dress::Plain, 50);
        assert!(text.contains("--> data/claims.csv:1000000:250\n"), "{text}");
        assert!(text.contains("1000000 | c2,japn"), "{text}");
    }

    #[test]
    fn without_a_line_the_expectation_stands_alone() {
        let bare = Diagnostic { line: 0, column: 0, snippet: None, ..fault() };
        let golden = "fault[unknown-id]: no entity \"japn\"\n--> data/claims.csv\n = expected: the id of an entity\n \
                      = hint: did you mean \"japan\"?\n\n1 fault, 0 conflicts, 0 notes\n";
        assert_eq!(render(&[bare], Dress::Plain, 50), golden);
    }

    #[test]
    fn severities_have_their_names_and_the_rest_is_counted() {
        let mut all: Vec<Diagnostic> = vec![fault(); 9_950];
        all.extend(vec![Diagnostic { rule: "bad-date", ..fault() }; 50]);
        all.push(Diagnostic { severity: Severity::Conflict, rule: "two-counts", ..fault() });
        all.push(Diagnostic { severity: Severity::Note, rule: "planned-then-held", ..fault() });
        let text = render(&all, Dress::Plain, 50);
        assert_eq!(text.matches("fault[unknown-id]").count(), 50);
        assert!(text.contains("\n... and 9,950 more faults: 9,900 unknown-id, 50 bad-date\n"));
        assert!(text.contains("\nconflict[two-counts]: ") && text.contains("\nnote[planned-then-held]: "));
        assert!(text.ends_with("\n10,000 faults, 1 conflict, 1 note\n"));
    }

    #[test]
    fn what_was_not_even_kept_is_counted() {
        let counts = Counts::from([((Severity::Fault, "unknown-id"), 1_000_000), ((Severity::Note, "old"), 2)]);
        let text = render_counted(&[fault()], &counts, Dress::Plain, 50);
        assert!(text.contains("\n... and 999,999 more faults: 999,999 unknown-id\n"), "{text}");
        assert!(text.ends_with("\n... and 2 more notes: 2 old\n\n1,000,000 faults, 0 conflicts, 2 notes\n"), "{text}");
    }

    #[test]
    fn colour_only_adds_colour() {
        let coloured = render(&[fault()], Dress::Colour, 50);
        assert!(coloured.contains("\u{1b}["));
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            plain.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        assert_eq!(plain + rest, render(&[fault()], Dress::Plain, 50));
    }

    #[test]
    fn json_is_an_object_a_line() {
        let text = render(&[fault(), fault()], Dress::Json, 1);
        let golden = r#"{"severity":"fault","rule":"unknown-id","file":"data/claims.csv","line":3,"column":4,"message":"no entity \"japn\"","expected":"the id of an entity","hint":"did you mean \"japan\"?"}"#;
        assert_eq!(text, format!("{golden}\n{golden}\n"));
    }
}
