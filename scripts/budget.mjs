// What a first visit loads before the city's own data, and whether it is too much.
//   node scripts/budget.mjs
// The page by scripts/build.sh. Sizes as a host that compresses by Brotli sends them; by
// gzip they are told beside.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const MOST = 1_300_000;
const dist = "dist";

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
  // Fetched when they are asked for: the book, data, workers for files and ways, rooms of the
  // page, what draws, licences, and the
  // words of other languages than the reader's (the longest count); and what is fetched
  // later to be kept on the device.
  .filter((name) => !/^(book|demo|draw-|formats-|geopackage-|ways-|styleguide)|^rooms-.*\.wasm$|^words-.*(en|sv|-rooms)\.json$|^icons|^service-worker\.js$|^licences\.txt$|^\.|\.map$/.test(name))
  .map((name) => {
    const bytes = readFileSync(join(dist, name));
    return { name, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.brotli - a.brotli);
const sum = (by) => files.reduce((all, file) => all + file[by], 0);
for (const { name, gzip, brotli } of files.slice(0, 6)) console.log(`${String(brotli).padStart(9)}  (gzip ${gzip})  ${name}`);
console.log(`${String(sum("brotli")).padStart(9)}  (gzip ${sum("gzip")})  in all, of at most ${MOST}`);
if (sum("brotli") > MOST) {
  console.error("The first load is larger than it may be.");
  process.exit(1);
}
