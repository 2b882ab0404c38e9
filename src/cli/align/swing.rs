//! `blocs align swing`: who stands between camps.

use clap::Args as ClapArgs;

use blocs::align::swing::{Options, Rule, Swing};
use blocs::brief;
use blocs::record::behind;
use blocs::result::Subject;
use blocs::view::{GroupsBy, decision_rules, named_groups};

use super::super::failure::Failure;
use super::super::output::{Answer, one_of, without_graph};
use super::super::show::resolve;
use super::{clusters, gate};

/// Who stands between camps: margins with intervals, entropy, cross-pressure, and which outcomes they could have turned
///
/// The main table has a row an actor; `--of outcomes` gives a row a vote. Intervals need --bootstrap.
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(
    // Swing has one window of time: what asks for more is refused, and not offered.
    mut_args(without_graph),
    mut_arg("by", |arg| arg.hide(true)),
    mut_arg("window", |arg| arg.hide(true)),
    mut_arg("rows", |arg| arg.hide(true)),
    mut_arg("compare", |arg| arg.hide(true)),
    after_help = "\
Example:
  blocs align swing -d un-ict-votes -d memberships --bootstrap 20 --resample items
  blocs align swing -d un-ict-votes --bootstrap 20 --resample items --of outcomes --format csv
  blocs align swing -d un-ict-votes --rule two-thirds --of outcomes --format csv
  blocs align swing -d un-ict-votes --why BRA"
)]
pub struct Args {
    #[command(flatten)]
    clusters: clusters::Args,
    /// What the main table has rows of: actors or outcomes
    #[arg(long, value_name = "actors|outcomes", value_parser = |word: &str| one_of(word, Of::ALL, Of::word), default_value = "actors")]
    of: Of,
    /// When a vote is carried: by the rule that the decision names (else simple majority), or by this one
    #[arg(long, value_name = "RULE", value_parser = |word: &str| one_of(word, Rule::ALL, Rule::word), default_value = "recorded")]
    rule: Rule,
}

/// What the main table has rows of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Actors,
    Outcomes,
}

impl Of {
    const ALL: &[Self] = &[Self::Actors, Self::Outcomes];
    const fn word(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Outcomes => "outcomes",
        }
    }
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let asked = &args.clusters.agreement;
    args.clusters.one_answer(&["--why"])?;
    let (graph, positions, agreement) = asked.seen()?;
    let clusters = args.clusters.found(&positions, &agreement);
    let bodies = named_groups(&graph, GroupsBy::Bloc, positions.options.window);
    let swing = Swing::of(&positions, &clusters, &bodies, &decision_rules(&graph), Options { rule: args.rule });
    match asked.why.as_slice() {
        [] => {}
        [actor] => {
            let actor = resolve(&graph, actor)?;
            return asked.view.output.emit(&match swing.why(&positions, &actor) {
                Ok(table) => Answer::table(behind::items(&graph, &positions.options, table, &[&actor])),
                Err(reason) => Answer::undefined(swing.method.clone(), reason),
            });
        }
        _ => return asked.view.output.emit(&asked.why(&graph, &positions, &agreement)?),
    }
    let mut page = gate(&positions, &agreement, clusters.options.approach);
    brief::swing::page(&mut page, &swing, &clusters, &positions);
    let table = match args.of {
        Of::Actors => swing.table(),
        Of::Outcomes => swing.outcomes(&positions),
    };
    let figure = Some(brief::align::coded(Subject::Dots(swing.table()), &graph));
    asked.view.output.emit(&Answer { document: page, table: Some(table), graph: None, figure })
}
