// SPDX-License-Identifier: Apache-2.0
// fill.mjs -- fills in any form of the program by what its fields are, as a person would who answers what has to be answered:
// the answers that a case has, else the first thing that fits.  With the script of the page or without it.
const PASSES_MAX = 8; // answers show other fields; a form that still asks after so many is broken

// What still has to be answered: name, kind, label.  What is not shown or not needed asks nothing.
const missing = (form) =>
  form.evaluate((f) => {
    const is_shown = (x) => x.getClientRects().length > 0 && !x.closest(".unasked");
    const label = (box) => box?.querySelector(":scope > label, :scope > legend")?.textContent ?? "";
    const found = [], seen = new Set();
    for (const table of f.querySelectorAll("fieldset:has(> template[data-row-of])"))
      if (is_shown(table) && !table.querySelector(":scope > fieldset.row")) found.push({ kind: "table", name: table.querySelector("[data-more]").dataset.more });
    for (const x of f.elements) {
      const name = x.name, box = x.closest(".field");
      if (!name || !box || seen.has(name) || x.type === "hidden" || x.type === "submit" || x.tagName === "FIELDSET" || /-bo(\.\d+)?$/.test(name) || !is_shown(x)) continue;
      seen.add(name);
      const many = [...f.elements].filter((y) => y.name === name);
      const is_choice = x.type === "radio" || x.type === "checkbox";
      const is_there = is_choice ? many.some((y) => y.checked) : x.type === "file" ? !!box.querySelector("ul.files li") || x.files.length > 0 : x.value !== "";
      const is_needed = x.required || !label(box).includes("(không bắt buộc)");
      found.push({
        name, is_there, is_needed, label: label(box).trim(), accept: x.accept,
        kind: is_choice ? x.type : x.tagName === "SELECT" ? "select" : x.type === "text" && x.inputMode ? x.inputMode : x.type,
        first: x.tagName === "SELECT" ? [...x.options].find((o) => o.value)?.value : is_choice ? many.find((y) => y.value)?.value : "",
      });
    }
    return found;
  });

const files = {
  pdf: { name: "ho-so.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n") },
  png: { name: "anh.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/p9p1rAAAAABJRU5ErkJggg==", "base64") },
};

function answer(one, answers, today) {
  const name = one.name.replace(/\.\d+$/, "");
  if (name in answers) return answers[name];
  switch (one.kind) {
    case "select": case "radio": case "checkbox": return one.first;
    case "email": return "nguoinop@example.vn";
    case "tel": return "0912 345 678";
    case "date": return today;
    case "numeric": case "decimal": return "1";
    case "url": return "https://bacgiang.example.vn/";
    default: return `${one.label || name} của đợt này`;
  }
}

async function put(form, one, value) {
  const all = form.locator(`[name="${one.name}"]`);
  if (one.kind === "select") return all.selectOption(value);
  if (one.kind === "file") {
    await all.setInputFiles(files[/pdf|^$/.test(one.accept) ? "pdf" : "png"]);
    if (await form.evaluate((f) => !!document.querySelector("script[src*='draft.js']") && f.classList.contains("long")).catch(() => false))
      await form.locator(".field", { has: form.page().locator(`[name="${one.name}"]`) }).locator("ul.files li, .problem").first().waitFor();
    return;
  }
  if (one.kind !== "radio" && one.kind !== "checkbox") return all.fill(String(value));
  // By keyboard: without scripts a page has no frames of animation, and a click waits for one.
  for (const key of String(value).split(" ")) {
    const box = form.locator(`[name="${one.name}"][value="${key}"]`);
    if (!(await box.isChecked())) await box.press(" ");
  }
}

async function add_row(form, name) {
  await form.locator(`[data-more="${name}"]`).click();
  await form.locator(`fieldset.row:has([name^="${name}."])`).first().waitFor();
}

// Everything that has to be answered, and whatever `answers` has.
export async function fill(form, answers, today) {
  const given = new Set();
  for (let n = 0; n < PASSES_MAX; n++) {
    const all = await missing(form);
    const ahead = all.filter((x) => x.kind === "table" || (!given.has(x.name) && ((!x.is_there && x.is_needed) || x.name.replace(/\.\d+$/, "") in answers)));
    if (!ahead.length) return;
    for (const one of ahead) {
      if (one.kind === "table") await add_row(form, one.name);
      else given.add(one.name), await put(form, one, answer(one, answers, today));
    }
  }
  throw new Error(`the form asks on and on: ${JSON.stringify((await missing(form)).filter((x) => !x.is_there && x.is_needed))}`);
}
