//! How high the panel stands on a phone.

/// A sheet at the bottom of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sheet {
    /// Its title alone: the map has the screen.
    Low,
    /// The map above, the panel below.
    #[default]
    Half,
    /// All of the screen.
    Full,
}

impl Sheet {
    /// Name in the page, where the style sheet looks for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Half => "half",
            Self::Full => "full",
        }
    }

    /// A step up; the highest stays where it is.
    pub fn up(self) -> Self {
        match self {
            Self::Low => Self::Half,
            Self::Half | Self::Full => Self::Full,
        }
    }

    /// A step down; the lowest stays where it is.
    pub fn down(self) -> Self {
        match self {
            Self::Full => Self::Half,
            Self::Half | Self::Low => Self::Low,
        }
    }

    /// Where a press takes it: from half to full, from the ends to half.
    pub fn pressed(self) -> Self {
        match self {
            Self::Half => Self::Full,
            Self::Low | Self::Full => Self::Half,
        }
    }

    /// The one nearest to a share of the screen's height.
    pub fn nearest(share: f64) -> Self {
        match share {
            share if share < 0.36 => Self::Low,
            share if share < 0.78 => Self::Half,
            _ => Self::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Sheet; 3] = [Sheet::Low, Sheet::Half, Sheet::Full];

    #[test]
    fn a_step_up_and_one_down_lead_back_but_at_the_ends() {
        assert_eq!(ALL.map(Sheet::up), [Sheet::Half, Sheet::Full, Sheet::Full]);
        assert_eq!(ALL.map(Sheet::down), [Sheet::Low, Sheet::Low, Sheet::Half]);
        assert_eq!(ALL.map(Sheet::pressed), [Sheet::Half, Sheet::Full, Sheet::Half]);
    }

    #[test]
    fn a_sheet_let_go_of_stands_where_it_is_nearest() {
        assert_eq!(
            [0.0, 0.2, 0.5, 0.7, 0.9].map(Sheet::nearest),
            [Sheet::Low, Sheet::Low, Sheet::Half, Sheet::Half, Sheet::Full]
        );
    }
}
