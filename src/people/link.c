// SPDX-License-Identifier: Apache-2.0
/* link.c -- links that let somebody in once: invitation, lost password, the first administrator, a look around;
 * and one that shows whose mail it is. */
#include "people/inside.h"

static const struct {
    const char *kind, *act;
    int64_t lasts_ms;
} kinds[] = {
    [LINK_SETUP] = {"setup", NULL, SETUP_DAYS *INT64_C(24) * 3600 * 1000},
    [LINK_INVITE] = {"invite", "Tạo liên kết mời", INVITE_DAYS *INT64_C(24) * 3600 * 1000},
    [LINK_RESET] = {"reset", "Tạo liên kết đặt lại mật khẩu", RESET_HOURS *INT64_C(3600) * 1000},
    [LINK_MAIL] = {"mail", "Gửi thư xác nhận địa chỉ", MAIL_HOURS *INT64_C(3600) * 1000},
    [LINK_TRY] = {"try", NULL, TRY_HOURS *INT64_C(3600) * 1000},
};

Fail link_new(Ctx *c, LinkKind kind, Id person, Str *token)
{
    Id id = id_new(c->now);
    *token = token_new(&c->mem);
    TRY(store_run(c,
                  "UPDATE invitation SET used_at = $4 WHERE office_id = $1 AND person_id = $2 AND kind = $3 "
                  "AND used_at = 0",
                  OFFICE, person, kinds[kind].kind, c->now));
    TRY(store_run(c,
                  "INSERT INTO invitation (office_id, id, token, kind, person_id, made_by, created_at, expires_at, "
                  "used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
                  OFFICE, id, digest(&c->mem, "link", *token), kinds[kind].kind, person,
                  c->actor ? c->actor->person : (Id)0, c->now, c->now + kinds[kind].lasts_ms));
    if (!kinds[kind].act) return OK;
    return journal_write(c, (JournalEntry){.act = kinds[kind].act, .object = "link", .id = id, .within = person});
}

static LinkKind kind_of(Str text)
{
    int i = LINK_SETUP;
    while (i < LINK_TRY && !str_equal(text, str_of(kinds[i].kind))) i++;
    return (LinkKind)i;
}

Fail links_of(Ctx *c, Id person, LinkRowList *links)
{
    Rows r;
    *links = (LinkRowList){0};
    TRY(store_query(c, &r,
                    "SELECT kind, created_at, expires_at, used_at FROM invitation "
                    "WHERE office_id = $1 AND person_id = $2 ORDER BY id DESC",
                    OFFICE, person));
    while (rows_next(&r))
        *list_add(&c->mem, links) =
            (LinkRow){row_text(&r, 0), row_integer(&r, 1), row_integer(&r, 2), row_integer(&r, 3) != 0};
    return rows_end(&r);
}

Fail link_find(Ctx *c, Str token, PersonLink *link)
{
    Rows r;
    *link = (PersonLink){0};
    if (token_is_one(token)) {
        TRY(store_query(c, &r,
                        "SELECT id, person_id, kind, expires_at, made_by FROM invitation "
                        "WHERE token = $1 AND office_id = $2 AND used_at = 0 AND expires_at > $3",
                        digest(&c->mem, "link", token), OFFICE, c->now));
        if (rows_next(&r))
            *link = (PersonLink){row_integer(&r, 0), row_integer(&r, 1), kind_of(row_text(&r, 2)), row_integer(&r, 3),
                                 row_integer(&r, 4)};
        TRY(rows_end(&r));
    }
    return link->id ? OK
                    : fail(c, FAIL_MISSING,
                           "Liên kết này đã dùng rồi hoặc đã hết hạn. Hãy xin liên kết mới từ người đã mời bạn.");
}

Fail links_made(Ctx *c, Str tokens, MadeLinkList *links)
{
    Str line;
    *links = (MadeLinkList){0};
    while (str_cut(&tokens, '\n', &line)) {
        MadeLink k = {.token = str_trim(line)};
        Fail found = k.token.n ? link_find(c, k.token, &k.link) : FAIL_MISSING;
        if (found == FAIL_MISSING) c->why[0] = 0;
        else TRY(found);
        if (!found && k.link.kind <= LINK_RESET && c->actor && k.link.made_by == c->actor->person)
            *list_add(&c->mem, links) = k;
    }
    return OK;
}

Fail link_use(Ctx *c, Id link)
{
    int64_t changed;
    TRY(store_change(c, &changed, "UPDATE invitation SET used_at = $3 WHERE office_id = $1 AND id = $2 AND used_at = 0",
                     OFFICE, link, c->now));
    return changed ? OK : fail(c, FAIL_CONFLICT, "Liên kết này vừa được dùng ở nơi khác. Hãy xin liên kết mới.");
}

Fail links_end(Ctx *c, Id person)
{
    return store_run(c,
                     "UPDATE invitation SET used_at = $3 WHERE office_id = $1 AND person_id = $2 "
                     "AND kind IN ('invite', 'reset') AND used_at = 0",
                     OFFICE, person, c->now);
}

Fail links_end_made_by(Ctx *c, Id person)
{
    return store_run(c,
                     "UPDATE invitation SET used_at = $3 WHERE office_id = $1 AND made_by = $2 AND kind = 'reset' "
                     "AND used_at = 0",
                     OFFICE, person, c->now);
}
