// SPDX-License-Identifier: Apache-2.0
/* source_testing.h -- designs made at random, without mistakes; for *_test.c only. */
#pragma once
#include "form/sketch.h"
#include "form/source.h"

static inline Str lines_of(Arena *mem, const DesignProblems *problems)
{
    Out o = {.mem = mem};
    for (size_t i = 0; i < problems->n; i++) out_raw(&o, problem_line(mem, &problems->at[i])), out_char(&o, '\n');
    return out_str(&o);
}

/* -- random designs ------------------------------------------------------------------------------------------- */

static uint64_t seed;
static Arena *memory;
static size_t any(size_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(seed >> 33) % n;
}
static bool one_in(size_t n) { return any(n) == 0; }

static Str random_text(void)
{
    static const Str pieces[] = {STR("Số"), STR(" lượng"), STR(": "), STR("#"),    STR("\n"), STR("\"q\""),
                                 STR("đ"),  STR("no"),     STR("12"), STR("${x}"), STR("- "), STR("\\"),
                                 STR("'"),  STR(", "),     STR("{}"), STR("é\ty"), STR("ế|"), STR("\u00a0"),
                                 STR("*a"), STR("…"),      STR("%"),  STR("null"), STR("~"),  STR("à b")};
    Out o = {.mem = memory};
    for (size_t i = 1 + any(5); i--;) out_raw(&o, pieces[any(sizeof pieces / sizeof *pieces)]);
    Str s = str_trim(str_copy(memory, out_str(&o)));
    return s.n ? s : S("x");
}
static DesignText random_words(bool in_languages)
{
    DesignText text = {.text = random_text()};
    if (!in_languages || !one_in(3)) return text;
    OtherText *other = NEW(memory, OtherText, 1);
    *other = (OtherText){S("en"), random_text()};
    text.other = other, text.others = 1;
    return text;
}
static SketchExpression random_expression(const char *const *texts, size_t n)
{
    return (SketchExpression){.text = str_of(texts[any(n)])};
}

static void random_list(Sketch *d, Str name, bool in_languages)
{
    size_t n = 1 + any(4), tags = any(3);
    DesignChoice *choice = NEW(memory, DesignChoice, n);
    Str *names = NEW(memory, Str, 2);
    names[0] = S("huyen"), names[1] = S("key");
    for (size_t i = 0; i < n; i++) {
        Str *tag = NEW(memory, Str, 2);
        if (!one_in(3)) tag[0] = random_text();
        if (!one_in(3)) tag[1] = S("no");
        choice[i] = (DesignChoice){str_format(memory,
                                              one_in(3)   ? "%zu"
                                              : one_in(3) ? "vi:%zu"
                                                          : "k%zu",
                                              i),
                                   random_words(in_languages), tag};
    }
    sketch_add_list(d, (DesignList){name, choice, n, names, tags}, (Spot){0});
}

static void random_bounds(DesignField *f)
{
    switch (f->type) {
    case FIELD_INTEGER:
    case FIELD_MONEY: f->min = -(double)any(5000), f->max = (double)any(1u << 31) * 4e6; break;
    case FIELD_DECIMAL:
        f->min = -(double)any(1000) / 1e7, f->max = (double)any(100000) / 7, f->decimals = (int)any(10);
        break;
    case FIELD_DAY:
    case FIELD_PERIOD: f->min = 19000 + (double)any(1000), f->max = 20000 + (double)any(1000); break;
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_CHOICES:
    case FIELD_ROWS: f->min = (double)any(3), f->max = 3 + (double)any(100); break;
    case FIELD_FILE:
    case FIELD_IMAGE:
        f->min = (double)any(2), f->max = 2 + (double)any(5);
        f->bytes_max = one_in(2) ? 0 : one_in(2) ? 5 << 20 : 1 + (int64_t)any(1 << 20);
        break;
    default: return;
    }
    f->has_min = one_in(2), f->has_max = one_in(2);
    if (!f->has_min) f->min = 0;
    if (!f->has_max) f->max = 0;
}

static void random_rest(Sketch *d, SketchField *f, size_t at, bool in_languages)
{
    static const char *const conditions[] = {"${f0} != ''", "string-length(${f0}) > 3 and ${f0} != 'a\"b'"};
    static const Str endings[] = {STR("pdf"), STR("docx")};
    FieldType t = f->f.type;
    bool is_answered = t != FIELD_HEADING && t != FIELD_NOTE;
    f->f.label = random_words(in_languages);
    if (one_in(3)) f->f.help = random_words(in_languages);
    if (at && one_in(3)) f->shown = random_expression(conditions, 2);
    random_bounds(&f->f);
    if (!is_answered) return;
    f->f.is_indexed = one_in(4) && t != FIELD_ROWS && t != FIELD_FILE && t != FIELD_IMAGE;
    f->f.seen_by = (SeenBy)any(3);
    if (one_in(4)) f->f.purpose = random_text();
    if (t == FIELD_COMPUTED) f->computed = random_expression((const char *[]){"1 + 1", "concat(${f0}, ' - ')"}, 2);
    if (t == FIELD_INTEGER && one_in(2)) f->f.unit = random_text();
    if (t == FIELD_AGENCY && one_in(2)) f->f.agencies = S("so");
    if (t == FIELD_FILE && one_in(2)) f->f.accepts = endings, f->f.n_accepts = 1 + any(2);
    if (t == FIELD_COMPUTED) return;
    if (one_in(2)) f->required = one_in(2) ? random_expression(conditions, 2) : (SketchExpression){.text = S("1")};
    if (one_in(4)) f->f.required_says = random_words(in_languages);
    if (t == FIELD_INTEGER && one_in(2)) f->constraint = random_expression((const char *[]){". < 5", "not(. = 3)"}, 2);
    if (one_in(4)) f->f.constraint_says = random_words(in_languages);
    if (t == FIELD_TEXT && one_in(2)) f->first = random_expression((const char *[]){"'abc'", "concat('\"', \"'\")"}, 2);
    f->f.is_unique = one_in(4) && t != FIELD_ROWS && t != FIELD_FILE && t != FIELD_IMAGE;
    if (t != FIELD_CHOICE && t != FIELD_CHOICES) return;
    f->list = d->lists.n && one_in(2) ? d->lists.at[any(d->lists.n)].list.name : f->f.name;
    if (!sketch_list(d, f->list)) random_list(d, f->list, in_languages);
    const DesignList *list = sketch_list(d, f->list);
    if (list->tags && one_in(2)) f->filter = (SketchExpression){.text = S("huyen = ${f0}")};
}

/* The same for the same number. */
static inline Design random_design(Arena *mem, uint64_t number, Str *problems)
{
    memory = mem, seed = number;
    Design d = {.code = S("don"), .title = random_text()};
    DesignProblems list = {0};
    Sketch s = {.mem = memory, .problems = &list};
    bool in_languages = one_in(2);
    size_t table = NO_ROWS;
    static const Str english[] = {STR("en")};
    if (in_languages) d.language = english, d.languages = 1;
    if (one_in(2)) d.about = random_words(in_languages);
    for (size_t i = any(3); i--;) random_list(&s, str_format(memory, "l%zu", i), in_languages);
    for (size_t i = 0, n = 1 + any(12); i < n; i++) {
        SketchField *f = sketch_add_field(&s, str_format(memory, "f%zu", i), (Spot){0});
        f->f.type = i ? (FieldType)any(FIELD_TYPE_COUNT) : FIELD_TEXT;
        if (table != NO_ROWS && (i == table + 1 || one_in(2))) {
            f->f.rows = table;
            if (f->f.type >= FIELD_ROWS) f->f.type = FIELD_TEXT;
        } else table = NO_ROWS;
        if (f->f.type == FIELD_ROWS && i + 1 < n) table = i;
        else if (f->f.type == FIELD_ROWS) f->f.type = FIELD_YES;
        random_rest(&s, f, i, in_languages);
    }
    sketch_finish(&s, &d);
    problems_settle(memory, &list);
    *problems = lines_of(memory, &list);
    return d;
}
