//! What led to what, in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::influence::ancestry::{Ancestry, Options as AncestryOptions, Way};
use crate::influence::brokers::Brokers;
use crate::influence::lineage_graph::LineageGraph;
use crate::influence::main_path::MainPath;
use crate::model::{Certainty, FlowClass, Status};
use crate::result::{Cell, CellKind, CellRef, Column, ColumnRole, Document, Method, Phrase, Table};
use crate::view::{Flow, FlowTie};

use super::report::Summary;
use super::{and, are, are_ja, count, japanese, rests, steps};

/// The summary of a command without a question.
pub fn summary(flow: &Flow, lineage: &LineageGraph, main: &MainPath, brokers: &Brokers) -> Document {
    let mut page = Document::new(japanese::told("What led to what"));
    let more = steps::main_path_sentences(main).into_iter().chain(steps::broker_sentences(brokers));
    let totals = totals(flow, &lineage.table(), main);
    page.list(sentences(flow).into_iter().chain(totals).chain(more).collect::<Vec<_>>());
    page.table(classes(flow));
    if !main.steps.is_empty() {
        page.long_table(steps::plain(main.table()), 20);
    }
    page.long_table(steps::sources_alone(flow), 10);
    page.long_table(one_source(flow), 20);
    page.long_table(steps::plain(lineage.table()), 40);
    page
}

/// Without the counts that are zero in every row: they stand in the files.
pub(super) fn without_zeros(mut table: Table) -> Table {
    // No day between two steps is an answer; no inferred step is none.
    let is_none = |column: &Column| {
        column.role == ColumnRole::Attribute
            && column.unit != "days"
            && column.cells.iter().all(|cell| cell == Cell::count(0))
    };
    table.columns.retain(|column| !is_none(column));
    table
}

/// What a text or body rests on: how much and how surely first, then generation by generation.
pub fn ancestry(found: &Ancestry) -> Document {
    let (name, reached) = (japanese::node(&found.of.node), found.relatives.len());
    let (title, nothing, lead, title_ja, lead_ja) = match found.options.way {
        Way::Ancestry => {
            ("What it rests on", "Nothing is documented that it rests on", "lead to it", "何に基づくか", "これに至る")
        }
        Way::Descent => (
            "What rests on it",
            "Nothing is documented that rests on it",
            "can be reached from it",
            "何がこれに基づくか",
            "これから至りうる",
        ),
    };
    let mut page =
        Document::new(Phrase::new(format!("{title}: {}", name.english), format!("{title_ja}：{}", name.japanese)));
    if reached == 0 {
        page.list(vec![Phrase::new(
            format!("{nothing}, in an order that time allows."),
            format!("時間の許す順で{lead_ja}ものは、記録にない。"),
        )]);
        return page;
    }
    let inferred = found.relatives.iter().filter(|one| one.by_inference).count();
    let affirmed = found.relatives.iter().filter(|one| one.by_affirmation).count();
    let direct = found.relatives.iter().filter(|one| one.generation == 1).count();
    page.list(vec![
        Phrase::new(
            format!(
                "{} of lineage, mandate, input and carriers{}.",
                match reached - affirmed {
                    1 => format!("1 entity {} by documented steps", lead.replace("lead ", "leads ")),
                    own => format!("{own} entities {lead} by documented steps"),
                },
                match affirmed {
                    0 => String::new(),
                    _ => format!(
                        "; {affirmed} more by co-affirmation only: the two say the same, which is less than descent"
                    ),
                }
            ),
            format!(
                "系譜・付託・寄与と全体・部分をつなぐ文書上の段階で{lead_ja}対象は{}{}。",
                reached - affirmed,
                match affirmed {
                    0 => String::new(),
                    _ => format!("、ほかに共通の確認のみによるものが{affirmed}（同じことを述べるだけで、由来より弱い）"),
                }
            ),
        ),
        Phrase::new(
            format!(
                "{direct} of all {reached} by one step; {inferred} by inference only: no way of stated steps alone joins the two."
            ),
            format!("全{reached}のうち一段階のものは{direct}、推論のみによるものは{inferred}（明示された段階だけの道がない）。"),
        ),
        Phrase::new(
            "The way shown is one of the shortest; `certain` and `possible` say whether dates leave another order.",
            "示す道は最短のものの一つであり、「確か」と「可能」は日付が別の順を残すかどうかを表す。",
        ),
    ]);
    page.table(found.generations());
    page.long_table(steps::plain(found.table()).without(&["name_ja"]), 60);
    page
}

/// What a report says of it, under its three headings; `main` where it was sought.
pub(super) fn summarize(flow: &Flow, lineage: &Table, main: Option<&MainPath>, summary: &mut Summary) {
    let mut sentences = sentences(flow);
    if sentences.len() < 3 {
        return summary.unknown.extend(sentences);
    }
    summary.sure.extend(sentences.drain(1..));
    if let Some(main) = main {
        sentences.extend(totals(flow, lineage, main));
        sentences.extend(steps::main_path_sentences(main));
    }
    summary.says.push((Phrase::new("What led to what", "何が何につながったか"), sentences));
}

/// How many steps are documented, how surely, and how many rest on one source.
pub fn sentences(flow: &Flow) -> Vec<Phrase> {
    let steps: Vec<&FlowTie> = own_steps(flow).collect();
    if steps.is_empty() {
        return vec![Phrase::new("No step of influence is documented.", "影響の段階を記した資料はない。")];
    }
    let how_many = |keep: fn(&FlowTie) -> bool| steps.iter().filter(|tie| keep(tie)).count();
    let inferred = how_many(|tie| tie.certainty == Certainty::Inferred);
    let planned = how_many(|tie| tie.status != Status::Actual);
    let undated = how_many(|tie| tie.date_text.is_empty());
    let single = steps.iter().filter(|tie| tie.sources().len() == 1).count();
    let of: Vec<(FlowClass, usize)> = FlowClass::ALL
        .into_iter()
        .filter(|class| *class != FlowClass::Carrier)
        .map(|class| (class, steps.iter().filter(|tie| tie.class == class).count()))
        .filter(|(_, n)| *n > 0)
        .collect();
    let all = steps.len();
    let share = |n: usize| if n == all { "all".to_owned() } else { n.to_string() };
    let english: Vec<String> = of.iter().map(|(class, n)| format!("{} of {}", share(*n), class.word())).collect();
    let japanese: Vec<String> = of.iter().map(|(class, n)| format!("{}{n}", class.japanese())).collect();
    let done = match all - planned {
        done if done == all => "all are reported as done".to_owned(),
        _ => format!("{planned} {} not reported as done", if planned == 1 { "is" } else { "are" }),
    };
    let dated = if undated == 0 { "all are dated".to_owned() } else { format!("{} undated", are(undated, all)) };
    let rest = rests(single, all);
    vec![
        Phrase::new(
            format!(
                "{} {} from one text, body or actor to another: {}.",
                count(all, "documented step"),
                if all == 1 { "leads" } else { "lead" },
                and(&english),
            ),
            format!("文書・機関・主体の間で文書に残る影響の段階は{}ある：{}。", steps.len(), japanese.join("、")),
        ),
        Phrase::new(
            format!(
                "Of {}, {} the coder's inference, {done}, {dated}, and {rest} on one source each.",
                count(all, "documented step"),
                are(inferred, all),
            ),
            format!(
                "文書に残る影響の段階{all}のうち、コーダーの推論は{}、実施が報告されていないものは{}、日付不明は{}、\
                 一つの資料だけに基づくものは{}。",
                are_ja(inferred, all, ""),
                are_ja(planned, all, ""),
                are_ja(undated, all, ""),
                are_ja(single, all, ""),
            ),
        ),
        Phrase::new(
            "A path is documented, not causal: each step is a claim with a source.",
            "経路は文書に残る経路であって、因果関係ではない。各段階は資料に基づく主張である。",
        ),
    ]
}

/// How the totals of steps that a page gives go together: of all, those that are drawn, those among which the main path is
/// chosen, and those it takes.
fn totals(flow: &Flow, lineage: &Table, main: &MainPath) -> Option<Phrase> {
    let claims = |row: usize| lineage.cell(row, ColumnRole::Claims).map(CellRef::plain).unwrap_or_default();
    let is_carrier = |row: &usize| lineage.text(*row, ColumnRole::Class) == FlowClass::Carrier.word();
    let (carriers, drawn): (Vec<usize>, Vec<usize>) = (0..lineage.len()).partition(is_carrier);
    let rows = drawn.len();
    let drawn = drawn.into_iter().map(claims).collect::<BTreeSet<String>>().len();
    let (all, among) = (own_steps(flow).count(), main.chosen_among());
    let taken = main.steps_with(|tie| tie.class != FlowClass::Carrier);
    (drawn > 0 && taken > 0).then(|| {
        Phrase::new(
            format!(
                "Of these {}, {drawn} stand in the table and drawing of what led to what (texts, decisions, bodies and \
                 meetings alone; {}, and {} of part and whole between them); the main path is chosen among {among} of lineage, \
                 mandate and input, and takes {taken}.",
                count(all, "step"),
                count(rows, "row"),
                count(carriers.len(), "carrier"),
            ),
            format!(
                "この{all}段階のうち、何が何につながったかの表と図にあるのは{drawn}（{rows}行。文書・決定・機関・会合の間のみ。ほかに全体と\
                 部分をつなぐもの{}）。主要経路は系譜・付託・寄与の{among}段階から選ばれ、そのうち{taken}段階を通る。",
                carriers.len(),
            ),
        )
    })
}

/// Which texts and bodies a documented path joins: a row a pair, with the fewest steps between the two that time allows,
/// and the claims of one shortest way.
pub(super) fn documented_paths(flow: &Flow, lineage: &LineageGraph) -> Table {
    let options = AncestryOptions::default();
    let mut table = Table::new("documented-paths", options.method(flow))
        .titled("What rests on what")
        .column("from", CellKind::Text, ColumnRole::Id, "")
        .column("to", CellKind::Text, ColumnRole::Other, "")
        .column("steps", CellKind::Integer, ColumnRole::Value, "steps")
        .column("order", CellKind::Text, ColumnRole::Status, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "");
    let nodes = lineage.graph().nodes;
    let drawn: BTreeSet<&str> = (0..nodes.len()).map(|row| nodes.text(row, ColumnRole::Id)).collect();
    for to in &drawn {
        let Ok(found) = Ancestry::of(flow, to, &options) else { continue };
        for one in &found.relatives {
            let from = &flow.nodes[one.node].node.id;
            if drawn.contains(from.as_str()) {
                let claims = one.way.ties.iter().flat_map(|&tie| flow.ties[tie].claims.iter().cloned());
                table.push([
                    Cell::text(from),
                    Cell::text(*to),
                    Cell::count(one.generation),
                    Cell::text(one.way.verdict.word()),
                    Cell::List(claims.collect()),
                ]);
            }
        }
    }
    table
}

/// Steps that are no carriers, each once though a tie may run both ways.
pub(super) fn own_steps(flow: &Flow) -> impl Iterator<Item = &FlowTie> {
    let carriers = flow.ties.iter().filter(|tie| tie.class == FlowClass::Carrier);
    let mut seen: BTreeSet<&[String]> = carriers.map(|tie| tie.claims.as_slice()).collect();
    flow.ties.iter().filter(move |tie| tie.class != FlowClass::Carrier && seen.insert(&tie.claims))
}

/// One row a class of steps.
fn classes(flow: &Flow) -> Table {
    let mut table = Table::new("steps-by-class", method(flow))
        .titled("Documented steps by class")
        .column("class", CellKind::Text, ColumnRole::Class, "")
        .column("steps", CellKind::Integer, ColumnRole::Count, "steps")
        .column("inferred", CellKind::Integer, ColumnRole::Attribute, "steps")
        .column("not_reported_as_done", CellKind::Integer, ColumnRole::Attribute, "steps")
        .column("undated", CellKind::Integer, ColumnRole::Attribute, "steps");
    for class in FlowClass::ALL.into_iter().filter(|class| *class != FlowClass::Carrier) {
        let of: Vec<&FlowTie> = own_steps(flow).filter(|tie| tie.class == class).collect();
        let how_many = |keep: fn(&FlowTie) -> bool| Cell::count(of.iter().filter(|tie| keep(tie)).count());
        table.push([
            Cell::text(class.word()),
            Cell::count(of.len()),
            how_many(|tie| tie.certainty == Certainty::Inferred),
            how_many(|tie| tie.status != Status::Actual),
            how_many(|tie| tie.date_text.is_empty()),
        ]);
    }
    table
}

/// One row an entity: how many steps leave and reach it, and of how many sources.
fn one_source(flow: &Flow) -> Table {
    let mut around: BTreeMap<usize, (usize, usize, BTreeSet<&str>)> = BTreeMap::new();
    for tie in own_steps(flow) {
        let from = around.entry(tie.from).or_default();
        from.0 += 1;
        from.2.extend(tie.sources());
        let to = around.entry(tie.to).or_default();
        to.1 += 1;
        to.2.extend(tie.sources());
    }
    let mut rows: Vec<_> = around.into_iter().collect();
    rows.sort_by_key(|(node, (out, into, _))| (std::cmp::Reverse(out + into), *node));
    let mut table = Table::new("most-steps", method(flow))
        .titled("Where most documented steps meet")
        .column("entity", CellKind::Text, ColumnRole::Id, "")
        .column("name", CellKind::Text, ColumnRole::Label, "")
        .column("steps_from", CellKind::Integer, ColumnRole::Count, "steps")
        .column("steps_to", CellKind::Integer, ColumnRole::Attribute, "steps")
        .column("sources", CellKind::Integer, ColumnRole::Attribute, "sources");
    for (node, (out, into, sources)) in rows {
        let node = &flow.nodes[node].node;
        table.push([
            Cell::text(&node.id),
            Cell::text(&node.name),
            Cell::count(out),
            Cell::count(into),
            Cell::count(sources.len()),
        ]);
    }
    table
}

pub(super) fn method(flow: &Flow) -> Method {
    let steps = own_steps(flow).count();
    Method::new("documented steps", "").with("window", flow.options.window).counting("steps", steps)
}
