//! `blocs align agreement`: how alike two actors stand.

use clap::Args as ClapArgs;

use blocs::align::agreement::{
    Absence, Abstention, Agreement, Bootstrap, ByWindow, Measure, Near, Normalisation, Options, Resample, Signatures,
    Weights,
};
use blocs::align::clusters::{Clusters, Options as ClusterOptions};
use blocs::brief;
use blocs::graph::Graph;
use blocs::record::behind;
use blocs::result::{Document, Subject};
use blocs::view::{By, Consensus, Periods, Positions};

use super::super::failure::Failure;
use super::super::output::{self, Answer, one_of};
use super::super::show::resolve;
use super::{ViewArgs, coded, gate};

/// The pairs that a page shows; tables have all of them.
const SHOWN: usize = 20;

/// How alike each pair of actors stands: Lijphart's index, S, kappa, pi or congruence, with joint items and intervals
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
Example:
  blocs align agreement --min 3 --why japan russia
  blocs align agreement -d un-ict-votes --measure kappa --table output/kappa.csv --graph output/alignment.graphml
  blocs align agreement -d un-ict-votes --bootstrap 200 --resample items --format csv
  blocs align agreement -d un-ict-votes --measure s --abstention missing --why JPN RUS
  blocs align agreement -d un-ict-votes --by year --window 5 --format csv")]
pub struct Args {
    #[command(flatten)]
    pub view: ViewArgs,
    /// Which number: index, s, s-squared, kappa, kappa-squared, pi, pi-squared, congruence, conflict, subtract
    #[arg(long, value_name = "MEASURE", value_parser = |word: &str| one_of(word, Measure::ALL, Measure::word), default_value = "index")]
    measure: Measure,
    /// What congruence and conflict are divided by: average, jaccard, cosine, dna-compat (the product of what both say, as
    /// Discourse Network Analyzer divides: two alike on n items get 1/n), none
    #[arg(long, value_name = "RULE", value_parser = |word: &str| one_of(word, Normalisation::ALL, Normalisation::word), default_value = "average")]
    normalise: Normalisation,
    /// A pair with fewer joint items has no value
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = 5)]
    min: usize,
    /// What weighs the same: every item, or every whole family: each of n items of a series weighs 1/n, so that a pair that
    /// met on some of them has met on that share of the family
    #[arg(long, value_name = "items|families", value_parser = |word: &str| one_of(word, Weights::ALL, Weights::word), default_value = "items")]
    weights: Weights,
    /// How signatures count: as positions, or apart from the rest, whose numbers they do not enter; `--items signing` asks of
    /// signatures alone
    #[arg(long, value_name = "as-positions|apart", value_parser = |word: &str| one_of(word, Signatures::ALL, Signatures::word), default_value = "as-positions")]
    signatures: Signatures,
    /// What a stance only near a code earns beside the code: all, half or nothing
    #[arg(long, value_name = "same|half|different", value_parser = |word: &str| one_of(word, Near::ALL, Near::word), default_value = "half")]
    near: Near,
    /// What an abstention is: half way, a stance of its own, or no position
    #[arg(long, value_name = "half|own|missing", value_parser = |word: &str| one_of(word, Abstention::ALL, Abstention::word), default_value = "half")]
    abstention: Abstention,
    /// What an absence is: no position, or a stance of its own (present and not voting is no position under either)
    #[arg(long, value_name = "missing|own", value_parser = |word: &str| one_of(word, Absence::ALL, Absence::word), default_value = "missing")]
    absence: Absence,
    /// Intervals from so many resamples
    #[arg(long, value_name = "N", value_parser = output::at_least_one)]
    pub bootstrap: Option<usize>,
    /// What is resampled: families of items (series), or single items
    #[arg(long, value_name = "families|items", value_parser = |word: &str| one_of(word, Resample::ALL, Resample::word), default_value = "families")]
    pub resample: Resample,
    /// The seed of everything drawn by lot
    #[arg(long, value_name = "N", value_parser = output::seed, default_value_t = 1)]
    pub seed: u64,
    /// Threads to compute with; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = output::threads())]
    pub threads: usize,
    /// Windows: whole, or each year or session, or each kind of item side by side
    #[arg(long, value_name = "whole|year|session|kind", value_parser = |word: &str| one_of(word, By::ALL, By::word), default_value = "whole")]
    by: By,
    /// Rolling windows of so many years or sessions, one ending with each
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = 1)]
    window: usize,
    /// The items on which two actors met, with their positions, sources and lines
    #[arg(long, value_name = "ACTOR", num_args = 2)]
    pub why: Vec<String>,
}

impl Args {
    pub fn options(&self) -> Options {
        Options {
            measure: self.measure,
            normalisation: self.normalise,
            minimum: self.min,
            weights: self.weights,
            signatures: self.signatures,
            near: self.near,
            abstention: self.abstention,
            absence: self.absence,
            bootstrap: self.bootstrap(),
            threads: self.threads,
        }
    }
    /// The resampling, where one was asked for.
    pub fn bootstrap(&self) -> Option<Bootstrap> {
        self.bootstrap.map(|replicates| Bootstrap { replicates, resample: self.resample, seed: self.seed })
    }
    /// The options that are not as they are by default.
    pub fn asked(&self) -> Vec<(&'static str, bool)> {
        let plain = Options::default();
        vec![
            ("--measure", self.measure != plain.measure),
            ("--normalise", self.normalise != plain.normalisation),
            ("--min", self.min != plain.minimum),
            ("--weights", self.weights != plain.weights),
            ("--signatures", self.signatures != plain.signatures),
            ("--near", self.near != plain.near),
            ("--abstention", self.abstention != plain.abstention),
            ("--absence", self.absence != plain.absence),
            ("--consensus", self.view.consensus != Consensus::default()),
            ("--bootstrap", self.bootstrap.is_some()),
            ("--resample", self.resample != Resample::default()),
        ]
    }
    /// Refuses options that nothing reads.
    fn read(&self) -> Result<(), Failure> {
        let sums = matches!(self.measure, Measure::Congruence | Measure::Conflict | Measure::Subtract);
        if self.normalise != Normalisation::default() && !sums {
            return Err(Failure::command("--normalise is read by congruence, conflict and subtract alone"));
        }
        if self.resample != Resample::default() && self.bootstrap.is_none() {
            return Err(Failure::command("--resample is read with --bootstrap N: nothing is resampled without it"));
        }
        Ok(())
    }
    /// Whether windows were asked for.
    pub fn windowed(&self) -> bool {
        self.by != By::Whole || self.window > 1
    }
    /// The view and its windows.
    pub fn periods(&self) -> Result<(Positions, Periods), Failure> {
        self.read()?;
        if !matches!(self.by, By::Year | By::Session) && self.window > 1 {
            return Err(Failure::command("--window rolls over years or sessions: it needs --by year or session"));
        }
        let (graph, _) = self.view.data.graph_for(&self.view.output)?;
        let positions = Positions::of(&graph, &self.view.options(&graph)?);
        let periods = Periods::of(&graph, &positions, self.by).map_err(Failure::Command)?;
        Ok((positions, periods.rolling(self.window)))
    }
    /// Refuses windows of time for a question that has but one.
    pub fn whole(&self) -> Result<(), Failure> {
        match self.windowed() {
            false => Ok(()),
            true => Err(Failure::command(
                "--by and --window are asked of `align agreement` and `align clusters`; here use --from and --until",
            )),
        }
    }
    /// The view and the agreement of all pairs, for questions that read no claims; a plain long table has no graph.
    pub fn compared(&self) -> Result<(Option<Graph>, Positions, Agreement), Failure> {
        self.read()?;
        let Some(positions) = self.view.votes() else {
            let (graph, positions, agreement) = self.seen()?;
            return Ok((Some(graph), positions, agreement));
        };
        self.view.output.drawn_from(brief::record::Data::named(&self.view.data.names()));
        let agreement = Agreement::of(&positions, self.options());
        Ok((None, positions, agreement))
    }
    /// The graph, the view of it, and the agreement of all pairs.
    pub fn seen(&self) -> Result<(Graph, Positions, Agreement), Failure> {
        self.read()?;
        let (graph, _) = self.view.data.graph_for(&self.view.output)?;
        let positions = Positions::of(&graph, &self.view.options(&graph)?);
        let agreement = Agreement::of(&positions, self.options());
        Ok((graph, positions, agreement))
    }
    /// The items of two actors, with the claims behind each position.
    pub fn why(&self, graph: &Graph, positions: &Positions, agreement: &Agreement) -> Result<Answer, Failure> {
        let (a, b) = (resolve(graph, &self.why[0])?, resolve(graph, &self.why[1])?);
        Ok(match agreement.why(positions, &a, &b) {
            Ok(table) => {
                let table = behind::items(graph, &positions.options, table, &[&a, &b]);
                let mut document = Document::default();
                document.list(brief::pair::sentences(agreement, positions, &a, &b));
                document.table(table.clone());
                Answer { document, table: Some(table), graph: None, figure: None }
            }
            Err(reason) => Answer::undefined(agreement.method.clone(), reason),
        })
    }
}

/// Agreement in each window, and the pairs that changed most.
fn in_windows(args: &Args) -> Result<(), Failure> {
    if !args.why.is_empty() {
        return Err(Failure::command("--why is asked of one window: use --from and --until"));
    }
    let (positions, periods) = args.periods()?;
    let found = ByWindow::of(&positions, &periods, args.options());
    let answer =
        Answer { document: brief::align::in_windows(&found), table: Some(found.table()), graph: None, figure: None };
    args.view.output.emit(&answer)
}

pub fn run(args: &Args) -> Result<(), Failure> {
    if args.windowed() {
        return in_windows(args);
    }
    if !args.why.is_empty() {
        let (graph, positions, agreement) = args.seen()?;
        return args.view.output.emit(&args.why(&graph, &positions, &agreement)?);
    }
    let (graph, positions, agreement) = args.compared()?;
    let output = &args.view.output;
    let mut page = gate(&positions, &agreement, Default::default());
    // A figure groups the actors, a graph lists the pairs again: made only for a file.
    let figure = (!output.figure.is_empty())
        .then(|| brief::align::matrix(&Clusters::of(&positions, &agreement, ClusterOptions::default())));
    let ties = output.wants_graph().then(|| agreement.graph());
    page.list(brief::align::ends(&agreement));
    page.table(brief::align::pairs(&agreement, SHOWN));
    let more = agreement.joint.len().saturating_sub(SHOWN);
    if more > 0 {
        page.prose(brief::align::more_pairs(more));
    }
    let network = || coded(Subject::Network(agreement.drawn(agreement.graph())), graph.as_ref());
    let answer = Answer { document: page, table: None, graph: ties, figure };
    output.emit_row_by_row(&answer, &agreement, &[("network", &network)])
}
