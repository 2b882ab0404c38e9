//! The text of an XML file, by its byte order mark and its declaration.

use std::sync::Arc;

use crate::dataset::{Faults, decode, rules};

/// The text of a file: UTF-8, UTF-16 with a byte order mark, or ISO-8859-1 when the declaration says so.
///
/// Any other encoding that is declared is a fault: a guess would change names silently.
pub(super) fn text(file: &Arc<str>, bytes: &[u8], faults: &mut Faults) -> Option<String> {
    let text = match (bytes, declared(bytes).as_deref()) {
        ([0xff, 0xfe, rest @ ..], _) => utf16(file, rest, u16::from_le_bytes, faults)?,
        ([0xfe, 0xff, rest @ ..], _) => utf16(file, rest, u16::from_be_bytes, faults)?,
        (_, None | Some("utf-8" | "utf8" | "us-ascii" | "ascii")) => decode(file, bytes.to_vec(), faults)?,
        // Each byte of ISO-8859-1 is the character of that number.
        (_, Some("iso-8859-1" | "latin1")) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        (_, Some(other)) => {
            let message = format!("the file is declared as `{other}`");
            faults.whole(rules::NOT_UTF8, file, &message, "UTF-8, UTF-16 or ISO-8859-1", "save it as UTF-8");
            return None;
        }
    };
    Some(text)
}

/// The encoding that the first line declares, in lower case.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_lowercase)
}

fn utf16(file: &Arc<str>, bytes: &[u8], unit: fn([u8; 2]) -> u16, faults: &mut Faults) -> Option<String> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
    let text = text.filter(|_| bytes.len().is_multiple_of(2));
    if text.is_none() {
        faults.whole(rules::NOT_UTF8, file, "the file is damaged UTF-16", "UTF-8", "save it as UTF-8");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_four_encodings() {
        let name = "Åland";
        let xml = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?><a>{name}</a>");
        let latin: Vec<u8> = xml("ISO-8859-1").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let little: Vec<u8> =
            "\u{feff}".encode_utf16().chain(xml("UTF-16").encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            "\u{feff}".encode_utf16().chain(xml("UTF-16").encode_utf16()).flat_map(u16::to_be_bytes).collect();
        for bytes in [xml("UTF-8").into_bytes(), latin, little.clone(), big] {
            let text = text(&"f".into(), &bytes, &mut Faults::default()).unwrap();
            assert!(text.contains("<a>Åland</a>"), "{text}");
        }
        for bytes in [&little[..little.len() - 1], b"<?xml version='1.0' encoding='EUC-JP'?>", b"\xe9"] {
            let mut faults = Faults::default();
            assert!(text(&"f".into(), bytes, &mut faults).is_none() && faults.any_fault());
        }
    }
}
