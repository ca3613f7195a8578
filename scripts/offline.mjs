// The service worker, told which files the page is made of.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Not in the list: the page itself, which is kept by the address of its folder; its settings and
 * the city's data, which are kept apart; the page of all components; the worker itself. */
const LEFT_OUT = /^(index\.html$|config\.json$|demo\/|styleguide|service-worker\.js$|\.)|\.map$/;

/** Writes `service-worker.js` into a folder that is otherwise complete. */
export function placeServiceWorker(dist) {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join("/"));
  const files = names.filter((name) => !LEFT_OUT.test(name)).sort();
  const hash = createHash("sha256");
  for (const name of ["index.html", ...files]) hash.update(name).update("\0").update(readFileSync(join(dist, name)));
  const known = { version: hash.digest("hex").slice(0, 16), files };
  const source = readFileSync("app/offline/service_worker.mjs", "utf8");
  if (!source.includes("= __LIITO__;")) throw new Error("app/offline/service_worker.mjs has no place for its files");
  // By a function, since a dollar sign in a name would mean something.
  writeFileSync(join(dist, "service-worker.js"), source.replace("__LIITO__", () => JSON.stringify(known)));
}
