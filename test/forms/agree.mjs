// SPDX-License-Identifier: Apache-2.0
// agree.mjs EVALUATE -- expressions by hand (expressions.tsv) and made (generate.mjs), each over the answers of
// worlds.json: what src/form calculates, what web/expression.js does with the tree that it is given, and what ODK's own
// engine does must be the same text; where we differ on purpose differences.tsv says so, with what either gives.
import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import "../../web/expression.js";
import { forms, generated } from "./generate.mjs";
import { odk } from "./odk.mjs";

const GENERATED = Number(process.env.GENERATED ?? 2900); // many come twice
const FORMS = Number(process.env.FORMS ?? 150);
const here = (name) => new URL(name, import.meta.url);
const lines = (name) => readFileSync(here(name), "utf8").split("\n").filter((l) => l && !l.startsWith("#")).map((l) => l.split("\t"));
const worlds = JSON.parse(readFileSync(here("worlds.json")));
const TYPES = { ngay: Expression.day, ngay_ket_thuc: Expression.day };
const today = new Date().toISOString().slice(0, 10);
let passed = 0, failed = 0;
const check = (good, words) => { if (good) passed++; else if (++failed <= 40) console.log(words()); };

const byHand = lines("expressions.tsv");
const known = new Set(byHand.map((c) => c.join("\t")));
const cases = [...byHand, ...[...generated(GENERATED)].filter((c) => !known.has(c.join("\t")) && known.add(c.join("\t")))].map(([place, text], id) => [place, text, id]);
const differences = lines("differences.tsv");

// The two classes that are not compared: differences.tsv says why.
const alike = (values) => values.map((v) => (v === "Invalid Date" ? "" : v.replace("-Infinity", "Infinity"))).join("|");

// What C says: one line a case.
function ours(answers, asked) {
  const input = [`today\t${today}`, `answers\t${JSON.stringify(answers)}`, ...asked.map((c) => c.slice(0, c[0] === "top" || c[0] === "row" ? 2 : 3).join("\t"))].join("\n");
  const run = spawnSync(process.argv[2], { input: `${input}\n`, maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`evaluate: ${run.stderr} ${run.signal ?? ""}`);
  return run.stdout.toString().trim().split("\n").map((l) => JSON.parse(l));
}

// What the page makes of the tree.
function page(answers, [place], script) {
  const hang = answers.hang ?? [], typed = (name, v) => (v === undefined ? "" : (TYPES[name] ?? ((x) => x))(v));
  const scope = (row) => ({ row, today, key: "", self: "", rows: () => hang.length, cells: (name) => hang.map((r) => typed(name, r[name])),
    field: (name) => (["ten_hang", "so", "gia"].includes(name) ? typed(name, hang[row][name]) : typed(name, answers[name])) });
  const one = (row) => Expression.text(Expression.value(script, scope(row)));
  return place === "row" ? hang.map((r, i) => one(i)) : [one(0)];
}

const engine = await odk();
for (const [world, answers] of Object.entries(worlds)) {
  const mine = ours(answers, cases);
  const good = cases.filter((c, i) => {
    check(!mine[i].problem, () => `refused: ${c[1]}\n    ${mine[i].problem}`);
    return !mine[i].problem;
  });
  const theirs = await engine.values(answers, good);
  const wanted = new Map(differences.filter((d) => d[0] === world || d[0] === "*").map((d) => [`${d[1]}\t${d[2]}`, d]));
  for (const c of good) {
    const said = mine[c[2]], d = wanted.get(`${c[0]}\t${c[1]}`), other = theirs.get(c[2]);
    const same = alike(said.values) === alike(other);
    check(d ? !same : same, () => `${world} ${c[0]}: ${c[1]}\n    ours ${said.values.join("|")}    ODK ${other.join("|")}${d ? "    but differences.tsv lists it" : ""}`);
    const drawn = page(answers, c, said.script);
    check(d || alike(drawn) === alike(said.values), () => `${world} ${c[0]}: ${c[1]}\n    C ${said.values.join("|")}    page ${drawn.join("|")}`);
  }
}
// What differs does so as it is written.
for (const [world, place, text, we, they] of differences) {
  const answers = worlds[world === "*" ? "full" : world], [mine] = ours(answers, [[place, text, 0]]);
  const other = (await engine.values(answers, [[place, text, 0]])).get(0).join("|");
  check((mine.values?.join("|") ?? "refused") === we && (other === they || (they === "error" && other.startsWith("error"))),
    () => `differences.tsv: ${text}\n    ours ${mine.values?.join("|") ?? mine.problem}    ODK ${other}`);
}
// Whole forms: what is calculated over each other and hidden in chains.
const designs = [...forms(FORMS)], sets = Object.values(worlds);
let circles = 0;
for (const [set, answers] of sets.entries()) {
  const some = designs.filter((d, i) => i % sets.length === set);
  const mine = ours(answers, some.flatMap((rules) => [["plain"], ...rules, ["settle"]]));
  for (const [i, rules] of some.entries()) await compare(answers, rules, mine[i]);
}
await engine.close();

async function compare(answers, rules, mine) {
  if (!mine && ++circles) return;
  const words = (o) => JSON.stringify(Object.entries(o).filter(([, v]) => v !== "").map(([k, v]) => [k, String(v)]).sort());
  const whole = ({ hang, ...rest }) => `${words(rest)} ${(hang ?? []).map(words).join(" ")}`;
  let theirs;
  try { theirs = await engine.settled(answers, rules); } catch (error) { theirs = { error: String(error.message).split("\n")[0] }; }
  check(whole(mine) === whole(theirs), () => `a form of ${JSON.stringify(rules)}\n    ours ${whole(mine)}\n    ODK  ${whole(theirs)}`);
}
console.log(`${FORMS - circles} forms, ${circles} more go in a circle`);
console.log(`${cases.length} expressions over ${Object.keys(worlds).length} sets of answers`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
