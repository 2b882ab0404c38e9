//! `blocs align clusters`: groups of actors that agree more than others do.

use clap::Args as ClapArgs;

use blocs::align::agreement::Agreement;
use blocs::align::clusters::{Clusters, NullModel, Options};
use blocs::brief;
use blocs::view::Positions;

use super::super::failure::Failure;
use super::super::output::Answer;
use super::{agreement, gate};

/// Clusters of actors that agree with each other more than with others (Leiden, over defined pairs)
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "Example:\n  blocs align clusters --min 3 --graph output/alignment.graphml")]
pub struct Args {
    #[command(flatten)]
    pub agreement: agreement::Args,
    /// What agreement is expected of two actors: the mean of all, or what their own means make likely
    #[arg(long, value_name = "cpm|modularity", value_parser = null_model, default_value = "cpm")]
    null: NullModel,
    /// The resolution; by default the mean agreement (cpm) or 1 (modularity)
    #[arg(long, value_name = "NUMBER", value_parser = finite, allow_negative_numbers = true)]
    gamma: Option<f64>,
}

fn finite(word: &str) -> Result<f64, String> {
    word.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| "expected a number".to_owned())
}

fn null_model(word: &str) -> Result<NullModel, String> {
    NullModel::ALL.into_iter().find(|null| null.word() == word).ok_or_else(|| "expected cpm or modularity".to_owned())
}

impl Args {
    pub fn found(&self, positions: &Positions, agreement: &Agreement) -> Clusters {
        let mut options = Options { null: self.null, gamma: self.gamma, ..Options::default() };
        options.search.seed = self.agreement.seed;
        options.search.threads = self.agreement.threads;
        Clusters::of(positions, agreement, options)
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (graph, positions, agreement) = args.agreement.seen()?;
    let clusters = args.found(&positions, &agreement);
    if !args.agreement.why.is_empty() {
        return args.agreement.view.output.emit(&args.agreement.why(&graph, &positions, &agreement)?);
    }
    let mut page = gate(&positions, &agreement);
    brief::align::clusters(&mut page, &clusters);
    args.agreement.view.output.emit(&Answer {
        document: page,
        table: Some(clusters.table()),
        graph: Some(clusters.graph()),
        figure: Some(brief::align::matrix(&agreement, &clusters)),
    })
}
