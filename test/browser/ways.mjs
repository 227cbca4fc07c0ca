// SPDX-License-Identifier: Apache-2.0
// ways.mjs -- how far each role's main job is, in the made-up province: taps and letters are counted, and may not become
// more.  A tap is a press on a link, a button or a field; signing in is not counted.  Ends in 'N passed, N failed'.
//
//   node ways.mjs ADDRESS
import { chromium } from "playwright-core";

const PASSWORD = "bac giang ngay so 2024"; // of everybody in the demo
const [address] = process.argv.slice(2);
let passed = 0, failed = 0;
function check(holds, what) {
  if (holds) passed++;
  else failed++, console.log(`failed: ${what}`);
}

class Way {
  constructor(page) {
    this.page = page;
    this.taps = this.letters = 0;
  }
  async tap(locator) {
    this.taps++;
    await locator.first().click();
    await this.page.waitForLoadState();
  }
  async type(locator, text) {
    await this.tap(locator);
    this.letters += text.length;
    await this.page.keyboard.type(text);
  }
  within(name, taps, letters) {
    console.log(`${name}: ${this.taps} taps, ${this.letters} letters (at most ${taps}, ${letters})`);
    check(this.taps <= taps && this.letters <= letters, `${name} has become longer`);
  }
}

async function enter(browser, account, width) {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 640 : 800 } });
  context.setDefaultTimeout(180_000); // other suites compute beside this one
  context.setDefaultNavigationTimeout(180_000);
  const page = await context.newPage();
  await page.goto(`${address}/dang-nhap`);
  await page.fill("input[name=tai-khoan]", account);
  await page.fill("input[type=password]", PASSWORD);
  await page.locator("main button").first().click();
  await page.goto(address);
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
  way.within("official, one late task on a phone", 3, 25);
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
  way.within("chairman, three decisions on a phone", 3, 0);
}

async function coordinator(browser) {
  const way = await enter(browser, "dieuphoi", 1280);
  await way.tap(way.page.locator("main a.button", { hasText: "Xem và xác nhận" }));
  check((await way.page.locator("main input[name=viec]").count()) > 5, "what waits for confirming is one press away, with its boxes");
  await way.page.goto(address);
  await way.tap(way.page.locator("main a.button", { hasText: /Đôn đốc \d+ cơ quan/ }));
  check((await way.page.locator("main input[name=co-quan]:checked").count()) > 5, "who is late is ticked already");
  way.within("coordinator, to confirm and to urge", 2, 0);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
for (const role of [official, chairman, coordinator])
  await role(browser).catch((error) => (failed++, console.log(`failed: ${role.name}: ${error.message.split("\n")[0]}`)));
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
