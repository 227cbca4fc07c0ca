// SPDX-License-Identifier: Apache-2.0
#include "form/editing.h"
#include "journal/actor.h"

enum { DAY_MS = 24 * 3600 * 1000 };

static Fail gone(Ctx *c) { return fail_rather(c, FAIL_MISSING, "Không có bản sửa này: đã công bố hoặc đã bỏ."); }
static Id me(const Ctx *c) { return c->actor ? c->actor->person : 0; }

const DesignKind *design_kind(const Feature *const *all, Str kind)
{
    for (; kind.n && *all; all++)
        for (const DesignKind *const *k = (*all)->designs; k && *k; k++)
            if (str_equal(kind, str_of((*k)->kind))) return *k;
    return NULL;
}

bool design_check(Arena *mem, const DesignKind *kind, Str text, Design *d, DesignProblems *problems)
{
    *problems = (DesignProblems){0};
    if (!kind) return design_from_yaml(mem, text, d, problems);
    kind->check(mem, text, d, problems);
    return problems_settle(mem, problems);
}

/* The title as it stands in the text, whatever else is wrong there. */
static Str title_of(Arena *mem, Str source, Str otherwise)
{
    Yaml y = yaml_read(mem, source);
    for (size_t i = 0; y.root && y.root->kind == YAML_MAP && i < y.root->n; i++) {
        const YamlPair *pair = &y.root->pair[i];
        if (str_equal(pair->key, S("title")) && pair->value->kind == YAML_TEXT && pair->value->text.n)
            return str_head(pair->value->text, DESIGN_LABEL_MAX);
    }
    return otherwise;
}

Fail editing_begin(Ctx *c, const char *kind, Str code, Str source, Str told, Id *id)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM form_editing WHERE office_id = $1", OFFICE));
    int64_t n = row_integer(&r, 0);
    TRY(rows_end(&r));
    if (n >= EDITINGS_MAX)
        return fail(c, FAIL_OFTEN, "Đang có %lld bản sửa biểu mẫu. Hãy bỏ bớt những bản không dùng.", (long long)n);
    *id = id_new(c->now);
    return store_run(c,
                     "INSERT INTO form_editing (office_id, id, kind, code, title, source, told, edition, made_by, "
                     "made_at, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $8, $9)",
                     OFFICE, *id, str_of(kind), code, title_of(&c->mem, source, S("(chưa có tên)")), source, told,
                     me(c), c->now);
}

Fail editing_load(Ctx *c, Id id, Editing *e)
{
    Rows r;
    Fail found = store_one(c, &r,
                           "SELECT id, kind, code, title, source, before_source, told, edition, made_by, changed_by, "
                           "made_at, changed_at FROM form_editing WHERE office_id = $1 AND id = $2",
                           OFFICE, id);
    if (found == FAIL_MISSING) return gone(c);
    TRY(found);
    *e = (Editing){.id = row_integer(&r, 0),
                   .kind = row_text(&r, 1),
                   .code = row_text(&r, 2),
                   .title = row_text(&r, 3),
                   .source = row_text(&r, 4),
                   .before = row_text(&r, 5),
                   .told = row_text(&r, 6),
                   .edition = (int)row_integer(&r, 7),
                   .made_by = row_integer(&r, 8),
                   .changed_by = row_integer(&r, 9),
                   .made_at = row_integer(&r, 10),
                   .changed_at = row_integer(&r, 11)};
    return rows_end(&r);
}

Fail editings_all(Ctx *c, EditingList *list)
{
    Rows r;
    *list = (EditingList){0};
    TRY(store_query(c, &r,
                    "SELECT id, kind, title, changed_at FROM form_editing WHERE office_id = $1 "
                    "ORDER BY changed_at DESC, id DESC LIMIT $2",
                    OFFICE, (int64_t)EDITINGS_MAX));
    while (rows_next(&r))
        *list_add(&c->mem, list) = (Editing){.id = row_integer(&r, 0),
                                             .kind = row_text(&r, 1),
                                             .title = row_text(&r, 2),
                                             .changed_at = row_integer(&r, 3)};
    return rows_end(&r);
}

Fail editing_save(Ctx *c, const Editing *e, Str source)
{
    Editing now;
    TRY(editing_load(c, e->id, &now));
    if (now.edition != e->edition)
        return fail(c, FAIL_CONFLICT, "Biểu mẫu vừa được sửa ở nơi khác, %.*s. Hãy xem bản mới rồi làm lại.",
                    STR_ARGS(time_vietnamese(&c->mem, now.changed_at)));
    if (source.n > DESIGN_SOURCE_MAX)
        return fail(c, FAIL_INPUT, "Văn bản dài quá %d KB: bớt nội dung.", DESIGN_SOURCE_MAX >> 10);
    return store_run(c,
                     "UPDATE form_editing SET before_source = source, source = $1, title = $2, edition = edition + 1, "
                     "changed_by = $3, changed_at = $4 WHERE office_id = $5 AND id = $6",
                     source, title_of(&c->mem, source, now.title), me(c), c->now, OFFICE, e->id);
}

Fail editing_undo(Ctx *c, const Editing *e)
{
    Editing now;
    TRY(editing_load(c, e->id, &now));
    if (!now.before.n) return fail(c, FAIL_CONFLICT, "Chưa có thay đổi nào để hoàn tác.");
    now.edition = e->edition;
    return editing_save(c, &now, now.before);
}

Fail editing_tell(Ctx *c, Id id, Str told)
{
    return store_run(c, "UPDATE form_editing SET told = $1 WHERE office_id = $2 AND id = $3", told, OFFICE, id);
}

Fail editing_drop(Ctx *c, Id id)
{
    return store_run(c, "DELETE FROM form_editing WHERE office_id = $1 AND id = $2", OFFICE, id);
}

Fail editings_purge(Ctx *c)
{
    return store_run(c, "DELETE FROM form_editing WHERE office_id = $1 AND changed_at < $2", OFFICE,
                     c->now - (int64_t)EDITING_DAYS * DAY_MS);
}
