//! What was written, read by the reader of the crate, is what the cells hold.

use ::parquet::basic::Encoding;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::{Field, RowAccessor};

use super::super::tests::{hostile_table, sample_table};
use super::super::{TableFormat, write_table};
use super::*;
use crate::result::{Cell, CellRef, ColumnRole, Method, Undefined};

fn read(table: &Table) -> SerializedFileReader<std::fs::File> {
    let mut file = tempfile::tempfile().unwrap();
    write_table(table, TableFormat::Parquet, &mut file).unwrap();
    SerializedFileReader::new(file).unwrap()
}

#[test]
fn cells_come_back_with_their_types_and_reasons() {
    let file = read(&sample_table());
    let rows: Vec<String> = file.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    assert_eq!(
        rows,
        [
            "{actor: \"日本\", agreement: 0.666666667, agreement_undefined: null, joint_items: 6, allies: [\"us\", \"uk\"]}",
            "{actor: \"a, \"b\"\", agreement: null, agreement_undefined: \"2 joint items, minimum 5\", joint_items: 2, allies: null}",
        ]
    );
    let about = file.metadata().file_metadata().key_value_metadata().unwrap();
    assert_eq!(about[0].key, "blocs");
    assert!(about[0].value.as_ref().unwrap().contains("Lijphart 1963"));
}

#[test]
fn hostile_text_comes_back_unchanged() {
    let table = hostile_table();
    let file = read(&table);
    let texts: Vec<String> =
        file.get_row_iter(None).unwrap().map(|row| row.unwrap().get_string(1).cloned().unwrap_or_default()).collect();
    let told: Vec<String> = table.columns[1].cells.iter().map(CellRef::plain).collect();
    assert_eq!(texts, told);
}

#[test]
fn empty_lists_are_not_no_lists_and_no_rows_are_a_file() {
    let mut table = Table::new("t", Method::default()).column("l", CellKind::List, ColumnRole::Attribute, "");
    assert_eq!(read(&table).get_row_iter(None).unwrap().count(), 0);
    for cell in [Cell::Empty, Cell::List(Vec::new()), Cell::List(vec![String::new(), "x".to_owned()])] {
        table.push([cell]);
    }
    let rows: Vec<String> = read(&table).get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    assert_eq!(rows, ["{l: null}", "{l: []}", "{l: [\"\", \"x\"]}"]);
}

/// The cell that was read; a null is an empty one.
fn cell(found: &Field) -> Cell {
    match found {
        Field::Null => Cell::Empty,
        Field::Str(text) => Cell::Text(text.clone()),
        Field::Long(value) => Cell::Integer(*value),
        Field::Double(value) => Cell::Number(*value),
        Field::Bool(value) => Cell::Boolean(*value),
        Field::ListInternal(list) => Cell::List(list.elements().iter().map(|item| cell(item).plain()).collect()),
        other => panic!("{other}"),
    }
}

/// Every cell is read back as it was; with the encodings of each column in the first row group.
fn comes_back(table: &Table) -> Vec<Vec<Encoding>> {
    let file = read(table);
    let mut rows = 0;
    let has_reasons = |column: &Column| column.cells.iter().any(|cell| undefined(cell).is_some());
    let reasons: Vec<bool> = table.columns.iter().map(has_reasons).collect();
    for (at, row) in file.get_row_iter(None).unwrap().enumerate() {
        let row = row.unwrap();
        let mut found = row.get_column_iter();
        for (column, reasons) in table.columns.iter().zip(&reasons) {
            let told = column.cells.at(at);
            let value = if undefined(told).is_some() { CellRef::Empty } else { told };
            let (name, field) = found.next().unwrap();
            assert_eq!((name, value), (&column.name, cell(field).read()), "row {at}");
            if *reasons {
                let reason = undefined(told).map_or(Cell::Empty, |reason| Cell::Text(reason.to_owned()));
                assert_eq!(cell(found.next().unwrap().1), reason, "row {at}");
            }
        }
        rows += 1;
    }
    assert_eq!(rows, table.len());
    let columns = file.metadata().row_group(0).columns().to_vec();
    columns.iter().map(|column| column.encodings().collect()).collect()
}

/// Numbers that look like chance and are the same every time.
fn chance(state: &mut u64, most: u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % most
}

#[test]
fn cells_of_every_kind_come_back_from_every_encoding() {
    let mut table = Table::new("t", Method::default());
    for (name, kind) in [("text", CellKind::Text), ("list", CellKind::List), ("number", CellKind::Number)] {
        table = table.column(name, kind, ColumnRole::Attribute, "");
    }
    for (name, kind) in [("yes", CellKind::Boolean), ("near", CellKind::Integer), ("far", CellKind::Integer)] {
        table = table.column(name, kind, ColumnRole::Attribute, "");
    }
    let long = "a text of more than sixteen bytes, ".repeat(9);
    let texts =
        ["", "a", "b", "ab", "日本", "1234567", "12345678", "123456789", "1234567890123456", "12345678901234567"];
    let texts: Vec<&str> = texts.into_iter().chain([&*long, &long[1..], &long[..299]]).collect();
    let far = [i64::MIN, i64::MAX, 0, -1, 1 << 40, -(1 << 33)];
    let mut state = 3;
    for row in 0..3000 {
        let drawn = |state: &mut u64| texts[chance(state, texts.len() as u64) as usize].to_owned();
        let odd = match chance(&mut state, 12) {
            0 => Some(Cell::Empty),
            1 => Some(Cell::Undefined(Undefined::because(["none", "2 joint items, minimum 5"][row % 2]))),
            _ => None,
        };
        // Long runs of the same, among others.
        let text = if row / 100 % 3 == 0 { "the same".to_owned() } else { drawn(&mut state) };
        let items = (0..chance(&mut state, 4)).map(|_| drawn(&mut state)).collect();
        let cells = [
            Cell::Text(text),
            Cell::List(items),
            Cell::Number(chance(&mut state, 1000) as f64 / 8.0),
            Cell::Boolean(chance(&mut state, 2) == 0),
            Cell::Integer(row as i64 / 50),
            Cell::Integer(far[chance(&mut state, 6) as usize]),
        ];
        table.push(cells.map(|cell| odd.clone().unwrap_or(cell)));
    }
    for rows in [1, 7, 31, 32, 33, 129, 3000] {
        comes_back(&table.pick(&(0..rows).collect::<Vec<_>>()));
    }
}

#[test]
fn texts_have_a_dictionary_while_they_repeat() {
    let mut table = Table::new("t", Method::default());
    for name in ["few", "ids", "first_few", "many"] {
        table = table.column(name, CellKind::Text, ColumnRole::Attribute, "");
    }
    // More than two pages.
    for row in 0..140_000_usize {
        let first_few = if row < 70_000 { row % 9 } else { row };
        let cells = [row % 3, row, first_few, row % 20_000].map(|at| Cell::text(format!("claim-{at}")));
        table.push(cells);
    }
    let encodings = comes_back(&table);
    let has = |column: usize, encoding| encodings[column].contains(&encoding);
    let both = |column| (has(column, Encoding::RLE_DICTIONARY), has(column, Encoding::DELTA_BYTE_ARRAY));
    assert_eq!([both(0), both(1), both(2), both(3)], [(true, false), (false, true), (false, true), (true, false)]);
}

#[test]
fn a_reason_of_a_later_row_group_has_its_column_in_all() {
    let mut table = Table::new("t", Method::default()).column("b", CellKind::Boolean, ColumnRole::Attribute, "");
    table.columns[0].cells = vec![Cell::Boolean(true); GROUP + 1].into();
    table.push([Cell::Undefined(Undefined::because("no items"))]);
    let file = read(&table);
    let rows = |group: usize| file.metadata().row_group(group).num_rows();
    assert_eq!((file.num_row_groups(), rows(0), rows(1)), (2, GROUP as i64, 2));
    let rows: Vec<String> =
        file.get_row_group(1).unwrap().get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    assert_eq!(rows, ["{b: true, b_undefined: null}", "{b: null, b_undefined: \"no items\"}"]);
    let first = file.get_row_group(0).unwrap().get_row_iter(None).unwrap().next().unwrap().unwrap();
    assert_eq!(first.to_string(), "{b: true, b_undefined: null}");
}

/// Texts of a quarter of a million bytes, each its own, or four of them again and again; alone, in lists, and among short ones.
#[test]
fn a_page_of_long_texts_holds_few_of_them() {
    let mut table = Table::new("t", Method::default());
    for (name, kind) in [("own", CellKind::Text), ("same", CellKind::Text), ("list", CellKind::List)] {
        table = table.column(name, kind, ColumnRole::Attribute, "");
    }
    table = table.column("why", CellKind::Integer, ColumnRole::Attribute, "");
    let long = |begin: usize| format!("{begin} ") + &"文".repeat(85_000);
    for row in 0..150 {
        let list = vec![long(row), String::new(), long(row % 4)];
        let why = Cell::Undefined(Undefined::because(long(row % 2)));
        table.push([Cell::text(long(row)), Cell::text(long(row % 4)), Cell::List(list), why]);
    }
    comes_back(&table);
    let file = read(&table);
    let group = file.get_row_group(0).unwrap();
    for column in [0, 1, 2, 4] {
        let pages: Vec<_> = group.get_column_page_reader(column).unwrap().map(Result::unwrap).collect();
        let (most, values) =
            (pages.iter().map(|page| page.buffer().len()).max(), pages.iter().map(|page| page.num_values()).max());
        assert!(most.unwrap() < 20 << 20 && values.unwrap() <= 140, "{column}: {most:?} {values:?}");
        assert!(pages.len() > 2, "{column}");
    }
}
