//! The trays of ideal points.

use std::cmp::Ordering;

use super::design;
use super::{IdealPoints, Interval, ItemPoint, Model, WindowOfPoints};
use crate::math::item_response::{Hold, Pulls};
use crate::result::{Cell, CellKind, ColumnRole, Subject, Table, Undefined};
use crate::view::{By, Positions};

const SCALE: &str = "scale units";

impl IdealPoints {
    fn two(&self) -> bool {
        self.options.axes() == 2
    }
    /// Whether an item can have more than one cut point.
    fn several_cuts(&self) -> bool {
        self.options.model == Model::Ordinal
    }
    fn started(&self, name: &str, title: &str) -> Table {
        let table = Table::new(name, self.method.clone()).titled(title);
        match self.by {
            By::Whole => table,
            By::Year => table.column("year", CellKind::Text, ColumnRole::Class, ""),
            By::Session => table.column("session", CellKind::Text, ColumnRole::Class, ""),
            By::Kind => table.column("kind", CellKind::Text, ColumnRole::Class, ""),
        }
    }
    fn when(&self, window: &WindowOfPoints) -> Vec<Cell> {
        if self.by == By::Whole { Vec::new() } else { vec![Cell::text(&window.period.name)] }
    }
    /// A row an actor and window, those without a position with the reason.
    pub fn table(&self) -> Table {
        let sure = self.options.bootstrap.is_some();
        let mut table = self
            .started("ideal-points", "Ideal points")
            .column("actor", CellKind::Text, ColumnRole::Actor, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("position", CellKind::Number, ColumnRole::Value, SCALE);
        if sure {
            table = table
                .column("low", CellKind::Number, ColumnRole::Low, SCALE)
                .column("high", CellKind::Number, ColumnRole::High, SCALE)
                .column("standard_error", CellKind::Number, ColumnRole::Attribute, SCALE);
        }
        if self.two() {
            table = table.column("position_2", CellKind::Number, ColumnRole::Second, SCALE);
            if sure {
                table = table
                    .column("low_2", CellKind::Number, ColumnRole::Attribute, SCALE)
                    .column("high_2", CellKind::Number, ColumnRole::Attribute, SCALE)
                    .column("standard_error_2", CellKind::Number, ColumnRole::Attribute, SCALE);
            }
        }
        table = table.column("items", CellKind::Integer, ColumnRole::Count, "informative items").column(
            "correct",
            CellKind::Number,
            ColumnRole::Attribute,
            "share",
        );
        for window in &self.windows {
            let mut points: Vec<_> = window.points.iter().collect();
            // From left to right; those without a position last.
            points.sort_by(|a, b| match (&a.position, &b.position) {
                (Ok(x), Ok(y)) => x[0].total_cmp(&y[0]).then(a.actor.cmp(&b.actor)),
                (Ok(_), Err(_)) => Ordering::Less,
                (Err(_), Ok(_)) => Ordering::Greater,
                (Err(_), Err(_)) => a.actor.cmp(&b.actor),
            });
            for point in points {
                let actor = &self.actors[point.actor];
                let mut row = self.when(window);
                row.extend([Cell::text(&actor.id), Cell::text(&actor.name), Cell::text(&actor.name_ja)]);
                for axis in 0..self.options.axes() {
                    row.push(Cell::number(point.position.clone().map(|position| position[axis])));
                    if let Some(interval) = &point.interval {
                        let of = |part: fn(&Interval) -> f64| {
                            Cell::number(interval.clone().map(|interval| part(&interval[axis])))
                        };
                        row.extend([of(|i| i.low), of(|i| i.high), of(|i| i.error)]);
                    }
                }
                row.push(Cell::count(point.items));
                let correct = point.position.clone().map(|_| point.told as f64 / point.items.max(1) as f64);
                row.push(Cell::number(correct));
                table.push(row);
            }
        }
        table
    }
    /// A row an informative item and window: what it divides, where, and how well its positions are told.
    pub fn items(&self, positions: &Positions) -> Table {
        let mut table = self
            .started("ideal-point-items", "What the items divide")
            .column("item", CellKind::Text, ColumnRole::Item, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("discrimination", CellKind::Number, ColumnRole::Value, "per scale unit");
        if self.two() {
            table = table.column("discrimination_2", CellKind::Number, ColumnRole::Second, "per scale unit");
        }
        table = table.column("offset", CellKind::Number, ColumnRole::Offset, "");
        if self.several_cuts() {
            table = table.column("offset_high", CellKind::Number, ColumnRole::Attribute, "");
        }
        if !self.two() {
            table = table.column("cut_point", CellKind::Number, ColumnRole::Attribute, SCALE);
            if self.several_cuts() {
                table = table.column("cut_point_high", CellKind::Number, ColumnRole::Attribute, SCALE);
            }
        }
        table = table
            .column("positions", CellKind::Integer, ColumnRole::Count, "")
            .column("minority", CellKind::Integer, ColumnRole::Attribute, "")
            .column("errors", CellKind::Integer, ColumnRole::Attribute, "")
            .column("error_reduction", CellKind::Number, ColumnRole::Attribute, "share");
        for window in self.windows.iter().filter(|window| window.fit.is_ok()) {
            for item in &window.items {
                table.push(self.item_row(positions, window, item));
            }
        }
        table
    }
    fn item_row(&self, positions: &Positions, window: &WindowOfPoints, item: &ItemPoint) -> Vec<Cell> {
        let of = &positions.items[item.item];
        let mut row = self.when(window);
        row.extend([Cell::text(&of.id), Cell::text(&of.name)]);
        row.extend(item.discrimination.iter().take(self.options.axes()).map(|slope| Cell::Number(*slope)));
        let one = || Undefined::because("two steps, one cut");
        let mut ends = vec![item.cuts.first().copied()];
        if self.several_cuts() {
            ends.push(item.cuts.get(1..).and_then(<[f64]>::last).copied());
        }
        row.extend(ends.iter().map(|cut| Cell::number(cut.ok_or_else(one))));
        if !self.two() {
            let slope = item.discrimination[0];
            row.extend(ends.iter().map(|cut| {
                let flat = || Undefined::because("it divides nobody along this axis");
                Cell::number(
                    cut.ok_or_else(one).and_then(|cut| if slope.abs() < 1e-6 { Err(flat()) } else { Ok(cut / slope) }),
                )
            }));
        }
        let fit = item.fit;
        let reduction = if fit.minority == 0 { Err(Undefined::because("no minority")) } else { Ok(item.reduction()) };
        row.extend([
            Cell::count(fit.answers),
            Cell::count(fit.minority),
            Cell::count(fit.errors),
            Cell::number(reduction),
        ]);
        row
    }
    /// The items that separate best, at most so many: by the share of errors that the estimate avoids, then by how
    /// many positions they rest on.
    pub fn separating(&self, positions: &Positions, most: usize) -> Table {
        let mut table = self.items(positions);
        let all: Vec<(f64, usize)> = self
            .windows
            .iter()
            .filter(|window| window.fit.is_ok())
            .flat_map(|window| window.items.iter().map(|item| (item.reduction(), item.fit.minority)))
            .collect();
        let mut rows: Vec<usize> = (0..all.len()).collect();
        rows.sort_by(|&a, &b| all[b].0.total_cmp(&all[a].0).then(all[b].1.cmp(&all[a].1)).then(a.cmp(&b)));
        rows.truncate(most);
        table = table.pick(&rows);
        table.title = "Items that separate best".into();
        table
    }
    /// A row a window: how the estimate came out.
    pub fn fits(&self) -> Table {
        let mut table = self
            .started("ideal-point-fit", "How well the positions are told")
            .column("actors", CellKind::Integer, ColumnRole::Count, "")
            .column("items", CellKind::Integer, ColumnRole::Attribute, "informative")
            .column("lopsided", CellKind::Integer, ColumnRole::Attribute, "items left out")
            .column("separated", CellKind::Integer, ColumnRole::Attribute, "items told by order alone")
            .column("positions", CellKind::Integer, ColumnRole::Attribute, "")
            .column("correct", CellKind::Number, ColumnRole::Value, "share")
            .column("apre", CellKind::Number, ColumnRole::Attribute, "share")
            .column("gmp", CellKind::Number, ColumnRole::Attribute, "probability")
            .column("sweeps", CellKind::Integer, ColumnRole::Attribute, "")
            .column("last_change", CellKind::Number, ColumnRole::Attribute, "standard deviations")
            .column("converged", CellKind::Boolean, ColumnRole::Attribute, "");
        if self.by != By::Whole {
            table = table.column("link", CellKind::Number, ColumnRole::Attribute, "correlation with the window beside");
        }
        for window in &self.windows {
            let positioned = window.points.iter().filter(|point| point.position.is_ok()).count();
            let mut row = self.when(window);
            row.extend([positioned, window.items.len(), window.lopsided, window.separated].map(Cell::count));
            let fit = &window.fit;
            let whole = |part: fn(&super::Fit) -> usize| {
                fit.as_ref().map_or_else(|reason| Cell::Undefined(reason.clone()), |fit| Cell::count(part(fit)))
            };
            let number = |part: fn(&super::Fit) -> f64| Cell::number(fit.clone().map(|fit| part(&fit)));
            row.extend([
                whole(|fit| fit.votes),
                number(|fit| fit.correct),
                number(|fit| fit.reduction),
                number(|fit| fit.probability),
                whole(|fit| fit.sweeps),
                number(|fit| fit.change),
                fit.as_ref().map_or_else(|reason| Cell::Undefined(reason.clone()), |fit| Cell::Boolean(fit.converged)),
            ]);
            if self.by != By::Whole {
                let alone = || Undefined::because("placed by itself");
                row.push(Cell::number(fit.clone().and_then(|fit| fit.link.ok_or_else(alone))));
            }
            table.push(row);
        }
        table
    }
    /// What pulls an actor, and where: each item it took a position on, with how far that position alone moves it; and what
    /// holds it: the prior, the windows beside in a walk, and the unit of the scale.
    ///
    /// A pull is the Newton step that one position alone would make: its slope over the information of all of the
    /// actor's positions and the prior. A position that was to be expected pulls little, however well its item separates.
    /// Where the estimate has settled, all of them together are nothing: an actor all of whose positions pull one way is
    /// held by the prior and the scale alone.
    ///
    /// # Undefined
    /// For an actor without a position in any window.
    pub fn why(&self, positions: &Positions, id: &str) -> Result<Table, Undefined> {
        let actor = self.actor(id).ok_or_else(|| Undefined::because(format!("{id} takes no position in this view")))?;
        let mut method = self.method.clone().with("actor", id);
        method.name = "pulls on an ideal point".to_owned();
        let mut table = self
            .started("ideal-point-pulls", &format!("What pulls {}", self.actors[actor].name))
            .column("item", CellKind::Text, ColumnRole::Item, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("says", CellKind::Text, ColumnRole::Position, "")
            .column("towards", CellKind::Text, ColumnRole::Attribute, "")
            .column("pull", CellKind::Number, ColumnRole::Value, SCALE);
        if self.two() {
            table = table.column("pull_2", CellKind::Number, ColumnRole::Second, SCALE);
        }
        table = table.column("probability", CellKind::Number, ColumnRole::Attribute, "of this position").column(
            "discrimination",
            CellKind::Number,
            ColumnRole::Attribute,
            "per scale unit",
        );
        table.method = method;
        let mut found = Vec::new();
        let mut reason = Undefined::because("no position in any window");
        for (at, window) in self.windows.iter().enumerate() {
            match self.position(at, actor) {
                Ok(_) => found.extend(self.pulls(positions, at, window, actor)),
                Err(why) => reason = why,
            }
        }
        if found.is_empty() {
            return Err(reason);
        }
        found.sort_by(|a, b| (a.0, -a.1.abs()).partial_cmp(&(b.0, -b.1.abs())).unwrap_or(Ordering::Equal));
        found.into_iter().for_each(|(_, _, row)| table.push(row));
        Ok(table)
    }
    fn pulls(
        &self,
        positions: &Positions,
        at: usize,
        window: &WindowOfPoints,
        actor: usize,
    ) -> Vec<(usize, f64, Vec<Cell>)> {
        let Some(outcome) = &self.outcomes[at] else { return Vec::new() };
        let Ok(point) = outcome.unit.points.binary_search(&(at, actor)) else { return Vec::new() };
        let Pulls { answers, holds } = outcome.pulls(point);
        let items_of = |column: usize| {
            let of_window = outcome.unit.items[column].iter().filter(move |(when, _)| *when == at);
            of_window.map(|(_, place)| window.items[*place].item)
        };
        let towards = |pull: f64| if pull > 0.0 { "right" } else { "left" };
        let mut rows = Vec::new();
        for (hold, pull) in holds {
            let held = match hold {
                Hold::Prior => "the prior: towards the mean of all actors".to_owned(),
                Hold::Beside(other) => {
                    let (window, _) = outcome.unit.points[other];
                    format!("the walk: towards where it stands in {}", self.windows[window].period.name)
                }
                Hold::Scale => "the scale: variance 1 over all actors".to_owned(),
            };
            let mut row = self.when(window);
            row.extend([Cell::text("held"), Cell::text(held), Cell::Empty, Cell::text(towards(pull[0]))]);
            row.extend(pull.iter().take(self.options.axes()).map(|pull| Cell::Number(*pull)));
            row.extend([Cell::Empty, Cell::Empty]);
            rows.push((at, pull[0], row));
        }
        for (column, category, pull) in answers {
            for item in items_of(column) {
                let Some(shown) = window.items.iter().find(|other| other.item == item) else { continue };
                let Some(held) = positions.position(actor, item) else { continue };
                let of = &positions.items[item];
                let level = design::level(&self.options, of, held.code());
                if level.and_then(|level| outcome.unit.levels[column].binary_search(&level).ok()) != Some(category) {
                    continue;
                }
                let mut row = self.when(window);
                row.extend([
                    Cell::text(&of.id),
                    Cell::text(&of.name),
                    Cell::text(&of.codes[held.code()].word),
                    Cell::text(towards(pull[0])),
                ]);
                row.extend(pull.iter().take(self.options.axes()).map(|pull| Cell::Number(*pull)));
                let likely = outcome.raw.probabilities(&outcome.unit.responses, column, &outcome.raw.positions[point]);
                row.push(Cell::Number(likely[category]));
                row.push(Cell::Number(shown.discrimination[0]));
                rows.push((at, pull[0], row));
            }
        }
        rows
    }
    /// The positions as a drawing: dots with intervals on one axis, a plane with the items that separate best on two;
    /// of several windows the last one that has positions.
    pub fn figure(&self, positions: &Positions) -> Subject {
        // Where none has positions, the last one says why.
        let last = self.windows.iter().rposition(|window| window.fit.is_ok()).or(self.windows.len().checked_sub(1));
        let one = Self {
            windows: last.map(|at| self.windows[at].clone()).into_iter().collect(),
            outcomes: Vec::new(),
            ..self.clone()
        };
        let mut points = one.table();
        if self.by != By::Whole && last.is_some() {
            let when = &one.windows[0].period.name;
            points.method = points.method.clone().with("shown", when);
        }
        if !self.two() {
            return Subject::Dots(points);
        }
        let actor = points.columns.iter_mut().find(|column| column.role == ColumnRole::Actor);
        actor.into_iter().for_each(|column| column.role = ColumnRole::Id);
        Subject::Plane { points, lines: one.separating(positions, 8) }
    }
}

impl std::fmt::Display for super::Fit {
    /// How well positions are told, in words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:.1} % of {} positions are told right (APRE {:.3}, GMP {:.3})",
            100.0 * self.correct,
            self.votes,
            self.reduction,
            self.probability
        )
    }
}
