// How long a plan takes in the browser: figures that follow the hand, figures after it has let
// go, suggestions; on the city and, where it is at hand, on the real sheet of 12 x 12 km.
//   node e2e/measure/plan.mjs [city] [sheet] [made-up]
// The page by scripts/build.sh.
import { shared, start } from "../lib/liito.mjs";

const MOVES = 12;
const wanted = process.argv.slice(2);
const isWanted = (what) => wanted.length === 0 || wanted.includes(what);
const liito = await start();

/** A page of a reader who has been here before, and has nothing kept. */
async function fresh() {
  const context = await liito.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", serviceWorkers: "block" });
  await context.addInitScript(() => {
    localStorage.setItem("liito-welcomed", "yes");
    // What the worker of plans is asked while a hand moves, to ask it again while nothing paints.
    globalThis.asked = [];
    globalThis.Worker = class extends Worker {
      constructor(address, options) {
        super(address, options);
        this.hasPlans = /ways/.test(address);
      }
      postMessage(message, ...more) {
        if (this.hasPlans) globalThis.asked.push([this, message.map((part) => part.slice?.(0) ?? part)]);
        super.postMessage(message, ...more);
      }
    };
  });
  return context.newPage();
}

const median = (times) => times.toSorted((p, q) => p - q)[Math.floor(times.length / 2)];
const ms = (time) => `${time.toFixed(0)} ms`;

/** The figures are those of so many edits; since when the page has them, by its own clock. */
async function assessed(page, edits) {
  await page.waitForFunction(
    (edits) => document.querySelectorAll("[data-testid=edits] > li").length === edits && document.querySelector(".impact:not(.stale) [data-testid=near]"),
    edits,
    { timeout: 60_000 },
  );
  return page.evaluate(() => performance.now());
}

/** A stepping stone of some tens of metres; 20 ha: where corners are set and the last is moved.
 * Below the card of tools, which is high before something is drawn. */
const STONE = { corners: [[760, 400], [800, 400]], last: [800, 440] };
const HECTARES = { corners: [[450, 430], [1050, 430], [1050, 680]], last: [490, 680] };

/** Takes a tool, once the map is done with what was drawn before. */
async function take(page, tool) {
  const button = page.locator(`[data-tool=${tool}]`);
  if (await button.count()) await button.click();
  else await page.locator(".tool-row select").selectOption(tool);
  await page.waitForFunction(() => document.querySelector(".map canvas").style.cursor === "crosshair");
  // The map may still be busy with what was drawn before.
  await page.locator("[data-testid=plan-run][data-state=idle]").waitFor({ state: "attached", timeout: 60_000 });
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 3000 })));
}

/** Draws an area from corner to corner, and times the figures that follow each move. */
async function drawn(page, tool, edits, { corners, last: [x, y] }) {
  await take(page, tool);
  // A busy page takes its time for each corner: the next would be lost.
  const measured = () => page.evaluate(() => [...document.querySelectorAll("strong.tabular")].find((part) => /ha$/.test(part.textContent))?.textContent);
  for (const [left, top] of corners) {
    const known = await measured();
    await page.mouse.click(left, top);
    for (let away = 40; away < 90 && (await measured()) === known; away += 1) {
      await page.mouse.move(left + away, top + 1.5 * away);
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 3000 })));
    }
  }
  const times = [];
  await page.evaluate(() => globalThis.asked.splice(0));
  for (let move = 0; move < MOVES; move += 1) {
    const known = await page.evaluate(() => document.querySelector("[data-testid=live]")?.dataset.value);
    const at = await page.evaluate(() => performance.now());
    await page.mouse.move(x - 7 * move, y + 11 * (move % 5));
    const next = await page
      .waitForFunction(
        (known) => {
          const value = document.querySelector("[data-testid=live]")?.dataset.value;
          return value && value !== known ? performance.now() : false;
        },
        known,
        { timeout: 10_000 },
      )
      // The pointer may have been drawn to where it was, or nothing come of it.
      .catch(() => null);
    if (next) times.push((await next.jsonValue()) - at);
  }
  // The page hears nothing of these: it waits for none of them.
  const answers = await page.evaluate(async () => {
    const times = [];
    for (const [worker, message] of globalThis.asked.splice(0)) {
      const at = performance.now();
      const answered = new Promise((hear) => worker.addEventListener("message", hear, { once: true }));
      worker.postMessage(message);
      await answered;
      times.push(performance.now() - at);
    }
    return times;
  });
  const area = await page.getByTestId("live").textContent();
  await page.mouse.click(x - 30, y + 30);
  await page.mouse.move(x - 30, y);
  const at = await page.evaluate(() => performance.now());
  await page.keyboard.press("Enter");
  const took = (await assessed(page, edits)) - at;
  console.log(`${tool} (${area.trim()}): figures follow the hand after ${ms(median(times))} (slowest of ${times.length} ${ms(Math.max(...times))}), the worker takes ${ms(median(answers))} of it (${ms(Math.min(...answers))} to ${ms(Math.max(...answers))}) where nothing is painted, all is told ${ms(took)} after it lets go`);
}

/** Comes as near as a planner does who draws a stepping stone: some tens of metres a stroke. */
async function near(page) {
  await page.mouse.move(760, 440);
  const zoom = () => page.evaluate(() => Number(new URLSearchParams(location.search).get("view")?.split(",")[2]));
  while (!((await zoom()) > 14.9)) {
    await page.mouse.wheel(0, -60);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Plants a row across the whole map, so that suggestions are looked for everywhere. */
async function farRow(page, edits) {
  const zoom = () => page.evaluate(() => Number(new URLSearchParams(location.search).get("view")?.split(",")[2]));
  await page.mouse.move(760, 440);
  while (!((await zoom()) < 12.1)) {
    await page.mouse.wheel(0, 120);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await take(page, "plant-row");
  await page.mouse.click(520, 330);
  await page.mouse.click(1000, 700);
  await page.keyboard.press("Enter");
  await assessed(page, edits);
}

async function measure(name, page) {
  console.log(name);
  await page.locator("#alternative").waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => document.querySelector("[data-testid=plan-run]")?.dataset.state === "idle", null, { timeout: 60_000 });
  await near(page);
  await drawn(page, "add-patch", 1, STONE);
  await drawn(page, "clear", 2, HECTARES);
  await farRow(page, 3);
  const at = await page.evaluate(() => performance.now());
  await page.getByRole("button", { name: "Suggest plantings" }).click();
  await page.locator("[data-testid=plan-run][data-state=working]").waitFor({ state: "attached" });
  await page.locator("[data-testid=plan-run][data-state=idle]").waitFor({ state: "attached", timeout: 60_000 });
  const took = (await page.evaluate(() => performance.now())) - at;
  const told = await page.getByTestId("suggestions").textContent();
  console.log(`suggestions after ${ms(took)}, from ${told.match(/all [\d,]+ candidates?/)?.[0] ?? "no candidate"}`);
  await page.context().close();
}

if (isWanted("city")) {
  const city = await fresh();
  await city.goto(`${liito.base}?task=plan&lang=en&view=24.70000,60.20000,14.50`);
  await measure("the city", city);
}

/** Opens files on the page, has them linked by glides, and goes to Plan. */
async function planOver(files, query = "") {
  const page = await fresh();
  await page.goto(`${liito.base}?lang=en${query}`);
  await page.locator("[data-testid=run-state]", { hasText: "up to date" }).waitFor();
  for (const file of files) {
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page.waitForFunction((name) => document.body.textContent.includes(name), file.name ?? file.split("/").pop());
  }
  await page.locator("[data-testid=run-state]", { hasText: "up to date" }).waitFor({ timeout: 120_000 });
  await page.locator("#field-kind").selectOption("glide");
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  // Either it has been found what matters, or the reader is asked first.
  await page.locator("[data-testid=importance]").locator(".ranked button, button:has-text('Compute importance')").first().waitFor({ timeout: 120_000 });
  await page.getByRole("radio", { name: "Plan", exact: true }).check({ force: true });
  return page;
}

const sheet = ["habitat", "tree_cover", "land_cover", "power_lines"].map((name) => shared(`data/espoo-nls/${name}.geojson`));
if (isWanted("sheet") && !sheet.includes(null)) await measure("the real sheet", await planOver(sheet));

/** 2 000 patches, and one more so that importance is not computed beside it, in woods of their
 * own on a lattice that is a little off, in a field. */
function madeUp() {
  const [ROW, COUNT, EAST, NORTH] = [45, 2001, 0.0027, 0.00135];
  const off = (n, by) => (((Math.imul(n + 1, 2654435761) >>> by) % 41) - 20) * 0.00001;
  const square = (n, width, by) => {
    const [x, y] = [24.6 + EAST * (n % ROW) + off(n, 7) + by, 60.15 + NORTH * Math.floor(n / ROW) + off(n, 13) / 2 - by / 2];
    const [w, h] = [width / 2, width / 4];
    return [[[x - w, y - h], [x + w, y - h], [x + w, y + h], [x - w, y + h], [x - w, y - h]]];
  };
  const numbers = [...Array(COUNT).keys()];
  const feature = (properties, coordinates) => ({ type: "Feature", properties, geometry: { type: "Polygon", coordinates } });
  const layers = {
    habitat: numbers.map((n) => feature({}, square(n, 0.0011, 0))),
    tree_cover: numbers.map((n) => feature({ height_from_m: 20, height_to_m: 25 }, square(n, 0.0015, 0.0001))),
    land_cover: [feature({ kind: "field" }, [[[24.58, 60.13], [24.75, 60.13], [24.75, 60.23], [24.58, 60.23], [24.58, 60.13]]])],
  };
  return Object.entries(layers).map(([name, features]) => ({ name: `${name}.geojson`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ type: "FeatureCollection", features })) }));
}
if (isWanted("made-up")) await measure("2 000 made-up patches, glides up to 470 m", await planOver(madeUp(), "&max-link=470"));
await liito.close();
