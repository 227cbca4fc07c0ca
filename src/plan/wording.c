// SPDX-License-Identifier: Apache-2.0
#include "base/out.h"
#include "doc/repaired.h"
#include "plan/inside.h"

/* -- where a word stands in a text --------------------------------------------------------------------------- */

/* A letter or digit ends or begins there: general punctuation (U+2000–U+2FFF) is three bytes from 0xE2 on. */
static bool is_letter_before(Str s, size_t at)
{
    unsigned char last = at ? (unsigned char)s.p[at - 1] : ' ';
    if (last < 0x80) return (last | 0x20) >= 'a' ? (last | 0x20) <= 'z' : last >= '0' && last <= '9';
    return at < 3 || (unsigned char)s.p[at - 3] != 0xE2;
}
static bool is_letter_at(Str s, size_t at)
{
    unsigned char next = at < s.n ? (unsigned char)s.p[at] : ' ';
    if (next < 0x80) return (next | 0x20) >= 'a' ? (next | 0x20) <= 'z' : next >= '0' && next <= '9';
    return next != 0xE2;
}

/* The word whole, from `from` on; text.n when it is not there. */
size_t wording_find_word(Str text, Str word, size_t from)
{
    while (from < text.n && word.n) {
        size_t at = from + str_find(str_from(text, from), word);
        if (at >= text.n) break;
        if (!is_letter_before(text, at) && !is_letter_at(text, at + word.n)) return at;
        from = at + 1;
    }
    return text.n;
}

/* A value begins and ends within lines, and its lines are joined: what there is beside the word on one side is the
 * same. */
enum { DOUBT_SAME = 8 };
static size_t least(size_t a, size_t b, size_t c) { return a < b ? (a < c ? a : c) : (b < c ? b : c); }
static bool is_that_word(Str text, size_t at, const PlanDoubt *d)
{
    Str left = str_slice(text, 0, at), right = str_from(text, at + d->word.n);
    size_t n = least(DOUBT_SAME, left.n, d->before.n), m = least(DOUBT_SAME, right.n, d->after.n);
    bool is_left = str_equal(str_from(left, left.n - n), str_from(d->before, d->before.n - n));
    bool is_right = str_equal(str_slice(right, 0, m), str_slice(d->after, 0, m));
    if (n && m) return is_left && is_right;
    return is_left && is_right && (n || m || (!left.n && !right.n));
}

/* A word that was taken out: between what stood beside it. */
static size_t find_gap(Str text, const PlanDoubt *d, size_t from)
{
    while (from <= text.n && !is_that_word(text, from, d)) from++;
    return from <= text.n ? from : text.n;
}

size_t wording_find(Str text, const PlanDoubt *d, size_t from)
{
    if (!d->word.n) return find_gap(text, d, from);
    size_t at = wording_find_word(text, d->word, from);
    while (at < text.n && !is_that_word(text, at, d)) at = wording_find_word(text, d->word, at + 1);
    return at;
}

static int count_before(Str text, Str word, size_t end)
{
    int n = 0;
    for (size_t at = wording_find_word(text, word, 0); at < end; at = wording_find_word(text, word, at + 1)) n++;
    return n;
}

static void add_piece(Arena *a, PlanPieceList *pieces, Str text, const PlanDoubt *doubt)
{
    if (text.n) *list_add(a, pieces) = (PlanPiece){text, doubt, 0};
}

typedef struct {
    int first, last;
    bool seen_too;
} Wanted;

static void find_pieces(Arena *a, const PlanDoubtList *doubts, Str text, Wanted w, PlanPieceList *pieces)
{
    size_t from = 0;
    *pieces = (PlanPieceList){0};
    for (size_t i = 0; i < doubts->n; i++) {
        const PlanDoubt *d = &doubts->at[i];
        if (d->number < w.first || d->number > w.last || (d->is_seen && !w.seen_too)) continue;
        size_t at = wording_find(text, d, from);
        if (at == text.n) continue;
        add_piece(a, pieces, str_slice(text, from, at), NULL);
        *list_add(a, pieces) = (PlanPiece){d->word, d, count_before(text, d->word, at)};
        from = at + d->word.n;
    }
    add_piece(a, pieces, str_from(text, from), NULL);
}

void plan_pieces(Arena *a, const PlanDoubtList *doubts, Str text, int first, int last, PlanPieceList *pieces)
{
    find_pieces(a, doubts, text, (Wanted){first, last, false}, pieces);
}

void plan_all_pieces(Arena *a, const PlanDoubtList *doubts, Str text, int first, int last, PlanPieceList *pieces)
{
    find_pieces(a, doubts, text, (Wanted){first, last, true}, pieces);
}

void plan_line_pieces(Arena *a, const PlanDoubtList *doubts, Str text, int line, PlanPieceList *pieces)
{
    size_t from = 0;
    *pieces = (PlanPieceList){0};
    for (size_t i = 0; i < doubts->n; i++) {
        const PlanDoubt *d = &doubts->at[i];
        if (d->line != line || d->is_seen || d->at < from || d->at > text.n) continue;
        add_piece(a, pieces, str_slice(text, from, d->at), NULL);
        add_piece(a, pieces, d->word, d);
        from = d->at + d->word.n;
    }
    add_piece(a, pieces, str_from(text, from), NULL);
}

/* -- taking a reading in -------------------------------------------------------------------------------------- */

/* The last bytes; no letter is cut in two. */
Str wording_tail(Str s)
{
    size_t from = s.n > DOUBT_BESIDE ? s.n - DOUBT_BESIDE : 0;
    while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80) from++;
    return str_from(s, from);
}

/* A quotation mark behind a word that closes nothing is a speck on the paper, however sure the restorer is of the
 * letters: "Truyền‘ hình".  How many bytes it has; 0 = there is none. */
static size_t speck_behind(Str line, size_t at)
{
    static const char *const specks[] = {"‘", "`", "´", "’"};
    Str rest = str_from(line, at);
    for (size_t i = 0; i < sizeof specks / sizeof *specks; i++) {
        Str speck = str_of(specks[i]);
        bool closes = !strcmp(specks[i], "’") && str_contains(str_slice(line, 0, at), S("‘"));
        if (str_starts(rest, speck) && !closes) return speck.n;
    }
    return 0;
}

/* Words tile their line, so each is the next one there. */
static void find_doubts(Ctx *c, const Doc *meant, size_t i, PlanDoubtList *doubts)
{
    const Line *line = &meant->line[i];
    size_t at = 0;
    for (size_t k = 0; k < line->n_words; k++) {
        const RepairToken *t = &line->words[k];
        size_t found = at + str_find(str_from(line->text, at), t->restored);
        if (found >= line->text.n) continue;
        at = found + t->restored.n;
        size_t speck = speck_behind(line->text, at);
        if (t->margin >= REPAIR_UNSURE && !speck) continue;
        Str mark = str_slice(line->text, at, at + speck);
        at += speck;
        Str whole = str_slice(line->text, found, at);
        PlanDoubt *d = list_add(&c->mem, doubts);
        *d = (PlanDoubt){.line = (int)i,
                         .number = line->number,
                         .at = found,
                         .read = speck ? str_format(&c->mem, "%.*s%.*s", STR_ARGS(t->read), STR_ARGS(mark)) : t->read,
                         .restored = whole,
                         .word = whole,
                         .before = wording_tail(str_slice(line->text, 0, found)),
                         .after = str_head(str_from(line->text, at), DOUBT_BESIDE)};
        if (speck) *list_add(&c->mem, &d->alternatives) = t->restored;
        for (int n = 0; n < t->alternatives; n++) *list_add(&c->mem, &d->alternatives) = t->alternative[n];
    }
}

Fail wording_take_doubt(Ctx *c, Id plan, const PlanDoubt *d)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < d->alternatives.n; i++) {
        if (i) out_char(&o, '\t');
        out_raw(&o, d->alternatives.at[i]);
    }
    return store_run(c,
                     "INSERT INTO plan_doubt (office_id, plan_id, line, line_number, place, was_read, restored, "
                     "alternatives, before_it, after_it) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                     OFFICE, plan, d->line, d->number, (int64_t)d->at, d->read, d->restored, out_str(&o), d->before,
                     d->after);
}

static Str lines_of(Ctx *c, const Doc *doc)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < doc->n; i++) {
        out_raw(&o, doc->line[i].text);
        out_char(&o, '\n');
    }
    return out_str(&o);
}

Fail wording_take(Ctx *c, Id plan, const Doc *meant, PlanDoubtList *doubts)
{
    *doubts = (PlanDoubtList){0};
    if (!meant) return OK;
    TRY(store_run(c, "INSERT INTO plan_wording (office_id, plan_id, content) VALUES ($1, $2, $3)", OFFICE, plan,
                  lines_of(c, meant)));
    for (size_t i = 0; i < meant->n; i++) find_doubts(c, meant, i, doubts);
    for (size_t i = 0; i < doubts->n; i++) TRY(wording_take_doubt(c, plan, &doubts->at[i]));
    return OK;
}

/* Words that are other ones than were read. */
static bool has_restored(const Doc *meant, const Text *title)
{
    for (size_t i = 0; i < meant->n; i++) {
        const Line *line = &meant->line[i];
        if (line->number < title->first_line || line->number > title->last_line) continue;
        for (size_t k = 0; k < line->n_words; k++) {
            const RepairToken *t = &line->words[k];
            bool same = str_equal(t->read, t->restored);
            if (!same && wording_find_word(title->text, t->restored, 0) < title->text.n) return true;
        }
    }
    return false;
}

Fail wording_take_title(Ctx *c, const TitleTaken *t)
{
    PlanPieceList pieces;
    bool doubtful = false;
    if (!t->meant || !t->title->text.n) return OK;
    plan_pieces(&c->mem, t->doubts, t->title->text, t->title->first_line, t->title->last_line, &pieces);
    for (size_t i = 0; i < pieces.n; i++) doubtful |= pieces.at[i].doubt != NULL;
    if (!doubtful && !has_restored(t->meant, t->title)) return OK;
    return store_run(c,
                     "INSERT INTO plan_look (office_id, value_id, plan_id, is_doubtful, looked_at) "
                     "VALUES ($1, $2, $3, $4, 0)",
                     OFFICE, t->value, t->plan, doubtful);
}

Fail wording_looked_at(Ctx *c, Id value)
{
    return store_run(c, "UPDATE plan_look SET looked_at = $3 WHERE office_id = $1 AND value_id = $2 AND looked_at = 0",
                     OFFICE, value, c->now);
}

Fail wording_to_be_looked_at(Ctx *c, Id value)
{
    return store_run(c, "UPDATE plan_look SET looked_at = 0 WHERE office_id = $1 AND value_id = $2", OFFICE, value);
}

/* -- what there is -------------------------------------------------------------------------------------------- */

/* A line as it reads with what people decided, and where its doubtful words stand in it now.  A word that was taken out
 * leaves one blank, not two. */
Str wording_line(Arena *a, Str restored, PlanDoubt *doubts, size_t n)
{
    Out o = {.mem = a};
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        PlanDoubt *d = &doubts[i];
        size_t place = (size_t)d->id & DOUBT_PLACE_MAX, end = place + d->restored.n;
        if (place < from || end > restored.n) continue;
        out_raw(&o, str_slice(restored, from, place));
        d->at = o.n;
        out_raw(&o, d->word);
        bool twice =
            !d->word.n && (!o.n || str_ends(out_str(&o), S(" "))) && str_starts(str_from(restored, end), S(" "));
        from = end + twice;
    }
    out_raw(&o, str_from(restored, from));
    return out_str(&o);
}

/* Each line from those of its words that follow in the list from *k on. */
static Str next_line(Arena *a, Str restored, PlanDoubtList *doubts, int line, size_t *k)
{
    size_t first = *k;
    bool changed = false;
    while (*k < doubts->n && doubts->at[*k].line == line) {
        changed |= !str_equal(doubts->at[*k].word, doubts->at[*k].restored);
        ++*k;
    }
    return changed ? wording_line(a, restored, &doubts->at[first], *k - first) : restored;
}

static Fail read_meant(Ctx *c, Id plan, PlanText *text)
{
    Rows r;
    size_t k = 0;
    text->meant = text->read;
    TRY(store_query(c, &r, "SELECT content FROM plan_wording WHERE office_id = $1 AND plan_id = $2", OFFICE, plan));
    text->is_restored = rows_next(&r);
    Str rest = text->is_restored ? row_text(&r, 0) : (Str){0}, line;
    TRY(rows_end(&r));
    if (!text->is_restored) return OK;
    text->meant.line = NEW(&c->mem, Line, text->read.n + 1);
    for (size_t i = 0; i < text->read.n; i++) {
        text->meant.line[i] = text->read.line[i];
        if (str_cut(&rest, '\n', &line)) text->meant.line[i].text = next_line(&c->mem, line, &text->doubts, (int)i, &k);
    }
    return OK;
}

static Fail read_doubts(Ctx *c, Id plan, bool kept, PlanDoubtList *doubts)
{
    Rows r;
    *doubts = (PlanDoubtList){0};
    TRY(store_query(
        c, &r,
        "SELECT line, line_number, place, was_read, restored, alternatives, before_it, after_it, decided, version, "
        "looked_at FROM plan_doubt WHERE office_id = $1 AND plan_id = $2 AND ($3 <> 0 OR EXISTS "
        "(SELECT 1 FROM plan_wording w WHERE w.office_id = $1 AND w.plan_id = $2)) ORDER BY line, place",
        OFFICE, plan, kept));
    while (rows_next(&r)) {
        PlanDoubt *d = list_add(&c->mem, doubts);
        *d = (PlanDoubt){.id = doubt_id((int)row_integer(&r, 0), (size_t)row_integer(&r, 2)),
                         .line = (int)row_integer(&r, 0),
                         .number = (int)row_integer(&r, 1),
                         .at = (size_t)row_integer(&r, 2),
                         .read = row_text(&r, 3),
                         .restored = row_text(&r, 4),
                         .before = row_text(&r, 6),
                         .after = row_text(&r, 7),
                         .version = (int)row_integer(&r, 9),
                         .is_seen = row_integer(&r, 10) != 0};
        d->word = d->is_seen ? row_text(&r, 8) : d->restored;
        Str rest = row_text(&r, 5), one;
        while (str_cut(&rest, '\t', &one)) *list_add(&c->mem, &d->alternatives) = one;
    }
    return rows_end(&r);
}

static Fail make_doubts(Ctx *c, int64_t plan, const void **made)
{
    PlanDoubtList *doubts = NEW(&c->mem, PlanDoubtList, 1);
    TRY(read_doubts(c, plan, false, doubts));
    *made = doubts;
    return OK;
}

/* An activity shows a few of them, of each plan the same all day: read once. */
Fail plan_doubts(Ctx *c, Id plan, PlanDoubtList *doubts)
{
    const void *made;
    TRY(store_memo(c, make_doubts, plan, &made));
    const PlanDoubtList *all = made;
    *doubts = (PlanDoubtList){0};
    for (size_t i = 0; i < all->n; i++) {
        PlanDoubt *d = list_add(&c->mem, doubts);
        *d = all->at[i];
        d->alternatives.room = d->alternatives.n; /* what is added goes elsewhere: these are everybody's */
    }
    return OK;
}

Fail wording_decided(Ctx *c, Id plan, PlanDoubtList *words)
{
    PlanDoubtList all;
    TRY(read_doubts(c, plan, true, &all));
    *words = (PlanDoubtList){0};
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].version) *list_add(&c->mem, words) = all.at[i];
    return OK;
}

Fail plan_text(Ctx *c, Id plan, PlanText *text)
{
    *text = (PlanText){0};
    TRY(plan_source(c, plan, &text->read));
    TRY(plan_doubts(c, plan, &text->doubts));
    return read_meant(c, plan, text);
}

Fail plan_looks(Ctx *c, Id plan, PlanLookList *looks)
{
    Rows r;
    *looks = (PlanLookList){0};
    TRY(store_query(c, &r,
                    "SELECT v.id, v.node_id, v.field, v.raw, v.initial, v.value, v.version, v.first_line, v.last_line, "
                    "v.confidence, n.kind, n.code, l.is_doubtful FROM plan_look l "
                    "JOIN plan_value v ON v.office_id = l.office_id AND v.id = l.value_id "
                    "JOIN plan_node n ON n.office_id = v.office_id AND n.id = v.node_id "
                    "WHERE l.office_id = $1 AND l.plan_id = $2 AND l.looked_at = 0 ORDER BY v.first_line, n.place, "
                    "v.place",
                    OFFICE, plan));
    while (rows_next(&r)) {
        PlanLook *l = list_add(&c->mem, looks);
        *l = (PlanLook){.value = {.id = row_integer(&r, 0),
                                  .node = row_integer(&r, 1),
                                  .field = plan_field_named(row_text(&r, 2)),
                                  .raw = row_text(&r, 3),
                                  .initial = row_text(&r, 4),
                                  .value = row_text(&r, 5),
                                  .version = (int)row_integer(&r, 6),
                                  .first_line = (int)row_integer(&r, 7),
                                  .last_line = (int)row_integer(&r, 8),
                                  .confidence = row_real(&r, 9)},
                        .kind = row_text(&r, 10),
                        .code = row_text(&r, 11),
                        .is_doubtful = row_integer(&r, 12) != 0};
        l->value.shown = l->value.value;
    }
    return rows_end(&r);
}
