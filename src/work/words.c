// SPDX-License-Identifier: Apache-2.0
/* words.c -- the words of a task are kept as they are written: one row a word, however often it comes. */
#include "viet/text.h"
#include "work/inside.h"

enum { WORD_BYTES_MAX = 32 }; /* longer ones are numbers and addresses that nobody types */

Fail task_words(Ctx *c, Id task, Str text)
{
    Arena mark = c->mem;
    Str rest = viet_fold(&c->mem, text), word;
    Fail result = OK;
    while (!result && str_cut(&rest, ' ', &word))
        if (word.n && word.n <= WORD_BYTES_MAX)
            result = store_run(c,
                               "INSERT INTO task_word (office_id, word, task_id) VALUES ($1, $2, $3) "
                               "ON CONFLICT (office_id, word, task_id) DO NOTHING",
                               OFFICE, word, task);
    arena_back(&c->mem, mark);
    return result;
}

typedef struct {
    Id task;
    Str text;
} Written;
typedef LIST(Written) WrittenList;

/* Texts behind (`task`, `entry`), a part at a time: a store may hold more of them than the writer has room for. */
enum { WRITTEN_AT_ONCE = 5000 };

static Fail words_of_tasks(Ctx *c, Id *after, bool *more)
{
    Rows r;
    WrittenList all = {0};
    TRY(store_query(c, &r,
                    "SELECT id, title || ' ' || content || ' ' || product || ' ' || result FROM task "
                    "WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3",
                    OFFICE, *after, (int)WRITTEN_AT_ONCE));
    while (rows_next(&r)) *list_add(&c->mem, &all) = (Written){row_integer(&r, 0), row_text(&r, 1)};
    TRY(rows_end(&r));
    for (size_t i = 0; i < all.n; i++) TRY(task_words(c, all.at[i].task, all.at[i].text));
    *more = all.n == WRITTEN_AT_ONCE;
    if (all.n) *after = all.at[all.n - 1].task;
    return OK;
}

static Fail words_of_entries(Ctx *c, Id *after, bool *more)
{
    Rows r;
    WrittenList all = {0};
    TRY(store_query(c, &r,
                    "SELECT id, task_id, text FROM task_entry WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3",
                    OFFICE, *after, (int)WRITTEN_AT_ONCE));
    while (rows_next(&r)) {
        *after = row_integer(&r, 0);
        *list_add(&c->mem, &all) = (Written){row_integer(&r, 1), row_text(&r, 2)};
    }
    TRY(rows_end(&r));
    for (size_t i = 0; i < all.n; i++) TRY(task_words(c, all.at[i].task, all.at[i].text));
    *more = all.n == WRITTEN_AT_ONCE;
    return OK;
}

static Fail words_of_items(Ctx *c, Id *after, bool *more)
{
    Rows r;
    WrittenList all = {0};
    TRY(store_query(c, &r,
                    "SELECT id, task_id, text FROM task_item WHERE office_id = $1 AND id > $2 ORDER BY id LIMIT $3",
                    OFFICE, *after, (int)WRITTEN_AT_ONCE));
    while (rows_next(&r)) {
        *after = row_integer(&r, 0);
        *list_add(&c->mem, &all) = (Written){row_integer(&r, 1), row_text(&r, 2)};
    }
    TRY(rows_end(&r));
    for (size_t i = 0; i < all.n; i++) TRY(task_words(c, all.at[i].task, all.at[i].text));
    *more = all.n == WRITTEN_AT_ONCE;
    return OK;
}

Fail task_words_rebuild(Ctx *c)
{
    static Fail (*const parts[])(Ctx *, Id *, bool *) = {words_of_tasks, words_of_entries, words_of_items};
    TRY(store_run(c, "DELETE FROM task_word WHERE office_id = $1", OFFICE));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        Id after = -1;
        for (bool more = true; more;) {
            Arena mark = c->mem;
            TRY(parts[i](c, &after, &more));
            arena_back(&c->mem, mark);
        }
    }
    return OK;
}
