import { start, open, computed } from "./lib/liito.mjs";
const liito = await start();
const shots = JSON.parse(process.argv[2]);
for (const [name, query, viewport, colorScheme, act] of shots) {
  const t0 = Date.now();
  const page = await open(liito, query, { city: true, firstVisit: name.startsWith("first"), viewport: { width: viewport[0], height: viewport[1] }, colorScheme });
  try {
  await page.locator("[data-testid=run-state].good").waitFor({ timeout: 60000 });
  const t1 = Date.now() - t0;
  await page.waitForFunction(() => document.querySelector(".map").dataset.drawn.split(".").every((r) => Number(r) > 0), null, { timeout: 60000 });
  console.log(name, "computed", t1, "drawn", Date.now() - t0);
  if (act) await new Function("page", `return (async () => { ${act} })()`)(page);
  await page.waitForTimeout(1500);
  } catch (e) { console.log(String(e).slice(0, 300)); }
  await page.screenshot({ path: `/tmp/shot-${name}.png` });
  if (page.problems.length) console.log(page.problems.slice(0, 5));
  if (page.elsewhere.length) console.log(page.elsewhere.slice(0, 5));
  await page.context().close();
}
await liito.close();
