// The Python that scripts/setup.sh installs, with GDAL's side of the tests of formats.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { PROJECT } from "./liito.mjs";

/** Where it is; null where it is absent, never in CI. */
export function python() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const found = [process.env.LIITO_PYTHON, join(cache, "liito/tools/python/bin/python")].find((path) => path && existsSync(path));
  if (!found && process.env.CI === "true") throw new Error("no Python with pyogrio");
  return found ?? null;
}

/** What a program of it prints, read as JSON. */
export const told = (...args) => JSON.parse(execFileSync(python(), args, { encoding: "utf8", maxBuffer: 1e9 }));

/** The layers of a file as pyogrio reads them: rows without their shapes. */
export const rowsOf = (path) => told(join(PROJECT, "geodata/cli/tests/peers/peer.py"), "rows", path);
