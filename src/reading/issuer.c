// SPDX-License-Identifier: Apache-2.0
/* issuer.c -- who issued a document: the lines in capitals at its head, the agency below the one it answers to, with
 * its place; and whether that place is the one whose agencies the directory knows. */
#include "base/out.h"
#include "reading/inside.h"
#include "viet/distance.h"
#include "viet/text.h"

enum { ISSUER_LINES_MAX = 5 };

/* Where, in a line of two merged columns, the phrase of the right one begins; line.n when it is not nearer than *least.
 */
static size_t column_at(Ctx *c, Str line, Str folded, double *least)
{
    const char *begins[128];
    int n = 0;
    for (Str rest = line, word; n < 128 && viet_token(&rest, &word);) begins[n++] = word.p;
    size_t best = line.n;
    for (int i = 0; i < n; i++) {
        Str read = viet_fold_ocr(&c->mem, str_from(line, (size_t)(begins[i] - line.p)));
        double d = viet_distance_ratio(str_slice(read, 0, folded.n + 6), folded, *least);
        if (d < *least) *least = d, best = (size_t)(begins[i] - line.p);
    }
    return best;
}

/* -- places -------------------------------------------------------------------------------------------------- */

/* Words behind which a place is named: "TỈNH HÒA AN" is the name of a province, to be written "tỉnh Hòa An". */
static bool names_place(Str folded)
{
    static const Str types[] = {STR("tinh"), STR("pho"),    STR("huyen"), STR("quan"),
                                STR("xa"),   STR("phuong"), STR("tran"),  STR("khu")};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_equal(folded, types[i])) return true;
    return false;
}

/* "UBND TỈNH HÒA AN" -> "ủy ban nhân dân tỉnh Hòa An"; a line that begins with no place is a name of its own. */
static void sentence_case(Ctx *c, Out *o, Str upper)
{
    bool in_name = false, first = true;
    Str before = {0};
    for (Str rest = upper, word; str_cut(&rest, ' ', &word); first = false) {
        Str folded = viet_fold(&c->mem, word), low = viet_lower(&c->mem, word);
        /* "TỈNH ỦY", "THÀNH ĐOÀN" name no place yet. */
        bool organ = str_starts(rest, S("ỦY")) || str_starts(rest, S("UỶ")) || str_starts(rest, S("ĐOÀN")) ||
                     str_starts(rest, S("HỘI"));
        bool type =
            !organ && (names_place(folded) || (first && (str_equal(low, S("thành")) || str_equal(low, S("thị")))));
        if (str_equal(folded, S("ubnd"))) low = S("ủy ban nhân dân");
        if (str_equal(folded, S("hdnd"))) low = S("hội đồng nhân dân");
        if (o->n) out_char(o, ' ');
        bool abbreviated = !str_contains(low, S(" ")) && !viet_is_syllable(low); /* "BCH", "TNCS" */
        out_raw(o, abbreviated ? word : (first || in_name) && !type ? viet_capital(&c->mem, low) : low);
        bool organ_of = (str_equal(folded, S("uy")) || str_equal(folded, S("doan"))) && names_place(before);
        in_name |= type || organ_of;
        before = folded;
    }
}

/* "tỉnh Hòa An" at the end of a name in sentence case; empty when it names no place. */
static Str place_of(Str name)
{
    static const Str types[] = {STR("tỉnh "),   STR("thành phố "), STR("huyện "),    STR("quận "),   STR("thị xã "),
                                STR("phường "), STR("xã "),        STR("thị trấn "), STR("đặc khu ")};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        for (size_t at = 0; at + types[i].n < name.n; at++)
            if ((!at || name.p[at - 1] == ' ') && str_starts(str_from(name, at), types[i])) return str_from(name, at);
    return (Str){0};
}

/* -- the lines ---------------------------------------------------------------------------------------------- */

/* What a narrow column breaks off the motto: "NAM". */
static bool is_motto(Ctx *c, Str s)
{
    Str folded = viet_fold_ocr(&c->mem, s);
    return str_equal(folded, S("nam")) || str_equal(folded, S("viet nam"));
}

/* "ĐOÀN TNCS HỒ CHÍ MINH" stands where other letters have the motto: beside or below the committee that writes, and
 * then without a place. */
static Str without_union(Ctx *c, Str raw, Str left, size_t lines)
{
    static const Str unions[] = {STR("ĐOÀN TNCS HỒ CHÍ MINH"), STR("ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH")};
    (void)c;
    for (size_t i = 0; i < sizeof unions / sizeof *unions; i++) {
        if (!str_ends(left, unions[i])) continue;
        Str before = str_slice(left, 0, left.n - unions[i].n), raw_before = str_slice(raw, 0, str_find(raw, unions[i]));
        bool beside = before.n && (str_ends(raw_before, S("  ")) || str_ends(raw_before, S("\t")));
        if (beside || (!before.n && lines)) return str_trim(before);
    }
    return left;
}

/* "ỦY BAN NHÂN DÂN 6", "… ở": what comes behind a committee is a place in capitals; a speck of the scan is read as a
 * digit or a small letter. */
static Str without_speck(Ctx *c, Str left)
{
    enum { SPECK_BYTES = 3 }; /* "ở" */
    size_t at = left.n;
    while (at && left.p[at - 1] != ' ') at--;
    Str last = str_from(left, at), before = str_trim(str_slice(left, 0, at));
    if (!before.n || !last.n || last.n > SPECK_BYTES || !str_equal(viet_lower(&c->mem, last), last)) return left;
    return str_ends(viet_fold_ocr(&c->mem, before), S("nhan dan")) ? before : left;
}

static void collect(Ctx *c, const Reader *r, size_t end, StrList *lines, Text *whole)
{
    static const Str right[] = {STR("dang cong san viet nam"), STR("cong hoa xa hoi chu nghia viet nam"),
                                STR("doc lap tu do hanh phuc"), STR("cong hoa xa hoi"), STR("chu nghia viet nam")};
    for (size_t i = 0; i < end && lines->n < ISSUER_LINES_MAX; i++) {
        const Line *line = &r->doc->line[i];
        size_t begin, stop;
        Str number;
        if (number_find(c, line->text, &number, &begin, &stop) || viet_find_date(line->text).day != NO_DAY) {
            if (lines->n) break;
            continue; /* what a file or a web page puts above the document */
        }
        Str left = line->text;
        for (size_t k = 0; k < sizeof right / sizeof *right; k++) {
            double least = k ? 0.3 : 0.12; /* the first has much in common with the others */
            left = str_slice(left, 0, column_at(c, left, right[k], &least));
        }
        left = without_union(c, line->raw, str_trim(left), lines->n);
        left = without_speck(c, without_final(str_trim(left), "-_*.| "));
        if (!left.n || !viet_is_upper(left) || is_motto(c, left)) continue;
        *list_add(&c->mem, lines) = left;
        whole->text = whole->text.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(whole->text), STR_ARGS(left)) : left;
        if (!whole->first_line) whole->first_line = line->number;
        whole->last_line = line->number;
    }
    whole->raw = whole->text;
}

/* A line that names where, or goes on with the name above it, and begins no agency. */
static bool goes_on(Ctx *c, const Reader *r, Str above, Str line)
{
    static const Str councils[] = {STR("uy ban nhan dan"), STR("ubnd"), STR("hoi dong nhan dan"), STR("hdnd")};
    Str folded = viet_fold_ocr(&c->mem, line), before = viet_fold_ocr(&c->mem, above);
    for (size_t i = 0; i < sizeof councils / sizeof *councils; i++)
        if (str_equal(before, councils[i])) return true;
    if (str_starts(folded, S("tinh uy")) || str_starts(folded, S("tinh doan"))) return false;
    return str_starts(folded, S("tinh ")) || str_starts(folded, S("huyen ")) ||
           !party_begins(c, r, folded.n ? viet_lower(&c->mem, line) : line);
}

/* The agencies of the lines, each in sentence case, the one that others answer to first. */
static void cut_agencies(Ctx *c, const Reader *r, const StrList *lines, StrList *agencies)
{
    for (size_t i = 0; i < lines->n;) {
        Str name = lines->at[i];
        for (i++; i < lines->n && goes_on(c, r, name, lines->at[i]); i++)
            name = str_format(&c->mem, "%.*s %.*s", STR_ARGS(name), STR_ARGS(lines->at[i]));
        Out o = {.mem = &c->mem};
        sentence_case(c, &o, name);
        *list_add(&c->mem, agencies) = viet_capital(&c->mem, out_str(&o));
    }
}

/* The agency of these header lines, or of the last of them: the one above it is whom it answers to. */
static const Org *find_issuer(Ctx *c, const Reader *r, const StrList *lines)
{
    double ratio;
    for (size_t from = 0; from < lines->n; from++) {
        Str joined = {0};
        for (size_t i = from; i < lines->n; i++)
            joined =
                joined.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(joined), STR_ARGS(lines->at[i])) : lines->at[i];
        const Org *o = directory_exact(r->directory, org_key(&c->mem, joined, false));
        if (!o && r->garbled) o = directory_nearest(r->directory, org_key(&c->mem, joined, true), 0.2, &ratio);
        if (o) return o;
    }
    return NULL;
}

/* -- whose place it is -------------------------------------------------------------------------------------- */

/* Does the directory know the places below its province? */
static bool knows_communes(const Reader *r)
{
    enum { COMMUNES_MIN = 20 };
    size_t n = 0;
    for (size_t i = 0; i < directory_size(r->directory) && n < COMMUNES_MIN; i++)
        n += str_equal(directory_at(r->directory, i)->kind, S("ubnd-xa"));
    return n >= COMMUNES_MIN;
}

/* Names of places are short and alike: "Tân Giang" is not "Bắc Giang". */
static bool holds_place(Str folded, Str place, double most)
{
    for (size_t at = 0; at + place.n <= folded.n + 1; at++) {
        if (at && folded.p[at - 1] != ' ') continue;
        Str window = str_slice(folded, at, at + place.n);
        if (str_equal(window, place) || (most > 0 && viet_distance_ratio(window, place, most) <= most)) return true;
    }
    return false;
}

/* The head names another province than the directory's, or a commune that is none of its own. */
static bool is_elsewhere(Ctx *c, const Reader *r, Str head, bool known)
{
    static const Str provinces[] = {STR("tinh "), STR("tinh uy "), STR("tinh doan "), STR("thanh pho "),
                                    STR("thanh uy ")};
    static const Str below[] = {STR("huyen "), STR("xa "),       STR("phuong "),
                                STR("quan "),  STR("thi tran "), STR("dac khu ")};
    Str folded = viet_fold_ocr(&c->mem, head), own = viet_fold_ocr(&c->mem, directory_province(r->directory));
    Str bare = str_starts(own, S("tinh "))        ? str_from(own, 5)
               : str_starts(own, S("thanh pho ")) ? str_from(own, 10)
                                                  : own;
    if (!bare.n || holds_place(folded, bare, r->garbled ? 0.12 : 0)) return false;
    Str padded = str_format(&c->mem, " %.*s ", STR_ARGS(folded));
    for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++)
        if (str_contains(padded, str_format(&c->mem, " %.*s", STR_ARGS(provinces[i])))) return true;
    for (size_t i = 0; !known && i < sizeof below / sizeof *below; i++)
        if (str_contains(padded, str_format(&c->mem, " %.*s", STR_ARGS(below[i])))) return knows_communes(r);
    return false;
}

/* -- the issuer --------------------------------------------------------------------------------------------- */

/* "Sở Xây dựng" as the directory writes it, without its own province; else as it is. */
static Str known_spelling(Ctx *c, const Reader *r, Str name)
{
    const Org *o = directory_exact(r->directory, org_key(&c->mem, name, false));
    Str province = directory_province(r->directory);
    if (!o || !str_ends(o->name, province)) return name;
    return str_trim(str_slice(o->name, 0, o->name.n - province.n));
}

/* The last agency, with the place of the one above it when it names none. */
static Str issuer_name(Ctx *c, const Reader *r, const StrList *agencies)
{
    Str last = agencies->at[agencies->n - 1], place = {0};
    Str above = agencies->n > 1 ? agencies->at[agencies->n - 2] : (Str){0};
    if (!above.n) return last;
    if (str_starts(last, S("Ban thường vụ")) || str_starts(last, S("Ban chấp hành"))) return above;
    if (str_equal(last, S("Văn phòng"))) return str_format(&c->mem, "Văn phòng %.*s", STR_ARGS(above));
    for (size_t i = agencies->n - 1; i-- > 0 && !place.n;) place = place_of(agencies->at[i]);
    if (place_of(last).n || !place.n || str_starts(last, S("Trường"))) return last;
    last = known_spelling(c, r, last);
    Str type = str_slice(place, 0, str_index(place, ' '));
    if (str_ends(last, type)) place = str_from(place, type.n + 1); /* "Bệnh viện đa khoa tỉnh" */
    return str_format(&c->mem, "%.*s %.*s", STR_ARGS(last), STR_ARGS(place));
}

void issuer_read(Ctx *c, Reader *r, size_t end)
{
    StrList lines = {0}, agencies = {0};
    Text whole = {.confidence = 1};
    collect(c, r, end, &lines, &whole);
    if (!lines.n) return;
    const Org *o = find_issuer(c, r, &lines);
    r->elsewhere = is_elsewhere(c, r, whole.text, o != NULL);
    cut_agencies(c, r, &lines, &agencies);
    whole.text = o && !r->elsewhere ? o->name : issuer_name(c, r, &agencies);
    r->reading->issuer = whole;
}
