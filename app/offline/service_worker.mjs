// Keeps the page on the device, so that it works without a network after one visit.
//
// * Files of the page come from the copy of one version, all of them: a page and its workers
//   never mix versions. What is new is copied beside it and used once no tab needs the old one,
//   or when the reader asks for it.
// * The settings and the layers that they name come from the network, so that they are new; where
//   it is silent, from the last copy.
// * All else, and other hosts, are left alone: what a reader asks for is not kept.

/** Put in by scripts/offline.mjs: the version, and every file but the page itself. */
const { version, files } = __LIITO__;

const SCOPE = new URL(self.registration.scope);
const OWN = `liito ${SCOPE.pathname} `;
const PAGE_CACHE = `${OWN}page ${version}`;
const DATA_CACHE = `${OWN}data`;
const SETTINGS = new URL("config.json", SCOPE).href;
/** So long is waited for the network where there is a copy, milliseconds. */
const PATIENCE = 5000;
/** Copies of the page that are kept: this, and the one that other tabs may still be showing. */
const MOST_PAGES = 2;

// By its folder: some hosts lead from its file name to that, and a browser takes no answer to a
// visit that was led elsewhere.
const page = SCOPE.href;
const pageFile = new URL("index.html", SCOPE).href;
const others = files.map((name) => new URL(name, SCOPE).href);
const ofPage = new Set(others);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", ({ data }) => {
  if (data === "use") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});

async function install() {
  const cache = await caches.open(PAGE_CACHE);
  await cache.addAll([page, ...others].map((address) => new Request(address, { cache: isNamedByContent(address) ? "default" : "no-cache" })));
  await copyData();
}

/** What the settings name here is copied; what cannot be had now is copied when it is shown. */
async function copyData() {
  try {
    await fetchAndKeep(new Request(SETTINGS));
    await Promise.allSettled([...(await layers())].map((address) => fetchAndKeep(new Request(address))));
  } catch {
    // The page says itself what is wrong with its settings.
  }
}

/** Addresses of the layers that the last settings name here. */
async function layers() {
  const cache = await caches.open(DATA_CACHE);
  const settings = await cache.match(SETTINGS);
  const named = await settings?.json().catch(() => null);
  const addresses = (named?.layers ?? []).map(({ address }) => new URL(address, SCOPE));
  return new Set(addresses.filter(({ origin }) => origin === SCOPE.origin).map(({ href }) => href));
}

async function activate() {
  const names = await caches.keys();
  const pages = names.filter((name) => name.startsWith(`${OWN}page `) && name !== PAGE_CACHE);
  await Promise.all(pages.slice(0, Math.max(0, pages.length - (MOST_PAGES - 1))).map((name) => caches.delete(name)));
  // The first visit is served as well: it may want parts of the page later.
  await self.clients.claim();
}

/** The answer to a request; nothing where it is not for us. */
function answerTo(event) {
  const { request } = event;
  const address = new URL(request.url);
  const isOurs = address.origin === SCOPE.origin && address.pathname.startsWith(SCOPE.pathname);
  if (!isOurs || request.method !== "GET" || request.headers.has("range")) return undefined;
  address.search = "";
  address.hash = "";
  if (request.mode === "navigate") {
    const isPage = address.href === page || address.href === pageFile;
    if (isPage) return copyOf(page, request);
    // The book's chapters are pages of their own.
    return ofPage.has(address.href) ? asIfHere(copyOf(address.href, request)) : undefined;
  }
  // Names by content may be parts of the version before, for tabs that still show it.
  if (ofPage.has(address.href) || isNamedByContent(address.href)) return copyOf(address.href, request);
  return newest(event);
}

/** A host may have answered from another address, which a browser does not go to from a copy. */
async function asIfHere(copy) {
  const { redirected, body, status, headers } = await copy;
  return redirected ? new Response(body, { status, headers }) : copy;
}

async function copyOf(address, request) {
  const cache = await caches.open(PAGE_CACHE);
  return (await cache.match(address)) ?? (await caches.match(address)) ?? fetch(request);
}

/** From the network; of what is kept, from the copy where that fails or is silent for long. */
async function newest(event) {
  const { request } = event;
  const isKept = request.url === SETTINGS || (await layers()).has(request.url);
  if (!isKept) return fetch(request);
  const kept = caches.open(DATA_CACHE).then((cache) => cache.match(request));
  // Its first word counts: what is large may take its time.
  const fetched = fetch(request);
  // Before anyone reads it, and also when the copy has answered meanwhile.
  event.waitUntil(fetched.then((response) => keep(request, response.clone())).catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => kept);
  try {
    return (await Promise.race([fetched, late])) ?? (await fetched);
  } catch (error) {
    const copy = await kept;
    if (copy) return copy;
    throw error;
  }
}

async function fetchAndKeep(request) {
  await keep(request, await fetch(request));
}

/** Keeps an answer; with new settings, what they no longer name is thrown away. */
async function keep(request, response) {
  if (!response.ok || response.headers.get("cache-control")?.includes("no-store")) return;
  const cache = await caches.open(DATA_CACHE);
  // A full device is no reason not to answer.
  await cache.put(request, response).catch(() => {});
  if (request.url !== SETTINGS) return;
  const named = await layers();
  const keys = await cache.keys();
  await Promise.all(keys.filter(({ url }) => url !== SETTINGS && !named.has(url)).map((old) => cache.delete(old)));
}

/** Names that change with what the file holds. */
function isNamedByContent(address) {
  return /-[0-9a-f]{16}[./_]|\/vendor\/[^/]+-\d+\.\d+\.\d+\//.test(address);
}
