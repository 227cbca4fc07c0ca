// SPDX-License-Identifier: Apache-2.0
// procedure.mjs -- a procedure is written on a page, somebody without an account applies and follows it by code and phone, a
// supplement is asked for and sent, it is decided; lists, figures, what is public.

const TEXT = `code: di-bo-{n}
title: Đi thử một thủ tục {n}
about: Ai cũng nộp được.
lists:
  loai: [{key: a, label: Loại A}, {key: b, label: Loại B}]
fields:
  - {name: don_vi, type: text, label: Đơn vị, required: true, seen_by: all}
  - {name: dien_thoai, type: phone, label: Điện thoại, required: true, purpose: Liên hệ về hồ sơ này}
  - {name: so, type: integer, label: Số lượng, required: true, min: 1, seen_by: all}
  - {name: loai, type: choice, list: loai, label: Loại, required: true, indexed: true, seen_by: all}
states:
  - {name: cho, label: Chờ xem xét, kind: open}
  - {name: bo_sung, label: Chờ bổ sung, kind: open, waits: applicant}
  - {name: dong_y, label: Đồng ý, kind: ended, outcome: agreed, seen_by: all}
  - {name: khong, label: Không đồng ý, kind: ended, outcome: refused}
moves:
  - {name: hoi, label: Yêu cầu bổ sung, from: cho, to: bo_sung, who: {role: dieu-phoi}, supplement: true}
  - {name: gui_lai, label: Gửi bản bổ sung, from: bo_sung, to: back, who: applicant, edits: asked}
  - name: dong_y
    label: Đồng ý
    from: cho
    to: dong_y
    who: {role: dieu-phoi}
    effects: [{document: tra_loi, title: Trả lời, kind: letter, text: "Đã đồng ý."}, {publish: yes}]
  - {name: tu_choi, label: Không đồng ý, from: cho, to: khong, who: {role: dieu-phoi}, fields: [{name: ly_do, type: lines, label: Lý do, required: true}]}
clocks:
  - {name: tra_loi, label: Thời hạn trả lời, days: 5, starts: nop, stops: [dong_y, tu_choi], warns: 1}
counters:
  - {name: tong, label: Số lượng được đồng ý, what: sum, of: so, by: [loai]}
`;

async function write(page, at, code, width, { check, look, go }) {
  await go(page, `${at}/thu-tuc-them`, "procedure-begin", width);
  await go(page, `${at}/huong-dan/thu-tuc`, "procedure-guide", width);
  await go(page, `${at}/thu-tuc-moi`, "procedure-write", width);
  await page.locator("textarea").fill(TEXT.replaceAll("{n}", String(width)).replace("to: dong_y\n", "to: dong_i\n"));
  await page.locator("button", { hasText: "Công bố" }).click();
  await look(page, "procedure-wrong", width);
  check((await page.locator("[role=alert]").innerText()).includes("dong_i"), "what is wrong with a text is named");
  await page.locator("textarea").fill(TEXT.replaceAll("{n}", String(width)));
  await page.locator("button", { hasText: "Kiểm tra" }).click();
  await look(page, "procedure-good", width);
  await page.locator("button", { hasText: "Công bố" }).click();
  await page.waitForURL(`**/thu-tuc/${code}`);
  await look(page, "procedure", width);
}

async function apply(page, at, code, width, { check, look, go }) {
  await go(page, `${at}/thu-tuc`, "procedures", width);
  await page.goto(`${at}/thu-tuc/${code}`);
  await page.locator("button", { hasText: "Bắt đầu nộp" }).click();
  await page.waitForURL(/ban-nhap/);
  await page.locator("[name=don_vi]").fill("Công ty Ánh Dương");
  await page.locator("[name=dien_thoai]").fill("0912 345 678");
  await page.locator("[name=so]").fill("12");
  await page.locator("[name=loai][value=a]").check();
  await page.locator("button:visible", { hasText: "Nộp hồ sơ" }).click();
  await page.waitForURL(/tra-cuu/);
  await look(page, "dossier-sent", width);
  const confirmed = page.locator("main .notice.good b").first();
  check(/^\w{4}-\w{4}-\w{4}$/.test(await confirmed.innerText()), "the applicant gets a code");
  return confirmed.innerText();
}

async function decide(page, at, code, width, { check, look, go }) {
  await go(page, `${at}/cho-toi`, "waiting", width);
  await go(page, `${at}/cho-toi?thu-tuc=${code}`, "waiting-one", width);
  check((await page.locator("main table").innerText()).includes("còn 5 ngày làm việc"), "what waits says how many working days are left");
  await page.locator("main table a").first().click();
  await look(page, "dossier", width);
  const dossier = page.url();
  await page.locator("main a.button", { hasText: "Yêu cầu bổ sung" }).click();
  await look(page, "dossier-ask", width);
  await page.locator("input[value=so]").check();
  await page.locator("main textarea:visible").first().fill("Ghi đúng số lượng");
  await page.locator(".actions button", { hasText: "Yêu cầu bổ sung" }).click();
  await page.waitForURL(dossier);
  check((await page.locator("main").innerText()).includes("tạm dừng"), "the clock stands still meanwhile");
  return dossier;
}

async function supplement(page, at, given, width, { check, look, go }) {
  await go(page, `${at}/tra-cuu`, "lookup", width);
  await page.locator("[name=ma]").fill(given);
  await page.locator("[name=dien-thoai]").fill("+84 912 345 678");
  await page.locator("button", { hasText: "Xem hồ sơ" }).click();
  await page.waitForURL(/tra-cuu\/./);
  await look(page, "dossier-mine", width);
  await page.locator("main a.button", { hasText: "Gửi bản bổ sung" }).click();
  await look(page, "dossier-supplement", width);
  check((await page.locator("[name=don_vi]").count()) === 0, "only what was asked is open");
  await page.locator("[name=so]").fill("15");
  await page.locator(".actions button", { hasText: "Gửi bản bổ sung" }).click();
  await page.waitForURL(/xong=1/);
}

export async function procedure(page, at, width, { check, go, look }) {
  const tools = { check, go, look }, code = `di-bo-${width}`;
  const other = await page.context().browser().newContext({ viewport: page.viewportSize() });
  const stranger = await other.newPage();
  await write(page, at, code, width, tools);
  const given = await apply(stranger, at, code, width, tools);
  const dossier = await decide(page, at, code, width, tools);
  await supplement(stranger, at, given, width, tools);
  await page.goto(dossier);
  await page.locator("main .actions button", { hasText: "Đồng ý" }).first().click();
  await page.waitForURL(dossier);
  check((await page.locator("main .notice").first().innerText()).includes("nay là “Đồng ý”"), "a receipt says what became of it");
  await look(page, "dossier-decided", width);
  await go(page, `${at}/ho-so?thu-tuc=${code}&trang-thai=dong_y`, "dossiers", width);
  await go(page, `${at}/thu-tuc/${code}/so-lieu`, "procedure-figures", width);
  check((await page.locator(".figures b").first().innerText()) === "15", "the figure counts what was put right");
  await go(stranger, `${at}/thu-tuc/${code}/cong-khai`, "procedure-public", width);
  check(!(await stranger.locator("main").innerText()).includes("0912"), "what speaks of people is not public");
  await go(page, `${at}/ho-so-cua-toi`, "dossiers-mine", width);
  await go(page, `${at}/thu-tuc/${code}/nhap`, "procedure-import", width);
  await other.close();
}
