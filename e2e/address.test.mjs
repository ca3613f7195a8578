// The address carries what the reader set; other hosts are asked for nothing unasked.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../scripts/serve.mjs";
import { PROJECT, computed, figures, open, start } from "./lib/liito.mjs";

let liito;
let elsewhere;
before(async () => {
  // From a sub-path, as on many a static host.
  liito = await start({ prefix: "/nature/map/" });
  elsewhere = await serve(join(PROJECT, "public"), 0, { headers: { "access-control-allow-origin": "*" } });
});
after(async () => {
  await liito.close();
  elsewhere.closeAllConnections();
  elsewhere.close();
});

test("a link brings another reader to the same page", async () => {
  const page = await open(liito);
  await computed(page);
  await page.getByRole("radio", { name: "SV" }).check();
  await page.getByRole("heading", { name: "Hur väl hänger livsmiljöerna ihop?" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "sv");
  await page.locator("#field-distance").fill("700");
  await page.locator("#field-distance").blur();
  await page.waitForURL(/\?task=analyse&lang=sv&view=[\d.,]+&distance=700$/);
  await computed(page, "aktuellt");
  const other = await open(liito, new URL(page.url()).search);
  await computed(other, "aktuellt");
  assert.deepEqual(await figures(other), await figures(page));
  const { search } = new URL(page.url());
  await other.waitForURL((url) => url.search === search);
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.elsewhere, []);
});

test("data of the same host are fetched at once", async () => {
  const page = await open(liito, "?lang=en&data=demo/liito_orava_alueet.geojson");
  await page.getByText("450 habitat areas").first().waitFor();
  await computed(page);
  // The address is written anew once the page knows all that stands in it.
  await page.waitForURL(/data=demo%2Fliito_orava_alueet\.geojson/);
  assert.deepEqual(page.elsewhere, []);
});

test("data of another host are asked about first, by its name", async () => {
  const host = `127.0.0.1:${elsewhere.address().port}`;
  const query = `?lang=en&data=${encodeURIComponent(`http://${host}/demo/liito_orava_alueet.geojson`)}`;
  const page = await open(liito, query);
  const dialog = page.getByRole("dialog");
  await dialog.getByText(`asks for data from ${host}`).waitFor();
  assert.deepEqual(page.elsewhere, []);
  await dialog.getByRole("button", { name: "Do not fetch" }).click();
  await dialog.waitFor({ state: "detached" });
  await computed(page);
  assert.deepEqual(page.elsewhere, []);

  const willing = await open(liito, query);
  await willing.getByRole("button", { name: `Fetch from ${host}` }).click();
  await willing.getByText("450 habitat areas").first().waitFor();
  await computed(willing);
  assert.deepEqual(willing.elsewhere, [`http://${host}/demo/liito_orava_alueet.geojson`]);
});

test("several files of other hosts are asked about one after the other", async () => {
  const address = (name) => `http://127.0.0.1:${elsewhere.address().port}/demo/liito_orava_alueet.geojson?${name}`;
  const page = await open(liito, `?lang=en&data=${encodeURIComponent(address("a"))}&data=${encodeURIComponent(address("b"))}`);
  await page.getByRole("button", { name: "Do not fetch" }).click();
  await page.waitForURL((url) => url.searchParams.getAll("data").length === 1);
  await page.getByRole("button", { name: /^Fetch from/ }).click();
  await page.getByText("450 habitat areas").first().waitFor();
  await computed(page);
  assert.deepEqual(page.elsewhere, [address("b")]);
});

test("an address that leads nowhere is told", async () => {
  const page = await open(liito, "?lang=en&data=no-such-file.geojson");
  await page.getByText("no-such-file.geojson could not be fetched: HTTP 404").waitFor();
});

test("the policy forbids inline scripts and the page lists its licences", async () => {
  const page = await open(liito);
  await computed(page);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)/);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await page.getByRole("button", { name: "About" }).click();
  const link = page.getByRole("link", { name: /with their licences/ });
  const text = await (await page.request.get(new URL(await link.getAttribute("href"), liito.base).href)).text();
  for (const part of ["maplibre-gl 6.17.0", "leptos 0.8.23", "geo 0.33", "Apache License"]) assert.ok(text.includes(part), part);
});

test("the built page names no path of the machine that built it", () => {
  const files = readdirSync(join(PROJECT, "dist"), { recursive: true }).filter((name) => /\.(html|js|wasm|txt)$/.test(name));
  assert.ok(files.length >= 6, files.join(", "));
  for (const name of files) {
    const text = readFileSync(join(PROJECT, "dist", name), "latin1");
    for (const path of [join(PROJECT, "."), homedir()]) assert.ok(path.length < 3 || !text.includes(`${path}/`), `${name} names ${path}`);
  }
});
