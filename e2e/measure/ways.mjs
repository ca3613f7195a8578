// How long links over the land take in the browser, on the real sheet of 12 x 12 km: from the
// reader's choice until the figures are there, and the longest that the page did not listen.
//   node e2e/measure/ways.mjs
// The page by scripts/build.sh.
import { shared, start } from "../lib/liito.mjs";

const files = ["habitat", "tree_cover", "land_cover", "power_lines"].map((name) => shared(`data/espoo-nls/${name}.geojson`));
if (files.includes(null)) process.exit(0);
const liito = await start();
const context = await liito.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", serviceWorkers: "block" });
await context.addInitScript(() => {
  localStorage.setItem("liito-welcomed", "yes");
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
  }).observe({ type: "longtask" });
});
for (const kind of ["least-cost", "glide"]) {
  const page = await context.newPage();
  await page.goto(`${liito.base}?lang=en`);
  const state = page.locator("[data-testid=run-state]", { hasText: "up to date" });
  await state.waitFor();
  for (const file of files) {
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page.waitForFunction((name) => document.body.textContent.includes(name), file.split("/").pop());
  }
  await page.locator("[data-testid=importance] .ranked button").first().waitFor({ timeout: 300_000 });
  await page.evaluate(() => (window.longest = 0));
  // The second time the worker is there and has the land.
  for (const round of ["first", "second"]) {
    const before = await page.evaluate(() => performance.now());
    await page.locator("#field-kind").selectOption(kind);
    await page.waitForFunction(() => !/up to date/.test(document.querySelector("[data-testid=run-state]").textContent));
    await state.waitFor({ timeout: 300_000 });
    const took = (await page.evaluate(() => performance.now())) - before;
    await page.locator("[data-testid=crossings]").waitFor({ timeout: 300_000 });
    const grades = await page.locator("[data-testid=grades]").getAttribute("data-value");
    const longest = await page.evaluate(() => window.longest);
    console.log(`${kind}, ${round}: figures after ${(took / 1000).toFixed(2)} s, longest task ${longest.toFixed(0)} ms; good, weak, critical, cut: ${grades}`);
    await page.locator("#field-kind").selectOption("euclidean");
    await page.waitForFunction(() => !document.querySelector("[data-testid=crossings]"));
    await state.waitFor({ timeout: 300_000 });
  }
  await page.close();
}
await liito.close();
