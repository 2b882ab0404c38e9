//! How far two texts treat the same issues and norms, and which claims say so.
//!
//!     cargo run --example what_they_treat

use blocs::dataset;
use blocs::graph::Graph;
use blocs::overlap::agenda::{Agenda, Options};
use blocs::record::behind;
use blocs::report::terminal;
use blocs::view::{AgendaOptions, Agendas, Bearers};

pub fn main() {
    let folders = ["cyber-norms", "states"].map(|name| dataset::builtin(name).expect("a built-in dataset"));
    let graph = Graph::from(dataset::load(folders.into(), None).dataset.expect("it has no fault"));
    let texts = AgendaOptions { of: Bearers::Documents, ..AgendaOptions::default() };
    let agendas = Agendas::of(&graph, &texts);
    let agenda = Agenda::of(&agendas, Options::default());
    let (lucca, report) = ("g7-lucca-declaration", "gge-2015-report");
    let place = |id: &str| agendas.bearer(id).expect("it holds norms");
    let pair = agenda.between(place(report), place(lucca));
    println!("{}\ncosine {:.3}", agenda.method, pair.cosine.clone().expect("both have an agenda"));
    let why = agenda.why(&agendas, lucca, report).expect("both have an agenda");
    print!("{}", terminal::table(&behind::claims(&graph, why), None));

    // The Lucca Declaration lists twelve norms, of which it says that the first eleven are those of the report of
    // 2015: it takes over all that the report holds, and adds the theft of trade secrets.
    assert_eq!((pair.topics.0, pair.topics.2), (11, 11));
    let (of_the_report, of_the_declaration) = (pair.contained.clone(), pair.contained_other.clone());
    assert_eq!((of_the_report, of_the_declaration), (Ok(1.0), Ok(11.0 / pair.topics.1 as f64)));
    assert!(
        agendas.treated(lucca, "norm-12-ip-theft").is_some() && agendas.treated(report, "norm-12-ip-theft").is_none()
    );
}
