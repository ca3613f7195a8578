//! Icons: one set, drawn with lines on a grid of 20.

use leptos::prelude::*;

/// A sign that always stands beside or under words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Open,
    Close,
    Plus,
    Minus,
    Extent,
    Info,
    Warning,
    Done,
    Save,
    Table,
    Chart,
    Up,
    Down,
    Trash,
    Sun,
    HalfSun,
    Moon,
    Undo,
    Redo,
}

impl Icon {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Open,
        Self::Close,
        Self::Plus,
        Self::Minus,
        Self::Extent,
        Self::Info,
        Self::Warning,
        Self::Done,
        Self::Save,
        Self::Table,
        Self::Chart,
        Self::Up,
        Self::Down,
        Self::Trash,
        Self::Sun,
        Self::HalfSun,
        Self::Moon,
        Self::Undo,
        Self::Redo,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::Open => {
                "M3 6v9a1.500 1.500 0 0 0 1.500 1.500h11A1.500 1.500 0 0 0 17 15V8a1.500 1.500 0 0 0-1.500-1.500H10L8.500 4.500h-4A1.500 1.500 0 0 0 3 6z"
            }
            Self::Close => "M5 5l10 10M15 5L5 15",
            Self::Plus => "M10 4v12M4 10h12",
            Self::Minus => "M4 10h12",
            Self::Extent => {
                "M3.500 7.500v-4h4M12.500 3.500h4v4M16.500 12.500v4h-4M7.500 16.500h-4v-4"
            }
            Self::Info => {
                "M10 9v5M10 6v.5M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15z"
            }
            Self::Warning => "M10 8v4M10 14.500v.5M10 3L2.500 16.500h15z",
            Self::Done => "M4 10.500l4 4 8-9",
            Self::Save => "M10 3v9M6 8.500l4 4 4-4M3.500 16.500h13",
            Self::Table => "M3.500 4.500h13v11h-13zM3.500 8.500h13M8.500 8.500v7",
            Self::Chart => "M3.500 16.500h13M6 14v-4M10 14V5M14 14V8",
            Self::Up => "M5 12.500l5-5 5 5",
            Self::Down => "M5 7.500l5 5 5-5",
            Self::Sun => {
                "M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M4.300 15.700l1.100-1.100M14.600 5.400l1.100-1.100"
            }
            Self::HalfSun => {
                "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 3v14M10 7.500l5.800-1M10 12l6.500-1.500M10 16l4.500-1.300"
            }
            Self::Moon => "M16.500 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.500 8.500z",
            Self::Undo => "M7 4L3.500 7.500 7 11M4 7.500h8a4 4 0 0 1 0 8H9",
            Self::Redo => "M13 4l3.500 3.500L13 11M16 7.500H8a4 4 0 0 0 0 8h3",
            Self::Trash => "M4 6h12M8 6V4h4v2M5.500 6l.8 10.500h7.400L14.500 6",
        }
    }
}

/// Draws an icon; screen readers pass it over.
#[component]
pub fn IconView(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}
