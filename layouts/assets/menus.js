// The menus are <details> elements and a popover, and work without this file. It adds what people expect of menus:
// Escape closes an open one and gives the focus back; so do, without the focus, a click beside it and a step out of it.
const openMenus = () => document.querySelectorAll(".main-menu details[open], .blog-menu details[open]");

const closeAllBut = (target) => {
  for (const menu of openMenus()) {
    if (!menu.contains(target)) menu.open = false;
  }
};

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => closeAllBut(event.target));

document.addEventListener("focusin", (event) => closeAllBut(event.target));
