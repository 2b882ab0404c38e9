//! What another program changed in an export of ours: an attribute that no longer is what the records behind it say.
//!
//! The records are taken; that something else stands beside them is told, attribute by attribute.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use super::own::Row;
use crate::model::{Date, Day, Evidence, Lines, Span, Status, qualifiers, tame};

/// The attributes of ties that are held against the records.
pub(super) const HELD: [&str; 17] = [
    "relation",
    "code",
    "begin",
    "end",
    "begin_year",
    "begin_year_latest",
    "end_year_earliest",
    "end_year",
    "symmetric",
    "status",
    "certainty",
    "modality",
    "n_claims",
    "claims",
    "evidence",
    "weight",
    "label",
];

/// How many elements something is told of, and the line of the first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    pub n: u64,
    line: u32,
}

impl Told {
    pub fn count(&mut self, line: u32) {
        self.line = if self.n == 0 { line } else { self.line };
        self.n += 1;
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.n == 1 {
            write!(f, "1, in line {}", self.line)
        } else {
            write!(f, "{}, first in line {}", self.n, self.line)
        }
    }
}

/// How many elements have an attribute that was changed.
#[derive(Default)]
pub(super) struct Edited(BTreeMap<(&'static str, &'static str), Told>);

/// What nodes say of their begin: the first and the last day, and whether it is so or only planned.
const BEGIN: [&str; 3] = ["begin", "begin_latest", "begin_status"];

/// What nodes say of their begin, and which of it a record of theirs has.
#[derive(Default)]
pub(super) struct Begins<'n>(HashMap<String, (u32, [&'n str; 3], [bool; 3])>);

impl<'n> Begins<'n> {
    /// What a node says; of what it does not say nothing is held.
    pub fn say(&mut self, id: &str, line: u32, said: [&'n str; 3]) {
        if said.iter().any(|said| !said.is_empty()) {
            self.0.insert(id.to_owned(), (line, said, said.map(str::is_empty)));
        }
    }

    /// Takes what a record says of the nodes that it names. Which of the records of a node tells its begin is decided where the
    /// graph is made; a day that none of them has was made elsewhere, and so was a word that none has beside such a day.
    pub fn settle(&mut self, row: &Row) {
        if self.0.is_empty() {
            return;
        }
        let dates = ["begin", "date", "published"].iter().filter_map(|column| Date::parse(row.get(*column)?).ok());
        let spans: Vec<Span> = dates.map(|date| date.span()).collect();
        // Decisions and sources are not planned.
        let actual = row.get("status").is_none_or(|status| status.is_empty() || status == Status::Actual.word());
        let word = if actual { Status::Actual } else { Status::Planned }.word();
        for id in ["id", "subject", "object"].iter().filter_map(|column| row.get(*column)) {
            let Some((_, said, held)) = self.0.get_mut(id) else { continue };
            for span in &spans {
                // Some programs write the hour behind a day.
                let [is_first, is_last] =
                    [(0, span.earliest), (1, span.latest)].map(|(at, day)| said[at].starts_with(&day.to_string()));
                (held[0], held[1]) = (held[0] | is_first, held[1] | is_last);
                held[2] |= (is_first || is_last) && said[2] == word;
            }
        }
    }

    /// Counts what no record has.
    pub fn unsettled(self, edited: &mut Edited) {
        let mut left: Vec<(u32, [bool; 3])> = self.0.into_values().map(|(line, _, held)| (line, held)).collect();
        left.sort_unstable();
        for (line, held) in left {
            for (attribute, _) in BEGIN.into_iter().zip(held).filter(|(_, held)| !held) {
                edited.count("node", attribute, line);
            }
        }
    }
}

/// What the schema knows of the relation of a tie.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub symmetric: bool,
    pub event: bool,
}

impl Edited {
    /// Counts an attribute of a node or a tie.
    pub fn count(&mut self, of: &'static str, attribute: &'static str, line: u32) {
        self.0.entry((of, attribute)).or_default().count(line);
    }

    /// Holds a tie against its records; `value` is what it says of an attribute, nothing where it says nothing.
    pub fn hold<'v>(
        &mut self,
        rows: &[Row],
        relation: Option<Known>,
        value: impl Fn(&'static str) -> &'v str,
        line: u32,
    ) {
        for attribute in HELD {
            if !stands(attribute, rows, relation, &value) {
                self.count("tie", attribute, line);
            }
        }
    }

    /// Holds the days between which a format draws a tie against its dates; some programs write the hour behind a day.
    pub fn hold_spell(&mut self, dates: [&str; 2], days: [&str; 2], line: u32) {
        let bounds: [fn(Span) -> Day; 2] = [|span| span.earliest, |span| span.latest];
        for (((name, date), day), bound) in ["start", "end (spell)"].into_iter().zip(dates).zip(days).zip(bounds) {
            let drawn = Date::parse(date).ok().map(|date| bound(date.span()).to_string());
            if !day.is_empty() && day != date && !drawn.is_some_and(|drawn| day.starts_with(&drawn)) {
                self.count("tie", name, line);
            }
        }
    }

    /// What to tell, attribute by attribute.
    pub fn remarks(self) -> impl Iterator<Item = String> {
        self.0.into_iter().map(|((of, attribute), Told { n, line })| {
            let which = match n {
                1 => format!("the {of} in line {line}"),
                _ => format!("{n} {of}s, first in line {line},"),
            };
            let behind = match (of, attribute) {
                ("tie", _) => "the claims behind it say",
                (_, "start") => "the claims of its day say",
                (_, "begin" | "begin_latest" | "begin_status") => "the records of this file say",
                _ => "its name and kind say",
            };
            format!("`{attribute}` of {which} is not what {behind}, and was not taken")
        })
    }
}

/// Whether an attribute is what our export makes of the records. What only follows from others may be missing; what they say
/// themselves may not.
fn stands<'v>(
    attribute: &'static str,
    rows: &[Row],
    relation: Option<Known>,
    value: &impl Fn(&'static str) -> &'v str,
) -> bool {
    let said = value(attribute);
    let cell = |row: &Row, column: &str| row.get(column).map_or(String::new(), |cell| cell.trim().to_owned());
    let any = |column: &str| rows.iter().any(|row| cell(row, column) == said);
    // Of claims of several sorts the dates are those of one sort.
    let sorts: BTreeSet<_> = rows.iter().map(|row| (cell(row, "status"), cell(row, "modality"))).collect();
    let none_has = |column: &str| sorts.len() > 1 || rows.iter().all(|row| cell(row, column).is_empty());
    let year = |of: &'static str, bound: fn(Span) -> Day| {
        let date = Date::parse(value(of)).ok();
        date.is_none_or(|date| number(said) == Some(f64::from(bound(date.span()).civil().0)))
    };
    match attribute {
        // Where it says another one the tie is refused.
        "relation" => !said.is_empty() || none_has("relation"),
        "code" => any("value") || said.is_empty() && none_has("value"),
        "begin" | "status" | "certainty" => any(attribute) || said.is_empty() && none_has(attribute),
        // Several claims may leave it open, and an event has none of its own.
        "end" if said.is_empty() => match (rows, relation) {
            (_, Some(Known { event: true, .. })) => none_has("begin"),
            ([_], _) => none_has("end"),
            _ => true,
        },
        "end" => any("end") || any("begin"),
        // One claim without a hedge is enough.
        "modality" => any(attribute) || said.is_empty() && rows.iter().any(|row| cell(row, attribute).is_empty()),
        _ if said.is_empty() => true,
        "begin_year" => year("begin", |span| span.earliest),
        "begin_year_latest" => year("begin", |span| span.latest),
        "end_year_earliest" => year("end", |span| span.earliest),
        "end_year" => year("end", |span| span.latest),
        "symmetric" => relation.is_none_or(|relation| yes(said) == Some(relation.symmetric)),
        "n_claims" => number(said) == Some(rows.len() as f64),
        // Where claims weigh something themselves, their ties weigh as much.
        "weight" => {
            let own: Vec<f64> = rows.iter().filter_map(|row| number(&qualifier(row, "weight")?)).collect();
            let weight = if own.is_empty() { rows.len() as f64 } else { own.iter().sum() };
            // Where it is infinite or no number the difference says nothing.
            let same = |said: f64| said == weight || said.is_nan() && weight.is_nan();
            number(said).is_some_and(|said| same(said) || (said - weight).abs() <= 1e-8 * weight.abs())
        }
        "claims" => list(said) == rows.iter().map(|row| cell(row, "id")).collect(),
        "evidence" => {
            let ours: BTreeSet<String> = rows.iter().map(evidence).collect();
            list(said) == ours || list(said) == ours.iter().map(|text| tame(text).trim().to_owned()).collect()
        }
        // Formats draw the relation; an attribute of the dataset's own may have that name too.
        "label" => any("relation") || repeats(said, rows.iter().filter_map(|row| qualifier(row, "label"))),
        _ => true,
    }
}

/// The words of a list, as JSON has it or as other formats join it.
fn list(text: &str) -> BTreeSet<String> {
    serde_json::from_str(text).unwrap_or_else(|_| text.split("; ").map(|item| item.trim().to_owned()).collect())
}

/// What a row says under a key of its qualifiers.
pub(super) fn qualifier(row: &Row, key: &str) -> Option<String> {
    let pairs = qualifiers::pairs(row.get("qualifiers")?);
    let mut pairs = pairs.iter().filter_map(|pair| pair.split_once('='));
    pairs.find(|(other, _)| other.trim() == key).map(|(_, value)| value.trim().to_owned())
}

/// Whether an attribute is what our export makes of its claims: their values side by side, without what a file cannot hold; a
/// number in another form, or another word for yes or no.
pub(super) fn repeats<T: Ord + AsRef<str>>(said: &str, claimed: impl Iterator<Item = T>) -> bool {
    let claimed: BTreeSet<T> = claimed.collect();
    let joined = claimed.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; ");
    let truth = || ["true", "false"].iter().any(|word| joined.eq_ignore_ascii_case(word)) && yes(said) == yes(&joined);
    !claimed.is_empty() && (joined == said || tame(&joined) == said || same_number(said, &joined) || truth())
}

/// Whether two texts are one number. Programs write a double with 15 digits or more; whole numbers have all of theirs.
fn same_number(said: &str, claimed: &str) -> bool {
    let (Some(found), Some(expected)) = (number(said), number(claimed)) else { return false };
    let whole = |text: &str| text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit());
    if whole(said) && whole(claimed) {
        let bare = |text: &str| text.trim_start_matches('-').trim_start_matches('0').to_owned();
        return found == expected && bare(said) == bare(claimed);
    }
    found == expected || number(&format!("{expected:.14e}")) == Some(found)
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

pub(super) fn yes(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "True" | "TRUE" | "1" => Some(true),
        "false" | "no" | "False" | "FALSE" | "0" => Some(false),
        _ => None,
    }
}

/// The evidence of a row as our exports write it.
fn evidence(row: &Row) -> String {
    let cell = |column: &str| row.get(column).map_or("", String::as_str);
    let anchors = cell("anchor").split(';').map(|term| term.trim().to_owned()).filter(|term| !term.is_empty());
    Evidence { source: cell("source").to_owned(), lines: Lines::parse(cell("lines")), anchors: anchors.collect() }
        .to_string()
}
