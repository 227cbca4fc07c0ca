// SPDX-License-Identifier: Apache-2.0
/* wall.c -- links for a screen on a wall.  Such a link opens one page and nothing else; it is no session: whoever has
 * it cannot write, and reads no more than its maker may read at that moment. */
#include "people/inside.h"

Fail walls_of(Ctx *c, Id person, WallList *walls)
{
    Rows r;
    *walls = (WallList){0};
    TRY(store_query(c, &r,
                    "SELECT w.id, w.person_id, p.name, w.page, w.created_at, w.expires_at FROM wall w "
                    "JOIN person p ON p.office_id = w.office_id AND p.id = w.person_id "
                    "WHERE w.office_id = $1 AND ($2 = 0 OR w.person_id = $2) AND w.expires_at > $3 ORDER BY w.id",
                    OFFICE, person, c->now));
    while (rows_next(&r))
        *list_add(&c->mem, walls) = (Wall){.id = row_integer(&r, 0),
                                           .person = row_integer(&r, 1),
                                           .name = row_text(&r, 2),
                                           .page = row_text(&r, 3),
                                           .created_at = row_integer(&r, 4),
                                           .expires_at = row_integer(&r, 5)};
    return rows_end(&r);
}

Fail wall_new(Ctx *c, Str page, int64_t hours, Str *token)
{
    WallList mine;
    Id id = id_new(c->now);
    if (hours < 1 || hours > WALL_HOURS_MAX)
        return fail(c, FAIL_INPUT, "Liên kết màn hình có hiệu lực từ 1 đến %d giờ. Hãy chọn lại.", WALL_HOURS_MAX);
    TRY(walls_of(c, c->actor->person, &mine));
    if (mine.n >= WALLS_MAX)
        return fail(c, FAIL_CONFLICT, "Bạn đang có %d màn hình. Hãy thu hồi một liên kết không dùng nữa rồi tạo tiếp.",
                    WALLS_MAX);
    *token = token_new(&c->mem);
    TRY(store_run(c,
                  "INSERT INTO wall (office_id, id, token, person_id, duty_id, page, created_at, expires_at) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                  OFFICE, id, digest(&c->mem, "wall", *token), c->actor->person, c->actor->duty, page, c->now,
                  c->now + hours * 3600 * 1000));
    return journal_write(c, (JournalEntry){.act = "Tạo liên kết màn hình", .object = "wall", .id = id, .title = page});
}

Fail wall_revoke(Ctx *c, Id wall)
{
    WallList all;
    const Wall *found = NULL;
    TRY(walls_of(c, right_here(c, "wall.manage") ? 0 : c->actor->person, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].id == wall) found = &all.at[i];
    if (!found) return fail(c, FAIL_MISSING, "Liên kết màn hình này đã được thu hồi hoặc đã hết hạn.");
    TRY(store_run(c, "DELETE FROM wall WHERE office_id = $1 AND id = $2", OFFICE, wall));
    return journal_write(
        c, (JournalEntry){.act = "Thu hồi liên kết màn hình", .object = "wall", .id = wall, .title = found->page});
}

Fail wall_find(Ctx *c, Str token, Id *person, Id *duty, Str *page)
{
    Rows r;
    *person = 0;
    if (token_is_one(token)) {
        TRY(store_query(c, &r,
                        "SELECT person_id, duty_id, page FROM wall WHERE office_id = $1 AND token = $2 "
                        "AND expires_at > $3",
                        OFFICE, digest(&c->mem, "wall", token), c->now));
        if (rows_next(&r)) *person = row_integer(&r, 0), *duty = row_integer(&r, 1), *page = row_text(&r, 2);
        TRY(rows_end(&r));
    }
    return *person
               ? OK
               : fail(c, FAIL_MISSING,
                      "Liên kết màn hình này đã hết hạn hoặc đã được thu hồi. Hãy tạo liên kết mới ở trang Màn hình "
                      "lớn.");
}
