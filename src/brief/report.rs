//! The report: every section of it, and the trays behind.

use std::collections::BTreeSet;

use crate::align::agreement::{Agreement, Options as AgreementOptions};
use crate::align::clusters::{Clusters, Options as ClusterOptions};
use crate::align::identifiability::Identifiability;
use crate::align::positions::{Options as ListingOptions, PositionTable};
use crate::graph::Graph;
use crate::influence::lineage_graph::{LineageGraph, Options as LineageOptions};
use crate::influence::main_path::{MainPath, Options as MainPathOptions};
use crate::model::Diagnostic;
use crate::overlap::forums::{Forums, Options as ForumOptions};
use crate::record::{behind, conflicts, coverage, list, schema, typed_graph};
use crate::result::{AttributedGraph, Document, Method, Subject, Table};
use crate::view::{AffiliationOptions, Affiliations, Flow, FlowOptions, PositionOptions, Positions, Sessions, Window};

use super::compare::{Coding, Comparison};
use super::{align, bibtex, influence, overlap, record, references};

/// The questions of a report. What is known of the record itself is in every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Who stands with whom.
    Align,
    /// Where they meet.
    Overlap,
    /// What led to what.
    Influence,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Align, Self::Overlap, Self::Influence];
    /// The word that options use: that of its command.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Align => "align",
            Self::Overlap => "overlap",
            Self::Influence => "influence",
        }
    }
}

/// What a report takes in. Everything else is the default of its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The questions answered.
    pub sections: BTreeSet<Section>,
    /// The window of time.
    pub window: Window,
    /// A pair of actors with fewer joint items has no agreement.
    pub minimum: usize,
    /// The seed of everything that draws lots.
    pub seed: u64,
    /// Threads to compute with; the result is the same for any number.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            sections: Section::ALL.into(),
            window: Window::default(),
            minimum: AgreementOptions::default().minimum,
            seed: 1,
            threads: 1,
        }
    }
}

/// The document, and the trays behind it for whoever goes on with a spreadsheet or a notebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What is read.
    pub document: Document,
    /// Every table, under its name.
    pub tables: Vec<Table>,
    /// Every graph, under its name.
    pub graphs: Vec<AttributedGraph>,
    /// Every method, in the order of the sections.
    pub methods: Vec<Method>,
    /// The place in `graphs` of the documented steps, along which a reader may look for a path; none where they were
    /// not asked for.
    pub steps: Option<usize>,
}

impl Report {
    /// Puts what changed since an earlier report before everything else, and its tables beside the others.
    ///
    /// `now` says what this one was made from; its tables are taken from here.
    ///
    /// # Errors
    /// In words, when the two have no dataset in common.
    pub fn compare(&mut self, before: &Coding, now: Coding) -> Result<Comparison, String> {
        let now = Coding { tables: std::mem::take(&mut self.tables), ..now };
        let found = Comparison::of(before, &now);
        self.tables = now.tables;
        let found = found?;
        self.document.blocks.splice(0..0, found.section().blocks);
        self.tables.extend(found.tables.iter().cloned());
        Ok(found)
    }
}

/// What a summary says under each of its headings.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) says: Vec<(String, Vec<String>)>,
    pub(super) sure: Vec<String>,
    pub(super) unknown: Vec<String>,
}

/// Answers every question in the default form and puts the answers into words; `progress` is told what comes next.
///
/// # Example
/// ```
/// use blocs::{brief, dataset, graph::Graph};
/// let loaded = dataset::load(vec![dataset::builtin("toy-council").unwrap()], None);
/// let graph = Graph::from(loaded.dataset.unwrap());
/// let report = brief::report(&graph, &loaded.diagnostics, &brief::Options::default(), &|_| ());
/// assert!(report.tables.iter().any(|table| table.name == "agreement"));
/// assert!(report.methods.iter().all(|method| !method.name.is_empty()));
/// ```
pub fn report(graph: &Graph, diagnostics: &[Diagnostic], options: &Options, progress: &dyn Fn(&str)) -> Report {
    let mut summary = Summary::default();
    let mut body = Document::default();
    let mut tables = Vec::new();
    let mut steps = None;
    let mut graphs = vec![typed_graph::attributed(graph)];
    progress("the record");
    the_record(graph, diagnostics, &mut summary, &mut body, &mut tables);
    for section in &options.sections {
        progress(section.word());
        match section {
            Section::Align => stands(graph, options, &mut summary, &mut body, &mut tables, &mut graphs),
            Section::Overlap => meets(graph, options, &mut summary, &mut body, &mut tables, &mut graphs),
            Section::Influence => {
                steps = Some(graphs.len());
                leads(graph, options, &mut summary, &mut body, &mut tables, &mut graphs);
            }
        }
    }
    let mut page = Document::new(format!("What the record says: {}", graph.dataset().names.join(", ")));
    page.heading(2, "What this says");
    for (about, sentences) in summary.says {
        page.heading(3, about);
        page.list(sentences);
    }
    page.heading(2, "How sure it is");
    page.list(summary.sure);
    page.heading(2, "What is not known");
    page.list(summary.unknown);
    page.blocks.append(&mut body.blocks);
    let methods = methods(&tables, &graphs);
    page.heading(2, "Methods");
    page.list(methods.iter().map(ToString::to_string).collect());
    page.heading(3, "References");
    let entries = references::list(methods.iter().map(|method| method.reference.as_str()));
    page.list(entries.clone());
    page.verbatim("BibTeX", bibtex::render(&entries));
    Report { document: page, tables, graphs, methods, steps }
}

fn the_record(
    graph: &Graph,
    diagnostics: &[Diagnostic],
    summary: &mut Summary,
    body: &mut Document,
    tables: &mut Vec<Table>,
) {
    record::summarize(graph, diagnostics, summary);
    body.heading(2, "The record");
    record::section(body, graph, diagnostics);
    if let Some(decision) = record::most_named(graph, |_| true) {
        let name = graph.dataset().name(&decision.id).to_owned();
        body.drawing("split", format!("{name}, by region."), record::split(graph, decision));
        body.table(crate::record::decision::tallies(graph, decision));
    }
    tables.extend([
        coverage::by_source(graph),
        coverage::by_kind(graph),
        coverage::by_relation(graph),
        conflicts::table(diagnostics, conflicts::Rows::Left),
        schema::relations(graph),
        list::claims_in_full(graph),
        list::counts_of_decisions(graph),
        list::entities(graph, &list::Filter::default()),
    ]);
}

fn stands(
    graph: &Graph,
    options: &Options,
    summary: &mut Summary,
    body: &mut Document,
    tables: &mut Vec<Table>,
    graphs: &mut Vec<AttributedGraph>,
) {
    let positions = Positions::of(graph, &PositionOptions { window: options.window, ..PositionOptions::default() });
    let agreement = Agreement::of(
        &positions,
        AgreementOptions { minimum: options.minimum, threads: options.threads, ..AgreementOptions::default() },
    );
    let mut cluster_options = ClusterOptions::default();
    cluster_options.search.seed = options.seed;
    cluster_options.search.threads = options.threads;
    let clusters = Clusters::of(&positions, &agreement, cluster_options);
    let identifiability = Identifiability::of(&positions, &agreement);
    align::summarize(&positions, &clusters, &identifiability, summary);
    body.heading(2, "Who stands with whom");
    if positions.actors.is_empty() {
        body.prose("No position is recorded.");
    } else {
        body.table(identifiability.table());
        align::clusters(body, &clusters);
        if clusters.found.is_ok() {
            body.drawing(
                "agreement",
                "Agreement of each pair, in the order that shows the groups.",
                align::matrix(&clusters),
            );
        }
        body.table(align::best_known(&agreement, 20));
    }
    tables.extend([
        behind::positions(graph, &positions.options),
        PositionTable::of(&positions, ListingOptions::default()).table(),
        identifiability.table(),
        agreement.table(),
        clusters.table(),
    ]);
    graphs.push(clusters.graph());
}

fn meets(
    graph: &Graph,
    options: &Options,
    summary: &mut Summary,
    body: &mut Document,
    tables: &mut Vec<Table>,
    graphs: &mut Vec<AttributedGraph>,
) {
    let view = Affiliations::of(
        graph,
        &AffiliationOptions { window: options.window, sessions: Sessions::Lifted, ..AffiliationOptions::default() },
    );
    let forums = Forums::of(&view, ForumOptions::default());
    overlap::summarize(&view, &forums, summary);
    body.heading(2, "Where they meet");
    if view.arenas.is_empty() {
        body.prose("No list of any forum is recorded.");
    } else {
        if let Some(matrix) = overlap::matrix(&view, &forums) {
            body.drawing("forum-overlap", "Overlap of forums; bounds where lists are open.", matrix);
        }
        body.table(overlap::sizes(&view, &forums));
        body.long_table(overlap::meeting(&forums), 30);
    }
    tables.extend([overlap::sizes(&view, &forums), overlap::memberships(&view, &forums), forums.table()]);
    graphs.push(forums.graph());
}

fn leads(
    graph: &Graph,
    options: &Options,
    summary: &mut Summary,
    body: &mut Document,
    tables: &mut Vec<Table>,
    graphs: &mut Vec<AttributedGraph>,
) {
    let flow = Flow::of(graph, &FlowOptions { window: options.window, ..FlowOptions::default() });
    let lineage = LineageGraph::of(&flow, &LineageOptions::default());
    influence::summarize(&flow, summary);
    body.heading(2, "What led to what");
    let table = lineage.table();
    if table.is_empty() {
        body.prose("No step of influence is documented.");
    } else {
        if table.len() <= DRAWN {
            let main = MainPath::of(&flow, &flow.without_steps(graph), &MainPathOptions::of(&graph.dataset().schema));
            tables.extend([influence::documented_paths(&flow, &lineage), main.table()]);
            let caption = "Texts and bodies along time, with every documented step between them.";
            body.drawing("lineage", caption, Subject::Lineage(lineage.graph()));
        } else {
            body.prose(format!(
                "{} steps are too many for one drawing: the graph stands in graphs/, and a window of time, a search or a \
                 path shows a part.",
                table.len()
            ));
        }
        body.long_table(table.clone().without(&influence::REPEATED), 40);
    }
    tables.push(table);
    graphs.push(lineage.graph());
}

/// The most steps that a drawing can show one by one.
const DRAWN: usize = 2_000;

/// Each method once, in the order of first use.
fn methods(tables: &[Table], graphs: &[AttributedGraph]) -> Vec<Method> {
    let mut methods: Vec<Method> = Vec::new();
    for method in tables.iter().map(|table| &table.method).chain(graphs.iter().map(|graph| &graph.method)) {
        if !methods.contains(method) {
            methods.push(method.clone());
        }
    }
    methods
}
