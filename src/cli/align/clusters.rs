//! `blocs align clusters`: groups of actors that agree more than others do.

use clap::Args as ClapArgs;

use blocs::align::agreement::Agreement;
use blocs::align::clusters::{Approach, Clusters, NullModel, Options};
use blocs::align::identifiability::Identifiability;
use blocs::align::moves::Moves;
use blocs::brief;
use blocs::graph::Graph;
use blocs::record::behind;
use blocs::result::{AttributedGraph, Subject, Table};
use blocs::view::Positions;

use super::super::failure::Failure;
use super::super::output::{Answer, at_least_one, one_of};
use super::super::remarks::Waited;
use super::super::show::resolve;
use super::{agreement, coded, gate};

/// Clusters of actors that agree with each other more than with others, and how firmly each actor stands in its own
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(
    mut_arg("why", |arg| arg
        .num_args(1..=2)
        .help("What holds an actor in its group, or with two: the items on which they met")),
    after_help = "\
Example:
  blocs align clusters --min 3 --graph output/alignment.graphml
  blocs align clusters -d un-ict-votes --method signed-leiden --bootstrap 50 --resample items
  blocs align clusters -d un-ict-votes --method average --compare leiden --compare camps
  blocs align clusters -d un-ict-votes --method average --rows joins
  blocs align clusters -d un-ict-votes --compare ward --rows compared --format csv
  blocs align clusters -d un-ict-votes --runs 50 --rows pairs --format csv
  blocs align clusters -d un-ict-votes --min 2 --by year
  blocs align clusters -d un-ict-votes --by year --window 5
  blocs align clusters -d cyber-norms --min 1 --by kind
  blocs align clusters -d un-ict-votes --why BRA"
)]
pub struct Args {
    #[command(flatten)]
    pub agreement: agreement::Args,
    /// How groups are sought: leiden, signed-leiden, average, complete, ward, camps
    #[arg(long, value_name = "METHOD", value_parser = |word: &str| one_of(word, Approach::ALL, Approach::word), default_value = "leiden")]
    pub method: Approach,
    /// What agreement leiden expects of two actors: the mean of all, or what their own means make likely
    #[arg(long, value_name = "cpm|modularity", value_parser = |word: &str| one_of(word, NullModel::ALL, NullModel::word), default_value = "cpm")]
    null: NullModel,
    /// The resolution of leiden with cpm; by default the mean agreement
    #[arg(long, value_name = "NUMBER", value_parser = finite)]
    gamma: Option<f64>,
    /// How many groups a tree is cut into, or how many camps there are
    #[arg(long, value_name = "K", value_parser = at_least_one)]
    clusters: Option<usize>,
    /// How many runs the search makes, or in how many orders of the actors a tree with tied joins is grown
    #[arg(long, value_name = "N", value_parser = at_least_one, default_value_t = RUNS)]
    runs: usize,
    /// What a row of the table is: an actor with its group, a pair with how often it stands together, a join of the tree, a
    /// grouping compared with, a dyad that sources claim, what can be said at all, or the counts behind that
    #[arg(long, value_name = "actors|pairs|joins|compared|claimed|gate|counts", value_parser = |word: &str| one_of(word, Rows::ALL, Rows::word), default_value = "actors")]
    rows: Rows,
    /// How like the groups of another method are, or those of another dataset (repeatable)
    #[arg(long, value_name = "METHOD|DATA")]
    compare: Vec<String>,
}

/// How many runs a search makes unless told otherwise.
const RUNS: usize = 20;

/// What a row of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Actors,
    Pairs,
    Joins,
    Compared,
    Claimed,
    Gate,
    Counts,
}

impl Rows {
    const ALL: &'static [Self] =
        &[Self::Actors, Self::Pairs, Self::Joins, Self::Compared, Self::Claimed, Self::Gate, Self::Counts];
    fn word(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Pairs => "pairs",
            Self::Joins => "joins",
            Self::Compared => "compared",
            Self::Claimed => "claimed",
            Self::Gate => "gate",
            Self::Counts => "counts",
        }
    }
}

fn finite(word: &str) -> Result<f64, String> {
    word.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| "expected a number".to_owned())
}

impl Args {
    /// The groups of this command.
    pub fn found(&self, positions: &Positions, agreement: &Agreement) -> Clusters {
        let waited = Waited::begin();
        Clusters::told(positions, agreement, self.options(self.method), &|what, done, all| waited.tell(what, done, all))
    }
    fn options(&self, approach: Approach) -> Options {
        let mut options = Options {
            approach,
            null: self.null,
            gamma: self.gamma,
            clusters: self.clusters,
            bootstrap: self.agreement.bootstrap(),
            ..Options::default()
        };
        options.search.seed = self.agreement.seed;
        options.search.threads = self.agreement.threads;
        options.search.runs = self.runs;
        options
    }
    /// The graph and the figure, which hold every pair: made only for a file.
    pub fn trays(&self, clusters: &Clusters) -> (Option<AttributedGraph>, Option<Subject>) {
        let output = &self.agreement.view.output;
        let graph = output.wants_graph().then(|| clusters.graph());
        (graph, (!output.figure.is_empty()).then(|| brief::align::matrix(clusters)))
    }
    /// What can be said at all, or the counts behind it, as a table.
    fn said(&self, positions: &Positions, agreement: &Agreement) -> Table {
        let said = Identifiability::of_groups_by(positions, agreement, self.method).with_methods(positions, agreement);
        if self.rows == Rows::Counts { said.counts() } else { said.table() }
    }
    /// The main table of a summary: the groups, or what can be said at all.
    pub fn summary_table(&self, positions: &Positions, clusters: &Clusters) -> Result<Table, Failure> {
        match self.rows {
            Rows::Actors => Ok(clusters.table()),
            Rows::Gate | Rows::Counts => Ok(self.said(positions, &clusters.agreement)),
            _ => Err(Failure::command("--rows pairs, joins, compared and claimed are asked of `align clusters`")),
        }
    }
    /// Refuses what only `align clusters` answers, for questions with a table of their own; `answered` are those that the
    /// question has an answer to.
    pub fn one_answer(&self, answered: &[&str]) -> Result<(), Failure> {
        self.agreement.whole()?;
        let asked = [
            ("--why", !self.agreement.why.is_empty()),
            ("--rows", self.rows != Rows::Actors),
            ("--compare", !self.compare.is_empty()),
        ];
        match asked.iter().find(|(name, asked)| *asked && !answered.contains(name)) {
            Some((name, _)) => Err(Failure::Command(format!("{name} is asked of `align clusters`"))),
            None => self.read(),
        }
    }
    /// Refuses options that no method in use reads.
    pub fn read(&self) -> Result<(), Failure> {
        let compared = self.compare.iter().filter_map(|what| one_of(what, Approach::ALL, Approach::word).ok());
        let methods: Vec<Approach> = std::iter::once(self.method).chain(compared).collect();
        let (leiden, camps) = (methods.contains(&Approach::Leiden), methods.contains(&Approach::Camps));
        let tree = |one: &Approach| matches!(one, Approach::Average | Approach::Complete | Approach::Ward);
        let cut = camps || methods.iter().any(tree);
        let unread = [
            (
                self.clusters.is_some() && !cut,
                "--clusters is read by average, complete, ward and camps; leiden and signed-leiden find how many groups there are",
            ),
            (self.null != NullModel::default() && !leiden, "--null is read by leiden alone"),
            (
                self.gamma.is_some() && !(leiden && self.null == NullModel::Constant),
                "--gamma is read by leiden with --null cpm alone",
            ),
            (
                self.runs != RUNS && methods.iter().all(|one| *one == Approach::Camps),
                "--runs is read by leiden, signed-leiden, average, complete and ward; camps are sought once, with proof or bound",
            ),
        ];
        match unread.iter().find(|(unread, _)| *unread) {
            Some((_, why)) => Err(Failure::command(*why)),
            None => Ok(()),
        }
    }
    /// Refuses what makes clusters, where the groups are those of the record; `read` is what is read nevertheless.
    pub fn without_clusters(&self, read: &[&str]) -> Result<(), Failure> {
        let of_clusters = [
            ("--method", self.method != Approach::default()),
            ("--null", self.null != NullModel::default()),
            ("--gamma", self.gamma.is_some()),
            ("--clusters", self.clusters.is_some()),
            ("--runs", self.runs != RUNS),
        ];
        let mut asked = self.agreement.asked().into_iter().chain(of_clusters);
        match asked.find(|(name, asked)| *asked && !read.contains(name)) {
            Some((name, _)) => Err(Failure::Command(format!(
                "{name} changes nothing here: groups of the record are read with {} alone",
                read.join(", ")
            ))),
            None => Ok(()),
        }
    }
    /// The groups to compare with: of another method on the same positions, else of the same method on other data.
    fn others(&self, positions: &Positions, agreement: &Agreement) -> Result<Vec<(String, Clusters)>, Failure> {
        let mut others = Vec::new();
        for what in &self.compare {
            let groups = match one_of(what, Approach::ALL, Approach::word) {
                Ok(approach) => {
                    let options = Options { bootstrap: None, ..self.options(approach) };
                    Clusters::of(positions, agreement, options)
                }
                Err(_) => {
                    let mut other = self.agreement.clone();
                    other.view.data.data = vec![what.clone()];
                    let (_, positions, agreement) = other.seen()?;
                    let options = Options { bootstrap: None, ..self.options(self.method) };
                    Clusters::of(&positions, &agreement, options)
                }
            };
            others.push((what.clone(), groups));
        }
        Ok(others)
    }
    pub fn why(&self, graph: &Graph, positions: &Positions, clusters: &Clusters) -> Result<Answer, Failure> {
        if self.agreement.why.len() == 2 {
            return self.agreement.why(graph, positions, &clusters.agreement);
        }
        let actor = resolve(graph, &self.agreement.why[0])?;
        Ok(match clusters.why_actor(positions, &actor) {
            Ok(table) => {
                let table = behind::items(graph, &positions.options, table, &[&actor]);
                let document = brief::align::held(clusters, &actor, table.clone());
                Answer { document, table: Some(table), graph: None, figure: None }
            }
            Err(reason) => Answer::undefined(clusters.method.clone(), reason),
        })
    }
}

/// The groups of each window, followed from one to the next.
fn over_time(args: &Args) -> Result<(), Failure> {
    let view = &args.agreement.view;
    if !args.agreement.why.is_empty() || !args.compare.is_empty() || args.rows != Rows::Actors {
        return Err(Failure::command("--why, --compare and --rows are asked of one window: use --from and --until"));
    }
    let (positions, periods) = args.agreement.periods()?;
    let moves = Moves::of(&positions, &periods, args.agreement.options(), args.options(args.method));
    let (document, table, figure) = (brief::moves::page(&moves), Some(moves.table()), Some(moves.figure()));
    view.output.emit(&Answer { document, table, graph: None, figure })
}

pub fn run(args: &Args) -> Result<(), Failure> {
    args.read()?;
    if args.rows == Rows::Compared && args.compare.is_empty() {
        return Err(Failure::command("--rows compared needs --compare METHOD|DATA"));
    }
    if args.agreement.windowed() {
        return over_time(args);
    }
    let (graph, positions, agreement) = args.agreement.seen()?;
    let clusters = args.found(&positions, &agreement);
    if !args.agreement.why.is_empty() {
        return args.agreement.view.output.emit(&args.why(&graph, &positions, &clusters)?);
    }
    let mut page = gate(&positions, &agreement, clusters.options.approach);
    let table = match args.rows {
        Rows::Actors => Ok(clusters.table()),
        Rows::Pairs => Ok(clusters.co_membership()),
        Rows::Joins => clusters.dendrogram(),
        Rows::Compared => Ok(clusters.compare(&args.others(&positions, &agreement)?)),
        Rows::Claimed => Ok(clusters.claimed()),
        Rows::Gate | Rows::Counts => Ok(args.said(&positions, &agreement)),
    };
    let table = match table {
        Ok(table) => table,
        Err(none) => return args.agreement.view.output.emit(&Answer::undefined(clusters.method, none)),
    };
    if args.rows == Rows::Actors {
        brief::align::clusters(&mut page, &clusters);
    } else {
        page.list(brief::align::sentences(&clusters));
        page.long_table(table.clone(), 20);
    }
    if !args.compare.is_empty() && args.rows != Rows::Compared {
        page.table(clusters.compare(&args.others(&positions, &agreement)?));
    }
    let (made, figure) = args.trays(&clusters);
    let answer = Answer { document: page, table: Some(table), graph: made, figure };
    let network = || coded(Subject::Network(agreement.drawn(clusters.graph())), Some(&graph));
    args.agreement.view.output.emit_with(&answer, &[("network", &network)])
}
