// How long 107 600 polygons take from the file to the map, and what the tab takes.
//   node e2e/measure/open.mjs [FILE]
// The file is made by geodata/benches/peers/import.sh; the page by scripts/build.sh.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, computed, open, start } from "../lib/liito.mjs";

const path = process.argv[2] ?? join(PROJECT, "target/peers/habitat_many.geojson");
if (!existsSync(path)) throw new Error(`${path} is absent: run geodata/benches/peers/import.sh`);

const liito = await start();
const page = await open(liito, "?lang=en");
await computed(page);
await page.evaluate(() => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
});
// How often the map has drawn all it was asked to.
const drawn = () => page.locator(".map").getAttribute("data-drawn");
const rounds = [];
for (let round = 0; round < 3; round += 1) {
  for (const button of await page.getByRole("button", { name: /^Remove / }).all()) await button.click();
  await page.waitForTimeout(500);
  const before = performance.now();
  await page.locator("input[type=file]").first().setInputFiles(path);
  await page.getByText("107,600 habitat patches").first().waitFor({ timeout: 120_000 });
  const read = performance.now() - before;
  const empty = await drawn();
  await page.waitForFunction((empty) => document.querySelector(".map").dataset.drawn !== empty, empty, { timeout: 120_000 });
  rounds.push([read / 1000, (performance.now() - before) / 1000]);
}
// The tab is the process that has the page and its workers in it.
const session = await liito.browser.newBrowserCDPSession();
const { processInfo } = await session.send("SystemInfo.getProcessInfo");
const residentMb = (id) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) / 1024;
const tab = Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentMb(id)));
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const [read, painted] = [0, 1].map((place) => median(rounds.map((round) => round[place])).toFixed(2));
console.log(`read and handed to the data worker: ${read} s; on the map: ${painted} s (medians of three)`);
console.log(`longest task of the page: ${Math.max(0, ...(await page.evaluate(() => window.longTasks))).toFixed(0)} ms`);
console.log(`memory of the tab after that, its workers in it: ${tab.toFixed(0)} MB`);
await liito.close();
