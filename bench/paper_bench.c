// SPDX-License-Identifier: Apache-2.0
/* paper -- what a consolidated report costs: its tasks in a table of five columns over pages, merged cells, groups.
 *
 *   paper docx|pdf TASKS TIMES      prints the CPU milliseconds of one, the best of TIMES; the first one also loads fonts */
#include "paper/paper_world.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    Ctx c = {.mem = arena_reserve((size_t)1 << 30), .now = clock_ms()};
    if (argc != 4) return 2;
    PaperFile file = strcmp(argv[1], "pdf") ? PAPER_FILE_DOCX : PAPER_FILE_PDF;
    double first = 0, best = 1e9;
    for (long i = 0, n = strtol(argv[3], NULL, 10); i < n; i++) {
        Arena mark = c.mem;
        Str bytes;
        Paper p = paper_world_full(&c.mem, (int)strtol(argv[2], NULL, 10));
        double begun = cpu_ms();
        if (paper_write(&c, &p, file, &bytes)) {
            fprintf(stderr, "paper: %s\n", c.why);
            return 1;
        }
        double took = cpu_ms() - begun;
        if (!i) first = took;
        if (took < best) best = took;
        arena_back(&c.mem, mark);
    }
    printf("%.1f %.1f\n", best, first);
    return 0;
}
