//! The command line: typed words become `Options`, answers become bytes in files. No algorithm, no format, no rule.

mod align;
mod check;
mod data;
mod export;
mod failure;
mod figures;
mod files;
#[cfg(feature = "print")]
mod fonts;
mod graphviz;
mod import;
mod influence;
mod new;
mod output;
mod overlap;
mod remarks;
mod report;
mod rows;
mod shell;
mod show;
mod targets;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

/// Who stands with whom, where they meet, what led to what: from coded documents, with every line of the answer
/// traceable to its source.
#[derive(Parser)]
#[command(name = "blocs", version, arg_required_else_help = true, propagate_version = true, after_help = AFTER)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Print nothing but what was asked for: no progress, no remarks.
    #[arg(short, long, global = true)]
    quiet: bool,
}

const AFTER: &str = "\
Example:
  blocs report                                          the whole story of the built-in dataset, in output/report/
  blocs show itr-2012                                   all that is known of one text, claim by claim
  blocs influence paths unga-res-1998 g7-lucca-declaration

Without -d the commands read the built-in dataset cyber-norms.
Exit status: 0 done (an undefined or empty answer too), 1 the data has faults, 2 the command was wrong, 3 the machine failed.";

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Show(Box<show::Args>),
    Align(Box<align::Args>),
    Overlap(Box<overlap::Args>),
    Influence(Box<influence::Args>),
    Export(export::Args),
    Report(report::Args),
    New(new::Args),
    Import(import::Args),
    Completions(shell::CompletionsArgs),
    Man(shell::ManArgs),
}

/// The same command, where an option that wants a number takes a negative one as its word: the answer is then the range
/// of the option, not that there is no such argument.
fn numbers(command: clap::Command) -> clap::Command {
    const NUMBERS: [&str; 5] = ["N", "K", "NUMBER", "SHARE", "VARIANCE"];
    let wants = |arg: &clap::Arg| {
        let mut names = arg.get_value_names().unwrap_or_default().iter();
        names.any(|name| NUMBERS.contains(&name.as_str()))
    };
    command.mut_args(|arg| if wants(&arg) { arg.allow_negative_numbers(true) } else { arg }).mut_subcommands(numbers)
}

/// The commands with the options that each can use: what a question has no graph or no figure for is not listed in its help.
fn commands() -> clap::Command {
    let questions = |group: clap::Command| match group.get_name() {
        "overlap" | "influence" => without_unused(group).mut_subcommands(without_unused),
        _ => group,
    };
    numbers(Cli::command()).mut_subcommands(questions)
}

fn without_unused(command: clap::Command) -> clap::Command {
    const GRAPH: [&str; 3] = ["graph", "layout", "loss"];
    const FIGURE: [&str; 4] = ["figure", "width", "title", "font"];
    let unused = match command.get_name() {
        // `--why` and `--of` belong to its questions.
        "overlap" => vec!["why", "of"],
        "upset" => GRAPH.to_vec(),
        "profile" => [&GRAPH[..], &FIGURE].concat(),
        _ => Vec::new(),
    };
    // Recorded votes, whose words `--codes` explains, place nobody in a forum and lead to nothing.
    let hidden = move |arg: &clap::Arg| arg.get_id() == "codes" || unused.contains(&arg.get_id().as_str());
    command.mut_args(|arg| if hidden(&arg) { arg.hide(true) } else { arg })
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let mut command = commands();
    let parsed = command.try_get_matches_from_mut(std::env::args_os());
    let cli = match parsed.and_then(|found| Cli::from_arg_matches(&found).map_err(|error| error.format(&mut command))) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers; a reader that closes the pipe has read enough.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let quiet = cli.quiet;
    remarks::want(!quiet);
    let done = match cli.command {
        Command::Check(args) => check::run(args, quiet),
        Command::Show(args) => show::run(*args),
        Command::Align(args) => align::run(*args),
        Command::Overlap(args) => overlap::run(*args),
        Command::Influence(args) => influence::run(*args),
        Command::Export(args) => export::run(args, quiet),
        Command::Report(args) => report::run(args, quiet),
        Command::New(args) => new::run(args, quiet),
        Command::Import(args) => import::run(args, quiet),
        Command::Completions(args) => shell::completions(args),
        Command::Man(args) => shell::man(args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell();
            ExitCode::from(failure.status())
        }
    }
}
