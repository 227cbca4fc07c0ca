// SPDX-License-Identifier: Apache-2.0
// print.mjs -- each page with a list on paper: as many rows as on the screen, nothing that can only be clicked, wide tables
// across.  Every row and every control is given a mark of its own before, to be counted in the text of the PDF.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const LISTS = ["/viec", "/viec?co-quan=STTTT", "/don-doc", "/cap-nhat", "/kho-khan", "/kho-khan/cu-nhat", "/chi-dao", "/bang-viec", "/tien-do", "/lich-viec",
  "/lanh-dao", "/co-quan-so-lieu?xem=tung-co-quan", "/ban-do", "/ban-do?cap=xa", "/ke-hoach", "/co-quan", "/co-quan/STTTT", "/lich", "/tim?q=bang+ron", "/nguoi", "/nhat-ky",
  "/thu", "/thu-sang", "/quyen", "/du-lieu-ca-nhan/yeu-cau", "/du-lieu-ca-nhan", "/toi", "/toi/du-lieu", "/van-ban", "/van-ban-den", "/so-van-ban", "/tro-giup", "/"];
const ACROSS = ["/bang-viec", "/tien-do", "/co-quan-so-lieu", "/quyen", "/toi/du-lieu"];

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
  for (const path of LISTS) {
    await page.goto(at + path);
    const rows = await page.evaluate(mark), file = join(folder, `print${path.replace(/[^a-z]+/g, "-")}.pdf`);
    await page.pdf({ path: file, preferCSSPageSize: true });
    const text = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" });
    const found = new Set(text.match(/QZ\d+Z/g) ?? []);
    check(found.size === rows, `${path} on paper: ${found.size} of ${rows} rows`);
    check(!text.includes("XQX"), `${path} on paper has what can only be clicked`);
    const [, width, height] = execFileSync("pdfinfo", [file], { encoding: "utf8" }).match(/Page size: +([\d.]+) x ([\d.]+)/).map(Number);
    check(width > height === ACROSS.some((across) => path.startsWith(across)), `${path} on paper is ${width} × ${height}`);
    all += rows;
  }
  check(all > 500, `only ${all} rows were printed`);
}
