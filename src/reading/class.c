// SPDX-License-Identifier: Apache-2.0
/* class.c -- "các sở, ngành liên quan", "UBND cấp huyện" -> a class of agencies and whom of it.  The words are data:
 * data/reading/class-phrases.tsv and class-tails.tsv, as org_key gives them ("và", "các" gone, UBND spelt out). */
#include "doc/sheet.h"
#include "reading/inside.h"
#include "viet/distance.h"
#include "viet/text.h"

enum { SHORT_PHRASE = 7, BEGINNING_BYTES = 40 };

/* -- the words ---------------------------------------------------------------------------------------------- */

static void load_words(Arena *a, const char *file, WordsList *to)
{
    Sheet t = sheet_shipped(a, file);
    for (size_t i = 1; i < t.n; i++) {
        Str words = sheet_cell(&t.row[i], 0);
        *list_add(a, to) = (Words){words, viet_fold(a, words), sheet_cell(&t.row[i], 1).n > 0};
    }
}

const Vocabulary *vocabulary_load(Arena *a)
{
    Vocabulary *v = NEW(a, Vocabulary, 1);
    Sheet t = sheet_shipped(a, "reading/class-phrases.tsv");
    for (size_t i = 1; i < t.n; i++)
        *list_add(a, &v->phrases) = (ClassPhrase){sheet_cell(&t.row[i], 0), sheet_cell(&t.row[i], 1)};
    t = sheet_shipped(a, "reading/class-tails.tsv");
    for (size_t i = 1; i < t.n; i++)
        *list_add(a, &v->tails) = (ClassTail){sheet_cell(&t.row[i], 0), sheet_cell(&t.row[i], 1).n > 0};
    load_words(a, "reading/agency-beginnings.tsv", &v->beginnings);
    load_words(a, "reading/agency-look-alikes.tsv", &v->look_alikes);
    load_words(a, "reading/duty-verbs.tsv", &v->verbs);
    return v;
}

/* `s` begins with these words, and they end there. */
static bool starts_with_words(Str s, Str words)
{
    if (!str_starts(s, words)) return false;
    unsigned char next = s.n > words.n ? (unsigned char)s.p[words.n] : ' ';
    bool letter = next >= 0x80 || (next >= '0' && next <= '9') || ((next | ' ') >= 'a' && (next | ' ') <= 'z');
    return !letter;
}

/* The longest of them with which `read` begins; NULL when none does. */
static const Words *starts_with_any(Str read, const WordsList *list, bool folded)
{
    const Words *best = NULL;
    for (size_t i = 0; i < list->n; i++) {
        const Words *w = &list->at[i];
        if (starts_with_words(read, folded ? w->folded : w->printed) && (!best || w->printed.n > best->printed.n))
            best = w;
    }
    return best;
}

/* Words in front of several: "các", "mỗi", "tất cả các". */
static Str without_quantity(Str read)
{
    static const Str words[] = {STR("tất cả "), STR("tat ca "), STR("toàn thể "), STR("toan the "),
                                STR("mỗi "),    STR("moi "),    STR("các "),      STR("cac "),
                                STR("những "),  STR("nhung "),  STR("một số "),   STR("mot so ")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(read, words[i])) return without_quantity(str_from(read, words[i].n));
    return read;
}

static size_t words_in(Str folded);

static Str behind_words(Str s, size_t n)
{
    for (; n && s.n; n--) s = str_from(s, str_index(s, ' ') + 1);
    return s;
}

/* Does what stands behind a head noun say which one: a place, or a name with a capital? */
static bool is_named(Ctx *c, Str rest)
{
    static const Str places[] = {STR("tinh"), STR("thanh"), STR("huyen"),  STR("khu"), STR("co"),
                                 STR("cap"),  STR("xa"),    STR("phuong"), STR("cac"), STR("nha")};
    Str word = str_slice(rest, 0, str_index(rest, ' '));
    if (!word.n) return false;
    Str folded = viet_fold(&c->mem, word);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (str_equal(folded, places[i])) return true;
    return !str_equal(viet_lower(&c->mem, word), word);
}

/* In small letters: as printed, for "Báo" begins a name and "Bảo vệ" none; folded where the marks were lost. */
bool party_begins(Ctx *c, const Reader *r, Str s)
{
    Arena mark = c->mem;
    Str head = str_head(s, BEGINNING_BYTES);
    Str read = without_quantity(r->garbled ? viet_fold(&c->mem, head) : viet_lower(&c->mem, head));
    const Words *noun = starts_with_any(read, &r->vocabulary->beginnings, r->garbled);
    const Words *alike = starts_with_any(read, &r->vocabulary->look_alikes, r->garbled);
    bool found = noun && (!alike || alike->printed.n < noun->printed.n); /* "tổ chức chính trị", not "tổ chức" */
    if (found && noun->in_names) /* "Thuế tỉnh", "Điện lực An Khánh"; not "Tin học và Thống kê" */
        found = is_named(c, behind_words(s, words_in(head) - words_in(read) + words_in(noun->printed)));
    c->mem.at = mark.at;
    return found;
}

Verb verb_begins(Ctx *c, const Reader *r, Str s)
{
    Arena mark = c->mem;
    Str head = str_head(s, BEGINNING_BYTES);
    const Words *verb =
        starts_with_any(r->garbled ? viet_fold(&c->mem, head) : head, &r->vocabulary->verbs, r->garbled);
    c->mem.at = mark.at;
    return !verb ? VERB_NONE : verb->in_names ? VERB_IN_NAMES : VERB;
}

/* -- classes ------------------------------------------------------------------------------------------------ */

static bool ends_in_words(Str key, Str tail)
{
    return key.n > tail.n + 1 && str_ends(key, tail) && key.p[key.n - tail.n - 1] == ' ';
}

static Str class_nearest(const Vocabulary *v, Str key, double most, double *ratio)
{
    Str best = {0};
    /* "các" that was spoilt: "céc", "cdc". */
    if (key.n > 4 && key.p[0] == 'c' && key.p[2] == 'c' && key.p[3] == ' ') key = str_from(key, 4);
    for (size_t i = 0; i < v->phrases.n; i++) {
        const ClassPhrase *p = &v->phrases.at[i];
        if (p->phrase.n < SHORT_PHRASE) continue; /* too near to too much */
        double d = viet_distance_ratio(key, p->phrase, most);
        if (d < most) *ratio = most = d, best = p->class;
    }
    return best;
}

static Str class_exact(const Vocabulary *v, Str key)
{
    for (size_t i = 0; i < v->phrases.n; i++)
        if (str_equal(key, v->phrases.at[i].phrase)) return v->phrases.at[i].class;
    return (Str){0};
}

/* A bare "sở", "đơn vị", "tổ chức" is a class only when the text says "các" or qualifies it. */
static bool needs_plural(Str key)
{
    return str_index(key, ' ') == key.n || str_equal(key, S("don vi")) || str_equal(key, S("co quan")) ||
           str_equal(key, S("to chuc")) || str_equal(key, S("ca nhan")) || str_equal(key, S("dia phuong")) ||
           str_equal(key, S("uy ban nhan dan huyen")) || str_equal(key, S("uy ban nhan dan xa"));
}

/* What may follow a class at the end of `key`: whom of it (a qualifier), or where (no meaning of its own). */
static const ClassTail *tail_of(const Vocabulary *v, Str key)
{
    for (size_t i = 0; i < v->tails.n; i++)
        if (ends_in_words(key, v->tails.at[i].folded)) return &v->tails.at[i];
    return NULL;
}

static size_t words_in(Str folded)
{
    size_t n = 1;
    for (size_t i = 0; i < folded.n; i++) n += folded.p[i] == ' ';
    return n;
}

/* The last words of a text as printed. */
static Str last_words(Str printed, size_t words)
{
    Str s = without_final(printed, ".;:");
    size_t at = s.n;
    for (; at && words; at--) words -= s.p[at - 1] == ' ';
    return str_trim(str_slice(s, at ? at + 1 : 0, s.n));
}

/* "UBND các xã, phường ven biển": a class and, behind a word of place or state, whom of it; the longest phrase wins. */
static const ClassPhrase *class_with_more(const Vocabulary *v, Str key)
{
    static const Str words[] = {STR("thuoc"), STR("truc"), STR("tren"), STR("tai"), STR("ven"), STR("vung"),
                                STR("mien"),  STR("duoc"), STR("theo"), STR("noi"), STR("co")};
    enum { MORE_BYTES_MAX = 60 };
    const ClassPhrase *best = NULL;
    for (size_t i = 0; i < v->phrases.n; i++) {
        const ClassPhrase *p = &v->phrases.at[i];
        Str rest = str_from(key, p->phrase.n);
        if (!str_starts(key, p->phrase) || rest.n < 2 || rest.p[0] != ' ' || rest.n > MORE_BYTES_MAX) continue;
        Str first = str_slice(rest, 1, 1 + str_index(str_from(rest, 1), ' '));
        bool more = false;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) more |= str_equal(first, words[k]);
        if (more && (!best || p->phrase.n > best->phrase.n)) best = p;
    }
    return best;
}

/* "UBND thành phố Phú Quốc": its last two words are a name, so it is one of them. */
static bool ends_in_name(Ctx *c, Str printed)
{
    Arena mark = c->mem;
    size_t end = printed.n;
    int names = 0;
    for (; names < 2 && end; names++) {
        size_t at = end;
        while (at && printed.p[at - 1] != ' ') at--;
        Str word = str_slice(printed, at, end), low = viet_lower(&c->mem, word);
        if (!word.n || strchr(",;.", word.p[word.n - 1]) || str_equal(low, word) ||
            !str_equal(viet_capital(&c->mem, low), word))
            break;
        end = at ? at - 1 : 0;
    }
    c->mem.at = mark.at;
    return names == 2;
}

Str class_of(Ctx *c, const Reader *r, Str printed, double most, Str *qualifier, double *ratio)
{
    Str key = org_key(&c->mem, printed, most > 0), folded = viet_fold(&c->mem, printed);
    Str province = org_key(&c->mem, directory_province(r->directory), most > 0);
    bool plural = str_starts(folded, S("cac ")) || str_contains(folded, S(" cac ")) ||
                  str_starts(folded, S("toan the ")) || str_starts(folded, S("nhung "));
    const Vocabulary *v = r->vocabulary;
    *qualifier = (Str){0}, *ratio = 1;
    if (str_starts(key, S("toan the "))) key = str_from(key, 9);
    if (province.n && ends_in_words(key, province)) key = str_slice(key, 0, key.n - province.n - 1);
    for (const ClassTail *tail;; key = str_slice(key, 0, key.n - tail->folded.n - 1)) {
        Str found = class_exact(v, key);
        if (found.n && (plural || qualifier->n || !needs_plural(key))) return *ratio = 0, found;
        if (!(tail = tail_of(v, key))) break;
        if (tail->qualifies && !qualifier->n) *qualifier = last_words(printed, words_in(tail->folded));
    }
    const ClassPhrase *more = plural && most == 0 && !r->garbled ? class_with_more(v, key) : NULL;
    if (more) {
        Str behind = str_from(key, more->phrase.n + 1);
        Str whom = last_words(printed, words_in(behind));
        bool one = !str_contains(whom, S(" và "));
        for (size_t at = 0; at < whom.n && one; at += str_index(str_from(whom, at), ' ') + 1)
            one = !verb_begins(c, r, str_from(whom, at));
        for (size_t at = 0; at < whom.n && one; at++) one = !strchr(",;:.", whom.p[at]);
        if (one) return *ratio = 0, *qualifier = whom, more->class;
    }
    return most > 0 && (plural || !ends_in_name(c, printed)) ? class_nearest(v, key, most, ratio) : (Str){0};
}
