// SPDX-License-Identifier: Apache-2.0
/* web_document.c -- one document: its page, its files, the records that its figures count. */
#include "people/rights.h"
#include "report/content.h"
#include "report/view.h"
#include "report/web.h"

extern const Record document_head_record;
static const Column part_columns[] = {
    COL_INTEGER(DocumentPart, id, "id"),          COL_TEXT(DocumentPart, key, "key"),
    COL_TEXT(DocumentPart, marker, "marker"),     COL_TEXT(DocumentPart, heading, "heading"),
    COL_TEXT(DocumentPart, text, "text"),         COL_TEXT(DocumentPart, facts, "facts"),
    COL_NUMBER(DocumentPart, version, "version"), {0}};
static const Record part_record = {.name = "DocumentPart", .columns = part_columns};
static const char *figure_key(int kind) { return figure_kinds[kind].key; }
static const Column figure_columns_[] = {
    COL_NUMBER(DocumentFigure, nth, "nth"),    COL_KEY(DocumentFigure, kind, "counts", figure_key),
    COL_INTEGER(DocumentFigure, node, "node"), COL_TEXT(DocumentFigure, words, "words"),
    COL_TEXT(DocumentFigure, unit, "unit"),    COL_INTEGER(DocumentFigure, value, "value"),
    COL_INTEGER(DocumentFigure, now, "now"),   {0}};
static const Record figure_record = {.name = "DocumentFigure", .columns = figure_columns_};
static const Column document_columns[] = {COL_AT(DocumentPage, d, "document", &document_head_record, .always = true),
                                          COL_ROWS_AT(DocumentPage, parts, "parts", &part_record),
                                          COL_ROWS_AT(DocumentPage, figures, "figures", &figure_record),
                                          {0}};
const Record document_record = {.name = "Document", .columns = document_columns};

Fail parts_missing(Ctx *c, const DocumentPartList *parts, StrList *names)
{
    *names = (StrList){0};
    for (size_t i = 0; i < parts->n; i++)
        if (parts->at[i].is_needed && !parts->at[i].text.n)
            *list_add(&c->mem, names) = part_name(&c->mem, &parts->at[i]);
    return OK;
}

static Fail load_newer(Ctx *c, const Document *d, DocumentPage *m, PartOfferList *offers, DocumentFigureList *figures)
{
    TRY(document_offers(c, d, false, offers, figures));
    for (size_t i = 0; i < figures->n; i++) m->fresh_figures += figures->at[i].now != figures->at[i].value;
    return OK;
}

static Fail load_sent(Ctx *c, const Document *d, DocumentPage *m)
{
    ReceiptList list;
    TRY(receipts_of(c, SENT_DOCUMENT, d->id, &list));
    m->sent = (int)list.n;
    for (size_t i = 0; i < list.n; i++) m->unread += list.at[i].read_day == NO_DAY;
    return document_verify(c, d, &m->is_whole);
}

static Fail scope_name(Ctx *c, const Document *d, Str *name)
{
    Org org;
    *name = (Str){0};
    if (!d->scope_org.n) return OK;
    TRY(org_by_code(c, d->scope_org, &org));
    *name =
        d->scope == SCOPE_BRANCH ? str_format(&c->mem, "%.*s và các đơn vị trực thuộc", STR_ARGS(org.name)) : org.name;
    return OK;
}

Fail document_get(Ctx *c, const Request *q, Reply *r)
{
    Document d;
    Content k;
    PartOfferList offers = {0};
    StrList missing;
    DocumentPage m = {.q = q,
                      .d = &d,
                      .offers = &offers,
                      .missing = &missing,
                      .may_write = right_here(c, "report.write"),
                      .may_issue = right_here(c, "report.issue"),
                      .today = c->today};
    TRY(document_by_id(c, input_id(q, "document"), &d));
    if (d.state == DOCUMENT_ISSUED) {
        TRY(content_of(c, &d, &k));
        TRY(load_sent(c, &d, &m));
    } else {
        TRY(report_agency(c, d.org, &k.agency));
        TRY(document_parts(c, d.id, &k.parts));
        TRY(load_newer(c, &d, &m, &offers, &k.figures));
    }
    m.agency = &k.agency, m.parts = &k.parts, m.figures = &k.figures, m.is_past = d.as_of < c->today;
    if (reply_is_json(r)) return reply_record(c, r, &document_record, &m);
    TRY(parts_missing(c, &k.parts, &missing));
    TRY(scope_name(c, &d, &m.scope_name));
    TRY(document_steps(c, r, &d));
    document_page(reply_page(c, q, r, d.symbol.n ? d.symbol : d.subject), &m);
    return OK;
}

Fail document_drop_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(document_drop(c, input_id(q, "document")));
    return reply_redirect(c, r, "/van-ban");
}

/* -- files
 * ----------------------------------------------------------------------------------------------------------------------------
 */

static Fail reply_document(Ctx *c, const Request *q, Reply *r, Id id, ReportFile file)
{
    Document d;
    Str bytes;
    TRY(document_by_id(c, id, &d));
    TRY(document_file(c, &d, file, request_site(q), &bytes));
    out_raw(reply_text(c, r, report_media_type(file)), bytes);
    reply_file_name(c, r, document_file_name(c, &d, file));
    return OK;
}

Fail document_docx_get(Ctx *c, const Request *q, Reply *r)
{
    return reply_document(c, q, r, input_id(q, "document"), REPORT_DOCX);
}
Fail document_pdf_get(Ctx *c, const Request *q, Reply *r)
{
    return reply_document(c, q, r, input_id(q, "document"), REPORT_PDF);
}
Fail document_xlsx_get(Ctx *c, const Request *q, Reply *r)
{
    return reply_document(c, q, r, input_id(q, "document"), REPORT_XLSX);
}

/* -- what a figure counts
 * --------------------------------------------------------------------------------------------------------------- */

enum { COUNTED_SHOWN = 500 };

static Fail add_thing(Ctx *c, const Facts *f, CountedPage *m, CountedThingList *list, Str org, CountedThing thing)
{
    m->total++;
    if (list->n == COUNTED_SHOWN) return OK;
    if (org.n) TRY(facts_name(c, f, org, &thing.org_name));
    *list_add(&c->mem, list) = thing;
    return OK;
}

static bool task_counts_as(const FactTask *t, FigureKind kind)
{
    switch (kind) {
    case FIGURE_DONE: return t->class == CLASS_IN_TIME || t->class == CLASS_LATE;
    case FIGURE_IN_TIME: return t->class == CLASS_IN_TIME;
    case FIGURE_LATE: return t->class == CLASS_LATE;
    case FIGURE_TERM: return t->class == CLASS_LATER || t->class == CLASS_SOON;
    case FIGURE_UNDATED: return t->class == CLASS_UNDATED;
    case FIGURE_OVERDUE: return t->class == CLASS_OVERDUE;
    case FIGURE_STOPPED: return t->class == CLASS_PAUSED || t->class == CLASS_CANCELLED;
    case FIGURE_EVIDENCE: return t->evidence;
    case FIGURE_URGED: return t->urged;
    default: return true;
    }
}

static Str task_note(Ctx *c, const FactTask *t, FigureKind kind)
{
    if (kind == FIGURE_EVIDENCE) return str_format(&c->mem, "%d minh chứng", t->evidence);
    if (kind == FIGURE_URGED) return str_format(&c->mem, "đôn đốc %d lần", t->urged);
    return str_of(task_classes[t->class].name);
}

static Fail count_tasks(Ctx *c, const Facts *f, CountedPage *m, CountedThingList *list)
{
    for (size_t i = 0; i < f->tasks.n; i++) {
        const FactTask *t = &f->tasks.at[i];
        if ((m->figure->node && t->node != m->figure->node) || !task_counts_as(t, m->figure->kind)) continue;
        CountedThing thing = {.title = t->title,
                              .path = str_format(&c->mem, "/viec/%lld", (long long)t->id),
                              .note = task_note(c, t, m->figure->kind)};
        TRY(add_thing(c, f, m, list, t->lead, thing));
    }
    return OK;
}

static Fail count_difficulties(Ctx *c, const Facts *f, CountedPage *m, CountedThingList *list)
{
    for (size_t i = 0; i < f->difficulties.n; i++) {
        const Difficulty *d = &f->difficulties.at[i];
        bool waits = difficulty_states[d->state].waits != WAITS_NOBODY;
        FigureKind kind = m->figure->kind;
        if (m->figure->node && d->node != m->figure->node) continue;
        if (kind != FIGURE_DIFFICULTIES && (kind == FIGURE_WAITING) != waits) continue;
        CountedThing thing = {.title = d->text,
                              .path = str_format(&c->mem, "/kho-khan/%lld", (long long)d->id),
                              .note = str_of(difficulty_states[d->state].name)};
        TRY(add_thing(c, f, m, list, d->org, thing));
    }
    return OK;
}

static Fail count_agencies(Ctx *c, const Facts *f, CountedPage *m, CountedThingList *list)
{
    Map seen = {0}, spoke = {0};
    for (size_t i = 0; i < f->tasks.n; i++)
        if ((!m->figure->node || f->tasks.at[i].node == m->figure->node) && f->tasks.at[i].has_words)
            *map_put(&c->mem, &spoke, f->tasks.at[i].lead) = m;
    for (size_t i = 0; i < f->tasks.n; i++) {
        const FactTask *t = &f->tasks.at[i];
        if ((m->figure->node && t->node != m->figure->node) || t->class == CLASS_CANCELLED || map_get(&seen, t->lead))
            continue;
        *map_put(&c->mem, &seen, t->lead) = m;
        if (m->figure->kind == FIGURE_SILENT && map_get(&spoke, t->lead)) continue;
        CountedThing thing = {.path = str_format(&c->mem, "/co-quan/%.*s", STR_ARGS(t->lead)),
                              .note = map_get(&spoke, t->lead) ? S("đã báo cáo") : S("chưa báo cáo")};
        TRY(facts_name(c, f, t->lead, &thing.title));
        TRY(add_thing(c, f, m, list, (Str){0}, thing));
    }
    return OK;
}

static Fail node_name(Ctx *c, Id plan, Id node, Str *name)
{
    const PlanNode *n;
    *name = (Str){0};
    if (!node) return OK;
    TRY(plan_node_by_id(c, plan, node, &n));
    if (n) *name = node_text(n, str_equal(n->kind, S("activity")) ? PLAN_TITLE : PLAN_HEADING);
    return OK;
}

Fail counted_things_get(Ctx *c, const Request *q, Reply *r)
{
    Document d;
    DocumentFigureList figures;
    Facts f;
    CountedThingList list = {0};
    TRY(document_by_id(c, input_id(q, "document"), &d));
    TRY(figures_load(c, d.id, &figures));
    CountedPage m = {.d = &d, .things = &list, .figure = figure_nth(&figures, (int)input_integer(q, "so"))};
    if (!m.figure) return fail(c, FAIL_MISSING, "Văn bản này không có số liệu ấy. Hãy mở lại từ văn bản.");
    TRY(facts_gather(c, d.plan, d.scope, d.scope_org, d.as_of, &f));
    TRY(node_name(c, d.plan, m.figure->node, &m.node_name));
    FigureKind kind = m.figure->kind;
    if (kind == FIGURE_AGENCIES || kind == FIGURE_SILENT) TRY(count_agencies(c, &f, &m, &list));
    else if (kind == FIGURE_DIFFICULTIES || kind == FIGURE_SOLVED || kind == FIGURE_WAITING)
        TRY(count_difficulties(c, &f, &m, &list));
    else TRY(count_tasks(c, &f, &m, &list));
    TRY(document_steps(c, r, &d));
    counted_things_page(reply_page(c, q, r, S("Số liệu đếm gì")), &m);
    return OK;
}
