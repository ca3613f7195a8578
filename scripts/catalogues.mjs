// The words of each language as the page fetches them: all messages of locales/*.toml by
// section and key, in the order that locales/build.rs numbers them in.
import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

// Sections that the page does not know, as locales/build.rs has them.
const OF_OTHERS = ["annex", "cli", "effect"];

const sorted = (table) => Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1));

/** FNV-1a, as locales/build.rs has it. */
function checksum(names) {
  let sum = 0x811c9dc5;
  for (const byte of Buffer.from(names)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}

/** `[language, text of the file]` for each language. */
export function catalogues() {
  return ["en", "fi", "sv"].map((language) => {
    const all = sorted(parse(readFileSync(`locales/${language}.toml`, "utf8")));
    const sections = all.filter(([section]) => !OF_OTHERS.includes(section));
    const messages = sections.flatMap(([section, keys]) => sorted(keys).map(([key, words]) => [`${section}.${key}`, words]));
    const names = messages.map(([name]) => `${name}\n`).join("");
    const words = messages.map(([, words]) => (typeof words === "string" ? words : [words.one, words.other]));
    return [language, JSON.stringify({ checksum: checksum(names), words })];
  });
}
