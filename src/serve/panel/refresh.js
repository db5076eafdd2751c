// Shows published files anew after their bytes changed. In: their addresses on this server. Out: whether the page must
// be loaded again, for what it ran or what its stylesheets use.

const MARK = "isogloss"; // a query that makes an address new to the browser's memory
const MEDIA = "img, input[type=image], link[rel~=icon], image, use, video, audio, source";
const SHEETS = "link[rel~=stylesheet]";

let count = 0;

// By default a browser remembers the first 250 files of a page only.
performance.setResourceTimingBufferSize(10_000);

export function refresh(urls) {
  count += 1;
  const changed = new Set(urls.map(pathOf));
  const entries = performance.getEntriesByType("resource").filter(({ name }) => changed.has(pathOf(name)));
  const seen = new Set(sheets().map(({ href }) => pathOf(href)));
  for (const element of document.querySelectorAll(MEDIA)) renew(element, (path) => changed.has(path) && seen.add(path));
  // What stylesheets use: by its kind, or since nothing else does (of a font that was asked for early it is not told).
  const deep = entries.filter(({ initiatorType, name }) => initiatorType === "css" || !seen.has(pathOf(name)));
  // Imported styles come with those that import them. Fonts and pictures are kept as long as the page is open.
  if (entries.some(({ name }) => isScript(pathOf(name))) || deep.some(({ name }) => !pathOf(name).endsWith(".css"))) return true;
  for (const sheet of sheets()) if (deep.length > 0 || changed.has(pathOf(sheet.href))) swap(sheet);
  return false;
}

const isScript = (path) => /\.m?js$/.test(path) || [...document.scripts].some(({ src }) => pathOf(src) === path);

// The path of an address of this server, decoded: `logo@2x.png` and `logo%402x.png` are one file. Null for any other.
function pathOf(address) {
  const url = parse(address);
  if (url?.origin !== location.origin) return null;
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return url.pathname;
  }
}

function parse(address) {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return null;
  }
}

function anew(address) {
  const url = parse(address);
  url.searchParams.set(MARK, count);
  return url.href;
}

const sheets = () => [...document.querySelectorAll(SHEETS)].filter(({ href, dataset }) => pathOf(href) && !("isoglossOld" in dataset));

// The old one styles the page until the new one is there; a broken new one changes nothing.
function swap(old) {
  const fresh = old.cloneNode();
  old.dataset.isoglossOld = "";
  fresh.href = anew(old.href);
  fresh.addEventListener("load", () => {
    // Also those that a second save overtook.
    while (fresh.previousElementSibling?.matches("[data-isogloss-old]")) fresh.previousElementSibling.remove();
  });
  fresh.addEventListener("error", () => {
    fresh.remove();
    delete old.dataset.isoglossOld;
  });
  old.after(fresh);
}

// Each address of an element that is wanted.
function renew(element, wanted) {
  for (const name of ["src", "poster", "href", "srcset"]) {
    const value = element.getAttribute(name);
    if (!value) continue;
    const parts = name === "srcset" ? value.trim().split(/\s*,\s+/) : [value];
    const fresh = parts.map((part) => {
      const [address, ...size] = part.split(/\s+/);
      const path = pathOf(address);
      return path && wanted(path) ? [anew(address), ...size].join(" ") : part;
    });
    if (fresh.some((part, at) => part !== parts[at])) element.setAttribute(name, fresh.join(", "));
  }
}
