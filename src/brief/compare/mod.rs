//! What changed between two codings: which claims, which answers, and which claims lie behind each changed cell.

mod cells;
mod lines;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::result::{ColumnRole, Document, Phrase, Table};

pub use cells::{Answer, Changed};
pub use lines::{Change, Line, Sort};

use cells::{Behind, Cells};
use lines::Lines;

/// One coding of a record: the tables that a report keeps of its claims and of its answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Coding {
    /// The datasets that went in.
    pub datasets: BTreeSet<String>,
    /// The version of the program that answered.
    pub version: String,
    /// The hash of every file of the data.
    pub inputs: BTreeMap<String, String>,
    /// The tables, of which [`Coding::TABLES`] are read.
    pub tables: Vec<Table>,
}

impl Coding {
    /// The names of the tables that are compared.
    pub const TABLES: &[&str] = &[
        "claims",
        "position-claims",
        "counts",
        "entities",
        "memberships",
        "clusters",
        "agreement",
        "forum-overlap",
        "lineage",
        "documented-paths",
        "main-path",
    ];
    fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

/// What changed between two codings of a record, cell by cell, with the changed claims behind each cell.
///
/// A claim is the same when it has the same id and says the same. One that says something else under its id is altered,
/// and every column that differs is named; one that says the same under another id is renumbered, which changes nothing.
/// Rows of positions, counts and entities are compared likewise. Answers are compared as the two reports give them:
/// the group of an actor (groups are matched by their members, since their names follow from their sizes), the
/// agreement of a pair and the items it rests on, the bounds of an overlap, a step, the pairs that a documented path
/// joins, and the steps of the main path.
///
/// # Undefined
/// The claims behind a cell that none of its own claims moved: it follows from claims on others (a group is one of all
/// actors), or from an option.
///
/// # Errors
/// In words, when the two have neither a dataset nor a claim in common.
///
/// # Cost
/// O(rows log rows) of the tables.
///
/// ```
/// use blocs::brief::compare::{Change, Coding, Comparison};
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table};
/// let coding = |object: &str| {
///     let mut claims = Table::new("claims", Method::default())
///         .column("claim", CellKind::Text, ColumnRole::Id, "")
///         .column("object", CellKind::Text, ColumnRole::Other, "");
///     claims.push([Cell::text("c1"), Cell::text(object)]);
///     Coding { datasets: ["toy".to_owned()].into(), tables: vec![claims], ..Coding::default() }
/// };
/// let found = Comparison::of(&coding("harbour"), &coding("river")).unwrap();
/// assert_eq!(found.lines[0].change, Change::Altered);
/// assert_eq!(found.lines[0].what, "object: harbour → river");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Lines of the record that are not the same in both, sort by sort.
    pub lines: Vec<Line>,
    /// The cells that changed, answer by answer; an answer that only one of the two holds is not there.
    pub answers: Vec<(Answer, Vec<Changed>)>,
    /// What is said of it.
    pub sentences: Vec<Phrase>,
    /// The changed lines, then the changed cells of each answer.
    pub tables: Vec<Table>,
    /// The rows of the earlier report whose lines are gone, a table of each sort, so that a page can still open them.
    pub gone: Vec<Table>,
}

impl Comparison {
    /// Compares an earlier coding with a later one.
    ///
    /// # Errors
    /// In words, when they have neither a dataset nor a claim in common.
    pub fn of(before: &Coding, now: &Coding) -> Result<Self, String> {
        let claims = |coding: &Coding| -> BTreeSet<String> {
            let table = coding.table(Sort::Claim.table());
            let ids = table.into_iter().flat_map(|table| (0..table.len()).map(|row| table.text(row, ColumnRole::Id)));
            ids.map(str::to_owned).collect()
        };
        if before.datasets.is_disjoint(&now.datasets) && claims(before).is_disjoint(&claims(now)) {
            let names = |coding: &Coding| coding.datasets.iter().cloned().collect::<Vec<_>>().join(", ");
            return Err(format!(
                "it is a report on {}, and this one is on {}: they have neither a dataset nor a claim in common",
                names(before),
                names(now)
            ));
        }
        let both = |name: &str| [before.table(name), now.table(name)];
        let ids = |table: &Table| -> Vec<String> {
            (0..table.len()).map(|row| table.text(row, ColumnRole::Id).to_owned()).collect()
        };
        // A position that is a claim stands among the claims.
        let claimed: BTreeSet<String> = both(Sort::Claim.table()).into_iter().flatten().flat_map(ids).collect();
        let of: BTreeMap<Sort, Lines> = Sort::ALL
            .into_iter()
            .map(|sort| {
                let takes = |id: &str| sort != Sort::Position || !claimed.contains(id);
                (sort, Lines::between(sort, both(sort.table()), &takes))
            })
            .collect();
        let claims: Vec<&Line> =
            of[&Sort::Claim].changed.iter().filter(|line| line.change != Change::Renumbered).collect();
        let positions = Lines::between(Sort::Position, both(Sort::Position.table()), &|_| true);
        let behind = Behind::of(&claims, &positions, &both);
        let (mut answers, mut tables, mut told) = (Vec::new(), Vec::new(), Vec::new());
        for answer in Answer::ALL {
            let [Some(was), Some(is)] = both(answer.table()) else { continue };
            let cells = Cells::between(answer, [was, is], &behind);
            if !cells.changed.is_empty() {
                tables.push(cells.table(answer));
            }
            told.push((answer, cells.all));
            answers.push((answer, cells.changed));
        }
        let lines: Vec<Line> = of.values().flat_map(|lines| lines.changed.iter().cloned()).collect();
        if !lines.is_empty() {
            tables.insert(0, lines::table(&lines.iter().collect::<Vec<_>>()));
        }
        let gone = [Sort::Claim, Sort::Position, Sort::Count].into_iter().filter_map(|sort| {
            let table = lines::gone(sort, before.table(sort.table())?, &of[&sort]);
            (!table.is_empty()).then_some(table)
        });
        let gone = gone.collect();
        let mut found = Self { lines, answers, sentences: Vec::new(), tables, gone };
        found.sentences = words::sentences(&found, before, now, &of, &told);
        Ok(found)
    }
    /// The section of a page.
    pub fn section(&self) -> Document {
        let mut page = Document::default();
        page.heading(2, Phrase::new("What changed since the earlier report", "前回の報告からの変化"));
        page.list(self.sentences.clone());
        for table in &self.tables {
            page.long_table(table.clone(), 40);
        }
        page
    }
}
