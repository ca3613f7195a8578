//! How much may come out of a database of a given size.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use crate::io::{Damage, FileFormat, ReadError};

/// Views repeat what is in tables, but not more often than this.
const MOST_REPEATED: usize = 8;
/// What is smaller is let through.
const HARMLESS_BYTES: usize = 64_000_000;

/// What may still come out of a file: a view of a few words can claim more rows
/// and bytes than there is memory.
pub(super) struct Budget {
    rows: usize,
    bytes: usize,
    all_rows: usize,
}

impl Budget {
    /// The budget for a file.
    pub(super) fn of(file: &[u8]) -> Self {
        let bytes = file.len().saturating_mul(MOST_REPEATED).max(HARMLESS_BYTES);
        // No row takes less than a few bytes.
        Self { rows: file.len(), bytes, all_rows: file.len() }
    }

    /// Takes a row out of it.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where there is nothing left to take it from.
    pub(super) fn take(&mut self, row: &Row<'_>, columns: usize) -> Result<(), ReadError> {
        let size = |column: usize| match row.get_ref(column) {
            Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => bytes.len(),
            _ => 8,
        };
        let size: usize = (0..columns).map(size).sum();
        match (self.rows.checked_sub(1), self.bytes.checked_sub(size)) {
            (Some(rows), Some(bytes)) => {
                (self.rows, self.bytes) = (rows, bytes);
                Ok(())
            }
            _ => {
                let possible = self.all_rows as u64;
                let damage = Damage::Claims { claimed: possible + 1, possible };
                Err(ReadError::Damaged { format: FileFormat::GeoPackage, damage })
            }
        }
    }
}
