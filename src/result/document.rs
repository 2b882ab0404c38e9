//! Headings, prose, tables and drawings, for a dress (terminal, Markdown, HTML) to put on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{AttributedGraph, Cell, Column, ColumnRole, Language, Phrase, Table};

/// One block of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; 1 is the highest level.
    Heading(u8, Phrase),
    /// A paragraph of plain words.
    Prose(Phrase),
    /// A list of plain words.
    List(Vec<Phrase>),
    /// Text to be copied as it is, under a name.
    Verbatim(String, String),
    /// A table; `shown` rows at most are printed in a page, the rest is said.
    Table {
        /// The table.
        table: Table,
        /// The most rows a page prints.
        shown: usize,
    },
    /// Something to draw: a figure finds what it needs by role. Its name is the stem of its file.
    Drawing {
        /// The stem of its file.
        name: String,
        /// What it shows.
        caption: Phrase,
        /// What is drawn.
        subject: Box<Subject>,
    },
}

/// What a drawing is made from.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// Where the holders of each position sit, by region.
    Split {
        /// One row an actor.
        actors: Table,
        /// One row a position: how many hold it, and of how many the names are known. May have no row.
        tallies: Table,
    },
    /// A symmetric matrix in long form.
    Matrix {
        /// One row a thing: its names, its size, its place in the order.
        things: Table,
        /// One row a pair of things.
        pairs: Table,
    },
    /// Texts and bodies along time, in lanes.
    Lineage(AttributedGraph),
    /// One value a thing, with its interval.
    Dots(Table),
    /// Things on two axes, and the lines that cut them apart.
    Plane {
        /// One row a thing: its value on each axis.
        points: Table,
        /// One row a line. May have no row.
        lines: Table,
    },
    /// Things and their ties, one-mode or two-mode.
    Network(AttributedGraph),
    /// Which group each actor is in, window by window: one row an actor and window.
    Moves(Table),
    /// How many lie in which sets at once.
    Intersections {
        /// One row a set.
        sets: Table,
        /// One row a combination of sets.
        combinations: Table,
    },
    /// What is part of what: ties run from the part to the whole.
    Tree(AttributedGraph),
    /// Counts of things, each split by class: one row a thing and class.
    Bars(Table),
}

impl Subject {
    /// The word that names a drawing of this form.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Split { .. } => "split",
            Self::Matrix { .. } => "matrix",
            Self::Lineage(_) => "lineage",
            Self::Dots(_) => "dots",
            Self::Plane { .. } => "plane",
            Self::Network(_) => "network",
            Self::Moves(_) => "moves",
            Self::Intersections { .. } => "intersections",
            Self::Tree(_) => "tree",
            Self::Bars(_) => "bars",
        }
    }
    /// Whether the region of anybody in a split is known: without one, nothing is said to be by region.
    pub fn by_region(&self) -> bool {
        let Self::Split { actors, .. } = self else { return false };
        (0..actors.len()).any(|row| !actors.text(row, ColumnRole::Region).is_empty())
    }
}

/// A document: blocks under a title.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The title.
    pub title: Phrase,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// Japanese words for what stands in tables and methods: titles, columns, names of methods and parameters.
    pub terms: BTreeMap<&'static str, &'static str>,
    /// What its drawings are drawn from, for their captions.
    pub data: Phrase,
}

impl Document {
    /// A document with nothing in it yet.
    pub fn new(title: impl Into<Phrase>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<Phrase>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }
    /// Adds a paragraph.
    pub fn prose(&mut self, text: impl Into<Phrase>) {
        self.blocks.push(Block::Prose(text.into()));
    }
    /// Adds a list, unless it is empty.
    pub fn list<T: Into<Phrase>>(&mut self, items: Vec<T>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items.into_iter().map(Into::into).collect()));
        }
    }
    /// Adds text to be copied as it is, unless it is empty.
    pub fn verbatim(&mut self, name: impl Into<String>, text: String) {
        if !text.is_empty() {
            self.blocks.push(Block::Verbatim(name.into(), text));
        }
    }
    /// Adds a table of which every row is printed.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table { table, shown: usize::MAX });
    }
    /// Adds a table of which a page prints only the first rows.
    pub fn long_table(&mut self, table: Table, shown: usize) {
        self.blocks.push(Block::Table { table, shown });
    }
    /// Adds a drawing.
    pub fn drawing(&mut self, name: impl Into<String>, caption: impl Into<Phrase>, subject: Subject) {
        self.blocks.push(Block::Drawing { name: name.into(), caption: caption.into(), subject: Box::new(subject) });
    }
    /// A table as an output in a language shows it: without a column of Japanese names where there are none, and in Japanese
    /// with the Japanese words for its title, its columns and its method where they are known.
    pub fn told<'a>(&self, table: &'a Table, language: Language) -> Cow<'a, Table> {
        // Where nothing has a Japanese name, a column of them only takes room.
        let bare = |column: &Column| {
            matches!(column.role, ColumnRole::LabelJa | ColumnRole::RegionJa)
                && column.cells.iter().all(|cell| matches!(cell, Cell::Empty) || cell.as_str() == Some(""))
        };
        let plain = language != Language::Japanese || self.terms.is_empty();
        if plain && !table.columns.iter().any(bare) {
            return Cow::Borrowed(table);
        }
        let mut told = table.clone();
        told.columns.retain(|column| !bare(column));
        if plain {
            return Cow::Owned(told);
        }
        let term = |word: &mut String| {
            if let Some(japanese) = self.terms.get(word.as_str()) {
                *word = (*japanese).to_owned();
            }
        };
        term(&mut told.title);
        for column in &mut told.columns {
            // The unit is looked at before the name changes, which may say it already.
            column.unit = self.terms.get(column.shown_unit()).copied().unwrap_or(column.shown_unit());
            term(&mut column.name);
        }
        told.method = told.method.told(&self.terms);
        Cow::Owned(told)
    }
    /// Every table, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table { table, .. } => Some(table),
            _ => None,
        })
    }
}
