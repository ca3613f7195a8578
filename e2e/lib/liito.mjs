// What every browser test needs: a server, a browser, a page that is ready.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { FLAGS, chromiumPath } from "./chromium.mjs";

export const PROJECT = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const DIST = join(PROJECT, "dist");

/** A file beside the project, or null where it is absent; never null in CI. */
export function shared(path) {
  const found = join(PROJECT, "../shared", path);
  if (existsSync(found)) return found;
  if (process.env.CI === "true") throw new Error(`../shared/${path} is absent`);
  return null;
}

/** Starts a server with the page and a browser; `close` ends both, `cut` the server alone. */
export async function start({ prefix = "/", folder = DIST } = {}) {
  const server = await serve(folder, 0, { prefix });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  const origin = `http://127.0.0.1:${server.address().port}`;
  const cut = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    browser,
    origin,
    base: `${origin}${prefix}`,
    cut,
    async close() {
      await browser.close();
      await cut();
    },
  };
}

/** Opens the page. Collects what no test wants to see: errors, requests elsewhere.
 *
 * With the settings of the tests it opens on 140 patches and nothing else, whose figures
 * are known; with `city` on the city that the page is served with, perhaps with other
 * `settings`. Readers have been here before, but for a `firstVisit`. Answers to `held`
 * addresses wait until its promise is kept. The machine is said to have so many `cores`. */
export async function open(liito, query = "?lang=en", { city = false, settings, firstVisit = false, held, cores, ...options } = {}) {
  // What is kept on the device would answer in the place of the tests.
  const context = await liito.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", locale: "en-GB", serviceWorkers: "block", ...options });
  if (!city) {
    for (const name of ["config.json", "habitat.geojson"]) {
      const path = join(PROJECT, "e2e/fixtures", name);
      await context.route(name === "config.json" ? "**/config.json" : `**/fixtures/${name}`, (route) => route.fulfill({ path }));
    }
  }
  if (settings) await context.route("**/config.json", (route) => route.fulfill({ json: settings }));
  if (held) {
    await context.route(held.addresses, async (route) => {
      await held.until;
      await route.continue();
    });
  }
  if (cores) await context.addInitScript((cores) => Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { value: cores }), cores);
  if (!firstVisit) await context.addInitScript(() => localStorage.setItem("liito-welcomed", "yes"));
  const page = await context.newPage();
  page.problems = [];
  page.elsewhere = [];
  page.on("pageerror", (error) => page.problems.push(error.stack));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(liito.origin) && !/^(blob|data):/.test(url)) page.elsewhere.push(url);
  });
  await page.goto(liito.base + query);
  await page.locator("#panel").waitFor();
  return page;
}

const CHIP = "[data-testid=run-state]";

/** Waits until figures are there. */
export async function computed(page, words = "up to date") {
  await page.locator(CHIP, { hasText: words }).waitFor({ timeout: 60_000 });
}

/** The figures that the page shows, exactly. */
export async function figures(page) {
  await page.locator("[data-testid=all-indices] > summary").waitFor();
  return page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll("[data-field]")].map((cell) => [cell.dataset.field, cell.dataset.value === undefined ? null : Number(cell.dataset.value)])),
  );
}

/** Drops files anywhere on the page, as from the desktop: `[{ name, text }]` or `[{ name, bytes }]`. */
export async function drop(page, files) {
  const packed = files.map(({ name, text, bytes }) => ({ name, text, base64: bytes && Buffer.from(bytes).toString("base64") }));
  const data = await page.evaluateHandle(async (files) => {
    const transfer = new DataTransfer();
    for (const { name, text, base64 } of files) {
      // An address of data may not be fetched here.
      const content = base64 === undefined ? text : Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], name));
    }
    return transfer;
  }, packed);
  for (const event of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("body", event, { dataTransfer: data });
}

/** Saves results as a reader would; gives the path of what was saved. `what` is one of
 * patches, links and components, or several. */
export async function saved(page, { format, what, crs }) {
  await page.getByRole("button", { name: "Save results" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByTestId("save-format").selectOption(format);
  const wanted = [what].flat();
  for (const box of await dialog.getByRole("checkbox").all()) await box.uncheck();
  for (const name of wanted) await dialog.locator(`input[name=save-what][value=${name}]`).check();
  if (crs) await dialog.getByTestId("save-crs").selectOption(crs);
  await dialog.locator(".save-outcome .file-name").waitFor();
  const download = page.waitForEvent("download", { timeout: 60_000 });
  const closed = () => dialog.waitFor({ state: "detached", timeout: 2000 }).then(() => true, () => false);
  // What is computed meanwhile belongs into the file: it is made anew, perhaps between the
  // press and what it does.
  do await dialog.getByRole("button", { name: "Save", exact: true }).click();
  while (!(await closed()));
  return (await download).path();
}
