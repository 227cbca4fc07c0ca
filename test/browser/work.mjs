// SPDX-License-Identifier: Apache-2.0
// work.mjs -- the plan goes out as work: activated, proposed, assigned, reported, questioned, confirmed; typed text survives.
import ICAL from "ical.js";
import { lists } from "./lists.mjs";

async function assign(page, at, width, { check, go, look }) {
  await page.goto(`${at}/ke-hoach`);
  const plan = await page.locator("main a[href^='/ke-hoach/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")).find((h) => /^\/ke-hoach\/\d+$/.test(h)));
  await page.goto(`${at}${plan}/giao-viec`);
  await look(page, "assign-not-yet", width);
  await page.goto(`${at}${plan}/ra-soat`);
  for (let n = 0; n < 60 && (await page.locator(".finding.blocking button", { hasText: "Chấp nhận" }).count()); n++)
    await page.locator(".finding.blocking button", { hasText: "Chấp nhận" }).first().click();
  const activate = page.locator("button", { hasText: "Kích hoạt" });
  if (await activate.count()) await activate.first().click();
  await page.goto(`${at}${plan}/giao-viec`);
  await page.locator("button", { hasText: "Lập danh sách" }).click();
  check(Number((await page.locator(".figures b").first().innerText()).replace(/\D/g, "")) > 400, "the plan becomes hundreds of proposed tasks");
  await look(page, "assign", width);
  await page.locator("main table a").first().click();
  await look(page, "assign-group", width);
  await page.locator("a", { hasText: "Đánh dấu cả" }).click();
  await page.fill("#han", "trước ngày 30/9/2024");
  await page.locator("button[value=han]").click();
  await page.getByText("29/9/2024").first().waitFor();
  check(true, "“trước ngày 30” is the 29th");
  await page.fill("#han", "35/10/2024");
  await page.locator("a", { hasText: "Đánh dấu cả" }).click();
  await page.fill("#han", "35/10/2024");
  await page.locator("button[value=han]").click();
  check((await page.locator(".errors, .notice.bad, [role=alert]").count()) > 0 && (await page.locator("[name=han]").inputValue()) === "35/10/2024", "a day that is none is told, and stays typed");
  await go(page, `${at}${plan}/viec/moi`, "task-new", width);
  await page.goto(`${at}${plan}/giao-viec`);
  await page.locator("a", { hasText: "Giao tất cả" }).click();
  await look(page, "assign-all", width);
  await page.locator("button[value=giao-het]").click();
  check((await page.locator(".notice", { hasText: /Đã giao \d+ việc/ }).count()) === 1, "a receipt says how many went out");
  check((await page.locator("a", { hasText: "Giao tất cả" }).count()) === 0, "everything went out");
  await look(page, "assigned", width);
  await page.locator("button", { hasText: "Hoàn tác" }).click();
  check((await page.locator(".notice", { hasText: /Đã hoàn tác \d+ việc/ }).count()) === 1, "it is taken back by one press");
  await page.locator("a", { hasText: "Giao tất cả" }).click();
  await page.locator("button[value=giao-het]").click();
  return plan;
}

// 150 %: the task is named, its field is one click away, the list of what is wrong has the focus, all that was typed stays.
async function refused(page, check) {
  const percent = page.locator("[name^='tien-do.']").first(), result = page.locator("[name^='ket-qua.']").first(), done = page.locator("input[type=checkbox][name^='xong.']").first();
  const title = await page.locator(".owed h2").first().innerText();
  await percent.fill("150");
  await result.fill("đã gửi 3 tin bài");
  await done.check();
  await page.evaluate(() => document.querySelectorAll("main form").forEach((form) => { form.noValidate = true; }));
  await page.locator("button", { hasText: "Lưu tất cả" }).click();
  await page.locator(".errors").waitFor();
  check(await page.waitForFunction(() => document.activeElement.matches(".errors")).then(() => true), "what is wrong has the focus");
  check((await page.locator(".errors a").first().innerText()) === title, "the task is named");
  check((await percent.inputValue()) === "150" && (await result.inputValue()) === "đã gửi 3 tin bài" && (await done.isChecked()), "all that was typed and ticked stays");
  check((await percent.getAttribute("aria-invalid")) === "true" && (await percent.getAttribute("aria-describedby")).includes("-sai"), "it is said beside its field");
  await page.locator(".errors a").first().click();
  check(await page.evaluate(() => document.activeElement.name.startsWith("tien-do.")), "and the list leads to it");
  await percent.fill("0"), await result.fill(""), await done.uncheck();
  await page.evaluate(() => localStorage.clear());
}

async function report(page, at, width, { check, go, look }) {
  await go(page, `${at}/cap-nhat`, "update", width);
  const first = await page.locator("main form input:not([type=hidden])").first().boundingBox(), bar = await page.locator(".save-all").boundingBox();
  check(first.y + first.height <= Math.min(640, bar.y), "the first field of the update stands in the first screen of a phone");
  await refused(page, check);
  await page.goto(`${at}/cap-nhat`);
  const line = page.locator("[name^='ket-qua.']").first();
  await line.fill("đã gửi 12 tin bài");
  await page.locator("[data-draft-says]", { hasText: "tự lưu nháp" }).waitFor();
  await page.reload();
  check((await line.inputValue()) === "đã gửi 12 tin bài", "what was typed is there again");
  await page.context().setOffline(true);
  await page.locator("button", { hasText: "Lưu tất cả" }).click();
  await page.locator("[data-draft-says]", { hasText: "mất mạng" }).waitFor();
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online"))).catch(() => {}); // Chromium may have told it itself: the page is leaving
  await page.waitForURL(/da-luu=1/);
  check((await page.getByText("Đã lưu 1 việc").count()) === 1, "it goes out by itself when the connection is back");
  check((await page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith("nhap:cap-nhat")).length)) === 0, "and the draft is gone");
  await look(page, "update-saved", width);
}

async function one_task(page, at, width, { check, go, look }) {
  await go(page, `${at}/viec?co-quan=STTTT`, "tasks", width);
  check((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, "the list is as wide as the page");
  await page.locator("main table a[href^='/viec/']").first().click();
  const task = page.url();
  await look(page, "task", width);
  await page.locator("summary", { hasText: "Gửi tệp minh chứng" }).click();
  await page.setInputFiles("#tep", { name: "anh-chup.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n") });
  await page.locator("button", { hasText: "Gửi tệp" }).click();
  const shown = page.waitForResponse(/\/tep\/\d+\/xem$/);
  await page.locator(".evidence summary").first().click();
  check((await shown).status() === 200, "a PDF is shown on the task's page once it is opened");
  await look(page, "task-pdf", width);
  await page.locator("a", { hasText: "Nêu khó khăn" }).click();
  await look(page, "difficulty-raise", width);
  await page.fill("#neu-noi-dung", "Chưa có kinh phí in băng rôn");
  await page.locator("main button", { hasText: "Nêu khó khăn" }).click();
  await look(page, "difficulty", width);
  await page.locator("summary", { hasText: "Trình lãnh đạo" }).click();
  await page.locator("details[open] textarea").fill("Cho dùng nguồn chi thường xuyên");
  await page.locator("details[open] button", { hasText: "Trình lãnh đạo" }).click();
  check((await page.getByText("Chờ lãnh đạo chỉ đạo").count()) > 0, "it waits for the chairman now");
  await go(page, `${at}/kho-khan`, "difficulties", width);
  check((await page.locator(".dense tbody tr").count()) > 0 && (await page.locator(".bulk").count()) === 1, "difficulties are a list with its bar");
  await page.locator("thead a", { hasText: "Ngày nêu" }).evaluate((head) => head.click());
  await page.waitForURL(/xep=moi/);
  check((await page.locator("th[aria-sort=ascending]").count()) === 1, "its heads sort");
  await go(page, `${at}/kho-khan/cu-nhat`, "difficulties-oldest", width);
  await page.goto(task);
  await page.locator("button", { hasText: "đề nghị xác nhận" }).first().click();
  check((await page.getByText("Chờ xác nhận").count()) > 0, "completion is reported");
  await page.locator("button", { hasText: "Xác nhận hoàn thành" }).click();
  check((await page.getByText("hoàn thành đúng hạn").count()) > 0, "and confirmed: in time");
  await page.fill("#y-kien-noi-dung", "Cảm ơn @khong.co.ai");
  await page.locator("form[action$='/y-kien'] button").click();
  check((await page.getByText("Cảm ơn @khong.co.ai").count()) === 1, "a comment stands in the history");
  await look(page, "task-done", width);
  await go(page, `${task}/sua`, "task-edit", width);
  await go(page, `${at}/viec?loai=dung-han`, "tasks-done", width);
}

// The day of the walk is a Saturday: the page says before anybody presses from when on one may urge, keeps the ticks when it
// is pressed all the same, asks before letters go out to many, and they go out with a reason.
async function urge(page, at, width, { check, go, look }) {
  const ticked = () => page.locator(".dense input:checked").count();
  const press = page.locator(".bulk button", { hasText: "Đôn đốc" });
  await go(page, `${at}/don-doc?chon=moi-trang`, "urge", width);
  const all = await ticked();
  check(all > 1, "all are ticked by one press on the first page");
  check((await page.getByText("Ngoài giờ làm việc: gửi được từ").count()) === 1, "that it is no working time is told before");
  const box = await press.boundingBox();
  check(box && box.y >= 0 && box.y + box.height <= (await page.evaluate(() => innerHeight)), "the press is in sight at once");
  await press.click();
  check((await page.locator("[role=alert] a[href='#sai-van-gui']").count()) === 1 && (await ticked()) === all, "refused, every tick is there, and the list of what is wrong leads to the field");
  await look(page, "urge-refused", width);
  await page.fill("#nhac-noi-dung", "Mong sớm nhận được kết quả");
  await page.fill("#sai-van-gui", "chuẩn bị họp giao ban");
  await press.click();
  await look(page, "urge-question", width);
  await page.locator("main button", { hasText: "Quay lại danh sách" }).click();
  check((await ticked()) === all, "who does not want to after all comes back to the same ticks");
  await page.locator(".bulk summary").click();
  await page.fill("#nhac-van-gui", "chuẩn bị họp giao ban");
  await press.click();
  await page.locator("main button", { hasText: /^Đôn đốc \d+ cơ quan/ }).click();
  await look(page, "urged", width);
  check((await page.getByText(/^Đã đôn đốc \d+ cơ quan/).count()) === 1 && (await page.locator("button", { hasText: "Hoàn tác" }).count()) === 0, "the receipt says to how many, and nothing can be called back");
  check((await page.getByText("Lập công văn đôn đốc").count()) > 0, "the letter is one click away");
  const agency = new URL(await page.locator("main .rows a").first().getAttribute("href"), at).searchParams.get("co-quan");
  await go(page, `${at}/cap-nhat/${agency}`, "update-urged", width);
  check((await page.getByText("Được đôn đốc lần thứ 1").count()) > 0, "the agency sees that it was urged");
}

// The report writes itself; a person writes what has to be judged.
async function documents(page, at, width, { check, go, look }) {
  await go(page, `${at}/van-ban`, "documents", width);
  await page.locator("button", { hasText: "Lập báo cáo tổng hợp" }).click();
  await look(page, "report", width);
  check((await page.getByText("Chưa viết: mục này để người lập đánh giá").count()) === 3, "what has to be judged is left to a person");
  await page.locator("section[id^=muc-] a", { hasText: "Viết" }).first().click();
  await page.fill("#muc-noi-dung", "Các cơ quan triển khai kịp thời.");
  await look(page, "report-part", width);
  await page.locator("button", { hasText: "Lưu" }).click();
  check((await page.getByText("Các cơ quan triển khai kịp thời.").count()) === 1, "it stands in the report");
  await go(page, `${at}/van-ban/hang-loat`, "report-many", width);
  await go(page, `${at}/van-ban/moi/giay-moi`, "invitation", width);
  await go(page, `${at}/so-van-ban`, "register", width);
}

// The pages that look at all of it.
async function looking(page, at, width, { check, go, look }) {
  await go(page, `${at}/tro-giup`, "help", width);
  await go(page, `${at}/lanh-dao`, "leader", width);
  await go(page, `${at}/co-quan-so-lieu?xem=tung-co-quan`, "figures", width);
  await go(page, `${at}/ban-do`, "map", width);
  check((await page.locator(".placed > li").count()) === 10, "ten districts are on the map of September 2024");
  await go(page, `${at}/ban-do?cap=xa&so-lieu=tong`, "map-communes", width);
  const district = page.locator(".blocks > li", { hasText: "Lục Ngạn" });
  if (width < 600) await district.click({ position: { x: 30, y: 60 } }); // a thumb on the small tiles
  else await district.locator("> a").click();
  await page.waitForURL(/huyen=H219/);
  await look(page, "map-district", width);
  check((await page.locator(".many > li").count()) === 29, "its 29 communes are tiles with names");
  await go(page, `${at}/lich-viec`, "task-calendar", width);
  await page.selectOption("#nhac", "1");
  await page.locator("button", { hasText: "Tạo lịch của cơ quan" }).click();
  const address = await page.locator("input.link").inputValue();
  await look(page, "task-calendar-feed", width);
  const events = new ICAL.Component(ICAL.parse(await (await page.request.get(address)).text())).getAllSubcomponents("vevent");
  check(events.length > 0 && events.every((e) => e.getFirstPropertyValue("url").startsWith(`${at}/viec/`)), "the calendar's address answers, each entry leads back");
  check(events.every((e) => e.getFirstSubcomponent("valarm").getFirstPropertyValue("trigger").toSeconds() === -16 * 3600), "and reminds at eight in the morning of the day before");
  await go(page, `${at}/thu-sang`, "digest", width);
  await go(page, `${at}/tim?q=bang+ron`, "search-tasks", width);
  check((await page.locator("main a[href^='/viec/']").count()) > 0, "search without marks finds tasks");
}

// The end of a bar is moved by keys and by hand; what is proposed stands on the task; an order is set, and what does not fit is said.
async function in_order(page, at, width, { check, go, look }) {
  await go(page, `${at}/tien-do`, "plan-rows", width);
  await page.locator("tr[id^=hoat-dong] th a").nth(1).click();
  await look(page, "plan-rows-open", width);
  const open = page.url().replace(/#.*/, ""), handle = page.locator("[role=slider]").first();
  const row = page.locator("tr[data-due]").first(), task = (await row.getAttribute("id")).replace("viec-", "");
  const kept = () => page.evaluate(async (path) => (await (await fetch(path)).json()).due, `/api/v1/viec/${task}`), before = await kept();
  const day = async () => Number(await handle.getAttribute("aria-valuenow")), due = await day();
  await handle.focus();
  for (const key of ["ArrowRight", "PageUp", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
  check((await day()) === due + 6 && (await page.locator(".handle-day").first().innerText()).includes("(+6 ngày)"), "keys move the end of a bar by days and weeks, and say where it is");
  check(/^\d+\/\d+\/2024, (thứ |Chủ nhật)/.test(await handle.getAttribute("aria-valuetext")), "a reader hears the day");
  await look(page, "plan-rows-moved", width);
  await page.keyboard.press("Escape");
  check((await day()) === due, "Esc gives up");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(/ngay=/);
  check((await page.evaluate(() => document.activeElement.name)) === "ly-do", "letting go asks for the reason");
  await page.goto(open);
  await handle.hover();
  const box = await handle.boundingBox();
  check(box.width >= 44 && box.height >= 44, "a thumb finds the handle");
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x + 22 + (width < 600 ? 40 : 60), box.y + 22, { steps: 4 });
  check((await day()) > due, "the mouse moves it");
  await page.mouse.up();
  await page.waitForURL(/ngay=/);
  await look(page, "plan-rows-form", width);
  const proposed = await page.locator("#moi-han").inputValue();
  check((await kept()) === before, "nothing was sent yet");
  await page.fill("#moi-ly-do", "Chờ in băng rôn");
  await page.locator("form[action$='/han'] button", { hasText: "Đổi hạn" }).first().click();
  await page.waitForURL(new RegExp(`/viec/${task}`));
  check((await kept()) !== before, "the due day is another one now");
  check((await page.getByText(`→ ${proposed}`).count()) > 0 && (await page.getByText("Chờ in băng rôn").count()) > 0, "the task's history has the day and the reason");
  await page.locator("a", { hasText: "xem trên trục ngày" }).click();
  check((await page.locator("tr.part").first().getAttribute("id")) === `viec-${task}`, "from the task to its place on the line");
  await page.locator(`#viec-${task} a`, { hasText: "đặt thứ tự" }).click();
  await page.locator("#viec-truoc").selectOption({ index: 2 });
  await page.locator("button", { hasText: "Thêm thứ tự" }).last().click();
  check((await page.getByText("sau:").count()) > 0, "it stands behind another now");
  await page.goto(open);
  await page.locator("summary", { hasText: "Thêm hoạt động" }).click();
  await page.locator("#hoat-dong-truoc").selectOption({ index: 1 });
  await page.locator("details[open] button", { hasText: "Thêm thứ tự" }).click();
  check((await page.getByText("trong khi việc trước hạn").count()) > 0, "what does not fit is said");
  check((await page.locator("line.thread.wrong").count()) > 0, "and drawn");
  await look(page, "plan-rows-wrong", width);
}

export async function work(page, at, width, tools) {
  await assign(page, at, width, tools);
  await report(page, at, width, tools);
  await one_task(page, at, width, tools);
  await lists(page, at, width, tools);
  await in_order(page, at, width, tools);
  await urge(page, at, width, tools);
  await documents(page, at, width, tools);
  await looking(page, at, width, tools);
}
