// SPDX-License-Identifier: Apache-2.0
#include "reading/written.h"
#include "base/out.h"
#include "viet/text.h"

typedef struct {
    Ctx *c;
    const Reading *r;
    Paper *p;
    PaperBlocks *to; /* the body, or that of the annex which is the plan itself */
    int part;        /* the number of the last part */
} Writer;

static bool given(const Text *t) { return t->text.n > 0; }

static void put(Writer *w, PaperStyle style, const char *marker, Str text)
{
    paper_add_to(w->p, w->to, style, str_of(marker), text);
}

static void put_marked(Writer *w, PaperStyle style, Str marker, Str text)
{
    paper_add_to(w->p, w->to, style, marker, text);
}

static Str joined(Writer *w, const char *before, Str text)
{
    return str_format(&w->c->mem, "%s%.*s", before, STR_ARGS(text));
}

/* With a capital at its front and a point at its end. */
static Str sentence(Writer *w, Str s)
{
    s = viet_capital(&w->c->mem, str_trim(s));
    return s.n && !strchr(".;:!?", s.p[s.n - 1]) ? str_format(&w->c->mem, "%.*s.", STR_ARGS(s)) : s;
}

/* -- head and end ------------------------------------------------------------------------------------------------- */

/* "136/KH-UBND" → "136", "KH-UBND". */
static void put_number(Writer *w, Str number)
{
    size_t slash = str_index(number, '/');
    w->p->number = str_slice(number, 0, slash);
    w->p->symbol = str_from(number, slash + 1);
}

/* An agency with the place of the body that it answers to ("Sở Y tế tỉnh Hòa An") stands below that body; the people's
 * committee of a place stands alone. */
static void put_issuer(Writer *w, Str issuer)
{
    static const Str places[] = {STR(" tỉnh "), STR(" thành phố "), STR(" huyện "),  STR(" thị xã "),
                                 STR(" quận "), STR(" xã "),        STR(" phường "), STR(" thị trấn ")};
    Str folded = viet_fold(&w->c->mem, issuer);
    size_t committee = str_find(issuer, S(" Ủy ban nhân dân"));
    w->p->issuer = w->p->issuer_in_text = issuer;
    if (committee < issuer.n) { /* its office */
        w->p->issuer = str_slice(issuer, 0, committee), w->p->governing = str_from(issuer, committee + 1);
        return;
    }
    if (str_starts(folded, S("uy ban nhan dan")) || str_starts(folded, S("hoi dong nhan dan"))) return;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        size_t at = str_find(issuer, places[i]);
        if (at >= issuer.n) continue;
        w->p->issuer = str_slice(issuer, 0, at);
        w->p->governing = joined(w, "Ủy ban nhân dân", str_from(issuer, at));
        return;
    }
}

static void put_head(Writer *w)
{
    const Reading *r = w->r;
    PaperKind kind = PAPER_PLAN;
    bool known = paper_kind_of(&w->c->mem, r->type.text, &kind);
    *w->p = paper_new(&w->c->mem, kind);
    if (!known) w->p->name = r->type.text;
    w->to = &w->p->body;
    put_number(w, r->number.text);
    put_issuer(w, r->issuer.text);
    w->p->place = r->place.text, w->p->day = r->date;
    w->p->title = r->title.text;
    if (kind != PAPER_LETTER || !known) return;
    /* "V/v" is printed by the kind; whom it was sent to a reading does not keep. */
    if (str_starts(w->p->title, S("V/v"))) w->p->title = str_trim(str_from(w->p->title, 3));
    *list_add(&w->c->mem, &w->p->to) = S("Các cơ quan, đơn vị được giao nhiệm vụ");
}

/* Bases of which the preamble does not speak: clauses of their own. */
static void put_bases(Writer *w)
{
    const Reading *r = w->r;
    Str before = {0};
    for (size_t i = 0; i < r->legal_bases.n; i++) {
        Str clause = r->legal_bases.at[i].source.raw;
        if (!clause.n || str_contains(r->preamble.text, r->legal_bases.at[i].number) || str_equal(clause, before))
            continue;
        *list_add(&w->c->mem, &w->p->bases) = before = clause;
    }
    for (size_t i = 0; i < r->unnumbered_bases.n; i++) {
        Str clause = r->unnumbered_bases.at[i].text;
        if (!str_contains(r->preamble.text, clause)) *list_add(&w->c->mem, &w->p->bases) = joined(w, "Căn cứ ", clause);
    }
}

/* A decision that puts a plan into force: the plan is what is attached to it. */
static void put_attached(Writer *w)
{
    const Reading *r = w->r;
    if (!given(&r->attached)) return;
    w->p->resolves = S("QUYẾT ĐỊNH:");
    put_marked(w, PAPER_ARTICLE, S("Điều 1."),
               str_format(&w->c->mem, "Ban hành kèm theo Quyết định này %.*s %.*s.", STR_ARGS(r->attached.text),
                          STR_ARGS(r->attached_title.text)));
    put_marked(w, PAPER_ARTICLE, S("Điều 2."), S("Quyết định này có hiệu lực kể từ ngày ký."));
    PaperAnnex *annex = paper_annex(w->p, r->attached_title.text, false);
    annex->name = viet_upper(&w->c->mem, r->attached.text);
    w->to = &annex->body;
}

static void put_end(Writer *w)
{
    const Reading *r = w->r;
    for (size_t i = 0; i < r->recipients.n; i++) *list_add(&w->c->mem, &w->p->copies) = r->recipients.at[i].source.text;
    if (!given(&r->signer_title) && !given(&r->signer_name)) return;
    /* As it stood: "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH". */
    Str lines = r->signer_title.raw.n ? r->signer_title.raw : r->signer_title.text;
    *list_add(&w->c->mem, &w->p->signers) = paper_signer_of(&w->c->mem, lines, r->signer_name.text);
}

/* -- parts -------------------------------------------------------------------------------------------------------- */

static void put_part(Writer *w, const char *heading)
{
    Str number = paper_roman(&w->c->mem, ++w->part), marker = str_format(&w->c->mem, "%.*s.", STR_ARGS(number));
    put_marked(w, PAPER_SECTION, marker, str_of(heading));
}

static void put_dashes(Writer *w, const TextList *list)
{
    for (size_t i = 0; i < list->n; i++) put(w, PAPER_DASH, "-", list->at[i].text);
}

/* `free` parts may stand before those with activities: purposes and requirements take one or two of them. */
static void put_purposes(Writer *w, int before)
{
    const Reading *r = w->r;
    bool both = r->purposes.n && r->requirements.n;
    if (both && before == 2 && !given(&r->theme) && !given(&r->period_text)) {
        put_part(w, "MỤC ĐÍCH");
        put_dashes(w, &r->purposes);
        put_part(w, "YÊU CẦU");
        put_dashes(w, &r->requirements);
    } else if (both) {
        put_part(w, "MỤC ĐÍCH, YÊU CẦU");
        put(w, PAPER_ITEM, "1.", S("Mục đích"));
        put_dashes(w, &r->purposes);
        put(w, PAPER_ITEM, "2.", S("Yêu cầu"));
        put_dashes(w, &r->requirements);
    } else if (r->purposes.n) {
        put_part(w, "MỤC ĐÍCH");
        put_dashes(w, &r->purposes);
    } else if (r->requirements.n) {
        put_part(w, "YÊU CẦU");
        put_dashes(w, &r->requirements);
    }
}

static void put_about_all(Writer *w)
{
    const Reading *r = w->r;
    bool in_title = given(&r->period_text) && str_contains(r->title.text, r->period_text.text);
    bool timed = given(&r->period_text) && !in_title;
    int n = 0;
    if (!given(&r->theme) && !timed) return;
    put_part(w, "CHỦ ĐỀ, THỜI GIAN");
    if (given(&r->theme))
        put(w, PAPER_CLAUSE, str_format(&w->c->mem, "%d.", ++n).p,
            str_format(&w->c->mem, "Chủ đề: “%.*s”.", STR_ARGS(r->theme.text)));
    if (timed)
        put(w, PAPER_CLAUSE, str_format(&w->c->mem, "%d.", ++n).p,
            str_format(&w->c->mem, "Thời gian: %.*s.", STR_ARGS(r->period_text.text)));
}

/* -- activities --------------------------------------------------------------------------------------------------- */

enum { LEVELS_MAX = 8 };

/* "III.3.1.a.-2" cut at its points: where each level's marker ends in the code. */
typedef struct {
    Str marker[LEVELS_MAX]; /* as printed: "3.", "3.1.", "a)" */
    int n;
    Str part;  /* "III"; empty when all stand in one part */
    bool dash; /* the last level is one of several under the dashes of an item */
} Code;

static bool is_digits(Str s)
{
    int64_t n;
    return str_integer(s, &n);
}

static bool is_roman(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("IVXLC", s.p[i])) return false;
    return s.n > 0;
}

static int roman_value(Writer *w, Str roman)
{
    for (int n = 1; n < 100; n++)
        if (str_equal(paper_roman(&w->c->mem, n), roman)) return n;
    return 0;
}

static Code code_of(Writer *w, Str code)
{
    Code x = {0};
    size_t count = str_find(code, S(" ("));
    Str rest = str_slice(code, 0, count), numbers = {0};
    for (Str piece; str_cut(&rest, '.', &piece) && x.n < LEVELS_MAX;) {
        if (piece.n > 1 && piece.p[0] == '-') x.dash = true;
        else if (is_digits(piece)) {
            numbers = numbers.n ? str_format(&w->c->mem, "%.*s.%.*s", STR_ARGS(numbers), STR_ARGS(piece)) : piece;
            x.marker[x.n++] = str_format(&w->c->mem, "%.*s.", STR_ARGS(numbers));
        } else if (is_roman(piece) && !x.n && !x.part.n && roman_value(w, piece)) x.part = piece;
        else if (piece.n == 1 && piece.p[0] >= 'A' && piece.p[0] <= 'Z')
            x.marker[x.n++] = str_format(&w->c->mem, "%.*s.", STR_ARGS(piece)), numbers = (Str){0};
        else x.marker[x.n++] = str_format(&w->c->mem, "%.*s)", STR_ARGS(piece)), numbers = (Str){0};
    }
    return x;
}

static PaperStyle style_of(Str marker)
{
    if (marker.p[marker.n - 1] == ')') return PAPER_POINT;
    size_t points = 0;
    for (size_t i = 0; i < marker.n; i++) points += marker.p[i] == '.';
    return points > 1 ? PAPER_SUBITEM : PAPER_ITEM;
}

/* "- Cơ quan chủ trì: …", one line or, of several, one each below it. */
static void put_field(Writer *w, bool lower, const char *label, Str value)
{
    if (value.n)
        put(w, lower ? PAPER_PLUS : PAPER_DASH, lower ? "+" : "-",
            str_format(&w->c->mem, "%s: %.*s", label, STR_ARGS(value)));
}

static void put_fields(Writer *w, bool lower, Str label, const TextList *values)
{
    if (values->n == 1) put_field(w, lower, str_c(&w->c->mem, label), values->at[0].text);
    if (values->n < 2) return;
    put(w, lower ? PAPER_PLUS : PAPER_DASH, lower ? "+" : "-", str_format(&w->c->mem, "%.*s:", STR_ARGS(label)));
    for (size_t i = 0; i < values->n; i++) put(w, PAPER_PLUS, lower ? "•" : "+", values->at[i].text);
}

/* Words of the title or of a content say it, and are printed with it. */
static bool is_told(const Activity *a, const Text *value)
{
    for (size_t i = 0; i <= a->contents.n; i++) {
        const Text *all = i ? &a->contents.at[i - 1] : &a->title;
        if (str_contains(all->text, value->text) && value->first_line >= all->first_line &&
            value->first_line <= all->last_line)
            return true;
    }
    return false;
}

static Str unless_told(const Activity *a, const Text *value) { return is_told(a, value) ? (Str){0} : value->text; }

static void put_block(Writer *w, const Activity *a, bool lower)
{
    put_fields(w, lower, S("Nội dung"), &a->contents);
    put_fields(w, lower, a->formats_label.text.n ? a->formats_label.text : S("Hình thức"), &a->formats);
    if (a->theme.text.n) put_field(w, lower, "Chủ đề", str_format(&w->c->mem, "“%.*s”", STR_ARGS(a->theme.text)));
    put_field(w, lower, "Thành phần", a->audience_text.text);
    put_field(w, lower, "Quy mô", a->scale.text);
    put_fields(w, lower, S("Sản phẩm"), &a->products);
    put_field(w, lower, "Địa điểm", a->place.text);
    put_field(w, lower, "Cơ quan chủ trì", unless_told(a, &a->leads_text));
    put_field(w, lower, "Cơ quan phối hợp", unless_told(a, &a->partners_text));
    put_field(w, lower, "Thời gian thực hiện", unless_told(a, &a->time));
}

/* The heading for a level of the code: of the last two above the activity its group tells them. */
static Str heading_of(const Activity *a, const Code *x, int level)
{
    Str group = a->group.text;
    int above = x->n - 1 - level; /* 1 = the nearest */
    size_t cut = str_find(group, S(" / "));
    if (x->dash) above++;
    if (above == 1) return cut < group.n ? str_from(group, cut + 3) : group.n ? group : S("Các hoạt động");
    return above == 2 && cut < group.n ? str_slice(group, 0, cut) : S("Các hoạt động");
}

/* The levels of a code that differ from those of the one before, each a heading; then the activity. */
static void put_activity(Writer *w, const Activity *a, Code *before)
{
    Code x = code_of(w, a->code);
    int same = 0, last = x.n - 1;
    while (same < last + (x.dash ? 1 : 0) && same < before->n && str_equal(x.marker[same], before->marker[same]))
        same++;
    for (int k = same; k < last; k++) put_marked(w, style_of(x.marker[k]), x.marker[k], heading_of(a, &x, k));
    if (x.dash && same <= last && last >= 0) put_marked(w, style_of(x.marker[last]), x.marker[last], a->group.text);
    size_t title = w->to->n;
    if (x.dash) put(w, PAPER_DASH, "-", a->title.text);
    else if (last >= 0) put_marked(w, style_of(x.marker[last]), x.marker[last], a->title.text);
    put_block(w, a, x.dash);
    /* A title that says all is a sentence. */
    if (w->to->n == title + 1) w->to->at[title].text.runs.at[0].text = sentence(w, a->title.text);
    *before = x;
}

static bool in_annex(const Activity *a) { return str_starts(a->code, S("PL")); }

/* The number of the first part with activities, as their codes have it; 0 = any. */
static int first_part(Writer *w)
{
    for (size_t i = 0; i < w->r->activities.n; i++)
        if (!in_annex(&w->r->activities.at[i])) return roman_value(w, code_of(w, w->r->activities.at[i].code).part);
    return 0;
}

static void put_activities(Writer *w)
{
    Code before = {0};
    bool any = false;
    for (size_t i = 0; i < w->r->activities.n; i++) {
        const Activity *a = &w->r->activities.at[i];
        if (in_annex(a)) continue;
        Code x = code_of(w, a->code);
        if (!any || !str_equal(x.part, before.part)) {
            int number = roman_value(w, x.part);
            if (number) w->part = number - 1;
            put_part(w, "NỘI DUNG, NHIỆM VỤ");
            before = (Code){.part = x.part};
        }
        any = true;
        put_activity(w, a, &before);
    }
}

/* -- annexes ------------------------------------------------------------------------------------------------------ */

static Str list_text(Writer *w, const TextList *list)
{
    Out o = {.mem = &w->c->mem};
    for (size_t i = 0; i < list->n; i++) out_format(&o, "%s%.*s", i ? "\n" : "", STR_ARGS(list->at[i].text));
    return out_str(&o);
}

/* "PL2.II.3" → "PL2", "II", "3"; a task that has no number of its own is "PL.3 (2)" and has none printed. */
typedef struct {
    Str annex, section, row;
} RowCode;

static RowCode row_code(Str code)
{
    RowCode x = {.row = code};
    str_cut(&x.row, '.', &x.annex);
    size_t point = str_index(x.row, '.');
    if (point < x.row.n && !is_digits(str_slice(x.row, 0, point)))
        x.section = str_slice(x.row, 0, point), x.row = str_from(x.row, point + 1);
    if (str_contains(x.row, S(" ("))) x.row = (Str){0};
    return x;
}

static void put_annex_row(Writer *w, PaperTable *t, const Activity *a)
{
    PaperRow *row = paper_row(w->p, t, false);
    paper_cell(w->p, row, row_code(a->code).row);
    paper_cell(w->p, row, a->title.text);
    paper_cell(w->p, row, a->leads_text.text);
    paper_cell(w->p, row, a->partners_text.text);
    paper_cell(w->p, row, a->time.text);
    paper_cell(w->p, row, list_text(w, &a->products));
}

/* A row across all columns; with a number where the rows below it are counted from 1 again. */
static void put_section_row(Writer *w, PaperTable *t, Str section, Str group)
{
    PaperRow *row = paper_row(w->p, t, false);
    row->strong = true;
    if (section.n) paper_cell(w->p, row, section);
    paper_cell(w->p, row, group)->span = t->columns;
}

static PaperTable *annex_table(Writer *w, PaperAnnex *annex)
{
    static const char *const heads[] = {"TT",        "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp",
                                        "Thời gian", "Sản phẩm"};
    static const PaperColumn columns[] = {{1, PAPER_CENTRED}, {6, PAPER_LEFT}, {4, PAPER_LEFT},
                                          {4, PAPER_LEFT},    {3, PAPER_LEFT}, {3, PAPER_LEFT}};
    enum { N = sizeof columns / sizeof *columns };
    PaperTable *t = paper_table(w->p, &annex->body, columns, N);
    PaperRow *row = paper_row(w->p, t, true);
    for (int k = 0; k < N; k++) paper_cell(w->p, row, str_of(heads[k]));
    return t;
}

static void put_annexes(Writer *w)
{
    RowCode before = {0};
    Str group = {0};
    PaperTable *t = NULL;
    for (size_t i = 0; i < w->r->activities.n; i++) {
        const Activity *a = &w->r->activities.at[i];
        if (!in_annex(a)) continue;
        RowCode code = row_code(a->code);
        bool begins = !t || !str_equal(code.annex, before.annex);
        if (begins) t = annex_table(w, paper_annex(w->p, S("Danh mục nhiệm vụ"), true));
        if (a->group.text.n && (begins || !str_equal(a->group.text, group) || !str_equal(code.section, before.section)))
            put_section_row(w, t, code.section, a->group.text);
        group = a->group.text, before = code;
        put_annex_row(w, t, a);
    }
}

/* -- who carries it out ---------------------------------------------------------------------------------------------
 */

static bool stands_in(const Assignment *a, Str text)
{
    for (size_t k = 0; k < a->duties.n; k++)
        if (str_contains(a->duties.at[k].text, text)) return true;
    return false;
}

static bool is_assigned(const Reading *r, const Text *t)
{
    for (size_t i = 0; i < r->assignments.n; i++)
        if (stands_in(&r->assignments.at[i], t->text)) return true;
    return false;
}

static void put_assignments(Writer *w)
{
    const Reading *r = w->r;
    if (r->assignments.n) put_part(w, "TỔ CHỨC THỰC HIỆN");
    for (size_t i = 0; i < r->assignments.n; i++) {
        const Assignment *a = &r->assignments.at[i];
        Str heading = a->heading.text;
        if (a->mode.n && !str_starts(viet_fold(&w->c->mem, heading), viet_fold(&w->c->mem, a->mode)))
            heading =
                str_format(&w->c->mem, "%.*s %.*s", STR_ARGS(viet_capital(&w->c->mem, a->mode)), STR_ARGS(heading));
        Str marker = str_format(&w->c->mem, "%d.", a->number);
        put_marked(w, PAPER_ITEM, marker, heading);
        put_dashes(w, &a->duties);
    }
    if (given(&r->report_text) && !is_assigned(r, &r->report_text)) put(w, PAPER_BODY, "", r->report_text.text);
    if (given(&r->issue_channel) && !is_assigned(r, &r->issue_channel)) put(w, PAPER_BODY, "", r->issue_channel.text);
}

static void put_funding(Writer *w)
{
    const Reading *r = w->r;
    if (!r->funding_sources.n && !given(&r->allocation)) return;
    put_part(w, "KINH PHÍ THỰC HIỆN");
    for (size_t i = 0; i < r->funding_sources.n; i++)
        put(w, PAPER_DASH, "-", sentence(w, r->funding_sources.at[i].text));
    if (given(&r->allocation)) put(w, PAPER_BODY, "", r->allocation.text);
}

static void put_measures(Writer *w)
{
    if (!w->r->measures.n) return;
    put_part(w, "GIẢI PHÁP");
    for (size_t i = 0; i < w->r->measures.n; i++)
        put(w, PAPER_CLAUSE, str_format(&w->c->mem, "%zu.", i + 1).p, w->r->measures.at[i].text);
}

void paper_of_reading(Ctx *c, const Reading *reading, Paper *paper)
{
    Writer writer = {.c = c, .r = reading, .p = paper}, *w = &writer;
    put_head(w);
    put_bases(w);
    put_attached(w);
    if (given(&reading->preamble)) put(w, PAPER_BODY, "", reading->preamble.text);
    put_purposes(w, first_part(w) - 1);
    put_about_all(w);
    put_activities(w);
    put_measures(w);
    put_funding(w);
    put_assignments(w);
    put_annexes(w);
    put_end(w);
}
