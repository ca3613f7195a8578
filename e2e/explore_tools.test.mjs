// Explore: what a resident does on the map: lists, measures, puts down, shares.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { drawn } from "./lib/drawn.mjs";
import { VIEW, explore, features, opened } from "./lib/explore.mjs";
import { PROJECT, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const COMMAND = join(PROJECT, "target/release/liito");
/** So that all of the city is in view. */
const ALL = "view=24.7,60.17,9.00";

test("what is on the map can be chosen from a list, by kind and by year", async () => {
  const page = await explore(liito, `lang=en&${ALL}`);
  const section = await opened(page, "in-view");
  const list = section.getByRole("button", { name: "List what is on the map" });
  const parks = features("parks").filter(({ properties }) => properties.kind === "park").length;
  await section.locator("select[name=nature]").selectOption("Park");
  await list.click();
  await section.getByText(parks > 100 ? `100 of ${parks}, those nearest` : `${parks} found`).waitFor();
  // Surveys, but for breeding places, which are for nobody here.
  const areas = features("liito_orava_alueet").filter(({ properties }) => !properties.aluetyyppi.startsWith("Lis"));
  const lines = features("liito_orava_yhteysviivat");
  const years = [...areas, ...lines].map(({ properties }) => Number(properties.pvm.slice(0, 4)));
  const last = Math.max(...years);
  await section.locator("select[name=nature]").selectOption("FlyingSquirrel");
  const from = section.locator("input[name=from-year]");
  assert.equal(await from.getAttribute("min"), String(Math.min(...years)));
  await from.fill(String(last));
  await section.getByText(`Only what was surveyed from ${last} to ${last}.`).waitFor();
  await list.click();
  const count = years.filter((year) => year === last).length;
  await section.getByText(count > 100 ? `100 of ${count}, those nearest` : `${count} found`).waitFor();
  await page.locator("[role=status]", { hasText: `${count} found` }).first().waitFor({ state: "attached" });
  await section.getByTestId("listed").locator("button").first().press("Enter");
  const card = page.getByTestId("feature");
  await card.getByText(new RegExp(`^Last surveyed \\d+ \\w+ ${last}\\.$`)).waitFor();
  await section.getByRole("button", { name: "Clear the list" }).click();
  await section.getByTestId("listed").waitFor({ state: "detached" });
  assert.deepEqual(page.problems, []);
});

test("a list is narrowed by words, in the reader's words for what there is in parks", async () => {
  const page = await explore(liito, `lang=sv&${ALL}`);
  const section = await opened(page, "in-view");
  await section.locator("select[name=nature]").selectOption("Park");
  await section.locator("input[name=words]").fill("en lekplats");
  await section.getByRole("button", { name: "Lista det på kartan" }).click();
  const all = features("parks").filter(({ properties }) => properties.kind === "park" && String(properties.facilities).includes("playground"));
  assert.ok(all.length > 0);
  await section.getByText(all.length > 100 ? new RegExp(`^100 av ${all.length}`) : new RegExp(`^${all.length} hittade`)).waitFor();
  assert.deepEqual(page.problems, []);
});

test("a plan says what else is there, that it is no decision, and where to comment", async () => {
  const settings = JSON.parse(readFileSync(join(PROJECT, "public/config.json"), "utf8"));
  const page = await explore(liito, `lang=en&${ALL}`, { settings: { ...settings, comment: "https://example.org/comment" } });
  await opened(page, "in-view");
  await page.getByTestId("in-view").locator("select[name=nature]").selectOption("Planned");
  await page.getByTestId("in-view").getByRole("button", { name: "List what is on the map" }).click();
  await page.getByTestId("listed").locator("button").first().click();
  const card = page.getByTestId("feature");
  await card.getByText("A proposal is not a decision.").waitFor();
  assert.equal(await card.getByRole("link", { name: /^Say what you think of plans/ }).getAttribute("href"), "https://example.org/comment");
  await card.getByTestId("touches").locator("summary").click();
  assert.ok((await card.getByTestId("touches").locator("li").count()) > 0);
  assert.deepEqual(page.problems, []);
});

test("an address is asked of the service that the settings name, and of no other", async () => {
  const settings = JSON.parse(readFileSync(join(PROJECT, "public/config.json"), "utf8"));
  const addresses = { name: "Addresses of example.org", address: "https://example.org/search?text={text}&lang={lang}" };
  const page = await explore(liito, `lang=fi&${VIEW}`, { settings: { ...settings, addresses } });
  const questions = [];
  await page.route("https://example.org/**", (route) => {
    questions.push(route.request().url());
    const feature = { type: "Feature", properties: { label: "Kaivokatu 1, <i>Helsinki</i>" }, geometry: { type: "Point", coordinates: [24.7, 60.17] } };
    return route.fulfill({ json: { type: "FeatureCollection", features: [feature] }, headers: { "access-control-allow-origin": "*" } });
  });
  await page.getByRole("searchbox").fill("Kaivokatu 1");
  const section = page.getByTestId("addresses");
  await section.getByRole("button", { name: "Etsi osoitteista: Addresses of example.org" }).waitFor();
  assert.deepEqual(page.elsewhere, []);
  await section.getByRole("button").click();
  await section.getByRole("button", { name: "Kaivokatu 1, <i>Helsinki</i>" }).click();
  await page.getByTestId("greenness").waitFor();
  await page.waitForURL(/near=24\.70000,60\.17000/);
  assert.deepEqual(questions, ["https://example.org/search?text=Kaivokatu%201&lang=fi"]);
  assert.deepEqual(page.problems, []);
});

test("a distance and an area are measured, by pointer and without", async () => {
  const page = await explore(liito, `lang=en&${VIEW}`);
  await drawn(page, { language: "en" });
  const section = await opened(page, "measure");
  await section.getByRole("button", { name: "Measure a distance" }).click();
  const figure = section.getByTestId("measured");
  // At this zoom a pixel is as wide as the equator has it, narrowed by the latitude.
  const metres = (40_075_016.7 * Math.cos((60.163 * Math.PI) / 180)) / (512 * 2 ** 13.5);
  const [x, y] = [800, 450];
  await page.mouse.click(x, y);
  await figure.getByText("1 point so far.").waitFor();
  await page.mouse.click(x + 200, y);
  const length = async () => Number((await figure.textContent()).match(/Distance ([\d,.]+)/)[1].replace(",", ""));
  await figure.getByText(/^Distance/).waitFor();
  assert.ok(Math.abs((await length()) - 200 * metres) < 0.01 * 200 * metres, `${await length()} is not ${200 * metres}`);
  await page.mouse.click(x + 200, y + 150);
  await figure.getByText(/Area inside/).waitFor();
  const hectares = Number((await figure.textContent()).match(/Area inside ([\d.]+)/)[1]);
  const expected = (0.5 * 200 * 150 * metres * metres) / 1e4;
  assert.ok(Math.abs(hectares - expected) < 0.02 * expected, `${hectares} is not ${expected}`);
  await section.getByRole("button", { name: "Take back" }).click();
  await figure.getByText(/Area inside/).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.id === "fold-measure");
  await section.getByRole("button", { name: "Measure a distance" }).press("Enter");
  await section.getByRole("button", { name: "Add the middle" }).press("Enter");
  await figure.getByText("1 point so far.").waitFor();
  // What is measured is not chosen.
  assert.equal(await page.getByTestId("feature").count(), 0);
  assert.deepEqual(page.problems, []);
});

test("what one saw is kept on the device and saved as Luoti has it", async () => {
  const page = await explore(liito, `lang=en&${VIEW}`);
  const section = await opened(page, "seen");
  await section.getByRole("button", { name: "Put down something" }).click();
  await page.mouse.click(900, 500);
  await section.getByText(/^Place: 60\.\d+° N/).waitFor();
  await section.locator("input[name=seen-date]").fill("2026-04-05");
  await section.locator("input[name=seen-droppings]").fill("2.5");
  await section.getByRole("button", { name: "Keep it" }).click();
  await section.getByRole("alert").getByText("Give whole numbers").waitFor();
  await section.locator("input[name=seen-droppings]").fill("25");
  await section.locator("select[name=seen-tree]").selectOption("haapa");
  await section.locator("input[name=seen-diameter]").fill("40");
  await section.locator("input[name=seen-observer]").fill("A. Resident");
  await section.getByRole("button", { name: "Keep it" }).click();
  await section.getByTestId("seen-list").getByText("5 April 2026 · 25 droppings").waitFor();
  // A remark that is no sign, and a day that is still to come.
  await section.getByRole("button", { name: "Put down something" }).click();
  await section.locator("select[name=seen-what]").selectOption("remark");
  await section.locator("input[name=seen-remark]").fill("<b>An old aspen</b>");
  await section.locator("input[name=seen-date]").fill("2999-01-01");
  await section.getByRole("button", { name: "Keep it" }).click();
  await section.getByRole("alert").getByText("Give the day when you saw it").waitFor();
  await section.locator("input[name=seen-date]").fill("2026-05-01");
  await section.getByRole("button", { name: "Keep it" }).click();
  await section.getByTestId("seen-list").getByText("<b>An old aspen</b>").waitFor();
  assert.deepEqual(await faults(page), []);
  // What another tab puts down is not lost, and the focus goes on from where it was.
  await page.waitForFunction(() => document.activeElement.id === "fold-seen");
  await page.evaluate(() => {
    const [first] = JSON.parse(localStorage.getItem("liito-seen"));
    localStorage.setItem("liito-seen", JSON.stringify([...JSON.parse(localStorage.getItem("liito-seen")), { ...first, remark: "of another tab" }]));
  });
  await section.getByRole("button", { name: /^Remove: 1 May/ }).click();
  await section.getByTestId("seen-list").getByText("of another tab").waitFor();
  await section.getByRole("button", { name: /^Remove: .*of another tab/ }).click();
  await page.reload();
  await opened(page, "seen");
  await section.getByTestId("seen-list").getByText("25 droppings").waitFor();
  assert.deepEqual(page.elsewhere, []);
  const [download] = await Promise.all([page.waitForEvent("download"), section.getByRole("button", { name: "Save as a file" }).click()]);
  assert.equal(download.suggestedFilename(), "havainnot.gpkg");
  const path = await download.path();
  const folder = mkdtempSync(join(tmpdir(), "liito-"));
  const output = join(folder, "seen.geojson");
  execFileSync(COMMAND, ["convert", path, "--layer", "liito_orava_pisteet", "--output", output]);
  const [feature] = JSON.parse(readFileSync(output, "utf8")).features;
  rmSync(folder, { recursive: true });
  assert.equal(feature.properties.puulaji, "haapa");
  assert.equal(feature.properties.papanamaara, 25);
  assert.equal(feature.properties.pesatyyppi, "-");
  await section.getByRole("button", { name: /^Remove: 5 April/ }).click();
  await section.getByTestId("seen-list").waitFor({ state: "detached" });
  assert.deepEqual(page.problems, []);
});

test("the link and the map for another page are copied, and that shows the map alone", async () => {
  const page = await explore(liito, `lang=sv&${VIEW}`, { permissions: ["clipboard-read", "clipboard-write"] });
  const section = await opened(page, "share");
  await section.getByRole("button", { name: "Kopiera länken" }).click();
  await page.locator("[role=status]", { hasText: "Kopierat" }).waitFor({ state: "attached" });
  const pasted = () => page.evaluate(() => navigator.clipboard.readText());
  const link = new URL(await pasted());
  assert.equal(link.searchParams.get("lang"), "sv");
  assert.match(link.searchParams.get("view"), /^24\.684/);
  await section.getByRole("button", { name: "Kopiera kartan" }).click();
  await section.locator("textarea").and(page.locator("textarea")).waitFor();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("<iframe"));
  // In a page of others.
  const other = await page.context().newPage();
  await other.setContent(`<!doctype html><html lang="sv"><title>x</title><main><h1>x</h1>${await pasted()}</main></html>`);
  const inner = other.frameLocator("iframe");
  const whole = inner.getByRole("link", { name: "Öppna hela kartan" });
  await whole.waitFor();
  await inner.locator(".legend").waitFor();
  assert.equal(await inner.locator("#panel, .top-bar").count(), 0);
  assert.ok(!(await whole.getAttribute("href")).includes("embed"));
  const alone = await page.context().newPage();
  await alone.goto(`${liito.base}?embed=1&task=explore&lang=sv&${VIEW}`);
  await alone.getByRole("link", { name: "Öppna hela kartan" }).waitFor();
  assert.deepEqual(await faults(alone), []);
  assert.deepEqual(page.problems, []);
});

test("every layer says where it comes from", async () => {
  const page = await explore(liito, `lang=fi&${VIEW}`);
  const section = await opened(page, "sources");
  const settings = JSON.parse(readFileSync(join(PROJECT, "public/config.json"), "utf8"));
  assert.equal(await section.locator("li").count(), settings.layers.length);
  await section.locator("li", { hasText: "parks.geojson" }).getByText(settings.layers[0].source.fi).waitFor();
  assert.deepEqual(page.problems, []);
});
