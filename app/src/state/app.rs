//! The signals that hold the state of the page.

use std::sync::Arc;

use geodata::connectivity::importance::Piece;
use geodata::links::LinkKind;
use leptos::prelude::*;
use liito_locales::Language;
use liito_worker::{
    Band, Colouring, ContextInfo, Crossings, HabitatInfo, LayerKey, LonLatBounds, Profile, Ranking,
    Scales,
};

use super::{
    Address, Appearance, Check, Config, Details, Drawn, Explanation, Explore, Firm, Form, Guide,
    Importance, Kept, Notice, NoticeKind, OpenedFile, Origin, Plans, Preview, Raster, Run, Sheet,
    Theme, View,
};

/// What the reader came to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Task {
    #[default]
    Analyse,
    Plan,
    Explore,
}

impl Task {
    /// Tasks that there are, in the order of the top bar.
    pub const ALL: [Self; 3] = [Self::Explore, Self::Plan, Self::Analyse];

    /// Name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Analyse => "analyse",
            Self::Plan => "plan",
            Self::Explore => "explore",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.name() == name)
    }
}

/// The dialog that is open, if any.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Dialog {
    #[default]
    None,
    About,
    /// Distances that are often asked for.
    Presets,
    /// The accessibility statement.
    Accessibility,
    /// What came of reading a file.
    Report(LayerKey),
    /// Which layers of a file to open.
    Layers(LayerKey),
    /// What to save, and how.
    Save,
    /// The areas that are no patches.
    LeftOut,
    /// A link between two patches as a surveyed connection.
    Connection(u32, u32),
    /// The annex to a plan report.
    Annex,
}

/// A file of another host, which is fetched only when the reader says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignFile {
    pub address: String,
    pub name: String,
    pub host: String,
}

/// Somewhere that the map can go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Destination {
    /// So that all of this is seen.
    Bounds(LonLatBounds),
    /// Exactly there.
    View(View),
}

/// Where the map should go, and how often it was told.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Goal {
    pub times: u32,
    pub to: Option<Destination>,
}

/// The state of the page. Copied freely: it is a handful of signals.
#[derive(Clone, Copy)]
pub struct App {
    pub language: RwSignal<Language>,
    pub appearance: RwSignal<Appearance>,
    pub theme: Memo<Theme>,
    pub task: RwSignal<Task>,
    /// Where the map looks; `None` before it has looked anywhere.
    pub view: RwSignal<Option<View>>,
    /// What the map shows, in degrees.
    pub visible: RwSignal<Option<LonLatBounds>>,
    pub files: RwSignal<Vec<OpenedFile>>,
    pub habitat: RwSignal<Option<HabitatInfo>>,
    /// All that is on the map but is no patch.
    pub context: RwSignal<ContextInfo>,
    /// Raised when its tiles have changed.
    pub context_tiles: RwSignal<u32>,
    /// Place among the settings' base maps of the one that is shown.
    pub base_map: RwSignal<Option<usize>>,
    pub form: RwSignal<Form>,
    pub run: RwSignal<Run>,
    /// Raised when the map's tiles have changed.
    pub tiles: RwSignal<u32>,
    /// Raised when patches and links have other colours.
    pub colours: RwSignal<u32>,
    /// What the map has drawn.
    pub drawn: RwSignal<Drawn>,
    pub selected: RwSignal<Option<Piece>>,
    /// What the pointer rests on: in the table, in a chart or on the map.
    pub pointed: RwSignal<Option<Piece>>,
    pub details: RwSignal<Option<Arc<Details>>>,
    pub importance: RwSignal<Importance>,
    /// What patches and links are to be coloured by.
    pub colouring: RwSignal<Colouring>,
    /// What they are coloured by.
    pub scales: RwSignal<Scales>,
    pub ranking: RwSignal<Option<Arc<Ranking>>>,
    /// Of what kind the links on the map are.
    pub link_kind: RwSignal<LinkKind>,
    /// Some layer tells of the land that links go over.
    pub has_land: RwSignal<bool>,
    /// A file that is the grid instead of the land.
    pub raster: RwSignal<Option<Raster>>,
    /// Where links fail, where they know the land.
    pub crossings: RwSignal<Option<Arc<Crossings>>>,
    /// How firm the ranks are, where links know the land.
    pub firm: RwSignal<Firm>,
    /// What lies along the chosen link, where it knows the land.
    pub profile: RwSignal<Option<Arc<Profile>>>,
    /// The band of the chosen link, where the reader wants it.
    pub band: RwSignal<Option<Arc<Band>>>,
    pub plan: Plans,
    pub explore: RwSignal<Explore>,
    /// The way that the pointer rests on, where it knows the land.
    pub preview: RwSignal<Option<Arc<Preview>>>,
    /// Why what is chosen matters.
    pub explanation: RwSignal<Explanation>,
    pub goal: RwSignal<Goal>,
    /// The check of a delivery that is shown.
    pub check: RwSignal<Option<Check>>,
    /// A place that is pointed at on the map.
    pub spot: RwSignal<Option<LonLatBounds>>,
    pub links_shown: RwSignal<bool>,
    /// Number of what the [`Drawer`](super::Drawer) below the map shows.
    pub drawer: RwSignal<u32>,
    /// How high the panel stands on a phone.
    pub sheet: RwSignal<Sheet>,
    pub notices: RwSignal<Vec<Notice>>,
    pub dialog: RwSignal<Dialog>,
    pub guide: RwSignal<Guide>,
    /// What is kept of an earlier visit, until the reader says what to do with it.
    pub kept: RwSignal<Option<Kept>>,
    /// Files of other hosts that the reader has yet to be asked about.
    pub foreign: RwSignal<Vec<ForeignFile>>,
    /// Last words for a screen reader.
    pub announcement: RwSignal<String>,
    pub pointer: RwSignal<Option<(f64, f64)>>,
    /// It is part of another page.
    pub is_embedded: bool,
    config: StoredValue<Arc<Config>>,
    next_number: StoredValue<u32>,
    /// The address said where to look, so the first data do not move the map.
    keeps_view: StoredValue<bool>,
}

impl App {
    /// The state that an address and the device's settings open with.
    pub fn new(
        config: Arc<Config>,
        address: &Address,
        device_language: Language,
        appearance: Appearance,
        device_is_dark: RwSignal<bool>,
    ) -> Self {
        let appearance = RwSignal::new(appearance);
        Self {
            language: RwSignal::new(config.language(address.language, device_language)),
            theme: Memo::new(move |_| appearance.get().theme(device_is_dark.get())),
            appearance,
            task: RwSignal::new(address.task),
            view: RwSignal::new(address.view.or(config.start)),
            visible: RwSignal::new(None),
            files: RwSignal::new(Vec::new()),
            habitat: RwSignal::new(None),
            context: RwSignal::new(ContextInfo::default()),
            context_tiles: RwSignal::new(0),
            base_map: RwSignal::new(address.base_map.filter(|n| *n < config.base_maps.len())),
            form: RwSignal::new(address.form.clone()),
            run: RwSignal::new(Run::Idle),
            tiles: RwSignal::new(0),
            colours: RwSignal::new(0),
            drawn: RwSignal::new(Drawn::default()),
            selected: RwSignal::new(None),
            pointed: RwSignal::new(None),
            details: RwSignal::new(None),
            importance: RwSignal::new(Importance::None),
            colouring: RwSignal::new(address.colouring),
            scales: RwSignal::new(Scales::default()),
            ranking: RwSignal::new(None),
            link_kind: RwSignal::new(LinkKind::default()),
            has_land: RwSignal::new(true),
            raster: RwSignal::new(None),
            crossings: RwSignal::new(None),
            firm: RwSignal::new(Firm::None),
            profile: RwSignal::new(None),
            plan: Plans::new(address.years, address.side),
            explore: RwSignal::new(Explore {
                awaited: address.chosen,
                asked: address.near,
                ..Explore::default()
            }),
            preview: RwSignal::new(None),
            band: RwSignal::new(None),
            explanation: RwSignal::new(Explanation::None),
            goal: RwSignal::new(Goal::default()),
            check: RwSignal::new(None),
            spot: RwSignal::new(None),
            links_shown: RwSignal::new(true),
            drawer: RwSignal::new(0),
            sheet: RwSignal::new(Sheet::default()),
            notices: RwSignal::new(Vec::new()),
            dialog: RwSignal::new(Dialog::None),
            guide: RwSignal::new(Guide::None),
            kept: RwSignal::new(None),
            foreign: RwSignal::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
            pointer: RwSignal::new(None),
            is_embedded: address.is_embedded,
            next_number: StoredValue::new(0),
            keeps_view: StoredValue::new(address.view.or(config.start).is_some()),
            config: StoredValue::new(config),
        }
    }

    /// What the host of the page has set.
    pub fn config(self) -> Arc<Config> {
        self.config.get_value()
    }

    /// True while the map shows a city that is not real.
    pub fn is_made_up(self) -> bool {
        let is_open = self.files.with(|files| files.iter().any(|file| file.origin == Origin::City));
        is_open && self.config().is_made_up
    }

    /// The pointer rests on a piece no more: what it rested on has gone.
    pub fn leave(self, piece: Piece) {
        if self.pointed.try_get_untracked() == Some(Some(piece)) {
            self.pointed.set(None);
        }
    }

    /// The one in the context of the page.
    pub fn get() -> Self {
        expect_context()
    }

    /// A number that was never given before.
    pub fn next_number(self) -> u32 {
        self.next_number.update_value(|number| *number += 1);
        self.next_number.get_value()
    }

    /// True once, where the address said where to look.
    pub fn keeps_view(self) -> bool {
        let keeps = self.keeps_view.get_value();
        self.keeps_view.set_value(false);
        keeps
    }

    /// Tells the reader something.
    pub fn notify(self, kind: NoticeKind) {
        let number = self.next_number();
        self.notices.update(|notices| {
            // The same thing twice is said once.
            notices.retain(|notice| notice.kind != kind);
            notices.push(Notice { number, kind });
        });
    }

    /// Takes a notice away.
    pub fn dismiss(self, number: u32) {
        self.notices.update(|notices| notices.retain(|notice| notice.number != number));
    }

    /// Takes away what was told of a file: it is closed, or read anew.
    pub fn dismiss_of_file(self, key: LayerKey) {
        self.notices.update(|notices| {
            notices.retain(
                |notice| !matches!(notice.kind, NoticeKind::Unreadable { key: of, .. } if of == key),
            );
        });
    }

    /// Takes away what could not be computed before: it is tried anew.
    pub fn dismiss_impossible(self) {
        let is_impossible = |notice: &Notice| matches!(notice.kind, NoticeKind::Impossible(_));
        if self.notices.with_untracked(|notices| notices.iter().any(is_impossible)) {
            self.notices.update(|notices| notices.retain(|notice| !is_impossible(notice)));
        }
    }

    /// Changes a file, if it is still open.
    pub fn update_file(self, key: LayerKey, change: impl FnOnce(&mut OpenedFile)) {
        self.files.update(|files| {
            if let Some(file) = files.iter_mut().find(|file| file.key == key) {
                change(file);
            }
        });
    }

    /// Sends the map somewhere.
    pub fn go_to(self, bounds: LonLatBounds) {
        self.goal.update(|goal| {
            goal.times += 1;
            goal.to = Some(Destination::Bounds(bounds));
        });
    }

    /// Sends the map back to where it was.
    pub fn return_to(self, view: View) {
        self.goal.update(|goal| {
            goal.times += 1;
            goal.to = Some(Destination::View(view));
        });
    }

    /// Sends the map to all that is open.
    pub fn go_to_all(self) {
        if let Some(bounds) = self
            .habitat
            .with_untracked(|habitat| habitat.as_ref().and_then(|h| h.bounds))
            .or(self.context.with_untracked(|context| context.bounds))
        {
            self.go_to(bounds);
        }
    }

    /// The address of the page as it stands.
    pub fn address(self) -> Address {
        Address {
            task: self.task.get(),
            language: Some(self.language.get()),
            view: self.view.get(),
            form: self.form.get(),
            colouring: self.colouring.get(),
            years: self.plan.years.get(),
            side: self.plan.hand.with(|hand| hand.side),
            near: self.explore.with(|explore| explore.asked),
            chosen: self.explore.with(Explore::at),
            is_embedded: self.is_embedded,
            base_map: self.base_map.get(),
            data: self.files.with(|files| {
                let of = |file: &OpenedFile| match &file.origin {
                    Origin::Address(address) => Some(address.clone()),
                    Origin::Reader | Origin::City => None,
                };
                let waiting = self.foreign.get().into_iter().map(|file| file.address);
                files.iter().filter_map(of).chain(waiting).collect()
            }),
        }
    }
}
