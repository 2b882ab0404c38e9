//! How firmly actors stand: what is the search's, and what is the items'.

use super::super::super::agreement::{self, Agreement, Bootstrap, Resample, tests::votes};
use super::super::tests::{CAMPS, noise};
use super::super::{Approach, Clusters, Options};
use crate::result::{Cell, ColumnRole};
use crate::view::Positions;

fn resampled(positions: &Positions, minimum: usize, bootstrap: Bootstrap, options: Options) -> Clusters {
    let agreement = Agreement::of(positions, agreement::Options { minimum, ..Default::default() });
    Clusters::of(positions, &agreement, Options { bootstrap: Some(bootstrap), ..options })
}

/// Six series that repeat the same votes: whatever is drawn, agreement is the same, and nothing hangs on the items. The groups
/// are weak, so that runs of the search, or orders of a tree, differ.
#[test]
fn families_that_all_say_the_same_leave_nothing_open() {
    let rows: Vec<String> = noise(30, 20).into_iter().map(|row| row.repeat(6)).collect();
    let mut positions = votes(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    positions.items.iter_mut().enumerate().for_each(|(at, item)| item.series = format!("s{}", at / 20));
    for approach in [Approach::Leiden, Approach::SignedLeiden, Approach::Average, Approach::Complete] {
        let options = Options { approach, ..Options::default() };
        let found = resampled(&positions, 5, Bootstrap::new(6, Resample::Families), options);
        let spread = found.resampled.as_ref().unwrap().as_ref().unwrap();
        assert_eq!((spread.partitions, spread.likeness), (6, Some((1.0, 1.0, 1.0))), "{approach:?}");
        assert_eq!(spread.stability, [1.0; 30], "{approach:?}");
        assert!(found.runs.unwrap().likeness.unwrap().1 < 1.0, "{approach:?}: runs or orders agree on noise");
    }
}

/// Where all runs end alike a few make the same consensus.
#[test]
fn resamples_take_as_few_runs_as_make_the_groups() {
    let found = resampled(&votes(&CAMPS), 2, Bootstrap::new(20, Resample::Items), Options::default());
    let said = |start: &str| found.method.notes.iter().any(|note| note.starts_with(start));
    assert!(said("over 20 resamples, consensus of 5 runs each: "), "{:?}", found.method.notes);
}

/// Two camps are sought in a resample as in the whole, though one of them is used there: three always for, three for on six
/// items of ten and against on four, whose ties with the others are 2 x 6 / 10 - 1 > 0. A resample with fewer than five of
/// the six parts them.
#[test]
fn one_camp_is_not_firm_because_one_was_found() {
    let (all, six) = ("YYYYYYYYYY", "YYYYYYNNNN");
    let positions = votes(&[all, all, all, six, six, six]);
    let with = |clusters| {
        let options = Options { approach: Approach::Camps, clusters, ..Options::default() };
        resampled(&positions, 5, Bootstrap::new(60, Resample::Items), options)
    };
    let found = with(None);
    assert_eq!(found.found.as_ref().map(Vec::len), Ok(1));
    assert_eq!(found.resampled, with(Some(2)).resampled);
    assert!(found.placements.iter().all(|placement| placement.of_items.clone().unwrap() < 1.0));
}

#[test]
fn firmness_over_runs_and_over_items() {
    let positions = votes(&CAMPS);
    let agreement = Agreement::of(&positions, agreement::Options { minimum: 2, ..Default::default() });
    let bootstrap = Some(Bootstrap::new(40, Resample::Items));
    let found = Clusters::of(&positions, &agreement, Options { bootstrap, ..Options::default() });
    for placement in &found.placements {
        assert_eq!(placement.of_runs, Ok(1.0));
        assert!(placement.of_items.clone().unwrap() > 0.9);
    }
    let resampled = found.resampled.as_ref().unwrap().as_ref().unwrap();
    assert_eq!(resampled.partitions, 40);
    let table = found.co_membership();
    assert_eq!(table.len(), 28);
    assert_eq!(table.cell(0, ColumnRole::Value).unwrap().as_f64(), Some(1.0));
    // The same lots whatever the threads.
    let mut two = Options { bootstrap, ..Options::default() };
    two.search.threads = 2;
    assert_eq!(Clusters::of(&positions, &agreement, two).resampled, found.resampled);
    // Families are fewer than five when all items are one series: said, and no number made.
    let mut series = positions.clone();
    series.items.iter_mut().for_each(|item| item.series = "one".into());
    let bootstrap = Some(Bootstrap::new(40, Resample::Families));
    let told = Clusters::of(&series, &agreement, Options { bootstrap, ..Options::default() });
    assert_eq!(told.resampled.unwrap().unwrap_err().reason(), "intervals not supported: 1 family");
    assert!(told.placements[0].of_items.clone().unwrap_err().reason().contains("1 family"));
}

/// One of six items divides four from four: it is drawn in 1 - (5/6)^6 = 67 % of resamples, and the others have no groups. Of
/// three such items one is drawn in all but (1/2)^6 = 1.6 %, which are left out and told.
#[test]
fn groups_in_too_few_resamples_say_nothing() {
    let bootstrap = Bootstrap::new(400, Resample::Items);
    let of = |rows: [&str; 2], approach| {
        let rows: Vec<&str> = [[rows[0]; 4], [rows[1]; 4]].concat();
        resampled(&votes(&rows), 5, bootstrap, Options { approach, ..Options::default() })
    };
    for approach in [Approach::Leiden, Approach::Average] {
        let found = of(["YYYYYY", "NYYYYY"], approach);
        let why = found.resampled.as_ref().unwrap().clone().unwrap_err();
        let some: usize = why.reason().split(' ').nth(2).unwrap().parse().unwrap();
        assert_eq!(why.reason(), format!("groups in {some} of 400 resamples, minimum 360"));
        assert!((240..300).contains(&some), "{some}");
        assert!(found.placements.iter().all(|placement| placement.of_items == Err(why.clone())));
        let table = found.co_membership();
        let items = table.columns.iter().find(|column| column.name == "items").unwrap();
        assert!(items.cells.iter().all(|cell| cell == Cell::Undefined(why.clone())));

        let found = of(["YYYYYY", "NNNYYY"], approach);
        let spread = found.resampled.as_ref().unwrap().as_ref().unwrap();
        assert!((380..400).contains(&spread.partitions), "{}", spread.partitions);
        assert_eq!(spread.stability, [1.0; 8], "{approach:?}");
        let counted =
            format!("over {} of 400 resamples ({} have no groups)", spread.partitions, 400 - spread.partitions);
        assert!(found.method.notes.iter().any(|note| note.starts_with(&counted)), "{:?}", found.method.notes);
    }
}
