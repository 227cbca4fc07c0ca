// SPDX-License-Identifier: Apache-2.0
/* draft.c -- drafts in the store. */
#include "form/draft_inside.h"
#include "journal/actor.h"
#include "secret/secret.h"

enum { DAY_MS = 24 * 3600 * 1000 };

#define DRAFT_WITH(typed)                                                                                              \
    "SELECT id, kind, code, about_id, only_fields, version, edition, person_id, made_at, changed_at, " typed           \
    ", sent_path FROM form_draft "
#define DRAFT DRAFT_WITH("typed")

static StrList names_of(Ctx *c, Str joined)
{
    StrList names = {0};
    Str name;
    while (str_cut(&joined, ' ', &name))
        if (name.n) *list_add(&c->mem, &names) = name;
    return names;
}

static Draft read_draft(Ctx *c, Rows *r)
{
    return (Draft){.id = row_integer(r, 0),
                   .kind = row_text(r, 1),
                   .code = row_text(r, 2),
                   .about = row_integer(r, 3),
                   .only = names_of(c, row_text(r, 4)),
                   .version = (int)row_integer(r, 5),
                   .edition = (int)row_integer(r, 6),
                   .person = row_integer(r, 7),
                   .made_at = row_integer(r, 8),
                   .changed_at = row_integer(r, 9),
                   .typed = row_text(r, 10),
                   .sent_path = row_text(r, 11)};
}

static Fail gone(Ctx *c)
{
    return fail_rather(c, FAIL_MISSING,
                       "Không có bản nháp này: liên kết sai, hoặc bản nháp đã bỏ, hoặc quá %d ngày không ai mở.",
                       DRAFT_DAYS);
}

static Fail one(Ctx *c, Rows *r, Fail found, Draft *d)
{
    if (found == FAIL_MISSING) return gone(c);
    TRY(found);
    *d = read_draft(c, r);
    return rows_end(r);
}

Fail draft_by_id(Ctx *c, Id id, Draft *d)
{
    Rows r;
    return one(c, &r, store_one(c, &r, DRAFT "WHERE office_id = $1 AND id = $2", OFFICE, id), d);
}

Fail draft_by_key(Ctx *c, Str key, Draft *d)
{
    Rows r;
    Id id;
    if (token_is_one(key))
        return one(
            c, &r,
            store_one(c, &r, DRAFT "WHERE office_id = $1 AND token = $2", OFFICE, digest(&c->mem, "form-draft", key)),
            d);
    if (!str_integer(key, &id) || !actor_is_known(c->actor)) return gone(c);
    TRY(draft_by_id(c, id, d));
    return d->person == c->actor->person ? OK : gone(c);
}

Fail drafts_of(Ctx *c, Id person, DraftList *drafts)
{
    Rows r;
    *drafts = (DraftList){0};
    TRY(store_query(
        c, &r,
        DRAFT_WITH("''") "WHERE office_id = $1 AND person_id = $2 AND sent_path = '' ORDER BY changed_at DESC, id DESC",
        OFFICE, person));
    while (rows_next(&r)) *list_add(&c->mem, drafts) = read_draft(c, &r);
    return rows_end(&r);
}

/* -- changed --------------------------------------------------------------------------------------------------- */

static Str joined(Arena *mem, const StrList *names)
{
    Out o = {.mem = mem};
    for (size_t i = 0; names && i < names->n; i++) out_format(&o, "%s%.*s", i ? " " : "", STR_ARGS(names->at[i]));
    return out_str(&o);
}

static Fail check_own(Ctx *c)
{
    DraftList drafts;
    TRY(drafts_of(c, c->actor->person, &drafts));
    if (drafts.n < DRAFTS_MAX) return OK;
    return fail(c, FAIL_OFTEN, "Bạn đang có %zu bản nháp chưa nộp. Hãy nộp hoặc bỏ bớt ở trang Bản nháp.", drafts.n);
}

/* Strangers' drafts that were not sent: of one place, or of all of them. */
typedef struct {
    Str first, last;
} Places;
static const Places all_places = {STR("!"), STR("~")}; /* a digest's letters lie between */

static Fail count_strangers(Ctx *c, const Places *p, int most, int *n)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT count(*) FROM (SELECT place FROM form_draft WHERE office_id = $1 AND place >= $2 AND place "
                    "<= $3 AND sent_path = '' ORDER BY place, sent_path, edition, changed_at, id LIMIT $4) few",
                    OFFICE, p->first, p->last, most));
    if (rows_next(&r)) *n = (int)row_integer(&r, 0);
    return rows_end(&r);
}

static Fail sweep_empty(Ctx *c, const Places *p)
{
    return store_run(c,
                     "DELETE FROM form_draft WHERE office_id = $1 AND id IN (SELECT id FROM form_draft WHERE office_id "
                     "= $1 AND place >= $2 AND place <= $3 AND sent_path = '' AND edition = 0 AND changed_at < $4 "
                     "ORDER BY place, sent_path, edition, changed_at, id LIMIT $5)",
                     OFFICE, p->first, p->last, c->now - (int64_t)DRAFT_EMPTY_MINUTES * 60000,
                     (int)DRAFTS_SWEPT_AT_ONCE);
}

static Fail has_room(Ctx *c, const Places *p, int most, bool *has)
{
    int n = 0;
    TRY(count_strangers(c, p, most, &n));
    if (n >= most) {
        TRY(sweep_empty(c, p));
        TRY(count_strangers(c, p, most, &n));
    }
    *has = n < most;
    return OK;
}

static Fail check_strangers(Ctx *c, Str place)
{
    bool has;
    TRY(has_room(c, &(Places){place, place}, DRAFTS_OF_PLACE_MAX, &has));
    if (!has)
        return fail(c, FAIL_OFTEN,
                    "Từ địa chỉ mạng này đang có %d bản nháp chưa nộp. Hãy nộp hoặc bỏ bớt, đăng nhập rồi khai, hoặc "
                    "đợi một giờ.",
                    DRAFTS_OF_PLACE_MAX);
    TRY(has_room(c, &all_places, DRAFTS_OF_ALL_MAX, &has));
    if (!has)
        return fail(c, FAIL_OFTEN,
                    "Đang có quá nhiều bản nháp chưa nộp của người chưa đăng nhập. Hãy đăng nhập rồi khai, hoặc đợi "
                    "một giờ.");
    return OK;
}

Fail draft_begin(Ctx *c, const DraftNew *n, Str *path)
{
    Str token = token_new(&c->mem), place = {0};
    bool is_known = actor_is_known(c->actor);
    if (!is_known) place = digest(&c->mem, "form-draft-place", c->actor ? c->actor->address : (Str){0});
    TRY(is_known ? check_own(c) : check_strangers(c, place));
    TRY(store_run(c,
                  "INSERT INTO form_draft (office_id, id, token, kind, code, about_id, only_fields, version, edition, "
                  "typed, person_id, made_at, changed_at, place) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, '', $8, $9, "
                  "$9, $10)",
                  OFFICE, id_new(c->now), digest(&c->mem, "form-draft", token), n->kind, n->code, n->about,
                  joined(&c->mem, n->only), is_known ? c->actor->person : (Id)0, c->now, place));
    *path = str_format(&c->mem, "/ban-nhap/%.*s", STR_ARGS(token));
    return OK;
}

Fail draft_save(Ctx *c, Draft *d, int version, Str typed)
{
    if (typed.n > DRAFT_BYTES_MAX)
        return fail(c, FAIL_INPUT, "Bản nháp lớn hơn %d MB. Hãy rút bớt, hoặc gửi phần dài bằng tệp.",
                    DRAFT_BYTES_MAX >> 20);
    TRY(store_run(c,
                  "UPDATE form_draft SET version = $3, edition = edition + 1, typed = $4, changed_at = $5 "
                  "WHERE office_id = $1 AND id = $2",
                  OFFICE, d->id, version, typed, c->now));
    d->version = version;
    d->edition++;
    d->typed = typed;
    d->changed_at = c->now;
    return OK;
}

/* What was typed is the thing's now; the row leads there whoever sends it again. */
Fail draft_set_sent(Ctx *c, const Draft *d, Str path)
{
    TRY(uploads_let_go(c, d->id));
    return store_run(
        c,
        "UPDATE form_draft SET sent_path = $3, typed = '', changed_at = $4, place = '' WHERE office_id = $1 AND id = "
        "$2",
        OFFICE, d->id, path, c->now);
}

Fail draft_drop(Ctx *c, Id id)
{
    TRY(uploads_let_go(c, id));
    return store_run(c, "DELETE FROM form_draft WHERE office_id = $1 AND id = $2", OFFICE, id);
}

Fail drafts_drop(Ctx *c, const char *kind, Id about)
{
    Rows r;
    IdList ids = {0};
    TRY(store_query(c, &r, "SELECT id FROM form_draft WHERE office_id = $1 AND about_id = $2 AND kind = $3 ORDER BY id",
                    OFFICE, about, kind));
    while (rows_next(&r)) *list_add(&c->mem, &ids) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < ids.n; i++) TRY(draft_drop(c, ids.at[i]));
    return OK;
}

Fail draft_count_letter(Ctx *c, Draft *d)
{
    int64_t rows;
    TRY(store_change(c, &rows,
                     "UPDATE form_draft SET letters = letters + 1 WHERE office_id = $1 AND id = $2 AND letters < $3",
                     OFFICE, d->id, (int)DRAFT_LETTERS_MAX));
    return rows ? OK
                : fail(c, FAIL_OFTEN, "Liên kết của bản nháp này đã gửi %d lần. Hãy mở một trong các thư đó.",
                       DRAFT_LETTERS_MAX);
}

/* -- over ------------------------------------------------------------------------------------------------------ */

static Fail is_there(Ctx *c, Id id, bool *is)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM form_draft WHERE office_id = $1 AND id = $2", OFFICE, id));
    *is = rows_next(&r);
    return rows_end(&r);
}

/* Whose draft went with their account: its files go too. */
static Fail let_go_orphans(Ctx *c)
{
    IdList holders;
    bool is;
    TRY(upload_holders(c, &holders));
    for (size_t i = 0; i < holders.n; i++) {
        TRY(is_there(c, holders.at[i], &is));
        if (!is) TRY(uploads_let_go(c, holders.at[i]));
    }
    return OK;
}

Fail drafts_purge(Ctx *c)
{
    Rows r;
    IdList old = {0};
    TRY(store_query(c, &r,
                    "SELECT id FROM form_draft WHERE office_id = $1 AND (changed_at < $2 OR (edition = 0 AND "
                    "changed_at < $3)) ORDER BY id",
                    OFFICE, c->now - (int64_t)DRAFT_DAYS * DAY_MS, c->now - (int64_t)DRAFT_EMPTY_DAYS * DAY_MS));
    while (rows_next(&r)) *list_add(&c->mem, &old) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < old.n; i++) TRY(draft_drop(c, old.at[i]));
    return let_go_orphans(c);
}
