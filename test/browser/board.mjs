// SPDX-License-Identifier: Apache-2.0
// board.mjs -- a card of the board goes to another column by mouse and by keyboard, and the store knows it; where it cannot
// go, the column says why.

export async function board(page, at, width, { check, go, look }) {
  const path = `${at}/bang-viec?co-quan=STTTT`;
  const state = (task) => page.evaluate(async (path) => (await (await fetch(path)).json()).state, `/api/v1/viec/${task}`);
  const card = (task) => page.locator(`#viec-${task}`), column = (key) => page.locator(`[data-column=${key}]`);
  const first = async (key) => (await column(key).locator("[data-card]").first().getAttribute("id")).replace("viec-", "");
  const drop = (task, key) => card(task).dragTo(column(key).locator("h2")); // both in sight: a page that scrolls would put another card under the hand
  const says = page.locator("[data-board-says]");

  await go(page, path, "board", width);
  check((await page.evaluate(() => [...document.querySelectorAll("[data-card]")].every((card) =>
    [...card.querySelectorAll(".meta *")].every((part) => part.getBoundingClientRect().right <= card.getBoundingClientRect().right + 1)))), "nothing on a card is cut off");

  // By keys: the button of the next step, then one that needs a reason.
  let task = await first("new");
  await card(task).locator("> a").focus();
  for (let n = 0; n < 9 && !(await page.evaluate(() => document.activeElement.value === "nhan")); n++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/bang-viec\?task=\d+&co-quan=STTTT#viec-/);
  check((await state(task)) === "doing", "Enter on a card's button takes the task on");
  check((await column("doing").locator(`#viec-${task}`).count()) === 1 && (await says.innerText()).includes("nay là “Đang làm”"), "one is back on the board, at the card, and hears where it is");
  await look(page, "board-moved", width);
  await card(task).locator("a[data-to]").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/bang-viec\?the=/);
  await look(page, "board-words", width);
  check((await page.evaluate(() => document.activeElement.name)) === "ly-do", "the card opens where its reason is typed");
  await page.keyboard.type("Chờ kinh phí");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/bang-viec/);
  await column("paused").locator(`#viec-${task}`).waitFor();
  check((await state(task)) === "paused", "with its reason it is paused");
  await card(task).locator("button[value=tiep-tuc]").click();
  await column("doing").locator(`#viec-${task}`).waitFor();

  await page.goto(`${at}/bang-viec?co-quan=SYT`);
  check((await page.locator("[data-card] button[value=nhan]").count()) === 0, "what another agency does with its task is not offered");
  if (width < 600) return; // a thumb has the buttons

  await page.goto(path);
  task = await first("new");
  await drop(task, "doing");
  await page.waitForURL(/bang-viec\?task=/);
  check((await state(task)) === "doing", "a card that is dropped on a column goes there");
  await page.goto(path);
  task = await first("new");
  await card(task).hover();
  await page.mouse.down();
  const box = await column("done").boundingBox();
  await page.mouse.move(box.x + 20, box.y + 60, { steps: 5 });
  check((await column("done").locator("[data-column-says]").innerText()).includes("không chuyển thẳng"), "a column says why a card does not come there");
  check(await column("doing").evaluate((it) => it.classList.contains("may")), "and where it can go is to be seen");
  await page.mouse.up();
  await says.filter({ hasText: "không chuyển thẳng" }).waitFor();
  check((await state(task)) === "new", "it stays where it was");
  await drop(task, "paused");
  await page.waitForURL(/bang-viec\?the=/);
  check((await page.evaluate(() => document.activeElement.name)) === "ly-do" && (await says.innerText()).includes("ghi lý do"), "what needs a reason asks for it on the card");
  await page.keyboard.type("Chờ hướng dẫn");
  await card(task).locator("button[value=tam-dung]").click();
  await column("paused").locator(`#viec-${task}`).waitFor();
  check((await state(task)) === "paused", "and goes with it");
}
