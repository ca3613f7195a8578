//! A GeoPackage as a database in memory.

use rusqlite::Connection;
use rusqlite::limits::Limit;

use crate::io::{Damage, FileFormat, ReadError};

/// Steps of SQLite's machine between two looks at how many there were.
const STEPS: i32 = 1_000_000;
/// So many of those are more than reading any file takes: a view runs in circles.
const MOST_LOOKS: u32 = 20_000;

/// What SQLite says, as a reader's error.
pub(super) fn damaged(error: &rusqlite::Error) -> ReadError {
    let damage = Damage::Database { message: error.to_string() };
    ReadError::Damaged { format: FileFormat::GeoPackage, damage }
}

/// What a single value may take in a small file, bytes.
const SMALLEST_LIMIT: usize = 1_000_000;

/// True for a file that was left in write-ahead mode.
pub(super) fn is_logged(bytes: &[u8]) -> bool {
    bytes.get(18..20) == Some(&[2, 2])
}

/// Opens a file's bytes.
///
/// A file that was left in write-ahead mode (bytes 18 and 19 are 2) is taken as
/// it stands: what was in the log beside it is not there, and SQLite would not
/// open it from memory.
pub(super) fn open(bytes: &[u8]) -> Result<Connection, ReadError> {
    let mut connection = Connection::open_in_memory().map_err(|error| damaged(&error))?;
    let (head, tail) = bytes
        .split_at_checked(20)
        .ok_or(ReadError::Damaged { format: FileFormat::GeoPackage, damage: Damage::CutOff })?;
    let mut head = head.to_vec();
    for version in &mut head[18..20] {
        *version = (*version).min(1);
    }
    let whole = std::io::Read::chain(head.as_slice(), tail);
    // No value in a file is longer than the file.
    let longest = i32::try_from(bytes.len().max(SMALLEST_LIMIT)).unwrap_or(i32::MAX);
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, longest).map_err(|error| damaged(&error))?;
    connection
        .deserialize_read_exact("main", whole, bytes.len(), false)
        .and_then(|()| {
            let mut looks = 0;
            connection.progress_handler(
                STEPS,
                Some(move || {
                    looks += 1;
                    looks > MOST_LOOKS
                }),
            )?;
            // Nothing in a file from elsewhere is run, and nothing in it is changed.
            connection.execute_batch(
                "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;",
            )
        })
        .map_err(|error| damaged(&error))?;
    Ok(connection)
}

/// A name in double quotes.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
