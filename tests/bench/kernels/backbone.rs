//! Backbones of a two-mode table `actor,forum`, as the generator of inputs writes it, every list complete.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use blocs::math::bicm::Bicm;
use blocs::math::projection;
use blocs::overlap::backbone::{Backbone, Null, Options, Side};
use blocs::view::{AffiliationOptions, Affiliations, Arena, Membership, Node};

use crate::timing;

/// Memberships, each side by its place in the order of its ids.
struct Table {
    actors: Vec<String>,
    forums: Vec<String>,
    rows: Vec<Vec<u32>>,
}

impl Table {
    /// Reads `actor,forum`, plain or as the senate's bills come: the first two columns, whatever they are called.
    fn read(file: &Path) -> Self {
        let fault = |error: csv::Error| -> csv::StringRecord { panic!("{}: {error}", file.display()) };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(file).expect("the file opens");
        let pairs: Vec<(String, String)> = reader
            .records()
            .map(|record| record.unwrap_or_else(fault))
            .map(|record| (record[0].to_owned(), record[1].to_owned()))
            .collect();
        let ids = |side: fn(&(String, String)) -> &String| -> Vec<String> {
            pairs.iter().map(side).collect::<BTreeSet<_>>().into_iter().cloned().collect()
        };
        let (actors, forums) = (ids(|pair| &pair.0), ids(|pair| &pair.1));
        let place = |ids: &[String], id: &String| ids.binary_search(id).expect("every id is listed");
        let mut rows = vec![BTreeSet::new(); actors.len()];
        for (actor, forum) in &pairs {
            rows[place(&actors, actor)].insert(place(&forums, forum) as u32);
        }
        Self { rows: rows.into_iter().map(|row| row.into_iter().collect()).collect(), actors, forums }
    }
    /// The same as a view with complete lists.
    fn view(self) -> Affiliations {
        let node = |id: String| Node { name: id.clone(), id, kind: "state".to_owned(), name_ja: String::new() };
        let spoken = self.rows.iter().map(|row| row.iter().map(|forum| (*forum, Membership::In)).collect());
        Affiliations::from_spoken(
            self.actors.into_iter().map(node).collect(),
            self.forums
                .into_iter()
                .map(|id| Arena { node: node(id), listed_in_full: true, stated_size: None })
                .collect(),
            spoken.collect(),
            BTreeMap::new(),
            AffiliationOptions::default(),
        )
    }
}

/// `null`: sdsm, fdsm (100 tables), fixed-row, fixed-column; `bicm` for the fit alone, `projection` for the counts alone.
pub fn run(null: &str, file: &Path, threads: usize) {
    let table = Table::read(file);
    let what = format!("{null}, {} x {}", table.actors.len(), table.forums.len());
    match null {
        "bicm" => {
            let rows: Vec<usize> = table.rows.iter().map(Vec::len).collect();
            let mut columns = vec![0; table.forums.len()];
            table.rows.iter().flatten().for_each(|column| columns[*column as usize] += 1);
            let fit = timing::of(&what, 5, || Bicm::fit(&rows, &columns));
            let square = |row| (0..columns.len()).map(|column| fit.probability(row, column).powi(2)).sum::<f64>();
            let squares: f64 = (0..rows.len()).map(square).sum();
            println!("error {:e} after {} sweeps; sum of squared probabilities {squares}", fit.error, fit.sweeps);
        }
        "projection" => {
            let counts = timing::of(&what, 5, || projection::shared(&table.rows, table.forums.len(), threads));
            let (mut pairs, mut all, mut squares) = (0_u64, 0_u64, 0_u64);
            for count in counts.iter().flatten().map(|count| u64::from(*count)).filter(|count| *count > 0) {
                (pairs, all, squares) = (pairs + 1, all + count, squares + count * count);
            }
            println!("{pairs} pairs share {all}; sum of squared counts {squares}");
        }
        _ => {
            let view = table.view();
            let null = *Null::ALL
                .iter()
                .find(|other| other.word() == null)
                .expect("sdsm, fdsm, fixed-row, fixed-column, bicm or projection");
            let options = Options { of: Side::Actors, null, trials: 100, threads, ..Options::default() };
            let found = timing::of(&what, 5, || Backbone::of(&view, options).expect("a table with freedom"));
            let (mut kept, mut sum) = (0, 0.0);
            for (_, _, pair) in found.pairs() {
                kept += usize::from(pair.more < 0.05);
                sum += pair.more;
            }
            println!("{}\n{kept} pairs share more at 0.05, one side; sum of their tails {sum}", found.method);
        }
    }
}
