// SPDX-License-Identifier: Apache-2.0
/* doubt.c -- the doubtful words of a restored text, looked at one by one.  What is decided of a word holds for the line
 * and for every value that has it. */
#include "base/out.h"
#include "plan/inside.h"
#include "plan/learnt.h"

/* The words of one line, all of them: what stands beside each is made again when one is changed. */
typedef struct {
    Id plan;
    PlanDoubtList words;
    PlanDoubt *word; /* the one that is decided about */
    Str restored;    /* the line as it was restored */
} WordLine;

static Fail no_such_word(Ctx *c)
{
    return fail(c, FAIL_MISSING, "Kế hoạch này không có chữ đó. Hãy mở lại trang rà soát.");
}

static Fail read_line(Ctx *c, Id plan, Id word, WordLine *l)
{
    PlanDoubtList all;
    int line = (int)(word >> 20);
    *l = (WordLine){.plan = plan};
    TRY(plan_doubts(c, plan, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].line == line) *list_add(&c->mem, &l->words) = all.at[i];
    for (size_t i = 0; i < l->words.n; i++)
        if (l->words.at[i].id == word) l->word = &l->words.at[i];
    return l->word ? OK : no_such_word(c);
}

static Fail read_restored(Ctx *c, WordLine *l)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT content FROM plan_wording WHERE office_id = $1 AND plan_id = $2", OFFICE, l->plan));
    Str rest = row_text(&r, 0);
    TRY(rows_end(&r));
    for (int i = 0; i <= l->word->line; i++)
        if (!str_cut(&rest, '\n', &l->restored)) return no_such_word(c);
    return OK;
}

/* -- the values that have the word ---------------------------------------------------------------------------- */

/* Texts only: what is a day or an agency was understood already. */
static Fail values_on_line(Ctx *c, Id plan, int number, IdList *values)
{
    Rows r;
    *values = (IdList){0};
    TRY(store_query(c, &r,
                    "SELECT v.id, v.field FROM plan_node n JOIN plan_value v ON v.office_id = n.office_id "
                    "AND v.node_id = n.id WHERE n.office_id = $1 AND n.plan_id = $2 AND v.first_line <= $3 "
                    "AND v.last_line >= $3 AND v.value <> '' ORDER BY v.id",
                    OFFICE, plan, number));
    while (rows_next(&r)) {
        PlanField field = plan_field_named(row_text(&r, 1));
        if (field < PLAN_FIELD_COUNT && plan_fields[field].type == SAYS_TEXT)
            *list_add(&c->mem, values) = row_integer(&r, 0);
    }
    return rows_end(&r);
}

static bool is_letter(char k) { return (unsigned char)k >= 0x80 || (k | 0x20) >= 'a'; }

/* The value with `text` where the word stands at `at`; a word that was taken out leaves one blank, and one that comes
 * back brings it. */
static Str reworded(Arena *a, Str value, size_t at, Str word, Str text)
{
    Str left = str_slice(value, 0, at), right = str_from(value, at + word.n);
    if (!text.n && str_starts(right, S(" ")) && (!left.n || str_ends(left, S(" ")))) right = str_from(right, 1);
    const char *blank = !word.n && text.n && right.n && is_letter(right.p[0]) ? " " : "";
    return str_trim(str_format(a, "%.*s%.*s%s%.*s", STR_ARGS(left), STR_ARGS(text), blank, STR_ARGS(right)));
}

static Fail reword_values(Ctx *c, const WordLine *l, const IdList *values, Str text)
{
    for (size_t i = 0; i < values->n; i++) {
        PlanValue v;
        NodeKey node;
        TRY(value_current(c, l->plan, values->at[i], &v, &node));
        size_t at = wording_find(v.value, l->word, 0);
        if (at == v.value.n) continue;
        TRY(value_reword(c, &v, &node, reworded(&c->mem, v.value, at, l->word->word, text)));
    }
    return OK;
}

/* A title of which the last doubtful word was looked at. */
static Fail looks_done(Ctx *c, Id plan, const IdList *values)
{
    PlanDoubtList doubts;
    TRY(plan_doubts(c, plan, &doubts));
    for (size_t i = 0; i < values->n; i++) {
        PlanValue v;
        NodeKey node;
        PlanPieceList pieces;
        bool open = false;
        TRY(value_current(c, plan, values->at[i], &v, &node));
        plan_pieces(&c->mem, &doubts, v.value, v.first_line, v.last_line, &pieces);
        for (size_t k = 0; k < pieces.n; k++) open |= pieces.at[k].doubt != NULL;
        if (!open) TRY(wording_looked_at(c, v.id));
    }
    return OK;
}

/* -- one word ------------------------------------------------------------------------------------------------- */

static Fail put_beside(Ctx *c, const WordLine *l, Str line)
{
    for (size_t i = 0; i < l->words.n; i++) {
        const PlanDoubt *d = &l->words.at[i];
        Str before = wording_tail(str_slice(line, 0, d->at));
        Str after = str_head(str_from(line, d->at + d->word.n), DOUBT_BESIDE);
        if (str_equal(before, d->before) && str_equal(after, d->after)) continue;
        TRY(store_run(c,
                      "UPDATE plan_doubt SET before_it = $5, after_it = $6 WHERE office_id = $1 AND plan_id = $2 "
                      "AND line = $3 AND place = $4",
                      OFFICE, l->plan, d->line, d->id & DOUBT_PLACE_MAX, before, after));
    }
    return OK;
}

/* The line is another one now: what stands beside its words, and what search finds (of a long line that was cut its
 * first piece, derive.c). */
static Fail put_line(Ctx *c, WordLine *l)
{
    Doc read;
    size_t i = (size_t)l->word->line;
    TRY(read_restored(c, l));
    Str line = wording_line(&c->mem, l->restored, l->words.at, l->words.n);
    TRY(put_beside(c, l, line));
    TRY(plan_source(c, l->plan, &read));
    if (i >= read.n || (i && read.line[i - 1].number == l->word->number)) return OK;
    return derive_line(c, l->plan, l->word->number, line, read.line[i].text);
}

static Fail note_word(Ctx *c, const WordLine *l, const char *act, Str before, Str after)
{
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "plan",
                                           .id = l->plan,
                                           .title = str_format(&c->mem, "dòng %d", l->word->number),
                                           .before = before,
                                           .after = after,
                                           .changes_nothing = true});
}

/* The last word, the first one: without the signs around it. */
static Str bare_word(Str s)
{
    while (s.n && !is_letter(s.p[0]) && (s.p[0] < '0' || s.p[0] > '9')) s = str_from(s, 1);
    while (s.n && !is_letter(s.p[s.n - 1]) && (s.p[s.n - 1] < '0' || s.p[s.n - 1] > '9')) s.n--;
    return s;
}

static Str word_before(Str line)
{
    Str rest = str_trim(line), one = {0};
    while (str_cut(&rest, ' ', &one)) continue;
    return bare_word(one);
}

static Str word_after(Str line)
{
    Str rest = str_trim(line), one = {0};
    str_cut(&rest, ' ', &one);
    return bare_word(one);
}

/* Another word than the restorer's, for the next document; taken back, it is not. */
static Fail learn_it(Ctx *c, const WordLine *l, Str before, Str text, bool is_seen)
{
    const PlanDoubt *d = l->word;
    if (!str_equal(before, text) && !str_equal(before, d->restored))
        TRY(unlearn(c, l->plan, LEARNT_WORD, d->read, before));
    if (!is_seen || str_equal(text, d->restored) || str_equal(text, before)) return OK;
    return learn_word(c, l->plan, &(GivenWord){d->read, text, word_before(d->before), word_after(d->after)});
}

static Fail put_word(Ctx *c, WordLine *l, Str text, bool is_seen)
{
    IdList values;
    PlanDoubt *d = l->word;
    Str before = d->word;
    TRY(store_run(c,
                  "UPDATE plan_doubt SET decided = $5, version = $6, looked_at = $7 WHERE office_id = $1 "
                  "AND plan_id = $2 AND line = $3 AND place = $4",
                  OFFICE, l->plan, d->line, d->id & DOUBT_PLACE_MAX, text, d->version + 1, is_seen ? c->now : 0));
    TRY(values_on_line(c, l->plan, d->number, &values));
    if (!str_equal(before, text)) {
        TRY(reword_values(c, l, &values, text));
        d->word = text;
        TRY(put_line(c, l));
    }
    if (is_seen) TRY(looks_done(c, l->plan, &values));
    TRY(learn_it(c, l, before, text, is_seen));
    return note_word(c, l, is_seen ? str_equal(before, text) ? "Xem chữ, thấy đúng" : "Sửa chữ" : "Xem lại chữ", before,
                     text);
}

static Fail word_conflict(Ctx *c, const PlanDoubt *d, Str text)
{
    return fail(
        c, FAIL_CONFLICT,
        "Người khác vừa xem chữ ở dòng %d và ghi “%.*s”, còn bạn ghi “%.*s”. Hãy so hai chữ rồi ghi lại chữ đúng.",
        d->number, STR_ARGS(d->word), STR_ARGS(text));
}

Fail plan_word_decide(Ctx *c, Id plan, Id word, int seen, Str text)
{
    WordLine l;
    TRY(read_line(c, plan, word, &l));
    if (l.word->is_seen && str_equal(l.word->word, text)) return OK;
    if (l.word->version != seen) return word_conflict(c, l.word, text);
    return put_word(c, &l, text, true);
}

Fail plan_word_reopen(Ctx *c, Id plan, Id word, int seen)
{
    WordLine l;
    TRY(read_line(c, plan, word, &l));
    if (!l.word->is_seen) return OK;
    if (l.word->version != seen) return word_conflict(c, l.word, l.word->restored);
    return put_word(c, &l, l.word->restored, false);
}

/* -- the words of a value ------------------------------------------------------------------------------------- */

/* A text as words with what sticks to them. */
static void split(Arena *a, Str text, StrList *words)
{
    Str one;
    *words = (StrList){0};
    while (str_cut(&text, ' ', &one))
        if (one.n) *list_add(a, words) = one;
}

/* How many words stand before byte `at`: the place of the word that holds it. */
static size_t place_of(Str text, size_t at)
{
    size_t n = 0;
    for (size_t i = 0; i < at && i < text.n; i++) n += text.p[i] == ' ' && (i + 1 == text.n || text.p[i + 1] != ' ');
    return n;
}

typedef struct {
    StrList before, after;
    size_t head, tail; /* so many words are the same at both ends */
} Change;

static Change change_of(Arena *a, Str before, Str after)
{
    Change k = {0};
    split(a, before, &k.before);
    split(a, after, &k.after);
    size_t most = k.before.n < k.after.n ? k.before.n : k.after.n;
    while (k.head < most && str_equal(k.before.at[k.head], k.after.at[k.head])) k.head++;
    while (k.tail < most - k.head &&
           str_equal(k.before.at[k.before.n - 1 - k.tail], k.after.at[k.after.n - 1 - k.tail]))
        k.tail++;
    return k;
}

/* What became of the i-th word: known where it stands outside of what was changed, or as many words as before were
 * put there. */
static bool word_became(const Change *k, size_t i, Str *now)
{
    bool same_many = k->before.n == k->after.n;
    if (i >= k->before.n) return false;
    if (i < k->head || same_many) *now = k->after.at[i];
    else if (i >= k->before.n - k->tail) *now = k->after.at[i + k->after.n - k->before.n];
    else return false;
    return true;
}

/* Without what sticks to the word on both sides, where that is the same. */
static bool bare(Str held, Str word, Str now, Str *text)
{
    size_t at = str_find(held, word);
    Str left = str_slice(held, 0, at), right = str_from(held, at + word.n);
    if (at == held.n || now.n <= left.n + right.n || !str_starts(now, left) || !str_ends(now, right)) return false;
    *text = str_slice(now, left.n, now.n - right.n);
    return true;
}

/* A word that others stood in the place of, or none, stays doubtful where it stands in the text. */
static Fail see_word(Ctx *c, Id plan, const PlanDoubt *d, const Change *k, size_t place)
{
    Str now, text;
    if (!word_became(k, place, &now) || !bare(k->before.at[place], d->word, now, &text)) return OK;
    if (d->is_seen && str_equal(d->word, text)) return OK;
    return plan_word_decide(c, plan, d->id, d->version, text);
}

Fail doubts_seen(Ctx *c, Id plan, const PlanValue *v, Str after)
{
    PlanDoubtList doubts;
    PlanPieceList pieces;
    if (plan_fields[v->field].type != SAYS_TEXT || !v->first_line) return OK;
    TRY(plan_doubts(c, plan, &doubts));
    plan_all_pieces(&c->mem, &doubts, v->value, v->first_line, v->last_line, &pieces);
    Change k = change_of(&c->mem, v->value, after);
    size_t at = 0;
    for (size_t i = 0; i < pieces.n; at += pieces.at[i++].text.n)
        if (pieces.at[i].doubt && pieces.at[i].text.n)
            TRY(see_word(c, plan, pieces.at[i].doubt, &k, place_of(v->value, at)));
    return OK;
}
