// SPDX-License-Identifier: Apache-2.0
/* command.c -- `ngayso report`: the button's document from a terminal, for a night's job or a file to look at. */
#include "report/command.h"
#include "base/command.h"
#include "report/draft.h"
#include "report/next_plan.h"
#include <errno.h>
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *data, *out;
    Str kind;
    DraftOrder order;
    bool lists, good;
} Options;

static const char usage[] =
    "Hãy gõ: ngayso report consolidated [--data TỆP] [--plan MÃ] [--as-of 2024-10-18] [--agency MÃ | "
    "--branch MÃ] [--issuer MÃ] -o bao-cao.docx|.pdf|.xlsx; ngayso report plan [--plan MÃ] -o ke-hoach.docx|.pdf; "
    "hoặc: ngayso report --list";

static Fail file_of(Ctx *c, Str path, ReportFile *file)
{
    for (int i = 0; i < REPORT_FILES; i++)
        if (str_ends(path, str_of(report_extensions[i]))) {
            *file = (ReportFile)i;
            return OK;
        }
    return fail(c, FAIL_INPUT, "Tên tệp “%.*s” phải kết thúc bằng .docx, .pdf hoặc .xlsx.", STR_ARGS(path));
}

static Fail write_file(Ctx *c, const char *path, Str bytes)
{
    FILE *f = fopen(path, "wb");
    bool good = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    if (f && fclose(f)) good = false;
    return good ? OK : fail(c, FAIL_STORE, "Không ghi được tệp %s: %s.", path, strerror(errno));
}

static Fail print_list(Ctx *c)
{
    DocumentList list;
    Id next = 0;
    DocumentChoice a = {.state = DOCUMENT_STATE_COUNT, .most = 1000};
    do {
        a.before = next;
        TRY(document_list(c, &a, &list, &next));
        for (size_t i = 0; i < list.n; i++) {
            const Document *d = &list.at[i];
            printf("%lld\t%s\t%s\t%.*s\t%.*s\n", (long long)d->id, document_kinds[d->kind].key,
                   document_states[d->state].key, STR_ARGS(d->symbol.n ? d->symbol : S("-")), STR_ARGS(d->subject));
        }
    } while (next);
    return OK;
}

static Fail write_report(Ctx *c, const Options *o)
{
    Draft draft;
    ReportFile file = REPORT_DOCX;
    Str bytes;
    TRY(file_of(c, str_of(o->out), &file));
    TRY(draft_make(c, &o->order, &draft));
    TRY(draft_file(c, &draft, file, (Str){0}, &bytes));
    return write_file(c, o->out, bytes);
}

/* What a person has to look at stands on the terminal, not in the document. */
static Fail write_next_plan(Ctx *c, const Options *o)
{
    NextPlan next;
    PlanCard card;
    ReportFile file = REPORT_DOCX;
    Str bytes;
    TRY(file_of(c, str_of(o->out), &file));
    if (file == REPORT_XLSX) return fail(c, FAIL_INPUT, "Dự thảo kế hoạch chỉ có dạng .docx hoặc .pdf.");
    TRY(plan_current(c, &card));
    if (!o->order.plan && !card.id)
        return fail(c, FAIL_CONFLICT, "Chưa có kế hoạch nào. Hãy nhập kế hoạch trước khi lập dự thảo năm sau.");
    TRY(next_plan(c, o->order.plan ? o->order.plan : card.id, &next));
    TRY(paper_write(c, &next.paper, file == REPORT_PDF ? PAPER_FILE_PDF : PAPER_FILE_DOCX, &bytes));
    for (size_t i = 0; i < next.notes.n; i++)
        printf("%s: %.*s\n", next_note_titles[next.notes.at[i].kind], STR_ARGS(next.notes.at[i].text));
    return write_file(c, o->out, bytes);
}

static Fail run(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    bool is_plan = str_equal(o->kind, S("plan"));
    if (!o->good || (!o->lists && (!o->out || (!is_plan && !str_equal(o->kind, S("consolidated"))))))
        return fail(c, FAIL_INPUT, "%s", usage);
    TRY(org_open_data(c, o->data, &store));
    /* Agencies as they were on that day. */
    if (o->order.as_of != NO_DAY && o->order.as_of < c->today) c->today = o->order.as_of;
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không đọc được dữ liệu.");
    TRY(store_read_begin(c));
    Fail result = o->lists ? print_list(c) : is_plan ? write_next_plan(c, o) : write_report(c, o);
    store_read_end(c);
    return result;
}

static bool an_id(Id *id) { return str_integer(str_of(optarg), id) && *id > 0; }

static bool a_day(Day *day) { return (*day = day_parse_iso(str_of(optarg))) != NO_DAY; }

static void scope_is(Options *o, ReportScope scope)
{
    o->good &= o->order.scope == SCOPE_PLAN;
    o->order.scope = scope, o->order.scope_org = str_of(optarg);
}

int report_command(int argc, char **argv)
{
    static const struct option known[] = {{"data", required_argument, NULL, 'd'},
                                          {"store", required_argument, NULL, 'd'},
                                          {"plan", required_argument, NULL, 'p'},
                                          {"as-of", required_argument, NULL, 't'},
                                          {"agency", required_argument, NULL, 'a'},
                                          {"branch", required_argument, NULL, 'b'},
                                          {"issuer", required_argument, NULL, 'i'},
                                          {"list", no_argument, NULL, 'l'},
                                          {0}};
    Options o = {.data = "ngayso.db", .order = {.as_of = NO_DAY}, .good = true};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "o:", known, NULL)) != -1;) switch (k) {
        case 'd': o.data = optarg; break;
        case 'p': o.good &= an_id(&o.order.plan); break;
        case 't': o.good &= a_day(&o.order.as_of); break;
        case 'a': scope_is(&o, SCOPE_AGENCY); break;
        case 'b': scope_is(&o, SCOPE_BRANCH); break;
        case 'i': o.order.org = str_of(optarg); break;
        case 'l': o.lists = true; break;
        case 'o': o.out = optarg; break;
        default: o.good = false;
        }
    if (optind < argc) o.kind = str_of(argv[optind++]);
    o.good &= optind == argc;
    return command_run(run, &o);
}
