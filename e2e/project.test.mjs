// Projects: work is kept on the device, gone on with after a reload, saved and opened again.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { kept } from "./lib/kept.mjs";
import { computed, figures, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const worth = async (page) => (await page.getByTestId("whole").getAttribute("data-value")).split(" ").map(Number);

async function assessed(page, edits) {
  await page.waitForFunction(
    (edits) => document.querySelectorAll("[data-testid=edits] > li").length === edits && document.querySelector(".impact:not(.stale) [data-testid=near]"),
    edits,
    { timeout: 120_000 },
  );
}

test("a plan is there again after a reload, and from its file", async () => {
  const page = await open(liito, "?task=plan&lang=en", { city: true });
  await page.getByRole("button", { name: "Take over the opened plan" }).click({ timeout: 120_000 });
  await assessed(page, 2);
  const before = await worth(page);
  await kept(page, "Clear");

  await page.reload();
  const card = page.getByTestId("kept");
  await card.getByText("Your plans and settings from last time are kept on this device.").waitFor();
  assert.deepEqual(await faults(page), []);
  await card.getByRole("button", { name: "Go on" }).click();
  await assessed(page, 2);
  assert.deepEqual(await worth(page), before);
  // The steps came along, too.
  await page.getByRole("button", { name: /^Undo/ }).waitFor();

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save project" }).click()]);
  assert.match(download.suggestedFilename(), /\.liito$/);
  const folder = mkdtempSync(join(tmpdir(), "liito-project-"));
  const path = join(folder, "plan.liito");
  await download.saveAs(path);
  assert.deepEqual(page.problems, []);
  await page.context().close();

  const other = await open(liito, "?lang=en", { city: true });
  await computed(other);
  await other.locator("input[type=file]").first().setInputFiles(path);
  await assessed(other, 2);
  assert.deepEqual(await worth(other), before);
  assert.match(other.url(), /task=plan/);

  // What is torn is told, and nothing that was open is lost.
  const torn = join(folder, "torn.liito");
  writeFileSync(torn, readFileSync(path).subarray(0, 200));
  await other.locator("input[type=file]").first().setInputFiles(torn);
  await other.getByText(/The project is not whole/).waitFor();
  await assessed(other, 2);
  assert.deepEqual(other.problems, []);
  await other.context().close();
  rmSync(folder, { recursive: true });
});

test("files of one's own are there again, or are thrown away", async () => {
  const page = await open(liito, "?lang=en");
  await computed(page);
  const square = (x) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[x, 60.2], [x + 0.01, 60.2], [x + 0.01, 60.21], [x, 60.21], [x, 60.2]]] } });
  const text = JSON.stringify({ type: "FeatureCollection", features: [square(24.7), square(24.72)] });
  await page.locator("input[type=file]").first().setInputFiles({ name: "own.geojson", mimeType: "application/json", buffer: Buffer.from(text) });
  await kept(page, "own.geojson");
  await computed(page);
  const before = await figures(page);

  // The query alone, without what the address says of the view, begins anew.
  await page.goto(`${liito.base}?lang=sv`);
  const card = page.getByTestId("kept");
  await card.getByText("1 egen fil och dina inställningar från förra gången finns kvar på den här enheten.").waitFor();
  await card.getByRole("button", { name: "Fortsätt" }).click();
  await page.locator(".files").getByText("own.geojson", { exact: true }).waitFor();
  await computed(page, "aktuellt");
  assert.deepEqual(await figures(page), before);
  await kept(page, "own.geojson");

  await page.goto(`${liito.base}?lang=en`);
  await card.getByRole("button", { name: "Throw it away" }).click();
  await card.waitFor({ state: "detached" });
  await page.waitForFunction(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) return !name;
    return true;
  });
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
