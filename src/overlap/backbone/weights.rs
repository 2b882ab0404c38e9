//! Cell probabilities that somebody gives, in place of those that sums make likely.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Each with the line that gives it; 0 where no file does.
    cells: BTreeMap<(String, String), (f64, u64)>,
}

impl Weights {
    /// Reads a CSV table with the header `actor,forum,probability`.
    ///
    /// # Errors
    /// Every line that says no probability, or says one again.
    pub fn read(text: &str) -> Result<Self, Vec<String>> {
        const HEADER: [&str; 3] = ["actor", "forum", "probability"];
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let (mut read, mut faults) = (Self::default(), Vec::new());
        let (mut record, mut is_header) = (csv::StringRecord::new(), true);
        while match reader.read_record(&mut record) {
            Ok(more) => more,
            // A text is UTF-8, so that no record is broken.
            Err(error) => return Err(vec![error.to_string()]),
        } {
            let line = record.position().map_or(0, csv::Position::line);
            let header = std::mem::take(&mut is_header);
            let cell = |column: usize| record.get(column).map(|word| word.trim().trim_start_matches('\u{feff}'));
            let cells = [0, 1, 2].map(|column| cell(column).unwrap_or_default());
            if record.len() != 3 || header && cells != HEADER {
                faults.push(format!("line {line}: expected {}", HEADER.join(",")));
                continue;
            }
            let [actor, forum, word] = cells;
            match word.parse::<f64>() {
                _ if header => {}
                Ok(p) if (0.0..=1.0).contains(&p) => {
                    faults.extend(read.put((actor.to_owned(), forum.to_owned()), (p, line)).err());
                }
                _ => faults.push(format!("line {line}: `{word}` is no probability from 0 to 1")),
            }
        }
        if read.cells.is_empty() && faults.is_empty() {
            faults.push("no cell is given".to_owned());
        }
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }
    /// A cell is given once, or twice the same.
    fn put(&mut self, cell: (String, String), (p, line): (f64, u64)) -> Result<(), String> {
        match self.cells.get(&cell) {
            Some(&(before, above)) if before != p => {
                let ((actor, forum), first) = (&cell, above.min(line));
                let (before, p) = if above < line { (before, p) } else { (p, before) };
                Err(format!("line {}: {actor} in {forum} is {p}, but {before} in line {first}", above.max(line)))
            }
            Some(_) => Ok(()),
            None => {
                self.cells.insert(cell, (p, line));
                Ok(())
            }
        }
    }
    /// The same with the ids that names stand for.
    ///
    /// # Errors
    /// Every name that `id` does not know, with the first line that has it, and every cell that two names give differently.
    pub fn named<E: std::fmt::Display>(&self, id: impl Fn(&str) -> Result<String, E>) -> Result<Self, Vec<String>> {
        let mut lines: BTreeMap<&str, u64> = BTreeMap::new();
        for ((actor, forum), (_, line)) in &self.cells {
            for name in [actor, forum] {
                let first = lines.entry(name).or_insert(*line);
                *first = (*first).min(*line);
            }
        }
        let (mut ids, mut faults) = (BTreeMap::new(), Vec::new());
        for (&name, &line) in &lines {
            match id(name) {
                Ok(id) => _ = ids.insert(name, id),
                Err(error) => faults.push((line, format!("line {line}: {error}"))),
            }
        }
        let mut named = Self::default();
        for ((actor, forum), cell) in &self.cells {
            let (Some(actor), Some(forum)) = (ids.get(actor.as_str()), ids.get(forum.as_str())) else { continue };
            faults.extend(named.put((actor.clone(), forum.clone()), *cell).err().map(|fault| (cell.1, fault)));
        }
        faults.sort();
        if faults.is_empty() { Ok(named) } else { Err(faults.into_iter().map(|(_, fault)| fault).collect()) }
    }
    /// The forums of which cells are given, in order.
    pub(super) fn forums(&self) -> BTreeSet<&str> {
        self.cells.keys().map(|(_, forum)| forum.as_str()).collect()
    }
    /// How likely an actor is to take part in a forum.
    pub fn probability(&self, actor: &str, forum: &str) -> Option<f64> {
        self.cells.get(&(actor.to_owned(), forum.to_owned())).map(|(p, _)| *p)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two names of one actor give a cell twice: the same is no fault, another number is.
    #[test]
    fn two_names_of_one_actor_give_no_cell_twice() {
        let id = |name: &str| match name {
            "zz" | "yy" => Err(format!("nobody is called {name}")),
            name => Ok(name.to_lowercase()),
        };
        let of = |rows: &str| Weights::read(&format!("actor,forum,probability\n{rows}")).unwrap().named(id);
        assert_eq!(of("a,f1,0.5\nA,f1,0.5\n").unwrap().probability("a", "f1"), Some(0.5));
        assert_eq!(of("a,f1,0.5\nA,f1,0.9\n").unwrap_err(), ["line 3: a in f1 is 0.9, but 0.5 in line 2"]);
        assert_eq!(of("A,f1,0.9\na,f1,0.5\n").unwrap_err(), ["line 3: a in f1 is 0.5, but 0.9 in line 2"]);
        // Every name that nobody has is told, where it is.
        let faults = of("a,f1,0.5\nzz,f1,0.5\na,yy,1\nzz,f2,0\n").unwrap_err();
        assert_eq!(faults, ["line 3: nobody is called zz", "line 4: nobody is called yy"]);
    }

    /// Blank lines and quoted line ends count; columns in another order are no table of these.
    #[test]
    fn faults_stand_in_the_lines_of_the_file() {
        let faults = Weights::read("actor,forum,probability\n\n\na,f1,0.5\nb,f1,2\n").unwrap_err();
        assert_eq!(faults, ["line 5: `2` is no probability from 0 to 1"]);
        let faults = Weights::read("forum,actor,probability\nf1,a,0.5\n").unwrap_err();
        assert_eq!(faults, ["line 1: expected actor,forum,probability"]);
        assert!(Weights::read("\u{feff}actor,forum,probability\na,f1,0.5\n").is_ok());
    }
}
