// SPDX-License-Identifier: Apache-2.0
#include "org/directory.h"
#include "base/asset.h"
#include "base/map.h"
#include "org/inside.h"
#include "viet/distance.h"
#include "viet/text.h"
#include <ctype.h>
#include <stdlib.h>

typedef struct {
    Str key; /* org_key with ocr */
    VietLetters letters;
    const Org *org;
} OrgName;

struct Directory {
    LIST(Org) orgs;
    Map by_code, by_key;
    LIST(OrgName) names; /* by key: names with the same beginning stand together */
    Str province;        /* "tỉnh Bắc Giang" */
    Arena *mem;
};

size_t directory_size(const Directory *d) { return d->orgs.n; }
const Org *directory_at(const Directory *d, size_t i) { return &d->orgs.at[i]; }
const Org *directory_by_code(const Directory *d, Str code) { return map_get(&d->by_code, code); }
Str directory_province(const Directory *d) { return d->province; }
const Org *directory_exact(const Directory *d, Str key) { return map_get(&d->by_key, key); }

enum { NAMED_WORDS = 16 }; /* of the longest name that is looked for */

/* The longest name that begins there. */
static const Org *named_at(const Directory *d, Str key)
{
    const Org *found = NULL;
    size_t end = 0;
    for (int words = 1; words <= NAMED_WORDS && end < key.n; words++) {
        end += str_index(str_from(key, end + (words > 1)), ' ') + (words > 1);
        const Org *o = words > 1 ? directory_exact(d, str_slice(key, 0, end)) : NULL;
        if (o) found = o;
    }
    return found;
}

const Org *directory_named(Arena *a, const Directory *d, Str text)
{
    const Org *found = NULL;
    for (Str key = org_key(a, text, false); key.n && !found; key = str_from(key, str_index(key, ' ') + 1))
        found = named_at(d, key);
    return found;
}

/* -- names -------------------------------------------------------------------------------------------------- */

static void put_key(Arena *a, Directory *d, Str key, const Org *org)
{
    if (!key.n) return;
    void **at = map_put(a, &d->by_key, key);
    if (!*at) *at = (void *)org;
}

static size_t words_in(Str key)
{
    size_t n = key.n > 0;
    for (size_t i = 0; i < key.n; i++) n += key.p[i] == ' ';
    return n;
}

/* A name that ends in the province, whose key is `full`, is also known without it, and with its kind or its bare name
 * only. */
static void put_variants(Arena *a, Directory *d, Str key, Str full, const Org *org)
{
    Str bare = full;
    Str kind = str_starts(full, S("thanh pho ")) ? S("thanh pho") : S("tinh");
    if (str_starts(full, kind)) bare = str_from(full, kind.n + 1);
    if (!bare.n || !str_ends(key, bare) || key.n <= bare.n + 1) return;
    bool whole = str_ends(key, full) && key.n > full.n + 1;
    Str base = str_slice(key, 0, key.n - (whole ? full.n : bare.n) - 1);
    put_key(a, d, str_format(a, "%.*s %.*s", STR_ARGS(base), STR_ARGS(kind)), org);
    put_key(a, d, str_format(a, "%.*s %.*s", STR_ARGS(base), STR_ARGS(bare)), org);
    put_key(a, d, str_format(a, "%.*s %.*s", STR_ARGS(base), STR_ARGS(full)), org);
    bool known_alone =
        words_in(base) >= 3 && !str_equal(base, S("uy ban nhan dan")) && !str_equal(base, S("hoi dong nhan dan"));
    if (known_alone) put_key(a, d, base, org);
}

/* The key of the name. */
static Str put_name(Arena *a, Directory *d, Str name, const Org *org)
{
    Str key = org_key(a, name, false);
    put_key(a, d, key, org);
    *list_add(a, &d->names) = (OrgName){.key = org_key(a, name, true), .org = org};
    return key;
}

static int by_key(const void *x, const void *y)
{
    const OrgName *a = x, *b = y;
    int order = str_compare(a->key, b->key);
    return order ? order : (a->org > b->org) - (a->org < b->org);
}

/* A name that several agencies have had is the first one's. */
static void keep_first_of_equal(Directory *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->names.n; i++) {
        if (n && str_equal(d->names.at[i].key, d->names.at[n - 1].key)) continue;
        d->names.at[n] = d->names.at[i];
        d->names.at[n++].letters = viet_letters(d->names.at[i].key);
    }
    d->names.n = n;
}

static void find_province(Directory *d)
{
    static const Str prefix = STR("Ủy ban nhân dân ");
    for (size_t i = 0; i < d->orgs.n && !d->province.n; i++) {
        const Org *o = &d->orgs.at[i];
        if (!str_equal(o->kind, S("ubnd-tinh"))) continue;
        d->province = str_starts(o->name, prefix) ? str_from(o->name, prefix.n) : o->name;
    }
}

static void index_names(Arena *a, Directory *d)
{
    find_province(d);
    Str *key = NEW(a, Str, d->orgs.n), province = org_key(a, d->province, false);
    for (size_t i = 0; i < d->orgs.n; i++) {
        const Org *o = &d->orgs.at[i];
        key[i] = put_name(a, d, o->name, o);
        for (size_t k = 0; k < o->n_aliases; k++) put_name(a, d, o->aliases[k], o);
        put_key(a, d, viet_fold(a, o->code), o);
    }
    /* Made-up variants come last: a name that the table itself gives is never taken by one of them. */
    for (size_t i = 0; d->province.n && i < d->orgs.n; i++) put_variants(a, d, key[i], province, &d->orgs.at[i]);
    if (d->names.n) qsort(d->names.at, d->names.n, sizeof *d->names.at, by_key);
    keep_first_of_equal(d);
}

/* -- the nearest name --------------------------------------------------------------------------------------- */

enum { KEY_MAX = 120, NAME_MAX_BYTES = 140, LONGER_MAX = 12 };
/* By how much the nearest name must be nearer than that of any other agency. */
static const double clearly = 0.03;

typedef struct {
    Str key;
    VietLetters letters;
    double most; /* the ratio that was asked for */
    const Org *best;
    double least, next;       /* the ratio of the best, and the least of any other agency */
    Str before;               /* the beginning of a name whose rows are there */
    bool is_far;              /* and no name that begins so is near enough */
    int (*rows)[KEY_MAX + 1]; /* of viet_distance_next: one for each letter of the longest name, and the first */
} Search;

/* How far off a name may be and still matter: as the nearest, or as one that is too near to the nearest. */
static double reach(const Search *s) { return (s->least < s->most ? s->least : s->most) + clearly; }

static void found(Search *s, const Org *org, double ratio)
{
    if (ratio < s->least) {
        if (s->best != org) s->next = s->least;
        s->best = org, s->least = ratio;
    } else if (ratio < s->next && org != s->best) s->next = ratio;
}

static size_t shared(Str a, Str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
    return n;
}

/* The names come in order, so the rows of a beginning that the name before had too are there already, and a beginning
 * that is too far off rules out all names that share it. */
static void compare(Search *s, const OrgName *name)
{
    size_t longer = name->key.n > s->key.n ? name->key.n : s->key.n, at = shared(s->before, name->key);
    int limit = (int)(reach(s) * 100 * (double)longer), smallest = 0;
    if (s->is_far && at == s->before.n) return;
    if (viet_distance_bound(&s->letters, &name->letters) > limit) return;
    for (; at < name->key.n && smallest <= limit; at++)
        smallest = viet_distance_next(s->key, name->key.p[at], s->rows[at], s->rows[at + 1]);
    s->before = str_slice(name->key, 0, at);
    s->is_far = smallest > reach(s) * 100 * (double)(s->key.n + LONGER_MAX);
    if (smallest <= limit) found(s, name->org, s->rows[at][s->key.n] / 100.0 / (double)longer);
}

const Org *directory_nearest(const Directory *d, Str key, double most, double *ratio)
{
    if (!key.n || key.n > KEY_MAX) return NULL;
    int rows[NAME_MAX_BYTES + 1][KEY_MAX + 1];
    Search s = {.key = key, .letters = viet_letters(key), .most = most, .least = 1, .next = 1, .rows = rows};
    viet_distance_first(key, rows[0]);
    for (size_t i = 0; i < d->names.n; i++) {
        size_t length = d->names.at[i].key.n;
        if (length <= NAME_MAX_BYTES && length <= key.n + LONGER_MAX) compare(&s, &d->names.at[i]);
    }
    *ratio = s.least;
    return s.least <= most && (s.least == 0 || s.next - s.least >= clearly) ? s.best : NULL;
}

/* -- from a table ------------------------------------------------------------------------------------------- */

static Fail read_day(Ctx *c, const SheetRow *row, Str text, bool is_end, Day *day)
{
    *day = NO_DAY;
    if (!text.n) return OK;
    *day = day_parse_iso(text);
    if (*day == NO_DAY)
        return fail(c, FAIL_INPUT, "Dòng %d: ngày “%.*s” phải viết như 2025-06-30.", row->number, STR_ARGS(text));
    if (is_end) ++*day; /* the table gives the last day, we keep the first day after */
    return OK;
}

/* A code stands in addresses of pages: letters and digits, and - _ . between them. */
static bool is_code(Str s)
{
    bool good = s.n && s.n <= ORG_CODE_MAX;
    for (size_t i = 0; good && i < s.n; i++) good = isalnum((unsigned char)s.p[i]) || (i && memchr("-_.", s.p[i], 3));
    return good;
}

/* Line ends and tabs of a quoted cell are blanks. */
static Str one_line(Arena *a, Str s)
{
    bool is_one = true;
    for (size_t i = 0; i < s.n; i++) is_one &= !isspace((unsigned char)s.p[i]) || s.p[i] == ' ';
    if (is_one) return s;
    char *p = NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!isspace((unsigned char)s.p[i])) p[n++] = s.p[i];
        else if (n && p[n - 1] != ' ') p[n++] = ' ';
    return str_trim((Str){p, n});
}

static Fail check_text(Ctx *c, const SheetRow *row, Str s, const char *what)
{
    size_t letters = 0;
    bool control = false;
    for (size_t i = 0; i < s.n; i++) {
        letters += ((unsigned char)s.p[i] & 0xC0) != 0x80;
        control |= iscntrl((unsigned char)s.p[i]) && !isspace((unsigned char)s.p[i]);
    }
    if (control) return fail(c, FAIL_INPUT, "Dòng %d: %s có ký tự điều khiển không in được.", row->number, what);
    if (letters > ORG_NAME_MAX)
        return fail(c, FAIL_INPUT, "Dòng %d: %s dài %zu chữ, nhiều nhất là %d.", row->number, what, letters,
                    ORG_NAME_MAX);
    return OK;
}

static Fail split_aliases(Ctx *c, const SheetRow *row, Str text, Org *o)
{
    StrList all = {0};
    for (Str alias; text.n && str_cut(&text, '|', &alias);) {
        alias = str_trim(alias);
        TRY(check_text(c, row, alias, "một tên khác (aliases)"));
        if (alias.n) *list_add(&c->mem, &all) = viet_nfc(&c->mem, one_line(&c->mem, alias));
    }
    if (all.n > ORG_ALIASES_MAX)
        return fail(c, FAIL_INPUT, "Dòng %d: có %zu tên khác, nhiều nhất là %d.", row->number, all.n, ORG_ALIASES_MAX);
    o->aliases = all.at, o->n_aliases = all.n;
    return OK;
}

Fail org_row_read(Ctx *c, const Sheet *t, const SheetRow *row, Org *o)
{
    Str code = sheet_named(t, row, S("code")), name = sheet_named(t, row, S("name"));
    if (!code.n || !name.n)
        return fail(c, FAIL_INPUT, "Dòng %d: thiếu %s.", row->number, code.n ? "tên (name)" : "mã (code)");
    if (row->n > t->row[0].n) return fail(c, FAIL_INPUT, "Dòng %d: nhiều ô hơn dòng tên cột.", row->number);
    if (!is_code(code))
        return fail(
            c, FAIL_INPUT,
            "Dòng %d: mã “%.*s” chỉ được có chữ không dấu, chữ số và các dấu - _ . ở giữa, nhiều nhất %d ký tự.",
            row->number, STR_ARGS(str_head(code, 60)), ORG_CODE_MAX);
    TRY(check_text(c, row, name, "tên"));
    TRY(check_text(c, row, sheet_named(t, row, S("kind")), "loại (kind)"));
    *o = (Org){.code = code,
               .name = viet_nfc(&c->mem, one_line(&c->mem, name)),
               .kind = sheet_named(t, row, S("kind")),
               .parent = sheet_named(t, row, S("parent_code"))};
    TRY(split_aliases(c, row, sheet_named(t, row, S("aliases")), o));
    TRY(read_day(c, row, sheet_named(t, row, S("valid_from")), false, &o->from));
    TRY(read_day(c, row, sheet_named(t, row, S("valid_to")), true, &o->to));
    if (o->from != NO_DAY && o->to != NO_DAY && o->to <= o->from)
        return fail(c, FAIL_INPUT, "Dòng %d: ngày hết hiệu lực đứng trước ngày bắt đầu.", row->number);
    return OK;
}

Fail org_table_read(Ctx *c, Str bytes, Sheet *t)
{
    TRY(sheet_read(c, bytes, t));
    if (sheet_column(t, S("code")) < 0 || sheet_column(t, S("name")) < 0)
        return fail(c, FAIL_INPUT, "Dòng đầu của danh mục cơ quan phải nêu tên các cột, ít nhất là code và name.");
    return OK;
}

Fail directory_from_table(Ctx *c, Str bytes, const Directory **result)
{
    Sheet t;
    Directory *d = NEW(&c->mem, Directory, 1);
    TRY(org_table_read(c, bytes, &t));
    for (size_t i = 1; i < t.n; i++) {
        Org o;
        TRY(org_row_read(c, &t, &t.row[i], &o));
        if (map_get(&d->by_code, o.code))
            return fail(c, FAIL_INPUT, "Dòng %d: mã “%.*s” đã có ở dòng trên.", t.row[i].number, STR_ARGS(o.code));
        *map_put(&c->mem, &d->by_code, o.code) = d; /* a place; the list may still move */
        *list_add(&c->mem, &d->orgs) = o;
    }
    for (size_t i = 0; i < d->orgs.n; i++) *map_put(&c->mem, &d->by_code, d->orgs.at[i].code) = &d->orgs.at[i];
    index_names(&c->mem, d);
    *result = d;
    return OK;
}

Fail directory_of(Ctx *c, const Org *orgs, size_t n, const Directory **result)
{
    Directory *d = NEW(&c->mem, Directory, 1);
    for (size_t i = 0; i < n; i++) *list_add(&c->mem, &d->orgs) = orgs[i];
    for (size_t i = 0; i < n; i++) *map_put(&c->mem, &d->by_code, d->orgs.at[i].code) = &d->orgs.at[i];
    index_names(&c->mem, d);
    *result = d;
    return OK;
}

Fail directory_shipped(Ctx *c, const Directory **d) { return directory_from_table(c, asset("org/bac-giang.tsv"), d); }
