// SPDX-License-Identifier: Apache-2.0
/* declare.c -- a set is declared, changed, begun, ended. */
#include "indicator/inside.h"
#include "journal/journal.h"

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
        "excludes, numerator, denominator, records, within, is_gone) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
        "$23, $24, $25, $26, 0) "
        "ON CONFLICT (office_id, id) DO UPDATE SET place = excluded.place, title = excluded.title, "
        "help = excluded.help, unit = excluded.unit, kind = excluded.kind, source = excluded.source, "
        "over_time = excluded.over_time, over_agencies = excluded.over_agencies, is_distinct = excluded.is_distinct, "
        "empty_is_zero = excluded.empty_is_zero, is_optional = excluded.is_optional, decimals = excluded.decimals, "
        "least = excluded.least, most = excluded.most, target = excluded.target, "
        "target_is_total = excluded.target_is_total, needs = excluded.needs, excludes = excluded.excludes, "
        "numerator = excluded.numerator, denominator = excluded.denominator, records = excluded.records, within = "
        "excluded.within, is_gone = 0",
        OFFICE, id, set, k->code, k->place, k->title, k->help, k->unit, indicator_kinds[k->kind],
        k->is_counted ? "counted" : "reported", indicator_overs[k->time], indicator_overs[k->agencies], k->is_distinct,
        k->empty_is_zero, k->is_optional, k->decimals, amount_or_null(k->has_least, k->least),
        amount_or_null(k->has_most, k->most), amount_or_null(k->has_target, k->target), k->target_is_total, k->needs,
        k->excludes, k->numerator, k->denominator, k->records, k->within);
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
