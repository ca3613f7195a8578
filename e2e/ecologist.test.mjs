// An ecologist's whole job on a real map sheet: figures, charts, why a patch matters, and the
// layers on to other tools, each held against the command.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PROJECT, computed, drop, figures, open, saved, shared, start } from "./lib/liito.mjs";
import { python, rowsOf } from "./lib/python.mjs";

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
const command = (...args) => JSON.parse(execFileSync(COMMAND, ["connectivity", ...args], { encoding: "utf8", maxBuffer: 1e9 }));

// A connector part is what is left of a sum, and may be nearly nothing.
const near = (ours, expected, what) =>
  assert.ok(Math.abs(ours - expected) <= 1e-9 * Math.max(Math.abs(ours), Math.abs(expected), 1e-3), `${what}: ${ours} on the page, ${expected} by the command`);

/** Saves results under a name that says what they are. */
async function savedAs(page, name, wish) {
  const path = join(folder, name);
  renameSync(await saved(page, wish), path);
  return path;
}

test("an ecologist does the whole job on the real sheet", async (t) => {
  const sheet = shared("data/espoo-nls/habitat.geojson");
  if (!sheet) return t.skip("../shared/data/espoo-nls is absent");
  if (!python()) return t.skip("no Python with pyogrio; scripts/setup.sh tests installs one");
  const asked = ["--topology", "planar", "--distance", "600", "--probability", "0.5", "--threshold", "900"];
  const expected = command(sheet, ...asked, "--importance", "--link-importance", "links");

  // The layer, and how it is to be computed.
  const page = await open(liito, "?lang=en");
  await computed(page);
  await drop(page, [{ name: "habitat.geojson", text: readFileSync(sheet, "utf8") }]);
  await page.getByText("363 habitat patches").first().waitFor();
  await page.locator("#field-topology").selectOption("planar");
  for (const [name, value] of [["distance", "600"], ["threshold", "900"]]) {
    await page.locator(`#field-${name}`).fill(value);
    await page.locator(`#field-${name}`).press("Enter");
  }
  await page.waitForURL((url) => ["topology=planar", "distance=600", "threshold=900"].every((part) => url.search.includes(part)));
  await computed(page);
  await page.waitForFunction((links) => Number(document.querySelector("[data-field=links]")?.dataset.value) === links, expected.indices.links);

  // Every index.
  const shown = await figures(page);
  for (const [name, value] of Object.entries(expected.indices)) {
    if (!(name in shown)) continue;
    if (value === null) assert.equal(shown[name], null, name);
    else near(shown[name], value, name);
  }
  assert.ok(Object.keys(shown).length > 15, Object.keys(shown).join(" "));

  // Why the patch that matters most matters.
  const first = page.locator("[data-testid=ranked] button").first();
  await first.waitFor({ timeout: 60_000 });
  const best = expected.importance.reduce((best, row) => (row.d_pc > best.d_pc ? row : best));
  assert.equal(await first.locator("span").first().textContent(), best.id);
  await first.click();
  await page.locator(".details h2", { hasText: best.id }).waitFor();
  await page.getByTestId("why").locator("li button").first().waitFor();

  // All layers in a GeoPackage, as another program reads it.
  const geopackage = await savedAs(page, "results.gpkg", { format: "GeoPackage", what: ["patches", "links", "components"] });
  const layers = rowsOf(geopackage);
  const [patches, links, parts] = ["liito_patches", "lasketut_yhteydet", "liito_components"].map((name) => layers[name]);
  assert.equal(patches.length, 363);
  const by = (rows, key) => new Map(rows.map((row) => [key(row), row]));
  const ours = by(patches, (row) => row.liito_patch);
  for (const row of expected.importance) {
    const own = ours.get(row.id);
    assert.equal(own.liito_component, row.component);
    assert.equal(own.liito_links, row.degree);
    near(own.liito_attribute, row.area_ha, `area of ${row.id}`);
    for (const name of ["d_pc", "d_pc_intra", "d_pc_flux", "d_pc_connector", "d_iic", "d_iic_intra", "d_iic_flux", "d_iic_connector", "d_lcp", "bc", "bc_iic", "bc_pc", "flux_ha"]) {
      near(own[`liito_${name}`], row[name], `${name} of ${row.id}`);
    }
  }
  const ends = (row) => `${row.a ?? row.patch_a} ${row.b ?? row.patch_b}`;
  const ourLinks = by(links, ends);
  assert.equal(links.length, expected.link_importance.length);
  for (const row of expected.link_importance) {
    const own = ourLinks.get(ends(row));
    near(own.length_m, row.distance_m, `length of ${ends(row)}`);
    assert.equal(own.within_threshold, row.distance_m <= 900);
    if (!own.within_threshold) continue;
    near(own.d_pc_removal, row.d_pc_removal, `dPC of ${ends(row)}`);
    near(own.d_iic_removal, row.d_iic_removal, `dIIC of ${ends(row)}`);
  }
  assert.equal(parts.length, expected.indices.components);

  // Conefor's files, run back through the command.
  const nodes = await savedAs(page, "nodes.txt", { format: "Conefor", what: "patches" });
  const distances = await savedAs(page, "distances.txt", { format: "Conefor", what: "links" });
  const back = command("--nodes", nodes, "--distances", distances, "--notall", "--distance", "600", "--probability", "0.5", "--threshold", "900");
  for (const [name, value] of Object.entries(expected.indices)) {
    if (value === null) assert.equal(back.indices[name], null, name);
    else near(back.indices[name], value, `${name} from Conefor's files`);
  }
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.elsewhere, []);
});
