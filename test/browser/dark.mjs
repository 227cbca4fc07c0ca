// SPDX-License-Identifier: Apache-2.0
// dark.mjs -- each page as a screen at night shows it, on a phone: everything that is written can be read (axe's contrast, 4.5 to
// 1), nothing is wider than the window.  The pages are those that are printed.
import { LISTS, ones } from "./print.mjs";

export async function dark(page, at, axe, { check }) {
  const size = page.viewportSize();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [...LISTS, ...(await ones(page, at))]) {
    await page.goto(at + path);
    await page.evaluate(() => document.querySelectorAll(".bulk, .save-all").forEach((bar) => (bar.style.position = "static")));
    await page.evaluate(axe);
    const { violations, paper, wide } = await page.evaluate(async () => ({
      ...(await window.axe.run(document, { runOnly: ["color-contrast"], resultTypes: ["violations"] })),
      paper: getComputedStyle(document.body).backgroundColor,
      wide: document.documentElement.scrollWidth - innerWidth,
    }));
    check(!violations.length, `${path} in the dark: ${violations.flatMap((v) => v.nodes.map((n) => n.target)).join(", ")}`);
    check(Math.max(...paper.match(/\d+/g).map(Number)) < 64, `${path} is dark: ${paper}`);
    check(wide <= 0, `${path} at 360 is ${wide} pixels wider than the window`);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
}
