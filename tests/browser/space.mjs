// The room that pages take. In: the folder of the site and that of a new one. Out, as lines: each page that is wider
// than a screen of 320 px, that moves while it loads, or that has a picture without its size; each link to another
// site that says nothing of it.
//
// node space.mjs SITE NEW

import { all, inLocale, KINDS, launch, NEW_KINDS, Report, serve } from "./site.mjs";

const [site, fresh] = await Promise.all(process.argv.slice(2).map((folder) => serve(folder)));
const report = new Report();
const browser = await launch();

const tasks = [];
for (const locale of ["en", "ja", "fr"]) {
  for (const [kind, path] of Object.entries(KINDS)) {
    tasks.push({ kind, origin: site.origin, path: inLocale(locale, path), width: 320 });
  }
  for (const [kind, path] of Object.entries(NEW_KINDS)) {
    tasks.push({ kind: `new ${kind}`, origin: fresh.origin, path: inLocale(locale, path), width: 320 });
  }
  for (const width of [360, 1280]) {
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

// All shifts of a page that was scrolled from end to end, so that lazy pictures came as well.
const shift = async () => {
  for (let top = 0; top < document.scrollingElement.scrollHeight; top += innerHeight) {
    scrollTo({ top, behavior: "instant" });
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  }
  await Promise.all([...document.images].map((image) => image.decode()));
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  return window.shifts.map(({ value, what }) => ({ value, what }));
};

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

// Whether the check of shifts sees one.
async function sees() {
  const page = await browser.newPage();
  await page.addInitScript(watch);
  await page.goto(`${site.origin}/`, { waitUntil: "load" });
  await page.waitForFunction(() => performance.getEntriesByType("paint").length > 0);
  await page.evaluate(() => document.querySelector("main").before(Object.assign(document.createElement("p"), { innerText: "late\n\nlate" })));
  await page.waitForFunction(() => window.shifts.some(({ value }) => value > 0.001));
  await page.close();
  report.expect(true, "/", "shift", "");
}

await sees().catch((error) => report.fail("/", "shift", `a late paragraph is not seen: ${error.message}`));

// One look at a page.
async function visit({ origin, path, width }) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.addInitScript(watch);
  await page.goto(origin + path, { waitUntil: "load" });
  const room = await page.evaluate(() => document.scrollingElement.scrollWidth);
  const seen = {
    room,
    over: room > width ? await page.evaluate(wide) : "",
    shifts: await page.evaluate(shift),
    sizeless: await page.evaluate(() => [...document.images].filter((image) => !image.hasAttribute("width")).map(({ src }) => src)),
    unmarked: await page.evaluate(unmarked, origin === fresh.origin),
  };
  await page.close();
  return seen;
}

const sum = (shifts) => shifts.reduce((total, { value }) => total + value, 0);

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
report.end("space");
