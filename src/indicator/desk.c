// SPDX-License-Identifier: Apache-2.0
/* desk.c -- values on their way in. */
#include "indicator/desk.h"
#include "base/map.h"
#include "indicator/inside.h"
#include "journal/journal.h"
#include "people/rights.h"

typedef struct {
    Str org;
    Term term;
} Touched;

typedef struct {
    Day term;
    int64_t at;
} Published;

struct IndicatorDesk {
    const IndicatorSet *set;
    const OrgDated *tree;
    const Workdays *days;
    LIST(Published) published;
    IndicatorMoves *moves;
    Map touched_keys;
    LIST(Touched) touched;
    Map expected; /* "ID TERM ORG" → IndicatorCell: what comes beside it */
    size_t changed, told;
    Out journal; /* the first JOURNAL_CELLS of them, a line each */
};

enum { JOURNAL_CELLS = 100 };

static Fail read_published(Ctx *c, IndicatorDesk *d)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT term, at FROM indicator_published WHERE office_id = $1 AND set_id = $2", OFFICE,
                    d->set->id));
    while (rows_next(&r)) *list_add(&c->mem, &d->published) = (Published){row_day(&r, 0), row_integer(&r, 1)};
    return rows_end(&r);
}

Fail desk_open(Ctx *c, const IndicatorSet *set, IndicatorDesk **desk)
{
    IndicatorDesk *d = *desk = NEW(&c->mem, IndicatorDesk, 1);
    d->set = set;
    d->days = workdays();
    d->journal = (Out){.mem = &c->mem};
    TRY(org_dated(c, &d->tree));
    d->moves = indicator_moves(c, d->tree);
    return read_published(c, d);
}

const OrgDated *desk_tree(const IndicatorDesk *d) { return d->tree; }
const IndicatorSet *desk_set(const IndicatorDesk *d) { return d->set; }
size_t desk_changed(const IndicatorDesk *d) { return d->changed; }
Day desk_due(const IndicatorDesk *d, Term t) { return indicator_due(d->days, d->set, t); }

int64_t desk_published(const IndicatorDesk *d, Term t)
{
    for (size_t i = 0; i < d->published.n; i++)
        if (d->published.at[i].term == t.first) return d->published.at[i].at;
    return 0;
}

/* -- rules -----------------------------------------------------------------------------------------------------------
 */

static const char *problem_of_term(Ctx *c, const IndicatorDesk *d, Term t)
{
    const IndicatorSet *set = d->set;
    int64_t published = desk_published(d, t);
    bool is_open = set->state == SET_RUNNING && indicator_covers(set, t) && t.first <= c->today && !published;
    if (is_open) return NULL;
    Str name = term_name(&c->mem, t);
    if (set->state != SET_RUNNING)
        return str_format(&c->mem, "Bộ “%.*s” %s nên không nhập được.", STR_ARGS(set->title),
                          indicator_state_names[set->state])
            .p;
    if (!indicator_covers(set, t))
        return str_format(&c->mem, "Bộ này thu thập từ %.*s đến %.*s; %.*s nằm ngoài.",
                          STR_ARGS(day_vietnamese(&c->mem, set->first)),
                          STR_ARGS(set->last == NO_DAY ? S("nay") : day_vietnamese(&c->mem, set->last)), STR_ARGS(name))
            .p;
    if (t.first > c->today) return str_format(&c->mem, "%.*s chưa đến.", STR_ARGS(name)).p;
    return str_format(&c->mem,
                      "Số liệu %.*s đã công bố ngày %.*s nên không sửa được nữa. Cần sửa thì đề nghị điều phối mở lại.",
                      STR_ARGS(name), STR_ARGS(day_vietnamese(&c->mem, day_at(published))))
        .p;
}

static const char *problem_of_org(Ctx *c, const IndicatorDesk *d, const Org *o, Str code, Term t)
{
    if (!o) return str_format(&c->mem, "Không có cơ quan mã “%.*s”.", STR_ARGS(str_head(code, ORG_CODE_MAX))).p;
    if (c->actor && !right_at(c->actor, RIGHT_INDICATOR_WRITE, place_at(o->code, 0)))
        return str_format(&c->mem, "Bạn không nhập thay %.*s được.", STR_ARGS(o->name)).p;
    if (!indicator_may_report(d->tree, d->set, o, t))
        return str_format(&c->mem, "%.*s không báo cáo bộ này cho %.*s.", STR_ARGS(o->name),
                          STR_ARGS(term_name(&c->mem, t)))
            .p;
    return NULL;
}

static const char *problem_of_indicator(Ctx *c, const Indicator *k)
{
    if (k->is_gone) return str_format(&c->mem, "Chỉ tiêu “%.*s” không còn dùng.", STR_ARGS(k->title)).p;
    if (k->is_counted) return str_format(&c->mem, "“%.*s” đếm từ hồ sơ, không nhập tay.", STR_ARGS(k->title)).p;
    if (k->kind == INDICATOR_RATIO)
        return str_format(&c->mem, "“%.*s” tự tính từ hai chỉ tiêu khác, không nhập.", STR_ARGS(k->title)).p;
    return NULL;
}

IndicatorCell desk_cell(Ctx *c, const IndicatorDesk *d, const Indicator *k, Str org, Term t, Str typed, bool from_file)
{
    IndicatorCell cell = {.indicator = k, .org = org_dated_by_code(d->tree, org), .term = t};
    cell.is_empty = !str_trim(typed).n;
    cell.is_overdue = c->today > desk_due(d, t);
    cell.problem = problem_of_term(c, d, t);
    if (!cell.problem) cell.problem = problem_of_org(c, d, cell.org, org, t);
    if (!cell.problem) cell.problem = problem_of_indicator(c, k);
    if (!cell.problem && !cell.is_empty) cell.problem = amount_read(&c->mem, k, typed, from_file, &cell.amount);
    return cell;
}

/* -- beside others ---------------------------------------------------------------------------------------------------
 */

static Str cell_key(char text[ORG_CODE_MAX + 64], const Indicator *k, const Org *o, Term t)
{
    return (Str){
        text, (size_t)snprintf(text, ORG_CODE_MAX + 64, "%lld %d %.*s", (long long)k->id, t.first, STR_ARGS(o->code))};
}

static bool set_compares(const IndicatorSet *set)
{
    for (size_t i = 0; i < set->indicators.n; i++)
        if (set->indicators.at[i].within.n) return true;
    return false;
}

void desk_expect(Ctx *c, IndicatorDesk *d, const IndicatorCell *cell)
{
    char text[ORG_CODE_MAX + 64];
    if (cell->problem || !set_compares(d->set)) return;
    IndicatorCell *kept = NEW(&c->mem, IndicatorCell, 1);
    *kept = *cell;
    *map_put(&c->mem, &d->expected, str_copy(&c->mem, cell_key(text, cell->indicator, cell->org, cell->term))) = kept;
}

/* What stands, or is about to, in another cell of the same row. */
static Fail beside(Ctx *c, const IndicatorDesk *d, const IndicatorCell *cell, const Indicator *other, bool *is_there,
                   int64_t *amount)
{
    char text[ORG_CODE_MAX + 64];
    IndicatorValue v;
    const IndicatorCell *e = map_get(&d->expected, cell_key(text, other, cell->org, cell->term));
    if (e) {
        *is_there = !e->is_empty, *amount = e->amount;
        return OK;
    }
    TRY(indicator_value(c, other, cell->org->code, cell->term, &v));
    *is_there = v.is_there, *amount = v.amount;
    return OK;
}

static Fail compare(Ctx *c, const IndicatorDesk *d, IndicatorCell *cell, const Indicator *other)
{
    const Indicator *k = cell->indicator, *part = indicator_names(k->within, other->code) ? k : other,
                    *whole = part == k ? other : k;
    int64_t amount, of_part, of_whole;
    bool is_there;
    if (!indicator_names(part->within, whole->code)) return OK;
    TRY(beside(c, d, cell, other, &is_there, &amount));
    of_part = part == k ? cell->amount : amount, of_whole = part == k ? amount : cell->amount;
    if (is_there && of_part > of_whole)
        cell->problem = str_format(&c->mem, "“%.*s” (%.*s) không thể nhiều hơn “%.*s” (%.*s).", STR_ARGS(part->title),
                                   STR_ARGS(amount_words(&c->mem, part, of_part)), STR_ARGS(whole->title),
                                   STR_ARGS(amount_words(&c->mem, whole, of_whole)))
                            .p;
    return OK;
}

/* A part is not more than its whole; both directions. */
static Fail find_too_large(Ctx *c, const IndicatorDesk *d, IndicatorCell *cell)
{
    for (size_t i = 0; i < d->set->indicators.n && !cell->problem; i++) {
        const Indicator *other = &d->set->indicators.at[i];
        if (other != cell->indicator && !other->is_gone) TRY(compare(c, d, cell, other));
    }
    return OK;
}

/* Which figure of the same agency and term this one may not stand beside; both directions. */
static Fail find_excluded(Ctx *c, const IndicatorDesk *d, IndicatorCell *cell)
{
    for (size_t i = 0; i < d->set->indicators.n && !cell->problem; i++) {
        const Indicator *k = cell->indicator, *other = &d->set->indicators.at[i];
        if (!indicator_names(k->excludes, other->code) && !indicator_names(other->excludes, k->code)) continue;
        IndicatorValue v;
        TRY(indicator_value(c, other, cell->org->code, cell->term, &v));
        if (v.is_there && v.amount)
            cell->problem = str_format(&c->mem, "Đã có “%.*s” nên không ghi “%.*s”: chỉ một trong hai.",
                                       STR_ARGS(other->title), STR_ARGS(k->title))
                                .p;
    }
    return OK;
}

static Fail stored(Ctx *c, const IndicatorCell *cell, bool *is_there, int64_t *amount)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT amount FROM indicator_value WHERE office_id = $1 AND indicator_id = $2 AND term = $3 "
                    "AND org = $4",
                    OFFICE, cell->indicator->id, term_key(&c->mem, cell->term), cell->org->code));
    *is_there = rows_next(&r);
    *amount = *is_there ? row_integer(&r, 0) : 0;
    return rows_end(&r);
}

static void decide(IndicatorCell *cell, bool is_there, int64_t amount)
{
    cell->before = amount;
    if (!is_there) cell->does = cell->is_empty ? CELL_SAME : CELL_NEW;
    else if (cell->is_empty) cell->does = CELL_CLEARED;
    else cell->does = amount == cell->amount ? CELL_SAME : CELL_CHANGED;
}

/* What stands there is what who typed it saw. */
static void check_seen(Ctx *c, IndicatorCell *cell, bool is_there, int64_t amount)
{
    Str now = is_there ? amount_words(&c->mem, cell->indicator, amount) : S("");
    if (!cell->knows_seen || cell->does == CELL_SAME || str_equal(now, cell->seen)) return;
    cell->problem = str_format(&c->mem, "Vừa có người khác %s%.*s. Hãy xem lại rồi lưu.",
                               is_there ? "sửa thành " : "xóa số này", STR_ARGS(now))
                        .p;
    cell->seen = now;
}

static void check_why(IndicatorCell *cell, Str why)
{
    bool corrects = cell->does == CELL_CHANGED || cell->does == CELL_CLEARED;
    cell->wants_why = !cell->problem && corrects && cell->is_overdue && !str_trim(why).n;
    if (cell->wants_why) cell->problem = "Đã quá hạn báo cáo: hãy ghi lý do sửa ở ô “Lý do sửa”.";
}

Fail desk_look(Ctx *c, IndicatorDesk *d, IndicatorCell *cell, Str why)
{
    bool is_there;
    int64_t amount;
    if (cell->problem) return OK;
    TRY(stored(c, cell, &is_there, &amount));
    decide(cell, is_there, amount);
    check_seen(c, cell, is_there, amount);
    check_why(cell, why);
    bool writes = cell->does == CELL_NEW || cell->does == CELL_CHANGED;
    if (!cell->problem && writes) TRY(find_too_large(c, d, cell));
    return cell->problem || !writes || !cell->amount ? OK : find_excluded(c, d, cell);
}

/* -- writing ---------------------------------------------------------------------------------------------------------
 */

static Id who(const Ctx *c) { return actor_is_known(c->actor) ? c->actor->person : 0; }

static Fail insert(Ctx *c, const IndicatorCell *cell, bool *is_new)
{
    int64_t rows;
    TRY(store_change(
        c, &rows,
        "INSERT INTO indicator_value (office_id, indicator_id, term, org, amount, first_at, at, person_id) "
        "VALUES ($1, $2, $3, $4, $5, $6, $6, $7) ON CONFLICT (office_id, indicator_id, term, org) DO "
        "NOTHING",
        OFFICE, cell->indicator->id, term_key(&c->mem, cell->term), cell->org->code, cell->amount, c->now, who(c)));
    *is_new = rows == 1;
    return OK;
}

static Fail keep_old(Ctx *c, const IndicatorCell *cell, Str why)
{
    return store_run(c,
                     "INSERT INTO indicator_change (office_id, id, indicator_id, term, org, before, after, why, at, "
                     "person_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                     OFFICE, id_new(c->now), cell->indicator->id, term_key(&c->mem, cell->term), cell->org->code,
                     cell->before, cell->is_empty ? SQL_NULL : value_integer(cell->amount), str_trim(why), c->now,
                     who(c));
}

static Fail replace(Ctx *c, const IndicatorCell *cell, Str why)
{
    Str term = term_key(&c->mem, cell->term);
    TRY(keep_old(c, cell, why));
    if (cell->is_empty)
        return store_run(c,
                         "DELETE FROM indicator_value WHERE office_id = $1 AND indicator_id = $2 AND term = $3 "
                         "AND org = $4",
                         OFFICE, cell->indicator->id, term, cell->org->code);
    return store_run(c,
                     "UPDATE indicator_value SET amount = $5, at = $6, person_id = $7 WHERE office_id = $1 "
                     "AND indicator_id = $2 AND term = $3 AND org = $4",
                     OFFICE, cell->indicator->id, term, cell->org->code, cell->amount, c->now, who(c));
}

static void touch(Ctx *c, IndicatorDesk *d, const IndicatorCell *cell)
{
    char text[ORG_CODE_MAX + 32];
    Str key = {text, (size_t)snprintf(text, sizeof text, "%d %.*s", cell->term.first, STR_ARGS(cell->org->code))};
    if (map_get(&d->touched_keys, key)) return;
    *map_put(&c->mem, &d->touched_keys, str_copy(&c->mem, key)) = d;
    *list_add(&c->mem, &d->touched) = (Touched){cell->org->code, cell->term};
}

static void tell(Ctx *c, IndicatorDesk *d, const IndicatorCell *cell)
{
    static const char *const does[] = {"", "ghi", "sửa", "xóa"};
    if (d->told++ >= JOURNAL_CELLS) return;
    Str before = amount_words(&c->mem, cell->indicator, cell->before),
        after = amount_words(&c->mem, cell->indicator, cell->amount);
    out_format(&d->journal, "%.*s, %.*s, %.*s: %s %.*s%s%.*s\n", STR_ARGS(cell->org->name),
               STR_ARGS(cell->indicator->title), STR_ARGS(term_name(&c->mem, cell->term)), does[cell->does],
               STR_ARGS(cell->does == CELL_NEW ? after : before), cell->does == CELL_CHANGED ? " → " : "",
               STR_ARGS(cell->does == CELL_CHANGED ? after : S("")));
}

Fail desk_put(Ctx *c, IndicatorDesk *d, IndicatorCell *cell, Str why)
{
    bool is_new = false, may_insert = !cell->problem && !cell->is_empty && !cell->knows_seen &&
                                      !cell->indicator->excludes.n && d->set->indicators.n;
    may_insert &= !cell->indicator->within.n;
    for (size_t i = 0; may_insert && i < d->set->indicators.n; i++)
        may_insert = !indicator_names(d->set->indicators.at[i].excludes, cell->indicator->code) &&
                     !indicator_names(d->set->indicators.at[i].within, cell->indicator->code);
    if (may_insert) TRY(insert(c, cell, &is_new)); /* most of a file is new: one statement each */
    if (is_new) cell->does = CELL_NEW;
    else TRY(desk_look(c, d, cell, why));
    if (cell->problem || cell->does == CELL_SAME) return OK;
    if (!is_new && cell->does == CELL_NEW) TRY(insert(c, cell, &is_new));
    if (cell->does != CELL_NEW) TRY(replace(c, cell, why));
    int64_t n = cell->does == CELL_NEW ? 1 : cell->does == CELL_CLEARED ? -1 : 0;
    indicator_move(c, d->moves, cell->indicator, cell->org, cell->term, n,
                   (cell->is_empty ? 0 : cell->amount) - (cell->does == CELL_NEW ? 0 : cell->before));
    touch(c, d, cell);
    tell(c, d, cell);
    d->changed++;
    return OK;
}

Fail desk_close(Ctx *c, IndicatorDesk *d, const char *act)
{
    if (!d->changed) return OK;
    TRY(indicator_moves_end(c, d->moves));
    for (size_t i = 0; i < d->touched.n; i++)
        TRY(indicator_filled_move(c, d->set, d->touched.at[i].org, d->touched.at[i].term));
    if (d->told > JOURNAL_CELLS) out_format(&d->journal, "… và %zu ô khác\n", d->told - JOURNAL_CELLS);
    return journal_write(
        c, (JournalEntry){.act = act,
                          .object = "indicator_set",
                          .id = d->set->id,
                          .title = str_format(&c->mem, "%.*s: %zu ô", STR_ARGS(d->set->title), d->changed),
                          .after = str_trim(out_str(&d->journal))});
}
