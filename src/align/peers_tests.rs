//! Mistakes that other programs make, each as a case that this one must not make. Those that concern the arithmetic of
//! one question stand beside it: the range of observed values and DNA's cosine in `agreement_tests`, signed modularity in
//! `math::residuals` and `math::leiden`, weights other than one in `math::frustration`.

use super::agreement::tests::votes;
use super::agreement::{Absence, Agreement, Measure, Normalisation, Options};
use super::clusters::{self, Approach, Clusters};
use crate::dataset::{self, File, Folder};
use crate::graph::Graph;
use crate::import::long;
use crate::math::csr::Csr;
use crate::math::{frustration, residuals};
use crate::result::ColumnRole;
use crate::view::{PositionOptions, Positions};

fn congruent(measure: Measure, normalisation: Normalisation) -> Options {
    Options { measure, normalisation, minimum: 1, ..Options::default() }
}

fn of_folder(folder: Folder) -> Positions {
    let loaded = dataset::load(vec![folder], None);
    let graph = Graph::from(loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics)));
    Positions::of(&graph, &PositionOptions::default())
}

/// DNA multiplies how often two actors say a thing and divides by the mean: three repeated statements of each count 3.0. A
/// position said three times is one position.
#[test]
fn dna_counts_repeated_statements_more_than_once() {
    let entities = "id,kind,name\ns,document,S\ntext,document,Text\nann,state,Ann\nben,state,Ben\n";
    let mut claims = String::from("id,subject,relation,object,status,certainty,source,lines\n");
    for (at, actor) in ["ann", "ben", "ann", "ben", "ann", "ben"].iter().enumerate() {
        claims += &format!("c{at},{actor},supports,text,actual,stated,s,{}\n", at + 1);
    }
    let file = |name: &str, text: &str| File { name: name.into(), bytes: text.into() };
    let files = vec![file("sources.csv", "id\ns\n"), file("entities.csv", entities), file("claims.csv", &claims)];
    let positions = of_folder(Folder { name: "repeated".into(), files, ..Folder::default() });
    let found = Agreement::of(&positions, congruent(Measure::Congruence, Normalisation::Average));
    assert_eq!(found.between(0, 1), Ok(1.0));
    assert_eq!(found.joint.get(0, 1).items, 1);
}

/// DNA adds conflict where one actor used a value and the other none. Who is silent on an item does not disagree.
#[test]
fn dna_takes_silence_for_conflict() {
    // On the second and third item one of the two says nothing.
    let positions = votes(&["YY.", "Y.N"]);
    let conflict = Agreement::of(&positions, congruent(Measure::Conflict, Normalisation::Average));
    assert_eq!(conflict.between(0, 1), Ok(0.0));
}

/// DNA reads the range of a scale from the values that occur, so that one extreme statement by a third actor changes the
/// number of two others, and a single level divides by zero.
#[test]
fn dna_reads_the_scale_from_what_was_said() {
    let between =
        |rows: &[&str]| Agreement::of(&votes(rows), Options { minimum: 1, ..Options::default() }).between(0, 1);
    assert_eq!(between(&["AA", "YA", "AA"]), Ok(0.75));
    assert_eq!(between(&["AA", "YA", "NN"]), Ok(0.75));
    assert_eq!(between(&["AA", "AA"]), Ok(1.0));
}

/// unvotes drops the rows of who was absent, which then cannot be told from who was not there at all, nor be counted.
#[test]
fn unvotes_loses_absence() {
    let positions = votes(&["Y-Y", "Y.Y"]);
    assert!(positions.held(0, 1).is_some() && positions.held(1, 1).is_none());
    assert!(positions.position(0, 1).is_none());
    let own = Options { absence: Absence::Own, minimum: 1, ..Options::default() };
    assert_eq!(Agreement::of(&votes(&["Y-", "Y-"]), own).joint.get(0, 1).items, 2);
    assert_eq!(Agreement::of(&positions, own).joint.get(0, 1).items, 2);
}

/// netify puts 0 for a pair that never met, and peacesciencer did for what it does not cover: unknown becomes "no tie", or
/// opposition. Such a pair has no number, no tie and a reason, and draws no line between groups.
#[test]
fn netify_makes_zeros_of_missing_pairs() {
    let positions = votes(&["YYYYY.....", ".....YYYYY", "NNNNNNNNNN"]);
    let found = Agreement::of(&positions, Options::default());
    assert!(found.between(0, 1).unwrap_err().reason().contains("no joint item"));
    assert_eq!((found.between(0, 2), found.between(1, 2)), (Ok(0.0), Ok(0.0)));
    assert_eq!(found.graph().ends, [(0, 2), (1, 2)]);
    let cell = found.table().cell(0, ColumnRole::Value).unwrap().plain();
    assert!(cell.contains("no joint item"), "{cell}");
}

/// leidenalg's recipe for negative ties weighs a few of them as much as all positive ones: two triangles of friends with
/// one pair of foes between them come to 1.0 there, and to 0.5 after Gómez et al., whose groups are the triangles.
#[test]
fn leidenalg_overweighs_a_few_foes() {
    let triangles = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)].map(|(a, b)| (a, b, 1.0));
    let ties: Vec<(usize, usize, f64)> = triangles.into_iter().chain([(2, 3, -1.0)]).collect();
    let quality = |groups: &[usize]| residuals::signed_modularity(6, &ties, groups).unwrap();
    assert!((quality(&[0, 0, 0, 1, 1, 1]) - 0.5).abs() < 1e-12);
    assert!(quality(&[0; 6]) < 0.5 && quality(&[0, 0, 1, 1, 2, 2]) < 0.5);
}

/// signnet takes signs of one unit only, and divides by the number of triangles where there is none. Agreement is a weight,
/// and three actors of whom two never met are no triangle.
#[test]
fn signnet_takes_no_weights_and_divides_by_no_triangle() {
    let positions = votes(&["YYYYY", "YYYYA", "NNNNA", "NNNNN"]);
    let agreement = Agreement::of(&positions, Options::default());
    let options = clusters::Options { approach: Approach::Camps, ..Default::default() };
    let found = Clusters::of(&positions, &agreement, options);
    assert_eq!(found.found, Ok(vec![("c1".into(), vec![0, 1]), ("c2".into(), vec![2, 3])]));
    let camps = frustration::camps(&Csr::from_ties(3, &[(0, 1, 0.5), (1, 2, -0.25)]), 2, 1, frustration::EFFORT);
    assert_eq!((camps.groups.as_slice(), camps.frustrated, camps.is_proved()), (&[0, 0, 1][..], 0.0, true));
}

/// A triangle of two friendships and one enmity: one tie is frustrated, F = 1/3.
#[test]
fn one_foe_in_a_triangle_is_a_third_of_balance() {
    let ties = [(0, 1, 1.0), (0, 2, 1.0), (1, 2, -1.0)];
    let graph = Csr::from_ties(3, &ties);
    let camps = frustration::camps(&graph, 2, 1, frustration::EFFORT);
    assert_eq!((camps.frustrated, camps.is_proved()), (1.0, true));
    assert!((1.0 - 2.0 * camps.frustrated / ties.len() as f64 - 1.0 / 3.0).abs() < 1e-12);
}

/// Gephi's modularity depends on the order of the table, and igraph reads whole numbers as doubles, so that ids beyond 2^53
/// become one. Rows in any order give the same groups; ids are text.
#[test]
fn gephi_depends_on_the_order_of_rows_and_igraph_merges_ids() {
    let ids = ["9007199254740992", "9007199254740993", "c", "d", "e"];
    let votes = ["YYYYYN", "NNNNNY", "YYYYYY", "NNNNYY", "YYYYNN"];
    let mut rows: Vec<String> = Vec::new();
    for (id, votes) in ids.iter().zip(votes) {
        rows.extend(
            votes
                .chars()
                .enumerate()
                .map(|(at, vote)| format!("v{at},{id},{}\n", if vote == 'Y' { "yes" } else { "no" })),
        );
    }
    let mut found = Vec::new();
    for turn in 0..4 {
        rows.rotate_left(7 * turn + 1);
        let text = format!("decision,actor,position\n{}", rows.concat());
        let positions = of_folder(long::folder("rows", text.into_bytes(), &[]).unwrap());
        assert_eq!(positions.actors.len(), 5);
        let agreement = Agreement::of(&positions, Options::default());
        found.push(Clusters::of(&positions, &agreement, clusters::Options::default()).found.unwrap());
    }
    assert_eq!(found[0][0].1, [0, 2, 4]);
    assert!(found.windows(2).all(|pair| pair[0] == pair[1]));
}
