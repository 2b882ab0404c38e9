//! By hand: two camps over three years; one actor changes sides in the last.

use super::*;
use crate::model::{Day, Span};
use crate::result::CellRef;
use crate::view::{Code, Held, Item, ItemKind, PositionOptions};

fn view(rows: &[&str], years: &[i32]) -> (Positions, Periods) {
    let node = |id: String| Node { name: id.clone(), id, kind: "state".into(), name_ja: String::new() };
    let code = |word: &str, level| Code { word: word.into(), level: Some(level), counts: true };
    let item = |(at, year): (usize, &i32)| Item {
        id: format!("v{at:02}"),
        name: format!("v{at}"),
        name_ja: String::new(),
        kind: ItemKind::Vote,
        object: String::new(),
        date: Span { earliest: Day::new(*year, 5, 1), latest: Day::new(*year, 5, 1) },
        series: String::new(),
        codes: vec![code("against", 0), code("abstain", 1), code("for", 2)].into(),
    };
    let cell = |word: char| ['n', 'a', 'y'].iter().position(|other| *other == word).map(Held::new);
    let cells: Vec<Vec<Option<Held>>> = rows.iter().map(|row| row.chars().map(cell).collect()).collect();
    let items: Vec<Item> = years.iter().enumerate().map(item).collect();
    let actors = (0..rows.len()).map(|at| node(format!("a{at}"))).collect();
    let positions = Positions::from_cells(actors, items, &cells, PositionOptions::default());
    let periods = Periods::years(&positions);
    (positions, periods)
}

#[test]
fn camps_keep_their_names_and_who_changes_sides_has_moved() {
    // In the second year all vote the other way; in the third, a4 votes with the other camp; a6 is there but once.
    let years: Vec<i32> = (0..18).map(|item| 2000 + item / 6).collect();
    let (yes, no, gone) = ("yyyyyy", "nnnnnn", "......");
    let rows = [
        [yes, no, yes],
        [yes, no, yes],
        [yes, no, yes],
        [yes, no, yes],
        [no, yes, yes],
        [no, yes, no],
        [no, gone, gone],
        [no, yes, no],
    ]
    .map(|row| row.concat());
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (positions, periods) = view(&rows, &years);
    let moves = Moves::of(&positions, &periods, AgreementOptions::default(), ClusterOptions::default());
    let camp = |window: usize, actor: usize| {
        let stays = &moves.windows[window].stays;
        stays.iter().find(|stay| stay.actor == actor).map(|stay| stay.camp.clone().unwrap())
    };
    for window in 0..3 {
        assert_eq!(camp(window, 0).unwrap(), camp(0, 0).unwrap());
        assert_eq!(camp(window, 7).unwrap(), camp(0, 7).unwrap());
        assert_ne!(camp(window, 0), camp(window, 7));
        // All or nothing: pairs within agree on everything, pairs across on nothing.
        assert_eq!(moves.windows[window].polarisation(), Ok(1.0));
    }
    assert_eq!(camp(1, 6), None);
    let moved: Vec<(usize, usize)> = (0..3)
        .flat_map(|window| moves.windows[window].stays.iter().map(move |stay| (window, stay)))
        .filter(|(_, stay)| stay.moved_from.is_some())
        .map(|(window, stay)| (window, stay.actor))
        .collect();
    assert_eq!(moved, [(2, 4)]);
    assert_eq!(moves.moved().len(), 1);
    assert_eq!(moves.polarisation().len(), 3);
    // By hand, the first year: four actors say yes and four no, so that 6 + 6 pairs of 28 agree in everything and 16 in
    // nothing. The resolution of a window is the mean agreement in it.
    let gamma = moves.polarisation().named("gamma").unwrap().cells.at(0).as_f64();
    assert!((gamma.unwrap() - 12.0 / 28.0).abs() < 1e-12, "{gamma:?}");
}

/// By hand: three blocs of three, of which any two agree on two items of six. In the second year the blocs B and C vote as
/// one; in the third they part again.
#[test]
fn camps_that_merge_and_split_move_nobody() {
    let years: Vec<i32> = (0..18).map(|item| 2000 + item / 6).collect();
    let (a, b, c) = ("yyyynn", "yynnyy", "nnyyyy");
    let rows = [[a, a, a], [a, a, a], [a, a, a], [b, b, b], [b, b, b], [b, b, b], [c, b, c], [c, b, c], [c, b, c]]
        .map(|row| row.concat());
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (positions, periods) = view(&rows, &years);
    let moves = Moves::of(&positions, &periods, AgreementOptions::default(), ClusterOptions::default());
    assert_eq!(moves.windows.iter().map(|window| window.camps.clone().unwrap()).collect::<Vec<_>>(), [3, 2, 3]);
    assert_eq!(moves.moved().len(), 0);
    let regrouped =
        |window: usize| moves.windows[window].stays.iter().filter(|stay| stay.regrouped_from.is_some()).count();
    assert_eq!([0, 1, 2].map(regrouped), [0, 3, 3]);
}

#[test]
fn a_window_without_groups_says_why_and_breaks_nothing() {
    let years: Vec<i32> = (0..12).map(|item| 2000 + item / 6).collect();
    let rows = ["yyyyyyyyyyyy", "yyyyyyyyyyyy", "nnnnnnyyyyyy", "nnnnnnyyyyyy"];
    let (positions, periods) = view(&rows, &years);
    let moves = Moves::of(&positions, &periods, AgreementOptions::default(), ClusterOptions::default());
    assert_eq!(moves.windows[0].camps, Ok(2));
    assert!(moves.windows[1].camps.is_err() && moves.windows[1].polarisation().is_err());
    assert!(moves.windows[1].stays.iter().all(|stay| stay.camp.is_err() && stay.moved_from.is_none()));
}

/// Said and done: in statements a0 to a3 stand against a4 to a7; in votes a3 goes with the others, and a7 is absent.
#[test]
fn kinds_of_items_stand_side_by_side_and_nothing_moves() {
    let (yes, no, gone) = ("yyyyy", "nnnnn", ".....");
    let rows = [[yes, yes], [yes, yes], [yes, yes], [yes, no], [no, no], [no, no], [no, no], [no, gone]];
    let rows: Vec<String> = rows.iter().map(|row| row.concat()).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (positions, _) = view(&rows, &[2000; 10]);
    let kind = |place: i32, name: &str| Some(Period { place, name: name.to_owned() });
    let kinds: Vec<Option<Period>> =
        (0..10).map(|item| if item < 5 { kind(3, "statement") } else { kind(4, "vote") }).collect();
    let periods = Periods::named(By::Kind, &kinds);
    let moves = Moves::of(&positions, &periods, AgreementOptions::default(), ClusterOptions::default());
    // a3 keeps other company in votes: none of the three it says the same with, and all of its four are new.
    assert_eq!(moves.differing(), (1, 7));
    let table = moves.side_by_side().unwrap();
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["actor", "name", "name_ja", "statement", "vote", "differ"]);
    let shown = |row: usize| table.row(row).map(|cell| cell.plain()).collect::<Vec<_>>();
    let first = shown(0);
    assert_eq!(first[0], "a3");
    assert_ne!(first[3], first[4]);
    // Who has no vote has no camp there, and comes last.
    assert_eq!((shown(7)[0].as_str(), shown(7)[4].as_str()), ("a7", ""));
    let words = |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>().join(" ");
    assert!(!words(&moves.table()).contains("moved") && !words(&moves.polarisation()).contains("moved"));
    assert!(!moves.method.name.contains("time") && !moves.table().title.contains("time"));
}

/// Agreement by year and over two years: a0 and a1 agree on all of the first year and on none of the second.
#[test]
fn agreement_in_each_window_and_over_rolling_ones() {
    use crate::align::agreement::ByWindow;
    let (positions, periods) = view(
        &["yyyyynnnnnyyyyy", "yyyyyyyyyyyyyyy"],
        &[2000, 2000, 2000, 2000, 2000, 2001, 2001, 2001, 2001, 2001, 2003, 2003, 2003, 2003, 2003],
    );
    let means = |periods: &Periods| -> Vec<(String, usize, f64)> {
        let found = ByWindow::of(&positions, periods, AgreementOptions::default());
        found.windows.iter().map(|one| (one.period.name.clone(), one.items, one.mean().unwrap())).collect()
    };
    let named = |name: &str, items: usize, mean: f64| (name.to_owned(), items, mean);
    assert_eq!(means(&periods), [named("2000", 5, 1.0), named("2001", 5, 0.0), named("2003", 5, 1.0)]);
    let rolling = periods.clone().rolling(2);
    assert_eq!(means(&rolling), [named("2000 to 2001", 10, 0.5), named("2002 to 2003", 5, 1.0)]);
    // From the first window to the last nothing changed; between the first two everything did.
    let all = ByWindow::of(&positions, &periods, AgreementOptions::default());
    assert_eq!((all.table().len(), all.changes().len()), (3, 1));
    let change = |table: &Table| table.cell(0, ColumnRole::Value).and_then(CellRef::as_f64);
    assert_eq!(change(&all.changes()), Some(0.0));
    let both = ByWindow::of(&positions, &rolling, AgreementOptions::default());
    assert_eq!(change(&both.changes()), Some(0.5));
}

/// Without camps nothing moves or stays, and of the first camps there are nothing is before them.
#[test]
fn moves_are_not_counted_where_they_cannot_be_told() {
    let years: Vec<i32> = (0..24).map(|item| 2000 + item / 6).collect();
    let (yes, no, gone) = ("yyyyyy", "nnnnnn", "......");
    let rows = [[yes, yes, yes, yes], [yes, yes, yes, gone], [yes, no, no, gone], [yes, no, no, gone]];
    let rows = rows.map(|row| row.concat());
    let (positions, periods) = view(&rows.each_ref().map(String::as_str), &years);
    let moves = Moves::of(&positions, &periods, AgreementOptions::default(), ClusterOptions::default());
    let table = moves.polarisation();
    let column = |name: &str| table.columns.iter().find(|column| column.name == name).unwrap();
    for name in ["moved", "regrouped"] {
        let said: Vec<String> = column(name).cells.iter().map(CellRef::plain).collect();
        let alike = "undefined: every defined pair agrees alike (1): nothing sets groups apart";
        let first = "undefined: no window with camps before it";
        let alone = "undefined: 1 actor and 6 items: nobody to compare";
        assert_eq!(said, [alike, first, "0", alone], "{name}");
    }
}
