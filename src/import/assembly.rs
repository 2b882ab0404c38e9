//! A dataset put together from foreign rows: entities and decisions by id, positions as they come.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use super::Lists;
use super::places::{another, source_of};
use crate::dataset::{Faults, File, Folder, TableKind, package, rules};
use crate::model::{Dataset, Day, Position, Target};

/// States that a register knows, by their codes and names: imported votes speak of them under its ids.
///
/// A code outlives the state that it stands for: common copies write `RUS` for a vote of 1950. So a code is read with
/// the day of the vote: of the states that shared the code, and those that they continue or are continued by
/// (`succeeds` with `mode=continuation`, or `seat`: who has the seat today), the one that held the seat (`has_seat_in`)
/// on that day.
#[derive(Debug, Clone, Default)]
pub struct Register {
    by_code: HashMap<String, Vec<String>>,
    seats: BTreeMap<String, Vec<(Day, Day)>>,
    /// Who continues whom, in both directions.
    kin: BTreeMap<String, Vec<String>>,
}

impl Register {
    /// The codes (ISO 3166 alpha-2 and alpha-3), names, seats and successions of the states of a dataset.
    ///
    /// ```
    /// use blocs::{dataset, import::{self, Foreign, Format, Options, Register}};
    /// let states = dataset::load(vec![dataset::builtin("states").unwrap()], None).dataset.unwrap();
    /// // A row a vote, a column a state, by its code on the day of the vote; 1 is yes, 3 no.
    /// let file = Foreign::new("unga.csv", b"rcid,date,JPN,FRA\n1,2018-12-05,3,1\n".to_vec()).unwrap();
    /// let options = Options { name: "unga".into(), ..Options::default() };
    /// let folder = import::import(&[file], Format::UnVotes, &options, &Register::of(&states)).unwrap();
    /// let table = folder.files.iter().find(|file| file.name == "positions.csv").unwrap();
    /// assert!(String::from_utf8_lossy(&table.bytes).contains("japan,against"));
    /// ```
    pub fn of(dataset: &Dataset) -> Self {
        let mut register = Self::default();
        let states: Vec<_> = dataset.entities.iter().filter(|e| dataset.schema.is_a(&e.kind, "state")).collect();
        for state in &states {
            let names = [&state.iso3, &state.name, &state.name_ja].into_iter().chain(&state.aliases);
            names.filter(|name| !name.is_empty()).for_each(|name| register.name(name, &state.id));
        }
        for claim in dataset.claims.iter().filter(|claim| claim.is_plain()) {
            let alpha = || claim.qualifier("scheme").is_some_and(|scheme| scheme.contains("alpha"));
            match (claim.relation.as_str(), &claim.target) {
                ("has_code", Target::Value(code)) if alpha() => register.name(code, &claim.subject),
                ("has_seat_in", _) => {
                    let begin = claim.begin.as_ref().map_or(Day::MIN, |date| date.span().earliest);
                    let end = claim.end.as_ref().map_or(Day::MAX, |date| date.span().latest);
                    register.seats.entry(claim.subject.clone()).or_default().push((begin, end));
                    if let Some(today) = claim.qualifier("seat") {
                        register.kin.entry(claim.subject.clone()).or_default().push(today.to_owned());
                        register.kin.entry(today.to_owned()).or_default().push(claim.subject.clone());
                    }
                }
                ("succeeds", Target::Entity(before)) if claim.qualifier("mode") == Some("continuation") => {
                    register.kin.entry(claim.subject.clone()).or_default().push(before.clone());
                    register.kin.entry(before.clone()).or_default().push(claim.subject.clone());
                }
                _ => {}
            }
        }
        for ids in register.by_code.values().filter(|ids| ids.len() > 1) {
            for id in ids {
                let others = ids.iter().filter(|other| *other != id).cloned();
                register.kin.entry(id.clone()).or_default().extend(others);
            }
        }
        for kin in register.kin.values_mut() {
            kin.sort();
            kin.dedup();
        }
        register
    }

    fn name(&mut self, name: &str, id: &str) {
        let ids = self.by_code.entry(name.to_lowercase()).or_default();
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }

    /// The id of a state by its code or name.
    pub fn id(&self, code: &str) -> Option<&str> {
        self.by_code.get(&code.to_lowercase())?.first().map(String::as_str)
    }

    /// Who held the seat of a code or name, and when: spells of days, in the order of kinship.
    pub(super) fn spells(&self, code: &str) -> Vec<(Day, Day, &str)> {
        let Some(ids) = self.by_code.get(&code.to_lowercase()) else { return Vec::new() };
        let mut family: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut at = 0;
        while let Some(&id) = family.get(at) {
            for kin in self.kin.get(id).into_iter().flatten() {
                if !family.contains(&kin.as_str()) {
                    family.push(kin);
                }
            }
            at += 1;
        }
        let spells = |id: &'_ str| self.seats.get(id).cloned().unwrap_or_default();
        family.into_iter().flat_map(|id| spells(id).into_iter().map(move |(begin, end)| (begin, end, id))).collect()
    }

    /// Whether it knows no state.
    pub fn is_empty(&self) -> bool {
        self.by_code.is_empty()
    }
}

/// What is known of a decision beside its id.
#[derive(Debug, Clone, Default)]
pub(super) struct Vote {
    pub name: String,
    pub date: String,
    pub series: String,
}

/// Where a row stands: its source and line; and what else it says, as a note.
pub(super) type Row<'a> = (&'a str, u64, &'a str);

/// The tables of a dataset, growing.
pub(super) struct Assembly {
    name: String,
    title: String,
    /// Source ids of the files, with their SHA-256.
    sources: Vec<(String, String)>,
    /// Entities: kind and name by id.
    entities: BTreeMap<String, (String, String)>,
    /// The name behind each id that was made of one, so that two names never share an id.
    made: HashMap<String, String>,
    votes: BTreeMap<String, Vote>,
    claims: String,
    claim_count: usize,
    positions: String,
    /// Where each row of positions begins: a note may hold line ends.
    rows: Vec<usize>,
    /// Whether some position has a note, and some a date of its own.
    noted: bool,
    dated: bool,
    uses: Vec<String>,
    /// Words that no code explained, with how often.
    unknown: BTreeMap<String, u64>,
    /// Files that are named again.
    twice: Vec<String>,
    /// What the dataset does not hold as the files have it.
    remarks: Vec<String>,
    /// What was expected instead of such a word, and what to do.
    expected: (&'static str, &'static str),
}

impl Assembly {
    pub fn new(name: &str, title: &str) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            sources: Vec::new(),
            entities: BTreeMap::new(),
            made: HashMap::new(),
            votes: BTreeMap::new(),
            claims: String::new(),
            claim_count: 0,
            positions: String::new(),
            rows: Vec::new(),
            noted: false,
            dated: false,
            uses: Vec::new(),
            unknown: BTreeMap::new(),
            twice: Vec::new(),
            remarks: Vec::new(),
            expected: ("a position for each word", "give --codes WORD=POSITION,...; `-` means no record"),
        }
    }

    /// Says what is expected of a word, and what to do where there is another, when no code can explain it.
    pub fn expects(&mut self, expected: &'static str, hint: &'static str) {
        self.expected = (expected, hint);
    }

    /// Names a dataset that defines some of the entities.
    pub fn uses(&mut self, name: &str) {
        if !self.uses.iter().any(|used| used == name) {
            self.uses.push(name.to_owned());
        }
    }

    /// Adds a file as a source and gives its id: of two files of one name each has its own. A file that is named twice is
    /// a fault of the whole.
    pub fn source(&mut self, file: &super::Foreign) -> String {
        let sha256 = crate::dataset::sha256(&file.bytes);
        if self.sources.iter().any(|(_, known)| *known == sha256) {
            self.twice.push(file.name.clone());
        }
        let id = another(source_of(&file.name), |id| self.sources.iter().any(|(known, _)| known == id));
        self.sources.push((id.clone(), sha256));
        self.entities.insert(id.clone(), ("document".to_owned(), file.name.clone()));
        id
    }

    /// Adds an entity under an id made of its name; a fault when two names make the same id, or a row has none.
    pub fn entity(&mut self, kind: &str, name: &str, file: &Arc<str>, line: u64, faults: &mut Faults) -> String {
        if name.is_empty() && line > 1 {
            let message = format!("a row without the name of its {kind}");
            faults.push(rules::MISSING_CELL, file, (line, 0, None), message, "a name in each row", "");
        }
        let id = slug(name);
        if let Some(before) = self.made.get(&id) {
            if before != name {
                let message = format!("`{name}` and `{before}` make the same id `{id}`");
                let expected = "names that differ in letters or digits";
                faults.push(rules::REPEATED_ID, file, (line, 0, None), message, expected, "");
            }
        } else {
            self.made.insert(id.clone(), name.to_owned());
            self.entities.insert(id.clone(), (kind.to_owned(), name.to_owned()));
        }
        id
    }

    /// Adds an entity under an id of its own; the first description stays.
    pub fn known(&mut self, id: &str, kind: &str, name: &str) {
        if !self.entities.contains_key(id) {
            self.entities.insert(id.to_owned(), (kind.to_owned(), name.to_owned()));
        }
    }

    /// Adds a roll call.
    pub fn vote(&mut self, id: &str, vote: Vote) {
        if !self.votes.contains_key(id) {
            let name = if vote.name.is_empty() { id.to_owned() } else { vote.name.clone() };
            self.known(id, "decision", &name);
            self.votes.insert(id.to_owned(), vote);
        }
    }

    /// Adds a position, with its date where it is not that of the decision, its source, line and note.
    pub fn position(
        &mut self,
        decision: &str,
        actor: &str,
        position: Position,
        date: &str,
        (source, line, note): Row<'_>,
    ) {
        self.rows.push(self.positions.len());
        let (note, date) = (quoted(note), quoted(date));
        let _ = write!(self.positions, "{decision},{actor},{position},{source},{line},{note},{date}");
        self.noted |= !note.is_empty();
        self.dated |= !date.is_empty();
    }

    /// Tells what the dataset does not hold as the files have it.
    pub fn remark(&mut self, remark: String) {
        self.remarks.push(remark);
    }

    /// Counts a word that no code explains.
    pub fn unexplained(&mut self, word: &str) {
        match self.unknown.get_mut(word) {
            Some(count) => *count += 1,
            None => _ = self.unknown.insert(word.to_owned(), 1),
        }
    }

    /// Adds a claim that one takes part in another, from when to when.
    pub fn tie(
        &mut self,
        (subject, relation, object): (&str, &str, &str),
        (begin, end): (&str, &str),
        lists: Lists,
        (source, line, note): Row<'_>,
    ) {
        self.claim_count += 1;
        let id = self.claim_count;
        let open = match lists {
            Lists::Open => "",
            Lists::Complete => "no",
        };
        let (begin, end, note) = (quoted(begin), quoted(end), quoted(note));
        let _ =
            writeln!(self.claims, "row-{id},{subject},{relation},{object},{begin},{end},{open},{note},{source},{line}");
    }

    /// The dataset; words without a code are a fault that lists them all.
    pub fn finish(self, file: &Arc<str>, faults: &mut Faults) -> Option<Folder> {
        for name in &self.twice {
            let message = "a file of the same bytes is named before: every row would count twice";
            faults.whole(rules::REPEATED_ID, &name.as_str().into(), message, "each file once", "");
        }
        if !self.unknown.is_empty() {
            let total: u64 = self.unknown.values().sum();
            let mut words: Vec<(&String, &u64)> = self.unknown.iter().collect();
            words.sort_by_key(|(word, count)| (std::cmp::Reverse(**count), *word));
            let list: Vec<String> = words.iter().take(40).map(|(word, count)| format!("`{word}` ({count})")).collect();
            let more = words.len().saturating_sub(40);
            let more = if more > 0 { format!(" and {more} more words") } else { String::new() };
            faults.whole(
                rules::UNKNOWN_WORD,
                file,
                &format!("{total} cells hold words that no code explains: {}{more}", list.join(", ")),
                self.expected.0,
                self.expected.1,
            );
            return None;
        }
        let mut tables = Vec::new();
        let mut add = |kind: TableKind, text: String| {
            tables.push(File { name: format!("{}.csv", kind.name()), bytes: text.into_bytes() });
        };
        let mut sources = String::from("id,sha256\n");
        for (id, sha256) in &self.sources {
            let _ = writeln!(sources, "{id},{sha256}");
        }
        add(TableKind::Sources, sources);
        let mut entities = String::from("id,kind,name\n");
        for (id, (kind, name)) in &self.entities {
            let _ = writeln!(entities, "{id},{kind},{}", quoted(name));
        }
        add(TableKind::Entities, entities);
        if !self.votes.is_empty() {
            let mut decisions = String::from("id,procedure,date,series\n");
            for (id, vote) in &self.votes {
                let _ = writeln!(decisions, "{id},roll-call,{},{}", vote.date, quoted(&vote.series));
            }
            add(TableKind::Decisions, decisions);
            // In the order in which the door keeps them, so that reading need not sort: a comma stands before every
            // character of an id, so lines order as decision and actor do.
            let ends = self.rows.iter().skip(1).copied().chain([self.positions.len()]);
            let mut rows: Vec<&str> = self.rows.iter().zip(ends).map(|(from, to)| &self.positions[*from..to]).collect();
            rows.sort_unstable();
            let mut positions = String::with_capacity(self.positions.len() + rows.len() + 64);
            // Columns at the end of which nobody has anything are left out.
            let without = match (self.noted, self.dated) {
                (_, true) => "",
                (true, false) => ",",
                (false, false) => ",,",
            };
            let header = "decision,actor,position,source,lines,note,date";
            positions.push_str(header.rsplitn(1 + without.len(), ',').last().unwrap_or(header));
            positions.push('\n');
            for row in rows {
                positions.push_str(row.strip_suffix(without).unwrap_or(row));
                positions.push('\n');
            }
            add(TableKind::Positions, positions);
        }
        if self.claim_count > 0 {
            add(
                TableKind::Claims,
                format!("id,subject,relation,object,begin,end,open,note,source,lines\n{}", self.claims),
            );
        }
        let json = package(&self.name, &self.title, &self.uses, &tables);
        tables.push(File { name: "datapackage.json".to_owned(), bytes: json.into_bytes() });
        Some(Folder { name: self.name, files: tables, remarks: self.remarks, ..Folder::default() })
    }
}

/// The position of a word: by the options first, then by what the form knows.
pub(super) fn explain(
    word: &str,
    options: &super::Options,
    known: &[(&str, Option<Position>)],
) -> Option<Option<Position>> {
    let own = options.codes.iter().find(|(other, _)| other == word).map(|(_, position)| *position);
    own.or_else(|| known.iter().find(|(other, _)| *other == word).map(|(_, position)| *position))
        .or_else(|| Position::parse(word).map(Some))
}

/// An id out of a name: letters and digits in lower case, joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            id.extend(c.to_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "unnamed".to_owned() } else { id.to_owned() }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
