// SPDX-License-Identifier: Apache-2.0
// open.mjs NGAYSO -- a form of ours, as the XForm that we give out, in ODK's own engine: it opens without a complaint,
// in both languages, and hides, filters, checks and calculates what the form says.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engine } from "./odk.mjs";

let passed = 0, failed = 0;
const equal = (what, is, wanted) => {
  if (JSON.stringify(is) === JSON.stringify(wanted)) passed++;
  else failed++, console.log(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);
};

const xml = execFileSync(process.argv[2], ["form", "xform", new URL("phien-cho-so.yaml", import.meta.url).pathname]).toString();
const { page, close } = await engine();
const got = await page.evaluate(async (text) => {
  const { root } = await engine.createInstance(text), seen = {};
  const all = (node) => [node, ...(node.currentState?.children ?? []).flatMap(all)];
  const find = (path) => all(root).find((n) => n.currentState.reference === path);
  const valid = (path) => find(path).validationState.violation === null;
  const options = (path) => find(path).currentState.valueOptions.map((o) => o.label.asString);
  const value = (path) => {
    const doc = new DOMParser().parseFromString(root.instanceState.instanceXML, "text/xml");
    return doc.evaluate(path.replace(/\/(\w+)/g, "/*[local-name()='$1']"), doc, null, XPathResult.STRING_TYPE, null).stringValue;
  };
  seen.languages = root.languages.map((l) => l.language);
  seen.label = find("/data/ten").currentState.label.asString;
  root.setLanguage(root.languages[1]);
  seen.english = find("/data/ten").currentState.label.asString;
  root.setLanguage(root.languages[0]);
  seen.required = valid("/data/ten");
  seen.first = [value("/data/co_gian"), value("/data/huyen")];
  seen.shown = find("/data/so_gian").currentState.relevant;
  find("/data/so_gian").setValue("4");
  seen.tooMany = valid("/data/so_gian");
  seen.message = find("/data/so_gian").validationState.violation?.message.asString;
  find("/data/so_gian").setValue("2");
  seen.enough = valid("/data/so_gian");
  find("/data/co_gian").selectValue("false");
  seen.hidden = find("/data/so_gian").currentState.relevant;
  seen.communes = options("/data/xa");
  find("/data/huyen").selectValue("viet_yen");
  seen.others = options("/data/xa");
  find("/data/ten").setValue("HTX Đồng Kỳ");
  const table = find("/data/hang");
  if (!find("/data/hang[1]/so")) table.addInstances();
  table.addInstances();
  find("/data/hang[1]/so").setValue("2");
  find("/data/hang[2]/so").setValue("6");
  seen.rows = [value("/data/hang[1]/tien"), value("/data/hang[2]/tien"), value("/data/hang[2]/phan")];
  seen.total = value("/data/tong");
  seen.text = value("/data/loi");
  find("/data/ngay").setValue("2025-01-01");
  seen.late = valid("/data/ngay");
  return seen;
}, xml);
await close();

equal("languages", got.languages, ["vi", "en"]);
equal("label", [got.label, got.english], ["Tên", "Name"]);
equal("required", got.required, false);
equal("first", got.first, ["true", "yen_the"]);
equal("shown, hidden", [got.shown, got.hidden], [true, false]);
equal("constraint", [got.tooMany, got.message, got.enough], [false, "Nhiều nhất ba gian", true]);
equal("choices by the district", [got.communes, got.others], [["Đồng Tâm"], ["Bích Động"]]);
equal("rows", got.rows, ["10000", "30000", "0.75"]);
equal("sum", got.total, "40000");
equal("text", got.text, "HTX Đồng Kỳ - 40000");
equal("last day", got.late, false);

// The manual's example is a form.
const folder = mkdtempSync(join(tmpdir(), "form-")), example = join(folder, "form.yaml");
writeFileSync(example, readFileSync(new URL("../../docs/bieu-mau.md", import.meta.url), "utf8").match(/```yaml\n(.*?)```/s)[1]);
equal("the manual", execFileSync(process.argv[2], ["form", "check", example]).toString().includes("dùng được: 15 trường"), true);
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
