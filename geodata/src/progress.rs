//! How long work tells how far it is.

/// Told how many of how many steps are done.
///
/// Long work calls it between steps. Whoever wants to stop the work ends the
/// worker or the process that does it: there is no flag to look at.
pub trait Progress {
    /// `done` of `total` steps are finished.
    fn report(&mut self, done: usize, total: usize);
}

impl<F: FnMut(usize, usize)> Progress for F {
    fn report(&mut self, done: usize, total: usize) {
        self(done, total);
    }
}

/// Progress that nobody wants to hear of.
impl Progress for () {
    fn report(&mut self, _done: usize, _total: usize) {}
}
