// Links that know the land: chosen in Analyse, drawn along their ways, told where they fail.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT, start } from "./lib/liito.mjs";
import { faults } from "./lib/axe.mjs";
import { kept } from "./lib/kept.mjs";
import { drawn } from "./lib/drawn.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const DEMO = join(PROJECT, "public/demo");
const LAYERS = [
  "--tree-cover", join(DEMO, "tree_cover.geojson"),
  "--land-cover", ...["land_cover", "lines", "buildings"].map((name) => join(DEMO, `${name}.geojson`)),
];

/** What the command says of the demo. */
function command(subcommand, ...args) {
  const run = spawnSync(join(PROJECT, "target/release/liito"), [subcommand, ...args], { encoding: "utf8", maxBuffer: 1e8 });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

async function open(query, options = {}) {
  const context = await liito.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", serviceWorkers: "block", ...options });
  await context.addInitScript(() => localStorage.setItem("liito-welcomed", "yes"));
  const page = await context.newPage();
  await page.goto(`${liito.base}?lang=en&${query}`);
  return page;
}

const value = (page, testid) => page.locator(`[data-testid=${testid}]`).first().getAttribute("data-value");

const CASES = [
  { kind: "glide", query: "", asked: [] },
  { kind: "least-cost", query: "", asked: [] },
  { kind: "glide", query: "&weak-gap=30&critical-gap=60&weak-factor=0.6&unknown-height=12", asked: ["--weak-gap", "30", "--critical-gap", "60", "--weak-factor", "0.6", "--unknown-height", "12"] },
  { kind: "least-cost", query: "&by=cost&distance=8000&critical-factor=0.1", asked: ["--by", "cost", "--distance", "8000", "--critical-factor", "0.1"] },
  { kind: "least-cost", query: "&resistance=water:200,motorway:barrier", asked: ["--resistance", join(PROJECT, "e2e/fixtures/resistance.csv")] },
];
for (const { kind, query, asked: assumed } of CASES) {
  test(`${kind}${query}: links agree with the command, and say where they fail`, async () => {
    const page = await open(`kind=${kind}${query}`);
    await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
    const habitat = join(DEMO, "liito_orava_alueet.geojson");
    const asked = ["--kind", kind, "--topology", "planar", "--max-link", "5000", ...LAYERS];
    const whole = command("connectivity", habitat, ...asked, ...assumed);
    const relative = Math.abs(Number(await value(page, "ec-pc")) / whole.indices.ec_pc_ha - 1);
    assert.ok(relative < 1e-9, `${relative}`);
    // Grades, and whom good gaps join.
    // What turns links into probabilities is nothing to the links themselves.
    const isOfNetwork = (word) => word === "--by" || word === "--distance" || word === "--critical-factor" || word === "--weak-factor";
    const ofLinks = assumed.filter((word, place) => !isOfNetwork(word) && !isOfNetwork(assumed[place - 1]));
    const { grades } = command("links", "--habitat", habitat, ...asked, ...ofLinks);
    const shown = await value(page, "grades");
    assert.equal(shown, [grades.good, grades.weak, grades.critical, grades.cut].join(" "));
    const row = await page.locator(".reach tr[data-grade=good] td").first().textContent();
    assert.equal(Number(row), whole.reach[0].metapatches);
    // The place that gives the most is the command's.
    const worst = command("crossings", "--habitat", habitat, ...asked, ...assumed).worst[0];
    const first = page.locator("[data-testid=crossings] .ranked button").first();
    const gain = Number(await first.getAttribute("data-value"));
    assert.ok(Math.abs(gain / worst.gain_percent - 1) < 1e-9, `${gain} and ${worst.gain_percent}`);
    await page.context().close();
  });
}

test("a chosen link shows its grade, its gaps and its profile", async () => {
  const page = await open("kind=glide");
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  // A place where links fail is gone to and told of.
  const first = page.locator("[data-testid=crossings] .ranked button").first();
  await first.click();
  assert.equal(await first.getAttribute("aria-pressed"), "true");
  assert.match(await first.textContent(), /Would mend it/);
  await drawn(page, { language: "en" });
  // Of the links whose length costs most, the first that is no good one.
  await page.locator("[data-testid=ranked]").waitFor({ timeout: 120_000 });
  await page.locator("#colour-links").selectOption("improvement");
  await page.locator(".segment", { hasText: "Links" }).click();
  const entries = page.locator("[data-testid=ranked] button");
  const grade = page.locator("[data-testid=link-grade]");
  for (let place = 0; place < 10; place += 1) {
    await entries.nth(place).click();
    const ends = (await entries.nth(place).locator("span").first().textContent()).trim();
    await page.locator(".details h2", { hasText: ends }).waitFor();
    if ((await grade.getAttribute("data-value")) !== "good") break;
  }
  assert.notEqual(await grade.getAttribute("data-value"), "good");
  const profile = page.locator("[data-testid=profile]");
  await profile.waitFor();
  assert.match(await profile.getAttribute("aria-label"), /^Profile from .+ with \d+ gap/);
  assert.ok(Number(await profile.getAttribute("data-stretches")) > 1);
  assert.ok((await page.locator(".profile-gap").count()) >= 1);
  assert.deepEqual(await faults(page), []);
  await page.context().close();
});

test("another kind is chosen in the panel, and stands in the address", async () => {
  const page = await open("");
  await page.locator("[data-testid=run-state]", { hasText: "up to date" }).waitFor({ timeout: 60_000 });
  assert.equal(await page.locator("[data-testid=crossings]").count(), 0);
  await page.locator("#field-kind").selectOption("glide");
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  assert.equal(await page.locator("#field-topology").count(), 0);
  await page.waitForFunction(() => location.search.includes("kind=glide"));
  await page.locator("#field-kind").selectOption("euclidean");
  await page.locator("[data-testid=run-state]", { hasText: "up to date" }).waitFor();
  await page.waitForFunction(() => !document.querySelector("[data-testid=crossings]"));
  await page.context().close();
});

test("a chosen least-cost link shows its corridor", async () => {
  const page = await open("kind=least-cost");
  await page.locator("[data-testid=ranked]").waitFor({ timeout: 120_000 });
  await page.locator("#colour-links").selectOption("improvement");
  await page.locator(".segment", { hasText: "Links" }).click();
  await page.locator("[data-testid=ranked] button").first().click();
  await page.getByRole("button", { name: "Show the corridor" }).click();
  await page.locator("[data-testid=band]", { hasText: /[1-9][^a-z]*ha where ways cost at most 10/ }).waitFor({ timeout: 60_000 });
  await page.locator(".legend", { hasText: "Corridor of the chosen link" }).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole("button", { name: "Hide the corridor" }).click();
  await page.getByRole("button", { name: "Show the corridor" }).waitFor();
  await page.context().close();
});

test("resistances are changed in a table, which can be saved and taken back", async () => {
  const page = await open("kind=least-cost");
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  const before = await value(page, "ec-pc");
  await page.locator("[data-testid=resistance] > summary").click();
  await page.locator("#resistance-motorway").fill("");
  await page.locator("#resistance-motorway").press("Tab");
  await page.waitForFunction(() => decodeURIComponent(location.search).includes("resistance=motorway:barrier"));
  await page.waitForFunction((before) => document.querySelector("[data-testid=ec-pc]").dataset.value !== before, before, { timeout: 60_000 });
  assert.deepEqual(await faults(page), []);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a table" }).click()]);
  assert.match(readFileSync(await download.path(), "utf8"), /^class,resistance\n[^]*motorway,barrier\n/);
  await page.getByRole("button", { name: "Back to the defaults" }).click();
  await page.waitForFunction((before) => document.querySelector("[data-testid=ec-pc]").dataset.value === before, before, { timeout: 60_000 });
  await page.context().close();
});

test("how firm the ranks are agrees with the command", async () => {
  const page = await open("kind=glide");
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  await page.locator("[data-testid=importance] .ranked").waitFor({ timeout: 120_000 });
  // It can be stopped, and begun again.
  await page.getByRole("button", { name: "Find out" }).click();
  await page.locator("[data-testid=crossings] progress").waitFor();
  await page.locator("[data-testid=crossings]").getByRole("button", { name: "Cancel" }).click();
  await page.locator("[data-testid=crossings] progress").waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "20", exact: true }).check({ force: true });
  // Two runs a share and one run as it is: 11 shares. What was stopped has no part in it.
  await page.evaluate(() => {
    window.shares = new Set();
    const look = () => {
      const progress = document.querySelector("[data-testid=crossings] progress");
      if (progress) window.shares.add(progress.value * 11);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await page.getByRole("button", { name: "Find out" }).click();
  await page.locator("[data-testid=firm-ec]").waitFor({ timeout: 300_000 });
  const shares = await page.evaluate(() => [...window.shares]);
  assert.ok(shares.length > 2 && shares.every((share) => Math.abs(share - Math.round(share)) < 1e-6), `${shares}`);
  const habitat = join(DEMO, "liito_orava_alueet.geojson");
  const asked = ["--kind", "glide", "--topology", "planar", "--max-link", "5000", ...LAYERS, "--runs", "20", "--top", "10"];
  const whole = command("sensitivity", "--habitat", habitat, ...asked);
  const shown = (await value(page, "firm-ec")).split(" ").map(Number);
  const expected = [whole.ec_pc_ha_range[0], whole.ec_pc_ha, whole.ec_pc_ha_range[1]];
  for (const [place, number] of expected.entries()) assert.ok(Math.abs(shown[place] / number - 1) < 1e-9, `${shown} ${expected}`);
  const ranks = (testid) => page.locator(`[data-testid=${testid}] button`).evaluateAll((all) => all.map((one) => one.dataset.value));
  const told = (all) => all.map((one) => `${one.rank_5} ${one.rank} ${one.rank_95}`);
  assert.deepEqual(await ranks("firm-patches"), told(whole.patches));
  assert.deepEqual(await ranks("firm-crossings"), told(whole.crossings));
  assert.deepEqual(await faults(page), []);
  await page.context().close();
});

test("a GeoTIFF takes the place of the land", async () => {
  const page = await open("kind=least-cost");
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  const before = await value(page, "ec-pc");
  // The very grid of the page, written by the command: the same links.
  const file = join(tmpdir(), `liito-${process.pid}.tif`);
  command("grid", "--habitat", join(DEMO, "liito_orava_alueet.geojson"), ...LAYERS, "--cell", "5", "--as", "costs", "-o", file);
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.locator(".figures .hint", { hasText: "over the grid liito-" }).waitFor({ timeout: 120_000 });
  // The browser reads a file when it is asked for its bytes, not when it is chosen.
  rmSync(file);
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  assert.ok(Math.abs(Number(await value(page, "ec-pc")) / Number(before) - 1) < 1e-9);
  // It is kept with the rest.
  await kept(page, `"raster": {`);
  await page.reload();
  await page.getByTestId("kept").getByRole("button", { name: "Go on" }).click();
  await page.locator(".figures .hint", { hasText: "over the grid liito-" }).waitFor({ timeout: 120_000 });
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  assert.ok(Math.abs(Number(await value(page, "ec-pc")) / Number(before) - 1) < 1e-9);
  // Costs are no codes of classes: it says so, and the land is a button away.
  await page.locator("[data-testid=resistance] > summary").click();
  await page.locator("#raster-kind").selectOption("classes");
  await page.locator("[role=alert]", { hasText: "is the code of no class" }).waitFor({ timeout: 60_000 });
  assert.deepEqual(await faults(page), []);
  await page.getByRole("button", { name: "Back to the land" }).click();
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  assert.equal(await value(page, "ec-pc"), before);
  await page.context().close();
});

test("resting on a link shows its profile, and going away takes it off", async () => {
  const page = await open("kind=glide");
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  await page.locator("[data-testid=ranked]").waitFor({ timeout: 120_000 });
  // To the place where links fail worst: there is a link in the middle of it.
  await page.locator("[data-testid=crossings] .ranked button").first().click();
  await page.keyboard.press("Escape");
  await drawn(page, { language: "en" });
  const preview = page.getByTestId("way-preview");
  const box = await page.locator(".map canvas").boundingBox();
  // The view keeps clear of the panels, so its middle is between them.
  const middle = { x: (450 + (box.width - 370)) / 2, y: (40 + (box.height - 72)) / 2 };
  let found = false;
  for (let reach = 0; reach < 60 && !found; reach += 4) {
    for (const [dx, dy] of [[1, 0], [0, 1], [-1, 0], [0, -1]]) {
      await page.mouse.move(box.x + middle.x + dx * reach, box.y + middle.y + dy * reach);
      found = await preview.waitFor({ timeout: 700 }).then(() => true, () => false);
      if (found) break;
    }
  }
  assert.ok(found, "no link told of itself");
  assert.ok((await preview.locator(".profile rect").count()) > 1);
  await page.mouse.move(20, box.height / 2);
  await preview.waitFor({ state: "detached" });
  await page.context().close();
});

test("what is assumed of gaps is changed in the panel, and stands in the address and beside the figures", async () => {
  const page = await open("kind=glide");
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  const before = await value(page, "ec-pc");
  await page.locator("[data-testid=grading] > summary").click();
  await page.locator("#field-weak-factor").fill("0.9");
  await page.locator("#field-weak-factor").press("Enter");
  await page.waitForFunction(() => location.search.includes("weak-factor=0.9"));
  await page.locator(".figures .hint", { hasText: "weak links keep 0.9" }).waitFor({ timeout: 60_000 });
  assert.ok(Number(await value(page, "ec-pc")) > Number(before));
  // A critical gap is no narrower than a weak one.
  await page.locator("#field-critical-gap").fill("40");
  await page.locator("#field-critical-gap").press("Enter");
  await page.locator("#field-critical-gap-error", { hasText: "no narrower" }).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.context().close();
});

test("without layers of land it says what is missing", async () => {
  const page = await open("kind=glide");
  const bytes = readFileSync(join(DEMO, "liito_orava_alueet.geojson"));
  await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
  await page.locator("input[type=file]").first().setInputFiles({ name: "own.geojson", mimeType: "application/geo+json", buffer: bytes });
  await page.getByText("No layer of trees or land cover is open").waitFor({ timeout: 60_000 });
  await page.context().close();
});
