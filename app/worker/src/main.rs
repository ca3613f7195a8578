//! The workers' binary: waits for questions and answers them in order.

mod roles;
mod scope;

fn main() {
    scope::start();
}
