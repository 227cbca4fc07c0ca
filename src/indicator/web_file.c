// SPDX-License-Identifier: Apache-2.0
/* web_file.c -- figures of a file: looked at, then taken in; and out as a file. */
#include "doc/sheet_write.h"
#include "indicator/view.h"
#include "indicator/web.h"
#include "people/rights.h"

static bool may_read(const Ctx *c, Str org)
{
    return !c->actor || right_at(c->actor, RIGHT_INDICATOR_READ, place_at(org, 0));
}

Fail export_get(Ctx *c, const Request *q, Reply *r)
{
    static const char *const types[] = {"text/csv; charset=utf-8", NULL, "application/xml; charset=utf-8"};
    static const char *const ends[] = {"csv", "xlsx", "xml"};
    IndicatorSet set;
    Term from, to;
    Str bytes, kind = input_text(q, "dang");
    ExportKind as = str_equal(kind, S("csv")) ? EXPORT_CSV : str_equal(kind, S("adx")) ? EXPORT_ADX : EXPORT_XLSX;
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    TRY(term_asked(c, q, &set, indicator_term_now(&set, c->today), &to));
    from = to;
    if (input_given(q, "tu") && !term_read(input_text(q, "tu"), set.term, &from))
        return fail(c, FAIL_INPUT, "Kỳ bắt đầu không phải là một %s.", term_names[set.term]);
    TRY(indicator_export(c, &set, from, to, may_read, as, &bytes));
    out_raw(reply_text(c, r, types[as] ? types[as] : sheet_media_type(SHEET_XLSX)), bytes);
    reply_file_name(c, r,
                    str_format(&c->mem, "%.*s-%.*s.%s", STR_ARGS(set.code), STR_ARGS(term_key(&c->mem, to)), ends[as]));
    return OK;
}

Fail file_get(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    FilePage m = {.q = q, .set = &set};
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    TRY(term_asked(c, q, &set, indicator_term_now(&set, c->today), &m.term));
    file_page(reply_page(c, q, r, str_format(&c->mem, "Nạp số liệu: %.*s", STR_ARGS(set.title))), &m);
    return OK;
}

/* Kept until it is taken in, or the next one of the same person comes. */
Fail file_post(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    Term t;
    Id id = id_new(c->now), person = actor_is_known(c->actor) ? c->actor->person : 0;
    Str bytes = input_text(q, "tep");
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    TRY(input_rule(q, "ky", term_asked(c, q, &set, indicator_term_now(&set, c->today), &t)));
    if (!bytes.n) return input_rule(q, "tep", fail(c, FAIL_INPUT, "Tệp này không có gì bên trong."));
    TRY(store_run(c, "DELETE FROM indicator_file WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    TRY(store_run(c,
                  "INSERT INTO indicator_file (office_id, id, set_id, term, name, bytes, at, person_id) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                  OFFICE, id, set.id, term_key(&c->mem, t), str_head(input_file_name(q, "tep"), 200),
                  value_bytes(bytes), c->now, person));
    return reply_redirect(c, r, "/so-lieu/nap/%.*s/%lld", STR_ARGS(set.code), (long long)id);
}

typedef struct {
    IndicatorSet set;
    IndicatorDesk *desk;
    Term term;
    Str name, bytes;
} File;

static Fail find_file(Ctx *c, const Request *q, File *f)
{
    Rows r;
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &f->set));
    TRY(store_query(c, &r,
                    "SELECT term, name, bytes FROM indicator_file WHERE office_id = $1 AND id = $2 AND set_id = $3 "
                    "AND person_id = $4",
                    OFFICE, input_id(q, "tep"), f->set.id, actor_is_known(c->actor) ? c->actor->person : (Id)0));
    bool found = rows_next(&r);
    if (found) f->term = term_of(f->set.term, row_day(&r, 0)), f->name = row_text(&r, 1), f->bytes = row_bytes(&r, 2);
    TRY(rows_end(&r));
    if (!found) return fail(c, FAIL_MISSING, "Tệp này đã nạp rồi, hoặc không phải của bạn. Hãy gửi lại tệp.");
    return desk_open(c, &f->set, &f->desk);
}

Fail file_look_get(Ctx *c, const Request *q, Reply *r)
{
    File f;
    ImportResult result;
    LookPage m = {.q = q, .result = &result, .file = input_id(q, "tep"), .today = c->today};
    TRY(find_file(c, q, &f));
    TRY(indicator_import(c, f.desk, f.bytes, f.term, S("xem thử"), false, &result));
    m.set = &f.set, m.name = f.name;
    m.is_overdue = result.changed && c->today > desk_due(f.desk, result.first);
    look_page(reply_page(c, q, r, S("Xem trước khi nạp số liệu")), &m);
    return OK;
}

Fail file_take_post(Ctx *c, const Request *q, Reply *r)
{
    File f;
    ImportResult result;
    TRY(find_file(c, q, &f));
    TRY(indicator_import(c, f.desk, f.bytes, f.term, input_text(q, "ly-do"), true, &result));
    TRY(desk_close(c, f.desk, "Nạp số liệu từ tệp"));
    TRY(store_run(c, "DELETE FROM indicator_file WHERE office_id = $1 AND id = $2", OFFICE, input_id(q, "tep")));
    Term t = result.n_new + result.changed ? result.last : f.term;
    return reply_redirect(c, r, "/so-lieu/nhap/%.*s?ky=%.*s&da-luu=%zu", STR_ARGS(f.set.code),
                          STR_ARGS(term_key(&c->mem, t)), result.n_new + result.changed);
}
