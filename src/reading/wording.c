// SPDX-License-Identifier: Apache-2.0
/* wording.c -- `ngayso repair` and `ngayso learn`: the wording of garbled text restored (viet/repair.h), and what an
 * office itself writes learnt for it. */
#include "base/command.h"
#include "base/out.h"
#include "doc/doc.h"
#include "reading/command.h"
#include "reading/reading.h"
#include "store/store.h"
#include "viet/learn.h"
#include "viet/repair.h"
#include <getopt.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* An office's texts weigh so much beside what the program ships. */
static const double OFFICE_WEIGHT = 0.4;
enum { INPUT_PIECE = 1 << 16, LEARN_BYTES_MAX = 64 << 20 };

typedef struct {
    const char *data, *names;
    char **file;
    int files;
    bool tsv;
} Options;

/* Standard input or the file, whole. */
static Fail load_input(Ctx *c, const Options *o, Str *bytes)
{
    if (o->files) return doc_load_file(c, o->file[0], bytes);
    Out all = {.mem = &c->mem};
    static char piece[INPUT_PIECE];
    for (size_t n; (n = fread(piece, 1, sizeof piece, stdin)) > 0;) {
        if (all.n + n > DOC_BYTES_MAX)
            return fail(c, FAIL_INPUT, "Văn bản lớn hơn %d MB. Hãy chia nhỏ.", DOC_BYTES_MAX >> 20);
        out_raw(&all, (Str){piece, n});
    }
    *bytes = out_str(&all);
    return OK;
}

/* Without --data what the program ships is all. */
static Fail load_office(Ctx *c, const Options *o, Str *model)
{
    *model = (Str){0};
    return o->data ? office_wording(c, o->data, model) : OK;
}

static void print_token(const RepairToken *t)
{
    printf("%.*s\t%.*s\t%.2f\t", STR_ARGS(t->read), STR_ARGS(t->restored), (double)t->margin);
    for (int i = 0; i < t->alternatives; i++) printf("%s%.*s", i ? " " : "", STR_ARGS(t->alternative[i]));
    putchar('\n');
}

static Fail repair_text(Ctx *c, void *arg)
{
    const Options *o = arg;
    Str text, names = {0}, model;
    TRY(load_input(c, o, &text));
    TRY(load_office(c, o, &model));
    if (o->names) TRY(doc_load_file(c, o->names, &names));
    if (!str_is_utf8(text)) return fail(c, FAIL_INPUT, "Văn bản không phải UTF-8. Hãy lưu lại bằng UTF-8.");
    Repairer *r = repairer_load(&c->mem, model);
    if (!r) return fail(c, FAIL_INPUT, "Tệp từ ngữ của cơ quan bị hỏng. Hãy chạy lại ngayso learn.");
    Repair repair;
    viet_repair(&c->mem, r, text, names, &repair);
    if (o->tsv)
        for (size_t i = 0; i < repair.tokens.n; i++) print_token(&repair.tokens.at[i]);
    else fwrite(repair.text.p, 1, repair.text.n, stdout);
    return fflush(stdout) ? fail(c, FAIL_STORE, "Không ghi được kết quả ra đầu ra.") : OK;
}

static Fail load_texts(Ctx *c, const Options *o, Str *texts)
{
    Out all = {.mem = &c->mem};
    for (int i = 0; i < o->files; i++) {
        Str bytes;
        TRY(doc_load_file(c, o->file[i], &bytes));
        if (!str_is_utf8(bytes)) return fail(c, FAIL_INPUT, "Tệp “%s” không phải văn bản UTF-8.", o->file[i]);
        if (all.n + bytes.n > LEARN_BYTES_MAX)
            return fail(c, FAIL_INPUT, "Các tệp cộng lại lớn hơn %d MB. Hãy bớt đi.", LEARN_BYTES_MAX >> 20);
        out_raw(&all, bytes);
        out_char(&all, '\n');
    }
    *texts = out_str(&all);
    return OK;
}

/* Beside the old file first, so that a reader never sees half of it. */
static Fail replace_file(Ctx *c, const char *data, Str bytes)
{
    const char *path = str_format(&c->mem, "%s" REPAIR_OFFICE_SUFFIX "%c", data, 0).p;
    const char *fresh = str_format(&c->mem, "%s" REPAIR_OFFICE_SUFFIX ".moi%c", data, 0).p;
    FILE *to = fopen(fresh, "wb");
    bool good = to && !fchmod(fileno(to), S_IRUSR | S_IWUSR) && fwrite(bytes.p, 1, bytes.n, to) == bytes.n &&
                !fflush(to) && !fsync(fileno(to));
    if (to && fclose(to)) good = false;
    if (!good || rename(fresh, path))
        return fail(c, FAIL_STORE, "Không ghi được “%s”. Hãy kiểm tra đĩa và quyền ghi.", path);
    printf("Đã học; từ nay dùng “%s”.\n", path);
    return OK;
}

static Fail learn_texts(Ctx *c, void *arg)
{
    const Options *o = arg;
    Str texts;
    Model base, fresh;
    if (!o->files) return fail(c, FAIL_INPUT, "Hãy nêu các văn bản đúng của cơ quan: ngayso learn TỆP.txt …");
    if (o->data && store_is_address(o->data))
        return fail(c, FAIL_INPUT,
                    "Từ ngữ học được nằm cạnh tệp dữ liệu, không nằm trong kho PostgreSQL. Hãy nêu --data là một tệp.");
    TRY(load_texts(c, o, &texts));
    if (!model_open(repair_shipped_model(), &base))
        return fail(c, FAIL_STORE, "Thiếu bảng từ ngữ đi kèm chương trình.");
    LearnSource source = {.text = texts, .weight = OFFICE_WEIGHT, .least = 1};
    Str bytes = model_learn(&c->mem, &source, 1, &base, 1 - OFFICE_WEIGHT);
    if (!model_open(bytes, &fresh))
        return fail(c, FAIL_INPUT, "Học nhiều quá: kết quả lớn hơn %d MB. Hãy bớt văn bản.", MODEL_BYTES_MAX >> 20);
    return replace_file(c, o->data ? o->data : "ngayso.db", bytes);
}

static int run(int argc, char **argv, Fail (*body)(Ctx *, void *))
{
    static const struct option known[] = {{"tsv", no_argument, NULL, 't'},
                                          {"data", required_argument, NULL, 'd'},
                                          {"names", required_argument, NULL, 'n'},
                                          {0}};
    Options o = {0};
    optind = 1;
    for (int k; (k = getopt_long(argc, argv, "", known, NULL)) != -1;)
        if (k == 't') o.tsv = true;
        else if (k == 'd') o.data = optarg;
        else if (k == 'n') o.names = optarg;
        else return fail_exit_code(FAIL_INPUT);
    o.file = argv + optind, o.files = argc - optind;
    return command_run(body, &o);
}

int repair_command(int argc, char **argv) { return run(argc, argv, repair_text); }
int learn_command(int argc, char **argv) { return run(argc, argv, learn_texts); }
