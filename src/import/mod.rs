//! Foreign bytes become the raw tables of a dataset; the door checks them like any others.
//!
//! An imported row's source is the imported file, and its line the row. A word that no code explains is never guessed:
//! all such words are listed with their counts. `-` as a position means "no record".

mod assembly;
mod grid;
pub mod long;
pub mod network;
mod places;
mod two_mode;
mod un_votes;
mod voteview;
mod wide;

use std::io::Read;

use crate::dataset::{Faults, Folder, rules};
use crate::model::{Diagnostic, Position};

pub use assembly::Register;
pub use places::told_of_files;

/// The forms that can be brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Votes of the UN General Assembly, in the wide form (a row a vote, a column a state) or the long one.
    UnVotes,
    /// Voteview: members, votes and roll calls.
    Voteview,
    /// Any table with a row a position.
    Long,
    /// Any table with a row an actor and a column a decision, or turned round.
    Wide,
    /// Pairs of actors and bodies, as a list or a matrix.
    TwoMode,
    /// A graph of another program, or one of our own exports, as GraphML.
    GraphMl,
    /// The same as GEXF.
    Gexf,
    /// The same as node-link JSON, of networkx or d3.
    NodeLink,
    /// The same as a network of Pajek.
    Pajek,
    /// The same as a list of ties, with or without a table of nodes.
    Edges,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 10] = [
        Self::UnVotes,
        Self::Voteview,
        Self::Long,
        Self::Wide,
        Self::TwoMode,
        Self::GraphMl,
        Self::Gexf,
        Self::NodeLink,
        Self::Pajek,
        Self::Edges,
    ];
    /// The word that options use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::UnVotes => "un-votes",
            Self::Voteview => "voteview",
            Self::Long => "long",
            Self::Wide => "wide",
            Self::TwoMode => "two-mode",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::NodeLink => "node-link",
            Self::Pajek => "pajek",
            Self::Edges => "edges",
        }
    }
}

/// Whether a row of a wide table is an actor or a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowsAre {
    /// A row an actor, a column a decision.
    #[default]
    Actors,
    /// A row a decision, a column an actor.
    Decisions,
}

/// How a table is read. What a form knows by itself needs no option.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The name of the dataset, which its folder has.
    pub name: String,
    /// Words for positions; `None` = no record. Beside those that the form knows.
    pub codes: Vec<(String, Option<Position>)>,
    /// The column that names the decision, the actor (also the first of a pair), the position.
    pub columns: Columns,
    /// Columns of a wide table that are left out.
    pub skip: Vec<String>,
    /// What the rows of a wide table are; actors by default.
    pub rows: RowsAre,
    /// The kind of the actors; `actor` when empty.
    pub kind: String,
    /// The relation of a tie; when empty `member_of` in a two-mode table, and one of the file's own in a graph.
    pub relation: String,
    /// Whether a two-mode table names everybody; not said by default.
    pub lists: Lists,
    /// Whether the order of the two ends means anything in a list of ties that does not say; when `None` as in the relation,
    /// and where there is none it does.
    pub ties: Option<Direction>,
    /// Whether the first line of a list of ties names the columns; it does by default.
    pub header: Header,
}

/// Whether a table has a line that names its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Header {
    /// The first line that is no remark, in lists of words only where it names the ends.
    #[default]
    FirstLine,
    /// None: columns are called by their numbers, from 1.
    None,
}

impl Header {
    /// Both.
    pub const ALL: [Self; 2] = [Self::FirstLine, Self::None];
    /// The word that options use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::FirstLine => "first-line",
            Self::None => "none",
        }
    }
}

/// Whether the order of a tie's ends means anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The first is tied to the second.
    Directed,
    /// The two are tied.
    Undirected,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Directed, Self::Undirected];
    /// The word that options use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Directed => "directed",
            Self::Undirected => "undirected",
        }
    }
}

/// Whether a two-mode table names all who take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lists {
    /// Not said: who is not in the table may take part all the same.
    #[default]
    Open,
    /// The table is complete: who is not in it does not take part.
    Complete,
}

/// Names of columns; empty = the form's own.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// The decision.
    pub decision: String,
    /// The actor.
    pub actor: String,
    /// The position.
    pub position: String,
    /// The body of a two-mode tie.
    pub forum: String,
    /// The first end of a tie in a list.
    pub source: String,
    /// The second end.
    pub target: String,
}

/// Reads `word=position`; `word=-` means no record.
///
/// # Errors
/// When it is not of that form, or names no position.
/// # Example
/// ```
/// use blocs::{import::code, model::Position};
/// assert_eq!(code("yea=for"), Ok(("yea".into(), Some(Position::For))));
/// assert_eq!(code("9=-"), Ok(("9".into(), None)));
/// assert!(code("yea").is_err());
/// ```
pub fn code(text: &str) -> Result<(String, Option<Position>), String> {
    let all: Vec<&str> = Position::ALL.iter().map(|position| position.word()).collect();
    let (word, position) = text
        .split_once('=')
        .map(|(word, position)| (word.trim(), position.trim()))
        .ok_or_else(|| format!("`{text}` is no code: write word=position, with one of {}, or -", all.join(", ")))?;
    match (Position::parse(position), position) {
        (Some(position), _) => Ok((word.to_owned(), Some(position))),
        (None, "-") => Ok((word.to_owned(), None)),
        _ => Err(format!("`{position}` is no position: one of {}, or - for no record", all.join(", "))),
    }
}

/// The first bytes of a packed file.
const PACKED: [u8; 2] = [0x1f, 0x8b];
/// How much larger a packed file may be when it is unpacked, and how large in any case: tables are packed to a twentieth,
/// and a few kilobytes can be made to take all memory.
const UNPACKED: u64 = 200;
const UNPACKED_OF_ANY: u64 = 64 << 20;

/// A file of another maker, unpacked when it was packed.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// The name of the file, without folders and without `.gz`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Foreign {
    /// Takes a file; gzip is known by its first bytes.
    ///
    /// # Errors
    /// When a packed file cannot be unpacked, or becomes 200 times as large and more.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Self, String> {
        let name = name.strip_suffix(".gz").unwrap_or(name).to_owned();
        if !bytes.starts_with(&PACKED) {
            return Ok(Self { name, bytes });
        }
        let mut unpacked = Vec::new();
        let most = (bytes.len() as u64).saturating_mul(UNPACKED).saturating_add(UNPACKED_OF_ANY);
        let decoder = flate2::read::MultiGzDecoder::new(bytes.as_slice());
        match decoder.take(most + 1).read_to_end(&mut unpacked) {
            Ok(_) if unpacked.len() as u64 > most => Err(format!(
                "{name}.gz unpacks to more than {most} bytes, {UNPACKED} times what it is: unpack it first"
            )),
            Ok(_) => Ok(Self { name, bytes: unpacked }),
            Err(error) => Err(format!("{name}.gz cannot be unpacked: {error}")),
        }
    }
}

/// A dataset out of foreign files: every fault at once, when there is one.
///
/// # Errors
/// Files that are no table, columns that are missing, words that no code explains (all of them, with counts).
/// # Example
/// ```
/// use blocs::{dataset, import::{self, Foreign, Format, Options, Register}};
/// let file = Foreign::new("votes.csv", b"who,v1,v2\nann,1,6\nben,1,9\n".to_vec()).unwrap();
/// let codes = ["1=for", "6=against", "9=absent"].map(|text| import::code(text).unwrap()).to_vec();
/// let options = Options { name: "votes".into(), codes, ..Options::default() };
/// let folder = import::import(&[file], Format::Wide, &options, &Register::default()).unwrap();
/// assert_eq!(dataset::load(vec![folder], None).dataset.unwrap().positions.rows.len(), 4);
/// ```
pub fn import(
    files: &[Foreign],
    format: Format,
    options: &Options,
    register: &Register,
) -> Result<Folder, Vec<Diagnostic>> {
    let mut faults = Faults::default();
    let folder = match format {
        Format::UnVotes => un_votes::read(files, options, register, &mut faults),
        Format::Voteview => voteview::read(files, options, &mut faults),
        Format::Long => long::read(files, options, &mut faults),
        Format::Wide => wide::read(files, options, &mut faults),
        Format::TwoMode => two_mode::read(files, options, &mut faults),
        Format::GraphMl => network::read(network::Form::GraphMl, files, options, &mut faults),
        Format::Gexf => network::read(network::Form::Gexf, files, options, &mut faults),
        Format::NodeLink => network::read(network::Form::NodeLink, files, options, &mut faults),
        Format::Pajek => network::read(network::Form::Pajek, files, options, &mut faults),
        Format::Edges => network::read(network::Form::Edges, files, options, &mut faults),
    };
    let name = files.first().map_or("", |file| file.name.as_str());
    finished(folder, faults, name, format)
}

/// The same out of one file that is read as it comes: GraphML and GEXF through a window, never held as a whole; any other
/// form needs all of it first.
///
/// # Errors
/// As [`import`], and those of the source.
/// # Example
/// ```
/// use blocs::import::{self, Format, Options, Register};
/// let text = r#"<graphml><graph edgedefault="directed"><node id="a"/><edge source="a" target="a"/></graph></graphml>"#;
/// let (options, register) = (Options { name: "g".into(), ..Options::default() }, Register::default());
/// let folder = import::import_from("g.graphml", &mut text.as_bytes(), Format::GraphMl, &options, &register).unwrap();
/// assert!(folder.files.iter().any(|file| file.name == "claims.csv"));
/// ```
pub fn import_from(
    name: &str,
    source: &mut dyn Read,
    format: Format,
    options: &Options,
    register: &Register,
) -> Result<Folder, Vec<Diagnostic>> {
    let mut faults = Faults::default();
    let unpacked = name.strip_suffix(".gz").unwrap_or(name);
    let broken = |mut faults: Faults, message: String| {
        faults.whole(rules::EMPTY_FILE, &unpacked.into(), &message, "a file that can be read", "");
        Err(faults.into_sorted())
    };
    let mut head = Vec::new();
    if let Err(error) = source.take(2).read_to_end(&mut head) {
        return broken(faults, format!("it cannot be read: {error}"));
    }
    let packed = head == PACKED;
    let mut whole = std::io::Cursor::new(head).chain(source);
    let form = match format {
        Format::GraphMl => network::Form::GraphMl,
        Format::Gexf => network::Form::Gexf,
        _ => {
            let mut bytes = Vec::new();
            return match whole.read_to_end(&mut bytes) {
                Err(error) => broken(faults, format!("it cannot be read: {error}")),
                Ok(_) => match Foreign::new(name, bytes) {
                    Err(message) => broken(faults, message),
                    Ok(file) => import(&[file], format, options, register),
                },
            };
        }
    };
    let folder = match packed {
        true => {
            let mut source = flate2::read::MultiGzDecoder::new(whole);
            network::read_on(form, unpacked, &mut source, options, &mut faults)
        }
        false => network::read_on(form, unpacked, &mut whole, options, &mut faults),
    };
    finished(folder, faults, unpacked, format)
}

/// A folder without faults, or what is wrong.
fn finished(folder: Option<Folder>, mut faults: Faults, name: &str, format: Format) -> Result<Folder, Vec<Diagnostic>> {
    if let Some(folder) = folder.filter(|_| !faults.any_fault()) {
        return Ok(folder);
    }
    if !faults.any_fault() {
        let expected = format!("files of the form {}", format.word());
        faults.whole(rules::EMPTY_FILE, &name.into(), "nothing to import", &expected, "");
    }
    Err(faults.into_sorted())
}
