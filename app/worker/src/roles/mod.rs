//! What each role does with a question.
//!
//! Pure: bytes and messages in, messages and bytes out.

mod compute;
mod data;

use liito_worker::{Answer, Ask, Role, files};

use compute::Compute;
use data::Data;

/// A worker in its role.
pub enum Worker {
    Data(Box<Data>),
    Import,
    Compute(Box<Compute>),
}

impl Worker {
    /// `None` for a role that another binary has.
    pub fn new(role: Role) -> Option<Self> {
        Some(match role {
            Role::Data => Self::Data(Box::default()),
            Role::Import => Self::Import,
            Role::Compute => Self::Compute(Box::default()),
            Role::Formats | Role::GeoPackage | Role::Ways => return None,
        })
    }

    /// Answers a question; one for another role is not understood.
    pub fn answer(&mut self, ask: Ask, attachment: Vec<u8>) -> Answer {
        match self {
            Self::Data(data) => data.answer(ask, &attachment),
            Self::Import => files::answer_reading(ask, attachment),
            Self::Compute(compute) => compute.answer(ask, &attachment),
        }
    }
}
