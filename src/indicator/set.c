// SPDX-License-Identifier: Apache-2.0
/* set.c -- sets and their indicators in the store. */
#include "indicator/inside.h"

#define X(symbol, key, name) key,
const char *const indicator_kinds[] = {INDICATOR_KIND_LIST(X)}, *const indicator_overs[] = {INDICATOR_OVER_LIST(X)},
                  *const indicator_states[] = {INDICATOR_STATE_LIST(X)};
#undef X
#define X(symbol, key, name) name,
const char *const indicator_kind_names[] = {INDICATOR_KIND_LIST(X)},
                  *const indicator_over_names[] = {INDICATOR_OVER_LIST(X)},
                  *const indicator_state_names[] = {INDICATOR_STATE_LIST(X)};
#undef X

static int place_in(const char *const *keys, int n, Str key)
{
    for (int i = 0; i < n; i++)
        if (str_equal(key, str_of(keys[i]))) return i;
    return 0;
}

/* -- reading ---------------------------------------------------------------------------------------------------------
 */

#define SET_COLUMNS                                                                                                    \
    "SELECT id, code, title, about, state, term, reporters, who, deadline, first_day, last_day, version, source "      \
    "FROM indicator_set "

static IndicatorSet read_set(Rows *r)
{
    return (IndicatorSet){.id = row_integer(r, 0),
                          .code = row_text(r, 1),
                          .title = row_text(r, 2),
                          .about = row_text(r, 3),
                          .state = (IndicatorState)place_in(indicator_states, SET_STATES, row_text(r, 4)),
                          .term = term_kind_of(row_text(r, 5)),
                          .reporters = row_text(r, 6),
                          .who = row_text(r, 7),
                          .deadline = (int)row_integer(r, 8),
                          .first = row_day(r, 9),
                          .last = row_day(r, 10),
                          .version = (int)row_integer(r, 11),
                          .source = row_text(r, 12)};
}

#define COLUMNS                                                                                                        \
    "SELECT id, set_id, code, place, title, help, unit, kind, source, over_time, over_agencies, is_distinct, "         \
    "empty_is_zero, is_optional, decimals, least, most, target, target_is_total, needs, excludes, numerator, "         \
    "denominator, records, within, is_gone FROM indicator "

static Indicator read_indicator(Rows *r)
{
    return (Indicator){.id = row_integer(r, 0),
                       .set = row_integer(r, 1),
                       .code = row_text(r, 2),
                       .place = (int)row_integer(r, 3),
                       .title = row_text(r, 4),
                       .help = row_text(r, 5),
                       .unit = row_text(r, 6),
                       .kind = (IndicatorKind)place_in(indicator_kinds, INDICATOR_KINDS, row_text(r, 7)),
                       .is_counted = str_equal(row_text(r, 8), S("counted")),
                       .time = (IndicatorOver)place_in(indicator_overs, OVERS, row_text(r, 9)),
                       .agencies = (IndicatorOver)place_in(indicator_overs, OVERS, row_text(r, 10)),
                       .is_distinct = row_integer(r, 11),
                       .empty_is_zero = row_integer(r, 12),
                       .is_optional = row_integer(r, 13),
                       .decimals = (int)row_integer(r, 14),
                       .has_least = !row_is_null(r, 15),
                       .least = row_integer(r, 15),
                       .has_most = !row_is_null(r, 16),
                       .most = row_integer(r, 16),
                       .has_target = !row_is_null(r, 17),
                       .target = row_integer(r, 17),
                       .target_is_total = row_integer(r, 18),
                       .needs = row_text(r, 19),
                       .excludes = row_text(r, 20),
                       .numerator = row_text(r, 21),
                       .denominator = row_text(r, 22),
                       .records = row_text(r, 23),
                       .within = row_text(r, 24),
                       .is_gone = row_integer(r, 25)};
}

static Fail read_indicators(Ctx *c, IndicatorSet *set)
{
    Rows r;
    TRY(store_query(c, &r, COLUMNS "WHERE office_id = $1 AND set_id = $2 ORDER BY is_gone, place", OFFICE, set->id));
    while (rows_next(&r)) *list_add(&c->mem, &set->indicators) = read_indicator(&r);
    return rows_end(&r);
}

static Fail make_sets(Ctx *c, int64_t unused, const void **made)
{
    Rows r;
    IndicatorSetList *sets = NEW(&c->mem, IndicatorSetList, 1);
    (void)unused;
    *made = sets;
    TRY(store_query(c, &r,
                    SET_COLUMNS "WHERE office_id = $1 ORDER BY CASE state WHEN 'running' THEN 0 WHEN 'offered' THEN 1 "
                                "ELSE 2 END, id",
                    OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, sets) = read_set(&r);
    TRY(rows_end(&r));
    for (size_t i = 0; i < sets->n; i++) TRY(read_indicators(c, &sets->at[i]));
    return OK;
}

Fail indicator_sets(Ctx *c, IndicatorSetList *sets)
{
    const void *made;
    TRY(store_memo(c, make_sets, 0, &made));
    const IndicatorSetList *all = made;
    *sets = (IndicatorSetList){0};
    for (size_t i = 0; i < all->n; i++) {
        IndicatorSet *s = list_add(&c->mem, sets);
        *s = all->at[i];
        s->indicators.room = s->indicators.n; /* what is added goes elsewhere: these are everybody's */
    }
    return OK;
}

Fail indicator_set_by_code(Ctx *c, Str code, IndicatorSet *set)
{
    Rows r;
    Fail result = store_one(c, &r, SET_COLUMNS "WHERE office_id = $1 AND code = $2", OFFICE, code);
    if (result == FAIL_MISSING)
        return fail_rather(c, FAIL_MISSING, "Không có bộ số liệu nào mang mã “%.*s”. Hãy mở lại từ trang Số liệu.",
                           STR_ARGS(str_head(code, INDICATOR_CODE_MAX)));
    TRY(result);
    *set = read_set(&r);
    TRY(rows_end(&r));
    return read_indicators(c, set);
}

const Indicator *indicator_in(const IndicatorSet *set, Str code)
{
    for (size_t i = 0; i < set->indicators.n; i++)
        if (str_equal(set->indicators.at[i].code, code)) return &set->indicators.at[i];
    return NULL;
}

Fail indicator_by_code(Ctx *c, Str code, IndicatorSet *set, const Indicator **one)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT s.code FROM indicator i JOIN indicator_set s ON s.office_id = i.office_id "
                    "AND s.id = i.set_id WHERE i.office_id = $1 AND i.code = $2",
                    OFFICE, code));
    Str its_set = rows_next(&r) ? row_text(&r, 0) : (Str){0};
    TRY(rows_end(&r));
    if (!its_set.n)
        return fail(c, FAIL_MISSING, "Không có chỉ tiêu nào mang mã “%.*s”. Hãy mở lại từ trang Số liệu.",
                    STR_ARGS(str_head(code, INDICATOR_CODE_MAX)));
    TRY(indicator_set_by_code(c, its_set, set));
    *one = indicator_in(set, code);
    return *one ? OK : fail(c, FAIL_MISSING, "Không có chỉ tiêu này. Hãy mở lại từ trang Số liệu.");
}

bool indicator_names(Str codes, Str code)
{
    Str one;
    while (str_cut(&codes, ' ', &one))
        if (one.n && str_equal(one, code)) return true;
    return false;
}

/* -- terms -----------------------------------------------------------------------------------------------------------
 */

bool indicator_covers(const IndicatorSet *set, Term t)
{
    return (set->first == NO_DAY || set->first <= t.last) && (set->last == NO_DAY || t.first <= set->last);
}

Day indicator_due(const Workdays *days, const IndicatorSet *set, Term t)
{
    return workday_add(days, t.last, set->deadline);
}

Term indicator_term_now(const IndicatorSet *set, Day today)
{
    Term now = term_of(set->term, today);
    if (today != now.last) now = term_after(now, -1);
    if (set->last != NO_DAY && now.first > set->last) return term_of(set->term, set->last);
    if (set->first != NO_DAY && !indicator_covers(set, now)) return term_of(set->term, set->first);
    return now;
}

bool indicator_set_is_counted(const IndicatorSet *set)
{
    bool counts = false;
    for (size_t i = 0; i < set->indicators.n; i++) {
        const Indicator *k = &set->indicators.at[i];
        if (k->is_gone || k->kind == INDICATOR_RATIO) continue;
        if (!k->is_counted) return false;
        counts = true;
    }
    return counts;
}

Term indicator_term_shown(const IndicatorSet *set, Day today)
{
    Term runs = term_of(set->term, today);
    return indicator_set_is_counted(set) && indicator_covers(set, runs) ? runs : indicator_term_now(set, today);
}

Day indicator_tree_day(const Org *o, Term t)
{
    Day on = t.last;
    if (o->to != NO_DAY && o->to <= on) on = o->to - 1;
    if (o->from != NO_DAY && o->from > on) on = o->from;
    return on;
}

bool indicator_reports(const OrgDated *tree, const IndicatorSet *set, const Org *o, Term t)
{
    return org_is_there(o, t.last) && org_dated_fits(tree, set->reporters, o, t.last);
}

bool indicator_may_report(const OrgDated *tree, const IndicatorSet *set, const Org *o, Term t)
{
    Day on = indicator_tree_day(o, t);
    return on >= t.first && on <= t.last && org_is_there(o, on) && org_dated_fits(tree, set->reporters, o, on);
}
