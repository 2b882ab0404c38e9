//! Voteview: votes (`rollnumber`, `icpsr`, `cast_code`), with members and roll calls beside them.
//!
//! Codes: 1-3 yea, 4-6 nay, 7 and 8 present, 9 not voting, 0 not a member when the vote was taken. `14009.0` and
//! `14009` are one member.

use std::collections::HashMap;

use crate::dataset::{Faults, Folder};
use crate::model::Position;

use super::assembly::{Assembly, Vote, explain, slug};
use super::grid::Grid;
use super::{Foreign, Lists, Options};

const CAST: [(&str, Option<Position>); 10] = [
    ("0", Some(Position::NotEligible)),
    ("1", Some(Position::For)),
    ("2", Some(Position::For)),
    ("3", Some(Position::For)),
    ("4", Some(Position::Against)),
    ("5", Some(Position::Against)),
    ("6", Some(Position::Against)),
    ("7", Some(Position::PresentNotVoting)),
    ("8", Some(Position::PresentNotVoting)),
    ("9", Some(Position::Absent)),
];

/// Parties by their Voteview codes.
const PARTIES: [(&str, &str); 3] = [("100", "Democratic Party"), ("200", "Republican Party"), ("328", "Independent")];

pub(super) fn read(files: &[Foreign], options: &Options, faults: &mut Faults) -> Option<Folder> {
    let mut assembly = Assembly::new(&options.name, "Roll calls from Voteview");
    let grids: Vec<(Grid, &Foreign)> =
        files.iter().filter_map(|file| Some((Grid::open(file, faults)?, file))).collect();
    let has = |grid: &Grid, column: &str| grid.header.iter().any(|name| name == column);
    let mut votes: HashMap<String, Vote> = HashMap::new();
    for (grid, file) in &grids {
        if has(grid, "bioname") {
            members(grid, &assembly.source(file), &mut assembly, faults);
        } else if has(grid, "yea_count") || has(grid, "vote_result") {
            roll_calls(grid, &mut votes, faults);
        }
    }
    let mut last = None;
    for (grid, file) in grids.iter().filter(|(grid, _)| has(grid, "cast_code")) {
        let source = assembly.source(file);
        let columns = ["congress", "chamber", "rollnumber", "icpsr", "cast_code"].map(|name| grid.column(name, faults));
        let [Some(congress), Some(chamber), Some(number), Some(icpsr), Some(cast)] = columns else { continue };
        grid.rows(faults, |line, record, _| {
            let cell = |at: usize| whole(record.get(at).unwrap_or_default());
            let id = roll_call(cell(congress), cell(chamber), cell(number));
            assembly.vote(&id, votes.get(&id).cloned().unwrap_or_default());
            let member = member(cell(icpsr));
            assembly.known(&member, "person", cell(icpsr));
            match explain(cell(cast), options, &CAST) {
                Some(Some(position)) => assembly.position(&id, &member, position, "", (&source, line, "")),
                Some(None) => {}
                None => assembly.unexplained(cell(cast)),
            }
        });
        last = Some(grid.file.clone());
    }
    assembly.finish(&last?, faults)
}

/// `14009.0` as spreadsheets write it is 14009.
fn whole(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_suffix(".0").unwrap_or(cell)
}

fn member(icpsr: &str) -> String {
    format!("icpsr-{}", slug(icpsr))
}

fn roll_call(congress: &str, chamber: &str, number: &str) -> String {
    format!("{}-{}-{}", slug(chamber), slug(congress), slug(number))
}

fn members(grid: &Grid, source: &str, assembly: &mut Assembly, faults: &mut Faults) {
    let columns = ["icpsr", "bioname", "party_code"].map(|name| grid.column(name, faults));
    let [Some(icpsr), Some(name), Some(party)] = columns else { return };
    grid.rows(faults, |line, record, _| {
        let cell = |at: usize| whole(record.get(at).unwrap_or_default());
        let id = member(cell(icpsr));
        assembly.known(&id, "person", cell(name));
        let code = cell(party);
        let party = PARTIES.iter().find(|(other, _)| *other == code).map_or(code, |(_, name)| name);
        if !party.is_empty() {
            let group = format!("party-{}", slug(party));
            assembly.known(&group, "bloc", party);
            assembly.tie((&id, "member_of", &group), ("", ""), Lists::Open, (source, line, ""));
        }
    });
}

fn roll_calls(grid: &Grid, votes: &mut HashMap<String, Vote>, faults: &mut Faults) {
    let columns = ["congress", "chamber", "rollnumber", "date"].map(|name| grid.column(name, faults));
    let [Some(congress), Some(chamber), Some(number), Some(date)] = columns else { return };
    let optional = |name: &str| grid.header.iter().position(|column| column == name);
    let (bill, question) = (optional("bill_number"), optional("vote_question"));
    grid.rows(faults, |_, record, _| {
        let cell = |at: usize| whole(record.get(at).unwrap_or_default());
        let words = [question.map_or("", cell), bill.map_or("", cell)];
        let name = words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        let id = roll_call(cell(congress), cell(chamber), cell(number));
        votes.insert(id, Vote { name, date: cell(date).to_owned(), series: String::new() });
    });
}
