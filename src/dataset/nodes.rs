//! The tables that name things: sources, entities, decisions and codes; merged by id over datasets.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Decision, Entity, Procedure, Schema, Source, StanceCode};

use super::faults::Faults;
use super::raw::{RawTable, Row};
use super::words::{self, Known};
use super::{near, rules};

/// A thing with an id, which several datasets may describe.
pub(super) trait Named {
    fn id(&self) -> &str;
    /// Takes in what another dataset says of the same thing; returns what they disagree on.
    fn unite(&mut self, other: Self) -> Vec<String>;
}

/// Puts a thing under its id; twice in one dataset is a fault, in two datasets they unite.
pub(super) fn put<T: Named>(
    things: &mut BTreeMap<String, (usize, T)>,
    dataset: usize,
    thing: T,
    row: &Row<'_>,
    faults: &mut Faults,
) {
    match things.get_mut(thing.id()) {
        None => {
            things.insert(thing.id().to_owned(), (dataset, thing));
        }
        Some((before, _)) if *before == dataset => {
            let message = format!("`{}` is defined twice", thing.id());
            faults.cell(rules::REPEATED_ID, row, "id", message, "each id once a table", "");
        }
        Some((before, first)) => {
            *before = dataset;
            for difference in first.unite(thing) {
                faults.cell(rules::ENTITY_DIFFERS, row, "id", difference, "", "");
            }
        }
    }
}

/// Fills what is empty; a difference is a conflict, named.
fn fill(field: &str, id: &str, mine: &mut String, other: String, differences: &mut Vec<String>) {
    if mine.is_empty() {
        *mine = other;
    } else if !other.is_empty() && *mine != other {
        differences.push(format!("`{id}` has {field} `{mine}` in one dataset and `{other}` in another"));
    }
}

impl Named for Entity {
    fn id(&self) -> &str {
        &self.id
    }
    fn unite(&mut self, other: Self) -> Vec<String> {
        let mut differences = Vec::new();
        fill("the iso3 code", &self.id, &mut self.iso3, other.iso3, &mut differences);
        let mut aliases: BTreeSet<String> = self.aliases.drain(..).collect();
        aliases.extend(other.aliases);
        for (mine, name) in [(&mut self.name, other.name), (&mut self.name_ja, other.name_ja)] {
            if mine.is_empty() {
                *mine = name;
            } else if !name.is_empty() && *mine != name {
                aliases.insert(name);
            }
        }
        self.aliases = aliases.into_iter().collect();
        if self.note.is_empty() {
            self.note = other.note;
        }
        self.origins.extend(other.origins);
        differences
    }
}

impl Named for Source {
    fn id(&self) -> &str {
        &self.id
    }
    fn unite(&mut self, other: Self) -> Vec<String> {
        let mut differences = Vec::new();
        fill("the author", &self.id, &mut self.author, other.author, &mut differences);
        fill("the publisher", &self.id, &mut self.publisher, other.publisher, &mut differences);
        fill("the sha256", &self.id, &mut self.sha256, other.sha256, &mut differences);
        fill("the url", &self.id, &mut self.url, other.url, &mut differences);
        if self.published.is_none() {
            self.published = other.published;
        }
        self.origins.extend(other.origins);
        differences
    }
}

impl Named for Decision {
    fn id(&self) -> &str {
        &self.id
    }
    fn unite(&mut self, other: Self) -> Vec<String> {
        let mut differences = Vec::new();
        if self.procedure != other.procedure {
            differences.push(format!(
                "`{}` has the procedure `{}` in one dataset and `{}` in another",
                self.id, self.procedure, other.procedure
            ));
        }
        fill("the forum", &self.id, &mut self.forum, other.forum, &mut differences);
        fill("the document", &self.id, &mut self.document, other.document, &mut differences);
        fill("the rule", &self.id, &mut self.rule, other.rule, &mut differences);
        fill("the series", &self.id, &mut self.series, other.series, &mut differences);
        match (&self.date, other.date) {
            (None, date) => self.date = date,
            (Some(mine), Some(date)) if *mine != date => {
                differences.push(format!("`{}` has the date `{mine}` in one dataset and `{date}` in another", self.id));
            }
            _ => {}
        }
        self.origins.extend(other.origins);
        differences
    }
}

pub(super) fn source(row: &Row<'_>, faults: &mut Faults) -> Option<Source> {
    let sha256 = row.get("sha256").to_lowercase();
    if !sha256.is_empty() && (sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        let message = format!("`{}` is no SHA-256", words::shorten(&sha256));
        faults.cell(rules::BAD_VALUE, row, "sha256", message, "64 hexadecimal digits", "");
    }
    Some(Source {
        id: words::id(row, faults)?,
        author: row.get("author").to_owned(),
        publisher: row.get("publisher").to_owned(),
        published: words::date(row, "published", faults),
        language: row.get("language").to_owned(),
        url: row.get("url").to_owned(),
        sha256,
        note: row.get("note").to_owned(),
        origins: vec![words::origin(row)],
    })
}

pub(super) fn entity(row: &Row<'_>, schema: &Schema, faults: &mut Faults) -> Option<Entity> {
    let id = words::id(row, faults);
    let kind = words::required(row, "kind", faults).unwrap_or_default().to_owned();
    let name = words::required(row, "name", faults).unwrap_or_default().to_owned();
    if !kind.is_empty() && schema.kind(&kind).is_none() {
        let kinds: Vec<&str> = schema.kinds.iter().map(|kind| kind.id.as_str()).collect();
        let message = format!("unknown kind `{}`", words::shorten(&kind));
        let expected = format!("one of {}", kinds.join(", "));
        faults.cell(rules::UNKNOWN_KIND, row, "kind", message, &expected, near::hint(&kind, &kinds));
    }
    let iso3 = row.get("iso3").to_owned();
    if !iso3.is_empty() && (iso3.len() != 3 || !iso3.bytes().all(|byte| byte.is_ascii_uppercase())) {
        let message = format!("`{}` is no alpha-3 code", words::shorten(&iso3));
        faults.cell(rules::BAD_VALUE, row, "iso3", message, "three capital letters (ISO 3166-1 alpha-3)", "");
    }
    Some(Entity {
        id: id?,
        kind,
        name,
        name_ja: row.get("name_ja").to_owned(),
        aliases: words::list(row.get("aliases")),
        iso3,
        note: row.get("note").to_owned(),
        origins: vec![words::origin(row)],
    })
}

/// A kind must agree wherever an entity is described, or nothing that follows means anything.
pub(super) fn kinds_agree(before: &Entity, now: &Entity, row: &Row<'_>, faults: &mut Faults) {
    if before.kind != now.kind {
        let message =
            format!("`{}` is of kind {} here and of kind {} in another dataset", now.id, now.kind, before.kind);
        faults.cell(rules::KIND_MISMATCH, row, "kind", message, "one kind for one id", "");
    }
}

pub(super) fn decision(row: &Row<'_>, known: &Known<'_>, faults: &mut Faults) -> Option<Decision> {
    let id = words::id(row, faults)?;
    expect_kind(row, "id", &["decision"], known, faults);
    expect_kind(row, "forum", &["arena", "igo", "gov-body", "bloc"], known, faults);
    expect_kind(row, "document", &["act", "norm", "issue", "forum", "session"], known, faults);
    words::required(row, "procedure", faults)?;
    let procedure = words::word(row, "procedure", Procedure::ALL, Procedure::word, faults);
    let date = words::date(row, "date", faults);
    Some(Decision {
        id,
        procedure: procedure?,
        forum: row.get("forum").to_owned(),
        document: row.get("document").to_owned(),
        date,
        rule: row.get("rule").to_owned(),
        series: row.get("series").to_owned(),
        origins: vec![words::origin(row)],
    })
}

fn expect_kind(row: &Row<'_>, column: &str, ends: &[&str], known: &Known<'_>, faults: &mut Faults) {
    let Some(entity) = known.entity_of(row, column, faults) else { return };
    let ends: Vec<String> = ends.iter().map(|&end| end.to_owned()).collect();
    if !known.schema.allows(&ends, &entity.kind) {
        let message = format!("`{}` is a {}", entity.id, entity.kind);
        faults.cell(rules::DECISION_KIND, row, column, message, &format!("an entity of {}", ends.join(", ")), "");
    }
}

pub(super) fn codes(table: &RawTable, known: &Known<'_>, faults: &mut Faults) -> Vec<StanceCode> {
    let mut codes = Vec::new();
    table.rows(faults, |row, faults| {
        known.entity_of(&row, "item", faults);
        let item = words::required(&row, "item", faults);
        let code = words::required(&row, "code", faults);
        let cell = row.get("order");
        let order = cell.parse().ok();
        if order.is_none() && !cell.is_empty() {
            let message = format!("`{}` is no order", words::shorten(cell));
            faults.cell(rules::BAD_NUMBER, &row, "order", message, "a whole number, or nothing for a nominal code", "");
        }
        if let (Some(item), Some(code)) = (item, code) {
            codes.push(StanceCode {
                item: item.to_owned(),
                code: code.to_owned(),
                label: row.get("label").to_owned(),
                label_ja: row.get("label_ja").to_owned(),
                order,
                side: row.get("side").to_owned(),
                origin: words::origin(&row),
            });
            if codes.iter().filter(|other| other.item == item && other.code == code).count() > 1 {
                let message = format!("code `{code}` of `{item}` twice");
                faults.cell(rules::REPEATED_ID, &row, "code", message, "each code of an item once", "");
            }
            if codes.iter().filter(|other| other.item == item).count() == 63 {
                faults.cell(rules::TOO_MANY_CODES, &row, "code", "the 63rd code of one item", "at most 62", "");
            }
        }
    });
    codes
}
