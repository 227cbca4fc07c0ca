// SPDX-License-Identifier: Apache-2.0
#include "form/xlsform.h"
#include "viet/text.h"

static const struct {
    const char *where, *heading, *others;
} columns[] = {
#define X(symbol, where, heading, others) {where, heading, others},
    XLS_COLUMNS(X)
#undef X
};

Str xls_word(Arena *mem, Str s)
{
    Str word = str_copy(mem, viet_lower(mem, str_trim(s)));
    for (size_t i = 0; i < word.n; i++)
        if (strchr(" \t\n-", word.p[i])) ((char *)word.p)[i] = '_';
    return word;
}

static bool is_one_of(Str word, const char *words)
{
    Str rest = str_of(words), one;
    while (str_cut(&rest, '|', &one))
        if (str_equal(one, word)) return true;
    return false;
}
bool xls_is_yes(Str s) { return is_one_of((Str){s.p, s.n}, "yes|Yes|YES|true|True|TRUE|true()|TRUE()|có|Có|1|x|X"); }
bool xls_is_no(Str s) { return is_one_of((Str){s.p, s.n}, "no|No|NO|false|False|FALSE|false()|FALSE()|không|Không|0"); }

static XlsColumnKind kind_of(Str word, char sheet)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strchr(columns[i].where, sheet) &&
            (str_equal(word, str_of(columns[i].heading)) || is_one_of(word, columns[i].others)))
            return (XlsColumnKind)i;
    return XLS_OTHER;
}

/* "Vietnamese (vi)", "Tiếng Việt", "English", "en": the code of ISO 639, else the first letters of its name. */
static Str language_of(Arena *mem, Str s)
{
    static const struct {
        const char *name, *code;
    } known[] = {{"vietnamese", "vi"}, {"tieng viet", "vi"}, {"vn", "vi"},        {"viet", "vi"},
                 {"vie", "vi"},        {"english", "en"},    {"tieng anh", "en"}, {"french", "fr"},
                 {"francais", "fr"},   {"spanish", "es"},    {"espanol", "es"},   {"chinese", "zh"},
                 {"khmer", "km"},      {"lao", "lo"},        {"german", "de"},    {"portuguese", "pt"}};
    size_t open = str_index(s, '('), close = str_index(s, ')');
    if (open < close && close < s.n) s = str_slice(s, open + 1, close);
    Str folded = viet_fold(mem, str_slice(s, 0, str_index(s, '-')));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(folded, str_of(known[i].name))) return str_of(known[i].code);
    Str code = str_slice(folded, 0, folded.n == 2 ? 2 : 3);
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] < 'a' || code.p[i] > 'z') return (Str){0};
    return code.n >= 2 ? code : (Str){0};
}

static void add_language(Xls *x, Str language)
{
    for (size_t i = 0; i < x->languages.n; i++)
        if (str_equal(x->languages.at[i], language)) return;
    if (language.n) *list_add(x->mem, &x->languages) = language;
}

/* Whether a column that we do not know holds anything: its heading alone troubles nobody. */
static bool is_used(const XlsSheet *s, size_t column)
{
    for (size_t i = 1; i < s->sheet->n; i++)
        if (sheet_cell(&s->sheet->row[i], (int)column).n) return true;
    return false;
}

void xls_columns(Xls *x, XlsSheet *s, const char *name, const Sheet *sheet)
{
    *s = (XlsSheet){.name = str_of(name), .sheet = sheet};
    if (!sheet->n) return;
    char where = s == &x->survey ? 's' : s == &x->choices ? 'c' : 't';
    s->n = sheet->row[0].n;
    s->column = NEW(x->mem, XlsColumn, s->n);
    for (size_t i = 0; i < s->n; i++) {
        Str heading = sheet->row[0].cell[i];
        size_t colon = str_index(heading, ':');
        Str language = str_from(heading, colon + 1);
        if (str_starts(language, S(":"))) language = str_from(language, 1);
        XlsColumn *c = &s->column[i];
        c->heading = heading;
        c->kind = kind_of(xls_word(x->mem, str_slice(heading, 0, colon)), where);
        c->language = colon < heading.n ? language_of(x->mem, str_trim(language)) : (Str){0};
        bool is_text = c->kind == XLS_LABEL || c->kind == XLS_HINT || c->kind == XLS_GUIDANCE ||
                       c->kind == XLS_REQUIRED_SAYS || c->kind == XLS_CONSTRAINT_SAYS;
        if (is_text) add_language(x, c->language);
        else if (colon < heading.n) c->kind = XLS_OTHER;
    }
    for (size_t i = 0; i < s->n && where == 's'; i++)
        if (s->column[i].kind == XLS_OTHER && s->column[i].heading.n && is_used(s, i))
            problem_warn(x->mem, x->d.problems, xls_spot(s, &sheet->row[0], (int)i + 1),
                         "cột «%.*s» không được dùng ở đây nên bỏ qua", STR_ARGS(str_head(s->column[i].heading, 60)));
}

/* What stands for Vietnamese: columns that say so, those that say nothing, the form's default, the first. */
void xls_choose_language(Xls *x, Str default_language)
{
    Str fallback = language_of(x->mem, default_language);
    bool has_plain = false, has_default = false;
    StrList others = {0};
    for (size_t i = 0; i < x->survey.n; i++)
        has_plain = has_plain || (x->survey.column[i].kind == XLS_LABEL && !x->survey.column[i].language.n);
    for (size_t i = 0; i < x->languages.n; i++) {
        if (str_equal(x->languages.at[i], S("vi"))) x->ours = S("vi");
        has_default = has_default || str_equal(x->languages.at[i], fallback);
    }
    if (!x->ours.n && !has_plain && x->languages.n) {
        x->ours = has_default ? fallback : x->languages.at[0];
        problem_warn(x->mem, x->d.problems, xls_spot(&x->survey, &x->survey.sheet->row[0], 0),
                     "không có cột tiếng Việt (label::Vietnamese (vi)): tạm lấy nhãn tiếng «%.*s»", STR_ARGS(x->ours));
    }
    for (size_t i = 0; i < x->languages.n; i++)
        if (!str_equal(x->languages.at[i], x->ours)) *list_add(x->mem, &others) = x->languages.at[i];
    x->languages = others;
}

Str xls_cell(const XlsSheet *s, const SheetRow *row, XlsColumnKind kind, int *column)
{
    *column = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (s->column[i].kind != kind) continue;
        Str cell = sheet_cell(row, (int)i);
        if (!*column || cell.n) *column = (int)i + 1;
        if (cell.n) return cell;
    }
    return (Str){0};
}

/* Labels may be dressed up in HTML and Markdown; here they are plain. */
static Str undressed(Arena *mem, Str s)
{
    if (str_index(s, '<') == s.n && !str_contains(s, S("**"))) return s;
    Out o = {.mem = mem};
    for (size_t i = 0; i < s.n;) {
        bool is_tag = s.p[i] == '<' && i + 1 < s.n &&
                      (s.p[i + 1] == '/' || ((s.p[i + 1] | 32) >= 'a' && (s.p[i + 1] | 32) <= 'z'));
        size_t close = is_tag ? str_index(str_from(s, i), '>') : 0;
        if (is_tag && i + close < s.n) i += close + 1;
        else if (str_starts(str_from(s, i), S("**"))) i += 2;
        else out_char(&o, s.p[i++]);
    }
    return str_trim(out_str(&o));
}

DesignText xls_text(Xls *x, const XlsSheet *s, const SheetRow *row, XlsColumnKind kind)
{
    DesignText text = {0};
    OtherText *other = NULL;
    for (size_t i = 0; i < s->n; i++) {
        const XlsColumn *c = &s->column[i];
        Str cell = c->kind == kind ? undressed(x->mem, sheet_cell(row, (int)i)) : (Str){0};
        if (!cell.n) continue;
        bool is_ours = str_equal(c->language, x->ours), is_plain = !c->language.n;
        if (is_ours || (is_plain && !text.text.n)) text.text = cell;
        if (is_ours || is_plain) continue;
        if (!other) other = NEW(x->mem, OtherText, s->n);
        other[text.others++] = (OtherText){c->language, cell};
    }
    if (!text.text.n && text.others) text.text = other[0].text;
    text.other = other;
    if (str_contains(text.text, S("${")))
        problem_warn(x->mem, x->d.problems, xls_spot(s, row, 0),
                     "câu chữ có ${…}: ở đây câu chữ không thay được theo câu trả lời, sẽ hiện nguyên như thế");
    return text;
}

Spot xls_spot(const XlsSheet *s, const SheetRow *row, int column)
{
    return (Spot){.sheet = s->name, .line = row->number, .column = column};
}
