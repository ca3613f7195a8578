// 10 000 patches in Chromium: figures, what importance would take, what it takes, and how
// long the page's own thread is ever busy. Squares of 50 to 250 m on 40 x 40 km, as in
// geodata/benches/many_patches. On so many compute workers, whatever the machine.
//
//   node e2e/measure/many.mjs [PATCHES] [WORKERS]
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { open, start } from "../lib/liito.mjs";

const COUNT = Number(process.argv[2] ?? 10_000);
const WORKERS = Number(process.argv[3] ?? 2);
const WIDTH = 400 * Math.sqrt(COUNT);
const EAST = 1 / 55_400;
const NORTH = 1 / 111_500;

let seed = 1;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const features = Array.from({ length: COUNT }, () => {
  const [x, y, side] = [24.3 + WIDTH * random() * EAST, 60.05 + WIDTH * random() * NORTH, 50 + 200 * random()];
  const [w, h] = [side * EAST, side * NORTH];
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x, y]]] } };
});

// Handed over as a path: sent to the browser as a message it would keep the page's thread busy.
const folder = mkdtempSync(join(tmpdir(), "liito-many-"));
const path = join(folder, "many.geojson");
writeFileSync(path, JSON.stringify({ type: "FeatureCollection", features }));

const liito = await start();
const page = await open(liito, "?lang=en&topology=planar&overlaps=kept", { cores: WORKERS + 1 });
await page.evaluate(() => {
  globalThis.long = [];
  new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map((entry) => Math.round(entry.duration)))).observe({ type: "longtask" });
});
let at = performance.now();
/** Says how long something took, and the longest tasks of the page's thread meanwhile. */
async function took(what) {
  const long = await page.evaluate(() => globalThis.long.splice(0));
  long.sort((a, b) => b - a);
  const now = performance.now();
  console.log(`${what}: ${((now - at) / 1000).toFixed(1)} s; longest tasks ${long.slice(0, 4).join(", ") || "under 50"} ms`);
  at = performance.now();
  return long[0] ?? 0;
}

await page.locator("[data-testid=run-state]", { hasText: "up to date" }).waitFor();
await took("the page");
await page.locator("input[type=file]").first().setInputFiles(path);
await page.getByText(`${COUNT.toLocaleString("en")} habitat patches`).first().waitFor({ timeout: 120_000 });
await took("read");
await page.waitForFunction((count) => document.querySelector("[data-testid=run-state]").textContent.includes("up to date") && !document.querySelector(".figures.stale") && Number(document.querySelector("[data-field=links]")?.dataset.value) > count / 4, COUNT, { timeout: 300_000 });
await took("figures");
const offer = page.locator("[data-testid=importance] .hint").first();
await page.waitForFunction(() => /Here that takes/.test(document.querySelector("[data-testid=importance] .hint")?.textContent ?? ""), null, { timeout: 120_000 });
await took(`estimated (“${await offer.textContent()}”)`);
await page.getByRole("button", { name: "Compute importance" }).click();
await page.waitForTimeout(3000);
await page.getByRole("button", { name: "Cancel" }).first().click();
at = performance.now();
await page.getByRole("button", { name: "Compute importance" }).waitFor();
await took("cancelled");
await page.getByRole("button", { name: "Compute importance" }).click();
await page.locator("[data-testid=ranked] li").first().waitFor({ timeout: 1_200_000 });
await took("importance of all patches and links");
assert.equal(await page.locator("[data-testid=ranked] li").count(), 10);
console.log(await page.getByTestId("importance-bound").textContent());
await page.getByRole("button", { name: "Table", exact: true }).click();
await page.locator(".table-drawer tbody tr").first().waitFor();
await took("table");
await page.locator(".table-drawer").getByRole("columnheader").nth(1).getByRole("button").click();
await page.waitForTimeout(1000);
await took("sorted");
await page.getByRole("radio", { name: "Charts" }).check({ force: true });
await page.getByTestId("chart-kind").waitFor();
for (const kind of await page.getByTestId("chart-kind").locator("option").evaluateAll((options) => options.map((option) => option.value))) {
  await page.getByTestId("chart-kind").selectOption(kind);
  await page.locator("[data-testid=chart], .charts .empty").first().waitFor({ timeout: 120_000 });
  await took(`chart ${kind}`);
}
await page.mouse.move(900, 300);
for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -200);
await page.waitForTimeout(3000);
await took("map");
assert.deepEqual(page.problems, []);
await liito.close();
rmSync(folder, { recursive: true });
