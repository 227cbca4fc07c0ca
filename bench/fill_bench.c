// SPDX-License-Identifier: Apache-2.0
/* fill -- a store as large as a province's after some years: N pieces of work (values of plans, as wide as a task will be), each with
 * its row in the journal, written by the rules' own functions.
 *
 *   fill FILE N */
#include "journal/journal.h"
#include "store/store.h"
#include <stdio.h>
#include <stdlib.h>

enum { A_JOB = 2000 };

typedef struct {
    long from;
} Part;

static Fail write_part(Ctx *c, void *arg)
{
    const Part *p = arg;
    for (long i = p->from; i < p->from + A_JOB; i++) {
        Arena mark = c->mem;
        Id id = id_new(c->now);
        Str text = str_format(&c->mem, "Nhiệm vụ %ld: rà soát, cập nhật tiến độ và gửi kết quả kèm minh chứng", i);
        TRY(store_run(c,
                      "INSERT INTO plan_value (office_id, id, plan_id, node_id, field, place, raw, initial, value, version, "
                      "first_line, last_line, confidence) VALUES ($1, $2, 1, $3, 'content', 0, $4, $4, $4, 0, 1, 1, 1.0)",
                      OFFICE, id, i / 10, text));
        TRY(journal_write(c, (JournalEntry){.act = "Giao việc", .object = "value", .id = id, .within = 1, .title = text}));
        arena_back(&c->mem, mark);
    }
    return OK;
}

int main(int argc, char **argv)
{
    Ctx c = {.mem = arena_reserve((size_t)64 << 20), .now = clock_ms()};
    Store *store;
    long n = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
    if (!n || store_open(&c, (StoreOptions){.path = argv[1], .steps = migrations}, &store)) {
        fprintf(stderr, "fill: %s\n", c.why);
        return 2;
    }
    for (Part p = {0}; p.from < n; p.from += A_JOB)
        if (store_write(&c, store, write_part, &p)) {
            fprintf(stderr, "fill: %s\n", c.why);
            return 2;
        }
    store_close(store);
    return 0;
}
