// What cannot be used is told clearly, in three languages, and nothing is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { computed, drop, figures, open, start } from "./lib/liito.mjs";

let liito;
before(async () => {
  liito = await start();
});
after(() => liito.close());

const METRES = JSON.stringify({ type: "Polygon", coordinates: [[[500000, 5000000], [500900, 5000000], [500900, 5000900], [500000, 5000000]]] });
const POINT = JSON.stringify({ type: "Point", coordinates: [24.8, 60.2] });

const WORDS = {
  en: {
    empty: "The file is empty.",
    garbage: "This is not GeoJSON: the text breaks off its rules at line 1, column 1.",
    metres: "The coordinates are in metres and the file does not say in which system (east 500,450, north 5,000,450).",
    points: "No polygons here, so no habitat patches.",
  },
  fi: {
    empty: "Tiedosto on tyhjä.",
    garbage: "Tämä ei ole GeoJSONia: teksti ei noudata muodon sääntöjä rivillä 1, merkin 1 kohdalla.",
    metres: "Koordinaatit ovat metreinä, mutta tiedosto ei kerro, missä koordinaatistossa (itä 500\u00a0450, pohjoinen 5\u00a0000\u00a0450).",
    points: "Tässä ei ole monikulmioita eikä siis elinympäristölaikkuja.",
  },
  sv: {
    empty: "Filen är tom.",
    garbage: "Detta är inte GeoJSON: texten bryter mot reglerna på rad 1, tecken 1.",
    metres: "Koordinaterna är i meter, men filen anger inte i vilket system (öst 500\u00a0450, nord 5\u00a0000\u00a0450).",
    points: "Här finns inga polygoner och alltså inga livsmiljöfläckar.",
  },
};

for (const [language, words] of Object.entries(WORDS)) {
  test(`unusable files are told in ${language}`, async () => {
    const page = await open(liito, `?lang=${language}`);
    await drop(page, [{ name: "empty.geojson", text: "" }]);
    await page.getByText(words.empty).waitFor();
    await drop(page, [{ name: "metres.geojson", text: METRES }]);
    await page.getByText(words.metres).waitFor();
    await drop(page, [{ name: "garbage.geojson", text: "garbage" }]);
    await page.getByText(words.garbage).waitFor();
    await drop(page, [{ name: "point.geojson", text: POINT }]);
    await page.getByText(words.points).waitFor();
    assert.deepEqual(page.problems, []);
  });
}

test("200 MB of garbage is refused, and what was open stays", async () => {
  const page = await open(liito);
  await computed(page);
  await drop(page, [{ name: "good.geojson", text: squares([24.7, 24.72]) }]);
  await page.getByText("2 habitat patches").first().waitFor();
  await computed(page);
  const before = await figures(page);
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    const chunk = new Uint8Array(1 << 20);
    for (let place = 0; place < chunk.length; place += 1) chunk[place] = (place * 7919) % 251;
    transfer.items.add(new File(Array(200).fill(chunk), "garbage.bin"));
    return transfer;
  });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await page.getByText("This is not a text file").waitFor({ timeout: 60_000 });
  await computed(page);
  assert.deepEqual(await figures(page), before);
  assert.deepEqual(page.problems, []);
});

const squares = (starts, more = {}) =>
  JSON.stringify({
    type: "FeatureCollection",
    ...more,
    features: starts.map((x) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "Polygon", coordinates: [[[x, 60.2], [x + 0.01, 60.2], [x + 0.01, 60.21], [x, 60.21], [x, 60.2]]] },
    })),
  });

test("a file with faults is read as far as it goes, and the faults are listed", async () => {
  const collection = JSON.parse(squares([24.7, 24.72]));
  collection.features.push({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[24.8, "x"], [24.9, 60.2]]] } });
  collection.features.push({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[24.8, 60.2], [24.82, 60.22], [24.82, 60.2], [24.8, 60.22]]] } });
  const page = await open(liito);
  await drop(page, [{ name: "faults.geojson", text: JSON.stringify(collection, null, 1) }]);
  await page.getByText("3 habitat patches").first().waitFor();
  await page.getByRole("button", { name: "2 findings" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("1 feature was left out").waitFor();
  const text = await dialog.innerText();
  assert.match(text, /feature 3, line \d+, features\[2\]\.geometry\.coordinates\[0\]\[0\]\[1\]/);
  assert.match(text, /text stands where a number must be/);
  assert.match(text, /1 ring was closed; .*crosses itself/);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("a file that cannot be used leaves the example where it is", async () => {
  const page = await open(liito);
  await computed(page);
  const before = await figures(page);
  await drop(page, [{ name: "empty.geojson", text: "" }]);
  await page.getByText("The file is empty.").waitFor();
  await computed(page);
  assert.deepEqual(await figures(page), before);
  await drop(page, [{ name: "good.geojson", text: squares([24.7, 24.72]) }]);
  await page.getByText("2 habitat patches").first().waitFor();
  await computed(page);
  assert.equal((await figures(page)).links, 1);
  assert.equal(await page.getByText("Made-up data", { exact: true }).count(), 0);
});

test("a file that names no system is mended where it is told", async () => {
  const page = await open(liito);
  await drop(page, [{ name: "metres.geojson", text: METRES }]);
  const notice = page.getByRole("alert").filter({ hasText: "metres.geojson" });
  await notice.getByLabel("Coordinate system of metres.geojson").selectOption("EPSG:25832");
  await notice.filter({ hasText: "metres.geojson" }).waitFor({ state: "detached" });
  await page.getByText("1 habitat patch", { exact: true }).first().waitFor();
  await computed(page);
  // A right triangle of 900 m by 900 m.
  assert.ok(Math.abs((await figures(page)).habitat_ha - 40.5) < 0.1);
});

test("a guessed coordinate system is shown and can be changed", async () => {
  const ring = [[379000, 6680000], [379900, 6680000], [379900, 6680900], [379000, 6680000]];
  const page = await open(liito);
  await drop(page, [{ name: "tm35.geojson", text: JSON.stringify({ type: "Polygon", coordinates: [ring] }) }]);
  await page.getByText("ETRS-TM35FIN (EPSG:3067), guessed from the numbers").waitFor();
  await computed(page);
  const guessed = (await figures(page)).habitat_ha;
  await page.getByLabel("Coordinate system of tm35.geojson").selectOption("EPSG:25834");
  await page.getByText("ETRS89 / UTM 34N (EPSG:25834), as chosen").waitFor();
  await computed(page);
  assert.notEqual((await figures(page)).habitat_ha, guessed);
});
