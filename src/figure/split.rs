//! The split of a decision by region: one tile an actor, and above them the counts that sources state.
//!
//! **What it says.** Who took which side, where they are from, and how much of the stated count has names. A tile
//! without a known position is hatched and counted; it is never left blank, which would read as "no".

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::{Anchor, Canvas, Key, Layer, MARGIN, Rect, SIGN, SMALL, Style, account, block, line, swatch};
use super::palette::{ABSENT, BLUE, FAINT, INK, ORANGE, OTHERS, PAPER, RULE, UNKNOWN, YELLOW, ink_on};
use super::svg::Element;
use super::text::{self, ASCENT, LEADING};
use super::words::{self, say};
use super::{FigureOptions, Missing, Place, claims, place, require};
use crate::result::{CellRef, ColumnRole, Language, Table};

/// Positions from one side to the other; those that the model does not know follow, unknown comes last.
const SCALE: [&str; 8] =
    ["for", "signed", "abstain", "present-not-voting", "against", "not-signed", "absent", "not-eligible"];
/// Between tiles, in points.
const GAP: f64 = 2.0;
/// The size of what a tile says.
const PRINT: f64 = 6.3;

/// One actor.
struct Tile {
    id: String,
    region: String,
    position: String,
    code: String,
    lines: Vec<String>,
    name: String,
    claims: Option<String>,
}

/// One position, with what sources count.
#[derive(Default)]
struct Holding {
    /// Its names in English and Japanese, where the table has them.
    label: (String, String),
    /// Stated counts, lowest first; more than one when sources differ.
    stated: BTreeSet<u64>,
    named: u64,
    tallied: bool,
    tiles: u64,
}

impl Holding {
    fn total(&self) -> u64 {
        self.stated.last().copied().unwrap_or(0).max(self.named)
    }
}

/// Lays out the split of one decision.
///
/// `actors` has one row an actor (`Actor` or `Id`, `Region`, `Position`; an empty position is unknown). `tallies` has
/// one row a position (`Value`: how many hold it by the sources, `Count`: of how many the names are known); its row
/// with an empty position is what the sources leave unaccounted for. It may have no row.
pub(super) fn lay_out(
    actors: &Table,
    tallies: &Table,
    options: &FigureOptions,
) -> Result<(Canvas, f64, String), Missing> {
    let who = if actors.by_role(ColumnRole::Actor).is_some() { ColumnRole::Actor } else { ColumnRole::Id };
    require(actors, &[who, ColumnRole::Region, ColumnRole::Position])?;
    require(tallies, &[ColumnRole::Position, ColumnRole::Value, ColumnRole::Count])?;
    let language = options.language;
    let mut canvas = Canvas::new(options);
    let (regions, tiles) = read_tiles(actors, who, language);
    let holdings = read_holdings(tallies, &tiles);
    let fills = fills(&holdings, &mut canvas);

    let mut y = canvas.heading(options);
    if holdings.iter().any(|(_, holding)| holding.tallied) {
        y = bar(&mut canvas, &holdings, &fills, language, y);
    }
    y = rows(&mut canvas, &regions, &tiles, &fills, language, y);
    let keys = keys(&holdings, &fills, language);
    let meanings: Vec<String> = keys.iter().map(|key| key.meaning.clone()).collect();
    let right = canvas.right();
    y = canvas.legend(keys, (MARGIN, right), y + 5.0) + 4.0;

    let mut small = vec![say(
        language,
        "One tile is one actor. Hatched: the position is not known, which is not a no; in the bar, counted by a source that gives no name.",
        "タイル1つが1主体。斜線は立場が不明（「否」ではない）。棒では、資料が数だけを示し名を示さない分。",
    )];
    for (position, holding) in holdings.iter().filter(|(_, holding)| holding.stated.len() > 1) {
        let counts: Vec<String> = holding.stated.iter().map(u64::to_string).collect();
        let words = say(language, "sources differ, the bar shows the largest", "資料により異なり、棒は最大値");
        small.push(format!("{}: {} ({words}).", label(language, position, holding), counts.join(", ")));
    }
    small.extend(account(language, &[&actors.method, &tallies.method]));
    y = canvas.caption(&small, y);
    let summary = format!("{}. {}", count(language, tiles.len()), meanings.join("; "));
    Ok((canvas, y, summary))
}

fn count(language: Language, n: usize) -> String {
    say(language, &format!("{n} actors"), &format!("{n}主体"))
}

/// Regions in order, with the names shown; and tiles in order.
fn read_tiles(actors: &Table, who: ColumnRole, language: Language) -> (Vec<(String, String)>, Vec<Tile>) {
    let mut regions: BTreeMap<String, (Place, String)> = BTreeMap::new();
    let mut tiles: Vec<Tile> = Vec::new();
    for row in 0..actors.len() {
        let (region, region_ja) = (actors.text(row, ColumnRole::Region), actors.text(row, ColumnRole::RegionJa));
        let shown = if region.is_empty() {
            say(language, "region not stated", "地域不明")
        } else {
            language.choose(region, region_ja)
        };
        let entry = regions.entry(region.to_owned()).or_insert_with(|| (place(actors, row), shown.clone()));
        *entry = entry.clone().min((place(actors, row), shown));
        let id = actors.text(row, who);
        let english = Some(actors.text(row, ColumnRole::Label)).filter(|label| !label.is_empty()).unwrap_or(id);
        let japanese = actors.text(row, ColumnRole::LabelJa);
        let code = Some(actors.text(row, ColumnRole::Code)).filter(|code| !code.is_empty()).unwrap_or(english);
        let lines = match language {
            Language::English => vec![code],
            Language::Japanese => vec![if japanese.is_empty() { code } else { japanese }],
            Language::Both => vec![code, japanese],
        };
        tiles.push(Tile {
            id: id.to_owned(),
            region: region.to_owned(),
            position: plain_position(actors.text(row, ColumnRole::Position)),
            code: code.to_owned(),
            lines: lines.into_iter().map(text::clean).collect(),
            name: text::clean(&Language::Both.choose(english, japanese)),
            claims: claims(actors, row),
        });
    }
    tiles.sort_by(|a, b| {
        let key = |tile: &Tile| (rank(&tile.position), tile.code.clone(), tile.name.clone(), tile.claims.clone());
        key(a).cmp(&key(b))
    });
    let mut regions: Vec<(String, (Place, String))> = regions.into_iter().collect();
    // A region that is not stated comes last, whatever its name.
    regions.sort_by(|a, b| (a.0.is_empty(), a.1.0, &a.0).cmp(&(b.0.is_empty(), b.1.0, &b.0)));
    (regions.into_iter().map(|(id, (_, shown))| (id, shown)).collect(), tiles)
}

fn plain_position(word: &str) -> String {
    if word == "unknown" { String::new() } else { word.to_owned() }
}

/// The place of a position in bar, rows and legend.
fn rank(position: &str) -> (usize, String) {
    let place = SCALE.iter().position(|word| *word == position);
    (if position.is_empty() { SCALE.len() + 1 } else { place.unwrap_or(SCALE.len()) }, position.to_owned())
}

fn read_holdings(tallies: &Table, tiles: &[Tile]) -> Vec<(String, Holding)> {
    let mut holdings: BTreeMap<(usize, String), Holding> = BTreeMap::new();
    for tile in tiles {
        holdings.entry(rank(&tile.position)).or_default().tiles += 1;
    }
    let whole = |cell: Option<CellRef<'_>>| {
        cell.and_then(CellRef::as_f64).filter(|value| *value >= 0.0).map(|value| value as u64)
    };
    for row in 0..tallies.len() {
        let position = plain_position(tallies.text(row, ColumnRole::Position));
        let holding = holdings.entry(rank(&position)).or_default();
        let named = whole(tallies.cell(row, ColumnRole::Count));
        holding.tallied = true;
        holding.stated.extend(whole(tallies.cell(row, ColumnRole::Value)));
        let unnamed = if position.is_empty() { 0 } else { holding.tiles };
        holding.named = holding.named.max(named.unwrap_or(unnamed));
        let names = [ColumnRole::Label, ColumnRole::LabelJa].map(|role| text::clean(tallies.text(row, role)));
        let [english, japanese] = names;
        if !english.is_empty() && (holding.label.0.is_empty() || english < holding.label.0) {
            holding.label = (english, japanese);
        }
    }
    holdings.into_iter().map(|((_, position), holding)| (position, holding)).collect()
}

/// How a position is filled: solid, and hatched where it has no name.
type Fills = BTreeMap<String, (&'static str, String)>;

fn fills(holdings: &[(String, Holding)], canvas: &mut Canvas) -> Fills {
    let mut others = OTHERS.into_iter().cycle();
    let mut fills = Fills::new();
    for (position, _) in holdings {
        let fill = match position.as_str() {
            "for" | "signed" => BLUE,
            "against" | "not-signed" => ORANGE,
            "abstain" => YELLOW,
            "absent" => ABSENT,
            "not-eligible" => PAPER,
            "" => UNKNOWN,
            _ => others.next().unwrap_or(ABSENT),
        };
        // White cannot be hatched in its own colour.
        let stripes = if fill == PAPER { UNKNOWN } else { fill };
        fills.insert(position.clone(), (fill, canvas.hatch(stripes)));
    }
    fills
}

fn label(language: Language, position: &str, holding: &Holding) -> String {
    match &holding.label {
        (english, _) if english.is_empty() => words::position(language, position),
        (english, japanese) => language.choose(english, japanese),
    }
}

/// The stated counts as one bar: the named part solid, the rest hatched.
fn bar(canvas: &mut Canvas, holdings: &[(String, Holding)], fills: &Fills, language: Language, top: f64) -> f64 {
    const HEIGHT: f64 = 13.0;
    let total: u64 = holdings.iter().filter(|(_, holding)| holding.tallied).map(|(_, holding)| holding.total()).sum();
    let head = say(language, &format!("Stated counts: {total} in all"), &format!("資料の示す数：計{total}"));
    let width = canvas.right() - MARGIN;
    let mut y = canvas.paragraph(Layer::Labels, (MARGIN, top), &head, Style::new(7.0, INK).bold(), width) + 2.0;
    if total == 0 {
        return y;
    }
    let style = Style::new(PRINT, INK);
    let unit = width / total as f64;
    let names = y + ASCENT * PRINT;
    y += LEADING * PRINT + 1.0;
    let mut x = MARGIN;
    for (position, holding) in holdings.iter().filter(|(_, holding)| holding.tallied && holding.total() > 0) {
        let Some((fill, hatched)) = fills.get(position) else { continue };
        let name = match position.as_str() {
            "" => say(language, "unaccounted for", "内訳不明"),
            _ => label(language, position, holding),
        };
        let whole = format!("{} {name}", holding.total());
        if text::width(&whole, PRINT, false) + 2.0 <= holding.total() as f64 * unit {
            canvas.text(Layer::Labels, x, names, &whole, style, None);
        }
        let solid = if position.is_empty() { 0 } else { holding.named };
        for (number, fill, ink, ground) in
            [(solid, *fill, ink_on(fill), *fill), (holding.total() - solid, hatched.as_str(), INK, PAPER)]
        {
            let part = Rect { x, y, w: number as f64 * unit, h: HEIGHT };
            if number == 0 {
                continue;
            }
            canvas.draw(Layer::Marks, block(part, fill).set("stroke", RULE).set("stroke-width", "0.4"));
            let shown = number.to_string();
            let room = text::width(&shown, PRINT, false) + 3.0;
            if room <= part.w {
                let (middle, baseline) = (x + part.w / 2.0, y + HEIGHT / 2.0 + 0.35 * PRINT);
                if ground == PAPER {
                    let plate = Rect { x: middle - room / 2.0, y: y + 2.0, w: room, h: HEIGHT - 4.0 };
                    canvas.draw(Layer::Marks, block(plate, PAPER));
                }
                let style = Style::new(PRINT, ink).on(ground).anchored(Anchor::Middle);
                canvas.text(Layer::Labels, middle, baseline, &shown, style, None);
            }
            x += part.w;
        }
    }
    y + HEIGHT + 8.0
}

/// The tiles, a block of rows a region.
fn rows(
    canvas: &mut Canvas,
    regions: &[(String, String)],
    tiles: &[Tile],
    fills: &Fills,
    language: Language,
    top: f64,
) -> f64 {
    let (left, right) = (MARGIN, canvas.right());
    let known = tiles.iter().filter(|tile| !tile.position.is_empty() && tile.position != "unknown").count();
    let by = if regions.iter().any(|(id, _)| !id.is_empty()) {
        ["By region: ", "地域別の主体："]
    } else {
        ["", "主体："]
    };
    let head = say(
        language,
        &format!("{}{} actors, {known} with a known position", by[0], tiles.len()),
        &format!("{}{}（立場が分かるもの{known}）", by[1], tiles.len()),
    );
    let mut y = canvas.paragraph(Layer::Labels, (left, top), &head, Style::new(7.0, INK).bold(), right - left) + 2.0;
    let size = PRINT + 0.4;
    let names: Vec<text::Lines> = regions
        .iter()
        .map(|(id, shown)| {
            let n = tiles.iter().filter(|tile| tile.region == *id).count();
            text::wrap(&format!("{} ({n})", text::clean(shown)), size, false, (right - left) * 0.26, 4)
        })
        .collect();
    let column = left + names.iter().map(|name| name.width).fold(0.0, f64::max) + 8.0;
    // All tiles are alike: as wide as the widest text, within a third of the row; a longer one is cut.
    let widest =
        tiles.iter().flat_map(|tile| &tile.lines).map(|line| text::width(line, PRINT, false)).fold(12.0, f64::max);
    let wide = (widest + 5.0).min((right - column) / 3.0).min(72.0);
    let deep = tiles.iter().map(|tile| tile.lines.len()).max().unwrap_or(1) as f64 * LEADING * PRINT + 2.5;
    let across = (((right - column + GAP) / (wide + GAP)) as usize).max(1);
    for ((region, shown), name) in regions.iter().zip(&names) {
        canvas.draw(Layer::Ground, line((left, y), (right, y), FAINT, 0.5));
        y += 2.5;
        let foot = canvas.lines(Layer::Labels, left, y + 1.2, name, Style::new(size, INK), shown);
        let mut below = y;
        for (n, tile) in tiles.iter().filter(|tile| tile.region == *region).enumerate() {
            let (row, place) = ((n / across) as f64, (n % across) as f64);
            let rect = Rect { x: column + place * (wide + GAP), y: y + row * (deep + GAP), w: wide, h: deep };
            draw_tile(canvas, tile, rect, fills, language);
            below = rect.y + deep;
        }
        y = foot.max(below) + 2.5;
    }
    canvas.draw(Layer::Ground, line((left, y), (right, y), FAINT, 0.5));
    y
}

fn draw_tile(canvas: &mut Canvas, tile: &Tile, rect: Rect, fills: &Fills, language: Language) {
    let (fill, hatched) = fills.get(&tile.position).map_or((PAPER, PAPER), |(fill, hatched)| (*fill, hatched.as_str()));
    let unknown = tile.position.is_empty();
    let mut square = block(rect, if unknown { hatched } else { fill });
    if unknown || fill == PAPER {
        square = square.set("stroke", RULE).set("stroke-width", "0.4");
    }
    if tile.position == "not-eligible" {
        square = square.set("stroke-dasharray", "1.5 1");
    }
    let words = format!("{}: {}", tile.name, words::position(language, &tile.position));
    let group = Element::new("g").set("data-id", tile.id.as_str());
    let mut group = group.with(Element::new("title").text(&words)).with(square);
    if unknown {
        // A light plate, or the stripes would run through the letters.
        let plate = Rect { x: rect.x + 1.5, y: rect.y + 1.2, w: rect.w - 3.0, h: rect.h - 2.4 };
        group = group.with(block(plate, PAPER).set("fill-opacity", "0.8"));
    }
    if let Some(claims) = &tile.claims {
        group = group.set("data-claims", claims.as_str());
    }
    canvas.draw(Layer::Marks, group);
    let (ink, ground) = if unknown { (INK, PAPER) } else { (ink_on(fill), fill) };
    let style = Style::new(PRINT, ink).on(ground).anchored(Anchor::Middle);
    let lines: Vec<&String> = tile.lines.iter().filter(|line| !line.is_empty()).collect();
    let top = rect.y + (rect.h - lines.len() as f64 * LEADING * PRINT) / 2.0;
    for (n, line) in lines.into_iter().enumerate() {
        let shown = text::wrap(line, PRINT, false, rect.w - 3.0, 1);
        let baseline = top + n as f64 * LEADING * PRINT + (ASCENT + 0.06) * PRINT;
        let first = shown.lines.first().map_or("", String::as_str);
        canvas.text(
            Layer::Labels,
            rect.x + rect.w / 2.0,
            baseline,
            first,
            style,
            shown.cut.then_some(tile.name.as_str()),
        );
    }
}

fn keys(holdings: &[(String, Holding)], fills: &Fills, language: Language) -> Vec<Key> {
    let mut keys = Vec::new();
    for (position, holding) in holdings {
        let Some((fill, hatched)) = fills.get(position) else { continue };
        if position.is_empty() {
            if holding.tiles > 0 {
                let n = holding.tiles;
                let meaning = say(language, &format!("position unknown: {n} actors"), &format!("立場不明：{n}主体"));
                keys.push(Key { sign: swatch(hatched), meaning });
            }
            if holding.tallied {
                let n = holding.total();
                let meaning = say(language, &format!("unaccounted for: {n}"), &format!("内訳不明：{n}"));
                keys.push(Key { sign: swatch(hatched), meaning });
            }
            continue;
        }
        let name = label(language, position, holding);
        let [english, japanese] = [Language::English, Language::Japanese].map(|one| label(one, position, holding));
        let (stated, named) = (holding.total(), holding.named);
        let sign = if holding.tallied && stated > named {
            let half = SIGN.0 / 2.0;
            let right = Rect { x: half, y: 0.0, w: half, h: SIGN.1 };
            let left = Rect { x: 0.0, ..right };
            let edge = |element: Element| element.set("stroke", RULE).set("stroke-width", "0.4");
            Element::new("g").with(edge(block(left, fill))).with(edge(block(right, hatched)))
        } else if position == "not-eligible" {
            swatch(fill).set("stroke-dasharray", "1.5 1")
        } else {
            swatch(fill)
        };
        let meaning = if holding.tallied && !holding.stated.is_empty() {
            say(
                language,
                &format!("{english}: {stated}, of which {named} named"),
                &format!("{japanese}：{stated}（うち名の分かるもの{named}）"),
            )
        } else {
            format!("{name}: {}", holding.tiles.max(named))
        };
        keys.push(Key { sign, meaning });
    }
    keys
}

// The smallest print is said once, on the sheet; tiles may not pass below it.
const _: () = assert!(PRINT >= SMALL);
