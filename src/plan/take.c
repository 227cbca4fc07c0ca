// SPDX-License-Identifier: Apache-2.0
/* take.c -- a text read and kept: one node a part, one row a value, with its lines. */
#include "base/map.h"
#include "doc/join.h"
#include "doc/scan.h"
#include "plan/inside.h"
#include "plan/learnt.h"

static PlanDraft *draft_of(Ctx *c, Str file_name, Str bytes)
{
    PlanDraft *d = NEW(&c->mem, PlanDraft, 1);
    *d = (PlanDraft){.file_name = file_name, .bytes = bytes};
    return d;
}

Fail draft_read(Ctx *c, PlanDraft *d)
{
    const Directory *directory;
    GivenWordList given;
    ReadingHow how = {.given = &given, .as_it_is = d->as_it_is};
    TRY(learnt_directory(c, &directory));
    TRY(learnt_words(c, &given));
    TRY(office_wording(c, store_path(c->store), &how.wording));
    return reading_of_office(c, &d->doc, directory, &how, &d->reading);
}

static Fail draft_fits(Ctx *c, PlanDraft *d)
{
    if (d->doc.text.n > PLAN_UPLOAD_MAX)
        return fail(
            c, FAIL_ROOM,
            "Tệp có hơn %d KB chữ (khoảng 250 trang). Hãy tách phụ lục thành tệp riêng, hoặc nhờ người quản trị nhập "
            "bằng lệnh ngayso import.",
            PLAN_UPLOAD_MAX >> 10);
    return draft_read(c, d);
}

Fail plan_draft(Ctx *c, Str file_name, Str bytes, PlanDraft **draft)
{
    *draft = draft_of(c, file_name, bytes);
    TRY(doc_read(c, bytes, &(*draft)->doc));
    return draft_fits(c, *draft);
}

Fail plan_draft_unless_scan(Ctx *c, Str file_name, Str bytes, PlanDraft **draft, int *pages)
{
    PlanDraft *d = draft_of(c, file_name, bytes);
    *draft = NULL;
    TRY(scan_begin(c, bytes, &d->doc, pages));
    if (*pages) return OK;
    *draft = d;
    return draft_fits(c, d);
}

Fail plan_draft_scan(Ctx *c, const Upload *file, Str bytes, Str words, PlanDraft **draft)
{
    *draft = draft_of(c, file->name, bytes);
    (*draft)->original = (UploadKept){file->digest, file->name, file->bytes, file->kind};
    TRY(scan_finish(c, bytes, words, &(*draft)->doc));
    return draft_fits(c, *draft);
}

/* Of text in another code its UTF-8 is kept, which every program reads. */
Fail plan_draft_keep(Ctx *c, PlanDraft *d)
{
    bool other_code = d->doc.is_text && d->doc.code != CODE_UTF8;
    return upload_keep(c, UPLOAD_SET(UPLOAD_TEXT) | UPLOAD_DOCUMENTS | UPLOAD_SCANS, d->file_name,
                       other_code ? d->doc.text : d->bytes, &d->original);
}

/* Plans of former days have none until their file is sent again. */
static Fail take_original(Ctx *c, const PlanDraft *d, Id plan)
{
    Id upload;
    if (!d->original.digest.n) return OK;
    TRY(plan_original(c, plan, &upload));
    return upload ? OK : upload_add(c, &d->original, "plan", plan, &upload);
}

/* -- nodes and values --------------------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    Id plan;
    NodeKey node;
    int nodes, places; /* how many so far: of the plan, of the node */
    Map codes;         /* "activity 3.1.a" */
    const Doc *meant;  /* the wording as it was restored; NULL = the text was read well */
    PlanDoubtList doubts;
    Id value;            /* the last one */
    Str group;           /* of the last activity */
    DraftNodeList *list; /* instead of being kept all of it is told here */
} Taking;

/* A code that stands in the plan twice (each part numbers its tasks from 1) becomes "1 (2)". */
static Str unique_code(Taking *t, const char *kind, Str code)
{
    Arena *a = &t->c->mem;
    Str unique = code;
    for (int n = 2; map_get(&t->codes, str_format(a, "%s %.*s", kind, STR_ARGS(unique))); n++)
        unique = str_format(a, "%.*s (%d)", STR_ARGS(code), n);
    *map_put(a, &t->codes, str_format(a, "%s %.*s", kind, STR_ARGS(unique))) = t;
    return unique;
}

static Fail take_node(Taking *t, const char *kind, Str code, int first, int last)
{
    Ctx *c = t->c;
    code = unique_code(t, kind, code);
    t->node = (NodeKey){t->plan, id_new(c->now), str_of(kind), code, t->nodes++};
    t->places = 0;
    if (!t->list) return node_insert(c, &t->node, first, last);
    *list_add(&c->mem, t->list) =
        (DraftNode){.kind = t->node.kind, .code = code, .first_line = first, .last_line = last};
    return OK;
}

static Fail take_value(Taking *t, PlanField field, Str value, const Text *source)
{
    Ctx *c = t->c;
    DraftValue v = {field, value, source->raw, source->first_line, source->last_line, source->confidence, NULL};
    if (!t->list) return value_insert(c, &t->node, t->places++, &v, &t->value);
    *list_add(&c->mem, &t->list->at[t->list->n - 1].values) = v;
    return OK;
}

static Fail end_node(Taking *t) { return t->list ? OK : derive_node(t->c, &t->node); }

/* Fields of which there is one are kept even when empty, so that there is a row to correct. */
static Fail take_text(Taking *t, PlanField field, const Text *text) { return take_value(t, field, text->text, text); }

/* What lists, tasks and letters will say. */
static Fail take_title(Taking *t, PlanField field, const Text *text)
{
    TRY(take_text(t, field, text));
    if (t->list) {
        DraftNode *n = &t->list->at[t->list->n - 1];
        n->values.at[n->values.n - 1].title = text;
        return OK;
    }
    return wording_take_title(t->c, &(TitleTaken){t->plan, t->value, text, t->meant, &t->doubts});
}

/* One group is looked at once: with the first of its activities. */
static Fail take_group(Taking *t, const Text *group)
{
    bool again = str_equal(t->group, group->text);
    t->group = group->text;
    return again ? take_text(t, PLAN_GROUP, group) : take_title(t, PLAN_GROUP, group);
}

static Fail take_texts(Taking *t, PlanField field, const TextList *list)
{
    for (size_t i = 0; i < list->n; i++) TRY(take_text(t, field, &list->at[i]));
    return OK;
}

static Fail take_day(Taking *t, PlanField field, Day day, const Text *source)
{
    return take_value(t, field, day == NO_DAY ? (Str){0} : day_iso(&t->c->mem, day), source);
}

static Fail take_parties(Taking *t, PlanField field, const PartyList *list)
{
    for (size_t i = 0; i < list->n; i++) {
        Text source = list->at[i].source;
        if (!source.raw.n) source.raw = source.text;
        TRY(take_value(t, field, party_written(t->c, &list->at[i]), &source));
    }
    return OK;
}

/* -- the parts of a reading --------------------------------------------------------------------------------- */

static Fail take_bases(Taking *t, const Reading *r)
{
    for (size_t i = 0; i < r->legal_bases.n; i++) {
        const LegalBase *b = &r->legal_bases.at[i];
        Str day = b->date == NO_DAY ? (Str){0} : day_vietnamese(&t->c->mem, b->date);
        Str text =
            str_format(&t->c->mem, "%.*s%s%.*s%s%.*s%s%.*s", STR_ARGS(b->number), day.n ? " ngày " : "", STR_ARGS(day),
                       b->issuer.n ? " của " : "", STR_ARGS(b->issuer), b->about.n ? " " : "", STR_ARGS(b->about));
        TRY(take_value(t, PLAN_BASIS, text, &b->source));
    }
    return take_texts(t, PLAN_BASIS, &r->unnumbered_bases);
}

static Fail take_ending(Taking *t, const Reading *r)
{
    TRY(take_texts(t, PLAN_MEASURE, &r->measures));
    TRY(take_texts(t, PLAN_FUNDING, &r->funding_sources));
    TRY(take_text(t, PLAN_ALLOCATION, &r->allocation));
    TRY(take_text(t, PLAN_REPORT, &r->report_text));
    TRY(take_day(t, PLAN_REPORT_DUE, r->report_due, &r->report_text));
    TRY(take_text(t, PLAN_CHANNEL, &r->issue_channel));
    for (size_t i = 0; i < r->recipients.n; i++) TRY(take_text(t, PLAN_RECIPIENT, &r->recipients.at[i].source));
    TRY(take_text(t, PLAN_SIGNER_TITLE, &r->signer_title));
    TRY(take_text(t, PLAN_SIGNER, &r->signer_name));
    return take_texts(t, PLAN_FOOTNOTE, &r->footnotes);
}

static Fail take_plan_values(Taking *t, const Reading *r)
{
    TRY(take_text(t, PLAN_NUMBER, &r->number));
    TRY(take_day(t, PLAN_ISSUED, r->date, &r->date_text));
    TRY(take_text(t, PLAN_ISSUER, &r->issuer));
    TRY(take_text(t, PLAN_ISSUED_AT, &r->place));
    TRY(take_text(t, PLAN_TYPE, &r->type));
    /* A decision that puts a plan into force: the plan is what is carried out. */
    TRY(take_title(t, PLAN_TITLE, r->attached_title.text.n ? &r->attached_title : &r->title));
    TRY(take_title(t, PLAN_THEME, &r->theme));
    TRY(take_text(t, PLAN_TIME, &r->period_text));
    TRY(take_day(t, PLAN_FROM, r->period.from, &r->period_text));
    TRY(take_day(t, PLAN_TO, r->period.to, &r->period_text));
    TRY(take_bases(t, r));
    TRY(take_texts(t, PLAN_PURPOSE, &r->purposes));
    TRY(take_texts(t, PLAN_REQUIREMENT, &r->requirements));
    return take_ending(t, r);
}

static Fail take_activity(Taking *t, const Activity *a)
{
    TRY(take_node(t, "activity", a->code, a->first_line, a->last_line));
    TRY(take_title(t, PLAN_TITLE, &a->title));
    TRY(take_group(t, &a->group));
    TRY(take_text(t, PLAN_TIME, &a->time));
    TRY(take_day(t, PLAN_FROM, a->is_deadline ? NO_DAY : a->period.from, &a->time));
    TRY(take_day(t, PLAN_TO, a->period.to, &a->time));
    TRY(take_parties(t, PLAN_LEAD, &a->leads));
    TRY(take_parties(t, PLAN_PARTNER, &a->partners));
    TRY(take_parties(t, PLAN_AUDIENCE, &a->audience));
    TRY(take_texts(t, PLAN_CONTENT, &a->contents));
    TRY(take_texts(t, PLAN_FORMAT, &a->formats));
    TRY(take_texts(t, PLAN_PRODUCT, &a->products));
    TRY(take_text(t, PLAN_THEME, &a->theme));
    TRY(take_text(t, PLAN_SCALE, &a->scale));
    TRY(take_text(t, PLAN_PLACE, &a->place));
    return end_node(t);
}

static Fail take_assignment(Taking *t, const Assignment *a)
{
    int first = a->heading.first_line, last = a->duties.n ? a->duties.at[a->duties.n - 1].last_line : first;
    TRY(take_node(t, "assignment", a->code, first, last));
    TRY(take_title(t, PLAN_HEADING, &a->heading));
    TRY(take_parties(t, PLAN_AGENCY, &a->agencies));
    TRY(take_texts(t, PLAN_DUTY, &a->duties));
    return end_node(t);
}

/* -- findings ----------------------------------------------------------------------------------------------- */

/* What a finding's target ("activities/3.3/to") is here. */
static const struct {
    Str name;
    PlanField field;
} targets[] = {
    {STR("date"), PLAN_ISSUED},
    {STR("report_due"), PLAN_REPORT_DUE},
    {STR("time"), PLAN_TO},
    {STR("to"), PLAN_TO},
    {STR("from"), PLAN_FROM},
    {STR("leads"), PLAN_LEAD},
    {STR("permit"), PLAN_FROM},
    {STR("number"), PLAN_NUMBER},
    {STR("coordinators"), PLAN_PARTNER},
    {STR("title"), PLAN_TITLE},
};

static PlanField target_field(Str name)
{
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (str_equal(name, targets[i].name)) return targets[i].field;
    return PLAN_FIELD_COUNT;
}

/* The value meant: of that field, on the finding's lines if several are there. */
static Fail target_value(Ctx *c, Id node, Str name, const Finding *f, Value *value)
{
    PlanField field = target_field(name);
    Rows r;
    *value = SQL_NULL;
    if (field == PLAN_FIELD_COUNT) return OK;
    TRY(store_query(c, &r,
                    "SELECT id FROM plan_value WHERE office_id = $1 AND node_id = $2 AND field = $3 "
                    "ORDER BY CASE WHEN first_line = $4 THEN 0 ELSE 1 END, place LIMIT 1",
                    OFFICE, node, plan_fields[field].name, f->first_line));
    if (rows_next(&r)) *value = value_integer(row_integer(&r, 0));
    return rows_end(&r);
}

static Fail target_node(Ctx *c, Id plan, const Finding *f, Id *node, Str *name)
{
    Str rest = f->target, part, code = {0};
    Rows r;
    const char *kind = "plan";
    *name = f->target;
    if (str_starts(rest, S("activities/")) || str_starts(rest, S("assignments/"))) {
        str_cut(&rest, '/', &part);
        kind = str_equal(part, S("activities")) ? "activity" : "assignment";
        str_cut(&rest, '/', &code);
        *name = rest;
    }
    TRY(store_one(c, &r, "SELECT id FROM plan_node WHERE office_id = $1 AND plan_id = $2 AND kind = $3 AND code = $4",
                  OFFICE, plan, kind, code));
    *node = row_integer(&r, 0);
    return rows_end(&r);
}

Fail finding_take(Ctx *c, Id plan, const Finding *f, int place)
{
    static const char *const severities[] = {"note", "check", "blocking"};
    Id node;
    Str name;
    Value value;
    TRY(target_node(c, plan, f, &node, &name));
    TRY(target_value(c, node, name, f, &value));
    return store_run(c,
                     "INSERT INTO plan_finding (office_id, id, plan_id, place, kind, severity, sentence, node_id, "
                     "value_id, suggestion, first_line, last_line, state) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open')",
                     OFFICE, id_new(c->now), plan, place, f->kind, severities[f->severity], f->sentence, node, value,
                     f->suggestion, f->first_line, f->last_line);
}

/* -- the whole ---------------------------------------------------------------------------------------------- */

static Fail find_same(Ctx *c, const PlanDraft *d, Id *plan)
{
    Rows r;
    *plan = 0;
    TRY(store_query(c, &r,
                    "SELECT p.id FROM plan p JOIN plan_source s ON s.office_id = p.office_id AND s.plan_id = p.id "
                    "WHERE p.office_id = $1 AND p.bytes = $2 AND s.content = $3",
                    OFFICE, d->doc.text.n, d->doc.text));
    if (rows_next(&r)) *plan = row_integer(&r, 0);
    return rows_end(&r);
}

static Fail take_all(Taking *t, const PlanDraft *d)
{
    const Reading *r = &d->reading;
    TRY(take_node(t, "plan", (Str){0}, 1, (int)d->doc.n));
    TRY(take_plan_values(t, r));
    TRY(end_node(t));
    for (size_t i = 0; i < r->activities.n; i++) TRY(take_activity(t, &r->activities.at[i]));
    for (size_t i = 0; i < r->assignments.n; i++) TRY(take_assignment(t, &r->assignments.at[i]));
    return OK;
}

Fail draft_nodes(Ctx *c, const PlanDraft *d, DraftNodeList *nodes)
{
    *nodes = (DraftNodeList){0};
    return take_all(&(Taking){.c = c, .meant = d->reading.wording, .list = nodes}, d);
}

Fail plan_take(Ctx *c, const PlanDraft *d, Id *plan, bool *existed)
{
    const Reading *r = &d->reading;
    TRY(find_same(c, d, plan));
    *existed = *plan != 0;
    if (*existed) return take_original(c, d, *plan);
    Taking t = {.c = c, .plan = id_new(c->now), .meant = r->wording};
    *plan = t.plan;
    TRY(store_run(c,
                  "INSERT INTO plan (office_id, id, state, file_name, bytes, imported_at) "
                  "VALUES ($1, $2, 'review', $3, $4, $5)",
                  OFFICE, t.plan, d->file_name, d->doc.text.n, c->now));
    TRY(store_run(c, "INSERT INTO plan_source (office_id, plan_id, content) VALUES ($1, $2, $3)", OFFICE, t.plan,
                  d->doc.text));
    TRY(places_take(c, t.plan, &d->doc));
    TRY(wording_take(c, t.plan, r->wording, &t.doubts));
    TRY(take_all(&t, d));
    for (size_t i = 0; i < r->findings.n; i++) TRY(finding_take(c, t.plan, &r->findings.at[i], (int)i));
    TRY(derive_lines(c, t.plan));
    TRY(take_original(c, d, t.plan));
    return journal_write(c,
                         (JournalEntry){.act = "Nhập kế hoạch", .object = "plan", .id = t.plan, .title = d->file_name});
}

typedef struct {
    const PlanDraft *draft;
    Id plan;
    bool existed;
} TakeJob;

static Fail take(Ctx *c, void *arg)
{
    TakeJob *job = arg;
    return plan_take(c, job->draft, &job->plan, &job->existed);
}

/* Whether this text is there is asked first: it is much quicker than reading it again. */
static Fail draft_unless_known(Ctx *c, PlanDraft *d, Id *known)
{
    TRY(store_read_begin(c));
    Fail result = find_same(c, d, known);
    if (!result && !*known) result = draft_read(c, d);
    store_read_end(c);
    return result;
}

static Fail import(Ctx *c, Store *store, PlanDraft *draft, Id *plan, bool *existed)
{
    TRY(draft_unless_known(c, draft, plan));
    *existed = *plan != 0;
    if (*existed) return OK;
    TRY(plan_draft_keep(c, draft));
    TakeJob job = {.draft = draft};
    TRY(store_write(c, store, take, &job));
    *plan = job.plan, *existed = job.existed;
    return OK;
}

static Fail reading_store(Ctx *c, Store *store)
{
    c->store = store_reader(store);
    return c->store ? OK : fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
}

Fail plan_import_text(Ctx *c, Store *store, Str name, Str text, Id *plan, bool *existed)
{
    PlanDraft *draft = draft_of(c, name, text);
    TRY(reading_store(c, store));
    TRY(doc_read(c, text, &draft->doc));
    return import(c, store, draft, plan, existed);
}

Fail plan_import_file(Ctx *c, Store *store, const char *path, Id *plan, bool *existed)
{
    return plan_import_files(c, store, &(char *){(char *)(uintptr_t)path}, 1, plan, existed);
}

Fail plan_import_files(Ctx *c, Store *store, char *const *paths, size_t n, Id *plan, bool *existed)
{
    Str bytes, name;
    TRY(join_load(c, paths, n, &name, &bytes));
    PlanDraft *draft = draft_of(c, name, bytes);
    TRY(reading_store(c, store));
    TRY(doc_read_telling(c, bytes, doc_progress_printed, &draft->doc));
    return import(c, store, draft, plan, existed);
}
