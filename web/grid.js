// SPDX-License-Identifier: Apache-2.0
// grid.js -- the grid of figures: arrows, a table pasted from Excel, each cell saved as soon as it is left.  What cannot be
// sent waits in this browser (IndexedDB) until it can, through a lost network, a closed tab, an expired session.
{
  const form = document.querySelector("form.figures-grid"), grid = form?.querySelector("table.grid");
  const says = document.querySelector("[data-grid-says]"), RETRY_MS = 15000, TURNS_MAX = 4;
  const undo = document.querySelector("[data-grid-undo]");
  let note = "", before = []; // of the last paste: what to know of it, how its cells were
  const cellsOf = (row) => [...row.querySelectorAll("td > input")];
  const rows = () => [...grid.tBodies[0].rows];
  const orgOf = (field) => field.closest("tr").dataset.org;
  const rowOf = (code) => code && grid.tBodies[0].querySelector(`tr[data-org="${CSS.escape(code)}"]`);
  const columnOf = (field) => cellsOf(field.closest("tr")).indexOf(field);
  const codes = [...grid.tHead.querySelectorAll("th[data-code]")].map((th) => th.dataset);
  const set = grid.dataset.set, term = form.elements.ky.value;
  const keyOf = (field) => `${set} ${term} ${orgOf(field)} ${codes[columnOf(field)].code}`;

  // -- what a cell is: saved, waiting, refused ---------------------------------------------------------------------------

  const look = (field, state, why = "") => {
    field.dataset.state = state;
    field.title = why;
    if (state === "refused") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    tell();
  };

  const tell = () => {
    const n = (state) => grid.querySelectorAll(`input[data-state=${state}]`).length;
    const refused = grid.querySelector("input[data-state=refused]");
    const parts = note ? [note] : [];
    if (n("saved")) parts.push(`${n("saved")} ô đã lưu`);
    if (n("waiting")) parts.push(`${n("waiting")} ô chờ gửi, còn giữ trên máy này`);
    if (refused) parts.push(`${n("refused")} ô chưa nhận: ${refused.title}`);
    says.textContent = parts.join("; ");
  };

  // The same rules as the server's, for who is offline: digits, dots between thousands, a comma before decimals.
  const problemOf = (field) => {
    const text = field.value.replace(/[\s\u00a0\u202f]/g, ""), { decimals, least, most, title } = codes[columnOf(field)];
    if (!text) return "";
    if (!/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(text)) return `“${field.value}” không phải là số. Hãy viết như ${+decimals ? "1.234,5" : "1.234"}.`;
    const part = (text.split(",")[1] ?? "").replace(/0+$/, ""), value = Number(text.replaceAll(".", "").replace(",", "."));
    if (part.length > +decimals) return +decimals ? `“${field.value}” có quá ${decimals} chữ số sau dấu phẩy.` : `“${field.value}” phải là số nguyên; dấu chấm chỉ để ngăn hàng nghìn.`;
    if (value < (least === undefined ? 0 : +least)) return least === undefined ? `${title} không thể là số âm.` : `${title} phải từ ${least} trở lên.`;
    if (most !== undefined && value > +most) return `${title} không quá ${most}.`;
    return "";
  };

  // -- the queue: one entry a cell, the newest value wins -------------------------------------------------------------------

  const opened = () => new Promise((done, failed) => {
    const ask = indexedDB.open("so-lieu", 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore("cho", { keyPath: "key" });
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => failed(ask.error);
  });
  // Opened anew each time: a browser may close a database under a page that was asleep.
  const inQueue = async (mode, act) => {
    const db = await opened();
    try {
      return await new Promise((done, failed) => {
        const step = db.transaction("cho", mode), ask = act(step.objectStore("cho"));
        step.oncomplete = () => done(ask?.result);
        step.onerror = step.onabort = () => failed(step.error);
      });
    } finally { db.close(); }
  };
  const put = (entry) => inQueue("readwrite", (store) => store.put(entry));
  const drop = (key) => inQueue("readwrite", (store) => store.delete(key));
  const all = () => inQueue("readonly", (store) => store.getAll());

  const fieldOf = (entry) => {
    const row = rowOf(entry.org);
    return entry.set === set && entry.term === term && row ? cellsOf(row)[codes.findIndex((k) => k.code === entry.code)] : null;
  };

  let sending = false, running, later;
  function send() {
    if (!sending) running = sendAll();
  }
  // Asked anew each time: others come and are taken back meanwhile.
  const next = async () => (await all()).sort((a, b) => (a.turn ?? 1) - (b.turn ?? 1))[0];
  async function sendAll() {
    sending = true;
    clearTimeout(later);
    try {
      for (let entry; (entry = await next());) if (!(await sendOne(entry))) { later = setTimeout(send, RETRY_MS); break; }
    } catch { later = setTimeout(send, RETRY_MS); } finally { sending = false; }
  }

  // False: not now.
  async function sendOne(entry) {
    const body = new URLSearchParams({ _token: form.elements._token.value, code: entry.org, "chi-tieu": entry.code, ky: entry.term, "gia-tri": entry.value, "da-xem": entry.seen, "ly-do": entry.why });
    const reply = await fetch(`/api/v1/so-lieu/nhap/${entry.set}/o`, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    if (!reply || reply.status >= 500 || reply.status === 401 || reply.status === 403 || reply.status === 429) {
      if (reply?.status === 401 || reply?.status === 403) says.textContent = "Phiên đã hết: hãy đăng nhập lại ở cửa sổ khác; số đã gõ còn trên máy này.";
      return false;
    }
    const said = await reply.json().catch(() => ({}));
    const isSaved = reply.ok && said.state === "saved", queue = await all(), now = queue.find((one) => one.key === entry.key), turn = (entry.turn ?? 1) + 1;
    // A part that is more than the whole that stands there: the new whole may be on its way.
    const ofRow = (one) => one !== now && one.set === entry.set && one.term === entry.term && one.org === entry.org;
    if (!isSaved && now?.value === entry.value && turn <= TURNS_MAX && queue.some(ofRow)) return await put({ ...entry, turn }), true;
    if (now?.value === entry.value) await drop(entry.key); // typed again meanwhile: that one is still to be sent
    const field = fieldOf(entry);
    if (!field) return true;
    if (isSaved) {
      field.dataset.was = said.value;
      if (field.value === entry.value) field.value = said.value;
      look(field, "saved");
    } else look(field, "refused", said.why ?? said.error ?? "Máy chủ không nhận số này.");
    return true;
  }

  async function left(field, why = "") {
    if (field.value === field.dataset.was) return;
    const problem = problemOf(field);
    if (problem) return look(field, "refused", problem);
    look(field, "waiting");
    const entry = { key: keyOf(field), set, term, org: orgOf(field), code: codes[columnOf(field)].code, value: field.value, seen: field.dataset.was, why: form.elements["ly-do"]?.value || why };
    try {
      await put(entry);
      send();
    } catch { look(field, "waiting", "Trình duyệt không cho giữ số trên máy: hãy bấm Lưu."); }
  }

  // -- hands ------------------------------------------------------------------------------------------------------------------

  function move(field, down, right) {
    const all = rows(), row = all.indexOf(field.closest("tr")) + down, column = columnOf(field) + right;
    const next = all[row] && cellsOf(all[row])[column];
    next?.focus();
    next?.select();
  }

  const keys = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };
  function pressed(event) {
    const field = event.target;
    const edge = { ArrowLeft: field.selectionStart === 0 && [0, -1], ArrowRight: field.selectionEnd === field.value.length && [0, 1] }[event.key];
    const step = keys[event.key] ?? edge;
    if (event.key === "Escape") field.value = field.dataset.was;
    if (!step || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    move(field, ...step);
  }

  // -- a table from Excel -------------------------------------------------------------------------------------------------------

  const isNumber = (text) => /^[-+\u2212]?\d[\d.,\s\u00a0\u202f]*%?$/.test(text);
  const isLabel = (text) => /^\p{L}/u.test(text);
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]/g, "");
  const nameOf = (text) => bare(text).replace(/^(uybannhandan|ubnd)/, "");

  // How a row may be called: "UBND phường Ngô Quyền", "phường Ngô Quyền", "P. Ngô Quyền", "Ngô Quyền"; what two rows share is neither's.
  function rowsByName() {
    const named = new Map(), add = (name, row) => name && named.set(name, named.has(name) && named.get(name) !== row ? null : row);
    for (const row of rows()) {
      const words = row.cells[0].textContent.trim().split(/\s+/).filter((word) => nameOf(word));
      const own = words.findIndex((word) => /^\p{Lu}(?!\p{Lu})/u.test(word)), name = bare(words.slice(Math.max(own, 0)).join(""));
      add(nameOf(words.join("")), row);
      if (own > 0) add(name, row), add(words.slice(0, own).map((word) => bare(word[0])).join("") + name, row);
    }
    return named;
  }

  // Which row a pasted line names, and in which of its cells: by code, else by name.
  function named(line, byName) {
    const mayName = (k) => isLabel(line[k]) || (isNumber(line[k]) && isLabel(line[k + 1] ?? ""));
    for (const find of [rowOf, (text) => isLabel(text) && byName.get(nameOf(text))])
      for (let k = 0; k < line.length; k++) {
        const row = mayName(k) && find(line[k]);
        if (row) return { row, at: k };
      }
    return { row: null, at: -1 };
  }

  // Which column of figures a heading is, by code or title; -1: none.
  const headings = [...grid.tHead.querySelectorAll("th[data-code]")].map((th) => th.textContent);
  const columnNamed = (text) => codes.findIndex(({ code, title }, k) => text && (text === code || bare(text) === bare(title) || bare(text) === bare(headings[k])));

  const list = (names) => names.slice(0, 5).join(", ") + (names.length > 5 ? "…" : "");

  // Lines that say whose they are: each goes to its row, by the headings where there are some.
  function placedByName(lines) {
    const byName = rowsByName(), found = lines.map((line) => named(line, byName)), first = found.findIndex((one) => one.row);
    const isHead = lines.map((line, i) => !found[i].row && (line.some((text) => columnNamed(text) >= 0) || (i < first && !line.some(isNumber))));
    const head = lines.find((line, i) => isHead[i] && line.some((text) => columnNamed(text) >= 0));
    const ours = lines.filter((line, i) => found[i].row), unknown = lines.filter((line, i) => !found[i].row && !isHead[i] && line.some(Boolean));
    let start = Math.max(...found.map((one) => one.at)) + 1;
    while (ours.some((line) => /[\p{L}\p{N}]/u.test(line[start] ?? "")) && !ours.some((line) => isNumber(line[start] ?? ""))) start++; // a column of words, a term
    const columnAt = (k) => head ? columnNamed(head[k] ?? "") : k - start;
    const cells = [], beyond = new Set();
    lines.forEach((line, i) => found[i].row && line.forEach((value, k) => {
      const field = value && k > found[i].at && cellsOf(found[i].row)[columnAt(k)];
      if (field) cells.push({ field, value });
      else if (isNumber(value) && k > found[i].at) beyond.add(head?.[k] || `cột ${k + 1}`);
    }));
    const skipped = unknown.map((line) => line.find(isLabel) ?? line.find(Boolean)), said = [];
    if (skipped.length) said.push(`${skipped.length} dòng không có trong bảng: ${list(skipped)}`);
    if (isHead.some(Boolean)) said.push(`bỏ qua ${isHead.filter(Boolean).length} dòng tiêu đề`);
    if (beyond.size) said.push(`bỏ qua cột không có trong bảng: ${list([...beyond])}`);
    return { cells, said };
  }

  // Only figures: from the cell on that has the focus.
  function placedFrom(target, lines) {
    const from = rows().indexOf(target.closest("tr")), column = columnOf(target), cells = [];
    let beyond = 0;
    lines.forEach((line, i) => line.forEach((value, k) => {
      const field = rows()[from + i] && cellsOf(rows()[from + i])[column + k];
      if (!field) beyond++;
      else if (value) cells.push({ field, value });
    }));
    return { cells, said: beyond ? [`${beyond} ô dán nằm ngoài bảng nên bị bỏ`] : [] };
  }

  // A name stands first, or behind the number of the line or a code.
  const saysWhose = ([first, second = "", third]) => isLabel(first) || (isLabel(second) && (!first || rowOf(first) || (third !== undefined && /^\d{1,3}\.?$/.test(first))));

  function pasted(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const lines = text.split(/\r?\n/).map((line) => line.split("\t").map((value) => value.trim()));
    const { cells, said } = lines.some(saysWhose) ? placedByName(lines) : placedFrom(event.target, lines);
    before = cells.map(({ field }) => ({ field, value: field.value }));
    for (const { field, value } of cells) field.value = value;
    note = said.join("; ");
    undo.hidden = !cells.length;
    for (const { field } of cells) left(field);
    tell();
  }

  // What has not been sent is not sent; what has been is written again as it was.
  async function takenBack() {
    const cells = before;
    undo.hidden = true;
    for (const { field, value } of cells) field.value = value;
    for (const { field } of cells) await drop(keyOf(field)).catch(() => {});
    await running;
    note = `Đã trả lại ${cells.length} ô vừa dán`;
    for (const { field } of cells) if (field.value === field.dataset.was) look(field, ""); else left(field, "Hoàn tác bảng vừa dán");
    tell();
  }

  if (grid) {
    for (const row of rows()) for (const field of cellsOf(row)) field.dataset.was = field.defaultValue, field.autocomplete = "off", field.inputMode = "decimal";
    document.querySelector(".grid-help").hidden = false;
    grid.addEventListener("keydown", (event) => event.target.matches("td > input") && pressed(event));
    grid.addEventListener("paste", (event) => event.target.matches("td > input") && pasted(event));
    grid.addEventListener("change", (event) => event.target.matches("td > input") && left(event.target));
    undo.addEventListener("click", takenBack);
    addEventListener("online", send);
    // What waited from before stands in its cell again, and goes out.
    all().then((entries) => {
      for (const entry of entries) { const field = fieldOf(entry); if (field) field.value = entry.value, look(field, "waiting"); }
      if (entries.length) send();
    }).catch(() => {});
  }
}
