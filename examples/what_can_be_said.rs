//! What the positions can carry at all, said before any number: which methods are supported, and why others are not.
//!
//!     cargo run --example what_can_be_said

use blocs::align::agreement::{Agreement, Options};
use blocs::align::identifiability::{Identifiability, Verdict};
use blocs::dataset;
use blocs::graph::Graph;
use blocs::view::{ItemKind, PositionOptions, Positions};

pub fn main() {
    let folder = dataset::builtin("toy-council").expect("a built-in dataset");
    let graph = Graph::from(dataset::load(vec![folder], None).dataset.expect("it has no fault"));
    let votes = PositionOptions { items: vec![ItemKind::Vote], ..PositionOptions::default() };
    let positions = Positions::of(&graph, &votes);
    let agreement = Agreement::of(&positions, Options { minimum: 5, ..Options::default() });
    let said = Identifiability::of(&positions, &agreement).with_methods(&positions, &agreement);
    println!("{}", said.method);
    for statement in &said.statements {
        println!("{}: {}: {}", statement.about, statement.verdict.word(), statement.why.english);
    }
    // By the table of the dataset's README: six of fifteen pairs met on all five votes, the other nine on three or
    // four.
    let joint = said.joint.as_ref().expect("six actors vote");
    assert_eq!((joint.pairs, joint.none, joint.below, joint.min, joint.max), (15, 0, 9, 3, 5));
    let verdict = |about: &str| said.statements.iter().find(|said| said.about == about).map(|said| said.verdict);
    assert_eq!(verdict("agreement"), Some(Verdict::Partly));
    // Five votes place nobody on an axis: fewer than eight.
    assert_eq!(verdict("ideal points"), Some(Verdict::Undefined));
}
