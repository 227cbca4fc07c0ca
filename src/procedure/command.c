// SPDX-License-Identifier: Apache-2.0
#include "procedure/command.h"
#include "base/command.h"
#include "doc/doc.h"
#include "procedure/dossier.h"
#include <getopt.h>
#include <stdio.h>

typedef struct {
    const char *act, *data;
    char **file;
    int files;
} Options;

/* As compilers say it: FILE:LINE:COLUMN: sentence. */
static void print_problems(const char *file, const DesignProblems *problems, bool is_good)
{
    for (size_t i = 0; i < problems->n; i++) {
        const DesignProblem *w = &problems->at[i];
        fprintf(is_good ? stdout : stderr, "%s:%d:%d: %s%.*s\n", file, w->spot.line, w->spot.column,
                w->is_warning ? "lưu ý: " : "", STR_ARGS(w->text));
    }
}

/* Everything that is wrong with each. */
static Fail check_file(Ctx *c, const Directory *agencies, const char *file, bool *is_good)
{
    Procedure p;
    DesignProblems problems;
    Str bytes;
    TRY(doc_load_file(c, file, &bytes));
    *is_good = procedure_read(&c->mem, bytes, agencies, &p, &problems);
    print_problems(file, &problems, *is_good);
    if (*is_good)
        printf("%s: đúng. %.*s: %zu trường, %zu trạng thái, %zu bước, %zu thời hạn.\n", file, STR_ARGS(p.form.title),
               p.form.n, p.states, p.moves, p.clocks);
    return OK;
}

static Fail check_all(Ctx *c, const Options *o)
{
    const Directory *agencies;
    int wrong = 0;
    if (!o->files) return fail(c, FAIL_INPUT, "Hãy nêu tệp thủ tục: ngayso procedure check TỆP.yaml");
    TRY(directory_shipped(c, &agencies));
    for (int i = 0; i < o->files; i++) {
        bool is_good;
        TRY(check_file(c, agencies, o->file[i], &is_good));
        wrong += !is_good;
    }
    return wrong ? fail(c, FAIL_INPUT, "%d trong %d tệp chưa công bố được.", wrong, o->files) : OK;
}

static Fail list_all(Ctx *c, Store *store)
{
    VersionRows rows;
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    TRY(versions_current(c, &rows));
    for (size_t i = 0; i < rows.n; i++)
        printf("%.*s\t%d\t%s\t%s\t%.*s\n", STR_ARGS(rows.at[i].code), rows.at[i].version,
               rows.at[i].is_shipped ? "kèm chương trình" : "của cơ quan",
               rows.at[i].is_open ? "đang nhận" : "dừng nhận", STR_ARGS(rows.at[i].title));
    return OK;
}

typedef struct {
    const char *file;
    Str text;
    int version, stays, moved;
} Publishing;

static Fail publish_in_write(Ctx *c, void *arg)
{
    Publishing *k = arg;
    Procedure p;
    DesignProblems problems;
    PublishTrial trial;
    const Directory *agencies;
    Version v;
    Id id;
    TRY(org_directory(c, &agencies));
    if (procedure_read(&c->mem, k->text, agencies, &p, &problems)) {
        print_problems(k->file, &problems, true);
        TRY(version_try(c, &p, &trial));
        for (size_t i = 0; i < trial.changes.n; i++) printf("  %.*s\n", STR_ARGS(trial.changes.at[i]));
        for (size_t i = 0; i < trial.fields.n; i++)
            printf("  “%.*s”: %.*s\n", STR_ARGS(trial.fields.at[i].label), STR_ARGS(trial.fields.at[i].text));
        for (size_t i = 0; i < trial.refused.n; i++) printf("  %.*s\n", STR_ARGS(trial.refused.at[i]));
        k->stays = trial.stays, k->moved = trial.moved;
        if (trial.refused.n)
            return fail(c, FAIL_CONFLICT, "Chưa công bố: %zu chỗ của hồ sơ đang mở không hợp với phiên bản mới.",
                        trial.refused.n);
    }
    TRY(version_publish(c, k->text, false, &id));
    TRY(version_by_id(c, id, &v));
    k->version = v.row.version;
    return OK;
}

static Fail publish_all(Ctx *c, Store *store, const Options *o)
{
    if (!o->files) return fail(c, FAIL_INPUT, "Hãy nêu tệp thủ tục: ngayso procedure publish TỆP.yaml");
    for (int i = 0; i < o->files; i++) {
        Publishing k = {.file = o->file[i]};
        TRY(doc_load_file(c, o->file[i], &k.text));
        TRY(store_write(c, store, publish_in_write, &k));
        printf("%s: đã công bố phiên bản %d; %d hồ sơ đang mở theo phiên bản này, %d ở lại phiên bản cũ.\n", o->file[i],
               k.version, k.moved, k.stays);
    }
    return OK;
}

static Fail recount_in_write(Ctx *c, void *was_right) { return dossiers_recount(c, was_right); }

static Fail recount(Ctx *c, Store *store)
{
    bool was_right;
    TRY(store_write(c, store, recount_in_write, &was_right));
    puts(was_right ? "Số đếm của mọi thủ tục đúng như đếm lại từ các hồ sơ."
                   : "Số đếm khác với đếm lại từ các hồ sơ; nay đã theo số đếm lại.");
    return OK;
}

static Fail run(Ctx *c, void *arg)
{
    const Options *o = arg;
    Store *store;
    if (!strcmp(o->act, "check")) return check_all(c, o);
    bool counts = !strcmp(o->act, "recount");
    if (!counts && strcmp(o->act, "list") != 0 && strcmp(o->act, "publish") != 0)
        return fail(
            c, FAIL_INPUT,
            "ngayso procedure check TỆP… | list [--data TỆP] | publish TỆP… [--data TỆP] | recount [--data TỆP]");
    TRY(org_open_data(c, o->data, &store));
    if (counts) return recount(c, store);
    return strcmp(o->act, "list") == 0 ? list_all(c, store) : publish_all(c, store, o);
}

int procedure_command(int argc, char **argv)
{
    static const struct option options[] = {
        {"data", required_argument, NULL, 'd'}, {"store", required_argument, NULL, 'd'}, {0}};
    Options o = {.act = "", .data = "ngayso.db"};
    int opt;
    optind = 1;
    while ((opt = getopt_long(argc, argv, "d:", options, NULL)) != -1) {
        if (opt != 'd') return fail_exit_code(FAIL_INPUT);
        o.data = optarg;
    }
    if (optind < argc) o.act = argv[optind++];
    o.file = argv + optind, o.files = argc - optind;
    return command_run(run, &o);
}
