// SPDX-License-Identifier: Apache-2.0
// truth.mjs -- the same thing has one number on every page and in every twin, or the page says why not: the demonstration's
// province, read as its coordinator.  Pages are compared by their words, twins by their fields, each column by its sum.
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";

const PASSWORD = "bac giang ngay so 2024"; // src/demo/demo.h
const ROLES = 6; // src/demo/demo.h: DEMO_GUESTS
const TODAY = "2024-09-28";
const CLASSES = ["chua-den-han", "sap-den-han", "qua-han", "dung-han", "xong-qua-han", "tam-dung", "huy"];
const OPEN = ["new", "doing", "asked", "returned"];

function serve(program, data) {
  const server = spawn(program, ["serve", "--data", data, "--port", "0", "--today", TODAY]);
  return new Promise((resolve, reject) => {
    let said = "";
    const slow = setTimeout(() => reject(new Error("the demonstration does not start")), 180000);
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    server.stdout.on("data", (text) => {
      said += text;
      const at = said.match(/http:\/\/127\.0\.0\.1:\d+/), links = said.match(/\/vao\/[\w-]+(?=\n)/g) ?? [];
      if (at && links.length === ROLES) clearTimeout(slow), resolve({ server, at: at[0], links });
    });
  });
}

async function sign_in(at, account) {
  const body = new URLSearchParams({ "tai-khoan": account, "mat-khau": PASSWORD, ve: "/" });
  const reply = await fetch(`${at}/dang-nhap`, { method: "POST", body, redirect: "manual", headers: { origin: at } });
  const cookie = reply.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  const get = async (path) => (await fetch(at + path, { headers: { cookie } })).text();
  return { json: async (path) => JSON.parse(await get(`/api/v1${path}`)), words: async (path) => words(await get(path)) };
}

// A link signs in once, as somebody in a role, and shows three things to try, which can be put away.
async function look_around(at, link, check) {
  const ask = (path, cookie, body) => fetch(at + path, { method: body ? "POST" : "GET", body, redirect: "manual", headers: { origin: at, ...(cookie && { cookie }) } });
  const go = (...what) => ask(...what).catch(() => ask(...what)); // a connection that the server ended is not used again
  const reply = await go(link, null, new URLSearchParams({ _token: "" }));
  check(reply.status === 303, `${link} lets in`);
  check((await go(link, null, new URLSearchParams({ _token: "" }))).status === 404, "it is good for one time");
  const cookie = reply.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  const home = await (await go("/", cookie)).text(), hints = home.match(/<section class="hints[^]*?<\/section>/)?.[0] ?? "";
  const ways = [...hints.matchAll(/<li><a href="([^"]+)"/g)].map((way) => way[1].replaceAll("&amp;", "&"));
  check(ways.length === 3, `three hints: ${ways}`);
  for (const way of ways) check([200, 303].includes((await go(way, cookie)).status), `${way} is open to whom it is named`);
  const token = home.match(/name="_token" value="([^"]+)"/)[1];
  check((await go("/goi-y/an", cookie, new URLSearchParams({ _token: token }))).status === 303, "hints can be put away");
  check(!(await (await go("/", cookie)).text()).includes('class="hints'), "and stay away");
  const help = await (await go("/tro-giup", cookie)).text();
  check((help.match(/<p class="meta">/g) ?? []).length <= 10 && help.includes("Trợ giúp: "), "its help is ten lines at most");
}

// What a reader sees of a page, on one line; numbers as they are written.
function words(html) {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  return main.replace(/<[^>]+>/g, " ").replace(/&[a-z#0-9]+;/g, " ").replace(/\s+/g, " ");
}

const number = (text, pattern) => Number((text.match(pattern)?.[1] ?? "NaN").replaceAll(".", ""));
const sum = (rows, key) => rows.reduce((all, row) => all + row[key], 0);

export async function truth(program, folder, { check }) {
  const data = join(folder, "truth.db");
  execFileSync(program, ["demo", "--data", data]);
  const { server, at, links } = await serve(program, data);
  const same = (what, ...numbers) => check(numbers.every((n) => n === numbers[0]), `${what}: ${numbers.join(" | ")}`);
  try {
    for (const link of links) await look_around(at, link, check);
    const { json, words } = await sign_in(at, "dieuphoi");
    const leader = await json("/lanh-dao"), table = await json("/co-quan-so-lieu"), each = await json("/co-quan-so-lieu?xem=tung-co-quan");
    const map = await json("/ban-do"), board = await json("/bang-viec"), urge = await json("/don-doc");
    const all = leader.total;

    // Classes: leader, table of agencies (two ways), lists, words.
    same("classes add up", all.total, sum(CLASSES.map((key) => ({ n: all[key] })), "n"));
    for (const key of ["total", "new", "asked", "returned", ...CLASSES])
      same(key, all[key], table.total[key], each.total[key], sum(table.rows, key), sum(each.rows, key), sum(leader.agencies.rows, key) + (leader.agencies.rest?.[key] ?? 0));
    for (const key of CLASSES) {
      const list = await words(`/viec?loai=${key}`);
      same(`list of ${key}`, all[key], all[key] ? number(list, /([\d.]+) việc/) : 0);
    }
    same("all tasks", all.total, number(await words("/viec"), /([\d.]+) việc/));

    // States: board, lists, counters.
    const column = Object.fromEntries(board.columns.map((k) => [k.state, k.all]));
    same("board", all.total - all.huy, Object.values(column).reduce((x, y) => x + y, 0));
    same("board, finished", column.done, all["dung-han"] + all["xong-qua-han"]);
    same("board, open", OPEN.reduce((n, state) => n + column[state], 0), all["chua-den-han"] + all["sap-den-han"] + all["qua-han"]);
    for (const state of ["new", "asked", "returned"]) same(`state ${state}`, all[state], column[state], number(await words(`/viec?trang-thai=${state}`), /([\d.]+) việc/));

    // Who is urged, and who is overdue and is not.
    same("overdue = urged + answered", all["qua-han"], urge.overdue + urge.overdue_answered);
    same("soon", all["sap-den-han"], urge.soon);
    same("urged, agency by agency", urge.overdue, sum(urge.agencies, "late"));
    const page = await words("/don-doc"), home = await words("/");
    same("urged, in words", urge.overdue, number(page, /([\d.]+) việc quá hạn,/), number(home, /có việc quá hạn , ([\d.]+) việc/));
    if (urge.overdue_answered) same("answered, in words", urge.overdue_answered, number(page, /Không đôn đốc ([\d.]+) việc/));
    same("agencies that are late", urge.agencies.filter((k) => k.late).length, number(home, /([\d.]+) cơ quan có việc quá hạn/));
    check(page.includes("đếm riêng từng xã, từng đơn vị"), "the list of urging says how it counts agencies");
    same("to be confirmed, at home", all.asked, number(home, /([\d.]+) việc báo đã xong, chờ xác nhận/));

    // What waits for the chairman: the first page of the chairman, theirs of decisions, the overview, the list.
    const chairman = await sign_in(at, "lanhdao"), to_direct = await chairman.words("/chi-dao");
    same("waiting for the chairman", number(to_direct, /từ ([\d.]+) khó khăn/), number(await chairman.words("/lanh-dao"), /([\d.]+) khó khăn chờ lãnh đạo chỉ đạo/),
      number(await words("/lanh-dao"), /([\d.]+) khó khăn chờ lãnh đạo chỉ đạo/), number(await words("/kho-khan"), /Chờ lãnh đạo \((\d+)\)/));

    // The map is the table's districts.
    const districts = table.rows.filter((row) => row.kind === "ubnd-huyen");
    for (const key of ["total", ...CLASSES]) same(`map, ${key}`, map.total[key], sum(districts, key), sum(map.rows, key));
    check((await words("/ban-do")).includes("không có trên bản đồ"), "the map says what it leaves out");

    // One agency: its lists, the table's row.
    const late = each.rows.find((row) => row["qua-han"] > 0);
    same(`${late.code}, overdue`, late["qua-han"], (await json(`/viec?co-quan=${late.code}&loai=qua-han`)).tasks.length);
    same(`${late.code}, all`, late.total, number(await words(`/viec?co-quan=${late.code}`), /([\d.]+) việc/));

    // Ties are named; waiting has one unit; the day has its date.
    const most = Math.max(...table.rows.map((row) => row["qua-han"])), tied = table.rows.filter((row) => row["qua-han"] === most);
    if (tied.length < 4) check(tied.every((row) => leader.sentence.includes(row.name)), `who is as late as the first is named: ${leader.sentence}`);
    for (const path of ["/lanh-dao", "/kho-khan", "/"])
      check(!/chờ \d+ ngày(?! làm việc)/.test(await words(path)), `${path} counts waiting in working days`);
    const past = await words("/lanh-dao?ngay=2024-09-20");
    const account = await words("/toi"); // the device that is signed in, since when
    check(account.includes("28/9/2024") && !account.includes(`/${new Date().getFullYear()}`), "there is one clock on a day that is given");
    check(past.includes("20/9/2024") && !past.includes("từ hôm nay"), "a past day is called by its date");
  } finally {
    server.removeAllListeners("exit");
    const ended = new Promise((resolve) => server.on("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  }
}
