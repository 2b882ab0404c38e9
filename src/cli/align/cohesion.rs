//! `blocs align cohesion`: how much the members of a group vote together.

use clap::Args as ClapArgs;

use blocs::align::cohesion::{Cohesion, Options};
use blocs::brief;
use blocs::result::{Document, Subject};
use blocs::view::{GroupsBy, dated_groups};

use super::super::failure::Failure;
use super::super::output::{Answer, at_least_one, one_of, without_graph};
use super::clusters;

/// How much the members of each bloc, region and cluster vote together: Rice's index and the agreement index
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(mut_args(without_graph), mut_arg("why", |arg| arg.hide(true)), mut_arg("rows", |arg| arg.hide(true)),
    mut_arg("compare", |arg| arg.hide(true)),
    mut_arg("by", |arg| arg.hide(true)), mut_arg("window", |arg| arg.hide(true)), after_help = "\
Example:
  blocs align cohesion -d un-ict-votes
  blocs align cohesion -d un-ict-votes -d memberships --groups bloc --format csv")]
pub struct Args {
    #[command(flatten)]
    clusters: clusters::Args,
    /// Whose cohesion: of the clusters found, of blocs and bodies by membership, or of regions
    #[arg(long, value_name = "cluster|bloc|region", default_value = "cluster", value_parser = ["cluster", "bloc", "region"])]
    groups: String,
    /// The fewest members that must have taken a position on a roll call for it to count
    #[arg(long, value_name = "N", value_parser = at_least_one, default_value_t = 2)]
    least: usize,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    args.clusters.one_answer(&[])?;
    let by = one_of(&args.groups, GroupsBy::ALL, GroupsBy::word).ok();
    if by.is_some() {
        args.clusters.without_clusters(&["--abstention", "--weights"])?;
    }
    let (graph, positions, agreement) = args.clusters.agreement.seen()?;
    let options = Options { minimum: args.least, rules: agreement.options };
    let mut page = Document::default();
    brief::align::cohesion_gate(&mut page, &positions, &agreement, args.clusters.method, by);
    let cohesion = match by {
        Some(by) => {
            let mut all = Cohesion::of_named(&positions, &dated_groups(&graph, by), options);
            all.method = all.method.with("groups", by.word());
            all
        }
        None => {
            let found = args.clusters.found(&positions, &agreement);
            if found.found.is_err() {
                brief::align::sentences(&found).into_iter().for_each(|sentence| page.prose(sentence));
            }
            let mut all = Cohesion::of(&positions, &found.groups(), options);
            all.method = all.method.with("groups", found.method.name.clone()).resting_on(&found.method);
            all
        }
    };
    let table = cohesion.table();
    if let (Some(by), true) = (by, cohesion.groups.is_empty()) {
        page.prose(brief::align::no_named_group(by, "on a roll call", "記名投票で"));
    }
    page.table(table.clone());
    args.clusters.agreement.view.output.emit(&Answer {
        document: page,
        figure: Some(Subject::Dots(table.clone())),
        table: Some(table),
        graph: None,
    })
}
