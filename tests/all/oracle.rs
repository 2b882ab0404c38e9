//! Answers against the hand computations of `graph-data/toy-council/README.md`, and the golden vector of the methods.

use blocs::align::agreement::{Agreement, Options, Signatures};
use blocs::graph::Graph;
use blocs::influence::paths::{Listing, Options as PathOptions, Paths, Verdict};
use blocs::model::{Measure, Participation, Position};
use blocs::overlap::forums::{Bounded, Forums, Options as ForumOptions};
use blocs::record::decision::unaccounted;
use blocs::view::{
    AffiliationOptions, Affiliations, Flow, FlowOptions, Inheritance, ItemKind, Membership, PositionOptions, Positions,
    Sessions,
};

use crate::common::{built_in, folder, graph};

fn council() -> Graph {
    graph(built_in("toy-council"))
}

fn positions(items: &[ItemKind], inherited: Inheritance) -> Positions {
    Positions::of(&council(), &PositionOptions { items: items.to_vec(), inherited, ..PositionOptions::default() })
}

/// The index as a number; the README gives fractions, which doubles hold to their last digits.
fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-12
}

/// The table "Agreement": pair; five votes (n, f, g, index); with the signing and with stances (n, index).
type Pair = (&'static str, &'static str, (u32, u32, u32, f64), (u32, f64), (u32, f64));
const AGREEMENT: [Pair; 15] = [
    ("ada", "bo", (5, 4, 0, 4. / 5.), (6, 5. / 6.), (7, 11. / 14.)),
    ("ada", "cy", (5, 1, 1, 3. / 10.), (6, 5. / 12.), (7, 5. / 14.)),
    ("ada", "dee", (5, 0, 1, 1. / 10.), (6, 1. / 12.), (7, 1. / 14.)),
    ("ada", "eli", (4, 0, 1, 1. / 8.), (4, 1. / 8.), (4, 1. / 8.)),
    ("ada", "fay", (3, 0, 0, 0.), (3, 0.), (3, 0.)),
    ("bo", "cy", (5, 1, 1, 3. / 10.), (6, 5. / 12.), (7, 3. / 7.)),
    ("bo", "dee", (5, 1, 1, 3. / 10.), (6, 1. / 4.), (6, 1. / 4.)),
    ("bo", "eli", (4, 1, 1, 3. / 8.), (4, 3. / 8.), (4, 3. / 8.)),
    ("bo", "fay", (3, 1, 0, 1. / 3.), (3, 1. / 3.), (3, 1. / 3.)),
    ("cy", "dee", (5, 2, 2, 3. / 5.), (6, 1. / 2.), (6, 1. / 2.)),
    ("cy", "eli", (4, 1, 2, 1. / 2.), (4, 1. / 2.), (4, 1. / 2.)),
    ("cy", "fay", (3, 2, 1, 5. / 6.), (3, 5. / 6.), (3, 5. / 6.)),
    ("dee", "eli", (4, 2, 2, 3. / 4.), (4, 3. / 4.), (4, 3. / 4.)),
    ("dee", "fay", (3, 2, 1, 5. / 6.), (3, 5. / 6.), (3, 5. / 6.)),
    ("eli", "fay", (3, 2, 1, 5. / 6.), (3, 5. / 6.), (3, 5. / 6.)),
];

fn agreement(items: &[ItemKind], minimum: usize) -> Agreement {
    let options = Options { minimum, ..Options::default() };
    Agreement::of(&positions(items, Inheritance::Off), options)
}

#[test]
fn agreement_of_every_pair_on_the_five_votes() {
    let votes = agreement(&[ItemKind::Vote], 2);
    let at_five = agreement(&[ItemKind::Vote], 5);
    assert_eq!(votes.joint.len(), AGREEMENT.len());
    for (a, b, (n, f, g, index), _, _) in AGREEMENT {
        let (a, b) = (votes.actor(a).unwrap(), votes.actor(b).unwrap());
        let joint = votes.joint.get(a, b);
        // A position one step away on the scale of votes earns part of the credit; none is near its code here.
        assert_eq!((joint.items, joint.same, joint.between, joint.near), (n, f, g, 0), "{a} {b}");
        assert!(near(votes.between(a, b).unwrap(), index), "{a} {b}");
        assert!(near((f64::from(f) + f64::from(g) / 2.) / f64::from(n), index));
        assert_eq!(at_five.between(a, b).is_ok(), n >= 5, "{a} {b}");
    }
    assert_eq!((votes.defined().count(), at_five.defined().count()), (15, 6));
}

#[test]
fn agreement_with_the_signing_and_with_stances() {
    let signing = agreement(&[ItemKind::Vote, ItemKind::Signing], 2);
    let stances = agreement(&[ItemKind::Vote, ItemKind::Signing, ItemKind::Stance], 2);
    for (a, b, _, with_signing, with_stances) in AGREEMENT {
        for (agreement, (n, index)) in [(&signing, with_signing), (&stances, with_stances)] {
            let (a, b) = (agreement.actor(a).unwrap(), agreement.actor(b).unwrap());
            assert_eq!(agreement.joint.get(a, b).items, n, "{a} {b}");
            assert!(near(agreement.between(a, b).unwrap(), index), "{a} {b}");
        }
    }
    // The signing can stand apart: then the votes alone are left.
    let apart = Options { minimum: 2, signatures: Signatures::Apart, threads: 2, ..Options::default() };
    let apart = Agreement::of(&positions(&[ItemKind::Vote, ItemKind::Signing], Inheritance::Off), apart);
    assert_eq!(apart.joint, agreement(&[ItemKind::Vote], 2).joint);
}

#[test]
fn positions_as_the_table_has_them() {
    let rows = [
        ("ada", ["for", "for", "against", "for", "for", "signed"]),
        ("bo", ["for", "for", "for", "for", "for", "signed"]),
        ("cy", ["for", "against", "abstain", "against", "against", "signed"]),
        ("dee", ["against", "against", "for", "abstain", "against", "not-signed"]),
        ("eli", ["against", "abstain", "for", "against", "", ""]),
        ("fay", ["absent", "against", "for", "against", "", "not-eligible"]),
    ];
    let positions = positions(&[ItemKind::Vote, ItemKind::Signing], Inheritance::Off);
    for (actor, words) in rows {
        for (item, word) in ["vote-1", "vote-2", "vote-3", "vote-4", "vote-5", "signing-charter"].iter().zip(words) {
            let place = positions.items.iter().position(|other| other.id == *item).unwrap();
            let actor = positions.actor(actor).unwrap();
            let held = positions.held(actor, place);
            let found = held.map_or("", |held| &positions.items[place].codes[held.code()].word);
            assert_eq!(found, word, "{actor} on {item}");
            // Absent and not eligible are recorded, and are no positions.
            let counts = !["", "absent", "not-eligible"].contains(&word);
            assert_eq!(positions.position(actor, place).is_some(), counts, "{actor} on {item}");
        }
    }
    let conflict = &positions.conflicts[..];
    assert_eq!((conflict.len(), &*conflict[0].actor, &*conflict[0].item), (1, "eli", "vote-5"));
    assert_eq!(conflict[0].said, ["for (vote-5/eli, minutes)", "against (vote-5/eli, gazette)"]);
}

#[test]
fn stances_and_what_is_inherited() {
    let stance = |inherited: Inheritance, actor: &str, item: &str| -> Option<(String, bool, bool)> {
        let positions = positions(&[ItemKind::Stance], inherited);
        let place = positions.items.iter().position(|other| other.object == item || other.id == item)?;
        let held = positions.held(positions.actor(actor)?, place)?;
        Some((positions.items[place].codes[held.code()].word.clone(), held.is_near(), held.is_inherited()))
    };
    use Inheritance::{Off, On};
    let own = |code: &str| Some((code.to_owned(), false, false));
    assert_eq!(stance(Off, "ada", "tolls"), own("free"));
    assert_eq!(stance(Off, "bo", "tolls"), Some(("low".to_owned(), true, false)));
    assert_eq!(stance(Off, "cy", "tolls"), own("high"));
    assert_eq!(stance(Off, "dee", "harbour-flag"), own("blue"));
    assert_eq!(stance(Off, "bo", "harbour-flag"), None);
    assert_eq!(stance(On, "bo", "harbour-flag"), Some(("red".to_owned(), false, true)));
    assert_eq!(stance(On, "ada", "harbour-flag"), own("red"));
}

#[test]
fn tallies_are_the_counts_of_the_table() {
    let graph = council();
    let dataset = graph.dataset();
    for tally in dataset.tallies.iter().filter(|tally| tally.measure.position().is_some()) {
        let position = tally.measure.position().unwrap();
        let named = dataset.named(&tally.decision, position, None).len() as u64;
        assert_eq!(named, tally.value, "{} of {}", tally.measure, tally.decision);
    }
    let of_vote_5 = dataset.tallies.iter().filter(|tally| tally.decision == "vote-5");
    let of_vote_5: Vec<_> = of_vote_5.map(|tally| (tally.measure, tally.value)).collect();
    assert_eq!(of_vote_5, [(Measure::Present, 5)]);
    let said = unaccounted(&graph, dataset.decision("signing-charter").unwrap());
    assert_eq!(english(&said), ["5 eligible: 3 signed, 1 not-signed, 1 unaccounted for"]);
    assert!(dataset.named("signing-charter", Position::Signed, None).iter().eq(&["ada", "bo", "cy"]));
}

/// The table "Overlap": pair; both named and bounds; Jaccard of the named and bounds; overlap coefficient likewise.
type Meeting = (&'static str, &'static str, [f64; 3], [f64; 3], [f64; 3]);
const OVERLAP: [Meeting; 6] = [
    ("harbour-council", "river-board", [2., 2., 2.], [1. / 3.; 3], [2. / 3.; 3]),
    ("harbour-council", "star-club", [2., 2., 4.], [2. / 5., 1. / 3., 4. / 5.], [1., 2. / 3., 1.]),
    ("harbour-council", "harbour-bloc", [2.; 3], [2. / 5.; 3], [1.; 3]),
    ("river-board", "star-club", [1., 1., 3.], [1. / 4., 1. / 5., 3. / 4.], [1. / 2., 1. / 3., 1.]),
    ("river-board", "harbour-bloc", [2.; 3], [2. / 3.; 3], [1.; 3]),
    ("star-club", "harbour-bloc", [1., 1., 2.], [1. / 3., 1. / 5., 2. / 3.], [1. / 2., 1. / 2., 1.]),
];

#[test]
fn overlap_of_every_pair_with_its_bounds() {
    let view = Affiliations::of(&council(), &AffiliationOptions::default());
    let forums = Forums::of(&view, ForumOptions::default());
    assert_eq!((view.actors.len(), view.arenas.len()), (6, 4));
    for (a, b, count, jaccard, overlap) in OVERLAP {
        let (a, b) = (view.arena(a).unwrap(), view.arena(b).unwrap());
        let pair = forums.between(a.min(b), a.max(b));
        for (found, expected) in [(&pair.count, count), (&pair.jaccard, jaccard), (&pair.overlap, overlap)] {
            let Bounded { named, low, high } = found.clone();
            let found = [named, low, high].map(Result::unwrap);
            assert!(found.iter().zip(expected).all(|(found, expected)| near(*found, expected)), "{a} {b}: {found:?}");
        }
    }
}

#[test]
fn who_attended_and_who_organised() {
    let cell = |modes: &[Participation], sessions: Sessions, actor: &str, arena: &str| {
        let options = AffiliationOptions { modes: modes.to_vec(), sessions, ..AffiliationOptions::default() };
        let view = Affiliations::of(&council(), &options);
        let (actor, arena) = (view.actors.iter().position(|other| other.id == actor)?, view.arena(arena)?);
        Some((view.cell(actor, arena), view.arenas[arena].listed_in_full))
    };
    let attended = [Participation::Attended];
    // Fay came as an observer, and observers are no members unasked.
    for (actor, is) in [("ada", Membership::In), ("cy", Membership::In), ("fay", Membership::Unknown)] {
        let lifted = cell(&attended, Sessions::Lifted, actor, "harbour-council");
        assert_eq!(lifted, Some((is, false)), "{actor}");
    }
    assert_eq!(cell(&attended, Sessions::Apart, "ada", "council-1"), Some((Membership::In, false)));
    assert_eq!(cell(&attended, Sessions::Apart, "fay", "council-1"), Some((Membership::Unknown, false)));
    let organised = cell(&[Participation::Organised], Sessions::Apart, "ada", "council-1");
    assert_eq!(organised, Some((Membership::In, false)));
}

#[test]
fn the_two_paths_step_by_step() {
    let flow = Flow::of(&council(), &FlowOptions::default());
    let options = PathOptions { listing: Listing::All, ..PathOptions::default() };
    let paths = Paths::between(&flow, "charter-draft", "outlook", &options).unwrap();
    let steps = |place: usize| -> Vec<(&str, &str, &str, bool)> {
        let steps = paths.paths[place].ties.iter().map(|&tie| &flow.ties[tie]);
        steps.map(|s| (&*flow.nodes[s.to].node.id, &*s.relation, &*s.date_text, s.reversed)).collect()
    };
    assert_eq!((paths.paths.len(), paths.found), (2, 2));
    let first = [
        ("charter", "derives_from", "2001-03-02", true),
        ("council-2", "mandates", "2001-03-05", false),
        ("outlook", "issues", "2004-01", false),
    ];
    let second = [first[0], ("rules", "cites", "", true), ("outlook", "cites", "2004-01", true)];
    assert_eq!((steps(0), steps(1)), (first.to_vec(), second.to_vec()));
    let weak = |place: usize| (paths.paths[place].inferred, paths.paths[place].planned, paths.paths[place].carried);
    assert_eq!((weak(0), weak(1)), ((0, 1, 0), (1, 1, 0)));
    assert_eq!(paths.paths[0].verdict, Verdict::Certain);
    assert!(paths.paths.iter().flat_map(|path| &path.ties).all(|&tie| !flow.ties[tie].claims.is_empty()));
    let back = Paths::between(&flow, "outlook", "charter-draft", &options).unwrap();
    assert_eq!((back.paths.len(), back.found), (0, 0));
}

/// methods.md, "Alignment", golden vector: A = [Y,Y,N,A,Y,N,-,Y], B = [Y,N,N,Y,A,N,Y,Y]: n = 7, IA = 0.7142857 and
/// S = 2 IA - 1 = 0.4285714; here read from a table, through the door and the view.
#[test]
fn the_golden_vector_of_agreement_from_a_table() {
    let words = |letters: &str| -> Vec<&str> {
        let word = |letter| match letter {
            'Y' => "for",
            'N' => "against",
            'A' => "abstain",
            _ => "absent",
        };
        letters.chars().map(word).collect()
    };
    let mut entities = String::from("id,kind,name\ns,document,S\na,state,A\nb,state,B\n");
    let (mut decisions, mut rows) = (String::from("id,procedure\n"), String::from("decision,actor,position,source\n"));
    for (number, (a, b)) in words("YYNAYN.Y").into_iter().zip(words("YNNYANYY")).enumerate() {
        entities += &format!("v{number},decision,V{number}\n");
        decisions += &format!("v{number},roll-call\n");
        rows += &format!("v{number},a,{a},s\nv{number},b,{b},s\n");
    }
    let tables = [
        ("sources.csv", "id\ns\n"),
        ("entities.csv", &*entities),
        ("decisions.csv", &*decisions),
        ("positions.csv", &*rows),
    ];
    let positions = Positions::of(&graph(vec![folder("golden", tables)]), &PositionOptions::default());
    let agreement = Agreement::of(&positions, Options::default());
    let index = agreement.between(0, 1).unwrap();
    assert_eq!(agreement.joint.get(0, 1).items, 7);
    assert!((index - 0.714_285_7).abs() < 5e-8 && (2. * index - 1. - 0.428_571_4).abs() < 1e-7);
}

fn english(said: &[blocs::result::Phrase]) -> Vec<&str> {
    said.iter().map(|phrase| phrase.english.as_str()).collect()
}

/// methods.md, "Facts about the flagship case": 89 signed, 55 did not; the dataset's README: 151 present, 7 unaccounted.
#[test]
fn the_flagship_signing() {
    let graph = graph(built_in("cyber-norms"));
    let decision = graph.dataset().decision("signing-itr-2012").unwrap();
    assert_eq!(english(&unaccounted(&graph, decision)), ["151 present: 89 signed, 55 not-signed, 7 unaccounted for"]);
    // The README: 11 of the 89 are named (Mauritania, the 90th, beside them), and 13 of the 55.
    let named = |position| graph.dataset().named("signing-itr-2012", position, None).len();
    assert_eq!((named(Position::Signed), named(Position::NotSigned)), (12, 13));
}
