// SPDX-License-Identifier: Apache-2.0
#include "plan/place.h"
#include "doc/apart.h"
#include "plan/inside.h"

/* -- taking ------------------------------------------------------------------------------------------------- */

static Fail take_box(Ctx *c, Id plan, int line, int place, const DocBox *b)
{
    return store_run(c,
                     "INSERT INTO plan_place (office_id, plan_id, line, place, page, x0, y0, x1, y1) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                     OFFICE, plan, line, place, b->page, (int)b->left, (int)b->top, (int)b->right, (int)b->bottom);
}

/* Lines that were too long share a number: only the first of them has places. */
Fail places_take(Ctx *c, Id plan, const Doc *doc)
{
    for (size_t i = 0; i < doc->n; i++)
        for (size_t k = 0; k < doc->line[i].boxes; k++)
            TRY(take_box(c, plan, doc->line[i].number, (int)k, &doc->line[i].box[k]));
    for (int page = 1; page <= doc->sheets; page++)
        TRY(store_run(c, "INSERT INTO plan_sheet (office_id, plan_id, page, turn, skew) VALUES ($1, $2, $3, $4, $5)",
                      OFFICE, plan, page, doc->turn ? (int)doc->turn[page - 1].quarters : 0,
                      doc->turn ? (int)doc->turn[page - 1].skew : 0));
    return OK;
}

/* -- reading ------------------------------------------------------------------------------------------------ */

Fail plan_places(Ctx *c, Id plan, int first, int last, PlanPlaceList *places)
{
    Rows r;
    *places = (PlanPlaceList){0};
    TRY(store_query(c, &r,
                    "SELECT line, page, x0, y0, x1, y1 FROM plan_place WHERE office_id = $1 AND plan_id = $2 "
                    "AND line >= $3 AND line <= $4 ORDER BY line, place",
                    OFFICE, plan, first, last));
    while (rows_next(&r))
        *list_add(&c->mem, places) =
            (PlanPlace){(int)row_integer(&r, 0),
                        {(int)row_integer(&r, 1), (uint16_t)row_integer(&r, 2), (uint16_t)row_integer(&r, 3),
                         (uint16_t)row_integer(&r, 4), (uint16_t)row_integer(&r, 5)}};
    return rows_end(&r);
}

void places_count_pages(const PlanPlaceList *places, Doc *doc)
{
    int page = 1;
    size_t k = 0;
    for (size_t i = 0; places->n && i < doc->n; i++) {
        Line *line = &doc->line[i];
        while (k < places->n && places->at[k].line < line->number) k++;
        if (k < places->n && places->at[k].line == line->number) page = places->at[k].box.page;
        line->page = page;
    }
    if (places->n) doc->pages = page;
}

Fail plan_pages(Ctx *c, Id plan, int *pages)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM plan_sheet WHERE office_id = $1 AND plan_id = $2", OFFICE, plan));
    *pages = (int)row_integer(&r, 0);
    return rows_end(&r);
}

static Fail turn_of(Ctx *c, Id plan, int page, PageOrder *order)
{
    Rows r;
    Fail result =
        store_one(c, &r, "SELECT turn, skew FROM plan_sheet WHERE office_id = $1 AND plan_id = $2 AND page = $3",
                  OFFICE, plan, page);
    if (result == FAIL_MISSING)
        return fail_rather(c, FAIL_MISSING, "Kế hoạch này không có ảnh của trang %d. Hãy mở lại từ trang rà soát.",
                           page);
    TRY(result);
    order->turn = (int)row_integer(&r, 0), order->skew = (int)row_integer(&r, 1);
    return rows_end(&r);
}

Fail plan_page_picture(Ctx *c, Id plan, int page, int width, Str *jpeg, Str *digest)
{
    Id original;
    Upload file;
    Str bytes;
    PageOrder order = {.page = page, .width = width};
    TRY(turn_of(c, plan, page, &order));
    TRY(plan_original(c, plan, &original));
    if (!original)
        return fail(c, FAIL_MISSING, "Tệp gốc của kế hoạch không được giữ. Hãy nhập lại tệp để xem ảnh trang.");
    TRY(upload_by_id(c, original, &file));
    TRY(upload_bytes(c, &file, &bytes));
    *digest = str_format(&c->mem, "%.*s-%d-%d", STR_ARGS(file.digest), page, width);
    return apart_page(c, bytes, PAGE_PICTURE, order, jpeg);
}
