// The book beside the page: its chapters, and the example that it tells step by step, on the
// page, by the command and as Conefor printed it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { PROJECT, computed, drop, figures, open, shared, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const CHAPTER = readFileSync(join(PROJECT, "book/example.md"), "utf8");
const PATCHES = join(PROJECT, "book/example/patches.geojson");

/** The rows of a table of the chapter, by the first word of its head. */
function table(first) {
  const lines = CHAPTER.split("\n");
  const head = lines.findIndex((line) => line.startsWith(`| ${first} |`));
  const rows = lines.slice(head + 2);
  return rows.slice(0, rows.findIndex((line) => !line.startsWith("|"))).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}

// A centimetre at the end of each line, of some hundred metres.
const near = (ours, told, what) => assert.ok(Math.abs(ours - told) <= 5e-5 * Math.abs(told), `${what}: ${ours}, the book says ${told}`);

const INDICES = table("index").map(([name, value]) => [name, Number(value)]);
const LOSSES = table("patch").map((cells) => cells.map(Number));

test("the example's figures are Conefor's", (t) => {
  const nodes = shared("oracles/conefor/a/a_node_importances.txt");
  const overall = shared("oracles/conefor/a/results_all_overall_indices.txt");
  if (!nodes || !overall) return t.skip("../shared/oracles is absent");
  const [head, ...rows] = readFileSync(nodes, "utf8").trim().split("\n").map((line) => line.split("\t"));
  const columns = ["Node", "dPC", "dPCintra", "dPCflux", "dIIC"].map((name) => head.indexOf(name));
  assert.deepEqual(LOSSES, rows.map((row) => columns.map((column) => Number(row[column]))));
  const printed = new Map(readFileSync(overall, "utf8").trim().split("\n").map((line) => line.trim().split("\t").slice(-2)).map(([name, value]) => [name, Number(value)]));
  const names = { links: "NL", components: "NC", h: "H", ccp: "CCP", lcp: "LCP", iic_num: "IICnum", ec_iic_ha: "EC(IIC)", iic: "IIC", iic_intra: "IICintra(%)", iic_direct: "IICdirect(%)", iic_step: "IICstep(%)", f: "F", awf: "AWF", pc_num: "PCnum", ec_pc_ha: "EC(PC)", pc: "PC", pc_intra: "PCintra(%)", pc_direct: "PCdirect(%)" };
  for (const [name, value] of INDICES) assert.equal(value, printed.get(names[name]), name);
  assert.equal(INDICES.length, 18);
});

test("the command gives the example's figures, as the book says it is asked", () => {
  const line = CHAPTER.match(/^liito (connectivity patches\.geojson .+)$/m)[1];
  const run = JSON.parse(execFileSync(join(PROJECT, "target/release/liito"), line.replace("patches.geojson", PATCHES).split(" "), { encoding: "utf8" }));
  for (const [name, value] of INDICES) near(run.indices[name], value, name);
  for (const [patch, dPc, intra, flux, dIic] of LOSSES) {
    const own = run.importance.find((row) => String(row.id) === String(patch));
    for (const [name, value] of [["d_pc", dPc], ["d_pc_intra", intra], ["d_pc_flux", flux], ["d_iic", dIic]]) near(own[name], value, `${name} of ${patch}`);
    assert.ok(Math.abs(own.d_pc_connector) < 1e-9);
  }
});

test("the page gives the example's figures, by the link in the book", async () => {
  const query = CHAPTER.match(/\(\.\.\/(\?task=analyse[^)]+)\)/)[1];
  const page = await open(liito, `${query}&lang=en`);
  // The column is in the file that is opened next: until then the page says so.
  await drop(page, [{ name: "patches.geojson", text: readFileSync(PATCHES, "utf8") }]);
  await page.getByText("12 habitat patches").first().waitFor();
  await computed(page);
  await page.waitForFunction(() => document.querySelector("[data-field=links]")?.dataset.value === "9");
  const shown = await figures(page);
  for (const [name, value] of INDICES) near(shown[name], value, name);
  await page.locator("#colour-patches").selectOption("d-pc");
  for (const [place, [patch, dPc]] of [...LOSSES].sort((a, b) => b[1] - a[1]).slice(0, 10).entries()) {
    const entry = page.locator("[data-testid=ranked] li button").nth(place);
    assert.equal(await entry.locator("span").first().textContent(), String(patch));
    near(Number(await entry.getAttribute("data-value")), dPc, `dPC of ${patch}`);
  }
  await page.context().close();
});

test("every chapter is there and can be used by everyone", async () => {
  const context = await liito.browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: "dark", serviceWorkers: "block" });
  const page = await context.newPage();
  const missing = [];
  page.on("response", (response) => response.status() >= 400 && missing.push(response.url()));
  await page.goto(`${liito.base}book/index.html`);
  const chapters = await page.locator("nav ol a").evaluateAll((links) => links.map((link) => link.href));
  assert.equal(chapters.length, 10);
  const targets = new Set();
  for (const chapter of chapters) {
    await page.goto(chapter);
    assert.equal(await page.locator("h1").count(), 1);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), chapter);
    assert.deepEqual(await faults(page), [], chapter);
    for (const href of await page.locator("a[href]").evaluateAll((links) => links.map((link) => link.href))) if (href.startsWith(liito.origin)) targets.add(href.split("#")[0].split("?")[0]);
  }
  for (const target of targets) assert.equal((await context.request.get(target)).status(), 200, target);
  assert.deepEqual(missing, []);
  await context.close();
});
