// SPDX-License-Identifier: Apache-2.0
/* annex.c -- the figures of the indicators as a table behind a report, as they were known on its day. */
#include "indicator/view.h"
#include "indicator/web.h"
#include "report/content.h"

static void shape(Ctx *c, AnnexList *annexes)
{
    Annex *a = list_add(&c->mem, annexes);
    *a = (Annex){.title = S("Số liệu các chỉ tiêu"), .sheet = S("Chỉ tiêu")};
    annex_column(c, a, "TT", ANNEX_TEXT, 6);
    annex_column(c, a, "Chỉ tiêu", ANNEX_TEXT, 40);
    annex_column(c, a, "Đơn vị tính", ANNEX_TEXT, 12);
    annex_column(c, a, "Kỳ", ANNEX_TEXT, 22);
    annex_column(c, a, "Kết quả", ANNEX_TEXT, 14);
    annex_column(c, a, "Từ đầu đợt", ANNEX_TEXT, 14);
    annex_column(c, a, "Mục tiêu", ANNEX_TEXT, 12);
    annex_column(c, a, "Đạt", ANNEX_TEXT, 10);
    annex_column(c, a, "Cơ quan đã báo cáo", ANNEX_TEXT, 14);
}

static Str where_there(Ctx *c, const Indicator *k, Figure f)
{
    return figure_is_there(f) ? indicator_words(&c->mem, k, f) : (Str){0};
}

static void add_line(Ctx *c, Annex *a, const SetSheet *s, const SheetLine *line)
{
    const Indicator *k = line->indicator;
    AnnexCell *cells = annex_row(c, a);
    cells[0].text = str_format(&c->mem, "%zu", a->rows.n);
    cells[1].text = k->title, cells[2].text = k->kind == INDICATOR_RATIO ? S("%") : k->unit;
    cells[3].text = s->term_words;
    cells[4].text = indicator_words(&c->mem, k, line->now);
    cells[5].text = where_there(c, k, line->so_far), cells[6].text = where_there(c, k, line->target);
    Figure aim = figure_is_there(line->so_far) ? line->so_far : line->now;
    cells[7].text = target_words(&c->mem, s->set, k, aim, line->target, s->expected);
    if (s->expected && !s->is_leaf && !k->is_counted)
        cells[8].text = str_format(&c->mem, "%lld/%d", (long long)line->now.n, s->expected);
}

static Fail make(Ctx *c, const Document *d, AnnexList *annexes)
{
    IndicatorSetList all;
    SetSheetList sheets;
    TRY(indicator_sets(c, &all));
    TRY(indicator_sheets(c, &all, d->scope == SCOPE_PLAN ? (Str){0} : d->scope_org, d->as_of, true, &sheets));
    shape(c, annexes);
    Annex *a = &annexes->at[annexes->n - 1];
    for (size_t i = 0; i < sheets.n; i++)
        for (size_t k = 0; k < sheets.at[i].lines.n; k++) {
            const SheetLine *line = &sheets.at[i].lines.at[k];
            if (figure_is_there(line->now) || figure_is_there(line->so_far)) add_line(c, a, &sheets.at[i], line);
        }
    if (!a->rows.n) annexes->n--;
    return OK;
}

const AnnexKind indicator_annex = {shape, make};
