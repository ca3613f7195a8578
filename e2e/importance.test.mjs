// What matters: the page's ranks, values and words are those of the command.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PROJECT, computed, drop, open, saved, shared, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const EXAMPLE = join(PROJECT, "e2e/fixtures/habitat.geojson");
const command = (...parameters) =>
  JSON.parse(execFileSync(join(PROJECT, "target/release/liito"), ["connectivity", ...parameters], { encoding: "utf8", maxBuffer: 1e9 }));
const near = (shown, expected, what) =>
  assert.ok(Math.abs(shown - expected) <= 1e-9 * Math.max(Math.abs(expected), 1e-3), `${what}: ${shown} on the page, ${expected} by the command`);

const ranked = async (page) => {
  await page.locator("[data-testid=ranked] li").first().waitFor({ timeout: 60_000 });
  return page.locator("[data-testid=ranked] li button").evaluateAll((buttons) =>
    buttons.map((button) => ({ label: button.querySelector("span").textContent, value: Number(button.dataset.value) })),
  );
};

const byValue = (rows, value) => [...rows].sort((x, y) => value(y) - value(x));

test("363 patches of Espoo rank as by the command, by each index chosen", async (t) => {
  const path = shared("data/espoo-nls/habitat.geojson");
  if (!path) return t.skip("../shared/data/espoo-nls is absent");
  const expected = command(path, "--importance", "--link-importance", "links");
  const page = await open(liito);
  await computed(page);
  await drop(page, [{ name: "habitat.geojson", text: readFileSync(path, "utf8") }]);
  await page.getByText("363 habitat patches").first().waitFor();
  await computed(page);
  for (const [name, member] of [["d-pc", "d_pc"], ["d-pc-connector", "d_pc_connector"], ["d-iic", "d_iic"], ["bc-pc", "bc_pc"], ["bc", "bc"], ["flux", "flux_ha"]]) {
    await page.locator("#colour-patches").selectOption(name);
    const best = byValue(expected.importance, (row) => row[member]).slice(0, 10);
    // The list follows the choice, and the map's tiles with it.
    await page.waitForFunction((value) => Math.abs(Number(document.querySelector("[data-testid=ranked] button")?.dataset.value) - value) <= 1e-9 * value, best[0][member]);
    const shown = await ranked(page);
    assert.deepEqual(shown.map((row) => row.label), best.map((row) => row.id), name);
    shown.forEach((row, place) => near(row.value, best[place][member], `${name} ${row.label}`));
  }
  await page.waitForURL(/patches=flux/);
  await page.getByRole("radio", { name: "Links", exact: true }).check({ force: true });
  const short = expected.link_importance.filter((row) => row.distance_m <= 1000);
  for (const [name, member] of [["d-pc", "d_pc_removal"], ["d-iic", "d_iic_removal"], ["improvement", "d_pc_improvement"]]) {
    await page.locator("#colour-links").selectOption(name);
    const best = byValue(short, (row) => row[member]);
    await page.waitForFunction((value) => Math.abs(Number(document.querySelector("[data-testid=ranked] button")?.dataset.value) - value) <= 1e-9 * value, best[0][member]);
    const shown = await ranked(page);
    shown.forEach((row, place) => near(row.value, best[place][member], `${name} ${row.label}`));
  }
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.elsewhere, []);
});

test("a patch says what it is worth, and why, with the paths that show it", async () => {
  const expected = command(EXAMPLE, "--importance");
  const page = await open(liito, "?lang=en&patches=d-pc-connector");
  await computed(page);
  const best = byValue(expected.importance, (row) => row.d_pc_connector)[0];
  await page.locator("[data-testid=ranked] li button").first().click();
  await page.getByRole("heading", { name: `Patch ${best.id}` }).waitFor();
  const total = page.getByTestId("dPC");
  near(Number(await total.getAttribute("data-value")), best.d_pc, "dPC");
  const why = page.getByTestId("why");
  const words = await why.innerText();
  // dPC is of PC; what the network is worth is its root.
  const less = 100 * (1 - Math.sqrt(1 - best.d_pc / 100));
  assert.match(words, new RegExp(`${less.toFixed(2)}\\s%\\s*less in hectares`), words);
  assert.match(words, /The best paths? of [\d,]+ pairs? leads? through it\./);
  // Without it no way is shorter.
  const ways = await why.locator("li button").evaluateAll((buttons) => buttons.map(({ dataset }) => [Number(dataset.length), dataset.detour === undefined ? Infinity : Number(dataset.detour)]));
  assert.ok(ways.length > 0);
  for (const [now, then] of ways) assert.ok(now > 0 && now < then, `${now}, then ${then}`);
  const pairs = why.locator("li button");
  assert.equal(await pairs.first().getAttribute("aria-pressed"), "true");
  assert.ok((await why.locator(".path-names").innerText()).includes(best.id));
  await pairs.nth(1).click();
  assert.equal(await why.locator("li button").nth(1).getAttribute("aria-pressed"), "true");
  await page.getByText("Path of the pair shown").waitFor();
  assert.deepEqual(page.problems, []);
});

test("a link is chosen from the list, says what it is worth and leads to its patches", async () => {
  const expected = command(EXAMPLE, "--link-importance", "links");
  const page = await open(liito, "?lang=en&links=d-pc");
  await computed(page);
  await page.locator("[data-testid=ranked] li button").first().waitFor();
  await page.getByRole("radio", { name: "Links", exact: true }).check({ force: true });
  const best = byValue(expected.link_importance.filter((row) => row.distance_m <= 1000), (row) => row.d_pc_removal)[0];
  await page.locator("[data-testid=ranked] li button").first().click();
  await page.getByRole("heading", { name: `Link ${best.a} – ${best.b}` }).waitFor();
  near(Number(await page.getByTestId("link-dPC").getAttribute("data-value")), best.d_pc_removal, "dPC");
  near(Number(await page.getByTestId("link-improvement").getAttribute("data-value")), best.d_pc_improvement, "improvement");
  await page.getByTestId("why").waitFor();
  await page.getByRole("button", { name: `Patch ${best.a}` }).click();
  await page.getByRole("heading", { name: `Patch ${best.a}` }).waitFor();
});

test("a link is chosen by a click beside it on the map", async () => {
  const page = await open(liito, "?lang=en&distance=3000&links=d-pc");
  await computed(page);
  await page.locator("[data-testid=ranked] li button").first().waitFor();
  await page.getByRole("radio", { name: "Links", exact: true }).check({ force: true });
  await page.locator("[data-testid=ranked] li button").first().click();
  const title = await page.locator(".details h2").innerText();
  // Its length across the middle of the screen: the click is on its middle.
  await page.getByRole("button", { name: "Zoom to the link" }).click();
  await page.waitForURL(/view=/);
  await page.locator(".details").getByRole("button", { name: "Close" }).click();
  await page.locator(".details").waitFor({ state: "detached" });
  const { width, height } = page.viewportSize();
  const centre = { x: (450 + width - 370) / 2, y: (40 + height - 72) / 2 + 30 };
  let found = false;
  for (let offset = 0; offset <= 60 && !found; offset += 6) {
    for (const sign of [1, -1]) {
      await page.mouse.click(centre.x, centre.y + sign * offset);
      const heading = page.locator(".details h2");
      found = await heading.waitFor({ timeout: 400 }).then(async () => (await heading.innerText()) === title, () => false);
      if (found) break;
    }
  }
  assert.ok(found, `${title} was not found on the map`);
});

test("the table sorts by the index that patches are coloured by", async () => {
  const expected = command(EXAMPLE, "--importance");
  const page = await open(liito, "?lang=en&patches=d-iic");
  await computed(page);
  await page.locator("[data-testid=ranked] li button").first().waitFor();
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const head = page.getByRole("columnheader", { name: "Importance, dIIC" });
  await head.getByRole("button").click();
  await head.getByRole("button").click();
  const best = byValue(expected.importance, (row) => row.d_iic)[0];
  await page.waitForFunction((id) => document.querySelector("tbody th")?.textContent.trim() === id, best.id);
  assert.equal(await head.getAttribute("aria-sort"), "descending");
});

test("saved patches carry what they are worth", async () => {
  const expected = command(EXAMPLE, "--importance");
  const page = await open(liito);
  await computed(page);
  await page.locator("[data-testid=ranked] li button").first().waitFor();
  const collection = JSON.parse(readFileSync(await saved(page, { format: "GeoJSON", what: "patches" }), "utf8"));
  for (const { properties } of collection.features) {
    const row = expected.importance.find(({ id }) => id === properties.liito_patch);
    for (const name of ["d_pc", "d_pc_connector", "d_iic", "bc_pc", "flux_ha"]) near(properties[`liito_${name}`], row[name], `${row.id} ${name}`);
  }
});

test("planar links are the command's", async () => {
  const expected = command(EXAMPLE, "--topology", "planar").indices;
  const page = await open(liito);
  await computed(page);
  await page.locator("#field-topology").selectOption("planar");
  await page.locator("[data-testid=all-indices] > summary").waitFor();
  await page.waitForFunction((links) => document.querySelector("[data-field=links]")?.dataset.value === links, String(expected.links));
  await page.waitForURL(/topology=planar/);
});
