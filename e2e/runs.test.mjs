// Runs side by side: kept, named, annotated, held against the run as it stands, taken up again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { computed, figures, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

/** The cells of a row of the table by its name. */
const cells = (page, name) => page.getByTestId("runs").getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) }).locator("td").allTextContents();

const plain = (text) => text.replaceAll("\u00a0", " ");

async function setDistance(page, metres) {
  await page.locator("#field-distance").fill(metres);
  await page.locator("#field-distance").press("Enter");
  await page.waitForURL((url) => url.search.includes(`distance=${metres}`) || metres === "1000");
}

test("runs are kept, compared, named and taken up again", async () => {
  const page = await open(liito);
  await computed(page);
  await page.locator("[data-testid=ranked] li").first().waitFor();
  const usual = await figures(page);
  await page.getByRole("button", { name: "Charts", exact: true }).click();
  await page.getByRole("radio", { name: "Runs" }).check({ force: true });
  await page.getByRole("heading", { name: "Runs side by side" }).waitFor();
  await page.getByText("No run is kept yet.").waitFor();
  const keep = page.getByRole("button", { name: "Keep this run" });
  await keep.click();
  await page.getByTestId("runs").waitFor();
  // Nothing differs yet, and no rank.
  await page.getByText("All parameters are the same.").waitFor();
  const ranks = () => page.locator(".runs tbody").nth(2).locator("tr").evaluateAll((rows) => rows.slice(1).map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)));
  for (const [now, then] of await ranks()) assert.equal(now, then);
  assert.equal((await ranks()).length, 10);

  const name = page.getByRole("textbox", { name: "Name of the run" });
  assert.equal(await name.inputValue(), "Run 1");
  await name.fill("As usual");
  await page.getByRole("textbox", { name: "Note" }).fill("Before the field season");
  await page.getByRole("textbox", { name: "Note" }).blur();

  // Another distance: what differs is told, and what it does.
  await setDistance(page, "300");
  await page.getByRole("rowheader", { name: "Distance", exact: true }).waitFor({ timeout: 60_000 });
  await computed(page);
  await page.locator("[data-testid=ranked] li").first().waitFor();
  await page.getByTestId("runs").waitFor();
  const now = await figures(page);
  assert.deepEqual((await cells(page, "Distance")).map(plain), ["300 m", "1000 m"]);
  const change = (100 * (usual.ec_pc_ha - now.ec_pc_ha)) / now.ec_pc_ha;
  const [mine, kept] = (await cells(page, "EC(PC)")).map(plain);
  assert.ok(!mine.includes("%") && kept.includes(`(+${change.toFixed(1)} %)`), `${mine}, ${kept}, ${change}`);
  assert.ok((await ranks()).some(([now, then]) => now !== then), "some rank changes with the distance");
  assert.deepEqual(await faults(page), []);

  // It is there after a reload, with its name and what was said of it; and is taken up again.
  await page.reload();
  await computed(page);
  await page.getByRole("button", { name: "Charts", exact: true }).click();
  await page.getByRole("radio", { name: "Runs" }).check({ force: true });
  await page.getByTestId("runs").waitFor();
  assert.equal(await name.inputValue(), "As usual");
  assert.equal(await page.getByRole("textbox", { name: "Note" }).inputValue(), "Before the field season");
  await page.getByRole("button", { name: "Use its parameters" }).click();
  await page.waitForURL((url) => !url.search.includes("distance="));
  await computed(page);
  await page.waitForFunction((ec) => Number(document.querySelector("[data-field=ec_pc_ha]")?.dataset.value) === ec, usual.ec_pc_ha);
  await page.getByText("All parameters are the same.").waitFor();
  // A second one takes the name that is free; the first goes, and the second keeps its own.
  await keep.click();
  assert.deepEqual(await name.evaluateAll((fields) => fields.map((field) => field.value)), ["As usual", "Run 1"]);
  await page.getByRole("button", { name: "Remove the run" }).first().click();
  await page.getByText("As usual was removed.").waitFor();
  assert.equal(await name.inputValue(), "Run 1");
  assert.equal(await page.evaluate(() => document.activeElement.id), "runs-body");
  await page.getByRole("button", { name: "Bring it back" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".run-name").length === 2);
  assert.deepEqual(await name.evaluateAll((fields) => fields.map((field) => field.value)), ["As usual", "Run 1"]);
  for (let left = 2; left > 0; left -= 1) await page.getByRole("button", { name: "Remove the run" }).first().click();
  await page.getByText("No run is kept yet.").waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("runs side by side speak the reader's language on a phone", async () => {
  const page = await open(liito, "?lang=fi", { viewport: { width: 390, height: 844 } });
  await computed(page, "ajan tasalla");
  await page.getByRole("button", { name: "Kuvaajat", exact: true }).click();
  await page.getByRole("radio", { name: "Laskennat" }).check({ force: true });
  await page.getByRole("button", { name: "Säilytä tämä laskenta" }).click();
  await page.getByText("Kaikki parametrit ovat samat.").waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
