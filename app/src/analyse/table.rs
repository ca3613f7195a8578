//! The table of patches: everything that the map shows, for eyes and ears.
//!
//! The data worker sorts and filters; only the page that is shown is here.

use geodata::connectivity::importance::Piece;
use leptos::prelude::*;
use liito_locales::{Language, messages as m};
use liito_worker::{PatchIndex, PatchRow, RowPage, RowQuery, SortBy};
use wasm_bindgen_futures::spawn_local;

use super::index_words as words;
use crate::components::words::{named, text};
use crate::components::{Button, Icon, IconView};
use crate::jobs::Jobs;
use crate::state::App;

/// Rows of a page.
const ROWS: usize = 50;

/// What the reader asked of the table.
#[derive(Debug, Clone, PartialEq)]
struct Wish {
    sort: SortBy,
    descending: bool,
    filter: String,
    on_map_only: bool,
    offset: usize,
}

const COLUMNS: [SortBy; 6] = [
    SortBy::Label,
    SortBy::Area,
    SortBy::Component,
    SortBy::Links,
    SortBy::Nearest,
    SortBy::Importance,
];

fn heading(l: Language, column: SortBy, ranked_by: PatchIndex) -> &'static str {
    match column {
        SortBy::Number | SortBy::Label => m::table::patch(l),
        SortBy::Area => m::table::area(l),
        SortBy::Component => m::table::component(l),
        SortBy::Links => m::table::links(l),
        SortBy::Nearest => m::table::nearest(l),
        SortBy::Importance => words::patch_index(l, ranked_by),
    }
}

#[component]
pub fn PatchTable() -> impl IntoView {
    let app = App::get();
    let wish = RwSignal::new(Wish {
        sort: SortBy::Number,
        descending: false,
        filter: String::new(),
        on_map_only: false,
        offset: 0,
    });
    let page = RwSignal::new(RowPage::default());
    // Chosen here, so that the page need not be turned to it.
    let chosen_here = StoredValue::new(None::<u32>);
    Effect::new(move |_| {
        // Ask again whenever patches, figures, the view or the choice have changed.
        app.tiles.track();
        app.colours.track();
        let Wish { sort, descending, filter, on_map_only, offset } = wish.get();
        let within = if on_map_only { app.visible.get() } else { None };
        let selected = match app.selected.get() {
            Some(Piece::Patch(number)) => Some(number),
            _ => None,
        };
        let show = selected.filter(|_| chosen_here.get_value() != selected);
        let query = RowQuery { sort, descending, filter, within, offset, count: ROWS, show };
        spawn_local(async move {
            if let Some(answer) = Jobs::get().rows(query).await {
                page.set(answer);
            }
        });
    });
    let choose = move |row: &PatchRow| {
        chosen_here.set_value(Some(row.number));
        app.selected.set(Some(Piece::Patch(row.number)));
    };
    view! {
        <div class="table-frame-of-drawer">
            <TableHead page=page wish=wish />
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="drawer-title">
                <table>
                    <thead>
                        <tr>{COLUMNS.map(|column| head_cell(app, wish, column)).collect_view()}</tr>
                    </thead>
                    <tbody>
                        {move || page.with(|page| {
                            page.rows.iter().map(|row| body_row(app, row.clone(), choose)).collect_view()
                        })}
                    </tbody>
                </table>
                <Show when=move || page.with(|page| page.rows.is_empty())>
                    <p class="empty">{text(m::table::empty)}</p>
                </Show>
            </div>
            <Pages page=page wish=wish chosen_here=chosen_here />
        </div>
    }
}

/// Filters and the count of what fits them.
#[component]
fn TableHead(page: RwSignal<RowPage>, wish: RwSignal<Wish>) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let counted = move || {
        let (shown, all) = page.with(|page| (page.fitting, page.all));
        m::table::of(l(), &l().whole(all), &m::table::rows(l(), shown))
    };
    view! {
        <div class="table-tools">
            <label class="filter">
                <span class="visually-hidden">{text(m::table::filter)}</span>
                <input
                    type="search"
                    placeholder=text(m::table::filter_hint)
                    on:input:target=move |event| wish.update(|wish| {
                        wish.filter = event.target().value();
                        wish.offset = 0;
                    })
                />
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    on:change:target=move |event| wish.update(|wish| {
                        wish.on_map_only = event.target().checked();
                        wish.offset = 0;
                    })
                />
                <span>{text(m::table::on_map_only)}</span>
            </label>
            <span class="hint" role="status">{counted}</span>
        </div>
    }
}

/// What the last column shows: what patches are coloured by, else dPC.
fn ranked_by(app: App) -> PatchIndex {
    match app.colouring.get().patches {
        PatchIndex::Part => PatchIndex::DPc,
        index => index,
    }
}

fn head_cell(app: App, wish: RwSignal<Wish>, column: SortBy) -> impl IntoView {
    let l = move || app.language.get();
    // The first column sorts by name, or as in the file before anyone asked.
    let is_sorted = Memo::new(move |_| wish.with(|wish| wish.sort == column));
    let is_descending = Memo::new(move |_| wish.with(|wish| wish.descending));
    let sorted = move || match (is_sorted.get(), is_descending.get()) {
        (false, _) => "none",
        (true, false) => "ascending",
        (true, true) => "descending",
    };
    let sort = move |_| {
        wish.update(|wish| {
            wish.descending = wish.sort == column && !wish.descending;
            wish.sort = column;
            wish.offset = 0;
        });
    };
    let arrow = move || match sorted() {
        "ascending" => Some(view! { <IconView icon=Icon::Up /> }),
        "descending" => Some(view! { <IconView icon=Icon::Down /> }),
        _ => None,
    };
    view! {
        <th scope="col" aria-sort=sorted class:number=column != SortBy::Label>
            <button
                type="button"
                title=move || m::table::sort(l(), heading(l(), column, ranked_by(app)))
                on:click=sort
            >
                {move || heading(l(), column, ranked_by(app))}
                {arrow}
            </button>
        </th>
    }
}

fn body_row(app: App, row: PatchRow, choose: impl Fn(&PatchRow) + Copy + 'static) -> impl IntoView {
    let l = app.language.get();
    let number = row.number;
    let is_chosen = Memo::new(move |_| app.selected.get() == Some(Piece::Patch(number)));
    let is_pointed = Memo::new(move |_| app.pointed.get() == Some(Piece::Patch(number)));
    on_cleanup(move || app.leave(Piece::Patch(number)));
    let label = row.label.clone();
    let component = row.component.map_or_else(|| "–".to_owned(), |part| part.to_string());
    let nearest = row.nearest_m.map_or_else(|| "–".to_owned(), |metres| l.number(metres, 0));
    let index = ranked_by(app);
    let importance = match row.importance {
        Some(value) => words::patch_value(l, index, value),
        None if row.near_edge => m::importance::at_edge(l).to_owned(),
        None => "–".to_owned(),
    };
    let (area, links) = (l.number(row.area_ha, 2), l.whole(row.links));
    view! {
        <tr
            class:chosen=move || is_chosen.get()
            class:pointed=move || is_pointed.get()
            on:pointerenter=move |_| app.pointed.set(Some(Piece::Patch(number)))
            on:pointerleave=move |_| app.pointed.set(None)
        >
            <th scope="row">
                <button
                    type="button"
                    class="row-button"
                    aria-pressed=move || is_chosen.get().to_string()
                    on:click=move |_| choose(&row)
                >
                    {label}
                </button>
            </th>
            <td class="number">{area}</td>
            <td class="number">{component}</td>
            <td class="number">{links}</td>
            <td class="number">{nearest}</td>
            <td class="number">{importance}</td>
        </tr>
    }
}

/// Turns the pages, where there are several.
#[component]
fn Pages(
    page: RwSignal<RowPage>,
    wish: RwSignal<Wish>,
    chosen_here: StoredValue<Option<u32>>,
) -> impl IntoView {
    let app = App::get();
    let l = move || app.language.get();
    let (number, all) = {
        let number = Memo::new(move |_| page.with(|page| page.offset / ROWS + 1));
        (number, Memo::new(move |_| page.with(|page| page.fitting.div_ceil(ROWS).max(1))))
    };
    let turn = move |to: usize| {
        // Turning a page leaves the chosen patch behind.
        if let Some(Piece::Patch(number)) = app.selected.get_untracked() {
            chosen_here.set_value(Some(number));
        }
        wish.update(|wish| wish.offset = to.saturating_sub(1) * ROWS);
    };
    view! {
        <Show when=move || { all.get() > 1 }>
            <footer class="pages">
                <Button
                    label=named(m::table::previous)
                    disabled=Signal::derive(move || number.get() <= 1)
                    on_press=move || turn(number.get_untracked() - 1)
                />
                <span>{move || m::table::page(l(), &l().whole(all.get()), &l().whole(number.get()))}</span>
                <Button
                    label=named(m::table::next)
                    disabled=Signal::derive(move || number.get() >= all.get())
                    on_press=move || turn(number.get_untracked() + 1)
                />
            </footer>
        </Show>
    }
}
