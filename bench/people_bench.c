// SPDX-License-Identifier: Apache-2.0
/* people_bench -- what a check of a right costs, and what the journal adds to a write.
 *
 *   people_bench FILE     rows of bench/run's table; exit code 1 when one is missed
 *
 * The check: a head of a district asking for each agency of the province in turn.  The journal: the time of writing many
 * rows in one transaction, for which FILE is made anew; its memory is given back row by row, as it is request by request. */
#include "people/people.h"
#include "secret/secret.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { CHECKS = 2000000, WRITES = 50000, PASSWORDS = 5 };

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int missed;

static void judge(const char *what, double us, double most)
{
    printf("%s | %.2f µs | <= %.0f µs | %s\n", what, us, most, us <= most ? "yes" : "NO");
    missed += us > most;
}

static void check_rights(void)
{
    char subtree[8192] = "\n";
    size_t n = 1;
    for (int i = 0; i < 40; i++) n += (size_t)snprintf(subtree + n, sizeof subtree - n, "X%05d\n", 7201 + 3 * i);
    Actor head = {.person = 1, .role = ROLE_HEAD, .org = STR("H213"), .subtree = {subtree, n}};
    int64_t yes = 0;
    double begun = now_us();
    for (int i = 0; i < CHECKS; i++) {
        char code[] = "X07201";
        code[4] = (char)('0' + i % 10), code[5] = (char)('0' + i / 10 % 10);
        yes += right_at(&head, "person.manage", (Place){.org = {code, 6}});
    }
    judge("a check of a right at a place", (now_us() - begun) / CHECKS, yes > 0 ? 2 : -1);
}

static double took;

static Fail write_all(Ctx *c, void *unused)
{
    (void)unused;
    Actor a = {.person = 77, .duty = 78, .org = STR("STTTT"), .address = STR("127.0.0.1")};
    c->actor = &a;
    double begun = now_us();
    for (int i = 0; i < WRITES; i++) {
        Arena mark = c->mem;
        TRY(journal_write(c, (JournalEntry){.act = "Sửa giá trị",
                                            .object = "value",
                                            .id = id_new(c->now),
                                            .within = 5,
                                            .title = S("3.1.b: nội dung"),
                                            .before = S("Nội dung đã sửa lần thứ nhất"),
                                            .after = S("Nội dung đã sửa lần thứ hai")}));
        arena_back(&c->mem, mark);
    }
    took = now_us() - begun;
    c->actor = NULL;
    return OK;
}

int main(int argc, char **argv)
{
    Arena whole = arena_reserve((size_t)1 << 30);
    Ctx c = {.mem = whole, .now = clock_ms()};
    Store *store;
    Str hash;
    if (argc != 2) return fprintf(stderr, "usage: people_bench FILE\n"), 2;
    check_rights();
    unlink(argv[1]);
    if (store_open(&c, (StoreOptions){.path = argv[1], .steps = migrations}, &store)) return 2;
    if (store_write(&c, store, write_all, NULL)) return 2;
    judge("what the journal adds to a write", took / WRITES, 10);
    store_close(store);
    double begun = now_us();
    for (int i = 0; i < PASSWORDS; i++)
        if (password_hash(&c, S("bảy con mèo tím bơi ngược"), &hash)) return 2;
    printf("argon2id of one password, on purpose (64 MiB, 2 passes) | %.0f ms | |\n", (now_us() - begun) / PASSWORDS / 1e3);
    return missed > 0;
}
