//! A symmetric matrix: one cell a pair, coloured by its value, with the size of each thing on the diagonal.
//!
//! **What it says.** How near things are to each other, pair by pair. A value known only between bounds shows both;
//! a value that does not exist is hatched, never drawn as zero.

mod grid;
mod read;
mod tree;

use std::collections::BTreeMap;

use self::grid::{Grid, Naming};
use self::read::{Known, MORE, Scale, Thing, read_claims, read_pairs, read_things, short};
use super::canvas::{Anchor, Canvas, Key, Layer, MARGIN, Rect, SIGN, SMALL, Style, account, block, line, swatch};
use super::palette::{FAINT, INK, PAPER, RAMP, RULE, UNKNOWN, ink_on};
use super::svg::{Element, coordinate};
use super::text::{self, ASCENT, LEADING};
use super::words::{count, say};
use super::{FigureOptions, Missing, measure, reasons_of, require};
use crate::result::{ColumnRole, Language, Table};

/// The ground of the diagonal.
const DIAGONAL: &str = "#eeeeee";
/// Above this number of things, cells carry no words of their own for screen readers: the file would drown in them.
const TALKING: usize = 60;

/// Lays out the lower triangle of a symmetric matrix.
///
/// `things` has one row a thing (`Id`; `Count`, or `Low` and `High`, is its size; `Group`; `Offset`: the height at which a
/// tree joins it to the one before it). `pairs` has one row a pair
/// (`Actor`, `Other`: ids; `Value`; `Low` and `High` where the value has bounds). The order is that of `Order`, else
/// of the ids. A pair without a row is not defined.
pub(super) fn lay_out(
    things: &Table,
    pairs: &Table,
    options: &FigureOptions,
) -> Result<(Canvas, f64, String), Missing> {
    require(things, &[ColumnRole::Id])?;
    require(pairs, &[ColumnRole::Actor, ColumnRole::Other, ColumnRole::Value])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let members = read_things(things, pairs, language);
    let known = read_pairs(pairs, &members);
    let scale = Scale::of(&known);
    let n = members.len();
    let groups: Vec<&str> = members.iter().map(|thing| thing.group.as_str()).collect();
    // Beside the matrix stand the names of the groups, then the tree.
    let named = groups.iter().map(|group| text::width(group, SMALL, false)).fold(0.0, f64::max);
    let whole = canvas.right() - MARGIN;
    let named = if named > 0.0 { named.min(0.16 * whole) + 5.0 } else { 0.0 };
    let treed = tree::room(&members, whole);
    let room = whole - named - if treed > 0.0 { treed + 6.0 } else { 0.0 };

    let top = canvas.heading(options);
    let mut labels: Vec<String> = members.iter().map(|thing| thing.label.clone()).collect();
    let mut grid = Grid::new(&labels, top, room);
    let sizes = members.iter().all(|thing| text::width(&thing.size, SMALL, false) + 1.5 <= grid.wide);
    if !sizes {
        for (label, thing) in labels.iter_mut().zip(&members).filter(|(_, thing)| !thing.size.is_empty()) {
            *label = format!("{label} ({})", thing.size);
        }
        grid = Grid::new(&labels, top, room);
    }
    let (wide, deep) = (grid.wide, grid.deep);
    let fits = |words: &str| text::width(words, SMALL, false) + 1.5 <= wide;
    let two = deep >= 2.0 * LEADING * SMALL + 1.0;
    // Bounds stand on a plate, beside which both colours of the cell are seen.
    let plated = |words: &str| text::width(words, SMALL, false) + 5.0 <= wide;
    let numbers = known.values().all(|known| match *known {
        Known::Value(value) => fits(&short(value)),
        Known::Between(low, high, _) => two && plated(&format!("{}–", short(low))) && plated(&short(high)),
        Known::Undefined => true,
    });

    let cells = Cells { known: &known, behind: &read_claims(pairs, &members), numbers };
    let undefined = draw_cells(&mut canvas, &grid, &members, &cells, &scale, language);
    for (row, (thing, label)) in members.iter().zip(&labels).enumerate() {
        let cell = grid.cell(row, row);
        canvas.draw(Layer::Marks, block(cell, DIAGONAL).set("stroke", PAPER).set("stroke-width", "0.4"));
        if sizes {
            set_in(&mut canvas, cell, &[&thing.size], INK, DIAGONAL);
        }
        grid.name_row(&mut canvas, row, label);
    }
    if n > TALKING {
        // One sheet over all cells, with the order of the things: a page finds the cell under a pointer by its place.
        let ids: Vec<&str> = members.iter().map(|thing| thing.id.as_str()).collect();
        let all = Rect { x: grid.left, y: grid.top, w: n as f64 * wide, h: n as f64 * deep };
        let sheet = block(all, "none").set("pointer-events", "all").set("data-order", ids.join(" "));
        canvas.draw(Layer::Marks, sheet);
    }
    mark_groups(&mut canvas, &grid, &groups, named);
    let mut y = grid.name_columns(&mut canvas, &labels, room);
    if treed > 0.0 {
        let left = grid.cell(0, n).x + named + 5.0;
        let measure = measure(things, ColumnRole::Offset);
        y = y.max(tree::draw(&mut canvas, &grid, &members, (left, left + treed - 6.0), &measure));
    }

    let open = members.iter().any(|thing| thing.size.ends_with(MORE));
    // Sizes on the diagonal, and whether some of them are lower bounds.
    let sized = (sizes && members.iter().any(|thing| !thing.size.is_empty())).then_some(open);
    let keys = keys(&mut canvas, &scale, &known, undefined > 0, sized, language);
    let meanings: Vec<String> = keys.iter().map(|key| key.meaning.clone()).collect();
    y = place_legend(&mut canvas, keys, &grid, if treed > 0.0 { 0 } else { n }, y);
    let all = n * n.saturating_sub(1) / 2;
    let mut small = vec![say(
        language,
        &format!("{}, {}, {undefined} of them undefined.", count(n, one_of(pairs)), count(all, "pair")),
        &format!("{n}件、{all}組、うち未定義{undefined}組。"),
    )];
    small.extend(reasons_of(pairs, ColumnRole::Value, language).filter(|_| undefined == all));
    if open && !sizes {
        let words = "A size with + is a lower bound: who else belongs there is not known.";
        small.push(say(language, words, "+の付いた大きさは下限で、ほかに誰が属するかは不明。"));
    }
    if treed > 0.0 {
        let words = "The tree beside the rows joins those that are least apart first; its order is that of the rows.";
        small.push(say(language, words, "右の樹形図は近いものから順に結び、その順が行の順である。"));
    }
    if grid.naming != Naming::Grouped && groups.iter().any(|group| !group.is_empty()) {
        small.push(say(language, "Framed along the diagonal: the groups.", "対角線沿いの枠は群。"));
    }
    if matches!(grid.naming, Naming::Numbered(_)) {
        small.push(say(language, "Columns carry the numbers of the rows.", "列の番号は行の番号。"));
    }
    if grid.naming == Naming::Unnamed {
        let words = "Columns follow the order of the rows: each begins at the grey cell of its own row.";
        small.push(say(language, words, "列は行と同じ順で、それぞれ自分の行の灰色のマスから始まる。"));
    }
    if grid.naming == Naming::Grouped {
        let runs: Vec<String> = (groups.chunk_by(|a, b| a == b))
            .map(|run| format!("{} ({})", if run[0].is_empty() { "–" } else { run[0] }, run.len()))
            .collect();
        let (from_top, from_top_ja) = match groups.iter().all(|group| group.is_empty()) {
            true => (String::new(), String::new()),
            false => {
                (format!("; groups from the top: {}", runs.join(", ")), format!("。上からの群：{}", runs.join("、")))
            }
        };
        small.push(say(
            language,
            &format!("Rows and columns have one order and no labels at this size{from_top}."),
            &format!("行と列は同順で、この大きさでは名を省く{from_top_ja}。"),
        ));
    }
    small.extend(account(language, &[&pairs.method, &things.method]));
    y = canvas.caption(&small, y);
    Ok((canvas, y, format!("{} {}", small[0], meanings.join("; "))))
}

/// What is compared, as the pairs call it: in an overlap of forums a member is something else.
fn one_of(pairs: &Table) -> &str {
    let named = pairs.by_role(ColumnRole::Actor).map_or("", |column| column.name.as_str());
    ["forum", "document", "actor"].into_iter().find(|one| *one == named).unwrap_or("member")
}

/// Frames the pairs within each group, and names the group on the right where its rows leave room.
fn mark_groups(canvas: &mut Canvas, grid: &Grid, groups: &[&str], room: f64) {
    let mut row = 0;
    for run in groups.chunk_by(|a, b| a == b) {
        let (from, to) = (row, row + run.len());
        row = to;
        if run[0].is_empty() {
            continue;
        }
        let (first, last) = (grid.cell(from, from), grid.cell(to, to));
        let corners = [(first.x, first.y), (first.x, last.y), (last.x, last.y)];
        for pair in corners.windows(2) {
            canvas.draw(Layer::Labels, line(pair[0], pair[1], INK, 0.8));
        }
        let x = grid.cell(0, groups.len()).x + 2.5;
        canvas.draw(Layer::Ground, line((x, first.y + 0.4), (x, last.y - 0.4), INK, 0.8));
        if last.y - first.y >= LEADING * SMALL {
            let words = text::wrap(run[0], SMALL, false, room - 4.5, 1);
            let y = (first.y + last.y) / 2.0 + 0.36 * SMALL;
            let cut = words.cut.then_some(run[0]);
            canvas.text(Layer::Labels, x + 2.0, y, &words.lines.concat(), Style::new(SMALL, INK), cut);
        }
    }
}

/// What is known of each pair, and how it is shown.
struct Cells<'a> {
    known: &'a BTreeMap<(usize, usize), Known>,
    behind: &'a BTreeMap<(usize, usize), String>,
    numbers: bool,
}

/// Draws the lower triangle and says how many pairs are undefined.
fn draw_cells(
    canvas: &mut Canvas,
    grid: &Grid,
    members: &[Thing],
    cells: &Cells<'_>,
    scale: &Scale,
    language: Language,
) -> usize {
    let Cells { known, behind, numbers } = *cells;
    let hatch = canvas.hatch(UNKNOWN);
    let mut undefined = 0;
    let talking = members.len() <= TALKING;
    for row in 1..members.len() {
        let mut column = 0;
        while column < row {
            let what = known.get(&(row, column)).copied().unwrap_or(Known::Undefined);
            // Without numbers and words, equal neighbours are one rectangle.
            let same = |next: &usize| {
                let next = known.get(&(row, *next)).copied().unwrap_or(Known::Undefined);
                match (what, next) {
                    (Known::Value(a), Known::Value(b)) => scale.colour(a) == scale.colour(b),
                    (Known::Undefined, Known::Undefined) => true,
                    _ => false,
                }
            };
            let run = if talking { 1 } else { 1 + (column + 1..row).take_while(same).count() };
            let mut cell = grid.cell(row, column);
            cell.w *= run as f64;
            // Cells too small for a rim of white run into each other.
            let edged = |element: Element| match talking {
                true => element.set("stroke", PAPER).set("stroke-width", "0.4"),
                false => element,
            };
            let (drawn, words) = match what {
                Known::Value(value) => {
                    let colour = scale.colour(value);
                    let edge = match (talking, colour == PAPER) {
                        (true, true) => FAINT,
                        (true, false) => PAPER,
                        (false, _) => colour,
                    };
                    let width = if talking { "0.4" } else { "0.2" };
                    (block(cell, colour).set("stroke", edge).set("stroke-width", width), short(value))
                }
                Known::Between(low, high, value) => {
                    let group = Element::new("g").with(edged(block(cell, scale.colour(low))));
                    let upper = edged(corner(cell, scale.colour(high)));
                    let bounds = format!("{}–{}", short(low), short(high));
                    let words = value.map_or(bounds.clone(), |value| format!("{} ({bounds})", short(value)));
                    (group.with(upper), words)
                }
                Known::Undefined => {
                    undefined += run;
                    (edged(block(cell, &hatch)), say(language, "undefined", "未定義"))
                }
            };
            if talking {
                let title = format!("{} × {}: {words}", members[row].label, members[column].label);
                let ids = [row, column].map(|at| members[at].id.as_str());
                let mut group = Element::new("g").set("data-id", ids[0]).set("data-other", ids[1]);
                if let Some(claims) = behind.get(&(row, column)) {
                    group = group.set("data-claims", claims.as_str());
                }
                canvas.draw(Layer::Marks, group.with(Element::new("title").text(&title)).with(drawn));
            } else {
                canvas.draw(Layer::Marks, drawn);
            }
            if numbers {
                match what {
                    Known::Value(value) => {
                        let ground = scale.colour(value);
                        set_in(canvas, cell, &[&short(value)], ink_on(ground), ground);
                    }
                    Known::Between(low, high, value) => between(canvas, cell, low, high, value),
                    Known::Undefined => {}
                }
            }
            column += run;
        }
    }
    undefined
}

/// The upper right half of a cell.
fn corner(cell: Rect, fill: &str) -> Element {
    let (right, bottom) = (coordinate(cell.x + cell.w), coordinate(cell.y + cell.h));
    let (left, top) = (coordinate(cell.x), coordinate(cell.y));
    Element::new("path").set("d", format!("M{left} {top}H{right}V{bottom}Z")).set("fill", fill)
}

/// Both bounds, on a white plate, since the two halves of the cell differ in colour; the estimate above them, where there is
/// one and it finds room.
fn between(canvas: &mut Canvas, cell: Rect, low: f64, high: f64, value: Option<f64>) {
    let one = format!("{}–{}", short(low), short(high));
    // On one line where the cell is wide enough, else one bound above the other.
    let mut words = if text::width(&one, SMALL, false) + 4.0 <= cell.w {
        vec![one]
    } else {
        vec![format!("{}–", short(low)), short(high)]
    };
    let room = (words.len() + 1) as f64 * LEADING * SMALL <= cell.h;
    words.splice(0..0, value.filter(|_| room).map(short));
    let wide = words.iter().map(|word| text::width(word, SMALL, false)).fold(0.0, f64::max) + 2.0;
    let deep = words.len() as f64 * LEADING * SMALL;
    let plate = Rect { x: cell.x + (cell.w - wide) / 2.0, y: cell.y + (cell.h - deep) / 2.0, w: wide, h: deep };
    canvas.draw(Layer::Marks, block(plate, PAPER));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    set_in(canvas, cell, &words, INK, PAPER);
}

/// Sets lines in the middle of a cell.
fn set_in(canvas: &mut Canvas, cell: Rect, words: &[&str], ink: &'static str, ground: &'static str) {
    let style = Style::new(SMALL, ink).on(ground).anchored(Anchor::Middle);
    let top = cell.y + (cell.h - words.len() as f64 * LEADING * SMALL) / 2.0;
    for (n, word) in words.iter().enumerate() {
        let baseline = top + n as f64 * LEADING * SMALL + (ASCENT + 0.06) * SMALL;
        canvas.text(Layer::Labels, cell.x + cell.w / 2.0, baseline, word, style, None);
    }
}

fn keys(
    canvas: &mut Canvas,
    scale: &Scale,
    known: &BTreeMap<(usize, usize), Known>,
    undefined: bool,
    sizes: Option<bool>,
    language: Language,
) -> Vec<Key> {
    let mut keys = scale.keys();
    if known.values().any(|known| matches!(known, Known::Between(..))) {
        let cell = Rect { x: 0.0, y: 0.0, w: SIGN.0, h: SIGN.1 };
        let sign = Element::new("g").with(block(cell, RAMP[1])).with(corner(cell, RAMP[3]));
        let meaning = say(language, "lower and upper bound", "下限と上限");
        keys.push(Key { sign, meaning });
    }
    if undefined {
        let hatch = canvas.hatch(UNKNOWN);
        keys.push(Key { sign: swatch(&hatch), meaning: say(language, "undefined", "未定義") });
    }
    let sign = swatch(DIAGONAL).set("stroke", RULE).set("stroke-width", "0.4");
    let meaning = match sizes {
        Some(true) => say(language, "size of each (n+: at least n)", "各件の大きさ（n+は少なくともn）"),
        Some(false) => say(language, "size of each", "各件の大きさ"),
        None => say(language, "itself", "自身"),
    };
    keys.push(Key { sign, meaning });
    keys
}

/// The legend stands in the empty half of the matrix when it fits there, else below; says where the drawing ends.
fn place_legend(canvas: &mut Canvas, keys: Vec<Key>, grid: &Grid, n: usize, y: f64) -> f64 {
    let (row, right) = (LEADING * (SMALL + 0.5) + 2.0, canvas.right());
    let widest =
        keys.iter().map(|key| text::width(&key.meaning, SMALL + 0.5, false)).fold(0.0, f64::max) + SIGN.0 + 5.0;
    let left = right.min(grid.left + n as f64 * grid.wide) - widest;
    let free = ((left - 8.0 - grid.left) / grid.wide).floor() * grid.deep - grid.deep;
    if left > grid.left && keys.len() as f64 * row <= free {
        let mut at = grid.top;
        for key in keys {
            at = canvas.legend(vec![key], (left, left + widest + 1.0), at) + 2.0;
        }
        return y + 5.0;
    }
    canvas.legend(keys, (MARGIN, right), y + 5.0) + 4.0
}
