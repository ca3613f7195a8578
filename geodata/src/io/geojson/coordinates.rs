//! Coordinates, scanned straight from the text: they are nine tenths of a file.

use geo::Coord;

/// What was seen on the way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scan {
    /// Numbers in the longest position.
    pub(super) most_numbers: usize,
    /// A first number of ten decimals or more: finer than 0.1 mm in degrees.
    pub(super) is_excessive: bool,
    any: bool,
}

/// Arrays of positions, some levels deep.
pub(super) trait Nested: Sized {
    /// Arrays around a position.
    const DEPTH: usize;

    fn take(text: &mut Text<'_>, seen: &mut Scan) -> Option<Self>;
}

impl Nested for Coord {
    const DEPTH: usize = 0;

    fn take(text: &mut Text<'_>, seen: &mut Scan) -> Option<Self> {
        text.expect(b'[')?;
        let x = text.number(seen)?;
        text.expect(b',')?;
        let y = text.number(seen)?;
        let mut numbers = 2;
        while text.next_is(b',') {
            text.number(seen)?;
            numbers += 1;
        }
        text.expect(b']')?;
        seen.most_numbers = seen.most_numbers.max(numbers);
        Some(Self { x, y })
    }
}

impl<T: Nested> Nested for Vec<T> {
    const DEPTH: usize = T::DEPTH + 1;

    fn take(text: &mut Text<'_>, seen: &mut Scan) -> Option<Self> {
        text.expect(b'[')?;
        let mut items = Self::new();
        if text.next_is(b']') {
            return Some(items);
        }
        loop {
            items.push(T::take(text, seen)?);
            if text.next_is(b']') {
                return Some(items);
            }
            text.expect(b',')?;
        }
    }
}

/// Reads text that is known to be JSON; `None` where it is not positions so deep,
/// or a number is beyond all bounds.
pub(super) fn scan<T: Nested>(text: &str, seen: &mut Scan) -> Option<T> {
    let mut text = Text { bytes: text.as_bytes(), at: 0 };
    let found = T::take(&mut text, seen)?;
    text.skip_blanks();
    (text.at == text.bytes.len()).then_some(found)
}

pub(super) struct Text<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Text<'_> {
    fn skip_blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn next_is(&mut self, wanted: u8) -> bool {
        self.skip_blanks();
        let is = self.bytes.get(self.at) == Some(&wanted);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, wanted: u8) -> Option<()> {
        self.next_is(wanted).then_some(())
    }

    fn number(&mut self, seen: &mut Scan) -> Option<f64> {
        self.skip_blanks();
        let rest = &self.bytes[self.at..];
        let (number, length, decimals) = number(rest)?;
        self.at += length;
        if !seen.any {
            seen.any = true;
            // Files are written at one precision.
            seen.is_excessive = decimals >= 10;
        }
        Some(number)
    }
}

/// Powers of ten that 64-bit numbers hold exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Whole numbers up to here are exact in 64 bits.
const MOST_EXACT: u64 = 1 << 53;

/// The number at the beginning of a text, how long it is, and its decimals.
///
/// Of a whole number below 2^53 and a power of ten up to 22 the quotient is the
/// nearest there is (Clinger 1990, doi:10.1145/93542.93557); the rest is left to
/// the standard library, which is exact too.
fn number(text: &[u8]) -> Option<(f64, usize, usize)> {
    let is_negative = text.first() == Some(&b'-');
    let mut at = usize::from(is_negative);
    let mut digits = 0u64;
    let mut is_short = true;
    let mut take = |at: &mut usize| {
        let start = *at;
        while let Some(digit) = text.get(*at).filter(|byte| byte.is_ascii_digit()) {
            is_short &= digits < MOST_EXACT / 10;
            digits = digits.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            *at += 1;
        }
        *at - start
    };
    if take(&mut at) == 0 {
        return None;
    }
    let mut decimals = 0;
    if text.get(at) == Some(&b'.') {
        at += 1;
        decimals = take(&mut at);
    }
    let has_exponent = matches!(text.get(at), Some(b'e' | b'E'));
    if is_short && !has_exponent && decimals < POWERS.len() {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        let value = digits as f64 / POWERS[decimals];
        return Some((if is_negative { -value } else { value }, at, decimals));
    }
    let end = at
        + text[at..]
            .iter()
            .take_while(|byte| matches!(byte, b'e' | b'E' | b'+' | b'-' | b'0'..=b'9'))
            .count();
    let value: f64 = std::str::from_utf8(&text[..end]).ok()?.parse().ok()?;
    value.is_finite().then_some((value, end, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_nearest_there_are() {
        for text in [
            "0",
            "-0.0",
            "24.8125",
            "-60.2034001",
            "25489601.7992",
            "1e-7",
            "1E+3",
            "0.1",
            "179.9999999",
            "24.123456789012345",
            "9007199254740993",
            "123456789012345678901234567890",
            "1.7976931348623157e308",
        ] {
            let (value, length, _) = number(text.as_bytes()).unwrap();
            assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
            assert_eq!(length, text.len());
        }
        assert_eq!(number(b"1e999"), None);
        assert_eq!(number(b"null"), None);
    }

    #[test]
    fn only_positions_so_deep_are_taken() {
        let mut seen = Scan::default();
        let line: Vec<Coord> = scan(" [ [1, 2 ,3],[4.0000000001,5]]\n", &mut seen).unwrap();
        assert_eq!(line, [Coord { x: 1.0, y: 2.0 }, Coord { x: 4.000_000_000_1, y: 5.0 }]);
        assert_eq!((seen.most_numbers, seen.is_excessive), (3, false));
        for text in
            ["[[1,2],[3]]", "[1,2]", "[[[1,2]]]", "[[1,\"2\"]]", "[[1,2],null]", "[[1,1e999]]"]
        {
            assert!(scan::<Vec<Coord>>(text, &mut Scan::default()).is_none(), "{text}");
        }
    }
}
