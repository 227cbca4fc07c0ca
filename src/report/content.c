// SPDX-License-Identifier: Apache-2.0
/* content.c -- a document's content gathered, written as canonical JSON when it is frozen, read again. */
#include "report/content.h"

/* -- gathering
 * ------------------------------------------------------------------------------------------------------------- */

static Fail content_frozen(Ctx *c, const Document *d, Content *content)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT frozen FROM report_document WHERE office_id = $1 AND id = $2", OFFICE, d->id));
    Str frozen = row_text(&r, 0);
    TRY(rows_end(&r));
    TRY(content_read(c, frozen, content));
    content->document = *d;
    return report_agency(c, d->org, &content->agency);
}

Fail content_of(Ctx *c, const Document *d, Content *content)
{
    *content = (Content){.document = *d};
    if (d->state == DOCUMENT_ISSUED) return content_frozen(c, d, content);
    TRY(report_agency(c, d->org, &content->agency));
    TRY(document_parts(c, d->id, &content->parts));
    TRY(figures_load(c, d->id, &content->figures));
    return content_annexes(c, d, &content->annexes);
}

Fail content_of_draft(Ctx *c, const Draft *draft, Content *content)
{
    *content = (Content){.document = draft->document, .parts = draft->parts, .figures = draft->figures};
    TRY(report_agency(c, draft->document.org, &content->agency));
    return content_annexes(c, &content->document, &content->annexes);
}

/* -- JSON
 * --------------------------------------------------------------------------------------------------------------------
 */

static json_t *text_json(Str s) { return json_stringn(s.n ? s.p : "", s.n); }

static json_t *part_json(const DocumentPart *p)
{
    return json_pack("{so si so so so}", "key", text_json(p->key), "level", p->level, "marker", text_json(p->marker),
                     "heading", text_json(p->heading), "text", text_json(p->text));
}

static json_t *figure_json(const DocumentFigure *f)
{
    return json_pack("{si ss sI so so sI so}", "nth", f->nth, "what", figure_kinds[f->kind].key, "node",
                     (json_int_t)f->node, "words", text_json(f->words), "unit", text_json(f->unit), "value",
                     (json_int_t)f->value, "path", text_json(f->path));
}

static json_t *annex_json(const Annex *a)
{
    json_t *columns = json_array(), *rows = json_array();
    for (size_t i = 0; i < a->columns.n; i++) {
        const AnnexColumn *k = &a->columns.at[i];
        json_array_append_new(columns, json_pack("[o i i]", text_json(k->name), (int)k->type, k->width));
    }
    for (size_t i = 0; i < a->rows.n; i++) {
        json_t *row = json_array();
        for (size_t k = 0; k < a->columns.n; k++) {
            const AnnexCell *cell = &a->rows.at[i].cells[k];
            bool is_text = a->columns.at[k].type == ANNEX_TEXT;
            json_array_append_new(row, is_text ? text_json(cell->text) : json_integer(cell->number));
        }
        json_array_append_new(rows, row);
    }
    return json_pack("{so so sb sb so so}", "title", text_json(a->title), "sheet", text_json(a->sheet), "only_sheet",
                     (int)a->only_sheet, "has_sum", (int)a->has_sum, "columns", columns, "rows", rows);
}

static json_t *head_json(Ctx *c, const Content *k)
{
    const Document *d = &k->document;
    return json_pack("{ss so so so so so so so so so so so}", "kind", document_kinds[d->kind].key, "as_of",
                     text_json(day_iso(&c->mem, d->as_of)), "day", text_json(day_iso(&c->mem, d->day)), "symbol",
                     text_json(d->symbol), "place", text_json(d->place), "subject", text_json(d->subject), "receivers",
                     text_json(d->receivers), "copies", text_json(d->copies), "bases", text_json(d->bases), "capacity",
                     text_json(d->capacity), "signer", text_json(d->signer), "issuer", text_json(k->agency.name));
}

#define EACH_INTO(array, list, make)                                                                                   \
    for (size_t i_ = 0; i_ < (list).n; i_++) json_array_append_new(array, make(&(list).at[i_]))

Fail content_write(Ctx *c, const Content *k, Str *text)
{
    json_t *parts = json_array(), *figures = json_array(), *annexes = json_array();
    EACH_INTO(parts, k->parts, part_json);
    EACH_INTO(figures, k->figures, figure_json);
    EACH_INTO(annexes, k->annexes, annex_json);
    json_t *all =
        json_pack("{so so so so}", "head", head_json(c, k), "parts", parts, "figures", figures, "annexes", annexes);
    char *dump = all ? json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (dump) *text = str_copy(&c->mem, str_of(dump));
    free(dump);
    json_decref(all);
    return dump ? OK : fail(c, FAIL_ROOM, "Văn bản quá lớn để đóng lại. Hãy bỏ bớt phụ lục.");
}

static Str text_in(Ctx *c, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    return json_is_string(v) ? str_copy(&c->mem, (Str){json_string_value(v), json_string_length(v)}) : (Str){0};
}

static int64_t number_in(const json_t *o, const char *key) { return json_integer_value(json_object_get(o, key)); }

static FigureKind figure_kind_in(Str key)
{
    int i = 0;
    while (i < FIGURE_COUNT - 1 && !str_equal(key, str_of(figure_kinds[i].key))) i++;
    return (FigureKind)i;
}

static void read_annex(Ctx *c, const json_t *o, Annex *a)
{
    size_t i, n;
    json_t *one, *cell;
    *a = (Annex){.title = text_in(c, o, "title"),
                 .sheet = text_in(c, o, "sheet"),
                 .only_sheet = json_is_true(json_object_get(o, "only_sheet")),
                 .has_sum = json_is_true(json_object_get(o, "has_sum"))};
    json_array_foreach(json_object_get(o, "columns"), i, one)
    {
        Str name = str_copy(&c->mem, str_of(json_string_value(json_array_get(one, 0))));
        *list_add(&c->mem, &a->columns) = (AnnexColumn){name, (AnnexType)json_integer_value(json_array_get(one, 1)),
                                                        (int)json_integer_value(json_array_get(one, 2))};
    }
    json_array_foreach(json_object_get(o, "rows"), i, one)
    {
        AnnexRow *row = list_add(&c->mem, &a->rows);
        row->cells = NEW(&c->mem, AnnexCell, a->columns.n + 1);
        json_array_foreach(one, n, cell) if (n < a->columns.n) row->cells[n] =
            json_is_string(cell)
                ? (AnnexCell){.text = str_copy(&c->mem, (Str){json_string_value(cell), json_string_length(cell)})}
                : (AnnexCell){.number = json_integer_value(cell)};
    }
}

static void release(void *json) { json_decref(*(json_t **)json); }

Fail content_read(Ctx *c, Str text, Content *k)
{
    size_t i;
    json_t *one, **all = NEW(&c->mem, json_t *, 1);
    arena_at_end(&c->mem, release, all);
    *all = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
    if (!*all) return fail(c, FAIL_STORE, "Bản lưu của văn bản không đọc được. Hãy khôi phục từ bản sao lưu.");
    *k = (Content){0};
    json_array_foreach(json_object_get(*all, "parts"), i, one) * list_add(&c->mem, &k->parts) =
        (DocumentPart){.key = text_in(c, one, "key"),
                       .level = (int)number_in(one, "level"),
                       .marker = text_in(c, one, "marker"),
                       .heading = text_in(c, one, "heading"),
                       .text = text_in(c, one, "text")};
    json_array_foreach(json_object_get(*all, "figures"), i, one) * list_add(&c->mem, &k->figures) =
        (DocumentFigure){.nth = (int)number_in(one, "nth"),
                         .kind = figure_kind_in(text_in(c, one, "what")),
                         .node = number_in(one, "node"),
                         .words = text_in(c, one, "words"),
                         .unit = text_in(c, one, "unit"),
                         .value = number_in(one, "value"),
                         .now = number_in(one, "value"),
                         .path = text_in(c, one, "path")};
    json_array_foreach(json_object_get(*all, "annexes"), i, one) read_annex(c, one, list_add(&c->mem, &k->annexes));
    return OK;
}
