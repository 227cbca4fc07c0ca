// SPDX-License-Identifier: Apache-2.0
// wording.js -- "Đối chiếu tên gọi" by keyboard: Enter accepts a title and goes on to the next one that is not sure, Alt with a
// digit, or a button, puts an alternative in its place.  A word that is visibly no Vietnamese is not passed by the first Enter: it
// is selected and asked about.  Without the script the boxes are ticked by hand.
(() => {
  const looks = [...document.querySelectorAll("[data-look]")];
  const fieldOf = (look) => look.querySelector("textarea");
  const tickOf = (look) => look.querySelector("input[type=checkbox]");

  function show(look) {
    look.classList.toggle("seen", tickOf(look).checked);
  }

  // Where the doubtful and the strange words of a title stand in its field: [at, end), while they were not typed over.
  const places = new Map();
  const marksOf = (look) => look.querySelectorAll("[data-doubt], [data-strange]");

  function standsAt(text, word) {
    const plain = word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, "gu"))].map(({ index }) => [index, index + word.length]);
  }

  function findPlaces(look) {
    const text = fieldOf(look).value;
    let behind = 0; // strange words come in order
    for (const mark of marksOf(look)) {
      const { doubt, nth, strange } = mark.dataset;
      const place = strange ? standsAt(text, strange).find(([at]) => at >= behind) : standsAt(text, doubt)[nth];
      if (place) places.set(mark, place);
      if (place && strange) behind = place[1];
    }
  }

  // What was typed moves what stands behind it.
  function replace(look, from, to, now, was) {
    const by = now - was;
    for (const mark of marksOf(look)) {
      const [at, end] = places.get(mark) ?? [0, 0];
      if (at >= to) places.set(mark, [at + by, end + by]);
      else if (end > from) places.delete(mark);
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

  // The next strange word that still stands there and was not asked about.
  function ask(look) {
    const word = [...look.querySelectorAll("[data-strange]:not([data-asked])")].find((mark) => places.has(mark));
    const says = look.querySelector("[data-asks]");
    if (says) says.hidden = !word;
    if (!word) return false;
    word.dataset.asked = "";
    says.textContent = `“${word.dataset.strange}” không phải chữ Việt: hãy sửa, hoặc bấm Enter lần nữa để giữ nguyên`;
    fieldOf(look).focus();
    fieldOf(look).setSelectionRange(...places.get(word));
    return true;
  }

  function accept(look) {
    if (ask(look)) return;
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
  last?.addEventListener("keydown", (event) => event.repeat && event.preventDefault()); // it is pressed by itself
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
      if (event.key === "Enter" && !event.ctrlKey) event.repeat || accept(look); // a key that is held passes one title
      else if (event.altKey && /^Digit[1-9]$/.test(event.code)) look.querySelectorAll("[data-put]")[event.code.at(-1) - 1]?.click();
      else return;
      event.preventDefault();
    });
    show(look);
  }
  if (looks.length) choosePlace(looks[0]); // it has the focus already
  document.querySelector("[data-keys]")?.removeAttribute("hidden");
})();
