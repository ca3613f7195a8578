//! The page's own worker: waits for questions and answers them in order.

mod roles;

use liito_worker::{own_role, serve};

use roles::Worker;

fn main() {
    let Some(role) = own_role() else { return };
    let Some(mut worker) = Worker::new(role) else { return };
    serve(move |ask, attachment| worker.answer(ask, attachment));
}
