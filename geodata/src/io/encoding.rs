//! Bytes to letters: UTF-8, and the code pages that came before it.

use yore::CodePage;
use yore::code_pages::{
    CP437, CP737, CP850, CP852, CP865, CP866, CP1250, CP1251, CP1252, CP1253, CP1254, CP1257,
};

/// How letters are written in a file.
#[derive(Clone, Copy)]
pub(super) enum Encoding {
    Utf8,
    Utf16 {
        is_big_endian: bool,
    },
    /// ISO 8859-1, or 8859-15, which has a few other signs and € among them.
    Latin {
        has_euro: bool,
    },
    Page {
        name: &'static str,
        page: &'static dyn CodePage,
    },
}

/// Code pages by their number.
const PAGES: [(u16, &str, &dyn CodePage); 12] = [
    (437, "CP437", &CP437),
    (737, "CP737", &CP737),
    (850, "CP850", &CP850),
    (852, "CP852", &CP852),
    (865, "CP865", &CP865),
    (866, "CP866", &CP866),
    (1250, "Windows-1250", &CP1250),
    (1251, "Windows-1251", &CP1251),
    (1252, "Windows-1252", &CP1252),
    (1253, "Windows-1253", &CP1253),
    (1254, "Windows-1254", &CP1254),
    (1257, "Windows-1257", &CP1257),
];

impl Encoding {
    /// The encoding that a `.cpg` file or another label means: `UTF-8`, `1252`,
    /// `ANSI 1252`, `ISO-8859-1`, `88591`, `CP850`.
    pub(super) fn from_label(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_uppercase();
        if label.contains("UTF-8") || label.contains("UTF8") || label == "65001" {
            return Some(Self::Utf8);
        }
        let digits: String = label.chars().filter(char::is_ascii_digit).collect();
        match digits.as_str() {
            "88591" | "28591" => Some(Self::Latin { has_euro: false }),
            "885915" | "28605" => Some(Self::Latin { has_euro: true }),
            number => Self::page(number.parse().ok()?),
        }
    }

    /// The encoding that a dBASE file's language driver means
    /// (the numbers are those of Visual FoxPro and ArcGIS).
    pub(super) fn from_language_driver(driver: u8) -> Option<Self> {
        Self::page(match driver {
            0x01 | 0x09 | 0x0b | 0x0d | 0x0f | 0x11 | 0x15 | 0x18 | 0x19 | 0x1b => 437,
            0x02 | 0x0a | 0x0e | 0x10 | 0x12 | 0x14 | 0x16 | 0x1a | 0x1d | 0x25 | 0x37 => 850,
            0x1f | 0x22 | 0x23 | 0x40 | 0x64 => 852,
            0x08 | 0x17 | 0x66 => 865,
            0x26 | 0x65 => 866,
            0x6a => 737,
            0x03 | 0x57 | 0x58 | 0x59 => 1252,
            0xc8 => 1250,
            0xc9 => 1251,
            0xcb => 1253,
            0xca => 1254,
            0xcc => 1257,
            _ => return None,
        })
    }

    fn page(number: u16) -> Option<Self> {
        let (_, name, page) = PAGES.iter().find(|(page, ..)| *page == number)?;
        Some(Self::Page { name, page: *page })
    }

    /// The encoding that bytes of text are most likely in.
    ///
    /// UTF-8 where they are that; else Windows-1252 or CP850, whichever makes more of
    /// them the letters å, ä and ö.
    pub(super) fn guess(bytes: &[u8]) -> Self {
        match bytes {
            [0xff, 0xfe, ..] => return Self::Utf16 { is_big_endian: false },
            [0xfe, 0xff, ..] => return Self::Utf16 { is_big_endian: true },
            _ if std::str::from_utf8(bytes).is_ok() => return Self::Utf8,
            _ => {}
        }
        let among = |letters: [u8; 6]| bytes.iter().filter(|byte| letters.contains(byte)).count();
        let windows = among([0xe4, 0xf6, 0xe5, 0xc4, 0xd6, 0xc5]);
        let dos = among([0x84, 0x94, 0x86, 0x8e, 0x99, 0x8f]);
        let number = if dos > windows { 850 } else { 1252 };
        Self::page(number).unwrap_or(Self::Latin { has_euro: false })
    }

    /// The encoding's usual name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 { .. } => "UTF-16",
            Self::Latin { has_euro: false } => "ISO-8859-1",
            Self::Latin { has_euro: true } => "ISO-8859-15",
            Self::Page { name, .. } => name,
        }
    }

    /// The letters, and whether some bytes were none and had to be replaced.
    pub(super) fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Self::Utf8 => {
                let text = String::from_utf8_lossy(bytes);
                let replaced = matches!(text, std::borrow::Cow::Owned(_));
                (text.into_owned(), replaced)
            }
            Self::Utf16 { is_big_endian } => {
                let unit = if is_big_endian { u16::from_be_bytes } else { u16::from_le_bytes };
                let units: Vec<u16> =
                    bytes.as_chunks::<2>().0.iter().map(|pair| unit([pair[0], pair[1]])).collect();
                match String::from_utf16(&units) {
                    Ok(text) => (text, false),
                    Err(_) => (String::from_utf16_lossy(&units), true),
                }
            }
            Self::Latin { has_euro } => {
                (bytes.iter().map(|byte| latin(*byte, has_euro)).collect(), false)
            }
            Self::Page { page, .. } => match page.decode(bytes) {
                Ok(text) => (text.into_owned(), false),
                Err(_) => {
                    let letter = |byte: &u8| {
                        page.decode(std::slice::from_ref(byte)).map_or_else(
                            |_| char::REPLACEMENT_CHARACTER.into(),
                            std::borrow::Cow::into_owned,
                        )
                    };
                    (bytes.iter().map(letter).collect(), true)
                }
            },
        }
    }
}

fn latin(byte: u8, has_euro: bool) -> char {
    match byte {
        0xa4 if has_euro => '€',
        0xa6 if has_euro => 'Š',
        0xa8 if has_euro => 'š',
        0xb4 if has_euro => 'Ž',
        0xb8 if has_euro => 'ž',
        0xbc if has_euro => 'Œ',
        0xbd if has_euro => 'œ',
        0xbe if has_euro => 'Ÿ',
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finnish_letters_in_every_old_code_page() {
        let written: [(&str, &[u8]); 5] = [
            ("1252", b"M\xe4nty \xd6ljy"),
            ("ISO-8859-1", b"M\xe4nty \xd6ljy"),
            ("OEM 850", b"M\x84nty \x99ljy"),
            ("437", b"M\x84nty \x99ljy"),
            ("UTF-8", "Mänty Öljy".as_bytes()),
        ];
        for (label, bytes) in written {
            let encoding = Encoding::from_label(label).unwrap();
            assert_eq!(encoding.decode(bytes), ("Mänty Öljy".to_owned(), false), "{label}");
        }
        assert_eq!(Encoding::guess(b"M\x84nty").name(), "CP850");
        assert_eq!(Encoding::guess(b"M\xe4nty").name(), "Windows-1252");
        assert_eq!(Encoding::from_language_driver(0x57).unwrap().name(), "Windows-1252");
        assert!(Encoding::from_label("KOI8-R").is_none());
    }

    #[test]
    fn bytes_that_are_no_letters_are_replaced_and_told() {
        assert_eq!(Encoding::Utf8.decode(b"a\xff"), ("a\u{fffd}".to_owned(), true));
        let (text, replaced) = Encoding::from_label("1253").unwrap().decode(b"\xff\xe1");
        assert_eq!((text.as_str(), replaced), ("\u{fffd}α", true));
    }
}
