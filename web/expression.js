// SPDX-License-Identifier: Apache-2.0
// expression.js -- XLSForm's expressions by the rules of src/form/expression.h, over the JSON of expression_script; the
// server calculates all of it again (test/forms compares).  Expression.value(tree, scope) gives "" = empty, a number, a
// text, a boolean, Expression.day("2024-10-01"), or undefined: only the server can tell.  scope: { field(name),
// cells(name), rows(name), row (from 0), more(name), tag(name), key, self, label(name, key), today }.
globalThis.Expression = (() => {
  class Day { constructor(n) { this.n = n; } }
  const FIRST_DAY = -25567, LAST_DAY = 84005, DAY_MS = 864e5; // of 1900, of 2199
  const WEEKDAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
  const two = (n) => String(n).padStart(2, "0");
  const iso = (n) => new Date(n * DAY_MS).toISOString().slice(0, 10);
  const day = (n) => (n >= FIRST_DAY && n <= LAST_DAY ? new Day(Math.floor(n)) : "");
  // "" where there is no such day; "2024-9-5" is one.
  const dayOf = (s) => {
    const [year, month, date] = /^\d{1,4}-\d\d?-\d\d?$/.test(s) ? s.split("-").map(Number) : [];
    const d = new Date(Date.UTC(year, month - 1, date));
    return d.getUTCMonth() === month - 1 && d.getUTCDate() === date ? day(d / DAY_MS) : "";
  };

  const trim = (s) => s.replace(/^[ \t\r\n\f\v]+|[ \t\r\n\f\v]+$/g, "");
  const keys = (s) => s.split(/[ \t\r\n]+/).filter((key) => key);
  const isEmpty = (v) => v === "" || v == null || Number.isNaN(v);

  const number = (v) => {
    if (typeof v === "number") return v;
    if (typeof v === "boolean") return Number(v);
    if (v instanceof Day) return v.n;
    if (typeof v !== "string") return NaN;
    const s = trim(v), d = s.length === 10 && dayOf(s);
    if (d) return d.n;
    return /^-?(\d+\.?\d*|\.\d+)$/.test(s) && s.length < 400 ? Number(s) : NaN;
  };
  const text = (v) => {
    if (isEmpty(v)) return "";
    return v instanceof Day ? iso(v.n) : String(v);
  };
  const truth = (v) => v instanceof Day || (!isEmpty(v) && v !== 0 && v !== false);
  const asDay = (v) => {
    if (v instanceof Day) return v;
    if (typeof v === "number") return day(v);
    return typeof v === "string" ? dayOf(trim(v)) : "";
  };

  // What is empty equals what is empty, and nothing else; not a number equals nothing.
  const equal = (a, b) => {
    if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b) && typeof a !== "number" && typeof b !== "number";
    if (typeof a === "boolean" || typeof b === "boolean") return truth(a) === truth(b);
    if (typeof a === "string" && typeof b === "string") return a === b;
    return number(a) === number(b);
  };

  class Unknown extends Error {}
  // What only PCRE reads is left to the server.
  const regex = (pattern) => {
    try {
      return new RegExp(pattern);
    } catch {
      throw new Unknown();
    }
  };

  const pick = (how) => (...all) => (all.length ? Math[how](...all.map(number)) : NaN);
  const math = (how) => (...all) => Math[how](...all.map(number));
  const letters = (v) => [...text(v)];
  const substr = (v, from, to) => {
    const s = letters(v), place = (x) => {
      const n = Math.trunc(number(x));
      return Math.min(Math.max(n < 0 ? n + s.length : n, 0), s.length);
    };
    const begin = place(from), end = to === undefined ? s.length : place(to);
    return begin < end ? s.slice(begin, end).join("") : "";
  };
  const round = (v, places = 0) => {
    const x = number(v), n = number(places), shift = 10 ** n;
    if (Number.isInteger(x) && n >= 0) return x;
    return (Math.sign(x) * Math.round(Math.abs(x) * shift)) / shift;
  };
  const formatDate = (v, format) => {
    const d = asDay(v), at = d && new Date(d.n * DAY_MS);
    if (!d) return "";
    const year = String(at.getUTCFullYear()), month = at.getUTCMonth() + 1, date = at.getUTCDate();
    const of = { Y: year, y: year.slice(2), m: two(month), n: month, b: `thg ${month}`, d: two(date), e: date,
                 a: WEEKDAYS[at.getUTCDay()] };
    return text(format).replace(/%([\x01-\x7f])/g, (whole, letter) => of[letter] ?? whole);
  };

  // Of plain values; `all` has the answers of columns one after the other.
  const calls = {
    "if": (c, a, b) => (truth(c) ? a : b),
    "coalesce": (a, b) => (isEmpty(a) ? b : a),
    "not": (a) => !truth(a),
    "true": () => true,
    "false": () => false,
    "boolean": truth,
    "boolean-from-string": (a) => text(a) === "1" || text(a) === "true",
    "selected": (list, key) => {
      const all = keys(text(list)), wanted = trim(text(key));
      return wanted ? all.includes(wanted) : !all.length;
    },
    "selected-at": (list, at) => keys(text(list))[Math.trunc(number(at))] ?? "",
    "count-selected": (list) => keys(text(list)).length,
    "count-non-empty": (...all) => all.filter((v) => !isEmpty(v)).length,
    "sum": (...all) => (all.length ? all.map(number).reduce((a, b) => a + b) : NaN),
    "min": pick("min"),
    "max": pick("max"),
    "round": round,
    "int": math("trunc"),
    "floor": math("floor"),
    "ceiling": math("ceil"),
    "abs": math("abs"),
    "pow": math("pow"),
    "sqrt": math("sqrt"),
    "number": number,
    "string": text,
    "string-length": (a) => letters(a).length,
    "substr": substr,
    "substring-before": (a, b) => text(a).slice(0, Math.max(text(a).indexOf(text(b)), 0)),
    "substring-after": (a, b) => {
      const at = text(a).indexOf(text(b));
      return at < 0 ? "" : text(a).slice(at + text(b).length);
    },
    "concat": (...all) => all.map(text).join(""),
    "join": (glue, ...all) => all.map(text).join(text(glue)),
    "contains": (a, b) => text(a).includes(text(b)),
    "starts-with": (a, b) => text(a).startsWith(text(b)),
    "ends-with": (a, b) => text(a).endsWith(text(b)),
    "normalize-space": (a) => keys(text(a)).join(" "),
    "regex": (a, pattern) => regex(pattern).test(text(a)),
    "translate": (a, from, to) => {
      const old = letters(from), other = letters(to);
      return letters(a).map((letter) => (old.includes(letter) ? other[old.indexOf(letter)] ?? "" : letter)).join("");
    },
    "date": asDay,
    "date-time": asDay,
    "format-date-time": formatDate,
    "format-date": formatDate,
    "decimal-date-time": (a) => number(asDay(a)),
  };

  // What asks more than values.
  const asking = {
    "once": ([kid], s) => (isEmpty(s.self) ? value(kid, s) : s.self),
    "today": (kids, s) => dayOf(s.today),
    "now": (kids, s) => dayOf(s.today),
    "count": ([kid], s) => (kid[0] === "rows" ? s.rows(kid[1]) : s.cells(kid[1]).length),
    "indexed-repeat": ([cells, , at], s) => s.cells(cells[1])[number(value(at, s)) - 1] ?? "",
    "jr:choice-name": ([kid, name], s) => s.label(name.replace(/^\s*\$\{\s*|\s*\}\s*$/g, ""), text(value(kid, s))),
  };

  const operators = {
    "+": (a, b) => number(a) + number(b),
    "-": (a, b) => number(a) - number(b),
    "*": (a, b) => number(a) * number(b),
    "div": (a, b) => number(a) / number(b),
    "mod": (a, b) => number(a) % number(b),
    "neg": (a) => 0 - number(a),
    "=": equal,
    "!=": (a, b) => !equal(a, b),
    "<": (a, b) => number(a) < number(b),
    "<=": (a, b) => number(a) <= number(b),
    ">": (a, b) => number(a) > number(b),
    ">=": (a, b) => number(a) >= number(b),
    "and": (a, b) => truth(a) && truth(b),
    "or": (a, b) => truth(a) || truth(b),
  };

  const places = {
    field: (s, name) => s.field(name),
    more: (s, name) => s.more(name),
    tag: (s, name) => s.tag(name),
    row: (s) => s.row + 1,
    key: (s) => s.key,
    self: (s) => s.self,
  };

  function call(name, kids, scope) {
    if (asking[name]) return asking[name](kids, scope);
    const isMany = (kid) => Array.isArray(kid) && kid[0] === "cells";
    return calls[name]?.(...kids.flatMap((kid) => (isMany(kid) ? scope.cells(kid[1]) : [value(kid, scope)])));
  }

  function value(tree, scope) {
    if (!Array.isArray(tree)) return tree;
    const [op, ...kids] = tree;
    const known = op === "call" ? call(kids[0], kids.slice(1), scope)
      : places[op] ? places[op](scope, kids[0]) : operators[op](...kids.map((kid) => value(kid, scope)));
    if (known === undefined) throw new Unknown();
    return known;
  }

  return {
    value(tree, scope) {
      try {
        return value(tree, scope);
      } catch (error) {
        if (!(error instanceof Unknown)) throw error;
      }
    },
    text, truth, isEmpty, day: asDay,
  };
})();
