// Workers: long work can be cancelled, and one that breaks is replaced.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { computed, drop, figures, open, shared, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const liitoWorkers = (page) => page.workers().filter((worker) => worker.url().includes("liito-worker"));

/** Breaks a worker as a fault in it would: an error that nobody catches. */
const breakDown = (worker) => worker.evaluate(() => void setTimeout(() => { throw new Error("broken on purpose"); }));

/** In a worker: breaks as soon as it is given something to do. */
const breakAtNextMessage = () => self.addEventListener("message", () => { throw new Error("broken on purpose"); }, { once: true });

test("a worker that breaks is replaced, the reader is told and the figures come back", async () => {
  const page = await open(liito);
  await computed(page);
  const before = await figures(page);
  const data = [];
  for (const worker of liitoWorkers(page)) if ((await worker.evaluate(() => self.name)) === "liito-data") data.push(worker);
  assert.equal(data.length, 1);
  await breakDown(data[0]);
  await page.getByText("A part of the program broke down and was started anew.").waitFor();
  await computed(page);
  await page.waitForFunction(() => document.querySelector(".figures:not(.stale)"));
  assert.deepEqual(await figures(page), before);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.getByRole("button", { name: "H001", exact: true }).waitFor();
});

test("a run can be cancelled and begun again", async (t) => {
  const path = shared("data/espoo-nls/terrain.geojson");
  if (!path) return t.skip("../shared/data/espoo-nls is absent");
  const page = await open(liito, "?lang=en&max-link=3000&distance=1500");
  await drop(page, [{ name: "habitat_of_terrain.geojson", text: readFileSync(path, "utf8") }]);
  await page.getByText("4,304 habitat patches").first().waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Cancel" }).click({ timeout: 60_000 });
  await computed(page, "cancelled");
  // What is asked next is smaller, and is done.
  await page.locator("#field-max-link").fill("100");
  await page.locator("#field-max-link").blur();
  await computed(page);
  // At 1 500 m all links that there are count.
  assert.equal((await figures(page)).links, 13_298);
});

/** Small squares in rows, so many that reading and preparing them takes a while. */
function squares(count) {
  const features = Array.from({ length: count }, (_, n) => {
    const [x, y] = [24 + (n % 200) * 0.004, 60 + Math.floor(n / 200) * 0.002];
    const ring = [[x, y], [x + 0.001, y], [x + 0.001, y + 0.0005], [x, y + 0.0005], [x, y]];
    return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

test("parameters changed while files are read and prepared are those of the result", async () => {
  const text = squares(10_000);
  const calm = await open(liito, "?lang=en&distance=180&max-link=200");
  await drop(calm, [{ name: "squares.geojson", text }]);
  await calm.getByText("10,000 habitat patches").first().waitFor();
  await computed(calm);
  const hasty = await open(liito, "?lang=en&max-link=200");
  await computed(hasty);
  await drop(hasty, [{ name: "squares.geojson", text }]);
  // While it is read nothing that is about to go can be saved.
  assert.ok(await hasty.getByRole("button", { name: "Save results" }).isDisabled());
  await hasty.locator("#field-distance").fill("150");
  await hasty.locator("#field-distance").blur();
  await hasty.getByText("10,000 habitat patches").first().waitFor();
  await hasty.locator("#field-distance").fill("180");
  await hasty.locator("#field-distance").blur();
  await computed(hasty);
  await hasty.waitForFunction(() => document.querySelector(".figures:not(.stale)"));
  assert.deepEqual(await figures(hasty), await figures(calm));
  assert.ok((await figures(calm)).links > 10_000);
  assert.deepEqual(hasty.problems, []);
});

test("import workers are thrown away", async () => {
  const page = await open(liito);
  await computed(page);
  const names = await Promise.all(liitoWorkers(page).map((worker) => worker.evaluate(() => self.name)));
  assert.ok(!names.includes("liito-import"), names.join(", "));
});

test("importance is offered where it takes long, can be stopped, and a broken worker does not stop it", async (t) => {
  const path = shared("data/espoo-nls/terrain.geojson");
  if (!path) return t.skip("../shared/data/espoo-nls is absent");
  const page = await open(liito, "?lang=en&max-link=100");
  await computed(page);
  await drop(page, [{ name: "habitat_of_terrain.geojson", text: readFileSync(path, "utf8") }]);
  await page.getByText("4,304 habitat patches").first().waitFor({ timeout: 60_000 });
  await computed(page);
  const importance = page.getByTestId("importance");
  await importance.getByRole("button", { name: "Compute importance" }).click();
  await importance.getByRole("button", { name: "Cancel" }).click();
  await importance.getByRole("button", { name: "Compute importance" }).waitFor();
  // The figures stay.
  await computed(page);
  await page.locator("#field-max-link").fill("40");
  await page.locator("#field-max-link").blur();
  await page.waitForFunction(() => document.querySelector(".figures:not(.stale)"));
  await computed(page);
  // What it would take is told by one of the workers, which must not be the one that breaks.
  await importance.getByText(/Here that takes/).waitFor({ timeout: 60_000 });
  let broken = 0;
  for (const worker of liitoWorkers(page)) {
    // Those that were ended to stop the first attempt do not answer any more.
    const name = await worker.evaluate(() => self.name).catch(() => "ended");
    if (name !== "liito-compute") continue;
    await worker.evaluate(breakAtNextMessage);
    broken += 1;
  }
  assert.ok(broken > 0, "no compute worker is there to be broken");
  await importance.getByRole("button", { name: "Compute importance" }).click();
  await page.getByText("A part of the program broke down and was started anew.").waitFor();
  await page.locator("[data-testid=ranked] li").first().waitFor({ timeout: 120_000 });
});
