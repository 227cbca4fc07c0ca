// SPDX-License-Identifier: Apache-2.0
// wording.js -- "Đối chiếu tên gọi" by keyboard: Enter accepts a title and goes on to the next one that is not sure, Alt with a
// digit, or a button, puts an alternative in its place.  Without it the boxes are ticked by hand.
(() => {
  const looks = [...document.querySelectorAll("[data-look]")];
  const fieldOf = (look) => look.querySelector("textarea");
  const tickOf = (look) => look.querySelector("input[type=checkbox]");

  function show(look) {
    look.classList.toggle("seen", tickOf(look).checked);
  }

  // Where the doubtful words of a title stand in its field: [at, end), while they were not typed over.
  const places = new Map();

  function findPlaces(look) {
    for (const doubt of look.querySelectorAll("[data-doubt]")) {
      const word = doubt.dataset.doubt.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      const found = [...fieldOf(look).value.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "gu"))][doubt.dataset.nth];
      if (found) places.set(doubt, [found.index, found.index + found[0].length]);
    }
  }

  // What was typed moves what stands behind it.
  function replace(look, from, to, now, was) {
    const by = now - was;
    for (const doubt of look.querySelectorAll("[data-doubt]")) {
      const [at, end] = places.get(doubt) ?? [0, 0];
      if (at >= to) places.set(doubt, [at + by, end + by]);
      else if (end > from) places.delete(doubt);
    }
  }

  function typed(look) {
    const field = fieldOf(look), was = field.dataset.was, now = field.value;
    let from = 0, tail = 0;
    while (from < Math.min(was.length, now.length) && was[from] === now[from]) from++;
    while (tail < Math.min(was.length, now.length) - from && was.at(-1 - tail) === now.at(-1 - tail)) tail++;
    replace(look, from, was.length - tail, now.length, was.length);
    field.dataset.was = now;
  }

  // Its first doubtful word is chosen, so that typing replaces it.
  function choosePlace(look) {
    const place = places.get(look.querySelector("[data-doubt]"));
    if (place) fieldOf(look).setSelectionRange(...place);
  }

  // The next one of the same list that nobody looked at; behind the last of the unsure ones those that are sure are in sight,
  // and the button that takes them all has the focus.
  function goOn(look) {
    const list = look.closest("[data-looks]");
    const next = looks.slice(looks.indexOf(look) + 1).find((other) => list.contains(other) && !tickOf(other).checked);
    if (next) {
      fieldOf(next).focus();
      choosePlace(next);
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
    const doubt = button.closest("[data-doubt]"), look = button.closest("[data-look]"), field = fieldOf(look), place = places.get(doubt);
    if (place) {
      const [at, end] = place, was = field.value.slice(at, end), put = button.dataset.put;
      field.setRangeText(put, at, end, "end");
      replace(look, at, end, put.length, was.length);
      places.set(doubt, [at, at + put.length]);
      field.dataset.was = field.value;
      button.lastChild.data = button.lastChild.data.replace(put, was);
      button.dataset.put = was;
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
    fieldOf(look).dataset.was = fieldOf(look).value;
    findPlaces(look);
    fieldOf(look).addEventListener("input", () => typed(look));
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
  if (looks.length) choosePlace(looks[0]); // it has the focus already
  document.querySelector("[data-keys]")?.removeAttribute("hidden");
})();
