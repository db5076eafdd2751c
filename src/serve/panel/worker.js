// One line to the server for all tabs of a browser. In: which page a tab shows, in which version; addresses to fetch.
// Out: to each tab what the server tells of its page, of files, whether the server is away; and what was fetched.
//
// A browser opens only some six connections to one server; a stream for each tab would use them up. And a page's
// own policy may forbid it to connect, but this script has its own. Where no worker is shared, each tab has one.

const SETTLE = 20; // ms: tabs that open or close together change the stream once
const AWAY_AFTER = 1000; // ms
const FIRST_RETRY = 300; // ms, doubled each time
const LAST_RETRY = 3000; // ms

const tabs = new Map(); // port → { page, version }
const states = new Map(); // page → what the server last told of it
const streams = new Set(); // the newest, and those before it until it is open
let newest = null;
let asked = ""; // the pages of the newest stream
let settling, retrying, missing;
let wait = FIRST_RETRY;
let lost = false;
let away = false;

function serve(port) {
  port.onmessage = ({ data }) => {
    if (data.get) return fetchFor(port, data);
    if (data.leave) tabs.delete(port);
    else if (data.page) join(port, data);
    clearTimeout(settling);
    settling = setTimeout(settle, SETTLE);
  };
}

// The state is told again to a tab that comes later; that its page was to be reloaded is then past, and which files it
// has, nobody knows better than the tab.
function join(port, { page, version }) {
  const known = tabs.has(port);
  tabs.set(port, { page, version });
  if (known) return;
  port.postMessage({ away, back: false });
  if (states.has(page)) port.postMessage({ state: { ...states.get(page), reload: false, files: null } });
}

async function fetchFor(port, { get, id }) {
  try {
    const response = await fetch(get, { cache: "no-store" });
    port.postMessage({ id, ok: response.ok, text: await response.text() });
  } catch {
    port.postMessage({ id, ok: false, text: "" });
  }
}

const tell = (message) => tabs.forEach((_, port) => port.postMessage(message));

const wantedPages = () => new Map([...tabs.values()].map(({ page, version }) => [page, version]));

function settle() {
  const pages = wantedPages();
  for (const page of states.keys()) if (!pages.has(page)) states.delete(page);
  if ([...pages.keys()].sort().join("\n") !== asked) connect();
}

// The new stream first, then the end of the old one, so that nothing is missed between them.
function connect() {
  clearTimeout(retrying);
  const pages = wantedPages();
  asked = [...pages.keys()].sort().join("\n");
  newest = null;
  if (pages.size === 0) return endOthers();
  const query = [...pages].map(([page, version]) => `page=${encodeURIComponent(page)}&version=${encodeURIComponent(version)}`);
  const stream = new EventSource(`/.isogloss/events?${query.join("&")}`);
  newest = stream;
  streams.add(stream);
  stream.onopen = () => stream === newest && opened();
  stream.onerror = () => failed(stream);
  stream.addEventListener("page", ({ data }) => told(JSON.parse(data)));
  stream.addEventListener("files", ({ data }) => tell({ changed: JSON.parse(data) }));
}

function endOthers() {
  for (const stream of streams) {
    if (stream === newest) continue;
    stream.close();
    streams.delete(stream);
  }
}

function told(state) {
  states.set(state.page, state);
  tabs.forEach(({ page }, port) => page === state.page && port.postMessage({ state }));
}

function opened() {
  endOthers();
  clearTimeout(missing);
  [wait, missing] = [FIRST_RETRY, undefined];
  if (lost) tell({ away: false, back: true });
  lost = away = false;
}

// A browser tries again by itself, but late, and not at all after an HTTP error: so each failed stream is ended.
function failed(stream) {
  stream.close();
  streams.delete(stream);
  if (stream !== newest) return;
  newest = null;
  lost = true;
  states.clear();
  missing ??= setTimeout(() => {
    away = true;
    tell({ away, back: false });
  }, AWAY_AFTER);
  retrying = setTimeout(connect, wait);
  wait = Math.min(wait * 2, LAST_RETRY);
}

if ("SharedWorkerGlobalScope" in self) self.onconnect = ({ ports: [port] }) => serve(port);
else serve(self);
