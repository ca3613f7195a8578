//! Where positions stand among all: those that lie over others take their places among them.

/// The order of positions by their numbers. Between ways as good as each other the order
/// chooses, so that it must not depend on whether positions lie over others.
#[derive(Debug)]
pub(super) struct Order {
    flat: u32,
    /// Each position beyond those stands before this one of them.
    stands_before: Vec<u32>,
}

impl Order {
    /// So many positions in the order of their numbers, and others, each of which stands
    /// before one of those.
    pub fn new(flat: usize, stands_before: Vec<u32>) -> Self {
        Self { flat: u32::try_from(flat).unwrap_or(u32::MAX), stands_before }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.flat as usize + self.stands_before.len()
    }

    /// Those that are in the order of their numbers.
    pub fn flat(&self) -> u32 {
        self.flat
    }

    /// The position that one beyond them stands before.
    pub fn stands_before(&self, site: u32) -> u32 {
        self.stands_before[(site - self.flat) as usize]
    }

    /// A number that rises with where a position stands.
    pub fn of(&self, site: u32) -> u64 {
        match site.checked_sub(self.flat) {
            Some(own) => u64::from(self.stands_before[own as usize]) << 32 | (u64::from(own) + 1),
            None => (u64::from(site) + 1) << 32,
        }
    }

    /// The position that stands there.
    #[expect(clippy::cast_possible_truncation, reason = "halves")]
    pub fn site(&self, order: u64) -> u32 {
        match order as u32 {
            0 => (order >> 32) as u32 - 1,
            own => self.flat + own - 1,
        }
    }

    /// Two positions, the one that stands first first.
    pub fn pair(&self, a: u32, b: u32) -> (u32, u32) {
        if self.of(a) < self.of(b) { (a, b) } else { (b, a) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_over_others_stand_among_them() {
        let order = Order::new(3, vec![0, 2, 2, 3]);
        let mut sites: Vec<u32> = (0..7).collect();
        sites.sort_by_key(|site| order.of(*site));
        assert_eq!(sites, [3, 0, 1, 4, 5, 2, 6]);
        assert!(sites.iter().all(|site| order.site(order.of(*site)) == *site));
        assert_eq!((order.pair(2, 4), order.pair(4, 2)), ((4, 2), (4, 2)));
    }
}
