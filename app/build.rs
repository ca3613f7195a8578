//! Keeps relocations in the page's binary, by which it is split into rooms.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref() == Ok("wasm") {
        println!("cargo:rustc-link-arg-bin=liito-app=--emit-relocs");
    }
}
