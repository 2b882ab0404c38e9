//! `blocs completions` and `blocs man`: what a shell and a manual want to know.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use super::commands;
use super::failure::Failure;
use super::files::save;

/// Print the completions for a shell
#[derive(clap::Args)]
#[command(after_help = "Example:\n  blocs completions bash > ~/.local/share/bash-completion/completions/blocs")]
pub struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub fn completions(args: CompletionsArgs) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut commands(), "blocs", &mut bytes);
    io::stdout().lock().write_all(&bytes)?;
    Ok(())
}

/// Print the manual page, or write one for each command into a folder
#[derive(clap::Args)]
#[command(after_help = "Example:\n  blocs man > blocs.1\n  blocs man -o output/man")]
pub struct ManArgs {
    /// Write blocs.1, blocs-align.1, ... into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub fn man(args: ManArgs) -> Result<(), Failure> {
    let page = |command: clap::Command| -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        clap_mangen::Man::new(command).render(&mut bytes)?;
        Ok(bytes)
    };
    let Some(folder) = args.output else {
        io::stdout().lock().write_all(&page(commands())?)?;
        return Ok(());
    };
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, "make the folder", &error))?;
    let mut root = commands();
    // Built commands know their full names, `blocs-align-clusters`.
    root.build();
    let mut waiting = vec![("blocs".to_owned(), root)];
    while let Some((name, command)) = waiting.pop() {
        for child in command.get_subcommands().filter(|child| child.get_name() != "help") {
            waiting.push((format!("{name}-{}", child.get_name()), child.clone()));
        }
        save(&folder.join(format!("{name}.1")), &page(command)?)?;
    }
    Ok(())
}
