//! `blocs align items`: what sets groups apart, and how a group splits on one item.

use clap::Args as ClapArgs;

use blocs::align::items::{ByGroup, DividingItems, Options, no_item};
use blocs::result::Document;
use blocs::view::{GroupsBy, PositionOptions, Positions, dated_groups};

use super::super::failure::Failure;
use super::super::output::{Answer, one_of, without_figure, without_graph};
use super::super::show::resolve;
use super::{clusters, gate};

/// The items that divide the clusters most, with tallies; or how blocs and regions split on one item
#[derive(ClapArgs, Debug, Clone)]
#[group(skip)]
#[command(mut_args(without_graph), mut_args(without_figure), mut_arg("why", |arg| arg.hide(true)),
    mut_arg("rows", |arg| arg.hide(true)), mut_arg("compare", |arg| arg.hide(true)),
    mut_arg("bootstrap", |arg| arg.hide(true)), mut_arg("resample", |arg| arg.hide(true)),
    mut_arg("by", |arg| arg.hide(true)), mut_arg("window", |arg| arg.hide(true)), after_help = "\
Example:
  blocs align items -d un-ict-votes
  blocs align items -d wcit-12 -d memberships --item itr-2012 --by-group
  blocs align items -d un-ict-votes --item unga-res-73-27 --by-group --groups region")]
pub struct Args {
    #[command(flatten)]
    clusters: clusters::Args,
    /// One item, or the text or issue that it is about
    #[arg(long, value_name = "ITEM")]
    item: Option<String>,
    /// How each bloc or region splits on the item, with who departs from its group
    #[arg(long, requires = "item")]
    by_group: bool,
    /// Which groups: blocs and bodies by membership, or regions
    #[arg(long, value_name = "bloc|region", value_parser = |word: &str| one_of(word, GroupsBy::ALL, GroupsBy::word), default_value = "bloc")]
    groups: GroupsBy,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    args.clusters.one_answer(&[])?;
    if args.by_group {
        args.clusters.without_clusters(&["--signatures", "--abstention", "--absence", "--consensus"])?;
    } else if args.groups != GroupsBy::default() {
        return Err(Failure::command("--groups is read with --by-group; without it the groups are clusters"));
    }
    if args.clusters.agreement.bootstrap.is_some() {
        return Err(Failure::command("--bootstrap is asked of `align clusters`: no number of an item is resampled"));
    }
    let output = &args.clusters.agreement.view.output;
    let (graph, positions, agreement) = args.clusters.agreement.seen()?;
    let item = match &args.item {
        Some(word) if positions.items.iter().any(|item| item.id == *word) => Some(word.clone()),
        Some(word) => Some(resolve(&graph, word)?),
        None => None,
    };
    if let (Some(item), true) = (&item, args.by_group) {
        let groups = dated_groups(&graph, args.groups);
        let mut actors = positions.actor_kinds.clone();
        actors.extend(groups.iter().map(|group| group.node.kind.clone()));
        actors.sort();
        actors.dedup();
        let options = PositionOptions { actors, ..positions.options.clone() };
        let all = Positions::of(&graph, &options);
        return output.emit(&match ByGroup::of(&all, &groups, args.groups, item, &agreement.options) {
            Ok(split) => {
                let table = split.table(&all);
                let document = blocs::brief::align::split(table.clone(), args.groups);
                Answer { document, table: Some(table), graph: None, figure: None }
            }
            Err(reason) => Answer::undefined(agreement.options.method(&all), reason),
        });
    }
    let found = args.clusters.found(&positions, &agreement);
    let no_groups = found.found.clone().err();
    let options = Options { rules: agreement.options, no_groups, about: item.clone() };
    let mut items = DividingItems::of(&positions, &found.groups(), options);
    if let Some(item) = item.filter(|_| items.rows.is_empty()) {
        let known = positions.items.iter().any(|one| one.is_about(&item));
        return output.emit(&Answer::undefined(items.method, no_item(&item, known)));
    }
    items.method = items.method.with("groups", found.method.name.clone()).resting_on(&found.method);
    let mut page: Document = gate(&positions, &agreement, found.options.approach);
    page.list(blocs::brief::align::sentences(&found));
    page.long_table(items.table(&positions), 20);
    output.emit(&Answer { document: page, table: Some(items.table(&positions)), graph: None, figure: None })
}
