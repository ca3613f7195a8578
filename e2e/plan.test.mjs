// Plan: the planner's job on the city, from the opened plan to the annex on paper.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { PROJECT, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const DEMO = join(PROJECT, "public/demo");
const file = (name) => join(DEMO, `${name}.geojson`);

/** What the command says of the city's plan. */
function command() {
  const folder = mkdtempSync(join(tmpdir(), "liito-plan-"));
  const run = spawnSync(
    join(PROJECT, "target/release/liito"),
    [
      ...["impact", "--habitat", file("liito_orava_alueet"), "--tree-cover", file("tree_cover")],
      ...["--land-cover", file("land_cover"), file("lines"), file("buildings"), "--kind", "glide"],
      ...["--plan", file("plan"), "--connections", file("liito_orava_yhteysviivat")],
      ...["--objects", file("parks"), file("places"), "--for-authority", "-o", folder],
    ],
    { encoding: "utf8", maxBuffer: 1e8 },
  );
  assert.equal(run.status, 0, run.stderr);
  const impact = JSON.parse(readFileSync(join(folder, "impact.json"), "utf8"));
  rmSync(folder, { recursive: true });
  return impact;
}

/** The page in the task, once it knows the network as it is. */
async function plan(query = "lang=en", options = {}) {
  const page = await open(liito, `?task=plan&${query}`, { city: true, ...options });
  await page.locator("[data-testid=plan-run]").waitFor();
  await page.locator(".panel section button.primary").first().waitFor({ timeout: 120_000 });
  return page;
}

/** Waits until the figures are of the plan as it is drawn. */
async function assessed(page, edits) {
  await page.locator("[data-testid=edits] > li").nth(edits - 1).waitFor({ timeout: 120_000 });
  await page.waitForFunction(
    (edits) => document.querySelectorAll("[data-testid=edits] > li").length === edits && document.querySelector(".impact:not(.stale) [data-testid=near]"),
    edits,
    { timeout: 120_000 },
  );
}

const near = (a, b) => assert.ok(Math.abs(a - b) <= 1e-9 * Math.abs(b), `${a} ${b}`);

test("the opened plan costs what the command says, and the job goes on to the annex", async () => {
  const page = await plan();
  await page.getByRole("button", { name: "Take over the opened plan" }).click();
  const { impacts } = command();
  await assessed(page, 2);
  for (const [testid, worth] of [["near", impacts[0].neighbourhood], ["whole", impacts[0].whole]]) {
    const shown = (await page.getByTestId(testid).getAttribute("data-value")).split(" ").map(Number);
    near(shown[0], worth.ec_pc_ha[0]);
    near(shown[1], worth.ec_pc_ha[1]);
  }
  // As surveyed before anything that is computed.
  assert.match(await page.getByTestId("touched").innerText(), /^what it touches\s+1\s+core area, 3\.61.ha of 7\.03.ha/i);
  assert.deepEqual(await faults(page), []);

  // Two suggestions are taken over; one step takes both back, and does them again.
  await page.getByRole("button", { name: "Suggest plantings" }).click();
  const ticks = page.locator(".suggested input[type=checkbox]");
  await ticks.nth(1).waitFor({ timeout: 120_000 });
  await ticks.nth(0).check();
  await ticks.nth(1).check();
  await page.getByRole("button", { name: "Take over 2 plantings" }).click();
  await assessed(page, 4);
  await page.getByRole("button", { name: "Undo: take over suggestions" }).click();
  await assessed(page, 2);
  near(Number((await page.getByTestId("whole").getAttribute("data-value")).split(" ")[1]), impacts[0].whole.ec_pc_ha[1]);
  await page.getByRole("button", { name: "Redo: take over suggestions" }).click();
  await assessed(page, 4);
  // They carry when they have grown.
  const now = Number((await page.getByTestId("whole").getAttribute("data-value")).split(" ")[1]);
  await page.getByRole("radio", { name: "25 years" }).check();
  await assessed(page, 4);
  const grown = Number((await page.getByTestId("whole").getAttribute("data-value")).split(" ")[1]);
  assert.ok(grown > now, `${grown} ${now}`);

  // The map shows either side, or one over the other up to a line.
  await page.getByRole("radio", { name: "Today" }).check();
  await page.getByRole("radio", { name: "Swipe" }).check();
  await page.locator(".swipe-map canvas").waitFor();
  const clip = () => page.locator(".swipe-map").evaluate((map) => map.style.clipPath);
  assert.equal(await clip(), "inset(0px 40% 0px 0px)");
  await page.getByTestId("swipe").focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await clip(), "inset(0px 40.5% 0px 0px)");
  assert.deepEqual(await faults(page), []);
  await page.getByRole("radio", { name: "After" }).check();
  assert.equal(await page.locator(".swipe-map").count(), 0);

  // The annex, in three languages, on paper without the page round it.
  await page.getByRole("button", { name: "Print the annex" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Author", { exact: true }).fill("Mirja <b>Mänty</b>");
  await dialog.getByRole("button", { name: "Write" }).click();
  const annex = page.getByTestId("annex");
  await annex.waitFor({ timeout: 120_000 });
  const words = await annex.innerText();
  assert.match(words, /^Computational report: Alternative 1/);
  assert.ok(words.includes("Mirja <b>Mänty</b>"), "what is typed is text");
  assert.match(words, /1 site is touched\. Its place and its links are left out/);
  await page.getByTestId("annex-maps").locator("img").nth(1).waitFor({ timeout: 60_000 });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".tools").isVisible(), false);
  assert.equal(await annex.isVisible(), true);
  const pdf = await page.pdf();
  assert.ok(pdf.length > 20_000, `${pdf.length} bytes`);
  await page.emulateMedia({ media: null });
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.elsewhere, []);
  await page.context().close();
});

test("a plan that arrives after the figures is offered as well", async () => {
  let release;
  const held = { addresses: "**/demo/plan.geojson", until: new Promise((resolve) => (release = resolve)) };
  const page = await open(liito, "?task=plan&lang=en", { city: true, held });
  // The network is known, and how plans stand has been told.
  await page.locator("#panel-title", { hasText: "Alternative 1" }).waitFor({ timeout: 120_000 });
  const take = page.getByRole("button", { name: "Take over the opened plan" });
  assert.equal(await take.count(), 0);
  release();
  await take.click({ timeout: 120_000 });
  await assessed(page, 2);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("the annex speaks Finnish and Swedish", async () => {
  for (const [language, take, print, write, title] of [
    ["fi", "Ota avattu kaava mukaan", "Tulosta liite", "Kirjoita", /^Laskentaraportti: Vaihtoehto 1/],
    ["sv", "Ta med den öppnade planen", "Skriv ut bilagan", "Skriv", /^Beräkningsrapport: Alternativ 1/],
  ]) {
    const page = await plan(`lang=${language}`);
    await page.getByRole("button", { name: take }).click();
    await assessed(page, 2);
    await page.getByRole("button", { name: print }).click();
    await page.getByRole("dialog").getByRole("button", { name: write, exact: true }).click();
    const annex = page.getByTestId("annex");
    await annex.waitFor({ timeout: 120_000 });
    assert.match(await annex.innerText(), title);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
});

test("a plan is drawn with the pointer, moved, and typed", async () => {
  const page = await plan("lang=en&view=24.70000,60.20000,14.00");
  await page.getByRole("button", { name: "Clear or build" }).click();
  // Fetched now, and not before.
  await page.waitForFunction(() => globalThis.liitoDraw !== undefined);
  await page.waitForFunction(() => document.querySelector(".map canvas").style.cursor === "crosshair");
  const corners = [[700, 400], [800, 400], [800, 500], [700, 500]];
  for (const [x, y] of corners) await page.mouse.click(x, y);
  await page.mouse.move(720, 450);
  await page.locator(".tool-options strong", { hasText: "ha" }).waitFor();
  // Figures follow the hand, and are none once it has let go.
  const live = page.locator("[data-testid=live][data-value]");
  await live.waitFor({ timeout: 120_000 });
  const followed = (await live.getAttribute("data-value")).split(" ").map(Number);
  assert.ok(followed[0] > 0 && followed[1] <= followed[0], followed.join(" "));
  assert.match(await live.innerText(), /Worth as one forest\s+[\d,]+/);
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press("Enter");
  await assessed(page, 1);
  assert.equal(await live.count(), 0);
  const told = (await page.getByTestId("whole").getAttribute("data-value")).split(" ").map(Number);
  near(told[0], followed[0]);
  const drawn = await page.locator("[data-testid=edits] > li").innerText();
  assert.match(drawn, /^Cleared or built on: [\d.]+.ha/);

  // Moved, it is one more step; taken back, it is where it was.
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await page.mouse.click(750, 450);
  await page.mouse.move(750, 450);
  await page.mouse.down();
  await page.mouse.move(790, 480, { steps: 8 });
  await live.waitFor({ timeout: 120_000 });
  await page.mouse.up();
  // Once it has let go there is nothing to follow, though the shape is put on the map anew.
  await assessed(page, 1);
  assert.equal(await live.count(), 0);
  await page.getByRole("button", { name: "Undo: change a shape" }).waitFor();
  await page.getByRole("button", { name: "Undo: change a shape" }).click();
  await page.getByRole("button", { name: "Undo: clear an area" }).waitFor();

  // A single tree by its coordinates, and what makes no sense.
  await page.locator(".tool-row select").selectOption("plant-tree");
  await page.getByText("Type coordinates").click();
  await page.getByTestId("typed").fill("somewhere");
  await page.getByRole("button", { name: "Take over", exact: true }).click();
  await page.locator(".tool-options .field-error", { hasText: "Line 1" }).waitFor();
  await page.getByTestId("typed").fill("60.2, 24.7");
  await page.getByRole("button", { name: "Take over", exact: true }).click();
  await assessed(page, 2);
  await page.locator(".tool-row select").selectOption("remove-patch");
  await page.getByTestId("typed").fill("59.0, 24.7");
  await page.getByRole("button", { name: "Take over", exact: true }).click();
  await page.locator(".notice", { hasText: "no habitat patch" }).waitFor();
  await page.locator(".tool-row select").selectOption("cut-link");
  await page.getByTestId("typed").fill("59.0, 24.7");
  await page.getByRole("button", { name: "Take over", exact: true }).click();
  await page.locator(".notice", { hasText: "No link comes within 60" }).waitFor();
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("alternatives are told side by side, on the page and in the annex", async () => {
  const page = await plan();
  await page.getByRole("button", { name: "Take over the opened plan" }).click();
  await assessed(page, 2);
  const first = (await page.getByTestId("whole").getAttribute("data-value")).split(" ").map(Number);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.locator("#alternative option").nth(1).waitFor({ state: "attached" });
  await page.locator("#alternative-name").fill("With less");
  await page.locator("#alternative-name").press("Enter");
  await page.getByRole("heading", { name: "With less" }).waitFor();
  // With all that the other one plans as well, in one step, and without it again.
  await page.locator("#alternative-other").selectOption({ label: "Alternative 1" });
  await assessed(page, 4);
  await page.getByRole("button", { name: "Undo: add another alternative" }).click();
  await assessed(page, 2);
  await page.locator("[data-testid=edits] .icon-button").first().click();
  await assessed(page, 1);
  await page.getByRole("button", { name: "Compare side by side" }).click();
  const compared = page.getByTestId("compared");
  await compared.locator("tbody tr").first().waitFor({ timeout: 120_000 });
  assert.deepEqual(await compared.locator("th").allTextContents(), ["Alternative", "Today", "Alternative 1", "With less"]);
  const last = await compared.locator("tbody tr").last().locator("td").allTextContents();
  const hectares = Number(last[2].split(/\s/)[0].replaceAll(",", ""));
  assert.ok(Math.abs(hectares - first[1]) <= 0.5, `${last} ${first}`);
  assert.deepEqual(await faults(page), []);

  await page.getByRole("button", { name: "Print the annex" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Write", exact: true }).click();
  const annex = page.getByTestId("annex");
  await annex.getByRole("heading", { name: "Alternatives side by side" }).waitFor({ timeout: 120_000 });
  const legend = page.getByTestId("annex-legend");
  await legend.getByText("cleared or built on").first().waitFor({ timeout: 60_000 });
  // For everyone there is no habitat on the picture, and none beside it.
  assert.equal(await legend.getByText(/habitat/i).count(), 0);
  assert.match(await page.locator(".annex-scale").innerText(), /North is up\s+\d+.(m|km)/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("looking for plantings can be stopped, and the plan is as it was", async () => {
  const page = await plan();
  await page.getByRole("button", { name: "Take over the opened plan" }).click();
  await assessed(page, 2);
  const worth = await page.getByTestId("whole").getAttribute("data-value");
  // The worker is kept from its work, so that there is something to stop.
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    globalThis.held = 0;
    Worker.prototype.postMessage = function (...message) {
      if (globalThis.isHeld) globalThis.held += 1;
      else postMessage.apply(this, message);
    };
    globalThis.isHeld = true;
  });
  await page.getByRole("button", { name: "Suggest plantings" }).click();
  await page.waitForFunction(() => globalThis.held > 0);
  await page.locator("[data-testid=plan-run][data-state=working]").waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator("[data-testid=plan-run][data-state=idle]").waitFor({ state: "attached" });
  assert.equal(await page.locator(".suggested").count(), 0);
  assert.equal(await page.getByTestId("whole").getAttribute("data-value"), worth);
  // Asked again, it is found, by a worker that was given the plan anew.
  await page.evaluate(() => (globalThis.isHeld = false));
  await page.getByRole("button", { name: "Suggest plantings" }).click();
  await page.locator(".suggested input[type=checkbox]").first().waitFor({ timeout: 120_000 });
  assert.equal(await page.locator("[data-testid=edits] > li").count(), 2);
  assert.equal(await page.getByTestId("whole").getAttribute("data-value"), worth);
  assert.deepEqual(page.problems, []);
});
