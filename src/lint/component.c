// SPDX-License-Identifier: Apache-2.0
/* component.c -- what each line is, by where it stands and what it says: the diagram of Decree 30/2020/NĐ-CP, appendix
 * I, part I.  Files say it in no form that one could trust. */
#include "lint/inside.h"
#include "reading/marker.h"
#include "viet/text.h"

enum { HEAD_LINES = 30, TITLE_LINES = 8, FOOT_LINES = 14, NAME_BYTES = 60, ANNEX_BYTES = 24 };

static LintLine *at(const Lint *l, size_t i) { return &l->lines.at[i]; }

static bool begins(const LintLine *k, const char *with) { return str_starts(k->folded, str_of(with)); }

/* "KẾ HOẠCH", "CHƯƠNG TRÌNH HÀNH ĐỘNG": a kind of the decree, alone or with more in capitals. */
static bool names_kind(Lint *l, Str text, PaperKind *kind)
{
    if (text.n > NAME_BYTES) return false;
    if (paper_kind_of(&l->c->mem, text, kind)) return *kind != PAPER_LETTER;
    if (!viet_is_upper(text)) return false;
    Str lower = viet_lower(&l->c->mem, viet_nfc(&l->c->mem, text));
    for (int k = PAPER_REPORT; k < PAPER_KINDS_N; k++) {
        Str name = viet_lower(&l->c->mem, paper_kind_name((PaperKind)k));
        if (!str_starts(lower, name) || lower.n < name.n + 1 || lower.p[name.n] != ' ') continue;
        *kind = (PaperKind)k;
        return true;
    }
    return false;
}

static bool is_basis(const LintLine *k)
{
    bool opens = begins(k, "can cu ") || begins(k, "theo de nghi ") || begins(k, "xet de nghi ");
    return opens && !str_ends(k->line->text, S(":"));
}

static bool is_heading(Lint *l, const LintLine *k)
{
    Marker m;
    if (begins(k, "v v ")) return false; /* "V/v …" */
    return marker_take(l->c, false, k->line->text, &m) && m.mark <= MARK_NUMBER3;
}

static bool is_to(const LintLine *k) { return begins(k, "kinh gui"); }

/* Where the head ends: at the name of the kind, else before the first line of the text. */
static size_t head_end(Lint *l)
{
    size_t n = l->lines.n < HEAD_LINES ? l->lines.n : HEAD_LINES;
    for (size_t i = 0; i < n; i++) {
        if (names_kind(l, at(l, i)->line->text, &l->kind)) {
            l->has_kind = true, at(l, i)->style = PAPER_NAME;
            return i;
        }
        if (is_to(at(l, i)) || is_basis(at(l, i)) || (i > 3 && is_heading(l, at(l, i)))) return i;
    }
    return n;
}

static bool is_number(const LintLine *k)
{
    return str_starts(k->line->text, S("Số")) && str_contains(k->line->text, S("/"));
}

static bool is_date(const LintLine *k)
{
    size_t day = str_find(k->folded, S("ngay")), month = str_find(k->folded, S(" thang "));
    return day < month && month < k->folded.n && str_contains(str_from(k->folded, month), S(" nam"));
}

static void find_head(Lint *l, size_t end)
{
    size_t last = end;
    bool numbered = false;
    for (size_t i = 0; i < end; i++) {
        LintLine *k = at(l, i);
        if (str_equal(k->folded, S("dang cong san viet nam"))) l->has_form = false;
        if (str_equal(k->folded, S("cong hoa xa hoi chu nghia viet nam"))) k->style = PAPER_MOTTO;
        else if (str_equal(k->folded, S("doc lap tu do hanh phuc"))) k->style = PAPER_TAGLINE;
        else if (is_number(k)) k->style = PAPER_NUMBER, numbered = true;
        else if (is_date(k)) k->style = PAPER_DATE;
        else if (begins(k, "v v ")) k->style = PAPER_ABOUT;
        else if (viet_is_upper(k->line->text) && !numbered) k->style = PAPER_GOVERNING, last = i;
        else k->style = PAPER_STAMP;
    }
    if (last < end) at(l, last)->style = PAPER_ISSUER;
}

/* The lines below the name, while they are centred as it is, or where nothing says so the first. */
static size_t find_title(Lint *l, size_t from)
{
    size_t i = from;
    for (; i < l->lines.n && i < from + TITLE_LINES; i++) {
        LintLine *k = at(l, i);
        if (is_basis(k) || is_to(k) || is_heading(l, k) || k->style == PAPER_CELL) break;
        if (k->look ? k->look->align != DOC_CENTRED : i > from) break;
        bool power = i > from && viet_is_upper(k->line->text);
        k->style = power ? PAPER_AUTHORITY : PAPER_TITLE;
    }
    return i;
}

static void find_bases(Lint *l, size_t from)
{
    for (size_t i = from; i < l->lines.n && i < from + HEAD_LINES; i++) {
        if (is_heading(l, at(l, i))) return;
        if (is_basis(at(l, i))) at(l, i)->style = PAPER_BASIS;
        else if (is_to(at(l, i))) at(l, i)->style = PAPER_TO;
    }
}

/* -- the end ------------------------------------------------------------------------------------------------ */

static bool is_dash(Str s) { return str_starts(s, S("-")) || str_starts(s, S("–")); }

/* A name of a person: two to six words, each with a capital. */
static bool is_name(const LintLine *k)
{
    size_t words = 0;
    Str rest = k->line->text, word;
    if (viet_is_upper(rest) || rest.n > NAME_BYTES) return false;
    while (str_cut(&rest, ' ', &word)) {
        Str first = str_slice(word, 0, 1);
        if (!first.n || (first.p[0] >= 'a' && first.p[0] <= 'z') || (first.p[0] >= '0' && first.p[0] <= '9'))
            return false;
        words++;
    }
    return words >= 2 && words <= 6;
}

static bool is_annex(const LintLine *k)
{
    return (str_equal(k->folded, S("phu luc")) || begins(k, "phu luc ")) && str_letters(k->line->text) <= ANNEX_BYTES &&
           !is_dash(k->line->text);
}

/* Capacity and name: behind the recipients, or in front of them where the columns came so. */
static void find_signer(Lint *l, size_t from)
{
    bool capacity = false;
    for (size_t i = from; i < l->lines.n && i < from + FOOT_LINES && !is_annex(at(l, i)); i++) {
        LintLine *k = at(l, i);
        if (k->style != PAPER_BODY && k->style != PAPER_CELL) continue;
        if (viet_is_upper(k->line->text) && !is_dash(k->line->text)) k->style = PAPER_CAPACITY, capacity = true;
        else if (capacity && is_name(k)) {
            k->style = PAPER_SIGNER;
            return;
        }
    }
}

static void find_end(Lint *l, size_t from)
{
    size_t i = from;
    while (i < l->lines.n && !begins(at(l, i), "noi nhan")) i++;
    if (i == l->lines.n) {
        for (i = l->lines.n; i > from && !is_name(at(l, i - 1)); i--) {}
        size_t name = i;
        for (i = name; i > from && name - i < 4; i--)
            if (viet_is_upper(at(l, i - 1)->line->text)) find_signer(l, i - 1);
        return;
    }
    at(l, i)->style = PAPER_COPIES;
    size_t end = i + 1;
    for (; end < l->lines.n && is_dash(at(l, end)->line->text); end++) at(l, end)->style = PAPER_COPY;
    find_signer(l, end);
    if (end == l->lines.n || lint_first(l, PAPER_CAPACITY) == LINT_NOWHERE)
        find_signer(l, i > FOOT_LINES / 2 && i - FOOT_LINES / 2 > from ? i - FOOT_LINES / 2 : from);
}

static void find_annexes(Lint *l, size_t from)
{
    enum { BELOW = 4 };
    for (size_t i = from; i < l->lines.n; i++) {
        if (at(l, i)->style != PAPER_BODY || !is_annex(at(l, i))) continue;
        at(l, i)->style = PAPER_ANNEX;
        for (size_t k = i + 1; k < l->lines.n && k <= i + BELOW && at(l, k)->style == PAPER_BODY; k++) {
            LintLine *below = at(l, k);
            if (begins(below, "kem theo") || begins(below, "ban hanh kem theo")) {
                below->style = PAPER_ANNEX_OF;
                break;
            }
            if (!viet_is_upper(below->line->text)) break;
            below->style = PAPER_ANNEX_TITLE;
        }
    }
}

void lint_components(Lint *l)
{
    size_t end = head_end(l);
    find_head(l, end);
    size_t body = l->has_kind ? find_title(l, end + 1) : end;
    find_bases(l, body);
    find_end(l, body);
    find_annexes(l, body);
    /* What else stands in a table is none of the text, whatever the table is for. */
    for (size_t i = 0; i < l->lines.n; i++)
        if (at(l, i)->style == PAPER_BODY && at(l, i)->look && at(l, i)->look->in_cell) at(l, i)->style = PAPER_CELL;
}
