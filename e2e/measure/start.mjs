// How long a warm start on the city takes: until its map is painted and its figures are
// there, with all files in the browser's cache.
//   node e2e/measure/start.mjs
// The page by scripts/build.sh. Every file is served from this machine.
import { start } from "../lib/liito.mjs";

const ROUNDS = 5;
const liito = await start();
const context = await liito.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
await context.addInitScript(() => localStorage.setItem("liito-welcomed", "yes"));
const rounds = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const page = await context.newPage();
  await page.goto(`${liito.base}?lang=en`);
  // From the navigation on, by the page's own clock.
  const now = () => page.evaluate(() => performance.now());
  const painted = page
    .waitForFunction(() => {
      const [tiles, , context] = (document.querySelector(".map")?.dataset.drawn ?? "0.0.0").split(".");
      return Number(tiles) > 0 && Number(context) > 0;
    })
    .then(now);
  const computed = page.locator("[data-testid=run-state]", { hasText: "up to date" }).waitFor().then(now);
  const both = await Promise.all([computed, painted]);
  const links = await page.locator("[data-field=links]").first().getAttribute("data-value");
  if (links !== "1287") throw new Error(`${links} links are not those of the city`);
  // The first fills the cache.
  if (round > 0) rounds.push(both);
  await page.close();
}
const median = (place) => rounds.map((round) => round[place]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] / 1000;
console.log(`figures after ${median(0).toFixed(2)} s, map with its base map painted after ${median(1).toFixed(2)} s (medians of ${ROUNDS} warm starts)`);
await liito.close();
