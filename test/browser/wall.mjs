// SPDX-License-Identifier: Apache-2.0
// wall.mjs -- a page on a wall: made with a link, seen by a browser that nobody signed in, at the size of the walk and of a
// large screen; it follows what others change, and says so when it was taken back.

async function hang(page, at, path) {
  await page.goto(`${at}/man-hinh?trang=${encodeURIComponent(path)}`);
  await Promise.all([page.waitForNavigation(), page.locator("main button", { hasText: "Tạo liên kết" }).click()]);
  return page.inputValue("#dia-chi");
}

export async function wall(browser, page, at, width, { check, look }) {
  await page.goto(`${at}/viec`);
  check((await page.locator('footer a[href^="/man-hinh?trang="]').count()) === 1, "a page that refreshes itself offers to go on a wall");
  const link = await hang(page, at, "/viec");
  await look(page, "wall-made", width);
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const screen = await context.newPage();
  const answer = await screen.goto(link);
  check(answer.status() === 200, "a wall is seen without signing in");
  await look(screen, "wall", width);
  check((await screen.locator("form, a, input, button, select, textarea, nav").count()) === 0, "a wall has no menu, link or form");
  check((await screen.locator("#luc").innerText()).startsWith("Cập nhật lúc"), "it says when it was refreshed");
  check((await context.cookies()).length === 0, "and gets no cookie");

  const title = `Việc trên tường, ở ${width}`;
  await page.goto(`${at}/viec`);
  const task = await page.locator('main a[href^="/viec/"]').first().getAttribute("href");
  await page.goto(`${at}${task.split(/[?#]/)[0]}/sua`);
  await page.fill("[name=ten]", title);
  await Promise.all([page.waitForNavigation(), page.locator("main button", { hasText: "Lưu" }).first().click()]);
  const follows = screen.waitForFunction((text) => document.querySelector("main").innerText.includes(text), title);
  check(await follows.then(() => true, () => false), "a wall follows what others change");
  if (width > 600) {
    await screen.setViewportSize({ width: 1920, height: 1080 });
    await look(screen, "wall", 1920);
  }

  await page.goto(`${at}/man-hinh`);
  await Promise.all([page.waitForNavigation(), page.locator("main button", { hasText: "Thu hồi" }).last().click()]);
  await screen.reload();
  check((await screen.locator("main").innerText()).includes("đã được thu hồi"), "a wall that was taken back says so");
  await look(screen, "wall-dark", width);
  await context.close();
}
