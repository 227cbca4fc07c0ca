// SPDX-License-Identifier: Apache-2.0
/* version.c -- procedures as they were published: each version frozen with its text. */
#include "people/sql.h"
#include "procedure/act.h"
#include "procedure/kept.h"
#include "secret/secret.h"

#define COLUMNS                                                                                                        \
    "SELECT v.id, v.code, v.title, v.digest, v.version, v.is_shipped, v.is_open, v.published_at, v.published_by, "     \
    "v.is_current, v.category, " PERSON_NAME("p") " FROM procedure_version v " PERSON_JOIN("v", "published_by", "p")

static VersionRow read_row(Rows *r)
{
    return (VersionRow){.id = row_integer(r, 0),
                        .code = row_text(r, 1),
                        .title = row_text(r, 2),
                        .digest = row_text(r, 3),
                        .version = (int)row_integer(r, 4),
                        .is_shipped = row_integer(r, 5),
                        .is_open = row_integer(r, 6) && row_integer(r, 9),
                        .published_at = row_integer(r, 7),
                        .published_by = row_integer(r, 8),
                        .category = row_text(r, 10),
                        .published_by_name = row_text(r, 11)};
}

static Fail read_rows(Ctx *c, Rows *r, VersionRows *rows)
{
    *rows = (VersionRows){0};
    while (rows_next(r)) *list_add(&c->mem, rows) = read_row(r);
    return rows_end(r);
}

Fail version_source(Ctx *c, Id id, Str *text)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT source FROM procedure_version WHERE office_id = $1 AND id = $2", OFFICE, id));
    *text = row_text(&r, 0);
    return rows_end(&r);
}

static Fail with_procedure(Ctx *c, Version *v)
{
    Str text;
    v->procedure = procedure_kept(v->row.digest);
    if (v->procedure) return OK;
    TRY(version_source(c, v->row.id, &text));
    return procedure_keep(c, v->row.digest, text, &v->procedure);
}

Fail version_by_id(Ctx *c, Id id, Version *v)
{
    Rows r;
    VersionRows rows;
    TRY(store_query(c, &r, COLUMNS "WHERE v.office_id = $1 AND v.id = $2", OFFICE, id));
    TRY(read_rows(c, &r, &rows));
    if (!rows.n) return fail(c, FAIL_MISSING, "Không có phiên bản này của thủ tục. Hãy mở lại từ danh mục thủ tục.");
    v->row = rows.at[0];
    return with_procedure(c, v);
}

Fail version_of_row(Ctx *c, const VersionRow *row, Version *v)
{
    *v = (Version){.row = *row};
    return with_procedure(c, v);
}

Fail version_in(Ctx *c, Id id, VersionList *known, Version *v)
{
    for (size_t i = known->n; i-- > 0;)
        if (known->at[i].row.id == id) {
            *v = known->at[i];
            return OK;
        }
    TRY(version_by_id(c, id, v));
    *list_add(&c->mem, known) = *v;
    return OK;
}

Fail version_current(Ctx *c, Str code, Version *v)
{
    Rows r;
    VersionRows rows;
    TRY(store_query(c, &r, COLUMNS "WHERE v.office_id = $1 AND v.code = $2 AND v.is_current = 1", OFFICE, code));
    TRY(read_rows(c, &r, &rows));
    if (!rows.n) return fail(c, FAIL_MISSING, "Không có thủ tục này. Hãy chọn trong danh mục thủ tục.");
    v->row = rows.at[0];
    return with_procedure(c, v);
}

Fail versions_current(Ctx *c, VersionRows *rows)
{
    Rows r;
    TRY(store_query(c, &r, COLUMNS "WHERE v.office_id = $1 AND v.is_current = 1 ORDER BY v.category, v.title, v.id",
                    OFFICE));
    return read_rows(c, &r, rows);
}

Fail versions_of(Ctx *c, Str code, VersionRows *rows)
{
    Rows r;
    TRY(store_query(c, &r, COLUMNS "WHERE v.office_id = $1 AND v.code = $2 ORDER BY v.version DESC", OFFICE, code));
    return read_rows(c, &r, rows);
}

Fail version_open(Ctx *c, Str code, bool is_open)
{
    Version v;
    TRY(version_current(c, code, &v));
    TRY(store_run(c, "UPDATE procedure_version SET is_open = $3 WHERE office_id = $1 AND id = $2", OFFICE, v.row.id,
                  is_open));
    return journal_write(c, (JournalEntry){.act = is_open ? "Mở nhận hồ sơ" : "Dừng nhận hồ sơ",
                                           .object = "procedure",
                                           .id = v.row.id,
                                           .title = v.row.title});
}
