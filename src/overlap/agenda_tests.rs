//! Agendas of small forums, and of the two texts that meet in the norms of a set.

use super::*;
use crate::view::{AgendaOptions, Treated};

fn view(rows: &[(&str, &[(&str, usize)])]) -> Agendas {
    let node = |id: &str| Some(Node { id: id.into(), kind: "x".into(), name: id.into(), name_ja: String::new() });
    let cells = rows.iter().map(|(bearer, topics)| {
        let topics = topics.iter().map(|(topic, passages)| {
            (topic.to_string(), Treated { passages: *passages, claims: vec![format!("{bearer}-{topic}")] })
        });
        (bearer.to_string(), topics.collect())
    });
    Agendas::from_cells(cells.collect(), AgendaOptions::default(), node)
}

/// scikit-learn 1.9.1 on the same counts, `TfidfTransformer(norm=None)` and `cosine_similarity`: 0.73029674, 0, 0.20520903.
#[test]
fn rarity_is_the_smoothed_inverse_document_frequency() {
    let view =
        view(&[("f", &[("p", 3), ("t", 1)]), ("g", &[("h", 1), ("p", 1), ("t", 1)]), ("k", &[("h", 2), ("z", 4)])]);
    let found = Agenda::of(&view, Options::default());
    assert!((found.between(0, 1).cosine.clone().unwrap() - 0.730_296_74).abs() < 5e-9);
    assert!((found.between(1, 2).cosine.clone().unwrap() - 0.205_209_03).abs() < 5e-9);
    assert_eq!((found.between(0, 2).cosine.clone(), found.between(0, 2).topics), (Ok(0.0), (2, 2, 0)));
    assert_eq!(found.table().len(), 3);
    assert_eq!(found.closest().len(), 2);
    assert_eq!(found.graph().ends, [(0, 1), (1, 2)]);
}

/// All of f is in g, half of g in f, whichever is asked for first.
#[test]
fn the_first_of_a_pair_is_the_first_asked_for() {
    let found = Agenda::of(
        &view(&[("f", &[("p", 1)]), ("g", &[("p", 1), ("t", 1)])]),
        Options { minimum: 1, ..Options::default() },
    );
    let (one, other) = (found.between(0, 1), found.between(1, 0));
    assert_eq!((one.topics, one.contained, one.contained_other), ((1, 2, 1), Ok(1.0), Ok(0.5)));
    assert_eq!((other.topics, other.contained, other.contained_other), ((2, 1, 1), Ok(0.5), Ok(1.0)));
}

#[test]
fn one_topic_is_no_agenda_unless_asked() {
    let view = view(&[("f", &[("p", 1)]), ("g", &[("p", 1), ("t", 1)])]);
    let found = Agenda::of(&view, Options::default());
    assert_eq!(found.between(0, 1).cosine.clone().unwrap_err().reason(), "1 topic, minimum 2");
    let asked = Agenda::of(&view, Options { minimum: 1, weighting: Weighting::Presence });
    assert_eq!(
        (asked.between(0, 1).contained.clone(), asked.between(0, 1).contained_other.clone()),
        (Ok(1.0), Ok(0.5))
    );
    assert!(Agenda::of(&self::view(&[]), Options::default()).subject().is_none());
}

#[test]
fn shared_topics_come_first_with_claims_on_either_side() {
    let view = view(&[("f", &[("a", 1), ("p", 1)]), ("g", &[("p", 1), ("t", 1)])]);
    let found = Agenda::of(&view, Options::default());
    let why = found.why(&view, "f", "g").unwrap();
    let words: Vec<&str> = (0..3).map(|row| why.text(row, ColumnRole::Class)).collect();
    assert_eq!(words, ["both", "only f", "only g"]);
    assert_eq!(why.cell(0, ColumnRole::Claims).unwrap().plain(), "f-p");
    assert!(found.why(&view, "f", "f").is_err() && found.why(&view, "f", "x").is_err());
}

/// All that h is said to treat is denied too: it has no agenda, and what is disputed is told; of x nothing is coded.
#[test]
fn of_whom_all_topics_are_disputed_these_are_told() {
    let claims = vec!["said".to_owned(), "denied".to_owned()];
    let disputed = BTreeMap::from([(("h".to_owned(), "p".to_owned()), claims)]);
    let mut view = view(&[("f", &[("a", 1), ("p", 1)])]);
    view.disputed = disputed;
    let found = Agenda::of(&view, Options::default());
    let why = found.why(&view, "f", "h").unwrap();
    let words: Vec<&str> = (0..why.len()).map(|row| why.text(row, ColumnRole::Class)).collect();
    assert_eq!(words, ["only f", "only f", "disputed of h"]);
    assert_eq!(
        found.why(&view, "h", "h").unwrap_err().reason(),
        "h is not compared with itself: an overlap takes two forums"
    );
    assert_eq!(found.why(&view, "h", "x").unwrap_err().reason(), "no topic of x is coded in this view");
}
