// SPDX-License-Identifier: Apache-2.0
// print.mjs PAGE.html… -- each as PDF beside it, with page numbers, by Chromium.
import { chromium } from "playwright-core";
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
for (const file of process.argv.slice(2)) {
  const page = await browser.newPage();
  await page.goto(`file://${file}`);
  await page.pdf({
    path: file.replace(/html$/, "pdf"), preferCSSPageSize: true, displayHeaderFooter: true, headerTemplate: "<span></span>",
    footerTemplate: '<span style="font-size:10pt;width:100%;text-align:center" class="pageNumber"></span>',
  });
}
await browser.close();
