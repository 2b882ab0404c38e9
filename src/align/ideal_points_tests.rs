//! What is refused, what is said, and what does not change.

use super::*;
use crate::model::{Day, Span};
use crate::view::{Code, Held, Item, ItemKind, PositionOptions};

/// A view from rows of words, an actor a row: `y`, `a`, `n`, and anything else for no record. Items are of the years.
fn view(rows: &[&str], years: &[i32]) -> Positions {
    let actors = (0..rows.len()).map(|at| {
        let id = format!("a{at:02}");
        Node { name: id.to_uppercase(), id, kind: "state".into(), name_ja: String::new() }
    });
    let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
    let items = years.iter().enumerate().map(|(at, year)| {
        let id = format!("v{at:03}");
        let day = Day::new(*year, 6, 1);
        let codes = vec![code("against", 0), code("abstain", 1), code("for", 2)].into();
        let date = Span { earliest: day, latest: day };
        let (name, name_ja, object, series) = (id.clone(), String::new(), String::new(), String::new());
        Item { id, name, name_ja, kind: ItemKind::Vote, object, date, series, codes }
    });
    let cell = |word: char| ['n', 'a', 'y'].iter().position(|other| *other == word).map(Held::new);
    let cells: Vec<Vec<Option<Held>>> = rows.iter().map(|row| row.chars().map(cell).collect()).collect();
    Positions::from_cells(actors.collect(), items.collect(), &cells, PositionOptions::default())
}

fn whole(positions: &Positions, options: Options) -> IdealPoints {
    IdealPoints::of(positions, &Periods::whole(positions), options)
}

fn reason(points: &IdealPoints) -> String {
    points.windows[0].fit.as_ref().map_or_else(|reason| reason.reason().to_owned(), |fit| format!("told: {fit}"))
}

fn anchors(left: &str, right: &str) -> Options {
    Options { left: Some(left.into()), right: Some(right.into()), minimum: 1, ..Options::default() }
}

/// Ten actors on a line and twelve items that cut it, with a few slips.
const LINE: [&str; 10] = [
    "nnnnnnnnnnyn",
    "ynnnnnnnnnnn",
    "yynnnnnnnnny",
    "yyynnnnynnnn",
    "yyyynnnnnnnn",
    "yyyyynnnnnny",
    "yyyyyynnnnnn",
    "yynyyyyynnnn",
    "yyyyyyyyynny",
    "yyyyyyyyyyyn",
];

#[test]
fn what_cannot_be_told_is_not_told() {
    let few = Options { minimum: 1, ..Options::default() };
    let said = |rows: &[&str]| reason(&whole(&view(rows, &vec![2000; rows[0].len()]), few.clone()));
    assert!(said(&["yyy", "yyy", "yyy", "yyy"]).starts_with("no informative item"));
    assert!(said(&["y", "n", "y", "n"]).starts_with("a single informative item"));
    assert!(said(&["aaa", "aaa", "aaa", "aaa"]).starts_with("nobody stands at an end"));
    let one = whole(&view(&["y", "n", "y", "n"], &[2000; 1]), Options::default());
    assert!(reason(&one).starts_with("a single informative item"), "{}", reason(&one));
    assert!(said(&["yyn", "yyn", "nny", "nny"]).starts_with("all informative items split the actors alike"));
    // A perfect scale: every item is told without an error.
    assert!(said(&["nnn", "ynn", "yyn", "yyy"]).starts_with("separable"), "{}", said(&["nnn", "ynn", "yyn", "yyy"]));
    assert!(said(&["yn", "ny"]).contains("it takes 3"));
    assert!(said(&LINE).starts_with("told"), "{}", said(&LINE));
    // No position at all is no panic either.
    assert_eq!(reason(&whole(&view(&[], &[]), few)), "nobody took a position");
    let eight = whole(&view(&["yn", "ny", "yn", "ny"], &[2000; 2]), Options::default());
    assert_eq!(reason(&eight), "no actor took a position on 8 informative items");
}

#[test]
fn anchors_fix_the_scale_or_are_refused() {
    let positions = view(&LINE, &[2000; 12]);
    let points = whole(&positions, anchors("a00", "a09"));
    let at = |actor: usize| points.position(0, actor).unwrap()[0];
    assert!((at(0) + 1.0).abs() < 1e-9 && (at(9) - 1.0).abs() < 1e-9);
    assert!(at(2) < at(5) && at(5) < at(8));
    // Turned round, everything is mirrored.
    let mirrored = whole(&positions, anchors("a09", "a00"));
    assert!((0..10).all(|actor| (mirrored.position(0, actor).unwrap()[0] + at(actor)).abs() < 1e-9));
    // Two actors who always vote alike.
    let mut rows = LINE.to_vec();
    rows.push(LINE[0]);
    let same = whole(&view(&rows, &[2000; 12]), anchors("a00", "a10"));
    assert_eq!(reason(&same), "the anchors stand on one point: A00 and A10");
    // An anchor that holds no position.
    let absent = whole(&positions, anchors("nobody", "a09"));
    assert_eq!(reason(&absent), "an anchor is absent: nobody has fewer than 1 informative items");
    // Two that differ on one item of twelve.
    let mut rows = LINE.to_vec();
    rows.push("nnnnnnnnnnyy");
    let close = whole(&view(&rows, &[2000; 12]), anchors("a00", "a10"));
    assert!(close.method.notes.iter().any(|note| note.contains("blow up the scale")), "{:?}", close.method.notes);
}

#[test]
fn the_sign_is_kept_along_time() {
    // The second year asks the same of everybody the other way round; the anchors are there in the first year only.
    let flipped: Vec<String> = LINE
        .iter()
        .enumerate()
        .map(|(actor, row)| {
            let later: String = row.chars().map(|word| if word == 'y' { 'n' } else { 'y' }).collect();
            let there = !(actor == 0 || actor == 9);
            format!("{row}{}", if there { later } else { ".".repeat(12) })
        })
        .collect();
    let rows: Vec<&str> = flipped.iter().map(String::as_str).collect();
    let years: Vec<i32> = (0..24).map(|item| if item < 12 { 2000 } else { 2001 }).collect();
    let positions = view(&rows, &years);
    let points = IdealPoints::of(&positions, &Periods::years(&positions), anchors("a00", "a09"));
    let at = |window: usize, actor: usize| points.position(window, actor).unwrap()[0];
    for window in 0..2 {
        assert!(at(window, 1) < at(window, 4) && at(window, 4) < at(window, 8), "window {window}");
    }
    // Without its anchors the second year takes scale and sign from the first.
    assert!((at(1, 8) - at(0, 8)).abs() < 0.3);
    assert!(points.method.notes.iter().any(|note| note.contains("2001: an anchor is absent")));
    assert_eq!(points.position(1, 0).unwrap_err().reason(), "no position in this window");
    // A walk through both years: sixteen more positions on the same line, in one estimate.
    let tied = Options { prior: Prior::RandomWalk, ..anchors("a00", "a09") };
    let walked = IdealPoints::of(&positions, &Periods::years(&positions), tied);
    let ends = [walked.position(0, 0).unwrap()[0], walked.position(0, 9).unwrap()[0]];
    assert!((ends[0] + 1.0).abs() < 1e-9 && (ends[1] - 1.0).abs() < 1e-9, "{ends:?}");
    assert!(
        (1..9).all(|actor| {
            (walked.position(0, actor).unwrap()[0] - walked.position(1, actor).unwrap()[0]).abs() < 0.5
        })
    );
}

/// The line asked in two years, each item of a year in the series that its number has, bridged.
fn bridged(series: impl Fn(usize) -> usize) -> IdealPoints {
    let rows: Vec<String> = LINE.iter().map(|row| format!("{row}{row}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let years: Vec<i32> = (0..24).map(|item| if item < 12 { 2000 } else { 2001 }).collect();
    let mut positions = view(&rows, &years);
    for item in 0..24 {
        positions.items[item].series = format!("s{}", series(item % 12));
    }
    let options = Options { bridge: Bridge::Series, ..anchors("a00", "a09") };
    IdealPoints::of(&positions, &Periods::years(&positions), options)
}

#[test]
fn a_series_bridges_time_as_one_item() {
    let points = bridged(|item| item);
    for item in 0..12 {
        let (first, second) = (&points.windows[0].items[item], &points.windows[1].items[item]);
        assert_eq!((first.discrimination, &first.cuts), (second.discrimination, &second.cuts));
    }
    // Who answers alike in both years stands at the same place.
    assert!(
        (0..10).all(|actor| {
            (points.position(0, actor).unwrap()[0] - points.position(1, actor).unwrap()[0]).abs() < 1e-6
        })
    );
}

#[test]
fn a_series_with_two_decisions_in_one_window_bridges_nothing() {
    // Items 0 and 1 of each year are of one series; ten more series have one item a year.
    let points = bridged(|item| item.max(1));
    let alike = |item: usize| {
        let [first, second] = [0, 1].map(|window: usize| &points.windows[window].items[item]);
        (first.discrimination, &first.cuts) == (second.discrimination, &second.cuts)
    };
    assert!(!alike(0) || !alike(1));
    assert!((2..12).all(alike));
    assert!(points.method.notes.iter().any(|note| note.starts_with("10 of 11 series")), "{:?}", points.method.notes);
}

#[test]
fn few_items_are_no_position_and_the_lop_sided_say_nothing() {
    let mut rows = LINE.to_vec();
    rows.push("yyy.........");
    let positions = view(&rows, &[2000; 12]);
    let points = whole(&positions, Options { minimum: 4, ..Options::default() });
    assert_eq!(points.position(0, 10).unwrap_err().reason(), "3 informative items, minimum 4");
    assert!(points.position(0, 4).is_ok());
    // Items on which 1 of 10 differs are lop-sided when a fifth must.
    let strict = whole(&view(&LINE, &[2000; 12]), Options { minimum: 1, minority: 0.2, ..Options::default() });
    assert_eq!(strict.windows[0].lopsided, 2);
}

#[test]
fn an_abstention_lies_between_or_is_no_position() {
    let rows: Vec<String> = LINE.iter().map(|row| row.replacen("yn", "an", 1)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let positions = view(&rows, &[2000; 12]);
    let votes = |model| {
        let points = whole(&positions, Options { model, minimum: 1, ..Options::default() });
        points.windows[0].fit.clone().unwrap().votes
    };
    // Each row has one abstention; without them the eleventh item has eight against and nobody for it.
    assert_eq!(votes(Model::Ordinal), 120);
    assert_eq!(votes(Model::Binary), 120 - 10 - 8);
}

#[test]
fn intervals_hold_the_estimate_and_threads_change_nothing() {
    let positions = view(&LINE, &[2000; 12]);
    for resample in [Resample::Model, Resample::Items, Resample::Families] {
        let bootstrap = Some(Bootstrap { replicates: 20, resample, seed: 3 });
        let options = |threads| Options { bootstrap, threads, minimum: 4, ..Options::default() };
        let (one, three) = (whole(&positions, options(1)), whole(&positions, options(3)));
        assert_eq!(one.table(), three.table());
        for point in &one.windows[0].points {
            let (at, sure) = (point.position.clone().unwrap()[0], point.interval.clone().unwrap().unwrap()[0]);
            assert!(sure.error > 0.0 && sure.low < at && at < sure.high, "{} {sure:?}", resample.word());
        }
    }
    let mut repeated = positions.clone();
    repeated.items.iter_mut().for_each(|item| item.series = "one".into());
    let bootstrap = Some(Bootstrap { replicates: 20, resample: Resample::Families, seed: 3 });
    let points = whole(&repeated, Options { bootstrap, minimum: 4, ..Options::default() });
    let why = points.windows[0].points[0].interval.clone().unwrap().unwrap_err();
    assert_eq!(why.reason(), "intervals not supported: 1 family");
}

#[test]
fn two_axes_keep_two_orders_apart() {
    // Six items order by the number of the row, six by another order.
    let other = [4, 9, 1, 6, 3, 8, 0, 5, 2, 7];
    let rows: Vec<String> = (0..10)
        .map(|actor: usize| {
            let first = (0..9).map(|cut| if actor > cut { 'y' } else { 'n' });
            let second = (0..9).map(|cut| if other[actor] > cut { 'y' } else { 'n' });
            first
                .chain(second)
                .enumerate()
                .map(|(at, word)| match (at * 7 + actor * 3) % 23 {
                    0 => {
                        if word == 'y' {
                            'n'
                        } else {
                            'y'
                        }
                    }
                    _ => word,
                })
                .collect()
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let positions = view(&rows, &[2000; 18]);
    let points = whole(&positions, Options { dimensions: Dimensions::Two, minimum: 4, ..Options::default() });
    let place: Vec<[f64; 2]> = (0..10).map(|actor| points.position(0, actor).unwrap()).collect();
    for axis in 0..2 {
        let mean = place.iter().map(|x| x[axis]).sum::<f64>() / 10.0;
        let square = place.iter().map(|x| x[axis] * x[axis]).sum::<f64>() / 10.0;
        assert!(mean.abs() < 1e-9 && (square - 1.0).abs() < 1e-9, "axis {axis}: {mean} {square}");
    }
    let cross: f64 = place.iter().map(|x| x[0] * x[1]).sum();
    assert!(cross.abs() < 1e-8);
    // What a row's number says is told by the plane: the best direction correlates with it.
    let r = |values: &dyn Fn(usize) -> f64| {
        let along = |axis: usize| (0..10).map(|actor| values(actor) * place[actor][axis]).sum::<f64>() / 10.0;
        let spread = (0..10).map(|actor| values(actor).powi(2)).sum::<f64>() / 10.0;
        ((along(0).powi(2) + along(1).powi(2)) / spread).sqrt()
    };
    assert!(r(&|actor| actor as f64 - 4.5) > 0.9);
    assert!(r(&|actor| f64::from(other[actor]) - 4.5) > 0.9);
}

#[test]
fn pulls_name_the_items() {
    let positions = view(&LINE, &[2000; 12]);
    let points = whole(&positions, anchors("a00", "a09"));
    let why = points.why(&positions, "a04").unwrap();
    // Twelve items, the prior and the scale: together they are nothing.
    assert_eq!(why.len(), 14);
    let held: Vec<usize> = (0..14).filter(|row| why.text(*row, crate::result::ColumnRole::Item) == "held").collect();
    let pull = |row: usize| why.cell(row, crate::result::ColumnRole::Value).unwrap().as_f64().unwrap();
    assert_eq!(held.len(), 2);
    assert!((0..14).map(pull).sum::<f64>().abs() < 1e-9);
    // The fifth of ten stands left of the middle: the prior draws it to the right.
    let prior = held.iter().find(|row| why.text(**row, crate::result::ColumnRole::Label).starts_with("the prior"));
    assert!(pull(*prior.unwrap()) > 0.0);
    let pulls: Vec<f64> = why
        .by_role(crate::result::ColumnRole::Value)
        .unwrap()
        .cells
        .iter()
        .filter_map(crate::result::CellRef::as_f64)
        .collect();
    assert!(pulls.windows(2).all(|pair| pair[0].abs() >= pair[1].abs()));
    assert!(points.why(&positions, "nobody").is_err());
}

/// One sweep from the start settles nothing: the method says so with the last change, and the numbers are given all the
/// same.
#[test]
fn what_has_not_settled_says_so() {
    let positions = view(
        &["yyyyyynnnnyy", "yyyyynnnnnyn", "yyynnynnnnnn", "nnnnnyyyyyny", "nynnnyyyyynn", "nnyynyyynynn"],
        &[2000; 12],
    );
    // On one axis eight sweeps are made before, to choose where to begin; on two none are.
    let two = Options { dimensions: Dimensions::Two, ..Options::default() };
    let points = whole(&positions, Options { sweeps: 1, ..two.clone() });
    let note = points.method.notes.iter().find(|note| note.contains("not converged")).unwrap();
    assert!(note.contains("after 1 sweeps: last change "), "{note}");
    let fit = points.windows[0].fit.as_ref().unwrap();
    assert!(!fit.converged && fit.change > 1e-4);
    assert!(points.position(0, 0).is_ok());
    let settled = whole(&positions, two);
    assert!(settled.windows[0].fit.as_ref().unwrap().converged && settled.method.notes.is_empty());
}

#[test]
fn a_second_cut_has_a_column_where_items_can_have_one() {
    let positions = view(&LINE, &[2000; 12]);
    let columns = |model| {
        let points = whole(&positions, Options { model, ..anchors("a00", "a09") });
        points.items(&positions).columns.into_iter().map(|column| column.name).collect::<Vec<_>>()
    };
    let (binary, ordinal) = (columns(Model::Binary), columns(Model::Ordinal));
    for name in ["offset_high", "cut_point_high"] {
        assert!(!binary.iter().any(|column| column == name) && ordinal.iter().any(|column| column == name), "{name}");
    }
}
