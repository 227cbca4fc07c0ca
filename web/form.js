// SPDX-License-Identifier: Apache-2.0
// form.js -- a declared form while it is filled in (src/form/fill.h).  Comfort only: the server decides.
(() => {
  const TEMPLATE_ROW = "999999999", PASSES = 6, OPTIONAL = " (không bắt buộc)", NUMBERS = ["integer", "decimal", "money"];
  const E = Expression;
  const vietnamese = (n, decimals = 6) => n.toLocaleString("vi-VN", { maximumFractionDigits: decimals });
  const day = (s) => s.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3/$2/$1");
  const holds = (v) => v === undefined || E.truth(v); // else the server tells
  const all = (place, what) => [...place.querySelectorAll(what)];
  const put = (place, text) => { if (place.textContent !== text) place.textContent = text; };
  const TIMES = { nghìn: 1e3, ngàn: 1e3, triệu: 1e6, tỷ: 1e9, tỉ: 1e9 };

  // As answers_read.c; undefined = no number.
  function numberTyped(typed, unit) {
    let s = typed.normalize("NFC").toLowerCase().trim();
    if (unit && s.endsWith(unit.toLowerCase())) s = s.slice(0, -unit.length).trim();
    const [, digits, times] = /^(-?[\d., \u00a0]+?)\s*(nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:đồng|đ|vnđ)?$/.exec(s) || [];
    if (!digits) return undefined;
    let n = digits.replace(/[ \u00a0]/g, "");
    if (n.includes(",")) n = n.replace(/\./g, "").replace(",", ".");
    else if (/^-?\d{1,3}(\.\d{3})+$/.test(n)) n = n.replace(/\./g, "");
    return /^-?\d+(\.\d+)?$/.test(n) ? Number(n) * (TIMES[times] || 1) : undefined;
  }

  class Filling {
    constructor(form, rules) {
      this.form = form, this.rules = rules, this.values = new Map(), this.hidden = new Map(), this.touched = new Set();
      this.fields = new Map(rules.fields.map((f) => [f.name, f]));
      all(form, ".unasked").forEach((x) => x.classList.remove("unasked"));
      all(form, ".note").forEach((x) => x.textContent.startsWith("Không cần điền") && x.remove());
      form.addEventListener("input", () => this.settle());
      form.addEventListener("change", (e) => { this.touch(e.target); this.settle(); });
      // Marks wait for the click that they would move.
      const up = () => { this.pressed = false, this.judge(); };
      addEventListener("mousedown", () => { this.pressed = true; });
      addEventListener("mouseup", () => setTimeout(up));
      addEventListener("click", up);
      form.addEventListener("click", (e) => this.press(e));
      this.settle();
    }

    // -- what is typed
    all(name, row) { return all(this.form, `[name="${name}${row ? `.${row}` : ""}"]`); }
    rows(table) { return all(this.form, `[name^="${table}."]`).map((x) => x.name.slice(table.length + 1)); }
    typed(f, row) {
      const one = (suffix = "") => this.all(f.name + suffix, row)[0]?.value.trim() ?? "";
      switch (f.type) {
        case "choice": case "yes": case "choices":
          return this.all(f.name, row).filter((x) => x.checked ?? true).map((x) => x.value).join(" ");
        case "period": return one("-tu") || one("-den") ? `${one("-tu")}/${one("-den")}` : "";
        case "file": case "image": {
          const out = this.all(`${f.name}-bo`, row).filter((x) => x.checked).map((x) => x.value);
          return this.all(`${f.name}-co`, row).map((x) => x.value).filter((key) => !out.includes(key)).concat([...(this.all(f.name, row)[0]?.files ?? [])].map(() => "+")).join(" ");
        }
        default: return one();
      }
    }
    read(f, row) {
      const s = this.typed(f, row);
      if (!s) return "";
      if (NUMBERS.includes(f.type)) return numberTyped(s, f.unit) ?? "";
      if (f.type === "day") return E.day(s);
      return f.type === "yes" ? s === "true" : s;
    }
    isHere(f, row) { return this.all(f.type === "period" ? `${f.name}-tu` : f.name, row).length > 0; }

    // -- what follows from it
    key(name, row) { return row ? `${name}.${row}` : name; }
    each(what) { for (const f of this.rules.fields) for (const row of this.rowsOf(f)) what(f, row); }
    rowsOf(f) { return f.rows ? this.rows(f.rows) : [""]; }
    isHidden(f, row) { return !!this.hidden.get(this.key(f.name, row)); }
    valueOf(f, row) { return this.isHidden(f, row) || (f.rows && this.hidden.get(f.rows)) ? "" : this.values.get(this.key(f.name, row)) ?? ""; }
    scope(f, row, self = "") {
      const table = f.rows;
      return {
        field: (name) => {
          const other = this.fields.get(name);
          return other ? this.valueOf(other, other.rows && other.rows === table ? row : "") : undefined;
        },
        cells: (name) => { const other = this.fields.get(name); return this.rowsOf(other).map((r) => this.valueOf(other, r)); },
        rows: (name) => (this.hidden.get(name) ? 0 : this.rows(name).length),
        row: table ? this.rows(table).indexOf(row) : 0,
        more: () => undefined,
        tag: () => undefined,
        label: (name, key) => key,
        self, today: this.rules.today,
      };
    }
    // Repeated until nothing changes: the server knows the order.
    settle() {
      this.each((f, row) => {
        if (!f.computed) this.values.set(this.key(f.name, row), this.isHere(f, row) ? this.read(f, row) : this.rules.answers[f.name] ?? "");
      });
      for (let pass = 0, changed = true; changed && pass < PASSES; pass++) {
        changed = false;
        this.each((f, row) => { changed = this.derive(f, row) || changed; });
      }
      this.each((f, row) => this.show(f, row));
      this.judge();
    }
    derive(f, row) {
      const key = this.key(f.name, row), state = () => `${E.text(this.values.get(key))}|${!!this.hidden.get(key)}`, was = state();
      if (f.computed) this.values.set(key, E.value(f.computed, this.scope(f, row, this.values.get(key) ?? "")) ?? "");
      if (f.shown) this.hidden.set(key, !holds(E.value(f.shown, this.scope(f, row))));
      return was !== state();
    }
    place(f, row) {
      const named = this.form.querySelector(`[data-field="${f.name}"]${row ? `[data-row="${row}"]` : ""}`);
      if (named) return named;
      if (f.type === "rows") return this.form.querySelector(`[data-more="${f.name}"], [data-row-of="${f.name}"]`)?.closest("fieldset");
      if (f.type === "period") return this.all(`${f.name}-tu`, row)[0]?.closest("fieldset.field");
      return this.all(f.name, row)[0]?.closest(".field");
    }
    show(f, row) {
      const place = this.place(f, row);
      if (!place) return;
      place.hidden = this.isHidden(f, row);
      if (f.computed) this.write(f, row, place);
      if (f.filter) this.filter(f, row, place);
      if (typeof f.required === "object") this.mark(f, row, place);
    }
    // Whether it may be left out, where other answers decide.
    mark(f, row, place) {
      const words = place.querySelector(":scope > label, :scope > legend"), v = E.value(f.required, this.scope(f, row));
      if (!words || v === undefined) return;
      put(words, words.textContent.replace(OPTIONAL, "") + (E.truth(v) ? "" : OPTIONAL));
    }
    write(f, row, place) {
      const output = place.querySelector("output"), v = this.valueOf(f, row);
      if (!output || E.value(f.computed, this.scope(f, row, v)) === undefined) return;
      const words = typeof v === "number" ? vietnamese(v, f.decimals) : typeof v === "boolean" ? (v ? "Có" : "Không") : day(E.text(v));
      put(output, E.isEmpty(v) ? "chưa tính được" : f.unit ? `${words} ${f.unit}` : words);
    }
    filter(f, row, place) {
      const list = this.rules.lists[f.list];
      if (!list) return;
      const can = new Set(list.rows.filter(([key, , ...tags]) => {
        return holds(E.value(f.filter, { ...this.scope(f, row), key, tag: (name) => tags[list.tags.indexOf(name)] ?? "" }));
      }).map(([key]) => key));
      const select = place.querySelector("select");
      if (select) {
        const chosen = select.value, none = select.querySelector("option[value='']");
        select.replaceChildren(...(none ? [none] : []), ...list.rows.filter(([key]) => can.has(key)).map(([key, words]) => new Option(words, key, false, key === chosen)));
        if (!can.has(chosen)) select.value = "";
        return;
      }
      for (const box of all(place, "input[type=radio], input[type=checkbox]")) {
        if (!box.value) continue;
        box.closest("label").hidden = !can.has(box.value);
        box.checked &&= can.has(box.value);
      }
    }

    // -- what is wrong
    touch(target) {
      const [, name, row = ""] = /^(.*?)(?:-tu|-den)?(?:\.(\d+))?$/.exec(target.name || "");
      if (this.fields.has(name)) this.touched.add(`${name}\n${row}`);
    }
    judge() { if (!this.pressed) for (const name of this.touched) this.judgeField(...name.split("\n")); }
    judgeField(name, row) {
      const f = this.fields.get(name), place = this.place(f, row), says = place && this.problem(f, row);
      if (!place) return;
      all(place, ":scope > .problem").forEach((x) => x.remove());
      place.classList.toggle("wrong", !!says);
      for (const input of all(place, "input, select, textarea")) input.setAttribute("aria-invalid", !!says);
      if (!says) return;
      const line = Object.assign(document.createElement("p"), { className: "problem", textContent: says });
      line.setAttribute("role", "status");
      place.querySelector("label, legend").after(line);
    }
    problem(f, row) {
      const typed = this.typed(f, row), v = this.values.get(this.key(f.name, row)) ?? "", isNumber = NUMBERS.includes(f.type);
      if (!typed || this.isHidden(f, row)) return "";
      if (isNumber && v === "") return "Ô này phải là một số, viết như 12,5 hoặc 1.200.";
      if (f.type === "integer" && !Number.isInteger(v)) return "Ô này là số nguyên, không có phần lẻ sau dấu phẩy.";
      if (f.type === "period" && typed.split("/")[0] > typed.split("/")[1]) return "Ngày sau phải không sớm hơn ngày trước.";
      if (isNumber && v < f.min) return `Phải ít nhất ${vietnamese(f.min)}.`;
      if (isNumber && v > f.max) return `Phải nhiều nhất ${vietnamese(f.max)}.`;
      if (!f.constraint) return "";
      return holds(E.value(f.constraint, this.scope(f, row, v))) ? "" : f.constraintSays || "Câu trả lời này không được chấp nhận.";
    }

    // -- rows
    press(event) {
      const more = event.target.closest("[data-more]"), less = event.target.closest("[data-less]");
      if (!more && !less) return;
      event.preventDefault();
      more ? this.addRow(more) : this.dropRow(less.closest("fieldset.row"));
      this.settle();
      this.form.dispatchEvent(new Event("input", { bubbles: true }));
    }
    addRow(button) {
      const table = button.dataset.more, template = this.form.querySelector(`template[data-row-of="${table}"]`), rows = this.rows(table);
      const row = document.createElement("template"), id = Math.max(0, ...rows.map(Number)) + 1;
      if (rows.length >= Number(button.dataset.most)) return;
      row.innerHTML = template.innerHTML.replaceAll(TEMPLATE_ROW, id);
      template.before(row.content);
      this.number(template);
      template.previousElementSibling.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    }
    dropRow(row) {
      const table = row.parentElement, before = row.previousElementSibling;
      row.remove();
      this.number(table.querySelector("template"));
      (before.querySelector("[data-less]") ?? table.querySelector("[data-more]"))?.focus();
    }
    number(template) {
      const table = template.parentElement, rows = all(table, ":scope > .row"), more = table.querySelector("[data-more]");
      rows.forEach((row, i) => {
        row.querySelector("legend").textContent = `Dòng ${i + 1}`;
        row.querySelector("[data-less]").textContent = `Bớt dòng ${i + 1}`;
      });
      if (more) more.hidden = rows.length >= Number(more.dataset.most), more.textContent = rows.length ? "Thêm dòng" : "Thêm dòng đầu tiên";
    }
  }

  for (const place of document.querySelectorAll("[data-rules]")) new Filling(place.closest("form"), JSON.parse(place.dataset.rules));
})();
