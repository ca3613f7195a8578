// The words of each language as the page fetches them: all messages of locales/*.toml by
// section and key, in the order that locales/build.rs numbers them in.
import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

// Sections that the page does not know, as locales/build.rs has them.
const OF_OTHERS = ["annex", "cli", "effect", "field"];

// Those that only rooms of the page say: a list of their own, after all others.
const OF_ROOMS = ["access", "charts", "connection", "explore", "fields", "loss", "methods", "note", "plan", "presets", "repair", "runs", "saving", "seen", "skip", "skip_do", "write_error"];

const sorted = (table) => Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1));

/** FNV-1a, as locales/build.rs has it. */
function checksum(names) {
  let sum = 0x811c9dc5;
  for (const byte of Buffer.from(names)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}

/** `[name of the file, its text]` for each language and list. */
export function catalogues() {
  return ["en", "fi", "sv"].flatMap((language) => {
    const all = sorted(parse(readFileSync(`locales/${language}.toml`, "utf8"))).filter(([section]) => !OF_OTHERS.includes(section));
    const lists = [all.filter(([section]) => !OF_ROOMS.includes(section)), all.filter(([section]) => OF_ROOMS.includes(section))];
    const messages = lists.map((sections) => sections.flatMap(([section, keys]) => sorted(keys).map(([key, words]) => [`${section}.${key}`, words])));
    const sum = checksum(messages.flat().map(([name]) => `${name}\n`).join(""));
    return messages.map((list, place) => {
      const words = list.map(([, words]) => (typeof words === "string" ? words : [words.one, words.other]));
      return [`${language}${place === 0 ? "" : "-rooms"}.json`, JSON.stringify({ checksum: sum, words })];
    });
  });
}
