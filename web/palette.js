// SPDX-License-Identifier: Apache-2.0
// palette.js -- the search field as a palette: what can be done, pages, agencies, tasks, while one types; arrows choose,
// Enter goes there.  An act is chosen by typing it: where it stands first, Enter does it.  Else Enter searches.

const field = document.querySelector("[role=search] input");
const box = document.createElement("div");
let asked = 0, chosen = -1, shown = "", wait;

const options = () => [...box.querySelectorAll("[role=option]")];

function choose(i) {
  const all = options();
  chosen = all.length ? (i + all.length) % all.length : -1;
  all.forEach((one, n) => {
    one.setAttribute("aria-selected", n === chosen);
    one.id = `goi-y-${n}`;
  });
  if (chosen < 0) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", all[chosen].id);
  all[chosen].scrollIntoView({ block: "nearest" });
}

function close() {
  box.hidden = true;
  chosen = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

async function offer() {
  const mine = ++asked;
  const answer = await fetch(`/tim/goi-y?q=${encodeURIComponent(field.value)}`).catch(() => null);
  if (mine !== asked || document.activeElement !== field) return; // something newer was typed, or they left
  if (!answer?.ok) return close(); // Enter searches all the same
  box.innerHTML = await answer.text();
  box.hidden = !options().length;
  field.setAttribute("aria-expanded", String(!box.hidden));
  chosen = -1;
  shown = field.value;
  if (shown.trim() && options()[0]?.matches("[data-act]")) choose(0);
}

// What was typed since the list came may mean something else: the list of that first.
async function enter() {
  clearTimeout(wait);
  if (shown !== field.value) await offer();
  if (chosen >= 0) location.assign(options()[chosen].querySelector("a").href);
  else field.form.submit();
}

function onKey(event) {
  if (event.key === "ArrowDown") box.hidden ? offer() : choose(chosen + 1);
  else if (event.key === "ArrowUp" && !box.hidden) choose(chosen < 0 ? -1 : chosen - 1);
  else if (event.key === "Escape" && !box.hidden) close();
  else if (event.key === "Enter" && field.value.trim()) enter();
  else return;
  event.preventDefault();
}

if (field) {
  box.className = "palette";
  box.hidden = true;
  field.after(box);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "goi-y"], ["aria-autocomplete", "list"]]) field.setAttribute(name, value);
  field.addEventListener("input", () => (clearTimeout(wait), (wait = setTimeout(offer, 120))));
  field.addEventListener("focus", offer);
  field.addEventListener("keydown", onKey);
  field.form.addEventListener("focusout", (event) => field.form.contains(event.relatedTarget) || close());
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus until the click
}
