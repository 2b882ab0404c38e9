//! Why a command ended without an answer.

use std::io::{self, Write as _};
use std::path::Path;

/// Why a command ended without an answer; each kind has its exit status.
#[derive(Debug)]
pub enum Failure {
    /// The data has faults: the page that tells them.
    Data(String),
    /// The command was wrong.
    Command(String),
    /// The machine failed.
    Machine(String),
    /// The reader closed the pipe, which is a success.
    ClosedPipe,
}

impl Failure {
    /// The exit status of the process.
    pub fn status(&self) -> u8 {
        match self {
            Self::ClosedPipe => 0,
            Self::Data(_) => 1,
            Self::Command(_) => 2,
            Self::Machine(_) => 3,
        }
    }
    /// Tells it on standard error.
    pub fn tell(&self) {
        let mut error = anstream::stderr();
        let _ = match self {
            Self::ClosedPipe => Ok(()),
            Self::Data(page) => write!(error, "{page}"),
            Self::Command(message) | Self::Machine(message) => writeln!(error, "blocs: {message}"),
        };
    }
    /// A wrong command.
    pub fn command(message: impl Into<String>) -> Self {
        Self::Command(message.into())
    }
    /// The machine failed at a path.
    pub fn at(path: &Path, doing: &str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Machine(format!("cannot {doing} {}: {error}", path.display())),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Machine(error.to_string()),
        }
    }
}
