// SPDX-License-Identifier: Apache-2.0
/* expression_call.c -- the functions: one row each, in the table at the end.  What they do is what ODK's engine does
 * (test/forms compares them); where it does otherwise, test/forms/differences.tsv says why. */
#include "base/out.h"
#include "form/expression_inside.h"
#include <math.h>

static Str text(const Call *c, size_t i) { return answer_text(c->scope->mem, c->arg[i]); }
static double number(const Call *c, size_t i) { return answer_double(c->arg[i]); }
static bool has(const Call *c, size_t i) { return i < c->node->n; }
static Answer truth(bool b) { return answer_of_boolean(b); }
static Answer whole(size_t n) { return answer_of_integer((int64_t)n); }

static const AnswerRow *rows_of(const Call *c, const Node *cells, size_t *n)
{
    const Answers *a = c->scope->answers;
    const DesignField *f = &a->design->field[cells->place];
    size_t table = cells->op == NODE_ROWS ? cells->place : f->rows;
    *n = a->rows[table].n;
    return a->rows[table].at;
}

/* The place of a column among those of its table: they follow it. */
static Answer cell(const Call *c, const Node *cells, size_t row)
{
    const Design *d = c->scope->answers->design;
    size_t n;
    const AnswerRow *rows = rows_of(c, cells, &n);
    return row < n ? rows[row].at[cells->place - d->field[cells->place].rows - 1] : (Answer){0};
}

bool each_next(Each *e, Answer *a)
{
    for (; e->kid < e->call->node->n; e->kid++, e->row = 0) {
        const Node *kid = e->call->node->kid[e->kid];
        size_t rows;
        if (kid->op != NODE_CELLS) {
            *a = e->call->arg[e->kid++];
            return true;
        }
        rows_of(e->call, kid, &rows);
        if (e->row < rows && work_take(work_of(e->call->scope), 1)) {
            *a = cell(e->call, kid, e->row++);
            return true;
        }
    }
    return false;
}

/* -- conditions --------------------------------------------------------------------------------------------- */

static Answer run_if(const Call *c) { return c->arg[answer_truth(c->arg[0]) ? 1 : 2]; }
static Answer run_coalesce(const Call *c) { return c->arg[answer_is_empty(c->arg[0])]; }
static Answer run_once(const Call *c) { return answer_is_empty(c->scope->self) ? c->arg[0] : c->scope->self; }
static Answer run_not(const Call *c) { return truth(!answer_truth(c->arg[0])); }
static Answer run_true(const Call *c) { return (void)c, truth(true); }
static Answer run_false(const Call *c) { return (void)c, truth(false); }
static Answer run_boolean(const Call *c) { return truth(answer_truth(c->arg[0])); }
static Answer run_boolean_from_string(const Call *c)
{
    return truth(str_equal(text(c, 0), S("1")) || str_equal(text(c, 0), S("true")));
}

/* -- choices ------------------------------------------------------------------------------------------------ */

static Answer run_selected(const Call *c)
{
    Str rest = text(c, 0), key, wanted = str_trim(text(c, 1));
    if (!wanted.n) return truth(!str_trim(rest).n); /* '' is chosen where nothing is */
    while (answer_next_key(&rest, &key))
        if (str_equal(key, wanted)) return truth(true);
    return truth(false);
}

static Answer run_selected_at(const Call *c)
{
    Str rest = text(c, 0), key;
    double at = trunc(number(c, 1));
    for (double i = 0; answer_next_key(&rest, &key); i++)
        if (i == at) return answer_of_text(key);
    return (Answer){0};
}

static Answer run_count_selected(const Call *c)
{
    Str rest = text(c, 0), key;
    size_t n = 0;
    while (answer_next_key(&rest, &key)) n++;
    return whole(n);
}

static Answer run_choice_name(const Call *c)
{
    const DesignList *list = c->node->known;
    Str key = text(c, 0);
    for (size_t i = 0; list && i < list->n; i++)
        if (str_equal(list->choice[i].key, key)) return answer_of_text(list->choice[i].label.text);
    return (Answer){0};
}

/* -- rows --------------------------------------------------------------------------------------------------- */

static Answer run_count(const Call *c)
{
    size_t n;
    rows_of(c, c->node->kid[0], &n);
    return whole(n);
}

static Answer run_count_non_empty(const Call *c)
{
    Each e = {.call = c};
    size_t n = 0;
    for (Answer a; each_next(&e, &a);) n += !answer_is_empty(a);
    return whole(n);
}

/* Of no rows, or of one that is still empty, there is no sum. */
static Answer run_sum(const Call *c)
{
    Each e = {.call = c};
    Answer sum = NOT_A_NUMBER;
    bool is_first = true;
    for (Answer a; each_next(&e, &a); is_first = false)
        sum = is_first ? answer_number(a) : answers_calculate(NODE_ADD, sum, a);
    return sum;
}

static Answer least(const Call *c, int wanted)
{
    Each e = {.call = c};
    Answer best = NOT_A_NUMBER;
    bool is_first = true;
    for (Answer a; each_next(&e, &a); is_first = false) {
        int order = is_first ? wanted : answers_order(a, best);
        if (isnan(answer_double(a))) return NOT_A_NUMBER;
        if (order == wanted) best = answer_number(a);
    }
    return best;
}
static Answer run_min(const Call *c) { return least(c, -1); }
static Answer run_max(const Call *c) { return least(c, 1); }

static Answer run_indexed_repeat(const Call *c)
{
    const Node *column = c->node->kid[0];
    double row = number(c, 2);
    if (!(row >= 1) || row != floor(row) || row > DESIGN_ROWS_MAX) return (Answer){0};
    return cell(c, column, (size_t)row - 1);
}

/* -- numbers ------------------------------------------------------------------------------------------------ */

/* Half goes away from zero. */
static Answer run_round(const Call *c)
{
    double x = number(c, 0), places = has(c, 1) ? number(c, 1) : 0, shift = pow(10, places);
    if (isnan(x) || isnan(places)) return NOT_A_NUMBER;
    Answer a = answer_number(c->arg[0]);
    if (a.kind == IS_INTEGER && places >= 0) return a;
    double rounded = round(fabs(x) * shift) / shift;
    return number_of(x < 0 ? -rounded : rounded);
}

static Answer of_double(const Call *c, double (*f)(double))
{
    Answer a = answer_number(c->arg[0]);
    return a.kind == IS_INTEGER ? a : number_of(f(a.decimal));
}
static Answer run_int(const Call *c) { return of_double(c, trunc); }
static Answer run_floor(const Call *c) { return of_double(c, floor); }
static Answer run_ceiling(const Call *c) { return of_double(c, ceil); }
static Answer run_abs(const Call *c)
{
    Answer a = answer_number(c->arg[0]);
    if (a.kind == IS_DECIMAL) return number_of(fabs(a.decimal));
    return a.integer < 0 ? answers_calculate(NODE_SUB, answer_of_integer(0), a) : a;
}
static Answer run_pow(const Call *c)
{
    double x = number(c, 0), y = number(c, 1);
    return isnan(x) || isnan(y) ? NOT_A_NUMBER : number_of(pow(x, y));
}
static Answer run_sqrt(const Call *c) { return number_of(sqrt(number(c, 0))); }
static Answer run_number(const Call *c) { return answer_number(c->arg[0]); }

/* -- texts -------------------------------------------------------------------------------------------------- */

static Answer run_string(const Call *c) { return answer_of_text(text(c, 0)); }
static Answer run_string_length(const Call *c) { return whole(str_letters(text(c, 0))); }
static Answer run_contains(const Call *c) { return truth(str_contains(text(c, 0), text(c, 1))); }
static Answer run_starts_with(const Call *c) { return truth(str_starts(text(c, 0), text(c, 1))); }
static Answer run_ends_with(const Call *c) { return truth(str_ends(text(c, 0), text(c, 1))); }
static Answer run_regex(const Call *c)
{
    const Regex *regex = c->node->known;
    return truth(regex->calls->matches(regex->compiled, text(c, 0), work_of(c->scope)));
}

static size_t letter_at(Str s, double n)
{
    size_t i = 0;
    for (double seen = -1; i < s.n; i++) {
        seen += ((unsigned char)s.p[i] & 0xC0) != 0x80;
        if (seen >= n) break;
    }
    return i;
}

/* From the letter `from` (the first is 0) to before `to`; below zero they count from the end. */
static Answer run_substr(const Call *c)
{
    Str s = text(c, 0);
    double n = (double)str_letters(s), from = trunc(number(c, 1)), to = has(c, 2) ? trunc(number(c, 2)) : n;
    if (isnan(from) || isnan(to)) return (Answer){0};
    if (from < 0) from += n;
    if (to < 0) to += n;
    from = fmin(fmax(from, 0), n), to = fmin(fmax(to, 0), n);
    return from < to ? answer_of_text(str_slice(s, letter_at(s, from), letter_at(s, to))) : (Answer){0};
}

static Answer run_substring_before(const Call *c)
{
    Str s = text(c, 0);
    size_t at = str_find(s, text(c, 1));
    return at < s.n ? answer_of_text(str_slice(s, 0, at)) : (Answer){0};
}

static Answer run_substring_after(const Call *c)
{
    Str s = text(c, 0), part = text(c, 1);
    size_t at = str_find(s, part);
    return at < s.n ? answer_of_text(str_from(s, at + part.n)) : (Answer){0};
}

static Answer joined(const Call *c, size_t from, Str glue)
{
    Out o = {.mem = c->scope->mem};
    Each e = {.call = c, .kid = from};
    bool is_first = true;
    for (Answer a; each_next(&e, &a); is_first = false) {
        if (!is_first) out_raw(&o, glue);
        out_raw(&o, answer_text(c->scope->mem, a));
    }
    return answer_of_text(out_str(&o));
}
static Answer run_concat(const Call *c) { return joined(c, 0, (Str){0}); }
static Answer run_join(const Call *c) { return joined(c, 1, text(c, 0)); }

static Answer run_normalize_space(const Call *c)
{
    Out o = {.mem = c->scope->mem};
    Str rest = text(c, 0), word;
    while (answer_next_key(&rest, &word)) {
        if (o.n) out_char(&o, ' ');
        out_raw(&o, word);
    }
    return answer_of_text(out_str(&o));
}

static Str letter_of(Str s, size_t from)
{
    size_t to = from + 1;
    while (to < s.n && ((unsigned char)s.p[to] & 0xC0) == 0x80) to++;
    return str_slice(s, from, to);
}

/* Each letter that stands in `from` becomes the one at its place in `to`, or goes. */
static Answer run_translate(const Call *c)
{
    Out o = {.mem = c->scope->mem};
    Str s = text(c, 0), from = text(c, 1), to = text(c, 2), letter;
    for (size_t i = 0; i < s.n; i += letter.n) {
        letter = letter_of(s, i);
        size_t at = str_find(from, letter);
        if (at == from.n) out_raw(&o, letter);
        else {
            size_t other = letter_at(to, (double)str_letters(str_slice(from, 0, at)));
            if (other < to.n) out_raw(&o, letter_of(to, other));
        }
    }
    return answer_of_text(out_str(&o));
}

/* -- days --------------------------------------------------------------------------------------------------- */

static Answer run_today(const Call *c) { return answer_of_day(c->scope->today); }
static Answer run_date(const Call *c) { return answer_of_day(answer_day(c->arg[0])); }

static Answer run_decimal_date_time(const Call *c)
{
    Day d = answer_day(c->arg[0]);
    return d == NO_DAY ? NOT_A_NUMBER : answer_of_integer(d);
}

static void out_day_part(Out *o, char letter, Day d)
{
    int year, month, day;
    day_split(d, &year, &month, &day);
    switch (letter) {
    case 'Y': out_format(o, "%04d", year); break;
    case 'y': out_format(o, "%02d", year % 100); break;
    case 'm': out_format(o, "%02d", month); break;
    case 'n': out_format(o, "%d", month); break;
    case 'b': out_format(o, "thg %d", month); break;
    case 'd': out_format(o, "%02d", day); break;
    case 'e': out_format(o, "%d", day); break;
    case 'a': out_format(o, "%s", day_weekday_name(d)); break;
    default: out_format(o, "%%%c", letter); break;
    }
}

static Answer run_format_date(const Call *c)
{
    Out o = {.mem = c->scope->mem};
    Day d = answer_day(c->arg[0]);
    Str format = text(c, 1);
    if (d == NO_DAY) return (Answer){0};
    for (size_t i = 0; i < format.n; i++)
        if (format.p[i] == '%' && i + 1 < format.n && (unsigned char)format.p[i + 1] < 0x80)
            out_day_part(&o, format.p[++i], d);
        else out_char(&o, format.p[i]);
    return answer_of_text(out_str(&o));
}

enum { WORKDAYS_MAX = 2000 }; /* about eight years: a period of work, not an age */

static Answer run_workdays_between(const Call *c)
{
    Day from = answer_day(c->arg[0]), to = answer_day(c->arg[1]);
    bool can = from != NO_DAY && to != NO_DAY && abs(to - from) <= WORKDAYS_MAX;
    return can ? answer_of_integer(workday_count(c->node->known, from, to)) : NOT_A_NUMBER;
}

static Answer run_add_workdays(const Call *c)
{
    Day from = answer_day(c->arg[0]);
    double n = trunc(number(c, 1));
    if (from == NO_DAY || !(fabs(n) <= WORKDAYS_MAX)) return (Answer){0};
    return answer_of_day(n < 0 ? workday_before(c->node->known, from, (int)-n)
                               : workday_add(c->node->known, from, (int)n));
}

/* -- the table ---------------------------------------------------------------------------------------------- */

const Function functions[] = {
    {"if", "baa", IS_EMPTY, run_if, false},
    {"coalesce", "aa", IS_EMPTY, run_coalesce, false},
    {"once", "a", IS_EMPTY, run_once, false},
    {"not", "b", IS_BOOLEAN, run_not, false},
    {"true", "", IS_BOOLEAN, run_true, false},
    {"false", "", IS_BOOLEAN, run_false, false},
    {"boolean", "a", IS_BOOLEAN, run_boolean, false},
    {"boolean-from-string", "t", IS_BOOLEAN, run_boolean_from_string, false},
    {"selected", "tt", IS_BOOLEAN, run_selected, false},
    {"selected-at", "tn", IS_TEXT, run_selected_at, false},
    {"count-selected", "t", IS_INTEGER, run_count_selected, false},
    {"jr:choice-name", "tq", IS_TEXT, run_choice_name, false},
    {"count", "r", IS_INTEGER, run_count, false},
    {"count-non-empty", "c", IS_INTEGER, run_count_non_empty, false},
    {"sum", "N", IS_DECIMAL, run_sum, false},
    {"min", "*N", IS_DECIMAL, run_min, false},
    {"max", "*N", IS_DECIMAL, run_max, false},
    {"indexed-repeat", "Crn", IS_EMPTY, run_indexed_repeat, false},
    {"round", "n?n", IS_DECIMAL, run_round, false},
    {"int", "n", IS_INTEGER, run_int, false},
    {"floor", "n", IS_INTEGER, run_floor, false},
    {"ceiling", "n", IS_INTEGER, run_ceiling, false},
    {"abs", "n", IS_DECIMAL, run_abs, false},
    {"pow", "nn", IS_DECIMAL, run_pow, false},
    {"sqrt", "n", IS_DECIMAL, run_sqrt, false},
    {"number", "a", IS_DECIMAL, run_number, false},
    {"string", "a", IS_TEXT, run_string, false},
    {"string-length", "t", IS_INTEGER, run_string_length, false},
    {"substr", "tn?n", IS_TEXT, run_substr, false},
    {"substring-before", "tt", IS_TEXT, run_substring_before, false},
    {"substring-after", "tt", IS_TEXT, run_substring_after, false},
    {"concat", "*c", IS_TEXT, run_concat, false},
    {"join", "t*c", IS_TEXT, run_join, false},
    {"contains", "tt", IS_BOOLEAN, run_contains, false},
    {"starts-with", "tt", IS_BOOLEAN, run_starts_with, false},
    {"ends-with", "tt", IS_BOOLEAN, run_ends_with, false},
    {"normalize-space", "t", IS_TEXT, run_normalize_space, false},
    {"translate", "ttt", IS_TEXT, run_translate, false},
    {"regex", "tq", IS_BOOLEAN, run_regex, false},
    {"date", "d", IS_DAY, run_date, false},
    {"date-time", "d", IS_DAY, run_date, false},
    {"today", "", IS_DAY, run_today, false},
    {"now", "", IS_DAY, run_today, false}, /* hours are not kept */
    {"format-date-time", "dt", IS_TEXT, run_format_date, false},
    {"format-date", "dt", IS_TEXT, run_format_date, false},
    {"decimal-date-time", "d", IS_INTEGER, run_decimal_date_time, false},
    {"workdays-between", "dd", IS_INTEGER, run_workdays_between, true},
    {"add-workdays", "dn", IS_DAY, run_add_workdays, true},
};
const size_t n_functions = sizeof functions / sizeof *functions;

const Function *function_of(Str name)
{
    for (size_t i = 0; i < n_functions; i++)
        if (str_equal(name, str_of(functions[i].name))) return &functions[i];
    return NULL;
}
