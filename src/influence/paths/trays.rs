//! Documented paths as tables and as a graph, and in plain words when there is none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Certainties, End, Listing, Modalities, Path, Paths, Preference, Stop};
use crate::influence::layer;
use crate::model::{Day, Span};
use crate::result::{AttributedGraph, Cell, CellKind, CellRef, ColumnRole, GraphRole, Table, Undefined};
use crate::view::{FlowNode, FlowTie, Step};

impl Paths {
    /// A row a step, path by path, each with what the summary says of its path.
    pub fn table(&self) -> Table {
        let (mut table, summary) = (self.step_by_step(), self.summary());
        let path_of =
            |row: usize| table.cell(row, ColumnRole::Order).and_then(CellRef::as_f64).map_or(0, |path| path as usize);
        let paths: Vec<usize> = (0..table.len()).map(path_of).collect();
        let of_path = summary
            .columns
            .into_iter()
            .filter(|column| !["path", "from", "to", "through"].contains(&column.name.as_str()));
        for mut column in of_path {
            if !column.name.starts_with("earliest")
                && !column.name.starts_with("latest")
                && !column.name.starts_with("fewest")
            {
                column.name = format!("path_{}", column.name);
            }
            column.role = ColumnRole::Attribute;
            column.cells = paths.iter().map(|&path| column.cells.at(path - 1)).collect();
            table.columns.push(column);
        }
        table
    }
    /// A row a step, path by path.
    pub fn step_by_step(&self) -> Table {
        let mut table = Table::new("paths", self.method.clone())
            .titled(self.title(End::id))
            .column("path", CellKind::Integer, ColumnRole::Order, "")
            .column("step", CellKind::Integer, ColumnRole::Step, "")
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("from_name", CellKind::Text, ColumnRole::Label, "")
            .column("from_name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("to_name", CellKind::Text, ColumnRole::Attribute, "")
            .column("to_name_ja", CellKind::Text, ColumnRole::Attribute, "")
            .column("order", CellKind::Text, ColumnRole::Attribute, "");
        table = layer::tie_columns(table);
        for (number, path) in self.paths.iter().enumerate() {
            for (place, (tie, order)) in path.ties.iter().zip(&path.orders).enumerate() {
                let (Some(tie), Some((from, to))) = (self.ties.get(tie), self.ends(*tie)) else { continue };
                let row = [
                    Cell::count(number + 1),
                    Cell::count(place + 1),
                    Cell::text(&from.node.id),
                    Cell::text(&from.node.name),
                    Cell::text(&from.node.name_ja),
                    Cell::text(&to.node.id),
                    Cell::text(&to.node.name),
                    Cell::text(&to.node.name_ja),
                    Cell::text(order.word()),
                ];
                table.push(row.into_iter().chain(layer::tie_cells(tie)));
            }
        }
        table
    }
    /// A row a path: its verdict, and what makes it weaker.
    pub fn summary(&self) -> Table {
        let mut table = Table::new("paths-summary", self.method.clone())
            .titled(format!("Paths {}", self.words(End::id)))
            .column("path", CellKind::Integer, ColumnRole::Order, "");
        let ends = self.from.node.is_none() || self.to.node.is_none();
        if ends {
            table = table.column("from", CellKind::Text, ColumnRole::Id, "").column(
                "to",
                CellKind::Text,
                ColumnRole::Other,
                "",
            );
        }
        table = table
            .column("through", CellKind::List, ColumnRole::Attribute, "")
            .column("order", CellKind::Text, ColumnRole::Status, "")
            .column("begin", CellKind::Text, ColumnRole::Begin, "day")
            .column("end", CellKind::Text, ColumnRole::End, "day")
            .column("steps", CellKind::Integer, ColumnRole::Count, "steps");
        type Read = fn(&Path) -> usize;
        let counts: [(&str, Read); 6] = [
            ("inferred", |path| path.inferred),
            ("planned", |path| path.planned),
            ("hedged", |path| path.hedged),
            ("attributed", |path| path.attributed),
            ("carried", |path| path.carried),
            ("date_inherited", |path| path.date_inherited),
        ];
        for name in ["earliest_arrival", "latest_departure"] {
            table = table.column(name, CellKind::Text, ColumnRole::Attribute, "day");
        }
        table = table.column("fewest_days", CellKind::Integer, ColumnRole::Attribute, "days");
        for (name, unit) in [("sources", "sources"), ("passages", "passages")] {
            table = table.column(name, CellKind::Integer, ColumnRole::Attribute, unit);
        }
        for (name, _) in counts {
            table = table.column(name, CellKind::Integer, ColumnRole::Attribute, "steps");
        }
        for (number, path) in self.paths.iter().enumerate() {
            let through = path.ties.iter().filter_map(|&tie| self.ends(tie)).skip(1).map(|(from, _)| from);
            let id = |node: Option<&FlowNode>| Cell::text(node.map_or("", |node| node.node.id.as_str()));
            let first = path.ties.first().and_then(|&tie| self.ends(tie)).map(|(from, _)| from);
            let last = path.ties.last().and_then(|&tie| self.ends(tie)).map(|(_, to)| to);
            let named = [id(first), id(last)].into_iter().filter(|_| ends);
            let row = [
                Cell::List(through.map(|node| node.node.id.clone()).collect()),
                Cell::text(path.verdict.word()),
                path.begin.map_or(Cell::Empty, layer::day),
                path.end.map_or(Cell::Empty, layer::day),
                Cell::count(path.ties.len()),
                path.times.arrival.map_or(Cell::Empty, layer::day),
                path.times.departure.map_or(Cell::Empty, layer::day),
                path.times.days.map_or(Cell::Empty, |days| Cell::count(days.unsigned_abs() as usize)),
                Cell::count(path.sources),
                Cell::count(path.passages),
            ];
            let head = std::iter::once(Cell::count(number + 1)).chain(named);
            table.push(head.chain(row).chain(counts.map(|(_, read)| Cell::count(read(path)))));
        }
        table
    }
    /// The steps between two entities that stand on the listed paths, with how many of these, claims, sources and lines.
    ///
    /// # Errors
    /// When no listed path has a step from one to the other.
    pub fn why(&self, from: &str, to: &str) -> Result<Table, Undefined> {
        let mut table = Table::new("why", self.method.clone())
            .titled(format!("From {from} to {to}"))
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("paths", CellKind::Integer, ColumnRole::Count, "paths");
        table = layer::tie_columns(table);
        for (row, tie) in &self.ties {
            let walked = self.paths.iter().filter(|path| path.ties.contains(row)).count();
            let Some((a, b)) = self.ends(*row).filter(|_| walked > 0) else { continue };
            if (a.node.id.as_str(), b.node.id.as_str()) == (from, to) {
                let row = [Cell::text(from), Cell::text(to), Cell::count(walked)];
                table.push(row.into_iter().chain(layer::tie_cells(tie)));
            }
        }
        if table.is_empty() {
            return Err(Undefined::because(format!("no listed path has a step from {from} to {to}")));
        }
        Ok(table)
    }
    /// The steps that would join the two and that time does not allow; empty when there is a path.
    pub fn stops(&self) -> Table {
        let mut table = Table::new("paths-stops", self.method.clone())
            .titled("Where it stops")
            .column("from", CellKind::Text, ColumnRole::Id, "")
            .column("from_name", CellKind::Text, ColumnRole::Label, "")
            .column("reached", CellKind::Text, ColumnRole::Attribute, "day")
            .column("to", CellKind::Text, ColumnRole::Other, "")
            .column("to_name", CellKind::Text, ColumnRole::Attribute, "")
            .column("until", CellKind::Text, ColumnRole::Attribute, "day");
        table = layer::tie_columns(table);
        for (tie, day) in self.reach.iter().flat_map(|reach| &reach.stops) {
            let (Some(tie), Some((from, to))) = (self.ties.get(tie), self.ends(*tie)) else { continue };
            let row = [
                Cell::text(&from.node.id),
                Cell::text(&from.node.name),
                layer::day(*day),
                Cell::text(&to.node.id),
                Cell::text(&to.node.name),
                layer::day(tie.when.latest()),
            ];
            table.push(row.into_iter().chain(layer::tie_cells(tie)));
        }
        table
    }
    /// Entities and steps of the listed paths; the steps of the best path are numbered, the others are not.
    pub fn graph(&self) -> AttributedGraph {
        let walked: BTreeSet<usize> = self.paths.iter().flat_map(|path| path.ties.iter().copied()).collect();
        let ties: Vec<(usize, &FlowTie)> = walked.iter().filter_map(|tie| Some((*tie, self.ties.get(tie)?))).collect();
        let ends: Vec<&str> = [&self.from, &self.to].into_iter().filter_map(|end| end.stop.one()).collect();
        let on_paths: BTreeSet<usize> = ties.iter().flat_map(|(_, tie)| [tie.from, tie.to]).collect();
        let kept = |row: &usize, node: &FlowNode| on_paths.contains(row) || ends.contains(&node.node.id.as_str());
        let nodes: Vec<(usize, &FlowNode)> =
            self.nodes.iter().filter(|(row, node)| kept(row, node)).map(|(row, node)| (*row, node)).collect();
        let between = self.dates_between();
        let dated = |(row, node): &(usize, &FlowNode)| match between.get(row) {
            Some(span) if node.date.is_unknown() => FlowNode { date: *span, ..(*node).clone() },
            _ => (*node).clone(),
        };
        let shown: Vec<FlowNode> = nodes.iter().map(dated).collect();
        let place: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(place, (row, _))| (*row, place)).collect();
        let best: BTreeMap<usize, usize> =
            self.paths.iter().take(1).flat_map(|path| path.ties.iter().copied().zip(1..)).collect();
        let mut table = layer::tie_columns(Table::new("steps", self.method.clone()));
        table = table.column("step", CellKind::Integer, ColumnRole::Step, "");
        for (row, tie) in &ties {
            let step = best.get(row).map_or(Cell::Empty, |&step| Cell::count(step));
            table.push(layer::tie_cells(tie).into_iter().chain([step]));
        }
        AttributedGraph {
            name: "paths".to_owned(),
            directed: true,
            role: GraphRole::OneMode,
            nodes: layer::nodes(&self.method, shown.iter()),
            ties: table,
            ends: ties.iter().map(|(_, tie)| (place[&tie.from], place[&tie.to])).collect(),
            method: self.method.clone(),
        }
    }
    /// Where the nodes of the best path lie that have no date of their own: between those before and after them.
    fn dates_between(&self) -> BTreeMap<usize, Span> {
        let Some(path) = self.paths.first() else { return BTreeMap::new() };
        let ties: Vec<&FlowTie> = path.ties.iter().filter_map(|tie| self.ties.get(tie)).collect();
        let rows: Vec<usize> = ties.iter().take(1).map(|tie| tie.from).chain(ties.iter().map(|tie| tie.to)).collect();
        let date = |row: &usize| self.nodes.get(row).map_or(Span::UNKNOWN, |node| node.date);
        let span = |at: usize| Span {
            earliest: rows[..=at].iter().map(date).map(|span| span.earliest).max().unwrap_or(Day::MIN),
            latest: rows[at..].iter().map(date).map(|span| span.latest).min().unwrap_or(Day::MAX),
        };
        (0..rows.len()).map(|at| (rows[at], span(at))).filter(|(_, span)| span.earliest <= span.latest).collect()
    }
    /// What a reader must know beside the paths, in plain words: how many there are, what was cut, or why there is
    /// none and where it stops.
    pub fn remarks(&self) -> Vec<String> {
        let (from, to) = (self.from.id(), self.to.id());
        if self.from.node.is_some() && self.from.node == self.to.node {
            return vec![format!("start and end are the same: {from}")];
        }
        let mut remarks = Vec::new();
        let open = self.cut || self.options.listing == Listing::Best && self.found >= self.options.cap;
        let least = if open { "at least " } else { "" };
        if self.found == 0 {
            let within = match self.options.max_steps {
                usize::MAX => "of any length".to_owned(),
                most => format!("within {}", count(most, "step")),
            };
            let cut = if self.cut { "; the search was cut, so there may be one" } else { "" };
            let title = self.words(End::id);
            remarks.push(format!("no documented path {title} {within}{cut}"));
            if !self.view.is_empty() {
                remarks.push(format!("only the steps of a part were looked at: {}", self.view.join(", ")));
            }
        } else if self.found > self.paths.len() {
            remarks.push(format!("{} of {least}{} paths listed", self.paths.len(), self.found));
        } else if self.cut {
            remarks.push("the search was cut: there may be more paths".to_owned());
        }
        if self.found > 0 && self.cut && self.options.prefer != Preference::Fewest {
            remarks.push(format!(
                "the work allowed ({} steps looked at) was spent on paths of few steps: better ones with more steps may not \
                 have been looked at",
                self.options.budget
            ));
        }
        if let Some(steps) = self.unlimited {
            remarks.push(format!(
                "it is the limits asked for ({}) that leave none: without them there is a path of {}",
                self.limits().join(", "),
                count(steps, "step")
            ));
        }
        if self.options.certainty == Certainties::Stated || self.options.modality == Modalities::Plain {
            remarks.push("some steps were left out by certainty or modality".to_owned());
        }
        if self.impossible > 0 {
            let least = if self.impossible_cut { "at least " } else { "" };
            let paths = count(self.impossible, "path");
            let verb = if self.impossible == 1 { "is" } else { "are" };
            remarks.push(format!(
                "{least}{paths} of these lengths {verb} impossible: {}",
                match self.options.within {
                    None => "no order of time fits".to_owned(),
                    Some(days) => format!(
                        "no order of time fits with gaps of at most {}",
                        count(days.unsigned_abs() as usize, "day")
                    ),
                }
            ));
        }
        remarks.extend(self.halt.as_ref().map(|halt| {
            let before = entities(halt.before);
            format!(
                "the pattern is followed to {before}; from there no documented step is `{}`, whatever its date",
                halt.step
            )
        }));
        remarks.extend(self.where_it_breaks());
        if let Some(reach) = &self.reach {
            let latest = reach.latest.as_ref();
            let latest = latest.map_or(String::new(), |last| {
                let planned = if last.planned { ", planned only" } else { "" };
                format!(", the last {} (not before {}{planned})", last.entity, last.day)
            });
            remarks.push(match reach.reached.len() {
                0 => format!("nothing can be reached from {from}"),
                reached => format!("{} can be reached from {from}{latest}", entities(reached)),
            });
            remarks.push(match reach.leading.len() {
                0 => format!("nothing leads to {to}"),
                leading => format!("{} can lead to {to}", entities(leading)),
            });
            if !reach.of_end.is_empty() {
                let (shown, all) = (reach.of_end.len().min(6), reach.of_end.len());
                let more = if all > shown { format!(" and {} more", all - shown) } else { String::new() };
                remarks.push(format!(
                    "of what belongs to {to}, these can be reached from {from}: {}{more}",
                    reach.of_end[..shown].join(", ")
                ));
            }
            remarks.push(match reach.stops.len() {
                0 if reach.meets && self.is_narrowed() => {
                    "the two sides meet, but by no path that stops and gaps allow".to_owned()
                }
                0 if reach.meets => "the two sides meet, but only in more steps or through an entity twice".to_owned(),
                0 => "no step of this view joins the two sides, whatever its date".to_owned(),
                stops => format!("{} would join the two sides, but time does not allow it", count(stops, "step")),
            });
        }
        remarks
    }

    /// `a -> b -> c breaks at step 2 (b <- cites c, 2012)`, for the shortest path that time forbids.
    fn where_it_breaks(&self) -> Option<String> {
        let broken = self.broken.as_ref()?;
        let ends: Vec<(&FlowNode, &FlowNode)> = broken.ties.iter().filter_map(|&tie| self.ends(tie)).collect();
        let first = ends.iter().take(1).map(|(from, _)| from.node.id.as_str());
        let route: Vec<&str> = first.chain(ends.iter().map(|(_, to)| to.node.id.as_str())).collect();
        let tie = broken.ties.get(broken.step)?;
        let (from, to) = self.ends(*tie)?;
        let tie = self.ties.get(tie)?;
        let date = if tie.date_text.is_empty() { "undated" } else { tie.date_text.as_str() };
        let until = match tie.when {
            Step::State { end, .. } if end.latest != Day::MAX => format!(", until {}", end.latest),
            _ => String::new(),
        };
        let step = format!("{} {} {}, {date}{until}", from.node.id, tie.label, to.node.id);
        Some(format!("{} breaks at step {} ({step})", route.join(" -> "), broken.step + 1))
    }

    /// `from A to B`, with each end as asked, or `along` a pattern.
    fn words(&self, end: fn(&End) -> String) -> String {
        let between = format!("from {} to {}", end(&self.from), end(&self.to));
        match &self.options.pattern {
            None => between,
            Some(pattern) if self.anywhere => format!("along {}", pattern.text),
            Some(pattern) => format!("{between} along {}", pattern.text),
        }
    }
    /// The same as a heading.
    pub fn title(&self, end: fn(&End) -> String) -> String {
        let words = self.words(end);
        let (first, rest) = words.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    }

    /// Whether only a pattern says where paths start and end.
    pub fn is_anywhere(&self) -> bool {
        self.anywhere
    }

    /// How many entities the listed paths start from, and how many they lead to.
    pub fn ends_walked(&self) -> (usize, usize) {
        let ties = |place: fn(&[usize]) -> Option<&usize>| {
            self.paths.iter().filter_map(move |path| self.ties.get(place(&path.ties)?))
        };
        let first: BTreeSet<usize> = ties(<[usize]>::first).map(|tie| tie.from).collect();
        let last: BTreeSet<usize> = ties(<[usize]>::last).map(|tie| tie.to).collect();
        (first.len(), last.len())
    }

    /// The two ends of each step of a path, in its order.
    pub fn steps_of(&self, path: &Path) -> impl Iterator<Item = (&FlowNode, &FlowNode)> {
        path.ties.iter().filter_map(|&tie| self.ends(tie))
    }

    /// What was asked for that leaves paths out, in words.
    fn limits(&self) -> Vec<String> {
        let options = &self.options;
        let stops = |word: &str, stops: &[Stop]| -> Vec<String> {
            stops.iter().map(|stop| format!("{word} {}", stop.word)).collect()
        };
        let mut limits = [stops("via", &options.via), stops("avoid", &options.avoid)].concat();
        limits.extend(options.within.map(|days| format!("within {}", count(days.unsigned_abs() as usize, "day"))));
        if options.certainty != Certainties::Any {
            limits.push(format!("certainty {}", options.certainty.word()));
        }
        if options.modality != Modalities::Any {
            limits.push(format!("modality {}", options.modality.word()));
        }
        limits
    }

    /// Whether paths are left out by where they pass or how long they wait.
    pub(super) fn is_narrowed(&self) -> bool {
        !self.options.via.is_empty() || self.options.within.is_some()
    }

    /// A step that the answer shows, by its row in the flow's ties.
    pub(in crate::influence) fn tie(&self, tie: usize) -> Option<&FlowTie> {
        self.ties.get(&tie)
    }

    /// The two ends of a step that the answer shows.
    pub(in crate::influence) fn ends(&self, tie: usize) -> Option<(&FlowNode, &FlowNode)> {
        let tie = self.ties.get(&tie)?;
        self.nodes.get(&tie.from).zip(self.nodes.get(&tie.to))
    }
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn entities(count: usize) -> String {
    if count == 1 { "1 entity".to_owned() } else { format!("{count} entities") }
}
