// For everyone: axe, the keyboard, a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { computed, drop, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`axe finds nothing, ${colorScheme} and ${size}`, async () => {
      const page = await open(liito, "?lang=fi", { viewport, colorScheme });
      await computed(page, "ajan tasalla");
      assert.deepEqual(await faults(page), []);
      await page.locator("[data-testid=all-indices] > summary").click();
      await page.getByRole("button", { name: "Taulukko", exact: true }).click();
      await page.locator("tbody button").first().click();
      assert.deepEqual(await faults(page), []);
      await page.getByRole("button", { name: "Piilota tulokset" }).click();
      await page.getByRole("heading", { name: /^Laikku H/ }).waitFor();
      assert.deepEqual(await faults(page), []);
      await page.getByRole("button", { name: "Tietoja" }).click();
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await faults(page), []);
      await page.keyboard.press("Escape");
      await page.locator(".details-head button").click();
      const save = page.getByRole("button", { name: "Tallenna tulokset" });
      await save.click();
      await page.getByRole("dialog").getByText(/^liito-patches-links\.gpkg/).waitFor();
      assert.deepEqual(await faults(page), []);
      // Closed by its own button, too, a dialog gives the focus back.
      await page.getByRole("dialog").getByRole("button", { name: "Sulje" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      assert.ok(await save.evaluate((button) => button === document.activeElement));
    });
  }
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`axe finds nothing in a delivery and its check, ${size}`, async () => {
    const ring = [[24.7, 60.2], [24.71, 60.2], [24.71, 60.21], [24.7, 60.2]];
    const area = (aluetyyppi) => ({ type: "Feature", properties: { pvm: "2024-05-31", aluetyyppi }, geometry: { type: "Polygon", coordinates: [ring] } });
    const text = JSON.stringify({ type: "FeatureCollection", features: [area("Elinalue"), area("Soveltuva"), area("Testi")] });
    const page = await open(liito, "?lang=sv", { viewport });
    await computed(page, "aktuell");
    await drop(page, [{ name: "liito_orava_alueet.geojson", text }]);
    await page.getByTestId("areas").waitFor();
    await page.locator(".file-settings summary").click();
    await page.getByRole("button", { name: "Visa utelämnade" }).click();
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Granska mot Luoti" }).click();
    await page.locator(".verdict[data-findings]").waitFor();
    // Whoever asks for it is led to it, and stays where they choose.
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H2");
    const schema = page.getByTestId("check").getByRole("combobox");
    await schema.focus();
    await schema.selectOption("lepakko_alueet");
    await page.locator(".verdict[data-findings]", { hasText: "fladdermöss" }).waitFor();
    assert.ok(await schema.evaluate((select) => select === document.activeElement));
    assert.deepEqual(await faults(page), []);
  });
}

test("every control is reached by the tabulator, and says its name", async () => {
  const page = await open(liito);
  await computed(page);
  // Importance follows the figures; until it is there its controls come and go.
  await page.locator("[data-testid=ranked] li").first().waitFor();
  const focusable = "a[href], button:not(:disabled), input:not([hidden]):not(.file-input), select, summary, [tabindex='0']";
  const wanted = await page.evaluate((focusable) => {
    const shown = [...document.querySelectorAll(focusable)].filter((element) => element.checkVisibility() && !element.closest("details:not([open]) > :not(summary)"));
    // Of a group of radio buttons the tabulator stops at one.
    const stops = shown.filter((element) => element.type !== "radio" || element.checked);
    stops.forEach((element, number) => (element.dataset.stop = number));
    return stops.length;
  }, focusable);
  const reached = new Set();
  for (let step = 0; step < wanted * 2 + 10 && reached.size < wanted; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => document.activeElement?.dataset?.stop);
    if (stop !== undefined) reached.add(stop);
  }
  assert.equal(reached.size, wanted);
});

test("radio buttons, sliders and lists follow the arrow keys", async () => {
  const page = await open(liito);
  await computed(page);
  await page.locator("input[name=language]:checked").focus();
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("heading", { name: "Hur väl hänger livsmiljöerna ihop?" }).waitFor();
  await page.getByRole("slider", { name: "Avstånd", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator("#field-distance").inputValue(), "1050");
});

test("results are said to screen readers", async () => {
  const page = await open(liito);
  await page.locator("[role=status]", { hasText: "Done: the network is worth as much as one undivided forest of 233\u00a0ha; parts: 22, links: 186." }).waitFor({ state: "attached" });
});

test("on a phone nothing is wider than the screen and targets are large", async () => {
  const page = await open(liito, "?lang=sv", { viewport: SIZES.narrow, hasTouch: true, isMobile: true });
  await computed(page, "aktuellt");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, select, .segment, input[type=text]")]
      .filter((element) => element.checkVisibility())
      // The handle of the sheet reaches farther than it is drawn.
      .map((element) => [element.matches(".sheet-handle") ? { width: 390, height: parseFloat(getComputedStyle(element, "::before").height) } : element.getBoundingClientRect(), element.textContent.trim().slice(0, 30)])
      .filter(([box]) => box.width < 44 || box.height < 38)
      .map(([box, text]) => `${text}: ${box.width} x ${box.height}`),
  );
  assert.deepEqual(small, []);
  // The sheet leaves the map room, and the table takes the screen.
  const panel = await page.locator(".panel").boundingBox();
  assert.ok(panel.y > 300, `the panel begins at ${panel.y}`);
  await page.getByRole("button", { name: "Tabell", exact: true }).tap();
  const table = await page.locator(".table-drawer").boundingBox();
  assert.ok(table.height > 500 && table.width > 350);
});

// In every language and both themes; what a task shows beyond this is looked at in its own tests.
for (const language of ["fi", "sv", "en"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in any task or dialog, ${language} and ${colorScheme}`, async () => {
      const page = await open(liito, `?lang=${language}`, { colorScheme });
      await page.locator("[data-testid=all-indices] > summary").waitFor();
      for (const [place, there] of [[0, "#explore-search"], [1, "[data-testid=plan-run]"], [2, "[data-testid=all-indices]"]]) {
        await page.locator("input[name=task]").nth(place).check({ force: true });
        await page.locator(there).waitFor({ state: "attached" });
        assert.deepEqual(await faults(page), [], there);
      }
      const about = page.locator(".top-right .icon-button").last();
      await about.click();
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await faults(page), [], "about");
      const titles = { fi: "Saavutettavuusseloste", sv: "Tillgänglighetsutlåtande", en: "Accessibility statement" };
      await page.getByRole("dialog").getByRole("button", { name: titles[language] }).click();
      await page.getByRole("dialog").getByRole("heading", { name: titles[language] }).waitFor();
      assert.deepEqual(await faults(page), [], "statement");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      assert.ok(await about.evaluate((button) => button === document.activeElement), "the focus comes back");
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.deepEqual(page.problems, []);
    });
  }
}

test("at twice the size of text, in forced colours and 320 pixels wide, nothing is cut off", async () => {
  const page = await open(liito, "?lang=fi&task=explore", { viewport: { width: 640, height: 900 }, deviceScaleFactor: 1, forcedColors: "active" });
  await page.locator("#explore-search").waitFor();
  // As a reader enlarges text: everything twice as large in a window of 640 is one of 320.
  await page.evaluate(() => document.documentElement.style.setProperty("zoom", "2"));
  const wide = () => page.evaluate(() => [...document.querySelectorAll("#panel *")].filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible" && !element.matches("input, select, .visually-hidden")).map((element) => element.outerHTML.slice(0, 120)));
  assert.deepEqual(await wide(), []);
  for (const summary of await page.locator("#panel .fold > summary").all()) await summary.click();
  assert.deepEqual(await wide(), []);
  assert.deepEqual(await faults(page), []);
});
