// Files of every format, opened as a reader would.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { PROJECT, computed, drop, figures, open, shared, start } from "./lib/liito.mjs";

let liito;
let folder;
before(async () => {
  liito = await start();
  folder = mkdtempSync(join(tmpdir(), "liito-"));
});
after(async () => {
  rmSync(folder, { recursive: true });
  await liito.close();
});

const COMMAND = join(PROJECT, "target/release/liito");

/** A file made by the command from others. */
function converted(name, ...inputs) {
  const output = join(folder, name);
  execFileSync(COMMAND, ["convert", ...inputs, "-o", output], { stdio: "pipe" });
  return readFileSync(output);
}

/** The parts of the program that the page has fetched. */
const fetched = (page) => page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));

test("the same patches give the same figures in every format", async (t) => {
  const path = shared("data/espoo-nls/habitat_epsg3879.gpkg");
  if (!path) return t.skip("../shared/data/espoo-nls is absent");
  const files = [
    { name: "habitat.gpkg", bytes: readFileSync(path) },
    { name: "habitat.shp.zip", bytes: converted("habitat.shp.zip", path) },
    { name: "habitat.fgb", bytes: converted("habitat.fgb", path) },
    { name: "habitat.csv", bytes: converted("habitat.csv", path) },
    { name: "habitat.gpkg.gz", bytes: gzipSync(readFileSync(path)) },
  ];
  let expected;
  for (const file of files) {
    const page = await open(liito, "?lang=en&max-link=2000");
    await computed(page);
    const started = [];
    page.on("worker", (worker) => started.push(worker.url()));
    await drop(page, [file]);
    await page.getByText("363 habitat patches").first().waitFor({ timeout: 60_000 });
    await computed(page);
    await page.waitForFunction(() => document.querySelector(".figures:not(.stale)"));
    const found = await figures(page);
    // FlatGeobuf has its features in another order, so sums of many differ in the last digits.
    expected ??= found;
    for (const [name, value] of Object.entries(expected)) {
      if (value === null) assert.equal(found[name], null, `${file.name}: ${name}`);
      else assert.ok(Math.abs(found[name] - value) <= 1e-12 * Math.abs(value), `${file.name}: ${name} ${found[name]} ${value}`);
    }
    // SQLite is fetched for GeoPackages alone.
    const hasSqlite = started.some((url) => url.includes("liito-geopackage"));
    assert.equal(hasSqlite, file.name.includes("gpkg"), file.name);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});

test("neither the first load nor GeoJSON fetches what other formats need", async () => {
  const page = await open(liito);
  await computed(page);
  const names = (await fetched(page)).concat(page.workers().map((worker) => worker.url()));
  assert.deepEqual(names.filter((name) => /liito-(formats|geopackage)/.test(name)), []);
});

test("of a file with several layers the reader chooses", async (t) => {
  const habitat = shared("data/espoo-nls/habitat_epsg3879.gpkg");
  const protectedAreas = shared("data/espoo-nls/protected_areas.geojson");
  const lines = shared("data/espoo-nls/power_lines.geojson");
  if (!habitat || !protectedAreas || !lines) return t.skip("../shared/data/espoo-nls is absent");
  const bytes = converted("three.gpkg", habitat, protectedAreas, lines);
  const page = await open(liito, "?lang=en&max-link=1000");
  await computed(page);
  await drop(page, [{ name: "three.gpkg", bytes }]);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("heading", { name: "Which layers of three.gpkg?" }).waitFor();
  assert.deepEqual(await dialog.locator(".layer-name").allTextContents(), ["habitat", "protected_areas", "power_lines"]);
  assert.match(await dialog.locator("li").first().textContent(), /363 features/);
  const openButton = dialog.getByRole("button", { name: "Open the chosen layers" });
  for (const name of ["habitat", "protected_areas", "power_lines"]) await dialog.getByRole("checkbox", { name }).uncheck();
  assert.ok(await openButton.isDisabled());
  await dialog.getByRole("checkbox", { name: "habitat" }).check();
  await dialog.getByRole("checkbox", { name: "power_lines" }).check();
  await openButton.click();
  await page.getByText("three.gpkg – habitat").waitFor();
  await page.getByText("three.gpkg – power_lines").waitFor();
  await page.getByText("363 habitat patches").first().waitFor();
  await computed(page);
  assert.equal(await page.locator(".file").count(), 2);
  assert.deepEqual(page.problems, []);
});

test("what cannot be opened says why and what to do", async () => {
  const cases = [
    ["empty.gpkg", Buffer.alloc(0), "The file is empty."],
    ["cut.gpkg", Buffer.from("SQLite format 3\0 and no more"), "The GeoPackage file is damaged"],
    ["page.gml", Buffer.from("<!DOCTYPE html><html><body>404</body></html>"), "This is a web page"],
    ["names.csv", Buffer.from("name;size\nEspoo;3\n"), "does not say where its rows lie"],
    ["alone.shp", Buffer.from([0, 0, 0x27, 0x0a, 0, 0, 0, 0]), "a .shp file without the files that belong to it"],
  ];
  const page = await open(liito);
  await computed(page);
  for (const [name, bytes, words] of cases) {
    await drop(page, [{ name, bytes }]);
    await page.getByText(words).waitFor();
  }
  assert.deepEqual(page.problems, []);
});

test("a layer is used as what it looks to be, or as the reader says", async (t) => {
  const habitat = shared("data/espoo-nls/habitat.geojson");
  const areas = shared("data/espoo-nls/protected_areas.geojson");
  if (!habitat || !areas) return t.skip("../shared/data/espoo-nls is absent");
  const page = await open(liito, "?lang=en&max-link=1000");
  await computed(page);
  await drop(page, [habitat, areas].map((path) => ({ name: path.split("/").pop(), bytes: readFileSync(path) })));
  await page.getByText("363 habitat patches").first().waitFor();
  await page.getByText("72 features").waitFor();
  await computed(page);
  await page.waitForFunction(() => document.querySelector(".figures:not(.stale)"));
  const alone = (await figures(page)).habitat_ha;
  await page.locator(".file", { hasText: "protected_areas.geojson" }).getByText("Role and coordinates").click();
  const role = page.getByRole("combobox", { name: "Used as: protected_areas.geojson" });
  assert.equal(await role.inputValue(), "Background");
  await role.selectOption({ label: "habitat patches" });
  await page.getByText("72 habitat patches").first().waitFor();
  await page.waitForFunction((alone) => Number(document.querySelector("[data-field=habitat_ha]")?.dataset.value) > alone, alone);
  await role.selectOption({ label: "background" });
  await page.waitForFunction((alone) => Number(document.querySelector("[data-field=habitat_ha]")?.dataset.value) === alone, alone);
  assert.deepEqual(page.problems, []);
});
