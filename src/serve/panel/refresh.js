// Shows published files anew after their bytes changed. In: their addresses on this server, or none: any may have
// changed. Out: whether the page must be loaded again, since a script that it ran is among them.

const MARK = "isogloss"; // a query that makes an address new to the browser's memory
const PICTURES = "img, picture source, input[type=image], link[rel~=icon], image, use";
const MEDIA = `${PICTURES}, video, audio, source`;
const SHEETS = "link[rel~=stylesheet]";

let count = 0;

// By default a browser remembers the first 250 files of a page only.
performance.setResourceTimingBufferSize(10_000);

export function refresh(urls) {
  count += 1;
  if (urls === null) {
    for (const sheet of sheets()) swap(sheet);
    for (const element of document.querySelectorAll(PICTURES)) renew(element, () => true);
    return false;
  }
  const changed = new Set(urls);
  const entries = performance.getEntriesByType("resource");
  const pathsOf = (entries) => new Set(entries.map(({ name }) => pathOf(name)));
  const [loaded, byStyles] = [pathsOf(entries), pathsOf(entries.filter(({ initiatorType }) => initiatorType === "css"))];
  if (urls.some((url) => loaded.has(url) && isScript(url))) return true;
  const [seen, linked] = [new Set(), new Set(sheets().map(({ href }) => pathOf(href)))];
  for (const element of document.querySelectorAll(MEDIA)) renew(element, (path) => changed.has(path) && seen.add(path));
  // What a stylesheet imports, its fonts and its pictures come with it; of a font that was asked for early it is not told.
  const deep = urls.some((url) => byStyles.has(url) || (loaded.has(url) && !linked.has(url) && !seen.has(url)));
  for (const sheet of sheets()) if (deep || changed.has(pathOf(sheet.href))) swap(sheet);
  return false;
}

const isScript = (path) => /\.m?js$/.test(path) || [...document.scripts].some(({ src }) => pathOf(src) === path);

// The path of an address of this server, as it is published; null for any other.
function pathOf(address) {
  const url = parse(address);
  return url?.origin === location.origin ? url.pathname : null;
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
