//! Things and their ties.
//!
//! **What it says.** Who is tied to whom, and in which groups. A network with too many ties shows the strongest: where
//! the line was drawn stands in the caption, and the data keep every tie. Negative ties are dashed and pull nothing: a node of
//! which no others are drawn stands where its strongest other ties pull it.

mod modes;
mod ties;

use super::canvas::{Canvas, Key, Layer, MARGIN, Rect, SIGN, SMALL, Style, account};
use super::groups::{Groups, Look};
use super::palette::{INK, MUTED, PAPER, RULE, STRONG};
use super::place_labels::Labels;
use super::svg::{Element, coordinate};
use super::text::{self, ASCENT, LEADING};
use super::words::{self, kind, say};
use super::{FigureOptions, Missing, claims, require};
use crate::math::csr::Csr;
use crate::math::layout;
use crate::result::{AttributedGraph, ColumnRole, Language};

use modes::Modes;
use ties::Tie;

/// The most nodes without a drawn tie that are named.
const NAMED: usize = 150;

/// So few nodes without a drawn tie stand in columns as wide as their longest name.
const FEW: usize = 24;

/// More tied nodes than this are a crowd.
const CROWD: usize = 60;

/// Lays out nodes (`Id`; `Group`, `Kind`, `Count`, `Code`) and ties (`Weight`, `Sign`, `Claims`).
pub(super) fn lay_out(graph: &AttributedGraph, options: &FigureOptions) -> Result<(Canvas, f64, String), Missing> {
    require(&graph.nodes, &[ColumnRole::Id])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let nodes = &graph.nodes;
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by(|a, b| nodes.text(*a, ColumnRole::Id).cmp(nodes.text(*b, ColumnRole::Id)));
    let mut place_of = vec![0; nodes.len()];
    order.iter().enumerate().for_each(|(place, row)| place_of[*row] = place);
    let all = ties::read(graph, &place_of);
    let drawn = ties::strongest(&all, nodes.len());
    let ties = &drawn.ties;
    let mut degree = vec![0usize; nodes.len()];
    ties.iter().for_each(|tie| {
        degree[tie.ends.0] += 1;
        degree[tie.ends.1] += 1;
    });
    // Nodes without a drawn tie stand in rows of their own: a place among the others would mean nothing.
    let (tied, mut alone): (Vec<usize>, Vec<usize>) = (0..nodes.len()).partition(|place| degree[*place] > 0);
    alone.sort_by_key(|place| nodes.text(order[*place], ColumnRole::Group));
    let (loose, holds) = ties::holds(&all, ties, nodes.len());
    let places = spread_out(&tied, ties.iter().chain(&holds));
    let groups = Groups::of(nodes);

    let top = canvas.heading(options);
    let room = canvas.right() - MARGIN;
    // A crowd in a narrow column grows downwards.
    let tall = if tied.len() > CROWD { 1.6 * room } else { room };
    let side = if tied.is_empty() { 0.0 } else { tall.min((120.0 + 10.0 * tied.len() as f64).min(470.0)) };
    let frame = Rect { x: MARGIN, y: top, w: room, h: side };
    // A rim for labels beside the outermost marks.
    let rim = (24.0, 10.0);
    let at = |place: usize| {
        let (x, y) = places[tied.partition_point(|other| *other < place)];
        (frame.x + rim.0 + x * (room - 2.0 * rim.0), frame.y + rim.1 + y * (side - 2.0 * rim.1))
    };
    for name in groups.names() {
        let members: Vec<(f64, f64)> = (tied.iter())
            .filter(|place| nodes.text(order[**place], ColumnRole::Group) == name)
            .map(|place| at(*place))
            .collect();
        if members.len() > 2 && groups.named(name) != Look::NONE {
            canvas.draw(Layer::Ground, outline(&layout::hull(&members), groups.named(name).colour));
        }
    }
    let heaviest = ties.iter().map(|tie| tie.weight.abs()).fold(f64::MIN_POSITIVE, f64::max);
    // Many ties are thin, or they make one blot.
    let pen = (60.0 / ties.len().max(1) as f64).sqrt().clamp(0.2, 1.0);
    for tie in ties {
        let drawn = draw_tie(graph, tie, (at(tie.ends.0), at(tie.ends.1)), heaviest, pen);
        canvas.draw(Layer::Ties, drawn);
    }
    let radius = radius(nodes.len()).min(0.085 * (room * side / tied.len().max(1) as f64).sqrt().max(19.0));
    let modes = Modes::of(graph);
    let is_arena = |row| modes.as_ref().is_some_and(|modes| modes.is_arena(row));
    let name = |place: usize| text::clean(&nodes.label(order[place], language));
    let mark = |place: usize, (x, y): (f64, f64)| {
        let row = order[place];
        let hollow = is_arena(row);
        let mark = groups.look(nodes, row).mark(x, y, if hollow { radius * 1.25 } else { radius });
        let drawn = Element::new("g").set("data-id", nodes.text(row, ColumnRole::Id));
        let drawn = drawn.with(Element::new("title").text(&name(place)));
        if !hollow {
            return drawn.with(mark);
        }
        // Ties end at the rim of what one looks through.
        drawn
            .with(groups.look(nodes, row).coloured(PAPER).mark(x, y, radius * 1.25))
            .with(mark.set("fill-opacity", "0.35"))
    };
    for &place in &tied {
        canvas.place(nodes.text(order[place], ColumnRole::Id), at(place));
        canvas.draw(Layer::Marks, mark(place, at(place)));
    }
    let label = |coded: bool| {
        let lines = ties.iter().map(|tie| (at(tie.ends.0), at(tie.ends.1))).collect();
        let mut labels = Labels::new(frame).beside(lines);
        for &place in &tied {
            let hollow = is_arena(order[place]);
            let (name, code) = (name(place), nodes.text(order[place], ColumnRole::Code));
            let words = if coded && !code.is_empty() { code } else { &name };
            // What one meets in is drawn larger, and named first.
            let (rim, rank) = if hollow { (1.25 * radius, 1e6) } else { (radius, 0.0) };
            labels.add(at(place), rim + 0.3, words, degree[place] as f64 + rank);
        }
        labels.settle()
    };
    // Where names find no room, codes stand for them if there are any and if that leaves fewer unnamed.
    let (named, some) = (label(false), nodes.by_role(ColumnRole::Code).is_some());
    let coded = Some(named.missing()).filter(|missing| some && *missing > 0).map(|_| label(true));
    let coded = coded.filter(|coded| coded.missing() < named.missing());
    let short = coded.is_some();
    let unnamed = coded.unwrap_or(named).set(&mut canvas);
    let side = side + set_aside(&mut canvas, &alone, top + side, language, &mark, &name);

    let keys = keys(graph, &groups, ties, modes.as_ref(), language);
    let y = canvas.legend(keys, (MARGIN, canvas.right()), top + side + 4.0) + 4.0;
    let mut small = vec![drawn.said(language, nodes.len(), alone.len())];
    small.extend(ties::held_by(loose, language));
    small.extend(short.then(|| words::coded(language)));
    small.extend(unnamed.said(language));
    small.extend(account(language, &[&graph.method]));
    let summary = small[0].clone();
    let y = canvas.caption(&small, y);
    Ok((canvas, y, summary))
}

/// Places of the tied nodes, in their order.
fn spread_out<'t>(tied: &[usize], ties: impl Iterator<Item = &'t Tie>) -> Vec<(f64, f64)> {
    let at = |place: usize| tied.partition_point(|other| *other < place);
    let pulls: Vec<(usize, usize, f64)> = ties.map(|tie| (at(tie.ends.0), at(tie.ends.1), tie.weight)).collect();
    let mut places = layout::force(&Csr::from_ties(tied.len(), &pulls));
    layout::spread(&mut places);
    places
}

/// Sets nodes without a drawn tie in columns under the drawing, with their names; says how much room they take.
fn set_aside(
    canvas: &mut Canvas,
    alone: &[usize],
    top: f64,
    language: Language,
    mark: &dyn Fn(usize, (f64, f64)) -> Element,
    name: &dyn Fn(usize) -> String,
) -> f64 {
    if alone.is_empty() {
        return 0.0;
    }
    let room = canvas.right() - MARGIN;
    let named = alone.len() <= NAMED;
    // Too many to name stand close together, and tell their names when asked.
    let widest = alone.iter().map(|place| text::width(&name(*place), SMALL, false)).fold(0.0, f64::max) + 13.0;
    let least = if alone.len() <= FEW { widest.clamp(92.0, room) } else { 92.0 };
    let (least, deep) = if named { (least, LEADING * SMALL + 1.5) } else { (8.0, 8.0) };
    let columns = ((room / least) as usize).max(1);
    let wide = room / columns as f64;
    let n = alone.len();
    let words = if named {
        say(language, &format!("Without a drawn tie ({n})"), &format!("線のない点（{n}）"))
    } else {
        say(language, &format!("Without a drawn tie ({n}, too many to name)"), &format!("線のない点（{n}、名は省く）"))
    };
    canvas.text(Layer::Labels, MARGIN, top + 4.0 + ASCENT * SMALL, &words, Style::new(SMALL, MUTED), None);
    let head = top + 4.0 + LEADING * SMALL + 1.0;
    for (n, &place) in alone.iter().enumerate() {
        let (x, y) = (MARGIN + (n % columns) as f64 * wide, head + ((n / columns) as f64 + 0.5) * deep);
        canvas.draw(Layer::Marks, mark(place, (x + 4.0, y)));
        if !named {
            continue;
        }
        let whole = name(place);
        let words = text::wrap(&whole, SMALL, false, wide - 12.0, 1);
        let style = Style::new(SMALL, INK);
        let cut = words.cut.then_some(whole.as_str());
        canvas.text(Layer::Labels, x + 9.5, y + 0.36 * SMALL, &words.lines.concat(), style, cut);
    }
    head - top + alone.len().div_ceil(columns) as f64 * deep + 2.0
}

fn radius(nodes: usize) -> f64 {
    match nodes {
        0..=CROWD => 3.2,
        61..=250 => 2.4,
        _ => 1.6,
    }
}

/// A soft outline around the members of a group.
fn outline(hull: &[(f64, f64)], colour: &'static str) -> Element {
    let points = hull.iter().map(|(x, y)| format!("{},{}", coordinate(*x), coordinate(*y)));
    Element::new("polygon")
        .set("points", points.collect::<Vec<_>>().join(" "))
        .set("fill", colour)
        .set("stroke", colour)
        .set("opacity", "0.12")
        .set("stroke-width", "12")
        .set("stroke-linejoin", "round")
}

fn draw_tie(graph: &AttributedGraph, tie: &Tie, ends: ((f64, f64), (f64, f64)), heaviest: f64, pen: f64) -> Element {
    let width = (0.3 + 0.9 * tie.weight.abs() / heaviest) * pen;
    let colour = if tie.negative { STRONG } else { RULE };
    let mut drawn = super::canvas::line(ends.0, ends.1, colour, width);
    if tie.negative {
        drawn = drawn.set("stroke-dasharray", "2 1.5");
    }
    if let Some(ids) = claims(&graph.ties, tie.row) {
        drawn = drawn.set("data-claims", ids);
    }
    drawn
}

fn keys(graph: &AttributedGraph, groups: &Groups, ties: &[Tie], modes: Option<&Modes>, language: Language) -> Vec<Key> {
    let middle = (SIGN.0 / 2.0, SIGN.1 / 2.0);
    let mut keys = groups.keys(language);
    match modes {
        Some(modes) => {
            // Beside groups, which have colours of their own, the two modes are told by size and ground alone.
            let look = if groups.names().is_empty() { Look::ONLY } else { Look::NONE };
            let mark = |r| look.mark(middle.0, middle.1, r);
            keys.push(Key { sign: mark(2.8), meaning: kind(language, &modes.actors) });
            keys.push(Key { sign: mark(3.3).set("fill-opacity", "0.35"), meaning: kind(language, &modes.arenas) });
        }
        None if groups.names().is_empty() => {
            keys.push(Key { sign: Look::ONLY.mark(middle.0, middle.1, 2.8), meaning: every_node(graph, language) });
        }
        None => {}
    }
    let named = graph.ties.by_role(ColumnRole::Weight).map_or(String::new(), |column| column.name.replace('_', " "));
    let sign = super::canvas::line((0.0, middle.1), (SIGN.0, middle.1), RULE, 0.9);
    let tie = say(language, "tie", "つながり");
    if ties.is_empty() || ties.iter().any(|tie| !tie.negative) {
        let tie = signs(graph).map_or(tie, |(positive, _)| positive);
        keys.push(Key { sign, meaning: if named.is_empty() { tie } else { format!("{tie} ({named})") } });
    }
    if ties.iter().any(|tie| tie.negative) {
        let sign =
            super::canvas::line((0.0, middle.1), (SIGN.0, middle.1), STRONG, 0.9).set("stroke-dasharray", "2 1.5");
        let meaning = match signs(graph) {
            Some((_, negative)) => negative,
            None => say(language, "negative tie", "負のつながり"),
        };
        keys.push(Key { sign, meaning });
    }
    keys
}

/// What ties of either sign say, where the column of signs has it in its unit: `more than chance / kept apart`.
fn signs(graph: &AttributedGraph) -> Option<(String, String)> {
    let unit = graph.ties.by_role(ColumnRole::Sign)?.unit;
    unit.split_once(" / ").map(|(positive, negative)| (positive.to_owned(), negative.to_owned()))
}

/// What the nodes are: their kinds, where the tray tells them.
fn every_node(graph: &AttributedGraph, language: Language) -> String {
    let mut kinds: Vec<&str> = (0..graph.nodes.len()).map(|row| graph.nodes.text(row, ColumnRole::Kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let told = |between| kinds.iter().map(|word| kind(language, word)).collect::<Vec<_>>().join(between);
    match kinds.as_slice() {
        [] | [""] => say(language, "node", "点"),
        _ => told(if language == Language::Japanese { "・" } else { ", " }),
    }
}

#[cfg(test)]
mod tests;
