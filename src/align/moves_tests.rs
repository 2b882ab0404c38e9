//! By hand: two camps over three years; one actor changes sides in the last.

use super::*;
use crate::model::{Day, Span};
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
        codes: vec![code("against", 0), code("abstain", 1), code("for", 2)],
    };
    let cell = |word: char| ['n', 'a', 'y'].iter().position(|other| *other == word).map(Held::new);
    let cells: Vec<Vec<Option<Held>>> = rows.iter().map(|row| row.chars().map(cell).collect()).collect();
    let items: Vec<Item> = years.iter().enumerate().map(item).collect();
    let actors = (0..rows.len()).map(|at| node(format!("a{at}"))).collect();
    let mut periods: Vec<Period> = years.iter().map(|year| Period { place: *year, name: year.to_string() }).collect();
    periods.dedup();
    let of_item = years.iter().map(|year| periods.iter().position(|period| period.place == *year)).collect();
    let positions = Positions::from_cells(actors, items, &cells, PositionOptions::default());
    (positions, Periods { by: By::Year, periods, of_item })
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
