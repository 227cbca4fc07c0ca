// SPDX-License-Identifier: Apache-2.0
#include "paper/laid.h"
#include "base/out.h"
#include "viet/text.h"
#include <assert.h>

double laid_width(bool landscape) { return (landscape ? PAGE_LONG : PAGE_SHORT) - PAGE_LEFT - PAGE_RIGHT; }

static PaperText text_of(Arena *a, PaperStyle style, Str text)
{
    PaperText t = {.style = style};
    *list_add(a, &t.runs) = (PaperRun){.text = text};
    return t;
}

static void put(Arena *a, LaidList *list, PaperStyle style, Str text)
{
    *list_add(a, list) = (Laid){.what = LAID_TEXT, .text = text_of(a, style, text)};
}

/* A paragraph a line, for what may be centred line by line. */
static void put_lines(Arena *a, LaidList *list, PaperStyle style, Str lines)
{
    for (Str line; str_cut(&lines, '\n', &line);)
        if (str_trim(line).n) put(a, list, style, str_trim(line));
}

static void put_rule(Arena *a, LaidList *list, double mm)
{
    *list_add(a, list) = (Laid){.what = LAID_RULE, .rule = mm, .with_next = true};
}

static Side *side_of(Arena *a, LaidList *list, double left, double right)
{
    Side *side = NEW(a, Side, 1);
    *side = (Side){.width = {left, right}, .columns = 2};
    *list_add(a, list) = (Laid){.what = LAID_SIDE, .side = side};
    return side;
}

/* Without the signs at its end that an enumeration puts there itself. */
static Str bare(Str s)
{
    s = str_trim(s);
    while (s.n && strchr(".;,", s.p[s.n - 1])) s = str_trim(str_slice(s, 0, s.n - 1));
    return s;
}

/* -- the head --------------------------------------------------------------------------------------------------- */

/* {places} of a form keep their letters. */
static Str capitals(Arena *a, const Paper *p, Str text)
{
    Out o = {.mem = a};
    while (p->form && str_index(text, '{') < text.n) {
        size_t open = str_index(text, '{'), end = open + str_index(str_from(text, open), '}') + 1;
        if (end > text.n) break;
        out_raw(&o, viet_upper(a, str_slice(text, 0, open)));
        out_raw(&o, str_slice(text, open, end));
        text = str_from(text, end);
    }
    out_raw(&o, viet_upper(a, text));
    return out_str(&o);
}

enum { ISSUER_WIDTH = 66, ISSUER_RULE = 22 }; /* mm; the rule is a third to a half of the line (II.2.b) */

/* A name that takes two lines, broken where a person would: before the words that say of which place, else in the
 * middle. Capitals. */
static Str in_two_lines(Arena *a, Str name)
{
    enum { ONE_LINE = 24, LINE_MOST = 30 }; /* letters of 12 points in ISSUER_WIDTH */
    static const Str places[] = {STR(" TỈNH "), STR(" THÀNH PHỐ "), STR(" HUYỆN "), STR(" QUẬN "), STR(" THỊ XÃ ")};
    size_t n = str_letters(name), at = 0, least = n;
    if (n <= ONE_LINE || n > 2 * LINE_MOST || str_index(name, '\n') < name.n) return name;
    for (size_t i = 0; i < name.n; i++) {
        size_t left = str_letters(str_slice(name, 0, i)), apart = left > n - left ? 2 * left - n : n - 2 * left;
        if (name.p[i] == ' ' && apart < least) least = apart, at = i;
    }
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
        size_t place = str_find(name, places[k]);
        if (place < name.n && str_letters(str_slice(name, 0, place)) <= LINE_MOST) at = place;
    }
    return at ? str_format(a, "%.*s\n%.*s", (int)at, name.p, STR_ARGS(str_from(name, at + 1))) : name;
}

static Str number_line(Arena *a, const Paper *p)
{
    if (!p->number.n && !p->symbol.n) return (Str){0};
    Str number = p->number.n ? p->number : S("        ");
    return str_format(a, "Số: %.*s%s%.*s", STR_ARGS(number), p->symbol.n ? "/" : "", STR_ARGS(p->symbol));
}

static void put_left(Arena *a, const Paper *p, LaidList *names, LaidList *numbers)
{
    if (p->form) put_lines(a, names, PAPER_GOVERNING, p->governing);
    else if (p->governing.n) put(a, names, PAPER_GOVERNING, in_two_lines(a, viet_upper(a, str_trim(p->governing))));
    if (p->issuer.n) put(a, names, PAPER_ISSUER, in_two_lines(a, capitals(a, p, str_trim(p->issuer))));
    if (p->issuer.n) put_rule(a, names, ISSUER_RULE);
    Str line = number_line(a, p);
    if (line.n) put(a, numbers, PAPER_NUMBER, line);
    if (p->kind == PAPER_LETTER && p->title.n)
        put(a, numbers, PAPER_ABOUT, str_format(a, "V/v %.*s", STR_ARGS(str_trim(p->title))));
    if (p->draft) put(a, numbers, PAPER_STAMP, S("DỰ THẢO"));
    if (p->urgency.n) put_lines(a, numbers, PAPER_STAMP, capitals(a, p, p->urgency));
}

static void put_head(Arena *a, const Paper *p, LaidList *list)
{
    Side *side = side_of(a, list, ISSUER_WIDTH, laid_width(false) - ISSUER_WIDTH);
    LaidList names = {0}, numbers = {0}, motto = {0}, date = {0};
    put_left(a, p, &names, &numbers);
    put(a, &motto, PAPER_MOTTO, S("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    put(a, &motto, PAPER_TAGLINE, S("Độc lập - Tự do - Hạnh phúc"));
    put_rule(a, &motto, STYLE_TAGLINE_RULE);
    Str place = p->form ? p->place
                        : str_format(a, "%.*s%s%.*s", STR_ARGS(p->place), p->place.n ? ", " : "",
                                     STR_ARGS(paper_day(a, p->day)));
    put(a, &date, PAPER_DATE, place);
    *list_add(a, &side->cells) = names, *list_add(a, &side->cells) = motto;
    *list_add(a, &side->cells) = numbers, *list_add(a, &side->cells) = date;
}

enum { TITLE_RULE = 45 }; /* mm: a third to a half of the line (II.4) */

static void put_title(Arena *a, const Paper *p, LaidList *list)
{
    if (p->kind == PAPER_LETTER) return;
    Str name = p->name.n ? p->name : paper_kind_name(p->kind);
    put_lines(a, list, PAPER_NAME, viet_upper(a, name));
    if (p->title.n) {
        put(a, list, PAPER_TITLE, str_trim(p->title));
        put_rule(a, list, TITLE_RULE);
    }
    if (p->authority.n) put_lines(a, list, PAPER_AUTHORITY, capitals(a, p, p->authority));
}

static void put_to(Arena *a, const Paper *p, LaidList *list)
{
    if (p->to.n == 1) put(a, list, PAPER_TO, str_format(a, "Kính gửi: %.*s", STR_ARGS(bare(p->to.at[0]))));
    if (p->to.n < 2) return;
    put(a, list, PAPER_TO, S("Kính gửi:"));
    for (size_t i = 0; i < p->to.n; i++)
        put(a, list, PAPER_TO_EACH,
            str_format(a, "- %.*s%s", STR_ARGS(bare(p->to.at[i])), i + 1 < p->to.n ? ";" : "."));
}

/* -- the text ---------------------------------------------------------------------------------------------------- */

static void put_bases(Arena *a, const Paper *p, LaidList *list)
{
    for (size_t i = 0; i < p->bases.n; i++)
        put(a, list, PAPER_BASIS,
            str_format(a, "%.*s%s", STR_ARGS(bare(p->bases.at[i])), i + 1 < p->bases.n ? ";" : "."));
    if (p->resolves.n) put(a, list, PAPER_CENTRE, p->resolves);
}

/* A part or a chapter: its marker on a line, its heading on the next. */
static void put_division(Arena *a, const PaperText *t, LaidList *list)
{
    PaperText heading = *t;
    put(a, list, t->style, t->marker);
    heading.marker = (Str){0};
    if (heading.runs.n) *list_add(a, list) = (Laid){.what = LAID_TEXT, .text = heading};
}

static void put_blocks(Arena *a, const PaperBlocks *blocks, LaidList *list)
{
    for (size_t i = 0; i < blocks->n; i++) {
        const PaperBlock *b = &blocks->at[i];
        bool divides = b->text.style == PAPER_PART || b->text.style == PAPER_CHAPTER;
        if (b->page_break) list_add(a, list)->what = LAID_BREAK;
        else if (b->table) *list_add(a, list) = (Laid){.what = LAID_TABLE, .table = b->table};
        else if (divides && b->text.marker.n) put_division(a, &b->text, list);
        else *list_add(a, list) = (Laid){.what = LAID_TEXT, .text = b->text};
    }
}

/* "./." behind the last word of the text (II.5); behind a table nothing says that the text ends. */
static void put_end(Arena *a, LaidList *list)
{
    Laid *last = list->n ? &list->at[list->n - 1] : NULL;
    if (!last || last->what != LAID_TEXT || !last->text.runs.n) return;
    PaperText *t = &last->text;
    PaperRun *old = t->runs.at;
    t->runs.at = NEW(a, PaperRun, t->runs.n), t->runs.room = t->runs.n; /* the caller's own stay as they are */
    memcpy(t->runs.at, old, sizeof *old * t->runs.n);
    PaperRun *run = &t->runs.at[t->runs.n - 1];
    if (str_ends(str_trim(run->text), S("./."))) return;
    run->text = str_format(a, "%.*s./.", STR_ARGS(bare(run->text)));
}

/* -- the end ----------------------------------------------------------------------------------------------------- */

enum { ABOVE_SIGNATURE = 12 }; /* points */

static void put_signer(Arena *a, const Paper *p, const PaperSigner *s, LaidList *cell)
{
    size_t first = cell->n;
    put_lines(a, cell, PAPER_CAPACITY, p->form ? s->post : paper_signer_lines(a, s));
    if (cell->n > first) cell->at[first].before = ABOVE_SIGNATURE;
    if (s->instruction.n) put(a, cell, PAPER_SIGNED, s->instruction);
    put(a, cell, PAPER_SIGNER, s->name.n ? s->name : S(" "));
}

static void put_copies(Arena *a, const Paper *p, LaidList *cell)
{
    if (!p->copies.n) return;
    put(a, cell, PAPER_COPIES, S("Nơi nhận:"));
    cell->at[cell->n - 1].before = ABOVE_SIGNATURE;
    for (size_t i = 0; i < p->copies.n; i++)
        put(a, cell, PAPER_COPY,
            p->form ? p->copies.at[i]
                    : str_format(a, "- %.*s%s", STR_ARGS(bare(p->copies.at[i])), i + 1 < p->copies.n ? ";" : "."));
}

/* Who gets it at the left, who signs at the right; two who sign stand side by side above it (model 1.9). */
static void put_signatures(Arena *a, const Paper *p, LaidList *list)
{
    if (!p->signers.n && !p->copies.n) return;
    if (list->n) list->at[list->n - 1].with_next |= list->at[list->n - 1].what == LAID_TEXT;
    double half = laid_width(false) / 2;
    Side *side = side_of(a, list, half, half);
    size_t n = p->signers.n;
    for (size_t i = 0; n > 1 && i < n; i++) put_signer(a, p, &p->signers.at[i], list_add(a, &side->cells));
    if (n > 1 && n % 2) list_add(a, &side->cells);
    if (n > 1 && !p->copies.n) return;
    put_copies(a, p, list_add(a, &side->cells));
    LaidList *right = list_add(a, &side->cells);
    if (n == 1) put_signer(a, p, &p->signers.at[0], right);
}

/* -- annexes ----------------------------------------------------------------------------------------------------- */

static Str reference_of(Arena *a, const Paper *p)
{
    Out o = {.mem = a};
    Str name = p->name.n ? viet_capital(a, viet_lower(a, p->name)) : paper_kind_name(p->kind);
    Str number = p->number.n ? p->number : S("      ");
    out_format(&o, "(Kèm theo %.*s", STR_ARGS(name));
    if (p->symbol.n || p->number.n)
        out_format(&o, " số %.*s%s%.*s", STR_ARGS(number), p->symbol.n ? "/" : "", STR_ARGS(p->symbol));
    out_format(&o, " %.*s", STR_ARGS(paper_day(a, p->day)));
    if (p->issuer_in_text.n) out_format(&o, " của %.*s", STR_ARGS(p->issuer_in_text));
    out_char(&o, ')');
    return out_str(&o);
}

static void put_annex(Arena *a, const Paper *p, size_t i, LaidPart *part)
{
    const PaperAnnex *annex = &p->annexes.at[i];
    Str name = annex->name.n       ? annex->name
               : p->annexes.n == 1 ? S("Phụ lục")
                                   : str_format(a, "Phụ lục %.*s", STR_ARGS(paper_roman(a, (int)i + 1)));
    part->landscape = annex->landscape;
    put(a, &part->list, PAPER_ANNEX, name);
    /* "KẾ HOẠCH" attached to a decision has a title as documents have it, in small letters. */
    Str title = str_trim(annex->title);
    if (title.n) put(a, &part->list, PAPER_ANNEX_TITLE, viet_is_upper(name) ? title : capitals(a, p, title));
    put(a, &part->list, PAPER_ANNEX_OF, annex->reference.n ? annex->reference : reference_of(a, p));
    put_rule(a, &part->list, TITLE_RULE);
    put_blocks(a, &annex->body, &part->list);
}

enum { BELOW_TITLE = 8 }; /* points, as much as above it */

LaidParts laid_of(Arena *a, const Paper *p)
{
    LaidParts parts = {0};
    LaidPart *main = list_add(a, &parts);
    LaidList *list = &main->list;
    main->address = p->address;
    put_head(a, p, list);
    put_title(a, p, list);
    size_t below = list->n;
    put_to(a, p, list);
    put_bases(a, p, list);
    put_blocks(a, &p->body, list);
    if (below < list->n && list->at[below].what == LAID_TEXT) list->at[below].before = BELOW_TITLE;
    if (!p->open_end && p->body.n) put_end(a, list);
    put_signatures(a, p, list);
    for (size_t i = 0; i < p->annexes.n; i++) put_annex(a, p, i, list_add(a, &parts));
    return parts;
}

Str laid_words(Arena *a, const PaperText *t)
{
    Out o = {.mem = a};
    if (t->marker.n) out_format(&o, "%.*s ", STR_ARGS(t->marker));
    for (size_t i = 0; i < t->runs.n; i++) out_raw(&o, t->runs.at[i].text);
    return out_str(&o);
}
