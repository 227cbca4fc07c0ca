// SPDX-License-Identifier: Apache-2.0
/* activities.c -- which items are activities, their codes and groups (reading/README.md, "What is an activity"). */
#include "base/map.h"
#include "reading/inside.h"
#include "viet/text.h"

typedef struct {
    size_t begin, end; /* items of one block: what is done, then who and when */
} Block;
typedef LIST(Block) BlockList;

/* -- codes and groups --------------------------------------------------------------------------------------- */

/* "A." below "III.": a marker like the numbers; else letters stand above the parts. */
static bool is_letter_below(const Reader *r, const Item *item)
{
    return item->mark == MARK_LETTER && item->parent >= 0 && r->items.at[item->parent].mark == MARK_PART;
}

/* How much of what stands above goes into the codes of a part. */
typedef struct {
    bool part;          /* activities stand in several parts: "III.1.a" */
    bool outer;         /* … and those are numbered anew: "B.I.1" */
    bool number_groups; /* "3." above "3.1": it heads only some of the part's activities */
    int heading;        /* of the part, which says nothing in codes unless `part`; -1 = none */
} Scope;

static Str code_of(Ctx *c, const Reader *r, size_t i, Scope scope)
{
    Str code = {0};
    for (int at = (int)i; at >= 0; at = r->items.at[at].parent) {
        const Item *item = &r->items.at[at];
        if (at == scope.heading && at != (int)i && !scope.part && item->mark > MARK_PART) break;
        bool outer = (item->mark == MARK_LETTER && !is_letter_below(r, item)) || item->mark == MARK_PART;
        bool counts =
            item_is_numbered(item) && (item->mark != MARK_SECTION || item->in_code) && !(outer && !scope.part);
        if (!counts && at != (int)i) continue;
        code = code.n ? str_format(&c->mem, "%.*s.%.*s", STR_ARGS(item->code), STR_ARGS(code)) : item->code;
        if (outer && !scope.outer) break;
        /* "3.1" says its "3" itself. */
        if (item->mark == MARK_NUMBER2 || item->mark == MARK_NUMBER3)
            while (r->items.at[at].parent >= 0 && r->items.at[r->items.at[at].parent].mark >= MARK_NUMBER &&
                   str_starts(item->code, r->items.at[r->items.at[at].parent].code))
                at = r->items.at[at].parent;
    }
    return code;
}

/* The nearest headings above, at most two levels, below the part. */
static Text group_of(Ctx *c, const Reader *r, size_t i, Scope scope)
{
    enum { LEVELS_MAX = 2 };
    Text group = {0};
    int levels = 0;
    for (int at = r->items.at[i].parent; at >= 0 && levels < LEVELS_MAX; at = r->items.at[at].parent) {
        const Item *item = &r->items.at[at];
        if (item->mark <= MARK_PART && !is_letter_below(r, item)) break;
        if (!item_is_numbered(item) || !item->text.text.n) continue;
        /* One "3." above all the "3.1", "3.2" of a part is its list, not a group. */
        const Item *below = &r->items.at[i];
        for (int k = (int)i; k >= 0 && k != at; k = r->items.at[k].parent) below = &r->items.at[k];
        if (item->mark == MARK_NUMBER && below->mark == MARK_NUMBER2 && !scope.number_groups) break;
        Text above = text_as_title(item->text);
        if (group.text.n) group.text = str_format(&c->mem, "%.*s / %.*s", STR_ARGS(above.text), STR_ARGS(group.text));
        else group = above;
        levels++;
    }
    return group;
}

static Activity *add_activity(Ctx *c, Reader *r, size_t i, Scope scope)
{
    Activity *a = list_add(&c->mem, &r->reading->activities);
    *a = (Activity){.code = code_of(c, r, i, scope),
                    .group = group_of(c, r, i, scope),
                    .period = {.from = NO_DAY, .to = NO_DAY},
                    .first_line = r->items.at[i].text.first_line};
    return a;
}

/* -- blocks of one item (convention 4) ---------------------------------------------------------------------- */

/* Cut the items below a heading wherever, behind who-and-when fields, something to do begins again. */
static void find_blocks(Ctx *c, const Reader *r, size_t from, size_t to, BlockList *blocks)
{
    bool who = false;
    size_t begin = from;
    for (size_t k = from; k < to; k++) {
        const Item *item = &r->items.at[k];
        /* What stands below a field belongs to it. */
        bool own = item->parent < (int)from || r->items.at[item->parent].field == FIELD_NONE;
        bool does = own && (item->field == FIELD_NONE || item->field == FIELD_CONTENT) && item->mark >= MARK_FIELD;
        if (does && who) {
            *list_add(&c->mem, blocks) = (Block){begin, k};
            begin = k, who = false;
        }
        who |= item->field == FIELD_LEAD || item->field == FIELD_PARTNER;
    }
    if (who) *list_add(&c->mem, blocks) = (Block){begin, to};
    else if (blocks->n) blocks->at[blocks->n - 1].end = to;
}

static size_t doings_in(const Reader *r, Block b, size_t *first)
{
    size_t n = 0;
    for (size_t k = b.begin; k < b.end; k++)
        if (r->items.at[k].field == FIELD_NONE && r->items.at[k].depth <= r->items.at[b.begin].depth && n++ == 0)
            *first = k;
    return n;
}

static void read_blocks(Ctx *c, Reader *r, size_t i, const BlockList *blocks, Scope scope)
{
    for (size_t k = 0; k < blocks->n; k++) {
        Block b = blocks->at[k];
        size_t first = b.begin;
        Activity *a = add_activity(c, r, i, scope);
        Text heading = text_as_title(r->items.at[i].text);
        a->code = str_format(&c->mem, "%.*s.-%zu", STR_ARGS(a->code), k + 1);
        a->group = heading;
        if (doings_in(r, b, &first) == 1) {
            a->title = text_as_title(r->items.at[first].text);
            activity_block(c, r, a, first + 1, b.end);
        } else {
            a->title = heading;
            activity_block(c, r, a, b.begin, b.end);
        }
        a->first_line = r->items.at[b.begin].text.first_line;
    }
}

/* -- the tree ----------------------------------------------------------------------------------------------- */

static void read_leaf(Ctx *c, Reader *r, size_t i, size_t end, Scope scope)
{
    BlockList blocks = {0};
    find_blocks(c, r, i + 1, end, &blocks);
    if (blocks.n > 1) {
        read_blocks(c, r, i, &blocks, scope);
        return;
    }
    Activity *a = add_activity(c, r, i, scope);
    Text sentence = r->items.at[i].text;
    activity_block(c, r, a, i + 1, end);
    bool named = a->leads.n || a->partners.n || (!r->items.at[i].is_cell && activity_from_brackets(c, r, a, &sentence));
    activity_title(c, a, sentence);
    if (!named && !r->items.at[i].is_cell) named = activity_from_closing(c, r, a, sentence);
    if (!named) activity_from_sentence(c, r, a, sentence);
    if (!a->leads.n && !a->partners.n) activity_from_orders(c, r, a);
    if (!a->leads.n && a->contents.n == 1) activity_from_sentence(c, r, a, a->contents.at[0]);
    if (!a->leads.n && !a->partners.n) activity_from_order_above(c, r, a, i);
    if (!a->timed) activity_time_from_contents(c, r, a);
    a->first_line = r->items.at[i].text.first_line;
}

static size_t numbered_children(const Reader *r, size_t i, size_t end)
{
    size_t n = 0;
    for (size_t k = i + 1; k < end; k++) n += item_is_numbered(&r->items.at[k]);
    return n;
}

/* Convention 3: several children without a block, and only the last is followed by one. */
static bool block_is_the_parents(const Reader *r, size_t i, size_t end)
{
    size_t children = 0, with = 0;
    bool last_has = false;
    for (size_t k = i + 1; k < end;) {
        size_t next = item_end(r, k) < end ? item_end(r, k) : end;
        if (r->items.at[k].is_cell) return false; /* rows of a table have their own */
        if (item_is_numbered(&r->items.at[k])) {
            if (numbered_children(r, k, next)) return false;
            children++;
            last_has = has_agency_field(r, k, next);
            with += last_has;
        }
        k = next;
    }
    return children >= 2 && with == 1 && last_has;
}

static void read_parent(Ctx *c, Reader *r, size_t i, size_t end, Scope scope)
{
    Activity *a = add_activity(c, r, i, scope);
    activity_title(c, a, r->items.at[i].text);
    activity_block(c, r, a, i + 1, end);
    a->first_line = r->items.at[i].text.first_line;
}

/* All activities among the items [from, to), which belong to one part. */
static void read_items(Ctx *c, Reader *r, size_t from, size_t to, Scope scope)
{
    for (size_t i = from; i < to;) {
        const Item *item = &r->items.at[i];
        size_t end = item_end(r, i) < to ? item_end(r, i) : to;
        bool empty_section = item->mark == MARK_SECTION && !numbered_children(r, i, end);
        if (!item_is_numbered(item) || empty_section) i = end;
        else if (!numbered_children(r, i, end)) read_leaf(c, r, i, end, scope), i = end;
        else if (block_is_the_parents(r, i, end)) read_parent(c, r, i, end, scope), i = end;
        else read_items(c, r, i + 1, end, scope), i = end;
    }
}

/* -- parts -------------------------------------------------------------------------------------------------- */

static bool is_body(const Reader *r, const Part *part)
{
    return part->item < 0 || r->items.at[part->item].mark != MARK_ANNEX;
}

/* Several numbers of a part that hold activities are its groups; a single one is its list. */
static bool numbers_group(const Reader *r, const Part *part)
{
    size_t heads = 0;
    for (size_t k = part->begin; k < part->end; k++)
        heads += r->items.at[k].mark == MARK_NUMBER && has_agency_field(r, k, item_end(r, k));
    return heads > 1;
}

static bool outer_is_needed(const Reader *r, PartKind kind)
{
    int outer = -2;
    for (size_t k = 0; k < r->parts.n; k++) {
        const Part *part = &r->parts.at[k];
        if (part->kind != kind || part->item < 0 || r->items.at[part->item].mark != MARK_PART) continue;
        int parent = r->items.at[part->item].parent;
        if (outer != -2 && parent != outer) return true;
        outer = parent;
    }
    return false;
}

static void read_part(Ctx *c, Reader *r, const Part *part, Scope scope)
{
    scope.number_groups = numbers_group(r, part), scope.heading = part->item;
    /* Without parts a plain number is both: part and item. */
    bool both = part->item >= 0 && r->items.at[part->item].mark == MARK_NUMBER;
    /* A part whose work stands under dashes only is the item itself. */
    bool leaf = part->kind == PART_LABELLED && part->item >= 0 && is_body(r, part) &&
                !numbered_children(r, part->begin - 1, part->end);
    if (leaf) read_leaf(c, r, (size_t)part->item, part->end, scope);
    else read_items(c, r, part->begin - both, part->end, scope);
}

/* Work that no agency is named for, beside parts that name some: its lowest items. */
static void read_measures(Ctx *c, Reader *r, const Part *part)
{
    for (size_t k = part->begin; k < part->end; k++)
        if (item_is_numbered(&r->items.at[k]) && !numbered_children(r, k, item_end(r, k)))
            *list_add(&c->mem, &r->reading->measures) = r->items.at[k].text;
}

/* Codes are unique in a reading: a number that the drafter gave twice gets a count. */
static void make_unique(Ctx *c, Reading *reading)
{
    Map codes = {0};
    for (size_t i = 0; i < reading->activities.n; i++) {
        Activity *a = &reading->activities.at[i];
        Str plain = a->code;
        uintptr_t n = (uintptr_t)map_get(&codes, plain) + 1;
        *map_put(&c->mem, &codes, plain) = (void *)n;
        while (n > 1) {
            a->code = str_format(&c->mem, "%.*s (%zu)", STR_ARGS(plain), (size_t)n);
            if (!map_get(&codes, a->code)) break;
            n++;
        }
        if (n > 1) *map_put(&c->mem, &codes, a->code) = (void *)(uintptr_t)1;
    }
}

void activities_read(Ctx *c, Reader *r)
{
    size_t labelled = 0, in_body = 0;
    for (size_t k = 0; k < r->parts.n; k++) labelled += r->parts.at[k].kind == PART_LABELLED;
    PartKind kind = labelled ? PART_LABELLED : PART_WORKS;
    for (size_t k = 0; k < r->parts.n; k++) in_body += r->parts.at[k].kind == kind && is_body(r, &r->parts.at[k]);
    Scope scope = {.part = in_body > 1, .outer = outer_is_needed(r, kind)};
    for (size_t k = 0; k < r->parts.n; k++) {
        const Part *part = &r->parts.at[k];
        if (part->kind == kind) read_part(c, r, part, scope);
        else if (part->kind == PART_WORKS) read_measures(c, r, part);
    }
    make_unique(c, r->reading);
}
