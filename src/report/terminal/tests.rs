use super::*;
use crate::result::{Cell, CellKind, Method, Phrase, Subject, Undefined};

fn sample() -> Table {
    let method = Method::new("agreement", "Lijphart 1963").with("minimum", 5).noting("one actor set aside");
    let mut table = Table::new("agreement", method)
        .titled("Who agrees with whom")
        .column("actor", CellKind::Text, ColumnRole::Actor, "")
        .column("agreement", CellKind::Number, ColumnRole::Value, "")
        .column("joint_items", CellKind::Integer, ColumnRole::Count, "items")
        .column("comment", CellKind::Text, ColumnRole::Attribute, "");
    let long = "a text that is much longer than the others and says little";
    table.push([Cell::text("日本"), Cell::Number(2.0 / 3.0), Cell::count(6), Cell::text(long)]);
    let why = |joint: usize| Cell::Undefined(Undefined::because(format!("{joint} joint items, minimum 5")));
    table.push([Cell::text("United States"), why(2), Cell::count(2), Cell::Empty]);
    table.push([Cell::text("経済産業省"), why(0), Cell::count(0), Cell::text("短い")]);
    table
}

#[test]
fn a_table_by_hand() {
    let golden = "\
Who agrees with whom

actor          agreement  joint_items  comment
─────────────────────────────────────────────────────────────────────────────────────────────────
日本              0.6667            6  a text that is much longer than the others and says little
United States         –¹            2
経済産業省            –²            0  短い

–¹ undefined: 2 joint items, minimum 5
–² undefined: 0 joint items, minimum 5
method: agreement (minimum = 5; Lijphart 1963)
note: one actor set aside
";
    assert_eq!(table(&sample(), None), golden);
    assert_eq!(table(&sample(), Some(200)), golden);
}

#[test]
fn text_breaks_in_its_cell_and_numbers_do_not() {
    let golden = "\
actor          agreement  joint_items  comment
─────────────────────────────────────────────────────────────
日本              0.6667            6  a text that is much
                                       longer than the others
                                       and says little
";
    let text = table(&sample(), Some(64));
    assert!(text.contains(golden), "{text}");
}

#[test]
fn columns_without_room_are_named() {
    let text = table(&sample(), Some(36));
    assert!(text.contains("\nactor          agreement\n"), "{text}");
    assert!(text.contains("... and 2 more columns: joint_items,\n  comment\n"), "{text}");
    for width in 0..120 {
        let text = table(&sample(), Some(width));
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        assert!(widest <= usize::from(width).max(16), "{width}:\n{text}");
    }
}

#[test]
fn hostile_cells_stay_in_their_line() {
    let mut hostile = Table::new("t", Method::new("m\n\0", "")).column("x\u{7}", CellKind::Text, ColumnRole::Label, "");
    for text in ["", "\"<>&\\", "a\nb\r\nc", "\0\u{1b}[31m\u{9b}", "🇯🇵👩‍👩‍👧", "日本", "e\u{301}"] {
        hostile.push([Cell::text(text)]);
    }
    for width in [None, Some(0), Some(1), Some(2), Some(80)] {
        let text = table(&hostile, width);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    }
    assert_eq!(table(&hostile, None).lines().count(), 2 + hostile.len() + 2);
}

#[test]
fn an_empty_table_says_so() {
    let empty = Table::new("t", Method::new("m", "")).column("x", CellKind::Text, ColumnRole::Label, "");
    assert_eq!(table(&empty, Some(80)), "x\n─\n\nno rows\nmethod: m\n");
    assert_eq!(table(&Table::new("t", Method::new("m", "")), None), "\nno rows\nmethod: m\n");
}

#[test]
fn a_document_by_hand() {
    let mut document = Document::new("A report");
    document.heading(1, "Where");
    document.heading(2, "In detail");
    document.prose("Seven words that do not fit here.\n\nTwo.");
    document.list(vec!["a first item that is long".to_owned(), "b".to_owned()]);
    document.long_table(sample(), 1);
    document.drawing("split", "who voted how", Subject::Split { actors: sample(), tallies: sample() });
    let text = render(&document, Some(24), Language::English);
    let golden = "\
A report
════════

Where
─────

In detail

Seven words that do not
fit here.

Two.

  • a first item that is
    long
  • b

Who agrees with whom

actor  agreement
────────────────
日本      0.6667

... and 2 more rows
... and 2 more columns:
  joint_items, comment
method: agreement
";
    assert!(text.starts_with(golden), "{text}");
    assert!(text.ends_with("\n[figure split: who voted\n  how]\n"), "{text}");
}

#[test]
fn each_language_has_lines_of_its_own() {
    let mut document = Document::new(Phrase::new("Who", "誰"));
    document.prose(Phrase::new("One\n\ntwo.", "一つ。"));
    document.list(vec![Phrase::new("an item", "項目"), Phrase::from("no word of Japanese")]);
    let japanese = "誰\n══\n\n一つ。\n\n  • 項目\n  • no word of Japanese\n";
    assert_eq!(render(&document, None, Language::Japanese), japanese);
    let both = "Who 誰\n══════\n\nOne\n\ntwo.\n\n一つ。\n\n  • an item\n    項目\n  • no word of Japanese\n";
    assert_eq!(render(&document, None, Language::Both), both);
}

/// What stands around a table, and in it where the document has words for it, is Japanese where that is asked for.
#[test]
fn tables_are_told_in_japanese() {
    let method = Method::new("agreement", "").with("minimum", 5).noting("2 set aside");
    let mut table =
        Table::new("t", method).titled("Pairs").column("joint", CellKind::Integer, ColumnRole::Value, "items");
    table.push([Cell::Undefined(Undefined::because("none"))]);
    table.push([Cell::count(3)]);
    let mut document = Document::new("");
    document.long_table(table.clone(), 1);
    document.long_table(table, 1);
    document.terms = [
        ("Pairs", "組"),
        ("joint", "共通"),
        ("items", "案件"),
        ("none", "なし"),
        ("agreement", "同調度"),
        ("minimum", "最小"),
        ("{} set aside", "{}を除外"),
    ]
    .into();
    let once = "組\n\n共通\n案件\n────\n   –\n\nほか1行\n– 定義できない：なし\n";
    let golden = format!("{once}方法：同調度（最小 = 5）\n注：2を除外\n\n{once}方法：上に同じ\n");
    assert_eq!(render(&document, None, Language::Japanese), golden);
}

#[test]
fn a_unit_stands_under_its_name_and_a_method_is_told_once() {
    let mut table = Table::new("t", Method::new("m", "")).column("x", CellKind::Number, ColumnRole::Value, "index 0-1");
    table.push([Cell::Number(0.1234567)]);
    let mut document = Document::new("");
    document.long_table(table.clone(), 1);
    document.long_table(table, 1);
    let once = "        x\nindex 0-1\n─────────\n   0.1235\n\n";
    assert_eq!(render(&document, None, Language::English), format!("{once}method: m\n\n{once}method: as above\n"));
}

#[test]
fn values_have_bars_in_a_terminal_with_room_and_none_in_a_pipe() {
    let mut shares = Table::new("shares", Method::new("share", ""))
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("share", CellKind::Number, ColumnRole::Value, "0-1");
    for (name, share) in [("日本", 0.5), ("France", 1.0), ("Cuba", 0.0625)] {
        shares.push([Cell::text(name), Cell::Number(share)]);
    }
    // Half of eight places, all of them, and half of one.
    let page = table(&shares, Some(80));
    let lines: Vec<&str> = page.lines().collect();
    assert!(lines[3].contains("日本") && lines[3].ends_with("0.5 ████"), "{page}");
    assert!(lines[4].ends_with("1 ████████") && lines[5].ends_with("0.0625 ▌"), "{page}");
    assert!(!table(&shares, None).contains('█') && !table(&shares, Some(20)).contains('█'));
    // What a bar cannot say has none.
    shares.push([Cell::text("Chad"), Cell::Number(-0.5)]);
    assert!(!table(&shares, Some(80)).contains('█'));
}
