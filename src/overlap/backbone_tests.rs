//! Tails against enumeration, published values of another program, and the level of the test.

use super::*;
use crate::math::bicm::Bicm;
use crate::math::curveball::Curveball;
use crate::view::{AffiliationOptions, Arena, Membership};

fn node(id: &str, kind: &str) -> Node {
    Node { id: id.into(), kind: kind.into(), name: id.into(), name_ja: String::new() }
}

/// A view with complete lists from rows of `x` (in) and `.` (out).
pub(super) fn view(rows: &[&str]) -> Affiliations {
    let cells: Vec<Vec<Membership>> = rows
        .iter()
        .map(|row| row.chars().map(|c| if c == 'x' { Membership::In } else { Membership::Out }).collect())
        .collect();
    let actors = (0..rows.len()).map(|n| node(&format!("a{n:02}"), "state")).collect();
    let arena = |n: usize| Arena { node: node(&format!("f{n:02}"), "forum"), listed_in_full: true, stated_size: None };
    let arenas = (0..rows[0].len()).map(arena).collect();
    Affiliations::from_cells(actors, arenas, &cells, Default::default(), AffiliationOptions::default())
}

pub(super) fn options(null: Null) -> Options {
    Options { of: Side::Actors, null, ..Options::default() }
}

/// Every table of this width with these sums of rows and, unless there are none, of columns, by trying all.
pub(super) fn all_tables(width: u32, rows: &[usize], columns: &[usize]) -> Vec<Vec<u32>> {
    let mut tables: Vec<Vec<u32>> = vec![Vec::new()];
    for sum in rows {
        tables = tables
            .into_iter()
            .flat_map(|table| {
                (0..1_u32 << width).filter(|row| row.count_ones() as usize == *sum).map(move |row| {
                    let mut next = table.clone();
                    next.push(row);
                    next
                })
            })
            .collect();
    }
    let column = |table: &[u32], k: usize| table.iter().filter(|row| **row >> k & 1 == 1).count();
    tables.retain(|table| columns.iter().enumerate().all(|(k, sum)| column(table, k) == *sum));
    tables
}

pub(super) const FOUR_BY_FIVE: [&str; 4] = ["xxx..", "xx.x.", ".x..x", "..xxx"];

#[test]
fn drawn_tails_agree_with_all_tables_of_four_by_five() {
    let view = view(&FOUR_BY_FIVE);
    let found = Backbone::of(&view, Options { trials: 20_000, ..options(Null::Fdsm) }).unwrap();
    let tables = all_tables(5, &[3, 3, 2, 3], &[2, 3, 2, 2, 2]);
    assert!(tables.len() > 100, "{}", tables.len());
    for (a, b, pair) in found.pairs() {
        let share = |keeps: &dyn Fn(usize) -> bool| {
            let counts = tables.iter().filter(|table| keeps((table[a] & table[b]).count_ones() as usize));
            counts.count() as f64 / tables.len() as f64
        };
        let (more, fewer) = (share(&|count| count >= pair.shared), share(&|count| count <= pair.shared));
        let error = 5.0 * (0.25_f64 / 20_000.0).sqrt();
        assert!(
            (pair.more - more).abs() < error && (pair.fewer - fewer).abs() < error,
            "{a} {b} {pair:?} {more} {fewer}"
        );
    }
}

#[test]
fn exact_tails_agree_with_every_outcome_of_the_cells() {
    let view = view(&FOUR_BY_FIVE);
    let found = Backbone::of(&view, options(Null::Sdsm)).unwrap();
    let fit = Bicm::fit(&[3, 3, 2, 3], &[2, 3, 2, 2, 2]);
    for (a, b, pair) in found.pairs() {
        let both: Vec<f64> = (0..5).map(|k| fit.probability(a, k) * fit.probability(b, k)).collect();
        let at_least: f64 = (0..32_usize)
            .filter(|outcome| outcome.count_ones() as usize >= pair.shared)
            .map(|outcome| {
                let of = |k: usize| if outcome >> k & 1 == 1 { both[k] } else { 1.0 - both[k] };
                (0..5).map(of).product::<f64>()
            })
            .sum();
        assert!((pair.more - at_least).abs() < 1e-12, "{a} {b}: {} {at_least}", pair.more);
    }
}

#[test]
fn a_universal_forum_ties_nobody() {
    let with = view(&["xxx.x", "xxx.x", "x..xx", "x..xx", "xx..x", "x.x.x"]);
    let without = view(&["xxx.", "xxx.", "x..x", "x..x", "xx..", "x.x."]);
    for null in Null::ALL {
        let (with, without) =
            (Backbone::of(&with, options(*null)).unwrap(), Backbone::of(&without, options(*null)).unwrap());
        for (a, b, pair) in with.pairs() {
            assert_eq!(pair, without.pair(a, b), "{}", null.word());
        }
        assert!(with.method.notes.iter().any(|note| note.contains("everybody sits in them: f00, f04")));
    }
}

/// Six states; f00 holds four of them, f01 and f02 two each. A forum of all six beside them changes nothing of any pair, and
/// nobody is said to sit everywhere who does not. Nor do those who sit in f00 alone or nowhere: three are compared all the same.
#[test]
fn a_universal_forum_seats_nobody_who_sits_nowhere_else() {
    let without = view(&["xx.", "xxx", "x.x", "x..", "...", "..."]);
    let with = view(&["xx.x", "xxxx", "x.xx", "x..x", "...x", "...x"]);
    let seated = view(&["xx.", "xxx", "x.x", "x.."]);
    for null in Null::ALL {
        let of = |view| Backbone::of(view, Options { correction: Correction::Holm, ..options(*null) }).unwrap();
        let (with, without, seated) = (of(&with), of(&without), of(&seated));
        assert_eq!(with.table().columns, without.table().columns, "{}", null.word());
        if *null != Null::FixedColumn {
            assert_eq!((without.things.len(), without.left_out.idle), (3, 3), "{}", null.word());
            assert_eq!(without.table().columns, seated.table().columns, "{}", null.word());
        }
        let said = |found: &Backbone, what: &str| found.method.notes.iter().any(|note| note.contains(what));
        assert!(said(&with, "as everybody sits in them: f03") && !said(&without, "everybody sits in them"));
        let seated = "as everybody who sits in a list that enters sits in them: f00";
        assert!(*null == Null::FixedColumn || said(&with, seated) && said(&without, seated));
    }
    // Of few forums, who sits in none stays out of chance: a student is told.
    let few = Backbone::of(&view(&["xx.", "x.x", ".xx", "..."]), Options { of: Side::Forums, ..options(Null::Sdsm) });
    assert!(few.unwrap().method.notes.iter().any(|note| note.starts_with("of only 3 forums")));
}

#[test]
fn a_disputed_cell_leaves_its_forum_out() {
    let mut rows = view(&["xx.x", "x.xx", ".xx."]);
    rows = Affiliations::from_cells(
        rows.actors.clone(),
        rows.arenas.clone(),
        &(0..3)
            .map(|a| (0..4).map(|f| if (a, f) == (2, 3) { Membership::Unknown } else { rows.cell(a, f) }).collect())
            .collect::<Vec<_>>(),
        Default::default(),
        AffiliationOptions::default(),
    );
    let found = Backbone::of(&rows, options(Null::Sdsm)).unwrap();
    assert!(found.method.notes[0].contains("whether they sit there (1): f03"), "{:?}", found.method.notes);
}

/// c and d share one forum where they would by chance, as likely more as fewer. At alpha = 1 a
/// correction keeps p = 1 too, and it speaks for neither side.
#[test]
fn pairs_as_likely_as_can_be_stand_on_neither_side() {
    let rows = ["xxx.", "xxx.", "x..x", ".x.x"];
    for correction in [Correction::Holm, Correction::BenjaminiHochberg] {
        let found = Backbone::of(&view(&rows), Options { correction, alpha: 1.0, ..options(Null::FixedRow) }).unwrap();
        let even: Vec<_> = found.pairs().filter(|(.., pair)| pair.two_sided() >= 1.0).collect();
        // By hand: c and d share one of four, drawn two and two: 1 - 1/6 at least, 5/6 at most.
        assert_eq!(even.len(), found.pairs().filter(|(a, b, _)| found.standing(*a, *b) == Standing::Neither).count());
        assert!(
            (found.pair(2, 3).more - 5.0 / 6.0).abs() < 1e-12 && (found.pair(2, 3).fewer - 5.0 / 6.0).abs() < 1e-12
        );
        assert_eq!(found.standing(2, 3), Standing::Neither);
    }
}

#[test]
fn what_leaves_no_freedom_has_no_small_p() {
    let all = Backbone::of(&view(&["xx", "xx", "xx"]), options(Null::Sdsm)).unwrap_err();
    assert!(all.reason().contains("those of everybody are left out"), "{all}");
    // A perfect nest: f00 of all four, f01 of all who sit elsewhere too, and f02. One table alone has these sums.
    let nest = Backbone::of(&view(&["xxx", "xxx", "xx.", "x.."]), options(Null::Sdsm)).unwrap_err();
    assert!(nest.reason().contains("those of everybody are left out"), "{nest}");
    let mut open = view(&["x.", ".x"]);
    open.arenas[0].listed_in_full = false;
    let why = Backbone::of(&open, options(Null::Sdsm)).unwrap_err();
    assert!(why.reason().contains("only f01 has a complete list"), "{why}");
}

/// A regional forum is closed to the two outsiders, d and e. By enumeration: with the cells given, the others as the model
/// says, every outcome of the columns one by one.
#[test]
fn structural_zeros_and_ones_are_kept() {
    let mut view = view(&["xx.x", "x.xx", ".x.x", ".xx.", "..xx"]);
    view.given = [((3, 0), false), ((4, 0), false), ((0, 3), true)].into();
    let found = Backbone::of(&view, options(Null::Sdsm)).unwrap();
    let fit = Bicm::fit_around(&[3, 3, 2, 2, 2], &[2, 3, 3, 4], &view.given);
    assert!(fit.has_converged());
    assert_eq!((fit.probability(3, 0), fit.probability(4, 0), fit.probability(0, 3)), (0.0, 0.0, 1.0));
    for (a, b, pair) in found.pairs() {
        let both: Vec<f64> = (0..4).map(|k| fit.probability(a, k) * fit.probability(b, k)).collect();
        let at_least: f64 = (0..16_usize)
            .filter(|outcome| outcome.count_ones() as usize >= pair.shared)
            .map(|outcome| (0..4).map(|k| if outcome >> k & 1 == 1 { both[k] } else { 1.0 - both[k] }).product::<f64>())
            .sum();
        assert!((pair.more - at_least).abs() < 1e-12, "{a} {b}: {} {at_least}", pair.more);
    }
    let parameters = found.method.to_string();
    assert!(parameters.contains("structural zeros = 2, structural ones = 1"), "{parameters}");
    assert!(Backbone::of(&view, options(Null::Fdsm)).unwrap_err().reason().contains("do not reach every table"));
    // What the record contradicts is not given: d does sit in f02.
    view.given.insert((3, 2), false);
    let found = Backbone::of(&view, options(Null::Sdsm)).unwrap();
    assert!(found.method.notes.iter().any(|note| note.contains("a03 in f02")), "{:?}", found.method.notes);
    // Nor is a cell of an open list.
    view.arenas[0].listed_in_full = false;
    let found = Backbone::of(&view, options(Null::Sdsm)).unwrap();
    let said = "no cell is given of lists that do not enter: f00";
    assert!(found.method.notes.iter().any(|note| note == said), "{:?}", found.method.notes);
}

/// The same table and given cells under the other exact models: every row of the sums that keeps the cells, every column,
/// one by one.
#[test]
fn fixed_sums_keep_structural_zeros_and_ones_too() {
    let mut view = view(&["xx.x", "x.xx", ".x.x", ".xx.", "..xx"]);
    view.given = [((3, 0), false), ((4, 0), false), ((0, 3), true)].into();
    let keeps =
        |row: &u32, of: usize| view.given.iter().all(|((a, f), value)| *a != of || (row >> f & 1 == 1) == *value);
    let rows = |of: usize, sum: u32| -> Vec<u32> {
        (0..16_u32).filter(|row| row.count_ones() == sum && keeps(row, of)).collect()
    };
    let sums = [3, 3, 2, 2, 2];
    for (a, b, pair) in Backbone::of(&view, options(Null::FixedRow)).unwrap().pairs() {
        let (ones, others) = (rows(a, sums[a]), rows(b, sums[b]));
        let shared = ones.iter().flat_map(|x| others.iter().map(move |y| (x & y).count_ones() as usize));
        let more = shared.filter(|n| *n >= pair.shared).count() as f64 / (ones.len() * others.len()) as f64;
        assert!((pair.more - more).abs() < 1e-12, "{a} {b}: {} {more}", pair.more);
    }
    // Columns of 2, 3, 3 and 4 of five rows; each is filled by itself.
    let kept =
        |column: &u32, of: usize| view.given.iter().all(|((a, f), value)| *f != of || (column >> a & 1 == 1) == *value);
    let columns: Vec<Vec<u32>> = [2, 3, 3, 4]
        .into_iter()
        .enumerate()
        .map(|(k, sum)| (0..32_u32).filter(|column| column.count_ones() == sum && kept(column, k)).collect())
        .collect();
    for (a, b, pair) in Backbone::of(&view, options(Null::FixedColumn)).unwrap().pairs() {
        let mut ways = vec![1.0];
        for column in &columns {
            let both = column.iter().filter(|column| *column >> a & *column >> b & 1 == 1).count() as f64;
            let share = both / column.len() as f64;
            let mut next = vec![0.0; ways.len() + 1];
            ways.iter().enumerate().for_each(|(n, p)| {
                next[n] += p * (1.0 - share);
                next[n + 1] += p * share;
            });
            ways = next;
        }
        let more: f64 = ways[pair.shared..].iter().sum();
        assert!((pair.more - more).abs() < 1e-12, "{a} {b}: {} {more}", pair.more);
    }
}

/// The probabilities of the configuration model, handed in as weights, give what it gives; what is missing or ruled out says so.
#[test]
fn given_weights_take_the_place_of_the_model() {
    let view = view(&FOUR_BY_FIVE);
    let fit = Bicm::fit(&[3, 3, 2, 3], &[2, 3, 2, 2, 2]);
    let line = |a: usize, f: usize, p: f64| format!("a{a:02},f{f:02},{p}\n");
    let cells = |p: &dyn Fn(usize, usize) -> f64| -> String {
        (0..20).map(|at| line(at / 5, at % 5, p(at / 5, at % 5))).collect()
    };
    let read = |text: String| Weights::read(&format!("actor,forum,probability\n{text}")).unwrap();
    for side in [Side::Actors, Side::Forums] {
        let options = Options { of: side, ..options(Null::Sdsm) };
        let plain = Backbone::of(&view, options).unwrap();
        let given = Backbone::weighed(&view, options, &read(cells(&|a, f| fit.probability(a, f)))).unwrap();
        for (a, b, pair) in plain.pairs() {
            assert!((pair.more - given.pair(a, b).more).abs() < 1e-9, "{a} {b}");
        }
        assert!(given.method.to_string().contains("cell probabilities = given"));
        assert!(given.method.notes.iter().any(|note| note.contains("expect 11 memberships; 11 are on record")));
    }
    let undefined = |options, text| Backbone::weighed(&view, options, &read(text)).unwrap_err().reason().to_owned();
    assert!(undefined(options(Null::Sdsm), line(0, 0, 0.5)).contains("a00 in f01, a00 in f02, a00 in f03 and 16 more"));
    let out = undefined(options(Null::Sdsm), cells(&|a, f| if (a, f) == (0, 0) { 0.0 } else { 0.5 }));
    assert!(out.contains("rule out what the record says: a00 in f00"), "{out}");
    assert!(undefined(options(Null::FixedRow), cells(&|_, _| 0.5)).contains("sdsm does"));
}

/// Two of three actors sit in the same 150 of 300 forums. Hypergeometric: 1 / C(300, 150), about 1e-89.
#[test]
fn a_tail_that_is_too_thin_to_tell_is_no_zero() {
    let row = |from: usize| -> String { (0..300).map(|k| if (k + from) % 300 < 150 { 'x' } else { '.' }).collect() };
    let (a, b) = (row(0), row(150));
    let found = Backbone::of(&view(&[&a, &a, &b]), options(Null::FixedRow)).unwrap();
    assert_eq!(found.pair(0, 1).more, LEAST);
    assert!(found.method.notes.iter().any(|note| note.contains("< 1e-40")));
    let page = found.page(40);
    assert_eq!(page.len(), 3);
    assert_eq!(found.page(1).text(0, crate::result::ColumnRole::Actor), "a00");
    let p = page.named("p_more").unwrap();
    assert!(p.cells.iter().any(|cell| cell.as_str() == Some("< 1e-40")), "{:?}", p.cells);
}

#[test]
fn corrections_step_as_they_should() {
    let rows: Vec<String> = (0..12)
        .map(|n| (0..40).map(|k| if (k < 20) == (n < 6) && (n * 7 + k * 3) % 11 > 1 { 'x' } else { '.' }).collect())
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let view = view(&rows);
    let kept = |correction| {
        let found = Backbone::of(&view, Options { correction, ..options(Null::Sdsm) }).unwrap();
        found.pairs().filter(|(a, b, _)| found.standing(*a, *b) != Standing::Neither).count()
    };
    let (none, bh, holm) = (kept(Correction::None), kept(Correction::BenjaminiHochberg), kept(Correction::Holm));
    assert!(none >= bh && bh >= holm && holm > 0, "{none} {bh} {holm}");
    // By hand on the list of p-values: Holm stops at the first p above alpha over what is left.
    let found = Backbone::of(&view, Options { correction: Correction::Holm, ..options(Null::Sdsm) }).unwrap();
    let mut p: Vec<f64> = found.pairs().map(|(_, _, pair)| pair.two_sided()).collect();
    p.sort_by(f64::total_cmp);
    let plain = p.iter().enumerate().take_while(|(n, p)| *p * (66 - n) as f64 <= 0.05).count();
    assert!(holm >= plain && holm <= plain + p.iter().filter(|q| **q == p[plain.saturating_sub(1)]).count());
}

/// Tables drawn from the very null that is tested: no more than alpha of the pairs are kept, but for the error of so many
/// draws. Pairs of one table hang together, so that the error is that of tables, not of pairs.
#[test]
fn the_test_holds_its_level() {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};
    let rows: Vec<Vec<u32>> = (0..12_u32).map(|n| (0..20).filter(|k| (n * 5 + k * 7) % 9 < 3).collect()).collect();
    let sums: Vec<usize> = rows.iter().map(Vec::len).collect();
    let columns: Vec<usize> = (0..20).map(|k| rows.iter().filter(|row| row.contains(&k)).count()).collect();
    let fit = Bicm::fit(&sums, &columns);
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let mut below = |n: usize| ((u64::from(random.next_u32()) * n as u64) >> 32) as usize;
    let mut walk = Curveball::new(&rows, 11, 0);
    for null in Null::ALL {
        let tables = if *null == Null::Fdsm { 30 } else { 60 };
        let mut shares = Vec::new();
        for _ in 0..tables {
            let mut table = vec![vec![false; 20]; 12];
            match null {
                Null::Sdsm => (0..240).for_each(|at| {
                    let p = fit.probability(at / 20, at % 20);
                    table[at / 20][at % 20] = (below(1 << 30) as f64) < p * f64::from(1 << 30);
                }),
                Null::Fdsm => {
                    walk.trade(120);
                    for (row, columns) in table.iter_mut().zip(walk.rows()) {
                        columns.into_iter().for_each(|column| row[column as usize] = true);
                    }
                }
                Null::FixedRow => (0..12).for_each(|i| {
                    let mut left: Vec<usize> = (0..20).collect();
                    (0..sums[i]).for_each(|_| table[i][left.swap_remove(below(left.len()))] = true);
                }),
                Null::FixedColumn => (0..20).for_each(|k| {
                    let mut left: Vec<usize> = (0..12).collect();
                    (0..columns[k]).for_each(|_| table[left.swap_remove(below(left.len()))][k] = true);
                }),
            }
            let lines: Vec<String> =
                table.iter().map(|row| row.iter().map(|is| if *is { 'x' } else { '.' }).collect()).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let found = Backbone::of(&view(&lines), Options { trials: 200, ..options(*null) }).unwrap();
            let kept = found.pairs().filter(|(a, b, _)| found.standing(*a, *b) != Standing::Neither).count();
            shares.push(kept as f64 / found.pairs().count() as f64);
        }
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        let spread = shares.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / shares.len() as f64;
        let error = (spread / shares.len() as f64).sqrt();
        assert!(mean <= 0.05 + 3.0 * error, "{}: {mean} +- {error}", null.word());
    }
}

/// Actors and forums in another order, and named so: the same of every pair. Draws follow the order of ids, which the view
/// keeps whatever the order of rows is, so the exact models are those that can be asked here.
#[test]
fn the_order_of_rows_and_columns_changes_nothing() {
    let other: Vec<String> = FOUR_BY_FIVE.iter().rev().map(|row| row.chars().rev().collect()).collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    for null in [Null::Sdsm, Null::FixedRow, Null::FixedColumn] {
        let (one, two) = (
            Backbone::of(&view(&FOUR_BY_FIVE), options(null)).unwrap(),
            Backbone::of(&view(&other), options(null)).unwrap(),
        );
        for (a, b, pair) in one.pairs() {
            let same = two.pair(3 - a, 3 - b);
            assert!((pair.more - same.more).abs() < 1e-12 && pair.shared == same.shared, "{} {a} {b}", null.word());
        }
    }
}

/// What millions of pairs are counted by is what they are one by one.
#[test]
fn pairs_that_are_alike_are_counted_together() {
    let rows: Vec<String> =
        (0..30_usize).map(|n| (0..9).map(|k| if (n % 5 + k * k) % 4 < 2 { 'x' } else { '.' }).collect()).collect();
    let view = view(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    for null in Null::ALL {
        let found = Backbone::of(&view, Options { trials: 50, alpha: 0.2, ..options(*null) }).unwrap();
        let count = |wanted| found.pairs().filter(|(a, b, _)| found.standing(*a, *b) == wanted).count();
        let said = |what: &str| found.method.n.iter().find(|(name, _)| name == what).unwrap().1 as usize;
        assert_eq!((said("together"), said("apart")), (count(Standing::Together), count(Standing::Apart)));
        assert_eq!(said("pairs"), found.pairs().count());
    }
}

/// 1,225 pairs: more than are held before the last are let go. The page has the first rows of the table, and told row by row it
/// is the table.
#[test]
fn a_page_has_the_first_rows_of_the_table() {
    use crate::result::{ColumnRole, RowByRow as _};
    let mut state = 7_u64;
    let rows: Vec<String> = (0..50)
        .map(|_| {
            let cell = |state: &mut u64| {
                *state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                if *state >> 33 & 3 == 0 { 'x' } else { '.' }
            };
            (0..12).map(|_| cell(&mut state)).collect()
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let found = Backbone::of(&view(&rows), options(Null::FixedRow)).unwrap();
    let table = found.table();
    assert!(table.len() > 1006, "{}", table.len());
    assert_eq!(found.whole(), table);
    assert_eq!(found.page(3), table.pick(&[0, 1, 2]));
    let p = |row| table.cell(row, ColumnRole::Value).unwrap().as_f64().unwrap();
    let neither = |row| table.text(row, ColumnRole::Class) == "neither";
    assert!((1..table.len()).all(|row| (neither(row - 1), p(row - 1)) <= (neither(row), p(row))));
}

#[test]
fn threads_change_nothing() {
    let view = view(&FOUR_BY_FIVE);
    for null in Null::ALL {
        let one = Backbone::of(&view, options(*null)).unwrap();
        let two = Backbone::of(&view, Options { threads: 2, ..options(*null) }).unwrap();
        assert_eq!(one.table(), two.table());
    }
}

/// The members of f01 alone may sit in f00: f01 is a list like the others, and that is told. Of f02 it decides nothing.
#[test]
fn a_group_that_decides_who_may_sit_elsewhere_is_told() {
    let told = |closed: &[(&str, &str)]| {
        let mut view = view(&["xxx.", "xx.x", ".xx.", "..xx"]);
        view.options.closed = closed.iter().map(|(forum, group)| (forum.to_string(), group.to_string())).collect();
        let notes = Backbone::of(&view, options(Null::Sdsm)).unwrap().method.notes;
        notes.iter().filter(|note| note.contains("is one of the lists compared: --without f01")).count()
    };
    assert_eq!([told(&[("f00", "f01")]), told(&[("f00", "elsewhere")]), told(&[])], [1, 0, 0]);
}

/// Two forums of two members each share both. Drawn from the three actors that sit somewhere: 1 way in 3. Of the six that
/// could sit there: 1 in C(6, 2) = 15.
#[test]
fn the_hypergeometric_draws_from_all_who_could_sit_there() {
    let rows = ["xx.", "xx.", "..x", "...", "...", "..."];
    let forums = Options { of: Side::Forums, ..options(Null::FixedRow) };
    let found = Backbone::of(&view(&rows), forums).unwrap();
    assert!((found.pair(0, 1).more - 1.0 / 15.0).abs() < 1e-12);
    assert!(
        found.method.notes.iter().any(|note| note.contains("every one of the 6 actors")),
        "{:?}",
        found.method.notes
    );
    // Who sits nowhere stays there where the sums of the actors are kept.
    let kept = Backbone::of(&view(&rows), Options { of: Side::Forums, ..options(Null::FixedColumn) }).unwrap();
    assert!(kept.method.notes.iter().any(|note| note.starts_with("3 actors sit in no complete list and are left out")));
    // A forum of two seats fills a pair of six actors with 1 way in 15.
    let actors = Backbone::of(&view(&rows), options(Null::FixedColumn)).unwrap();
    assert_eq!(actors.things.len(), 6);
    assert!((actors.pair(0, 1).more - 1.0 / 225.0).abs() < 1e-12);
    // Two forums alone: of those who sit in one of them, their sizes say how many share both.
    let two = Backbone::of(&view(&["xx", "x.", ".x"]), Options { of: Side::Forums, ..options(Null::Sdsm) }).unwrap();
    assert!(two.method.notes.iter().any(|note| note.contains("their sizes alone say")), "{:?}", two.method.notes);
}
