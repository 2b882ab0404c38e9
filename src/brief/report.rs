//! The report: every section of it, and the trays behind.

use crate::align::agreement::{Agreement, Options as AgreementOptions};
use crate::align::clusters::{Clusters, Options as ClusterOptions};
use crate::align::identifiability::Identifiability;
use crate::align::positions::{Options as ListingOptions, PositionTable};
use crate::graph::Graph;
use crate::influence::lineage_graph::{LineageGraph, Options as LineageOptions};
use crate::model::Diagnostic;
use crate::overlap::forums::{Forums, Options as ForumOptions};
use crate::record::{conflicts, coverage, list, schema, typed_graph};
use crate::result::{AttributedGraph, Document, Method, Subject, Table};
use crate::view::{AffiliationOptions, Affiliations, Flow, FlowOptions, PositionOptions, Positions, Sessions, Window};

use super::{align, influence, overlap, record, references};

/// What a report takes in. Everything else is the default of its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
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
        Self { window: Window::default(), minimum: AgreementOptions::default().minimum, seed: 1, threads: 1 }
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
}

/// Answers every question in the default form and puts the answers into words.
///
/// # Example
/// ```
/// use blocs::{brief, dataset, graph::Graph};
/// let loaded = dataset::load(vec![dataset::builtin("toy-council").unwrap()], None);
/// let graph = Graph::from(loaded.dataset.unwrap());
/// let report = brief::report(&graph, &loaded.diagnostics, brief::Options::default());
/// assert!(report.tables.iter().any(|table| table.name == "agreement"));
/// assert!(report.methods.iter().all(|method| !method.name.is_empty()));
/// ```
pub fn report(graph: &Graph, diagnostics: &[Diagnostic], options: Options) -> Report {
    let positions = Positions::of(graph, &PositionOptions { window: options.window, ..PositionOptions::default() });
    let agreement = Agreement::of(
        &positions,
        AgreementOptions { minimum: options.minimum, threads: options.threads, ..AgreementOptions::default() },
    );
    let mut cluster_options = ClusterOptions::default();
    cluster_options.search.seed = options.seed;
    cluster_options.search.threads = options.threads;
    let clusters = Clusters::of(&positions, &agreement, cluster_options);
    let view = Affiliations::of(
        graph,
        &AffiliationOptions { window: options.window, sessions: Sessions::Lifted, ..AffiliationOptions::default() },
    );
    let forums = Forums::of(&view, ForumOptions::default());
    let flow = Flow::of(graph, &FlowOptions { window: options.window, ..FlowOptions::default() });
    let lineage = LineageGraph::of(&flow, &LineageOptions::default());
    let decision = record::most_named(graph, |_| true);
    let identifiability = Identifiability::of(&positions, &agreement);

    let mut page = Document::new(format!("What the record says: {}", graph.dataset().names.join(", ")));
    page.heading(2, "What this says, and what is not known");
    page.list(record::sentences(graph, diagnostics));
    if let Some(decision) = decision {
        page.prose(format!("{}:", graph.dataset().name(&decision.id)));
        page.list(record::split_sentences(graph, decision));
    }
    page.prose("Who stands with whom:");
    align::gate(&mut page, &identifiability);
    page.list(align::sentences(&clusters));
    page.prose("Where they meet:");
    page.list(overlap::sentences(&view, &forums));
    page.prose("What led to what:");
    page.list(influence::sentences(&flow));

    page.heading(2, "The record");
    record::section(&mut page, graph, diagnostics);
    if let Some(decision) = decision {
        let name = graph.dataset().name(&decision.id).to_owned();
        page.drawing("split", format!("{name}, by region."), record::split(graph, decision));
        page.table(crate::record::decision::tallies(graph, decision));
    }

    page.heading(2, "Who stands with whom");
    page.table(identifiability.table());
    align::clusters(&mut page, &clusters);
    page.table(align::best_known(&agreement, 20));

    page.heading(2, "Where they meet");
    if let Some(matrix) = overlap::matrix(&view, &forums) {
        page.drawing("forum-overlap", "Overlap of forums; bounds where lists are open.", matrix);
    }
    page.table(overlap::sizes(&view, &forums));
    page.long_table(overlap::meeting(&forums), 30);

    page.heading(2, "What led to what");
    page.drawing(
        "lineage",
        "Texts and bodies along time, with every documented step between them.",
        Subject::Lineage(lineage.graph()),
    );
    page.long_table(lineage.table(), 40);

    let tables = vec![
        coverage::by_source(graph),
        coverage::by_kind(graph),
        coverage::by_relation(graph),
        conflicts::table(diagnostics, conflicts::Rows::Left),
        schema::relations(graph),
        list::claims(graph, &list::Filter::default()),
        list::entities(graph, &list::Filter::default()),
        PositionTable::of(&positions, ListingOptions::default()).table(),
        identifiability.table(),
        agreement.table(),
        clusters.table(),
        overlap::sizes(&view, &forums),
        forums.table(),
        lineage.table(),
    ];
    let graphs = vec![typed_graph::attributed(graph), clusters.graph(), forums.graph(), lineage.graph()];
    let methods = methods(&tables, &graphs);
    page.heading(2, "Methods");
    page.list(methods.iter().map(ToString::to_string).collect());
    page.heading(3, "References");
    page.list(references::list(methods.iter().map(|method| method.reference.as_str())));
    Report { document: page, tables, graphs, methods }
}

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
