// The room that pages take. In: the folders of the released site, of a new one, and of the site as it is before all its
// languages are open. Out, as lines: each page that is wider than a screen of 320 px, that moves while it and its
// pictures load, or that has a picture without its size; each link to another site that says nothing of it.
//
// node space.mjs RELEASE NEW SITE

import { all, inLocale, KINDS, launch, NEW_KINDS, Report, serve } from "./site.mjs";

const [site, fresh, early] = await Promise.all(process.argv.slice(2).map((folder) => serve(folder)));
const report = new Report();
const browser = await launch();

const PICTURED = "/blog/engineering/questions-and-the-ledger/";

const tasks = [{ kind: "home on its way", origin: early.origin, path: "/fr/", width: 320 }];
for (const locale of ["en", "ja", "fr"]) {
  for (const [kind, path] of Object.entries(KINDS)) {
    tasks.push({ kind, origin: site.origin, path: inLocale(locale, path), width: 320 });
  }
  for (const [kind, path] of Object.entries(NEW_KINDS)) {
    tasks.push({ kind: `new ${kind}`, origin: fresh.origin, path: inLocale(locale, path), width: 320 });
  }
  for (const width of [360, 1280]) {
    tasks.push({ kind: "post with a picture", origin: site.origin, path: inLocale(locale, PICTURED), width });
    for (const kind of ["home", "listing", "post"]) {
      tasks.push({ kind, origin: site.origin, path: inLocale(locale, KINDS[kind]), width });
      tasks.push({ kind: `new ${kind}`, origin: fresh.origin, path: inLocale(locale, NEW_KINDS[kind]), width });
    }
  }
}

// Elements that reach over the right edge of the page, but those in a part that scrolls by itself.
const wide = () => {
  const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  const over = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element.parentElement),
  );
  return over.map(({ tagName, className }) => `${tagName.toLowerCase()}.${className}`).slice(0, 3).join(", ");
};

// Lets no picture come before it is called for: the slowest network there is.
async function holdPictures(page) {
  const gates = new Map();
  const gate = (url) => {
    if (!gates.has(url)) {
      const made = {};
      made.opened = new Promise((open) => (made.open = open));
      gates.set(url, made);
    }
    return gates.get(url);
  };
  await page.route(/\.(png|svg)$/, async (route) => {
    await gate(route.request().url()).opened;
    await route.continue();
  });
  return (url) => gate(url).open();
}

// The pictures on the screen that have not come.
const awaited = () =>
  [...document.images]
    .filter((image) => !image.complete)
    .filter((image) => image.getBoundingClientRect().bottom > 0 && image.getBoundingClientRect().top < innerHeight)
    .map((image) => image.currentSrc || image.src);

// Waits for these pictures, and for the screen to be painted with them; then scrolls on, and says whether it could.
const goOn = async (pictures) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const shown = [...document.images].filter((image) => pictures.includes(image.currentSrc || image.src));
  await Promise.all(shown.map((image) => image.decode()));
  await painted();
  const before = scrollY;
  scrollBy({ top: innerHeight, behavior: "instant" });
  await painted();
  return scrollY > before;
};

// All shifts of a page that is scrolled from end to end, with each picture coming when its place is on the screen.
async function shifts(page, letCome) {
  let goes = true;
  while (goes) {
    const pictures = await page.evaluate(awaited);
    pictures.forEach(letCome);
    goes = await page.evaluate(goOn, pictures);
  }
  return page.evaluate(() => window.shifts);
}

// Begun before the page, so that no shift is missed.
const watch = () => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const what = sources.map(({ node }) => node?.className || node?.nodeName).join(", ");
      window.shifts.push({ value, what });
    }
  }).observe({ type: "layout-shift", buffered: true });
};

// Links to other sites without what marks them: an arrow, or, where words are enough, words.
const unmarked = (words) =>
  [...document.querySelectorAll("a[href^='http']")]
    .filter((link) => link.hostname !== location.hostname && getComputedStyle(link, "::after").content === "none")
    .filter((link) => !words || !link.querySelector(".visually-hidden"))
    .map((link) => link.href);

// Whether the check sees a picture that comes without its size.
async function sees() {
  const sizeless = () =>
    new MutationObserver(() => {
      for (const image of document.images) ["width", "height"].forEach((name) => image.removeAttribute(name));
    }).observe(document, { childList: true, subtree: true });
  const { shifts } = await visit({ origin: site.origin, path: PICTURED, width: 360 }, sizeless);
  report.expect(sum(shifts) > 0.01, PICTURED, "shift", "pictures without their sizes are not seen");
}

// One look at a page; `before` runs in it before all else.
async function visit({ origin, path, width }, before = () => {}) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.addInitScript(watch);
  await page.addInitScript(before);
  const letCome = await holdPictures(page);
  await page.goto(origin + path, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => performance.getEntriesByType("paint").length > 0);
  const room = await page.evaluate(() => document.scrollingElement.scrollWidth);
  const seen = {
    room,
    over: room > width ? await page.evaluate(wide) : "",
    shifts: await shifts(page, letCome),
    sizeless: await page.evaluate(() => [...document.images].filter((image) => !image.hasAttribute("width")).map(({ src }) => src)),
    unmarked: await page.evaluate(unmarked, origin === fresh.origin),
  };
  await page.close();
  return seen;
}

const sum = (shifts) => shifts.reduce((total, { value }) => total + value, 0);

await sees();
await all(tasks, 3, async (task) => {
  const name = `${task.kind} ${task.path} ${task.width}`;
  let seen = await visit(task);
  report.expect(seen.room <= task.width, name, "width", `${seen.room} px: ${seen.over}`);
  report.expect(seen.sizeless.length === 0, name, "size", seen.sizeless.join(" "));
  report.expect(seen.unmarked.length === 0, name, "external", seen.unmarked.slice(0, 3).join(" "));
  // A busy machine paints half a page now and then. What moves by the page's own fault moves each time.
  for (let again = 0; again < 2 && sum(seen.shifts) >= 0.001; again += 1) seen = await visit(task);
  const what = seen.shifts.map(({ value, what }) => `${value.toFixed(4)} ${what}`).join("; ");
  report.expect(sum(seen.shifts) < 0.001, name, "shift", what);
});

await browser.close();
site.close();
fresh.close();
early.close();
report.end("space");
