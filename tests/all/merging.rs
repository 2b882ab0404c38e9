//! What is one thing when datasets are loaded together, and what is a fault.

use blocs::dataset::Loaded;

use crate::common::{built_in, folder, load};

const HEADER: &str = "id,subject,relation,object,source,lines\n";

/// Two datasets of one state and one bloc, with these claims.
fn two(first: &str, second: &str) -> Loaded {
    let dataset = |name: &str, claims: &str| {
        folder(
            name,
            [
                ("sources.csv", "id\ns\n".to_owned()),
                ("entities.csv", "id,kind,name\ns,document,S\nada,state,Ada\nbo,state,Bo\nf,bloc,F\n".to_owned()),
                ("claims.csv", format!("{HEADER}{claims}")),
            ],
        )
    };
    load(vec![dataset("one", first), dataset("two", second)])
}

#[test]
fn a_claim_that_two_datasets_hold_alike_is_one_claim() {
    let loaded = two("c1,ada,member_of,f,s,3\n", "c2,bo,member_of,f,s,4\nc1,ada,member_of,f,s,3\n");
    let dataset = loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let ids: Vec<&str> = dataset.claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(ids, ["c1", "c2"]);
    assert_eq!(dataset.claims[0].origin.file.as_ref(), "one/claims.csv");
}

#[test]
fn an_id_that_says_two_things_is_a_fault_that_names_both_places() {
    let loaded = two("c1,ada,member_of,f,s,3\n", "c1,ada,member_of,f,s,4\n");
    assert!(loaded.dataset.is_none());
    let [fault] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert_eq!(fault.rule, "repeated-id");
    assert!(fault.hint.contains("one/claims.csv:2"), "{fault:?}");
}

#[test]
fn counts_of_the_slides_stand_once_when_the_layer_is_loaded_with_what_it_lies_on() {
    let counts = |names: &[&str]| {
        let loaded = load(names.iter().flat_map(|name| built_in(name)).collect());
        let dataset = loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let of_slides = |tally: &&blocs::model::Tally| {
            tally.decision == "signing-itr-2012" && tally.evidence.source == "deguchi-slides"
        };
        dataset.tallies.iter().filter(of_slides).count()
    };
    // Eight rows of the slides on the signing: three of 55, three of 89, one each of 90 and 151.
    assert_eq!(counts(&["cyber-norms", "states"]), 8);
    assert_eq!(counts(&["cyber-norms", "states", "wcit-12"]), 8);
}
