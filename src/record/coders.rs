//! How far two coders agree, and on what they do not.

use std::collections::{BTreeMap, BTreeSet};

use crate::math::reliability;
use crate::model::CodedClaim;
use crate::result::{Cell, CellKind, ColumnRole, Document, Method, Table, Undefined};

/// Lines a block has.
const BLOCK: u32 = 20;

/// A block of a text, and a pair of ids in it.
type Unit = (String, u32, String, String);

/// What one coder says of a unit: relations, each with the claims.
type Said = BTreeMap<String, Vec<String>>;

/// Agreement of two coders on the same blocks.
///
/// The unit is a block of 20 lines and a pair (subject, object); a claim belongs to the block where its lines begin.
/// *Presence*: whether both coded the pair there, 2 both / (a + b); without a count of pairs that neither coded, no
/// chance correction is defined. *Relation*: where both coded the pair, percent, Cohen's kappa and Krippendorff's
/// alpha of the relation. A coder who gives a pair several relations in a block agrees when one of them is the
/// other's; where none is, the first by name stands for each. Claims with a value instead of an object, stances with their
/// code among them, are compared by pair alone or counted apart. By relation, n and percent are those of the units where
/// either coder used it, kappa and alpha those of using it or not over all units.
///
/// # Undefined
/// Relation agreement without a unit coded by both; kappa and alpha when only one relation occurs.
///
/// # Reference
/// Cohen 1960; Krippendorff 2004.
///
/// ```
/// use blocs::{dataset::{File, coding}, record::coders::Coders, result::{CellRef, ColumnRole}};
/// let table = |coder: &str, relation: &str| File {
///     name: format!("coding/{coder}.csv"),
///     bytes: format!("id,subject,relation,object,source,lines\n1,x,{relation},y,memo,3\n2,y,cites,z,memo,4\n").into(),
/// };
/// let claims = coding(vec![table("a", "cites"), table("b", "derives_from")]).unwrap();
/// let coders = Coders::of(&claims).unwrap();
/// // Both coded both pairs, and gave one of them the same relation.
/// assert_eq!(coders.relations().cell(0, ColumnRole::Value), Some(CellRef::Number(0.5)));
/// assert_eq!(coders.disagreements().len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Coders {
    names: [String; 2],
    units: BTreeMap<Unit, [Said; 2]>,
    values: [usize; 2],
}

impl Coders {
    /// Compares the first two coders, by name.
    ///
    /// # Errors
    /// When there are fewer than two.
    pub fn of(claims: &[CodedClaim]) -> Result<Self, Undefined> {
        let names: BTreeSet<&str> = claims.iter().map(|claim| claim.coder.as_str()).collect();
        let mut names = names.into_iter();
        let (Some(first), Some(second)) = (names.next(), names.next()) else {
            return Err(Undefined::because("it takes two coders: coding/a.csv and coding/b.csv"));
        };
        let mut units: BTreeMap<Unit, [Said; 2]> = BTreeMap::new();
        let mut values = [0, 0];
        for claim in claims {
            let coder = if claim.coder == first { 0 } else { 1 };
            if claim.coder != first && claim.coder != second {
                continue;
            }
            if claim.object.is_empty() {
                values[coder] += 1;
                continue;
            }
            let block = claim.lines.first.saturating_sub(1) / BLOCK;
            let unit = (claim.source.clone(), block, claim.subject.clone(), claim.object.clone());
            let said = &mut units.entry(unit).or_default()[coder];
            said.entry(claim.relation.to_string()).or_default().push(claim.id.clone());
        }
        Ok(Self { names: [first.to_owned(), second.to_owned()], units, values })
    }

    /// The relation pairs of units that both coded: the shared relation where there is one, else the first of each.
    fn pairs(&self, keep: impl Fn(&Unit) -> bool) -> Vec<(&str, &str)> {
        let both = self.units.iter().filter(|(unit, [a, b])| keep(unit) && !a.is_empty() && !b.is_empty());
        both.filter_map(|(_, [a, b])| {
            let shared = a.keys().find(|relation| b.contains_key(*relation)).map(|relation| (relation, relation));
            shared.or_else(|| Some((a.keys().next()?, b.keys().next()?))).map(|(a, b)| (a.as_str(), b.as_str()))
        })
        .collect()
    }

    fn method(&self) -> Method {
        Method::new("agreement of coders", "Cohen 1960; Krippendorff 2004")
            .with("unit", "block of 20 lines x (subject, object)")
            .with("coders", self.names.join(" and "))
            .with("same ids and relations", "coding/ids/same.csv")
            .with("several relations of one pair", "agree when one is shared; of none shared, the first by name counts")
            .with("by relation", "n and percent: units where either used it; kappa and alpha: used or not, all units")
            .counting("units", self.units.len())
            .noting(format!(
                "Claims with a value are no pair: {} of coder {}, {} of coder {}.",
                self.values[0], self.names[0], self.values[1], self.names[1]
            ))
    }

    /// One row a source, and one for all: who coded which pairs.
    pub fn presence(&self) -> Table {
        let [a, b] = &self.names;
        let mut table = Table::new("coders-presence", self.method())
            .titled("Did both code the pair?")
            .column("source", CellKind::Text, ColumnRole::Id, "")
            .column("blocks", CellKind::Integer, ColumnRole::Attribute, "blocks")
            .column(&format!("units_{a}"), CellKind::Integer, ColumnRole::Attribute, "units")
            .column(&format!("units_{b}"), CellKind::Integer, ColumnRole::Attribute, "units")
            .column("both", CellKind::Integer, ColumnRole::Count, "units")
            .column(&format!("only_{a}"), CellKind::Integer, ColumnRole::Attribute, "units")
            .column(&format!("only_{b}"), CellKind::Integer, ColumnRole::Attribute, "units")
            .column("presence_agreement", CellKind::Number, ColumnRole::Value, "0-1");
        let sources: BTreeSet<&str> = self.units.keys().map(|unit| unit.0.as_str()).collect();
        for source in sources.into_iter().map(Some).chain([None]) {
            let of: Vec<_> = self.units.iter().filter(|(unit, _)| source.is_none_or(|id| unit.0 == id)).collect();
            let blocks: BTreeSet<(&str, u32)> = of.iter().map(|(unit, _)| (unit.0.as_str(), unit.1)).collect();
            let count = |keep: fn(&[Said; 2]) -> bool| of.iter().filter(|(_, said)| keep(said)).count();
            let (in_a, in_b) = (count(|[a, _]| !a.is_empty()), count(|[_, b]| !b.is_empty()));
            let both = count(|[a, b]| !a.is_empty() && !b.is_empty());
            let agreement = if in_a + in_b == 0 {
                Err(Undefined::because("neither coded a pair"))
            } else {
                Ok(2.0 * both as f64 / (in_a + in_b) as f64)
            };
            table.push([
                Cell::text(source.unwrap_or("all")),
                Cell::count(blocks.len()),
                Cell::count(in_a),
                Cell::count(in_b),
                Cell::count(both),
                Cell::count(in_a - both),
                Cell::count(in_b - both),
                Cell::number(agreement),
            ]);
        }
        table
    }

    /// One row for all, one a source, one a relation (used or not, by either): percent, kappa, alpha, n.
    pub fn relations(&self) -> Table {
        let mut table = Table::new("coders-relation", self.method())
            .titled("Where both coded the pair: the same relation?")
            .column("of", CellKind::Text, ColumnRole::Class, "")
            .column("which", CellKind::Text, ColumnRole::Id, "")
            .column("n", CellKind::Integer, ColumnRole::Count, "units")
            .column("percent", CellKind::Number, ColumnRole::Value, "0-1")
            .column("kappa", CellKind::Number, ColumnRole::Attribute, "")
            .column("alpha", CellKind::Number, ColumnRole::Attribute, "");
        let mut row =
            |of: &str, which: &str, n: usize, percent: Option<f64>, kappa: Option<f64>, alpha: Option<f64>| {
                let or =
                    |value: Option<f64>, why: &'static str| Cell::number(value.ok_or_else(|| Undefined::because(why)));
                table.push([
                    Cell::text(of),
                    Cell::text(which),
                    Cell::count(n),
                    or(percent, "no pair coded by both"),
                    or(kappa, "only one relation occurs"),
                    or(alpha, "only one relation occurs"),
                ]);
            };
        let all = self.pairs(|_| true);
        row("all", "all", all.len(), reliability::percent(&all), reliability::kappa(&all), reliability::alpha(&all));
        let sources: BTreeSet<&str> = self.units.keys().map(|unit| unit.0.as_str()).collect();
        for source in sources {
            let of = self.pairs(|unit| unit.0 == source);
            row(
                "source",
                source,
                of.len(),
                reliability::percent(&of),
                reliability::kappa(&of),
                reliability::alpha(&of),
            );
        }
        let relations: BTreeSet<&str> = all.iter().flat_map(|(a, b)| [*a, *b]).collect();
        for relation in relations {
            let used: Vec<(bool, bool)> = all.iter().map(|(a, b)| (*a == relation, *b == relation)).collect();
            let either: Vec<(bool, bool)> = used.iter().copied().filter(|(a, b)| *a || *b).collect();
            let percent = reliability::percent(&either);
            row("relation", relation, either.len(), percent, reliability::kappa(&used), reliability::alpha(&used));
        }
        table
    }

    /// Every unit on which the two differ: another relation, or a pair that only one coded.
    pub fn disagreements(&self) -> Table {
        let [a, b] = &self.names;
        let mut table = Table::new("coders-disagreements", self.method())
            .titled("Where they differ")
            .column("source", CellKind::Text, ColumnRole::Attribute, "")
            .column("block", CellKind::Text, ColumnRole::Evidence, "")
            .column("subject", CellKind::Text, ColumnRole::Actor, "")
            .column("object", CellKind::Text, ColumnRole::Other, "")
            .column(&format!("coder_{a}"), CellKind::Text, ColumnRole::Attribute, "")
            .column(&format!("coder_{b}"), CellKind::Text, ColumnRole::Attribute, "");
        let told = |said: &Said| {
            let parts: Vec<String> =
                said.iter().map(|(relation, ids)| format!("{relation} ({})", ids.join(", "))).collect();
            Cell::text(parts.join("; "))
        };
        for ((source, block, subject, object), [first, second]) in &self.units {
            if first.keys().any(|relation| second.contains_key(relation)) {
                continue;
            }
            // The last block that line numbers reach is a short one.
            let lines = format!("{}-{}", block * BLOCK + 1, (block * BLOCK).saturating_add(BLOCK));
            let row = [Cell::text(source), Cell::text(lines), Cell::text(subject), Cell::text(object)];
            table.push(row.into_iter().chain([told(first), told(second)]));
        }
        table
    }

    /// All three tables.
    pub fn document(&self) -> Document {
        let mut page = Document::new(format!("Coders {}", self.names.join(" and ")));
        page.table(self.presence());
        page.table(self.relations());
        page.table(self.disagreements());
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{File, coding};

    #[test]
    fn the_last_line_that_can_be_named_has_a_block() {
        let file = |coder: &str, relation: &str| File {
            name: format!("coding/{coder}.csv"),
            bytes: format!("id,subject,relation,object,source,lines\n1,x,{relation},y,memo,{}\n", u32::MAX).into(),
        };
        let claims = coding(vec![file("a", "cites"), file("b", "derives_from")]).unwrap();
        let told = Coders::of(&claims).unwrap().disagreements();
        assert_eq!(told.text(0, ColumnRole::Evidence), "4294967281-4294967295");
    }
}
