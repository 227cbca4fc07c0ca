// SPDX-License-Identifier: Apache-2.0
#include "report/office_template.h"
#include "journal/journal.h"
#include "people/sql.h"
#include "report/inside.h"
#include "report/template_tree.h"

/* -- what there is ------------------------------------------------------------------------------------------------- */

#define COLUMNS                                                                                                        \
    "SELECT t.id, t.kind, t.version, t.upload_id, t.at, COALESCE(u.template_id, 0), " PERSON_NAME(                     \
        "p") " FROM report_template t " PERSON_JOIN("t", "person_id",                                                  \
                                                    "p") "LEFT JOIN report_template_use u ON u.office_id = "           \
                                                         "t.office_id AND u.kind = t.kind "

static OfficeTemplate read_template(Rows *r)
{
    OfficeTemplate t = {.id = row_integer(r, 0),
                        .kind = document_kind_of(row_text(r, 1)),
                        .version = (int)row_integer(r, 2),
                        .upload = row_integer(r, 3),
                        .at = row_integer(r, 4),
                        .person_name = row_text(r, 6)};
    t.is_used = row_integer(r, 5) == t.id;
    return t;
}

static Fail name_file(Ctx *c, OfficeTemplate *t)
{
    Upload file;
    TRY(upload_by_id(c, t->upload, &file));
    t->file = file.name;
    return OK;
}

Fail templates_of(Ctx *c, DocumentKind kind, OfficeTemplateList *list)
{
    Rows r;
    *list = (OfficeTemplateList){0};
    TRY(store_query(c, &r, COLUMNS "WHERE t.office_id = $1 AND t.kind = $2 ORDER BY t.version DESC", OFFICE,
                    document_kinds[kind].key));
    while (rows_next(&r)) *list_add(&c->mem, list) = read_template(&r);
    TRY(rows_end(&r));
    for (size_t i = 0; i < list->n; i++) TRY(name_file(c, &list->at[i]));
    return OK;
}

Fail template_by_id(Ctx *c, Id id, OfficeTemplate *t)
{
    Rows r;
    Fail result = store_one(c, &r, COLUMNS "WHERE t.office_id = $1 AND t.id = $2", OFFICE, id);
    if (result == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Không có mẫu này. Hãy mở lại từ trang mẫu.");
    TRY(result);
    *t = read_template(&r);
    TRY(rows_end(&r));
    return name_file(c, t);
}

Fail template_used(Ctx *c, DocumentKind kind, Id *id)
{
    Rows r;
    *id = 0;
    TRY(store_query(c, &r, "SELECT template_id FROM report_template_use WHERE office_id = $1 AND kind = $2", OFFICE,
                    document_kinds[kind].key));
    if (rows_next(&r)) *id = row_integer(&r, 0);
    return rows_end(&r);
}

/* -- a new one ----------------------------------------------------------------------------------------------------- */

Fail template_look(Ctx *c, DocumentKind kind, Str docx, TemplateProblems *problems)
{
    Content sample;
    DocumentTree tree;
    content_sample(c, kind, &sample);
    TRY(content_tree(c, &sample, &tree));
    return template_check(c, docx, tree.root, problems);
}

static Fail tell(Ctx *c, DocumentKind kind, Id id, const char *act, Str after)
{
    return journal_write(
        c, (JournalEntry){.act = act,
                          .object = "template",
                          .id = id,
                          .title = str_format(&c->mem, "Mẫu %.*s",
                                              STR_ARGS(in_sentence(&c->mem, str_of(document_kinds[kind].name)))),
                          .after = after});
}

Fail template_add(Ctx *c, DocumentKind kind, const UploadKept *kept, Id *id)
{
    OfficeTemplateList list;
    Id upload;
    TRY(templates_of(c, kind, &list));
    int version = list.n ? list.at[0].version + 1 : 1;
    *id = id_new(c->now);
    TRY(upload_add(c, kept, "template", *id, &upload));
    TRY(store_run(c,
                  "INSERT INTO report_template (office_id, id, kind, version, upload_id, person_id, at) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                  OFFICE, *id, document_kinds[kind].key, version, upload, writer_of(c), c->now));
    return tell(c, kind, *id, "Đưa mẫu lên", str_format(&c->mem, "bản %d, %.*s", version, STR_ARGS(kept->name)));
}

Fail template_use(Ctx *c, DocumentKind kind, Id id)
{
    OfficeTemplate t = {0};
    if (id) TRY(template_by_id(c, id, &t));
    if (id && t.kind != kind)
        return fail(c, FAIL_INPUT, "Mẫu này là của loại văn bản khác. Hãy chọn ở trang mẫu của loại ấy.");
    TRY(store_run(c,
                  "INSERT INTO report_template_use (office_id, kind, template_id, person_id, at) "
                  "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (office_id, kind) DO UPDATE SET "
                  "template_id = excluded.template_id, person_id = excluded.person_id, at = excluded.at",
                  OFFICE, document_kinds[kind].key, id, writer_of(c), c->now));
    return tell(c, kind, id, id ? "Dùng mẫu của cơ quan" : "Trở về mẫu của chương trình",
                id ? str_format(&c->mem, "bản %d", t.version) : (Str){0});
}

/* -- with what a document says ------------------------------------------------------------------------------------- */

Fail template_content(Ctx *c, Id id, const Content *content, Str *docx)
{
    OfficeTemplate t;
    Upload file;
    DocumentTree tree;
    TemplateProblems problems = {0};
    Str bytes;
    TRY(template_by_id(c, id, &t));
    TRY(upload_by_id(c, t.upload, &file));
    TRY(upload_bytes(c, &file, &bytes));
    TRY(content_tree(c, content, &tree));
    return template_fill(c, bytes, tree.root, docx, &problems);
}
