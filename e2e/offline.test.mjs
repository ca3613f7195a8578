// The page without a network, and a newer page: kept on the device after one visit.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, computed, drop, open, start } from "./lib/liito.mjs";

const VIEW = "view=24.684,60.163,13.50";
/** A city of its own under a path of its own, as hosts have it. */
const HOST = { prefix: "/city/" };

/** Waits until the page would come up without a network. */
async function kept(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", undefined, { timeout: 60_000 });
}

/** A copy of the page, which a test may change. */
function copied() {
  const folder = mkdtempSync(join(tmpdir(), "liito-"));
  cpSync(DIST, folder, { recursive: true });
  return folder;
}

test("after one visit everything works without a network", async () => {
  const liito = await start(HOST);
  try {
    const page = await open(liito, `?task=explore&lang=en&${VIEW}`, { city: true, serviceWorkers: "allow" });
    await kept(page);
    await liito.cut();
    await page.context().setOffline(true);
    await page.getByTestId("offline").getByText("No network").waitFor();
    // Begun anew: nothing of it is in memory.
    page.problems.length = 0;
    await page.goto(`${liito.base}?task=explore&lang=sv&${VIEW}`);
    await page.getByTestId("offline").getByText("Inget nät").waitFor();
    // The journey of a resident.
    await page.getByRole("searchbox").fill("rodhakeparken");
    await page.getByTestId("found").getByText("Rödhakeparken").first().click();
    await page.getByTestId("feature").getByRole("heading", { name: "Rödhakeparken" }).waitFor();
    await page.getByRole("button", { name: "Vad finns i närheten av detta?" }).click();
    await page.getByTestId("greenness").waitFor();
    // That of an ecologist, with figures by the workers and a file of their own, in a format whose
    // worker was never asked for before.
    await page.getByRole("radio", { name: "Analysera" }).check({ force: true });
    await computed(page, "aktuellt");
    await drop(page, [{ name: "one.csv", text: "WKT,name\n\"POLYGON((24.6 60.1,24.61 60.1,24.61 60.11,24.6 60.1))\",one\n" }]);
    await page.locator("li.file:not(.busy)", { hasText: "one.csv" }).waitFor();
    // That of a planner.
    await page.getByRole("radio", { name: "Planera" }).check({ force: true });
    await page.locator("[data-testid=plan-run]").waitFor({ state: "attached" });
    // Dialogs are parts of the page as well.
    await page.getByRole("button", { name: "Om Liito" }).click();
    await page.getByRole("dialog").getByText("Liito finns sparat på den här enheten").waitFor();
    assert.deepEqual(page.problems.filter((problem) => !problem.includes("ERR_INTERNET_DISCONNECTED")), []);
  } finally {
    await liito.close();
  }
});

test("what readers ask for is not kept, and a layer that the settings drop is thrown away", async () => {
  const folder = copied();
  const liito = await start({ folder });
  try {
    const page = await open(liito, "?lang=en", { city: true, serviceWorkers: "allow" });
    await kept(page);
    const stored = () =>
      page.evaluate(async () => {
        const names = (await caches.keys()).filter((name) => name.endsWith("data"));
        const keys = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
        return keys.flat().sort();
      });
    const file = join(folder, "config.json");
    const settings = JSON.parse(readFileSync(file, "utf8"));
    const expected = (layers) => ["/config.json", ...layers.map(({ address }) => `/${address}`)].sort();
    assert.deepEqual(await stored(), expected(settings.layers));
    assert.equal(await page.evaluate(async () => (await fetch("demo/LICENCE?text=Home%20street%201")).status), 404);
    await page.evaluate(async () => (await fetch("styleguide/")).text());
    settings.layers.pop();
    writeFileSync(file, JSON.stringify(settings));
    await page.reload();
    await page.locator("#panel").waitFor();
    for (;;) {
      const now = await stored();
      if (now.length === settings.layers.length + 1) break;
      await page.waitForFunction(async (before) => {
        const names = (await caches.keys()).filter((name) => name.endsWith("data"));
        const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
        return counts.reduce((sum, count) => sum + count, 0) !== before;
      }, now.length);
    }
    assert.deepEqual(await stored(), expected(settings.layers));
  } finally {
    await liito.close();
    rmSync(folder, { recursive: true });
  }
});

test("a newer page is offered, and what was opened is kept when it begins", async () => {
  const folder = copied();
  const liito = await start({ folder });
  try {
    const page = await open(liito, "?lang=en", { city: true, serviceWorkers: "allow" });
    await kept(page);
    const text = JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[24.6, 60.1], [24.61, 60.1], [24.61, 60.11], [24.6, 60.1]]] } }] });
    await drop(page, [{ name: "mine.geojson", text }]);
    await page.locator("li.file:not(.busy)", { hasText: "mine.geojson" }).waitFor();
    await computed(page);
    // The next version: its page says so.
    const html = join(folder, "index.html");
    writeFileSync(html, readFileSync(html, "utf8").replace("<head>", '<head><meta name="next" content="yes" />'));
    const worker = join(folder, "service-worker.js");
    writeFileSync(worker, readFileSync(worker, "utf8").replace(/"version":"[0-9a-f]{16}"/, '"version":"0123456789abcdef"'));
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
    const offer = page.getByTestId("newer");
    await offer.getByText("There is a newer version").waitFor();
    assert.equal(await page.locator("meta[name=next]").count(), 0);
    await offer.getByRole("button", { name: "Use it now" }).click();
    await page.locator("meta[name=next]").waitFor({ state: "attached" });
    await page.getByTestId("kept").getByRole("button", { name: "Go on" }).click();
    await page.locator("li.file:not(.busy)", { hasText: "mine.geojson" }).waitFor();
    // It is not offered what it is.
    await kept(page);
    assert.equal(await page.getByTestId("newer").count(), 0);
    assert.deepEqual(page.problems, []);
  } finally {
    await liito.close();
    rmSync(folder, { recursive: true });
  }
});

test("what makes it an app is there: a name, icons, a scope of its own", async () => {
  const liito = await start(HOST);
  try {
    const page = await open(liito, "?lang=fi");
    const { href, manifest, icons } = await page.evaluate(async () => {
      const link = document.querySelector("link[rel=manifest]");
      const manifest = await (await fetch(link.href)).json();
      const icons = await Promise.all(manifest.icons.map(async ({ src, sizes, type }) => {
        const picture = await createImageBitmap(await (await fetch(new URL(src, link.href))).blob()).catch(() => null);
        return { type, sizes, size: picture && `${picture.width}x${picture.height}` };
      }));
      return { href: link.href, manifest, icons };
    });
    assert.equal(new URL(manifest.scope, href).href, liito.base);
    assert.equal(new URL(manifest.start_url, href).href, liito.base);
    assert.equal(manifest.name, "Liito");
    const pictures = icons.filter(({ type }) => type === "image/png");
    assert.equal(pictures.length, 3);
    for (const { sizes, size } of pictures) assert.equal(size, sizes);
  } finally {
    await liito.close();
  }
});
