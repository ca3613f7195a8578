// After Trunk: what it leaves to be done so that any static host can serve the page.
//
// 1. The worker's files, which Trunk does not name by their content, move into a
//    folder that is, or caches would mix versions.
// 2. A release gets the Content Security Policy, with the hash of Trunk's own
//    inline script.
// 3. The page of all components is made from the same head as the page itself.
// 4. The words of each language go into files that the page fetches when it speaks it.
// 5. What draws on the map is bundled, to be fetched when a reader begins to.
// 6. The rooms of the page are put beside it.
// 7. The licences of everything served are gathered into one file.
// 8. The book is written beside it.
// 9. A release gets the service worker, which is told every file.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync, transformSync } from "esbuild";
import { writeBook } from "./book.mjs";
import { catalogues } from "./catalogues.mjs";
import { gatherLicences } from "./licences.mjs";
import { placeServiceWorker } from "./offline.mjs";
import { minified, placeRooms } from "./rooms.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
const isRelease = process.env.TRUNK_PROFILE === "release";

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** Moves files into a folder named by their content and returns its name. */
function moveUnderHash(folder, names) {
  const bytes = names.map((name) => readFileSync(join(dist, name)));
  const target = `${folder}-${hashOf(Buffer.concat(bytes))}`;
  mkdirSync(join(dist, target), { recursive: true });
  for (const name of names) renameSync(join(dist, name), join(dist, target, name.split("/").pop()));
  return target;
}

// The folder of the map library stands in the page's code, so it has to be true.
const { version } = JSON.parse(readFileSync("node_modules/maplibre-gl/package.json", "utf8"));
if (!existsSync(join(dist, `vendor/maplibre-gl-${version}`))) {
  throw new Error(`maplibre-gl is ${version}: say so in index.html and app/src/map/bindings.rs`);
}

// The page's own worker, and those that it fetches when they are needed.
const [styleguide, ...workers] = ["liito-styleguide", "liito-worker", "liito-formats", "liito-geopackage", "liito-ways"].map((binary) => {
  const files = readdirSync(dist).filter((name) => name.startsWith(`${binary}.`) || name.startsWith(`${binary}_`));
  for (const name of isRelease ? files.filter((name) => name === `${binary}.js`) : []) {
    writeFileSync(join(dist, name), minified(readFileSync(join(dist, name), "utf8")));
  }
  const folder = moveUnderHash(binary.replace("liito-", ""), files);
  const loader = files.find((name) => name.endsWith("_loader.js"));
  if (!loader) throw new Error(`the loader of ${binary} is not among ${files.join(", ")}`);
  return { binary, address: `${folder}/${loader}` };
});

// It is not cut into rooms, so nothing in it may lead to one.
const components = readFileSync(join(dist, styleguide.address.replace("_loader.js", "_bg.wasm")));
const doors = WebAssembly.Module.imports(new WebAssembly.Module(components)).filter(({ name }) => name.includes("__wasm_split"));
if (doors.length > 0) throw new Error(`the page of all components reaches rooms: ${doors.map(({ name }) => name).join(", ")}`);
// The library of the map lies beside the page alone.
const script = readFileSync(join(dist, styleguide.address.replace("_loader.js", ".js")), "utf8");
if (script.includes("maplibre-gl.mjs")) throw new Error("the page of all components imports the map's library");

const lists = catalogues();
const words = `words-${hashOf(lists.map(([, text]) => text).join(""))}`;
mkdirSync(join(dist, words), { recursive: true });
for (const [name, text] of lists) writeFileSync(join(dist, words, name), text);

const [{ contents: drawing }] = buildSync({
  entryPoints: ["app/draw/draw.mjs"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  write: false,
}).outputFiles;
const draw = `draw-${hashOf(drawing)}`;
mkdirSync(join(dist, draw), { recursive: true });
writeFileSync(join(dist, draw, "draw.mjs"), drawing);

const page = join(dist, "index.html");
let html = placeRooms(readFileSync(page, "utf8"), { dist, isRelease });

// The style sheets become one, without what browsers pass over: a dozen requests less.
const links = [...html.matchAll(/<link[^>]*rel="stylesheet"[^>]*>/g)].map(([link]) => link);
const sheets = links.map((link) => link.match(/href="(?:\.\/)?([^"]+)"/)[1]);
const css = transformSync(sheets.map((name) => readFileSync(join(dist, name), "utf8")).join("\n"), { loader: "css", minify: true }).code;
const sheet = `style-${hashOf(css)}.css`;
writeFileSync(join(dist, sheet), css);
for (const name of sheets) rmSync(join(dist, name));
for (const [place, link] of links.entries()) {
  html = html.replace(link, place === 0 ? `<link rel="stylesheet" href="./${sheet}" />` : "");
}

// Trunk's own links to the workers' files are of no use: the page starts them.
html = html.replaceAll(/<link[^>]*href="[^"]*liito-(worker|formats|geopackage|ways|styleguide)[^"]*"[^>]*>/g, "");
let head = workers.map(({ binary, address }) => `<meta name="${binary}" content="${address}" />`).join("\n");
head += `\n<meta name="liito-words" content="${words}" />`;
head += `\n<meta name="liito-draw" content="${draw}/draw.mjs" />`;

if (isRelease) {
  // One that follows changes is not kept.
  head += `\n<meta name="liito-service-worker" content="service-worker.js" />`;
  const inline = [...html.matchAll(/<script[^>]*?>([\s\S]*?)<\/script>/g)]
    .filter((match) => !/\ssrc=/.test(match[0].slice(0, match[0].indexOf(">"))))
    .map((match) => `'sha256-${createHash("sha256").update(match[1]).digest("base64")}'`);
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${inline.join(" ")}`.trim(),
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    // Other hosts only where the reader types or allows one: the page asks first.
    "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  head = `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n${head}`;
}
// Behind the character set, which has to come within the first kilobyte.
html = html.replace(/<meta charset="utf-8"\s*\/?>/, (charset) => `${charset}\n${head}`);
writeFileSync(page, html);

// Its binary is built as a worker's is, but starts from a script as well.
const folder = join(dist, "styleguide");
mkdirSync(folder, { recursive: true });
copyFileSync("app/style/styleguide.css", join(folder, "styleguide.css"));
writeFileSync(
  join(folder, "index.html"),
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="liito-words" content="../${words}" />
<title>Liito</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml" />
<link rel="stylesheet" href="../${sheet}">
<link rel="stylesheet" href="styleguide.css" />
<script type="module" src="../${styleguide.address}"></script>
</head>
<body></body>
</html>
`,
);

writeFileSync(join(dist, "licences.txt"), gatherLicences());
writeBook(dist);
if (isRelease) placeServiceWorker(dist);
