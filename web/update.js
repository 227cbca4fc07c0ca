// SPDX-License-Identifier: Apache-2.0
// update.js -- what is typed stays in this browser until the server has it: through a lost connection, an expired session, a full server.

const SAVE_AFTER = 400, RETRY_AFTER = 20000, PICTURE_MAX = 1600;
const form = () => document.querySelector("form[data-draft]");
const keyOf = (f) => `nhap:${f.dataset.draft}`;
const say = (text) => { const place = document.querySelector("[data-draft-says]"); if (place) place.textContent = text; };
const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
const isKept = (field) => field.name && field.type !== "file" && field.type !== "hidden" && field.type !== "submit";
const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "1" : "") : field.value);

// The version of each task that was on the page: a draft is for that version only.
const versions = (f) => Object.fromEntries([...f.querySelectorAll("[name^='xem.']")].map((x) => [x.name.slice(4), x.value]));
const taskOf = (field) => field.closest("section")?.querySelector("[name^='xem.']")?.name.slice(4);

function read(f) {
  try { return JSON.parse(localStorage.getItem(keyOf(f))) || null; } catch { return null; }
}

let timer;
function keep() {
  const f = form(), fields = {};
  for (const field of f.elements) if (isKept(field) && valueOf(field) !== field.dataset.was) fields[field.name] = [valueOf(field), taskOf(field)];
  if (Object.keys(fields).length) {
    localStorage.setItem(keyOf(f), JSON.stringify({ at: clock(), fields, versions: versions(f) }));
    say(`tự lưu nháp ${clock()}`);
  } else localStorage.removeItem(keyOf(f)), say("");
}

function restore() {
  const f = form();
  if (!f) return;
  for (const field of f.elements) if (isKept(field)) field.dataset.was = field.type === "checkbox" ? (field.defaultChecked ? "1" : "") : field.defaultValue;
  if (document.querySelector("[data-saved]")) return localStorage.removeItem(keyOf(f));
  const draft = read(f), now = versions(f);
  let n = 0;
  for (const [name, [value, task]] of Object.entries(draft?.fields || {})) {
    const field = f.elements[name];
    if (!field || draft.versions[task] !== now[task] || valueOf(field) === value) continue;
    if (field.type === "checkbox") field.checked = value === "1";
    else field.value = value;
    field.closest("details")?.setAttribute("open", "");
    n++;
  }
  if (n) say(`đã lấy lại ${n} ô bạn gõ lúc ${draft.at}, chưa gửi`);
}

// A phone's picture is made smaller before it goes out, and loses the place where it was taken.
async function shrink(input) {
  const file = input.files[0];
  if (!file || !/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 300000) return;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return;
  const scale = Math.min(1, PICTURE_MAX / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width * scale, height: picture.height * scale });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  if (!blob || blob.size >= file.size) return;
  const bag = new DataTransfer();
  bag.items.add(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
  input.files = bag.files;
}

let sending = false, waiting;
async function send(button) {
  const f = form();
  if (!f || sending) return;
  sending = true;
  clearTimeout(waiting);
  const body = new FormData(f);
  if (button?.name) body.append(button.name, button.value);
  say("đang gửi…");
  try {
    const reply = await fetch(f.action, { method: "POST", body });
    if (reply.status === 503 || reply.status === 429) throw new Error("busy");
    if (reply.redirected) {
      // Saved, all of it: nothing of this page has to be kept; a way elsewhere leads to signing in.
      if (new URL(reply.url).pathname === new URL(f.action).pathname) for (const field of f.elements) if (isKept(field)) field.dataset.was = valueOf(field);
      keep();
      return location.assign(reply.url);
    }
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    restore();
    document.querySelector("main .errors")?.focus();
    say("phần chưa lưu vẫn còn trên trang");
  } catch (why) {
    say(why.message === "busy" ? "máy chủ đang bận; bản nháp còn trên máy này, sẽ tự gửi lại" : "mất mạng; bản nháp còn trên máy này, sẽ tự gửi lại khi có mạng");
    waiting = setTimeout(() => send(button), RETRY_AFTER);
  } finally {
    sending = false;
  }
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("form[data-draft]")) return;
  clearTimeout(timer);
  timer = setTimeout(keep, SAVE_AFTER);
});
document.addEventListener("change", (event) => event.target.matches("form[data-draft] input[type=file]") && shrink(event.target));
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-draft]")) return;
  event.preventDefault();
  keep();
  send(event.submitter);
});
addEventListener("online", () => waiting && send());
addEventListener("pagehide", () => form() && keep());
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "s" && form()) event.preventDefault(), form().requestSubmit();
});
restore();
