// SPDX-License-Identifier: Apache-2.0
/* joined.c -- a task that the text tells and an annex lists is one activity: it keeps both places, each completes what
 * the other leaves out, and where they contradict each other finding.c says so.
 *
 * The same task are titles of the same words, besides those that only join and "trên địa bàn tỉnh", or with a few words
 * more in one of them.  A word, number or year that differs makes another task ("cấp xã", "cấp huyện"), and where one
 * title answers to several none is joined: two tasks made one are lost, one task told twice is only seen twice. */
#include "base/map.h"
#include "reading/inside.h"
#include "viet/text.h"

enum {
    WORDS_MIN = 5,          /* "Tập huấn", "Hội nghị tổng kết": too little to tell a task by */
    ALIKE_WORDS_MIN = 6,    /* … and where words are missing */
    EXTRA_OF = 4,           /* of so many words one may be missing in the other title */
    TITLE_BYTES_MAX = 1000, /* a longer text is no title */
    PAIRS_MAX = 250000      /* of titles compared word by word: enough for 500 tasks in the text and 500 in annexes */
};

/* A task as one of the two places tells it. */
typedef struct {
    size_t at;    /* of the activities, or of the measures */
    bool measure; /* the text told it without naming anybody */
    StrList words;
    Str key;        /* the words, joined */
    int answers;    /* how many of the other place are like it */
    size_t partner; /* the last of them */
    bool joined;
} Told;
typedef LIST(Told) ToldList;

/* -- titles ------------------------------------------------------------------------------------------------- */

/* Words that join others and name nothing, as printed: "và", not "va". */
static bool is_joining(Ctx *c, Str word)
{
    static const Str words[] = {STR("và"),  STR("các"), STR("của"),  STR("về"),   STR("những"), STR("cho"),
                                STR("đối"), STR("với"), STR("trên"), STR("việc"), STR("để"),    STR("theo")};
    Arena mark = c->mem;
    Str low = viet_lower(&c->mem, word);
    bool joins = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) joins |= str_equal(low, words[i]);
    c->mem.at = mark.at;
    return joins;
}

static bool has_digit(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

/* Nothing but names, or nothing. */
static bool are_names(Ctx *c, Str s)
{
    for (Str rest = s, word; str_cut(&rest, ' ', &word);)
        if (word.n && (has_digit(word) || str_equal(viet_lower(&c->mem, word), word))) return false;
    return true;
}

/* "… trên địa bàn tỉnh (Hòa An)" says no more than the plan does. */
static Str without_area(Ctx *c, Str title)
{
    static const Str areas[] = {STR(" trên địa bàn tỉnh"), STR(" trên địa bàn thành phố"), STR(" trên địa bàn Tỉnh"),
                                STR(" trên địa bàn Thành phố")};
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        size_t at = str_find(title, areas[i]);
        if (at < title.n && are_names(c, str_from(title, at + areas[i].n))) return str_slice(title, 0, at);
    }
    return title;
}

static void read_words(Ctx *c, Told *t, Str title)
{
    if (title.n > TITLE_BYTES_MAX) return;
    for (Str rest = without_area(c, title), word; viet_token(&rest, &word);) {
        Str folded = viet_fold(&c->mem, word);
        if (!folded.n || is_joining(c, word)) continue;
        *list_add(&c->mem, &t->words) = folded;
        t->key = t->key.n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(t->key), STR_ARGS(folded)) : folded;
    }
}

/* All words of the shorter title stand in the longer one in their order, and what that has more are few and no number.
 */
static bool is_within(const StrList *few, const StrList *many)
{
    size_t at = 0, extra = many->n - few->n;
    if (few->n < ALIKE_WORDS_MIN || extra * EXTRA_OF > many->n) return false;
    for (size_t i = 0; i < many->n; i++)
        if (at < few->n && str_equal(few->at[at], many->at[i])) at++;
        else if (has_digit(many->at[i])) return false;
    return at == few->n;
}

static bool is_alike(const Told *x, const Told *y)
{
    return x->words.n <= y->words.n ? is_within(&x->words, &y->words) : is_within(&y->words, &x->words);
}

/* -- who answers to whom ------------------------------------------------------------------------------------ */

static void add_told(Ctx *c, ToldList *list, size_t at, bool measure, Str title)
{
    Told t = {.at = at, .measure = measure};
    read_words(c, &t, title);
    if (t.words.n >= WORDS_MIN) *list_add(&c->mem, list) = t;
}

static void answer(Told *x, size_t i, Told *y, size_t k)
{
    x->answers++, y->answers++;
    x->partner = k, y->partner = i;
}

/* Titles of the same words. */
static void match_equal(Ctx *c, ToldList *text, ToldList *annex)
{
    Map places = {0};
    for (size_t k = annex->n; k-- > 0;) {
        void **first = map_put(&c->mem, &places, annex->at[k].key);
        if (*first) annex->at[k].answers++, ((Told *)*first)->answers++; /* the annex has it twice */
        *first = &annex->at[k];
    }
    for (size_t i = 0; i < text->n; i++) {
        Told *same = map_get(&places, text->at[i].key);
        if (same) answer(&text->at[i], i, same, (size_t)(same - annex->at));
    }
}

static void match_alike(ToldList *text, ToldList *annex)
{
    if (annex->n && text->n > PAIRS_MAX / annex->n) return;
    for (size_t i = 0; i < text->n; i++)
        for (size_t k = 0; k < annex->n; k++)
            if (!text->at[i].joined && !annex->at[k].joined && is_alike(&text->at[i], &annex->at[k]))
                answer(&text->at[i], i, &annex->at[k], k);
}

/* Each is the only one that answers to the other. */
static bool are_pair(const Told *x, const Told *y, size_t i)
{
    return !x->joined && x->answers == 1 && y->answers == 1 && y->partner == i;
}

/* -- joining ------------------------------------------------------------------------------------------------ */

static void fill(Text *to, const Text *from)
{
    if (!to->text.n) *to = *from;
}

static void fill_list(TextList *to, const TextList *from)
{
    if (!to->n) *to = *from;
}

static void fill_parties(PartyList *to, Text *text, const PartyList *from, const Text *from_text)
{
    if (to->n) return;
    *to = *from, *text = *from_text;
}

/* What the text leaves out the row of the annex says. */
static void complete(Activity *a, const Activity *row)
{
    fill(&a->group, &row->group);
    fill(&a->scale, &row->scale);
    fill(&a->place, &row->place);
    fill(&a->theme, &row->theme);
    fill_list(&a->contents, &row->contents);
    fill_list(&a->formats, &row->formats);
    fill_list(&a->products, &row->products);
    fill_parties(&a->leads, &a->leads_text, &row->leads, &row->leads_text);
    fill_parties(&a->partners, &a->partners_text, &row->partners, &row->partners_text);
    fill_parties(&a->audience, &a->audience_text, &row->audience, &row->audience_text);
    if (!a->timed && row->timed)
        a->time = row->time, a->period = row->period, a->timed = true, a->is_deadline = row->is_deadline;
}

static void join(Ctx *c, Reading *reading, Told *text, Told *annex)
{
    Activity *row = &reading->activities.at[annex->at], *also = NEW(&c->mem, Activity, 1);
    text->joined = annex->joined = true;
    if (text->measure) {
        Text *measure = &reading->measures.at[text->at];
        *also = (Activity){.title = *measure, .first_line = measure->first_line, .last_line = measure->last_line};
        row->also = also;
        *measure = (Text){0};
        return;
    }
    Activity *a = &reading->activities.at[text->at];
    *also = *row;
    complete(a, row);
    a->also = also;
    row->code = (Str){0}; /* told already */
}

static void join_pairs(Ctx *c, Reading *reading, ToldList *text, ToldList *annex)
{
    for (size_t i = 0; i < text->n; i++)
        if (text->at[i].answers && are_pair(&text->at[i], &annex->at[text->at[i].partner], i))
            join(c, reading, &text->at[i], &annex->at[text->at[i].partner]);
    /* Who answers to several by the same words answers to nobody by fewer. */
    for (size_t i = 0; i < text->n; i++) text->at[i].joined |= text->at[i].answers > 0, text->at[i].answers = 0;
    for (size_t k = 0; k < annex->n; k++) annex->at[k].joined |= annex->at[k].answers > 0, annex->at[k].answers = 0;
}

/* Without what was joined to others. */
static void close_gaps(Reading *reading)
{
    size_t n = 0, m = 0;
    for (size_t i = 0; i < reading->activities.n; i++)
        if (reading->activities.at[i].code.n) reading->activities.at[n++] = reading->activities.at[i];
    for (size_t i = 0; i < reading->measures.n; i++)
        if (reading->measures.at[i].text.n) reading->measures.at[m++] = reading->measures.at[i];
    reading->activities.n = n, reading->measures.n = m;
}

void activities_join(Ctx *c, Reader *r)
{
    Reading *reading = r->reading;
    ToldList text = {0}, annex = {0};
    if (!r->annexes.n || r->annexes.at[0].begin >= r->doc->n) return;
    int annexes_from = r->doc->line[r->annexes.at[0].begin].number;
    for (size_t i = 0; i < reading->activities.n; i++) {
        const Activity *a = &reading->activities.at[i];
        add_told(c, a->first_line >= annexes_from ? &annex : &text, i, false, a->title.text);
    }
    for (size_t i = 0; i < reading->measures.n; i++)
        if (reading->measures.at[i].first_line < annexes_from)
            add_told(c, &text, i, true, text_as_title(reading->measures.at[i]).text);
    match_equal(c, &text, &annex);
    join_pairs(c, reading, &text, &annex);
    match_alike(&text, &annex);
    join_pairs(c, reading, &text, &annex);
    close_gaps(reading);
}
