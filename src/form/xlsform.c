// SPDX-License-Identifier: Apache-2.0
#include "form/xlsform.h"
#include "form/source.h"

static Str setting(Xls *x, XlsColumnKind kind)
{
    int column;
    return x->settings.sheet->n > 1 ? xls_cell(&x->settings, &x->settings.sheet->row[1], kind, &column) : (Str){0};
}

static void take_settings(Xls *x, Design *d)
{
    Str id = setting(x, XLS_ID);
    d->title = setting(x, XLS_TITLE);
    if (!d->title.n) d->title = id;
    if (!d->title.n) {
        problem_warn(x->mem, x->d.problems, (Spot){.sheet = S("settings")},
                     "Trang tính settings chưa có tên biểu mẫu (form_title): tạm gọi là «Biểu mẫu mới».");
        d->title = S("Biểu mẫu mới");
    }
    d->title = str_head(d->title, DESIGN_LABEL_MAX);
    d->code = design_code_of(x->mem, id.n ? id : d->title);
}

/* Bytes of what nobody sees at the beginning of s: control characters, and U+FDD0 to U+FDEF, which are no letters. */
static size_t unseen(Str s)
{
    unsigned char c = (unsigned char)s.p[0], third = s.n > 2 ? (unsigned char)s.p[2] : 0;
    if (str_starts(s, S("\xef\xb7")) && third >= 0x90 && third <= 0xaf) return 3;
    return (c < ' ' && c != '\n' && c != '\t') || c == 0x7f;
}

static bool is_clean(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (unseen(str_from(s, i))) return false;
    return true;
}

/* Excel keeps control characters and CR (_x000D_) that nobody sees; here they are no part of a text. */
static Str cleaned_text(Arena *mem, Str s)
{
    Out o = {.mem = mem};
    if (is_clean(s)) return s;
    for (size_t i = 0, n; i < s.n; i += n ? n : 1) {
        n = unseen(str_from(s, i));
        if (!n) out_char(&o, s.p[i]);
    }
    return str_trim(str_copy(mem, out_str(&o)));
}

static Sheet cleaned(Arena *mem, const Sheet *sheet)
{
    Sheet clean = *sheet;
    SheetRow *row = NEW(mem, SheetRow, sheet->n);
    for (size_t i = 0; i < sheet->n; i++) {
        Str *cell = NEW(mem, Str, sheet->row[i].n);
        for (size_t k = 0; k < sheet->row[i].n; k++) cell[k] = cleaned_text(mem, sheet->row[i].cell[k]);
        row[i] = (SheetRow){sheet->row[i].number, cell, sheet->row[i].n};
    }
    clean.row = row;
    return clean;
}

void xlsform_take(Arena *mem, const XlsSheets *given, Design *d, DesignProblems *problems)
{
    XlsSheets *sheets = NEW(mem, XlsSheets, 1);
    *sheets = (XlsSheets){cleaned(mem, &given->survey), cleaned(mem, &given->choices), cleaned(mem, &given->settings)};
    Xls x = {.mem = mem, .d = {.mem = mem, .problems = problems}};
    *d = (Design){0};
    xls_columns(&x, &x.survey, "survey", &sheets->survey);
    xls_columns(&x, &x.choices, "choices", &sheets->choices);
    xls_columns(&x, &x.settings, "settings", &sheets->settings);
    if (!sheets->survey.n) {
        problem_add(mem, problems, (Spot){0},
                    "Không thấy trang tính «survey»: biểu mẫu XLSForm có các trang tính survey, choices, settings.");
        return;
    }
    bool has_type = false;
    for (size_t i = 0; i < x.survey.n; i++) has_type = has_type || x.survey.column[i].kind == XLS_TYPE;
    if (!has_type) {
        problem_add(mem, problems, xls_spot(&x.survey, &sheets->survey.row[0], 0),
                    "dòng đầu của trang tính phải là tên các cột: type, name, label…");
        return;
    }
    xls_choose_language(&x, setting(&x, XLS_DEFAULT_LANGUAGE));
    take_settings(&x, d);
    d->language = x.languages.at;
    d->languages = x.languages.n;
    xls_lists(&x);
    xls_rows(&x);
    sketch_finish(&x.d, d);
}

/* Worksheets that XLSForm knows and we do not; others are notes of whoever made the form. */
static void name_sheet(Ctx *c, Str name, DesignProblems *problems)
{
    if (str_equal(name, S("entities")) || str_equal(name, S("external_choices")) || str_equal(name, S("osm")))
        problem_warn(&c->mem, problems, (Spot){0}, "Trang tính «%.*s» không được dùng ở đây nên bỏ qua.",
                     STR_ARGS(name));
}

Fail design_from_xlsform(Ctx *c, Str bytes, Design *d, DesignProblems *problems)
{
    XlsSheets sheets = {0};
    SheetBook book = {.sheets = 1};
    *problems = (DesignProblems){0};
    for (int i = 0; i < book.sheets; i++) {
        Sheet sheet;
        TRY(sheet_read_one(c, bytes, i, &sheet, &book));
        Str name = xls_word(&c->mem, book.name);
        Sheet *place = str_equal(name, S("survey"))     ? &sheets.survey
                       : str_equal(name, S("choices"))  ? &sheets.choices
                       : str_equal(name, S("settings")) ? &sheets.settings
                                                        : NULL;
        if (place && !place->n) *place = sheet;
        if (!place && sheet.n) name_sheet(c, name, problems);
    }
    xlsform_take(&c->mem, &sheets, d, problems);
    problems_settle(&c->mem, problems);
    return OK;
}

Fail design_from_file(Ctx *c, Str bytes, Design *d, DesignProblems *problems)
{
    if (str_starts(bytes, S("PK\x03\x04"))) return design_from_xlsform(c, bytes, d, problems);
    design_from_yaml(&c->mem, bytes, d, problems);
    return OK;
}
