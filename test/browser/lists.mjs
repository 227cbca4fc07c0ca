// SPDX-License-Identifier: Apache-2.0
// lists.mjs -- a list of tasks: what is ticked stays over pages and errors, the bar stays in sight and counts, conditions are
// taken off one by one, a line of many opens where it is; all without a script of ours but the key x.

export async function lists(page, at, width, { check, go }) {
  const counted = () => page.locator(".tick-count").evaluate((b) => {
    const ticked = document.querySelectorAll(".dense input:checked").length;
    return getComputedStyle(b, "::before").content.includes("ticked") ? ticked : -1;
  });
  const in_sight = () => page.locator(".bulk").evaluate((bar) => {
    const box = bar.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight + 1;
  });

  await go(page, `${at}/viec?tung-viec=1`, "list", width);
  check(await in_sight(), "the bar of acts is in sight at once");
  const first = page.locator(".dense input[type=checkbox]").first(), value = await first.inputValue();
  await page.locator(".dense tbody tr").first().locator("th a").focus();
  await page.keyboard.press("x");
  check(await first.isChecked(), "x ticks the row that has the focus");
  await page.locator(".dense input[type=checkbox]").nth(1).check();
  check((await counted()) === 2, "the bar counts what is ticked, by the style sheet alone");
  await page.locator("button", { hasText: "Trang sau" }).click();
  check((await page.locator(`.bulk input[type=hidden][value='${value}']`).count()) === 1, "the next page knows what was ticked on this one");
  check((await page.locator(".ticks").innerText()).includes("2 ở trang khác"), "and says so");
  await page.locator(".dense input[type=checkbox]").first().check();
  await page.locator(".bulk summary").click();
  await page.locator(".bulk select").selectOption("tam-dung");
  await page.locator(".bulk button", { hasText: "Làm cho các việc" }).click();
  check((await page.locator("[role=alert]").count()) > 0 && (await page.locator(".ticks").innerText()).includes("2 ở trang khác") && (await counted()) === 1,
    "without a reason nothing is done, and every tick is there still");
  await page.locator("button", { hasText: "Bỏ đánh dấu" }).click();
  check((await page.locator(".ticks").innerText()).includes("ở trang khác") === false, "ticks are taken off by one press");

  await page.goto(`${at}/viec?loai=chua-den-han&tung-viec=1`);
  check((await page.locator(".chips li a[href='/viec?tung-viec=1']").count()) === 1, "a condition is taken off and the other stays");
  await page.goto(`${at}/viec`);
  const many = page.locator("tr.many th a").first();
  await many.click();
  check((await page.locator("tr.member").count()) > 1 && (await page.locator("tr.many th a[aria-expanded=true]").count()) === 1, "a line of many opens where it is");
}
