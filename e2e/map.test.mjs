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

const example = JSON.parse(readFileSync(join(PROJECT, "e2e/fixtures/habitat.geojson"), "utf8"));

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
  await page.waitForURL((url) => url.searchParams.has("view"));
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
  await page.waitForFunction(() => /^[1-9]\d? patch(es)? of 140$/.test(document.querySelector(".table-tools [role=status]").textContent));
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
  await page.locator(".details .disclosure > summary").click();
  const card = await page.locator(".details").innerText();
  assert.ok(card.includes(evil), card);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main img, main b").count(), 0);
  assert.deepEqual(page.problems, []);
});

/** Pixels of the open map between the panels that are not bare land. */
async function drawnPixels(page) {
  const shot = await page.screenshot({ clip: { x: 430, y: 90, width: 640, height: 690 } });
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const land = [0xf1, 0xef, 0xe6];
    let drawn = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (land.some((value, channel) => Math.abs(data[at + channel] - value) > 24)) drawn += 1;
    }
    return drawn;
  }, shot.toString("base64"));
}

/** Waits until as many pixels are drawn as the condition wants. */
async function drawn(page, wanted) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const pixels = await drawnPixels(page);
    if (wanted(pixels)) return pixels;
    assert.ok(Date.now() < deadline, `${pixels} pixels are drawn`);
  }
}

test("the map draws patches and links from tiles that the worker cuts", async () => {
  const page = await open(liito);
  await computed(page);
  await page.getByText("link up to 250 m").waitFor();
  const all = await drawn(page, (pixels) => pixels > 4000);
  await page.getByText("Draw links", { exact: true }).click();
  await page.getByText("link up to 250 m").waitFor({ state: "detached" });
  const patches = await drawn(page, (pixels) => pixels < all - 1000);
  assert.ok(patches > 2000, `${patches} pixels of patches`);
  // Without data the land is bare.
  await page.getByRole("button", { name: /^Remove/ }).click();
  await drawn(page, (pixels) => pixels < 20);
  assert.deepEqual(page.problems, []);
});
