// This tab's end of the line to worker.js. In: the page shown, addresses. Out: what the worker says.

const SCRIPT = new URL("worker.js", import.meta.url);
const shared = "SharedWorker" in window;

// `hear` gets each message that is no answer.
export function open(hear) {
  const waiting = new Map(); // the number of a question → what to do with its answer
  let port = null;
  let shows = null;
  let questions = 0;

  const receive = ({ data }) => {
    if (!("id" in data)) return hear(data);
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };

  const begin = () => {
    if (!port) {
      port = shared ? new SharedWorker(SCRIPT).port : new Worker(SCRIPT);
      port.onmessage = receive;
    }
    if (shows) port.postMessage(shows);
  };

  // A shared worker does not see that a tab goes, so it is told.
  const leave = () => {
    port?.postMessage({ leave: true });
    if (shared) return;
    port?.terminate();
    port = null;
    waiting.forEach((answer) => answer({ ok: false, text: "" }));
    waiting.clear();
  };

  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => persisted && begin());
  if (!shared) document.addEventListener("visibilitychange", () => (document.hidden ? leave() : begin()));
  begin();

  return {
    // Says what this tab shows now.
    show(page) {
      shows = { page };
      port?.postMessage(shows);
    },
    // The text at an address of this server: { ok, text }.
    get(address) {
      if (!port) return Promise.resolve({ ok: false, text: "" });
      questions += 1;
      port.postMessage({ get: address, id: questions });
      return new Promise((answer) => waiting.set(questions, answer));
    },
  };
}
