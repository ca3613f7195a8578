// Every dialog in every language and both themes: axe, and the way back.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { PROJECT, drop, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const square = (west, south, side) => [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]];
const area = (aluetyyppi, ...where) => ({ type: "Feature", properties: { pvm: "2024-05-31", aluetyyppi }, geometry: { type: "Polygon", coordinates: [square(...where)] } });
const collection = (features) => JSON.stringify({ type: "FeatureCollection", features });

/** A delivery in which one area lies over another, and one shape is broken. */
const DELIVERY = collection([
  area("Elinalue", 24.7, 60.2, 0.01),
  area("Soveltuva", 24.7, 60.2, 0.01),
  area("Elinalue", 24.715, 60.2, 0.01),
  { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[24, 60], [24, 60], [24, 60], [24, 60]]] } },
]);

/** A file of two layers. */
function several() {
  const folder = mkdtempSync(join(tmpdir(), "liito-"));
  const paths = ["one", "two"].map((name) => join(folder, `${name}.geojson`));
  for (const path of paths) writeFileSync(path, collection([area("Elinalue", 24.8, 60.3, 0.01)]));
  const output = join(folder, "two.gpkg");
  execFileSync(join(PROJECT, "target/release/liito"), ["convert", ...paths, "--output", output]);
  const bytes = readFileSync(output);
  rmSync(folder, { recursive: true });
  return bytes;
}

for (const language of ["fi", "sv", "en"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in the dialogs of a reader's own data, ${language} and ${colorScheme}`, async () => {
      const page = await open(liito, `?lang=${language}&task=analyse`, { colorScheme });
      const dialog = page.getByRole("dialog");
      const titles = new Set();
      const looked = async (name) => {
        await dialog.waitFor();
        titles.add(await dialog.locator("h2").textContent());
        assert.deepEqual(await faults(page), [], name);
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "detached" });
      };
      await drop(page, [{ name: "liito_orava_alueet.geojson", text: DELIVERY }]);
      await page.getByTestId("areas").waitFor();
      await page.locator("li.file .file-actions button").first().click();
      await looked("what came of reading");
      await page.locator("[data-testid=areas] + .file-actions button").click();
      await looked("areas left out");
      // A link of the reader's own, which a person may judge.
      await page.locator("[data-testid=ranked] li button").first().waitFor({ timeout: 60_000 });
      await page.locator("[data-testid=importance] input[type=radio]").nth(1).check({ force: true });
      await page.locator("[data-testid=ranked] li button").first().click();
      await page.locator(".details-foot button").last().click();
      await looked("a link as a surveyed connection");
      await drop(page, [{ name: "two.gpkg", bytes: several() }]);
      await looked("which layers");
      assert.equal(titles.size, 4, [...titles].join(", "));
      assert.deepEqual(page.problems, []);
    });
  }
}
