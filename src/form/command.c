// SPDX-License-Identifier: Apache-2.0
#include "form/command.h"
#include "base/command.h"
#include "doc/doc.h"
#include "form/source.h"
#include <stdio.h>

typedef struct {
    Str act;
    const char *file;
} Options;

static Fail write_out(Ctx *c, const Options *o, const Design *d)
{
    Out out = {.mem = &c->mem};
    StrList lost = {0};
    if (str_equal(o->act, S("yaml"))) design_put_yaml(&out, d, 0);
    if (str_equal(o->act, S("xform"))) design_put_xform(&out, d, 1, &lost);
    for (size_t i = 0; i < lost.n; i++)
        fprintf(stderr, "«%.*s»: có công thức mà ODK không tính được nên bỏ ra.\n", STR_ARGS(lost.at[i]));
    Str text = out_str(&out);
    bool good = fwrite(text.p, 1, text.n, stdout) == text.n && !fflush(stdout);
    return good ? OK : fail(c, FAIL_STORE, "Không ghi được kết quả ra đầu ra.");
}

static Fail run(Ctx *c, void *arg)
{
    const Options *o = arg;
    Str bytes;
    Design d;
    DesignProblems problems;
    TRY(doc_load_file(c, o->file, &bytes));
    TRY(design_from_file(c, bytes, &d, &problems));
    bool is_good = true;
    for (size_t i = 0; i < problems.n; i++) {
        const DesignProblem *p = &problems.at[i];
        fprintf(stderr, "%s%.*s\n", p->is_warning ? "lưu ý, " : "", STR_ARGS(problem_line(&c->mem, p)));
        is_good = is_good && p->is_warning;
    }
    if (!is_good) return fail(c, FAIL_INPUT, "Biểu mẫu chưa dùng được.");
    if (str_equal(o->act, S("check"))) printf("Biểu mẫu «%.*s» dùng được: %zu trường.\n", STR_ARGS(d.title), d.n);
    return write_out(c, o, &d);
}

int form_command(int argc, char **argv)
{
    Options o = {.act = str_of(argc == 3 ? argv[1] : NULL), .file = argc == 3 ? argv[2] : NULL};
    if (str_equal(o.act, S("check")) || str_equal(o.act, S("yaml")) || str_equal(o.act, S("xform")))
        return command_run(run, &o);
    fprintf(stderr, "Cách dùng: ngayso form check|yaml|xform TỆP\n");
    return fail_exit_code(FAIL_INPUT);
}
