//! What is told beside the groups: how like others they are, and how far a search is.

use super::*;

#[test]
fn both_sides_of_a_comparison_are_told() {
    let found = by(Approach::Leiden, &CAMPS);
    let (alike, tree) = (by(Approach::Leiden, &["YYYYY", "YYYYY", "YYYYY"]), by(Approach::Average, &CAMPS));
    let all = [("itself".to_owned(), found.clone()), ("alike".to_owned(), alike), ("tree".to_owned(), tree)];
    let same = found.compare(&all);
    assert_eq!(same.cell(0, ColumnRole::Value).unwrap().as_f64(), Some(1.0));
    // Why one side has no groups is said on either side.
    let why = "alike: every defined pair agrees alike (1): nothing sets groups apart";
    assert!(same.cell(1, ColumnRole::Value).unwrap().plain().contains(why));
    let other = all[1].1.compare(&all[..1]);
    assert!(
        other.cell(0, ColumnRole::Value).unwrap().plain().contains("these groups: every defined pair agrees alike")
    );
    // Both methods are told: the one whole, the other where it is otherwise.
    assert_eq!([0, 2].map(|row| same.text(row, ColumnRole::Class)), ["Leiden over defined pairs", "average linkage"]);
    let said = same.method.to_string();
    assert!(said.contains("groups = Leiden over defined pairs") && said.contains("tree: clusters = 2"), "{said}");
    assert!(said.contains("null model = cpm") && !said.contains("tree: minimum"), "{said}");
    assert!(said.contains("3 actors in alike"), "{said}");
}

/// Who abstains throughout is half way from everybody: camps set them aside, and say so beside other groups too.
#[test]
fn a_comparison_carries_the_remarks_of_the_other_side() {
    let rows = ["YYYYY", "YYYYY", "NNNNN", "NNNNN", "AAAAA"];
    let (own, camps) = (by(Approach::Leiden, &rows), by(Approach::Camps, &rows));
    let table = own.compare(&[("camps".to_owned(), camps.clone())]);
    let remark = "camps: 1 actor set aside: no tie with a sign, any camp fits";
    assert!(table.method.notes.iter().any(|note| *note == remark), "{:?}", table.method.notes);
    assert!(own.method.notes.iter().all(|note| !note.contains("no tie with a sign")));
    // What is said of both is said once.
    let same = camps.compare(&[("camps".to_owned(), camps.clone())]);
    assert_eq!(same.method.notes, camps.method.notes);
}

/// Who waits is told of every run, of the runs of each round of consensus, and of every resample.
#[test]
fn a_search_tells_how_far_it_is() {
    let rows = noise(60, 12);
    let positions = votes(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let agreement = Agreement::of(&positions, agreement::Options::default());
    let bootstrap = Some(agreement::Bootstrap { replicates: 3, resample: agreement::Resample::Items, seed: 1 });
    let told = std::sync::Mutex::new(Vec::new());
    let progress = |what: &'static str, done: usize, all: usize| told.lock().unwrap().push((what, done, all));
    let found = Clusters::told(&positions, &agreement, Options { bootstrap, ..Options::default() }, &progress);
    let told = told.into_inner().unwrap();
    let times = |what: &str, done: usize, all: usize| told.iter().filter(|one| **one == (what, done, all)).count();
    assert!(found.method.notes.iter().any(|note| note.contains("consensus of 20 runs")), "{:?}", found.method.notes);
    assert_eq!((times("run", 20, 20), times("resample", 3, 3)), (1, 1), "{told:?}");
    assert!(times("run for a consensus", 20, 20) > 0);
}

/// Two bodies of four that no item joins: each actor has three defined pairs and four that are not.
#[test]
fn bodies_that_never_met_are_counted() {
    let rows = ["YYYYY-----", "YYYYN-----", "NNNNN-----", "NNNNY-----"];
    let other = ["-----YYYYY", "-----YYYYN", "-----NNNNN", "-----NNNNY"];
    let found = by(Approach::Leiden, &[rows, other].concat());
    let why = "2 sets of actors without a defined pair between them, of 4 + 4 actors";
    assert_eq!(found.found.unwrap_err().reason(), why);
}

/// Votes by lot have groups that every run finds: that is said to be of the search, until items are resampled.
#[test]
fn runs_that_end_alike_are_no_proof_of_groups() {
    let told = |found: &Clusters| found.method.notes.iter().any(|note| *note == super::OF_THE_SEARCH);
    assert!(told(&by(Approach::Leiden, &CAMPS)));
    let positions = votes(&CAMPS);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    let bootstrap = Some(agreement::Bootstrap { replicates: 3, resample: agreement::Resample::Items, seed: 1 });
    assert!(!told(&Clusters::of(&positions, &agreement, Options { bootstrap, ..Options::default() })));
}

/// Twenty of one mind and one against them all: 190 of 210 ties are of friends, and the camps are told to say little.
#[test]
fn camps_of_nearly_all_are_told_to_follow_from_the_level() {
    let mut rows = vec!["YYYYYY"; 20];
    rows.push("NNNNNN");
    let told = |rows: &[&str]| {
        let found = by(Approach::Camps, rows);
        found.method.notes.iter().any(|note| note.starts_with("190 of 210 ties are of friends"))
    };
    assert!(told(&rows));
    assert!(!told(&CAMPS));
}
