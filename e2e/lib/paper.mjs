// What stands on paper.
import { spawnSync } from "node:child_process";
import { python } from "./python.mjs";

const READ = "import io, sys, pypdf; print('\\f'.join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages))";

/** The text of each page of a PDF, with one space wherever there is space. */
export function pagesOf(pdf) {
  const run = spawnSync(python(), ["-c", READ], { input: pdf, encoding: "utf8", maxBuffer: 1e8, env: { ...process.env, PYTHONIOENCODING: "utf-8" } });
  if (run.status !== 0) throw new Error(`the PDF cannot be read (scripts/setup.sh tests installs what reads it): ${run.stderr}`);
  return run.stdout.split("\f").map((page) => page.replace(/\s+/g, " ").trim());
}
