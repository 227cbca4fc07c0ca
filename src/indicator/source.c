// SPDX-License-Identifier: Apache-2.0
/* source.c -- a set as a YAML text. */
#include "indicator/source.h"
#include "indicator/inside.h"

static bool is_code(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char letter = s.p[i];
        bool fits = (letter >= 'a' && letter <= 'z') ||
                    (i && ((letter >= '0' && letter <= '9') || letter == '-' || letter == '_'));
        if (!fits) return false;
    }
    return s.n && s.n <= INDICATOR_CODE_MAX;
}

static Spot spot_of(const YamlMap *m, const char *key)
{
    for (size_t i = 0; m->node && i < m->node->n; i++)
        if (str_equal(m->node->pair[i].key, str_of(key))) return m->node->pair[i].value->spot;
    return m->node ? m->node->spot : (Spot){0};
}

static Str take_code(YamlMap *m)
{
    Str code = yaml_text(m, "code", true);
    if (code.n && !is_code(code))
        yaml_problem(m->y, spot_of(m, "code"),
                     "Mã “%.*s” phải là chữ thường không dấu, số, gạch nối, bắt đầu bằng chữ, nhiều nhất %d ký tự.",
                     STR_ARGS(str_head(code, INDICATOR_CODE_MAX)), INDICATOR_CODE_MAX);
    return code;
}

static Str take_text(YamlMap *m, const char *key, bool is_needed, size_t most)
{
    Str text = yaml_text(m, key, is_needed);
    if (str_letters(text) > most) yaml_problem(m->y, spot_of(m, key), "“%s” dài quá %zu chữ.", key, most);
    return text;
}

/* -- an indicator ----------------------------------------------------------------------------------------------------
 */

/* A number of the indicator's own decimals. */
static bool take_amount(YamlMap *m, const Indicator *k, const char *key, int64_t *amount)
{
    Indicator free = {.title = str_of(key), .decimals = k->decimals, .has_least = true, .least = -INDICATOR_AMOUNT_MAX};
    Str typed = yaml_text(m, key, false);
    if (!typed.n) return false;
    const char *problem = amount_read(m->y->mem, &free, typed, false, amount);
    if (problem) problem = amount_read(m->y->mem, &free, typed, true, amount);
    if (problem) yaml_problem(m->y, spot_of(m, key), "%s", problem);
    return !problem;
}

static Str take_codes(YamlMap *m, const char *key)
{
    size_t n;
    Out codes = {.mem = m->y->mem};
    const YamlNode *const *items = yaml_list(m, key, false, &n);
    for (size_t i = 0; i < n; i++) {
        Str code;
        if (!yaml_is_text(m->y, items[i], key, &code)) continue;
        out_format(&codes, "%s%.*s", codes.n ? " " : "", STR_ARGS(code));
    }
    return out_str(&codes);
}

static void take_ratio(YamlMap *m, Indicator *k)
{
    size_t n;
    const YamlNode *const *items = yaml_list(m, "ratio", false, &n);
    if (!n) return;
    k->kind = INDICATOR_RATIO, k->decimals = 1;
    if (n != 2 || !yaml_is_text(m->y, items[0], "tử số", &k->numerator) ||
        !yaml_is_text(m->y, items[1], "mẫu số", &k->denominator))
        yaml_problem(m->y, spot_of(m, "ratio"), "“ratio” gồm đúng hai mã: tử số, mẫu số.");
}

static void take_over(YamlMap *m, Indicator *k)
{
    static const char *const over_time[] = {"sum", "last", "average"}, *const over_agencies[] = {"sum", "average",
                                                                                                 "none"};
    static const IndicatorOver agencies[] = {OVER_SUM, OVER_AVERAGE, OVER_NONE};
    int time_otherwise = k->kind == INDICATOR_FLOW && !k->is_distinct ? 0 : 1,
        agencies_otherwise = k->is_distinct ? 2 : 0;
    k->time = (IndicatorOver)yaml_choice(m, "over_time", over_time, 3, time_otherwise);
    k->agencies = agencies[yaml_choice(m, "over_agencies", over_agencies, 3, agencies_otherwise)];
    if (k->is_distinct && k->agencies != OVER_NONE)
        yaml_problem(m->y, spot_of(m, "over_agencies"),
                     "Chỉ tiêu đếm không trùng thì không cộng các cơ quan: một người có thể được nhiều nơi đếm. Hãy để "
                     "none.");
    if (k->is_distinct && k->time == OVER_SUM)
        yaml_problem(m->y, spot_of(m, "over_time"),
                     "Chỉ tiêu đếm không trùng thì không cộng các kỳ: một người có thể đến nhiều kỳ. Hãy để last.");
    if (k->kind == INDICATOR_STOCK && k->time == OVER_SUM)
        yaml_problem(m->y, spot_of(m, "over_time"),
                     "Số hiện có cuối kỳ (stock) thì không cộng các kỳ. Hãy để last hoặc average.");
}

static void take_bounds(YamlMap *m, Indicator *k)
{
    k->has_least = take_amount(m, k, "min", &k->least);
    k->has_most = take_amount(m, k, "max", &k->most);
    if (k->has_least && k->has_most && k->least > k->most)
        yaml_problem(m->y, spot_of(m, "max"), "“max” phải từ “min” trở lên.");
    k->has_target = take_amount(m, k, "target", &k->target);
    if (k->has_target) return;
    k->has_target = k->target_is_total = take_amount(m, k, "target_total", &k->target);
}

static void take_indicator(Yaml *y, const YamlNode *node, Indicator *k)
{
    static const char *const kinds[] = {"stock", "flow"}, *const empties[] = {"missing", "zero"},
                             *const sources[] = {"reported", "counted"};
    int64_t decimals = 0;
    YamlMap m = yaml_map(y, node, "chỉ tiêu");
    k->code = take_code(&m);
    k->title = take_text(&m, "title", true, INDICATOR_TITLE_MAX);
    k->help = take_text(&m, "help", false, INDICATOR_HELP_MAX);
    k->unit = take_text(&m, "unit", false, INDICATOR_UNIT_MAX);
    take_ratio(&m, k);
    if (k->kind != INDICATOR_RATIO) {
        k->kind = (IndicatorKind)yaml_choice(&m, "kind", kinds, 2, INDICATOR_FLOW);
        k->is_counted = yaml_choice(&m, "source", sources, 2, 0) == 1;
        k->is_distinct = yaml_yes(&m, "distinct", false);
        k->empty_is_zero = yaml_choice(&m, "empty", empties, 2, 0) == 1;
        k->is_optional = yaml_yes(&m, "optional", false);
        if (yaml_integer(&m, "decimals", 0, INDICATOR_DECIMALS_MAX, &decimals)) k->decimals = (int)decimals;
        take_over(&m, k);
    }
    take_bounds(&m, k);
    k->needs = take_codes(&m, "needs");
    k->excludes = take_codes(&m, "excludes");
    k->within = take_codes(&m, "within");
    k->records = yaml_text(&m, "records", false);
    if (k->records.n && (k->records.p[0] != '/' || str_starts(k->records, S("//"))))
        yaml_problem(y, spot_of(&m, "records"), "“records” là địa chỉ một trang của chương trình này, bắt đầu bằng /.");
    yaml_end(&m);
}

/* -- what speaks of other indicators ---------------------------------------------------------------------------------
 */

static void check_names(Yaml *y, const IndicatorSet *set, const Indicator *k, Spot spot, Str codes, const char *key)
{
    Str code;
    while (str_cut(&codes, ' ', &code)) {
        const Indicator *other = indicator_in(set, code);
        if (!other)
            yaml_problem(y, spot, "“%s” của “%.*s” nói đến “%.*s”, không có trong bộ này.", key, STR_ARGS(k->code),
                         STR_ARGS(str_head(code, INDICATOR_CODE_MAX)));
        else if (other == k || other->is_counted || other->kind == INDICATOR_RATIO)
            yaml_problem(y, spot, "“%s” của “%.*s” phải là một chỉ tiêu khác mà cơ quan nhập.", key, STR_ARGS(k->code));
    }
}

/* What is compared is counted alike. */
static void check_within(Yaml *y, const IndicatorSet *set, const Indicator *k, Spot spot)
{
    Str codes = k->within, code;
    if (codes.n && (k->kind == INDICATOR_RATIO || k->is_counted))
        yaml_problem(y, spot, "“within” chỉ dùng cho chỉ tiêu mà cơ quan nhập.");
    while (str_cut(&codes, ' ', &code)) {
        const Indicator *other = indicator_in(set, code);
        if (other && other->decimals != k->decimals)
            yaml_problem(y, spot, "“%.*s” và “%.*s” (within) phải có cùng số chữ số sau dấu phẩy.", STR_ARGS(k->code),
                         STR_ARGS(code));
    }
}

static void check_part(Yaml *y, const IndicatorSet *set, const Indicator *k, Spot spot, Str code)
{
    const Indicator *part = indicator_in(set, code);
    if (!part || part->kind == INDICATOR_RATIO || part->is_distinct || part->agencies == OVER_NONE)
        yaml_problem(y, spot, "“%.*s” là tỷ lệ của “%.*s”, không phải một chỉ tiêu cộng được của bộ này.",
                     STR_ARGS(k->code), STR_ARGS(str_head(code, INDICATOR_CODE_MAX)));
}

static void check_set(Yaml *y, const IndicatorSet *set, const YamlNode *const *items)
{
    for (size_t i = 0; i < set->indicators.n; i++) {
        const Indicator *k = &set->indicators.at[i];
        Spot spot = items[i]->spot;
        for (size_t j = 0; j < i; j++)
            if (k->code.n && str_equal(k->code, set->indicators.at[j].code))
                yaml_problem(y, spot, "Mã “%.*s” đã dùng ở trên.", STR_ARGS(k->code));
        check_names(y, set, k, spot, k->needs, "needs");
        check_names(y, set, k, spot, k->excludes, "excludes");
        check_names(y, set, k, spot, k->within, "within");
        check_within(y, set, k, spot);
        if (k->kind != INDICATOR_RATIO) continue;
        check_part(y, set, k, spot, k->numerator);
        check_part(y, set, k, spot, k->denominator);
    }
}

/* -- the set ---------------------------------------------------------------------------------------------------------
 */

static void take_reporters(Ctx *c, YamlMap *m, IndicatorSet *set)
{
    OrgClassList classes;
    set->reporters = set->who = yaml_text(m, "reporters", true);
    if (org_classes_load(c, &classes)) return;
    const OrgClass *class = org_class(&classes, set->reporters);
    if (class) set->reporters = class->members, set->who = class->name;
    Str who = take_text(m, "who", false, INDICATOR_TITLE_MAX);
    if (who.n) set->who = who;
    if (!set->who.n) return;
    const char *problem = org_rule_problem(m->y->mem, set->reporters);
    if (problem) yaml_problem(m->y, spot_of(m, "reporters"), "%s", problem);
}

static Day take_day(YamlMap *m, const char *key)
{
    Term t;
    Str typed = yaml_text(m, key, false);
    if (!typed.n) return NO_DAY;
    if (term_read(typed, TERM_DAY, &t)) return t.first;
    yaml_problem(m->y, spot_of(m, key), "“%.*s” không phải là ngày. Hãy viết như 15/9/2024.",
                 STR_ARGS(str_head(typed, 40)));
    return NO_DAY;
}

static void take_indicators(Yaml *y, YamlMap *m, IndicatorSet *set)
{
    size_t n;
    const YamlNode *const *items = yaml_list(m, "indicators", true, &n);
    if (n > INDICATORS_MAX) {
        yaml_problem(y, items[INDICATORS_MAX]->spot,
                     "Một bộ có nhiều nhất %d chỉ tiêu, bộ này có %zu. Hãy tách thành nhiều bộ.", INDICATORS_MAX, n);
        n = INDICATORS_MAX;
    }
    for (size_t i = 0; i < n; i++) {
        Indicator *k = list_add(y->mem, &set->indicators);
        k->place = (int)i;
        take_indicator(y, items[i], k);
    }
    check_set(y, set, items);
}

bool indicator_from_yaml(Ctx *c, Str bytes, IndicatorSet *set, DesignProblems *problems)
{
    int64_t deadline = 2;
    *set = (IndicatorSet){.source = bytes, .first = NO_DAY, .last = NO_DAY};
    Yaml y = yaml_read(&c->mem, str_slice(bytes, 0, INDICATOR_SOURCE_MAX + 1));
    if (bytes.n > INDICATOR_SOURCE_MAX)
        yaml_problem(&y, (Spot){.line = 1, .column = 1}, "Tệp khai báo dài quá %d KB.", INDICATOR_SOURCE_MAX >> 10);
    YamlMap m = yaml_map(&y, y.root, "bộ số liệu");
    set->code = take_code(&m);
    set->title = take_text(&m, "title", true, INDICATOR_TITLE_MAX);
    set->about = take_text(&m, "about", false, INDICATOR_HELP_MAX);
    set->term = (TermKind)yaml_choice(&m, "term", term_keys, TERM_KINDS, TERM_WEEK);
    take_reporters(c, &m, set);
    yaml_integer(&m, "deadline", 0, INDICATOR_DEADLINE_MAX, &deadline);
    set->deadline = (int)deadline;
    set->first = take_day(&m, "from"), set->last = take_day(&m, "to");
    if (set->first != NO_DAY && set->last != NO_DAY && set->last < set->first)
        yaml_problem(&y, spot_of(&m, "to"), "“to” phải từ “from” trở đi.");
    take_indicators(&y, &m, set);
    yaml_end(&m);
    bool is_good = problems_settle(y.mem, &y.problems);
    *problems = y.problems;
    return is_good;
}

Fail indicator_declare(Ctx *c, Str yaml, Id *id)
{
    IndicatorSet set;
    DesignProblems problems;
    if (!indicator_from_yaml(c, yaml, &set, &problems))
        return fail(c, FAIL_INPUT, "%.*s", STR_ARGS(problem_line(&c->mem, &problems.at[0])));
    return indicator_set_put(c, &set, id);
}

/* -- out -------------------------------------------------------------------------------------------------------------
 */

static void put(Out *o, const char *indent, const char *key, Str text)
{
    if (!text.n) return;
    out_format(o, "%s%s: ", indent, key);
    yaml_put_text(o, text);
    out_char(o, '\n');
}

static void put_codes(Out *o, const char *key, Str codes)
{
    Str code;
    if (!codes.n) return;
    out_format(o, "    %s: [", key);
    for (bool is_first = true; str_cut(&codes, ' ', &code); is_first = false) {
        if (!is_first) OUT_LITERAL(o, ", ");
        yaml_put_text(o, code);
    }
    OUT_LITERAL(o, "]\n");
}

static void put_amount(Out *o, const Indicator *k, bool has, const char *key, int64_t amount)
{
    if (has) put(o, "    ", key, amount_plain(o->mem, k, amount));
}

static void put_indicator(Out *o, const Indicator *k)
{
    OUT_LITERAL(o, "  - code: ");
    yaml_put_text(o, k->code);
    OUT_LITERAL(o, "\n");
    put(o, "    ", "title", k->title);
    put(o, "    ", "help", k->help);
    put(o, "    ", "unit", k->unit);
    if (k->kind == INDICATOR_RATIO) {
        put_codes(o, "ratio", str_format(o->mem, "%.*s %.*s", STR_ARGS(k->numerator), STR_ARGS(k->denominator)));
    } else {
        put(o, "    ", "kind", str_of(indicator_kinds[k->kind]));
        put(o, "    ", "source", k->is_counted ? S("counted") : (Str){0});
        put(o, "    ", "distinct", k->is_distinct ? S("true") : (Str){0});
        put(o, "    ", "empty", k->empty_is_zero ? S("zero") : (Str){0});
        put(o, "    ", "optional", k->is_optional ? S("true") : (Str){0});
        put(o, "    ", "decimals", k->decimals ? str_format(o->mem, "%d", k->decimals) : (Str){0});
        put(o, "    ", "over_time", str_of(indicator_overs[k->time]));
        put(o, "    ", "over_agencies", str_of(indicator_overs[k->agencies]));
    }
    put_amount(o, k, k->has_least, "min", k->least);
    put_amount(o, k, k->has_most, "max", k->most);
    put_amount(o, k, k->has_target, k->target_is_total ? "target_total" : "target", k->target);
    put_codes(o, "needs", k->needs);
    put_codes(o, "excludes", k->excludes);
    put_codes(o, "within", k->within);
    put(o, "    ", "records", k->records);
}

void indicator_put_yaml(Out *o, const IndicatorSet *set)
{
    put(o, "", "code", set->code);
    put(o, "", "title", set->title);
    put(o, "", "about", set->about);
    put(o, "", "term", str_of(term_keys[set->term]));
    put(o, "", "reporters", set->reporters);
    put(o, "", "who", set->who);
    out_format(o, "deadline: %d\n", set->deadline);
    if (set->first != NO_DAY) put(o, "", "from", day_iso(o->mem, set->first));
    if (set->last != NO_DAY) put(o, "", "to", day_iso(o->mem, set->last));
    OUT_LITERAL(o, "indicators:\n");
    for (size_t i = 0; i < set->indicators.n; i++)
        if (!set->indicators.at[i].is_gone) put_indicator(o, &set->indicators.at[i]);
}
