// How long a warm start on the city takes: until its map is painted and its figures are
// there, for a reader who has been here before: files, and the code that the browser made
// of them, are in its cache.
//   node e2e/measure/start.mjs
// The page by scripts/build.sh. Every file is served from this machine.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { FLAGS, chromiumPath } from "../lib/chromium.mjs";
import { DIST } from "../lib/liito.mjs";

const ROUNDS = 15;
const server = await serve(DIST);
const profile = mkdtempSync(join(tmpdir(), "liito-start-"));
// A profile on disk, as a reader's is: a private one keeps no compiled code.
const context = await chromium.launchPersistentContext(profile, {
  executablePath: chromiumPath(),
  args: FLAGS,
  viewport: { width: 1440, height: 900 },
  locale: "en-GB",
});
await context.addInitScript(() => {
  localStorage.setItem("liito-welcomed", "yes");
  // Noted by the page itself, when the frame after the change begins: a question from outside would
  // wait for its turn.
  window.reached = {};
  const note = (name) => {
    if (name in window.reached) return;
    window.reached[name] = null;
    requestAnimationFrame(() => (window.reached[name] = performance.now()));
  };
  const look = () => {
    const [tiles, , context] = (document.querySelector(".map")?.dataset.drawn ?? "0.0.0").split(".");
    if (Number(tiles) > 0 && Number(context) > 0) note("painted");
    if (document.querySelector("[data-testid=run-state]")?.textContent.includes("up to date")) note("computed");
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
});
const rounds = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/?lang=en`);
  const reached = await (await page.waitForFunction(() => window.reached.painted && window.reached.computed && window.reached)).jsonValue();
  const both = [reached.computed, reached.painted];
  const links = await page.locator("[data-field=links]").first().getAttribute("data-value");
  if (links !== "1287") throw new Error(`${links} links are not those of the city`);
  // The first fills the cache.
  if (round > 0) rounds.push(both);
  // Left when all is done, so that the next has the machine to itself.
  await page.getByTestId("ranked").waitFor();
  await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    for (let quick = 0, last = await frame(); quick < 30; ) {
      const now = await frame();
      quick = now - last < 40 ? quick + 1 : 0;
      last = now;
    }
  });
  await page.close();
}
if (process.env.ROUNDS) console.log(rounds.map((r) => r.map(Math.round).join("/")).join(" "));
const median = (place) => rounds.map((round) => round[place]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] / 1000;
console.log(`figures after ${median(0).toFixed(2)} s, map with its base map painted after ${median(1).toFixed(2)} s (medians of ${ROUNDS} warm starts)`);
await context.close();
server.closeAllConnections();
server.close();
rmSync(profile, { recursive: true, force: true });
