// SPDX-License-Identifier: Apache-2.0
// ways.mjs -- how far each role's main job is, in the made-up province, and from an empty installation to work that is
// assigned: taps, keys and letters are counted, and may not become more.  A tap is a press on a link, a button or a field; a
// key one that decides or moves on; signing in is not counted.  Seconds are those of the keystroke-level model (Card,
// Moran, Newell 1980): to think 1.35, to point 1.1, to press 0.2, a letter or key 0.28; with what the program let one wait.
// Ends in 'N passed, N failed'.
//
//   node ways.mjs ADDRESS OF-AN-EMPTY-ONE LINK-THAT-LETS-ITS-COORDINATOR-IN
import { chromium } from "playwright-core";
import { decideAll } from "./review.mjs";

const PASSWORD = "bac giang ngay so 2024"; // of everybody in the demo
const PLAN = new URL("../../data/samples/ke-hoach-136-2024.ocr.txt", import.meta.url).pathname;
const [address, empty, way_in] = process.argv.slice(2);
const THINK = 1.35, POINT = 1.1, PRESS = 0.2, KEY = 0.28;
let passed = 0, failed = 0;
function check(holds, what) {
  if (holds) passed++;
  else failed++, console.log(`failed: ${what}`);
}

const REACH_MAX = 120;

class Way {
  constructor(page) {
    this.page = page;
    this.taps = this.letters = this.keys = this.steps = this.waited = 0;
  }
  async wait(act) {
    const begin = Date.now();
    await act();
    await this.page.waitForLoadState();
    this.waited += (Date.now() - begin) / 1000;
  }
  async tap(locator) {
    this.taps++;
    await this.wait(() => locator.first().click());
  }
  // A key that decides something, after a thought; steps with Tab need none.
  async press(key) {
    this.keys++;
    await this.wait(() => this.page.keyboard.press(key));
  }
  async reach(locator) {
    const target = await locator.first().elementHandle();
    for (let n = 0; n < REACH_MAX; n++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      this.steps++;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach it within ${REACH_MAX} steps`);
  }
  async type(locator, text) {
    await this.tap(locator);
    this.letters += text.length;
    await this.page.keyboard.type(text);
  }
  seconds() {
    return this.taps * (THINK + POINT + PRESS) + this.keys * (THINK + KEY) + (this.letters + this.steps) * KEY;
  }
  within(name, { taps, letters = 0, keys = 0, steps = 0, seconds }) {
    console.log(`${name} | ${this.taps} | ${this.letters} | ${this.keys} | ${this.steps} | ${Math.round(this.seconds())} s | ${seconds} s | waited ${this.waited.toFixed(1)} s`);
    check(this.taps <= taps && this.letters <= letters && this.keys <= keys && this.steps <= steps, `${name} has become longer`);
    check(this.seconds() <= seconds, `${name} takes more than ${seconds} s`);
  }
}

async function enter(browser, account, width, at = address) {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 640 : 800 } });
  context.setDefaultTimeout(180_000); // other suites compute beside this one
  context.setDefaultNavigationTimeout(180_000);
  const page = await context.newPage();
  await page.goto(`${at}/dang-nhap`);
  await page.fill("input[name=tai-khoan]", account);
  await page.fill("input[type=password]", PASSWORD);
  await page.locator("main button").first().click();
  await page.goto(at);
  return new Way(page);
}

// What burns is the first thing; one save.
async function official(browser) {
  const way = await enter(browser, "h217", 360);
  await way.tap(way.page.locator("main a.button", { hasText: "Cập nhật" }));
  const row = way.page.locator("section.owed:target");
  await way.type(row.locator("[name^='ket-qua.']"), "đã họp, phân công 12 xã");
  await way.tap(way.page.locator("button", { hasText: "Lưu tất cả" }));
  await way.page.getByText("Đã lưu 1 việc").waitFor();
  way.within("official, one late task on a phone", { taps: 3, letters: 25, seconds: 45 });
}

// The proposal stands beside the button.
async function chairman(browser) {
  const way = await enter(browser, "lanhdao", 360);
  const agree = way.page.locator("main button", { hasText: "Đồng ý" });
  check((await agree.count()) > 0, "something waits for the chairman on the first page");
  for (let i = 0; i < 3; i++) {
    await way.tap(agree);
    await way.page.goto(address); // the next one
  }
  way.within("chairman, three decisions on a phone", { taps: 3, seconds: 90 });
}

async function coordinator(browser) {
  const way = await enter(browser, "dieuphoi", 1280);
  await way.tap(way.page.locator("main a.button", { hasText: "Xem và xác nhận" }));
  check((await way.page.locator("main input[name=viec]").count()) > 5, "what waits for confirming is one press away, with its boxes");
  await way.page.goto(address);
  await way.tap(way.page.locator("main a.button", { hasText: /Đôn đốc \d+ cơ quan/ }));
  check((await way.page.locator("main input[name=co-quan]:checked").count()) > 5, "who is late is ticked already");
  way.within("coordinator, to confirm and to urge", { taps: 2, seconds: 10 });
}

// The same two without a pointer: Tab from the first page on, Enter, Space.
async function officialByKeys(browser) {
  const way = await enter(browser, "h217", 1280);
  await way.reach(way.page.locator("main a.button", { hasText: "Cập nhật" }));
  await way.press("Enter");
  await way.page.locator("section.owed:target").waitFor();
  const result = way.page.locator("section.owed:target [name^='ket-qua.']");
  await way.reach(result);
  way.letters += "đã họp các xã".length;
  await way.page.keyboard.type("đã họp các xã");
  await way.press("Control+s");
  await way.page.getByText("Đã lưu 1 việc").waitFor();
  way.within("official, the same by keyboard alone", { taps: 0, letters: 13, keys: 2, steps: 30, seconds: 45 });
}

async function coordinatorByKeys(browser) {
  const way = await enter(browser, "dieuphoi", 1280);
  await way.reach(way.page.locator("main a.button", { hasText: "Xem và xác nhận" }));
  await way.press("Enter");
  await way.page.locator("main input[name=viec]").first().waitFor();
  way.steps++;
  await way.page.keyboard.press("j"); // to the first of the list
  await way.press("Enter");
  await way.page.waitForURL(/\/viec\/\d+/);
  await way.reach(way.page.locator("main button", { hasText: "Xác nhận hoàn thành" }));
  await way.press("Enter");
  await way.page.locator(".notice", { hasText: "Đã xác nhận hoàn thành" }).waitFor();
  way.within("coordinator, one task confirmed by keyboard alone", { taps: 0, keys: 3, steps: 45, seconds: 45 });
}

// From an empty installation: the signed plan is read, its titles are looked at, all doubtful words too, it is activated, and
// its work goes out.  The reader of plans has an OCR's text to read here: the longest way.
async function coordinatorFromNothing(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(180_000);
  context.setDefaultNavigationTimeout(180_000);
  const way = new Way(await context.newPage());
  await way.page.goto(way_in);
  await way.page.waitForURL(`${empty}/`);
  const button = (text) => way.page.locator("main :is(a.button, button)", { hasText: text });
  await way.tap(button("Nhập kế hoạch"));
  way.taps += 2; // the file, in the system's own window
  await way.page.setInputFiles("main input[type=file]", PLAN);
  await way.tap(button("Nhập và rà soát"));
  const plan = way.page.url().replace(/\/chu.*/, ""); // the titles come first by themselves
  const titles = await way.page.locator("[data-look]").count(), unsure = await way.page.locator("[data-looks]").first().locator("[data-look]").count();
  const strange = await way.page.locator("[data-looks]").first().locator("[data-strange]").count(); // each is asked about once
  for (let n = 0; n <= unsure + strange; n++) await way.press("Enter");
  await way.page.getByText(/Đã ghi \d+ tên gọi đã xem/).waitFor();
  const done = await decideAll(way.page, plan);
  way.taps++, (way.keys += done.words), (way.letters += done.keys - done.words);
  console.log(`the words of the sample: ${done.words} doubtful ones in ${done.keys} keys (${done.right} right, ${done.chosen} by digit, ${done.typed} typed); ${titles} titles, ${unsure} of them unsure`);
  await way.page.goto(`${plan}/ra-soat`);
  for (let n = 0; n < 30 && (await way.page.locator(".finding.blocking button", { hasText: "Chấp nhận" }).count()); n++)
    await way.tap(way.page.locator(".finding.blocking button", { hasText: "Chấp nhận" }));
  await way.tap(button("Kích hoạt kế hoạch"));
  await way.page.goto(`${plan}/giao-viec`); // the receipt leads there
  await way.tap(button("Lập danh sách việc"));
  await way.tap(button(/Giao tất cả \d+ việc/));
  await way.tap(way.page.locator("button[value=giao-het]"));
  await way.page.locator(".notice", { hasText: /Đã giao \d+ việc/ }).waitFor();
  way.within("coordinator, from an empty installation to assigned", { taps: 10, letters: 20, keys: 110, seconds: 15 * 60 });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
for (const role of [official, officialByKeys, chairman, coordinator, coordinatorByKeys, coordinatorFromNothing]) {
  await role(browser).catch((error) => (failed++, console.log(`failed: ${role.name}: ${error.message.split("\n")[0]}`)));
  for (const context of browser.contexts()) await context.close(); // the next one has the focus for itself
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
