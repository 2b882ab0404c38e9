//! What is said of every method, on positions small enough to judge by eye.

use super::super::super::agreement::tests::{item, node, votes};
use super::*;
use crate::align::agreement::{Absence, Abstention, Measure, Near, Options};
use crate::align::clusters;
use crate::view::{Held, PositionOptions};

fn said(positions: &Positions, options: Options) -> Vec<Statement> {
    let agreement = Agreement::of(positions, options);
    Identifiability::of(positions, &agreement).with_methods(positions, &agreement).statements
}

fn of<'a>(said: &'a [Statement], about: &str) -> (Verdict, &'a str) {
    let one = said.iter().find(|one| one.about == about).unwrap();
    (one.verdict, one.why.english.as_str())
}

/// One signing, three signed and two did not: nothing but the index has much to say, and each method says why.
#[test]
fn one_instrument_carries_no_method() {
    let signing = item("itr", ItemKind::Signing, &[("not-signed", Some(0), true), ("signed", Some(1), true)]);
    let cells: Vec<_> = [1, 1, 1, 0, 0].map(|code| vec![Some(Held::new(code))]).to_vec();
    let actors = ["a", "b", "c", "d", "e"].map(node).to_vec();
    let positions = Positions::from_cells(actors, vec![signing], &cells, PositionOptions::default());
    let found = said(&positions, Options { minimum: 1, ..Options::default() });
    assert!(of(&found, "positions").1.starts_with("one instrument, two profiles"));
    let why = "1 item; 5 actors always hold one position: between two that hold the same one, kappa and pi say nothing";
    assert_eq!(of(&found, "S, kappa and pi"), (Verdict::Partly, why));
    let why = "6 of 10 pairs stand apart more than together";
    assert_eq!(of(&found, "signed groups and camps"), (Verdict::Defined, why));
    let why = "a single informative item: it tells sides, not positions";
    assert_eq!(of(&found, "ideal points"), (Verdict::Undefined, why));
    assert_eq!(of(&found, "cohesion"), (Verdict::Undefined, "no recorded vote"));
    assert_eq!(of(&found, "camps over time"), (Verdict::Undefined, "no item has a date that tells its year"));
    assert_eq!(of(&found, "saying, voting, signing"), (Verdict::Undefined, "1 signing and nothing else"));
    // Under the default minimum nothing is left of what rests on pairs.
    let found = said(&positions, Options::default());
    for about in ["S, kappa and pi", "signed groups and camps", "swing actors"] {
        assert_eq!(of(&found, about).0, Verdict::Undefined, "{about}");
    }
}

/// Where every position on an item has one place, chance does the same: kappa and pi have nothing to read, and S is 1 throughout.
/// Three items with an order give no pair the five it needs.
#[test]
fn items_of_one_place_are_none_for_kappa() {
    let rows = |cells: usize| vec![vec![Some(Held::new(0)); cells]; 3];
    let view = |items: Vec<_>| {
        let cells = rows(items.len());
        Positions::from_cells(["a", "b", "c"].map(node).to_vec(), items, &cells, PositionOptions::default())
    };
    let one = |at: usize| item(&format!("one-{at}"), ItemKind::Statement, &[("for", Some(0), true)]);
    let positions = view((0..5).map(one).collect());
    let why = "5 items; kappa and pi say nothing, as on each all positions have one place";
    assert_eq!(of(&said(&positions, Options::default()), "S, kappa and pi"), (Verdict::Partly, why));
    assert!(Agreement::of(&positions, Options { measure: Measure::S, ..Options::default() }).between(0, 1).is_ok());
    for measure in [Measure::Kappa, Measure::Pi] {
        assert!(Agreement::of(&positions, Options { measure, ..Options::default() }).between(0, 1).is_err());
    }
    let of_kind = |at: usize| {
        let levels = if at < 3 { [Some(0), Some(1)] } else { [None, None] };
        item(&format!("i{at}"), ItemKind::Stance, &[("a", levels[0], true), ("b", levels[1], true)])
    };
    let positions = view((0..8).map(of_kind).collect());
    let why = "3 items of 8 have an order; a pair needs 5 with an order";
    assert_eq!(of(&said(&positions, Options::default()), "S, kappa and pi"), (Verdict::Undefined, why));
    assert!(Agreement::of(&positions, Options { measure: Measure::S, ..Options::default() }).between(0, 1).is_err());
}

/// What one item can say is what it says: for and abstaining are half way under the index, at odds 1 less 2 under S, and kappa,
/// to which all are constant, has no number.
#[test]
fn one_instrument_names_its_two_values() {
    let first = |rows: &[&str], measure| {
        let found = said(&votes(rows), Options { minimum: 1, measure, ..Options::default() });
        of(&found, "positions").1.to_owned()
    };
    let two = |low, high| {
        format!(
            "one instrument, two profiles: agreement can only be {low} or {high}, and clusters restate who took which position"
        )
    };
    assert_eq!(first(&["Y", "Y", "A", "A"], Measure::Index), two("0.5", "1"));
    assert_eq!(first(&["Y", "Y", "N", "N"], Measure::Index), two("0", "1"));
    assert_eq!(first(&["Y", "Y", "N", "N"], Measure::S), two("-1", "1"));
    let alone = "one instrument, two profiles: clusters could only restate who took which position";
    assert_eq!(first(&["Y", "N"], Measure::Index), alone);
}

/// Ten pairs met on the first item alone, whatever else each did by itself: there are six items and six families, and no pair
/// rests on more than one.
#[test]
fn pairs_that_met_on_one_item_restate_it() {
    let rows = ["YY....", "Y.Y...", "Y..N..", "N...Y.", "N....N"];
    let once = Options { minimum: 1, ..Options::default() };
    let found = said(&votes(&rows), once);
    let why = "most pairs with a number met on a single item, which their agreement and their group restate";
    for about in ["positions", "clusters", "swing actors"] {
        assert_eq!(of(&found, about), (Verdict::Partly, why), "{about}");
    }
    let none = "6 families, but 0 of 10 pairs with a number met in 5 of them";
    assert_eq!(of(&found, "intervals over families"), (Verdict::Undefined, none));
    // Three met on six items of six families, the other two on six items that are one.
    let mut series = votes(&["YYYYYY......", "YYNYYY......", "YNYYNYYYYYYN", "......YYYYYY"]);
    series.items[6..].iter_mut().for_each(|item| item.series = "one".into());
    let found = said(&series, once);
    let some = "7 families, but 3 of 4 pairs with a number met in 5 of them";
    assert_eq!(of(&found, "intervals over families"), (Verdict::Partly, some));
    assert_eq!(of(&found, "clusters").0, Verdict::Defined);
}

/// What is said of clusters before they are sought is what is said when they are: two parliaments that never met, with two of
/// three pairs of each undefined; and, under kappa, two that differ once those who never change are set aside.
#[test]
fn the_reason_of_no_groups_is_that_of_the_groups() {
    let parliaments = [
        "YYNYNNNN........",
        "YYNYNNYN........",
        "NYYNYYYY........",
        "NYNYYNNY........",
        "........NYYNNYNY",
        "........YNYNNYNN",
        "........NNYNYNNY",
        "........NNYNYYNN",
    ];
    let kappa = Options { measure: Measure::Kappa, ..Options::default() };
    let cases = [
        (&parliaments[..], Options::default(), "2 sets of actors without a defined pair between them"),
        (&["YYYYYY", "YYYYYY", "NNNNNN", "YNYNYN", "NYNYNY"], kappa, "only one pair has a number, -1"),
        (&["YYYYYY", "YYYYYY", "NNNNNN", "YNYNYN"], kappa, "fewer than two actors are left when those that hold one"),
        (&["YYYYYY", "YYYYYY", "YYYYYY"], Options::default(), "every defined pair agrees alike (1)"),
    ];
    for (rows, options, start) in cases {
        let positions = votes(rows);
        let agreement = Agreement::of(&positions, options);
        let why = crate::align::Clusters::of(&positions, &agreement, Default::default()).found.unwrap_err();
        assert!(why.reason().starts_with(start), "{why}");
        let found = said(&positions, options);
        for about in ["clusters", "swing actors"] {
            assert_eq!(of(&found, about), (Verdict::Undefined, why.reason()));
        }
        let camps = clusters::Options { approach: Approach::Camps, ..Default::default() };
        match crate::align::Clusters::of(&positions, &agreement, camps).found {
            // A pair of foes is no group by the default method, and two camps.
            Ok(camps) => {
                let why = "1 of 9 pairs stands apart more than together";
                assert_eq!((camps.len(), of(&found, "signed groups and camps")), (2, (Verdict::Defined, why)));
            }
            Err(why) => assert_eq!(of(&found, "signed groups and camps"), (Verdict::Undefined, why.reason())),
        }
        assert_eq!(of(&found, "cohesion").0, Verdict::Partly);
    }
}

/// Four of whom each two agree in 2 of 6 votes, by hand: foes of each other alone, which nothing sets apart by default and who
/// are four camps.
#[test]
fn foes_alone_are_camps() {
    let positions = votes(&["YYYYYY", "YYNNNN", "NNYYNN", "NNNNYY"]);
    let found = said(&positions, Options::default());
    assert!(of(&found, "clusters").1.starts_with("every defined pair agrees alike (0.333"));
    let why = "6 of 6 pairs stand apart more than together";
    assert_eq!(of(&found, "signed groups and camps"), (Verdict::Defined, why));
    let agreement = Agreement::of(&positions, Options::default());
    for &approach in Approach::ALL {
        let options = clusters::Options { approach, ..Default::default() };
        let groups = crate::align::Clusters::of(&positions, &agreement, options).found;
        let said = Identifiability::of_groups_by(&positions, &agreement, approach).statements;
        match groups {
            Ok(_) => assert_eq!(of(&said, "clusters"), (Verdict::Defined, "4 profiles on 6 items"), "{approach:?}"),
            Err(why) => assert_eq!(of(&said, "clusters"), (Verdict::Undefined, why.reason()), "{approach:?}"),
        }
    }
}

/// Of two pairs with a number one met on a single item: half are not most.
#[test]
fn half_of_the_pairs_are_not_most() {
    let once = Options { minimum: 1, ..Options::default() };
    let found = said(&votes(&["YYYYYY.", "YYNYYY.", "......Y", "......N"]), once);
    assert_eq!(of(&found, "agreement").0, Verdict::Partly);
    assert!(found.iter().all(|one| one.about != "positions"), "{found:?}");
    // A third pair that met once makes them two of three.
    let found = said(&votes(&["YYYYYY..", "YYNYYY.Y", "......Y.", "......NN"]), once);
    assert!(of(&found, "positions").1.starts_with("most pairs with a number met on a single item"));
}

#[test]
fn votes_carry_what_they_carry() {
    let rows = ["YYYYYYYYYY", "YYYYYNNNNN", "NNNNNYYYYY", "YNYNYNYNYN", "YYN.......", "NNY......."];
    let found = said(&votes(&rows), Options { minimum: 3, ..Options::default() });
    let why = "4 of 6 actors took a position on at least 8 of 10 informative items";
    assert_eq!(of(&found, "ideal points"), (Verdict::Partly, why));
    assert_eq!(of(&found, "cohesion"), (Verdict::Defined, "10 recorded votes"));
    assert_eq!(of(&found, "S, kappa and pi"), (Verdict::Defined, "10 items"));
    assert_eq!(of(&found, "swing actors").0, Verdict::Defined);
    let conflict = said(&votes(&rows), Options { minimum: 3, measure: Measure::Conflict, ..Options::default() });
    let why = "conflict tells how far apart two stand, not how near";
    for about in ["clusters", "signed groups and camps", "swing actors"] {
        assert_eq!(of(&conflict, about), (Verdict::Undefined, why));
    }
}

/// Where nobody took a position, or one group is all that there is, it is said so.
#[test]
fn nobody_and_a_group_alone() {
    let found = said(&votes(&["------", "------"]), Options::default());
    let why = "nobody took a position: every record says absent or not eligible";
    assert_eq!(of(&found, "agreement"), (Verdict::Undefined, why));
    assert_eq!(of(&found, "clusters"), (Verdict::Undefined, why));
    assert_eq!(of(&found, "cohesion"), (Verdict::Undefined, why));
    let own = Options { absence: crate::align::agreement::Absence::Own, ..Options::default() };
    assert_eq!(of(&said(&votes(&["------", "------"]), own), "agreement").0, Verdict::Defined);
    let vote = item("v", ItemKind::Vote, &[("against", Some(0), true), ("for", Some(2), true)]);
    let bloc = crate::view::Node { kind: "bloc".into(), ..node("union") };
    let alone = Positions::from_cells(vec![bloc], vec![vote], &[vec![Some(Held::new(1))]], PositionOptions::default());
    // A signing alone, set apart, is no lack of items.
    let mut signing = votes(&["YY", "YN"]);
    signing.items.iter_mut().for_each(|item| item.kind = ItemKind::Signing);
    let apart = Options { signatures: crate::align::agreement::Signatures::Apart, ..Options::default() };
    let why = "2 signings and nothing else, and signatures = apart: `as-positions` compares them";
    assert_eq!(of(&said(&signing, apart), "agreement"), (Verdict::Undefined, why));
    signing.items[0].kind = ItemKind::Vote;
    let agreement = crate::align::Agreement::of(&signing, Options { minimum: 1, ..apart });
    assert!(agreement.method.notes.iter().any(|note| note == "1 signing left out: signatures are apart"));
    let why = "1 actor and 1 item: nobody to compare (a bloc passes its positions to its members where inherited = on)";
    assert_eq!(of(&said(&alone, Options::default()), "agreement"), (Verdict::Undefined, why));
}

#[test]
fn sides_are_no_positions() {
    let found = said(&votes(&["YYYYYYYYY", "YYYYYYYYY", "NNNNNNNNN", "NNNNNNNNN"]), Options::default());
    assert_eq!(of(&found, "ideal points").1, "two profiles: sides, not positions");
    let found = said(&votes(&["YYYYYYYYY", "YYYYYYYYY"]), Options::default());
    assert_eq!(of(&found, "ideal points").1, "no informative item: nowhere do 2.5 % stand in a minority");
}

/// Pairs without a number stand under their own reasons, and all of them add up.
#[test]
fn every_undefined_pair_has_its_own_reason() {
    let kappa = Options { measure: Measure::Kappa, ..Options::default() };
    // Two that never differ, one that does: of three pairs the first alone is explained by chance.
    let found = said(&votes(&["YYYYYY", "YYYYYY", "YNYNYN"]), kappa);
    let why = "2 of 3 pairs; in 1 both always hold one position, which chance explains";
    assert_eq!(of(&found, "agreement"), (Verdict::Partly, why));
    let found = said(&votes(&["YYYYYY", "YYYYYY"]), kappa);
    let why = "in every pair with enough joint items both always hold one position, which chance explains";
    assert_eq!(of(&found, "agreement"), (Verdict::Undefined, why));
    let own = Options { abstention: crate::align::agreement::Abstention::Own, ..kappa };
    let why = of(&said(&votes(&["YNYNYN", "YYNNYN"]), own), "agreement").1.to_owned();
    assert!(why.ends_with("and this measure takes ordered items only"), "{why}");
    // Without groups there is no cohesion of clusters.
    assert_eq!(of(&found, "cohesion").0, Verdict::Partly);
}

/// The counts of `un-ict-votes` with abstentions as no position, from its tables by a second program: 105 profiles, and 104
/// actors in 15 classes; with abstentions half way 113, and 94 in 13.
#[test]
fn profiles_follow_the_rules() {
    let folders = ["un-ict-votes", "states"].map(|name| crate::dataset::builtin(name).unwrap()).to_vec();
    let graph = crate::graph::Graph::from(crate::dataset::load(folders, None).dataset.unwrap());
    let positions = Positions::of(&graph, &PositionOptions::default());
    let counts = |abstention| {
        let agreement = Agreement::of(&positions, Options { abstention, ..Options::default() });
        let said = Identifiability::of(&positions, &agreement);
        (said.profiles, said.alike.iter().map(Vec::len).sum::<usize>(), said.alike.len())
    };
    assert_eq!(counts(Abstention::Half), (113, 94, 13));
    assert_eq!(counts(Abstention::Missing), (105, 104, 15));
    // By hand: the two differ in an absence alone, and in being near a code alone.
    let absent = votes(&["YN-", "YN."]);
    let profiles =
        |positions: &Positions, options| Identifiability::of(positions, &Agreement::of(positions, options)).profiles;
    assert_eq!(profiles(&absent, Options::default()), 1);
    assert_eq!(profiles(&absent, Options { absence: Absence::Own, ..Options::default() }), 2);
    let stance = item("s", ItemKind::Stance, &[("no", Some(0), true), ("yes", Some(1), true)]);
    let cells = [vec![Some(Held::new(1))], vec![Some(Held::new(1).near())]];
    let near = Positions::from_cells(["a", "b"].map(node).to_vec(), vec![stance], &cells, PositionOptions::default());
    assert_eq!(profiles(&near, Options::default()), 2);
    assert_eq!(profiles(&near, Options { near: Near::Same, ..Options::default() }), 1);
    // Two profiles on one item with three numbers: alike, opposed, and two who are near one code, half way by rule.
    let cells = [Held::new(0), Held::new(0), Held::new(1).near(), Held::new(1).near()].map(|held| vec![Some(held)]);
    let near = Positions::from_cells(["a", "b", "c", "d"].map(node).to_vec(), near.items, &cells, near.options);
    let found = said(&near, Options { minimum: 1, ..Options::default() });
    let why =
        "one instrument, two profiles: agreement can only be 0, 0.5 or 1, and clusters restate who took which position";
    assert_eq!(of(&found, "positions"), (Verdict::Partly, why));
}

/// A view of firms, or of a decade without items, holds nothing: which positions there are is said, and of what else was
/// asked. By hand from `toy-council`: six states and their council, five votes, a
/// signing and two stances.
#[test]
fn an_empty_view_tells_what_there_is() {
    use crate::view::Window;
    let folder = crate::dataset::builtin("toy-council").unwrap();
    let graph = crate::graph::Graph::from(crate::dataset::load(vec![folder], None).dataset.unwrap());
    let of = |options: PositionOptions| {
        let positions = Positions::of(&graph, &options);
        let agreement = Agreement::of(&positions, Options::default());
        let groups = crate::align::Clusters::of(&positions, &agreement, Default::default()).found.unwrap_err();
        let said = said(&positions, Options::default());
        assert_eq!(of(&said, "agreement"), (Verdict::Undefined, groups.reason()));
        let kinds = agreement.method.parameters.iter().find(|(name, _)| name == "actor kinds").unwrap();
        assert_eq!(kinds.1, "none");
        groups.reason().to_owned()
    };
    let there = "these data hold positions of state (6), bloc (1) on vote (5), signing (1), stance (2)";
    let plain = PositionOptions::default;
    let statements = PositionOptions { items: vec![ItemKind::Statement], ..plain() };
    assert_eq!(of(statements), format!("nobody holds a position on an item of kind statement; {there}"));
    let window = Window::parse(Some("2090"), Some("2091")).unwrap();
    let late = PositionOptions { window, ..plain() };
    assert!(of(late).starts_with("nobody holds a position; the window is 2090-01-01 to 2091-12-31"));
    let nobody = nobody(
        &Positions::of(&graph, &PositionOptions { actors: vec!["firm".into()], ..plain() }),
        &Options::default(),
    );
    assert_eq!(nobody.unwrap().english, format!("nobody of kind firm holds a position; {there}"));
}
