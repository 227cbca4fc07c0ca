// SPDX-License-Identifier: Apache-2.0
#include "lint/lint.h"
#include "base/map.h"
#include "base/out.h"
#include "doc/scan.h"
#include "lint/comment.h"
#include "lint/inside.h"
#include "reading/finding.h"
#include "viet/date.h"
#include "viet/text.h"
#include <stdlib.h>

const char *lint_severity(Severity severity)
{
    static const char *const names[] = {"Lưu ý", "Nên sửa", "Phải sửa"};
    return names[severity];
}

Str lint_place(Arena *a, const LintFinding *f)
{
    if (!f->paragraph) return S("toàn văn bản");
    return f->page ? str_format(a, "trang %d, đoạn %d", f->page, f->paragraph) : str_format(a, "đoạn %d", f->paragraph);
}

/* -- lines -------------------------------------------------------------------------------------------------- */

/* Paragraphs come in the order of their lines, those without text are not among them. */
static void find_lines(Lint *l)
{
    const Doc *doc = l->doc;
    const DocLayout *layout = doc->layout;
    size_t next = 0, table = 0;
    for (size_t i = 0; i < doc->n; i++) {
        const Line *line = &doc->line[i];
        if (!line->text.n) continue;
        while (table < doc->tables && doc->table[table].end <= i) table++;
        bool in_table = table < doc->tables && i >= doc->table[table].begin;
        while (layout && next < layout->paragraphs.n && (int)layout->paragraphs.at[next].line <= line->number) next++;
        LintLine *k = list_add(&l->c->mem, &l->lines);
        *k = (LintLine){.line = line,
                        .paragraph = (int)l->lines.n,
                        .style = in_table ? PAPER_CELL : PAPER_BODY,
                        .folded = viet_fold(&l->c->mem, line->text)};
        if (layout && next && !in_table) k->look = &layout->paragraphs.at[next - 1];
        if (k->look && k->look->in_cell) k->style = PAPER_BODY;
    }
}

/* -- what the reader of plans found ------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    const Doc *doc;
    const Directory *directory;
    Reading *reading;
} ReadPlan;

static Fail read_plan(Ctx *c, void *arg)
{
    ReadPlan *p = arg;
    return reading_of(c, p->doc, p->directory, p->reading);
}

/* A draft that is no plan is judged by its form alone: a report speaks of deadlines that have passed. */
static bool may_be_plan(const Lint *l)
{
    static const PaperKind plans[] = {PAPER_PLAN, PAPER_PROGRAMME, PAPER_SCHEME, PAPER_PROJECT, PAPER_DECISION};
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++)
        if (l->has_kind && l->kind == plans[i]) return true;
    return false;
}

static void read_draft(Lint *l)
{
    if (!may_be_plan(l)) return;
    Reading *reading = NEW(&l->c->mem, Reading, 1);
    ReadPlan p = {l->c, l->doc, l->directory, reading};
    if (!edge_keep(l->c, read_plan, &p)) l->draft->reading = reading;
    l->c->why[0] = 0;
}

/* What is asked of a plan that is signed is another thing than what is asked of who drafts it. */
static bool is_for_drafter(Str slug)
{
#define X(kind, name, severity, meaning) STR(name),
    static const Str slugs[] = {FINDING_KINDS(X)};
#undef X
    static const FindingKind others[] = {FOUND_NO_DATE, FOUND_UNSURE_DATE, FOUND_UNSURE_WORDS, FOUND_ELSEWHERE};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_equal(slug, slugs[others[i]])) return false;
    return true;
}

static void take_findings(Lint *l)
{
    const Reading *r = l->draft->reading;
    if (!r) return;
    for (size_t i = 0; i < r->findings.n; i++) {
        const Finding *f = &r->findings.at[i];
        if (is_for_drafter(f->kind)) lint_add(l, f->kind, f->severity, lint_line(l, f->first_line), f->sentence);
    }
}

/* -- all ---------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const LintFinding *x = a, *y = b;
    if (x->paragraph != y->paragraph) return x->paragraph < y->paragraph ? -1 : 1;
    if (x->severity != y->severity) return x->severity > y->severity ? -1 : 1;
    return str_compare(x->sentence, y->sentence);
}

/* In the order of the text, and nothing twice. */
static void settle(LintFindingList *found)
{
    size_t n = 0;
    if (found->n) qsort(found->at, found->n, sizeof *found->at, by_place);
    for (size_t i = 0; i < found->n; i++)
        if (!n || by_place(&found->at[n - 1], &found->at[i])) found->at[n++] = found->at[i];
    found->n = n;
}

/* No scan that somebody's program read: of what it garbled nobody can say that it is wrong. */
static bool reads_well(const Lint *l)
{
    const double well = 0.9;
    return scan_quality(l->doc->text) >= well;
}

static void find_day(Lint *l)
{
    int at = lint_first(l, PAPER_DATE);
    Day day = at == LINT_NOWHERE ? NO_DAY : viet_find_date(l->lines.at[at].line->text).day;
    if (day == NO_DAY && l->draft->reading) day = l->draft->reading->date;
    l->is_dated = day != NO_DAY;
    l->day = l->is_dated ? day : l->c->today;
}

Fail lint_read(Ctx *c, Str bytes, const Doc *doc, const Directory *directory, LintDraft *draft)
{
    *draft = (LintDraft){.bytes = bytes, .doc = *doc, .is_word = doc->layout && str_starts(bytes, S("PK\3\4"))};
    Lint l = {.c = c, .draft = draft, .doc = &draft->doc, .directory = directory, .workdays = workdays()};
    find_lines(&l);
    l.has_form = !doc->is_text && !doc->sheets;
    lint_components(&l);
    read_draft(&l);
    find_day(&l);
    take_findings(&l);
    lint_pages(&l);
    lint_head(&l);
    lint_looks(&l);
    if (reads_well(&l)) {
        lint_bases(&l);
        lint_numbers(&l);
        lint_references(&l);
        lint_spelling(&l);
    }
    lint_dates(&l);
    lint_agencies(&l);
    lint_foot(&l);
    lint_annexes(&l);
    draft->has_form = l.has_form;
    settle(&draft->found);
    return OK;
}

Fail lint_draft(Ctx *c, Str bytes, const Directory *directory, LintDraft *draft)
{
    Doc doc;
    TRY(doc_read(c, bytes, &doc));
    return lint_read(c, bytes, &doc, directory, draft);
}

/* -- the copy ----------------------------------------------------------------------------------------------- */

/* The paragraph of a finding; of the whole the first one. */
static int element_of(const DocLayout *layout, const LintFinding *f)
{
    int element = 0;
    for (size_t i = 0; i < layout->paragraphs.n; i++) {
        if ((int)layout->paragraphs.at[i].line > f->line && element) break;
        if (!element || (int)layout->paragraphs.at[i].line != (int)layout->paragraphs.at[i ? i - 1 : 0].line)
            element = layout->paragraphs.at[i].element;
    }
    return element;
}

Fail lint_commented(Ctx *c, const LintDraft *d, Str *copy)
{
    if (!d->is_word)
        return fail(c, FAIL_INPUT,
                    "Chỉ ghi chú được vào tệp Word (.docx). Hãy mở dự thảo bằng Word, lưu thành .docx rồi thử lại.");
    LIST(Comment) comments = {0};
    for (size_t i = 0; i < d->found.n && i < COMMENTS_MAX; i++) {
        const LintFinding *f = &d->found.at[i];
        *list_add(&c->mem, &comments) =
            (Comment){element_of(d->doc.layout, f),
                      str_format(&c->mem, "%s: %.*s", lint_severity(f->severity), STR_ARGS(f->sentence))};
    }
    return comments_put(c, d->bytes, comments.at, comments.n, S("Ngày Số"), copy);
}
