// The drawer below the map: charts with their tables and files, the check against the field;
// and a saved project whose run the command does again.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { faults } from "./lib/axe.mjs";
import { PROJECT, computed, figures, open, saved, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const COMMAND = join(PROJECT, "target/release/liito");
const EXAMPLE = join(PROJECT, "e2e/fixtures/habitat.geojson");
const DEMO = join(PROJECT, "public/demo");
const layer = (name) => join(DEMO, `${name}.geojson`);
const LAYERS = ["--tree-cover", layer("tree_cover"), "--land-cover", ...["land_cover", "lines", "buildings"].map(layer)];

const command = (...args) => JSON.parse(execFileSync(COMMAND, args, { encoding: "utf8", maxBuffer: 1e8 }));
const near = (a, b) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)), `${a} and ${b}`);

const details = (page, name) => page.getByRole("region", { name });

/** The manifest of a project: the first file of the archive. */
function manifest(archive) {
  const [packed, name, extra] = [archive.readUInt32LE(18), archive.readUInt16LE(26), archive.readUInt16LE(28)];
  const start = 30 + name + extra;
  return JSON.parse(inflateRawSync(archive.subarray(start, start + packed)).toString("utf8"));
}

/** Saves the chart that is shown; gives the file's bytes. */
async function file(page, as) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `Save as ${as}` }).click()]);
  return readFileSync(await download.path());
}

/** The rows of a chart's CSV, without their head. */
async function rows(page) {
  const [, ...lines] = (await file(page, "CSV")).toString("utf8").trim().split("\r\n");
  return lines.map((line) => line.split(","));
}

async function chart(page, kind) {
  await page.getByTestId("chart-kind").selectOption(kind);
  await page.getByTestId("chart").waitFor({ timeout: 60_000 });
}

test("charts have the command's figures, as pictures, tables and files", async () => {
  const page = await open(liito);
  await computed(page);
  await page.locator("[data-testid=ranked] li").first().waitFor();
  await page.getByRole("button", { name: "Charts", exact: true }).click();
  await chart(page, "curve");
  // The focus goes along: to what was opened, from tab to tab, and back.
  await page.waitForFunction(() => document.activeElement?.id === "drawer-title");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("heading", { name: "Runs side by side" }).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("heading", { name: "Charts" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.name), "drawer");
  await page.getByRole("button", { name: "Hide the results" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "drawer-openers");
  await page.getByRole("button", { name: "Charts", exact: true }).click();
  await chart(page, "curve");
  const expected = command("connectivity", EXAMPLE, "--curve", "100:3000:100", "--importance");
  const curve = await rows(page);
  assert.equal(curve.length, 30);
  for (const [place, point] of expected.curve.entries()) {
    near(Number(curve[place][0]), point.distance_m);
    near(Number(curve[place][1]), point.ec_pc_ha);
  }

  await chart(page, "importance");
  const ranked = await rows(page);
  const wanted = expected.importance.sort((p, q) => q.d_pc - p.d_pc);
  assert.equal(ranked.length, wanted.length);
  for (const [place, row] of ranked.slice(0, 20).entries()) {
    assert.equal(row[0], String(wanted[place].id));
    for (const [column, name] of ["d_pc", "d_pc_intra", "d_pc_flux", "d_pc_connector"].entries()) near(Number(row[column + 1]), wanted[place][name]);
  }
  // A bar is a button, and chooses what map and table choose.
  const bar = page.getByTestId("chart").getByRole("button").first();
  assert.match(await bar.getAttribute("aria-label"), new RegExp(`^${wanted[0].id}: `));
  await bar.press("Enter");
  await details(page, `Patch ${wanted[0].id}`).waitFor();
  assert.equal(await bar.getAttribute("aria-pressed"), "true");
  assert.deepEqual(await faults(page), []);

  const svg = (await file(page, "SVG")).toString("utf8");
  assert.ok(svg.startsWith("<svg") && svg.includes("What matters most") && svg.includes("what reaches it (flux)"));
  assert.match(svg.replace(/<[^>]*>\s*/g, " "), /Not a nature survey, no legal effect\./);
  const png = await file(page, "PNG");
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  assert.ok(png.readUInt32BE(16) > 2000, "sharp on paper");

  // The same as a table, for who cannot see bars.
  await page.getByRole("checkbox", { name: "As a table" }).check();
  await page.getByTestId("chart-table").locator("tbody tr").first().waitFor();
  assert.equal(await page.getByTestId("chart-table").locator("tbody tr").count(), wanted.length);
  await page.getByRole("checkbox", { name: "As a table" }).uncheck();

  await chart(page, "parts");
  const parts = await rows(page);
  assert.equal(parts.length, expected.indices.components);
  near(parts.reduce((sum, row) => sum + Number(row[1]), 0), expected.indices.habitat_ha);
  await chart(page, "lengths");
  const lengths = await rows(page);
  assert.equal(lengths.reduce((sum, row) => sum + Number(row[2]), 0), expected.indices.links);
  await chart(page, "importance-and-area");
  const cloud = page.getByTestId("cloud");
  assert.equal(Number(await cloud.getAttribute("data-count")), wanted.filter((row) => row.d_pc > 0).length);
  // What the pointer rests on in the chart stands out in all three, and a press chooses it.
  const { x, y, width } = await cloud.boundingBox();
  const scale = width / Number(await cloud.getAttribute("width"));
  const [first] = [...(await page.locator(".chart-dots").getAttribute("d")).matchAll(/M([\d.]+) ([\d.]+)/g)];
  await page.mouse.move(x + scale * Number(first[1]), y + scale * Number(first[2]));
  const told = await page.getByTestId("pointed-dot").textContent();
  assert.match(told, /^.+: [\d.,]+ · [\d.,]+$/);
  await page.mouse.down();
  await page.mouse.up();
  await page.locator(".dot-chosen").waitFor();
  await page.locator(".details h2, .details h3", { hasText: told.split(":")[0] }).first().waitFor();
  await page.getByTestId("chart-kind").selectOption("gaps");
  await page.getByText("Straight lines know no gaps").waitFor();
  assert.deepEqual(page.problems, []);
});

test("charts follow the run, and speak the reader's language on a phone", async () => {
  const page = await open(liito, "?lang=fi", { viewport: { width: 390, height: 844 } });
  await computed(page, "ajan tasalla");
  await page.getByRole("button", { name: "Kuvaajat", exact: true }).click();
  await chart(page, "curve");
  const last = async () => Number((await page.getByTestId("chart").locator("circle title").last().textContent()).split(":")[0].replace(/\s/g, ""));
  assert.equal(await last(), 3000);
  assert.deepEqual(await faults(page), []);
  await page.getByRole("button", { name: "Piilota tulokset" }).click();
  await page.locator(".table-drawer").waitFor({ state: "detached" });
  await page.locator("#field-distance").fill("500");
  await page.locator("#field-distance").blur();
  await computed(page, "ajan tasalla");
  await page.getByRole("button", { name: "Kuvaajat", exact: true }).click();
  await chart(page, "curve");
  assert.equal(await last(), 1500);
  assert.deepEqual(page.problems, []);
});

test("the network is held against surveys as the command does it", async () => {
  const page = await open(liito, "?lang=en&kind=glide", { city: true });
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Charts", exact: true }).click();
  await page.getByRole("radio", { name: "Field check" }).check({ force: true });
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const report = page.getByTestId("field-report");
  await report.getByText("These data are made up").waitFor({ timeout: 60_000 });
  const expected = command("validate", "--habitat", layer("liito_orava_alueet"), ...LAYERS, "--kind", "glide", "--max-link", "5000", "--connections", layer("liito_orava_yhteysviivat"));
  const table = report.locator("table").nth(2);
  const counts = await table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].slice(1).map((cell) => Number(cell.textContent))));
  assert.deepEqual(counts, expected.connections[2].agreement.counts);
  const kappa = expected.connections[2].agreement.kappa.kappa.toFixed(2);
  await report.getByText(`Weighted kappa ${kappa}`).waitFor();
  const share = (100 * expected.connections[2].along.share).toFixed(1);
  await report.getByRole("cell", { name: new RegExp(`^${share}\\s%$`) }).waitFor();
  assert.deepEqual(await faults(page), []);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as Markdown" }).click()]);
  assert.match(readFileSync(await download.path(), "utf8"), /^# The network held against the field/);
  // Straight links know no gaps.
  await page.getByRole("radio", { name: "Table", exact: true }).check({ force: true });
  await page.getByRole("heading", { name: "Table of patches" }).waitFor();
  assert.deepEqual(page.problems, []);
});

for (const { kind, query } of [
  { kind: "straight", query: "&distance=700&topology=planar" },
  { kind: "least-cost", query: "&kind=least-cost&by=cost&distance=8000&resistance=water:200,motorway:barrier" },
]) {
  test(`a saved project with ${kind} links gives the same figures by the command`, async () => {
    const page = await open(liito, `?lang=en${query}`, { city: true });
    await computed(page);
    const shown = await figures(page);
    const folder = mkdtempSync(join(tmpdir(), "liito-run-"));
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save project" }).click()]);
    const path = join(folder, "city.liito");
    await download.saveAs(path);
    const run = spawnSync(COMMAND, ["run", path], { encoding: "utf8", env: { ...process.env, LC_ALL: "en" }, maxBuffer: 1e8 });
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /The figures are those that were saved/);
    const { indices } = JSON.parse(run.stdout);
    for (const [name, value] of Object.entries(indices)) if (value !== null) near(shown[name], value);
    // The same bytes whenever it is done.
    const again = spawnSync(COMMAND, ["run", path, "--threads", "1"], { encoding: "utf8", maxBuffer: 1e8 });
    assert.equal(again.stdout, run.stdout);
    // What is nobody's business stays behind: no observation is among the layers.
    const saved = manifest(readFileSync(path)).run;
    assert.match(saved.methods, /^Habitat connectivity was computed with Liito .+10\.1016/);
    const inputs = saved.inputs.map((input) => input.name);
    assert.ok(inputs.length >= 4 && !inputs.some((name) => /pisteet/.test(name)), inputs.join());
    rmSync(folder, { recursive: true });
    assert.deepEqual(page.problems, []);
  });
}

test("what is saved says how it was computed, and of what", async () => {
  const page = await open(liito);
  await computed(page);
  const text = readFileSync(await saved(page, { format: "GeoJSON", what: "patches" }), "utf8");
  const { methods, ...facts } = JSON.parse(text).liito;
  assert.match(methods, /^Habitat connectivity was computed with Liito/);
  const digest = Object.entries(facts).find(([name]) => name.startsWith("sha256 of "));
  await page.getByRole("button", { name: "Save results" }).click();
  await page.getByTestId("methods").locator("summary").click();
  assert.equal(await page.locator(".methods-text").innerText(), methods);
  const known = execFileSync("sha256sum", [EXAMPLE], { encoding: "utf8" }).slice(0, 64);
  assert.equal(digest[1], known);
});

test("a preset brings its distance, its source and word of what was changed since", async () => {
  const page = await open(liito);
  await computed(page);
  await page.getByRole("button", { name: "Presets with sources" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Journal of Mammalogy 81:798-809").first().waitFor();
  assert.deepEqual(await faults(page), []);
  await dialog.getByRole("button", { name: /^Female, forest/ }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByTestId("preset").getByText("As preset: Female, forest").waitFor();
  assert.equal(await page.locator("#field-distance").inputValue(), "325");
  await computed(page);
  const expected = command("connectivity", EXAMPLE, "--distance", "325", "--probability", "0.05");
  near((await figures(page)).ec_pc_ha, expected.indices.ec_pc_ha);
  await page.locator("#field-distance").fill("400");
  await page.locator("#field-distance").blur();
  await page.getByText("Changed from the preset Female, forest: Distance").waitFor();
  await page.waitForURL(/preset=female-forest/);
  assert.deepEqual(page.problems, []);
});
