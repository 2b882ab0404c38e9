//! All that is known of an entity, claim by claim.

use crate::graph::Graph;
use crate::model::schema::Role;
use crate::model::{Claim, Decision, Entity};
use crate::result::{Cell, CellKind, ColumnRole, Document, Language, Method, Phrase, Table};

use super::{Quote, claims_table, decision};

/// All that is known of an entity: names, then the claims that speak of it, the decisions on it, its positions.
///
/// # Example
/// ```
/// use blocs::{dataset, graph::Graph, record::{entity, no_text}, result::Language};
/// let folder = dataset::builtin("toy-council").unwrap();
/// let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let page = entity::about(&graph, "ada", Language::English, &no_text).unwrap();
/// assert!(page.tables().any(|table| table.name == "claims-of"));
/// assert!(entity::about(&graph, "nobody", Language::English, &no_text).is_none());
/// ```
pub fn about(graph: &Graph, id: &str, language: Language, quote: Quote<'_>) -> Option<Document> {
    let dataset = graph.dataset();
    let entity = dataset.entity(id)?;
    let mut page = Document::new(title(entity, language));
    page.list(facts(graph, entity, language));

    let decisions: Vec<&Decision> =
        dataset.decisions.iter().filter(|decision| decision.id == id || decision.document == id).collect();
    for decision in &decisions {
        decision::section(graph, decision, &mut page, language);
    }

    let claims = |keep: &dyn Fn(&&Claim) -> bool| -> Vec<&Claim> { dataset.claims.iter().filter(keep).collect() };
    let of = claims(&|claim| claim.subject == id);
    let on = claims(&|claim| claim.target.entity() == Some(id) && claim.subject != id);
    let (does, said) = (["What it does and is", "自らの行為と属性"], ["What is said to it", "他から述べられること"]);
    for (name, [heading, japanese], list) in [("claims-of", does, of), ("claims-on", said, on)] {
        if !list.is_empty() {
            page.heading(2, claims_under(heading, japanese, list.len()));
            let sorted = by_relation(graph, list);
            page.table(claims_table(name, sorted.into_iter(), quote));
        }
    }
    let positions = positions(graph, id);
    if !positions.is_empty() {
        let n = positions.len();
        page.heading(2, Phrase::new(format!("Recorded positions ({n})"), format!("記録された立場（{n}）")));
        page.table(positions);
    }
    if page.blocks.len() <= 1 {
        page.prose(Phrase::new("No claim speaks of it.", "これについて述べる主張はない。"));
    }
    Some(page)
}

fn title(entity: &Entity, language: Language) -> String {
    format!("{} ({})", language.choose(&entity.name, &entity.name_ja), entity.id)
}

pub(super) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// A heading that says how many claims stand under it.
pub(super) fn claims_under(english: &str, japanese: &str, claims: usize) -> Phrase {
    Phrase::new(format!("{english} ({})", count(claims, "claim")), format!("{japanese}（主張{claims}件）"))
}

/// A fact of a list, `label: text`.
pub(super) fn fact(label: &str, japanese: &str, text: &str) -> Phrase {
    Phrase::new(format!("{label}: {text}"), format!("{japanese}：{text}"))
}

fn facts(graph: &Graph, entity: &Entity, language: Language) -> Vec<Phrase> {
    let schema = &graph.dataset().schema;
    let kind = schema.kind(&entity.kind).map_or_else(
        || Phrase::new(&entity.kind, &entity.kind),
        |kind| Phrase::new(format!("{} ({})", kind.label, kind.label_ja), format!("{} ({})", kind.label_ja, kind.id)),
    );
    let mut facts = vec![Phrase::new(format!("kind: {}", kind.english), format!("種類：{}", kind.japanese))];
    let other = match language {
        Language::Japanese => ("English", "英語名", entity.name.clone()),
        _ => ("Japanese", "日本語名", entity.name_ja.clone()),
    };
    for (label, japanese, text) in [
        other,
        ("also", "別名", entity.aliases.join("; ")),
        ("ISO 3166", "ISO 3166", entity.iso3.clone()),
        ("note", "注記", entity.note.clone()),
    ] {
        if !text.is_empty() {
            facts.push(fact(label, japanese, &text));
        }
    }
    let origins: Vec<String> = entity.origins.iter().map(ToString::to_string).collect();
    let origins = origins.join(", ");
    facts.push(Phrase::new(format!("defined at {origins}"), format!("定義の場所：{origins}")));
    facts
}

/// Positions and affiliations before the rest: the relations in the order of the schema, then by date and id.
fn by_relation<'a>(graph: &Graph, mut claims: Vec<&'a Claim>) -> Vec<&'a Claim> {
    let relations = &graph.dataset().schema.relations;
    let rank = |claim: &Claim| relations.iter().position(|relation| relation.id == claim.relation);
    claims.sort_by_cached_key(|claim| {
        let day = claim.begin.as_ref().map(|date| date.span().earliest);
        (rank(claim), day, claim.id.clone())
    });
    claims
}

fn positions(graph: &Graph, id: &str) -> Table {
    let dataset = graph.dataset();
    let actor = dataset.entities.iter().position(|entity| entity.id == id);
    let rows: Vec<_> = dataset.positions.rows.iter().filter(|row| Some(row.actor as usize) == actor).collect();
    let mut table =
        Table::new("positions-of", Method::new("positions of the record", "").counting("positions", rows.len()))
            .column("decision", CellKind::Text, ColumnRole::Item, "")
            .column("name", CellKind::Text, ColumnRole::Label, "")
            .column("date", CellKind::Text, ColumnRole::Begin, "")
            .column("position", CellKind::Text, ColumnRole::Position, "")
            .column("evidence", CellKind::Text, ColumnRole::Evidence, "")
            .column("row", CellKind::Text, ColumnRole::Claims, "");
    for row in rows {
        let decision = &dataset.decisions[row.decision as usize];
        let detail = &dataset.positions.details[row.detail as usize];
        let date = detail.date.as_ref().or(decision.date.as_ref());
        table.push([
            Cell::text(&decision.id),
            Cell::text(dataset.name(&decision.id)),
            Cell::text(date.map(|date| date.text()).unwrap_or_default()),
            Cell::text(row.position.word()),
            Cell::text(dataset.positions.evidence(row).map(|evidence| evidence.to_string()).unwrap_or_default()),
            Cell::text(dataset.positions.origin(row).to_string()),
        ]);
    }
    table
}

/// The blocs, camps and other groups that an entity is a member of, with the claims that say so.
pub(super) fn groups<'a>(graph: &'a Graph, id: &str) -> Vec<&'a Entity> {
    let ties = graph.around(id);
    let mut groups: Vec<&Entity> = ties
        .iter()
        .filter(|tie| tie.subject.id == id)
        .filter(|tie| graph.relation(tie.edge).is_some_and(|relation| relation.roles.contains(&Role::Membership)))
        .map(|tie| tie.object)
        .collect();
    groups.dedup_by(|a, b| a.id == b.id);
    groups
}
