// Serves a folder of static files on this machine: `node scripts/serve.mjs dist 8080 [/sub/path/]`.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".geojson": "application/geo+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};

// Names that change with what the file holds: by Trunk and finish-dist.mjs, and by version.
const NAMED_BY_CONTENT = /-[0-9a-f]{16}[./]|-[0-9a-f]{16}_|\/vendor\/[^/]+-\d+\.\d+\.\d+\//;

/** What lets a browser keep a file, and with it the code it compiled from it. */
function caching(path, { size, mtimeMs }) {
  return {
    "cache-control": NAMED_BY_CONTENT.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    etag: `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`,
  };
}

/** Starts a server; resolves to it once it listens. Port 0 takes a free one. */
export function serve(folder, port = 0, { prefix = "/", headers = {} } = {}) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const inside = path.startsWith(prefix) ? normalize(path.slice(prefix.length)) : null;
    const isOutside = inside === null || inside.startsWith("..") || inside.includes(`..${sep}`);
    const found = isOutside ? null : join(folder, inside);
    const isFolder = found !== null && statSync(found, { throwIfNoEntry: false })?.isDirectory();
    if (isFolder && !path.endsWith("/")) {
      response.writeHead(301, { location: `${path}/` }).end();
      return;
    }
    const file = isFolder ? join(found, "index.html") : found;
    const stored = file === null ? undefined : statSync(file, { throwIfNoEntry: false });
    if (!stored?.isFile()) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const kept = caching(path, stored);
    if (request.headers["if-none-match"] === kept.etag) {
      response.writeHead(304, { ...kept, ...headers }).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-length": stored.size, ...kept, ...headers });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist", port = "8080", prefix = "/"] = process.argv.slice(2);
  const server = await serve(folder, Number(port), { prefix }).catch((error) => {
    console.error(error.code === "EADDRINUSE" ? `Port ${port} is taken: choose another with PORT=` : error.message);
    process.exit(1);
  });
  console.log(`Liito is at http://127.0.0.1:${server.address().port}${prefix} (stop with Ctrl+C)`);
}
