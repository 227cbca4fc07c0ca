// SPDX-License-Identifier: Apache-2.0
// review.mjs -- what is not sure, looked at word by word: by keyboard, by somebody who knows the signed text, with the keys
// counted; by two people at once; with a connection that breaks; without script.
import { readFileSync } from "node:fs";

const signed = readFileSync(new URL("../samples/ke-hoach-136-2024.restored.txt", import.meta.url), "utf8").split("\n");

// Opens the first sheet on which the locator finds something.
export async function sheetWith(page, plan, what) {
  for (let n = 1; n < 100; n++) {
    await page.goto(`${plan}/ra-soat?to=${n}`);
    if (await what.count()) return true;
    if (!(await page.locator(`#cac-trang a[href$="to=${n + 1}"]`).count())) return false;
  }
}

const left = async (page) => Number((await page.locator("[data-left]").count()) ? await page.locator("[data-left]").innerText() : 0);

// The row that is asked about, and the word that the signed text has there; where lines do not match, the word as it is.
const asked = (page) =>
  page.evaluate(() => {
    const row = document.activeElement.closest("[data-unsure]");
    if (!row) return null;
    const line = row.dataset.lines.split("-")[0], word = document.querySelector(`.source [data-chu="${row.dataset.unsure}"]`);
    const before = document.createRange();
    if (word) before.setStart(document.querySelector(`#dong-${line} > span`), 0), before.setEndBefore(word);
    return {
      id: row.dataset.unsure, line: Number(line),
      word: row.querySelector("input[name^='chu.']")?.value,
      others: [...row.querySelectorAll("button.quiet[name^='chon.']")].map((button) => button.value),
      place: word ? before.toString().split(" ").length - 1 : -1,
      all: document.querySelector(`#dong-${line} > span`)?.textContent.split(" ").length,
    };
  });

function truth(k) {
  const line = (signed[k.line - 1] ?? "").trim().split(/ +/);
  const bare = line.length === k.all && k.place >= 0 ? line[k.place].replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") : k.word;
  return bare || k.word;
}

// Enter for what is right, a digit for another word, typing for the rest.  Gives how many words, keys and pages there were.
export async function decideAll(page, plan) {
  const done = { words: 0, keys: 0, right: 0, chosen: 0, typed: 0 };
  const press = async (key) => (done.keys++, await page.keyboard.press(key));
  await page.goto(`${plan}/ra-soat`);
  if (!(await left(page))) return done;
  await page.locator("#con-lai a").click();
  for (let before = ""; ; ) {
    await page.waitForFunction((id) => {
      const row = document.activeElement?.closest("[data-unsure]"), rest = document.querySelector("[data-unsure]:not([hidden]), [data-next]");
      return document.readyState === "complete" && (row ? row.dataset.unsure !== id : document.querySelector("#con-lai") && !rest);
    }, before);
    const k = await asked(page);
    if (!k) return await page.waitForFunction(() => !document.querySelector("[aria-busy=true]")), done; // all of it is kept
    const word = k.word === undefined ? undefined : truth(k), other = k.others.indexOf(word);
    done.words++;
    before = k.id;
    if (word === k.word) done.right++, await press("Enter");
    else if (other >= 0) done.chosen++, await press(`Digit${other + 1}`);
    else done.typed++, (done.keys += word.length), await page.keyboard.insertText(word), await press("Enter");
  }
}

async function undo(page, plan, { check }) {
  await page.goto(`${plan}/ra-soat`);
  await page.locator("#con-lai a").click();
  await page.waitForFunction(() => document.activeElement.closest("[data-unsure]"));
  const before = await left(page), first = await asked(page);
  await page.keyboard.press("Enter");
  check((await left(page)) === before - 1, "the counter falls with each word");
  check((await page.locator("[data-receipt]").innerText()).includes("Đã ghi"), "a receipt says what was kept");
  await page.keyboard.press("Control+z");
  check((await left(page)) === before && (await asked(page)).id === first.id, "Ctrl+Z takes it back, and it is asked about again");
  await page.keyboard.press("Tab");
  check((await asked(page)).id !== first.id, "Tab goes on without deciding");
  await page.keyboard.press("Shift+Tab");
  check((await asked(page)).id === first.id, "and back");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  check((await asked(page)).id !== first.id, "n goes on, too");
  check((await page.locator(".source .marked").count()) > 0 && (await page.locator(".source .doubt.now").count()) > 0, "the line and the word light up");
}

// The key is pressed, and what it writes is answered.
async function written(page, key) {
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.keyboard.press(key);
  await answered;
}

// Somebody else was faster with the same word.
async function twoPeople(page, plan, { check }) {
  const other = await page.context().newPage();
  for (const one of [page, other]) {
    await one.goto(`${plan}/ra-soat`);
    await one.locator("#con-lai a").click();
    await one.waitForFunction(() => document.activeElement.closest("[data-unsure]"));
  }
  const k = await asked(page);
  await written(other, "Digit1");
  await other.waitForFunction(() => document.querySelector("[data-receipt]").textContent.includes("Đã ghi"));
  await page.bringToFront();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-receipt]").textContent.includes("Người khác"));
  check((await page.locator("[data-receipt]").innerText()).includes(k.others[0]), "who comes second sees what the first one put there");
  await written(other, "Control+z");
  await other.close();
}

// What could not be sent is sent when the connection is back.
async function brokenLine(page, plan, { check }) {
  await page.goto(`${plan}/ra-soat`);
  await page.locator("#con-lai a").click();
  await page.waitForFunction(() => document.activeElement.closest("[data-unsure]"));
  const before = await left(page);
  await page.context().setOffline(true);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-receipt]").textContent.includes("Chưa gửi được"));
  await page.context().setOffline(false);
  await page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.goto(`${plan}/ra-soat`);
  check((await left(page)) === before - 1, "a word that was decided without a connection is kept");
}

async function byHand(page, plan, { check }) {
  const context = await page.context().browser().newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const bare = await context.newPage();
  await bare.bringToFront();
  await bare.goto(`${plan}/ra-soat`);
  const before = await left(bare);
  await bare.locator("#con-lai a").click();
  await bare.locator("[data-unsure] button", { hasText: "Đúng" }).first().press("Enter");
  check((await bare.getByText("Đã ghi 1 chỗ").count()) === 1, "a word is accepted without script");
  check((await left(bare)) === before - 1, "and asked for no more");
  const field = bare.locator("[data-unsure] input[name^='chu.']").first();
  await field.fill("chữđãgõ");
  await field.press("Enter");
  check((await bare.getByText("Đã ghi 1 chỗ").count()) === 1, "what is typed is kept by Enter alone");
  const again = bare.locator("[name^='mo-lai.']");
  for (let n = await again.count(); n > 0; n--) {
    await bare.locator("details:not([open]) > summary", { hasText: "Đã xem trên trang này" }).press("Enter");
    await again.first().press("Enter");
  }
  check((await left(bare)) >= before, "and taken back");
  await context.close();
}

export async function review(page, plan, width, tools) {
  const { check, go } = tools;
  await page.goto(`${plan}/ra-soat`);
  if (!(await left(page))) return;
  await go(page, `${plan}/ra-soat?to=3#chua-chac`, "review-words", width);
  await byHand(page, plan, tools);
  await undo(page, plan, tools);
  await twoPeople(page, plan, tools);
  await brokenLine(page, plan, tools);
  const done = await decideAll(page, plan);
  check(done.words > 20 && done.keys < 3 * done.words, `${done.keys} keys for ${done.words} words`);
  await page.goto(`${plan}/ra-soat`);
  check((await left(page)) === 0 && (await page.getByText("Không còn chữ nào chưa chắc").count()) === 1, "the counter has fallen to zero");
}
