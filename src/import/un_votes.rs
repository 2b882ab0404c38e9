//! Votes of the UN General Assembly as the common copies have them: wide (`rcid`, `date`, a column a state by its
//! alpha-3 code; 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member or missing) or long (`rcid`, `country_code`, `vote`),
//! with the table of roll calls beside it if given.
//!
//! 9 stands for two things, so it is no record. States come under the ids of the register, by code and day: `RUS` in
//! 1950 is the Soviet Union. A code or a name that the register does not know is a
//! fault; without a register, states keep their names.

use std::collections::HashMap;

use crate::dataset::{Faults, Folder, rules};
use crate::model::{Date, Day, Position};

use super::assembly::{Assembly, Register, Vote, explain, slug};
use super::grid::Grid;
use super::{Foreign, Options};

const WIDE: [(&str, Option<Position>); 6] = [
    ("1", Some(Position::For)),
    ("2", Some(Position::Abstain)),
    ("3", Some(Position::Against)),
    ("8", Some(Position::Absent)),
    ("9", None),
    ("", None),
];
const LONG: [(&str, Option<Position>); 4] =
    [("yes", Some(Position::For)), ("abstain", Some(Position::Abstain)), ("no", Some(Position::Against)), ("", None)];

pub(super) fn read(files: &[Foreign], options: &Options, register: &Register, faults: &mut Faults) -> Option<Folder> {
    let mut assembly = Assembly::new(&options.name, "Recorded votes of the UN General Assembly");
    if !register.is_empty() {
        assembly.uses("states");
    }
    let grids: Vec<(Grid, &Foreign)> =
        files.iter().filter_map(|file| Some((Grid::open(file, faults)?, file))).collect();
    let has = |grid: &Grid, column: &str| grid.header.iter().any(|name| name == column);
    let mut votes: HashMap<String, Vote> = HashMap::new();
    for (grid, _) in grids.iter().filter(|(grid, _)| has(grid, "unres")) {
        roll_calls(grid, &mut votes, faults);
    }
    let mut last = None;
    for (grid, file) in grids.iter().filter(|(grid, _)| !has(grid, "unres")) {
        let source = assembly.source(file);
        if has(grid, "country_code") && has(grid, "vote") {
            long(grid, &source, options, register, &votes, &mut assembly, faults);
        } else {
            wide(grid, &source, options, register, &votes, &mut assembly, faults);
        }
        last = Some(grid.file.clone());
    }
    assembly.finish(&last?, faults)
}

/// Names, dates and sessions of roll calls.
fn roll_calls(grid: &Grid, votes: &mut HashMap<String, Vote>, faults: &mut Faults) {
    let columns = ["rcid", "date", "unres"].map(|name| grid.column(name, faults));
    let [Some(rcid), Some(date), Some(unres)] = columns else { return };
    let short = grid.header.iter().position(|name| name == "short");
    grid.rows(faults, |_, record, _| {
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let said = |text: &&str| !text.is_empty() && *text != "NA";
        let subject = short.map(cell).filter(said);
        let name = [Some(cell(unres)).filter(said), subject].into_iter().flatten().collect::<Vec<_>>().join(" ");
        // Votes under one heading of the list repeat each other over the years.
        let series = subject.map_or(String::new(), slug);
        let vote = Vote { name, date: cell(date).to_owned(), series };
        votes.insert(whole(cell(rcid)).to_owned(), vote);
    });
}

fn id_of(rcid: &str) -> String {
    format!("unga-{}", slug(rcid))
}

/// The actors behind a code: who held its seat and when, and who stands for it on any other day.
struct Seat {
    spells: Vec<(Day, Day, String)>,
    otherwise: String,
}

impl Seat {
    fn of(code: &str, name: &str, register: &Register, assembly: &mut Assembly) -> Self {
        let found = [code, name].into_iter().find(|word| !word.is_empty() && register.id(word).is_some());
        let Some(word) = found else {
            let id = slug(if name.is_empty() { code } else { name });
            assembly.known(&id, "state", if name.is_empty() { code } else { name });
            return Self { spells: Vec::new(), otherwise: id };
        };
        let spells = register.spells(word).into_iter().map(|(begin, end, id)| (begin, end, id.to_owned())).collect();
        Self { spells, otherwise: register.id(word).unwrap_or_default().to_owned() }
    }
    fn on(&self, day: Option<Day>) -> &str {
        // On the day on which a seat passes, it has passed.
        let held = |day: Day| {
            let on = self.spells.iter().filter(|(begin, end, _)| (*begin..=*end).contains(&day));
            on.max_by_key(|(begin, _, _)| *begin)
        };
        day.and_then(held).map_or(self.otherwise.as_str(), |(_, _, id)| id)
    }
}

fn day(date: &str) -> Option<Day> {
    Date::parse(date).ok().map(|date| date.span().earliest)
}

/// `3.0` as spreadsheets write it is 3.
fn whole(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_suffix(".0").unwrap_or(cell)
}

fn wide(
    grid: &Grid,
    source: &str,
    options: &Options,
    register: &Register,
    votes: &HashMap<String, Vote>,
    assembly: &mut Assembly,
    faults: &mut Faults,
) {
    let (Some(rcid), Some(date)) = (grid.column("rcid", faults), grid.column("date", faults)) else { return };
    // Columns of states have codes of three capitals; the issue flags have two small letters.
    let is_state = |name: &str| name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut states: Vec<(usize, Seat)> = Vec::new();
    for (at, code) in grid.header.iter().enumerate().filter(|(_, name)| is_state(name)) {
        if !register.is_empty() && register.id(code).is_none() {
            let message = format!("no state of the register has the code `{code}`");
            let expected = "ISO 3166-1 alpha-3 codes, those of former states too";
            faults.push(rules::UNKNOWN_ID, &grid.file, (1, 0, None), message, expected, "");
        }
        states.push((at, Seat::of(code, "", register, assembly)));
    }
    // Two columns of one row may stand for one state, as CHN and TWN do until 1971: then its own code speaks.
    let own: HashMap<String, usize> = states.iter().map(|(at, seat)| (seat.otherwise.clone(), *at)).collect();
    let recorded = |record: &::csv::StringRecord, at: usize| {
        matches!(explain(record.get(at).unwrap_or_default(), options, &WIDE), Some(Some(_)))
    };
    grid.rows(faults, |line, record, _| {
        let number = whole(record.get(rcid).unwrap_or_default());
        let id = id_of(number);
        let date = record.get(date).unwrap_or_default().trim().to_owned();
        let on = day(&date);
        assembly.vote(&id, votes.get(number).cloned().unwrap_or(Vote { date, ..Vote::default() }));
        for (at, seat) in &states {
            let word = record.get(*at).unwrap_or_default();
            let of_another = own.get(seat.on(on)).filter(|own| *own != at);
            if of_another.is_some_and(|own| recorded(record, *own)) {
                continue;
            }
            match explain(word, options, &WIDE) {
                Some(Some(position)) => assembly.position(&id, seat.on(on), position, "", (source, line, "")),
                Some(None) => {}
                None => assembly.unexplained(word),
            }
        }
    });
}

fn long(
    grid: &Grid,
    source: &str,
    options: &Options,
    register: &Register,
    votes: &HashMap<String, Vote>,
    assembly: &mut Assembly,
    faults: &mut Faults,
) {
    let columns = ["rcid", "country", "country_code", "vote"].map(|name| grid.column(name, faults));
    let [Some(rcid), Some(country), Some(code), Some(vote)] = columns else { return };
    let mut states: HashMap<(String, String), Seat> = HashMap::new();
    grid.rows(faults, |line, record, faults| {
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let number = whole(cell(rcid));
        let id = id_of(number);
        let known = votes.get(number);
        assembly.vote(&id, known.cloned().unwrap_or_default());
        let key = (cell(code).to_owned(), cell(country).to_owned());
        let seat = states.entry(key).or_insert_with_key(|(code, name)| {
            let code = if code == "NA" { "" } else { code };
            if !register.is_empty() && [code, name].iter().all(|word| register.id(word).is_none()) {
                let message = format!("no state of the register is called `{name}` or has the code `{code}`");
                let expected = "a name, an alias or a code of the register of states";
                faults.push(rules::UNKNOWN_ID, &grid.file, (line, 0, None), message, expected, "");
            }
            Seat::of(code, name, register, assembly)
        });
        let actor = seat.on(known.and_then(|vote| day(&vote.date))).to_owned();
        match explain(cell(vote), options, &LONG) {
            Some(Some(position)) => assembly.position(&id, &actor, position, "", (source, line, "")),
            Some(None) => {}
            None => assembly.unexplained(cell(vote)),
        }
    });
}
