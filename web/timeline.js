// SPDX-License-Identifier: Apache-2.0
// timeline.js -- the end of a task's bar is moved by hand, finger or keys, a day at a time; letting go opens the form of
// that task with the day in it.  Nothing is sent before the person presses its button.
(() => {
  const DAY_MS = 864e5, WEEK = 7;
  const NAMES = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];
  const main = document.querySelector("main");

  const two = (n) => String(n).padStart(2, "0");
  const date = (day) => new Date(day * DAY_MS);
  const iso = (day) => date(day).toISOString().slice(0, 10);
  // As the pages write it: the day and the months 1, 2 with a leading zero.
  const words = (day) => {
    const d = date(day), month = d.getUTCMonth() + 1;
    return `${two(d.getUTCDate())}/${month < 3 ? two(month) : month}/${d.getUTCFullYear()}, ${NAMES[d.getUTCDay()]}`;
  };

  const equip = (row) => {
    const table = row.closest("table"), cell = row.querySelector(".bars"), svg = cell.querySelector("svg");
    const from = Number(table.dataset.from), to = Number(table.dataset.to), days = to - from + 1;
    const due = Number(row.dataset.due), least = Number(row.dataset.least), first = Number(row.dataset.first);
    const bars = [...svg.querySelectorAll("rect.whole")], widths = bars.map((bar) => bar.getAttribute("width"));
    const handle = document.createElement("span"), says = document.createElement("output");
    const set = (name, value) => handle.setAttribute(name, value);
    let at = due, grip = null;

    const show = () => {
      const percent = (100 * (at + 1 - from)) / days, begin = (bar) => parseFloat(bar.getAttribute("x"));
      handle.style.left = `calc((100% - var(--end)) * ${percent / 100})`;
      bars.forEach((bar, i) => bar.setAttribute("width", at === due ? widths[i] : `${Math.max(percent - begin(bar), 0)}%`));
      set("aria-valuenow", at);
      set("aria-valuetext", words(at));
      says.textContent = at === due ? "" : `${words(at)} (${at > due ? "+" : "−"}${Math.abs(at - due)} ngày)`;
      says.style.left = `${Math.max(Math.min(handle.offsetLeft + handle.offsetWidth, cell.clientWidth - says.offsetWidth), 0)}px`;
    };
    // A later day that is asked for is not one that is over.
    const move = (day) => {
      const asked = Math.min(Math.max(day, least), to);
      at = asked > due && asked < first ? (asked > at ? Math.min(first, to) : due) : asked;
      show();
    };
    // The form of the task: behind its link, or open on this page already.
    const form = (row.querySelector(".act a")?.href ?? location.href).replace(/#.*/, "").replace(/&ngay=[^&]*/, "");
    const open = () => at !== due && location.assign(`${form}&ngay=${iso(at)}`);

    const KEYS = { ArrowLeft: () => at - 1, ArrowRight: () => at + 1, PageDown: () => at - WEEK, PageUp: () => at + WEEK, Home: () => due, Escape: () => due };
    handle.addEventListener("keydown", (event) => {
      if (event.key === "Enter") open();
      else if (KEYS[event.key]) move(KEYS[event.key]());
      else return;
      if (event.key === "Escape") grip = null;
      event.preventDefault();
      event.stopPropagation();
    });
    handle.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      handle.setPointerCapture(event.pointerId);
      handle.focus({ preventScroll: true });
      grip = { x: event.clientX, day: at };
      event.preventDefault();
    });
    handle.addEventListener("pointermove", (event) => {
      if (grip) move(grip.day + Math.round(((event.clientX - grip.x) * days) / svg.getBoundingClientRect().width));
    });
    handle.addEventListener("pointerup", () => {
      if (grip) open();
      grip = null;
    });
    handle.addEventListener("pointercancel", () => ((grip = null), move(due)));

    handle.className = "handle no-print";
    handle.tabIndex = 0;
    set("role", "slider");
    set("aria-label", `Hạn của việc: ${row.querySelector("th").textContent.trim().replace(/\s+/g, " ")}`);
    set("aria-valuemin", least);
    set("aria-valuemax", to);
    says.className = "handle-day no-print";
    says.setAttribute("aria-hidden", "true"); // the slider says it
    cell.append(handle, says);
    show();
  };

  const equipAll = () => {
    const rows = [...document.querySelectorAll("tr[data-due]")];
    rows.filter((row) => !row.querySelector(".handle")).forEach(equip);
    document.querySelectorAll("[data-line-help]").forEach((help) => (help.hidden = !rows.length));
  };
  if (!main || !document.querySelector(".plan-rows")) return;
  new MutationObserver(equipAll).observe(main, { childList: true }); // the page refreshes itself (live.js)
  equipAll();
})();
