// SPDX-License-Identifier: Apache-2.0
/* web_set.c -- the sets: those on offer and those being collected; declaring one, by a form or as YAML. */
#include "http/shared.h"
#include "indicator/desk.h"
#include "indicator/set_view.h"
#include "indicator/web.h"
#include "people/rights.h"
#include "viet/text.h"

/* -- what there is ---------------------------------------------------------------------------------------------------
 */

static const char *kind_key(int k) { return indicator_kinds[k]; }
static const char *over_key(int k) { return indicator_overs[k]; }
static const char *state_key(int k) { return indicator_states[k]; }
static const char *term_key_of(int k) { return term_keys[k]; }

static const Column indicator_columns[] = {COL_TEXT(Indicator, code, "code"),
                                           COL_TEXT(Indicator, title, "title"),
                                           COL_TEXT(Indicator, unit, "unit"),
                                           COL_KEY(Indicator, kind, "kind", kind_key),
                                           COL_KEY(Indicator, time, "over_time", over_key),
                                           COL_KEY(Indicator, agencies, "over_agencies", over_key),
                                           COL_YES(Indicator, is_counted, "is_counted"),
                                           COL_YES(Indicator, is_distinct, "is_distinct"),
                                           COL_YES(Indicator, is_gone, "is_gone"),
                                           COL_NUMBER(Indicator, decimals, "decimals"),
                                           COL_TEXT(Indicator, numerator, "numerator"),
                                           COL_TEXT(Indicator, denominator, "denominator"),
                                           {0}};
static const Record declared_record = {.name = "Indicator", .columns = indicator_columns};
static const Column set_columns[] = {
    COL_TEXT(IndicatorSet, code, "code", .title = "Mã", .width = 20),
    COL_TEXT(IndicatorSet, title, "title", .title = "Bộ số liệu", .width = 44),
    COL_KEY(IndicatorSet, state, "state", state_key),
    COL_KEY(IndicatorSet, term, "term", term_key_of),
    COL_TEXT(IndicatorSet, who, "who", .title = "Ai báo cáo", .width = 30),
    COL_NUMBER(IndicatorSet, deadline, "deadline", .title = "Hạn sau kỳ (ngày làm việc)"),
    COL_DAY(IndicatorSet, first, "from", .title = "Từ ngày"),
    COL_DAY(IndicatorSet, last, "to", .title = "Đến ngày"),
    COL_NUMBER(IndicatorSet, version, "version"),
    COL_ROWS(IndicatorSet, indicators, "indicators", &declared_record),
    {0}};
const Record set_record = {.name = "IndicatorSet", .columns = set_columns};
static const Column sets_columns[] = {COL_ROWS_AT(SetsPage, sets, "sets", &set_record), {0}};
const Record sets_record = {.name = "IndicatorSets", .columns = sets_columns};

static Fail draw_sets(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    IndicatorSetList sets;
    (void)unused;
    TRY(indicator_sets(c, &sets));
    SetsPage m = {.q = q, .sets = &sets, .may_manage = right_here(c, RIGHT_INDICATOR_MANAGE)};
    m.first = term_of(TERM_WEEK, c->today).first;
    TRY(plan_ends(c, &m.last));
    shared_title(c, r, S("Các bộ số liệu"));
    sets_page(o, &m);
    return OK;
}

Fail sets_get(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSetList sets;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_sets, NULL);
    TRY(indicator_sets(c, &sets));
    return reply_record(c, r, &sets_record, &(SetsPage){.q = q, .sets = &sets});
}

Fail sets_run_post(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSetList sets;
    IdList ticked = input_ids(c, q, "chon");
    if (!ticked.n) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một bộ số liệu.");
    TRY(indicator_sets(c, &sets));
    for (size_t i = 0; i < sets.n; i++)
        for (size_t k = 0; k < ticked.n; k++)
            if (sets.at[i].id == ticked.at[k] && sets.at[i].state != SET_RUNNING)
                TRY(input_rule(q, "den", indicator_set_run(c, &sets.at[i], input_day(q, "tu"), input_day(q, "den"))));
    return reply_redirect(c, r, "/so-lieu");
}

/* From this term on, as long as the running plan lasts. */
static Fail propose(Ctx *c, SetPage *m)
{
    m->first = m->set->first, m->last = m->set->last;
    if (m->first != NO_DAY) return OK;
    m->first = term_of(m->set->term, c->today).first;
    return plan_ends(c, &m->last);
}

Fail set_get(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    Out yaml = {.mem = &c->mem};
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    if (reply_is_json(r)) return reply_record(c, r, &set_record, &set);
    SetPage m = {.q = q, .set = &set, .may_manage = right_here(c, RIGHT_INDICATOR_MANAGE)};
    TRY(propose(c, &m));
    indicator_put_yaml(&yaml, &set);
    m.yaml = set.source.n ? set.source : out_str(&yaml);
    set_page(reply_page(c, q, r, set.title), &m);
    return OK;
}

Fail set_yaml_get(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    Out *o = reply_text(c, r, "application/yaml; charset=utf-8");
    if (set.source.n) out_raw(o, set.source);
    else indicator_put_yaml(o, &set);
    reply_file_name(c, r, str_format(&c->mem, "%.*s.yaml", STR_ARGS(set.code)));
    return OK;
}

Fail set_run_post(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    TRY(input_rule(q, "den", indicator_set_run(c, &set, input_day(q, "tu"), input_day(q, "den"))));
    return reply_redirect(c, r, "/so-lieu/bo/%.*s", STR_ARGS(set.code));
}

Fail set_close_post(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    TRY(indicator_set_by_code(c, input_text(q, "bo"), &set));
    TRY(indicator_set_close(c, &set));
    return reply_redirect(c, r, "/so-lieu/bo/%.*s", STR_ARGS(set.code));
}

/* -- declaring -------------------------------------------------------------------------------------------------------
 */

static Fail count_agencies(Ctx *c, DeclarePage *m)
{
    const OrgDated *tree;
    TRY(org_dated(c, &tree));
    for (size_t i = 0; i < org_dated_size(tree); i++)
        m->agencies += indicator_reports(tree, m->set, org_dated_at(tree, i), term_of(m->set->term, c->today));
    return OK;
}

static Fail look(Ctx *c, DeclarePage *m)
{
    IndicatorSet *set = NEW(&c->mem, IndicatorSet, 1);
    DesignProblems *problems = NEW(&c->mem, DesignProblems, 1);
    m->is_good = indicator_from_yaml(c, m->yaml, set, problems);
    m->set = set, m->problems = problems;
    return m->is_good ? count_agencies(c, m) : OK;
}

/* Classes of agencies that have members, to choose who reports. */
static Fail draw(Ctx *c, const Request *q, Reply *r, DeclarePage *m)
{
    OrgClassList classes;
    TRY(org_classes_load(c, &classes));
    for (size_t i = 0; i < classes.n; i++) {
        if (!classes.at[i].members.n) continue;
        *list_add(&c->mem, &m->classes) = classes.at[i].code;
        *list_add(&c->mem, &m->class_names) = classes.at[i].name;
    }
    declare_page(reply_page(c, q, r, S("Khai báo bộ số liệu")), m);
    return OK;
}

Fail declare_get(Ctx *c, const Request *q, Reply *r)
{
    IndicatorSet set;
    DeclarePage m = {.q = q};
    Str from = request_is_again(q) ? (Str){0} : input_text(q, "theo");
    if (request_is_again(q)) m.yaml = request_typed(q, "yaml");
    if (from.n) {
        TRY(indicator_set_by_code(c, from, &set));
        m.yaml = set.source;
    }
    return draw(c, q, r, &m);
}

/* A line of the form: "Tên chỉ tiêu; đơn vị; hiện có". */
static bool take_line(Ctx *c, Str line, Str set, int n, IndicatorSet *s)
{
    Str title = {0}, unit = {0}, kind = {0};
    str_cut(&line, ';', &title);
    str_cut(&line, ';', &unit);
    str_cut(&line, ';', &kind);
    title = str_trim(title);
    if (!title.n) return false;
    Indicator *k = list_add(&c->mem, &s->indicators);
    bool is_stock = str_contains(viet_fold(&c->mem, kind), S("hien"));
    *k = (Indicator){.title = title, .unit = str_trim(unit), .kind = is_stock ? INDICATOR_STOCK : INDICATOR_FLOW};
    k->time = is_stock ? OVER_LAST : OVER_SUM;
    k->code = str_format(&c->mem, "%.*s-%d", STR_ARGS(str_head(set, INDICATOR_CODE_MAX - 3)), n);
    return true;
}

static Str code_of(Ctx *c, Str title)
{
    Str folded = viet_fold(&c->mem, title);
    char *code = arena_bytes(&c->mem, folded.n + 2);
    size_t n = 0;
    if (folded.n && folded.p[0] >= '0' && folded.p[0] <= '9') code[n++] = 'b';
    for (size_t i = 0; i < folded.n && n < INDICATOR_CODE_MAX - 4; i++) {
        char letter = folded.p[i];
        bool fits = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        code[n++] = fits ? letter : '-';
    }
    while (n && code[n - 1] == '-') n--;
    return (Str){code, n};
}

/* The short form becomes YAML, to be looked at and completed before it is kept. */
static Str yaml_of_form(Ctx *c, const Request *q)
{
    Out o = {.mem = &c->mem};
    Str lines = input_text(q, "chi-tieu"), line;
    IndicatorSet s = {.title = input_text(q, "ten"),
                      .term = term_kind_of(input_text(q, "chu-ky")),
                      .reporters = input_text(q, "ai"),
                      .deadline = (int)input_integer(q, "han"),
                      .first = NO_DAY,
                      .last = NO_DAY};
    s.code = code_of(c, s.title);
    for (int n = 1; str_cut(&lines, '\n', &line);) n += take_line(c, line, s.code, n, &s);
    indicator_put_yaml(&o, &s);
    return out_str(&o);
}

Fail declare_post(Ctx *c, const Request *q, Reply *r)
{
    DeclarePage m = {.q = q, .yaml = input_text(q, "yaml")};
    Str does = input_text(q, "lam");
    Id id;
    if (str_equal(does, S("soan"))) {
        if (!input_given(q, "ten")) return input_rule(q, "ten", fail(c, FAIL_INPUT, "Hãy đặt tên cho bộ số liệu."));
        m.yaml = yaml_of_form(c, q);
    } else if (!m.yaml.n) return input_rule(q, "yaml", fail(c, FAIL_INPUT, "Hãy dán hoặc viết khai báo."));
    TRY(look(c, &m));
    if (m.is_good && str_equal(does, S("luu"))) {
        TRY(indicator_set_put(c, m.set, &id));
        return reply_redirect(c, r, "/so-lieu/bo/%.*s", STR_ARGS(m.set->code));
    }
    TRY(draw(c, q, r, &m));
    if (!m.is_good) reply_status(r, FAIL_INPUT);
    return OK;
}
