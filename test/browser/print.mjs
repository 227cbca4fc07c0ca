// SPDX-License-Identifier: Apache-2.0
// print.mjs -- each page with a list on paper: as many rows as on the screen, nothing that can only be clicked, wide tables
// across.  Every row and every control is given a mark of its own before, to be counted in the text of the PDF.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

export const LISTS = ["/viec", "/viec?co-quan=STTTT", "/don-doc", "/cap-nhat", "/kho-khan", "/kho-khan/cu-nhat", "/chi-dao", "/bang-viec", "/tien-do", "/lich-viec",
  "/lanh-dao", "/co-quan-so-lieu?xem=tung-co-quan", "/ban-do", "/ban-do?cap=xa", "/ke-hoach", "/co-quan", "/co-quan/STTTT", "/lich", "/tim?q=bang+ron", "/nguoi", "/nhat-ky",
  "/thu", "/thu-sang", "/quyen", "/du-lieu-ca-nhan/yeu-cau", "/du-lieu-ca-nhan", "/toi", "/toi/du-lieu", "/van-ban", "/van-ban-den", "/so-van-ban", "/tro-giup", "/",
  "/tin-moi", "/tu-hom-qua", "/cho-toi", "/thu-tuc", "/bieu-mau", "/mau-van-ban", "/mau-van-ban/bao-cao/cho-dien", "/so-lieu", "/so-lieu/bo", "/so-lieu/bo/ha-tang-so",
  "/so-lieu/chi-tieu/ho-dan", "/so-lieu/bao-cao", "/co-quan/loai/so-nganh", "/co-quan-so-lieu/viec?ngay=2024-09-20", "/api"];
const ACROSS = ["/bang-viec", "/tien-do", "/co-quan-so-lieu", "/quyen", "/toi/du-lieu"];

// Pages of one thing: the first that its list has.
const ONES = { "/ke-hoach": ["", "/phan-cong", "/gui", "/giao-viec", "/chu"], "/van-ban": ["", "/gui", "/lich-su"], "/viec": [""], "/kho-khan": [""] };

export async function ones(page, at) {
  const found = [];
  for (const [list, under] of Object.entries(ONES)) {
    await page.goto(at + list);
    const hrefs = await page.locator("main a[href]").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    const one = hrefs.map((href) => href.match(new RegExp(`^${list}/\\d+`))?.[0]).find(Boolean);
    if (one) found.push(...under.map((path) => one + path));
  }
  return found;
}

// Paper is light whatever the screen was: no colour of the dark look is on it.
async function light(page, at, check) {
  const colours = () => page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return ["--paper", "--ink", "--soft", "--warn", "--good", "--warn-wash", "--mark", "--edge"].map((name) => style.getPropertyValue(name)).join();
  });
  await page.goto(`${at}/lanh-dao`);
  const seen = {};
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ media: "print", colorScheme });
    seen[colorScheme] = await colours();
  }
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  check((await colours()) !== seen.dark, "the screen is dark");
  await page.emulateMedia({ media: null, colorScheme: null });
  check(seen.light === seen.dark, `paper from a dark screen: ${seen.dark}, not ${seen.light}`);
}

// Rows that are shown, or folded away (but the weeks of the leader's page, which is one sheet); and what can only be clicked.
function mark() {
  const folded = (element) => element.parentElement?.closest("details:not([open])");
  const rows = [...document.querySelectorAll("main :is([data-list] > *, .rows > li, tbody > tr, .owed, .days > li)")]
    .filter((row) => !row.closest(".no-print, .bulk, .leader .trend") && (row.checkVisibility() || folded(row)) && row.textContent.trim());
  rows.forEach((row, n) => (row.matches("tr") ? row.cells[0] : row).prepend(`QZ${n}Z `));
  const controls = document.querySelectorAll("main :is(button, option)");
  controls.forEach((control) => control.append("XQX"));
  return rows.length;
}

export async function print(page, at, { check }, folder) {
  let all = 0;
  await light(page, at, check);
  for (const path of [...LISTS, ...(await ones(page, at))]) {
    await page.goto(at + path);
    const rows = await page.evaluate(mark), file = join(folder, `print${path.replace(/[^a-z]+/g, "-")}.pdf`);
    await page.pdf({ path: file, preferCSSPageSize: true });
    const text = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" });
    const found = new Set(text.match(/QZ\d+Z/g) ?? []);
    check(found.size === rows, `${path} on paper: ${found.size} of ${rows} rows`);
    check(!text.includes("XQX"), `${path} on paper has what can only be clicked`);
    const [, width, height] = execFileSync("pdfinfo", [file], { encoding: "utf8" }).match(/Page size: +([\d.]+) x ([\d.]+)/).map(Number);
    check(width > height === ACROSS.includes(path.replace(/\?.*/, "")), `${path} on paper is ${width} × ${height}`);
    all += rows;
  }
  check(all > 500, `only ${all} rows were printed`);
}
