// The first ten seconds: the city that the page opens on, its settings, the welcome.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { drawn } from "./lib/drawn.mjs";
import { PROJECT, computed, figures, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

/** Opens the page with these settings instead of its own. */
async function withSettings(settings, query = "?lang=en", options = {}) {
  const context = await liito.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", serviceWorkers: "block" });
  await context.route("**/config.json", (route) => route.fulfill({ body: typeof settings === "string" ? settings : JSON.stringify(settings) }));
  await context.addInitScript(() => localStorage.setItem("liito-welcomed", "yes"));
  const page = await context.newPage();
  page.asked = [];
  await context.route(/^https:/, (route) => {
    page.asked.push(route.request().url());
    return route.fulfill({ path: join(PROJECT, "docs/page.png") });
  });
  await page.goto(liito.base + query);
  if (!options.isBroken) await page.locator("#panel").waitFor();
  return page;
}

/** The colour of the map in the middle of a small box. */
async function colourAt(page, x, y) {
  const shot = await page.screenshot({ clip: { x, y, width: 4, height: 4 } });
  return page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context = new OffscreenCanvas(4, 4).getContext("2d");
    context.drawImage(image, 0, 0);
    return [...context.getImageData(2, 2, 1, 1).data].slice(0, 3);
  }, shot.toString("base64"));
}

test("the page opens on the made-up city, with its base map and nothing fetched elsewhere", async () => {
  const page = await open(liito, "?lang=en", { city: true });
  await computed(page);
  await drawn(page, { language: "en" });
  await page.getByText("Made-up data").first().waitFor();
  await page.getByText("450 habitat areas").waitFor();
  await page.getByText("10 layers").click();
  await page.locator(".files .files > li").nth(9).waitFor();
  await page.locator(".legend summary", { hasText: "Base map" }).click();
  for (const name of ["Water", "Trees, over 20 m", "Motorway", "Nature reserve", "Building"]) {
    await page.locator(".ground li", { hasText: name }).waitFor();
  }
  const { patches } = await figures(page);
  assert.ok(patches === undefined || patches > 300);
  assert.deepEqual(page.elsewhere, []);
  assert.deepEqual(page.problems, []);
});

test("water is where the city says, in the light and in the dark", async () => {
  const { features } = JSON.parse(readFileSync(join(PROJECT, "public/demo/places.geojson"), "utf8"));
  const [x, y] = features.find(({ properties }) => properties.kind === "lake").geometry.coordinates;
  for (const [colorScheme, water] of [["light", [0xc9, 0xe0, 0xea]], ["dark", [0x12, 0x30, 0x3d]]]) {
    const page = await open(liito, `?lang=en&view=${x},${y},15`, { city: true, colorScheme });
    await computed(page);
    await drawn(page, { language: "en" });
    const map = await page.locator(".map").boundingBox();
    // Beside the name that stands in the middle of the lake.
    const found = await colourAt(page, map.x + map.width / 2, map.y + map.height / 2 + 24);
    assert.ok(found.every((value, channel) => Math.abs(value - water[channel]) <= 3), `${colorScheme}: ${found}`);
  }
});

test("closing a layer of the base map leaves the figures as they are", async () => {
  const page = await open(liito, "?lang=en", { city: true });
  await computed(page);
  await drawn(page, { language: "en" });
  const before = await figures(page);
  await page.getByText("10 layers").click();
  await page.getByRole("button", { name: "Remove tree_cover.geojson" }).click();
  await page.getByText("9 layers").waitFor();
  await page.locator(".legend summary", { hasText: "Base map" }).click();
  await page.locator(".ground li", { hasText: "Trees" }).first().waitFor({ state: "detached" });
  await page.locator("[data-testid=run-state]", { hasText: "up to date" }).waitFor();
  assert.deepEqual(await figures(page), before);
});

test("the city can be closed as one and opened again", async () => {
  const page = await open(liito, "?lang=sv", { city: true });
  await computed(page, "aktuellt");
  await page.getByRole("button", { name: "Ta bort Påhittad stad" }).click();
  await page.getByRole("button", { name: "Öppna Påhittad stad igen" }).click();
  await computed(page, "aktuellt");
  await page.getByText("450 livsmiljöområden").or(page.getByText(/^450 /)).first().waitFor();
  assert.deepEqual(page.problems, []);
});

test("the first visit is welcomed once, and leads through an example of real actions", async () => {
  const page = await open(liito, "?lang=en", { city: true, firstVisit: true });
  const card = page.getByRole("region", { name: "Welcome" });
  await card.getByText("The city before you is made up").waitFor();
  await computed(page);
  await page.locator("[data-testid=ranked] li").first().waitFor();
  const before = await figures(page);
  await page.waitForURL((url) => url.searchParams.has("view"));
  const view = new URL(page.url()).searchParams.get("view");
  await card.getByRole("button", { name: "Show me around" }).click();
  const tour = page.locator(".guide");
  await tour.getByRole("heading", { name: "One figure for the whole" }).waitFor();
  // Screen readers are led to each step.
  assert.equal(await page.evaluate(() => document.activeElement.id), "guide-title");
  await tour.getByRole("button", { name: "Next" }).click();
  await page.locator(".details h2").first().waitFor();
  await page.waitForURL((url) => url.searchParams.get("view") !== view);
  await tour.getByRole("button", { name: "Next" }).click();
  await tour.getByText("from 1,000 m to 300 m").waitFor();
  await page.waitForURL(/distance=300/);
  await computed(page);
  assert.ok((await figures(page)).ec_pc_ha < before.ec_pc_ha);
  await tour.getByRole("button", { name: "Next" }).click();
  await page.locator(".table-drawer").waitFor();
  // It can be left at any point, and all is as it was.
  await page.keyboard.press("Escape");
  await tour.waitFor({ state: "detached" });
  await page.locator(".table-drawer").waitFor({ state: "detached" });
  await page.waitForURL((url) => !url.searchParams.has("distance"));
  await computed(page);
  assert.deepEqual(await figures(page), before);
  await page.reload();
  await computed(page);
  assert.equal(await page.locator(".guide").count(), 0);
  assert.deepEqual(page.problems, []);
});

test("settings for another city: name, view, languages, parameters, layers that are real", async () => {
  const page = await withSettings(
    {
      name: { fi: "Turku", sv: "Åbo" },
      start: { longitude: 24.7, latitude: 60.17, zoom: 12 },
      languages: ["sv", "fi"],
      layers: [{ address: "demo/liito_orava_alueet.geojson" }],
      parameters: { distance: 300 },
    },
    "?lang=en",
  );
  await computed(page, "aktuellt");
  assert.equal(await page.locator("input[name=language]").count(), 2);
  assert.equal(await page.locator("#field-distance").inputValue(), "300");
  await page.getByText("Åbo").first().waitFor();
  assert.equal(await page.getByText("Påhittade data").count(), 0);
  await page.waitForURL(/view=24\.70000,60\.17000,12\.00/);
});

test("settings that are wrong are told one by one, with their places", async () => {
  const page = await withSettings({ nmae: "x", start: { longitude: 500, latitude: 60, zoom: 3 }, layers: [{ role: "forest" }] }, "", { isBroken: true });
  const alert = page.getByRole("alert");
  await alert.getByRole("heading", { name: "The settings are wrong" }).waitFor();
  const text = await alert.innerText();
  for (const words of ["nmae: there is no such setting", "start.longitude: this has to lie between -180 and 180", 'layers[0].role: "forest" is none of habitat', "layers[0].address: this has to be given"]) {
    assert.ok(text.includes(words), text);
  }
  const broken = await withSettings('{\n "name": }', "", { isBroken: true });
  await broken.getByText("this is not JSON, from line 2, column 10 on").waitFor();
});

test("a base map of others is asked for only when it is chosen, and says who made it", async () => {
  const page = await withSettings({
    layers: [{ address: "demo/liito_orava_alueet.geojson" }],
    base_maps: [{ name: "Elsewhere", address: "https://tiles.example/{z}/{x}/{y}.png", attribution: "© Somebody", attribution_link: "https://somebody.example/" }],
  });
  await computed(page);
  assert.deepEqual(page.asked, []);
  await page.locator(".legend summary", { hasText: "Base map" }).click();
  await page.getByTestId("base-map").selectOption({ label: "Elsewhere" });
  await page.getByText("Its pictures come from tiles.example").waitFor();
  assert.equal(await page.getByRole("link", { name: "© Somebody" }).getAttribute("href"), "https://somebody.example/");
  await page.waitForURL(/map=0/);
  const deadline = Date.now() + 30_000;
  while (page.asked.length === 0) {
    assert.ok(Date.now() < deadline, "no tile is asked for");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  assert.match(page.asked[0], /^https:\/\/tiles\.example\/\d+\/\d+\/\d+\.png$/);
});
