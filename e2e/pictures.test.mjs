// The page in every size, theme and language: pictures to look at in e2e/out/pictures, and
// nothing that scrolls sideways, is cut off or lies over something else.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { drawn } from "./lib/drawn.mjs";
import { PROJECT, open, start } from "./lib/liito.mjs";

const OUT = join(PROJECT, "e2e/out/pictures");
const SIZES = [[1440, 900], [1920, 1080], [768, 1024], [390, 844]];

let liito;
before(async () => {
  mkdirSync(OUT, { recursive: true });
  liito = await start();
});
after(() => liito.close());

/** What is wider than its box, and what floats over something else that floats. */
function crowded(floating) {
  const shown = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
  const cut = [...document.querySelectorAll("button, .chip, h1, h2, h3, summary, .figure, .segment span, select, dt, dd")]
    .filter((element) => shown(element) && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline")
    .map((element) => `cut off: ${element.textContent.trim()}`);
  // Words that stand in an empty field until something is typed.
  const pen = document.createElement("canvas").getContext("2d");
  const wide = [...document.querySelectorAll("input[placeholder]")]
    .filter(shown)
    .filter((input) => {
      const style = getComputedStyle(input);
      pen.font = getComputedStyle(input, "::placeholder").font;
      return pen.measureText(input.placeholder).width > input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    })
    .map((input) => `cut off: ${input.placeholder}`);
  const boxes = floating
    .map((name) => [name, document.querySelector(name)])
    .filter(([, element]) => element && shown(element))
    .map(([name, element]) => [name, element.getBoundingClientRect()]);
  const over = boxes.flatMap(([name, a], place) =>
    boxes
      .slice(place + 1)
      .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map(([other]) => `${name} over ${other}`),
  );
  const outside = boxes.filter(([, { left, right, top, bottom }]) => left < 0 || top < 0 || right > innerWidth || bottom > innerHeight).map(([name]) => `${name} leaves the window`);
  const sideways = [document.documentElement, ...document.querySelectorAll(".panel-scroll, .dialog, .legend, .details-body, .styleguide")]
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => `scrolls sideways: ${element.className || element.tagName}`);
  return [...cut, ...wide, ...over, ...outside, ...sideways];
}

const FLOATING = [".top-bar", ".panel", ".legend", ".details", ".map-controls", ".table-opener", ".map-foot > *"];
const WITH_GUIDE = [".top-bar", ".panel", ".guide", ".legend", ".map-controls", ".table-opener"];

for (const [width, height] of SIZES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`nothing is cut off or covered at ${width} x ${height}, ${colorScheme}`, async () => {
      const page = await open(liito, "?lang=fi", { city: true, viewport: { width, height }, colorScheme });
      const picture = (name) => page.screenshot({ path: join(OUT, `${width}x${height}-${colorScheme}-${name}.png`) });
      await page.locator("[data-testid=ranked] li").first().waitFor({ timeout: 60_000 });
      for (const language of ["fi", "sv", "en"]) {
        await page.locator(".top-right .segment", { hasText: language.toUpperCase() }).click();
        await drawn(page, { language });
        await picture(language);
        assert.deepEqual(await page.evaluate(crowded, FLOATING), [], language);
      }
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });

    test(`nor is the welcome at ${width} x ${height}, ${colorScheme}`, async () => {
      const page = await open(liito, "?lang=sv", { city: true, firstVisit: true, viewport: { width, height }, colorScheme });
      await page.locator("[data-testid=ranked] li").first().waitFor({ timeout: 60_000 });
      await drawn(page, { language: "sv" });
      await page.screenshot({ path: join(OUT, `${width}x${height}-${colorScheme}-welcome.png`) });
      assert.deepEqual(await page.evaluate(crowded, WITH_GUIDE.filter((name) => width > 799 || name !== ".legend")), []);
      await page.context().close();
    });

    test(`nor are the components at ${width} x ${height}, ${colorScheme}`, async () => {
      const context = await liito.browser.newContext({ viewport: { width, height }, colorScheme, locale: "fi-FI", reducedMotion: "reduce", serviceWorkers: "block" });
      const page = await context.newPage();
      await page.goto(`${liito.base}styleguide/`);
      await page.locator(".styleguide").waitFor();
      assert.deepEqual(await page.evaluate(crowded, [".top-bar"]), []);
      // All of it, as high as it is.
      const whole = await page.evaluate(() => document.querySelector(".styleguide").scrollHeight + document.querySelector(".top-bar").clientHeight);
      await page.setViewportSize({ width, height: whole });
      await page.screenshot({ path: join(OUT, `${width}x${height}-${colorScheme}-styleguide.png`) });
      await context.close();
    });
  }
}

for (const [width, height, colorScheme] of [[1440, 900, "light"], [390, 844, "dark"]]) {
  test(`nor are links that know the land at ${width} x ${height}, ${colorScheme}`, async () => {
    const page = await open(liito, "?lang=fi&kind=glide", { city: true, viewport: { width, height }, colorScheme });
    const picture = (name) => page.screenshot({ path: join(OUT, `${width}x${height}-${colorScheme}-${name}.png`) });
    await page.locator("[data-testid=crossings]").waitFor({ timeout: 120_000 });
    await page.locator("[data-testid=ranked] li").first().waitFor({ timeout: 60_000 });
    for (const language of ["fi", "sv", "en"]) {
      await page.locator(".top-right .segment", { hasText: language.toUpperCase() }).click();
      await drawn(page, { language });
      assert.deepEqual(await page.evaluate(crowded, FLOATING), [], language);
    }
    await picture("glide");
    await page.locator("[data-testid=crossings] .reach").scrollIntoViewIfNeeded();
    await picture("glide-reach");
    await page.locator("[data-testid=crossings] .ranked button").first().click();
    await drawn(page, { language: "en" });
    await picture("glide-crossing");
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
