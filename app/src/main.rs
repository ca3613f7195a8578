//! The page.

fn main() {
    liito_app::start();
}
