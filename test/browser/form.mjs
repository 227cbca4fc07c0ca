// SPDX-License-Identifier: Apache-2.0
// form.mjs -- people fill in declared forms: with the script, by keyboard alone, without any script; two tabs, another
// device, a connection that breaks, a double click.  The forms are those of src/form/form_world.h.
import { spawn } from "node:child_process";
import { statSync } from "node:fs";

const SCRIPTS_BYTES_MAX = 20 * 1024;

function serve(root) {
  const server = spawn(`${root}build/form/draft_test`, ["--serve", "0"], { cwd: root });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.stdout.on("data", (text) => {
      const at = String(text).match(/(http:\S+)\/don/);
      if (at) resolve({ server, at: at[1] });
    });
  });
}

const begin = async (page, at, name) => {
  await page.goto(`${at}/don`);
  await page.locator("button", { hasText: name }).click();
  await page.waitForURL(/ban-nhap/);
};
const saved = (page) => page.waitForFunction(() => document.querySelector("[data-draft-says]")?.textContent.startsWith("đã lưu nháp"));
const button = (page, words) => page.locator("button:visible", { hasText: words });

// What follows from an answer shows at once, and what is wrong with it.
async function with_script(page, at, width, { check, look }) {
  await begin(page, at, "Gian hàng");
  await look(page, "form-short", width);
  check(!(await page.getByText("Có mái che").isVisible()), "what is not asked is not there");
  await page.getByLabel("Ngoài trời").check();
  check(await page.getByText("Có mái che").isVisible(), "and comes when it is");
  await page.getByLabel("Số gian").fill("9");
  await page.keyboard.press("Tab");
  check(await page.getByText("Phải nhiều nhất 5.").isVisible(), "a bound is told beside its field at once");
  await page.getByLabel("Số gian").fill("2");
  check(!(await page.getByText("Phải nhiều nhất 5.").count()), "and the sentence goes when it is right");
  await button(page, "Thêm dòng").click();
  await page.locator("[name='gia.1']").fill("1.200");
  await page.locator("[name='so.1']").fill("3");
  await button(page, "Thêm dòng").click();
  await page.locator("[name='gia.2']").fill("1,5 triệu");
  await page.locator("[name='so.2']").fill("2");
  check((await page.locator("output").allInnerTexts()).join("|") === "3.600|3.000.000|3.003.600", "rows and their sum are calculated as one types");
  await saved(page);
  await page.reload();
  check((await page.locator("[name='gia.2']").inputValue()) === "1,5 triệu", "what was typed is on the server without a press");
  await button(page, "Bớt dòng 1").click();
  check((await page.locator("output").allInnerTexts()).join("|") === "3.000.000|3.000.000", "a row that goes counts no more");
  await saved(page);
  await button(page, "Nộp đơn").click();
  await page.waitForURL(/soat=1/);
  check((await page.locator(".errors a").count()) === 3, "what is missing is listed on top");
  await look(page, "form-wrong", width);
  await page.locator(".errors a").first().click();
  check(await page.evaluate(() => document.activeElement.closest(".wrong") !== null || location.hash.startsWith("#sai-")), "and leads to its field");
  await mended_by_pointer(page, { check });
}

// What is put right keeps its sentence while the pointer is down, so that the press arrives where it was meant.
async function mended_by_pointer(page, { check }) {
  const name = page.getByLabel("Tên gian hàng"), wrong = page.locator(".wrong", { has: name }), below = page.getByLabel("Trong nhà");
  await name.click();
  await page.keyboard.type("Gian vải");
  await page.evaluate(() => window.scrollTo(0, document.querySelector("[name=loai]").getBoundingClientRect().top + window.scrollY - 300));
  const box = await below.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  check((await wrong.count()) === 1, "what was put right keeps its sentence while the pointer is down");
  await page.mouse.up();
  check(await below.isChecked(), "the press that leaves a field arrives where it was meant");
  await wrong.waitFor({ state: "detached" });
  await button(page, "Lưu nháp").click();
  await page.waitForURL(/luu=1/);
}

// One part a page; a list of parts; looked through before it is sent.
async function part_by_part(page, at, width, { check, look }) {
  await begin(page, at, "Băng rôn");
  await page.getByLabel("Họ và tên").fill("Nguyễn Thị Hoa");
  await page.getByLabel("Điện thoại").fill("0912 345 678");
  await button(page, "Lưu và sang phần sau").click();
  await page.getByLabel("Nội dung").fill("Chào mừng Ngày Chuyển đổi số");
  await page.getByLabel("Số lượng").fill("3");
  await page.getByLabel("Có", { exact: true }).check();
  await page.getByLabel("Phần của nhà tài trợ").fill("30");
  await page.keyboard.press("Tab");
  check(await page.getByText("Phần của nhà tài trợ nhiều nhất 20 %.").isVisible(), "a constraint says its own sentence");
  await page.getByLabel("Phần của nhà tài trợ").fill("15");
  await look(page, "form-part", width);
  await button(page, "Nơi treo").click();
  await page.getByLabel("Yên Thế").check();
  check(!(await page.getByLabel("Bích Động", { exact: true }).isVisible()) && (await page.getByLabel("Đồng Tâm", { exact: true }).isVisible()), "choices follow what was chosen before");
  await page.getByLabel("Từ ngày").fill("2024-10-20");
  await page.getByLabel("Tháo đúng hạn").check();
  await button(page, "Lưu và sang phần sau").click();
  check((await page.locator("dl.facts dd").allInnerTexts()).includes("20/10/2024"), "all of it is looked through before it is sent");
  await look(page, "form-review", width);
  const address = page.url();
  await button(page, "Nộp đơn").dblclick();
  await page.waitForURL(/da-nop/);
  const receipt = page.url();
  await page.goto(address);
  check(page.url() === receipt, "a double click and the way back lead to the one that was sent");
}

async function by_keyboard(page, at, { check }) {
  const tab_to = async (name) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((n) => document.activeElement.name === n || document.activeElement.textContent === n, name)) return true;
    }
    return false;
  };
  await begin(page, at, "Gian hàng");
  check(await tab_to("ten"), "the keyboard reaches the first field");
  await page.keyboard.type("Gian bàn phím");
  check(await tab_to("so_luong"), "and the next");
  await page.keyboard.type("2");
  check(await tab_to("loai"), "and the choices");
  await page.keyboard.press("Space");
  check(await tab_to("Thêm dòng đầu tiên"), "and the button of rows");
  await page.keyboard.press("Enter");
  check(await page.evaluate(() => document.activeElement.name === "ten_hang.1"), "a new row has the focus");
  await page.keyboard.type("Vải");
  await page.keyboard.press("Enter"); // sends, as in every form
  await page.waitForURL(/da-nop/);
  check(true, "Enter sends it");
}

async function without_script(browser, at, width, height, { check }) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height } });
  const page = await context.newPage();
  await begin(page, at, "Gian hàng");
  check(await page.getByText("Có mái che").isVisible(), "without a script all is there that may be asked");
  await page.locator("#ten").fill("Gian không kịch bản");
  await button(page, "Thêm dòng").press("Enter");
  await page.locator("[name='ten_hang.1']").fill("Vải");
  await page.locator("[name='gia.1']").fill("1.000");
  await page.locator("[name='so.1']").fill("7");
  await button(page, "Tính lại").press("Enter");
  check((await page.locator("output").allInnerTexts()).join("|") === "7.000|7.000", "a press calculates");
  check((await page.locator("#ten").inputValue()) === "Gian không kịch bản", "and keeps what was typed");
  await page.locator("#anh").setInputFiles({ name: "ban-ve.txt", mimeType: "text/plain", buffer: Buffer.from("mot gian\n") });
  await button(page, "Nộp đơn").press("Enter");
  check((await page.locator(".errors a").count()) === 2 && (await page.getByText("ban-ve.txt").count()) > 0, "a file stays when something else is missing");
  await page.locator("#sai-so_luong").fill("1");
  await page.locator("input[value=trong]").check();
  await button(page, "Nộp đơn").press("Enter");
  check(/da-nop/.test(page.url()), "and it is sent");
  await context.close();
}

// Two tabs on one draft, and a third on another device.
async function two_at_once(browser, page, at, width, { check, look }) {
  await begin(page, at, "Gian hàng");
  const address = page.url(), other = await (await browser.newContext({ viewport: { width, height: 700 } })).newPage();
  await other.goto(address);
  await page.getByLabel("Tên gian hàng").fill("Của người này");
  await saved(page);
  await other.getByLabel("Tên gian hàng").fill("Của người kia");
  await other.getByText("vừa được lưu ở nơi khác").waitFor();
  await other.locator("button", { hasText: "xem cả hai bản" }).click();
  check((await other.getByLabel("Tên gian hàng").inputValue()) === "Của người kia" && (await other.getByText("Nơi khác vừa lưu: “Của người này”.").count()) === 1, "who comes second sees both");
  await look(other, "form-two", width);
  await button(other, "Lưu nháp").click();
  await other.waitForURL(/luu=1/);
  await page.reload();
  check((await page.getByLabel("Tên gian hàng").inputValue()) === "Của người kia", "another device goes on where this one stopped");
  await other.context().close();
}

// The connection breaks in the middle of a large file, and while one types.
async function broken_connection(page, at, { check }) {
  await begin(page, at, "Gian hàng");
  let pieces = 0;
  await page.route("**/tep", (route) => (++pieces === 3 ? route.abort() : route.continue()));
  await page.locator("#anh").setInputFiles({ name: "dai.txt", mimeType: "text/plain", buffer: Buffer.alloc(1900000, "mot dong chu\n") });
  await page.getByText("Bỏ tệp này").waitFor({ timeout: 20000 });
  check(pieces === 5, `a piece that was lost is sent again, and no other (${pieces} requests)`);
  await page.unroute("**/tep");
  await page.route("**/api/v1/ban-nhap/*", (route) => route.abort());
  await page.getByLabel("Tên gian hàng").fill("Gõ lúc mất mạng");
  await page.getByText("chưa lưu được").waitFor();
  await page.unroute("**/api/v1/ban-nhap/*");
  await saved(page);
  await page.reload();
  check((await page.getByLabel("Tên gian hàng").inputValue()) === "Gõ lúc mất mạng", "what was typed meanwhile is saved when it is back");
  await page.route("**/api/v1/ban-nhap/*", (route) => route.abort());
  await page.getByLabel("Tên gian hàng").fill("Rồi đóng trang");
  await button(page, "Thêm dòng").click();
  await page.locator("[name='ten_hang.1']").fill("Vải");
  await page.getByText("chưa lưu được").waitFor();
  await page.waitForFunction(() => JSON.stringify(Object.values(localStorage)).includes("Vải"));
  const address = page.url();
  await page.goto("about:blank");
  await page.unroute("**/api/v1/ban-nhap/*");
  await page.goto(address);
  check((await page.getByLabel("Tên gian hàng").inputValue()) === "Rồi đóng trang" && (await page.locator("[name='ten_hang.1']").inputValue()) === "Vải", "the page may even be closed meanwhile");
  await saved(page);
  check((await page.evaluate(() => localStorage.length)) === 0, "nothing stays in the browser that the server has");
}

export async function form(browser, root, width, height, { check, look }) {
  const { server, at } = await serve(root);
  const bytes = ["form.js", "expression.js"].reduce((n, name) => n + statSync(`${root}web/${name}`).size, 0);
  check(bytes <= SCRIPTS_BYTES_MAX, `the scripts of a form have ${bytes} bytes`);
  try {
    const context = await browser.newContext({ viewport: { width, height }, locale: "vi-VN" });
    const page = await context.newPage(), errors = [];
    page.on("pageerror", (e) => errors.push(e.message));
    await with_script(page, at, width, { check, look });
    await part_by_part(page, at, width, { check, look });
    await by_keyboard(page, at, { check });
    await without_script(browser, at, width, height, { check });
    await two_at_once(browser, page, at, width, { check, look });
    if (width < 600) await broken_connection(page, at, { check });
    check(!errors.length, `the browser complains of a form: ${errors.join("; ")}`);
    await context.close();
  } finally {
    server.kill("SIGTERM");
  }
}
