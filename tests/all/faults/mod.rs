//! One small dataset for each rule of the door: the rule, its place and the cell that is underlined.
//!
//! A case replaces tables of [`BASE`]. In its text `⟦cell⟧` is the cell at fault, a `⟪` at the beginning of a row the
//! row as a whole; without a mark the file as a whole is meant. The marks are taken out before the door sees them.

mod graph;
mod rows;
mod tables;

use std::collections::BTreeSet;
use std::fs;

use blocs::dataset::{self, Folder, Text, rules};
use blocs::model::{Diagnostic, Severity};

use crate::common::{blocs, folder, put};

/// A dataset without a fault; the text of source `s` is [`TEXT`].
const BASE: &[(&str, &str)] = &[
    ("sources.csv", "id,published,sha256\ns,2020,TEXT\nt,2021,\n"),
    (
        "entities.csv",
        "id,kind,name\ns,document,S\nt,document,T\nada,state,Ada\nbo,state,Bo\nf,forum,F\ng,forum,G\nh,session,H\n\
         x,issue,X\nm,bloc,M\nn,bloc,N\nv,decision,V\nw,decision,W\n",
    ),
    ("codes.csv", "item,code,label,order\nx,yes,Yes,1\nx,no,No,0\n"),
    ("decisions.csv", "id,procedure,document,date\nv,roll-call,s,2019\nw,signing,s,2019\n"),
];

/// The text of source `s`, three lines.
const TEXT: &str = "one\ntwo 署名\nthree";

/// The header of the claims that most cases need.
const CLAIM: &str = "id,subject,relation,object,value,begin,end,status,open,as_of,qualifiers,source,lines,anchor";

/// What a case says: a rule, the file it is told in, and the files that break it.
pub struct Case {
    rule: &'static str,
    file: &'static str,
    files: Vec<(&'static str, String)>,
    /// Tables of the base that are not there.
    without: &'static [&'static str],
    stopped: Option<(u64, u64)>,
}

/// A case whose fault stands in a file. `other/...` lies in a second dataset, which this one uses.
fn case(rule: &'static str, file: &'static str, text: impl Into<String>) -> Case {
    Case { rule, file, files: vec![(file, text.into())], without: &[], stopped: None }
}

/// Claims under the usual header, one a line.
fn claims(rule: &'static str, rows: &str) -> Case {
    case(rule, "claims.csv", format!("{CLAIM}\n{rows}"))
}

impl Case {
    fn and(mut self, file: &'static str, text: &str) -> Self {
        self.files.push((file, text.to_owned()));
        self
    }
    fn without(mut self, tables: &'static [&'static str]) -> Self {
        self.without = tables;
        self
    }
    /// The place at which it is told, when that is not the file that breaks the rule.
    fn told_in(mut self, file: &'static str, text: &str) -> Self {
        self.file = file;
        self.files.push((file, text.to_owned()));
        self
    }
    /// The files as the door sees them, in the case's own folder and in the other one.
    fn folders(&self) -> Vec<Folder> {
        let (mut own, mut other): (Vec<(String, Vec<u8>)>, Vec<_>) = Default::default();
        let replaced: Vec<&str> = self.files.iter().map(|(name, _)| *name).collect();
        let base = BASE.iter().filter(|(name, _)| !replaced.contains(name) && !self.without.contains(name));
        own.extend(base.map(|(name, text)| ((*name).to_owned(), text.replace("TEXT", &hash()).into_bytes())));
        for (name, text) in self.files.iter().filter(|(name, _)| !name.is_empty()) {
            let text = &text.replace("TEXT", &hash());
            match name.strip_prefix("other/") {
                Some(name) => other.push((name.to_owned(), bytes(text))),
                None => own.push(((*name).to_owned(), bytes(text))),
            }
        }
        let mut folders = vec![folder("case", own)];
        if !other.is_empty() {
            folders.push(folder("other", other));
        }
        folders
    }
    /// The path that diagnostics give.
    fn path(&self) -> String {
        if self.file.starts_with("other") { self.file.to_owned() } else { format!("case/{}", self.file) }
            .trim_end_matches('/')
            .to_owned()
    }
    /// A place that no cell has: a program's reader stopped there.
    fn at(mut self, line: u64, column: u64) -> Self {
        self.stopped = Some((line, column));
        self
    }
    /// Line, column and text of the marked cell; line and zero for a row; zeros for a file.
    fn place(&self) -> (u64, u64, Option<String>) {
        if let Some((line, column)) = self.stopped {
            return (line, column, None);
        }
        let text = self.files.iter().find(|(name, _)| *name == self.file).map_or("", |(_, text)| text);
        let line = |at: usize| text[..at].matches('\n').count() as u64 + 1;
        if let (Some(open), Some(close)) = (text.find('⟦'), text.find('⟧')) {
            let start = text[..open].rfind('\n').map_or(0, |at| at + 1);
            // A byte order mark is no character of the line.
            let column = text[start..open].chars().filter(|c| *c != '\u{feff}').count() as u64 + 1;
            return (line(open), column, Some(text[open + '⟦'.len_utf8()..close].to_owned()));
        }
        text.find('⟪').map_or((0, 0, None), |at| (line(at), 0, None))
    }
}

fn hash() -> String {
    Text::new("s.txt", TEXT.as_bytes()).sha256
}

/// The bytes of a text without its marks; U+F780 to U+F7FF stand for single bytes that are no UTF-8.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.chars().filter(|c| !matches!(c, '⟦' | '⟧' | '⟪')) {
        match c {
            '\u{f780}'..='\u{f7ff}' => bytes.push((c as u32 & 0xff) as u8),
            c => bytes.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    bytes
}

fn all() -> Vec<Case> {
    [tables::cases(), rows::cases(), graph::cases()].into_iter().flatten().collect()
}

fn texts() -> Vec<Text> {
    vec![Text::new("s.txt", TEXT.as_bytes())]
}

/// Whether the underlined part of the shown line is the cell; long cells are cut in what is shown.
fn underlines(found: &Diagnostic, cell: &str) -> bool {
    found.snippet.as_ref().is_some_and(|snippet| {
        let shown = &snippet.text[snippet.start..snippet.end];
        // A cell of several lines is underlined to the end of its first.
        let cell = cell.lines().next().unwrap_or_default();
        shown == cell || shown.strip_suffix('…').is_some_and(|begin| !begin.is_empty() && cell.starts_with(begin))
    })
}

#[test]
fn the_base_has_no_fault() {
    let base = Case { rule: "", file: "", files: Vec::new(), without: &[], stopped: None };
    assert_eq!(dataset::load(base.folders(), Some(&texts())).diagnostics, []);
}

#[test]
fn every_rule_has_a_case() {
    // Words without a code, and graphs of other programs, are met on the way in, before the door: see `import.rs` and
    // `networks.rs`.
    let on_the_way = ["unknown-word", "bad-graph-file"];
    let cases: BTreeSet<&str> = all().iter().map(|case| case.rule).chain(on_the_way).collect();
    let rules: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(cases, rules, "a rule without a case, or a case without a rule");
}

/// Why what the door said of a case is not what it should have said.
fn judge(case: &Case) -> Result<(), String> {
    let loaded = dataset::load(case.folders(), Some(&texts()));
    let (line, column, cell) = case.place();
    let found = &loaded.diagnostics;
    let brief = || found.iter().map(|one| format!("\n  {one:?}")).collect::<String>();
    let same =
        |one: &&Diagnostic| (one.rule, &*one.file, one.line, one.column) == (case.rule, &case.path(), line, column);
    let one = found.iter().find(same).ok_or_else(|| format!("not told; found{}", brief()))?;
    if cell.is_some_and(|cell| !underlines(one, &cell)) {
        return Err(format!("not underlined: {:?}", one.snippet));
    }
    // One mistake, one complaint: what follows from it is not told as if it were another.
    if found.len() != 1 || loaded.counts.values().sum::<u64>() != 1 {
        return Err(format!("not alone; found{}", brief()));
    }
    let rule = rules::by_name(case.rule).ok_or("no rule")?;
    if one.severity != rule.severity || loaded.dataset.is_some() != (rule.severity != Severity::Fault) {
        return Err("of another severity".to_owned());
    }
    Ok(())
}

#[test]
fn each_mistake_is_told_at_its_place_and_nothing_else_is() {
    let cases = all();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let (line, column, _) = case.place();
            judge(case).err().map(|why| format!("{} at {}:{line}:{column}: {why}", case.rule, case.path()))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn the_program_tells_the_same_and_its_status_is_that_of_the_rule() {
    let scratch = tempfile::tempdir().unwrap();
    put(&scratch.path().join("texts"), [("s.txt", TEXT)]);
    for (number, case) in all().iter().enumerate() {
        let parent = scratch.path().join(number.to_string());
        for folder in case.folders() {
            put(&parent.join(&folder.name), folder.files.iter().map(|file| (&file.name, &file.bytes)));
            if folder.name == "other" {
                put(&parent.join("case"), [("datapackage.json", "{\"uses\": [\"other\"]}")]);
            }
        }
        let ran = blocs(&parent, &["check", "case", "--sources", "../texts", "--format", "json"]);
        let fault = rules::by_name(case.rule).unwrap().severity == Severity::Fault;
        assert_eq!(ran.status, i32::from(fault), "case {number} of {}: {}{}", case.rule, ran.out, ran.err);
        let told: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (line, column, _) = case.place();
        let same = |one: &&serde_json::Value| {
            one["rule"] == case.rule && one["file"] == case.path() && one["line"] == line && one["column"] == column
        };
        assert!(told.iter().any(|one| same(&one)), "case {number} of {}: {}", case.rule, ran.out);
        if !fault {
            continue;
        }
        // No other command computes anything from it, and it tells the same fault.
        let shown = blocs(&parent, &["align", "positions", "-d", "case"]);
        let proof = ["anchor-not-found", "lines-beyond-text"].contains(&case.rule);
        assert_eq!(shown.status, i32::from(!proof), "case {number} of {}: {}", case.rule, shown.err);
        assert!(proof || shown.err.contains(&format!("fault[{}]", case.rule)), "{}", shown.err);
        fs::remove_dir_all(parent).unwrap();
    }
}

#[test]
fn a_cell_is_underlined_in_the_terminal() {
    let scratch = tempfile::tempdir().unwrap();
    let case = claims("unknown-id", "c1,⟦日本⟧,member_of,f,,,,,,,,s,,\n");
    let folder = &case.folders()[0];
    put(&scratch.path().join("case"), folder.files.iter().map(|file| (&file.name, &file.bytes)));
    let ran = blocs(scratch.path(), &["check", "case"]);
    let golden = "case: 2 sources, 12 entities, 2 decisions, 2 codes
fault[unknown-id]: unknown entity `日本`
 --> case/claims.csv:2:4
  |
2 | c1,日本,member_of,f,,,,,,,,s,,
  |    ^^^^ expected an id of entities.csv

1 fault, 0 conflicts, 0 notes
";
    assert_eq!((ran.status, ran.out.trim_end()), (1, golden.trim_end()));
}
