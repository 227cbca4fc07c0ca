// SPDX-License-Identifier: Apache-2.0
// grid.js -- the grid of figures: arrows, a table pasted from Excel, each cell saved as soon as it is left.  What cannot be
// sent waits in this browser (IndexedDB) until it can, through a lost network, a closed tab, an expired session.
{
  const form = document.querySelector("form.figures-grid"), grid = form?.querySelector("table.grid");
  const says = document.querySelector("[data-grid-says]"), RETRY_MS = 15000;
  const cellsOf = (row) => [...row.querySelectorAll("td > input")];
  const rows = () => [...grid.tBodies[0].rows];
  const orgOf = (field) => field.closest("tr").dataset.org;
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
    const parts = [];
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
    const row = grid.querySelector(`tr[data-org="${CSS.escape(entry.org)}"]`);
    return entry.set === set && entry.term === term && row ? cellsOf(row)[codes.findIndex((k) => k.code === entry.code)] : null;
  };

  let sending = false, later;
  async function send() {
    if (sending) return;
    sending = true;
    clearTimeout(later);
    try {
      for (const entry of await all()) if (!(await sendOne(entry))) { later = setTimeout(send, RETRY_MS); break; }
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
    const now = (await all()).find((one) => one.key === entry.key);
    if (now?.value === entry.value) await drop(entry.key); // typed again meanwhile: that one is still to be sent
    const field = fieldOf(entry);
    if (!field) return true;
    if (reply.ok && said.state === "saved") {
      field.dataset.was = said.value;
      if (field.value === entry.value) field.value = said.value;
      look(field, "saved");
    } else look(field, "refused", said.why ?? said.error ?? "Máy chủ không nhận số này.");
    return true;
  }

  async function left(field) {
    if (field.value === field.dataset.was) return;
    const problem = problemOf(field);
    if (problem) return look(field, "refused", problem);
    look(field, "waiting");
    const entry = { key: keyOf(field), set, term, org: orgOf(field), code: codes[columnOf(field)].code, value: field.value, seen: field.dataset.was, why: form.elements["ly-do"]?.value ?? "" };
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

  // Rows and columns as Excel copies them; each lands in its cell and is saved.
  function pasted(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const from = rows().indexOf(event.target.closest("tr")), column = columnOf(event.target);
    const lines = text.split(/\r?\n/).map((line) => line.split("\t"));
    let beyond = 0;
    lines.forEach((line, i) => line.forEach((value, k) => {
      const field = rows()[from + i] && cellsOf(rows()[from + i])[column + k];
      if (!field) beyond++;
      else if (value.trim()) field.value = value.trim(), left(field);
    }));
    if (beyond) says.textContent = `${beyond} ô dán nằm ngoài bảng nên bị bỏ.`;
  }

  if (grid) {
    for (const row of rows()) for (const field of cellsOf(row)) field.dataset.was = field.defaultValue, field.autocomplete = "off", field.inputMode = "decimal";
    document.querySelector(".grid-help").hidden = false;
    grid.addEventListener("keydown", (event) => event.target.matches("td > input") && pressed(event));
    grid.addEventListener("paste", (event) => event.target.matches("td > input") && pasted(event));
    grid.addEventListener("change", (event) => event.target.matches("td > input") && left(event.target));
    addEventListener("online", send);
    // What waited from before stands in its cell again, and goes out.
    all().then((entries) => {
      for (const entry of entries) { const field = fieldOf(entry); if (field) field.value = entry.value, look(field, "waiting"); }
      if (entries.length) send();
    }).catch(() => {});
  }
}
