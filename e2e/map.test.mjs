// Map, details and table show the same patch.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PROJECT, computed, drop, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const example = JSON.parse(readFileSync(join(PROJECT, "public/example/habitat.geojson"), "utf8"));

/** A position well inside a patch: the middle of its ring's extent. */
function middle(feature) {
  const polygon = feature.geometry.type === "MultiPolygon" ? feature.geometry.coordinates[0] : feature.geometry.coordinates;
  const xs = polygon[0].map(([x]) => x);
  const ys = polygon[0].map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

const details = (page, name) => page.getByRole("region", { name });

test("a click on the map chooses the patch there, and the table turns to it", async () => {
  const feature = example.features[99];
  const [x, y] = middle(feature);
  const page = await open(liito, `?lang=en&view=${x},${y},15`);
  await computed(page);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.getByRole("button", { name: "H001" }).waitFor();
  // The middle of the map is the middle of the patch.
  const map = await page.locator(".map").boundingBox();
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
  const name = `Patch ${feature.properties.id}`;
  await details(page, name).waitFor();
  await page.locator("tr.chosen", { hasText: feature.properties.id }).waitFor();
  assert.equal(await page.locator("tr.chosen").count(), 1);
  // And the pages can be turned all the same.
  await page.getByText("Page 2 of 3").waitFor();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("Page 3 of 3").waitFor();
  await page.getByRole("button", { name: "Previous" }).click();
  await page.getByText("Page 2 of 3").waitFor();
});

test("the keyboard chooses in the table, steps to a neighbour and zooms to it", async () => {
  const page = await open(liito);
  await computed(page);
  await page.getByRole("button", { name: "Table", exact: true }).press("Enter");
  const row = page.getByRole("button", { name: "H001", exact: true });
  await row.press("Enter");
  const card = details(page, "Patch H001");
  await card.waitFor();
  assert.equal(await row.getAttribute("aria-pressed"), "true");
  assert.match(await card.innerText(), /Area\s*[\d.]+\sha/);
  const neighbour = card.locator(".neighbours button").first();
  const label = (await neighbour.innerText()).match(/Patch (H\d+)/)[1];
  await neighbour.press("Enter");
  await details(page, `Patch ${label}`).waitFor();
  const before = new URL(page.url()).searchParams.get("view");
  await details(page, `Patch ${label}`).getByRole("button", { name: "Zoom to it" }).press("Enter");
  await page.waitForFunction((before) => new URL(location.href).searchParams.get("view") !== before, before);
});

test("the table sorts, filters and keeps to the map", async () => {
  const page = await open(liito);
  await computed(page);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const rows = page.locator("tbody tr");
  await rows.first().waitFor();
  const column = (number) => page.locator(`tbody td:nth-of-type(${number})`).allInnerTexts();
  const header = page.getByRole("button", { name: "Area, ha" });
  await header.click();
  await page.locator("th[aria-sort=ascending]", { hasText: "Area" }).waitFor();
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll("tbody td:nth-of-type(1)")].map((cell) => Number(cell.textContent));
    return cells.length > 1 && cells.every((value, place) => place === 0 || cells[place - 1] <= value);
  });
  await header.click();
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll("tbody td:nth-of-type(1)")].map((cell) => Number(cell.textContent));
    return cells.length > 1 && cells.every((value, place) => place === 0 || cells[place - 1] >= value);
  });
  assert.equal((await column(1)).length, 50);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("Page 2 of 3").waitFor();
  await page.getByPlaceholder("Part of the name").fill("h01");
  await page.getByText("10 patches of 140").waitFor();
  await page.getByPlaceholder("Part of the name").fill("nothing");
  await page.getByText("No patch fits the filter.").waitFor();
  await page.getByPlaceholder("Part of the name").fill("");
  // Close in on one patch: only those in view are left.
  await page.getByText("140 patches of 140").waitFor();
  await page.getByRole("button", { name: "H002", exact: true }).or(page.locator("tbody button").first()).first().click();
  await page.getByRole("button", { name: "Zoom to it" }).click();
  await page.getByText("Only those on the map").click();
  await page.waitForFunction(() => /^[1-9]\d? patch(es)? of 140$/.test(document.querySelector(".table-head [role=status]").textContent));
});

test("properties that hold HTML are shown as text", async () => {
  const square = (x) => [[[x, 60.2], [x + 0.01, 60.2], [x + 0.01, 60.21], [x, 60.21], [x, 60.2]]];
  const evil = '<img src=x onerror="window.hacked=1"><b>bold</b>';
  const feature = (x, id) => ({ type: "Feature", properties: { id, [evil]: evil }, geometry: { type: "Polygon", coordinates: square(x) } });
  const page = await open(liito);
  await computed(page);
  await drop(page, [{ name: `${evil.replaceAll("/", "")}.geojson`, text: JSON.stringify({ type: "FeatureCollection", features: [feature(24.7, evil), feature(24.72, "b")] }) }]);
  await page.getByText("2 habitat patches").first().waitFor();
  await computed(page);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.locator("tbody button").first().click();
  await page.locator(".details summary").click();
  const card = await page.locator(".details").innerText();
  assert.ok(card.includes(evil), card);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main img, main b").count(), 0);
  assert.deepEqual(page.problems, []);
});

test("the map draws patches and links from tiles that the worker cuts", async () => {
  const page = await open(liito);
  await computed(page);
  // The canvas shows more than the colour of the land.
  const colours = async () => {
    const shot = await page.locator(".map canvas").screenshot({ clip: undefined });
    return new Set(shot.subarray(0, shot.length)).size;
  };
  assert.ok((await colours()) > 64);
  await page.getByText("Draw links").click();
  await page.getByText("link up to 250 m").waitFor({ state: "detached" });
  assert.deepEqual(page.problems, []);
});
