// The book: chapters in Markdown become pages of their own beside the page.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Marked } from "marked";

/** Chapters in their order: the page's name, and where its text lies. */
export const CHAPTERS = [
  ["index", "book/index.md"],
  ["residents", "book/residents.md"],
  ["planners", "book/planners.md"],
  ["ecologists", "book/ecologists.md"],
  ["methods", "book/methods.md"],
  ["example", "book/example.md"],
  ["formats", "book/formats.md"],
  ["command", "book/command.md"],
  ["city", "docs/config.md"],
  ["limits", "book/limits.md"],
];

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const titleOf = (text) => text.match(/^# (.+)$/m)[1].replaceAll("`", "");

/** What a heading is linked to by. */
const anchor = (title) => title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    // Wide tables and lines scroll by themselves, also by the keyboard.
    code({ text, lang }) {
      return `<pre tabindex="0"${lang ? ` data-lang="${escaped(lang)}"` : ""}><code>${escaped(text)}</code></pre>\n`;
    },
    link({ href, tokens }) {
      return `<a href="${escaped(href.replace(/^([\w-]+)\.md/, "$1.html"))}">${this.parser.parseInline(tokens)}</a>`;
    },
  },
});

function page({ title, body, name, titles }) {
  const item = ([own]) => `<li><a href="${own}.html"${own === name ? ' aria-current="page"' : ""}>${escaped(titles.get(own))}</a></li>`;
  const place = CHAPTERS.findIndex(([own]) => own === name);
  const next = CHAPTERS[place + 1]?.[0];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escaped(title)} – Liito</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml" />
<link rel="stylesheet" href="book.css" />
</head>
<body>
<nav aria-label="Chapters">
<p><a href="../">← To the map</a></p>
<ol>${CHAPTERS.map(item).join("\n")}</ol>
</nav>
<main>
${body}
${next ? `<p class="next"><a href="${next}.html">Next: ${escaped(titles.get(next))} →</a></p>` : ""}
</main>
</body>
</html>
`;
}

/** Writes the book into a folder of the built page. */
export function writeBook(dist) {
  const folder = join(dist, "book");
  mkdirSync(folder, { recursive: true });
  const texts = new Map(CHAPTERS.map(([name, path]) => [name, readFileSync(path, "utf8")]));
  const titles = new Map([...texts].map(([name, text]) => [name, titleOf(text)]));
  for (const [name, text] of texts) {
    let number = 0;
    const opened = () => `<div class="table" tabindex="0" role="region" aria-label="Table ${(number += 1)}"><table>`;
    const body = marked.parse(text).replaceAll("<table>", opened).replaceAll("</table>", "</table></div>");
    writeFileSync(join(folder, `${name}.html`), page({ title: titles.get(name), body, name, titles }));
  }
  cpSync("book/book.css", join(folder, "book.css"));
  cpSync("book/example", join(folder, "example"), { recursive: true });
}
