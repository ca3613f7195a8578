// Parts that every task uses: on the page of all components, and at work.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { computed, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const PHONE = { width: 390, height: 844 };

async function openStyleguide(options = {}) {
  const context = await liito.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.stack));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(message.text());
  });
  await page.goto(`${liito.base}styleguide/`);
  await page.getByRole("heading", { name: "The parts of the page" }).waitFor();
  return page;
}

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{ width: 1440, height: 900 }, PHONE]) {
    test(`axe finds nothing in the components, ${colorScheme}, ${viewport.width} wide`, async () => {
      const page = await openStyleguide({ colorScheme, viewport });
      assert.deepEqual(await faults(page), []);
      await page.getByRole("button", { name: "Open a dialog" }).click();
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await faults(page), []);
      assert.deepEqual(page.problems, []);
    });
  }
}

test("an icon tells its name to a pointer, to the keyboard, and not to a finger", async () => {
  const page = await openStyleguide();
  const [tip, trash] = [page.locator(".tooltip"), page.getByRole("button", { name: "Trash" })];
  await trash.hover();
  await tip.getByText("Trash").waitFor();
  const [words, button] = [await tip.boundingBox(), await trash.boundingBox()];
  assert.ok(words.y >= button.y + button.height && Math.abs(words.x + words.width / 2 - button.x - button.width / 2) < 2, "it stands under the icon");
  await page.keyboard.press("Escape");
  await tip.waitFor({ state: "hidden" });
  await page.locator(".icon-button[aria-label=Table]").focus();
  await page.keyboard.press("Tab");
  await tip.getByText("Chart").waitFor();
  await page.mouse.click(5, 400);
  await tip.waitFor({ state: "hidden" });

  const touched = await openStyleguide({ hasTouch: true, viewport: PHONE });
  await touched.getByRole("button", { name: "Trash" }).tap();
  assert.ok(await touched.locator(".tooltip").isHidden());
});

test("good news goes by itself, but not while a pointer is on it, and a problem stays", async () => {
  const page = await openStyleguide();
  await page.clock.install();
  await page.getByRole("button", { name: "Tell good news" }).click();
  const toast = page.getByRole("status").getByText("liito-patches.gpkg");
  await toast.hover();
  await page.clock.fastForward(20_000);
  assert.ok(await toast.isVisible());
  await page.mouse.move(5, 5);
  await page.clock.fastForward(20_000);
  await toast.waitFor({ state: "detached" });
  assert.ok(await page.getByRole("alert").getByText("metsat.geojson").isVisible());
});

test("a sheet is drawn up and down by the keyboard and by a finger", async () => {
  const page = await open(liito, "?lang=en", { viewport: PHONE, hasTouch: true });
  await computed(page);
  const [handle, panel] = [page.locator(".sheet-handle"), page.locator(".panel")];
  const top = async () => Math.round((await panel.boundingBox()).y);
  const half = await top();
  await handle.focus();
  await page.keyboard.press("ArrowUp");
  assert.equal(await top(), 60, "under the top bar");
  assert.match(await handle.getAttribute("aria-label"), /whole screen/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const low = await top();
  assert.ok(low > 700, `drawn down to ${low}`);
  assert.ok(await page.getByRole("button", { name: "Table", exact: true }).isVisible());
  const drag = async (to) => {
    const { x, y } = await handle.boundingBox();
    await page.mouse.move(x + 100, y + 12);
    await page.mouse.down();
    await page.mouse.move(x + 100, to, { steps: 4 });
    await page.mouse.up();
  };
  await drag(430);
  assert.equal(await top(), half, "it snaps to where it is nearest");
  await drag(90);
  assert.equal(await top(), 60);
  await handle.click();
  assert.equal(await top(), half, "a press leads to half the screen");
});

test("what a press would choose stands out under the pointer", async () => {
  const page = await open(liito);
  await computed(page);
  await page.waitForFunction(() => Number(document.querySelector(".map").dataset.drawn.split(".")[0]) > 0);
  const cursor = () => page.locator(".map canvas").evaluate((canvas) => canvas.style.cursor);
  // Patches lie close together: some place on a grid is on one.
  const places = Array.from({ length: 150 }, (_, place) => [460 + 40 * (place % 15), 120 + 60 * Math.floor(place / 15)]);
  let at;
  for (const [x, y] of places) {
    await page.mouse.move(x, y);
    at = [x, y];
    if ((await cursor()) === "pointer") break;
  }
  assert.equal(await cursor(), "pointer");
  await page.mouse.click(...at);
  await page.locator(".details h2").waitFor();
  await page.mouse.move(600, 5);
  assert.equal(await cursor(), "");
});

test("on paper there is a picture of the map, its meaning and the figures", async () => {
  const page = await open(liito, "?lang=en", { colorScheme: "light" });
  await computed(page);
  await page.waitForFunction(() => Number(document.querySelector(".map").dataset.drawn.split(".")[0]) > 0);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const picture = page.locator("img.map-print");
  await picture.waitFor();
  // Patches and links are in it: many colours, and not the one of an empty canvas.
  const colours = await picture.evaluate(async (image) => {
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
  });
  assert.ok(colours > 20, `${colours} colours`);
  assert.ok(await page.getByTestId("ec-pc").isVisible());
  assert.ok(await page.locator(".legend").isVisible());
  for (const name of ["Save results", "About", "Open files"]) assert.ok(await page.getByRole("button", { name, exact: true }).isHidden(), name);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  assert.ok(pdf.length > 20_000);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await picture.waitFor({ state: "detached" });
});
