// SPDX-License-Identifier: Apache-2.0
#include "reading/command.h"
#include "base/asset.h"
#include "base/command.h"
#include "doc/drawn.h"
#include "doc/join.h"
#include "reading/reading.h"
#include "reading/written.h"
#include <errno.h>
#include <getopt.h>
#include <stdio.h>

typedef struct {
    char **file; /* pages of one document */
    int files;
    const char *orgs, *data, *to;
} Options;

static Fail print_json(Ctx *c, json_t *value)
{
    int failed = value ? json_dumpf(value, stdout, JSON_INDENT(1) | JSON_PRESERVE_ORDER) : -1;
    json_decref(value);
    putchar('\n');
    return failed || fflush(stdout) ? fail(c, FAIL_STORE, "Không ghi được kết quả ra đầu ra.") : OK;
}

/* As Word or PDF, by the end of the file's name. */
static Fail write_reading(Ctx *c, const Reading *reading, const char *to)
{
    Paper paper;
    Str bytes, name = str_of(to);
    if (!str_ends(name, S(".docx")) && !str_ends(name, S(".pdf")))
        return fail(c, FAIL_INPUT, "Tệp ghi ra phải có đuôi .docx hoặc .pdf: %s", to);
    paper_of_reading(c, reading, &paper);
    TRY(paper_write(c, &paper, str_ends(name, S(".docx")) ? PAPER_FILE_DOCX : PAPER_FILE_PDF, &bytes));
    FILE *f = fopen(to, "wb");
    bool good = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
    if (f) good &= !fclose(f);
    return good ? OK : fail(c, FAIL_STORE, "Không ghi được tệp %s: %s", to, strerror(errno));
}

static Fail print_reading(Ctx *c, void *arg)
{
    const Options *o = arg;
    Str name, bytes, table, office = {0};
    Doc doc;
    Reading reading;
    const Directory *directory;
    if (!o->files) return fail(c, FAIL_INPUT, "Hãy nêu tệp cần đọc: ngayso read TỆP.txt, hay ảnh của từng trang.");
    TRY(join_load(c, o->file, (size_t)o->files, &name, &bytes));
    TRY(doc_read_telling(c, bytes, doc_progress_printed, &doc));
    if (o->orgs) {
        TRY(doc_load_file(c, o->orgs, &table));
        TRY(directory_from_table(c, table, &directory));
    } else TRY(directory_shipped(c, &directory));
    if (o->data) TRY(office_wording(c, o->data, &office));
    TRY(reading_of_office(c, &doc, directory, &(ReadingHow){.wording = office}, &reading));
    return o->to ? write_reading(c, &reading, o->to) : print_json(c, reading_json(c, &reading));
}

/* -- tables ------------------------------------------------------------------------------------------------- */

static json_t *cell_json(const DrawnCell *cell)
{
    return json_pack("{si si si si si ss%}", "row", cell->row, "column", cell->column, "rows", cell->rows, "columns",
                     cell->columns, "page", cell->page, "text", cell->text.n ? cell->text.p : "", cell->text.n);
}

static json_t *table_json(const DrawnTable *t)
{
    json_t *cells = json_array();
    for (size_t i = 0; i < t->cells.n; i++) json_array_append_new(cells, cell_json(&t->cells.at[i]));
    return json_pack("{si si so}", "rows", t->rows, "columns", t->columns, "cells", cells);
}

static Fail print_tables(Ctx *c, void *arg)
{
    const Options *o = arg;
    Str name, bytes;
    Doc doc;
    DrawnTableList tables = {0};
    if (!o->files) return fail(c, FAIL_INPUT, "Hãy nêu tệp cần đọc: ngayso read --tables TỆP");
    TRY(join_load(c, o->file, (size_t)o->files, &name, &bytes));
    TRY(doc_read(c, bytes, &doc));
    drawn_tables(c, &doc, &tables);
    json_t *all = json_array();
    for (size_t i = 0; i < tables.n; i++) json_array_append_new(all, table_json(&tables.at[i]));
    return print_json(c, all);
}

int read_command(int argc, char **argv)
{
    static const struct option known[] = {
        {"orgs", required_argument, NULL, 'r'}, {"output", required_argument, NULL, 'o'},
        {"data", required_argument, NULL, 'd'}, {"tables", no_argument, NULL, 't'},
        {"schema", no_argument, NULL, 's'},     {0}};
    Options o = {0};
    Fail (*body)(Ctx *, void *) = print_reading;
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "o:", known, NULL)) != -1;)
        if (k == 'r') o.orgs = optarg;
        else if (k == 'o') o.to = optarg;
        else if (k == 'd') o.data = optarg;
        else if (k == 't') body = print_tables;
        else if (k == 's') return fwrite(asset("schema.json").p, 1, asset("schema.json").n, stdout) == 0;
        else return fail_exit_code(FAIL_INPUT);
    o.file = argv + optind, o.files = argc - optind;
    return command_run(body, &o);
}
