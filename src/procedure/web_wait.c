// SPDX-License-Identifier: Apache-2.0
/* web_wait.c -- what waits for whoever is signed in, and deciding many at once: each with its own guard and result. */
#include "http/record.h"
#include "procedure/view.h"
#include "procedure/web.h"
#include "receipt/receipt.h"
#include <limits.h>

static RecordValue days_left(Ctx *c, const void *row)
{
    (void)c;
    const WaitRow *w = row;
    return (RecordValue){.integer = w->days == INT_MAX ? 0 : w->days};
}

static const Column row_columns[] = {COL_INTEGER(WaitRow, row.id, "id"),
                                     COL_TEXT(WaitRow, row.number, "number", .title = "Số hồ sơ"),
                                     COL_TEXT(WaitRow, row.procedure, "procedure"),
                                     COL_TEXT(WaitRow, title, "title", .title = "Thủ tục", .width = 40),
                                     COL_TEXT(WaitRow, row.subject, "subject", .title = "Nội dung", .width = 50),
                                     COL_TEXT(WaitRow, row.name, "name", .title = "Người nộp", .width = 30),
                                     COL_TEXT(WaitRow, state, "state", .title = "Tình trạng", .width = 24),
                                     COL_DAY(WaitRow, due, "due", .title = "Hạn"),
                                     COL_MADE(COLUMN_INTEGER, "days_left", days_left, .title = "Số ngày còn lại"),
                                     {0}};
static const Record row_record = {.name = "WaitingDossier", .columns = row_columns};
static const Column wait_columns[] = {COL_ROWS_AT(WaitPage, rows, "dossiers", &row_record), {0}};
const Record wait_record = {.name = "WaitingDossierList", .columns = wait_columns};

/* One row of each procedure, for the tabs. */
static void group_rows(Ctx *c, const WaitRows *rows, WaitRows *groups)
{
    for (size_t i = 0; i < rows->n; i++) {
        bool is_there = false;
        for (size_t j = 0; j < groups->n; j++)
            is_there |= str_equal(groups->at[j].row.procedure, rows->at[i].row.procedure);
        if (!is_there) *list_add(&c->mem, groups) = rows->at[i];
    }
}

static bool asks_nothing(const ProcedureMove *m)
{
    bool asks = m->is_supplement || m->edits || m->no_bulk;
    for (size_t i = 0; i < m->asked.n; i++) asks |= m->asked.field[i].required != NULL;
    return !asks;
}

/* What can be done to many of one procedure: moves of its newest version that ask nothing, and that some of the rows
 * allow. */
static Fail bulk_moves(Ctx *c, const Procedure *p, const WaitRows *rows, MoveList *moves)
{
    VersionList versions = {0};
    for (size_t i = 1; i < p->moves; i++) {
        bool may = false;
        for (size_t j = 0; j < rows->n && j < DOSSIER_PAGE && !may && asks_nothing(&p->move[i]); j++) {
            Dossier d;
            TRY(dossier_open_in(c, &rows->at[j].row, &versions, &d));
            const ProcedureMove *m = procedure_move(d.version.procedure, p->move[i].name);
            if (m) TRY(move_allows(c, &d, m, AS_SIGNED_IN, &may));
        }
        if (may) *list_add(&c->mem, moves) = &p->move[i];
    }
    return OK;
}

Fail dossiers_wait_get(Ctx *c, const Request *q, Reply *r)
{
    WaitRows rows, all, groups = {0};
    MoveList moves = {0};
    Version v;
    WaitPage m = {.q = q, .rows = &rows, .groups = &groups, .moves = &moves, .procedure = input_text(q, "thu-tuc")};
    TRY(dossiers_waiting(c, m.procedure, reply_is_sheet(r) ? DOSSIER_BULK_MAX : WAITS_MAX, &rows));
    if (reply_is_json(r)) return reply_record(c, r, &wait_record, &m);
    all = rows;
    if (m.procedure.n) TRY(dossiers_waiting(c, S(""), WAITS_MAX, &all));
    group_rows(c, &all, &groups);
    if (m.procedure.n) {
        TRY(version_current(c, m.procedure, &v));
        m.one = v.procedure;
        TRY(bulk_moves(c, v.procedure, &rows, &moves));
        m.n = (int)rows.n;
    } else TRY(dossiers_waiting_count(c, &m.n));
    dossiers_wait_page(reply_page(c, q, r, S("Chờ tôi")), &m);
    return OK;
}

/* -- many at once
 * --------------------------------------------------------------------------------------------------------- */

/* What they may not read is to them as if it were not there: neither its number nor its state is told. */
static Fail find_readable(Ctx *c, Id id, Dossier *d)
{
    ShownTo who;
    bool may;
    TRY(dossier_by_id(c, id, d));
    TRY(dossier_shown_to(c, d, AS_SIGNED_IN, &who, &may));
    return may ? OK : fail(c, FAIL_MISSING, "Không có hồ sơ này. Hãy mở lại từ danh sách.");
}

static Fail move_one(Ctx *c, Id id, Str name, ReceiptDraft *k)
{
    Dossier d, after;
    Fail result = find_readable(c, id, &d);
    Str number = result ? S("Một hồ sơ") : d.row.number;
    if (!result) result = dossier_move(c, id, &(MoveOrder){.move = name}, &after);
    if (!result) {
        receipt_did_for_good(k);
        return OK;
    }
    if (result != FAIL_CONFLICT && result != FAIL_DENIED && result != FAIL_INPUT && result != FAIL_MISSING)
        return result;
    receipt_passed_over(k, result, number, str_format(&c->mem, "/ho-so/%lld", (long long)id),
                        str_copy(&c->mem, str_of(c->why)));
    c->why[0] = 0;
    return OK;
}

static Fail ids_meant(Ctx *c, const Request *q, IdList *ids)
{
    WaitRows rows;
    *ids = input_ids(c, q, "ho-so");
    if (input_given(q, "tat-ca")) {
        *ids = (IdList){0};
        TRY(dossiers_waiting(c, input_text(q, "thu-tuc"), DOSSIER_BULK_MAX, &rows));
        for (size_t i = 0; i < rows.n; i++) *list_add(&c->mem, ids) = rows.at[i].row.id;
    }
    if (!ids->n) return fail(c, FAIL_INPUT, "Hãy đánh dấu những hồ sơ cần quyết định.");
    if (ids->n > DOSSIER_BULK_MAX)
        return fail(c, FAIL_INPUT, "Mỗi lần quyết định nhiều nhất %d hồ sơ.", DOSSIER_BULK_MAX);
    return OK;
}

Fail dossiers_wait_post(Ctx *c, const Request *q, Reply *r)
{
    IdList ids;
    Version v;
    Str code = input_text(q, "thu-tuc"), name = input_text(q, "buoc-di");
    TRY(version_current(c, code, &v));
    const ProcedureMove *m = procedure_move(v.procedure, name);
    if (!m || !asks_nothing(m)) return fail(c, FAIL_INPUT, "Bước này phải làm ở từng hồ sơ.");
    TRY(ids_meant(c, q, &ids));
    ReceiptDraft *k = receipt_open(c, str_format(&c->mem, "/cho-toi?thu-tuc=%.*s", STR_ARGS(code)));
    for (size_t i = 0; i < ids.n; i++) TRY(move_one(c, ids.at[i], name, k));
    TRY(receipt_close(
        c, r, k,
        str_format(&c->mem, "Đã “%.*s” %zu trong %zu hồ sơ.", STR_ARGS(m->label.text), receipt_done(k), ids.n)));
    return reply_redirect(c, r, "/cho-toi?thu-tuc=%.*s", STR_ARGS(code));
}

Fail wait_home_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    WaitRows rows;
    int n;
    (void)s;
    TRY(dossiers_waiting_count(c, &n));
    if (!n) return OK;
    TRY(dossiers_waiting(c, S(""), 3, &rows));
    dossiers_wait_home(o, &rows, n);
    return OK;
}
