//! Bytes become text, or a fault says which byte is at odds with UTF-8 and what the file seems to be.

use std::sync::Arc;

use super::faults::Faults;
use super::raw::locate;
use super::rules;

/// The text of a file, without its byte order mark; `None` and a fault when the bytes are no UTF-8 text.
pub(crate) fn decode(file: &Arc<str>, bytes: Vec<u8>, faults: &mut Faults) -> Option<String> {
    let bytes = if bytes.starts_with(b"\xEF\xBB\xBF") { bytes[3..].to_vec() } else { bytes };
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        faults.whole(
            rules::NOT_UTF8,
            file,
            "the file is written in UTF-16",
            "UTF-8",
            "in the spreadsheet choose \"CSV UTF-8\" when saving",
        );
        return None;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let byte = bytes[at];
            // Shown as if the byte were missing, so that the place can be found.
            let before = String::from_utf8_lossy(&bytes[..at]).into_owned();
            let (line, column, snippet) = locate(&before, before.len(), before.len());
            let seems = if matches!(byte, 0x81..=0x9f | 0xe0..=0xfc) && bytes.get(at + 1).is_some_and(|&b| b >= 0x40) {
                "Shift_JIS or Latin-1"
            } else {
                "Latin-1 or Windows-1252"
            };
            faults.push(
                rules::NOT_UTF8,
                file,
                (line, column, snippet),
                format!("byte 0x{byte:02x} is not UTF-8"),
                "UTF-8",
                format!("the file seems to be {seems}: save it as UTF-8"),
            );
            return None;
        }
    };
    if let Some(at) = text.find('\0') {
        let found = locate(&text, at, at + 1);
        faults.push(rules::NUL_BYTE, file, found, "a NUL character", "text", "remove it, or export the table again");
        return None;
    }
    Some(text)
}
