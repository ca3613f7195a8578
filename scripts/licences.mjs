// The licences of everything that is served: our own, the crates compiled into
// the page and its worker, and the npm packages beside them.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const SERVED_CRATES = ["liito-app", "liito-worker", "liito-formats", "liito-geopackage", "liito-ways"];
const SERVED_PACKAGES = ["maplibre-gl", "terra-draw", "terra-draw-maplibre-gl-adapter"];
const LICENCE_FILE = /^(licen[cs]e|copying|notice|unlicense)/i;

/** Crates that the served ones are built of, by normal dependencies. */
function crates() {
  const metadata = JSON.parse(
    execFileSync(
      "cargo",
      ["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", "wasm32-unknown-unknown"],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    ),
  );
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const packages = new Map(metadata.packages.map((pack) => [pack.id, pack]));
  const seen = new Set();
  const open = metadata.packages.filter((pack) => SERVED_CRATES.includes(pack.name)).map((pack) => pack.id);
  while (open.length > 0) {
    const id = open.pop();
    if (seen.has(id)) continue;
    seen.add(id);
    for (const dependency of nodes.get(id).deps) {
      if (dependency.dep_kinds.some((kind) => kind.kind === null)) open.push(dependency.pkg);
    }
  }
  return [...seen]
    .map((id) => packages.get(id))
    .filter((pack) => pack.source !== null)
    .map((pack) => ({ name: pack.name, version: pack.version, licence: pack.license ?? "see text", folder: dirname(pack.manifest_path) }));
}

function npmPackages() {
  return SERVED_PACKAGES.map((name) => {
    const folder = join("node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return { name, version, licence: license, folder };
  });
}

function texts(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .flatMap((name) => {
      try {
        return [readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim()];
      } catch {
        return []; // a folder of licences: the expression above names them
      }
    });
}

/** One text: a list of what is served, then each licence text with whom it is for. */
export function gatherLicences() {
  const served = [...crates(), ...npmPackages()].sort((a, b) => a.name.localeCompare(b.name, "en"));
  const users = new Map();
  for (const pack of served) {
    for (const text of texts(pack.folder)) {
      users.set(text, [...(users.get(text) ?? []), `${pack.name} ${pack.version}`]);
    }
  }
  const list = served.map((pack) => `${pack.name} ${pack.version}: ${pack.licence}`);
  const blocks = [...users].map(([text, names]) => `${"=".repeat(72)}\n${names.join(", ")}\n\n${text}`);
  return `Liito: MIT OR Apache-2.0\n\nServed with it:\n\n${list.join("\n")}\n\n${blocks.join("\n\n")}\n`;
}
