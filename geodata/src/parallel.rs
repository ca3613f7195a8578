//! Shares of work on all threads, taken in order.

/// Has every share of `0..shares` done and takes the results in their order.
///
/// On the threads of rayon's current pool; in WebAssembly, where workers share
/// the work instead, one after the other. As the shares are the same and are
/// taken in order, so is the result, to the last bit.
pub(crate) fn in_order<T: Send>(
    shares: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T),
) {
    // So many at a time, so that their results do not pile up.
    let wave = 2 * threads();
    for start in (0..shares).step_by(wave) {
        let shares: Vec<usize> = (start..(start + wave).min(shares)).collect();
        for done in map(&shares, |share| work(*share)) {
            take(done);
        }
    }
}

/// What `of` makes of every item, in their order.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn map<I: Sync, T: Send>(items: &[I], of: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
    use rayon::prelude::*;
    items.par_iter().map(of).collect()
}

/// Has something done with every item.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn for_each<I: Send>(items: &mut [I], act: impl Fn(&mut I) + Sync + Send) {
    use rayon::prelude::*;
    items.par_iter_mut().for_each(act);
}

#[cfg(not(target_arch = "wasm32"))]
fn threads() -> usize {
    rayon::current_num_threads()
}

/// What `of` makes of every item, in their order.
#[cfg(target_arch = "wasm32")]
pub(crate) fn map<I: Sync, T: Send>(items: &[I], of: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
    items.iter().map(of).collect()
}

/// Has something done with every item.
#[cfg(target_arch = "wasm32")]
pub(crate) fn for_each<I: Send>(items: &mut [I], act: impl Fn(&mut I) + Sync + Send) {
    items.iter_mut().for_each(act);
}

#[cfg(target_arch = "wasm32")]
fn threads() -> usize {
    1
}
