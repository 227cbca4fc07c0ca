// SPDX-License-Identifier: Apache-2.0
// privacy.mjs -- one's own data: the notice, agreeing and taking back, asking; and the queue of who is in charge.  Who walks has
// two duties, the second one as an administrator, and ends as they began.

async function agree(page, at, width, { check, go, look }) {
  await go(page, `${at}/toi/du-lieu`, "privacy-mine", width);
  const box = page.locator("form[action='/toi/du-lieu/dong-y'] input[type=checkbox]");
  const boxes = await box.count();
  check(boxes >= 2 && !(await page.locator("input[type=checkbox]:checked").count()), "a box for each purpose, none ticked before");
  await page.locator("main button", { hasText: "Ghi nhận" }).first().click();
  check((await page.locator(".errors").innerText()).includes("không đồng ý"), "a box left empty is not consent");
  await look(page, "privacy-silence", width);
  await box.first().check();
  await page.locator("main button", { hasText: "Ghi nhận" }).first().click();
  check((await box.count()) === boxes - 1, "one box is one purpose");
  await look(page, "privacy-agreed", width);
  await page.locator("main a", { hasText: "Bằng chứng" }).first().click();
  check((await page.getByText("đang có hiệu lực").count()) > 0, "there is a proof to print");
  await look(page, "privacy-proof", width);
  await page.goBack();
  await page.locator("main button", { hasText: "Rút lại đồng ý" }).first().click();
  check((await box.count()) === boxes, "one button takes it back");
}

async function ask(page, at, kind, text) {
  await page.goto(`${at}/toi/du-lieu`);
  await page.selectOption("#yeu-cau-loai", kind);
  await page.fill("#yeu-cau-noi-dung", text);
  const sent = page.waitForResponse((reply) => reply.request().method() === "POST");
  await page.locator("main button", { hasText: "Gửi yêu cầu" }).click();
  await sent;
  await page.waitForLoadState();
}

async function change_duty(page, at) {
  await page.goto(`${at}/toi`);
  await page.locator("main button", { hasText: "Dùng nhiệm vụ này" }).click();
}

export async function privacy(page, at, width, tools) {
  const { check, go, look } = tools;
  await change_duty(page, at);
  await go(page, `${at}/du-lieu-ca-nhan`, "privacy-notice", width);
  await agree(page, at, width, tools);
  await go(page, `${at}/du-lieu-ca-nhan/yeu-cau`, "privacy-queue-empty", width);
  await ask(page, at, "sua", "Chức vụ của tôi đã đổi từ tháng trước.");
  await ask(page, at, "xoa", "");
  await look(page, "privacy-asked", width);
  await go(page, `${at}/du-lieu-ca-nhan/yeu-cau`, "privacy-queue", width);
  check((await page.locator("main .rows > li").count()) === 2, "both requests wait in the queue");
  await page.locator("main .rows a", { hasText: "Sửa" }).click();
  await page.locator("main button", { hasText: "Tiếp nhận" }).click();
  // The clock is of 2024, and so is the law: 72 hours, no extension (Nghị định 13/2023/NĐ-CP); that of 2026 is tried in privacy_test.c.
  check((await page.locator("summary", { hasText: "Gia hạn" }).count()) === 0, "what was asked in 2024 has the term of that day's law");
  await look(page, "privacy-request", width);
  await page.fill("#xong-ket-qua", "Đã sửa chức vụ.");
  await page.locator("main button", { hasText: "Xác nhận đã giải quyết" }).click();
  check((await page.getByText("đã giải quyết").count()) > 0, "the request is answered");
  await page.goto(`${at}/du-lieu-ca-nhan/yeu-cau`);
  await page.locator("main .rows a", { hasText: "Xóa" }).first().click();
  await look(page, "privacy-delete", width);
  check((await page.getByText("người quản trị cuối cùng").count()) > 0, "the last administrator cannot be deleted");
  await page.locator("summary", { hasText: "Từ chối" }).click();
  await page.fill("#tu-choi-ly-do", "Chưa có người quản trị khác.");
  await page.locator("main button", { hasText: "Từ chối" }).click();
  check((await page.getByText("đã từ chối").count()) > 0, "it is refused with a reason");
  await go(page, `${at}/du-lieu-ca-nhan/yeu-cau`, "privacy-queue-closed", width);
  await change_duty(page, at);
}
