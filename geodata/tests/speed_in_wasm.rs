//! How long importance takes in WebAssembly, said and not judged; the result is
//! judged. Runs under Node.js:
//!
//! `CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner cargo test --release
//! --target wasm32-unknown-unknown -p liito-geodata --no-default-features --test speed_in_wasm`
#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

mod made_up;

use geodata::Parameters;
use geodata::connectivity::importance::{RemovalNetwork, Wanted};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

#[wasm_bindgen_test]
fn a_thousand_nodes() {
    let (links, attributes) = made_up::uniform(1000, 14_288, 1);
    let parameters = Parameters { threshold_m: Some(1e6), ..Parameters::default() };
    for (what, wanted) in [
        ("dPC and BC(PC)", Wanted { by_hops: false, ..Wanted::PATCHES }),
        ("all indices, patches", Wanted::PATCHES),
        ("all indices, patches and links", Wanted::ALL),
    ] {
        for _ in 0..3 {
            let start = js_sys::Date::now();
            let network = RemovalNetwork::new(&links, &attributes, &parameters).unwrap();
            let patches = network.patches(&network.all_shares(wanted));
            let seconds = (js_sys::Date::now() - start) / 1000.0;
            console_log!("1 000 nodes, 14 288 links, {what}: {seconds:.2} s");
            let worst = patches.iter().map(|patch| patch.d_pc.total).fold(0.0, f64::max);
            assert!((0.1..10.0).contains(&worst), "{worst}");
        }
    }
}
