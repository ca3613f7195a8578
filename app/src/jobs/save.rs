//! Files of results: layers from the data worker, written by one that knows the format.

use geodata::io::{About, FileFormat, Loss, WriteError, WriteOptions};
use geodata::luoti::{ConnectionError, DELIVERY_EPSG, Judgement, Seen, observation_layers};
use geodata::{Crs, Error};
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use liito_worker::{Ask, ExportKind, LayerPreview, Packed, Reply, Role, WaysAsk, WrittenFile};

use super::run::Stop;
use super::worker::{Answer, Lost, WorkerHandle};
use super::{Jobs, buffer};
use crate::platform;
use crate::state::{Form, NoticeKind};

/// What a file of what the reader saw is called.
const SEEN_STEM: &str = "havainnot";

/// The text of a package.
const README: &str = "README.md";

/// The grid that least-cost links went over.
pub const GRID: &str = "liito-costs.tif";

/// What the reader wants saved, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveWish {
    pub what: Vec<ExportKind>,
    pub format: FileFormat,
    /// That of the first file where `None`.
    pub crs: Option<Crs>,
    pub decimals: Option<u8>,
    /// What columns mean, as the file is to say it: layer, column, meaning.
    pub fields: Vec<(String, String, String)>,
}

impl SaveWish {
    /// What the file is called, without its ending.
    fn stem(&self) -> String {
        let names: Vec<&str> = self.what.iter().map(|kind| kind.name()).collect();
        let names = if names.len() > 3 { "results".to_owned() } else { names.join("-") };
        format!("liito-{names}")
    }
}

/// A file that is ready to be saved.
#[derive(Debug, Clone)]
pub struct Ready {
    pub name: String,
    pub media_type: String,
    pub bytes: ArrayBuffer,
    /// What each layer loses in this format.
    pub losses: Vec<Vec<Loss>>,
    /// What is in each.
    pub layers: Vec<LayerPreview>,
    /// What it says of itself.
    pub about: About,
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

impl From<Stop> for SaveError {
    fn from(_: Stop) -> Self {
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
        let stem = wish.stem();
        let SaveWish { what, format, crs, decimals, fields } = wish;
        let answer = self.0.data.ask(&Ask::Export { what: what.clone() }, None).await?;
        let (mut about, own_crs, layers) = results(answer)?;
        let mut parts = vec![layers];
        parts.extend(self.layers_of_land(&what).await?);
        parts.extend(self.pairs(&what).await?);
        about.fields = fields;
        about.facts.extend(self.methods().map(|words| ("methods".to_owned(), words)));
        about.facts.extend(self.input_digests().await);
        let in_degrees = matches!(format, FileFormat::GeoJson | FileFormat::GeoJsonLines);
        let default = if in_degrees { Crs::WGS84 } else { own_crs };
        let crs = Some(crs.unwrap_or(default));
        let options = WriteOptions { crs, decimals, about: Some(about), ..Default::default() };
        written(&stem, format, options, (joined(&parts), own_crs)).await
    }

    /// Layers of links that know the land, from the worker that found them.
    async fn layers_of_land(&self, what: &[ExportKind]) -> Result<Option<ArrayBuffer>, SaveError> {
        let what: Vec<ExportKind> = what.iter().copied().filter(|kind| kind.is_of_land()).collect();
        if what.is_empty() {
            return Ok(None);
        }
        let parameters = self.0.app.form.with_untracked(Form::parameters).ok_or(SaveError::Lost)?;
        let worker = self.with_ways(&parameters).await?;
        let answer = self.0.data.ask(&Ask::Attributes, None).await?;
        let Reply::Attributes(attributes_ha) = answer.reply else { return Err(SaveError::Lost) };
        let ask = WaysAsk::Export { what, parameters, attributes_ha }.packed();
        attached(worker.ask(&ask, None, false).await?).map(Some)
    }

    /// The table of pairs, where it is wanted.
    async fn pairs(&self, what: &[ExportKind]) -> Result<Option<ArrayBuffer>, SaveError> {
        if !what.contains(&ExportKind::Pairs) {
            return Ok(None);
        }
        let numbers = self.numbers().await.ok_or(SaveError::Lost)?;
        let graphs = self.0.data.ask(&Ask::RunGraphs, None).await?.bytes.ok_or(SaveError::Lost)?;
        let worker = WorkerHandle::start(Role::Formats, |_| {}).ok_or(SaveError::Lost)?;
        let ask = Ask::Pairs { labels: numbers.labels };
        let answer = worker.ask(&ask, Some(buffer(&graphs)), true).await;
        worker.end();
        attached(answer?).map(Some)
    }

    /// Packs a file with a text that explains it.
    pub async fn packaged(&self, ready: Ready, readme: &str) -> Result<Ready, SaveError> {
        let readme = platform::bytes_of(readme);
        let sizes = [&ready.bytes, &readme].map(|bytes| bytes.byte_length() as usize);
        let names = [ready.name.clone(), README.to_owned()];
        let ask = Ask::Pack(names.into_iter().zip(sizes).collect());
        let both = joined(&[ready.bytes.clone(), readme]);
        let worker = WorkerHandle::start(Role::Formats, |_| {}).ok_or(SaveError::Lost)?;
        let answer = worker.ask(&ask, Some(buffer(&both)), true).await;
        worker.end();
        let stem = ready.name.rsplit_once('.').map_or(ready.name.as_str(), |(stem, _)| stem);
        let (name, media_type) = (format!("{stem}-package.zip"), "application/zip".to_owned());
        Ok(Ready { bytes: attached(answer?)?, name, media_type, ..ready })
    }

    /// Saves the grid that least-cost links went over, as a GeoTIFF.
    pub async fn save_grid(&self) -> Result<(), SaveError> {
        let parameters = self.0.app.form.with_untracked(Form::parameters).ok_or(SaveError::Lost)?;
        let worker = self.with_ways(&parameters).await?;
        let bytes = attached(worker.ask(&WaysAsk::Grid.packed(), None, false).await?)?;
        platform::save(GRID, "image/tiff", &bytes).map_err(|_| SaveError::NotTaken)
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
        let layers = Uint8Array::from(layers.bytes()).buffer();
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

/// Bytes of one after the other.
fn joined(parts: &[ArrayBuffer]) -> ArrayBuffer {
    let all = Uint8Array::new_with_length(parts.iter().map(ArrayBuffer::byte_length).sum());
    let mut at = 0;
    for part in parts {
        all.set(&Uint8Array::new(part), at);
        at += part.byte_length();
    }
    all.buffer()
}

fn attached(answer: Answer) -> Result<ArrayBuffer, SaveError> {
    match answer {
        Answer { reply: Reply::Failed(error), .. } => Err(SaveError::Impossible(error)),
        Answer { bytes: Some(bytes), .. } => Ok(bytes),
        _ => Err(SaveError::Lost),
    }
}

fn results(answer: Answer) -> Result<(About, Crs, ArrayBuffer), SaveError> {
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
    let about = options.about.clone().unwrap_or_default();
    let worker = WorkerHandle::start(writer_of(format), |_| {}).ok_or(SaveError::Lost)?;
    let answer = worker.ask(&Ask::Write { format, options }, Some(buffer(&layers)), true).await;
    worker.end();
    match answer? {
        Answer { reply: Reply::Written(file), bytes: Some(bytes) } => {
            let WrittenFile { ending, media_type, losses, layers } = file;
            let name = format!("{stem}.{ending}");
            Ok(Ready { name, media_type, bytes, losses, layers, about, own_crs })
        }
        Answer { reply: Reply::NotWritten(error), .. } => Err(SaveError::Write(error)),
        _ => Err(SaveError::Lost),
    }
}
