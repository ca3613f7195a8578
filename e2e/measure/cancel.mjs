// How long a cancel takes in Chromium while importance is computed. Not a test:
// `node e2e/measure/cancel.mjs` after `make build`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { computed, drop, open, shared, start } from "../lib/liito.mjs";

const path = shared("data/espoo-nls/terrain.geojson");
assert.ok(path, "needs the real polygons");
const liito = await start();
const page = await open(liito, "?lang=en&max-link=100");
await drop(page, [{ name: "habitat_of_terrain.geojson", text: readFileSync(path, "utf8") }]);
await page.getByText("4,304 habitat patches").first().waitFor({ timeout: 60_000 });
await computed(page);
const importance = page.getByTestId("importance");
for (let run = 0; run < 5; run += 1) {
  await importance.getByRole("button", { name: "Compute importance" }).click();
  await page.waitForFunction(() => document.querySelector("[data-testid=importance] progress")?.value > 0.03);
  const milliseconds = await page.evaluate(async () => {
    const begun = performance.now();
    document.querySelector("[data-testid=importance] .progress button").click();
    // Offered again: the workers have been ended.
    while (document.querySelector("[data-testid=importance] progress")) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  });
  console.log(`cancelled after ${milliseconds.toFixed(0)} ms`);
}
await liito.close();
