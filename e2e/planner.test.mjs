// The planner's whole job, as one: the demo is opened, a plan drawn, its loss read, plantings
// taken over and one taken back, both sides looked at, the project saved and gone on with, the
// annex printed in three languages.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faults } from "./lib/axe.mjs";
import { PROJECT, open, start } from "./lib/liito.mjs";
import { pagesOf } from "./lib/paper.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const values = async (page, testid) => (await page.getByTestId(testid).getAttribute("data-value")).split(" ").map(Number);

/** Waits until the figures are those of so many edits. */
async function assessed(page, edits) {
  await page.waitForFunction(
    (edits) => document.querySelectorAll("[data-testid=edits] > li").length === edits && document.querySelector(".impact:not(.stale) [data-testid=near]"),
    edits,
    { timeout: 120_000 },
  );
}

/** The part of the map where the plan is, as it is seen. */
const picture = (page) => page.screenshot({ clip: { x: 600, y: 380, width: 300, height: 220 } });

/** Takes over the first of the plantings that are suggested now. */
async function takeSuggested(page) {
  await page.getByRole("button", { name: "Suggest plantings" }).click();
  await page.locator(".suggested input[type=checkbox]").first().check({ timeout: 120_000 });
  await page.getByRole("button", { name: "Take over 1 planting" }).click();
}

/** What stands in the annex of each language, and in none: it judges nothing. */
const ANNEX = {
  en: {
    print: "Print the annex",
    write: "Write",
    words: ["Computational report: Alternative 1", "Mirja Mänty", "Competent authority: the Finnish Supervisory Agency", "132/1999", "9/2023", "450 features, surveyed 2023–2025"],
    verdicts: ["no significant effect", "no derogation needed", "favourable conservation status", "compensated", "the corridor suffices"],
  },
  fi: {
    print: "Tulosta liite",
    write: "Kirjoita",
    words: ["Laskentaraportti: Vaihtoehto 1", "Mirja Mänty", "Toimivaltainen viranomainen: Lupa- ja valvontavirasto", "Alueidenkäyttölaki (132/1999)", "luonnonsuojelulaki (9/2023)", "450 kohdetta, kartoitettu 2023–2025"],
    verdicts: ["lausunto", "ei merkittävää vaikutusta", "ei poikkeuslupaa", "suotuisa suojelutaso", "kompensoitu", "yhteys riittää"],
  },
  sv: {
    print: "Skriv ut bilagan",
    write: "Skriv",
    words: ["Beräkningsrapport: Alternativ 1", "Mirja Mänty", "Behörig myndighet: Tillstånds- och tillsynsverket", "Lag om områdesanvändning (132/1999)", "naturvårdslagen (9/2023)", "450 objekt, inventering 2023–2025"],
    verdicts: ["utlåtande", "ingen betydande inverkan", "inget undantag behövs", "gynnsam bevarandestatus", "kompenserad", "korridoren räcker"],
  },
};

test("a planner does the whole job", async () => {
  // The demo, as it opens.
  const page = await open(liito, "?lang=en&view=24.69107,60.17182,14.00", { city: true });
  await page.getByRole("radio", { name: "Plan", exact: true }).check({ force: true });
  await page.locator("[data-testid=plan-run][data-state=idle]").waitFor({ state: "attached", timeout: 120_000 });

  // A plan, and what it costs.
  await page.getByRole("button", { name: "Clear or build" }).click();
  await page.waitForFunction(() => document.querySelector(".map canvas").style.cursor === "crosshair");
  for (const [x, y] of [[680, 420], [800, 420], [800, 540], [680, 540]]) await page.mouse.click(x, y);
  // Figures follow the hand, once the network as it is is known.
  const live = page.locator("[data-testid=live][data-value]");
  for (let move = 0; (await live.count()) === 0; move += 1) {
    assert.ok(move < 2000, "no figures follow the hand");
    await page.mouse.move(700 + 4 * (move % 2), 480, { steps: 2 });
  }
  await page.keyboard.press("Enter");
  await assessed(page, 1);
  const [today, cleared] = await values(page, "whole");
  assert.ok(cleared < today, `${cleared} ${today}`);
  assert.match(await page.getByTestId("touched").innerText(), /ha/);

  // What would mend it: two plantings, one after the other, of which one is taken back.
  await takeSuggested(page);
  await assessed(page, 2);
  await takeSuggested(page);
  await assessed(page, 3);
  await page.getByRole("button", { name: "Undo: take over suggestions" }).click();
  await assessed(page, 2);
  await page.getByRole("radio", { name: "25 years" }).check();
  await assessed(page, 2);
  const [, grown] = await values(page, "whole");
  assert.ok(grown > cleared, `${grown} ${cleared}`);

  // Before and after.
  await page.mouse.move(720, 700);
  const planned = await picture(page);
  await page.getByRole("radio", { name: "Today" }).check();
  for (let looks = 0; (await picture(page)).equals(planned); looks += 1) assert.ok(looks < 300, "the map shows the plan as before");
  await page.getByRole("radio", { name: "After" }).check();
  assert.deepEqual(await faults(page), []);

  // Saved, and gone on with.
  const folder = mkdtempSync(join(tmpdir(), "liito-planner-"));
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save project" }).click()]);
  const project = join(folder, download.suggestedFilename());
  await download.saveAs(project);
  await page.reload();
  await page.locator("#panel").waitFor();
  assert.equal(new URL(page.url()).searchParams.get("years"), "25", "the address has the years");
  // The project has them, too.
  await page.goto(`${liito.base}?task=plan&lang=en`);
  await page.locator("#panel").waitFor();
  await page.locator("input[type=file]").first().setInputFiles(project);
  await assessed(page, 2);
  assert.ok(await page.getByRole("radio", { name: "25 years" }).isChecked());
  assert.deepEqual(await values(page, "whole"), [today, grown]);

  // On paper, in three languages.
  const out = join(PROJECT, "e2e/out");
  mkdirSync(out, { recursive: true });
  for (const [language, { print, write, words, verdicts }] of Object.entries(ANNEX)) {
    await page.getByRole("radio", { name: language.toUpperCase(), exact: true }).check({ force: true });
    await page.getByRole("button", { name: print }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("input[type=text]").first().fill("Mirja Mänty");
    await dialog.getByRole("button", { name: write, exact: true }).click();
    await page.getByTestId("annex").waitFor({ timeout: 120_000 });
    await page.getByTestId("annex-maps").locator("img").nth(1).waitFor({ timeout: 60_000 });
    for (const colorScheme of ["dark", "light"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await faults(page), [], `${language} ${colorScheme}`);
    }
    const pdf = await page.pdf({ preferCSSPageSize: true });
    writeFileSync(join(out, `annex.${language}.pdf`), pdf);
    const text = pagesOf(pdf).join(" ");
    for (const wanted of words) assert.ok(text.includes(wanted), `${language}: ${wanted} in ${text.slice(0, 2000)}`);
    for (const verdict of verdicts) assert.ok(!text.toLowerCase().includes(verdict), `${language}: ${verdict}`);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.elsewhere, []);
  rmSync(folder, { recursive: true });
  await page.context().close();
});
