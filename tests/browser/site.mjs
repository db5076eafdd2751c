// What the checks share. In: folders of built sites. Out: an address for each, a browser, and the pages of each kind.

import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, relative } from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

// As strict as a policy gets: what stands inline would not work, and the checks would see it.
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'";

// Serves a folder on a free port of this machine.
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const wanted = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const found = existsSync(wanted) && statSync(wanted).isFile();
    const file = found ? wanted : join(folder, "404.html");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(found ? 200 : 404, { "content-type": type, "content-security-policy": POLICY });
    createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export const launch = (...more) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", ...more],
  });

// The addresses of all pages of a folder.
export const addresses = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .map((name) => `/${relative(folder, join(folder, name)).replace(/(^|\/)index\.html$/, "$1")}`)
    .sort();

// One page of each kind, by its path in the source language.
export const KINDS = {
  home: "/",
  listing: "/blog/engineering/",
  "listing 2": "/blog/engineering/page/2/",
  tag: "/tags/reliability/",
  tags: "/tags/",
  author: "/authors/mika/",
  post: "/blog/engineering/numbers-and-dates/",
  "post with a footnote": "/blog/engineering/marks-by-noncharacters/",
  page: "/docs/translators/",
  search: "/search/",
  404: "/404.html",
};

// The kinds of the site that `isogloss new` makes.
export const NEW_KINDS = {
  home: "/",
  listing: "/blog/",
  "listing 2": "/blog/page/2/",
  tags: "/tags/",
  tag: "/tags/start/",
  post: "/blog/adding-a-language/",
  page: "/about/",
  search: "/search/",
  404: "/404.html",
};

export const inLocale = (locale, path) => (locale === "en" ? path : `/${locale}${path}`);

// Runs the checks given as [name, function] and reports: each failure a line, and the exit code 1.
export class Report {
  checked = 0;
  failures = [];

  fail(page, rule, what) {
    this.failures.push(`${page} | ${rule} | ${what}`);
  }

  // One more thing looked at; `right` says whether it is as it must be.
  expect(right, page, rule, what) {
    this.checked += 1;
    if (!right) this.fail(page, rule, what);
  }

  end(name) {
    for (const failure of this.failures) console.log(failure);
    console.log(`${name}: ${this.checked} checked, ${this.failures.length} failures`);
    process.exitCode = this.failures.length > 0 || this.checked === 0 ? 1 : 0;
  }
}

// Some tasks at once, so that the browser never waits for one page alone.
export async function all(tasks, at_once, run) {
  const queue = [...tasks];
  const worker = async () => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) await run(task);
  };
  await Promise.all(Array.from({ length: at_once }, worker));
}
