// SPDX-License-Identifier: Apache-2.0
// wording.mjs -- "Đối chiếu tên gọi": the titles of a garbled plan, without script and by keyboard alone.

// Without script: one box is ticked, one save.
async function byHand(page, plan, { check }) {
  const context = await page.context().browser().newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const bare = await context.newPage();
  await bare.goto(`${plan}/chu`);
  const all = await bare.locator("[data-look]").count();
  await bare.locator("[data-look] input[type=checkbox]").last().check();
  await bare.locator("button", { hasText: "Chỉ lưu" }).click();
  check((await bare.getByText("Đã ghi 1 tên gọi").count()) === 1, "one title is accepted without script");
  check((await bare.locator("[data-look]").count()) === all - 1, "and asked for no more");
  await context.close();
}

// The keys that a coordinator needs, the words that are wrong put right: the number of src/plan/README.md.
async function byKeyboard(page, plan, { check }) {
  await page.goto(`${plan}/chu`);
  const unsure = await page.locator("[data-looks]").first().locator("[data-look]").count();
  let keys = 0;
  const press = async (key) => (keys++, await page.keyboard.press(key));
  const field = () => page.evaluate(() => document.activeElement.value ?? "");
  check((await page.evaluate(() => getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd))).length > 0, "the first doubtful word is chosen");
  const put = await page.locator("[data-look] [data-put]").first().textContent();
  await press("Alt+Digit1");
  check((await field()).includes(put.slice(2)), "Alt+1 puts the first alternative in its place");
  await press("Alt+Digit1"); // and back
  // A word that is visibly no Vietnamese is asked about, once.
  const doubtful = page.locator("[data-looks]").first();
  const strange = await doubtful.locator("[data-strange]").count();
  const before = async () => (await doubtful.locator("input:checked").count());
  let asked = 0;
  for (let n = 0; n < unsure + strange; n++) {
    const passed = await before();
    await press("Enter");
    if ((await before()) !== passed) continue;
    asked++;
    const says = await page.locator("[data-asks]:visible").textContent();
    const chosen = await page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd));
    check(says === `“${chosen}” không phải chữ Việt: hãy sửa, hoặc bấm Enter lần nữa để giữ nguyên`, `${chosen} is asked about`);
  }
  check(asked === strange && strange > 0, `Enter alone passes none of the ${strange} words that are no Vietnamese (${asked} asked)`);
  check((await page.evaluate(() => document.activeElement.textContent)).startsWith("Lưu, và đúng cả"), "behind the last unsure title the button for all that are sure has the focus");
  await press("Enter");
  await page.getByText(/Đã ghi \d+ tên gọi đã xem/).waitFor();
  check((await page.getByText("Không còn tên gọi nào phải xem chữ").count()) === 1, "all titles are looked at");
  check(keys === unsure + strange + 3, `${keys} keys for ${unsure} unsure titles with ${strange} words that are no Vietnamese`);
}

export async function wording(page, plan, width, tools) {
  const { check, go, look } = tools;
  await page.goto(`${plan}/ra-soat`);
  if (!(await page.locator("#kich-hoat-khung a", { hasText: /Đối chiếu \d+ tên gọi/ }).count())) {
    await go(page, `${plan}/chu`, "wording-done", width);
    return;
  }
  check((await page.locator("button", { hasText: "Kích hoạt kế hoạch" }).count()) === 0, "a garbled plan is not activated before its titles were looked at");
  for (const path of ["", "/ra-soat"]) {
    await page.goto(`${plan}${path}`);
    check(!/chirc|Bic Giang/.test(await page.locator("main").innerText()), `no garbled words on ${path || "the plan's page"}`);
    if (path) continue; // there its row says it: review.mjs
    const doubt = page.locator("a.doubt:visible").first();
    await doubt.focus();
    check((await doubt.locator(".doubt-says").boundingBox()).width > 40, "what was read of a doubtful word opens for the keyboard");
    await look(page, "doubt", width);
  }
  for (const wide of [360, 1280]) {
    await page.setViewportSize({ width: wide, height: 800 });
    await go(page, `${plan}/chu`, "wording", wide);
  }
  await page.setViewportSize({ width, height: 800 });
  await byHand(page, plan, tools);
  await byKeyboard(page, plan, tools);
}
