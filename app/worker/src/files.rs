//! What a worker that reads and writes files does with a question.
//!
//! Which formats it knows is what `geodata` was built with: the worker of the
//! page's own knows GeoJSON, and two others, fetched when first needed, the rest.

use geodata::io::{WriteOptions, layers, losses, write};
use geodata::{Layer, read};

use crate::{Answer, Ask, Reply, WrittenFile};

/// Reads or writes one file. Pure: bytes in, bytes out.
pub fn answer(ask: Ask, attachment: Vec<u8>) -> Answer {
    match ask {
        Ask::Layers { name } => match layers(&attachment, &name) {
            Ok(layers) => (Reply::Layers(layers), None),
            Err(error) => (Reply::Failed(error.into()), None),
        },
        Ask::Read { name, options } => match read(&attachment, &name, &options) {
            Ok(imports) => {
                // The text is of no more use, and the layer needs the room.
                drop(attachment);
                let first = imports.into_iter().next().and_then(|import| {
                    Some((import.report, postcard::to_allocvec(&import.layer).ok()?))
                });
                match first {
                    Some((report, layer)) => (Reply::Read(report), Some(layer)),
                    None => (Reply::OtherVersion, None),
                }
            }
            Err(error) => (Reply::Failed(error.into()), None),
        },
        Ask::Write { format, options } => written(format, &options, &attachment),
        _ => (Reply::OtherVersion, None),
    }
}

fn written(format: geodata::io::FileFormat, options: &WriteOptions, layers: &[u8]) -> Answer {
    let Ok(layers) = postcard::from_bytes::<Vec<Layer>>(layers) else {
        return (Reply::OtherVersion, None);
    };
    match write(format, &layers, options) {
        Ok(file) => {
            let losses = layers.iter().map(|layer| losses(format, layer, options)).collect();
            let ending = file.ending.to_owned();
            let media_type = file.media_type.to_owned();
            (Reply::Written(WrittenFile { ending, media_type, losses }), Some(file.bytes))
        }
        Err(error) => (Reply::NotWritten(error), None),
    }
}

#[cfg(test)]
mod tests {
    use geodata::io::{FileFormat, ReadError, WriteError};
    use geodata::{Error, ReadOptions};

    use super::*;

    fn read_ask() -> Ask {
        Ask::Read { name: "a".into(), options: ReadOptions::default() }
    }

    #[test]
    fn a_file_becomes_a_layer_and_a_file_again() {
        let text = br#"{"type":"Point","coordinates":[24.8,60.2]}"#.to_vec();
        let (reply, layer) = answer(read_ask(), text);
        assert!(matches!(reply, Reply::Read(report) if report.read == 1));
        let layer: Layer = postcard::from_bytes(&layer.unwrap()).unwrap();
        assert_eq!(layer.features.len(), 1);
        let write = |format| {
            let ask = Ask::Write { format, options: WriteOptions::default() };
            answer(ask, postcard::to_allocvec(&vec![layer.clone()]).unwrap())
        };
        let (reply, bytes) = write(FileFormat::GeoJson);
        assert!(matches!(reply, Reply::Written(file) if file.ending == "geojson"));
        assert!(String::from_utf8(bytes.unwrap()).unwrap().contains("[24.8,60.2]"));
        let (reply, _) = write(FileFormat::Kml);
        assert_eq!(reply, Reply::NotWritten(WriteError::NotWritten { format: FileFormat::Kml }));
    }

    #[test]
    fn nothing_is_refused_with_its_reason() {
        let (reply, _) = answer(read_ask(), Vec::new());
        assert_eq!(reply, Reply::Failed(Error::Read(ReadError::Empty)));
    }
}
