//! Cell probabilities that somebody gives, in place of those that sums make likely.

use std::collections::BTreeMap;

use super::{Incidence, Side};
use crate::result::Undefined;

/// How likely each actor is to take part in each forum: from theory, or from a model fitted elsewhere.
///
/// ```
/// use blocs::overlap::backbone::Weights;
/// let weights = Weights::read("actor,forum,probability\nann,club,0.25\nbo,club,1\n").unwrap();
/// assert_eq!(weights.probability("ann", "club"), Some(0.25));
/// assert_eq!(weights.probability("ann", "pub"), None);
/// let faults = Weights::read("actor,forum,probability\nann,club,2\nann,club\n").unwrap_err();
/// assert_eq!(faults, ["line 2: `2` is no probability from 0 to 1", "line 3: expected actor,forum,probability"]);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights {
    cells: BTreeMap<(String, String), f64>,
}

impl Weights {
    /// Reads a CSV table with the header `actor,forum,probability`.
    ///
    /// # Errors
    /// Every line that says no probability, or says one again.
    pub fn read(text: &str) -> Result<Self, Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let (mut cells, mut faults) = (BTreeMap::new(), Vec::new());
        for (at, record) in reader.records().enumerate() {
            let said = |fault: String| format!("line {}: {fault}", at + 1);
            let expected = || said("expected actor,forum,probability".to_owned());
            let record = match record {
                Ok(record) if record.len() == 3 => record,
                _ => {
                    faults.push(expected());
                    continue;
                }
            };
            let [actor, forum, word] =
                [0, 1, 2].map(|column| record[column].trim().trim_start_matches('\u{feff}').to_owned());
            if at == 0 {
                faults.extend((word != "probability").then(expected));
                continue;
            }
            match word.parse::<f64>() {
                Ok(p) if (0.0..=1.0).contains(&p) => {
                    if let Some(before) = cells.insert((actor.clone(), forum.clone()), p)
                        && before != p
                    {
                        faults.push(said(format!("{actor} in {forum} is {p}, but {before} above")));
                    }
                }
                _ => faults.push(said(format!("`{word}` is no probability from 0 to 1"))),
            }
        }
        if cells.is_empty() && faults.is_empty() {
            faults.push("no cell is given".to_owned());
        }
        if faults.is_empty() { Ok(Self { cells }) } else { Err(faults) }
    }
    /// The same with the ids that names stand for.
    ///
    /// # Errors
    /// What `id` says of the first name that it does not know.
    pub fn named<E>(&self, id: impl Fn(&str) -> Result<String, E>) -> Result<Self, E> {
        let named = |((actor, forum), p): (&(String, String), &f64)| Ok(((id(actor)?, id(forum)?), *p));
        Ok(Self { cells: self.cells.iter().map(named).collect::<Result<_, E>>()? })
    }
    /// How likely an actor is to take part in a forum.
    pub fn probability(&self, actor: &str, forum: &str) -> Option<f64> {
        self.cells.get(&(actor.to_owned(), forum.to_owned())).copied()
    }
    /// The probability of every cell of a table, row by row; what is no matter of chance is 0 or 1.
    pub(super) fn of(&self, table: &Incidence, side: Side) -> Result<Vec<Vec<f64>>, Undefined> {
        let (mut missing, mut impossible) = (Vec::new(), Vec::new());
        let mut cells = Vec::with_capacity(table.things.len());
        for (i, (thing, filled)) in table.things.iter().zip(&table.rows).enumerate() {
            let mut row = Vec::with_capacity(table.columns.len());
            for (k, column) in table.columns.iter().enumerate() {
                let (actor, forum) = if side == Side::Actors { (thing, column) } else { (column, thing) };
                let p = match table.given.get(&(i, k)) {
                    Some(certain) => Some(if *certain { 1.0 } else { 0.0 }),
                    None => self.probability(&actor.id, &forum.id),
                };
                let cell = || format!("{} in {}", actor.id, forum.id);
                if p.is_none() {
                    missing.push(cell());
                }
                let is_in = filled.binary_search(&(k as u32)).is_ok();
                if p == Some(0.0) && is_in || p == Some(1.0) && !is_in {
                    impossible.push(cell());
                }
                row.push(p.unwrap_or(0.0));
            }
            cells.push(row);
        }
        let told = |what: &str, cells: &[String]| {
            let first = cells.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
            let more = if cells.len() > 3 { format!(" and {} more", cells.len() - 3) } else { String::new() };
            Err(Undefined::because(format!("{what}: {first}{more}")))
        };
        match (missing.as_slice(), impossible.as_slice()) {
            ([], []) => Ok(cells),
            ([], impossible) => told("the weights rule out what the record says", impossible),
            (missing, _) => told("no probability is given for every cell", missing),
        }
    }
}
