//! Reads one file.

use geodata::{ReadOptions, read_layer};
use liito_worker::{Ask, Reply};

use super::Answer;

pub fn answer(ask: Ask, file: Vec<u8>) -> Answer {
    let Ask::Read { name, input_crs } = ask else { return (Reply::OtherVersion, None) };
    let options = ReadOptions { input_crs, ..ReadOptions::default() };
    match read_layer(&file, &name, &options) {
        Ok(import) => {
            // The text is of no more use, and the layer needs the room.
            drop(file);
            match postcard::to_allocvec(&import.layer) {
                Ok(layer) => (Reply::Read(import.report), Some(layer)),
                Err(_) => (Reply::OtherVersion, None),
            }
        }
        Err(error) => (Reply::Failed(error.into()), None),
    }
}

#[cfg(test)]
mod tests {
    use geodata::Error;
    use geodata::io::ReadError;

    use super::*;

    #[test]
    fn a_file_becomes_a_layer_or_a_reason() {
        let ask = || Ask::Read { name: "a".into(), input_crs: None };
        let text = br#"{"type":"Point","coordinates":[24.8,60.2]}"#.to_vec();
        let (reply, layer) = answer(ask(), text);
        assert!(matches!(reply, Reply::Read(report) if report.read == 1));
        let layer: geodata::Layer = postcard::from_bytes(&layer.unwrap()).unwrap();
        assert_eq!(layer.features.len(), 1);
        let (reply, _) = answer(ask(), Vec::new());
        assert_eq!(reply, Reply::Failed(Error::Read(ReadError::Empty)));
    }
}
