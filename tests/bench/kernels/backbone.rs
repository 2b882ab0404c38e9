//! Backbones of a two-mode table `actor,forum`, as the generator of inputs writes it, every list complete.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use blocs::math::bicm::Bicm;
use blocs::overlap::backbone::{Backbone, Null, Options, Side};
use blocs::view::{AffiliationOptions, Affiliations, Arena, Membership, Node};

use crate::timing;

/// Actors by forums, each side in the order of its ids.
fn view(file: &Path) -> Affiliations {
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let rows: Vec<(String, String)> =
        reader.deserialize().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let ids = |side: fn(&(String, String)) -> &str| -> Vec<&str> {
        rows.iter().map(side).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let (actors, forums) = (ids(|row| &row.0), ids(|row| &row.1));
    let mut cells = vec![vec![Membership::Out; forums.len()]; actors.len()];
    for (actor, forum) in &rows {
        let place = |ids: &[&str], id: &str| ids.binary_search(&id).expect("every id is listed");
        cells[place(&actors, actor)][place(&forums, forum)] = Membership::In;
    }
    let node =
        |id: &str| Node { id: id.to_owned(), kind: "state".to_owned(), name: id.to_owned(), name_ja: String::new() };
    let arenas = forums.iter().map(|id| Arena { node: node(id), complete: true, stated_size: None });
    let actors = actors.iter().map(|id| node(id)).collect();
    Affiliations::from_cells(actors, arenas.collect(), &cells, BTreeMap::new(), AffiliationOptions::default())
}

/// `null`: sdsm, fdsm (100 tables), fixed-row, or bicm for the fit alone.
pub fn run(null: &str, file: &Path) {
    let view = view(file);
    let what = format!("{null}, {} x {}", view.actors.len(), view.arenas.len());
    if null == "bicm" {
        let is_in = |actor, arena| view.cell(actor, arena) == Membership::In;
        let rows: Vec<usize> = (0..view.actors.len())
            .map(|actor| (0..view.arenas.len()).filter(|&arena| is_in(actor, arena)).count())
            .collect();
        let columns: Vec<usize> = (0..view.arenas.len()).map(|arena| view.named(arena).count()).collect();
        let fit = timing::of(&what, 5, || Bicm::fit(&rows, &columns));
        let square = |row| (0..columns.len()).map(|column| fit.probability(row, column).powi(2)).sum::<f64>();
        let squares: f64 = (0..rows.len()).map(square).sum();
        println!("error {:e} after {} sweeps; sum of squared probabilities {squares}", fit.error, fit.sweeps);
        return;
    }
    let null =
        *Null::ALL.iter().find(|other| other.word() == null).expect("sdsm, fdsm, fixed-row, fixed-column or bicm");
    let options = Options { of: Side::Actors, null, trials: 100, ..Options::default() };
    let found = timing::of(&what, 3, || Backbone::of(&view, options).expect("a table with freedom"));
    println!("{}", found.method);
}
