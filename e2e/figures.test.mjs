// The figures on the page are those of the command, and follow the parameters.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PROJECT, computed, drop, figures, open, saved, shared, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const command = (...parameters) =>
  JSON.parse(execFileSync(join(PROJECT, "target/release/liito"), ["connectivity", ...parameters], { encoding: "utf8" }));

/** Same counts, and same figures to 1e-9 relative: projections use the platform's own sine. */
function same(shown, expected) {
  assert.deepEqual(Object.keys(shown).sort(), Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    if (value === null) assert.equal(shown[name], null, name);
    else assert.ok(Math.abs(shown[name] - value) <= 1e-9 * Math.abs(value), `${name}: ${shown[name]} on the page, ${value} by the command`);
  }
}

const EXAMPLE = join(PROJECT, "e2e/fixtures/habitat.geojson");

test("the example opens with the command's figures, said to be made up", async () => {
  const page = await open(liito);
  await computed(page);
  same(await figures(page), command(EXAMPLE).indices);
  assert.ok((await page.getByText("Made-up data", { exact: true }).count()) >= 1);
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.elsewhere, []);
});

test("363 dropped patches of Espoo have the command's figures", async (t) => {
  const path = shared("data/espoo-nls/habitat.geojson");
  if (!path) return t.skip("../shared/data/espoo-nls is absent");
  const page = await open(liito);
  await computed(page);
  await drop(page, [{ name: "habitat.geojson", text: readFileSync(path, "utf8") }]);
  await page.getByText("363 habitat patches").first().waitFor();
  await computed(page);
  const expected = command(path);
  assert.equal(expected.input.patches, 363);
  assert.equal(expected.indices.links, 2466);
  same(await figures(page), expected.indices);
  assert.equal(await page.getByText("Made-up data", { exact: true }).count(), 0);
  assert.deepEqual(page.problems, []);
});

test("the result follows every parameter", async () => {
  const page = await open(liito);
  await computed(page);
  const fill = async (name, value) => {
    await page.locator(`#field-${name}`).fill(value);
    await page.locator(`#field-${name}`).press("Enter");
    await page.locator(`#field-${name}`).blur();
  };
  await fill("distance", "300");
  await fill("probability", "0,05");
  await fill("threshold", "800");
  await fill("max-link", "2000");
  await fill("landscape-area", "31200");
  const expected = command(EXAMPLE, "--distance", "300", "--probability", "0.05", "--threshold", "800", "--max-link", "2000", "--landscape-area", "31200");
  await page.waitForFunction((pc) => document.querySelector("[data-field=pc]")?.dataset.value?.slice(0, 12) === pc, String(expected.indices.pc).slice(0, 12));
  await computed(page);
  same(await figures(page), expected.indices);
  await page.waitForURL(/distance=300&probability=0,05&threshold=800&max-link=2000&landscape-area=31200/);
});

test("a wrong parameter is told at its field and computes nothing", async () => {
  const page = await open(liito);
  await computed(page);
  await page.locator("#field-probability").fill("1.5");
  await page.locator("#field-probability").blur();
  await page.getByText("The probability must lie between 0 and 1.").waitFor();
  await computed(page, "stopped");
  assert.equal(await page.locator("#field-probability").getAttribute("aria-invalid"), "true");
  await page.locator("#field-probability").fill("0.5");
  await page.locator("#field-probability").blur();
  await computed(page);
});

test("several files make one habitat", async (t) => {
  const path = shared("data/espoo-nls/habitat.geojson");
  if (!path) return t.skip("../shared/data/espoo-nls is absent");
  const all = JSON.parse(readFileSync(path, "utf8"));
  const half = (features) => JSON.stringify({ ...all, features });
  const page = await open(liito);
  await drop(page, [
    { name: "one.geojson", text: half(all.features.slice(0, 200)) },
    { name: "two.geojson", text: half(all.features.slice(200)) },
  ]);
  await page.getByText("163 habitat patches").first().waitFor();
  await computed(page);
  same(await figures(page), command(path).indices);
  // And one closed again leaves the other.
  await page.getByRole("button", { name: "Remove two.geojson" }).click();
  await page.waitForFunction(() => document.querySelector("[data-field=habitat_ha]"));
  await computed(page);
  assert.ok((await figures(page)).habitat_ha < command(path).indices.habitat_ha);
});

test("links and patches are saved with parameters and method inside", async () => {
  const page = await open(liito);
  await computed(page);
  const save = async (what) => JSON.parse(readFileSync(await saved(page, { format: "GeoJSON", what }), "utf8"));
  const expected = command(EXAMPLE);
  const links = await save("links");
  const within = links.features.filter((link) => link.properties.within_threshold);
  assert.equal(within.length, expected.indices.links);
  assert.equal(links.liito.summary.parameters.distance_m, 1000);
  assert.match(links.liito.statement, /no legal effect/);
  assert.match(links.liito.method, /EC\(PC\)/);
  const patches = await save("patches");
  assert.equal(patches.features.length, expected.input.patches);
  const components = new Set(patches.features.map((patch) => patch.properties.liito_component));
  assert.equal(components.size, expected.indices.components);
  assert.equal(patches.features[0].properties.id, "H001");
});

test("many patches ask for a longest link, and say what all pairs would cost", async (t) => {
  const path = shared("data/espoo-nls/terrain.geojson");
  if (!path) return t.skip("../shared/data/espoo-nls is absent");
  const page = await open(liito, "?lang=en&distance=50");
  await drop(page, [{ name: "habitat_of_terrain.geojson", text: readFileSync(path, "utf8") }]);
  await page.getByText("4,304 patches make 9,260,056 pairs").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Leave out links over 100 m" }).click();
  await computed(page);
  assert.equal((await figures(page)).links, command(path, "--distance", "50", "--max-link", "100").indices.links);
  assert.deepEqual(page.problems, []);
});
