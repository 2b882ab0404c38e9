//! Votes as another maker writes them: codes say what its words mean, and a word that no code explains is listed,
//! never guessed.
//!
//!     cargo run --example votes_of_other_makers

use blocs::align::agreement::{Agreement, Options};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::import::{self, Columns, Foreign, Format, Register};
use blocs::report::diagnostics::{Dress, render};
use blocs::view::{PositionOptions, Positions};

const VOTES: &str =
    "rcid,country,vote\n1,ann,1\n1,ben,1\n1,cat,3\n2,ann,1\n2,ben,2\n2,cat,3\n3,ann,3\n3,ben,3\n3,cat,9\n";

pub fn main() {
    let file = [Foreign::new("votes.csv", VOTES.as_bytes().to_vec()).expect("it is not packed")];
    let columns =
        Columns { decision: "rcid".into(), actor: "country".into(), position: "vote".into(), ..Columns::default() };
    let read = |codes: &[&str]| {
        let codes = codes.iter().map(|code| import::code(code).expect("word=position")).collect();
        let options = import::Options { name: "votes".into(), codes, columns: columns.clone(), ..Default::default() };
        import::import(&file, Format::Long, &options, &Register::default())
    };
    let faults = read(&["1=for", "3=against"]).expect_err("2 and 9 are not explained");
    print!("{}", render(&faults, Dress::Plain, 10));
    assert!(faults[0].message.contains('2') && faults[0].message.contains('9'), "{}", faults[0].message);

    let folder = read(&["1=for", "2=abstain", "3=against", "9=-"]).expect("every word is explained");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let positions = Positions::of(&graph, &PositionOptions::default());
    let agreement = Agreement::of(&positions, Options { minimum: 1, ..Options::default() });
    let place = |id: &str| agreement.actor(id).expect("it votes");
    // By hand: Ann and Ben are alike on two votes and one step apart on the other, (1 + 1/2 + 1) / 3; 9 is no record,
    // so that Ann and Cat met on two, on opposite ends.
    assert_eq!(agreement.between(place("ann"), place("ben")), Ok(2.5 / 3.0));
    assert_eq!(agreement.between(place("ann"), place("cat")), Ok(0.0));
    let why = agreement.why(&positions, "ann", "cat").expect("both vote");
    assert_eq!(why.len(), 2);
    // Every position stands at its line of the file.
    let row =
        graph.positions().rows.iter().find_map(|row| graph.positions().evidence(row)).expect("a row with evidence");
    assert_eq!(row.to_string(), "file-votes:2");
}
