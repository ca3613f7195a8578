//! Every component of the page, side by side.

fn main() {
    liito_app::start_styleguide();
}
