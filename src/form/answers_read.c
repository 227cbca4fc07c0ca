// SPDX-License-Identifier: Apache-2.0
/* answers_read.c -- what was typed becomes an answer of the field's type, or a sentence that says how to type it. */
#include "base/out.h"
#include "form/answers_inside.h"
#include "mail/mail.h"
#include "viet/date.h"
#include "viet/text.h"
#include <math.h>
#include <stdarg.h>

typedef struct {
    Arena *mem;
    const DesignField *f;
    Str typed;
    Answer *a;
    Str *problem;
} Reading;

__attribute__((format(printf, 2, 3))) static bool refuse(Reading *r, const char *format, ...)
{
    char text[600];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    *r->problem = str_copy(r->mem, str_head(str_of(text), sizeof text - 4));
    return false;
}

static bool take(Reading *r, Answer a)
{
    *r->a = a;
    return true;
}

/* -- texts -------------------------------------------------------------------------------------------------- */

static bool is_readable(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' ? !s.p[i] || !strchr("\t\n\r", s.p[i]) : s.p[i] == 0x7F) return false;
    return str_is_utf8(s);
}

static bool read_text(Reading *r)
{
    if (r->f->type == FIELD_LINES || str_index(r->typed, '\n') == r->typed.n) return take(r, answer_of_text(r->typed));
    return refuse(r, "Ô này chỉ viết trên một dòng.");
}

/* Separators go, +84 becomes 0: so that the same telephone is the same text. */
static bool read_phone(Reading *r)
{
    char *p = NEW(r->mem, char, r->typed.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < r->typed.n; i++) {
        char c = r->typed.p[i];
        if (c >= '0' && c <= '9') p[n++] = c;
        else if (!c || !strchr(" .-()+", c) || (c == '+' && n)) n = SIZE_MAX / 2;
        if (n > r->typed.n) break;
    }
    if (n > r->typed.n || n < 9 || n > 15)
        return refuse(r, "Số điện thoại phải có 9 đến 15 chữ số, viết như 0912345678.");
    Str digits = {p, n};
    if (str_starts(digits, S("84")) && n == 11) digits = str_format(r->mem, "0%.*s", STR_ARGS(str_from(digits, 2)));
    return take(r, answer_of_text(digits));
}

static bool read_mail(Reading *r)
{
    const char *problem = mail_address_problem(MAIL_LETTER, r->typed);
    return problem ? refuse(r, "%s", problem) : take(r, answer_of_text(r->typed));
}

static bool read_url(Reading *r)
{
    bool has_scheme = str_contains(r->typed, S("://"));
    Str whole = str_format(r->mem, "%s%.*s", has_scheme ? "" : "https://", STR_ARGS(r->typed));
    const char *problem = mail_link_problem(r->mem, whole);
    return problem ? refuse(r, "%s", problem) : take(r, answer_of_text(whole));
}

/* -- numbers ------------------------------------------------------------------------------------------------ */

static bool read_whole(Reading *r)
{
    Number n;
    if (!answers_number_read(r->mem, r->typed, r->f->unit, true, &n))
        return refuse(r, "Ô này phải là một số, viết như 12 hoặc 1.200.");
    return n.decimals ? refuse(r, "Ô này là số nguyên, không có phần lẻ sau dấu phẩy.")
                      : take(r, answer_of_integer(n.whole));
}

static bool read_decimal(Reading *r)
{
    Number n;
    if (!answers_number_read(r->mem, r->typed, r->f->unit, false, &n))
        return refuse(r, "Ô này phải là một số, viết như 12,5 hoặc 1.200.");
    double x = (double)n.whole / pow(10, n.decimals);
    return take(r, answer_fitting(r->mem, r->f, (Answer){IS_DECIMAL, .decimal = x}));
}

static bool read_money(Reading *r)
{
    int64_t money;
    if (money_read(r->mem, r->typed, &money)) return take(r, answer_of_integer(money));
    return refuse(r, "Số tiền tính bằng đồng, không có phần lẻ, viết như 1.500.000 hoặc 1,5 triệu.");
}

/* -- days --------------------------------------------------------------------------------------------------- */

static Day typed_day(Str s)
{
    char by = str_index(s, '/') < s.n ? '/' : str_index(s, '.') < s.n ? '.' : '-';
    int64_t part[3];
    Str rest = s, piece;
    if (day_parse_iso(s) != NO_DAY) return day_parse_iso(s);
    for (int i = 0; i < 3; i++)
        if (!str_cut(&rest, by, &piece) || !piece.n || piece.n > (i == 2 ? 4 : 2) || !str_integer(piece, &part[i]))
            return NO_DAY;
    return rest.n ? NO_DAY : day_of((int)part[2], (int)part[1], (int)part[0]);
}

/* Also in words: "ngày 10 tháng 10 năm 2024", with nothing else. */
static Day day_read(Str s)
{
    Day day = typed_day(s);
    if (day != NO_DAY) return day;
    FoundDate found = viet_find_date(s);
    return found.day != NO_DAY && !found.uncertain && found.text.n == s.n ? found.day : NO_DAY;
}

static bool read_day(Reading *r)
{
    Day day = day_read(r->typed);
    return day == NO_DAY ? refuse(r, "Ô này phải là một ngày có thật, viết như 15/9/2024.")
                         : take(r, answer_of_day(day));
}

bool period_split(Str text, Day *from, Day *to)
{
    size_t at = str_index(text, '/');
    *from = day_parse_iso(str_slice(text, 0, at));
    *to = day_parse_iso(str_from(text, at + 1));
    return *from != NO_DAY && *to != NO_DAY;
}

static bool typed_period(Arena *mem, Str s, Day *from, Day *to)
{
    Period p;
    static const char *const between[] = {" - ", " – ", "–", " đến ", " tới "};
    if (period_split(s, from, to)) return true;
    *from = *to = day_read(s);
    if (*from != NO_DAY) return true;
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        Str sign = str_of(between[i]);
        size_t at = str_find(s, sign);
        if (at == s.n) continue;
        *from = day_read(str_trim(str_slice(s, 0, at)));
        *to = day_read(str_trim(str_from(s, at + sign.n)));
        if (*from != NO_DAY && *to != NO_DAY) return true;
    }
    if (!viet_period(mem, s, NO_DAY, &p) || p.uncertain || p.from == NO_DAY || p.to == NO_DAY) return false;
    *from = p.from, *to = p.to;
    return true;
}

static bool read_period(Reading *r)
{
    Day from, to;
    if (!typed_period(r->mem, r->typed, &from, &to))
        return refuse(r, "Khoảng ngày viết như 1/10/2024 - 10/10/2024, với ngày có thật.");
    if (from > to) return refuse(r, "Ngày cuối đứng trước ngày đầu. Hãy đổi lại hai ngày.");
    return take(r, answer_of_text(str_format(r->mem, "%.*s/%.*s", STR_ARGS(day_iso(r->mem, from)),
                                             STR_ARGS(day_iso(r->mem, to)))));
}

/* -- choices ------------------------------------------------------------------------------------------------ */

/* By its key, else by its label as people write it into a spreadsheet; empty = neither. */
static Str key_of(Reading *r, Str written)
{
    const DesignList *list = r->f->list;
    written = str_trim(written);
    for (size_t i = 0; list && i < list->n; i++)
        if (str_equal(list->choice[i].key, written)) return written;
    Str folded = viet_fold(r->mem, written);
    for (size_t i = 0; list && folded.n && i < list->n; i++)
        if (str_equal(viet_fold(r->mem, list->choice[i].label.text), folded)) return list->choice[i].key;
    return (Str){0};
}

static bool no_choice(Reading *r, Str written)
{
    return refuse(r, "Không có lựa chọn “%.*s”. Hãy chọn trong các mục có sẵn.", STR_ARGS(str_head(written, 100)));
}

static bool read_choice(Reading *r)
{
    Str key = key_of(r, r->typed);
    return key.n ? take(r, answer_of_text(key)) : no_choice(r, r->typed);
}

/* Keys with blanks between, else labels with ; or , or line ends between; each once, in the order of the list. */
static bool read_choices(Reading *r)
{
    const DesignList *list = r->f->list;
    Str rest = r->typed, part, wrong = {0};
    bool *chosen = NEW(r->mem, bool, (list ? list->n : 0) + 1), all_keys = true;
    Out o = {.mem = r->mem};
    for (Str keys = rest; answer_next_key(&keys, &part);) {
        bool is_key = false;
        for (size_t i = 0; list && i < list->n; i++) is_key |= str_equal(list->choice[i].key, part);
        all_keys &= is_key;
    }
    char by = str_index(rest, ';') < rest.n ? ';' : str_index(rest, '\n') < rest.n ? '\n' : ',';
    while (all_keys ? answer_next_key(&rest, &part) : str_cut(&rest, by, &part)) {
        Str key = key_of(r, part);
        if (!key.n && str_trim(part).n && !wrong.n) wrong = str_trim(part);
        for (size_t i = 0; list && i < list->n; i++) chosen[i] |= key.n && str_equal(list->choice[i].key, key);
    }
    if (wrong.n) return no_choice(r, wrong);
    for (size_t i = 0; list && i < list->n; i++) {
        if (!chosen[i]) continue;
        if (o.n) out_char(&o, ' ');
        out_raw(&o, list->choice[i].key);
    }
    return take(r, answer_of_text(out_str(&o)));
}

static bool is_word(Reading *r, const char *words)
{
    Str rest = str_of(words), word, folded = viet_fold(r->mem, r->typed);
    while (str_cut(&rest, ' ', &word))
        if (str_equal(word, folded)) return true;
    return false;
}

static bool read_yes(Reading *r)
{
    if (is_word(r, "co 1 true yes on x dung")) return take(r, answer_of_boolean(true));
    if (is_word(r, "khong 0 false no off sai")) return take(r, answer_of_boolean(false));
    return refuse(r, "Hãy chọn Có hoặc Không.");
}

/* -- the whole ---------------------------------------------------------------------------------------------- */

bool answer_read(Arena *mem, const DesignField *f, Str typed, Answer *a, Str *problem)
{
    Reading r = {mem, f, typed, a, problem};
    *a = (Answer){0};
    *problem = (Str){0};
    if (!is_readable(typed)) return refuse(&r, "Ô này có ký tự không đọc được. Hãy gõ lại bằng bảng mã Unicode.");
    if (typed.n > DESIGN_LETTERS_MAX * 4)
        return refuse(&r, "Ô này dài quá %d chữ; hãy rút ngắn, hoặc gửi bằng tệp.", DESIGN_LETTERS_MAX);
    r.typed = str_trim(viet_nfc(mem, typed));
    if (!r.typed.n) return true;
    switch (f->type) {
    case FIELD_INTEGER: return read_whole(&r);
    case FIELD_DECIMAL: return read_decimal(&r);
    case FIELD_MONEY: return read_money(&r);
    case FIELD_DAY: return read_day(&r);
    case FIELD_PERIOD: return read_period(&r);
    case FIELD_CHOICE: return read_choice(&r);
    case FIELD_CHOICES: return read_choices(&r);
    case FIELD_YES: return read_yes(&r);
    case FIELD_PHONE: return read_phone(&r);
    case FIELD_MAIL: return read_mail(&r);
    case FIELD_URL: return read_url(&r);
    case FIELD_ROWS:
    case FIELD_COMPUTED:
    case FIELD_HEADING:
    case FIELD_NOTE: return true;
    default: return read_text(&r);
    }
}

/* -- what was calculated ------------------------------------------------------------------------------------ */

static const double WHOLE_MAX = 9.2e18;

static Answer fitting_number(const DesignField *f, Answer a)
{
    a = answer_number(a);
    double x = answer_double(a);
    if (!isfinite(x)) return (Answer){0};
    if (f->type == FIELD_DECIMAL) {
        double shift = pow(10, f->decimals);
        return (Answer){IS_DECIMAL, .decimal = f->decimals ? round(x * shift) / shift : x};
    }
    if (a.kind == IS_INTEGER) return a;
    return fabs(x) < WHOLE_MAX ? answer_of_integer((int64_t)round(x)) : (Answer){0};
}

Answer answer_fitting(Arena *mem, const DesignField *f, Answer a)
{
    Day from, to;
    if (answer_is_empty(a)) return (Answer){0};
    switch (f->type) {
    case FIELD_INTEGER:
    case FIELD_MONEY:
    case FIELD_DECIMAL: return fitting_number(f, a);
    case FIELD_DAY: return answer_of_day(answer_day(a));
    case FIELD_YES:
        if (a.kind == IS_TEXT &&
            (str_equal(a.text, S("false")) || str_equal(a.text, S("0")) || str_equal(a.text, S("no"))))
            return answer_of_boolean(false);
        return answer_of_boolean(answer_truth(a));
    case FIELD_COMPUTED: return a.kind == IS_DECIMAL && !isfinite(a.decimal) ? (Answer){0} : a;
    case FIELD_PERIOD: return a.kind == IS_TEXT && period_split(a.text, &from, &to) ? a : (Answer){0};
    case FIELD_ROWS:
    case FIELD_HEADING:
    case FIELD_NOTE: return (Answer){0};
    default: return answer_of_text(answer_text(mem, a));
    }
}
