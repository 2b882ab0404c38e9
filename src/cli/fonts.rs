//! The fonts of this machine: which of them a drawing needs, read into memory for the printer.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use blocs::figure::print::{Face, Fonts};
use fontdb::{Database, FaceInfo, Source, Style};

use super::failure::Failure;

/// Families in the order in which they are tried: those that the drawings name, then what is like them.
const PREFERRED: [&str; 20] = [
    "Noto Sans",
    "Helvetica Neue",
    "Helvetica",
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Yu Gothic",
    "IPAexGothic",
    "IPAPGothic",
    "IPAGothic",
    "Meiryo",
    "MS Gothic",
    "Noto Sans CJK SC",
    "Noto Sans CJK KR",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Emoji",
];

/// The faces for these labels: the files named by the user first, then of the system's those that add a character.
pub fn for_labels(labels: &[String], own: &[PathBuf]) -> Result<Fonts, Failure> {
    let mut faces = Vec::new();
    let mut wanted: BTreeSet<char> =
        labels.iter().flat_map(|label| label.chars()).filter(|c| !c.is_whitespace()).collect();
    for path in own {
        let bytes = Arc::new(fs::read(path).map_err(|error| Failure::at(path, "read", &error))?);
        let mut database = Database::new();
        let ids = database.load_font_source(Source::Binary(Arc::clone(&bytes) as _));
        if ids.is_empty() {
            return Err(Failure::command(format!("{}: no TrueType or OpenType font", path.display())));
        }
        for face in ids.into_iter().filter_map(|id| database.face(id).cloned()) {
            covered(&database, &face, &mut wanted);
            faces.push(Face { bytes: Arc::clone(&bytes), index: face.index });
        }
    }
    let mut system = Database::new();
    if !wanted.is_empty() || faces.is_empty() {
        system.load_system_fonts();
    }
    let mut known: Vec<&FaceInfo> = system.faces().filter(|face| face.style == Style::Normal).collect();
    known.sort_by_key(|face| {
        let family = family(face);
        let rank = PREFERRED.iter().position(|name| *name == family).unwrap_or(PREFERRED.len());
        // The regular weight and width first; then an order that does not depend on the walk through the folders.
        (rank, face.weight.0.abs_diff(400), face.stretch.to_number().abs_diff(5), face.post_script_name.clone())
    });
    let mut first = faces.is_empty();
    for face in known.iter().filter(|face| (350..=450).contains(&face.weight.0)) {
        if wanted.is_empty() && !first {
            break;
        }
        if covered(&system, face, &mut wanted) || first {
            first = false;
            faces.extend(read(face));
            let bold = known.iter().find(|other| other.weight.0 == 700 && family(other) == family(face));
            faces.extend(bold.and_then(|bold| read(bold)));
        }
    }
    Ok(Fonts::new(faces))
}

fn family(face: &FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name)
}

fn read(face: &FaceInfo) -> Option<Face> {
    let (Source::File(path) | Source::SharedFile(path, _)) = &face.source else { return None };
    Some(Face { bytes: Arc::new(fs::read(path).ok()?), index: face.index })
}

/// Takes the characters that a face has from those wanted, and tells whether there were any.
fn covered(database: &Database, face: &FaceInfo, wanted: &mut BTreeSet<char>) -> bool {
    let before = wanted.len();
    database.with_face_data(face.id, |data, index| {
        if let Ok(font) = ttf_parser::Face::parse(data, index) {
            wanted.retain(|c| font.glyph_index(*c).is_none_or(|glyph| glyph.0 == 0));
        }
    });
    wanted.len() < before
}
