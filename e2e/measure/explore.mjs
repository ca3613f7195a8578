// How long residents wait in the browser: what is near among 107 600 real polygons, and a
// keystroke of a search among 100 000 names.
//   node e2e/measure/explore.mjs
// The page by scripts/build.sh; geodata/benches/peers/import.sh makes the polygons.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, start } from "../lib/liito.mjs";

const TIMES = 9;
const liito = await start();

/** The page in Explore, that remembers what its data worker was asked last. */
async function explore(query) {
  const context = await liito.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", serviceWorkers: "block" });
  await context.route("**/config.json", (route) => route.fulfill({ body: "{}" }));
  await context.addInitScript(() => {
    localStorage.setItem("liito-welcomed", "yes");
    globalThis.Worker = class extends Worker {
      constructor(address, options) {
        super(address, options);
        this.isData = options?.name === "liito-data";
      }
      postMessage(message, ...more) {
        if (this.isData && Array.isArray(message)) globalThis.asked = [this, message.map((part) => part?.slice?.(0) ?? part)];
        super.postMessage(message, ...more);
      }
    };
  });
  const page = await context.newPage();
  await page.goto(`${liito.base}?task=explore&lang=en${query}`);
  await page.locator("#explore-search").waitFor();
  return page;
}

/** Asks the worker again and again what it was asked last; the page hears nothing of it. */
async function again(page) {
  const times = await page.evaluate(async (count) => {
    const [worker, message] = globalThis.asked;
    const times = [];
    for (let time = 0; time < count; time += 1) {
      const at = performance.now();
      const answered = new Promise((hear) => worker.addEventListener("message", hear, { once: true }));
      worker.postMessage(message);
      await answered;
      times.push(performance.now() - at);
    }
    return times;
  }, TIMES);
  times.sort((a, b) => a - b);
  return `${times[Math.floor(TIMES / 2)].toFixed(1)} ms (${times[0].toFixed(1)} to ${times.at(-1).toFixed(1)})`;
}

const many = join(PROJECT, "target/peers/habitat_many.geojson");
if (existsSync(many)) {
  const page = await explore("&max-link=100&view=24.7,60.25,14");
  await page.locator("input[type=file]").first().setInputFiles(many);
  await page.getByText("107,600 habitat", { exact: false }).first().waitFor({ timeout: 120_000 });
  // Where the polygons are, and once the map asks for nothing more.
  await page.getByRole("button", { name: "Zoom to all" }).click();
  const drawn = () => page.evaluate(() => document.querySelector(".map").dataset.drawn);
  for (let before = ""; before !== (await drawn()); await page.waitForTimeout(5000)) before = await drawn();
  await page.getByRole("button", { name: "Middle of the map" }).click();
  await page.locator(".near-kind[data-nature=FlyingSquirrel] .found").waitFor({ timeout: 60_000 });
  const told = await page.locator(".near-kind[data-nature=FlyingSquirrel] .hint").first().textContent();
  console.log(`near me among 107 600 polygons (${told}): the worker takes ${await again(page)}`);
  await page.context().close();
} else {
  console.log(`skipped: ${many} is absent; geodata/benches/peers/import.sh makes it`);
}

const BEGINNINGS = ["Laaja", "Kuusi", "Mänty", "Koivu", "Leppä", "Pähkinä", "Saari", "Lehto", "Kallio", "Niitty", "Korpi", "Haapa", "Orava", "Kettu", "Mäyrä", "Joutsen", "Kurki", "Pöllö", "Vuori", "Vesi"];
const MIDDLES = ["", "n", "lahden", "mäen", "suon", "rannan", "harjun", "notkon", "kulman", "portin"];
const ENDINGS = ["puisto", "metsä", "tie", "polku", "kuja", "lahti", "niitty", "kallio"];
const SIDES = ["läntinen", "itäinen", "ylä", "ala"];
const places = [...Array(100_000).keys()].map((number) => {
  const pick = (words, by) => words[Math.floor(number / by) % words.length];
  const nimi = `${pick(BEGINNINGS, 1)}${pick(MIDDLES, 20)}${pick(ENDINGS, 200)} ${pick(SIDES, 1600)}`;
  const coordinates = [24.5 + (number % 400) / 1000, 60.1 + Math.floor(number / 400) / 1000];
  return { type: "Feature", properties: { nimi, kind: "locality", number: `K${number}` }, geometry: { type: "Point", coordinates } };
});
const page = await explore("");
const buffer = Buffer.from(JSON.stringify({ type: "FeatureCollection", features: places }));
await page.locator("input[type=file]").first().setInputFiles({ name: "places.geojson", mimeType: "application/json", buffer });
for (const text of ["l", "laaja", "laajalahdenpuisto", "laajalahdenpuitso itä"]) {
  await page.getByRole("searchbox").fill(text);
  await page.getByText(/^[\d,]+ found$/).first().waitFor({ timeout: 60_000 });
  await page.waitForFunction((text) => document.querySelector("#explore-search").value === text, text);
  console.log(`"${text}" among 100 000 names (${await page.getByText(/^[\d,]+ found$/).first().textContent()}): the worker takes ${await again(page)}`);
}
await liito.close();
