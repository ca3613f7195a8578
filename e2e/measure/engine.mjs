// How long the engine alone takes in Chromium: its test of speed, opened in the
// browser. Not a test of ours: `node e2e/measure/engine.mjs` after `make build`.
import { execFileSync, spawn } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { FLAGS, chromiumPath } from "../lib/chromium.mjs";
import { PROJECT } from "../lib/liito.mjs";

const ADDRESS = "127.0.0.1:8123";
const tools = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "liito/tools/bin");
const build = ["test", "--locked", "--release", "--no-run", "--message-format=json", "--target", "wasm32-unknown-unknown", "-p", "liito-geodata", "--no-default-features", "--test", "speed_in_wasm"];
const messages = execFileSync("cargo", build, { cwd: PROJECT, encoding: "utf8", maxBuffer: 1e9, stdio: ["ignore", "pipe", "inherit"] });
const built = messages.split("\n").filter(Boolean).map(JSON.parse).find((message) => message.executable);
const env = { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_USE_BROWSER: "1", WASM_BINDGEN_TEST_ADDRESS: ADDRESS };
const server = spawn(join(tools, "wasm-bindgen-test-runner"), [built.executable, "--nocapture"], { env, stdio: ["ignore", "pipe", "inherit"] });
// It says where it serves once it does.
await new Promise((resolve) => server.stdout.once("data", resolve));
const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
try {
  const page = await browser.newPage();
  page.on("console", (message) => / s$/.test(message.text()) && console.log(message.text()));
  await page.goto(`http://${ADDRESS}/`);
  await page.waitForFunction(() => /test result/.test(document.body.innerText), null, { timeout: 120_000 });
  console.log(`Chromium ${browser.version()}: ${(await page.evaluate(() => document.body.innerText)).match(/test result.*?;/)[0]}`);
} finally {
  await browser.close();
  server.kill();
}
