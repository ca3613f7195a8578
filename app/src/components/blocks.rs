//! A report as elements: text of data is text and nothing else.

use geodata::report::{Block, Words};
use leptos::prelude::*;

#[component]
pub fn Blocks(blocks: Vec<Block>) -> impl IntoView {
    // Whoever goes from heading to heading misses no level, whatever the report has.
    let mut before = 0;
    let told = blocks.into_iter().map(|own| match own {
        Block::Heading(level, words) => {
            before = level.min(before + 1);
            block(Block::Heading(before, words))
        }
        own => block(own),
    });
    let told = told.collect_view();
    view! { <div class="report">{told}</div> }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(1, words) => view! { <h2>{words}</h2> }.into_any(),
        Block::Heading(2, words) => view! { <h3>{words}</h3> }.into_any(),
        Block::Heading(_, words) => view! { <h4>{words}</h4> }.into_any(),
        Block::Paragraph(words) => view! { <p>{marked(words)}</p> }.into_any(),
        Block::Items(items) => {
            let items = items.into_iter().map(|item| view! { <li>{marked(item)}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
        Block::Table(heads, rows) => {
            let heads = heads.into_iter().map(|head| match head.is_empty() {
                // The corner over what rows are called heads nothing.
                true => view! { <td></td> }.into_any(),
                false => view! { <th scope="col">{head}</th> }.into_any(),
            });
            let row = |cells: Vec<String>| {
                let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> });
                view! { <tr>{cells.collect_view()}</tr> }
            };
            view! {
                <div class="table-frame" tabindex="0" role="group">
                    <table>
                        <thead><tr>{heads.collect_view()}</tr></thead>
                        <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
        Block::Field => view! { <div class="by-hand"></div> }.into_any(),
        Block::Rule => view! { <hr /> }.into_any(),
    }
}

fn marked(Words { strong, rest }: Words) -> impl IntoView {
    view! {
        {(!strong.is_empty()).then(|| view! { <strong>{strong}</strong> })}
        {rest}
    }
}
