// SPDX-License-Identifier: Apache-2.0
// draft.js -- a form that is kept on the server as one types (src/form/draft.h), and large files that are sent to it piece by
// piece, on where the connection broke.  What could not be saved stays in this browser until it is.  Without it each press
// of a button saves.
(() => {
  const SAVE_AFTER = 1200, RETRY_AFTER = 3000, RETRIES = 40, PIECE = 1 << 20;
  const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

  class Draft {
    constructor(form) {
      this.form = form, this.address = `/api/v1${new URL(form.action).pathname}`;
      form.addEventListener("input", () => this.later());
      form.addEventListener("change", (e) => (e.target.type === "file" ? this.upload(e.target) : this.later()));
      form.addEventListener("submit", (e) => this.submit(e));
      this.bringBack();
      document.addEventListener("visibilitychange", () => document.hidden && this.timer && this.save());
      addEventListener("online", () => this.isDirty && this.save());
      document.addEventListener("keydown", (e) => {
        if (e.ctrlKey && e.key === "s") e.preventDefault(), this.save();
      });
    }
    say(text) { const place = this.form.querySelector("[data-draft-says]"); if (place) place.textContent = text; }
    later() {
      this.isDirty = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), SAVE_AFTER);
    }
    body(more) {
      const body = new FormData(this.form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      for (const [name, value] of Object.entries(more)) body.set(name, value);
      return body;
    }
    // One at a time: each says which edition it has seen.
    save() {
      clearTimeout(this.timer);
      this.timer = 0;
      if (this.saving || this.isOther) return this.saving;
      this.isDirty = false;
      this.saving = this.send().finally(() => { this.saving = null; if (this.isDirty && !this.isOther && navigator.onLine) this.later(); });
      return this.saving;
    }
    async send() {
      try {
        const reply = await fetch(this.address, { method: "POST", body: this.body({ "nut-bam": "tu-luu" }), keepalive: document.hidden });
        const answer = await reply.json().catch(() => ({}));
        if (reply.ok) this.form.elements["lan-luu"].value = answer.edition, localStorage.removeItem(this.address), this.say(`đã lưu nháp ${clock()}`);
        else if (reply.status === 409) this.conflict();
        else if (reply.status === 503 || reply.status === 429) throw new Error("busy");
        else this.say("chưa tự lưu được: bấm Lưu nháp để xem vì sao");
      } catch {
        this.isDirty = true;
        localStorage.setItem(this.address, JSON.stringify([...this.body({})].filter(([name]) => name !== "_token" && name !== "lan-luu")));
        this.say("chưa lưu được, sẽ tự lưu lại khi có mạng");
        setTimeout(() => this.isDirty && this.save(), RETRY_AFTER);
      }
    }
    // What was typed here and never reached the server, of this part of the form.
    bringBack() {
      const kept = JSON.parse(localStorage.getItem(this.address) ?? "[]"), values = {};
      for (const [name, value] of kept) (values[name] ??= []).push(value);
      if (values["phan-so"]?.[0] !== this.form.elements["phan-so"].value) return;
      for (const [name] of kept) if (!this.form.elements[name]) this.form.querySelector(`[data-more="${name.split(".")[0]}"]`)?.click();
      for (const field of this.form.elements) {
        const typed = values[field.name];
        if (!field.name || field.type === "hidden" || field.type === "file" || field.type === "submit") continue;
        if (field.type === "checkbox" || field.type === "radio") field.checked = !!typed?.includes(field.value);
        else if (typed) field.value = typed[0];
      }
      this.say("đã lấy lại những gì gõ lúc mất mạng");
      this.form.dispatchEvent(new Event("input", { bubbles: true }));
    }
    conflict() {
      this.isOther = true;
      this.say("bản nháp này vừa được lưu ở nơi khác: ");
      const both = Object.assign(document.createElement("button"), { className: "link", name: "nut-bam", value: "luu", textContent: "xem cả hai bản" });
      this.form.querySelector("[data-draft-says]")?.append(both);
    }
    submit(event) {
      clearTimeout(this.timer);
      this.timer = 0;
      const waits = this.saving || this.sending;
      if (!waits) return;
      event.preventDefault();
      this.say(this.sending ? "chờ gửi xong tệp…" : "");
      waits.finally(() => this.form.requestSubmit(event.submitter));
    }

    // -- files, piece by piece ---------------------------------------------------------------------------------------
    upload(input) {
      const files = [...input.files];
      if (!files.length) return;
      input.value = "";
      const all = files.reduce((before, file) => before.then(() => this.one(input, file)), this.sending || Promise.resolve());
      const mine = all.finally(() => { if (this.sending === mine) this.sending = null; this.later(); });
      this.sending = mine;
    }
    async post(fields) {
      for (let n = 0; ; n++) {
        const body = new FormData();
        for (const [name, value] of Object.entries(fields)) body.set(name, value);
        const token = this.form.elements._token;
        if (token) body.set("_token", token.value);
        const reply = await fetch(`${this.address}/tep`, { method: "POST", body }).catch(() => null);
        if (reply?.ok) return reply.json();
        if (reply && reply.status !== 503 && reply.status !== 429) throw new Error((await reply.json().catch(() => ({}))).error?.why ?? "Tệp này không gửi được.");
        if (n === RETRIES) throw new Error("Mất mạng lâu quá: hãy chọn lại tệp, phần đã gửi vẫn còn.");
        this.line.textContent = `${fields.ten ?? this.name}: mất mạng, sẽ gửi tiếp`;
        await new Promise((done) => setTimeout(done, RETRY_AFTER));
      }
    }
    async one(input, file) {
      const field = input.closest(".field"), name = input.name.replace(/\.\d+$/, "");
      this.name = file.name;
      this.line = Object.assign(document.createElement("p"), { className: "soft", textContent: `${file.name}: đang gửi` });
      this.line.setAttribute("role", "status");
      input.before(this.line);
      try {
        let { id, here } = await this.post({ o: name, ten: file.name, co: file.size });
        while (here < file.size) {
          ({ here } = await this.post({ tep: id, tu: here, khuc: file.slice(here, here + PIECE) }));
          this.line.textContent = `${file.name}: đã gửi ${Math.round((100 * here) / file.size)} %`;
        }
        this.there(field, input, await this.post({ tep: id, o: name, xong: 1 }));
        this.line.remove();
      } catch (why) {
        this.line.className = "problem";
        this.line.textContent = `${file.name}: ${why.message}`;
      }
    }
    there(field, input, { key, name, about }) {
      const [, base, row = ""] = /^(.*?)(\.\d+)?$/.exec(input.name), id = `${input.id}-bo-${key}`;
      let list = field.querySelector("ul.files");
      if (!list) input.before(list = Object.assign(document.createElement("ul"), { className: "files plain" }));
      const make = (tag, props, ...kids) => { const x = Object.assign(document.createElement(tag), props); x.append(...kids); return x; };
      list.append(make("li", {},
        make("input", { type: "hidden", name: `${base}-co${row}`, value: key }), make("b", { textContent: name }), " ",
        make("span", { className: "soft", textContent: about }),
        make("label", { className: "choice", htmlFor: id }, make("input", { type: "checkbox", id, name: `${base}-bo${row}`, value: key }), " ", make("span", { textContent: "Bỏ tệp này" }))));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  for (const lan of document.querySelectorAll("form[action^='/ban-nhap/'] [name=lan-luu]")) new Draft(lan.closest("form"));
})();
