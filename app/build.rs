//! Keeps relocations in the page's binary, by which it is split.

fn main() {
    println!("cargo:rustc-link-arg-bin=liito-app=--emit-relocs");
}
