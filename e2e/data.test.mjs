// What is opened, checked and saved, as a planner or an ecologist would.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PROJECT, computed, drop, figures, open, saved, shared, start } from "./lib/liito.mjs";

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

/** What the command makes of saved files: GeoJSON in degrees. */
function asGeoJson(path, name, ...options) {
  const [input, output] = [join(folder, name), join(folder, `${name}.geojson`)];
  copyFileSync(path, input);
  execFileSync(COMMAND, ["convert", input, "-o", output, ...options], { stdio: "pipe" });
  return JSON.parse(readFileSync(output, "utf8"));
}

/** A square of a survey of flying squirrels. */
const area = (aluetyyppi, pvm, west, south, size) => ({
  type: "Feature",
  properties: { pvm, aluetyyppi, havaitsija: "M. M.", aluekuvaus: null, lisatieto: null, kunta: null, tarkkuus: "GPS", viite: null },
  geometry: { type: "Polygon", coordinates: [[[west, south], [west + size, south], [west + size, south + size / 2], [west, south + size / 2], [west, south]]] },
});
const collection = (features) => JSON.stringify({ type: "FeatureCollection", features });

test("results are saved in every format, with what each loses told before", async () => {
  const page = await open(liito);
  await computed(page);
  await page.locator("[data-testid=ranked] li button").first().waitFor();
  const shapefile = await saved(page, { format: "Shapefile", what: ["patches", "links"], crs: "EPSG:3067" });
  const patches = asGeoJson(shapefile, "results.shp.zip", "--layer", "liito_patches");
  assert.equal(patches.features.length, 140);
  assert.ok(patches.features[0].properties.d_pc_intra > 0);
  const geopackage = await saved(page, { format: "GeoPackage", what: ["patches", "links", "components"] });
  const parts = asGeoJson(geopackage, "results.gpkg", "--layer", "liito_components");
  assert.equal(parts.features.length, 22);
  const habitat = parts.features.reduce((sum, { properties }) => sum + properties.liito_area_ha, 0);
  assert.ok(Math.abs(habitat - (await figures(page)).habitat_ha) < 0.01);
  const flat = await saved(page, { format: "FlatGeobuf", what: "links" });
  assert.equal(asGeoJson(flat, "links.fgb").features.length, asGeoJson(geopackage, "again.gpkg", "--layer", "lasketut_yhteydet").features.length);
  const nodes = readFileSync(await saved(page, { format: "Conefor", what: "patches" }), "utf8").trim().split("\n");
  assert.equal(nodes.length, 140);
  assert.match(nodes[0], /^1\t[\d.]+$/);
  // What is lost is said in the dialog itself.
  await page.getByRole("button", { name: "Save results" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByTestId("save-format").selectOption("Shapefile");
  await dialog.locator(".losses", { hasText: "probability → probabilit" }).waitFor();
  await dialog.getByTestId("save-format").selectOption("GeoPackage");
  await dialog.getByText("Nothing is lost in this format.").waitFor();
  // What was chosen for one format is kept for the next.
  await dialog.getByTestId("save-format").selectOption("FlatGeobuf");
  assert.equal(await dialog.getByRole("radio", { checked: true }).count(), 1);
  await dialog.getByTestId("save-format").selectOption("GeoPackage");
  assert.equal(await dialog.getByRole("checkbox", { checked: true }).count(), 2);
  for (const box of await dialog.getByRole("checkbox").all()) await box.uncheck();
  await dialog.getByText("Choose something to save.").waitFor();
  assert.ok(await dialog.getByRole("button", { name: "Save", exact: true }).isDisabled());
  assert.deepEqual(page.problems, []);
});

test("areas that nest and repeat become patches once, the latest; the others are listed", async () => {
  const text = collection([
    area("Elinalue", "2016-05-01", 24.7, 60.2, 0.01),
    area("Elinalue", "2024-05-01", 24.701, 60.2, 0.01),
    area("Ydinalue", "2024-05-01", 24.703, 60.201, 0.003),
    area("Soveltuva", "2024-05-01", 24.708, 60.202, 0.01),
    area("Elinalue", "2024-05-01", 24.73, 60.2, 0.0005),
  ]);
  const page = await open(liito, "?lang=en&min-area=0.5");
  await computed(page);
  await drop(page, [{ name: "liito_orava_alueet.geojson", text }]);
  await page.getByTestId("areas").waitFor();
  assert.equal(await page.getByTestId("areas").textContent(), "2 areas joined into 1 habitat patch · 1 patch suitable, no sign of use · 2 areas left out");
  await computed(page);
  await page.getByRole("button", { name: "Show areas left out" }).click();
  await page.getByRole("dialog").waitFor();
  const rows = await page.getByRole("dialog").locator(".findings li").allTextContents();
  assert.equal(rows.length, 2);
  assert.match(rows[0], /drawn again in a later survey, as 2$/);
  assert.match(rows[1], /smaller than the smallest patch$/);
  await page.keyboard.press("Escape");
  const joined = (await figures(page)).habitat_ha;
  await page.locator("#field-overlaps").selectOption("kept");
  await page.getByTestId("areas").getByText(/^1 patch suitable, no sign of use · 1 area left out$/).waitFor();
  await page.waitForFunction((joined) => Number(document.querySelector("[data-field=habitat_ha]")?.dataset.value) > joined, joined);
  await page.waitForURL(/min-area=0\.5/);
  assert.deepEqual(page.problems, []);
});

test("a delivery is checked feature by feature, each with its place", async (t) => {
  const path = shared("data/luoti-survey-files/liito_orava_yhteysviivat.gpkg");
  if (!path) return t.skip("../shared/data/luoti-survey-files is absent");
  const expected = (() => {
    try {
      return execFileSync(COMMAND, ["check", path, "--format", "json"]);
    } catch (error) {
      return error.stdout;
    }
  })();
  const [layer] = JSON.parse(expected);
  const page = await open(liito);
  await computed(page);
  await drop(page, [{ name: "liito_orava_yhteysviivat.gpkg", bytes: readFileSync(path) }]);
  await page.getByRole("button", { name: "Check against Luoti" }).click();
  const card = page.getByTestId("check");
  await card.locator(".verdict[data-findings]").waitFor();
  assert.equal(Number(await card.locator(".verdict").getAttribute("data-findings")), layer.findings.length);
  const near = page.url();
  await page.getByRole("button", { name: "Zoom out" }).click();
  await page.waitForFunction((near) => location.href !== near, near);
  const far = page.url();
  await card.getByRole("button", { name: "feature 1 show on the map" }).click();
  await page.waitForFunction((far) => location.href !== far, far);
  const [download] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: "Save as JSON" }).click()]);
  const json = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(json.findings, layer.findings);
  const [table] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: "Save as CSV" }).click()]);
  const rows = readFileSync(await table.path(), "utf8").replace("\ufeff", "").trim().split("\n");
  assert.equal(rows[0], "file,layer,schema,feature,id,column,finding");
  assert.equal(rows.length, 1 + layer.findings.length);
  // Against another layer there is something else to find.
  await card.getByRole("combobox").selectOption("lepakko_viivat");
  await card.locator(".verdict", { hasText: "lepakko" }).or(card.locator(".verdict", { hasText: "bats" })).waitFor();
  assert.deepEqual(page.problems, []);
});

test("what could not be used is saved as a list", async () => {
  const broken = collection([
    area("Elinalue", "2024-05-01", 24.7, 60.2, 0.01),
    { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[24, 60], [24, 60], [24, 60], [24, 60]]] } },
  ]);
  const page = await open(liito);
  await computed(page);
  await drop(page, [{ name: "half.geojson", text: broken }]);
  await page.getByRole("button", { name: "1 finding" }).click();
  const dialog = page.getByRole("dialog");
  const [table] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save as CSV" }).click()]);
  const rows = readFileSync(await table.path(), "utf8").trim().split("\n");
  assert.match(rows[1], /^half\.geojson,,skipped,2,/);
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save as JSON" }).click()]);
  assert.equal(JSON.parse(readFileSync(await download.path(), "utf8")).skipped.length, 1);
  assert.deepEqual(page.problems, []);
});

test("coordinates that were exchanged are put right by the reader", async () => {
  // Both orders lie on land, so nothing in the numbers tells.
  const text = JSON.stringify({ type: "Polygon", coordinates: [[[40, 30], [40.01, 30], [40.01, 30.01], [40, 30]]] });
  const page = await open(liito);
  await computed(page);
  await drop(page, [{ name: "turned.geojson", text }]);
  await page.getByText("1 habitat patch", { exact: true }).first().waitFor();
  await page.getByText("Role and coordinates").click();
  await page.getByLabel("Order of coordinates of turned.geojson").selectOption("north");
  await page.waitForFunction(() => new URL(location.href).searchParams.get("view")?.includes("40.0"));
  await computed(page);
  assert.deepEqual(page.problems, []);
});

test("a computed link becomes a surveyed connection only by a person's name, without a class", async (t) => {
  const path = shared("data/espoo-nls/habitat.geojson");
  if (!path) return t.skip("../shared/data/espoo-nls is absent");
  const page = await open(liito);
  await computed(page);
  const firstLink = async () => {
    await page.locator("[data-testid=ranked] li button").first().waitFor({ timeout: 60_000 });
    await page.getByRole("radio", { name: "Links", exact: true }).check({ force: true });
    await page.locator("[data-testid=ranked] li button").first().click();
    await page.getByRole("button", { name: "Zoom to the link" }).waitFor();
  };
  const offer = page.getByRole("button", { name: "Put down as a surveyed connection" });
  // Of what is made up nobody can have judged anything.
  await firstLink();
  assert.equal(await offer.count(), 0);
  await drop(page, [{ name: "habitat.geojson", bytes: readFileSync(path) }]);
  await page.getByText("363 habitat patches").first().waitFor();
  await computed(page);
  await firstLink();
  await offer.click();
  const dialog = page.getByRole("dialog");
  const save = dialog.getByRole("button", { name: "Save as GeoPackage" });
  await save.click();
  await dialog.getByText("Choose the quality.").waitFor();
  await dialog.getByTestId("connection-quality").selectOption("Heikko");
  await dialog.getByTestId("connection-date").fill("2199-01-01");
  await save.click();
  await dialog.getByText("today at the latest").waitFor();
  await dialog.getByTestId("connection-date").fill("2026-05-31");
  await save.click();
  await dialog.getByText("Write your name").waitFor();
  await dialog.getByTestId("connection-surveyor").fill("Matti Meikäläinen");
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  await dialog.waitFor({ state: "detached" });
  assert.ok(await offer.evaluate((button) => button === document.activeElement));
  const { features } = asGeoJson(await download.path(), "liito_orava_yhteysviivat.gpkg");
  assert.equal(features.length, 1);
  const { pvm, havaitsija, laatu, luokka, lisatieto } = features[0].properties;
  assert.deepEqual([pvm, havaitsija, laatu, luokka], ["2026-05-31", "Matti Meikäläinen", "Heikko", null]);
  assert.match(lisatieto, /^Laskettu yhteys /);
  // And it is as a delivery should be.
  const checked = execFileSync(COMMAND, ["check", join(folder, "liito_orava_yhteysviivat.gpkg"), "--format", "json"]);
  assert.deepEqual(JSON.parse(checked)[0].findings, []);
  assert.deepEqual(page.problems, []);
});
