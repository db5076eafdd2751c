// What this tab remembers over a reload and from page to page. In: a name, a value. Out: the value.
// A browser may refuse to store anything; then each page begins anew.

const KEY = "isogloss-panel";

function all() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

export const recall = (name) => all()[name] ?? null;

export function keep(name, value) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...all(), [name]: value }));
  } catch {}
}
