// SPDX-License-Identifier: Apache-2.0
/* set.c -- sets and their indicators in the store. */
#include "indicator/inside.h"
#include "journal/journal.h"

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

/* -- reading ------------------------------------------------------------------------------------------------------- */

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
    "denominator, records, is_gone FROM indicator "

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
                       .is_gone = row_integer(r, 24)};
}

static Fail read_indicators(Ctx *c, IndicatorSet *set)
{
    Rows r;
    TRY(store_query(c, &r, COLUMNS "WHERE office_id = $1 AND set_id = $2 ORDER BY is_gone, place", OFFICE, set->id));
    while (rows_next(&r)) *list_add(&c->mem, &set->indicators) = read_indicator(&r);
    return rows_end(&r);
}

Fail indicator_sets(Ctx *c, IndicatorSetList *sets)
{
    Rows r;
    *sets = (IndicatorSetList){0};
    TRY(store_query(c, &r,
                    SET_COLUMNS "WHERE office_id = $1 ORDER BY CASE state WHEN 'running' THEN 0 WHEN 'offered' THEN 1 "
                                "ELSE 2 END, id",
                    OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, sets) = read_set(&r);
    TRY(rows_end(&r));
    for (size_t i = 0; i < sets->n; i++) TRY(read_indicators(c, &sets->at[i]));
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

/* -- declaring
 * --------------------------------------------------------------------------------------------------------- */

static Fail has_figures(Ctx *c, Id indicator, bool *has)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM indicator_value WHERE office_id = $1 AND indicator_id = $2 LIMIT 1", OFFICE,
                    indicator));
    *has = rows_next(&r);
    return rows_end(&r);
}

/* What figures were kept by stays as it was. */
static Fail check_change(Ctx *c, const IndicatorSet *was, const IndicatorSet *now)
{
    for (size_t i = 0; i < was->indicators.n; i++) {
        const Indicator *old = &was->indicators.at[i], *new = indicator_in(now, old->code);
        bool has;
        TRY(has_figures(c, old->id, &has));
        if (!has) continue;
        if (was->term != now->term)
            return fail(c, FAIL_CONFLICT,
                        "Bộ này đã có số liệu theo %s nên không đổi sang %s được. Hãy đặt mã khác để thành bộ mới.",
                        term_names[was->term], term_names[now->term]);
        if (new && (new->decimals != old->decimals || new->kind != old->kind))
            return fail(c, FAIL_CONFLICT,
                        "Chỉ tiêu “%.*s” đã có số liệu nên không đổi loại hay số chữ số thập phân được. Hãy đặt mã "
                        "khác.",
                        STR_ARGS(old->title));
    }
    return OK;
}

/* A code of an indicator is one of the whole office: files of other programs name it alone. */
static Fail check_codes(Ctx *c, const IndicatorSet *set)
{
    for (size_t i = 0; i < set->indicators.n; i++) {
        Rows r;
        Str code = set->indicators.at[i].code;
        TRY(store_query(c, &r,
                        "SELECT s.title FROM indicator i JOIN indicator_set s ON s.office_id = i.office_id "
                        "AND s.id = i.set_id WHERE i.office_id = $1 AND i.code = $2 AND s.code <> $3",
                        OFFICE, code, set->code));
        Str other = rows_next(&r) ? row_text(&r, 0) : (Str){0};
        TRY(rows_end(&r));
        if (other.n)
            return fail(c, FAIL_CONFLICT, "Mã chỉ tiêu “%.*s” đã dùng trong bộ “%.*s”. Hãy đặt mã khác.",
                        STR_ARGS(code), STR_ARGS(other));
    }
    return OK;
}

static Value amount_or_null(bool has, int64_t amount) { return has ? value_integer(amount) : SQL_NULL; }

static Fail put_indicator(Ctx *c, Id set, Id id, const Indicator *k)
{
    return store_run(
        c,
        "INSERT INTO indicator (office_id, id, set_id, code, place, title, help, unit, kind, source, over_time, "
        "over_agencies, is_distinct, empty_is_zero, is_optional, decimals, least, most, target, target_is_total, "
        "needs, "
        "excludes, numerator, denominator, records, is_gone) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
        "$23, $24, $25, 0) "
        "ON CONFLICT (office_id, id) DO UPDATE SET place = excluded.place, title = excluded.title, "
        "help = excluded.help, unit = excluded.unit, kind = excluded.kind, source = excluded.source, "
        "over_time = excluded.over_time, over_agencies = excluded.over_agencies, is_distinct = excluded.is_distinct, "
        "empty_is_zero = excluded.empty_is_zero, is_optional = excluded.is_optional, decimals = excluded.decimals, "
        "least = excluded.least, most = excluded.most, target = excluded.target, "
        "target_is_total = excluded.target_is_total, needs = excluded.needs, excludes = excluded.excludes, "
        "numerator = excluded.numerator, denominator = excluded.denominator, records = excluded.records, is_gone = 0",
        OFFICE, id, set, k->code, k->place, k->title, k->help, k->unit, indicator_kinds[k->kind],
        k->is_counted ? "counted" : "reported", indicator_overs[k->time], indicator_overs[k->agencies], k->is_distinct,
        k->empty_is_zero, k->is_optional, k->decimals, amount_or_null(k->has_least, k->least),
        amount_or_null(k->has_most, k->most), amount_or_null(k->has_target, k->target), k->target_is_total, k->needs,
        k->excludes, k->numerator, k->denominator, k->records);
}

static Fail put_set(Ctx *c, Id id, const IndicatorSet *s, const IndicatorSet *was)
{
    return store_run(
        c,
        "INSERT INTO indicator_set (office_id, id, code, title, about, state, term, reporters, who, deadline, "
        "first_day, last_day, source, version, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) "
        "ON CONFLICT (office_id, id) DO UPDATE SET title = excluded.title, about = excluded.about, "
        "term = excluded.term, reporters = excluded.reporters, who = excluded.who, deadline = excluded.deadline, "
        "first_day = excluded.first_day, last_day = excluded.last_day, source = excluded.source, "
        "version = excluded.version, at = excluded.at",
        OFFICE, id, s->code, s->title, s->about, indicator_states[was ? was->state : SET_OFFERED], term_keys[s->term],
        s->reporters, s->who, s->deadline, value_day(c, s->first), value_day(c, s->last), s->source,
        was ? was->version + 1 : 1, c->now);
}

static Fail journal(Ctx *c, const char *act, Id id, const IndicatorSet *s, Str before, Str after)
{
    return journal_write(
        c, (JournalEntry){
               .act = act, .object = "indicator_set", .id = id, .title = s->title, .before = before, .after = after});
}

static Fail count_sets(Ctx *c, int64_t *n)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM indicator_set WHERE office_id = $1", OFFICE));
    *n = row_integer(&r, 0);
    return rows_end(&r);
}

Fail indicator_set_put(Ctx *c, const IndicatorSet *set, Id *id)
{
    IndicatorSet was = {0};
    int64_t n;
    Fail found = indicator_set_by_code(c, set->code, &was);
    if (found && found != FAIL_MISSING) return found;
    c->why[0] = 0;
    TRY(count_sets(c, &n));
    if (found && n >= INDICATOR_SETS_MAX)
        return fail(c, FAIL_CONFLICT, "Đã có %d bộ số liệu, nhiều nhất là thế. Hãy dừng hoặc sửa một bộ đã có.",
                    INDICATOR_SETS_MAX);
    TRY(check_change(c, &was, set));
    TRY(check_codes(c, set));
    *id = found ? id_new(c->now) : was.id;
    TRY(put_set(c, *id, set, found ? NULL : &was));
    TRY(store_run(c, "UPDATE indicator SET is_gone = 1 WHERE office_id = $1 AND set_id = $2", OFFICE, *id));
    for (size_t i = 0; i < set->indicators.n; i++) {
        const Indicator *old = indicator_in(&was, set->indicators.at[i].code);
        TRY(put_indicator(c, *id, old ? old->id : id_new(c->now), &set->indicators.at[i]));
    }
    TRY(journal(c, found ? "Khai báo bộ số liệu" : "Sửa bộ số liệu", *id, set, was.source, set->source));
    return found ? OK : indicator_filled_recount(c, set->code);
}

static Fail set_state(Ctx *c, const IndicatorSet *set, IndicatorState state, Day first, Day last, const char *act)
{
    TRY(store_run(c,
                  "UPDATE indicator_set SET state = $3, first_day = $4, last_day = $5, version = version + 1, at = $6 "
                  "WHERE office_id = $1 AND id = $2",
                  OFFICE, set->id, indicator_states[state], value_day(c, first), value_day(c, last), c->now));
    return journal(c, act, set->id, set, str_of(indicator_state_names[set->state]),
                   str_of(indicator_state_names[state]));
}

Fail indicator_set_run(Ctx *c, const IndicatorSet *set, Day first, Day last)
{
    if (first == NO_DAY) return fail(c, FAIL_INPUT, "Hãy ghi thu thập từ ngày nào.");
    if (last != NO_DAY && last < first)
        return fail(c, FAIL_INPUT, "Ngày kết thúc phải từ ngày bắt đầu %.*s trở đi.",
                    STR_ARGS(day_vietnamese(&c->mem, first)));
    return set_state(c, set, SET_RUNNING, first, last, "Bắt đầu thu thập số liệu");
}

Fail indicator_set_close(Ctx *c, const IndicatorSet *set)
{
    if (set->state != SET_RUNNING)
        return fail(c, FAIL_CONFLICT, "Bộ này %s nên không dừng được.", indicator_state_names[set->state]);
    return set_state(c, set, SET_CLOSED, set->first, set->last, "Dừng thu thập số liệu");
}

/* -- terms
 * -------------------------------------------------------------------------------------------------------------- */

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
