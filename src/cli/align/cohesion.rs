//! `blocs align cohesion`: how much the members of a group vote together.

use clap::Args as ClapArgs;

use blocs::align::cohesion::{Cohesion, Options};
use blocs::brief;
use blocs::result::{Document, Subject};
use blocs::view::{GroupsBy, named_groups};

use super::super::failure::Failure;
use super::super::output::{Answer, at_least_one, one_of};
use super::clusters;

/// How much the members of each bloc, region and cluster vote together: Rice's index and the agreement index
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(after_help = "\
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
    args.clusters.agreement.whole()?;
    let (graph, positions, agreement) = args.clusters.agreement.seen()?;
    let options = Options { minimum: args.least };
    let mut page = Document::default();
    let cohesion = match one_of(&args.groups, GroupsBy::ALL, GroupsBy::word) {
        Ok(by) => {
            let groups = named_groups(&graph, by, positions.options.window);
            let mut all = Cohesion::of_named(&positions, &groups, options);
            all.method = all.method.with("groups", by.word());
            all
        }
        Err(_) => {
            let found = args.clusters.found(&positions, &agreement);
            if found.found.is_err() {
                brief::align::sentences(&found).into_iter().for_each(|sentence| page.prose(sentence));
            }
            let mut all = Cohesion::of(&positions, &found.groups(), options);
            all.method = all.method.with("groups", found.method.name.clone());
            all
        }
    };
    let table = cohesion.table();
    page.table(table.clone());
    args.clusters.agreement.view.output.emit(&Answer {
        document: page,
        figure: Some(Subject::Dots(table.clone())),
        table: Some(table),
        graph: None,
    })
}
