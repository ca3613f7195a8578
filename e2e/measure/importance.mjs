// How long importance takes in Chromium: 1 000 patches and 14 288 links, and the
// 363 real patches where they are at hand. Not a test: `node e2e/measure/importance.mjs`
// after `make build` and `cargo build --release -p liito`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, drop, open, shared, start } from "../lib/liito.mjs";

const folder = join(PROJECT, "target/measure");
mkdirSync(folder, { recursive: true });

const command = (...parameters) =>
  JSON.parse(execFileSync(join(PROJECT, "target/release/liito"), ["connectivity", ...parameters], { encoding: "utf8", maxBuffer: 1e9 }));

/** Squares of 2 m, evenly spread over 10 x 10 km. */
function points(count) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  const features = Array.from({ length: count }, (_, id) => {
    const [x, y] = [25_490_000 + 1e4 * random(), 6_670_000 + 1e4 * random()];
    const ring = [[x, y], [x + 2, y], [x + 2, y + 2], [x, y + 2], [x, y]];
    return { type: "Feature", properties: { id, worth: 20 * random() }, geometry: { type: "Polygon", coordinates: [ring] } };
  });
  return JSON.stringify({ type: "FeatureCollection", crs: { type: "name", properties: { name: "EPSG:3879" } }, features });
}

/** The cut that leaves so many links. */
function cutFor(file, links) {
  let [low, high] = [0, 2000];
  for (;;) {
    const cut = (low + high) / 2;
    const found = command(file, "--max-link", String(cut), "--threshold", "10000").indices.links;
    if (Math.abs(found - links) <= 3) return cut;
    if (found < links) low = cut;
    else high = cut;
  }
}

async function measure(liito, title, text, query, expected) {
  const page = await open(liito, `?lang=en&patches=d-pc&${query}`);
  const times = [];
  for (let run = 0; run < 5; run += 1) {
    await page.evaluate(() => {
      window.marks = new Promise((resolve) => {
        let begun = 0;
        const look = () => {
          const importance = document.querySelector("[data-testid=importance]");
          if (!begun && importance?.querySelector("progress")) begun = performance.now();
          if (begun && importance?.querySelector("[data-testid=ranked] li")) resolve(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        look();
      });
    });
    await drop(page, [{ name: `run-${run}.geojson`, text }]);
    times.push(await page.evaluate(() => window.marks));
    const best = Number(await page.locator("[data-testid=ranked] button").first().getAttribute("data-value"));
    assert.ok(Math.abs(best - expected) <= 1e-9 * expected, `${best} against ${expected}`);
    await page.getByRole("button", { name: `Remove run-${run}.geojson` }).click();
    await page.locator("[data-testid=ranked]").waitFor({ state: "detached" });
  }
  times.sort((x, y) => x - y);
  console.log(`${title}: median ${(times[2] / 1000).toFixed(2)} s of ${times.map((t) => (t / 1000).toFixed(2)).join(", ")}`);
  assert.deepEqual(page.problems, []);
}

const liito = await start();
const file = join(folder, "points.geojson");
const text = points(1000);
writeFileSync(file, text);
const cut = cutFor(file, 14_288);
const best = (run) => Math.max(...run.importance.map((row) => row.d_pc));
const query = `attribute=worth&threshold=10000&max-link=${cut}`;
await measure(liito, "1 000 patches, all indices, every patch and every link removed", text, query, best(command(file, "--attribute", "worth", "--threshold", "10000", "--max-link", String(cut), "--importance")));
const real = shared("data/espoo-nls/habitat.geojson");
if (real) await measure(liito, "363 real patches, the same and 2 466 links improved", readFileSync(real, "utf8"), "", best(command(real, "--importance")));
await liito.close();
