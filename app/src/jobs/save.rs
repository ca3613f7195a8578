//! Files of results: layers from the data worker, written by one that knows the format.

use geodata::io::{FileFormat, Loss, WriteError, WriteOptions};
use geodata::luoti::{ConnectionError, DELIVERY_EPSG, Judgement, Seen, observation_layers};
use geodata::{Crs, Error};
use js_sys::ArrayBuffer;
use liito_worker::{Ask, ExportKind, Packed, Reply, Role, WrittenFile};

use super::worker::{Answer, Lost, WorkerHandle};
use super::{Jobs, buffer};
use crate::platform;
use crate::state::NoticeKind;

/// What a file of what the reader saw is called.
const SEEN_STEM: &str = "havainnot";

/// What the reader wants saved, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveWish {
    pub what: Vec<ExportKind>,
    pub format: FileFormat,
    /// That of the first file where `None`.
    pub crs: Option<Crs>,
    pub decimals: Option<u8>,
}

/// A file that is ready to be saved.
#[derive(Debug, Clone)]
pub struct Ready {
    pub name: String,
    pub media_type: String,
    pub bytes: ArrayBuffer,
    /// What each layer loses in this format.
    pub losses: Vec<Vec<Loss>>,
    /// The system of the first file.
    pub own_crs: Crs,
}

/// Why there is no file to save.
#[derive(Debug, Clone, PartialEq)]
pub enum SaveError {
    Write(WriteError),
    Impossible(Error),
    Connection(ConnectionError),
    /// The browser did not take the file.
    NotTaken,
    /// A worker was lost, or there is nothing to save.
    Lost,
}

impl From<Lost> for SaveError {
    fn from(_: Lost) -> Self {
        Self::Lost
    }
}

/// The worker that writes a format.
fn writer_of(format: FileFormat) -> Role {
    match format {
        FileFormat::GeoPackage => Role::GeoPackage,
        _ => Role::Formats,
    }
}

impl Jobs {
    /// Makes a file of results, ready to be saved.
    pub async fn prepare_file(&self, wish: SaveWish) -> Result<Ready, SaveError> {
        let SaveWish { what, format, crs, decimals } = wish;
        let answer = self.0.data.ask(&Ask::Export { what: what.clone() }, None).await?;
        let (mut about, own_crs, layers) = results(answer)?;
        about.facts.extend(self.methods().map(|words| ("methods".to_owned(), words)));
        about.facts.extend(self.input_digests().await);
        let in_degrees = matches!(format, FileFormat::GeoJson | FileFormat::GeoJsonLines);
        let default = if in_degrees { Crs::WGS84 } else { own_crs };
        let crs = Some(crs.unwrap_or(default));
        let options = WriteOptions { crs, decimals, about: Some(about), constraints: None };
        let names: Vec<&str> = what.iter().map(|kind| kind.name()).collect();
        let stem = format!("liito-{}", names.join("-"));
        written(&stem, format, options, (layers, own_crs)).await
    }

    /// Makes a GeoPackage of a link that a person puts down as a surveyed connection.
    pub async fn save_connection(
        &self,
        (a, b): (u32, u32),
        judgement: Judgement,
    ) -> Result<(), SaveError> {
        let stem = judgement.layer.clone();
        let answer = self.0.data.ask(&Ask::Connection { a, b, judgement }, None).await?;
        let (_, own_crs, layers) = results(answer)?;
        let format = FileFormat::GeoPackage;
        let ready = written(&stem, format, WriteOptions::default(), (layers, own_crs)).await?;
        self.save(&ready)
    }

    /// Makes a GeoPackage of what the reader saw, in the system of deliveries.
    pub async fn save_seen(&self, seen: &[Seen]) -> Result<(), SaveError> {
        let layers = Packed::of(&observation_layers(seen));
        let layers = js_sys::Uint8Array::from(layers.bytes()).buffer();
        let crs = Crs::from_epsg(DELIVERY_EPSG.into()).unwrap_or(Crs::WGS84);
        let options = WriteOptions { crs: Some(crs), ..WriteOptions::default() };
        let ready = written(SEEN_STEM, FileFormat::GeoPackage, options, (layers, crs)).await?;
        self.save(&ready)
    }

    /// Hands a file to the reader's downloads.
    pub fn save(&self, ready: &Ready) -> Result<(), SaveError> {
        platform::save(&ready.name, &ready.media_type, &ready.bytes)
            .map_err(|_| SaveError::NotTaken)?;
        self.0.app.notify(NoticeKind::Saved { file: ready.name.clone() });
        Ok(())
    }
}

fn results(answer: Answer) -> Result<(geodata::io::About, Crs, ArrayBuffer), SaveError> {
    match answer {
        Answer { reply: Reply::Results { about, own_crs }, bytes: Some(bytes) } => {
            Ok((about, own_crs, bytes))
        }
        Answer { reply: Reply::Failed(error), .. } => Err(SaveError::Impossible(error)),
        Answer { reply: Reply::NoConnection(error), .. } => Err(SaveError::Connection(error)),
        _ => Err(SaveError::Lost),
    }
}

async fn written(
    stem: &str,
    format: FileFormat,
    options: WriteOptions,
    (layers, own_crs): (ArrayBuffer, Crs),
) -> Result<Ready, SaveError> {
    let worker = WorkerHandle::start(writer_of(format), |_| {}).ok_or(SaveError::Lost)?;
    let answer = worker.ask(&Ask::Write { format, options }, Some(buffer(&layers)), true).await;
    worker.end();
    match answer? {
        Answer { reply: Reply::Written(file), bytes: Some(bytes) } => {
            let WrittenFile { ending, media_type, losses } = file;
            Ok(Ready { name: format!("{stem}.{ending}"), media_type, bytes, losses, own_crs })
        }
        Answer { reply: Reply::NotWritten(error), .. } => Err(SaveError::Write(error)),
        _ => Err(SaveError::Lost),
    }
}
