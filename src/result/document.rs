//! Headings, prose, tables and drawings, for a dress (terminal, Markdown, HTML) to put on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{
    AttributedGraph, Cell, CellRef, Column, ColumnRole, Language, Phrase, Saying, Table, Undefined, translated,
    translated_at, translated_in,
};

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
    /// Every table that it is drawn from.
    pub fn tables(&self) -> Vec<&Table> {
        match self {
            Self::Split { actors: one, tallies: other }
            | Self::Matrix { things: one, pairs: other }
            | Self::Plane { points: one, lines: other }
            | Self::Intersections { sets: one, combinations: other } => vec![one, other],
            Self::Lineage(graph) | Self::Network(graph) | Self::Tree(graph) => vec![&graph.nodes, &graph.ties],
            Self::Dots(table) | Self::Moves(table) | Self::Bars(table) => vec![table],
        }
    }
    /// Whether the region of anybody in a split is known: without one, nothing is said to be by region.
    pub fn by_region(&self) -> bool {
        let Self::Split { actors, .. } = self else { return false };
        (0..actors.len()).any(|row| !actors.text(row, ColumnRole::Region).is_empty())
    }
}

/// The roles of columns whose cells hold words, and neither names nor ids.
const WORDS: [ColumnRole; 6] = [
    ColumnRole::Status,
    ColumnRole::Certainty,
    ColumnRole::Class,
    ColumnRole::Kind,
    ColumnRole::Position,
    ColumnRole::Attribute,
];

/// A document: blocks under a title.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The title.
    pub title: Phrase,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// Japanese words for what stands in tables and methods: titles, columns, names of methods and parameters.
    pub terms: BTreeMap<&'static str, &'static str>,
    /// Japanese words for what stands in cells: kinds, relations, positions, and sentences of an answer.
    pub labels: BTreeMap<String, String>,
    /// What things are called, in English and in Japanese, by their ids: those alone that have a Japanese name.
    pub names: BTreeMap<String, (String, String)>,
    /// What its drawings are drawn from, for their captions.
    pub data: Phrase,
    /// Where all rows of a table are, of which it prints the first.
    pub rest: Rest,
}

/// Where all rows of a table are, of which a page prints the first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Rest {
    /// Nowhere.
    #[default]
    Nowhere,
    /// In a file beside the page, named like the table.
    Files,
    /// In what the command writes where it is asked for a table; its main one, which needs no name there, has this name.
    OnRequest(String),
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
    /// A table as an output in a language shows it: without a column of Japanese names where there are none; in Japanese
    /// with the Japanese words for its title, columns, reasons, words in cells and method, where they are known; in both
    /// with the Japanese beside the English of title, columns, reasons and notes.
    pub fn told<'a>(&self, table: &'a Table, language: Language) -> Cow<'a, Table> {
        let bare = |column: &Column| {
            matches!(column.role, ColumnRole::LabelJa | ColumnRole::RegionJa)
                && column.cells.iter().all(|cell| matches!(cell, CellRef::Empty) || cell.as_str() == Some(""))
        };
        let plain = language == Language::English || self.terms.is_empty();
        if plain && !table.columns.iter().any(bare) {
            return Cow::Borrowed(table);
        }
        let mut told = table.clone();
        told.columns.retain(|column| !bare(column));
        if plain {
            return Cow::Owned(told);
        }
        let both = language == Language::Both;
        self.name(&mut told, language);
        let beside = |text: &str, japanese: Option<String>, between: [&str; 2]| match japanese {
            // Both stand there, unless they are the same.
            Some(japanese) if both && japanese != text => format!("{text}{}{japanese}{}", between[0], between[1]),
            Some(japanese) if !both => japanese,
            _ => text.to_owned(),
        };
        // What a remark is of stands before a colon, and is called as it is elsewhere on the page.
        let of = |one: &Saying| {
            let (thing, _) = one.split_once(": ")?;
            self.names.values().find(|(english, _)| english == thing)
        };
        let saying = |one: &Saying| {
            let told = self.labels.get(&**one).cloned().or_else(|| one.japanese(&self.terms))?;
            Some(match of(one).and_then(|(english, japanese)| Some((told.strip_prefix(english)?, japanese))) {
                Some((rest, japanese)) => format!("{japanese}{rest}"),
                None => told,
            })
        };
        told.title = beside(&told.title, saying(&told.title), [" ", ""]).into();
        // A name is no word, even where it reads like one.
        let named = [ColumnRole::Id, ColumnRole::Actor].iter().any(|role| table.by_role(*role).is_some());
        for column in &mut told.columns {
            let (name, of_table) = (column.name.clone(), table.name.as_str());
            // The unit is looked at before the name changes, which may say it already.
            let unit = column.shown_unit();
            column.unit = self.term(of_table, unit).filter(|_| !both).unwrap_or(unit);
            if let Some(japanese) = self.term(of_table, &name) {
                column.name = if both { format!("{name}\n{japanese}") } else { japanese.to_owned() };
            }
            let kind = column.role == ColumnRole::Kind;
            let fixed = matches!(column.role, ColumnRole::Evidence | ColumnRole::Claims);
            let words = match column.role {
                ColumnRole::Label => !named,
                role => WORDS.contains(&role),
            };
            column.cells.change(|cell| {
                let places = [of_table, &name, if kind { "kind" } else { &name }];
                let said = |text: &str| self.word(&places, text);
                let of_place = |text: &str| {
                    translated_at(&self.terms, &places, text).filter(|_| !fixed).unwrap_or_else(|| text.to_owned())
                };
                match cell {
                    Cell::Undefined(why) => {
                        let reason = why.reason();
                        // A sentence: what is a form of cells in this place is none of its own.
                        let japanese = translated(&self.terms, reason).or_else(|| said(reason));
                        *why = Undefined::because(beside(reason, japanese, ["（", "）"]));
                    }
                    Cell::Text(text) if words && (!both || !named) => *text = beside(text, said(text), ["（", "）"]),
                    Cell::Text(text) if !words && !both => *text = of_place(text),
                    Cell::List(items) if !both => items.iter_mut().for_each(|item| *item = of_place(item)),
                    Cell::Boolean(value) if !both => {
                        *cell = Cell::text(if *value { "はい" } else { "いいえ" });
                    }
                    _ => {}
                }
            });
        }
        for note in &mut told.method.notes {
            *note = beside(note, saying(note), ["（", "）"]).into();
        }
        if !both {
            told.method = told.method.told(&self.terms);
        }
        Cow::Owned(told)
    }
    /// Calls things by their Japanese names: those of the column beside it, which a page in Japanese then goes without, else
    /// those of the ids in the row.
    fn name(&self, table: &mut Table, language: Language) {
        let place = |table: &Table, name: &str| table.columns.iter().position(|column| column.name == name);
        let mut spare = Vec::new();
        for at in 0..table.columns.len() {
            let name = table.columns[at].name.clone();
            if let Some(beside) = place(table, &format!("{name}_ja")) {
                if language == Language::Japanese {
                    let cells = std::mem::take(&mut table.columns[beside].cells);
                    let known = cells.iter().enumerate().filter(|(_, cell)| !cell.plain().is_empty());
                    known.for_each(|(row, cell)| table.columns[at].cells.set(row, cell.to_cell()));
                    spare.push(format!("{name}_ja"));
                }
                continue;
            }
            // `item_name` is that of `item`; a `name` that of the thing in its row that is called so.
            let of: Vec<usize> = match name.strip_suffix("_name") {
                Some(of) => place(table, of).into_iter().collect(),
                None if name == "name" => (0..table.columns.len()).filter(|other| *other != at).collect(),
                None => continue,
            };
            for row in 0..table.len() {
                let english = table.columns[at].cells.at(row).as_str();
                let known = |of: &usize| self.names.get(table.columns[*of].cells.at(row).as_str()?);
                let found = of.iter().filter_map(known).find(|(own, _)| Some(own.as_str()) == english);
                if let Some((english, japanese)) = found {
                    table.columns[at].cells.set(row, Cell::text(language.choose(english, japanese)));
                }
            }
        }
        table.columns.retain(|column| !spare.contains(&column.name));
    }
    /// The Japanese of a word of tables of this name.
    fn term(&self, table: &str, word: &str) -> Option<&'static str> {
        let own = || self.terms.get(format!("{table}/{word}").as_str());
        own().or_else(|| self.terms.get(word)).copied()
    }
    /// The Japanese of what stands in a cell, where it is known: what it means in these places first. Against the direction
    /// of a tie, the mark stays.
    fn word(&self, places: &[&str], text: &str) -> Option<String> {
        let (mark, word) = text.strip_prefix("<- ").map_or(("", text), |word| ("<- ", word));
        let own = places.iter().find_map(|place| self.terms.get(format!("{place}/{word}").as_str()));
        let own = own.map(|own| (*own).to_owned());
        let told = own.or_else(|| self.labels.get(word).cloned());
        told.or_else(|| translated_in(&self.terms, places, word)).map(|told| format!("{mark}{told}"))
    }
    /// Every table, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table { table, .. } => Some(table),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{CellKind, Method};

    #[test]
    fn things_are_called_by_their_japanese_names() {
        let mut document = Document::new("");
        document.terms = [("name", "名称"), ("{}: {} left", "{}：残り{}")].into();
        let name = |id: &str, english: &str, japanese: &str| (id.to_owned(), (english.to_owned(), japanese.to_owned()));
        document.names = [name("a", "Ada", "エイダ"), name("b", "Bo", "ボー")].into();
        let text = |table: Table, name, role| table.column(name, CellKind::Text, role, "");
        let mut table = Table::new("pairs", Method::default().noting("Ada: 3 left"));
        table = text(text(table, "actor", ColumnRole::Actor), "name", ColumnRole::Label);
        table = text(text(table, "name_ja", ColumnRole::LabelJa), "other", ColumnRole::Other);
        table = text(table, "other_name", ColumnRole::Attribute);
        // A Japanese name of the row's own goes first; one that is none of the thing's English names is left as it is.
        table.push(["a", "Ada", "エーダ", "b", "Bo"].map(Cell::text));
        table.push(["c", "Cy", "", "b", "Beau"].map(Cell::text));
        let row = |told: &Table, row| told.row(row).map(CellRef::plain).collect::<Vec<_>>();
        let told = document.told(&table, Language::Japanese);
        assert_eq!(row(&told, 0), ["a", "エーダ", "b", "ボー"]);
        assert_eq!(row(&told, 1), ["c", "Cy", "b", "Beau"]);
        assert_eq!(told.method.notes, ["エイダ：残り3"]);
        let both = document.told(&table, Language::Both);
        assert_eq!(row(&both, 0), ["a", "Ada", "エーダ", "b", "Bo ボー"]);
        assert_eq!(row(&document.told(&table, Language::English), 0), ["a", "Ada", "エーダ", "b", "Bo"]);
    }

    #[test]
    fn a_table_is_told_in_each_language() {
        let mut document = Document::new("");
        document.terms = [
            ("Sizes", "大きさ"),
            ("sits", "参加"),
            ("named", "名の挙がった者"),
            ("actors", "主体"),
            ("{} left", "残り{}"),
        ]
        .into();
        document.labels = [("forum".to_owned(), "会議".to_owned())].into();
        let mut table = Table::new("sizes", Method::new("count", "").noting("3 left"))
            .titled("Sizes")
            .column("id", CellKind::Text, ColumnRole::Id, "")
            .column("name_ja", CellKind::Text, ColumnRole::LabelJa, "")
            .column("kind", CellKind::Text, ColumnRole::Kind, "")
            .column("sits", CellKind::Boolean, ColumnRole::Attribute, "")
            .column("named", CellKind::Integer, ColumnRole::Count, "actors");
        let unknown = Cell::Undefined(Undefined::because("2 left"));
        table.push([Cell::text("forum"), Cell::text(""), Cell::text("forum"), Cell::Boolean(true), unknown]);
        let told = |language| {
            let told = document.told(&table, language).into_owned();
            let heads: Vec<String> = told.columns.iter().map(|one| format!("{} {}", one.name, one.unit)).collect();
            let cells: Vec<String> = told
                .row(0)
                .map(|cell| match cell {
                    CellRef::Undefined(why) => why.reason().to_owned(),
                    cell => cell.plain(),
                })
                .collect();
            (
                told.title.to_string(),
                heads,
                cells,
                told.method.notes.iter().map(|note| note.to_string()).collect::<String>(),
            )
        };
        // No Japanese name is known, so that no language shows the column; an id is no word.
        let (title, heads, cells, note) = told(Language::English);
        assert_eq!((title.as_str(), note.as_str()), ("Sizes", "3 left"));
        assert_eq!(heads, ["id ", "kind ", "sits ", "named actors"]);
        assert_eq!(cells, ["forum", "forum", "yes", "2 left"]);
        let (title, heads, cells, note) = told(Language::Japanese);
        assert_eq!((title.as_str(), note.as_str()), ("大きさ", "残り3"));
        assert_eq!(heads, ["id ", "kind ", "参加 ", "名の挙がった者 主体"]);
        assert_eq!(cells, ["forum", "会議", "はい", "残り2"]);
        let (title, heads, cells, note) = told(Language::Both);
        assert_eq!((title.as_str(), note.as_str()), ("Sizes 大きさ", "3 left（残り3）"));
        assert_eq!(heads, ["id ", "kind ", "sits\n参加 ", "named\n名の挙がった者 actors"]);
        assert_eq!(cells, ["forum", "forum", "yes", "2 left（残り2）"]);
    }
}
