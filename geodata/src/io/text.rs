//! Files of text: what is before the first letter, and whether there is any.

use super::ReadError;

/// The text of a file, without a byte order mark and leading blanks.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ReadError::NotText { offset: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(text)
}

/// The first character that is no blank, where a file can be text.
pub(super) fn first_byte(bytes: &[u8]) -> Option<u8> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}
