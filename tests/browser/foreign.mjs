// What a page of another site can do to the preview server from within the same browser. In: the program, and the folder
// of the site. Out: each thing that it read or changed, as a line; and each attack that would fail on any server.
//
// node foreign.mjs PROGRAM SITE

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { launch, Report } from "./site.mjs";
import { watch } from "./watching.mjs";

const [program, site] = process.argv.slice(2);
const SECRET = "Isogloss"; // in each page and script of the site
const report = new Report();

// The bytes of the sources and of what was made of them.
const files = () => {
  const names = readdirSync(site, { recursive: true }).sort();
  const bytes = names.map((name) => join(site, name)).filter((path) => statSync(path).isFile()).map((path) => readFileSync(path));
  return bytes.reduce((hash, content) => hash.update(content), createHash("sha256")).digest("hex");
};

// A server as careless as some have been: it lets everything in and everybody read.
async function careless() {
  const effects = [];
  const server = createServer((request, response) => {
    if (request.method === "POST") effects.push(request.url);
    const script = request.url.endsWith(".js");
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": script ? "text/javascript" : "text/html" });
    response.end(script ? `globalThis.stolen = "${SECRET}";` : `<p>${SECRET}</p>`);
  });
  server.on("upgrade", (request, socket) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    socket.write(Buffer.concat([Buffer.from([0x81, SECRET.length]), Buffer.from(SECRET)]));
    socket.on("error", () => {});
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { port: server.address().port, effects, close: () => (server.closeAllConnections(), server.close()) };
}

// The five attacks. Each runs in the foreign page, with the victim's address, and gives what it could read.
const ATTACKS = {
  async post(victim) {
    const read = (options) => fetch(`${victim}/ja/`, options).then((answer) => answer.text()).catch(() => "");
    return (await read({ method: "POST", mode: "no-cors", body: "nav-home = hacked" })) + (await read());
  },
  async form(victim) {
    const frame = document.createElement("iframe");
    frame.name = "frame";
    document.body.append(frame);
    const form = document.body.appendChild(document.createElement("form"));
    Object.assign(form, { method: "post", action: `${victim}/ja/`, target: "frame" });
    const loaded = new Promise((done) => (frame.onload = done));
    form.submit();
    await loaded;
    return frame.contentDocument?.body?.textContent ?? "";
  },
  websocket: (victim) =>
    new Promise((done) => {
      const socket = new WebSocket(`${victim.replace("http", "ws")}/.isogloss/events?page=/ja/&version=`);
      socket.onmessage = ({ data }) => done(data);
      socket.onerror = () => done("");
    }),
  async script(victim) {
    const text = [];
    for (const path of ["/assets/menus.js", "/.isogloss/panel.js", "/.isogloss/texts?page=/ja/", "/ja/"]) {
      const script = document.createElement("script");
      script.src = victim + path;
      const ran = new Promise((done) => {
        script.onload = () => done(`ran ${path}`);
        script.onerror = () => done("");
      });
      document.body.append(script);
      text.push(await ran);
    }
    return text.filter(Boolean).join();
  },
  // The page was loaded from a name that now leads to this machine: to the browser it is one origin.
  async rebound() {
    const paths = ["/ja/", "/.isogloss/texts?page=/ja/", "/assets/menus.js", "/.isogloss/panel.js"];
    const texts = await Promise.all(paths.map((path) => fetch(path).then((answer) => answer.text())));
    return texts.join("\n");
  },
};

// Some browsers keep other sites from machines near by. Not all do, so that is switched off.
const NAIVE = ["--host-resolver-rules=MAP *.example 127.0.0.1", "--disable-features=LocalNetworkAccessChecks"];

// Runs them from a page of another site; gives what each read.
async function attack(port) {
  const browser = await launch(...NAIVE);
  const reads = {};
  for (const [name, steal] of Object.entries(ATTACKS)) {
    const page = await browser.newPage();
    const foreign = name === "rebound" ? `http://evil.example:${port}` : "http://evil.example:1234";
    await page.route(`${foreign}/attack`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><body></body>" }));
    await page.goto(`${foreign}/attack`);
    reads[name] = await page.evaluate(steal, `http://localhost:${port}`);
    await page.close();
  }
  await browser.close();
  return reads;
}

const open = await careless();
const stolen = await attack(open.port);
for (const name of ["post", "websocket", "script", "rebound"]) report.expect(stolen[name] !== "", name, "control", "reads nothing anywhere");
report.expect(open.effects.length === 2, "post, form", "control", `${open.effects.length} of 2 arrive`);
open.close();

const watching = await watch(program, site);
const before = files();
const reads = await attack(watching.port);
for (const [name, read] of Object.entries(reads)) report.expect(!read.includes(SECRET) && !read.includes("ran "), name, "reads", read);
report.expect(files() === before, "all", "changes", "the files");
const page = await fetch(`${watching.origin}/ja/`).then((answer) => answer.text());
report.expect(page.includes(SECRET) && !page.includes("hacked"), "/ja/", "changes", "the page");
await watching.end();
report.end("foreign");
