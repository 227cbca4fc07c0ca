// SPDX-License-Identifier: Apache-2.0
// odk.mjs -- ODK's own engine (@getodk/xforms-engine) in Chromium: what it calculates of expressions over some answers.
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

export const TYPED = ["ten", "so_luong", "dien_tich", "kinh_phi", "ngay", "ngay_ket_thuc", "thoi_gian", "huyen", "xa", "thu", "dien_thoai", "ghi_chu"];
export const COLUMNS = ["ten_hang", "so", "gia", "thanh_tien"], COMPUTED = ["tong", "tinh_1", "tinh_2", "tinh_3"];
const CHUNK = Number(process.env.CHUNK ?? 100);
const escape = (s) => String(s).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

// ${x} as pyxform writes it: beside the asking column relative, but of indexed-repeat() its first two absolute.
export function xpath(place, text) {
  const path = (name, absolute) => (name === "hang" ? "/data/hang" : !COLUMNS.includes(name) ? `/data/${name}`
    : place === "row" && !absolute ? `../${name}` : `/data/hang/${name}`);
  const first = text.replace(/indexed-repeat\(\$\{(\w+)\}/g, (whole, name) => `indexed-repeat(${path(name, true)}`);
  return first.replace(/\$\{(\w+)\}/g, (whole, name) => path(name));
}

function form(answers, cases, rules = []) {
  const TOP = [...TYPED, ...COMPUTED], says = { shown: "relevant", computed: "calculate" };
  const place = (n) => (COLUMNS.includes(n) ? "row" : "top");
  const rule = (n) => rules.filter((r) => r[1] === n).map((r) => ` ${says[r[0]]}="${escape(xpath(place(n), r[2]))}"`).join("");
  const tops = cases.filter(([place]) => place === "top"), rows = cases.filter(([place]) => place === "row");
  const row = (given) => COLUMNS.map((n) => `<${n}>${escape(given[n] ?? "")}</${n}>`).join("") + rows.map((c) => `<e${c[2]}/>`).join("");
  const binds = [...TOP.map((n) => `<bind nodeset="/data/${n}" type="string"${rule(n)}/>`), ...COLUMNS.map((n) => `<bind nodeset="/data/hang/${n}" type="string"${rule(n)}/>`), `<bind nodeset="/data/hang"${rule("hang")}/>`,
    ...cases.map(([place, text, id]) => `<bind nodeset="/data/${place === "row" ? "hang/" : ""}e${id}" type="string" calculate="${escape(xpath(place, text))}"/>`)];
  return `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>t</h:title><model><instance><data id="t">${TOP.map((n) => `<${n}>${escape(answers[n] ?? "")}</${n}>`).join("")}
<hang jr:template="">${row({})}</hang>${(answers.hang ?? []).map((r) => `<hang>${row(r)}</hang>`).join("")}
${tops.map((c) => `<e${c[2]}/>`).join("")}</data></instance>${binds.join("")}</model></h:head>
<h:body><group ref="/data/hang"><label>h</label><repeat nodeset="/data/hang"><input ref="/data/hang/so"><label>s</label></input></repeat></group></h:body></h:html>`;
}

// A page that has the engine as `engine`.
export async function engine() {
  const engine = readFileSync(new URL("../../node_modules/@getodk/xforms-engine/dist/index.js", import.meta.url), "utf8");
  const browser = await chromium.launch({ executablePath: execFileSync("sh", ["-c", "command -v chromium"]).toString().trim(),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  const context = await browser.newContext({ timezoneId: "UTC" }), page = await context.newPage();
  page.on("console", (m) => process.env.ODK_TALKS && console.log(m.text()));
  await page.route("https://odk.test/**", (route) => route.fulfill(route.request().url().endsWith(".js")
    ? { contentType: "text/javascript", body: engine } : { contentType: "text/html", body: "<!doctype html><title>odk</title>" }));
  await page.goto("https://odk.test/");
  await page.evaluate(async () => { globalThis.engine = await import("/engine.js"); });
  return { page, close: () => browser.close() };
}

export async function odk() {
  const { page, close } = await engine();
  const calculate = (xml) => page.evaluate(async (text) => {
    const { root } = await engine.createInstance(text);
    const xml = new DOMParser().parseFromString(root.instanceState.instanceXML, "text/xml");
    const values = {};
    for (const node of xml.querySelectorAll("*")) if (/^e\d+$/.test(node.localName)) (values[node.localName] ??= []).push(node.textContent);
    return values;
  }, xml);

  // What breaks the form is found by halves.
  async function values(answers, cases) {
    if (cases.length > CHUNK) return new Map([...await values(answers, cases.slice(0, CHUNK)), ...await values(answers, cases.slice(CHUNK))]);
    try {
      const got = await calculate(form(answers, cases));
      return new Map(cases.map((c) => [c[2], got[`e${c[2]}`] ?? []]));
    } catch (error) {
      if (cases.length === 1) return new Map([[cases[0][2], [`error: ${String(error.message).split("\n")[0]}`]]]);
      const half = cases.length >> 1;
      return new Map([...await values(answers, cases.slice(0, half)), ...await values(answers, cases.slice(half))]);
    }
  }
  // What is left of a form's answers when they are sent: {name: text, hang: [{name: text}]}, what is empty left out.
  const settled = (answers, rules) => page.evaluate(async (text) => {
    const { root } = await engine.createInstance(text);
    const data = new DOMParser().parseFromString(root.instanceState.instanceXML, "text/xml").documentElement;
    const texts = (node) => Object.fromEntries([...node.children].filter((n) => !["hang", "meta"].includes(n.localName) && n.textContent).map((n) => [n.localName, n.textContent]));
    return { ...texts(data), hang: [...data.children].filter((n) => n.localName === "hang").map(texts) };
  }, form(answers, [], rules));
  return { values, settled, close };
}
