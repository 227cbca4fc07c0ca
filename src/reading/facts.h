// SPDX-License-Identifier: Apache-2.0
/* facts.h -- one fact of a reading by its path, in one line; for *_test.c only.
 *
 *     activities                    3.1.a | 3.1.b         the codes; of assignments the numbers, of findings the kinds
 * … activities/3.1.a/leads        STTTT | #so-nganh (liên quan) | ?Hội Làm vườn     agency, class, unknown
 *     activities/3.1.a/contents/0   Tuyên truyền …        by place, from 0
 *     activities/3.1.a/contents/n   4                     how many
 * What is null, empty or not there reads "-". */
#pragma once
#include "base/out.h"
#include "base/testing.h"
#include "reading/reading.h"

/* What an element of a list is called: the first of these members that it has. */
static inline const char *fact_name(const json_t *value)
{
    static const char *const names[] = {"class", "code", "no", "kind", "number", "text", "name"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const json_t *member = json_object_get(value, names[i]);
        if (member && !json_is_null(member)) return names[i];
    }
    return NULL;
}

static inline void fact_write(Out *o, const json_t *value)
{
    const char *name = json_is_object(value) ? fact_name(value) : NULL;
    if (json_is_string(value)) out_raw(o, str_of(json_string_value(value)));
    else if (json_is_integer(value)) out_integer(o, json_integer_value(value));
    else if (json_is_boolean(value)) out_raw(o, json_is_true(value) ? S("true") : S("false"));
    else if (json_is_array(value) && json_array_size(value))
        for (size_t i = 0; i < json_array_size(value); i++) {
            if (i) out_raw(o, S(" | "));
            fact_write(o, json_array_get(value, i));
        }
    else if (name) {
        const json_t *date = json_object_get(value, "date"), *qualifier = json_object_get(value, "qualifier");
        bool party = json_object_get(value, "code") && !json_object_get(value, "lines");
        if (!strcmp(name, "class")) out_char(o, '#');
        if (party && !strcmp(name, "text")) out_char(o, '?');
        fact_write(o, json_object_get(value, name));
        if (json_is_string(date)) out_format(o, " %s", json_string_value(date));
        if (qualifier) out_format(o, " (%s)", json_string_value(qualifier));
    } else out_char(o, '-');
}

/* The member of a list: by its code or number as printed, else by its place; "n" is none. */
static inline const json_t *fact_member(const json_t *list, Str key)
{
    int64_t at;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i), *code = json_object_get(one, "code"),
                     *no = json_object_get(one, "no");
        if (json_is_string(code) && json_object_get(one, "lines") && str_equal(str_of(json_string_value(code)), key))
            return one;
        if (no && str_integer(key, &at) && at == json_integer_value(no)) return one;
        if (no) continue;
        if (str_integer(key, &at) && at == (int64_t)i && !json_object_get(one, "leads")) return one;
    }
    return NULL;
}

static inline Str fact(Arena *a, const json_t *reading, Str path)
{
    Out o = {.mem = a};
    const json_t *value = reading;
    for (Str key; value && str_cut(&path, '/', &key);) {
        if (json_is_array(value) && str_equal(key, S("n"))) {
            out_size(&o, json_array_size(value));
            return out_str(&o);
        }
        value = json_is_array(value) ? fact_member(value, key) : json_object_get(value, str_c(a, key));
    }
    fact_write(&o, value);
    return out_str(&o);
}

/* Read `text` by `directory`; the caller frees the JSON. */
static inline Fail facts_of(Ctx *c, Str text, const Directory *directory, json_t **reading)
{
    Doc doc;
    Reading read;
    TRY(doc_from_text(c, text, &doc));
    TRY(reading_of(c, &doc, directory, &read));
    *reading = reading_json(c, &read);
    return OK;
}

/* The next of cases.txt: "== name", the document, and its facts, lines that begin with "> ".  False behind the last. */
static inline bool case_next(Str *rest, Str *name, Str *document, Str *facts)
{
    size_t begin = str_find(*rest, S("\n== "));
    if (begin >= rest->n) return false;
    Str one = str_from(*rest, begin + 4);
    size_t next = str_find(one, S("\n== ")), eol = str_index(one, '\n');
    Str body = str_slice(one, eol + 1, next);
    size_t cut = str_find(body, S("\n> "));
    *name = str_slice(one, 0, eol), *document = str_slice(body, 0, cut + 1), *facts = str_from(body, cut + 1);
    *rest = str_from(one, next);
    return true;
}
