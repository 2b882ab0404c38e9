//! The report: every section of it, and the trays behind.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::agreement::{Agreement, Bootstrap, Options as AgreementOptions, Resample};
use crate::align::clusters::{Clusters, Options as ClusterOptions};
use crate::align::identifiability::Identifiability;
use crate::align::positions::{self, Options as ListingOptions};
use crate::graph::Graph;
use crate::influence::lineage_graph::{LineageGraph, Options as LineageOptions};
use crate::influence::main_path::{MainPath, Options as MainPathOptions};
use crate::model::Diagnostic;
use crate::overlap::forums::{Forums, Options as ForumOptions};
use crate::record::{behind, conflicts, coverage, list, schema, typed_graph};
use crate::result::{AttributedGraph, Document, Method, Phrase, Rest, Subject, Table};
use crate::view::{AffiliationOptions, Affiliations, Flow, FlowOptions, PositionOptions, Positions, Window};

use super::compare::{Coding, Comparison};
use super::{align, bibtex, influence, japanese, overlap, record, references, steps};

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
    /// The questions answered; all by default.
    pub sections: BTreeSet<Section>,
    /// The window of time; all time by default.
    pub window: Window,
    /// A pair of actors with fewer joint items has no agreement; 5 by default.
    pub minimum: usize,
    /// The seed of everything that draws lots; 1 by default.
    pub seed: u64,
    /// On how many threads, 1 by default; the answer does not depend on it.
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
    /// In words, when the two have neither a dataset nor a claim in common.
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
    pub(super) says: Vec<(Phrase, Vec<Phrase>)>,
    pub(super) sure: Vec<Phrase>,
    pub(super) unknown: Vec<Phrase>,
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
    let mut draft = Draft {
        graph,
        options,
        summary: Summary::default(),
        body: Document::default(),
        tables: Vec::new(),
        graphs: vec![typed_graph::attributed(graph)],
        steps: None,
        labels: BTreeMap::new(),
    };
    progress("the record");
    draft.record(diagnostics);
    for section in &options.sections {
        progress(section.word());
        match section {
            Section::Align => draft.stands(),
            Section::Overlap => draft.meets(),
            Section::Influence => draft.leads(),
        }
    }
    draft.done()
}

/// A report that is being written: every section adds to all of it.
struct Draft<'a> {
    graph: &'a Graph,
    options: &'a Options,
    summary: Summary,
    body: Document,
    tables: Vec<Table>,
    graphs: Vec<AttributedGraph>,
    steps: Option<usize>,
    /// Japanese words for sentences that stand in tables.
    labels: BTreeMap<String, String>,
}

impl Draft<'_> {
    fn record(&mut self, diagnostics: &[Diagnostic]) {
        let (graph, body) = (self.graph, &mut self.body);
        record::summarize(graph, diagnostics, &mut self.summary);
        body.heading(2, Phrase::new("The record", "記録"));
        record::section(body, graph, diagnostics);
        // What a decision split is asked with the question who stands with whom.
        let most = record::most_named(graph, |_| true).filter(|_| self.options.sections.contains(&Section::Align));
        if let Some(most) = most {
            record::summarize_split(graph, &most, &mut self.summary);
            let (name, split) = (record::decision_name(graph, most.decision), record::split(graph, most.decision));
            let caption = match split.by_region() {
                true => {
                    Phrase::new(format!("{}, by region.", name.english), format!("{}：地域別の立場。", name.japanese))
                }
                false => Phrase::new(
                    format!("{}: who holds which position.", name.english),
                    format!("{}：主体ごとの立場。", name.japanese),
                ),
            };
            body.drawing("split", caption, split);
            let tallies = crate::record::decision::tallies(graph, most.decision);
            body.table(tallies);
        }
        self.tables.extend([
            coverage::by_source(graph),
            coverage::by_kind(graph),
            coverage::by_relation(graph),
            conflicts::table(diagnostics, conflicts::Rows::Left),
            schema::relations(graph),
            list::claims_in_full(graph),
            list::counts_of_decisions(graph),
            list::entities(graph, &list::Filter::default()),
            behind::positions(graph, &self.positions()),
        ]);
    }

    /// What is asked of positions.
    fn positions(&self) -> PositionOptions {
        PositionOptions { window: self.options.window, ..PositionOptions::default() }
    }

    fn stands(&mut self) {
        let positions = Positions::of(self.graph, &self.positions());
        let (options, body) = (self.options, &mut self.body);
        let agreement = Agreement::of(
            &positions,
            AgreementOptions { minimum: options.minimum, threads: options.threads, ..AgreementOptions::default() },
        );
        let mut cluster_options = ClusterOptions::default();
        cluster_options.search.seed = options.seed;
        cluster_options.search.threads = options.threads;
        // How firmly groups stand on these items is part of what is said of them.
        cluster_options.bootstrap = Some(Bootstrap { seed: options.seed, ..Bootstrap::new(100, Resample::Families) });
        let clusters = Clusters::of(&positions, &agreement, cluster_options);
        let identifiability = Identifiability::of(&positions, &agreement);
        align::summarize(&positions, &clusters, &identifiability, &mut self.summary);
        body.heading(2, Phrase::new("Who stands with whom", "誰が誰と同調するか"));
        if positions.actors.is_empty() {
            body.prose(Phrase::new("No position is recorded.", "立場の記録がない。"));
        } else {
            self.labels.extend(align::reasons(&identifiability));
            body.table(identifiability.table());
            align::clusters(body, &clusters);
            if clusters.found.is_ok() {
                let caption = Phrase::new(
                    "Agreement of each pair, in the order that shows the groups.",
                    "各組の同調度。集団が見える順に並べた。",
                );
                body.drawing("agreement", caption, align::matrix(&clusters));
            }
            body.table(align::best_known(&agreement, 20));
        }
        self.tables.extend([
            positions::table(&positions, ListingOptions::default()),
            identifiability.table(),
            agreement.table(),
            clusters.table(),
        ]);
        self.graphs.push(clusters.graph());
    }

    fn meets(&mut self) {
        let (graph, options, body) = (self.graph, self.options, &mut self.body);
        let view =
            Affiliations::of(graph, &AffiliationOptions { window: options.window, ..AffiliationOptions::default() });
        let forums = Forums::of(&view, ForumOptions::default());
        overlap::summarize(&view, &forums, &mut self.summary);
        body.heading(2, Phrase::new("Where they meet", "どこで顔を合わせるか"));
        if view.arenas.is_empty() {
            body.prose(Phrase::new("No list of any forum is recorded.", "フォーラムの名簿の記録がない。"));
        } else {
            if let Some(matrix) = overlap::matrix(&view, &forums) {
                let several = overlap::several(&view);
                let caption = Phrase::new(
                    format!("Overlap of {}; bounds where lists are open.", several.english),
                    format!("{}の重なり。名簿が完全でない場合は上限と下限を示す。", several.japanese),
                );
                body.drawing("forum-overlap", caption, matrix);
            }
            body.table(overlap::sizes(&view, &forums));
            let mut meeting = overlap::meeting(&forums);
            if !meeting.is_empty() {
                meeting.title = "Pairs that are known to share an actor".into();
                body.long_table(meeting, 30);
            }
        }
        self.tables.extend([overlap::sizes(&view, &forums), overlap::memberships(&view, &forums), forums.table()]);
        self.graphs.push(forums.graph());
    }

    fn leads(&mut self) {
        let (graph, options, body) = (self.graph, self.options, &mut self.body);
        let flow = Flow::of(graph, &FlowOptions { window: options.window, ..FlowOptions::default() });
        let lineage = LineageGraph::of(&flow, &LineageOptions::default());
        let table = lineage.table();
        let steps = table.len();
        let main = (1..=DRAWN)
            .contains(&steps)
            .then(|| MainPath::of(&flow, &flow.without_steps(graph), &MainPathOptions::of(&graph.dataset().schema)));
        influence::summarize(&flow, &table, main.as_ref(), &mut self.summary);
        body.heading(2, Phrase::new("What led to what", "何が何につながったか"));
        if steps == 0 {
            body.prose(Phrase::new("No step of influence is documented.", "影響の段階を記した資料はない。"));
        } else if let Some(main) = &main {
            let caption = Phrase::new(
                "Texts and bodies along time, with every documented step between them.",
                "時間に沿って並べた文書と機関、およびその間の文書に残るすべての段階。",
            );
            body.drawing("lineage", caption, Subject::Lineage(lineage.graph()));
            if !main.steps.is_empty() {
                body.long_table(steps::plain(main.table()), 30);
            }
            self.tables.extend([influence::documented_paths(&flow, &lineage), main.table()]);
        } else {
            body.prose(Phrase::new(
                format!(
                    "{steps} steps are too many for one drawing: the graph stands in graphs/, and a window of time, a search \
                     or a path shows a part. Above {DRAWN} steps a report works out neither the main path nor which texts \
                     a documented path joins: blocs influence main-path and paths do."
                ),
                format!(
                    "段階が{steps}あり、一枚の図には描けない。グラフは graphs/ にあり、期間や検索、経路を指定すれば一部を見られる。\
                     段階が{DRAWN}を超えると、主要経路とすべての組の経路は報告では求めない。"
                ),
            ));
        }
        if steps > 0 {
            body.long_table(steps::plain(table.clone()), 40);
        }
        self.tables.push(table);
        self.steps = Some(self.graphs.len());
        self.graphs.push(lineage.graph());
    }

    /// The summary first, then the sections, the methods last.
    fn done(self) -> Report {
        let Self { summary, mut body, tables, graphs, labels, .. } = self;
        let names = &self.graph.dataset().names;
        let mut page = Document::new(Phrase::new(
            format!("What the record says: {}", names.join(", ")),
            format!("記録が語ること：{}", names.join("、")),
        ));
        page.terms = japanese::terms().clone();
        page.rest = Rest::Files;
        page.labels = japanese::labels(&self.graph.dataset().schema);
        page.labels.extend(labels);
        page.names = japanese::of_entities(self.graph.dataset());
        page.heading(2, Phrase::new("What this says", "要点"));
        for (about, sentences) in summary.says {
            page.heading(3, about);
            page.list(sentences);
        }
        page.heading(2, Phrase::new("How sure it is", "どこまで確かか"));
        page.list(summary.sure);
        page.heading(2, Phrase::new("What is not known", "分かっていないこと"));
        if summary.unknown.is_empty() {
            page.prose(Phrase::new(
                "Of what was asked, nothing is undefined. What no source says stands nowhere in the record: it is unknown, not absent.",
                "ここで問うた範囲に、定義できないものはない。どの資料にもないことは記録にもないが、それは分からないのであって、なかったという意味ではない。",
            ));
        }
        page.list(summary.unknown);
        page.blocks.append(&mut body.blocks);
        let methods = methods(&tables, &graphs);
        page.heading(2, Phrase::new("Methods", "方法"));
        let said = methods.iter().map(|method| Phrase::new(method.to_string(), method.told(&page.terms).to_string()));
        page.list(said.collect::<Vec<_>>());
        page.heading(3, Phrase::new("References", "参考文献"));
        let entries = references::list(methods.iter().map(|method| method.reference.as_str()));
        page.list(entries.clone());
        page.verbatim("BibTeX", bibtex::render(&entries));
        Report { document: page, tables, graphs, methods, steps: self.steps }
    }
}

/// The most steps that a drawing can show one by one, and for which main path and all pairs are worked out.
pub(super) const DRAWN: usize = 2_000;

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
