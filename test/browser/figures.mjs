// SPDX-License-Identifier: Apache-2.0
// figures.mjs -- figures that agencies report: sets are begun, the grid is typed in, pasted into, refuses with a reason, keeps
// what was typed through a lost network and a closed page; every number opens what it is made of.

const WEEK = "2024-09-16";

async function begin(page, at, width, { check, go }) {
  await go(page, `${at}/so-lieu`, "figures-none", width);
  await page.locator("main a.button", { hasText: "Chọn bộ số liệu" }).click();
  await page.locator("input[name=tu]").fill("2024-09-02");
  await page.locator("button", { hasText: "Bắt đầu thu thập" }).click();
  check((await page.locator("main section h2").count()) >= 6, "all sets on offer are begun by one press");
}

async function type(page, at, width, { check, go }) {
  await go(page, `${at}/so-lieu/nhap/ha-tang-so?ky=${WEEK}`, "figures-grid", width);
  const cell = (row, column) => page.locator(".grid tbody tr").nth(row).locator("td > input").nth(column);
  const is = (row, column, state) => cell(row, column).and(page.locator(`[data-state=${state}]`)).waitFor({ timeout: 5000 }).then(() => true, () => false);
  await cell(0, 0).fill("1.234");
  await cell(0, 0).press("Enter");
  check(await is(0, 0, "saved"), "a cell is saved as soon as it is left");
  check(await cell(1, 0).evaluate((c) => c === document.activeElement), "Enter goes to the cell below");
  await page.keyboard.type("nhiều");
  await page.keyboard.press("ArrowDown");
  check(await is(1, 0, "refused"), "what is no number is refused at once");
  check((await page.locator("[data-grid-says]").innerText()).includes("không phải là số"), "and it is said why");
  await cell(2, 0).focus();
  await paste(page, "1500\t900\n1600\t1000\n");
  check((await is(2, 0, "saved")) && (await is(3, 1, "saved")), "a table from Excel lands in its cells");
  check((await cell(3, 1).inputValue()) === "1.000", "and is written as it is kept");

  await page.context().setOffline(true);
  await cell(4, 0).fill("777");
  await cell(4, 0).press("Enter");
  check(await is(4, 0, "waiting"), "without a network a cell waits");
  await cell(4, 1).fill("-1");
  await cell(4, 1).press("Enter");
  check(await is(4, 1, "refused"), "and is checked all the same");
  await page.context().setOffline(false);
  await page.goto(`${at}/so-lieu`);
  await page.goto(`${at}/so-lieu/nhap/ha-tang-so?ky=${WEEK}`);
  await page.waitForFunction(() => document.querySelectorAll(".grid tbody tr")[4].querySelector("td > input").dataset.state !== "waiting", null, { timeout: 8000 }).catch(() => {});
  await page.reload();
  check((await cell(4, 0).inputValue()) === "777", "what waited is sent when the page is opened again");
}

// As Excel copies it, into the cell that has the focus.
const paste = (page, table) => page.evaluate((text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, table);

async function paste_with_names(page, { check }) {
  const rows = page.locator(".grid tbody tr"), says = page.locator("[data-grid-says]");
  const values = (row) => rows.nth(row).locator("td > input").evaluateAll((cells) => cells.map((cell) => cell.value).join(" "));
  const settled = () => page.waitForFunction(() => !document.querySelector(".grid [data-state=waiting]"), null, { timeout: 8000 });
  const title = (column) => page.locator(".grid th[data-code]").nth(column).getAttribute("data-title");
  const name = (row) => rows.nth(row).locator("th").innerText(), code = (row) => rows.nth(row).getAttribute("data-org");
  const before = [await values(2), await values(9), await values(10)];
  await rows.nth(2).locator("td > input").first().focus();
  // The office's own download: code, name, term; here with its columns the other way round.
  await paste(page, `Mã cơ quan\tCơ quan\tKỳ\t${await title(1)}\t${await title(0)}\n${await code(10)}\t${await name(10)}\t${WEEK}\t31\t310\nX99999\tUBND xã Không Có\t${WEEK}\t1\t2\n${await code(9)}\t${await name(9)}\t${WEEK}\t\tnhiều\n`);
  await settled();
  check((await values(10)).startsWith("310 31 ") && (await values(9)).startsWith("nhiều "), "a table with codes lands in its rows, by its headings");
  check((await values(2)) === before[0], "and not where the focus was");
  check(/1 dòng không có trong bảng: X99999.*không phải là số/.test(await says.innerText()), "whose row is not here is said, and what is refused");
  await page.locator("[data-grid-undo]").click();
  await says.getByText("Đã trả lại 3 ô").waitFor({ timeout: 8000 });
  await settled();
  check((await page.locator(".grid [data-state=refused]").evaluateAll((cells) => cells.map((cell) => cell.title).join())) === "", "nothing of a paste that was taken back is refused");
  await page.reload();
  check((await values(10)) === before[2] && (await values(9)) === before[1], "a paste is taken back in the store too");
  await rows.nth(2).locator("td > input").first().focus();
  await paste(page, `${(await name(9)).replace(/^UBND /, "").toUpperCase()}\t\t92\n${(await name(10)).replace(/^UBND \S+ /, "")}\t102\t101\n`);
  await settled();
  check((await values(9)).startsWith(" 92 ") && (await values(10)).startsWith("102 101 "), "by names too, however they are written");
  await page.locator("[name=ly-do]").fill("cộng sót một thôn"); // the term is overdue
  await rows.nth(2).locator("td > input").first().focus();
  await paste(page, `${await code(10)}\t3100\t3000\n`);
  await settled();
  check((await values(10)).startsWith("3.100 3.000 ") && (await rows.nth(10).locator("[data-state=saved]").count()) === 2, "a part is not held against the whole that the same paste replaces");
  await page.locator("[data-grid-undo]").click();
  await says.getByText("Đã trả lại 2 ô").waitFor({ timeout: 8000 });
  await settled();
  check((await values(10)).startsWith("102 101 ") && (await rows.nth(10).locator("[data-state=refused]").count()) === 0, "nor when it is taken back");
}

async function without_script(page, at, { check }) {
  const context = await page.context().browser().newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto(`${at}/so-lieu/nhap/ha-tang-so?ky=${WEEK}`);
  const row = plain.locator(".grid tbody tr").nth(6).locator("td > input");
  await row.nth(0).fill("2.000");
  await row.nth(1).fill("mười");
  await plain.locator("button", { hasText: "Lưu" }).click();
  check((await plain.locator("[role=alert] h2").innerText()).includes("1 ô đã lưu, 1 ô chưa"), "without a script one save keeps the good cells");
  check((await row.nth(1).inputValue()) === "mười", "and gives the others back as they were typed");
  await context.close();
}

export async function figures(page, at, width, { check, go, look }) {
  await begin(page, at, width, { check, go });
  await type(page, at, width, { check, go });
  await paste_with_names(page, { check });
  await without_script(page, at, { check });
  await go(page, `${at}/so-lieu?ngay=${WEEK}`, "figures", width);
  await page.locator("main table a", { hasText: "Tổng số hộ dân" }).first().click();
  await look(page, "figures-one", width);
  check((await page.locator(".lead").innerText()).startsWith("Tuần 38"), "an indicator begins with its sentence");
  await page.locator(".tiles a").first().click();
  await look(page, "figures-district", width);
  await page.locator("tbody td a").first().click();
  check((await page.locator("h1").innerText()).includes("báo cáo bao nhiêu"), "down to the value that was reported");
  await look(page, "figures-value", width);
  await go(page, `${at}/so-lieu/bao-cao`, "figures-missing", width);
  await go(page, `${at}/so-lieu/bo/ha-tang-so`, "figures-set", width);
  await go(page, `${at}/so-lieu/nap/ha-tang-so`, "figures-file", width);
  await go(page, `${at}/so-lieu/khai-bao?theo=ha-tang-so`, "figures-declare", width);
  await page.locator("button", { hasText: "Xem thử" }).click();
  await look(page, "figures-declared", width);
  check((await page.getByText("209 cơ quan báo cáo").count()) > 0, "a declaration is looked at before it is kept");
}
