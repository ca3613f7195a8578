//! Units: lengths in metres, areas in square metres, attributes in hectares.

/// Square metres in a hectare.
pub const M2_PER_HA: f64 = 10_000.0;

/// Steps in a metre that link lengths are rounded to: 2^30, about a nanometre.
const LENGTH_STEPS_PER_M: f64 = (1u64 << 30) as f64;

/// Square metres as hectares.
#[must_use]
pub fn hectares(area_m2: f64) -> f64 {
    area_m2 / M2_PER_HA
}

/// A length in metres rounded to a multiple of 2^-30 m.
///
/// Sums of such lengths below 2^23 m (8 389 km) are exact in `f64`, so they do
/// not depend on the order of the terms, and two paths that are equally long
/// compare equal: a tie is a tie.
///
/// ```
/// use geodata::units::round_length_m;
/// let (a, b, c) = (round_length_m(0.1), round_length_m(0.2), round_length_m(0.3));
/// assert_eq!((a + b) + c, a + (b + c));
/// ```
#[must_use]
pub fn round_length_m(length_m: f64) -> f64 {
    (length_m * LENGTH_STEPS_PER_M).round() / LENGTH_STEPS_PER_M
}
