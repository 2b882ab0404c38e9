//! `blocs overlap`: where they meet. One question a file.

mod agenda;
mod backbone;
mod forums;
mod mandate;
mod profile;
mod shopping;
mod structure;
mod upset;
mod view;

use clap::{Args as ClapArgs, Subcommand};

use blocs::brief;
use blocs::overlap::agenda::{Agenda, Options as AgendaOptions};
use blocs::overlap::{Mandate, SideBySide};
use blocs::view::Bearers;

use super::failure::Failure;

/// Where they meet: who sits in which forum, what forums treat, and how far two of them share the one and the other
///
/// Without a question: the three overlaps side by side - by whom, by what, by mandate - and where two forums share the one
/// and not the other.
#[derive(ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Example:
  blocs overlap                                  by whom, by what, by mandate
  blocs overlap forums --format csv              every pair, with bounds where lists are open
  blocs overlap forums --modes attended --sessions lifted
  blocs overlap forums --why gge wgec            who is shared, and of whom it is not known"
)]
pub struct Args {
    #[command(subcommand)]
    question: Option<Question>,
    #[command(flatten)]
    forums: forums::Args,
}

#[derive(Subcommand)]
enum Question {
    Forums(forums::Args),
    Agenda(agenda::Args),
    Mandate(mandate::Args),
    Profile(profile::Args),
    Shopping(shopping::Args),
    Backbone(backbone::Args),
    Structure(structure::Args),
    Upset(upset::Args),
}

pub fn run(args: Args) -> Result<(), Failure> {
    match args.question {
        None => summary(&args.forums),
        Some(Question::Forums(args)) => forums::run(&args),
        Some(Question::Agenda(args)) => agenda::run(&args),
        Some(Question::Mandate(args)) => mandate::run(&args),
        Some(Question::Profile(args)) => profile::run(&args),
        Some(Question::Shopping(args)) => shopping::run(&args),
        Some(Question::Backbone(args)) => backbone::run(&args),
        Some(Question::Structure(args)) => structure::run(&args),
        Some(Question::Upset(args)) => upset::run(&args),
    }
}

fn summary(args: &forums::Args) -> Result<(), Failure> {
    let (graph, view, forums) = args.of_forums()?;
    let agendas = args.view.agendas(&graph, Bearers::Forums)?;
    let agenda = Agenda::of(&agendas, AgendaOptions::default());
    let bodies = args.view.bodies(&graph)?;
    let together = SideBySide::of(&forums, &agenda, &bodies, &Mandate::of(&bodies));
    let mut page = brief::overlap::summary(&view, &forums, &together);
    brief::overlap::other_ways(&graph, &view).into_iter().for_each(|said| page.prose(said));
    brief::overlap::methods::side_by_side(&together, &view).into_iter().for_each(|said| page.prose(said));
    args.emit(&view, &forums, page, together.table())
}
