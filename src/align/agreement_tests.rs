//! The index against published numbers, a plain second computation, and its edges.

use super::*;
use crate::align::{Identifiability, Verdict, positions};
use crate::math::parallel::together;
use crate::model::Span;
use crate::result::ColumnRole;
use crate::view::{Code, Conflict, Held, Item, PositionOptions};

pub(in crate::align) fn node(id: &str) -> Node {
    Node { id: id.into(), kind: "state".into(), name: id.to_uppercase(), name_ja: String::new() }
}

pub(in crate::align) fn item(id: &str, kind: ItemKind, codes: &[(&str, Option<i32>, bool)]) -> Item {
    Item {
        id: id.into(),
        name: id.into(),
        name_ja: String::new(),
        kind,
        object: String::new(),
        date: Span::UNKNOWN,
        series: String::new(),
        codes: codes.iter().map(|&(word, level, counts)| Code { word: word.into(), level, counts }).collect(),
    }
}

const VOTE: [(&str, Option<i32>, bool); 4] =
    [("against", Some(0), true), ("abstain", Some(1), true), ("for", Some(2), true), ("absent", None, false)];

/// Rows of `Y`, `N`, `A`, `-` (absent) and `.` (no record): one letter a roll call.
pub(in crate::align) fn votes(rows: &[&str]) -> Positions {
    let items = (0..rows[0].len()).map(|v| item(&format!("v{v:04}"), ItemKind::Vote, &VOTE)).collect();
    let cell = |letter| match letter {
        'N' => Some(Held::new(0)),
        'A' => Some(Held::new(1)),
        'Y' => Some(Held::new(2)),
        '-' => Some(Held::new(3)),
        _ => None,
    };
    let cells: Vec<Vec<_>> = rows.iter().map(|row| row.chars().map(cell).collect()).collect();
    let actors = (0..rows.len()).map(|a| node(&format!("a{a:03}"))).collect();
    Positions::from_cells(actors, items, &cells, PositionOptions::default())
}

fn options(minimum: usize) -> Options {
    Options { minimum, ..Options::default() }
}

/// The golden vector of methods.md ("Alignment"): n = 7, IA = 0.7142857, S = 2 IA - 1 = 0.4285714. Its kappa, pi and
/// S values agree with scikit-learn there.
#[test]
fn golden_vector_of_lijphart() {
    let agreement = Agreement::of(&votes(&["YYNAYN.Y", "YNNYANYY"]), options(5));
    let index = agreement.between(0, 1).unwrap();
    assert!((index - 0.7142857).abs() < 5e-8 && (2.0 * index - 1.0 - 0.4285714).abs() < 1e-7);
    let joint = agreement.joint.get(0, 1);
    assert_eq!((joint.items, joint.same, joint.near, joint.between, joint.opposed), (7, 4, 0, 2, 1));
}

/// Trap (c) of methods.md: one abstention in ten near-unanimous votes has IA = 0.95.
#[test]
fn one_abstention_in_ten() {
    let agreement = Agreement::of(&votes(&["YYYYYYYYYY", "YYYYYYYYYA"]), options(5));
    assert_eq!(agreement.between(0, 1), Ok(0.95));
}

#[test]
fn absence_and_silence_are_neither_agreement_nor_opposition() {
    let agreement = Agreement::of(&votes(&["YYNNY--", "YYNNA.-", "--....-"]), options(5));
    assert_eq!(agreement.between(0, 1), Ok(0.9));
    assert_eq!(agreement.between(0, 2).unwrap_err().reason(), "no joint item");
}

#[test]
fn below_the_minimum_there_is_no_number() {
    let agreement = Agreement::of(&votes(&["YY", "YN", "N."]), options(5));
    assert_eq!(agreement.between(0, 1).unwrap_err().reason(), "2 joint items, minimum 5");
    assert_eq!(agreement.between(0, 2).unwrap_err().reason(), "1 joint item, minimum 5");
    assert_eq!(agreement.table().cell(0, ColumnRole::Value).unwrap().plain(), "undefined: 2 joint items, minimum 5");
    assert!(agreement.graph().ends.is_empty());
    assert_eq!(Agreement::of(&votes(&["YY", "YN"]), options(0)).between(0, 1), Ok(0.5));
}

#[test]
fn near_nominal_and_unevenly_spaced_codes() {
    let nominal = item("stance:law", ItemKind::Stance, &[("existing", None, true), ("new", None, true)]);
    let spaced = [("none", Some(0), true), ("some", Some(1), true), ("all", Some(4), true)];
    let items = vec![nominal.clone(), Item { id: "stance:state".into(), ..item("", ItemKind::Stance, &spaced) }];
    let (zero, one, two) = (Held::new(0), Held::new(1), Held::new(2));
    let cells = [
        vec![Some(zero), Some(zero)],
        vec![Some(zero.near()), Some(one)],
        vec![Some(one), Some(two)],
        vec![Some(zero), Some(one.near())],
    ];
    let actors = ["a", "b", "c", "d"].map(node).to_vec();
    let positions = Positions::from_cells(actors, items, &cells, PositionOptions::default());
    let agreement = Agreement::of(&positions, options(1));
    assert_eq!(agreement.between(0, 1), Ok((0.5 + 0.75) / 2.0));
    assert_eq!(agreement.between(0, 2), Ok(0.0));
    assert_eq!(agreement.between(1, 2), Ok((0.0 + 0.25) / 2.0));
    assert_eq!(agreement.between(1, 3), Ok(0.5));
    // A near position one step away earns no more than a near one at the same place.
    assert_eq!(agreement.between(0, 3), Ok((1.0 + 0.5) / 2.0));
    let why = agreement.why(&positions, "a", "b").unwrap();
    assert_eq!(why.len(), 2);
    assert_eq!(why.cell(0, ColumnRole::Value).unwrap().as_f64(), Some(0.5));
    assert!(agreement.why(&positions, "a", "x").is_err() && agreement.why(&positions, "a", "a").is_err());
}

#[test]
fn the_range_is_that_of_the_scale_not_of_what_was_observed() {
    // Nobody voted against: abstain and for still stand half a scale apart.
    assert_eq!(Agreement::of(&votes(&["YYYYY", "AAAAA"]), options(5)).between(0, 1), Ok(0.5));
}

#[test]
fn signatures_count_or_stand_apart() {
    let signing = item("itr", ItemKind::Signing, &[("not-signed", Some(0), true), ("signed", Some(1), true)]);
    let vote = item("vote", ItemKind::Vote, &VOTE);
    let cells = [vec![Some(Held::new(1)), Some(Held::new(2))], vec![Some(Held::new(0)), Some(Held::new(2))]];
    let actors = vec![node("a"), node("b")];
    let positions = Positions::from_cells(actors, vec![signing, vote], &cells, PositionOptions::default());
    assert_eq!(Agreement::of(&positions, options(1)).between(0, 1), Ok(0.5));
    let apart = Agreement::of(&positions, Options { minimum: 1, signatures: Signatures::Apart, ..Options::default() });
    assert_eq!(apart.between(0, 1), Ok(1.0));
    assert_eq!(apart.why(&positions, "a", "b").unwrap().len(), 1);
    assert!(apart.method.to_string().contains("signatures = apart"));
}

#[test]
fn it_equals_a_plain_sum_whatever_the_threads() {
    let letters = ['Y', 'N', 'A', '-', '.'];
    // More actors than one task takes.
    let rows: Vec<String> = (0_u32..40)
        .map(|a| (0_u32..40).map(|v| letters[((a * 7 + v * 13 + a * v * 3) % 11) as usize % 5]).collect())
        .collect();
    let positions = votes(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let agreement = Agreement::of(&positions, options(1));
    assert!(together(1, |alone| Scales::of(&positions, &options(1), &[1.0; 40], alone).block()) < 40);
    // More threads than there is work for are not started.
    for threads in [2, 100_000] {
        let of_many = Agreement::of(&positions, Options { threads, ..options(1) });
        assert_eq!(agreement, Agreement { options: options(1), ..of_many });
    }
    for (a, b, joint) in agreement.joint.iter() {
        let (mut items, mut credit) = (0, 0.0);
        for item in 0..40 {
            let level = |actor: usize| "NAY".find(rows[actor].as_bytes()[item] as char).map(|level| level as f64);
            if let (Some(x), Some(y)) = (level(a), level(b)) {
                items += 1;
                credit += 1.0 - (x - y).abs() / 2.0;
            }
        }
        assert_eq!(joint.items, items);
        assert!((joint.index(1).unwrap_or(0.0) * f64::from(items.max(1)) - credit).abs() < 1e-12);
    }
}

#[test]
fn nobody_one_actor_and_no_item() {
    for (actors, items) in [(0, 0), (1, 1), (2, 0)] {
        let nodes = (0..actors).map(|a| node(&format!("a{a}"))).collect();
        let items: Vec<Item> = (0..items).map(|v| item(&format!("v{v}"), ItemKind::Vote, &VOTE)).collect();
        let cells = vec![vec![Some(Held::new(0)); items.len()]; actors];
        let positions = Positions::from_cells(nodes, items, &cells, PositionOptions::default());
        let agreement = Agreement::of(&positions, options(5));
        assert_eq!(agreement.defined().count(), 0);
        let said = Identifiability::of(&positions, &agreement);
        assert!(said.statements.iter().all(|statement| statement.verdict == Verdict::Undefined));
        assert_eq!(said.table().len(), 2);
        assert!(!said.counts().is_empty());
    }
}

#[test]
fn what_can_be_said_comes_first() {
    let positions = votes(&["YYYNN", "YYYNN", "NNNYY", "Y...."]);
    let said = Identifiability::of(&positions, &Agreement::of(&positions, options(5)));
    assert_eq!((said.profiles, said.families), (3, 5));
    assert_eq!(said.alike, [["a000", "a001"]]);
    let joint = said.joint.clone().unwrap();
    assert_eq!((joint.min, joint.median, joint.max, joint.none, joint.below), (1, 3.0, 5, 0, 3));
    let of = |about: &str| said.statements.iter().find(|statement| statement.about == about).unwrap();
    assert_eq!(of("agreement").why.english, "3 of 6 pairs; 3 met on fewer than 5 items");
    assert_eq!(of("clusters").verdict, Verdict::Defined);
    assert_eq!(of("intervals over families").verdict, Verdict::Defined);
    assert_eq!(said.classes().len(), 2);
}

#[test]
fn one_instrument_is_said_before_any_number() {
    let positions = votes(&["Y", "N", "N", "-"]);
    let said = Identifiability::of(&positions, &Agreement::of(&positions, options(1)));
    assert_eq!(
        said.statements[0].why.english,
        "one instrument, two profiles: agreement can only be 0 or 1, and clusters restate who took which position"
    );
    let said = Identifiability::of(&positions, &Agreement::of(&positions, options(5)));
    assert!(said.statements.iter().any(|s| s.about == "agreement" && s.verdict == Verdict::Undefined));
    let unanimous = votes(&["Y", "Y"]);
    let said = Identifiability::of(&unanimous, &Agreement::of(&unanimous, options(1)));
    assert!(said.statements.iter().any(|s| s.about == "clusters" && s.verdict == Verdict::Undefined));
}

#[test]
fn the_list_of_positions_shows_absence_and_conflict() {
    let mut positions = votes(&["Y-", "N."]);
    let conflict = |actor: &str, item: &str| Conflict {
        actor: actor.into(),
        item: item.into(),
        said: vec!["for (s1)".into(), "against (s2)".into()],
    };
    positions.conflicts = vec![conflict("a001", "v0001"), conflict("stranger", "v0001")];
    let table = positions::table(&positions, positions::Options::default());
    let held: Vec<&str> = (0..table.len()).map(|row| table.text(row, ColumnRole::Status)).collect();
    assert_eq!(held, ["own", "own", "own", "conflict", "conflict"]);
    assert_eq!(table.text(1, ColumnRole::Position), "absent");
    assert_eq!(table.text(3, ColumnRole::Position), "for (s1) | against (s2)");
    let only = positions::Options { listing: positions::Listing::Positions };
    assert_eq!(positions::table(&positions, only).len(), 2);
}

fn measured(rows: [&str; 2], measure: Measure, minimum: usize) -> Result<f64, Undefined> {
    Agreement::of(&votes(&rows), Options { measure, minimum, ..Options::default() }).between(0, 1)
}

/// The golden vector with every measure; kappa agrees there with scikit-learn, pi and S are computed by hand.
#[test]
fn golden_vector_of_every_measure() {
    let expected = [
        (Measure::Index, 0.7142857),
        (Measure::S, 0.4285714),
        (Measure::SSquared, 0.5714286),
        (Measure::Kappa, 0.4166667),
        (Measure::Pi, 0.4042553),
        (Measure::KappaSquared, 0.5),
        (Measure::PiSquared, 0.4878049),
    ];
    for (measure, value) in expected {
        let found = measured(["YYNAYN.Y", "YNNYANYY"], measure, 5).unwrap();
        assert!((found - value).abs() < 5e-8, "{}: {found}, expected {value}", measure.word());
    }
}

/// Traps (a) and (b) and (c) of the definitions: constant and equal is undefined, always opposed is 0 and -1, one
/// abstention in ten is worth nothing beyond chance.
#[test]
fn traps_of_chance_correction() {
    for measure in [Measure::Kappa, Measure::Pi, Measure::KappaSquared] {
        assert!(measured(["YYYYY", "YYYYY"], measure, 5).unwrap_err().reason().contains("chance"));
    }
    assert_eq!(measured(["YYYYY", "NNNNN"], Measure::Kappa, 5), Ok(0.0));
    assert_eq!(measured(["YYYYY", "NNNNN"], Measure::Pi, 5), Ok(-1.0));
    assert_eq!(measured(["YYYYYYYYYY", "YYYYYYYYYA"], Measure::Kappa, 5), Ok(0.0));
    let pi = measured(["YYYYYYYYYY", "YYYYYYYYYA"], Measure::Pi, 5).unwrap();
    assert!((pi + 0.05).abs() < 0.003, "{pi}");
}

/// Leifeld's congruence on single statements: 4 alike, 2 half way, 1 against, of 7 and 8 positions. By hand.
#[test]
fn congruence_and_its_normalisations() {
    let value = |measure, normalisation| {
        let options = Options { measure, normalisation, ..Options::default() };
        Agreement::of(&votes(&["YYNAYN.Y", "YNNYANYY"]), options).between(0, 1).unwrap()
    };
    assert_eq!(value(Measure::Congruence, Normalisation::None), 5.0);
    assert_eq!(value(Measure::Conflict, Normalisation::None), 2.0);
    assert_eq!(value(Measure::Subtract, Normalisation::None), 3.0);
    assert_eq!(value(Measure::Congruence, Normalisation::Average), 5.0 / 7.5);
    assert_eq!(value(Measure::Congruence, Normalisation::Jaccard), 5.0 / 8.0);
    assert!((value(Measure::Congruence, Normalisation::Cosine) - 5.0 / 56_f64.sqrt()).abs() < 1e-12);
    // The known slip of the DNA software: identical actors with n single statements get 1 / n.
    for n in [2, 4, 10] {
        let row = "Y".repeat(n);
        let options =
            |normalisation| Options { measure: Measure::Congruence, normalisation, minimum: 1, ..Options::default() };
        let alike = |normalisation| Agreement::of(&votes(&[&row, &row]), options(normalisation)).between(0, 1).unwrap();
        assert_eq!(alike(Normalisation::DnaCompat), 1.0 / n as f64);
        assert_eq!(alike(Normalisation::Cosine), 1.0);
        assert_eq!(alike(Normalisation::Average), 1.0);
    }
}

#[test]
fn rules_for_abstention_and_absence() {
    let index = |abstention, absence| {
        let options = Options { abstention, absence, minimum: 1, ..Options::default() };
        let agreement = Agreement::of(&votes(&["YANA-Y", "YAAN--"]), options);
        (agreement.between(0, 1).unwrap(), agreement.joint.get(0, 1).items)
    };
    // Y=Y 1, A=A 1, N/A half, A/N half; absences left out.
    assert_eq!(index(Abstention::Half, Absence::Missing), (0.75, 4));
    assert_eq!(index(Abstention::Own, Absence::Missing), (0.5, 4));
    assert_eq!(index(Abstention::Missing, Absence::Missing), (1.0, 1));
    // With absence a stance of its own: -/- the same, Y/- different.
    assert_eq!(index(Abstention::Half, Absence::Own), (4.0 / 6.0, 6));
}

/// A text voted on every year counts once: two years of agreement in one series against one item of opposition.
#[test]
fn families_may_weigh_the_same() {
    let mut positions = votes(&["YYY", "YYN"]);
    positions.items[0].series = "text".into();
    positions.items[1].series = "text".into();
    let index =
        |weights| Agreement::of(&positions, Options { weights, minimum: 1, ..Options::default() }).between(0, 1);
    assert_eq!(index(Weights::Items), Ok(2.0 / 3.0));
    assert_eq!(index(Weights::Families), Ok(0.5));
    // Who met on one of two years met on half of the family: (1/2 x 1 + 1 x 0) / (1/2 + 1).
    let mut part = votes(&["YYY", "Y-N"]);
    part.items[..2].iter_mut().for_each(|item| item.series = "text".into());
    let options = Options { weights: Weights::Families, minimum: 1, ..Options::default() };
    assert!((Agreement::of(&part, options).between(0, 1).unwrap() - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn intervals_by_families_need_five_of_them() {
    let rows = ["YYNNYYAYNYYN", "YYNYNYAYNYNN"];
    let bootstrap =
        |resample| Options { bootstrap: Some(Bootstrap::new(200, resample)), minimum: 3, ..Options::default() };
    let positions = votes(&rows);
    let agreement = Agreement::of(&positions, bootstrap(Resample::Families));
    let (low, high) = agreement.interval(0, 1).unwrap();
    let index = agreement.between(0, 1).unwrap();
    assert!(low < index && index < high && low >= 0.0 && high <= 1.0, "{low} {index} {high}");
    // Whatever the threads, the same draws.
    assert_eq!(
        Agreement::of(&positions, Options { threads: 2, ..bootstrap(Resample::Families) }).interval(0, 1),
        Ok((low, high))
    );
    let mut three = positions.clone();
    three.items.iter_mut().enumerate().for_each(|(n, item)| item.series = format!("s{}", n % 3));
    let told = Agreement::of(&three, bootstrap(Resample::Families));
    assert_eq!(told.interval(0, 1).unwrap_err().reason(), "intervals not supported: 3 families");
    assert_eq!(told.between(0, 1), Ok(index));
    assert!(told.table().cell(0, ColumnRole::Low).unwrap().plain().contains("3 families"));
    let warned = Agreement::of(&three, bootstrap(Resample::Items));
    assert_eq!(warned.interval(0, 1), Ok((low, high)));
    // Wilson's bounds take the twelve for independent, which they are not when they fall into three series.
    let shared = |agreement: &Agreement| agreement.table().method.notes.iter().any(|note| note.contains("`identical`"));
    assert!(shared(&told) && !shared(&agreement));
    assert!(warned.method.notes.iter().any(|note| note.contains("3 families")), "{:?}", warned.method.notes);
}

fn built_in(names: &[&str], options: &PositionOptions) -> Positions {
    let folders = names.iter().map(|name| crate::dataset::builtin(name).unwrap()).collect();
    let graph = crate::graph::Graph::from(crate::dataset::load(folders, None).dataset.unwrap());
    Positions::of(&graph, options)
}

/// `toy-council` by hand: the stances on the flag are red and blue, without an order, and enter the index but not kappa.
#[test]
fn why_lists_what_the_number_is_made_of() {
    let positions = built_in(&["toy-council"], &PositionOptions::default());
    let rows = |options: Options| {
        let agreement = Agreement::of(&positions, options);
        let table = agreement.why(&positions, "ada", "dee").unwrap();
        let (a, b) = (agreement.actor("ada").unwrap(), agreement.actor("dee").unwrap());
        let items: Vec<String> = (0..table.len()).map(|row| table.text(row, ColumnRole::Item).to_owned()).collect();
        assert_eq!(items.len(), agreement.joint.get(a, b).items as usize, "{items:?}");
        (items, agreement.method.n.iter().find(|(what, _)| what == "items").unwrap().1)
    };
    let (of_index, all) = rows(options(1));
    let (of_kappa, ordered) = rows(Options { measure: Measure::Kappa, ..options(1) });
    assert!(of_index.contains(&"stance:harbour-flag".to_owned()));
    assert!(!of_kappa.contains(&"stance:harbour-flag".to_owned()));
    assert_eq!(all - ordered, 1);
    // Where weights differ, they stand beside the credits, and the number is their mean.
    let agreement = Agreement::of(&positions, Options { weights: Weights::Families, ..options(1) });
    let table = agreement.why(&positions, "ada", "bo").unwrap();
    let column = |role| (0..table.len()).map(move |row| (row, role)).collect::<Vec<_>>();
    let read = |role| -> Vec<f64> {
        column(role).into_iter().map(|(row, role)| table.cell(row, role).unwrap().as_f64().unwrap()).collect()
    };
    let (credits, weights) = (read(ColumnRole::Value), read(ColumnRole::Weight));
    let sum: f64 = credits.iter().zip(&weights).map(|(credit, weight)| credit * weight).sum();
    let place = |id| agreement.actor(id).unwrap();
    assert!((sum / weights.iter().sum::<f64>() - agreement.between(place("ada"), place("bo")).unwrap()).abs() < 1e-12);
    assert_eq!(weights.iter().filter(|weight| **weight == 0.5).count(), 2, "two of the tolls count half each");
}

/// An absence of its own has no place on a scale: kappa has nothing left of votes, and says that, not that nobody met.
#[test]
fn what_takes_the_order_is_named() {
    let positions = votes(&["YYNAYN", "YNNYA-"]);
    for (absence, abstention, what) in [
        (Absence::Own, Abstention::Half, "an absence of its own"),
        (Absence::Missing, Abstention::Own, "an abstention of its own"),
    ] {
        let agreement =
            Agreement::of(&positions, Options { measure: Measure::Kappa, absence, abstention, ..options(1) });
        let why = agreement.between(0, 1).unwrap_err();
        assert_eq!(why.reason(), format!("no joint item with an order: {what} takes it from a vote"));
        assert!(agreement.table().cell(0, ColumnRole::Value).unwrap().plain().contains(what));
        let said = Identifiability::of(&positions, &agreement);
        assert!(said.statements.iter().any(|one| one.why.english.contains(what)), "{:?}", said.statements);
        assert_eq!(agreement.why(&positions, "a000", "a001").unwrap().len(), 0);
    }
}

/// Two sources give eli `for` and `against` on one vote of `toy-council`: no position, and whoever reads a number is told.
#[test]
fn a_position_in_conflict_is_told() {
    let positions = built_in(&["toy-council"], &PositionOptions::default());
    let note = "1 position in conflict left out: eli (vote-5)";
    let agreement = Agreement::of(&positions, options(1));
    assert!(agreement.method.notes.iter().any(|said| said == note), "{:?}", agreement.method.notes);
    let clusters = crate::align::Clusters::of(&positions, &agreement, crate::align::clusters::Options::default());
    assert!(clusters.method.notes.iter().any(|said| said == note), "{:?}", clusters.method.notes);
}

/// Who joins in an adoption without a vote took part; nobody says that it held a position of its own.
#[test]
fn who_joins_in_an_adoption_took_part() {
    let adopted = item("c", ItemKind::Consensus, &[("for", Some(2), true)]);
    let cells = vec![vec![Some(Held::new(0))]; 2];
    let positions =
        Positions::from_cells(vec![node("a"), node("b")], vec![adopted], &cells, PositionOptions::default());
    let table = Agreement::of(&positions, options(1)).why(&positions, "a", "b").unwrap();
    let column = table.named("held").unwrap();
    assert_eq!(column.cells.at(0).plain(), "took part");
}

/// What never differed cannot differ in a resample; and a handful of resamples has no outer 2.5 %.
#[test]
fn intervals_that_say_too_little_are_told() {
    let positions = votes(&["YYYYYYNY", "YYYYYYNY", "NYNYNYNY"]);
    let notes = |replicates| {
        let bootstrap = Some(Bootstrap::new(replicates, Resample::Items));
        Agreement::of(&positions, Options { bootstrap, ..options(1) }).method.told_notes()
    };
    assert!(notes(200).contains("1 pair with an interval of no width"), "{}", notes(200));
    assert!(!notes(200).contains("too few"));
    assert!(notes(5).contains("5 resamples are too few for the middle 95 %"), "{}", notes(5));
}

/// A number stands under its own name, in a table, window by window and in a graph; the roles are the same.
#[test]
fn a_column_is_named_by_its_measure() {
    use crate::result::{CellRef, Column, RowByRow, Table};
    let positions = votes(&["YNYNYN", "YNYNNN", "YYYYYY", "YYYYYY"]);
    for &measure in Measure::ALL {
        let options = Options { measure, ..Options::default() };
        let agreement = Agreement::of(&positions, options);
        let name = if measure == Measure::Index { "agreement".to_owned() } else { measure.word().replace('-', "_") };
        let of = |table: &Table, role| table.by_role(role).map(|column| column.name.clone());
        let table = agreement.table();
        assert_eq!(of(&table, ColumnRole::Value), Some(name.clone()));
        assert_eq!(of(&agreement.graph().ties, ColumnRole::Weight), Some(name));
        // Which columns have cells without a value is known before the rows.
        let lacks = |column: &Column| column.cells.iter().any(|c| matches!(c, CellRef::Undefined(_)));
        assert_eq!(RowByRow::undefined(&agreement), table.columns.iter().map(lacks).collect::<Vec<_>>(), "{measure:?}");
    }
}
