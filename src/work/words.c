// SPDX-License-Identifier: Apache-2.0
/* words.c -- the words of a task are kept as they are written: one row a word, however often it comes. */
#include "viet/text.h"
#include "work/inside.h"

enum {
    WORD_BYTES_MAX = 32,  /* longer ones are numbers and addresses that nobody types */
    WORDS_COMPARED = 200, /* of a long text the rest is left to the store */
    WORDS_AT_ONCE = 8,
    WORDS_FEW = 4
};

/* One statement for WORDS_AT_ONCE: to a server each is a way there and back.  A word given twice is kept once. */
static Fail keep_words(Ctx *c, Id task, const Str w[WORDS_AT_ONCE])
{
    return store_run(c,
                     "INSERT INTO task_word (office_id, word, task_id) VALUES ($1, $3, $2), ($1, $4, $2), "
                     "($1, $5, $2), ($1, $6, $2), ($1, $7, $2), ($1, $8, $2), ($1, $9, $2), ($1, $10, $2) "
                     "ON CONFLICT (office_id, word, task_id) DO NOTHING",
                     OFFICE, task, w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]);
}

/* The rest of a text, or a short one. */
static Fail keep_few(Ctx *c, Id task, const Str w[WORDS_AT_ONCE])
{
    return store_run(c,
                     "INSERT INTO task_word (office_id, word, task_id) VALUES ($1, $3, $2), ($1, $4, $2), "
                     "($1, $5, $2), ($1, $6, $2) ON CONFLICT (office_id, word, task_id) DO NOTHING",
                     OFFICE, task, w[0], w[1], w[2], w[3]);
}

static bool is_among(const StrList *words, Str word)
{
    for (size_t i = 0; i < words->n; i++)
        if (str_equal(words->at[i], word)) return true;
    return false;
}

Fail task_words(Ctx *c, Id task, Str text)
{
    Arena mark = c->mem;
    Str rest = viet_fold(&c->mem, text), word, group[WORDS_AT_ONCE];
    StrList words = {0};
    Fail result = OK;
    while (str_cut(&rest, ' ', &word))
        if (word.n && word.n <= WORD_BYTES_MAX && (words.n > WORDS_COMPARED || !is_among(&words, word)))
            *list_add(&c->mem, &words) = word;
    for (size_t i = 0; !result && i < words.n; i += WORDS_AT_ONCE) {
        for (size_t k = 0; k < WORDS_AT_ONCE; k++) group[k] = words.at[i + k < words.n ? i + k : words.n - 1];
        result = words.n - i > WORDS_FEW ? keep_words(c, task, group) : keep_few(c, task, group);
    }
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
