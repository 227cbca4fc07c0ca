// SPDX-License-Identifier: Apache-2.0
#include "listing/listing.h"
#include "http/reply.h"
#include "journal/actor.h"
#include "store/store.h"

/* -- what is chosen ---------------------------------------------------------------------------------------------- */

static void put(Out *o, const char *name, Str value)
{
    out_format(o, "%s%s=", o->n ? "&" : "", name);
    out_url(o, value);
}

/* Everything but where a page begins and what is ticked. */
static Str query_of(Arena *a, const Request *q, const char *without)
{
    Out o = {.mem = a};
    for (const Input *in = request_inputs(q); in && in->type != INPUT_END; in++)
        if (in->list && input_given(q, in->name) && (!without || strcmp(in->name, without)))
            put(&o, in->name, input_text(q, in->name));
    return out_str(&o);
}

bool listing_is_bare(const Request *q)
{
    for (const Input *in = request_inputs(q); in && in->type != INPUT_END; in++)
        if (in->list == LIST_CHOOSES && input_given(q, in->name)) return false;
    return true;
}

static Str path_of(Arena *a, const ListKind *kind, Str query, Str more)
{
    return str_format(a, "%s%s%.*s%s%.*s", kind->path, query.n || more.n ? "?" : "", STR_ARGS(query),
                      query.n && more.n ? "&" : "", STR_ARGS(more));
}

Str listing_path(Arena *a, const Listing *l, const char *without, Str more)
{
    return path_of(a, l->kind, without ? query_of(a, l->q, without) : l->query, more);
}

Str listing_back(Ctx *c, const Request *q, const ListKind *kind)
{
    return path_of(&c->mem, kind, query_of(&c->mem, q, NULL), S(""));
}

/* -- columns ----------------------------------------------------------------------------------------------------- */

static int64_t columns_at_first(const ListKind *kind)
{
    int64_t all = 0;
    for (int i = 0; kind->columns && kind->columns[i].key; i++)
        if (!kind->columns[i].is_extra) all |= (int64_t)1 << i;
    return all;
}

static int64_t columns_fixed(const ListKind *kind)
{
    int64_t all = 0;
    for (int i = 0; kind->columns && kind->columns[i].key; i++)
        if (kind->columns[i].is_fixed) all |= (int64_t)1 << i;
    return all;
}

static Fail read_columns(Ctx *c, const ListKind *kind, int64_t *columns)
{
    Rows r;
    *columns = columns_at_first(kind);
    if (!actor_is_known(c->actor) || !kind->columns) return OK;
    TRY(store_query(c, &r, "SELECT columns FROM listing_columns WHERE office_id = $1 AND person_id = $2 AND list = $3",
                    OFFICE, c->actor->person, kind->key));
    if (rows_next(&r)) *columns = row_integer(&r, 0) | columns_fixed(kind);
    return rows_end(&r);
}

bool listing_shows(const Listing *l, const char *column)
{
    for (int i = 0; l->kind->columns && l->kind->columns[i].key; i++)
        if (!strcmp(l->kind->columns[i].key, column)) return l->columns >> i & 1;
    return false;
}

Fail listing_columns_set(Ctx *c, Str list, int64_t columns)
{
    if (!actor_is_known(c->actor)) return fail(c, FAIL_SIGNIN, "Hãy đăng nhập để chọn cột.");
    return store_run(c,
                     "INSERT INTO listing_columns (office_id, person_id, list, columns) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (office_id, person_id, list) DO UPDATE SET columns = excluded.columns",
                     OFFICE, c->actor->person, list, columns);
}

/* -- views that somebody keeps ------------------------------------------------------------------------------------ */

Fail listing_views(Ctx *c, const char *list, ListViewList *views)
{
    Rows r;
    *views = (ListViewList){0};
    if (!actor_is_known(c->actor)) return OK;
    TRY(store_query(c, &r,
                    "SELECT id, name, query FROM listing_view WHERE office_id = $1 AND person_id = $2 AND list = $3 "
                    "ORDER BY id",
                    OFFICE, c->actor->person, list));
    while (rows_next(&r)) *list_add(&c->mem, views) = (ListView){row_integer(&r, 0), row_text(&r, 1), row_text(&r, 2)};
    return rows_end(&r);
}

/* It becomes a part of an address. */
bool listing_is_query(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!s.p[i] || !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~%=&+", s.p[i]))
            return false;
    return true;
}

Fail listing_view_add(Ctx *c, Str list, Str name, Str query)
{
    ListViewList views;
    if (!actor_is_known(c->actor)) return fail(c, FAIL_SIGNIN, "Hãy đăng nhập để lưu cách xem.");
    if (!listing_is_query(query))
        return fail(c, FAIL_INPUT, "Cách xem này không lưu được. Hãy mở lại danh sách rồi thử lại.");
    TRY(listing_views(c, str_c(&c->mem, list), &views));
    if (views.n >= LIST_VIEWS_MAX)
        return fail(c, FAIL_INPUT, "Bạn đã lưu %d cách xem. Hãy bỏ bớt một cách xem cũ.", LIST_VIEWS_MAX);
    return store_run(
        c, "INSERT INTO listing_view (office_id, id, person_id, list, name, query) VALUES ($1, $2, $3, $4, $5, $6)",
        OFFICE, id_new(c->now), c->actor->person, list, name, query);
}

Fail listing_view_list(Ctx *c, Id view, Str *list)
{
    Rows r;
    Id person = actor_is_known(c->actor) ? c->actor->person : 0;
    TRY(store_query(c, &r, "SELECT list FROM listing_view WHERE office_id = $1 AND id = $2 AND person_id = $3", OFFICE,
                    view, person));
    bool found = rows_next(&r);
    *list = found ? row_text(&r, 0) : (Str){0};
    TRY(rows_end(&r));
    return found ? OK : fail(c, FAIL_MISSING, "Không có cách xem này. Hãy tải lại trang.");
}

Fail listing_view_drop(Ctx *c, Id view)
{
    Str list;
    TRY(listing_view_list(c, view, &list));
    return store_run(c, "DELETE FROM listing_view WHERE office_id = $1 AND id = $2 AND person_id = $3", OFFICE, view,
                     c->actor->person);
}

/* -- all of it ---------------------------------------------------------------------------------------------------- */

bool listing_is_among(const IdList *ids, Id id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ids->at[i] == id) return true;
    return false;
}

/* A program (a test) may be made of fewer features. */
static bool is_served(const Request *q)
{
    for (const Feature *const *f = request_features(q); *f; f++)
        if (!strcmp((*f)->name, "listing")) return true;
    return false;
}

Fail listing_open(Ctx *c, const Request *q, const ListKind *kind, bool ticks, Listing *l)
{
    *l = (Listing){.q = q, .kind = kind, .ticks = ticks, .may_keep = actor_is_known(c->actor) && is_served(q)};
    l->query = query_of(&c->mem, q, NULL);
    l->after = input_text(q, "sau");
    if (ticks) l->ticked = input_ids(c, q, kind->ticks);
    if (ticks && kind->groups) l->groups = input_ids(c, q, kind->groups);
    if (ticks) l->all = str_equal(input_text(q, "chon"), S("tat-ca"));
    TRY(read_columns(c, kind, &l->columns));
    return listing_views(c, kind->key, &l->views);
}

Str listing_key(Ctx *c, const Listing *l)
{
    Out o = {.mem = &c->mem};
    out_integer(&o, l->columns);
    for (size_t i = 0; i < l->views.n; i++) {
        const ListView *v = &l->views.at[i];
        out_format(&o, "\n%lld %zu %.*s", (long long)v->id, v->name.n, STR_ARGS(v->name));
        out_raw(&o, v->query);
    }
    return out_str(&o);
}

#define TURN_FIRST "dau"
#define TURN_NONE  "bo"

static void put_all(Ctx *c, Out *o, const char *name, const IdList *ids)
{
    for (size_t i = 0; i < ids->n; i++) put(o, name, str_format(&c->mem, "%lld", (long long)ids->at[i]));
}

Fail listing_turn(Ctx *c, const Request *q, Reply *r, const ListKind *kind, bool *turned)
{
    Str to = input_text(q, "sang"), after = to;
    bool all = input_given(q, "chon"), none = str_equal(to, S(TURN_NONE)), stays = all || none;
    IdList ticked = input_ids(c, q, kind->ticks), groups = {0};
    if (kind->groups) groups = input_ids(c, q, kind->groups);
    Out more = {.mem = &c->mem};
    *turned = to.n || all;
    if (!*turned) return OK;
    if (ticked.n + groups.n > LIST_TICKED_MAX)
        return fail(c, FAIL_INPUT, "Mỗi lần đánh dấu được nhiều nhất %d dòng. Hãy làm cho các dòng này trước.",
                    LIST_TICKED_MAX);
    if (stays) after = input_text(q, "sau");
    if (after.n && !str_equal(after, S(TURN_FIRST))) put(&more, "sau", after);
    if (all) put(&more, "chon", S("tat-ca"));
    if (!none) put_all(c, &more, kind->ticks, &ticked);
    if (!none && groups.n) put_all(c, &more, kind->groups, &groups);
    Str path = path_of(&c->mem, kind, query_of(&c->mem, q, NULL), out_str(&more));
    return reply_redirect(c, r, "%.*s", STR_ARGS(path));
}
