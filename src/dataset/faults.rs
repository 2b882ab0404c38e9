//! The list that every rule writes to: all faults at once, in one order.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Diagnostic, Severity, Snippet};

use super::raw::Row;
use super::rules::Rule;
use crate::model::near;

/// The most diagnostics kept with their text; the rest is counted by rule.
const KEPT: usize = 20_000;

/// The most names compared in search of near ones. A wrong export has a million unknown ids, and their thousandth hint
/// helps nobody.
const COMPARED: usize = 500_000;

/// What was found so far.
#[derive(Debug, Default)]
pub struct Faults {
    kept: Vec<Diagnostic>,
    /// How many of each rule were found, kept or not.
    counts: BTreeMap<(Severity, &'static str), u64>,
    /// Rules that are not told any more.
    muted: Vec<&'static str>,
    /// How many names were compared in search of near ones.
    compared: usize,
}

impl Faults {
    pub(crate) fn push(
        &mut self,
        rule: Rule,
        file: &Arc<str>,
        (line, column, snippet): (u64, u64, Option<Snippet>),
        message: impl Into<String>,
        expected: &str,
        hint: impl Into<String>,
    ) {
        if self.muted.contains(&rule.name) {
            return;
        }
        *self.counts.entry((rule.severity, rule.name)).or_default() += 1;
        if self.kept.len() < KEPT {
            self.kept.push(Diagnostic {
                severity: rule.severity,
                file: file.clone(),
                line,
                column,
                rule: rule.name,
                message: message.into(),
                expected: expected.to_owned(),
                hint: hint.into(),
                snippet,
            });
        }
    }
    /// A fault of the file as a whole.
    pub(crate) fn whole(&mut self, rule: Rule, file: &Arc<str>, message: &str, expected: &str, hint: &str) {
        self.push(rule, file, (0, 0, None), message, expected, hint);
    }
    /// A fault of one cell.
    pub(super) fn cell(
        &mut self,
        rule: Rule,
        row: &Row<'_>,
        column: &str,
        message: impl Into<String>,
        expected: &str,
        hint: impl Into<String>,
    ) {
        let place = if self.kept.len() < KEPT { row.locate(column) } else { (row.line, 0, None) };
        self.push(rule, &row.table.file, place, message, expected, hint);
    }
    /// The nearest of some names, as a hint; empty when none is near, or enough were sought.
    pub(super) fn near<'a>(&mut self, name: &str, names: impl Iterator<Item = &'a str>) -> String {
        if self.kept.len() >= KEPT || self.compared >= COMPARED {
            return String::new();
        }
        let names: Vec<&str> = names.collect();
        self.compared += names.len();
        near::hint(name, &names)
    }
    /// Leaves out what would only follow from a fault told before.
    pub(super) fn mute(&mut self, rules: &[Rule]) {
        self.muted.extend(rules.iter().map(|rule| rule.name));
    }
    /// Whether a rule of the data was broken.
    pub fn any_fault(&self) -> bool {
        self.counts.keys().any(|(severity, _)| *severity == Severity::Fault)
    }
    /// How many of each rule were found.
    pub fn counts(&self) -> &BTreeMap<(Severity, &'static str), u64> {
        &self.counts
    }
    /// The diagnostics in one order: faults first, by file, line and column.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.kept.sort();
        self.kept
    }
}
