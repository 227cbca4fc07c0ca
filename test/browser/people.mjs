// SPDX-License-Identifier: Apache-2.0
// people.mjs -- who comes in and how: the link to look around, an invitation, a password, a code of the phone, another duty.
import { createHmac } from "node:crypto";

const PASSWORD = "bảy con mèo tím bơi ngược";

// RFC 6238, as the phone's app computes it.
export function code_of_phone(key, at = Date.now()) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const hash = createHmac("sha1", bytes).update(counter).digest();
  const from = hash[19] & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, "0");
}

export async function enter(page, at, way_in, width, tools) {
  const { check, look } = tools;
  await page.goto(`${at}/ke-hoach`);
  check(page.url().includes("/dang-nhap"), "who is not signed in is led to the sign-in page");
  await look(page, "signin", width);
  await page.goto(way_in);
  await page.waitForURL(`${at}/`);
  check((await page.locator("header .me").innerText()).includes("Người dùng thử"), "the link of --try signs in by itself");
  const again = await page.request.get(way_in);
  check(again.status() === 404, "it is good for one time");
}

async function invite(page, at, width, tools) {
  const { check, go, look } = tools;
  await go(page, `${at}/nguoi`, "people", width);
  await go(page, `${at}/nguoi/moi`, "invite", width);
  await page.fill("#ho-ten", "Trần Thị Bình");
  await page.fill("#thu", "khong-phai-thu@");
  await page.evaluate(() => (document.querySelector("form[action='/nguoi/moi']").noValidate = true));
  await page.locator("main button", { hasText: "Mời" }).click();
  check((await page.locator("#ho-ten").inputValue()) === "Trần Thị Bình", "what was typed stays when the address is wrong");
  check(await page.evaluate(() => document.activeElement.matches(".errors")), "what is wrong is told first");
  await page.locator(".errors a").first().click();
  check(await page.evaluate(() => document.activeElement.name === "thu" && document.activeElement.getAttribute("aria-invalid") === "true"), "and leads to the field that is wrong");
  await look(page, "invite-refused", width);
  await page.fill("[name=thu]", `binh.${width}@bacgiang.gov.vn`);
  await page.fill("#co-quan", "SYT");
  await page.selectOption("#vai-tro", "thu-truong");
  await page.locator("main button", { hasText: "Mời" }).click();
  const link = await page.locator("input.link").inputValue();
  const account = await page.locator("td[data-label='Tên đăng nhập']").innerText();
  check(link.startsWith(`${at}/loi-moi/`), "an invitation is a link to send");
  await look(page, "invited", width);
  await page.goto(`${at}/nguoi?loc=binh`);
  await page.locator("main tbody a").first().click();
  await look(page, "person", width);
  return { link, account };
}

// The key that the page spells, while a phone learns it.
async function key_of(page) {
  return (await page.locator("main ol code").innerText()).replaceAll(" ", "");
}

async function learn_second(page, at, width, { check, look }) {
  await page.goto(`${at}/toi/hai-lop`);
  await look(page, "second-begin", width);
  await page.locator("main button", { hasText: "Bắt đầu" }).click();
  await look(page, "second", width);
  const key = await key_of(page);
  await page.reload();
  check((await key_of(page)) === key, "the key of a phone stays when the page is loaded again");
  await page.fill("#ma", "000000");
  await page.locator("main button").first().click();
  check((await page.locator(".errors").count()) === 1 && (await key_of(page)) === key, "and after a wrong code");
  await look(page, "second-wrong", width);
  await page.fill("#ma", code_of_phone(key));
  await page.locator("main button").first().click();
  await page.locator("main code").first().waitFor();
  return key;
}

async function accept(browser, at, { link, account }, width, tools) {
  const { check, go, look } = tools;
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: "vi-VN" });
  const page = await context.newPage();
  await page.goto(link);
  await look(page, "link", width);
  await page.fill("#mat-khau", "matkhau12345678");
  await page.fill("#mat-khau-lai", "matkhau12345678");
  await page.locator("main button").click();
  check((await page.locator(".errors").innerText()).includes("dễ đoán"), "an easy password is refused");
  await page.fill("[name=mat-khau]", PASSWORD);
  await page.fill("[name=mat-khau-lai]", PASSWORD);
  await page.locator("main button").click();
  await page.waitForURL(`${at}/`);
  check(!(await page.locator("nav a", { hasText: "Nhật ký" }).count()) === false, "a head of an agency sees the journal");
  const refused = await page.goto(`${at}/ke-hoach/moi`);
  check(refused.status() === 403, "but does not take plans in");
  await look(page, "refused", width);
  await go(page, `${at}/toi`, "me", width);
  await go(page, `${at}/toi/thu`, "own-mail", width);
  const key = await learn_second(page, at, width, tools);
  check((await page.locator("main code").count()) === 10, "ten recovery codes are shown once");
  await look(page, "recovery", width);
  const recovery = await page.locator("main code").first().innerText();
  await page.locator("header .me summary").click();
  await page.locator("header button", { hasText: "Đăng xuất" }).click();
  check(page.url().endsWith("/dang-nhap"), "signing out leads to the sign-in page");
  await sign_in(page, at, width, account, key, recovery, tools);
  return page;
}

async function sign_in(page, at, width, account, key, recovery, { check, look }) {
  const send = async (password) => {
    await page.goto(`${at}/dang-nhap?ve=%2Flich`);
    await page.fill("#tai-khoan", account);
    await page.fill("#mat-khau", password);
    await page.locator("main button").click();
  };
  await send("sai mật khẩu rồi nhé");
  check((await page.locator(".errors").innerText()).includes("không đúng"), "a wrong password is said");
  check((await page.locator("#tai-khoan").inputValue()) === account, "and the account stays typed");
  await look(page, "signin-wrong", width);
  await send(PASSWORD);
  await page.waitForURL(/\/toi\/ma/);
  await look(page, "code", width);
  await page.goto(`${at}/toi`);
  check(page.url().includes("/toi/ma"), "without the code nothing else opens");
  await page.fill("#ma", "000000");
  await page.locator("main button").click();
  check((await page.locator(".errors").count()) === 1, "a wrong code is said");
  await page.goto(`${at}/toi/ma?ve=%2Flich`);
  // A code is taken once, and the one before it no more: the next one, by a phone whose clock goes ahead.  (A code of the step
  // before could run out between here and the server.)
  await page.fill("#ma", code_of_phone(key, Date.now() + 30000));
  await page.locator("main button").click();
  await page.waitForURL(/\/lich$/);
  check(page.url().endsWith("/lich"), "the right code leads to where one wanted to go");
  await page.goto(`${at}/toi`);
  await page.locator("header .me summary").click();
  await page.locator("header button", { hasText: "Đăng xuất" }).click();
  await send(PASSWORD);
  await page.fill("#ma", recovery.toUpperCase());
  await page.locator("main button").click();
  await page.waitForURL(/\/(lich)?$/);
  check(page.url().startsWith(at), "a recovery code does as well");
}

// Somebody who has an account is offered a duty, and it begins when they take it.
async function offer(page, binh, at, width, { check, go, look }) {
  await page.goto(`${at}/nguoi?loc=binh`);
  await page.locator("main tbody a").first().click();
  await page.locator("button", { hasText: "Xác nhận thay" }).click();
  check((await page.getByText("đã xác nhận").count()) > 0, "an administrator says whose address it is");
  await page.goto(`${at}/nguoi/moi`);
  await page.fill("#ho-ten", "Trần Bình");
  await page.fill("#thu", `binh.${width}@bacgiang.gov.vn`);
  await page.fill("#co-quan", "SNV");
  await page.selectOption("#vai-tro", "thu-truong");
  await page.locator("main button", { hasText: "Mời" }).click();
  check((await page.getByText("chờ họ nhận").count()) === 1, "who has an account is asked, not given a duty");
  await look(page, "offered", width);
  await go(page, `${at}/nguoi`, "people-offers", width);
  check((await page.getByText("chờ họ trả lời").count()) === 1, "who invited sees that it waits");
  await go(binh, `${at}/toi`, "me-offer", width);
  await binh.locator("main button", { hasText: "Nhận nhiệm vụ" }).click();
  check((await binh.getByText("Đã nhận nhiệm vụ").count()) === 1, "it is taken on one's own page");
  await look(binh, "me-taken", width);
  await page.goto(`${at}/nguoi`);
  check((await page.getByText("chờ họ trả lời").count()) === 0, "and waits no more");
  await binh.context().close();
}

export async function people(browser, page, at, width, tools) {
  const { check, go, look } = tools;
  const binh = await accept(browser, at, await invite(page, at, width, tools), width, tools);
  await page.goto(`${at}/nguoi?loc=binh`);
  check((await page.getByText("đang hoạt động").count()) > 0, "who set a password is active");
  await go(page, `${at}/quyen`, "rights", width);
  await go(page, `${at}/nhat-ky`, "journal", width);
  check((await page.getByText("Sửa giá trị").count()) > 0, "a correction is in the journal");
  await go(page, `${at}/thu`, "outbox", width);
  check((await page.getByText("Chưa nối máy chủ thư điện tử").count()) > 0, "without a mail server the outbox says so");
  await go(page, `${at}/toi`, "me-duties", width);
  await page.locator("header .me summary").click();
  await look(page, "header-open", width);
  await page.locator("header button", { hasText: "Làm Quản trị" }).click();
  check((await page.locator("header .me summary").innerText()).includes("Quản trị"), "another duty is chosen in the header");
  const refused = await page.goto(`${at}/ke-hoach/moi`);
  check(refused.status() === 403, "an administrator does not take plans in");
  await offer(page, binh, at, width, tools);
  await page.goto(`${at}/nguoi?loc=binh`);
  await page.locator("main tbody a").first().click();
  await look(page, "person-managed", width);
  await page.locator("button", { hasText: "Khóa tài khoản" }).click();
  check((await page.getByText("đã khóa").count()) > 0, "an account can be locked");
  await page.goto(`${at}/toi`);
  await page.locator("main button", { hasText: "Dùng nhiệm vụ này" }).click();
}
