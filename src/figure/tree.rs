//! What is part of what: bodies under the bodies that they belong to, line by line.
//!
//! **What it says.** From which body a forum derives, through which it answers to another. What has several wholes
//! stands under the first and names the others; a circle is cut and said.

use super::canvas::{Canvas, Key, Layer, MARGIN, SIGN, Style, account, line};
use super::groups::{Groups, Look};
use super::palette::{INK, RULE};
use super::svg::Element;
use super::text;
use super::words::{count, kind, say};
use super::{FigureOptions, Missing, claims, require};
use crate::result::{AttributedGraph, ColumnRole};

const LABEL: f64 = 6.6;
const ROW: f64 = 9.2;
const STEP: f64 = 14.0;
/// The height of a page in print: beyond it, lines go on in another panel.
const PAGE: f64 = 600.0;

/// A line of the drawing: the row of a node, how deep it stands, and the tie to what it is part of.
struct Line {
    row: usize,
    depth: usize,
    tie: Option<usize>,
    others: Vec<usize>,
}

/// Lays out nodes (`Id`, `Kind`) and ties from the part to the whole (`Claims`, `Class`).
pub(super) fn lay_out(graph: &AttributedGraph, options: &FigureOptions) -> Result<(Canvas, f64, String), Missing> {
    require(&graph.nodes, &[ColumnRole::Id])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let lines = order(graph);
    let nodes = &graph.nodes;
    let groups = Groups::of(nodes);
    let top = canvas.heading(options);
    let room = canvas.right() - MARGIN;
    let most = ((room / 170.0) as usize).max(1);
    let panels = ((lines.len() as f64 * ROW / PAGE).ceil() as usize).clamp(1, most);
    let rows = lines.len().div_ceil(panels).max(1);
    let wide = room / panels as f64;
    let at = |n: usize| {
        let x = MARGIN + (n / rows) as f64 * wide + 4.0 + lines[n].depth as f64 * STEP;
        (x, top + ((n % rows) as f64 + 0.5) * ROW)
    };
    for (n, one) in lines.iter().enumerate() {
        let (x, y) = at(n);
        let parent = (0..n).rev().find(|m| lines[*m].depth + 1 == one.depth).filter(|_| one.tie.is_some());
        if let (Some(parent), Some(tie)) = (parent, one.tie) {
            // A branch that begins in another panel starts at the head of this one.
            let (_, above) = at(parent);
            let from = if parent / rows == n / rows { above + 3.0 } else { top };
            let mut branch = Element::new("g").with(line((x - STEP, from), (x - STEP, y), RULE, 0.6)).with(line(
                (x - STEP, y),
                (x - 3.0, y),
                RULE,
                0.6,
            ));
            if let Some(ids) = claims(&graph.ties, tie) {
                branch = branch.set("class", "tie").set("data-claims", ids);
            }
            canvas.draw(Layer::Ties, branch);
        }
        canvas.place(nodes.text(one.row, ColumnRole::Id), (x, y));
        canvas.draw(Layer::Marks, groups.look(nodes, one.row).mark(x, y, 2.2));
        let label = |row: usize| text::clean(&nodes.label(row, language));
        let mut whole = label(one.row);
        let kinds = kind(language, nodes.text(one.row, ColumnRole::Kind));
        if !nodes.text(one.row, ColumnRole::Kind).is_empty() {
            whole = format!("{whole} · {kinds}");
        }
        if !one.others.is_empty() {
            let others: Vec<String> = one.others.iter().map(|row| label(*row)).collect();
            whole = format!("{whole} ({}: {})", say(language, "also of", "他に"), others.join(", "));
        }
        let right = MARGIN + ((n / rows) + 1) as f64 * wide - 3.0;
        let set = |words: &str| text::wrap(words, LABEL, false, right - x - 5.0, 1);
        // The kind gives way to the name where there is no room for both.
        let words = match (set(&whole), set(&label(one.row))) {
            (both, name) if both.cut && one.others.is_empty() => name,
            (both, _) => both,
        };
        let cut = words.cut || words.lines.concat() != whole;
        let style = Style::new(LABEL, INK);
        canvas.text(Layer::Labels, x + 4.5, y + 0.36 * LABEL, &words.lines.concat(), style, cut.then_some(&whole));
    }
    let mut keys = groups.keys(language);
    if groups.names().is_empty() {
        let sign = Look::ONLY.mark(SIGN.0 / 2.0, SIGN.1 / 2.0, 2.2);
        keys.push(Key { sign, meaning: say(language, "body", "組織・会議体") });
    }
    let sign = line((0.0, SIGN.1 / 2.0), (SIGN.0, SIGN.1 / 2.0), RULE, 0.6);
    keys.push(Key { sign, meaning: say(language, "part of the body above it", "上位の組織に属する") });
    let y = canvas.legend(keys, (MARGIN, canvas.right()), top + rows as f64 * ROW + 4.0) + 4.0;
    let (n, m) = (nodes.len(), graph.ends.len());
    let mut small = vec![say(
        language,
        &format!("n: {}, {}.", if n == 1 { "1 body".to_owned() } else { format!("{n} bodies") }, count(m, "tie")),
        &format!("n：{n}件、つながり{m}本。"),
    )];
    small.extend(account(language, &[&graph.method]));
    let summary = small[0].clone();
    let y = canvas.caption(&small, y);
    Ok((canvas, y, summary))
}

/// Roots first by id, each followed by its parts; every node once.
fn order(graph: &AttributedGraph) -> Vec<Line> {
    let n = graph.nodes.len();
    let id = |row: usize| graph.nodes.text(row, ColumnRole::Id);
    let mut wholes: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n];
    for (tie, (part, whole)) in graph.ends.iter().enumerate().filter(|(_, (a, b))| a != b && *a < n && *b < n) {
        wholes[*part].push((*whole, tie));
    }
    wholes.iter_mut().for_each(|wholes| {
        wholes.sort_by(|a, b| (id(a.0), claims(&graph.ties, a.1)).cmp(&(id(b.0), claims(&graph.ties, b.1))));
        wholes.dedup_by_key(|(whole, _)| *whole);
    });
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); n];
    (0..n).for_each(|row| {
        if let Some((whole, _)) = wholes[row].first() {
            parts[*whole].push(row);
        }
    });
    parts.iter_mut().for_each(|parts| parts.sort_by(|a, b| id(*a).cmp(id(*b))));
    let mut rows: Vec<usize> = (0..n).collect();
    // Roots first; what hangs in a circle has no root and begins at its first member.
    rows.sort_by(|a, b| (!wholes[*a].is_empty(), id(*a)).cmp(&(!wholes[*b].is_empty(), id(*b))));
    let mut seen = vec![false; n];
    let mut lines = Vec::new();
    for root in rows {
        let mut stack = vec![(root, 0, None)];
        while let Some((row, depth, tie)) = stack.pop() {
            if std::mem::replace(&mut seen[row], true) {
                continue;
            }
            let others = wholes[row].iter().skip(1).map(|(whole, _)| *whole).collect();
            lines.push(Line { row, depth, tie, others });
            let next = parts[row].iter().rev().filter(|part| !seen[**part]);
            stack.extend(next.map(|part| (*part, depth + 1, wholes[*part].first().map(|(_, tie)| *tie))));
        }
    }
    lines
}
