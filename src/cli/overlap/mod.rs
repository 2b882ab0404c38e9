//! `blocs overlap`: where they meet. One question a file.

mod backbone;
mod forums;
mod structure;
mod upset;
mod view;

use clap::{Args as ClapArgs, Subcommand};

use blocs::brief;

use super::failure::Failure;

/// Where they meet: who sits in which forum, and how far forums share their participants
///
/// Without a question: what is known of each list, and which forums are known to share an actor.
#[derive(ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Example:
  blocs overlap                                  what is known of each list
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
    Backbone(backbone::Args),
    Structure(structure::Args),
    Upset(upset::Args),
}

pub fn run(args: Args, _quiet: bool) -> Result<(), Failure> {
    match args.question {
        None => {
            let (_, view, forums) = args.forums.seen()?;
            args.forums.emit(&view, &forums, brief::overlap::summary(&view, &forums))
        }
        Some(Question::Forums(args)) => forums::run(&args),
        Some(Question::Backbone(args)) => backbone::run(&args),
        Some(Question::Structure(args)) => structure::run(&args),
        Some(Question::Upset(args)) => upset::run(&args),
    }
}
