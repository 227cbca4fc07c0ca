// SPDX-License-Identifier: Apache-2.0
// wording.js -- "Chữ đúng trước" by keyboard: Enter accepts a title and goes on to the next one that is not sure, Alt with a
// digit, or a button, puts an alternative in its place.  Without it the boxes are ticked by hand.

const looks = [...document.querySelectorAll("[data-look]")];
const fieldOf = (look) => look.querySelector("textarea");
const tickOf = (look) => look.querySelector("input[type=checkbox]");

function show(look) {
  look.classList.toggle("seen", tickOf(look).checked);
}

// Where a doubtful word stands whole in the field; undefined when it was typed over.
function placeOf(doubt, field) {
  const word = doubt.dataset.doubt.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return field.value.match(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "u"))?.index;
}

// Its first doubtful word is chosen, so that typing replaces it.
function begin(look) {
  const field = fieldOf(look), doubt = look.querySelector("[data-doubt]"), at = doubt && placeOf(doubt, field);
  field.focus();
  if (at !== undefined) field.setSelectionRange(at, at + doubt.dataset.doubt.length);
}

// The next one of the same list that nobody looked at; behind the last of the unsure ones those that are sure are in sight,
// and the button that takes them all has the focus.
function goOn(look) {
  const list = look.closest("[data-looks]");
  const next = looks.slice(looks.indexOf(look) + 1).find((other) => list.contains(other) && !tickOf(other).checked);
  if (next) {
    begin(next);
    next.scrollIntoView({ block: "nearest" });
    return;
  }
  (list.nextElementSibling?.matches("[data-looks]") ? list.nextElementSibling : list).scrollIntoView();
  last.focus({ preventScroll: true });
}

function accept(look) {
  tickOf(look).checked = true;
  show(look);
  goOn(look);
}

function choose(button) {
  const doubt = button.closest("[data-doubt]"), field = fieldOf(button.closest("[data-look]")), at = placeOf(doubt, field);
  const was = doubt.dataset.doubt, put = button.dataset.put;
  if (at !== undefined) {
    field.value = field.value.slice(0, at) + put + field.value.slice(at + was.length);
    button.lastChild.data = button.lastChild.data.replace(put, was);
    [doubt.dataset.doubt, button.dataset.put] = [put, was];
  }
  field.focus();
}

const last = document.querySelector("[data-last]");
document.addEventListener("keydown", (event) => {
  if (!last || !event.ctrlKey || !(event.key === "Enter" || event.key === "s")) return;
  event.preventDefault();
  last.click();
});

for (const look of looks) {
  [...look.querySelectorAll("[data-put]")].forEach((word, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet small";
    button.dataset.put = word.dataset.put;
    button.textContent = `${i + 1} ${word.dataset.put}`;
    button.addEventListener("click", () => choose(button));
    word.replaceWith(button);
  });
  tickOf(look).addEventListener("change", () => show(look));
  fieldOf(look).addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method for Vietnamese ends a word with Enter, too
    if (event.key === "Enter" && !event.ctrlKey) accept(look);
    else if (event.altKey && /^Digit[1-9]$/.test(event.code)) look.querySelectorAll("[data-put]")[event.code.at(-1) - 1]?.click();
    else return;
    event.preventDefault();
  });
  show(look);
}
if (looks.length) begin(looks[0]);
document.querySelector("[data-keys]")?.removeAttribute("hidden");
