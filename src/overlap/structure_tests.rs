//! The shape of small tables by hand and by enumeration, and of one that the field knows.

use super::*;
use crate::result::CellRef;
use crate::view::{AffiliationOptions, Arena, Membership};

fn view(rows: &[&str]) -> Affiliations {
    let node = |id: String| Node { id: id.clone(), kind: "state".into(), name: id, name_ja: String::new() };
    let cell = |c| if c == 'x' { Membership::In } else { Membership::Out };
    let cells: Vec<Vec<Membership>> = rows.iter().map(|row| row.chars().map(cell).collect()).collect();
    let actors = (0..rows.len()).map(|n| node(format!("a{n:02}"))).collect();
    let arenas = (0..rows[0].len())
        .map(|n| Arena { node: node(format!("f{n:02}")), listed_in_full: true, stated_size: None })
        .collect();
    Affiliations::from_cells(actors, arenas, &cells, Default::default(), AffiliationOptions::default())
}

/// Two blocks that share nothing: Barber's Q is 1/2, by hand (m = 12, each module holds 6 with expected 3).
#[test]
fn two_blocks_are_two_modules() {
    let found = Structure::of(&view(&["xx..", "xx..", "xx..", "..xx", "..xx", "..xx"]), Options::default()).unwrap();
    assert_eq!(found.modules.clone().unwrap(), [0, 0, 0, 1, 1, 1, 0, 0, 1, 1]);
    assert!((found.modularity.clone().unwrap() - 0.5).abs() < 1e-12);
    // Columns of one block share nothing with the other, and fills are equal: not nested at all.
    assert_eq!(found.nestedness.clone().unwrap().value, 0.0);
    // Either block is as good a core: who is in it is open, and said to be.
    let places = found.places();
    let in_core = |row| places.named("in_core").unwrap().cells.at(row).plain();
    assert!((0..places.len()).all(|row| in_core(row).contains("another core fits equally well")), "{}", in_core(0));
    let note = "several cores fit equally well; in some of them and not in all: actors 6, forums 4";
    assert!(found.method.notes.iter().any(|said| said == note), "{:?}", found.method.notes);
    let why = found.why(&view(&["xx..", "xx..", "xx..", "..xx", "..xx", "..xx"]), "a00").unwrap();
    assert_eq!((why.text(0, ColumnRole::Id), why.text(1, ColumnRole::Group)), ("f00", "m1"));
    assert!(found.why(&view(&["x"]), "nobody").is_err());
}

#[test]
fn threads_change_nothing() {
    let view = view(&["xxxx.", "xxx..", "xx..x", "x....", "x.x.."]);
    let one = Structure::of(&view, Options::default()).unwrap();
    let two = Structure::of(&view, Options { threads: 2, ..Options::default() }).unwrap();
    assert_eq!(one.table(), two.table());
}

/// A staircase is the only table with its sums: every draw is the table itself, and no share of tables says anything.
#[test]
fn a_table_without_freedom_is_its_own_distribution() {
    let found = Structure::of(&view(&["xxxx", "xxx.", "xx..", "x..."]), Options::default()).unwrap();
    let nested = found.nestedness.unwrap();
    assert_eq!([nested.mean, nested.low, nested.high], [100.0, 100.0, 100.0]);
    assert_eq!(nested.p.unwrap_err().reason(), "these sums leave one table");
}

/// Everybody in everything: each cell is what the sums make of it, whichever modules there are. By hand, one of 2 x 3 has Q = 0
/// as 2 x 3 modules of one have, and none is a finding.
#[test]
fn a_table_of_everything_has_no_modules() {
    let view = view(&["xxx", "xxx"]);
    let found = Structure::of(&view, Options { trials: 5, ..Options::default() }).unwrap();
    let why = "no partition holds more than the sums make likely";
    assert_eq!(found.modules.clone().unwrap_err().reason(), why);
    assert_eq!(found.modularity.clone().unwrap_err().reason(), why);
    let undefined =
        |cell: Option<CellRef<'_>>| matches!(cell, Some(CellRef::Undefined(reason)) if reason.reason() == why);
    let table = found.table();
    assert!([1, 2].iter().all(|row| undefined(table.cell(*row, ColumnRole::Value))));
    assert!((0..5).all(|row| undefined(found.places().cell(row, ColumnRole::Group))));
    assert!(undefined(found.why(&view, "a00").unwrap().cell(0, ColumnRole::Class)));
    assert_eq!(found.nestedness.unwrap().p.unwrap_err().reason(), "these sums leave one table");
}

/// Whoever sits alike is in one module, and searches end when three of them have met the best.
#[test]
fn as_many_searches_are_made_as_it_takes() {
    let found = Structure::of(&view(&["xx..", "xx..", "xx..", "..xx", "..xx", "..xx"]), Options::default()).unwrap();
    let told = |name: &str| &found.method.parameters.iter().find(|(other, _)| other == name).unwrap().1;
    assert_eq!((told("searches for modules").as_str(), told("searches that met the best").as_str()), ("4", "4"));
    let (kinds, kind) = alike(&[vec![0, 1], vec![2], vec![0, 1]]);
    assert_eq!((kinds, kind), (vec![(0, 2), (1, 1)], vec![0, 1, 0]));
}

/// Beside every table of 4 x 5 with the same sums, of all that there are: the mean, the middle 95 % and the tails. With 8,000
/// draws the error of a share of a half is 0.0056, here five of them.
#[test]
fn the_distribution_of_nestedness_is_that_of_all_tables() {
    let rows = ["xxxx.", "xx.x.", ".x..x", "..x.."];
    let found = Structure::of(&view(&rows), Options { trials: 8000, ..Options::default() }).unwrap();
    let nested = found.nestedness.unwrap();
    let bits = |row: &str| -> u32 { row.chars().enumerate().map(|(k, c)| u32::from(c == 'x') << k).sum() };
    let sums = |table: &[u32]| -> (Vec<u32>, Vec<usize>) {
        let column = |k: usize| table.iter().filter(|row| **row >> k & 1 == 1).count();
        (table.iter().map(|row| row.count_ones()).collect(), (0..5).map(column).collect())
    };
    let wanted = sums(&rows.map(bits));
    let mut all: Vec<f64> = (0..1_u32 << 20)
        .map(|table| [0, 5, 10, 15].map(|shift| table >> shift & 31))
        .filter(|table| table.iter().zip(&wanted.0).all(|(row, sum)| row.count_ones() == *sum))
        .filter(|table| sums(table).1 == wanted.1)
        .map(|table| {
            let lines: Vec<Vec<u32>> = table.iter().map(|row| (0..5).filter(|k| row >> k & 1 == 1).collect()).collect();
            nodf(&lines, 5).unwrap()
        })
        .collect();
    all.sort_by(f64::total_cmp);
    assert_eq!(all.len(), 49);
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let spread = (all.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / all.len() as f64).sqrt();
    assert!((nested.mean - mean).abs() < 5.0 * spread / 8000_f64.sqrt(), "{} {mean}", nested.mean);
    let share =
        |keeps: &dyn Fn(f64) -> bool| all.iter().filter(|value| keeps(**value)).count() as f64 / all.len() as f64;
    let tails = [share(&|value| value >= nested.value - 1e-9), share(&|value| value <= nested.value + 1e-9)];
    let p = (2.0 * tails[0].min(tails[1])).min(1.0);
    assert!((nested.p.clone().unwrap() - p).abs() < 2.0 * 5.0 * 0.0056, "{:?} {p}", nested.p);
    // No more than so many tables lie beyond either bound, and no fewer than so many at or beyond it.
    for (beyond, at) in [
        (share(&|value| value < nested.low - 1e-9), share(&|value| value <= nested.low + 1e-9)),
        (share(&|value| value > nested.high + 1e-9), share(&|value| value >= nested.high - 1e-9)),
    ] {
        assert!(beyond < 0.025 + 0.01 && at > 0.025 - 0.01, "{beyond} {at}");
    }
}

/// Southern Women (Davis, Gardner & Gardner 1941): the best of 300 starts of an alternating search written apart, in Python, has
/// Barber's Q = 0.34553718.
#[test]
fn modules_of_the_southern_women() {
    let pairs: Vec<(&str, &str)> = include_str!("../../tests/fixtures/southern-women.csv")
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .collect();
    let sides = [pairs.iter().map(|pair| pair.0).collect(), pairs.iter().map(|pair| pair.1).collect()];
    let [women, events]: [std::collections::BTreeSet<&str>; 2] = sides;
    let rows: Vec<String> = women
        .iter()
        .map(|woman| events.iter().map(|event| if pairs.contains(&(woman, event)) { 'x' } else { '.' }).collect())
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let found = Structure::of(&view(&rows), Options { trials: 1, ..Options::default() }).unwrap();
    assert!((found.modularity.clone().unwrap() - 0.34553718).abs() < 1e-8, "{:?}", found.modularity);
}

/// The golden vectors of NODF through the answer, a forum of everybody in it (Almeida-Neto et al. 2008): a staircase
/// 100, a full table 0, the identity 0. No list and no actor is lost on the way.
#[test]
fn golden_vectors_of_nestedness() {
    let of = |rows: &[&str]| Structure::of(&view(rows), Options { trials: 20, ..Options::default() }).unwrap();
    let value = |found: &Structure| found.nestedness.clone().unwrap().value;
    let staircase = of(&["xxxx", "xxx.", "xx..", "x..."]);
    assert!((value(&staircase) - 100.0).abs() < 1e-12);
    assert_eq!((staircase.actors.len(), staircase.forums.len()), (4, 4));
    assert!(staircase.method.notes.is_empty(), "{:?}", staircase.method.notes);
    let full = of(&["xxxx", "xxxx", "xxxx", "xxxx"]);
    assert_eq!(value(&full), 0.0);
    assert!(full.core.unwrap_err().reason().contains("every cell is the same"));
    assert_eq!(value(&of(&["x...", ".x..", "..x.", "...x"])), 0.0);
}

/// Two sit in two forums and two in one of their own each. By hand, with all 16 cells, 6 of them filled, 4 in the core:
/// (16 x 4 - 4 x 6) / sqrt(4 x 12 x 6 x 10) = 40 / sqrt(2880).
#[test]
fn the_core_is_fitted_to_every_cell() {
    let found = Structure::of(&view(&["xx..", "xx..", "..x.", "...x"]), Options::default()).unwrap();
    let core = found.core.clone().unwrap();
    assert_eq!((core.rows, core.columns), (vec![0, 1], vec![0, 1]));
    assert!((core.fit - 40.0 / 2880_f64.sqrt()).abs() < 1e-12);
    let table = found.table();
    let rows: Vec<(&str, String)> = (0..table.len())
        .map(|row| (table.text(row, ColumnRole::Id), table.cell(row, ColumnRole::Value).unwrap().plain()))
        .collect();
    assert_eq!(rows[4..], [("actors in the core", "2".to_owned()), ("forums in the core", "2".to_owned())]);
}
