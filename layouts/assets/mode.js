// The reader’s colours and motion. It runs before the first paint, so that no page flashes in the wrong colours:
// keep it small, and in the head without `defer`. The attributes are read by base.css and frame.css.
const mode = {
  defaults: { scheme: "auto", motion: "auto" },

  // A browser may refuse to store anything; then a choice lasts for this page.
  kept(name) {
    try {
      return localStorage.getItem(`mode-${name}`) ?? mode.defaults[name];
    } catch {
      return mode.defaults[name];
    }
  },

  keep(name, value) {
    document.documentElement.dataset[name] = value;
    try {
      localStorage.setItem(`mode-${name}`, value);
    } catch {}
  },

  show() {
    for (const name of Object.keys(mode.defaults)) document.documentElement.dataset[name] = mode.kept(name);
  },

  check() {
    for (const input of document.querySelectorAll(".mode input")) {
      input.checked = input.value === document.documentElement.dataset[input.name];
    }
  },
};

mode.show();

document.addEventListener("DOMContentLoaded", mode.check);

document.addEventListener("change", ({ target }) => {
  if (target.closest(".mode")) mode.keep(target.name, target.checked ? target.value : mode.defaults[target.name]);
});

// Another tab chose.
window.addEventListener("storage", () => {
  mode.show();
  mode.check();
});
