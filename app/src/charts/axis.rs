//! Axes: from numbers to places, with ticks where people expect them.

/// What an axis does with numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    Linear,
    /// By their logarithm to base 10: only for numbers above 0.
    Log,
}

/// An axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    scale: Scale,
    low: f64,
    high: f64,
    /// Where it begins and ends on the chart.
    from: f64,
    to: f64,
}

impl Axis {
    /// From 0 to a number that ticks reach.
    pub fn from_zero(most: f64, from: f64, to: f64) -> Self {
        let step = step_of(most.max(f64::MIN_POSITIVE) / 5.0);
        let high = (most / step).ceil().max(1.0) * step;
        Self { scale: Scale::Linear, low: 0.0, high, from, to }
    }

    /// Over whole powers of ten round the numbers, all above 0.
    pub fn log(least: f64, most: f64, from: f64, to: f64) -> Self {
        let low = power_of_ten(least.log10().floor());
        let high = power_of_ten(most.log10().ceil()).max(low * 10.0);
        Self { scale: Scale::Log, low, high, from, to }
    }

    /// Where a number lies.
    pub fn at(&self, number: f64) -> f64 {
        let share = match self.scale {
            Scale::Linear => (number - self.low) / (self.high - self.low),
            Scale::Log => (number / self.low).log10() / (self.high / self.low).log10(),
        };
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Numbers to write beside it, each with the decimals that it needs.
    pub fn ticks(&self) -> Vec<(f64, usize)> {
        match self.scale {
            Scale::Linear => {
                let step = step_of((self.high - self.low) / 5.0);
                let first = (self.low / step).ceil();
                let ticks = (0..=20).map(|n| (first + f64::from(n)) * step);
                let most = self.high + step * 1e-9;
                let ticks = ticks.take_while(|tick| *tick <= most);
                ticks.map(|tick| (tick, decimals(step))).collect()
            }
            Scale::Log => {
                let decades = (self.high / self.low).log10().round();
                #[expect(clippy::cast_possible_truncation, reason = "a handful of powers of ten")]
                let decades = decades as i32;
                let tick = |n: i32| self.low * 10_f64.powi(n);
                (0..=decades).map(tick).map(|tick| (tick, decimals(tick))).collect()
            }
        }
    }
}

/// Ten to a whole number.
fn power_of_ten(exponent: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, reason = "from -300 to 300")]
    let exponent = exponent as i32;
    10_f64.powi(exponent)
}

/// A step of 1, 2 or 5 times a power of ten, at least as large.
fn step_of(least: f64) -> f64 {
    let power = power_of_ten(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    steps.into_iter().map(|n| n * power).find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(least)
}

/// Decimals that tell multiples of a step apart.
fn decimals(step: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to some ten"
    )]
    let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
    decimals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_numbers() {
        let axis = Axis::from_zero(437.0, 0.0, 100.0);
        assert_eq!(axis.ticks(), [0.0, 100.0, 200.0, 300.0, 400.0, 500.0].map(|n| (n, 0)));
        assert_eq!(axis.at(250.0), 50.0);
        let ticks = Axis::from_zero(0.043, 0.0, 1.0).ticks();
        assert_eq!((ticks.len(), ticks[5].1), (6, 2));
        assert!((ticks[5].0 - 0.05).abs() < 1e-12);
        // Nothing to show is shown as nothing.
        assert!(Axis::from_zero(0.0, 0.0, 1.0).at(0.0).abs() < 1e-12);
    }

    #[test]
    fn powers_of_ten_are_told() {
        let axis = Axis::log(0.03, 45.0, 100.0, 0.0);
        let decimals: Vec<usize> = axis.ticks().into_iter().map(|(_, decimals)| decimals).collect();
        assert_eq!(decimals, [2, 1, 0, 0, 0]);
        assert!((axis.at(0.01) - 100.0).abs() < 1e-9 && axis.at(100.0).abs() < 1e-9);
        assert!((axis.at(1.0) - 50.0).abs() < 1e-9);
        assert_eq!(Axis::log(1.0, 1.0, 0.0, 1.0).ticks(), [(1.0, 0), (10.0, 0)]);
    }
}
