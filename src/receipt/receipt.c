// SPDX-License-Identifier: Apache-2.0
#include "receipt/receipt.h"
#include "http/panel.h"
#include "journal/journal.h"
#include "store/store.h"

typedef struct {
    const char *kind;
    Id id;
    int version;
    Str before;
} Item;

struct ReceiptDraft {
    Arena *mem;
    Str path;
    LIST(Item) items;
    ReceiptSkipList skips;
    ReceiptMadeList made;
    size_t for_good; /* things that cannot be taken back */
};

/* -- while it is written ---------------------------------------------------------------------------------------- */

ReceiptDraft *receipt_open(Ctx *c, Str path)
{
    ReceiptDraft *k = NEW(&c->mem, ReceiptDraft, 1);
    *k = (ReceiptDraft){.mem = &c->mem, .path = path};
    return k;
}

void receipt_did(ReceiptDraft *k, const char *kind, Id id, int version, Str before)
{
    *list_add(k->mem, &k->items) = (Item){kind, id, version, before};
}

void receipt_did_for_good(ReceiptDraft *k) { k->for_good++; }

void receipt_passed_over(ReceiptDraft *k, Fail kind, Str title, Str path, Str why)
{
    *list_add(k->mem, &k->skips) = (ReceiptSkip){title, path, why, kind};
}

void receipt_made(ReceiptDraft *k, Str title, Str path) { *list_add(k->mem, &k->made) = (ReceiptMade){title, path}; }

size_t receipt_done(const ReceiptDraft *k) { return k->items.n + k->for_good; }
const ReceiptSkip *receipt_first_skip(const ReceiptDraft *k) { return k->skips.n ? k->skips.at : NULL; }

static Fail write_made(Ctx *c, const ReceiptDraft *k, Id id)
{
    for (size_t i = 0; i < k->made.n; i++)
        TRY(store_run(
            c, "INSERT INTO receipt_made (office_id, receipt_id, place, title, path) VALUES ($1, $2, $3, $4, $5)",
            OFFICE, id, (int)i, k->made.at[i].title, k->made.at[i].path));
    return OK;
}

static Fail write_rows(Ctx *c, const ReceiptDraft *k, Id id)
{
    for (size_t i = 0; i < k->items.n && !k->for_good; i++) {
        const Item *t = &k->items.at[i];
        TRY(store_run(c,
                      "INSERT INTO receipt_item (office_id, receipt_id, place, kind, object_id, version, before) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      OFFICE, id, (int)i, t->kind, t->id, t->version, t->before));
    }
    for (size_t i = 0; i < k->skips.n; i++) {
        const ReceiptSkip *s = &k->skips.at[i];
        TRY(store_run(c,
                      "INSERT INTO receipt_skip (office_id, receipt_id, place, title, path, why) "
                      "VALUES ($1, $2, $3, $4, $5, $6)",
                      OFFICE, id, (int)i, s->title, s->path, s->why));
    }
    return OK;
}

Fail receipt_keep(Ctx *c, const ReceiptDraft *k, Str sentence, Id *kept)
{
    Id id = *kept = id_new(c->now);
    TRY(store_run(
        c,
        "INSERT INTO receipt (office_id, id, person_id, duty_id, at, sentence, path, done, skipped, for_good) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        OFFICE, id, c->actor->person, c->actor->duty, c->now, str_head(sentence, RECEIPT_SENTENCE_MAX), k->path,
        (int)receipt_done(k), (int)k->skips.n, (int)(k->for_good > 0)));
    TRY(write_made(c, k, id));
    return write_rows(c, k, id);
}

/* Who is not signed in (a command, a test without people) has nobody to show it to. */
Fail receipt_close(Ctx *c, Reply *r, ReceiptDraft *k, Str sentence)
{
    Id id;
    if (!actor_is_known(c->actor)) return OK;
    TRY(receipt_keep(c, k, sentence, &id));
    reply_receipt(r, id);
    return OK;
}

/* -- what was before ---------------------------------------------------------------------------------------------- */

Str receipt_part(Str *rest)
{
    Str part = *rest;
    if (!str_cut(rest, RECEIPT_PART[0], &part)) *rest = (Str){0};
    return part;
}

int64_t receipt_number(Str *rest)
{
    int64_t n = 0;
    return str_integer(receipt_part(rest), &n) ? n : 0;
}

Day receipt_day(Str *rest) { return day_parse_iso(receipt_part(rest)); }

Str receipt_day_kept(Ctx *c, Day d) { return d == NO_DAY ? S("-") : day_iso(&c->mem, d); }

/* -- while it is read -------------------------------------------------------------------------------------------- */

Fail receipt_card(Ctx *c, Id receipt, ReceiptCard *card)
{
    Rows r;
    Fail found = store_one(c, &r,
                           "SELECT id, person_id, duty_id, sentence, path, at, coalesce(undone_at, 0), done, skipped, "
                           "for_good FROM receipt WHERE office_id = $1 AND id = $2 AND person_id = $3",
                           OFFICE, receipt, c->actor ? c->actor->person : (Id)0);
    if (found == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Biên nhận này không còn được giữ.");
    TRY(found);
    *card = (ReceiptCard){.id = row_integer(&r, 0),
                          .person = row_integer(&r, 1),
                          .duty = row_integer(&r, 2),
                          .sentence = row_text(&r, 3),
                          .path = row_text(&r, 4),
                          .at = row_integer(&r, 5),
                          .undone_at = row_integer(&r, 6),
                          .done = (int)row_integer(&r, 7),
                          .skipped = (int)row_integer(&r, 8)};
    card->can_be_undone = !row_integer(&r, 9) && card->done && !card->undone_at && c->actor->duty == card->duty &&
                          c->now < card->at + RECEIPT_UNDO_MS;
    return rows_end(&r);
}

Fail receipt_skips(Ctx *c, Id receipt, int most, ReceiptSkipList *skips)
{
    Rows r;
    *skips = (ReceiptSkipList){0};
    TRY(store_query(c, &r,
                    "SELECT title, path, why FROM receipt_skip WHERE office_id = $1 AND receipt_id = $2 "
                    "ORDER BY place LIMIT $3",
                    OFFICE, receipt, most));
    while (rows_next(&r))
        *list_add(&c->mem, skips) = (ReceiptSkip){row_text(&r, 0), row_text(&r, 1), row_text(&r, 2), OK};
    return rows_end(&r);
}

Fail receipt_all_made(Ctx *c, Id receipt, int most, ReceiptMadeList *made)
{
    Rows r;
    *made = (ReceiptMadeList){0};
    TRY(store_query(c, &r,
                    "SELECT title, path FROM receipt_made WHERE office_id = $1 AND receipt_id = $2 "
                    "ORDER BY place LIMIT $3",
                    OFFICE, receipt, most));
    while (rows_next(&r)) *list_add(&c->mem, made) = (ReceiptMade){row_text(&r, 0), row_text(&r, 1)};
    return rows_end(&r);
}

/* -- taking it back ------------------------------------------------------------------------------------------------ */

static const UndoKind *undoer_of(Str kind)
{
    for (const Feature *const *f = features; *f; f++)
        for (const UndoKind *u = (*f)->undos; u && u->kind; u++)
            if (str_equal(kind, str_of(u->kind))) return u;
    return NULL;
}

static Fail read_items(Ctx *c, Id receipt, size_t *n, Item **items)
{
    Rows r;
    LIST(Item) all = {0};
    TRY(store_query(c, &r,
                    "SELECT kind, object_id, version, before FROM receipt_item WHERE office_id = $1 "
                    "AND receipt_id = $2 ORDER BY place DESC",
                    OFFICE, receipt));
    while (rows_next(&r))
        *list_add(&c->mem, &all) =
            (Item){str_c(&c->mem, row_text(&r, 0)), row_integer(&r, 1), (int)row_integer(&r, 2), row_text(&r, 3)};
    *items = all.at, *n = all.n;
    return rows_end(&r);
}

static Fail refuse(Ctx *c, const ReceiptCard *card)
{
    if (card->undone_at) return fail(c, FAIL_CONFLICT, "Việc này đã được hoàn tác rồi.");
    if (c->actor->duty != card->duty)
        return fail(c, FAIL_CONFLICT,
                    "Bạn đã làm việc này trong nhiệm vụ khác. Hãy chuyển sang nhiệm vụ ấy ở góc trên bên phải rồi hoàn "
                    "tác.");
    if (c->now >= card->at + RECEIPT_UNDO_MS)
        return fail(c, FAIL_CONFLICT, "Đã quá %d phút nên không hoàn tác được nữa. Hãy sửa từng việc.",
                    RECEIPT_UNDO_MS / 60000);
    return fail(c, FAIL_CONFLICT, "Việc này đã gửi ra ngoài nên không hoàn tác được.");
}

/* What somebody changed meanwhile stays as they left it. */
static Fail undo_item(Ctx *c, const Item *t, ReceiptUndone *undone)
{
    const UndoKind *u = undoer_of(str_of(t->kind));
    if (!u) return fail(c, FAIL_CONFLICT, "Chương trình không còn biết cách hoàn tác việc này.");
    ReceiptSkip skip = {.kind = FAIL_CONFLICT};
    c->why[0] = 0;
    Fail result = u->undo(c, t->id, t->version, t->before, &skip.title);
    if (!result) {
        bool same = !undone->n || (undone->noun && u->noun && !strcmp(undone->noun, u->noun));
        undone->noun = same ? u->noun : NULL;
        undone->n++;
    }
    if (result != FAIL_CONFLICT && result != FAIL_MISSING) return result;
    skip.why = str_copy(&c->mem, str_of(c->why));
    skip.path = object_path(&c->mem, t->kind, str_format(&c->mem, "%lld", (long long)t->id), 0);
    *list_add(&c->mem, &undone->kept) = skip;
    c->why[0] = 0;
    return OK;
}

Fail receipt_undo(Ctx *c, Id receipt, ReceiptUndone *undone)
{
    ReceiptCard card;
    Item *items;
    size_t n;
    *undone = (ReceiptUndone){0};
    TRY(receipt_card(c, receipt, &card));
    if (!card.can_be_undone) return refuse(c, &card);
    TRY(read_items(c, receipt, &n, &items));
    for (size_t i = 0; i < n; i++) TRY(undo_item(c, &items[i], undone));
    return store_run(c, "UPDATE receipt SET undone_at = $3 WHERE office_id = $1 AND id = $2", OFFICE, receipt, c->now);
}

Fail receipts_purge(Ctx *c)
{
    int64_t before = c->now - (int64_t)RECEIPT_KEPT_DAYS * 24 * 3600 * 1000;
    TRY(store_run(c,
                  "DELETE FROM receipt_item WHERE office_id = $1 AND receipt_id IN "
                  "(SELECT id FROM receipt WHERE office_id = $1 AND at < $2)",
                  OFFICE, before));
    TRY(store_run(c,
                  "DELETE FROM receipt_skip WHERE office_id = $1 AND receipt_id IN "
                  "(SELECT id FROM receipt WHERE office_id = $1 AND at < $2)",
                  OFFICE, before));
    TRY(store_run(c,
                  "DELETE FROM receipt_made WHERE office_id = $1 AND receipt_id IN "
                  "(SELECT id FROM receipt WHERE office_id = $1 AND at < $2)",
                  OFFICE, before));
    return store_run(c, "DELETE FROM receipt WHERE office_id = $1 AND at < $2", OFFICE, before);
}
