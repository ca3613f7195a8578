// Explore: a resident finds the green near home, by keyboard, by touch, in three languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { drawn } from "./lib/drawn.mjs";
import { HOME, VIEW, explore, features } from "./lib/explore.mjs";
import { start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

/** Metres from home to the nearest point of a ring; 0 inside. Flat, as a kilometre is. */
function metresTo(ring) {
  const scale = 111_320;
  const east = Math.cos((HOME.latitude * Math.PI) / 180) * scale;
  const points = ring.map(([x, y]) => [(x - HOME.longitude) * east, (y - HOME.latitude) * scale]);
  let [best, isInside] = [Infinity, false];
  for (const [place, [x, y]] of points.entries()) {
    const [u, v] = points[(place + 1) % points.length];
    const [dx, dy] = [u - x, v - y];
    const share = Math.max(0, Math.min(1, -(x * dx + y * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(x + share * dx, y + share * dy));
    if (y > 0 !== v > 0 && x - (y * dx) / dy > 0) isInside = !isInside;
  }
  return isInside ? 0 : best;
}

const shell = ({ geometry: { type, coordinates } }) => (type === "Polygon" ? [coordinates[0]] : coordinates.map((rings) => rings[0]));

test("what is near is what the files say", async () => {
  const page = await explore(liito, `lang=en&${VIEW}`);
  await page.getByRole("button", { name: "Middle of the map" }).click();
  const parks = page.locator(".near-kind[data-nature=Park]");
  await parks.waitFor();
  const expected = features("parks").filter((park) => park.properties.kind === "park").map((park) => ({ name: park.properties.name, metres: Math.min(...shell(park).map(metresTo)) }));
  expected.sort((a, b) => a.metres - b.metres);
  const within = (metres) => expected.filter((park) => park.metres <= metres).length;
  // Layers that come later count as soon as they are there.
  await parks.getByText(`${within(300)} within 300 m, ${within(1000)} within 1 km, ${within(3000)} within 3 km`, { exact: true }).waitFor();
  const told = await parks.locator("li strong").allTextContents();
  assert.deepEqual(told, expected.slice(0, told.length).map((park) => park.name));
  // "350 m north-east": as far as it is, to ten metres.
  const way = await parks.locator(".way").first().textContent();
  const metres = Number(way.match(/^([\d.]+)/)?.[1] ?? 0);
  assert.ok(Math.abs(metres - expected[0].metres) <= 10, `${way} is not ${expected[0].metres} m`);
  // Its address brings it back.
  await page.waitForURL(/near=24\.68\d+,60\.16\d+/);
  const green = await page.getByTestId("greenness").getAttribute("data-green");
  assert.ok(Number(green) > 0 && Number(green) < 1, green);
  await page.reload();
  await page.locator(`[data-testid=greenness][data-green="${green}"]`).waitFor();
  assert.deepEqual(page.problems, []);
});

test("a name is found with a slip and without its marks, in each language, and coordinates are a place", async () => {
  const page = await explore(liito, `lang=en&${VIEW}`);
  const field = page.getByRole("searchbox");
  await field.fill("punarinan puisto".replace(" ", ""));
  await page.getByTestId("found").getByText("Punarinnanpuisto").first().waitFor();
  await field.press("Enter");
  await page.getByTestId("feature").getByRole("heading", { name: "Punarinnanpuisto" }).waitFor();
  await page.getByTestId("feature").getByText("There: a playground, benches").waitFor();
  await page.getByRole("radio", { name: "SV" }).check({ force: true });
  await page.getByTestId("feature").getByRole("heading", { name: "Rödhakeparken" }).waitFor();
  await page.getByTestId("feature").getByText("Här finns: en lekplats, bänkar").waitFor();
  await page.waitForURL(/lang=sv.*at=24\.\d+,60\.\d+/);
  await page.reload();
  await page.getByTestId("feature").getByRole("heading", { name: "Rödhakeparken" }).waitFor();
  await page.getByRole("searchbox").fill("rodhakeparken");
  await page.getByTestId("found").getByText("Rödhakeparken").first().waitFor();
  await page.getByRole("searchbox").fill("xyzzy");
  await page.getByText("Inget hittades för ”xyzzy”").first().waitFor();
  await page.getByRole("searchbox").fill("60,163 24,684");
  await page.getByTestId("found").getByRole("button").click();
  await page.getByTestId("greenness").waitFor();
  assert.deepEqual(page.problems, []);
});

test("a forest tells how it is connected, when it was surveyed, and never where animals were seen", async () => {
  const page = await explore(liito, `lang=en&${VIEW}`);
  await page.getByRole("button", { name: "Middle of the map" }).click();
  const forests = page.locator(".near-kind[data-nature=FlyingSquirrel]");
  await forests.locator("button").first().click();
  const card = page.getByTestId("feature");
  await card.getByTestId("connected").waitFor();
  assert.match(await card.getByTestId("connected").textContent(), /^In this model (this forest is linked to \d+ others?\.|no other forest)/);
  await card.getByText(/^Last surveyed \d{1,2} \w+ \d{4}\.$/).waitFor();
  await card.getByText("Not surveyed is not empty").waitFor();
  await card.locator("summary").click();
  const facts = await card.locator(".facts").textContent();
  for (const secret of ["havaitsija", "Observer", "lisatieto", "aluekuvaus"]) assert.ok(!facts.includes(secret), secret);
  // Squares in the place of points; in Analyse the reader's own points are there.
  const legend = page.locator(".legend");
  await legend.getByText("Observations, by square kilometre").waitFor();
  assert.equal(await legend.getByText("Flying squirrel: observations").count(), 0);
  await page.getByTestId("shown").locator("summary").click();
  await page.locator("input[name=Squares]").uncheck();
  await legend.getByText("Observations, by square kilometre").waitFor({ state: "detached" });
  await page.locator("input[name=Park]").uncheck();
  await legend.locator(".ground > summary").click();
  await legend.getByText("Building", { exact: true }).waitFor();
  assert.equal(await legend.getByText("Park", { exact: true }).count(), 0);
  await page.locator("input[name=Park]").check();
  await legend.getByText("Park", { exact: true }).waitFor();
  assert.deepEqual(page.problems, []);
});

test("the whole way by the keyboard alone, with all that is found said aloud", async () => {
  const page = await explore(liito, `lang=en&${VIEW}`);
  const tabTo = async (wanted) => {
    for (let step = 0; step < 80; step += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), wanted)) return;
    }
    assert.fail(`the tabulator does not come to ${wanted}`);
  };
  // What is said aloud is soon followed by something else, so it is written down.
  await page.evaluate(() => {
    globalThis.said = [];
    const hear = () => globalThis.said.push(...[...document.querySelectorAll("[role=status]")].map((status) => status.textContent));
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const isSaid = (words) => page.waitForFunction((words) => globalThis.said.some((text) => new RegExp(words).test(text)), words.source);
  await tabTo("#explore-search");
  await page.keyboard.type("tiltaltinpuisto");
  await isSaid(/^1 found$/);
  await tabTo(".found button");
  await page.keyboard.press("Enter");
  await isSaid(/Tiltaltinpuisto/);
  await page.getByTestId("feature").getByRole("heading", { name: "Tiltaltinpuisto" }).waitFor();
  await tabTo(".feature .near-doors button");
  await page.keyboard.press("Enter");
  await isSaid(/^Within 300 m, \d+\s%/);
  await tabTo(".near-kind button");
  const next = await page.evaluate(() => document.activeElement.textContent);
  assert.match(next, /Tiltaltinpuisto.*right here/);
  // What the accessibility tree calls the parts.
  const tree = await page.locator("#panel").ariaSnapshot();
  for (const part of [/complementary "Nature near you"/, /searchbox "Look for a park/, /region "Tiltaltinpuisto"/, /heading "Parks and recreation" \[level=4\]/]) assert.match(tree, part);
  assert.deepEqual(page.problems, []);
});

test("where the reader is, is asked once, and a refusal says what else to do", async () => {
  const page = await explore(liito, `lang=fi&${VIEW}`, { permissions: ["geolocation"], geolocation: { longitude: 24.7, latitude: 60.17 } });
  await page.getByRole("button", { name: "Missä olen" }).click();
  await page.getByTestId("greenness").waitFor();
  await page.waitForURL(/near=24\.70000,60\.17000/);
  assert.deepEqual(page.elsewhere, []);
  const refused = await explore(liito, `lang=fi&${VIEW}`, { permissions: [] });
  await refused.getByRole("button", { name: "Missä olen" }).click();
  await refused.getByText("Laite ei kerro, missä olet.").waitFor();
});

test("on a phone: a press on the map tells what is there, and nothing is wider than the screen", async () => {
  const page = await explore(liito, `lang=sv&${VIEW}`, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await drawn(page, { language: "sv" });
  await page.touchscreen.tap(195, 200);
  await page.getByTestId("feature").or(page.getByTestId("greenness")).first().waitFor();
  await page.getByRole("button", { name: "Mitt på kartan" }).tap();
  await page.getByTestId("greenness").waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("#panel button:not(.sheet-handle), #panel input[type=search], #panel summary")]
      .filter((element) => element.checkVisibility())
      .map((element) => [element.getBoundingClientRect(), element.textContent.trim().slice(0, 30)])
      .filter(([box]) => box.width < 44 || box.height < 44)
      .map(([box, text]) => `${text}: ${box.width} x ${box.height}`),
  );
  assert.deepEqual(small, []);
  assert.deepEqual(page.problems, []);
});

for (const [language, colorScheme, viewport] of [["fi", "light", { width: 1440, height: 900 }], ["sv", "dark", { width: 390, height: 844 }], ["en", "dark", { width: 320, height: 640 }]]) {
  test(`axe finds nothing, ${language}, ${colorScheme}, ${viewport.width} wide`, async () => {
    const page = await explore(liito, `lang=${language}&${VIEW}`, { viewport, colorScheme });
    assert.deepEqual(await faults(page), []);
    await page.getByTestId("near").locator(".near-doors button").nth(1).click();
    await page.getByTestId("greenness").waitFor();
    await page.getByRole("searchbox").fill("puisto");
    await page.getByTestId("found").locator("button").first().click();
    await page.getByTestId("feature").waitFor();
    for (const summary of await page.locator("#panel .fold > summary").all()) await summary.click();
    assert.deepEqual(await faults(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  });
}
