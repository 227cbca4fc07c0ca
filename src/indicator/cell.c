// SPDX-License-Identifier: Apache-2.0
/* cell.c -- one value: what it is, was, and what was said of it; and the terms that were published. */
#include "indicator/desk.h"
#include "journal/journal.h"
#include "people/sql.h"

static void add_event(Ctx *c, IndicatorEventList *events, IndicatorEvent e)
{
    size_t i = events->n;
    list_add(&c->mem, events);
    for (; i && events->at[i - 1].at < e.at; i--) events->at[i] = events->at[i - 1];
    events->at[i] = e;
}

Fail indicator_events(Ctx *c, const Indicator *k, Str org, Term t, IndicatorEventList *events)
{
    Rows r;
    Str term = term_key(&c->mem, t);
    *events = (IndicatorEventList){0};
    TRY(store_query(c, &r,
                    "SELECT x.before, x.after, x.at, x.why, " PERSON_NAME("p") " FROM indicator_change x " PERSON_JOIN(
                        "x", "person_id", "p") "WHERE x.office_id = $1 AND x.indicator_id = $2 AND x.org = $3 "
                                               "AND x.term = $4 ORDER BY x.id DESC LIMIT 100",
                    OFFICE, k->id, org, term));
    while (rows_next(&r))
        *list_add(&c->mem, events) = (IndicatorEvent){.before = row_integer(&r, 0),
                                                      .after = row_integer(&r, 1),
                                                      .is_cleared = row_is_null(&r, 1),
                                                      .at = row_integer(&r, 2),
                                                      .text = row_text(&r, 3),
                                                      .by = row_text(&r, 4)};
    TRY(rows_end(&r));
    TRY(store_query(c, &r,
                    "SELECT x.at, x.text, " PERSON_NAME("p") " FROM indicator_note x " PERSON_JOIN(
                        "x", "person_id", "p") "WHERE x.office_id = $1 AND x.indicator_id = $2 AND x.org = $3 "
                                               "AND x.term = $4 ORDER BY x.id DESC LIMIT 100",
                    OFFICE, k->id, org, term));
    while (rows_next(&r))
        add_event(c, events,
                  (IndicatorEvent){
                      .is_note = true, .at = row_integer(&r, 0), .text = row_text(&r, 1), .by = row_text(&r, 2)});
    return rows_end(&r);
}

static Fail journal(Ctx *c, const IndicatorDesk *d, const char *act, Str title, Str after)
{
    const IndicatorSet *set = desk_set(d);
    return journal_write(
        c, (JournalEntry){.act = act, .object = "indicator_set", .id = set->id, .title = title, .after = after});
}

Fail indicator_note(Ctx *c, const IndicatorDesk *d, const Indicator *k, Str org, Term t, Str text)
{
    if (!str_trim(text).n) return fail(c, FAIL_INPUT, "Hãy viết ghi chú.");
    TRY(store_run(c,
                  "INSERT INTO indicator_note (office_id, id, indicator_id, term, org, text, at, person_id) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                  OFFICE, id_new(c->now), k->id, term_key(&c->mem, t), org, text, c->now,
                  actor_is_known(c->actor) ? c->actor->person : (Id)0));
    Str title =
        str_format(&c->mem, "%.*s, %.*s, %.*s", STR_ARGS(k->title), STR_ARGS(org), STR_ARGS(term_short(&c->mem, t)));
    return journal(c, d, "Ghi chú số liệu", title, (Str){0}); /* what was noted stays at the figure */
}

/* -- publishing ------------------------------------------------------------------------------------------------------
 */

static Str title_of(Ctx *c, const IndicatorDesk *d, Term t)
{
    return str_format(&c->mem, "%.*s, %.*s", STR_ARGS(desk_set(d)->title), STR_ARGS(term_name(&c->mem, t)));
}

Fail indicator_publish(Ctx *c, const IndicatorDesk *d, Term t)
{
    Str name = term_name(&c->mem, t);
    if (desk_published(d, t)) return fail(c, FAIL_CONFLICT, "Số liệu %.*s đã công bố rồi.", STR_ARGS(name));
    if (t.last >= c->today)
        return fail(c, FAIL_CONFLICT, "%.*s chưa hết nên chưa công bố được. Hãy công bố từ ngày %.*s.", STR_ARGS(name),
                    STR_ARGS(day_vietnamese(&c->mem, t.last + 1)));
    TRY(store_run(c,
                  "INSERT INTO indicator_published (office_id, set_id, term, at, person_id) VALUES ($1, $2, $3, $4, "
                  "$5)",
                  OFFICE, desk_set(d)->id, term_key(&c->mem, t), c->now,
                  actor_is_known(c->actor) ? c->actor->person : (Id)0));
    return journal(c, d, "Công bố số liệu", title_of(c, d, t), (Str){0});
}

Fail indicator_reopen(Ctx *c, const IndicatorDesk *d, Term t, Str why)
{
    int64_t rows;
    if (!str_trim(why).n) return fail(c, FAIL_INPUT, "Hãy ghi vì sao mở lại số liệu đã công bố.");
    TRY(store_change(c, &rows, "DELETE FROM indicator_published WHERE office_id = $1 AND set_id = $2 AND term = $3",
                     OFFICE, desk_set(d)->id, term_key(&c->mem, t)));
    if (!rows) return fail(c, FAIL_CONFLICT, "Số liệu kỳ này chưa công bố nên không cần mở lại.");
    return journal(c, d, "Mở lại số liệu đã công bố", title_of(c, d, t), why);
}
