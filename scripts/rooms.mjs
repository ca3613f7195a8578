// The rooms of the page (app/src/rooms.rs): binaries that are fetched when they are shown.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

/** As Trunk is told for the page itself (index.html). */
const OPTIMISED = ["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext", "--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"];
const LINK = "__wasm_split.js";

/** Puts them into a folder named by their content and tells page and rooms of each other.
 * Returns the page's HTML, changed accordingly. */
export function placeRooms(html, { dist, isRelease }) {
  const from = join(process.env.CARGO_TARGET_DIR ?? "target", "rooms");
  const names = readdirSync(from).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
  const binaries = names.map((name) => {
    const path = join(from, name);
    if (isRelease) execFileSync("wasm-opt", [...OPTIMISED, path, "-o", path], { stdio: ["ignore", "ignore", "pipe"] });
    return readFileSync(path);
  });
  const link = readFileSync(join(from, LINK), "utf8");
  const folder = `rooms-${hex(Buffer.concat([Buffer.from(link), ...binaries]))}`;
  mkdirSync(join(dist, folder), { recursive: true });
  for (const [place, name] of names.entries()) writeFileSync(join(dist, folder, name), binaries[place]);

  // The page's script learns where its rooms are, which changes its name.
  const old = html.match(/liito-app-[0-9a-f]+\.js/)[0];
  const told = must(readFileSync(join(dist, old), "utf8"), `from "./${LINK}"`, `from "./${folder}/rooms.js"`);
  const script = isRelease ? minified(told) : told;
  const name = `liito-app-${hex(script)}.js`;
  rmSync(join(dist, old));
  writeFileSync(join(dist, name), script);
  const digest = createHash("sha384").update(script).digest("base64");
  html = html.replace(/(<link rel="modulepreload" href="[^"]*liito-app-[^"]*"[^>]*integrity=")[^"]*/, `$1sha384-${digest}`).replaceAll(old, name);

  // Hosts that do not know the type of WebAssembly serve the rooms as well as the rest.
  let code = must(link, '"./liito-app.js"', `"../${name}"`);
  code = must(
    code,
    "WebAssembly.instantiateStreaming(src, imports)",
    "src.then((answer) => answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(`${answer.status} ${answer.url}`))).then((bytes) => WebAssembly.instantiate(bytes, imports))",
  );
  writeFileSync(join(dist, folder, "rooms.js"), isRelease ? minified(code) : code);
  return html.replace("</head>", `<link rel="modulepreload" href="./${folder}/rooms.js" crossorigin="anonymous"></head>`);
}

/** A module without what browsers pass over. */
export const minified = (code) => transformSync(code, { minify: true, format: "esm", target: "es2022" }).code;

const hex = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** The text with every `is` become `shall`; there has to be one. */
function must(text, is, shall) {
  if (!text.includes(is)) throw new Error(`the tools write something else than ${is} by now`);
  return text.replaceAll(is, shall);
}
