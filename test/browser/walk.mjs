// SPDX-License-Identifier: Apache-2.0
// walk.mjs -- a person's way through the program in Chromium, at the width of a phone and of a desk: read the plan,
// review it, correct a value, activate it, then calendar, search, agency and feed.  On every page: axe finds nothing,
// nothing is wider than the window, and a screenshot is kept in build/screenshots.  Ends in 'N passed, N failed'.
import { spawn, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import ICAL from "ical.js";
import { enter, people } from "./people.mjs";
import { review as words, sheetWith } from "./review.mjs";
import { wording } from "./wording.mjs";
import { work } from "./work.mjs";
import { wall } from "./wall.mjs";
import { privacy } from "./privacy.mjs";
import { board } from "./board.mjs";
import { form } from "./form.mjs";
import { figures } from "./figures.mjs";
import { procedure } from "./procedure.mjs";
import { editor } from "./editor.mjs";
import { dark } from "./dark.mjs";
import { print } from "./print.mjs";
import { truth } from "./truth.mjs";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.NGAYSO ?? join(root, "build/ngayso");
const sample = join(root, "data/samples/ke-hoach-136-2024.ocr.txt");
const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
const pictures = join(root, "build/screenshots");
const PAGE_BYTES_MAX = 100 * 1024; // on the wire, with everything (issue 2, section 1)

let passed = 0, failed = 0;
function check(holds, what) {
  if (holds) passed++;
  else failed++, console.log(`failed: ${what}`);
}

// -- the server ----------------------------------------------------------------------------------------------------

function serve(folder, today) {
  const server = spawn(program, ["serve", "--data", join(folder, "walk.db"), "--port", "0", "--import", sample, "--today", today, "--try"]);
  return new Promise((resolve, reject) => {
    let said = "";
    const slow = setTimeout(() => reject(new Error(`the server said only: ${said}`)), 180000);
    server.stderr.on("data", (text) => process.stdout.write(text));
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    server.stdout.on("data", (text) => {
      said += text;
      const way_in = said.match(/(http:\/\/127\.0\.0\.1:\d+)(\/vao\/\S+)\n/);
      if (way_in) clearTimeout(slow), resolve({ server, address: way_in[1], way_in: way_in[1] + way_in[2] });
    });
  });
}

async function stop(server) {
  server.removeAllListeners("exit");
  const ended = new Promise((resolve) => server.on("exit", resolve));
  server.kill("SIGTERM");
  return ended;
}

// -- one page ------------------------------------------------------------------------------------------------------

async function look(page, name, width) {
  await page.evaluate(axe);
  // What a bar that stays in sight covers at this moment is reached by scrolling: it is judged where it stands in the page.
  await page.evaluate(() => document.querySelectorAll(".bulk, .jumps").forEach((bar) => (bar.style.position = "static")));
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
  await page.evaluate(() => document.querySelectorAll(".bulk, .jumps").forEach((bar) => (bar.style.position = "")));
  check(!found.violations.length, `${name} at ${width}: ${found.violations.map((v) => `${v.id} (${v.nodes[0].target}: ${v.nodes[0].failureSummary?.split("\n")[1]?.trim()})`).join("; ")}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(wide <= 0, `${name} at ${width} is ${wide} pixels wider than the window`);
  check((await page.locator("h1").count()) === 1, `${name} has one h1`);
  const trail = page.locator(".trail");
  if (await trail.count()) {
    check((await trail.boundingBox()).height <= 45, `${name} at ${width}: where it stands is one line`);
    check(width > 600 || (await trail.locator("a:visible").count()) === 1, `${name} on a phone leads one step up`);
  }
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
}

async function go(page, address, name, width) {
  let bytes = 0;
  const count = async (response) => {
    const sizes = await response.request().sizes().catch(() => null);
    if (sizes) bytes += sizes.responseBodySize + sizes.responseHeadersSize;
  };
  page.on("response", count);
  const response = await page.goto(address, { waitUntil: "load" });
  await page.waitForTimeout(50);
  page.off("response", count);
  check(bytes <= PAGE_BYTES_MAX, `${name} takes ${bytes} bytes on the wire`);
  await look(page, name, width);
  return response;
}

// -- the walk ------------------------------------------------------------------------------------------------------

async function review(page, at, width) {
  await page.goto(`${at}/ke-hoach`);
  await page.locator("main .rows a").first().click();
  const plan = page.url();
  await look(page, "plan", width);
  await wording(page, plan, width, { check, go, look });
  await words(page, plan, width, { check, go, look });
  await go(page, `${plan}/ra-soat`, "review", width);
  const open = async () => Number((await page.locator("#dem-phat-hien").innerText()).match(/\((\d+)\)/)[1]);

  const before = await open();
  check(before > 0, "a garbled plan has findings");
  const offered = page.locator(".finding.check form button", { hasText: "Sửa thành" }).first();
  check(await sheetWith(page, plan, offered), "an unsure date comes with another day to choose");
  await offered.click();
  check((await open()) < before, "a correction settles its finding");
  const between = await open(), kept = page.locator(".finding form button", { hasText: "giữ nguyên" }).first();
  await sheetWith(page, plan, kept);
  const there = page.url();
  await kept.click();
  await page.waitForFunction((n) => document.querySelector("#dem-phat-hien").textContent.includes(`(${n})`), between - 1);
  check(page.url() === there, "accepting a finding settles it without leaving the place");
  const goes_on = page.waitForFunction(() => document.activeElement.closest(".finding") !== null || !document.querySelector(".finding:not(.settled)"));
  check(await goes_on.then(() => true, () => false), "the keyboard goes on at the next finding");

  const block = page.locator("details[id^=muc-]", { hasText: "3.1.a" }).first();
  await sheetWith(page, plan, block);
  await block.locator("a.edit").first().click();
  check((await page.locator(".value-form [name=noi-dung]").count()) === 1, "choosing a value opens its form");
  check((await page.locator(".source .marked").count()) > 0, "the lines of the chosen value are marked");
  await look(page, "review-value", width);
  await page.fill(".value-form [name=noi-dung]", `Tuyên truyền Ngày Chuyển đổi số, sửa ở ${width}`);
  await page.locator(".value-form button", { hasText: "Lưu" }).click();
  check((await page.getByText("Đã lưu").count()) > 0, "a correction is confirmed");
  await look(page, "review-saved", width);
  await page.locator("button", { hasText: "Hoàn tác" }).click();
  check((await page.getByText(`sửa ở ${width}`).count()) === 0, "a correction can be taken back");
  await page.locator("button", { hasText: "Hoàn tác" }).click();
  check((await page.getByText(`sửa ở ${width}`).count()) > 0, "and made again");

  await page.goto(`${plan}/ra-soat`);
  const activate = page.locator("button", { hasText: "Kích hoạt kế hoạch" });
  if (await activate.count()) await activate.click();
  check((await page.getByText("đang thực hiện").count()) > 0, "the plan is active");
  return plan;
}

async function refuse(page, plan, width) {
  const block = page.locator("details[id^=muc-]:has(dt:text-is('Đến hết ngày'))", { hasText: "3.1.b" }).first();
  await sheetWith(page, plan, block);
  const row = block.locator("dt", { hasText: "Đến hết ngày" }).locator("xpath=following-sibling::dd[1]");
  await row.locator("a.edit").click();
  await page.fill(".value-form [name=noi-dung]", "32/13/2024");
  await page.locator(".value-form button", { hasText: "Lưu" }).click();
  check((await page.locator(".value-form [name=noi-dung]").inputValue()) === "32/13/2024", "what was typed stays in the form");
  check((await page.locator(".problem").count()) > 0, "a sentence says what is wrong");
  await look(page, "review-refused", width);
}

async function walk(page, at, width) {
  const plan = await review(page, at, width);
  await refuse(page, plan, width);
  await go(page, `${at}/`, "home", width);
  await go(page, `${at}/ke-hoach`, "plans", width);
  await go(page, `${at}/ke-hoach/moi`, "upload", width);
  await go(page, `${at}/kiem-tra-du-thao`, "draft", width);
  await go(page, plan, "plan-active", width);
  await go(page, `${plan}/hoat-dong/3.1.a`, "activity", width);
  await go(page, `${at}/lich`, "calendar", width);
  await go(page, `${at}/tim?q=bang+ron`, "search", width);
  check((await page.locator("main .rows a").count()) > 0, "“bang ron” finds “băng rôn”");
  await go(page, `${at}/tim?q=khongcogi`, "search-nothing", width);
  await go(page, `${at}/co-quan`, "agencies", width);
  await go(page, `${at}/co-quan/STTTT`, "agency", width);
  await go(page, `${at}/co-quan/loai/so-nganh`, "class", width);
  await go(page, `${at}/api`, "api", width);
  const missing = await go(page, `${at}/khong-co`, "missing", width);
  check(missing.status() === 404, "an unknown page is a 404");
  await keyboard(page, at);
}

async function keyboard(page, at) {
  await page.goto(`${at}/ke-hoach`);
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.classList.contains("skip")), "the first Tab offers to skip to the content");
  await page.keyboard.press("/");
  check(await page.evaluate(() => document.activeElement.id === "tim"), "/ goes to the search field");
  await page.keyboard.type("bac giang");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/tim/);
  check((await page.locator("mark").count()) > 0, "what was found is marked");
  await page.keyboard.press("/");
  await page.keyboard.type("nhap ke hoach");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/ke-hoach\/moi/);
  check(true, "an act that is typed is done by Enter");
}

async function feeds(at) {
  for (const path of ["/lich.ics", "/co-quan/STTTT/lich.ics"]) {
    const response = await fetch(at + path);
    const text = await response.text();
    check(response.headers.get("content-type").startsWith("text/calendar"), `${path} is a calendar`);
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((e) => new ICAL.Event(e));
    check(events.length > 0, `${path} has events for ical.js`);
    check(new Set(events.map((e) => e.uid)).size === events.length, `${path}: each event has a UID of its own`);
    check(events.every((e) => e.startDate.isDate && e.endDate.compare(e.startDate) > 0), `${path}: whole days, ending behind their beginning`);
    check(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75), `${path}: lines are folded`);
  }
  const file = join(pictures, "../walk.ics");
  const python = "import sys, icalendar; c = icalendar.Calendar.from_ical(sys.stdin.buffer.read()); print(sum(1 for _ in c.walk('VEVENT')))";
  const counted = execFileSync("/usr/bin/python3", ["-c", python], { input: await (await fetch(`${at}/lich.ics`)).text() });
  check(Number(counted) > 0, `${file}: python3-icalendar reads it too`);
}

// No page leads nowhere: every link of every page that can be reached, and the place in it that the link names.
async function links(at, cookie) {
  const PAGES_MAX = 1500;
  const places = new Map(), named = [], wrong = [], ahead = ["/"];
  while (ahead.length && places.size < PAGES_MAX) {
    const path = ahead.shift();
    if (places.has(path)) continue;
    const response = await fetch(at + path, { headers: { cookie }, redirect: "manual" });
    const text = await response.text();
    places.set(path, new Set([...text.matchAll(/ id="([^"]+)"/g)].map((m) => m[1])));
    if (response.status === 303) {
      ahead.push(response.headers.get("location"));
      continue;
    }
    if (response.status !== 200) wrong.push(`${path} answers ${response.status}`);
    if (!response.headers.get("content-type").startsWith("text/html")) continue;
    for (const [, link] of text.matchAll(/href="([^"]+)"/g)) {
      const to = new URL(link.replaceAll("&amp;", "&"), at + path);
      const month = to.searchParams.get("thang");
      if (to.origin !== at || to.pathname.startsWith("/tinh/") || (month && (month < "2024-06" || month > "2024-12"))) continue;
      if (to.hash) named.push([path, to.pathname + to.search, decodeURIComponent(to.hash.slice(1))]);
      ahead.push(to.pathname + to.search);
    }
  }
  const lost = named.filter(([, path, id]) => places.has(path) && !places.get(path).has(id));
  check(!wrong.length, `these links lead nowhere: ${wrong.slice(0, 5).join("; ")}`);
  check(!lost.length, `these links name a place that is not there: ${lost.slice(0, 5).join("; ")}`);
  check(places.size > 300, `only ${places.size} pages were reached`);
}

async function without_script(browser, at, state) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 640 }, storageState: state });
  const page = await context.newPage();
  await page.goto(`${at}/`);
  await page.locator("main a[href^='/']").first().click();
  check((await page.locator("h1").count()) === 1, "links work without JavaScript");
  await page.goto(`${at}/tim?q=hoi+thao`);
  check((await page.locator("main .rows a").count()) > 0, "search works without JavaScript");
  await context.close();
}

// A phone and a desk, each with a server of its own, side by side.
async function walk_all(width, height) {
  const folder = mkdtempSync(join(tmpdir(), "ngayso-walk-"));
  const { server, address, way_in } = await serve(folder, "2024-09-28");
  try {
    const context = await browser.newContext({ viewport: { width, height }, locale: "vi-VN" });
    const page = await context.newPage();
    const errors = [];
    page.on("console", (m) => m.type() === "error" && !m.location().url.includes("/song?") && !/404|400|401|403|409|favicon|ERR_INTERNET_DISCONNECTED/.test(m.text()) && errors.push(m.text()));
    page.on("pageerror", (e) => errors.push(e.message));
    await enter(page, address, way_in, width, { check, go, look });
    await walk(page, address, width);
    await people(browser, page, address, width, { check, go, look });
    await privacy(page, address, width, { check, go, look });
    await work(page, address, width, { check, go, look });
    await wall(browser, page, address, width, { check, go, look });
    await board(page, address, width, { check, go, look });
    await form(browser, root, width, height, { check, look });
    await figures(page, address, width, { check, go, look });
    await procedure(page, address, width, { check, go, look });
    await editor(page, address, root, width, { check, go, look });
    if (width > 600) await print(page, address, { check }, folder);
    if (width > 600) await dark(page, address, axe, { check });
    check(!errors.length, `the browser complains: ${errors.join("; ")}`);
    const state = await context.storageState();
    const cookie = state.cookies.map((c) => `${c.name}=${c.value}`).join("; ");
    if (width < 600) await feeds(address), await without_script(browser, address, state), await links(address, cookie);
  } catch (error) {
    failed++;
    console.log(error.stack);
  }
  check((await stop(server)) === 0, "the server ends when asked to");
  rmSync(folder, { recursive: true });
}

mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
// Other suites compute beside this one: a page may be slow without being wrong.
const made = browser.newContext.bind(browser);
browser.newContext = async (options) => {
  const context = await made(options);
  context.setDefaultTimeout(180_000);
  context.setDefaultNavigationTimeout(180_000);
  // By the clock: a page behind another draws no frames.
  context.on("page", (page) => {
    const wait = page.waitForFunction.bind(page);
    page.waitForFunction = (what, value, options) => wait(what, value, { polling: 100, ...options });
  });
  return context;
};
await Promise.all([walk_all(360, 640), walk_all(1280, 800)]);
const numbers = mkdtempSync(join(tmpdir(), "ngayso-truth-"));
await truth(program, numbers, { check }).catch((error) => (failed++, console.log(error.stack)));
rmSync(numbers, { recursive: true });
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
