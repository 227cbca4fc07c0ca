// SPDX-License-Identifier: Apache-2.0
// run.mjs NGAYSO -- each of the plan's procedures (cases.mjs) in Chromium: filled in, submitted, found again by its code,
// decided from "Chờ tôi" to its end; what that publishes, writes and counts.  Then what needs several dossiers: the
// waiting list of a quota, a decision on many.  One: ONLY=CODE,… TIMES=1 node test/procedures/run.mjs build/ngayso.  Ends in 'N passed, N failed'.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { cases } from "./cases.mjs";
import { fill } from "./fill.mjs";

const PASSWORD = "bac giang ngay so 2024", TODAY = "2024-09-18"; // a day on which every procedure takes dossiers
const PICTURES = /^(bang-ron|ho-tro-ho-dan|waiting|added)/; // of the longest, of the narrow one
const AXE = /^(bang-ron|khen-thuong|ho-tro-ho-dan|waiting|added)/; // one code draws all: of the longest, of an agency's, of the narrow one
const LANES = Number(process.env.LANES ?? 3), PARTS_MAX = 10, WAIT_MS = 60000;
const root = new URL("../..", import.meta.url).pathname, program = process.argv[2];
const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
const pictures = join(root, "build/screenshots");

let passed = 0, failed = 0;
function check(holds, what) {
  if (holds) passed++;
  else failed++, console.log(`failed: ${what}`);
}

// -- the office --------------------------------------------------------------------------------------------------------

function serve(data) {
  execFileSync(program, ["demo", "--data", data], { stdio: ["ignore", "ignore", "inherit"] });
  const server = spawn(program, ["serve", "--data", data, "--port", "0", "--today", TODAY], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    server.stdout.on("data", (text) => {
      const at = String(text).match(/http:\/\/127\.0\.0\.1:\d+/);
      if (at) resolve({ server, at: at[0] });
    });
  });
}

async function stop(server) {
  server.removeAllListeners("exit");
  const ended = new Promise((resolve) => server.on("exit", resolve));
  server.kill("SIGTERM");
  return ended;
}

// Who is signed in, once for all that they do; "" is a stranger.  Pages of one person share a browser's cache.
class Office {
  constructor(browser, at) { this.browser = browser, this.at = at, this.states = new Map(), this.contexts = new Map(), this.idle = new Map(); }
  state(account) {
    if (!this.states.has(account)) this.states.set(account, this.sign_in(account));
    return this.states.get(account);
  }
  async sign_in(account) {
    const context = await this.browser.newContext();
    const reply = await context.request.post(`${this.at}/dang-nhap`, { form: { "tai-khoan": account, "mat-khau": PASSWORD }, headers: { origin: this.at } });
    if (!reply.ok()) throw new Error(`${account} cannot sign in: ${reply.status()}`);
    const state = await context.storageState();
    await context.close();
    return state;
  }
  context(account, width, javaScriptEnabled, other) {
    const key = `${account} ${width} ${javaScriptEnabled} ${other}`;
    if (!this.contexts.has(key)) this.contexts.set(key, this.open(account, { width, height: 800 }, javaScriptEnabled));
    return this.contexts.get(key);
  }
  async open(account, viewport, javaScriptEnabled) {
    const storageState = account ? await this.state(account) : undefined;
    const context = await this.browser.newContext({ storageState, javaScriptEnabled, locale: "vi-VN", viewport });
    context.setDefaultTimeout(WAIT_MS);
    return context;
  }
  // A page that somebody is done with is used again: a new one is a new process.
  async page(account, width = 1280, javaScriptEnabled = true, other = false) {
    const context = await this.context(account, width, javaScriptEnabled, other);
    const page = this.idle.get(context)?.pop() ?? (await context.newPage());
    page.done = () => (this.idle.get(context) ?? this.idle.set(context, []).get(context)).push(page);
    return page;
  }
  // For requests of programs, which send no secure cookie to 127.0.0.1 by themselves.
  async cookie(account) {
    return (await this.state(account)).cookies.map((c) => `${c.name}=${c.value}`).join("; ");
  }
  async json(account, path) {
    return (await fetch(`${this.at}/api/v1${path}`, { headers: { cookie: await this.cookie(account) } })).json();
  }
}

// -- a page ------------------------------------------------------------------------------------------------------------

async function look(page, name, { plain } = {}) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(wide <= 0, `${name} is ${wide} pixels wider than the window`);
  if (PICTURES.test(name)) await page.screenshot({ path: join(pictures, `procedure-${name}.png`), fullPage: true });
  if (plain || !AXE.test(name)) return; // axe is a script
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
  check(!found.violations.length, `${name}: ${found.violations.map((v) => `${v.id} (${v.nodes[0].target})`).join("; ")}`);
}

const trouble = async (page) => (await page.locator(".errors").allInnerTexts()).join(" ").replaceAll("\n", " ");
const state_of = (page) => page.locator("main .lead .state").first().innerText();

// A press that leads to another page; by keyboard, as in fill.mjs.
const press = (page, button) => Promise.all([page.waitForEvent("framenavigated"), button.press("Enter")]).then(() => page.waitForLoadState());

// -- the applicant -------------------------------------------------------------------------------------------------------

// What was typed is on the server: whoever has the link goes on elsewhere.
async function drafted(office, page, name) {
  await press(page, page.locator("form.long button[value=luu]"));
  const other = await office.page("", 1280, true, true);
  await other.goto(page.url());
  const values = (p) => p.locator("form.long").evaluate((f) => JSON.stringify([...new FormData(f)].filter(([n]) => !n.startsWith("_")).map(([n, v]) => [n, String(v)])));
  check((await values(other)) === (await values(page)), `${name}: a draft opens on another device as it was left`);
  other.done();
}

async function apply(office, k, name) {
  const page = await office.page(k.by ?? "", k.width, !k.plain);
  await page.goto(`${office.at}/thu-tuc/${k.code}`);
  await press(page, page.locator("main button", { hasText: "Bắt đầu nộp hồ sơ" }));
  for (let part = 1; part <= PARTS_MAX && page.url().includes("/ban-nhap/"); part++) {
    await fill(page.locator("form.long"), k.answers, TODAY);
    if (part < 3) await look(page, `${k.code}-form-${part}`, k);
    if (k.draft && part === 2) await drafted(office, page, name);
    await press(page, page.locator("form.long .actions button[value=tiep], form.long .actions button[value=gui]").last());
    const wrong = await trouble(page);
    if (wrong) throw new Error(`part ${part} is refused: ${wrong}`);
  }
  const number = (await page.locator("h2", { hasText: "Đã nhận hồ sơ, số" }).innerText()).split("số ")[1];
  const code = await page.locator(".notice .lead b").innerText();
  check(await page.locator(".notice svg").count() === 1, `${name}: the confirmation has a QR code`);
  return { page, number, code };
}

// Another day, another browser: by code and phone.
async function found_again(office, k, name, done) {
  if (!k.answers.dien_thoai) return;
  const page = await office.page("", k.width, true, true);
  await page.goto(`${office.at}/tra-cuu`);
  await page.fill("main [name=ma]", done.code);
  if (k.draft) {
    await page.fill("main [name=dien-thoai]", "0900 000 000");
    await press(page, page.locator("main form button"));
    check(!(await page.locator("main").innerText()).includes(done.number), `${name}: a wrong phone opens nothing`);
    check((await page.inputValue("main [name=ma]")) === done.code, `${name}: and the code stays typed`);
  }
  await page.fill("main [name=dien-thoai]", k.answers.dien_thoai);
  await press(page, page.locator("main form button"));
  check((await page.locator("main").innerText()).includes(done.number), `${name}: code and phone open the dossier`);
  done.page.done();
  done.page = page;
}

// -- the deciders ----------------------------------------------------------------------------------------------------------

// The dossier, from the list of what waits for them where it does.
async function opened(office, k, page, done) {
  await page.goto(`${office.at}/cho-toi?thu-tuc=${k.code}`);
  const row = page.locator("main tbody tr", { hasText: done.number }).locator("a").first();
  const waits = await row.count();
  if (!waits) {
    await page.goto(`${office.at}/ho-so?thu-tuc=${k.code}`);
    await page.locator("main tbody tr", { hasText: done.number }).locator("a").first().waitFor();
  }
  await press(page, page.locator("main tbody tr", { hasText: done.number }).locator("a").first());
  return waits > 0;
}

async function move(office, k, name, done, [who, verb, state, answers = {}]) {
  const page = who === "nop" ? done.page : await office.page(who, k.width);
  if (who !== "nop") done.waited |= await opened(office, k, page, done);
  else await page.goto(page.url().split("?")[0].replace(/\/chuyen\/.*/, ""));
  if (who !== "nop" && !done.seen) done.seen = true, await look(page, `${k.code}-dossier`);
  await press(page, page.locator(`main form[action$="/chuyen/${verb}"] button, main a[href$="/chuyen/${verb}"]`).first());
  const form = page.locator(`main form[action$="/chuyen/${verb}"]`);
  if (page.url().includes("/chuyen/")) {
    await fill(form, answers, TODAY);
    await press(page, form.locator(".actions button[value=gui]"));
  }
  const wrong = await trouble(page);
  check(!wrong && (await state_of(page)) === state, `${name}: ${verb} by ${who} leads to “${state}”, not “${wrong || (await state_of(page).catch(() => page.url()))}”`);
  if (who !== "nop") page.done();
  if (wrong) throw new Error(`${verb} is refused: ${wrong}`);
}

// -- what it leaves behind --------------------------------------------------------------------------------------------------

async function counted(office, k, who, label) {
  const page = await office.page(who);
  await page.goto(`${office.at}/thu-tuc/${k.code}/so-lieu`);
  const text = await page.locator("main .figures li", { hasText: label }).first().locator("b").innerText();
  page.done();
  return Number(text.replaceAll(".", ""));
}

const indicator = async (office, code) => (await office.json("dieuphoi", `/so-lieu/chi-tieu/${code}?ky=${TODAY}`)).total.value;

async function written(office, k, name, done) {
  const page = await office.page(k.document);
  await page.goto(`${office.at}/ho-so?thu-tuc=${k.code}`);
  await press(page, page.locator("main tbody tr", { hasText: done.number }).locator("a").first());
  for (const [words, begins] of [["(Word)", "PK"], ["PDF", "%PDF"]]) {
    const href = await page.locator("main a[href*='/van-ban/']", { hasText: words }).first().getAttribute("href");
    const file = await page.evaluate(async (path) => (await (await fetch(path)).text()).slice(0, 40), href);
    check(file.startsWith(begins), `${name}: the document that the move wrote, ${words}: ${file}`);
  }
  page.done();
}

async function published(office, k, name) {
  const page = await office.page("");
  await page.goto(`${office.at}/thu-tuc/${k.code}/cong-khai`);
  const text = await page.locator("main").innerText();
  check(text.includes(k.published), `${name}: it stands on the public page`);
  check(!text.includes("0912 345 678") && !text.includes("0912345678"), `${name}: without the phone`);
  page.done();
}

async function list(office, k, who, done) {
  const page = await office.page(who, k.width);
  await page.goto(`${office.at}/ho-so?thu-tuc=${k.code}`);
  check((await page.locator("main tbody").innerText()).includes(done.number), `${k.code}: the list has it`);
  await look(page, `${k.code}-list`);
  page.done();
}

async function whole(office, k) {
  const name = k.name ?? k.code, decider = k.moves.find(([who]) => who !== "nop")?.[0] ?? "dieuphoi";
  const before = k.indicator && (await indicator(office, k.indicator[0]));
  const figure = k.counter && (await counted(office, k, decider, k.counter[0]));
  const done = await apply(office, k, name);
  await found_again(office, k, name, done);
  for (const one of k.moves) await move(office, k, name, done, one);
  if (k.waits !== false && k.moves.some(([who]) => who !== "nop")) check(done.waited, `${name}: it stood in “Chờ tôi” of who decides`);
  if (k.document) await written(office, k, name, done);
  if (k.published) await published(office, k, name);
  if (k.counter) {
    const now = await counted(office, k, decider, k.counter[0]);
    check(now === figure + k.counter[1], `${name}: “${k.counter[0]}” went from ${figure} to ${now}, not up by ${k.counter[1]}`);
    await list(office, k, decider, done);
  }
  if (k.indicator) {
    const now = await indicator(office, k.indicator[0]);
    check(now === before + k.indicator[1], `${name}: the indicator ${k.indicator[0]} went from ${before} to ${now}, not up by ${k.indicator[1]}`);
  }
  done.page.done();
}

// -- several dossiers ------------------------------------------------------------------------------------------------------

// Submitted by another program, in one call.
async function sent(office, account, code, answers) {
  const page = await office.page(account);
  const headers = { origin: office.at, ...(account && { cookie: await office.cookie(account) }) };
  await page.goto(`${office.at}/thu-tuc/${code}`);
  const _token = account && (await page.locator("input[name=_token]").first().inputValue());
  const reply = await page.request.post(`${office.at}/thu-tuc/${code}/gui`, { multipart: { ...answers, ...(account && { _token }) }, headers });
  const text = await reply.text();
  if (!reply.ok()) throw new Error(`${code} by one call: ${reply.status()} ${text.match(/class="errors"[^]*?<\/div>/)?.[0] ?? text.slice(0, 300)}`);
  await page.goto(reply.url());
  return { page, number: text.match(/Đã nhận hồ sơ, số ([^<]+)</)[1] };
}

// Fifteen stands: seven times two are taken, one more dossier of two waits, and has its place when one of them withdraws.
async function waiting_list(office) {
  const stand = (n) => ({ don_vi: `Công ty Gian Hàng ${n}`, ma_so_thue: `24000000${n + 10}`, nguoi: "Lê Thị Mai", dien_thoai: "0912 345 678", thu: "mai@example.vn", linh_vuc: "ha_tang", so_gian: 2, trai_nghiem: "true", tu_van: "false" });
  const k = { code: "gian-hang", answers: stand(8), moves: [] }, full = [];
  for (let n = 1; n <= 7; n++) full.push(await sent(office, "", "gian-hang", { ...stand(n), "san_pham.1": "1", "ten_san_pham.1": "Phần mềm", "gioi_thieu.1": "" }));
  const last = await apply(office, k, "gian-hang");
  check((await state_of(last.page)) === "Trong danh sách chờ", "gian-hang: who comes when all is taken waits");
  await found_again(office, k, "gian-hang", last);
  await move(office, k, "gian-hang", full[0], ["stttt", "xep_cho", "Đã xếp chỗ, chờ đơn vị xác nhận"]);
  await move(office, k, "gian-hang", full[1], ["stttt", "yeu_cau_bo_sung", "Chờ bổ sung", { _muc: "nguoi", _bo_sung: "Ghi đủ họ tên." }]);
  await move(office, k, "gian-hang", full[1], ["nop", "bo_sung", "Chờ xét", { nguoi: "Lê Thị Mai Hương" }]);
  await move(office, k, "gian-hang", full[1], ["nop", "rut", "Đã rút"]);
  await last.page.reload();
  check((await state_of(last.page)) === "Đã xếp chỗ, chờ đơn vị xác nhận", "gian-hang: and has the place of the first that goes");
  await move(office, k, "gian-hang", last, ["nop", "xac_nhan", "Đã xác nhận"]);
  await move(office, k, "gian-hang", last, ["stttt", "da_tham_gia", "Đã tham gia"]);
  await move(office, k, "gian-hang", full[2], ["stttt", "tu_choi", "Không xếp được"]);
  check((await counted(office, k, "stttt", "Số gian hàng")) === 2, "gian-hang: the stands that are taken are counted");
  await list(office, k, "stttt", last);
  for (const one of [...full, last]) one.page.done();
}

// Three articles, taken at once.
async function many(office) {
  for (let n = 1; n <= 3; n++) {
    const one = await sent(office, "dptth", "tin-bai", { ten: `Bản tin số ${n}`, loai: "tin", kenh: "cong", noi_dang: "Cổng thông tin", ngay: TODAY, duong_dan: `https://bacgiang.example.vn/tin-${n}`, so_lan: 1 });
    one.page.done();
  }
  const page = await office.page("stttt");
  await page.goto(`${office.at}/cho-toi?thu-tuc=tin-bai`);
  await look(page, "waiting");
  for (const box of await page.locator("tbody tr", { hasText: "Bản tin số" }).locator("input[name=ho-so]").all()) await box.check();
  await press(page, page.locator(".bulk button[value=ghi_nhan]"));
  check((await page.locator("body").innerText()).includes("3 trong 3 hồ sơ"), "tin-bai: three are decided at once, and it is said");
  check((await page.locator("tbody tr", { hasText: "Bản tin số" }).count()) === 0, "tin-bai: none of them waits any more");
  page.done();
}

// -- one that an office adds -----------------------------------------------------------------------------------------------

// The XLSForm that it has: put in, published without a word of YAML; a firm applies, the department decides, it is counted.
async function added(office) {
  const page = await office.page("dieuphoi"), k = { code: "dang-ky-tham-gia-phien-cho-so", answers: { don_vi: "Hợp tác xã Vải Lục Ngạn", sdt: "0912 345 678", dien_thoai: "0912 345 678", loai: "htx", so_gian: 2, can_dien: "no" } };
  await page.goto(`${office.at}/thu-tuc`);
  await press(page, page.locator("main a", { hasText: "Thêm thủ tục" }));
  await look(page, "added-begin");
  await page.setInputFiles("[name=tep]", join(root, "test/procedures/phien-cho-so.xlsx"));
  await press(page, page.locator("main button", { hasText: "Đưa lên" }));
  await look(page, "added-made");
  await page.selectOption("[name=giai-quyet]", "SCT");
  await page.selectOption("[name=dien-thoai]", "sdt");
  await press(page, page.locator("main button", { hasText: "Công bố" }));
  check((await page.locator("main").innerText()).includes("5 ngày làm việc"), "added: it is published, with its five working days");
  page.done();
  const done = await apply(office, k, "added");
  await found_again(office, k, "added", done);
  await move(office, k, "added", done, ["sct", "duyet", "Đã duyệt", { y_kien: "Mang theo bảng giá" }]);
  check(done.waited, "added: it stood in “Chờ tôi” of the department");
  check((await counted(office, k, "sct", "Số gian hàng được duyệt")) === 2, "added: the stands that were agreed are counted");
  const home = await office.page("sct");
  await home.goto(office.at);
  check((await home.locator("main").innerText()).includes("Số gian hàng được duyệt: 2"), "added: and stand on the home page");
  home.done(), done.page.done();
}

// -- all -------------------------------------------------------------------------------------------------------------------

const folder = mkdtempSync(join(tmpdir(), "ngayso-procedures-"));
mkdirSync(pictures, { recursive: true });
const { server, at } = await serve(join(folder, "office.db"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--renderer-process-limit=3", "--disable-site-isolation-trials", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const office = new Office(browser, at), only = process.env.ONLY;

// What counts towards the same figures comes one after the other: by procedure.
const ahead = [...new Set(cases.map((k) => k.code))].map((code) => [code, async () => { for (const k of cases.filter((k) => k.code === code)) await whole(office, k); }]);
ahead.unshift(["gian-hang", () => waiting_list(office)], ["added", () => added(office)]);
const articles = ahead.find(([code]) => code === "tin-bai"), one = articles[1];
articles[1] = async () => { await one(); await many(office); };
const lane = async () => {
  for (let job; (job = ahead.shift());) {
    const begun = performance.now();
    if (!only || only.split(",").includes(job[0])) await job[1]().catch((error) => (failed++, console.log(`failed: ${job[0]}: ${error.message.split("\n").slice(0, 4).join(" ")} at ${error.stack.match(/run\.mjs:\d+/g)?.join(" ")}`)));
    if (process.env.TIMES) console.log(job[0], Math.round(performance.now() - begun), "ms");
  }
};
await Promise.all(Array.from({ length: LANES }, lane));
await browser.close();
check((await stop(server)) === 0, "the server ends when asked to");
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
