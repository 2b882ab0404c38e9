//! `blocs align ideal-points`: where actors stand on one or two dimensions.

use clap::Args as ClapArgs;

use blocs::align::ideal_points::{Bootstrap, Bridge, Dimensions, IdealPoints, Model, Options, Prior, Resample};
use blocs::brief;
use blocs::graph::Graph;
use blocs::record::behind;
use blocs::view::{By, Periods, Positions};

use super::super::failure::Failure;
use super::super::output::{self, Answer, one_of, without_graph};
use super::super::show::resolve;
use super::ViewArgs;

/// Where actors stand on one or two dimensions: item response on votes, signatures and stances
///
/// The table has a row an actor (and window); `--of items` gives a row an item, `--of fit` a row a window.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(
    mut_args(without_graph),
    after_help = "\
Example:
  blocs align ideal-points -d un-ict-votes --left RUS --right USA
  blocs align ideal-points -d un-ict-votes --model ordinal --left RUS --right USA --bootstrap 20 --format csv
  blocs align ideal-points -d un-ict-votes --model ordinal --dims 2 --figure output/plane.svg
  blocs align ideal-points -d un-ict-votes --by year --of fit
  blocs align ideal-points -d un-ict-votes --why JPN"
)]
pub struct Args {
    #[command(flatten)]
    view: ViewArgs,
    /// Which positions enter: the two ends of a scale, or all its steps in order (abstention between)
    #[arg(long, value_name = "binary|ordinal", value_parser = |word: &str| one_of(word, Model::ALL, Model::word), default_value = "binary")]
    model: Model,
    /// How many dimensions
    #[arg(long, value_name = "1|2", value_parser = |word: &str| one_of(word, Dimensions::ALL, Dimensions::word), default_value = "1")]
    dims: Dimensions,
    /// An actor that stands on the left; with --right, at -1 on one dimension
    #[arg(long, value_name = "ACTOR")]
    left: Option<String>,
    /// An actor that stands on the right; with --left, at 1 on one dimension
    #[arg(long, value_name = "ACTOR")]
    right: Option<String>,
    /// An actor with fewer informative items has no position
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = 8)]
    min_items: usize,
    /// The most sweeps of the search; an estimate that has not settled by then says so
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = 500)]
    sweeps: usize,
    /// An item on which a smaller share differs from the most frequent position says nothing and is left out
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "0.025")]
    minority: f64,
    /// Windows: whole, each year or session, or each kind of item
    #[arg(long, value_name = "whole|year|session|kind", value_parser = |word: &str| one_of(word, By::ALL, By::word), default_value = "whole")]
    by: By,
    /// What ties an actor's positions in time: nothing, or a random walk
    #[arg(long, value_name = "static|random-walk", value_parser = |word: &str| one_of(word, Prior::ALL, Prior::word), default_value = "static")]
    prior: Prior,
    /// With --prior random-walk: the variance of its steps from one window to the next [default: 0.1]
    #[arg(long, value_name = "VARIANCE", value_parser = positive)]
    drift: Option<f64>,
    /// What ties items in time: nothing, or that decisions of one series divide at the same place
    #[arg(long, value_name = "none|series", value_parser = |word: &str| one_of(word, Bridge::ALL, Bridge::word), default_value = "none")]
    bridge: Bridge,
    /// Standard errors and intervals from so many resamples
    #[arg(long, value_name = "N", value_parser = output::at_least_one)]
    bootstrap: Option<usize>,
    /// What is resampled: answers from the model, families of items (series), or single items
    #[arg(long, value_name = "model|families|items", value_parser = |word: &str| one_of(word, Resample::ALL, Resample::word), default_value = "model")]
    resample: Resample,
    /// The seed of everything drawn by lot
    #[arg(long, value_name = "N", value_parser = output::seed, default_value_t = 1)]
    seed: u64,
    /// Threads to compute with; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = output::at_least_one, default_value_t = output::threads())]
    threads: usize,
    /// What the main table has rows of: actors, items, or the fit of each window
    #[arg(long, value_name = "actors|items|fit", value_parser = |word: &str| one_of(word, Of::ALL, Of::word), default_value = "actors")]
    of: Of,
    /// The items that pull an actor, and where to, with sources and lines
    #[arg(long, value_name = "ACTOR")]
    why: Option<String>,
}

/// What the main table has rows of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Actors,
    Items,
    Fit,
}

impl Of {
    const ALL: &[Self] = &[Self::Actors, Self::Items, Self::Fit];
    const fn word(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Items => "items",
            Self::Fit => "fit",
        }
    }
}

fn share(word: &str) -> Result<f64, String> {
    let share = word.parse().ok().filter(|share: &f64| (0.0..0.5).contains(share));
    share.ok_or_else(|| "expected a share from 0 to below 0.5".to_owned())
}

fn positive(word: &str) -> Result<f64, String> {
    let number = word.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| "expected a number above 0".to_owned())
}

impl Args {
    fn options(&self, graph: &Graph) -> Result<Options, Failure> {
        let anchor = |name: &Option<String>| name.as_ref().map(|name| resolve(graph, name)).transpose();
        let (left, right) = (anchor(&self.left)?, anchor(&self.right)?);
        if left.is_some() && left == right {
            return Err(Failure::command("--left and --right name the same actor"));
        }
        if matches!(self.by, By::Whole | By::Kind) && (self.prior == Prior::RandomWalk || self.bridge == Bridge::Series)
        {
            return Err(Failure::command(
                "--prior random-walk and --bridge series tie windows: they need --by year or session",
            ));
        }
        if self.drift.is_some() && self.prior != Prior::RandomWalk {
            return Err(Failure::command("--drift is the variance of a random walk: it needs --prior random-walk"));
        }
        let bootstrap =
            self.bootstrap.map(|replicates| Bootstrap { replicates, resample: self.resample, seed: self.seed });
        Ok(Options {
            model: self.model,
            dimensions: self.dims,
            left,
            right,
            minimum: self.min_items,
            minority: self.minority,
            sweeps: self.sweeps,
            prior: self.prior,
            drift: self.drift.unwrap_or(Options::default().drift),
            bridge: self.bridge,
            bootstrap,
            threads: self.threads,
        })
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, _) = args.view.data.graph_for(&args.view.output)?;
    let options = args.options(&graph)?;
    let positions = Positions::of(&graph, &args.view.options(&graph)?);
    let periods = Periods::of(&graph, &positions, args.by).map_err(Failure::Command)?;
    let points = IdealPoints::of(&positions, &periods, options);
    if let Some(actor) = &args.why {
        let actor = resolve(&graph, actor)?;
        return args.view.output.emit(&match points.why(&positions, &actor) {
            Ok(table) => Answer::table(behind::items(&graph, &positions.options, table, &[&actor])),
            Err(reason) => Answer::undefined(points.method.clone(), reason),
        });
    }
    let document = brief::ideal_points::page(&positions, &points);
    let (document, table) = match args.of {
        Of::Actors => (document, points.table()),
        Of::Items => brief::ideal_points::about(&points, points.items(&positions)),
        Of::Fit => brief::ideal_points::about(&points, points.fits()),
    };
    let figure = Some(brief::align::coded(points.figure(&positions), &graph));
    args.view.output.emit(&Answer { document, table: Some(table), graph: None, figure })
}
