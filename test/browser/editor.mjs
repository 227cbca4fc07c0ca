// SPDX-License-Identifier: Apache-2.0
// editor.mjs -- an office changes a form in the browser: brought as a file, field by field, as text with its mistakes, tried;
// a procedure's form goes back to the procedure.  Also without a script.
const file = (root) => `${root}test/forms/phien-cho-so.yaml`;
const button = (page, words) => page.locator("main button:visible", { hasText: words });

async function bring(page, at, root) {
  await page.goto(`${at}/bieu-mau`);
  await page.setInputFiles("input[name=tep]", file(root));
  await button(page, "Bắt đầu").click();
  await page.waitForURL(/bieu-mau\/\d+$/);
  return page.url();
}

async function fields(page, at, root, width, { check, look }) {
  const form = await bring(page, at, root);
  await look(page, "editor", width);
  await page.locator("th a", { hasText: "Số gian" }).click();
  await page.fill("[name=hien-khi]", "${co_gia} = true()");
  await page.fill("[name=it-nhat]", "mười");
  await button(page, "Lưu trường").click();
  await look(page, "editor-wrong", width);
  check((await page.locator(".errors a").count()) === 2, "all that is wrong with a field is listed");
  check((await page.locator(".field.wrong").count()) === 2, "and stands beside what was typed");
  await page.fill("[name=hien-khi]", "${co_gian} = true()");
  await page.fill("[name=it-nhat]", "2");
  await button(page, "Lưu trường").click();
  await page.waitForURL(form);
  await page.locator("button[value='len:so_gian']").click();
  check((await page.locator("tbody th").allInnerTexts()).indexOf("Số gian") === 2, "a field moves up");
  await button(page, "Hoàn tác").click();
  check((await page.locator("tbody th").allInnerTexts()).indexOf("Số gian") === 3, "and that is taken back");
  await page.selectOption("[name=kieu]", "choice");
  await button(page, "Tiếp").click();
  await look(page, "editor-field", width);
  await page.fill("[name=nhan]", "Loại gian");
  await page.fill("[name=lua-chon]", "Ngang\nGóc");
  await button(page, "Lưu trường").click();
  check((await page.locator("tbody tr", { hasText: "Loại gian" }).innerText()).includes("2 lựa chọn"), "a field is added with its choices");
  return form;
}

async function text(page, form, width, { check, look }) {
  await page.goto(`${form}/noi-dung`);
  const before = await page.inputValue("[name=van-ban]");
  await page.fill("[name=van-ban]", before.replace("title: ", "title: a: ").replace("type: day", "type: date"));
  await button(page, "Lưu và soát").click();
  await look(page, "editor-text", width);
  check((await page.locator("#sai li").count()) === 2, "a text is kept with its mistakes, each with its line");
  await page.fill("[name=van-ban]", before);
  await button(page, "Lưu và soát").click();
  await page.waitForURL(form);
}

async function tried(page, form, width, { check, look }) {
  await page.goto(`${form}/thu`);
  await look(page, "editor-try", width);
  await page.fill("[name=ten]", "HTX Đồng Kỳ");
  await page.fill("[name=so_gian]", "2");
  await button(page, "Thử nộp").click();
  await look(page, "editor-tried", width);
  check((await page.getByText("Nộp được").count()) === 1, "a form is tried");
  check((await page.locator("dt", { hasText: "Lời chào" }).count()) >= 1, "and what was calculated is shown");
}

async function procedure(page, at, width, { check, look }) {
  await page.goto(`${at}/thu-tuc-moi?tu=bang-ron`);
  await button(page, "Sửa từng trường").click();
  await page.waitForURL(/bieu-mau\/\d+$/);
  const form = page.url();
  await page.goto(`${form}/truong?ten=so_luong`);
  await page.fill("[name=nhieu-nhat]", "40");
  await button(page, "Lưu trường").click();
  await page.goto(`${form}/khac`);
  await look(page, "editor-changes", width);
  check((await page.getByText("nay «40»").count()) === 1, "a procedure's form is compared with the one in force");
  await page.goto(form);
  await page.locator("main a.button", { hasText: "công bố" }).click();
  check((await page.inputValue("[name=van-ban]")).includes("max: 40"), "and goes on to where it is published");
}

export async function editor(page, at, root, width, { check, go, look }) {
  await go(page, `${at}/bieu-mau`, "editor-all", width);
  await go(page, `${at}/huong-dan/bieu-mau`, "editor-guide", width);
  const form = await fields(page, at, root, width, { check, look });
  await text(page, form, width, { check, look });
  await tried(page, form, width, { check, look });
  await procedure(page, at, width, { check, look });
}
