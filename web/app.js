// SPDX-License-Identifier: Apache-2.0
// app.js -- comfort at the keyboard: "/" search, "?" help, j k in lists, Enter opens.  Nothing depends on it.

const KEYS = [
  ["/", "tìm, hay gõ việc cần làm"],
  ["j  k", "xuống, lên trong danh sách"],
  ["Enter", "mở mục đang chọn"],
  ["x", "đánh dấu mục đang chọn"],
  ["e", "sửa giá trị đang chọn"],
  ["Ctrl+S", "lưu biểu mẫu đang mở"],
  ["?", "mở bảng phím này"],
  ["Esc", "đóng"],
];

let help;
function showHelp() {
  if (!help) {
    help = document.createElement("dialog");
    help.setAttribute("aria-labelledby", "phim-tat");
    const title = document.createElement("h2");
    title.id = "phim-tat";
    title.textContent = "Phím tắt";
    const list = document.createElement("dl");
    list.className = "facts";
    for (const [key, does] of KEYS) {
      const name = document.createElement("dt");
      for (const one of key.split("  ")) {
        const cap = document.createElement("kbd");
        cap.textContent = one;
        name.append(cap, " ");
      }
      const text = document.createElement("dd");
      text.textContent = does;
      list.append(name, text);
    }
    const form = document.createElement("form");
    form.method = "dialog";
    const close = document.createElement("button");
    close.className = "quiet";
    close.textContent = "Đóng";
    form.append(close);
    help.append(title, list, form);
    document.body.append(help);
  }
  help.showModal();
}

// What j and k walk over: each row of every marked list, in the order of the page; its first link takes the focus.
function rows() {
  return [...document.querySelectorAll("[data-list] > *")].filter((row) => row.querySelector("a[href], button") && row.offsetParent);
}

function move(by) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
  all[next].querySelector("a[href], button").focus();
  all[next].scrollIntoView({ block: "nearest" });
}

const isTyping = (element) => element.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const form = document.querySelector(".value-form");
  if (event.ctrlKey && event.key === "s" && form) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || help?.open) return;
  const search = document.querySelector("[role=search] input");
  if (event.key === "/") search?.focus(), search?.select();
  else if (event.key === "?") showHelp();
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "x") document.activeElement.closest("[data-list] > *")?.querySelector("input[type=checkbox]")?.click();
  else if (event.key === "e") document.activeElement.closest("li, details")?.querySelector("a.edit")?.click();
  else return;
  event.preventDefault();
});

// A link that lets in once: opened by hand it goes on by itself; a mail scanner that only fetches it does not use it up.
document.querySelector("form[data-at-once]")?.requestSubmit();

// A link to copy is chosen whole at a touch.
document.addEventListener("focusin", (event) => event.target.matches("input.link") && event.target.select());

// Names to choose from are fetched when somebody comes to the field; without them it takes what is typed.
document.addEventListener("focusin", async (event) => {
  const list = event.target.list;
  if (!list?.dataset.from) return;
  const from = list.dataset.from;
  delete list.dataset.from;
  const answer = await fetch(from).catch(() => null);
  if (!answer?.ok) return;
  const rows = Object.values(await answer.json()).find((value) => Array.isArray(value) && value[0]?.name);
  list.append(...(rows ?? []).map((row) => new Option("", row.name)));
});

// A line of a text that is wrong: into the field, where it can be put right.
document.addEventListener("click", (event) => {
  const line = Number(event.target.closest("a[data-line]")?.dataset.line), text = document.getElementById("van-ban");
  if (!line || !text) return;
  event.preventDefault();
  const lines = text.value.split("\n"), from = lines.slice(0, line - 1).join("\n").length + (line > 1);
  text.focus();
  text.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  text.scrollTop = (text.scrollHeight * Math.max(line - 4, 0)) / lines.length;
});

// What is typed into a form stays in this browser until it is saved: a closed tab or a dead battery loses nothing.
const draft = document.querySelector(".value-form");
const typed = draft?.querySelector("textarea, input:not([type=hidden])");
if (typed) {
  const key = `nhap:${draft.getAttribute("action")}`;
  const kept = localStorage.getItem(key);
  if (kept !== null && kept !== typed.value) {
    const offer = document.createElement("p");
    offer.setAttribute("role", "status");
    const use = document.createElement("button");
    use.type = "button";
    use.className = "quiet";
    use.textContent = "Dùng bản đang gõ dở lần trước";
    use.addEventListener("click", () => ((typed.value = kept), offer.remove(), typed.focus()));
    offer.append(use);
    draft.prepend(offer);
  }
  typed.addEventListener("input", () => localStorage.setItem(key, typed.value));
  draft.addEventListener("submit", () => localStorage.removeItem(key));
}

// A finding was settled in place: the keyboard goes on at the next one.
document.addEventListener("htmx:afterSettle", () => document.querySelector(".finding:not(.settled) button")?.focus({ preventScroll: true }));
