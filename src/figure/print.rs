//! A drawing as PNG or PDF, for journals: one reading of the SVG and one set of glyphs serve both.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::tiny_skia;
use usvg::fontdb::{Database, ID, Source};

use super::text;

/// A form for print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintFormat {
    /// Pixels on white, 300 to the inch.
    Png,
    /// One page of the size of the figure, its text selectable, its fonts in it.
    Pdf,
}

impl PrintFormat {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Png, Self::Pdf];
    /// Its name, which is also its extension.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// A font file and the face in it that is meant.
#[derive(Debug, Clone)]
pub struct Face {
    /// The file: TrueType, OpenType, or a collection of them.
    pub bytes: Arc<Vec<u8>>,
    /// The face of a collection; 0 where there is one.
    pub index: u32,
}

/// The fonts to set labels in, in the order of preference. A character takes the first face that has it; bold text
/// asks the bold faces first.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    database: Arc<Database>,
    order: Vec<ID>,
}

impl Fonts {
    /// Takes faces in the order of preference; what cannot be read as a font is left out.
    pub fn new(faces: impl IntoIterator<Item = Face>) -> Self {
        let mut database = Database::new();
        let mut order = Vec::new();
        for face in faces {
            let loaded = database.load_font_source(Source::Binary(face.bytes));
            for id in loaded {
                if database.face(id).is_some_and(|info| info.index == face.index) {
                    order.push(id);
                } else {
                    database.remove_face(id);
                }
            }
        }
        Self { database: Arc::new(database), order }
    }
    /// Whether there is no font at all.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
    /// The same fonts with those first that have every character of these labels: the printer sets a line that needs
    /// another face than the first wholly in that one, and neighbouring lines would differ.
    fn for_all(&self, labels: &[String]) -> Self {
        let wanted: BTreeSet<char> = labels.iter().flat_map(|label| label.chars()).collect();
        let whole = |id: &ID| {
            let all = |data: &[u8], index| {
                let face = ttf_parser::Face::parse(data, index).ok()?;
                let known = |c: &char| face.glyph_index(*c).is_some_and(|glyph| glyph.0 != 0);
                Some(wanted.iter().filter(|c| !c.is_whitespace()).all(known))
            };
            self.database.with_face_data(*id, all).flatten().unwrap_or(false)
        };
        let mut order = self.order.clone();
        order.sort_by_cached_key(|id| !whole(id));
        Self { database: Arc::clone(&self.database), order }
    }
    /// How wide the face that sets it makes a label, in parts of the size: the first of its weight, or the first that has
    /// a character which that one lacks.
    fn width(&self, label: &str, bold: bool) -> Option<f64> {
        let is_bold = |id: &ID| self.database.face(*id).is_some_and(|face| face.weight.0 >= 600);
        let first = *self.order.iter().find(|id| is_bold(id) == bold).or(self.order.first())?;
        let lacks = |c: &char| !c.is_whitespace() && !has(&self.database, first, *c);
        let other = label.chars().find(lacks).and_then(|c| self.order.iter().find(|id| has(&self.database, **id, c)));
        let measured = |data: &[u8], index| {
            let face = ttf_parser::Face::parse(data, index).ok()?;
            let advance = |c: char| face.glyph_hor_advance(face.glyph_index(c)?).map(f64::from);
            let units: f64 = label.chars().filter_map(advance).sum();
            Some(units / f64::from(face.units_per_em()))
        };
        self.database.with_face_data(*other.unwrap_or(&first), measured).flatten()
    }
    fn options(&self) -> usvg::Options<'_> {
        let bold = |id: &ID| self.database.face(*id).is_some_and(|face| face.weight.0 >= 600);
        let select = move |font: &usvg::Font, _: &mut Arc<Database>| {
            let wanted = |id: &&ID| bold(id) == (font.weight() >= 600);
            self.order.iter().find(wanted).or(self.order.first()).copied()
        };
        let fallback = |c: char, tried: &[ID], database: &mut Arc<Database>| {
            self.order.iter().copied().find(|id| !tried.contains(id) && has(database, *id, c))
        };
        let font_resolver = usvg::FontResolver { select_font: Box::new(select), select_fallback: Box::new(fallback) };
        usvg::Options { fontdb: Arc::clone(&self.database), font_resolver, ..usvg::Options::default() }
    }
}

fn has(database: &Database, id: ID, c: char) -> bool {
    let glyph = |data: &[u8], index| Some(ttf_parser::Face::parse(data, index).ok()?.glyph_index(c)?.0 != 0);
    database.with_face_data(id, glyph).flatten().unwrap_or(false)
}

/// Why a drawing cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unprintable {
    /// No face has these characters; each with the first label that needs it.
    NoGlyphs(BTreeMap<char, String>),
    /// The drawing is no SVG that can be read, or too large; this is said of it.
    Unreadable(String),
}

impl fmt::Display for Unprintable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "the drawing cannot be printed: {why}"),
            Self::NoGlyphs(missing) => {
                let shown: Vec<String> =
                    missing.iter().take(5).map(|(c, label)| format!("`{c}` of \"{label}\"")).collect();
                let more = missing.len().saturating_sub(5);
                let more = if more > 0 { format!(" and {more} more characters") } else { String::new() };
                write!(f, "no font at hand has {}{more}: {}", shown.join(", "), advice(missing.keys()))
            }
        }
    }
}

impl std::error::Error for Unprintable {}

/// Which font to install for these characters.
fn advice<'a>(characters: impl Iterator<Item = &'a char>) -> String {
    let mut fonts: Vec<&str> = characters
        .map(|c| match u32::from(*c) {
            0x2e80..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x20000..=0x3ffff => {
                "Noto Sans CJK JP or IPAexGothic"
            }
            0xac00..=0xd7af | 0x1100..=0x11ff => "Noto Sans CJK KR",
            0x0600..=0x06ff | 0x0750..=0x077f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => "Noto Sans Arabic",
            0x0590..=0x05ff => "Noto Sans Hebrew",
            0x1f000.. => "Noto Emoji",
            _ => "Noto Sans or DejaVu Sans",
        })
        .collect();
    fonts.sort_unstable();
    fonts.dedup();
    format!("install {}, or name a file that has them with --font FILE", fonts.join(" and "))
}

/// Prints a drawing made by [`draw`](super::draw).
///
/// A PNG has 300 pixels to the inch of the figure's width in print; a PDF has one page of that size. The same fonts
/// give the same bytes; other fonts give other bytes.
///
/// # Errors
/// When a label has a character that no face has, so that no word vanishes unseen.
///
/// ```
/// use blocs::figure::print::{Fonts, PrintFormat, Unprintable, print};
/// let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="10mm"><rect width="9" height="9"/></svg>"#;
/// let png = print(svg, PrintFormat::Png, &Fonts::default()).unwrap();
/// assert!(png.starts_with(b"\x89PNG"));
/// let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="10mm"><text>ok</text></svg>"#;
/// assert!(matches!(print(svg, PrintFormat::Png, &Fonts::default()), Err(Unprintable::NoGlyphs(_))));
/// ```
pub fn print(svg: &str, format: PrintFormat, fonts: &Fonts) -> Result<Vec<u8>, Unprintable> {
    let missing = missing(svg, fonts)?;
    if !missing.is_empty() {
        return Err(Unprintable::NoGlyphs(missing));
    }
    let unreadable = |why: String| Unprintable::Unreadable(why);
    let fonts = fonts.for_all(&labels(svg)?);
    let svg = fitted(svg, &fonts)?;
    let tree = usvg::Tree::from_str(&svg, &fonts.options()).map_err(|error| unreadable(error.to_string()))?;
    match format {
        PrintFormat::Png => png(&tree).ok_or_else(|| unreadable("it has too many pixels".to_owned())),
        PrintFormat::Pdf => pdf(&tree).map_err(unreadable),
    }
}

/// The drawing with every label that these fonts set wider than its room, which was measured by a table of our own, drawn
/// in to it: no line runs over the edge, whatever font is at hand.
fn fitted(svg: &str, fonts: &Fonts) -> Result<String, Unprintable> {
    let document = usvg::roxmltree::Document::parse(svg).map_err(|error| Unprintable::Unreadable(error.to_string()))?;
    let mut out = String::with_capacity(svg.len());
    let mut written = 0;
    for node in document.descendants().filter(|node| node.has_tag_name("text")) {
        let Some(size) = node.attribute("font-size").and_then(|size| size.parse::<f64>().ok()) else { continue };
        let bold = node.attribute("font-weight") == Some("bold");
        let label: String = node.children().filter(|child| child.is_text()).filter_map(|child| child.text()).collect();
        let room = text::width(&label, size, bold);
        if fonts.width(&label, bold).is_some_and(|ems| ems * size > room) {
            let at = node.range().start + "<text".len();
            out.push_str(&svg[written..at]);
            out.push_str(&format!(" textLength=\"{room:.2}\" lengthAdjust=\"spacingAndGlyphs\""));
            written = at;
        }
    }
    out.push_str(&svg[written..]);
    Ok(out)
}

/// The characters of the labels that no face has, each with the first label that needs it. Spaces need no glyph.
fn missing(svg: &str, fonts: &Fonts) -> Result<BTreeMap<char, String>, Unprintable> {
    let mut missing = BTreeMap::new();
    for label in labels(svg)? {
        let absent = |c: &char| !c.is_whitespace() && !fonts.order.iter().any(|id| has(&fonts.database, *id, *c));
        for c in label.chars().filter(absent) {
            missing.entry(c).or_insert_with(|| label.clone());
        }
    }
    Ok(missing)
}

/// Every text that a drawing shows, in order: what its title, its description and its metadata say is not shown.
///
/// # Errors
/// When the drawing is no XML.
pub fn labels(svg: &str) -> Result<Vec<String>, Unprintable> {
    let document = usvg::roxmltree::Document::parse(svg).map_err(|error| Unprintable::Unreadable(error.to_string()))?;
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    Ok(texts
        .map(|text| text.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect())
        .collect())
}

/// Points at 96 to the inch, as the reader of SVG takes lengths, to pixels at 300.
const SCALE: f32 = 300.0 / 96.0;

fn png(tree: &usvg::Tree) -> Option<Vec<u8>> {
    let side = |length: f32| (length * SCALE).ceil() as u32;
    let mut pixels = tiny_skia::Pixmap::new(side(tree.size().width()), side(tree.size().height()))?;
    pixels.fill(tiny_skia::Color::WHITE);
    resvg::render(tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().ok()
}

fn pdf(tree: &usvg::Tree) -> Result<Vec<u8>, String> {
    let points = |length: f32| length * 72.0 / 96.0;
    let (width, height) = (points(tree.size().width()), points(tree.size().height()));
    let size = krilla::geom::Size::from_wh(width, height).ok_or("it has no size")?;
    let mut document = krilla::Document::new();
    let mut page = document.start_page_with(PageSettings::from_wh(width, height).ok_or("it has no size")?);
    let mut surface = page.surface();
    surface.draw_svg(tree, size, SvgSettings::default()).ok_or("it cannot be drawn")?;
    surface.finish();
    page.finish();
    document.finish().map_err(|error| format!("{error:?}"))
}
