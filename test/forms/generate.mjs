// SPDX-License-Identifier: Apache-2.0
// generate.mjs -- expressions made at random, the same each time, by types: numbers, days, texts, conditions.
function chance(seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { random, one: (...of) => of[Math.floor(random() * of.length)] };
}

export function* generated(count, seed = 136) {
  const { random, one } = chance(seed);
  let place = "top";

  const numbers = {
    literal: () => one("0", "1", "2", "3", "7", "10", "15", "100", "0.5", "2.5", "0.1", "1000", "35000", "-1", "-2.5"),
    field: () => one("${so_luong}", "${dien_tich}", "${kinh_phi}", ...(place === "row" ? ["${so}", "${gia}", "position(..)"] : [])),
    sum: (d) => `${number(d)} ${one("+", "-", "*")} ${number(d)}`,
    product: (d) => `(${number(d)} ${one("+", "-")} ${number(d)}) ${one("*", "div", "mod")} ${one("2", "3", "7", "10", "0.5")}`,
    divided: (d) => `${number(d)} div (${number(d)})`,
    minus: (d) => `-${one("${so_luong}", `(${number(d)})`)}`,
    chosen: (d) => `if(${condition(d)}, ${number(d)}, ${number(d)})`,
    rest: (d) => `coalesce(${numbers.field()}, ${number(d)})`,
    rounded: (d) => one(`round(${number(d)})`, `round(${number(d)}, ${one("0", "1", "2", "-2")})`, `int(${number(d)})`, `abs(${number(d)})`),
    most: (d) => `${one("min", "max")}(${number(d)}, ${number(d)}${one("", ", 5")})`,
    counted: () => one("count-selected(${xa})", "count(${hang})", "string-length(${ten})", "string-length(${ghi_chu})", "count-selected(${huyen})"),
    rows: () => (place === "top" ? one("sum(${so})", "sum(${gia})", "max(${so})", "min(${gia})", "count-non-empty(${so})", "count-non-empty(${ten_hang})") : "sum(${so})"),
    // Of a row that is not there ODK compares nothing with nothing: differences.tsv.
    indexed: (d) => `${one("number", "0 + ", "1 * ")}(indexed-repeat(${one("${so}", "${gia}")}, \${hang}, ${one("1", "2", "3", place === "row" ? "position(..) - 1" : "count(${hang})")}))`,
    days: (d) => `${day(d)} - ${day(d)}`,
    dayNumber: (d) => one(`decimal-date-time(${day(d)})`, "number(${ngay})", "number(${ngay_ket_thuc})"),
    fromText: () => one("number('12')", "number('')", "number('x')", "number(${ten})", "number(${dien_thoai})"),
    truths: (d) => `${selection()} + ${selection()}`,
  };
  const simple = ["literal", "field", "field", "counted", "rows", "fromText"];
  const number = (d) => {
    const name = d <= 0 ? one(...simple) : one(...Object.keys(numbers));
    return numbers[name](d - 1);
  };

  const day = (d) => (d <= 0 ? one("${ngay}", "${ngay_ket_thuc}", "'2024-10-01'", "date('2024-02-29')", "today()")
    : one("${ngay}", "${ngay_ket_thuc}", "today()", `date(${one("${ngay}", "${ngay_ket_thuc}", "today()")} + ${one("1", "7", "15", "-30", "365")})`,
      "date('2024-12-31')", "date(19997)", "date(substr(${thoi_gian}, 0, 10))", `coalesce(${one("${ngay}", "${ngay_ket_thuc}")}, '2024-05-05')`));

  const text = (d) => {
    const plain = () => one("${ten}", "${ghi_chu}", "${thu}", "${dien_thoai}", "'a'", "''", "'Chợ số'", "'0'", "${thoi_gian}", ...(place === "row" ? ["${ten_hang}"] : []));
    if (d <= 0) return plain();
    return one(plain, plain,
      () => `concat(${text(d - 1)}, ${one("' '", "'-'", "''")}, ${text(d - 1)})`,
      () => `concat(${number(d - 1)}, ' hộ')`,
      () => `if(${condition(d - 1)}, ${text(d - 1)}, ${text(d - 1)})`,
      () => `coalesce(${plain()}, ${text(d - 1)})`,
      () => `substr(${text(d - 1)}, ${one("0", "1", "3", "-2")}${one("", ", 2", ", 5", ", -1")})`,
      () => `string(${number(d - 1)})`,
      () => `normalize-space(${text(d - 1)})`,
      () => `format-date(${one("${ngay}", "${ngay_ket_thuc}", "today()")}, ${one("'%d/%m/%Y'", "'%Y-%m'", "'%e.%n.%y'")})`,
      () => `selected-at(${one("${xa}", "${huyen}", "'a b'")}, ${one("0", "1", "2")})`,
      () => `substring-before(${text(d - 1)}, ${one("' '", "'@'", "'a'")})`,
      () => (place === "top" ? `join(', ', ${one("${ten_hang}", "${so}")})` : `join('/', ${text(d - 1)}, ${text(d - 1)})`),
    )();
  };

  const selection = () => one("selected(${xa}, 'tan_an')", "selected(${xa}, 'bich_dong')", "selected(${huyen}, 'yen_dung')", "selected('a b', 'b')");
  const compares = ["=", "!=", "<", "<=", ">", ">="];
  const condition = (d) => {
    const ask = () => one(
      () => `${number(d - 1)} ${one(...compares)} ${number(d - 1)}`,
      () => `${one("${so_luong}", "${dien_tich}", "${kinh_phi}", "${ngay}", "${ten}")} ${one("=", "!=")} ''`,
      () => `${one("${so_luong}", "${dien_tich}", "${kinh_phi}")} ${one(...compares)} 0`,
      () => `${day(d - 1)} ${one("<", "<=", ">", ">=")} ${day(d - 1)}`,
      () => `${text(d - 1)} ${one("=", "!=")} ${text(d - 1)}`,
      selection,
      () => `${one("contains", "starts-with", "ends-with")}(${text(d - 1)}, ${one("'a'", "'0'", "' '", "''")})`,
      () => `regex(${text(d - 1)}, ${one("'^[0-9]+$'", "'a'", "'^\\d{3}'")})`,
      () => one("true()", "false()"),
    )();
    if (d <= 0) return ask();
    return one(ask, ask, () => `not(${condition(d - 1)})`, () => `(${condition(d - 1)} ${one("and", "or")} ${condition(d - 1)})`)();
  };

  for (let i = 0; i < count; i++) {
    place = i % 4 === 3 ? "row" : "top";
    yield [place, one(number, number, text, condition, condition, day)(1 + Math.floor(random() * 3))];
  }
}

// Forms: which fields of the made design are calculated and hidden, by which expressions over each other.
export function* forms(count, seed = 136) {
  const { random, one } = chance(seed);
  const typed = ["ten", "so_luong", "kinh_phi", "huyen", "xa", "thu", "ghi_chu"], computed = ["tong", "tinh_1", "tinh_2", "tinh_3"];
  let order = [], at = 0; // a field asks those before it, or it would go in a circle
  const top = () => `\${${one(...order.slice(0, Math.max(at, 1)))}}`;
  const condition = (own) => one(() => `${own()} != ''`, () => `${own()} = ''`, () => `\${so_luong} ${one(">", "<=")} ${one("0", "5")}`, () => "count(${hang}) > 1",
    () => "selected(${xa}, 'tan_an')", () => `${own()} = ${own()}`, () => `not(${own()} != '') or contains(${own()}, 'a')`, () => `string-length(${own()}) > 3`)();
  const calculation = (own) => one(() => `concat(${own()}, '-', ${own()})`, () => `if(${own()} = '', 'trống', ${own()})`, () => `coalesce(${own()}, ${own()})`,
    () => `string-length(${own()}) + coalesce(\${so_luong}, 0)`, () => "count-non-empty(${ten_hang})", () => "join('+', ${so})", () => "coalesce(sum(${so}), 'chưa đủ')",
    () => "join('|', ${thanh_tien})", () => `if(${condition(own)}, ${own()}, '')`)();
  const cell = () => one("${ten_hang}", "${so}", "${gia}", top());
  for (let i = 0; i < count; i++) {
    const rules = [];
    order = ["dien_tich", ...[...typed, ...computed].map((name) => [random(), name]).sort().map(([, name]) => name)];
    for (at = 1; at < order.length; at++) {
      if (computed.includes(order[at]) && random() < 0.8) rules.push(["computed", order[at], calculation(top)]);
      if (random() < 0.4) rules.push(["shown", order[at], condition(top)]);
    }
    at = 4;
    if (random() < 0.8) rules.push(["computed", "thanh_tien", one(`concat(${cell()}, '/', ${cell()})`, "coalesce(${so}, 0) * coalesce(${gia}, 0)", `if(${condition(cell)}, ${cell()}, 'x')`)]);
    for (const name of ["so", "gia", "thanh_tien"]) if (random() < 0.3) rules.push(["shown", name, condition(cell)]);
    // The rows of a hidden table count for ODK: differences.tsv.
    const counted = rules.some(([, , text]) => /\$\{hang\}|join\(/.test(text)), hides = condition(top);
    if (!counted && !hides.includes("hang")) rules.push(["shown", "hang", hides]);
    yield rules;
  }
}
