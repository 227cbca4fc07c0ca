// SPDX-License-Identifier: Apache-2.0
/* search.c -- tasks by words that were written of them, without marks; the newest first.
 *
 * The word that the fewest tasks have leads; of its tasks those that have the others too are looked at: who may see
 * them, and whether the words are still there.  Work is bounded by SEARCH_LOOKED_AT, not by how many tasks there are.
 */
#include "people/rights.h"
#include "viet/text.h"
#include "work/inside.h"

enum {
    SEARCH_WORDS = 6,         /* of a query; more are looked for in the texts only */
    SEARCH_COUNTED = 500,     /* of a word's tasks, to know which word is rare */
    SEARCH_LOOKED_AT = 20000, /* tasks of the leading word, the newest */
    SEARCH_BEGINNINGS = 8,    /* words that the last one, not typed to its end, may become */
    SEARCH_CANDIDATES = 60,   /* that are read whole */
    SEARCH_ENTRIES = 200,     /* of a candidate's history, the newest */
    SNIPPET_MAX = 200
};

static void cut_words(Ctx *c, Str query, StrList *words)
{
    Str rest = viet_fold(&c->mem, query), word;
    *words = (StrList){0};
    while (str_cut(&rest, ' ', &word))
        if (word.n) *list_add(&c->mem, words) = word;
}

static Fail count_word(Ctx *c, Str word, int64_t *n)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT count(*) FROM (SELECT task_id FROM task_word WHERE office_id = $1 AND word = $2 "
                    "ORDER BY task_id LIMIT $3) AS counted",
                    OFFICE, word, (int)SEARCH_COUNTED));
    *n = rows_next(&r) ? row_integer(&r, 0) : 0;
    return rows_end(&r);
}

/* The next word behind `after` that begins so; empty = there is none. */
static Fail next_word(Ctx *c, Str beginning, Str after, Str *word)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT word FROM task_word WHERE office_id = $1 AND word > $2 ORDER BY word LIMIT 1",
                    OFFICE, after));
    *word = rows_next(&r) ? row_text(&r, 0) : (Str){0};
    TRY(rows_end(&r));
    if (!str_starts(*word, beginning)) *word = (Str){0};
    return OK;
}

typedef struct {
    Str word[SEARCH_WORDS]; /* the rare one first; empty = none */
} Wanted;

static Fail rare_first(Ctx *c, const StrList *words, Wanted *w)
{
    size_t n = words->n < SEARCH_WORDS ? words->n : SEARCH_WORDS, rarest = 0;
    int64_t least = INT64_MAX, count;
    *w = (Wanted){0};
    for (size_t i = 0; i < n; i++) {
        TRY(count_word(c, words->at[i], &count));
        if (count < least) least = count, rarest = i;
        w->word[i] = words->at[i];
    }
    Str first = w->word[0];
    w->word[0] = w->word[rarest], w->word[rarest] = first;
    for (size_t i = n; i < SEARCH_WORDS; i++) w->word[i] = (Str){0};
    return OK;
}

#define HAS(parameter)                                                                                                 \
    "AND (" parameter " = '' OR EXISTS (SELECT 1 FROM task_word x WHERE x.office_id = $1 AND x.word = " parameter      \
    " AND x.task_id = w.task_id)) "

/* Of a word that very many tasks have, the newest are looked at: *floor is the last of them, 0 = there are fewer. */
static Fail floor_of(Ctx *c, Str word, Id before, Id *floor)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT task_id FROM task_word WHERE office_id = $1 AND word = $2 AND task_id < $3 "
                    "ORDER BY task_id DESC LIMIT 1 OFFSET $4",
                    OFFICE, word, before, (int)SEARCH_LOOKED_AT));
    *floor = rows_next(&r) ? row_integer(&r, 0) : 0;
    return rows_end(&r);
}

static Fail candidates(Ctx *c, const Wanted *w, Id before, IdList *found)
{
    Rows r;
    Id floor;
    TRY(floor_of(c, w->word[0], before, &floor));
    TRY(store_query(c, &r,
                    "SELECT w.task_id FROM task_word w WHERE w.office_id = $1 AND w.word = $2 AND w.task_id < $3 "
                    "AND w.task_id > $4 " HAS("$5") HAS("$6") HAS("$7") HAS("$8")
                        HAS("$9") "ORDER BY w.task_id DESC LIMIT $10",
                    OFFICE, w->word[0], before, floor, w->word[1], w->word[2], w->word[3], w->word[4], w->word[5],
                    (int)SEARCH_CANDIDATES));
    _Static_assert(SEARCH_WORDS == 6, "the statement above");
    while (rows_next(&r)) *list_add(&c->mem, found) = row_integer(&r, 0);
    return rows_end(&r);
}

/* -- looking at one ---------------------------------------------------------------------------------------------- */

/* True when each word is a word of the folded text, the last one perhaps its beginning. */
static void strike(Str folded, const StrList *words, bool *has)
{
    Str word;
    while (str_cut(&folded, ' ', &word))
        for (size_t i = 0; i < words->n; i++)
            has[i] |= i + 1 < words->n ? str_equal(word, words->at[i]) : str_starts(word, words->at[i]);
}

static int struck(const bool *has, size_t n)
{
    int sum = 0;
    for (size_t i = 0; i < n; i++) sum += has[i];
    return sum;
}

typedef struct {
    const StrList *words;
    bool *has;
    Str best; /* the text with the most words, besides the title */
    int most;
} Look;

static void look_at(Ctx *c, Look *look, Str text)
{
    bool *here = NEW(&c->mem, bool, look->words->n + 1);
    Str folded = viet_fold(&c->mem, text);
    strike(folded, look->words, here);
    int n = struck(here, look->words->n);
    for (size_t i = 0; i < look->words->n; i++) look->has[i] |= here[i];
    if (n > look->most) look->most = n, look->best = text;
}

static Fail look_at_history(Ctx *c, Id task, Look *look)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT text FROM task_entry WHERE office_id = $1 AND task_id = $2 AND text <> '' "
                    "ORDER BY id DESC LIMIT $3",
                    OFFICE, task, (int)SEARCH_ENTRIES));
    while (rows_next(&r)) look_at(c, look, row_text(&r, 0));
    return rows_end(&r);
}

static bool may_see(Ctx *c, const Task *t)
{
    if (!c->actor) return t->state != TASK_PROPOSED && t->state != TASK_DROPPED;
    bool is_out = t->state != TASK_PROPOSED && t->state != TASK_DROPPED;
    return right_at(c->actor, is_out ? "work.read" : "work.assign", task_lead_place(t));
}

static Fail look(Ctx *c, Id id, const StrList *words, TaskHit *hit, bool *found)
{
    Look l = {.words = words, .has = NEW(&c->mem, bool, words->n + 1)};
    TaskItemList items;
    bool inside;
    *found = false;
    *hit = (TaskHit){0};
    TRY(task_by_id(c, id, &hit->task));
    const Task *t = &hit->task;
    if (!may_see(c, t)) return OK;
    look_at(c, &l, t->title);
    int in_title = l.most;
    l.best = (Str){0};
    *found = in_title == (int)words->n; /* no other text has more */
    if (*found) return OK;
    look_at(c, &l, t->content);
    look_at(c, &l, t->product);
    TRY(task_items(c, id, &items));
    for (size_t i = 0; i < items.n; i++) look_at(c, &l, items.at[i].text);
    TRY(task_allows(c, t, "work.inside", &inside));
    if (inside) TRY(look_at_history(c, id, &l));
    *found = struck(l.has, words->n) == (int)words->n;
    hit->snippet = str_head(l.best, SNIPPET_MAX);
    return OK;
}

/* -- all of it ---------------------------------------------------------------------------------------------------- */

typedef struct {
    StrList words;
    int most;
    TaskHitList *hits;
    Id next;
} Search;

static Fail take(Ctx *c, Search *s, const IdList *found)
{
    for (size_t i = 0; i < found->n; i++) {
        TaskHit hit;
        bool is_one;
        TRY(look(c, found->at[i], &s->words, &hit, &is_one));
        if (!is_one) continue;
        if ((int)s->hits->n == s->most) {
            s->next = s->hits->at[s->most - 1].task.id;
            return OK;
        }
        *list_add(&c->mem, s->hits) = hit;
    }
    return OK;
}

static Fail search_words(Ctx *c, Search *s, const StrList *words, Id before)
{
    Wanted w;
    IdList found = {0};
    TRY(rare_first(c, words, &w));
    TRY(candidates(c, &w, before, &found));
    return take(c, s, &found);
}

/* The last word is still being typed: "chuyen doi s" finds "chuyển đổi số". */
static Fail search_beginnings(Ctx *c, Search *s, Id before)
{
    StrList words = s->words;
    Str beginning = words.at[words.n - 1], word = beginning;
    for (int i = 0; i < SEARCH_BEGINNINGS && !s->hits->n; i++) {
        TRY(next_word(c, beginning, word, &word));
        if (!word.n) break;
        words.at[words.n - 1] = word;
        TRY(search_words(c, s, &words, before));
        words.at[words.n - 1] = beginning;
    }
    return OK;
}

Fail task_search(Ctx *c, Str query, Id before, int most, TaskHitList *hits, Id *next)
{
    Search s = {.most = most, .hits = hits};
    *hits = (TaskHitList){0};
    *next = 0;
    cut_words(c, query, &s.words);
    if (!s.words.n) return OK;
    if (before <= 0) before = INT64_MAX;
    TRY(search_words(c, &s, &s.words, before));
    if (!hits->n) TRY(search_beginnings(c, &s, before));
    *next = s.next;
    return OK;
}
