//! The text of a file, by its byte order mark and its XML declaration.

use std::io::{self, Read};

/// Why there is no text.
#[derive(Debug)]
pub(super) enum Unfit {
    /// The file cannot be read to its end.
    Unread(String),
    /// What it is written in is not known here.
    Encoding(String),
}

/// A file as UTF-8, whatever it was: UTF-8, UTF-16 with a byte order mark, or ISO-8859-1 when the declaration says so.
///
/// UTF-8 is handed on as it comes; the others are turned whole.
///
/// # Errors
/// Any other encoding that is declared: a guess would change names silently. Damaged UTF-16; a file that cannot be read.
pub(super) fn unfold<'a>(source: &'a mut dyn Read) -> Result<Box<dyn Read + 'a>, Unfit> {
    let unread = |error: io::Error| Unfit::Unread(format!("the file cannot be read: {error}"));
    let mut head = Vec::new();
    source.take(200).read_to_end(&mut head).map_err(unread)?;
    let mut whole = |head: &[u8]| -> Result<Vec<u8>, Unfit> {
        let mut bytes = head.to_vec();
        source.read_to_end(&mut bytes).map_err(unread)?;
        Ok(bytes)
    };
    let text = match (head.as_slice(), declared(&head).as_deref()) {
        ([0xff, 0xfe, ..], _) => utf16(&whole(&head)?[2..], u16::from_le_bytes)?,
        ([0xfe, 0xff, ..], _) => utf16(&whole(&head)?[2..], u16::from_be_bytes)?,
        (_, None | Some("utf-8" | "utf8" | "us-ascii" | "ascii")) => {
            return Ok(Box::new(io::Cursor::new(head).chain(source)));
        }
        // Each byte of ISO-8859-1 is the character of that number.
        (_, Some("iso-8859-1" | "latin1")) => whole(&head)?.into_iter().map(char::from).collect(),
        (_, Some(other)) => return Err(Unfit::Encoding(format!("the file is declared as `{other}`"))),
    };
    Ok(Box::new(io::Cursor::new(text.into_bytes())))
}

/// The encoding that the first line declares, in lower case.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_lowercase)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Unfit> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
    text.filter(|_| bytes.len().is_multiple_of(2))
        .ok_or_else(|| Unfit::Encoding("the file is damaged UTF-16".to_owned()))
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
            let mut text = String::new();
            unfold(&mut bytes.as_slice()).unwrap().read_to_string(&mut text).unwrap();
            assert!(text.contains("<a>Åland</a>"), "{text}");
        }
        for bytes in [&little[..little.len() - 1], b"<?xml version='1.0' encoding='EUC-JP'?>"] {
            assert!(unfold(&mut &*bytes).is_err());
        }
    }
}
