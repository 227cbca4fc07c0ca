// SPDX-License-Identifier: Apache-2.0
/* annex.c -- the tables behind a report: figures by activity and by agency, and, for the spreadsheet, every task with
 * what its agency said. */
#include "http/route.h"
#include "report/content.h"
#include "report/inside.h"
#include <stdarg.h>

void annex_column(Ctx *c, Annex *a, const char *name, AnnexType type, int width)
{
    *list_add(&c->mem, &a->columns) = (AnnexColumn){str_of(name), type, width};
}

AnnexCell *annex_row(Ctx *c, Annex *a)
{
    AnnexRow *row = list_add(&c->mem, &a->rows);
    row->cells = NEW(&c->mem, AnnexCell, a->columns.n);
    return row->cells;
}

Str annex_words(Arena *a, const Annex *annex, const AnnexRow *row, size_t column)
{
    const AnnexCell *cell = &row->cells[column];
    AnnexType type = annex->columns.at[column].type;
    if (type == ANNEX_NUMBER) return cell->number ? number_words(a, cell->number) : S("0");
    if (type == ANNEX_DAY) return (Day)cell->number == NO_DAY ? (Str){0} : day_vietnamese(a, (Day)cell->number);
    return cell->text;
}

int64_t annex_sum(const Annex *annex, size_t column)
{
    int64_t sum = 0;
    for (size_t i = 0; i < annex->rows.n; i++) sum += annex->rows.at[i].cells[column].number;
    return sum;
}

/* The numbers of a row, in the order of the columns that figures_annex makes. */
static void put_counts(AnnexCell *cells, const Counts *n)
{
    const int64_t *k = n->class;
    cells[0].number = count_total(n);
    cells[1].number = k[CLASS_IN_TIME];
    cells[2].number = k[CLASS_LATE];
    cells[3].number = k[CLASS_LATER] + k[CLASS_SOON];
    cells[4].number = k[CLASS_UNDATED];
    cells[5].number = k[CLASS_OVERDUE];
    cells[6].number = k[CLASS_PAUSED] + k[CLASS_CANCELLED];
}

static Annex *figures_annex(Ctx *c, AnnexList *annexes, const char *title, const char *sheet, const char *what)
{
    Annex *a = list_add(&c->mem, annexes);
    *a = (Annex){.title = str_of(title), .sheet = str_of(sheet), .has_sum = true};
    annex_column(c, a, "TT", ANNEX_TEXT, 6);
    annex_column(c, a, what, ANNEX_TEXT, 44);
    annex_column(c, a, "Việc đã giao", ANNEX_NUMBER, 10);
    annex_column(c, a, "Hoàn thành đúng hạn", ANNEX_NUMBER, 12);
    annex_column(c, a, "Hoàn thành quá hạn", ANNEX_NUMBER, 12);
    annex_column(c, a, "Trong hạn", ANNEX_NUMBER, 9);
    annex_column(c, a, "Không có hạn", ANNEX_NUMBER, 9);
    annex_column(c, a, "Quá hạn chưa xong", ANNEX_NUMBER, 11);
    annex_column(c, a, "Tạm dừng, hủy", ANNEX_NUMBER, 10);
    return a;
}

static void add_counts(Ctx *c, Annex *a, Str name, const Counts *n)
{
    AnnexCell *cells = annex_row(c, a);
    cells[0].text = str_format(&c->mem, "%zu", a->rows.n);
    cells[1].text = name;
    put_counts(cells + 2, n);
}

static void count_task(Counts *n, const FactTask *t) { n->class[t->class]++; }

static Annex *activity_annex(Ctx *c, AnnexList *annexes)
{
    return figures_annex(c, annexes, "Số liệu theo hoạt động, nhiệm vụ của Kế hoạch", "Theo hoạt động",
                         "Hoạt động, nhiệm vụ");
}

static Annex *agency_annex(Ctx *c, AnnexList *annexes)
{
    return figures_annex(c, annexes, "Số liệu theo cơ quan, địa phương", "Theo cơ quan", "Cơ quan, địa phương");
}

static Annex *task_annex(Ctx *c, AnnexList *annexes)
{
    Annex *a = list_add(&c->mem, annexes);
    *a =
        (Annex){.title = S("Từng việc và kết quả do các cơ quan báo cáo"), .sheet = S("Từng việc"), .only_sheet = true};
    annex_column(c, a, "Hoạt động, nhiệm vụ", ANNEX_TEXT, 36);
    annex_column(c, a, "Việc", ANNEX_TEXT, 50);
    annex_column(c, a, "Cơ quan chủ trì", ANNEX_TEXT, 30);
    annex_column(c, a, "Hạn", ANNEX_DAY, 12);
    annex_column(c, a, "Ngày báo xong", ANNEX_DAY, 12);
    annex_column(c, a, "Tình trạng", ANNEX_TEXT, 20);
    annex_column(c, a, "Kết quả cơ quan báo cáo", ANNEX_TEXT, 60);
    annex_column(c, a, "Nguyên nhân chậm", ANNEX_TEXT, 34);
    annex_column(c, a, "Minh chứng", ANNEX_NUMBER, 10);
    return a;
}

/* In the order of the plan; of a district only what it has. */
static Fail by_activity(Ctx *c, const Facts *f, AnnexList *annexes)
{
    Annex *a = activity_annex(c, annexes);
    PlanNodeList nodes;
    Counts other = {0};
    TRY(plan_nodes(c, f->plan, (Str){0}, &nodes));
    for (size_t i = 0; i < nodes.n; i++) {
        const PlanNode *n = &nodes.at[i];
        Counts counts = {0};
        if (str_equal(n->kind, S("plan"))) continue;
        for (size_t k = 0; k < f->tasks.n; k++)
            if (f->tasks.at[k].node == n->id) count_task(&counts, &f->tasks.at[k]);
        bool is_activity = str_equal(n->kind, S("activity"));
        Str name = is_activity ? node_text(n, PLAN_TITLE) : node_text(n, PLAN_HEADING);
        if (!count_total(&counts) && (!is_activity || f->scope != SCOPE_PLAN)) continue;
        add_counts(c, a, is_activity ? str_format(&c->mem, "%.*s. %.*s", STR_ARGS(n->code), STR_ARGS(name)) : name,
                   &counts);
    }
    for (size_t k = 0; k < f->tasks.n; k++) {
        bool known = false;
        for (size_t i = 0; i < nodes.n && !known; i++) known = nodes.at[i].id == f->tasks.at[k].node;
        if (!known) count_task(&other, &f->tasks.at[k]);
    }
    if (count_total(&other)) add_counts(c, a, S("Việc phát sinh, việc theo ý kiến chỉ đạo"), &other);
    return OK;
}

static Fail by_agency(Ctx *c, const Facts *f, AnnexList *annexes)
{
    Annex *a = agency_annex(c, annexes);
    Figures rows;
    FigureChoice choice = {.plan = f->plan, .on = f->on, .by_branch = f->scope == SCOPE_PLAN};
    if (f->scope == SCOPE_BRANCH) choice.under = f->org;
    TRY(figures_by_agency(c, &choice, f->names, &rows));
    for (size_t i = 0; i < rows.rows.n; i++) {
        const FigureRow *row = &rows.rows.at[i];
        bool other = f->scope == SCOPE_AGENCY && !str_equal(row->item, f->org);
        if (!other && count_total(&row->n)) add_counts(c, a, row->name, &row->n);
    }
    return OK;
}

static Str node_name(Ctx *c, const PlanNodeList *nodes, Id id)
{
    for (size_t i = 0; i < nodes->n; i++) {
        const PlanNode *n = &nodes->at[i];
        if (n->id != id) continue;
        if (!str_equal(n->kind, S("activity"))) return node_text(n, PLAN_HEADING);
        return str_format(&c->mem, "%.*s. %.*s", STR_ARGS(n->code), STR_ARGS(node_text(n, PLAN_TITLE)));
    }
    return (Str){0};
}

static Fail by_task(Ctx *c, const Facts *f, AnnexList *annexes)
{
    Annex *a = task_annex(c, annexes);
    PlanNodeList nodes;
    TRY(plan_nodes(c, f->plan, (Str){0}, &nodes));
    for (size_t i = 0; i < f->tasks.n; i++) {
        const FactTask *t = &f->tasks.at[i];
        AnnexCell *cells = annex_row(c, a);
        cells[0].text = node_name(c, &nodes, t->node);
        cells[1].text = t->title;
        TRY(facts_name(c, f, t->lead, &cells[2].text));
        cells[3].number = t->due, cells[4].number = t->asked;
        cells[5].text = str_of(task_classes[t->class].name);
        if (t->lines.n) cells[6].text = t->lines.at[t->lines.n - 1].text;
        cells[7].text = t->cause;
        cells[8].number = t->evidence;
    }
    return OK;
}

/* -- lists that a person writes --------------------------------------------------------------------------------------
 */

/* By the key of their part: a row a line, its columns cut at ';'. */
static const struct {
    const char *key, *sheet, *columns[3];
} lists[] = {{"danh-sach", "Danh sách", {"Họ và tên, tập thể", "Chức vụ, đơn vị, thành tích"}},
             {"viec-giao", "Việc giao", {"Nội dung việc", "Cơ quan chủ trì", "Thời hạn"}}};

static Annex *list_annex(Ctx *c, Str key, AnnexList *annexes)
{
    size_t k = 0, n = sizeof lists / sizeof *lists;
    while (k < n - 1 && !str_equal(key, str_of(lists[k].key))) k++;
    Annex *a = list_add(&c->mem, annexes);
    *a = (Annex){.sheet = str_of(lists[k].sheet), .is_upright = true};
    annex_column(c, a, "TT", ANNEX_TEXT, 6);
    for (int i = 0; i < 3 && lists[k].columns[i]; i++) annex_column(c, a, lists[k].columns[i], ANNEX_TEXT, i ? 30 : 40);
    return a;
}

static void put_list(Ctx *c, const DocumentPart *part, AnnexList *annexes)
{
    Annex *a = list_annex(c, part->key, annexes);
    a->title = part->heading;
    for (Str rest = part->text, line; str_cut(&rest, '\n', &line);) {
        if (!str_trim(line).n) continue;
        AnnexCell *cells = annex_row(c, a);
        cells[0].text = str_format(&c->mem, "%zu", a->rows.n);
        for (size_t i = 1; i < a->columns.n; i++) {
            Str cell = line;
            if (i + 1 < a->columns.n && !str_cut(&line, ';', &cell)) break;
            cells[i].text = str_trim(cell);
        }
    }
    if (!a->rows.n) annexes->n--; /* nobody wrote any */
}

void content_tables(Ctx *c, const Content *k, AnnexList *tables)
{
    *tables = (AnnexList){0};
    for (size_t i = 0; i < k->parts.n; i++)
        if (k->parts.at[i].level == LEVEL_ANNEX) put_list(c, &k->parts.at[i], tables);
    for (size_t i = 0; i < k->annexes.n; i++) *list_add(&c->mem, tables) = k->annexes.at[i];
}

void annex_shapes(Ctx *c, DocumentKind kind, AnnexList *shapes)
{
    *shapes = (AnnexList){0};
    if (kind == DOCUMENT_CONSOLIDATED) {
        activity_annex(c, shapes), agency_annex(c, shapes);
        for (const Feature *const *f = features; *f; f++)
            if ((*f)->annex) (*f)->annex->shape(c, shapes);
        task_annex(c, shapes);
    }
    if (kind == DOCUMENT_DECISION) list_annex(c, S("danh-sach"), shapes);
    if (kind == DOCUMENT_NOTICE || kind == DOCUMENT_MINUTES) list_annex(c, S("viec-giao"), shapes);
}

/* The late of an urging, as a table behind the letter, has no need of one: they stand in its text. */
Fail content_annexes(Ctx *c, const Document *d, AnnexList *annexes)
{
    Facts f;
    *annexes = (AnnexList){0};
    if (d->kind != DOCUMENT_CONSOLIDATED) return OK;
    TRY(facts_gather(c, d->plan, d->scope, d->scope_org, d->as_of, &f));
    TRY(by_activity(c, &f, annexes));
    if (d->scope != SCOPE_AGENCY) TRY(by_agency(c, &f, annexes));
    for (const Feature *const *k = features; *k; k++)
        if ((*k)->annex) TRY((*k)->annex->make(c, d, annexes));
    return by_task(c, &f, annexes);
}
