// SPDX-License-Identifier: Apache-2.0
/* command.c -- a draft judged on the command line: 0 = nothing found, 1 = something, others = it could not be read. */
#include "lint/command.h"
#include "base/command.h"
#include "lint/lint.h"
#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>

typedef struct {
    const char *file, *orgs, *to;
    bool json;
    size_t found;
} Options;

static Fail print_list(Ctx *c, const LintDraft *d)
{
    for (size_t i = 0; i < d->found.n; i++) {
        const LintFinding *f = &d->found.at[i];
        Str place = lint_place(&c->mem, f);
        printf("%.*s\t%s\t%.*s\t%.*s\n", STR_ARGS(place), lint_severity(f->severity), STR_ARGS(f->sentence),
               STR_ARGS(f->words));
    }
    if (!d->has_form) fprintf(stderr, "Thể thức chưa được kiểm tra: chỉ tệp Word, OpenDocument cho biết đủ.\n");
    if (!d->found.n) fprintf(stderr, "Không thấy chỗ nào cần sửa.\n");
    return fflush(stdout) ? fail(c, FAIL_STORE, "Không ghi được kết quả ra đầu ra.") : OK;
}

static json_t *string(Str s) { return json_stringn(s.n ? s.p : "", s.n); }

static Fail print_json(Ctx *c, const LintDraft *d)
{
    static const char *const severities[] = {"note", "check", "blocking"};
    json_t *all = json_array();
    for (size_t i = 0; i < d->found.n; i++) {
        const LintFinding *f = &d->found.at[i];
        json_array_append_new(all, json_pack("{s:o s:s s:o s:i s:i s:i s:o}", "kind", string(f->kind), "severity",
                                             severities[f->severity], "sentence", string(f->sentence), "line", f->line,
                                             "paragraph", f->paragraph, "page", f->page, "words", string(f->words)));
    }
    json_t *value = json_pack("{s:b s:o}", "plan", d->reading != NULL, "findings", all);
    int failed = value ? json_dumpf(value, stdout, JSON_INDENT(1) | JSON_PRESERVE_ORDER) : -1;
    json_decref(value);
    putchar('\n');
    return failed || fflush(stdout) ? fail(c, FAIL_STORE, "Không ghi được kết quả ra đầu ra.") : OK;
}

static Fail write_copy(Ctx *c, const LintDraft *d, const char *to)
{
    Str copy;
    TRY(lint_commented(c, d, &copy));
    FILE *f = fopen(to, "wb");
    bool good = f && fwrite(copy.p, 1, copy.n, f) == copy.n;
    if (f) good &= !fclose(f);
    return good ? OK : fail(c, FAIL_STORE, "Không ghi được tệp %s: %s", to, strerror(errno));
}

static Fail judge(Ctx *c, void *arg)
{
    Options *o = arg;
    Str bytes, table;
    Doc doc;
    LintDraft d;
    const Directory *directory;
    if (!o->file) return fail(c, FAIL_INPUT, "Hãy nêu dự thảo cần kiểm tra: ngayso lint DỰ-THẢO.docx");
    TRY(doc_load_file(c, o->file, &bytes));
    TRY(doc_read_telling(c, bytes, doc_progress_printed, &doc));
    if (o->orgs) {
        TRY(doc_load_file(c, o->orgs, &table));
        TRY(directory_from_table(c, table, &directory));
    } else TRY(directory_shipped(c, &directory));
    TRY(lint_read(c, bytes, &doc, directory, &d));
    if (o->to) TRY(write_copy(c, &d, o->to));
    o->found = d.found.n;
    return o->json ? print_json(c, &d) : print_list(c, &d);
}

int lint_command(int argc, char **argv)
{
    static const struct option known[] = {{"orgs", required_argument, NULL, 'r'},
                                          {"output", required_argument, NULL, 'o'},
                                          {"json", no_argument, NULL, 'j'},
                                          {0}};
    Options o = {0};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "o:", known, NULL)) != -1;)
        if (k == 'r') o.orgs = optarg;
        else if (k == 'o') o.to = optarg;
        else if (k == 'j') o.json = true;
        else return fail_exit_code(FAIL_INPUT);
    if (optind < argc) o.file = argv[optind];
    int code = command_run(judge, &o);
    return code ? code : o.found > 0;
}
