// Results of links over the land as files: all layers in a package, what their fields mean,
// styles, the grid; each held against the command.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { faults } from "./lib/axe.mjs";
import { PROJECT, computed, open, saved, start } from "./lib/liito.mjs";
import { python, rowsOf, told } from "./lib/python.mjs";

let liito;
let folder;
before(async () => {
  liito = await start();
  folder = mkdtempSync(join(tmpdir(), "liito-saving-"));
});
after(async () => {
  rmSync(folder, { recursive: true });
  await liito.close();
});

const COMMAND = join(PROJECT, "target/release/liito");
const layer = (name) => join(PROJECT, "public/demo", `${name}.geojson`);
const LAND = ["--habitat", layer("liito_orava_alueet"), "--tree-cover", layer("tree_cover"), "--land-cover", ...["land_cover", "lines", "buildings"].map(layer)];
const command = (...args) => execFileSync(COMMAND, args, { encoding: "utf8", maxBuffer: 1e8 });

/** The files of an archive, by name. */
function unzipped(archive) {
  const files = {};
  const end = archive.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  for (let at = archive.readUInt32LE(end + 16), left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, name, extra, comment, local] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32), archive.readUInt32LE(at + 42)];
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    files[archive.toString("utf8", at + 46, at + 46 + name)] = inflateRawSync(archive.subarray(begin, begin + packed));
    at += 46 + name + extra + comment;
  }
  return files;
}

test("everything that links over the land leave is saved in one package", async (t) => {
  if (!python()) return t.skip("no Python with pyogrio; scripts/setup.sh tests installs one");
  const page = await open(liito, "?lang=fi&kind=least-cost", { city: true });
  await computed(page, "ajan tasalla");
  await page.locator("[data-testid=ranked] li").first().waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Tallenna tulokset" }).click();
  const dialog = page.getByRole("dialog");
  for (const what of ["patches", "links", "components", "gaps", "crossings", "pairs"]) await dialog.locator(`input[name=save-what][value=${what}]`).check();
  await dialog.locator("input[name=save-package]").check();
  await dialog.locator(".file-name", { hasText: "liito-results-package.zip" }).waitFor({ timeout: 60_000 });
  // What will be in it, before it is saved.
  const contents = dialog.getByTestId("save-contents");
  await contents.locator("summary").click();
  assert.equal(await contents.locator("table").count(), 6);
  assert.match(await contents.locator("table", { hasText: "lasketut_yhteydet" }).locator("tr", { hasText: "widest_gap_m" }).innerText(), /Reitin levein puuton väli, m\s+[\d.]+/);
  assert.deepEqual(await faults(page), []);
  // The grid is a file of its own, the same as the command's.
  const [grid] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Tallenna kustannusruudukko (GeoTIFF)" }).click()]);
  const costs = join(folder, "costs.tif");
  command("grid", ...LAND, "-o", costs);
  assert.ok(readFileSync(await grid.path()).equals(readFileSync(costs)), "the same bytes");

  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Tallenna", exact: true }).click()]);
  const files = unzipped(readFileSync(await download.path()));
  assert.deepEqual(Object.keys(files), ["liito-results.gpkg", "README.md"]);
  const readme = files["README.md"].toString("utf8");
  for (const words of ["## Mitä siinä on: liito-results.gpkg", "### liito_gaps: ", "| `path_probability` | p*: todennäköisyys liikkua", "- sha256 of ", "- methods: Elinympäristöjen kytkeytyneisyys laskettiin", "## Viittaaminen"]) assert.ok(readme.includes(words), `${words} in ${readme}`);
  assert.ok(!/havaitsija|lisatiet/i.test(readme), "no field that names people");

  const path = join(folder, "results.gpkg");
  writeFileSync(path, files["liito-results.gpkg"]);
  const layers = rowsOf(path);
  const upTo = ["--max-link", "5000"];
  command("links", ...LAND, ...upTo, "--gaps-out", join(folder, "gaps.gpkg"));
  command("crossings", ...LAND, ...upTo, "-o", join(folder, "crossings.gpkg"));
  for (const [name, file] of [["liito_gaps", "gaps"], ["liito_crossings", "crossings"]]) {
    const [expected] = Object.values(rowsOf(join(folder, `${file}.gpkg`)));
    assert.ok(layers[name].length > 50, `${layers[name].length} rows of ${name}`);
    assert.equal(layers[name].length, expected.length, name);
    layers[name].forEach((row, place) => {
      for (const [field, value] of Object.entries(expected[place])) {
        if (typeof value !== "number") assert.equal(row[field], value, `${name} ${field}`);
        // Metres are rounded to a thousandth of a millimetre.
        else assert.ok(Math.abs(row[field] - value) <= (field.endsWith("_m") ? 2e-6 : 1e-9 * Math.max(1, Math.abs(value))), `${name} ${field}: ${row[field]}, not ${value}`);
      }
    });
  }
  // Of every two patches that a path joins, once.
  const pairs = layers.liito_pairs;
  assert.equal(new Set(pairs.map((row) => `${row.number_a} ${row.number_b}`)).size, pairs.length);
  assert.ok(pairs.every((row) => row.path_probability > 0 && row.path_probability <= 1));
  // QGIS finds a style for every layer with shapes, and the meaning of every field of ours.
  const inside = told(
    "-c",
    `import json, sqlite3, sys
of = sqlite3.connect(sys.argv[1])
print(json.dumps([of.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault ORDER BY id").fetchall(), of.execute("SELECT description FROM gpkg_data_columns WHERE table_name = 'liito_gaps' AND column_name = 'width_m'").fetchall()]))`,
    path,
  );
  assert.deepEqual(inside, [[["liito_patches"], ["lasketut_yhteydet"], ["liito_components"], ["liito_gaps"], ["liito_crossings"]], [["Välin leveys, m"]]]);
  assert.deepEqual(page.problems, []);
});

test("pairs are a table as the command writes it", async (t) => {
  if (!python()) return t.skip("no Python with pyogrio; scripts/setup.sh tests installs one");
  const page = await open(liito);
  await computed(page);
  const text = readFileSync(await saved(page, { format: "CSV", what: "pairs" }), "utf8");
  const path = join(folder, "pairs.csv");
  command("connectivity", join(PROJECT, "e2e/fixtures/habitat.geojson"), "--pairs-out", path);
  const [ours, expected] = [path, join(folder, "ours.csv")].map((file, place) => {
    if (place === 1) writeFileSync(file, text);
    return Object.values(rowsOf(file))[0];
  });
  assert.equal(ours.length, (140 * 139) / 2);
  ours.forEach((row, place) => {
    for (const field of ["number_a", "number_b", "path_m", "path_probability"]) {
      const [a, b] = [row[field], expected[place][field]].map(Number);
      assert.ok(a > 0 && Math.abs(a - b) <= 1e-9 * b, `${field} of row ${place}: ${a} and ${b}`);
    }
  });
  // A format that holds shapes alone does not offer it.
  await page.getByRole("button", { name: "Save results" }).click();
  await page.getByTestId("save-format").selectOption("FlatGeobuf");
  assert.equal(await page.locator("input[name=save-what][value=pairs]").count(), 0);
  assert.equal(await page.locator("input[name=save-what][value=gaps]").count(), 0, "straight links have no gaps");
});
