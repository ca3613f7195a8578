//! The worker for every file format but GeoJSON and GeoPackage, and for projects: fetched when
//! first needed.

mod pairs;
mod projects;

use liito_worker::{Answer, Ask, files, serve};

fn answer(ask: Ask, attachment: Vec<u8>) -> Answer {
    match ask {
        Ask::Pack(files) => projects::packed(&files, &attachment),
        Ask::Pairs { labels } => pairs::pairs(&labels, &attachment),
        Ask::Unpack => projects::unpacked(&attachment),
        ask => files::answer(ask, attachment),
    }
}

fn main() {
    serve(answer);
}
