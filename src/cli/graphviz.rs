//! Graphs laid out by Graphviz, where it is installed: `--layout dot|neato|sfdp` with `--graph FILE`.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use blocs::export::{GraphFormat, write_graph};
use blocs::result::AttributedGraph;
use clap::ValueEnum;

use super::failure::Failure;
use super::targets::{pick, split};

/// The programs of Graphviz that place nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// In layers, along the direction of ties
    Dot,
    /// By springs, for small graphs
    Neato,
    /// By springs on several scales, for large graphs
    Sfdp,
}

/// What Graphviz writes for us; its own language comes back with the places of nodes.
const FORMATS: [&str; 4] = ["svg", "png", "pdf", "dot"];
/// A layout that takes longer is given up: `dot` can take hours on a dense graph.
const LIMIT: Duration = Duration::from_secs(30);

impl Layout {
    const fn program(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Neato => "neato",
            Self::Sfdp => "sfdp",
        }
    }
}

/// The file that was asked for, and the graph laid out in its format.
pub fn made(target: &str, graph: &AttributedGraph, layout: Layout) -> Result<(PathBuf, Vec<u8>), Failure> {
    let (format, file) = split(target);
    let known = |word: &str| FORMATS.into_iter().find(|format| word.eq_ignore_ascii_case(format));
    let format = pick(target, format, &file, known, known, &FORMATS.join(", "))?;
    let mut text = Vec::new();
    write_graph(graph, GraphFormat::Dot, &mut text)?;
    Ok((file, laid_out(text, format, layout, LIMIT)?))
}

fn laid_out(text: Vec<u8>, format: &str, layout: Layout, limit: Duration) -> Result<Vec<u8>, Failure> {
    let program = layout.program();
    let piped = Command::new(program)
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = piped.map_err(|error| {
        Failure::Machine(format!(
            "--layout needs Graphviz, and `{program}` cannot be run ({error}): install it (Debian: apt-get install \
             graphviz; macOS: brew install graphviz), or draw with --figure, which needs nothing"
        ))
    })?;
    // Each pipe has a thread of its own: a full one would hold all three.
    let mut input = child.stdin.take();
    let writer = thread::spawn(move || input.as_mut().map_or(Ok(()), |input| input.write_all(&text)));
    let reader = |pipe: Option<Box<dyn std::io::Read + Send>>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
            bytes
        })
    };
    let out = reader(child.stdout.take().map(|pipe| Box::new(pipe) as _));
    let complaints = reader(child.stderr.take().map(|pipe| Box::new(pipe) as _));
    let ended = wait(&mut child, limit)?;
    // Graphviz may end before it has read everything: what it says then is the fault, not the broken pipe.
    let _ = writer.join();
    let (bytes, complaints) = (out.join().unwrap_or_default(), complaints.join().unwrap_or_default());
    match ended {
        None => Err(Failure::Machine(format!(
            "`{program}` was stopped after {} seconds: the graph is too dense for it. Try --layout sfdp, fewer nodes, \
             or --figure, which always ends",
            limit.as_secs()
        ))),
        Some(true) => Ok(bytes),
        Some(false) => {
            let complaints = String::from_utf8_lossy(&complaints);
            Err(Failure::Machine(format!("`{program}` failed: {}", complaints.trim())))
        }
    }
}

/// Whether the program succeeded; `None` when it was stopped at the limit.
fn wait(child: &mut Child, limit: Duration) -> Result<Option<bool>, Failure> {
    let begin = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        if begin.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_ends_at_its_limit() {
        // A complete graph of 700 nodes keeps dot busy for far longer than a moment.
        let ties: String = (0..700).flat_map(|a| (a + 1..700).map(move |b| format!("{a}--{b};"))).collect();
        let text = format!("graph {{{ties}}}").into_bytes();
        match laid_out(text, "svg", Layout::Dot, Duration::from_millis(50)) {
            Err(Failure::Machine(told)) => {
                assert!(told.contains("stopped after 0 seconds") || told.contains("install it"), "{told}")
            }
            other => panic!("{other:?}"),
        }
    }
}
