// SPDX-License-Identifier: Apache-2.0
/* web_template.c -- an office's own templates: sent, looked at, used, and back to the program's own layout. */
#include "people/rights.h"
#include "report/template_tree.h"
#include "report/view.h"
#include "report/web.h"

static const char *kind_key(int kind) { return document_kinds[kind].key; }
static const Column template_columns[] = {
    COL_INTEGER(OfficeTemplate, id, "id"),          COL_KEY(OfficeTemplate, kind, "kind", kind_key),
    COL_NUMBER(OfficeTemplate, version, "version"), COL_INTEGER(OfficeTemplate, upload, "file"),
    COL_TEXT(OfficeTemplate, file, "file_name"),    COL_INTEGER(OfficeTemplate, at, "at"),
    COL_YES(OfficeTemplate, is_used, "is_used"),    {0}};
static const Record template_record = {.name = "DocumentTemplate", .columns = template_columns};
static const Column page_columns[] = {COL_ROWS_AT(TemplatePage, list, "versions", &template_record), {0}};
const Record templates_record = {.name = "DocumentTemplates", .columns = page_columns};
static const Column place_columns[] = {COL_TEXT(TemplatePlace, name, "name"),
                                       COL_TEXT(TemplatePlace, says, "says"),
                                       COL_TEXT(TemplatePlace, example, "example"),
                                       COL_NUMBER(TemplatePlace, depth, "depth"),
                                       {0}};
static const Record place_record = {.name = "TemplatePlace", .columns = place_columns};
static const Column places_columns[] = {COL_ROWS_AT(PlacesPage, list, "places", &place_record), {0}};
const Record places_record = {.name = "TemplatePlaces", .columns = places_columns};

static Fail kind_of(Ctx *c, const Request *q, DocumentKind *kind)
{
    *kind = document_kind_of(input_text(q, "loai"));
    return *kind < DOCUMENT_KIND_COUNT
               ? OK
               : fail(c, FAIL_MISSING, "Không có loại văn bản này. Hãy mở lại từ trang mẫu văn bản.");
}

/* A template says nothing of anybody; who keeps templates may read them. */
Fail place_of_template(Ctx *c, Id template, Place *place)
{
    OfficeTemplate t;
    TRY(template_by_id(c, template, &t));
    *place = place_at((Str){0}, 0), place->right = "report.template";
    return OK;
}

/* With the words of a document it shows what only its readers may see. */
Fail place_of_preview(Ctx *c, const Request *q, Place *place)
{
    Document d;
    *place = place_at((Str){0}, 0);
    if (!input_given(q, "van-ban")) return OK;
    TRY(document_by_id(c, input_id(q, "van-ban"), &d));
    *place = place_at((Str){0}, d.plan), place->right = "report.read";
    return OK;
}

/* -- pages --------------------------------------------------------------------------------------------------------- */

Fail templates_get(Ctx *c, const Request *q, Reply *r)
{
    TemplateLineList lines = {0};
    TemplatesPage m = {.list = &lines};
    for (int kind = 0; kind < DOCUMENT_KIND_COUNT; kind++) {
        OfficeTemplateList *list = NEW(&c->mem, OfficeTemplateList, 1);
        TemplateLine *line = list_add(&c->mem, &lines);
        TRY(templates_of(c, (DocumentKind)kind, list));
        *line = (TemplateLine){.kind = (DocumentKind)kind, .versions = (int)list->n};
        for (size_t i = 0; i < list->n; i++)
            if (list->at[i].is_used) line->used = &list->at[i];
    }
    templates_page(reply_page(c, q, r, S("Mẫu văn bản")), &m);
    return OK;
}

static Fail draw(Ctx *c, const Request *q, Reply *r, const TemplateProblems *problems, Str sent)
{
    OfficeTemplateList list;
    DocumentList documents = {0};
    Id next;
    TemplatePage m = {.q = q, .list = &list, .documents = &documents, .problems = problems, .sent = sent};
    TRY(kind_of(c, q, &m.kind));
    DocumentChoice choice = {.state = DOCUMENT_STATE_COUNT, .kind = document_kinds[m.kind].key};
    TRY(templates_of(c, m.kind, &list));
    if (reply_is_json(r)) return reply_record(c, r, &templates_record, &m);
    if (right_here(c, "report.read")) TRY(document_list(c, &choice, &documents, &next));
    template_page(reply_page(c, q, r,
                             str_format(&c->mem, "Mẫu %.*s",
                                        STR_ARGS(in_sentence(&c->mem, str_of(document_kinds[m.kind].name))))),
                  &m);
    return OK;
}

Fail template_get(Ctx *c, const Request *q, Reply *r) { return draw(c, q, r, NULL, (Str){0}); }

/* -- acts ---------------------------------------------------------------------------------------------------------- */

typedef struct {
    UploadKept kept;
    TemplateProblems problems;
} Sent;

Fail template_prepare(Ctx *c, const Request *q, Reply *r)
{
    Sent *sent = NEW(&c->mem, Sent, 1);
    DocumentKind kind;
    Str bytes = input_text(q, "tep"), name = input_file_name(q, "tep");
    TRY(kind_of(c, q, &kind));
    Fail result = template_look(c, kind, bytes, &sent->problems);
    if (result && !sent->problems.n) return input_rule(q, "tep", result);
    if (!result) TRY(input_rule(q, "tep", upload_keep(c, UPLOAD_SET(UPLOAD_DOCX), name, bytes, &sent->kept)));
    c->why[0] = 0; /* its problems are told one by one */
    reply_prepared(r, sent);
    return OK;
}

Fail template_post(Ctx *c, const Request *q, Reply *r)
{
    const Sent *sent = request_prepared(q);
    DocumentKind kind;
    Id id;
    TRY(kind_of(c, q, &kind));
    if (sent->problems.n) {
        if (reply_is_json(r)) return fail(c, FAIL_INPUT, "%.*s", STR_ARGS(sent->problems.at[0].sentence));
        reply_status(r, FAIL_INPUT);
        return draw(c, q, r, &sent->problems, input_file_name(q, "tep"));
    }
    TRY(template_add(c, kind, &sent->kept, &id));
    return reply_redirect(c, r, "/mau-van-ban/%s#ban-%lld", document_kinds[kind].key, (long long)id);
}

Fail template_use_post(Ctx *c, const Request *q, Reply *r)
{
    DocumentKind kind;
    TRY(kind_of(c, q, &kind));
    TRY(template_use(c, kind, input_id(q, "mau")));
    return reply_redirect(c, r, "/mau-van-ban/%s", document_kinds[kind].key);
}

/* -- files --------------------------------------------------------------------------------------------------------- */

static Fail reply_word(Ctx *c, Reply *r, Str bytes, Str name)
{
    out_raw(reply_text(c, r, report_media_type(REPORT_DOCX)), bytes);
    reply_file_name(c, r, name);
    return OK;
}

Fail template_shipped_get(Ctx *c, const Request *q, Reply *r)
{
    DocumentKind kind;
    Str bytes;
    TRY(kind_of(c, q, &kind));
    TRY(template_shipped(c, kind, &bytes));
    return reply_word(c, r, bytes, str_format(&c->mem, "mau-%s.docx", document_kinds[kind].key));
}

Fail template_preview_get(Ctx *c, const Request *q, Reply *r)
{
    Content content;
    Document d;
    OfficeTemplate t;
    DocumentKind kind;
    Str bytes;
    TRY(kind_of(c, q, &kind));
    TRY(template_by_id(c, input_id(q, "mau"), &t));
    if (t.kind != kind) return fail(c, FAIL_MISSING, "Mẫu này là của loại văn bản khác. Hãy mở lại từ trang mẫu.");
    if (input_given(q, "van-ban")) {
        TRY(document_by_id(c, input_id(q, "van-ban"), &d));
        if (d.kind != kind) return fail(c, FAIL_INPUT, "Văn bản này khác loại với mẫu. Hãy chọn văn bản khác.");
        TRY(content_of(c, &d, &content));
    } else content_sample(c, kind, &content);
    TRY(template_content(c, t.id, &content, &bytes));
    return reply_word(c, r, bytes, str_format(&c->mem, "xem-thu-%s-ban-%d.docx", document_kinds[kind].key, t.version));
}

/* -- the names ----------------------------------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    const DocumentTree *tree;
    TemplatePlaceList *list;
    Map shown; /* what is inside of lists, by the names there */
} Places;

/* Whether a list of the same names was shown before: said once is enough. */
static bool was_shown(Places *p, const TemplateValue *item)
{
    Out o = {.mem = &p->c->mem};
    for (size_t i = 0; i < item->members.n; i++) out_format(&o, "%.*s ", STR_ARGS(item->members.at[i].name));
    void **place = map_put(o.mem, &p->shown, out_str(&o));
    bool was = *place;
    *place = p;
    return was;
}

static void add_places(Places *p, const TemplateValue *group, Str front, int depth)
{
    Arena *a = &p->c->mem;
    for (size_t i = 0; i < group->members.n; i++) {
        const TemplateMember *k = &group->members.at[i];
        const Str *says = map_get(&p->tree->says, k->name);
        Str name = str_format(a, "%.*s%.*s", STR_ARGS(front), STR_ARGS(k->name));
        TemplatePlace place = {.name = str_format(a, "{%.*s}", STR_ARGS(name)),
                               .says = says ? *says : (Str){0},
                               .example = k->value->text,
                               .depth = depth};
        if (k->value->kind == TEMPLATE_GROUP) {
            add_places(p, k->value, str_format(a, "%.*s.", STR_ARGS(name)), depth);
            continue;
        }
        if (k->value->kind == TEMPLATE_TEXT) {
            *list_add(a, p->list) = place;
            continue;
        }
        const TemplateValue *item = k->value->items.n ? k->value->items.at[0] : k->value->shape;
        bool again = was_shown(p, item);
        place.name = str_format(a, "{#%.*s} … {/%.*s}", STR_ARGS(name), STR_ARGS(name));
        if (again)
            place.says = str_format(a, "%.*s; bên trong viết như ở danh sách cùng kiểu, từ {%.*s}",
                                    STR_ARGS(place.says), STR_ARGS(item->members.at[0].name));
        *list_add(a, p->list) = place;
        if (!again) add_places(p, item, (Str){0}, depth + 1);
    }
}

Fail template_places_get(Ctx *c, const Request *q, Reply *r)
{
    Content sample;
    DocumentTree tree;
    TemplatePlaceList list = {0};
    PlacesPage m = {.list = &list};
    TRY(kind_of(c, q, &m.kind));
    content_sample(c, m.kind, &sample);
    TRY(content_tree(c, &sample, &tree));
    Places places = {.c = c, .tree = &tree, .list = &list};
    add_places(&places, tree.root, (Str){0}, 0);
    if (reply_is_json(r)) return reply_record(c, r, &places_record, &m);
    places_page(reply_page(c, q, r, S("Chỗ điền trong mẫu")), &m);
    return OK;
}
