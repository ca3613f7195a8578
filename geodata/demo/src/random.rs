//! Numbers that look like chance and are the same for the same seed.

/// `SplitMix64` (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195): a dozen
/// lines whose output can never change under us, which is what "same seed, same
/// bytes" rests on.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A stream of its own for each purpose, so that a change of one part of the
    /// city leaves the others as they were.
    pub fn new(seed: u64, purpose: &str) -> Self {
        Self(seed_of(seed, purpose))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// From 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        unit_of(self.bits())
    }

    /// From `low` up to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.bits() % (end.max(1) as u64)).unwrap_or(0)
    }

    /// One of some.
    pub fn choose<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len())]
    }

    /// All of some, in another order.
    pub fn shuffle<T>(&mut self, some: &mut [T]) {
        for place in (1..some.len()).rev() {
            some.swap(place, self.below(place + 1));
        }
    }
}

/// Bits so mixed that neighbours have nothing in common.
pub fn mixed(bits: u64) -> u64 {
    let mut z = bits;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Bits as a number from 0 up to 1.
#[expect(clippy::cast_precision_loss, reason = "53 bits are kept")]
pub fn unit_of(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1u64 << 53) as f64
}

/// The seed of a purpose: FNV-1a of its name.
pub fn seed_of(seed: u64, purpose: &str) -> u64 {
    let name = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mixed(seed ^ name)
}
