// SPDX-License-Identifier: Apache-2.0
/* answers_words.c -- an answer as people read it. */
#include "base/out.h"
#include "form/answers_inside.h"
#include "viet/number.h"

static Str label_of(const DesignList *list, Str key)
{
    for (size_t i = 0; list && i < list->n; i++)
        if (str_equal(list->choice[i].key, key)) return list->choice[i].label.text;
    return key; /* of an older version */
}

static Str labels_of(Arena *mem, const DesignField *f, Str keys)
{
    Out o = {.mem = mem};
    for (Str key; answer_next_key(&keys, &key);) {
        if (o.n) out_raw(&o, S("; "));
        out_raw(&o, label_of(f->list, key));
    }
    return out_str(&o);
}

static Str period_words(Arena *mem, Str text)
{
    Day from, to;
    if (!period_split(text, &from, &to)) return text;
    if (from == to) return day_vietnamese(mem, from);
    return str_format(mem, "từ %.*s đến %.*s", STR_ARGS(day_vietnamese(mem, from)), STR_ARGS(day_vietnamese(mem, to)));
}

enum { CALCULATED_DECIMALS = 4 };
/* A third is not written to its last digit. */
static int decimals_of(const DesignField *f) { return f->decimals || !f->computed ? f->decimals : CALCULATED_DECIMALS; }

static Str with_unit(Arena *mem, const DesignField *f, Str number)
{
    Str unit = f->type == FIELD_MONEY ? S("đồng") : f->type == FIELD_ROWS ? S("dòng") : f->unit;
    if (!unit.n || !number.n) return number;
    return str_format(mem, "%.*s%s%.*s", STR_ARGS(number), str_starts(unit, S("%")) ? "" : " ", STR_ARGS(unit));
}

Str answer_words(Arena *mem, const DesignField *f, Answer a)
{
    switch (a.kind) {
    case IS_EMPTY: break;
    case IS_INTEGER: return with_unit(mem, f, number_words(mem, a.integer));
    case IS_DECIMAL: return with_unit(mem, f, decimal_words(mem, a.decimal, decimals_of(f)));
    case IS_BOOLEAN: return a.boolean ? S("Có") : S("Không");
    case IS_DAY: return day_vietnamese(mem, a.day);
    case IS_TEXT:
        if (f->type == FIELD_PERIOD) return period_words(mem, a.text);
        if (f->type == FIELD_CHOICE) return label_of(f->list, a.text);
        return f->type == FIELD_CHOICES ? labels_of(mem, f, a.text) : a.text;
    }
    return (Str){0};
}
