// SPDX-License-Identifier: Apache-2.0
/* activity.c -- what counts as an activity, its code and its fields (reading/README.md, "What is an activity"). */
#include "base/map.h"
#include "reading/inside.h"
#include "viet/text.h"

static const char ends_of_title[] = ".;: ";

typedef struct {
    size_t begin, end; /* items of one block: what is done, then who and when */
} Block;
typedef LIST(Block) BlockList;

static bool is_agency_field(Field f) { return f == FIELD_LEAD || f == FIELD_PARTNER; }

static bool has_agency_field(const Reader *r, size_t from, size_t to)
{
    for (size_t k = from; k < to; k++)
        if (is_agency_field(r->items.at[k].field)) return true;
    return false;
}

/* -- one field ---------------------------------------------------------------------------------------------- */

static void add_text(Ctx *c, TextList *to, Text text)
{
    if (text.text.n) *list_add(&c->mem, to) = text;
}

/* A field's value and everything below it; below it may be nothing and its items stand beside it. */
static void add_values(Ctx *c, const Reader *r, size_t i, size_t end, TextList *to)
{
    add_text(c, to, r->items.at[i].value);
    for (size_t k = i + 1; k < end; k++) add_text(c, to, r->items.at[k].text);
}

static Text joined_value(Ctx *c, const Reader *r, size_t i, size_t end)
{
    Text all = r->items.at[i].value;
    for (size_t k = i + 1; k < end; k++) {
        Text more = r->items.at[k].text;
        if (!all.text.n) all = more;
        else
            all.text = str_format(&c->mem, "%.*s; %.*s", STR_ARGS(without_final(all.text, ";, ")), STR_ARGS(more.text)),
            all.last_line = more.last_line;
    }
    all.raw = all.text;
    return all;
}

static Text trimmed(Text t)
{
    t.text = without_final(t.text, ends_of_title);
    return t;
}

static void read_time(Ctx *c, const Reader *r, Activity *a, Text value)
{
    a->time = trimmed(value);
    a->timed = viet_period(&c->mem, value.text, r->reading->date, &a->period);
    if (!a->timed) a->period = (Period){.from = NO_DAY, .to = NO_DAY};
}

static void add_parties(Ctx *c, const Reader *r, Text value, Text *text, PartyList *to)
{
    if (!text->text.n) *text = trimmed(value);
    parties_read(c, r, value, to);
}

/* "Chủ trì, phối hợp: …" names leads only; the label says what the value is. */
static void read_field(Ctx *c, const Reader *r, Activity *a, size_t i, size_t end)
{
    const Item *item = &r->items.at[i];
    Text value = joined_value(c, r, i, end);
    switch (item->field) {
    case FIELD_CONTENT: add_values(c, r, i, end, &a->contents); break;
    case FIELD_FORMAT:
        add_values(c, r, i, end, &a->formats);
        for (size_t k = 0; k < a->formats.n && a->formats.n == 1 && end == i + 1; k++)
            a->formats.at[k] = trimmed(a->formats.at[k]);
        a->formats_label = text_of(item->label, item->text.first_line, item->text.first_line);
        break;
    case FIELD_PRODUCT: add_values(c, r, i, end, &a->products); break;
    case FIELD_LEAD: add_parties(c, r, value, &a->leads_text, &a->leads); break;
    case FIELD_PARTNER: add_parties(c, r, value, &a->partners_text, &a->partners); break;
    case FIELD_AUDIENCE: add_parties(c, r, value, &a->audience_text, &a->audience); break;
    case FIELD_TIME: read_time(c, r, a, value); break;
    case FIELD_PLACE: a->place = trimmed(value); break;
    case FIELD_SCALE: a->scale = trimmed(value); break;
    case FIELD_THEME: a->theme = trimmed(value); break;
    default: break;
    }
}

/* -- one activity ------------------------------------------------------------------------------------------- */

/* "X: long enumeration" in one paragraph: the title is X, the rest its first content. */
static void read_title(Ctx *c, Activity *a, Text heading)
{
    enum { TITLE_MAX = 160, REST_MIN = 60 };
    Str s = heading.text;
    size_t colon = str_index(s, ':');
    a->title = heading;
    if (colon < TITLE_MAX && colon + REST_MIN < s.n) {
        Text rest = heading;
        a->title.text = str_slice(s, 0, colon);
        rest.text = str_trim(str_from(s, colon + 1));
        add_text(c, &a->contents, rest);
    }
    a->title = trimmed(a->title);
}

/* The items [from, to) below a heading: fields, and before them what is done. */
static void read_block(Ctx *c, const Reader *r, Activity *a, size_t from, size_t to)
{
    bool open_content = false;
    for (size_t i = from; i < to; i++) {
        const Item *item = &r->items.at[i];
        if (item->field == FIELD_NONE || item->field >= FIELD_FUNDING) {
            if (!a->first_line) a->first_line = item->text.first_line;
            bool late = a->leads.n || a->partners.n || a->timed;
            if (!late || open_content) add_text(c, &a->contents, item->text);
            continue;
        }
        size_t end = i + 1;
        while (end < to && r->items.at[end].depth > item->depth) end++;
        /* "- Nội dung:" with its dashes beside it and not below. */
        open_content = item->field == FIELD_CONTENT && end == i + 1 && !item->value.text.n;
        read_field(c, r, a, i, end);
        i = end - 1;
    }
    a->last_line = to > from ? r->items.at[to - 1].text.last_line : a->first_line;
}

/* A sentence that an agency opens: "Sở Nội vụ có trách nhiệm …", "Giao Sở Tài chính chủ trì …". */
static void lead_from_sentence(Ctx *c, const Reader *r, Activity *a, Str sentence)
{
    Party p;
    Str folded = viet_fold(&c->mem, str_slice(sentence, 0, 40));
    size_t skip = str_starts(folded, S("giao ")) ? 5 : str_starts(folded, S("de nghi ")) ? sizeof "Đề nghị " - 1 : 0;
    size_t length = party_opening(c, r, str_from(sentence, skip), &p);
    if (length) *list_add(&c->mem, &a->leads) = p;
}

static Str code_of(Ctx *c, const Reader *r, size_t i, bool with_part)
{
    Str code = {0};
    for (int at = (int)i; at >= 0; at = r->items.at[at].parent) {
        const Item *item = &r->items.at[at];
        if (!item_is_numbered(item) && at != (int)i) continue;
        if (item->mark <= MARK_PART && !with_part) break;
        code = code.n ? str_format(&c->mem, "%.*s.%.*s", STR_ARGS(item->code), STR_ARGS(code)) : item->code;
        /* "3.1" says its "3" itself. */
        if (item->mark == MARK_NUMBER2 || item->mark == MARK_NUMBER3)
            while (r->items.at[at].parent >= 0 && r->items.at[r->items.at[at].parent].mark >= MARK_NUMBER &&
                   str_starts(item->code, r->items.at[r->items.at[at].parent].code))
                at = r->items.at[at].parent;
    }
    return code;
}

static Text group_of(Ctx *c, const Reader *r, size_t i)
{
    Text group = {0};
    const Item *item = &r->items.at[i];
    int at = item->parent;
    if (item->mark == MARK_NUMBER2) /* its "3." is part of "3.1" */
        while (at >= 0 && r->items.at[at].mark == MARK_NUMBER) at = r->items.at[at].parent;
    for (; at >= 0 && r->items.at[at].mark > MARK_PART; at = r->items.at[at].parent) {
        if (!item_is_numbered(&r->items.at[at])) continue;
        Text above = trimmed(r->items.at[at].text);
        bool parent_is_in_code = r->items.at[at].mark == MARK_NUMBER && group.text.n && item->mark > MARK_NUMBER2 &&
                                 r->items.at[item->parent].mark == MARK_NUMBER2;
        if (parent_is_in_code) break;
        if (group.text.n) group.text = str_format(&c->mem, "%.*s / %.*s", STR_ARGS(above.text), STR_ARGS(group.text));
        else group = above;
    }
    return group;
}

static Activity *add_activity(Ctx *c, Reader *r, size_t i, bool with_part)
{
    Activity *a = list_add(&c->mem, &r->reading->activities);
    *a = (Activity){.code = code_of(c, r, i, with_part),
                    .group = group_of(c, r, i),
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
        who |= is_agency_field(item->field);
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

static void read_blocks(Ctx *c, Reader *r, size_t i, const BlockList *blocks, bool with_part)
{
    for (size_t k = 0; k < blocks->n; k++) {
        Block b = blocks->at[k];
        size_t first = b.begin;
        Activity *a = add_activity(c, r, i, with_part);
        Text heading = trimmed(r->items.at[i].text);
        a->code = str_format(&c->mem, "%.*s.-%zu", STR_ARGS(a->code), k + 1);
        a->group = heading;
        if (doings_in(r, b, &first) == 1) {
            a->title = trimmed(r->items.at[first].text);
            read_block(c, r, a, first + 1, b.end);
        } else {
            a->title = heading;
            read_block(c, r, a, b.begin, b.end);
        }
        a->first_line = r->items.at[b.begin].text.first_line;
    }
}

/* -- the tree ----------------------------------------------------------------------------------------------- */

static void read_leaf(Ctx *c, Reader *r, size_t i, size_t end, bool with_part)
{
    BlockList blocks = {0};
    find_blocks(c, r, i + 1, end, &blocks);
    if (blocks.n > 1) {
        read_blocks(c, r, i, &blocks, with_part);
        return;
    }
    Activity *a = add_activity(c, r, i, with_part);
    read_title(c, a, r->items.at[i].text);
    read_block(c, r, a, i + 1, end);
    if (!a->leads.n && !a->partners.n) lead_from_sentence(c, r, a, r->items.at[i].text.text);
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

static void read_parent(Ctx *c, Reader *r, size_t i, size_t end, bool with_part)
{
    Activity *a = add_activity(c, r, i, with_part);
    read_title(c, a, r->items.at[i].text);
    read_block(c, r, a, i + 1, end);
    a->first_line = r->items.at[i].text.first_line;
}

/* All activities among the items [from, to), which belong to one part. */
static void read_items(Ctx *c, Reader *r, size_t from, size_t to, bool with_part)
{
    for (size_t i = from; i < to;) {
        const Item *item = &r->items.at[i];
        size_t end = item_end(r, i) < to ? item_end(r, i) : to;
        if (!item_is_numbered(item)) i = end;
        else if (!numbered_children(r, i, end)) read_leaf(c, r, i, end, with_part), i = end;
        else if (block_is_the_parents(r, i, end)) read_parent(c, r, i, end, with_part), i = end;
        else read_items(c, r, i + 1, end, with_part), i = end;
    }
}

bool part_assigns(Ctx *c, const Item *part)
{
    static const char *const headings[] = {"to chuc thuc hien",     "phan cong nhiem vu", "phan cong thuc hien",
                                           "trach nhiem thuc hien", "to chuc trien khai", "phan cong trach nhiem",
                                           "trach nhiem cua",       "phan cong to chuc"};
    if (part->text.text.n > 160) return false;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (item_speaks_of(c, part, headings[i])) return true;
    return false;
}

void activities_read(Ctx *c, Reader *r)
{
    LIST(size_t) parts = {0};
    Map codes = {0};
    for (size_t i = 0; i < r->items.n; i++) {
        bool top = r->items.at[i].mark == MARK_PART;
        if (top && !part_assigns(c, &r->items.at[i]) && has_agency_field(r, i, item_end(r, i)))
            *list_add(&c->mem, &parts) = i;
    }
    for (size_t k = 0; k < parts.n; k++) read_items(c, r, parts.at[k] + 1, item_end(r, parts.at[k]), parts.n > 1);
    if (!parts.n) { /* a plan without Roman parts */
        for (size_t i = 0; i < r->items.n; i = item_end(r, i))
            if (item_is_numbered(&r->items.at[i]) && r->items.at[i].mark != MARK_PART &&
                !part_assigns(c, &r->items.at[i]) && has_agency_field(r, i, item_end(r, i)))
                read_items(c, r, i, item_end(r, i), true);
    }
    /* Codes are unique in a reading: a number that the drafter gave twice gets a letter. */
    for (size_t i = 0; i < r->reading->activities.n; i++) {
        Activity *a = &r->reading->activities.at[i];
        Str plain = a->code;
        for (int n = 2; map_get(&codes, a->code); n++) a->code = str_format(&c->mem, "%.*s (%d)", STR_ARGS(plain), n);
        *map_put(&c->mem, &codes, a->code) = a;
    }
}
