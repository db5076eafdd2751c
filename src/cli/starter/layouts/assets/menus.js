// The menus are <details> elements and work without this file. It adds two habits that people expect:
// Escape closes an open menu and gives the focus back, and so does a click beside it.
const openMenus = () => document.querySelectorAll(".site-header details[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
