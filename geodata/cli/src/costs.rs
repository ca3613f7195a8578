//! What least-cost links went over, to be told with their results.

use liito_locales::Costs;

/// As it was asked for.
#[derive(Debug, Clone, Default)]
pub struct CostsAsked {
    pub raster: Option<String>,
    pub cell_m: f64,
    pub resistance: String,
    pub is_exact: bool,
    pub most_cost: Option<f64>,
}

impl CostsAsked {
    /// As methods have it.
    pub fn told(&self) -> Costs<'_> {
        Costs {
            raster: self.raster.as_deref(),
            cell_m: self.cell_m,
            resistance: &self.resistance,
            is_exact: self.is_exact,
            most_cost: self.most_cost,
        }
    }
}
