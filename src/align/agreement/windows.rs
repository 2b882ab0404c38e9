//! Agreement window by window.

use std::collections::BTreeMap;

use super::{Agreement, Options};
use crate::math::resample::quantile;
use crate::result::{Cell, CellKind, ColumnRole, Method, Table, Undefined};
use crate::view::{By, Period, Periods, Positions};

/// One window.
#[derive(Debug, Clone, PartialEq)]
pub struct OfWindow {
    /// When, or of which kind of item.
    pub period: Period,
    /// Items in it.
    pub items: usize,
    /// The agreement of all pairs on these items alone.
    pub agreement: Agreement,
}

/// Agreement in each year, session or kind of item: how far a body agrees over time, and which pairs changed most.
///
/// In each window agreement is computed from its items alone, so its minimum of joint items holds in each. Rolling
/// windows share items: neighbours are alike for that reason too.
///
/// # Undefined
/// As agreement is, window by window; the mean of a window without a defined pair; the change of a pair that is defined
/// in fewer than two windows is no row.
///
/// # Cost
/// That of agreement, a window at a time.
///
/// # Reference
/// That of the measure.
///
/// ```
/// # use blocs::{dataset, graph::Graph, view::{By, Periods, PositionOptions, Positions}};
/// use blocs::align::agreement::{ByWindow, Options};
/// let folders = ["un-ict-votes", "states"].map(|name| dataset::builtin(name).unwrap()).to_vec();
/// let graph = Graph::from(dataset::load(folders, None).dataset.unwrap());
/// let positions = Positions::of(&graph, &PositionOptions::default());
/// let years = Periods::of(&graph, &positions, By::Year).unwrap();
/// let by_year = ByWindow::of(&positions, &years, Options { minimum: 1, ..Options::default() });
/// assert_eq!(by_year.windows.len(), years.periods.len());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ByWindow {
    /// The windows in order.
    pub windows: Vec<OfWindow>,
    /// By what.
    pub by: By,
    /// How it was made.
    pub method: Method,
}

/// A pair in the two windows between which it is compared.
struct Change<'a> {
    ends: (&'a str, &'a str),
    names: (&'a str, &'a str),
    first: (&'a str, f64),
    last: (&'a str, f64),
}

impl ByWindow {
    /// Computes agreement in each window.
    pub fn of(positions: &Positions, periods: &Periods, options: Options) -> Self {
        let windows: Vec<OfWindow> = periods
            .periods
            .iter()
            .enumerate()
            .map(|(at, period)| {
                let seen = positions.only(periods.items(at));
                let agreement = Agreement::of(&seen, options);
                let items = seen.items.iter().filter(|item| options.enters(item)).count();
                OfWindow { period: period.clone(), items, agreement }
            })
            .collect();
        let mut method = crate::align::in_windows(options.method(positions), periods);
        if let Some(bootstrap) = options.bootstrap {
            method = method
                .with("bootstrap", bootstrap.replicates)
                .with("resample", bootstrap.resample.word())
                .with("interval", "95 % percentile")
                .seeded(bootstrap.seed);
            method.reference = format!("{}; Efron & Tibshirani 1993", method.reference);
        }
        method.note_each(told(&windows, &positions.remarks()));
        Self { windows, by: periods.by, method }
    }
    /// A row a pair and window.
    pub fn table(&self) -> Table {
        let mut table = Table::new("agreement-windows", self.method.clone())
            .titled("Agreement of pairs, window by window")
            .column("window", CellKind::Text, ColumnRole::Class, "")
            .column("order", CellKind::Integer, ColumnRole::Order, "");
        let Some(first) = self.windows.first() else { return table };
        let sharing = self.windows.iter().find(|window| window.agreement.shares_families);
        table = sharing.unwrap_or(first).agreement.columns(table);
        for (order, window) in self.windows.iter().enumerate() {
            for (a, b, joint) in window.agreement.joint.iter() {
                let when = [Cell::text(&window.period.name), Cell::count(order)];
                table.push(when.into_iter().chain(window.agreement.row(a, b, joint)));
            }
        }
        table
    }
    /// A row a window: how many pairs are defined, and the middle and the quarters of their agreement.
    pub fn summary(&self) -> Table {
        let unit = self.windows.first().map_or("", |window| window.agreement.options.measure.unit());
        let mut table = Table::new("agreement-by-window", self.method.clone())
            .titled("How far actors agree, window by window")
            .column("window", CellKind::Text, ColumnRole::Label, "")
            .column("items", CellKind::Integer, ColumnRole::Count, "")
            .column("actors", CellKind::Integer, ColumnRole::Attribute, "")
            .column("defined_pairs", CellKind::Integer, ColumnRole::Attribute, "")
            .column("mean", CellKind::Number, ColumnRole::Value, unit)
            .column("lower_quarter", CellKind::Number, ColumnRole::Attribute, unit)
            .column("upper_quarter", CellKind::Number, ColumnRole::Attribute, unit);
        for window in &self.windows {
            let values = window.values();
            let none = || Undefined::because("no pair is defined");
            table.push([
                Cell::text(&window.period.name),
                Cell::count(window.items),
                Cell::count(window.agreement.actors.len()),
                Cell::count(values.len()),
                Cell::number(window.mean()),
                Cell::number(quantile(&values, 0.25).ok_or_else(none)),
                Cell::number(quantile(&values, 0.75).ok_or_else(none)),
            ]);
        }
        table
    }
    /// A row a pair that is defined in two windows or more, the largest change first: from its first window to its last,
    /// or between the kinds of items on which it agrees least and most.
    pub fn changes(&self) -> Table {
        let measure = self.windows.first().map(|window| window.agreement.options.measure).unwrap_or_default();
        let (column, unit) = (measure.column(), measure.unit());
        let kinds = self.by == By::Kind;
        let [first, of_first, last, of_last] = match kinds {
            true => ["least_on", "least", "most_on", "most"],
            false => ["first", "first", "last", "last"],
        };
        let [at_first, at_last] = [of_first, of_last].map(|which| format!("{column}_{which}"));
        let mut table = Table::new("agreement-changes", self.method.clone())
            .titled(if kinds { "Whose agreement differs most by kind of item" } else { "Whose agreement changed most" })
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("actor_name", CellKind::Text, ColumnRole::Label, "")
            .column("other", CellKind::Text, ColumnRole::Other, "")
            .column("other_name", CellKind::Text, ColumnRole::Attribute, "")
            .column(first, CellKind::Text, ColumnRole::Attribute, "")
            .column(&at_first, CellKind::Number, ColumnRole::Attribute, unit)
            .column(last, CellKind::Text, ColumnRole::Attribute, "")
            .column(&at_last, CellKind::Number, ColumnRole::Attribute, unit)
            .column("change", CellKind::Number, ColumnRole::Value, "difference");
        for Change { ends, names, first, last } in self.changed() {
            table.push([
                Cell::text(ends.0),
                Cell::text(names.0),
                Cell::text(ends.1),
                Cell::text(names.1),
                Cell::text(first.0),
                Cell::Number(first.1),
                Cell::text(last.0),
                Cell::Number(last.1),
                Cell::Number(last.1 - first.1),
            ]);
        }
        table
    }
    fn changed(&self) -> Vec<Change<'_>> {
        let mut pairs: BTreeMap<(&str, &str), Change<'_>> = BTreeMap::new();
        for window in &self.windows {
            let name = window.period.name.as_str();
            for (a, b, index) in window.agreement.defined() {
                let (a, b) = (&window.agreement.actors[a], &window.agreement.actors[b]);
                let new = || Change {
                    ends: (&a.id, &b.id),
                    names: (&a.name, &b.name),
                    first: (name, index),
                    last: (name, index),
                };
                let pair = pairs.entry((&a.id, &b.id)).or_insert_with(new);
                match self.by {
                    By::Kind if index < pair.first.1 => pair.first = (name, index),
                    By::Kind if index <= pair.last.1 => {}
                    _ => pair.last = (name, index),
                }
            }
        }
        let mut changed: Vec<Change<'_>> = pairs.into_values().filter(|pair| pair.first.0 != pair.last.0).collect();
        let size = |pair: &Change<'_>| (pair.last.1 - pair.first.1).abs();
        changed.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.ends.cmp(&b.ends)));
        changed
    }
}

/// What is said of the numbers of single windows, each once, with how many windows or which one it is said of.
fn told(windows: &[OfWindow], already: &[String]) -> Vec<String> {
    let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for window in windows {
        for note in
            window.agreement.method.notes.iter().filter(|note| !already.iter().any(|said| *note == said.as_str()))
        {
            of.entry(note).or_default().push(&window.period.name);
        }
    }
    let all = windows.len();
    let said = of.into_iter().map(|(note, said_of)| match said_of.as_slice() {
        of_all if of_all.len() == all => note.to_owned(),
        [one] => format!("{one}: {note}"),
        some => format!("in {} of {all} windows: {note}", some.len()),
    });
    said.collect()
}

impl OfWindow {
    /// The mean agreement of the defined pairs.
    ///
    /// # Undefined
    /// Without any.
    pub fn mean(&self) -> Result<f64, Undefined> {
        let values = self.values();
        match values.len() {
            0 => Err(Undefined::because("no pair is defined")),
            count => Ok(values.iter().sum::<f64>() / count as f64),
        }
    }
    fn values(&self) -> Vec<f64> {
        let mut values: Vec<f64> = self.agreement.defined().map(|(_, _, index)| index).collect();
        values.sort_by(f64::total_cmp);
        values
    }
}
