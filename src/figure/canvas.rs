//! The sheet that a figure is drawn on. It remembers where each text stands, so that tests can look for collisions.

use std::collections::{BTreeMap, BTreeSet};

use super::palette::{BAND, FAINT, INK, MUTED, PAPER};
use super::svg::{Element, coordinate};
use super::text::{self, ASCENT, DESCENT, LEADING};
use super::{FigureOptions, words::say};
use crate::result::{Language, Method, Phrase};

/// The families tried in turn; the first that a reader's machine has is used.
const FAMILIES: &str =
    "\"Noto Sans\", \"Helvetica Neue\", Arial, \"Noto Sans CJK JP\", \"Hiragino Sans\", \"Yu Gothic\", sans-serif";
/// Points in a millimetre.
const POINT: f64 = 72.0 / 25.4;
/// The height of a page in print, 247 mm.
pub(super) const TALLEST: f64 = 247.0 * POINT;
/// White at the edges, in points.
pub(super) const MARGIN: f64 = 6.0;
/// The size of small print, in points: the smallest that journals take.
pub(super) const SMALL: f64 = 6.0;
/// Width and height of a sign in the legend.
pub(super) const SIGN: (f64, f64) = (16.0, 7.0);

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Rect {
    /// Whether the insides meet; edges may touch.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let near = 0.05;
        self.x + near < other.x + other.w
            && other.x + near < self.x + self.w
            && self.y + near < other.y + other.h
            && other.y + near < self.y + self.h
    }
}

/// Which part of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) ink: &'static str,
    /// What it stands on; a text with a halo carries this colour around its letters.
    pub(super) ground: &'static str,
    pub(super) anchor: Anchor,
    pub(super) halo: bool,
    /// Reads upwards.
    pub(super) turned: bool,
}

impl Style {
    /// Plain text of this size in this ink.
    pub(super) fn new(size: f64, ink: &'static str) -> Self {
        Self { size, bold: false, ink, ground: PAPER, anchor: Anchor::Start, halo: false, turned: false }
    }
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
    pub(super) fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
    pub(super) fn on(self, ground: &'static str) -> Self {
        Self { ground, ..self }
    }
}

/// A text that was set, and the room it takes.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) rect: Rect,
    pub(super) size: f64,
    pub(super) ink: &'static str,
    pub(super) ground: &'static str,
    pub(super) text: String,
}

/// A sign of the legend, drawn from (0, 0) within [`SIGN`], and what it means.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) sign: Element,
    pub(super) meaning: String,
}

/// The parts of a drawing, from the back to the front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    Ground,
    Ties,
    Marks,
    Labels,
    Legend,
    Caption,
}

const LAYERS: [&str; 6] = ["ground", "ties", "marks", "labels", "legend", "caption"];

/// A sheet of fixed width that grows downwards. Units are points.
#[derive(Debug, Clone)]
pub(super) struct Canvas {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) placed: Vec<Placed>,
    layers: [Element; 6],
    hatches: BTreeSet<&'static str>,
    /// Where things stand, by id.
    places: BTreeMap<String, (f64, f64)>,
    language: Language,
    millimetres: f64,
    /// What the figure is drawn from.
    data: Phrase,
}

impl Canvas {
    pub(super) fn new(options: &FigureOptions) -> Self {
        let millimetres = options.width.millimetres();
        let layers = LAYERS.map(|name| Element::new("g").set("class", name));
        let width = millimetres * POINT;
        Self {
            width,
            height: 0.0,
            placed: Vec::new(),
            layers,
            hatches: BTreeSet::new(),
            places: BTreeMap::new(),
            language: options.language,
            millimetres,
            data: options.data.clone(),
        }
    }
    /// Where the drawing ends on the right.
    pub(super) fn right(&self) -> f64 {
        self.width - MARGIN
    }
    /// Adds a drawn thing.
    pub(super) fn draw(&mut self, layer: Layer, element: Element) {
        self.layers[layer as usize].push(element);
    }
    /// Remembers where a thing stands, for those who go on with the layout.
    pub(super) fn place(&mut self, id: &str, (x, y): (f64, f64)) {
        self.places.insert(id.to_owned(), (x, y));
    }
    /// The layout as JSON: the unit, the size, and the place of each thing that has one.
    fn layout(&self) -> String {
        let places: Vec<String> = (self.places.iter())
            .map(|(id, (x, y))| format!("{}:[{},{}]", serde_json::json!(id), coordinate(*x), coordinate(*y)))
            .collect();
        let size = format!("[{},{}]", coordinate(self.width), coordinate(self.height));
        format!("{{\"unit\":\"point\",\"size\":{size},\"places\":{{{}}}}}", places.join(","))
    }
    /// Sets one line with its baseline at y (turned: its line of letters at x). `whole` is the text it was cut from.
    pub(super) fn text(&mut self, layer: Layer, x: f64, y: f64, line: &str, style: Style, whole: Option<&str>) {
        if line.is_empty() {
            return;
        }
        let w = text::width(line, style.size, style.bold);
        let back = match style.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => w / 2.0,
            Anchor::End => w,
        };
        let (up, down) = (ASCENT * style.size, DESCENT * style.size);
        let rect = if style.turned {
            Rect { x: x - up, y: y + back - w, w: up + down, h: w }
        } else {
            Rect { x: x - back, y: y - up, w, h: up + down }
        };
        let mut element = Element::new("text").at("x", x).at("y", y).at("font-size", style.size).set("fill", style.ink);
        if style.bold {
            element = element.set("font-weight", "bold");
        }
        match style.anchor {
            Anchor::Start => {}
            Anchor::Middle => element = element.set("text-anchor", "middle"),
            Anchor::End => element = element.set("text-anchor", "end"),
        }
        if style.turned {
            element = element.set("transform", format!("rotate(-90 {} {})", coordinate(x), coordinate(y)));
        }
        if style.halo {
            element = element
                .set("stroke", style.ground)
                .set("stroke-width", "1.8")
                .set("stroke-linejoin", "round")
                .set("paint-order", "stroke");
        }
        let title = whole.map(|whole| Element::new("title").text(whole));
        self.draw(layer, element.maybe(title).text(line));
        let (size, ink, ground) = (style.size, style.ink, style.ground);
        self.placed.push(Placed { rect, size, ink, ground, text: line.to_owned() });
    }
    /// Sets lines below `top`, and says where they end.
    pub(super) fn lines(
        &mut self,
        layer: Layer,
        x: f64,
        top: f64,
        lines: &text::Lines,
        style: Style,
        whole: &str,
    ) -> f64 {
        let mut y = top;
        for line in &lines.lines {
            self.text(layer, x, y + ASCENT * style.size, line, style, lines.cut.then_some(whole));
            y += LEADING * style.size;
        }
        y
    }
    /// Breaks a text and sets it below `top`.
    pub(super) fn paragraph(&mut self, layer: Layer, at: (f64, f64), words: &str, style: Style, width: f64) -> f64 {
        let words = text::clean(words);
        let lines = text::wrap(&words, style.size, style.bold, width, usize::MAX);
        self.lines(layer, at.0, at.1, &lines, style, &words)
    }
    /// The fill that stands for "not known" in this colour.
    pub(super) fn hatch(&mut self, colour: &'static str) -> String {
        self.hatches.insert(colour);
        format!("url(#hatch-{})", colour.trim_start_matches('#'))
    }
    /// The title, when one is asked for; says where the drawing begins.
    pub(super) fn heading(&mut self, options: &FigureOptions) -> f64 {
        match &options.title {
            Some(title) => {
                let width = self.right() - MARGIN;
                let style = Style::new(8.5, INK).bold();
                self.paragraph(Layer::Labels, (MARGIN, MARGIN), title, style, width) + 4.0
            }
            None => MARGIN,
        }
    }
    /// The legend, in a row that wraps; says where it ends.
    pub(super) fn legend(&mut self, keys: Vec<Key>, x: (f64, f64), top: f64) -> f64 {
        const GAP: f64 = 10.0;
        let (left, right) = x;
        let style = Style::new(SMALL + 0.5, INK);
        let (mut x, mut y, mut bottom) = (left, top, top);
        for key in keys {
            let meaning = text::clean(&key.meaning);
            let room = right - left - SIGN.0 - 4.0;
            let lines = text::wrap(&meaning, style.size, false, room, usize::MAX);
            let width = SIGN.0 + 4.0 + lines.width;
            if x > left && x + width > right {
                (x, y) = (left, bottom + 2.0);
            }
            let place = format!("translate({} {})", coordinate(x), coordinate(y + 0.6));
            self.draw(Layer::Legend, Element::new("g").set("transform", place).with(key.sign));
            bottom = bottom.max(self.lines(Layer::Legend, x + SIGN.0 + 4.0, y, &lines, style, &meaning));
            x += width + GAP;
        }
        bottom
    }
    /// Small print under a rule, with what the figure is drawn from; says where it ends.
    pub(super) fn caption(&mut self, paragraphs: &[String], top: f64) -> f64 {
        let (left, right) = (MARGIN, self.right());
        self.draw(Layer::Caption, line((left, top), (right, top), FAINT, 0.5));
        let mut y = top + 3.0;
        let data = self.data.lines(self.language).into_iter().map(|(_, line)| line.to_owned());
        let style = Style::new(SMALL, MUTED);
        for paragraph in paragraphs.iter().cloned().chain(data.filter(|line| !line.is_empty()).collect::<Vec<_>>()) {
            y = self.paragraph(Layer::Caption, (left, y), &paragraph, style, right - left) + 1.5;
        }
        if y + MARGIN > TALLEST {
            let page = TALLEST / POINT;
            let words = say(
                self.language,
                &format!("Taller than a page ({page:.0} mm): it has to be set on several, or wider."),
                &format!("一頁（{page:.0} mm）より高い：分けるか、より広い幅で組む。"),
            );
            y = self.paragraph(Layer::Caption, (left, y), &words, style, right - left) + 1.5;
        }
        y
    }
    /// The file: the sheet ends below `bottom`.
    pub(super) fn finish(&mut self, bottom: f64, title: &str, description: &str) -> String {
        self.height = bottom + MARGIN;
        let mut definitions = Element::new("defs");
        for colour in &self.hatches {
            let pattern = Element::new("pattern")
                .set("id", format!("hatch-{}", colour.trim_start_matches('#')))
                .set("width", "2.4")
                .set("height", "2.4")
                .set("patternUnits", "userSpaceOnUse")
                .set("patternTransform", "rotate(45)")
                .with(Element::new("rect").set("width", "2.4").set("height", "2.4").set("fill", PAPER))
                .with(line((0.6, 0.0), (0.6, 2.4), colour, 0.6));
            definitions.push(pattern);
        }
        // The height in millimetres follows from the width, so that both scales are the same to the last digit.
        let (width, height) = (coordinate(self.width), coordinate(self.height));
        let tall = coordinate(self.height / POINT);
        let mut root = Element::new("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("width", format!("{}mm", coordinate(self.millimetres)))
            .set("height", format!("{tall}mm"))
            .set("viewBox", format!("0 0 {width} {height}"))
            .set("role", "img")
            // Han characters differ in form between languages.
            .set("xml:lang", if self.language == Language::English { "en" } else { "ja" })
            .set("font-family", FAMILIES)
            .with(Element::new("title").text(&text::clean(title)))
            .with(Element::new("desc").text(&text::clean(description)))
            .with(Element::new("metadata").text(&self.layout()));
        if !definitions.is_empty() {
            root.push(definitions);
        }
        root.push(Element::new("rect").set("width", width).set("height", height).set("fill", PAPER));
        for layer in self.layers.iter().filter(|layer| !layer.is_empty()) {
            root.push(layer.clone());
        }
        let mut out = String::new();
        root.write(&mut out);
        out
    }
}

/// A straight line.
pub(super) fn line(from: (f64, f64), to: (f64, f64), colour: &str, width: f64) -> Element {
    Element::new("line")
        .at("x1", from.0)
        .at("y1", from.1)
        .at("x2", to.0)
        .at("y2", to.1)
        .set("stroke", colour)
        .at("stroke-width", width)
}

/// A filled rectangle.
pub(super) fn block(rect: Rect, fill: &str) -> Element {
    Element::new("rect").at("x", rect.x).at("y", rect.y).at("width", rect.w).at("height", rect.h).set("fill", fill)
}

/// A swatch of the legend; a light one has an edge.
pub(super) fn swatch(fill: &str) -> Element {
    let edged = [PAPER, BAND].contains(&fill) || fill.starts_with("url(");
    let element = block(Rect { x: 0.0, y: 0.0, w: SIGN.0, h: SIGN.1 }, fill);
    if edged { element.set("stroke", super::palette::RULE).set("stroke-width", "0.4") } else { element }
}

/// How the numbers were made, with counts and remarks, for the small print; the same words once.
pub(super) fn account(language: Language, methods: &[&Method]) -> Vec<String> {
    let [colon, stop] = if language == Language::Japanese { ["：", "。"] } else { [": ", "."] };
    let mut paragraphs: Vec<String> = Vec::new();
    for method in methods {
        if !method.name.is_empty() {
            paragraphs.push(format!("{}{colon}{}{stop}", say(language, "Method", "方法"), method.line(language)));
        }
    }
    let mut notes: Vec<&str> = Vec::new();
    for note in methods.iter().flat_map(|method| &method.notes) {
        if !notes.contains(&&**note) {
            notes.push(note);
        }
    }
    if !notes.is_empty() {
        paragraphs.push(format!("{}{colon}{}", say(language, "Remarks", "備考"), notes.join(" · ")));
    }
    paragraphs.dedup();
    paragraphs
}
