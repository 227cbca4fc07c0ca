// SPDX-License-Identifier: Apache-2.0
/* expression_value.c -- answers as numbers, texts and days, and what can be calculated and compared of them. */
#include "form/expression_inside.h"
#include <math.h>

enum { NUMBER_TEXT_MAX = 400 };
static const double WHOLE_MAX = 9007199254740992.0; /* 2^53 */

Answer number_of(double x)
{
    if (x == floor(x) && fabs(x) <= WHOLE_MAX) return answer_of_integer((int64_t)x);
    return (Answer){IS_DECIMAL, .decimal = x};
}

/* As XPath writes numbers: digits, one point, a minus; no exponent, no plus. */
static bool is_number(Str s)
{
    size_t digits = 0, points = 0;
    for (size_t i = str_starts(s, S("-")); i < s.n; i++) {
        if (s.p[i] == '.') points++;
        else if (s.p[i] >= '0' && s.p[i] <= '9') digits++;
        else return false;
    }
    return digits && points <= 1 && s.n < NUMBER_TEXT_MAX;
}

Answer text_number(Str s)
{
    int64_t whole;
    s = str_trim(s);
    if (str_integer(s, &whole)) return answer_of_integer(whole);
    Day day = day_parse_iso(s);
    if (day != NO_DAY) return answer_of_integer(day);
    if (!is_number(s)) return NOT_A_NUMBER;
    char text[NUMBER_TEXT_MAX + 1];
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    return number_of(strtod(text, NULL));
}

Answer answer_number(Answer a)
{
    switch (a.kind) {
    case IS_INTEGER:
    case IS_DECIMAL: return a;
    case IS_BOOLEAN: return answer_of_integer(a.boolean);
    case IS_DAY: return answer_of_integer(a.day);
    case IS_TEXT: return text_number(a.text);
    case IS_EMPTY: break;
    }
    return NOT_A_NUMBER;
}

double answer_double(Answer a)
{
    a = answer_number(a);
    return a.kind == IS_INTEGER ? (double)a.integer : a.decimal;
}

bool answer_truth(Answer a)
{
    switch (a.kind) {
    case IS_BOOLEAN: return a.boolean;
    case IS_INTEGER: return a.integer;
    case IS_DECIMAL: return a.decimal != 0 && !isnan(a.decimal);
    case IS_TEXT: return a.text.n;
    case IS_DAY: return true;
    case IS_EMPTY: break;
    }
    return false;
}

bool answer_is_empty(Answer a)
{
    return a.kind == IS_EMPTY || (a.kind == IS_TEXT && !a.text.n) || (a.kind == IS_DECIMAL && isnan(a.decimal));
}

bool answer_next_key(Str *keys, Str *key)
{
    size_t n = 0;
    *keys = str_trim(*keys);
    while (n < keys->n && !strchr(" \t\r\n", keys->p[n])) n++;
    *key = str_slice(*keys, 0, n);
    *keys = str_from(*keys, n);
    return n;
}

/* Within the years that a Day has. */
static Day day_number(double days)
{
    days = floor(days);
    return days >= day_of(YEAR_MIN, 1, 1) && days <= day_of(YEAR_MAX, 12, 31) ? (Day)days : NO_DAY;
}

/* "2024-9-5", which people write for 2024-09-05. */
static Day unpadded_day(Str s)
{
    int64_t part[3];
    Str piece;
    for (int i = 0; i < 3; i++)
        if (!str_cut(&s, '-', &piece) || !piece.n || piece.n > (i ? 2 : 4) || !str_integer(piece, &part[i]))
            return NO_DAY;
    return s.n ? NO_DAY : day_of((int)part[0], (int)part[1], (int)part[2]);
}

Day answer_day(Answer a)
{
    switch (a.kind) {
    case IS_DAY: return a.day;
    case IS_INTEGER:
    case IS_DECIMAL: return day_number(answer_double(a));
    case IS_TEXT: return unpadded_day(str_trim(a.text));
    case IS_BOOLEAN:
    case IS_EMPTY: break;
    }
    return NO_DAY;
}

/* -- as text ------------------------------------------------------------------------------------------------ */

/* The fewest digits that are read as the same number, as JavaScript lays them out. */
static Str decimal_text(Arena *mem, double x)
{
    char text[40];
    if (isnan(x)) return (Str){0};
    if (isinf(x)) return x > 0 ? S("Infinity") : S("-Infinity");
    int precision = 15;
    do snprintf(text, sizeof text, "%.*e", precision - 1, x);
    while (strtod(text, NULL) != x && precision++ < 17);

    char digits[20];
    int n = 0, exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1; /* of 0.DIGITS */
    for (const char *p = text; *p != 'e'; p++)
        if (*p >= '0' && *p <= '9') digits[n++] = *p;
    while (n > 1 && digits[n - 1] == '0') n--;

    const char *minus = x < 0 ? "-" : "";
    if (exponent > 21 || exponent < -5) {
        int at = exponent - 1;
        return str_format(mem, "%s%c%s%.*se%s%d", minus, digits[0], n > 1 ? "." : "", n - 1, digits + 1,
                          at < 0 ? "-" : "+", abs(at));
    }
    if (exponent <= 0) return str_format(mem, "%s0.%.*s%.*s", minus, -exponent, "000000", n, digits);
    if (n > exponent) return str_format(mem, "%s%.*s.%.*s", minus, exponent, digits, n - exponent, digits + exponent);
    return str_format(mem, "%s%.*s%.*s", minus, n, digits, exponent - n, "000000000000000000000");
}

Str answer_text(Arena *mem, Answer a)
{
    switch (a.kind) {
    case IS_TEXT: return a.text;
    case IS_INTEGER: return str_format(mem, "%lld", (long long)a.integer);
    case IS_DECIMAL: return decimal_text(mem, a.decimal);
    case IS_BOOLEAN: return a.boolean ? S("true") : S("false");
    case IS_DAY: return day_iso(mem, a.day);
    case IS_EMPTY: break;
    }
    return (Str){0};
}

/* -- compared ----------------------------------------------------------------------------------------------- */

int answers_order(Answer a, Answer b)
{
    a = answer_number(a), b = answer_number(b);
    if (a.kind == IS_INTEGER && b.kind == IS_INTEGER) return (a.integer > b.integer) - (a.integer < b.integer);
    double x = answer_double(a), y = answer_double(b);
    return isnan(x) || isnan(y) ? 2 : (x > y) - (x < y);
}

/* What is empty equals what is empty, and nothing else: not 0, not false. */
bool answers_equal(Answer a, Answer b)
{
    if (answer_is_empty(a) || answer_is_empty(b)) {
        bool is_nan = a.kind == IS_DECIMAL || b.kind == IS_DECIMAL; /* which equals nothing, not itself */
        return answer_is_empty(a) && answer_is_empty(b) && !is_nan;
    }
    if (a.kind == IS_BOOLEAN || b.kind == IS_BOOLEAN) return answer_truth(a) == answer_truth(b);
    if (a.kind == IS_TEXT && b.kind == IS_TEXT) return str_equal(a.text, b.text);
    return answers_order(a, b) == 0;
}

/* -- calculated --------------------------------------------------------------------------------------------- */

static bool whole(NodeOp op, int64_t a, int64_t b, int64_t *result)
{
    switch (op) {
    case NODE_ADD: return !__builtin_add_overflow(a, b, result);
    case NODE_SUB: return !__builtin_sub_overflow(a, b, result);
    case NODE_MUL: return !__builtin_mul_overflow(a, b, result);
    case NODE_DIV:
    case NODE_MOD:
        if (!b || (a == INT64_MIN && b == -1)) return false;
        if (op == NODE_DIV && a % b) return false;
        *result = op == NODE_DIV ? a / b : a % b;
        return true;
    default: return false;
    }
}

static double broken(NodeOp op, double a, double b)
{
    switch (op) {
    case NODE_ADD: return a + b;
    case NODE_SUB: return a - b;
    case NODE_MUL: return a * b;
    case NODE_DIV: return a / b;
    default: return fmod(a, b);
    }
}

Answer answers_calculate(NodeOp op, Answer a, Answer b)
{
    int64_t result;
    a = answer_number(a), b = answer_number(b);
    if (a.kind == IS_INTEGER && b.kind == IS_INTEGER && whole(op, a.integer, b.integer, &result))
        return answer_of_integer(result);
    return number_of(broken(op, answer_double(a), answer_double(b)));
}
