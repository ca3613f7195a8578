//! Gradient noise in the plane (Perlin 1985, doi:10.1145/325165.325247), in layers
//! of ever shorter waves: what hills, shores and woods are drawn with.

use crate::random::{mixed, seed_of};

/// Directions of the gradients: multiples of 22.5 degrees.
const DIRECTIONS: [(f64, f64); 16] = {
    const C: f64 = 0.923_879_532_511_286_7;
    const S: f64 = 0.382_683_432_365_089_8;
    const D: f64 = std::f64::consts::FRAC_1_SQRT_2;
    [
        (1.0, 0.0),
        (C, S),
        (D, D),
        (S, C),
        (0.0, 1.0),
        (-S, C),
        (-D, D),
        (-C, S),
        (-1.0, 0.0),
        (-C, -S),
        (-D, -D),
        (-S, -C),
        (0.0, -1.0),
        (S, -C),
        (D, -D),
        (C, -S),
    ]
};

/// A field of noise.
#[derive(Debug, Clone, Copy)]
pub struct Noise(u64);

impl Noise {
    /// A field of its own for each purpose.
    pub fn new(seed: u64, purpose: &str) -> Self {
        Self(seed_of(seed, purpose))
    }

    /// From about -1 to 1, with waves of length 1.
    pub fn at(&self, x: f64, y: f64) -> f64 {
        let ((column, fx), (row, fy)) = (parted(x), parted(y));
        let columns = [column, column.wrapping_add(1)].map(|i| i.wrapping_mul(COLUMN_KEY));
        let rows = [row, row.wrapping_add(1)].map(|j| j.wrapping_mul(ROW_KEY) ^ self.0);
        let corner = |i: usize, j: usize| {
            let (gx, gy) = DIRECTIONS[(mixed(columns[i] ^ rows[j]) >> 60) as usize];
            gx * (fx - [0.0, 1.0][i]) + gy * (fy - [0.0, 1.0][j])
        };
        let (sx, sy) = (smooth(fx), smooth(fy));
        let low = lerp(corner(0, 0), corner(1, 0), sx);
        let high = lerp(corner(0, 1), corner(1, 1), sx);
        std::f64::consts::SQRT_2 * lerp(low, high, sy)
    }

    /// Waves of this length and `octaves - 1` times half as long and half as high:
    /// mostly from -0.7 to 0.7.
    pub fn layered(&self, x: f64, y: f64, wave_m: f64, octaves: u32) -> f64 {
        let (mut sum, mut height, mut per_m) = (0.0, 1.0, 1.0 / wave_m);
        for octave in 0..octaves {
            // Lattices that lie over each other would show.
            let shift = f64::from(octave) * 17.31;
            sum += height * self.at(x * per_m + shift, y * per_m - shift);
            height *= 0.5;
            per_m *= 2.0;
        }
        sum
    }
}

/// What tells the columns and the rows of the lattice apart.
const COLUMN_KEY: u64 = 0x9e37_79b9_7f4a_7c15;
const ROW_KEY: u64 = 0xc2b2_ae3d_27d4_eb4f;

/// The whole number below, and what is over it. As `floor` has it, which is a call where
/// the processor's own may not be counted on.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place of a lattice")]
#[expect(clippy::cast_precision_loss, reason = "as before")]
fn parted(x: f64) -> (u64, f64) {
    let towards_zero = x as i64;
    let below = towards_zero - i64::from((towards_zero as f64) > x);
    (below as u64, x - below as f64)
}

fn lerp(a: f64, b: f64, share: f64) -> f64 {
    a + (b - a) * share
}

/// Flat at both ends, so that lattice lines do not show.
fn smooth(t: f64) -> f64 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}
