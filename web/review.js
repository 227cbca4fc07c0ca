// SPDX-License-Identifier: Apache-2.0
// review.js -- the review by keyboard: what is not sure is stepped through, each answer is sent at once while the next one is
// looked at; the lines that something comes from light up beside it, and both sides scroll together.  Without it the rows are
// ordinary forms, and lines are links.
(() => {
  const find = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const source = find(".original"), form = find("form.unsure"), receipt = find("[data-receipt]");
  const isBeside = () => source && getComputedStyle(source).position === "sticky";
  const lineOf = (n) => document.getElementById(`dong-${n}`);

  // -- lines and what was read of them share a colour ---------------------------------------------------------------------

  function mark(element) {
    for (const old of all(".marked, .asked")) old.classList.remove("marked", "asked");
    if (!element) return;
    element.classList.add("asked");
    const [first, last] = element.dataset.lines.split("-").map(Number);
    for (let n = first; n <= last; n++) lineOf(n)?.classList.add("marked");
    for (const box of all("[data-box]")) box.classList.toggle("marked", box.dataset.box >= first && box.dataset.box <= last);
  }

  function show(element) {
    mark(element);
    const box = source && find("[data-box].marked", source), line = box ?? find(".source .marked");
    if (box) center(box.closest(".page-picture > div"), box);
    if (line && isBeside()) scrollTo(box ? box.closest("figure") : line, box ? 0 : source.clientHeight / 3);
  }

  // A picture scrolls within its frame.
  function center(frame, box) {
    const at = box.getBoundingClientRect(), within = frame.getBoundingClientRect();
    frame.scrollTop += at.top - within.top - frame.clientHeight / 3;
    frame.scrollLeft += at.left - within.left - frame.clientWidth / 8;
  }

  // Who scrolls one side does not mean the other one to answer.
  let still = 0;
  function scrollTo(line, below) {
    still = Date.now() + 150;
    source.scrollTop += line.getBoundingClientRect().top - source.getBoundingClientRect().top - below;
  }

  const isSeen = (element) => element.offsetParent && element.getBoundingClientRect().bottom > 0;
  let waits = false;
  const soon = (what) => () => waits || ((waits = true), requestAnimationFrame(() => ((waits = false), what())));

  // The page was scrolled: the lines of what stands on top of the right side come beside it.
  function follow() {
    if (!isBeside() || Date.now() < still || find(".asked")) return;
    const top = all(".values [data-lines]").find(isSeen);
    const line = top && lineOf(top.dataset.lines.split("-")[0]);
    const box = top && find(`[data-box="${top.dataset.lines.split("-")[0]}"]`, source);
    if (box) center(box.closest(".page-picture > div"), box);
    else if (line) scrollTo(line, 60);
  }

  // The text was scrolled: what was read of the line on top of it comes beside it.
  function lead() {
    if (!isBeside() || Date.now() < still || !source.matches(":hover")) return;
    const top = source.getBoundingClientRect().top;
    const line = all(".source > li[id]", source).find((li) => li.getBoundingClientRect().bottom > top + 40);
    const n = line && Number(line.id.slice(5));
    const value = n && all(".values [data-lines]").find((li) => li.offsetParent && Number(li.dataset.lines.split("-")[1]) >= n);
    if (!value) return;
    still = Date.now() + 150;
    window.scrollBy(0, value.getBoundingClientRect().top - 60);
  }

  // Zoom of a picture: twice as large in its frame, with more pixels, on the marked line.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-zoom]");
    if (!link) return;
    event.preventDefault();
    const figure = link.closest("figure"), picture = find("img", figure), box = find("[data-box].marked", figure);
    link.textContent = figure.classList.toggle("zoomed") ? "Thu nhỏ" : "Phóng to";
    if (figure.classList.contains("zoomed")) picture.src = link.href;
    if (box) center(find(":scope > div", figure), box);
  });
  // A line on a picture leads to what was read of it.
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("[data-box]");
    if (!box) return;
    const n = Number(box.dataset.box), holds = (row) => row.dataset.lines.split("-").map(Number).reduce((first, last) => first <= n && n <= last);
    const row = all(".unsure [data-lines]:not([hidden])").find(holds) ?? all(".values [data-lines]").find(holds);
    event.preventDefault();
    if (!row) return mark(null), box.classList.add("marked");
    show(row);
    row.scrollIntoView({ block: "center" });
  });

  addEventListener("scroll", soon(follow), { passive: true });
  source?.addEventListener("scroll", soon(lead), { passive: true });

  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-lines]");
    if (!row || !isBeside()) return;
    const link = event.target.closest("a");
    if (link && !link.getAttribute("href").startsWith("#dong-")) return;
    if (link) event.preventDefault();
    show(row);
  });
  document.addEventListener("pointerover", (event) => {
    const row = event.target.closest(".values [data-lines], .finding[data-lines]");
    if (row && event.pointerType === "mouse" && !find(".unsure .asked")) mark(row);
  });

  const chosen = find(".chosen[data-lines]") ?? (location.hash && find(`${location.hash}[data-lines]`));
  if (chosen) show(chosen);

  // -- what is not sure ---------------------------------------------------------------------------------------------------

  if (!form) return;
  const rows = () => all("[data-unsure]:not([hidden])", form);
  const fieldOf = (row) => find("input[name^='chu.']", row);
  const buttonsOf = (row) => all("button[name^='chon.']", row);
  const touches = matchMedia("(pointer: coarse)").matches;
  const done = []; // what was decided here, the last one at the end: what can be taken back
  let open = null;

  function enter(row) {
    if (!row) return leave();
    open = row;
    show(row);
    for (const word of all(".doubt.now")) word.classList.remove("now");
    for (const word of all(`[data-chu="${row.dataset.unsure}"]`)) word.classList.add("now");
    const field = fieldOf(row);
    if (field && !touches) field.focus({ preventScroll: true }), field.select();
    else buttonsOf(row)[0].focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  // Behind the last one of the sheet the next sheet opens, as soon as all is kept.
  function leave() {
    open = null;
    mark(null);
    if (rows().length) return;
    const next = find("[data-next]");
    if (next) sent.then(() => unsent || location.assign(next.href));
    else find("#phat-hien-khung button, #kich-hoat-khung button, #kich-hoat-khung a")?.focus();
  }

  function step(by) {
    const list = rows(), at = open ? list.indexOf(open) : -1;
    const next = at < 0 ? list[0] : list[at + by];
    if (next) enter(next);
    else if (by > 0 && find("[data-next]")) location.assign(find("[data-next]").href);
  }

  function count(by) {
    for (const place of all("[data-here], [data-left]")) place.textContent = Number(place.textContent) + by;
    const left = find("#cac-trang [aria-current] [aria-hidden]");
    if (left && left.textContent !== "✓") left.textContent = Number(left.textContent) + by || "✓";
  }

  function put(id, word, is_seen) {
    for (const place of all(`[data-chu="${id}"]`)) {
      place.textContent = word;
      place.classList.toggle("doubt", !is_seen);
    }
  }

  // -- sending: one after the other, in the order of the keys; what could not be sent comes back with its sentence ---------

  let sent = Promise.resolve(), unsent = 0;
  addEventListener("beforeunload", (event) => unsent && event.preventDefault());

  function sending(more) {
    unsent += more;
    form.setAttribute("aria-busy", unsent > 0);
  }

  function send(row, name, value) {
    const id = row.dataset.unsure, fields = new URLSearchParams();
    for (const field of all(":scope > input[type=hidden]", form)) fields.append(field.name, field.value);
    sending(1);
    sent = sent.then(async () => {
      const version = find(`[name="phien-ban.${id}"]`, row);
      fields.append(version.name, version.value);
      fields.append(`${name}.${id}`, value);
      const answer = await ask(fields);
      sending(-1);
      if (answer.type === "opaqueredirect") version.value = Number(version.value) + 1;
      else refuse(row, new DOMParser().parseFromString(await answer.text(), "text/html"));
    });
  }

  async function ask(fields) {
    for (;;) {
      // What was done is said here, and not again on the next page.
      const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual", keepalive: true, headers: { "HX-Request": "true" } }).catch(() => null);
      if (answer && ![429, 502, 503, 504].includes(answer.status)) return answer;
      say("Chưa gửi được. Máy sẽ gửi lại, xin đừng đóng trang này.");
      await new Promise((again) => setTimeout(again, 3000));
    }
  }

  function refuse(row, page) {
    const id = row.dataset.unsure, now = page.getElementById(`chu-${id}`);
    done.splice(0, done.length, ...done.filter((one) => one.row !== row));
    say(find(".errors p, .errors li", page)?.textContent ?? "Chưa ghi được. Hãy mở lại trang này.", true);
    if (!now) return; // somebody else decided: it is settled, as the sentence says
    row.replaceChildren(...now.childNodes);
    prepare(row);
    if (row.hidden) row.hidden = false, count(1), put(id, fieldOf(row)?.value ?? "", false);
    enter(row);
  }

  function say(text, is_wrong) {
    receipt.textContent = text;
    receipt.classList.toggle("bad", !!is_wrong);
  }

  // -- deciding -----------------------------------------------------------------------------------------------------------

  function decide(row, word, name = "chon") {
    const id = row.dataset.unsure, field = fieldOf(row), list = rows(), next = list[list.indexOf(row) + 1] ?? list.find((other) => other !== row);
    done.push({ row, was: field?.defaultValue });
    send(row, name, name === "bo" ? "1" : word);
    row.hidden = true;
    count(-1);
    if (field) put(id, word, true);
    say(field ? (name === "bo" ? `Đã bỏ “${field.defaultValue}”.` : `Đã ghi “${word}”.`) : "Đã ghi.");
    receipt.append(undoButton());
    enter(next);
  }

  function undoButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet small";
    button.textContent = "Hoàn tác";
    button.addEventListener("click", undo);
    return button;
  }

  function undo() {
    const last = done.pop();
    if (!last) return say("Không còn gì để hoàn tác trên trang này.");
    const field = fieldOf(last.row);
    if (!field) return say("Muốn sửa lại giá trị, hãy bấm “Sửa” ở phần cấu trúc.");
    send(last.row, "mo-lai", "1");
    last.row.hidden = false;
    field.value = last.was;
    count(1);
    put(last.row.dataset.unsure, last.was, false);
    say(`Đã trả lại “${last.was}”.`);
    enter(last.row);
  }

  const accept = (row) => {
    const field = fieldOf(row), word = field?.value.trim();
    if (!field) decide(row, "1");
    else if (word) decide(row, word);
    else decide(row, "", "bo");
  };

  function prepare(row) {
    buttonsOf(row).slice(1).forEach((button, i) => {
      const key = document.createElement("kbd");
      key.textContent = i + 1;
      button.prepend(key, " ");
    });
  }

  form.addEventListener("submit", (event) => {
    const row = event.submitter?.closest("[data-unsure]") ?? document.activeElement.closest("[data-unsure]");
    if (!row) return;
    event.preventDefault();
    const button = event.submitter?.name ? event.submitter : null;
    if (!button) accept(row);
    else if (button.name.startsWith("bo.")) decide(row, "", "bo");
    else decide(row, button.value);
  });

  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-unsure]");
    if (row && row !== open) (open = row), show(row);
  });

  const isWhole = (field) => field.value === field.defaultValue && field.selectionEnd - field.selectionStart === field.value.length;

  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-unsure]");
    if (!row || event.isComposing || event.altKey || event.metaKey) return;
    const field = event.target.matches("input") ? event.target : null, key = event.key;
    const untouched = !field || isWhole(field), choice = untouched && !event.ctrlKey && /^[1-9]$/.test(key) && buttonsOf(row)[key];
    if (choice) decide(row, choice.value);
    else if (key === "Enter" && field) accept(row);
    else if (key === "Tab" && (field || event.target === buttonsOf(row)[0]) && rows().indexOf(row) + (event.shiftKey ? -1 : 1) in rows()) step(event.shiftKey ? -1 : 1);
    else if (event.ctrlKey && key === "z" && (!field || field.value === field.defaultValue)) undo();
    else if (key === "Escape" && field) (field.value = field.defaultValue), buttonsOf(row)[0].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.matches("input, textarea, select") || find("dialog[open]")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "u") undo();
    else return;
    event.preventDefault();
  });

  // A doubtful word in the text or in a value leads to its row.
  document.addEventListener("click", (event) => {
    const word = event.target.closest("[data-chu]"), row = word && document.getElementById(`chu-${word.dataset.chu}`);
    if (!row) return;
    event.preventDefault();
    if (!row.hidden) enter(row);
  });

  for (const row of rows()) prepare(row);
  find("[data-keys]")?.toggleAttribute("hidden", touches);
  const asked = location.hash.startsWith("#chu-") && document.getElementById(location.hash.slice(1));
  const first = asked || (location.hash === "#chua-chac" && rows()[0]);
  const begin = () => setTimeout(() => first && enter(first)); // the browser goes to the fragment first, and takes the focus there
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
})();
