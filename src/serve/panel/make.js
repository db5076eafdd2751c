// The panel's elements. In: a tag, attributes and listeners, children. Out: the element.
// A string is always text, never markup: what findings quote comes from files that people share.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export const button = (label, press, attributes = {}) => make("button", { type: "button", click: press, ...attributes }, label);

export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
