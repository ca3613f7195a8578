// Explore on the page's own city.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, open } from "./liito.mjs";

export const HOME = { longitude: 24.684, latitude: 60.163 };
export const VIEW = `view=${HOME.longitude},${HOME.latitude},13.50`;

/** What a layer of the city holds. */
export const features = (name) => JSON.parse(readFileSync(join(PROJECT, `public/demo/${name}.geojson`), "utf8")).features;

/** The page on its own city, once the layers are there. */
export async function explore(liito, query, options = {}) {
  const page = await open(liito, `?task=explore&${query}`, { city: true, ...options });
  await page.locator("#explore-search").waitFor();
  // Observations are counted once all layers are read.
  await page.locator("[data-testid=shown] li:not([hidden]) input[name=Squares]").waitFor({ state: "attached" });
  return page;
}

/** A part of the panel that shows its title alone, opened. */
export async function opened(page, testid) {
  const section = page.getByTestId(testid);
  await section.locator("> summary").click();
  return section;
}
