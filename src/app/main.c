// SPDX-License-Identifier: Apache-2.0
/* main.c -- `ngayso COMMAND …`: finds the command among the features' rows and runs it. */
#include "http/route.h"
#include <stdio.h>
#include <sys/stat.h>

static void print_help(FILE *to)
{
    fprintf(to, "Ngày Số đọc kế hoạch đã ký, chia kế hoạch thành việc để giao và theo dõi, rồi viết báo cáo.\n\nusage: "
                "ngayso COMMAND …\n\n");
    for (const Feature *const *f = features; *f; f++)
        for (const Command *k = (*f)->commands; k && k->name; k++)
            fprintf(to, "  %s %s\n      %s\n", k->name, k->usage, k->help);
}

int main(int argc, char **argv)
{
    umask(077); /* whatever a command writes is for its own user; personal data may be in all of it */
    if (argc < 2 || !strcmp(argv[1], "help") || !strcmp(argv[1], "--help")) {
        print_help(argc < 2 ? stderr : stdout);
        return argc < 2 ? fail_exit_code(FAIL_INPUT) : 0;
    }
    for (const Feature *const *f = features; *f; f++)
        for (const Command *k = (*f)->commands; k && k->name; k++)
            if (!strcmp(k->name, argv[1])) return k->run(argc - 1, argv + 1);
    fprintf(stderr, "ngayso: không có lệnh '%s'. Gõ 'ngayso help' để xem các lệnh.\n", argv[1]);
    return fail_exit_code(FAIL_INPUT);
}
