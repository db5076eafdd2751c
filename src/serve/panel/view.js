// The translator's panel: a badge in a corner, and the list that it opens. In: what the server tells of the page.
// Out: elements in a shadow root, which no style of the page reaches.

import { item, nameOf } from "./finding.js";
import { keep, recall } from "./kept.js";
import { button, counted, make } from "./make.js";

// Of events inside, the page hears nothing: a click here would close its menus.
const OWN = ["click", "pointerdown", "mousedown", "keydown", "keyup", "focusin", "focusout"];

export function panel({ outline }) {
  const host = make("isogloss-panel", { lang: "en", dir: "ltr", translate: "no" });
  const root = host.attachShadow({ mode: "open" });
  const badge = button("", () => toggle(list.hidden), { class: "badge", "aria-controls": "list" });
  const heading = make("h2");
  const body = make("div", { class: "body", tabindex: "0" });
  const spoken = make("p", { class: "spoken", "aria-live": "polite" });
  const list = make(
    "section",
    { id: "list", "aria-label": "Isogloss", hidden: true },
    make(
      "header",
      {},
      heading,
      button("Outline texts", outline, { title: "Alt+L" }),
      button("Hide", hide, { title: "Hide the badge too, until there is a new error" }),
      button("×", () => toggle(false), { "aria-label": "Close" }),
    ),
    body,
  );
  const corner = make("div", { class: "corner", hidden: recall("hidden") }, list, badge);
  root.append(corner, spoken);
  for (const name of OWN) root.addEventListener(name, (event) => event.stopPropagation());
  root.addEventListener("keydown", ({ key }) => key === "Escape" && !list.hidden && toggle(false));

  let state = { findings: [], elsewhere: { errors: 0, warnings: 0 }, broken: false };
  let away = false;
  let shown = ""; // the state that is drawn

  // What is open for errors goes with them.
  function setOpen(open) {
    const inside = list.contains(root.activeElement);
    list.hidden = !open;
    badge.setAttribute("aria-expanded", open);
    keep("open", open && (state.findings.some(isError) ? "for errors" : "for good"));
    if (!open && inside) badge.focus();
  }

  function toggle(open) {
    setOpen(open);
    if (open) body.focus();
  }

  function hide() {
    setOpen(false);
    keep("hidden", (corner.hidden = true));
  }

  // New errors open the list, their end closes it; whoever closed it by hand is bothered again by new ones only.
  function announce(errors) {
    const seen = recall("seen") ?? [];
    const names = errors.map(nameOf);
    const fresh = errors.filter((_, at) => !seen.includes(names[at]));
    keep("seen", names);
    if (fresh.length > 0) {
      spoken.textContent = `${counted(fresh.length, "new error")} on this page: ${fresh[0].message}`;
      keep("hidden", (corner.hidden = false));
      setOpen(true);
    } else if (errors.length === 0 && seen.length > 0) {
      spoken.textContent = "No errors on this page any more.";
      if (recall("open") === "for errors") setOpen(false);
    }
  }

  function draw() {
    const now = JSON.stringify([state.findings, state.elsewhere, state.broken, away]);
    if (now === shown) return;
    shown = now;
    const errors = state.findings.filter(isError);
    const warnings = state.findings.filter((finding) => !isError(finding));
    drawBadge(badge, errors.length, warnings.length, state.elsewhere, away);
    heading.textContent = summary(errors.length, warnings.length);
    const folded = !body.querySelector("details")?.open;
    const inside = body.contains(root.activeElement);
    body.replaceChildren(...contents({ ...state, errors, warnings, away, folded }));
    if (inside) body.focus();
  }

  list.hidden = !recall("open");
  badge.setAttribute("aria-expanded", !list.hidden);
  draw();
  return {
    root,
    // Puts the panel into the page, once its style is there.
    attach(sheet) {
      root.adoptedStyleSheets = [sheet];
      if (getComputedStyle(document.documentElement).direction === "rtl") host.dataset.side = "left";
      document.documentElement.append(host);
      raise(host);
    },
    show(told) {
      state = told;
      draw();
      announce(state.findings.filter(isError));
    },
    away(gone) {
      away = gone;
      draw();
    },
  };
}

const isError = ({ severity }) => severity === "error";

const summary = (errors, warnings) => {
  const parts = [errors > 0 && counted(errors, "error"), warnings > 0 && counted(warnings, "warning")].filter(Boolean);
  return parts.length === 0 ? "No findings on this page" : `${parts.join(", ")} on this page`;
};

function drawBadge(badge, errors, warnings, elsewhere, away) {
  const [sign, text] = errors > 0 ? ["✕", errors] : warnings > 0 ? ["!", warnings] : ["", ""];
  badge.dataset.state = away ? "away" : errors > 0 ? "error" : warnings > 0 ? "warning" : "fine";
  const more = elsewhere.errors > 0 ? make("span", { class: "more" }, `+${elsewhere.errors}`) : null;
  const parts = [make("i"), away ? "Reconnecting…" : sign && `${sign} ${text}`, more];
  badge.replaceChildren(...parts.filter((part) => part !== "" && part !== null));
  const label = `Isogloss: ${away ? "reconnecting" : summary(errors, warnings)}${more ? `, ${counted(elsewhere.errors, "error")} elsewhere` : ""}`;
  badge.setAttribute("aria-label", label);
  badge.title = label;
}

function contents({ broken, away, errors, warnings, elsewhere, folded }) {
  const { errors: others, warnings: more } = elsewhere;
  const far = [others > 0 && counted(others, "error"), more > 0 && counted(more, "warning")].filter(Boolean).join(", ");
  return [
    away && make("p", { class: "notice" }, "The server is away. Reconnecting…"),
    broken && make("p", { class: "notice broken" }, "This page cannot be made now: you see its last good form."),
    errors.length > 0 && make("ol", {}, ...errors.map(item)),
    warnings.length > 0 &&
      make("details", { open: !folded }, make("summary", {}, counted(warnings.length, "warning")), make("ol", {}, ...warnings.map(item))),
    errors.length + warnings.length === 0 && !broken && make("p", { class: "quiet" }, "Every file that this page is made from is in order."),
    far && make("p", { class: "quiet" }, `Elsewhere on the site: ${far}.`),
  ].filter(Boolean);
}

// Above the page's own dialogs and popovers, also those that open later.
function raise(host) {
  if (!host.showPopover) return;
  host.popover = "manual";
  host.showPopover();
  document.addEventListener(
    "toggle",
    ({ target, newState }) => {
      if (target === host || newState !== "open" || !target.matches("[popover], dialog") || host.matches(":focus-within")) return;
      host.hidePopover();
      host.showPopover();
    },
    true,
  );
}
