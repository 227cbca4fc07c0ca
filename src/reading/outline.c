// SPDX-License-Identifier: Apache-2.0
/* outline.c -- items become a tree.  Markers nest in a fixed order; dashes, pluses and bullets as they come. */
#include "reading/inside.h"
#include "viet/text.h"

enum { DEPTH_MAX = 24 };

bool item_is_numbered(const Item *item) { return item->mark <= MARK_PAREN && item->field == FIELD_NONE; }

bool item_speaks_of(Ctx *c, const Reader *r, const Item *item, const char *folded)
{
    enum { TEXT_MAX = 300, HEADING_MAX = 80 }; /* in a longer text too much is near */
    Arena mark = c->mem;
    Str text = str_slice(item->text.text, 0, TEXT_MAX), read = viet_fold_ocr(&c->mem, text);
    bool found = str_contains(viet_fold(&c->mem, text), str_of(folded)) || str_contains(read, str_of(folded)) ||
                 (read.n <= HEADING_MAX && near_find(r, read, str_of(folded)) < read.n);
    c->mem.at = mark.at;
    return found;
}

/* The OCR reads "III." as "1." or "11.": a heading in capitals whose next number is 1 again stands above it. */
static bool is_disguised_part(const Reader *r, size_t i)
{
    const Item *item = &r->items.at[i];
    if (item->mark != MARK_NUMBER || !item->is_upper) return false;
    for (size_t k = 0; k < item->code.n; k++)
        if (item->code.p[k] != '1') return false;
    for (size_t k = i + 1; k < r->items.n; k++) {
        const Item *next = &r->items.at[k];
        if (next->mark == MARK_PART) return false;
        if (next->mark == MARK_NUMBER) return next->ordinal == 1 && !next->is_upper;
    }
    return false;
}

/* "C." or "I." may be a letter or a Roman number: it is what comes next in its row. */
static void settle_parts(Reader *r)
{
    static const char *const roman[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
    int part = 0, letter = 0;
    for (size_t i = 0; i < r->items.n; i++) {
        Item *item = &r->items.at[i];
        if (is_disguised_part(r, i) && part) item->mark = MARK_PART, item->ordinal = part + 1;
        if (item->mark == MARK_PART && item->code.n == 1 && letter && item->code.p[0] - 'A' == letter &&
            item->ordinal != part + 1) {
            item->mark = MARK_LETTER, item->ordinal = letter + 1;
        }
        if (item->mark == MARK_ANNEX) letter = part = 0;
        if (item->mark == MARK_LETTER) letter = item->ordinal, part = 0;
        if (item->mark != MARK_PART) continue;
        /* A Roman number that the OCR spoilt is what comes next. */
        if (r->garbled && (item->ordinal <= part || item->ordinal > part + 2)) item->ordinal = part + 1;
        part = item->ordinal;
        if (part < (int)(sizeof roman / sizeof *roman)) item->code = str_of(roman[part]);
    }
}

/* Letters stand above the Roman parts when the first of them comes before the first part. */
static bool letters_are_above(const Reader *r)
{
    for (size_t i = 0; i < r->items.n; i++)
        if (r->items.at[i].mark == MARK_LETTER || r->items.at[i].mark == MARK_PART)
            return r->items.at[i].mark == MARK_LETTER;
    return true;
}

static int rank(const Reader *r, Mark m, bool above)
{
    (void)r;
    if (m == MARK_LETTER && !above) return MARK_PART + 1;
    return m > MARK_PART && !above ? (int)m + 1 : (int)m;
}

/* "2. Nội dung thực hiện" above "2.1", "4. Tổ chức thực hiện" at the top: headings, though they read like labels. */
static void unlabel_headings(Reader *r)
{
    for (size_t i = 0; i < r->items.n; i++) {
        Item *item = &r->items.at[i], *next = i + 1 < r->items.n ? item + 1 : NULL;
        bool label = item->field > FIELD_NONE && item->field < FIELD_FUNDING && !item->value.text.n && !item->is_cell;
        if (!label || item->mark > MARK_NUMBER3) continue;
        bool who = item->field == FIELD_LEAD || item->field == FIELD_PARTNER; /* "2. Trách nhiệm thực hiện" above a) */
        bool above_numbers = next && next->parent == (int)i && next->field == FIELD_NONE &&
                             next->mark <= (who ? MARK_PAREN : MARK_NUMBER3);
        if (above_numbers || item->mark <= MARK_PART || (item->mark == MARK_NUMBER && item->depth == 0))
            item->field = FIELD_NONE;
    }
}

/* A field whose value stands on its line and does not say that a list follows. */
static bool is_complete(const Item *item)
{
    return item->field != FIELD_NONE && item->value.text.n && !str_ends(item->value.text, S(":"));
}

/* "… nghiêm túc thực hiện./." behind what was a sentence already; below a bare heading it is what that says. */
static bool closes_document(const Reader *r, size_t i)
{
    Str above = i ? r->items.at[i - 1].text.text : (Str){0};
    return str_ends(r->items.at[i].text.text, S("./.")) && above.n && strchr(".;:", above.p[above.n - 1]) &&
           above.p[above.n - 1] != ':';
}

/* A number of the text stays above the rows of a table, whatever their numbers. */
static bool heads_table(const Item *item)
{
    return !item->is_cell && item->mark >= MARK_NUMBER && item->mark <= MARK_NUMBER3;
}

void items_nest(Reader *r)
{
    size_t open[DEPTH_MAX];
    int n = 0;
    settle_parts(r);
    bool above = letters_are_above(r);
    for (size_t i = 0; i < r->items.n; i++) {
        Item *item = &r->items.at[i];
        if (item->mark == MARK_NONE) {
            /* A paragraph belongs to the numbered item above it; the one that closes the document to nothing. */
            while (n && r->items.at[open[n - 1]].mark >= MARK_FIELD) n--;
            if (closes_document(r, i)) n = 0;
        } else if (item->mark >= MARK_DASH) {
            /* A field that has its value on its line never owns the dashes after it. */
            while (n && is_complete(&r->items.at[open[n - 1]]) && r->items.at[open[n - 1]].mark != item->mark) n--;
            int same = n;
            while (same && r->items.at[open[same - 1]].mark > MARK_FIELD &&
                   r->items.at[open[same - 1]].mark != item->mark)
                same--;
            bool found = same && r->items.at[open[same - 1]].mark == item->mark;
            if (found) n = same - 1;
        } else {
            while (n && rank(r, r->items.at[open[n - 1]].mark, above) >= rank(r, item->mark, above) &&
                   !(item->is_cell && heads_table(&r->items.at[open[n - 1]])))
                n--;
        }
        item->parent = n ? (int)open[n - 1] : -1;
        item->depth = n;
        if (item->mark != MARK_NONE && n < DEPTH_MAX) open[n++] = i;
    }
    for (size_t i = r->items.n; i-- > 0;) {
        size_t end = i + 1;
        while (end < r->items.n && r->items.at[end].depth > r->items.at[i].depth) end = r->items.at[end].end;
        r->items.at[i].end = end;
    }
    unlabel_headings(r);
}

size_t item_end(const Reader *r, size_t i) { return r->items.at[i].end; }
