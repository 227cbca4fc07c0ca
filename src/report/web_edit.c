// SPDX-License-Identifier: Apache-2.0
/* web_edit.c -- people write in a draft, look at its versions, take what is newer. */
#include "people/rights.h"
#include "report/view.h"
#include "report/web.h"

/* -- a part
 * ------------------------------------------------------------------------------------------------------------------------------
 */

/* The figures that a text mentions; those of the whole report, where it is still to be written. */
static void figures_in(Ctx *c, Str text, const DocumentFigureList *all, DocumentFigureList *some)
{
    TextPieceList pieces;
    *some = (DocumentFigureList){0};
    text_pieces(&c->mem, text, all, &pieces);
    for (size_t i = 0; i < pieces.n; i++) {
        const DocumentFigure *one = pieces.at[i].figure;
        if (one && !figure_nth(some, one->nth)) *list_add(&c->mem, some) = *one;
    }
    for (size_t i = 0; !pieces.n && i < all->n; i++)
        if (!all->at[i].node) *list_add(&c->mem, some) = all->at[i];
}

Fail part_get(Ctx *c, const Request *q, Reply *r)
{
    Document d;
    DocumentPart part;
    DocumentFigureList all, some;
    PartOfferList offers;
    TRY(document_by_id(c, input_id(q, "document"), &d));
    TRY(document_part(c, d.id, input_id(q, "muc"), &part));
    TRY(document_offers(c, &d, false, &offers, &all));
    PartPage m = {.q = q, .d = &d, .part = &part, .figures = &some, .typed = request_typed(q, "noi-dung")};
    figures_in(c, str_format(&c->mem, "%.*s%.*s", STR_ARGS(part.source), STR_ARGS(part.text)), &all, &some);
    for (size_t i = 0; i < offers.n; i++)
        if (offers.at[i].part == part.id) m.offer = &offers.at[i];
    int64_t seen = 0;
    m.is_conflict = request_is_again(q) && str_integer(request_typed(q, "thay"), &seen) && seen < part.version;
    TRY(document_steps(c, r, &d));
    part_page(reply_page(c, q, r, part_name(&c->mem, &part)), &m);
    return OK;
}

Fail part_post(Ctx *c, const Request *q, Reply *r)
{
    Id document = input_id(q, "document"), part = input_id(q, "muc");
    TRY(input_rule(q, "noi-dung",
                   part_save(c, document, part, (int)input_integer(q, "thay"), input_text(q, "noi-dung"))));
    return reply_redirect(c, r, "/van-ban/%lld#muc-%lld", (long long)document, (long long)part);
}

Fail part_take_post(Ctx *c, const Request *q, Reply *r)
{
    Id document = input_id(q, "document"), part = input_id(q, "muc");
    TRY(part_take(c, document, part, (int)input_integer(q, "thay")));
    return reply_redirect(c, r, "/van-ban/%lld#muc-%lld", (long long)document, (long long)part);
}

Fail part_restore_post(Ctx *c, const Request *q, Reply *r)
{
    Id document = input_id(q, "document"), part = input_id(q, "muc");
    TRY(part_restore(c, document, part, 0, (int)input_integer(q, "ban")));
    return reply_redirect(c, r, "/van-ban/%lld#muc-%lld", (long long)document, (long long)part);
}

/* -- the head
 * ------------------------------------------------------------------------------------------------------------------------------
 */

Fail head_get(Ctx *c, const Request *q, Reply *r)
{
    Document d;
    TRY(document_by_id(c, input_id(q, "document"), &d));
    HeadPage m = {.q = q, .d = &d};
    TRY(document_steps(c, r, &d));
    head_page(reply_page(c, q, r, S("Trích yếu, nơi nhận")), &m);
    return OK;
}

Fail head_post(Ctx *c, const Request *q, Reply *r)
{
    DocumentHead head = {.subject = input_text(q, "trich-yeu"),
                         .receivers = input_text(q, "kinh-gui"),
                         .copies = input_text(q, "noi-nhan"),
                         .bases = input_text(q, "can-cu")};
    Id document = input_id(q, "document");
    TRY(document_head_save(c, document, (int)input_integer(q, "thay"), &head));
    return reply_redirect(c, r, "/van-ban/%lld", (long long)document);
}

/* -- figures
 * --------------------------------------------------------------------------------------------------------------------------------
 */

Fail figures_post(Ctx *c, const Request *q, Reply *r)
{
    Id document = input_id(q, "document");
    TRY(figures_take(c, document, (int)input_integer(q, "so")));
    return reply_redirect(c, r, "/van-ban/%lld", (long long)document);
}

Fail to_today_post(Ctx *c, const Request *q, Reply *r)
{
    Id document = input_id(q, "document");
    int kept;
    TRY(document_to_today(c, document, &kept));
    return reply_redirect(c, r, "/van-ban/%lld", (long long)document);
}

/* -- versions
 * --------------------------------------------------------------------------------------------------------------------------------
 */

static const Column edit_columns[] = {
    COL_NUMBER(DocumentEdit, version, "version"), COL_TEXT(DocumentEdit, act, "act"),
    COL_TEXT(DocumentEdit, part_heading, "part"), COL_TEXT(DocumentEdit, person_name, "who"),
    COL_INTEGER(DocumentEdit, at, "at"),          COL_TEXT(DocumentEdit, before, "before"),
    COL_TEXT(DocumentEdit, after, "after"),       {0}};
static const Record edit_record = {.name = "DocumentEdit", .columns = edit_columns};
static const Column history_columns[] = {COL_ROWS_AT(HistoryPage, edits, "edits", &edit_record), {0}};
const Record history_record = {.name = "DocumentHistory", .columns = history_columns};

Fail history_get(Ctx *c, const Request *q, Reply *r)
{
    Document d;
    DocumentEditList edits;
    TRY(document_by_id(c, input_id(q, "document"), &d));
    TRY(document_edits(c, d.id, &edits));
    HistoryPage m = {.d = &d, .edits = &edits};
    if (reply_is_json(r)) return reply_record(c, r, &history_record, &m);
    TRY(document_steps(c, r, &d));
    history_page(reply_page(c, q, r, S("Lịch sử sửa đổi")), &m);
    return OK;
}

Fail compare_get(Ctx *c, const Request *q, Reply *r)
{
    Document d;
    DocumentPartList parts;
    PartChangeList changes = {0};
    TRY(document_by_id(c, input_id(q, "document"), &d));
    TRY(document_parts(c, d.id, &parts));
    ComparePage m = {.q = q,
                     .d = &d,
                     .changes = &changes,
                     .from = (int)input_integer(q, "tu"),
                     .to = input_given(q, "den") ? (int)input_integer(q, "den") : d.version,
                     .may_write = right_here(c, "report.write")};
    for (size_t i = 0; i < parts.n; i++) {
        const DocumentPart *p = &parts.at[i];
        Str before, after;
        TRY(part_as_of(c, d.id, p, m.from, &before));
        TRY(part_as_of(c, d.id, p, m.to, &after));
        if (!str_equal(before, after))
            *list_add(&c->mem, &changes) = (PartChange){part_name(&c->mem, p), before, after, p->id};
    }
    TRY(document_steps(c, r, &d));
    reply_step(c, r, str_format(&c->mem, "/van-ban/%lld/lich-su", (long long)d.id), (Str){0}, S("Lịch sử sửa đổi"));
    compare_page(reply_page(c, q, r, S("So sánh hai bản")), &m);
    return OK;
}
